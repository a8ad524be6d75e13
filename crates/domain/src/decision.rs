//! What a person decided about a question in the review workbook.

use std::collections::BTreeMap;

use compact_str::CompactString;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A person's answer to one question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ruling {
    /// It is this: for an address the id of the nummeraanduiding, for a covers expression the
    /// name of the reading.
    Chosen(CompactString),
    /// None of the candidates: the row is set aside.
    NoneOfThese,
}

/// One decision, with who and when, so that it can be shown and undone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// What was decided.
    pub ruling: Ruling,
    /// On which day.
    pub date: Date,
    /// What the person wrote beside it.
    pub note: CompactString,
}

/// All decisions that hold, by the key of the question.
///
/// The key is made by the matching room from *what was read* (canonical text), never from where
/// it stood, so that a decision applies to the same text in a later delivery.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decisions(BTreeMap<CompactString, Decision>);

impl Decisions {
    /// No decisions yet.
    pub fn none() -> Self {
        Self::default()
    }

    /// The decision for a question, if a person made one.
    pub fn get(&self, key: &str) -> Option<&Decision> {
        self.0.get(key)
    }

    /// Records a decision; the last one for a key holds.
    pub fn insert(&mut self, key: CompactString, decision: Decision) {
        self.0.insert(key, decision);
    }

    /// Forgets a decision, so that the question is asked again.
    pub fn remove(&mut self, key: &str) -> Option<Decision> {
        self.0.remove(key)
    }

    /// Keys and decisions in the order of the keys.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Decision)> {
        self.0
            .iter()
            .map(|(key, decision)| (key.as_str(), decision))
    }
}
