//! Words of the outreach: channels, kinds of piece, states of a piece, languages.

use compact_str::CompactString;
use serde::{Deserialize, Serialize};

/// How a piece travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// On paper, by hand.
    Letter,
    /// By e-mail, only with recorded consent (Telecommunicatiewet 11.7).
    Email,
}

impl Channel {
    /// The literal word for outputs.
    pub fn word(self) -> &'static str {
        match self {
            Self::Letter => "letter",
            Self::Email => "email",
        }
    }

    /// Reads what people write in a list; `None` for unknown words and for "all channels".
    pub fn parse(text: &str) -> Option<Self> {
        match super::text::fold(text).replace([' ', '-'], "").as_str() {
            "letter" | "brief" | "post" | "papier" => Some(Self::Letter),
            "email" | "mail" => Some(Self::Email),
            _ => None,
        }
    }
}

/// What a piece says; also the reason why nothing is sent (`hold`, `nothing`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PieceKind {
    /// To a home without an organisation: start one.
    Start,
    /// To the board of an organisation on paper: revive it, with a support offer.
    Revive,
    /// To the residents of an organisation that lives: join.
    Join,
    /// To the board of an organisation on one leg: the other leg.
    OtherLeg,
    /// To the board of an organisation on two legs: thanks and a support offer.
    Thanks,
    /// To an organisation nobody has asked yet: an inventory question.
    Inventory,
    /// An invitation to a meeting, to everybody in scope.
    Meeting,
    /// A reminder to the silent.
    Reminder,
    /// Nothing now, on purpose.
    Hold,
    /// Nothing.
    Nothing,
}

impl PieceKind {
    /// All kinds that are written, in the order of the templates.
    pub const WRITTEN: [Self; 8] = [
        Self::Start,
        Self::Revive,
        Self::Join,
        Self::OtherLeg,
        Self::Thanks,
        Self::Inventory,
        Self::Meeting,
        Self::Reminder,
    ];

    /// The literal word for outputs; also the name of the template's folder.
    pub fn word(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Revive => "revive",
            Self::Join => "join",
            Self::OtherLeg => "other_leg",
            Self::Thanks => "thanks",
            Self::Inventory => "inventory",
            Self::Meeting => "meeting",
            Self::Reminder => "reminder",
            Self::Hold => "hold",
            Self::Nothing => "nothing",
        }
    }

    /// Reads the literal word.
    pub fn parse(text: &str) -> Option<Self> {
        Self::WRITTEN
            .into_iter()
            .chain([Self::Hold, Self::Nothing])
            .find(|kind| kind.word() == text)
    }
}

/// Where a piece stands in the ledger. The words are literal in every output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PieceState {
    /// Planned, not made yet.
    Planned,
    /// Letter in a sealed batch.
    Sealed,
    /// Letter delivered; only a person says so.
    Delivered,
    /// Letter that could not be delivered; only a person says so.
    Undeliverable,
    /// E-mail made, waiting for `send`.
    Waiting,
    /// E-mail claimed by a sender.
    Claimed,
    /// E-mail accepted by the server.
    Sent,
    /// E-mail refused for good.
    Refused,
    /// Nobody knows whether the e-mail left.
    Uncertain,
    /// E-mail came back.
    Bounced,
    /// The recipient answered.
    Answered,
    /// Taken out before it was delivered or sent: an opt-out or an answer made it wrong.
    Withdrawn,
}

impl PieceState {
    /// All states.
    pub const ALL: [Self; 12] = [
        Self::Planned,
        Self::Sealed,
        Self::Delivered,
        Self::Undeliverable,
        Self::Waiting,
        Self::Claimed,
        Self::Sent,
        Self::Refused,
        Self::Uncertain,
        Self::Bounced,
        Self::Answered,
        Self::Withdrawn,
    ];

    /// The literal word for outputs and for the ledger file.
    pub fn word(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Sealed => "sealed",
            Self::Delivered => "delivered",
            Self::Undeliverable => "undeliverable",
            Self::Waiting => "waiting",
            Self::Claimed => "claimed",
            Self::Sent => "sent",
            Self::Refused => "refused",
            Self::Uncertain => "uncertain",
            Self::Bounced => "bounced",
            Self::Answered => "answered",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// Reads the literal word.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == text)
    }
}

/// A language as a BCP 47 primary tag in lower case: `nl`, `en`, `ar`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Language(CompactString);

impl Language {
    /// Dutch, the language of the campaign when nothing else is said.
    pub fn dutch() -> Self {
        Self(CompactString::const_new("nl"))
    }

    /// Reads a tag (`nl`, `NL-nl`) or the name of a usual language in Dutch, English or itself.
    pub fn parse(text: &str) -> Option<Self> {
        let folded = super::text::fold(text);
        let tag = match folded.as_str() {
            "nederlands" | "dutch" => "nl",
            "engels" | "english" => "en",
            "arabisch" | "arabic" => "ar",
            "turks" | "turkish" | "turkce" => "tr",
            "frans" | "french" | "francais" => "fr",
            "spaans" | "spanish" | "espanol" => "es",
            "papiaments" | "papiamento" | "papiamentu" => "pap",
            "sranan" | "sranantongo" => "srn",
            "twi" => "tw",
            "oekraiens" | "ukrainian" => "uk",
            "pools" | "polish" | "polski" => "pl",
            "portugees" | "portuguese" | "portugues" => "pt",
            "tigrinya" => "ti",
            "urdu" => "ur",
            "chinees" | "chinese" => "zh",
            other => other.split(['-', '_']).next().unwrap_or(""),
        };
        let fits = (2..=3).contains(&tag.len()) && tag.bytes().all(|b| b.is_ascii_lowercase());
        fits.then(|| Self(CompactString::from(tag)))
    }

    /// The tag.
    pub fn tag(&self) -> &str {
        &self.0
    }

    /// The name of the language in itself; the tag for one that is not known here.
    pub fn own_name(&self) -> String {
        match self.tag() {
            "nl" => "Nederlands",
            "en" => "English",
            "ar" => "العربية",
            "tr" => "Türkçe",
            "fr" => "Français",
            "es" => "Español",
            "pap" => "Papiamentu",
            "srn" => "Sranantongo",
            "tw" => "Twi",
            "uk" => "Українська",
            "pl" => "Polski",
            "pt" => "Português",
            "ti" => "ትግርኛ",
            "ur" => "اردو",
            "zh" => "中文",
            "de" => "Deutsch",
            "fa" => "فارسی",
            "so" => "Soomaali",
            other => other,
        }
        .to_owned()
    }

    /// Whether the language is written from right to left.
    pub fn is_right_to_left(&self) -> bool {
        matches!(
            self.tag(),
            "ar" | "fa" | "he" | "ur" | "ps" | "ckb" | "dv" | "yi"
        )
    }
}
