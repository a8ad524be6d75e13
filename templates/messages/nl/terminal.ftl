severity-error = FOUT
severity-warning = let op
severity-info = ter info
place-sheet = blad { $sheet }
place-cell = cel { $cell }
place-row = rij { $cell }
findings-more-of-code = … en nog { $count } keer { $code }; alles staat in outputs/tables/findings.csv

stop-write = Kan niet schrijven: { $path } ({ $message }). Is de schijf vol, het bestand geopend in een ander programma, of de map alleen-lezen?
stop-ledger = Het geheugen van de campagne kan niet worden gelezen of geschreven: { $message }.
stop-busy = Een andere run is met deze campagne bezig (proces { $holder }). Wacht tot die klaar is.
stop-language = Voor deze taal zijn er geen sjablonen. Kies nl of en.
stop-not-empty = De map { $dir } is niet leeg. Kies een nieuwe map; er is niets veranderd.
new-done = De campagnemap { $dir } is klaar.
new-next = Volgende stap: vul { $dir }/inputs/campaign.toml in, zet uw lijsten ernaast, en typ: haarvaten check -C { $dir }
