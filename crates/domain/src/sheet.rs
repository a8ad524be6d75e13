//! A grid of cells with its origin: what every spreadsheet is to us before it is xlsx, ods or csv.

use std::sync::Arc;

use compact_str::CompactString;
use jiff::civil::DateTime;

use super::finding::Place;

/// One cell.
#[derive(Clone, Debug, PartialEq, Default)]
pub enum Cell {
    /// Nothing.
    #[default]
    Empty,
    /// Text as it stood there, not yet cleaned.
    Text(CompactString),
    /// A number; whole numbers come as floats from every spreadsheet.
    Number(f64),
    /// A date, or a time of day on day zero; no time zone.
    Date(DateTime),
    /// True or false.
    Bool(bool),
    /// An error such as `#N/A`, as its text.
    Error(CompactString),
}

impl Cell {
    /// What stands as an error in a cell whose text was struck out.
    pub const STRUCK: &'static str = "doorgehaald";

    /// Text; empty text is an empty cell.
    #[inline]
    pub fn text(text: &str) -> Self {
        if text.is_empty() {
            Self::Empty
        } else {
            Self::Text(CompactString::from(text))
        }
    }

    /// Whether there is nothing in it, or only white space.
    #[inline]
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) => text.trim().is_empty(),
            Self::Number(_) | Self::Date(_) | Self::Bool(_) | Self::Error(_) => false,
        }
    }

    /// The cell as a person reads it: whole numbers without `.0`, dates as `2026-11-23`.
    pub fn shown(&self) -> CompactString {
        match self {
            Self::Empty => CompactString::default(),
            Self::Text(text) | Self::Error(text) => text.clone(),
            Self::Number(n) => compact_str::format_compact!("{n}"),
            Self::Date(when) if when.time() == jiff::civil::Time::midnight() => {
                compact_str::format_compact!("{}", when.date())
            }
            Self::Date(when) => compact_str::format_compact!("{} {}", when.date(), when.time()),
            Self::Bool(true) => CompactString::const_new("ja"),
            Self::Bool(false) => CompactString::const_new("nee"),
        }
    }
}

/// One row of a sheet.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Row {
    /// The number that a spreadsheet shows, or the line on which a CSV record starts; from 1.
    pub number: u32,
    /// Whether the row is hidden or filtered out.
    pub hidden: bool,
    /// The cells from column 1; trailing empty cells may be missing.
    pub cells: Vec<Cell>,
}

impl Row {
    /// Whether every cell is blank.
    pub fn is_blank(&self) -> bool {
        self.cells.iter().all(Cell::is_blank)
    }

    /// The cell at a column from 0; empty beyond the end.
    pub fn cell(&self, column: usize) -> &Cell {
        self.cells.get(column).unwrap_or(&Cell::Empty)
    }
}

/// Where a sheet came from.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SheetOrigin {
    /// The file, relative to `inputs/`, with `/`.
    pub file: Arc<str>,
    /// The sheet's name; empty for a CSV file.
    pub sheet: Arc<str>,
}

impl SheetOrigin {
    /// The place of a cell: row from 1, column from 0 as in [`Row::cell`].
    pub fn cell(&self, row: u32, column: usize) -> Place {
        let column = u32::try_from(column).unwrap_or(u32::MAX - 1) + 1;
        self.row(row).at_column(column)
    }

    /// The place of a row, from 1.
    pub fn row(&self, row: u32) -> Place {
        self.place().at_row(row)
    }

    /// The place of the sheet.
    pub fn place(&self) -> Place {
        Place::sheet(self.file.clone(), self.sheet.clone())
    }
}

/// A whole sheet in memory. Large lists are streamed row by row instead (see the reading room).
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    /// Where it came from.
    pub origin: SheetOrigin,
    /// Whether the sheet itself is hidden.
    pub hidden: bool,
    /// Columns (from 0) that are hidden.
    pub hidden_columns: Vec<usize>,
    /// The rows that hold anything, in order.
    pub rows: Vec<Row>,
}
