//! Finds tables that stand beside each other on one sheet.

use std::ops::Range;

use super::open::{needs_met, part_of};
use crate::intake::fields::Field;
use crate::intake::kinds::{Signs, recognise};
use crate::intake::layout::{Headings, Layout, find};
use crate::intake::synonyms::Synonyms;
use domain::Row;
use domain::campaign::ListKind;
use domain::text::fold;

/// A table beside another one, with its own headings.
pub(super) struct Beside {
    /// Its columns, from 0.
    pub columns: Range<usize>,
    /// Its headings; positions are among the rows that were looked at.
    pub headings: Headings,
}

/// The tables of a sheet, from left to right: one, unless the same headings stand beside each
/// other, or tables of different kinds do with an empty column between them.
pub(super) fn split(
    mut headings: Headings,
    rows: &[Row],
    kind: Option<ListKind>,
    synonyms: &Synonyms,
) -> Vec<Beside> {
    let ranges = repeated(&headings, rows)
        .or_else(|| kind.is_none().then(|| apart(&headings, rows)).flatten());
    if let Some(ranges) = ranges {
        return ranges
            .into_iter()
            .map(|columns| Beside {
                headings: part(&headings, &columns),
                columns,
            })
            .collect();
    }
    forget_legends(&mut headings, rows);
    let mut tables = vec![];
    let elsewhere = lower_or_higher(&headings, rows, kind, synonyms);
    if elsewhere.is_empty() {
        tables.push(Beside {
            columns: 0..usize::MAX,
            headings,
        });
        return tables;
    }
    let own = elsewhere.iter().fold(0..usize::MAX, |own, other| {
        if other.columns.start == 0 {
            other.columns.end..own.end
        } else {
            own.start..other.columns.start
        }
    });
    tables.push(Beside {
        headings: part(&headings, &own),
        columns: own,
    });
    tables.extend(elsewhere);
    tables
}

fn part(headings: &Headings, columns: &Range<usize>) -> Headings {
    Headings {
        first: headings.first,
        last: headings.last,
        columns: headings
            .columns
            .iter()
            .filter(|heading| columns.contains(&heading.column))
            .cloned()
            .collect(),
    }
}

fn fields(headings: &Headings) -> Vec<Field> {
    headings
        .columns
        .iter()
        .filter_map(|heading| heading.meanings.first())
        .map(|meaning| meaning.field)
        .collect()
}

/// The same headings again and again: `Adres, Complex, Adres, Complex`.
fn repeated(headings: &Headings, rows: &[Row]) -> Option<Vec<Range<usize>>> {
    let keys: Vec<&str> = headings
        .columns
        .iter()
        .map(|heading| heading.key.as_str())
        .collect();
    let first = keys.first()?;
    let length = keys.iter().skip(1).position(|k| k == first)? + 1;
    let whole = keys.len().is_multiple_of(length)
        && keys
            .chunks(length)
            .all(|block| Some(block) == keys.get(..length));
    if !whole || length < 2 {
        return None;
    }
    let starts: Vec<usize> = headings
        .columns
        .iter()
        .step_by(length)
        .map(|heading| heading.column)
        .collect();
    let ends: Vec<usize> = headings
        .columns
        .chunks(length)
        .filter_map(|block| block.last())
        .map(|heading| heading.column)
        .collect();
    let has_gap = ends
        .iter()
        .zip(starts.iter().skip(1))
        .all(|(end, start)| start - end > 1);
    let known = fields(headings)
        .iter()
        .take(length)
        .filter(|f| !f.is_unneeded())
        .count();
    if known < 2 || !has_gap && length < 3 || says_whose(headings, &starts, rows) {
        return None;
    }
    let ranges = (0..starts.len())
        .filter_map(|at| {
            let start = if at == 0 { 0 } else { *starts.get(at)? };
            Some(start..starts.get(at + 1).copied().unwrap_or(usize::MAX))
        })
        .collect();
    Some(ranges)
}

/// Whether a row above the headings says that a part of them is about somebody else: the owner's
/// address beside that of the home.
fn says_whose(headings: &Headings, starts: &[usize], rows: &[Row]) -> bool {
    let Some(above) = headings.first.checked_sub(1).and_then(|at| rows.get(at)) else {
        return false;
    };
    starts.iter().any(|start| {
        let text = fold(&above.cell(*start).shown());
        [
            "eigenaar",
            "correspond",
            "contact",
            "post",
            "beheer",
            "bestuur",
            "vorig",
            "oud",
            "nieuw",
            "factu",
            "huurder",
            "bewoner",
            "owner",
            "tenant",
            "billing",
        ]
        .iter()
        .any(|word| text.contains(word))
    })
}

/// Tables of different kinds under one heading row, with an empty column between them; each must
/// be recognised by itself.
fn apart(headings: &Headings, rows: &[Row]) -> Option<Vec<Range<usize>>> {
    let below = rows.get(headings.last + 1..).unwrap_or_default();
    let is_empty = |column: usize| below.iter().all(|row| row.cell(column).is_blank());
    let mut ranges: Vec<Range<usize>> = Vec::new();
    let mut start = 0;
    for pair in headings.columns.windows(2) {
        let [left, right] = pair else { continue };
        if right.column > left.column + 1 && (left.column + 1..right.column).all(is_empty) {
            ranges.push(start..right.column);
            start = right.column;
        }
    }
    ranges.push(start..usize::MAX);
    let kinds: Vec<Option<ListKind>> = ranges
        .iter()
        .map(|columns| kind_alone(&part(headings, columns)))
        .collect();
    let different = kinds
        .iter()
        .enumerate()
        .all(|(at, kind)| kind.is_some() && !kinds.iter().take(at).any(|other| other == kind));
    (ranges.len() > 1 && different).then_some(ranges)
}

/// A few rows in columns of their own beside the table, such as a list of codes, are no part of it.
fn forget_legends(headings: &mut Headings, rows: &[Row]) {
    let below = rows.get(headings.last + 1..).unwrap_or_default();
    let filled = |columns: Range<usize>| {
        below
            .iter()
            .filter(|row| columns.clone().any(|c| !row.cell(c).is_blank()))
            .count()
    };
    let columns: Vec<usize> = headings.columns.iter().map(|h| h.column).collect();
    let (Some(first), Some(last)) = (columns.first(), columns.last()) else {
        return;
    };
    let gaps = columns.windows(2).enumerate().filter_map(|(at, pair)| {
        let &[left, right] = pair else { return None };
        (right > left + 1 && filled(left + 1..right) == 0).then_some((at, left, right))
    });
    let legend = gaps
        .filter(|(at, _, _)| at + 2 < columns.len())
        .find(|(_, left, right)| {
            let (table, beside) = (filled(*first..left + 1), filled(*right..last + 1));
            table >= 4 && beside * 2 <= table
        });
    if let Some((_, _, from)) = legend {
        for heading in &mut headings.columns {
            if heading.column >= from && !heading.by_person {
                heading
                    .meanings
                    .retain(|meaning| meaning.field.is_refused());
            }
        }
    }
}

/// The kind that some headings make by themselves, when they have all that it needs.
fn kind_alone(headings: &Headings) -> Option<ListKind> {
    let fields: Vec<Field> = headings.fields().collect();
    let kind = recognise(Signs {
        fields: &fields,
        unknown: headings.columns.len() - headings.known(),
        hint: "",
        names: "",
        owned: false,
    })?;
    let has = |field: Field| {
        headings.columns.iter().any(|heading| {
            let all: Vec<Field> = heading.meanings.iter().map(|m| m.field).collect();
            crate::intake::fields::meaning(kind, &all) == Some(field)
        })
    };
    needs_met(kind, has).then_some(kind)
}

/// Tables to the left or to the right of the headings, which start on another row.
fn lower_or_higher(
    headings: &Headings,
    rows: &[Row],
    kind: Option<ListKind>,
    synonyms: &Synonyms,
) -> Vec<Beside> {
    let (Some(first), Some(last)) = (headings.columns.first(), headings.columns.last()) else {
        return Vec::new();
    };
    let mine = fields(headings);
    let mut found = Vec::new();
    for columns in [
        0..first.column.saturating_sub(1),
        last.column + 2..usize::MAX,
    ] {
        let parts: Vec<Row> = rows.iter().map(|row| part_of(row, &columns)).collect();
        if columns.is_empty() || parts.iter().filter(|row| !row.is_blank()).count() < 3 {
            continue;
        }
        let Layout::Table(other) = find(&parts, synonyms, &[], kind).layout else {
            continue;
        };
        let same = fields(&other)
            .iter()
            .filter(|field| mine.contains(field) && !field.is_unneeded())
            .count();
        let counts = match kind {
            Some(kind) => {
                same >= 2 && {
                    let theirs = fields(&other);
                    needs_met(kind, |field| theirs.contains(&field))
                }
            }
            None => same >= 2 || kind_alone(&other).is_some() && kind_alone(headings).is_some(),
        };
        if counts {
            found.push(Beside {
                columns,
                headings: other,
            });
        }
    }
    found
}
