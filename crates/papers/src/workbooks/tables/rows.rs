//! `rows.csv`: what became of every input row that is not blank.

use super::{Table, columns};
use crate::workbooks::{Checked, words};
use domain::messages::Value;
use lists::intake::RowReason;

/// One line per input row.
pub(super) fn table(context: Checked<'_>) -> Table<'_> {
    let sources = &context.linked.sources;
    let rows = context.linked.rows.iter().map(move |account| {
        let [file, sheet, row] = words::origin(sources, account.origin);
        let kind = sources
            .get(usize::from(account.origin.source.0))
            .and_then(|source| source.kind)
            .map_or("", |kind| kind.word());
        let other: Vec<(&'static str, Value)> = account
            .reason
            .other_row()
            .map(|row| ("row", Value::Count(row.into())))
            .into_iter()
            .collect();
        let reason = if let RowReason::Duplicate(first) = account.reason
            && first.source != account.origin.source
        {
            let [file, sheet, row] = words::origin(sources, first);
            let place = [file, sheet].into_iter().filter(|part| !part.is_empty());
            let place = place.collect::<Vec<_>>().join(", ");
            context.messages.text(
                "row-duplicate-elsewhere",
                &[("row", Value::from(row)), ("place", Value::from(place))],
            )
        } else {
            context
                .messages
                .text(&format!("row-{}", account.reason.key()), &other)
        };
        vec![
            file,
            sheet,
            row,
            kind.to_owned(),
            account.outcome.word().to_owned(),
            reason,
        ]
    });
    Table {
        file: "rows.csv",
        columns: columns(&["file", "sheet", "row", "kind", "outcome", "reason"]),
        rows: Box::new(rows),
    }
}
