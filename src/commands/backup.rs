//! `haarvaten backup DIR`: a copy of everything that cannot be made again: the memory, its side
//! log, the key and the settings.

use std::fs;
use std::path::{Path, PathBuf};

use super::exit::{Exit, Stop};
use super::memory::SIDE_LOG;
use super::session::Session;
use crate::cli::Global;
use crate::terminal::Terminal;
use campaign::ledger::Ledger;
use papers::write::files::WriteError;

/// Files below `inputs/` that go along, where they are there.
const INPUTS: [&str; 4] = [SIDE_LOG, "secret.key", "campaign.toml", "survey.toml"];

/// Copies the memory of a campaign into a new folder below `to`, and looks whether the copy is
/// whole.
///
/// # Errors
/// When the campaign or its memory cannot be read, or the disk says no.
pub fn backup(global: &Global, terminal: &Terminal, to: &Path) -> Result<Exit, Stop> {
    let session = Session::open(global, terminal)?;
    let _held = session.lock()?;
    let ledger = session.ledger();
    if !ledger.exists() {
        terminal.say(&session.messages.plain("backup-none"));
        return Ok(Exit::Done);
    }
    if lies_in(to, &session.root) {
        // Whoever is forgotten must not live on in the campaign's own folder.
        terminal.fail(&session.messages.plain("backup-inside"));
        return Ok(Exit::Usage);
    }
    let folder = free(to, &session.date.to_string());
    private_folder(&folder).map_err(|source| session.stop(wrong(&folder, source)))?;
    let copy = folder.join("ledger.sqlite");
    let before = Ledger::open(&ledger)?.events()?;
    let kept = Ledger::copy(&ledger, &copy)?;
    let after = kept.events()?;
    kept.close()?;
    for name in INPUTS {
        let from = session.inputs().join(name);
        let Ok(bytes) = lists::read::file::read(&from, 4 << 30) else {
            continue;
        };
        papers::write::files::write_whole(&folder.join(name), &bytes)?;
    }
    if before != after {
        return Err(session.stop(wrong(&copy, std::io::ErrorKind::InvalidData.into())));
    }
    let values = [
        ("folder", folder.display().to_string().into()),
        ("events", after.len().into()),
    ];
    terminal.say(&session.messages.text("backup-done", &values));
    terminal.record(&serde_json::json!({
        "folder": folder.display().to_string(), "events": after.len(),
    }));
    Ok(Exit::Done)
}

fn wrong(path: &Path, source: std::io::Error) -> Stop {
    WriteError {
        path: path.to_owned(),
        source,
    }
    .into()
}

/// Whether a folder lies in the campaign's.
fn lies_in(to: &Path, campaign: &Path) -> bool {
    let whole = |path: &Path| {
        let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        // As far as it is there: links are followed.
        absolute
            .ancestors()
            .find_map(|part| {
                let real = part.canonicalize().ok()?;
                let rest = absolute.strip_prefix(part).ok()?;
                Some(real.join(rest))
            })
            .unwrap_or(absolute)
    };
    whole(to).starts_with(whole(campaign))
}

/// `2026-11-27`, or the first of `2026-11-27-2`, `-3`, … that is not there yet.
fn free(to: &Path, date: &str) -> PathBuf {
    let mut folder = to.join(date);
    let mut number = 1;
    while folder.exists() {
        number += 1;
        folder = to.join(format!("{date}-{number}"));
    }
    folder
}

/// Makes a folder that nobody else reads.
fn private_folder(folder: &Path) -> std::io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}
