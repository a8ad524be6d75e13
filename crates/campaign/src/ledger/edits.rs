//! What people filled in about support, issues and meetings: one event a cell.

use jiff::civil::Date;

use super::Ledger;
use super::store::{Result, add, json};
use domain::Edit;

impl Ledger {
    /// Records what a workbook that came back says, once: a workbook is known by what is in it. A
    /// change that is the last word about its cell already adds nothing. How many were new.
    ///
    /// # Errors
    /// When the file cannot be read or written.
    pub fn fill_in(&mut self, digest: &str, name: &str, date: Date, edits: &[Edit]) -> Result<u64> {
        if self.was_taken_in(digest)? {
            return Ok(0);
        }
        let mut known = self.filled_in()?;
        self.transaction(|db| {
            let mut new = 0;
            for edit in edits {
                let of_cell = |other: &&Edit| {
                    (other.log, &other.key, &other.field) == (edit.log, &edit.key, &edit.field)
                };
                let last = known.iter().rfind(of_cell);
                if last.is_some_and(|last| last.is == edit.is) {
                    continue;
                }
                let about = format!("{} {}", edit.log.word(), edit.key);
                let detail = serde_json::to_string(edit).map_err(json)?;
                add(db, date, "filled_in", &about, &detail)?;
                known.push(edit.clone());
                new += 1;
            }
            add(db, date, "taken", digest, name)?;
            Ok(new)
        })
    }

    pub(super) fn filled_in(&self) -> Result<Vec<Edit>> {
        self.sql(|db| {
            let mut statement =
                db.prepare("select detail from event where what = 'filled_in' order by number")?;
            let rows = statement.query_map([], |row| {
                serde_json::from_str(&row.get::<_, String>(0)?).map_err(json)
            })?;
            rows.collect()
        })
    }
}
