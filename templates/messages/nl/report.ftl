report-title = Voortgang
report-skip = Naar de inhoud
report-made-by = gemaakt door
report-headline = Hoe ver zijn we?
report-ring = Organisatiegraad
report-sentence = { $active } van de { $dwellings } woningen hebben een bewonersorganisatie die leeft. We willen naar 100%.
report-statuses = Waar staan de woningen?
report-meaning = Betekenis
report-homes = Woningen
report-share = Organisatiegraad
report-two-legs = op twee benen: wonen én buurt
report-reach = bereik: woningen die wij kunnen bereiken
report-living-organisations = organisaties die leven
report-of-all = { $n } van de { $all }
report-of-organisations = van de { $shown } organisaties
report-change-title = Wat is er veranderd?
report-change-more = { $n ->
    [one] Sinds { $date } is er 1 actieve woning bijgekomen.
   *[other] Sinds { $date } zijn er { $shown } actieve woningen bijgekomen.
}
report-change-less = { $n ->
    [one] Sinds { $date } is er 1 actieve woning af.
   *[other] Sinds { $date } zijn er { $shown } actieve woningen af.
}
report-change-same = Sinds { $date } is het aantal actieve woningen gelijk gebleven.
report-pilot = { $name }: van { $before } naar { $after }. Alle andere woningen: van { $rest-before } naar { $rest-after }.
report-pilots-title = Mini-buurten en de rest
report-pilots-how = Bij elke mini-buurt: actieve woningen van alle woningen, eerst en nu.
report-cause = Waardoor
report-gained = Erbij
report-lost = Eraf
report-who = Vooral
report-history-title = Verloop
report-history-how = Elke kolom is een meting. Boven de kolom staat de organisatiegraad.
report-steps-title = Wat helpt het meeste?
report-steps-how = Deze stappen brengen de meeste woningen bij een organisatie die leeft.
report-map-title = Op de kaart
report-map-how = Elke stip is een gebouw; hoe groter de stip, hoe meer woningen. De kleur is de status van de meeste woningen.
report-map-dot = { $name }: { $homes } woningen, { $active } actief
report-map-hidden = { $n ->
    [one] 1 woning staat niet op de kaart: die hoort bij een kleine groep, of de plek is niet bekend.
   *[other] { $shown } woningen staan niet op de kaart: die horen bij een kleine groep, of de plek is niet bekend.
}
report-north = N
report-going-title = Wat er speelt
report-levels-title = Per gebied
report-levels-how = Hoe langer het groen, hoe meer woningen een organisatie hebben die leeft.
report-per-level = Per { $level }
report-small-areas = { $n ->
    [one] 1 klein gebied is niet apart getoond.
   *[other] { $shown } kleine gebieden zijn niet apart getoond.
}
report-matrix-title = Twee koepels
report-matrix-how = Een organisatie hoort bij een koepel van het gebied (de rijen) en bij een koepel van de verhuurder (de kolommen). In elk vak: actieve woningen van alle woningen.
report-no-umbrella = geen koepel
report-buildings-title = Per gebouw
report-buildings-how = Alle gebouwen op een rij.
report-building = Gebouw
report-active = Actief
report-forming = In oprichting
report-on-paper = Op papier
report-unknown = Onbekend
report-none = Geen
report-small-buildings = { $n ->
    [one] 1 klein gebouw is met andere samengenomen.
   *[other] { $shown } kleine gebouwen zijn samengenomen.
}
report-small-buildings-of = { $n ->
    [one] { $street }, 1 klein gebouw
   *[other] { $street }, { $n } kleine gebouwen samen
}
report-small-buildings-rest = { $n ->
    [one] overig: 1 gebouw
   *[other] overig: { $shown } gebouwen samen
}
report-not-shown = niet getoond
report-organisations-title = Organisaties
report-organisations-how = Van elke organisatie: hoe gaat het, en hoe weten we dat?
report-organisation = Organisatie
report-status = Status
report-why = Hoe weten we dat?
report-privacy = Op deze pagina staan geen gegevens over personen. Groepen van minder dan { $smallest } woningen zijn samengenomen of weggelaten. De pagina werkt zonder internet en haalt niets op.

finding-E201 = De eigen opmaak van het rapport klopt niet: { $problem }. De ingebouwde opmaak is gebruikt.
    .remedy = Vergelijk het bestand met de ingebouwde opmaak.
