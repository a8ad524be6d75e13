//! `haarvaten collect`: takes in what came back in `inputs/returned/`; and `haarvaten decisions`,
//! which shows what people decided and takes a decision back.

use std::path::{Path, PathBuf};

use super::exit::{Exit, Stop};
use super::session::Session;
use super::walk::{open_register, reader};
use crate::cli::Global;
use crate::domain::{AddressText, Decisions, Finding, Place, Ruling};
use crate::ledger::Ledger;
use crate::matching::Finder;
use crate::read;
use crate::register::Register;
use crate::terminal::Terminal;
use crate::workbooks::controle_back::{Answered, controle_back};

/// The endings of workbooks that people send back.
const WORKBOOKS: [&str; 6] = ["xlsx", "xlsm", "xls", "ods", "fods", "csv"];

/// Takes in everything; what was taken in earlier changes nothing.
///
/// # Errors
/// When the campaign, its register or its ledger cannot be read or written.
pub fn collect(global: &Global, terminal: &Terminal) -> Result<Exit, Stop> {
    let session = Session::open(global, terminal)?;
    let messages = &session.messages;
    let _lock = session.lock()?;
    let mut findings = Vec::new();
    let mut answers: Vec<Answered> = Vec::new();
    let mut later = 0;
    let reader = reader(&session);
    let files = files_below(&session.inputs().join("returned"));
    for path in &files {
        let sheets = read::read_workbook(&reader, path).into_value(&mut findings);
        match controle_back(&sheets, session.date) {
            Some(back) => {
                let back = back.into_value(&mut findings);
                later += back.later;
                answers.extend(back.answers);
            }
            None if sheets.is_empty() => {}
            None => {
                let name = path.file_name().unwrap_or_default().to_string_lossy();
                findings.push(Finding::info("W113").at(Place::file(format!("returned/{name}"))));
            }
        }
    }
    resolve_typed(&session, &mut answers, &mut findings)?;
    let (mut new, mut undone, mut known) = (0_u64, 0_u64, 0_u64);
    let mut ledger = Ledger::open(&session.ledger())?;
    let earlier = ledger.history()?.decisions;
    for answer in &answers {
        let changed = match &answer.decision {
            // The day on which it was first taken in stays: the same workbook again is no news.
            Some(decision)
                if earlier
                    .get(&answer.key)
                    .is_some_and(|e| e.ruling == decision.ruling && e.note == decision.note) =>
            {
                false
            }
            Some(decision) => ledger.decide(&answer.key, decision)?,
            None => {
                let was_there = ledger.undecide(&answer.key, session.date)?;
                undone += u64::from(was_there);
                continue;
            }
        };
        if changed {
            new += 1;
        } else {
            known += 1;
        }
    }
    terminal.findings(&findings, messages, usize::MAX);
    terminal.say(&messages.text(
        "collect-done",
        &[
            ("files", files.len().into()),
            ("new", new.into()),
            ("known", known.into()),
            ("undone", undone.into()),
            ("later", later.into()),
        ],
    ));
    Ok(Exit::after(&findings))
}

/// A decision about an address that a person typed instead of chose is looked up; only what is
/// found for sure is kept.
fn resolve_typed(
    session: &Session<'_>,
    answers: &mut Vec<Answered>,
    findings: &mut Vec<Finding>,
) -> Result<(), Stop> {
    let chosen = |answer: &Answered| match &answer.decision {
        Some(decision) if answer.key.starts_with("adr|") => match &decision.ruling {
            Ruling::Chosen(text) => Some(text.clone()),
            Ruling::NoneOfThese => None,
        },
        _ => None,
    };
    if !answers.iter().any(|answer| chosen(answer).is_some()) {
        return Ok(());
    }
    let register: Register = open_register(session)?.into_value(findings).register;
    let none = Decisions::none();
    let finder = Finder::new(&register, &none);
    answers.retain_mut(|answer| {
        let Some(text) = chosen(answer) else {
            return true;
        };
        if register.find_address(&text).is_some() {
            return true;
        }
        let found = finder.find(&AddressText {
            whole: Some(text.clone()),
            ..AddressText::default()
        });
        match (found.address, &mut answer.decision) {
            (Some(ix), Some(decision)) => {
                let id = register.address_id(ix).to_string();
                decision.ruling = Ruling::Chosen(id.into());
                true
            }
            _ => {
                findings.push(
                    Finding::error("W114")
                        .at(answer.place.clone())
                        .with("text", text),
                );
                false
            }
        }
    });
    Ok(())
}

/// All workbooks below a folder, by name; files that an office program keeps open are left out.
fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut out = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = std::fs::read_dir(&folder) else {
            continue;
        };
        for entry in entries.flatten() {
            let path = entry.path();
            let name = entry.file_name().to_string_lossy().into_owned();
            if name.starts_with('.') || name.starts_with("~$") {
                continue;
            }
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let ending = path
                .extension()
                .map(|e| e.to_string_lossy().to_ascii_lowercase())
                .unwrap_or_default();
            if WORKBOOKS.contains(&ending.as_str()) {
                out.push(path);
            }
        }
    }
    out.sort();
    out
}

/// Shows all decisions that hold, or takes one back.
///
/// # Errors
/// When the campaign or its ledger cannot be read or written.
pub fn decisions(global: &Global, terminal: &Terminal, undo: Option<usize>) -> Result<Exit, Stop> {
    let session = Session::open(global, terminal)?;
    let messages = &session.messages;
    let history = Ledger::history_of(&session.ledger())?;
    let list: Vec<(String, String)> = history
        .decisions
        .iter()
        .map(|(key, decision)| {
            let ruling = match &decision.ruling {
                Ruling::Chosen(text) => text.to_string(),
                Ruling::NoneOfThese => messages.plain("controle-none"),
            };
            let line = format!("{key} → {ruling} ({})", messages.date(decision.date));
            (key.to_owned(), line)
        })
        .collect();
    let Some(number) = undo else {
        for (at, (_, line)) in list.iter().enumerate() {
            terminal.say(&format!("{}. {line}", at + 1));
        }
        terminal.say(&messages.text("decisions-count", &[("n", list.len().into())]));
        return Ok(Exit::Done);
    };
    let Some((key, line)) = number.checked_sub(1).and_then(|at| list.get(at)) else {
        terminal.fail(&messages.text("decisions-no-such", &[("n", number.into())]));
        return Ok(Exit::Usage);
    };
    let _lock = session.lock()?;
    Ledger::open(&session.ledger())?.undecide(key, session.date)?;
    terminal.say(&messages.text("decisions-undone", &[("what", line.as_str().into())]));
    Ok(Exit::Done)
}
