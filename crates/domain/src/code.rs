//! The personal code on a piece: short, readable aloud, with a check character, not guessable.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Letters and digits that are not mistaken for one another, read aloud or on paper.
/// No 0/O, 1/I/L, 2/Z, 5/S, 8/B, U/V: what remains are 23 characters, a prime number, so that the
/// check character catches every single wrong character and every swap of two neighbours.
const ALPHABET: [u8; 23] = *b"34679ACDEFGHJKMNPQRTWXY";
/// Characters before the check character.
const BODY: usize = 7;

/// A personal code of 7 characters and a check character, as in `K7M-4PX-9T`.
///
/// 23⁷ ≈ 3.4 billion codes, taken from a keyed hash: not guessable one from another.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code([u8; BODY + 1]);

impl Code {
    /// The code that belongs to 16 bytes of a keyed hash.
    pub fn from_hash(hash: [u8; 16]) -> Self {
        let mut number = u128::from_be_bytes(hash);
        let mut values = [0_u8; BODY];
        for value in &mut values {
            *value = u8::try_from(number % 23).unwrap_or(0);
            number /= 23;
        }
        let mut text = [b'?'; BODY + 1];
        for (slot, value) in text
            .iter_mut()
            .zip(values.iter().copied().chain([check(&values)]))
        {
            *slot = ALPHABET.get(usize::from(value)).copied().unwrap_or(b'?');
        }
        Self(text)
    }

    /// The characters of a code, in the order of their values.
    pub fn alphabet() -> &'static str {
        std::str::from_utf8(&ALPHABET).unwrap_or_default()
    }

    /// Reads a code as people type it: any case, with or without hyphens and spaces;
    /// `None` when a character or the check character is wrong.
    pub fn parse(text: &str) -> Option<Self> {
        let mut bytes = [0_u8; BODY + 1];
        let mut count = 0;
        for c in plain(text) {
            let upper = u8::try_from(c).ok()?;
            *bytes.get_mut(count)? = upper;
            count += 1;
        }
        if count != BODY + 1 {
            return None;
        }
        let mut values = [0_u8; BODY + 1];
        for (value, byte) in values.iter_mut().zip(bytes) {
            let at = ALPHABET.iter().position(|a| *a == byte)?;
            *value = u8::try_from(at).ok()?;
        }
        let (last, body) = values.split_last()?;
        (check(body) == *last).then_some(Self(bytes))
    }

    /// The codes that a text with one mistake may mean: one character that is wrong or cannot be one
    /// of ours, or two neighbours that changed places. Whether one of them was ever given out is for
    /// the ledger to say; the check character leaves few.
    pub fn near(text: &str) -> Vec<Self> {
        let typed: Vec<char> = plain(text).collect();
        if typed.len() != BODY + 1 {
            return Vec::new();
        }
        let parse = |chars: &[char]| Self::parse(&chars.iter().collect::<String>());
        let mut found = Vec::new();
        for at in 0..typed.len() {
            let mut other = typed.clone();
            for letter in ALPHABET {
                if let Some(slot) = other.get_mut(at) {
                    *slot = char::from(letter);
                }
                found.extend(parse(&other));
            }
            let mut other = typed.clone();
            if at + 1 < other.len() {
                other.swap(at, at + 1);
                found.extend(parse(&other));
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The eight characters without hyphens, for links and QR codes.
    pub fn plain(self) -> String {
        self.0.iter().map(|b| char::from(*b)).collect()
    }
}

/// The characters of a typed code in upper case: every dash, space and mark between them left out,
/// wide forms narrow, and letters of other scripts as the Latin ones that they look like.
fn plain(text: &str) -> impl Iterator<Item = char> {
    use unicode_normalization::UnicodeNormalization as _;
    text.nfkc()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_uppercase)
        .map(|c| match c {
            'А' | 'Α' => 'A',
            'С' | 'Ϲ' => 'C',
            'Е' | 'Ε' => 'E',
            'Н' | 'Η' => 'H',
            'Ј' => 'J',
            'К' | 'Κ' => 'K',
            'М' | 'Μ' => 'M',
            'Ν' => 'N',
            'Р' | 'Ρ' => 'P',
            'Т' | 'Τ' => 'T',
            'Х' | 'Χ' => 'X',
            'У' | 'Υ' => 'Y',
            other => other,
        })
}

/// The check value: a weighted sum modulo the prime 23, weights 2, 3, 4, … .
fn check(values: &[u8]) -> u8 {
    let sum: u32 = values
        .iter()
        .zip(2_u32..)
        .map(|(value, weight)| u32::from(*value) * weight)
        .sum();
    u8::try_from(sum % 23).unwrap_or(0)
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, byte) in self.0.iter().enumerate() {
            if at == 3 || at == 6 {
                f.write_str("-")?;
            }
            write!(f, "{}", char::from(*byte))?;
        }
        Ok(())
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for Code {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Code {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| serde::de::Error::custom("not a personal code"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_however_people_type_it() {
        let code = Code::from_hash([7; 16]);
        let plain = code.plain();
        let (a, rest) = plain.split_at(3);
        let (b, c) = rest.split_at(3);
        for between in [
            "", "-", " ", "–", "—", "‐", "−", " - ", "\u{a0}", "\u{200b}", "\u{2011}", ".", "_",
            "/", "\u{feff}", "\t", "·",
        ] {
            let typed = format!("{between}{a}{between}{b}{between}{c}{between}");
            assert_eq!(Code::parse(&typed), Some(code), "{typed:?}");
            assert_eq!(Code::parse(&typed.to_lowercase()), Some(code), "{typed:?}");
        }
        let wide: String = plain
            .chars()
            .map(|c| char::from_u32(u32::from(c) + 0xFEE0).unwrap())
            .collect();
        assert_eq!(Code::parse(&wide), Some(code), "{wide}");
        let cyrillic: String = plain
            .replace('A', "А")
            .replace('C', "С")
            .replace('E', "Е")
            .replace('K', "К")
            .replace('M', "М")
            .replace('H', "Н")
            .replace('P', "Р")
            .replace('T', "Т")
            .replace('X', "Х")
            .replace('Y', "У");
        assert_eq!(Code::parse(&cyrillic), Some(code), "{cyrillic}");
        assert_eq!(Code::parse("é"), None);
    }

    #[test]
    fn a_code_with_one_mistake_is_among_few() {
        let code = Code::from_hash([7; 16]);
        let plain = code.plain();
        for at in 0..8 {
            for wrong in ['0', 'O', '8', 'A', '7'] {
                let mut typed: Vec<char> = plain.chars().collect();
                typed[at] = wrong;
                let typed: String = typed.iter().collect();
                let near = Code::near(&typed);
                assert!(
                    near.contains(&code) && near.len() <= 16,
                    "{typed}: {near:?}"
                );
                // What no code can hold leaves exactly one.
                assert!(
                    wrong.is_ascii_alphabetic() && wrong != 'O' || wrong == '7' || near.len() == 1
                );
            }
            let mut swapped: Vec<char> = plain.chars().collect();
            if at < 7 {
                swapped.swap(at, at + 1);
                assert!(Code::near(&swapped.iter().collect::<String>()).contains(&code));
            }
        }
        assert!(Code::near("K7M").is_empty() && Code::near("").is_empty());
    }
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_code_survives_being_read_aloud(hash: [u8; 16]) {
            let code = Code::from_hash(hash);
            prop_assert_eq!(Code::parse(&code.to_string().to_lowercase()), Some(code));
            prop_assert_eq!(Code::parse(&code.plain()), Some(code));
        }

        #[test]
        fn one_wrong_character_or_one_swap_is_always_noticed(hash: [u8; 16], at in 0_usize..8, other in 0_usize..23) {
            let code = Code::from_hash(hash);
            let mut wrong: Vec<u8> = code.plain().into_bytes();
            wrong[at] = ALPHABET[other];
            if wrong != code.plain().into_bytes() {
                prop_assert_eq!(Code::parse(&String::from_utf8(wrong).unwrap()), None);
            }
            let mut swapped: Vec<u8> = code.plain().into_bytes();
            if at < 6 {
                swapped.swap(at, at + 1);
                if swapped != code.plain().into_bytes() {
                    prop_assert_eq!(Code::parse(&String::from_utf8(swapped).unwrap()), None);
                }
            }
        }
    }
}
