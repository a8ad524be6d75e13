//! The areas of a coverage, from the entrance to the country, and how each is told.
//!
//! A country has some ten million entrances and buildings. Each is only a stretch of homes in
//! walking order here; its name, code and counts are made when somebody looks at it.

use compact_str::{CompactString, ToCompactString, format_compact};
use smallvec::SmallVec;

use super::{AreaCount, AreaKey, Counts, Coverage, Home};
use domain::AreaLevel;
use register::{Register, StreetIx};

/// A stretch of homes that follow each other in walking order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stretch {
    pub(super) start: u32,
    pub(super) end: u32,
    /// The entrance that a person drew, as a position in [`Areas::drawn`]; [`NOT_DRAWN`] for others.
    pub(super) drawn: u32,
}

/// Follows from the register.
pub(super) const NOT_DRAWN: u32 = u32::MAX;

/// Every area with homes in scope, by position: the scope first, then entrances and buildings in
/// walking order, then the wider ones by level and name; last of each level the homes outside all
/// of its areas.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Areas {
    pub(super) scope: Counts,
    pub(super) entrances: Vec<Stretch>,
    /// The homes without an entrance, when there are any.
    pub(super) no_entrance: Option<Counts>,
    pub(super) buildings: Vec<Stretch>,
    /// The homes without a building, when there are any.
    pub(super) no_building: Option<Counts>,
    /// The entrances that a person drew.
    pub(super) drawn: Vec<AreaKey>,
    pub(super) wide: Vec<AreaCount>,
}

/// What stands at a position.
#[derive(Clone, Copy)]
enum Spot<'a> {
    Scope,
    Stretch(AreaLevel, Stretch),
    Outside(AreaLevel, Counts),
    Wide(&'a AreaCount),
}

impl Spot<'_> {
    fn level(self) -> AreaLevel {
        match self {
            Self::Scope => AreaLevel::Scope,
            Self::Stretch(level, _) | Self::Outside(level, _) => level,
            Self::Wide(area) => area.key.level,
        }
    }
}

impl Areas {
    /// The position of the first entrance; the others follow from it.
    pub(super) const FIRST_ENTRANCE: u32 = 1;

    pub(super) fn first_building(&self) -> u32 {
        Self::FIRST_ENTRANCE
            + position(self.entrances.len())
            + u32::from(self.no_entrance.is_some())
    }

    pub(super) fn first_wide(&self) -> u32 {
        self.first_building()
            + position(self.buildings.len())
            + u32::from(self.no_building.is_some())
    }

    pub(super) fn len(&self) -> u32 {
        self.first_wide() + position(self.wide.len())
    }

    fn spot(&self, at: u32) -> Option<Spot<'_>> {
        if at < Self::FIRST_ENTRANCE {
            return Some(Spot::Scope);
        }
        let of_level =
            |level, all: &[Stretch], outside: Option<Counts>, at: u32| match all.get(at as usize) {
                Some(stretch) => Some(Spot::Stretch(level, *stretch)),
                None => outside.map(|counts| Spot::Outside(level, counts)),
            };
        let (building, wide) = (self.first_building(), self.first_wide());
        if at < building {
            let at = at - Self::FIRST_ENTRANCE;
            of_level(AreaLevel::Entrance, &self.entrances, self.no_entrance, at)
        } else if at < wide {
            let at = at - building;
            of_level(AreaLevel::Building, &self.buildings, self.no_building, at)
        } else {
            self.wide.get((at - wide) as usize).map(Spot::Wide)
        }
    }

    pub(super) fn level(&self, at: u32) -> Option<AreaLevel> {
        self.spot(at).map(Spot::level)
    }

    /// The area at a position, made from its homes.
    pub(super) fn area(&self, at: u32, homes: &[Home], register: &Register) -> Option<AreaCount> {
        Some(match self.spot(at)? {
            Spot::Wide(area) => area.clone(),
            Spot::Scope => outside(AreaLevel::Scope, self.scope),
            Spot::Outside(level, counts) => AreaCount {
                // Looked for only when somebody asks for the line without a name.
                parents: parents(
                    level,
                    at,
                    homes.iter().filter(|home| stands(home, level, at)),
                    self,
                ),
                ..outside(level, counts)
            },
            Spot::Stretch(level, stretch) => {
                let mine = stretch.homes(homes).filter(|home| stands(home, level, at));
                self.told(level, at, stretch, mine, register)
            }
        })
    }

    fn told<'a>(
        &self,
        level: AreaLevel,
        at: u32,
        stretch: Stretch,
        homes: impl Iterator<Item = &'a Home> + Clone,
        register: &Register,
    ) -> AreaCount {
        let mut counts = Counts::default();
        for home in homes.clone() {
            counts.add(home.status, home.legs, home.reached);
        }
        let first = homes.clone().next();
        let building = first.and_then(|home| register.unit_buildings(home.unit).first().copied());
        let key = if let Some(drawn) = self.drawn.get(stretch.drawn as usize) {
            drawn.clone()
        } else {
            let code = match building.filter(|_| level == AreaLevel::Building) {
                Some(building) => Some(register.building_id(building).to_compact_string()),
                None => first
                    .and_then(|home| register.address(register.unit(home.unit).address).postcode)
                    .map(|postcode| postcode.to_compact_string()),
            };
            AreaKey {
                level,
                code: code.unwrap_or_default(),
                name: name(homes.clone(), register),
            }
        };
        AreaCount {
            key,
            parents: parents(level, at, homes, self),
            building,
            counts,
        }
    }
}

impl Stretch {
    /// The homes between its first and its last; other entrances may lie among them.
    fn homes(self, all: &[Home]) -> impl Iterator<Item = &Home> + Clone {
        all.get(self.start as usize..self.end as usize)
            .unwrap_or(&[])
            .iter()
    }
}

impl Coverage {
    /// Every area with homes in scope: `scope` first, then by level; entrances and buildings in
    /// walking order, the others by name, and last of each level the homes outside all of them.
    /// [`Home::areas`] are positions among them.
    pub fn areas<'a>(&'a self, register: &'a Register) -> impl Iterator<Item = AreaCount> + 'a {
        (0..self.areas.len()).filter_map(|at| self.area(at, register))
    }

    /// The areas of one level, in their order.
    pub fn areas_at<'a>(
        &'a self,
        level: AreaLevel,
        register: &'a Register,
    ) -> impl Iterator<Item = AreaCount> + 'a {
        (0..self.areas.len())
            .filter(move |at| self.areas.level(*at) == Some(level))
            .filter_map(|at| self.area(at, register))
    }

    /// One area, by its position.
    pub fn area(&self, at: u32, register: &Register) -> Option<AreaCount> {
        self.areas.area(at, &self.homes, register)
    }

    /// The level of an area, by its position.
    pub fn level_of(&self, at: u32) -> Option<AreaLevel> {
        self.areas.level(at)
    }

    /// How many areas there are.
    pub fn area_count(&self) -> u32 {
        self.areas.len()
    }

    /// The areas of one level that a home lies in: one, or several where mini-buurten or
    /// umbrellas overlap. A level that exists has a line without a name for all other homes.
    pub fn areas_of<'a>(
        &'a self,
        home: &'a Home,
        level: AreaLevel,
        register: &'a Register,
    ) -> impl Iterator<Item = AreaCount> + 'a {
        home.areas()
            .filter(move |at| self.areas.level(*at) == Some(level))
            .filter_map(|at| self.area(at, register))
    }

    /// The levels that have areas, from small to large, then the cuts.
    pub fn levels(&self) -> Vec<AreaLevel> {
        let areas = &self.areas;
        let mut levels: Vec<AreaLevel> = areas.wide.iter().map(|area| area.key.level).collect();
        levels.dedup();
        let any = |all: &[Stretch], outside: Option<Counts>| !all.is_empty() || outside.is_some();
        if any(&areas.entrances, areas.no_entrance) {
            levels.push(AreaLevel::Entrance);
        }
        if any(&areas.buildings, areas.no_building) {
            levels.push(AreaLevel::Building);
        }
        levels.push(AreaLevel::Scope);
        levels.sort_unstable();
        levels.dedup();
        levels
    }

    /// The counts of the whole scope.
    pub fn scope(&self) -> Counts {
        self.areas.scope
    }

    /// The areas wider than a building and the cuts, with their positions.
    pub(super) fn wide(&self) -> impl Iterator<Item = (u32, &AreaCount)> {
        (self.areas.first_wide()..).zip(&self.areas.wide)
    }
}

/// Whether a home stands in an entrance or building.
fn stands(home: &Home, level: AreaLevel, at: u32) -> bool {
    if level == AreaLevel::Entrance {
        home.entrance == at
    } else {
        home.building == at
    }
}

pub(super) fn position(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX - 1)
}

fn outside(level: AreaLevel, counts: Counts) -> AreaCount {
    AreaCount {
        key: AreaKey {
            level,
            code: CompactString::default(),
            name: CompactString::default(),
        },
        parents: SmallVec::new(),
        building: None,
        counts,
    }
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

/// The areas one level up that the homes of an entrance or building lie in: one, unless it lies on
/// a border.
fn parents<'a>(
    level: AreaLevel,
    at: u32,
    homes: impl Iterator<Item = &'a Home>,
    areas: &Areas,
) -> SmallVec<[u32; 1]> {
    let mut parents = SmallVec::new();
    for home in homes {
        let up = if level == AreaLevel::Entrance {
            home.building
        } else {
            let up = home.wider.iter().find(|at| {
                areas
                    .level(**at)
                    .is_some_and(|level| CHAIN.contains(&level))
            });
            up.copied().unwrap_or(0)
        };
        if up != at
            && let Err(place) = parents.binary_search(&up)
        {
            parents.insert(place, up);
        }
    }
    parents
}

/// Tells every wide area which areas one level up its homes lie in. `lists` are the distinct lists
/// of wide areas that homes have, as positions in `wide`; `first` is the position of the first one.
pub(super) fn settle_parents(wide: &mut [AreaCount], lists: &[std::sync::Arc<[u32]>], first: u32) {
    let rank = |wide: &[AreaCount], at: u32| {
        let level = wide.get(at as usize)?.key.level;
        CHAIN.iter().position(|l| *l == level)
    };
    for list in lists {
        let inside = |at: &u32| at.saturating_sub(first);
        let chain: SmallVec<[(usize, u32); 8]> = list
            .iter()
            .filter_map(|at| Some((rank(wide, inside(at))?, *at)))
            .collect();
        for at in list.iter() {
            let level = wide.get(inside(at) as usize).map(|area| area.key.level);
            let up = match (rank(wide, inside(at)), level) {
                (Some(own), _) => chain.iter().find(|(rank, _)| *rank > own),
                (None, Some(AreaLevel::Flat | AreaLevel::Complex | AreaLevel::MiniBuurt)) => {
                    chain.first()
                }
                _ => None,
            };
            let up = up.map_or(0, |(_, at)| *at);
            if let Some(area) = wide.get_mut(inside(at) as usize)
                && let Err(place) = area.parents.binary_search(&up)
            {
                area.parents.insert(place, up);
            }
        }
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
