//! What stands in a cell when there is nothing: `n.v.t.`, `NULL`, `#N/B`. One list of words, for
//! lists and registers alike.

use std::collections::BTreeMap;
use std::sync::LazyLock;

const WORDS: &str = include_str!("data/nothing.txt");

/// Where a word means nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Where {
    Everywhere,
    BesideANumber,
}

static KNOWN: LazyLock<BTreeMap<&'static str, Where>> = LazyLock::new(|| {
    let mut known = BTreeMap::new();
    let mut section = Where::Everywhere;
    for line in WORDS.lines() {
        if line.starts_with("# ") || line.is_empty() {
            continue;
        }
        match line {
            "[everywhere]" | "[everywhere, in these very letters]" => section = Where::Everywhere,
            "[beside a house number]" => section = Where::BesideANumber,
            word => {
                known.insert(word, section);
            }
        }
    }
    known
});

/// No word of the table is longer, in bytes.
const LONGEST: usize = 24;

/// Whether a word of the table begins with a byte and has a length: most cells are settled by it.
static SHAPES: LazyLock<[[bool; LONGEST + 1]; 256]> = LazyLock::new(|| {
    let mut shapes = [[false; LONGEST + 1]; 256];
    for word in KNOWN.keys() {
        let first = word.as_bytes().first().copied().unwrap_or_default();
        for first in [first, first.to_ascii_uppercase()] {
            let slot = shapes
                .get_mut(usize::from(first))
                .and_then(|lengths| lengths.get_mut(word.len()));
            if let Some(slot) = slot {
                *slot = true;
            }
        }
    }
    shapes
});

fn has_shape(text: &str) -> bool {
    // Letters beyond ASCII can change their length with their case.
    let first = text.as_bytes().first().copied().unwrap_or_default();
    !text.is_ascii()
        || SHAPES
            .get(usize::from(first))
            .and_then(|lengths| lengths.get(text.len()))
            .is_some_and(|fits| *fits)
}

fn known(text: &str) -> Option<Where> {
    let text = text.trim();
    if text.is_empty() || text.len() > LONGEST {
        return None;
    }
    if !has_shape(text) {
        return None;
    }
    if let Some(found) = KNOWN.get(text) {
        return Some(*found);
    }
    if text.bytes().any(|b| b.is_ascii_uppercase()) || !text.is_ascii() {
        return KNOWN.get(text.to_lowercase().as_str()).copied();
    }
    None
}

/// Whether it can be a word of the table at all: nearly every cell is settled by its ends and its
/// length.
#[inline]
fn may_be(text: &str) -> bool {
    let bytes = text.as_bytes();
    let plain = |end: Option<&u8>| end.is_some_and(u8::is_ascii_alphanumeric);
    if plain(bytes.first()) && plain(bytes.last()) {
        return has_shape(text) || text.starts_with("Err:");
    }
    !bytes.is_empty()
}

/// Whether a text only says that there is nothing, in whatever column.
#[inline]
pub fn is_nothing(text: &str) -> bool {
    may_be(text) && says_nothing(text)
}

fn says_nothing(text: &str) -> bool {
    known(text) == Some(Where::Everywhere) || is_error_word(text)
}

/// Whether a text beside a house number (letter or addition) only says that there is nothing.
#[inline]
pub fn is_no_addition(text: &str) -> bool {
    may_be(text) && says_no_addition(text)
}

fn says_no_addition(text: &str) -> bool {
    known(text).is_some() || is_error_word(text)
}

/// Whether a text is what a spreadsheet shows for an error (`#N/B`, `Err:502`, `#####`).
#[inline]
pub fn is_error_word(text: &str) -> bool {
    let text = text.trim();
    if let Some(code) = text.strip_prefix("Err:") {
        return !code.is_empty() && code.bytes().all(|b| b.is_ascii_digit());
    }
    let Some(rest) = text.strip_prefix('#') else {
        return false;
    };
    (rest.len() >= 2 && rest.bytes().all(|b| b == b'#')) || known(text).is_some()
}

/// Takes a word for nothing off the end of an address in one cell: `Kleiburg 1 NULL`. Gives what
/// stands before it, and the word; only behind a text that ends in a figure or a letter of one.
pub fn split_off(text: &str) -> Option<(&str, &str)> {
    let (before, last) = text.trim_end().rsplit_once([' ', '\u{a0}'])?;
    let before = before.trim_end_matches([' ', ',']);
    let figures = before.bytes().any(|b| b.is_ascii_digit());
    // `?` and `*` behind an address may be doubt or a note: they are not read away.
    let says = known(last) == Some(Where::Everywhere) || is_error_word(last);
    let plain = last.chars().any(char::is_alphanumeric) || last.contains('-');
    (figures && says && plain).then_some((before, last))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_for_nothing_are_known_whatever_their_case() {
        for word in [
            r"\N",
            "#N/B",
            "#n/b",
            "#N/A",
            "#NV",
            "#WERT!",
            "#VALEUR!",
            "#BEZUG!",
            "#ÜBERLAUF!",
            "#OVERLOOP!",
            "#GETAL!",
            "#NOMBRE!",
            "Err:502",
            "####",
            "nan",
            "NaN",
            "NA",
            "<NA>",
            "(leeg)",
            "(Leeg)",
            "(blank)",
            "NULL",
            "[NULL]",
            "None",
            "-",
            "--",
            "–",
            "?",
            "n.v.t.",
            "NVT",
            "nil",
        ] {
            assert!(is_nothing(word) && is_no_addition(word), "{word}");
        }
        for word in ["0", "x", "X", "00", "na", "Na"] {
            assert!(!is_nothing(word) && is_no_addition(word), "{word}");
        }
        for word in [
            "", "1", "10", "A", "N", "hs", "bis", "N1", "#12", "Nieuw", "I", "O", "na 18:00", "100",
        ] {
            assert!(!is_nothing(word) && !is_no_addition(word), "{word}");
        }
    }

    #[test]
    fn a_word_for_nothing_behind_an_address_comes_off() {
        for (text, before) in [
            ("Kleiburg 1 NULL", "Kleiburg 1"),
            (r"Kleiburg 1 \N", "Kleiburg 1"),
            ("Kleiburg 12 A #N/B", "Kleiburg 12 A"),
            ("Kleiburg 1, (leeg)", "Kleiburg 1"),
            ("Kleiburg 1 n.v.t.", "Kleiburg 1"),
            ("Kleiburg 1 nan", "Kleiburg 1"),
            ("Kleiburg 1 -", "Kleiburg 1"),
        ] {
            assert_eq!(
                split_off(text).map(|(before, _)| before),
                Some(before),
                "{text}"
            );
        }
        for text in [
            "Kleiburg 1",
            "Kleiburg 1 N",
            "Kleiburg NA",
            "Kleiburg 1 hs",
            "Laan 1 ?",
        ] {
            assert_eq!(split_off(text), None, "{text}");
        }
    }

    #[test]
    fn the_table_is_in_lower_case() {
        for word in KNOWN.keys() {
            assert!(*word == "NA" || *word == word.to_lowercase(), "{word}");
            assert!(word.len() <= LONGEST, "{word}");
        }
    }
}
