//! `haarvaten check`: read and match everything, show what was found, make nothing else.

use super::exit::{Exit, Stop};
use super::outputs;
use super::session::Session;
use super::summary;
use super::walk::walk;
use crate::cli::Global;
use crate::coverage;
use crate::ledger::Ledger;
use crate::matching::UnitSet;
use crate::terminal::Terminal;
use crate::workbooks::{self, Checked};

/// Writes the tables of rows, matches, covers and findings and the review workbook.
///
/// # Errors
/// When the campaign, its register or its ledger cannot be read, or the disk says no.
pub fn check(global: &Global, terminal: &Terminal) -> Result<Exit, Stop> {
    let session = Session::open(global, terminal)?;
    let _held = session.lock()?;
    let history = Ledger::history_of(&session.ledger())?;
    let mut walked = walk(&session, &history.decisions)?;
    walked.hear(&history, &session.messages);
    let coverage = coverage::assess(
        &walked.linked,
        &walked.register,
        &session.campaign.rules,
        session.date,
        &UnitSet::default(),
    );
    walked.findings.extend(coverage.findings);
    let checked = Checked {
        campaign: &session.campaign,
        messages: &session.messages,
        register: &walked.register,
        linked: &walked.linked,
        findings: &walked.findings,
        date: session.date,
    };
    outputs::tables(&session, workbooks::tables::checked(&checked))?;
    outputs::workbooks(&session, &[workbooks::controle(&checked)])?;
    summary::checked(&session, &walked);
    Ok(Exit::after(&walked.findings))
}
