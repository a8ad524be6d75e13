//! What calamine does not tell of an old .xls: which rows and columns are hidden, and whether the
//! container holds a workbook at all. A small, bounded reader of the compound file and its records.
//!
//! Sources: MS-CFB 2.2–2.6; MS-XLS 2.4.28 (`BoundSheet8`), 2.4.53 (`ColInfo`), 2.4.221 (Row).

use std::collections::BTreeMap;

use super::event::Failure;
use super::xls_marks::{MarkedCells, Marks};

/// What was found for one sheet.
#[derive(Clone, Debug, Default)]
pub(super) struct SheetRows {
    pub hidden_rows: Vec<(u32, u32)>,
    pub hidden_columns: Vec<usize>,
    pub marked: MarkedCells,
}

/// What was found in a workbook.
#[derive(Debug, Default)]
pub(super) struct BookRows {
    /// By the name of the sheet.
    pub sheets: BTreeMap<String, SheetRows>,
    /// Numbers that are dates count from 1904.
    pub from_1904: bool,
}

/// The names of the stream that holds the workbook.
const BOOKS: [&str; 2] = ["Workbook", "Book"];

/// The container of an old Office file.
pub(super) struct Container<'b> {
    bytes: &'b [u8],
    sector: usize,
    fat: Vec<u32>,
    entries: Vec<Entry>,
}

struct Entry {
    name: String,
    start: u32,
    size: usize,
}

const LAST_SECTOR: u32 = 0xffff_fffa;

impl<'b> Container<'b> {
    /// Opens the container; `None` when it is damaged.
    pub(super) fn open(bytes: &'b [u8]) -> Option<Self> {
        let shift = u16_at(bytes, 30)?;
        if !(7..=16).contains(&shift) {
            return None;
        }
        let mut this = Self {
            bytes,
            sector: 1 << shift,
            fat: Vec::new(),
            entries: Vec::new(),
        };
        this.read_fat()?;
        let directory = this.chain(u32_at(bytes, 48)?, usize::MAX);
        for entry in directory.chunks_exact(128) {
            let length = usize::from(u16_at(entry, 64)?).min(64);
            let units: Vec<u16> = entry
                .get(..length.saturating_sub(2))?
                .chunks_exact(2)
                .map(|pair| u16_at(pair, 0).unwrap_or(0))
                .collect();
            this.entries.push(Entry {
                name: String::from_utf16_lossy(&units),
                start: u32_at(entry, 116)?,
                size: usize::try_from(u32_at(entry, 120)?).ok()?,
            });
        }
        Some(this)
    }

    fn read_fat(&mut self) -> Option<()> {
        let sectors = self.bytes.len() / self.sector + 1;
        let mut parts: Vec<u32> = (0..109)
            .filter_map(|n| u32_at(self.bytes, 76 + n * 4))
            .filter(|id| *id < LAST_SECTOR)
            .collect();
        let mut next = u32_at(self.bytes, 68)?;
        for _ in 0..sectors {
            if next >= LAST_SECTOR {
                break;
            }
            let Some(sector) = self.sector_bytes(next) else {
                break;
            };
            let ids: Vec<u32> = sector
                .chunks_exact(4)
                .map(|four| u32_at(four, 0).unwrap_or(u32::MAX))
                .collect();
            let (last, rest) = ids.split_last()?;
            parts.extend(rest.iter().copied().filter(|id| *id < LAST_SECTOR));
            next = *last;
        }
        let fat: Vec<u32> = parts
            .into_iter()
            .take(sectors)
            .filter_map(|id| self.sector_bytes(id))
            .flat_map(|sector| sector.chunks_exact(4))
            .map(|four| u32_at(four, 0).unwrap_or(u32::MAX))
            .collect();
        self.fat = fat;
        Some(())
    }

    fn sector_bytes(&self, id: u32) -> Option<&'b [u8]> {
        let start = usize::try_from(id)
            .ok()?
            .checked_add(1)?
            .checked_mul(self.sector)?;
        self.bytes
            .get(start..self.bytes.len().min(start.checked_add(self.sector)?))
    }

    fn chain(&self, start: u32, size: usize) -> Vec<u8> {
        let mut out = Vec::new();
        let mut next = start;
        for _ in 0..=self.fat.len() {
            if next >= LAST_SECTOR || out.len() >= size {
                break;
            }
            let Some(sector) = self.sector_bytes(next) else {
                break;
            };
            out.extend_from_slice(sector);
            let Some(following) = usize::try_from(next).ok().and_then(|at| self.fat.get(at)) else {
                break;
            };
            next = *following;
        }
        out.truncate(size);
        out
    }

    fn find(&self, name: &str) -> Option<&Entry> {
        self.entries
            .iter()
            .find(|entry| entry.name.trim_matches('\u{5}').eq_ignore_ascii_case(name))
    }

    /// Refuses containers that hold no workbook that can be read.
    pub(super) fn check(&self) -> Result<(), Failure> {
        if self.find("EncryptedPackage").is_some() || self.find("EncryptionInfo").is_some() {
            return Err(Failure::Password);
        }
        if self.find("Workbook").is_some() || self.find("Book").is_some() {
            return Ok(());
        }
        let looks_like = [
            ("WordDocument", "Word"),
            ("PowerPoint Document", "PowerPoint"),
            ("__properties_version1.0", "Outlook"),
            ("VisioDocument", "Visio"),
            ("Quill", "Publisher"),
            ("WksSSWorkBook", "Works"),
            ("MatOST", "Works"),
            ("SummaryInformation", "MSI"),
        ]
        .into_iter()
        .find(|(name, _)| self.find(name).is_some())
        .map_or("OLE", |(_, kind)| kind);
        Err(Failure::NotASheet {
            looks_like: looks_like.to_owned(),
        })
    }

    /// What the records tell; empty when they cannot be followed.
    pub(super) fn hidden(&self) -> Result<BookRows, Failure> {
        let Some(entry) = self.find("Workbook").or_else(|| self.find("Book")) else {
            return Ok(BookRows::default());
        };
        let stream = self.stream(entry);
        scan(&stream)
    }

    /// What is in a stream; small ones share sectors of their own (MS-CFB 2.6.3).
    fn stream(&self, entry: &Entry) -> Vec<u8> {
        let cutoff = u32_at(self.bytes, 56).and_then(|size| usize::try_from(size).ok());
        let Some(root) = self.entries.first() else {
            return Vec::new();
        };
        if cutoff.is_none_or(|cutoff| entry.size >= cutoff) {
            return self.chain(entry.start, entry.size);
        }
        let small = self.chain(root.start, root.size);
        let table = self.chain(u32_at(self.bytes, 60).unwrap_or(u32::MAX), usize::MAX);
        let shift = u16_at(self.bytes, 32)
            .filter(|shift| *shift < 16)
            .unwrap_or(6);
        let size = entry.size.min(self.bytes.len());
        let mut out = Vec::new();
        let mut next = entry.start;
        while next < LAST_SECTOR && out.len() < size {
            let Some(from) = usize::try_from(next)
                .ok()
                .and_then(|at| at.checked_shl(shift.into()))
            else {
                break;
            };
            let Some(sector) = small.get(from..small.len().min(from.saturating_add(1 << shift)))
            else {
                break;
            };
            if sector.is_empty() {
                break;
            }
            out.extend_from_slice(sector);
            let place = usize::try_from(next).ok().and_then(|at| at.checked_mul(4));
            next = place.and_then(|at| u32_at(&table, at)).unwrap_or(u32::MAX);
        }
        out.truncate(size);
        out
    }
}

/// Writes the names of the workbook's stream as every reader knows them: a compound file compares
/// names without regard to case (MS-CFB 2.6.4), and not every reader does.
pub(super) fn with_usual_names(bytes: &mut [u8]) {
    for at in (0..bytes.len().saturating_sub(127)).step_by(128) {
        let Some(entry) = bytes.get_mut(at..at + 128) else {
            break;
        };
        // A stream, with a name as long as this one.
        for usual in BOOKS {
            let wide: Vec<u8> = usual.encode_utf16().flat_map(u16::to_le_bytes).collect();
            let length = u16::try_from(wide.len() + 2).ok();
            let name = entry.get(..wide.len()).unwrap_or_default();
            if entry.get(66) == Some(&2)
                && u16_at(entry, 64) == length
                && name.eq_ignore_ascii_case(&wide)
                && let Some(name) = entry.get_mut(..wide.len())
            {
                name.copy_from_slice(&wide);
            }
        }
    }
}

fn scan(stream: &[u8]) -> Result<BookRows, Failure> {
    let mut sheets = Vec::new();
    let mut marks = Marks::default();
    let mut from_1904 = false;
    for (kind, data) in records(stream, 0) {
        match kind {
            // FilePass: the rest is encrypted.
            0x002f => return Err(Failure::Password),
            0x0085 => {
                if let (Some(offset), Some(name)) = (u32_at(data, 0), sheet_name(data)) {
                    sheets.push((name, offset));
                }
            }
            // Date1904.
            0x0022 => from_1904 = u16_at(data, 0) == Some(1),
            0x000a => break,
            _ => marks.take(kind, data),
        }
    }
    marks.finish();
    let mut found = BTreeMap::new();
    for (name, offset) in sheets.into_iter().take(1_000) {
        let Ok(offset) = usize::try_from(offset) else {
            continue;
        };
        let mut sheet = SheetRows::default();
        for (kind, data) in records(stream, offset) {
            match kind {
                0x0208 => {
                    if let (Some(row), Some(flags)) = (u16_at(data, 0), u16_at(data, 12))
                        && flags & 0x20 != 0
                    {
                        sheet.hidden_rows.push((row.into(), row.into()));
                    }
                }
                0x007d => {
                    if let (Some(first), Some(last), Some(flags)) =
                        (u16_at(data, 0), u16_at(data, 2), u16_at(data, 8))
                        && flags & 1 != 0
                    {
                        sheet
                            .hidden_columns
                            .extend((first..=last.min(255)).map(usize::from));
                    }
                }
                0x000a => break,
                _ => sheet.marked.take(kind, data, &marks),
            }
        }
        found.insert(name, sheet);
    }
    Ok(BookRows {
        sheets: found,
        from_1904,
    })
}

/// The records from an offset: number and data.
fn records(stream: &[u8], offset: usize) -> impl Iterator<Item = (u16, &[u8])> {
    let mut at = offset;
    std::iter::from_fn(move || {
        let kind = u16_at(stream, at)?;
        let length = usize::from(u16_at(stream, at.checked_add(2)?)?);
        let data = stream.get(at + 4..at + 4 + length)?;
        at += 4 + length;
        Some((kind, data))
    })
}

/// The name in a `BoundSheet8` record (BIFF8; older ones have no hidden rows worth the trouble).
fn sheet_name(data: &[u8]) -> Option<String> {
    let length = usize::from(*data.get(6)?);
    let wide = *data.get(7)? & 1 == 1;
    let text = data.get(8..)?;
    if wide {
        let units: Vec<u16> = text
            .get(..length * 2)?
            .chunks_exact(2)
            .map(|pair| u16_at(pair, 0).unwrap_or(0))
            .collect();
        Some(String::from_utf16_lossy(&units))
    } else {
        Some(text.get(..length)?.iter().map(|b| char::from(*b)).collect())
    }
}

pub(super) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    let pair = bytes.get(at..at.checked_add(2)?)?;
    Some(u16::from_le_bytes(pair.try_into().ok()?))
}

pub(super) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes(four.try_into().ok()?))
}
