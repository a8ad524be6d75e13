//! The trial field: lists as colleagues make them, read against a register in which a wrong column
//! hits a home that exists. Each row ends right, asked or wrong.
//!
//! `cargo test --test lists` reads 300; `LISTS=2000 cargo test --test lists -- --nocapture` as many
//! as asked, and shows what was not read right. Lists that somebody reported: `lists.yaml`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stderr,
    clippy::disallowed_methods,
    clippy::cast_possible_truncation,
    reason = "a test may fail loudly, and reads its environment itself"
)]

mod field;
mod grammar;

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;
use serde::Deserialize;

/// How rows ended.
#[derive(Default, Clone, Copy, Debug)]
struct Score {
    right: usize,
    asked: usize,
    wrong: usize,
}

impl Score {
    fn row(&mut self, expected: Option<&BTreeSet<String>>, got: Option<&BTreeSet<String>>) {
        match (expected, got) {
            (Some(home), Some(got)) if home == got => self.right += 1,
            (Some(_), None) => self.asked += 1,
            (_, Some(_)) => self.wrong += 1,
            (None, None) => {}
        }
    }
    fn plus(self, more: Self) -> Self {
        Self {
            right: self.right + more.right,
            asked: self.asked + more.asked,
            wrong: self.wrong + more.wrong,
        }
    }
}

/// Rows in wrong homes and lists read right without a person, of each thousand.
const WRONG_AT_MOST: usize = 0;
const READ_AT_LEAST: usize = 980;

#[test]
fn lists_by_the_grammar_go_to_no_wrong_home() {
    let count: u64 = std::env::var("LISTS")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(300);
    let loud = std::env::var_os("LISTS").is_some();
    let register = field::register();
    let scores: Vec<(u64, Score, String)> = (0..count)
        .into_par_iter()
        .map(|seed| {
            let made = grammar::make(seed);
            let came = field::walk(&register, &[(made.name.clone(), made.bytes.clone())], "");
            let mut score = Score::default();
            for (row, line) in (1_u32..).zip(&made.lines) {
                let wanted = line
                    .home
                    .as_ref()
                    .map(|home| BTreeSet::from([home.clone()]));
                let got = came
                    .homes
                    .iter()
                    .find(|((_, r), _)| *r == row)
                    .map(|(_, homes)| homes);
                score.row(wanted.as_ref(), got);
            }
            let mut shown = String::new();
            if loud && (score.wrong > 0 || score.asked > 0) {
                let head: Vec<String> = made
                    .lines
                    .iter()
                    .take(4)
                    .map(|line| line.cells.join(" | "))
                    .collect();
                shown = format!(
                    "{seed} {} {score:?} {:?}\n  {}\n{}",
                    made.name,
                    came.kinds,
                    head.join("\n  "),
                    came.told()
                );
            }
            (seed, score, shown)
        })
        .collect();
    let all = scores
        .iter()
        .fold(Score::default(), |sum, (_, score, _)| sum.plus(*score));
    // A list is read when a person has at most one row in ten left to look at.
    let read = scores
        .iter()
        .filter(|(_, s, _)| s.wrong == 0 && s.asked * 10 <= s.right)
        .count();
    let wrong: Vec<u64> = scores
        .iter()
        .filter(|(_, s, _)| s.wrong > 0)
        .map(|(seed, ..)| *seed)
        .collect();
    for (_, _, shown) in &scores {
        eprint!("{shown}");
    }
    let rows = all.right + all.asked + all.wrong;
    eprintln!(
        "{} lists, {rows} rows: {all:?}; {read} lists read without a person; wrong: {wrong:?}",
        scores.len()
    );
    assert!(
        all.wrong * 1000 <= WRONG_AT_MOST * rows,
        "rows in a wrong home: {all:?}, lists {wrong:?}"
    );
    assert!(
        read * 1000 >= READ_AT_LEAST * scores.len(),
        "lists read right without a person: {read} of {}",
        scores.len()
    );
}

#[derive(Deserialize)]
struct Reported {
    list: String,
    file: String,
    rows: Vec<String>,
    #[serde(default)]
    more: String,
    /// It is not read right yet; the mark must go as soon as it is.
    #[serde(default)]
    open: bool,
    /// By row (from 1): homes, or `asked`. A row that is not named means no home.
    homes: BTreeMap<u32, String>,
}

#[test]
fn every_list_that_was_reported_ends_where_it_says() {
    let all: Vec<Reported> = serde_yaml_ng::from_str(include_str!("lists.yaml")).unwrap();
    let register = field::register();
    let mut faults = String::new();
    for list in &all {
        let file = (list.file.clone(), list.rows.join("\n").into_bytes());
        let came = field::walk(&register, &[file], &list.more);
        let mut wrong = Vec::new();
        for row in 1..=list.rows.len() as u32 {
            let wanted: BTreeSet<String> = list
                .homes
                .get(&row)
                .filter(|said| *said != "asked")
                .map(|said| said.split(',').map(|home| home.trim().to_owned()).collect())
                .unwrap_or_default();
            let got = came
                .homes
                .iter()
                .filter(|((_, r), _)| *r == row)
                .flat_map(|(_, homes)| homes.clone())
                .collect::<BTreeSet<_>>();
            if got != wanted {
                wrong.push(format!("row {row}: wanted {wanted:?}, got {got:?}"));
            }
        }
        if list.open && wrong.is_empty() {
            faults.push_str(&format!(
                "{}: is read right now, take `open` away\n",
                list.list
            ));
        }
        if !wrong.is_empty() && !list.open {
            faults.push_str(&format!(
                "{} {:?}\n  {}\n{}",
                list.list,
                came.kinds,
                wrong.join("\n  "),
                came.told()
            ));
        }
    }
    assert!(faults.is_empty(), "{faults}");
}

/// A workbook with a sheet a flat, and a floor plan: the names of the sheets are the streets.
#[test]
fn the_street_may_be_the_name_of_a_sheet() {
    let mut book = rust_xlsxwriter::Workbook::new();
    for (street, numbers) in [("Kleiburg", [3, 4, 9]), ("Kortvoort", [3, 4, 140])] {
        let sheet = book.add_worksheet().set_name(street).unwrap();
        sheet
            .write_row(0, 0, ["Huisnr", "Bewoner", "Telefoon"])
            .unwrap();
        for (row, number) in (1_u32..).zip(numbers) {
            sheet.write(row, 0, number).unwrap();
            sheet.write(row, 1, format!("Bewoner {number}")).unwrap();
        }
    }
    let plan = book.add_worksheet().set_name("Kruitberg").unwrap();
    for (row, floor) in (0_u32..).zip(["3e", "2e", "1e", "bg"]) {
        plan.write(row, 0, floor).unwrap();
        for column in 1..=4_u16 {
            let number = (3 - row) * 10 + u32::from(column);
            plan.write(row, column, number).unwrap();
        }
    }
    let file = (
        "bewoners corporatie.xlsx".to_owned(),
        book.save_to_buffer().unwrap(),
    );
    let came = field::walk(&field::register(), &[file], "");
    let of = |sheet: &str| {
        let all = came.homes.iter().filter(|((of, _), _)| of == sheet);
        all.flat_map(|(_, homes)| homes.clone())
            .collect::<BTreeSet<_>>()
    };
    let named = |street: &str, numbers: &[u32]| {
        let homes = numbers.iter().map(|number| format!("{street} {number}"));
        homes.collect::<BTreeSet<_>>()
    };
    assert_eq!(
        of("Kleiburg"),
        named("Kleiburg", &[3, 4, 9]),
        "{}",
        came.told()
    );
    assert_eq!(
        of("Kortvoort"),
        named("Kortvoort", &[3, 4, 140]),
        "{}",
        came.told()
    );
    let all = [1, 2, 3, 4, 11, 12, 13, 14, 21, 22, 23, 24, 31, 32, 33, 34];
    assert_eq!(of("Kruitberg"), named("Kruitberg", &all), "{}", came.told());
}
