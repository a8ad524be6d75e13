//! Workbooks for a building each, and what two people fill in differently.

use std::collections::BTreeSet;
use std::fs;

use tempfile::TempDir;

use crate::support::{rows_of, workbook_of};
use crate::{at, campaign, pieces, state};

type Rows = Vec<Vec<String>>;

/// Fills in a cell of the row that holds a text.
fn fill(rows: &mut Rows, row: &str, heading: &str, text: &str) {
    let has = |row: &Vec<String>| row.iter().any(|cell| cell == heading);
    let top = rows.iter().position(has).unwrap();
    let column = rows[top].iter().position(|cell| cell == heading).unwrap();
    let width = rows[top].len();
    let found = rows[top + 1..]
        .iter_mut()
        .find(|cells| cells.iter().any(|cell| cell == row));
    let cells = found.unwrap();
    cells.resize(width, String::new());
    text.clone_into(&mut cells[column]);
}

fn send_back(folder: &TempDir, name: &str, sheet: &str, rows: &Rows) {
    let path = folder.path().join("inputs/returned").join(name);
    fs::write(path, workbook_of(&[(sheet, rows)])).unwrap();
}

#[test]
fn every_building_has_a_workbook_with_its_own_doors_and_codes() {
    let folder = campaign();
    let pieces = pieces(&folder);
    at(&folder, "2026-11-24", &["run", "--per", "gebouw"], &[0, 1]);
    let workbooks = folder.path().join("outputs/workbooks");
    let mut books: Vec<_> = fs::read_dir(&workbooks)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            path.file_name()
                .unwrap()
                .to_string_lossy()
                .starts_with("opvolging-")
        })
        .collect();
    books.sort();
    // Without building ids every house is a building.
    assert_eq!(books.len(), 12, "{books:?}");
    let mut numbers = BTreeSet::new();
    for book in &books {
        let doors = rows_of(book, "Deuren");
        let top = doors
            .iter()
            .position(|row| row.contains(&"Uitkomst".to_owned()))
            .unwrap();
        assert_eq!(
            doors[top + 1..]
                .iter()
                .filter(|row| !row.is_empty())
                .count(),
            1
        );
        let number: u32 = doors[top + 1][2].parse().unwrap();
        numbers.insert(number);
        let codes = rows_of(book, "codes");
        assert_eq!(
            codes,
            [[pieces[&number].1.replace('-', "")]],
            "no code of another door"
        );
    }
    assert_eq!(numbers, (1..=12).collect());
    // What comes back of one counts as it does in the large workbook.
    let mut doors = rows_of(&books[0], "Deuren");
    let top = doors
        .iter()
        .position(|row| row.contains(&"Uitkomst".to_owned()))
        .unwrap();
    let number = doors[top + 1][2].clone();
    fill(&mut doors, &number, "Uitkomst", "doet mee");
    send_back(&folder, "terug.xlsx", "Deuren", &doors);
    at(&folder, "2026-11-25", &["collect"], &[0, 1]);
    assert_eq!(
        state(&folder, &pieces[&number.parse().unwrap()].0),
        "answered"
    );
    // A misspelt outcome is not guessed: the nearest is proposed.
    let mut doors = rows_of(&books[1], "Deuren");
    let number = doors[top + 1][2].clone();
    fill(&mut doors, &number, "Uitkomst", "doet meee");
    send_back(&folder, "fout.xlsx", "Deuren", &doors);
    let said = at(&folder, "2026-11-25", &["collect"], &[0, 1]);
    assert!(
        said.contains("W117") && said.contains("‘doet mee’"),
        "{said}"
    );
    // A heading that somebody renamed is known by its neighbours, and told.
    let mut doors = rows_of(&books[2], "Deuren");
    let number = doors[top + 1][2].clone();
    fill(&mut doors, &number, "Uitkomst", "doet mee");
    let renamed = doors[top]
        .iter_mut()
        .find(|cell| *cell == "Uitkomst")
        .unwrap();
    "Wat kwam ervan".clone_into(renamed);
    send_back(&folder, "kop.xlsx", "Blad1", &doors);
    let said = at(&folder, "2026-11-25", &["collect"], &[0, 1]);
    assert!(
        said.contains("W136") && said.contains("Wat kwam ervan"),
        "{said}"
    );
    assert_eq!(
        state(&folder, &pieces[&number.parse().unwrap()].0),
        "answered"
    );
    // A level that there is not is told with those that there are.
    let said = at(&folder, "2026-11-25", &["run", "--per", "kelder"], &[2]);
    assert!(
        said.contains("building") && said.contains("buurt"),
        "{said}"
    );
}

#[test]
fn what_two_people_fill_in_differently_is_asked_and_nothing_is_lost() {
    let folder = campaign();
    let inputs = folder.path().join("inputs");
    fs::write(
        inputs.join("steun.csv"),
        "organisatie;steun;sinds\nBewonersgroep Dorpsstraat;een ruimte;2026-10-01\n",
    )
    .unwrap();
    at(&folder, "2026-11-24", &["run"], &[0, 1]);
    let opvolging = folder.path().join("outputs/workbooks/opvolging.xlsx");
    let given = rows_of(&opvolging, "Steun");
    let (mut one, mut two) = (given.clone(), given);
    fill(&mut one, "een ruimte", "Wie pakt het op", "Fatima");
    fill(&mut two, "een ruimte", "Wie pakt het op", "Jan");
    fill(&mut two, "een ruimte", "Partner", "Stadsdeel");
    send_back(&folder, "van fatima.xlsx", "Steun", &one);
    at(&folder, "2026-11-25", &["collect"], &[0, 1]);
    send_back(&folder, "van jan.xlsx", "Steun", &two);
    at(&folder, "2026-11-26", &["run"], &[0, 1]);
    let need = || {
        let rows = rows_of(&opvolging, "Steun");
        rows.into_iter()
            .find(|row| row.contains(&"een ruimte".to_owned()))
            .unwrap()
    };
    let has = |text: &str| need().contains(&text.to_owned());
    assert!(
        has("Fatima") && !has("Jan") && has("Stadsdeel"),
        "{:?}",
        need()
    );
    // The question has both, and where the other one comes from.
    let controle = folder.path().join("outputs/workbooks/controle.xlsx");
    let mut asked = rows_of(&controle, "Vragen");
    let row = asked
        .iter()
        .find(|row| row.iter().any(|cell| cell.contains("van jan.xlsx")))
        .unwrap()
        .clone();
    assert!(
        row.iter().any(|cell| cell == "1. Fatima\n2. Jan"),
        "{row:?}"
    );
    let read = row
        .iter()
        .find(|cell| cell.contains("van jan.xlsx"))
        .unwrap()
        .clone();
    fill(&mut asked, &read, "Besluit", "Jan");
    send_back(&folder, "controle.xlsx", "Vragen", &asked);
    at(&folder, "2026-11-27", &["run"], &[0, 1]);
    assert!(has("Jan") && !has("Fatima"), "{:?}", need());
    let left = rows_of(&controle, "Vragen");
    assert!(
        !left
            .iter()
            .any(|row| row.iter().any(|cell| cell.contains("van jan.xlsx")))
    );
}
