//! Whose list a file is, by its name and title: the supplier, a known landlord, a year.

use compact_str::CompactString;

use super::kinds::CORPORATIONS;

/// Corporations: how their name is found in a text, and how it is usually written.
const LANDLORDS: [(&str, &str); 11] = [
    ("eigen haard", "Eigen Haard"),
    ("eigenhaard", "Eigen Haard"),
    ("rochdale", "Rochdale"),
    ("ymere", "Ymere"),
    ("stadgenoot", "Stadgenoot"),
    ("alliantie", "de Alliantie"),
    ("de key", "De Key"),
    ("dekey", "De Key"),
    ("woonzorg", "Woonzorg Nederland"),
    ("duwo", "DUWO"),
    ("habion", "Habion"),
];

/// The corporations that are known by name, each once.
pub(super) fn landlords() -> Vec<CompactString> {
    let mut names: Vec<CompactString> = LANDLORDS
        .iter()
        .map(|(_, name)| CompactString::const_new(name))
        .collect();
    names.dedup();
    names
}

/// A corporation's name inside a title or file name, as it is usually written.
pub(super) fn known_landlord(text: &str) -> Option<CompactString> {
    let folded = domain::text::fold(text);
    LANDLORDS
        .iter()
        .find(|(part, _)| folded.contains(part))
        .map(|(_, name)| CompactString::const_new(name))
}

/// The supplier of a file: its name without folder, ending, dates and version marks.
pub(super) fn supplier_of(file: &str) -> String {
    let name = file.rsplit('/').next().unwrap_or(file);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let words: Vec<&str> = stem
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| word.chars().count() > 1)
        .filter(|word| {
            let lower = word.to_lowercase();
            ![
                "versie",
                "def",
                "definitief",
                "kopie",
                "copy",
                "final",
                "nieuw",
                "lijst",
                "export",
                "concept",
                "van",
            ]
            .contains(&lower.as_str())
                && !CORPORATIONS.contains(&lower.as_str()) | known_landlord(&lower).is_some()
        })
        .collect();
    let joined = words.join(" ");
    if joined.is_empty() {
        stem.to_owned()
    } else {
        joined
    }
}

/// Words of file names that never name a landlord: what is listed, when, and which version.
const NO_NAME: [&str; 66] = [
    "jan",
    "feb",
    "mrt",
    "apr",
    "mei",
    "jun",
    "jul",
    "aug",
    "sep",
    "sept",
    "okt",
    "oct",
    "nov",
    "dec",
    "januari",
    "februari",
    "maart",
    "april",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
    "kwartaal",
    "kw",
    "week",
    "wk",
    "per",
    "stand",
    "peildatum",
    "datum",
    "versie",
    "ver",
    "def",
    "definitief",
    "concept",
    "kopie",
    "copy",
    "final",
    "nieuw",
    "nieuwe",
    "oud",
    "lijst",
    "lijsten",
    "export",
    "overzicht",
    "bestand",
    "tabel",
    "blad",
    "data",
    "adressen",
    "adres",
    "adressenlijst",
    "eenheden",
    "eenheid",
    "woningen",
    "woning",
    "vhe",
    "complexen",
    "complex",
    "bezit",
    "huurders",
    "corporatie",
    "van",
];

/// The landlord that a file's name may hold: its words without months, versions and what it lists.
/// `None` when nothing is left that could be a name.
pub(super) fn landlord_of(file: &str) -> Option<String> {
    let supplier = supplier_of(file);
    let words: Vec<&str> = supplier
        .split_whitespace()
        .filter(|word| !NO_NAME.contains(&domain::text::fold(word).as_str()))
        .filter(|word| word.chars().filter(|c| c.is_alphabetic()).count() > 2)
        .collect();
    let name = words.join(" ");
    (!name.is_empty()).then_some(name)
}

pub(super) fn year_in(text: &str) -> Option<u16> {
    text.split(|c: char| !c.is_ascii_digit())
        .filter(|part| part.len() == 4)
        .filter_map(|part| part.parse().ok())
        .find(|year| (1990..2100).contains(year))
}
