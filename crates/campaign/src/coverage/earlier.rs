//! What the areas of today counted on an earlier date.

use std::collections::{BTreeMap, HashMap};

use compact_str::CompactString;

use super::{AreaKey, Counts, Coverage, Home};
use crate::ledger::Snapshot;
use domain::AreaLevel;
use register::{Register, UnitIx};

/// The counts of an earlier date, in the areas of today and in their order. A home that has gone
/// since counts in the scope and, at every level that divides the scope, outside every area.
pub fn earlier(
    coverage: &Coverage,
    register: &Register,
    snapshot: &Snapshot,
) -> Vec<(AreaKey, Counts)> {
    let homes: HashMap<UnitIx, &Home> = coverage
        .homes
        .iter()
        .map(|home| (home.unit, home))
        .collect();
    let mut counts = vec![Counts::default(); coverage.area_count() as usize];
    let mut scope = Counts::default();
    let mut gone = Counts::default();
    for then in &snapshot.homes {
        scope.add(then.status, then.legs, then.reached);
        let now = register
            .find_unit(&then.unit)
            .and_then(|unit| homes.get(&unit));
        match now {
            Some(home) => {
                for area in home.areas() {
                    if let Some(slot) = usize::try_from(area).ok().and_then(|at| counts.get_mut(at))
                    {
                        slot.add(then.status, then.legs, then.reached);
                    }
                }
            }
            None => gone.add(then.status, then.legs, then.reached),
        }
    }
    let mut lines: Vec<(AreaKey, Counts)> = Vec::new();
    let mut outside: BTreeMap<AreaLevel, usize> = BTreeMap::new();
    for (area, counts) in coverage.areas(register).zip(counts) {
        let counts = if area.key.level == AreaLevel::Scope {
            scope
        } else {
            counts
        };
        if area.key.name.is_empty() && area.key.code.is_empty() {
            outside.insert(area.key.level, lines.len());
        }
        if counts.dwellings > 0 {
            lines.push((area.key.clone(), counts));
        }
    }
    if gone.dwellings > 0 {
        add_gone(&mut lines, gone, &outside);
    }
    lines
}

fn add_gone(
    lines: &mut Vec<(AreaKey, Counts)>,
    gone: Counts,
    outside: &BTreeMap<AreaLevel, usize>,
) {
    let mut levels: Vec<AreaLevel> = lines.iter().map(|(key, _)| key.level).collect();
    levels.sort_unstable();
    levels.dedup();
    for level in levels {
        if matches!(
            level,
            AreaLevel::Scope | AreaLevel::MiniBuurt | AreaLevel::Landlord | AreaLevel::Umbrella
        ) {
            continue;
        }
        match outside.get(&level).and_then(|at| lines.get_mut(*at)) {
            Some((key, counts)) if key.level == level => counts.include(&gone),
            _ => lines.push((
                AreaKey {
                    level,
                    code: CompactString::default(),
                    name: CompactString::default(),
                },
                gone,
            )),
        }
    }
}
