finding-C100 = Het campagnebestand { $path } is er niet.
    .remedy = Maak een campagnemap met “haarvaten new MAP”, of ga eerst naar de map van uw campagne.
finding-C101 = Dit is geen geldig campagnebestand: op deze regel staat iets dat niet klopt.
    .remedy = Kijk op deze regel naar aanhalingstekens, haken en het =-teken.
finding-C102 = De instelling “{ $key }” bestaat niet.
    .remedy = Bedoelt u “{ $nearest }”?
finding-C103 = De instelling “{ $key }” mag niet in het campagnebestand staan: wachtwoorden en geheimen horen daar niet.
    .remedy = Haal de regel weg en verander het wachtwoord als het bestand al gedeeld is.
finding-C104 = De instelling “{ $key }” ontbreekt of is leeg.
    .remedy = Vul hem in; de handleiding geeft bij elke instelling een voorbeeld.
finding-C105 = Wat hier staat, past niet bij deze instelling.
    .remedy = Vergelijk de regel met het voorbeeld in de handleiding.
finding-C106 = In “{ $key }” ontbreekt {"{"}code{"}"}.
    .remedy = Zet {"{"}code{"}"} op de plaats waar de persoonlijke code in de link hoort.
finding-C107 = Zonder versleuteling (tls = "none") mag alleen naar deze computer zelf gemaild worden, niet naar { $host }.
    .remedy = Gebruik tls = "required" of "starttls".
finding-C108 = De waarde van “{ $key }” moet groter zijn dan nul.
    .remedy = Vul een getal in, of haal de regel weg.
finding-C109 = De datum “{ $date }” is geen datum.
    .remedy = Schrijf hem als 23-11-2026 of 2026-11-23.
finding-C110 = In [scope] staat “{ $name }”, maar dat gebied of die postcode is niet bekend.
    .remedy = Kies een naam uit de gebiedentabel of het register.
finding-C111 = De sleutel inputs/secret.key is leeg of niet te lezen.
    .remedy = Zet het oude bestand terug; zonder dezelfde sleutel kloppen de codes op de brieven niet meer.
finding-C112 = “{ $value }” is geen waarde voor de instelling “{ $key }”.
    .remedy = Bedoelt u “{ $nearest }”? Het kan zijn: { $known }.
finding-C113 = Hier staat { $found }, en hier hoort { $wanted }.
    .remedy = Bijvoorbeeld: name = "Buurtgroep", active_months = 12, kix = true, areas = ["K-buurt"], columns = {"{"} number = "kolom C" {"}"}.
finding-C114 = De link bij “{ $key }” begint niet met https://: { $link }.
    .remedy = Schrijf een beveiligde link, bijvoorbeeld "https://example.org/{"{"}code{"}"}".
finding-C115 = “{ $email }” bij “{ $key }” is geen e-mailadres: { $why }.
    .remedy = Schrijf een heel adres, bijvoorbeeld "groep@example.org".
finding-C116 = Het geheugen kan niet op deze plek staan: { $ledger }. Deze versie kent alleen een bestand op de eigen computer.
    .remedy = Haal de regel “ledger” weg; dan is het outputs/ledger.sqlite.
finding-C117 = Bij “{ $key }” staat nog wat er bij het begin stond: { $value }.
    .remedy = Vul in wie u bent; dit komt op elke brief.
value-text = tekst tussen aanhalingstekens
value-yes-no = true of false
value-list = een lijst tussen rechte haken
value-table = een tabel tussen accolades
value-date = een datum
value-fraction = een getal met een punt erin
value-number = een heel getal, niet kleiner dan nul

finding-C118 = Vraag { $number } kan zo niet gesteld worden: { $why }.
    .remedy = Verbeter de vraag; de handleiding laat van elke soort een voorbeeld zien.
survey-wrong-id = de "id" ontbreekt, of een andere vraag heeft hem ook
survey-wrong-choices = er zijn minder dan twee keuzes, of twee keuzes zijn dezelfde
survey-wrong-scale = een schaal loopt van laag ("from") naar hoog ("to") en heeft hoogstens elf stappen
survey-wrong-text = de vraag zelf ("text") ontbreekt
finding-C119 = De vragen staan op twee plaatsen: in survey.toml en bij [[survey]] in campaign.toml.
    .remedy = Haal de vragen uit campaign.toml weg.
finding-C120 = Het bestand met de vragen is niet te lezen: { $message }
    .remedy = Bewaar het opnieuw als gewone tekst, of haal het weg.
