//! What the workbooks and tables are made of: references to all that a run knows.

use jiff::civil::Date;

use campaign::coverage::{Coverage, Since, since};
use campaign::ledger::{History, ToLookAt};
use campaign::outreach::Plan;
use domain::{Campaign, Finding, Messages};
use matching::Linked;
use register::{Register, SourceAccount};

/// What is known after matching: enough for `check`.
#[derive(Clone, Copy, Debug)]
pub struct Checked<'a> {
    /// The campaign file.
    pub campaign: &'a Campaign,
    /// The texts of the campaign's language.
    pub messages: &'a Messages,
    /// The homes.
    pub register: &'a Register,
    /// The lists, linked.
    pub linked: &'a Linked,
    /// What became of the rows of the register's tables.
    pub register_rows: &'a [SourceAccount],
    /// All findings so far, in the order in which they are to be shown.
    pub findings: &'a [Finding],
    /// What a person has to look at on scanned slips.
    pub looks: &'a [ToLookAt],
    /// The date of the run.
    pub date: Date,
}

/// What is known at the end of a run.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// What was known after matching.
    pub checked: Checked<'a>,
    /// Who is organised.
    pub coverage: &'a Coverage,
    /// Who is approached.
    pub plan: &'a Plan,
    /// What happened before, this run's pieces included.
    pub history: &'a History,
}

impl Context<'_> {
    /// What changed since the last earlier date; `None` at the first measurement.
    pub fn since(&self) -> Option<Since> {
        let date = self.coverage.date;
        let earlier = self.history.snapshots.iter();
        let before = earlier.rev().find(|snapshot| snapshot.date < date)?;
        let Checked {
            linked,
            register,
            campaign,
            ..
        } = self.checked;
        let rules = &campaign.rules;
        Some(since(before, self.coverage, linked, register, rules))
    }
}
