//! `haarvaten forget`: erases a person from the memory, from what was made, and from the lists (AVG
//! 17). What is known is named first; `--really` does it. Whoever is forgotten gets nothing more: that
//! stays, as a keyed hash.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::person::{self, Person};
use crate::cli::Global;
use crate::commands::exit::{Exit, Stop};
use crate::commands::memory::{self, SIDE_LOG};
use crate::commands::session::Session;
use crate::commands::volunteers;
use crate::terminal::Terminal;
use campaign::ledger::{Erasure, Ledger, OptOut};
use domain::Channel;
use domain::text::fold;
use lists::traces::Traces;
use papers::write::files::write_whole;

/// The largest file that is looked through, in bytes.
const LARGEST: u64 = 512 << 20;
/// Endings of plain tables, whose rows can be taken out.
const TABLES: [&str; 4] = ["csv", "txt", "tsv", "tab"];
/// Endings of workbooks, whose texts can be emptied.
const BOOKS: [&str; 4] = ["xlsx", "xlsm", "ods", "xltx"];
/// Mail that came back: one message a file.
const MESSAGES: [&str; 1] = ["eml"];

/// What can be done with a file in which the person stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    /// It was made by the program, and is made again without the person.
    Remade,
    /// Its rows can be taken out.
    Rows,
    /// Its texts can be emptied.
    Texts,
    /// It is about this person alone.
    Removed,
    /// Only a person can.
    ByHand,
}

impl Way {
    fn key(self) -> &'static str {
        match self {
            Self::Remade => "forget-remade",
            Self::Rows => "forget-rows",
            Self::Texts => "forget-texts",
            Self::Removed => "forget-removed",
            Self::ByHand => "forget-by-hand",
        }
    }
}

/// Names what is known of a person; with `really` erases it.
///
/// # Errors
/// When the register or the ledger cannot be read or written.
pub fn forget(
    global: &Global,
    terminal: &Terminal,
    words: &str,
    really: bool,
) -> Result<Exit, Stop> {
    let session = Session::open(global, terminal)?;
    let _held = session.lock()?;
    let known = person::read(&session)?;
    let person = known.find(words);
    let messages = &session.messages;
    let mut texts = person.texts();
    if person.is_nobody() {
        // Nobody by that name in lists or memory; it may still stand in a file.
        texts.push(words.trim().to_owned());
    }
    let traces = Traces::of(texts.iter().map(String::as_str));
    let found = files(&session, &traces);
    tell(&session, &person, &found);
    if person.is_nobody() && found.is_empty() {
        terminal.say(&messages.text("forget-nobody", &[("who", words.into())]));
        return Ok(Exit::DataErrors);
    }
    if !really {
        terminal.say(&messages.plain("forget-dry"));
        return Ok(Exit::Done);
    }
    let scans = person::scans(&session, &person)?;
    erase_memory(&session, &person, texts)?;
    if !scans.is_empty() {
        // Cut-outs of slips stand in it as pictures; `check` makes it anew.
        remove_review(&session)?;
    }
    for (path, way) in &found {
        clean(path, *way, &traces)?;
    }
    // A page of a walk cannot be searched; the next run makes them anew.
    volunteers::remove_pages(&session, &BTreeSet::new())?;
    // Whatever is left is named.
    let left = files(&session, &traces);
    for (path, _) in &left {
        let shown = shown(&session, path);
        terminal.say(&messages.text("forget-left", &[("path", shown.into())]));
    }
    for (file, page) in &scans {
        let values = [("file", file.as_str().into()), ("page", (*page).into())];
        terminal.say(&messages.text("forget-scan", &values));
    }
    let batches = sealed(&person);
    if !batches.is_empty() {
        let list = batches.join(", ");
        terminal.say(&messages.text("forget-batches", &[("list", list.into())]));
    }
    terminal.say(&messages.plain("forget-done"));
    terminal.record(&serde_json::json!({
        "forgotten": true, "left": left.iter().map(|(path, _)| shown(&session, path)).collect::<Vec<_>>(),
    }));
    Ok(if left.is_empty() && scans.is_empty() {
        Exit::Done
    } else {
        Exit::DataErrors
    })
}

/// Removes the workbook with the questions.
fn remove_review(session: &Session<'_>) -> Result<(), Stop> {
    let book = session.outputs().join("workbooks/controle.xlsx");
    match std::fs::symlink_metadata(&book) {
        Ok(_) => {
            let removed = std::fs::remove_file(&book);
            removed.map_err(|source| papers::write::files::WriteError { path: book, source })?;
            Ok(())
        }
        Err(_) => Ok(()),
    }
}

/// The batches in which letters to them lie.
fn sealed(person: &Person) -> Vec<String> {
    let mut batches: Vec<u32> = person
        .pieces
        .iter()
        .filter(|piece| piece.channel == Channel::Letter)
        .filter_map(|piece| piece.batch)
        .collect();
    batches.sort_unstable();
    batches.dedup();
    batches.into_iter().map(|batch| batch.to_string()).collect()
}

fn shown(session: &Session<'_>, path: &Path) -> String {
    let below = path.strip_prefix(&session.root).unwrap_or(path);
    below.display().to_string()
}

fn tell(session: &Session<'_>, person: &Person, found: &[(PathBuf, Way)]) {
    let (terminal, messages) = (session.terminal, &session.messages);
    if person.is_nobody() && found.is_empty() {
        return;
    }
    terminal.say(&messages.plain("forget-known"));
    for text in person.texts() {
        terminal.say(&format!("  {text}"));
    }
    for (place, said) in &person.listed {
        let file = place.file.as_deref().unwrap_or_default();
        terminal.say(&format!("  {file} {}: {said}", place.cell()));
    }
    let count = person.pieces.len();
    terminal.say(&messages.text("forget-pieces", &[("n", count.into())]));
    for (path, way) in found {
        let path = shown(session, path);
        let values = [("path", path.as_str().into())];
        terminal.say(&format!("  {}", messages.text(way.key(), &values)));
        terminal.record(&serde_json::json!({ "file": path, "way": way.key() }));
    }
}

/// Erases what the memory knows, and makes the side log anew; that they want nothing more is kept.
fn erase_memory(session: &Session<'_>, person: &Person, texts: Vec<String>) -> Result<(), Stop> {
    if !session.ledger().exists() {
        return Ok(());
    }
    let mut ledger = Ledger::open(&session.ledger())?;
    let history = ledger.history()?;
    let secret = session.secret_of(&history)?;
    let hash = |subject: &str| secret.hex(&["opt-out", subject]);
    let named = person
        .names
        .iter()
        .map(|name| format!("name {}", fold(name)));
    let mailed = person.emails.iter().map(|email| format!("email {email}"));
    let outs: Vec<OptOut> = named
        .chain(mailed)
        .map(|subject| OptOut {
            subject: format!("hash {}", hash(&subject)).into(),
            channel: None,
            source: "forgotten".into(),
            said: None,
            date: session.date,
        })
        .collect();
    ledger.suppress(&outs)?;
    let erasure = Erasure {
        recipients: person.recipients.clone(),
        texts,
        before: None,
    };
    ledger.erase(&erasure, &hash)?;
    let events = ledger.events()?;
    ledger.close()?;
    memory::write_anew(session, &events)
}

/// The files of the campaign in which one of the texts stands, with what can be done.
fn files(session: &Session<'_>, traces: &Traces) -> Vec<(PathBuf, Way)> {
    let mut found = Vec::new();
    if traces.is_empty() {
        return found;
    }
    let mut folders = vec![session.root.clone()];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = std::fs::read_dir(&folder) else {
            continue;
        };
        for entry in entries.flatten() {
            let path = entry.path();
            let Ok(facts) = std::fs::symlink_metadata(&path) else {
                continue;
            };
            if facts.is_dir() {
                folders.push(path);
            } else if facts.is_file() && !is_memory(session, &path) {
                let bytes = lists::read::file::read(&path, LARGEST).unwrap_or_default();
                if traces.are_in(&bytes) || traces.stand_in(&path.to_string_lossy()) {
                    let way = way(session, &path);
                    found.push((path, way));
                }
            }
        }
    }
    found.sort_by(|a, b| a.0.cmp(&b.0));
    found
}

/// The ledger and its side log are erased from in their own way.
fn is_memory(session: &Session<'_>, path: &Path) -> bool {
    path == session.ledger() || path == session.inputs().join(SIDE_LOG)
}

fn way(session: &Session<'_>, path: &Path) -> Way {
    let ending = path
        .extension()
        .map(|ending| ending.to_string_lossy().to_ascii_lowercase())
        .unwrap_or_default();
    if path.starts_with(session.outputs().join("letters")) {
        Way::ByHand
    } else if path.starts_with(session.outputs()) {
        Way::Remade
    } else if TABLES.contains(&ending.as_str()) {
        Way::Rows
    } else if BOOKS.contains(&ending.as_str()) {
        Way::Texts
    } else if MESSAGES.contains(&ending.as_str()) && path.starts_with(session.inputs()) {
        Way::Removed
    } else {
        Way::ByHand
    }
}

fn clean(path: &Path, way: Way, traces: &Traces) -> Result<(), Stop> {
    let bytes = || lists::read::file::read(path, LARGEST).unwrap_or_default();
    match way {
        Way::Remade | Way::Removed => {
            std::fs::remove_file(path).map_err(|source| papers::write::files::WriteError {
                path: path.to_owned(),
                source,
            })?;
        }
        Way::Rows => {
            let (left, _) = traces.without_rows(&bytes());
            write_whole(path, &left)?;
        }
        Way::Texts => {
            if let Some((left, _)) = traces.without_texts(&bytes()) {
                write_whole(path, &left)?;
            }
        }
        Way::ByHand => {}
    }
    Ok(())
}
