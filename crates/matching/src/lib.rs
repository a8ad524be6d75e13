//! Intake × Register → [`Linked`]: address grammar, covers expressions, ordered steps with reasons.
//!
//! Flows in: [`Intake`](lists::intake::Intake), [`Register`](register::Register), a
//! person's earlier [`Decisions`](domain::Decisions). Flows out: [`Linked`]. Does not
//! belong here: what a status is, who is written to.

mod address;
mod covers;
mod link;
mod linked;

pub use address::{Bench, Finder, Found, StepTold};
pub use covers::{CoverFound, CoverNames, CoverReader};
pub use link::link;
pub use linked::{
    AddressMatch, AreaScope, Candidate, Cover, Linked, LinkedArea, LinkedContact, LinkedEvidence,
    LinkedHolding, LinkedOptOut, LinkedOrganisation, MatchOutcome, MatchReason, OrgIx, Question,
    QuestionAbout, Reading, UnitSet,
};
