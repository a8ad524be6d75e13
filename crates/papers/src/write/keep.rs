//! Never over somebody's work: a workbook that a person edited stays, the new one gets a new name.
//!
//! How it is known: a small file `.gemaakt` beside the workbooks holds the hash of every workbook
//! as the program wrote it. A workbook whose bytes have another hash was edited (or comes from
//! elsewhere) and is left alone; so is one that an office program has open now. The list is
//! written before the workbook, with the old and the new hash, and again after it: whenever the
//! power fails, a file of the program's own is recognised as such. Without the list every
//! workbook counts as edited.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::files::{WriteError, write_whole};
use lists::read::file;

/// The name of the list of hashes.
const LIST: &str = ".gemaakt";
/// No workbook of ours is larger, in bytes.
const LARGEST: u64 = 1 << 30;

/// Where a workbook was put.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// The file as it was asked for.
    pub asked: PathBuf,
    /// The file that was written.
    pub written: PathBuf,
}

impl Kept {
    /// Whether an edited workbook stood in the way, so that this one has a new name.
    pub fn has_new_name(&self) -> bool {
        self.asked != self.written
    }
}

/// Writes files into a folder, none over one that was edited; `making` is the folder that stands
/// for it until the step is shown.
///
/// # Errors
/// When a file cannot be read or written; old files are then untouched.
pub fn write_beside_edited(
    folder: &Path,
    making: &Path,
    files: &[(String, Vec<u8>)],
) -> Result<Vec<Kept>, WriteError> {
    let mut list = List::read(folder)?;
    let mut chosen = Vec::new();
    for (name, bytes) in files {
        let name_now = list.free_name(folder, name)?;
        list.add(&name_now, hash(bytes));
        chosen.push((name, name_now, bytes));
    }
    if chosen.is_empty() {
        return Ok(Vec::new());
    }
    list.write(making)?;
    let mut kept = Vec::new();
    for (name, name_now, bytes) in chosen {
        let written = folder.join(&name_now);
        if folder != making || !file::holds(&written, bytes) {
            write_whole(&making.join(&name_now), bytes)?;
        }
        list.only(&name_now, hash(bytes));
        kept.push(Kept {
            asked: folder.join(name),
            written,
        });
    }
    list.write(making)?;
    Ok(kept)
}

fn hash(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex().to_string()
}

/// The hashes that each file of ours may have.
#[derive(Default)]
struct List(BTreeMap<String, BTreeSet<String>>);

impl List {
    fn read(folder: &Path) -> Result<Self, WriteError> {
        let path = folder.join(LIST);
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(e) if e.kind() == io::ErrorKind::NotFound => String::new(),
            Err(source) => return Err(WriteError { path, source }),
        };
        let mut list = Self::default();
        for (hash, name) in text.lines().filter_map(|line| line.split_once("  ")) {
            list.add(name, hash.to_owned());
        }
        Ok(list)
    }

    fn write(&self, folder: &Path) -> Result<(), WriteError> {
        let mut text = String::new();
        for (name, hashes) in &self.0 {
            for hash in hashes {
                let _ = writeln!(text, "{hash}  {name}");
            }
        }
        let path = folder.join(LIST);
        if fs::read_to_string(&path).is_ok_and(|old| old == text) {
            return Ok(());
        }
        write_whole(&path, text.as_bytes())
    }

    fn add(&mut self, name: &str, hash: String) {
        self.0.entry(name.to_owned()).or_default().insert(hash);
    }

    fn only(&mut self, name: &str, hash: String) {
        self.0.insert(name.to_owned(), BTreeSet::from([hash]));
    }

    /// The name, or the first of `name-2`, `name-3`, … that is free or holds a file of ours that
    /// nobody edited.
    fn free_name(&self, folder: &Path, name: &str) -> Result<String, WriteError> {
        let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
        let mut attempt = name.to_owned();
        for number in 2_u32.. {
            if self.is_ours(folder, &attempt)? {
                break;
            }
            attempt = format!("{stem}-{number}.{extension}");
        }
        Ok(attempt)
    }

    fn is_ours(&self, folder: &Path, name: &str) -> Result<bool, WriteError> {
        // LibreOffice and Excel leave these beside a file that is open.
        let is_open = [format!(".~lock.{name}#"), format!("~${name}")]
            .iter()
            .any(|lock| folder.join(lock).exists());
        let path = folder.join(name);
        // A link or a pipe of that name is not ours, and is not opened.
        if fs::symlink_metadata(&path).is_ok_and(|data| !data.is_file()) {
            return Ok(false);
        }
        match file::hash(&path, LARGEST) {
            Ok(hash) => {
                let hashes = self.0.get(name);
                Ok(!is_open && hashes.is_some_and(|hashes| hashes.contains(&hash)))
            }
            // Nothing of ours is so large: somebody made it.
            Err(e) if e.kind() == io::ErrorKind::FileTooLarge => Ok(false),
            Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(!is_open),
            Err(source) => Err(WriteError { path, source }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn put(folder: &Path, bytes: &[u8]) -> String {
        let kept = write_beside_edited(
            folder,
            folder,
            &[("opvolging.xlsx".to_owned(), bytes.to_vec())],
        )
        .unwrap();
        kept[0]
            .written
            .file_name()
            .unwrap()
            .to_str()
            .unwrap()
            .to_owned()
    }

    #[test]
    fn an_edited_workbook_stays_and_the_new_one_gets_a_new_name() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| fs::read(folder.path().join(name)).unwrap();
        assert_eq!(put(folder.path(), b"one"), "opvolging.xlsx");
        assert_eq!(put(folder.path(), b"two"), "opvolging.xlsx");
        std::fs::copy(
            folder.path().join(".gemaakt"),
            folder.path().join("list-before"),
        )
        .unwrap();
        let mut edited = fs::OpenOptions::new()
            .append(true)
            .open(folder.path().join("opvolging.xlsx"))
            .unwrap();
        io::Write::write_all(&mut edited, b" and a note by hand").unwrap();
        drop(edited);
        assert_eq!(put(folder.path(), b"three"), "opvolging-2.xlsx");
        assert_eq!(put(folder.path(), b"four"), "opvolging-2.xlsx");
        assert_eq!(at("opvolging.xlsx"), b"two and a note by hand");
        assert_eq!(at("opvolging-2.xlsx"), b"four");
    }

    #[test]
    fn a_workbook_that_is_open_now_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        put(folder.path(), b"one");
        write_whole(&folder.path().join(".~lock.opvolging.xlsx#"), b"jan").unwrap();
        assert_eq!(put(folder.path(), b"two"), "opvolging-2.xlsx");
    }

    #[test]
    fn the_same_workbook_again_changes_nothing() {
        let folder = tempfile::tempdir().unwrap();
        put(folder.path(), b"one");
        let before = fs::read(folder.path().join(LIST)).unwrap();
        assert_eq!(put(folder.path(), b"one"), "opvolging.xlsx");
        assert_eq!(fs::read(folder.path().join(LIST)).unwrap(), before);
    }
}
