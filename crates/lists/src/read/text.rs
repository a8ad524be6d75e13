//! Separated text: encoding, separator and quote are recognised by content.
//!
//! Own line splitting, so that one forgotten quote costs one row and not the rest of the file,
//! and so that every record knows the line on which it starts.

use std::io::{BufRead, BufReader, Read, Seek, SeekFrom};

use encoding_rs::{CoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use domain::Cell;

use super::dos;
use super::event::{Failure, Note, SheetHead};
use super::rows::{Rows, SheetFacts, Stop};
use super::sniff::utf16_by_zeros;
use super::wrapped::{Form, QUOTE, Undone};

/// A quoted field longer than this, in lines or bytes, is a forgotten quote.
const QUOTED_LINES: u32 = 60;
const QUOTED_BYTES: usize = 32 * 1024;
/// The longest line that is taken for text.
const LONGEST_LINE: usize = 4 * 1024 * 1024;

/// Reads separated text.
pub(super) fn read<F: Read + Seek>(mut file: F, rows: &mut Rows<'_, '_>) -> Result<(), Stop> {
    let encoding = detect_encoding(&mut file).map_err(Failure::damaged)?;
    file.seek(SeekFrom::Start(0)).map_err(Failure::damaged)?;
    let source = BufReader::with_capacity(256 * 1024, file);
    let mut lines = Lines::new(Decoded::new(source, encoding));
    let head = lines.peek_head()?;
    let (mut separator, quote) = dialect(head);
    let count = |line: &str, separator: u8| fields(line, separator, quote);
    let mark = quote.unwrap_or(b'"');
    let form = Form::of(head, mark, |head| dialect(head).0, count);
    if let Some((_, inner)) = form.wrapped {
        separator = Some(inner);
    }
    let mut undone = Undone::default();
    rows.sheet(SheetHead::default(), SheetFacts::default())?;
    let mut record = String::new();
    let mut line = String::new();
    while lines.next(&mut record)? {
        let first = lines.number;
        let now = form.undo(&mut record, mark, count);
        undone.lines |= now.lines;
        undone.codes |= now.codes;
        if !split(&record, separator, quote, |_, _| Ok(()))? {
            let mut spare = Vec::new();
            let mut closed = false;
            let mut joined = record.clone();
            while spare.len() < QUOTED_LINES as usize
                && joined.len() < QUOTED_BYTES
                && lines.next(&mut line)?
            {
                joined.push('\n');
                joined.push_str(&line);
                spare.push(std::mem::take(&mut line));
                if split(&joined, separator, quote, |_, _| Ok(()))? {
                    closed = true;
                    break;
                }
            }
            if closed {
                emit(rows, first, &joined, separator, quote)?;
                continue;
            }
            // A forgotten quote: the line is taken as it is, and the others get their turn.
            emit(rows, first, &record, separator, None)?;
            lines.give_back(spare);
            continue;
        }
        emit(rows, first, &record, separator, quote)?;
    }
    rows.end_sheet()?;
    for (was, what) in [(undone.lines, "lines"), (undone.codes, "entities")] {
        if was {
            rows.note(Note::Undone {
                what: what.to_owned(),
            })?;
        }
    }
    let bad = lines.source.bad_lines;
    if bad > 0 {
        rows.note(Note::BadBytes {
            encoding: encoding.name().to_owned(),
            lines: bad,
        })?;
    }
    Ok(())
}

fn emit(
    rows: &mut Rows<'_, '_>,
    line: u32,
    record: &str,
    separator: Option<u8>,
    quote: Option<u8>,
) -> Result<(), Stop> {
    split(record, separator, quote, |column, field| {
        let field = if field.as_bytes().first() == Some(&0) || field.as_bytes().last() == Some(&0) {
            field.trim_matches('\0')
        } else {
            field
        };
        if field.trim().is_empty() {
            return Ok(());
        }
        let field = as_text_formula(field).unwrap_or(field);
        if field.contains(QUOTE) {
            let field = field.replace(QUOTE, "\"");
            return rows.cell(line - 1, column, Cell::text(&field));
        }
        rows.cell(line - 1, column, Cell::text(field))
    })?;
    Ok(())
}

/// How many fields a line has; 0 when a quote is not closed.
fn fields(line: &str, separator: u8, quote: Option<u8>) -> usize {
    let mut count = 0;
    let whole = split(line, Some(separator), quote, |_, _| {
        count += 1;
        Ok(())
    });
    if matches!(whole, Ok(true)) { count } else { 0 }
}

/// The text of `="0012"`: how programs make Excel keep the zeros of a number in a CSV.
fn as_text_formula(field: &str) -> Option<&str> {
    let inner = field.trim().strip_prefix("=\"")?.strip_suffix('"')?;
    (!inner.contains('"')).then_some(inner)
}

/// Splits a record; false when a quote is not closed.
fn split(
    record: &str,
    separator: Option<u8>,
    quote: Option<u8>,
    mut field: impl FnMut(u32, &str) -> Result<(), Stop>,
) -> Result<bool, Stop> {
    let mut rest = record;
    let mut column = 0_u32;
    let mut unquoted = String::new();
    loop {
        let trimmed = rest.trim_start_matches(' ');
        let opens = quote.is_some_and(|q| trimmed.as_bytes().first() == Some(&q));
        if let (true, Some(q)) = (opens, quote) {
            unquoted.clear();
            let mut inner = trimmed.get(1..).unwrap_or("");
            loop {
                let Some(at) = memchr::memchr(q, inner.as_bytes()) else {
                    return Ok(false);
                };
                unquoted.push_str(inner.get(..at).unwrap_or(""));
                inner = inner.get(at + 1..).unwrap_or("");
                if inner.as_bytes().first() == Some(&q) {
                    unquoted.push(char::from(q));
                    inner = inner.get(1..).unwrap_or("");
                } else {
                    break;
                }
            }
            let end = next_separator(inner, separator);
            unquoted.push_str(inner.get(..end.unwrap_or(inner.len())).unwrap_or(""));
            field(column, &unquoted)?;
            match end {
                Some(at) => rest = inner.get(at + 1..).unwrap_or(""),
                None => return Ok(true),
            }
        } else {
            let end = next_separator(rest, separator);
            field(column, rest.get(..end.unwrap_or(rest.len())).unwrap_or(""))?;
            match end {
                Some(at) => rest = rest.get(at + 1..).unwrap_or(""),
                None => return Ok(true),
            }
        }
        column += 1;
    }
}

fn next_separator(text: &str, separator: Option<u8>) -> Option<usize> {
    memchr::memchr(separator?, text.as_bytes())
}

/// The separator and quote that fit the first lines best.
fn dialect(head: &str) -> (Option<u8>, Option<u8>) {
    let head = head.trim_start_matches('\u{feff}');
    if let Some(first) = head.lines().next()
        && let Some(declared) = first.trim().strip_prefix("sep=")
        && let &[b] = declared.as_bytes()
    {
        return (Some(b), Some(b'"'));
    }
    let single = |b: u8| {
        head.lines()
            .filter(|line| {
                let line = line.trim();
                line.len() > 1
                    && line.as_bytes().first() == Some(&b)
                    && line.as_bytes().last() == Some(&b)
            })
            .count()
    };
    let lines = head.lines().filter(|line| !line.trim().is_empty()).count();
    let quote = if single(b'\'') * 2 > lines && single(b'"') == 0 {
        b'\''
    } else {
        b'"'
    };
    let mut best = (0.0_f64, None);
    for separator in [b';', b'\t', b',', b'|'] {
        let score = consistency(head, separator, quote, true);
        if score > best.0 {
            best = (score, Some(separator));
        }
    }
    if best.1.is_none() && consistency(head, b',', quote, false) > 0.0 {
        best.1 = Some(b',');
    }
    if best.1 == Some(b',') && is_prose(head) {
        best.1 = None;
    }
    (best.1, Some(quote))
}

/// How consistently the separator splits the lines: share of lines with the usual count, squared,
/// times the root of that count. `tight` leaves out commas with a space behind them: they belong to
/// prose (`Kleiburg 1, 3 en 5`), and a list may hold more of those than of its own separator.
fn consistency(head: &str, separator: u8, quote: u8, tight: bool) -> f64 {
    let mut counts: std::collections::BTreeMap<u32, u32> = std::collections::BTreeMap::new();
    let mut lines = 0_u32;
    let mut count = 0_u32;
    let mut inside = false;
    let mut blank = true;
    let mut next = head.bytes().skip(1);
    for b in head.bytes() {
        let spaced = next.next() == Some(b' ') && b == b',';
        if b == quote {
            inside = !inside;
        }
        if b == b'\n' && !inside {
            if !blank {
                lines += 1;
                *counts.entry(count).or_default() += 1;
            }
            (count, blank) = (0, true);
        } else {
            blank &= b.is_ascii_whitespace() && b != b'\t';
            if b == separator && !inside && !(tight && spaced) {
                count += 1;
            }
        }
    }
    if !blank {
        lines += 1;
        *counts.entry(count).or_default() += 1;
    }
    counts
        .iter()
        .filter(|(count, _)| **count > 0)
        .map(|(count, times)| {
            let share = f64::from(*times) / f64::from(lines);
            share * share * f64::from(*count).sqrt()
        })
        .fold(0.0, f64::max)
}

/// Whether commas stand in running text: nearly always with a space behind them.
fn is_prose(head: &str) -> bool {
    let (mut commas, mut spaced) = (0_u32, 0_u32);
    for pair in head.as_bytes().windows(2) {
        if pair.first() == Some(&b',') {
            commas += 1;
            spaced += u32::from(pair.get(1) == Some(&b' '));
        }
    }
    let heading_has_none = head
        .lines()
        .find(|line| !line.trim().is_empty())
        .is_some_and(|line| !line.contains(','));
    commas > 0 && spaced * 10 >= commas * 9 && heading_has_none
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commas_in_prose_are_no_separators() {
        let few_rows_many_commas = "Naam;Niveau;Onderdeel van;Dekt\n\
            Noordhoek;wijk;;Laan 1, Laan 3, Laan 5, Plein 2, Plein 4\n\
            Pilot;mini-buurt;;Laan 1, Laan 7, Plein 2, Plein 4, Plein 8\n";
        assert_eq!(dialect(few_rows_many_commas).0, Some(b';'));
        assert_eq!(dialect("a,b,c\n1,2,3\n").0, Some(b','));
        assert_eq!(
            dialect("naam,adres\n\"A\",\"Laan 1, 2, 3\"\n").0,
            Some(b',')
        );
    }
}

/// Finds the encoding by reading the file once.
fn detect_encoding<F: Read + Seek>(file: &mut F) -> std::io::Result<TextEncoding> {
    file.seek(SeekFrom::Start(0))?;
    let mut chunk = vec![0_u8; 256 * 1024];
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    let mut tally = Utf8Tally::default();
    let (mut first, mut c1, mut euro) = (true, false, false);
    let mut letters = Letters::default();
    loop {
        let read = file.read(&mut chunk)?;
        let bytes = chunk.get(..read).unwrap_or_default();
        if first {
            first = false;
            if let Some((encoding, _)) = Encoding::for_bom(bytes) {
                return Ok(TextEncoding::Known(encoding));
            }
            match utf16_by_zeros(bytes) {
                Some(true) => return Ok(TextEncoding::Known(UTF_16LE)),
                Some(false) => return Ok(TextEncoding::Known(UTF_16BE)),
                None => {}
            }
        }
        if read == 0 {
            break;
        }
        if !bytes.is_ascii() {
            tally.feed(bytes);
            detector.feed(bytes, false);
            c1 |= bytes.iter().any(|b| (0x80..0xa0).contains(b));
            euro |= bytes.contains(&0xa4);
            letters.feed(bytes);
        }
    }
    if tally.invalid == 0 || tally.valid > 4 * tally.invalid {
        return Ok(TextEncoding::Known(UTF_8));
    }
    if letters.are_macintosh() {
        return Ok(TextEncoding::Known(encoding_rs::MACINTOSH));
    }
    if letters.are_dos() {
        return Ok(TextEncoding::Dos);
    }
    detector.feed(&[], true);
    let guess = detector.guess(Some(b"nl"), chardetng::Utf8Detection::Deny);
    let western = guess == WINDOWS_1252 || guess.name().starts_with("ISO-8859-");
    Ok(TextEncoding::Known(if western && !c1 && euro {
        encoding_rs::ISO_8859_15
    } else if western {
        WINDOWS_1252
    } else {
        guess
    }))
}

/// How the bytes of a text are read.
#[derive(Clone, Copy, Debug, PartialEq)]
enum TextEncoding {
    Known(&'static Encoding),
    /// Code page 850.
    Dos,
}

impl TextEncoding {
    fn name(self) -> &'static str {
        match self {
            Self::Known(encoding) => encoding.name(),
            Self::Dos => "CP850",
        }
    }
}

/// Counts bytes inside words that are letters with an accent on an old Mac, in DOS, or in Windows.
#[derive(Default)]
struct Letters {
    dos: u64,
    macintosh: u64,
    windows: u64,
    other: u64,
}

impl Letters {
    fn feed(&mut self, bytes: &[u8]) {
        for three in bytes.windows(3) {
            let &[before, byte, after] = three else {
                continue;
            };
            if byte < 0x80 || !(before.is_ascii_lowercase() || after.is_ascii_lowercase()) {
                continue;
            }
            // An opening quotation mark has a space before it, a closing one behind it.
            let word = before.is_ascii_alphabetic() && byte != 0x94
                || before.is_ascii_alphabetic() && after.is_ascii_alphabetic();
            // ü é ä ë ï ö in DOS; in Windows quotation marks and signs, never between letters.
            if matches!(byte, 0x81 | 0x82 | 0x84 | 0x89 | 0x8b | 0x94) && word && after.is_ascii() {
                self.dos += 1;
            }
            match byte {
                // á à ä ç é è ê ö ü
                0x87 | 0x88 | 0x8a | 0x8d..=0x90 | 0x9a | 0x9f => self.macintosh += 1,
                // ë í ï ó; in Windows quotation marks and dashes, as in foto’s.
                0x91 | 0x92 | 0x95 | 0x97 => {}
                0xc0.. => self.windows += 1,
                _ => self.other += 1,
            }
        }
    }

    /// None of these bytes is a letter in Windows, and hardly one of them on an old Mac.
    fn are_dos(&self) -> bool {
        self.dos >= 1 && self.windows == 0 && self.macintosh <= self.dos
    }

    /// Windows has hardly ever letters at these places, and an old Mac none above them.
    fn are_macintosh(&self) -> bool {
        self.macintosh >= 3 && self.windows == 0 && self.other * 10 <= self.macintosh
    }
}

/// Counts sequences of more than one byte that are, or are not, UTF-8.
#[derive(Default)]
struct Utf8Tally {
    valid: u64,
    invalid: u64,
    pending: Vec<u8>,
}

impl Utf8Tally {
    fn feed(&mut self, bytes: &[u8]) {
        let mut all = std::mem::take(&mut self.pending);
        all.extend_from_slice(bytes);
        let mut rest = all.as_slice();
        loop {
            match std::str::from_utf8(rest) {
                Ok(text) => {
                    self.count(text);
                    return;
                }
                Err(error) => {
                    let (good, bad) = rest.split_at(error.valid_up_to());
                    self.count(std::str::from_utf8(good).unwrap_or(""));
                    if let Some(len) = error.error_len() {
                        self.invalid += 1;
                        rest = bad.get(len..).unwrap_or_default();
                    } else {
                        self.pending = bad.to_vec();
                        return;
                    }
                }
            }
        }
    }

    fn count(&mut self, text: &str) {
        if !text.is_ascii() {
            self.valid += text.bytes().filter(|b| *b >= 0xc0).count() as u64;
        }
    }
}

/// Bytes made text, whatever their encoding.
struct Decoded<R> {
    source: R,
    /// None for DOS, where every byte is a character.
    decoder: Option<encoding_rs::Decoder>,
    bad_lines: u32,
    done: bool,
}

impl<R: BufRead> Decoded<R> {
    fn new(source: R, encoding: TextEncoding) -> Self {
        Self {
            source,
            decoder: match encoding {
                TextEncoding::Known(encoding) => Some(encoding.new_decoder_with_bom_removal()),
                TextEncoding::Dos => None,
            },
            bad_lines: 0,
            done: false,
        }
    }

    /// Adds more text to `out`; false at the end.
    fn more(&mut self, out: &mut String) -> Result<bool, Failure> {
        if self.done {
            return Ok(false);
        }
        let bytes = self.source.fill_buf().map_err(Failure::damaged)?;
        let last = bytes.is_empty();
        let length = bytes.len();
        let Some(decoder) = &mut self.decoder else {
            dos::decode(bytes, out);
            self.source.consume(length);
            self.done = last;
            return Ok(true);
        };
        out.reserve(
            decoder
                .max_utf8_buffer_length(length)
                .unwrap_or(length * 3 + 16),
        );
        let (result, read, bad) = decoder.decode_to_string(bytes, out, last);
        self.bad_lines = self.bad_lines.saturating_add(u32::from(bad));
        self.source.consume(read);
        if last && result == CoderResult::InputEmpty {
            self.done = true;
        }
        Ok(true)
    }
}

/// Text by line, whatever the line ends.
struct Lines<R> {
    source: Decoded<R>,
    buffer: String,
    at: usize,
    /// The line that was given last, from 1.
    number: u32,
    returned: Vec<String>,
}

impl<R: BufRead> Lines<R> {
    fn new(source: Decoded<R>) -> Self {
        Self {
            source,
            buffer: String::new(),
            at: 0,
            number: 0,
            returned: Vec::new(),
        }
    }

    /// The first lines, for looking at.
    fn peek_head(&mut self) -> Result<&str, Failure> {
        while self.buffer.len() < 64 * 1024 && self.source.more(&mut self.buffer)? {}
        let mut end = self.buffer.len().min(64 * 1024);
        while !self.buffer.is_char_boundary(end) {
            end -= 1;
        }
        let head = self.buffer.get(..end).unwrap_or("");
        // A line that was cut in two would count as an odd one.
        let whole = if end < self.buffer.len() {
            head.rfind('\n')
                .map_or(head, |at| head.get(..at).unwrap_or(head))
        } else {
            head
        };
        Ok(whole)
    }

    /// Lines that were looked at and have yet to be read.
    fn give_back(&mut self, lines: Vec<String>) {
        self.number -= u32::try_from(lines.len()).unwrap_or(0);
        self.returned.extend(lines.into_iter().rev());
    }

    /// Puts the next line into `line`; false at the end.
    fn next(&mut self, line: &mut String) -> Result<bool, Failure> {
        line.clear();
        if let Some(returned) = self.returned.pop() {
            line.push_str(&returned);
            self.number += 1;
            return Ok(true);
        }
        let mut searched = self.at;
        loop {
            let rest = self.buffer.as_bytes().get(searched..).unwrap_or_default();
            if let Some(found) = memchr::memchr2(b'\n', b'\r', rest) {
                let end = searched + found;
                let is_cr = self.buffer.as_bytes().get(end) == Some(&b'\r');
                if is_cr && end + 1 == self.buffer.len() && !self.source.done {
                    // The other half of the line end may have yet to come.
                    self.fill()?;
                    searched = self.at;
                    continue;
                }
                let pair = is_cr && self.buffer.as_bytes().get(end + 1) == Some(&b'\n');
                line.push_str(self.buffer.get(self.at..end).unwrap_or(""));
                self.at = end + 1 + usize::from(pair);
                self.number = self.number.saturating_add(1);
                return Ok(true);
            }
            let held = self.buffer.len() - self.at;
            if held > LONGEST_LINE {
                return Err(Failure::NotASheet {
                    looks_like: "unknown".to_owned(),
                });
            }
            if !self.fill()? {
                break;
            }
            searched = self.at + held;
        }
        if self.at >= self.buffer.len() {
            return Ok(false);
        }
        line.push_str(self.buffer.get(self.at..).unwrap_or(""));
        self.at = self.buffer.len();
        self.number = self.number.saturating_add(1);
        Ok(true)
    }

    fn fill(&mut self) -> Result<bool, Failure> {
        self.buffer.drain(..self.at);
        self.at = 0;
        self.source.more(&mut self.buffer)
    }
}
