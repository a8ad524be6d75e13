//! Puts what the rooms made into the campaign's `outputs/`.

use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::exit::{Exit, Stop};
use super::session::Session;
use campaign::outreach::Plan;
use domain::workbook::Workbook;
use domain::{Channel, Finding, Noted, Table};
use papers::emails::{self, EmailContext};
use papers::write::{csv, files, keep, xlsx};

/// Writes tables as CSV.
///
/// # Errors
/// When the disk says no.
pub fn tables(session: &Session<'_>, tables: Vec<Table<'_>>) -> Result<(), Stop> {
    let folder = session.making().join("tables");
    tables.into_par_iter().try_for_each(|table| {
        let path = folder.join(table.file);
        files::write_streamed(&path, |out| csv::write(table, out))
    })?;
    Ok(())
}

/// Writes workbooks, none over one that a person edited; tells which got a new name.
///
/// # Errors
/// When the disk says no.
pub fn workbooks(session: &Session<'_>, workbooks: &[Workbook]) -> Result<Vec<PathBuf>, Stop> {
    let mut bytes = Vec::new();
    for workbook in workbooks {
        let made = xlsx::bytes(workbook).map_err(|error| {
            let values = vec![
                ("path", workbook.file_name.clone().into()),
                ("message", error.to_string().into()),
            ];
            Stop::sentence(Exit::CannotGoOn, "stop-write", values)
        })?;
        bytes.push((workbook.file_name.clone(), made));
    }
    let kept = keep::write_beside_edited(
        &session.outputs().join("workbooks"),
        &session.making().join("workbooks"),
        &bytes,
    )?;
    for file in kept.iter().filter(|file| file.has_new_name()) {
        let name = |path: &PathBuf| {
            path.file_name()
                .map(|n| n.to_string_lossy().into_owned())
                .unwrap_or_default()
        };
        let values = [
            ("asked", name(&file.asked).into()),
            ("written", name(&file.written).into()),
        ];
        session
            .terminal
            .say(&session.messages.text("workbook-kept", &values));
    }
    Ok(kept.into_iter().map(|file| file.written).collect())
}

/// Writes the e-mails as `.eml`; nothing is sent. A file that is there already stays.
///
/// # Errors
/// When a template cannot be used, or the disk says no.
pub fn emails(
    session: &Session<'_>,
    plan: &Plan,
    context: &EmailContext<'_>,
    findings: &mut Vec<Finding>,
) -> Result<(), Stop> {
    let Noted {
        value: messages,
        findings: found,
    } = emails::compose(plan, context);
    let wanted = plan
        .pieces
        .iter()
        .filter(|piece| piece.channel == Channel::Email)
        .count();
    if messages.len() < wanted {
        return Err(session.stop(Stop::findings(Exit::Usage, found)));
    }
    findings.extend(found);
    for message in &messages {
        let path = session.making().join("emails").join(&message.file_name);
        write_once(&path, &message.bytes)?;
    }
    Ok(())
}

/// Writes a file of a piece; one that is there already was made by an earlier run and stays.
fn write_once(path: &Path, bytes: &[u8]) -> Result<(), Stop> {
    if lists::read::file::holds(path, bytes) {
        return Ok(());
    }
    Ok(files::write_whole(path, bytes)?)
}
