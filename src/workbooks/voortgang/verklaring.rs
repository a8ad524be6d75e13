//! The sheet *Verklaring*: why the figures are what they are, organisation by organisation, and
//! which step would help most.

use crate::coverage::explain_change;
use crate::domain::messages::Value;
use crate::domain::workbook::{Column, Item, Line, WorkSheet};
use crate::workbooks::{Context, words};

/// Why the number of active homes changed since the last earlier date: one row for every cause,
/// and the organisations that it was.
fn changes(context: Context<'_>) -> Vec<Vec<Item>> {
    let checked = context.checked;
    let messages = checked.messages;
    let earlier = context
        .history
        .snapshots
        .iter()
        .rfind(|snapshot| snapshot.date < context.coverage.date);
    let Some(before) = earlier else {
        return Vec::new();
    };
    let change = explain_change(
        before,
        context.coverage,
        checked.linked,
        checked.register,
        &checked.campaign.rules,
    );
    let since = messages.text(
        "explanation-since",
        &[("date", Value::from(messages.date(change.from)))],
    );
    let row = |name: String, net: i64, why: String| {
        vec![
            Item::text(since.as_str()),
            Item::text(name),
            Item::Change(net),
            Item::Empty,
            Item::text(why),
        ]
    };
    let signed = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
    let mut rows = vec![row(
        messages.plain("explanation-all"),
        change.net(),
        messages.text(
            "explanation-before-after",
            &[
                (
                    "before",
                    Value::from(change.before.organisatiegraad().to_string()),
                ),
                (
                    "after",
                    Value::from(change.after.organisatiegraad().to_string()),
                ),
            ],
        ),
    )];
    for part in &change.parts {
        let who: Vec<String> = change
            .by
            .iter()
            .filter(|by| by.cause == part.cause)
            .filter_map(|by| {
                let organisation = checked.linked.organisation(by.organisation)?;
                Some(format!(
                    "{} ({})",
                    organisation.name,
                    messages.count(by.homes)
                ))
            })
            .collect();
        let counts = messages.text(
            "explanation-part",
            &[
                ("gained", Value::from(messages.count(part.gained))),
                ("lost", Value::from(messages.count(part.lost))),
            ],
        );
        let why = if who.is_empty() {
            counts
        } else {
            format!("{counts} {}", who.join("; "))
        };
        rows.push(row(
            messages.plain(&format!("change-{}", part.cause.word())),
            signed(part.gained) - signed(part.lost),
            why,
        ));
    }
    rows
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
