//! The sheets *Niveaus* and *Verhuurders*: exact counts at every level and cut.

use super::{STACK, count_columns, count_items};
use crate::workbooks::{Context, words};
use campaign::coverage::{AreaCount, Parts, umbrella_matrix};
use domain::AreaLevel;
use domain::workbook::{Chart, ChartKind, Column, Item, Line, WorkSheet};

/// From large to small, as people look for themselves.
const LEVELS: [AreaLevel; 12] = [
    AreaLevel::Scope,
    AreaLevel::Land,
    AreaLevel::Provincie,
    AreaLevel::Gemeente,
    AreaLevel::Stadsdeel,
    AreaLevel::Wijk,
    AreaLevel::Buurt,
    AreaLevel::MiniBuurt,
    AreaLevel::Complex,
    AreaLevel::Flat,
    AreaLevel::Building,
    AreaLevel::Entrance,
];
/// The most bars that a chart can show and still be read.
const BARS: u32 = 30;

/// The sheet *Niveaus*.
pub(super) fn levels(context: Context<'_>) -> WorkSheet {
    // The chart shows the level at which people live together and recognise themselves.
    let drawn = [AreaLevel::Flat, AreaLevel::Complex, AreaLevel::Building];
    table(context, "levels", &LEVELS, &drawn)
}

/// The sheet *Verhuurders*: the cuts by landlord and by umbrella.
pub(super) fn landlords(context: Context<'_>) -> WorkSheet {
    let cuts = [AreaLevel::Landlord, AreaLevel::Umbrella];
    let mut sheet = table(context, "landlords", &cuts, &cuts);
    sheet.rows.extend(matrix(context));
    sheet
}

/// Area umbrellas × landlord umbrellas, one row for every two that share homes.
fn matrix(context: Context<'_>) -> Vec<Vec<Item>> {
    let messages = context.checked.messages;
    let named = |name: &str| match name {
        "" => messages.plain("area-no-umbrella"),
        name => name.to_owned(),
    };
    umbrella_matrix(context.coverage, context.checked.linked)
        .pairs()
        .map(|(area, landlord, counts)| {
            let mut row = vec![
                Item::text(messages.plain("landlords-matrix")),
                Item::text(format!("{} × {}", named(area), named(landlord))),
                Item::Empty,
            ];
            row.extend(count_items(&counts));
            row
        })
        .collect()
}

fn table(
    context: Context<'_>,
    sheet: &str,
    levels: &[AreaLevel],
    drawn: &[AreaLevel],
) -> WorkSheet {
    let messages = context.checked.messages;
    let mut columns = vec![
        Column::shown("level", messages.plain("levels-column-level"), 16.0),
        Column::shown("name", messages.plain("levels-column-name"), 36.0),
        Column::shown("code", messages.plain("levels-column-code"), 20.0),
    ];
    columns.extend(count_columns(messages));
    let register = context.checked.register;
    let areas: Vec<AreaCount> = levels
        .iter()
        .flat_map(|level| context.coverage.areas_at(*level, register))
        .collect();
    let parts = Parts::of(context.coverage, register, context.checked.campaign);
    let rows: Vec<Vec<Item>> = areas
        .iter()
        .map(|area| row(context, area, &parts))
        .collect();
    let bars = drawn.iter().find_map(|level| {
        let first = areas.iter().position(|area| area.key.level == *level)?;
        let count = areas.iter().filter(|area| area.key.level == *level).count();
        let (first, count) = (u32::try_from(first).ok()?, u32::try_from(count).ok()?);
        Some((first, first + count.min(BARS) - 1))
    });
    let charts = bars
        .map(|rows| Chart {
            kind: ChartKind::BarsTo100,
            title: messages.plain(&format!("{sheet}-chart")),
            categories: "name",
            series: STACK.to_vec(),
            points: Vec::new(),
            rows,
            at: (2, u16::try_from(columns.len()).unwrap_or(0) + 1),
            size: (760, 150 + 26 * (rows.1 - rows.0 + 1)),
        })
        .into_iter()
        .collect();
    let printed_columns = u16::try_from(columns.len()).ok();
    WorkSheet {
        printed_columns,
        name: messages.plain(&format!("{sheet}-sheet")),
        tab: Some("#3AA68F"),
        lines: vec![
            Line::title(messages.plain(&format!("{sheet}-title"))),
            Line::text(messages.plain(&format!("{sheet}-how"))),
        ],
        columns,
        rows,
        charts,
        landscape: true,
        ..WorkSheet::default()
    }
}

fn row(context: Context<'_>, area: &AreaCount, parts: &Parts) -> Vec<Item> {
    let messages = context.checked.messages;
    let mut name = words::area(context, area);
    if parts.holds(area) {
        name = messages.text("area-part-of", &[("name", name.into())]);
    }
    let mut row = vec![
        Item::text(words::level(messages, area.key.level)),
        Item::text(name),
        Item::text(area.key.code.as_str()),
    ];
    row.extend(count_items(&area.counts));
    row
}
