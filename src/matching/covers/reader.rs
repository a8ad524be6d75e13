//! The door: expression in, units or readings out.

use std::collections::BTreeMap;

use compact_str::CompactString;
use smallvec::SmallVec;

use super::lex::lex;
use super::parse::{CodeSeen, Item, Parsed, Segment, parse};
use super::resolve::{Alternative, Resolver};
use super::streets::{Named, name_streets};
use crate::domain::messages::Value;
use crate::domain::text::{clean, fold};
use crate::domain::{AddressText, Decisions, Language, Messages, Postcode, Ruling};
use crate::matching::address::short;
use crate::matching::address::streets::Streets;
use crate::matching::address::tail::roman;
use crate::matching::linked::{Reading, UnitSet};
use crate::register::{Register, StreetIx, TownIx};

/// At most this many readings are put before a person.
const MOST_READINGS: usize = 8;

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

/// What an expression covers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CoverFound {
    /// The units; empty when it must be asked or covers nothing.
    pub units: UnitSet,
    /// The reading that was used, in words.
    pub reading: CompactString,
    /// What part of the expression was left out, in words.
    pub left_out: CompactString,
    /// Not empty: it must be asked, and these are the possible readings.
    pub readings: Vec<Reading>,
    /// The key of a person's decision, made of what was read.
    pub key: CompactString,
}

/// Reads covers expressions; shared over threads.
#[derive(Debug)]
pub struct CoverReader<'a> {
    register: &'a Register,
    decisions: &'a Decisions,
    names: &'a CoverNames,
    messages: Messages,
    streets: Streets<'a>,
}

/// A part of an expression with all ways to read it.
struct Part {
    /// The street as the register names it, or empty.
    street: String,
    street_ix: Option<StreetIx>,
    alternatives: Vec<Alternative>,
    /// Taken away from the others.
    except: bool,
    /// Which mention of a street it belongs to.
    mention: usize,
    /// Must be asked even when there is one way only.
    doubtful: bool,
}

/// A reading in the making: the keys and words of its alternatives, its units, what is taken away
/// from them, and what is missing.
type Draft = (
    Vec<&'static str>,
    Vec<(String, String)>,
    UnitSet,
    UnitSet,
    Vec<String>,
);

/// Where the expression is to be looked for.
struct Place {
    towns: SmallVec<[TownIx; 2]>,
    code: Option<Postcode>,
    /// It lies in a town that the register does not have.
    elsewhere: Option<String>,
}

impl<'a> CoverReader<'a> {
    /// A reader in a register, with what people decided earlier and the names that are known.
    /// Readings are in Dutch unless [`CoverReader::in_language`] says otherwise.
    pub fn new(register: &'a Register, decisions: &'a Decisions, names: &'a CoverNames) -> Self {
        Self {
            register,
            decisions,
            names,
            messages: Messages::of(&Language::dutch()),
            streets: Streets::new(register),
        }
    }

    /// The same, with readings in another language.
    #[must_use]
    pub fn in_language(mut self, language: &Language) -> Self {
        self.messages = Messages::of(language);
        self
    }

    /// Reads an expression. `context` is the town or postcode (or street) beside it; `from_name`
    /// says that the expression is the name of an organisation.
    pub fn read(&self, text: &str, context: &AddressText, from_name: bool) -> CoverFound {
        let text = clean(text);
        let key = Self::key(&text, context, from_name);
        let (parts, mut left_out) = self.parts(&text, context, from_name);
        let found = self.combine(parts, &mut left_out);
        let mut found = CoverFound {
            left_out: left_out.join("; ").into(),
            key,
            ..found
        };
        self.decide(&mut found, context, from_name);
        found
    }

    fn key(text: &str, context: &AddressText, from_name: bool) -> CompactString {
        let kind = if from_name { "name" } else { "cov" };
        let beside = [&context.street, &context.postcode, &context.town]
            .into_iter()
            .filter_map(|part| part.as_deref())
            .map(fold)
            .collect::<Vec<_>>()
            .join(" ");
        short(&format!("{kind}|{}|{beside}", fold(text)))
    }

    /// What a person decided about the same expression.
    fn decide(&self, found: &mut CoverFound, context: &AddressText, from_name: bool) {
        let Some(decision) = self.decisions.get(&found.key) else {
            return;
        };
        match &decision.ruling {
            Ruling::NoneOfThese => {
                found.units = UnitSet::default();
                found.reading = CompactString::default();
                found.readings.clear();
            }
            Ruling::Chosen(chosen) => {
                if let Some(reading) = found.readings.iter().find(|r| r.key == *chosen) {
                    found.units = reading.units.clone();
                    found.reading = reading.text.clone();
                    found.readings.clear();
                    return;
                }
                // Not one of the readings, but an expression of the person's own.
                let mut left_out = Vec::new();
                let (parts, _) = self.parts(chosen, context, from_name);
                let own = self.combine(parts, &mut left_out);
                if !own.units.is_empty() && left_out.is_empty() {
                    found.units = own.units;
                    found.reading = own.reading;
                    found.readings.clear();
                }
            }
        }
    }

    fn named(text: String, units: UnitSet) -> Part {
        Part {
            street: String::new(),
            street_ix: None,
            alternatives: vec![Alternative {
                key: "name",
                text,
                units,
                missing: Vec::new(),
            }],
            except: false,
            mention: usize::MAX,
            doubtful: false,
        }
    }

    /// Takes the expression apart into parts, each with its ways to be read.
    fn parts(
        &self,
        text: &str,
        context: &AddressText,
        from_name: bool,
    ) -> (Vec<Part>, Vec<String>) {
        let mut left_out = Vec::new();
        let mut parts = Vec::new();
        let stripped = strip(text);
        if let Some(units) = self.by_name(text).or_else(|| self.by_name(&stripped)) {
            parts.push(Self::named(text.to_owned(), units.clone()));
            return (parts, left_out);
        }
        let rest = self.ids_and_names(text, &mut parts);
        let parsed = parse(&lex(&rest));
        let place = self.place(&parsed, &rest, context);
        if let Some(elsewhere) = &place.elsewhere {
            left_out.push(elsewhere.clone());
            return (parts, left_out);
        }
        let mut last: Vec<StreetIx> = Vec::new();
        for (mention, segment) in parsed.segments.iter().enumerate() {
            self.segment(
                segment,
                mention,
                &place,
                context,
                &mut last,
                &mut parts,
                &mut left_out,
            );
        }
        Self::part_after_numbers(&parsed, &mut left_out);
        // `1104 PH Krimpertplein 1-48` says where; `1104 VA en Krimpertplein 1-48` covers both.
        let own: Vec<CodeSeen> = parsed
            .codes
            .iter()
            .filter(|code| !self.holds_a_part(code, &parts))
            .cloned()
            .collect();
        self.codes(&own, &mut parts);
        if parts.is_empty() && parsed.segments.is_empty() {
            self.everything(text, &stripped, &place, from_name, &mut parts);
        }
        (parts, left_out)
    }

    fn part_after_numbers(parsed: &Parsed, left_out: &mut Vec<String>) {
        if parsed.surroundings {
            left_out.push("e.o.".to_owned());
        }
        if let Some(part) = &parsed.part
            && parsed.segments.iter().any(|s| !s.items.is_empty())
        {
            left_out.push(part.clone());
        }
    }

    fn by_name(&self, text: &str) -> Option<&UnitSet> {
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
    fn ids_and_names(&self, text: &str, parts: &mut Vec<Part>) -> String {
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

    /// Which towns: said in the text, beside it, or by a postcode; else anywhere.
    fn place(&self, parsed: &Parsed, text: &str, context: &AddressText) -> Place {
        let mut place = Place {
            towns: SmallVec::new(),
            code: None,
            elsewhere: None,
        };
        if let Some(town) = context.town.as_deref().filter(|t| !t.trim().is_empty()) {
            place.towns = self.streets.towns(town);
        }
        let seen = parsed
            .codes
            .iter()
            .filter(|code| code.is_place)
            .find_map(|code| Postcode::parse(&code.text));
        let beside = context.postcode.as_deref().and_then(Postcode::parse);
        place.code = seen
            .or(beside)
            .filter(|code| self.register.in_postcode(*code).len() > 0);
        if place.towns.is_empty()
            && let Some((words, towns)) = self.town_said(text)
        {
            if towns.is_empty() {
                place.elsewhere = Some(words);
            }
            place.towns = towns;
        }
        if place.towns.is_empty()
            && let Some(code) = place.code
        {
            for ix in self.register.in_postcode(code).take(50) {
                let town = self.register.address(ix).town;
                if !place.towns.contains(&town) {
                    place.towns.push(town);
                }
            }
        }
        // A register of one neighbourhood: its few streets may all be looked through.
        let few = self.register.towns().len() == 1 || self.register.streets().len() <= 5_000;
        if place.towns.is_empty() && few && place.elsewhere.is_none() {
            place.towns.extend(self.register.towns());
        }
        place
    }

    /// `te Amsterdam`: the town after the last `te`; empty when the register does not have it.
    fn town_said(&self, text: &str) -> Option<(String, SmallVec<[TownIx; 2]>)> {
        let folded = fold(text).replace(['"', '(', ')', ',', '.'], " ");
        let words: Vec<&str> = folded.split_whitespace().collect();
        let te = words
            .iter()
            .rposition(|w| *w == "te" || w.ends_with("0te"))?;
        let mut from = te + 1;
        if words
            .get(from)
            .is_some_and(|w| w.starts_with(|c: char| c.is_ascii_digit()))
        {
            let whole = words.get(from).is_some_and(|w| w.len() > 4);
            from += if whole { 1 } else { 2 };
        }
        for len in (1..=4).rev() {
            let Some(name) = words.get(from..from + len) else {
                continue;
            };
            let found = self.streets.towns(&name.join(" "));
            if !found.is_empty() {
                return Some((name.join(" "), found));
            }
        }
        let first = words.get(from)?;
        let near = self.streets.towns_near(first);
        if !near.is_empty() {
            return Some(((*first).to_owned(), near));
        }
        Some((format!("te {first}"), SmallVec::new()))
    }

    /// One mention of a street with its numbers.
    #[expect(
        clippy::too_many_arguments,
        reason = "one step of a walk that carries its state"
    )]
    fn segment(
        &self,
        segment: &Segment,
        mention: usize,
        place: &Place,
        context: &AddressText,
        last: &mut Vec<StreetIx>,
        parts: &mut Vec<Part>,
        left_out: &mut Vec<String>,
    ) {
        let named = self.street_of(segment, place, context);
        let (streets, repaired, cut) = match named {
            Named::Streets {
                streets,
                repaired,
                cut,
            } => (streets, repaired, cut),
            Named::Nothing if segment.words.iter().all(String::is_empty) && !last.is_empty() => {
                (last.clone(), false, false)
            }
            Named::Nothing | Named::NotANumber => {
                last.clear();
                let words: Vec<&str> = segment
                    .words
                    .iter()
                    .map(String::as_str)
                    .filter(|w| !w.is_empty())
                    .collect();
                let tail = words
                    .iter()
                    .rev()
                    .take(4)
                    .rev()
                    .copied()
                    .collect::<Vec<_>>();
                left_out.push(
                    format!("{} {}", tail.join(" "), shown(&segment.items))
                        .trim()
                        .to_owned(),
                );
                return;
            }
        };
        last.clone_from(&streets);
        let small = |item: &Item| matches!(item, Item::Single { number, .. } if *number <= 20);
        // `75 II` after other numbers may be a serial number of the association.
        let floor_of_all = segment.items.iter().any(|item| {
            matches!(item, Item::Shared { addition, .. } if roman(&addition.to_uppercase()).is_some())
        });
        let serial = cut && segment.items.len() == 1 && segment.items.iter().all(small);
        for (items, except) in [(&segment.items, false), (&segment.except, true)] {
            let mut lists: Vec<(StreetIx, Vec<Vec<Alternative>>)> = Vec::new();
            for street in &streets {
                let resolver = Resolver {
                    register: self.register,
                    messages: &self.messages,
                    street: *street,
                };
                lists.push((*street, resolver.list(items)));
            }
            // Several streets may be meant: those where something of it exists.
            if lists.len() > 1 {
                let exists = |list: &Vec<Vec<Alternative>>| {
                    list.iter().flatten().any(|a| !a.units.is_empty())
                };
                if lists.iter().any(|(_, list)| exists(list)) {
                    lists.retain(|(_, list)| exists(list));
                }
            }
            if let [(street, list)] = lists.as_slice() {
                for alternatives in list {
                    let asked = alternatives.len() > 1;
                    parts.push(Part {
                        street: self.register.street(*street).name.to_string(),
                        street_ix: Some(*street),
                        alternatives: alternatives.clone(),
                        except,
                        mention,
                        doubtful: serial || floor_of_all || (repaired && asked),
                    });
                }
            } else if !lists.is_empty() {
                let alternatives = lists
                    .iter()
                    .map(|(street, list)| self.one_street(*street, list))
                    .collect();
                parts.push(Part {
                    street: String::new(),
                    street_ix: None,
                    alternatives,
                    except,
                    mention,
                    doubtful: false,
                });
            }
        }
    }

    /// A whole list of one of several streets, as one alternative.
    fn one_street(&self, street: StreetIx, list: &[Vec<Alternative>]) -> Alternative {
        let first: Vec<&Alternative> = list.iter().filter_map(|a| a.first()).collect();
        let shown: Vec<&str> = first.iter().map(|a| a.text.as_str()).collect();
        let street = self.register.street(street);
        let town = &self.register.town(street.town).name;
        Alternative {
            key: "street",
            text: format!("{} {} ({town})", street.name, shown.join(", ")),
            units: first
                .iter()
                .fold(UnitSet::default(), |all, a| all.union(&a.units)),
            missing: first.iter().flat_map(|a| a.missing.clone()).collect(),
        }
    }

    fn street_of(&self, segment: &Segment, place: &Place, context: &AddressText) -> Named {
        let found = name_streets(
            self.register,
            &self.streets,
            &place.towns,
            &segment.words,
            segment.items.iter().chain(&segment.except),
        );
        if !matches!(found, Named::Nothing) {
            return found;
        }
        // No street in the text: the one beside it, the one of the postcode, the only one.
        let beside = context.street.as_deref().filter(|s| !s.trim().is_empty());
        if let Some(street) = beside {
            let words: Vec<String> = fold(street).split_whitespace().map(str::to_owned).collect();
            return name_streets(
                self.register,
                &self.streets,
                &place.towns,
                &words,
                segment.items.iter(),
            );
        }
        let empty = segment.words.iter().all(|w| {
            w.is_empty() || matches!(w.as_str(), "de" | "van" | "en" | "alle" | "woningen")
        });
        if !empty {
            return found;
        }
        let mut streets: Vec<StreetIx> = match place.code {
            Some(code) => self
                .register
                .in_postcode(code)
                .map(|ix| self.register.address(ix).street)
                .collect(),
            None if self.register.streets().len() == 1 => self.register.streets().collect(),
            None => Vec::new(),
        };
        streets.sort_unstable();
        streets.dedup();
        if streets.is_empty() {
            found
        } else {
            Named::Streets {
                streets,
                repaired: false,
                cut: false,
            }
        }
    }

    /// Whether any home that was meant lies at this postcode.
    fn holds_a_part(&self, code: &CodeSeen, parts: &[Part]) -> bool {
        let code = Postcode::parse(&code.text);
        parts
            .iter()
            .filter(|part| part.street_ix.is_some())
            .flat_map(|part| &part.alternatives)
            .flat_map(|alternative| alternative.units.iter())
            .any(|unit| {
                let address = self.register.unit(unit).address;
                self.register.address(address).postcode == code
            })
    }

    /// Postcodes that are covered themselves.
    fn codes(&self, codes: &[CodeSeen], parts: &mut Vec<Part>) {
        for code in codes.iter().filter(|code| !code.is_place) {
            let Some(first) = Postcode::parse(&code.text) else {
                continue;
            };
            let last = code
                .through
                .as_deref()
                .and_then(Postcode::parse)
                .unwrap_or(first);
            let units: UnitSet = (first.index()..=last.index())
                .filter_map(Postcode::from_index)
                .flat_map(|code| self.register.in_postcode(code))
                .filter_map(|ix| self.register.address(ix).unit)
                .collect();
            let text = if first == last {
                first.spaced()
            } else {
                format!("{} – {}", first.spaced(), last.spaced())
            };
            parts.push(Self::named(text, units));
        }
    }

    /// `alles`, `heel Kleiburg`, or nothing but the name of a street.
    fn everything(
        &self,
        text: &str,
        stripped: &str,
        place: &Place,
        from_name: bool,
        parts: &mut Vec<Part>,
    ) {
        let folded = fold(text);
        let words: Vec<&str> = folded
            .split(|c: char| !c.is_alphanumeric())
            .filter(|w| !w.is_empty())
            .collect();
        let all = words.iter().any(|w| {
            matches!(
                *w,
                "alles" | "alle" | "heel" | "hele" | "geheel" | "gehele" | "volledig" | "iedereen"
            )
        });
        let names: Vec<String> = strip(stripped)
            .split_whitespace()
            .filter(|w| {
                !matches!(
                    fold(w).as_str(),
                    "alles"
                        | "alle"
                        | "heel"
                        | "hele"
                        | "geheel"
                        | "gehele"
                        | "volledig"
                        | "woningen"
                        | "adressen"
                        | "aan"
                        | "op"
                        | "in"
                        | "van"
                        | "de"
                        | "het"
                        | "iedereen"
                        | "huizen"
                )
            })
            .map(str::to_owned)
            .collect();
        if all && (names.is_empty() || self.is_place_only(&names)) {
            let units: UnitSet = self
                .register
                .units()
                .filter(|unit| {
                    let address = self.register.address(self.register.unit(*unit).address);
                    (place.towns.is_empty() || place.towns.contains(&address.town))
                        && place.code.is_none_or(|code| address.postcode == Some(code))
                })
                .collect();
            parts.push(Self::named(self.messages.plain("cover-everything"), units));
            return;
        }
        if from_name && !all {
            return;
        }
        if all && let Some(units) = self.by_name(&names.join(" ")) {
            parts.push(Self::named(names.join(" "), units.clone()));
            return;
        }
        let found = name_streets(
            self.register,
            &self.streets,
            &place.towns,
            &names.iter().map(|n| fold(n)).collect::<Vec<_>>(),
            std::iter::empty(),
        );
        if let Named::Streets {
            streets, repaired, ..
        } = found
        {
            for street in streets {
                let units: UnitSet = self
                    .register
                    .street_addresses(street)
                    .iter()
                    .filter_map(|ix| self.register.address(*ix).unit)
                    .collect();
                let name = self.register.street(street).name.to_string();
                let text = self
                    .messages
                    .text("cover-street", &[("street", Value::from(name))]);
                let mut part = Self::named(text, units);
                part.doubtful = !all || repaired;
                parts.push(part);
            }
        }
    }

    fn is_place_only(&self, names: &[String]) -> bool {
        !self.streets.towns(&names.join(" ")).is_empty()
    }

    /// All parts together: one reading, or several to be asked.
    fn combine(&self, mut parts: Vec<Part>, left_out: &mut Vec<String>) -> CoverFound {
        self.contradicting_mentions(&mut parts);
        let many = parts.iter().any(|p| p.alternatives.len() > 1);
        let doubtful = parts.iter().any(|p| p.doubtful);
        let mut readings: Vec<Draft> = vec![Draft::default()];
        for part in &parts {
            let mut next = Vec::new();
            for (keys, texts, units, taken, missing) in &readings {
                for alternative in part.alternatives.iter().filter(|a| a.key != "nothing") {
                    let mut keys = keys.clone();
                    if part.alternatives.len() > 1 {
                        keys.push(alternative.key);
                    }
                    let mut texts = texts.clone();
                    let mut words = alternative.text.clone();
                    if part.except {
                        words = self
                            .messages
                            .text("cover-except", &[("what", Value::from(words))]);
                    }
                    texts.push((part.street.clone(), words));
                    let mut missing = missing.clone();
                    missing.extend(
                        alternative
                            .missing
                            .iter()
                            .map(|m| format!("{} {m}", part.street).trim().to_owned()),
                    );
                    let (units, taken) = if part.except {
                        (units.clone(), taken.union(&alternative.units))
                    } else {
                        (units.union(&alternative.units), taken.clone())
                    };
                    next.push((keys, texts, units, taken, missing));
                }
            }
            if next.is_empty() {
                left_out.extend(
                    part.alternatives
                        .iter()
                        .flat_map(|a| a.missing.iter().cloned()),
                );
                continue;
            }
            next.truncate(MOST_READINGS);
            readings = next;
        }
        let mut out: Vec<Reading> = Vec::new();
        let mut first_missing = None;
        for (keys, texts, units, taken, missing) in readings {
            let units: UnitSet = units.iter().filter(|u| !taken.contains(*u)).collect();
            first_missing.get_or_insert(missing);
            if units.is_empty() || out.iter().any(|r| r.units == units) {
                continue;
            }
            let mut key = if keys.is_empty() {
                "this".to_owned()
            } else {
                keys.join("+")
            };
            let mut n = 2;
            while out.iter().any(|r| r.key == key) {
                key = format!("{}-{n}", key.split('-').next().unwrap_or_default());
                n += 1;
            }
            out.push(Reading {
                key: key.into(),
                text: told(&texts).into(),
                units,
            });
        }
        left_out.extend(first_missing.into_iter().flatten());
        let must_ask = (many && out.len() > 1)
            || doubtful
            || parts.iter().any(|p| {
                p.alternatives
                    .iter()
                    .any(|a| a.key == "nothing" && a.missing.is_empty())
            });
        let mut found = CoverFound::default();
        if out.is_empty() {
            return found;
        }
        if must_ask {
            found.readings = out;
        } else if let Some(only) = out.into_iter().next() {
            found.units = only.units;
            found.reading = only.text;
        }
        found
    }

    /// The same street named twice with numbers that overlap but differ: the text contradicts
    /// itself, and each mention becomes a reading.
    fn contradicting_mentions(&self, parts: &mut Vec<Part>) {
        let mut mentions: Vec<(usize, StreetIx, UnitSet)> = Vec::new();
        for part in parts.iter().filter(|p| !p.except) {
            let (Some(street), [only]) = (part.street_ix, part.alternatives.as_slice()) else {
                continue;
            };
            match mentions
                .iter_mut()
                .find(|(m, s, _)| *m == part.mention && *s == street)
            {
                Some((_, _, units)) => *units = units.union(&only.units),
                None => mentions.push((part.mention, street, only.units.clone())),
            }
        }
        for (at, (first, street, units)) in mentions.iter().enumerate() {
            for (second, other_street, other) in mentions.iter().skip(at + 1) {
                let overlap = street == other_street && units.iter().any(|u| other.contains(u));
                if !overlap || units == other {
                    continue;
                }
                let of = |mention: usize| {
                    parts
                        .iter()
                        .filter(|p| p.mention == mention)
                        .filter_map(|p| p.alternatives.first())
                        .map(|a| a.text.clone())
                        .collect::<Vec<_>>()
                        .join(", ")
                };
                let make = |key, mention, units: &UnitSet| Alternative {
                    key,
                    text: of(mention),
                    units: units.clone(),
                    missing: Vec::new(),
                };
                let alternatives =
                    vec![make("first", *first, units), make("second", *second, other)];
                let part = Part {
                    street: self.register.street(*street).name.to_string(),
                    street_ix: None,
                    alternatives,
                    except: false,
                    mention: usize::MAX,
                    doubtful: false,
                };
                let (first, second) = (*first, *second);
                parts.retain(|p| p.mention != first && p.mention != second);
                parts.push(part);
                return;
            }
        }
    }
}

/// `Hoofdweg: even nummers 308 t/m 340, 358; Mercatorstraat: 87`
fn told(texts: &[(String, String)]) -> String {
    let mut out = String::new();
    let mut last: Option<&str> = None;
    for (street, text) in texts {
        if text.is_empty() {
            continue;
        }
        match last {
            Some(previous) if previous == street => out.push_str(", "),
            Some(_) => out.push_str("; "),
            None => {}
        }
        if last != Some(street) && !street.is_empty() {
            out.push_str(street);
            out.push(' ');
        }
        out.push_str(text);
        last = Some(street);
    }
    out
}

fn shown(items: &[Item]) -> String {
    let list: Vec<String> = items
        .iter()
        .map(|item| match item {
            Item::Single { number, .. } | Item::Additions { number, .. } => number.to_string(),
            Item::Pair { from, to, .. } => format!("{}-{}", from.0, to.0),
            Item::Shared { numbers, .. } => numbers
                .iter()
                .map(u32::to_string)
                .collect::<Vec<_>>()
                .join(", "),
        })
        .collect();
    list.join(", ")
}

/// The name without the words that every such name has: `VvE van het gebouw … te Amsterdam`.
fn strip(text: &str) -> String {
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
