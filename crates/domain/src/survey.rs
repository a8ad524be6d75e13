//! The questions of a campaign: `inputs/survey.toml`, or the short form `[[survey]]` in the campaign
//! file; and what an answer to one of them says.
//!
//! One description serves the reply slip, the sheet to type slips in, the answer page, exports of
//! forms, and the tabulation.

mod read;

pub use read::{Said, Spot};

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::campaign::SurveyQuestion;
use super::outreach::Language;
use super::text::fold;

/// `inputs/survey.toml`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Survey {
    /// Goes up when questions change, so that a slip of an earlier version is known as one.
    #[serde(default = "first_version")]
    pub version: u32,
    /// The questions, in order.
    #[serde(default, rename = "question")]
    pub questions: Vec<Question>,
}

fn first_version() -> u32 {
    1
}

/// How a question is answered.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum QuestionKind {
    /// One of the choices.
    Single,
    /// Any number of the choices.
    Multiple,
    /// A number from `from` up to `to`.
    Scale,
    /// Any number.
    Number,
    /// In words.
    #[default]
    Open,
}

/// What the program does with an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Means {
    /// Who says yes is on the sheet of who wants to join, and is invited first.
    Join,
    /// Who says yes gets nothing more.
    NoPost,
    /// What is chosen is the language of what follows; the ids of the choices are language tags.
    Language,
}

/// A text, once for all languages or in each.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum Texts {
    /// The same in every language.
    One(String),
    /// By language tag.
    Each(BTreeMap<String, String>),
}

impl Texts {
    /// The text in a language; else in Dutch; else the first there is.
    pub fn of(&self, language: &Language) -> &str {
        match self {
            Self::One(text) => text,
            Self::Each(texts) => texts
                .get(language.tag())
                .or_else(|| texts.get("nl"))
                .or_else(|| texts.values().next())
                .map_or("", String::as_str),
        }
    }

    /// The text in every language.
    pub fn all(&self) -> impl Iterator<Item = &str> {
        let (one, each) = match self {
            Self::One(text) => (Some(text.as_str()), None),
            Self::Each(texts) => (None, Some(texts.values().map(String::as_str))),
        };
        one.into_iter().chain(each.into_iter().flatten())
    }

    fn is_empty(&self) -> bool {
        self.all().all(|text| text.trim().is_empty())
    }
}

/// What can be chosen: an id with texts, or only a text.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum Choice {
    /// The text is the id.
    Text(String),
    /// An id, and a text per language.
    Named {
        /// The literal word in tables and form exports.
        id: String,
        /// The texts by language tag.
        #[serde(flatten)]
        texts: BTreeMap<String, String>,
    },
}

impl Choice {
    /// The literal word in tables and form exports.
    pub fn id(&self) -> &str {
        match self {
            Self::Text(text) => text,
            Self::Named { id, .. } => id,
        }
    }

    /// The text in a language; else in Dutch; else the first there is; else the id.
    pub fn of(&self, language: &Language) -> &str {
        match self {
            Self::Text(text) => text,
            Self::Named { id, texts } => texts
                .get(language.tag())
                .or_else(|| texts.get("nl"))
                .or_else(|| texts.values().next())
                .unwrap_or(id),
        }
    }

    fn is(&self, folded: &str) -> bool {
        let texts = match self {
            Self::Text(_) => None,
            Self::Named { texts, .. } => Some(texts.values()),
        };
        fold(self.id()) == folded || texts.into_iter().flatten().any(|text| fold(text) == folded)
    }
}

/// One question.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// The literal word in tables, and the code of the question in a form.
    pub id: String,
    /// How it is answered.
    pub kind: QuestionKind,
    /// The question.
    pub text: Texts,
    /// What can be chosen, of a single or multiple question.
    #[serde(default)]
    pub choices: Vec<Choice>,
    /// The lowest number of a scale.
    #[serde(default)]
    pub from: Option<u8>,
    /// The highest number of a scale.
    #[serde(default)]
    pub to: Option<u8>,
    /// What the program does with the answer.
    #[serde(default)]
    pub means: Option<Means>,
}

/// What is wrong with a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// Two questions have one id, or an id is empty.
    Id,
    /// Two choices have one id or text, or there are fewer than two where one has to choose.
    Choices,
    /// A scale without a beginning below its end, or of more than eleven steps.
    Scale,
    /// A question without words.
    Text,
}

impl Wrong {
    /// The key of the word for it.
    pub fn key(self) -> &'static str {
        match self {
            Self::Id => "survey-wrong-id",
            Self::Choices => "survey-wrong-choices",
            Self::Scale => "survey-wrong-scale",
            Self::Text => "survey-wrong-text",
        }
    }
}

impl Question {
    /// What stands beside the boxes, in a language; empty where one writes.
    pub fn options(&self, language: &Language) -> Vec<String> {
        match self.kind {
            QuestionKind::Single | QuestionKind::Multiple => self
                .choices
                .iter()
                .map(|choice| choice.of(language).to_owned())
                .collect(),
            QuestionKind::Scale => self.steps().map(|step| step.to_string()).collect(),
            QuestionKind::Number | QuestionKind::Open => Vec::new(),
        }
    }

    /// The literal words of what can be chosen.
    pub fn ids(&self) -> Vec<String> {
        match self.kind {
            QuestionKind::Single | QuestionKind::Multiple => {
                let ids = self.choices.iter().map(Choice::id);
                ids.map(str::to_owned).collect()
            }
            QuestionKind::Scale => self.steps().map(|step| step.to_string()).collect(),
            QuestionKind::Number | QuestionKind::Open => Vec::new(),
        }
    }

    /// The numbers of a scale.
    pub fn steps(&self) -> std::ops::RangeInclusive<u8> {
        self.from.unwrap_or(1)..=self.to.unwrap_or(5)
    }

    fn wrong(&self) -> Option<Wrong> {
        let chooses = matches!(self.kind, QuestionKind::Single | QuestionKind::Multiple);
        let mut ids: Vec<String> = self
            .choices
            .iter()
            .map(|choice| fold(choice.id()))
            .collect();
        ids.sort();
        let twice = ids.windows(2).any(|pair| pair.first() == pair.last());
        let steps = self.steps();
        if self.id.trim().is_empty() {
            Some(Wrong::Id)
        } else if self.text.is_empty() {
            Some(Wrong::Text)
        } else if chooses && (self.choices.len() < 2 || twice || ids.iter().any(String::is_empty)) {
            Some(Wrong::Choices)
        } else if self.kind == QuestionKind::Scale
            && (steps.start() >= steps.end() || steps.end() - steps.start() > 10)
        {
            Some(Wrong::Scale)
        } else {
            None
        }
    }
}

impl Survey {
    /// The questions of the short form. The first that asks to join, and one that asks for no more
    /// post, are known by their words.
    pub fn short(questions: &[SurveyQuestion]) -> Self {
        let questions = questions.iter().map(|short| {
            let asked = fold(&short.question);
            let means = if super::refusal::names_opt_outs(&short.question) {
                Some(Means::NoPost)
            } else if asked.contains("meedoen") || asked.contains("join") {
                Some(Means::Join)
            } else {
                None
            };
            Question {
                id: short.question.clone(),
                kind: if short.answers.is_empty() {
                    QuestionKind::Open
                } else {
                    QuestionKind::Single
                },
                text: Texts::One(short.question.clone()),
                choices: short.answers.iter().cloned().map(Choice::Text).collect(),
                from: None,
                to: None,
                means,
            }
        });
        Self {
            version: 1,
            questions: questions.collect(),
        }
    }

    /// What is wrong, by the number of the question from 1.
    pub fn wrong(&self) -> Vec<(usize, Wrong)> {
        let mut all: Vec<(usize, Wrong)> = Vec::new();
        for (number, question) in (1..).zip(&self.questions) {
            let earlier = self.questions.iter().take(number - 1);
            let twice = earlier
                .into_iter()
                .any(|other| fold(&other.id) == fold(&question.id));
            let wrong = question.wrong().or(twice.then_some(Wrong::Id));
            all.extend(wrong.map(|wrong| (number, wrong)));
        }
        all
    }

    /// The question that asks for something that the program acts upon.
    pub fn asks(&self, means: Means) -> Option<&Question> {
        self.questions
            .iter()
            .find(|question| question.means == Some(means))
    }
}
