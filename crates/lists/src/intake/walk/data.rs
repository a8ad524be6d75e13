//! What becomes of a row below (or above) the headings of the tables on a sheet.

use domain::{Cell, Finding, Row};

use super::open::Table;
use super::{Phase, Sheet, Walk};
use crate::intake::build::Verdict;
use crate::intake::layout::{Again, again};
use crate::intake::reading::Watch;
use crate::intake::records::{Origin, RowOutcome, RowReason};
use crate::intake::words;

impl Walk<'_> {
    /// Gives a row to the tables of its sheet, and keeps its account.
    pub(super) fn data(&mut self, sheet: &mut Sheet, row: &Row) {
        if let Phase::Aside(reason) = sheet.phase {
            self.account(sheet, row.number, (RowOutcome::SetAside, reason));
            return;
        }
        let Phase::Tables(mut tables) =
            std::mem::replace(&mut sheet.phase, Phase::Aside(RowReason::NoHeadings))
        else {
            return;
        };
        let mut verdict: Option<Verdict> = None;
        for (part_of_row, table) in (0_u16..).zip(&mut tables) {
            let part;
            let mine = if table.is_whole() {
                row
            } else {
                part = table.part_of(row);
                if part.is_blank() {
                    continue;
                }
                &part
            };
            let one = self.row_of_table(sheet, table, mine, part_of_row);
            verdict = Some(match verdict {
                // What became a record counts; else what the first table says.
                Some(before) if before.0 <= one.0 => before,
                Some(_) | None => one,
            });
        }
        sheet.phase = Phase::Tables(tables);
        let verdict = verdict.unwrap_or((RowOutcome::SetAside, RowReason::Footnote));
        self.account(sheet, row.number, verdict);
    }

    /// Ends a table before a row: when its rows as a whole do not bear out how it was read, it
    /// counts for no home.
    pub(super) fn close(&mut self, sheet: &Sheet, table: &Table, before: u32) {
        let Some(question) = table.watch.as_ref().and_then(Watch::verdict) else {
            return;
        };
        self.ask_reading(sheet, question);
        let rows = table.data_row..before;
        self.out.intake.withdraw(sheet.source, &rows);
        if let Some(understood) = self.out.tables.get_mut(table.at) {
            understood.rows = 0;
        }
    }

    fn row_of_table(
        &mut self,
        sheet: &mut Sheet,
        table: &mut Table,
        row: &Row,
        part: u16,
    ) -> Verdict {
        let aside = |reason| (RowOutcome::SetAside, reason);
        if row.number < table.heading_row {
            return aside(RowReason::Title);
        }
        if row.number < table.data_row {
            return aside(RowReason::Heading);
        }
        if let Some(reason) = table.aside {
            return aside(reason);
        }
        let first = std::mem::replace(&mut table.is_fresh, false);
        if first && explains_columns(row) {
            table.is_fresh = true;
            return aside(RowReason::Heading);
        }
        match again(row, &table.headings, self.rules.synonyms, &[]) {
            Again::No => {}
            Again::Same => return aside(RowReason::Heading),
            Again::Other(headings) => {
                self.out
                    .findings
                    .push(Finding::info("L111").at(sheet.origin.row(row.number)));
                let columns = table.columns.clone();
                self.close(sheet, table, row.number);
                *table = self
                    .open_table(sheet, headings, &[], "", row.number)
                    .within(columns)
                    .with_rows(row.number, row.number + 1);
                return aside(RowReason::Heading);
            }
        }
        if let Some(street) = self.street_between(&table.builder.columns, row) {
            table.builder.columns.street = Some(street);
            return aside(RowReason::Heading);
        }
        let origin = Origin {
            source: sheet.source,
            row: row.number,
            part,
        };
        let verdict = match beside_the_data(row) {
            Some(reason) => aside(reason),
            None => table
                .builder
                .row(row, origin, &mut self.out.intake, &mut sheet.notes),
        };
        if verdict.0 != RowOutcome::SetAside
            && let (Some(watch), Some(judge)) = (&mut table.watch, self.rules.judge)
        {
            watch.see(row, judge);
        }
        let verdict = soften(sheet, table, row, verdict);
        if verdict.0 != RowOutcome::SetAside
            && let Some(table) = self.out.tables.get_mut(table.at)
        {
            table.rows += 1;
        }
        verdict
    }
}

/// A row with one lonely text is a heading between or a note, not a record that lacks something.
fn soften(sheet: &mut Sheet, table: &Table, row: &Row, verdict: Verdict) -> Verdict {
    if verdict.1 == RowReason::NothingNeeded {
        if is_lonely(row, table) {
            return (RowOutcome::SetAside, RowReason::Footnote);
        }
        if !table.lacks {
            sheet.useless.push(row.number);
        }
    } else if verdict.1 == RowReason::Unreadable {
        sheet.notes.cell(Finding::warning("L302"), row.number, None);
    }
    verdict
}

/// Whether a row has one text only, where the table starts or outside its columns.
fn is_lonely(row: &Row, table: &Table) -> bool {
    let mut filled = row
        .cells
        .iter()
        .enumerate()
        .filter(|(_, cell)| !cell.is_blank());
    let (Some((column, Cell::Text(_))), None) = (filled.next(), filled.next()) else {
        return false;
    };
    let slots = &table.builder.columns.slots;
    slots.iter().all(|slot| slot.column >= column)
        || !slots.iter().any(|slot| slot.column == column)
}

/// A row right below the headings that numbers the columns, or says what may stand in them.
fn explains_columns(row: &Row) -> bool {
    let filled: Vec<&Cell> = row.cells.iter().filter(|cell| !cell.is_blank()).collect();
    if filled.len() < 3 {
        return false;
    }
    let counts = filled.iter().zip(1_u32..).all(|(cell, n)| match cell {
        Cell::Number(number) => *number == f64::from(n),
        Cell::Text(text) => text.trim().parse() == Ok(n),
        Cell::Empty | Cell::Date(_) | Cell::Bool(_) | Cell::Error(_) => false,
    });
    counts
        || filled.iter().all(|cell| match cell {
            Cell::Text(text) => words::is_type_of_column(text),
            Cell::Empty | Cell::Number(_) | Cell::Date(_) | Cell::Bool(_) | Cell::Error(_) => false,
        })
}

/// A total or a note among the data.
fn beside_the_data(row: &Row) -> Option<RowReason> {
    let mut filled = 0_u32;
    let mut total = false;
    let mut note = false;
    for cell in row.cells.iter().filter(|cell| !cell.is_blank()) {
        filled += 1;
        if let Cell::Text(text) = cell {
            if filled <= 3 {
                total |= words::is_total(text);
            }
            note |= filled == 1 && words::is_footnote(text);
        }
    }
    if total {
        Some(RowReason::Total)
    } else if note && filled <= 2 {
        Some(RowReason::Footnote)
    } else {
        None
    }
}
