//! Which question a heading asks, and what an answer says: in the words of any language of the
//! campaign, in the codes of a form, in one cell or in a column per choice.

use super::{Question, QuestionKind, Survey};
use crate::text::{clean, fold};

/// Where a column of answers belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Spot {
    /// The question, from 0.
    pub question: usize,
    /// The choice, from 0, when the column is about one choice of several.
    pub choice: Option<usize>,
}

/// What an answer says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Said {
    /// The choices, from 0; of a scale the steps.
    pub choices: Vec<usize>,
    /// The number, of a number or scale.
    pub number: Option<f64>,
    /// Words that are no choice; the whole answer to an open question.
    pub words: Option<String>,
}

impl Survey {
    /// The question that a heading asks: by its id or its text in any language, with or without a
    /// number before it; `id[choice]` and `text [choice]` are one choice of it.
    pub fn spot(&self, heading: &str) -> Option<Spot> {
        let heading = clean(heading);
        if let Some(question) = self.question(&heading) {
            return Some(Spot {
                question,
                choice: None,
            });
        }
        let (before, rest) = heading.rsplit_once('[')?;
        let inner = rest.trim_end().strip_suffix(']')?;
        let question = self.question(before.trim())?;
        let choice = self.questions.get(question)?.choice(inner)?;
        Some(Spot {
            question,
            choice: Some(choice),
        })
    }

    fn question(&self, heading: &str) -> Option<usize> {
        let folded = plain(heading);
        let bare = plain(without_number(heading));
        self.questions.iter().position(|question| {
            let mut names = question.text.all().chain([question.id.as_str()]).map(plain);
            names.any(|name| name == folded || name == bare)
        })
    }
}

/// For comparing: folded, without the marks at its end.
fn plain(text: &str) -> String {
    let folded = fold(text);
    folded
        .trim_end_matches(['?', ':', '.', '*', ' ', '!'])
        .to_owned()
}

/// `3. Wilt u meedoen?`, `Q3 - …`, `Vraag 3: …` → what follows.
fn without_number(text: &str) -> &str {
    let text = text.trim();
    let rest = ["vraag ", "question ", "q", "Vraag ", "Question ", "Q"]
        .iter()
        .find_map(|word| text.strip_prefix(word))
        .unwrap_or(text);
    let digits = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    if digits.len() == rest.len() {
        return text;
    }
    digits.trim_start_matches(['.', ')', ':', '-', ' '])
}

impl Question {
    /// The choice that a word names: its id, its text in any language, or its code in a form
    /// (`A2`, `AO02`, `SQ002` are the second, unless a choice has that very id).
    pub fn choice(&self, word: &str) -> Option<usize> {
        let folded = fold(&clean(word));
        if folded.is_empty() {
            return None;
        }
        if self.kind == QuestionKind::Scale {
            let first = folded.split([' ', '-', '.', ',', '(']).next()?;
            let step: u8 = first.parse().ok()?;
            return self
                .steps()
                .contains(&step)
                .then(|| usize::from(step - self.steps().start()));
        }
        let named = self.choices.iter().position(|choice| choice.is(&folded));
        named.or_else(|| {
            let digits = ["sq", "ao", "a"]
                .iter()
                .find_map(|prefix| folded.strip_prefix(prefix))?;
            let number: usize = digits.parse().ok()?;
            number.checked_sub(1).filter(|at| *at < self.choices.len())
        })
    }

    /// What a cell says; `None` when it is empty.
    pub fn said(&self, cell: &str) -> Option<Said> {
        let cell = clean(cell);
        if cell.is_empty() {
            return None;
        }
        let mut said = Said::default();
        match self.kind {
            QuestionKind::Open => said.words = Some(cell),
            QuestionKind::Number => match number(&cell) {
                Some(number) => said.number = Some(number),
                None => said.words = Some(cell),
            },
            QuestionKind::Scale => match self.choice(&cell) {
                Some(step) => {
                    said.choices.push(step);
                    said.number = u32::try_from(step)
                        .ok()
                        .map(|step| f64::from(step + u32::from(*self.steps().start())));
                }
                None => said.words = Some(cell),
            },
            QuestionKind::Single => match self.choice(&cell) {
                Some(choice) => said.choices.push(choice),
                None => said.words = Some(cell),
            },
            QuestionKind::Multiple => self.several(&cell, &mut said),
        }
        Some(said)
    }

    /// Several choices in one cell, separated by `;` or a comma; a choice may hold a comma itself.
    fn several(&self, cell: &str, said: &mut Said) {
        let mut strange: Vec<&str> = Vec::new();
        for part in cell.split([';', '\n', '|']) {
            if let Some(choice) = self.choice(part) {
                said.choices.push(choice);
                continue;
            }
            let pieces: Vec<&str> = part.split(',').collect();
            let mut at = 0;
            while at < pieces.len() {
                let longest = (at + 1..=pieces.len()).rev().find_map(|end| {
                    let whole = pieces.get(at..end)?.join(",");
                    self.choice(&whole).map(|choice| (end, choice))
                });
                if let Some((end, choice)) = longest {
                    said.choices.push(choice);
                    at = end;
                } else {
                    strange.extend(pieces.get(at).map(|word| word.trim()));
                    at += 1;
                }
            }
        }
        said.choices.sort_unstable();
        said.choices.dedup();
        strange.retain(|word| !word.is_empty());
        if !strange.is_empty() {
            said.words = Some(strange.join(", "));
        }
    }

    /// Whether a cell of a column about one choice says that it was chosen.
    pub fn is_chosen(&self, choice: usize, cell: &str) -> bool {
        let folded = fold(&clean(cell));
        matches!(
            folded.as_str(),
            "y" | "yes" | "ja" | "j" | "1" | "x" | "true" | "waar" | "oui" | "on"
        ) || self
            .choices
            .get(choice)
            .is_some_and(|known| known.is(&folded))
    }
}

/// A number as people write it: `12`, `12,5`, `1.200`.
fn number(text: &str) -> Option<f64> {
    let text = text.replace([' ', '\u{a0}'], "");
    let parts: Vec<&str> = text.split('.').collect();
    let thousands = parts.len() > 1 && parts.iter().skip(1).all(|part| part.len() == 3);
    let plain = if text.contains(',') {
        text.replace('.', "").replace(',', ".")
    } else if thousands {
        text.replace('.', "")
    } else {
        text
    };
    plain.parse().ok().filter(|n: &f64| n.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::survey::{Choice, Texts};

    fn survey() -> Survey {
        let choices = |all: &[(&str, &str, &str)]| {
            all.iter()
                .map(|(id, nl, en)| Choice::Named {
                    id: (*id).into(),
                    texts: [("nl", *nl), ("en", *en)]
                        .map(|(tag, text)| (tag.to_owned(), text.to_owned()))
                        .into(),
                })
                .collect()
        };
        let question = |id: &str, kind, nl: &str, en: &str, choices| Question {
            id: id.into(),
            kind,
            text: Texts::Each(
                [("nl", nl), ("en", en)]
                    .map(|(tag, text)| (tag.to_owned(), text.to_owned()))
                    .into(),
            ),
            choices,
            from: None,
            to: None,
            means: None,
        };
        Survey {
            version: 1,
            questions: vec![
                question(
                    "mee",
                    QuestionKind::Single,
                    "Wilt u meedoen?",
                    "Do you want to join?",
                    choices(&[("ja", "Ja, graag", "Yes, please"), ("nee", "Nee", "No")]),
                ),
                question(
                    "beter",
                    QuestionKind::Multiple,
                    "Wat moet beter?",
                    "What must improve?",
                    choices(&[
                        ("lift", "De lift", "The lift"),
                        ("schoon", "Schoon, heel en veilig", "Clean, whole and safe"),
                        ("geld", "Servicekosten", "Service costs"),
                    ]),
                ),
                question(
                    "cijfer",
                    QuestionKind::Scale,
                    "Welk cijfer?",
                    "Which mark?",
                    Vec::new(),
                ),
                question(
                    "jaren",
                    QuestionKind::Number,
                    "Hoe lang woont u hier?",
                    "How long?",
                    Vec::new(),
                ),
                question(
                    "anders",
                    QuestionKind::Open,
                    "Anders",
                    "Anything else",
                    Vec::new(),
                ),
            ],
        }
    }

    #[test]
    fn a_heading_is_known_in_every_form_that_forms_give_it() {
        let survey = survey();
        for (heading, question, choice) in [
            ("mee", 0, None),
            ("MEE", 0, None),
            ("Wilt u meedoen?", 0, None),
            ("1. Wilt u meedoen? *", 0, None),
            ("Do you want to join", 0, None),
            ("Q2: What must improve?", 1, None),
            ("beter[lift]", 1, Some(0)),
            ("beter[SQ002]", 1, Some(1)),
            ("Wat moet beter? [Servicekosten]", 1, Some(2)),
        ] {
            assert_eq!(
                survey.spot(heading),
                Some(Spot { question, choice }),
                "{heading}"
            );
        }
        for heading in ["Naam", "", "beter[trap]", "Wilt u echt meedoen?", "[lift]"] {
            assert_eq!(survey.spot(heading), None, "{heading}");
        }
    }

    #[test]
    fn an_answer_is_understood_or_kept_as_words_and_never_guessed() {
        let survey = survey();
        let choices = |question: usize, cell: &str| {
            survey.questions[question]
                .said(cell)
                .map(|said| said.choices)
        };
        let words = |question: usize, cell: &str| {
            survey.questions[question]
                .said(cell)
                .and_then(|said| said.words)
        };
        for cell in ["ja", "Ja, graag", "JA, GRAAG", "yes, please", "A1", "AO01"] {
            assert_eq!(choices(0, cell), Some(vec![0]), "{cell}");
        }
        assert_eq!(words(0, "misschien"), Some("misschien".to_owned()));
        assert_eq!(survey.questions[0].said("  "), None);
        for cell in [
            "De lift;Schoon, heel en veilig",
            "De lift, Schoon, heel en veilig",
            "lift, schoon",
            "The lift; SQ002;",
        ] {
            assert_eq!(
                (choices(1, cell), words(1, cell)),
                (Some(vec![0, 1]), None),
                "{cell}"
            );
        }
        assert_eq!(
            (
                choices(1, "De lift, de buren"),
                words(1, "De lift, de buren")
            ),
            (Some(vec![0]), Some("de buren".into()))
        );
        let number = |question: usize, cell: &str| {
            survey.questions[question]
                .said(cell)
                .and_then(|said| said.number)
        };
        assert_eq!(number(2, "4"), Some(4.0));
        assert_eq!(number(2, "4 - goed"), Some(4.0));
        assert_eq!((number(2, "6"), words(2, "6")), (None, Some("6".into())));
        for (cell, value) in [
            ("12", 12.0),
            ("12,5", 12.5),
            ("1.200", 1200.0),
            ("1.5", 1.5),
            ("1.200,5", 1200.5),
        ] {
            assert_eq!(number(3, cell), Some(value), "{cell}");
        }
        assert!(
            survey.questions[1].is_chosen(0, "Y") && survey.questions[1].is_chosen(0, "De lift")
        );
        assert!(!survey.questions[1].is_chosen(0, "N") && !survey.questions[1].is_chosen(0, ""));
    }

    #[test]
    fn what_cannot_be_asked_is_named() {
        let mut survey = survey();
        assert_eq!(survey.wrong(), []);
        survey.questions[1].id = "MEE".into();
        survey.questions[0].choices.truncate(1);
        survey.questions[2].to = Some(1);
        survey.questions[4].text = Texts::One(" ".into());
        use crate::survey::Wrong;
        assert_eq!(
            survey.wrong(),
            [
                (1, Wrong::Choices),
                (2, Wrong::Id),
                (3, Wrong::Scale),
                (5, Wrong::Text)
            ]
        );
    }
}
