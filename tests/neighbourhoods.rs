//! Neighbourhoods worked out by hand, cell by cell: a campaign folder in, the real program, and
//! tables that a person wrote down beforehand from the rules.
//!
//! Every folder below `tests/neighbourhoods/` has `inputs/` and a folder per date; what stands in
//! the `inputs/` of a date replaces the files before that run. An expected table may have fewer
//! columns than ours. Of `areas.csv`, `organisations.csv` and `steps.csv` the lines that are named
//! must be there; the other tables must have no other line.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test may fail loudly"
)]

mod support;

use std::collections::BTreeSet;
use std::path::Path;

use support::{copy, run, told};

type Line = Vec<String>;

fn table(path: &Path) -> (Vec<String>, Vec<Line>) {
    let mut reader = csv::Reader::from_path(path).unwrap();
    let columns = reader.headers().unwrap().iter().map(Into::into).collect();
    let lines = reader
        .records()
        .map(|record| record.unwrap().iter().map(Into::into).collect())
        .collect();
    (columns, lines)
}

/// Our lines with the columns of the expectation only.
fn narrowed(path: &Path, columns: &[String]) -> Vec<Line> {
    let (ours, lines) = table(path);
    let at: Vec<usize> = columns
        .iter()
        .map(|column| ours.iter().position(|name| name == column).unwrap())
        .collect();
    lines
        .iter()
        .map(|line| at.iter().map(|at| line[*at].clone()).collect())
        .collect()
}

fn compare(expected: &Path, ours: &Path, about: &str) {
    let (columns, lines) = table(expected);
    let made: Vec<Line> = narrowed(ours, &columns);
    let there: BTreeSet<&Line> = made.iter().collect();
    let wanted: BTreeSet<&Line> = lines.iter().collect();
    let missing: Vec<_> = lines.iter().filter(|line| !there.contains(line)).collect();
    let name = expected.file_name().unwrap().to_str().unwrap();
    let partly = ["areas.csv", "organisations.csv", "steps.csv"].contains(&name);
    let more: Vec<_> = made
        .iter()
        .filter(|line| !partly && !wanted.contains(line))
        .collect();
    assert!(
        missing.is_empty() && more.is_empty(),
        "{about}, {name} {columns:?}\nmissing: {missing:#?}\ntoo much: {more:#?}\nmade: {made:#?}"
    );
    assert!(
        partly || made.len() == lines.len(),
        "{about}, {name}: doubles"
    );
}

#[test]
fn every_neighbourhood_comes_out_as_a_person_worked_it_out() {
    let all = support::tests_folder("neighbourhoods");
    let mut checked = 0;
    for folder in folders(&all) {
        let name = folder.file_name().unwrap().to_str().unwrap().to_owned();
        let campaign = tempfile::tempdir().unwrap();
        copy(&folder.join("inputs"), &campaign.path().join("inputs"));
        for day in folders(&folder) {
            let date = day.file_name().unwrap().to_str().unwrap().to_owned();
            if date == "inputs" {
                continue;
            }
            if day.join("inputs").exists() {
                copy(&day.join("inputs"), &campaign.path().join("inputs"));
            }
            let output = run(campaign.path(), &["run", "--date", &date], &[]);
            let code = output.status.code();
            let said = told(&output, campaign.path());
            assert!(matches!(code, Some(0 | 1)), "{name} {date}\n{said}");
            for file in std::fs::read_dir(&day).unwrap() {
                let expected = file.unwrap().path();
                if expected.extension().is_some_and(|end| end == "csv") {
                    let tables = campaign.path().join("outputs/tables");
                    let ours = tables.join(expected.file_name().unwrap());
                    compare(&expected, &ours, &format!("{name} {date}"));
                    checked += 1;
                }
            }
        }
    }
    assert!(checked >= 18, "only {checked} tables were compared");
}

/// The folders in a folder, in order.
fn folders(within: &Path) -> Vec<std::path::PathBuf> {
    let mut all: Vec<_> = std::fs::read_dir(within)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
        .collect();
    all.sort();
    all
}
