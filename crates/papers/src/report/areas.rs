//! Bars per level, the table per building, and the matrix of umbrellas. Groups smaller than the
//! smallest group are taken together.

use super::ReportContext;
use super::bars::{self, segments};
use super::data::{AreaData, BuildingData, LevelData, MatrixData, MatrixRow};
use super::small::{self, hidden, hidden_cells};
use campaign::coverage::{AreaCount, Counts, Parts, umbrella_matrix};
use domain::messages::Value;
use domain::text::fold;
use domain::{AreaLevel, Status, words};

/// The levels that get bars, in the order of the page.
const LEVELS: [AreaLevel; 10] = [
    AreaLevel::Flat,
    AreaLevel::MiniBuurt,
    AreaLevel::Complex,
    AreaLevel::Landlord,
    AreaLevel::Buurt,
    AreaLevel::Wijk,
    AreaLevel::Stadsdeel,
    AreaLevel::Gemeente,
    AreaLevel::Provincie,
    AreaLevel::Land,
];

/// A block for every level that has more to say than the whole.
pub(super) fn levels(context: ReportContext<'_>) -> Vec<LevelData> {
    let parts = Parts::of(context.coverage, context.register, context.campaign);
    LEVELS
        .into_iter()
        .filter_map(|level| block(context, level, &parts))
        .collect()
}

fn block(context: ReportContext<'_>, level: AreaLevel, parts: &Parts) -> Option<LevelData> {
    let messages = context.messages;
    let all: Vec<AreaCount> = context.coverage.areas_at(level, context.register).collect();
    // One area of which only a part is in scope says no more than the scope itself.
    let is_scope = all.iter().filter(|area| is_named(area)).count() == 1
        && all.iter().any(|area| is_named(area) && parts.holds(area));
    if is_scope || !all.iter().any(is_named) {
        return None;
    }
    let smallest = u64::from(context.campaign.privacy.smallest_group);
    let filled: Vec<AreaCount> = all
        .into_iter()
        .filter(|area| area.counts.dwellings > 0)
        .collect();
    let sizes: Vec<u64> = filled.iter().map(|area| area.counts.dwellings).collect();
    let small = hidden(&sizes, smallest, true);
    let shown = filled
        .iter()
        .enumerate()
        .filter(|(at, _)| !small.contains(at));
    Some(LevelData {
        title: messages.text(
            "report-per-level",
            &[("level", Value::from(words::level(messages, level)))],
        ),
        areas: shown
            .map(|(_, area)| AreaData {
                name: if parts.holds(area) {
                    let values = [("name", name(context, area).into())];
                    messages.text("area-part-of", &values)
                } else {
                    name(context, area)
                },
                share: share(context, &area.counts),
                fraction: area.counts.organisatiegraad().to_string(),
                segments: segments(&area.counts, messages),
            })
            .collect(),
        note: if small.is_empty() {
            String::new()
        } else {
            words::counted(messages, "report-small-areas", words::len(small.len()))
        },
    })
}

fn is_named(area: &AreaCount) -> bool {
    !area.key.name.is_empty() || !area.key.code.is_empty()
}

/// The name of an area; the homes outside every area of a level have one too.
pub(super) fn name(context: ReportContext<'_>, area: &AreaCount) -> String {
    words::area(
        context.messages,
        area.key.level,
        &area.key.name,
        &area.key.code,
    )
}

/// The organisatiegraad as people write it.
pub(super) fn share(context: ReportContext<'_>, counts: &Counts) -> String {
    counts
        .organisatiegraad()
        .percent(context.messages.decimal_mark())
}

/// The table per building, by name; small buildings of one street and postcode stand together.
pub(super) fn buildings(context: ReportContext<'_>) -> (Vec<BuildingData>, String) {
    let smallest = u64::from(context.campaign.privacy.smallest_group);
    let small::Buildings {
        groups,
        rest,
        small,
    } = small::buildings(context);
    let mut rows: Vec<(String, String, BuildingData)> = groups
        .into_iter()
        .map(|group| {
            let name = if group.is_one {
                group.name
            } else {
                let values = [
                    ("street", Value::from(group.name)),
                    ("n", Value::Count(group.buildings)),
                ];
                context.messages.text("report-small-buildings-of", &values)
            };
            let row = row(context, &name, &group.counts);
            (sortable(&name), group.code, row)
        })
        .collect();
    rows.sort_by(|a, b| (&a.0, &a.2.name, &a.1).cmp(&(&b.0, &b.2.name, &b.1)));
    let mut rows: Vec<BuildingData> = rows.into_iter().map(|(.., row)| row).collect();
    if rest.1.dwellings >= smallest {
        let name = words::counted(context.messages, "report-small-buildings-rest", rest.0);
        rows.push(row(context, &name, &rest.1));
    }
    let note = if small == 0 {
        String::new()
    } else {
        words::counted(context.messages, "report-small-buildings", small)
    };
    (rows, note)
}

/// Numbers in a name sort by value: `Kleiburg 9` before `Kleiburg 12`.
fn sortable(name: &str) -> String {
    let mut out = String::new();
    let mut digits = String::new();
    for c in fold(name).chars().chain(['\u{0}']) {
        if c.is_ascii_digit() {
            digits.push(c);
            continue;
        }
        if !digits.is_empty() {
            out.push_str(&format!("{digits:0>6}"));
            digits.clear();
        }
        out.push(c);
    }
    out
}

fn row(context: ReportContext<'_>, name: &str, counts: &Counts) -> BuildingData {
    let messages = context.messages;
    let figures = [
        counts.active,
        counts.forming,
        counts.on_paper,
        counts.unknown,
        counts.none,
    ];
    BuildingData {
        name: name.to_owned(),
        dwellings: messages.count(counts.dwellings),
        counts: figures.map(|count| messages.count(count)).to_vec(),
        share: share(context, counts),
        segments: segments(counts, messages),
    }
}

/// The matrix of umbrellas, when there are umbrellas of both sorts.
pub(super) fn matrix(context: ReportContext<'_>) -> Option<MatrixData> {
    let matrix = umbrella_matrix(context.coverage, context.linked);
    let is_empty = |names: &[compact_str::CompactString]| {
        names.iter().all(compact_str::CompactString::is_empty)
    };
    if is_empty(&matrix.areas) || is_empty(&matrix.landlords) {
        return None;
    }
    let none = context.messages.plain("report-no-umbrella");
    let names = |names: &[compact_str::CompactString]| -> Vec<String> {
        names
            .iter()
            .map(|name| {
                if name.is_empty() {
                    none.clone()
                } else {
                    name.to_string()
                }
            })
            .collect()
    };
    let smallest = u64::from(context.campaign.privacy.smallest_group);
    let sizes: Vec<Vec<u64>> = matrix
        .cells
        .iter()
        .map(|cells| cells.iter().map(|counts| counts.dwellings).collect())
        .collect();
    let untold = hidden_cells(&sizes, smallest);
    let cell = |place: (usize, usize), counts: &Counts| {
        if untold.contains(&place) {
            context.messages.plain("report-not-shown")
        } else if counts.dwellings == 0 {
            String::new()
        } else {
            format!("{} ({})", counts.organisatiegraad(), share(context, counts))
        }
    };
    let rows = names(&matrix.areas)
        .into_iter()
        .zip(matrix.cells.iter().enumerate())
        .map(|(name, (row, cells))| MatrixRow {
            name,
            cells: cells
                .iter()
                .enumerate()
                .map(|(at, counts)| cell((row, at), counts))
                .collect(),
        })
        .collect();
    Some(MatrixData {
        columns: names(&matrix.landlords),
        rows,
    })
}

/// The class for a status of an organisation.
pub(super) fn class(status: Status) -> &'static str {
    bars::class(status)
}
