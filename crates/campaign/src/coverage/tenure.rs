//! On what terms every home is lived in, as far as the lists tell.
//!
//! On a corporation's list: rented from it. On a VvE's list (a list of the kind `vve`) and on no
//! corporation's: owner-occupied, unless a list says that it is let privately. Otherwise unknown.
//! A VvE that only an organisations list names is a claim, and makes nobody an owner.

use std::collections::HashMap;

use compact_str::CompactString;

use domain::campaign::ListKind;
use domain::text::fold;
use domain::{OrganisationKind, Tenure};
use matching::Linked;
use register::{Register, UnitIx};

/// No landlord.
pub(super) const NOBODY: u16 = u16::MAX;
/// No complex.
pub(super) const NO_COMPLEX: u32 = u32::MAX;

/// Tenure, landlord and complex of every unit of the register.
#[derive(Debug, Default)]
pub(super) struct Lived {
    tenure: Vec<Tenure>,
    landlord: Vec<u16>,
    complex: Vec<u32>,
    /// The complexes: landlord and text.
    pub(super) complexes: Vec<(u16, CompactString)>,
}

/// The landlords by name, and their positions by folded name.
pub(super) fn landlords(linked: &Linked) -> (Vec<CompactString>, HashMap<String, u16>) {
    let mut by_name = HashMap::new();
    let mut names = Vec::new();
    for name in &linked.landlords {
        let next = u16::try_from(names.len()).unwrap_or(NOBODY);
        if next == NOBODY {
            break;
        }
        by_name.entry(fold(name)).or_insert_with(|| {
            names.push(name.clone());
            next
        });
    }
    (names, by_name)
}

impl Lived {
    pub(super) fn new(
        linked: &Linked,
        register: &Register,
        landlords: &HashMap<String, u16>,
    ) -> Self {
        let count = register.units().len();
        let mut lived = Self {
            tenure: vec![Tenure::Unknown; count],
            landlord: vec![NOBODY; count],
            complex: vec![NO_COMPLEX; count],
            complexes: Vec::new(),
        };
        let mut folded: HashMap<&str, u16> = HashMap::new();
        let mut complexes: HashMap<(u16, &str), u32> = HashMap::new();
        // The first list that says something stands: a second landlord of one home is a question.
        for holding in &linked.holdings {
            let landlord = *folded.entry(&holding.landlord).or_insert_with(|| {
                landlords
                    .get(&fold(&holding.landlord))
                    .copied()
                    .unwrap_or(NOBODY)
            });
            let at = holding.unit.at();
            let (Some(tenure), Some(whose), Some(complex)) = (
                lived.tenure.get_mut(at),
                lived.landlord.get_mut(at),
                lived.complex.get_mut(at),
            ) else {
                continue;
            };
            let first = *tenure == Tenure::Unknown;
            let lets = holding.tenure == Tenure::Corporation && *tenure != Tenure::Corporation;
            if !(first || lets) {
                continue;
            }
            *tenure = holding.tenure;
            *whose = if holding.tenure == Tenure::Owner {
                NOBODY
            } else {
                landlord
            };
            if let Some(text) = holding.complex.as_deref() {
                *complex = *complexes.entry((landlord, text)).or_insert_with(|| {
                    lived.complexes.push((landlord, text.into()));
                    u32::try_from(lived.complexes.len() - 1).unwrap_or(NO_COMPLEX)
                });
            }
        }
        let on_vve_list: Vec<bool> = linked
            .sources
            .iter()
            .map(|source| source.kind == Some(ListKind::Vve))
            .collect();
        for vve in &linked.organisations {
            let listed = vve.kind == OrganisationKind::Vve
                && vve.origins.iter().any(|origin| {
                    on_vve_list
                        .get(usize::from(origin.source.0))
                        .is_some_and(|listed| *listed)
                });
            if !listed {
                continue;
            }
            for cover in &vve.covers {
                for unit in cover.units.iter() {
                    lived.among_owners(unit, cover.lived);
                }
            }
        }
        lived
    }

    /// A home on a VvE's list: its owner lives there, unless the list says that it is let. What a
    /// corporation lets stays so, and a row that says how the home is lived in goes before one that
    /// is silent.
    fn among_owners(&mut self, unit: UnitIx, said: Option<Tenure>) {
        let Some(tenure) = self.tenure.get_mut(unit.at()) else {
            return;
        };
        match (*tenure, said) {
            (Tenure::Unknown, said) => *tenure = said.unwrap_or(Tenure::Owner),
            (Tenure::Owner, Some(Tenure::Private)) => *tenure = Tenure::Private,
            _ => {}
        }
    }

    pub(super) fn tenure(&self, unit: UnitIx) -> Tenure {
        self.tenure.get(unit.at()).copied().unwrap_or_default()
    }

    pub(super) fn landlord(&self, unit: UnitIx) -> u16 {
        self.landlord.get(unit.at()).copied().unwrap_or(NOBODY)
    }

    pub(super) fn complex(&self, unit: UnitIx) -> u32 {
        self.complex.get(unit.at()).copied().unwrap_or(NO_COMPLEX)
    }
}
