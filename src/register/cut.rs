//! A part of a register, as a register of its own.

use super::areas;
use super::areas::municipalities::today;
use super::draft::{Draft, DraftAddress, DraftBuilding, DraftUnit};
use super::key::Key;
use super::model::{AreaIx, Register};
use super::open::Cut;
use super::packed::NONE;
use crate::domain::{BagId, Postcode};

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
            let packed = register.addresses.get(ix.at()).copied();
            draft.addresses.extend(packed.map(|packed| DraftAddress {
                key: register.address_keys.of_at(ix.at()),
                packed,
            }));
        }
    }
    for ix in register.units() {
        let packed = register.units.get(ix.at()).copied();
        draft.units.extend(packed.map(|packed| DraftUnit {
            key: register.unit_keys.of_at(ix.at()),
            packed,
        }));
        draft
            .unit_buildings
            .extend(register.unit_buildings(ix).iter().map(|b| (ix.0, b.0)));
    }
    for ix in register.buildings() {
        let packed = register.buildings.get(ix.at()).copied();
        draft.buildings.extend(packed.map(|packed| DraftBuilding {
            key: register.building_keys.of_at(ix.at()),
            packed,
        }));
    }
    draft.areas = register.areas;
    let mut settled = draft.settle();
    settled.area_sets = register.area_sets;
    settled.drop_unused_names();
    settled
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
        *self = draft.settle();
        self.area_sets = sets;
    }
}
