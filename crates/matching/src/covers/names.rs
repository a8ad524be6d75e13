//! Names that stand for a set of homes, and ids: what an expression says without a street.

use std::collections::BTreeMap;

use super::reader::{CoverReader, Part};
use crate::linked::UnitSet;
use domain::text::fold;

/// Names that stand for a set of homes: own areas, flats, complexes of corporations.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CoverNames(BTreeMap<String, UnitSet>);

impl CoverNames {
    /// No names.
    pub fn none() -> Self {
        Self::default()
    }

    /// Adds a name (folded here); a name that is there already gets the union.
    pub fn add(&mut self, name: &str, units: &UnitSet) {
        let name = fold(name);
        if name.is_empty() {
            return;
        }
        let entry = self.0.entry(name).or_default();
        *entry = entry.union(units);
    }

    /// The homes of a name, compared without case and diacritics.
    pub fn get(&self, name: &str) -> Option<&UnitSet> {
        self.0.get(&fold(name))
    }
}

impl CoverReader<'_> {
    pub(super) fn by_name(&self, text: &str) -> Option<&UnitSet> {
        self.names.get(text).or_else(|| {
            let folded = fold(text);
            let bare = folded
                .strip_prefix("complex ")
                .or_else(|| folded.strip_prefix("complexnummer "))
                .or_else(|| folded.strip_prefix("complexnr. "))
                .or_else(|| folded.strip_prefix("flat "))?;
            self.names
                .get(bare)
                .or_else(|| self.names.get(&format!("complex {bare}")))
        })
    }

    /// Ids and names of areas stand for themselves; what remains is prose.
    pub(super) fn ids_and_names(&self, text: &str, parts: &mut Vec<Part>) -> String {
        let mut rest = text.to_owned();
        for piece in text.split([',', ';', ' ', '|']).filter(|p| p.len() > 4) {
            let piece = piece.trim_matches(|c: char| matches!(c, '(' | ')' | '"' | '.'));
            let looks_like_id = (piece.len() == 16 && piece.bytes().all(|b| b.is_ascii_digit()))
                || piece.contains(':');
            if !looks_like_id {
                continue;
            }
            let units: UnitSet = if let Some(building) = self.register.find_building(piece) {
                self.register
                    .building_units(building)
                    .iter()
                    .copied()
                    .collect()
            } else if let Some(unit) = self.register.find_unit(piece) {
                std::iter::once(unit).collect()
            } else if let Some(address) = self.register.find_address(piece) {
                self.register.address(address).unit.into_iter().collect()
            } else {
                continue;
            };
            parts.push(Self::named(piece.to_owned(), units));
            rest = rest.replace(piece, " ");
        }
        // `K-buurt Midden behalve Kade 4`: the name, and what is taken away from it.
        for except in [" behalve ", " uitgezonderd ", " m.u.v. ", " zonder "] {
            let Some((name, taken)) = rest.split_once(except) else {
                continue;
            };
            let (name, taken) = (name.to_owned(), taken.to_owned());
            if let Some(units) = self
                .by_name(taken.trim())
                .or_else(|| self.by_name(&strip(&taken)))
            {
                parts.push(Part {
                    except: true,
                    ..Self::named(taken.trim().to_owned(), units.clone())
                });
                rest.clone_from(&name);
            }
            if let Some(units) = self
                .by_name(name.trim())
                .or_else(|| self.by_name(&strip(&name)))
            {
                let named = rest == name;
                parts.push(Self::named(name.trim().to_owned(), units.clone()));
                rest = if named {
                    String::new()
                } else {
                    format!("{except}{taken}")
                };
            }
        }
        for separator in [";", ",", "+", "&", "/", " en "] {
            let pieces: Vec<String> = rest.split(separator).map(str::to_owned).collect();
            if pieces.len() < 2 {
                continue;
            }
            let mut kept = Vec::new();
            for piece in pieces {
                let bare = strip(&piece);
                match self.by_name(piece.trim()).or_else(|| self.by_name(&bare)) {
                    Some(units) => {
                        parts.push(Self::named(piece.trim().to_owned(), units.clone()));
                    }
                    None => kept.push(piece),
                }
            }
            rest = kept.join(separator);
        }
        rest
    }
}

/// The name without the words that every such name has: `VvE van het gebouw … te Amsterdam`.
pub(super) fn strip(text: &str) -> String {
    let folded = fold(text).replace(['"', '(', ')', '\u{201e}'], " ");
    let mut words: Vec<&str> = folded
        .split_whitespace()
        .map(|w| w.trim_matches(|c: char| matches!(c, ',' | '.' | ':' | ';')))
        .filter(|w| !w.is_empty())
        .collect();
    let noise = |w: &str| {
        matches!(
            w,
            "vereniging"
                | "ver"
                | "van"
                | "v"
                | "eigenaars"
                | "eigenaren"
                | "vve"
                | "v.v.e"
                | "het"
                | "de"
                | "gebouw"
                | "gebouwen"
                | "flat"
                | "flatgebouw"
                | "flatgebouwen"
                | "complex"
                | "bewonerscommissie"
                | "bc"
                | "bewonersgroep"
                | "bewonersvereniging"
                | "huurdersvereniging"
                | "flatvereniging"
                | "perceel"
                | "percelen"
                | "heel"
                | "hele"
                | "alle"
                | "woningen"
                | "in"
                | "appartementen"
                | "appartementencomplex"
                | "gelegen"
                | "aan"
        )
    };
    while words.len() > 1 && words.first().is_some_and(|w| noise(w)) {
        words.remove(0);
    }
    if let Some(te) = words.iter().rposition(|w| *w == "te")
        && te > 0
        && words.len() - te <= 4
    {
        words.truncate(te);
    }
    if words.last().is_some_and(|w| *w == "gevestigd") && words.len() > 1 {
        words.pop();
    }
    words.join(" ")
}
