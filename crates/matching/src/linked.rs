//! What matching hands over: each record with its homes, and why.

use std::collections::BTreeSet;

use compact_str::CompactString;
use jiff::civil::Date;
use smallvec::SmallVec;

use domain::{
    AreaLevel, Channel, EvidenceKind, Language, Legs, OrganisationKind, Represents, Tenure,
};
use lists::intake::{
    Basis, IssueRecord, MeetingRecord, Origin, ReplyRecord, RowAccount, Source, SupportRecord,
};
use register::{AddressIx, UnitIx};

/// Position of an organisation in [`Linked::organisations`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct OrgIx(pub u32);

impl OrgIx {
    /// The position as a `usize`.
    pub fn at(self) -> usize {
        self.0 as usize
    }
}

/// A set of units of one register: sorted positions, no doubles.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UnitSet(Vec<UnitIx>);

impl UnitSet {
    /// The units in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = UnitIx> + '_ {
        self.0.iter().copied()
    }
    /// How many.
    pub fn len(&self) -> usize {
        self.0.len()
    }
    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
    /// Whether a unit is in it.
    pub fn contains(&self, unit: UnitIx) -> bool {
        self.0.binary_search(&unit).is_ok()
    }
    /// All that is in either.
    #[must_use]
    pub fn union(&self, other: &Self) -> Self {
        self.iter().chain(other.iter()).collect()
    }
}

impl FromIterator<UnitIx> for UnitSet {
    fn from_iter<I: IntoIterator<Item = UnitIx>>(units: I) -> Self {
        let mut all: Vec<UnitIx> = units.into_iter().collect();
        all.sort_unstable();
        all.dedup();
        Self(all)
    }
}

/// What became of an address. The words are literal in `matches.csv`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum MatchOutcome {
    /// One address, for sure.
    Matched,
    /// Several, or not sure enough: a question.
    Ambiguous,
    /// Nothing in the register fits.
    NotFound,
    /// A postbus, a foreign address, or no address at all.
    NotAnAddress,
    /// One address, but its home is outside the campaign's scope.
    OutOfScope,
}

impl MatchOutcome {
    /// The literal word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Matched => "matched",
            Self::Ambiguous => "ambiguous",
            Self::NotFound => "not_found",
            Self::NotAnAddress => "not_an_address",
            Self::OutOfScope => "out_of_scope",
        }
    }
}

/// Why a match is a match (or is none). Its sentence is the message `match-<key>`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[non_exhaustive]
pub enum MatchReason {
    /// A person decided so earlier.
    Decision,
    /// The list gave the BAG id.
    GivenId,
    /// Postcode, number, letter and addition are literally the register's.
    Exact,
    /// Letter and addition are another spelling of the only unit at that number that fits.
    Canonical,
    /// No postcode: street, number and town are unique.
    NoPostcode,
    /// The postcode has one typing error; street and number are unique in the town.
    PostcodeTypo,
    /// The street has a typing error or an unofficial spelling inside the postcode or town.
    StreetTypo,
    /// The street is written in another usual way: abbreviated, with `ij` for `y`, by its short name.
    StreetSpelling,
    /// The town has a typing error; everything else fits.
    TownTypo,
    /// `Karveel 2228`: one glued word split in the only way that fits.
    Glued,
    /// The number had been made a date by the spreadsheet.
    DateNumber,
    /// Several addresses fit.
    Several,
    /// It would take two repairs at once.
    TwoRepairs,
    /// Street and postcode contradict each other.
    Contradiction,
    /// The number exists, but not with this letter or addition.
    NoSuchAddition,
    /// The street exists, but not this number.
    NoSuchNumber,
    /// No such street.
    NoSuchStreet,
    /// The town or postcode is not in the register.
    OutsideRegister,
    /// The list gives an id that the register does not have.
    UnknownId,
    /// What stands behind the number is neither an addition nor a town that is known.
    UnreadTail,
    /// A place beside, opposite or behind a house number: not the home.
    BesideHome,
    /// No house number.
    NoNumber,
    /// A post office box.
    Postbus,
    /// An address abroad.
    Foreign,
    /// Nothing that looks like an address.
    NoAddress,
}

impl MatchReason {
    /// The key of its sentence, without `match-`.
    pub fn key(self) -> &'static str {
        match self {
            Self::Decision => "decision",
            Self::GivenId => "given-id",
            Self::Exact => "exact",
            Self::Canonical => "canonical",
            Self::NoPostcode => "no-postcode",
            Self::PostcodeTypo => "postcode-typo",
            Self::StreetTypo => "street-typo",
            Self::StreetSpelling => "street-spelling",
            Self::TownTypo => "town-typo",
            Self::Glued => "glued",
            Self::DateNumber => "date-number",
            Self::Several => "several",
            Self::TwoRepairs => "two-repairs",
            Self::Contradiction => "contradiction",
            Self::NoSuchAddition => "no-such-addition",
            Self::NoSuchNumber => "no-such-number",
            Self::NoSuchStreet => "no-such-street",
            Self::OutsideRegister => "outside-register",
            Self::UnknownId => "unknown-id",
            Self::UnreadTail => "unread-tail",
            Self::BesideHome => "beside-home",
            Self::NoNumber => "no-number",
            Self::Postbus => "postbus",
            Self::Foreign => "foreign",
            Self::NoAddress => "no-address",
        }
    }
}

/// An address that might be meant.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Candidate {
    /// The address.
    pub address: AddressIx,
    /// Why it might be.
    pub reason: MatchReason,
}

/// What became of one input row with an address.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AddressMatch {
    /// Where it stands.
    pub origin: Origin,
    /// What stood there.
    pub raw: CompactString,
    /// What became of it.
    pub outcome: MatchOutcome,
    /// The address, only when `outcome` is `Matched` or `OutOfScope`.
    pub address: Option<AddressIx>,
    /// Why.
    pub reason: MatchReason,
    /// In order of likelihood; only when asked.
    pub candidates: SmallVec<[Candidate; 1]>,
}

/// How a covers expression was read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reading {
    /// A stable short name, by which a person's decision refers to it.
    pub key: CompactString,
    /// In words a volunteer understands: `oneven nummers 137 t/m 151`.
    pub text: CompactString,
    /// The homes and other units that it means.
    pub units: UnitSet,
}

/// One expression of an organisation (or area) with the homes that it covers.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Cover {
    /// Where it stands.
    pub origin: Origin,
    /// The expression, or the address as written.
    pub expression: CompactString,
    /// The reading that was used for what is certain, in words; empty when all of it must be asked
    /// or it covers nothing.
    pub reading: CompactString,
    /// The units of what is certain; empty when all of it must be asked or it covers nothing.
    pub units: UnitSet,
    /// What part of the expression was left out, in words; empty when nothing was.
    pub left_out: CompactString,
    /// On what terms these homes are lived in, when a VvE's list says so.
    pub lived: Option<Tenure>,
}

/// A home that a corporation lets, found.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LinkedHolding {
    /// Where it stands.
    pub origin: Origin,
    /// The home.
    pub unit: UnitIx,
    /// The landlord.
    pub landlord: CompactString,
    /// The complex, as `number name`; the same text on every row of that complex.
    pub complex: Option<CompactString>,
    /// The number of the complex alone.
    pub complex_number: Option<CompactString>,
    /// What the row says about tenure: let by the corporation, unless it says that the home was
    /// sold or is let privately.
    pub tenure: Tenure,
}

/// One organisation, from all the lists that name it.
#[derive(Clone, PartialEq, Debug)]
pub struct LinkedOrganisation {
    /// A stable id: the list's own, else a slug of the name (with a number when not unique).
    pub id: CompactString,
    /// The name.
    pub name: CompactString,
    /// Every row that names it.
    pub origins: Vec<Origin>,
    /// The kind.
    pub kind: OrganisationKind,
    /// Whom it represents.
    pub represents: Represents,
    /// What it covers, expression by expression.
    pub covers: Vec<Cover>,
    /// All units together.
    pub units: UnitSet,
    /// Founding date.
    pub founded: Option<Date>,
    /// End date.
    pub ended: Option<Date>,
    /// Umbrellas, by name.
    pub umbrellas: Vec<CompactString>,
    /// KvK number.
    pub kvk: Option<CompactString>,
    /// Board, manager or contact person.
    pub contact: Option<CompactString>,
    /// The contact agreed to be named in letters.
    pub contact_named: bool,
    /// The contact's home or office, when it was found in the register.
    pub contact_address: Option<AddressIx>,
    /// The contact's postal address, as written.
    pub contact_address_text: Option<CompactString>,
    /// Contact e-mail, checked.
    pub email: Option<CompactString>,
    /// On what ground it may be used.
    pub basis: Option<Basis>,
    /// Language of the contact.
    pub language: Option<Language>,
    /// Stands on a formal list.
    pub formal: bool,
    /// The list that named it first, for the explanation, and its date when known.
    pub formal_source: Option<CompactString>,
    /// Evidence, by date.
    pub evidence: Vec<LinkedEvidence>,
    /// A question is open that may change what it is.
    pub asked: bool,
}

/// One dated sign.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LinkedEvidence {
    /// Where it stands; `None` for evidence that the program itself derived.
    pub origin: Option<Origin>,
    /// On which day.
    pub date: Date,
    /// What happened, as written.
    pub what: CompactString,
    /// What it proves.
    pub kind: EvidenceKind,
    /// On which legs.
    pub legs: Legs,
    /// Who says so.
    pub source: CompactString,
}

/// A person, with home and organisation found.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LinkedContact {
    /// Where it stands.
    pub origin: Origin,
    /// The name.
    pub name: Option<CompactString>,
    /// The home.
    pub unit: Option<UnitIx>,
    /// Checked e-mail.
    pub email: Option<CompactString>,
    /// On what ground it may be used.
    pub basis: Option<Basis>,
    /// When consent was given.
    pub consent_date: Option<Date>,
    /// Where consent was given.
    pub consent_source: Option<CompactString>,
    /// The person's language.
    pub language: Option<Language>,
    /// Role in an organisation.
    pub role: Option<CompactString>,
    /// The organisation.
    pub organisation: Option<OrgIx>,
}

/// Someone who wants nothing more.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LinkedOptOut {
    /// Where it stands.
    pub origin: Origin,
    /// The homes: from the address, or from the contact list by the e-mail address.
    pub units: SmallVec<[UnitIx; 1]>,
    /// E-mail, lower case.
    pub email: Option<CompactString>,
    /// The person, when named.
    pub name: Option<CompactString>,
    /// By which channel nothing more; `None` = by none at all.
    pub channel: Option<Channel>,
    /// The day that stands beside it.
    pub date: Option<Date>,
}

/// An own area with its homes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LinkedArea {
    /// Where it stands.
    pub origin: Origin,
    /// The level.
    pub level: AreaLevel,
    /// The code; may be empty.
    pub code: CompactString,
    /// The name.
    pub name: CompactString,
    /// The area that it is part of, by name.
    pub part_of: Option<CompactString>,
    /// What it covers.
    pub cover: Cover,
}

/// What the campaign is about.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub enum AreaScope {
    /// The whole register.
    #[default]
    Everything,
    /// These units.
    Units(UnitSet),
}

impl AreaScope {
    /// Whether a unit is in scope.
    pub fn contains(&self, unit: UnitIx) -> bool {
        match self {
            Self::Everything => true,
            Self::Units(units) => units.contains(unit),
        }
    }
}

/// What a question is about.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum QuestionAbout {
    /// An address: which of these is it?
    Address(SmallVec<[Candidate; 1]>),
    /// A covers expression: which reading is meant?
    Covers(Vec<Reading>),
    /// Two lists contradict each other; the candidates are words to choose from.
    Contradiction(Vec<CompactString>),
}

/// Something that only a person can tell.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Question {
    /// Made of what was read, not of where it stood: the key of the decision.
    pub key: CompactString,
    /// Where it stands (the first row with this text).
    pub origin: Origin,
    /// What was read.
    pub raw: CompactString,
    /// The message key of the question itself, without `question-`.
    pub ask: &'static str,
    /// What there is to choose from.
    pub about: QuestionAbout,
    /// On how many further rows the same text stands.
    pub repeats: u32,
}

/// Each record with its homes or candidates, and why.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Linked {
    /// The sheets.
    pub sources: Vec<Source>,
    /// One account for every row that is not blank.
    pub rows: Vec<RowAccount>,
    /// One line for every row with an address.
    pub matches: Vec<AddressMatch>,
    /// What the campaign is about.
    pub scope: AreaScope,
    /// Homes let by corporations, in scope.
    pub holdings: Vec<LinkedHolding>,
    /// Organisations.
    pub organisations: Vec<LinkedOrganisation>,
    /// People.
    pub contacts: Vec<LinkedContact>,
    /// Opt-outs.
    pub opt_outs: Vec<LinkedOptOut>,
    /// Own areas.
    pub areas: Vec<LinkedArea>,
    /// Support needs, with the organisation.
    pub support: Vec<(SupportRecord, Option<OrgIx>)>,
    /// Issues, with the organisation.
    pub issues: Vec<(IssueRecord, Option<OrgIx>)>,
    /// Meetings, with the organisation.
    pub meetings: Vec<(MeetingRecord, Option<OrgIx>)>,
    /// Replies, as they came.
    pub replies: Vec<ReplyRecord>,
    /// What must be asked.
    pub questions: Vec<Question>,
    /// Landlords, by name, without doubles.
    pub landlords: BTreeSet<CompactString>,
}

impl Linked {
    /// An organisation.
    pub fn organisation(&self, ix: OrgIx) -> Option<&LinkedOrganisation> {
        self.organisations.get(ix.at())
    }

    /// Notes what was heard of an organisation on a day: that its contact was reached, or not, or
    /// that it is no more. An id that no list has (any more) is passed over.
    pub fn hear(&mut self, organisation_id: &str, date: Date, kind: EvidenceKind, source: &str) {
        let found = self
            .organisations
            .iter_mut()
            .find(|organisation| organisation.id == organisation_id);
        let Some(organisation) = found else {
            return;
        };
        let at = organisation
            .evidence
            .partition_point(|evidence| evidence.date <= date);
        let what = match kind {
            EvidenceKind::ContactNotReached => "contact niet bereikt",
            EvidenceKind::Ended => "opgeheven",
            EvidenceKind::ContactReached
            | EvidenceKind::SignOfLife
            | EvidenceKind::Paper
            | EvidenceKind::Forming => "contact bereikt",
        };
        organisation.evidence.insert(
            at,
            LinkedEvidence {
                origin: None,
                date,
                what: CompactString::const_new(what),
                kind,
                legs: Legs::NONE,
                source: source.into(),
            },
        );
    }
}
