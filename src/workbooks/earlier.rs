//! What the areas of today counted on an earlier date.

use std::collections::{BTreeMap, HashMap};

use compact_str::CompactString;

use crate::coverage::{AreaKey, Counts, Home};
use crate::domain::AreaLevel;
use crate::ledger::Snapshot;
use crate::register::UnitIx;

use super::Context;

/// The counts of an earlier date, in the areas of today and in their order. A home that has gone
/// since counts in the scope and, at every level that divides the scope, outside every area.
pub fn earlier(context: Context<'_>, snapshot: &Snapshot) -> Vec<(AreaKey, Counts)> {
    let coverage = context.coverage;
    let homes: HashMap<UnitIx, &Home> = coverage
        .homes
        .iter()
        .map(|home| (home.unit, home))
        .collect();
    let mut counts = vec![Counts::default(); coverage.areas.len()];
    let mut scope = Counts::default();
    let mut gone = Counts::default();
    for then in &snapshot.homes {
        scope.add(then.status, then.legs, then.reached);
        let now = context
            .checked
            .register
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
    for (area, counts) in coverage.areas.iter().zip(counts) {
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
            Some((key, counts)) if key.level == level => add(counts, gone),
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

fn add(to: &mut Counts, more: Counts) {
    to.dwellings += more.dwellings;
    to.active += more.active;
    to.two_legs += more.two_legs;
    to.on_paper += more.on_paper;
    to.forming += more.forming;
    to.unknown += more.unknown;
    to.none += more.none;
    to.reach += more.reach;
}
