//! A register as CSV: `;`, `,` or tab, UTF-8 or Windows-1252, headings in any order.

use std::borrow::Cow;
use std::io::{BufRead, BufReader, Read, Seek, SeekFrom};
use std::path::Path;

use super::build::RegisterBuilder;
use super::columns::Layout;
use super::error::{Notes, RegisterError};
use super::flat::FlatReader;
use super::lines::{LineOf, Lines};
use super::progress::Progress;
use domain::{Finding, Noted};

/// How far from the top the headings may stand.
const HEADING_WITHIN: usize = 20;

/// Text of one field, whatever its encoding.
pub(super) fn decode(bytes: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => {
            encoding_rs::WINDOWS_1252
                .decode_without_bom_handling(bytes)
                .0
        }
    }
}

/// The mark between fields: the one that occurs most in the first lines, outside quotes.
pub(super) fn delimiter(start: &[u8]) -> u8 {
    let mut quoted = false;
    let mut counts = [0_u32; 3];
    let marks = [b';', b',', b'\t'];
    for byte in start.iter().take(4_000) {
        if *byte == b'"' {
            quoted = !quoted;
        }
        if !quoted {
            for (mark, count) in marks.iter().zip(&mut counts) {
                *count += u32::from(byte == mark);
            }
        }
    }
    let best = marks
        .iter()
        .zip(counts)
        .max_by_key(|(mark, count)| (*count, **mark == b';'));
    best.map_or(b';', |(mark, _)| *mark)
}

/// A table in UTF-16 is read whole: at most so many bytes.
const LARGEST_WIDE: u64 = 1 << 30;

/// Opens a text table: its bytes as UTF-8 or a single-byte encoding, and its delimiter.
pub(super) fn open_csv(path: &Path) -> std::io::Result<(csv::Reader<Box<dyn Read>>, LineOf)> {
    let mut file = BufReader::with_capacity(1 << 20, lists::read::file::open(path)?);
    let start = file.fill_buf()?.to_vec();
    let (mark, input): (u8, Box<dyn Read>) = match start.as_slice() {
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => {
            let mut bytes = Vec::new();
            let read = file.take(LARGEST_WIDE).read_to_end(&mut bytes)?;
            if read as u64 == LARGEST_WIDE {
                return Err(std::io::ErrorKind::FileTooLarge.into());
            }
            let (text, ..) = encoding_rs::UTF_16LE.decode(&bytes);
            let bytes = text.into_owned().into_bytes();
            (delimiter(&bytes), Box::new(std::io::Cursor::new(bytes)))
        }
        [0xEF, 0xBB, 0xBF, rest @ ..] => {
            let mark = delimiter(rest);
            file.seek(SeekFrom::Start(3))?;
            (mark, Box::new(file))
        }
        start => (delimiter(start), Box::new(file)),
    };
    let (input, lines) = Lines::new(input);
    let reader = csv::ReaderBuilder::new()
        .delimiter(mark)
        .has_headers(false)
        .flexible(true)
        .from_reader(Box::new(input) as Box<dyn Read>);
    Ok((reader, lines))
}

/// Reads a register table into the builder.
pub(super) fn read(
    path: &Path,
    file: &str,
    builder: &mut RegisterBuilder,
    progress: &dyn Progress,
) -> Result<Noted<()>, RegisterError> {
    let mut notes = Notes::new(file);
    let broken = |line: u64| {
        let row = u32::try_from(line).unwrap_or(u32::MAX);
        Finding::error("R102").at(domain::Place::file(file).at_row(row))
    };
    let unreadable = |_| RegisterError::from(Finding::error("R101").at(domain::Place::file(file)));
    let size = std::fs::metadata(path).map(|m| m.len()).unwrap_or_default();
    progress.begin("table", size);
    let (mut input, lines) = open_csv(path).map_err(unreadable)?;
    let mut record = csv::ByteRecord::new();
    let mut reader: Option<FlatReader> = None;
    let mut headings = Vec::new();
    let (mut seen, mut told) = (0_usize, 0_u64);
    builder.begin_table(file);
    loop {
        let more = input
            .read_byte_record(&mut record)
            .map_err(|e| broken(e.position().map_or(0, csv::Position::line)))?;
        if !more {
            break;
        }
        let byte = record.position().map_or(0, csv::Position::byte);
        let inside = memchr::memchr_iter(b'\n', record.as_slice()).count();
        let line = lines.record(input.position().byte(), inside as u64);
        let line = u32::try_from(line).unwrap_or(u32::MAX);
        let fields: Vec<Cow<'_, str>> = record.iter().map(decode).collect();
        seen += 1;
        let Some(flat) = &mut reader else {
            let layout = Layout::of(fields.iter().map(AsRef::as_ref));
            if layout.is_register() {
                let missing = layout.missing();
                if !missing.is_empty() {
                    let names = missing.join(", ");
                    return Err(Finding::error("R103")
                        .at(notes.row(line))
                        .with("columns", names)
                        .into());
                }
                reader = Some(FlatReader::new(layout));
            } else {
                headings.push(fields.join(" | "));
                if seen >= HEADING_WITHIN {
                    break;
                }
            }
            continue;
        };
        if fields.iter().all(|field| field.trim().is_empty()) {
            continue;
        }
        let cell = |at: usize| fields.get(at).map_or("", AsRef::as_ref);
        if let Some(row) = flat.row(line, cell, &mut notes) {
            let id = row.address_id.clone().unwrap_or_default();
            let unit = row.unit_id.clone().unwrap_or_default();
            let added = builder.add(row);
            builder.count(Ok(added));
            if let Some(code) = added.left_out() {
                let finding = Finding::warning(code).at(notes.row(line));
                notes.often(finding.with("id", id).with("unit", unit));
            }
        } else {
            builder.count(Err(flat.left_out));
        }
        if seen.is_multiple_of(10_000) {
            progress.advance(byte.saturating_sub(told), 10_000);
            told = byte;
            if progress.stopped() {
                return Err(RegisterError::stopped());
            }
        }
    }
    progress.advance(0, seen as u64 % 10_000);
    let Some(flat) = reader else {
        let first = domain::text::clean(headings.first().map_or("", String::as_str));
        return Err(Finding::error("R114")
            .at(notes.place())
            .with("found", first)
            .into());
    };
    let errors = flat.conclude(&mut notes);
    if flat.rows == 0 && errors.is_empty() {
        return Err(Finding::error("R113").at(notes.place()).into());
    }
    if errors.is_empty() {
        Ok(Noted::new((), notes.finish()))
    } else {
        let mut findings = notes.finish();
        findings.extend(errors);
        Err(RegisterError {
            findings,
            stopped: false,
        })
    }
}
