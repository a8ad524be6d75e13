//! `alles`, `heel Kleiburg`, or nothing but the name of a street.

use super::lex::Parity;
use super::names::strip;
use super::place::Place;
use super::reader::{CoverReader, Part};
use super::streets::{Named, name_streets};
use crate::linked::UnitSet;
use domain::text::fold;

/// Words that mean every home.
const EVERYTHING: [&str; 11] = [
    "alles",
    "alle",
    "heel",
    "hele",
    "geheel",
    "gehele",
    "volledig",
    "iedereen",
    "everything",
    "all",
    "whole",
];

/// Words that stand around a name and are no part of it.
const AROUND: [&str; 16] = [
    "homes",
    "woningen",
    "adressen",
    "aan",
    "op",
    "in",
    "van",
    "de",
    "het",
    "huizen",
    "even",
    "oneven",
    "nummers",
    "huisnummers",
    "zijde",
    "kant",
];

/// An expression without numbers.
#[derive(Clone, Copy)]
pub(super) struct Said<'t> {
    /// The whole text.
    pub text: &'t str,
    /// Without the words that every name has.
    pub stripped: &'t str,
    /// The side of the street that was said.
    pub side: Option<Parity>,
    /// It is the name of an organisation.
    pub from_name: bool,
}

impl CoverReader<'_> {
    /// `alles`, `heel Kleiburg`, or nothing but the name of a street.
    pub(super) fn everything(&self, said: &Said<'_>, place: &Place, parts: &mut Vec<Part>) {
        let Said {
            text,
            stripped,
            from_name,
            ..
        } = *said;
        let folded = fold(text);
        let words: Vec<&str> = folded
            .split(|c: char| !c.is_alphanumeric())
            .filter(|w| !w.is_empty())
            .collect();
        let all = words.iter().any(|w| EVERYTHING.contains(w));
        let names: Vec<String> = strip(stripped)
            .split_whitespace()
            .filter(|w| {
                let word = fold(w);
                !EVERYTHING.contains(&word.as_str()) && !AROUND.contains(&word.as_str())
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
            let parity = match said.side {
                Some(Parity::Even) => Some(0),
                Some(Parity::Odd) => Some(1),
                Some(Parity::Both) | None => None,
            };
            for street in streets {
                let mut part = self.whole_street(street, parity);
                part.doubtful = !all || repaired;
                parts.push(part);
            }
        }
    }

    fn is_place_only(&self, names: &[String]) -> bool {
        !self.streets.towns(&names.join(" ")).is_empty()
    }
}
