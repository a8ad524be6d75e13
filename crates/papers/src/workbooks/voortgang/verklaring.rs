//! The sheet *Verklaring*: why the figures are what they are, organisation by organisation, and
//! which step would help most.

use crate::workbooks::{Context, words};
use campaign::coverage::{Change, ChangePart, Counts};
use domain::messages::Value;
use domain::workbook::{Column, Item, Line, WorkSheet};

/// Why the number of active homes changed since the last earlier date: one row for every cause,
/// and the organisations that it was; then every mini-buurt against the rest.
fn changes(context: Context<'_>) -> Vec<Vec<Item>> {
    let messages = context.checked.messages;
    let Some(since) = context.since() else {
        return Vec::new();
    };
    let date = ("date", Value::from(messages.date(since.all.from)));
    let about = messages.text("explanation-since", std::slice::from_ref(&date));
    let all = messages.plain("explanation-all");
    let mut rows = vec![net(context, &about, all, &since.all)];
    for part in &since.all.parts {
        rows.push(row(
            &about,
            messages.plain(&format!("change-{}", part.cause.word())),
            part.gained.cast_signed() - part.lost.cast_signed(),
            told(context, &since.all, part),
        ));
    }
    for pilot in &since.pilots {
        let name = ("name", Value::from(pilot.name.clone()));
        let about = messages.text("explanation-pilot", &[name, date.clone()]);
        for (key, change) in [("inside", &pilot.inside), ("rest", &pilot.rest)] {
            let name = messages.plain(&format!("explanation-pilot-{key}"));
            rows.push(net(context, &about, name, change));
        }
    }
    rows
}

fn row(about: &str, name: String, net: i64, why: String) -> Vec<Item> {
    vec![
        Item::text(about),
        Item::text(name),
        Item::Change(net),
        Item::Empty,
        Item::text(why),
    ]
}

/// A change as a whole: active homes before and after, and by which causes.
fn net(context: Context<'_>, about: &str, name: String, change: &Change) -> Vec<Item> {
    let messages = context.checked.messages;
    let share = |counts: &Counts| Value::from(counts.organisatiegraad().to_string());
    let before_after = messages.text(
        "explanation-before-after",
        &[
            ("before", share(&change.before)),
            ("after", share(&change.after)),
        ],
    );
    row(about, name, change.net(), before_after)
}

/// What one cause did, and by which organisations.
fn told(context: Context<'_>, change: &Change, part: &ChangePart) -> String {
    let messages = context.checked.messages;
    let who: Vec<String> = change
        .by
        .iter()
        .filter(|by| by.cause == part.cause)
        .filter_map(|by| {
            let organisation = context.checked.linked.organisation(by.organisation)?;
            let homes = messages.count(by.homes);
            Some(format!("{} ({homes})", organisation.name))
        })
        .collect();
    let counts = messages.text(
        "explanation-part",
        &[
            ("gained", Value::from(messages.count(part.gained))),
            ("lost", Value::from(messages.count(part.lost))),
        ],
    );
    if who.is_empty() {
        counts
    } else {
        format!("{counts} {}", who.join("; "))
    }
}

/// The sheet.
pub(super) fn sheet(context: Context<'_>) -> WorkSheet {
    let messages = context.checked.messages;
    let mut rows = changes(context);
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
            Column::shown("about", heading("about"), 40.0),
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
