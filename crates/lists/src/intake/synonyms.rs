//! The heading table: which headings mean which fields. A text file that volunteers can extend.

use std::collections::HashMap;

use domain::text::fold;

use super::fields::Field;

/// The table that is built in.
const BUILT_IN: &str = include_str!(concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../../templates/headings/headings.txt"
));

/// Words that say nothing about what a column holds.
const NOISE: [&str; 34] = [
    "woning",
    "object",
    "vhe",
    "verhuureenheid",
    "huurder",
    "woonadres",
    "bewoner",
    "lid",
    "van",
    "de",
    "het",
    "der",
    "een",
    "bag",
    "verplicht",
    "optioneel",
    "invullen",
    "svp",
    "uw",
    "the",
    "of",
    "your",
    "dwelling",
    "required",
    "optional",
    "gegevens",
    "veld",
    "kolom",
    "evt",
    "indien",
    "bekend",
    "niet",
    "adres",
    "vve",
];

/// One thing that a heading can mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Meaning {
    /// The field.
    pub field: Field,
    /// How far down its line the heading stands: 0 is the surest.
    pub rank: u16,
    /// The heading is not literally in the table: words were left out.
    pub partly: bool,
}

/// The heading table.
#[derive(Clone, Debug)]
pub struct Synonyms {
    by_key: HashMap<String, Vec<(Field, u16)>>,
}

impl Default for Synonyms {
    fn default() -> Self {
        let mut table = Self {
            by_key: HashMap::new(),
        };
        table.extend(BUILT_IN);
        table
    }
}

impl Synonyms {
    /// Adds the lines of a text; gives the lines (from 1) that could not be read. What is added
    /// goes before what was there.
    pub fn extend(&mut self, text: &str) -> Vec<u32> {
        let mut wrong = Vec::new();
        for (at, line) in text.lines().enumerate() {
            let line = line.trim_start_matches('\u{feff}').trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let field = line.split_once('=').and_then(|(word, rest)| {
                let word = word.trim().to_lowercase();
                let field = Field::parse(&word).or_else(|| self.only(&word))?;
                Some((field, rest))
            });
            let Some((field, headings)) = field else {
                wrong.push(u32::try_from(at + 1).unwrap_or(u32::MAX));
                continue;
            };
            for (rank, heading) in headings.split(',').enumerate() {
                let key = key(heading);
                let rank = u16::try_from(rank).unwrap_or(u16::MAX);
                let meanings = self.by_key.entry(key.clone()).or_default();
                if !key.is_empty() && !meanings.iter().any(|(known, _)| *known == field) {
                    meanings.push((field, rank));
                }
            }
        }
        wrong
    }

    /// The field that a Dutch word in place of the key can only mean.
    fn only(&self, word: &str) -> Option<Field> {
        self.by_key
            .get(&key(word))?
            .first()
            .map(|(field, _)| *field)
    }

    /// What a heading can mean, surest first; empty when it is not known.
    pub fn meanings(&self, heading: &str) -> Vec<Meaning> {
        let folded = fold(heading);
        if folded.chars().count() > 60 {
            return Vec::new();
        }
        let found = |key: &str, partly: bool| -> Option<Vec<Meaning>> {
            let meanings = self.by_key.get(key)?;
            Some(
                meanings
                    .iter()
                    .map(|(field, rank)| Meaning {
                        field: *field,
                        rank: *rank,
                        partly,
                    })
                    .collect(),
            )
        };
        if let Some(all) = found(&squeeze(&folded), false) {
            return all;
        }
        if let Some(field) = refused(&squeeze(&folded)) {
            return vec![Meaning {
                field,
                rank: 0,
                partly: true,
            }];
        }
        let bare = without_brackets(&folded);
        if let Some(all) = found(&squeeze(&bare), false) {
            return all;
        }
        let all: Vec<&str> = bare
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .collect();
        let words: Vec<&str> = all
            .iter()
            .filter(|word| !NOISE.contains(word))
            .copied()
            .collect();
        if words.is_empty() {
            // `Adres object`: every word is one that mostly says nothing.
            let known = all.iter().find(|word| **word == "adres" || **word == "vve");
            return known.and_then(|word| found(word, true)).unwrap_or_default();
        }
        found(&words.concat(), true).unwrap_or_default()
    }
}

/// Headings that hold a word for what may never be kept, whatever stands around it.
fn refused(key: &str) -> Option<Field> {
    let births = [
        "geboortedat",
        "geboortejaar",
        "geboortedag",
        "gebdatum",
        "geborenop",
        "birthdate",
        "birthday",
        "dateofbirth",
        "yearofbirth",
    ];
    let numbers = [
        "burgerservice",
        "sofinummer",
        "sofinr",
        "bsnnummer",
        "bsnnr",
        "bsnhuurder",
        "bsnbewoner",
        "citizenservice",
        "nationalidentity",
    ];
    if births.iter().any(|word| key.contains(word)) {
        Some(Field::BirthDate)
    } else if numbers.iter().any(|word| key.contains(word))
        || key.starts_with("bsn") && key.len() < 16
    {
        Some(Field::Bsn)
    } else {
        None
    }
}

/// A heading as the table compares it.
pub(super) fn key(heading: &str) -> String {
    squeeze(&fold(heading))
}

fn squeeze(folded: &str) -> String {
    folded.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Units and remarks in brackets say nothing about the field.
fn without_brackets(text: &str) -> String {
    let mut depth = 0_u32;
    text.chars()
        .filter(|c| match c {
            '(' | '[' | '{' => {
                depth += 1;
                false
            }
            ')' | ']' | '}' => {
                depth = depth.saturating_sub(1);
                false
            }
            _ => depth == 0,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(heading: &str) -> Option<Field> {
        Synonyms::default()
            .meanings(heading)
            .first()
            .map(|m| m.field)
    }

    #[test]
    fn headings_are_known_with_units_line_breaks_capitals_and_noise() {
        for (heading, field) in [
            ("Straatnaam", Field::Street),
            ("Huis-\nnummer", Field::Number),
            ("HUISNR.", Field::Number),
            ("Postcode (object)", Field::Postcode),
            ("Straat van de woning", Field::Street),
            ("E-mail", Field::Email),
            ("Toestemming op", Field::ConsentDate),
            ("huisnummertoevoeging", Field::Addition),
            ("Naam VvE", Field::VveName),
            ("Onderdeel van", Field::PartOf),
            ("Adres object", Field::Address),
            ("Geboortedatum hoofdhuurder", Field::BirthDate),
            ("Wat is uw geboortedatum?", Field::BirthDate),
            ("BSN partner", Field::Bsn),
        ] {
            assert_eq!(first(heading), Some(field), "{heading}");
        }
        assert_eq!(first("Lievelingskleur"), None);
        assert_eq!(first(""), None);
    }

    #[test]
    fn the_built_in_table_has_no_wrong_line_and_every_field() {
        let mut table = Synonyms {
            by_key: HashMap::new(),
        };
        assert_eq!(table.extend(BUILT_IN), Vec::<u32>::new());
        for field in Field::ALL {
            assert!(
                table
                    .by_key
                    .values()
                    .flatten()
                    .any(|(known, _)| known == field),
                "{field:?} has no heading"
            );
        }
    }

    #[test]
    fn a_volunteer_adds_a_heading_and_a_wrong_line_is_named() {
        let mut table = Synonyms::default();
        assert_eq!(
            table.extend("# mijn kopjes\nstreet = laan of weg\nhuisnummer = deurnummer\nniks"),
            [4]
        );
        assert_eq!(table.meanings("Laan of weg")[0].field, Field::Street);
        assert_eq!(table.meanings("deurnummer")[0].field, Field::Number);
    }
}
