//! How a file is opened that others may have put there: only a plain file, and never without end.
//!
//! Opening a pipe waits until somebody writes into it, and a device may give bytes for ever, so
//! what a name stands for is looked at before it is opened.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;

/// Opens a plain file for reading; a link to one counts as one.
///
/// # Errors
/// When it is not there, may not be read, or is a folder, a pipe, a socket or a device.
pub fn open(path: &Path) -> io::Result<File> {
    if !std::fs::metadata(path)?.is_file() {
        return Err(io::Error::new(
            io::ErrorKind::InvalidInput,
            "not a plain file",
        ));
    }
    let mut options = File::options();
    options.read(true);
    // Should a pipe have taken its place in the meantime, then opening it still waits for nobody.
    #[cfg(target_os = "linux")]
    std::os::unix::fs::OpenOptionsExt::custom_flags(&mut options, 0o4000);
    let file = options.open(path)?;
    if file.metadata()?.is_file() {
        Ok(file)
    } else {
        Err(io::Error::new(
            io::ErrorKind::InvalidInput,
            "not a plain file",
        ))
    }
}

/// Reads a plain file whole, when it has at most so many bytes.
///
/// # Errors
/// When it cannot be opened or read, or is larger.
pub fn read(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    let file = open(path)?;
    let mut bytes = Vec::new();
    let read = if file.metadata()?.len() > most {
        most.saturating_add(1)
    } else {
        let read = file.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
        u64::try_from(read).unwrap_or(u64::MAX)
    };
    if read > most {
        return Err(io::Error::new(
            io::ErrorKind::FileTooLarge,
            format!("larger than {most} bytes"),
        ));
    }
    Ok(bytes)
}

/// Whether a plain file holds exactly these bytes; one of another length is not read.
pub fn holds(path: &Path, bytes: &[u8]) -> bool {
    let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    std::fs::metadata(path).is_ok_and(|data| data.is_file() && data.len() == length)
        && read(path, length).is_ok_and(|old| old == bytes)
}

/// The hash (BLAKE3, in hexadecimal) of a plain file of at most so many bytes.
///
/// # Errors
/// When it cannot be opened or read, or is larger.
pub fn hash(path: &Path, most: u64) -> io::Result<String> {
    let file = open(path)?;
    if file.metadata()?.len() > most {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    let mut hasher = blake3::Hasher::new();
    io::copy(&mut file.take(most), &mut hasher)?;
    Ok(hasher.finalize().to_hex().to_string())
}

/// The same for text in UTF-8.
///
/// # Errors
/// When it cannot be opened or read, is larger, or is no UTF-8.
pub fn read_text(path: &Path, most: u64) -> io::Result<String> {
    String::from_utf8(read(path, most)?)
        .map_err(|_| io::Error::new(io::ErrorKind::InvalidData, "not UTF-8"))
}
