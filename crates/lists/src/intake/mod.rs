//! Sheet → [`Intake`]: heading finding, column recognition, recipes, kinds of list.
//!
//! Flows in: sheets, row by row. Flows out: records in our words, each with its origin, not yet
//! linked to any home. Does not belong here: the register, addresses' meaning, status.

mod above;
mod address;
mod build;
mod columns;
mod content;
mod fields;
mod filled_in;
mod judge;
mod kept;
mod kinds;
mod layout;
mod notes;
mod reading;
mod recipe;
mod records;
mod same;
mod supplier;
mod synonyms;
mod take_in;
mod transpose;
mod values;
mod walk;
mod words;

pub use filled_in::{FilledIn, fill_in};
pub use judge::{Judge, Judged};
pub use kept::{Holds, Kept, mark, meeting_key};
pub use recipe::Beside;
pub use records::{
    AreaRecord, Basis, Claim, ContactRecord, EvidenceRecord, Holding, Intake, IssueRecord,
    IssueState, Last, ListQuestion, MeetingRecord, OptOutRecord, OrganisationRecord, Origin,
    ReplyRecord, RowAccount, RowOutcome, RowReason, Said, Source, SourceIx, SupportRecord, place,
};
pub use take_in::{replies_of, take_in};
pub use values::date_from_text;
