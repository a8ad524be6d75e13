//! Bars per level, the table per building, and the matrix of umbrellas. Groups smaller than the
//! smallest group are taken together.

use std::collections::BTreeMap;

use super::ReportContext;
use super::bars::{self, segments};
use super::data::{AreaData, BuildingData, LevelData, MatrixData, MatrixRow};
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
    let (shown, small): (Vec<AreaCount>, Vec<AreaCount>) = all
        .into_iter()
        .partition(|area| area.counts.dwellings >= smallest);
    Some(LevelData {
        title: messages.text(
            "report-per-level",
            &[("level", Value::from(words::level(messages, level)))],
        ),
        areas: shown
            .iter()
            .map(|area| AreaData {
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

/// The table per building, by name; small buildings of one street stand together.
pub(super) fn buildings(context: ReportContext<'_>) -> (Vec<BuildingData>, String) {
    let smallest = u64::from(context.campaign.privacy.smallest_group);
    let mut rows: BTreeMap<(String, String), Counts> = BTreeMap::new();
    let mut together: BTreeMap<String, (u64, Counts)> = BTreeMap::new();
    let mut small = 0_u64;
    for area in context
        .coverage
        .areas_at(AreaLevel::Building, context.register)
    {
        if area.counts.dwellings >= smallest {
            let name = name(context, &area);
            let key = (sortable(&name), format!("{name}\u{0}{}", area.key.code));
            rows.insert(key, area.counts);
        } else {
            small += 1;
            let entry = together.entry(street(context, &area)).or_default();
            entry.0 += 1;
            entry.1.include(&area.counts);
        }
    }
    let mut rest = (0, Counts::default());
    for (street, (count, counts)) in together {
        if counts.dwellings >= smallest {
            let name = context.messages.text(
                "report-small-buildings-of",
                &[("street", Value::from(street)), ("n", Value::Count(count))],
            );
            rows.insert((sortable(&name), name), counts);
        } else {
            rest.0 += count;
            rest.1.include(&counts);
        }
    }
    if rest.1.dwellings >= smallest {
        let name = words::counted(context.messages, "report-small-buildings-rest", rest.0);
        rows.insert(("\u{10ffff}".to_owned(), name), rest.1);
    }
    let rows = rows
        .iter()
        .map(|((_, name), counts)| row(context, name.split('\u{0}').next().unwrap_or(name), counts))
        .collect();
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

fn street(context: ReportContext<'_>, area: &AreaCount) -> String {
    let register = context.register;
    area.building
        .and_then(|building| register.building_units(building).first())
        .map(|unit| register.address(register.unit(*unit).address).street)
        .map(|street| register.street(street).name.to_string())
        .unwrap_or_default()
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
    let rows = names(&matrix.areas)
        .into_iter()
        .zip(&matrix.cells)
        .map(|(name, cells)| MatrixRow {
            name,
            cells: cells
                .iter()
                .map(|counts| match counts.dwellings {
                    0 => String::new(),
                    homes if homes < smallest => format!("< {smallest}"),
                    _ => format!("{} ({})", counts.organisatiegraad(), share(context, counts)),
                })
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
