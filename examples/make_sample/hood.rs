//! From blocks to homes: numbers, postcodes, buildings, points, holders.

use crate::blocks::{BLOCKS, Block, Holder, Numbers};
use crate::dice::Dice;
use crate::oddities;

/// One line of the invented register.
#[derive(Clone, Debug)]
pub struct Home {
    /// The block that it is part of.
    pub block: &'static str,
    /// Street.
    pub street: &'static str,
    /// House number.
    pub number: u32,
    /// Huisletter, or empty.
    pub letter: String,
    /// Huisnummertoevoeging, or empty.
    pub addition: String,
    /// Postcode without a space.
    pub postcode: &'static str,
    /// Id of the nummeraanduiding.
    pub address_id: String,
    /// Id of the verblijfsobject or ligplaats.
    pub unit_id: String,
    /// Ids of the panden.
    pub buildings: Vec<String>,
    /// Gebruiksdoelen.
    pub uses: &'static str,
    /// Status of the object.
    pub status: &'static str,
    /// Square metres.
    pub area: u32,
    /// Year in which it was built.
    pub year: u32,
    /// Metres east, in tenths.
    pub x10: u32,
    /// Metres north, in tenths.
    pub y10: u32,
    /// Who lets or owns it.
    pub holder: Holder,
    /// A second address of the same home.
    pub secondary: bool,
}

impl Home {
    /// Whether it is an ordinary home in use at its main address.
    pub fn is_plain(&self) -> bool {
        self.uses == "woonfunctie" && self.status == IN_USE && !self.secondary
    }

    /// `1104 KC`.
    pub fn spaced_postcode(&self) -> String {
        let (digits, letters) = self.postcode.split_at(4);
        format!("{digits} {letters}")
    }

    /// `12`, `12A`, `12-2`: as most people type it.
    pub fn typed_number(&self) -> String {
        let mut text = format!("{}{}", self.number, self.letter);
        if !self.addition.is_empty() {
            text.push('-');
            text.push_str(&self.addition);
        }
        text
    }

    /// `Kortvoort 12`.
    pub fn line(&self) -> String {
        format!("{} {}", self.street, self.typed_number())
    }
}

/// In use.
pub const IN_USE: &str = "Verblijfsobject in gebruik";

/// The whole invented neighbourhood, in the order of the blocks.
pub fn neighbourhood() -> Vec<Home> {
    let mut dice = Dice::new(1104);
    let mut homes = Vec::new();
    let mut building = 0;
    for block in BLOCKS {
        add_block(&mut homes, block, &mut building, &mut dice);
    }
    oddities::add(&mut homes, building);
    homes
}

fn numbers(block: &Block) -> Vec<(u32, String, String)> {
    let run = |first: u32, step: u32, count: u32| (0..count).map(move |i| first + i * step);
    match block.numbers {
        Numbers::Run(first, step, count) => run(first, step, count)
            .map(|n| (n, String::new(), String::new()))
            .collect(),
        Numbers::Letters(first, step, count, letters) => run(first, step, count)
            .flat_map(|n| {
                letters
                    .chars()
                    .map(move |l| (n, l.to_string(), String::new()))
            })
            .collect(),
        Numbers::Floors(first, step, count, floors) => run(first, step, count)
            .flat_map(|n| {
                floors
                    .iter()
                    .map(move |f| (n, String::new(), (*f).to_owned()))
            })
            .collect(),
    }
}

fn add_block(homes: &mut Vec<Home>, block: &Block, building: &mut u32, dice: &mut Dice) {
    let numbers = numbers(block);
    let count = u32::try_from(numbers.len()).unwrap_or(0).max(1);
    let stretches = u32::try_from(block.postcodes.len()).unwrap_or(1);
    let columns = count.div_ceil(block.storeys);
    for (at, (number, letter, addition)) in (0_u32..).zip(numbers) {
        let stretch = at * stretches / count;
        let part = at * block.buildings / count;
        // A gallery is numbered along each floor, a staircase up each column.
        let column = match block.numbers {
            Numbers::Run(..) => at % columns,
            Numbers::Letters(..) | Numbers::Floors(..) => at / block.storeys,
        };
        // Stretches and panden need a column of their own on the map.
        let column = if stretches * block.buildings > 1 {
            at / block.storeys
        } else {
            column
        };
        let (x10, y10) = along(block.path, column, columns);
        let serial = homes.len() + 1;
        homes.push(Home {
            block: block.key,
            street: block.street,
            number,
            letter,
            addition,
            postcode: block
                .postcodes
                .get(to_index(stretch))
                .copied()
                .unwrap_or_default(),
            address_id: format!("999920{serial:010}"),
            unit_id: format!("999901{serial:010}"),
            buildings: vec![format!("999910{:010}", *building + part + 1)],
            uses: "woonfunctie",
            status: IN_USE,
            area: 44 + dice.below(52),
            year: block.year,
            x10,
            y10,
            holder: holder(block.holders, dice),
            secondary: false,
        });
    }
    *building += block.buildings;
}

fn holder(weights: &[(Holder, u32)], dice: &mut Dice) -> Holder {
    let mut left = dice.below(weights.iter().map(|(_, weight)| weight).sum());
    for (holder, weight) in weights {
        if left < *weight {
            return *holder;
        }
        left -= weight;
    }
    Holder::Owner
}

/// The point at `at` of `of` equal steps along a path, in tenths of metres.
fn along(path: &[(u32, u32)], at: u32, of: u32) -> (u32, u32) {
    let legs = u32::try_from(path.len().saturating_sub(1))
        .unwrap_or(1)
        .max(1);
    let steps = of.max(1);
    let leg = (at * legs / steps).min(legs - 1);
    let within = at * legs - leg * steps;
    let point = |i: u32| path.get(to_index(i)).copied().unwrap_or((125_000, 481_000));
    let (from, to) = (point(leg), point(leg + 1));
    let between = |a: u32, b: u32| {
        if b >= a {
            a * 10 + (b - a) * 10 * within / steps
        } else {
            a * 10 - (a - b) * 10 * within / steps
        }
    };
    (between(from.0, to.0), between(from.1, to.1))
}

fn to_index(n: u32) -> usize {
    usize::try_from(n).unwrap_or(usize::MAX)
}
