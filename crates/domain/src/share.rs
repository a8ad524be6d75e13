//! Exact fractions: a share of homes is two counts, never a float.

use std::fmt;

/// `part` out of `whole` homes, kept as the counts that they are (`7/24`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub struct Share {
    /// How many.
    pub part: u64,
    /// Out of how many.
    pub whole: u64,
}

impl Share {
    /// `part` out of `whole`.
    pub fn new(part: u64, whole: u64) -> Self {
        Self { part, whole }
    }

    /// Tenths of a percent, rounded half up, capped so that only a full share shows 1000
    /// and only an empty one shows 0; `None` for zero out of zero.
    pub fn permille(self) -> Option<u64> {
        if self.whole == 0 {
            return None;
        }
        let rounded = (self.part * 2_000 + self.whole) / (self.whole * 2);
        Some(match rounded {
            0 if self.part > 0 => 1,
            1_000 if self.part < self.whole => 999,
            n => n,
        })
    }

    /// For people: `29,2%` or `29.2%` by the decimal mark, `–` for zero out of zero.
    pub fn percent(self, decimal_mark: char) -> String {
        match self.permille() {
            None => "–".to_owned(),
            Some(n) if n % 10 == 0 => format!("{}%", n / 10),
            Some(n) => format!("{}{decimal_mark}{}%", n / 10, n % 10),
        }
    }
}

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.part, self.whole)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_never_rounded_up_to_all_or_down_to_nothing() {
        assert_eq!(Share::new(7, 24).to_string(), "7/24");
        assert_eq!(Share::new(7, 24).percent(','), "29,2%");
        assert_eq!(Share::new(9_999, 10_000).percent('.'), "99.9%");
        assert_eq!(Share::new(1, 10_000).percent('.'), "0.1%");
        assert_eq!(Share::new(0, 0).percent('.'), "–");
        assert_eq!(Share::new(5, 5).percent('.'), "100%");
    }
}
