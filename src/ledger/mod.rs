//! The memory of the campaign: what really happened, as append-only events in SQLite.
//!
//! Flows in: what commands did and what came back. Flows out: [`History`]. Does not belong here:
//! deciding what to do next.

mod model;

pub use model::{History, PieceRecord, Snapshot, SnapshotHome};
