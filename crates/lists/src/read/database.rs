//! How a database is opened that others may have made, changed or damaged.
//!
//! `SQLite` runs what stands in a file: views, triggers, defaults with functions. A file gets none
//! of that here, its values have a largest size, and what it may cost is counted: so many steps for
//! each byte of the file, and so many seconds.

use std::path::Path;
use std::time::{Duration, Instant};

use rusqlite::config::DbConfig;
use rusqlite::limits::Limit;
use rusqlite::{Connection, OpenFlags};

const MIB: u64 = 1024 * 1024;
/// The largest value or row, in bytes.
const LARGEST_VALUE: i32 = 64 << 20;
/// Up to this size a file is checked page by page before anything is read from it.
const CHECKED: u64 = 512 * MIB;
/// After so many steps of `SQLite` it is asked whether to go on.
const STEPS: i32 = 10_000;
/// Steps that any file may take, and more for each byte of it: a row takes tens of them.
const STEPS_AT_LEAST: u64 = 200_000_000;
const STEPS_A_BYTE: u64 = 40;
/// Seconds that any file may take, and one more for each of its mebibytes.
const SECONDS_AT_LEAST: u64 = 60;

/// Opens a database for reading only.
///
/// # Errors
/// When it is no plain file, no database, or damaged.
pub fn open_read_only(path: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    open(path, flags)
}

/// Opens a database that must be there already, and guards what it may do and cost.
///
/// # Errors
/// When it is no plain file, no database, or damaged.
pub fn open(path: &Path, flags: OpenFlags) -> rusqlite::Result<Connection> {
    let bytes = all_plain(path)?;
    let mut base = Connection::open_with_flags(path, flags)?;
    guard(&mut base, bytes)?;
    base.query_row("SELECT count(*) FROM sqlite_master", [], |_| Ok(()))?;
    Ok(base)
}

/// Keeps a connection to what tables hold: no views, triggers or functions of the file's own, no
/// value without end, and an end to the work on a file of so many bytes.
///
/// # Errors
/// When the file is no database.
pub fn guard(base: &mut Connection, bytes: u64) -> rusqlite::Result<()> {
    for (limit, most) in [
        (Limit::SQLITE_LIMIT_LENGTH, LARGEST_VALUE),
        (Limit::SQLITE_LIMIT_SQL_LENGTH, 1 << 20),
        (Limit::SQLITE_LIMIT_COLUMN, 500),
        (Limit::SQLITE_LIMIT_EXPR_DEPTH, 100),
        (Limit::SQLITE_LIMIT_ATTACHED, 0),
        (Limit::SQLITE_LIMIT_TRIGGER_DEPTH, 1),
    ] {
        base.set_limit(limit, most)?;
    }
    base.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    base.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_VIEW, false)?;
    base.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false)?;
    base.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    let mut left = (STEPS_AT_LEAST + bytes.saturating_mul(STEPS_A_BYTE)) / 10_000;
    let started = Instant::now();
    let patience = Duration::from_secs(SECONDS_AT_LEAST + bytes / MIB);
    base.progress_handler(
        STEPS,
        Some(move || {
            left = left.saturating_sub(1);
            left == 0 || started.elapsed() > patience
        }),
    )?;
    base.pragma_update(None, "cell_size_check", true)?;
    base.pragma_update(None, "mmap_size", 0)
}

/// Whether every page of a database is as it must be; a very large one is only looked at while it
/// is read.
///
/// # Errors
/// When it is damaged.
pub fn check(base: &Connection, bytes: u64) -> rusqlite::Result<()> {
    if bytes > CHECKED {
        return Ok(());
    }
    let said: String = base.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    if said == "ok" { Ok(()) } else { Err(damaged()) }
}

/// What is told of a file whose values do not fit together.
pub fn damaged() -> rusqlite::Error {
    rusqlite::Error::SqliteFailure(
        rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_CORRUPT),
        None,
    )
}

/// The size of a database; an error when it, or what `SQLite` keeps beside it, is no plain file.
fn all_plain(path: &Path) -> rusqlite::Result<u64> {
    let refused = || {
        rusqlite::Error::SqliteFailure(
            rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_CANTOPEN),
            None,
        )
    };
    for ending in ["-wal", "-journal", "-shm"] {
        let mut name = path.as_os_str().to_owned();
        name.push(ending);
        if std::fs::symlink_metadata(&name).is_ok_and(|facts| !facts.is_file()) {
            return Err(refused());
        }
    }
    let facts = std::fs::metadata(path).map_err(|_| refused())?;
    facts.is_file().then_some(facts.len()).ok_or_else(refused)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_database_runs_nothing_of_its_own_and_comes_to_an_end() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.gpkg");
        let made = Connection::open(&path).unwrap();
        made.execute_batch(
            "CREATE TABLE kept (a);
             INSERT INTO kept VALUES (1);
             CREATE VIEW endless AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n;",
        )
        .unwrap();
        drop(made);
        let base = open_read_only(&path).unwrap();
        check(&base, 0).unwrap();
        let count = |text: &str| base.query_row(text, [], |row| row.get::<_, i64>(0));
        assert_eq!(count("SELECT count(*) FROM kept"), Ok(1));
        assert!(count("SELECT count(*) FROM endless").is_err());
        assert!(count("SELECT length(zeroblob(1000000000))").is_err());
        // Work without end is broken off, whatever started it.
        let endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n";
        assert!(count(endless).is_err());
    }

    #[cfg(unix)]
    #[test]
    fn only_plain_files_are_opened() {
        let folder = tempfile::tempdir().unwrap();
        assert!(open_read_only(folder.path()).is_err());
        let pipe = folder.path().join("pipe");
        let made = std::process::Command::new("mkfifo").arg(&pipe).status();
        if made.is_ok_and(|status| status.success()) {
            assert!(open_read_only(&pipe).is_err());
            assert!(super::super::file::open(&pipe).is_err());
            assert!(super::super::file::read(&pipe, 10).is_err());
        }
    }
}
