//! Linked × Register × date → [`Coverage`]: who is organised, and how we know.
//!
//! Flows in: [`Linked`](crate::matching::Linked), [`Register`](crate::register::Register), rules,
//! a date. Flows out: [`Coverage`]. Does not belong here: who is written to.

mod model;

pub use model::{
    AreaCount, AreaKey, Counts, Coverage, Home, OrganisationState, Step, StepKind, Why,
};
