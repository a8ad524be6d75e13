//! Mails on their way: claimed before they are sent, settled after the answer. The settlement of
//! one and the claim of the next are one commit, so a crash leaves at most one mail a connection of
//! which nobody knows what became of it.

use std::collections::BTreeMap;

use compact_str::CompactString;
use jiff::Timestamp;
use jiff::civil::Date;
use rusqlite::params;

use super::store::{Result, add, json};
use super::told::Told;
use super::{Ledger, PieceRecord};
use domain::PieceState;

/// What begins the words beside a mail that has to be tried again.
const RETRY: &str = "retry";

/// A mail that may be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Queued {
    /// What the ledger knows of it.
    pub piece: PieceRecord,
    /// How often it was put off, and when for the first time.
    pub retry: Option<Retry>,
}

/// A mail that a server put off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Retry {
    /// Not before this moment.
    pub after: Timestamp,
    /// How often it was tried.
    pub tries: u32,
    /// When it was tried first.
    pub first: Timestamp,
}

impl Retry {
    /// The words in the ledger, with what the server said.
    pub fn detail(&self, said: &str) -> String {
        format!(
            "{RETRY} {} {} {} {said}",
            self.after, self.tries, self.first
        )
    }

    fn read(detail: &str) -> Option<Self> {
        let mut words = detail.strip_prefix(RETRY)?.split_whitespace();
        Some(Self {
            after: words.next()?.parse().ok()?,
            tries: words.next()?.parse().ok()?,
            first: words.next()?.parse().ok()?,
        })
    }
}

/// A change of state, to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The piece.
    pub piece: CompactString,
    /// Its new state.
    pub state: PieceState,
    /// What was said.
    pub detail: String,
}

/// The last state of each e-mail, as a query: `p` is the piece, `e` its last event.
const LAST: &str = "from piece p join event e on e.number = (
    select max(number) from event where about = p.id and what in (
        'waiting', 'claimed', 'sent', 'refused', 'uncertain', 'bounced', 'answered', 'withdrawn'))
    where json_extract(p.facts, '$.channel') = 'email'";

impl Ledger {
    /// Makes many small commits cheap, and each of them lasting.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn begin_sending(&self) -> Result<()> {
        self.sql(|db| {
            db.query_row("pragma journal_mode = wal", [], |_| Ok(()))?;
            db.pragma_update(None, "synchronous", "full")
        })
    }

    /// How many e-mails stand in each state.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn mail_counts(&self) -> Result<BTreeMap<PieceState, u64>> {
        self.sql(|db| {
            let mut statement =
                db.prepare(&format!("select e.what, count(*) {LAST} group by e.what"))?;
            let rows = statement.query_map([], |row| {
                Ok((row.get::<_, String>(0)?, u64::from(row.get::<_, u32>(1)?)))
            })?;
            let mut counts = BTreeMap::new();
            for row in rows {
                let (what, count) = row?;
                if let Some(state) = PieceState::parse(&what) {
                    counts.insert(state, count);
                }
            }
            Ok(counts)
        })
    }

    /// How many e-mails were sent on a day.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn sent_on(&self, date: Date) -> Result<u64> {
        self.sql(|db| {
            db.query_row(
                "select count(*) from event where what = 'sent' and date = ?",
                [date.to_string()],
                |row| row.get::<_, u32>(0).map(u64::from),
            )
        })
    }

    /// The waiting e-mails after a piece, by id; those that may not be tried yet at `now` are left
    /// out. With it the id of the last one that was looked at; `None` at the end.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn waiting_mails(
        &self,
        after: &str,
        now: Timestamp,
        most: u32,
    ) -> Result<(Vec<Queued>, Option<CompactString>)> {
        self.sql(|db| {
            let mut statement = db.prepare_cached(&format!(
                "select p.facts, e.detail {LAST} and e.what = 'waiting' and p.id > ? order by p.id limit ?"
            ))?;
            let mut rows = statement.query(params![after, most])?;
            let (mut found, mut last) = (Vec::new(), None);
            while let Some(row) = rows.next()? {
                let piece: PieceRecord =
                    serde_json::from_str(&row.get::<_, String>(0)?).map_err(json)?;
                last = Some(piece.id.clone());
                let retry = Retry::read(&row.get::<_, String>(1)?);
                if retry.is_none_or(|retry| retry.after <= now) {
                    found.push(Queued { piece, retry });
                }
            }
            Ok((found, last))
        })
    }

    /// The e-mails that stand in a state, with what was said of each.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn mails_in(&self, state: PieceState) -> Result<Vec<(PieceRecord, Date, String)>> {
        self.sql(|db| {
            let mut statement = db.prepare(&format!(
                "select p.facts, e.date, e.detail {LAST} and e.what = ? order by p.id"
            ))?;
            let mut rows = statement.query([state.word()])?;
            let mut found = Vec::new();
            while let Some(row) = rows.next()? {
                let piece = serde_json::from_str(&row.get::<_, String>(0)?).map_err(json)?;
                let date = super::store::date(&row.get::<_, String>(1)?)?;
                found.push((piece, date, row.get(2)?));
            }
            Ok(found)
        })
    }

    /// The letters that were taken out and may still lie in their batch, with the word why.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn taken_out(&self) -> Result<Vec<(PieceRecord, String)>> {
        self.sql(|db| {
            let mut statement = db.prepare(
                "select p.facts, e.detail from piece p join event e on e.about = p.id
                 where e.what = 'withdrawn' and json_extract(p.facts, '$.channel') = 'letter'
                 order by p.id",
            )?;
            let mut rows = statement.query([])?;
            let mut found = Vec::new();
            while let Some(row) = rows.next()? {
                let piece = serde_json::from_str(&row.get::<_, String>(0)?).map_err(json)?;
                found.push((piece, row.get(1)?));
            }
            Ok(found)
        })
    }

    /// The earliest moment at which a mail that was put off may be tried again.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn next_try(&self) -> Result<Option<Timestamp>> {
        let waiting = self.mails_in(PieceState::Waiting)?;
        let times = waiting
            .iter()
            .filter_map(|(_, _, detail)| Retry::read(detail));
        Ok(times.map(|retry| retry.after).min())
    }

    /// Writes changes, all in one commit; gives the events as the side log tells them.
    ///
    /// # Errors
    /// When the file cannot be written: none of them holds then.
    pub fn change(&mut self, changes: &[Change], date: Date) -> Result<Vec<Told>> {
        self.transaction(|db| {
            for change in changes {
                add(db, date, change.state.word(), &change.piece, &change.detail)?;
            }
            Ok(())
        })?;
        let told = changes.iter().map(|change| Told {
            date: date.to_string(),
            what: change.state.word().to_owned(),
            about: change.piece.to_string(),
            detail: change.detail.clone(),
        });
        Ok(told.collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_put_off_says_when_it_may_be_tried_again() {
        let retry = Retry {
            after: "2026-11-23T10:15:00Z".parse().unwrap(),
            tries: 2,
            first: "2026-11-23T10:00:00Z".parse().unwrap(),
        };
        assert_eq!(Retry::read(&retry.detail("451 later")), Some(retry));
        assert_eq!(Retry::read("{\"id\":\"w1-00001\"}"), None);
    }
}
