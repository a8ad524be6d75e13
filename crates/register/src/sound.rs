//! Whether everything that a register points at is there: asked of one that was read as it stands
//! in a file, before anybody follows a pointer.

use super::column::{Fixed, Lists};
use super::key::Keys;
use super::model::{Area, AreaIx, Register};
use super::packed::NONE;

/// How many areas can lie in each other: there are that many levels.
const MOST_LEVELS: usize = 16;

/// Whether what every area is part of is there, and none is part of itself by a detour.
pub(super) fn areas_are_sound(areas: &[Area]) -> bool {
    areas.iter().all(|area| {
        let mut next = area.part_of;
        for _ in 0..=MOST_LEVELS {
            let Some(ix) = next else { return true };
            let Some(area) = areas.get(ix.at()) else {
                return false;
            };
            next = area.part_of;
        }
        next.is_none()
    })
}

/// Whether lists of so many things lie one behind the other, with items below a bound.
fn lists_are_sound<T: Fixed>(
    lists: &Lists<T>,
    count: usize,
    bound: usize,
    at: impl Fn(T) -> usize,
) -> bool {
    let starts: &[u32] = &lists.starts;
    starts.len() == count + 1
        && starts.is_sorted()
        && starts
            .last()
            .is_some_and(|end| *end as usize <= lists.items.len())
        && lists.items.iter().all(|item| at(*item) < bound)
}

fn keys_are_sound(keys: &Keys, count: usize) -> bool {
    keys.keys.len() == count
        && keys.order.len() == count
        && keys.order.iter().all(|at| (*at as usize) < count)
}

impl Register {
    /// Whether every pointer in it points at something.
    pub(super) fn is_sound(&self) -> bool {
        let (addresses, units) = (self.addresses.len(), self.units.len());
        let (streets, towns) = (self.streets.len(), self.towns.len());
        let within = |at: u32, count: usize| (at as usize) < count;
        let known_set = |set: &Vec<AreaIx>| set.iter().all(|ix| ix.at() < self.areas.len());
        let postcodes: &[u32] = &self.postcode_starts;
        areas_are_sound(&self.areas)
            && self.area_sets.iter().all(known_set)
            && self.streets.iter().all(|street| street.town.at() < towns)
            && self.addresses.iter().all(|address| {
                within(address.street(), streets)
                    && within(address.town(), towns)
                    && (address.unit() == NONE || within(address.unit(), units))
            })
            && self.units.iter().all(|unit| {
                within(unit.address(), addresses) && unit.area_set() < self.area_sets.len()
            })
            && postcodes.is_sorted()
            && postcodes.iter().all(|start| *start as usize <= addresses)
            && (self.numbers.is_empty() || self.numbers.len() == addresses)
            && lists_are_sound(
                &self.unit_addresses,
                units,
                addresses,
                super::model::AddressIx::at,
            )
            && lists_are_sound(&self.unit_buildings, units, self.buildings.len(), |ix| {
                ix.at()
            })
            && lists_are_sound(&self.building_units, self.buildings.len(), units, |ix| {
                ix.at()
            })
            && lists_are_sound(
                &self.street_addresses,
                streets,
                addresses,
                super::model::AddressIx::at,
            )
            && lists_are_sound(
                &self.town_streets,
                towns,
                streets,
                super::model::StreetIx::at,
            )
            && keys_are_sound(&self.address_keys, addresses)
            && keys_are_sound(&self.unit_keys, units)
            && keys_are_sound(&self.building_keys, self.buildings.len())
    }
}
