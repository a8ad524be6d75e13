//! Answers of the survey → counts by question, choice, area and status.
//!
//! Flows in: the questions, and the answers that the ledger keeps. Flows out: [`Tally`]. Only homes
//! are counted, each once and by its last answer; what boards answer stands among the answers.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use compact_str::CompactString;

use crate::coverage::{Coverage, Home};
use crate::ledger::{Answer, History};
use domain::refusal::says_yes;
use domain::survey::{Means, Question, Said, Spot};
use domain::{Language, PieceKind, PieceState, Status, Survey};
use register::{Register, UnitIx};

/// What one area, or one status, answered to one question.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Counted {
    /// Homes that answered the question.
    pub replies: u64,
    /// Homes that chose each choice, in the order of the question.
    pub choices: Vec<u64>,
    /// Homes that gave words that are no choice, or wrote where one writes.
    pub words: u64,
    /// The sum of the numbers, and how many there are, of a number or scale.
    pub numbers: (f64, u64),
}

impl Counted {
    fn add(&mut self, choices: usize, said: &Said) {
        self.replies += 1;
        self.choices.resize(choices, 0);
        for choice in &said.choices {
            if let Some(count) = self.choices.get_mut(*choice) {
                *count += 1;
            }
        }
        self.words += u64::from(said.words.is_some());
        if let Some(number) = said.number {
            self.numbers.0 += number;
            self.numbers.1 += 1;
        }
    }

    /// The mean of the numbers.
    pub fn mean(&self) -> Option<f64> {
        let count = u32::try_from(self.numbers.1).ok().filter(|n| *n > 0)?;
        Some(self.numbers.0 / f64::from(count))
    }
}

/// The answers to one question.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answers {
    /// By area, as a position in the areas of the coverage; 0 is the scope.
    pub areas: BTreeMap<u32, Counted>,
    /// By the status of the home today.
    pub statuses: BTreeMap<Status, Counted>,
    /// In words, with the piece that they answer, in the order in which they came in.
    pub words: Vec<(CompactString, String)>,
}

/// The survey, counted.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tally {
    /// In the order of the questions.
    pub questions: Vec<Answers>,
    /// Homes that were asked and got it, by area.
    pub asked: BTreeMap<u32, u64>,
    /// Homes that answered anything, by area.
    pub replied: BTreeMap<u32, u64>,
    /// Homes that were asked, by status.
    pub asked_by_status: BTreeMap<Status, u64>,
}

/// Counts the survey. Empty when there are no questions or nobody was asked.
pub fn tally(
    survey: &Survey,
    history: &History,
    coverage: &Coverage,
    register: &Register,
) -> Tally {
    let mut tally = Tally {
        questions: vec![Answers::default(); survey.questions.len()],
        ..Tally::default()
    };
    if survey.questions.is_empty() {
        return tally;
    }
    let unit = |recipient: &str| register.find_unit(recipient.strip_prefix("unit ")?);
    let mut homes: Vec<Option<&Home>> = vec![None; register.units().len()];
    for home in &coverage.homes {
        if let Some(slot) = homes.get_mut(home.unit.at()) {
            *slot = Some(home);
        }
    }
    let home_of = |unit: UnitIx| homes.get(unit.at()).copied().flatten();
    let answers = history.answers(survey);
    // Each home is looked up once, however many questions it answered.
    let mut units: Vec<Option<Option<UnitIx>>> = Vec::new();
    let mut all: Vec<(UnitIx, &Answer<'_>)> = Vec::new();
    for answer in &answers {
        if units.len() <= answer.whose {
            units.resize(answer.whose + 1, None);
        }
        let known = units.get_mut(answer.whose);
        let found =
            known.and_then(|known| *known.get_or_insert_with(|| unit(&answer.piece.recipient)));
        all.extend(found.map(|unit| (unit, answer)));
    }
    // By home; the answers of one stay in the order in which they came in.
    all.sort_by_key(|(unit, _)| *unit);
    let mut asked: Vec<UnitIx> = history
        .pieces
        .iter()
        .filter(|piece| asks(piece.kind) && arrived(piece.state))
        .filter_map(|piece| unit(&piece.recipient))
        .chain(all.iter().map(|(unit, _)| *unit))
        .collect();
    asked.sort_unstable();
    asked.dedup();
    for home in asked.iter().filter_map(|unit| home_of(*unit)) {
        for area in places(home) {
            *tally.asked.entry(area).or_default() += 1;
        }
        *tally.asked_by_status.entry(home.status).or_default() += 1;
    }
    let mut reading = Reading::of(survey);
    all.retain(|(_, answer)| answer.counts);
    for theirs in all.chunk_by(|(one, _), (other, _)| one == other) {
        let Some(home) = theirs.first().and_then(|(unit, _)| home_of(*unit)) else {
            continue;
        };
        let answers: Vec<&Answer<'_>> = theirs.iter().map(|(_, answer)| *answer).collect();
        let places = places(home);
        for area in &places {
            *tally.replied.entry(*area).or_default() += 1;
        }
        for (at, said) in reading.by_question(&answers) {
            let (Some(choices), Some(counted)) =
                (reading.choices.get(at), tally.questions.get_mut(at))
            else {
                continue;
            };
            for area in &places {
                let area = counted.areas.entry(*area).or_default();
                area.add(*choices, &said);
            }
            let status = counted.statuses.entry(home.status).or_default();
            status.add(*choices, &said);
            if let (Some(words), Some(first)) = (said.words, answers.first()) {
                counted.words.push((first.piece.id.clone(), words));
            }
        }
    }
    tally
}

/// The scope and the areas of a home, each once.
fn places(home: &Home) -> BTreeSet<u32> {
    std::iter::once(0).chain(home.areas()).collect()
}

/// Kinds of letters and mails that carry the questions.
fn asks(kind: PieceKind) -> bool {
    matches!(
        kind,
        PieceKind::Start | PieceKind::Join | PieceKind::Meeting | PieceKind::Reminder
    )
}

fn arrived(state: PieceState) -> bool {
    matches!(
        state,
        PieceState::Delivered | PieceState::Sent | PieceState::Answered
    )
}

/// So many different cells are remembered: answers repeat, words that somebody wrote do not.
const REMEMBERED: usize = 10_000;

/// Reads answers; what was read once is known.
struct Reading<'a> {
    survey: &'a Survey,
    /// How many choices each question has.
    choices: Vec<usize>,
    spots: HashMap<&'a str, Option<Spot>>,
    /// By question, what a cell says.
    cells: HashMap<(usize, &'a str), Option<Said>>,
}

impl<'a> Reading<'a> {
    fn of(survey: &'a Survey) -> Self {
        let questions = survey.questions.iter();
        Self {
            survey,
            choices: questions.map(|question| question.ids().len()).collect(),
            spots: HashMap::new(),
            cells: HashMap::new(),
        }
    }

    /// What a cell says to a question.
    fn said(&mut self, at: usize, question: &Question, cell: &'a str) -> Option<Said> {
        if let Some(known) = self.cells.get(&(at, cell)) {
            return known.clone();
        }
        let said = question.said(cell);
        if self.cells.len() < REMEMBERED {
            self.cells.insert((at, cell), said.clone());
        }
        said
    }

    /// What one home says to each question: a cell, or a column per choice.
    fn by_question(&mut self, answers: &[&Answer<'a>]) -> BTreeMap<usize, Said> {
        let mut all: BTreeMap<usize, Said> = BTreeMap::new();
        for answer in answers {
            let spot = self
                .spots
                .entry(answer.question)
                .or_insert_with(|| self.survey.spot(answer.question));
            let Some(spot) = *spot else {
                continue;
            };
            let Some(question) = self.survey.questions.get(spot.question) else {
                continue;
            };
            if let Some(choice) = spot.choice {
                let said = all.entry(spot.question).or_default();
                if question.is_chosen(choice, answer.answer) && !said.choices.contains(&choice) {
                    said.choices.push(choice);
                }
            } else if let Some(said) = self.said(spot.question, question, answer.answer) {
                all.insert(spot.question, said);
            }
        }
        all
    }
}

/// What people asked for in answer to a question that the program acts upon, by recipient; the
/// last answer holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Wishes {
    /// Whether they want to join.
    pub joins: HashMap<CompactString, bool>,
    /// In which language they want to be written to.
    pub languages: HashMap<CompactString, Language>,
}

/// Reads the wishes out of the answers.
pub fn wishes(survey: &Survey, history: &History) -> Wishes {
    let mut wishes = Wishes::default();
    let acts = |question: &Question| matches!(question.means, Some(Means::Join | Means::Language));
    if !survey.questions.iter().any(acts) {
        return wishes;
    }
    for answer in history
        .answers(survey)
        .iter()
        .filter(|answer| answer.counts)
    {
        let Some(question) = asked(survey, answer.question) else {
            continue;
        };
        let Some(said) = question.said(answer.answer) else {
            continue;
        };
        let recipient = &answer.piece.recipient;
        match question.means {
            Some(Means::Join) => {
                let yes = is_yes(question, answer.answer);
                wishes.joins.insert(recipient.clone(), yes);
            }
            Some(Means::Language) => {
                let ids = question.ids();
                let chosen = said.choices.first().and_then(|at| ids.get(*at));
                if let Some(language) = chosen.and_then(|id| Language::parse(id)) {
                    wishes.languages.insert(recipient.clone(), language);
                }
            }
            Some(Means::NoPost) | None => {}
        }
    }
    wishes
}

fn asked<'a>(survey: &'a Survey, heading: &str) -> Option<&'a Question> {
    survey.questions.get(survey.spot(heading)?.question)
}

/// Whether an answer says yes: in so many words, or by the first of the choices.
fn is_yes(question: &Question, cell: &str) -> bool {
    let first = question
        .said(cell)
        .is_some_and(|said| said.choices.first() == Some(&0));
    first || says_yes(cell)
}

/// Whether an answer to one of the questions asks for nothing more.
pub fn asks_for_nothing_more(survey: &Survey, heading: &str, cell: &str) -> bool {
    asked(survey, heading)
        .is_some_and(|question| question.means == Some(Means::NoPost) && is_yes(question, cell))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::{PieceRecord, Reply, Source};
    use domain::{Channel, Secret};
    use jiff::civil::date;

    fn survey() -> Survey {
        let text = r#"
            [[question]]
            id = "mee"
            kind = "single"
            means = "join"
            text = { nl = "Wilt u meedoen?", en = "Do you want to join?" }
            choices = [{ id = "ja", nl = "Ja, graag", en = "Yes" }, { id = "nee", nl = "Nee", en = "No" }]
            [[question]]
            id = "taal"
            kind = "single"
            means = "language"
            text = "Language"
            choices = [{ id = "nl", nl = "Nederlands" }, { id = "en", nl = "Engels", en = "English" }]
            [[question]]
            id = "stop"
            kind = "single"
            means = "no_post"
            text = "Wilt u nog iets horen?"
            choices = ["Niets meer", "Jawel"]
        "#;
        toml::from_str(text).unwrap()
    }

    #[test]
    fn what_somebody_asks_for_last_is_what_holds() {
        let code = Secret::from_text("test").code("unit 1", 1, 0);
        let piece = PieceRecord {
            id: "w1-00001".into(),
            recipient: "unit 1".into(),
            wave: 1,
            kind: PieceKind::Start,
            reminds_of: None,
            channel: Channel::Letter,
            email: None,
            language: Language::dutch(),
            code,
            batch: Some(1),
            made: date(2026, 11, 23),
            state: PieceState::Answered,
            when: date(2026, 11, 23),
            message_id: None,
            answer: CompactString::default(),
            ready: false,
            answered: true,
        };
        let reply = |day, answers: &[(&str, &str)]| Reply {
            piece: "w1-00001".into(),
            date: date(2026, 12, day),
            source: Source::Slip,
            answers: answers
                .iter()
                .map(|(asked, said)| ((*asked).into(), (*said).into()))
                .collect(),
        };
        let history = History {
            pieces: vec![piece],
            replies: vec![
                reply(
                    2,
                    &[("Wilt u meedoen?", "ja, graag"), ("Language", "English")],
                ),
                reply(1, &[("mee", "nee")]),
                reply(3, &[("Wilt u meedoen", "Nee")]),
            ],
            ..History::default()
        };
        let wishes = wishes(&survey(), &history);
        assert_eq!(wishes.joins.get("unit 1"), Some(&false));
        assert_eq!(
            wishes.languages.get("unit 1"),
            Language::parse("en").as_ref()
        );
        assert!(asks_for_nothing_more(&survey(), "stop", "Niets meer"));
        assert!(!asks_for_nothing_more(&survey(), "stop", "Jawel"));
        assert!(!asks_for_nothing_more(&survey(), "mee", "ja"));
    }
}
