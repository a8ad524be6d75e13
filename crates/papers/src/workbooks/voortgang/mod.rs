//! `voortgang.xlsx`: how far from 100 %, at every level and over time, and every input row
//! accounted for. One file per sheet.

mod niveaus;
mod overzicht;
mod verantwoording;

pub use verantwoording::left_out;
mod verklaring;
mod verloop;

use super::Context;
use campaign::coverage::Counts;
use domain::Messages;
use domain::workbook::{Column, Workbook};

use domain::workbook::Item;

/// The whole workbook.
pub fn voortgang(context: &Context<'_>) -> Workbook {
    let context = *context;
    let checked = context.checked;
    Workbook {
        file_name: "voortgang.xlsx".to_owned(),
        title: format!(
            "{} – {}",
            checked.campaign.campaign.name,
            checked.messages.plain("progress-title")
        ),
        author: checked.campaign.sender.name.clone(),
        date: checked.date,
        sheets: vec![
            overzicht::sheet(context),
            niveaus::levels(context),
            niveaus::landlords(context),
            verloop::sheet(context),
            verklaring::sheet(context),
            verantwoording::sheet(context.checked),
        ],
    }
}

/// The columns with the counts of an area.
fn count_columns(messages: &Messages) -> Vec<Column> {
    [
        ("dwellings", 11.0),
        ("active", 10.0),
        ("two_legs", 12.0),
        ("one_leg", 12.0),
        ("forming", 12.0),
        ("on_paper", 11.0),
        ("unknown", 11.0),
        ("none", 9.0),
        ("reach", 11.0),
        ("share", 14.0),
        ("fraction", 12.0),
    ]
    .into_iter()
    .map(|(key, width)| {
        let heading = messages.plain(&format!("counts-column-{}", key.replace('_', "-")));
        Column::shown(key, heading, width)
    })
    .collect()
}

/// The cells below [`count_columns`].
fn count_items(counts: &Counts) -> Vec<Item> {
    let share = counts.organisatiegraad();
    vec![
        Item::Count(counts.dwellings),
        Item::Count(counts.active),
        Item::Count(counts.two_legs),
        Item::Count(counts.active - counts.two_legs),
        Item::Count(counts.forming),
        Item::Count(counts.on_paper),
        Item::Count(counts.unknown),
        Item::Count(counts.none),
        Item::Count(counts.reach),
        Item::Share(share),
        Item::text(share.to_string()),
    ]
}

/// The statuses as a chart stacks them, best first, with their colours.
const STACK: [(&str, &str); 6] = [
    ("two_legs", "#0B5D56"),
    ("one_leg", "#3AA68F"),
    ("forming", "#A7D8C4"),
    ("on_paper", "#F2C14E"),
    ("unknown", "#D5D8DC"),
    ("none", "#B8432C"),
];
