//! The village: a small invented campaign, folder in, folder out, compared whole.
//!
//! Accept a change with `BLESS=1 cargo test --test village`, and read `git diff tests/village`.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test may fail loudly"
)]

mod support;

use std::collections::BTreeMap;
use std::path::Path;

use support::{cells, compare, outputs, run, tests_folder, told, village};

/// What is compared of one output: text as it is, workbooks by their cells, the rest by its hash.
fn readable(campaign: &Path) -> BTreeMap<String, String> {
    let mut made = BTreeMap::new();
    let mut manifest = String::new();
    for (name, bytes) in outputs(campaign) {
        let hash = blake3::hash(&bytes).to_hex();
        manifest.push_str(&format!("{} {name}\n", &hash[..16]));
        let kind = name.rsplit('.').next().unwrap_or_default();
        match kind {
            "csv" | "eml" | "html" | "md" | "txt" | "svg" => {
                let text = String::from_utf8(bytes).unwrap();
                made.insert(name, text);
            }
            "xlsx" => {
                let text = cells(&campaign.join("outputs").join(&name));
                made.insert(format!("{name}.txt"), text);
            }
            _ => {}
        }
    }
    made.insert("manifest.txt".to_owned(), manifest);
    made
}

#[test]
fn the_village_comes_out_as_it_was_accepted() {
    let folder = village();
    let output = run(folder.path(), &["run"], &[]);
    let said = told(&output, folder.path());
    assert!(
        matches!(output.status.code(), Some(0 | 1)),
        "the run could not go on\n{said}"
    );
    compare(&tests_folder("village/out"), &readable(folder.path()));
}

#[test]
fn the_same_village_gives_the_same_bytes_whatever_the_machine() {
    let first = village();
    run(first.path(), &["run"], &[]);
    let expected = outputs(first.path());
    assert!(!expected.is_empty(), "nothing was made");
    for environment in [
        [
            ("RAYON_NUM_THREADS", "1"),
            ("TZ", "Pacific/Kiritimati"),
            ("LC_ALL", "C"),
        ],
        [
            ("RAYON_NUM_THREADS", "7"),
            ("TZ", "America/Los_Angeles"),
            ("LC_ALL", "tr_TR.UTF-8"),
        ],
        [
            ("RAYON_NUM_THREADS", "2"),
            ("TZ", "Europe/Amsterdam"),
            ("LC_ALL", "nl_NL.UTF-8"),
        ],
    ] {
        let folder = village();
        run(folder.path(), &["run"], &environment);
        same(
            &expected,
            &outputs(folder.path()),
            &format!("{environment:?}"),
        );
    }
}

#[test]
fn a_second_run_on_the_same_day_changes_nothing() {
    let folder = village();
    run(folder.path(), &["run"], &[]);
    let expected = outputs(folder.path());
    run(folder.path(), &["run"], &[]);
    same(&expected, &outputs(folder.path()), "the second run");
}

fn same(expected: &BTreeMap<String, Vec<u8>>, made: &BTreeMap<String, Vec<u8>>, when: &str) {
    let names = |of: &BTreeMap<String, Vec<u8>>| of.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(expected), names(made), "{when}: other files");
    for (name, bytes) in expected {
        assert!(made[name] == *bytes, "{when}: other bytes in {name}");
    }
}
