//! The sheet *Bijeenkomsten*: who was invited, who said to come, who came.

use crate::workbooks::Context;
use crate::workbooks::opvolging::filled::was;
use domain::workbook::{Column, Entry, Item, Line, WorkSheet};
use domain::{Messages, PieceKind};
use lists::intake::{Kept, MeetingRecord, Origin, SourceIx};

/// The columns.
pub fn columns(messages: &Messages) -> Vec<Column> {
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
        Column::hidden("was"),
    ]
}

/// The sheet: the campaign's own meeting first.
pub(super) fn sheet(context: Context<'_>) -> WorkSheet {
    let messages = context.checked.messages;
    let linked = context.checked.linked;
    let sender = context.checked.campaign.sender.name.as_str();
    let mut rows = Vec::new();
    let invited = context
        .history
        .pieces
        .iter()
        .filter(|piece| piece.kind == PieceKind::Meeting)
        .count();
    let invited = u32::try_from(invited).unwrap_or(u32::MAX);
    let own = context.checked.campaign.meeting.as_ref().map(|meeting| {
        let mut own = MeetingRecord::empty(Origin {
            source: SourceIx(0),
            row: 0,
            part: 0,
        });
        own.name = meeting.name.as_str().into();
        own.date = Some(meeting.date);
        own.location = Some(meeting.place.as_str().into());
        own.invited = Some(invited);
        own.key = own.content_key();
        own
    });
    // Once somebody filled something in about the campaign's own meeting it is a record too.
    let is_own = |meeting: &MeetingRecord| own.as_ref().is_some_and(|own| own.key == meeting.key);
    let known = linked.meetings.iter().any(|(meeting, _)| is_own(meeting));
    if let Some(own) = own.as_ref().filter(|_| !known) {
        rows.push(vec![
            Item::text(own.name.as_str()),
            Item::text(sender),
            Item::date(own.date),
            Item::text(own.location.as_deref().unwrap_or_default()),
            Item::count(own.invited.map(u64::from)),
            Item::Empty,
            Item::Empty,
            Item::text(own.key.as_str()),
            was(own, sender),
        ]);
    }
    for (meeting, organisation) in &linked.meetings {
        let known = organisation.and_then(|ix| linked.organisation(ix));
        let name = known.map_or(meeting.organisation.as_deref(), |organisation| {
            Some(organisation.name.as_str())
        });
        let name = name.or_else(|| is_own(meeting).then_some(sender));
        // What is shown stands in `was` too, or it would come back as if somebody had typed it.
        let mut meeting = meeting.clone();
        if is_own(&meeting) {
            meeting.invited = meeting.invited.or(Some(invited));
        }
        rows.push(vec![
            Item::text(meeting.name.as_str()),
            Item::text(name.unwrap_or_default()),
            Item::date(meeting.date),
            Item::text(meeting.location.as_deref().unwrap_or_default()),
            Item::count(meeting.invited.map(u64::from)),
            Item::count(meeting.coming.map(u64::from)),
            Item::count(meeting.came.map(u64::from)),
            Item::text(meeting.key.as_str()),
            was(&meeting, name.unwrap_or_default()),
        ]);
    }
    WorkSheet {
        name: messages.plain("meetings-sheet"),
        tab: Some("#F2C14E"),
        lines: vec![
            Line::title(messages.plain("meetings-title")),
            Line::text(messages.plain("meetings-how")),
            Line::text(messages.plain("filled-how")),
        ],
        columns: columns(messages),
        rows,
        blank_rows: 15,
        landscape: true,
        ..WorkSheet::default()
    }
}
