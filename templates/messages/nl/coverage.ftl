# Waarom een organisatie of woning een status heeft.
source-list = de lijst
source-volunteer = opvolging door een vrijwilliger
source-reply = antwoord op onze brief of mail
source-kind-municipality = de gemeente
source-kind-landlord = de verhuurder
source-kind-kvk = de KvK
source-kind-minutes = een verslag
source-kind-door = aan de deur
source-kind-web = een website
source-kind-phone = de telefoon
source-kind-message = een brief of mail
area-scope = het hele werkgebied

evidence-residents-meeting = bewonersvergadering
evidence-alv = ledenvergadering (ALV)
evidence-newsletter = nieuwsbrief
evidence-activity = buurtactiviteit
evidence-door-to-door = huis-aan-huisronde
evidence-consultation = spreekuur
evidence-talks = overleg met de corporatie
evidence-website = eigen website bijgewerkt
evidence-contact-reached = contact bereikt
evidence-contact-not-reached = contact niet bereikt
evidence-accounts = jaarrekening
evidence-board = bestuur bekend
evidence-kvk = inschrijving bij de KvK
evidence-insurance = verzekering
evidence-reserve = reservefonds
evidence-recognition = erkenning
evidence-founders = oprichters bekend
evidence-first-meeting = eerste bijeenkomst
evidence-other = een ander bericht
evidence-ended = opgeheven

why-two-legs = actief op twee benen: { $organisation } is er voor het wonen ({ $housing }, { $housing-date }, bron: { $housing-source }) en voor de buurt ({ $neighbourhood }, { $neighbourhood-date }, bron: { $neighbourhood-source }), en het contact is bereikt op { $contact } (bron: { $contact-source })
why-active = actief: { $organisation } gaf een teken van leven ({ $what }, { $date }, bron: { $source }) en het contact is bereikt op { $contact } (bron: { $contact-source }); { $legs ->
    [housing] tot nu toe alleen voor het wonen
    [neighbourhood] tot nu toe alleen voor de buurt
   *[none] of dat voor het wonen of voor de buurt was, is niet genoteerd
 }
why-together = actief op twee benen: { $housing } is er voor het wonen ({ $housing-what }, { $housing-date }, bron: { $housing-source }) en { $neighbourhood } voor de buurt ({ $neighbourhood-what }, { $neighbourhood-date }, bron: { $neighbourhood-source })
why-forming = in oprichting: { $organisation } wordt opgericht ({ $what }, { $date }, bron: { $source })
why-forming-planned = in oprichting: { $organisation } wordt opgericht (gepland voor { $date }: { $what }, bron: { $source })
why-on-paper = op papier: { $organisation } { $ground ->
    [list] staat op { $list }
    [paper] is bekend ({ $evidence }, { $evidence-date }, bron: { $evidence-source })
    [kvk] staat bij de KvK onder nummer { $kvk } (bron: { $list })
    [founded] is opgericht op { $founded } (bron: { $list })
   *[evidence] is bekend ({ $evidence }, { $evidence-date }, bron: { $evidence-source })
 }, maar { $missing ->
    [never] er is nog nooit een teken van leven genoteerd
    [old] er is sinds { $last } geen teken van leven meer (toen: { $what }, bron: { $source })
    [contact-never] het contact is nog nooit bereikt (laatste teken van leven: { $what }, { $last }, bron: { $source })
    [contact-old] het contact is sinds { $contact } niet meer bereikt (bron: { $contact-source }; laatste teken van leven: { $what }, { $last }, bron: { $source })
   *[contact-lost] het contact was op { $contact } niet te bereiken (bron: { $contact-source }; laatste teken van leven: { $what }, { $last }, bron: { $source })
 }
why-unknown = onbekend: { $organisation } wordt genoemd in { $list }, maar niemand heeft er nog naar gevraagd
why-ended = opgeheven: { $organisation } bestaat niet meer sinds { $date } (bron: { $source })
why-not-founded = telt nog niet mee: { $organisation } wordt opgericht op { $date } (bron: { $source })
why-none = geen: op geen enkele lijst staat een organisatie voor deze woning
why-none-ended = geen: { $organisation } is opgeheven op { $date } (bron: { $source }), en een andere organisatie is er niet
why-none-not-founded = geen: { $organisation } wordt pas opgericht op { $date } (bron: { $source })
why-none-umbrella = geen: { $organisation } noemt deze woning, maar is een koepel; met een koepel alleen is een gebouw nog niet georganiseerd
why-none-other-tenants = geen: { $organisation } noemt deze woning, maar komt niet op voor huurders van { $landlord }
why-none-tenants = geen: { $organisation } noemt deze woning, maar komt niet op voor wie hier huurt
why-none-owners = geen: { $organisation } noemt deze woning, maar komt niet op voor eigenaren

# Wat het meest zou helpen.
step-revive = Help { $organisation } weer op gang: { $homes ->
    [one] +1 woning
   *[other] +{ $homes } woningen
 }
step-complete = Help { $organisation } aan een eerste bijeenkomst: { $homes ->
    [one] +1 woning
   *[other] +{ $homes } woningen
 }
step-ask = Vraag bij { $organisation } hoe het ervoor staat: { $homes ->
    [one] +1 woning
   *[other] +{ $homes } woningen
 }
step-found = Richt een bewonersgroep op voor { $place }: { $homes ->
    [one] +1 woning
   *[other] +{ $homes } woningen
 }
step-found-tenants = Richt een bewonerscommissie op voor de huurders van { $landlord } in { $place }: { $homes ->
    [one] +1 woning
   *[other] +{ $homes } woningen
 }
step-found-owners = Zoek de eigenaren van { $place } op en help hun VvE op gang: { $homes ->
    [one] +1 woning
   *[other] +{ $homes } woningen
 }

# Waardoor het aantal veranderde.
change-founded = nieuw opgericht
change-revived = weer op gang
change-lapsed = stilgevallen
change-corrected = gegevens verbeterd
change-stock = woningen erbij of eraf

# Wat er speelt.
going-support = Vragen om steun
going-support-why = Organisaties die hulp vroegen; zie het blad Steun van de opvolging.
going-raised = Punten ingebracht
going-raised-why = Door organisaties ingebracht, en nog niet gehoord.
going-heard = Punten gehoord
going-heard-why = De ander heeft geluisterd. Gehoord is nog geen score.
going-scored = Punten gescoord
going-scored-why = Het is geregeld.
going-rejected = Punten afgewezen
going-rejected-why = Het gaat niet door.
going-meetings = Bijeenkomsten
going-meetings-why = Geweest of gepland.
going-invited = Uitgenodigd
going-invited-why = Voor alle bijeenkomsten samen.
going-coming = Zegt te komen
going-coming-why = Voor alle bijeenkomsten samen.
going-came = Was er
going-came-why = Op alle bijeenkomsten samen.

# Bevindingen.
finding-D101 = { $organisation } dekt geen enkele woning in het register: wat de lijst over het gebied zegt, is niet gevonden.
    .remedy = Kijk de kolom met adressen of ‘dekt’ na. Tot die tijd telt de organisatie voor { $homes } woningen.
finding-D102 = Van { $organisation } staat nergens welke woningen erbij horen.
    .remedy = Vul de kolom ‘dekt’ in. Tot die tijd telt de organisatie voor { $homes } woningen.
finding-D103 = { $organisation } is volgens de lijst opgeheven ({ $ended }) voordat het werd opgericht ({ $founded }).
    .remedy = Verbeter een van de twee datums. Het gaat om { $homes ->
        [one] 1 woning
       *[other] { $homes } woningen
     }.
finding-D104 = Bij { $organisation } staat een gebeurtenis in de toekomst: { $what } op { $date }. Die telt nog niet mee.
    .remedy = Verbeter de datum, of laat de regel staan tot die dag geweest is. Het gaat om { $homes ->
        [one] 1 woning
       *[other] { $homes } woningen
     }.
finding-D105 = { $organisation } is opgeheven op { $ended } (bron: { $ended-source }), maar er is een later teken van leven: { $what } op { $date } (bron: { $source }). De einddatum in de lijst geldt.
    .remedy = Vraag na wat klopt en haal het andere weg. Het gaat om { $homes ->
        [one] 1 woning
       *[other] { $homes } woningen
     }.
finding-D106 = Over { $organisation } spreken twee bronnen elkaar tegen: opgeheven op { $ended } (bron: { $ended-source }), en daarna toch { $what } op { $date } (bron: { $source }). Het nieuwste bericht geldt.
    .remedy = Vraag na wat klopt en haal het andere weg. Het gaat om { $homes ->
        [one] 1 woning
       *[other] { $homes } woningen
     }.
finding-D107 = { $organisation } en { $other } zijn van dezelfde soort en dekken dezelfde woningen: { $homes ->
        [one] 1 woning
       *[other] { $homes } woningen
     }.
    .remedy = Kijk of het twee organisaties zijn, en welke woningen bij welke horen. Nu telt de beste van de twee.
finding-D108 = { $organisation } komt op voor huurders, maar in de woningen die het dekt zitten huurders van meer dan één verhuurder. Er staat niet van wie.
    .remedy = Zet in de kolom ‘vertegenwoordigt’: huurders van …. Tot die tijd telt de organisatie voor geen enkele corporatiewoning. Ze dekt er { $homes }.
finding-D109 = { $organisation } dekt { $homes ->
        [one] 1 woning
       *[other] { $homes } woningen
     }, maar komt op voor niemand die daar woont: het zijn andere huurders of eigenaren.
    .remedy = Kijk na voor wie de organisatie opkomt en welke woningen erbij horen.
finding-D110 = { $area } en { $other } zijn gebieden van hetzelfde niveau en overlappen: { $homes ->
        [one] 1 woning telt
       *[other] { $homes } woningen tellen
     } alleen mee bij { $other }.
    .remedy = Teken de gebieden zo dat elke woning in één ervan ligt. Alleen mini-buurten mogen overlappen.
finding-D111 = Het gebied { $area } heeft een niveau dat het programma zelf bepaalt: { $level }. Het telt niet mee.
    .remedy = Gebruik een van deze niveaus: ingang, flat, complex, mini-buurt, buurt, wijk, stadsdeel, gemeente, provincie of land.
