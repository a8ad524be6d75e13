//! The register in memory: what other rooms may ask of it.
//!
//! Indices (`…Ix`) are positions in one loaded register and mean nothing outside it; what goes
//! into files are ids. Address indices run in the order of (postcode, number, letter, addition)
//! with addresses without a postcode last, so that everything at one postcode and number is one
//! slice.

use std::collections::HashMap;
use std::ops::Range;

use compact_str::CompactString;
use jiff::civil::Date;
use smallvec::SmallVec;

use crate::domain::text::fold;
use crate::domain::{Addition, AreaLevel, HouseLetter, ObjectId, Postcode};

macro_rules! index {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub struct $name(pub u32);
        impl $name {
            /// The position as a `usize`.
            pub fn at(self) -> usize {
                self.0 as usize
            }
        }
    };
}
index!(
    /// Position of an address (nummeraanduiding) in the register.
    #[doc(alias = "nummeraanduiding")]
    AddressIx
);
index!(
    /// Position of a unit (verblijfsobject, ligplaats, standplaats) in the register.
    #[doc(alias = "verblijfsobject")]
    UnitIx
);
index!(
    /// Position of a building (pand) in the register.
    #[doc(alias = "pand")]
    BuildingIx
);
index!(
    /// Position of a street (openbare ruimte) in the register.
    #[doc(alias = "openbare ruimte")]
    StreetIx
);
index!(
    /// Position of a town (woonplaats) in the register.
    #[doc(alias = "woonplaats")]
    TownIx
);
index!(
    /// Position of an official area in the register.
    AreaIx
);

/// A point in RD New (EPSG:28992), metres.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// Metres east.
    pub x: f64,
    /// Metres north.
    pub y: f64,
}

/// An issued address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Address {
    /// The street it lies on.
    pub street: StreetIx,
    /// The town it lies in: its own when it names one, else its street's.
    pub town: TownIx,
    /// House number, 1–99999.
    pub number: u32,
    /// Huisletter.
    pub letter: Option<HouseLetter>,
    /// Huisnummertoevoeging, possibly none.
    pub addition: Addition,
    /// Postcode; a few issued addresses have none.
    pub postcode: Option<Postcode>,
    /// The unit that it is the address of; `None` when no object is known at it.
    pub unit: Option<UnitIx>,
    /// Whether it is a nevenadres of its unit.
    pub secondary: bool,
}

impl Address {
    /// Number, letter and addition as they are printed: `12`, `12 A`, `12 A-2`, `12-2`.
    pub fn house_number(&self) -> String {
        let mut text = self.number.to_string();
        if let Some(letter) = self.letter {
            text.push(' ');
            text.push(letter.as_char());
        }
        if !self.addition.is_empty() {
            text.push('-');
            text.push_str(&self.addition.as_text());
        }
        text
    }
}

/// A unit: a home, a shop, a houseboat's mooring, a caravan's pitch.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Unit {
    /// Its hoofdadres.
    pub address: AddressIx,
    /// In use on the register's date (see the domain page: status).
    pub in_use: bool,
    /// Has woonfunctie among its uses, or is a ligplaats or standplaats.
    pub residential: bool,
    /// Where it is.
    pub point: Option<Point>,
}

impl Unit {
    /// Whether it counts in the organisatiegraad: a home, in use.
    pub fn is_dwelling(&self) -> bool {
        self.in_use && self.residential
    }
}

/// A building.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct Building {
    /// Year in which it was built.
    pub year: Option<u16>,
    /// Its middle.
    pub point: Option<Point>,
}

/// A street in a town.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Street {
    /// The official name.
    pub name: CompactString,
    /// The official short name (at most 24 characters, NEN 5825), when the source gives one.
    pub short_name: Option<CompactString>,
    /// The town it lies in.
    pub town: TownIx,
}

/// A town.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Town {
    /// The official name.
    pub name: CompactString,
    /// The 4-digit code of the woonplaats, when known.
    pub code: Option<u16>,
    /// The 4-digit code of the gemeente, when known.
    pub municipality: Option<u16>,
}

/// An official area (buurt, wijk, stadsdeel, gemeente, provincie, land).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Area {
    /// The level.
    pub level: AreaLevel,
    /// The official code, as in `BU03639700` or `TH01`; may be empty.
    pub code: CompactString,
    /// The name.
    pub name: CompactString,
    /// The area one level up, when the source says so.
    pub part_of: Option<AreaIx>,
    /// The year of the table or the map.
    pub year: Option<u16>,
}

/// Units, addresses, buildings, streets, towns and official areas, valid on one date.
#[derive(Debug, Default)]
pub struct Register {
    pub(super) date: Option<Date>,
    pub(super) addresses: Vec<Address>,
    pub(super) address_ids: Vec<ObjectId>,
    pub(super) units: Vec<Unit>,
    pub(super) unit_ids: Vec<ObjectId>,
    pub(super) unit_addresses: Vec<SmallVec<[AddressIx; 1]>>,
    pub(super) unit_buildings: Vec<SmallVec<[BuildingIx; 1]>>,
    pub(super) unit_areas: Vec<SmallVec<[AreaIx; 2]>>,
    pub(super) buildings: Vec<Building>,
    pub(super) building_ids: Vec<ObjectId>,
    pub(super) building_units: Vec<Vec<UnitIx>>,
    pub(super) streets: Vec<Street>,
    pub(super) street_addresses: Vec<Vec<AddressIx>>,
    pub(super) towns: Vec<Town>,
    pub(super) town_streets: Vec<Vec<StreetIx>>,
    pub(super) areas: Vec<Area>,
    pub(super) by_id: HashMap<ObjectId, Object>,
    pub(super) towns_by_name: HashMap<String, Vec<TownIx>>,
}

/// What an id names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Object {
    Address(AddressIx),
    Unit(UnitIx),
    Building(BuildingIx),
}

fn range(len: usize) -> Range<u32> {
    0..u32::try_from(len).unwrap_or(u32::MAX)
}

#[expect(
    clippy::indexing_slicing,
    reason = "an index is only ever made by the register that it is used on"
)]
impl Register {
    /// The date on which this is how things were; `None` for a source without dates.
    pub fn date(&self) -> Option<Date> {
        self.date
    }

    /// All addresses, in the order of (postcode, number, letter, addition).
    pub fn addresses(&self) -> impl ExactSizeIterator<Item = AddressIx> + use<> {
        range(self.addresses.len()).map(AddressIx)
    }
    /// All units.
    pub fn units(&self) -> impl ExactSizeIterator<Item = UnitIx> + use<> {
        range(self.units.len()).map(UnitIx)
    }
    /// All buildings.
    pub fn buildings(&self) -> impl ExactSizeIterator<Item = BuildingIx> + use<> {
        range(self.buildings.len()).map(BuildingIx)
    }
    /// All streets.
    pub fn streets(&self) -> impl ExactSizeIterator<Item = StreetIx> + use<> {
        range(self.streets.len()).map(StreetIx)
    }
    /// All towns.
    pub fn towns(&self) -> impl ExactSizeIterator<Item = TownIx> + use<> {
        range(self.towns.len()).map(TownIx)
    }
    /// All official areas.
    pub fn areas(&self) -> impl ExactSizeIterator<Item = AreaIx> + use<> {
        range(self.areas.len()).map(AreaIx)
    }

    /// An address.
    pub fn address(&self, ix: AddressIx) -> Address {
        self.addresses[ix.at()]
    }
    /// Its id.
    pub fn address_id(&self, ix: AddressIx) -> ObjectId {
        self.address_ids[ix.at()].clone()
    }
    /// A unit.
    pub fn unit(&self, ix: UnitIx) -> Unit {
        self.units[ix.at()]
    }
    /// Its id.
    pub fn unit_id(&self, ix: UnitIx) -> ObjectId {
        self.unit_ids[ix.at()].clone()
    }
    /// Its addresses, the hoofdadres first.
    pub fn unit_addresses(&self, ix: UnitIx) -> &[AddressIx] {
        &self.unit_addresses[ix.at()]
    }
    /// The buildings it lies in, in the order of their ids.
    pub fn unit_buildings(&self, ix: UnitIx) -> &[BuildingIx] {
        &self.unit_buildings[ix.at()]
    }
    /// The official areas it lies in.
    pub fn unit_areas(&self, ix: UnitIx) -> &[AreaIx] {
        &self.unit_areas[ix.at()]
    }
    /// A building.
    pub fn building(&self, ix: BuildingIx) -> Building {
        self.buildings[ix.at()]
    }
    /// Its id.
    pub fn building_id(&self, ix: BuildingIx) -> ObjectId {
        self.building_ids[ix.at()].clone()
    }
    /// The units in it, in walking order.
    pub fn building_units(&self, ix: BuildingIx) -> &[UnitIx] {
        &self.building_units[ix.at()]
    }
    /// A street.
    pub fn street(&self, ix: StreetIx) -> &Street {
        &self.streets[ix.at()]
    }
    /// The addresses on a street, by number, letter and addition in walking order.
    pub fn street_addresses(&self, ix: StreetIx) -> &[AddressIx] {
        &self.street_addresses[ix.at()]
    }
    /// A town.
    pub fn town(&self, ix: TownIx) -> &Town {
        &self.towns[ix.at()]
    }
    /// The streets of a town, by name.
    pub fn town_streets(&self, ix: TownIx) -> &[StreetIx] {
        &self.town_streets[ix.at()]
    }
    /// An official area.
    pub fn area(&self, ix: AreaIx) -> &Area {
        &self.areas[ix.at()]
    }

    /// Everything at a postcode and number, by letter and addition; empty when there is nothing.
    pub fn at(
        &self,
        postcode: Postcode,
        number: u32,
    ) -> impl ExactSizeIterator<Item = AddressIx> + use<> {
        let key = (postcode, number);
        let start = self
            .addresses
            .partition_point(|a| a.postcode.is_some_and(|p| (p, a.number) < key));
        let rest = &self.addresses[start..];
        let len = rest.partition_point(|a| a.postcode.is_some_and(|p| (p, a.number) <= key));
        (position(start)..position(start + len)).map(AddressIx)
    }

    /// Everything in a postcode, in walking order.
    pub fn in_postcode(
        &self,
        postcode: Postcode,
    ) -> impl ExactSizeIterator<Item = AddressIx> + use<> {
        let start = self
            .addresses
            .partition_point(|a| a.postcode.is_some_and(|p| p < postcode));
        let rest = &self.addresses[start..];
        let len = rest.partition_point(|a| a.postcode.is_some_and(|p| p <= postcode));
        (position(start)..position(start + len)).map(AddressIx)
    }

    /// Everything in the postcodes with these four digits, in walking order.
    pub fn in_postcode_digits(
        &self,
        digits: u32,
    ) -> impl ExactSizeIterator<Item = AddressIx> + use<> {
        let start = self
            .addresses
            .partition_point(|a| a.postcode.is_some_and(|p| p.digits() < digits));
        let rest = &self.addresses[start..];
        let len = rest.partition_point(|a| a.postcode.is_some_and(|p| p.digits() <= digits));
        (position(start)..position(start + len)).map(AddressIx)
    }

    /// Everything on a street at a number, by letter and addition.
    pub fn on_street(&self, street: StreetIx, number: u32) -> &[AddressIx] {
        let all = self.street_addresses(street);
        let start = all.partition_point(|a| self.address(*a).number < number);
        let len = all[start..].partition_point(|a| self.address(*a).number == number);
        &all[start..start + len]
    }

    /// The towns of that name, compared without case and diacritics.
    pub fn towns_named(&self, name: &str) -> &[TownIx] {
        self.towns_by_name
            .get(&fold(name))
            .map_or(&[], Vec::as_slice)
    }

    /// The address with that id.
    pub fn find_address(&self, id: &str) -> Option<AddressIx> {
        match self.by_id.get(&ObjectId::given(id))? {
            Object::Address(ix) => Some(*ix),
            Object::Unit(_) | Object::Building(_) => None,
        }
    }
    /// The unit with that id.
    pub fn find_unit(&self, id: &str) -> Option<UnitIx> {
        match self.by_id.get(&ObjectId::given(id))? {
            Object::Unit(ix) => Some(*ix),
            Object::Address(_) | Object::Building(_) => None,
        }
    }
    /// The building with that id.
    pub fn find_building(&self, id: &str) -> Option<BuildingIx> {
        match self.by_id.get(&ObjectId::given(id))? {
            Object::Building(ix) => Some(*ix),
            Object::Address(_) | Object::Unit(_) => None,
        }
    }
}

fn position(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
