//! The sheet with the batches: a day filled in is a batch delivered, as by `letters confirm`.

use std::fs;

use crate::support::{rows_of, workbook_of};
use crate::{at, campaign, pieces, state};

/// The same rows with a day and a last letter, as somebody sends them back.
fn filled(rows: &[Vec<String>], date: &str, through: &str) -> Vec<u8> {
    let heading = rows
        .iter()
        .position(|row| row.contains(&"Bezorgd op".to_owned()))
        .unwrap();
    let column = |name: &str| rows[heading].iter().position(|cell| cell == name).unwrap();
    let mut rows = rows.to_vec();
    let first = &mut rows[heading + 1];
    first.resize(rows_width(first), String::new());
    date.clone_into(&mut first[column("Bezorgd op")]);
    through.clone_into(&mut first[column("Tot en met brief")]);
    workbook_of(&[("Blad1", &rows)])
}

fn rows_width(row: &[String]) -> usize {
    row.len().max(9)
}

#[test]
fn a_day_beside_a_batch_reports_it_as_delivered() {
    let folder = campaign();
    let workbook = folder.path().join("outputs/workbooks/opvolging.xlsx");
    let rows = rows_of(&workbook, "Pakketten");
    let pieces = pieces(&folder);
    let states = || -> Vec<String> {
        (7..=12)
            .map(|number| state(&folder, &pieces[&number].0))
            .collect()
    };
    let back = |name: &str, date: &str, through: &str| {
        fs::write(
            folder.path().join("inputs/returned").join(name),
            filled(&rows, date, through),
        )
        .unwrap();
        at(&folder, "2026-11-26", &["collect"], &[0, 1])
    };
    for (name, date, through, code) in [
        ("te vroeg.xlsx", "22-11-2026", "", "W128"),
        ("te laat.xlsx", "27-11-2026", "", "W128"),
        ("vreemd.xlsx", "25-11-2026", "w9-00001", "W129"),
        ("geen dag.xlsx", "gisteren", "", "W103"),
    ] {
        let said = back(name, date, through);
        assert!(said.contains(code), "{name}: {said}");
        assert_eq!(states(), vec!["sealed"; 6], "{name}");
        fs::remove_file(folder.path().join("inputs/returned").join(name)).unwrap();
    }
    let said = back("deel.xlsx", "25-11-2026", "4");
    assert!(
        said.contains("Brieven als bezorgd gemeld") && said.contains(" 4\n"),
        "{said}"
    );
    assert_eq!(
        states(),
        [
            "delivered",
            "delivered",
            "delivered",
            "delivered",
            "sealed",
            "sealed"
        ]
    );
    back("alles.xlsx", "25-11-2026", "");
    assert_eq!(states(), vec!["delivered"; 6]);
}
