//! `areas.csv`: exact counts per area, today and on every earlier date that the ledger remembers.

use super::{Table, columns};
use crate::workbooks::Context;
use campaign::coverage::earlier;
use campaign::coverage::{AreaKey, Counts};
use campaign::ledger::Snapshot;
use jiff::civil::Date;

/// The columns with counts.
pub(super) const COUNTS: [&str; 9] = [
    "dwellings",
    "active",
    "two_legs",
    "on_paper",
    "forming",
    "unknown",
    "none",
    "reach",
    "organisatiegraad",
];

/// One line per area and date; the earliest date first.
pub(super) fn table(context: Context<'_>) -> Table<'_> {
    let coverage = context.coverage;
    let earlier = context
        .history
        .snapshots
        .iter()
        .filter(|snapshot| snapshot.date < coverage.date)
        .flat_map(move |snapshot| on(context, snapshot));
    let today = coverage
        .areas(context.checked.register)
        .map(move |area| line(&area.key, coverage.date, &area.counts));
    let mut names = columns(&["level", "code", "name", "date"]);
    names.extend(columns(&COUNTS));
    Table {
        file: "areas.csv",
        columns: names,
        rows: Box::new(earlier.chain(today)),
    }
}

fn line(key: &AreaKey, date: Date, counts: &Counts) -> Vec<String> {
    let mut line = vec![
        key.level.word().to_owned(),
        key.code.to_string(),
        key.name.to_string(),
        date.to_string(),
    ];
    line.extend(count_columns(counts));
    line
}

/// The columns below [`COUNTS`]; the last one as the exact fraction.
pub(super) fn count_columns(counts: &Counts) -> [String; 9] {
    [
        counts.dwellings.to_string(),
        counts.active.to_string(),
        counts.two_legs.to_string(),
        counts.on_paper.to_string(),
        counts.forming.to_string(),
        counts.unknown.to_string(),
        counts.none.to_string(),
        counts.reach.to_string(),
        counts.organisatiegraad().to_string(),
    ]
}

/// The counts of an earlier date in the areas of today.
fn on(context: Context<'_>, snapshot: &Snapshot) -> Vec<Vec<String>> {
    earlier(context.coverage, context.checked.register, snapshot)
        .iter()
        .map(|(key, counts)| line(key, snapshot.date, counts))
        .collect()
}
