//! The sheet *Overzicht*: the headline with its exact counts, and a chart.

use super::STACK;
use crate::workbooks::{Context, words};
use campaign::coverage::Going;
use domain::Channel;
use domain::messages::Value;
use domain::workbook::{Chart, ChartKind, Column, Item, Line, WorkSheet};

/// The sheet.
pub(super) fn sheet(context: Context<'_>) -> WorkSheet {
    let messages = context.checked.messages;
    let counts = context.coverage.scope();
    let share = counts.organisatiegraad();
    let statuses = [
        ("two-legs", counts.two_legs),
        ("active", counts.active - counts.two_legs),
        ("forming", counts.forming),
        ("on-paper", counts.on_paper),
        ("unknown", counts.unknown),
        ("none", counts.none),
    ];
    let mut rows: Vec<Vec<Item>> = statuses
        .into_iter()
        .map(|(key, count)| {
            line(
                &messages.plain(&format!("overview-status-{key}")),
                count,
                Some(counts.dwellings),
                &messages.plain(&format!("readme-status-{key}")),
            )
        })
        .collect();
    let chart_rows = (0, u32::try_from(rows.len()).unwrap_or(1) - 1);
    let total = u32::try_from(rows.len()).unwrap_or(0);
    rows.push(line(
        &messages.plain("overview-dwellings"),
        counts.dwellings,
        Some(counts.dwellings),
        &messages.plain("overview-dwellings-why"),
    ));
    rows.push(line(
        &messages.plain("overview-reach"),
        counts.reach,
        Some(counts.dwellings),
        &messages.plain("overview-reach-why"),
    ));
    for (key, count) in outreach(context) {
        rows.push(line(
            &messages.plain(&format!("overview-{key}")),
            count,
            None,
            &messages.plain(&format!("overview-{key}-why")),
        ));
    }
    for (key, count) in Going::of(context.checked.linked).figures() {
        let why = messages.plain(&format!("going-{key}-why"));
        rows.push(line(
            &messages.plain(&format!("going-{key}")),
            count,
            None,
            &why,
        ));
    }
    WorkSheet {
        name: messages.plain("overview-sheet"),
        tab: Some("#0B5D56"),
        lines: vec![
            Line::title(messages.text(
                "overview-headline",
                &[
                    ("share", Value::from(share.percent(messages.decimal_mark()))),
                    (
                        "campaign",
                        Value::from(context.checked.campaign.campaign.name.as_str()),
                    ),
                ],
            )),
            Line::text(messages.text(
                "overview-counts",
                &[
                    ("active", Value::from(messages.count(counts.active))),
                    ("dwellings", Value::from(messages.count(counts.dwellings))),
                    ("date", Value::from(messages.date(context.coverage.date))),
                ],
            )),
        ],
        columns: vec![
            Column::shown("what", messages.plain("overview-column-what"), 34.0),
            Column::shown("count", messages.plain("overview-column-count"), 12.0),
            Column::shown("part", messages.plain("overview-column-part"), 12.0),
            Column::shown("why", messages.plain("overview-column-why"), 74.0).wrapped(),
        ],
        total_rows: vec![total],
        charts: vec![Chart {
            kind: ChartKind::Ring,
            title: messages.plain("overview-chart"),
            categories: "what",
            series: vec![("count", "#0B5D56")],
            points: STACK.iter().map(|(_, colour)| *colour).collect(),
            rows: chart_rows,
            at: (u32::try_from(rows.len()).unwrap_or(0) + 6, 0),
            size: (620, 340),
        }],
        rows,
        landscape: true,
        ..WorkSheet::default()
    }
}

fn line(what: &str, count: u64, whole: Option<u64>, why: &str) -> Vec<Item> {
    vec![
        Item::text(what),
        Item::Count(count),
        whole.map_or(Item::Empty, |whole| {
            Item::Share(domain::Share::new(count, whole))
        }),
        Item::text(why),
    ]
}

/// What goes out in this wave, and what is asked.
fn outreach(context: Context<'_>) -> [(&'static str, u64); 4] {
    let by = |channel: Channel| {
        let pieces = context.plan.pieces.iter();
        words::len(pieces.filter(|piece| piece.channel == channel).count())
    };
    [
        ("letters", by(Channel::Letter)),
        ("emails", by(Channel::Email)),
        (
            "questions",
            words::len(context.checked.linked.questions.len()),
        ),
        (
            "organisations",
            words::len(context.coverage.organisations.len()),
        ),
    ]
}
