//! The figures of every date as columns, and what changed since the last one.

use super::ReportContext;
use super::areas::share;
use super::bars::segments;
use super::data::{ChangeData, ChangePart, HistoryColumn, HistoryData};
use campaign::coverage::{Change, Counts, Pilot, since};
use domain::messages::Value;
use domain::words;
use jiff::civil::Date;

/// The most dates that the chart shows: the latest.
const SHOWN: usize = 24;
/// The width of a column with the room around it.
const STEP: u64 = 84;
/// The width of a column.
const WIDTH: u64 = 56;

/// Columns over time; `None` at the first measurement.
pub(super) fn history(context: ReportContext<'_>) -> Option<HistoryData> {
    let today = context.coverage.date;
    let mut dates: Vec<(Date, Counts)> = context
        .history
        .snapshots
        .iter()
        .filter(|snapshot| snapshot.date < today)
        .map(|snapshot| {
            let mut counts = Counts::default();
            for home in &snapshot.homes {
                counts.add(home.status, home.legs, home.reached);
            }
            (snapshot.date, counts)
        })
        .collect();
    if dates.is_empty() {
        return None;
    }
    dates.push((today, context.coverage.scope()));
    let first = dates.len().saturating_sub(SHOWN);
    let columns: Vec<HistoryColumn> = (0..)
        .zip(dates.iter().skip(first))
        .map(|(at, (date, counts))| {
            let x = 10 + at * STEP;
            HistoryColumn {
                x,
                middle: x + WIDTH / 2,
                date: short(context, *date),
                share: share(context, counts),
                segments: segments(counts, context.messages),
            }
        })
        .collect();
    Some(HistoryData {
        width: 10 + STEP * words::len(columns.len()),
        columns,
    })
}

/// `1 jun 2026`.
fn short(context: ReportContext<'_>, date: Date) -> String {
    let month = context
        .messages
        .plain(&format!("month-{}", date.month()))
        .chars()
        .take(3)
        .collect::<String>();
    format!("{} {month} {}", date.day(), date.year())
}

/// What changed since the last earlier date.
pub(super) fn change(context: ReportContext<'_>) -> Option<ChangeData> {
    let before = context
        .history
        .snapshots
        .iter()
        .rfind(|snapshot| snapshot.date < context.coverage.date)?;
    let since = since(
        before,
        context.coverage,
        context.linked,
        context.register,
        &context.campaign.rules,
    );
    let change = &since.all;
    let messages = context.messages;
    let net = change.net();
    let key = match net {
        0 => "report-change-same",
        net if net > 0 => "report-change-more",
        _ => "report-change-less",
    };
    let sentence = messages.text(
        key,
        &[
            ("date", Value::from(messages.date(change.from))),
            ("n", Value::Count(net.unsigned_abs())),
            ("shown", Value::from(messages.count(net.unsigned_abs()))),
        ],
    );
    Some(ChangeData {
        sentence,
        parts: parts(context, change),
        pilots: since
            .pilots
            .iter()
            .filter_map(|found| pilot(context, found))
            .collect(),
    })
}

/// One mini-buurt against the rest; none when one of the two is too small to tell.
fn pilot(context: ReportContext<'_>, pilot: &Pilot) -> Option<String> {
    let smallest = u64::from(context.campaign.privacy.smallest_group);
    let all = [
        pilot.inside.before,
        pilot.inside.after,
        pilot.rest.before,
        pilot.rest.after,
    ];
    if all.iter().any(|counts| counts.dwellings < smallest) {
        return None;
    }
    let told = |counts: &Counts| {
        Value::from(format!(
            "{} ({})",
            share(context, counts),
            counts.organisatiegraad()
        ))
    };
    let [before, after, rest_before, rest_after] = all;
    Some(context.messages.text(
        "report-pilot",
        &[
            ("name", pilot.name.clone().into()),
            ("before", told(&before)),
            ("after", told(&after)),
            ("rest-before", told(&rest_before)),
            ("rest-after", told(&rest_after)),
        ],
    ))
}

fn parts(context: ReportContext<'_>, change: &Change) -> Vec<ChangePart> {
    let messages = context.messages;
    let signed = |sign: &str, count: u64| match count {
        0 => "–".to_owned(),
        count => format!("{sign}{}", messages.count(count)),
    };
    change
        .parts
        .iter()
        .filter(|part| part.gained + part.lost > 0)
        .map(|part| {
            let who: Vec<String> = change
                .by
                .iter()
                .filter(|by| by.cause == part.cause)
                .take(4)
                .filter_map(|by| context.linked.organisation(by.organisation))
                .map(|organisation| organisation.name.to_string())
                .collect();
            ChangePart {
                cause: messages.plain(&format!("change-{}", part.cause.word())),
                gained: signed("+", part.gained),
                lost: signed("−", part.lost),
                who: who.join(", "),
            }
        })
        .collect()
}
