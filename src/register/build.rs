//! From rows of any source to a [`Register`]: sorted, linked, counted.

use std::collections::{BTreeMap, HashMap};

use compact_str::CompactString;
use jiff::civil::Date;
use smallvec::SmallVec;

use super::model::{
    Address, AddressIx, Area, AreaIx, Building, BuildingIx, Object, Point, Register, Street,
    StreetIx, Town, TownIx, Unit, UnitIx,
};
use crate::domain::text::fold;
use crate::domain::{Addition, HouseLetter, ObjectId, Postcode};

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
    /// Town.
    pub town: CompactString,
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

impl RegisterRow {
    /// `1104KC-12-A-2`: the address as part of an id that we make.
    fn made_key(&self) -> String {
        let mut key = match self.postcode {
            Some(postcode) => postcode.to_string(),
            None => format!(
                "{}-{}",
                crate::domain::text::slug(&self.town),
                crate::domain::text::slug(&self.street)
            ),
        };
        key.push_str(&format!("-{}", self.number));
        if let Some(letter) = self.letter {
            key.push_str(&format!("-{}", letter.folded()));
        }
        if !self.addition.is_empty() {
            key.push_str(&format!("-{}", self.addition.folded()));
        }
        key
    }

    fn made_building(&self) -> String {
        match self.postcode {
            Some(postcode) => format!("building:{postcode}-{}", self.number),
            None => format!("building:{}", self.made_key()),
        }
    }
}

/// Collects rows and areas, then makes the register of them.
#[derive(Debug, Default)]
pub struct RegisterBuilder {
    date: Option<Date>,
    rows: Vec<RegisterRow>,
    areas: Vec<Area>,
    area_of: Vec<(ObjectId, AreaIx)>,
}

impl RegisterBuilder {
    /// An empty register-to-be, valid on a date.
    pub fn new(date: Option<Date>) -> Self {
        Self {
            date,
            ..Self::default()
        }
    }

    /// Adds one address.
    pub fn add(&mut self, row: RegisterRow) {
        self.rows.push(row);
    }

    /// Adds an official area.
    pub fn add_area(&mut self, area: Area) -> AreaIx {
        self.areas.push(area);
        AreaIx(u32::try_from(self.areas.len() - 1).unwrap_or(u32::MAX))
    }

    /// Says that a unit lies in an area.
    pub fn place(&mut self, unit: ObjectId, area: AreaIx) {
        self.area_of.push((unit, area));
    }

    /// Sorts and links everything.
    #[expect(
        clippy::indexing_slicing,
        reason = "every index comes from the table that it is used on"
    )]
    pub fn build(mut self) -> Register {
        self.rows.sort_by(|a, b| {
            (
                a.postcode.is_none(),
                a.postcode,
                a.number,
                a.letter,
                a.addition,
                &a.town,
                &a.street,
            )
                .cmp(&(
                    b.postcode.is_none(),
                    b.postcode,
                    b.number,
                    b.letter,
                    b.addition,
                    &b.town,
                    &b.street,
                ))
        });
        let mut register = Register {
            date: self.date,
            areas: self.areas,
            ..Register::default()
        };
        let mut towns: HashMap<String, TownIx> = HashMap::new();
        let mut streets: HashMap<(TownIx, String), StreetIx> = HashMap::new();
        for row in &self.rows {
            let town = *towns.entry(fold(&row.town)).or_insert_with(|| {
                register.towns.push(Town {
                    name: row.town.clone(),
                    code: None,
                    municipality: None,
                });
                register.town_streets.push(Vec::new());
                TownIx(last(register.towns.len()))
            });
            let street = *streets.entry((town, fold(&row.street))).or_insert_with(|| {
                register.streets.push(Street {
                    name: row.street.clone(),
                    short_name: None,
                    town,
                });
                register.street_addresses.push(Vec::new());
                StreetIx(last(register.streets.len()))
            });
            let key = row.made_key();
            let address = AddressIx(last(register.addresses.len() + 1));
            let address_id = id(row.address_id.as_deref(), || format!("adr:{key}"));
            let unit_id = id(row.unit_id.as_deref(), || format!("unit:{key}"));
            let unit = match register.by_id.get(&unit_id) {
                Some(Object::Unit(unit)) => *unit,
                _ => {
                    register.units.push(Unit {
                        address,
                        in_use: row.in_use,
                        residential: row.residential,
                        point: row.point,
                    });
                    register.unit_ids.push(unit_id.clone());
                    register.unit_addresses.push(SmallVec::new());
                    register.unit_buildings.push(SmallVec::new());
                    register.unit_areas.push(SmallVec::new());
                    let unit = UnitIx(last(register.units.len()));
                    register.by_id.insert(unit_id, Object::Unit(unit));
                    unit
                }
            };
            register.addresses.push(Address {
                street,
                town,
                number: row.number,
                letter: row.letter,
                addition: row.addition,
                postcode: row.postcode,
                unit: Some(unit),
                secondary: row.secondary,
            });
            register
                .by_id
                .insert(address_id.clone(), Object::Address(address));
            register.address_ids.push(address_id);
            if row.secondary {
                register.unit_addresses[unit.at()].push(address);
            } else {
                register.unit_addresses[unit.at()].insert(0, address);
                register.units[unit.at()].address = address;
            }
            let made = [CompactString::from(row.made_building())];
            let buildings = if row.building_ids.is_empty() {
                &made[..]
            } else {
                &row.building_ids
            };
            for building_id in buildings {
                let building_id = ObjectId::given(building_id);
                let building = match register.by_id.get(&building_id) {
                    Some(Object::Building(building)) => *building,
                    _ => {
                        register.buildings.push(Building {
                            year: row.year,
                            point: row.point,
                        });
                        register.building_ids.push(building_id.clone());
                        register.building_units.push(Vec::new());
                        let building = BuildingIx(last(register.buildings.len()));
                        register
                            .by_id
                            .insert(building_id, Object::Building(building));
                        building
                    }
                };
                if !register.unit_buildings[unit.at()].contains(&building) {
                    register.unit_buildings[unit.at()].push(building);
                    register.building_units[building.at()].push(unit);
                }
            }
            register.street_addresses[street.at()].push(address);
        }
        for (unit, area) in self.area_of {
            if let Some(Object::Unit(unit)) = register.by_id.get(&unit) {
                register.unit_areas[unit.at()].push(area);
            }
        }
        settle_order(&mut register);
        register
    }
}

/// Puts streets, buildings and towns in the order that the register promises.
#[expect(
    clippy::indexing_slicing,
    reason = "every index comes from the table that it is used on"
)]
fn settle_order(register: &mut Register) {
    let addresses = &register.addresses;
    for list in &mut register.street_addresses {
        list.sort_by_key(|ix| {
            let a = &addresses[ix.at()];
            (a.number, a.letter, a.addition, *ix)
        });
    }
    let units = &register.units;
    let street_names: Vec<String> = register.streets.iter().map(|s| fold(&s.name)).collect();
    for list in &mut register.building_units {
        list.sort_by_key(|ix| {
            let a = &addresses[units[ix.at()].address.at()];
            (
                a.postcode.is_none(),
                a.postcode,
                street_names[a.street.at()].clone(),
                a.number,
                a.letter,
                a.addition,
            )
        });
    }
    let building_ids = &register.building_ids;
    for list in &mut register.unit_buildings {
        list.sort_by(|a, b| building_ids[a.at()].cmp(&building_ids[b.at()]));
    }
    let mut by_name: BTreeMap<(TownIx, &str), StreetIx> = BTreeMap::new();
    for (at, street) in register.streets.iter().enumerate() {
        by_name.insert(
            (street.town, &street_names[at]),
            StreetIx(u32::try_from(at).unwrap_or(u32::MAX)),
        );
    }
    for ((town, _), street) in by_name {
        register.town_streets[town.at()].push(street);
    }
    for (at, town) in register.towns.iter().enumerate() {
        let ix = TownIx(u32::try_from(at).unwrap_or(u32::MAX));
        register
            .towns_by_name
            .entry(fold(&town.name))
            .or_default()
            .push(ix);
    }
}

fn id(given: Option<&str>, make: impl FnOnce() -> String) -> ObjectId {
    match given.map(str::trim) {
        Some(text) if !text.is_empty() => ObjectId::given(text),
        _ => ObjectId::Other(make().into()),
    }
}

fn last(len: usize) -> u32 {
    u32::try_from(len.saturating_sub(1)).unwrap_or(u32::MAX)
}
