//! What people wrote back, with where it stands.

use compact_str::CompactString;
use jiff::civil::Date;

use domain::{Edit, Place};

/// One thing that came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Returned {
    /// From the sheet with the doors.
    Door(DoorReport),
    /// From the sheet with the organisations.
    Organisation(OrganisationReport),
    /// A paper slip, typed in.
    Slip(SlipReport),
    /// A batch of letters that was delivered.
    Batch(BatchReport),
    /// A cell about support, an issue or a meeting.
    Filled(Edit),
}

/// What came of ringing a doorbell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DoorOutcome {
    /// Wants to join.
    Joins,
    /// Thinks about it.
    Thinks,
    /// Not now.
    NotNow,
    /// Nobody at home.
    NotHome,
    /// Wants no more contact, by any channel: an opt-out.
    NoMore,
    /// Nobody lives there.
    Empty,
    /// Something else; the words say what.
    Other,
}

impl DoorOutcome {
    /// The key of the word in the workbook, without `outcome-`.
    pub fn key(self) -> &'static str {
        match self {
            Self::Joins => "joins",
            Self::Thinks => "thinks",
            Self::NotNow => "not-now",
            Self::NotHome => "not-home",
            Self::NoMore => "no-more",
            Self::Empty => "empty",
            Self::Other => "other",
        }
    }

    /// All outcomes.
    pub const ALL: [Self; 7] = [
        Self::Joins,
        Self::Thinks,
        Self::NotNow,
        Self::NotHome,
        Self::NoMore,
        Self::Empty,
        Self::Other,
    ];
}

/// A row of the sheet with the doors that a person filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DoorReport {
    /// Where it stands.
    pub place: Place,
    /// The id of the unit.
    pub unit: CompactString,
    /// What came of it; `None` when only a note was made.
    pub outcome: Option<DoorOutcome>,
    /// The outcome as it stands there.
    pub said: CompactString,
    /// On which day.
    pub date: Option<Date>,
    /// Which volunteer.
    pub who: CompactString,
    /// The note.
    pub note: CompactString,
}

/// A row of the sheet with the organisations that a person filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrganisationReport {
    /// Where it stands.
    pub place: Place,
    /// The id of the organisation.
    pub organisation: CompactString,
    /// What came of it: the key of the word, or `other`; `None` when only a note was made.
    pub outcome: Option<&'static str>,
    /// The outcome as it stands there.
    pub said: CompactString,
    /// On which day.
    pub date: Option<Date>,
    /// Which volunteer.
    pub who: CompactString,
    /// The note.
    pub note: CompactString,
}

/// A paper reply slip, typed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SlipReport {
    /// Where it stands.
    pub place: Place,
    /// The personal code, as typed: right, or with one mistake in it.
    pub code: CompactString,
    /// On which day.
    pub date: Option<Date>,
    /// Question (the heading) and answer, in the order of the columns; empty answers left out.
    pub answers: Vec<(CompactString, CompactString)>,
}

/// A row of the sheet with the batches on which a person wrote a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BatchReport {
    /// Where it stands.
    pub place: Place,
    /// The number of the batch.
    pub batch: u32,
    /// On which day it was delivered.
    pub date: Date,
    /// The last letter that was delivered; empty when all of them were.
    pub through: CompactString,
}
