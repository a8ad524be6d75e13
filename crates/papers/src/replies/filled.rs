//! The sheets with support, issues and meetings: what people changed, cell by cell.

use compact_str::{CompactString, ToCompactString};

use super::returned::Returned;
use crate::workbooks::columns::{Located, locate_renamed};
use crate::workbooks::opvolging::{bijeenkomsten, punten, steun};
use domain::text::{clean, fold};
use domain::workbook::Column;
use domain::{Edit, Finding, Messages, Noted, Row, Sheet};
use lists::intake::{Holds, IssueRecord, Kept, MeetingRecord, Origin, SourceIx, SupportRecord};

/// What people changed on a sheet with support, issues or meetings.
pub(super) fn read(sheet: &Sheet) -> Noted<Vec<Returned>> {
    let must = ["organisation", "kind", "owner", "state"];
    let mut findings = Vec::new();
    let mut edits = changed::<SupportRecord>(sheet, steun::columns, &must, &mut findings);
    let must = ["organisation", "subject", "state"];
    edits.extend(changed::<IssueRecord>(
        sheet,
        punten::columns,
        &must,
        &mut findings,
    ));
    let must = ["name", "invited", "came"];
    edits.extend(changed::<MeetingRecord>(
        sheet,
        bijeenkomsten::columns,
        &must,
        &mut findings,
    ));
    Noted::new(edits.into_iter().map(Returned::Filled).collect(), findings)
}

fn changed<R: Kept>(
    sheet: &Sheet,
    columns: impl Fn(&Messages) -> Vec<Column> + Copy,
    must: &[&'static str],
    findings: &mut Vec<Finding>,
) -> Vec<Edit> {
    let Some(located) = locate_renamed(sheet, columns, must, findings) else {
        return Vec::new();
    };
    located
        .rows(sheet)
        .flat_map(|row| row_changes::<R>(sheet, &located, row, findings))
        .collect()
}

/// What a row says; `None` for a cell that cannot be read or a column that is gone.
type Said = Vec<(&'static str, Option<CompactString>)>;

fn row_changes<R: Kept>(
    sheet: &Sheet,
    located: &Located,
    row: &Row,
    findings: &mut Vec<Finding>,
) -> Vec<Edit> {
    let said: Said = R::FIELDS
        .iter()
        .map(|(field, holds)| (*field, said(sheet, located, row, field, *holds, findings)))
        .collect();
    let id = located.text(row, "id");
    let was: Option<Vec<CompactString>> = serde_json::from_str(&located.text(row, "was")).ok();
    let is_new = id.is_empty();
    let key = if is_new {
        let Some(key) = key_of_new::<R>(sheet, row, &said, findings) else {
            return Vec::new();
        };
        key
    } else {
        id
    };
    let as_shown = was.as_ref().and_then(|was| was.get(R::FIELDS.len()));
    let mut edits = Vec::new();
    for (nth, (field, is)) in said.into_iter().enumerate() {
        let Some(is) = is else {
            continue;
        };
        let was = match &was {
            Some(was) => was.get(nth).cloned(),
            None => is_new.then(CompactString::default),
        };
        let left = match &was {
            Some(was) => fold(was) == fold(&is),
            None => is.is_empty(),
        };
        let name_left = field == "organisation" && as_shown.is_some_and(|name| *name == is);
        if left || name_left {
            continue;
        }
        edits.push(Edit {
            log: R::LOG,
            key: key.clone(),
            field: field.into(),
            was,
            is,
            new: is_new,
            file: sheet.origin.file.as_ref().into(),
            sheet: sheet.origin.sheet.as_ref().into(),
            row: row.number,
        });
    }
    edits
}

/// What a row that no list has will be known by; nothing for an empty row.
fn key_of_new<R: Kept>(
    sheet: &Sheet,
    row: &Row,
    said: &Said,
    findings: &mut Vec<Finding>,
) -> Option<CompactString> {
    let text = |field: &str| {
        let found = said.iter().find(|(name, _)| *name == field);
        found
            .and_then(|(_, text)| text.as_deref())
            .unwrap_or_default()
    };
    if R::FIELDS.iter().all(|(field, _)| text(field).is_empty()) {
        return None;
    }
    if R::NEEDED.iter().any(|field| text(field).is_empty()) {
        findings.push(Finding::error("W105").at(sheet.origin.row(row.number)));
        return None;
    }
    let mut record = R::empty(Origin {
        source: SourceIx(0),
        row: row.number,
        part: 0,
    });
    for (field, text) in said {
        record.set(field, text.as_deref().unwrap_or_default());
    }
    Some(record.content_key())
}

/// A cell as the field keeps it; one that cannot be read is noted, and changes nothing.
fn said(
    sheet: &Sheet,
    located: &Located,
    row: &Row,
    field: &'static str,
    holds: Holds,
    findings: &mut Vec<Finding>,
) -> Option<CompactString> {
    let column = located.column(field)?;
    let cell = row.cell(column);
    let text = located.text(row, field);
    let kept = match holds {
        _ if text.is_empty() => Some(CompactString::default()),
        Holds::Date => located
            .date(row, field)
            .map(|date| date.to_compact_string()),
        Holds::Text | Holds::Count | Holds::IssueState => holds.kept(&text),
    };
    if kept.is_none() {
        let code = if holds == Holds::Date { "W103" } else { "W104" };
        let value = if holds == Holds::Date { "date" } else { "text" };
        findings.push(
            Finding::warning(code)
                .at(sheet.origin.cell(row.number, column))
                .with(value, clean(&cell.shown())),
        );
    }
    kept
}
