//! Everything that the page's template may use. Figures are text already, in the reader's
//! language; coordinates are whole numbers.

use std::collections::BTreeMap;

use serde::Serialize;

/// The whole page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Page {
    /// `nl`.
    pub language: String,
    /// The name of the campaign.
    pub campaign: String,
    /// Who made it.
    pub sender: String,
    /// The date in full.
    pub date: String,
    /// All fixed texts, by the name that the template uses.
    pub t: BTreeMap<String, String>,
    /// `49,4%`.
    pub share: String,
    /// `42 van de 85 woningen …`.
    pub sentence: String,
    /// `42/85`.
    pub fraction: String,
    /// One for every status, best first, for the ring and the legend.
    pub statuses: Vec<StatusData>,
    /// Reach, both legs, the number of organisations.
    pub figures: Vec<Figure>,
    /// What changed since the last time.
    pub change: Option<ChangeData>,
    /// The figures of every date.
    pub history: Option<HistoryData>,
    /// What would help most.
    pub steps: Vec<StepData>,
    /// Support, issues and meetings.
    pub going: Vec<Figure>,
    /// Where the buildings are.
    pub map: Option<MapData>,
    /// A block of bars for every level.
    pub levels: Vec<LevelData>,
    /// Area umbrellas × landlord umbrellas.
    pub matrix: Option<MatrixData>,
    /// The table per building.
    pub buildings: Vec<BuildingData>,
    /// `12 kleine gebouwen …`; empty when nothing was taken together.
    pub buildings_note: String,
    /// All organisations.
    pub organisations: Vec<OrganisationData>,
    /// What is done with small groups.
    pub privacy: String,
    /// What was made, arrived and came back, by wave.
    pub funnel: Vec<FunnelData>,
    /// The answers to the questions.
    pub answers: Vec<QuestionData>,
    /// What became of every row that came in.
    pub accounts: Vec<AccountData>,
}

/// One wave: counts as text, lengths in thousandths of what was made.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct FunnelData {
    /// `Ronde 1`.
    pub wave: String,
    /// Letters and mails made.
    pub made: String,
    /// Delivered or sent.
    pub arrived: String,
    /// The length of that.
    pub arrived_length: u64,
    /// Answered; a small count is not told.
    pub answered: String,
    /// The length of that.
    pub answered_length: u64,
    /// Wants to join; a small count is not told.
    pub joined: String,
}

/// A question with its answers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct QuestionData {
    /// The question.
    pub question: String,
    /// How many answered, out of how many; or that they are too few.
    pub note: String,
    /// The mean of the numbers; empty when there are none.
    pub mean: String,
    /// One line for every choice.
    pub answers: Vec<AnswerData>,
}

/// One choice.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct AnswerData {
    /// In words.
    pub label: String,
    /// How many chose it.
    pub count: String,
    /// Out of all who answered.
    pub share: String,
    /// Thousandths of the bar.
    pub length: u64,
}

/// A line of the accounts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct AccountData {
    /// What.
    pub label: String,
    /// How many rows.
    pub count: String,
}

/// A status with its count.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct StatusData {
    /// The class of its colour.
    pub class: &'static str,
    /// In words.
    pub label: String,
    /// What it means.
    pub meaning: String,
    /// How many homes.
    pub count: String,
    /// Which part.
    pub share: String,
    /// On the ring: where it starts, in thousandths, negative as SVG wants it.
    pub offset: i64,
    /// On the ring: how long it is, in thousandths.
    pub length: u64,
}

/// A figure with its words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Figure {
    /// The figure.
    pub value: String,
    /// What it is.
    pub label: String,
    /// Out of how many.
    pub detail: String,
}

/// A piece of a bar: thousandths of its length.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Segment {
    /// The class of its colour.
    pub class: &'static str,
    /// Where it starts.
    pub start: u64,
    /// How long it is.
    pub length: u64,
    /// `Op papier: 40`.
    pub title: String,
}

/// What changed since the last time.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ChangeData {
    /// `Sinds 1 juni 2026: 42 woningen erbij.`
    pub sentence: String,
    /// One line for every cause that did something.
    pub parts: Vec<ChangePart>,
    /// One sentence for every mini-buurt against the rest.
    pub pilots: Vec<String>,
}

/// What one cause did.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ChangePart {
    /// The cause.
    pub cause: String,
    /// `+42`.
    pub gained: String,
    /// `−3`.
    pub lost: String,
    /// Which organisations.
    pub who: String,
}

/// The figures over time, as columns.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct HistoryData {
    /// Width of the drawing.
    pub width: u64,
    /// The columns.
    pub columns: Vec<HistoryColumn>,
}

/// One date.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct HistoryColumn {
    /// Left side.
    pub x: u64,
    /// Middle.
    pub middle: u64,
    /// `1 jun 2026`.
    pub date: String,
    /// `49,4%`.
    pub share: String,
    /// Pieces, from the bottom; `start` is the distance from the top.
    pub segments: Vec<Segment>,
}

/// A step that would help.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct StepData {
    /// In words.
    pub sentence: String,
    /// `+124`.
    pub homes: String,
    /// Length of its bar, in thousandths of the longest.
    pub length: u64,
}

/// The map.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct MapData {
    /// Width of the drawing.
    pub width: i64,
    /// Height of the drawing.
    pub height: i64,
    /// Dots, the largest first, so that small ones stay visible.
    pub dots: Vec<Dot>,
    /// Names of flats.
    pub labels: Vec<Label>,
    /// Length of the scale bar in the drawing.
    pub scale: i64,
    /// `200 m`.
    pub scale_text: String,
    /// What is not on it; empty when everything is.
    pub note: String,
}

/// A building, or small buildings of one postcode together.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Dot {
    /// Centre.
    pub x: i64,
    /// Centre.
    pub y: i64,
    /// Radius.
    pub r: i64,
    /// The class of its colour.
    pub class: &'static str,
    /// `Kleiburg 1–40: 40 woningen, 0 actief`.
    pub title: String,
}

/// A name on the map.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Label {
    /// Middle.
    pub x: i64,
    /// Baseline.
    pub y: i64,
    /// The name.
    pub text: String,
}

/// A level with its areas.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct LevelData {
    /// `Per flat`.
    pub title: String,
    /// The areas.
    pub areas: Vec<AreaData>,
    /// What was taken together; empty when nothing was.
    pub note: String,
}

/// An area with its bar.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct AreaData {
    /// The name.
    pub name: String,
    /// `49,4%`.
    pub share: String,
    /// `42/85`.
    pub fraction: String,
    /// The bar.
    pub segments: Vec<Segment>,
}

/// Area umbrellas × landlord umbrellas.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct MatrixData {
    /// The columns' names.
    pub columns: Vec<String>,
    /// Name and cells of every row.
    pub rows: Vec<MatrixRow>,
}

/// One area umbrella.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct MatrixRow {
    /// Its name.
    pub name: String,
    /// `12/40`, or empty.
    pub cells: Vec<String>,
}

/// A building, or small buildings of one street together.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct BuildingData {
    /// Its name.
    pub name: String,
    /// All homes.
    pub dwellings: String,
    /// Active, forming, on paper, unknown, none.
    pub counts: Vec<String>,
    /// `49,4%`.
    pub share: String,
    /// The bar.
    pub segments: Vec<Segment>,
}

/// An organisation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct OrganisationData {
    /// Its name.
    pub name: String,
    /// Its kind.
    pub kind: String,
    /// The class of the status's colour.
    pub class: &'static str,
    /// Its status.
    pub status: String,
    /// For how many homes it speaks.
    pub homes: String,
    /// Why it has its status.
    pub why: String,
}
