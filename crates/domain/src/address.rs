//! The parts of a Dutch address: checked values as the register has them, and raw text as lists have it.
//!
//! Rules: BAG catalogue (house number 1–99999, huisletter one letter, huisnummertoevoeging at
//! most four characters) and NEN 5825.

use std::fmt;

use compact_str::CompactString;
use smallvec::SmallVec;

/// A Dutch postcode: four digits not starting with 0 and two letters, never SA, SD or SS.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Postcode(u32);

impl Postcode {
    /// How many values `index` can take: 9,000 digits × 26 × 26 letters.
    pub const COUNT: u32 = 9_000 * 676;

    /// Reads `1104KC`, `1104 kc` and the like; spaces, full stops and hyphens inside are ignored.
    pub fn parse(text: &str) -> Option<Self> {
        let mut chars: SmallVec<[u8; 6]> = SmallVec::new();
        for c in text.chars() {
            match c {
                ' ' | '\u{a0}' | '.' | '-' | '\t' => {}
                c if c.is_ascii_alphanumeric() && chars.len() < 6 => {
                    chars.push(u8::try_from(c.to_ascii_uppercase()).ok()?);
                }
                _ => return None,
            }
        }
        let &[a, b, c, d, x, y] = chars.as_slice() else {
            return None;
        };
        if ![a, b, c, d].iter().all(u8::is_ascii_digit) || a == b'0' {
            return None;
        }
        if !x.is_ascii_uppercase() || !y.is_ascii_uppercase() {
            return None;
        }
        if x == b'S' && matches!(y, b'A' | b'D' | b'S') {
            return None;
        }
        let digit = |b: u8| u32::from(b - b'0');
        let letter = |b: u8| u32::from(b - b'A');
        let digits = digit(a) * 1_000 + digit(b) * 100 + digit(c) * 10 + digit(d);
        Some(Self((digits - 1_000) * 676 + letter(x) * 26 + letter(y)))
    }

    /// The postcode as a dense number below [`Postcode::COUNT`], in the order of its text.
    pub fn index(self) -> u32 {
        self.0
    }

    /// The postcode with a number that [`Postcode::index`] gave.
    pub fn from_index(index: u32) -> Option<Self> {
        (index < Self::COUNT).then_some(Self(index))
    }

    /// The four digits, `1104`.
    pub fn digits(self) -> u32 {
        self.0 / 676 + 1_000
    }

    /// The two letters.
    pub fn letters(self) -> [char; 2] {
        let letter = |n: u32| char::from_u32(u32::from(b'A') + n).unwrap_or('A');
        [letter(self.0 / 26 % 26), letter(self.0 % 26)]
    }

    /// As it is printed on an envelope: `1104 KC`.
    pub fn spaced(self) -> String {
        let [x, y] = self.letters();
        format!("{} {x}{y}", self.digits())
    }
}

impl fmt::Display for Postcode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [x, y] = self.letters();
        write!(f, "{}{x}{y}", self.digits())
    }
}

impl fmt::Debug for Postcode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// A huisletter: one ASCII letter, kept in the case of the register, compared without case.
#[derive(Clone, Copy, Debug)]
pub struct HouseLetter(u8);

impl HouseLetter {
    /// Reads exactly one ASCII letter.
    pub fn parse(text: &str) -> Option<Self> {
        match text.as_bytes() {
            [b] if b.is_ascii_alphabetic() => Some(Self(*b)),
            _ => None,
        }
    }

    /// The letter as the register writes it.
    pub fn as_char(self) -> char {
        char::from(self.0)
    }

    /// The letter in upper case, for comparing.
    pub fn folded(self) -> char {
        char::from(self.0.to_ascii_uppercase())
    }
}

impl PartialEq for HouseLetter {
    fn eq(&self, other: &Self) -> bool {
        self.folded() == other.folded()
    }
}
impl Eq for HouseLetter {}
impl PartialOrd for HouseLetter {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for HouseLetter {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.folded().cmp(&other.folded())
    }
}

/// A huisnummertoevoeging: 0 to 4 printable ASCII characters, compared without case.
#[derive(Clone, Copy, Debug, Default)]
pub struct Addition([u8; 4]);

impl Addition {
    /// No addition.
    pub const NONE: Self = Self([0; 4]);

    /// Reads at most four printable ASCII characters.
    pub fn parse(text: &str) -> Option<Self> {
        let mut bytes = [0; 4];
        if text.len() > 4 || !text.bytes().all(|b| b.is_ascii_graphic()) {
            return None;
        }
        for (slot, b) in bytes.iter_mut().zip(text.bytes()) {
            *slot = b;
        }
        Some(Self(bytes))
    }

    /// Whether there is none.
    pub fn is_empty(self) -> bool {
        self.0 == [0; 4]
    }

    /// As the register writes it.
    pub fn as_text(self) -> CompactString {
        self.0
            .iter()
            .take_while(|b| **b != 0)
            .map(|b| char::from(*b))
            .collect()
    }

    /// In upper case, for comparing.
    pub fn folded(self) -> CompactString {
        self.0
            .iter()
            .take_while(|b| **b != 0)
            .map(|b| char::from(b.to_ascii_uppercase()))
            .collect()
    }

    /// The four bytes, padded with zeros, as indexes store them.
    pub fn bytes(self) -> [u8; 4] {
        self.0
    }

    /// The order that people walk in: numbers by value before letters (`1, 2, 10, A, B`).
    pub fn walking_key(self) -> (bool, u32, [u8; 4]) {
        let upper = self.0.map(|b| b.to_ascii_uppercase());
        let text = self.as_text();
        match text.parse::<u32>() {
            Ok(n) => (false, n, upper),
            Err(_) => (!text.is_empty(), 0, upper),
        }
    }
}

impl PartialEq for Addition {
    fn eq(&self, other: &Self) -> bool {
        self.0.eq_ignore_ascii_case(&other.0)
    }
}
impl Eq for Addition {}
impl PartialOrd for Addition {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for Addition {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.walking_key().cmp(&other.walking_key())
    }
}

/// An address as somebody typed it: one cell, split over columns, or anything between.
///
/// Nothing here is checked; the matching room reads it against the register.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AddressText {
    /// The whole address in one cell.
    pub whole: Option<CompactString>,
    /// Street name; may hold the number too.
    pub street: Option<CompactString>,
    /// House number; may hold letter and addition too.
    pub number: Option<CompactString>,
    /// Huisletter.
    pub letter: Option<CompactString>,
    /// Huisnummertoevoeging.
    pub addition: Option<CompactString>,
    /// Postcode.
    pub postcode: Option<CompactString>,
    /// Town (woonplaats).
    pub town: Option<CompactString>,
    /// Verblijfsobject id given in the list.
    pub unit_id: Option<CompactString>,
    /// Nummeraanduiding id given in the list.
    pub address_id: Option<CompactString>,
    /// Pand id given in the list.
    pub building_id: Option<CompactString>,
    /// The number stood in the sheet as a date; `number` then holds `day-month`, as in `12-2`.
    pub number_was_date: bool,
}

impl AddressText {
    /// Whether nothing at all was given.
    pub fn is_empty(&self) -> bool {
        self.parts().next().is_none()
            && self.unit_id.is_none()
            && self.address_id.is_none()
            && self.building_id.is_none()
    }

    /// The text parts in reading order.
    fn parts(&self) -> impl Iterator<Item = &str> {
        [
            &self.whole,
            &self.street,
            &self.number,
            &self.letter,
            &self.addition,
            &self.postcode,
            &self.town,
        ]
        .into_iter()
        .filter_map(|part| part.as_deref())
        .filter(|part| !part.trim().is_empty())
    }

    /// What a person would call "what stood there": the parts in reading order, one space between.
    pub fn raw(&self) -> String {
        let text: Vec<&str> = self.parts().collect();
        if text.is_empty() {
            return [&self.address_id, &self.unit_id, &self.building_id]
                .into_iter()
                .filter_map(|id| id.as_deref())
                .collect::<Vec<_>>()
                .join(" ");
        }
        text.join(" ")
    }
}

/// An [`AddressText`] in one small block of memory, for lists of a million homes.
///
/// Empty parts become absent ones; nothing else is lost.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PackedAddress(Box<str>);

/// Stands between the parts; cleaned text never holds it.
const BETWEEN: char = '\u{1f}';

impl PackedAddress {
    /// The address with its parts apart again.
    pub fn text(&self) -> AddressText {
        let (flag, rest) = self.0.split_at_checked(1).unwrap_or(("-", ""));
        let mut parts = rest
            .split(BETWEEN)
            .map(|part| (!part.is_empty()).then(|| CompactString::from(part)));
        let mut next = || parts.next().flatten();
        AddressText {
            whole: next(),
            street: next(),
            number: next(),
            letter: next(),
            addition: next(),
            postcode: next(),
            town: next(),
            unit_id: next(),
            address_id: next(),
            building_id: next(),
            number_was_date: flag == "d",
        }
    }

    /// The block itself: equal for equal addresses, for comparing and hashing.
    pub fn as_block(&self) -> &str {
        &self.0
    }
}

impl From<&AddressText> for PackedAddress {
    fn from(text: &AddressText) -> Self {
        let parts = [
            &text.whole,
            &text.street,
            &text.number,
            &text.letter,
            &text.addition,
            &text.postcode,
            &text.town,
            &text.unit_id,
            &text.address_id,
            &text.building_id,
        ];
        let held = parts
            .iter()
            .rposition(|part| part.is_some())
            .map_or(0, |at| at + 1);
        let length: usize = parts
            .iter()
            .filter_map(|p| p.as_deref())
            .map(str::len)
            .sum();
        let mut block = String::with_capacity(1 + length + held.saturating_sub(1));
        block.push(if text.number_was_date { 'd' } else { '-' });
        for (at, part) in parts.iter().take(held).enumerate() {
            if at > 0 {
                block.push(BETWEEN);
            }
            match part.as_deref() {
                Some(part) if part.contains(BETWEEN) => block.push_str(&part.replace(BETWEEN, " ")),
                Some(part) => block.push_str(part),
                None => {}
            }
        }
        Self(block.into_boxed_str())
    }
}

impl fmt::Debug for PackedAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.text(), f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_postcode_is_read_in_every_usual_spelling_and_printed_in_one() {
        for text in ["1104KC", "1104 kc", " 1104\u{a0}KC ", "1104-kc"] {
            assert_eq!(Postcode::parse(text).unwrap().spaced(), "1104 KC");
        }
        for text in [
            "0104KC", "1104SA", "1104SD", "1104SS", "1104K", "1104KCX", "1104K1", "110KCC",
        ] {
            assert_eq!(Postcode::parse(text), None, "{text}");
        }
    }

    #[test]
    fn additions_walk_by_value_and_compare_without_case() {
        let mut all: Vec<Addition> = ["B", "10", "2", "", "a", "1"]
            .iter()
            .map(|t| Addition::parse(t).unwrap())
            .collect();
        all.sort();
        let text: Vec<String> = all.iter().map(|a| a.as_text().to_string()).collect();
        assert_eq!(text, ["", "1", "2", "10", "a", "B"]);
        assert_eq!(Addition::parse("hs"), Addition::parse("HS"));
    }

    proptest! {
        #[test]
        fn a_packed_address_comes_out_as_it_went_in(
            parts in proptest::collection::vec(proptest::option::of("[ -~é]{1,12}"), 10),
            number_was_date: bool,
        ) {
            let part = |at: usize| parts[at].as_deref().map(CompactString::from);
            let text = AddressText {
                whole: part(0), street: part(1), number: part(2), letter: part(3), addition: part(4),
                postcode: part(5), town: part(6), unit_id: part(7), address_id: part(8),
                building_id: part(9), number_was_date,
            };
            prop_assert_eq!(PackedAddress::from(&text).text(), text);
        }

        #[test]
        fn every_index_is_one_postcode(index in 0..Postcode::COUNT) {
            let postcode = Postcode::from_index(index).unwrap();
            if let Some(again) = Postcode::parse(&postcode.to_string()) {
                prop_assert_eq!(again.index(), index);
            } else {
                prop_assert!(["SA", "SD", "SS"].contains(&String::from_iter(postcode.letters()).as_str()));
            }
        }
    }
}
