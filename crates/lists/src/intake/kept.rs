//! What the follow-up workbook keeps of needs, issues and meetings: their fields as texts, both ways.

use compact_str::{CompactString, ToCompactString, format_compact};

use super::records::{IssueRecord, IssueState, MeetingRecord, Origin, SupportRecord};
use super::words;
use domain::Log;
use domain::campaign::ListKind;
use domain::text::fold;

/// What may stand in a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// Any text.
    Text,
    /// A date, as `2026-11-23`.
    Date,
    /// A count.
    Count,
    /// How far an issue has come.
    IssueState,
}

impl Holds {
    /// A text as the field keeps it; `None` when it cannot be read. Dates are read from cells.
    pub fn kept(self, text: &str) -> Option<CompactString> {
        match self {
            Self::Text | Self::Date => Some(text.into()),
            _ if text.is_empty() => Some(CompactString::default()),
            Self::Count => text.parse::<u32>().ok().map(|n| n.to_compact_string()),
            Self::IssueState => words::issue_state(text).map(|state| state.word().into()),
        }
    }
}

/// A record that volunteers keep up to date in the follow-up workbook.
pub trait Kept: Sized {
    /// Of which list.
    const LOG: Log;
    /// Of which kind of list.
    const KIND: ListKind;
    /// Its fields, in the order of the sheet.
    const FIELDS: &'static [(&'static str, Holds)];
    /// The fields that a new one cannot do without.
    const NEEDED: &'static [&'static str];

    /// An empty one.
    fn empty(origin: Origin) -> Self;
    /// Where it stands.
    fn origin(&self) -> Origin;
    /// What it is known by, whatever is filled in later; empty until it is given out.
    fn key(&self) -> &CompactString;
    /// Gives it what it is known by.
    fn set_key(&mut self, key: CompactString);
    /// A field as text.
    fn get(&self, field: &str) -> CompactString;
    /// Fills in a field.
    fn set(&mut self, field: &str, text: &str);

    /// What its list knows it by: what hardly ever changes.
    fn content_key(&self) -> CompactString;
}

/// What tells a record from another without saying what it is about: stands in workbooks of
/// others in the place of its key.
pub fn mark(key: &str) -> CompactString {
    let hash = blake3::hash(key.as_bytes()).to_hex();
    hash.chars().take(16).collect()
}

fn optional(text: &str) -> Option<CompactString> {
    (!text.is_empty()).then(|| text.into())
}

fn shown<T: ToCompactString>(value: Option<&T>) -> CompactString {
    value.map(T::to_compact_string).unwrap_or_default()
}

impl IssueState {
    /// The literal word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Raised => "raised",
            Self::Heard => "heard",
            Self::Scored => "scored",
            Self::Rejected => "rejected",
        }
    }
}

impl Kept for SupportRecord {
    const LOG: Log = Log::Support;
    const KIND: ListKind = ListKind::Support;
    const FIELDS: &'static [(&'static str, Holds)] = &[
        ("organisation", Holds::Text),
        ("kind", Holds::Text),
        ("since", Holds::Date),
        ("owner", Holds::Text),
        ("partner", Holds::Text),
        ("state", Holds::Text),
        ("outcome", Holds::Text),
        ("note", Holds::Text),
    ];
    const NEEDED: &'static [&'static str] = &["organisation"];

    fn empty(origin: Origin) -> Self {
        Self {
            origin,
            key: CompactString::default(),
            organisation: CompactString::default(),
            kind: CompactString::default(),
            date: None,
            owner: None,
            partner: None,
            state: None,
            outcome: None,
            note: None,
        }
    }
    fn origin(&self) -> Origin {
        self.origin
    }
    fn key(&self) -> &CompactString {
        &self.key
    }
    fn set_key(&mut self, key: CompactString) {
        self.key = key;
    }
    fn get(&self, field: &str) -> CompactString {
        match field {
            "organisation" => self.organisation.clone(),
            "kind" => self.kind.clone(),
            "since" => shown(self.date.as_ref()),
            "owner" => shown(self.owner.as_ref()),
            "partner" => shown(self.partner.as_ref()),
            "state" => shown(self.state.as_ref()),
            "outcome" => shown(self.outcome.as_ref()),
            "note" => shown(self.note.as_ref()),
            _ => CompactString::default(),
        }
    }
    fn set(&mut self, field: &str, text: &str) {
        match field {
            "organisation" => self.organisation = text.into(),
            "kind" => self.kind = text.into(),
            "since" => self.date = text.parse().ok(),
            "owner" => self.owner = optional(text),
            "partner" => self.partner = optional(text),
            "state" => self.state = optional(text),
            "outcome" => self.outcome = optional(text),
            "note" => self.note = optional(text),
            _ => {}
        }
    }
    fn content_key(&self) -> CompactString {
        let (organisation, kind) = (fold(&self.organisation), fold(&self.kind));
        format_compact!("{organisation}|{kind}|{}", shown(self.date.as_ref()))
    }
}

impl Kept for IssueRecord {
    const LOG: Log = Log::Issues;
    const KIND: ListKind = ListKind::Issues;
    const FIELDS: &'static [(&'static str, Holds)] = &[
        ("organisation", Holds::Text),
        ("subject", Holds::Text),
        ("since", Holds::Date),
        ("state", Holds::IssueState),
        ("partner", Holds::Text),
        ("outcome", Holds::Text),
    ];
    const NEEDED: &'static [&'static str] = &["organisation", "subject"];

    fn empty(origin: Origin) -> Self {
        Self {
            origin,
            key: CompactString::default(),
            organisation: CompactString::default(),
            subject: CompactString::default(),
            date: None,
            state: None,
            partner: None,
            outcome: None,
        }
    }
    fn origin(&self) -> Origin {
        self.origin
    }
    fn key(&self) -> &CompactString {
        &self.key
    }
    fn set_key(&mut self, key: CompactString) {
        self.key = key;
    }
    fn get(&self, field: &str) -> CompactString {
        match field {
            "organisation" => self.organisation.clone(),
            "subject" => self.subject.clone(),
            "since" => shown(self.date.as_ref()),
            "state" => self.state.map_or("", IssueState::word).into(),
            "partner" => shown(self.partner.as_ref()),
            "outcome" => shown(self.outcome.as_ref()),
            _ => CompactString::default(),
        }
    }
    fn set(&mut self, field: &str, text: &str) {
        match field {
            "organisation" => self.organisation = text.into(),
            "subject" => self.subject = text.into(),
            "since" => self.date = text.parse().ok(),
            "state" => self.state = words::issue_state(text),
            "partner" => self.partner = optional(text),
            "outcome" => self.outcome = optional(text),
            _ => {}
        }
    }
    fn content_key(&self) -> CompactString {
        format_compact!("{}|{}", fold(&self.organisation), fold(&self.subject))
    }
}

impl Kept for MeetingRecord {
    const LOG: Log = Log::Meetings;
    const KIND: ListKind = ListKind::Meetings;
    const FIELDS: &'static [(&'static str, Holds)] = &[
        ("name", Holds::Text),
        ("organisation", Holds::Text),
        ("date", Holds::Date),
        ("place", Holds::Text),
        ("invited", Holds::Count),
        ("coming", Holds::Count),
        ("came", Holds::Count),
    ];
    const NEEDED: &'static [&'static str] = &["name"];

    fn empty(origin: Origin) -> Self {
        Self {
            origin,
            key: CompactString::default(),
            name: CompactString::default(),
            organisation: None,
            date: None,
            location: None,
            invited: None,
            coming: None,
            came: None,
            legs: None,
        }
    }
    fn origin(&self) -> Origin {
        self.origin
    }
    fn key(&self) -> &CompactString {
        &self.key
    }
    fn set_key(&mut self, key: CompactString) {
        self.key = key;
    }
    fn get(&self, field: &str) -> CompactString {
        match field {
            "name" => self.name.clone(),
            "organisation" => shown(self.organisation.as_ref()),
            "date" => shown(self.date.as_ref()),
            "place" => shown(self.location.as_ref()),
            "invited" => shown(self.invited.as_ref()),
            "coming" => shown(self.coming.as_ref()),
            "came" => shown(self.came.as_ref()),
            _ => CompactString::default(),
        }
    }
    fn set(&mut self, field: &str, text: &str) {
        match field {
            "name" => self.name = text.into(),
            "organisation" => self.organisation = optional(text),
            "date" => self.date = text.parse().ok(),
            "place" => self.location = optional(text),
            "invited" => self.invited = text.parse().ok(),
            "coming" => self.coming = text.parse().ok(),
            "came" => self.came = text.parse().ok(),
            _ => {}
        }
    }
    fn content_key(&self) -> CompactString {
        meeting_key(&self.name, self.date)
    }
}

/// What a meeting is known by: its name and its day.
pub fn meeting_key(name: &str, date: Option<jiff::civil::Date>) -> CompactString {
    format_compact!("{}|{}", fold(name), shown(date.as_ref()))
}
