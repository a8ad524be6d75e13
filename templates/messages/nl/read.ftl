# F: bestanden en bladen
finding-F101 = Dit bestand is er niet.
    .remedy = Kijk of de naam in campaign.toml klopt, ook hoofdletters, en of het bestand in de map inputs staat.
finding-F102 = Dit bestand kan niet worden geopend: { $detail }
    .remedy = Kijk of u het zelf kunt openen en of het niet door een ander programma op slot is gezet.
finding-F103 = Dit bestand is leeg.
    .remedy = Vraag de afzender om het nog eens te sturen.
finding-F104 = Dit bestand is groter dan { $limit } MiB en wordt daarom niet gelezen.
    .remedy = Splits het bestand, of verhoog largest_mib onder [reading] in campaign.toml.
finding-F105 = Dit bestand is uitgepakt veel groter dan een lijst ooit is (meer dan { $limit } MiB). Het wordt niet gelezen.
    .remedy = Vertrouw dit bestand niet. Vraag de afzender om de lijst als gewone werkmap of als CSV.
finding-F106 = Dit bestand heeft meer cellen dan een lijst ooit heeft. Het wordt niet gelezen.
    .remedy = Haal lege, maar opgemaakte rijen en kolommen weg, of bewaar alleen de lijst als CSV.
finding-F107 = Dit bestand zit op slot met een wachtwoord.
    .remedy = Open het met het wachtwoord en bewaar het zonder, of vraag de afzender erom.
finding-F108 = { $looks ->
        [unknown] Dit bestand is geen lijst die het programma kan lezen.
        [map] Dit is geen bestand.
       *[other] Dit bestand is geen lijst die het programma kan lezen, maar iets anders: { $looks }.
    }
    .remedy = { $remedy ->
        [sheet] Open het in het programma waar het uit komt, of in Excel of LibreOffice, en bewaar als .xlsx.
        [archive] Pak het uit en zet de lijst zelf in de map inputs.
        [page] Open het in een browser of mailprogramma, kopieer de tabel naar Excel of LibreOffice en bewaar als .xlsx. Of vraag de afzender om de lijst als .xlsx.
        [document] Vraag de afzender om de lijst waar dit uit is gemaakt, als .xlsx. Of typ de tabel over in Excel of LibreOffice en bewaar als .xlsx.
       *[other] Bewaar als .xlsx, ods of CSV. Hoort dit bestand hier niet, haal het dan weg uit de map inputs.
    }
finding-F109 = Dit bestand is beschadigd: { $detail }
    .remedy = Open het in een rekenprogramma, bewaar het opnieuw, of vraag de afzender om het nog eens te sturen.
finding-F110 = Bij het lezen van dit bestand ging het mis: het is beschadigd, of het vraagt meer geheugen dan mag.
    .remedy = Open het in een rekenprogramma en bewaar de lijst als CSV. Vertrouw het bestand niet als u de afzender niet kent.
finding-F111 = Het lezen van dit bestand duurde te lang (langer dan { $seconds } seconden).
    .remedy = Bewaar alleen de lijst, zonder de rest van de werkmap, als xlsx of CSV.
finding-F112 = Het programma kon geen leesproces starten: { $detail }
    .remedy = Probeer het nog eens, of sluit andere programma's.
finding-F113 = Deze map kan niet worden gelezen: { $detail }
    .remedy = Kijk of u de map zelf kunt openen.
finding-F114 = Hoe deze lijst is gelezen, kon niet worden bewaard: { $detail }
    .remedy = De lijst is wel gelezen. Kijk of u in de map inputs mag schrijven.
finding-F115 = Het blad “{ $sheet }” kan niet worden gelezen ({ $part }). Daarom telt niets uit dit bestand.
    .remedy = Open het bestand in een rekenprogramma en bewaar het opnieuw als xlsx, of vraag de afzender om het nog eens te sturen.

finding-F201 = De naam van dit bestand zegt iets anders dan wat erin zit: het is { $format }. Het is zo gelezen.
finding-F202 = { $count ->
        [one] In dit bestand staan tekens die niet bij { $encoding } horen. Er staat nu een vraagteken in een ruitje.
       *[other] In dit bestand staan op veel plekken tekens die niet bij { $encoding } horen. Er staat nu een vraagteken in een ruitje.
    }
    .remedy = Bewaar het bestand opnieuw als CSV UTF-8.
finding-F203 = In deze cel staat een formule waarvan de uitkomst niet is bewaard. De cel telt als leeg.
    .remedy = Open het bestand in een rekenprogramma en bewaar het opnieuw; dan staat de uitkomst erin.
finding-F204 = In of na deze rij is een cel beschadigd ({ $detail }). De cel telt als leeg.
    .remedy = Kijk in het bestand wat er hoort te staan.
finding-F205 = { $count ->
        [one] Eén cel staat veel verder naar rechts dan een lijst ooit is. Die is overgeslagen.
       *[other] { $count } cellen staan veel verder naar rechts dan een lijst ooit is. Die zijn overgeslagen.
    }
    .remedy = Haal weg wat daar staat, als het niet bij de lijst hoort.
finding-F206 = Dit blad is geen tabel maar een grafiek of iets dergelijks. Het is overgeslagen.
finding-F207 = { $count ->
        [one] Onder een samengevoegde cel staat nog een oude waarde, die niemand ziet. Die is niet gelezen.
       *[other] Onder samengevoegde cellen staan nog { $count } oude waarden, die niemand ziet. Die zijn niet gelezen.
    }
finding-F208 = { $count ->
        [one] In deze cel is tekst doorgehaald. Wat doorgehaald is, telt niet mee.
       *[other] In { $count } cellen is tekst doorgehaald; dit is de eerste. Wat doorgehaald is, telt niet mee.
    }
    .remedy = Moet het wel meetellen? Haal dan de doorhaling weg in het bestand.
finding-F209 = { $count ->
        [one] In deze cel staat een klein cijfer of een kleine letter achter het huisnummer. Die is gelezen als toevoeging.
       *[other] In { $count } cellen staat een klein cijfer of een kleine letter achter het huisnummer; dit is de eerste. Die zijn gelezen als toevoeging.
    }
finding-F210 = { $what ->
        [lines] In dit bestand staat elke regel als geheel tussen aanhalingstekens. Die zijn weggehaald; daarna is het gelezen als CSV.
        [entities] In dit bestand staan tekens als code van een webpagina (zoals &euml; voor ë). Die zijn omgezet.
       *[other] Aan de vorm van dit bestand is iets hersteld ({ $what }).
    }
