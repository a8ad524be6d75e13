severity-error = FOUT
severity-warning = let op
severity-info = ter info
place-sheet = blad { $sheet }
place-cell = cel { $cell }
place-line = regel { $cell }
place-row = rij { $cell }
findings-more-of-code = … en nog { $count } keer { $code }; alles staat in outputs/tables/findings.csv

stop-write = Kan niet schrijven: { $path } ({ $message }). Is de schijf vol, het bestand geopend in een ander programma, of de map alleen-lezen?
stop-ledger = Het geheugen van de campagne kan niet worden gelezen of geschreven: { $message }.
stop-templates = De map templates kan niet worden gelezen: { $message }.
stop-busy = Een andere run is met deze campagne bezig (proces { $holder }). Wacht tot die klaar is.
stop-language = Voor deze taal zijn er geen sjablonen. Kies nl of en.
stop-not-empty = De map { $dir } is niet leeg. Kies een nieuwe map; er is niets veranderd.
new-done = De campagnemap { $dir } is klaar.
new-register = Eerst het adressenregister: welke woningen zijn er? Haal het op bij een van deze:
  – het dataportaal van uw gemeente: de export van adressen (BAG), als CSV of Excel;
  – het Kadaster: het BAG-extract van uw gemeente (een zip; niet uitpakken);
  – PDOK: de GeoPackage bag-light.gpkg.
  Bewaar het als { $dir }/inputs/register.csv, of zet de naam die het heeft in campaign.toml bij sources.
new-next = Volgende stap: vul { $dir }/inputs/campaign.toml in, zet uw lijsten ernaast, en typ: haarvaten check -C { $folder }

explain-asked = Gevraagd: { $asked }
explain-row = Rij { $row } van { $file } { $sheet }
explain-row-outcome = Wat ermee gebeurde: { $reason }
explain-row-read = Gelezen uit de kolommen: { $fields }
explain-row-expression = Gelezen als omschrijving van woningen: „{ $text }”
explain-row-reading = Zo begrepen: { $reading } ({ $n } adressen)
explain-row-left-out = Niet begrepen, en dus weggelaten: { $text }
explain-row-asked = Dit is niet zeker genoeg. Het staat in het controleblad. Wat het kan betekenen:
explain-row-no-place = In deze rij staat geen adres en geen omschrijving van woningen.
explain-row-none = Zo'n rij is er niet. Noem het bestand onder inputs/ en het nummer van de rij: lijst.xlsx:14.
explain-field-whole = adres
explain-field-street = straat
explain-field-number = huisnummer
explain-field-letter = huisletter
explain-field-addition = toevoeging
explain-field-postcode = postcode
explain-field-town = plaats
explain-field-unit-id = verblijfsobject
explain-field-address-id = nummeraanduiding
explain-field-building-id = pand
explain-found = Gevonden: { $address } – { $reason }
explain-not-found = Geen zekere woning: { $reason }
explain-no-unit = Op dit adres staat volgens het register geen woning of ander verblijfsobject.
explain-unit = Verblijfsobject { $unit }, pand { $buildings }
explain-no-dwelling = Dit is geen woning die in gebruik is; zij telt niet mee.
explain-out-of-scope = Deze woning valt buiten het gebied van de campagne.
explain-areas = Ligt in: { $areas }
explain-tenure = Woonvorm: { $tenure } { $landlord }
explain-status = Status: { $why }
explain-organisation = Organisatie: { $name } – { $why }
explain-organisation-not = Dekt het gebouw, maar vertegenwoordigt deze woning niet: { $name } – { $why }
explain-evidence = {"    "}{ $date }: { $what } ({ $source })
explain-gets = Krijgt nu: { $kind }, per { $channel }. { $reason } { $noemail }
explain-gets-nothing = Krijgt nu niets: { $reason }
explain-piece = Eerder: { $piece }, { $kind }, { $state } op { $date }

workbook-kept = Het werkboek { $asked } is door iemand bewerkt en blijft staan; het nieuwe heet { $written }.
summary-title = { $name }: gecontroleerd
summary-run-title = { $name }, { $date }, ronde { $wave }
summary-rows = Regels in de lijsten
summary-used = waarvan gebruikt
summary-merged = waarvan samengevoegd
summary-set-aside = waarvan opzijgezet
summary-addresses = Regels met een adres
summary-matched = waarvan zeker gevonden
summary-out-of-scope = waarvan buiten het gebied
summary-ambiguous = waarvan onzeker
summary-not-found = waarvan niet gevonden
summary-questions = Vragen voor u
summary-homes = Woningen
summary-active = met een actieve organisatie
summary-two-legs = waarvan op twee benen
summary-forming = in oprichting
summary-on-paper = alleen op papier
summary-unknown = onbekend
summary-none = zonder organisatie
summary-organisatiegraad = Organisatiegraad
summary-reach = Woningen die te bereiken zijn
summary-letters = Nieuwe brieven
summary-batches = { $count ->
    [one] 1 pakket
   *[other] { $count } pakketten
  }
summary-emails = Nieuwe e-mails
summary-made-before = Eerder in deze ronde gemaakt
summary-results = De resultaten:
summary-where-letters = brieven om te printen, per pakket in looproute
summary-where-emails = e-mails, klaar om te versturen; er is niets verstuurd
summary-where-posters = een poster per gebouw
summary-where-meetings = presentielijsten voor de bijeenkomst, per gebouw
summary-where-workbooks = opvolging aan de deur, controlevragen, voortgang
summary-where-walks = per vrijwilliger de deuren om langs te gaan, om te printen
summary-where-report = de voortgang om te bekijken, ook zonder internet
summary-where-tables = alles als gewone tabellen
summary-next = { $count ->
    [one] Volgende stap:
   *[other] Volgende stappen:
  }
summary-next-errors = { $count ->
    [one] Er is 1 fout die een mens moet oplossen; zie hierboven.
   *[other] Er zijn { $count } fouten die een mens moet oplossen; zie outputs/tables/findings.csv.
  }
summary-next-questions = { $count ->
    [one] Beantwoord de vraag in outputs/workbooks/controle.xlsx.
   *[other] Beantwoord de { $count } vragen in outputs/workbooks/controle.xlsx.
  }
summary-next-run = Typ “haarvaten run” om brieven, e-mails en werkboeken te maken.
summary-next-letters = { $n ->
    [one] Print pakket { $first } uit outputs/letters en loop de route; het voorblad zegt hoe.
   *[other] Print pakket { $first } tot en met { $last } uit outputs/letters en loop de route; het voorblad zegt hoe.
}
summary-next-nothing = Er is vandaag niemand nieuw aan te schrijven.
piece-kind-start = brief “begin een organisatie”
piece-kind-revive = brief aan het bestuur “nieuw leven”
piece-kind-join = brief “doe mee”
piece-kind-other-leg = brief aan het bestuur over het andere been
piece-kind-thanks = dank aan het bestuur
piece-kind-inventory = vraag aan de organisatie
piece-kind-meeting = uitnodiging voor de bijeenkomst
piece-kind-reminder = herinnering
piece-channel-letter = brief
piece-channel-email = e-mail
piece-state-planned = gepland
piece-state-sealed = in een verzegeld pakket
piece-state-delivered = bezorgd
piece-state-undeliverable = niet te bezorgen
piece-state-waiting = wacht op verzending
piece-state-claimed = wordt verzonden
piece-state-sent = verzonden
piece-state-refused = geweigerd
piece-state-uncertain = onzeker
piece-state-bounced = teruggekomen
piece-state-answered = beantwoord
tenure-corporation = gehuurd van een corporatie:
tenure-owner = koopwoning of appartement van een eigenaar
tenure-private = gehuurd van een particulier
tenure-unknown = onbekend

check-share = { $list }: { $found } van de { $rows } adressen gevonden ({ $percent }%).
check-cause-asked = Eerst moet iemand zeggen welke kolommen het adres zijn; zie de vraag bij deze lijst (L130). Het antwoord komt in campaign.toml onder [[list]] file = "{ $file }" bij columns.
check-cause-kind = Het is niet duidelijk wat voor lijst dit is. Zet in campaign.toml: [[list]] file = "{ $file }", kind = "corporation" (of een andere soort).
check-cause-headings = De kopjes zijn niet herkend. Zet in campaign.toml: [[list]] file = "{ $file }", columns = {"{"} address = "kolom A" {"}"}.
check-cause-columns = Kolommen spreken elkaar tegen: misschien is een kolom verkeerd gelezen. Zet in campaign.toml: [[list]] file = "{ $file }", columns = {"{"} address = "kolom A" {"}"}.
check-cause-register = Deze straten staan niet in het register. Misschien hoort er een bestand bij in campaign.toml: [register] sources.
check-cause-addition = Er missen letters of toevoegingen. Staan die in een eigen kolom? Zet in campaign.toml: [[list]] file = "{ $file }", columns = {"{"} addition = "kolom C" {"}"}.
check-cause-number = Er missen huisnummers. Staan die in een eigen kolom? Zet in campaign.toml: [[list]] file = "{ $file }", columns = {"{"} number = "kolom C" {"}"}.
check-cause-rows = Kijk in findings.csv wat er met deze rijen is. Is een kolom verkeerd gelezen? Zet in campaign.toml: [[list]] file = "{ $file }", columns = {"{"} number = "kolom C" {"}"}.

status-title = Zo staat het met { $name }:
status-nothing-yet = Er is nog niets gemaakt. Typ haarvaten run.
status-wave = Ronde
status-letters-open = Brieven gemaakt, nog niet als bezorgd gemeld
status-letters-delivered = Brieven bezorgd
status-letters-undeliverable = Brieven die niet te bezorgen waren
status-mails-waiting = E-mails die klaarliggen
status-mails-sent = E-mails verstuurd
status-mails-uncertain = E-mails waarvan niet zeker is of ze aankwamen
status-mails-refused = E-mails die zijn geweigerd
status-answered = Antwoorden
status-opt-outs = Wil niets meer ontvangen
status-decisions = Besluiten over vragen
status-next-send = E-mails nakijken en versturen? Typ: haarvaten send
status-next-uncertain = Wat is er met de onzekere e-mails? Typ: haarvaten send --uncertain

planned-title = Wat haarvaten run op { $date } zou maken (ronde { $wave }); er is nu niets gemaakt:
planned-column-what = Wat
planned-column-last = Vorige ronde
planned-column-now = Nu
planned-letters = brief
planned-emails = e-mail
planned-none = Er komt niets nieuws bij.
planned-held = Wie nu niets krijgt, en waarom:
planned-withdrawn = { $n ->
    [one] Eén stuk dat nog niet bezorgd of verstuurd is, wordt ingetrokken.
   *[other] { $n } stukken die nog niet bezorgd of verstuurd zijn, worden ingetrokken.
}
planned-waiting-batches = { $n ->
    [one] Pakket { $list } is nog niet als bezorgd gemeld; wat daarop volgt, wacht. Meld het: { $command }
   *[other] De pakketten { $list } zijn nog niet als bezorgd gemeld; wat daarop volgt, wacht. Meld ze, zoals: { $command }
}
planned-returned = { $n ->
    [one] In inputs/returned ligt één bestand. Wat daar nieuw in staat, telt hier nog niet mee: haarvaten collect leest het in.
   *[other] In inputs/returned liggen { $n } bestanden. Wat daar nieuw in staat, telt hier nog niet mee: haarvaten collect leest het in.
}
planned-next = Maken: { $command }
summary-where-form = de vragenlijst als bladzijde, om op een website te zetten
