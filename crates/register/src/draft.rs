//! A register before it is sorted: flat tables as the sources gave them, and their settling.

use std::collections::{BTreeMap, HashMap};

use compact_str::CompactString;
use jiff::civil::Date;
use rayon::slice::ParallelSliceMut as _;

use super::areas::municipalities::today;
use super::column::Lists;
use super::key::{Key, Keys};
use super::model::{
    AddressIx, Area, AreaIx, BuildingIx, Register, Street, StreetIx, Town, TownIx, UnitIx,
};
use super::packed::{NONE, PackedAddress, PackedBuilding, PackedUnit};
use super::shelf::Shelf;
use domain::Postcode;
use domain::text::fold;

/// From this many addresses on, a table of postcodes pays for itself.
const LARGE: usize = 200_000;

/// An address with its id.
#[derive(Clone, Copy, Debug)]
pub(super) struct DraftAddress {
    pub(super) key: Key,
    pub(super) packed: PackedAddress,
}

/// A unit with its id.
#[derive(Clone, Copy, Debug)]
pub(super) struct DraftUnit {
    pub(super) key: Key,
    pub(super) packed: PackedUnit,
}

/// A building with its id.
#[derive(Clone, Copy, Debug)]
pub(super) struct DraftBuilding {
    pub(super) key: Key,
    pub(super) packed: PackedBuilding,
}

/// Flat tables that point at each other by position, in any order.
#[derive(Debug, Default)]
pub(super) struct Draft {
    pub(super) date: Option<Date>,
    pub(super) towns: Vec<Town>,
    pub(super) streets: Vec<Street>,
    pub(super) areas: Vec<Area>,
    pub(super) others: Vec<CompactString>,
    pub(super) addresses: Vec<DraftAddress>,
    pub(super) units: Vec<DraftUnit>,
    pub(super) buildings: Vec<DraftBuilding>,
    pub(super) unit_buildings: Vec<(u32, u32)>,
}

fn position(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// New positions for things in a new order: `order` holds old positions.
fn places(order: &[u32], count: usize) -> Vec<u32> {
    let mut places = vec![NONE; count];
    for (new, old) in order.iter().enumerate() {
        if let Some(slot) = places.get_mut(*old as usize) {
            *slot = position(new);
        }
    }
    places
}

fn moved(places: &[u32], at: u32) -> u32 {
    places.get(at as usize).copied().unwrap_or(NONE)
}

impl Draft {
    /// Sorts and links everything. For the country each table is a few hundred megabytes: each is
    /// put in order where it stands, and goes away as soon as its columns are on the shelf.
    pub(super) fn settle(mut self, shelf: &mut Shelf) -> Register {
        let mut register = Register {
            date: self.date,
            areas: std::mem::take(&mut self.areas),
            area_sets: vec![Vec::new()],
            ..Register::default()
        };
        self.settle_names(&mut register);
        self.addresses
            .par_sort_unstable_by_key(|a| (a.packed.walking(), a.packed.street(), a.key.0));
        let (units, count) = self.unit_places();
        let packed = self.settle_units(&units, count, &mut register, shelf);
        self.settle_buildings(&units, count, &mut register, shelf);
        self.settle_addresses(units, packed, &mut register, shelf);
        register.others_by_text = self
            .others
            .iter()
            .enumerate()
            .map(|(at, text)| (text.clone(), position(at)))
            .collect();
        register.others = self.others;
        register
    }

    /// Fills in the gemeente of towns of which the source does not tell it: the one in most of the
    /// BAG ids there, under the code that it has today.
    pub(super) fn guess_municipalities(&mut self) {
        if self.towns.iter().all(|town| town.municipality.is_some()) {
            return;
        }
        let mut votes: BTreeMap<(u32, u16), u32> = BTreeMap::new();
        for address in &self.addresses {
            let unit = self.units.get(address.packed.unit() as usize);
            let ids = [Some(address.key), unit.map(|u| u.key)];
            if let Some(id) = ids.into_iter().flatten().find_map(Key::bag) {
                *votes
                    .entry((address.packed.town(), id.municipality()))
                    .or_default() += 1;
            }
        }
        let mut best: BTreeMap<u32, (u32, Option<u16>)> = BTreeMap::new();
        for ((town, code), count) in votes {
            let slot = best.entry(town).or_default();
            if count > slot.0 {
                *slot = (count, today(code));
            }
        }
        for (town, (_, code)) in best {
            if let Some(town) = self.towns.get_mut(town as usize) {
                town.municipality = town.municipality.or(code);
            }
        }
    }

    /// Towns by name and code, streets by town and name.
    fn settle_names(&mut self, register: &mut Register) {
        let mut order: Vec<(String, u32)> = self
            .towns
            .iter()
            .zip(0..)
            .map(|(town, at)| (fold(&town.name), at))
            .collect();
        order.sort_by_key(|(name, at)| {
            (
                name.clone(),
                self.towns.get(*at as usize).and_then(|t| t.code),
                *at,
            )
        });
        let order: Vec<u32> = order.into_iter().map(|(_, at)| at).collect();
        let towns = places(&order, self.towns.len());
        register.towns = order
            .iter()
            .filter_map(|at| self.towns.get(*at as usize).cloned())
            .collect();
        for street in &mut self.streets {
            street.town = TownIx(moved(&towns, street.town.0));
        }
        let mut order: Vec<(TownIx, String, u32)> = self
            .streets
            .iter()
            .zip(0..)
            .map(|(s, at)| (s.town, fold(&s.name), at))
            .collect();
        order.par_sort_unstable();
        let order: Vec<u32> = order.into_iter().map(|(.., at)| at).collect();
        let streets = places(&order, self.streets.len());
        register.streets = order
            .iter()
            .filter_map(|at| self.streets.get(*at as usize).cloned())
            .collect();
        let by_town: Vec<(u32, StreetIx)> = register
            .streets
            .iter()
            .zip(0..)
            .map(|(s, at)| (s.town.0, StreetIx(at)))
            .collect();
        register.town_streets =
            Lists::of(register.towns.len(), by_town.iter().copied(), StreetIx(0));
        register.index_towns();
        for address in &mut self.addresses {
            let old = address.packed;
            address.packed = old.renumbered(
                old.unit(),
                moved(&streets, old.street()),
                moved(&towns, old.town()),
            );
        }
    }

    /// The new place of each unit, and how many have one: in the order of their first address;
    /// units without an issued address are left out.
    fn unit_places(&self) -> (Vec<u32>, usize) {
        let mut places = vec![NONE; self.units.len()];
        let mut count = 0;
        for address in &self.addresses {
            if let Some(place) = places.get_mut(address.packed.unit() as usize)
                && *place == NONE
            {
                *place = count;
                count += 1;
            }
        }
        (places, count as usize)
    }

    /// Units in their new places. On the way there a unit carries its place where its address will
    /// stand.
    fn settle_units(
        &mut self,
        places: &[u32],
        count: usize,
        register: &mut Register,
        shelf: &mut Shelf,
    ) -> Vec<PackedUnit> {
        let mut units = std::mem::take(&mut self.units);
        for (unit, place) in units.iter_mut().zip(places) {
            unit.packed = unit.packed.at_address(*place);
        }
        units.par_sort_unstable_by_key(|unit| unit.packed.address());
        units.truncate(count);
        register.unit_keys = shelf.keys(Keys::of(units.iter().map(|unit| unit.key.0).collect()));
        let mut packed: Vec<PackedUnit> = units.into_iter().map(|unit| unit.packed).collect();
        packed.shrink_to_fit();
        packed
    }

    /// Buildings that have units, in the order of their ids; made ones last, by their first unit.
    fn settle_buildings(
        &mut self,
        units: &[u32],
        count: usize,
        register: &mut Register,
        shelf: &mut Shelf,
    ) {
        for (unit, _) in &mut self.unit_buildings {
            *unit = moved(units, *unit);
        }
        self.unit_buildings.retain(|(unit, _)| *unit != NONE);
        self.unit_buildings.par_sort_unstable();
        self.unit_buildings.dedup();
        let mut first = vec![NONE; self.buildings.len()];
        for (unit, building) in &self.unit_buildings {
            if let Some(slot) = first.get_mut(*building as usize) {
                *slot = (*slot).min(*unit);
            }
        }
        // Texts that are no BAG id, by their place in the alphabet.
        let mut alphabet: Vec<u32> = (0..position(self.others.len())).collect();
        alphabet.sort_unstable_by_key(|at| self.others.get(*at as usize));
        let alphabet = places(&alphabet, self.others.len());
        let key_of = |at: u32| {
            let building = self.buildings.get(at as usize);
            match building.map_or(Key::MADE, |b| b.key) {
                Key::MADE => Key::MADE,
                key if key.bag().is_some() => key,
                key => Key::of_other(alphabet.get(key.other()).copied().unwrap_or(NONE)),
            }
        };
        let first_of = |at: u32| first.get(at as usize).copied().unwrap_or(NONE);
        let mut order: Vec<u32> = (0..position(self.buildings.len())).collect();
        order.retain(|at| first_of(*at) != NONE);
        order.par_sort_unstable_by_key(|at| (key_of(*at), first_of(*at), *at));
        drop(first);
        let buildings = places(&order, self.buildings.len());
        let kept = || {
            order
                .iter()
                .filter_map(|at| self.buildings.get(*at as usize))
        };
        register.buildings = shelf.put(kept().map(|b| b.packed).collect());
        register.building_keys = shelf.keys(Keys::of(kept().map(|b| b.key.0).collect()));
        let kept = order.len();
        self.buildings = Vec::new();
        drop(order);
        for (_, building) in &mut self.unit_buildings {
            *building = moved(&buildings, *building);
        }
        self.unit_buildings.par_sort_unstable();
        let pairs = self.unit_buildings.iter().copied();
        let of_units = pairs.clone().map(|(u, b)| (u, BuildingIx(b)));
        register.unit_buildings = shelf.lists(Lists::of(count, of_units, BuildingIx(0)));
        let of_buildings = pairs.map(|(u, b)| (b, UnitIx(u)));
        register.building_units = shelf.lists(Lists::of(kept, of_buildings, UnitIx(0)));
        self.unit_buildings = Vec::new();
    }

    /// Addresses in their last form, with the ways to them.
    fn settle_addresses(
        &mut self,
        units: Vec<u32>,
        packed: Vec<PackedUnit>,
        register: &mut Register,
        shelf: &mut Shelf,
    ) {
        register.address_keys =
            shelf.keys(Keys::of(self.addresses.iter().map(|a| a.key.0).collect()));
        let drafts = std::mem::take(&mut self.addresses).into_iter();
        let mut addresses: Vec<PackedAddress> = drafts
            .map(|draft| {
                let old = draft.packed;
                old.renumbered(moved(&units, old.unit()), old.street(), old.town())
            })
            .collect();
        addresses.shrink_to_fit();
        drop(units);
        // The hoofdadres first.
        let of_unit = |secondary: bool| {
            addresses
                .iter()
                .zip(0..)
                .filter(move |(a, _)| a.unit() != NONE && a.is_secondary() == secondary)
                .map(|(a, at)| (a.unit(), AddressIx(at)))
        };
        let pairs = of_unit(false).chain(of_unit(true));
        let unit_addresses = Lists::of(packed.len(), pairs, AddressIx(0));
        let mut packed = packed;
        for (at, unit) in packed.iter_mut().enumerate() {
            let main = unit_addresses.get(at).first();
            *unit = unit.at_address(main.map_or(NONE, |a| a.0));
        }
        // These stay in memory: areas are still to be laid over them.
        register.units = packed.into();
        register.unit_addresses = shelf.lists(unit_addresses);
        // On a street postcodes do not count: by number, letter and addition.
        let without_postcode = (1_u128 << 96) - 1;
        let mut by_street: Vec<u32> = (0..position(addresses.len())).collect();
        by_street.par_sort_unstable_by_key(|at| {
            let address = addresses.get(*at as usize);
            (
                address.map(|a| (a.street(), a.walking() & without_postcode)),
                *at,
            )
        });
        let on_street = by_street
            .iter()
            .filter_map(|at| Some((addresses.get(*at as usize)?.street(), AddressIx(*at))));
        let on_street = Lists::of(register.streets.len(), on_street, AddressIx(0));
        drop(by_street);
        register.street_addresses = shelf.lists(on_street);
        register.index_postcodes(&addresses, shelf);
        register.addresses = shelf.put(addresses);
    }
}

impl Register {
    /// Lets go of all columns that can be read again.
    pub(super) fn release(&mut self) {
        self.addresses.release();
        self.postcode_starts.release();
        self.numbers.release();
        self.units.release();
        self.unit_addresses.release();
        self.unit_buildings.release();
        self.buildings.release();
        self.building_units.release();
        self.street_addresses.release();
        self.town_streets.release();
        for keys in [
            &mut self.address_keys,
            &mut self.unit_keys,
            &mut self.building_keys,
        ] {
            keys.release();
        }
    }

    /// Makes the way from names to towns.
    pub(super) fn index_towns(&mut self) {
        self.towns_by_name = HashMap::new();
        for (town, at) in self.towns.iter().zip(0..) {
            self.towns_by_name
                .entry(fold(&town.name))
                .or_default()
                .push(TownIx(at));
        }
    }

    /// Makes the table of postcodes and that of numbers, when the register is large.
    fn index_postcodes(&mut self, addresses: &[PackedAddress], shelf: &mut Shelf) {
        if addresses.len() < LARGE {
            return;
        }
        let mut starts = vec![0_u32; Postcode::COUNT as usize + 1];
        for address in addresses {
            if let Some(slot) = starts.get_mut(address.postcode() as usize + 1) {
                *slot += 1;
            }
        }
        let mut sum = 0;
        for slot in &mut starts {
            sum += *slot;
            *slot = sum;
        }
        self.postcode_starts = shelf.put(starts);
        self.numbers = shelf.put(addresses.iter().map(|a| a.number()).collect());
    }

    /// Lays units in areas, beside those that they lie in already.
    pub(super) fn lay_in_areas(&mut self, pairs: &[(UnitIx, AreaIx)]) {
        let mut more: Vec<Vec<AreaIx>> = vec![Vec::new(); self.units.len()];
        for (unit, area) in pairs {
            if let Some(list) = more.get_mut(unit.at()) {
                list.push(*area);
            }
        }
        let more = more.into_iter();
        self.with_areas(more);
    }

    /// Lays every unit in a set of areas, beside those that it lies in already: `set_of` says for
    /// each unit, in order, which of the `sets`.
    pub(super) fn with_sets(&mut self, set_of: &[u32], sets: &[Vec<AreaIx>]) {
        let mut known: HashMap<Vec<AreaIx>, u32> =
            self.area_sets.iter().cloned().zip(0..).collect();
        let mut joined: HashMap<(usize, u32), u32> = HashMap::new();
        let mut units = std::mem::take(&mut self.units).into_vec();
        for (unit, more) in units.iter_mut().zip(set_of) {
            let own = unit.area_set();
            let set = *joined.entry((own, *more)).or_insert_with(|| {
                let mut all = self.area_sets.get(own).cloned().unwrap_or_default();
                all.extend(sets.get(*more as usize).into_iter().flatten());
                all.sort_unstable();
                all.dedup();
                let sets = &mut self.area_sets;
                *known.entry(all).or_insert_with_key(|set| {
                    sets.push(set.clone());
                    position(sets.len() - 1)
                })
            });
            *unit = unit.in_areas(set);
        }
        self.units = units.into();
    }

    /// Lays every unit, in order, in the areas given for it, beside those that it lies in already.
    pub(super) fn with_areas(&mut self, more: impl Iterator<Item = Vec<AreaIx>>) {
        let mut known: HashMap<Vec<AreaIx>, u32> =
            self.area_sets.iter().cloned().zip(0..).collect();
        let mut units: Vec<PackedUnit> = self.units.to_vec();
        for (unit, more) in units.iter_mut().zip(more) {
            let mut all = self
                .area_sets
                .get(unit.area_set())
                .cloned()
                .unwrap_or_default();
            all.extend(more);
            all.sort_unstable();
            all.dedup();
            let sets = &mut self.area_sets;
            let set = *known.entry(all).or_insert_with_key(|set| {
                sets.push(set.clone());
                position(sets.len() - 1)
            });
            *unit = unit.in_areas(set);
        }
        self.units = units.into();
    }
}
