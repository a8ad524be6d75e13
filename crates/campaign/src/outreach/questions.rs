//! Homes about which something is still asked that may change what they get.

use std::collections::HashSet;

use super::Facts;
use domain::campaign::ListKind;
use matching::QuestionAbout;
use register::UnitIx;

/// The homes that must wait for an answer. What may hold for an organisation decides whether a home
/// has one; who lets a home decides only where some organisation names it.
pub fn undecided(facts: &Facts<'_>) -> HashSet<UnitIx> {
    let unsure = facts.linked.organisations.iter().filter(|one| one.asked);
    let mut asked: HashSet<UnitIx> = unsure.flat_map(|one| one.units.iter()).collect();
    let named = |unit: &UnitIx| {
        let mut all = facts.linked.organisations.iter();
        all.any(|organisation| organisation.units.contains(*unit))
    };
    for question in &facts.linked.questions {
        let source = facts
            .linked
            .sources
            .get(usize::from(question.origin.source.0));
        let kind = source.and_then(|source| source.kind);
        match &question.about {
            QuestionAbout::Covers(readings) => {
                let all = readings.iter().flat_map(|reading| reading.units.iter());
                // What stands in every reading is sure, but only counts where it counts already.
                let sure =
                    |unit: &UnitIx| readings.iter().all(|r| r.units.contains(*unit)) && named(unit);
                asked.extend(all.filter(|unit| !sure(unit)));
            }
            QuestionAbout::Address(candidates) => {
                let units = candidates
                    .iter()
                    .filter_map(|candidate| facts.register.address(candidate.address).unit);
                match kind {
                    Some(ListKind::Contacts | ListKind::OptOuts) => {}
                    Some(ListKind::Corporation) => asked.extend(units.filter(named)),
                    _ => asked.extend(units),
                }
            }
            QuestionAbout::Contradiction(_) => {
                let holdings = facts.linked.holdings.iter();
                let units = holdings
                    .filter(|holding| holding.origin == question.origin)
                    .map(|holding| holding.unit);
                asked.extend(units.filter(named));
            }
        }
    }
    asked
}
