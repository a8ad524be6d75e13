//! Whole files or none: a temporary file in the same folder, fsync, rename.

use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{PoisonError, RwLock, RwLockWriteGuard};

/// A file could not be written.
#[derive(Debug, thiserror::Error)]
#[error("{path}: {source}")]
pub struct WriteError {
    /// The file that was to appear.
    pub path: PathBuf,
    /// What the system said.
    pub source: io::Error,
}

/// Shared by whoever writes a file; taken whole by the end of the program.
static WRITING: RwLock<()> = RwLock::new(());

/// Waits until no file is being written, and lets nobody begin another while it is held.
pub fn no_more_writes() -> RwLockWriteGuard<'static, ()> {
    WRITING.write().unwrap_or_else(PoisonError::into_inner)
}

/// Writes a file so that it appears whole or not at all; folders are made as needed.
///
/// # Errors
/// When the folder or file cannot be written; an old file is then untouched.
pub fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    write_streamed(path, |out| out.write_all(bytes))
}

/// The same for content that is made while it is written.
///
/// # Errors
/// When the folder or file cannot be written, or `fill` fails; an old file is then untouched.
pub fn write_streamed(
    path: &Path,
    fill: impl FnOnce(&mut io::BufWriter<&mut File>) -> io::Result<()>,
) -> Result<(), WriteError> {
    let at = |source| WriteError {
        path: path.to_owned(),
        source,
    };
    let _writing = WRITING.read().unwrap_or_else(PoisonError::into_inner);
    let folder = path
        .parent()
        .filter(|p| !p.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder).map_err(at)?;
    let mut temporary = tempfile::Builder::new()
        .prefix(".haarvaten-")
        .tempfile_in(folder)
        .map_err(at)?;
    let mut out = io::BufWriter::with_capacity(1 << 16, temporary.as_file_mut());
    fill(&mut out).and_then(|()| out.flush()).map_err(at)?;
    drop(out);
    temporary.as_file().sync_all().map_err(at)?;
    temporary.persist(path).map_err(|e| at(e.error))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_write_that_fails_half_way_leaves_the_old_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a/b.txt");
        write_whole(&path, b"old").unwrap();
        let result = write_streamed(&path, |out| {
            out.write_all(b"new")?;
            Err(io::Error::other("disk full"))
        });
        assert!(result.is_err());
        assert_eq!(std::fs::read(&path).unwrap(), b"old");
        assert_eq!(
            std::fs::read_dir(folder.path().join("a")).unwrap().count(),
            1
        );
    }
}
