//! `kringhuis-export.csv`: semicolons, Windows-1252, the address in one cell, dirt and all.

use std::error::Error;
use std::path::Path;

use crate::blocks::Holder;
use crate::dice::Dice;
use crate::hood::Home;
use crate::tables::{Encoding, csv, row};

/// Writes the list.
pub fn write(inputs: &Path, homes: &[Home]) -> Result<(), Box<dyn Error>> {
    let mut dice = Dice::new(7);
    let mut rows = vec![row(&[
        "Eenheid",
        "Complex",
        "Complexnaam",
        "Adres",
        "Kale huur (€)",
        "Soort eenheid",
    ])];
    let let_homes = homes
        .iter()
        .filter(|h| h.holder == Holder::Kringhuis && h.is_plain());
    for (at, home) in (1_u32..).zip(let_homes) {
        let (complex, name) = complex(home.block);
        rows.push(vec![
            format!("K{at:05}"),
            complex.to_owned(),
            name.to_owned(),
            spelled(home, &mut dice),
            format!("{},{:02}", 480 + dice.below(400), dice.below(100)),
            "Woning".to_owned(),
        ]);
    }
    // The same home twice, a neighbour's home claimed too, and rows that are no home.
    if let Some(first) = rows.get(5).cloned() {
        rows.push(first);
    }
    for (unit, address, kind) in [
        ("K90001", "Kortvoort 7, 1104 NA Amsterdam", "Woning"),
        (
            "K90002",
            "Postbus 12345, 1100 AB Amsterdam",
            "Correspondentie",
        ),
        ("K90003", "Kruitberg 999, 1104 CA Amsterdam", "Woning"),
        ("K90004", "Kruitberghof 12, 1104 BC Amsterdam", "Berging"),
        (
            "K90005",
            "Rue de l'Église 14, B-1000 Brussel",
            "Correspondentie",
        ),
        (
            "K90006",
            "Krimpertplein 60, 1104 PH Amsterdam",
            "Bedrijfsruimte",
        ),
    ] {
        rows.push(row(&[unit, "", "", address, "", kind]));
    }
    let count = rows.len() - 1;
    rows.push(row(&[
        "Totaal",
        "",
        "",
        &format!("{count} eenheden"),
        "",
        "",
    ]));
    csv(
        &inputs.join("kringhuis-export.csv"),
        Encoding::Windows1252,
        "Kringhuis – export verhuureenheden – VERZONNEN VOORBEELDGEGEVENS, ook de huren in €",
        &rows,
    )
}

fn complex(block: &str) -> (&'static str, &'static str) {
    match block {
        "Kruitberghof" => ("K-11", "De Hoven"),
        "Kruitberg" => ("K-12", "Kruitberg jongeren"),
        "Klieverink jongeren" => ("K-13", "Klieverink jongeren"),
        "1e Kekerstraat" => ("K-14", "Kekerstraat oneven"),
        _ => ("K-15", "Kortvoort"),
    }
}

/// The address in one cell, in one of the ways that people type it.
fn spelled(home: &Home, dice: &mut Dice) -> String {
    let street = home.street;
    let number = home.number;
    let full = home.typed_number();
    let postcode = home.postcode;
    let spaced = home.spaced_postcode();
    let floor = match home.addition.as_str() {
        "H" => "huis",
        "hs" => "begane grond",
        "1" => "I",
        "2" => "2 hoog",
        "3" => "III",
        _ => "",
    };
    match dice.below(20) {
        0 => format!("{street} {number} {floor}, {spaced} Amsterdam"),
        1 => format!("{street} {full} {postcode} AMSTERDAM"),
        2 => format!("{street}\u{a0}{full},\u{a0}{spaced}\u{a0}Amsterdam"),
        3 if !home.addition.is_empty() => {
            format!(
                "{street} {number}{}{}, {spaced} Amsterdam",
                '/', home.addition
            )
        }
        4 => format!("{street} {full}, Amsterdam"),
        5 if street == "Kruitberghof" => format!("Kruitberghoff {full}, {spaced} Amsterdam"),
        5 if street == "1e Kekerstraat" => {
            format!("Eerste Kekerstraat {full}, {spaced} Amsterdam")
        }
        6 if street == "1e Kekerstraat" => format!("1e Kekerstr. {full}, {spaced} Amsterdam"),
        7 => format!(
            "{} {full}  , {} amsterdam ",
            street.to_uppercase(),
            spaced.to_lowercase()
        ),
        _ => format!("{street} {full}, {spaced} Amsterdam"),
    }
}
