//! What reading a file gives: sheets, rows, remarks; or the reason why it could not be read.

use serde::{Deserialize, Serialize};

use domain::{Finding, Place, Row, SheetOrigin};

/// What a file is, whatever its name says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Format {
    /// Office Open XML: .xlsx and .xlsm.
    Xlsx,
    /// Excel binary workbook.
    Xlsb,
    /// Excel 97–2003 and older.
    Xls,
    /// `OpenDocument`, zipped.
    Ods,
    /// `OpenDocument` in one flat XML file.
    FlatOds,
    /// Excel 2003 XML.
    Xml2003,
    /// A web page with tables.
    Html,
    /// Separated text.
    Text,
}

impl Format {
    /// What people call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Xlsb => "xlsb",
            Self::Xls => "xls",
            Self::Ods => "ods",
            Self::FlatOds => "fods",
            Self::Xml2003 => "Excel 2003 XML",
            Self::Html => "HTML",
            Self::Text => "CSV",
        }
    }
}

/// The start of a sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetHead {
    /// Its name; empty for text files.
    pub name: String,
    /// Whether the sheet is hidden.
    pub hidden: bool,
    /// Columns (from 0) that are hidden.
    pub hidden_columns: Vec<usize>,
    /// Numbers that are dates count from 1904 and not from 1900.
    #[serde(default)]
    pub from_1904: bool,
}

/// One thing that reading gives, in the order of the file.
#[derive(Clone, Debug, PartialEq)]
pub enum Event<'a> {
    /// A sheet starts.
    Sheet(SheetHead),
    /// A row that holds anything.
    Row(&'a Row),
    /// Something about the sheet or file that a person should know.
    Note(Note),
}

/// A remark of the reader.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Note {
    /// The content is not what the name of the file says.
    NotAsNamed {
        /// What it is.
        is: Format,
    },
    /// Text with bytes that do not belong to its encoding.
    BadBytes {
        /// The encoding that was used.
        encoding: String,
        /// On how many lines.
        lines: u32,
    },
    /// A formula whose outcome was not saved.
    NoCachedValue {
        /// Row from 1.
        row: u32,
        /// Column from 0.
        column: u32,
    },
    /// A cell that is damaged and was left out.
    DamagedCell {
        /// Row from 1.
        row: u32,
        /// What is wrong, in the reader's words.
        detail: String,
    },
    /// Cells to the right of the last column that is read.
    BeyondColumns {
        /// How many.
        cells: u64,
    },
    /// Values below a merged cell, which nobody sees and which were not read.
    Covered {
        /// Row of the first from 1.
        row: u32,
        /// Column of the first from 0.
        column: u32,
        /// How many.
        cells: u64,
    },
    /// Text that was struck out and was not read.
    Struck {
        /// Row of the first from 1.
        row: u32,
        /// Column of the first from 0.
        column: u32,
        /// In how many cells.
        cells: u64,
    },
    /// Raised or lowered figures, kept apart from the figure before them.
    Raised {
        /// Row of the first from 1.
        row: u32,
        /// Column of the first from 0.
        column: u32,
        /// In how many cells.
        cells: u64,
    },
    /// Something about the form of the text that was undone.
    Undone {
        /// What, as the messages know it.
        what: String,
    },
    /// A sheet that is no table: a chart, a dialogue, a macro sheet.
    NoGrid,
}

impl Note {
    /// The finding that tells it.
    pub fn finding(&self, origin: &SheetOrigin) -> Finding {
        match self {
            Self::NotAsNamed { is } => Finding::info("F201")
                .at(Place::file(origin.file.clone()))
                .with("format", is.name()),
            Self::BadBytes { encoding, lines } => Finding::warning("F202")
                .at(Place::file(origin.file.clone()))
                .with("encoding", encoding)
                .with("count", *lines),
            Self::NoCachedValue { row, column } => {
                let column = usize::try_from(*column).unwrap_or(usize::MAX);
                Finding::warning("F203").at(origin.cell(*row, column))
            }
            Self::DamagedCell { row, detail } => Finding::warning("F204")
                .at(origin.row(*row))
                .with("detail", detail),
            Self::BeyondColumns { cells } => Finding::warning("F205")
                .at(origin.place())
                .with("count", *cells),
            Self::Covered { row, column, cells } => marked("F207", origin, (*row, *column), *cells),
            Self::Struck { row, column, cells } => marked("F208", origin, (*row, *column), *cells),
            Self::Raised { row, column, cells } => marked("F209", origin, (*row, *column), *cells),
            Self::Undone { what } => Finding::info("F210")
                .at(Place::file(origin.file.clone()))
                .with("what", what),
            Self::NoGrid => Finding::info("F206").at(origin.place()),
        }
    }
}

/// A finding about the first of so many cells.
fn marked(code: &'static str, origin: &SheetOrigin, at: (u32, u32), cells: u64) -> Finding {
    let column = usize::try_from(at.1).unwrap_or(usize::MAX);
    let finding = if code == "F208" {
        Finding::warning(code)
    } else {
        Finding::info(code)
    };
    finding.at(origin.cell(at.0, column)).with("count", cells)
}

/// Why a file could not be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Failure {
    /// It is not there.
    Missing,
    /// The system would not give it.
    Unopenable {
        /// What the system said.
        detail: String,
    },
    /// There is nothing in it.
    Empty,
    /// It is larger than the campaign allows.
    TooLarge {
        /// The limit, in mebibytes.
        limit_mib: u64,
    },
    /// Unpacked it is larger than any real sheet: a zip bomb, or something like it.
    Unpacks {
        /// The limit, in mebibytes.
        limit_mib: u64,
    },
    /// It has more cells than any real list.
    TooManyCells,
    /// It is locked with a password.
    Password,
    /// It is something else than a sheet.
    NotASheet {
        /// What it looks like.
        looks_like: String,
    },
    /// One sheet of it cannot be read.
    Part {
        /// The sheet.
        sheet: String,
        /// The part of the file that holds it, or what is known of it.
        part: String,
    },
    /// It is damaged.
    Damaged {
        /// What is wrong, in the reader's words.
        detail: String,
    },
    /// Reading it took more memory than allowed, or brought the reading process down.
    Crashed,
    /// Reading it took too long.
    Deadline {
        /// The limit, in seconds.
        seconds: u64,
    },
    /// The reading process could not be started.
    NoChild {
        /// What the system said.
        detail: String,
    },
}

impl Failure {
    /// Damage, told in short.
    pub fn damaged(detail: impl std::fmt::Display) -> Self {
        let detail: String = detail.to_string().chars().take(160).collect();
        Self::Damaged {
            detail: domain::text::clean(&detail),
        }
    }

    /// The finding that tells it.
    pub fn finding(&self, file: &str) -> Finding {
        let at = Place::file(file);
        match self {
            Self::Missing => Finding::error("F101"),
            Self::Unopenable { detail } => Finding::error("F102").with("detail", detail),
            Self::Empty => Finding::error("F103"),
            Self::TooLarge { limit_mib } => Finding::error("F104").with("limit", *limit_mib),
            Self::Unpacks { limit_mib } => Finding::error("F105").with("limit", *limit_mib),
            Self::TooManyCells => Finding::error("F106"),
            Self::Password => Finding::error("F107"),
            Self::NotASheet { looks_like } => Finding::error("F108")
                .with("looks", looks_like)
                .with("remedy", super::kinds::remedy(looks_like)),
            Self::Damaged { detail } => Finding::error("F109").with("detail", detail),
            Self::Crashed => Finding::error("F110"),
            Self::Deadline { seconds } => Finding::error("F111").with("seconds", *seconds),
            Self::Part { sheet, part } => Finding::error("F115")
                .with("sheet", sheet)
                .with("part", part),
            Self::NoChild { detail } => Finding::error("F112").with("detail", detail),
        }
        .at(at)
    }
}
