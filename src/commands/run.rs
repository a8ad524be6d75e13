//! `haarvaten run`: the whole job, as the pipeline that it is.

use std::path::PathBuf;

use compact_str::CompactString;

use super::exit::{Exit, Stop};
use super::session::Session;
use super::summary;
use super::walk::{keep_recipes, walk};
use super::{collect, memory, outputs, paper, privacy, suppression, volunteers, withdrawn};
use crate::cli::{Global, RunArgs};
use crate::terminal::Terminal;
use campaign::coverage;
use campaign::ledger::{History, Ledger, Outcome, PieceRecord};
use campaign::outreach::{self, Facts, Plan};
use domain::{AreaLevel, Channel, Finding, PieceState, Place, Templates};
use lists::read;
use matching::UnitSet;
use papers::emails::{self, EmailContext};
use papers::form;
use papers::letters::LetterContext;
use papers::report::{self, ReportContext};
use papers::workbooks::{self, Checked, Context, Walks};
use papers::write::{csv, files};
use register::{Register, SourceAccount};

/// Reads, matches, counts, plans, and makes everything that the plan asks for. Nothing leaves the
/// machine.
///
/// # Errors
/// When the campaign, its register or its ledger cannot be read, or the disk says no.
pub fn run(global: &Global, args: RunArgs, terminal: &Terminal) -> Result<Exit, Stop> {
    let session = Session::open(global, terminal)?;
    let unfilled = read::campaign::placeholders(&session.campaign, "campaign.toml");
    if !unfilled.is_empty() {
        return Err(session.stop(Stop::findings(Exit::Usage, unfilled)));
    }
    let _held = session.lock()?;
    let history = Ledger::history_of(&session.ledger())?;
    session.check_date(&history)?;
    // What came back holds before anything new is made.
    let (taken, returned) = collect::take_in(&session)?;
    if taken.is_news() {
        collect::tell(&session, &taken);
    }
    let history = Ledger::history_of(&session.ledger())?;

    let mut walked = walk(&session, &history)?;
    walked.hear(&history, &session.messages);
    let secret = session.secret_of(&history)?;
    suppression::recall(&mut walked, &history, &secret);
    let mut findings = returned;
    findings.append(&mut walked.findings);
    let too_long = privacy::due(&session.campaign, &history, session.date);
    if too_long > 0 {
        let months = u64::from(session.campaign.privacy.retention_months);
        findings.push(
            Finding::warning("G104")
                .with("n", too_long)
                .with("months", months),
        );
    }
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
    session.begin_step()?;
    let printed = make(&session, &plan, &facts, &templates, &mut findings)?;
    let made = pieces(&plan, &facts);

    let mut ledger = session.changed_ledger()?;
    ledger.seal(&made, &printed.files)?;
    ledger.keep_slips(&printed.slips, session.date)?;
    ledger.keep_files(&letter_files(&session)?, session.date)?;
    ledger.remember(&coverage::snapshot(
        &coverage,
        &walked.linked,
        &walked.register,
    ))?;
    ledger.know_key(&secret.hex(&["key check"]), session.date)?;
    suppression::keep(&mut ledger, &walked, session.date)?;
    let out = withdrawn::take_out(
        &session,
        &mut ledger,
        &plan,
        &walked.register,
        &mut findings,
    )?;
    let history = ledger.history()?;
    let aside = strange_letters(&session, &ledger, &mut findings)?;
    findings.extend(damaged(&session, &ledger)?);
    ledger.close()?;

    let shown = Facts {
        history: &history,
        ..facts
    };
    let rows = &walked.register_rows;
    let context = Shown {
        templates: &templates,
        register_rows: rows,
        per: args.per,
    };
    show(&session, &plan, &shown, context, &mut findings)?;
    let made = volunteers::pages_in(&session.making());
    session.show(aside)?;
    volunteers::remove_pages(&session, &made)?;
    withdrawn::remove(&session, &history, &out)?;
    memory::keep(&session)?;
    summary::finished(&session, &walked, &coverage, &plan, &findings);
    Ok(Exit::after(&findings))
}

/// Makes what goes to people: letters, posters and attendance sheets to print, mails to send; what
/// the ledger has to know of the letters.
fn make(
    session: &Session<'_>,
    plan: &Plan,
    facts: &Facts<'_>,
    templates: &Templates,
    findings: &mut Vec<Finding>,
) -> Result<paper::Printed, Stop> {
    let letters = letter_context(facts, templates);
    paper::check_notices(session, plan, letters)?;
    let printed = paper::letters(session, plan, letters, findings)?;
    paper::notices(session, plan, letters, findings)?;
    let mails = EmailContext {
        campaign: facts.campaign,
        register: facts.register,
        linked: facts.linked,
        coverage: facts.coverage,
        templates,
        secret: facts.secret,
    };
    outputs::emails(session, plan, &mails, findings)?;
    Ok(printed)
}

/// What is shown with: texts, what became of the rows of the register, and for which areas there is
/// a workbook of their own.
#[derive(Clone, Copy)]
struct Shown<'a> {
    templates: &'a Templates,
    register_rows: &'a [SourceAccount],
    per: Option<AreaLevel>,
}

/// Writes what shows where the campaign stands: report, workbooks, tables.
fn show(
    session: &Session<'_>,
    plan: &Plan,
    facts: &Facts<'_>,
    with: Shown<'_>,
    findings: &mut Vec<Finding>,
) -> Result<(), Stop> {
    let Shown {
        templates,
        register_rows,
        per,
    } = with;
    let shown = ReportContext {
        campaign: facts.campaign,
        messages: &session.messages,
        register: facts.register,
        linked: facts.linked,
        coverage: facts.coverage,
        history: facts.history,
        templates,
        date: session.date,
    };
    let page = report::page(&shown).into_value(findings);
    let map = report::geojson(&shown);
    let form = form::page(facts.campaign, templates).into_value(findings);
    let context = |findings| Context {
        checked: Checked {
            campaign: facts.campaign,
            messages: &session.messages,
            register: facts.register,
            linked: facts.linked,
            register_rows,
            findings,
            looks: &facts.history.to_look_at,
            date: session.date,
        },
        coverage: facts.coverage,
        plan,
        history: facts.history,
    };
    let volunteers = volunteers::read(session, findings);
    let walks = volunteers.as_ref().map(|volunteers| {
        let before = volunteers::before(session);
        Walks::new(context(&[]), volunteers, &before, findings)
    });
    let context = context(findings);
    let mut books = vec![
        workbooks::controle(&context.checked),
        workbooks::opvolging(&context),
        workbooks::voortgang(&context),
    ];
    books.extend(workbooks::partners(&context));
    books.extend(
        per.into_iter()
            .flat_map(|level| workbooks::per(&context, level)),
    );
    if let Some(walks) = &walks {
        books.push(walks.workbook());
        let letters = letter_context(facts, templates);
        paper::walks(session, plan, letters, &walks.pages())?;
    }
    outputs::workbooks(session, &books)?;
    let page_file = session.making().join("report/index.html");
    files::write_whole(&page_file, page.as_bytes())?;
    let map_file = session.making().join("report/areas.geojson");
    files::write_whole(&map_file, map.as_bytes())?;
    if let Some(page) = form {
        let file = session.making().join("form/index.html");
        files::write_whole(&file, page.as_bytes())?;
        let table = workbooks::tables::participants(facts.history, facts.campaign);
        let file = session.making().join("form").join(table.file);
        files::write_streamed(&file, |out| csv::write(table, out))?;
    }
    let mut tables = workbooks::tables::all(&context);
    tables.extend(walks.as_ref().map(Walks::table));
    outputs::tables(session, tables)
}

fn letter_context<'a>(facts: &Facts<'a>, templates: &'a Templates) -> LetterContext<'a> {
    LetterContext {
        register: facts.register,
        linked: facts.linked,
        coverage: facts.coverage,
        campaign: facts.campaign,
        templates,
    }
}

/// Sealed files that are gone or changed; how bad depends on whether they were delivered.
pub fn damaged(session: &Session<'_>, ledger: &Ledger) -> Result<Vec<Finding>, Stop> {
    let shown = session.outputs().join("letters");
    let made = session.making().join("letters");
    let mut names = ledger.damaged_files(&shown)?;
    names.retain(|name| !made.join(name).exists() || made == shown);
    let batches = ledger.batches()?;
    let finding = |name: &CompactString| {
        let place = Place::file(format!("outputs/letters/{name}"));
        match batches.iter().find(|batch| batch.file == *name) {
            Some(batch) if batch.delivered < batch.letters => {
                Finding::error("G102").at(place).with("batch", batch.number)
            }
            Some(batch) => Finding::info("G102").at(place).with("batch", batch.number),
            None => Finding::info("G103").at(place),
        }
    };
    Ok(names.iter().map(finding).collect())
}

/// Letter files that the ledger does not know go to a folder of their own, and the run says so:
/// whoever prints the folder must not send them.
fn strange_letters(
    session: &Session<'_>,
    ledger: &Ledger,
    findings: &mut Vec<Finding>,
) -> Result<Vec<(PathBuf, PathBuf)>, Stop> {
    let known = ledger.files()?;
    let mut names: Vec<String> = std::fs::read_dir(session.outputs().join("letters"))
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names.retain(|name| !known.contains(name.as_str()));
    let mut aside = Vec::new();
    for name in names {
        let to = session.free_aside(&name);
        findings.push(
            Finding::warning("G101")
                .at(Place::file(format!("outputs/letters/{name}")))
                .with("to", format!("outputs/{}", to.display())),
        );
        aside.push((PathBuf::from("letters").join(&name), to));
    }
    Ok(aside)
}

/// The homes from which an answer came.
pub fn answered(history: &History, register: &Register) -> UnitSet {
    let pieces = history.pieces.iter().filter(|piece| piece.answered);
    let answered = history
        .heard
        .iter()
        .filter(|heard| heard.outcome == Outcome::Answered)
        .map(|heard| &heard.about);
    pieces
        .map(|piece| &piece.recipient)
        .chain(answered)
        .filter_map(|about| register.find_unit(about.strip_prefix("unit ")?))
        .collect()
}

/// The letter files of this step, by name: the ledger keeps them, so that each can be made again.
fn letter_files(session: &Session<'_>) -> Result<Vec<(String, Vec<u8>)>, Stop> {
    let folder = session.making().join("letters");
    let mut files = Vec::new();
    for entry in std::fs::read_dir(&folder).into_iter().flatten().flatten() {
        let path = entry.path();
        let bytes = std::fs::read(&path).map_err(|source| files::WriteError { path, source })?;
        files.push((entry.file_name().to_string_lossy().into_owned(), bytes));
    }
    files.sort();
    Ok(files)
}

/// The new pieces as the ledger will know them.
fn pieces(plan: &Plan, facts: &Facts<'_>) -> Vec<PieceRecord> {
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
            .then(|| emails::message_id(facts.secret, facts.campaign, &piece.id).into()),
        answer: CompactString::default(),
        ready: false,
        answered: false,
    })
    .collect()
}
