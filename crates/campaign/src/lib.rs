//! The campaign: who is organised, who is approached, what happened.

pub mod coverage;
pub mod ledger;
pub mod outreach;
pub mod survey;
