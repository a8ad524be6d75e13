//! The sheet *Punten*: issues, from raised to heard to scored. Being heard is not scoring.

use crate::workbooks::Context;
use crate::workbooks::opvolging::filled::was;
use domain::Messages;
use domain::workbook::{Colouring, Column, Entry, Item, Line, WorkSheet};

const STATES: [&str; 4] = ["raised", "heard", "scored", "rejected"];

/// The columns.
pub fn columns(messages: &Messages) -> Vec<Column> {
    let heading = |key: &str| messages.plain(&format!("issues-column-{key}"));
    vec![
        Column::shown("organisation", heading("organisation"), 34.0)
            .wrapped()
            .filled_in(Entry::Text),
        Column::shown("subject", heading("subject"), 44.0)
            .wrapped()
            .filled_in(Entry::Text),
        Column::shown("since", heading("since"), 13.0).filled_in(Entry::Date),
        Column::shown("state", heading("state"), 16.0).filled_in(Entry::OneOf(
            STATES
                .iter()
                .map(|key| messages.plain(&format!("issue-state-{key}")))
                .collect(),
        )),
        Column::shown("partner", heading("partner"), 22.0).filled_in(Entry::Text),
        Column::shown("outcome", heading("outcome"), 44.0)
            .wrapped()
            .filled_in(Entry::Text),
        Column::hidden("id"),
        Column::hidden("was"),
    ]
}

/// The sheet.
pub(super) fn sheet(context: Context<'_>) -> WorkSheet {
    let messages = context.checked.messages;
    let linked = context.checked.linked;
    let rows = linked
        .issues
        .iter()
        .map(|(issue, organisation)| {
            let known = organisation.and_then(|ix| linked.organisation(ix));
            let name = known.map_or(&issue.organisation, |organisation| &organisation.name);
            let state = issue
                .state
                .map(|state| messages.plain(&format!("issue-state-{}", state.word())));
            vec![
                Item::text(name.as_str()),
                Item::text(issue.subject.as_str()),
                Item::date(issue.date),
                Item::text(state.unwrap_or_default()),
                Item::text(issue.partner.as_deref().unwrap_or_default()),
                Item::text(issue.outcome.as_deref().unwrap_or_default()),
                Item::text(issue.key.as_str()),
                was(issue, name),
            ]
        })
        .collect();
    let colours = [
        ("raised", "#D5D8DC"),
        ("heard", "#A7D8C4"),
        ("scored", "#3AA68F"),
        ("rejected", "#E9B4A8"),
    ]
    .into_iter()
    .map(|(key, behind)| Colouring {
        column: "state",
        text: messages.plain(&format!("issue-state-{key}")),
        behind,
        ink: "#000000",
    })
    .collect();
    WorkSheet {
        name: messages.plain("issues-sheet"),
        tab: Some("#F2C14E"),
        lines: vec![
            Line::title(messages.plain("issues-title")),
            Line::text(messages.plain("issues-how")),
            Line::text(messages.plain("filled-how")),
        ],
        columns: columns(messages),
        rows,
        blank_rows: 15,
        colours,
        landscape: true,
        ..WorkSheet::default()
    }
}
