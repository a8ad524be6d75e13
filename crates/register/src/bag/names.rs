//! Towns and streets of an extract: by the voorkomen that holds, else by the nearest one.

use std::collections::{BTreeMap, HashMap};
use std::sync::Mutex;

use compact_str::CompactString;

use super::archive::Leaf;
use super::extract::{Importer, position};
use crate::error::RegisterError;
use crate::model::{Street, Town, TownIx};
use domain::Finding;
use domain::text::{clean, fold};

impl Importer<'_> {
    pub(super) fn towns(
        &mut self,
        leaves: &[&(Leaf, &str)],
        relations: &[&(Leaf, &str)],
    ) -> Result<BTreeMap<u16, u32>, RegisterError> {
        type Nearest = (u8, u32, u32);
        let names: Mutex<BTreeMap<u16, (Nearest, String)>> = Mutex::default();
        let ids = self.each(
            leaves,
            |object, day, made| {
                made.push((
                    u16::try_from(object.id).unwrap_or(0),
                    object.life.nearest(day),
                    object.name.clone(),
                ));
                Ok(())
            },
            |made| keep_nearest(&names, made),
        )?;
        self.out.counts.towns = self.count(ids);
        let lies_in: Mutex<BTreeMap<u16, (Nearest, u16)>> = Mutex::default();
        self.each(
            relations,
            |object, day, made| {
                let mut life = object.life;
                life.closed = object.status != b"definitief";
                let nearest = life.nearest(day);
                made.push((object.town, nearest, object.municipality));
                Ok(())
            },
            |made| keep_nearest(&lies_in, made),
        )?;
        let (names, lies_in) = (
            names.into_inner().unwrap_or_default(),
            lies_in.into_inner().unwrap_or_default(),
        );
        let mut positions = BTreeMap::new();
        for (code, (_, name)) in names {
            positions.insert(code, position(self.out.draft.towns.len()));
            self.out.draft.towns.push(Town {
                name: clean(&name).into(),
                code: Some(code),
                municipality: lies_in.get(&code).map(|(_, municipality)| *municipality),
            });
        }
        Ok(positions)
    }

    /// Streets by id; two of one name in one town are one street.
    pub(super) fn streets(
        &mut self,
        leaves: &[&(Leaf, &str)],
        towns: &BTreeMap<u16, u32>,
    ) -> Result<HashMap<u64, u32>, RegisterError> {
        type Nearest = (u8, u32, u32);
        type Names = (String, String, u16);
        let found: Mutex<BTreeMap<u64, (Nearest, Names)>> = Mutex::default();
        let ids = self.each(
            leaves,
            |object, day, made| {
                let facts = (object.name.clone(), object.short.clone(), object.town);
                made.push((object.id, object.life.nearest(day), facts));
                Ok(())
            },
            |made| keep_nearest(&found, made),
        )?;
        self.out.counts.streets = self.count(ids);
        let mut by_name: HashMap<(u32, String), u32> = HashMap::new();
        let mut positions = HashMap::new();
        let mut unknown_towns = BTreeMap::new();
        for (id, (_, (name, short, town))) in found.into_inner().unwrap_or_default() {
            let draft = &mut self.out.draft;
            let town = towns.get(&town).copied().unwrap_or_else(|| {
                *unknown_towns.entry(town).or_insert_with(|| {
                    draft.towns.push(Town {
                        name: CompactString::default(),
                        code: Some(town),
                        municipality: None,
                    });
                    position(draft.towns.len() - 1)
                })
            });
            let streets = &mut draft.streets;
            let at = *by_name.entry((town, fold(&name))).or_insert_with(|| {
                let short = clean(&short);
                streets.push(Street {
                    name: clean(&name).into(),
                    short_name: (!short.is_empty()).then(|| short.into()),
                    town: TownIx(town),
                });
                position(streets.len() - 1)
            });
            positions.insert(id, at);
        }
        for (code, _) in unknown_towns {
            let finding = Finding::warning("R136").at(self.place());
            self.out
                .findings
                .push(finding.with("code", u32::from(code)));
        }
        Ok(positions)
    }
}

fn keep_nearest<K: Ord, N: Ord, V>(all: &Mutex<BTreeMap<K, (N, V)>>, made: Vec<(K, N, V)>) {
    let Ok(mut all) = all.lock() else { return };
    for (key, nearest, value) in made {
        match all.entry(key) {
            std::collections::btree_map::Entry::Vacant(slot) => {
                slot.insert((nearest, value));
            }
            std::collections::btree_map::Entry::Occupied(mut slot) => {
                if slot.get().0 < nearest {
                    slot.insert((nearest, value));
                }
            }
        }
    }
}
