//! Streets by key, per town, made when first needed; and the nearest streets to a misspelled one.
//!
//! A town's table holds a signature of letters per street, so that a misspelled name is compared
//! in full with a handful of streets instead of thousands.

use std::collections::HashMap;
use std::sync::OnceLock;

use compact_str::CompactString;
use rayon::prelude::*;
use smallvec::SmallVec;

use self::towns::{TownNames, TownsNamed};
use self::typing::{Signature, errors_between};
use super::another::says_another;
use super::figured::Figured;
use super::spelling::{Spelled, is_only_ending, joined_key, street_key, street_words};
use super::typed::Towns;
use domain::text::fold;
use register::{Register, StreetIx, TownIx};

mod towns;
mod typing;

/// A street's name in a town.
#[derive(Debug)]
struct Entry {
    key: CompactString,
    name: Spelled,
    street: StreetIx,
}

/// A typed name, ready to be compared.
struct Sought<'n> {
    name: &'n Spelled,
    signatures: Signatures,
}

impl<'n> Sought<'n> {
    fn of(name: &'n Spelled) -> Self {
        Self {
            name,
            signatures: signatures(name),
        }
    }

    /// Typing errors between this name and a street's; `None` above the limit.
    fn errors(&self, own: &Spelled, signatures: Signatures, limit: usize) -> Option<usize> {
        let small = u8::try_from(limit).unwrap_or(u8::MAX);
        let [long, plain, sound] = self.signatures;
        let [own_long, own_plain, own_sound] = signatures;
        let alike = limit > 0 && sound == own_sound && self.name.sound == own.sound;
        let by_long = (!own_long.is_farther(long, small))
            .then(|| errors_between(&self.name.long, &own.long, limit))
            .flatten();
        if by_long == Some(0) {
            return by_long;
        }
        let by_plain = (!own_plain.is_farther(plain, small))
            .then(|| errors_between(&self.name.plain, &own.plain, limit))
            .flatten();
        let by_sound = alike.then_some(1);
        by_long.into_iter().chain(by_plain).chain(by_sound).min()
    }
}

/// Of a name written out, as it stands, and as it sounds.
type Signatures = [Signature; 3];

fn signatures(name: &Spelled) -> Signatures {
    [&name.long, &name.plain, &name.sound].map(|form| Signature::of(form))
}

impl Entry {
    /// How many typing errors the name may have.
    fn allowed(&self) -> usize {
        if is_only_ending(&self.key) {
            allowed_errors(self.name.long.len())
        } else {
            allowed_errors(self.key.len())
        }
    }
}

/// The streets of one town.
#[derive(Debug, Default)]
struct Table {
    by_key: HashMap<CompactString, SmallVec<[StreetIx; 1]>>,
    entries: Vec<Entry>,
    /// Of each entry, in the same order.
    signatures: Vec<Signatures>,
}

impl Table {
    /// The entries within so many typing errors.
    fn within<'t>(
        &'t self,
        sought: &'t Sought<'_>,
        limit: usize,
    ) -> impl Iterator<Item = (&'t Entry, usize)> {
        let small = u8::try_from(limit).unwrap_or(u8::MAX);
        let [long, plain, sound] = sought.signatures;
        self.signatures
            .iter()
            .zip(&self.entries)
            .filter(move |([own_long, own_plain, own_sound], _)| {
                !own_long.is_farther(long, small)
                    || !own_plain.is_farther(plain, small)
                    || *own_sound == sound
            })
            .filter_map(move |(signatures, entry)| {
                Some((entry, sought.errors(&entry.name, *signatures, limit)?))
            })
    }
}

/// A street near to a misspelled name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Near {
    /// The street.
    pub street: StreetIx,
    /// How many typing errors away.
    pub errors: usize,
    /// Whether a name of this length may have so many; else it is only a runner-up.
    pub allowed: bool,
}

/// All streets of a register, by key.
#[derive(Debug)]
pub struct Streets<'a> {
    register: &'a Register,
    tables: Vec<OnceLock<Table>>,
    towns: OnceLock<TownNames>,
    everywhere: OnceLock<HashMap<CompactString, SmallVec<[StreetIx; 1]>>>,
    figured: OnceLock<Figured>,
}

/// The most typing errors that any name may have.
const MOST_ERRORS: usize = 3;

/// How many typing errors a name of this length may have.
pub fn allowed_errors(length: usize) -> usize {
    match length {
        0..=4 => 0,
        5..=8 => 1,
        9..=14 => 2,
        _ => MOST_ERRORS,
    }
}

impl<'a> Streets<'a> {
    /// Makes nothing yet.
    pub fn new(register: &'a Register) -> Self {
        Self {
            register,
            tables: register.towns().map(|_| OnceLock::new()).collect(),
            towns: OnceLock::new(),
            everywhere: OnceLock::new(),
            figured: OnceLock::new(),
        }
    }

    /// The text with the figures of streets covered up ([`super::figured`]), where it names such a
    /// street; `None` when it does not.
    pub fn cover_figures(&self, text: &str) -> Option<String> {
        // A number, a postcode and nothing else: the usual case asks for no table.
        let runs = text
            .split(|c: char| !c.is_ascii_digit())
            .filter(|run| !run.is_empty() && run.len() <= 4)
            .count();
        if runs == 0 {
            return None;
        }
        let all = self.figured.get_or_init(|| {
            let names = self.register.streets();
            Figured::of(names.map(|street| self.register.street(street).name.as_str()))
        });
        all.cover(text)
    }

    fn table(&self, town: TownIx) -> Option<&Table> {
        let cell = self.tables.get(town.at())?;
        Some(cell.get_or_init(|| {
            let mut table = Table::default();
            for street in self.register.town_streets(town) {
                let own = self.register.street(*street);
                for name in [Some(&own.name), own.short_name.as_ref()]
                    .into_iter()
                    .flatten()
                {
                    let key = street_key(name);
                    // Without spaces (`prinsesbeatrixlaan`) it is the same name.
                    for key in [Some(key.clone()), joined_key(name)].into_iter().flatten() {
                        let known = table.by_key.entry(key).or_default();
                        if !known.contains(street) {
                            known.push(*street);
                        }
                    }
                    let name = Spelled::of(name);
                    let twice = |e: &Entry| e.street == *street && e.name == name;
                    if table.entries.last().is_some_and(twice) {
                        continue;
                    }
                    table.entries.push(Entry {
                        key,
                        name,
                        street: *street,
                    });
                }
            }
            table.entries.sort_by_key(|entry| entry.street);
            table.signatures = table.entries.iter().map(|e| signatures(&e.name)).collect();
            table
        }))
    }

    /// The keys of a street: of its name, and of its official short name when that differs.
    fn keys_of(&self, street: StreetIx) -> SmallVec<[CompactString; 2]> {
        let street = self.register.street(street);
        let mut keys: SmallVec<[CompactString; 2]> = SmallVec::new();
        keys.push(street_key(&street.name));
        keys.extend(joined_key(&street.name).filter(|key| !keys.contains(key)));
        if let Some(short) = &street.short_name {
            let key = street_key(short);
            if !keys.contains(&key) {
                keys.push(key);
            }
        }
        keys
    }

    /// The streets of a town with this key. With several, those whose name is literally the typed
    /// one are preferred.
    pub fn exact(&self, town: TownIx, typed: &str, key: &str) -> SmallVec<[StreetIx; 1]> {
        let found = self
            .table(town)
            .and_then(|table| table.by_key.get(key))
            .cloned()
            .unwrap_or_default();
        self.prefer_literal(found, typed)
    }

    /// The streets with this key anywhere in the register.
    pub fn everywhere(&self, typed: &str, key: &str) -> SmallVec<[StreetIx; 1]> {
        let index = self.everywhere.get_or_init(|| {
            let all: Vec<StreetIx> = self.register.streets().collect();
            let keys: Vec<_> = all
                .par_iter()
                .map(|street| (*street, self.keys_of(*street)))
                .collect();
            let mut index: HashMap<CompactString, SmallVec<[StreetIx; 1]>> =
                HashMap::with_capacity(keys.len());
            for (street, keys) in keys {
                for key in keys {
                    index.entry(key).or_default().push(street);
                }
            }
            index
        });
        self.prefer_literal(index.get(key).cloned().unwrap_or_default(), typed)
    }

    fn prefer_literal(
        &self,
        found: SmallVec<[StreetIx; 1]>,
        typed: &str,
    ) -> SmallVec<[StreetIx; 1]> {
        if found.len() < 2 {
            return found;
        }
        let typed = fold(typed);
        let literal: SmallVec<[StreetIx; 1]> = found
            .iter()
            .copied()
            .filter(|street| fold(&self.register.street(*street).name) == typed)
            .collect();
        if literal.is_empty() { found } else { literal }
    }

    fn entry(&self, street: StreetIx) -> Option<&Entry> {
        let table = self.table(self.register.street(street).town)?;
        let at = table.entries.partition_point(|entry| entry.street < street);
        table.entries.get(at).filter(|entry| entry.street == street)
    }

    /// The key of a street's name.
    pub fn key(&self, street: StreetIx) -> Option<&str> {
        self.entry(street).map(|entry| entry.key.as_str())
    }

    /// Typing errors between a typed name and a street's; `None` above the limit.
    pub fn errors(&self, street: StreetIx, typed: &Spelled, limit: usize) -> Option<usize> {
        let own = &self.entry(street)?.name;
        Sought::of(typed).errors(own, signatures(own), limit)
    }

    /// The streets of a town within the allowed number of typing errors of a name, nearest first.
    /// One error more is looked at, so that a runner-up shows.
    pub fn near(&self, town: TownIx, typed: &Spelled) -> SmallVec<[Near; 4]> {
        let mut found: SmallVec<[Near; 4]> = SmallVec::new();
        let sought = Sought::of(typed);
        // Few errors first: the more are allowed, the more names must be compared in full.
        for look in 2..=MOST_ERRORS + 1 {
            found.clear();
            if let Some(table) = self.table(town) {
                found.extend(table.within(&sought, look).map(|(entry, errors)| Near {
                    street: entry.street,
                    errors,
                    allowed: errors <= entry.allowed(),
                }));
            }
            let least = found.iter().map(|near| near.errors).min();
            if least.is_some_and(|least| least < look) {
                break;
            }
        }
        found.sort_by_key(|near| (near.errors, near.street));
        found.dedup_by_key(|near| near.street);
        found
    }

    /// Whether another street of the town is within so many typing errors.
    pub fn any_within(
        &self,
        town: TownIx,
        typed: &Spelled,
        limit: usize,
        except: StreetIx,
    ) -> bool {
        let sought = Sought::of(typed);
        self.table(town).is_some_and(|table| {
            table
                .within(&sought, limit)
                .any(|(e, _)| e.street != except)
        })
    }

    /// The streets whose name has these words and more (`Vermeerstraat` for Johannes
    /// Vermeerstraat), or of which these words have more (`Jansen Kerkstraat` for Kerkstraat).
    pub fn with_or_without_words(&self, town: TownIx, typed: &str) -> SmallVec<[StreetIx; 2]> {
        let words = street_words(typed);
        let mut found: SmallVec<[StreetIx; 2]> = SmallVec::new();
        let (Some(table), Some(last)) = (self.table(town), words.last()) else {
            return found;
        };
        for entry in &table.entries {
            if found.contains(&entry.street) {
                continue;
            }
            let more = last.len() >= 5
                && entry.key.ends_with(last.as_str())
                && leaves_words_out(
                    &words,
                    &street_words(&self.register.street(entry.street).name),
                );
            let less = entry.key.len() >= 5
                && (1..words.len())
                    .any(|skip| words.get(skip..).is_some_and(|w| w.concat() == entry.key));
            if more || less {
                found.push(entry.street);
            }
        }
        found
    }

    /// The streets that an abbreviated name may stand for: every word is the beginning of the
    /// street's word (`M.H. Trompstraat`, `J v Galenstr`), or the kind of street was left out.
    pub fn abbreviated(&self, town: TownIx, typed: &str) -> SmallVec<[StreetIx; 2]> {
        let words = street_words(typed);
        let mut found: SmallVec<[StreetIx; 2]> = SmallVec::new();
        let (Some(table), Some(first)) = (self.table(town), words.first()) else {
            return found;
        };
        if words.iter().map(CompactString::len).sum::<usize>() < 5 {
            return found;
        }
        for entry in &table.entries {
            if !entry.key.starts_with(first.as_str()) || found.contains(&entry.street) {
                continue;
            }
            let own = street_words(&self.register.street(entry.street).name);
            if abbreviates(&words, &own) && !says_another(&Spelled::of(typed), &entry.name) {
                found.push(entry.street);
            }
        }
        found
    }

    fn town_names(&self) -> &TownNames {
        self.towns.get_or_init(|| TownNames::of(self.register))
    }

    /// The towns that a text may mean; with a district left out when only so it is known.
    pub fn towns(&self, text: &str) -> TownsNamed {
        self.town_names().named(text)
    }

    /// The towns of the only name that has one typing error less than the text.
    pub fn towns_near(&self, text: &str) -> TownsNamed {
        self.town_names().near(text)
    }
}

impl Towns for Streets<'_> {
    fn is_town(&self, name: &str) -> bool {
        !name.is_empty() && !self.towns(name).is_empty()
    }

    fn is_street(&self, name: &str) -> bool {
        let key = street_key(name);
        !key.is_empty() && !self.everywhere(name, &key).is_empty()
    }

    fn is_nearly_town(&self, name: &str) -> bool {
        !self.towns_near(name).is_empty()
    }
}

/// Whether the typed words are some of the street's, in its order, the last one included.
pub fn leaves_words_out(typed: &[CompactString], own: &[CompactString]) -> bool {
    if typed.len() >= own.len() || typed.last() != own.last() {
        return false;
    }
    let mut rest = own.iter();
    typed.iter().all(|word| rest.any(|own| own == word))
}

/// Whether each typed word is the whole or the beginning of the street's word.
fn abbreviates(typed: &[CompactString], own: &[CompactString]) -> bool {
    if typed.len() != own.len() {
        return false;
    }
    let Some((last, firsts)) = typed.split_last() else {
        return false;
    };
    let Some((own_last, own_firsts)) = own.split_last() else {
        return false;
    };
    let begins = |t: &CompactString, o: &CompactString| {
        o.starts_with(t.as_str()) || (t.len() == 1 && o.starts_with(t.as_str()))
    };
    firsts.iter().zip(own_firsts).all(|(t, o)| begins(t, o))
        && (last == own_last || (last.len() >= 4 && own_last.starts_with(last.as_str())))
}
