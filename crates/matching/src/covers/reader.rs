//! The door: expression in, units or readings out.

use compact_str::CompactString;

use super::everything::Said;
use super::lex::{after_exception, lex};
use super::names::{CoverNames, strip};
use super::parse::{CodeSeen, Parsed, parse};
use super::place::Place;
use super::resolve::Alternative;
use super::segment::{Walk, says_all};
use super::streets::{Named, exact, leads_to_number, name_streets};
use super::words::Beside;
use crate::address::figured::uncover;
use crate::address::short;
use crate::address::streets::Streets;
use crate::linked::{Reading, UnitSet};
use domain::text::{clean, fold};
use domain::{AddressText, Decisions, Language, Messages, Ruling};
use register::{Register, StreetIx};

/// What an expression covers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CoverFound {
    /// The units of what is certain; empty when all of it must be asked, or covers nothing.
    pub units: UnitSet,
    /// The reading that was used for what is certain, in words.
    pub reading: CompactString,
    /// What part of the expression was left out, in words.
    pub left_out: CompactString,
    /// Not empty: a part must be asked, and these are the possible readings of that part, each with
    /// the homes that it adds.
    pub readings: Vec<Reading>,
    /// The key of a person's decision, made of what was read.
    pub key: CompactString,
}

impl CoverFound {
    /// Chooses the one reading that means as many homes as the row says, where there is one.
    pub(crate) fn by_count(&mut self, homes: Option<u32>) -> bool {
        let Some(homes) = homes.and_then(|homes| usize::try_from(homes).ok()) else {
            return false;
        };
        let total = |reading: &&Reading| self.units.union(&reading.units).len() == homes;
        let mut fit = self.readings.iter().filter(total);
        let (Some(one), None) = (fit.next().cloned(), fit.next()) else {
            return false;
        };
        self.with(&one);
        true
    }

    /// Adds what a reading of the doubtful part means.
    pub(super) fn with(&mut self, reading: &Reading) {
        self.units = self.units.union(&reading.units);
        if !self.reading.is_empty() && !reading.text.is_empty() {
            self.reading.push_str("; ");
        }
        self.reading.push_str(&reading.text);
        self.readings.clear();
    }
}

/// Reads covers expressions; shared over threads.
#[derive(Debug)]
pub struct CoverReader<'a> {
    pub(super) register: &'a Register,
    decisions: &'a Decisions,
    pub(super) names: &'a CoverNames,
    pub(super) messages: Messages,
    pub(super) streets: Streets<'a>,
}

/// A part of an expression with all ways to read it.
pub(super) struct Part {
    /// The street as the register names it, or empty.
    pub(super) street: String,
    pub(super) street_ix: Option<StreetIx>,
    pub(super) alternatives: Vec<Alternative>,
    /// Taken away from the others.
    pub(super) except: bool,
    /// Which mention of a street it belongs to.
    pub(super) mention: usize,
    /// Must be asked even when there is one way only.
    pub(super) doubtful: bool,
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
            left_out: uncover(&left_out.join("; ")).into(),
            reading: uncover(&found.reading).into(),
            key,
            ..found
        };
        for reading in &mut found.readings {
            reading.text = uncover(&reading.text).into();
        }
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
                // The part that was asked means none of this; what is certain stays.
                if found.readings.is_empty() {
                    found.units = UnitSet::default();
                    found.reading = CompactString::default();
                }
                found.readings.clear();
            }
            Ruling::Chosen(chosen) => {
                if let Some(at) = found.readings.iter().position(|r| r.key == *chosen) {
                    let reading = found.readings.swap_remove(at);
                    found.with(&reading);
                    return;
                }
                // Not one of the readings, but an expression of the person's own.
                let mut left_out = Vec::new();
                let (parts, more) = self.parts(chosen, context, from_name);
                left_out.extend(more);
                let own = self.combine(parts, &mut left_out);
                if own.units.is_empty() || !left_out.is_empty() || !own.readings.is_empty() {
                    return;
                }
                if found.readings.is_empty() {
                    found.units = UnitSet::default();
                    found.reading = CompactString::default();
                }
                found.with(&Reading {
                    key: CompactString::default(),
                    text: own.reading,
                    units: own.units,
                });
            }
        }
    }

    pub(super) fn named(text: String, units: UnitSet) -> Part {
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
        let covered = self.streets.cover_figures(text);
        let text = covered.as_deref().unwrap_or(text);
        let rest = self.ids_and_names(text, &mut parts);
        let mut parsed = parse(&lex(&rest));
        let place = self.place(&parsed, &rest, context);
        if let Some(elsewhere) = &place.elsewhere {
            left_out.push(elsewhere.clone());
            return (parts, left_out);
        }
        self.streets_after_numbers(&mut parsed, &place);
        let mut walk = Walk {
            place: &place,
            context,
            from_name,
            last: Vec::new(),
            parts,
            tail: None,
            left_out,
        };
        let mut lost_numbers = false;
        for mention in 0..parsed.segments.len() {
            let (done, open) = parsed.segments.split_at_mut(mention + 1);
            let after = match open.first_mut() {
                Some(next) => &mut next.words,
                None => &mut parsed.rest,
            };
            if let Some(segment) = done.last() {
                self.segment(segment, mention, after, &mut walk);
            }
            lost_numbers |= walk.last.is_empty();
        }
        self.judge_remainder(&parsed.rest, &mut walk);
        let Walk {
            last,
            mut parts,
            mut left_out,
            ..
        } = walk;
        Self::part_after_numbers(&parsed, &mut left_out);
        if parsed.open_except {
            self.named_exception(&rest, &place, &mut parts);
        }
        if parsed.in_part && !from_name {
            for part in &mut parts {
                part.doubtful = true;
            }
        }
        if !last.is_empty() {
            let beside = Beside {
                words: &parsed.rest,
                streets: &last,
                after: true,
                from_name,
            };
            self.beside(&beside, &place, &mut parts, &mut left_out);
        }
        // `1104 PH Krimpertplein 1-48` says where; `1104 VA en Krimpertplein 1-48` covers both.
        let own: Vec<CodeSeen> = parsed
            .codes
            .iter()
            .filter(|code| !self.holds_a_part(code, &parts))
            .cloned()
            .collect();
        let first = parts.len();
        self.codes(&own, &mut parts);
        // `1104 KD, nr. 5` is hardly all of the postcode.
        if lost_numbers {
            for part in parts.iter_mut().skip(first) {
                part.doubtful = true;
            }
        }
        self.whole_but_some(text, &mut parts);
        if parts.is_empty() && parsed.segments.is_empty() {
            let said = Said {
                text,
                stripped: &stripped,
                side: parsed.side,
                from_name,
            };
            self.everything(&said, &place, &mut parts);
        }
        (parts, left_out)
    }

    /// `de oneven nummers 31 t/m 47 aan de Papelaan`: the street stands after its numbers.
    fn streets_after_numbers(&self, parsed: &mut Parsed, place: &Place) {
        let nameless = parsed
            .segments
            .first()
            .is_some_and(|first| first.words.iter().all(|w| leads_to_number(w)));
        if !nameless || parsed.rest.is_empty() {
            return;
        }
        let named = name_streets(
            self.register,
            &self.streets,
            &place.towns,
            &parsed.rest,
            parsed.segments.iter().flat_map(|s| &s.items),
        );
        if !matches!(named, Named::Streets { .. }) {
            return;
        }
        let mut next = std::mem::take(&mut parsed.rest);
        for segment in parsed.segments.iter_mut().rev() {
            std::mem::swap(&mut segment.words, &mut next);
        }
    }

    /// `K-buurt behalve Klieverink`: a name or a whole street is taken away. What cannot be read
    /// makes all that it may be taken from a question.
    fn named_exception(&self, text: &str, place: &Place, parts: &mut Vec<Part>) {
        let words = after_exception(text);
        let words = words.as_str();
        let bare = strip(words);
        let streets = exact(&self.streets, &place.towns, &bare);
        let mut taken: Vec<Part> = match self.by_name(words).or_else(|| self.by_name(&bare)) {
            Some(units) => vec![Self::named(words.to_owned(), units.clone())],
            None => streets
                .iter()
                .map(|s| self.whole_street(*s, None))
                .collect(),
        };
        if taken.is_empty() {
            for part in parts.iter_mut() {
                part.doubtful = true;
            }
        }
        for part in &mut taken {
            part.except = true;
        }
        parts.extend(taken);
    }

    /// `heel Kelbergen behalve 5`: the street is what something is taken away from.
    fn whole_but_some(&self, text: &str, parts: &mut Vec<Part>) {
        if !parts.iter().all(|part| part.except) {
            return;
        }
        let mut streets: Vec<StreetIx> = parts.iter().filter_map(|p| p.street_ix).collect();
        streets.dedup();
        let said = fold(text).split_whitespace().any(says_all);
        for street in streets {
            let mut part = self.whole_street(street, None);
            part.doubtful = !said;
            parts.insert(0, part);
        }
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
}
