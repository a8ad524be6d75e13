//! The names of the register's towns.

use std::collections::HashMap;

use compact_str::CompactString;
use smallvec::SmallVec;

use super::typing::errors_between;
use crate::address::spelling::{town_key, town_without_district};
use domain::text::fold;
use register::{Register, TownIx};

/// Towns of one name: a name may stand twice in a register, after a new division.
pub type TownsNamed = SmallVec<[TownIx; 2]>;

/// All towns, by name.
#[derive(Debug, Default)]
pub struct TownNames {
    /// Literally, folded.
    by_name: HashMap<CompactString, TownsNamed>,
    /// In every usual spelling.
    by_key: HashMap<CompactString, TownsNamed>,
    keys: Vec<(CompactString, TownIx)>,
}

impl TownNames {
    /// The names of a register.
    pub fn of(register: &Register) -> Self {
        let mut names = Self::default();
        for town in register.towns() {
            let key = town_key(&register.town(town).name);
            if let Some(base) = town_without_district(&key) {
                names.by_key.entry(base.into()).or_default().push(town);
            }
            names.by_key.entry(key.clone()).or_default().push(town);
            names.keys.push((key, town));
        }
        let literal: Vec<CompactString> = register
            .towns()
            .map(|town| fold(&register.town(town).name).into())
            .collect();
        for name in literal {
            let found = names.by_spelling(&name);
            names.by_name.insert(name, found);
        }
        names
    }

    /// The towns that a text may mean; with a district left out when only so it is known.
    pub fn named(&self, text: &str) -> TownsNamed {
        let mut lower = CompactString::from(text);
        lower.make_ascii_lowercase();
        if let Some(found) = self.by_name.get(&lower) {
            return found.clone();
        }
        self.by_spelling(text)
    }

    fn by_spelling(&self, text: &str) -> TownsNamed {
        let key = town_key(text);
        let mut found = TownsNamed::new();
        let mut add = |key: &str| {
            for town in self.by_key.get(key).into_iter().flatten() {
                if !found.contains(town) {
                    found.push(*town);
                }
            }
        };
        add(&key);
        if let Some(base) = town_without_district(&key) {
            add(base);
        }
        found
    }

    /// The towns of the only name that has one typing error less than the text.
    pub fn near(&self, text: &str) -> TownsNamed {
        let key = town_key(text);
        if key.len() < 4 {
            return TownsNamed::new();
        }
        let limit = 1 + usize::from(key.len() > 9);
        let mut found = TownsNamed::new();
        let mut name: Option<&str> = None;
        for (own, town) in &self.keys {
            if own.len() < 5 || errors_between(&key, own, limit).is_none() {
                continue;
            }
            if name.is_some_and(|name| name != own) {
                return TownsNamed::new();
            }
            name = Some(own);
            found.push(*town);
        }
        found
    }
}
