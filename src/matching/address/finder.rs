//! The finder: ordered steps, each seeing only what is still open.

use compact_str::CompactString;
use smallvec::SmallVec;

use crate::domain::messages::Value;
use crate::domain::{AddressText, Decisions, Postcode};
use crate::matching::linked::{Candidate, MatchOutcome, MatchReason};
use crate::register::{AddressIx, Register};

/// What became of one address text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// What became of it; never `OutOfScope`: the scope is not known here.
    pub outcome: MatchOutcome,
    /// The address, only when matched.
    pub address: Option<AddressIx>,
    /// Why.
    pub reason: MatchReason,
    /// In order of likelihood; only when it must be asked.
    pub candidates: SmallVec<[Candidate; 1]>,
    /// The key of a person's decision, made of what was read; empty for an exact match.
    pub key: CompactString,
}

impl Found {
    /// The message key of the question to a person, without `question-`.
    pub fn ask(&self) -> &'static str {
        match self.reason {
            MatchReason::TwoRepairs => "two-repairs",
            MatchReason::Contradiction => "contradiction",
            _ => "which-address",
        }
    }
}

/// One step of the story of a row, for `explain`. Its sentence is the message `told-<step>`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepTold {
    /// The step, without `told-`.
    pub step: &'static str,
    /// The values in the sentence.
    pub values: Vec<(&'static str, Value)>,
    /// What the step saw.
    pub candidates: Vec<AddressIx>,
    /// Whether the step settled it.
    pub settled: bool,
}

/// Finds addresses; shared over threads.
#[derive(Debug)]
pub struct Finder<'a> {
    register: &'a Register,
    decisions: &'a Decisions,
}

impl<'a> Finder<'a> {
    /// A finder in a register, with what people decided earlier.
    pub fn new(register: &'a Register, decisions: &'a Decisions) -> Self {
        Self {
            register,
            decisions,
        }
    }

    /// Finds the address that a text means.
    pub fn find(&self, text: &AddressText) -> Found {
        let _ = self.decisions;
        let none = Found {
            outcome: MatchOutcome::NotFound,
            address: None,
            reason: MatchReason::NoAddress,
            candidates: SmallVec::new(),
            key: CompactString::default(),
        };
        let (Some(postcode), Some(number)) = (
            text.postcode.as_deref().and_then(Postcode::parse),
            text.number.as_deref().and_then(|n| n.trim().parse().ok()),
        ) else {
            return none;
        };
        let letter = text.letter.as_deref().unwrap_or("").trim();
        let addition = text.addition.as_deref().unwrap_or("").trim();
        let hit = self.register.at(postcode, number).find(|ix| {
            let a = self.register.address(*ix);
            let same_letter = match a.letter {
                Some(l) => letter.eq_ignore_ascii_case(&l.as_char().to_string()),
                None => letter.is_empty(),
            };
            same_letter && a.addition.as_text().eq_ignore_ascii_case(addition)
        });
        match hit {
            Some(address) => Found {
                outcome: MatchOutcome::Matched,
                address: Some(address),
                reason: MatchReason::Exact,
                ..none
            },
            None => Found {
                reason: MatchReason::NoSuchNumber,
                ..none
            },
        }
    }

    /// The whole story of one row: each step tried, its candidates, why this one.
    pub fn explain(&self, text: &AddressText) -> Vec<StepTold> {
        let found = self.find(text);
        vec![StepTold {
            step: "exact",
            values: Vec::new(),
            candidates: found.address.into_iter().collect(),
            settled: found.address.is_some(),
        }]
    }
}
