//! The change since an earlier run, in the whole scope, and in every mini-buurt against the rest.

use compact_str::CompactString;

use super::change::{Change, compare, snapshot};
use super::{Coverage, assess};
use crate::ledger::Snapshot;
use domain::AreaLevel;
use domain::campaign::Rules;
use matching::{Linked, UnitSet};
use register::Register;

/// A mini-buurt against the rest of the scope.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pilot {
    /// The name of the mini-buurt.
    pub name: CompactString,
    /// The change inside it.
    pub inside: Change,
    /// The change in all other homes in scope.
    pub rest: Change,
}

/// What changed since an earlier run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Since {
    /// In the whole scope.
    pub all: Change,
    /// In every mini-buurt against the rest, in the order of the table of areas.
    pub pilots: Vec<Pilot>,
}

/// Explains the change since an earlier run: `before` is what that run remembered, `after` what
/// is so now; what today's lists say about the earlier date is worked out here.
pub fn since(
    before: &Snapshot,
    after: &Coverage,
    linked: &Linked,
    register: &Register,
    rules: &Rules,
) -> Since {
    let then = assess(linked, register, rules, before.date, &UnitSet::default()).value;
    let (then, after) = (
        snapshot(&then, linked, register),
        snapshot(after, linked, register),
    );
    let pilots = linked
        .areas
        .iter()
        .filter(|area| area.level == AreaLevel::MiniBuurt && !area.cover.units.is_empty())
        .map(|area| {
            let inside = |unit: &str| {
                register
                    .find_unit(unit)
                    .is_some_and(|unit| area.cover.units.contains(unit))
            };
            let (inside, rest) = compare_pilot(before, &then, &after, linked, inside);
            Pilot {
                name: area.name.clone(),
                inside,
                rest,
            }
        })
        .collect();
    Since {
        all: compare(before, &then, &after, linked, |_| true),
        pilots,
    }
}

/// A pilot against the rest: the change inside the homes that `is_pilot` names (by unit id), and
/// the change in all others.
pub fn compare_pilot(
    before: &Snapshot,
    then: &Snapshot,
    after: &Snapshot,
    linked: &Linked,
    is_pilot: impl Fn(&str) -> bool,
) -> (Change, Change) {
    (
        compare(before, then, after, linked, &is_pilot),
        compare(before, then, after, linked, |unit| !is_pilot(unit)),
    )
}
