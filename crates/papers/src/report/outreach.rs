//! What was made, what arrived, what came back; the answers to the questions; and what became of
//! every row that came in. Never of a group below the smallest.

use std::collections::BTreeSet;

use super::ReportContext;
use super::data::{AccountData, AnswerData, FunnelData, QuestionData};
use super::small::hidden;
use campaign::ledger::PieceRecord;
use campaign::survey::{Counted, tally, wishes};
use domain::refusal::wants_to_join;
use domain::survey::{Question, QuestionKind};
use domain::{PieceState, Share, words};
use lists::intake::RowOutcome;

/// One line per wave: made, arrived, answered, wants to join; each out of what was made.
pub(super) fn funnel(context: ReportContext<'_>) -> Vec<FunnelData> {
    let messages = context.messages;
    let pieces = &context.history.pieces;
    let waves: BTreeSet<u32> = pieces.iter().map(|piece| piece.wave).collect();
    let wishes = wishes(&context.campaign.survey, context.history);
    let joins = |piece: &PieceRecord| {
        let asked = wishes.joins.get(&piece.recipient).copied();
        asked.unwrap_or_else(|| wants_to_join(&piece.answer))
    };
    let smallest = u64::from(context.campaign.privacy.smallest_group);
    let shown = |count: u64| match count {
        0 => "–".to_owned(),
        count if count < smallest => format!("< {smallest}"),
        count => messages.count(count),
    };
    waves
        .into_iter()
        .map(|wave| {
            let of = |is: &dyn Fn(&PieceRecord) -> bool| {
                let theirs = pieces
                    .iter()
                    .filter(|piece| piece.wave == wave && is(piece));
                words::len(theirs.count())
            };
            let made = of(&|piece| piece.state != PieceState::Withdrawn);
            let arrived = of(&|piece| arrived(piece));
            let answered = of(&|piece| piece.answered);
            let joined = of(&|piece| piece.answered && joins(piece));
            let length = |count: u64| (count * 1000).checked_div(made).unwrap_or(0);
            FunnelData {
                wave: messages.text("report-wave", &[("wave", wave.into())]),
                made: messages.count(made),
                arrived: messages.count(arrived),
                arrived_length: length(arrived),
                answered: shown(answered),
                answered_length: if answered < smallest {
                    0
                } else {
                    length(answered)
                },
                joined: shown(joined),
            }
        })
        .collect()
}

fn arrived(piece: &PieceRecord) -> bool {
    matches!(
        piece.state,
        PieceState::Delivered | PieceState::Sent | PieceState::Answered
    )
}

/// The questions with their answers in the whole scope; words are counted and never shown.
pub(super) fn answers(context: ReportContext<'_>) -> Vec<QuestionData> {
    let survey = &context.campaign.survey;
    let tally = tally(survey, context.history, context.coverage, context.register);
    let asked = tally.asked.get(&0).copied().unwrap_or(0);
    let questions = survey.questions.iter().zip(&tally.questions);
    questions
        .filter_map(|(question, answers)| {
            let counted = answers.areas.get(&0)?;
            Some(one(context, question, counted, asked))
        })
        .collect()
}

fn one(
    context: ReportContext<'_>,
    question: &Question,
    counted: &Counted,
    asked: u64,
) -> QuestionData {
    let messages = context.messages;
    let language = &context.campaign.campaign.language;
    let smallest = u64::from(context.campaign.privacy.smallest_group);
    let mut data = QuestionData {
        question: question.text.of(language).to_owned(),
        ..QuestionData::default()
    };
    if counted.replies < smallest {
        data.note = messages.text("report-too-few", &[("n", smallest.into())]);
        return data;
    }
    let share = |part: u64, whole: u64| Share::new(part, whole).percent(messages.decimal_mark());
    data.note = messages.text(
        "report-response",
        &[
            ("replies", messages.count(counted.replies).into()),
            ("asked", messages.count(asked).into()),
            ("share", share(counted.replies, asked).into()),
        ],
    );
    if let Some(mean) = counted.mean() {
        let mean = format!("{mean:.1}").replace('.', &messages.decimal_mark().to_string());
        data.mean = messages.text("report-mean", &[("mean", mean.into())]);
    }
    let options = question.options(language).into_iter().enumerate();
    let mut lines: Vec<(String, u64)> = options
        .map(|(at, label)| (label, counted.choices.get(at).copied().unwrap_or(0)))
        .collect();
    if counted.words > 0 {
        lines.push((messages.plain("report-own-words"), counted.words));
    }
    let adds_up = question.kind != QuestionKind::Multiple;
    let counts: Vec<u64> = lines.iter().map(|(_, count)| *count).collect();
    let hidden = hidden(&counts, smallest, adds_up);
    for (at, (label, count)) in lines.into_iter().enumerate() {
        data.answers.push(if hidden.contains(&at) {
            AnswerData {
                label,
                count: messages.text("report-hidden", &[("n", smallest.into())]),
                ..AnswerData::default()
            }
        } else {
            AnswerData {
                label,
                count: messages.count(count),
                share: share(count, counted.replies),
                length: count * 1000 / counted.replies.max(1),
            }
        });
    }
    data
}

/// Rows in = used + merged + set aside.
pub(super) fn accounts(context: ReportContext<'_>) -> Vec<AccountData> {
    let messages = context.messages;
    let rows = &context.linked.rows;
    let of =
        |outcome: RowOutcome| words::len(rows.iter().filter(|row| row.outcome == outcome).count());
    [
        ("report-rows-in", words::len(rows.len())),
        ("report-rows-used", of(RowOutcome::Used)),
        ("report-rows-merged", of(RowOutcome::Merged)),
        ("report-rows-aside", of(RowOutcome::SetAside)),
    ]
    .into_iter()
    .map(|(key, count)| AccountData {
        label: messages.plain(key),
        count: messages.count(count),
    })
    .collect()
}
