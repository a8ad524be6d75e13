//! A table with its fields down and its records across.

use domain::Finding;
use domain::Row;

use super::{Phase, Sheet, Walk};
use crate::intake::layout::{Override, headings_at};
use crate::intake::records::{Origin, RowOutcome, RowReason};
use crate::intake::transpose::turn;

impl Walk<'_> {
    /// Turns the table, and makes records of what stood across.
    pub(super) fn across(
        &mut self,
        sheet: &mut Sheet,
        column: usize,
        overrides: &[Override],
        rows: &[Row],
    ) {
        self.out
            .findings
            .push(Finding::info("L116").at(sheet.origin.place()));
        let (headings_row, records, used) = turn(rows, column);
        let headings = headings_at(
            std::slice::from_ref(&headings_row),
            0,
            self.rules.synonyms,
            overrides,
        );
        let first = rows.first().map_or(1, |row| row.number);
        let mut table = self.open_table(sheet, headings, &records, "", first);
        let mut any = false;
        if table.aside.is_none() {
            for (part, record) in (0_u16..).zip(&records) {
                let origin = Origin {
                    source: sheet.source,
                    row: record.number,
                    part,
                };
                let (outcome, _) =
                    table
                        .builder
                        .row(record, origin, &mut self.out.intake, &mut sheet.notes);
                if outcome != RowOutcome::SetAside {
                    any = true;
                    if let Some(understood) = self.out.tables.get_mut(table.at) {
                        understood.rows += 1;
                    }
                }
            }
        }
        sheet.phase = Phase::Aside(table.aside.unwrap_or(RowReason::NoHeadings));
        for (at, row) in rows.iter().enumerate() {
            let verdict = match (any, used.get(at)) {
                (true, Some(true)) => (RowOutcome::Used, RowReason::Transposed),
                (true, _) => (RowOutcome::SetAside, RowReason::Title),
                (false, _) => (
                    RowOutcome::SetAside,
                    table.aside.unwrap_or(RowReason::NothingNeeded),
                ),
            };
            self.account(sheet, row.number, verdict);
        }
    }
}
