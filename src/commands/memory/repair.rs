//! `haarvaten repair`: the ledger and its side log, built anew from everything that is left of them.

use std::collections::BTreeSet;
use std::path::PathBuf;

use super::{SIDE_LOG, is_link, letter_names, shown_states, side_log, table};
use crate::cli::Global;
use crate::commands::exit::{Exit, Stop};
use crate::commands::lock::Lock;
use crate::commands::outputs;
use crate::commands::session::Session;
use crate::terminal::Terminal;
use campaign::ledger::told::{self, Told};
use campaign::ledger::{Ledger, PieceRecord};
use domain::{Channel, Code, Language, PieceKind, PieceState, Secret};
use papers::workbooks;
use papers::write::files::write_whole;
use papers::write::step;

/// Builds the ledger and its side log anew from everything that is left of them.
///
/// # Errors
/// When there is nothing to build from, or the disk says no.
pub fn repair(global: &Global, terminal: &Terminal) -> Result<Exit, Stop> {
    let session = Session::open(global, terminal)?;
    let _held = Lock::take(&session.outputs()).map_err(|stop| session.stop(stop))?;
    step::recover(&session.outputs())?;
    let path = session.inputs().join(SIDE_LOG);
    let old_path = session.ledger();
    if [&path, &old_path].iter().any(|path| is_link(path)) {
        let stop = Stop::sentence(Exit::CannotGoOn, "stop-memory-link", Vec::new());
        return Err(session.stop(stop));
    }
    let log = side_log(&path)?.unwrap_or_default();
    let old = if old_path.exists() {
        Ledger::open(&old_path).ok()
    } else {
        None
    };
    let mut events = log.events.clone();
    let heard: BTreeSet<&Told> = log.events.iter().collect();
    let ledger_events = old
        .as_ref()
        .and_then(|old| old.events().ok())
        .unwrap_or_default();
    events.extend(
        ledger_events
            .iter()
            .filter(|told| !heard.contains(told))
            .cloned(),
    );
    let from_tables = from_tables(&session, &events)?;
    let uncertain = from_tables
        .iter()
        .filter(|told| told.what == "uncertain")
        .count();
    events.extend(from_tables);
    if events.is_empty() {
        return Err(session.stop(Stop::sentence(
            Exit::CannotGoOn,
            "repair-nothing",
            Vec::new(),
        )));
    }
    session.begin_step()?;
    let new_path = session.making().join("ledger.sqlite");
    let mut new = Ledger::open(&new_path)?;
    new.rebuild(&events)?;
    let lost = keep_letters(&session, &mut new, &events, old.as_ref())?;
    if let Some(old) = &old {
        // How things stood earlier is in the ledger alone.
        for snapshot in old
            .history()
            .map(|history| history.snapshots)
            .unwrap_or_default()
        {
            new.remember(&snapshot)?;
        }
    }
    let history = new.history()?;
    outputs::tables(&session, vec![workbooks::tables::ledger(&history)])?;
    new.close()?;
    drop(old);
    let mut aside = Vec::new();
    if old_path == session.outputs().join("ledger.sqlite") && old_path.exists() {
        let to = session.free_aside("ledger.sqlite");
        aside.push((PathBuf::from("ledger.sqlite"), to));
    }
    session.show(aside)?;
    let all = Ledger::open(&old_path)?.events()?;
    write_whole(
        &path,
        format!("{}{}", told::HEAD, told::lines(&[], &all)).as_bytes(),
    )?;
    let values = [
        ("pieces", history.pieces.len().into()),
        ("optouts", history.suppressed.len().into()),
        ("decisions", history.decisions.iter().count().into()),
        ("uncertain", uncertain.into()),
        ("files", lost.into()),
    ];
    terminal.say(&session.messages.text("repair-done", &values));
    Ok(if uncertain + lost > 0 {
        Exit::DataErrors
    } else {
        Exit::Done
    })
}

/// Keeps the sealed files again that are whole; how many are not.
fn keep_letters(
    session: &Session<'_>,
    new: &mut Ledger,
    events: &[Told],
    old: Option<&Ledger>,
) -> Result<usize, Stop> {
    let mut lost = 0;
    for (name, (date, hash)) in Ledger::hashes(events) {
        let is_it = |bytes: &Vec<u8>| blake3::hash(bytes).to_hex().as_str() == hash;
        let kept = old.and_then(|old| old.file(&name).ok().flatten());
        let in_folder = || {
            let path = session.outputs().join("letters").join(&name);
            lists::read::file::read(&path, 4 << 30).ok()
        };
        let bytes = kept.filter(is_it).or_else(|| in_folder().filter(is_it));
        match (bytes, date.parse()) {
            (Some(bytes), Ok(date)) => new.restore_file(&name, &bytes, date)?,
            _ => lost += 1,
        }
    }
    Ok(lost)
}

/// What `ledger.csv`, `plan.csv` and the sealed files say of pieces that no event knows. They are
/// marked as uncertain: nobody is written to again about the same because of them.
fn from_tables(session: &Session<'_>, before: &[Told]) -> Result<Vec<Told>, Stop> {
    let known: BTreeSet<String> = before.iter().map(|told| told.about.clone()).collect();
    let plan = table(session, "plan.csv");
    let (old, new): (Vec<_>, Vec<_>) = shown_states(session, before)
        .into_iter()
        .partition(|row| row.get(0).is_some_and(|id| known.contains(id)));
    let states = old.iter().map(|row| {
        let field = |column| row.get(column).unwrap_or_default().to_owned();
        Told {
            date: field(4),
            what: field(3),
            about: field(0),
            detail: field(6),
        }
    });
    let mut events: Vec<Told> = states
        .filter(|told| {
            PieceState::parse(&told.what).is_some()
                && told.date.parse::<jiff::civil::Date>().is_ok()
        })
        .collect();
    if new.is_empty() {
        events.extend(batches_of(session, &known, &[]));
        return Ok(events);
    }
    let secret = session.secret()?;
    let mut pieces = Vec::new();
    for row in &new {
        let Some(piece) = piece_of(row, &plan, &secret) else {
            continue;
        };
        pieces.push((piece, row));
    }
    let records: Vec<PieceRecord> = pieces.iter().map(|(piece, _)| piece.clone()).collect();
    events.extend(Ledger::told_of(&records, &[]));
    for (piece, row) in &pieces {
        let mut add = |what: &str, detail: &str| {
            events.push(Told {
                date: piece.when.to_string(),
                what: what.to_owned(),
                about: piece.id.to_string(),
                detail: detail.to_owned(),
            });
        };
        let state = row.get(3).and_then(PieceState::parse);
        match state {
            Some(PieceState::Sealed | PieceState::Waiting) | None => {}
            Some(state) => add(state.word(), row.get(6).unwrap_or_default()),
        }
        if matches!(state, Some(PieceState::Sealed | PieceState::Waiting) | None) {
            add(PieceState::Uncertain.word(), "repair");
        }
    }
    events.extend(batches_of(session, &known, &records));
    Ok(events)
}

fn piece_of(
    row: &csv::StringRecord,
    plan: &[csv::StringRecord],
    secret: &Secret,
) -> Option<PieceRecord> {
    let id = row.get(0)?;
    let recipient = row.get(1)?;
    let wave = id.strip_prefix('w')?.split_once('-')?.0.parse().ok()?;
    let when = row.get(4)?.parse().ok()?;
    let planned = plan.iter().find(|line| line.get(0) == Some(id));
    let of = |column: usize| planned.and_then(|line| line.get(column));
    Some(PieceRecord {
        id: id.into(),
        recipient: recipient.into(),
        wave,
        kind: of(4).and_then(PieceKind::parse).unwrap_or(PieceKind::Start),
        reminds_of: None,
        channel: if row.get(2) == Some(Channel::Email.word()) {
            Channel::Email
        } else {
            Channel::Letter
        },
        email: None,
        language: of(6)
            .and_then(Language::parse)
            .unwrap_or_else(Language::dutch),
        code: of(7)
            .and_then(Code::parse)
            .unwrap_or_else(|| secret.code(recipient, wave, 0)),
        batch: of(8).and_then(|batch| batch.parse().ok()),
        made: when,
        state: PieceState::Sealed,
        when,
        message_id: row.get(5).filter(|id| !id.is_empty()).map(Into::into),
        answer: compact_str::CompactString::default(),
        ready: false,
        answered: false,
    })
}

/// The sealed files whose batches are not known: their numbers are never given out again.
fn batches_of(
    session: &Session<'_>,
    known: &BTreeSet<String>,
    pieces: &[PieceRecord],
) -> Vec<Told> {
    let mut events = Vec::new();
    for name in letter_names(session) {
        let number = name
            .strip_prefix("batch-")
            .and_then(|rest| rest.split_once('-'))
            .and_then(|(number, _)| number.parse::<u32>().ok());
        let Some(number) = number.filter(|_| !known.contains(&name)) else {
            continue;
        };
        let piece = pieces.iter().find(|piece| piece.batch == Some(number));
        let date = piece.map_or(session.date, |piece| piece.made);
        let wave = piece.map_or(1, |piece| piece.wave);
        let path = session.outputs().join("letters").join(&name);
        let Ok(bytes) = lists::read::file::read(&path, 4 << 30) else {
            continue;
        };
        events.extend(Ledger::told_of(&[], &[(number, wave, date, name.clone())]));
        events.push(Told {
            date: date.to_string(),
            what: "kept".to_owned(),
            about: name,
            detail: blake3::hash(&bytes).to_hex().to_string(),
        });
    }
    events
}
