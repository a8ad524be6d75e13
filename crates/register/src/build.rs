//! From rows of any source to a [`Register`]: rows and areas are collected, doubles merged.

use std::collections::{BTreeMap, HashMap};

use compact_str::CompactString;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::draft::{Draft, DraftAddress, DraftBuilding, DraftUnit};
use super::key::{Key, key_of};
use super::model::{
    Address, AddressIx, Area, AreaIx, Building, Point, Register, Street, StreetIx, Town, TownIx,
    Unit, UnitIx,
};
use super::packed::{NONE, PackedAddress, PackedBuilding, PackedUnit};
use super::shelf::Shelf;
use domain::text::fold;
use domain::{Addition, HouseLetter, ObjectId, Postcode};

/// One address with what lies at it, as a flat source (CSV, PDOK) tells it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RegisterRow {
    /// Id of the nummeraanduiding; made from the address when absent.
    pub address_id: Option<CompactString>,
    /// Id of the verblijfsobject; made from the address when absent.
    pub unit_id: Option<CompactString>,
    /// Ids of the panden; one building is a postcode + number when absent.
    pub building_ids: Vec<CompactString>,
    /// Street name.
    pub street: CompactString,
    /// House number.
    pub number: u32,
    /// Huisletter.
    pub letter: Option<HouseLetter>,
    /// Huisnummertoevoeging.
    pub addition: Addition,
    /// Postcode.
    pub postcode: Option<Postcode>,
    /// Street in at most 24 characters, when the source has it.
    pub short_street: Option<CompactString>,
    /// Town.
    pub town: CompactString,
    /// Code of the town: two towns of one name are told apart by it.
    pub town_code: Option<u16>,
    /// In use.
    pub in_use: bool,
    /// Has woonfunctie, or is a ligplaats or standplaats.
    pub residential: bool,
    /// Whether it is a nevenadres of its unit.
    pub secondary: bool,
    /// Year in which the building was built.
    pub year: Option<u16>,
    /// Where it is, in RD.
    pub point: Option<Point>,
}

/// What a row was, compared with the rows before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Added {
    /// A new address.
    New,
    /// An address that was there already, with the same id or text: merged.
    Merged,
    /// An id that was there already at another address: the first one stands.
    Contradicts,
    /// Another unit at an address that has one: the first one stands, and the other is left out.
    Shares,
}

/// What became of the rows of one register table, or of the objects of one kind in an extract.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceAccount {
    /// The file, relative to `inputs/`.
    pub file: String,
    /// What is counted: `rows`, `addresses` (nummeraanduidingen), `units` (verblijfsobjecten,
    /// ligplaatsen, standplaatsen) or `buildings` (panden).
    pub what: CompactString,
    /// Rows below the headings that are not blank; or objects with an id of their own.
    pub rows: u64,
    /// Those that stand in the register.
    pub used: u64,
    /// Those that say what another one says.
    pub merged: u64,
    /// Those that are left out, by the code of the finding that says why; `not-in-force` for
    /// objects that do not exist on the date of the register.
    pub left_out: BTreeMap<CompactString, u64>,
}

impl SourceAccount {
    /// The account of all objects of one kind: how many there are, and how many stand in the
    /// register; whatever has no code of its own is not in force.
    pub(crate) fn of_objects(
        file: &str,
        what: &'static str,
        all: u64,
        used: u64,
        left_out: &[(&'static str, u64)],
    ) -> Self {
        let mut reasons: BTreeMap<CompactString, u64> = left_out
            .iter()
            .filter(|(_, count)| *count > 0)
            .map(|(code, count)| (CompactString::const_new(code), *count))
            .collect();
        let told: u64 = reasons.values().sum();
        let rest = all.saturating_sub(used + told);
        if rest > 0 {
            reasons.insert(CompactString::const_new("not-in-force"), rest);
        }
        Self {
            file: file.to_owned(),
            what: CompactString::const_new(what),
            rows: all,
            used,
            merged: 0,
            left_out: reasons,
        }
    }

    /// The account of a file, empty.
    fn of(file: &str) -> Self {
        Self {
            file: file.to_owned(),
            what: CompactString::const_new("rows"),
            ..Self::default()
        }
    }

    /// Counts a row: what became of it, or the code that says why it is no address.
    fn count(&mut self, added: Result<Added, &'static str>) {
        self.rows += 1;
        let code = match added {
            Ok(added) => added.left_out(),
            Err(code) => Some(code),
        };
        match (added, code) {
            (_, Some(code)) => *self.left_out.entry(code.into()).or_default() += 1,
            (Ok(Added::Merged), None) => self.merged += 1,
            (_, None) => self.used += 1,
        }
    }
}

impl Added {
    /// The code of the finding about a row that is left out.
    pub(crate) fn left_out(self) -> Option<&'static str> {
        match self {
            Self::New | Self::Merged => None,
            Self::Contradicts => Some("R118"),
            Self::Shares => Some("R119"),
        }
    }
}

/// What was added so far, by id and by text.
#[derive(Debug, Default)]
struct Known {
    towns: HashMap<String, Vec<u32>>,
    streets: HashMap<(u32, String), u32>,
    by_key: HashMap<Key, u32>,
    /// Addresses by street, number, letter and addition, and postcode. Only for rows without an
    /// id: it is made when the first of them comes.
    by_text: Option<HashMap<(u32, u128), u32>>,
    buildings: HashMap<Key, u32>,
    made_buildings: HashMap<(u32, u32, u32), u32>,
    units: HashMap<Key, u32>,
    others: HashMap<CompactString, u32>,
}

/// Collects rows and areas, then makes the register of them.
#[derive(Debug, Default)]
pub struct RegisterBuilder {
    draft: Draft,
    known: Known,
    /// What became of the rows of each table.
    pub(crate) accounts: Vec<SourceAccount>,
    /// A source was taken over whole, and `known` does not know it yet.
    behind: bool,
    area_of: Vec<(ObjectId, AreaIx)>,
    /// Sets of areas that units of a register file lie in; the first is empty.
    area_sets: Vec<Vec<AreaIx>>,
}

fn position(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

impl RegisterBuilder {
    /// An empty register-to-be, valid on a date.
    pub fn new(date: Option<Date>) -> Self {
        Self {
            draft: Draft {
                date,
                ..Draft::default()
            },
            ..Self::default()
        }
    }

    /// How many addresses were added.
    pub fn len(&self) -> usize {
        self.draft.addresses.len()
    }

    /// Whether nothing was added yet.
    pub fn is_empty(&self) -> bool {
        self.draft.addresses.is_empty()
    }

    /// Begins the account of a table.
    pub(crate) fn begin_table(&mut self, file: &str) {
        self.accounts.push(SourceAccount::of(file));
    }

    /// Counts a row of the table that was begun last.
    pub(crate) fn count(&mut self, added: Result<Added, &'static str>) {
        if let Some(account) = self.accounts.last_mut() {
            account.count(added);
        }
    }

    /// Adds one address.
    #[expect(
        clippy::needless_pass_by_value,
        reason = "a row is used up; callers make it for this"
    )]
    pub fn add(&mut self, row: RegisterRow) -> Added {
        if std::mem::take(&mut self.behind) {
            self.learn();
        }
        let town = self.town(&row.town, row.town_code);
        let street = self.street(town, &row.street, row.short_street.as_ref());
        let packed = PackedAddress::pack(&Address {
            street: StreetIx(street),
            town: TownIx(town),
            number: row.number,
            letter: row.letter,
            addition: row.addition,
            postcode: row.postcode,
            unit: None,
            secondary: false,
        });
        let text = (street, packed.walking());
        let given = row.address_id.as_deref().filter(|id| !id.trim().is_empty());
        let key = given.map_or(Key::MADE, |id| self.key(id));
        let before = if key == Key::MADE {
            self.by_text().get(&text).copied()
        } else {
            self.known.by_key.get(&key).copied()
        };
        let next = position(self.draft.addresses.len());
        let (at, added) = match before {
            None => (next, Added::New),
            Some(at) => {
                let same = self
                    .draft
                    .addresses
                    .get(at as usize)
                    .is_some_and(|old| (old.packed.street(), old.packed.walking()) == text);
                let added = match (same, self.is_other_unit(at, &row)) {
                    (false, _) => Added::Contradicts,
                    (true, true) => Added::Shares,
                    (true, false) => Added::Merged,
                };
                (at, added)
            }
        };
        match added {
            Added::Contradicts | Added::Shares => return added,
            Added::Merged => {
                let unit = self
                    .draft
                    .addresses
                    .get(at as usize)
                    .map(|a| a.packed.unit());
                if let Some(unit) = unit.filter(|u| *u != NONE) {
                    self.lay_in_buildings(unit, &row, street);
                }
            }
            Added::New => {
                let unit = self.unit(&row, at);
                self.lay_in_buildings(unit, &row, street);
                let mut address = packed.unpack();
                address.unit = Some(UnitIx(unit));
                address.secondary = row.secondary;
                self.draft.addresses.push(DraftAddress {
                    key,
                    packed: PackedAddress::pack(&address),
                });
                if let Some(known) = &mut self.known.by_text {
                    known.insert(text, at);
                }
                if key != Key::MADE {
                    self.known.by_key.insert(key, at);
                }
            }
        }
        added
    }

    /// Whether a row is about another unit than the one that its address has: both have an id of
    /// their own.
    fn is_other_unit(&mut self, at: u32, row: &RegisterRow) -> bool {
        let given = row.unit_id.as_deref().filter(|id| !id.trim().is_empty());
        let Some(key) = given.map(|id| self.key(id)) else {
            return false;
        };
        let address = self.draft.addresses.get(at as usize);
        let unit = address.map(|address| address.packed.unit());
        let unit = unit.and_then(|unit| self.draft.units.get(unit as usize));
        unit.is_some_and(|unit| unit.key != Key::MADE && unit.key != key)
    }

    fn key(&mut self, id: &str) -> Key {
        let (others, pool) = (&mut self.known.others, &mut self.draft.others);
        key_of(&ObjectId::given(id.trim()), |text| {
            *others.entry(text.into()).or_insert_with(|| {
                pool.push(text.into());
                position(pool.len() - 1)
            })
        })
    }

    /// What is known of addresses by their text.
    fn by_text(&mut self) -> &HashMap<(u32, u128), u32> {
        let addresses = &self.draft.addresses;
        self.known.by_text.get_or_insert_with(|| {
            let texts = addresses.iter().zip(0..);
            texts
                .map(|(a, at)| ((a.packed.street(), a.packed.walking()), at))
                .collect()
        })
    }

    /// The town of that name and code. One that was named without its code before gets it; one
    /// that is named without it now is the first of that name.
    fn town(&mut self, name: &str, code: Option<u16>) -> u32 {
        let towns = &mut self.draft.towns;
        let named = self.known.towns.entry(fold(name)).or_default();
        let code_of = |at: u32, towns: &[Town]| towns.get(at as usize).and_then(|town| town.code);
        let found = if code.is_none() {
            named.first()
        } else {
            let same = named.iter().find(|at| code_of(**at, towns) == code);
            same.or_else(|| named.iter().find(|at| code_of(**at, towns).is_none()))
        };
        if let Some(at) = found {
            if let Some(town) = towns.get_mut(*at as usize) {
                town.code = town.code.or(code);
            }
            return *at;
        }
        towns.push(Town {
            name: name.into(),
            code,
            municipality: None,
        });
        let at = position(towns.len() - 1);
        named.push(at);
        at
    }

    fn street(&mut self, town: u32, name: &str, short: Option<&CompactString>) -> u32 {
        let streets = &mut self.draft.streets;
        *self
            .known
            .streets
            .entry((town, fold(name)))
            .or_insert_with(|| {
                streets.push(Street {
                    name: name.into(),
                    short_name: short.filter(|short| *short != name).cloned(),
                    town: TownIx(town),
                });
                position(streets.len() - 1)
            })
    }

    fn unit(&mut self, row: &RegisterRow, address: u32) -> u32 {
        let given = row.unit_id.as_deref().filter(|id| !id.trim().is_empty());
        let key = given.map_or(Key::MADE, |id| self.key(id));
        if let Some(unit) = self.known.units.get(&key) {
            if let Some(old) = self.draft.units.get_mut(*unit as usize) {
                let mut known = old.packed.unpack();
                known.in_use |= row.in_use;
                known.residential |= row.residential;
                known.point = known.point.or(row.point);
                old.packed = PackedUnit::pack(&known, position(old.packed.area_set()));
            }
            return *unit;
        }
        let unit = position(self.draft.units.len());
        let packed = PackedUnit::pack(
            &Unit {
                address: AddressIx(address),
                in_use: row.in_use,
                residential: row.residential,
                point: row.point,
            },
            0,
        );
        self.draft.units.push(DraftUnit { key, packed });
        if key != Key::MADE {
            self.known.units.insert(key, unit);
        }
        unit
    }

    fn lay_in_buildings(&mut self, unit: u32, row: &RegisterRow, street: u32) {
        let facts = PackedBuilding::pack(&Building {
            year: row.year,
            point: row.point,
        });
        if row.building_ids.is_empty() {
            // One building is a postcode and number; without a postcode, the whole address.
            let at = match row.postcode {
                Some(postcode) => (postcode.index(), row.number, 0),
                None => (NONE, street, unit),
            };
            let buildings = &mut self.draft.buildings;
            let building = *self.known.made_buildings.entry(at).or_insert_with(|| {
                buildings.push(DraftBuilding {
                    key: Key::MADE,
                    packed: facts,
                });
                position(buildings.len() - 1)
            });
            self.draft.unit_buildings.push((unit, building));
        }
        for id in &row.building_ids {
            let key = self.key(id);
            let buildings = &mut self.draft.buildings;
            let building = *self.known.buildings.entry(key).or_insert_with(|| {
                buildings.push(DraftBuilding { key, packed: facts });
                position(buildings.len() - 1)
            });
            self.draft.unit_buildings.push((unit, building));
        }
    }

    /// Says on which date everything holds, when that was not said before.
    pub(super) fn set_date(&mut self, date: Option<Date>) {
        self.draft.date = self.draft.date.or(date);
    }

    /// Adds an address of a register file, with what the file knows of its town and of
    /// the areas that its unit lies in.
    pub(super) fn add_known(&mut self, row: RegisterRow, municipality: Option<u16>, area_set: u32) {
        let before = self.draft.addresses.len();
        self.add(row);
        let Some(added) = self.draft.addresses.get(before) else {
            return;
        };
        let packed = added.packed;
        if let Some(known) = self.draft.towns.get_mut(packed.town() as usize) {
            known.municipality = known.municipality.or(municipality);
        }
        if let Some(unit) = self.draft.units.get_mut(packed.unit() as usize) {
            unit.packed = unit.packed.in_areas(area_set);
        }
    }

    /// Adds a set of areas; gives its number.
    pub(super) fn add_area_set(&mut self, areas: Vec<AreaIx>) -> u32 {
        if self.area_sets.is_empty() {
            self.area_sets.push(Vec::new());
        }
        self.area_sets.push(areas);
        position(self.area_sets.len() - 1)
    }

    /// The buildings with a BAG id: as text and as a number.
    pub(super) fn bag_buildings(&self) -> Vec<(String, u64)> {
        let keys = self.draft.buildings.iter().filter_map(|b| b.key.bag());
        keys.map(|id| (id.to_string(), id.number())).collect()
    }

    /// Says more about a building that has units.
    pub fn describe_building(&mut self, id: &str, year: Option<u16>, point: Option<Point>) {
        let key = self.key(id);
        let Some(at) = self.known.buildings.get(&key) else {
            return;
        };
        if let Some(building) = self.draft.buildings.get_mut(*at as usize) {
            let old = building.packed.unpack();
            building.packed = PackedBuilding::pack(&Building {
                year: year.or(old.year),
                point: point.or(old.point),
            });
        }
    }

    /// Takes over what a whole source made; only when nothing was added before.
    pub(super) fn take_over(&mut self, draft: Draft) {
        let (date, areas) = (
            self.draft.date.or(draft.date),
            std::mem::take(&mut self.draft.areas),
        );
        self.draft = Draft {
            date,
            areas,
            ..draft
        };
        self.known = Known::default();
        self.behind = true;
    }

    /// Learns by id and text what a whole source made, so that more can be added to it.
    fn learn(&mut self) {
        let (draft, known) = (&self.draft, &mut self.known);
        known.towns = HashMap::new();
        for (town, at) in draft.towns.iter().zip(0..) {
            known.towns.entry(fold(&town.name)).or_default().push(at);
        }
        known.streets = draft
            .streets
            .iter()
            .zip(0..)
            .map(|(s, at)| ((s.town.0, fold(&s.name)), at))
            .collect();
        for (address, at) in draft.addresses.iter().zip(0..) {
            known.by_key.insert(address.key, at);
        }
        known.units = draft
            .units
            .iter()
            .zip(0..)
            .map(|(u, at)| (u.key, at))
            .collect();
        known.buildings = draft
            .buildings
            .iter()
            .zip(0..)
            .map(|(b, at)| (b.key, at))
            .collect();
        for key in [&mut known.by_key, &mut known.units, &mut known.buildings] {
            key.remove(&Key::MADE);
        }
        known.others = draft.others.iter().cloned().zip(0..).collect();
    }

    /// Adds an official area.
    pub fn add_area(&mut self, area: Area) -> AreaIx {
        self.draft.areas.push(area);
        AreaIx(position(self.draft.areas.len() - 1))
    }

    /// Says that a unit lies in an area.
    pub fn place(&mut self, unit: ObjectId, area: AreaIx) {
        self.area_of.push((unit, area));
    }

    /// Sorts and links everything.
    pub fn build(self) -> Register {
        self.build_on(&mut Shelf::memory())
    }

    /// The same, with finished columns on a shelf when it is worth it.
    pub(super) fn build_on(mut self, shelf: &mut Shelf) -> Register {
        let mut memory = Shelf::memory();
        let large = self.draft.addresses.len() >= super::index::WORTH_IT;
        let shelf = if large { shelf } else { &mut memory };
        self.draft.guess_municipalities();
        self.known = Known::default();
        let mut register = self.draft.settle(shelf);
        if !self.area_sets.is_empty() {
            register.area_sets = self.area_sets;
        }
        if !self.area_of.is_empty() {
            let pairs = self
                .area_of
                .iter()
                .filter_map(|(id, area)| Some((register.find_unit(&id.to_string())?, *area)));
            let pairs: Vec<_> = pairs.collect();
            register.lay_in_areas(&pairs);
        }
        register
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn row() -> impl Strategy<Value = RegisterRow> {
        (
            0..6_u32,
            prop::option::weighted(0.9, 0..4_u32),
            1..30_u32,
            prop::option::of(0..3_u8),
            0..5_usize,
            prop::option::of(0..40_u64),
            any::<(bool, bool)>(),
            0..40_u32,
        )
            .prop_map(
                |(street, pc, number, letter, addition, id, (in_use, home), unit)| {
                    let additions = ["", "1", "10", "2", "hs"];
                    RegisterRow {
                        address_id: id.map(|n| format!("03632000000{n:05}").into()),
                        unit_id: id.map(|_| format!("03630100000{unit:05}").into()),
                        building_ids: id
                            .map(|n| format!("03631000000{:05}", n / 4).into())
                            .into_iter()
                            .collect(),
                        street: format!("Straat {street}").into(),
                        number,
                        letter: letter
                            .and_then(|l| HouseLetter::parse(["a", "B", "c"][usize::from(l)])),
                        addition: Addition::parse(additions[addition]).unwrap(),
                        postcode: pc.map(|p| {
                            Postcode::parse(&format!("1104K{}", ['A', 'B', 'C', 'D'][p as usize]))
                                .unwrap()
                        }),
                        town: if street < 3 {
                            "Amsterdam".into()
                        } else {
                            "Weesp".into()
                        },
                        in_use,
                        residential: home,
                        ..RegisterRow::default()
                    }
                },
            )
    }

    proptest! {
        #[test]
        fn looking_up_finds_what_walking_through_everything_finds(rows in prop::collection::vec(row(), 1..120)) {
            let mut builder = RegisterBuilder::new(None);
            let mut new = 0;
            for row in rows {
                new += usize::from(builder.add(row) == Added::New);
            }
            let register = builder.build();
            prop_assert_eq!(register.addresses().len(), new);
            let all: Vec<(AddressIx, Address)> = register.addresses().map(|ix| (ix, register.address(ix))).collect();
            for (ix, address) in &all {
                prop_assert_eq!(register.find_address(&register.address_id(*ix).to_string()).map(|f| register.address_id(f)), Some(register.address_id(*ix)));
                if let Some(postcode) = address.postcode {
                    let at: Vec<AddressIx> = register.at(postcode, address.number).collect();
                    let naive: Vec<AddressIx> = all.iter().filter(|(_, a)| a.postcode == Some(postcode) && a.number == address.number).map(|(ix, _)| *ix).collect();
                    prop_assert_eq!(at, naive);
                    let within: Vec<AddressIx> = register.in_postcode(postcode).collect();
                    let naive: Vec<AddressIx> = all.iter().filter(|(_, a)| a.postcode == Some(postcode)).map(|(ix, _)| *ix).collect();
                    prop_assert_eq!(within, naive);
                }
                let mut on: Vec<AddressIx> = register.on_street(address.street, address.number).to_vec();
                on.sort_unstable();
                let naive: Vec<AddressIx> = all.iter().filter(|(_, a)| a.street == address.street && a.number == address.number).map(|(ix, _)| *ix).collect();
                prop_assert_eq!(on, naive);
                let unit = address.unit.unwrap();
                prop_assert!(register.unit_addresses(unit).contains(ix));
                prop_assert!(!register.unit_buildings(unit).is_empty());
                let id = register.unit_id(unit).to_string();
                prop_assert_eq!(register.find_unit(&id).map(|u| register.unit_id(u).to_string()), Some(id));
                for building in register.unit_buildings(unit) {
                    prop_assert!(register.building_units(*building).contains(&unit));
                    let id = register.building_id(*building).to_string();
                    prop_assert_eq!(register.find_building(&id).map(|b| register.building_id(b).to_string()), Some(id));
                }
                prop_assert!(register.town_streets(address.town).contains(&address.street));
                prop_assert!(register.street_addresses(address.street).contains(ix));
            }
            let walking: Vec<_> = all.iter().map(|(_, a)| (a.postcode.is_none(), a.postcode, a.number, a.letter, a.addition)).collect();
            prop_assert!(walking.is_sorted());
            for street in register.streets() {
                let order: Vec<_> = register.street_addresses(street).iter().map(|a| register.address(*a)).map(|a| (a.number, a.letter, a.addition)).collect();
                prop_assert!(order.is_sorted());
            }
        }
    }
}
