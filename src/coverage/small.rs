//! Entrances, buildings and the counts of every area.
//!
//! An entrance is one postcode inside one building, unless the user's table draws its own.
//! A building is named after its street and the numbers of its homes in scope.

use std::collections::HashMap;
use std::sync::Arc;

use compact_str::{CompactString, ToCompactString, format_compact};
use rayon::prelude::*;
use smallvec::SmallVec;

use super::homes::Homes;
use super::wide::Wide;
use super::{AreaCount, AreaKey, Counts, Home};
use crate::domain::{AreaLevel, Postcode};
use crate::matching::Linked;
use crate::register::{BuildingIx, Register, StreetIx};

/// A stretch of homes that follow each other in walking order.
#[derive(Clone, Copy, Debug)]
struct Stretch {
    start: u32,
    end: u32,
    building: Option<BuildingIx>,
    postcode: Option<Postcode>,
    /// The own entrance, as a position in [`Linked::areas`].
    own: Option<u32>,
}

impl Stretch {
    /// The homes between its first and its last; other entrances may lie among them.
    fn homes<'a>(&self, all: &'a [Home]) -> impl Iterator<Item = &'a Home> + Clone + use<'a> {
        all.get(self.start as usize..self.end as usize)
            .unwrap_or(&[])
            .iter()
    }
}

/// Not yet known.
const LATER: u32 = u32::MAX;

/// Gives every home its place and counts every area; the scope stands first.
pub(super) fn count(
    homes: &mut Homes,
    register: &Register,
    linked: &Linked,
    wide: &Wide,
) -> Vec<AreaCount> {
    let mut buildings: Vec<Stretch> = Vec::new();
    let mut entrances: Vec<Stretch> = Vec::new();
    // The entrances of the building at hand, by postcode.
    let mut here: SmallVec<[(Option<Postcode>, u32); 8]> = SmallVec::new();
    let mut own: HashMap<u32, u32> = HashMap::new();
    let mut afloat: HashMap<Postcode, u32> = HashMap::new();
    let mut scope = Counts::default();
    let mut per_list = vec![Counts::default(); homes.distinct.len()];
    let (mut no_building, mut no_entrance) = (Counts::default(), Counts::default());

    for ((home, list), at) in homes.dwellings.iter_mut().zip(&homes.lists).zip(0_u32..) {
        let one = |counts: &mut Counts| counts.add(home.status, home.legs, home.reached);
        one(&mut scope);
        if let Some(counts) = per_list.get_mut(*list as usize) {
            one(counts);
        }
        let building = register.unit_buildings(home.unit).first().copied();
        let postcode = register.address(register.unit(home.unit).address).postcode;
        let stretch = |own| Stretch {
            start: at,
            end: at,
            building,
            postcode,
            own,
        };
        if building.is_none() {
            home.building = LATER;
            one(&mut no_building);
        } else {
            if buildings
                .last()
                .is_none_or(|last| last.building != building)
            {
                buildings.push(stretch(None));
                here.clear();
            }
            home.building = last_of(&buildings);
            if let Some(last) = buildings.last_mut() {
                last.end = at + 1;
            }
        }
        let drawn = wide.entrances.get(&home.unit).copied();
        let entrance = match (drawn, building, postcode) {
            (Some(drawn), ..) => *own.entry(drawn).or_insert_with(|| {
                entrances.push(stretch(Some(drawn)));
                last_of(&entrances)
            }),
            (None, Some(_), _) => {
                let known = here
                    .iter()
                    .find(|(code, _)| *code == postcode)
                    .map(|(_, at)| *at);
                known.unwrap_or_else(|| {
                    entrances.push(stretch(None));
                    here.push((postcode, last_of(&entrances)));
                    last_of(&entrances)
                })
            }
            (None, None, Some(postcode)) => *afloat.entry(postcode).or_insert_with(|| {
                entrances.push(stretch(None));
                last_of(&entrances)
            }),
            (None, None, None) => LATER,
        };
        home.entrance = entrance;
        match entrances.get_mut(entrance as usize) {
            None => one(&mut no_entrance),
            Some(entrance) => {
                entrance.end = at + 1;
            }
        }
    }

    let kept = kept(wide, &homes.distinct, &per_list);
    let outside_entrance = u32::from(no_entrance.dwellings > 0);
    let outside_building = u32::from(no_building.dwellings > 0);
    let first_entrance = 1;
    let first_building = first_entrance + position(entrances.len()) + outside_entrance;
    let first_wide = first_building + position(buildings.len()) + outside_building;
    let entrance_at = |at: u32| first_entrance + at.min(position(entrances.len()));
    let building_at = |at: u32| first_building + at.min(position(buildings.len()));

    let lists: Vec<Arc<[u32]>> = homes
        .distinct
        .iter()
        .map(|list| {
            let place = |area: &u32| kept.places.get(*area as usize).copied().flatten();
            list.iter()
                .filter_map(place)
                .map(|at| first_wide + at)
                .collect()
        })
        .collect();
    homes
        .dwellings
        .par_iter_mut()
        .zip(&homes.lists)
        .with_min_len(16_384)
        .for_each(|(home, list)| {
            home.entrance = entrance_at(home.entrance);
            home.building = building_at(home.building);
            if let Some(list) = lists.get(*list as usize) {
                home.wider = list.clone();
            }
        });

    let mut areas = Vec::with_capacity(first_wide as usize + kept.areas.len());
    areas.push(AreaCount {
        key: AreaKey {
            level: AreaLevel::Scope,
            code: CompactString::default(),
            name: CompactString::default(),
        },
        parents: SmallVec::new(),
        building: None,
        counts: scope,
    });
    let all = &homes.dwellings;
    areas.par_extend(
        entrances
            .par_iter()
            .enumerate()
            .with_min_len(1_024)
            .map(|(nth, one)| {
                let at = entrance_at(position(nth));
                let mine = one.homes(all).filter(|home| home.entrance == at);
                named(AreaLevel::Entrance, one, mine, register, linked)
            }),
    );
    drop(entrances);
    areas.extend(outside(AreaLevel::Entrance, no_entrance));
    areas.par_extend(
        buildings
            .par_iter()
            .enumerate()
            .with_min_len(1_024)
            .map(|(nth, one)| {
                let at = building_at(position(nth));
                let mine = one.homes(all).filter(|home| home.building == at);
                named(AreaLevel::Building, one, mine, register, linked)
            }),
    );
    areas.extend(outside(AreaLevel::Building, no_building));
    areas.extend(kept.areas);
    settle_parents(&mut areas, homes, &lists);
    areas
}

fn position(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(LATER - 1)
}

fn last_of(stretches: &[Stretch]) -> u32 {
    position(stretches.len().saturating_sub(1))
}

fn outside(level: AreaLevel, counts: Counts) -> Option<AreaCount> {
    (counts.dwellings > 0).then(|| AreaCount {
        key: AreaKey {
            level,
            code: CompactString::default(),
            name: CompactString::default(),
        },
        parents: SmallVec::new(),
        building: None,
        counts,
    })
}

/// The wide areas that have homes in scope.
struct Kept {
    areas: Vec<AreaCount>,
    /// For every wide area its place among them.
    places: Vec<Option<u32>>,
}

fn kept(wide: &Wide, lists: &[Arc<[u32]>], per_list: &[Counts]) -> Kept {
    let mut counts = vec![Counts::default(); wide.keys.len()];
    for (list, more) in lists.iter().zip(per_list) {
        for area in list.iter() {
            if let Some(counts) = counts.get_mut(*area as usize) {
                counts.include(more);
            }
        }
    }
    let mut kept = Kept {
        areas: Vec::new(),
        places: Vec::with_capacity(counts.len()),
    };
    for (key, counts) in wide.keys.iter().zip(counts) {
        if counts.dwellings == 0 {
            kept.places.push(None);
            continue;
        }
        kept.places.push(Some(position(kept.areas.len())));
        kept.areas.push(AreaCount {
            key: key.clone(),
            parents: SmallVec::new(),
            building: None,
            counts,
        });
    }
    kept
}

/// The levels that lie inside each other; flats, complexes and mini-buurten lie beside buildings.
const CHAIN: [AreaLevel; 8] = [
    AreaLevel::Entrance,
    AreaLevel::Building,
    AreaLevel::Buurt,
    AreaLevel::Wijk,
    AreaLevel::Stadsdeel,
    AreaLevel::Gemeente,
    AreaLevel::Provincie,
    AreaLevel::Land,
];

/// Tells every area which areas one level up its homes lie in: one, unless it lies on a border.
fn settle_parents(areas: &mut [AreaCount], homes: &Homes, lists: &[Arc<[u32]>]) {
    let level = |areas: &[AreaCount], at: u32| areas.get(at as usize).map(|area| area.key.level);
    let above = |level: AreaLevel| CHAIN.iter().position(|l| *l == level);
    // The wide areas among themselves: the next one of the chain in the same list.
    let mut up_of_list: Vec<u32> = Vec::with_capacity(lists.len());
    for list in lists {
        let chain: SmallVec<[(usize, u32); 8]> = list
            .iter()
            .filter_map(|at| Some((above(level(areas, *at)?)?, *at)))
            .collect();
        up_of_list.push(chain.first().map_or(0, |(_, at)| *at));
        for at in list.iter() {
            let up = match level(areas, *at).and_then(above) {
                Some(own) => chain.iter().find(|(rank, _)| *rank > own),
                None => match level(areas, *at) {
                    Some(AreaLevel::Flat | AreaLevel::Complex | AreaLevel::MiniBuurt) => {
                        chain.first()
                    }
                    _ => None,
                },
            };
            add_parent(areas, *at, up.map_or(0, |(_, at)| *at));
        }
    }
    for (home, list) in homes.dwellings.iter().zip(&homes.lists) {
        add_parent(areas, home.entrance, home.building);
        let up = up_of_list.get(*list as usize).copied().unwrap_or(0);
        add_parent(areas, home.building, up);
    }
}

fn add_parent(areas: &mut [AreaCount], at: u32, parent: u32) {
    if let Some(area) = areas.get_mut(at as usize)
        && at != parent
        && let Err(place) = area.parents.binary_search(&parent)
    {
        area.parents.insert(place, parent);
    }
}

/// An entrance or building with its name and counts.
fn named<'a>(
    level: AreaLevel,
    stretch: &Stretch,
    homes: impl Iterator<Item = &'a Home> + Clone,
    register: &Register,
    linked: &Linked,
) -> AreaCount {
    let mut counts = Counts::default();
    for home in homes.clone() {
        counts.add(home.status, home.legs, home.reached);
    }
    let drawn = stretch.own.and_then(|at| linked.areas.get(at as usize));
    let key = if let Some(drawn) = drawn {
        AreaKey {
            level,
            code: drawn.code.clone(),
            name: drawn.name.clone(),
        }
    } else {
        let code = match stretch.building.filter(|_| level == AreaLevel::Building) {
            Some(building) => Some(register.building_id(building).to_compact_string()),
            None => stretch
                .postcode
                .map(|postcode| postcode.to_compact_string()),
        };
        AreaKey {
            level,
            code: code.unwrap_or_default(),
            name: name(homes, register),
        }
    };
    AreaCount {
        key,
        parents: SmallVec::new(),
        building: stretch.building,
        counts,
    }
}

/// `Kleiburg 12–48`, `Kleiburg 12 A`, `Kleiburg 1–9, Karspeldreef 2–8`.
fn name<'a>(homes: impl Iterator<Item = &'a Home>, register: &Register) -> CompactString {
    let mut streets: SmallVec<[(StreetIx, u32, u32); 2]> = SmallVec::new();
    let mut count = 0;
    let mut only = None;
    for home in homes {
        let address = register.address(register.unit(home.unit).address);
        count += 1;
        only = Some(address);
        match streets
            .iter_mut()
            .find(|(street, ..)| *street == address.street)
        {
            Some((_, low, high)) => {
                *low = address.number.min(*low);
                *high = address.number.max(*high);
            }
            None => streets.push((address.street, address.number, address.number)),
        }
    }
    if let (1, Some(address)) = (count, only) {
        let street = &register.street(address.street).name;
        return format_compact!("{street} {}", address.house_number());
    }
    let mut name = CompactString::default();
    for (street, low, high) in streets {
        if !name.is_empty() {
            name.push_str(", ");
        }
        name.push_str(&register.street(street).name);
        if low == high {
            name.push_str(&format_compact!(" {low}"));
        } else {
            name.push_str(&format_compact!(" {low}–{high}"));
        }
    }
    name
}
