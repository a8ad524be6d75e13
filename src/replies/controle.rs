//! Decisions from the review workbook.

use super::returned::{Decided, Returned};
use crate::domain::{Noted, Sheet};
use crate::workbooks::columns::locate;
use crate::workbooks::controle::{RulingReader, columns};

/// The decisions on a sheet; "later" and nothing are no decision.
pub(super) fn read(sheet: &Sheet) -> Noted<Vec<Returned>> {
    let Some(located) = locate(sheet, columns, &["question", "decision", "id"]) else {
        return Noted::clean(Vec::new());
    };
    let reader = RulingReader::default();
    let decided = located
        .rows(sheet)
        .filter_map(|row| {
            let key = located.text(row, "id");
            let ruling = reader.ruling(&located.text(row, "decision"))?;
            (!key.is_empty()).then(|| {
                Returned::Decided(Decided {
                    place: sheet.origin.row(row.number),
                    key,
                    ruling,
                    note: located.text(row, "note"),
                })
            })
        })
        .collect();
    Noted::clean(decided)
}
