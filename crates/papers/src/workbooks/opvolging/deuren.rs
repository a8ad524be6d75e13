//! The sheet *Deuren*: every home to follow up, in walking order.
//!
//! Left out are homes that already have an active organisation and got nothing from us, homes
//! that answered, and homes that want to be left in peace: an opt-out also holds at the door.

use std::collections::{BTreeSet, HashSet};

use super::earlier::Earlier;
use crate::workbooks::{Context, words};
use campaign::coverage::Home;
use campaign::outreach::Recipient;
use domain::workbook::{Colouring, Column, Entry, Item, Line, WorkSheet};
use domain::{Messages, Status};
use register::UnitIx;

/// What can come of ringing a doorbell: the keys of the words, without `outcome-`.
pub const OUTCOMES: [&str; 7] = [
    "joins", "thinks", "not-now", "not-home", "no-more", "empty", "other",
];

/// The columns.
pub fn columns(messages: &Messages) -> Vec<Column> {
    let heading = |key: &str| messages.plain(&format!("doors-column-{key}"));
    vec![
        Column::shown("nr", heading("nr"), 7.0),
        Column::shown("street", heading("street"), 26.0),
        Column::shown("number", heading("number"), 11.0),
        Column::shown("postcode", heading("postcode"), 11.0),
        Column::shown("status", heading("status"), 22.0),
        Column::shown("outcome", heading("outcome"), 30.0).filled_in(Entry::OneOf(
            OUTCOMES
                .iter()
                .map(|key| messages.plain(&format!("outcome-{key}")))
                .collect(),
        )),
        Column::shown("date", heading("date"), 13.0).filled_in(Entry::Date),
        Column::shown("who", heading("who"), 18.0).filled_in(Entry::Text),
        Column::shown("note", heading("note"), 36.0)
            .wrapped()
            .filled_in(Entry::Text),
        Column::shown("earlier", heading("earlier"), 30.0).wrapped(),
        Column::shown("why", heading("why"), 60.0),
        Column::hidden("id"),
    ]
}

/// The sheet, and how many homes are not on it, by the reason.
pub(super) struct Doors {
    pub(super) sheet: WorkSheet,
    pub(super) active: u64,
    pub(super) answered: u64,
    pub(super) opted_out: u64,
}

/// The sheet.
pub(super) fn sheet(context: Context<'_>) -> Doors {
    let messages = context.checked.messages;
    let register = context.checked.register;
    let opted_out: HashSet<UnitIx> = context
        .checked
        .linked
        .opt_outs
        .iter()
        .filter(|opt_out| opt_out.channel.is_none())
        .flat_map(|opt_out| opt_out.units.iter().copied())
        .collect();
    let approached: HashSet<UnitIx> = context
        .plan
        .pieces
        .iter()
        .filter_map(|piece| match piece.recipient {
            Recipient::Home(unit) => Some(unit),
            Recipient::Board(_) => None,
        })
        .collect();
    let answered: BTreeSet<&str> = context
        .history
        .pieces
        .iter()
        .filter(|piece| piece.answered)
        .filter_map(|piece| piece.recipient.strip_prefix("unit "))
        .collect();
    let written: BTreeSet<&str> = context
        .history
        .pieces
        .iter()
        .filter_map(|piece| piece.recipient.strip_prefix("unit "))
        .collect();
    let mut doors = Doors {
        sheet: WorkSheet::default(),
        active: 0,
        answered: 0,
        opted_out: 0,
    };
    let earlier = Earlier::of(context);
    let mut rows = Vec::new();
    for home in &context.coverage.homes {
        let id = register.unit_id(home.unit).to_string();
        let said_no = context
            .history
            .opt_outs
            .contains(format!("unit {id}").as_str());
        if said_no || opted_out.contains(&home.unit) {
            doors.opted_out += 1;
        } else if answered.contains(id.as_str()) {
            doors.answered += 1;
        } else if home.status.is_active()
            && !approached.contains(&home.unit)
            && !written.contains(id.as_str())
        {
            doors.active += 1;
        } else {
            let number = u64::try_from(rows.len()).unwrap_or(0) + 1;
            rows.push(row(context, &earlier, home, number, id));
        }
    }
    doors.sheet = WorkSheet {
        name: messages.plain("doors-sheet"),
        tab: Some("#0B5D56"),
        lines: vec![
            Line::title(messages.plain("doors-title")),
            Line::text(messages.plain("doors-how")),
        ],
        columns: columns(messages),
        rows,
        colours: status_colours(messages, "status"),
        landscape: true,
        // The reason is for the screen; on paper there must be room to write.
        printed_columns: Some(10),
        ..WorkSheet::default()
    };
    doors
}

/// The colour of every status, for a column.
pub(in crate::workbooks) fn status_colours(
    messages: &Messages,
    column: &'static str,
) -> Vec<Colouring> {
    Status::ALL
        .into_iter()
        .map(|status| {
            let (behind, ink) = status.colours();
            Colouring {
                column,
                text: words::status(messages, status),
                behind,
                ink,
            }
        })
        .collect()
}

fn row(context: Context<'_>, earlier: &Earlier, home: &Home, number: u64, id: String) -> Vec<Item> {
    let register = context.checked.register;
    let address = register.address(register.unit(home.unit).address);
    vec![
        Item::Count(number),
        Item::text(register.street(address.street).name.as_str()),
        Item::text(address.house_number()),
        Item::text(
            address
                .postcode
                .map(domain::address::Postcode::spaced)
                .unwrap_or_default(),
        ),
        Item::text(words::status(context.checked.messages, home.status)),
        Item::Empty,
        Item::Empty,
        Item::Empty,
        Item::Empty,
        Item::text(earlier.last(&format!("unit {id}"))),
        Item::text(words::why(context, home)),
        Item::text(id),
    ]
}
