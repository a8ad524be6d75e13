//! Puts what the rooms made into the campaign's `outputs/`.

use std::path::PathBuf;

use super::exit::{Exit, Stop};
use super::session::Session;
use crate::workbooks::{Table, Workbook};
use crate::write::{csv, files, keep, xlsx};

/// Writes tables as CSV.
///
/// # Errors
/// When the disk says no.
pub fn tables(session: &Session<'_>, tables: Vec<Table<'_>>) -> Result<(), Stop> {
    for table in tables {
        let path = session.outputs().join("tables").join(table.file);
        files::write_streamed(&path, |out| csv::write(table, out))?;
    }
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
    let kept = keep::write_beside_edited(&session.outputs().join("workbooks"), &bytes)?;
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

/// STUB
pub fn letters(_: &Session<'_>, _: &super::walk::Walked, _: &crate::coverage::Coverage, _: &crate::outreach::Plan, _: &mut Vec<crate::domain::Finding>) -> Result<Vec<(u32, compact_str::CompactString)>, Stop> { Ok(vec![]) }
/// STUB
pub fn emails(_: &Session<'_>, _: &super::walk::Walked, _: &crate::coverage::Coverage, _: &crate::outreach::Plan, _: &crate::domain::Secret, _: &mut Vec<crate::domain::Finding>) -> Result<(), Stop> { Ok(()) }
/// STUB
pub fn report(_: &Session<'_>, _: &crate::workbooks::Context<'_>) -> Result<(), Stop> { Ok(()) }
