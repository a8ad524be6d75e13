//! Records in our words, as the lists gave them.

use std::sync::Arc;

use compact_str::CompactString;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::recipe::Beside;
use domain::campaign::ListKind;
use domain::{
    AddressText, AreaLevel, Channel, EvidenceKind, Language, Legs, OrganisationKind, PackedAddress,
    Place, Represents,
};

/// Position of a source in [`Intake::sources`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct SourceIx(pub u16);

/// A sheet (or CSV file) that records came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The file, relative to `inputs/`, with `/`.
    pub file: Arc<str>,
    /// The sheet; empty for CSV.
    pub sheet: Arc<str>,
    /// What kind of list it is; `None` when that could not be told.
    pub kind: Option<ListKind>,
    /// Who keeps it, when the campaign file says so.
    pub owner: Option<CompactString>,
}

/// Where a record stands: source and row as a spreadsheet shows it (from 1).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Origin {
    /// The sheet.
    pub source: SourceIx,
    /// The row, from 1; 0 stands for the file as a whole.
    pub row: u32,
    /// Which record of that row, from 0: tables may stand beside each other, or on their side.
    pub part: u16,
}

impl Origin {
    /// The row as a whole, as accounts have it.
    #[must_use]
    pub fn whole_row(self) -> Self {
        Self { part: 0, ..self }
    }
}

/// What became of an input row. The words are literal in `rows.csv`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum RowOutcome {
    /// It became a record.
    Used,
    /// It says the same as another row, or adds to that row's record.
    Merged,
    /// It did not become a record; the reason says why.
    SetAside,
}

impl RowOutcome {
    /// The literal word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Used => "used",
            Self::Merged => "merged",
            Self::SetAside => "set_aside",
        }
    }
}

/// Why a row had its outcome. Its sentence is the message `row-<key>`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[non_exhaustive]
pub enum RowReason {
    /// A record was made of it.
    Record,
    /// A heading row.
    Heading,
    /// A title or explanation above the headings.
    Title,
    /// A total or subtotal.
    Total,
    /// A note below the table.
    Footnote,
    /// A hidden or filtered-out row.
    Hidden,
    /// On a hidden sheet.
    HiddenSheet,
    /// Exactly the same as an earlier row of the same supplier, perhaps in another file.
    Duplicate(Origin),
    /// One more address of an organisation that an earlier row (its number) names.
    MoreOf(u32),
    /// The fields that this kind of list needs are empty.
    NothingNeeded,
    /// A field that this kind of list needs cannot be read.
    Unreadable,
    /// On a sheet without recognisable headings.
    NoHeadings,
    /// The file as a whole could not be read.
    UnreadableFile,
    /// On a sheet that the campaign file does not ask for.
    NotAsked,
    /// On a sheet of which it cannot be told what kind of list it is.
    UnknownKind,
    /// In an older delivery of a list that the campaign file names by a pattern.
    OlderDelivery,
    /// In a list of which it is asked which columns make the address.
    UnsureColumns,
    /// A row of a table with its fields down and its records across.
    Transposed,
    /// Filled in by people in the follow-up workbook.
    FilledIn,
}

impl RowReason {
    /// One of every kind, whatever row it points to.
    pub const ALL: [Self; 19] = [
        Self::Record,
        Self::Heading,
        Self::Title,
        Self::Total,
        Self::Footnote,
        Self::Hidden,
        Self::HiddenSheet,
        Self::Duplicate(Origin {
            source: SourceIx(0),
            row: 1,
            part: 0,
        }),
        Self::MoreOf(1),
        Self::NothingNeeded,
        Self::Unreadable,
        Self::NoHeadings,
        Self::UnreadableFile,
        Self::NotAsked,
        Self::UnknownKind,
        Self::UnsureColumns,
        Self::OlderDelivery,
        Self::Transposed,
        Self::FilledIn,
    ];

    /// The key of its sentence, without `row-`.
    pub fn key(self) -> &'static str {
        match self {
            Self::Record => "record",
            Self::Heading => "heading",
            Self::Title => "title",
            Self::Total => "total",
            Self::Footnote => "footnote",
            Self::Hidden => "hidden",
            Self::HiddenSheet => "hidden-sheet",
            Self::Duplicate(_) => "duplicate",
            Self::MoreOf(_) => "more-of",
            Self::NothingNeeded => "nothing-needed",
            Self::Unreadable => "unreadable",
            Self::NoHeadings => "no-headings",
            Self::UnreadableFile => "unreadable-file",
            Self::NotAsked => "not-asked",
            Self::UnknownKind => "unknown-kind",
            Self::UnsureColumns => "unsure-columns",
            Self::OlderDelivery => "older-delivery",
            Self::Transposed => "transposed",
            Self::FilledIn => "filled-in",
        }
    }

    /// The row that the reason points to.
    pub fn other_row(self) -> Option<u32> {
        if let Self::Duplicate(first) = self {
            return Some(first.row);
        }
        if let Self::MoreOf(row) = self {
            return Some(row);
        }
        None
    }
}

/// The account of one row that is not blank.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct RowAccount {
    /// Which row; row 0 stands for an unreadable file.
    pub origin: Origin,
    /// What became of it.
    pub outcome: RowOutcome,
    /// Why.
    pub reason: RowReason,
}

/// A home that a corporation lets.
#[derive(Clone, Debug, PartialEq)]
pub struct Holding {
    /// Where it stands.
    pub origin: Origin,
    /// The address as written, packed: `holding.address.text()`.
    pub address: PackedAddress,
    /// The landlord: the column, else the owner of the list, else the file's name.
    pub landlord: CompactString,
    /// The corporation's number of the complex.
    pub complex: Option<CompactString>,
    /// The name of the complex.
    pub complex_name: Option<CompactString>,
    /// What the home is used for, as written.
    pub usage: Option<CompactString>,
}

/// How an organisation says what it covers.
#[derive(Clone, Debug, PartialEq)]
pub enum Claim {
    /// A covers expression in prose.
    Expression {
        /// Where it stands.
        origin: Origin,
        /// The text, cleaned.
        text: CompactString,
        /// The town or postcode that the row gives beside it.
        context: AddressText,
    },
    /// One address row.
    Address {
        /// Where it stands.
        origin: Origin,
        /// The address as written.
        address: AddressText,
    },
    /// The name itself is the expression: a list of VvE's with neither covers nor addresses.
    Name {
        /// Where it stands.
        origin: Origin,
        /// The town or postcode that the row gives beside it.
        context: AddressText,
    },
}

/// On what ground an e-mail address may be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// Prior consent that can be shown (date and source).
    Consent,
    /// The person is a member of the group itself.
    Member,
    /// An organisation's own published contact address.
    Published,
}

/// An organisation as one list names it.
#[derive(Clone, Debug, PartialEq)]
pub struct OrganisationRecord {
    /// The first row that names it.
    pub origin: Origin,
    /// The list's own id.
    pub id: Option<CompactString>,
    /// The name.
    pub name: CompactString,
    /// The kind; `None` when not said and not clear from the name.
    pub kind: Option<OrganisationKind>,
    /// What it covers.
    pub claims: Vec<Claim>,
    /// Whom it says to represent; `None` = what its kind implies.
    pub represents: Option<Represents>,
    /// The landlord whose tenants it represents, when a column says so.
    pub landlord: Option<CompactString>,
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
    /// Postal address of the board or manager, as written.
    pub contact_address: Option<CompactString>,
    /// Contact e-mail, as written.
    pub email: Option<CompactString>,
    /// The basis for using it.
    pub basis: Option<Basis>,
    /// What a VvE list says in its column of use (`verhuurd`, `eigen bewoning`), by row.
    pub uses: Vec<(Origin, CompactString)>,
    /// Date of the last members' meeting (ALV), from a VvE list.
    pub last_alv: Option<Date>,
    /// The last meeting, newsletter or contact that the list dates.
    pub last: Vec<(Last, Date)>,
    /// What the list says of whether it lives.
    pub said: Option<Said>,
    /// Stands on a formal list: a corporation's or a VvE's list, or an organisation list that says so.
    pub formal: bool,
    /// Language of the contact.
    pub language: Option<Language>,
}

/// What a list may date of an organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Last {
    /// A meeting or activity with residents.
    Meeting,
    /// A newsletter.
    Newsletter,
    /// Somebody of it was spoken to.
    Contact,
}

/// What a list says, without a date, of whether an organisation lives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// Where.
    pub origin: Origin,
    /// In its own words.
    pub text: CompactString,
    /// Yes, no, or words that say neither.
    pub lives: Option<bool>,
}

/// A dated sign about an organisation.
#[derive(Clone, Debug, PartialEq)]
pub struct EvidenceRecord {
    /// Where it stands.
    pub origin: Origin,
    /// The organisation's id or name, as written.
    pub organisation: CompactString,
    /// On which day.
    pub date: Option<Date>,
    /// What happened, as written.
    pub what: CompactString,
    /// What it proves by the built-in words; `None` for a word that only the campaign's rules may know.
    pub kind: Option<EvidenceKind>,
    /// On which legs; `None` = what the word implies.
    pub legs: Option<Legs>,
    /// Who says so.
    pub source: CompactString,
}

/// A person who can be written to.
#[derive(Clone, Debug, PartialEq)]
pub struct ContactRecord {
    /// Where it stands.
    pub origin: Origin,
    /// The name.
    pub name: Option<CompactString>,
    /// The home.
    pub address: AddressText,
    /// E-mail, as written.
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
    /// The organisation, by id or name.
    pub organisation: Option<CompactString>,
}

/// Someone who wants nothing more.
#[derive(Clone, Debug, PartialEq)]
pub struct OptOutRecord {
    /// Where it stands.
    pub origin: Origin,
    /// The person, when named.
    pub name: Option<CompactString>,
    /// The home.
    pub address: AddressText,
    /// E-mail, as written.
    pub email: Option<CompactString>,
    /// On which day.
    pub date: Option<Date>,
    /// By which channel nothing more; `None` = by none at all.
    pub channel: Option<Channel>,
}

/// An own area.
#[derive(Clone, Debug, PartialEq)]
pub struct AreaRecord {
    /// Where it stands.
    pub origin: Origin,
    /// The name.
    pub name: CompactString,
    /// The level.
    pub level: AreaLevel,
    /// A code, when the table has one.
    pub code: Option<CompactString>,
    /// The name of the area that it is part of.
    pub part_of: Option<CompactString>,
    /// What it covers.
    pub covers: CompactString,
    /// The year of the table.
    pub year: Option<u16>,
}

/// Support that an organisation needs.
#[derive(Clone, Debug, PartialEq)]
pub struct SupportRecord {
    /// Where it stands.
    pub origin: Origin,
    /// What it is known by in the follow-up workbook; given out when everything is taken in.
    pub key: CompactString,
    /// The organisation, by id or name.
    pub organisation: CompactString,
    /// The kind of need, as written: bemiddeling, corvee, professionele hulp, …
    pub kind: CompactString,
    /// Since when.
    pub date: Option<Date>,
    /// Who takes care of it.
    pub owner: Option<CompactString>,
    /// The partner who helps.
    pub partner: Option<CompactString>,
    /// How it stands, as written.
    pub state: Option<CompactString>,
    /// What came of it.
    pub outcome: Option<CompactString>,
    /// Confidential remarks: never for partners.
    pub note: Option<CompactString>,
}

/// How far an issue has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IssueState {
    /// Ingebracht.
    Raised,
    /// Gehoord.
    Heard,
    /// Gescoord.
    Scored,
    /// Afgewezen.
    Rejected,
}

/// An issue that an organisation raised.
#[derive(Clone, Debug, PartialEq)]
pub struct IssueRecord {
    /// Where it stands.
    pub origin: Origin,
    /// What it is known by in the follow-up workbook; given out when everything is taken in.
    pub key: CompactString,
    /// The organisation, by id or name.
    pub organisation: CompactString,
    /// What it is about.
    pub subject: CompactString,
    /// Since when.
    pub date: Option<Date>,
    /// How far it has come.
    pub state: Option<IssueState>,
    /// With whom it lies.
    pub partner: Option<CompactString>,
    /// What came of it.
    pub outcome: Option<CompactString>,
}

/// A meeting: an organisation's, or of an area.
#[derive(Clone, Debug, PartialEq)]
pub struct MeetingRecord {
    /// Where it stands.
    pub origin: Origin,
    /// What it is known by in the follow-up workbook; given out when everything is taken in.
    pub key: CompactString,
    /// What it is called.
    pub name: CompactString,
    /// The organisation whose meeting it is, by id or name.
    pub organisation: Option<CompactString>,
    /// On which day.
    pub date: Option<Date>,
    /// Where.
    pub location: Option<CompactString>,
    /// How many were invited.
    pub invited: Option<u32>,
    /// How many said that they would come.
    pub coming: Option<u32>,
    /// How many came.
    pub came: Option<u32>,
    /// On which legs.
    pub legs: Option<Legs>,
}

/// An answer that came back.
#[derive(Clone, Debug, PartialEq)]
pub struct ReplyRecord {
    /// Where it stands.
    pub origin: Origin,
    /// The personal code, as written; empty when there is none.
    pub code: CompactString,
    /// The home, where the form asked for it.
    pub address: AddressText,
    /// On which day.
    pub date: Option<Date>,
    /// Question (the heading) and answer, in the order of the columns; empty answers left out.
    pub answers: Vec<(CompactString, CompactString)>,
}

/// Everything that the lists said.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Intake {
    /// The sheets.
    pub sources: Vec<Source>,
    /// One account for every row that is not blank, by source and row.
    pub rows: Vec<RowAccount>,
    /// Homes let by corporations.
    pub holdings: Vec<Holding>,
    /// How many homes a row says that it stands for, by where it stands.
    pub counts: Vec<(Origin, u32)>,
    /// Organisations; one record for every list that names one.
    pub organisations: Vec<OrganisationRecord>,
    /// Evidence.
    pub evidence: Vec<EvidenceRecord>,
    /// People.
    pub contacts: Vec<ContactRecord>,
    /// Opt-outs.
    pub opt_outs: Vec<OptOutRecord>,
    /// Own areas.
    pub areas: Vec<AreaRecord>,
    /// Support needs.
    pub support: Vec<SupportRecord>,
    /// Issues.
    pub issues: Vec<IssueRecord>,
    /// Meetings.
    pub meetings: Vec<MeetingRecord>,
    /// Replies.
    pub replies: Vec<ReplyRecord>,
    /// What is asked about whole lists.
    pub questions: Vec<ListQuestion>,
    /// Files that belong beside the lists: how each was read, and what the last delivery held.
    /// A command that may write puts them there.
    pub beside: Vec<Beside>,
}

/// A question about a list as a whole: how its columns are read, whose homes they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListQuestion {
    /// Of the supplier and what is asked: the next delivery has the same question.
    pub key: CompactString,
    /// Where its headings stand.
    pub origin: Origin,
    /// What is asked: the message key without `question-`.
    pub ask: &'static str,
    /// The first rows, read in each way; or the name of the file.
    pub raw: CompactString,
    /// The readings, by the columns of the address; or known landlords.
    pub choices: Vec<CompactString>,
}

impl Intake {
    /// How many homes a row says that it stands for.
    pub fn count(&self, origin: Origin) -> Option<u32> {
        let at = self.counts.binary_search_by_key(&origin, |(at, _)| *at);
        at.ok().and_then(|at| self.counts.get(at)).map(|(_, n)| *n)
    }

    /// The source with that position.
    pub fn source(&self, ix: SourceIx) -> Option<&Source> {
        self.sources.get(usize::from(ix.0))
    }

    /// Where a record stands, for a finding.
    pub fn place(&self, origin: Origin) -> Place {
        place(&self.sources, origin)
    }

    /// Takes back the homes and people of some rows of a sheet: it is asked how they are read.
    /// Organisations stay, without the homes that the rows gave them.
    pub(super) fn withdraw(&mut self, source: SourceIx, rows: &std::ops::Range<u32>) {
        let theirs = |origin: &Origin| origin.source == source && rows.contains(&origin.row);
        self.holdings.retain(|record| !theirs(&record.origin));
        self.contacts.retain(|record| !theirs(&record.origin));
        self.opt_outs.retain(|record| !theirs(&record.origin));
        for organisation in &mut self.organisations {
            organisation.claims.retain(|claim| match claim {
                Claim::Expression { origin, .. }
                | Claim::Address { origin, .. }
                | Claim::Name { origin, .. } => !theirs(origin),
            });
        }
        for account in &mut self.rows {
            if theirs(&account.origin) && account.outcome != RowOutcome::SetAside {
                account.outcome = RowOutcome::SetAside;
                account.reason = RowReason::UnsureColumns;
            }
        }
    }
}

/// Where a record stands, for a finding, given the sources.
pub fn place(sources: &[Source], origin: Origin) -> Place {
    let Some(source) = sources.get(usize::from(origin.source.0)) else {
        return Place::NOWHERE;
    };
    let place = Place::sheet(source.file.clone(), source.sheet.clone());
    if origin.row == 0 {
        place
    } else {
        place.at_row(origin.row)
    }
}
