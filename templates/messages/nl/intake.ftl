# Waarom een rij wel of niet meetelt; staat in rows.csv
row-record = gelezen
row-heading = kopjes van de kolommen
row-title = titel of uitleg boven de lijst
row-total = totaal of subtotaal
row-footnote = tussenkop of opmerking
row-hidden = verborgen of weggefilterd
row-hidden-sheet = staat op een verborgen blad
row-duplicate = precies hetzelfde als rij { $row }
row-duplicate-elsewhere = precies hetzelfde als rij { $row } van { $place }
row-more-of = nog een adres van de organisatie in rij { $row }
row-nothing-needed = wat deze lijst nodig heeft, ontbreekt
row-unreadable = wat deze lijst nodig heeft, is niet te lezen
row-no-headings = blad zonder kopjes die het programma kent
row-unreadable-file = het bestand kan niet worden gelezen
row-not-asked = blad dat volgens campaign.toml niet meedoet
row-older-delivery = een oudere levering van dezelfde lijst
row-unsure-columns = eerst moet u zeggen welke kolommen het adres zijn
row-unknown-kind = het is niet duidelijk wat voor lijst dit is
row-filled-in = ingevuld in de opvolging die terugkwam
row-transposed = deel van een liggende tabel, met de gegevens naast elkaar

field-address = adres
field-street = straat
field-number = huisnummer
field-even = even nummers
field-odd = oneven nummers
field-letter = huisletter
field-number_to = tot en met nummer
field-addition = toevoeging
field-postcode = postcode
field-postcode_letters = letters van de postcode
field-town = plaats
field-unit_id = nummer van het verblijfsobject
field-address_id = nummer van het adres (nummeraanduiding)
field-building_id = nummer van het pand
field-complex = complexnummer
field-complex_name = naam van het complex
field-landlord = verhuurder
field-use = gebruik
field-id = nummer van de organisatie
field-name = naam
field-vve_name = naam van de VvE
field-kind = soort
field-covers = dekt
field-represents = vertegenwoordigt
field-founded = opgericht
field-ended = opgeheven
field-umbrella = koepel
field-kvk = KvK-nummer
field-contact = contactpersoon
field-contact_named = naam mag in de brief
field-contact_address = postadres
field-last_alv = laatste ledenvergadering
field-last_meeting = laatste bijeenkomst
field-last_newsletter = laatste nieuwsbrief
field-last_contact = laatste contact
field-active = actief of niet
field-formal = erkend
field-organisation = organisatie
field-date = datum
field-what = wat er gebeurde
field-leg = wonen of buurt
field-source = bron
field-email = e-mailadres
field-basis = grondslag
field-consent_date = datum van toestemming
field-consent_source = bron van toestemming
field-language = taal
field-role = rol
field-first_name = voornaam
field-infix = tussenvoegsel
field-last_name = achternaam
field-channel = kanaal
field-opted_out = afgemeld op
field-level = niveau
field-part_of = onderdeel van
field-code = code
field-year = jaar
field-need = steun
field-owner = wie pakt het op
field-partner = partner
field-state = stand
field-outcome = uitkomst
field-note = notitie
field-subject = onderwerp
field-meeting = bijeenkomst
field-location = plek
field-invited = uitgenodigd
field-coming = zegt te komen
field-came = gekomen
field-bsn = burgerservicenummer
field-birth_date = geboortedatum
field-homes = aantal woningen
field-own_number = eigen nummer van de verhuurder
field-apartment = appartementsrecht
field-other = niet nodig

# L: lijsten
finding-L101 = Gelezen als lijst van { $kind ->
        [corporation] woningen van een corporatie
        [vve] VvE's
        [organisations] organisaties
        [evidence] bewijs
        [contacts] contacten
        [opt_outs] afmeldingen
        [areas] gebieden
        [support] steun
        [issues] punten
        [meetings] bijeenkomsten
       *[replies] antwoorden
    }: { $columns }.{ $unsure ->
        [yes] {" "}Bij (?) is het kopje ten dele herkend, bij (*) is de kolom herkend aan wat erin staat.
       *[no] { "" }
    }{ $leaves ->
        [yes] {" "}Niet gebruikt: { $unused }.
       *[no] { "" }
    }
finding-L102 = Op dit blad staan geen kopjes die het programma kent.
    .remedy = Zet boven elke kolom wat erin staat (straat, huisnummer, postcode …), of noem de kopjes in campaign.toml bij columns.
finding-L103 = Het is niet duidelijk wat voor lijst dit is. De kopjes zijn: { $headings }.
    .remedy = Noem het bestand in campaign.toml onder [[list]], met kind = "corporation", "vve", "organisations" of een van de andere soorten.
finding-L104 = Twee kolommen kunnen allebei { $what } zijn: “{ $first }” (kolom { $firstColumn }, bijvoorbeeld { $firstExample ->
        [none] leeg
       *[other] { $firstExample }
    }) en “{ $second }” (kolom { $secondColumn }, bijvoorbeeld { $secondExample ->
        [none] leeg
       *[other] { $secondExample }
    }). Welke is het? Zolang u niets kiest, telt kolom { $firstColumn }.
    .remedy = Zet in campaign.toml bij deze lijst columns = {"{"} { $field } = "kolom { $firstColumn }" {"}"} of columns = {"{"} { $field } = "kolom { $secondColumn }" {"}"}.
finding-L105 = Boven deze kolom staat “{ $heading }”, maar wat erin staat is { $is }. Zo is hij gelezen.
    .remedy = Klopt dat niet? Zet in campaign.toml bij columns wat de kolom is.
finding-L106 = Op dit blad staan geen kopjes die het programma kent; het is overgeslagen.
finding-L107 = Volgens campaign.toml heet de kolom voor { $field } “{ $heading }”, maar dat kopje staat niet in dit blad.
    .remedy = Kijk hoe het kopje in het bestand precies heet.
finding-L108 = In campaign.toml staat bij columns “{ $field }”, maar zo'n veld is er niet.
    .remedy = In de handleiding staat welke velden er zijn.
finding-L109 = In deze lijst van { $kind ->
        [corporation] woningen van een corporatie
        [vve] VvE's
        [organisations] organisaties
        [evidence] bewijs
        [contacts] contacten
        [opt_outs] afmeldingen
        [areas] gebieden
        [support] steun
        [issues] punten
        [meetings] bijeenkomsten
       *[replies] antwoorden
    } ontbreken kolommen die nodig zijn.
    .remedy = Zet in campaign.toml bij columns welke kolom wat is, of vraag de afzender om een vollediger lijst.
finding-L110 = Dit blad is verborgen en daarom overgeslagen.
    .remedy = Moet het wel mee? Maak het zichtbaar, of zet hidden = true bij deze lijst in campaign.toml.
finding-L111 = Hier begint een tweede tabel met andere kopjes. Ook die is gelezen.
finding-L112 = { $count ->
        [one] Eén rij is verborgen of weggefilterd en telt niet mee.
       *[other] { $count } rijen zijn verborgen of weggefilterd en tellen niet mee.
    }
    .remedy = Moeten ze wel mee? Haal het filter weg, of zet hidden = true bij deze lijst in campaign.toml.
finding-L113 = Verborgen kolommen zijn overgeslagen: { $columns }.
    .remedy = Moeten ze wel mee? Maak ze zichtbaar, of zet hidden = true bij deze lijst in campaign.toml.
finding-L114 = Het blad “{ $sheet }” uit campaign.toml staat niet in dit bestand. Er zijn: { $sheets }.
    .remedy = Verander de naam van het blad in campaign.toml.
finding-L115 = Van welke verhuurder deze woningen zijn, staat niet in de lijst. Het programma neemt de naam van het bestand: “{ $landlord }”.
    .remedy = Noem de lijst in campaign.toml onder [[list]] met owner = "naam van de verhuurder".
finding-L116 = Deze tabel ligt op zijn kant: de kopjes staan links en de gegevens ernaast. Zo is hij gelezen.
finding-L117 = Deze regel met eigen kopjes is niet te lezen.
    .remedy = Schrijf: sleutel = kopje, kopje. De sleutels staan in de handleiding.
finding-L118 = Het bestand met eigen kopjes kan niet worden gelezen: { $detail }
    .remedy = Kijk of de naam bij synonyms in campaign.toml klopt.
finding-L119 = In dit bestand staat niets.
    .remedy = Vraag de afzender om het nog eens te sturen, of haal het weg.
finding-L120 = In de kolom “{ $heading }” staan burgerservicenummers. Die mogen wij niet hebben. De kolom is niet gelezen en niet bewaard.
    .remedy = Haal de kolom uit het bestand en vraag de afzender om die niet meer te sturen.
finding-L121 = In de kolom “{ $heading }” staan geboortedatums. Die hebben wij niet nodig. De kolom is niet gelezen en niet bewaard.
    .remedy = Haal de kolom uit het bestand en vraag de afzender om die niet meer te sturen.
finding-L122 = Op dit blad staan { $count } tabellen naast elkaar. Ze zijn allemaal gelezen.
    .remedy = Klopt dat niet? Zet in campaign.toml bij columns welke kolommen meedoen.
finding-L123 = Op dit blad staan geen kopjes. Het is gelezen als vervolg van blad “{ $sheet }”, want er staat hetzelfde in de kolommen.
finding-L124 = Op dit blad staan geen kopjes. De kolommen zijn herkend aan wat erin staat.
    .remedy = Kijk in de volgende opmerking of dat klopt. Zo niet, zet kopjes boven de kolommen, of noem de kolommen in campaign.toml: columns = {"{"} number = "kolom C" {"}"}.
finding-L125 = Op dit blad staat geen lijst van { $kind ->
        [corporation] woningen van een corporatie
        [vve] VvE's
        [organisations] organisaties
        [evidence] bewijs
        [contacts] contacten
        [opt_outs] afmeldingen
        [areas] gebieden
        [support] steun
        [issues] punten
        [meetings] bijeenkomsten
       *[replies] antwoorden
    }. Het is overgeslagen.
finding-L130 = Het is niet zeker welke kolommen het adres van de woning zijn. Tot iemand kiest, telt deze lijst voor geen enkele woning. Gelezen als { $first } staat er: { $firstRows }.{ $second ->
        [none] {" "}De kolom met nummers lijkt een volgnummer.
       *[other] {" "}Gelezen als { $second } staat er: { $secondRows }.
    }
    .remedy = Kijk welke adressen kloppen, en zet die regel in campaign.toml bij deze lijst: { $firstLine }{ $second ->
        [none] {""}
       *[other] {" "}of { $secondLine }
    }.
finding-L131 = De kopjes zeggen niet genoeg over het adres, maar het register wel. Het adres is gelezen uit { $reading }: dan bestaan er { $placed } van de { $rows } adressen waarnaar is gekeken.
    .remedy = Klopt dat niet? Zet in campaign.toml bij columns welke kolommen het adres zijn.
finding-L132 = Het adres is gelezen uit { $reading }, zoals u in campaign.toml zegt. Maar van de { $rows } adressen waarnaar is gekeken, bestaan er maar { $placed }.
    .remedy = Kijk bij columns in campaign.toml of dit de goede kolommen zijn.
finding-L133 = Van deze lijst kent het register bijna geen enkel adres. Daarom kon niet worden nagekeken of de kolommen goed zijn gelezen.
    .remedy = Kijk of het register bij deze lijst hoort. Zet anders in campaign.toml bij columns welke kolommen het adres zijn.
finding-L135 = In deze lijst van eigenaren staat niet hoe de VvE heet. Het programma noemt haar “{ $name }”.
    .remedy = Noem de lijst in campaign.toml onder [[list]] met owner = "naam van de VvE".
finding-L136 = Van welke verhuurder deze woningen zijn, staat niet in de lijst en niet in de naam van het bestand.
    .remedy = Kies of typ de naam in controle.xlsx, of noem de lijst in campaign.toml onder [[list]] met owner = "naam van de verhuurder". Tot dan telt geen bewonerscommissie voor deze huurders.
finding-L137 = De straat staat niet in een kolom. Gelezen in { $place ->
    [title] de titel boven de lijst
    [sheet] de naam van het blad
   *[file] de naam van het bestand
}: { $street }. Het register kent deze huisnummers in die straat.
finding-L138 = Dit blad lijkt een plattegrond van { $street }: elke cel is een huisnummer. Het is niet duidelijk wat voor lijst het is.
    .remedy = Noem het bestand in campaign.toml onder [[list]], met kind = "corporation" of "vve".
finding-L139 = Gelezen als plattegrond van { $street }: elke cel met een huisnummer is een woning.
finding-L134 = Dit is een oudere levering van dezelfde lijst. Alleen de nieuwste telt: { $newest }.
    .remedy = Moet dit bestand toch meetellen? Noem het dan zelf in campaign.toml onder [[list]].

finding-L141 = In dit bestand met vrijwilligers staat geen kolom met namen.
    .remedy = Zet bovenaan de kopjes: naam; dagen; gebied; hoogstens.
finding-L142 = Bij “hoogstens” staat geen getal: “{ $text }”. Deze vrijwilliger krijgt geen grens.
    .remedy = Zet er een getal: zoveel deuren wil iemand hoogstens doen.
finding-L143 = In { $areas } is geen deur te doen voor { $name }, of zo heet het hier niet.
    .remedy = Gebruik de naam van een straat, een gebouw of een gebied zoals die in areas.csv staat; of laat het leeg: dan mag het overal.
finding-L144 = { $doors ->
    [one] Eén deur heeft nog niemand die er langsgaat
   *[other] { $doors } deuren hebben nog niemand die er langsgaat
}: zie het blad “Nog niemand” in looplijsten.xlsx.
finding-L201 = Hier had het rekenprogramma van een huisnummer een datum gemaakt. Gelezen als { $value }.
    .remedy = Kijk of dat klopt. Maak de kolom in het bestand op als tekst; dan blijft het goed staan.
finding-L202 = Hier had het rekenprogramma van huisnummers een datum gemaakt. Gelezen als { $value }.
    .remedy = Kijk of dat klopt, en schrijf bijvoorbeeld “2 t/m 12”. Maak de kolom op als tekst.
finding-L203 = Het huisnummer stond er met “,0” of “.0” achter. Gelezen als { $value }.
finding-L204 = De nullen aan het begin waren weggevallen. Gelezen als { $value }.
finding-L205 = Postcode en plaats stonden door elkaar. De postcode is gelezen als { $value }.
finding-L206 = In deze cel stonden onzichtbare tekens. Die zijn weggehaald.
finding-L207 = In deze cel staat een foutmelding van het rekenprogramma. De cel telt als leeg.
    .remedy = Kijk in het bestand wat er hoort te staan.
finding-L209 = Dit lange nummer is door het rekenprogramma afgerond (er staat een E in). Het is niet meer te gebruiken.
    .remedy = Vraag de afzender om de kolom als tekst op te maken, of om een CSV.
finding-L210 = Dit is geen datum die het programma kan lezen: { $value }.
    .remedy = Schrijf een datum als 12-02-2026.
finding-L211 = Een datum was een getal geworden. Gelezen als { $value }.
finding-L224 = In deze cel staat geen dag, maar een maand, seizoen of jaar. Gelezen als de eerste dag daarvan: { $value }.
finding-L223 = In deze datum heeft het jaar twee cijfers. Gelezen als { $value }.
    .remedy = Klopt het jaar niet, schrijf het dan met vier cijfers.
finding-L212 = { $fault ->
        [look-alike] In dit e-mailadres staan letters uit een ander schrift die op gewone letters lijken. Het wordt niet gebruikt.
        [ip] Dit e-mailadres heeft een nummer in plaats van een naam achter het apenstaartje. Het wordt niet gebruikt.
        [routing] In dit e-mailadres staat een % of !. Het wordt niet gebruikt.
        [no-dot] Achter het apenstaartje van dit e-mailadres ontbreekt een punt. Het wordt niet gebruikt.
       *[other] Dit is geen goed e-mailadres. Het wordt niet gebruikt.
    }
    .remedy = Verbeter het adres, of laat de cel leeg.
finding-L213 = Het woord “{ $value }” is hier ({ $field }) niet bekend.
    .remedy = In de handleiding staat welke woorden hier kunnen staan.
finding-L222 = De straat was hier leeg. Gelezen als { $value }, de straat van de rij erboven.
    .remedy = Klopt dat niet, vul de straat dan in.
finding-L219 = { $column ->
        [none] Dezelfde opmerking ({ $code }) geldt nog { $count } keer op dit blad.
       *[other] Dezelfde opmerking ({ $code }) geldt nog { $count } keer in kolom { $column }.
    }

finding-L301 = { $count ->
        [one] In deze rij ontbreekt wat nodig is. Hij telt niet mee.
       *[other] In { $count } rijen ontbreekt wat nodig is (rij { $rows }). Ze tellen niet mee.
    }
    .remedy = De rij heeft { $kind ->
        [evidence] een organisatie en wat er gebeurde
        [organisations] een naam
        [areas] een naam en wat het gebied omvat
        [support] een organisatie
        [issues] een organisatie en een onderwerp
        [meetings] een naam of een organisatie met een datum
        [replies] een code
        [contacts] een adres of e-mailadres
        [opt_outs] een adres, e-mailadres of naam
        [vve] een naam of adres
       *[other] een straat of postcode met een huisnummer
    } nodig. Vul aan wat ontbreekt, of laat het zo als de rij niet nodig is.
finding-L302 = Wat deze rij nodig heeft, is niet te lezen. Hij telt niet mee.
    .remedy = Kijk in het bestand wat er hoort te staan.
finding-L303 = { $count ->
        [one] Deze rij staat er twee keer in (ook op rij { $first }). Hij telt één keer.
       *[other] { $count } rijen staan er dubbel in (deze ook op rij { $first }). Ze tellen één keer.
    }
finding-L304 = Deze woning staat twee keer op de lijst, met andere gegevens (ook in { $file }, rij { $row }).
    .remedy = Kijk welke rij klopt, en haal de andere weg.
finding-L305 = Twee verhuurders noemen deze woning: { $landlord } hier, en { $other } in { $file }, rij { $row }.
    .remedy = Vraag na van wie de woning is, en haal haar van de andere lijst.
finding-L306 = { $count ->
        [one] Deze rij staat ook in { $file }. Hij telt één keer.
       *[other] { $count } rijen staan ook in { $file }. Ze tellen één keer.
    }
finding-L307 = Zo zijn er nog { $count } woningen die vaker op een lijst staan. Ze staan hier niet een voor een.
    .remedy = Los eerst de oorzaak op: staat dezelfde lijst er misschien twee keer in?

finding-L400 = Het recept van deze lijst kan niet worden gelezen: { $detail } De lijst is gelezen alsof het de eerste keer is.
    .remedy = Verbeter het bestand, of gooi het weg; dan maakt het programma een nieuw.
finding-L401 = In de vorige levering stond een kolom “{ $heading }” ({ $field }). Die is weg.
    .remedy = Vraag de afzender waar die kolom is gebleven.
finding-L402 = De kolom “{ $heading }” is nieuw in deze levering.
finding-L403 = De kolom “{ $old }” heet nu “{ $new }”. Zo is hij gelezen.
    .remedy = Kijk of dat dezelfde kolom is.
finding-L404 = De kolom “{ $heading }” is verplaatst, van { $old } naar { $new }.
finding-L405 = In de kolom “{ $heading }” stond vorige keer { $old ->
        [text] tekst
        [number] getallen
        [date] datums
       *[mixed] van alles
    }, en nu { $new ->
        [text] tekst
        [number] getallen
        [date] datums
       *[mixed] van alles
    }.
    .remedy = Kijk of de kolom nog hetzelfde betekent.
finding-L406 = Deze levering heeft { $new } rijen; de vorige had er { $old }. Dat scheelt meer dan een vijfde.
    .remedy = Kijk of de lijst volledig is.
finding-L407 = In deze levering staan woorden die er eerder niet in stonden ({ $field }): { $words }.
    .remedy = Kijk of het programma die goed begrijpt.
finding-L411 = { $count ->
        [one] Eén regel is nieuw sinds de vorige levering: { $some }.
       *[other] { $count } regels zijn nieuw sinds de vorige levering: { $some }.
    }
finding-L412 = { $count ->
        [one] Eén regel staat er sinds de vorige levering niet meer in: { $some }.
       *[other] { $count } regels staan er sinds de vorige levering niet meer in: { $some }.
    }
finding-L413 = { $count ->
        [one] Van één regel zijn de gegevens veranderd sinds de vorige levering: { $some }.
       *[other] Van { $count } regels zijn de gegevens veranderd sinds de vorige levering: { $some }.
    }
finding-L414 = De nieuwe levering ({ $file }) is er ook. { $count ->
        [one] Eén regel van deze oude lijst staat daar niet meer in, maar telt nog wel mee.
       *[other] { $count } regels van deze oude lijst staan daar niet meer in, maar tellen nog wel mee.
    }
    .remedy = Haal de oude lijst uit de map inputs.
finding-L421 = In de lijst staat nu “{ $list }”, in de opvolging vulde iemand “{ $filled-in }” in ({ $file }, rij { $row }). De lijst is daarna veranderd en telt.
    .remedy = Kies in controle.xlsx wat geldt, of verbeter de lijst.
finding-L422 = Wat op deze rij van de opvolging is ingevuld, hoort bij een regel die op geen enkele lijst meer staat. Het telt niet mee.
    .remedy = Zet de regel terug op uw lijst, of typ hem over op een lege rij van de opvolging.
