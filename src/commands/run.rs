//! `haarvaten run`: the whole job, as the pipeline that it is.

use compact_str::CompactString;

use super::exit::{Exit, Stop};
use super::session::Session;
use super::summary;
use super::walk::{keep_recipes, walk};
use super::{outputs, paper};
use crate::cli::Global;
use crate::coverage;
use crate::domain::{Channel, PieceState, Secret};
use crate::emails::{self, EmailContext};
use crate::ledger::{History, Ledger, PieceRecord};
use crate::letters::LetterContext;
use crate::matching::UnitSet;
use crate::outreach::{self, Facts, Plan};
use crate::register::Register;
use crate::report::{self, ReportContext};
use crate::terminal::Terminal;
use crate::workbooks::{self, Checked, Context};
use crate::write::files;

/// Reads, matches, counts, plans, and makes everything that the plan asks for. Nothing leaves the
/// machine.
///
/// # Errors
/// When the campaign, its register or its ledger cannot be read, or the disk says no.
pub fn run(global: &Global, terminal: &Terminal) -> Result<Exit, Stop> {
    let session = Session::open(global, terminal)?;
    let _held = session.lock()?;
    let mut history = Ledger::history_of(&session.ledger())?;

    let mut walked = walk(&session, &history.decisions)?;
    walked.hear(&history, &session.messages);
    let secret = session.secret()?;
    let mut findings = walked.findings.clone();
    findings.extend(keep_recipes(&session, &walked));
    let rules = &session.campaign.rules;
    let answered = answered(&history, &walked.register);
    let coverage = coverage::assess(
        &walked.linked,
        &walked.register,
        rules,
        session.date,
        &answered,
    )
    .into_value(&mut findings);
    let facts = Facts {
        coverage: &coverage,
        linked: &walked.linked,
        register: &walked.register,
        campaign: &session.campaign,
        history: &history,
        secret: &secret,
    };
    let plan = outreach::plan(&facts).into_value(&mut findings);

    let templates = session.templates()?;
    let made = pieces(&plan, &facts, &secret);
    let letters = LetterContext {
        register: &walked.register,
        linked: &walked.linked,
        coverage: &coverage,
        campaign: &session.campaign,
        templates: &templates,
    };
    let files = paper::letters(&session, &plan, letters, &mut findings)?;
    paper::notices(&session, &plan, letters, &mut findings)?;
    let mails = EmailContext {
        campaign: &session.campaign,
        register: &walked.register,
        linked: &walked.linked,
        coverage: &coverage,
        templates: &templates,
        secret: &secret,
    };
    outputs::emails(&session, &plan, &mails, &mut findings)?;

    let mut ledger = Ledger::open(&session.ledger())?;
    ledger.seal(&made, &files)?;
    ledger.remember(&coverage::snapshot(
        &coverage,
        &walked.linked,
        &walked.register,
    ))?;
    history = ledger.history()?;

    let page = report::page(&ReportContext {
        campaign: &session.campaign,
        messages: &session.messages,
        register: &walked.register,
        linked: &walked.linked,
        coverage: &coverage,
        history: &history,
        templates: &templates,
        date: session.date,
    })
    .into_value(&mut findings);
    let checked = Checked {
        campaign: &session.campaign,
        messages: &session.messages,
        register: &walked.register,
        linked: &walked.linked,
        findings: &findings,
        date: session.date,
    };
    let context = Context {
        checked,
        coverage: &coverage,
        plan: &plan,
        history: &history,
    };
    let mut books = vec![
        workbooks::controle(&checked),
        workbooks::opvolging(&context),
        workbooks::voortgang(&context),
    ];
    books.extend(workbooks::partners(&context));
    outputs::workbooks(&session, &books)?;
    files::write_whole(
        &session.outputs().join("report/index.html"),
        page.as_bytes(),
    )?;
    outputs::tables(&session, workbooks::tables::all(&context))?;
    summary::finished(&session, &walked, &coverage, &plan, &findings);
    Ok(Exit::after(&findings))
}

/// The homes from which an answer came.
pub fn answered(history: &History, register: &Register) -> UnitSet {
    let pieces = history
        .pieces
        .iter()
        .filter(|piece| piece.state == PieceState::Answered || !piece.answer.is_empty());
    pieces
        .filter_map(|piece| register.find_unit(piece.recipient.strip_prefix("unit ")?))
        .collect()
}

/// The new pieces as the ledger will know them.
fn pieces(plan: &Plan, facts: &Facts<'_>, secret: &Secret) -> Vec<PieceRecord> {
    let new = plan.pieces.iter().filter(|piece| !piece.made_before);
    new.map(|piece| PieceRecord {
        id: piece.id.clone(),
        recipient: outreach::recipient_key(facts, piece.recipient),
        wave: piece.wave,
        kind: piece.kind,
        reminds_of: piece.reminds_of,
        channel: piece.channel,
        email: piece.email.clone(),
        language: piece.language.clone(),
        code: piece.code,
        batch: piece.batch,
        made: plan.date,
        state: match piece.channel {
            Channel::Letter => PieceState::Sealed,
            Channel::Email => PieceState::Waiting,
        },
        when: plan.date,
        message_id: (piece.channel == Channel::Email)
            .then(|| emails::message_id(secret, facts.campaign, &piece.id).into()),
        answer: CompactString::default(),
    })
    .collect()
}
