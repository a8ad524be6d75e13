forget-known = Dit is bekend:
forget-nobody = Over { $who } is niets bekend in de lijsten en het geheugen.
forget-pieces = { $n ->
    [0] Er zijn geen brieven of e-mails aan deze persoon gemaakt.
    [one] Er is één brief of e-mail gemaakt.
   *[other] Er zijn { $n } brieven en e-mails gemaakt.
}
forget-remade = { $path } wordt weggehaald; haarvaten run maakt het opnieuw, zonder deze persoon
forget-rows = { $path }: de rijen van deze persoon gaan eruit
forget-texts = { $path }: de cellen van deze persoon worden leeg
forget-removed = { $path } wordt weggehaald
forget-by-hand = { $path }: dit kan alleen een mens
forget-dry = Er is niets gewist. Met --really erachter wordt dit gewist; dat kan niet ongedaan worden gemaakt.
forget-left = Hier staat nog iets van deze persoon, en dat moet een mens weghalen: { $path }
forget-batches = Brieven aan deze persoon of woning liggen in pakket { $list }. Wat bezorgd is, is bezorgd; haal er uit wat nog niet bezorgd is.
forget-done = Gewist. Deze persoon krijgt niets meer: dat is onthouden zonder naam of adres. Maak de uitvoer opnieuw: haarvaten run
export-title = Dit is bekend over { $who }:
export-piece = { $date }: { $kind } ({ $piece }), nu { $state } sinds { $when }
export-opt-out = Afgemeld op { $date } ({ $source })
export-count = { $n ->
    [0] Er zijn geen brieven of e-mails gemaakt.
    [one] Eén brief of e-mail in totaal.
   *[other] { $shown } brieven en e-mails in totaal.
}
purge-due = { $n ->
    [0] Er is niets dat langer bewaard wordt dan { $months } maanden.
    [one] Eén gegeven is van vóór { $date } en wordt langer bewaard dan { $months } maanden.
   *[other] { $n } gegevens zijn van vóór { $date } en worden langer bewaard dan { $months } maanden.
}
purge-dry = Er is niets gewist. Wissen: haarvaten purge --really
purge-done = { $n ->
    [one] Eén gegeven is gewist.
   *[other] { $n } gegevens zijn gewist.
}
finding-G104 = { $n ->
    [one] Eén gegeven wordt langer bewaard dan de { $months } maanden van deze campagne.
   *[other] { $n } gegevens worden langer bewaard dan de { $months } maanden van deze campagne.
}
    .remedy = Wissen: haarvaten purge --really
basis-none = geen
basis-column-email = E-mail
basis-column-ground = Grondslag
basis-column-date = Sinds
basis-column-source = Bron
basis-column-row = Rij
basis-count = { $n ->
    [one] Eén e-mailadres.
   *[other] { $n } e-mailadressen.
}
record-no-partners = geen
record-title = # Register van verwerkingen: { $campaign } ({ $date })
record-who = ## Wie
    { $sender }, { $address }. Vragen over privacy: { $contact }.
record-why = ## Waarvoor
    Bewoners uitnodigen om zich te organiseren, en bijhouden welke woningen een actieve bewonersorganisatie hebben. Grondslag: gerechtvaardigd belang (AVG 6.1.f) voor brieven zonder naam; toestemming (AVG 6.1.a en Telecommunicatiewet 11.7) voor e-mail.
record-whom = ## Van wie
    Bewoners van woningen in het werkgebied; { $contacts } contactpersonen; contactpersonen van { $organisations } organisaties.
record-what = ## Welke gegevens
    Adressen uit het register (geen namen); namen, e-mailadressen, taal en toestemming van wie die gaf; { $letters } brieven en { $mails } e-mails met hun stand; { $replies } antwoorden; { $optouts } afmeldingen. Geen burgerservicenummers en geen geboortedata.
record-from = ## Waarvandaan
    Het BAG-register, lijsten van verhuurders en VvE's, en wat mensen zelf invullen.
record-to = ## Voor wie
    De organisatoren zelf. Partners met een eigen werklijst: { $partners }. Wat gepubliceerd wordt, gaat nooit over groepen kleiner dan { $smallest } woningen.
record-long = ## Hoe lang
    { $months } maanden na het laatste contact; daarna wist haarvaten purge de gegevens. Nu te wissen: { $due }.
record-safe = ## Hoe beveiligd
    Bestanden zijn alleen voor de eigenaar leesbaar; codes en afmeldingen zijn versleutelde kenmerken; e-mail gaat alleen versleuteld de deur uit.
record-rights = ## Rechten
    Inzage: haarvaten export. Wissen: haarvaten forget. Bezwaar: een afmelding, op elke manier, houdt altijd.
export-scan = Een strook op bladzijde { $page } van { $file }
forget-scan = Op bladzijde { $page } van { $file } staat een strook van deze persoon. Dat is een plaatje: haal het zelf weg.
