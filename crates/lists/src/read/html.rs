//! Web pages with tables that were saved as .xls.

use std::collections::BTreeMap;
use std::io::{Read, Seek};

use unicode_normalization::UnicodeNormalization;

use domain::Cell;

use super::event::{Failure, SheetHead};
use super::rows::{Rows, SheetFacts, Stop};

/// Columns over which cells may reach down.
const COLUMNS: u32 = 2_048;
/// The largest page that is read.
const LARGEST: u64 = 64 * 1024 * 1024;

/// Reads every table of a page, one under the other, as LibreOffice does.
pub(super) fn read<F: Read + Seek>(file: F, rows: &mut Rows<'_, '_>) -> Result<(), Stop> {
    let mut bytes = Vec::new();
    file.take(LARGEST + 1)
        .read_to_end(&mut bytes)
        .map_err(Failure::damaged)?;
    if bytes.len() as u64 > LARGEST {
        return Err(Failure::TooLarge {
            limit_mib: LARGEST >> 20,
        }
        .into());
    }
    let text = decode(&bytes);
    let mut page = Page::default();
    rows.sheet(SheetHead::default(), SheetFacts::default())?;
    let mut rest = text.as_ref();
    while let Some(open) = rest.find('<') {
        page.text(rest.get(..open).unwrap_or(""));
        let tag = rest.get(open + 1..).unwrap_or("");
        if let Some(comment) = tag.strip_prefix("!--") {
            rest = comment
                .find("-->")
                .map_or("", |end| comment.get(end + 3..).unwrap_or(""));
            continue;
        }
        let Some(close) = tag.find('>') else {
            break;
        };
        let (inner, after) = (
            tag.get(..close).unwrap_or(""),
            tag.get(close + 1..).unwrap_or(""),
        );
        rest = after;
        let name: String = inner
            .chars()
            .take_while(|c| c.is_ascii_alphanumeric() || *c == '/')
            .collect::<String>()
            .to_ascii_lowercase();
        if name == "script" || name == "style" {
            let end = format!("</{name}");
            rest = find_ignoring_case(rest, &end).map_or("", |at| rest.get(at..).unwrap_or(""));
            continue;
        }
        page.tag(&name, inner, rows)?;
    }
    page.end_row(rows)?;
    if !page.any_table {
        return Err(Failure::NotASheet {
            looks_like: "HTML".to_owned(),
        }
        .into());
    }
    rows.end_sheet()
}

fn find_ignoring_case(text: &str, wanted: &str) -> Option<usize> {
    text.as_bytes()
        .windows(wanted.len())
        .position(|window| window.eq_ignore_ascii_case(wanted.as_bytes()))
}

fn decode(bytes: &[u8]) -> std::borrow::Cow<'_, str> {
    if let Some((encoding, _)) = encoding_rs::Encoding::for_bom(bytes) {
        return encoding.decode(bytes).0;
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => text.into(),
        Err(_) => encoding_rs::WINDOWS_1252.decode(bytes).0,
    }
}

/// The value of an attribute as pages have them: in any case, with or without quotes.
fn attribute<'t>(tag: &'t str, key: &str) -> Option<&'t str> {
    let mut from = 0;
    loop {
        let at = from + find_ignoring_case(tag.get(from..)?, key)?;
        from = at + key.len();
        let starts = tag.get(..at)?.ends_with(|c: char| c.is_ascii_whitespace());
        let Some(rest) = tag.get(from..)?.trim_start().strip_prefix('=') else {
            continue;
        };
        if starts {
            let rest = rest.trim_start();
            return match rest.chars().next()? {
                quote @ ('"' | '\'') => rest.get(1..)?.split(quote).next(),
                _ => rest.split_ascii_whitespace().next(),
            };
        }
    }
}

/// The page under way.
#[derive(Default)]
struct Page {
    any_table: bool,
    row: u32,
    column: u32,
    in_row: bool,
    span: u32,
    cell: Option<String>,
    cells: Vec<(u32, String)>,
    hidden: bool,
    /// Cells that reach down from earlier rows, by column: how many rows they still cover, and
    /// their text.
    down: BTreeMap<u32, (u32, String)>,
    /// The same, of the row under way: they count from the next row on.
    opened: Vec<(u32, u32)>,
    rowspan: u32,
}

impl Page {
    fn text(&mut self, text: &str) {
        if let Some(cell) = &mut self.cell {
            push_unescaped(cell, text);
        }
    }

    fn tag(&mut self, name: &str, inner: &str, rows: &mut Rows<'_, '_>) -> Result<(), Stop> {
        match name {
            "table" => {
                self.end_row(rows)?;
                self.down.clear();
                if self.any_table {
                    self.row += 1;
                }
                self.any_table = true;
            }
            "/table" | "/tr" => self.end_row(rows)?,
            "tr" => {
                self.end_row(rows)?;
                self.in_row = true;
                let style = inner.to_ascii_lowercase().replace(' ', "");
                self.hidden = style.contains("display:none");
            }
            "td" | "th" => {
                self.end_cell();
                self.in_row = true;
                self.span = attribute(inner, "colspan")
                    .and_then(|v| v.trim().parse::<u32>().ok())
                    .unwrap_or(1)
                    .clamp(1, 1_000);
                self.rowspan = attribute(inner, "rowspan")
                    .and_then(|v| v.trim().parse::<u32>().ok())
                    .unwrap_or(1)
                    .clamp(1, 65_534);
                self.cell = Some(String::new());
            }
            "/td" | "/th" => self.end_cell(),
            "br" | "br/" | "/p" | "/div" => self.text("\n"),
            _ => {}
        }
        Ok(())
    }

    fn end_cell(&mut self) {
        if let Some(cell) = self.cell.take() {
            let text = domain::text::clean(&cell);
            while self.down.contains_key(&self.column) {
                self.column += 1;
            }
            if self.rowspan > 1 && self.column < COLUMNS {
                let last = self.column.saturating_add(self.span).min(COLUMNS);
                let rows = self.rowspan;
                self.opened
                    .extend((self.column..last).map(|column| (column, rows)));
            }
            if !text.is_empty() {
                self.cells.push((self.column, text));
            }
            self.column = self.column.saturating_add(self.span);
        }
    }

    /// What reaches down into this row counts in it, and what this row opens counts from the next.
    fn reach_down(&mut self) {
        let any = !self.cells.is_empty();
        let opened: Vec<(u32, (u32, String))> = self
            .opened
            .drain(..)
            .map(|(column, rows)| {
                let own = self.cells.iter().find(|(at, _)| *at == column);
                (
                    column,
                    (rows, own.map(|(_, text)| text.clone()).unwrap_or_default()),
                )
            })
            .collect();
        for (column, (left, text)) in &mut self.down {
            if any && !text.is_empty() {
                self.cells.push((*column, text.clone()));
            }
            *left -= 1;
        }
        self.down.retain(|_, (left, _)| *left > 0);
        self.down.extend(
            opened
                .into_iter()
                .map(|(column, (rows, text))| (column, (rows - 1, text))),
        );
    }

    fn end_row(&mut self, rows: &mut Rows<'_, '_>) -> Result<(), Stop> {
        self.end_cell();
        if !self.in_row {
            return Ok(());
        }
        if self.hidden {
            rows.hide_row(self.row);
        }
        self.reach_down();
        for (column, text) in self.cells.drain(..) {
            rows.cell(self.row, column, Cell::text(&text))?;
        }
        self.row = self.row.saturating_add(1);
        (self.column, self.in_row, self.hidden) = (0, false, false);
        Ok(())
    }
}

/// `euml` is ë: a letter with the name of its accent behind it.
fn accented(name: &str) -> Option<char> {
    let (letter, accent) = name.split_at_checked(1)?;
    let mark = match accent {
        "grave" => '\u{300}',
        "acute" => '\u{301}',
        "circ" => '\u{302}',
        "tilde" => '\u{303}',
        "uml" => '\u{308}',
        "ring" => '\u{30a}',
        "cedil" => '\u{327}',
        "caron" => '\u{30c}',
        _ => return None,
    };
    let letter = letter.chars().next().filter(char::is_ascii_alphabetic)?;
    let mut composed = [letter, mark].into_iter().nfc();
    composed.next().filter(|_| composed.next().is_none())
}

/// Adds text with the entities that spreadsheets use replaced.
pub(super) fn push_unescaped(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(rest.get(..at).unwrap_or(""));
        rest = rest.get(at + 1..).unwrap_or("");
        let known = rest.find(';').filter(|end| *end <= 10).and_then(|end| {
            let name = rest.get(..end)?;
            let c = match name {
                "amp" => '&',
                "lt" => '<',
                "gt" => '>',
                "quot" => '"',
                "apos" => '\'',
                "nbsp" | "ensp" | "emsp" | "thinsp" => ' ',
                "shy" => '\u{ad}',
                "szlig" => 'ß',
                "oslash" => 'ø',
                "Oslash" => 'Ø',
                "aelig" => 'æ',
                "AElig" => 'Æ',
                "oelig" => 'œ',
                "OElig" => 'Œ',
                "eth" => 'ð',
                "ETH" => 'Ð',
                "thorn" => 'þ',
                "THORN" => 'Þ',
                "ordm" => 'º',
                "ordf" => 'ª',
                "middot" => '·',
                "laquo" => '«',
                "raquo" => '»',
                "sect" => '§',
                "para" => '¶',
                "copy" => '©',
                "reg" => '®',
                "trade" => '™',
                "pound" => '£',
                "plusmn" => '±',
                "times" => '×',
                "micro" => 'µ',
                "frac14" => '¼',
                "frac34" => '¾',
                "sup1" => '¹',
                "sup3" => '³',
                "bdquo" => '„',
                "sbquo" => '‚',
                "tab" | "Tab" => '\t',
                "euro" => '€',
                "ndash" => '–',
                "mdash" => '—',
                "lsquo" => '‘',
                "rsquo" => '’',
                "ldquo" => '“',
                "rdquo" => '”',
                "bull" => '•',
                "hellip" => '…',
                "frac12" => '½',
                "sup2" => '²',
                "deg" => '°',
                name if !name.starts_with('#') => accented(name)?,
                numeric => {
                    let digits = numeric.strip_prefix('#')?;
                    let code = match digits.strip_prefix(['x', 'X']) {
                        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                        None => digits.parse().ok()?,
                    };
                    char::from_u32(code)?
                }
            };
            Some((c, end))
        });
        match known {
            Some((c, end)) => {
                out.push(c);
                rest = rest.get(end + 1..).unwrap_or("");
            }
            None => out.push('&'),
        }
    }
    out.push_str(rest);
}
