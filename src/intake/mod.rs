//! Sheet → [`Intake`]: heading finding, column recognition, recipes, kinds of list.
//!
//! Flows in: sheets, row by row. Flows out: records in our words, each with its origin, not yet
//! linked to any home. Does not belong here: the register, addresses' meaning, status.

mod fields;
mod records;
mod synonyms;

pub use records::{
    AreaRecord, Basis, Claim, ContactRecord, EvidenceRecord, Holding, Intake, IssueRecord,
    IssueState, MeetingRecord, OptOutRecord, OrganisationRecord, Origin, ReplyRecord, RowAccount,
    RowOutcome, RowReason, Source, SourceIx, SupportRecord, place,
};
