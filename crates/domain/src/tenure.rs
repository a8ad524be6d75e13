//! On what terms a home is lived in.

use serde::{Deserialize, Serialize};

/// Tenure, as far as the lists tell. The words are literal in every output.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Default,
)]
#[serde(rename_all = "snake_case")]
pub enum Tenure {
    /// Rented from a housing corporation: it stands on that corporation's list.
    Corporation,
    /// Owner-occupied: on a VvE's list and on no corporation's, or said so.
    Owner,
    /// Rented privately: said so.
    Private,
    /// No list tells.
    #[default]
    Unknown,
}

impl Tenure {
    /// The literal word for outputs.
    pub fn word(self) -> &'static str {
        match self {
            Self::Corporation => "corporation",
            Self::Owner => "owner",
            Self::Private => "private",
            Self::Unknown => "unknown",
        }
    }
}
