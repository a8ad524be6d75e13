report-title = Progress
report-skip = To the content
report-made-by = made by
report-headline = How far are we?
report-ring = Share organised
report-sentence = { $active } of the { $dwellings } homes have a residents’ organisation that lives. We want to reach 100%.
report-statuses = Where do the homes stand?
report-meaning = Meaning
report-homes = Homes
report-share = Organised
report-two-legs = on two legs: housing and neighbourhood
report-reach = reach: homes that we can reach
report-living-organisations = organisations that live
report-of-all = { $n } of { $all }
report-of-organisations = of { $shown } organisations
report-change-title = What changed?
report-change-more = { $n ->
    [one] Since { $date } there is 1 more active home.
   *[other] Since { $date } there are { $shown } more active homes.
}
report-change-less = { $n ->
    [one] Since { $date } there is 1 active home fewer.
   *[other] Since { $date } there are { $shown } active homes fewer.
}
report-change-same = Since { $date } the number of active homes has stayed the same.
report-pilot = { $name }: from { $before } to { $after }. All other homes: from { $rest-before } to { $rest-after }.
report-pilots-title = Mini-neighbourhoods and the rest
report-pilots-how = For every mini-neighbourhood: active homes out of all homes, then and now.
report-cause = Cause
report-gained = More
report-lost = Fewer
report-who = Mostly
report-history-title = Over time
report-history-how = Every column is a measurement. Above it stands the share of homes that are organised.
report-steps-title = What helps most?
report-steps-how = These steps bring most homes to an organisation that lives.
report-map-title = On the map
report-map-how = Every dot is a building; the larger the dot, the more homes. The colour is the status of most homes.
report-map-dot = { $name }: { $homes } homes, { $active } active
report-map-hidden = { $n ->
    [one] 1 home is not on the map: it belongs to a small group, or its place is not known.
   *[other] { $shown } homes are not on the map: they belong to a small group, or their place is not known.
}
report-north = N
report-going-title = What is going on
report-levels-title = By area
report-levels-how = The longer the green, the more homes have an organisation that lives.
report-per-level = By { $level }
report-small-areas = { $n ->
    [one] 1 small area is not shown by itself.
   *[other] { $shown } small areas are not shown by themselves.
}
report-matrix-title = Two umbrellas
report-matrix-how = An organisation belongs under an umbrella of the area (the rows) and one of the landlord (the columns). In every cell: active homes out of all homes.
report-no-umbrella = no umbrella
report-buildings-title = By building
report-buildings-how = All buildings in one list.
report-building = Building
report-active = Active
report-forming = Forming
report-on-paper = On paper
report-unknown = Unknown
report-none = None
report-small-buildings = { $n ->
    [one] 1 small building was taken together with others.
   *[other] { $shown } small buildings were taken together.
}
report-small-buildings-of = { $n ->
    [one] { $street }, 1 small building
   *[other] { $street }, { $n } small buildings together
}
report-small-buildings-rest = { $n ->
    [one] others: 1 building
   *[other] others: { $shown } buildings together
}
report-not-shown = not shown
report-organisations-title = Organisations
report-organisations-how = Of every organisation: how is it doing, and how do we know?
report-organisation = Organisation
report-status = Status
report-why = How do we know?
report-privacy = This page holds no data about persons. Groups of fewer than { $smallest } homes are taken together or left out. The page works without the internet and fetches nothing.

finding-E201 = The campaign’s own layout of the report is not right: { $problem }. The built-in layout was used.
    .remedy = Compare the file with the built-in layout.
