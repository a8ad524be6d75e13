//! Everything that a template may use. Nothing is computed after this: figures and dates are words.
//!
//! The names of these fields are the names between `{{` and `}}` in a template. Beside each
//! built-in template stands a `sample.json` with the same fields; `preview` uses it.

use serde::{Deserialize, Serialize};

use domain::PieceKind;
use domain::survey::QuestionKind;

/// The data of one letter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LetterData {
    /// Language tag: `nl`.
    pub language: String,
    /// The kind of letter, as in `plan.csv`: `start`.
    pub kind: String,
    /// For a reminder: the kind of the first letter.
    pub reminds_of: Option<String>,
    /// The date in full: `23 november 2026`.
    pub date: String,
    /// The number of the piece: `w1-00042`.
    pub reference: String,
    /// The name of the campaign.
    pub campaign: String,
    /// Who sends it.
    pub sender: SenderData,
    /// Who gets it.
    pub recipient: RecipientData,
    /// The home that it is about; none for most boards.
    pub home: Option<HomeData>,
    /// The building or flat that the home is in.
    pub building: Option<AreaData>,
    /// The neighbourhood: everything that the campaign is about.
    pub area: AreaData,
    /// The organisation that it is about.
    pub organisation: Option<OrganisationData>,
    /// The organisations that represent the home, best first.
    pub organisations: Vec<OrganisationData>,
    /// The meeting of the campaign file.
    pub meeting: Option<MeetingData>,
    /// How to answer.
    pub answer: AnswerData,
    /// The questions of the reply slip.
    pub survey: Vec<QuestionData>,
    /// What the law asks to be told.
    pub privacy: PrivacyData,
}

/// Who sends the letter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SenderData {
    /// The name of the group.
    pub name: String,
    /// The address, one line each.
    pub address: Vec<String>,
    /// The address on one line.
    pub address_line: String,
    /// The e-mail address.
    pub email: String,
    /// The telephone number.
    pub phone: Option<String>,
    /// The names under the letter.
    pub signed_by: Vec<String>,
}

/// Who gets the letter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecipientData {
    /// The address block, from the top: 3 to 6 lines.
    pub lines: Vec<String>,
    /// The name of a person, when one is known and may be used.
    pub name: Option<String>,
    /// Whether it goes to the board of an organisation.
    pub board: bool,
    /// What the KIX barcode holds: postcode, number, and `X` with the addition; empty when no
    /// postcode is known.
    pub kix: String,
}

/// A home.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HomeData {
    /// Street and number: `Kleiburg 12 A`.
    pub address: String,
    /// The street.
    pub street: String,
    /// Number, letter and addition.
    pub number: String,
    /// `1104 KC`; empty when the register has none.
    pub postcode: String,
    /// The town.
    pub town: String,
    /// Whether a list says that tenants live there.
    #[serde(default)]
    pub tenant: bool,
    /// Whether a list says that its owner lives there.
    #[serde(default)]
    pub owner: bool,
}

/// A building or area with its figures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AreaData {
    /// Its name.
    pub name: String,
    /// How many homes, with the word: `24 woningen`.
    pub homes: String,
    /// How many of them have an active organisation, as a number.
    pub active: String,
    /// How many have none yet, with the word.
    pub to_go: String,
    /// The organisatiegraad: `29,2%`.
    pub percent: String,
    /// Whether no home has an active organisation.
    pub nothing_yet: bool,
    /// Whether every home has one.
    pub complete: bool,
    /// Whether it is a building of eight homes or more.
    #[serde(default)]
    pub large: bool,
    /// Whether it has a name that people call it by.
    #[serde(default)]
    pub named: bool,
}

/// A residents' organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OrganisationData {
    /// Its name.
    pub name: String,
    /// Its kind in words: `bewonerscommissie`.
    pub kind: String,
    /// How many homes it represents, with the word.
    pub homes: String,
    /// Whether it is active.
    pub active: bool,
    /// Whether it is active for housing (wonen).
    pub housing: bool,
    /// Whether it is active for the neighbourhood (buurt).
    pub neighbourhood: bool,
    /// Whether it is an association of owners.
    #[serde(default)]
    pub owners: bool,
    /// Its contact person with how to reach them, when the list says that it may be printed.
    pub contact: Option<String>,
}

/// A meeting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MeetingData {
    /// What it is called.
    pub name: String,
    /// The date in full, with the day of the week: `donderdag 10 december 2026`.
    pub date: String,
    /// The time: `19:30`.
    pub time: String,
    /// Where.
    pub place: String,
}

/// How to answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AnswerData {
    /// The personal code as it is read aloud: `K7M-4PX-9T`.
    pub code: String,
    /// The whole link, as in the QR code.
    pub link: String,
    /// The link as it is printed: without `https://`.
    pub shown: String,
    /// Whether the link is an e-mail address.
    pub by_mail: bool,
}

/// A question of the reply slip.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuestionData {
    /// The question.
    pub question: String,
    /// What can be ticked; empty = a line to write on.
    pub answers: Vec<String>,
    /// How the survey knows it; nothing for a template.
    #[serde(skip)]
    pub known: KnownQuestion,
}

/// How the survey knows a question that stands on a slip.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KnownQuestion {
    /// The version of the survey.
    pub version: u32,
    /// Its id.
    pub id: String,
    /// How it is answered.
    pub kind: QuestionKind,
    /// The ids of what can be ticked.
    pub choices: Vec<String>,
}

/// What the law asks to be told (AVG art. 13 and 14).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PrivacyData {
    /// Who answers questions about privacy.
    pub contact: String,
    /// How long data is kept: `24 maanden`.
    pub months: String,
    /// Whether partners get workbooks.
    #[serde(default)]
    pub partners: bool,
}

impl LetterData {
    /// Data in which only that is filled which every letter of a kind has.
    pub fn least(kind: PieceKind) -> Self {
        let all = Self::complete();
        let to_home = matches!(
            kind,
            PieceKind::Start | PieceKind::Join | PieceKind::Meeting
        );
        let to_board = matches!(
            kind,
            PieceKind::Revive | PieceKind::OtherLeg | PieceKind::Thanks | PieceKind::Inventory
        );
        Self {
            reminds_of: all.reminds_of.filter(|_| kind == PieceKind::Reminder),
            sender: SenderData {
                phone: None,
                signed_by: Vec::new(),
                ..all.sender
            },
            recipient: RecipientData {
                name: None,
                ..all.recipient
            },
            home: all.home.filter(|_| to_home),
            building: all.building.filter(|_| to_home),
            organisation: all.organisation.filter(|_| to_board).map(|organisation| {
                OrganisationData {
                    contact: None,
                    ..organisation
                }
            }),
            organisations: Vec::new(),
            meeting: all.meeting.filter(|_| kind == PieceKind::Meeting),
            survey: Vec::new(),
            ..all
        }
    }

    /// Data in which every field is filled, from which the names of the fields are known.
    pub fn complete() -> Self {
        let text = || "…".to_owned();
        let area = || AreaData {
            name: text(),
            homes: text(),
            active: text(),
            to_go: text(),
            percent: text(),
            nothing_yet: true,
            complete: true,
            large: true,
            named: true,
        };
        let organisation = || OrganisationData {
            name: text(),
            kind: text(),
            homes: text(),
            active: true,
            housing: true,
            neighbourhood: true,
            owners: true,
            contact: Some(text()),
        };
        Self {
            language: "nl".to_owned(),
            kind: text(),
            reminds_of: Some(text()),
            date: text(),
            reference: text(),
            campaign: text(),
            sender: SenderData {
                name: text(),
                address: vec![text()],
                address_line: text(),
                email: text(),
                phone: Some(text()),
                signed_by: vec![text()],
            },
            recipient: RecipientData {
                lines: vec![text()],
                name: Some(text()),
                board: true,
                kix: String::new(),
            },
            home: Some(HomeData {
                address: text(),
                street: text(),
                number: text(),
                postcode: text(),
                town: text(),
                tenant: true,
                owner: true,
            }),
            building: Some(area()),
            area: area(),
            organisation: Some(organisation()),
            organisations: vec![organisation()],
            meeting: Some(MeetingData {
                name: text(),
                date: text(),
                time: text(),
                place: text(),
            }),
            answer: AnswerData {
                code: text(),
                link: text(),
                shown: text(),
                by_mail: true,
            },
            survey: vec![QuestionData {
                question: text(),
                answers: vec![text()],
                known: KnownQuestion::default(),
            }],
            privacy: PrivacyData {
                contact: text(),
                months: text(),
                partners: true,
            },
        }
    }
}
