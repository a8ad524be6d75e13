//! `findings.csv`: everything that a person should know about the data.

use super::{Table, columns};
use crate::workbooks::Checked;
use domain::{Finding, Messages};

/// The literal column names.
const COLUMNS: [&str; 6] = ["code", "severity", "file", "sheet", "cell", "message"];

/// One line per finding, in the order in which they are shown.
pub(super) fn table(context: Checked<'_>) -> Table<'_> {
    let rows = context.findings.iter();
    Table {
        file: "findings.csv",
        columns: columns(&COLUMNS),
        rows: Box::new(rows.map(move |finding| line(finding, context.messages))),
    }
}

/// The lines that stood there, and findings of what came back behind them.
pub fn with_returned<'a>(
    before: Vec<Vec<String>>,
    findings: &'a [Finding],
    messages: &'a Messages,
) -> Table<'a> {
    let new = findings.iter().map(move |finding| line(finding, messages));
    Table {
        file: "findings.csv",
        columns: columns(&COLUMNS),
        rows: Box::new(before.into_iter().chain(new)),
    }
}

/// A finding as one line.
pub fn line(finding: &Finding, messages: &Messages) -> Vec<String> {
    let text = |part: &Option<std::sync::Arc<str>>| {
        part.as_ref().map(ToString::to_string).unwrap_or_default()
    };
    vec![
        finding.code.to_owned(),
        finding.severity.word().to_owned(),
        text(&finding.place.file),
        text(&finding.place.sheet),
        finding.place.cell(),
        finding.message(messages),
    ]
}
