//! Formatting that carries meaning in an old .xls: fonts that are struck out, raised or lowered,
//! by cell format and by run of text.
//!
//! Sources: MS-XLS 2.4.122 (Font), 2.4.353 (XF), 2.4.265 (SST), 2.5.293
//! (`XLUnicodeRichExtendedString`), 2.4.149 (`LabelSst`).

use std::collections::BTreeMap;

use super::marks::{RAISED, STRUCK};
use super::xls_rows::{u16_at, u32_at};

/// Texts with marks that are kept for one workbook.
const TEXTS: usize = 100_000;

/// What a font does to the meaning of its text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Font {
    struck: bool,
    raised: bool,
}

/// The fonts, formats and texts of a workbook, as far as they carry meaning.
#[derive(Debug, Default)]
pub(super) struct Marks {
    fonts: Vec<Font>,
    /// The font of each cell format.
    formats: Vec<u16>,
    /// Shared texts with marks.
    texts: BTreeMap<u32, String>,
    shared: Vec<Vec<u8>>,
    in_shared: bool,
}

impl Marks {
    /// Takes a record of the part before the sheets.
    pub(super) fn take(&mut self, kind: u16, data: &[u8]) {
        if kind != 0x003c {
            self.in_shared = false;
        }
        match kind {
            0x0031 => self.fonts.push(Font {
                struck: u16_at(data, 2).is_some_and(|flags| flags & 0x08 != 0),
                raised: u16_at(data, 8).is_some_and(|place| matches!(place, 1 | 2)),
            }),
            0x00e0 => self.formats.push(u16_at(data, 0).unwrap_or(0)),
            0x00fc => {
                self.shared = vec![data.to_vec()];
                self.in_shared = true;
            }
            0x003c if self.in_shared => self.shared.push(data.to_vec()),
            _ => {}
        }
    }

    /// Reads the shared texts, when any font can matter in them.
    pub(super) fn finish(&mut self) {
        let shared = std::mem::take(&mut self.shared);
        if self.fonts.iter().any(|font| font.struck || font.raised) {
            self.read_shared(&shared);
        }
    }

    /// A font by its number: number 4 does not exist.
    fn font(&self, number: u16) -> Font {
        let at = usize::from(number);
        let at = if at > 4 { at - 1 } else { at };
        self.fonts.get(at).copied().unwrap_or_default()
    }

    /// Whether cells of this format are struck out.
    pub(super) fn is_struck(&self, format: u16) -> bool {
        let font = self.formats.get(usize::from(format));
        font.is_some_and(|font| self.font(*font).struck)
    }

    /// A shared text with its marks; `None` when it has none.
    pub(super) fn text(&self, number: u32) -> Option<&String> {
        self.texts.get(&number)
    }

    fn read_shared(&mut self, chunks: &[Vec<u8>]) {
        let mut cursor = Cursor {
            chunks,
            chunk: 0,
            at: 8,
        };
        let mut number = 0_u32;
        while let Some((units, runs)) = cursor.text() {
            if self.texts.len() < TEXTS
                && let Some(text) = self.marked(&units, &runs)
            {
                self.texts.insert(number, text);
            }
            let Some(next) = number.checked_add(1) else {
                break;
            };
            number = next;
        }
    }

    fn marked(&self, units: &[u16], runs: &[(u16, u16)]) -> Option<String> {
        let fonts: Vec<(usize, Font)> = runs
            .iter()
            .map(|(at, font)| (usize::from(*at), self.font(*font)))
            .collect();
        if !fonts.iter().any(|(_, font)| font.struck || font.raised) {
            return None;
        }
        let first = fonts.first().map_or(units.len(), |(at, _)| *at);
        let mut out = String::from_utf16_lossy(units.get(..first.min(units.len()))?);
        for (at, (from, font)) in fonts.iter().enumerate() {
            let to = fonts.get(at + 1).map_or(units.len(), |(next, _)| *next);
            let Some(run) = units.get(*from..to.min(units.len())) else {
                continue;
            };
            if font.struck {
                out.push(STRUCK);
                continue;
            }
            if font.raised {
                out.push(RAISED);
            }
            out.push_str(&String::from_utf16_lossy(run));
        }
        Some(out)
    }
}

/// Reads through a record and those that continue it.
struct Cursor<'c> {
    chunks: &'c [Vec<u8>],
    chunk: usize,
    at: usize,
}

impl Cursor<'_> {
    fn byte(&mut self) -> Option<u8> {
        loop {
            let chunk = self.chunks.get(self.chunk)?;
            if let Some(byte) = chunk.get(self.at) {
                self.at += 1;
                return Some(*byte);
            }
            self.chunk += 1;
            self.at = 0;
        }
    }

    fn u16(&mut self) -> Option<u16> {
        Some(u16::from_le_bytes([self.byte()?, self.byte()?]))
    }

    fn u32(&mut self) -> Option<u32> {
        Some(u32::from(self.u16()?) | u32::from(self.u16()?) << 16)
    }

    /// The next text: its UTF-16 units, and where each run begins with its font.
    fn text(&mut self) -> Option<(Vec<u16>, Vec<(u16, u16)>)> {
        let length = usize::from(self.u16()?);
        let flags = self.byte()?;
        let runs = if flags & 0x08 != 0 { self.u16()? } else { 0 };
        let extra = if flags & 0x04 != 0 { self.u32()? } else { 0 };
        let mut wide = flags & 1 != 0;
        let mut units = Vec::with_capacity(length.min(4_096));
        while units.len() < length {
            let chunk = self.chunks.get(self.chunk)?;
            if self.at >= chunk.len() {
                // Text that goes on in the next record says again how wide it is.
                self.chunk += 1;
                self.at = 0;
                wide = self.byte()? & 1 != 0;
                continue;
            }
            units.push(if wide {
                self.u16()?
            } else {
                u16::from(self.byte()?)
            });
        }
        let mut fonts = Vec::new();
        for _ in 0..runs {
            fonts.push((self.u16()?, self.u16()?));
        }
        for _ in 0..extra {
            self.byte()?;
        }
        Some((units, fonts))
    }
}

/// The cells of one sheet that carry marks.
#[derive(Clone, Debug, Default)]
pub(super) struct MarkedCells {
    /// Text with marks, or `None` where the cell is struck out as a whole, by row and column.
    pub cells: BTreeMap<(u32, u32), Option<String>>,
}

impl MarkedCells {
    /// Takes a record of a sheet.
    pub(super) fn take(&mut self, kind: u16, data: &[u8], marks: &Marks) {
        let place = || Some((u32::from(u16_at(data, 0)?), u32::from(u16_at(data, 2)?)));
        match kind {
            // LabelSst, Label, Number, RK, Formula, BoolErr, RString.
            0x00fd | 0x0204 | 0x0203 | 0x027e | 0x0006 | 0x0205 | 0x00d6 => {
                let (Some(at), Some(format)) = (place(), u16_at(data, 4)) else {
                    return;
                };
                if marks.is_struck(format) {
                    self.put(at, None);
                } else if kind == 0x00fd
                    && let Some(text) = u32_at(data, 6).and_then(|number| marks.text(number))
                {
                    self.put(at, Some(text.clone()));
                }
            }
            // MulRk: cells beside each other.
            0x00bd => {
                let Some((row, first)) = place() else { return };
                let cells = data.len().saturating_sub(6) / 6;
                for (column, at) in (first..).zip(0..cells) {
                    if u16_at(data, 4 + at * 6).is_some_and(|format| marks.is_struck(format)) {
                        self.put((row, column), None);
                    }
                }
            }
            _ => {}
        }
    }

    fn put(&mut self, at: (u32, u32), text: Option<String>) {
        if self.cells.len() < TEXTS {
            self.cells.insert(at, text);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_are_read_across_records() {
        let mut marks = Marks::default();
        let font = |struck: u8, raised: u8| [200, 0, struck, 0, 0, 0, 0, 0, raised, 0];
        for (struck, raised) in [(0, 0), (0, 0), (0, 0), (0, 0), (0, 1), (8, 0)] {
            marks.take(0x0031, &font(struck, raised));
        }
        // `11`, of which the second figure is raised (font 5), and `9x` with x struck out (font 6).
        marks.take(0x00fc, &[2, 0, 0, 0, 2, 0, 0, 0, 2, 0, 8, 1, 0, b'1']);
        marks.take(
            0x003c,
            &[0, b'1', 1, 0, 5, 0, 2, 0, 8, 1, 0, b'9', b'x', 1, 0],
        );
        marks.take(0x003c, &[6, 0]);
        marks.finish();
        assert_eq!(marks.text(0), Some(&format!("1{RAISED}1")));
        assert_eq!(marks.text(1), Some(&format!("9{STRUCK}")));
        marks.formats = vec![0, 6];
        assert!(!marks.is_struck(0) && marks.is_struck(1) && !marks.is_struck(9));
    }
}
