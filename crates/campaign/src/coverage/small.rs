//! Entrances and buildings: in which of them every home stands, and the counts of the wide areas.
//!
//! An entrance is one postcode inside one building, unless the user's table draws its own.
//! A building is named after its street and the numbers of its homes in scope.

use std::collections::HashMap;
use std::sync::Arc;

use rayon::prelude::*;
use smallvec::SmallVec;

use super::areas::{Areas, NOT_DRAWN, Stretch, position, settle_parents};
use super::homes::Homes;
use super::wide::Wide;
use super::{AreaCount, AreaKey, Counts, Home};
use domain::{AreaLevel, Postcode};
use matching::Linked;
use register::{BuildingIx, Register};

/// Not yet known.
const LATER: u32 = u32::MAX;

/// Gives every home its place and counts the wide areas.
pub(super) fn count(homes: &mut Homes, register: &Register, linked: &Linked, wide: &Wide) -> Areas {
    let (areas, per_list) = stand(homes, register, linked, wide);
    let kept = kept(wide, &homes.distinct, &per_list);
    let areas = Areas {
        wide: kept.areas,
        ..areas
    };
    let first_wide = areas.first_wide();
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
    let first_building = areas.first_building();
    let (entrances, buildings) = (
        position(areas.entrances.len()),
        position(areas.buildings.len()),
    );
    homes
        .dwellings
        .par_iter_mut()
        .zip(&homes.lists)
        .with_min_len(16_384)
        .for_each(|(home, list)| {
            home.entrance = Areas::FIRST_ENTRANCE + home.entrance.min(entrances);
            home.building = first_building + home.building.min(buildings);
            if let Some(list) = lists.get(*list as usize) {
                home.wider = list.clone();
            }
        });
    let mut areas = areas;
    settle_parents(&mut areas.wide, &lists, first_wide);
    areas
}

/// Walks along all homes: the entrance and the building of each as positions among those, and the
/// counts of every list of wide areas.
fn stand(
    homes: &mut Homes,
    register: &Register,
    linked: &Linked,
    wide: &Wide,
) -> (Areas, Vec<Counts>) {
    let mut areas = Areas {
        drawn: linked
            .areas
            .iter()
            .map(|area| AreaKey {
                level: AreaLevel::Entrance,
                code: area.code.clone(),
                name: area.name.clone(),
            })
            .collect(),
        ..Areas::default()
    };
    let mut at_hand = AtHand::default();
    let mut per_list = vec![Counts::default(); homes.distinct.len()];
    for ((home, list), at) in homes.dwellings.iter_mut().zip(&homes.lists).zip(0_u32..) {
        let one = |counts: &mut Counts| counts.add(home.status, home.legs, home.reached);
        one(&mut areas.scope);
        if let Some(counts) = per_list.get_mut(*list as usize) {
            one(counts);
        }
        let building = register.unit_buildings(home.unit).first().copied();
        if building.is_none() {
            one(areas.no_building.get_or_insert_default());
        }
        let entrance = at_hand.entrance(home, at, building, register, wide, &mut areas);
        if entrance == LATER {
            one(areas.no_entrance.get_or_insert_default());
        }
        home.building = match building {
            Some(_) => last_of(&areas.buildings),
            None => LATER,
        };
        home.entrance = entrance;
    }
    (areas, per_list)
}

/// What is remembered along the walk.
#[derive(Default)]
struct AtHand {
    building: Option<BuildingIx>,
    /// The entrances of the building at hand, by postcode.
    here: SmallVec<[(Option<Postcode>, u32); 8]>,
    /// The entrances that a person drew.
    drawn: HashMap<u32, u32>,
    /// The entrances of homes without a building.
    afloat: HashMap<Postcode, u32>,
}

impl AtHand {
    /// The entrance of a home, made when it is the first there; so is its building.
    fn entrance(
        &mut self,
        home: &Home,
        at: u32,
        building: Option<BuildingIx>,
        register: &Register,
        wide: &Wide,
        areas: &mut Areas,
    ) -> u32 {
        let stretch = |drawn| Stretch {
            start: at,
            end: at,
            drawn,
        };
        if building.is_some() {
            if self.building != building {
                areas.buildings.push(stretch(NOT_DRAWN));
                self.building = building;
                self.here.clear();
            }
            if let Some(last) = areas.buildings.last_mut() {
                last.end = at + 1;
            }
        }
        let postcode = register.address(register.unit(home.unit).address).postcode;
        let entrances = &mut areas.entrances;
        let mut new = |drawn| {
            entrances.push(stretch(drawn));
            last_of(entrances)
        };
        let own = wide.entrances.get(&home.unit).copied();
        let entrance = match (own, building, postcode) {
            (Some(own), ..) => *self.drawn.entry(own).or_insert_with(|| new(own)),
            (None, Some(_), _) => {
                let known = self.here.iter().find(|(code, _)| *code == postcode);
                if let Some((_, known)) = known {
                    *known
                } else {
                    let made = new(NOT_DRAWN);
                    self.here.push((postcode, made));
                    made
                }
            }
            (None, None, Some(postcode)) => *self
                .afloat
                .entry(postcode)
                .or_insert_with(|| new(NOT_DRAWN)),
            (None, None, None) => LATER,
        };
        if let Some(entrance) = areas.entrances.get_mut(entrance as usize) {
            entrance.end = at + 1;
        }
        entrance
    }
}

fn last_of(stretches: &[Stretch]) -> u32 {
    position(stretches.len().saturating_sub(1))
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
