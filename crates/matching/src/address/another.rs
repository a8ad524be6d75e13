//! Names that are nearly the same and still two names: `Prins` and `Prinses`, `straat` and `laan`,
//! `Landstraat` and `Zandstraat`.
//!
//! A few letters apart is a typing error only when nothing says that somebody meant another name.

use std::collections::HashSet;
use std::sync::OnceLock;

use smallvec::SmallVec;

use super::spelling::{Spelled, ordinal, sound, word_long, words};
use super::streets::allowed_errors;
use domain::text::fold;

/// Words that streets are named after in many towns.
const STEMS: &str = include_str!("data/stems.txt");

/// Whether many towns have streets that are named after this word.
fn is_stem(word: &str) -> bool {
    static ALL: OnceLock<HashSet<&'static str>> = OnceLock::new();
    ALL.get_or_init(|| {
        STEMS
            .lines()
            .filter(|line| !line.starts_with('#'))
            .flat_map(str::split_whitespace)
            .collect()
    })
    .contains(word)
}

/// A name without the kind of street at its end; a name that is nothing but a kind keeps it.
fn stem(name: &str) -> &str {
    KINDS
        .iter()
        .filter_map(|kind| name.strip_suffix(kind))
        .filter(|stem| !stem.is_empty())
        .min_by_key(|stem| stem.len())
        .unwrap_or(name)
}

/// Whether a name may well be a street's of its own where no postcode bears out that it is the
/// other one with a typing error: only what makes the name counts, not the `straat` behind it.
///
/// - a word that many streets are named after (`Perkstraat` is not Kerkstraat),
/// - another first letter (`Dinkelstraat`, `Singelstraat`): people see those,
/// - too many errors for what remains without the kind of street (`Oudestraat`, `Oudaenstraat`),
/// - the kind of street left out (`Bastion`, Bastionweg).
pub fn may_be_another(typed: &str, own: &str, errors: usize) -> bool {
    let long = |name: &str| -> SmallVec<[_; 6]> { words(&fold(name)).map(word_long).collect() };
    let (typed, own) = (long(typed), long(own));
    let kind = |name: &str| stem(name).len() < name.len();
    if let (Some(typed), Some(own)) = (typed.last(), own.last())
        && kind(own)
        && !kind(typed)
        && own.starts_with(typed.as_str())
        && stem(own).len() <= typed.len()
    {
        return true;
    }
    if errors == 0 {
        return false;
    }
    if typed.len() != own.len() {
        let length: usize = own.iter().map(|word| stem(word).len()).sum();
        return errors > allowed_errors(length);
    }
    let differing: SmallVec<[(&str, &str); 2]> = typed
        .iter()
        .zip(&own)
        // `Kerkstaat`: the error is in the kind of street.
        .filter(|(typed, own)| typed != own && (!typed.starts_with(stem(own)) || kind(typed)))
        .map(|(typed, own)| (stem(typed), stem(own)))
        .filter(|(typed, own)| typed != own && !is_slip(typed, own))
        .collect();
    let length: usize = own.iter().map(|word| stem(word).len()).sum();
    differing
        .iter()
        .any(|(typed, own)| is_stem(typed) || begins_otherwise(typed, own))
        || (!differing.is_empty() && errors > allowed_errors(length))
}

/// Whether two names of streets differ in words that many streets are named after: even the
/// postcode of the one does not say that the other is not meant.
pub fn names_another(typed: &str, own: &str) -> bool {
    let long = |name: &str| -> SmallVec<[_; 6]> { words(&fold(name)).map(word_long).collect() };
    let (typed, own) = (long(typed), long(own));
    typed.len() == own.len()
        && typed.iter().zip(&own).any(|(typed, own)| {
            let (typed, own) = (stem(typed), stem(own));
            typed != own && is_stem(typed) && begins_otherwise(typed, own)
        })
}

/// Two letters swapped, or one written twice: what fingers do, and what makes no other name.
fn is_slip(typed: &str, own: &str) -> bool {
    let sorted = |text: &str| {
        let mut all: SmallVec<[u8; 24]> = text.bytes().collect();
        all.sort_unstable();
        all
    };
    !is_stem(typed) && (sorted(typed) == sorted(own) || sound(typed) == sound(own))
}

/// Whether the first letters differ: not in sound, and not because two were swapped.
fn begins_otherwise(typed: &str, own: &str) -> bool {
    let first = |text: &str| text.chars().next();
    let swapped = first(typed) == own.chars().nth(1) && first(own) == typed.chars().nth(1);
    let missing = typed.get(1..) == Some(own) || own.get(1..) == Some(typed);
    first(typed) != first(own) && first(&sound(typed)) != first(&sound(own)) && !swapped && !missing
}

/// Whether one whole word of a name differs by more than a typing error: `Jaap` is not `Jan`.
pub fn another_word(typed: &str, own: &str) -> bool {
    let (typed, own) = (fold(typed), fold(own));
    let typed: SmallVec<[&str; 6]> = words(&typed).collect();
    let own: SmallVec<[&str; 6]> = words(&own).collect();
    let errors = |a: &str, b: &str| rapidfuzz::distance::osa::distance(a.bytes(), b.bytes());
    typed.len() == own.len()
        && typed.len() > 1
        && typed.iter().zip(&own).any(|(typed, own)| {
            let most = match own.len() {
                0..=5 => 1,
                6..=9 => 2,
                _ => 3,
            };
            errors(typed, own) > most && {
                let (typed, own) = (word_long(typed), word_long(own));
                errors(&typed, &own) > most
                    && !own.starts_with(typed.as_str())
                    && sound(&typed) != sound(&own)
            }
        })
}

/// Kinds of street that make two names of one stem two streets.
const KINDS: &[&str] = &[
    "straat",
    "laan",
    "weg",
    "plein",
    "hof",
    "kade",
    "steeg",
    "pad",
    "dreef",
    "gracht",
    "singel",
    "park",
    "plantsoen",
    "dijk",
    "dyk",
    "markt",
    "haven",
    "polder",
    "poort",
    "boulevard",
    "wal",
    "ring",
    "erf",
    "baan",
    "werf",
];

/// Words of which one never is a typing error of the other.
const OPPOSITES: &[(&str, &str)] = &[
    ("oost", "west"),
    ("noord", "zuid"),
    ("prinses", "prins"),
    ("koningin", "koning"),
    ("binnen", "buiten"),
    ("boven", "beneden"),
    ("lange", "lage"),
    ("hoge", "lage"),
    ("hoog", "laag"),
    ("oude", "nieuwe"),
    ("grote", "kleine"),
    ("korte", "lange"),
    ("voor", "achter"),
    ("linker", "rechter"),
    ("heren", "dames"),
];

/// Whether two names that are nearly the same say something else on purpose: another kind of
/// street, or the opposite word (`Prins` and `Prinses`).
pub fn says_another(typed: &Spelled, own: &Spelled) -> bool {
    let kind = |name: &str| {
        KINDS
            .iter()
            .filter(|kind| name.ends_with(**kind) && name.len() > kind.len())
            .max_by_key(|kind| kind.len())
            .copied()
    };
    if let (Some(one), Some(other)) = (kind(&typed.long), kind(&own.long))
        && one != other
        && !(one.ends_with(other) || other.ends_with(one))
    {
        return true;
    }
    let errors = |a: &str, b: &str| rapidfuzz::distance::osa::distance(a.bytes(), b.bytes());
    let now = errors(&typed.plain, &own.plain);
    OPPOSITES
        .iter()
        .flat_map(|(a, b)| [(a, b), (b, a)])
        .any(|(said, meant)| {
            typed.plain.contains(said)
                && own.plain.contains(meant)
                && errors(&typed.plain.replacen(said, meant, 1), &own.plain) < now
        })
}

/// Words before or after a street's name that make it another street.
pub fn is_qualifier(word: &str) -> bool {
    let word = word.trim_end_matches('.');
    ordinal(word).is_some()
        || word.bytes().any(|b| b.is_ascii_digit())
        || matches!(
            word,
            "nieuwe"
                | "oude"
                | "lange"
                | "korte"
                | "grote"
                | "kleine"
                | "hoge"
                | "lage"
                | "verlengde"
                | "verl"
                | "binnen"
                | "buiten"
                | "boven"
                | "beneden"
                | "voor"
                | "achter"
                | "noord"
                | "oost"
                | "zuid"
                | "west"
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_of_its_own_is_no_typing_error() {
        for (typed, own, errors) in [
            ("Landstraat", "Zandstraat", 1),
            ("Perkstraat", "Kerkstraat", 1),
            ("Dinkelstraat", "Singelstraat", 2),
            ("Oudestraat", "Oudaenstraat", 2),
            ("Achterstraat", "Achteromstraat", 2),
            ("Bastion", "Bastionweg", 0),
            ("Jan Steenlaan", "Jan Stienlaan", 1),
        ] {
            assert!(may_be_another(typed, own, errors), "{typed} {own}");
        }
    }

    #[test]
    fn a_typing_error_is_one() {
        for (typed, own, errors) in [
            ("Kolfschtenstraat", "Kolfschotenstraat", 1),
            ("Snigelstraat", "Singelstraat", 1),
            ("Isngelstraat", "Singelstraat", 1),
            ("ingelstraat", "Singelstraat", 1),
            ("Zingelstraat", "Singelstraat", 1),
            ("Oudaenstaat", "Oudaenstraat", 1),
            ("Kerkstaat", "Kerkstraat", 1),
            ("Krekstraat", "Kerkstraat", 1),
            ("Johannes Vermerstraat", "Johannes Vermeerstraat", 1),
        ] {
            assert!(!may_be_another(typed, own, errors), "{typed} {own}");
        }
    }
}
