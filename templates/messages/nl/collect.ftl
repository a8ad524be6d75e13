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
finding-W118 = Dit is een verwijzing en geen bestand. Verwijzingen worden niet gevolgd.
    .remedy = Zet het bestand zelf in inputs/returned.
finding-W119 = Dit bestand is groter dan 200 MB en wordt niet gelezen.
    .remedy = Vraag de afzender om alleen het werkboek.
finding-W120 = Dit soort bestand leest het programma niet. Er is niets uit overgenomen.
    .remedy = Is het een werkboek of formulier, bewaar het dan als .xlsx of .csv. Hoort het hier niet, haal het dan weg.
finding-W121 = Deze map ligt te diep en wordt niet gelezen.
    .remedy = Zet de bestanden hoger, in inputs/returned zelf.
finding-W122 = Er liggen meer dan 20.000 bestanden in inputs/returned. Vanaf dit bestand is niets gelezen.
    .remedy = Haal weg wat al is ingelezen en typ nog eens: haarvaten collect
