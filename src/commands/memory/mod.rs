//! The memory of a campaign lives in two places: the ledger, and `inputs/geheugen.log`, to which
//! lines are only ever added. Before anything is made they are compared with each other and with
//! what stands in `outputs/`; `haarvaten repair` brings them together again.

mod repair;

use std::collections::BTreeSet;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use super::exit::{Exit, Stop};
use super::session::Session;
use campaign::ledger::Ledger;
use campaign::ledger::told::{self, SideLog, Standing, Told};
use domain::messages::Value;
use papers::write::files::{WriteError, write_whole};

pub use repair::repair;

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
