//! The sheet *Deuren*: every home to follow up, in walking order.
//!
//! Left out are homes that already have an active organisation and got nothing from us, homes
//! that answered, and homes that want to be left in peace: an opt-out also holds at the door.

use std::collections::{BTreeSet, HashSet};

use super::earlier::Earlier;
use crate::workbooks::{Context, words};
use campaign::coverage::Home;
use campaign::outreach::Recipient;
use domain::messages::Value;
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

/// How high a row is, in points: 8 mm, to write on.
pub const ROW: u32 = 23;

/// The sheet, and how many homes are not on it, by the reason.
pub(super) struct Doors {
    pub(super) sheet: WorkSheet,
    pub(super) active: u64,
    pub(super) answered: u64,
    pub(super) opted_out: u64,
}

/// Why a home is not on the sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Left {
    Active,
    Answered,
    OptedOut,
}

/// What decides which homes are followed up.
struct Sieve<'a> {
    context: Context<'a>,
    opted_out: HashSet<UnitIx>,
    approached: HashSet<UnitIx>,
    answered: BTreeSet<&'a str>,
    written: BTreeSet<&'a str>,
}

impl<'a> Sieve<'a> {
    fn new(context: Context<'a>) -> Self {
        let opt_outs = context.checked.linked.opt_outs.iter();
        let pieces = &context.history.pieces;
        let unit = |recipient: &'a str| recipient.strip_prefix("unit ");
        Self {
            opted_out: opt_outs
                .filter(|opt_out| opt_out.channel.is_none())
                .flat_map(|opt_out| opt_out.units.iter().copied())
                .collect(),
            approached: context
                .plan
                .pieces
                .iter()
                .filter_map(|piece| match piece.recipient {
                    Recipient::Home(unit) => Some(unit),
                    Recipient::Board(_) => None,
                })
                .collect(),
            answered: pieces
                .iter()
                .filter(|piece| piece.answered)
                .filter_map(|piece| unit(&piece.recipient))
                .collect(),
            written: pieces
                .iter()
                .filter_map(|piece| unit(&piece.recipient))
                .collect(),
            context,
        }
    }

    /// Why a home is left out; nothing when it is to be followed up.
    fn left_out(&self, home: &Home) -> Option<Left> {
        let id = self.context.checked.register.unit_id(home.unit).to_string();
        let subject = format!("unit {id}");
        let said_no = self.context.history.opt_outs.contains(subject.as_str());
        if said_no || self.opted_out.contains(&home.unit) {
            Some(Left::OptedOut)
        } else if self.answered.contains(id.as_str()) {
            Some(Left::Answered)
        } else if home.status.is_active()
            && !self.approached.contains(&home.unit)
            && !self.written.contains(id.as_str())
        {
            Some(Left::Active)
        } else {
            None
        }
    }
}

/// The homes to follow up, in walking order.
pub(in crate::workbooks) fn listed(context: Context<'_>) -> Vec<&Home> {
    let sieve = Sieve::new(context);
    let homes = context.coverage.homes.iter();
    homes
        .filter(|home| sieve.left_out(home).is_none())
        .collect()
}

/// What makes sheets of doors: asked once of everything that happened, however many sheets there are.
pub(super) struct Desk<'a> {
    context: Context<'a>,
    sieve: Sieve<'a>,
    earlier: Earlier,
}

impl<'a> Desk<'a> {
    pub(super) fn new(context: Context<'a>) -> Self {
        Self {
            context,
            sieve: Sieve::new(context),
            earlier: Earlier::of(context),
        }
    }

    /// The sheet of some homes, in walking order.
    pub(super) fn sheet<'h>(&self, homes: impl Iterator<Item = &'h Home>) -> Doors {
        let messages = self.context.checked.messages;
        let (mut active, mut answered, mut opted_out) = (0, 0, 0);
        let mut rows = Vec::new();
        let mut entrances: Vec<(u32, usize)> = Vec::new();
        for home in homes {
            match self.sieve.left_out(home) {
                Some(Left::Active) => active += 1,
                Some(Left::Answered) => answered += 1,
                Some(Left::OptedOut) => opted_out += 1,
                None => {
                    let number = u64::try_from(rows.len()).unwrap_or(0) + 1;
                    rows.push(row(self.context, &self.earlier, home, number));
                    match entrances.last_mut() {
                        Some((last, doors)) if *last == home.entrance => *doors += 1,
                        _ => entrances.push((home.entrance, 1)),
                    }
                }
            }
        }
        let about: [(&str, Value); 2] = [
            ("doors", rows.len().into()),
            ("entrances", entrances.len().into()),
        ];
        let sheet = WorkSheet {
            name: messages.plain("doors-sheet"),
            tab: Some("#0B5D56"),
            lines: vec![
                Line::title(messages.plain("doors-title")),
                Line::text(messages.text("walks-about", &about)),
                Line::text(messages.plain("doors-how")),
            ],
            columns: columns(messages),
            rows,
            colours: status_colours(messages, "status"),
            landscape: true,
            // The reason is for the screen; on paper there must be room to write.
            printed_columns: Some(10),
            row_height: Some(ROW),
            page_breaks: page_breaks(entrances.into_iter().map(|(_, doors)| doors)),
            ..WorkSheet::default()
        };
        Doors {
            sheet,
            active,
            answered,
            opted_out,
        }
    }
}

/// At most so many doors of small entrances stand on a page together.
const PAGE: usize = 20;
/// An entrance with fewer doors shares its page with its neighbours.
const SMALL: usize = 5;

/// In front of which row a page begins: every entrance has its own, and small ones one together.
pub(in crate::workbooks) fn page_breaks(entrances: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut breaks = Vec::new();
    let (mut row, mut on_page, mut before) = (0, 0, 0);
    for doors in entrances {
        let is_shared = before < SMALL && doors < SMALL && on_page + doors <= PAGE;
        if row > 0 && !is_shared {
            breaks.push(row);
            on_page = 0;
        }
        (row, on_page, before) = (row + doors, on_page + doors, doors);
    }
    breaks
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

/// A home as a row of the sheet.
pub(in crate::workbooks) fn row(
    context: Context<'_>,
    earlier: &Earlier,
    home: &Home,
    number: u64,
) -> Vec<Item> {
    let id = context.checked.register.unit_id(home.unit).to_string();
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entrance_has_its_page_and_small_ones_share_one() {
        let breaks = |doors: &[usize]| page_breaks(doors.iter().copied());
        assert_eq!(breaks(&[12, 12, 12]), [12, 24]);
        assert_eq!(breaks(&[1; 24]), [20]);
        assert_eq!(breaks(&[1, 1, 8, 1, 1, 40, 4]), [2, 10, 12, 52]);
        assert_eq!(breaks(&[]), [0_usize; 0]);
    }
}
