//! What a heading and its cells say for or against a column as part of an address.

use std::sync::LazyLock;

use crate::intake::fields::Field;
use crate::intake::layout::Heading;
use domain::text::fold;
use domain::{Cell, Postcode, Row};

/// The words in headings that say what a column is, as a table that volunteers can extend.
const TABLE: &str = include_str!(concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../../templates/headings/signs.txt"
));

struct Signs {
    /// A number of the list, the row or the landlord.
    own: Vec<&'static str>,
    /// Where somebody else gets post.
    elsewhere: Vec<&'static str>,
    /// The home's own address.
    home: Vec<&'static str>,
    /// A house number and nothing else.
    house: Vec<&'static str>,
}

static SIGNS: LazyLock<Signs> = LazyLock::new(|| {
    let of = |kind: &str| -> Vec<&'static str> {
        let lines = TABLE.lines().filter_map(|line| line.split_once('='));
        let words = lines.filter(|(word, _)| word.trim() == kind);
        words
            .flat_map(|(_, words)| words.split(',').map(str::trim))
            .filter(|word| !word.is_empty())
            .collect()
    };
    Signs {
        own: of("own_number"),
        elsewhere: of("elsewhere"),
        home: of("home"),
        house: of("house"),
    }
});

/// The words of a heading, folded; digits and points end a word.
fn words(text: &str) -> Vec<String> {
    fold(text)
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Whether a heading has a word for the list's own number.
pub(super) fn is_own_number(heading: &str) -> bool {
    words(heading).iter().any(|word| {
        SIGNS.own.iter().any(|own| {
            word == own
                || own.len() >= 5 && word.contains(own)
                || own.len() >= 3
                    && (word == &format!("{own}nr") || word == &format!("{own}nummer"))
        })
    })
}

/// How surely a heading says that its column is the house number.
pub(super) fn number(heading: Option<&Heading>) -> i32 {
    let Some(heading) = heading.filter(|h| !h.text.is_empty()) else {
        return 0;
    };
    let means_number = heading.meanings.iter().any(|m| m.field == Field::Number);
    if heading.by_person {
        return if means_number { 100 } else { -100 };
    }
    let words = words(&heading.text);
    let house = words
        .iter()
        .any(|word| SIGNS.house.iter().any(|house| word.starts_with(house)));
    // `H.nr.`, `HN`: the points between say nothing.
    let short =
        SIGNS.house.iter().any(|house| {
            *house != "huis" && heading.key.starts_with(house) && heading.key.len() < 12
        }) || heading.key == "hn";
    if (house && means_number) || short {
        return 6;
    }
    if is_own_number(&heading.text) {
        return -3;
    }
    match heading.meanings.first() {
        _ if means_number => 2,
        Some(_) => -4,
        None => 0,
    }
}

/// How surely a heading says that its column is the home's own street, address, postcode or town.
pub(super) fn place(heading: Option<&Heading>, wanted: &[Field]) -> i32 {
    let Some(heading) = heading.filter(|h| !h.text.is_empty()) else {
        return 0;
    };
    let means = heading.meanings.iter().any(|m| wanted.contains(&m.field));
    if heading.by_person {
        return if means { 100 } else { -100 };
    }
    let all = words(&heading.text);
    let has = |list: &[&str]| {
        all.iter().any(|word| {
            list.iter()
                .any(|sign| word == sign || sign.len() >= 4 && word.starts_with(sign))
        })
    };
    // `Adres 2`, `Adresregel 3`: what goes on after the first, or another one.
    let further = heading.text.trim_end().ends_with(['2', '3']);
    let postal = all
        .iter()
        .any(|word| word.starts_with("postc") || word == "postal");
    let elsewhere = if postal && !has(&["eigena", "corr", "beheer", "factu", "owner", "vestig"]) {
        false
    } else {
        further || has(&SIGNS.elsewhere)
    };
    let about = match (elsewhere, has(&SIGNS.home)) {
        (true, false) => -5,
        (false, true) => 5,
        _ => 0,
    };
    let says = ["adres", "address", "straat", "street"];
    let says = wanted.contains(&Field::Address)
        && all
            .iter()
            .any(|word| says.iter().any(|sign| word.contains(sign)));
    let known = match heading.meanings.first() {
        _ if means || says && about > 0 => 3,
        _ if says => 2,
        Some(_) => -1,
        None => 0,
    };
    about + known
}

/// The column as texts of the sample; empty where there is nothing.
pub(super) fn texts(rows: &[&Row], column: usize) -> Vec<String> {
    rows.iter()
        .map(|row| {
            let cell = row.cell(column);
            // A date is no number, and no text that an address could be.
            if matches!(cell, Cell::Date(_)) {
                "datum".to_owned()
            } else {
                domain::text::clean(&cell.shown())
            }
        })
        .collect()
}

fn mostly(texts: &[String], fits: impl Fn(&str) -> bool) -> bool {
    let filled: Vec<&String> = texts.iter().filter(|text| !text.is_empty()).collect();
    let hits = filled.iter().filter(|text| fits(text)).count();
    !filled.is_empty() && filled.len() * 5 >= texts.len() * 3 && hits * 5 >= filled.len() * 4
}

/// House numbers: digits, perhaps a short addition behind them.
pub(super) fn are_numbers(texts: &[String]) -> bool {
    mostly(texts, |text| {
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        let rest = text.get(digits..).unwrap_or_default();
        (1..=5).contains(&digits)
            && rest.chars().count() <= 6
            && !rest.contains(',')
            && !text.starts_with("00000")
            && Postcode::parse(text).is_none()
    })
}

/// Postcodes.
pub(super) fn are_postcodes(texts: &[String]) -> bool {
    mostly(texts, |text| {
        Postcode::parse(text).is_some()
            || text
                .get(..7)
                .is_some_and(|head| Postcode::parse(head).is_some())
            || text
                .get(..6)
                .is_some_and(|head| Postcode::parse(head).is_some())
    })
}

/// Addresses in one cell: letters, then a word that begins with a digit.
pub(super) fn are_addresses(texts: &[String]) -> bool {
    mostly(texts, |text| {
        let mut words = text.split([' ', ',']).filter(|word| !word.is_empty());
        words
            .next()
            .is_some_and(|word| word.chars().any(char::is_alphabetic))
            && words.any(|word| word.starts_with(|c: char| c.is_ascii_digit()))
            && Postcode::parse(text).is_none()
            && !text.contains(['@', ';'])
            && text.chars().count() <= 90
    })
}

/// Names of streets, by their looks: words with letters.
pub(super) fn are_names(texts: &[String]) -> bool {
    mostly(texts, |text| {
        let letters = text.chars().filter(|c| c.is_alphabetic()).count();
        let digits = text.chars().filter(char::is_ascii_digit).count();
        letters >= 3 && letters > digits && !text.contains('@') && text.chars().count() <= 60
    })
}

/// Numbers that go up by one from row to row, though the place beside them changes.
pub(super) fn counts_rows(texts: &[String], beside: Option<&[String]>) -> bool {
    let values: Vec<u32> = texts.iter().filter_map(|text| text.parse().ok()).collect();
    let up = values.len() >= 3
        && values.len() == texts.len()
        && values
            .windows(2)
            .all(|pair| matches!(pair, [a, b] if *b == a + 1));
    up && beside.is_some_and(|beside| {
        beside
            .windows(2)
            .any(|pair| matches!(pair, [a, b] if a != b))
    })
}

/// The same value in every row: no row has a home of its own by it.
pub(super) fn is_one_value(texts: &[String]) -> bool {
    texts.len() >= 4
        && texts
            .windows(2)
            .all(|pair| matches!(pair, [a, b] if a == b))
}

/// Years.
pub(super) fn are_years(texts: &[String]) -> bool {
    mostly(texts, |text| {
        text.parse::<u32>()
            .is_ok_and(|year| (1850..2100).contains(&year))
    })
}

/// Numbers that count 1, 2, 3 … from the first row.
pub(super) fn counts_from_one(texts: &[String]) -> bool {
    texts.len() >= 3
        && texts
            .iter()
            .zip(1_usize..)
            .all(|(text, at)| text.parse() == Ok(at))
}
