//! On which line of a file a record stands: the table reader itself counts a line break when it is
//! passed, which may be a record later.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::io::{ErrorKind, Read, Result};
use std::rc::Rc;

/// Where the line breaks are that were read and not yet passed.
#[derive(Debug, Default)]
struct Breaks {
    ends: VecDeque<u64>,
    passed: u64,
    read: u64,
    /// Where the last line ended.
    last: u64,
}

/// The longest line of a table, in bytes.
const LONGEST: u64 = 16 << 20;

/// A reader that remembers where lines end.
#[derive(Debug)]
pub(super) struct Lines<R> {
    inner: R,
    breaks: Rc<RefCell<Breaks>>,
}

/// Tells the lines of what its reader gave.
#[derive(Debug)]
pub(super) struct LineOf(Rc<RefCell<Breaks>>);

impl<R: Read> Lines<R> {
    /// Reads through, and what tells the lines.
    pub(super) fn new(inner: R) -> (Self, LineOf) {
        let breaks = Rc::default();
        let lines = LineOf(Rc::clone(&breaks));
        (Self { inner, breaks }, lines)
    }
}

impl<R: Read> Read for Lines<R> {
    fn read(&mut self, buffer: &mut [u8]) -> Result<usize> {
        let count = self.inner.read(buffer)?;
        let mut breaks = self.breaks.borrow_mut();
        let start = breaks.read;
        let got = buffer.get(..count).unwrap_or_default();
        let ends = memchr::memchr_iter(b'\n', got).map(|at| start + at as u64);
        let last = breaks.last;
        for end in ends {
            breaks.ends.push_back(end);
            breaks.last = end;
        }
        breaks.read += count as u64;
        // Zeros without end, and whatever else is no table.
        if breaks.last == last && breaks.read - breaks.last > LONGEST {
            return Err(ErrorKind::InvalidData.into());
        }
        Ok(count)
    }
}

impl LineOf {
    /// The line, from 1, on which a record begins that ended before `end` (in bytes) and holds so
    /// many line breaks inside.
    pub(super) fn record(&self, end: u64, inside: u64) -> u64 {
        let mut breaks = self.0.borrow_mut();
        let mut own = 0;
        while let Some(at) = breaks.ends.front().copied().filter(|at| *at < end) {
            breaks.ends.pop_front();
            breaks.passed += 1;
            own = u64::from(at + 1 == end);
        }
        (breaks.passed + 1).saturating_sub(own + inside).max(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_stands_on_the_line_where_it_begins() {
        for (text, expected) in [
            ("a,b\n1,2\n3,4\n", vec![1, 2, 3]),
            ("a,b\r\n1,2\r\n3,4", vec![1, 2, 3]),
            ("a,b\n\n\n1,2\n\n3,4\n", vec![1, 4, 6]),
            ("a,b\r\n\r\n1,2\r\n3,4\r\n", vec![1, 3, 4]),
            ("a,b\n\"1\n1\",2\n3,4\n", vec![1, 2, 4]),
            ("a,b\r\n\"1\r\n1\",2\r\n3,4", vec![1, 2, 4]),
        ] {
            let (input, lines) = Lines::new(text.as_bytes());
            let mut reader = csv::ReaderBuilder::new()
                .has_headers(false)
                .from_reader(input);
            let mut record = csv::ByteRecord::new();
            let mut found = Vec::new();
            while reader.read_byte_record(&mut record).unwrap() {
                let inside = memchr::memchr_iter(b'\n', record.as_slice()).count();
                found.push(lines.record(reader.position().byte(), inside as u64));
            }
            assert_eq!(found, expected, "{text:?}");
        }
    }
}
