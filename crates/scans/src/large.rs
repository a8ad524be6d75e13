//! A PDF that is too large to be kept in memory: its pictures stay in the file until their page has
//! its turn.
//!
//! The file is read once, and copied without the bytes of its pictures; where one was stands its
//! number. Some pages at a time are then read from a copy that has theirs.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{BufRead, BufReader, Read, Seek, SeekFrom};

use super::source::Wrong;

/// A picture of fewer bytes stays where it is.
const SMALL: u64 = 16 << 10;
/// What begins the number of a picture that was left out.
const MARK: &[u8] = b"haarvaten-picture-";
/// The most bytes of everything but the pictures.
const LARGEST_REST: usize = 128 << 20;
/// How far back the dictionary of a stream is looked for.
const LONGEST_HEAD: usize = 8 << 10;

/// A PDF without its pictures.
pub(super) struct Large {
    file: File,
    rest: Vec<u8>,
    /// Where each picture belongs in the rest, and where it is in the file: from, and how long.
    left_out: Vec<(usize, u64, u64)>,
}

impl Large {
    pub(super) fn read(file: File) -> Result<Self, Wrong> {
        let again = file.try_clone().map_err(|_| Wrong::Damaged)?;
        let mut reading = Reading {
            file: BufReader::with_capacity(1 << 20, file),
            at: 0,
            rest: Vec::new(),
            left_out: Vec::new(),
        };
        reading.all().map_err(|_| Wrong::Damaged)?;
        if reading.rest.len() > LARGEST_REST {
            return Err(Wrong::TooLarge);
        }
        Ok(Self {
            file: again,
            rest: reading.rest,
            left_out: reading.left_out,
        })
    }

    /// The number of the picture that stands for these bytes, if one does.
    pub(super) fn number(bytes: &[u8]) -> Option<usize> {
        let digits = bytes.strip_prefix(MARK)?;
        let digits = digits.split(|byte| !byte.is_ascii_digit()).next()?;
        std::str::from_utf8(digits).ok()?.parse().ok()
    }

    /// How many bytes a picture has.
    pub(super) fn bytes_of(&self, number: usize) -> u64 {
        self.left_out.get(number).map_or(0, |(_, _, long)| *long)
    }

    /// The PDF with some of its pictures.
    pub(super) fn with(&mut self, numbers: &BTreeSet<usize>) -> Result<Vec<u8>, Wrong> {
        let pictures: u64 = numbers.iter().map(|number| self.bytes_of(*number)).sum();
        let room = usize::try_from(pictures).map_err(|_| Wrong::TooLarge)?;
        let mut out = Vec::with_capacity(self.rest.len() + room);
        let mut copied = 0;
        for number in numbers {
            let Some((place, from, long)) = self.left_out.get(*number) else {
                continue;
            };
            out.extend_from_slice(self.rest.get(copied..*place).unwrap_or_default());
            // Over the number that stands there.
            let number = self.rest.get(*place..).unwrap_or_default();
            copied = place + number.iter().take_while(|byte| **byte != b'\n').count();
            let mut picture = &self.file;
            let read = picture
                .seek(SeekFrom::Start(*from))
                .and_then(|_| picture.take(*long).read_to_end(&mut out));
            read.map_err(|_| Wrong::Damaged)?;
        }
        out.extend_from_slice(self.rest.get(copied..).unwrap_or_default());
        Ok(out)
    }
}

struct Reading {
    file: BufReader<File>,
    /// How far it was read.
    at: u64,
    rest: Vec<u8>,
    left_out: Vec<(usize, u64, u64)>,
}

impl Reading {
    /// A line with its end; nothing at the end of the file.
    fn line(&mut self) -> std::io::Result<Option<Vec<u8>>> {
        let mut line = Vec::new();
        // A line may be the whole of a picture.
        let read = self
            .file
            .by_ref()
            .take(64 << 20)
            .read_until(b'\n', &mut line)?;
        self.at += u64::try_from(read).unwrap_or(0);
        Ok((read > 0).then_some(line))
    }

    fn all(&mut self) -> std::io::Result<()> {
        let mut object = 0;
        while let Some(line) = self.line()? {
            let text = line.trim_ascii();
            if text.ends_with(b" obj") {
                object = self.rest.len();
            }
            // Places in the file are no longer right: it is to be gone through from its beginning.
            if text.starts_with(b"startxref") {
                self.rest.extend_from_slice(b"%");
            }
            self.rest.extend_from_slice(&line);
            if text.ends_with(b"stream") && !text.ends_with(b"endstream") {
                self.stream(object)?;
            }
            if self.rest.len() > LARGEST_REST {
                break;
            }
        }
        Ok(())
    }

    /// Behind the word `stream`: its bytes are copied, or those of a picture left out.
    fn stream(&mut self, object: usize) -> std::io::Result<()> {
        let head_from = object.max(self.rest.len().saturating_sub(LONGEST_HEAD));
        let head = self.rest.get(head_from..).unwrap_or_default();
        let is_picture = contains(head, b"/Image");
        let long = length(head);
        let from = self.at;
        if let Some(long) = long.filter(|long| *long > 0) {
            let step = i64::try_from(long).unwrap_or(i64::MAX);
            let mut behind = [0; 16];
            let stays = !is_picture || long < SMALL;
            if stays {
                let before = self.rest.len();
                let file = self.file.by_ref();
                file.take(long).read_to_end(&mut self.rest)?;
                self.at += u64::try_from(self.rest.len() - before).unwrap_or(0);
                return Ok(());
            }
            self.file.seek_relative(step)?;
            let read = self.file.read(&mut behind)?;
            let back = i64::try_from(read).unwrap_or(0);
            if contains(behind.get(..read).unwrap_or_default(), b"endst") {
                self.file.seek_relative(-back)?;
                self.at += long;
                self.leave_out(from, long);
                return Ok(());
            }
            // The length is not right: the end is looked for.
            self.file.seek_relative(-step - back)?;
        }
        let start = self.rest.len();
        while let Some(line) = self.line()? {
            let end = find(&line, b"endstream");
            if let Some(end) = end {
                let tail = line.get(end..).unwrap_or_default();
                let before = u64::try_from(line.len() - end).unwrap_or(0);
                let long = self.at - before - from;
                if is_picture && long >= SMALL {
                    self.rest.truncate(start);
                    self.leave_out(from, long);
                } else {
                    self.rest
                        .extend_from_slice(line.get(..end).unwrap_or_default());
                }
                self.rest.extend_from_slice(tail);
                return Ok(());
            }
            // What will be left out need not be kept.
            if !is_picture || self.at - from < SMALL {
                self.rest.extend_from_slice(&line);
            }
        }
        Ok(())
    }

    fn leave_out(&mut self, from: u64, long: u64) {
        let number = self.left_out.len();
        self.left_out.push((self.rest.len(), from, long));
        self.rest.extend_from_slice(MARK);
        self.rest
            .extend_from_slice(format!("{number}\n").as_bytes());
    }
}

fn find(text: &[u8], wanted: &[u8]) -> Option<usize> {
    text.windows(wanted.len()).position(|part| part == wanted)
}

fn contains(text: &[u8], wanted: &[u8]) -> bool {
    find(text, wanted).is_some()
}

/// The length that a dictionary says itself; `None` when it stands elsewhere.
fn length(head: &[u8]) -> Option<u64> {
    let mut rest = head;
    while let Some(at) = find(rest, b"/Length") {
        rest = rest.get(at + 7..)?;
        // Not `/Length1`.
        if rest.first().is_some_and(u8::is_ascii_digit) {
            continue;
        }
        let text = rest.trim_ascii_start();
        let digits = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let number = std::str::from_utf8(text.get(..digits)?)
            .ok()?
            .parse()
            .ok()?;
        let behind = text.get(digits..)?.trim_ascii_start();
        // `8 0 R` is the number of another object.
        let is_elsewhere = behind.first().is_some_and(u8::is_ascii_digit);
        return (!is_elsewhere).then_some(number);
    }
    None
}
