collect-title = Teruggekomen en ingelezen:
collect-files = Bestanden in inputs/returned
collect-new = Nieuwe besluiten
collect-known = Besluiten die al bekend waren
collect-undone = Teruggedraaide besluiten
collect-later = Besluiten voor later
collect-replies = Antwoorden
collect-visits = Bezoeken: niet thuis of leeg
collect-filled = Ingevuld over steun, punten en bijeenkomsten
collect-optouts = Afmeldingen
finding-W117 = ‘{ $said }’ staat niet in de keuzelijst van uitkomsten aan de deur.
    .remedy = Kies een uitkomst uit de lijst; tot dan staat het alleen als notitie bij deze woning.
decisions-count = { $n ->
    [0] Er zijn nog geen besluiten.
    [one] Eén besluit.
   *[other] { $n } besluiten.
}
decisions-undo = Het laatste terugdraaien: haarvaten decisions --undo { $last }
decisions-no-such = Er is geen besluit met nummer { $n }.
decisions-undone = Teruggedraaid: { $what }. De vraag komt terug in het controleblad.

finding-W110 = In dit controleblad ontbreekt de verborgen kolom “id”.
    .remedy = Neem de besluiten over in een nieuw controleblad. Haal daar geen kolommen weg.
finding-W111 = Bij dit besluit staat niet meer bij welke vraag het hoort: de kolom “id” is hier leeg.
    .remedy = Zet het besluit in een nieuw controleblad.
finding-W112 = Over “{ $read }” staan twee verschillende besluiten in het blad. Alleen het eerste telt.
    .remedy = Kies er één en lever het blad opnieuw in.
finding-W113 = Dit teruggekomen bestand is geen controleblad. De besluiten komen er niet uit.
finding-W114 = Het besluit “{ $text }” is geen van de kandidaten en is ook niet als adres te vinden.
    .remedy = Kies een kandidaat uit de lijst, of typ het adres zoals het in het register staat.
finding-W115 = De code “{ $code }” hoort bij geen enkele brief of e-mail van deze campagne.
    .remedy = Kijk de code na op de brief; hij bestaat uit acht tekens.
