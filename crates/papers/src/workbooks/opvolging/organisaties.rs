//! The sheet *Organisaties*: every organisation with its status, why, and the next step; those
//! with which one step helps most homes stand on top.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::deuren::status_colours;
use super::earlier::Earlier;
use crate::workbooks::{Context, words};
use campaign::coverage::OrganisationState;
use domain::Messages;
use domain::workbook::{Column, Entry, Item, Line, WorkSheet};
use matching::OrgIx;

/// What can come of talking with a board: the keys of the words, without `contact-outcome-`.
pub const OUTCOMES: [&str; 6] = [
    "lives",
    "wants-help",
    "appointment",
    "no-answer",
    "gone",
    "other",
];

/// The columns.
pub fn columns(messages: &Messages) -> Vec<Column> {
    let heading = |key: &str| messages.plain(&format!("organisations-column-{key}"));
    vec![
        Column::shown("name", heading("name"), 34.0).wrapped(),
        Column::shown("kind", heading("kind"), 20.0),
        Column::shown("status", heading("status"), 22.0),
        Column::shown("legs", heading("legs"), 16.0),
        Column::shown("homes", heading("homes"), 10.0),
        Column::shown("why", heading("why"), 52.0).wrapped(),
        Column::shown("step", heading("step"), 44.0).wrapped(),
        Column::shown("contact", heading("contact"), 24.0).wrapped(),
        Column::shown("earlier", heading("earlier"), 30.0).wrapped(),
        Column::shown("outcome", heading("outcome"), 26.0).filled_in(Entry::OneOf(
            OUTCOMES
                .iter()
                .map(|key| messages.plain(&format!("contact-outcome-{key}")))
                .collect(),
        )),
        Column::shown("date", heading("date"), 13.0).filled_in(Entry::Date),
        Column::shown("who", heading("who"), 18.0).filled_in(Entry::Text),
        Column::shown("note", heading("note"), 36.0)
            .wrapped()
            .filled_in(Entry::Text),
        Column::hidden("id"),
    ]
}

/// The sheet.
pub(super) fn sheet(context: Context<'_>) -> WorkSheet {
    let messages = context.checked.messages;
    let mut steps: HashMap<OrgIx, (u64, String)> = HashMap::new();
    for step in &context.coverage.steps {
        if let Some(organisation) = step.organisation {
            steps
                .entry(organisation)
                .or_insert_with(|| (step.homes, step.sentence(messages)));
        }
    }
    let earlier = Earlier::of(context);
    let mut states: Vec<&OrganisationState> = context.coverage.organisations.iter().collect();
    states.sort_by_key(|state| {
        let gain = steps
            .get(&state.organisation)
            .map_or(0, |(homes, _)| *homes);
        (Reverse(gain), Reverse(state.represents), state.organisation)
    });
    WorkSheet {
        name: messages.plain("organisations-sheet"),
        tab: Some("#0B5D56"),
        lines: vec![
            Line::title(messages.plain("organisations-title")),
            Line::text(messages.plain("organisations-how")),
        ],
        columns: columns(messages),
        rows: states
            .into_iter()
            .filter_map(|state| {
                let step = steps
                    .get(&state.organisation)
                    .map(|(_, words)| words.as_str());
                row(context, &earlier, state, step.unwrap_or_default())
            })
            .collect(),
        colours: status_colours(messages, "status"),
        landscape: true,
        ..WorkSheet::default()
    }
}

fn row(
    context: Context<'_>,
    earlier: &Earlier,
    state: &OrganisationState,
    step: &str,
) -> Option<Vec<Item>> {
    let messages = context.checked.messages;
    let organisation = context.checked.linked.organisation(state.organisation)?;
    let contact: Vec<&str> = [&organisation.contact, &organisation.email]
        .into_iter()
        .filter_map(|part| part.as_deref())
        .collect();
    Some(vec![
        Item::text(organisation.name.as_str()),
        Item::text(words::kind(messages, organisation.kind)),
        Item::text(words::status(messages, state.status)),
        Item::text(words::legs(messages, state.legs)),
        Item::Count(state.represents),
        Item::text(state.why.sentence(messages)),
        Item::text(step),
        Item::text(contact.join("\n")),
        Item::text(earlier.last(&format!("organisation {}", organisation.id))),
        Item::Empty,
        Item::Empty,
        Item::Empty,
        Item::Empty,
        Item::text(organisation.id.as_str()),
    ])
}
