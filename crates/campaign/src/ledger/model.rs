//! What the memory tells: pieces with their state, decisions, snapshots of earlier dates.

use std::collections::BTreeSet;

use compact_str::CompactString;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::replies::Reply;
use super::slips::ToLookAt;
use domain::{Channel, Code, Decisions, Edit, Language, Legs, PieceKind, PieceState, Status};

/// One piece as the ledger knows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PieceRecord {
    /// `w1-00042`.
    pub id: CompactString,
    /// `unit <id>` or `organisation <id>`.
    pub recipient: CompactString,
    /// In which wave, from 1.
    pub wave: u32,
    /// What it says.
    pub kind: PieceKind,
    /// For a reminder: what the first piece said.
    pub reminds_of: Option<PieceKind>,
    /// How it travels.
    pub channel: Channel,
    /// The e-mail address, for an e-mail.
    pub email: Option<CompactString>,
    /// In which language.
    pub language: Language,
    /// The personal code.
    pub code: Code,
    /// The sealed batch, for a letter.
    pub batch: Option<u32>,
    /// The day of the run that made it.
    pub made: Date,
    /// Where it stands now.
    pub state: PieceState,
    /// Since which day it stands there.
    pub when: Date,
    /// The Message-ID, for an e-mail.
    pub message_id: Option<CompactString>,
    /// What the recipient answered, in one line; empty when nothing came back.
    pub answer: CompactString,
    /// It lies ready and never left, whatever was heard of the recipient since.
    #[serde(skip)]
    pub ready: bool,
    /// Somebody answered it, whatever became of it after.
    #[serde(skip)]
    pub answered: bool,
}

impl PieceRecord {
    /// The same, after one more event.
    pub(crate) fn step(&mut self, state: PieceState, when: Date) {
        (self.state, self.when) = (state, when);
        match state {
            PieceState::Answered => self.answered = true,
            PieceState::Sealed | PieceState::Waiting => self.ready = true,
            PieceState::Planned
            | PieceState::Delivered
            | PieceState::Undeliverable
            | PieceState::Claimed
            | PieceState::Sent
            | PieceState::Refused
            | PieceState::Uncertain
            | PieceState::Bounced
            | PieceState::Withdrawn => self.ready = false,
        }
    }
}

/// One home on an earlier date.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SnapshotHome {
    /// The unit's id.
    pub unit: CompactString,
    /// Its status then.
    pub status: Status,
    /// Its legs then.
    pub legs: Legs,
    /// The ids of the organisations that represented it then.
    pub organisations: Vec<CompactString>,
    /// Whether it was reached then.
    pub reached: bool,
}

/// The whole scope on an earlier date.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snapshot {
    /// The date.
    pub date: Date,
    /// Every dwelling that was in scope, by unit id.
    pub homes: Vec<SnapshotHome>,
}

/// One opt-out, as the memory keeps it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OptOut {
    /// Of whom: `unit <id>`, `organisation <id>`, `email <address in lower case>`,
    /// `name <folded name of a person or board>`, or `hash <keyed hash of one of these>` once the
    /// data were erased.
    pub subject: CompactString,
    /// By which channel nothing may come; every channel when `None`.
    pub channel: Option<Channel>,
    /// How it came in: `list`, `door`, `slip`, `mail`: a kind, never the name of a file or person.
    pub source: CompactString,
    /// The day that stood beside it, when one did: the same row read again is the same opt-out.
    pub said: Option<Date>,
    /// The day on which it was taken in.
    pub date: Date,
}

impl OptOut {
    /// Whether the other is the same opt-out, read again.
    pub fn is_again(&self, other: &Self) -> bool {
        (&self.subject, self.channel, self.said) == (&other.subject, other.channel, other.said)
    }

    /// The words beside it in the ledger: `all list 2026-11-01`.
    pub(super) fn detail(&self) -> String {
        let channel = self.channel.map_or("all", Channel::word);
        let said = self
            .said
            .map_or_else(|| "-".to_owned(), |day| day.to_string());
        format!("{channel} {} {said}", self.source)
    }

    /// Reads them back; an event without words is one of an older ledger: every channel, at the door.
    pub(super) fn read(subject: &str, date: Date, detail: &str) -> Self {
        let mut words = detail.split_whitespace();
        Self {
            subject: subject.into(),
            channel: words.next().and_then(Channel::parse),
            source: words.next().unwrap_or("door").into(),
            said: words.next().and_then(|day| day.parse().ok()),
            date,
        }
    }
}

/// What came of asking somebody, apart from an answer to a piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Somebody answered.
    Answered,
    /// Nobody could be reached.
    NotReached,
    /// The organisation is no more.
    Gone,
    /// Nobody was at home: the door again.
    NotHome,
    /// Nobody lives there: no post for a while.
    Empty,
}

impl Outcome {
    /// The literal word in the ledger.
    pub fn word(self) -> &'static str {
        match self {
            Self::Answered => "answered",
            Self::NotReached => "not_reached",
            Self::Gone => "gone",
            Self::NotHome => "not_home",
            Self::Empty => "empty",
        }
    }
}

/// What a volunteer heard of a home or an organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heard {
    /// `unit …` or `organisation …`.
    pub about: CompactString,
    /// When.
    pub date: Date,
    /// What came of it.
    pub outcome: Outcome,
    /// In what words.
    pub said: CompactString,
}

/// What the ledger remembers when a run starts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct History {
    /// All pieces, by id.
    pub pieces: Vec<PieceRecord>,
    /// The highest batch number so far.
    pub last_batch: u32,
    /// What people decided about questions.
    pub decisions: Decisions,
    /// One snapshot for every date of an earlier run, by date.
    pub snapshots: Vec<Snapshot>,
    /// Recipients who said at the door or elsewhere that they want nothing more.
    pub opt_outs: BTreeSet<CompactString>,
    /// Every opt-out that was ever read, in the order in which it came in, but for those that a
    /// person took back with a reason.
    pub suppressed: Vec<OptOut>,
    /// Opt-outs that a person took back: the same row of a list does not bring them back.
    pub taken_back: Vec<OptOut>,
    /// The check value of the key with which the first codes were made.
    pub key: Option<CompactString>,
    /// The day of the last run.
    pub last_run: Option<Date>,
    /// What volunteers heard, in the order in which it came in.
    pub heard: Vec<Heard>,
    /// What volunteers filled in about support, issues and meetings, in the order in which it came in.
    pub filled_in: Vec<Edit>,
    /// Answers to the questions of the survey, in the order in which they came in.
    pub replies: Vec<Reply>,
    /// What a person still has to look at on scanned slips.
    pub to_look_at: Vec<ToLookAt>,
}

/// One sealed batch of letters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BatchRecord {
    /// Its number, from 1.
    pub number: u32,
    /// The wave that it belongs to.
    pub wave: u32,
    /// The day on which it was sealed.
    pub sealed: Date,
    /// The file below `outputs/letters/`.
    pub file: CompactString,
    /// How many letters it holds.
    pub letters: u32,
    /// How many of them were delivered, by a person's word.
    pub delivered: u32,
    /// How many could not be delivered, by a person's word.
    pub undeliverable: u32,
    /// When and why it was printed again.
    pub reprints: Vec<(Date, CompactString)>,
}
