//! Erasing what the memory knows of a person (AVG 17), or of everybody after a while (AVG 5.1.e):
//! what was said, and by which address. That something was delivered, and that somebody wants
//! nothing more, stays; the latter as a keyed hash.

use std::collections::{BTreeMap, BTreeSet};

use compact_str::CompactString;
use jiff::civil::Date;
use rusqlite::params;

use super::slips::SLIP;
use super::store::{Result, json};
use super::told::Told;
use super::{Ledger, PieceRecord};
use domain::PieceState;
use domain::text::fold;

/// What stands where something was erased.
pub const ERASED: &str = "∎";

/// What is to be erased.
#[derive(Clone, Debug, Default)]
pub struct Erasure {
    /// The recipients of whom it is: `unit …`, `organisation …`.
    pub recipients: BTreeSet<CompactString>,
    /// Texts that may stand nowhere any more: e-mail addresses and names.
    pub texts: Vec<String>,
    /// Everything of everybody before this day, instead of one person.
    pub before: Option<Date>,
}

impl Erasure {
    fn holds(&self, text: &str) -> bool {
        let folded = fold(text);
        self.texts
            .iter()
            .any(|wanted| folded.contains(&fold(wanted)))
    }

    /// The text without the texts that may stand nowhere, whatever their case and accents.
    fn without(&self, text: &str) -> String {
        let mut out = text.to_owned();
        for wanted in &self.texts {
            out = replaced(&out, wanted);
        }
        if self.holds(&out) {
            ERASED.to_owned()
        } else {
            out
        }
    }
}

/// Every occurrence of a text, in any case, as [`ERASED`].
fn replaced(text: &str, wanted: &str) -> String {
    let (lower, wanted) = (text.to_lowercase(), wanted.to_lowercase());
    // Lower case of another length: positions do not fit, and the caller takes the whole away.
    if wanted.is_empty() || lower.len() != text.len() {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for (at, found) in lower.match_indices(&wanted) {
        out.push_str(text.get(from..at).unwrap_or_default());
        out.push_str(ERASED);
        from = at + found.len();
    }
    out.push_str(text.get(from..).unwrap_or_default());
    out
}

/// Events whose words are what somebody said, or what a server said of them.
const SAID: [&str; 9] = [
    "answered",
    "not_home",
    "empty",
    "not_reached",
    "gone",
    "bounced",
    "refused",
    "uncertain",
    "sent",
];

impl Ledger {
    /// Erases, for good: the pages of the file are written over and the file is made anew. How many
    /// facts were erased. `hash` gives the keyed hash of a subject of an opt-out.
    ///
    /// # Errors
    /// When the file cannot be written: nothing was erased then.
    pub fn erase(&mut self, what: &Erasure, hash: &dyn Fn(&str) -> String) -> Result<u64> {
        let pieces = self.pieces()?;
        let events = self.events()?;
        let theirs: BTreeMap<&str, &PieceRecord> = pieces
            .iter()
            .filter(|piece| what.is_of(piece))
            .map(|piece| (piece.id.as_str(), piece))
            .collect();
        let mut changed: Vec<(usize, Option<Told>)> = Vec::new();
        for (at, told) in events.iter().enumerate() {
            let new = what.event(told, &theirs, hash);
            if new.as_ref() != Some(told) {
                changed.push((at, new));
            }
        }
        self.sql(|db| db.pragma_update(None, "secure_delete", "on"))?;
        let numbers = self.numbers()?;
        let count = self.transaction(|db| {
            let mut count = 0;
            for (at, new) in &changed {
                let Some(number) = numbers.get(*at) else {
                    continue;
                };
                match new {
                    Some(told) => db
                        .prepare_cached("update event set about = ?, detail = ? where number = ?")?
                        .execute(params![told.about, told.detail, number])?,
                    None => db
                        .prepare_cached("delete from event where number = ?")?
                        .execute([number])?,
                };
                count += 1;
            }
            for piece in theirs.values().filter(|piece| piece.email.is_some()) {
                let facts = PieceRecord {
                    email: None,
                    ..first(piece)
                };
                let facts = serde_json::to_string(&facts).map_err(json)?;
                db.prepare_cached("update piece set facts = ? where id = ?")?
                    .execute(params![facts, piece.id.as_str()])?;
                count += 1;
            }
            Ok(count)
        })?;
        // What was written over once may still lie in free pages.
        self.sql(|db| db.execute_batch("vacuum"))?;
        Ok(count)
    }

    fn numbers(&self) -> Result<Vec<i64>> {
        self.sql(|db| {
            let mut statement = db.prepare("select number from event order by number")?;
            let rows = statement.query_map([], |row| row.get(0))?;
            rows.collect()
        })
    }
}

/// A piece as it came into being.
fn first(piece: &PieceRecord) -> PieceRecord {
    PieceRecord {
        state: match piece.channel {
            domain::Channel::Letter => PieceState::Sealed,
            domain::Channel::Email => PieceState::Waiting,
        },
        when: piece.made,
        answer: CompactString::default(),
        ready: false,
        answered: false,
        ..piece.clone()
    }
}

/// Whether the key of a question is about a slip of one of these pieces.
fn of_slip(key: &str, theirs: &BTreeMap<&str, &PieceRecord>) -> bool {
    let rest = key.strip_prefix(SLIP).unwrap_or_default();
    let piece = rest.split(' ').next().unwrap_or_default();
    theirs.contains_key(piece)
}

impl Erasure {
    fn is_of(&self, piece: &PieceRecord) -> bool {
        let old = self.before.is_some_and(|day| piece.when < day);
        let email = piece.email.as_deref().unwrap_or_default();
        old || self.recipients.contains(&piece.recipient) || self.holds(email)
    }

    /// What becomes of an event; `None` when nothing of it may stay.
    fn event(
        &self,
        told: &Told,
        theirs: &BTreeMap<&str, &PieceRecord>,
        hash: &dyn Fn(&str) -> String,
    ) -> Option<Told> {
        let mut new = told.clone();
        let piece = theirs.get(told.about.as_str());
        let is_old = self
            .before
            .is_some_and(|day| told.date.parse::<Date>().is_ok_and(|date| date < day));
        let is_old_slip = is_old && told.about.starts_with(SLIP);
        let is_theirs = piece.is_some() || self.recipients.contains(told.about.as_str());
        match told.what.as_str() {
            "replied" | "scanned" if is_theirs || is_old => return None,
            // What a person read on a slip, or typed over from it.
            "decided" | "undecided" | "look" if of_slip(&told.about, theirs) || is_old_slip => {
                return None;
            }
            "waiting" | "sealed" => {
                if let (Some(piece), true) = (piece, told.detail.starts_with('{')) {
                    let facts = PieceRecord {
                        email: None,
                        ..first(piece)
                    };
                    new.detail = serde_json::to_string(&facts).unwrap_or_default();
                }
            }
            what if SAID.contains(&what) && (is_theirs || is_old) => new.detail.clear(),
            "opted_out" | "opted_in" => {
                let (kind, subject) = told.about.split_once(' ').unwrap_or_default();
                let is_personal = matches!(kind, "email" | "name");
                if is_personal && (self.holds(subject) || is_old) {
                    new.about = format!("hash {}", hash(&told.about));
                }
            }
            _ => {}
        }
        if self.holds(&new.about) {
            new.about = self.without(&new.about);
        }
        if self.holds(&new.detail) {
            new.detail = self.without(&new.detail);
        }
        Some(new)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::Source;
    use compact_str::format_compact;
    use domain::{Channel, Language, PieceKind, Secret};
    use jiff::civil::date;

    fn piece(id: &str, email: &str) -> PieceRecord {
        PieceRecord {
            id: id.into(),
            recipient: format_compact!("unit {id}"),
            wave: 1,
            kind: PieceKind::Start,
            reminds_of: None,
            channel: Channel::Email,
            email: Some(email.into()),
            language: Language::dutch(),
            code: Secret::from_text("test").code(id, 1, 0),
            batch: None,
            made: date(2026, 11, 23),
            state: PieceState::Waiting,
            when: date(2026, 11, 23),
            message_id: Some("<a@b>".into()),
            answer: CompactString::default(),
            ready: false,
            answered: false,
        }
    }

    #[test]
    fn nothing_of_a_person_stays_and_all_of_the_others_does() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("ledger.sqlite");
        let mut ledger = Ledger::open(&path).unwrap();
        let (one, two) = (
            piece("w1-00001", "Canary.Vogel@example.org"),
            piece("w1-00002", "b@example.org"),
        );
        ledger.seal(&[one.clone(), two.clone()], &[]).unwrap();
        let day = date(2026, 12, 1);
        let answer = vec![(
            "Wat verder?".into(),
            "Bel canary.vogel@example.org, groet Canary Vogel".into(),
        )];
        ledger.reply(one.code, day, Source::Slip, &answer).unwrap();
        ledger
            .reply(
                two.code,
                day,
                Source::Slip,
                &[("Wat verder?".into(), "niets".into())],
            )
            .unwrap();
        ledger
            .report("unit w1-00002", day, "buurvrouw CANARY VOGEL was er ook")
            .unwrap();
        ledger
            .opt_out("email canary.vogel@example.org", day)
            .unwrap();
        let erasure = Erasure {
            recipients: ["unit w1-00001".into()].into(),
            texts: vec!["canary.vogel@example.org".into(), "Canary Vogel".into()],
            before: None,
        };
        let count = ledger
            .erase(&erasure, &|subject| format!("h({})", subject.len()))
            .unwrap();
        assert!(count >= 5, "{count}");
        let history = ledger.history().unwrap();
        assert_eq!(history.pieces.len(), 2);
        assert_eq!(history.pieces[0].email, None);
        assert_eq!(
            history.pieces[0].state,
            PieceState::Answered,
            "that there was an answer stays"
        );
        assert_eq!(history.pieces[1].email, two.email);
        assert_eq!(history.replies.len(), 1);
        assert_eq!(history.pieces[1].answer, "buurvrouw ∎ was er ook");
        assert_eq!(history.suppressed[0].subject, "hash h(30)");
        drop(ledger);
        let bytes = std::fs::read(&path).unwrap();
        let text = String::from_utf8_lossy(&bytes).to_lowercase();
        assert!(!text.contains("canary") && text.contains("b@example.org"));
    }

    #[test]
    fn what_is_old_goes_and_what_is_new_stays() {
        let folder = tempfile::tempdir().unwrap();
        let mut ledger = Ledger::open(&folder.path().join("ledger.sqlite")).unwrap();
        let (one, two) = (
            piece("w1-00001", "a@example.org"),
            piece("w1-00002", "b@example.org"),
        );
        ledger.seal(&[one.clone(), two.clone()], &[]).unwrap();
        let said = |said: &str| vec![("Wat?".into(), CompactString::from(said))];
        ledger
            .reply(one.code, date(2026, 12, 1), Source::Slip, &said("oud"))
            .unwrap();
        ledger
            .reply(two.code, date(2028, 1, 1), Source::Slip, &said("nieuw"))
            .unwrap();
        let erasure = Erasure {
            before: Some(date(2027, 6, 1)),
            ..Erasure::default()
        };
        ledger.erase(&erasure, &|_| String::new()).unwrap();
        let history = ledger.history().unwrap();
        let answers: Vec<_> = history
            .pieces
            .iter()
            .map(|p| (p.email.is_some(), p.answer.as_str()))
            .collect();
        assert_eq!(answers, [(false, ""), (true, "Wat?: nieuw")]);
        assert_eq!(history.replies.len(), 1);
        assert_eq!(
            ledger.erase(&erasure, &|_| String::new()).unwrap(),
            0,
            "again changes nothing"
        );
    }
}
