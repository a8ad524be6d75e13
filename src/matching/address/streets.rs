//! Streets by key, per town, made when first needed; and the nearest streets to a misspelled one.
//!
//! A town's table holds a signature of letters per street, so that a misspelled name is compared
//! in full with a handful of streets instead of thousands.

use std::collections::HashMap;
use std::sync::OnceLock;

use compact_str::CompactString;
use rayon::prelude::*;
use smallvec::SmallVec;

use super::spelling::{
    Spelled, is_only_ending, street_key, street_words, town_key, town_without_district,
};
use crate::domain::text::fold;
use crate::register::{Register, StreetIx, TownIx};

/// A street's name in a town.
#[derive(Debug)]
struct Entry {
    key: CompactString,
    name: Spelled,
    /// Which letters the name has, written out and as it stands.
    letters: [u64; 2],
    street: StreetIx,
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

    /// Typing errors between this name and a typed one; `None` above the limit.
    fn errors(&self, typed: &Spelled, letters: [u64; 2], limit: usize) -> Option<usize> {
        let one = |own: &str, typed: &str, [own_letters, letters]: [u64; 2]| {
            if own.len().abs_diff(typed.len()) > limit
                || (own_letters ^ letters).count_ones() as usize > 2 * limit
            {
                return None;
            }
            errors_between(typed, own, limit)
        };
        let [own_long, own_plain] = self.letters;
        let [long, plain] = letters;
        let by_long = one(&self.name.long, &typed.long, [own_long, long]);
        let by_plain = one(&self.name.plain, &typed.plain, [own_plain, plain]);
        by_long.into_iter().chain(by_plain).min()
    }
}

/// The streets of one town.
#[derive(Debug, Default)]
struct Table {
    by_key: HashMap<CompactString, SmallVec<[StreetIx; 1]>>,
    entries: Vec<Entry>,
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
    towns: OnceLock<HashMap<CompactString, SmallVec<[TownIx; 1]>>>,
    town_keys: OnceLock<Vec<(CompactString, TownIx)>>,
    everywhere: OnceLock<HashMap<CompactString, SmallVec<[StreetIx; 1]>>>,
}

/// Which letters occur, as bits: two names that differ in more than 2n bits differ by more than
/// n typing errors.
fn letters(key: &str) -> u64 {
    key.bytes()
        .map(|b| match b {
            b'a'..=b'z' => 1 << (b - b'a'),
            b'0'..=b'9' => 1 << (26 + (b - b'0')),
            _ => 1 << 40,
        })
        .fold(0, |all, bit: u64| all | bit)
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

fn digits(key: &str) -> impl Iterator<Item = u8> {
    key.bytes().filter(u8::is_ascii_digit)
}

/// Typing errors between two keys; `None` above the limit or where digits differ.
pub fn errors_between(a: &str, b: &str, limit: usize) -> Option<usize> {
    if a.len().abs_diff(b.len()) > limit
        || (letters(a) ^ letters(b)).count_ones() as usize > 2 * limit
        || !digits(a).eq(digits(b))
    {
        return None;
    }
    bounded_osa(a.as_bytes(), b.as_bytes(), limit)
}

/// The longest key that is compared; longer ones are cut.
const LONGEST: usize = 63;

/// Optimal string alignment (letters wrong, missing, too many, swapped with a neighbour) up to a
/// limit, in three rows on the stack.
fn bounded_osa(a: &[u8], b: &[u8], limit: usize) -> Option<usize> {
    let (a, b) = (
        a.get(..a.len().min(LONGEST))?,
        b.get(..b.len().min(LONGEST))?,
    );
    let mut before = [u8::MAX / 2; LONGEST + 1];
    let mut last = [0_u8; LONGEST + 1];
    for (at, cell) in last.iter_mut().enumerate() {
        *cell = u8::try_from(at).unwrap_or(u8::MAX / 2);
    }
    let mut first_before = 0;
    for (i, &one) in a.iter().enumerate() {
        let mut row = [u8::MAX / 2; LONGEST + 1];
        let mut left = u8::try_from(i + 1).unwrap_or(u8::MAX / 2);
        if let Some(first) = row.first_mut() {
            *first = left;
        }
        let mut smallest = left;
        let mut second_before = 0;
        let columns = last.iter().zip(last.iter().skip(1));
        let swapped = std::iter::once(u8::MAX / 2).chain(before.iter().copied());
        let cells = row.iter_mut().skip(1).zip(b).zip(columns).zip(swapped);
        for (((cell, &other), (&diagonal, &up)), two_back) in cells {
            let mut value = (diagonal + u8::from(one != other))
                .min(up + 1)
                .min(left + 1);
            if i > 0 && one == second_before && first_before == other && one != other {
                value = value.min(two_back + 1);
            }
            *cell = value;
            left = value;
            smallest = smallest.min(value);
            second_before = other;
        }
        // A swap may look back two rows, so one more than the limit may still come down.
        if usize::from(smallest) > limit + 1 {
            return None;
        }
        first_before = one;
        before = last;
        last = row;
    }
    let errors = usize::from(*last.get(b.len())?);
    (errors <= limit).then_some(errors)
}

impl<'a> Streets<'a> {
    /// Makes nothing yet.
    pub fn new(register: &'a Register) -> Self {
        Self {
            register,
            tables: register.towns().map(|_| OnceLock::new()).collect(),
            towns: OnceLock::new(),
            town_keys: OnceLock::new(),
            everywhere: OnceLock::new(),
        }
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
                    let known = table.by_key.entry(key.clone()).or_default();
                    if known.contains(street) {
                        continue;
                    }
                    known.push(*street);
                    let name = Spelled::of(name);
                    table.entries.push(Entry {
                        letters: [letters(&name.long), letters(&name.plain)],
                        key,
                        name,
                        street: *street,
                    });
                }
            }
            table.entries.sort_by_key(|entry| entry.street);
            table
        }))
    }

    /// The keys of a street: of its name, and of its official short name when that differs.
    fn keys_of(&self, street: StreetIx) -> SmallVec<[CompactString; 2]> {
        let street = self.register.street(street);
        let mut keys: SmallVec<[CompactString; 2]> = SmallVec::new();
        keys.push(street_key(&street.name));
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
        let masks = [letters(&typed.long), letters(&typed.plain)];
        self.entry(street)?.errors(typed, masks, limit)
    }

    /// The streets of a town within the allowed number of typing errors of a name, nearest first.
    /// One error more is looked at, so that a runner-up shows.
    pub fn near(&self, town: TownIx, typed: &Spelled) -> SmallVec<[Near; 4]> {
        let mut found: SmallVec<[Near; 4]> = SmallVec::new();
        let masks = [letters(&typed.long), letters(&typed.plain)];
        // Few errors first: the more are allowed, the more names must be compared in full.
        for look in 2..=MOST_ERRORS + 1 {
            found.clear();
            for entry in self.table(town).into_iter().flat_map(|t| &t.entries) {
                if let Some(errors) = entry.errors(typed, masks, look) {
                    found.push(Near {
                        street: entry.street,
                        errors,
                        allowed: errors <= entry.allowed(),
                    });
                }
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
        let masks = [letters(&typed.long), letters(&typed.plain)];
        self.table(town)
            .into_iter()
            .flat_map(|table| &table.entries)
            .any(|entry| entry.street != except && entry.errors(typed, masks, limit).is_some())
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
            if abbreviates(&words, &own) {
                found.push(entry.street);
            }
        }
        found
    }

    /// The towns that a text may mean; with a district left out when only so it is known.
    pub fn towns(&self, text: &str) -> SmallVec<[TownIx; 2]> {
        let index = self.towns.get_or_init(|| {
            let mut index: HashMap<CompactString, SmallVec<[TownIx; 1]>> = HashMap::new();
            for town in self.register.towns() {
                let key = town_key(&self.register.town(town).name);
                if let Some(base) = town_without_district(&key) {
                    index.entry(base.into()).or_default().push(town);
                }
                index.entry(key).or_default().push(town);
            }
            index
        });
        let key = town_key(text);
        let mut found: SmallVec<[TownIx; 2]> = SmallVec::new();
        let mut add = |key: &str| {
            for town in index.get(key).into_iter().flatten() {
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

    /// The one town whose name has one typing error less than the text.
    pub fn town_near(&self, text: &str) -> Option<TownIx> {
        let key = town_key(text);
        if key.len() < 5 {
            return None;
        }
        let keys = self.town_keys.get_or_init(|| {
            self.register
                .towns()
                .map(|town| (town_key(&self.register.town(town).name), town))
                .collect()
        });
        let limit = 1 + usize::from(key.len() > 9);
        let mut found = None;
        for (own, town) in keys {
            if errors_between(&key, own, limit).is_some() {
                if found.is_some() {
                    return None;
                }
                found = Some(*town);
            }
        }
        found
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn typing_errors_are_counted_as_the_library_does(a in "[a-d]{0,9}", b in "[a-d]{0,9}", limit in 0_usize..5) {
            let errors = rapidfuzz::distance::osa::distance(a.bytes(), b.bytes());
            prop_assert_eq!(bounded_osa(a.as_bytes(), b.as_bytes(), limit), (errors <= limit).then_some(errors));
        }
    }
}
