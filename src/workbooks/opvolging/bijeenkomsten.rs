//! The sheet *Bijeenkomsten*: who was invited, who said to come, who came.

use crate::domain::workbook::{Column, Entry, Item, Line, WorkSheet};
use crate::domain::{Messages, PieceKind};
use crate::workbooks::{Context, words};

/// The columns.
fn columns(messages: &Messages) -> Vec<Column> {
    let heading = |key: &str| messages.plain(&format!("meetings-column-{key}"));
    let text = |key: &'static str, width| {
        Column::shown(key, heading(key), width)
            .wrapped()
            .filled_in(Entry::Text)
    };
    vec![
        text("name", 36.0),
        text("organisation", 30.0),
        Column::shown("date", heading("date"), 13.0).filled_in(Entry::Date),
        text("place", 28.0),
        text("invited", 12.0),
        text("coming", 12.0),
        text("came", 12.0),
        Column::hidden("id"),
    ]
}

/// The sheet: the campaign's own meeting first.
pub(super) fn sheet(context: Context<'_>) -> WorkSheet {
    let messages = context.checked.messages;
    let linked = context.checked.linked;
    let mut rows = Vec::new();
    if let Some(meeting) = &context.checked.campaign.meeting {
        let invited = context
            .history
            .pieces
            .iter()
            .filter(|piece| piece.kind == PieceKind::Meeting)
            .count();
        rows.push(vec![
            Item::text(meeting.name.as_str()),
            Item::text(context.checked.campaign.sender.name.as_str()),
            Item::Date(meeting.date),
            Item::text(meeting.place.as_str()),
            Item::Count(u64::try_from(invited).unwrap_or(0)),
            Item::Empty,
            Item::Empty,
            Item::text("campaign"),
        ]);
    }
    for (meeting, organisation) in &linked.meetings {
        let known = organisation.and_then(|ix| linked.organisation(ix));
        let name = known.map_or(meeting.organisation.as_deref(), |organisation| {
            Some(organisation.name.as_str())
        });
        rows.push(vec![
            Item::text(meeting.name.as_str()),
            Item::text(name.unwrap_or_default()),
            Item::date(meeting.date),
            Item::text(meeting.location.as_deref().unwrap_or_default()),
            Item::count(meeting.invited.map(u64::from)),
            Item::count(meeting.coming.map(u64::from)),
            Item::count(meeting.came.map(u64::from)),
            Item::text(words::origin(&linked.sources, meeting.origin).join("|")),
        ]);
    }
    WorkSheet {
        name: messages.plain("meetings-sheet"),
        tab: Some("#F2C14E"),
        lines: vec![
            Line::title(messages.plain("meetings-title")),
            Line::text(messages.plain("meetings-how")),
        ],
        columns: columns(messages),
        rows,
        blank_rows: 15,
        landscape: true,
        ..WorkSheet::default()
    }
}
