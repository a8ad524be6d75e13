//! Sheets without headings in sight, and where else it may be said what their columns hold.

use compact_str::CompactString;

use super::bare::{bare, goes_on};
use super::open::name_columns;
use super::{Sheet, Walk, title_of};
use crate::intake::fields::Field;
use crate::intake::layout::{Heading, Headings, Layout, Override, find};
use crate::intake::records::{RowOutcome, RowReason};
use crate::intake::synonyms::Meaning;
use domain::campaign::ListKind;
use domain::{Finding, Row};

impl Walk<'_> {
    /// A sheet without headings in sight: they may be in hidden rows, on the sheet before, or in
    /// the campaign file; or the columns tell by themselves what they hold.
    pub(super) fn without_headings(
        &mut self,
        sheet: &mut Sheet,
        rows: Vec<Row>,
        overrides: &[Override],
        by_letter: &[(Field, usize)],
    ) {
        let first_row = rows.first().map_or(1, |row| row.number);
        if let Some(headings) = self.hidden_headings(sheet, overrides, first_row) {
            let table = self
                .open_table(sheet, headings, &rows, "", first_row)
                .with_rows(0, first_row);
            self.go_on_with(sheet, vec![table], rows);
            return;
        }
        let none = |at: usize| Headings {
            first: at,
            last: at,
            columns: Vec::new(),
        };
        let mut start = None;
        if !by_letter.is_empty() {
            let mut headings = none(0);
            name_columns(&mut headings, by_letter);
            start = Some((headings, 0));
        } else if let Some((before, name, used)) = &self.last
            && let Some(at) = goes_on(&rows, before, used)
        {
            self.out.findings.push(
                Finding::info("L123")
                    .at(sheet.origin.place())
                    .with("sheet", name.as_str()),
            );
            start = Some((before.clone(), at));
        } else if let Some(found) = bare(&rows)
            && self.may_be_bare(sheet, &found.fields, &title_of(&rows, found.first))
        {
            let place = rows.get(found.first).map_or(1, |row| row.number);
            self.out
                .findings
                .push(Finding::warning("L124").at(sheet.origin.row(place)));
            start = Some((none(found.first), found.first));
        }
        if start.is_none() && self.open_plan(sheet, &rows) {
            return;
        }
        let Some((headings, at)) = start else {
            if !self.file.own_area || sheet.settings.kind.is_some() {
                self.out
                    .findings
                    .push(Finding::error("L102").at(sheet.origin.place()));
            }
            for row in &rows {
                self.account(
                    sheet,
                    row.number,
                    (RowOutcome::SetAside, RowReason::NoHeadings),
                );
            }
            return;
        };
        let title = title_of(&rows, at);
        let number = rows.get(at).map_or(1, |row| row.number);
        let below = rows.get(at..).unwrap_or_default();
        let table = self
            .open_table(sheet, headings, below, &title, number)
            .with_rows(number, number);
        self.go_on_with(sheet, vec![table], rows);
    }

    /// Opens a floor plan, where the sheet is one and it is known what kind of list it is.
    fn open_plan(&mut self, sheet: &mut Sheet, rows: &[Row]) -> bool {
        let Some((found, at)) = self.floor_plan(sheet, rows) else {
            return false;
        };
        let none = Headings {
            first: at,
            last: at,
            columns: Vec::new(),
        };
        let title = title_of(rows, at);
        let kind = self.kind_of(sheet, &none, &[], &title, true);
        let kind = kind.filter(|kind| matches!(kind, ListKind::Corporation | ListKind::Vve));
        let place = sheet.origin.row(rows.get(at).map_or(1, |row| row.number));
        let Some(kind) = kind else {
            let finding = Finding::error("L138").at(place);
            self.out.findings.push(finding.with("street", found.street));
            for row in rows {
                let aside = (RowOutcome::SetAside, RowReason::UnknownKind);
                self.account(sheet, row.number, aside);
            }
            return true;
        };
        let told = Finding::info("L139").at(place);
        self.out
            .findings
            .push(told.with("street", found.street.clone()));
        let number = rows.get(at).map_or(1, |row| row.number);
        let table = self
            .open_as_plan(sheet, none, kind, &title, found.street)
            .with_rows(number, number);
        self.go_on_with(sheet, vec![table], rows.to_vec());
        true
    }

    /// Headings in the hidden rows right above the data.
    fn hidden_headings(
        &self,
        sheet: &mut Sheet,
        overrides: &[Override],
        first_row: u32,
    ) -> Option<Headings> {
        let mut above = std::mem::take(&mut sheet.hidden_above);
        above.retain(|row| row.number < first_row);
        match find(&above, self.rules.synonyms, overrides, sheet.settings.kind).layout {
            Layout::Table(headings) if headings.known() >= 2 => Some(headings),
            Layout::Table(_) | Layout::Transposed { .. } | Layout::Nothing => None,
        }
    }

    /// Whether a list without headings may be read by what stands in it: only where it is known to
    /// be a list of homes.
    fn may_be_bare(&self, sheet: &Sheet, fields: &[Field], title: &str) -> bool {
        let columns = fields
            .iter()
            .zip(0..)
            .map(|(field, column)| Heading {
                column,
                text: CompactString::default(),
                key: String::new(),
                meanings: vec![Meaning {
                    field: *field,
                    rank: 0,
                    partly: false,
                }],
                by_person: false,
            })
            .collect();
        let headings = Headings {
            first: 0,
            last: 0,
            columns,
        };
        matches!(
            self.kind_of(sheet, &headings, &[], title, false),
            Some(ListKind::Corporation | ListKind::OptOuts)
        )
    }
}
