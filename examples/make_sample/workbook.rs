//! A workbook as data, written as xlsx or as ods.

use std::error::Error;
use std::io::{Cursor, Write};
use std::path::Path;

use haarvaten::write::files::write_whole;
use rust_xlsxwriter::{Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// One cell.
#[derive(Clone, Debug)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Text.
    Text(String),
    /// A number.
    Number(f64),
    /// A date: year, month, day.
    Date(u16, u8, u8),
}

/// Text.
pub fn text(text: impl Into<String>) -> Cell {
    let text = text.into();
    if text.is_empty() {
        Cell::Empty
    } else {
        Cell::Text(text)
    }
}

/// A row of texts.
pub fn texts(cells: &[&str]) -> Line {
    Line::of(cells.iter().map(|cell| text(*cell)).collect())
}

/// One row.
#[derive(Clone, Debug, Default)]
pub struct Line {
    /// The cells from column A.
    pub cells: Vec<Cell>,
    /// Filtered out or hidden.
    pub hidden: bool,
    /// A heading row.
    pub heading: bool,
    /// Cells that are merged: first column and last column.
    pub merged: Vec<(u16, u16)>,
}

impl Line {
    /// An ordinary row.
    pub fn of(cells: Vec<Cell>) -> Self {
        Self {
            cells,
            ..Self::default()
        }
    }

    /// A title over so many columns.
    pub fn title(title: &str, columns: u16) -> Self {
        Self {
            cells: vec![text(title)],
            heading: true,
            merged: vec![(0, columns - 1)],
            ..Self::default()
        }
    }

    /// The same as a heading row.
    pub fn into_heading(mut self) -> Self {
        self.heading = true;
        self
    }

    /// The same, hidden.
    pub fn into_hidden(mut self) -> Self {
        self.hidden = true;
        self
    }
}

/// One sheet.
pub struct Sheet {
    /// Its name.
    pub name: &'static str,
    /// Hidden as a whole.
    pub hidden: bool,
    /// Widths in characters.
    pub widths: &'static [u16],
    /// The rows.
    pub lines: Vec<Line>,
}

/// Writes an xlsx workbook.
pub fn xlsx(path: &Path, sheets: &[Sheet]) -> Result<(), Box<dyn Error>> {
    let mut book = rust_xlsxwriter::Workbook::new();
    // The clock must not reach the file.
    let made = ExcelDateTime::from_ymd(2026, 10, 1)?;
    book.set_properties(
        &DocProperties::new()
            .set_author("verzonnen")
            .set_creation_datetime(&made),
    );
    let heading = Format::new()
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::VerticalCenter)
        .set_background_color(Color::RGB(0xE8_EE_F2))
        .set_border_bottom(FormatBorder::Thin);
    let date = Format::new().set_num_format("dd-mm-yyyy");
    for sheet in sheets {
        let page = book.add_worksheet().set_name(sheet.name)?;
        if sheet.hidden {
            page.set_hidden(true);
        }
        for (column, width) in (0_u16..).zip(sheet.widths) {
            page.set_column_width(column, *width)?;
        }
        for (row, line) in (0_u32..).zip(&sheet.lines) {
            for (first, last) in &line.merged {
                page.merge_range(row, *first, row, *last, "", &heading)?;
            }
            for (column, cell) in (0_u16..).zip(&line.cells) {
                match cell {
                    Cell::Empty => {}
                    Cell::Text(text) if line.heading => {
                        page.write_with_format(row, column, text.as_str(), &heading)?;
                    }
                    Cell::Text(text) => {
                        page.write(row, column, text.as_str())?;
                    }
                    Cell::Number(number) => {
                        page.write(row, column, *number)?;
                    }
                    Cell::Date(y, m, d) => {
                        let day = ExcelDateTime::from_ymd(*y, *m, *d)?;
                        page.write_with_format(row, column, &day, &date)?;
                    }
                }
            }
            if line.hidden {
                page.set_row_hidden(row)?;
            }
        }
    }
    write_whole(path, &book.save_to_buffer()?)?;
    Ok(())
}

/// Writes an ods spreadsheet: three small XML files in a zip (ODF 1.2, parts 1 and 3).
pub fn ods(path: &Path, sheets: &[Sheet]) -> Result<(), Box<dyn Error>> {
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let packed = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    // The type comes first and unpacked, so that a program can tell without unzipping.
    out.start_file("mimetype", stored)?;
    out.write_all(b"application/vnd.oasis.opendocument.spreadsheet")?;
    out.start_file("META-INF/manifest.xml", packed)?;
    out.write_all(MANIFEST.as_bytes())?;
    out.start_file("content.xml", packed)?;
    out.write_all(content(sheets).as_bytes())?;
    write_whole(path, out.finish()?.get_ref())?;
    Ok(())
}

const MANIFEST: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2"><manifest:file-entry manifest:full-path="/" manifest:version="1.2" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>
"#;

const CONTENT: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2"><office:body><office:spreadsheet>"#;

fn content(sheets: &[Sheet]) -> String {
    let mut out = CONTENT.to_owned();
    for sheet in sheets {
        out.push_str(&format!(
            "<table:table table:name=\"{}\">",
            escaped(sheet.name)
        ));
        out.push_str(&format!(
            "<table:table-column table:number-columns-repeated=\"{}\"/>",
            sheet.widths.len().max(1)
        ));
        for line in &sheet.lines {
            out.push_str("<table:table-row");
            if line.hidden {
                out.push_str(" table:visibility=\"collapse\"");
            }
            out.push('>');
            for (column, cell) in (0_u16..).zip(&line.cells) {
                let span = line
                    .merged
                    .iter()
                    .find(|(first, _)| *first == column)
                    .map(|(first, last)| {
                        format!(
                            " table:number-columns-spanned=\"{}\" table:number-rows-spanned=\"1\"",
                            last - first + 1
                        )
                    })
                    .unwrap_or_default();
                out.push_str(&ods_cell(cell, &span));
            }
            if line.cells.is_empty() {
                out.push_str("<table:table-cell/>");
            }
            out.push_str("</table:table-row>");
        }
        out.push_str("</table:table>");
    }
    out.push_str("</office:spreadsheet></office:body></office:document-content>\n");
    out
}

fn ods_cell(cell: &Cell, span: &str) -> String {
    match cell {
        Cell::Empty => "<table:table-cell/>".to_owned(),
        Cell::Text(text) => {
            // A line break inside a cell is a second paragraph.
            let lines: Vec<String> = text.split('\n').map(escaped).collect();
            format!(
                "<table:table-cell office:value-type=\"string\"{span}><text:p>{}</text:p></table:table-cell>",
                lines.join("</text:p><text:p>")
            )
        }
        Cell::Number(number) => format!(
            "<table:table-cell office:value-type=\"float\" office:value=\"{number}\"{span}><text:p>{number}</text:p></table:table-cell>"
        ),
        Cell::Date(y, m, d) => format!(
            "<table:table-cell office:value-type=\"date\" office:date-value=\"{y:04}-{m:02}-{d:02}\"{span}><text:p>{d:02}-{m:02}-{y:04}</text:p></table:table-cell>"
        ),
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
