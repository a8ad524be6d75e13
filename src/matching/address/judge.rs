//! The register as the judge of how a list is read.

use super::finder::Finder;
use crate::domain::AddressText;
use crate::intake::{Judge, Judged};
use crate::matching::linked::{MatchOutcome, MatchReason};
use crate::register::AddressIx;

impl Judge for Finder<'_> {
    fn judge(&self, address: &AddressText) -> Judged {
        let found = self.find(address);
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
