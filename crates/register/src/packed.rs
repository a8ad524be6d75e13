//! Addresses, units and buildings as a few words each.

use super::column::Fixed;
use super::model::{Address, AddressIx, Building, Point, StreetIx, TownIx, Unit, UnitIx};
use domain::{Addition, HouseLetter, Postcode};

/// Stands for "none" in a word.
pub(super) const NONE: u32 = u32::MAX;
const SECONDARY: u32 = 1 << 31;

/// Makes a packed type storable.
macro_rules! fixed {
    ($name:ident, $words:literal) => {
        impl Fixed for $name {
            const SIZE: usize = 4 * $words;
            fn put(self, out: &mut Vec<u8>) {
                self.0.put(out);
            }
            fn take(bytes: &[u8], out: &mut Vec<Self>) {
                out.extend(bytes.chunks_exact(Self::SIZE).map(|chunk| {
                    let mut words = [0; $words];
                    for (word, four) in words.iter_mut().zip(chunk.as_chunks().0) {
                        *word = u32::from_le_bytes(*four);
                    }
                    Self(words)
                }));
            }
        }
    };
}

/// Postcode, number and letter, addition, street, unit, town.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct PackedAddress([u32; 6]);
fixed!(PackedAddress, 6);

impl PackedAddress {
    pub(super) fn pack(address: &Address) -> Self {
        let letter = address.letter.map_or(0, |l| u32::from(l.as_char()) & 0x7F);
        let unit = address.unit.map_or(NONE, |unit| {
            unit.0 | if address.secondary { SECONDARY } else { 0 }
        });
        Self([
            address.postcode.map_or(NONE, Postcode::index),
            (address.number & 0x00FF_FFFF) | letter << 24,
            u32::from_le_bytes(address.addition.bytes()),
            address.street.0,
            unit,
            address.town.0,
        ])
    }

    pub(super) fn unpack(self) -> Address {
        let Self([postcode, number, addition, street, unit, town]) = self;
        let letter = char::from_u32(number >> 24).filter(|c| *c != '\0');
        let bytes = addition.to_le_bytes();
        let len = bytes.iter().position(|b| *b == 0).unwrap_or(4);
        let addition = bytes.get(..len).and_then(|b| std::str::from_utf8(b).ok());
        Address {
            street: StreetIx(street),
            town: TownIx(town),
            number: number & 0x00FF_FFFF,
            letter: letter.and_then(|c| HouseLetter::parse(c.encode_utf8(&mut [0; 4]))),
            addition: addition.and_then(Addition::parse).unwrap_or_default(),
            postcode: Postcode::from_index(postcode),
            unit: (unit != NONE).then_some(UnitIx(unit & !SECONDARY)),
            secondary: unit != NONE && unit & SECONDARY != 0,
        }
    }

    /// The postcode's index; the largest number when there is none.
    pub(super) fn postcode(self) -> u32 {
        self.0[0]
    }
    /// The house number.
    pub(super) fn number(self) -> u32 {
        self.0[1] & 0x00FF_FFFF
    }
    /// The street.
    pub(super) fn street(self) -> u32 {
        self.0[3]
    }
    /// The unit; the largest number when there is none.
    pub(super) fn unit(self) -> u32 {
        if self.0[4] == NONE {
            NONE
        } else {
            self.0[4] & !SECONDARY
        }
    }
    /// Whether it is a nevenadres.
    pub(super) fn is_secondary(self) -> bool {
        self.0[4] != NONE && self.0[4] & SECONDARY != 0
    }
    /// The same address at another unit and another street and town.
    pub(super) fn renumbered(self, unit: u32, street: u32, town: u32) -> Self {
        let Self([postcode, number, addition, ..]) = self;
        let flag = if self.is_secondary() && unit != NONE {
            SECONDARY
        } else {
            0
        };
        let unit = if unit == NONE { NONE } else { unit | flag };
        Self([postcode, number, addition, street, unit, town])
    }
    /// The town.
    pub(super) fn town(self) -> u32 {
        self.0[5]
    }

    /// Postcode (none last), number, letter, addition in the order that people walk, without case.
    pub(super) fn walking(self) -> u128 {
        let Self([postcode, number, addition, ..]) = self;
        let letter = u8::try_from(number >> 24).unwrap_or(0).to_ascii_uppercase();
        let (class, value) = addition_rank(addition.to_le_bytes());
        debug_assert!(value < 1 << 14, "four digits fit");
        let upper = u32::from_be_bytes(addition.to_le_bytes().map(|b| b.to_ascii_uppercase()));
        u128::from(postcode) << 96
            | u128::from(number & 0x00FF_FFFF) << 72
            | u128::from(letter) << 64
            | u128::from(class) << 62
            | u128::from(value & 0x3FFF) << 48
            | u128::from(upper) << 16
    }
}

/// Numbers by value before letters, as [`Addition::walking_key`] has it.
fn addition_rank(bytes: [u8; 4]) -> (u32, u32) {
    if bytes[0] == 0 {
        return (0, 0);
    }
    let mut value = 0;
    for b in bytes.iter().take_while(|b| **b != 0) {
        if !b.is_ascii_digit() {
            return (2, 0);
        }
        value = value * 10 + u32::from(b - b'0');
    }
    (1, value)
}

/// A coordinate in whole millimetres.
pub(super) fn millimetres(point: Option<Point>) -> [u32; 2] {
    let word = |metres: f64| {
        let mm = (metres * 1_000.0).round();
        if (-2e9..2e9).contains(&mm) {
            #[expect(
                clippy::cast_possible_truncation,
                reason = "whole and inside the range"
            )]
            let mm = mm as i32;
            mm.cast_unsigned()
        } else {
            NONE
        }
    };
    point.map_or([NONE, NONE], |p| [word(p.x), word(p.y)])
}

fn metres(words: [u32; 2]) -> Option<Point> {
    let [x, y] = words;
    (x != NONE && y != NONE).then(|| Point {
        x: f64::from(x.cast_signed()) / 1_000.0,
        y: f64::from(y.cast_signed()) / 1_000.0,
    })
}

/// Main address, flags and set of areas, x, y.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct PackedUnit([u32; 4]);
fixed!(PackedUnit, 4);

impl PackedUnit {
    pub(super) fn pack(unit: &Unit, area_set: u32) -> Self {
        let flags = u32::from(unit.in_use) | u32::from(unit.residential) << 1;
        let [x, y] = millimetres(unit.point);
        Self([unit.address.0, flags | area_set << 2, x, y])
    }
    pub(super) fn unpack(self) -> Unit {
        let Self([address, flags, x, y]) = self;
        Unit {
            address: AddressIx(address),
            in_use: flags & 1 != 0,
            residential: flags & 2 != 0,
            point: metres([x, y]),
        }
    }
    /// The set of areas it lies in.
    pub(super) fn area_set(self) -> usize {
        (self.0[1] >> 2) as usize
    }
    /// The same unit in another set of areas.
    pub(super) fn in_areas(self, area_set: u32) -> Self {
        let Self([address, flags, x, y]) = self;
        Self([address, flags & 3 | area_set << 2, x, y])
    }
    /// Its main address.
    pub(super) fn address(self) -> u32 {
        self.0[0]
    }
    /// The same unit with another main address.
    pub(super) fn at_address(self, address: u32) -> Self {
        let Self([_, flags, x, y]) = self;
        Self([address, flags, x, y])
    }
    /// Where it is.
    pub(super) fn point(self) -> Option<Point> {
        metres([self.0[2], self.0[3]])
    }
}

/// Year, x, y.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct PackedBuilding([u32; 3]);
fixed!(PackedBuilding, 3);

impl PackedBuilding {
    pub(super) fn pack(building: &Building) -> Self {
        let [x, y] = millimetres(building.point);
        Self([building.year.map_or(0, u32::from), x, y])
    }
    pub(super) fn unpack(self) -> Building {
        let Self([year, x, y]) = self;
        Building {
            year: u16::try_from(year).ok().filter(|y| *y > 0),
            point: metres([x, y]),
        }
    }
}
