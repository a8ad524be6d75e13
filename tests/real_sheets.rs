//! Real workbooks, which are not in the repository: skipped, visibly, where they are absent.

#![allow(
    clippy::print_stderr,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test may fail loudly"
)]

#[path = "findings/kit.rs"]
#[allow(
    dead_code,
    clippy::disallowed_methods,
    reason = "shared with the gallery"
)]
mod kit;

use std::path::{Path, PathBuf};

use haarvaten::domain::campaign::ReadingSettings;
use haarvaten::domain::{Cell, Sheet};
use haarvaten::read::{Reader, read_workbook};

fn folder() -> Option<PathBuf> {
    let folder = Path::new(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../shared/data/spreadsheets"
    ))
    .to_owned();
    if folder.is_dir() {
        Some(folder)
    } else {
        eprintln!("skipped: {} is not there", folder.display());
        None
    }
}

fn sheets(path: &Path) -> Vec<Sheet> {
    let reader = Reader::direct(&ReadingSettings::default());
    let noted = read_workbook(&reader, path);
    assert!(
        !noted.value.is_empty(),
        "{}: {:?}",
        path.display(),
        noted.findings
    );
    noted.value
}

/// The texts of a sheet by row and column, as a person reads them.
fn shown(sheet: &Sheet) -> Vec<(u32, Vec<(usize, String)>)> {
    sheet
        .rows
        .iter()
        .map(|row| {
            let cells = row
                .cells
                .iter()
                .enumerate()
                // An .xls has 256 columns: what the form has beyond them is not in it.
                .filter(|(column, cell)| *column < 256 && !cell.is_blank())
                .map(|(column, cell)| (column, words(cell)))
                .collect();
            (row.number, cells)
        })
        .collect()
}

fn words(cell: &Cell) -> String {
    haarvaten::domain::text::clean(&cell.shown())
}

#[test]
fn three_formats_of_one_form_are_the_same_sheets() {
    let Some(folder) = folder() else { return };
    let form = |ending: &str| {
        sheets(&folder.join(format!("waarismijnstemlokaal.nl_invulformulier.{ending}")))
    };
    let (xlsx, xls, ods) = (form("xlsx"), form("xls"), form("ods"));
    for other in [&xls, &ods] {
        assert_eq!(xlsx.len(), other.len());
        for (a, b) in xlsx.iter().zip(other) {
            assert_eq!(a.origin.sheet, b.origin.sheet);
            for ((row, left), (other_row, right)) in shown(a).iter().zip(&shown(b)) {
                assert_eq!(row, other_row, "sheet {}", a.origin.sheet);
                let at = left.iter().zip(right).position(|(l, r)| l != r);
                let at = at.unwrap_or(left.len().min(right.len()));
                assert_eq!(
                    left.get(at),
                    right.get(at),
                    "sheet {} row {row}: {:?}",
                    a.origin.sheet,
                    left.len().cmp(&right.len())
                );
            }
            assert_eq!(shown(a).len(), shown(b).len(), "sheet {}", a.origin.sheet);
        }
    }
}

#[test]
fn a_workbook_and_its_csv_twin_say_the_same() {
    let Some(folder) = folder() else { return };
    let book = sheets(&folder.join("1-200-lijst-in-excel.xlsx"));
    let text = sheets(&folder.join("1-200-lijst-in-excel.csv"));
    let (book, text) = (shown(&book[0]), shown(&text[0]));
    assert!(text.len() > 40);
    let words = |rows: &[(u32, Vec<(usize, String)>)]| -> Vec<String> {
        rows.iter()
            .flat_map(|(_, cells)| cells.iter().map(|(_, text)| text.clone()))
            .collect()
    };
    assert_eq!(words(&book), words(&text));
}

#[test]
fn real_sheets_are_taken_in_without_a_panic_and_every_row_is_accounted_for() {
    let Some(folder) = folder() else { return };
    let noted = kit::read_folder(&folder, "");
    let text = kit::shown(&noted);
    eprintln!("{text}");
    let reader = Reader::direct(&ReadingSettings::default());
    for entry in std::fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let rows: usize = read_workbook(&reader, &path)
            .value
            .iter()
            .map(|sheet| sheet.rows.len())
            .sum();
        let accounted = noted
            .value
            .rows
            .iter()
            .filter(|account| *noted.value.source(account.origin.source).unwrap().file == *name)
            .count();
        assert_eq!(rows, accounted, "{name}");
    }
}
