//! Decisions out of review workbooks.

use super::Taking;
use super::read::Review;
use crate::commands::exit::Stop;
use crate::commands::walk::open_register;
use campaign::ledger::SLIP;
use domain::{AddressText, Decisions, Finding, Ruling};
use lists::intake::RowOutcome as Fate;
use matching::Finder;
use papers::workbooks::controle_back::Answered;

impl Taking<'_> {
    /// Takes in the decisions of one review workbook; one that was taken in earlier is known.
    pub(super) fn decide(&mut self, review: &Review) -> Result<(), Stop> {
        let (ledger, taken, date) = (&mut self.ledger, &mut self.taken, self.session.date);
        if ledger.was_taken_in(&review.digest)? {
            taken.known += u64::try_from(review.answers.len()).unwrap_or(u64::MAX);
            for answer in &review.answers {
                self.accounts
                    .put(&answer.place, "decision", Fate::Used, "returned-known");
            }
            return Ok(());
        }
        let earlier = ledger.history()?.decisions;
        for answer in &review.answers {
            self.accounts.used(&answer.place, "decision");
            let is_new = |e: &domain::Decision| {
                answer
                    .decision
                    .as_ref()
                    .is_none_or(|d| d.ruling != e.ruling)
            };
            if answer.key.starts_with(SLIP)
                && earlier.get(&answer.key).is_none_or(is_new)
                && !self.looked_at(answer)?
            {
                self.accounts.put(
                    &answer.place,
                    "decision",
                    Fate::SetAside,
                    "returned-nothing",
                );
                continue;
            }
            let (ledger, taken) = (&mut self.ledger, &mut self.taken);
            let Some(decision) = &answer.decision else {
                taken.undone += u64::from(ledger.undecide(&answer.key, date)?);
                continue;
            };
            // The day on which it was first taken in stays: the same workbook again is no news.
            let same =
                |e: &domain::Decision| e.ruling == decision.ruling && e.note == decision.note;
            let is_known = earlier.get(&answer.key).is_some_and(same);
            if !is_known && ledger.decide(&answer.key, decision)? {
                taken.new += 1;
            } else {
                taken.known += 1;
            }
        }
        self.ledger.take_in(&review.digest, &review.name, date)?;
        Ok(())
    }

    /// A decision about an address that a person typed instead of chose is looked up; only what is
    /// found for sure is kept.
    pub(super) fn resolve_typed(&mut self, answers: &mut Vec<Answered>) -> Result<(), Stop> {
        let chosen = |answer: &Answered| match &answer.decision {
            Some(decision) if answer.key.starts_with("adr|") => match &decision.ruling {
                Ruling::Chosen(text) => Some(text.clone()),
                Ruling::NoneOfThese => None,
            },
            _ => None,
        };
        if !answers.iter().any(|answer| chosen(answer).is_some()) {
            return Ok(());
        }
        if self.register.is_none() {
            let opened = open_register(self.session)?;
            self.register = Some(opened.into_value(&mut self.findings).register);
        }
        let Some(register) = &self.register else {
            return Ok(());
        };
        let none = Decisions::none();
        let finder = Finder::new(register, &none);
        answers.retain_mut(|answer| {
            let Some(text) = chosen(answer) else {
                return true;
            };
            if register.find_address(&text).is_some() {
                return true;
            }
            let found = finder.find(&AddressText {
                whole: Some(text.clone()),
                ..AddressText::default()
            });
            let (Some(ix), Some(decision)) = (found.address, &mut answer.decision) else {
                self.findings.push(
                    Finding::error("W114")
                        .at(answer.place.clone())
                        .with("text", text),
                );
                return false;
            };
            decision.ruling = Ruling::Chosen(register.address_id(ix).to_string().into());
            true
        });
        Ok(())
    }
}
