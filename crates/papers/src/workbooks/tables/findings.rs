//! `findings.csv`: everything that a person should know about the data.

use super::{Table, columns};
use crate::workbooks::Checked;

/// One line per finding, in the order in which they are shown.
pub(super) fn table(context: Checked<'_>) -> Table<'_> {
    let rows = context.findings.iter().map(move |finding| {
        let text = |part: &Option<std::sync::Arc<str>>| {
            part.as_ref().map(ToString::to_string).unwrap_or_default()
        };
        vec![
            finding.code.to_owned(),
            finding.severity.word().to_owned(),
            text(&finding.place.file),
            text(&finding.place.sheet),
            finding.place.cell(),
            finding.message(context.messages),
        ]
    });
    Table {
        file: "findings.csv",
        columns: columns(&["code", "severity", "file", "sheet", "cell", "message"]),
        rows: Box::new(rows),
    }
}
