//! What the plan is: every piece, and every home without one, with the reason.

use compact_str::CompactString;
use jiff::civil::Date;

use crate::ledger::PieceRecord;
use domain::messages::Value;
use domain::{Channel, Code, Language, Messages, PieceKind};
use matching::OrgIx;
use register::UnitIx;

/// To whom a piece goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Recipient {
    /// The residents of a home.
    Home(UnitIx),
    /// The board of an organisation.
    Board(OrgIx),
}

/// Why a piece is not an e-mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WhyNoEmail {
    /// It is one.
    ItIs,
    /// No address is known.
    NoAddress,
    /// An address, but no consent that can be shown.
    NoConsent,
    /// An organisation's own address, which the campaign file does not allow to use.
    PublishedNotAllowed,
    /// The person wants no e-mail.
    OptedOut,
    /// The address gets another piece of this wave already.
    SameAddress,
    /// An earlier e-mail to it came back.
    Bounced,
}

impl WhyNoEmail {
    /// The message key, without `no-email-`.
    pub fn key(self) -> &'static str {
        match self {
            Self::ItIs => "it-is",
            Self::NoAddress => "no-address",
            Self::NoConsent => "no-consent",
            Self::PublishedNotAllowed => "published-not-allowed",
            Self::OptedOut => "opted-out",
            Self::SameAddress => "same-address",
            Self::Bounced => "bounced",
        }
    }
}

/// One piece: a letter or an e-mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// `w1-00042`: wave and place in walking order; the ledger's key, stable over runs.
    pub id: CompactString,
    /// To whom.
    pub recipient: Recipient,
    /// In which wave, from 1.
    pub wave: u32,
    /// What it says.
    pub kind: PieceKind,
    /// For a reminder: what the first piece said.
    pub reminds_of: Option<PieceKind>,
    /// How it travels.
    pub channel: Channel,
    /// Why it is not an e-mail.
    pub why_no_email: WhyNoEmail,
    /// The e-mail address, for an e-mail.
    pub email: Option<CompactString>,
    /// The name of the person, when one is known and may be used.
    pub name: Option<CompactString>,
    /// In which language.
    pub language: Language,
    /// The personal code.
    pub code: Code,
    /// The batch that the ledger sealed it in.
    pub batch: Option<u32>,
    /// The organisation that it is about, if any.
    pub organisation: Option<OrgIx>,
    /// The home that a board's letter is delivered to, when the register knows it.
    pub deliver_to: Option<UnitIx>,
    /// Why this piece: message key `plan-<key>` with its values.
    pub reason: Reason,
    /// Whether the ledger had it already: made by an earlier run.
    pub made_before: bool,
}

impl Piece {
    /// Makes it the piece that the ledger has already: that one stands, whatever changed since.
    pub(super) fn stands_as(&mut self, record: &PieceRecord) {
        self.id.clone_from(&record.id);
        self.kind = record.kind;
        if let Some(of) = record.reminds_of {
            self.remind(of);
        }
        if self.email != record.email {
            // The name belonged to another address.
            self.name = None;
        }
        self.channel = record.channel;
        self.email.clone_from(&record.email);
        self.language.clone_from(&record.language);
        self.code = record.code;
        self.batch = record.batch;
        self.made_before = true;
        if record.channel == Channel::Email {
            self.why_no_email = WhyNoEmail::ItIs;
        } else if self.why_no_email == WhyNoEmail::ItIs {
            self.why_no_email = WhyNoEmail::NoConsent;
        }
    }

    /// Makes it a reminder of what an earlier piece said.
    pub(super) fn remind(&mut self, of: PieceKind) {
        self.kind = PieceKind::Reminder;
        self.reminds_of = Some(of);
        self.reason = Reason {
            key: "reminder",
            values: Vec::new(),
        };
    }
}

/// The reason for a piece, or for none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// The message key, without `plan-`.
    pub key: &'static str,
    /// The values in the sentence.
    pub values: Vec<(&'static str, Value)>,
}

impl Reason {
    /// A reason without values.
    pub fn plain(key: &'static str) -> Self {
        Self {
            key,
            values: Vec::new(),
        }
    }

    /// The sentence.
    pub fn sentence(&self, messages: &Messages) -> String {
        messages.text(&format!("plan-{}", self.key), &self.values)
    }
}

/// A home (or board) that gets nothing in this wave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsent {
    /// Who.
    pub recipient: Recipient,
    /// `hold` or `nothing`.
    pub kind: PieceKind,
    /// Why.
    pub reason: Reason,
}

/// A piece that nobody delivered or sent yet, and that may not go out any more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Withdrawn {
    /// Its id.
    pub id: CompactString,
    /// The batch where it lies, for a letter.
    pub batch: Option<u32>,
    /// How it would have travelled.
    pub channel: Channel,
    /// Why: message key `withdrawn-<key>`.
    pub why: &'static str,
}

/// Who is approached, and who is not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// The wave, from 1.
    pub wave: u32,
    /// The date.
    pub date: Date,
    /// The pieces: boards first, then homes in walking order.
    pub pieces: Vec<Piece>,
    /// Everybody else in scope, in the same order.
    pub unsent: Vec<Unsent>,
    /// Earlier pieces that may not go out any more, by id.
    pub withdrawn: Vec<Withdrawn>,
}
