//! Which files were looked through and found whole: one that nobody wrote to since is not looked
//! through again.
//!
//! What tells is the file's size, its number on the disk, and the times of its last writing and of
//! the last change to anything about it; the latter cannot be set back. It stands beside the file
//! and may be thrown away.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use super::import::temporary_in;

/// A file that was written to less than so many nanoseconds ago could be written to again at what
/// the disk calls the same moment: a tick of the system is at most ten milliseconds.
const SETTLED: u128 = 30_000_000;
/// The same on a disk that counts in whole seconds.
const SETTLED_SLOW: u128 = 3_000_000_000;
/// A smaller file is looked through in no time.
const WORTH_IT: u64 = 4 << 20;
const SECOND: i64 = 1_000_000_000;

/// A file as it stood at one moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Seen {
    path: PathBuf,
    line: String,
    /// Nanoseconds since 1970 of the last change.
    changed: i64,
}

impl Seen {
    /// How a file stands now; `None` when it is not there or small, or the system does not say
    /// enough.
    #[cfg(unix)]
    pub(super) fn now(path: &Path) -> Option<Self> {
        use std::os::unix::fs::MetadataExt as _;
        let facts = std::fs::metadata(path).ok()?;
        // What `SQLite` left beside a database would be read with it.
        let is_open = ["-wal", "-journal"]
            .iter()
            .any(|end| beside(path, end).exists());
        if facts.len() < WORTH_IT || is_open {
            return None;
        }
        let nanos = |seconds: i64, rest: i64| seconds.checked_mul(SECOND)?.checked_add(rest);
        let written = nanos(facts.mtime(), facts.mtime_nsec())?;
        let changed = nanos(facts.ctime(), facts.ctime_nsec())?;
        let (bytes, number, disk) = (facts.len(), facts.ino(), facts.dev());
        Some(Self {
            path: path.to_owned(),
            line: format!("{bytes} {disk} {number} {written} {changed}\n"),
            changed,
        })
    }

    /// Elsewhere nothing is told that cannot be set back.
    #[cfg(not(unix))]
    pub(super) fn now(_: &Path) -> Option<Self> {
        None
    }

    /// Whether it was found whole as it stands.
    pub(super) fn is_known(&self) -> bool {
        let kept = lists::read::file::read(&beside(&self.path, CHECKED), 200);
        kept.is_ok_and(|kept| kept == self.line.as_bytes())
    }

    /// Remembers that it was found whole. Where that cannot be written, it is looked through again.
    pub(super) fn keep(&self) {
        if self.is_known() || Self::now(&self.path).as_ref() != Some(self) {
            return;
        }
        let folder = self.path.parent().filter(|p| !p.as_os_str().is_empty());
        let Ok(temporary) = temporary_in(folder.unwrap_or(Path::new("."))) else {
            return;
        };
        if !self.is_settled_before(&temporary) {
            return;
        }
        let written = std::fs::OpenOptions::new()
            .write(true)
            .open(&temporary)
            .and_then(|mut file| file.write_all(self.line.as_bytes()));
        if written.is_ok() {
            let _ = temporary.persist(beside(&self.path, CHECKED));
        }
    }

    /// Whether it changed well before a file that was made just now, by the clock of the disk.
    fn is_settled_before(&self, made: &Path) -> bool {
        let now = std::fs::metadata(made).and_then(|facts| facts.modified());
        let now = now.ok().and_then(|now| now.duration_since(UNIX_EPOCH).ok());
        let now = now.map_or(0, |since| since.as_nanos());
        is_settled(self.changed, now)
    }
}

/// Whether a file that changed at one moment (nanoseconds since 1970) can be told at another from one
/// that changes again.
fn is_settled(changed: i64, now: u128) -> bool {
    let least = if changed % SECOND == 0 {
        SETTLED_SLOW
    } else {
        SETTLED
    };
    let changed = u128::try_from(changed).unwrap_or(u128::MAX);
    now.checked_sub(changed).is_some_and(|age| age > least)
}

/// How the file that remembers is called, behind the name of the one that it is about.
const CHECKED: &str = "-checked";

fn beside(path: &Path, end: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(end);
    PathBuf::from(name)
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    #[allow(clippy::disallowed_methods, reason = "a file that anybody writes to")]
    fn a_file_is_known_until_somebody_touches_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("register.gpkg");
        let large = |with: u8| vec![with; usize::try_from(WORTH_IT).unwrap()];
        std::fs::write(&path, large(1)).unwrap();
        let fresh = Seen::now(&path).unwrap();
        assert!(!fresh.is_known());
        std::thread::sleep(std::time::Duration::from_millis(150));
        fresh.keep();
        assert!(Seen::now(&path).unwrap().is_known());
        // Other bytes, as many, with the old time set back.
        let time = std::fs::metadata(&path).unwrap().modified().unwrap();
        std::fs::write(&path, large(2)).unwrap();
        let file = std::fs::File::options().write(true).open(&path).unwrap();
        file.set_modified(time).unwrap();
        assert!(!Seen::now(&path).unwrap().is_known());
        fresh.keep();
        assert!(
            !Seen::now(&path).unwrap().is_known(),
            "that was the other one"
        );
        std::fs::write(beside(&path, "-wal"), "more").unwrap();
        assert_eq!(Seen::now(&path), None, "what is read is not the file alone");
    }

    #[test]
    fn what_changed_a_moment_ago_is_not_kept() {
        let (odd, whole) = (5 * SECOND + 1, 5 * SECOND);
        let at =
            |changed: i64, age: u128| is_settled(changed, u128::from(changed.unsigned_abs()) + age);
        assert!(!at(odd, SETTLED) && at(odd, SETTLED + 1));
        // A disk that counts in whole seconds.
        assert!(!at(whole, SETTLED_SLOW) && at(whole, SETTLED_SLOW + 1));
        assert!(!is_settled(odd, 0), "a clock that was set back");
    }
}
