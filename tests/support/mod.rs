//! What the tests that run the whole program share: a campaign folder of their own, running the
//! program in it, and comparing with accepted files.
#![allow(
    dead_code,
    reason = "every test file uses another part of what they share"
)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stderr,
    clippy::disallowed_methods,
    clippy::missing_panics_doc,
    clippy::wildcard_enum_match_arm,
    reason = "a test may fail loudly, and reads its environment itself"
)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Output;

use calamine::{Data, Reader, Xlsx, open_workbook};
use tempfile::TempDir;

/// A folder below `tests/`.
pub fn tests_folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests")
        .join(name)
}

/// The village in a folder of its own, its one binary list included.
pub fn village() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    copy(&tests_folder("village/in"), folder.path());
    std::fs::write(
        folder.path().join("inputs/Goede Huisvester.xlsx"),
        corporation_list(),
    )
    .unwrap();
    folder
}

/// Copies a folder with everything in it.
pub fn copy(from: &Path, to: &Path) {
    for file in files(from) {
        let target = to.join(&file);
        std::fs::create_dir_all(target.parent().unwrap()).unwrap();
        std::fs::copy(from.join(&file), target).unwrap();
    }
}

/// A corporation's list as corporations send it: a title, merged cells, a total, a hidden row.
fn corporation_list() -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let made = rust_xlsxwriter::ExcelDateTime::from_ymd(2026, 10, 1).unwrap();
    book.set_properties(&rust_xlsxwriter::DocProperties::new().set_creation_datetime(&made));
    let bold = rust_xlsxwriter::Format::new().set_bold();
    let day = rust_xlsxwriter::Format::new().set_num_format("d-m-yyyy");
    let page = book.add_worksheet().set_name("Bezit").unwrap();
    page.merge_range(0, 0, 0, 5, "Goede Huisvester, verzonnen", &bold)
        .unwrap();
    let headings = [
        "Complex-\nnummer",
        "Straatnaam",
        "Huisnr.",
        "Toev.",
        "Postcode",
        "Huur\n(€)",
    ];
    for (column, heading) in (0_u16..).zip(headings) {
        page.write_with_format(2, column, heading, &bold).unwrap();
    }
    let mut row = 3;
    let mut line = |street: &str, number: u32, addition: &str, postcode: &str| {
        page.write(row, 0, "C1").unwrap();
        page.write(row, 1, street).unwrap();
        page.write(row, 2, number).unwrap();
        page.write(row, 3, addition).unwrap();
        page.write(row, 4, postcode).unwrap();
        page.write(row, 5, 512.5).unwrap();
        row += 1;
    };
    for number in 1..=12 {
        // The third row has a typo, the fourth no postcode.
        let street = if number == 3 { "De Tooren" } else { "De Toren" };
        line(street, number, "", if number == 4 { "" } else { "1234 AB" });
    }
    line("De Toren", 5, "", "1234 AB");
    line("Hofje", 1, "huis", "1234 AC");
    line("Hofje", 1, "I", "1234 AC");
    line("De Toren", 77, "", "1234 AB");
    line("Buitenweg", 1, "", "1234 ZZ");
    // Excel took 3-2 for the third of February.
    let date = rust_xlsxwriter::ExcelDateTime::from_ymd(2026, 2, 3).unwrap();
    page.write(row, 1, "Hofje").unwrap();
    page.write_with_format(row, 2, &date, &day).unwrap();
    page.write(row, 4, "1234 AC").unwrap();
    page.write(row + 1, 1, "De Toren").unwrap();
    page.write(row + 1, 2, 12).unwrap();
    page.set_row_hidden(row + 1).unwrap();
    page.write(row + 2, 0, "Totaal").unwrap();
    page.write(row + 2, 2, 18).unwrap();
    book.save_to_buffer().unwrap()
}

/// The rows of a sheet, as texts.
pub fn rows_of(workbook: &Path, sheet: &str) -> Vec<Vec<String>> {
    let mut book: Xlsx<_> = open_workbook(workbook).unwrap();
    let range = book.worksheet_range(sheet).unwrap();
    let texts = |row: &[Data]| row.iter().map(Data::to_string).collect();
    range.rows().map(texts).collect()
}

/// A workbook of such rows, sheet by sheet, as somebody sends it back.
pub fn workbook_of(sheets: &[(&str, &[Vec<String>])]) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    for (name, rows) in sheets {
        let page = book.add_worksheet().set_name(*name).unwrap();
        for (at, row) in (0_u32..).zip(*rows) {
            for (column, cell) in (0_u16..).zip(row) {
                page.write(at, column, cell.as_str()).unwrap();
            }
        }
    }
    book.save_to_buffer().unwrap()
}

/// Runs the program in a campaign folder.
pub fn run(folder: &Path, arguments: &[&str], environment: &[(&str, &str)]) -> Output {
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_haarvaten"));
    command.current_dir(folder).args(arguments);
    command
        .env_remove("HAARVATEN_SECRET")
        .envs(environment.iter().copied());
    command.output().unwrap()
}

/// Standard output and standard error as one text, with the exit code; the folder's own name left out.
pub fn told(output: &Output, folder: &Path) -> String {
    let text = format!(
        "exit code {}\n--- standard output ---\n{}--- standard error ---\n{}",
        output.status.code().unwrap_or(-1),
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr),
    );
    text.replace(&folder.display().to_string(), "<folder>")
}

/// Every file below a folder, by its path with `/`.
pub fn files(folder: &Path) -> Vec<String> {
    fn walk(folder: &Path, below: &str, found: &mut Vec<String>) {
        let Ok(entries) = std::fs::read_dir(folder) else {
            return;
        };
        for entry in entries {
            let entry = entry.unwrap();
            let name = format!("{below}{}", entry.file_name().to_string_lossy());
            if entry.file_type().unwrap().is_dir() {
                walk(&entry.path(), &format!("{name}/"), found);
            } else {
                found.push(name);
            }
        }
    }
    let mut found = Vec::new();
    walk(folder, "", &mut found);
    found.sort();
    found
}

/// The bytes of every output of a run but the ledger's own file (`tables/ledger.csv` tells its story).
pub fn outputs(campaign: &Path) -> BTreeMap<String, Vec<u8>> {
    let folder = campaign.join("outputs");
    files(&folder)
        .into_iter()
        .filter(|name| !name.contains(".sqlite") && !name.ends_with(".lock"))
        .map(|name| (name.clone(), std::fs::read(folder.join(name)).unwrap()))
        .collect()
}

/// The cells of a workbook, one line a row, so that a difference tells something.
pub fn cells(workbook: &Path) -> String {
    let mut book: Xlsx<_> = open_workbook(workbook).unwrap();
    let mut out = String::new();
    for sheet in book.sheet_names() {
        out.push_str(&format!("# {sheet}\n"));
        let range = book.worksheet_range(&sheet).unwrap();
        let first = range.start().map_or(1, |(row, _)| row + 1);
        for (number, row) in (first..).zip(range.rows()) {
            let cells: Vec<String> = row
                .iter()
                .map(|cell| match cell {
                    Data::Empty => String::new(),
                    other => other.to_string().replace('\n', "⏎"),
                })
                .collect();
            let line = cells.join(" | ");
            let line = line.trim_end_matches([' ', '|']);
            if !line.is_empty() {
                out.push_str(&format!("{number}: {line}\n"));
            }
        }
    }
    out
}

/// Compares a whole set of texts with the accepted files in a folder; with `BLESS=1` accepts them.
pub fn compare(accepted: &Path, made: &BTreeMap<String, String>) {
    if std::env::var_os("BLESS").is_some() {
        for old in files(accepted) {
            if !made.contains_key(&old) {
                std::fs::remove_file(accepted.join(old)).unwrap();
            }
        }
        for (name, text) in made {
            let path = accepted.join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
        eprintln!(
            "accepted {} files: read `git diff {}`",
            made.len(),
            accepted.display()
        );
        return;
    }
    let mut wrong = String::new();
    for (name, text) in made {
        match std::fs::read_to_string(accepted.join(name)) {
            Ok(old) if old == *text => {}
            Ok(old) => wrong.push_str(&difference(name, &old, text)),
            Err(_) => wrong.push_str(&format!("{name}: is new\n")),
        }
    }
    for old in files(accepted) {
        if !made.contains_key(&old) {
            wrong.push_str(&format!("{old}: was not made\n"));
        }
    }
    assert!(
        wrong.is_empty(),
        "the output is not what was accepted; look, and accept it with BLESS=1\n{wrong}"
    );
}

/// The first lines that differ, side by side.
fn difference(name: &str, old: &str, new: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
    let mut out = format!(
        "{name}: {} lines accepted, {} lines made\n",
        old.len(),
        new.len()
    );
    let longest = old.len().max(new.len());
    let lines = |of: &[&str], at: usize| of.get(at).copied().unwrap_or("(nothing)").to_owned();
    for at in (0..longest)
        .filter(|at| lines(&old, *at) != lines(&new, *at))
        .take(5)
    {
        out.push_str(&format!(
            "  line {}\n  - {}\n  + {}\n",
            at + 1,
            lines(&old, at),
            lines(&new, at)
        ));
    }
    out
}
