finding-C100 = Het campagnebestand { $path } is er niet.
    .remedy = Maak een campagnemap met “haarvaten new MAP”, of ga eerst naar de map van uw campagne.
finding-C101 = Dit is geen geldig campagnebestand: { $message }.
    .remedy = Kijk op deze regel naar aanhalingstekens, haken en het =-teken.
finding-C102 = De sleutel “{ $key }” bestaat niet.
    .remedy = Bedoelt u “{ $nearest }”?
finding-C103 = De sleutel “{ $key }” mag niet in het campagnebestand staan: wachtwoorden en geheimen horen daar niet.
    .remedy = Haal de regel weg en verander het wachtwoord als het bestand al gedeeld is.
finding-C104 = De sleutel “{ $key }” ontbreekt of is leeg.
    .remedy = Vul hem in; de handleiding geeft bij elke sleutel een voorbeeld.
finding-C105 = Deze waarde past niet: { $message }.
    .remedy = Vergelijk de regel met het voorbeeld in de handleiding.
finding-C106 = In “{ $key }” ontbreekt {"{"}code{"}"}.
    .remedy = Zet {"{"}code{"}"} op de plaats waar de persoonlijke code in de link hoort.
finding-C107 = Zonder versleuteling (tls = "none") mag alleen naar deze computer zelf gemaild worden, niet naar { $host }.
    .remedy = Gebruik tls = "required" of "starttls".
finding-C108 = De waarde van “{ $key }” moet groter zijn dan nul.
    .remedy = Vul een getal in, of haal de regel weg.
finding-C109 = De datum “{ $date }” is geen datum.
    .remedy = Schrijf hem als 2026-11-23.
finding-C110 = In [scope] staat “{ $name }”, maar dat gebied of die postcode is niet bekend.
    .remedy = Kies een naam uit de gebiedentabel of het register.
finding-C111 = De sleutel inputs/secret.key is leeg of niet te lezen.
    .remedy = Zet het oude bestand terug; zonder dezelfde sleutel kloppen de codes op de brieven niet meer.
finding-C112 = “{ $value }” is geen waarde voor de sleutel “{ $key }”.
    .remedy = Bedoelt u “{ $nearest }”? Het kan zijn: { $known }.
