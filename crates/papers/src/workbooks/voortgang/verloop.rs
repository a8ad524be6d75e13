//! The sheet *Verloop*: the figures of every date so far, with a chart.

use super::{STACK, count_columns, count_items};
use crate::workbooks::Context;
use campaign::coverage::Counts;
use domain::workbook::{Chart, ChartKind, Column, Item, Line, WorkSheet};

/// The sheet.
pub(super) fn sheet(context: Context<'_>) -> WorkSheet {
    let messages = context.checked.messages;
    let today = context.coverage.date;
    let mut columns = vec![Column::shown(
        "date",
        messages.plain("history-column-date"),
        14.0,
    )];
    columns.extend(count_columns(messages));
    let mut rows: Vec<Vec<Item>> = Vec::new();
    for snapshot in &context.history.snapshots {
        if snapshot.date < today {
            let mut counts = Counts::default();
            for home in &snapshot.homes {
                counts.add(home.status, home.legs, home.reached);
            }
            rows.push(row(snapshot.date, &counts));
        }
    }
    rows.push(row(today, &context.coverage.scope()));
    let last = u32::try_from(rows.len()).unwrap_or(1) - 1;
    let chart = Chart {
        kind: ChartKind::Stacked,
        title: messages.plain("history-chart"),
        categories: "date",
        series: STACK.to_vec(),
        points: Vec::new(),
        rows: (0, last),
        at: (last + 7, 0),
        size: (820, 380),
    };
    let how = if last == 0 {
        "history-first"
    } else {
        "history-how"
    };
    WorkSheet {
        name: messages.plain("history-sheet"),
        tab: Some("#3AA68F"),
        lines: vec![
            Line::title(messages.plain("history-title")),
            Line::text(messages.plain(how)),
        ],
        columns,
        rows,
        charts: vec![chart],
        landscape: true,
        ..WorkSheet::default()
    }
}

fn row(date: jiff::civil::Date, counts: &Counts) -> Vec<Item> {
    let mut row = vec![Item::Date(date)];
    row.extend(count_items(counts));
    row
}
