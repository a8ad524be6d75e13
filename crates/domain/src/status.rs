//! How alive an organisation is, and so how organised a home is.

use serde::{Deserialize, Serialize};

/// Status of an organisation or a home. The order is the order of preference for a home:
/// the best is the largest. The words are literal in every output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Opgeheven; organisations only. Covers nobody.
    Ended,
    /// Homes only: no organisation covers it.
    None,
    /// Named, and nobody has asked yet.
    Unknown,
    /// Registered or claimed, no sign of life inside the window.
    OnPaper,
    /// Founders known, first meeting planned or held.
    Forming,
    /// A sign of life with residents and a contact that was reached.
    Active,
    /// Active, with evidence on both legs.
    TwoLegs,
}

impl Status {
    /// All statuses, best first.
    pub const ALL: [Self; 7] = [
        Self::TwoLegs,
        Self::Active,
        Self::Forming,
        Self::OnPaper,
        Self::Unknown,
        Self::None,
        Self::Ended,
    ];

    /// The literal word for outputs.
    pub fn word(self) -> &'static str {
        match self {
            Self::TwoLegs => "two_legs",
            Self::Active => "active",
            Self::Forming => "forming",
            Self::OnPaper => "on_paper",
            Self::Unknown => "unknown",
            Self::None => "none",
            Self::Ended => "ended",
        }
    }

    /// The colour behind it and the ink on it, `#RRGGBB`, in every output alike: enough contrast
    /// to read (WCAG AA), and told apart by people who do not see red and green.
    pub fn colours(self) -> (&'static str, &'static str) {
        match self {
            Self::TwoLegs => ("#0B5D56", "#FFFFFF"),
            Self::Active => ("#3AA68F", "#000000"),
            Self::Forming => ("#A7D8C4", "#000000"),
            Self::OnPaper => ("#F2C14E", "#000000"),
            Self::Unknown => ("#D5D8DC", "#000000"),
            Self::None | Self::Ended => ("#B8432C", "#FFFFFF"),
        }
    }

    /// Whether it counts as organised: active, on one leg or two.
    pub fn is_active(self) -> bool {
        matches!(self, Self::Active | Self::TwoLegs)
    }
}
