//! The sheets of the follow-up workbook that people fill in.

use std::collections::BTreeMap;

use compact_str::CompactString;
use jiff::civil::Date;

use super::returned::{
    BatchReport, DoorOutcome, DoorReport, OrganisationReport, Returned, SlipReport,
};
use crate::workbooks::columns::{Located, locate, locate_renamed};
use crate::workbooks::opvolging::{antwoordstroken, deuren, organisaties, pakketten};
use domain::text::{clean, fold};
use domain::{Cell, Code, Finding, Messages, Noted, Row, Sheet};

/// Knows the words of the drop-downs in every language.
#[derive(Debug)]
pub(super) struct SheetReader {
    doors: BTreeMap<String, DoorOutcome>,
    organisations: BTreeMap<String, &'static str>,
}

impl Default for SheetReader {
    fn default() -> Self {
        let (mut doors, mut organisations) = (BTreeMap::new(), BTreeMap::new());
        for messages in Messages::all() {
            for outcome in DoorOutcome::ALL {
                let word = messages.plain(&format!("outcome-{}", outcome.key()));
                doors.insert(fold(&word), outcome);
            }
            for key in organisaties::OUTCOMES {
                let word = messages.plain(&format!("contact-outcome-{key}"));
                organisations.insert(fold(&word), key);
            }
        }
        Self {
            doors,
            organisations,
        }
    }
}

/// What every filled-in row has.
pub(super) struct Filled {
    pub id: CompactString,
    pub said: CompactString,
    pub date: Option<Date>,
    pub who: CompactString,
    pub note: CompactString,
}

impl SheetReader {
    /// The filled-in rows of the sheet with the doors.
    pub(super) fn doors(&self, sheet: &Sheet) -> Noted<Vec<Returned>> {
        let must = ["street", "number", "outcome", "id"];
        let mut findings = Vec::new();
        let Some(located) = locate_renamed(sheet, deuren::columns, &must, &mut findings) else {
            return Noted::clean(Vec::new());
        };
        let mut reports = Vec::new();
        for row in located.rows(sheet) {
            if let Some(filled) = filled(sheet, &located, row, &mut findings) {
                let outcome = self.doors.get(&fold(&filled.said)).copied();
                reports.push(Returned::Door(DoorReport {
                    place: sheet.origin.row(row.number),
                    unit: filled.id,
                    outcome: outcome
                        .or_else(|| (!filled.said.is_empty()).then_some(DoorOutcome::Other)),
                    said: filled.said,
                    date: filled.date,
                    who: filled.who,
                    note: filled.note,
                }));
            }
        }
        Noted::new(reports, findings)
    }

    /// The filled-in rows of the sheet with the organisations.
    pub(super) fn organisations(&self, sheet: &Sheet) -> Noted<Vec<Returned>> {
        let must = ["name", "status", "outcome", "id"];
        let mut findings = Vec::new();
        let Some(located) = locate_renamed(sheet, organisaties::columns, &must, &mut findings)
        else {
            return Noted::clean(Vec::new());
        };
        let mut reports = Vec::new();
        for row in located.rows(sheet) {
            if let Some(filled) = filled(sheet, &located, row, &mut findings) {
                let outcome = self.organisations.get(&fold(&filled.said)).copied();
                reports.push(Returned::Organisation(OrganisationReport {
                    place: sheet.origin.row(row.number),
                    organisation: filled.id,
                    outcome: outcome.or_else(|| (!filled.said.is_empty()).then_some("other")),
                    said: filled.said,
                    date: filled.date,
                    who: filled.who,
                    note: filled.note,
                }));
            }
        }
        Noted::new(reports, findings)
    }

    /// The batches with a day on which they were delivered.
    #[expect(
        clippy::unused_self,
        reason = "the four sheets are read through one reader"
    )]
    pub(super) fn batches(&self, sheet: &Sheet) -> Noted<Vec<Returned>> {
        let must = ["batch", "letters", "delivered", "date", "id"];
        let Some(located) = locate(sheet, pakketten::columns, &must) else {
            return Noted::clean(Vec::new());
        };
        let mut findings = Vec::new();
        let mut reports = Vec::new();
        for row in located.rows(sheet) {
            let date = date(sheet, &located, row, &mut findings);
            let batch = located.text(row, "id").parse().ok();
            let place = sheet.origin.row(row.number);
            match (date, batch) {
                (Some(date), Some(batch)) => reports.push(Returned::Batch(BatchReport {
                    place,
                    batch,
                    date,
                    through: located.text(row, "through"),
                })),
                (Some(_), None) => findings.push(Finding::error("W102").at(place)),
                (None, _) => {}
            }
        }
        Noted::new(reports, findings)
    }

    /// The slips: every column that is not ours is a question.
    #[expect(
        clippy::unused_self,
        reason = "the four sheets are read through one reader"
    )]
    pub(super) fn slips(&self, sheet: &Sheet) -> Noted<Vec<Returned>> {
        let Some(located) = locate(sheet, antwoordstroken::columns, &["code", "remark"]) else {
            return Noted::clean(Vec::new());
        };
        let ours: Vec<usize> = ["code", "date"]
            .iter()
            .filter_map(|key| located.column(key))
            .collect();
        let headings = sheet.rows.get(located.heading);
        let mut findings = Vec::new();
        let mut slips = Vec::new();
        for row in located.rows(sheet) {
            let place = sheet.origin.row(row.number);
            let typed = located.text(row, "code");
            let answers: Vec<(CompactString, CompactString)> = row
                .cells
                .iter()
                .enumerate()
                .filter(|(at, cell)| !ours.contains(at) && !cell.is_blank())
                .filter_map(|(at, cell)| {
                    let question = clean(&headings?.cell(at).shown());
                    (!question.is_empty()).then(|| (question.into(), clean(&cell.shown()).into()))
                })
                .collect();
            if typed.is_empty() && answers.is_empty() {
                continue;
            }
            if Code::parse(&typed).is_some() || !Code::near(&typed).is_empty() {
                slips.push(Returned::Slip(SlipReport {
                    place,
                    code: typed,
                    date: date(sheet, &located, row, &mut findings),
                    answers,
                }));
            } else {
                findings.push(
                    Finding::error("W101")
                        .at(place)
                        .with("code", typed.as_str()),
                );
            }
        }
        Noted::new(slips, findings)
    }
}

/// A row in which a person wrote something; one without an id is noted.
pub(super) fn filled(
    sheet: &Sheet,
    located: &Located,
    row: &Row,
    findings: &mut Vec<Finding>,
) -> Option<Filled> {
    let said = located.text(row, "outcome");
    let note = located.text(row, "note");
    let who = located.text(row, "who");
    let has_date = located
        .column("date")
        .is_some_and(|at| !row.cell(at).is_blank());
    if said.is_empty() && note.is_empty() && who.is_empty() && !has_date {
        return None;
    }
    let id = located.text(row, "id");
    if id.is_empty() {
        findings.push(Finding::error("W102").at(sheet.origin.row(row.number)));
        return None;
    }
    Some(Filled {
        id,
        said,
        date: date(sheet, located, row, findings),
        who,
        note,
    })
}

/// The date of a row; one that cannot be read is noted.
fn date(sheet: &Sheet, located: &Located, row: &Row, findings: &mut Vec<Finding>) -> Option<Date> {
    let date = located.date(row, "date");
    let column = located.column("date")?;
    let cell = row.cell(column);
    if date.is_none() && !cell.is_blank() && !matches!(cell, Cell::Bool(_)) {
        findings.push(
            Finding::warning("W103")
                .at(sheet.origin.cell(row.number, column))
                .with("date", clean(&cell.shown())),
        );
    }
    date
}
