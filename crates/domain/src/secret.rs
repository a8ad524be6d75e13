//! The campaign's secret: what codes, message ids and hashes of opt-outs are keyed with.

use super::code::Code;

/// 32 bytes that never leave the campaign folder. Its `Debug` shows nothing.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret([u8; 32]);

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}

impl Secret {
    /// The secret that belongs to a text of any length: the content of `secret.key` or of the
    /// environment, white space at its ends left out.
    pub fn from_text(text: &str) -> Self {
        Self(blake3::derive_key(
            "haarvaten 2026-11 campaign secret",
            text.trim().as_bytes(),
        ))
    }

    /// A keyed hash of some words; other words, or the same words divided otherwise, give another.
    pub fn hash(&self, words: &[&str]) -> [u8; 32] {
        let mut hasher = blake3::Hasher::new_keyed(&self.0);
        for word in words {
            hasher.update(&u64::try_from(word.len()).unwrap_or(u64::MAX).to_le_bytes());
            hasher.update(word.as_bytes());
        }
        *hasher.finalize().as_bytes()
    }

    /// The same as 32 hexadecimal digits.
    pub fn hex(&self, words: &[&str]) -> String {
        blake3::Hash::from_bytes(self.hash(words))
            .to_hex()
            .chars()
            .take(32)
            .collect()
    }

    /// The personal code of a recipient in a wave; `attempt` counts up when a code is taken.
    pub fn code(&self, recipient: &str, wave: u32, attempt: u32) -> Code {
        let hash = self.hash(&["code", recipient, &wave.to_string(), &attempt.to_string()]);
        let mut half = [0; 16];
        half.iter_mut()
            .zip(hash)
            .for_each(|(slot, byte)| *slot = byte);
        Code::from_hash(half)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_depends_on_the_key_on_every_word_and_on_where_they_are_divided() {
        let (a, b) = (Secret::from_text("a\n"), Secret::from_text("b"));
        assert_eq!(a, Secret::from_text(" a "));
        assert_ne!(a.hash(&["x", "yz"]), b.hash(&["x", "yz"]));
        assert_ne!(a.hash(&["x", "yz"]), a.hash(&["xy", "z"]));
        assert_ne!(a.code("unit 1", 1, 0), a.code("unit 1", 2, 0));
        assert_eq!(format!("{a:?}"), "Secret(…)");
    }
}
