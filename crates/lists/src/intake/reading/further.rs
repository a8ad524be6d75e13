//! Columns that nothing names and that may hold a letter or an addition: what stands behind the
//! number is looked for as long as the register bears it out.
//!
//! A home at `20` and another at `20-A` both exist; a column with `A` that nobody reads sends the
//! second row to the first home. So every column that looks like it is tried beside the reading
//! that won.

use std::collections::BTreeMap;

use super::{Judged, Known, Tried, signs, try_out};
use crate::intake::columns::Columns;
use crate::intake::fields::Field;
use crate::intake::judge::Judge;
use crate::intake::layout::Heading;
use domain::Row;

/// What a column behind the number comes to.
pub(super) enum Behind {
    /// The homes are found with it, and mostly not without it, or it tells apart what is one home
    /// without it.
    Part(Tried),
    /// With it and without it there are homes, and other ones.
    Perhaps(Tried),
}

/// The reading with one column more, when the register bears it out: without it the rows lead to
/// a number with several homes, or to other homes.
pub(super) fn behind(
    known: Known<'_>,
    base: &Tried,
    rows: &[&Row],
    judge: &dyn Judge,
) -> Option<Behind> {
    let mut found: Vec<(usize, Behind)> = every(known, base, rows, judge)
        .into_iter()
        .filter_map(|(filled, one)| weigh(filled, base, one))
        .collect();
    found.sort_by_key(|(gained, _)| std::cmp::Reverse(*gained));
    found.into_iter().next().map(|(_, behind)| behind)
}

/// The reading with each column that may stand behind the number, and the rows where it is filled.
pub(super) fn every(
    known: Known<'_>,
    base: &Tried,
    rows: &[&Row],
    judge: &dyn Judge,
) -> Vec<(Vec<usize>, Tried)> {
    let columns = &base.candidate.columns;
    if !columns.has(Field::Number) && !columns.has(Field::Address) {
        return Vec::new();
    }
    let width = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let free = (0..width.min(200)).filter(|column| {
        let heading = known.headings.columns.iter().find(|h| h.column == *column);
        columns.slots.iter().all(|slot| slot.column != *column) && may_be(heading)
    });
    free.filter_map(|column| {
        let texts = signs::texts(rows, column);
        let field = behind_number(&texts, columns)?;
        let filled: Vec<usize> = (0..texts.len())
            .filter(|at| texts.get(*at).is_some_and(|text| !is_nothing(text)))
            .collect();
        let mut candidate = base.candidate.clone();
        candidate.columns = columns.reread(&[(field, Some(column))], |column| {
            let heading = known.headings.columns.iter().find(|h| h.column == column);
            heading
                .map(|heading| heading.text.clone())
                .unwrap_or_default()
        });
        candidate.behind.push((field, column));
        Some((filled, try_out(candidate, rows, judge, known.origin)))
    })
    .collect()
}

/// A heading that says nothing, or what stands behind a number.
fn may_be(heading: Option<&Heading>) -> bool {
    heading.is_none_or(|heading| {
        !heading.by_person
            && heading
                .meanings
                .iter()
                .all(|m| matches!(m.field, Field::Letter | Field::Addition))
            && !signs::is_own_number(&heading.text)
    })
}

fn is_nothing(text: &str) -> bool {
    text.is_empty() || domain::nothing::is_nothing(text)
}

/// What texts of a column may be behind a house number: a letter, an addition, or neither.
fn behind_number(texts: &[String], columns: &Columns) -> Option<Field> {
    let filled: Vec<&String> = texts.iter().filter(|text| !is_nothing(text)).collect();
    let short = filled.iter().all(|text| {
        text.chars().count() <= 6
            && (text.chars().any(char::is_alphabetic)
                || text.parse::<u32>().is_ok_and(|number| number < 10_000))
    });
    if filled.len() < 2 || !short {
        return None;
    }
    // An addition may be a letter as well: rows further on may hold more than one.
    match (columns.has(Field::Letter), columns.has(Field::Addition)) {
        (_, false) => Some(Field::Addition),
        (false, true) => Some(Field::Letter),
        (true, true) => None,
    }
}

/// In how many rows it leads to another or a surer home, and whether that settles it.
fn weigh(filled: Vec<usize>, base: &Tried, one: Tried) -> Option<(usize, Behind)> {
    let (mut home, mut gained, mut other) = (0, 0, 0);
    let mut homes: Vec<u32> = Vec::new();
    // Rows that lead to one and the same place without it, and to what they lead with it.
    let mut same: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    // `5` beside `5 A` and `5 B`: the row without it counts as well, once.
    for (at, without) in base.judged.iter().enumerate() {
        if filled.binary_search(&at).is_err()
            && let Judged::Home(mark) = *without
        {
            same.insert(mark, vec![mark]);
        }
    }
    for at in &filled {
        let (Some(with), Some(without)) = (one.judged.get(*at), base.judged.get(*at)) else {
            continue;
        };
        let Judged::Home(mark) = *with else { continue };
        home += 1;
        homes.push(mark);
        if let Some(place) = without.place() {
            same.entry(place).or_default().push(mark);
        }
        match *without {
            Judged::Home(before) => other += usize::from(before != mark),
            Judged::Place(_) | Judged::Mended(_) | Judged::Contradiction | Judged::Nothing => {
                gained += 1;
            }
        }
    }
    // Two rows with one home are a number of rooms or of people, and no part of the address.
    let distinct = different(homes) * 20 >= home * 19;
    if home * 10 < filled.len() * 9 || !distinct || gained + other == 0 {
        return None;
    }
    // It tells apart what is one and the same without it: chance does not do that row after row.
    let groups = same.into_values().filter(|marks| marks.len() > 1);
    let (apart, rows) = groups.fold((true, 0), |(apart, rows), marks| {
        let all = marks.len();
        (apart && different(marks) == all, rows + all)
    });
    let tells_apart = apart && rows >= 4 && rows * 10 >= filled.len();
    if gained * 2 >= filled.len() && other == 0 || tells_apart {
        return Some((gained + other, Behind::Part(one)));
    }
    ((gained + other) * 2 >= filled.len()).then_some((gained + other, Behind::Perhaps(one)))
}

/// How many different homes there are.
fn different(mut homes: Vec<u32>) -> usize {
    homes.sort_unstable();
    homes.dedup();
    homes.len()
}
