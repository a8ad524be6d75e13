//! Finding our own columns again in a sheet that came back: sorted, filtered, coloured, with
//! columns added or moved, in either language.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use compact_str::CompactString;
use jiff::civil::Date;

use super::{controle, opvolging, partner};
use domain::text::{clean, fold};
use domain::workbook::Column;
use domain::{Cell, Finding, Messages, Row, Sheet};

/// In how many rows from the top the headings may stand.
const SEARCHED: usize = 60;

/// Where our columns stand in a sheet that came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Located {
    /// Position in [`Sheet::rows`] of the row with the headings.
    pub heading: usize,
    columns: BTreeMap<&'static str, usize>,
}

impl Located {
    /// The column (from 0) of a key.
    pub fn column(&self, key: &str) -> Option<usize> {
        self.columns.get(key).copied()
    }

    /// The cleaned text of a cell; empty when the column is not there.
    pub fn text(&self, row: &Row, key: &str) -> CompactString {
        self.column(key)
            .map(|at| CompactString::from(clean(&row.cell(at).shown())))
            .unwrap_or_default()
    }

    /// The date in a cell: a real one, or text as people type it (`23-11-2026`, `2026-11-23`).
    pub fn date(&self, row: &Row, key: &str) -> Option<Date> {
        match row.cell(self.column(key)?) {
            Cell::Date(when) => Some(when.date()),
            // `1 dec 2026` is read as it is in the lists.
            Cell::Text(text) => typed_date(text).or_else(|| date_in_words(text)),
            Cell::Empty | Cell::Number(_) | Cell::Bool(_) | Cell::Error(_) => None,
        }
    }

    /// The rows below the headings that hold anything.
    pub fn rows<'a>(&self, sheet: &'a Sheet) -> impl Iterator<Item = &'a Row> + use<'a> {
        sheet
            .rows
            .iter()
            .skip(self.heading + 1)
            .filter(|row| !row.is_blank())
    }
}

/// A date with the name of its month.
fn date_in_words(text: &str) -> Option<Date> {
    let text = clean(text);
    text.contains(char::is_alphabetic)
        .then(|| lists::intake::date_from_text(&text))
        .flatten()
}

/// A date as people type it: day, month, year, or the other way round.
pub fn typed_date(text: &str) -> Option<Date> {
    let parts: Vec<i32> = clean(text)
        .split(['-', '/', '.', ' '])
        .filter(|part| !part.is_empty())
        .map(str::parse)
        .collect::<Result<_, _>>()
        .ok()?;
    let &[a, b, c] = parts.as_slice() else {
        return None;
    };
    let (year, month, day) = if a > 31 { (a, b, c) } else { (c, b, a) };
    let year = if (0..100).contains(&year) {
        2000 + year
    } else {
        year
    };
    Date::new(
        i16::try_from(year).ok()?,
        i8::try_from(month).ok()?,
        i8::try_from(day).ok()?,
    )
    .ok()
}

/// Finds the columns that `list` makes, whatever the language of the sheet; `None` when one that
/// must be there is not.
pub fn locate(
    sheet: &Sheet,
    list: impl Fn(&Messages) -> Vec<Column>,
    must: &[&'static str],
) -> Option<Located> {
    let mut keys: BTreeMap<String, &'static str> = BTreeMap::new();
    for messages in Messages::all() {
        for column in list(messages) {
            keys.insert(fold(&column.heading), column.key);
        }
    }
    for (heading, row) in sheet.rows.iter().enumerate().take(SEARCHED) {
        let mut columns = BTreeMap::new();
        for (at, cell) in row.cells.iter().enumerate() {
            if let Some(key) = keys.get(&fold(&cell.shown())) {
                columns.entry(*key).or_insert(at);
            }
        }
        if must.iter().all(|key| columns.contains_key(key)) {
            return Some(Located { heading, columns });
        }
    }
    None
}

/// The same where somebody renamed one heading that must be there: the column between its neighbours
/// is meant when its heading is none of ours. That is told. Ids are never taken from such a column.
pub fn locate_renamed(
    sheet: &Sheet,
    list: impl Fn(&Messages) -> Vec<Column> + Copy,
    must: &[&'static str],
    findings: &mut Vec<Finding>,
) -> Option<Located> {
    if let Some(located) = locate(sheet, list, must) {
        return Some(located);
    }
    let ours = Messages::all().first().map(list).unwrap_or_default();
    let order: Vec<&'static str> = ours.iter().map(|column| column.key).collect();
    let could_be = must.iter().filter(|key| **key != "id");
    could_be.into_iter().find_map(|renamed| {
        let others: Vec<&'static str> = must.iter().copied().filter(|key| key != renamed).collect();
        let mut located = locate(sheet, list, &others)?;
        let is_ours = located.columns.len() * 10 >= order.len() * 6;
        let row = sheet.rows.get(located.heading).filter(|_| is_ours)?;
        let at = order.iter().position(|key| key == renamed)?;
        let place = |key: Option<&&'static str>| located.column(key?);
        let behind = at.checked_sub(1).and_then(|left| place(order.get(left)));
        let before = place(order.get(at + 1)).and_then(|right| right.checked_sub(1));
        let is_free = |column: &usize| {
            let heading = fold(&row.cell(*column).shown());
            !heading.is_empty() && !ALL.contains(&heading)
        };
        let column = [behind.map(|left| left + 1), before];
        let column = column.into_iter().flatten().find(is_free)?;
        let meant = ours.get(at).map(|column| column.heading.clone());
        findings.push(
            Finding::warning("W136")
                .at(sheet.origin.cell(row.number, column))
                .with("heading", clean(&row.cell(column).shown()))
                .with("meant", meant.unwrap_or_default()),
        );
        located.columns.insert(*renamed, column);
        Some(located)
    })
}

/// Every heading of every sheet that comes back.
static ALL: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    let lists: [fn(&Messages) -> Vec<Column>; 10] = [
        opvolging::deuren::columns,
        opvolging::organisaties::columns,
        opvolging::steun::columns,
        opvolging::punten::columns,
        opvolging::bijeenkomsten::columns,
        opvolging::antwoordstroken::columns,
        opvolging::pakketten::columns,
        controle::columns,
        partner::organisation_columns,
        partner::support_columns,
    ];
    let of = |messages: &'static Messages| lists.into_iter().flat_map(move |list| list(messages));
    let all = Messages::all().iter().flat_map(of);
    all.map(|column| fold(&column.heading)).collect()
});

#[cfg(test)]
mod tests {
    use super::*;
    use domain::SheetOrigin;
    use jiff::civil::date;

    #[test]
    fn dates_are_read_as_people_type_them() {
        for text in [
            "23-11-2026",
            "2026-11-23",
            "23/11/26",
            "23.11.2026",
            " 23 11 2026 ",
        ] {
            assert_eq!(typed_date(text), Some(date(2026, 11, 23)), "{text}");
        }
        for text in ["1 dec 2026", "1 december 2026"] {
            assert_eq!(date_in_words(text), Some(date(2026, 12, 1)), "{text}");
        }
        assert_eq!(date_in_words("gisteren"), None);
        for text in ["gisteren", "31-2-2026", "12-2", ""] {
            assert_eq!(typed_date(text), None, "{text}");
        }
    }

    /// A sheet with these headings and one row below them.
    fn sheet(headings: &[&str]) -> Sheet {
        let row = |number: u32, cells: Vec<Cell>| Row {
            number,
            cells,
            ..Row::default()
        };
        let below = headings.iter().map(|_| Cell::text("x")).collect();
        Sheet {
            origin: SheetOrigin {
                file: "returned/a.xlsx".into(),
                sheet: "Deuren".into(),
            },
            hidden: false,
            hidden_columns: Vec::new(),
            rows: vec![
                row(1, headings.iter().map(|h| Cell::text(h)).collect()),
                row(2, below),
            ],
        }
    }

    #[test]
    fn one_renamed_heading_is_known_by_its_neighbours_and_an_id_never_is() {
        let columns = opvolging::deuren::columns;
        let ours: Vec<String> = columns(Messages::all().first().unwrap())
            .into_iter()
            .map(|column| column.heading)
            .collect();
        let must = ["street", "number", "outcome", "id"];
        let with = |change: &dyn Fn(&mut Vec<&str>)| {
            let mut headings: Vec<&str> = ours.iter().map(String::as_str).collect();
            change(&mut headings);
            let mut findings = Vec::new();
            let located = locate_renamed(&sheet(&headings), columns, &must, &mut findings);
            (
                located.and_then(|all| all.column("outcome")),
                findings.len(),
            )
        };
        assert_eq!(with(&|_| {}), (Some(5), 0));
        assert_eq!(with(&|all| all[5] = "Wat kwam ervan"), (Some(5), 1));
        // With a column of somebody's own in front, or the rest in another order.
        assert_eq!(
            with(&|all| {
                all[5] = "Wat kwam ervan";
                all.insert(0, "Ploeg");
            }),
            (Some(6), 1)
        );
        // Two renamed, one that is gone, and an id that somebody's own column stands in the place of.
        assert_eq!(with(&|all| (all[1], all[5]) = ("Waar", "Wat")), (None, 0));
        assert_eq!(
            with(&|all| {
                all.remove(5);
            }),
            (None, 0)
        );
        assert_eq!(
            with(&|all| *all.last_mut().unwrap() = "Mijn nummer"),
            (None, 0)
        );
    }
}
