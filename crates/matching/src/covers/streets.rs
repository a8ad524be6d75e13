//! Which street the words before a number name. The register tells whether `van` belongs to it.

use smallvec::SmallVec;

use super::parse::Item;
use crate::address::another::says_another;
use crate::address::figured::uncover;
use crate::address::spelling::{Spelled, street_key};
use crate::address::streets::Streets;
use register::{Register, StreetIx, TownIx};

/// What the words name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Named {
    /// One street, or several among which the numbers must decide.
    Streets {
        /// The streets.
        streets: Vec<StreetIx>,
        /// A typing error was mended.
        repaired: bool,
        /// The kind of street was left out (`Gulden Winckel` for Gulden Winckelplantsoen).
        cut: bool,
        /// The words before the name; an empty word is a sign.
        before: Vec<String>,
    },
    /// The number is no house number: `Index 2`, `blok 4`.
    NotANumber,
    /// No street that the register knows.
    Nothing,
}

/// Words after which a number counts something else than houses.
fn counts_else(word: &str) -> bool {
    matches!(
        word,
        "index"
            | "blok"
            | "block"
            | "fase"
            | "deelgebied"
            | "deel"
            | "kavel"
            | "gebouw"
            | "toren"
            | "appartementsrecht"
            | "appartementsindex"
            | "indexnummer"
            | "sectie"
            | "bouwdeel"
            | "kad"
            | "nummering"
            | "etage"
            | "verdieping"
            | "complexnummer"
            | "complexnr"
            | "anno"
            | "sinds"
    )
}

/// Words between a street's name and its numbers.
pub(super) fn leads_to_number(word: &str) -> bool {
    matches!(
        word,
        "" | "en"
            | "van"
            | "nabij"
            | "de"
            | "het"
            | "met"
            | "alle"
            | "woningen"
            | "woning"
            | "huizen"
            | "appartementen"
            | "zijnde"
            | "namelijk"
            | "te"
            | "weten"
            | "bestaande"
            | "uit"
    )
}

/// Finds the street whose name the words end in.
pub fn name_streets<'i>(
    register: &Register,
    streets: &Streets<'_>,
    towns: &[TownIx],
    words: &[String],
    items: impl Iterator<Item = &'i Item>,
) -> Named {
    let words: Vec<String> = words.iter().map(|word| uncover(word)).collect();
    let all: SmallVec<[&str; 16]> = words.iter().map(String::as_str).collect();
    let mut words = all.as_slice();
    while let Some((last, rest)) = words.split_last()
        && (last.is_empty() || leads_to_number(last))
    {
        // `Aan de 12` may be a street of its own; a comma before the article says that it is not.
        let opens = rest.last().is_none_or(|w| w.is_empty());
        if matches!(*last, "de" | "het") && !opens {
            break;
        }
        words = rest;
    }
    let Some(last) = words.last() else {
        return Named::Nothing;
    };
    let counts_else = counts_else(last);
    // A sign (`/`, a comma, a quote) ends what came before it.
    let from = words
        .iter()
        .rposition(|w| w.is_empty())
        .map_or(0, |at| at + 1);
    let (signed, words) = words.split_at(from);
    let before = |used: usize| -> Vec<String> {
        let own = words.get(..words.len() - used).unwrap_or(&[]);
        signed.iter().chain(own).map(|w| (*w).to_owned()).collect()
    };
    let most = words.len().min(7);
    let numbers: Vec<u32> = items.flat_map(numbers_of).collect();
    let exists = |street: &StreetIx| {
        numbers
            .iter()
            .any(|n| !register.on_street(*street, *n).is_empty())
    };
    // Literally, or in another usual spelling: the longest name that the words end in.
    for len in (1..=most).rev() {
        let text = words.get(words.len() - len..).unwrap_or(&[]).join(" ");
        let found = exact(streets, towns, &text);
        // `toren 2` counts towers, unless there is a street De Toren with that number.
        if found.is_empty() || (counts_else && !found.iter().any(exists)) {
            continue;
        }
        let mut all: Vec<StreetIx> = found;
        // `van Speijkstraat` beside a Speijkstraat with the same numbers: a person must say.
        let first = words.get(words.len() - len).copied().unwrap_or_default();
        if len > 1 && matches!(first, "van" | "de" | "het" | "v" | "den") {
            let shorter = words.get(words.len() - len + 1..).unwrap_or(&[]).join(" ");
            let others = exact(streets, towns, &shorter);
            if !all.iter().any(exists) && others.iter().any(exists) {
                all = others;
            }
        }
        return Named::Streets {
            streets: all,
            repaired: false,
            cut: false,
            before: before(len),
        };
    }
    if counts_else {
        return Named::NotANumber;
    }
    misspelled(register, streets, towns, words, most, &before)
}

pub(super) fn exact(streets: &Streets<'_>, towns: &[TownIx], text: &str) -> Vec<StreetIx> {
    let key = street_key(text);
    // The name itself, not its key: `Kade` is a street, and its key is `kd`.
    if text.chars().count() < 3 {
        return Vec::new();
    }
    if towns.is_empty() {
        return streets.everywhere(text, &key).to_vec();
    }
    towns
        .iter()
        .flat_map(|town| streets.exact(*town, text, &key))
        .collect()
}

/// The street that a misspelled or abbreviated name most clearly means.
fn misspelled(
    register: &Register,
    streets: &Streets<'_>,
    towns: &[TownIx],
    words: &[&str],
    most: usize,
    before: &dyn Fn(usize) -> Vec<String>,
) -> Named {
    let mut near: Vec<(usize, usize, StreetIx)> = Vec::new();
    for len in (1..=most).rev() {
        let text = words.get(words.len() - len..).unwrap_or(&[]).join(" ");
        let spelled = Spelled::of(&text);
        for town in towns {
            for found in streets.near(*town, &spelled) {
                let own = Spelled::of(&register.street(found.street).name);
                if found.allowed && !says_another(&spelled, &own) {
                    near.push((found.errors, usize::MAX - len, found.street));
                }
            }
        }
    }
    near.sort_unstable();
    if let Some((errors, unused, best)) = near.first().copied() {
        let rivals: Vec<StreetIx> = near
            .iter()
            .filter(|(e, _, street)| *e <= errors + 1 && *street != best)
            .map(|(_, _, street)| *street)
            .collect();
        let mut all = vec![best];
        for rival in rivals {
            if !all.contains(&rival) {
                all.push(rival);
            }
        }
        return Named::Streets {
            streets: all,
            repaired: true,
            cut: false,
            before: before(usize::MAX - unused),
        };
    }
    for len in (1..=most).rev() {
        let text = words.get(words.len() - len..).unwrap_or(&[]).join(" ");
        let mut found: Vec<StreetIx> = towns
            .iter()
            .flat_map(|town| streets.abbreviated(*town, &text))
            .collect();
        found.dedup();
        if !found.is_empty() {
            let key = street_key(&text);
            let ends = [
                "str", "ln", "pl", "wg", "gr", "kd", "sngl", "dk", "drf", "hf", "plnts",
            ];
            let cut = !ends.iter().any(|end| key.ends_with(end));
            return Named::Streets {
                streets: found,
                repaired: true,
                cut,
                before: before(len),
            };
        }
    }
    Named::Nothing
}

fn numbers_of(item: &Item) -> Vec<u32> {
    match item {
        Item::Single { number, .. } | Item::Additions { number, .. } | Item::Onwards { number } => {
            vec![*number]
        }
        Item::Pair { from, to, .. } | Item::Span { from, to, .. } => vec![from.0, to.0],
        Item::Shared { numbers, .. } => numbers.clone(),
    }
}
