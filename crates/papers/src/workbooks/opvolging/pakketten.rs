//! The sheet *Pakketten*: which batches of letters were made, and where whoever delivered one writes
//! down on which day.

use std::collections::BTreeMap;

use crate::workbooks::Context;
use campaign::ledger::PieceRecord;
use domain::workbook::{Column, Entry, Item, Line, WorkSheet};
use domain::{Messages, PieceState};

/// The columns.
pub fn columns(messages: &Messages) -> Vec<Column> {
    let heading = |key: &str| messages.plain(&format!("batches-column-{key}"));
    vec![
        Column::shown("batch", heading("batch"), 9.0),
        Column::shown("where", heading("where"), 46.0).wrapped(),
        Column::shown("made", heading("made"), 13.0),
        Column::shown("letters", heading("letters"), 9.0),
        Column::shown("delivered", heading("delivered"), 18.0),
        Column::shown("date", heading("date"), 14.0).filled_in(Entry::Date),
        Column::shown("through", heading("through"), 20.0).filled_in(Entry::Text),
        Column::shown("note", heading("note"), 36.0)
            .wrapped()
            .filled_in(Entry::Text),
        Column::hidden("id"),
    ]
}

/// The sheet; batches that were not delivered whole stand on top.
pub(super) fn sheet(context: Context<'_>) -> WorkSheet {
    let messages = context.checked.messages;
    let mut batches: BTreeMap<u32, Vec<&PieceRecord>> = BTreeMap::new();
    for piece in &context.history.pieces {
        if let Some(batch) = piece.batch {
            batches.entry(batch).or_default().push(piece);
        }
    }
    let mut rows: Vec<(bool, Vec<Item>)> = batches
        .iter()
        .map(|(number, pieces)| {
            let delivered = pieces
                .iter()
                .filter(|piece| is_delivered(piece.state))
                .count();
            let is_done = delivered == pieces.len();
            let row = vec![
                Item::Count(u64::from(*number)),
                Item::text(place(context, pieces)),
                Item::date(pieces.first().map(|piece| piece.made)),
                count(pieces.len()),
                count(delivered),
                Item::Empty,
                Item::Empty,
                Item::Empty,
                Item::text(number.to_string()),
            ];
            (is_done, row)
        })
        .collect();
    rows.sort_by_key(|(is_done, _)| *is_done);
    WorkSheet {
        name: messages.plain("batches-sheet"),
        tab: Some("#7A8B99"),
        lines: vec![
            Line::title(messages.plain("batches-title")),
            Line::text(messages.plain("batches-how")),
        ],
        columns: columns(messages),
        rows: rows.into_iter().map(|(_, row)| row).collect(),
        landscape: true,
        ..WorkSheet::default()
    }
}

fn count(number: usize) -> Item {
    Item::Count(u64::try_from(number).unwrap_or(u64::MAX))
}

fn is_delivered(state: PieceState) -> bool {
    matches!(
        state,
        PieceState::Delivered
            | PieceState::Undeliverable
            | PieceState::Answered
            | PieceState::Withdrawn
    )
}

/// The first and the last address of a batch.
fn place(context: Context<'_>, pieces: &[&PieceRecord]) -> String {
    let register = context.checked.register;
    let address = |piece: &PieceRecord| {
        let unit = register.find_unit(piece.recipient.strip_prefix("unit ")?)?;
        let address = register.address(register.unit(unit).address);
        let street = &register.street(address.street).name;
        Some(format!("{street} {}", address.house_number()))
    };
    let mut all = pieces.iter().filter_map(|piece| address(piece));
    match (all.next(), all.next_back()) {
        (Some(first), Some(last)) => format!("{first} – {last}"),
        (Some(only), None) => only,
        (None, _) => context.checked.messages.plain("batches-boards"),
    }
}
