//! Excel 97–2003 through calamine, with hidden rows from the records themselves.

use std::io::{Cursor, Read, Seek};

use calamine::{Data, DataRef, Reader as _, SheetType, SheetVisible, Xls, XlsError};

use domain::Cell;

use super::event::{Failure, Note, SheetHead};
use super::marks;
use super::rows::{Merge, Rows, SheetFacts, Stop};
use super::xls_rows::{Container, with_usual_names};
use super::xlsx::to_cell;

/// An .xls holds at most 65,536 rows of 256 columns a sheet; larger files are something else.
const LARGEST: u64 = 192 * 1024 * 1024;

/// Reads an .xls workbook.
pub(super) fn read<F: Read + Seek>(mut file: F, rows: &mut Rows<'_, '_>) -> Result<(), Stop> {
    let mut bytes = Vec::new();
    (&mut file)
        .take(LARGEST + 1)
        .read_to_end(&mut bytes)
        .map_err(Failure::damaged)?;
    if bytes.len() as u64 > LARGEST {
        return Err(Failure::TooLarge {
            limit_mib: LARGEST >> 20,
        }
        .into());
    }
    with_usual_names(&mut bytes);
    let mut found = match Container::open(&bytes) {
        Some(container) => {
            container.check()?;
            container.hidden()?
        }
        None => return Err(Failure::damaged("compound file").into()),
    };
    let mut book = Xls::new(Cursor::new(bytes)).map_err(|error| {
        if matches!(error, XlsError::Password) {
            Failure::Password
        } else {
            Failure::damaged(error)
        }
    })?;
    for sheet in book.sheets_metadata().to_vec() {
        let facts = found.sheets.remove(&sheet.name).unwrap_or_default();
        let merges = book
            .merge_cells_by_sheet_name(&sheet.name)
            .unwrap_or_default();
        let merges = merges
            .into_iter()
            .map(|region| Merge {
                first_row: region.start.0,
                last_row: region.end.0,
                column: region.start.1,
                last_column: region.end.1,
            })
            .collect();
        let head = SheetHead {
            name: sheet.name.clone(),
            hidden: sheet.visible != SheetVisible::Visible,
            hidden_columns: facts.hidden_columns,
            from_1904: found.from_1904,
        };
        rows.sheet(
            head,
            SheetFacts {
                hidden_rows: facts.hidden_rows,
                merges,
            },
        )?;
        if sheet.typ != SheetType::WorkSheet {
            rows.note(Note::NoGrid)?;
            continue;
        }
        let range = book
            .worksheet_range(&sheet.name)
            .map_err(Failure::damaged)?;
        let (top, left) = range.start().unwrap_or_default();
        for (row, column, data) in range.used_cells() {
            let position =
                |at: usize, from: u32| u32::try_from(at).ok().and_then(|at| at.checked_add(from));
            if let (Some(row), Some(column)) = (position(row, top), position(column, left)) {
                let cell = match facts.marked.cells.get(&(row, column)) {
                    None => owned(data),
                    Some(Some(text)) => marks::resolve(text, row, column, rows),
                    Some(None) => marks::resolve(&marks::STRUCK.to_string(), row, column, rows),
                };
                rows.cell(row, column, cell)?;
            }
        }
        rows.end_sheet()?;
    }
    Ok(())
}

fn owned(data: &Data) -> Cell {
    match data {
        Data::Empty => Cell::Empty,
        Data::String(text) | Data::DurationIso(text) => Cell::text(text),
        Data::Int(n) => to_cell(&DataRef::Int(*n)),
        Data::Float(n) => to_cell(&DataRef::Float(*n)),
        Data::Bool(value) => Cell::Bool(*value),
        Data::DateTime(when) => to_cell(&DataRef::DateTime(*when)),
        Data::DateTimeIso(text) => to_cell(&DataRef::DateTimeIso(text.clone())),
        Data::Error(error) => to_cell(&DataRef::Error(error.clone())),
    }
}
