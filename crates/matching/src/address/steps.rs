//! The steps, in their order. Each sees only what is still open, and says why it settled.
//!
//! One repair at most: a postcode with a typing error, a street with one, a split of a glued
//! number. What takes two is asked. A missing postcode is no repair, and neither is another
//! usual spelling of a street, an addition or a town.

mod misspelled;

use compact_str::CompactString;
use smallvec::{SmallVec, smallvec};

use super::another::{is_qualifier, names_another, says_another};
use super::finder::Found;
use super::spelling::{Spelled, street_key, street_words};
use super::story::Story;
use super::streets::{Streets, allowed_errors, leaves_words_out};
use super::tail::{Fit, Tail, fit};
use super::typed::{Code, Split, one_error};
use crate::linked::{Candidate, MatchOutcome, MatchReason};
use domain::Postcode;
use register::{AddressIx, Register, StreetIx, TownIx};

/// One split of an address on its way through the steps.
#[derive(Debug)]
pub struct Case<'c, 't> {
    /// Street, number and tail.
    pub split: &'c Split<'t>,
    /// The postcode.
    pub code: &'c Code,
    /// The town as typed.
    pub town: Option<&'c str>,
}

/// What the steps look things up in.
#[derive(Clone, Copy, Debug)]
pub struct Steps<'a> {
    /// The register.
    pub register: &'a Register,
    /// Its streets.
    pub streets: &'a Streets<'a>,
}

/// How a typed street agrees with one of the register.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Agreement {
    /// None was typed.
    NotTyped,
    /// Literally.
    Literal,
    /// Another usual spelling.
    Spelling,
    /// A typing error, or abbreviated beyond the usual.
    Repair,
    /// Not.
    No,
}

/// Where the town that is meant comes from.
struct Towns {
    list: SmallVec<[TownIx; 2]>,
    /// The town's name itself had to be mended.
    repaired: bool,
    /// A town was typed that the register does not know.
    unknown: bool,
}

type Hits = SmallVec<[(AddressIx, MatchReason); 4]>;

impl Steps<'_> {
    /// Runs the steps.
    pub fn run(&self, case: &Case<'_, '_>, story: &mut Story) -> Found {
        if let Code::Valid(postcode) = case.code {
            let at: SmallVec<[AddressIx; 8]> =
                self.register.at(*postcode, case.split.number).collect();
            story.saw("at-postcode", &at);
            if !at.is_empty()
                && let Some(found) = self.at_postcode(case, *postcode, &at, story)
            {
                return found;
            }
        }
        self.on_street(case, story)
    }

    /// Whether a street of this very name, with this number, is where the case says: the quick
    /// look at a second way to take a text apart.
    pub fn may_be(&self, case: &Case<'_, '_>) -> bool {
        let typed = case.split.street.as_ref();
        if let Code::Valid(postcode) = case.code {
            return self.register.at(*postcode, case.split.number).any(|ix| {
                let street = self.register.street(self.register.address(ix).street);
                typed.is_empty() || street.name.eq_ignore_ascii_case(typed)
            });
        }
        let key = street_key(typed);
        match self.towns(case) {
            Some(towns) => towns
                .list
                .iter()
                .any(|town| !self.streets.exact(*town, typed, &key).is_empty()),
            None => !self.streets.everywhere(typed, &key).is_empty(),
        }
    }

    /// Postcode and number exist: which of the homes there, and does the street agree?
    fn at_postcode(
        &self,
        case: &Case<'_, '_>,
        postcode: Postcode,
        at: &[AddressIx],
        story: &mut Story,
    ) -> Option<Found> {
        let typed = case.split.street.as_ref();
        let mut best = Agreement::No;
        let mut group: SmallVec<[AddressIx; 8]> = SmallVec::new();
        let mut last: Option<(StreetIx, Agreement)> = None;
        for ix in at {
            let street = self.register.address(*ix).street;
            let agreement = match last {
                Some((seen, agreement)) if seen == street => agreement,
                _ => self.agreement(typed, street),
            };
            last = Some((street, agreement));
            if rank(agreement) < rank(best) {
                best = agreement;
                group.clear();
            }
            if agreement == best && agreement != Agreement::No {
                group.push(*ix);
            }
        }
        match best {
            Agreement::No => Some(self.contradiction(case, at, story)),
            Agreement::Repair => {
                let street = self.register.address(*group.first()?).street;
                let another = names_another(typed, &self.register.street(street).name);
                if another || !self.is_nearest(typed, street) {
                    return Some(self.contradiction(case, at, story));
                }
                story.say(
                    "street-mended",
                    &[("street", &self.register.street(street).name)],
                );
                Some(self.fitted(&group, case.split, MatchReason::StreetTypo))
            }
            Agreement::NotTyped if !self.town_agrees(case, &group) => Some(asked(
                MatchReason::Contradiction,
                &group,
                MatchReason::Contradiction,
            )),
            Agreement::NotTyped | Agreement::Literal | Agreement::Spelling => {
                let reason = if best == Agreement::Spelling {
                    MatchReason::StreetSpelling
                } else {
                    MatchReason::Exact
                };
                let found = self.fitted(&group, case.split, reason);
                if found.reason == MatchReason::NoSuchAddition
                    && found.outcome == MatchOutcome::NotFound
                {
                    // The same number may go on under a neighbouring postcode of the street.
                    let elsewhere = self.on_street(case, story);
                    if elsewhere.address.is_some() || !elsewhere.candidates.is_empty() {
                        return Some(elsewhere);
                    }
                    let glued = self.glued(case, &group, Some(postcode), story);
                    return Some(glued.unwrap_or(found));
                }
                Some(found)
            }
        }
    }

    /// The town says nothing else than the homes' own.
    fn town_agrees(&self, case: &Case<'_, '_>, group: &[AddressIx]) -> bool {
        let Some(town) = case.town else { return true };
        let Some(first) = group.first() else {
            return true;
        };
        let own = self.register.address(*first).town;
        let known = self.streets.towns(town);
        if known.contains(&own) {
            return true;
        }
        known.is_empty() && self.streets.towns_near(town).contains(&own)
    }

    fn agreement(&self, typed: &str, ix: StreetIx) -> Agreement {
        if typed.is_empty() {
            return Agreement::NotTyped;
        }
        let street = self.register.street(ix);
        if street.name.eq_ignore_ascii_case(typed) {
            return Agreement::Literal;
        }
        let Some(own) = self.streets.key(ix) else {
            return Agreement::No;
        };
        let words = street_words(typed);
        let key = words.concat();
        if key == own {
            return Agreement::Spelling;
        }
        if let Some(short) = &street.short_name
            && street_key(short) == key
        {
            return Agreement::Spelling;
        }
        // `Flat Kleiburg`: the name with words before it that say nothing, or say something else.
        for skip in 1..words.len() {
            if words.get(skip..).is_some_and(|w| w.concat() == own) {
                let before = typed.split_whitespace().take(skip);
                return if before.clone().all(says_nothing) {
                    Agreement::Spelling
                } else if before
                    .clone()
                    .any(|w| is_qualifier(&w.to_ascii_lowercase()))
                {
                    Agreement::No
                } else {
                    Agreement::Repair
                };
            }
        }
        let spelled = Spelled::of(typed);
        if says_another(&spelled, &Spelled::of(&street.name)) {
            return Agreement::No;
        }
        let limit = beside_postcode(own.len());
        match self.streets.errors(ix, &spelled, limit) {
            Some(0) => return Agreement::Spelling,
            Some(_) => return Agreement::Repair,
            None => {}
        }
        let own_words = street_words(&street.name);
        if shortened(&words, &own_words, &key, own)
            || (words.last().is_some_and(|last| last.len() >= 4)
                && leaves_words_out(&words, &own_words))
        {
            return Agreement::Repair;
        }
        Agreement::No
    }

    /// Whether no other street of the town is as near to what was typed.
    fn is_nearest(&self, typed: &str, street: StreetIx) -> bool {
        let (key, spelled) = (street_key(typed), Spelled::of(typed));
        let Some(own) = self.streets.key(street) else {
            return false;
        };
        let town = self.register.street(street).town;
        if !self.streets.exact(town, typed, &key).is_empty() {
            return false;
        }
        let limit = beside_postcode(own.len());
        let own_words = street_words(&self.register.street(street).name);
        let left_out = leaves_words_out(&street_words(typed), &own_words);
        let errors = self.streets.errors(street, &spelled, limit);
        match errors.filter(|_| !left_out) {
            // More errors than may be mended elsewhere: then nothing else may even come near.
            Some(errors) => {
                let margin = usize::from(errors > allowed_errors(own.len()));
                !self
                    .streets
                    .any_within(town, &spelled, errors + margin, street)
            }
            None => {
                !self.streets.any_within(town, &spelled, 2, street)
                    && self
                        .streets
                        .abbreviated(town, typed)
                        .iter()
                        .chain(&self.streets.with_or_without_words(town, typed))
                        .all(|s| *s == street)
            }
        }
    }

    /// Street and postcode contradict each other: both are shown, none is guessed.
    fn contradiction(&self, case: &Case<'_, '_>, at: &[AddressIx], story: &mut Story) -> Found {
        let by_street = self.on_street(case, story);
        let by_postcode = fit(self.register, at, &case.split.tail);
        // At the typed postcode there is no such addition: only the other home can be meant.
        if by_street.reason == MatchReason::PostcodeTypo
            && by_street.address.is_some()
            && by_postcode == Fit::None
        {
            return by_street;
        }
        let mut candidates: SmallVec<[Candidate; 1]> = SmallVec::new();
        let mut add = |address: AddressIx, reason: MatchReason| {
            if !candidates.iter().any(|c| c.address == address) {
                candidates.push(Candidate { address, reason });
            }
        };
        if let Some(address) = by_street.address {
            add(address, by_street.reason);
        }
        for candidate in &by_street.candidates {
            add(candidate.address, candidate.reason);
        }
        match by_postcode {
            Fit::Literal(ix) | Fit::Canonical(ix) => add(ix, MatchReason::Contradiction),
            Fit::Several(all) | Fit::Perhaps(all) => {
                for ix in all {
                    add(ix, MatchReason::Contradiction);
                }
            }
            Fit::None => {}
        }
        story.say("contradiction", &[]);
        if candidates.is_empty() {
            return not_found(MatchReason::Contradiction);
        }
        Found {
            outcome: MatchOutcome::Ambiguous,
            address: None,
            reason: MatchReason::Contradiction,
            candidates,
            key: CompactString::default(),
        }
    }

    /// Fits the tail to what exists at a number. Words that nobody understood may say which of
    /// several homes is meant.
    fn fit(&self, at: &[AddressIx], split: &Split<'_>) -> Fit {
        if split.unread && split.tail.is_empty() && at.len() > 1 {
            return Fit::Perhaps(at.iter().copied().take(20).collect());
        }
        fit(self.register, at, &split.tail)
    }

    /// Fits the tail and makes the answer of it.
    fn fitted(&self, at: &[AddressIx], split: &Split<'_>, reason: MatchReason) -> Found {
        match self.fit(at, split) {
            Fit::Literal(ix) => matched(ix, reason),
            Fit::Canonical(ix) if reason == MatchReason::Exact => {
                matched(ix, MatchReason::Canonical)
            }
            Fit::Canonical(ix) => matched(ix, reason),
            Fit::Several(all) => asked(MatchReason::Several, &all, reason),
            Fit::Perhaps(all) => asked(MatchReason::NoSuchAddition, &all, reason),
            Fit::None => not_found(MatchReason::NoSuchAddition),
        }
    }

    /// The towns that the address may lie in.
    fn towns(&self, case: &Case<'_, '_>) -> Option<Towns> {
        let mut towns = Towns {
            list: SmallVec::new(),
            repaired: false,
            unknown: false,
        };
        if let Some(text) = case.town {
            towns.list = self.streets.towns(text);
            if !towns.list.is_empty() {
                return Some(towns);
            }
            towns.list = self.streets.towns_near(text);
            if !towns.list.is_empty() {
                towns.repaired = true;
                return Some(towns);
            }
            towns.unknown = true;
        }
        let digits = match case.code {
            Code::Valid(postcode) => Some(postcode.digits()),
            Code::Digits(digits) => Some(*digits),
            Code::Bad(text) => text.get(..4).and_then(|d| d.parse().ok()),
            Code::Missing => None,
        };
        if let Code::Valid(postcode) = case.code {
            for ix in self.register.in_postcode(*postcode).take(50) {
                push_new(&mut towns.list, self.register.address(ix).town);
            }
        }
        if towns.list.is_empty()
            && let Some(digits) = digits
        {
            for ix in self
                .register
                .in_postcode_digits(digits)
                .step_by(64)
                .take(64)
            {
                push_new(&mut towns.list, self.register.address(ix).town);
            }
        }
        (!towns.list.is_empty()).then_some(towns)
    }

    /// Street and number, with the town that the row or the postcode tells.
    fn on_street(&self, case: &Case<'_, '_>, story: &mut Story) -> Found {
        let typed = case.split.street.as_ref();
        if typed.is_empty() {
            let known =
                matches!(case.code, Code::Valid(p) if self.register.in_postcode(*p).len() > 0);
            return not_found(if known {
                MatchReason::NoSuchNumber
            } else {
                MatchReason::OutsideRegister
            });
        }
        let key = street_key(typed);
        let Some(towns) = self.towns(case) else {
            return self.anywhere(case, typed, &key, story);
        };
        let mut streets: SmallVec<[StreetIx; 2]> = SmallVec::new();
        for town in &towns.list {
            streets.extend(self.streets.exact(*town, typed, &key));
        }
        if streets.is_empty() {
            for town in &towns.list {
                streets.extend(self.with_words_before(*town, typed));
            }
        }
        story.streets(self.register, "street", &streets);
        let base_repairs =
            u32::from(towns.repaired || (towns.unknown && *case.code != Code::Missing));
        if streets.is_empty() {
            return self.misspelled(case, typed, &towns, base_repairs, story);
        }
        self.fit_streets(case, &streets, base_repairs, story)
    }

    /// The street with words before it that do not belong to it (`flat Kleiburg`).
    fn with_words_before(&self, town: TownIx, typed: &str) -> SmallVec<[StreetIx; 1]> {
        let words: SmallVec<[&str; 8]> = typed.split_whitespace().collect();
        for skip in 1..words.len() {
            if !words.get(skip - 1).is_some_and(|w| says_nothing(w)) {
                break;
            }
            let rest = words.get(skip..).unwrap_or(&[]).join(" ");
            let key = street_key(&rest);
            if key.len() < 5 {
                break;
            }
            let found = self.streets.exact(town, &rest, &key);
            if !found.is_empty() {
                return found;
            }
        }
        SmallVec::new()
    }

    /// The streets are known: the number, the tail and the postcode decide.
    fn fit_streets(
        &self,
        case: &Case<'_, '_>,
        streets: &[StreetIx],
        repairs: u32,
        story: &mut Story,
    ) -> Found {
        let mut hits: Hits = SmallVec::new();
        let mut perhaps: Hits = SmallVec::new();
        let mut number_exists = false;
        for street in streets {
            let at = self.register.on_street(*street, case.split.number);
            number_exists |= !at.is_empty();
            match self.fit(at, case.split) {
                Fit::Literal(ix) | Fit::Canonical(ix) => hits.push((ix, MatchReason::NoPostcode)),
                Fit::Several(all) => hits.extend(all.iter().map(|ix| (*ix, MatchReason::Several))),
                Fit::Perhaps(all) => {
                    perhaps.extend(all.iter().map(|ix| (*ix, MatchReason::NoSuchAddition)));
                }
                Fit::None => {}
            }
        }
        if hits.is_empty() {
            if !perhaps.is_empty() {
                return asked_each(MatchReason::NoSuchAddition, &perhaps);
            }
            for street in streets {
                let all = self.register.street_addresses(*street);
                if let Some(found) = self.glued(case, all, None, story) {
                    return found;
                }
            }
            return not_found(if number_exists {
                MatchReason::NoSuchAddition
            } else {
                MatchReason::NoSuchNumber
            });
        }
        self.judge_code(case, &hits, repairs)
    }

    /// Street and number fit; what does the postcode say to that?
    fn judge_code(
        &self,
        case: &Case<'_, '_>,
        hits: &[(AddressIx, MatchReason)],
        repairs: u32,
    ) -> Found {
        let [(ix, reason)] = hits else {
            return asked_each(MatchReason::Several, hits);
        };
        if *reason == MatchReason::Several {
            return asked_each(MatchReason::Several, hits);
        }
        let address = self.register.address(*ix);
        let (extra, reason) = match (case.code, address.postcode) {
            (Code::Missing, _) => (0, MatchReason::NoPostcode),
            (Code::Digits(digits), Some(own)) if own.digits() == *digits => {
                (0, MatchReason::NoPostcode)
            }
            (Code::Valid(typed), Some(own)) if *typed == own => (0, MatchReason::Exact),
            (Code::Valid(typed), Some(own)) if one_error(&typed.to_string(), &own.to_string()) => {
                (1, MatchReason::PostcodeTypo)
            }
            (Code::Bad(typed), Some(own)) if one_error(typed, &own.to_string()) => {
                (1, MatchReason::PostcodeTypo)
            }
            (Code::Digits(typed), Some(own))
                if one_error(&typed.to_string(), &own.digits().to_string()) =>
            {
                (1, MatchReason::PostcodeTypo)
            }
            _ => return asked_each(MatchReason::Contradiction, hits),
        };
        match (repairs + extra, repairs) {
            (0 | 1, 0) => matched(*ix, reason),
            (1, _) => matched(*ix, MatchReason::TownTypo),
            _ => asked_each(MatchReason::TwoRepairs, hits),
        }
    }

    /// Neither town nor postcode: only what is unique in the whole register.
    fn anywhere(&self, case: &Case<'_, '_>, typed: &str, key: &str, story: &mut Story) -> Found {
        if case.town.is_some() {
            return not_found(MatchReason::OutsideRegister);
        }
        if !matches!(case.code, Code::Missing) {
            let streets = self.streets.everywhere(typed, key);
            story.streets(self.register, "anywhere", &streets);
            if streets.is_empty() {
                return not_found(MatchReason::OutsideRegister);
            }
            return self.fit_streets(case, &streets, 0, story);
        }
        let mut streets = self.streets.everywhere(typed, key);
        if streets.is_empty() && self.register.towns().len() <= 50 {
            for town in self.register.towns() {
                streets.extend(self.with_words_before(town, typed));
            }
        }
        story.streets(self.register, "anywhere", &streets);
        if !streets.is_empty() {
            return self.fit_streets(case, &streets, 0, story);
        }
        // A register of one neighbourhood: its few streets may be looked through.
        if self.register.streets().len() > 5_000 {
            return not_found(MatchReason::NoSuchStreet);
        }
        let towns = Towns {
            list: self.register.towns().collect(),
            repaired: false,
            unknown: false,
        };
        self.misspelled(case, typed, &towns, 0, story)
    }

    /// `Karveel 2228`: the number split in the only way that fits, as one repair.
    fn glued(
        &self,
        case: &Case<'_, '_>,
        all: &[AddressIx],
        postcode: Option<Postcode>,
        story: &mut Story,
    ) -> Option<Found> {
        let digits = case.split.number.to_string();
        if digits.len() < 2 || !case.split.tail.is_empty() {
            return None;
        }
        let street = self.register.address(*all.first()?).street;
        let mut hits: Hits = SmallVec::new();
        for at in 1..digits.len() {
            let (head, rest) = digits.split_at_checked(at)?;
            let number: u32 = head.parse().ok()?;
            let tail = Tail::read(rest);
            if let Fit::Literal(ix) = fit(
                self.register,
                self.register.on_street(street, number),
                &tail,
            ) {
                hits.push((ix, MatchReason::Glued));
            }
        }
        let found: SmallVec<[AddressIx; 4]> = hits.iter().map(|(ix, _)| *ix).collect();
        story.saw("glued", &found);
        let [(ix, _)] = hits.as_slice() else {
            return (!hits.is_empty()).then(|| asked_each(MatchReason::Several, &hits));
        };
        let own = self.register.address(*ix).postcode;
        let agrees = match (postcode, case.code) {
            (Some(postcode), _) => own == Some(postcode),
            (None, Code::Missing) => true,
            (None, Code::Valid(typed)) => own == Some(*typed),
            (None, Code::Digits(typed)) => own.is_some_and(|o| o.digits() == *typed),
            (None, Code::Bad(_)) => false,
        };
        Some(if agrees {
            matched(*ix, MatchReason::Glued)
        } else {
            asked_each(MatchReason::TwoRepairs, &hits)
        })
    }
}

/// How many typing errors a street may have whose postcode and number are there.
fn beside_postcode(length: usize) -> usize {
    match length {
        0..=3 => 0,
        4..=5 => 1,
        6..=8 => 2,
        9..=14 => 3,
        _ => 4,
    }
}

/// Words before a street's name that do not make it another street.
fn says_nothing(word: &str) -> bool {
    [
        "flat",
        "gebouw",
        "pand",
        "toren",
        "huize",
        "woning",
        "appartement",
        "app.",
        "complex",
        "aan",
        "adres",
        "adres:",
        "straat:",
        "perceel",
        "flatgebouw",
        "torenflat",
        "hoogbouw",
        "galerijflat",
    ]
    .iter()
    .any(|w| word.eq_ignore_ascii_case(w))
}

fn rank(agreement: Agreement) -> u8 {
    match agreement {
        Agreement::Literal => 0,
        Agreement::NotTyped | Agreement::Spelling => 1,
        Agreement::Repair => 2,
        Agreement::No => 3,
    }
}

/// Abbreviated beyond the usual, or cut off: `M.H. Trompstr`, `Gulden Winckel`.
fn shortened(typed: &[CompactString], own: &[CompactString], key: &str, own_key: &str) -> bool {
    let cut = key.len() >= 5 && own_key.starts_with(key);
    let begins = typed.len() == own.len()
        && typed.len() > 1
        && typed
            .iter()
            .zip(own)
            .all(|(t, o)| o.starts_with(t.as_str()))
        && typed.last().is_some_and(|last| last.len() >= 3);
    cut || begins
}

fn push_new(list: &mut SmallVec<[TownIx; 2]>, town: TownIx) {
    if !list.contains(&town) {
        list.push(town);
    }
}

/// One address, for sure.
pub fn matched(address: AddressIx, reason: MatchReason) -> Found {
    Found {
        outcome: MatchOutcome::Matched,
        address: Some(address),
        reason,
        candidates: SmallVec::new(),
        key: CompactString::default(),
    }
}

/// Nothing.
pub fn not_found(reason: MatchReason) -> Found {
    Found {
        outcome: MatchOutcome::NotFound,
        address: None,
        reason,
        candidates: SmallVec::new(),
        key: CompactString::default(),
    }
}

/// A question with candidates that all have the same reason.
fn asked(reason: MatchReason, all: &[AddressIx], each: MatchReason) -> Found {
    let hits: Hits = all.iter().map(|ix| (*ix, each)).collect();
    asked_each(reason, &hits)
}

/// A question.
pub fn asked_each(reason: MatchReason, hits: &[(AddressIx, MatchReason)]) -> Found {
    let mut candidates: SmallVec<[Candidate; 1]> = smallvec![];
    for (address, reason) in hits {
        if !candidates.iter().any(|c| c.address == *address) {
            candidates.push(Candidate {
                address: *address,
                reason: *reason,
            });
        }
    }
    candidates.truncate(20);
    Found {
        outcome: MatchOutcome::Ambiguous,
        address: None,
        reason,
        candidates,
        key: CompactString::default(),
    }
}
