match-decision = Zo is eerder besloten.
match-given-id = De lijst geeft zelf het nummer uit het adressenregister.
match-exact = Het adres staat letterlijk zo in het register.
match-canonical = De letter of toevoeging is anders geschreven, maar er past er maar één.
match-no-postcode = Er staat geen postcode bij, maar straat, nummer en plaats zijn duidelijk genoeg.
match-postcode-typo = Er zit één tikfout in de postcode. Straat en nummer zijn duidelijk.
match-street-typo = De straatnaam heeft een tikfout of is sterk afgekort. Er past maar één straat.
match-street-spelling = De straatnaam is op een andere gewone manier geschreven.
match-town-typo = Er zit een tikfout in de plaatsnaam. De rest klopt.
match-glued = Huisnummer en toevoeging stonden aan elkaar vast. Ze passen maar op één manier.
match-date-number = Het huisnummer was door het rekenblad een datum geworden.
match-several = Er passen meer adressen bij.
match-two-repairs = Er zijn twee verbeteringen nodig. Dat is te onzeker zonder dat iemand kijkt.
match-contradiction = De gegevens spreken elkaar tegen: straat, postcode of nummer uit het register passen niet bij elkaar.
match-no-such-addition = Dit huisnummer bestaat, maar niet met deze letter of toevoeging.
match-no-such-number = De straat bestaat, maar dit huisnummer niet.
match-no-such-street = Deze straat staat niet in het register.
match-outside-register = Deze plaats of postcode staat niet in het register.
match-unknown-id = Dit nummer (id) staat niet in het register.
match-unread-tail = Wat er achter het huisnummer staat, is niet te lezen: geen toevoeging en geen plaats die wij kennen.
match-beside-home = Dit is een plek naast, achter of tegenover een huisnummer, niet de woning zelf.
match-no-number = Er staat geen huisnummer.
match-postbus = Dit is een postbus of antwoordnummer, geen woning.
match-foreign = Dit adres ligt in het buitenland.
match-no-address = Hier staat geen adres.

question-which-address = Welk adres is bedoeld?
question-which-addition = Welke letter of toevoeging hoort bij dit huisnummer?
question-two-repairs = Hier moesten we twee dingen verbeteren. Is dit het adres dat bedoeld is?
question-contradiction = Straat, postcode of nummer passen niet bij elkaar. Welk adres is bedoeld?
question-date-number = Het huisnummer was een datum geworden. Welk adres is bedoeld?
question-list-landlord = Van welke verhuurder zijn deze woningen? Kies de naam, of typ hem.
question-reading = Welke kolommen zijn het adres van de woning? Tot u kiest, telt deze lijst niet mee.
question-filled-in = Hier staat nu het eerste antwoord; een ander werkblad (of de lijst van nu) zegt iets anders. Wat geldt?
filled-in-by = { $file }, rij { $row }: “{ $said }”
filled-in-nothing = niets (leeg)
question-covers = Welke woningen zijn bedoeld?
question-covers-part = Een deel van deze tekst is niet zeker. Welke woningen zijn met dat deel bedoeld? De rest telt al mee.

told-read = Gelezen als straat „{ $street }”, nummer { $number }, toevoeging „{ $addition }”, postcode „{ $postcode }”, plaats „{ $town }”.
told-at-postcode = Op deze postcode met dit huisnummer: { $count ->
    [0] geen adres.
    [one] één adres.
   *[other] { $count } adressen.
}
told-street-mended = De straat van deze postcode heet „{ $street }”. Dat lijkt genoeg op wat er stond.
told-contradiction = De straat die er stond, hoort niet bij deze postcode.
told-street = Straten met deze naam in de plaats: { $streets }.
told-street-near = Straten die erop lijken: { $streets }.
told-anywhere = Straten met deze naam in het hele register: { $streets }.
told-glued = Het huisnummer is in tweeën gedeeld: { $count ->
    [0] dat past niet.
    [one] dat past op één manier.
   *[other] dat past op { $count } manieren.
}
told-opposite = De straat die erop lijkt, zegt iets anders: een ander soort straat, of een tegengesteld woord.
told-elsewhere = Een straat met precies deze naam bestaat in een andere plaats. Dan is het misschien geen tikfout.
told-own-name = Het kan best de naam van een andere straat zijn. Er is geen postcode die zegt dat het een tikfout is.
told-several = Er staan meer adressen in één cel.
told-date = Het huisnummer „{ $number }” was een datum. Ook de omgekeerde lezing is bekeken.
told-id = De lijst geeft het nummer van een adres in het register.
told-id-unknown = Het nummer uit de lijst staat niet in het register.
told-decision = Iemand heeft hierover eerder besloten. Dat geldt.
told-matched = Dit is het adres.
told-asked = Dit is niet zeker genoeg. Het staat in het controleblad.
told-not-found = Er is geen adres gevonden.
told-not-an-address = Dit is geen adres van een woning.

cover-addition = { $number } { $addition }
cover-additions = { $number } { $from } t/m { $to }
cover-floors = { $range }, telkens { $from } t/m { $to }
cover-kept = alles wat genoemd is, zonder uitzondering
cover-whole = alle woningen op nummer { $number }
cover-upper = de verdiepingen boven op nummer { $number }
cover-range-even = even nummers { $from } t/m { $to }
cover-range-odd = oneven nummers { $from } t/m { $to }
cover-range-all = alle nummers { $from } t/m { $to }
cover-street = de hele { $street }
cover-street-even = de even nummers van { $street }
cover-street-odd = de oneven nummers van { $street }
cover-everything = alles
cover-except = niet { $what }
