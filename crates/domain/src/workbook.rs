//! A workbook as data: what stands in it and how it looks, before it is xlsx.

use std::borrow::Cow;
use std::sync::Arc;

use jiff::civil::Date;

use super::share::Share;

/// A workbook. [`write::xlsx`](papers::write::xlsx) turns it into bytes.
#[derive(Clone, Debug, PartialEq)]
pub struct Workbook {
    /// The file's name, `opvolging.xlsx`.
    pub file_name: String,
    /// The title in the document's properties.
    pub title: String,
    /// Who made it, in the document's properties.
    pub author: String,
    /// The day of the run; the only time that the file knows.
    pub date: Date,
    /// The sheets, in order.
    pub sheets: Vec<WorkSheet>,
}

/// One sheet: lines of text on top, then at most one table, then charts.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct WorkSheet {
    /// The name on the tab.
    pub name: String,
    /// The colour of the tab.
    pub tab: Option<Colour>,
    /// Not shown: lists for drop-downs.
    pub hidden: bool,
    /// Lines above the table, or the whole of a sheet that is only read.
    pub lines: Vec<Line>,
    /// The columns of the table; none = a sheet that is only read.
    pub columns: Vec<Column>,
    /// The rows of the table.
    pub rows: Vec<Vec<Item>>,
    /// Empty rows below the table that are meant to be filled in.
    pub blank_rows: u32,
    /// Rows of the table that are printed bold, as totals.
    pub total_rows: Vec<u32>,
    /// Colours that follow the text of a cell.
    pub colours: Vec<Colouring>,
    /// Charts.
    pub charts: Vec<Chart>,
    /// Printed on its side.
    pub landscape: bool,
    /// How many columns are printed, from the first; `None` = all of them. Charts beside the table
    /// are then not printed.
    pub printed_columns: Option<u16>,
    /// Rows of the table, from 0, that begin a new page.
    pub page_breaks: Vec<usize>,
    /// How high the rows of the table are at least, in points; `None` = as high as their text.
    pub row_height: Option<u32>,
}

/// A line of text above the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// How it looks.
    pub style: LineStyle,
    /// The text.
    pub text: String,
}

impl Line {
    /// The title of the sheet.
    pub fn title(text: impl Into<String>) -> Self {
        Self {
            style: LineStyle::Title,
            text: text.into(),
        }
    }
    /// A heading inside the text.
    pub fn heading(text: impl Into<String>) -> Self {
        Self {
            style: LineStyle::Heading,
            text: text.into(),
        }
    }
    /// Running text.
    pub fn text(text: impl Into<String>) -> Self {
        Self {
            style: LineStyle::Text,
            text: text.into(),
        }
    }
}

/// How a line of text looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineStyle {
    /// The title of the sheet.
    Title,
    /// A heading inside the text.
    Heading,
    /// Running text.
    Text,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// What it is called in the code, whatever the language.
    pub key: &'static str,
    /// Its heading.
    pub heading: String,
    /// Its width in characters.
    pub width: f64,
    /// Not shown.
    pub hidden: bool,
    /// Long text that wraps.
    pub wrap: bool,
    /// What a person may put in it; `None` for a column that is only read.
    pub entry: Option<Entry>,
}

impl Column {
    /// A column that is only read.
    pub fn shown(key: &'static str, heading: impl Into<String>, width: f64) -> Self {
        Self {
            key,
            heading: heading.into(),
            width,
            hidden: false,
            wrap: false,
            entry: None,
        }
    }

    /// A column with long text.
    #[must_use]
    pub fn wrapped(mut self) -> Self {
        self.wrap = true;
        self
    }

    /// A column that a person fills in.
    #[must_use]
    pub fn filled_in(mut self, entry: Entry) -> Self {
        self.entry = Some(entry);
        self
    }

    /// A column that is there for the program.
    pub fn hidden(key: &'static str) -> Self {
        Self {
            hidden: true,
            ..Self::shown(key, key, 12.0)
        }
    }
}

/// What a person may put in a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entry {
    /// Anything.
    Text,
    /// A date.
    Date,
    /// One of these few short words without commas; other words are allowed after a warning.
    OneOf(Vec<String>),
    /// One of the entries in a row of a hidden sheet: any number, of any length.
    Row {
        /// The name of the hidden sheet.
        sheet: String,
        /// The row, from 1.
        row: u32,
        /// How many entries it has.
        entries: u16,
    },
    /// One of the entries in a row of the hidden sheet: the row's own number stands in the
    /// hidden column at `row_column` (from 0), so that sorting the sheet does no harm.
    ListRow {
        /// The name of the hidden sheet.
        sheet: String,
        /// The column (from 0) that holds the number of the row with the entries.
        row_column: u16,
        /// How many rows the hidden sheet has.
        rows: u32,
    },
    /// A personal code; coloured by whether it stands in column A of the hidden sheet.
    Code {
        /// The name of the hidden sheet.
        sheet: String,
        /// How many codes it holds.
        rows: u32,
    },
}

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq, Default)]
pub enum Item {
    /// Nothing.
    #[default]
    Empty,
    /// Text.
    Text(Cow<'static, str>),
    /// A count.
    Count(u64),
    /// A change in a count.
    Change(i64),
    /// A share, shown as a percentage.
    Share(Share),
    /// A date.
    Date(Date),
    /// A picture to look at beside the other cells of the row.
    Picture(Arc<Shown>),
}

/// A picture in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The bytes of a PNG file.
    pub bytes: Vec<u8>,
    /// What it shows, in words.
    pub says: String,
}

impl Item {
    /// Text; empty text is an empty cell.
    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() {
            Self::Empty
        } else {
            Self::Text(Cow::Owned(text))
        }
    }

    /// A date, or nothing.
    pub fn date(date: Option<Date>) -> Self {
        date.map_or(Self::Empty, Self::Date)
    }

    /// A count, or nothing.
    pub fn count(count: Option<u64>) -> Self {
        count.map_or(Self::Empty, Self::Count)
    }
}

/// A colour as `#RRGGBB`.
pub type Colour = &'static str;

/// Cells of a column that hold exactly this text get this colour.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Colouring {
    /// The key of the column.
    pub column: &'static str,
    /// The text.
    pub text: String,
    /// The colour behind it.
    pub behind: Colour,
    /// The colour of the text.
    pub ink: Colour,
}

/// The kind of a chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChartKind {
    /// Lying bars on top of one another, to 100 %.
    BarsTo100,
    /// Standing columns, stacked.
    Stacked,
    /// Lines over time.
    Lines,
    /// A ring.
    Ring,
}

/// A chart of the sheet's own table.
#[derive(Clone, Debug, PartialEq)]
pub struct Chart {
    /// The kind.
    pub kind: ChartKind,
    /// The title.
    pub title: String,
    /// The key of the column with the categories.
    pub categories: &'static str,
    /// The columns with the values: key and colour; for a ring the first, with a colour a row.
    pub series: Vec<(&'static str, Colour)>,
    /// For a ring: the colour of every point.
    pub points: Vec<Colour>,
    /// First and last row of the table (from 0) that it shows.
    pub rows: (u32, u32),
    /// Where its top left corner is: rows below the first line of the sheet, and the column.
    pub at: (u32, u16),
    /// Width and height in pixels.
    pub size: (u32, u32),
}
