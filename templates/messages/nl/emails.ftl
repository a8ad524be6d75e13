weekday-1 = maandag
weekday-2 = dinsdag
weekday-3 = woensdag
weekday-4 = donderdag
weekday-5 = vrijdag
weekday-6 = zaterdag
weekday-7 = zondag

email-why-consent = U krijgt deze mail omdat u op { $date } toestemming gaf om u te mailen ({ $source }).
email-why-member = U krijgt deze mail omdat u lid bent van onze groep.
email-why-published = U krijgt deze mail omdat dit het openbare adres van uw organisatie is.
email-privacy = { $sender } gebruikt uw gegevens alleen voor deze campagne, verkoopt ze niet, en bewaart ze alleen zolang deze campagne loopt. U mag uw gegevens inzien, laten verbeteren of laten weghalen, en u mag uw toestemming altijd intrekken: mail naar { $contact }. Een klacht kunt u indienen bij de Autoriteit Persoonsgegevens.

finding-E101 = De e-mailtekst ontbreekt: { $folder }.
    .remedy = Zet daar subject.hbs, text.hbs en html.hbs neer, of haal uw eigen map weg: dan gelden de ingebouwde teksten.
finding-E102 = In een e-mailtekst staat iets dat niet klopt: { $problem }.
    .remedy = Vergelijk de tekst met de ingebouwde. Van dit soort is nu geen e-mail gemaakt.
finding-E103 = Het onderwerp van een e-mail is leeg.
    .remedy = Schrijf in dit bestand één regel. Van dit soort is nu geen e-mail gemaakt.
finding-E104 = In deze e-mailtekst ontbreekt de alinea over privacy. Zonder die alinea mag de mail niet weg (AVG, artikel 14).
    .remedy = Zet {"{{privacy}}"} in de tekst. Van dit soort is nu geen e-mail gemaakt.
finding-E105 = In deze e-mailtekst staan drie accolades of een &-teken achter de accolades. Dan kan tekst van anderen de mail veranderen.
    .remedy = Gebruik twee accolades. Van dit soort is nu geen e-mail gemaakt.
finding-E106 = Een e-mailadres is niet te gebruiken: { $address } (stuk { $piece }).
    .remedy = Kijk het adres na: alleen gewone letters, één apenstaartje, een punt in het deel erachter.
finding-E107 = E-mail { $piece } kon niet goed worden gemaakt: { $problem }.
    .remedy = Deze mail gaat niet weg. De andere wel. Geef deze melding door aan wie het programma onderhoudt.
