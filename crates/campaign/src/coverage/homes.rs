//! Every dwelling in scope: its organisations, its status, its wide areas.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use rayon::prelude::*;
use smallvec::SmallVec;

use super::per_unit::PerUnit;
use super::represent::Voice;
use super::status::Judged;
use super::tenure::{Lived, NOBODY};
use super::wide::Wide;
use super::{Home, OrganisationState};
use domain::{Legs, Status};
use lists::intake::Basis;
use matching::{AreaScope, Linked, OrgIx, UnitSet};
use register::{Register, UnitIx};

/// What is known before the homes are looked at.
pub(super) struct Known<'a> {
    pub(super) linked: &'a Linked,
    pub(super) register: &'a Register,
    pub(super) lived: &'a Lived,
    pub(super) judged: &'a [Judged],
    pub(super) voices: &'a [Voice],
    pub(super) wide: &'a Wide,
    /// For every unit the organisations that cover it, in their order.
    pub(super) covering: &'a PerUnit,
    /// For every organisation its umbrellas, itself included when it is one.
    pub(super) umbrellas: &'a [SmallVec<[u16; 2]>],
    /// For every organisation whose umbrella it is, when it is one.
    pub(super) umbrella_of: &'a [Option<UmbrellaOf>],
    /// Homes with somebody who may be mailed, and homes that answered.
    pub(super) channels: &'a UnitSet,
    pub(super) answered: &'a UnitSet,
}

/// Whose tenants an umbrella speaks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum UmbrellaOf {
    /// Those of one landlord, as a position in [`super::Coverage::landlords`].
    Landlord(u16),
    /// Those of any landlord: its list does not say.
    AnyLandlord,
    /// Everybody: the umbrella of an area.
    Everybody,
}

/// The homes, with for each the number of its list of wide areas.
pub(super) struct Homes {
    pub(super) dwellings: Vec<Home>,
    pub(super) lists: Vec<u32>,
    /// The distinct lists of wide areas, as positions in [`Wide::keys`].
    pub(super) distinct: Vec<Arc<[u32]>>,
}

/// The dwellings in scope in walking order: by the first address of their building, and inside a
/// building by postcode, street, number, letter and addition. A home in several buildings stands
/// in the first of them.
pub(super) fn in_walking_order(register: &Register, scope: &AreaScope) -> Vec<UnitIx> {
    let mut inside = vec![matches!(scope, AreaScope::Everything); register.units().len()];
    if let AreaScope::Units(units) = scope {
        for unit in units.iter() {
            if let Some(slot) = inside.get_mut(unit.at()) {
                *slot = true;
            }
        }
    }
    let counts = |unit: UnitIx| {
        inside.get(unit.at()).copied().unwrap_or(false) && register.unit(unit).is_dwelling()
    };
    let mut walked = vec![false; register.buildings().len()];
    let mut order = Vec::new();
    for address in register.addresses() {
        let address_of = register.address(address);
        let Some(unit) = address_of.unit.filter(|unit| counts(*unit)) else {
            continue;
        };
        if register.unit(unit).address != address {
            continue;
        }
        let Some(building) = register.unit_buildings(unit).first() else {
            order.push(unit);
            continue;
        };
        if walked
            .get_mut(building.at())
            .is_none_or(|walked| std::mem::replace(walked, true))
        {
            continue;
        }
        order.extend(register.building_units(*building).iter().filter(|unit| {
            counts(**unit) && register.unit_buildings(**unit).first() == Some(building)
        }));
    }
    order
}

/// The distinct lists of wide areas, numbered as they come; the numbers go into no output.
#[derive(Default)]
struct Lists {
    numbers: HashMap<Arc<[u32]>, u32>,
    distinct: Vec<Arc<[u32]>>,
}

/// What one worker remembers of them.
#[derive(Default)]
struct Seen {
    numbers: HashMap<SmallVec<[u32; 16]>, u32>,
    areas: SmallVec<[u32; 16]>,
    umbrellas: SmallVec<[u16; 4]>,
}

/// Looks at every home.
pub(super) fn look(known: &Known<'_>, order: &[UnitIx]) -> Homes {
    let lists = Mutex::new(Lists::default());
    let nowhere: Arc<[u32]> = Arc::from([]);
    let (mut homes, mut numbers) = (Vec::new(), Vec::new());
    order
        .par_iter()
        .with_min_len(4_096)
        .map_init(Seen::default, |seen, unit| {
            let home = one(known, *unit, &nowhere, seen);
            if let Some(number) = seen.numbers.get(&seen.areas) {
                return (home, *number);
            }
            let number = lists
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .number(&seen.areas);
            seen.numbers.insert(seen.areas.clone(), number);
            (home, number)
        })
        .unzip_into_vecs(&mut homes, &mut numbers);
    let lists = lists.into_inner().unwrap_or_else(PoisonError::into_inner);
    Homes {
        dwellings: homes,
        lists: numbers,
        distinct: lists.distinct,
    }
}

impl Lists {
    fn number(&mut self, areas: &[u32]) -> u32 {
        if let Some(number) = self.numbers.get(areas) {
            return *number;
        }
        let number = u32::try_from(self.distinct.len()).unwrap_or(u32::MAX);
        let list: Arc<[u32]> = Arc::from(areas);
        self.numbers.insert(list.clone(), number);
        self.distinct.push(list);
        number
    }
}

fn one(known: &Known<'_>, unit: UnitIx, nowhere: &Arc<[u32]>, seen: &mut Seen) -> Home {
    let (tenure, landlord) = (known.lived.tenure(unit), known.lived.landlord(unit));
    let mut organisations: SmallVec<[OrgIx; 4]> = SmallVec::new();
    let mut beside: Option<((bool, bool, Status), OrgIx)> = None;
    seen.umbrellas.clear();
    for at in known.covering.of(unit) {
        let org = OrgIx(*at);
        let (Some(judged), Some(voice)) = (known.judged.get(org.at()), known.voices.get(org.at()))
        else {
            continue;
        };
        let lives = !matches!(judged.status, Status::Ended | Status::None);
        let speaks = voice.speaks_for(tenure, landlord);
        // Why a home has nothing is told by who lives and speaks for others, else by an umbrella,
        // else by who is still to come or has ended.
        let tells = (lives, *voice != Voice::Umbrella, judged.status);
        if lives && speaks {
            organisations.push(org);
        } else if beside.is_none_or(|(other, _)| tells > other) {
            beside = Some((tells, org));
        }
        if lives && (speaks || is_umbrella_of(known, org, landlord)) {
            let umbrellas = known.umbrellas.get(org.at()).into_iter().flatten();
            seen.umbrellas.extend(umbrellas.copied());
        }
    }
    let status = |org: &OrgIx| {
        known
            .judged
            .get(org.at())
            .map_or(Status::None, |j| j.status)
    };
    organisations.sort_by(|a, b| status(b).cmp(&status(a)).then(a.cmp(b)));
    let legs = organisations
        .iter()
        .filter_map(|org| known.judged.get(org.at()))
        .filter(|judged| judged.status.is_active())
        .fold(Legs::NONE, |legs, judged| legs.union(judged.legs));
    let best = organisations.first().map_or(Status::None, status);
    let best = if best.is_active() && legs == Legs::BOTH {
        Status::TwoLegs
    } else {
        best
    };
    known.wide.of(
        unit,
        known.register,
        known.lived,
        &seen.umbrellas,
        &mut seen.areas,
    );
    Home {
        unit,
        tenure,
        landlord: (landlord != NOBODY).then_some(landlord),
        organisations,
        beside: beside.map(|(_, org)| org),
        status: best,
        legs,
        reached: best.is_active() || known.channels.contains(unit) || known.answered.contains(unit),
        entrance: 0,
        building: 0,
        wider: nowhere.clone(),
    }
}

/// Whether an umbrella that covers the home speaks for its tenants.
fn is_umbrella_of(known: &Known<'_>, org: OrgIx, landlord: u16) -> bool {
    match known.umbrella_of.get(org.at()).copied().flatten() {
        None => false,
        Some(UmbrellaOf::Everybody) => true,
        Some(UmbrellaOf::AnyLandlord) => landlord != NOBODY,
        Some(UmbrellaOf::Landlord(whose)) => landlord != NOBODY && whose == landlord,
    }
}

/// Homes with somebody who may be mailed: consent that can be shown by its date and source, or
/// membership of the group itself, and no opt-out from e-mail.
pub(super) fn channels(linked: &Linked, date: jiff::civil::Date) -> UnitSet {
    let no_email = |channel: &Option<domain::Channel>| {
        channel.is_none_or(|channel| channel == domain::Channel::Email)
    };
    let silent: std::collections::BTreeSet<&str> = linked
        .opt_outs
        .iter()
        .filter(|out| no_email(&out.channel))
        .filter_map(|out| out.email.as_deref())
        .collect();
    let shut: UnitSet = linked
        .opt_outs
        .iter()
        .filter(|out| no_email(&out.channel) && out.email.is_none())
        .flat_map(|out| out.units.iter().copied())
        .collect();
    linked
        .contacts
        .iter()
        .filter(|contact| {
            let consented = match contact.basis {
                Some(Basis::Consent) => {
                    contact.consent_date.is_some_and(|given| given <= date)
                        && contact.consent_source.is_some()
                }
                Some(Basis::Member) => true,
                Some(Basis::Published) | None => false,
            };
            consented
                && contact
                    .email
                    .as_deref()
                    .is_some_and(|email| !silent.contains(email.to_lowercase().as_str()))
        })
        .filter_map(|contact| contact.unit)
        .filter(|unit| !shut.contains(*unit))
        .collect()
}

/// The state of every organisation, with the homes that it represents.
pub(super) fn states(known: &Known<'_>, homes: &[Home]) -> Vec<OrganisationState> {
    let mut represents = vec![0_u64; known.judged.len()];
    for org in homes.iter().flat_map(|home| &home.organisations) {
        if let Some(count) = represents.get_mut(org.at()) {
            *count += 1;
        }
    }
    for home in homes {
        for at in known.covering.of(home.unit) {
            let org = OrgIx(*at);
            let landlord = home.landlord.unwrap_or(NOBODY);
            if is_umbrella_of(known, org, landlord)
                && let Some(count) = represents.get_mut(org.at())
            {
                *count += 1;
            }
        }
    }
    known
        .judged
        .iter()
        .zip(represents)
        .zip(0_u32..)
        .map(|((judged, represents), at)| OrganisationState {
            organisation: OrgIx(at),
            status: judged.status,
            legs: judged.legs,
            why: judged.why.clone(),
            represents,
        })
        .collect()
}
