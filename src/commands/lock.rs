//! One campaign, one run: a lock of the operating system on a file in `outputs/`, that goes with
//! the process whatever becomes of it.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read as _, Seek as _, Write as _};
use std::path::{Path, PathBuf};

use super::exit::{Exit, Stop};
use papers::write::step;

/// The lock of one run. The file, and a folder that was made for it alone, go with it.
#[derive(Debug)]
pub struct Lock {
    path: PathBuf,
    _file: File,
}

impl Lock {
    /// Takes the lock, or says who has it.
    ///
    /// # Errors
    /// When another run holds it, or the folder cannot be written.
    pub fn take(folder: &Path) -> Result<Self, Stop> {
        let path = folder.join(".lock");
        let failed = |error: io::Error| {
            let values = vec![
                ("path", path.display().to_string().into()),
                ("message", error.to_string().into()),
            ];
            Stop::sentence(Exit::CannotGoOn, "stop-write", values)
        };
        loop {
            // Whoever is stopped here leaves no file behind of which nobody knows.
            let gate = step::between_moves();
            fs::create_dir_all(folder).map_err(failed)?;
            // Nothing is emptied or written through a link.
            if fs::symlink_metadata(&path).is_ok_and(|data| !data.is_file()) {
                return Err(failed(io::Error::other("link")));
            }
            let mut options = OpenOptions::new();
            options.create(true).truncate(false).write(true).read(true);
            let mut file = options.open(&path).map_err(failed)?;
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => {
                    drop(gate);
                    match holder(&mut file, &path) {
                        Some(holder) => return Err(busy(&holder)),
                        None => continue,
                    }
                }
                Err(TryLockError::Error(error)) => return Err(failed(error)),
            }
            // Between opening and locking, the run before may have taken its file away.
            if !is_still_there(&file, &path) {
                if has_other_names(&file) {
                    return Err(failed(io::Error::other("link")));
                }
                continue;
            }
            file.set_len(0).map_err(failed)?;
            write!(file, "{}", std::process::id()).map_err(failed)?;
            super::interrupt::holds(Some(folder));
            return Ok(Self { path, _file: file });
        }
    }
}

fn busy(holder: &str) -> Stop {
    Stop::sentence(Exit::Busy, "stop-busy", vec![("holder", holder.into())])
}

/// The process that holds the lock; `None` when it went away while it was asked.
fn holder(file: &mut File, path: &Path) -> Option<String> {
    for _ in 0..40 {
        let mut text = String::new();
        file.rewind().ok()?;
        file.read_to_string(&mut text).ok()?;
        if !text.trim().is_empty() {
            return Some(text.trim().to_owned());
        }
        if !is_still_there(file, path) {
            return None;
        }
        // It took the lock just now and has not written its number yet.
        std::thread::sleep(std::time::Duration::from_millis(25));
    }
    Some("?".to_owned())
}

#[cfg(unix)]
fn is_still_there(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let same = |a: &fs::Metadata, b: &fs::Metadata| (a.dev(), a.ino()) == (b.dev(), b.ino());
    matches!((&file.metadata(), &fs::symlink_metadata(path)), (Ok(a), Ok(b)) if same(a, b) && a.nlink() == 1)
}

#[cfg(unix)]
fn has_other_names(file: &File) -> bool {
    use std::os::unix::fs::MetadataExt;
    file.metadata().is_ok_and(|data| data.nlink() > 1)
}

#[cfg(not(unix))]
fn has_other_names(_: &File) -> bool {
    false
}

#[cfg(not(unix))]
fn is_still_there(_: &File, path: &Path) -> bool {
    path.exists()
}

impl Drop for Lock {
    fn drop(&mut self) {
        super::interrupt::holds(None);
        let _ = fs::remove_file(&self.path);
        if let Some(folder) = self.path.parent() {
            // Goes only when nothing was written into it.
            let _ = fs::remove_dir(folder);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_run_is_kept_out_and_nothing_is_left_behind() {
        let folder = tempfile::tempdir().unwrap();
        let outputs = folder.path().join("outputs");
        let held = Lock::take(&outputs).unwrap();
        assert_eq!(Lock::take(&outputs).unwrap_err().exit, Exit::Busy);
        drop(held);
        assert!(!outputs.exists());
        drop(Lock::take(&outputs).unwrap());
    }
}
