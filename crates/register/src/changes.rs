//! What changed between two registers: homes that are new, gone, renumbered, merged or split.
//!
//! The BAG does not say from what a unit was made. It shows in the addresses: a unit that is gone
//! was merged when another one has its address now, or when one unit is left of the several in its
//! building at its number; a new one was split off when its address, or its number in its
//! building, was that of one unit before.

use std::collections::BTreeMap;

use super::key::Keys;
use super::model::{AddressIx, Register, UnitIx};
use domain::ObjectId;

/// What is different from the register that was there before.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Ids of units that are new.
    pub new: Vec<ObjectId>,
    /// Ids of units that are no longer there, and were not merged into another.
    pub withdrawn: Vec<ObjectId>,
    /// Ids of units whose addresses read differently: street, number or postcode.
    pub renumbered: Vec<ObjectId>,
    /// Units that are no longer there, and the unit that they became a part of.
    pub merged: Vec<(ObjectId, ObjectId)>,
    /// New units, and the unit that they were a part of.
    pub split: Vec<(ObjectId, ObjectId)>,
    /// The first few of each kind, for people.
    pub examples: Vec<Example>,
}

/// A change as a person reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// `new`, `withdrawn`, `renumbered`, `merged` or `split`.
    pub kind: &'static str,
    /// The address before; empty for what is new.
    pub was: String,
    /// The address now; empty for what is gone.
    pub is: String,
}

/// How many changes of a kind are told in full.
const TOLD: usize = 5;

impl Changes {
    fn tell(&mut self, kind: &'static str, was: String, is: String) {
        if self.examples.iter().filter(|e| e.kind == kind).count() < TOLD {
            self.examples.push(Example { kind, was, is });
        }
    }
}

/// Calls `say` for each key of `ours` with its place and the place of the same key in `theirs`.
/// Keys from the BAG stand in one order in both; the others are looked up one by one.
fn match_up(
    ours: &Keys,
    theirs: &Keys,
    look_up: impl Fn(u32) -> Option<u32>,
    mut say: impl FnMut(u32, Option<u32>),
) {
    let mut rest = theirs.order.iter().copied().peekable();
    for at in ours.order.iter().copied() {
        let key = ours.of_at(at as usize);
        if key.bag().is_none() {
            say(at, look_up(at));
            continue;
        }
        while rest
            .peek()
            .is_some_and(|there| theirs.of_at(*there as usize) < key)
        {
            rest.next();
        }
        let found = rest
            .peek()
            .copied()
            .filter(|there| theirs.of_at(*there as usize) == key);
        say(at, found);
    }
}

/// One of two registers, with the other beside it.
#[derive(Clone, Copy)]
struct Side<'a> {
    here: &'a Register,
    there: &'a Register,
}

impl Side<'_> {
    fn line(self, unit: UnitIx) -> String {
        self.here.address_line(self.here.unit(unit).address)
    }

    /// Whether an address of here reads as one of there.
    fn reads_as(self, here: AddressIx, there: AddressIx) -> bool {
        let (a, b) = (self.here.address(here), self.there.address(there));
        (a.postcode, a.number, a.letter, a.addition) == (b.postcode, b.number, b.letter, b.addition)
            && self.here.street(a.street).name == self.there.street(b.street).name
            && self.here.town(a.town).name == self.there.town(b.town).name
    }

    /// The units there at the number of a unit of here, in a building of it.
    fn units_at_number(self, unit: UnitIx) -> Vec<UnitIx> {
        let address = self.here.address(self.here.unit(unit).address);
        let street = &self.here.street(address.street).name;
        let at: Vec<AddressIx> = if let Some(postcode) = address.postcode {
            self.there.at(postcode, address.number).collect()
        } else {
            let town = &self.here.town(address.town).name;
            let towns = self.there.towns_named(town).iter();
            let streets = towns.flat_map(|town| self.there.town_streets(*town));
            let same = streets.filter(|ix| self.there.street(**ix).name == *street);
            same.flat_map(|ix| self.there.on_street(*ix, address.number).to_vec())
                .collect()
        };
        let on_street =
            |ix: &AddressIx| self.there.street(self.there.address(*ix).street).name == *street;
        let buildings = self.here.unit_buildings(unit).iter();
        let buildings: Vec<ObjectId> = buildings.map(|b| self.here.building_id(*b)).collect();
        let shares = |other: &UnitIx| {
            let mut own = self.there.unit_buildings(*other).iter();
            own.any(|b| buildings.contains(&self.there.building_id(*b)))
        };
        let mut units: Vec<UnitIx> = at
            .into_iter()
            .filter(on_street)
            .filter_map(|ix| self.there.address(ix).unit)
            .filter(shares)
            .collect();
        units.sort_unstable();
        units.dedup();
        units
    }

    /// The units here at the number of a unit of here, itself included.
    fn own_units_at_number(self, unit: UnitIx) -> usize {
        let same = Side {
            here: self.here,
            there: self.here,
        };
        same.units_at_number(unit).len()
    }

    /// The unit that has the main address of a unit of here, there.
    fn heir(self, unit: UnitIx) -> Option<UnitIx> {
        let id = self.here.address_id(self.here.unit(unit).address);
        let address = self.there.find_address(&id.to_string())?;
        self.there.address(address).unit
    }
}

/// What changed between two registers, by the ids of their objects.
pub fn compare(before: &Register, after: &Register) -> Changes {
    let mut changes = Changes::default();
    let then = Side {
        here: before,
        there: after,
    };
    let now = Side {
        here: after,
        there: before,
    };
    let (mut gone, mut came) = (Vec::new(), Vec::new());
    match_up(
        &before.unit_keys,
        &after.unit_keys,
        |at| {
            let id = before.unit_id(UnitIx(at)).to_string();
            after.find_unit(&id).map(|unit| unit.0)
        },
        |at, found| match found {
            None => gone.push(UnitIx(at)),
            Some(there) => {
                let (old, new) = (
                    before.unit_addresses(UnitIx(at)),
                    after.unit_addresses(UnitIx(there)),
                );
                let same = old.len() == new.len()
                    && old
                        .iter()
                        .all(|a| new.iter().any(|b| then.reads_as(*a, *b)));
                if !same {
                    changes.renumbered.push(before.unit_id(UnitIx(at)));
                    let (was, is) = (then.line(UnitIx(at)), now.line(UnitIx(there)));
                    changes.tell("renumbered", was, is);
                }
            }
        },
    );
    match_up(
        &after.unit_keys,
        &before.unit_keys,
        |at| {
            let id = after.unit_id(UnitIx(at)).to_string();
            before.find_unit(&id).map(|unit| unit.0)
        },
        |at, found| {
            if found.is_none() {
                came.push(UnitIx(at));
            }
        },
    );
    changes.gone(then, &gone, &came);
    changes.came(now, &came);
    for list in [
        &mut changes.new,
        &mut changes.withdrawn,
        &mut changes.renumbered,
    ] {
        list.sort();
    }
    changes.merged.sort();
    changes.split.sort();
    changes
}

impl Changes {
    /// Tells merged units from withdrawn ones.
    fn gone(&mut self, then: Side<'_>, gone: &[UnitIx], came: &[UnitIx]) {
        let mut sorted = came.to_vec();
        sorted.sort_unstable();
        let is_new = |unit: UnitIx| sorted.binary_search(&unit).is_ok();
        let heirs: Vec<Option<UnitIx>> = gone
            .iter()
            .map(|unit| {
                then.heir(*unit).or_else(|| {
                    let left = then.units_at_number(*unit);
                    match left.as_slice() {
                        [one] if then.own_units_at_number(*unit) > 1 => Some(*one),
                        _ => None,
                    }
                })
            })
            .collect();
        let mut parts: BTreeMap<UnitIx, usize> = BTreeMap::new();
        for heir in heirs.iter().flatten() {
            *parts.entry(*heir).or_default() += 1;
        }
        for (unit, heir) in gone.iter().zip(heirs) {
            let id = then.here.unit_id(*unit);
            // One new unit in the place of one old one is no merger.
            let heir =
                heir.filter(|heir| !is_new(*heir) || parts.get(heir).is_some_and(|n| *n > 1));
            let was = then.line(*unit);
            if let Some(heir) = heir {
                self.merged.push((id, then.there.unit_id(heir)));
                let is = then.there.address_line(then.there.unit(heir).address);
                self.tell("merged", was, is);
            } else {
                self.withdrawn.push(id);
                self.tell("withdrawn", was, String::new());
            }
        }
    }

    /// Tells units that were split off from new ones.
    fn came(&mut self, now: Side<'_>, came: &[UnitIx]) {
        let origins: Vec<Option<UnitIx>> = came
            .iter()
            .map(|unit| {
                now.heir(*unit).or_else(|| {
                    let had = now.units_at_number(*unit);
                    match had.as_slice() {
                        [one] if now.own_units_at_number(*unit) > 1 => Some(*one),
                        _ => None,
                    }
                })
            })
            .collect();
        let mut parts: BTreeMap<UnitIx, usize> = BTreeMap::new();
        for origin in origins.iter().flatten() {
            *parts.entry(*origin).or_default() += 1;
        }
        for (unit, origin) in came.iter().zip(origins) {
            let id = now.here.unit_id(*unit);
            let stays = |origin: UnitIx| {
                let id = now.there.unit_id(origin).to_string();
                now.here.find_unit(&id).is_some()
            };
            let origin =
                origin.filter(|origin| stays(*origin) || parts.get(origin).is_some_and(|n| *n > 1));
            let is = now.line(*unit);
            if let Some(origin) = origin {
                self.split.push((id, now.there.unit_id(origin)));
                let was = now.there.address_line(now.there.unit(origin).address);
                self.tell("split", was, is);
            } else {
                self.new.push(id);
                self.tell("new", String::new(), is);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{RegisterBuilder, RegisterRow};
    use domain::{Addition, Postcode};

    /// (id of the address, id of the unit, number, addition)
    type Home = (u32, u32, u32, &'static str);

    fn register(homes: &[Home]) -> Register {
        let mut builder = RegisterBuilder::new(None);
        for (address, unit, number, addition) in homes {
            builder.add(RegisterRow {
                address_id: Some(format!("036320000000{address:04}").into()),
                unit_id: Some(format!("036301000000{unit:04}").into()),
                building_ids: vec![format!("036310000000{number:04}").into()],
                street: "Kade".into(),
                number: *number,
                addition: Addition::parse(addition).unwrap(),
                postcode: Postcode::parse("1104EA"),
                town: "Amsterdam".into(),
                in_use: true,
                residential: true,
                ..RegisterRow::default()
            });
        }
        builder.build()
    }

    fn unit(n: u32) -> ObjectId {
        ObjectId::given(&format!("036301000000{n:04}"))
    }

    fn changes(before: &[Home], after: &[Home]) -> Changes {
        let changes = compare(&register(before), &register(after));
        let told: Vec<_> = changes.examples.iter().map(|e| e.kind).collect();
        let counted = changes.new.len()
            + changes.withdrawn.len()
            + changes.renumbered.len()
            + changes.merged.len()
            + changes.split.len();
        assert_eq!(told.len(), counted, "{changes:?}");
        changes
    }

    #[test]
    fn nothing_changed_is_nothing_told() {
        let homes = [(1, 1, 1, ""), (2, 2, 3, "H"), (3, 3, 3, "1")];
        assert_eq!(changes(&homes, &homes), Changes::default());
    }

    #[test]
    fn a_new_home_a_withdrawn_one_and_a_new_number() {
        let made = changes(
            &[(1, 1, 1, ""), (2, 2, 3, "")],
            &[(1, 1, 7, ""), (4, 4, 9, "")],
        );
        assert_eq!(made.new, [unit(4)]);
        assert_eq!(made.withdrawn, [unit(2)]);
        assert_eq!(made.renumbered, [unit(1)]);
        let told = made.examples.iter().find(|e| e.kind == "renumbered");
        let told = told.map(|e| (e.was.as_str(), e.is.as_str()));
        let expected = ("Kade 1, 1104 EA Amsterdam", "Kade 7, 1104 EA Amsterdam");
        assert_eq!(told, Some(expected));
    }

    #[test]
    fn a_home_whose_address_went_to_its_neighbour_was_merged() {
        // 3-1 and 3-2 became one: unit 2 has both addresses, or only its own.
        let before = [(1, 1, 1, ""), (2, 2, 3, "1"), (3, 3, 3, "2")];
        let made = changes(&before, &[(1, 1, 1, ""), (2, 2, 3, "1"), (3, 2, 3, "2")]);
        assert_eq!(made.merged, [(unit(3), unit(2))]);
        let made = changes(&before, &[(1, 1, 1, ""), (2, 2, 3, "1")]);
        assert_eq!(made.merged, [(unit(3), unit(2))]);
        assert!(made.withdrawn.is_empty() && made.new.is_empty());
        // A new unit in the place of both.
        let made = changes(&before, &[(1, 1, 1, ""), (9, 9, 3, "")]);
        assert_eq!(made.merged, [(unit(2), unit(9)), (unit(3), unit(9))]);
    }

    #[test]
    fn homes_at_the_number_of_one_home_were_split_off() {
        let before = [(1, 1, 1, ""), (2, 2, 3, "")];
        // The old unit stays on the ground floor.
        let made = changes(
            &before,
            &[(1, 1, 1, ""), (2, 2, 3, ""), (3, 3, 3, "1"), (4, 4, 3, "2")],
        );
        assert_eq!(made.split, [(unit(3), unit(2)), (unit(4), unit(2))]);
        assert!(made.new.is_empty());
        // The old unit is gone: it was split into all of them.
        let made = changes(&before, &[(1, 1, 1, ""), (3, 3, 3, "H"), (4, 4, 3, "1")]);
        assert_eq!(made.split, [(unit(3), unit(2)), (unit(4), unit(2))]);
        assert_eq!(made.withdrawn, [unit(2)]);
    }

    #[test]
    fn one_unit_in_the_place_of_another_is_neither() {
        let made = changes(&[(1, 1, 1, "")], &[(1, 5, 1, "")]);
        assert_eq!((made.new, made.withdrawn), (vec![unit(5)], vec![unit(1)]));
        assert!(made.merged.is_empty() && made.split.is_empty());
    }
}
