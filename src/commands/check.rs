//! `haarvaten check`: read and match everything, show what was found, make nothing else.

use super::exit::{Exit, Stop};
use super::outputs;
use super::session::Session;
use super::summary;
use super::walk::{Walked, walk};
use crate::cli::Global;
use crate::terminal::Terminal;
use campaign::coverage;
use campaign::ledger::Ledger;
use domain::Finding;
use lists::read;
use matching::{AreaScope, UnitSet};
use papers::workbooks::{self, Checked};

/// Writes the tables of rows, matches, covers and findings and the review workbook.
///
/// # Errors
/// When the campaign, its register or its ledger cannot be read, or the disk says no.
pub fn check(global: &Global, terminal: &Terminal) -> Result<Exit, Stop> {
    let session = Session::open(global, terminal)?;
    let _held = session.lock()?;
    let history = Ledger::history_of(&session.ledger())?;
    let mut walked = walk(&session, &history)?;
    walked.hear(&history, &session.messages);
    let found = findings_of_coverage(&session, &mut walked);
    walked.findings.extend(found);
    walked.findings.extend(read::campaign::placeholders(
        &session.campaign,
        "campaign.toml",
    ));
    let checked = Checked {
        campaign: &session.campaign,
        messages: &session.messages,
        register: &walked.register,
        linked: &walked.linked,
        register_rows: &walked.register_rows,
        findings: &walked.findings,
        looks: &history.to_look_at,
        date: session.date,
    };
    session.begin_step()?;
    outputs::tables(&session, workbooks::tables::checked(&checked))?;
    outputs::workbooks(&session, &[workbooks::controle(&checked)])?;
    session.show(Vec::new())?;
    summary::checked(&session, &walked);
    Ok(Exit::after(&walked.findings))
}

/// What is wrong with organisations and areas. Only homes that the lists speak of can bear on
/// that: a register of a whole country is not weighed home by home.
fn findings_of_coverage(session: &Session<'_>, walked: &mut Walked) -> Vec<Finding> {
    let linked = &walked.linked;
    let spoken_of = linked
        .organisations
        .iter()
        .flat_map(|organisation| organisation.units.iter())
        .chain(linked.areas.iter().flat_map(|area| area.cover.units.iter()))
        .chain(linked.holdings.iter().map(|holding| holding.unit))
        .filter(|unit| linked.scope.contains(*unit));
    let narrow = AreaScope::Units(spoken_of.collect());
    let scope = std::mem::replace(&mut walked.linked.scope, narrow);
    let coverage = coverage::assess(
        &walked.linked,
        &walked.register,
        &session.campaign.rules,
        session.date,
        &UnitSet::default(),
    );
    walked.linked.scope = scope;
    coverage.findings
}
