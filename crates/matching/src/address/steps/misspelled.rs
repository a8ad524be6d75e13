//! A street with typing errors, and no postcode that says which: one repair, when it is clear.

use smallvec::SmallVec;

use super::super::another::{another_word, may_be_another, says_another};
use super::super::finder::Found;
use super::super::spelling::{Spelled, street_key};
use super::super::story::Story;
use super::super::streets::allowed_errors;
use super::super::tail::{Fit, fit};
use super::super::typed::Code;
use super::{Case, Hits, Steps, Towns, asked_each, matched, not_found};
use crate::linked::MatchReason;
use register::StreetIx;

/// Streets, with how many errors away, and whether that is few enough.
type Near = SmallVec<[(StreetIx, usize, bool); 4]>;

impl Steps<'_> {
    /// No such street in the town: which streets may be meant?
    pub(super) fn misspelled(
        &self,
        case: &Case<'_, '_>,
        typed: &str,
        towns: &Towns,
        repairs: u32,
        story: &mut Story,
    ) -> Found {
        let (near, opposite) = self.near(typed, towns);
        let all: SmallVec<[StreetIx; 4]> = near.iter().map(|(street, ..)| *street).collect();
        story.streets(self.register, "street-near", &all);
        let Some((best, errors, _)) = near.first().copied().filter(|(.., allowed)| *allowed) else {
            if opposite {
                story.say("opposite", &[]);
            }
            let hits = self.too_far(case, &near);
            return if !hits.is_empty() {
                asked_each(MatchReason::NoSuchStreet, &hits)
            } else if towns.unknown {
                not_found(MatchReason::OutsideRegister)
            } else {
                not_found(MatchReason::NoSuchStreet)
            };
        };
        let clear = near.iter().skip(1).all(|(_, e, _)| *e >= errors + 2);
        let mut hits: Hits = SmallVec::new();
        let mut others: Hits = SmallVec::new();
        for (street, e, _) in near.iter().filter(|(.., allowed)| *allowed) {
            let at = self.register.on_street(*street, case.split.number);
            match self.fit(at, case.split) {
                Fit::Literal(ix) | Fit::Canonical(ix) if *street == best || *e == errors => {
                    hits.push((ix, MatchReason::StreetTypo));
                }
                Fit::Literal(ix) | Fit::Canonical(ix) => others.push((ix, MatchReason::StreetTypo)),
                Fit::Several(all) | Fit::Perhaps(all) => {
                    others.extend(all.iter().map(|ix| (*ix, MatchReason::StreetTypo)));
                }
                Fit::None => {}
            }
        }
        let [(ix, _)] = hits.as_slice() else {
            hits.extend(others);
            return if hits.is_empty() {
                not_found(MatchReason::NoSuchNumber)
            } else {
                asked_each(MatchReason::Several, &hits)
            };
        };
        let ix = *ix;
        let street_is_best = self.register.address(ix).street == best;
        let own = self.register.address(ix).postcode;
        let code_agrees = match case.code {
            Code::Missing => true,
            Code::Digits(digits) => own.is_some_and(|own| own.digits() == *digits),
            Code::Valid(typed) => own == Some(*typed),
            Code::Bad(_) => false,
        };
        hits.extend(others);
        if !clear || !street_is_best {
            return asked_each(MatchReason::Several, &hits);
        }
        if repairs > 0 || !code_agrees {
            return asked_each(MatchReason::TwoRepairs, &hits);
        }
        // No postcode bears it out: what may be a name of its own is no typing error.
        if !matches!(case.code, Code::Valid(_))
            && may_be_another(typed, &self.register.street(best).name, errors)
        {
            story.say("own-name", &[]);
            return asked_each(MatchReason::NoSuchStreet, &hits);
        }
        // Nor is the very name of a street in another town.
        if *case.code == Code::Missing
            && errors > 0
            && let key = street_key(typed)
            && self
                .streets
                .everywhere(typed, &key)
                .iter()
                .any(|s| *s != best)
        {
            story.say("elsewhere", &[]);
            return asked_each(MatchReason::NoSuchStreet, &hits);
        }
        matched(ix, MatchReason::StreetTypo)
    }

    /// The streets that look like what was typed, nearest first: how many errors away, and whether
    /// that is few enough. And whether the nearest was put aside as plainly another street.
    fn near(&self, typed: &str, towns: &Towns) -> (Near, bool) {
        let spelled = Spelled::of(typed);
        let mut near: Near = SmallVec::new();
        for town in &towns.list {
            near.extend(
                self.streets
                    .near(*town, &spelled)
                    .iter()
                    .map(|n| (n.street, n.errors, n.allowed)),
            );
        }
        near.sort_by_key(|(street, errors, _)| (*errors, *street));
        if !near.iter().any(|(.., allowed)| *allowed) {
            for town in &towns.list {
                let found = self.streets.abbreviated(*town, typed);
                near.extend(found.iter().map(|s| (*s, 0, true)));
            }
            near.sort_by_key(|(street, errors, _)| (*errors, *street));
            near.dedup_by_key(|(street, ..)| *street);
        }
        let mut opposite = false;
        if let Some((best, _, allowed)) = near.first_mut()
            && let name = &self.register.street(*best).name
            && (says_another(&spelled, &Spelled::of(name)) || another_word(typed, name))
        {
            *allowed = false;
            opposite = true;
        }
        if !near.iter().any(|(.., allowed)| *allowed) && !opposite {
            for town in &towns.list {
                let found = self.streets.with_or_without_words(*town, typed);
                near.extend(found.iter().map(|s| (*s, 0, false)));
            }
        }
        (near, opposite)
    }

    /// Streets with one typing error more than may be mended: a person can see whether it is one.
    fn too_far(&self, case: &Case<'_, '_>, near: &[(StreetIx, usize, bool)]) -> Hits {
        let mut hits: Hits = SmallVec::new();
        for (street, errors, _) in near.iter().take(5) {
            let length = self.streets.key(*street).map_or(0, str::len);
            let at = self.register.on_street(*street, case.split.number);
            // A name that differs in whole words has no errors to count.
            let may_be = *errors <= allowed_errors(length) + 1 && length >= 4;
            if may_be
                && let Fit::Literal(ix) | Fit::Canonical(ix) =
                    fit(self.register, at, &case.split.tail)
            {
                hits.push((ix, MatchReason::StreetTypo));
            }
        }
        hits
    }
}
