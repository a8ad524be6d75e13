//! The workbook of a partner that came back: what happened with organisations and with the support
//! that was asked.

use compact_str::{CompactString, format_compact};

use super::opvolging::{Filled, filled};
use super::returned::{OrganisationReport, Returned};
use crate::workbooks::columns::locate;
use crate::workbooks::partner::{organisation_columns, support_columns};
use domain::{Edit, Finding, Log, Noted, Sheet};

/// What a partner filled in on a sheet; nothing when it is another sheet.
pub(super) fn read(sheet: &Sheet) -> Noted<Vec<Returned>> {
    let mut findings = Vec::new();
    let mut returned = organisations(sheet, &mut findings);
    returned.extend(support(sheet, &mut findings));
    Noted::new(returned, findings)
}

fn organisations(sheet: &Sheet, findings: &mut Vec<Finding>) -> Vec<Returned> {
    let must = ["name", "kind", "outcome", "id"];
    let Some(located) = locate(sheet, organisation_columns, &must) else {
        return Vec::new();
    };
    let mut reports = Vec::new();
    for row in located.rows(sheet) {
        let Some(filled) = filled(sheet, &located, row, findings) else {
            continue;
        };
        reports.push(Returned::Organisation(OrganisationReport {
            place: sheet.origin.row(row.number),
            organisation: filled.id,
            outcome: (!filled.said.is_empty()).then_some("other"),
            said: filled.said,
            date: filled.date,
            who: filled.who,
            note: filled.note,
        }));
    }
    reports
}

fn support(sheet: &Sheet, findings: &mut Vec<Finding>) -> Vec<Returned> {
    let must = ["organisation", "state", "outcome", "id"];
    let located = locate(sheet, support_columns, &must);
    // The follow-up workbook has these columns too, and more.
    let Some(located) = located.filter(|_| !is_follow_up(sheet)) else {
        return Vec::new();
    };
    let mut edits = Vec::new();
    for row in located.rows(sheet) {
        let state = located.text(row, "state");
        let told = findings.len();
        let report = filled(sheet, &located, row, findings);
        let id = located.text(row, "id");
        if id.is_empty() {
            if !state.is_empty() && findings.len() == told {
                findings.push(Finding::error("W102").at(sheet.origin.row(row.number)));
            }
            continue;
        }
        let outcome = report.as_ref().map(outcome).unwrap_or_default();
        for (field, is) in [("state", state), ("outcome", outcome)] {
            if is.is_empty() {
                continue;
            }
            edits.push(Returned::Filled(Edit {
                log: Log::Support,
                key: id.clone(),
                field: field.into(),
                was: None,
                is,
                new: false,
                file: sheet.origin.file.as_ref().into(),
                sheet: sheet.origin.sheet.as_ref().into(),
                row: row.number,
            }));
        }
    }
    edits
}

fn is_follow_up(sheet: &Sheet) -> bool {
    locate(
        sheet,
        crate::workbooks::opvolging::steun::columns,
        &["owner", "partner"],
    )
    .is_some()
}

/// `12-11-2026: subsidie aangevraagd`, as far as it was filled in.
fn outcome(filled: &Filled) -> CompactString {
    let date = filled.date.map(|date| date.strftime("%-d-%-m-%Y"));
    match date {
        Some(date) if filled.said.is_empty() => format_compact!("{date}"),
        Some(date) => format_compact!("{date}: {}", filled.said),
        None => filled.said.clone(),
    }
}
