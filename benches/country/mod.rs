//! An invented country in the real format of the BAG 2.0 Extract: towns, streets, postcodes and
//! homes that look like real ones, the same for the same number of addresses.
//!
//! Towns differ in size as real ones do, popular street names occur in most of them, a postcode is
//! a stretch of one side of a street or of one gallery, and homes are rows, galleries, landings
//! (`12-H`, `12-1`, `12-2`) and houses with letters. A sixth of the objects has a history.
//! `names.rs` makes the names, `write.rs` the files.

pub mod names;
pub mod write;

use std::collections::HashSet;

use rayon::prelude::*;

/// A dice that is the same everywhere.
pub fn dice(seed: u64) -> u64 {
    let mut z = seed.wrapping_add(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

/// One address with what lies at it, by its place in its street.
#[derive(Clone, Copy)]
pub struct Home {
    pub number: u32,
    pub letter: Option<char>,
    pub addition: &'static str,
    /// Which building of the street.
    pub building: u32,
    /// Which postcode of the street.
    pub postcode: u32,
}

pub struct Town {
    pub name: String,
    pub code: u32,
    pub municipality: u32,
    /// Where it lies, in metres.
    pub x: u64,
    pub y: u64,
    first_postcode: u64,
    /// The first four digits that it uses.
    digits: u32,
}

pub struct Street {
    pub name: String,
    pub town: usize,
    pub homes: u32,
    /// The first of its addresses, buildings and postcodes.
    pub first_home: u64,
    pub first_building: u64,
    first_postcode: u64,
    pub buildings: u32,
}

pub struct Country {
    pub towns: Vec<Town>,
    pub streets: Vec<Street>,
    pub addresses: u64,
    pub buildings: u64,
    pub postcodes: u64,
}

const HIGH: [&str; 12] = [
    "H", "1", "2", "3", "4", "hs", "I", "II", "III", "A", "B", "C",
];
/// Postcodes with the same four digits.
const PER_DIGITS: u64 = 110;

impl Country {
    pub fn of(addresses: u64) -> Self {
        let count = addresses.div_ceil(4_000).max(1);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "small"
        )]
        let weight = |n: u64| (1e9 / (n as f64 + 3.0).powf(0.9)) as u64;
        let whole: u64 = (0..count).map(weight).sum();
        let (mut towns, mut streets) = (Vec::new(), Vec::new());
        let municipalities = municipalities();
        let mut left = addresses;
        for n in 0..count {
            let size = if n + 1 == count {
                left
            } else {
                u64::try_from(u128::from(addresses) * u128::from(weight(n)) / u128::from(whole))
                    .unwrap()
            }
            .min(left);
            left -= size;
            let at = usize::try_from(n).unwrap();
            towns.push(Town {
                name: names::town(at),
                code: 1_000 + u32::try_from(n).unwrap(),
                municipality: municipalities[at % municipalities.len()],
                x: 30_000 + dice(n) % 230_000,
                y: 330_000 + dice(n ^ 0xFFFF) % 270_000,
                first_postcode: 0,
                digits: 0,
            });
            let mut taken = HashSet::new();
            let mut placed = 0;
            while placed < size {
                let street = streets.len() as u64;
                let homes = (8 + dice(street) % 33 + dice(street ^ 7) % 31).min(size - placed);
                let name = names::street(street, taken.len() as u64, &mut taken);
                streets.push(Street {
                    name,
                    town: at,
                    homes: u32::try_from(homes).unwrap(),
                    first_home: 0,
                    first_building: 0,
                    first_postcode: 0,
                    buildings: 0,
                });
                placed += homes;
            }
        }
        let sizes: Vec<(u32, u32)> = streets
            .par_iter()
            .enumerate()
            .map(|(at, street)| {
                let homes = homes(at as u64, street.homes);
                let most = |of: fn(&Home) -> u32| homes.iter().map(of).max().unwrap_or(0) + 1;
                (most(|h| h.building), most(|h| h.postcode))
            })
            .collect();
        let mut country = Self {
            towns,
            streets,
            addresses,
            buildings: 0,
            postcodes: 0,
        };
        let (mut home, mut digits, mut town) = (0, 1_000, usize::MAX);
        for (street, (buildings, postcodes)) in country.streets.iter_mut().zip(sizes) {
            if street.town != town {
                if let Some(before) = country.towns.get(town) {
                    let used = (country.postcodes - before.first_postcode).div_ceil(PER_DIGITS);
                    digits += u32::try_from(used).unwrap();
                }
                town = street.town;
                country.towns[town].first_postcode = country.postcodes;
                country.towns[town].digits = digits;
            }
            street.first_home = home;
            street.first_building = country.buildings;
            street.first_postcode = country.postcodes;
            street.buildings = buildings;
            home += u64::from(street.homes);
            country.buildings += u64::from(buildings);
            country.postcodes += u64::from(postcodes);
        }
        assert!(digits < 10_000, "too many towns for four digits");
        country
    }

    /// The street of an address.
    pub fn street_of(&self, home: u64) -> usize {
        self.streets.partition_point(|s| s.first_home <= home) - 1
    }

    /// The homes of a street.
    pub fn homes(&self, street: usize) -> Vec<Home> {
        homes(street as u64, self.streets[street].homes)
    }

    /// A postcode of a street, as text.
    pub fn postcode(&self, street: usize, home: &Home) -> String {
        let street = &self.streets[street];
        let town = &self.towns[street.town];
        let at = street.first_postcode + u64::from(home.postcode) - town.first_postcode;
        const LETTERS: &[u8] = b"ABCDEGHJKLMNPRTVWXZ";
        let two = usize::try_from(at % PER_DIGITS).unwrap();
        format!(
            "{:04}{}{}",
            u64::from(town.digits) + at / PER_DIGITS,
            char::from(LETTERS[two / LETTERS.len()]),
            char::from(LETTERS[two % LETTERS.len()])
        )
    }
}

/// The codes of the real gemeenten, so that provinces follow from them.
fn municipalities() -> Vec<u32> {
    include_str!("../../crates/register/src/data/gemeenten.csv")
        .lines()
        .filter_map(|line| line.split(';').next()?.parse().ok())
        .collect()
}

/// The homes of a street, in the order of their ids.
fn homes(street: u64, count: u32) -> Vec<Home> {
    let mut homes = Vec::with_capacity(count as usize);
    let kind = dice(street ^ 0xABCD) % 20;
    let plain = |number, building, postcode| Home {
        number,
        letter: None,
        addition: "",
        building,
        postcode,
    };
    match kind {
        // A gallery: numbers follow each other, thirty to a postcode, one building.
        0..=2 => {
            let first = 1 + u32::try_from(dice(street ^ 3) % 900).unwrap();
            for n in 0..count {
                homes.push(plain(first + n, n / 150, n / 30));
            }
        }
        // Landings: three or four homes a number, along both sides.
        3..=5 => {
            let style = usize::try_from(dice(street ^ 5) % 3).unwrap();
            let floors = 3 + u32::try_from(dice(street ^ 0xB) % 2).unwrap();
            let doors = count.div_ceil(floors);
            for n in 0..count {
                let (door, floor) = (n / floors, (n % floors) as usize);
                let odd = door < doors.div_ceil(2);
                let at = if odd { door } else { door - doors.div_ceil(2) };
                let addition = match (style, floor) {
                    (0, 0) => "H",
                    (1, 0) => "hs",
                    (2, 0) => "",
                    (0 | 2, _) => HIGH[floor],
                    (_, _) => HIGH[floor + 5],
                };
                let first = doors.div_ceil(2).div_ceil(7);
                homes.push(Home {
                    addition,
                    ..plain(
                        2 * at + if odd { 1 } else { 2 },
                        door,
                        at / 7 + if odd { 0 } else { first },
                    )
                });
            }
        }
        // Houses along both sides, some of them split by letter.
        _ => {
            let (mut number, mut odd, half) = (1, true, count.div_ceil(2));
            let (mut building, mut postcode, mut within) = (0, 0, 0);
            let mut n = 0;
            while n < count {
                if odd && n >= half {
                    (number, odd) = (2, false);
                    // The sides of a short street share a postcode.
                    if count >= 40 {
                        (postcode, within) = (postcode + u32::from(within > 0), 0);
                    }
                }
                let split = dice(street << 20 | u64::from(n)).is_multiple_of(12);
                let letters = if split { 3.min(count - n) } else { 1 };
                for at in 0..letters {
                    let letter = (split && at > 0).then_some(if at == 1 { 'A' } else { 'B' });
                    homes.push(Home {
                        letter,
                        ..plain(number, building, postcode)
                    });
                }
                n += letters;
                within += letters;
                building += 1;
                // A gap in the numbers now and then.
                number += if dice(street << 21 | u64::from(n)).is_multiple_of(9) {
                    4
                } else {
                    2
                };
                if within >= 27 {
                    (postcode, within) = (postcode + 1, 0);
                }
            }
        }
    }
    homes
}
