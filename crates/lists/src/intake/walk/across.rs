//! A table with its fields down and its records across.

use domain::Finding;
use domain::Row;

use super::{Phase, Sheet, Walk, title_of};
use crate::intake::columns::resolve;
use crate::intake::judge::Judge;
use crate::intake::layout::{Headings, Layout, Likely, Override, headings_at};
use crate::intake::reading::{Known, share_placed};
use crate::intake::records::{Origin, RowOutcome, RowReason};
use crate::intake::transpose::turn;

impl Walk<'_> {
    /// Which of two layouts the register bears out: the share of their records that leads to homes
    /// decides, and the headings where it does not.
    pub(super) fn layout_of(
        &self,
        sheet: &Sheet,
        likely: Likely,
        rows: &[Row],
        overrides: &[Override],
    ) -> Layout {
        let (Some(judge), Some(other)) = (self.rules.judge, &likely.other) else {
            return likely.layout;
        };
        let share = |layout: &Layout| match layout {
            Layout::Table(headings) => {
                let below = rows.get(headings.last + 1..).unwrap_or_default();
                let title = title_of(rows, headings.first);
                self.share_found(sheet, headings, below, &title, judge)
            }
            Layout::Transposed { column } => {
                let (row, records, _) = turn(rows, *column);
                let row = std::slice::from_ref(&row);
                let headings = headings_at(row, 0, self.rules.synonyms, overrides);
                self.share_found(sheet, &headings, &records, "", judge)
            }
            Layout::Nothing => 0.0,
        };
        if share(other) > share(&likely.layout) {
            likely.other.unwrap_or(likely.layout)
        } else {
            likely.layout
        }
    }

    /// The share of the rows below some headings that leads to homes.
    fn share_found(
        &self,
        sheet: &Sheet,
        headings: &Headings,
        below: &[Row],
        title: &str,
        judge: &dyn Judge,
    ) -> f64 {
        let Some(kind) = self.kind_of(sheet, headings, below, title, false) else {
            return 0.0;
        };
        let columns = resolve(headings, kind, below, &sheet.origin, 1, &mut Vec::new());
        let known = Known {
            headings,
            kind,
            below,
            origin: &sheet.origin,
            heading_row: 1,
            by_recipe: false,
        };
        share_placed(known, &columns, judge)
    }

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
