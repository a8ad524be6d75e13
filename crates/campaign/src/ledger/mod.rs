//! The memory of the campaign: what really happened, as append-only events in SQLite.
//!
//! Flows in: what commands did and what came back. Flows out: [`History`]. Does not belong here:
//! deciding what to do next.

mod edits;
mod erase;
mod kept;
mod mails;
mod model;
mod opt_outs;
mod replies;
mod slips;
mod store;
pub mod told;

pub use erase::{ERASED, Erasure};
pub use mails::{Change, Queued, Retry};
pub use model::{
    BatchRecord, Heard, History, OptOut, Outcome, PieceRecord, Snapshot, SnapshotHome,
};
pub use replies::{Answer, Reply, Source};
pub use slips::{Look, SLIP, Scanned, Standing, ToLookAt};
pub use store::{Ledger, LedgerError};
