//! Faults in data are values: a finding says what, where, how bad, and what to do.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::messages::{Messages, Value};

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// A person has to do something; the exit code is 1.
    Error,
    /// A person should look at it.
    Warning,
    /// Good to know.
    Info,
}

impl Severity {
    /// The literal word for outputs.
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Info => "info",
        }
    }
}

/// Where something stands: as much of file, sheet, row and column as is known.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Place {
    /// The file, relative to `inputs/` (templates: to the campaign), with `/`.
    pub file: Option<Arc<str>>,
    /// The sheet of a workbook; a member of an archive.
    pub sheet: Option<Arc<str>>,
    /// Row as a spreadsheet shows it, or line of a text file; from 1.
    pub row: Option<u32>,
    /// Column from 1.
    pub column: Option<u32>,
}

impl Place {
    /// Nowhere in particular.
    pub const NOWHERE: Self = Self {
        file: None,
        sheet: None,
        row: None,
        column: None,
    };

    /// A file as a whole.
    pub fn file(file: impl Into<Arc<str>>) -> Self {
        Self {
            file: Some(file.into()),
            ..Self::NOWHERE
        }
    }

    /// A sheet of a file; an empty name means a file that has no sheets.
    pub fn sheet(file: impl Into<Arc<str>>, sheet: impl Into<Arc<str>>) -> Self {
        let sheet: Arc<str> = sheet.into();
        Self {
            file: Some(file.into()),
            sheet: (!sheet.is_empty()).then_some(sheet),
            ..Self::NOWHERE
        }
    }

    /// The same place, at a row (from 1).
    #[must_use]
    pub fn at_row(mut self, row: u32) -> Self {
        self.row = Some(row);
        self
    }

    /// The same place, at a column (from 1).
    #[must_use]
    pub fn at_column(mut self, column: u32) -> Self {
        self.column = Some(column);
        self
    }

    /// The cell as a spreadsheet calls it: `C7`, or `7` when only the row is known, or empty.
    pub fn cell(&self) -> String {
        let row = self.row.map(|row| row.to_string()).unwrap_or_default();
        format!("{}{row}", self.column.map(column_name).unwrap_or_default())
    }
}

/// The letters of a column: 1 is `A`, 27 is `AA`; 0 is empty.
pub fn column_name(column: u32) -> String {
    let mut rest = column;
    let mut letters = Vec::new();
    while rest > 0 {
        let digit = (rest - 1) % 26;
        letters.push(char::from_u32(u32::from(b'A') + digit).unwrap_or('?'));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

/// One finding. Its sentence is the message `finding-<code>` of `templates/messages/<language>/*.ftl`,
/// what to do about it the message `finding-<code>.remedy`.
///
/// Codes are a letter for the room and three digits, so that they can be said over the telephone:
/// `C` campaign file, `F` files and sheets, `R` register, `L` lists, `M` matching, `D` coverage,
/// `P` plan, `B` letters (brieven), `E` e-mail, `W` workbooks that came back, `G` ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The code, as in `L104`.
    pub code: &'static str,
    /// How bad.
    pub severity: Severity,
    /// Where.
    pub place: Place,
    /// The values in the sentence, by name.
    pub values: Vec<(&'static str, Value)>,
}

impl Finding {
    /// Something that a person has to mend.
    pub fn error(code: &'static str) -> Self {
        Self {
            code,
            severity: Severity::Error,
            place: Place::NOWHERE,
            values: Vec::new(),
        }
    }

    /// Something that a person should look at.
    pub fn warning(code: &'static str) -> Self {
        Self {
            severity: Severity::Warning,
            ..Self::error(code)
        }
    }

    /// Something good to know.
    pub fn info(code: &'static str) -> Self {
        Self {
            severity: Severity::Info,
            ..Self::error(code)
        }
    }

    /// The finding at a place.
    #[must_use]
    pub fn at(mut self, place: Place) -> Self {
        self.place = place;
        self
    }

    /// The finding with one more value for its sentence.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        self.values.push((name, value.into()));
        self
    }

    /// What is the matter, in one sentence.
    pub fn sentence(&self, messages: &Messages) -> String {
        messages.text(&format!("finding-{}", self.code), &self.values)
    }

    /// What to do about it, in one sentence; empty when nothing needs to be done.
    pub fn remedy(&self, messages: &Messages) -> String {
        messages
            .attribute(&format!("finding-{}", self.code), "remedy", &self.values)
            .unwrap_or_default()
    }

    /// Sentence and remedy together, as `findings.csv` has them.
    pub fn message(&self, messages: &Messages) -> String {
        let (sentence, remedy) = (self.sentence(messages), self.remedy(messages));
        if remedy.is_empty() {
            sentence
        } else {
            format!("{sentence} {remedy}")
        }
    }
}

/// A value with the findings that were made on the way to it.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Noted<T> {
    /// The value; complete as far as the data allowed.
    pub value: T,
    /// What was found, in the order of the input.
    pub findings: Vec<Finding>,
}

impl<T> Noted<T> {
    /// A value with findings.
    pub fn new(value: T, findings: Vec<Finding>) -> Self {
        Self { value, findings }
    }

    /// A value about which there is nothing to say.
    pub fn clean(value: T) -> Self {
        Self {
            value,
            findings: Vec::new(),
        }
    }

    /// The value; its findings are added to `all`.
    pub fn into_value(self, all: &mut Vec<Finding>) -> T {
        all.extend(self.findings);
        self.value
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_names_its_cell_as_a_spreadsheet_does() {
        assert_eq!(
            Place::sheet("a.xlsx", "Blad1")
                .at_row(7)
                .at_column(3)
                .cell(),
            "C7"
        );
        assert_eq!(Place::file("a.csv").at_row(7).cell(), "7");
        assert_eq!(
            (column_name(26), column_name(27), column_name(16_384)),
            ("Z".into(), "AA".into(), "XFD".into())
        );
    }
}
