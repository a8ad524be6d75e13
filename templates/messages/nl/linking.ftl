list-of = de lijst van { $owner }
list-file = de lijst { $file }

email-empty = er staat niets
email-shape = het is geen e-mailadres
email-ip = het deel na de @ is een nummer
email-routing = het stuurt de mail om via een andere server
email-no-dot = het deel na de @ heeft geen punt
email-look-alike = er staan letters in die op gewone letters lijken

question-organisation = Welke organisatie is bedoeld?
question-same = Is dit dezelfde organisatie? Kies de naam als het er één is.
same-two = nee, het zijn er twee
question-evidence = Wat bewijst dit woord? Het antwoord geldt voortaan overal.
evidence-kind-sign_of_life = teken van leven: er gebeurde iets met bewoners
evidence-kind-contact_reached = contact bereikt
evidence-kind-contact_not_reached = contact niet bereikt
evidence-kind-paper = bestaat op papier
evidence-kind-forming = wordt opgericht
evidence-kind-ended = bestaat niet meer
question-landlord = Van welke verhuurder is deze woning?

finding-M301 = ‘{ $raw }’ is niet zeker: { $count ->
    [0] geen adres past precies
    [one] één adres past misschien
   *[other] { $count } adressen passen
 }.
    .remedy = Kies het goede adres in het werkboek ‘controle’.
finding-M302 = ‘{ $raw }’ staat niet in het register: { $reason }
    .remedy = Kijk het adres na in de lijst.
finding-M303 = ‘{ $raw }’ is geen adres van een woning: { $reason }
    .remedy = Hier hoeft u niets mee te doen, tenzij er wel een adres hoort te staan.
finding-M311 = { $home } staat op de lijst van meer dan één verhuurder: { $landlords }. Tot dat duidelijk is, telt de woning bij { $first }.
    .remedy = Kies de goede verhuurder in het werkboek ‘controle’.
finding-M321 = ‘{ $expression }’ dekt geen enkele woning in het register.
    .remedy = Kijk na wat er staat: een straat met nummers, een postcode, of de naam van een flat of gebied uit de gebiedentabel.
finding-M322 = Van ‘{ $expression }’ is een deel niet gevonden: { $left-out }.
    .remedy = Kijk dat deel na. De rest telt mee.
finding-M323 = { $count ->
    [one] ‘{ $expression }’ is waarschijnlijk te begrijpen, maar niet zeker.
   *[other] ‘{ $expression }’ is op { $count } manieren te lezen.
 }
    .remedy = Kies in het werkboek ‘controle’ wat bedoeld is. Tot die tijd telt { $certain ->
        [0] het voor geen enkele woning; het gaat om hoogstens { $homes }.
        [one] alleen de ene woning mee die zeker is; het gaat om hoogstens { $homes } andere.
       *[other] alleen mee wat zeker is, { $certain } woningen; het gaat om hoogstens { $homes } andere.
     }
finding-M326 = ‘{ $expression }’ is op meer manieren te lezen. Volgens de lijst zijn het { $homes } woningen: gelezen als { $reading }.
finding-M324 = Het werkgebied noemt ‘{ $name }’, maar zo heet geen enkel gebied.
    .remedy = Kijk de naam na in campaign.toml bij [scope], of zet het gebied in de gebiedentabel.
finding-M325 = Het werkgebied noemt de postcode ‘{ $postcode }’, maar die staat niet in het register.
    .remedy = Kijk de postcode na in campaign.toml bij [scope].
finding-M331 = Er is meer dan één organisatie met de naam { $name }: ook in { $file }, rij { $row }. Ze tellen als twee organisaties, samen voor { $homes } woningen.
    .remedy = Geef ze een eigen id of naam, of maak de gegevens gelijk als het er één is.
finding-M332 = { $name } kan bij { $count } organisaties met die naam horen, en telt nu apart.
    .remedy = Geef de organisaties een eigen id of naam.
finding-M333 = { $name } staat twee keer op deze lijst (ook in rij { $row }), en is gelezen als één organisatie met { $homes } woningen.
    .remedy = Zijn het er twee? Geef ze dan een eigen id of naam.
finding-M341 = Het e-mailadres { $email } wordt niet gebruikt: { $reason }.
    .remedy = Verbeter het adres in de lijst.
finding-M351 = Er is geen organisatie die ‘{ $name }’ heet of dat als id heeft.
    .remedy = Kijk de naam na, of zet de organisatie op een lijst. Tot die tijd telt deze regel voor geen enkele woning.
finding-M352 = ‘{ $name }’ past bij { $count } organisaties.
    .remedy = Gebruik het id of de volledige naam. Tot die tijd telt deze regel voor geen enkele woning.
finding-M353 = Het woord ‘{ $what }’ bij { $organisation } is geen bewijs dat we kennen.
    .remedy = Kies in het werkboek ‘controle’ wat dit woord bewijst. Het antwoord geldt voortaan overal.
finding-M354 = Bij ‘{ $what }’ van { $organisation } staat geen datum.
    .remedy = Vul de datum in. Zonder datum telt de regel niet mee.
finding-M355 = Op deze lijst staat bij { $name } ‘{ $said }’, maar er is een teken van leven van { $date }.
    .remedy = Vraag de organisatie hoe het gaat, en zet in de lijst wat klopt.
finding-M356 = Op deze lijst staat bij { $name } ‘{ $said }’, zonder datum. Dat is geen teken van leven.
    .remedy = Vraag wanneer de laatste bijeenkomst was, en zet de datum in de lijst.
finding-M361 = De afmelding voor ‘{ $raw }’ kan niet worden toegepast: het adres is niet gevonden.
    .remedy = Verbeter het adres, anders krijgt deze persoon nog post.
finding-M362 = De afmelding voor ‘{ $raw }’ is niet precies. Voor de zekerheid krijgen alle { $homes } woningen die bedoeld kunnen zijn niets.
    .remedy = Kies het goede adres in het werkboek ‘controle’.
finding-M363 = { $email } is afgemeld, maar geen contactlijst zegt bij welke woning dat adres hoort. Er gaat geen e-mail heen; een brief aan die woning kan nog wel.
    .remedy = Zet het adres van de woning erbij als er ook geen brieven meer mogen komen.
finding-M364 = Een afmelding zonder adres en zonder e-mailadres kan niet worden toegepast.
    .remedy = Vul een van de twee in.
