//! Walks a zip once before anything is read from it: counts what it really unpacks to, and picks
//! up what the sheet readers do not tell (hidden rows and columns, merged cells, formulas without
//! an outcome).

use std::collections::BTreeMap;
use std::io::{Read, Seek};

use memchr::memmem;
use zip::ZipArchive;

use super::event::{Failure, Format, Note};
use super::limits::{Limits, mib};
use super::mend;
use super::rows::{Merge, SheetFacts};

/// More members than any workbook has.
const MEMBERS: usize = 20_000;
/// How far around a find a tag may reach.
const AROUND: usize = 4_096;
/// Remarks that are kept for one sheet.
const KEPT: usize = 20_000;
/// Merged regions that are kept for one sheet.
pub(super) const REGIONS: usize = 400_000;
/// Shared texts that may be promised whatever there is of them.
const PROMISED: u64 = 2_000_000;
/// Hidden columns that are kept for one sheet.
pub(super) const COLUMNS: usize = 16_384;

/// What a walk over an archive found.
#[derive(Debug, Default)]
pub(super) struct Walk {
    /// Sheet facts by member name, for Office Open XML.
    pub facts: BTreeMap<String, PartFacts>,
    /// Parts that must be mended before they can be read, by their place in the archive.
    pub mend: BTreeMap<usize, Mend>,
    /// The part with the styles, when something may be struck out by style.
    pub styles: Option<usize>,
    /// The parts with sheets.
    pub sheets: Vec<usize>,
}

/// What must be mended in a part.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Mend {
    /// It is not in UTF-8.
    pub recode: bool,
    /// It has hints that are wrong.
    pub hints: bool,
    /// It has runs that are raised, lowered or struck out.
    pub runs: bool,
}

/// What is known of one sheet part.
#[derive(Clone, Debug, Default)]
pub(super) struct PartFacts {
    pub rows: SheetFacts,
    pub hidden_columns: Vec<usize>,
    pub notes: Vec<Note>,
}

/// Tells which kind of workbook a zip is, by its members.
pub(super) fn format<F: Read + Seek>(zip: &mut ZipArchive<F>) -> Result<Format, Failure> {
    let names: Vec<String> = zip
        .file_names()
        .filter_map(Result::ok)
        .map(std::borrow::Cow::into_owned)
        .collect();
    if names.len() > MEMBERS {
        return Err(Failure::Unpacks { limit_mib: 0 });
    }
    let has = |name: &str| names.iter().any(|n| n.eq_ignore_ascii_case(name));
    let any = |end: &str| names.iter().any(|n| n.to_ascii_lowercase().ends_with(end));
    if has("content.xml") {
        let mut kind = String::new();
        if let Ok(member) = zip.by_name("mimetype") {
            member
                .take(200)
                .read_to_string(&mut kind)
                .map_err(Failure::damaged)?;
        }
        if !kind.is_empty() && !kind.contains("spreadsheet") {
            return Err(not_a_sheet(kind.trim()));
        }
        return Ok(Format::Ods);
    }
    if any("workbook.bin") {
        return Ok(Format::Xlsb);
    }
    if any("workbook.xml") || any("sheet1.xml") {
        return Ok(Format::Xlsx);
    }
    for (member, looks_like) in [
        ("word/document.xml", "Word"),
        ("ppt/presentation.xml", "PowerPoint"),
        ("index/document.iwa", "Apple Numbers/Pages"),
    ] {
        if has(member) {
            return Err(not_a_sheet(looks_like));
        }
    }
    for (ending, looks_like) in [
        ("doc.kml", "KML"),
        ("meta-inf/container.xml", "epub"),
        ("visio/document.xml", "Visio"),
        ("index.apxl", "Apple Keynote"),
        ("index.xml.gz", "Apple Numbers"),
    ] {
        if any(ending) {
            return Err(not_a_sheet(looks_like));
        }
    }
    if any(".iwa") {
        return Err(not_a_sheet("Apple Numbers"));
    }
    Err(not_a_sheet("zip"))
}

fn not_a_sheet(looks_like: &str) -> Failure {
    Failure::NotASheet {
        looks_like: looks_like.chars().take(80).collect(),
    }
}

/// Unpacks every part once, counting.
pub(super) fn walk<F: Read + Seek>(
    zip: &mut ZipArchive<F>,
    file_bytes: u64,
    limits: &Limits,
) -> Result<Walk, Failure> {
    let limit = limits.unpacked_for(file_bytes);
    let mut unpacked = 0_u64;
    let mut walk = Walk::default();
    for at in 0..zip.len() {
        let mut member = match zip.by_index(at) {
            Ok(member) => member,
            Err(zip::result::ZipError::UnsupportedArchive(text)) if text.contains("assword") => {
                return Err(Failure::Password);
            }
            Err(error) => return Err(Failure::damaged(error)),
        };
        if member.encrypted() {
            return Err(Failure::Password);
        }
        let name = member.name().map_err(Failure::damaged)?.into_owned();
        let lower = name.to_ascii_lowercase();
        let is_part = [".xml", ".rels", ".bin"]
            .iter()
            .any(|end| lower.ends_with(end));
        if !is_part || lower.contains("/media/") || lower.ends_with("vbaproject.bin") {
            continue;
        }
        let is_sheet = lower.contains("worksheets/") && lower.ends_with(".xml");
        let is_binary = lower.contains("worksheets/") && lower.ends_with(".bin");
        let mut scan = is_sheet.then(Scan::default);
        let mut binary = is_binary.then(super::xlsb::Scan::default);
        let mut chunk = vec![0_u8; 128 * 1024];
        let before = unpacked;
        let mut promised = 0;
        let mut look = mend::Look::new(&lower);
        loop {
            let read = member.read(&mut chunk).map_err(Failure::damaged)?;
            if read == 0 {
                break;
            }
            unpacked += read as u64;
            if unpacked > limit {
                return Err(Failure::Unpacks {
                    limit_mib: mib(limit),
                });
            }
            if unpacked - before == read as u64 && lower.ends_with("sharedstrings.xml") {
                promised = promised_texts(chunk.get(..read).unwrap_or_default());
            }
            look.feed(chunk.get(..read).unwrap_or_default());
            if let Some(scan) = &mut scan {
                scan.feed(chunk.get(..read).unwrap_or_default());
            }
            if let Some(binary) = &mut binary {
                binary.feed(chunk.get(..read).unwrap_or_default());
            }
        }
        // Room is made for as many texts as the part promises; each takes at least `<si/>`. Some
        // programs count every cell, so that a few too many are no fault.
        let mut needs = look.needs();
        needs.hints |= promised > PROMISED && promised > (unpacked - before) / 5;
        if lower.ends_with("/styles.xml") {
            if std::mem::take(&mut needs.runs) || needs.recode {
                walk.styles = Some(at);
            }
        } else if is_sheet {
            walk.sheets.push(at);
        }
        if needs != Mend::default() {
            walk.mend.insert(at, needs);
        }
        if let Some(mut scan) = scan {
            scan.finish();
            walk.facts.insert(name, scan.facts);
        } else if let Some(binary) = binary {
            walk.facts.insert(name, binary.facts);
        }
    }
    Ok(walk)
}

/// How many texts the start of the shared strings says that there are.
fn promised_texts(start: &[u8]) -> u64 {
    let start = start.get(..AROUND).unwrap_or(start);
    let text = String::from_utf8_lossy(start);
    attribute(&text, "uniqueCount")
        .and_then(|count| count.trim().parse().ok())
        .unwrap_or(0)
}

/// Looks through the XML of a sheet for the few rare things that matter, without parsing it.
struct Scan {
    buffer: Vec<u8>,
    /// Finds before this position were dealt with.
    from: usize,
    facts: PartFacts,
    needles: [memmem::Finder<'static>; 5],
}

impl Default for Scan {
    fn default() -> Self {
        Self {
            buffer: Vec::new(),
            from: 0,
            facts: PartFacts::default(),
            needles: [
                memmem::Finder::new("hidden="),
                memmem::Finder::new(" ht=\"0\""),
                memmem::Finder::new("mergeCell "),
                memmem::Finder::new("</f>"),
                memmem::Finder::new(" si=\""),
            ],
        }
    }
}

impl Scan {
    fn feed(&mut self, bytes: &[u8]) {
        self.buffer.extend_from_slice(bytes);
        let ready = self.buffer.len().saturating_sub(AROUND);
        if ready > self.from {
            self.look(ready);
        }
    }

    fn finish(&mut self) {
        self.look(self.buffer.len());
        let rows = &mut self.facts.rows;
        rows.hidden_rows.sort_unstable();
        rows.hidden_rows.dedup();
        self.facts.hidden_columns.sort_unstable();
        self.facts.hidden_columns.dedup();
    }

    fn look(&mut self, ready: usize) {
        let mut facts = std::mem::take(&mut self.facts);
        for (kind, needle) in self.needles.iter().enumerate() {
            let mut from = self.from;
            while let Some(found) = self.buffer.get(from..).and_then(|rest| needle.find(rest)) {
                let at = from + found;
                if at >= ready {
                    break;
                }
                from = at + 1;
                if kind >= 3 && !lacks_outcome(&self.buffer, at, kind) {
                    continue;
                }
                if let Some(tag) = tag_around(&self.buffer, at, kind >= 3) {
                    note(&mut facts, tag, kind);
                }
            }
        }
        self.facts = facts;
        let keep = ready.saturating_sub(AROUND);
        self.buffer.drain(..keep);
        self.from = ready - keep;
    }
}

/// Whether a formula is followed by no value, or an empty one. The find is the end of a formula
/// (kind 3), or a shared formula, which may end in its own tag.
fn lacks_outcome(buffer: &[u8], at: usize, kind: usize) -> bool {
    let Some(rest) = buffer.get(at..buffer.len().min(at + AROUND)) else {
        return false;
    };
    let Some(end) = memchr::memchr(b'>', rest) else {
        return false;
    };
    if kind == 4 && rest.get(end.saturating_sub(1)) != Some(&b'/') {
        return false;
    }
    let after = rest.get(end + 1..).unwrap_or_default().trim_ascii_start();
    if after.starts_with(b"</c>") || after.starts_with(b"<v/>") || after.starts_with(b"<v />") {
        return true;
    }
    after
        .strip_prefix(b"<v>")
        .is_some_and(|value| value.trim_ascii_start().starts_with(b"</v>"))
}

/// The tag that a find stands in; for finds in a cell's content, the cell's own tag.
fn tag_around(buffer: &[u8], at: usize, cell: bool) -> Option<&str> {
    let before = buffer.get(at.saturating_sub(AROUND)..at)?;
    let start = if cell {
        memmem::rfind(before, b"<c ")?
    } else {
        memchr::memrchr(b'<', before)?
    };
    let tag = buffer.get(at.saturating_sub(AROUND) + start..)?;
    let tag = tag.get(..tag.len().min(AROUND))?;
    let end = memchr::memchr(b'>', tag)?;
    std::str::from_utf8(tag.get(1..end)?).ok()
}

fn note(facts: &mut PartFacts, tag: &str, kind: usize) {
    let name = tag.split([' ', '\t', '\n', '\r', '/']).next().unwrap_or("");
    let name = name.rsplit(':').next().unwrap_or(name);
    let is_true = |value: Option<&str>| matches!(value, Some("1" | "true"));
    match (kind, name) {
        (0, "row") if is_true(attribute(tag, "hidden")) => hide_row(facts, tag),
        (1, "row") => hide_row(facts, tag),
        (0, "col") if is_true(attribute(tag, "hidden")) && facts.hidden_columns.len() < COLUMNS => {
            let column = |key| attribute(tag, key).and_then(|v| v.parse::<usize>().ok());
            if let (Some(first), Some(last)) = (column("min"), column("max")) {
                let last = last.min(first.saturating_add(2_048));
                facts
                    .hidden_columns
                    .extend((first.max(1)..=last).map(|c| c - 1));
            }
        }
        (2, "mergeCell") if facts.rows.merges.len() < REGIONS => {
            if let Some(merge) = attribute(tag, "ref").and_then(merged) {
                facts.rows.merges.push(merge);
            }
        }
        (3.., "c") if facts.notes.len() < KEPT => {
            // A text formula may be empty on purpose.
            if attribute(tag, "t") != Some("str")
                && let Some((row, column)) = attribute(tag, "r").and_then(reference)
            {
                facts.notes.push(Note::NoCachedValue {
                    row: row + 1,
                    column,
                });
            }
        }
        _ => {}
    }
}

fn hide_row(facts: &mut PartFacts, tag: &str) {
    let Some(row) = attribute(tag, "r")
        .and_then(|v| v.parse::<u32>().ok())
        .filter(|r| *r > 0)
    else {
        return;
    };
    match facts.rows.hidden_rows.last_mut() {
        Some((_, last)) if *last + 1 == row - 1 => *last = row - 1,
        _ => facts.rows.hidden_rows.push((row - 1, row - 1)),
    }
}

/// The value of an attribute in the text of a tag.
pub(super) fn attribute<'t>(tag: &'t str, key: &str) -> Option<&'t str> {
    let mut from = 0;
    loop {
        let at = from + tag.get(from..)?.find(key)?;
        from = at + key.len();
        let starts = tag.get(..at)?.ends_with([' ', '\t', '\n', '\r']);
        let rest = tag.get(from..)?.trim_start();
        if starts && let Some(rest) = rest.strip_prefix('=') {
            let rest = rest.trim_start();
            let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
            let inner = rest.get(1..)?;
            return inner.get(..inner.find(quote)?);
        }
    }
}

/// A region, from a reference such as `A2:A9`.
fn merged(text: &str) -> Option<Merge> {
    let (first, last) = text.split_once(':')?;
    let ((first_row, column), (last_row, last_column)) = (reference(first)?, reference(last)?);
    let region = last_row >= first_row && last_column >= column;
    region.then_some(Merge {
        first_row,
        last_row,
        column,
        last_column,
    })
}

/// Row and column from 0, from a reference such as `AB12`; `None` when it cannot be one.
pub(super) fn reference(text: &str) -> Option<(u32, u32)> {
    let letters = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    if letters == 0 || letters > 3 {
        return None;
    }
    let (letters, digits) = text.split_at(letters);
    let column = letters.bytes().fold(0_u32, |sum, b| {
        sum * 26 + u32::from(b.to_ascii_uppercase() - b'A') + 1
    });
    let row: u32 = digits.parse().ok()?;
    (row > 0 && row <= 1_048_576 && column <= 16_384).then(|| (row - 1, column - 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_rows_columns_merges_and_empty_formulas_are_seen_across_chunks() {
        let xml = r#"<worksheet><cols><col min="2" max="3" width="9" hidden="1"/></cols><sheetData>
            <row r="1"><c r="A1"><f>1+1</f></c><c r="B1"><f>2</f><v>2</v></c><c r="C1"><f>2</f><v /></c>
            <c r="D1"><f t="shared" si="0"/><v>2</v></c><c r="E1"><f t="shared" si="0"/></c></row><row r="2" hidden="1"><c r="A2"><v>1</v></c></row>
            <row r="3" hidden="true"/><row r="5" ht="0"/></sheetData>
            <mergeCells><mergeCell ref="A2:A9"/><mergeCell ref="A1:F1"/></mergeCells></worksheet>"#;
        for size in [1, 7, 1_000] {
            let mut scan = Scan::default();
            for chunk in xml.as_bytes().chunks(size) {
                scan.feed(chunk);
            }
            scan.finish();
            assert_eq!(scan.facts.rows.hidden_rows, [(1, 2), (4, 4)]);
            assert_eq!(scan.facts.hidden_columns, [1, 2]);
            assert_eq!(scan.facts.rows.merges.len(), 2);
            assert_eq!(
                scan.facts.notes,
                [0, 2, 4].map(|column| Note::NoCachedValue { row: 1, column })
            );
        }
    }

    #[test]
    fn a_reference_beyond_the_sheet_is_none() {
        assert_eq!(reference("XFD1048576"), Some((1_048_575, 16_383)));
        for text in ["XFE1", "A0", "A1048577", "1", "A", "AAAAAAA1", ""] {
            assert_eq!(reference(text), None, "{text}");
        }
    }
}
