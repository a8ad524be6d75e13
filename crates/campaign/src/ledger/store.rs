//! The ledger as one SQLite file: facts about pieces that never change, and events that are only
//! ever added. What holds now is the last event about a thing.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use compact_str::CompactString;
use jiff::civil::Date;
use rusqlite::{Connection, OptionalExtension, params};

use super::model::{BatchRecord, Heard, History, Outcome, PieceRecord, Snapshot};
use domain::{Code, Decision, Decisions, PieceState};

/// The ledger could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum LedgerError {
    /// SQLite says no: disk full, permission, damaged file.
    #[error("{path}: {source}")]
    Sqlite {
        /// The ledger's file.
        path: PathBuf,
        /// What SQLite said.
        source: rusqlite::Error,
    },
    /// The file was written by a newer version of the program.
    #[error("{path}: version {found}")]
    Newer {
        /// The ledger's file.
        path: PathBuf,
        /// The version in the file.
        found: i64,
    },
    /// The file or its folder cannot be made.
    #[error("{path}: {source}")]
    Folder {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
}

/// The version of the tables below.
const VERSION: i64 = 2;

const TABLES: &str = "
create table piece (
    id text primary key, code text not null unique, recipient text not null, wave integer not null,
    facts text not null
) strict, without rowid;
create table event (
    number integer primary key, date text not null, what text not null, about text not null, detail text not null
) strict;
create index event_about on event (about, what);
create table batch (
    number integer primary key, wave integer not null, date text not null, file text not null
) strict;
create table file (name text primary key, date text not null, hash text not null, bytes blob not null) strict;
create table snapshot (date text primary key, homes blob not null) strict, without rowid;
";

/// The memory of one campaign.
#[derive(Debug)]
pub struct Ledger {
    pub(super) path: PathBuf,
    pub(super) connection: Connection,
    /// Everything until [`Ledger::end_many`] is one commit.
    pub(super) many: bool,
}

pub(super) type Result<T> = std::result::Result<T, LedgerError>;

impl Ledger {
    /// Opens the ledger, or makes it.
    ///
    /// # Errors
    /// When the file cannot be made, is damaged, or was written by a newer program.
    pub fn open(path: &Path) -> Result<Self> {
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(|source| LedgerError::Folder {
                path: folder.to_owned(),
                source,
            })?;
        }
        make_private(path).map_err(|source| LedgerError::Folder {
            path: path.to_owned(),
            source,
        })?;
        let at = |source| LedgerError::Sqlite {
            path: path.to_owned(),
            source,
        };
        let connection = Connection::open(path).map_err(at)?;
        let ledger = Self {
            path: path.to_owned(),
            connection,
            many: false,
        };
        ledger.sql(|db| {
            db.pragma_update(None, "journal_mode", "delete")?;
            db.pragma_update(None, "synchronous", "full")?;
            db.pragma_update(None, "foreign_keys", "on")
        })?;
        let found: i64 =
            ledger.sql(|db| db.query_row("pragma user_version", [], |row| row.get(0)))?;
        match found {
            0 => ledger.sql(|db| {
                db.execute_batch(&format!(
                    "begin;{TABLES}pragma user_version = {VERSION}; commit;"
                ))
            })?,
            VERSION => {}
            1 => ledger.sql(|db| {
                db.execute_batch(
                    "begin; create table file (name text primary key, date text not null, hash text not null, bytes blob not null) strict;
                    update event set detail = (select facts from piece where id = about) where what in ('sealed', 'waiting') and detail = '' and about in (select id from piece);
                    insert into event (date, what, about, detail) select date, 'batch', file, number || ' ' || wave from batch order by number;
                    pragma user_version = 2; commit;",
                )
            })?,
            _ => {
                return Err(LedgerError::Newer {
                    path: path.to_owned(),
                    found,
                });
            }
        }
        // Older files lack it. One that can only be read does without.
        let _ = ledger
            .connection
            .execute_batch("create index if not exists piece_recipient on piece (recipient, id)");
        Ok(ledger)
    }

    /// What an existing ledger remembers; an empty history when there is no file yet.
    ///
    /// # Errors
    /// As [`Ledger::open`] and [`Ledger::history`].
    pub fn history_of(path: &Path) -> Result<History> {
        if path.exists() {
            Self::open(path)?.history()
        } else {
            Ok(History::default())
        }
    }

    /// Everything that a run has to know about earlier ones.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn history(&self) -> Result<History> {
        let (suppressed, taken_back) = self.opt_outs()?;
        Ok(History {
            pieces: self.pieces()?,
            last_batch: self.sql(|db| {
                db.query_row("select coalesce(max(number), 0) from batch", [], |row| {
                    row.get(0)
                })
            })?,
            decisions: self.decisions()?,
            snapshots: self.snapshots()?,
            opt_outs: suppressed
                .iter()
                .filter(|out| out.channel.is_none())
                .map(|out| out.subject.clone())
                .collect(),
            suppressed,
            taken_back,
            key: self.key()?,
            last_run: self.last_run()?,
            heard: self.heard()?,
            filled_in: self.filled_in()?,
            replies: self.replies()?,
            to_look_at: self.still_to_look_at()?,
        })
    }

    /// Records the pieces of a wave with their batches, all or none.
    ///
    /// # Errors
    /// When the file cannot be written, or a piece is already there.
    pub fn seal(&mut self, pieces: &[PieceRecord], batches: &[(u32, CompactString)]) -> Result<()> {
        self.transaction(|db| {
            let mut seen = BTreeMap::new();
            for piece in pieces {
                let facts = serde_json::to_string(piece).map_err(json)?;
                db.prepare_cached(
                    "insert into piece (id, code, recipient, wave, facts) values (?, ?, ?, ?, ?)",
                )?
                .execute(params![
                    piece.id.as_str(),
                    piece.code.plain(),
                    piece.recipient.as_str(),
                    piece.wave,
                    facts
                ])?;
                add(db, piece.when, piece.state.word(), &piece.id, &facts)?;
                if let Some(batch) = piece.batch {
                    seen.insert(batch, (piece.wave, piece.made));
                }
            }
            for (number, file) in batches {
                if let Some((wave, date)) = seen.get(number) {
                    db.prepare_cached(
                        "insert into batch (number, wave, date, file) values (?, ?, ?, ?)",
                    )?
                    .execute(params![
                        number,
                        wave,
                        date.to_string(),
                        file.as_str()
                    ])?;
                    add(db, *date, "batch", file, &format!("{number} {wave}"))?;
                }
            }
            Ok(())
        })
    }

    /// Records that pieces came into a state on a date; the same state again adds nothing.
    /// Returns how many changed.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn mark(
        &mut self,
        pieces: &[CompactString],
        state: PieceState,
        date: Date,
        detail: &str,
    ) -> Result<u32> {
        let now: BTreeMap<CompactString, PieceState> = self
            .pieces()?
            .into_iter()
            .map(|piece| (piece.id, piece.state))
            .collect();
        self.transaction(|db| {
            let mut changed = 0;
            for id in pieces {
                if now.get(id).is_some_and(|old| *old != state) {
                    add(db, date, state.word(), id, detail)?;
                    changed += 1;
                }
            }
            Ok(changed)
        })
    }

    /// To whom the piece with a code went.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn recipient_of(&self, code: Code) -> Result<Option<String>> {
        self.sql(|db| {
            let sql = "select recipient from piece where code = ?";
            db.query_row(sql, [code.plain()], |row| row.get(0))
                .optional()
        })
    }

    /// Records an answer to the piece with a code. Whether it was new, or `None` when no piece has
    /// that code. The same answer again adds nothing.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn answer(&mut self, code: Code, date: Date, answer: &str) -> Result<Option<bool>> {
        let id: Option<String> = self.sql(|db| {
            db.query_row(
                "select id from piece where code = ?",
                [code.plain()],
                |row| row.get(0),
            )
            .optional()
        })?;
        let Some(id) = id else {
            return Ok(None);
        };
        self.add_once(date, PieceState::Answered.word(), &id, answer)
            .map(Some)
    }

    /// Records what a recipient said at the door or elsewhere: an answer to the last piece that
    /// went there, or, where none did, an event about the recipient. Whether it was new.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn report(&mut self, recipient: &str, date: Date, said: &str) -> Result<bool> {
        let last: Option<String> = self.sql(|db| {
            db.prepare_cached("select id from piece where recipient = ? order by id desc limit 1")?
                .query_row([recipient], |row| row.get(0))
                .optional()
        })?;
        let about = last.unwrap_or_else(|| recipient.to_owned());
        self.add_once(date, PieceState::Answered.word(), &about, said)
    }

    /// Records what a volunteer heard of a recipient who did not answer a piece. Whether it was new.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn hear(
        &mut self,
        recipient: &str,
        date: Date,
        outcome: Outcome,
        said: &str,
    ) -> Result<bool> {
        self.add_once(date, outcome.word(), recipient, said)
    }

    fn heard(&self) -> Result<Vec<Heard>> {
        self.sql(|db| {
            let mut statement = db.prepare(
                "select about, date, what, detail from event
                 where what in ('answered', 'not_reached', 'gone', 'not_home', 'empty')
                 and (about like 'unit %' or about like 'organisation %') order by rowid",
            )?;
            let rows = statement.query_map([], |row| {
                Ok(Heard {
                    about: row.get::<_, String>(0)?.into(),
                    date: date(&row.get::<_, String>(1)?)?,
                    outcome: match row.get::<_, String>(2)?.as_str() {
                        "not_reached" => Outcome::NotReached,
                        "gone" => Outcome::Gone,
                        "not_home" => Outcome::NotHome,
                        "empty" => Outcome::Empty,
                        _ => Outcome::Answered,
                    },
                    said: row.get::<_, String>(3)?.into(),
                })
            })?;
            rows.collect()
        })
    }

    pub(super) fn add_once(
        &mut self,
        date: Date,
        what: &str,
        about: &str,
        detail: &str,
    ) -> Result<bool> {
        self.transaction(|db| {
            let known: bool = db
                .prepare_cached(
                    "select exists (select 1 from event where about = ? and what = ? and detail = ? and date = ?)",
                )?
                .query_row(params![about, what, detail, date.to_string()], |row| {
                    row.get(0)
                })?;
            if !known {
                add(db, date, what, about, detail)?;
            }
            Ok(!known)
        })
    }

    /// Whether a returned workbook was taken in earlier, told by what is in it. A decision that was
    /// taken back must not return with the workbook that it came from.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn was_taken_in(&mut self, digest: &str) -> Result<bool> {
        self.sql(|db| {
            db.query_row(
                "select exists (select 1 from event where what = 'taken' and about = ?1)",
                [digest],
                |row| row.get(0),
            )
        })
    }

    /// Remembers that a returned workbook was taken in.
    ///
    /// # Errors
    /// When the ledger cannot be written.
    pub fn take_in(&mut self, digest: &str, name: &str, date: Date) -> Result<()> {
        self.transaction(|db| add(db, date, "taken", digest, name))
    }

    /// Records what a person decided about a question. Whether it was new.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn decide(&mut self, key: &str, decision: &Decision) -> Result<bool> {
        if self.decision(key)?.as_ref() == Some(decision) {
            return Ok(false);
        }
        self.transaction(|db| {
            let detail = serde_json::to_string(decision).map_err(json)?;
            add(db, decision.date, "decided", key, &detail)
        })?;
        Ok(true)
    }

    /// Takes a decision back, so that the question is asked again. Whether there was one.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn undecide(&mut self, key: &str, date: Date) -> Result<bool> {
        if self.decision(key)?.is_none() {
            return Ok(false);
        }
        self.transaction(|db| add(db, date, "undecided", key, ""))?;
        Ok(true)
    }

    /// Remembers how things stood on a date; the last run of a date holds.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn remember(&mut self, snapshot: &Snapshot) -> Result<()> {
        let bytes = serde_json::to_vec(&snapshot.homes).map_err(json);
        self.add_once(snapshot.date, "ran", "campaign", "")?;
        self.transaction(|db| {
            db.execute(
                "insert into snapshot (date, homes) values (?, ?) on conflict (date) do update set homes = excluded.homes",
                params![snapshot.date.to_string(), bytes?],
            )?;
            Ok(())
        })
    }

    /// All sealed batches, by number.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn batches(&self) -> Result<Vec<BatchRecord>> {
        let mut batches = self.sql(|db| {
            let mut statement =
                db.prepare("select number, wave, date, file from batch order by number")?;
            let rows = statement.query_map([], |row| {
                Ok(BatchRecord {
                    number: row.get(0)?,
                    wave: row.get(1)?,
                    sealed: date(&row.get::<_, String>(2)?)?,
                    file: row.get::<_, String>(3)?.into(),
                    letters: 0,
                    delivered: 0,
                    undeliverable: 0,
                    reprints: Vec::new(),
                })
            })?;
            rows.collect::<rusqlite::Result<Vec<_>>>()
        })?;
        let mut of_batch: BTreeMap<u32, Vec<PieceState>> = BTreeMap::new();
        for piece in self.pieces()? {
            if let Some(batch) = piece.batch {
                let delivered = self.ever(&piece.id, PieceState::Delivered)?;
                of_batch.entry(batch).or_default().push(if delivered {
                    PieceState::Delivered
                } else {
                    piece.state
                });
            }
        }
        for batch in &mut batches {
            let states = of_batch.remove(&batch.number).unwrap_or_default();
            let count = |state| {
                u32::try_from(states.iter().filter(|s| **s == state).count()).unwrap_or(u32::MAX)
            };
            batch.letters = u32::try_from(states.len()).unwrap_or(u32::MAX);
            batch.delivered = count(PieceState::Delivered);
            batch.undeliverable = count(PieceState::Undeliverable);
            batch.reprints = self.reprints(batch.number)?;
        }
        Ok(batches)
    }

    /// Records that a batch was printed again, and why.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn reprint(&mut self, batch: u32, date: Date, reason: &str) -> Result<()> {
        self.transaction(|db| add(db, date, "reprinted", &format!("batch {batch}"), reason))
    }

    fn reprints(&self, batch: u32) -> Result<Vec<(Date, CompactString)>> {
        self.sql(|db| {
            let mut statement = db.prepare_cached(
                "select date, detail from event where about = ? and what = 'reprinted' order by number",
            )?;
            let rows = statement.query_map([format!("batch {batch}")], |row| {
                Ok((date(&row.get::<_, String>(0)?)?, row.get::<_, String>(1)?.into()))
            })?;
            rows.collect()
        })
    }

    fn ever(&self, piece: &str, state: PieceState) -> Result<bool> {
        self.sql(|db| {
            db.prepare_cached("select exists (select 1 from event where about = ? and what = ?)")?
                .query_row(params![piece, state.word()], |row| row.get(0))
        })
    }

    /// All pieces by id, each with its last state.
    pub(super) fn pieces(&self) -> Result<Vec<PieceRecord>> {
        let mut pieces: BTreeMap<CompactString, PieceRecord> = self.sql(|db| {
            let mut statement = db.prepare("select facts from piece")?;
            let rows = statement.query_map([], |row| {
                let mut piece: PieceRecord =
                    serde_json::from_str(&row.get::<_, String>(0)?).map_err(json)?;
                piece.answered = !piece.answer.is_empty();
                piece.ready = matches!(piece.state, PieceState::Sealed | PieceState::Waiting);
                Ok((piece.id.clone(), piece))
            })?;
            rows.collect()
        })?;
        self.sql(|db| {
            let mut statement =
                db.prepare("select date, what, about, detail from event order by number")?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                let what: String = row.get(1)?;
                let about: String = row.get(2)?;
                let (Some(state), Some(piece)) =
                    (PieceState::parse(&what), pieces.get_mut(about.as_str()))
                else {
                    continue;
                };
                piece.step(state, date(&row.get::<_, String>(0)?)?);
                if state == PieceState::Answered {
                    piece.answer = row.get::<_, String>(3)?.into();
                }
            }
            Ok(())
        })?;
        Ok(pieces.into_values().collect())
    }

    /// The decision that holds about a question.
    fn decision(&self, key: &str) -> Result<Option<Decision>> {
        self.sql(|db| {
            let last: Option<(String, String)> = db
                .prepare_cached(
                    "select what, detail from event where about = ? and what in ('decided', 'undecided')
                     order by number desc limit 1",
                )?
                .query_row([key], |row| Ok((row.get(0)?, row.get(1)?)))
                .optional()?;
            match last {
                Some((what, detail)) if what == "decided" => {
                    serde_json::from_str(&detail).map(Some).map_err(json)
                }
                _ => Ok(None),
            }
        })
    }

    pub(super) fn decisions(&self) -> Result<Decisions> {
        self.sql(|db| {
            let mut decisions = Decisions::none();
            let mut statement = db.prepare(
                "select what, about, detail from event where what in ('decided', 'undecided') order by number",
            )?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                let about: String = row.get(1)?;
                if row.get::<_, String>(0)? == "decided" {
                    let decision = serde_json::from_str(&row.get::<_, String>(2)?).map_err(json)?;
                    decisions.insert(about.into(), decision);
                } else {
                    decisions.remove(&about);
                }
            }
            Ok(decisions)
        })
    }

    fn snapshots(&self) -> Result<Vec<Snapshot>> {
        self.sql(|db| {
            let mut statement = db.prepare("select date, homes from snapshot order by date")?;
            let rows = statement.query_map([], |row| {
                Ok(Snapshot {
                    date: date(&row.get::<_, String>(0)?)?,
                    homes: serde_json::from_slice(&row.get::<_, Vec<u8>>(1)?).map_err(json)?,
                })
            })?;
            rows.collect()
        })
    }

    pub(super) fn sql<T>(
        &self,
        work: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<T> {
        work(&self.connection).map_err(|source| LedgerError::Sqlite {
            path: self.path.clone(),
            source,
        })
    }

    pub(super) fn transaction<T>(
        &mut self,
        work: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<T> {
        let path = self.path.clone();
        let many = self.many;
        let all = || {
            if many {
                let part = self.connection.savepoint()?;
                let value = work(&part)?;
                part.commit()?;
                return Ok(value);
            }
            let transaction = self.connection.transaction()?;
            let value = work(&transaction)?;
            transaction.commit()?;
            Ok(value)
        };
        all().map_err(|source| LedgerError::Sqlite { path, source })
    }

    /// From here on everything is one commit: all of it holds, or none. Thousands of small changes
    /// cost what one does.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn begin_many(&mut self) -> Result<()> {
        self.sql(|db| db.execute_batch("begin immediate"))?;
        self.many = true;
        Ok(())
    }

    /// Commits what was written since [`Ledger::begin_many`].
    ///
    /// # Errors
    /// When the file cannot be written: nothing of it holds then.
    pub fn end_many(&mut self) -> Result<()> {
        self.many = false;
        self.sql(|db| db.execute_batch("commit"))
    }
}

/// A new ledger is readable by its owner only: it tells who was written to. What SQLite puts
/// beside it takes over its permissions.
fn make_private(path: &Path) -> std::io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.create(true).append(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(|_| ())
}

pub(super) fn add(
    db: &Connection,
    date: Date,
    what: &str,
    about: &str,
    detail: &str,
) -> rusqlite::Result<()> {
    db.prepare_cached("insert into event (date, what, about, detail) values (?, ?, ?, ?)")?
        .execute(params![date.to_string(), what, about, detail])
        .map(|_| ())
}

pub(super) fn json(error: serde_json::Error) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(0, rusqlite::types::Type::Text, Box::new(error))
}

pub(super) fn date(text: &str) -> rusqlite::Result<Date> {
    text.parse().map_err(|error: jiff::Error| {
        rusqlite::Error::FromSqlConversionFailure(0, rusqlite::types::Type::Text, Box::new(error))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{Channel, Language, PieceKind, Ruling, Secret};
    use jiff::civil::date as day;

    fn piece(id: &str, batch: Option<u32>) -> PieceRecord {
        PieceRecord {
            id: id.into(),
            recipient: format!("unit {id}").into(),
            wave: 1,
            kind: PieceKind::Start,
            reminds_of: None,
            channel: Channel::Letter,
            email: None,
            language: Language::dutch(),
            code: Secret::from_text("test").code(id, 1, 0),
            batch,
            made: day(2026, 11, 23),
            state: PieceState::Sealed,
            when: day(2026, 11, 23),
            message_id: None,
            answer: CompactString::default(),
            ready: true,
            answered: false,
        }
    }

    #[test]
    fn what_was_sealed_is_remembered_and_only_a_person_changes_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("outputs/ledger.sqlite");
        assert_eq!(Ledger::history_of(&path).unwrap(), History::default());
        let pieces = [
            piece("w1-00001", Some(1)),
            piece("w1-00002", Some(1)),
            piece("w1-00003", Some(2)),
        ];
        let mut ledger = Ledger::open(&path).unwrap();
        ledger
            .seal(
                &pieces,
                &[(1, "batch-001-a.pdf".into()), (2, "batch-002-b.pdf".into())],
            )
            .unwrap();
        assert!(ledger.seal(&pieces, &[]).is_err(), "a piece is sealed once");
        let confirmed = ledger
            .mark(
                &["w1-00001".into()],
                PieceState::Delivered,
                day(2026, 12, 1),
                "",
            )
            .unwrap();
        let again = ledger
            .mark(
                &["w1-00001".into()],
                PieceState::Delivered,
                day(2026, 12, 2),
                "",
            )
            .unwrap();
        assert_eq!((confirmed, again), (1, 0));
        assert_eq!(
            ledger
                .answer(pieces[0].code, day(2026, 12, 3), "ja")
                .unwrap(),
            Some(true)
        );
        ledger.reprint(2, day(2026, 12, 4), "koffie").unwrap();
        drop(ledger);
        #[cfg(unix)]
        assert_eq!(
            std::os::unix::fs::PermissionsExt::mode(&path.metadata().unwrap().permissions())
                & 0o777,
            0o600,
            "nobody else reads who was written to"
        );

        let ledger = Ledger::open(&path).unwrap();
        let history = ledger.history().unwrap();
        assert_eq!(history.last_batch, 2);
        assert_eq!(history.pieces[0].state, PieceState::Answered);
        assert_eq!(history.pieces[0].answer, "ja");
        assert!(history.pieces[0].answered && !history.pieces[0].ready);
        assert_eq!(history.pieces[1], pieces[1]);
        let batches = ledger.batches().unwrap();
        assert_eq!((batches[0].letters, batches[0].delivered), (2, 1));
        assert_eq!(batches[1].reprints, [(day(2026, 12, 4), "koffie".into())]);
    }

    #[test]
    fn a_decision_holds_until_it_is_taken_back() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("ledger.sqlite");
        let decision = Decision {
            ruling: Ruling::Chosen("0363".into()),
            date: day(2026, 11, 23),
            note: "zelf gezien".into(),
        };
        let mut ledger = Ledger::open(&path).unwrap();
        assert!(ledger.decide("kleiburg 12", &decision).unwrap());
        assert!(!ledger.decide("kleiburg 12", &decision).unwrap());
        assert_eq!(
            Ledger::history_of(&path)
                .unwrap()
                .decisions
                .get("kleiburg 12"),
            Some(&decision)
        );
        assert!(!ledger.was_taken_in("b3").unwrap());
        ledger
            .take_in("b3", "controle.xlsx", day(2026, 11, 24))
            .unwrap();
        assert!(ledger.was_taken_in("b3").unwrap());
        assert!(ledger.undecide("kleiburg 12", day(2026, 11, 24)).unwrap());
        assert_eq!(ledger.history().unwrap().decisions, Decisions::none());
    }
}
