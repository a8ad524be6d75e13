//! The files that were sealed, kept whole: each can be made again, byte for byte.

use std::collections::BTreeSet;
use std::io::Read as _;
use std::path::Path;

use compact_str::CompactString;
use jiff::civil::Date;
use rusqlite::{OptionalExtension, params};

use super::store::{Result, add, date as day, json};
use super::{Ledger, LedgerError};

/// A sealed file that is larger is not as it was sealed, in bytes: no database keeps it.
const LARGEST: u64 = 1 << 30;

/// A new file that nobody else reads.
fn private(path: &Path) -> std::io::Result<std::fs::File> {
    let mut options = std::fs::File::options();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

impl Ledger {
    /// Opens a copy, on which changes are made until they are shown; the ledger itself is read only.
    ///
    /// # Errors
    /// When the ledger cannot be read, or the copy cannot be written.
    pub fn copy(from: &Path, to: &Path) -> Result<Self> {
        let at = |source| LedgerError::Folder {
            path: to.to_owned(),
            source,
        };
        if from.exists() {
            // Whatever a stopped program left beside the file is taken into it first.
            let known = Self::open(from)?;
            let length = known.length()?;
            known.close()?;
            if let Some(folder) = to.parent() {
                std::fs::create_dir_all(folder).map_err(at)?;
            }
            // Not what somebody put behind the last page.
            let mut pages = std::fs::File::open(from).map_err(at)?.take(length);
            let mut copy = private(to).map_err(at)?;
            std::io::copy(&mut pages, &mut copy).map_err(at)?;
        }
        Self::open(to)
    }

    /// How long the file is by its own account, in bytes.
    fn length(&self) -> Result<u64> {
        self.sql(|db| {
            let ask = "select page_count * page_size from pragma_page_count, pragma_page_size";
            let bytes: i64 = db.query_row(ask, [], |row| row.get(0))?;
            Ok(u64::try_from(bytes).unwrap_or(0))
        })
    }

    /// Closes the file, with everything in it.
    ///
    /// # Errors
    /// When the disk says no.
    pub fn close(self) -> Result<()> {
        let path = self.path;
        self.connection
            .close()
            .map_err(|(_, source)| LedgerError::Sqlite {
                path: path.clone(),
                source,
            })?;
        std::fs::File::open(&path)
            .and_then(|file| file.sync_all())
            .map_err(|source| LedgerError::Folder { path, source })
    }

    /// Keeps letter files by their name below `outputs/letters/`.
    ///
    /// # Errors
    /// When the file cannot be written, or another file of that name is kept already.
    pub fn keep_files(&mut self, files: &[(String, Vec<u8>)], date: Date) -> Result<()> {
        self.transaction(|db| {
            for (name, bytes) in files {
                let hash = blake3::hash(bytes).to_hex();
                add(db, date, "kept", name, hash.as_str())?;
                db.prepare_cached(
                    "insert into file (name, date, hash, bytes) values (?, ?, ?, ?)",
                )?
                .execute(params![
                    name,
                    date.to_string(),
                    hash.as_str(),
                    packed(bytes).map_err(|error| json(serde_json::Error::io(error)))?
                ])?;
            }
            Ok(())
        })
    }

    /// Keeps a file again of which the events speak already.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn restore_file(&mut self, name: &str, bytes: &[u8], date: Date) -> Result<()> {
        self.transaction(|db| {
            let packed = packed(bytes).map_err(|error| json(serde_json::Error::io(error)))?;
            let hash = blake3::hash(bytes).to_hex();
            db.execute(
                "insert or replace into file (name, date, hash, bytes) values (?, ?, ?, ?)",
                params![name, date.to_string(), hash.as_str(), packed],
            )
            .map(|_| ())
        })
    }

    /// Remembers which key the codes are made with, once.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn know_key(&mut self, check: &str, date: Date) -> Result<()> {
        if self.key()?.is_none() {
            self.transaction(|db| add(db, date, "key", "campaign", check))?;
        }
        Ok(())
    }

    pub(super) fn key(&self) -> Result<Option<CompactString>> {
        self.sql(|db| {
            db.query_row(
                "select detail from event where what = 'key' order by number limit 1",
                [],
                |row| Ok(row.get::<_, String>(0)?.into()),
            )
            .optional()
        })
    }

    /// The last day on which a run made something.
    pub(super) fn last_run(&self) -> Result<Option<Date>> {
        let last: Option<String> = self.sql(|db| {
            db.query_row(
                "select max(day) from (select max(date) as day from snapshot
                 union select max(date) from event where what in ('ran', 'sealed', 'waiting'))",
                [],
                |row| row.get(0),
            )
        })?;
        last.map(|text| self.sql(|_| day(&text))).transpose()
    }

    /// The names of all files that belong in `outputs/letters/`.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn files(&self) -> Result<BTreeSet<CompactString>> {
        self.sql(|db| {
            let mut statement = db.prepare("select name from file union select file from batch")?;
            let rows = statement.query_map([], |row| Ok(row.get::<_, String>(0)?.into()))?;
            rows.collect()
        })
    }

    /// Files in `outputs/letters/` that are gone, or not as they were sealed.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn damaged_files(&self, letters: &Path) -> Result<Vec<CompactString>> {
        let kept: Vec<(String, String)> = self.sql(|db| {
            let mut statement = db.prepare("select name, hash from file order by name")?;
            let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
            rows.collect()
        })?;
        let is_whole = |name: &str, hash: &str| {
            let path = letters.join(name);
            std::fs::symlink_metadata(&path).is_ok_and(|data| data.is_file())
                && lists::read::file::hash(&path, LARGEST).is_ok_and(|whole| whole == hash)
        };
        Ok(kept
            .into_iter()
            .filter(|(name, hash)| !is_whole(name, hash))
            .map(|(name, _)| name.into())
            .collect())
    }

    /// The bytes of a sealed file; `None` when it was sealed before files were kept.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn file(&self, name: &str) -> Result<Option<Vec<u8>>> {
        self.sql(|db| {
            let packed: Option<Vec<u8>> = db
                .query_row("select bytes from file where name = ?", [name], |row| {
                    row.get(0)
                })
                .optional()?;
            packed
                .map(|bytes| unpacked(&bytes).map_err(|error| json(serde_json::Error::io(error))))
                .transpose()
        })
    }
}

fn packed(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut out = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    std::io::Write::write_all(&mut out, bytes)?;
    out.finish()
}

fn unpacked(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut out = Vec::new();
    std::io::Read::read_to_end(&mut flate2::read::ZlibDecoder::new(bytes), &mut out)?;
    Ok(out)
}
