//! `De Sleutelbos.xlsx`: titles, merged cells, units in the headings, subtotals, a hidden row and
//! a hidden sheet, a footnote; the landlord's name stands only in the name of the file.

use std::error::Error;
use std::path::Path;

use crate::blocks::{BLOCKS, Holder};
use crate::dice::Dice;
use crate::hood::Home;
use crate::workbook::{Cell, Line, Sheet, text, texts, xlsx};

const COLUMNS: u16 = 12;

/// Writes the workbook.
pub fn write(inputs: &Path, homes: &[Home]) -> Result<(), Box<dyn Error>> {
    let mut dice = Dice::new(41);
    let mut lines = vec![
        Line::title("De Sleutelbos – overzicht verhuurbare eenheden", COLUMNS),
        Line::title(
            "VERZONNEN VOORBEELDGEGEVENS: alleen straatnamen en postcodes bestaan echt. Peildatum 1 oktober 2026",
            COLUMNS,
        ),
        Line::default(),
        Line {
            merged: vec![(0, 2), (3, 8), (9, 11)],
            ..texts(&[
                "Bezit",
                "",
                "",
                "Adresgegevens",
                "",
                "",
                "",
                "",
                "",
                "Kenmerken",
            ])
            .into_heading()
        },
        texts(&[
            "VHE-\nnummer",
            "Complex-\nnummer",
            "Complexnaam",
            "Straatnaam",
            "Huisnr.",
            "Huis-\nletter",
            "Toev.",
            "Postcode",
            "Plaats",
            "Oppervlakte\n(m² GBO)",
            "Huur per maand\n(€)",
            "Soort\neenheid",
        ])
        .into_heading(),
    ];
    let mut total = 0_u32;
    for block in BLOCKS {
        let mut count = 0_u32;
        for home in homes
            .iter()
            .filter(|h| h.block == block.key && h.holder == Holder::Sleutelbos && h.is_plain())
        {
            count += 1;
            let line = line(home, total + count, &mut dice);
            // Twice in the list, as happens when a kitchen was changed in the year.
            let again = (total + count) % 97 == 11;
            lines.push(line.clone());
            if again {
                lines.push(line);
            }
            if total + count == 40 {
                lines.push(
                    line_of(
                        "S99001",
                        block.key,
                        "Kikkenstein",
                        "3039",
                        "1104 SK",
                        "Proefregel",
                    )
                    .into_hidden(),
                );
            }
        }
        if count > 0 {
            total += count;
            lines.push(Line::of(vec![
                text(format!("Subtotaal {}", complex(block.key).1)),
                Cell::Empty,
                Cell::Empty,
                Cell::Empty,
                Cell::Number(f64::from(count)),
            ]));
        }
    }
    // The same home as on the list of Kringhuis, and rows that are no home of theirs.
    lines.push(line_of(
        "S99002",
        "Kruitberg",
        "Kruitberg",
        "500",
        "1104 CA",
        "Woning",
    ));
    lines.push(line_of(
        "S99003", "", "Postbus", "4711", "1100 AD", "Kantoor",
    ));
    lines.push(line_of(
        "S99004",
        "Kikkenstein",
        "Kikkenstein",
        "3999",
        "1104 TT",
        "Woning",
    ));
    lines.push(line_of(
        "S99005",
        "Kikkenstein",
        "Kikkenstein",
        "",
        "1104 TT",
        "Woning",
    ));
    lines.push(line_of(
        "S99006",
        "Kralenbeek",
        "Kralenbeek",
        "101 t/m 105",
        "1104 KJ",
        "Bergingen",
    ));
    lines.push(Line::of(vec![
        text("Totaal"),
        Cell::Empty,
        Cell::Empty,
        Cell::Empty,
        Cell::Number(f64::from(total)),
    ]));
    lines.push(Line::default());
    lines.push(Line::title(
        "* Bedragen zijn kale huren en, zoals alles op dit blad, verzonnen.",
        COLUMNS,
    ));
    let widths: &[u16] = &[12, 12, 18, 20, 9, 8, 8, 11, 13, 12, 14, 12];
    let gone = vec![
        Line::title("Verkocht in 2025 – VERZONNEN", COLUMNS),
        texts(&["VHE-nummer", "Straatnaam", "Huisnr.", "Postcode", "Plaats"]).into_heading(),
        texts(&["S88001", "Kikkenstein", "3002", "1104 SK", "Amsterdam"]),
    ];
    xlsx(
        &inputs.join("De Sleutelbos.xlsx"),
        &[
            Sheet {
                name: "Verhuureenheden",
                hidden: false,
                widths,
                lines,
            },
            Sheet {
                name: "Verkocht",
                hidden: true,
                widths,
                lines: gone,
            },
        ],
    )
}

fn complex(block: &str) -> (&'static str, &'static str) {
    match block {
        "Kikkenstein" => ("2101", "Kikkenstein"),
        "Kralenbeek" => ("2201", "Toren Kralenbeek"),
        "Klieverink" => ("2202", "Toren Klieverink"),
        "Koornhorst" => ("2203", "Toren Koornhorst"),
        "Klateringpad" => ("2204", "Toren Klateringpad"),
        "Kortvoort" => ("2301", "Kortvoort"),
        "Kloekhorststraat" => ("2401", "Kloekhorst"),
        "3e Kekerstraat" => ("2402", "Kekerstraat even"),
        "Gooise Kant" => ("2501", "Gooise Kant"),
        "Kelbergen" => ("2601", "Kelbergen"),
        "Kantershof" => ("2701", "Kantershof"),
        _ => ("", ""),
    }
}

fn line_of(
    unit: &str,
    block: &str,
    street: &str,
    number: &str,
    postcode: &str,
    kind: &str,
) -> Line {
    let (complex, name) = complex(block);
    texts(&[
        unit,
        complex,
        name,
        street,
        number,
        "",
        "",
        postcode,
        "Amsterdam",
        "",
        "",
        kind,
    ])
}

/// One home, clean most of the time.
fn line(home: &Home, at: u32, dice: &mut Dice) -> Line {
    let (complex, name) = complex(home.block);
    let mut street = home.street.to_owned();
    let mut number = Cell::Number(f64::from(home.number));
    let mut letter = home.letter.clone();
    let mut addition = text(home.addition.clone());
    let mut postcode = home.spaced_postcode();
    match dice.below(40) {
        0 => number = text(format!("{:04}", home.number)),
        1 => street = format!("\u{a0}{street}\u{a0}"),
        2 => postcode = home.postcode.to_lowercase(),
        3 => postcode = String::new(),
        4 if street == "Kikkenstein" => "Kikkenstien".clone_into(&mut street),
        4 if street == "Kortvoort" => "Kortvoord".clone_into(&mut street),
        4 if street.ends_with("straat") => street = street.replace("straat", "str."),
        5 => number = text(format!("{},0", home.number)),
        6 | 7 if !letter.is_empty() => {
            number = text(format!("{}{}", home.number, letter.to_lowercase()));
            letter.clear();
        }
        8 => street = street.to_uppercase(),
        9 if street == "Kelbergen" => "Kel bergen".clone_into(&mut street),
        _ => {}
    }
    // Excel took number and addition for a date: 12-2 became 12 February.
    if home.street == "3e Kekerstraat"
        && home.addition != "hs"
        && home.number <= 28
        && at.is_multiple_of(3)
    {
        let day = u8::try_from(home.number).unwrap_or(1);
        let month = home.addition.parse().unwrap_or(1);
        number = Cell::Date(2026, month, day);
        addition = Cell::Empty;
    }
    Line::of(vec![
        text(format!("S{at:05}")),
        text(complex),
        text(name),
        text(street),
        number,
        text(letter),
        addition,
        text(postcode),
        text("Amsterdam"),
        Cell::Number(f64::from(home.area)),
        Cell::Number(f64::from(450 + dice.below(380)) + f64::from(dice.below(100)) / 100.0),
        text("Woning"),
    ])
}
