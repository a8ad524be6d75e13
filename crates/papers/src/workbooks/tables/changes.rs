//! `changes.csv`: what changed since the last earlier date, by cause; the lines of one part add up to
//! its whole change.

use super::{Table, columns};
use crate::workbooks::Context;
use campaign::coverage::Change;

/// One line per part of the scope and cause: the whole scope, then every mini-buurt and the rest.
pub(super) fn table(context: Context<'_>) -> Table<'_> {
    let mut rows = Vec::new();
    if let Some(since) = context.since() {
        rows.extend(lines("scope", "", &since.all));
        for pilot in &since.pilots {
            rows.extend(lines("mini_buurt", &pilot.name, &pilot.inside));
            rows.extend(lines("rest", &pilot.name, &pilot.rest));
        }
    }
    Table {
        file: "changes.csv",
        columns: columns(&[
            "part", "name", "from", "to", "before", "after", "cause", "gained", "lost",
        ]),
        rows: Box::new(rows.into_iter()),
    }
}

fn lines(part: &str, name: &str, change: &Change) -> impl Iterator<Item = Vec<String>> {
    change.parts.iter().map(move |by| {
        vec![
            part.to_owned(),
            name.to_owned(),
            change.from.to_string(),
            change.to.to_string(),
            change.before.organisatiegraad().to_string(),
            change.after.organisatiegraad().to_string(),
            by.cause.word().to_owned(),
            by.gained.to_string(),
            by.lost.to_string(),
        ]
    })
}
