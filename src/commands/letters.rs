//! `haarvaten letters`: what was printed, what was delivered, and what must be printed again.

use std::collections::BTreeMap;
use std::path::PathBuf;

use compact_str::CompactString;

use super::exit::{Exit, Stop};
use super::run::answered;
use super::session::Session;
use super::walk::walk;
use super::{outputs, paper};
use crate::cli::Global;
use crate::terminal::Terminal;
use campaign::coverage;
use campaign::ledger::{History, Ledger, PieceRecord};
use campaign::outreach::{self, Facts};
use domain::{Finding, PieceState};
use papers::letters::LetterContext;
use papers::workbooks;

/// Shows all batches.
///
/// # Errors
/// When the campaign or its ledger cannot be read.
pub fn list(global: &Global, terminal: &Terminal) -> Result<Exit, Stop> {
    let session = Session::open(global, terminal)?;
    let messages = &session.messages;
    if !session.ledger().exists() {
        terminal.say(&messages.plain("letters-none"));
        return Ok(Exit::Done);
    }
    let ledger = Ledger::open(&session.ledger())?;
    let batches = ledger.batches()?;
    let damaged = super::run::damaged(&session, &ledger)?;
    let rows = batches.iter().map(|batch| {
        let again: Vec<String> = batch
            .reprints
            .iter()
            .map(|(date, reason)| format!("{}: {reason}", messages.date(*date)))
            .collect();
        terminal.record(&serde_json::json!({
            "batch": batch.number,
            "wave": batch.wave,
            "file": batch.file.as_str(),
            "letters": batch.letters,
            "delivered": batch.delivered,
            "undeliverable": batch.undeliverable,
        }));
        vec![
            batch.number.to_string(),
            batch.file.to_string(),
            messages.date(batch.sealed),
            batch.letters.to_string(),
            batch.delivered.to_string(),
            batch.undeliverable.to_string(),
            again.join("; "),
        ]
    });
    let rows: Vec<Vec<String>> = rows.collect();
    let headings = [
        "letters-batch",
        "letters-file",
        "letters-sealed",
        "letters-count",
        "letters-delivered",
        "letters-undeliverable",
        "letters-again",
    ];
    terminal.table(&headings.map(|key| messages.plain(key)), &rows);
    terminal.findings(&damaged, messages, usize::MAX);
    let waiting = batches
        .iter()
        .find(|batch| batch.delivered + batch.undeliverable < batch.letters);
    match waiting {
        None => terminal.say(&messages.plain("letters-all-done")),
        Some(batch) => {
            let values = [("batch", batch.number.to_string().into())];
            terminal.say(&messages.text("letters-next", &values));
        }
    }
    Ok(Exit::after(&damaged))
}

/// Records that a batch was delivered, up to a letter when not all of it was.
///
/// # Errors
/// When the campaign or its ledger cannot be read or written.
pub fn confirm(
    global: &Global,
    terminal: &Terminal,
    batch: u32,
    through: Option<&str>,
) -> Result<Exit, Stop> {
    let session = Session::open(global, terminal)?;
    let _held = session.lock()?;
    let history = Ledger::history_of(&session.ledger())?;
    let pieces = of_batch(&history, batch);
    if pieces.is_empty() {
        return Ok(no_such_batch(&session, batch));
    }
    let upto = match through {
        None => pieces.len(),
        Some(text) => {
            if let Some(upto) = position(&pieces, text) {
                upto
            } else {
                let values = [("batch", batch.into()), ("letter", text.into())];
                terminal.fail(&session.messages.text("letters-no-such-letter", &values));
                return Ok(Exit::Usage);
            }
        }
    };
    let delivered: Vec<CompactString> = pieces
        .iter()
        .take(upto)
        .filter(|piece| piece.state == PieceState::Sealed)
        .map(|piece| piece.id.clone())
        .collect();
    let changed = mark(&session, &delivered, PieceState::Delivered, "")?;
    let values = [
        ("batch", batch.into()),
        ("count", changed.into()),
        ("left", (pieces.len() - upto).into()),
    ];
    terminal.say(&session.messages.text("letters-confirmed", &values));
    Ok(Exit::Done)
}

/// Records that letters could not be delivered.
///
/// # Errors
/// When the campaign or its ledger cannot be read or written.
pub fn undeliverable(
    global: &Global,
    terminal: &Terminal,
    letters: &[String],
    reason: &str,
) -> Result<Exit, Stop> {
    let session = Session::open(global, terminal)?;
    let _held = session.lock()?;
    let history = Ledger::history_of(&session.ledger())?;
    let mut found = Vec::new();
    for text in letters {
        let piece = history.pieces.iter().find(|piece| {
            piece.batch.is_some()
                && (piece.id == text.trim() || domain::Code::parse(text) == Some(piece.code))
        });
        if let Some(piece) = piece {
            found.push(piece.id.clone());
        } else {
            let values = [("letter", text.as_str().into())];
            terminal.fail(&session.messages.text("letters-unknown", &values));
            return Ok(Exit::Usage);
        }
    }
    let changed = mark(&session, &found, PieceState::Undeliverable, reason)?;
    let values = [("count", changed.into())];
    terminal.say(&session.messages.text("letters-marked", &values));
    Ok(Exit::Done)
}

/// Makes the file of a batch again, and records why.
///
/// # Errors
/// When the campaign, its register or its ledger cannot be read, or the disk says no.
pub fn reprint(
    global: &Global,
    terminal: &Terminal,
    batch: u32,
    reason: &str,
) -> Result<Exit, Stop> {
    let session = Session::open(global, terminal)?;
    if reason.trim().is_empty() {
        terminal.fail(&session.messages.plain("letters-reason"));
        return Ok(Exit::Usage);
    }
    let _held = session.lock()?;
    let history = Ledger::history_of(&session.ledger())?;
    let letters = of_batch(&history, batch);
    let Some(made) = letters.first().map(|piece| piece.made) else {
        return Ok(no_such_batch(&session, batch));
    };
    let mut ledger = Ledger::open(&session.ledger())?;
    let of = ledger.batches()?;
    let file = of.iter().find(|known| known.number == batch);
    let kept = match file {
        Some(known) => ledger.file(&known.file)?.map(|bytes| (known, bytes)),
        None => None,
    };
    if let Some((known, bytes)) = kept {
        restore(&session, &known.file, &bytes)?;
        ledger.reprint(batch, session.date, reason)?;
        drop(ledger);
        super::memory::keep(&session)?;
        let values = [
            ("file", known.file.as_str().into()),
            ("count", letters.len().into()),
        ];
        terminal.say(&session.messages.text("letters-reprinted", &values));
        return Ok(Exit::Done);
    }
    drop(ledger);
    let mut walked = walk(&session, &history)?;
    walked.hear(&history, &session.messages);
    let mut findings: Vec<Finding> = Vec::new();
    let coverage = coverage::assess(
        &walked.linked,
        &walked.register,
        &session.campaign.rules,
        session.date,
        &answered(&history, &walked.register),
    )
    .into_value(&mut findings);
    let secret = session.secret()?;
    let facts = Facts {
        coverage: &coverage,
        linked: &walked.linked,
        register: &walked.register,
        campaign: &session.campaign,
        history: &history,
        secret: &secret,
    };
    let mut plan = outreach::plan(&facts).into_value(&mut findings);
    // The letter keeps the date on which it was sealed.
    plan.date = made;
    let templates = session.templates()?;
    let context = LetterContext {
        register: &walked.register,
        linked: &walked.linked,
        coverage: &coverage,
        campaign: &session.campaign,
        templates: &templates,
    };
    let pieces: BTreeMap<u32, Vec<&outreach::Piece>> = plan
        .batches()
        .into_iter()
        .filter(|(number, _)| *number == batch)
        .collect();
    let found: usize = pieces.values().map(Vec::len).sum();
    if found == 0 {
        let values = [("batch", batch.into())];
        terminal.fail(&session.messages.text("letters-other-wave", &values));
        return Ok(Exit::Usage);
    }
    let mut noted = Vec::new();
    let printed = paper::batches(&session, &plan, &pieces, context, &mut noted)?;
    let mut ledger = Ledger::open(&session.ledger())?;
    ledger.reprint(batch, session.date, reason)?;
    ledger.keep_slips(&printed.slips, session.date)?;
    drop(ledger);
    super::memory::keep(&session)?;
    terminal.findings(&noted, &session.messages, 10);
    for (_, file) in &printed.files {
        let values = [("file", file.as_str().into()), ("count", found.into())];
        terminal.say(&session.messages.text("letters-reprinted", &values));
    }
    Ok(Exit::after(&noted))
}

/// Puts a sealed file in its place again, byte for byte; what stands there and is something else is
/// moved out of the way.
fn restore(session: &Session<'_>, name: &str, bytes: &[u8]) -> Result<(), Stop> {
    let place = PathBuf::from("letters").join(name);
    let stands = session.outputs().join(&place);
    let same = std::fs::symlink_metadata(&stands).is_ok_and(|data| data.is_file())
        && lists::read::file::holds(&stands, bytes);
    if same {
        return Ok(());
    }
    session.begin_step()?;
    papers::write::files::write_whole(&session.making().join(&place), bytes)?;
    let mut aside = Vec::new();
    if std::fs::symlink_metadata(&stands).is_ok() {
        aside.push((place, session.free_aside(name)));
    }
    session.show(aside)
}

/// The letters of a batch, in walking order.
pub(super) fn of_batch(history: &History, batch: u32) -> Vec<&PieceRecord> {
    let mut pieces: Vec<&PieceRecord> = history
        .pieces
        .iter()
        .filter(|piece| piece.batch == Some(batch))
        .collect();
    pieces.sort_by_key(|piece| place_of(&piece.id));
    pieces
}

/// Wave and place in an id, so that `w1-100000` comes after `w1-99999`.
fn place_of(id: &str) -> (u32, u32) {
    let mut numbers = id.trim_start_matches('w').splitn(2, '-');
    let mut next = || {
        numbers
            .next()
            .and_then(|text| text.parse().ok())
            .unwrap_or(0)
    };
    (next(), next())
}

/// How many letters there are up to and with the one that is named by its reference or by its
/// place in the batch.
pub(super) fn position(pieces: &[&PieceRecord], text: &str) -> Option<usize> {
    let text = text.trim();
    if let Some(at) = pieces.iter().position(|piece| piece.id == text) {
        return Some(at + 1);
    }
    let place: usize = text.parse().ok()?;
    (1..=pieces.len()).contains(&place).then_some(place)
}

fn no_such_batch(session: &Session<'_>, batch: u32) -> Exit {
    let values = [("batch", batch.into())];
    session
        .terminal
        .fail(&session.messages.text("letters-no-such-batch", &values));
    Exit::Usage
}

fn mark(
    session: &Session<'_>,
    pieces: &[CompactString],
    state: PieceState,
    detail: &str,
) -> Result<u32, Stop> {
    let mut ledger = Ledger::open(&session.ledger())?;
    let changed = ledger.mark(pieces, state, session.date, detail)?;
    let history = ledger.history()?;
    drop(ledger);
    super::memory::keep(session)?;
    outputs::tables(session, vec![workbooks::tables::ledger(&history)])?;
    Ok(changed)
}
