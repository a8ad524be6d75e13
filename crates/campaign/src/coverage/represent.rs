//! For whom an organisation speaks, and so which of the homes that it covers are organised by it.

use std::collections::HashMap;

use super::tenure::{Lived, NOBODY};
use domain::text::fold;
use domain::{OrganisationKind, Represents, Tenure};
use matching::LinkedOrganisation;

/// Whom an organisation can organise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Voice {
    /// An umbrella: by itself it organises no building.
    Umbrella,
    /// Owners.
    Owners,
    /// Everybody in the building.
    Everybody,
    /// Tenants of one landlord.
    TenantsOf(u16),
    /// Tenants; it covers no home that a corporation lets, so it does not matter whose.
    Tenants,
    /// Tenants, of which of several landlords is not said: until somebody says so it organises
    /// no home that a corporation lets.
    TenantsOfWhom,
}

impl Voice {
    /// The voice of an organisation. A bewonerscommissie that does not say whose tenants it
    /// speaks for speaks for those of the only landlord among the homes that it covers.
    pub(super) fn of(
        organisation: &LinkedOrganisation,
        landlords: &HashMap<String, u16>,
        lived: &Lived,
    ) -> Self {
        match (organisation.kind, &organisation.represents) {
            (OrganisationKind::Huurdersvereniging, _) => Self::Umbrella,
            (OrganisationKind::Vve, _) | (_, Represents::Owners) => Self::Owners,
            (_, Represents::Everybody) => Self::Everybody,
            (_, Represents::TenantsOf(Some(name))) => {
                Self::TenantsOf(landlords.get(&fold(name)).copied().unwrap_or(NOBODY))
            }
            (_, Represents::TenantsOf(None)) => {
                let mut found = None;
                for unit in organisation.units.iter() {
                    let landlord = lived.landlord(unit);
                    if lived.tenure(unit) != Tenure::Corporation || Some(landlord) == found {
                        continue;
                    }
                    if found.is_some() {
                        return Self::TenantsOfWhom;
                    }
                    found = Some(landlord);
                }
                found.map_or(Self::Tenants, Self::TenantsOf)
            }
        }
    }

    /// Whether it speaks for the people in a home.
    pub(super) fn speaks_for(self, tenure: Tenure, landlord: u16) -> bool {
        match (tenure, self) {
            (_, Self::Umbrella) => false,
            (Tenure::Unknown, _) | (_, Self::Everybody) => true,
            (Tenure::Corporation, Self::TenantsOf(whose)) => whose == landlord && whose != NOBODY,
            (Tenure::Corporation, _) => false,
            (Tenure::Owner, voice) => voice == Self::Owners,
            (Tenure::Private, Self::TenantsOf(whose)) => landlord == NOBODY || whose == landlord,
            (Tenure::Private, voice) => voice != Self::Owners,
        }
    }
}
