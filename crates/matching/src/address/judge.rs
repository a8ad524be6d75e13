//! The register as the judge of how a list is read.

use super::finder::Finder;
use crate::linked::{MatchOutcome, MatchReason};
use domain::{AddressText, Decisions, Ruling};
use lists::intake::{Judge, Judged};
use register::{AddressIx, Register};

/// The register, with what people decided about how lists are read. What they decided about single
/// texts is no proof of how a whole list is read.
#[derive(Debug)]
pub struct Bench<'a> {
    finder: Finder<'a>,
    decisions: &'a Decisions,
}

impl<'a> Bench<'a> {
    /// The judge of a register; `none` are no decisions.
    pub fn new(register: &'a Register, none: &'a Decisions, decisions: &'a Decisions) -> Self {
        Self {
            finder: Finder::new(register, none),
            decisions,
        }
    }
}

impl Judge for Bench<'_> {
    fn ruling(&self, key: &str) -> Option<&Ruling> {
        self.decisions.get(key).map(|decision| &decision.ruling)
    }

    fn judge(&self, address: &AddressText) -> Judged {
        let found = self.finder.find(address);
        let mark = |ix: AddressIx| u32::try_from(ix.at()).unwrap_or(u32::MAX);
        if let Some(ix) = found.address {
            // A text that had to be mended is no proof of a reading.
            let mended = [
                MatchReason::StreetTypo,
                MatchReason::PostcodeTypo,
                MatchReason::TownTypo,
                MatchReason::Glued,
                MatchReason::DateNumber,
            ];
            return if mended.contains(&found.reason) {
                Judged::Mended(mark(ix))
            } else {
                Judged::Home(mark(ix))
            };
        }
        match (found.outcome, found.reason) {
            (MatchOutcome::Ambiguous, MatchReason::NoSuchAddition | MatchReason::Several) => found
                .candidates
                .first()
                .map_or(Judged::Nothing, |first| Judged::Place(mark(first.address))),
            (_, MatchReason::Contradiction) => Judged::Contradiction,
            _ => Judged::Nothing,
        }
    }
}
