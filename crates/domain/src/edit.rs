//! What people wrote in a workbook about something that a list speaks of.

use compact_str::CompactString;
use serde::{Deserialize, Serialize};

/// The lists that volunteers keep in the follow-up workbook.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Log {
    /// What organisations need.
    Support,
    /// What residents raised.
    Issues,
    /// Who came together.
    Meetings,
}

impl Log {
    /// The literal word in the ledger.
    pub fn word(self) -> &'static str {
        match self {
            Self::Support => "support",
            Self::Issues => "issues",
            Self::Meetings => "meetings",
        }
    }
}

/// One cell that a person changed in a workbook that came back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edit {
    /// Of which list.
    pub log: Log,
    /// Of which record: see `Kept::content_key` in the intake room.
    pub key: CompactString,
    /// Which field.
    pub field: CompactString,
    /// What stood there when the workbook was made; `None` when that is no longer known.
    pub was: Option<CompactString>,
    /// What the person made of it; empty when it was wiped out.
    pub is: CompactString,
    /// Whether the row is a new one, that no list has.
    pub new: bool,
    /// The file, relative to `inputs/`.
    pub file: CompactString,
    /// The sheet.
    pub sheet: CompactString,
    /// The row, from 1.
    pub row: u32,
}
