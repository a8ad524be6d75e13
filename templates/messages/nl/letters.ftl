# Woorden die het programma zelf op brieven, voorbladen en lijsten zet.
letter-date = Datum
letter-reference = Kenmerk
letter-page = pagina { $page } van { $pages }
letter-residents = Aan de bewoner(s) van
letter-board = Aan het bestuur
letter-attention = T.a.v. { $name }
letter-our-area-in = ons werkgebied in { $town }
letter-our-neighbourhood = onze buurt
letter-homes = { $count ->
    [one] 1 woning
   *[other] { $shown } woningen
  }
letter-months = { $count ->
    [one] 1 maand
   *[other] { $count } maanden
  }
letter-weekday-1 = maandag
letter-weekday-2 = dinsdag
letter-weekday-3 = woensdag
letter-weekday-4 = donderdag
letter-weekday-5 = vrijdag
letter-weekday-6 = zaterdag
letter-weekday-7 = zondag
letter-kind-start = samen beginnen
letter-kind-revive = weer op gang
letter-kind-join = doe mee
letter-kind-other_leg = het andere been
letter-kind-thanks = dank en steun
letter-kind-inventory = hoe gaat het?
letter-kind-meeting = uitnodiging
letter-kind-reminder = herinnering

organisation-kind-bewonerscommissie = bewonerscommissie
organisation-kind-vve = VvE
organisation-kind-bewonersgroep = bewonersgroep
organisation-kind-huurdersvereniging = huurdersvereniging
organisation-kind-anders = organisatie

answer-title = Laat het ons weten
answer-online = Scan de code met uw telefoon, of ga naar
answer-by-mail = Scan de code met uw telefoon, of mail naar
answer-code = Uw persoonlijke code:
answer-qr = QR-code naar { $link }

slip-title = Antwoordstrook
slip-code = code
slip-how = Zet een kruisje. Vergist? Maak dat vakje helemaal zwart en zet een kruisje in een ander.
slip-contact = Uw naam en e-mailadres of telefoonnummer (hoeft niet):
slip-consent = Ja, u mag mij hierover mailen. Ik kan dat altijd weer stoppen.
slip-return = Knip deze strook af en geef hem aan een van ons, of stop hem in de bus bij { $name }, { $address }.

batch-title = Pakket { $number }: { $name }
batch-boards = besturen
batch-what = Wat:
batch-count = Hoeveel:
batch-letters = { $count ->
    [one] 1 brief
   *[other] { $count } brieven
  }
batch-references = Kenmerken:
batch-date = Gemaakt op:
batch-report = Melden bij:
batch-who = Wie bezorgt:
batch-when = Bezorgd op:
batch-organisation = Organisatie
batch-address = Adres op de brief
batch-street = Straat
batch-numbers = Nummers
batch-postcode = Postcode
batch-pieces = Brieven
batch-note = Opmerking
batch-no-postcode = –
batch-by-hand = Deze brieven gaan naar besturen. Geef ze het liefst zelf af.
batch-after = Na het bezorgen
batch-after-confirm = Geef door dat pakket { $number } bezorgd is, aan wie hierboven staat. Niet alles gelukt? Noem dan het kenmerk van de laatste brief die wel bezorgd is.
batch-after-computer = Op de computer van de campagne: haarvaten letters confirm { $number }. Niet alles? Zet erachter: --through en het kenmerk. Eén adres niet gelukt: haarvaten letters undeliverable en het kenmerk.
batch-after-undeliverable = Noteer de adressen waar het niet lukte, en waarom (geen bus, leegstand, sloop).
batch-after-talk = Spreekt u iemand? Vertel kort waar de brief over gaat, en dwing niemand.

merged-title = Pakketten { $first } tot en met { $last }

meeting-file = draaiboek
meeting-letter-title = Draaiboek: { $name }
meeting-minutes-title = Verslag: { $name }

attendance-title = Presentielijst { $name }
attendance-intro = { $meeting }, { $date }, { $time } uur, { $place }
attendance-number = Nummer
attendance-name = Naam
attendance-coming = Komt
attendance-here = Er was
attendance-contact = E-mail of telefoon (hoeft niet)
attendance-privacy = We gebruiken deze lijst alleen om te weten wie er was, en om wie dat wil op de hoogte te houden. Vragen: { $contact }.

poster-headline = Samen wonen we beter
poster-state = { $active } van de { $homes } hebben een actieve bewonersorganisatie
poster-time = { $time } uur

preview-title = Voorbeeld: { $kind }

finding-B101 = Het sjabloon kan niet worden gelezen: { $reason }
    .remedy = Kijk op deze regel of elke {"{{"} een {"}}"} heeft en of elke {"{{#if}}"} een {"{{/if}}"} heeft.
finding-B102 = Het veld “{ $name }” bestaat niet.
    .remedy = Bedoelt u “{ $nearest }”?
finding-B103 = Drie accolades of een & zetten gegevens als opmaak in de brief; dat mag niet.
    .remedy = Gebruik twee accolades: {"{{veld}}"}.
finding-B104 = Er is geen sjabloon voor deze soort brief.
    .remedy = Maak dit bestand, of haal de soort uit de campagne.
finding-B105 = Er is geen sjabloon in de taal “{ $language }”; de brief gaat uit in “{ $used }”.
    .remedy = Laat de tekst vertalen en zet hem in dit bestand.
finding-B106 = “{ $name }” is geen opdracht die een sjabloon kent.
    .remedy = Bedoelt u “{ $nearest }”?
finding-B107 = Het onderdeel “{ $name }” bestaat niet.
    .remedy = Bedoelt u {"{{>"} { $nearest }{"}}"}? Er zijn: answer, privacy, signature.
finding-B108 = “{ $html }” is HTML, en dat kan in een brief niet.
    .remedy = Gebruik Markdown: **vet**, *schuin*, [tekst](https://…).
finding-B109 = In dit sjabloon ontbreekt de privacy-alinea; zonder die alinea mag een brief niet uit (AVG artikel 14).
    .remedy = Zet {"{{> privacy}}"} op een eigen regel, niet binnen een {"{{#if}}"}.
finding-B110 = De privacy-alinea zegt niet bij wie men terecht kan.
    .remedy = Zet {"{{privacy.contact}}"} in de tekst.
finding-B111 = Dit plaatje is er niet.
    .remedy = Zet het bestand onder templates/ of haal de naam uit de campagne.
finding-B112 = Dit plaatje kan niet worden gelezen: { $reason }
    .remedy = Bewaar het opnieuw als SVG, PNG of JPEG.
finding-B113 = Brief { $piece } kon niet worden gemaakt: { $reason }
finding-B114 = In brief { $piece } staan tekens die in geen lettertype zitten; er staat een hokje: { $characters }
    .remedy = Schrijf het anders, of zet een lettertype met deze tekens onder templates/fonts/.
finding-B115 = Het bestand { $file } kon niet worden gemaakt: { $reason }
finding-B116 = Het adres van brief { $piece } is te lang voor het venster; het staat er kleiner.
    .remedy = Kort de naam in, of gebruik een envelop zonder venster.
finding-B117 = De velden in sample.json kloppen niet: { $reason }
    .remedy = Neem het ingebouwde voorbeeld als begin.
finding-B118 = Het veld “{ $name }” is er niet bij elke brief van deze soort.
    .remedy = Zet het stuk tussen {"{{#if"} { $owner }{"}}"} en {"{{/if}}"}.

letters-none = Er zijn nog geen brieven gemaakt. Draai eerst: haarvaten run
letters-batch = Pakket
letters-file = Bestand
letters-sealed = Gemaakt
letters-count = Brieven
letters-delivered = Bezorgd
letters-undeliverable = Onbezorgbaar
letters-again = Herdruk
letters-next = Is pakket { $batch } bezorgd? Typ: haarvaten letters confirm { $batch }
  Niet alles? Zet erachter tot en met welke brief, bijvoorbeeld: --through 12
letters-all-done = Van alle pakketten is gezegd dat ze zijn bezorgd.
letters-no-such-batch = Er is geen pakket { $batch }. Kijk met: haarvaten letters
letters-no-such-letter = In pakket { $batch } zit geen brief “{ $letter }”. Noem een kenmerk (w1-00042) of een plaats in het pakket (1, 2, 3, …).
letters-unknown = Er is geen brief “{ $letter }”. Noem een kenmerk (w1-00042) of een persoonlijke code. Er is niets veranderd.
letters-confirmed = Pakket { $batch }: { $count ->
    [one] 1 brief staat
   *[other] { $count } brieven staan
  } nu als bezorgd. { $left ->
    [0] Het hele pakket is gedaan.
    [one] Nog 1 brief te gaan.
   *[other] Nog { $left } brieven te gaan.
  }
letters-marked = { $count ->
    [one] 1 brief staat
   *[other] { $count } brieven staan
  } nu als onbezorgbaar.
letters-reason = Zeg waarom er opnieuw wordt geprint: --reason "verkeerde printer".
letters-other-wave = Pakket { $batch } hoort bij een eerdere ronde. Print het oude bestand in outputs/letters.
letters-reprinted = outputs/letters/{ $file } is opnieuw gemaakt ({ $count ->
    [one] 1 brief
   *[other] { $count } brieven
  }). De reden is genoteerd.

preview-done = { $path } ({ $pages ->
    [one] 1 bladzijde
   *[other] { $pages } bladzijden
  })
preview-not-opened = De bladzijde is gemaakt, maar kon niet worden geopend.
preview-no-such = Een sjabloon “{ $kind }” is er niet. Bedoelt u “{ $nearest }”? Er zijn: { $kinds }.
finding-B119 = { $open } wordt niet gesloten.
    .remedy = Zet {"{{/"}{ $name }{"}}"} aan het eind van dit stuk.
finding-B120 = Hier staat {"{{/"}{ $name }{"}}"}, maar er is niets om te sluiten.
    .remedy = Haal het weg, of zet {"{{#"}{ $name } …{"}}"} aan het begin van het stuk.
finding-B121 = Hier staat {"{{"} zonder {"}}"}.
    .remedy = Schrijf een veld als {"{{home.address}}"}.
finding-B122 = Dit bestand is geen gewone tekst (UTF-8).
    .remedy = Bewaar het opnieuw als tekst; kies bij codering UTF-8.
finding-B123 = Dit bestand heeft een naam die het programma niet kent, dus het telt niet mee.
    .remedy = Bedoelt u templates/{ $nearest }?
finding-B124 = Dit bestand gebruikt het programma niet.
    .remedy = Is het een sjabloon? Het lijkt het meest op templates/{ $nearest }.
finding-B125 = Het plaatje “{ $file }” is er niet.
    .remedy = Zet het bestand in de map templates/letters.
finding-B126 = “{ $name }” is een groep velden, geen tekst.
    .remedy = Kies een veld uit die groep, bijvoorbeeld “{ $nearest }”.
finding-B127 = “{ $name }” is geen goed geschreven veld.
    .remedy = Bedoelt u {"{{"}{ $nearest }{"}}"}? Er staan geen spaties in een veld.
finding-B128 = Bovenaan staat een blok tussen twee regels ---; dat kent een brief niet, en het zou worden geprint.
    .remedy = Haal die regels weg. Instellingen horen in inputs/campaign.toml.
finding-B129 = Onder de kopjes van deze tabel ontbreekt de regel met streepjes.
    .remedy = Zet er een regel onder met voor elke kolom drie streepjes, zoals |---|---|.
finding-B130 = Deze regel van de tabel heeft niet evenveel vakken als er kopjes zijn.
    .remedy = Tel de streepjes | in de regel en in de kopjes, en maak ze gelijk.
finding-B131 = Een brief kent geen voetnoten; de noot zou wegvallen.
    .remedy = Zet de noot tussen haakjes in de zin zelf.
finding-B132 = Dit plaatje heeft de kleuren van een drukpers (CMYK); dat kan niet in een brief.
    .remedy = Bewaar het opnieuw in RGB, als JPEG of PNG.
finding-B133 = Dit plaatje is te groot: meer dan 16 miljoen punten of 10 MB.
    .remedy = Maak het kleiner. Voor een brief is 2.000 punten breed genoeg.
finding-B134 = In dit plaatje staat tekst met tekens die in geen lettertype zitten: { $characters }
    .remedy = Maak van de tekst een tekening (in Inkscape: Pad, Object naar pad), of schrijf het anders.
finding-B135 = Bij het plaatje “{ $file }” staat niet wat erop te zien is.
    .remedy = Schrijf het tussen de rechte haken: ![een foto van het gebouw]({ $file }).
finding-B136 = Op { $file } staan tekens die in geen lettertype zitten; er staat een hokje: { $characters }
    .remedy = Schrijf de naam van het gebouw of de bijeenkomst anders.
finding-B138 = Dit bestand is te groot: een tekst of tekening mag hier { $kibibytes } kB zijn.
    .remedy = Maak de tekst korter of de tekening eenvoudiger.
finding-B139 = “{ $name }” kan hier niet worden ingevoegd. Een tekst mag zichzelf of een andere tekst niet invoegen; wel: { $known }.
    .remedy = Haal deze regel weg, of zet de tekst zelf op deze plaats.
finding-B140 = Hier staat te veel in elkaar: voorwaarden, herhalingen, lijsten of delen van een tekening die zichzelf of elkaar steeds weer gebruiken.
    .remedy = Maak dit deel eenvoudiger.
finding-B141 = In deze tekening staat “{ $what }”. Dat kan een brief niet hebben.
    .remedy = Bewaar de tekening als PNG van ten hoogste 16 miljoen punten, of haal dit deel eruit.
finding-B142 = Een proef met dit bestand was na { $seconds } seconden niet klaar. Er is niets gemaakt.
    .remedy = Maak de tekst of het plaatje eenvoudiger.
finding-B143 = Een proef met dit bestand liep vast of kostte te veel geheugen. Er is niets gemaakt.
    .remedy = Maak de tekst of het plaatje eenvoudiger, of bewaar een tekening als PNG.
finding-B137 = De naam van het plaatje “{ $file }” heeft een spatie.
    .remedy = Geef het bestand een naam zonder spaties, en schrijf die naam ook hier.
