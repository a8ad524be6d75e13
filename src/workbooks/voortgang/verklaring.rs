//! The sheet *Verklaring*: why the figures are what they are, organisation by organisation, and
//! which step would help most.

use crate::domain::workbook::{Column, Item, Line, WorkSheet};
use crate::workbooks::{Context, words};

/// The sheet.
pub(super) fn sheet(context: Context<'_>) -> WorkSheet {
    let messages = context.checked.messages;
    let mut rows: Vec<Vec<Item>> = Vec::new();
    let step = messages.plain("explanation-step");
    for found in &context.coverage.steps {
        rows.push(vec![
            Item::text(step.as_str()),
            Item::text(words::step_subject(context, found)),
            Item::Count(found.homes),
            Item::Empty,
            Item::text(found.sentence(messages)),
        ]);
    }
    let organisation = messages.plain("explanation-organisation");
    for state in &context.coverage.organisations {
        let name = context
            .checked
            .linked
            .organisation(state.organisation)
            .map(|found| found.name.to_string())
            .unwrap_or_default();
        rows.push(vec![
            Item::text(organisation.as_str()),
            Item::text(name),
            Item::Count(state.represents),
            Item::text(words::status(messages, state.status)),
            Item::text(state.why.sentence(messages)),
        ]);
    }
    let heading = |key: &str| messages.plain(&format!("explanation-column-{key}"));
    WorkSheet {
        name: messages.plain("explanation-sheet"),
        tab: Some("#3AA68F"),
        lines: vec![
            Line::title(messages.plain("explanation-title")),
            Line::text(messages.plain("explanation-how")),
        ],
        columns: vec![
            Column::shown("about", heading("about"), 24.0),
            Column::shown("name", heading("name"), 40.0).wrapped(),
            Column::shown("homes", heading("homes"), 12.0),
            Column::shown("status", heading("status"), 24.0),
            Column::shown("why", heading("why"), 90.0).wrapped(),
        ],
        rows,
        colours: crate::workbooks::opvolging::status_colours(messages, "status"),
        landscape: true,
        ..WorkSheet::default()
    }
}
