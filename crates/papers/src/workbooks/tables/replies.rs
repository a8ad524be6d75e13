//! `replies.csv`: every answer that came back, with whether it counts.

use super::{Table, columns};
use campaign::ledger::History;
use domain::Survey;

/// One line per answer.
pub fn table<'a>(history: &'a History, survey: &Survey) -> Table<'a> {
    let rows = history.answers(survey).into_iter().map(|answer| {
        let piece = answer.piece;
        let of = |kind: &str| {
            let id = piece.recipient.strip_prefix(kind);
            id.unwrap_or_default().trim().to_owned()
        };
        vec![
            piece.code.to_string(),
            piece.id.to_string(),
            of("unit "),
            of("organisation "),
            answer.reply.date.to_string(),
            answer.reply.source.word().to_owned(),
            answer.question.to_owned(),
            answer.answer.to_owned(),
            if answer.counts { "yes" } else { "no" }.to_owned(),
        ]
    });
    Table {
        file: "replies.csv",
        columns: columns(&[
            "code",
            "piece",
            "unit_id",
            "organisation",
            "date",
            "source",
            "question",
            "answer",
            "counts",
        ]),
        rows: Box::new(rows),
    }
}
