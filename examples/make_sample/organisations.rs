//! `organisaties.xlsx`: organisations with their signs of life, support needs, issues, meetings.

use std::error::Error;
use std::path::Path;

use crate::tables::INVENTED;
use crate::workbook::{Cell, Line, Sheet, text, texts, xlsx};

/// Writes the workbook.
pub fn write(inputs: &Path) -> Result<(), Box<dyn Error>> {
    let sheet = |name, widths, headings: &[&str], rows: &[&[&str]]| {
        let columns = u16::try_from(headings.len()).unwrap_or(2);
        let mut lines = vec![
            Line::title(INVENTED, columns),
            texts(headings).into_heading(),
        ];
        lines.extend(
            rows.iter()
                .map(|row| Line::of(row.iter().map(|cell| dated(cell)).collect())),
        );
        Sheet {
            name,
            hidden: false,
            widths,
            lines,
        }
    };
    xlsx(
        &inputs.join("organisaties.xlsx"),
        &[
            sheet(
                "Organisaties",
                &[8, 30, 20, 44, 28, 12, 12, 40, 12, 22, 30, 14, 12],
                ORGANISATION_HEADINGS,
                ORGANISATIONS,
            ),
            sheet(
                "Levenstekens",
                &[30, 14, 26, 10, 34],
                &["Organisatie", "Datum", "Wat", "Been", "Bron"],
                EVIDENCE,
            ),
            sheet(
                "Steun",
                &[30, 22, 12, 18, 24, 14, 24, 40],
                &[
                    "Organisatie",
                    "Soort steun",
                    "Datum",
                    "Wie pakt op",
                    "Partner",
                    "Stand",
                    "Uitkomst",
                    "Notitie",
                ],
                SUPPORT,
            ),
            sheet(
                "Punten",
                &[30, 36, 12, 14, 22, 30],
                &[
                    "Organisatie",
                    "Onderwerp",
                    "Datum",
                    "Stand",
                    "Partner",
                    "Uitkomst",
                ],
                ISSUES,
            ),
            sheet(
                "Bijeenkomsten",
                &[34, 28, 12, 26, 12, 12, 12, 10],
                &[
                    "Bijeenkomst",
                    "Organisatie",
                    "Datum",
                    "Locatie",
                    "Uitgenodigd",
                    "Aangemeld",
                    "Gekomen",
                    "Been",
                ],
                MEETINGS,
            ),
        ],
    )
}

/// `2026-05-20` becomes a date cell and a plain number a number; anything else stays text.
fn dated(cell: &str) -> Cell {
    let parts: Vec<&str> = cell.split('-').collect();
    if let [y, m, d] = parts.as_slice()
        && let (4, Ok(y), Ok(m), Ok(d)) = (y.len(), y.parse(), m.parse(), d.parse())
    {
        return Cell::Date(y, m, d);
    }
    match cell.parse::<u32>() {
        Ok(number) if cell.len() < 5 => Cell::Number(f64::from(number)),
        _ => text(cell),
    }
}

const ORGANISATION_HEADINGS: &[&str] = &[
    "Id",
    "Naam",
    "Soort",
    "Dekt",
    "Vertegenwoordigt",
    "Opgericht",
    "Opgeheven",
    "Koepel",
    "KvK",
    "Contactpersoon",
    "E-mail",
    "Grondslag",
    "Taal",
];

const SLEUTELBOS: &str = "huurders van De Sleutelbos";
const BOTH: &str = "Huurderskoepel De Sleutelbos; K-Platform";

const ORGANISATIONS: &[&[&str]] = &[
    // One organisation on paper that covers four towers.
    &[
        "O-01",
        "BC De vier torens",
        "bewonerscommissie",
        "De vier torens",
        SLEUTELBOS,
        "2009-03-01",
        "",
        BOTH,
        "",
        "W. Toren",
        "voorzitter@example.org",
        "gepubliceerd",
    ],
    // In one of those towers there is life all the same.
    &[
        "O-02",
        "Bewonersgroep Klateringpad",
        "bewonersgroep",
        "Klateringpad 1 t/m 72",
        "iedereen",
        "2024-02-10",
        "",
        "K-Platform",
        "",
        "M. Galerij",
        "klateringpad@example.org",
        "gepubliceerd",
    ],
    // Two legs by union: the VvE does housing, the group the neighbourhood.
    &[
        "O-03",
        "VvE Kleiburg",
        "vve",
        "Kleiburg 1 t/m 300",
        "eigenaren",
        "1999-01-01",
        "",
        "K-Platform",
        "90000011",
        "Beheerkantoor Verzonnen",
        "vve.kleiburg@example.org",
        "gepubliceerd",
    ],
    &[
        "O-04",
        "Kleiburg Leeft",
        "bewonersgroep",
        "Kleiburg",
        "iedereen",
        "2022-05-01",
        "",
        "K-Platform",
        "",
        "S. Honingraat",
        "kleiburgleeft@example.org",
        "gepubliceerd",
    ],
    // A mixed building: tenants organised on one leg, the VvE asleep.
    &[
        "O-05",
        "BC Kikkenstein",
        "bewonerscommissie",
        "heel Kikkenstein",
        SLEUTELBOS,
        "2015-09-01",
        "",
        BOTH,
        "",
        "A. Lift",
        "bc.kikkenstein@example.org",
        "gepubliceerd",
    ],
    // Named, and nobody has asked.
    &[
        "O-06",
        "Studentenraad Kruitberg",
        "bewonersgroep",
        "Kruitberg 500 t/m 579",
        "iedereen",
    ],
    // Two legs by itself, but not for the tenants of the other landlord in the same building.
    &[
        "O-07",
        "BC Kortvoort",
        "bewonerscommissie",
        "Kortvoort 1 t/m 220",
        SLEUTELBOS,
        "2003-04-01",
        "",
        BOTH,
        "",
        "I. Tweebeen",
        "bc.kortvoort@example.org",
        "gepubliceerd",
    ],
    // Being founded.
    &[
        "O-08",
        "Bewonerskern Kelbergen",
        "bewonersgroep",
        "Kelbergen 1 t/m 100",
        "iedereen",
        "",
        "",
        "K-Platform",
        "",
        "R. Pioen",
        "kelbergen@example.org",
        "gepubliceerd",
        "Engels",
    ],
    // Ended.
    &[
        "O-09",
        "Buurtvereniging Kloekhorst",
        "bewonersgroep",
        "1104 MN en 1104 MP",
        "iedereen",
        "1998-05-01",
        "2024-06-30",
    ],
    // Active on one leg.
    &[
        "O-10",
        "VvE Gooise Kant",
        "vve",
        "Gooise Kant 2 t/m 24 (even)",
        "eigenaren",
        "1990-06-01",
        "",
        "",
        "90000033",
        "D. Dakgoot",
        "vve.gooisekant@example.org",
        "gepubliceerd",
    ],
    // The two umbrellas: by landlord and by area.
    &[
        "O-11",
        "Huurderskoepel De Sleutelbos",
        "huurdersvereniging",
        "alles",
        SLEUTELBOS,
        "1996-01-01",
        "",
        "",
        "",
        "H. Koepel",
        "koepel@example.org",
        "gepubliceerd",
    ],
    &[
        "O-12",
        "K-Platform",
        "koepel",
        "K-buurt",
        "iedereen",
        "2018-01-01",
        "",
        "",
        "",
        "Q. Buurtmaker",
        "kplatform@example.org",
        "gepubliceerd",
    ],
    // Conflicting evidence.
    &[
        "O-13",
        "BC Kruitberghof",
        "bewonerscommissie",
        "1104 BC",
        "huurders van Kringhuis",
        "2011-01-01",
        "",
        "K-Platform",
        "",
        "T. Hof",
        "",
        "",
    ],
    // Founding date still to come.
    &[
        "O-14",
        "Bewonersgroep Keker",
        "bewonersgroep",
        "1e Kekerstraat 1 t/m 39 en 3e Kekerstraat 2 t/m 40",
        "iedereen",
        "2027-01-15",
        "",
        "",
        "",
        "N. Straks",
        "keker@example.org",
        "gepubliceerd",
    ],
    // Its signs of life are too old.
    &[
        "O-15",
        "Huurdersgroep Kraaiennest",
        "bewonersgroep",
        "Kraaiennest 11 t/m 57 (oneven)",
        "iedereen",
        "2019-03-01",
        "",
        "",
        "",
        "E. Winkel",
        "",
        "",
    ],
    // A name that means two things: the tower or the youth housing block.
    &[
        "O-16",
        "Bewoners Klieverink",
        "bewonersgroep",
        "Klieverink",
        "iedereen",
        "2020-01-01",
    ],
    // A name without an address that anybody knows.
    &[
        "O-17",
        "Vrienden van de Vijver",
        "anders",
        "rond de vijver",
        "iedereen",
    ],
];

const EVIDENCE: &[&[&str]] = &[
    &[
        "BC De vier torens",
        "2016-04-12",
        "bestuur bekend",
        "wonen",
        "De Sleutelbos",
    ],
    &[
        "BC De vier torens",
        "2016-04-12",
        "erkenning",
        "wonen",
        "De Sleutelbos",
    ],
    &[
        "BC De vier torens",
        "2026-09-03",
        "contact niet bereikt",
        "",
        "FoKusgroep, drie keer gebeld",
    ],
    &[
        "Bewonersgroep Klateringpad",
        "2026-09-18",
        "bewonersvergadering",
        "wonen",
        "verslag",
    ],
    &[
        "Bewonersgroep Klateringpad",
        "2026-08-29",
        "buurtactiviteit",
        "buurt",
        "foto's in de liftvitrine",
    ],
    &[
        "Bewonersgroep Klateringpad",
        "2026-10-02",
        "liftvitrine bijgehouden",
        "",
        "FoKusgroep",
    ],
    &[
        "Bewonersgroep Klateringpad",
        "2026-10-02",
        "contact bereikt",
        "",
        "FoKusgroep",
    ],
    &["VvE Kleiburg", "2026-05-20", "alv", "wonen", "notulen"],
    &[
        "VvE Kleiburg",
        "2026-06-01",
        "contact bereikt",
        "",
        "telefoon",
    ],
    &[
        "O-04",
        "2026-08-15",
        "buurtactiviteit",
        "buurt",
        "buurtkrant",
    ],
    &[
        "Kleiburg Leeft",
        "12 september 2026",
        "nieuwsbrief",
        "buurt",
        "in de bus gevonden",
    ],
    &[
        "Kleiburg Leeft",
        "2026-09-14",
        "contact bereikt",
        "",
        "aan de deur",
    ],
    &[
        "BC Kikkenstein",
        "2026-04-22",
        "overleg corporatie",
        "wonen",
        "De Sleutelbos",
    ],
    &[
        "BC Kikkenstein",
        "2026-05-30",
        "bewonersvergadering",
        "wonen",
        "verslag",
    ],
    &[
        "BC Kikkenstein",
        "2026-10-11",
        "contact bereikt",
        "",
        "FoKusgroep",
    ],
    &[
        "VvE Kikkenstein",
        "2022-01-10",
        "jaarrekening",
        "wonen",
        "beheerder",
    ],
    &[
        "BC Kortvoort",
        "2026-03-09",
        "bewonersvergadering",
        "wonen",
        "verslag",
    ],
    &[
        "BC Kortvoort",
        "2026-07-04",
        "buurtactiviteit",
        "buurt",
        "poster",
    ],
    &[
        "BC Kortvoort",
        "2026-11-02",
        "contact bereikt",
        "",
        "FoKusgroep",
    ],
    // Still to come: it counts for founding, never for life.
    &[
        "BC Kortvoort",
        "2027-03-01",
        "bewonersvergadering",
        "beide",
        "aankondiging",
    ],
    &[
        "Bewonerskern Kelbergen",
        "2026-10-05",
        "oprichters bekend",
        "",
        "FoKusgroep",
    ],
    &[
        "Bewonerskern Kelbergen",
        "2026-12-08",
        "eerste bijeenkomst",
        "beide",
        "uitnodiging",
    ],
    &["VvE Gooise Kant", "2026-06-11", "alv", "wonen", "notulen"],
    &[
        "VvE Gooise Kant",
        "2026-06-12",
        "contact bereikt",
        "",
        "e-mail beantwoord",
    ],
    // One source says ended, a later one says alive.
    &[
        "BC Kruitberghof",
        "2026-02-01",
        "opgeheven",
        "",
        "Kringhuis",
    ],
    &[
        "BC Kruitberghof",
        "2026-09-12",
        "huis-aan-huis",
        "buurt",
        "buurtambassadeur",
    ],
    &[
        "BC Kruitberghof",
        "2026-09-12",
        "contact bereikt",
        "",
        "buurtambassadeur",
    ],
    &[
        "Bewonersgroep Keker",
        "2026-11-01",
        "oprichters bekend",
        "",
        "aanmelding",
    ],
    &[
        "Huurdersgroep Kraaiennest",
        "2025-06-21",
        "buurtactiviteit",
        "buurt",
        "foto",
    ],
    &[
        "Huurdersgroep Kraaiennest",
        "2025-06-21",
        "contact bereikt",
        "",
        "foto",
    ],
    // Nobody by that name, and a word that proves nothing.
    &[
        "VvE Zwanenvlucht",
        "2026-05-01",
        "alv",
        "wonen",
        "van horen zeggen",
    ],
    &[
        "BC Kikkenstein",
        "2026-10-12",
        "koffie gedronken",
        "",
        "van horen zeggen",
    ],
];

const SUPPORT: &[&[&str]] = &[
    &[
        "BC De vier torens",
        "professionele hulp",
        "2026-09-10",
        "Anna Voorbeeld",
        "Wijksteunpunt Voorbeeld",
        "open",
        "",
        "",
    ],
    &[
        "BC Kikkenstein",
        "bemiddeling",
        "2026-06-02",
        "Bram Verzinsel",
        "Wijksteunpunt Voorbeeld",
        "loopt",
        "",
        "Mot tussen twee bestuursleden; niet voor partners",
    ],
    &[
        "VvE Gooise Kant",
        "corvee",
        "2026-07-15",
        "Anna Voorbeeld",
        "",
        "klaar",
        "penningmeester gevonden",
        "",
    ],
    &[
        "Bewonerskern Kelbergen",
        "zaalruimte",
        "2026-11-03",
        "Anna Voorbeeld",
        "Buurtambassadeurs Torenpark",
        "open",
        "",
        "",
    ],
];

const ISSUES: &[&[&str]] = &[
    &[
        "BC Kikkenstein",
        "Lift staat elke week stil",
        "2026-02-10",
        "gescoord",
        "De Sleutelbos",
        "nieuwe lift in 2027",
    ],
    &[
        "BC Kikkenstein",
        "Servicekosten onduidelijk",
        "2026-05-30",
        "gehoord",
        "De Sleutelbos",
        "",
    ],
    &[
        "BC Kortvoort",
        "Ratten bij de containers",
        "2026-04-01",
        "ingebracht",
        "stadsdeel",
        "",
    ],
    &[
        "Kleiburg Leeft",
        "Bankjes terug op het plein",
        "2026-03-21",
        "afgewezen",
        "stadsdeel",
        "geen budget in 2026",
    ],
    &[
        "VvE Kleiburg",
        "Fietsenberging te klein",
        "2026-05-20",
        "gehoord",
        "",
        "",
    ],
];

const MEETINGS: &[&[&str]] = &[
    &[
        "Bewonersvergadering Klateringpad",
        "Bewonersgroep Klateringpad",
        "2026-09-18",
        "hal van de toren",
        "72",
        "15",
        "21",
        "wonen",
    ],
    &[
        "ALV 2026",
        "VvE Kleiburg",
        "2026-05-20",
        "buurthuis",
        "300",
        "40",
        "58",
        "wonen",
    ],
    &[
        "Eerste bijeenkomst Kelbergen",
        "Bewonerskern Kelbergen",
        "2026-12-08",
        "buurthuis",
        "100",
        "9",
        "",
        "beide",
    ],
    &[
        "Informatieavond K-buurt",
        "K-Platform",
        "2026-11-30",
        "buurthuis",
        "",
        "",
        "",
        "",
    ],
];
