//! A register in a workbook: the same columns as in a text table, on any visible sheet.

use std::ops::ControlFlow;
use std::path::Path;

use compact_str::CompactString;

use super::build::RegisterBuilder;
use super::columns::Layout;
use super::error::{Notes, RegisterError};
use super::flat::FlatReader;
use super::progress::Progress;
use domain::{Finding, Noted, Row};
use lists::read::{Event, Reader};

/// How far from the top of a sheet the headings may stand.
const HEADING_WITHIN: usize = 20;

/// The sheet under way.
#[derive(Default)]
struct Current {
    hidden: bool,
    seen: usize,
    flat: Option<FlatReader>,
    missing: Option<(u32, String)>,
}

/// Reads a workbook into the builder.
pub(super) fn read(
    reader: &Reader,
    path: &Path,
    file: &str,
    builder: &mut RegisterBuilder,
    progress: &dyn Progress,
) -> Result<Noted<()>, RegisterError> {
    let mut notes = Notes::new(file);
    let (mut errors, mut rows, mut first) = (Vec::new(), 0, None);
    let mut current = Current::default();
    builder.begin_table(file);
    progress.begin("workbook", 0);
    let outcome = reader.read(path, &mut |event| {
        match event {
            Event::Sheet(head) => {
                let done = std::mem::take(&mut current);
                rows += conclude(done, &mut notes, &mut errors, &mut first);
                current.hidden = head.hidden;
            }
            Event::Row(row) if !current.hidden && !row.hidden => {
                take(row, &mut current, builder, &mut notes);
            }
            Event::Row(_) | Event::Note(_) => {}
        }
        if progress.stopped() {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    });
    if progress.stopped() {
        return Err(RegisterError::stopped());
    }
    if let Err(failure) = outcome {
        return Err(failure.finding(file).into());
    }
    rows += conclude(current, &mut notes, &mut errors, &mut first);
    let mut findings = notes.finish();
    if rows == 0 && errors.is_empty() {
        // No sheet was a register: say which columns the likeliest one lacks.
        let place = domain::Place::file(file);
        errors.push(match first {
            Some((row, columns)) => Finding::error("R103")
                .at(place.at_row(row))
                .with("columns", columns),
            None => Finding::error("R114").at(place).with("found", ""),
        });
    }
    if errors.is_empty() {
        return Ok(Noted::new((), findings));
    }
    findings.extend(errors);
    Err(RegisterError {
        findings,
        stopped: false,
    })
}

fn take(row: &Row, current: &mut Current, builder: &mut RegisterBuilder, notes: &mut Notes) {
    let cells: Vec<CompactString> = row.cells.iter().map(domain::Cell::shown).collect();
    current.seen += 1;
    let Some(flat) = &mut current.flat else {
        if current.seen > HEADING_WITHIN {
            return;
        }
        let layout = Layout::of(cells.iter().map(CompactString::as_str));
        if layout.is_register() {
            let missing = layout.missing();
            if missing.is_empty() {
                current.flat = Some(FlatReader::new(layout));
            } else if current.missing.is_none() {
                current.missing = Some((row.number, missing.join(", ")));
            }
        }
        return;
    };
    if row.is_blank() {
        return;
    }
    let cell = |at: usize| cells.get(at).map_or("", CompactString::as_str);
    if let Some(address) = flat.row(row.number, cell, notes) {
        let id = address.address_id.clone().unwrap_or_default();
        let unit = address.unit_id.clone().unwrap_or_default();
        let added = builder.add(address);
        builder.count(Ok(added));
        if let Some(code) = added.left_out() {
            notes.often(
                Finding::warning(code)
                    .at(notes.row(row.number))
                    .with("unit", unit)
                    .with("id", id),
            );
        }
    } else {
        builder.count(Err(flat.left_out));
    }
}

/// Ends a sheet; gives the number of addresses on it.
fn conclude(
    sheet: Current,
    notes: &mut Notes,
    errors: &mut Vec<Finding>,
    first: &mut Option<(u32, String)>,
) -> u64 {
    if first.is_none() {
        *first = sheet.missing;
    }
    let Some(flat) = sheet.flat else { return 0 };
    errors.extend(flat.conclude(notes));
    flat.rows
}
