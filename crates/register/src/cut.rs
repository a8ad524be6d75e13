//! A part of a register, as a register of its own.

use super::areas;
use super::areas::municipalities::today;
use super::draft::{Draft, DraftAddress, DraftBuilding, DraftUnit};
use super::key::Key;
use super::model::{AreaIx, Register, UnitIx};
use super::open::Cut;
use super::packed::NONE;
use super::shelf::Shelf;
use domain::{BagId, Postcode};

/// Keeps the addresses that a cut asks for, and what belongs to them.
pub(super) fn cut(register: Register, cut: &Cut) -> Register {
    if cut.is_everything() {
        return register;
    }
    let whole: Vec<Postcode> = cut
        .postcodes
        .iter()
        .filter_map(|p| Postcode::parse(p))
        .collect();
    let digits: Vec<u32> = cut
        .postcodes
        .iter()
        .filter_map(|p| p.trim().parse().ok())
        .collect();
    let areas: Vec<AreaIx> = cut
        .areas
        .iter()
        .flat_map(|name| register.areas_named(name))
        .collect();
    let mut in_areas = vec![cut.areas.is_empty(); register.units.len()];
    for unit in areas::units_in(&register, &areas) {
        if let Some(slot) = in_areas.get_mut(unit.at()) {
            *slot = true;
        }
    }
    let mut draft = Draft {
        date: register.date,
        towns: register.towns.clone(),
        streets: register.streets.clone(),
        others: register.others.clone(),
        ..Draft::default()
    };
    let mut units = Chosen::among(register.units.len());
    for ix in register.addresses() {
        let address = register.address(ix);
        let by_postcode = cut.postcodes.is_empty()
            || address
                .postcode
                .is_some_and(|p| whole.contains(&p) || digits.contains(&p.digits()));
        let town = register.town(address.town);
        // Without the code of its town, two towns of one name look like one: the id knows better.
        let by_id = || {
            let unit = address.unit.map(|u| register.unit_keys.of_at(u.at()));
            let ids = [Some(register.address_keys.of_at(ix.at())), unit];
            let id = ids.into_iter().flatten().find_map(Key::bag);
            id.map(BagId::municipality)
        };
        let own = town.code.is_none().then(by_id).flatten();
        let is_wanted = |code: u16| cut.municipalities.contains(&code);
        let by_municipality = cut.municipalities.is_empty()
            || own.is_some_and(|code| is_wanted(code) || today(code).is_some_and(is_wanted))
            || (own.is_none() || town.code.is_some()) && town.municipality.is_some_and(is_wanted);
        let by_area = address.unit.map_or(cut.areas.is_empty(), |unit| {
            in_areas.get(unit.at()).copied().unwrap_or_default()
        });
        if by_postcode && by_municipality && by_area {
            let unit = address.unit.map_or(NONE, |unit| units.of(unit.0));
            let packed = register.addresses.get(ix.at());
            draft.addresses.extend(packed.map(|packed| DraftAddress {
                key: register.address_keys.of_at(ix.at()),
                packed: packed.renumbered(unit, packed.street(), packed.town()),
            }));
        }
    }
    let mut buildings = Chosen::among(register.buildings.len());
    for (old, new) in units.order.iter().zip(0..) {
        let packed = register.units.get(*old as usize).copied();
        draft.units.extend(packed.map(|packed| DraftUnit {
            key: register.unit_keys.of_at(*old as usize),
            packed,
        }));
        let lies_in = register.unit_buildings(UnitIx(*old)).iter();
        let lies_in = lies_in.map(|building| (new, buildings.of(building.0)));
        draft.unit_buildings.extend(lies_in);
    }
    for old in &buildings.order {
        let packed = register.buildings.get(*old as usize).copied();
        draft.buildings.extend(packed.map(|packed| DraftBuilding {
            key: register.building_keys.of_at(*old as usize),
            packed,
        }));
    }
    draft.areas = register.areas;
    let mut settled = draft.settle(&mut Shelf::memory());
    settled.area_sets = register.area_sets;
    settled.drop_unused_names();
    settled
}

/// What of a table is kept: new places are given in the order in which they are asked for.
struct Chosen {
    places: Vec<u32>,
    order: Vec<u32>,
}

impl Chosen {
    fn among(count: usize) -> Self {
        Self {
            places: vec![NONE; count],
            order: Vec::new(),
        }
    }

    /// The new place of something; it is kept from now on.
    fn of(&mut self, old: u32) -> u32 {
        let next = u32::try_from(self.order.len()).unwrap_or(NONE);
        let Some(place) = self.places.get_mut(old as usize) else {
            return NONE;
        };
        if *place == NONE {
            *place = next;
            self.order.push(old);
        }
        *place
    }
}

impl Register {
    /// Leaves out streets and towns without addresses.
    fn drop_unused_names(&mut self) {
        let mut used = vec![false; self.streets.len()];
        for address in self.addresses.iter() {
            if let Some(slot) = used.get_mut(address.street() as usize) {
                *slot = true;
            }
        }
        if used.iter().all(|used| *used) {
            return;
        }
        let mut towns = vec![false; self.towns.len()];
        for address in self.addresses.iter() {
            if let Some(slot) = towns.get_mut(address.town() as usize) {
                *slot = true;
            }
        }
        let renumber = |used: &[bool]| -> Vec<u32> {
            let mut next = 0;
            used.iter()
                .map(|used| {
                    let at = if *used { next } else { NONE };
                    next += u32::from(*used);
                    at
                })
                .collect()
        };
        let (new_streets, new_towns) = (renumber(&used), renumber(&towns));
        let mut keep = used.iter();
        let mut draft = Draft {
            date: self.date,
            areas: std::mem::take(&mut self.areas),
            others: std::mem::take(&mut self.others),
            ..Draft::default()
        };
        draft.towns = std::mem::take(&mut self.towns);
        let mut keep_town = towns.iter();
        draft
            .towns
            .retain(|_| keep_town.next().copied().unwrap_or_default());
        draft.streets = std::mem::take(&mut self.streets);
        draft
            .streets
            .retain(|_| keep.next().copied().unwrap_or_default());
        for street in &mut draft.streets {
            street.town.0 = new_towns.get(street.town.at()).copied().unwrap_or(NONE);
        }
        let place = |list: &[u32], at: u32| list.get(at as usize).copied().unwrap_or(NONE);
        for (at, packed) in self.addresses.iter().enumerate() {
            let packed = packed.renumbered(
                packed.unit(),
                place(&new_streets, packed.street()),
                place(&new_towns, packed.town()),
            );
            draft.addresses.push(DraftAddress {
                key: self.address_keys.of_at(at),
                packed,
            });
        }
        for (at, packed) in self.units.iter().enumerate() {
            draft.units.push(DraftUnit {
                key: self.unit_keys.of_at(at),
                packed: *packed,
            });
        }
        for unit in self.units() {
            draft
                .unit_buildings
                .extend(self.unit_buildings(unit).iter().map(|b| (unit.0, b.0)));
        }
        for (at, packed) in self.buildings.iter().enumerate() {
            draft.buildings.push(DraftBuilding {
                key: self.building_keys.of_at(at),
                packed: *packed,
            });
        }
        let sets = std::mem::take(&mut self.area_sets);
        *self = draft.settle(&mut Shelf::memory());
        self.area_sets = sets;
    }
}
