//! `OpenDocument` sheets, streamed: repeated rows and columns are never laid out beyond the limits.
//!
//! Source: `OpenDocument` 1.3 part 3, section 9 (tables).

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Read, Seek};

use compact_str::CompactString;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event as Xml};
use zip::ZipArchive;

use domain::Cell;

use super::event::{Failure, Note, SheetHead};
use super::limits::Limits;
use super::marks::{self, RAISED, STRUCK};
use super::rows::{Mark, Merge, Rows, SheetFacts, Stop};
use super::xml2003::{iso_date, local_attribute, number_attribute, push_reference};
use super::zipwalk;

/// Cells that may come from repeating others.
const REPEATED: u64 = 4_000_000;
/// Rows that a sheet can have.
const ROWS: u32 = 16_777_216;

/// Reads a zipped `OpenDocument` workbook.
pub(super) fn read<F: Read + Seek>(
    mut file: F,
    bytes: u64,
    limits: &Limits,
    rows: &mut Rows<'_, '_>,
) -> Result<(), Stop> {
    let mut zip = ZipArchive::new(&mut file).map_err(Failure::damaged)?;
    if let Ok(manifest) = zip.by_name("META-INF/manifest.xml") {
        let mut text = String::new();
        manifest
            .take(1 << 20)
            .read_to_string(&mut text)
            .map_err(Failure::damaged)?;
        if text.contains("encryption-data") {
            return Err(Failure::Password.into());
        }
    }
    zipwalk::walk(&mut zip, bytes, limits)?;
    let content = zip.by_name("content.xml").map_err(Failure::damaged)?;
    read_content(BufReader::with_capacity(128 * 1024, content), rows)
}

/// A cell under way.
#[derive(Default)]
struct Open {
    value: Option<Cell>,
    text: String,
    paragraphs: u32,
    repeat: u32,
    error: bool,
    formula: bool,
    covered: bool,
    struck: bool,
}

/// Where the reader stands.
#[derive(Default)]
struct State {
    hidden_styles: BTreeSet<String>,
    /// Styles of text and cells (with their family before them) that are struck out, or raised.
    struck_styles: BTreeSet<String>,
    raised_styles: BTreeSet<String>,
    style: Option<String>,
    /// The style of the cells of each column that say none: up to which column, and whether it is
    /// struck out.
    column_styles: Vec<(usize, bool)>,
    row_struck: bool,
    /// For each span of text under way, whether it is struck out.
    spans: Vec<bool>,
    from_1904: bool,
    /// Values in cells that are covered: in this row, these columns.
    covered: Vec<u32>,
    head: Option<SheetHead>,
    merges: Vec<Merge>,
    notes: Vec<Note>,
    table_depth: u32,
    /// Inside something whose text is no cell text.
    skip_depth: u32,
    columns: usize,
    row: u32,
    row_repeat: u32,
    row_hidden: bool,
    cells: Vec<(u32, u32, Cell)>,
    column: u32,
    cell: Option<Open>,
    paragraph: bool,
    repeated: u64,
    found: bool,
}

/// Reads the XML of an `OpenDocument` workbook, zipped or flat.
pub(super) fn read_content<F: BufRead>(source: F, rows: &mut Rows<'_, '_>) -> Result<(), Stop> {
    let mut xml = Reader::from_reader(source);
    let mut buffer = Vec::new();
    let mut state = State::default();
    loop {
        buffer.clear();
        match xml.read_event_into(&mut buffer).map_err(Failure::damaged)? {
            Xml::Start(tag) => state.start(&tag, rows)?,
            Xml::Empty(tag) => {
                let name = tag.local_name().as_ref().to_owned();
                state.start(&tag, rows)?;
                state.end(&name, rows)?;
            }
            Xml::End(tag) => state.end(tag.local_name().as_ref(), rows)?,
            Xml::Text(content) => state.text(&content.xml10_content()),
            Xml::CData(content) => state.text(&content.xml10_content()),
            Xml::GeneralRef(reference) => {
                if state.wants_text()
                    && let Some(cell) = &mut state.cell
                {
                    push_reference(&mut cell.text, &reference);
                }
            }
            Xml::Eof => break,
            Xml::Comment(_) | Xml::Decl(_) | Xml::PI(_) | Xml::DocType(_) => {}
        }
    }
    if !state.found {
        return Err(Failure::NotASheet {
            looks_like: "OpenDocument".to_owned(),
        }
        .into());
    }
    rows.end_sheet()
}

impl State {
    fn wants_text(&self) -> bool {
        self.paragraph && self.skip_depth == 0 && !self.spans.contains(&true)
    }

    fn text(&mut self, text: &str) {
        if self.wants_text()
            && let Some(cell) = &mut self.cell
        {
            cell.text.push_str(text);
        }
    }

    fn start(&mut self, tag: &BytesStart<'_>, rows: &mut Rows<'_, '_>) -> Result<(), Stop> {
        let name = tag.local_name();
        let name = name.as_ref();
        if self.skip_depth > 0 {
            self.skip_depth += 1;
            return Ok(());
        }
        match name {
            "tracked-changes" | "annotation" | "shapes" | "forms" | "named-expressions" => {
                self.skip_depth = 1;
            }
            "style" => {
                let family = local_attribute(tag, "family").unwrap_or_default();
                let name = local_attribute(tag, "name").unwrap_or_default();
                self.style = Some(match family.as_str() {
                    "table" => name,
                    family => format!("{family} {name}"),
                });
            }
            "text-properties" => self.text_style(tag),
            "null-date" => {
                let date = local_attribute(tag, "date-value").unwrap_or_default();
                self.from_1904 = date.starts_with("1904");
            }
            "span" if self.paragraph => self.open_span(tag),
            "table-properties" if local_attribute(tag, "display").as_deref() == Some("false") => {
                self.hidden_styles.extend(self.style.clone());
            }
            "table" => {
                self.table_depth += 1;
                if self.table_depth > 1 {
                    // A table inside a cell: none of ours.
                    self.table_depth -= 1;
                    self.skip_depth = 1;
                    return Ok(());
                }
                self.found = true;
                let style = local_attribute(tag, "style-name").unwrap_or_default();
                self.head = Some(SheetHead {
                    name: local_attribute(tag, "name").unwrap_or_default(),
                    hidden: self.hidden_styles.contains(&style),
                    hidden_columns: Vec::new(),
                    from_1904: self.from_1904,
                });
                (self.columns, self.row) = (0, 0);
                self.column_styles.clear();
            }
            "table-column" if self.table_depth == 1 => {
                let repeat = number_attribute(tag, "number-columns-repeated")
                    .unwrap_or(1)
                    .clamp(1, 16_384) as usize;
                if is_hidden(tag)
                    && let Some(head) = &mut self.head
                {
                    let last = self.columns.saturating_add(repeat).min(2_048);
                    head.hidden_columns.extend(self.columns..last);
                }
                self.columns = self.columns.saturating_add(repeat);
                let struck = self.is_struck(local_attribute(tag, "default-cell-style-name"));
                if self.column_styles.len() < 16_384 {
                    self.column_styles.push((self.columns, struck));
                }
            }
            "table-row" if self.table_depth == 1 => {
                self.open_sheet(rows)?;
                self.row_repeat = number_attribute(tag, "number-rows-repeated")
                    .unwrap_or(1)
                    .max(1);
                self.row_hidden = is_hidden(tag);
                self.row_struck = self.is_struck(local_attribute(tag, "default-cell-style-name"));
                self.column = 0;
                self.cells.clear();
            }
            "table-cell" | "covered-table-cell" if self.table_depth == 1 => {
                self.open_cell(tag, name == "covered-table-cell");
            }
            "p" | "h" if self.cell.is_some() => {
                self.paragraph = true;
                if let Some(cell) = &mut self.cell {
                    if cell.paragraphs > 0 {
                        cell.text.push('\n');
                    }
                    cell.paragraphs += 1;
                }
            }
            "s" => {
                let spaces = number_attribute(tag, "c").unwrap_or(1).min(100) as usize;
                self.text(&" ".repeat(spaces));
            }
            "tab" => self.text("\t"),
            "line-break" => self.text("\n"),
            _ => {}
        }
        Ok(())
    }

    fn open_sheet(&mut self, rows: &mut Rows<'_, '_>) -> Result<(), Stop> {
        match self.head.take() {
            Some(head) => rows.sheet(head, SheetFacts::default()),
            None => Ok(()),
        }
    }

    /// What a style does to the meaning of its text.
    fn text_style(&mut self, tag: &BytesStart<'_>) {
        let Some(style) = self.style.clone() else {
            return;
        };
        let line = ["text-line-through-style", "text-line-through-type"]
            .iter()
            .any(|key| local_attribute(tag, key).is_some_and(|line| line != "none"));
        if line {
            self.struck_styles.insert(style.clone());
        }
        // `super 58%`, `sub 58%`, `33% 58%`; `0% 100%` is on the line.
        let place = local_attribute(tag, "text-position").unwrap_or_default();
        let place = place.split(' ').next().unwrap_or_default();
        if !matches!(place, "" | "0%" | "0") {
            self.raised_styles.insert(style);
        }
    }

    fn open_span(&mut self, tag: &BytesStart<'_>) {
        let style = local_attribute(tag, "style-name").unwrap_or_default();
        let style = format!("text {style}");
        let struck = self.struck_styles.contains(&style);
        let mark = if struck {
            Some(STRUCK)
        } else {
            self.raised_styles.contains(&style).then_some(RAISED)
        };
        if let (Some(mark), Some(cell)) = (mark, &mut self.cell) {
            cell.text.push(mark);
        }
        self.spans.push(struck);
    }

    /// Whether a style of cells is struck out.
    fn is_struck(&self, style: Option<String>) -> bool {
        !self.struck_styles.is_empty()
            && style
                .is_some_and(|style| self.struck_styles.contains(&format!("table-cell {style}")))
    }

    fn open_cell(&mut self, tag: &BytesStart<'_>, covered: bool) {
        let struck = match local_attribute(tag, "style-name") {
            Some(style) => self.is_struck(Some(style)),
            None if self.struck_styles.is_empty() => false,
            None => {
                let column = self.column as usize;
                self.row_struck
                    || self
                        .column_styles
                        .iter()
                        .find(|(last, _)| column < *last)
                        .is_some_and(|(_, struck)| *struck)
            }
        };
        let repeat = number_attribute(tag, "number-columns-repeated")
            .unwrap_or(1)
            .max(1);
        let kind = local_attribute(tag, "value-type").unwrap_or_default();
        let is_error = tag
            .attributes()
            .with_checks(false)
            .filter_map(Result::ok)
            .any(|a| a.key.as_ref() == "calcext:value-type" && a.value == "error");
        let value = match kind.as_str() {
            "float" | "percentage" | "currency" => local_attribute(tag, "value")
                .and_then(|v| v.parse::<f64>().ok())
                .filter(|n| n.is_finite())
                .map(Cell::Number),
            "date" => local_attribute(tag, "date-value").and_then(|v| iso_date(&v)),
            "boolean" => local_attribute(tag, "boolean-value").map(|v| Cell::Bool(v == "true")),
            "string" if !is_error => local_attribute(tag, "string-value")
                .filter(|v| !v.is_empty())
                .map(|v| Cell::text(&v)),
            _ => None,
        };
        let spanned = number_attribute(tag, "number-rows-spanned").unwrap_or(1);
        let across = number_attribute(tag, "number-columns-spanned").unwrap_or(1);
        if spanned > 1 || across > 1 {
            self.merges.push(Merge {
                first_row: self.row,
                last_row: self.row.saturating_add(spanned.saturating_sub(1)),
                column: self.column,
                last_column: self.column.saturating_add(across.saturating_sub(1)),
            });
        }
        self.cell = Some(Open {
            value,
            repeat,
            error: is_error,
            covered,
            struck,
            formula: kind.is_empty() && local_attribute(tag, "formula").is_some(),
            ..Open::default()
        });
    }

    fn end(&mut self, name: &str, rows: &mut Rows<'_, '_>) -> Result<(), Stop> {
        if self.skip_depth > 0 {
            self.skip_depth -= 1;
            return Ok(());
        }
        match name {
            "p" | "h" => {
                self.paragraph = false;
                self.spans.clear();
            }
            "span" => drop(self.spans.pop()),
            "style" => self.style = None,
            "table-cell" | "covered-table-cell" => self.close_cell(),
            "table-row" if self.table_depth == 1 => self.close_row(rows)?,
            "table" if self.table_depth == 1 => {
                self.table_depth = 0;
                self.open_sheet(rows)?;
                rows.end_sheet()?;
                for note in self.notes.drain(..) {
                    rows.note(note)?;
                }
                self.merges.clear();
            }
            _ => {}
        }
        Ok(())
    }

    fn close_cell(&mut self) {
        let Some(cell) = self.cell.take() else {
            return;
        };
        self.paragraph = false;
        self.spans.clear();
        let marked = cell.text.contains([RAISED, STRUCK]);
        let value = if cell.struck && (cell.value.is_some() || !cell.text.trim().is_empty()) {
            Cell::Text(CompactString::from(STRUCK.to_string()))
        } else if marked {
            Cell::text(&cell.text)
        } else if cell.error {
            Cell::Error(CompactString::from(cell.text.trim()))
        } else if let Some(value) = cell.value {
            value
        } else {
            if cell.formula && cell.text.is_empty() && self.notes.len() < 1_000 {
                self.notes.push(Note::NoCachedValue {
                    row: self.row.saturating_add(1),
                    column: self.column,
                });
            }
            Cell::text(&cell.text)
        };
        if cell.covered && !value.is_blank() {
            self.covered.push(self.column);
        } else if value != Cell::Empty {
            self.cells.push((self.column, cell.repeat, value));
        }
        self.column = self.column.saturating_add(cell.repeat);
    }

    fn close_row(&mut self, rows: &mut Rows<'_, '_>) -> Result<(), Stop> {
        let repeat = self.row_repeat;
        for column in self.covered.drain(..) {
            rows.mark(Mark::Covered, self.row, column);
        }
        if !self.cells.is_empty() {
            let wide: u64 = self
                .cells
                .iter()
                .map(|(_, repeat, _)| u64::from(*repeat))
                .sum();
            self.repeated = self
                .repeated
                .saturating_add(wide.saturating_mul(u64::from(repeat)) - self.cells.len() as u64);
            if self.repeated > REPEATED {
                return Err(Failure::TooManyCells.into());
            }
            if self.row.saturating_add(repeat) > ROWS {
                return Err(Failure::damaged("more rows than a sheet can have").into());
            }
            for merge in self.merges.drain(..) {
                rows.merge(merge);
            }
            for row in self.row..self.row + repeat {
                if self.row_hidden {
                    rows.hide_row(row);
                }
                for (column, repeat, cell) in &self.cells {
                    for column in *column..column.saturating_add(*repeat) {
                        let cell = if let Cell::Text(text) = cell {
                            marks::resolve(text, row, column, rows)
                        } else {
                            cell.clone()
                        };
                        rows.cell(row, column, cell)?;
                    }
                }
            }
        }
        self.row = self.row.saturating_add(repeat);
        Ok(())
    }
}

fn is_hidden(tag: &BytesStart<'_>) -> bool {
    local_attribute(tag, "visibility").is_some_and(|v| v != "visible")
}
