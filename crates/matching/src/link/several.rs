//! Rows of lists of homes that name several at once: `2, 4 en 10 t/m 20` in the column of the number,
//! a complex *van* 20 *t/m* 36, `11-15` where the register knows no such addition.

use compact_str::{CompactString, format_compact};

use domain::AddressText;
use domain::text::fold;

/// What stands between or behind several numbers.
const MARKS: [&str; 9] = [
    "t/m", "tot", "tm", "en", "even", "oneven", "to", "and", "through",
];

/// Several homes in the words of a covers expression.
#[derive(Clone, Debug)]
pub(super) struct Several {
    /// Street and numbers.
    pub expression: CompactString,
    /// The rest of the address: where they are looked for.
    pub context: AddressText,
    /// Words say that there are several; without them it may be a number with an addition.
    pub is_marked: bool,
    /// They stand in one cell with their street: it may be one address after all.
    pub is_cell: bool,
}

/// Reads an address as several homes; `None` when it can only be one.
pub(super) fn several(address: &AddressText) -> Option<Several> {
    let whole = address.number.is_none() && address.street.is_none();
    let numbers: &str = if whole {
        address.whole.as_deref()?
    } else {
        address.number.as_deref()?
    };
    let has_addition = address.letter.is_some() || address.addition.is_some();
    let tail = numbers
        .find(|c: char| c.is_ascii_digit())
        .and_then(|at| numbers.get(at..))?;
    let is_marked = is_marked(tail);
    if has_addition || !is_marked && !is_span(tail) {
        return None;
    }
    let street = address.street.as_deref().or(address.whole.as_deref());
    let expression = if whole {
        numbers.into()
    } else {
        format_compact!("{} {numbers}", street?)
    };
    let context = AddressText {
        postcode: address.postcode.clone(),
        town: address.town.clone(),
        ..AddressText::default()
    };
    Some(Several {
        expression,
        context,
        is_marked,
        is_cell: whole,
    })
}

/// `1 t/m 9`, `2, 4 en 6`, `1 (even)`: two numbers at least with a word or comma between.
fn is_marked(numbers: &str) -> bool {
    let folded = fold(numbers);
    let count = folded
        .split(|c: char| !c.is_ascii_digit())
        .filter(|digits| (1..=5).contains(&digits.len()))
        .count();
    let mut words = folded.split(|c: char| !(c.is_alphabetic() || c == '/'));
    // A comma may part the town: what stands behind it must be a number too.
    let comma = folded
        .split([',', ';', '+', '&'])
        .skip(1)
        .any(|part| part.trim_start().starts_with(|c: char| c.is_ascii_digit()));
    count >= 2 && (words.any(|word| MARKS.contains(&word)) || comma) && !holds_postcode(&folded)
}

/// A comma before `1104 KC` parts a postcode, not a number.
fn holds_postcode(folded: &str) -> bool {
    folded
        .split([',', ';'])
        .skip(1)
        .any(|part| domain::Postcode::parse(part.trim().get(..7).unwrap_or(part.trim())).is_some())
}

/// `11-15`: two whole numbers, the second one larger.
fn is_span(numbers: &str) -> bool {
    let mut parts = numbers.trim().split(['-', '–', '—', '/']).map(str::trim);
    let number = |part: Option<&str>| part.and_then(|part| part.parse::<u32>().ok());
    let (first, last) = (number(parts.next()), number(parts.next()));
    parts.next().is_none() && matches!((first, last), (Some(a), Some(b)) if b > a)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(street: &str, number: &str) -> AddressText {
        AddressText {
            street: Some(street.into()),
            number: Some(number.into()),
            ..AddressText::default()
        }
    }

    #[test]
    fn several_numbers_are_told_from_one() {
        for (number, expected) in [
            ("2, 4, 6, 8 en 10 t/m 20", Some(true)),
            ("20 t/m 36", Some(true)),
            ("20 tot en met 36 even", Some(true)),
            ("1+3+5", Some(true)),
            ("11-15", Some(false)),
            ("11 – 15", Some(false)),
            ("15-11", None),
            ("11-H", None),
            ("11", None),
            ("11 bis", None),
            ("11-2-3", None),
        ] {
            let found = several(&row("Kleiburg", number)).map(|several| several.is_marked);
            assert_eq!(found, expected, "{number}");
        }
        let whole = |text: &str| {
            several(&AddressText {
                whole: Some(text.into()),
                ..AddressText::default()
            })
            .map(|several| several.is_marked)
        };
        assert_eq!(whole("Kleiburg 11 t/m 15"), Some(true));
        assert_eq!(whole("Kleiburg 11-15"), Some(false));
        assert_eq!(whole("Kleiburg 11, 1104 EA Amsterdam"), None);
        assert_eq!(whole("Kleiburg 11, Amsterdam"), None);
    }
}
