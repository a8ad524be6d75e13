//! Whose list a file is, by its name and title: the supplier, a known landlord, a year.

use compact_str::CompactString;

use super::kinds::CORPORATIONS;

/// A corporation's name inside a title or file name, as it is usually written.
pub(super) fn known_landlord(text: &str) -> Option<CompactString> {
    let folded = domain::text::fold(text);
    let names = [
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
    names
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

pub(super) fn year_in(text: &str) -> Option<u16> {
    text.split(|c: char| !c.is_ascii_digit())
        .filter(|part| part.len() == 4)
        .filter_map(|part| part.parse().ok())
        .find(|year| (1990..2100).contains(year))
}
