//! Where the street of a list stands when no column holds it: in the title, the name of the sheet or
//! that of the file, above each block, or nowhere but on a floor plan. It counts only when the
//! register bears it out.

use compact_str::CompactString;

use super::{Sheet, Walk};
use crate::intake::columns::Columns;
use crate::intake::fields::Field;
use crate::intake::judge::{Judge, Judged};
use crate::intake::layout::Headings;
use crate::intake::supplier::supplier_of;
use domain::text::{clean, fold};
use domain::{AddressText, Cell, Row};

/// Rows on which a street is tried.
const TRIED: usize = 30;
/// House numbers on which a text between the rows is tried.
const PROBES: [u32; 16] = [1, 2, 3, 4, 5, 7, 10, 11, 20, 25, 50, 75, 100, 101, 200, 500];

/// A street that was found outside the columns.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Elsewhere {
    /// As it was written there.
    pub street: CompactString,
    /// `title`, `sheet` or `file`.
    pub place: &'static str,
}

impl Walk<'_> {
    /// The street of a table that has a column of house numbers and none for what they are of.
    pub(super) fn street_elsewhere(
        &self,
        sheet: &Sheet,
        headings: &Headings,
        below: &[Row],
        title: &str,
    ) -> Option<Elsewhere> {
        let judge = self.rules.judge?;
        let means = |field: Field| {
            let mut all = headings.columns.iter();
            all.find(|h| h.meanings.first().is_some_and(|m| m.field == field))
        };
        let of_address = [
            Field::Address,
            Field::Street,
            Field::Postcode,
            Field::UnitId,
            Field::AddressId,
            Field::Covers,
            Field::VveName,
        ];
        if of_address.into_iter().any(|field| means(field).is_some()) {
            return None;
        }
        let column = means(Field::Number)?.column;
        let rows: Vec<Vec<String>> = below
            .iter()
            .map(|row| vec![clean(&row.cell(column).shown())])
            .filter(|numbers| numbers.iter().all(|number| is_number(number)))
            .take(TRIED)
            .collect();
        self.borne_out(sheet, title, &rows, judge)
    }

    /// The street of a sheet that is a floor plan: rows are floors, cells are house numbers.
    pub(super) fn floor_plan(&self, sheet: &Sheet, rows: &[Row]) -> Option<(Elsewhere, usize)> {
        let judge = self.rules.judge?;
        let first = rows.iter().position(|row| numbers_of(row).len() >= 2)?;
        let plan: Vec<Vec<String>> = rows
            .iter()
            .skip(first)
            .map(numbers_of)
            .filter(|numbers| !numbers.is_empty())
            .take(TRIED)
            .collect();
        if plan.len() < 2 {
            return None;
        }
        let title = super::title_of(rows, first);
        let found = self.borne_out(sheet, &title, &plan, judge)?;
        Some((found, first))
    }

    /// The first text outside the columns that is the street of nearly all these numbers.
    fn borne_out(
        &self,
        sheet: &Sheet,
        title: &str,
        rows: &[Vec<String>],
        judge: &dyn Judge,
    ) -> Option<Elsewhere> {
        let file = self.file.name.rsplit('/').next().unwrap_or_default();
        let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
        let supplier = supplier_of(&self.file.name);
        let texts = [
            (title, "title"),
            (&sheet.head.name, "sheet"),
            (stem, "file"),
            (&supplier, "file"),
        ];
        let all = rows.iter().flatten().count();
        if all < 2 {
            return None;
        }
        texts.into_iter().find_map(|(text, place)| {
            let street = CompactString::from(clean(text));
            let right = rows
                .iter()
                .flatten()
                .filter(|number| leads(judge, &street, number))
                .count();
            (!street.is_empty() && right * 5 >= all * 4).then_some(Elsewhere { street, place })
        })
    }

    /// The street that a lonely text between the rows names, where the street stands elsewhere.
    pub(super) fn street_between(&self, columns: &Columns, row: &Row) -> Option<CompactString> {
        columns.street.as_ref()?;
        let judge = self.rules.judge?;
        let mut filled = row.cells.iter().filter(|cell| !cell.is_blank());
        let (Some(Cell::Text(text)), None) = (filled.next(), filled.next()) else {
            return None;
        };
        let street = CompactString::from(clean(text));
        is_street(judge, &street).then_some(street)
    }

    /// Whether the register has a street of that name.
    pub(super) fn is_street(&self, name: &str) -> bool {
        let judge = self.rules.judge;
        judge.is_some_and(|judge| is_street(judge, &name.into()))
    }
}

fn is_street(judge: &dyn Judge, name: &CompactString) -> bool {
    let mut numbers = PROBES.iter();
    numbers.any(|number| leads(judge, name, &number.to_string()))
}

/// Whether a street and a number are a place in the register, as written.
fn leads(judge: &dyn Judge, street: &CompactString, number: &str) -> bool {
    let address = AddressText {
        street: Some(street.clone()),
        number: Some(number.into()),
        ..AddressText::default()
    };
    matches!(judge.judge(&address), Judged::Home(_) | Judged::Place(_))
}

/// A house number, perhaps with a letter.
fn is_number(text: &str) -> bool {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = text.get(digits..).unwrap_or_default();
    (1..=4).contains(&digits) && rest.len() <= 2 && rest.bytes().all(|b| b.is_ascii_alphabetic())
}

/// The house numbers on a floor; what names the floor (`3e`, `3e verdieping`, `bg`) is none.
pub(in crate::intake) fn numbers_of(row: &Row) -> Vec<String> {
    let texts = row.cells.iter().map(|cell| clean(&cell.shown()));
    texts
        .filter(|text| is_number(text) && !is_floor(text))
        .collect()
}

fn is_floor(text: &str) -> bool {
    let folded = fold(text);
    let rest = folded.trim_start_matches(|c: char| c.is_ascii_digit());
    matches!(rest, "e" | "de" | "st" | "th" | "nd" | "rd")
}
