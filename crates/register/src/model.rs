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

use super::column::{Column, Fixed, Lists};
use super::key::{Key, Keys};
use super::packed::{PackedAddress, PackedBuilding, PackedUnit};
use domain::text::fold;
use domain::{Addition, AreaLevel, HouseLetter, ObjectId, Postcode};

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
        impl Fixed for $name {
            const SIZE: usize = 4;
            fn put(self, out: &mut Vec<u8>) {
                self.0.put(out);
            }
            fn take(bytes: &[u8], out: &mut Vec<Self>) {
                out.extend(bytes.as_chunks().0.iter().map(|c| Self(u32::from_le_bytes(*c))));
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
///
/// Flat columns: about 110 bytes an address all told, so that the whole country fits in memory,
/// and a register that comes from an index file reads a column only when it is asked for.
#[derive(Debug, Default)]
pub struct Register {
    pub(super) date: Option<Date>,
    pub(super) addresses: Column<PackedAddress>,
    /// Where each postcode starts; empty for a small register.
    pub(super) postcode_starts: Column<u32>,
    /// The number of each address by itself, so that a look-up touches little memory; empty for a
    /// small register.
    pub(super) numbers: Column<u32>,
    pub(super) units: Column<PackedUnit>,
    pub(super) unit_addresses: Lists<AddressIx>,
    pub(super) unit_buildings: Lists<BuildingIx>,
    pub(super) buildings: Column<PackedBuilding>,
    pub(super) building_units: Lists<UnitIx>,
    pub(super) streets: Vec<Street>,
    pub(super) street_addresses: Lists<AddressIx>,
    pub(super) towns: Vec<Town>,
    pub(super) town_streets: Lists<StreetIx>,
    pub(super) areas: Vec<Area>,
    /// The sets of areas that units lie in.
    pub(super) area_sets: Vec<Vec<AreaIx>>,
    pub(super) address_keys: Keys,
    pub(super) unit_keys: Keys,
    pub(super) building_keys: Keys,
    /// Ids that are neither from the BAG nor made from the address.
    pub(super) others: Vec<CompactString>,
    pub(super) others_by_text: HashMap<CompactString, u32>,
    pub(super) towns_by_name: HashMap<String, Vec<TownIx>>,
}

fn range(len: usize) -> Range<u32> {
    0..position(len)
}

fn position(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
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
    /// All units, in the order of their first address.
    pub fn units(&self) -> impl ExactSizeIterator<Item = UnitIx> + use<> {
        range(self.units.len()).map(UnitIx)
    }
    /// All buildings that have units.
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
    #[inline]
    pub fn address(&self, ix: AddressIx) -> Address {
        self.addresses[ix.at()].unpack()
    }
    /// As a person writes it, in one line: `Kleiburg 12 A, 1104 EA Amsterdam`.
    pub fn address_line(&self, ix: AddressIx) -> String {
        let address = self.address(ix);
        let postcode = address
            .postcode
            .map(|p| format!("{} ", p.spaced()))
            .unwrap_or_default();
        format!(
            "{} {}, {postcode}{}",
            self.street(address.street).name,
            address.house_number(),
            self.town(address.town).name
        )
    }
    /// Its id.
    #[inline]
    pub fn address_id(&self, ix: AddressIx) -> ObjectId {
        self.id(self.address_keys.of_at(ix.at()), || {
            format!("adr:{}", self.made_key(ix))
        })
    }
    /// A unit.
    #[inline]
    pub fn unit(&self, ix: UnitIx) -> Unit {
        self.units[ix.at()].unpack()
    }
    /// Its id.
    #[inline]
    pub fn unit_id(&self, ix: UnitIx) -> ObjectId {
        self.id(self.unit_keys.of_at(ix.at()), || {
            format!("unit:{}", self.made_key(self.unit(ix).address))
        })
    }
    /// Its addresses, the hoofdadres first.
    #[inline]
    pub fn unit_addresses(&self, ix: UnitIx) -> &[AddressIx] {
        self.unit_addresses.get(ix.at())
    }
    /// The buildings it lies in, in the order of their ids.
    #[inline]
    pub fn unit_buildings(&self, ix: UnitIx) -> &[BuildingIx] {
        self.unit_buildings.get(ix.at())
    }
    /// The official areas it lies in.
    #[inline]
    pub fn unit_areas(&self, ix: UnitIx) -> &[AreaIx] {
        self.area_sets
            .get(self.units[ix.at()].area_set())
            .map_or(&[], Vec::as_slice)
    }
    /// A building.
    #[inline]
    pub fn building(&self, ix: BuildingIx) -> Building {
        self.buildings[ix.at()].unpack()
    }
    /// Its id.
    #[inline]
    pub fn building_id(&self, ix: BuildingIx) -> ObjectId {
        self.id(self.building_keys.of_at(ix.at()), || self.made_building(ix))
    }
    /// The units in it, in walking order.
    pub fn building_units(&self, ix: BuildingIx) -> &[UnitIx] {
        self.building_units.get(ix.at())
    }
    /// A street.
    #[inline]
    pub fn street(&self, ix: StreetIx) -> &Street {
        &self.streets[ix.at()]
    }
    /// The addresses on a street, by number, letter and addition in walking order.
    pub fn street_addresses(&self, ix: StreetIx) -> &[AddressIx] {
        self.street_addresses.get(ix.at())
    }
    /// A town.
    #[inline]
    pub fn town(&self, ix: TownIx) -> &Town {
        &self.towns[ix.at()]
    }
    /// The streets of a town, by name.
    pub fn town_streets(&self, ix: TownIx) -> &[StreetIx] {
        self.town_streets.get(ix.at())
    }
    /// An official area.
    #[inline]
    pub fn area(&self, ix: AreaIx) -> &Area {
        &self.areas[ix.at()]
    }

    /// The addresses of a postcode, as a range of positions.
    fn postcode_range(&self, postcode: Postcode) -> Range<usize> {
        let at = postcode.index() as usize;
        if let [from, to] = self.postcode_starts.get(at..at + 2).unwrap_or(&[]) {
            return *from as usize..*to as usize;
        }
        let index = postcode.index();
        let from = self.addresses.partition_point(|a| a.postcode() < index);
        let len = self.addresses[from..].partition_point(|a| a.postcode() <= index);
        from..from + len
    }

    /// Everything at a postcode and number, by letter and addition; empty when there is nothing.
    pub fn at(
        &self,
        postcode: Postcode,
        number: u32,
    ) -> impl ExactSizeIterator<Item = AddressIx> + use<> {
        let range = self.postcode_range(postcode);
        let (start, len) = if let Some(all) = self.numbers.get(range.clone()) {
            let start = all.partition_point(|n| *n < number);
            let same = all[start..].iter().take_while(|n| **n == number);
            (start, same.count())
        } else {
            let all = &self.addresses[range.clone()];
            let start = all.partition_point(|a| a.number() < number);
            let same = all[start..].partition_point(|a| a.number() == number);
            (start, same)
        };
        let start = range.start + start;
        (position(start)..position(start + len)).map(AddressIx)
    }

    /// Everything in a postcode, in walking order.
    pub fn in_postcode(
        &self,
        postcode: Postcode,
    ) -> impl ExactSizeIterator<Item = AddressIx> + use<> {
        let range = self.postcode_range(postcode);
        (position(range.start)..position(range.end)).map(AddressIx)
    }

    /// Everything in the postcodes with these four digits, in walking order.
    pub fn in_postcode_digits(
        &self,
        digits: u32,
    ) -> impl ExactSizeIterator<Item = AddressIx> + use<> {
        let of = |a: &PackedAddress| Postcode::from_index(a.postcode()).map(Postcode::digits);
        let before = |d: Option<u32>| d.is_some_and(|d| d < digits);
        let start = self.addresses.partition_point(|a| before(of(a)));
        let rest = &self.addresses[start..];
        let len = rest.partition_point(|a| of(a) == Some(digits));
        (position(start)..position(start + len)).map(AddressIx)
    }

    /// Everything on a street at a number, by letter and addition.
    pub fn on_street(&self, street: StreetIx, number: u32) -> &[AddressIx] {
        let all = self.street_addresses(street);
        let start = all.partition_point(|a| self.addresses[a.at()].number() < number);
        let len = all[start..].partition_point(|a| self.addresses[a.at()].number() == number);
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
        if let Some(made) = id.strip_prefix("adr:") {
            let found = self.made_address(made, |ix| self.address_keys.of_at(ix.at()) == Key::MADE);
            if found.is_some() {
                return found;
            }
        }
        let key = self.key_of(id)?;
        Some(AddressIx(position(self.address_keys.find(key)?)))
    }
    /// The unit with that id.
    pub fn find_unit(&self, id: &str) -> Option<UnitIx> {
        if let Some(made) = id.strip_prefix("unit:") {
            let is_made = |unit: UnitIx| self.unit_keys.of_at(unit.at()) == Key::MADE;
            let address = self.made_address(made, |ix| {
                let unit = self.address(ix).unit;
                unit.is_some_and(|u| is_made(u) && self.unit(u).address == ix)
            });
            if let Some(unit) = address.and_then(|ix| self.address(ix).unit) {
                return Some(unit);
            }
        }
        let key = self.key_of(id)?;
        Some(UnitIx(position(self.unit_keys.find(key)?)))
    }
    /// The building with that id.
    pub fn find_building(&self, id: &str) -> Option<BuildingIx> {
        if id.starts_with("building:") {
            let found = self.made_buildings(id).find(|ix| {
                self.building_keys.of_at(ix.at()) == Key::MADE && self.made_building(*ix) == id
            });
            if found.is_some() {
                return found;
            }
        }
        let key = self.key_of(id)?;
        Some(BuildingIx(position(self.building_keys.find(key)?)))
    }

    /// The official areas with that name or code, compared without case and diacritics; a code
    /// may come without its prefix and municipality (`TH01` for `BU0363TH01`).
    pub fn areas_named(&self, text: &str) -> Vec<AreaIx> {
        let wanted = fold(text);
        let is = |area: &Area| {
            let code = fold(&area.code);
            let tail = code
                .get(6..)
                .filter(|t| t.bytes().any(|b| b.is_ascii_alphabetic()));
            fold(&area.name) == wanted || code == wanted || tail == Some(wanted.as_str())
        };
        self.areas()
            .filter(|ix| !wanted.is_empty() && is(self.area(*ix)))
            .collect()
    }

    #[inline]
    fn id(&self, key: Key, made: impl FnOnce() -> String) -> ObjectId {
        match key {
            Key::MADE => ObjectId::Other(made().into()),
            key => match key.bag() {
                Some(id) => ObjectId::Bag(id),
                None => ObjectId::Other(self.others.get(key.other()).cloned().unwrap_or_default()),
            },
        }
    }

    fn key_of(&self, id: &str) -> Option<Key> {
        match ObjectId::given(id) {
            ObjectId::Bag(id) => Some(Key::of_bag(id)),
            ObjectId::Other(text) => self.others_by_text.get(&text).map(|at| Key::of_other(*at)),
        }
    }

    /// `1104KC-12-A-2`: the address as part of an id that we make.
    fn made_key(&self, ix: AddressIx) -> String {
        let address = self.address(ix);
        let mut key = match address.postcode {
            Some(postcode) => postcode.to_string(),
            None => format!(
                "{}-{}",
                domain::text::slug(&self.town(address.town).name),
                domain::text::slug(&self.street(address.street).name)
            ),
        };
        key.push_str(&format!("-{}", address.number));
        if let Some(letter) = address.letter {
            key.push_str(&format!("-{}", letter.folded()));
        }
        if !address.addition.is_empty() {
            key.push_str(&format!("-{}", address.addition.folded()));
        }
        key
    }

    /// The addresses that a made id may belong to: its postcode and number, else everything
    /// without a postcode.
    fn made_candidates(&self, made: &str) -> Range<u32> {
        let mut parts = made.split('-');
        let postcode = parts.next().and_then(Postcode::parse);
        let number = parts.next().and_then(|n| n.parse().ok());
        if let Some((postcode, number)) = postcode.zip(number) {
            let mut all = self.at(postcode, number);
            match (all.next(), all.len()) {
                (Some(first), more) => first.0..first.0 + 1 + position(more),
                (None, _) => 0..0,
            }
        } else {
            let from = self
                .addresses
                .partition_point(|a| a.postcode() < Postcode::COUNT);
            position(from)..position(self.addresses.len())
        }
    }

    fn made_address(&self, made: &str, is: impl Fn(AddressIx) -> bool) -> Option<AddressIx> {
        self.made_candidates(made)
            .map(AddressIx)
            .find(|ix| is(*ix) && self.made_key(*ix) == made)
    }

    fn made_building(&self, ix: BuildingIx) -> String {
        let Some(first) = self.building_units(ix).first() else {
            return "building:".to_owned();
        };
        let address = self.unit(*first).address;
        match self.address(address).postcode {
            Some(postcode) => format!("building:{postcode}-{}", self.address(address).number),
            None => format!("building:{}", self.made_key(address)),
        }
    }

    fn made_buildings<'a>(&'a self, id: &str) -> impl Iterator<Item = BuildingIx> + 'a {
        let made = id.strip_prefix("building:").unwrap_or(id);
        self.made_candidates(made)
            .filter_map(|ix| self.address(AddressIx(ix)).unit)
            .flat_map(|unit| self.unit_buildings(unit).iter().copied())
    }
}
