//! Signs that an organisation lives, and on which legs it stands.

use serde::{Deserialize, Serialize};

use super::text::fold;

/// One of the two legs that an organisation should stand on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Leg {
    /// Wonen: service costs, talks with the corporation, the building.
    Housing,
    /// Buurt: care, activities, the notice case in the lift.
    Neighbourhood,
}

/// Which legs stand. The words are literal in every output.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Default,
)]
pub struct Legs {
    /// Wonen.
    pub housing: bool,
    /// Buurt.
    pub neighbourhood: bool,
}

impl Legs {
    /// Neither leg.
    pub const NONE: Self = Self {
        housing: false,
        neighbourhood: false,
    };
    /// Both legs.
    pub const BOTH: Self = Self {
        housing: true,
        neighbourhood: true,
    };

    /// The literal word for outputs: `both, housing, neighbourhood, none`.
    pub fn word(self) -> &'static str {
        match (self.housing, self.neighbourhood) {
            (true, true) => "both",
            (true, false) => "housing",
            (false, true) => "neighbourhood",
            (false, false) => "none",
        }
    }

    /// Both sets of legs together.
    #[must_use]
    pub fn union(self, other: Self) -> Self {
        Self {
            housing: self.housing || other.housing,
            neighbourhood: self.neighbourhood || other.neighbourhood,
        }
    }

    /// Reads `wonen`, `buurt`, `beide` and the English twins.
    pub fn parse(text: &str) -> Option<Self> {
        let housing = Self {
            housing: true,
            neighbourhood: false,
        };
        let neighbourhood = Self {
            housing: false,
            neighbourhood: true,
        };
        Some(match fold(text).as_str() {
            "wonen" | "housing" | "woon" => housing,
            "buurt" | "neighbourhood" | "neighborhood" | "wijk" => neighbourhood,
            "beide" | "both" | "allebei" | "wonen en buurt" | "wonen+buurt" | "wonen, buurt"
            | "wonen/buurt" | "buurt en wonen" => Self::BOTH,
            _ => return None,
        })
    }
}

/// What a piece of evidence proves, whatever word a list used for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EvidenceKind {
    /// A sign of life with residents: meeting, ALV, newsletter, activity, door to door.
    SignOfLife,
    /// The contact was reached.
    ContactReached,
    /// The contact was tried and not reached.
    ContactNotReached,
    /// Proves existence on paper only: accounts, a known board, KvK, insurance, recognition.
    Paper,
    /// Founders known, or a first meeting planned or held.
    Forming,
    /// Said to have ended.
    Ended,
}

impl EvidenceKind {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::SignOfLife,
        Self::ContactReached,
        Self::ContactNotReached,
        Self::Paper,
        Self::Forming,
        Self::Ended,
    ];

    /// Reads the literal word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// The literal word for outputs.
    pub fn word(self) -> &'static str {
        match self {
            Self::SignOfLife => "sign_of_life",
            Self::ContactReached => "contact_reached",
            Self::ContactNotReached => "contact_not_reached",
            Self::Paper => "paper",
            Self::Forming => "forming",
            Self::Ended => "ended",
        }
    }
}
