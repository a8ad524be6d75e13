//! Reply slips: the layouts of those that were printed, by which a scanned one is read; what was read
//! on scanned ones; and what a person has to look at.

use std::collections::BTreeMap;

use compact_str::CompactString;
use jiff::civil::Date;
use rusqlite::OptionalExtension;
use serde::{Deserialize, Serialize};

use super::Ledger;
use super::store::{Result, add, json};
use domain::{Code, Layout};

/// The event that keeps a layout, about its id.
const WHAT: &str = "slip";

impl Ledger {
    /// Keeps layouts, each once.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn keep_slips(&mut self, layouts: &BTreeMap<String, Layout>, date: Date) -> Result<()> {
        let known = self.slips()?;
        self.transaction(|db| {
            for (id, layout) in layouts.iter().filter(|(id, _)| !known.contains_key(*id)) {
                let detail = serde_json::to_string(layout).map_err(json)?;
                add(db, date, WHAT, id, &detail)?;
            }
            Ok(())
        })
    }

    /// Every layout that was ever printed, by its id.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn slips(&self) -> Result<BTreeMap<String, Layout>> {
        self.sql(|db| {
            let mut statement =
                db.prepare("select about, detail from event where what = ? order by number")?;
            let rows = statement.query_map([WHAT], |row| {
                let layout = serde_json::from_str(&row.get::<_, String>(1)?).map_err(json)?;
                Ok((row.get::<_, String>(0)?, layout))
            })?;
            rows.collect()
        })
    }
}

/// Why a person has to look at a slip.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Look {
    /// What is ticked is not sure.
    Ticks,
    /// Somebody wrote there.
    Writing,
    /// Another slip with the same code says something else.
    Again,
    /// A page with a slip of which the code cannot be read.
    Page,
}

/// What a person has to look at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToLookAt {
    /// The key of the question: [`SLIP`], the piece, and what it is about.
    pub key: CompactString,
    /// Why.
    pub look: Look,
    /// The piece that the slip answers; empty when that is what cannot be read.
    pub piece: CompactString,
    /// The code on it.
    pub code: CompactString,
    /// The id of the question on the slip; empty for a whole slip.
    pub question: CompactString,
    /// The ids of what can be ticked there.
    pub choices: Vec<CompactString>,
    /// Whether several may be ticked.
    pub several: bool,
    /// What is taken in when a person says that this slip holds.
    pub answers: Vec<(CompactString, CompactString)>,
    /// The file, and the page in it, from 1.
    pub file: String,
    /// The page in it, from 1.
    pub page: u32,
    /// What there is to look at: a PNG in base64.
    pub picture: String,
}

/// What stands on a slip, question by question: the answer, or nothing where a person has to look.
pub type Standing = Vec<(CompactString, Option<CompactString>)>;

/// A slip that was seen on a scan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scanned {
    /// The file below `inputs/`.
    pub file: String,
    /// The page in it, from 1.
    pub page: u32,
    /// What stands on it.
    pub standing: Standing,
    /// Whether a person said so, who looked at the picture; such a word can be taken back.
    #[serde(default)]
    pub by_person: bool,
}

/// What begins the key of a question about a slip: the piece follows.
pub const SLIP: &str = "slip ";

/// The events about scanned slips: what was read on one, and what a person has to look at.
const SCANNED: &str = "scanned";
const LOOK: &str = "look";

impl Ledger {
    /// The piece with a code.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn piece_of(&self, code: Code) -> Result<Option<CompactString>> {
        let id: Option<String> = self.sql(|db| {
            db.prepare_cached("select id from piece where code = ?")?
                .query_row([code.plain()], |row| row.get(0))
                .optional()
        })?;
        Ok(id.map(CompactString::from))
    }

    /// What was read on scanned slips of a piece, in the order in which they came in.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn scanned(&self, piece: &str) -> Result<Vec<Scanned>> {
        self.sql(|db| {
            let mut statement = db.prepare_cached(
                "select detail from event where about = ? and what = ? order by number",
            )?;
            let rows = statement.query_map([piece, SCANNED], |row| {
                serde_json::from_str(&row.get::<_, String>(0)?).map_err(json)
            })?;
            rows.collect()
        })
    }

    /// Remembers what was read on a slip.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn keep_scanned(&mut self, piece: &str, scanned: &Scanned, date: Date) -> Result<()> {
        let detail = serde_json::to_string(scanned).unwrap_or_default();
        self.transaction(|db| add(db, date, SCANNED, piece, &detail))
    }

    /// Remembers that a person has to look at something, once. Whether it is new.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn look_at(&mut self, what: &ToLookAt, date: Date) -> Result<bool> {
        let known: bool = self.sql(|db| {
            db.prepare_cached("select exists (select 1 from event where about = ? and what = ?)")?
                .query_row([what.key.as_str(), LOOK], |row| row.get(0))
        })?;
        if !known {
            let detail = serde_json::to_string(what).unwrap_or_default();
            self.transaction(|db| add(db, date, LOOK, &what.key, &detail))?;
        }
        Ok(!known)
    }

    /// Everything that a person ever had to look at, in the order in which it came in.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn looks(&self) -> Result<Vec<ToLookAt>> {
        self.sql(|db| {
            let mut statement =
                db.prepare_cached("select detail from event where what = ? order by number")?;
            let rows = statement.query_map([LOOK], |row| {
                serde_json::from_str(&row.get::<_, String>(0)?).map_err(json)
            })?;
            rows.collect()
        })
    }

    /// What a person still has to look at: nobody decided, or the decision was taken back, and no
    /// other scan of the slip is clear there.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn still_to_look_at(&self) -> Result<Vec<ToLookAt>> {
        let decided = self.decisions()?;
        let mut open = Vec::new();
        for look in self.looks()? {
            if decided.get(&look.key).is_some() {
                continue;
            }
            let is_clear = |scanned: &Scanned| {
                let mut all = scanned.standing.iter();
                let is_there =
                    all.any(|(question, said)| *question == look.question && said.is_some());
                is_there && !scanned.by_person
            };
            let asks = matches!(look.look, Look::Ticks | Look::Writing);
            if !asks || !self.scanned(&look.piece)?.iter().any(is_clear) {
                open.push(look);
            }
        }
        Ok(open)
    }
}
