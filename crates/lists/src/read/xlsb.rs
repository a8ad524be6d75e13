//! xlsb through calamine's cell stream, with what it does not tell: hidden rows and columns, merged
//! cells.
//!
//! Source: MS-XLSB 2.1.4 (records), 2.4.717 (`BrtRowHdr`), 2.4.323 (`BrtColInfo`), 2.4.698
//! (`BrtMergeCell`), 2.4.311 (`BrtBundleSh`).

use std::io::{Read, Seek};

use calamine::{Reader as _, SheetType, SheetVisible, Xlsb, XlsbError};
use zip::ZipArchive;

use super::event::{Failure, Note, SheetHead};
use super::limits::Limits;
use super::rows::{Merge, Rows, Stop};
use super::xlsx::{facts_of, member, targets, to_cell};
use super::zipwalk::{COLUMNS, PartFacts, REGIONS, walk};

/// Reads an xlsb workbook.
pub(super) fn read<F: Read + Seek>(
    mut file: F,
    bytes: u64,
    limits: &Limits,
    rows: &mut Rows<'_, '_>,
) -> Result<(), Stop> {
    let (found, parts, from_1904) = {
        let mut zip = ZipArchive::new(&mut file).map_err(Failure::damaged)?;
        let found = walk(&mut zip, bytes, limits)?;
        let parts = sheet_parts(&mut zip);
        let from_1904 = is_from_1904(&mut zip);
        (found, parts, from_1904)
    };
    let mut book = Xlsb::new(file).map_err(|error| {
        if matches!(error, XlsbError::Password) {
            Failure::Password
        } else {
            Failure::damaged(error)
        }
    })?;
    for sheet in book.sheets_metadata().to_vec() {
        let facts = facts_of(&found, &parts, &sheet.name);
        let head = SheetHead {
            name: sheet.name.clone(),
            hidden: sheet.visible != SheetVisible::Visible,
            hidden_columns: facts.hidden_columns,
            from_1904,
        };
        rows.sheet(head, facts.rows)?;
        if sheet.typ != SheetType::WorkSheet {
            rows.note(Note::NoGrid)?;
            continue;
        }
        let mut cells = book
            .worksheet_cells_reader(&sheet.name)
            .map_err(Failure::damaged)?;
        while let Some(cell) = cells.next_cell().map_err(Failure::damaged)? {
            let (row, column) = cell.get_position();
            rows.cell(row, column, to_cell(cell.get_value()))?;
        }
        rows.end_sheet()?;
    }
    Ok(())
}

/// Whether numbers that are dates count from 1904 (`BrtWbProp`, its first flag).
fn is_from_1904<F: Read + Seek>(zip: &mut ZipArchive<F>) -> bool {
    let Some((_, book)) = member(zip, "workbook.bin") else {
        return false;
    };
    let mut rest = book.as_slice();
    while let Some((kind, data, after)) = record(rest) {
        if kind == 153 {
            return data.first().is_some_and(|flags| flags & 1 != 0);
        }
        rest = after;
    }
    false
}

/// The part that holds each sheet, by the sheet's name.
fn sheet_parts<F: Read + Seek>(zip: &mut ZipArchive<F>) -> Vec<(String, String)> {
    let Some((book_name, book)) = member(zip, "workbook.bin") else {
        return Vec::new();
    };
    let targets = targets(zip, &book_name, "workbook.bin.rels");
    let mut parts = Vec::new();
    let mut rest = book.as_slice();
    while let Some((kind, data, after)) = record(rest) {
        rest = after;
        if kind != 156 {
            continue;
        }
        let sheet = data
            .get(8..)
            .and_then(wide_text)
            .and_then(|(relation, after)| Some((relation, wide_text(after)?.0)));
        if let Some((relation, name)) = sheet
            && let Some((_, part)) = targets.iter().find(|(id, _)| *id == relation)
        {
            parts.push((name, part.clone()));
        }
    }
    parts
}

/// The first record: its number, its data, and what follows. `None` when it is not whole.
fn record(bytes: &[u8]) -> Option<(u16, &[u8], &[u8])> {
    let (kind, rest) = match *bytes {
        [low, ref rest @ ..] if low < 0x80 => (u16::from(low), rest),
        [low, high, ref rest @ ..] => (u16::from(low & 0x7f) | u16::from(high & 0x7f) << 7, rest),
        _ => return None,
    };
    let mut length = 0_usize;
    let mut rest = rest;
    for shift in [0, 7, 14, 21] {
        let (&byte, after) = rest.split_first()?;
        rest = after;
        length |= usize::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            break;
        }
    }
    let (data, after) = rest.split_at_checked(length)?;
    Some((kind, data, after))
}

/// A text with its length before it, and what follows.
fn wide_text(bytes: &[u8]) -> Option<(String, &[u8])> {
    let length = usize::try_from(u32_at(bytes, 0)?).ok()?.checked_mul(2)?;
    let (text, after) = bytes.get(4..)?.split_at_checked(length)?;
    let units: Vec<u16> = text
        .chunks_exact(2)
        .filter_map(|pair| Some(u16::from_le_bytes(pair.try_into().ok()?)))
        .collect();
    Some((String::from_utf16_lossy(&units), after))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes(four.try_into().ok()?))
}

/// Looks through the records of a sheet, as they are unpacked, for the few that matter.
#[derive(Default)]
pub(super) struct Scan {
    buffer: Vec<u8>,
    pub(super) facts: PartFacts,
    lost: bool,
}

impl Scan {
    pub(super) fn feed(&mut self, bytes: &[u8]) {
        if self.lost {
            return;
        }
        self.buffer.extend_from_slice(bytes);
        let mut at = 0;
        while let Some((kind, data, after)) = record(self.buffer.get(at..).unwrap_or_default()) {
            note(&mut self.facts, kind, data);
            at = self.buffer.len() - after.len();
        }
        self.buffer.drain(..at);
        // No record is so long: what follows cannot be read.
        self.lost = self.buffer.len() > 8 << 20;
        if self.lost {
            self.buffer = Vec::new();
        }
    }
}

fn note(facts: &mut PartFacts, kind: u16, data: &[u8]) {
    match kind {
        // BrtRowHdr: fDyZero says that the row is hidden.
        0 => {
            if let (Some(row), Some(flags)) = (u32_at(data, 0), data.get(11))
                && flags & 0x10 != 0
                && row < 1_048_576
            {
                match facts.rows.hidden_rows.last_mut() {
                    Some((_, last)) if *last + 1 == row => *last = row,
                    _ => facts.rows.hidden_rows.push((row, row)),
                }
            }
        }
        // BrtColInfo.
        60 => {
            if let (Some(first), Some(last), Some(flags)) =
                (u32_at(data, 0), u32_at(data, 4), data.get(16))
                && flags & 1 != 0
                && first < 16_384
                && facts.hidden_columns.len() < COLUMNS
            {
                let last = last.min(first + 2_048);
                facts
                    .hidden_columns
                    .extend((first..=last).map(|column| column as usize));
            }
        }
        // BrtMergeCell.
        176 if facts.rows.merges.len() < REGIONS => {
            if let (Some(first_row), Some(last_row), Some(column)) =
                (u32_at(data, 0), u32_at(data, 4), u32_at(data, 8))
                && let Some(last_column) = u32_at(data, 12)
                && last_row >= first_row
                && last_column >= column
                && last_row < 1_048_576
            {
                facts.rows.merges.push(Merge {
                    first_row,
                    last_row,
                    column,
                    last_column,
                });
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn put(out: &mut Vec<u8>, kind: u16, data: &[u8]) {
        let [low, _] = (kind & 0x7f).to_le_bytes();
        let [high, _] = (kind >> 7).to_le_bytes();
        if kind < 128 {
            out.push(low);
        } else {
            out.extend([low | 0x80, high]);
        }
        out.push(u8::try_from(data.len()).unwrap());
        out.extend_from_slice(data);
    }

    #[test]
    fn hidden_rows_columns_and_merges_are_seen_across_chunks() {
        let mut bytes = Vec::new();
        let words = |words: &[u32]| -> Vec<u8> {
            words.iter().flat_map(|word| word.to_le_bytes()).collect()
        };
        put(&mut bytes, 60, &words(&[2, 3, 0, 0, 1]));
        for (row, hidden) in [(0, false), (1, true), (2, true), (4, true)] {
            let mut data = words(&[row, 0]);
            data.extend([0, 0, 0, if hidden { 0x10 } else { 0 }]);
            put(&mut bytes, 0, &data);
        }
        put(&mut bytes, 176, &words(&[1, 8, 0, 0]));
        for size in [1, 7, 1_000] {
            let mut scan = Scan::default();
            for chunk in bytes.chunks(size) {
                scan.feed(chunk);
            }
            assert_eq!(scan.facts.rows.hidden_rows, [(1, 2), (4, 4)]);
            assert_eq!(scan.facts.hidden_columns, [2, 3]);
            assert_eq!(scan.facts.rows.merges.len(), 1);
        }
    }
}
