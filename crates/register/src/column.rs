//! Long columns of fixed-size values: in memory, or read from the index file when first asked for.

use std::fs::File;
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use super::bag::window::read_exact_at;

/// A value with a fixed size, stored in little-endian order.
pub(super) trait Fixed: Copy + Send + Sync + 'static {
    /// Bytes per value.
    const SIZE: usize;
    /// Appends the value to `out`.
    fn put(self, out: &mut Vec<u8>);
    /// The values in `bytes`, added to `out`.
    fn take(bytes: &[u8], out: &mut Vec<Self>);
}

impl Fixed for u32 {
    const SIZE: usize = 4;
    fn put(self, out: &mut Vec<u8>) {
        out.extend_from_slice(&self.to_le_bytes());
    }
    fn take(bytes: &[u8], out: &mut Vec<Self>) {
        out.extend(bytes.as_chunks().0.iter().map(|c| Self::from_le_bytes(*c)));
    }
}

impl Fixed for u64 {
    const SIZE: usize = 8;
    fn put(self, out: &mut Vec<u8>) {
        out.extend_from_slice(&self.to_le_bytes());
    }
    fn take(bytes: &[u8], out: &mut Vec<Self>) {
        out.extend(bytes.as_chunks().0.iter().map(|c| Self::from_le_bytes(*c)));
    }
}

impl<const N: usize> Fixed for [u32; N] {
    const SIZE: usize = 4 * N;
    fn put(self, out: &mut Vec<u8>) {
        for word in self {
            word.put(out);
        }
    }
    fn take(bytes: &[u8], out: &mut Vec<Self>) {
        out.extend(bytes.chunks_exact(Self::SIZE).map(|chunk| {
            let mut value = [0; N];
            for (word, four) in value.iter_mut().zip(chunk.as_chunks().0) {
                *word = u32::from_le_bytes(*four);
            }
            value
        }));
    }
}

/// A column of values.
pub(super) enum Column<T> {
    /// In memory.
    Held(Vec<T>),
    /// In a file, read when first asked for.
    Stored {
        /// The open index file.
        file: Arc<File>,
        /// Where the column starts.
        at: u64,
        /// How many values it has.
        len: usize,
        /// The values, once read.
        read: OnceLock<Vec<T>>,
    },
}

impl<T> Default for Column<T> {
    fn default() -> Self {
        Self::Held(Vec::new())
    }
}

impl<T> std::fmt::Debug for Column<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Held(values) => write!(f, "{} values", values.len()),
            Self::Stored { len, .. } => write!(f, "{len} stored values"),
        }
    }
}

impl<T> From<Vec<T>> for Column<T> {
    fn from(values: Vec<T>) -> Self {
        Self::Held(values)
    }
}

impl<T: Fixed> Column<T> {
    /// The values by themselves.
    pub(super) fn into_vec(self) -> Vec<T> {
        match self {
            Self::Held(values) => values,
            Self::Stored { .. } => self.to_vec(),
        }
    }
    /// Lets go of values that can be read again.
    pub(super) fn release(&mut self) {
        if let Self::Stored { read, .. } = self {
            *read = OnceLock::new();
        }
    }
    /// How many values there are; reads nothing.
    pub(super) fn len(&self) -> usize {
        match self {
            Self::Held(values) => values.len(),
            Self::Stored { len, .. } => *len,
        }
    }
}

impl<T: Fixed> Deref for Column<T> {
    type Target = [T];
    fn deref(&self) -> &[T] {
        match self {
            Self::Held(values) => values,
            Self::Stored {
                file,
                at,
                len,
                read,
            } => read.get_or_init(|| read_column(file, *at, *len)),
        }
    }
}

/// How much is read at once.
const CHUNK: usize = 1 << 20;

/// Reads a whole column. The index was found whole when it was opened and stays open; should the
/// disk fail now, what is missing reads as zero.
fn read_column<T: Fixed>(file: &File, at: u64, len: usize) -> Vec<T> {
    let mut values = Vec::with_capacity(len);
    let per_chunk = CHUNK / T::SIZE * T::SIZE;
    let mut buffer = vec![0; per_chunk.min(len * T::SIZE)];
    let (mut done, total) = (0, len * T::SIZE);
    while done < total {
        let size = per_chunk.min(total - done);
        let Some(part) = buffer.get_mut(..size) else {
            break;
        };
        let offset = at + u64::try_from(done).unwrap_or(u64::MAX);
        if read_exact_at(file, part, offset).is_err() {
            part.fill(0);
        }
        T::take(part, &mut values);
        done += size;
    }
    values
}

/// A list of values for each of many things.
#[derive(Debug)]
pub(super) struct Lists<T> {
    /// Where each list starts in `items`, and the end of the last.
    pub(super) starts: Column<u32>,
    /// All lists, one after the other.
    pub(super) items: Column<T>,
}

impl<T> Default for Lists<T> {
    fn default() -> Self {
        Self {
            starts: Column::default(),
            items: Column::default(),
        }
    }
}

impl<T: Fixed> Lists<T> {
    /// Sorts pairs (whose, what) into lists, keeping the order of the pairs within a list.
    pub(super) fn of(
        count: usize,
        pairs: impl Iterator<Item = (u32, T)> + Clone,
        filler: T,
    ) -> Self {
        let mut starts = vec![0_u32; count + 1];
        for (owner, _) in pairs.clone() {
            if let Some(slot) = starts.get_mut(owner as usize + 1) {
                *slot += 1;
            }
        }
        let mut sum = 0;
        for slot in &mut starts {
            sum += *slot;
            *slot = sum;
        }
        let mut items = vec![filler; sum as usize];
        let mut next = starts.clone();
        for (owner, item) in pairs {
            if let Some(at) = next.get_mut(owner as usize) {
                if let Some(slot) = items.get_mut(*at as usize) {
                    *slot = item;
                }
                *at += 1;
            }
        }
        Self {
            starts: starts.into(),
            items: items.into(),
        }
    }

    /// Lets go of values that can be read again.
    pub(super) fn release(&mut self) {
        self.starts.release();
        self.items.release();
    }

    /// The list of one thing; empty when there is none.
    pub(super) fn get(&self, at: usize) -> &[T] {
        let starts: &[u32] = &self.starts;
        let range = starts.get(at).zip(starts.get(at + 1));
        range
            .and_then(|(from, to)| self.items.get(*from as usize..*to as usize))
            .unwrap_or(&[])
    }
}
