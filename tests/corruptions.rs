//! Measures matching on seeded corruptions of a real municipality (Weesp), per kind of corruption.
//!
//! `cargo test --release --test corruptions -- --nocapture` prints the table.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::cast_precision_loss,
    clippy::print_stderr,
    missing_docs,
    reason = "a test may fail loudly"
)]

mod corrupting;

use std::path::Path;

use corrupting::{KINDS, measure, table};
use haarvaten::domain::Decisions;
use haarvaten::matching::Finder;
use haarvaten::register::{OpenOptions, Silent, open};

#[test]
fn no_corruption_leads_to_another_home() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/data/bag");
    let file = "BAGGEM0457L-15102021.zip";
    if !Path::new(folder).join(file).exists() {
        eprintln!("skipped: no extract at {folder}");
        return;
    }
    let options = OpenOptions {
        date: Some(jiff::civil::date(2021, 10, 15)),
        ..OpenOptions::default()
    };
    let opened = open(
        Path::new(folder),
        &[file.to_owned()],
        &[],
        &options,
        &Silent,
    );
    let register = opened.expect("the extract is read").value.register;
    let decisions = Decisions::none();
    let finder = Finder::new(&register, &decisions);
    let (tallies, wrong) = measure(&register, &finder, 1);
    eprintln!("{}", table(&tallies));
    for line in &wrong {
        eprintln!("WRONG {line}");
    }
    let rows: usize = tallies.iter().map(|t| t.rows).sum();
    let all: usize = tallies.iter().map(|t| t.wrong).sum();
    assert!(
        all * 10_000 <= rows,
        "{all} of {rows} rows became another home"
    );
    for ((name, _), tally) in KINDS.iter().zip(&tallies).take(10) {
        assert_eq!(tally.wrong, 0, "{name}");
        assert!(
            tally.right * 100 >= tally.rows * 98,
            "{name}: {} of {}",
            tally.right,
            tally.rows
        );
    }
}
