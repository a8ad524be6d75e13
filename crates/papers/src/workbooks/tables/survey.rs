//! `survey.csv`: the answers of homes, counted by question, choice and area.

use super::{Table, columns};
use crate::workbooks::Context;
use campaign::survey::{Counted, tally};
use domain::Share;
use domain::survey::Question;

/// For each question and area one line with the response (its choice is empty), and one for every
/// choice; words that are no choice are counted as `…`.
pub(super) fn table(context: Context<'_>) -> Table<'_> {
    let register = context.checked.register;
    let survey = &context.checked.campaign.survey;
    let tally = tally(survey, context.history, context.coverage, register);
    let mut lines = Vec::new();
    for (question, answers) in survey.questions.iter().zip(&tally.questions) {
        for (area, asked) in &tally.asked {
            let Some(key) = context.coverage.area(*area, register).map(|area| area.key) else {
                continue;
            };
            let place = [
                key.level.word().to_owned(),
                key.code.to_string(),
                key.name.to_string(),
            ];
            let none = Counted::default();
            let counted = answers.areas.get(area).unwrap_or(&none);
            for (choice, answers, share) in counts(question, counted, *asked) {
                let mut line = vec![question.id.clone(), choice];
                line.extend(place.iter().cloned());
                line.extend([answers.to_string(), asked.to_string(), share.to_string()]);
                lines.push(line);
            }
        }
    }
    Table {
        file: "survey.csv",
        columns: columns(&[
            "question", "choice", "level", "code", "name", "answers", "asked", "share",
        ]),
        rows: Box::new(lines.into_iter()),
    }
}

/// Choice, how many chose it, and out of whom: the response out of all who were asked, a choice
/// out of all who answered the question.
fn counts(question: &Question, counted: &Counted, asked: u64) -> Vec<(String, u64, Share)> {
    let replies = counted.replies;
    let mut all = vec![(String::new(), replies, Share::new(replies, asked))];
    for (at, id) in question.ids().into_iter().enumerate() {
        let chosen = counted.choices.get(at).copied().unwrap_or(0);
        all.push((id, chosen, Share::new(chosen, replies)));
    }
    if counted.words > 0 {
        let words = counted.words;
        all.push(("…".to_owned(), words, Share::new(words, replies)));
    }
    all
}
