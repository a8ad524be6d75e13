# Woorden die in alle werkboeken staan
status-two-legs = actief op twee benen
status-active = actief
status-forming = in oprichting
status-on-paper = op papier
status-unknown = onbekend
status-none = geen
status-ended = opgeheven
legs-both = wonen en buurt
legs-housing = wonen
legs-neighbourhood = buurt
legs-none = geen
level-unit = woning
level-entrance = ingang
level-building = gebouw
level-flat = flat
level-complex = complex
level-mini-buurt = mini-buurt
level-buurt = buurt
level-wijk = wijk
level-stadsdeel = stadsdeel
level-gemeente = gemeente
level-provincie = provincie
level-land = land
level-landlord = verhuurder
level-umbrella = koepel
level-scope = hele campagne
kind-bewonerscommissie = bewonerscommissie
kind-vve = VvE
kind-bewonersgroep = bewonersgroep
kind-huurdersvereniging = huurdersvereniging
kind-anders = andere groep
area-outside = (buiten elk gebied)
area-no-landlord = (verhuurder onbekend)
area-no-umbrella = (geen koepel)

list-kind-corporation = woningen van een corporatie
list-kind-vve = VvE's
list-kind-organisations = organisaties
list-kind-evidence = tekenen van leven
list-kind-contacts = contacten
list-kind-opt-outs = afmeldingen
list-kind-areas = eigen gebieden
list-kind-support = steun
list-kind-issues = punten
list-kind-meetings = bijeenkomsten
list-kind-replies = antwoorden
list-kind-unknown = niet herkend

# controle.xlsx
findings-sheet = Meldingen
findings-title = Alles wat het programma over uw lijsten te zeggen heeft
findings-more-in-table = Hier staan de zwaarste 5.000 meldingen. Alle staan in tables/findings.csv.
findings-column-code = Code
findings-column-severity = Wat is het
findings-column-file = Bestand
findings-column-sheet = Blad
findings-column-cell = Cel
findings-column-message = Melding
controle-title = Vragen die alleen u kunt beantwoorden
controle-sheet = Vragen
controle-count = { $n ->
    [0] Er zijn geen vragen: alles is duidelijk.
    [one] Er is 1 vraag. Zonder antwoord telt die rij niet mee.
   *[other] Er zijn { $shown } vragen. Zonder antwoord tellen die rijen niet mee.
}
controle-how = Kies in de gele kolom Besluit wat er is bedoeld. De waarschijnlijkste kandidaat staat bovenaan. Weet u het niet? Kies "later".
controle-return = Klaar? Sla op en zet dit bestand in inputs/returned. U mag sorteren, filteren en kleuren; verander de andere kolommen niet.
controle-column-file = Bestand
controle-column-sheet = Blad
controle-column-row = Rij
controle-column-read = Gelezen
controle-column-question = Vraag
controle-column-candidates = Kandidaten
controle-column-decision = Besluit
controle-column-note = Notitie
controle-none = geen van deze
controle-not-in-use = { $address } – niet in gebruik
controle-later = later
controle-no-candidates = (geen kandidaat gevonden)
controle-reading = { $n ->
    [one] { $reading }: 1 adres
   *[other] { $reading }: { $n } adressen
}
controle-repeats = { $n ->
    [one] Dezelfde tekst staat op nog 1 rij; uw besluit geldt ook daar.
   *[other] Dezelfde tekst staat op nog { $shown } rijen; uw besluit geldt ook daar.
}

# opvolging.xlsx
opvolging-title = Opvolging
readme-sheet = Leesmij
readme-title = Opvolging van { $campaign }
readme-made = Gemaakt op { $date } voor { $sender }.
readme-sheets = Wat staat waar?
readme-doors = de woningen om aan te bellen, in de volgorde waarin u loopt.
readme-organisations = alle organisaties, hoe het ermee gaat, en wat de volgende stap is.
readme-support = welke organisatie welke hulp nodig heeft, en wie dat oppakt.
readme-issues = wat bewoners inbrengen: ingebracht, gehoord, gescoord of afgewezen.
readme-meetings = wie is uitgenodigd, wie komt, wie er was.
readme-slips = papieren antwoordstroken om over te typen.
readme-filling = Zo vult u het in
readme-fill-1 = Vul alleen de gele kolommen in. De rest vult het programma.
readme-fill-2 = Bij Uitkomst kunt u kiezen uit een lijstje. Iets anders typen mag ook; leg het dan uit bij Notitie.
readme-fill-3 = Typ een datum als 23-11-2026.
readme-fill-4 = Sorteren, filteren en kleuren mag. Verwijder geen kolommen; de verborgen kolom id is nodig om uw werk terug te lezen.
readme-fill-5 = Klaar? Sla op en zet het bestand in de map inputs/returned. Dit bestand wordt nooit overschreven: een nieuwe versie krijgt een nieuwe naam.
readme-words = Wat betekenen de woorden?
readme-status-two-legs = er is een organisatie die leeft, en die werkt aan wonen én aan de buurt.
readme-status-active = er is een organisatie die leeft: er was het laatste jaar iets met bewoners, en het contact is te bereiken.
readme-status-forming = bewoners zijn bezig een organisatie op te richten.
readme-status-on-paper = er staat een organisatie op een lijst, maar er is geen teken van leven van het laatste jaar.
readme-status-unknown = er is een naam van een organisatie, maar niemand heeft nog gevraagd hoe het ermee gaat.
readme-status-none = er is geen organisatie die voor deze woning opkomt.
readme-status-ended = de organisatie is gestopt.
readme-steps = Wat helpt het meeste?
readme-steps-how = Dit zijn de stappen die de meeste woningen bij een organisatie brengen die leeft.
readme-step = { $nth }. { $step }
readme-who = Welke woningen staan op de lijst?
readme-listed = { $n ->
    [one] Op het blad Deuren staat 1 woning.
   *[other] Op het blad Deuren staan { $shown } woningen.
}
readme-left-active = { $n ->
    [one] 1 woning staat er niet op: daar is al een actieve organisatie, en die kreeg niets van ons.
   *[other] { $shown } woningen staan er niet op: daar is al een actieve organisatie, en die kregen niets van ons.
}
readme-left-answered = { $n ->
    [one] 1 woning staat er niet op: die heeft al geantwoord.
   *[other] { $shown } woningen staan er niet op: die hebben al geantwoord.
}
readme-left-opted-out = { $n ->
    [one] 1 woning staat er niet op: daar wil men geen contact. Bel daar niet aan.
   *[other] { $shown } woningen staan er niet op: daar wil men geen contact. Bel daar niet aan.
}
readme-privacy = Ga zorgvuldig om met deze lijst
readme-privacy-text = Deze lijst is alleen voor vrijwilligers van deze campagne. Schrijf over mensen alleen op wat nodig is: geen oordelen, geen ruzies, niets over gezondheid. Wil iemand niets meer horen? Kies "wil geen contact meer"; dan schrijven en bellen we daar niet meer. Gooi afdrukken na gebruik weg.

joiners-sheet = Wil meedoen
joiners-title = Wie wil meedoen
joiners-how = Deze mensen zeiden dat ze willen meedoen of meedenken. Neem binnen een week contact op. Dit blad vult het programma zelf; noteer afspraken op het blad Deuren of Bijeenkomsten.
joiners-column-street = Straat
joiners-column-number = Nummer
joiners-column-postcode = Postcode
joiners-column-date = Gezegd op
joiners-column-said = Wat zij zeiden
joiners-column-next = Volgende stap
joiners-next-invited = Krijgt een uitnodiging voor de bijeenkomst; bel of spreek even af.
joiners-next-call = Bel of ga langs, en spreek iets af.
doors-column-earlier = Eerder
doors-earlier-piece = post of e-mail gekregen
heard-answered = gesproken
heard-not_reached = niet bereikt
heard-gone = weg
heard-not_home = niet thuis
heard-empty = woning leeg
doors-sheet = Deuren
doors-title = Deuren
doors-how = Elke regel is een woning. Vul de gele kolommen in. Filter op straat of status om een ronde te maken.
doors-column-nr = Nr
doors-column-street = Straat
doors-column-number = Nummer
doors-column-postcode = Postcode
doors-column-status = Status
doors-column-outcome = Uitkomst
doors-column-date = Datum
doors-column-who = Wie
doors-column-note = Notitie
doors-column-why = Waarom deze status
outcome-joins = wil meedoen
outcome-thinks = denkt erover na
outcome-not-now = nu niet
outcome-not-home = niet thuis
outcome-no-more = wil geen contact meer
outcome-empty = woning is leeg
outcome-other = anders (zie notitie)

organisations-sheet = Organisaties
organisations-title = Organisaties
organisations-how = Bovenaan staan de organisaties waar één stap de meeste woningen helpt.
organisations-column-name = Organisatie
organisations-column-kind = Soort
organisations-column-status = Status
organisations-column-legs = Benen
organisations-column-homes = Woningen
organisations-column-why = Waarom deze status
organisations-column-step = Volgende stap
organisations-column-contact = Contact
organisations-column-earlier = Eerder
organisations-column-outcome = Uitkomst
organisations-column-date = Datum
organisations-column-who = Wie
organisations-column-note = Notitie
contact-outcome-lives = leeft: er gebeurt iets met bewoners
contact-outcome-wants-help = wil hulp
contact-outcome-appointment = afspraak gemaakt
contact-outcome-no-answer = niet bereikt
contact-outcome-gone = bestaat niet meer
contact-outcome-other = anders (zie notitie)

support-sheet = Steun
support-title = Steun
filled-how = Verander wat anders is geworden, of vul een lege rij in. Lever het werkboek in: het programma leest dit blad terug.
support-how = Welke organisatie vroeg om hulp, en wie pakt het op? De kolom Vertrouwelijk gaat nooit naar partners.
support-column-organisation = Organisatie
support-column-kind = Soort steun
support-column-since = Sinds
support-column-owner = Wie pakt het op
support-column-partner = Partner
support-column-state = Stand
support-column-outcome = Resultaat
support-column-note = Vertrouwelijk
support-state-asked = gevraagd
support-state-busy = bezig
support-state-done = klaar
support-state-stopped = gestopt

issues-sheet = Punten
issues-title = Punten
issues-how = Gehoord worden is nog geen score.
issues-column-organisation = Organisatie
issues-column-subject = Onderwerp
issues-column-since = Sinds
issues-column-state = Stand
issues-column-partner = Ligt bij
issues-column-outcome = Resultaat
issue-state-raised = ingebracht
issue-state-heard = gehoord
issue-state-scored = gescoord
issue-state-rejected = afgewezen

meetings-sheet = Bijeenkomsten
meetings-title = Bijeenkomsten
meetings-how = Wie is uitgenodigd, wie komt, wie was er? Aantallen zijn genoeg, namen niet nodig. Een bijeenkomst waar iemand was, telt als teken van leven.
meetings-column-name = Bijeenkomst
meetings-column-organisation = Organisatie
meetings-column-date = Datum
meetings-column-place = Waar
meetings-column-invited = Uitgenodigd
meetings-column-coming = Komt
meetings-column-came = Was er

slips-sheet = Antwoordstroken
slips-title = Antwoordstroken
slips-how = Typ van elke strook de code en de antwoorden over. Groen: de code klopt. Rood: kijk de code nog eens na.
slips-column-code = Code
slips-column-date = Datum
slips-column-remark = Opmerking

# voortgang.xlsx
progress-title = Voortgang
overview-sheet = Overzicht
overview-headline = { $campaign }: organisatiegraad { $share }
overview-counts = { $active } van de { $dwellings } woningen hebben een organisatie die leeft ({ $date }).
overview-column-what = Wat
overview-column-count = Aantal
overview-column-part = Deel
overview-column-why = Wat betekent dat?
overview-status-two-legs = Actief op twee benen
overview-status-active = Actief op één been
overview-status-forming = In oprichting
overview-status-on-paper = Op papier
overview-status-unknown = Onbekend
overview-status-none = Geen
overview-dwellings = Alle woningen
overview-dwellings-why = Alle woningen waar deze campagne over gaat. Winkels en bedrijven tellen niet mee.
overview-reach = Bereik
overview-reach-why = Woningen die wij kunnen bereiken: via een actieve organisatie, per e-mail met toestemming, of omdat ze hebben geantwoord.
overview-letters = Brieven in deze ronde
overview-letters-why = Klaar om te printen in outputs/letters.
overview-emails = E-mails in deze ronde
overview-emails-why = Klaar om te versturen. Alleen naar mensen die daar toestemming voor gaven.
overview-questions = Vragen aan u
overview-questions-why = Staan in controle.xlsx. Zonder antwoord tellen die rijen niet mee.
overview-organisations = Organisaties
overview-organisations-why = Alle organisaties op de lijsten, ook die op papier.
overview-chart = Woningen naar de status van hun organisatie

levels-sheet = Niveaus
levels-title = Op elk niveau
levels-how = Van de hele campagne tot de ingang. De breuk is precies: actieve woningen / alle woningen.
levels-chart = Status per flat, complex of gebouw
levels-column-level = Niveau
levels-column-name = Naam
levels-column-code = Code
counts-column-dwellings = Woningen
counts-column-active = Actief
counts-column-two-legs = waarvan op twee benen
counts-column-one-leg = waarvan op één been
counts-column-forming = In oprichting
counts-column-on-paper = Op papier
counts-column-unknown = Onbekend
counts-column-none = Geen
counts-column-reach = Bereik
counts-column-share = Organisatie-graad
counts-column-fraction = Als breuk

landlords-sheet = Verhuurders
landlords-title = Per verhuurder en per koepel
landlords-how = Een woning zonder bekende verhuurder staat bij "(verhuurder onbekend)". Een woning kan onder meer dan één koepel vallen. Bij "twee koepels" staat eerst de koepel van het gebied en dan die van de verhuurder.
landlords-matrix = twee koepels
landlords-chart = Status per verhuurder

history-sheet = Verloop
history-title = Verloop
history-how = Eén regel per datum waarop het programma is gebruikt.
history-first = Dit is de eerste meting. Bij een volgende keer komt hier een regel bij.
history-chart = Woningen per datum
history-column-date = Datum

explanation-sheet = Verklaring
explanation-title = Verklaring
explanation-how = Wat er veranderde en waardoor, welke stap het meeste helpt, en waarom elke organisatie haar status heeft.
explanation-column-about = Over
explanation-column-name = Naam
explanation-column-homes = Woningen
explanation-column-status = Status
explanation-column-why = Uitleg
explanation-step = Wat het meeste helpt
explanation-organisation = Organisatie
explanation-since = Verandering sinds { $date }
explanation-all = alle woningen samen
explanation-before-after = Actief: eerst { $before }, nu { $after }.
explanation-pilot = Mini-buurt { $name }, sinds { $date }
explanation-pilot-inside = in de mini-buurt
explanation-pilot-rest = alle andere woningen
explanation-part = Erbij: { $gained }, eraf: { $lost }.

account-sheet = Verantwoording
account-title = Verantwoording: elke rij telt
account-how = { $n ->
    [one] De lijsten hebben samen 1 rij. Gebruikt + samengevoegd + opzijgezet = alle rijen.
   *[other] De lijsten hebben samen { $shown } rijen. Gebruikt + samengevoegd + opzijgezet = alle rijen.
}
account-column-file = Bestand
account-column-sheet = Blad
account-column-kind = Soort lijst
account-column-rows = Rijen
account-column-used = Gebruikt
account-column-merged = Samen-gevoegd
account-column-set-aside = Opzijgezet
account-column-adds-up = Klopt
account-column-reasons = Waarom samengevoegd of opzijgezet
account-total = Alles samen
account-adds-up = ja
account-does-not = NEE
row-group-record = gelezen
row-group-heading = kopregel
row-group-title = titel of uitleg boven de tabel
row-group-total = totaalregel
row-group-footnote = opmerking onder de tabel
row-group-hidden = verborgen of weggefilterde rij
row-group-hidden-sheet = op een verborgen blad
row-group-duplicate = dubbel: dezelfde als een eerdere rij
row-group-more-of = hoort bij een eerdere rij
row-group-nothing-needed = wat nodig is, is leeg
row-group-unreadable = wat nodig is, is niet te lezen
row-group-no-headings = op een blad zonder herkenbare koppen
row-group-unreadable-file = het bestand is niet te lezen
row-group-older-delivery = in een oudere levering van dezelfde lijst
row-group-unsure-columns = in een lijst waarvan niet zeker is welke kolommen het adres zijn
row-group-unknown-kind = op een blad waarvan niet te zien is wat voor lijst het is
row-group-transposed = deel van een liggende tabel
row-group-filled-in = ingevuld in de opvolging
row-group-not-asked = op een blad waar niet om is gevraagd

# partner-….xlsx
partner-title = Overzicht voor { $partner }
partner-made = Gemaakt op { $date } door { $sender }, voor { $partner }.
partner-what = U vindt hier de organisaties in uw gebied, de steun die aan u is gevraagd, en de cijfers per gebied.
partner-back = Vul de gele kolommen in en mail dit bestand terug naar { $email }. Dan weten wij wat er is gebeurd.
partner-privacy = Dit bestand bevat geen namen of gegevens van bewoners. Zet die er ook niet in: bel of mail ons liever.
partner-small = Groepen van minder dan { $smallest } woningen laten wij niet apart zien.
partner-column-outcome = Wat is er gebeurd?
partner-column-date = Datum
partner-support-how = Alleen de steun die aan u is gevraagd. Voor de details belt of mailt u met ons.
partner-kind-room = een ruimte
partner-kind-law = juridisch advies
partner-kind-money = geld of subsidie
partner-kind-books = boekhouding
partner-kind-words = vertalen of tolken
partner-kind-training = training
partner-kind-print = drukwerk of website
partner-kind-board = een bestuur of oprichting
partner-kind-building = onderhoud of energie
partner-help = steun gevraagd
partner-hidden = (te klein)
partner-areas-sheet = Gebieden

finding-W001 = { $file } is bewerkt of staat nu open.
    .remedy = Het nieuwe werkboek heet { $new }. Zet het bewerkte in inputs/returned als het is ingevuld.
finding-W101 = Op deze rij staat een code die niet klopt: “{ $code }”.
    .remedy = Vergelijk de code met de strook: acht tekens, zonder 0, O, 1, I, L en S.
finding-W102 = Op deze rij is iets ingevuld, maar de verborgen kolom id is leeg: wij weten niet waar het over gaat.
    .remedy = Schrijf het op de rij van de woning of organisatie zelf.
finding-W104 = “{ $text }” is hier niet te lezen. Wat er eerst stond, blijft staan.
    .remedy = Typ een getal, of kies een woord uit de lijst van de cel.
finding-W105 = Op deze nieuwe rij ontbreekt waar het over gaat: de organisatie, het onderwerp of de naam van de bijeenkomst.
    .remedy = Vul dat in en lever het werkboek weer in.
finding-W103 = De datum “{ $date }” is niet te lezen.
    .remedy = Typ de datum als 23-11-2026.
account-not-in-force = bestaat niet op de datum van het register
account-what-rows = rijen
account-what-addresses = nummeraanduidingen
account-what-units = verblijfsobjecten, lig- en standplaatsen
account-cut = ligt buiten het deel dat is opgehaald
account-no-address = heeft geen adres dat op die datum bestaat
account-no-home = er ligt geen adres in dat op die datum bestaat
account-what-buildings = panden
account-register = register
walks-title = Wie loopt waar
walks-list = Looplijst van { $name }
walks-nobody = Nog niemand
walks-about = { $doors ->
    [one] 1 deur
   *[other] { $doors } deuren
} in { $entrances ->
    [one] 1 ingang
   *[other] { $entrances } ingangen
}
walks-how = Vul achter elke deur in wat er gebeurde, zet dit werkboek in inputs/returned en typ: haarvaten collect.
walks-how-paper = Vink aan wat er gebeurde, en schrijf op wat u moet onthouden. Wie geen contact meer wil, laat u met rust.
walks-joins = Doet mee
walks-not-home = Niet thuis
walks-no-more = Geen contact meer
nakijken-sheet = Nakijken
nakijken-title = Antwoordstroken die een mens moet nakijken
nakijken-count = { $n ->
    [one] Op één plaats is niet zeker wat er staat. Het stuk van de scan staat ernaast.
   *[other] Op { $n } plaatsen is niet zeker wat er staat. Het stuk van de scan staat ernaast.
}
nakijken-how = Kies in de gele kolom Besluit wat u ziet. Is er iets geschreven? Typ het over. Staat er niets? Kies "geen van deze".
nakijken-column-page = Bladzijde
nakijken-column-code = Code
nakijken-column-picture = Op de scan
nakijken-ticks = Wat is aangekruist?
nakijken-several = Wat is aangekruist? Meer antwoorden: zet er ; tussen.
nakijken-writing = Wat staat er geschreven?
nakijken-again = Er is al een andere strook met deze code. Geldt deze?
nakijken-page = De code op deze bladzijde is niet te lezen. Typ de strook over in het blad Antwoordstroken van opvolging.xlsx.
nakijken-holds = deze strook geldt
nakijken-typed = overgetypt
