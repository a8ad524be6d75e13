//! `vve-lijst.ods`: three sheets in three shapes: with a covers column, names only, address rows.

use std::error::Error;
use std::path::Path;

use crate::blocks::Holder;
use crate::hood::Home;
use crate::tables::INVENTED;
use crate::workbook::{Cell, Line, Sheet, ods, text, texts};

/// Writes the workbook.
pub fn write(inputs: &Path, homes: &[Home]) -> Result<(), Box<dyn Error>> {
    let widths: &[u16] = &[30, 30, 12, 20, 26, 14];
    ods(
        &inputs.join("vve-lijst.ods"),
        &[
            Sheet {
                name: "Met adressen",
                hidden: false,
                widths,
                lines: with_covers(),
            },
            Sheet {
                name: "Alleen namen",
                hidden: false,
                widths,
                lines: names_only(),
            },
            Sheet {
                name: "Krimpertplein",
                hidden: false,
                widths,
                lines: address_rows(homes),
            },
        ],
    )
}

fn with_covers() -> Vec<Line> {
    let mut lines = vec![
        Line::title("Verenigingen van Eigenaars in de K-buurt", 6),
        Line::title(INVENTED, 6),
        texts(&[
            "Naam VvE",
            "Dekt\n(adressen)",
            "KvK-nummer",
            "Bestuur",
            "E-mail",
            "Laatste ALV\n(datum)",
        ])
        .into_heading(),
    ];
    for (name, covers, kvk, board, email, alv) in [
        (
            "VvE Kleiburg",
            "Kleiburg 1 t/m 300",
            "90000011",
            "Beheerkantoor Verzonnen",
            "vve.kleiburg@example.org",
            Some((2026, 5, 20)),
        ),
        (
            "VvE Kikkenstein",
            "Kikkenstein 3001 t/m 3240",
            "90000022",
            "slapend bestuur",
            "",
            Some((2021, 11, 3)),
        ),
        (
            "VvE Gooise Kant",
            "Gooise Kant 2 t/m 24 (even)",
            "90000033",
            "D. Dakgoot",
            "vve.gooisekant@example.org",
            Some((2026, 6, 11)),
        ),
        (
            "VvE Kraaiennest West",
            "Kraaiennest 11 t/m 33 (oneven)",
            "90000044",
            "P. Plein",
            "",
            Some((2025, 9, 30)),
        ),
        (
            "VvE Kraaiennest Oost",
            "Kraaiennest 35 t/m 57 (oneven nrs)",
            "",
            "",
            "",
            None,
        ),
    ] {
        let alv = alv.map_or(Cell::Empty, |(y, m, d)| Cell::Date(y, m, d));
        lines.push(Line::of(vec![
            text(name),
            text(covers),
            text(kvk),
            text(board),
            text(email),
            alv,
        ]));
    }
    lines.push(texts(&["Totaal: 5 verenigingen"]));
    lines
}

fn names_only() -> Vec<Line> {
    let mut lines = vec![
        Line::title("Namen zoals de notaris ze schreef – VERZONNEN", 3),
        texts(&["Naam VvE", "KvK-nummer", "Plaats"]).into_heading(),
    ];
    for (name, kvk) in [
        (
            "VvE Kolfschotenstraat 1 t/m 35 (oneven) te Amsterdam",
            "90000055",
        ),
        ("VvE Kolfschotenstraat 2 t/m 36 even", "90000066"),
        ("VvE Kolfschotenstraat 37-70", "90000077"),
        ("Vereniging van Eigenaars Kloekhorststraat 3-4-6", ""),
        ("VvE Kloekhorststraat 19 en 21", ""),
        ("VvE 3e Kekerstraat 4-2", ""),
        ("VvE gebouw Nova Kempen II", "90000088"),
    ] {
        lines.push(texts(&[name, kvk, "Amsterdam"]));
    }
    lines
}

fn address_rows(homes: &[Home]) -> Vec<Line> {
    let mut lines = vec![
        Line::title("Leden van de VvE Krimpertplein – VERZONNEN", 4),
        Line::default(),
        texts(&["Naam VvE", "Adres", "Postcode", "Gebruik"]).into_heading(),
    ];
    for home in homes
        .iter()
        .filter(|h| h.block == "Krimpertplein" && h.is_plain())
    {
        let usage = if home.holder == Holder::Private {
            "verhuurd"
        } else {
            "eigen bewoning"
        };
        lines.push(texts(&[
            "VvE Krimpertplein",
            &home.line(),
            &home.spaced_postcode(),
            usage,
        ]));
    }
    // The corner home once more, by its second address.
    lines.push(texts(&[
        "VvE Krimpertplein",
        "Kolfschotenstraat 90",
        "1104 PC",
        "eigen bewoning",
    ]));
    lines.push(texts(&[
        "VvE Krimpertplein",
        "Krimpertplein 4 en 5 (samengevoegd)",
        "1104 PH",
        "eigen bewoning",
    ]));
    lines
}
