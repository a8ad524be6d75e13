//! `areas.csv`: exact counts per area, today and on every earlier date that the ledger remembers.

use super::{Table, columns};
use crate::coverage::earlier;
use crate::coverage::{AreaKey, Counts};
use crate::ledger::Snapshot;
use crate::workbooks::Context;
use jiff::civil::Date;

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
    Table {
        file: "areas.csv",
        columns: columns(&[
            "level",
            "code",
            "name",
            "date",
            "dwellings",
            "active",
            "two_legs",
            "on_paper",
            "forming",
            "unknown",
            "none",
            "reach",
            "organisatiegraad",
        ]),
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
    line.extend(
        [
            counts.dwellings,
            counts.active,
            counts.two_legs,
            counts.on_paper,
            counts.forming,
            counts.unknown,
            counts.none,
            counts.reach,
        ]
        .map(|count| count.to_string()),
    );
    line.push(counts.organisatiegraad().to_string());
    line
}

/// The counts of an earlier date in the areas of today.
fn on(context: Context<'_>, snapshot: &Snapshot) -> Vec<Vec<String>> {
    earlier(context.coverage, context.checked.register, snapshot)
        .iter()
        .map(|(key, counts)| line(key, snapshot.date, counts))
        .collect()
}
