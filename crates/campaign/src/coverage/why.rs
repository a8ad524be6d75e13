//! Why a home has its status, in one sentence.

use smallvec::{SmallVec, smallvec};

use super::{Coverage, Home, OrganisationState, Why};
use domain::messages::Value;
use domain::{Legs, OrganisationKind, Status, Tenure};
use matching::{Linked, OrgIx};

impl Home {
    /// Why the home has its status: the reason of the organisation that decided it, or why no
    /// organisation counts.
    pub fn why(&self, coverage: &Coverage, linked: &Linked) -> Why {
        let name = |org: OrgIx| -> Value {
            linked
                .organisation(org)
                .map_or_else(|| Value::from(""), |org| Value::from(org.name.clone()))
        };
        let state = |org: OrgIx| coverage.organisations.get(org.at());
        if let Some(state) = self.organisations.first().and_then(|org| state(*org)) {
            if self.status == Status::TwoLegs && state.status != Status::TwoLegs {
                return self.together(coverage);
            }
            return state.why.clone();
        }
        let Some(beside) = self.beside else {
            return why("none", smallvec![]);
        };
        let ended = state(beside).map_or(Status::None, |state| state.status);
        let umbrella = linked
            .organisation(beside)
            .is_some_and(|org| org.kind == OrganisationKind::Huurdersvereniging);
        let values = smallvec![("organisation", name(beside))];
        match (ended, umbrella) {
            (Status::Ended, _) => match state(beside) {
                Some(state) => Why {
                    key: "none-ended",
                    values: state.why.values.clone(),
                },
                None => why("none", smallvec![]),
            },
            (Status::None, _) => match state(beside) {
                Some(state) => Why {
                    key: "none-not-founded",
                    values: state.why.values.clone(),
                },
                None => why("none", smallvec![]),
            },
            (_, true) => why("none-umbrella", values),
            (_, false) => {
                let mut values = values;
                let landlord = self
                    .landlord
                    .and_then(|at| coverage.landlords.get(usize::from(at)));
                let key = match (self.tenure, landlord) {
                    (Tenure::Corporation, Some(landlord)) => {
                        values.push(("landlord", landlord.clone().into()));
                        "none-other-tenants"
                    }
                    (Tenure::Corporation | Tenure::Private, _) => "none-tenants",
                    (Tenure::Owner, _) => "none-owners",
                    (Tenure::Unknown, _) => "none",
                };
                why(key, values)
            }
        }
    }

    /// Active organisations that stand on two legs together: what each of them did for its leg.
    fn together(&self, coverage: &Coverage) -> Why {
        let with = |fits: fn(Legs) -> bool| {
            self.organisations
                .iter()
                .filter_map(|org| coverage.organisations.get(org.at()))
                .find(|state| state.status.is_active() && fits(state.legs))
        };
        let mut values: SmallVec<[(&'static str, Value); 2]> = SmallVec::new();
        let mut tell = |state: Option<&OrganisationState>, keys: [&'static str; 4]| {
            let said = state.map_or(&[][..], |state| state.why.values.as_slice());
            for (from, to) in ["organisation", "what", "date", "source"].iter().zip(keys) {
                let value = said.iter().find(|(key, _)| key == from);
                values.extend(value.map(|(_, value)| (to, value.clone())));
            }
        };
        let keys = ["housing", "housing-what", "housing-date", "housing-source"];
        tell(with(|legs| legs.housing), keys);
        let keys = [
            "neighbourhood",
            "neighbourhood-what",
            "neighbourhood-date",
            "neighbourhood-source",
        ];
        tell(with(|legs| legs.neighbourhood), keys);
        why("together", values)
    }
}

fn why(key: &'static str, values: SmallVec<[(&'static str, Value); 2]>) -> Why {
    Why { key, values }
}
