# Het geheugen van de campagne.
step-finished = Een eerder commando was halverwege gestopt; het is nu afgemaakt.
step-cleared = Van een commando dat halverwege stopte zijn { $count } halve bestanden opgeruimd.
finding-G101 = Dit bestand lag tussen de brieven, maar het geheugen van de campagne kent het niet. Het is verplaatst naar { $to }.
    .remedy = Print het niet en bezorg het niet.
email-non-ascii = voor de @ staan letters met accenten of van een ander schrift; de meeste mailservers weigeren dat
stopped = Gestopt. Er staat niets half in outputs; typ hetzelfde commando opnieuw als u verder wilt.
stop-memory-gone = Het geheugen van de campagne (ledger.sqlite) is weg of leeg, terwijl er al { $count } gebeurtenissen, brieven of pakketten zijn. Er is niets gemaakt. Zet het bestand terug, of typ: haarvaten repair. Was alles een proef en is er niets bezorgd? Haal dan outputs en inputs/geheugen.log weg.
stop-memory-older = Het geheugen van de campagne (ledger.sqlite) is ouder dan wat er al gebeurd is: { $count } gebeurtenissen, brieven of pakketten ontbreken erin. Misschien is een oude kopie teruggezet. Er is niets gemaakt. Zet het nieuwste bestand terug, of typ: haarvaten repair.
stop-ledger-damaged = Het geheugen van de campagne (ledger.sqlite) is beschadigd: { $message }. Er is niets gemaakt. Zet het bestand terug, of typ: haarvaten repair.
stop-side-log-changed = In inputs/geheugen.log is iets veranderd of weggehaald. Er mag alleen iets bij komen. Er is niets gemaakt. Zet het bestand terug, of typ: haarvaten repair.
stop-memory-link = Het geheugen van de campagne (ledger.sqlite of inputs/geheugen.log) is een verwijzing naar een andere plek. Zet het bestand zelf neer.
stop-key-gone = De sleutel inputs/secret.key is weg, terwijl er al brieven met codes zijn. Er is niets gemaakt. Zet de sleutel terug.
stop-key-other = De sleutel in inputs/secret.key is niet die waarmee deze campagne begon: de codes op de brieven zouden niet meer kloppen. Er is niets gemaakt. Zet de eerste sleutel terug.
stop-key-short = De sleutel in inputs/secret.key is te kort om geheim te blijven. Haal hem weg als er nog niets is gemaakt: het programma maakt dan zelf een goede. Zelf kiezen kan ook: minstens 32 willekeurige tekens.
stop-key-sample = De sleutel in inputs/secret.key hoort bij het voorbeeld en is openbaar. Haal hem weg: het programma maakt dan zelf een nieuwe.
stop-backwards = Deze run is van { $date }, maar de laatste run was van { $last }. Terug in de tijd worden geen brieven gemaakt. Kijk de datum na.
stop-far-ahead = Deze run is van { $date }, en het is vandaag { $today }. Klopt dat? Typ er dan --yes bij.
ask-far-ahead = Deze run is van { $date }, en het is vandaag { $today }. Klopt dat? (ja/nee)
stop-no-such-year = { $date } kan geen dag van een campagne zijn. Kies een dag tussen 2000 en 2099.
repair-nothing = Er is niets om het geheugen mee te herstellen: geen ledger.sqlite, geen inputs/geheugen.log en geen tabellen in outputs.
repair-done = Het geheugen is hersteld: { $pieces } brieven en e-mails, { $optouts } afmeldingen, { $decisions } besluiten. Onzeker: { $uncertain }. Pakketten of etiketten waarvan het bestand niet meer klopt: { $files }. Typ nu: haarvaten collect, dan telt ook mee wat er in inputs/returned ligt.
optout-all = niets meer
optout-letter = geen brieven
optout-email = geen e-mail
optouts-count =
    { $n ->
        [0] Er is niemand afgemeld.
        [one] Er is 1 afmelding. Terugnemen: haarvaten optouts --take-back NUMMER --reason REDEN
       *[other] Er zijn { $n } afmeldingen. Terugnemen: haarvaten optouts --take-back NUMMER --reason REDEN
    }
optouts-reason = Schrijf erbij waarom: --reason "…". De reden wordt bewaard.
optouts-no-such = Afmelding { $n } is er niet.
optouts-taken-back = De afmelding van { $who } is teruggenomen.
finding-G102 = Het bestand van pakket { $batch } is weg of veranderd.
    .remedy = Typ: haarvaten letters reprint { $batch } --reason "bestand weg"
finding-G103 = Een bestand bij de brieven is weg of veranderd.
    .remedy = Niets nodig, als u het niet meer gebruikt.
backup-none = Er is nog geen geheugen om te bewaren: er is nog niets gemaakt.
backup-inside = Kies een map buiten de campagne, bijvoorbeeld op een usb-stick: wie u laat wissen mag in de campagnemap niet blijven staan.
backup-done = Bewaard in { $folder }: het geheugen met { $events } gebeurtenissen, de sleutel en de instellingen. Er staan persoonsgegevens in: bewaar het veilig, en gooi oude kopieën weg als u iemand laat wissen.
