//! Where an expression is to be looked for: a town that is said, beside it, or told by a postcode.

use smallvec::SmallVec;

use super::parse::Parsed;
use super::reader::CoverReader;
use domain::text::fold;
use domain::{AddressText, Postcode};
use register::TownIx;

/// Where the expression is to be looked for.
pub(super) struct Place {
    pub(super) towns: SmallVec<[TownIx; 2]>,
    pub(super) code: Option<Postcode>,
    /// It lies in a town that the register does not have.
    pub(super) elsewhere: Option<String>,
}

impl CoverReader<'_> {
    /// Which towns: said in the text, beside it, or by a postcode; else anywhere.
    pub(super) fn place(&self, parsed: &Parsed, text: &str, context: &AddressText) -> Place {
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

    /// `Kade 1-9 Amsterdam`: a town that the register has, after the last number.
    fn town_last(&self, words: &[&str]) -> Option<(String, SmallVec<[TownIx; 2]>)> {
        let number = words
            .iter()
            .rposition(|w| w.bytes().any(|b| b.is_ascii_digit()))?;
        (number + 1..words.len()).find_map(|from| {
            let name = words.get(from..)?.join(" ");
            let found = self.streets.towns(&name);
            (!found.is_empty()).then_some((name, found))
        })
    }

    /// `te Amsterdam`: the town after the last `te`; empty when the register does not have it.
    fn town_said(&self, text: &str) -> Option<(String, SmallVec<[TownIx; 2]>)> {
        let folded = fold(text).replace(['"', '(', ')', ',', '.'], " ");
        let words: Vec<&str> = folded.split_whitespace().collect();
        let Some(te) = words.iter().rposition(|w| *w == "te" || w.ends_with("0te")) else {
            return self.town_last(&words);
        };
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
}
