//! Everything that a command makes, shown as one step: made in a folder of its own on the same
//! disk, then moved to its place. A journal is written before the first move, so that after a kill
//! at any moment the next command finishes the moves, or throws away what was not whole.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde::{Deserialize, Serialize};

use super::files::{WriteError, write_whole};
use lists::read::file;

/// The folder below `outputs/` in which things are made.
const WORK: &str = ".haarvaten-werk";
/// What temporary files are called.
const TEMPORARY: &str = ".haarvaten-";

/// Held while things are moved: a signal that asks to stop waits for it.
static MOVING: Mutex<()> = Mutex::new(());

/// Waits until nothing is being moved, and keeps it so.
pub fn between_moves() -> MutexGuard<'static, ()> {
    MOVING.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What has to be moved: first aside, then the new files.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Journal {
    aside: Vec<(PathBuf, PathBuf)>,
    new: Vec<PathBuf>,
    /// A file that belongs elsewhere: its place in the new folder, and where it goes.
    elsewhere: Vec<(PathBuf, PathBuf)>,
}

/// What an earlier command left behind when it was stopped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Remains {
    /// Moves that were begun are finished.
    pub finished: bool,
    /// Files that were not whole, now gone.
    pub removed: usize,
}

/// One step under way. What is not shown is gone with it.
#[derive(Debug)]
pub struct Step {
    root: PathBuf,
    shown: AtomicBool,
}

impl Step {
    /// Makes the folder to work in.
    ///
    /// # Errors
    /// When the disk says no.
    pub fn begin(root: &Path) -> Result<Self, WriteError> {
        let step = Self {
            root: root.to_owned(),
            shown: AtomicBool::new(false),
        };
        let folder = step.folder();
        fs::create_dir_all(&folder).map_err(|source| at(&folder, source))?;
        Ok(step)
    }

    /// The folder that stands for `outputs/` until the step is shown.
    pub fn folder(&self) -> PathBuf {
        self.root.join(WORK).join("new")
    }

    /// Moves everything to its place: `aside` first (both relative to `outputs/`), then what was
    /// made, then what belongs elsewhere (its name in the folder, and its own path).
    ///
    /// # Errors
    /// When a link stands in the way, a sealed file would change, or the disk says no. Unless the
    /// moves had begun, nothing has changed then.
    pub fn show(
        &self,
        aside: Vec<(PathBuf, PathBuf)>,
        elsewhere: Vec<(PathBuf, PathBuf)>,
    ) -> Result<(), WriteError> {
        let mut new = Vec::new();
        files_below(&self.folder(), Path::new(""), &mut new)?;
        new.retain(|name| elsewhere.iter().all(|(from, _)| from != name));
        for name in new.iter().chain(aside.iter().map(|(_, to)| to)) {
            may_be_written(&self.root, name)?;
        }
        for name in &new {
            let target = self.root.join(name);
            let is_set_aside = aside.iter().any(|(from, _)| from == name);
            if name.starts_with("letters") && !is_set_aside && target.exists() {
                let new = self.folder().join(name);
                let same = fs::read(&new).is_ok_and(|bytes| file::holds(&target, &bytes));
                if !same {
                    let source = io::Error::from(io::ErrorKind::AlreadyExists);
                    return Err(at(&target, source));
                }
            }
        }
        let journal = Journal {
            aside,
            new,
            elsewhere,
        };
        let text = serde_json::to_string(&journal)
            .map_err(|error| at(&self.root, io::Error::other(error)))?;
        let _gate = between_moves();
        let check = blake3::hash(text.as_bytes()).to_hex();
        let path = self.root.join(WORK).join("journal");
        write_whole(&path, format!("{text}\n{check}\n").as_bytes())?;
        self.shown.store(true, Ordering::SeqCst);
        carry_out(&self.root, &journal)?;
        remove_work(&self.root)
    }
}

impl Drop for Step {
    fn drop(&mut self) {
        if !self.shown.load(Ordering::SeqCst) {
            let _ = remove_work(&self.root);
        }
    }
}

/// Throws away what is being made; moves that were begun are left for the next command.
///
/// # Errors
/// When the disk says no.
pub fn abandon(root: &Path) -> Result<(), WriteError> {
    if root.join(WORK).join("journal").exists() {
        return Ok(());
    }
    remove_work(root)?;
    remove_temporary(root, &mut 0)
}

/// Finishes or throws away what a command left that was stopped, and clears its temporary files.
///
/// # Errors
/// When the disk says no.
pub fn recover(root: &Path) -> Result<Remains, WriteError> {
    let mut remains = Remains::default();
    let work = root.join(WORK);
    if fs::symlink_metadata(&work).is_ok_and(|data| data.is_symlink()) {
        return Err(link(&work));
    }
    if work.exists() {
        if let Some(journal) = read_journal(&work.join("journal")) {
            carry_out(root, &journal)?;
            remains.finished = true;
        } else {
            let mut left = Vec::new();
            files_below(&work, Path::new(""), &mut left)?;
            remains.removed += left.len();
        }
        remove_work(root)?;
    }
    remove_temporary(root, &mut remains.removed)?;
    Ok(remains)
}

fn read_journal(path: &Path) -> Option<Journal> {
    let text = fs::read_to_string(path).ok()?;
    let (journal, check) = text.trim_end().rsplit_once('\n')?;
    if blake3::hash(journal.as_bytes()).to_hex().as_str() != check {
        return None;
    }
    serde_json::from_str(journal).ok()
}

/// Every move that was not made yet: doing it twice changes nothing.
fn carry_out(root: &Path, journal: &Journal) -> Result<(), WriteError> {
    let made = root.join(WORK).join("new");
    for (from, to) in &journal.aside {
        let (from, to) = (root.join(from), root.join(to));
        if fs::symlink_metadata(&from).is_ok() && fs::symlink_metadata(&to).is_err() {
            move_file(&from, &to)?;
        }
    }
    let here = journal.new.iter().map(|name| (name, root.join(name)));
    let there = journal
        .elsewhere
        .iter()
        .map(|(name, to)| (name, to.clone()));
    for (name, to) in here.chain(there) {
        let from = made.join(name);
        if from.exists() {
            may_be_written(root, name)?;
            move_file(&from, &to)?;
        }
    }
    sync(root);
    Ok(())
}

fn move_file(from: &Path, to: &Path) -> Result<(), WriteError> {
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder).map_err(|source| at(folder, source))?;
    }
    match fs::rename(from, to) {
        Err(error) if error.kind() == io::ErrorKind::CrossesDevices => {
            let bytes = fs::read(from).map_err(|source| at(from, source))?;
            write_whole(to, &bytes)?;
            fs::remove_file(from).map_err(|source| at(from, source))
        }
        other => other.map_err(|source| at(to, source)),
    }?;
    to.parent().into_iter().for_each(sync);
    Ok(())
}

/// Asks the disk to keep the names in a folder; not every system can.
fn sync(folder: &Path) {
    if let Ok(folder) = fs::File::open(folder) {
        let _ = folder.sync_all();
    }
}

/// No folder on the way to a file may be a link, and no folder may stand where a file goes.
fn may_be_written(root: &Path, name: &Path) -> Result<(), WriteError> {
    let mut path = root.to_owned();
    let last = name.components().count();
    for (number, part) in (1..).zip(name.components()) {
        path.push(part);
        let Ok(data) = fs::symlink_metadata(&path) else {
            return Ok(());
        };
        if data.is_symlink() && number < last {
            return Err(link(&path));
        }
        if data.is_dir() && number == last {
            return Err(at(&path, io::Error::from(io::ErrorKind::IsADirectory)));
        }
    }
    Ok(())
}

fn link(path: &Path) -> WriteError {
    at(path, io::Error::other("link"))
}

fn at(path: &Path, source: io::Error) -> WriteError {
    WriteError {
        path: path.to_owned(),
        source,
    }
}

fn remove_work(root: &Path) -> Result<(), WriteError> {
    let work = root.join(WORK);
    match fs::remove_dir_all(&work) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(at(&work, error)),
        _ => Ok(()),
    }
}

fn files_below(folder: &Path, name: &Path, out: &mut Vec<PathBuf>) -> Result<(), WriteError> {
    let entries = fs::read_dir(folder.join(name)).map_err(|source| at(folder, source))?;
    for entry in entries {
        let entry = entry.map_err(|source| at(folder, source))?;
        let below = name.join(entry.file_name());
        let kind = entry.file_type().map_err(|source| at(folder, source))?;
        if kind.is_dir() {
            files_below(folder, &below, out)?;
        } else {
            out.push(below);
        }
    }
    out.sort();
    Ok(())
}

fn remove_temporary(folder: &Path, removed: &mut usize) -> Result<(), WriteError> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Ok(());
    };
    for entry in entries.flatten() {
        let Ok(kind) = entry.file_type() else {
            continue;
        };
        if kind.is_dir() {
            remove_temporary(&entry.path(), removed)?;
        } else if entry.file_name().to_string_lossy().starts_with(TEMPORARY) {
            fs::remove_file(entry.path()).map_err(|source| at(&entry.path(), source))?;
            *removed += 1;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn put(step: &Step, name: &str, text: &str) {
        write_whole(&step.folder().join(name), text.as_bytes()).unwrap();
    }

    fn names(root: &Path) -> Vec<PathBuf> {
        let mut names = Vec::new();
        files_below(root, Path::new(""), &mut names).unwrap();
        names
    }

    #[test]
    fn a_step_shows_everything_or_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        let step = Step::begin(root).unwrap();
        put(&step, "tables/a.csv", "a");
        drop(step);
        assert!(names(root).is_empty());
        let step = Step::begin(root).unwrap();
        put(&step, "tables/a.csv", "a");
        step.show(Vec::new(), Vec::new()).unwrap();
        assert_eq!(names(root), [PathBuf::from("tables/a.csv")]);
    }

    #[test]
    fn moves_that_were_cut_off_anywhere_are_finished_and_half_work_is_thrown_away() {
        for cut in 0..4 {
            let folder = tempfile::tempdir().unwrap();
            let root = folder.path();
            write_whole(&root.join("letters/strange.pdf"), b"old").unwrap();
            write_whole(&root.join("tables/.haarvaten-abc"), b"half").unwrap();
            let step = Step::begin(root).unwrap();
            put(&step, "letters/b.pdf", "b");
            put(&step, "tables/a.csv", "a");
            let journal = Journal {
                aside: vec![("letters/strange.pdf".into(), "opzij/strange.pdf".into())],
                new: vec!["letters/b.pdf".into(), "tables/a.csv".into()],
                elsewhere: Vec::new(),
            };
            let text = serde_json::to_string(&journal).unwrap();
            let whole = format!("{text}\n{}\n", blake3::hash(text.as_bytes()).to_hex());
            let written = if cut == 0 {
                &whole[..whole.len() / 2]
            } else {
                &whole
            };
            write_whole(&root.join(WORK).join("journal"), written.as_bytes()).unwrap();
            step.shown.store(true, Ordering::SeqCst);
            if cut > 1 {
                move_file(
                    &root.join("letters/strange.pdf"),
                    &root.join("opzij/strange.pdf"),
                )
                .unwrap();
            }
            if cut > 2 {
                move_file(
                    &step.folder().join("letters/b.pdf"),
                    &root.join("letters/b.pdf"),
                )
                .unwrap();
            }
            drop(step);
            let remains = recover(root).unwrap();
            assert_eq!(remains.finished, cut > 0);
            let expected: &[&str] = if cut == 0 {
                &["letters/strange.pdf"]
            } else {
                &["letters/b.pdf", "opzij/strange.pdf", "tables/a.csv"]
            };
            assert_eq!(
                names(root),
                expected.iter().map(PathBuf::from).collect::<Vec<_>>()
            );
            assert_eq!(recover(root).unwrap(), Remains::default());
        }
    }

    #[test]
    fn a_sealed_file_is_never_overwritten_and_nothing_goes_through_a_link() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("outputs");
        write_whole(&root.join("letters/b.pdf"), b"sealed").unwrap();
        let step = Step::begin(&root).unwrap();
        put(&step, "letters/b.pdf", "other");
        assert!(step.show(Vec::new(), Vec::new()).is_err());
        drop(step);
        assert_eq!(fs::read(root.join("letters/b.pdf")).unwrap(), b"sealed");
        #[cfg(unix)]
        {
            let other = folder.path().join("other");
            fs::create_dir(&other).unwrap();
            std::os::unix::fs::symlink(&other, root.join("tables")).unwrap();
            let step = Step::begin(&root).unwrap();
            put(&step, "tables/a.csv", "a");
            assert!(step.show(Vec::new(), Vec::new()).is_err());
            assert!(names(&other).is_empty());
        }
    }
}
