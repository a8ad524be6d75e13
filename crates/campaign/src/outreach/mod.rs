//! Coverage × the ledger's history × campaign × date → [`Plan`]: who gets what, and who does not.
//!
//! Flows in: [`Coverage`](crate::coverage::Coverage), [`Linked`](matching::Linked) for
//! contacts and opt-outs, [`History`](crate::ledger::History). Flows out: [`Plan`]. Does not
//! belong here: how a piece looks.
//!
//! Boards come first, then homes in walking order; then ids, codes and batches are given out.

mod batches;
mod boards;
mod channel;
mod homes;
mod model;
mod past;
mod questions;
#[cfg(test)]
mod tests;
mod unread;
pub mod walks;
mod withdrawn;

use crate::coverage::Coverage;
use crate::ledger::History;
use domain::{Campaign, Finding, Noted, Secret};
use matching::Linked;
use register::Register;

pub use batches::recipient_key;
pub use homes::is_invited;
pub use model::{Piece, Plan, Reason, Recipient, Unsent, WhyNoEmail, Withdrawn};

/// Everything that the plan follows from.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'a> {
    /// Who is organised.
    pub coverage: &'a Coverage,
    /// Contacts, opt-outs, organisations.
    pub linked: &'a Linked,
    /// Homes and their ids.
    pub register: &'a Register,
    /// Rules.
    pub campaign: &'a Campaign,
    /// What went before.
    pub history: &'a History,
    /// The key of the codes.
    pub secret: &'a Secret,
}

/// Decides who gets what on the date of the coverage: at most one piece a home a wave,
/// suppression before everything, e-mail only with consent.
pub fn plan(facts: &Facts<'_>) -> Noted<Plan> {
    let gate = channel::Gate::new(facts);
    let asked = questions::undecided(facts);
    let withdrawn = withdrawn::find(facts, &gate);
    let past = past::Past::new(facts, &withdrawn);
    let mut draft = Draft {
        withdrawn,
        ..Draft::default()
    };
    boards::add(&mut draft, facts, &past, &gate);
    homes::add(&mut draft, facts, &past, &gate, &asked);
    unread::hold(&mut draft, facts);
    past.tell(&mut draft);
    let findings = std::mem::take(&mut draft.findings);
    Noted::new(batches::seal(draft, facts, &past), findings)
}

/// The plan while it is being made.
#[derive(Debug, Default)]
struct Draft {
    pieces: Vec<Piece>,
    unsent: Vec<Unsent>,
    findings: Vec<Finding>,
    withdrawn: Vec<Withdrawn>,
}
