//! Puts right, in a copy, what the reader of xlsx refuses or glues together although the file is
//! sound: parts in another encoding than UTF-8, hints that are wrong, runs of text that are raised
//! or struck out.
//!
//! Most files need none of it, and are read as they are. Sources: ECMA-376 part 1, 18.3.1.35
//! (`dimension`, optional), 18.4.4 (`r`), 18.4.10 (`strike`), 18.4.14 (`vertAlign`).

use std::collections::BTreeSet;
use std::io::{Cursor, Read, Seek, Write};

use memchr::memmem;
use quick_xml::events::{BytesStart, BytesText, Event};
use quick_xml::{Reader, Writer};
use zip::ZipArchive;
use zip::write::SimpleFileOptions;

use super::event::Failure;
use super::limits::{Limits, mib};
use super::marks::{RAISED, STRUCK};
use super::xml2003::local_attribute;
use super::zipwalk::{Mend, Walk, attribute, reference};

/// How far into a part its hints stand.
const HEAD: usize = 16 * 1024;
/// Styles whose use is looked for.
const STYLES: usize = 4_000;

/// Looks through a part, as it is unpacked, for what needs mending.
pub(super) struct Look {
    sheet: bool,
    text: bool,
    head: Vec<u8>,
    tail: Vec<u8>,
    runs: bool,
}

impl Look {
    pub(super) fn new(lower_name: &str) -> Self {
        let xml = lower_name.ends_with(".xml") || lower_name.ends_with(".rels");
        let sheet = xml && lower_name.contains("worksheets/");
        Self {
            sheet,
            text: sheet
                || lower_name.ends_with("sharedstrings.xml")
                || lower_name.ends_with("/styles.xml"),
            head: Vec::new(),
            tail: Vec::new(),
            runs: !xml,
        }
    }

    pub(super) fn feed(&mut self, bytes: &[u8]) {
        if self.head.len() < HEAD {
            let room = HEAD - self.head.len();
            self.head
                .extend_from_slice(bytes.get(..room.min(bytes.len())).unwrap_or_default());
        }
        if !self.text || self.runs {
            return;
        }
        let has = |bytes: &[u8]| {
            memmem::find(bytes, b"vertAlign").is_some() || memmem::find(bytes, b"strike").is_some()
        };
        self.runs = has(bytes);
        if !self.runs {
            // A word may be cut in two by the border between chunks.
            self.tail
                .extend_from_slice(bytes.get(..16.min(bytes.len())).unwrap_or_default());
            self.runs = has(&self.tail);
            self.tail.clear();
            self.tail.extend_from_slice(
                bytes
                    .get(bytes.len().saturating_sub(16)..)
                    .unwrap_or_default(),
            );
        }
    }

    pub(super) fn needs(&self) -> Mend {
        Mend {
            recode: encoding_of(&self.head).is_some(),
            hints: self.sheet && has_wrong_dimension(&self.head),
            runs: self.text && self.runs,
        }
    }
}

/// The encoding of a part, when it is not UTF-8.
fn encoding_of(head: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    match head {
        [0xff, 0xfe, ..] | [b'<', 0, _, 0, ..] => return Some(encoding_rs::UTF_16LE),
        [0xfe, 0xff, ..] | [0, b'<', 0, _, ..] => return Some(encoding_rs::UTF_16BE),
        _ => {}
    }
    let start = String::from_utf8_lossy(head.get(..256.min(head.len()))?).into_owned();
    let start = start.trim_start_matches('\u{feff}');
    let declaration = start.strip_prefix("<?xml")?.split("?>").next()?;
    let label = attribute(declaration, "encoding")?;
    let encoding = encoding_rs::Encoding::for_label(label.as_bytes())?;
    // A part that says UTF-16 in bytes that are plainly not is UTF-8 after all.
    let wide = encoding == encoding_rs::UTF_16LE || encoding == encoding_rs::UTF_16BE;
    (encoding != encoding_rs::UTF_8 && !wide).then_some(encoding)
}

/// Where the tag with the size of the sheet stands, when what it says is no range.
fn wrong_dimension(head: &[u8]) -> Option<std::ops::Range<usize>> {
    let at = memmem::find(head, b"dimension")?;
    let start = memchr::memrchr(b'<', head.get(..at)?)?;
    let end = start + memchr::memchr(b'>', head.get(start..)?)? + 1;
    let tag = std::str::from_utf8(head.get(start + 1..end - 1)?).ok()?;
    let right = attribute(tag, "ref").is_some_and(|range| {
        let mut parts = range.split(':');
        let first = parts.next().and_then(reference);
        let last = parts.next().map_or(first, reference);
        let in_order = matches!((first, last), (Some(a), Some(b)) if a.0 <= b.0 && a.1 <= b.1);
        in_order && parts.next().is_none()
    });
    (!right).then_some(start..end)
}

fn has_wrong_dimension(head: &[u8]) -> bool {
    wrong_dimension(head).is_some()
}

/// A copy of the archive with everything mended; `None` when nothing needs it.
///
/// # Errors
/// When a part cannot be unpacked or is no XML.
pub(super) fn mended<F: Read + Seek>(
    zip: &mut ZipArchive<F>,
    found: &Walk,
    file_bytes: u64,
    limits: &Limits,
) -> Result<Option<Vec<u8>>, Failure> {
    let limit = limits.unpacked_for(file_bytes);
    let struck = match found.styles {
        Some(at) => struck_styles(&part(zip, at, limit)?),
        None => BTreeSet::new(),
    };
    let mut needs = found.mend.clone();
    if !struck.is_empty() {
        for at in &found.sheets {
            if uses(zip, *at, &struck)? {
                needs.entry(*at).or_default().runs = true;
            }
        }
    }
    if needs.is_empty() {
        return Ok(None);
    }
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..zip.len() {
        let Some(mend) = needs.get(&at) else {
            let member = zip.by_index_raw(at).map_err(Failure::damaged)?;
            out.raw_copy_file(member).map_err(Failure::damaged)?;
            continue;
        };
        let name = zip
            .by_index_raw(at)
            .map_err(Failure::damaged)?
            .name()
            .map_err(Failure::damaged)?
            .into_owned();
        let mut bytes = part(zip, at, limit)?;
        if mend.hints {
            without_hints(&mut bytes);
        }
        if mend.runs {
            bytes = rewritten(&bytes, &struck).map_err(Failure::damaged)?;
        }
        let options = SimpleFileOptions::default().compression_level(Some(1));
        out.start_file(name, options).map_err(Failure::damaged)?;
        out.write_all(&bytes).map_err(Failure::damaged)?;
    }
    let out = out.finish().map_err(Failure::damaged)?;
    Ok(Some(out.into_inner()))
}

/// A part as UTF-8.
fn part<F: Read + Seek>(
    zip: &mut ZipArchive<F>,
    at: usize,
    limit: u64,
) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    let member = zip.by_index(at).map_err(Failure::damaged)?;
    member
        .take(limit + 1)
        .read_to_end(&mut bytes)
        .map_err(Failure::damaged)?;
    if bytes.len() as u64 > limit {
        return Err(Failure::Unpacks {
            limit_mib: mib(limit),
        });
    }
    let Some(encoding) = encoding_of(&bytes) else {
        return Ok(bytes);
    };
    let text = encoding.decode(&bytes).0;
    // What the declaration says of the encoding no longer holds.
    let body = match text.trim_start().strip_prefix("<?xml") {
        Some(rest) => rest.split_once("?>").map_or("", |(_, body)| body),
        None => text.as_ref(),
    };
    Ok(body.as_bytes().to_vec())
}

/// Blanks the tags and counts that are only hints.
fn without_hints(bytes: &mut [u8]) {
    let head = bytes.get(..HEAD.min(bytes.len())).unwrap_or_default();
    if let Some(range) = wrong_dimension(head)
        && let Some(tag) = bytes.get_mut(range)
    {
        tag.fill(b' ');
    }
    let start = HEAD.min(bytes.len());
    for count in [b" uniqueCount=".as_slice(), b" count="] {
        let found = bytes
            .get(..start)
            .and_then(|head| memmem::find(head, count));
        let Some(at) = found else { continue };
        let rest = bytes.get_mut(at + count.len()..).unwrap_or_default();
        let quote = rest.first().copied().unwrap_or_default();
        let digits = rest.iter().skip(1).take_while(|b| **b != quote).count();
        if let Some(value) = bytes.get_mut(at..at + count.len() + digits + 2) {
            value.fill(b' ');
        }
    }
}

/// The numbers of the cell formats whose font is struck out.
fn struck_styles(styles: &[u8]) -> BTreeSet<String> {
    let mut xml = Reader::from_reader(styles);
    let mut buffer = Vec::new();
    let (mut fonts, mut formats) = (Vec::new(), Vec::new());
    let (mut in_fonts, mut in_formats) = (false, false);
    loop {
        buffer.clear();
        match xml.read_event_into(&mut buffer) {
            Ok(Event::Start(tag) | Event::Empty(tag)) => match tag.local_name().as_ref() {
                "fonts" => in_fonts = true,
                "cellXfs" => in_formats = true,
                "font" if in_fonts => fonts.push(false),
                "strike" if in_fonts => {
                    if let Some(font) = fonts.last_mut() {
                        *font = is_on(&tag);
                    }
                }
                "xf" if in_formats && formats.len() < STYLES => formats
                    .push(local_attribute(&tag, "fontId").and_then(|id| id.parse::<usize>().ok())),
                _ => {}
            },
            Ok(Event::End(tag)) => match tag.local_name().as_ref() {
                "fonts" => in_fonts = false,
                "cellXfs" => in_formats = false,
                _ => {}
            },
            Ok(Event::Eof) | Err(_) => break,
            Ok(_) => {}
        }
    }
    let is_struck = |font: &Option<usize>| font.and_then(|at| fonts.get(at)) == Some(&true);
    (0_usize..)
        .zip(&formats)
        .filter(|(_, font)| is_struck(font))
        .map(|(at, _)| at.to_string())
        .collect()
}

/// Whether a switch such as `<strike/>` is on.
fn is_on(tag: &BytesStart<'_>) -> bool {
    !matches!(
        local_attribute(tag, "val").as_deref(),
        Some("0" | "false" | "off")
    )
}

/// Whether a sheet has a cell in one of these formats.
fn uses<F: Read + Seek>(
    zip: &mut ZipArchive<F>,
    at: usize,
    struck: &BTreeSet<String>,
) -> Result<bool, Failure> {
    let mut member = zip.by_index(at).map_err(Failure::damaged)?;
    let mut chunk = vec![0_u8; 128 * 1024];
    let mut buffer: Vec<u8> = Vec::new();
    let finder = memmem::Finder::new(b" s=\"");
    loop {
        let read = member.read(&mut chunk).map_err(Failure::damaged)?;
        if read == 0 {
            return Ok(false);
        }
        buffer.extend_from_slice(chunk.get(..read).unwrap_or_default());
        for found in finder.find_iter(&buffer) {
            let rest = buffer.get(found + 4..).unwrap_or_default();
            let digits =
                rest.get(..memchr::memchr(b'"', rest.get(..8).unwrap_or(rest)).unwrap_or(0));
            let number = digits.and_then(|digits| std::str::from_utf8(digits).ok());
            if number.is_some_and(|number| struck.contains(number)) {
                return Ok(true);
            }
        }
        let keep = buffer.len().saturating_sub(16);
        buffer.drain(..keep);
    }
}

/// The run under way.
#[derive(Default)]
struct Run {
    raised: bool,
    struck: bool,
    in_text: bool,
    /// Inside a cell that is struck out as a whole.
    in_cell: bool,
}

/// The part with marks where formatting carries meaning.
fn rewritten(bytes: &[u8], struck: &BTreeSet<String>) -> Result<Vec<u8>, quick_xml::Error> {
    let mut xml = Reader::from_reader(bytes);
    let mut out = Writer::new(Vec::with_capacity(bytes.len()));
    let mut buffer = Vec::new();
    let mut run = Run::default();
    loop {
        buffer.clear();
        let event = xml.read_event_into(&mut buffer)?;
        match &event {
            Event::Eof => return Ok(out.into_inner()),
            Event::Start(tag) => {
                if run.in_cell {
                    continue;
                }
                if tag.local_name().as_ref() == "c" && has_format(tag, struck) {
                    run.in_cell = true;
                    write_struck(&mut out, tag)?;
                    continue;
                }
                start(&mut run, tag);
                out.write_event(event.borrow())?;
                if run.in_text && (run.struck || run.raised) {
                    let mark = if run.struck { STRUCK } else { RAISED };
                    out.write_event(Event::Text(BytesText::new(&mark.to_string())))?;
                }
            }
            Event::Empty(tag) => {
                if !run.in_cell {
                    start(&mut run, tag);
                    run.in_text = false;
                    out.write_event(event.borrow())?;
                }
            }
            Event::End(tag) => {
                let name = tag.local_name();
                if run.in_cell {
                    run.in_cell = name.as_ref() != "c";
                    continue;
                }
                match name.as_ref() {
                    "t" => run.in_text = false,
                    "r" => run = Run::default(),
                    _ => {}
                }
                out.write_event(event.borrow())?;
            }
            Event::Text(_) | Event::CData(_) | Event::GeneralRef(_) => {
                if !(run.in_cell || run.in_text && run.struck) {
                    out.write_event(event.borrow())?;
                }
            }
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {
                out.write_event(event.borrow())?;
            }
        }
    }
}

fn start(run: &mut Run, tag: &BytesStart<'_>) {
    match tag.local_name().as_ref() {
        "r" => *run = Run::default(),
        "vertAlign" => {
            let value = local_attribute(tag, "val").unwrap_or_default();
            run.raised = matches!(value.as_str(), "superscript" | "subscript");
        }
        "strike" | "dstrike" => run.struck = is_on(tag),
        "t" => run.in_text = true,
        _ => {}
    }
}

fn has_format(tag: &BytesStart<'_>, struck: &BTreeSet<String>) -> bool {
    !struck.is_empty() && local_attribute(tag, "s").is_some_and(|s| struck.contains(&s))
}

/// A cell in whose place only the mark stands.
fn write_struck(out: &mut Writer<Vec<u8>>, tag: &BytesStart<'_>) -> std::io::Result<()> {
    let name = tag.name();
    let name = name.as_ref();
    let prefix = name.strip_suffix('c').unwrap_or_default();
    let place = local_attribute(tag, "r")
        .map(|place| format!(" r=\"{}\"", quick_xml::escape::escape(place.as_str())))
        .unwrap_or_default();
    write!(
        out.get_mut(),
        "<{prefix}c{place} t=\"inlineStr\"><{prefix}is><{prefix}t>{STRUCK}</{prefix}t></{prefix}is></{prefix}c>"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dimension_is_only_a_hint() {
        for (tag, wrong) in [
            (r#"<dimension ref="A1:E49"/>"#, false),
            (r#"<dimension ref="A1"/>"#, false),
            (r#"<dimension ref="1:49"/>"#, true),
            (r#"<dimension ref="A:E"/>"#, true),
            (r#"<dimension ref=""/>"#, true),
            (r#"<dimension ref="E49:A1"/>"#, true),
            ("<dimension/>", true),
            (r#"<x:dimension ref="A0:B2"/>"#, true),
            (r#"<dimension ref="A1:ZZZZ9"/>"#, true),
            (r#"<dimension ref="A1:B2:C3"/>"#, true),
            (r#"<dimension ref="$A$1:$B$2"/>"#, true),
        ] {
            let sheet = format!("<worksheet>{tag}<sheetData/></worksheet>");
            assert_eq!(has_wrong_dimension(sheet.as_bytes()), wrong, "{tag}");
            let mut bytes = sheet.into_bytes();
            without_hints(&mut bytes);
            assert!(!has_wrong_dimension(&bytes), "{tag}");
        }
    }

    #[test]
    fn runs_get_their_marks() {
        let none = BTreeSet::new();
        for (xml, wanted) in [
            (
                r#"<si><r><t>1</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>1</t></r></si>"#,
                Some(RAISED),
            ),
            (
                r#"<si><r><t>1</t></r><r><rPr><vertAlign val="subscript"/></rPr><t>1</t></r></si>"#,
                Some(RAISED),
            ),
            (
                r#"<si><r><t>1</t></r><r><rPr><vertAlign val="baseline"/></rPr><t>1</t></r></si>"#,
                None,
            ),
            (
                "<si><r><t>1</t></r><r><rPr><strike/></rPr><t>1</t></r></si>",
                Some(STRUCK),
            ),
            (
                r#"<si><r><t>1</t></r><r><rPr><strike val="0"/></rPr><t>1</t></r></si>"#,
                None,
            ),
        ] {
            let out = String::from_utf8(rewritten(xml.as_bytes(), &none).unwrap()).unwrap();
            let seen = out.chars().find(|c| matches!(*c, RAISED | STRUCK));
            assert_eq!(seen, wanted, "{out}");
        }
    }
}
