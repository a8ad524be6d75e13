//! A part of a file, or bytes in memory, that several threads read at their own place.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::sync::Arc;

/// Fills `part` from a place in the file, without moving anybody else's place.
#[cfg(unix)]
pub(crate) fn read_exact_at(file: &File, part: &mut [u8], at: u64) -> io::Result<()> {
    std::os::unix::fs::FileExt::read_exact_at(file, part, at)
}

/// Fills `part` from a place in the file, without moving anybody else's place.
#[cfg(windows)]
pub(crate) fn read_exact_at(file: &File, mut part: &mut [u8], mut at: u64) -> io::Result<()> {
    use std::os::windows::fs::FileExt as _;
    while !part.is_empty() {
        let read = file.seek_read(part, at)?;
        if read == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        part = part.get_mut(read..).unwrap_or_default();
        at += u64::try_from(read).unwrap_or(0);
    }
    Ok(())
}

/// Where the bytes are.
#[derive(Clone, Debug)]
enum Bytes {
    File(Arc<File>),
    Memory(Arc<Vec<u8>>),
}

/// A stretch of bytes with a reading place of its own.
#[derive(Clone, Debug)]
pub(super) struct Window {
    bytes: Bytes,
    start: u64,
    len: u64,
    at: u64,
}

impl Window {
    /// A whole file.
    pub(super) fn file(file: File) -> io::Result<Self> {
        let len = file.metadata()?.len();
        Ok(Self {
            bytes: Bytes::File(Arc::new(file)),
            start: 0,
            len,
            at: 0,
        })
    }

    /// Bytes in memory.
    pub(super) fn memory(bytes: Vec<u8>) -> Self {
        let len = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        Self {
            bytes: Bytes::Memory(Arc::new(bytes)),
            start: 0,
            len,
            at: 0,
        }
    }

    /// A stretch of this one.
    pub(super) fn part(&self, start: u64, len: u64) -> Self {
        let start = start.min(self.len);
        Self {
            bytes: self.bytes.clone(),
            start: self.start + start,
            len: len.min(self.len - start),
            at: 0,
        }
    }
}

impl Read for Window {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let left = usize::try_from(self.len.saturating_sub(self.at)).unwrap_or(usize::MAX);
        let size = buffer.len().min(left);
        let part = buffer.get_mut(..size).unwrap_or_default();
        let from = self.start + self.at;
        match &self.bytes {
            Bytes::File(file) => read_exact_at(file, part, from)?,
            Bytes::Memory(bytes) => {
                let from = usize::try_from(from).unwrap_or(usize::MAX);
                let source = bytes.get(from..).and_then(|rest| rest.get(..size));
                part.copy_from_slice(source.ok_or(io::ErrorKind::UnexpectedEof)?);
            }
        }
        self.at += u64::try_from(size).unwrap_or(0);
        Ok(size)
    }
}

impl Seek for Window {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let at = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::End(by) => self.len.checked_add_signed(by),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
        };
        self.at = at.ok_or(io::ErrorKind::InvalidInput)?;
        Ok(self.at)
    }
}
