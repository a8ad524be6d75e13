//! Small groups: what is published of them, so that none can be read, nor found by subtracting what
//! is shown from what it adds up to. Table, map and `areas.geojson` show the same groups.

use std::collections::{BTreeMap, BTreeSet};

use super::ReportContext;
use super::areas::name;
use campaign::coverage::Counts;
use domain::AreaLevel;
use register::{BuildingIx, Point, UnitIx};

/// A building, or small buildings of one street and postcode together.
pub(super) struct Group {
    /// Its name.
    pub name: String,
    /// Tells buildings of one name apart.
    pub code: String,
    /// Its homes.
    pub counts: Counts,
    /// Where its buildings are (RD).
    pub points: Vec<Point>,
    /// How many buildings.
    pub buildings: u64,
    /// A building by itself.
    pub is_one: bool,
}

/// All buildings, as they are published.
pub(super) struct Buildings {
    /// Groups that are shown; none is smaller than the smallest group.
    pub groups: Vec<Group>,
    /// How many buildings are in no group of their own, and their homes: none, or at least the
    /// smallest group, unless there is nothing else.
    pub rest: (u64, Counts),
    /// Buildings that are too small by themselves.
    pub small: u64,
}

/// The buildings in groups; what is left over and too small takes the smallest group along.
pub(super) fn buildings(context: ReportContext<'_>) -> Buildings {
    let smallest = u64::from(context.campaign.privacy.smallest_group);
    let register = context.register;
    let mut groups: Vec<Group> = Vec::new();
    let mut together: BTreeMap<String, Group> = BTreeMap::new();
    let mut small = 0;
    for area in context.coverage.areas_at(AreaLevel::Building, register) {
        let point = area.building.and_then(|building| place(context, building));
        if area.counts.dwellings >= smallest {
            groups.push(Group {
                name: name(context, &area),
                code: area.key.code.to_string(),
                counts: area.counts,
                points: point.into_iter().collect(),
                buildings: 1,
                is_one: true,
            });
            continue;
        }
        small += 1;
        let first = area
            .building
            .and_then(|building| register.building_units(building).first().copied());
        let street = first.map(|unit| street(context, unit)).unwrap_or_default();
        let group = together.entry(street.clone()).or_insert_with(|| Group {
            name: street,
            code: String::new(),
            counts: Counts::default(),
            points: Vec::new(),
            buildings: 0,
            is_one: false,
        });
        group.counts.include(&area.counts);
        group.points.extend(point);
        group.buildings += 1;
    }
    groups.extend(together.into_values());
    groups.sort_by(|a, b| (&a.name, &a.code).cmp(&(&b.name, &b.code)));
    let sizes: Vec<u64> = groups.iter().map(|group| group.counts.dwellings).collect();
    let hidden = hidden(&sizes, smallest, true);
    let mut rest = (0, Counts::default());
    let mut shown = Vec::with_capacity(groups.len());
    for (at, group) in groups.into_iter().enumerate() {
        if hidden.contains(&at) {
            rest.0 += group.buildings;
            rest.1.include(&group.counts);
        } else if group.counts.dwellings > 0 {
            shown.push(group);
        }
    }
    Buildings {
        groups: shown,
        rest,
        small,
    }
}

fn place(context: ReportContext<'_>, building: BuildingIx) -> Option<Point> {
    let register = context.register;
    register.building(building).point.or_else(|| {
        let first = register.building_units(building).first().copied()?;
        register.unit(first).point
    })
}

/// `Kleiburg (1104 EA)`.
fn street(context: ReportContext<'_>, unit: UnitIx) -> String {
    let register = context.register;
    let address = register.address(register.unit(unit).address);
    let street = &register.street(address.street).name;
    match address.postcode {
        Some(postcode) => format!("{street} ({})", postcode.spaced()),
        None => street.to_string(),
    }
}

/// The cells of a table that are not told: small ones and, in every row and every column where the
/// untold ones together are still small, a further one.
pub(super) fn hidden_cells(cells: &[Vec<u64>], smallest: u64) -> BTreeSet<(usize, usize)> {
    let mut untold: BTreeSet<(usize, usize)> = BTreeSet::new();
    let width = cells.iter().map(Vec::len).max().unwrap_or(0);
    let rows = (0..cells.len()).map(|row| (0..width).map(|at| (row, at)).collect());
    let columns = (0..width).map(|at| (0..cells.len()).map(|row| (row, at)).collect());
    let lines: Vec<Vec<(usize, usize)>> = rows.chain(columns).collect();
    let size = |(row, at): (usize, usize)| -> u64 {
        let cell = cells.get(row).and_then(|row| row.get(at));
        cell.copied().unwrap_or(0)
    };
    loop {
        let before = untold.len();
        for line in &lines {
            let filled = || line.iter().copied().filter(|cell| size(*cell) > 0);
            untold.extend(filled().filter(|cell| size(*cell) < smallest));
            let (count, sum) = filled()
                .filter(|cell| untold.contains(cell))
                .fold((0, 0), |(count, sum), cell| (count + 1, sum + size(cell)));
            if count == 1 || (1..smallest).contains(&sum) {
                let next = filled()
                    .filter(|cell| !untold.contains(cell))
                    .min_by_key(|cell| size(*cell));
                untold.extend(next);
            }
        }
        if untold.len() == before {
            return untold;
        }
    }
}

/// The lines that are not told: those of fewer homes than the smallest group and, where the lines add
/// up to a number that stands beside them, a second one, so that nobody can subtract.
pub(super) fn hidden(counts: &[u64], smallest: u64, adds_up: bool) -> BTreeSet<usize> {
    let is_small = |count: u64| count > 0 && count < smallest;
    let mut hidden: BTreeSet<usize> = (0..counts.len())
        .filter(|at| counts.get(*at).copied().is_some_and(is_small))
        .collect();
    let sum: u64 = hidden.iter().filter_map(|at| counts.get(*at)).sum();
    if adds_up && !hidden.is_empty() && (hidden.len() == 1 || sum < smallest) {
        let next = (0..counts.len())
            .filter(|at| !hidden.contains(at))
            .filter(|at| counts.get(*at).is_some_and(|count| *count > 0))
            .min_by_key(|at| counts.get(*at).copied());
        hidden.extend(next);
    }
    hidden
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_group_is_hidden_and_cannot_be_subtracted() {
        let told =
            |counts: &[u64], adds_up| hidden(counts, 5, adds_up).into_iter().collect::<Vec<_>>();
        assert_eq!(told(&[52, 21, 2], true), [1, 2]);
        assert_eq!(told(&[52, 21, 2], false), [2]);
        assert_eq!(told(&[52, 4, 2], true), [1, 2]);
        assert_eq!(
            told(&[52, 9, 1, 1], true),
            [1, 2, 3],
            "two small ones are still a small group"
        );
        assert_eq!(told(&[52, 21, 0], true), Vec::<usize>::new());
        assert_eq!(told(&[7], true), Vec::<usize>::new());
    }

    #[test]
    fn what_is_hidden_is_never_a_small_group_together() {
        let mut dice: u64 = 7;
        let mut throw = |below: u64| {
            dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (dice >> 33) % below
        };
        for _ in 0..2_000 {
            let len = throw(9);
            let counts: Vec<u64> = (0..len).map(|_| throw(14)).collect();
            let untold = hidden(&counts, 5, true);
            let sum: u64 = untold.iter().filter_map(|at| counts.get(*at)).sum();
            let all: u64 = counts.iter().sum();
            assert!(sum == 0 || sum >= 5 || sum == all, "{counts:?}: {untold:?}");
            for (at, count) in counts.iter().enumerate() {
                assert!(*count == 0 || *count >= 5 || untold.contains(&at));
            }
            let cells: Vec<Vec<u64>> = (0..3)
                .map(|_| (0..4).map(|_| throw(14)).collect())
                .collect();
            let untold = hidden_cells(&cells, 5);
            for row in 0..3 {
                let line: Vec<(usize, usize)> = (0..4).map(|at| (row, at)).collect();
                check(&cells, &line, &untold);
            }
            for at in 0..4 {
                let line: Vec<(usize, usize)> = (0..3).map(|row| (row, at)).collect();
                check(&cells, &line, &untold);
            }
        }
    }

    fn check(cells: &[Vec<u64>], line: &[(usize, usize)], untold: &BTreeSet<(usize, usize)>) {
        let size = |(row, at): (usize, usize)| cells.get(row).and_then(|row| row.get(at)).copied();
        let sum: u64 = line
            .iter()
            .filter(|cell| untold.contains(cell))
            .filter_map(|cell| size(*cell))
            .sum();
        let all: u64 = line.iter().filter_map(|cell| size(*cell)).sum();
        assert!(sum == 0 || sum >= 5 || sum == all, "{cells:?}: {untold:?}");
    }
}
