//! The areas wider than a building, and the cuts: which of them a home lies in.
//!
//! At every level but mini-buurt and umbrella a home lies in one area, or on the line without a
//! name for the homes outside every area of that level, so that every level adds up to the whole.
//! Of two areas of one level that share a home, the own area goes before the official one, and
//! the one that stands first in the table before the later one.

use std::collections::{BTreeSet, HashMap};

use compact_str::{CompactString, format_compact};
use smallvec::SmallVec;

use super::AreaKey;
use super::per_unit::PerUnit;
use super::tenure::{Lived, NO_COMPLEX, NOBODY};
use domain::AreaLevel;
use domain::text::fold;
use matching::Linked;
use register::{AreaIx, Register, UnitIx};

/// The levels wider than a building, from small to large, then the cuts.
const LEVELS: [AreaLevel; 11] = [
    AreaLevel::Flat,
    AreaLevel::Complex,
    AreaLevel::MiniBuurt,
    AreaLevel::Buurt,
    AreaLevel::Wijk,
    AreaLevel::Stadsdeel,
    AreaLevel::Gemeente,
    AreaLevel::Provincie,
    AreaLevel::Land,
    AreaLevel::Landlord,
    AreaLevel::Umbrella,
];

/// Whether a person may draw areas of a level; the other levels follow from register and lists.
pub(super) fn can_be_drawn(level: AreaLevel) -> bool {
    let cut = matches!(level, AreaLevel::Landlord | AreaLevel::Umbrella);
    level == AreaLevel::Entrance || (LEVELS.contains(&level) && !cut)
}

/// No area.
pub(super) const NOWHERE: u32 = u32::MAX;

/// Two own areas of one level that share homes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Overlap {
    /// The area in which the homes count, as a position in [`Linked::areas`].
    pub(super) first: usize,
    /// The area in which they don't.
    pub(super) later: usize,
}

/// All wide areas, in the order in which they are shown.
#[derive(Debug, Default)]
pub(super) struct Wide {
    /// Their names.
    pub(super) keys: Vec<AreaKey>,
    /// For every level that exists: the line for the homes outside all its areas.
    outside: Vec<(AreaLevel, u32)>,
    /// For every official area: itself and what it is part of, as wide areas.
    official: Vec<SmallVec<[u32; 6]>>,
    /// For every own area: itself and what it is part of, as wide areas.
    own: Vec<SmallVec<[u32; 3]>>,
    /// For every unit the own areas that it lies in, in the order of the table.
    own_of: PerUnit,
    /// Own entrances.
    pub(super) entrances: HashMap<UnitIx, u32>,
    complexes: Vec<u32>,
    landlords: Vec<u32>,
    /// For every umbrella (by its position in the sorted names).
    umbrellas: Vec<u32>,
    municipalities: HashMap<u16, u32>,
    /// Homes that two own areas of one level share.
    pub(super) overlaps: BTreeSet<Overlap>,
}

impl Wide {
    pub(super) fn new(
        linked: &Linked,
        register: &Register,
        lived: &Lived,
        landlords: &[CompactString],
        umbrellas: &[CompactString],
    ) -> Self {
        let mut keys: BTreeSet<(AreaLevel, bool, AreaKey)> = BTreeSet::new();
        let mut add = |key: AreaKey| {
            keys.insert((key.level, key.name.is_empty(), key));
        };
        let official: Vec<AreaKey> = register
            .areas()
            .map(|ix| official_key(register, ix))
            .collect();
        let own: Vec<AreaKey> = linked
            .areas
            .iter()
            .map(|area| AreaKey {
                // A level that nobody can draw leads to no line.
                level: if can_be_drawn(area.level) {
                    area.level
                } else {
                    AreaLevel::Unit
                },
                code: area.code.clone(),
                name: area.name.clone(),
            })
            .collect();
        let complexes = complex_keys(linked, lived, landlords);
        let cut = |level: AreaLevel, name: &CompactString| AreaKey {
            level,
            code: CompactString::default(),
            name: name.clone(),
        };
        let landlord_keys: Vec<AreaKey> = landlords
            .iter()
            .map(|name| cut(AreaLevel::Landlord, name))
            .collect();
        let umbrella_keys: Vec<AreaKey> = umbrellas
            .iter()
            .map(|name| cut(AreaLevel::Umbrella, name))
            .collect();
        let municipality_keys = municipality_keys(register);
        official
            .iter()
            .chain(&own)
            .chain(&complexes)
            .chain(&landlord_keys)
            .chain(&umbrella_keys)
            .chain(municipality_keys.iter().map(|(_, key)| key))
            .filter(|key| LEVELS.contains(&key.level))
            .for_each(|key| add(key.clone()));
        let levels: BTreeSet<AreaLevel> = keys.iter().map(|(level, ..)| *level).collect();
        for level in levels {
            let none = CompactString::default();
            keys.insert((level, true, cut(level, &none)));
        }

        let keys: Vec<AreaKey> = keys.into_iter().map(|(.., key)| key).collect();
        let positions: HashMap<&AreaKey, u32> = keys.iter().zip(0_u32..).collect();
        let find = |key: &AreaKey| positions.get(key).copied().unwrap_or(NOWHERE);
        let outside = keys
            .iter()
            .zip(0_u32..)
            .filter(|(key, _)| key.name.is_empty())
            .map(|(key, at)| (key.level, at))
            .collect();

        let official_chains: Vec<SmallVec<[u32; 6]>> = register
            .areas()
            .map(|ix| {
                chain(register, ix)
                    .iter()
                    .filter_map(|ix| official.get(ix.at()))
                    .map(find)
                    .filter(|at| *at != NOWHERE)
                    .collect()
            })
            .collect();
        let own_chains = own_chains(linked, register, &own, &official_chains, &find);
        let own_of = PerUnit::new(register.units().len(), || {
            linked
                .areas
                .iter()
                .zip(0_u32..)
                .flat_map(|(area, at)| area.cover.units.iter().map(move |unit| (unit, at)))
        });
        let mut entrances = HashMap::new();
        for (area, at) in linked.areas.iter().zip(0_u32..) {
            if area.level == AreaLevel::Entrance {
                for unit in area.cover.units.iter() {
                    entrances.entry(unit).or_insert(at);
                }
            }
        }
        let mut wide = Self {
            outside,
            official: official_chains,
            own: own_chains,
            own_of,
            entrances,
            complexes: complexes.iter().map(find).collect(),
            landlords: landlord_keys.iter().map(find).collect(),
            umbrellas: umbrella_keys.iter().map(find).collect(),
            municipalities: municipality_keys
                .iter()
                .map(|(code, key)| (*code, find(key)))
                .collect(),
            overlaps: BTreeSet::new(),
            keys: Vec::new(),
        };
        drop(positions);
        wide.keys = keys;
        wide.overlaps = wide.find_overlaps(linked, register);
        wide
    }

    fn level(&self, area: u32) -> Option<AreaLevel> {
        self.keys.get(area as usize).map(|key| key.level)
    }

    /// The wide areas of a home, sorted: one for every level that exists, more only where
    /// mini-buurten or umbrellas overlap. `umbrellas` are positions in the sorted names.
    pub(super) fn of(
        &self,
        unit: UnitIx,
        register: &Register,
        lived: &Lived,
        umbrellas: &[u16],
        areas: &mut SmallVec<[u32; 16]>,
    ) {
        areas.clear();
        let mut seen: SmallVec<[AreaLevel; 16]> = SmallVec::new();
        let mut put = |area: u32| {
            let Some(level) = self.level(area) else {
                return;
            };
            let many = matches!(level, AreaLevel::MiniBuurt | AreaLevel::Umbrella);
            if !seen.contains(&level) || (many && !areas.contains(&area)) {
                seen.push(level);
                areas.push(area);
            }
        };
        // What says most precisely where a home lies goes first: the own areas themselves, the
        // lists of the landlord, then what the own and the official areas are part of.
        let own = self.own_of.of(unit);
        let chain = |at: &u32| self.own.get(*at as usize).map_or(&[][..], |all| all);
        own.iter()
            .filter_map(|at| chain(at).first())
            .for_each(|area| put(*area));
        let complex = lived.complex(unit);
        if complex != NO_COMPLEX
            && let Some(area) = self.complexes.get(complex as usize)
        {
            put(*area);
        }
        own.iter().flat_map(chain).for_each(|area| put(*area));
        for ix in register.unit_areas(unit) {
            self.official
                .get(ix.at())
                .into_iter()
                .flatten()
                .for_each(|area| put(*area));
        }
        if !self.municipalities.is_empty() {
            let town = register.address(register.unit(unit).address).town;
            if let Some(code) = register.town(town).municipality
                && let Some(area) = self.municipalities.get(&code)
            {
                put(*area);
            }
        }
        let landlord = lived.landlord(unit);
        if landlord != NOBODY
            && let Some(area) = self.landlords.get(usize::from(landlord))
        {
            put(*area);
        }
        for umbrella in umbrellas {
            if let Some(area) = self.umbrellas.get(usize::from(*umbrella)) {
                put(*area);
            }
        }
        for (level, area) in &self.outside {
            if !seen.contains(level) {
                areas.push(*area);
            }
        }
        areas.sort_unstable();
    }

    /// Own areas of one level, other than mini-buurten, that share homes.
    fn find_overlaps(&self, linked: &Linked, register: &Register) -> BTreeSet<Overlap> {
        let mut overlaps = BTreeSet::new();
        if self.own_of.is_empty() {
            return overlaps;
        }
        for unit in register.units() {
            let own = self.own_of.of(unit);
            if own.len() < 2 || !register.unit(unit).is_dwelling() {
                continue;
            }
            for (nth, later) in own.iter().enumerate().skip(1) {
                let area = |at: &u32| linked.areas.get(*at as usize).map(|area| area.level);
                let first = own.iter().take(nth).find(|at| area(at) == area(later));
                if let Some(first) = first
                    && area(later) != Some(AreaLevel::MiniBuurt)
                    && first != later
                {
                    overlaps.insert(Overlap {
                        first: *first as usize,
                        later: *later as usize,
                    });
                }
            }
        }
        overlaps
    }
}

fn official_key(register: &Register, ix: AreaIx) -> AreaKey {
    let area = register.area(ix);
    let name = if area.name.is_empty() {
        area.code.clone()
    } else {
        area.name.clone()
    };
    AreaKey {
        level: area.level,
        code: area.code.clone(),
        name,
    }
}

/// An official area and everything that it is part of; a circle in the table ends the walk.
fn chain(register: &Register, ix: AreaIx) -> SmallVec<[AreaIx; 6]> {
    let mut chain: SmallVec<[AreaIx; 6]> = SmallVec::new();
    let mut next = Some(ix);
    while let Some(ix) = next.filter(|ix| !chain.contains(ix)) {
        chain.push(ix);
        next = register.area(ix).part_of;
    }
    chain
}

/// An own area and everything that it is part of: own areas first, then official ones.
fn own_chains(
    linked: &Linked,
    register: &Register,
    keys: &[AreaKey],
    official: &[SmallVec<[u32; 6]>],
    find: &impl Fn(&AreaKey) -> u32,
) -> Vec<SmallVec<[u32; 3]>> {
    let mut own_names: HashMap<String, usize> = HashMap::new();
    for (at, area) in linked.areas.iter().enumerate() {
        for name in [&area.name, &area.code] {
            if !name.is_empty() {
                own_names.entry(fold(name)).or_insert(at);
            }
        }
    }
    let mut official_names: HashMap<String, AreaIx> = HashMap::new();
    for ix in register.areas() {
        let area = register.area(ix);
        for name in [&area.name, &area.code] {
            if !name.is_empty() {
                official_names.entry(fold(name)).or_insert(ix);
            }
        }
    }
    (0..linked.areas.len())
        .map(|start| {
            let mut chain = SmallVec::new();
            let mut seen: SmallVec<[usize; 4]> = SmallVec::new();
            let mut next = Some(start);
            while let Some(at) = next.filter(|at| !seen.contains(at)) {
                seen.push(at);
                chain.extend(keys.get(at).map(find).filter(|area| *area != NOWHERE));
                let part_of = linked
                    .areas
                    .get(at)
                    .and_then(|area| area.part_of.as_deref());
                let Some(name) = part_of.map(fold) else {
                    break;
                };
                next = own_names.get(&name).copied();
                if next.is_none_or(|at| seen.contains(&at))
                    && let Some(ix) = official_names.get(&name)
                {
                    next = None;
                    chain.extend(official.get(ix.at()).into_iter().flatten().copied());
                }
            }
            chain
        })
        .collect()
}

/// The complexes of the corporations; the landlord is added where two share number and name.
fn complex_keys(linked: &Linked, lived: &Lived, landlords: &[CompactString]) -> Vec<AreaKey> {
    let mut codes: HashMap<&str, &CompactString> = HashMap::new();
    for holding in &linked.holdings {
        if let (Some(text), Some(code)) = (&holding.complex, &holding.complex_number) {
            codes.entry(text).or_insert(code);
        }
    }
    let key = |text: &CompactString| {
        let code = codes
            .get(text.as_str())
            .map(|code| (*code).clone())
            .unwrap_or_default();
        let name = text.strip_prefix(code.as_str()).unwrap_or(text).trim();
        AreaKey {
            level: AreaLevel::Complex,
            name: if name.is_empty() {
                code.clone()
            } else {
                name.into()
            },
            code,
        }
    };
    let mut used: HashMap<AreaKey, u32> = HashMap::new();
    for (_, text) in &lived.complexes {
        *used.entry(key(text)).or_default() += 1;
    }
    lived
        .complexes
        .iter()
        .map(|(landlord, text)| {
            let mut key = key(text);
            if used.get(&key).is_some_and(|count| *count > 1)
                && let Some(landlord) = landlords.get(usize::from(*landlord))
            {
                key.name = format_compact!("{} ({landlord})", key.name);
            }
            key
        })
        .collect()
}

/// Municipalities by the codes of the towns, for a register whose areas don't tell them.
fn municipality_keys(register: &Register) -> Vec<(u16, AreaKey)> {
    let told = register
        .areas()
        .any(|ix| register.area(ix).level == AreaLevel::Gemeente);
    if told {
        return Vec::new();
    }
    let mut towns: HashMap<u16, BTreeSet<&CompactString>> = HashMap::new();
    for ix in register.towns() {
        let town = register.town(ix);
        if let Some(code) = town.municipality {
            towns.entry(code).or_default().insert(&town.name);
        }
    }
    let codes: BTreeSet<u16> = towns.keys().copied().collect();
    codes
        .into_iter()
        .map(|number| {
            let code = format_compact!("GM{number:04}");
            let towns = towns.get(&number);
            let only = towns
                .filter(|towns| towns.len() == 1)
                .and_then(BTreeSet::first);
            let name = only.map_or_else(|| code.clone(), |town| (*town).clone());
            let key = AreaKey {
                level: AreaLevel::Gemeente,
                code,
                name,
            };
            (number, key)
        })
        .collect()
}
