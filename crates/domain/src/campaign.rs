//! What `inputs/campaign.toml` says, with the defaults that we choose.
//!
//! Flows in: nothing; the reading room fills it. Every key is documented here and in
//! `docs/handleiding.md`; an unknown key is an error.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::outreach::Language;
use super::survey::Survey;

/// The whole campaign file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Campaign {
    /// `[campaign]`.
    pub campaign: About,
    /// `[sender]`.
    pub sender: Sender,
    /// `[register]`.
    #[serde(default)]
    pub register: RegisterSources,
    /// `[scope]`; absent = the whole register.
    #[serde(default)]
    pub scope: Scope,
    /// `[[list]]`; a list that is not named here is recognised by its headings.
    #[serde(default, rename = "list")]
    pub lists: Vec<ListSettings>,
    /// `[rules]`.
    #[serde(default)]
    pub rules: Rules,
    /// `[letters]`.
    #[serde(default)]
    pub letters: LetterSettings,
    /// `[mail]`.
    #[serde(default)]
    pub mail: MailSettings,
    /// `[waves]`.
    #[serde(default)]
    pub waves: WaveSettings,
    /// `[meeting]`: a meeting to invite everybody in scope to.
    #[serde(default)]
    pub meeting: Option<MeetingSettings>,
    /// `[reading]`: how lists are read.
    #[serde(default)]
    pub reading: ReadingSettings,
    /// `[form]`: the page on which people answer.
    #[serde(default)]
    pub form: FormSettings,
    /// `[privacy]`.
    #[serde(default)]
    pub privacy: PrivacySettings,
    /// `[[partner]]`: who gets a workbook of their own.
    #[serde(default, rename = "partner")]
    pub partners: Vec<Partner>,
    /// `[[survey]]`: the questions on the reply slip in their short form, in order.
    #[serde(default, rename = "survey")]
    pub short_survey: Vec<SurveyQuestion>,
    /// The questions: those of `inputs/survey.toml`, else the short form.
    #[serde(skip)]
    pub survey: Survey,
}

/// `[campaign]`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct About {
    /// The name of the campaign, as on letters.
    pub name: String,
    /// Language of documents and messages.
    #[serde(default = "Language::dutch")]
    pub language: Language,
    /// The date of the run; `--date` wins; else today.
    #[serde(default, deserialize_with = "super::day::read_some")]
    pub date: Option<Date>,
    /// The link on letters, with `{code}` in it; none = a `mailto:` to the sender.
    #[serde(default)]
    pub answer_url: Option<String>,
    /// Where the memory is: a path below the campaign folder; none = `outputs/ledger.sqlite`.
    #[serde(default)]
    pub ledger: Option<String>,
}

/// `[sender]`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sender {
    /// The name of the group.
    pub name: String,
    /// The return address, one line each; the last holds postcode and town.
    pub address: Vec<String>,
    /// The group's own e-mail address.
    pub email: String,
    /// A telephone number, as it is to be printed.
    #[serde(default)]
    pub phone: Option<String>,
    /// The names under a letter.
    #[serde(default)]
    pub signed_by: Vec<String>,
}

/// `[register]`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RegisterSources {
    /// Files below `inputs/`: CSV, xlsx, BAG 2.0 Extract, GeoPackage.
    #[serde(default)]
    pub sources: Vec<String>,
    /// Files below `inputs/`: own areas, CBS tables, polygons.
    #[serde(default)]
    pub areas: Vec<String>,
}

/// `[scope]`: the homes that the campaign is about; both empty = the whole register.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scope {
    /// Names or codes of areas, own or official; a home in any of them is in scope.
    #[serde(default)]
    pub areas: Vec<String>,
    /// Postcodes, whole (`1104KC`) or four digits (`1104`).
    #[serde(default)]
    pub postcodes: Vec<String>,
}

/// `[[list]]`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListSettings {
    /// The file below `inputs/`.
    pub file: String,
    /// What kind of list it is; none = recognised by its headings.
    #[serde(default)]
    pub kind: Option<ListKind>,
    /// The landlord of a corporation's list; else who keeps the list.
    #[serde(default)]
    pub owner: Option<String>,
    /// Only this sheet; none = every visible sheet of the same shape.
    #[serde(default)]
    pub sheet: Option<String>,
    /// Our key → the heading in the file.
    #[serde(default)]
    pub columns: BTreeMap<String, String>,
    /// Read hidden rows, columns and sheets too.
    #[serde(default)]
    pub hidden: Option<bool>,
}

/// What kind of list a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ListKind {
    /// Homes let by a corporation.
    Corporation,
    /// VvE's with their covers expression or address rows.
    Vve,
    /// Organisations of any kind.
    Organisations,
    /// Dated evidence about organisations.
    Evidence,
    /// People who may be mailed, with consent.
    Contacts,
    /// Who wants nothing more.
    OptOuts,
    /// Own areas.
    Areas,
    /// Support that organisations need.
    Support,
    /// Issues that organisations raised.
    Issues,
    /// Meetings.
    Meetings,
    /// Answers that came back.
    Replies,
}

impl ListKind {
    /// All kinds.
    pub const ALL: [Self; 11] = [
        Self::Corporation,
        Self::Vve,
        Self::Organisations,
        Self::Evidence,
        Self::Contacts,
        Self::OptOuts,
        Self::Areas,
        Self::Support,
        Self::Issues,
        Self::Meetings,
        Self::Replies,
    ];

    /// The literal word of the campaign file and of `rows.csv`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Corporation => "corporation",
            Self::Vve => "vve",
            Self::Organisations => "organisations",
            Self::Evidence => "evidence",
            Self::Contacts => "contacts",
            Self::OptOuts => "opt_outs",
            Self::Areas => "areas",
            Self::Support => "support",
            Self::Issues => "issues",
            Self::Meetings => "meetings",
            Self::Replies => "replies",
        }
    }
}

/// `[rules]`: how status follows from evidence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Rules {
    /// A sign of life counts for so many months.
    pub active_months: u16,
    /// Signs of forming count for so many months, back and ahead.
    pub forming_months: u16,
    /// The contact must have been reached inside so many months; none = `active_months`.
    pub contact_months: Option<u16>,
    /// More words for evidence: the word in a list → what it proves.
    pub evidence: BTreeMap<String, super::evidence::EvidenceKind>,
    /// The leg that a word stands for when the list gives none: word → `housing`, `neighbourhood`, `both`.
    #[serde(deserialize_with = "known_legs")]
    pub legs: BTreeMap<String, String>,
}

/// Legs by word, when each names one.
fn known_legs<'de, D: serde::Deserializer<'de>>(
    deserializer: D,
) -> Result<BTreeMap<String, String>, D::Error> {
    let legs = BTreeMap::<String, String>::deserialize(deserializer)?;
    let names_none = |leg: &&String| super::evidence::Legs::parse(leg).is_none();
    match legs.values().find(names_none) {
        None => Ok(legs),
        Some(leg) => {
            let known = &["housing", "neighbourhood", "both"];
            Err(serde::de::Error::unknown_variant(leg, known))
        }
    }
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            active_months: 12,
            forming_months: 6,
            contact_months: None,
            evidence: BTreeMap::new(),
            legs: BTreeMap::new(),
        }
    }
}

/// Where the window of an envelope is.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Envelope {
    /// C5/6 (114 × 229 mm), window left.
    #[default]
    #[serde(rename = "c56-left")]
    C56Left,
    /// C5/6, window right.
    #[serde(rename = "c56-right")]
    C56Right,
    /// C5 (162 × 229 mm), window left.
    C5,
    /// EA5/6 (110 × 220 mm, DL), window left.
    #[serde(rename = "ea56")]
    Ea56,
}

/// The common sheets of labels.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Labels {
    /// No labels: envelopes with a window.
    #[default]
    None,
    /// 24 of 63.5 × 33.9 mm.
    AveryL7159,
    /// 21 of 63.5 × 38.1 mm.
    AveryL7160,
    /// 16 of 99.1 × 33.9 mm.
    AveryL7162,
    /// 14 of 99.1 × 38.1 mm.
    AveryL7163,
    /// 10 of 99.1 × 57.0 mm.
    AveryL7173,
}

/// How letters are bundled into batches.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Bundle {
    /// One batch a building.
    #[default]
    Building,
    /// One batch for every so many letters, in walking order.
    Size,
}

/// The size of posters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PosterSize {
    /// 210 × 297 mm.
    #[default]
    A4,
    /// 297 × 420 mm.
    A3,
}

/// `[letters]`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct LetterSettings {
    /// The envelope.
    pub envelope: Envelope,
    /// Print the KIX barcode under the address.
    pub kix: bool,
    /// One batch a building or one for every `bundle_size` letters.
    pub bundle: Bundle,
    /// The most letters in one batch; a larger building is split.
    pub bundle_size: u32,
    /// Printed on both sides: every letter starts on a front.
    pub duplex: bool,
    /// Larger type.
    pub large_print: bool,
    /// A picture behind the text of the first page, below `templates/` (SVG, PNG or JPEG).
    pub letterhead: Option<String>,
    /// A picture of the signature, below `templates/`.
    pub signature: Option<String>,
    /// Print the reply slip with the questions of `[[survey]]`.
    pub reply_slip: bool,
    /// A sheet of labels beside the letters: `none`, `avery-l7160`, `avery-l7163`, …
    pub labels: Labels,
    /// Also one PDF that holds every batch of the wave.
    pub merged: bool,
    /// The size of the posters for the notice case: `a4` or `a3`.
    pub posters: PosterSize,
}

impl Default for LetterSettings {
    fn default() -> Self {
        Self {
            envelope: Envelope::default(),
            kix: false,
            bundle: Bundle::Building,
            bundle_size: 400,
            duplex: false,
            large_print: false,
            letterhead: None,
            signature: None,
            reply_slip: true,
            labels: Labels::None,
            merged: false,
            posters: PosterSize::A4,
        }
    }
}

/// Whether the connection to the mail server is encrypted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Tls {
    /// TLS from the first byte.
    #[default]
    Required,
    /// STARTTLS, and no mail without it.
    Starttls,
    /// None: on loopback only.
    None,
}

/// `[mail]`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct MailSettings {
    /// The mail server.
    pub host: Option<String>,
    /// Its port; none = 465, or 587 with `starttls`.
    pub port: Option<u16>,
    /// Encryption.
    pub tls: Tls,
    /// User name; the password comes from the environment, never from this file.
    pub user: Option<String>,
    /// Connections side by side.
    pub connections: u16,
    /// The most messages a minute; 0 = no limit.
    pub per_minute: u32,
    /// The most messages a day; 0 = no limit.
    pub per_day: u32,
    /// The From address; none = the sender's.
    pub from: Option<String>,
    /// The Reply-To address.
    pub reply_to: Option<String>,
    /// Domain for bounces (VERP).
    pub bounce_domain: Option<String>,
    /// HTTPS link for one-click unsubscribing, with `{code}` in it.
    pub unsubscribe_url: Option<String>,
    /// File with the DKIM key.
    pub dkim_key: Option<String>,
    /// DKIM selector.
    pub dkim_selector: Option<String>,
    /// An organisation's own published address may be used for organisational matters.
    pub published_addresses: bool,
}

impl Default for MailSettings {
    fn default() -> Self {
        Self {
            host: None,
            port: None,
            tls: Tls::default(),
            user: None,
            connections: 1,
            per_minute: 20,
            per_day: 400,
            from: None,
            reply_to: None,
            bounce_domain: None,
            unsubscribe_url: None,
            dkim_key: None,
            dkim_selector: None,
            published_addresses: false,
        }
    }
}

/// `[waves]`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct WaveSettings {
    /// Days between a piece and its reminder, at least.
    pub min_days: u32,
    /// Reminders to the silent, at most.
    pub max_reminders: u32,
    /// From which wave on the residents of an organisation on paper are written to; 0 = never.
    pub paper_residents_from: u32,
}

impl Default for WaveSettings {
    fn default() -> Self {
        Self {
            min_days: 21,
            max_reminders: 2,
            paper_residents_from: 2,
        }
    }
}

/// `[meeting]`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MeetingSettings {
    /// What it is called.
    pub name: String,
    /// On which day.
    #[serde(deserialize_with = "super::day::read")]
    pub date: Date,
    /// At what time, as it is to be printed: `19:30`.
    pub time: String,
    /// Where.
    pub place: String,
    /// Names of areas whose homes are invited; empty = everybody in scope.
    #[serde(default)]
    pub areas: Vec<String>,
}

/// `[reading]`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ReadingSettings {
    /// Read hidden rows, columns and sheets too.
    pub hidden: bool,
    /// The largest file, in mebibytes.
    pub largest_mib: u64,
    /// The longest that reading one file may take, in seconds.
    pub seconds: u64,
    /// The most memory that reading one file may take, in mebibytes.
    pub memory_mib: u64,
    /// A text file below the campaign folder with more synonyms for headings.
    pub synonyms: Option<String>,
}

impl Default for ReadingSettings {
    fn default() -> Self {
        Self {
            hidden: false,
            largest_mib: 512,
            seconds: 60,
            memory_mib: 448,
            synonyms: None,
        }
    }
}

/// `[privacy]`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct PrivacySettings {
    /// How long personal data is kept after the last contact.
    pub retention_months: u16,
    /// Groups smaller than this are not shown by themselves to partners.
    pub smallest_group: u32,
    /// Who answers questions about privacy; none = the sender.
    pub contact: Option<String>,
}

impl Default for PrivacySettings {
    fn default() -> Self {
        Self {
            retention_months: 24,
            smallest_group: 5,
            contact: None,
        }
    }
}

/// `[[partner]]`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Partner {
    /// The partner's name.
    pub name: String,
    /// Only organisations and homes in these areas; empty = the whole scope.
    #[serde(default)]
    pub areas: Vec<String>,
}

/// `[form]`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct FormSettings {
    /// Where the page sends answers, as an ordinary form does: the address of a form service; none =
    /// the page composes an e-mail to the sender.
    pub endpoint: Option<String>,
}

/// `[[survey]]`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SurveyQuestion {
    /// The question as it is printed.
    pub question: String,
    /// What can be ticked; empty = a line to write on.
    #[serde(default)]
    pub answers: Vec<String>,
}
