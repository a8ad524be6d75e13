//! Every address of every row, found in parallel, with the questions that it leaves.

use std::borrow::Cow;
use std::collections::HashMap;

use compact_str::CompactString;
use rayon::prelude::*;

use super::several::{Several, several};

use crate::{AddressMatch, Finder, Found, MatchOutcome, Question, QuestionAbout};
use domain::address::PackedAddress;
use domain::messages::Value;
use domain::{AddressText, Finding};
use lists::intake::{Claim, Intake, Origin, RowReason};

/// An address as its record keeps it.
#[derive(Clone, Copy)]
enum Text<'a> {
    Packed(&'a PackedAddress),
    /// Of an organisation: may stand for several homes, as a packed one may.
    Home(&'a AddressText),
    Plain(&'a AddressText),
}

/// What the text of a row leads to.
enum Outcome {
    One(Found),
    Several(Box<Several>),
}

/// The addresses of the lists, by where they stand.
pub(super) struct Addresses {
    found: Vec<(Origin, CompactString, Found)>,
    by_origin: HashMap<Origin, usize>,
    several: HashMap<Origin, Several>,
}

impl Addresses {
    /// Finds them all.
    pub(super) fn find(intake: &Intake, finder: &Finder<'_>) -> Self {
        let claims = intake
            .organisations
            .iter()
            .flat_map(|organisation| &organisation.claims)
            .filter_map(|claim| match claim {
                Claim::Address { origin, address } => Some((*origin, Text::Home(address))),
                Claim::Expression { .. } | Claim::Name { .. } => None,
            });
        let mut texts: Vec<(Origin, Text<'_>)> = intake
            .holdings
            .iter()
            .map(|holding| (holding.origin, Text::Packed(&holding.address)))
            .chain(claims)
            .chain(
                intake
                    .contacts
                    .iter()
                    .map(|c| (c.origin, Text::Plain(&c.address))),
            )
            .chain(
                intake
                    .opt_outs
                    .iter()
                    .map(|o| (o.origin, Text::Plain(&o.address))),
            )
            .collect();
        texts.sort_by_key(|(origin, _)| *origin);
        texts.dedup_by_key(|(origin, _)| *origin);
        let outcomes: Vec<(Origin, CompactString, Outcome)> = texts
            .par_iter()
            .with_min_len(256)
            .filter_map(|(origin, text)| {
                let address = match text {
                    Text::Packed(packed) => Cow::Owned(packed.text()),
                    Text::Home(address) | Text::Plain(address) => Cow::Borrowed(*address),
                };
                if address.is_empty() {
                    return None;
                }
                let as_several = match text {
                    Text::Packed(_) | Text::Home(_) => several(&address),
                    Text::Plain(_) => None,
                };
                let outcome = match as_several {
                    Some(several) if several.is_marked && !several.is_cell => {
                        Outcome::Several(Box::new(several))
                    }
                    Some(several) => match finder.find(&address) {
                        found if found.outcome == MatchOutcome::NotFound => {
                            Outcome::Several(Box::new(several))
                        }
                        found => Outcome::One(found),
                    },
                    None => Outcome::One(finder.find(&address)),
                };
                Some((*origin, address.raw().into(), outcome))
            })
            .collect();
        let mut found = Vec::with_capacity(outcomes.len());
        let mut several = HashMap::new();
        for (origin, raw, outcome) in outcomes {
            match outcome {
                Outcome::One(one) => found.push((origin, raw, one)),
                Outcome::Several(homes) => {
                    several.insert(origin, *homes);
                }
            }
        }
        let by_origin = found
            .iter()
            .enumerate()
            .map(|(at, (origin, ..))| (*origin, at))
            .collect();
        Self {
            found,
            by_origin,
            several,
        }
    }

    /// The homes that a row names at once, where it names several.
    pub(super) fn several(&self, origin: Origin) -> Option<&Several> {
        self.several.get(&origin)
    }

    /// What became of the address on a row.
    pub(super) fn at(&self, origin: Origin) -> Option<&Found> {
        let at = self.by_origin.get(&origin)?;
        self.found.get(*at).map(|(.., found)| found)
    }

    /// What stood on a row.
    pub(super) fn raw(&self, origin: Origin) -> CompactString {
        self.by_origin
            .get(&origin)
            .and_then(|at| self.found.get(*at))
            .map(|(_, raw, _)| raw.clone())
            .unwrap_or_default()
    }

    /// One question for every text that may mean several addresses, and a finding for every row
    /// that is not settled.
    pub(super) fn ask(
        &self,
        intake: &Intake,
        questions: &mut Vec<Question>,
        findings: &mut Vec<Finding>,
    ) {
        let mut asked: HashMap<CompactString, usize> = HashMap::new();
        for (origin, raw, found) in &self.found {
            let place = intake.place(*origin);
            match found.outcome {
                MatchOutcome::Matched | MatchOutcome::OutOfScope => {}
                MatchOutcome::Ambiguous => {
                    findings.push(
                        Finding::error("M301")
                            .at(place)
                            .with("raw", raw.clone())
                            .with("count", found.candidates.len()),
                    );
                    let key = if found.key.is_empty() {
                        raw
                    } else {
                        &found.key
                    };
                    if let Some(question) = asked.get(key).and_then(|at| questions.get_mut(*at)) {
                        question.repeats += 1;
                        continue;
                    }
                    asked.insert(key.clone(), questions.len());
                    questions.push(Question {
                        key: key.clone(),
                        origin: *origin,
                        raw: raw.clone(),
                        ask: found.ask(),
                        about: QuestionAbout::Address(found.candidates.clone()),
                        repeats: 0,
                    });
                }
                MatchOutcome::NotFound => findings.push(
                    Finding::warning("M302")
                        .at(place)
                        .with("raw", raw.clone())
                        .with("reason", why(found)),
                ),
                MatchOutcome::NotAnAddress => findings.push(
                    Finding::info("M303")
                        .at(place)
                        .with("raw", raw.clone())
                        .with("reason", why(found)),
                ),
            }
        }
    }

    /// One line for every row with an address, rows that repeat another one included.
    pub(super) fn into_matches(self, intake: &Intake) -> Vec<AddressMatch> {
        let repeats: Vec<(Origin, usize)> = intake
            .rows
            .iter()
            .filter_map(|row| {
                let RowReason::Duplicate(first) = row.reason else {
                    return None;
                };
                if self.by_origin.contains_key(&row.origin) {
                    return None;
                }
                Some((row.origin, *self.by_origin.get(&first)?))
            })
            .collect();
        let line = |origin: Origin, raw: &CompactString, found: &Found| AddressMatch {
            origin,
            raw: raw.clone(),
            outcome: found.outcome,
            address: found.address,
            reason: found.reason,
            candidates: found.candidates.clone(),
        };
        let mut matches: Vec<AddressMatch> = self
            .found
            .iter()
            .map(|(origin, raw, found)| line(*origin, raw, found))
            .collect();
        for (origin, at) in repeats {
            if let Some((_, raw, found)) = self.found.get(at) {
                matches.push(line(origin, raw, found));
            }
        }
        matches.sort_by_key(|found| found.origin);
        matches
    }
}

/// The sentence of the reason.
fn why(found: &Found) -> Value {
    Value::message(format!("match-{}", found.reason.key()))
}
