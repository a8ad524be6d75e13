//! Where a person stands in files, and the same files without them: for erasing.
//!
//! Flows in: the bytes of a file, and texts that may stand nowhere. Flows out: whether they stand
//! there; of plain tables and workbooks the same file without them. Text in the pictures of a
//! letter is not looked for: what a sealed letter holds is known by the ledger.

use std::io::{Cursor, Read as _, Write as _};

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use domain::text::fold;

/// The most bytes of one part of a workbook that are looked through.
const LARGEST: u64 = 256 << 20;

/// Texts that may stand nowhere: folded, so that case and accents do not hide them.
#[derive(Clone, Debug, Default)]
pub struct Traces(Vec<String>);

impl Traces {
    /// Texts to look for; those of fewer than four characters would be found everywhere.
    pub fn of<'a>(texts: impl IntoIterator<Item = &'a str>) -> Self {
        let folded = texts.into_iter().map(fold);
        Self(folded.filter(|text| text.chars().count() >= 4).collect())
    }

    /// Whether there is nothing to look for.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether one of them stands in a text.
    pub fn stand_in(&self, text: &str) -> bool {
        let folded = fold(text);
        self.0.iter().any(|wanted| folded.contains(wanted.as_str()))
    }

    /// Whether one of them stands in a file: in its own text, or in a part of a container.
    pub fn are_in(&self, bytes: &[u8]) -> bool {
        let parts = parts(bytes);
        if parts.is_empty() {
            return self.stand_in(&text(bytes));
        }
        parts
            .iter()
            .any(|(name, part)| self.stand_in_part(name, &text(part)))
    }

    /// Whether one of them stands in a part of a container, also when it is cut up into runs.
    fn stand_in_part(&self, name: &str, part: &str) -> bool {
        if !is_xml(name) {
            return self.stand_in(part);
        }
        let mut items = items(part).into_iter();
        self.stand_in(&unescaped(part))
            || items.any(|item| self.stand_in(&unescaped(&without_marks(item))))
    }

    /// A plain table without the rows in which one of them stands, and how many those are.
    pub fn without_rows(&self, bytes: &[u8]) -> (Vec<u8>, usize) {
        let (mut out, mut gone) = (Vec::with_capacity(bytes.len()), 0);
        for record in records(bytes) {
            if self.stand_in(&text(record)) {
                gone += 1;
            } else {
                out.extend_from_slice(record);
            }
        }
        (out, gone)
    }

    /// A workbook (xlsx, ods) in which every text that holds one of them is empty, and how many
    /// texts those are; `None` when it is no such file or cannot be made again.
    pub fn without_texts(&self, bytes: &[u8]) -> Option<(Vec<u8>, usize)> {
        let all = parts(bytes);
        if all.is_empty() {
            return None;
        }
        let (mut out, mut gone) = (ZipWriter::new(Cursor::new(Vec::new())), 0);
        for (name, part) in all {
            let part = if is_xml(&name) && self.stand_in_part(&name, &text(&part)) {
                let (part, count) = self.without_xml_texts(std::str::from_utf8(&part).ok()?);
                gone += count;
                part.into_bytes()
            } else {
                part
            };
            let options = SimpleFileOptions::default();
            out.start_file(name, options).ok()?;
            out.write_all(&part).ok()?;
        }
        Some((out.finish().ok()?.into_inner(), gone))
    }

    /// Empties the texts and attributes between the marks of XML that hold one of them. A text that is
    /// cut up into runs is emptied as a whole: all texts of its shared string.
    fn without_xml_texts(&self, xml: &str) -> (String, usize) {
        let (mut out, mut gone) = (String::with_capacity(xml.len()), 0);
        for item in items(xml) {
            let plain = unescaped(&without_marks(item));
            if self.stand_in(&plain) {
                gone += 1;
                out.push_str(&emptied(item));
            } else if self.stand_in(&unescaped(item)) {
                // In an attribute: a link, the name of an author.
                gone += 1;
                out.push_str(&self.without_values(item));
            } else {
                out.push_str(item);
            }
        }
        (out, gone)
    }

    fn without_values(&self, item: &str) -> String {
        let mut out = String::new();
        for (nth, piece) in item.split('"').enumerate() {
            if nth > 0 {
                out.push('"');
            }
            if nth % 2 == 0 || !self.stand_in(&unescaped(piece)) {
                out.push_str(piece);
            }
        }
        out
    }
}

fn is_xml(name: &str) -> bool {
    [".xml", ".rels", ".vml"]
        .iter()
        .any(|end| name.ends_with(end))
}

/// The parts of a container with their names; empty for other files.
fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    if !bytes.starts_with(b"PK") {
        return Vec::new();
    }
    let Ok(mut zip) = ZipArchive::new(Cursor::new(bytes)) else {
        return Vec::new();
    };
    let mut all = Vec::new();
    for at in 0..zip.len() {
        let Ok(part) = zip.by_index(at) else {
            return Vec::new();
        };
        let name = part
            .name()
            .map(std::borrow::Cow::into_owned)
            .unwrap_or_default();
        let mut bytes = Vec::new();
        if part.take(LARGEST).read_to_end(&mut bytes).is_err() {
            return Vec::new();
        }
        all.push((name, bytes));
    }
    all
}

/// Bytes as text: UTF-8, UTF-16 with a mark, else one character a byte.
fn text(bytes: &[u8]) -> String {
    let utf16 = |little: bool| {
        let units = bytes.chunks_exact(2).map(|pair| match (pair, little) {
            ([low, high], true) => u16::from_le_bytes([*low, *high]),
            ([high, low], false) => u16::from_be_bytes([*high, *low]),
            _ => 0,
        });
        char::decode_utf16(units)
            .map(|c| c.unwrap_or('\u{fffd}'))
            .collect()
    };
    match (bytes, std::str::from_utf8(bytes)) {
        ([0xff, 0xfe, ..], _) => utf16(true),
        ([0xfe, 0xff, ..], _) => utf16(false),
        (_, Ok(text)) => text.to_owned(),
        (_, Err(_)) => bytes.iter().map(|byte| char::from(*byte)).collect(),
    }
}

/// The records of a plain table with their line ends; a line end between quotes ends none.
fn records(bytes: &[u8]) -> Vec<&[u8]> {
    let (mut all, mut start, mut quoted) = (Vec::new(), 0, false);
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' if !quoted => {
                all.extend(bytes.get(start..=at));
                start = at + 1;
            }
            _ => {}
        }
    }
    all.extend(bytes.get(start..).filter(|rest| !rest.is_empty()));
    all
}

/// Pieces of XML that belong together: a shared string, an inline cell, a comment, else one mark with
/// the text after it.
fn items(xml: &str) -> Vec<&str> {
    const WHOLE: [(&str, &str); 4] = [
        ("<si>", "</si>"),
        ("<is>", "</is>"),
        ("<comment ", "</comment>"),
        ("<text:p", "</text:p>"),
    ];
    let (mut all, mut at) = (Vec::new(), 0);
    while let Some(rest) = xml.get(at..).filter(|rest| !rest.is_empty()) {
        let whole = WHOLE.iter().find(|(open, _)| rest.starts_with(open));
        let end = whole
            .and_then(|(_, close)| rest.find(close).map(|found| found + close.len()))
            .or_else(|| {
                let skip = usize::from(rest.starts_with('<'));
                rest.get(skip..)?.find('<').map(|found| found + skip)
            })
            .unwrap_or(rest.len());
        all.extend(rest.get(..end));
        at += end;
    }
    all
}

/// The texts between the marks.
fn without_marks(item: &str) -> String {
    let (mut out, mut inside) = (String::new(), false);
    for c in item.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            c if !inside => out.push(c),
            _ => {}
        }
    }
    out
}

/// The marks without the texts.
fn emptied(item: &str) -> String {
    let (mut out, mut inside) = (String::new(), false);
    for c in item.chars() {
        match c {
            '<' => {
                inside = true;
                out.push(c);
            }
            '>' => {
                inside = false;
                out.push(c);
            }
            c if inside => out.push(c),
            _ => {}
        }
    }
    out
}

fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&apos;", "'")
        .replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_of_a_person_go_however_written_and_the_others_stay_byte_for_byte() {
        let traces = Traces::of(["Zoë Vogel", "vogel@example.org", "x"]);
        let table = b"naam;mail\r\n\"Zoe\nVogel\";a\r\nAn;b@example.org\r\nZO\xcb VOGEL;c\r\nB;Vogel@Example.org";
        let (left, gone) = traces.without_rows(table);
        assert_eq!(
            (left.as_slice(), gone),
            (&b"naam;mail\r\nAn;b@example.org\r\n"[..], 3)
        );
        assert!(!Traces::of(["x"]).are_in(b"xxx"), "too short to look for");
        let wide: Vec<u8> = "\u{feff}Zoë Vogel"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert!(traces.are_in(&wide));
    }

    #[test]
    fn texts_of_a_person_go_from_a_workbook_that_still_opens() {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default();
        zip.start_file("xl/sharedStrings.xml", options).unwrap();
        zip.write_all(b"<sst><si><t>Naam</t></si><si><r><t>Zo&amp;e </t></r><r><t>Vogel</t></r></si><si><t>An</t></si></sst>").unwrap();
        zip.start_file("xl/worksheets/_rels/sheet1.xml.rels", options)
            .unwrap();
        zip.write_all(b"<r Target=\"mailto:zo@example.org\" Id=\"r1\"/>")
            .unwrap();
        let book = zip.finish().unwrap().into_inner();
        let traces = Traces::of(["Zo&e Vogel", "zo@example.org"]);
        assert!(traces.are_in(&book));
        let (left, gone) = traces.without_texts(&book).unwrap();
        assert_eq!(gone, 2);
        assert!(!traces.are_in(&left));
        let texts: Vec<String> = parts(&left)
            .into_iter()
            .map(|(_, part)| text(&part))
            .collect();
        assert_eq!(
            texts[0],
            "<sst><si><t>Naam</t></si><si><r><t></t></r><r><t></t></r></si><si><t>An</t></si></sst>"
        );
        assert_eq!(texts[1], "<r Target=\"\" Id=\"r1\"/>");
        assert!(traces.without_texts(b"no container").is_none());
    }
}
