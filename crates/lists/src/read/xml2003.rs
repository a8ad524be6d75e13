//! Excel 2003 XML, as old software still saves under the name .xls.

use std::io::BufRead;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event as Xml};

use domain::Cell;

use super::event::{Failure, SheetHead};
use super::rows::{Merge, Rows, SheetFacts, Stop};

/// A date such as `2026-02-12` or `2026-02-12T00:00:00.000`.
pub(super) fn iso_date(text: &str) -> Option<Cell> {
    let text = text.trim().trim_end_matches('Z');
    if let Ok(date) = text.parse::<jiff::civil::Date>() {
        return Some(Cell::Date(date.at(0, 0, 0, 0)));
    }
    text.parse::<jiff::civil::DateTime>().ok().map(|when| {
        let time = when.time();
        Cell::Date(when.date().at(time.hour(), time.minute(), time.second(), 0))
    })
}

/// An attribute by its local name, unescaped.
pub(super) fn local_attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    tag.attributes()
        .with_checks(false)
        .filter_map(Result::ok)
        .find(|attribute| attribute.key.local_name().as_ref() == name)
        .map(|attribute| {
            quick_xml::escape::unescape(&attribute.value).map_or_else(
                |_| attribute.value.to_string(),
                std::borrow::Cow::into_owned,
            )
        })
}

/// An attribute as a number.
pub(super) fn number_attribute(tag: &BytesStart<'_>, name: &str) -> Option<u32> {
    local_attribute(tag, name)?.trim().parse().ok()
}

/// Reads the sheets of an Excel 2003 XML workbook.
pub(super) fn read<F: BufRead>(source: F, rows: &mut Rows<'_, '_>) -> Result<(), Stop> {
    let mut xml = Reader::from_reader(source);
    let mut buffer = Vec::new();
    let (mut row, mut column) = (0_u32, 0_u32);
    let mut kind = String::new();
    let mut text: Option<String> = None;
    let mut across = 0_u32;
    let mut found = false;
    let mut from_1904 = false;
    let mut repeat = 0_u32;
    loop {
        buffer.clear();
        let event = xml.read_event_into(&mut buffer).map_err(Failure::damaged)?;
        let empty = matches!(event, Xml::Empty(_));
        match event {
            Xml::Start(tag) | Xml::Empty(tag) => match tag.local_name().as_ref() {
                "Worksheet" => {
                    found = true;
                    let name = local_attribute(&tag, "Name").unwrap_or_default();
                    rows.sheet(
                        SheetHead {
                            name,
                            from_1904,
                            ..SheetHead::default()
                        },
                        SheetFacts::default(),
                    )?;
                    row = 0;
                }
                "Date1904" => from_1904 = true,
                "Row" => {
                    if let Some(index) = number_attribute(&tag, "Index").filter(|i| *i > 0) {
                        row = index - 1;
                    }
                    if local_attribute(&tag, "Hidden").as_deref() == Some("1") {
                        rows.hide_row(row);
                    }
                    repeat = number_attribute(&tag, "Span").unwrap_or(0);
                    column = 0;
                    if empty {
                        row = row.saturating_add(1).saturating_add(repeat);
                    }
                }
                "Cell" => {
                    if let Some(index) = number_attribute(&tag, "Index").filter(|i| *i > 0) {
                        column = index - 1;
                    }
                    across = number_attribute(&tag, "MergeAcross").unwrap_or(0);
                    let down = number_attribute(&tag, "MergeDown").unwrap_or(0);
                    if across > 0 || down > 0 {
                        rows.merge(Merge {
                            first_row: row,
                            last_row: row.saturating_add(down),
                            column,
                            last_column: column.saturating_add(across),
                        });
                    }
                    if empty {
                        column = column.saturating_add(1).saturating_add(across);
                    }
                }
                "Data" if !empty => {
                    kind = local_attribute(&tag, "Type").unwrap_or_default();
                    text = Some(String::new());
                }
                _ => {}
            },
            Xml::End(tag) => match tag.local_name().as_ref() {
                "Data" => {
                    if let Some(text) = text.take() {
                        rows.cell(row, column, typed(&kind, &text))?;
                    }
                }
                "Cell" => column = column.saturating_add(1).saturating_add(across),
                "Row" => row = row.saturating_add(1).saturating_add(repeat),
                "Worksheet" => rows.end_sheet()?,
                _ => {}
            },
            Xml::Text(content) => {
                if let Some(text) = &mut text {
                    text.push_str(&content.xml10_content());
                }
            }
            Xml::CData(content) => {
                if let Some(text) = &mut text {
                    text.push_str(&content.xml10_content());
                }
            }
            Xml::GeneralRef(reference) => {
                if let Some(text) = &mut text {
                    push_reference(text, &reference);
                }
            }
            Xml::Eof => break,
            Xml::Comment(_) | Xml::Decl(_) | Xml::PI(_) | Xml::DocType(_) => {}
        }
    }
    if !found {
        return Err(Failure::NotASheet {
            looks_like: "XML".to_owned(),
        }
        .into());
    }
    rows.end_sheet()
}

/// Adds what a reference such as `&amp;` stands for; unknown entities are left out.
pub(super) fn push_reference(text: &mut String, reference: &quick_xml::events::BytesRef<'_>) {
    if let Ok(Some(c)) = reference.resolve_char_ref() {
        text.push(c);
        return;
    }
    let name = reference.xml10_content();
    if let Some(known) = quick_xml::escape::resolve_predefined_entity(&name) {
        text.push_str(known);
    }
}

fn typed(kind: &str, text: &str) -> Cell {
    match kind {
        "Number" => text
            .trim()
            .parse::<f64>()
            .ok()
            .filter(|n| n.is_finite())
            .map_or_else(|| Cell::text(text), Cell::Number),
        "DateTime" => iso_date(text).unwrap_or_else(|| Cell::text(text)),
        "Boolean" => Cell::Bool(text.trim() == "1"),
        "Error" => Cell::Error(text.into()),
        _ => Cell::text(text),
    }
}
