//! Coverage × the ledger's history × campaign × date → [`Plan`]: who gets what, and who does not.
//!
//! Flows in: [`Coverage`](crate::coverage::Coverage), [`Linked`](crate::matching::Linked) for
//! contacts and opt-outs, [history. Flows out: [`Plan`]. Does not
//! belong here: how a piece looks.

mod model;

pub use model::{Piece, Plan, Reason, Recipient, Unsent, WhyNoEmail};
