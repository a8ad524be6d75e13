//! What would help most: the steps that would bring the most homes to *active*.
//!
//! Reviving, completing or asking an organisation counts the homes that it represents and that
//! no active organisation represents yet. Founding one counts the homes without any organisation
//! in one place: their flat, else their complex, else their building when at least
//! [`SMALLEST`] such homes lie in it, else their mini-buurt, buurt or wider area. So every home
//! without an organisation is counted in exactly one place, and the most homes stand first.

use std::collections::BTreeMap;

use smallvec::{SmallVec, smallvec};

use super::areas::Areas;
use super::homes::Known;
use super::{Home, OrganisationState, Step, StepKind, Why};
use domain::messages::Value;
use domain::{AreaLevel, Status, Tenure};
use matching::{Linked, OrgIx};
use register::Register;

/// The fewest homes for which a building is a place to found an organisation in.
pub const SMALLEST: u64 = 4;

/// Who lives in the homes without an organisation of one place.
#[derive(Clone, Debug, Default)]
struct Place {
    homes: u64,
    tenants: BTreeMap<u16, u64>,
    owners: u64,
}

pub(super) fn rank(
    known: &Known<'_>,
    landlords: &[compact_str::CompactString],
    homes: &[Home],
    states: &[OrganisationState],
    areas: &Areas,
) -> Vec<Step> {
    let linked = known.linked;
    let mut brought = vec![0_u64; states.len()];
    for home in homes.iter().filter(|home| !home.status.is_active()) {
        for org in &home.organisations {
            if let Some(count) = brought.get_mut(org.at()) {
                *count += 1;
            }
        }
    }
    let mut steps: Vec<Step> = states
        .iter()
        .zip(brought)
        .filter(|(_, homes)| *homes > 0)
        .filter_map(|(state, homes)| with_organisation(linked, state, homes))
        .collect();
    steps.extend(founded(landlords, homes, areas, known.register));
    steps.sort_by(|a, b| {
        (b.homes, a.kind, a.organisation, a.area).cmp(&(a.homes, b.kind, b.organisation, b.area))
    });
    steps
}

fn with_organisation(linked: &Linked, state: &OrganisationState, homes: u64) -> Option<Step> {
    let kind = match state.status {
        Status::OnPaper => StepKind::Revive,
        Status::Forming => StepKind::Complete,
        Status::Unknown => StepKind::Ask,
        Status::TwoLegs | Status::Active | Status::None | Status::Ended => return None,
    };
    let name = linked.organisation(state.organisation)?.name.clone();
    Some(step(
        kind,
        kind.key(),
        Some(state.organisation),
        None,
        homes,
        smallvec![("organisation", name.into()), ("homes", homes.into())],
    ))
}

fn step(
    kind: StepKind,
    key: &'static str,
    organisation: Option<OrgIx>,
    area: Option<u32>,
    homes: u64,
    values: SmallVec<[(&'static str, Value); 2]>,
) -> Step {
    Step {
        kind,
        organisation,
        area,
        homes,
        why: Why { key, values },
    }
}

fn founded(
    landlords: &[compact_str::CompactString],
    homes: &[Home],
    areas: &Areas,
    register: &Register,
) -> Vec<Step> {
    let lacking = || homes.iter().filter(|home| home.status == Status::None);
    let mut in_building: BTreeMap<u32, u64> = BTreeMap::new();
    for home in lacking() {
        *in_building.entry(home.building).or_default() += 1;
    }
    let mut places: BTreeMap<u32, Place> = BTreeMap::new();
    for home in lacking() {
        let enough = in_building
            .get(&home.building)
            .is_some_and(|n| *n >= SMALLEST);
        let at = place_of(home, areas, enough);
        let place = places.entry(at).or_default();
        place.homes += 1;
        match (home.tenure, home.landlord) {
            (Tenure::Corporation, Some(landlord)) => {
                *place.tenants.entry(landlord).or_default() += 1;
            }
            (Tenure::Owner, _) => place.owners += 1,
            _ => {}
        }
    }
    places
        .into_iter()
        .filter_map(|(at, place)| {
            let name = areas.area(at, homes, register)?.key.name;
            let name = if name.is_empty() {
                Value::message("area-scope")
            } else {
                name.into()
            };
            let mut values = smallvec![("place", name), ("homes", place.homes.into())];
            let only = place
                .tenants
                .iter()
                .next()
                .filter(|(_, n)| **n == place.homes);
            let key = match only.and_then(|(at, _)| landlords.get(usize::from(*at))) {
                Some(landlord) => {
                    values.push(("landlord", landlord.clone().into()));
                    "found-tenants"
                }
                None if place.owners == place.homes => "found-owners",
                None => "found",
            };
            Some(step(
                StepKind::Found,
                key,
                None,
                Some(at),
                place.homes,
                values,
            ))
        })
        .collect()
}

/// Where an organisation for this home would be founded.
fn place_of(home: &Home, areas: &Areas, building_is_enough: bool) -> u32 {
    let find = |level: AreaLevel| {
        home.wider.iter().copied().find(|at| {
            let area = areas.wide.get((*at - areas.first_wide()) as usize);
            area.is_some_and(|area| area.key.level == level && !area.key.name.is_empty())
        })
    };
    let building = || building_is_enough.then_some(home.building);
    find(AreaLevel::Flat)
        .or_else(|| find(AreaLevel::Complex))
        .or_else(building)
        .or_else(|| {
            [
                AreaLevel::MiniBuurt,
                AreaLevel::Buurt,
                AreaLevel::Wijk,
                AreaLevel::Stadsdeel,
                AreaLevel::Gemeente,
                AreaLevel::Provincie,
                AreaLevel::Land,
            ]
            .into_iter()
            .find_map(find)
        })
        .unwrap_or(0)
}
