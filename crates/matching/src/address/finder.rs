//! The finder: what somebody typed, the ids that a list gives, and what a person decided.

use compact_str::CompactString;
use smallvec::{SmallVec, smallvec};

use super::figured::uncover;
use super::nothing::{called_so, without_nothing};
use super::spelling::{street_key, town_key};
use super::steps::{Case, Steps, asked_each, matched, not_found};
use super::story::{StepTold, Story};
use super::streets::Streets;
use super::typed::{self, Code, Kind, Towns, Typed};
use crate::linked::{Candidate, MatchOutcome, MatchReason};
use domain::text::fold;
use domain::{AddressText, Decisions, Ruling};
use register::{AddressIx, Register};

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
    /// The key of a person's decision, made of what was read; empty for what needs no decision.
    pub key: CompactString,
}

impl Found {
    /// The message key of the question to a person, without `question-`.
    pub fn ask(&self) -> &'static str {
        const ASKS: [(MatchReason, &str); 4] = [
            (MatchReason::TwoRepairs, "two-repairs"),
            (MatchReason::Contradiction, "contradiction"),
            (MatchReason::NoSuchAddition, "which-addition"),
            (MatchReason::DateNumber, "date-number"),
        ];
        ASKS.iter()
            .find(|(reason, _)| *reason == self.reason)
            .map_or("which-address", |(_, ask)| ask)
    }
}

/// Finds addresses; shared over threads.
#[derive(Debug)]
pub struct Finder<'a> {
    register: &'a Register,
    decisions: &'a Decisions,
    streets: Streets<'a>,
}

impl<'a> Finder<'a> {
    /// A finder in a register, with what people decided earlier. Tables of streets are made when
    /// first needed.
    pub fn new(register: &'a Register, decisions: &'a Decisions) -> Self {
        Self {
            register,
            decisions,
            streets: Streets::new(register),
        }
    }

    /// Finds the address that a text means.
    pub fn find(&self, text: &AddressText) -> Found {
        self.follow(text, &mut Story::silent())
    }

    /// The whole story of one row: each step tried, what it saw, why this one.
    pub fn explain(&self, text: &AddressText) -> Vec<StepTold> {
        let mut story = Story::told();
        let found = self.follow(text, &mut story);
        let mut candidates: Vec<AddressIx> = found.address.into_iter().collect();
        candidates.extend(found.candidates.iter().map(|c| c.address));
        story.steps.push(StepTold {
            step: found.outcome.word_of_story(),
            values: Vec::new(),
            candidates,
            settled: found.outcome == MatchOutcome::Matched,
        });
        story.steps
    }

    fn follow(&self, text: &AddressText, story: &mut Story) -> Found {
        let Some((bare, words)) = without_nothing(text) else {
            return self.follow_words(text, story);
        };
        let found = self.follow_words(&bare, story);
        let Some(ix) = found.address else {
            return found;
        };
        let Some(other) = called_so(self.register, ix, &words) else {
            return found;
        };
        // A column for letters only: an `x` in it is the letter that the register has.
        if text.letter.as_deref().is_some_and(|x| x.len() == 1) && text.addition.is_none() {
            return self.follow_words(text, story);
        }
        let mut asked = asked_each(
            MatchReason::NoSuchAddition,
            &[(ix, found.reason), (other, MatchReason::Exact)],
        );
        let line = typed::line_of(text);
        asked.key = key(text, &typed::read(text, &line, &self.streets));
        self.by_decision(&asked.key).unwrap_or(asked)
    }

    fn follow_words(&self, text: &AddressText, story: &mut Story) -> Found {
        if let Some(covered) = self.covered(text) {
            let line = typed::line_of(&covered);
            let mut typed = typed::read(&covered, &line, &self.streets);
            for split in &mut typed.splits {
                split.street = uncover(&split.street).into();
            }
            let found = self.by_text(&typed, story);
            if found.outcome == MatchOutcome::Matched {
                story.say("figures", &[]);
                return found;
            }
        }
        let line = typed::line_of(text);
        let typed = typed::read(text, &line, &self.streets);
        tell_reading(&typed, story);
        let mut found = self.by_text(&typed, story);
        if found.outcome == MatchOutcome::NotFound {
            found.reason = self.why_not(text, &typed, found.reason);
        }
        if text.number_was_date {
            found = self.by_date(text, found, story);
        }
        if text.address_id.is_some() || text.unit_id.is_some() {
            found = self.by_id(text, &typed, found, story);
        }
        if found.reason == MatchReason::Exact {
            return found;
        }
        let needs_key =
            found.outcome != MatchOutcome::Matched || self.decisions.iter().next().is_some();
        if needs_key {
            found.key = key(text, &typed);
            if let Some(decided) = self.by_decision(&found.key) {
                story.say("decision", &[]);
                return decided;
            }
        }
        found
    }

    /// A reason that fits better what stands there.
    fn why_not(&self, text: &AddressText, typed: &Typed<'_>, reason: MatchReason) -> MatchReason {
        if says_beside(&text.raw()) {
            return MatchReason::BesideHome;
        }
        let own_town = text.town.is_none() && typed.code == Code::Missing;
        let town = typed.town.as_deref().filter(|_| own_town);
        let known = |street: &str| self.streets.is_street(street);
        match (reason, town) {
            (MatchReason::OutsideRegister, Some(town))
                if !self.streets.is_town(town) && typed.splits.iter().any(|s| known(&s.street)) =>
            {
                MatchReason::UnreadTail
            }
            _ => reason,
        }
    }

    /// A text in one cell that names a street with figures, with those figures covered up.
    fn covered(&self, text: &AddressText) -> Option<AddressText> {
        let alone = text.number.is_none() && text.address_id.is_none() && text.unit_id.is_none();
        let cell = text.whole.as_deref().or(text.street.as_deref());
        let covered = self.streets.cover_figures(cell.filter(|_| alone)?)?;
        let mut text = text.clone();
        if text.whole.is_some() {
            text.whole = Some(covered.into());
        } else {
            text.street = Some(covered.into());
        }
        Some(text)
    }

    /// What a person decided about the same text.
    fn by_decision(&self, key: &CompactString) -> Option<Found> {
        let decision = self.decisions.get(key)?;
        let found = match &decision.ruling {
            Ruling::Chosen(id) => matched(self.register.find_address(id)?, MatchReason::Decision),
            Ruling::NoneOfThese => not_found(MatchReason::Decision),
        };
        Some(Found {
            key: key.clone(),
            ..found
        })
    }

    /// What the text says, without ids.
    fn by_text(&self, typed: &Typed<'_>, story: &mut Story) -> Found {
        let nothing = |reason| Found {
            outcome: MatchOutcome::NotAnAddress,
            ..not_found(reason)
        };
        match typed.kind {
            Kind::Postbus => return nothing(MatchReason::Postbus),
            Kind::Foreign => return nothing(MatchReason::Foreign),
            Kind::Nothing => return nothing(MatchReason::NoAddress),
            Kind::NoNumber => return not_found(MatchReason::NoNumber),
            Kind::Address => {}
        }
        let steps = Steps {
            register: self.register,
            streets: &self.streets,
        };
        let mut best: Option<Found> = None;
        let mut hits: SmallVec<[(AddressIx, MatchReason); 4]> = SmallVec::new();
        for split in &typed.splits {
            let case = Case {
                split,
                code: &typed.code,
                town: typed.town.as_deref(),
            };
            // An address that is settled needs no second reading, unless that one is literal.
            if let Some(best) = &best
                && !typed.several
                && !typed.contradicts
                && is_settled(best, &typed.code)
                && !steps.may_be(&case)
            {
                continue;
            }
            let found = steps.run(&case, story);
            if typed.several || typed.contradicts {
                hits.extend(found.address.map(|ix| (ix, found.reason)));
                hits.extend(found.candidates.iter().map(|c| (c.address, c.reason)));
            }
            best = Some(match best {
                None => found,
                Some(best) => better(best, found),
            });
        }
        if typed.contradicts && !hits.is_empty() {
            story.say("contradiction", &[]);
            return asked_each(MatchReason::Contradiction, &hits);
        }
        if typed.several && !hits.is_empty() {
            story.say("several", &[]);
            return asked_each(MatchReason::Several, &hits);
        }
        best.unwrap_or_else(|| not_found(MatchReason::NoNumber))
    }

    /// A number that a spreadsheet made a date reads as day-month; month-day must not fit too.
    fn by_date(&self, text: &AddressText, found: Found, story: &mut Story) -> Found {
        let number = text.number.as_deref().unwrap_or_default();
        let Some((day, month)) = number.split_once('-') else {
            return found;
        };
        let mut turned = text.clone();
        turned.number = Some(compact_str::format_compact!("{month}-{day}"));
        turned.number_was_date = false;
        let line = typed::line_of(&turned);
        let other = self.by_text(&typed::read(&turned, &line, &self.streets), story);
        story.say("date", &[("number", number)]);
        let mut hits: SmallVec<[(AddressIx, MatchReason); 4]> = SmallVec::new();
        for reading in [&found, &other] {
            hits.extend(reading.address.map(|ix| (ix, MatchReason::DateNumber)));
            hits.extend(reading.candidates.iter().map(|c| (c.address, c.reason)));
        }
        match (found.address, other.address) {
            (Some(ix), None) if other.candidates.is_empty() => {
                let repaired = [
                    MatchReason::StreetTypo,
                    MatchReason::PostcodeTypo,
                    MatchReason::TownTypo,
                    MatchReason::Glued,
                ]
                .contains(&found.reason);
                if repaired {
                    asked_each(MatchReason::TwoRepairs, &hits)
                } else {
                    matched(ix, MatchReason::DateNumber)
                }
            }
            (Some(ix), Some(same)) if ix == same => found,
            (None, None) if hits.is_empty() => found,
            _ => asked_each(MatchReason::DateNumber, &hits),
        }
    }

    /// The list gives an id: it must not contradict the text.
    fn by_id(
        &self,
        text: &AddressText,
        typed: &Typed<'_>,
        found: Found,
        story: &mut Story,
    ) -> Found {
        let by_address = text
            .address_id
            .as_deref()
            .and_then(|id| self.register.find_address(id.trim()));
        let unit = text
            .unit_id
            .as_deref()
            .and_then(|id| self.register.find_unit(id.trim()));
        let by_unit = unit.map(|unit| self.register.unit(unit).address);
        let same_unit = match (by_address, unit) {
            (Some(address), Some(unit)) => self.register.address(address).unit == Some(unit),
            _ => true,
        };
        let Some(given) = by_address.or(by_unit) else {
            story.say("id-unknown", &[]);
            let only_id = matches!(typed.kind, Kind::Nothing);
            return if only_id {
                not_found(MatchReason::UnknownId)
            } else {
                found
            };
        };
        story.saw("id", &[given]);
        let given_unit = self.register.address(given).unit;
        let agrees = |ix: AddressIx| {
            ix == given || (given_unit.is_some() && self.register.address(ix).unit == given_unit)
        };
        let ask = |found: &Found| {
            let mut hits: SmallVec<[(AddressIx, MatchReason); 4]> =
                smallvec![(given, MatchReason::GivenId)];
            hits.extend(by_unit.map(|ix| (ix, MatchReason::GivenId)));
            hits.extend(found.address.map(|ix| (ix, found.reason)));
            hits.extend(found.candidates.iter().map(|c| (c.address, c.reason)));
            asked_each(MatchReason::Contradiction, &hits)
        };
        if !same_unit {
            return ask(&found);
        }
        match found.address {
            Some(ix) if agrees(ix) => matched(ix, MatchReason::GivenId),
            Some(_) => ask(&found),
            None if found.candidates.iter().any(|c| agrees(c.address)) => {
                matched(given, MatchReason::GivenId)
            }
            None => {
                let number = self.register.address(given).number;
                let number_agrees = typed.splits.is_empty()
                    || typed.splits.iter().any(|split| split.number == number);
                let tail_silent = typed.splits.iter().all(|split| split.tail.is_empty());
                if typed.splits.is_empty()
                    || (number_agrees && tail_silent && typed.code == Code::Missing)
                {
                    matched(given, MatchReason::GivenId)
                } else {
                    ask(&found)
                }
            }
        }
    }
}

impl MatchOutcome {
    fn word_of_story(self) -> &'static str {
        match self {
            Self::Matched | Self::OutOfScope => "matched",
            Self::Ambiguous => "asked",
            Self::NotFound => "not-found",
            Self::NotAnAddress => "not-an-address",
        }
    }
}

/// Whether a text says that it is beside a house number: `tegenover 12`, `(achter 12)`, `hoek Laan`.
fn says_beside(raw: &str) -> bool {
    const WORDS: [&str; 13] = [
        "tegenover",
        "t.o.",
        "t/o",
        "naast",
        "achter",
        "nabij",
        "bij",
        "b/d",
        "boven",
        "hoek",
        "hk",
        "opposite",
        "behind",
    ];
    let folded = fold(raw);
    let words: Vec<&str> = folded
        .split([' ', '(', ')', ','])
        .filter(|word| !word.is_empty())
        .collect();
    let number = |word: &&str| word.starts_with(|c: char| c.is_ascii_digit());
    words.iter().enumerate().any(|(at, word)| {
        let next = words.get(at + 1);
        let label =
            next.is_some_and(|word| matches!(*word, "nr" | "nr." | "no" | "nummer" | "huisnr"));
        let after = words.get(at + 1 + usize::from(label));
        WORDS.contains(word) && (at == 0 || after.is_some_and(number) || *word == "hoek")
    })
}

/// Found without any repair, or with one that the postcode bears out.
fn is_settled(found: &Found, code: &Code) -> bool {
    let clean = matches!(
        found.reason,
        MatchReason::Exact
            | MatchReason::Canonical
            | MatchReason::StreetSpelling
            | MatchReason::NoPostcode
    );
    let borne_out = found.reason == MatchReason::StreetTypo && matches!(code, Code::Valid(_));
    found.address.is_some() && (clean || borne_out)
}

/// Of two ways to take a text apart, the one that the register knows.
fn better(first: Found, second: Found) -> Found {
    let rank = |found: &Found| match (found.outcome, found.reason) {
        (MatchOutcome::Matched, MatchReason::StreetTypo | MatchReason::Glued) => 2,
        (MatchOutcome::Matched, MatchReason::PostcodeTypo | MatchReason::TownTypo) => 1,
        (MatchOutcome::Matched | MatchOutcome::OutOfScope, _) => 0,
        (MatchOutcome::Ambiguous, _) => 3,
        (MatchOutcome::NotFound, MatchReason::NoSuchAddition) => 4,
        (MatchOutcome::NotFound, MatchReason::NoSuchNumber) => 5,
        (MatchOutcome::NotFound, _) => 6,
        (MatchOutcome::NotAnAddress, _) => 7,
    };
    let (a, b) = (rank(&first), rank(&second));
    if a <= 2 && b <= 2 && first.address != second.address {
        let mut hits: SmallVec<[(AddressIx, MatchReason); 4]> = SmallVec::new();
        for found in [&first, &second] {
            hits.extend(found.address.map(|ix| (ix, found.reason)));
        }
        return asked_each(MatchReason::Several, &hits);
    }
    if b < a { second } else { first }
}

fn tell_reading(typed: &Typed<'_>, story: &mut Story) {
    for split in &typed.splits {
        let number = split.number.to_string();
        story.say(
            "read",
            &[
                ("street", split.street.as_ref()),
                ("number", &number),
                ("addition", &split.tail.canonical),
                ("postcode", &shown(&typed.code)),
                ("town", typed.town.as_deref().unwrap_or_default()),
            ],
        );
    }
}

fn shown(code: &Code) -> CompactString {
    match code {
        Code::Missing => CompactString::default(),
        Code::Valid(postcode) => compact_str::format_compact!("{postcode}"),
        Code::Digits(digits) => compact_str::format_compact!("{digits}"),
        Code::Bad(text) => text.clone(),
    }
}

/// The key of a decision: the canonical text of what was read, never where it stood.
fn key(text: &AddressText, typed: &Typed<'_>) -> CompactString {
    let mut key = String::from("adr");
    // Where more was said than street and number, all of it belongs to the key.
    let whole = typed.several || typed.splits.iter().any(|split| split.unread);
    if let Some(split) = typed.splits.first().filter(|_| !whole) {
        for part in [
            street_key(&split.street).as_str(),
            &split.number.to_string(),
            &split.tail.canonical,
            &shown(&typed.code),
            &typed.town.as_deref().map(town_key).unwrap_or_default(),
        ] {
            key.push('|');
            key.push_str(part);
        }
    } else {
        key.push('|');
        key.push_str(&fold(&text.raw()));
    }
    if text.number_was_date {
        key.push_str("|date");
    }
    for id in [&text.address_id, &text.unit_id].into_iter().flatten() {
        key.push('|');
        key.push_str(id.trim());
    }
    short(&key)
}

/// Keys stay readable; a very long one is replaced by its hash.
pub fn short(key: &str) -> CompactString {
    if key.len() <= 160 {
        return CompactString::from(key);
    }
    let kind = key.get(..3).unwrap_or("key");
    let hash = blake3::hash(key.as_bytes()).to_hex();
    compact_str::format_compact!("{kind}|{}", hash.get(..32).unwrap_or_default())
}
