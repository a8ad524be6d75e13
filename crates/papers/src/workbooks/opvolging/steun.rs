//! The sheet *Steun*: what organisations need, who takes care of it, and how it stands.

use crate::workbooks::Context;
use crate::workbooks::opvolging::filled::was;
use domain::Messages;
use domain::workbook::{Column, Entry, Item, Line, WorkSheet};

/// How far a need has come: the keys of the words, without `support-state-`.
pub const STATES: [&str; 4] = ["asked", "busy", "done", "stopped"];

/// The columns.
pub fn columns(messages: &Messages) -> Vec<Column> {
    let heading = |key: &str| messages.plain(&format!("support-column-{key}"));
    vec![
        Column::shown("organisation", heading("organisation"), 34.0)
            .wrapped()
            .filled_in(Entry::Text),
        Column::shown("kind", heading("kind"), 24.0)
            .wrapped()
            .filled_in(Entry::Text),
        Column::shown("since", heading("since"), 13.0).filled_in(Entry::Date),
        Column::shown("owner", heading("owner"), 20.0).filled_in(Entry::Text),
        Column::shown("partner", heading("partner"), 26.0)
            .wrapped()
            .filled_in(Entry::Text),
        Column::shown("state", heading("state"), 20.0).filled_in(Entry::OneOf(
            STATES
                .iter()
                .map(|key| messages.plain(&format!("support-state-{key}")))
                .collect(),
        )),
        Column::shown("outcome", heading("outcome"), 34.0)
            .wrapped()
            .filled_in(Entry::Text),
        Column::shown("note", heading("note"), 34.0)
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
        .support
        .iter()
        .map(|(need, organisation)| {
            let known = organisation.and_then(|ix| linked.organisation(ix));
            let name = known.map_or(&need.organisation, |organisation| &organisation.name);
            let cell = |text: &Option<compact_str::CompactString>| {
                Item::text(text.as_deref().unwrap_or_default())
            };
            vec![
                Item::text(name.as_str()),
                Item::text(need.kind.as_str()),
                Item::date(need.date),
                cell(&need.owner),
                cell(&need.partner),
                cell(&need.state),
                cell(&need.outcome),
                cell(&need.note),
                Item::text(need.key.as_str()),
                was(need, name),
            ]
        })
        .collect();
    WorkSheet {
        name: messages.plain("support-sheet"),
        tab: Some("#F2C14E"),
        lines: vec![
            Line::title(messages.plain("support-title")),
            Line::text(messages.plain("support-how")),
            Line::text(messages.plain("filled-how")),
        ],
        columns: columns(messages),
        rows,
        blank_rows: 15,
        landscape: true,
        ..WorkSheet::default()
    }
}
