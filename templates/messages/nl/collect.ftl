collect-done = { $files ->
    [0] Er staat niets in inputs/returned/.
    [one] Eén bestand bekeken.
   *[other] { $files } bestanden bekeken.
} Besluiten: { $new } nieuw, { $known } al bekend, { $undone } teruggedraaid, { $later } voor later. Antwoorden: { $replies }. Ingevuld over steun, punten en bijeenkomsten: { $filled }. Afmeldingen aan de deur: { $optouts }.
decisions-count = { $n ->
    [0] Er zijn nog geen besluiten.
    [one] Eén besluit.
   *[other] { $n } besluiten.
} Terugdraaien: haarvaten decisions --undo NUMMER
decisions-no-such = Er is geen besluit met nummer { $n }.
decisions-undone = Teruggedraaid: { $what }. De vraag komt terug in het controleblad.

finding-W110 = In dit controleblad ontbreekt de verborgen kolom „id”.
    .remedy = Neem de besluiten over in een nieuw controleblad. Haal daar geen kolommen weg.
finding-W111 = Bij dit besluit staat niet meer bij welke vraag het hoort: de kolom „id” is hier leeg.
    .remedy = Zet het besluit in een nieuw controleblad.
finding-W112 = Over „{ $read }” staan twee verschillende besluiten in het blad. Alleen het eerste telt.
    .remedy = Kies er één en lever het blad opnieuw in.
finding-W113 = Dit teruggekomen bestand is geen controleblad. De besluiten komen er niet uit.
finding-W114 = Het besluit „{ $text }” is geen van de kandidaten en is ook niet als adres te vinden.
    .remedy = Kies een kandidaat uit de lijst, of typ het adres zoals het in het register staat.
finding-W115 = De code “{ $code }” hoort bij geen enkele brief of e-mail van deze campagne.
    .remedy = Kijk de code na op de brief; hij bestaat uit acht tekens.
