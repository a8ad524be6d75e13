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

    /// Reads a code as people type it: any case, with or without hyphens and spaces;
    /// `None` when a character or the check character is wrong.
    pub fn parse(text: &str) -> Option<Self> {
        let mut bytes = [0_u8; BODY + 1];
        let mut count = 0;
        for c in text
            .chars()
            .filter(|c| !matches!(c, '-' | ' ' | '.' | '\u{a0}' | '\u{2011}'))
        {
            let upper = u8::try_from(c.to_ascii_uppercase()).ok()?;
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

    /// The eight characters without hyphens, for links and QR codes.
    pub fn plain(self) -> String {
        self.0.iter().map(|b| char::from(*b)).collect()
    }
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
