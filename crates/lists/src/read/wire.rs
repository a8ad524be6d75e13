//! How the child process tells the parent what it reads: length-prefixed frames on a pipe.

use std::io::{self, Read, Write};

use compact_str::CompactString;
use serde::Serialize;
use serde::de::DeserializeOwned;

use domain::{Cell, Row};

use super::event::{Event, Failure, Note, SheetHead};

/// No frame is larger: a row of 2,048 cells of 32,767 characters would be, and is refused.
const LARGEST: usize = 48 * 1024 * 1024;

/// One frame, decoded.
#[derive(Debug)]
pub(super) enum Frame {
    Sheet(SheetHead),
    /// The row stands in the decoder's buffer.
    Row,
    Note(Note),
    Done,
    Failed(Failure),
}

/// Writes frames.
pub(super) struct Encoder<W: Write> {
    out: W,
    buffer: Vec<u8>,
}

impl<W: Write> Encoder<W> {
    pub(super) fn new(out: W) -> Self {
        Self {
            out,
            buffer: Vec::new(),
        }
    }

    pub(super) fn event(&mut self, event: &Event<'_>) -> io::Result<()> {
        match event {
            Event::Sheet(head) => self.json(b'S', head),
            Event::Note(note) => self.json(b'N', note),
            Event::Row(row) => {
                let mut buffer = std::mem::take(&mut self.buffer);
                buffer.clear();
                encode_row(&mut buffer, row);
                let sent = self.frame(b'R', &buffer);
                self.buffer = buffer;
                sent
            }
        }
    }

    pub(super) fn done(&mut self) -> io::Result<()> {
        self.frame(b'D', &[])?;
        self.out.flush()
    }

    pub(super) fn failed(&mut self, failure: &Failure) -> io::Result<()> {
        self.json(b'F', failure)?;
        self.out.flush()
    }

    fn json(&mut self, tag: u8, value: &impl Serialize) -> io::Result<()> {
        let text = serde_json::to_vec(value).map_err(io::Error::other)?;
        self.frame(tag, &text)
    }

    fn frame(&mut self, tag: u8, payload: &[u8]) -> io::Result<()> {
        let length = u32::try_from(payload.len()).map_err(io::Error::other)?;
        self.out.write_all(&[tag])?;
        self.out.write_all(&length.to_le_bytes())?;
        self.out.write_all(payload)
    }
}

fn encode_row(out: &mut Vec<u8>, row: &Row) {
    out.extend_from_slice(&row.number.to_le_bytes());
    out.push(u8::from(row.hidden));
    for (column, cell) in row.cells.iter().enumerate() {
        let tag = match cell {
            Cell::Empty => continue,
            Cell::Text(_) => b't',
            Cell::Number(_) => b'n',
            Cell::Date(_) => b'd',
            Cell::Bool(false) => b'0',
            Cell::Bool(true) => b'1',
            Cell::Error(_) => b'e',
        };
        let column = u16::try_from(column).unwrap_or(u16::MAX);
        out.extend_from_slice(&column.to_le_bytes());
        out.push(tag);
        match cell {
            Cell::Text(text) | Cell::Error(text) => {
                let length = u32::try_from(text.len()).unwrap_or(0);
                out.extend_from_slice(&length.to_le_bytes());
                out.extend_from_slice(text.as_bytes().get(..length as usize).unwrap_or_default());
            }
            Cell::Number(n) => out.extend_from_slice(&n.to_le_bytes()),
            Cell::Date(when) => {
                out.extend_from_slice(&when.year().to_le_bytes());
                for part in [
                    when.month(),
                    when.day(),
                    when.hour(),
                    when.minute(),
                    when.second(),
                ] {
                    out.push(part.unsigned_abs());
                }
            }
            Cell::Empty | Cell::Bool(_) => {}
        }
    }
}

/// Reads frames.
pub(super) struct Decoder<R: Read> {
    input: R,
    payload: Vec<u8>,
    /// The row that was read last.
    pub row: Row,
}

impl<R: Read> Decoder<R> {
    pub(super) fn new(input: R) -> Self {
        Self {
            input,
            payload: Vec::new(),
            row: Row::default(),
        }
    }

    pub(super) fn next(&mut self) -> io::Result<Frame> {
        let mut head = [0_u8; 5];
        self.input.read_exact(&mut head)?;
        let [tag, a, b, c, d] = head;
        let length = u32::from_le_bytes([a, b, c, d]) as usize;
        if length > LARGEST {
            return Err(bad());
        }
        self.payload.resize(length, 0);
        self.input.read_exact(&mut self.payload)?;
        match tag {
            b'S' => Ok(Frame::Sheet(json(&self.payload)?)),
            b'N' => Ok(Frame::Note(json(&self.payload)?)),
            b'F' => Ok(Frame::Failed(json(&self.payload)?)),
            b'D' => Ok(Frame::Done),
            b'R' => {
                decode_row(&self.payload, &mut self.row).ok_or_else(bad)?;
                Ok(Frame::Row)
            }
            _ => Err(bad()),
        }
    }
}

fn bad() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "frame")
}

fn json<T: DeserializeOwned>(bytes: &[u8]) -> io::Result<T> {
    serde_json::from_slice(bytes).map_err(io::Error::other)
}

fn take<const N: usize>(rest: &mut &[u8]) -> Option<[u8; N]> {
    let (head, tail) = rest.split_first_chunk::<N>()?;
    *rest = tail;
    Some(*head)
}

fn decode_row(bytes: &[u8], row: &mut Row) -> Option<()> {
    let mut rest = bytes;
    row.number = u32::from_le_bytes(take(&mut rest)?);
    row.hidden = take::<1>(&mut rest)? == [1];
    row.cells.clear();
    while !rest.is_empty() {
        let column = usize::from(u16::from_le_bytes(take(&mut rest)?));
        let [tag] = take(&mut rest)?;
        let cell = match tag {
            b't' | b'e' => {
                let length = u32::from_le_bytes(take(&mut rest)?) as usize;
                let (text, tail) = rest.split_at_checked(length)?;
                rest = tail;
                let text = CompactString::from(std::str::from_utf8(text).ok()?);
                if tag == b't' {
                    Cell::Text(text)
                } else {
                    Cell::Error(text)
                }
            }
            b'n' => Cell::Number(f64::from_le_bytes(take(&mut rest)?)),
            b'0' => Cell::Bool(false),
            b'1' => Cell::Bool(true),
            b'd' => {
                let year = i16::from_le_bytes(take(&mut rest)?);
                let [month, day, hour, minute, second] = take::<5>(&mut rest)?.map(u8::cast_signed);
                let date = jiff::civil::Date::new(year, month, day).ok()?;
                let time = jiff::civil::Time::new(hour, minute, second, 0).ok()?;
                Cell::Date(date.to_datetime(time))
            }
            _ => return None,
        };
        if row.cells.len() <= column {
            row.cells.resize(column + 1, Cell::Empty);
        }
        *row.cells.get_mut(column)? = cell;
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cell() -> impl Strategy<Value = Cell> {
        prop_oneof![
            Just(Cell::Empty),
            "[^\u{0}]{1,30}".prop_map(|t| Cell::Text(t.into())),
            any::<f64>()
                .prop_filter("finite", |n| n.is_finite())
                .prop_map(Cell::Number),
            any::<bool>().prop_map(Cell::Bool),
            Just(Cell::Error("#N/A".into())),
            (1_i16..3000, 1_i8..13, 1_i8..29, 0_i8..24)
                .prop_map(|(y, m, d, h)| Cell::Date(jiff::civil::date(y, m, d).at(h, 5, 6, 0))),
        ]
    }

    proptest! {
        #[test]
        fn a_row_crosses_the_pipe_unchanged(
            mut cells in proptest::collection::vec(cell(), 0..40),
            number: u32,
            hidden: bool,
        ) {
            while cells.last() == Some(&Cell::Empty) {
                cells.pop();
            }
            let row = Row { number, hidden, cells };
            let mut bytes = Vec::new();
            Encoder::new(&mut bytes).event(&Event::Row(&row)).unwrap();
            let mut decoder = Decoder::new(bytes.as_slice());
            prop_assert!(matches!(decoder.next().unwrap(), Frame::Row));
            prop_assert_eq!(&decoder.row, &row);
        }

        #[test]
        fn nonsense_on_the_pipe_is_an_error_and_no_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let mut row = Row::default();
            let _ = decode_row(&bytes, &mut row);
            let mut decoder = Decoder::new(bytes.as_slice());
            while decoder.next().is_ok() {}
        }
    }
}
