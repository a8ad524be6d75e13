//! xlsx and xlsm through calamine's cell stream.

use std::io::{Cursor, Read, Seek};

use calamine::{DataRef, Reader as _, SheetType, SheetVisible, Xlsx, XlsxCellReader, XlsxError};
use compact_str::CompactString;
use zip::ZipArchive;

use domain::Cell;

use super::event::{Failure, Note, SheetHead};
use super::limits::Limits;
use super::rows::{Rows, Stop};
use super::zipwalk::{PartFacts, Walk, attribute, walk};
use super::{marks, mend};

/// Damaged cells that are named one by one.
const NAMED: u32 = 20;

/// Reads an xlsx or xlsm workbook.
pub(super) fn read<F: Read + Seek>(
    mut file: F,
    bytes: u64,
    limits: &Limits,
    rows: &mut Rows<'_, '_>,
) -> Result<(), Stop> {
    let (look, mended) = {
        let mut zip = ZipArchive::new(&mut file).map_err(Failure::damaged)?;
        let look = Look::at(&mut zip, bytes, limits)?;
        let mended = mend::mended(&mut zip, &look.found, bytes, limits)?;
        (look, mended)
    };
    let Some(mended) = mended else {
        let book = Xlsx::new(file).map_err(open_failure)?;
        return read_book(book, &look, false, rows);
    };
    let mut copy = Cursor::new(mended);
    let look = {
        let mut zip = ZipArchive::new(&mut copy).map_err(Failure::damaged)?;
        Look::at(&mut zip, bytes, limits)?
    };
    let book = Xlsx::new(copy).map_err(open_failure)?;
    read_book(book, &look, true, rows)
}

/// What is known of a workbook before its cells are read.
struct Look {
    found: Walk,
    parts: Vec<(String, String)>,
    from_1904: bool,
}

impl Look {
    fn at<F: Read + Seek>(
        zip: &mut ZipArchive<F>,
        bytes: u64,
        limits: &Limits,
    ) -> Result<Self, Failure> {
        let found = walk(zip, bytes, limits)?;
        let book = member(zip, "workbook.xml").map(|(_, book)| book);
        let book = String::from_utf8_lossy(book.as_deref().unwrap_or_default()).into_owned();
        let from_1904 = tags(&book, "workbookPr")
            .any(|tag| matches!(attribute(tag, "date1904"), Some("1" | "true" | "on")));
        Ok(Self {
            parts: sheet_parts(zip),
            found,
            from_1904,
        })
    }
}

fn read_book<F: Read + Seek>(
    mut book: Xlsx<F>,
    look: &Look,
    mended: bool,
    rows: &mut Rows<'_, '_>,
) -> Result<(), Stop> {
    for sheet in book.sheets_metadata().to_vec() {
        let facts = facts_of(&look.found, &look.parts, &sheet.name);
        let hidden = sheet.visible != SheetVisible::Visible;
        let head = SheetHead {
            name: sheet.name.clone(),
            hidden,
            hidden_columns: facts.hidden_columns,
            from_1904: look.from_1904,
        };
        rows.sheet(head, facts.rows)?;
        if sheet.typ != SheetType::WorkSheet {
            rows.note(Note::NoGrid)?;
            continue;
        }
        let cells = match book.worksheet_cells_reader(&sheet.name) {
            Ok(cells) => cells,
            Err(XlsxError::NotAWorksheet(kind)) if is_no_grid(&kind) => {
                rows.note(Note::NoGrid)?;
                continue;
            }
            Err(_) => {
                let part = look.parts.iter().find(|(name, _)| *name == sheet.name);
                return Err(Failure::Part {
                    part: part.map(|(_, part)| part.clone()).unwrap_or_default(),
                    sheet: sheet.name.clone(),
                }
                .into());
            }
        };
        read_cells(cells, mended, rows)?;
        rows.end_sheet()?;
        for note in facts.notes {
            rows.note(note)?;
        }
    }
    Ok(())
}

/// Whether the outermost element of a part says that it is a chart or the like.
fn is_no_grid(kind: &str) -> bool {
    matches!(kind, "chartsheet" | "dialogsheet" | "macrosheet")
}

fn read_cells<F: Read + Seek>(
    mut cells: XlsxCellReader<'_, F>,
    mended: bool,
    rows: &mut Rows<'_, '_>,
) -> Result<(), Stop> {
    let mut damaged = 0_u32;
    let mut row = 0_u32;
    loop {
        match cells.next_cell() {
            Ok(Some(cell)) => {
                let (at, column) = cell.get_position();
                if at >= 1_048_576 || column >= 16_384 {
                    damaged = damage(rows, damaged, row, "cell reference outside the sheet")?;
                    continue;
                }
                row = at;
                let mut cell = to_cell(cell.get_value());
                if mended && let Cell::Text(text) = &cell {
                    cell = marks::resolve(text, at, column, rows);
                }
                rows.cell(at, column, cell)?;
            }
            Ok(None) => return Ok(()),
            Err(
                error @ (XlsxError::Xml(_)
                | XlsxError::XmlEof(_)
                | XlsxError::Io(_)
                | XlsxError::Zip(_)),
            ) => {
                return Err(Failure::damaged(error).into());
            }
            Err(error) => damaged = damage(rows, damaged, row, &error.to_string())?,
        }
    }
}

/// Notes a damaged cell; too many make the file unreadable.
fn damage(rows: &mut Rows<'_, '_>, before: u32, row: u32, detail: &str) -> Result<u32, Stop> {
    if before >= 10_000 {
        return Err(Failure::damaged(detail).into());
    }
    if before < NAMED {
        rows.note(Note::DamagedCell {
            row: row + 1,
            detail: detail.chars().take(120).collect(),
        })?;
    }
    Ok(before + 1)
}

fn open_failure(error: XlsxError) -> Failure {
    if matches!(error, XlsxError::Password) {
        Failure::Password
    } else {
        Failure::damaged(error)
    }
}

pub(super) fn facts_of(found: &Walk, parts: &[(String, String)], sheet: &str) -> PartFacts {
    parts
        .iter()
        .find(|(name, _)| name == sheet)
        .and_then(|(_, part)| {
            found
                .facts
                .iter()
                .find(|(name, _)| name.eq_ignore_ascii_case(part))
                .map(|(_, facts)| facts.clone())
        })
        .unwrap_or_default()
}

/// The part that holds each sheet, by the sheet's name.
fn sheet_parts<F: Read + Seek>(zip: &mut ZipArchive<F>) -> Vec<(String, String)> {
    let Some((book_name, book)) = member(zip, "workbook.xml") else {
        return Vec::new();
    };
    let book = String::from_utf8_lossy(&book);
    let targets = targets(zip, &book_name, "workbook.xml.rels");
    let mut parts = Vec::new();
    for tag in tags(&book, "sheet") {
        let relation = tag
            .split(|c: char| c.is_whitespace())
            .find_map(|word| word.split_once(":id="))
            .map(|(_, value)| value.trim_matches(['"', '\'', '/']));
        let name = attribute(tag, "name").map(unescape);
        if let (Some(relation), Some(name)) = (relation, name)
            && let Some((_, part)) = targets.iter().find(|(id, _)| id == relation)
        {
            parts.push((name, part.clone()));
        }
    }
    parts
}

/// The first member whose name ends so, with its name; never more than a few mebibytes of it.
pub(super) fn member<F: Read + Seek>(
    zip: &mut ZipArchive<F>,
    ending: &str,
) -> Option<(String, Vec<u8>)> {
    let name = zip
        .file_names()
        .filter_map(Result::ok)
        .find(|n| n.to_ascii_lowercase().ends_with(ending))?
        .into_owned();
    let mut out = Vec::new();
    zip.by_name(&name)
        .ok()?
        .take(4 << 20)
        .read_to_end(&mut out)
        .ok()?;
    Some((name, out))
}

/// The members that the relations of the workbook name, by the id of the relation.
pub(super) fn targets<F: Read + Seek>(
    zip: &mut ZipArchive<F>,
    book_name: &str,
    relations: &str,
) -> Vec<(String, String)> {
    let folder = book_name.rsplit_once('/').map_or("", |(folder, _)| folder);
    let Some((_, relations)) = member(zip, relations) else {
        return Vec::new();
    };
    let mut targets = Vec::new();
    for tag in tags(&String::from_utf8_lossy(&relations), "Relationship") {
        if let (Some(id), Some(target)) = (attribute(tag, "Id"), attribute(tag, "Target")) {
            let part = match target.strip_prefix('/') {
                Some(whole) => whole.to_owned(),
                None if folder.is_empty() => target.to_owned(),
                None => format!("{folder}/{target}"),
            };
            targets.push((id.to_owned(), part));
        }
    }
    targets
}

/// Every opening tag with that local name, without its brackets.
fn tags<'t>(xml: &'t str, name: &str) -> impl Iterator<Item = &'t str> {
    let name = name.to_owned();
    xml.split('<').skip(1).filter_map(move |rest| {
        let tag = rest.split('>').next()?;
        let word = tag.split([' ', '\t', '\n', '\r', '/']).next()?;
        (word.rsplit(':').next() == Some(name.as_str())).then_some(tag)
    })
}

fn unescape(text: &str) -> String {
    quick_xml::escape::unescape(text).map_or_else(|_| text.to_owned(), std::borrow::Cow::into_owned)
}

/// A cell of calamine's as ours.
pub(super) fn to_cell(data: &DataRef<'_>) -> Cell {
    match data {
        DataRef::Empty => Cell::Empty,
        DataRef::Int(n) => whole(*n),
        DataRef::Float(n) if n.is_finite() => Cell::Number(*n),
        DataRef::Float(_) => Cell::Error(CompactString::const_new("#NUM!")),
        DataRef::String(text) => Cell::text(text),
        DataRef::SharedString(text) => Cell::text(text),
        DataRef::Bool(value) => Cell::Bool(*value),
        DataRef::DateTime(when) => date(*when),
        DataRef::DateTimeIso(text) => {
            super::xml2003::iso_date(text).unwrap_or_else(|| Cell::text(text))
        }
        DataRef::DurationIso(text) => Cell::text(text),
        DataRef::Error(error) => Cell::Error(compact_str::format_compact!("{error}")),
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "spreadsheets keep numbers as floats; larger ones never were whole"
)]
fn whole(n: i64) -> Cell {
    Cell::Number(n as f64)
}

fn date(when: calamine::ExcelDateTime) -> Cell {
    if when.is_duration() {
        return Cell::Number(when.as_f64());
    }
    let (year, month, day, hour, minute, second, _) = when.to_ymd_hms_milli();
    let small = |n: u8| i8::try_from(n).unwrap_or(0);
    let made = i16::try_from(year)
        .ok()
        .and_then(|year| jiff::civil::Date::new(year, small(month), small(day)).ok())
        .and_then(|date| {
            jiff::civil::Time::new(small(hour), small(minute), small(second), 0)
                .ok()
                .map(|time| date.to_datetime(time))
        });
    made.map_or(Cell::Number(when.as_f64()), Cell::Date)
}
