//! Linked × Register × date → [`Coverage`]: who is organised, and how we know.
//!
//! Flows in: [`Linked`](matching::Linked), [`Register`](register::Register), rules,
//! a date. Flows out: [`Coverage`]. Does not belong here: who is written to.
//!
//! On what terms a home is lived in is told in `tenure`, for whom an organisation speaks in
//! `represent`, what its status is in `status`, in which areas a home lies in `wide` and `small`.

mod areas;
mod change;
mod earlier;
mod findings;
mod going;
mod homes;
mod matrix;
mod model;
mod per_unit;
mod pilots;
mod published;
mod reasons;
mod represent;
mod small;
mod status;
mod steps;
mod tenure;
#[cfg(test)]
mod tests;
mod whole;
mod why;
mod wide;

use std::collections::{BTreeSet, HashMap};

use compact_str::CompactString;
use jiff::civil::Date;
use rayon::prelude::*;
use smallvec::SmallVec;

use self::homes::{Known, UmbrellaOf};
use self::per_unit::PerUnit;
use self::represent::Voice;
use self::status::{Judged, Windows};
use self::tenure::{Lived, NOBODY};
use self::wide::Wide;
use domain::campaign::Rules;
use domain::text::fold;
use domain::{Noted, OrganisationKind, Represents};
use matching::{Linked, LinkedOrganisation, UnitSet};
use register::Register;

pub use change::{Cause, Change, ChangeBy, ChangePart, compare, snapshot};
pub use earlier::earlier;
pub use going::Going;
pub use matrix::{UmbrellaMatrix, umbrella_matrix};
pub use model::{
    AreaCount, AreaKey, Counts, Coverage, Home, OrganisationState, Step, StepKind, Why,
};
pub use pilots::{Pilot, Since, compare_pilot, since};
pub use steps::SMALLEST;
pub use whole::Parts;

/// Says for every dwelling in scope whether an organisation that lives represents it, on which
/// legs, and how that is known; counts it for every area; ranks what would help most.
///
/// `answered` are the homes from which a reply was received up to the date.
pub fn assess(
    linked: &Linked,
    register: &Register,
    rules: &Rules,
    date: Date,
    answered: &UnitSet,
) -> Noted<Coverage> {
    let windows = Windows::new(rules, date);
    let (landlords, landlord_positions) = tenure::landlords(linked);
    let lived = Lived::new(linked, register, &landlord_positions);
    let judged: Vec<Judged> = linked
        .organisations
        .par_iter()
        .map(|organisation| status::judge(organisation, &windows))
        .collect();
    let voices: Vec<Voice> = linked
        .organisations
        .par_iter()
        .map(|organisation| Voice::of(organisation, &landlord_positions, &lived))
        .collect();
    let (umbrella_names, umbrellas) = umbrellas(linked);
    let wide = Wide::new(linked, register, &lived, &landlords, &umbrella_names);
    let covering = PerUnit::new(register.units().len(), || {
        linked
            .organisations
            .iter()
            .zip(0_u32..)
            .flat_map(|(organisation, at)| organisation.units.iter().map(move |unit| (unit, at)))
    });
    let umbrella_of: Vec<Option<UmbrellaOf>> = linked
        .organisations
        .iter()
        .map(|organisation| umbrella_of(organisation, &landlord_positions))
        .collect();
    let channels = homes::channels(linked, date);
    let known = Known {
        linked,
        register,
        lived: &lived,
        judged: &judged,
        voices: &voices,
        wide: &wide,
        covering: &covering,
        umbrellas: &umbrellas,
        umbrella_of: &umbrella_of,
        channels: &channels,
        answered,
    };
    let order = homes::in_walking_order(register, &linked.scope);
    let mut looked = homes::look(&known, &order);
    drop(order);
    let areas = small::count(&mut looked, register, linked, &wide);
    let homes = looked.dwellings;
    let states = homes::states(&known, &homes);
    let findings = findings::find(&known, &homes, &windows);
    let steps = steps::rank(&known, &landlords, &homes, &states, &areas);
    Noted::new(
        Coverage {
            date,
            landlords,
            homes,
            organisations: states,
            areas,
            steps,
        },
        findings,
    )
}

/// The names of all umbrellas in order, and for every organisation its umbrellas (itself when it
/// is one) as positions among them. Spellings that fold alike are one umbrella.
fn umbrellas(linked: &Linked) -> (Vec<CompactString>, Vec<SmallVec<[u16; 2]>>) {
    let own = |organisation: &LinkedOrganisation| {
        (organisation.kind == OrganisationKind::Huurdersvereniging)
            .then(|| organisation.name.clone())
    };
    let mut spelled: HashMap<String, CompactString> = HashMap::new();
    for organisation in &linked.organisations {
        for name in own(organisation).iter().chain(&organisation.umbrellas) {
            spelled.entry(fold(name)).or_insert_with(|| name.clone());
        }
    }
    #[expect(clippy::iter_over_hash_type, reason = "the set puts them in order")]
    let names: BTreeSet<CompactString> = {
        let mut names = BTreeSet::new();
        for name in spelled.values() {
            names.insert(name.clone());
        }
        names
    };
    let positions: HashMap<&CompactString, u16> = names.iter().zip(0_u16..).collect();
    let of = linked
        .organisations
        .iter()
        .map(|organisation| {
            let mut of: SmallVec<[u16; 2]> = own(organisation)
                .iter()
                .chain(&organisation.umbrellas)
                .filter_map(|name| positions.get(spelled.get(&fold(name))?).copied())
                .collect();
            of.sort_unstable();
            of.dedup();
            of
        })
        .collect();
    drop(positions);
    (names.into_iter().collect(), of)
}

/// Of which landlord's tenants an organisation is an umbrella; `None` for all other organisations.
fn umbrella_of(
    organisation: &LinkedOrganisation,
    landlords: &HashMap<String, u16>,
) -> Option<UmbrellaOf> {
    if organisation.kind != OrganisationKind::Huurdersvereniging {
        return None;
    }
    Some(match &organisation.represents {
        Represents::TenantsOf(Some(name)) => {
            UmbrellaOf::Landlord(landlords.get(&fold(name)).copied().unwrap_or(NOBODY))
        }
        Represents::TenantsOf(None) | Represents::Owners => UmbrellaOf::AnyLandlord,
        Represents::Everybody => UmbrellaOf::Everybody,
    })
}
