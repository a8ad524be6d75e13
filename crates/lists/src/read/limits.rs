//! How much one file may ask of us.

use serde::{Deserialize, Serialize};

use domain::campaign::ReadingSettings;

const MIB: u64 = 1024 * 1024;

/// Limits on one file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Bytes on disk.
    pub file_bytes: u64,
    /// Bytes after unpacking, however small the file is.
    pub unpacked_bytes: u64,
    /// Bytes after unpacking, for each byte on disk.
    pub unpacked_ratio: u64,
    /// Cells that hold something, over all sheets.
    pub cells: u64,
    /// Columns; what stands further to the right is left out, and said.
    pub columns: u32,
    /// Bytes of memory for the child process.
    pub memory_bytes: u64,
    /// Seconds, at most, for a file of any size.
    pub seconds: u64,
}

impl Limits {
    /// The limits that a campaign sets.
    pub fn of(settings: &ReadingSettings) -> Self {
        Self {
            file_bytes: settings.largest_mib.saturating_mul(MIB),
            unpacked_bytes: 64 * MIB,
            unpacked_ratio: 150,
            cells: 120_000_000,
            columns: 2_048,
            memory_bytes: settings.memory_mib.saturating_mul(MIB),
            seconds: settings.seconds,
        }
    }

    /// How many bytes a file of this size may unpack to.
    pub fn unpacked_for(&self, file_bytes: u64) -> u64 {
        self.unpacked_bytes
            .max(file_bytes.saturating_mul(self.unpacked_ratio))
    }

    /// How long a file of this size may take: eight seconds, and one more for every mebibyte.
    pub fn seconds_for(&self, file_bytes: u64) -> u64 {
        self.seconds.min(8 + file_bytes / MIB)
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self::of(&ReadingSettings::default())
    }
}

/// Bytes as whole mebibytes, at least one.
pub fn mib(bytes: u64) -> u64 {
    (bytes / MIB).max(1)
}
