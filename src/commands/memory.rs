//! The memory of a campaign lives in two places: the ledger, and `inputs/geheugen.log`, to which
//! lines are only ever added. Before anything is made they are compared with each other and with
//! what stands in `outputs/`; `haarvaten repair` brings them together again.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use super::exit::{Exit, Stop};
use super::lock::Lock;
use super::outputs;
use super::session::Session;
use crate::cli::Global;
use crate::terminal::Terminal;
use campaign::ledger::told::{self, SideLog, Standing, Told};
use campaign::ledger::{Ledger, PieceRecord};
use domain::messages::Value;
use domain::{Channel, Code, Language, PieceKind, PieceState, Secret};
use papers::workbooks;
use papers::write::files::{WriteError, write_whole};
use papers::write::step;

/// The name of the side log below `inputs/`.
pub const SIDE_LOG: &str = "geheugen.log";
/// A side log that is larger is none, in bytes.
const LARGEST_LOG: u64 = 4 << 30;

/// Looks whether the memory is whole, and brings the side log up to date.
///
/// # Errors
/// When something that was known is missing: nothing may be made then.
pub fn check(session: &Session<'_>) -> Result<(), Stop> {
    let stop = |key, values: Vec<(&'static str, Value)>| {
        Err(session.stop(Stop::sentence(Exit::CannotGoOn, key, values)))
    };
    let path = session.inputs().join(SIDE_LOG);
    let ledger = session.ledger();
    if [&path, &ledger].iter().any(|path| is_link(path)) {
        return stop("stop-memory-link", Vec::new());
    }
    let log = side_log(&path)?;
    let there = ledger.exists();
    let events = if there {
        Ledger::open(&ledger)
            .and_then(|ledger| ledger.events())
            .map_err(|error| {
                let values = vec![("message", error.to_string().into())];
                session.stop(Stop::sentence(
                    Exit::CannotGoOn,
                    "stop-ledger-damaged",
                    values,
                ))
            })?
    } else {
        Vec::new()
    };
    if log.as_ref().is_some_and(|log| log.changed) {
        return stop("stop-side-log-changed", Vec::new());
    }
    let known = log.as_ref().map_or(&[][..], |log| &log.events);
    if let Standing::Lost(count) = told::compare(&events, known) {
        let key = if there {
            "stop-memory-older"
        } else {
            "stop-memory-gone"
        };
        return stop(key, vec![("count", count.into())]);
    }
    // Without a side log what was made is the only witness.
    let unknown = shown_states(session, &events).len();
    let unsealed = if known.is_empty() {
        unknown_batches(session, &events)
    } else {
        0
    };
    if unknown + unsealed > 0 {
        let key = if there {
            "stop-memory-older"
        } else {
            "stop-memory-gone"
        };
        return stop(key, vec![("count", (unknown + unsealed).into())]);
    }
    if there {
        keep_with(&path, log.as_ref(), &events)?;
    }
    Ok(())
}

/// Adds to the side log what the ledger has learned.
///
/// # Errors
/// When the ledger cannot be read, or the disk says no.
pub fn keep(session: &Session<'_>) -> Result<(), Stop> {
    let path = session.inputs().join(SIDE_LOG);
    if is_link(&path) {
        return Err(session.stop(Stop::sentence(
            Exit::CannotGoOn,
            "stop-memory-link",
            Vec::new(),
        )));
    }
    let log = side_log(&path)?;
    let events = Ledger::open(&session.ledger())?.events()?;
    keep_with(&path, log.as_ref(), &events)
}

/// Writes the side log anew from these events: after something was erased, what it said may stand
/// nowhere.
///
/// # Errors
/// When the disk says no.
pub fn write_anew(session: &Session<'_>, events: &[Told]) -> Result<(), Stop> {
    let path = session.inputs().join(SIDE_LOG);
    let text = format!("{}{}", told::HEAD, told::lines(&[], events));
    Ok(write_whole(&path, text.as_bytes())?)
}

/// Adds lines to the side log while work goes on.
#[derive(Debug)]
pub struct Appender {
    file: fs::File,
    path: PathBuf,
    chain: told::Chain,
}

impl Appender {
    /// Opens the side log of a campaign whose memory was looked at, and is up to date.
    ///
    /// # Errors
    /// When the ledger cannot be read, or the disk says no.
    pub fn open(session: &Session<'_>) -> Result<Self, Stop> {
        keep(session)?;
        let path = session.inputs().join(SIDE_LOG);
        let events = Ledger::open(&session.ledger())?.events()?;
        let file = fs::OpenOptions::new()
            .append(true)
            .open(&path)
            .map_err(|source| WriteError {
                path: path.clone(),
                source,
            })?;
        Ok(Self {
            file,
            path,
            chain: told::Chain::after(&events),
        })
    }

    /// Adds events.
    ///
    /// # Errors
    /// When the disk says no.
    pub fn add(&mut self, events: &[Told]) -> Result<(), WriteError> {
        let lines: String = events.iter().map(|told| self.chain.line(told)).collect();
        self.file
            .write_all(lines.as_bytes())
            .map_err(|source| WriteError {
                path: self.path.clone(),
                source,
            })
    }
}

fn keep_with(path: &Path, log: Option<&SideLog>, events: &[Told]) -> Result<(), Stop> {
    let at = |source| WriteError {
        path: path.to_owned(),
        source,
    };
    let before = log.map_or(&[][..], |log| &log.events);
    let new = events.get(before.len()..).unwrap_or_default();
    if new.is_empty() {
        return Ok(());
    }
    let lines = told::lines(before, new);
    let whole = log.map_or(0, |log| log.whole);
    let length = fs::metadata(path).map_or(0, |data| data.len());
    if whole > 0 && u64::try_from(whole).is_ok_and(|whole| whole == length) {
        let mut file = fs::OpenOptions::new().append(true).open(path).map_err(at)?;
        file.write_all(lines.as_bytes()).map_err(at)?;
        file.sync_all().map_err(at)?;
    } else {
        // A last line that was cut off is written anew.
        let text = format!("{}{}{lines}", told::HEAD, told::lines(&[], before));
        write_whole(path, text.as_bytes())?;
    }
    Ok(())
}

fn is_link(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|data| !data.is_file())
}

fn side_log(path: &Path) -> Result<Option<SideLog>, Stop> {
    match lists::read::file::read(path, LARGEST_LOG) {
        Ok(bytes) => {
            let text = String::from_utf8_lossy(&bytes);
            Ok(Some(told::read(&text)))
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(source) => Err(WriteError {
            path: path.to_owned(),
            source,
        }
        .into()),
    }
}

/// A table of an earlier run: its rows by column.
pub fn table(session: &Session<'_>, name: &str) -> Vec<csv::StringRecord> {
    let path = session.outputs().join("tables").join(name);
    let bytes = lists::read::file::read(&path, 1 << 30).unwrap_or_default();
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .from_reader(&bytes[..]);
    reader.records().flatten().collect()
}

/// The lines of `ledger.csv` that no event speaks of: pieces, or states of known ones. A ledger that
/// is newer than its table still has the event.
fn shown_states(session: &Session<'_>, events: &[Told]) -> Vec<csv::StringRecord> {
    let known: BTreeSet<(&str, &str, &str)> = events
        .iter()
        .map(|told| (told.about.as_str(), told.what.as_str(), told.date.as_str()))
        .collect();
    let mut rows = table(session, "ledger.csv");
    rows.retain(|row| {
        let field = |column| row.get(column).unwrap_or_default();
        is_piece(field(0)) && !known.contains(&(field(0), field(3), field(4)))
    });
    rows
}

fn is_piece(id: &str) -> bool {
    id.strip_prefix('w')
        .and_then(|rest| rest.split_once('-'))
        .is_some_and(|(wave, place)| wave.parse::<u32>().is_ok() && place.parse::<u32>().is_ok())
}

/// Sealed files of batches that no event speaks of.
fn unknown_batches(session: &Session<'_>, events: &[Told]) -> usize {
    let known: BTreeSet<&str> = events
        .iter()
        .filter(|told| told.what == "batch" || told.what == "kept")
        .map(|told| told.about.as_str())
        .collect();
    letter_names(session)
        .iter()
        .filter(|name| name.starts_with("batch-") && !known.contains(name.as_str()))
        .count()
}

fn letter_names(session: &Session<'_>) -> Vec<String> {
    let entries = fs::read_dir(session.outputs().join("letters"));
    let mut names: Vec<String> = entries
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

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

/// Shows who opted out, or takes an opt-out back because a person says why.
///
/// # Errors
/// When the campaign or its memory cannot be read or written.
pub fn opt_outs(
    global: &Global,
    terminal: &Terminal,
    take_back: Option<(usize, &str)>,
) -> Result<Exit, Stop> {
    let session = Session::open(global, terminal)?;
    let _held = session.lock()?;
    let messages = &session.messages;
    let history = Ledger::history_of(&session.ledger())?;
    let Some((number, reason)) = take_back else {
        for (at, out) in (1_u32..).zip(&history.suppressed) {
            let channel = messages.plain(match out.channel {
                None => "optout-all",
                Some(Channel::Letter) => "optout-letter",
                Some(Channel::Email) => "optout-email",
            });
            let date = messages.date(out.said.unwrap_or(out.date));
            terminal.say(&format!("{at}. {}, {channel}, {date}", out.subject));
            terminal.record(&serde_json::json!({
                "optout": at,
                "subject": out.subject.as_str(),
                "channel": out.channel.map_or("all", Channel::word),
                "date": out.said.unwrap_or(out.date).to_string(),
            }));
        }
        let values = [("n", history.suppressed.len().into())];
        terminal.say(&messages.text("optouts-count", &values));
        return Ok(Exit::Done);
    };
    if reason.trim().is_empty() {
        terminal.fail(&messages.plain("optouts-reason"));
        return Ok(Exit::Usage);
    }
    let found = number
        .checked_sub(1)
        .and_then(|at| history.suppressed.get(at));
    let Some(out) = found else {
        terminal.fail(&messages.text("optouts-no-such", &[("n", number.into())]));
        return Ok(Exit::Usage);
    };
    let mut ledger = Ledger::open(&session.ledger())?;
    ledger.take_back(&out.subject, session.date, reason)?;
    drop(ledger);
    keep(&session)?;
    let values = [("who", out.subject.as_str().into())];
    terminal.say(&messages.text("optouts-taken-back", &values));
    Ok(Exit::Done)
}
