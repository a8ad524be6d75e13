//! Answers to the questions of the survey, as they came in: every one is kept, the last one counts.

use std::collections::HashMap;

use compact_str::CompactString;
use jiff::civil::Date;
use rusqlite::{OptionalExtension, params};
use serde::{Deserialize, Serialize};

use super::store::{Result, add, date as day, json};
use super::{History, Ledger, PieceRecord};
use domain::text::{clean, fold};
use domain::{Code, PieceState, Survey};

/// The event that keeps one set of answers.
const WHAT: &str = "replied";

/// By which way answers came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// A paper slip that a person typed in.
    Slip,
    /// A paper slip that was scanned.
    Scan,
    /// The export of a form.
    Form,
    /// An e-mail.
    Mail,
}

impl Source {
    /// The literal word for outputs.
    pub fn word(self) -> &'static str {
        match self {
            Self::Slip => "slip",
            Self::Scan => "scan",
            Self::Form => "form",
            Self::Mail => "mail",
        }
    }
}

/// One set of answers of one recipient.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// The piece that it answers.
    pub piece: CompactString,
    /// On which day.
    pub date: Date,
    /// By which way.
    pub source: Source,
    /// Question and answer as they stood there, in order.
    pub answers: Vec<(CompactString, CompactString)>,
}

#[derive(Serialize, Deserialize)]
struct Kept {
    source: Source,
    answers: Vec<(CompactString, CompactString)>,
}

/// One answer of a reply, and whether it counts.
#[derive(Clone, Copy, Debug)]
pub struct Answer<'a> {
    /// The piece that it answers.
    pub piece: &'a PieceRecord,
    /// Whose answer it is: one number for all answers of one recipient, from 0.
    pub whose: usize,
    /// The reply that it stands in.
    pub reply: &'a Reply,
    /// The question, as it stood there.
    pub question: &'a str,
    /// The answer, as it stood there.
    pub answer: &'a str,
    /// Whether no later answer of the same recipient to the same question replaces it.
    pub counts: bool,
}

impl History {
    /// Every answer, in the order in which it came in. The last one by its date counts; of two of
    /// one date the one that came in last. A question of the survey is one question in whatever
    /// words a form asks it.
    pub fn answers(&self, survey: &Survey) -> Vec<Answer<'_>> {
        // A recipient is looked up once for each piece, however many questions it answered.
        let mut recipients: HashMap<&str, usize> = HashMap::new();
        let mut pieces: HashMap<&str, (&PieceRecord, usize)> = HashMap::new();
        for piece in &self.pieces {
            let next = recipients.len();
            let whose = *recipients.entry(piece.recipient.as_str()).or_insert(next);
            pieces.insert(piece.id.as_str(), (piece, whose));
        }
        // A question is looked up once, however often it was answered.
        let mut known: HashMap<&str, usize> = HashMap::new();
        let mut strange: HashMap<String, usize> = HashMap::new();
        let first_strange = survey.questions.len();
        // The newest answer of each recipient to each question that it answered.
        let mut last: Vec<Vec<(usize, (Date, usize))>> = vec![Vec::new(); recipients.len()];
        let mut all = Vec::new();
        for (nth, reply) in self.replies.iter().enumerate() {
            let Some((piece, whose)) = pieces.get(reply.piece.as_str()).copied() else {
                continue;
            };
            for (question, answer) in &reply.answers {
                let number = *known.entry(question.as_str()).or_insert_with(|| {
                    if let Some(spot) = survey.spot(question) {
                        return spot.question;
                    }
                    let next = first_strange + strange.len();
                    *strange.entry(fold(question)).or_insert(next)
                });
                let when = (reply.date, nth);
                if let Some(theirs) = last.get_mut(whose) {
                    match theirs.iter_mut().find(|(asked, _)| *asked == number) {
                        Some((_, newest)) => *newest = (*newest).max(when),
                        None => theirs.push((number, when)),
                    }
                }
                let answer = Answer {
                    piece,
                    whose,
                    reply,
                    question,
                    answer,
                    counts: true,
                };
                all.push((number, nth, answer));
            }
        }
        let newest = |whose: usize, number: usize| {
            let mut theirs = last.get(whose)?.iter();
            theirs.find(|(asked, _)| *asked == number)
        };
        all.into_iter()
            .map(|(number, nth, answer)| Answer {
                counts: newest(answer.whose, number)
                    .is_some_and(|(_, when)| *when == (answer.reply.date, nth)),
                ..answer
            })
            .collect()
    }
}

impl Ledger {
    /// Records the answers to the piece with a code. Whether they were new, or `None` when no piece
    /// has that code. The same answers of the same day add nothing.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn reply(
        &mut self,
        code: Code,
        date: Date,
        source: Source,
        answers: &[(CompactString, CompactString)],
    ) -> Result<Option<bool>> {
        let id: Option<String> = self.sql(|db| {
            db.prepare_cached("select id from piece where code = ?")?
                .query_row([code.plain()], |row| row.get(0))
                .optional()
        })?;
        let Some(id) = id else {
            return Ok(None);
        };
        let line = one_line(answers);
        let kept = Kept {
            source,
            answers: answers.to_vec(),
        };
        let detail = serde_json::to_string(&kept).unwrap_or_default();
        self.transaction(|db| {
            let known = |what: &str, detail: &str| {
                db.prepare_cached(
                    "select exists (select 1 from event where about = ? and what = ? and detail = ? and date = ?)",
                )?
                .query_row(params![id, what, detail, date.to_string()], |row| {
                    row.get::<_, bool>(0)
                })
            };
            let answered = PieceState::Answered.word();
            let is_new = !known(answered, &line)?;
            if is_new {
                add(db, date, answered, &id, &line)?;
            }
            if !answers.is_empty() && !known(WHAT, &detail)? {
                add(db, date, WHAT, &id, &detail)?;
            }
            Ok(Some(is_new))
        })
    }

    /// The code of the last piece that went to a recipient.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn last_code(&self, recipient: &str) -> Result<Option<Code>> {
        let code: Option<String> = self.sql(|db| {
            db.query_row(
                "select code from piece where recipient = ? order by wave desc, id desc limit 1",
                [recipient],
                |row| row.get(0),
            )
            .optional()
        })?;
        Ok(code.and_then(|code| Code::parse(&code)))
    }

    pub(super) fn replies(&self) -> Result<Vec<Reply>> {
        self.sql(|db| {
            let mut statement =
                db.prepare("select about, date, detail from event where what = ? order by number")?;
            let rows = statement.query_map([WHAT], |row| {
                let kept: Kept = serde_json::from_str(&row.get::<_, String>(2)?).map_err(json)?;
                Ok(Reply {
                    piece: row.get::<_, String>(0)?.into(),
                    date: day(&row.get::<_, String>(1)?)?,
                    source: kept.source,
                    answers: kept.answers,
                })
            })?;
            rows.collect()
        })
    }
}

/// Questions and answers in one line.
fn one_line(answers: &[(CompactString, CompactString)]) -> String {
    let parts: Vec<String> = answers
        .iter()
        .map(|(asked, said)| format!("{asked}: {said}"))
        .collect();
    clean(&parts.join("; "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{Channel, Language, PieceKind, Secret};
    use jiff::civil::date;

    #[test]
    fn of_two_answers_the_last_counts_and_both_are_kept() {
        let folder = tempfile::tempdir().unwrap();
        let mut ledger = Ledger::open(&folder.path().join("ledger.sqlite")).unwrap();
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
            state: PieceState::Sealed,
            when: date(2026, 11, 23),
            message_id: None,
            answer: CompactString::default(),
            ready: false,
            answered: false,
        };
        ledger
            .seal(&[piece], &[(1, "batch-001.pdf".into())])
            .unwrap();
        let said = |said: &str| vec![("Doet u mee?".into(), CompactString::from(said))];
        let (early, late) = (date(2026, 12, 1), date(2026, 12, 4));
        let mut reply =
            |date, source, answers: &[_]| ledger.reply(code, date, source, answers).unwrap();
        assert_eq!(reply(late, Source::Slip, &said("ja")), Some(true));
        assert_eq!(reply(early, Source::Form, &said("nee")), Some(true));
        assert_eq!(
            reply(late, Source::Slip, &said("ja")),
            Some(false),
            "again is no news"
        );
        let history = ledger.history().unwrap();
        let told: Vec<_> = history
            .answers(&Survey::default())
            .iter()
            .map(|a| (a.answer.to_owned(), a.counts))
            .collect();
        assert_eq!(told, [("ja".to_owned(), true), ("nee".to_owned(), false)]);
        let strange = Secret::from_text("other").code("unit 1", 1, 0);
        assert_eq!(
            ledger
                .reply(strange, late, Source::Slip, &said("ja"))
                .unwrap(),
            None
        );
    }
}
