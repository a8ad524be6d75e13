//! Where the finished columns of a register go while it is being made: they stay in memory, or are
//! written at once to the file that becomes the index. A country's columns are more than a
//! gigabyte, and would stand beside the tables that they are made of.

use std::fs::File;
use std::io::{self, BufWriter, Seek as _, SeekFrom, Write as _};
use std::path::Path;
use std::sync::{Arc, OnceLock};

use tempfile::NamedTempFile;

use super::column::{Column, Fixed, Lists};
use super::key::Keys;

/// Takes columns.
#[derive(Default)]
pub(super) struct Shelf(Option<Board>);

/// The file under way; it goes away by itself unless it is kept.
struct Board {
    temporary: NamedTempFile,
    reading: Arc<File>,
    out: BufWriter<File>,
    at: u64,
}

impl Shelf {
    /// Keeps everything in memory.
    pub(super) fn memory() -> Self {
        Self(None)
    }

    /// Writes to a temporary file in a folder, behind an empty head.
    pub(super) fn in_folder(folder: &Path, head: usize) -> io::Result<Self> {
        let mut builder = tempfile::Builder::new();
        builder.prefix(".register-").suffix(".index");
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        let temporary = builder.tempfile_in(folder)?;
        let mut out = BufWriter::with_capacity(1 << 20, temporary.as_file().try_clone()?);
        out.write_all(&vec![0; head])?;
        Ok(Self(Some(Board {
            reading: Arc::new(temporary.reopen()?),
            out,
            at: u64::try_from(head).unwrap_or(0),
            temporary,
        })))
    }

    /// Takes a finished column. Should the disk fail it stays in memory, and so does all that
    /// comes after it.
    pub(super) fn put<T: Fixed>(&mut self, values: Vec<T>) -> Column<T> {
        let Some(board) = &mut self.0 else {
            return values.into();
        };
        let len = values.len();
        if let Ok(at) = board.write(&values) {
            Column::Stored {
                file: board.reading.clone(),
                at,
                len,
                read: OnceLock::new(),
            }
        } else {
            // What was written before stays readable as long as a column holds the file.
            self.0 = None;
            values.into()
        }
    }

    /// Takes finished lists.
    pub(super) fn lists<T: Fixed>(&mut self, lists: Lists<T>) -> Lists<T> {
        Lists {
            starts: self.put(lists.starts.into_vec()),
            items: self.put(lists.items.into_vec()),
        }
    }

    /// Takes finished keys.
    pub(super) fn keys(&mut self, keys: Keys) -> Keys {
        Keys {
            keys: self.put(keys.keys.into_vec()),
            order: self.put(keys.order.into_vec()),
        }
    }

    /// Where a column stands in the file and how long it is; written now when it is not there yet.
    pub(super) fn place<T: Fixed>(&mut self, column: &Column<T>) -> io::Result<[u64; 2]> {
        let board = self.0.as_mut().ok_or(io::ErrorKind::NotFound)?;
        let len = u64::try_from(column.len()).unwrap_or(0);
        match column {
            Column::Stored { file, at, .. } if Arc::ptr_eq(file, &board.reading) => Ok([*at, len]),
            Column::Stored { .. } | Column::Held(_) => Ok([board.write(column)?, len]),
        }
    }

    /// Ends the file with bytes of another kind; gives where they stand, and the file.
    pub(super) fn end(self, bytes: &[u8]) -> io::Result<(u64, NamedTempFile)> {
        let mut board = self.0.ok_or(io::ErrorKind::NotFound)?;
        board.out.write_all(bytes)?;
        board.out.flush()?;
        Ok((board.at, board.temporary))
    }
}

impl Board {
    /// Writes values; gives where they start.
    fn write<T: Fixed>(&mut self, values: &[T]) -> io::Result<u64> {
        let start = self.at;
        self.out.seek(SeekFrom::Start(start))?;
        let mut buffer = Vec::with_capacity(T::SIZE * values.len().min(65_536));
        for part in values.chunks(65_536) {
            buffer.clear();
            for value in part {
                value.put(&mut buffer);
            }
            self.out.write_all(&buffer)?;
            self.at += u64::try_from(buffer.len()).unwrap_or(0);
        }
        // Read again by others at once.
        self.out.flush()?;
        Ok(start)
    }
}
