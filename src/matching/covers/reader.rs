//! The door: expression in, units or readings out.

use std::collections::BTreeMap;

use compact_str::CompactString;

use crate::domain::text::fold;
use crate::domain::{AddressText, Decisions, Language, Messages, Postcode};
use crate::matching::linked::{Reading, UnitSet};
use crate::register::Register;

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
        let _ = (self.decisions, context, from_name, &self.messages);
        let mut found = CoverFound {
            key: CompactString::from(format!("cov|{}", fold(text))),
            ..CoverFound::default()
        };
        if let Some(units) = self.names.get(text) {
            found.units = units.clone();
        } else if let Some(postcode) = Postcode::parse(text) {
            found.units = self
                .register
                .in_postcode(postcode)
                .filter_map(|a| self.register.address(a).unit)
                .collect();
        }
        found.reading = CompactString::from(if found.units.is_empty() { "" } else { text });
        found
    }
}
