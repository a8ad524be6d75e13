//! Who walks where: every door to follow up once, the same hands in the next round, and what is
//! filled in comes back.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use calamine::{Reader as _, Xlsx, open_workbook};

use crate::support::{rows_of, workbook_of};
use crate::world::World;

/// The rows below the headings of the sheets of a workbook that have a column *Uitkomst*.
fn doors(path: &Path) -> BTreeMap<String, Vec<Vec<String>>> {
    let book: Xlsx<_> = open_workbook(path).unwrap();
    let mut found = BTreeMap::new();
    for name in book.sheet_names() {
        let rows = rows_of(path, &name);
        let is_head = |row: &Vec<String>| {
            row.contains(&"Uitkomst".to_owned()) && row.contains(&"Straat".to_owned())
        };
        if let Some(at) = rows.iter().position(is_head) {
            found.insert(name, rows[at..].to_vec());
        }
    }
    found
}

fn numbers(rows: &[Vec<String>]) -> Vec<u32> {
    let column = rows[0].iter().position(|cell| cell == "Nummer").unwrap();
    rows.iter()
        .skip(1)
        .filter_map(|row| row[column].parse().ok())
        .collect()
}

#[test]
fn every_door_is_walked_by_one_and_what_they_write_comes_back() {
    let lists = "naam;dagen;gebied;hoogstens\nFatima;di;Dorpsstraat;\nBram;za;;8\nPiet;;Elders;\n";
    let mut world = World::with(&[("volunteers.csv", lists)]);
    world.opts_out_by_list(3);
    world.run();
    let root = world.folder.path().to_owned();
    let workbooks = root.join("outputs/workbooks");
    let walks = doors(&workbooks.join("looplijsten.xlsx"));
    let all = doors(&workbooks.join("opvolging.xlsx"));
    let mut walked: Vec<u32> = walks.values().flat_map(|rows| numbers(rows)).collect();
    walked.sort_unstable();
    let mut listed = numbers(&all["Deuren"]);
    listed.sort_unstable();
    assert_eq!(walked, listed);
    assert!(!walked.contains(&3));
    assert!(
        numbers(
            walks
                .get("Bram")
                .map_or(&[vec!["Nummer".into()]][..], Vec::as_slice)
        )
        .len()
            <= 8
    );
    let findings = world.table("findings.csv");
    assert!(
        findings
            .iter()
            .any(|row| row["code"] == "L143" && row["message"].contains("Piet"))
    );
    let table = world.table("walks.csv");
    let sum: usize = table
        .iter()
        .map(|row| row["doors"].parse::<usize>().unwrap())
        .sum();
    assert_eq!(sum, listed.len());
    assert!(root.join("outputs/walks/01-fatima.pdf").exists());

    // Fatima fills in her sheet; it is read like *Deuren*.
    let mut rows = walks["Fatima"].clone();
    let outcome = rows[0].iter().position(|cell| cell == "Uitkomst").unwrap();
    let first = numbers(&rows)[0];
    "wil geen contact meer".clone_into(&mut rows[1][outcome]);
    "niet thuis".clone_into(&mut rows[2][outcome]);
    let back = workbook_of(&[("Fatima", &rows)]);
    fs::write(root.join("inputs/returned/fatima.xlsx"), back).unwrap();
    world.command(&["collect"]);
    world.no.insert(first, world.today);

    // The next round: the same hands, without whoever said no; who left has no list any more.
    fs::write(
        root.join("inputs/volunteers.csv"),
        lists.replace("Bram;za;;8\n", ""),
    )
    .unwrap();
    world.later(20);
    world.run();
    let again = doors(&workbooks.join("looplijsten.xlsx"));
    assert!(!again.contains_key("Bram"));
    assert!(!numbers(&again["Fatima"]).contains(&first));
    let left: Vec<String> = fs::read_dir(root.join("outputs/walks"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(left, ["01-fatima.pdf"]);

    // Who is forgotten is on no page, and without any volunteer there is none; behind a link
    // nothing is touched.
    let elsewhere = tempfile::tempdir().unwrap();
    let theirs = elsewhere.path().join("van-iemand-anders.pdf");
    fs::write(&theirs, b"x").unwrap();
    world.command(&["forget", "Fatima", "--really"]);
    let list = fs::read_to_string(root.join("inputs/volunteers.csv")).unwrap();
    assert!(!list.contains("Fatima"), "{list}");
    assert_eq!(fs::read_dir(root.join("outputs/walks")).unwrap().count(), 0);
    fs::remove_file(root.join("inputs/volunteers.csv")).unwrap();
    world.later(1);
    world.run();
    assert_eq!(fs::read_dir(root.join("outputs/walks")).unwrap().count(), 0);
    #[cfg(unix)]
    {
        fs::remove_dir(root.join("outputs/walks")).unwrap();
        std::os::unix::fs::symlink(elsewhere.path(), root.join("outputs/walks")).unwrap();
        world.later(1);
        world.run();
        assert!(theirs.exists());
    }
}
