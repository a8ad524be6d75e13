//! A snapshot of every command: its help, and what it says about the village.
//!
//! Accept a change with `BLESS=1 cargo test --test commands`, and read `git diff tests/commands`.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test may fail loudly"
)]

mod support;

use std::collections::BTreeMap;
use std::path::Path;

use support::{compare, copy, files, run, tests_folder, told, village};

const COMMANDS: [&str; 20] = [
    "plan",
    "status",
    "forget",
    "export",
    "purge",
    "privacy",
    "optouts",
    "repair",
    "completions",
    "man",
    "run",
    "check",
    "collect",
    "decisions",
    "register",
    "letters",
    "preview",
    "explain",
    "new",
    "send",
];

#[test]
fn every_command_says_what_was_accepted() {
    let mut said = BTreeMap::new();
    let folder = village();
    let mut tell = |name: &str, arguments: &[&str]| {
        let output = run(
            folder.path(),
            arguments,
            &[("COLUMNS", "100"), ("NO_COLOR", "1")],
        );
        let text = format!(
            "$ haarvaten {}\n{}",
            arguments.join(" "),
            told(&output, folder.path())
        );
        said.insert(format!("{name}.txt"), text);
    };
    tell("help", &["--help"]);
    for command in COMMANDS {
        tell(&format!("help-{command}"), &[command, "--help"]);
    }
    tell("check", &["check"]);
    tell("run", &["run"]);
    tell("run-again", &["run"]);
    tell(
        "explain-home",
        &["explain", "Kade 4, 1234 AD Verzonnendorp"],
    );
    tell("explain-tenant", &["explain", "De", "Toren", "7"]);
    tell("explain-shop", &["explain", "Dorpsstraat 7, 1234 AA"]);
    tell("explain-nowhere", &["explain", "Dorpsstraat 99, 1234 AA"]);
    tell("letters", &["letters"]);
    tell("letters-confirm", &["letters", "confirm", "2"]);
    tell("letters-none", &["letters", "confirm", "99"]);
    tell("preview-nothing", &["preview", "strat"]);
    tell("collect", &["collect"]);
    tell("decisions", &["decisions"]);
    tell("new", &["new", "vers"]);
    tell("new-in-a-full-folder", &["new", "inputs"]);
    tell("wrong-use", &["--nonsense"]);
    let made = files(&folder.path().join("vers")).join("\n") + "\n";
    said.insert("new-files.txt".to_owned(), made);
    compare(&tests_folder("commands"), &said);
}

/// A folder that `new` made needs nothing but a register to be run.
#[test]
fn a_new_campaign_runs_once_it_has_a_register() {
    let folder = tempfile::tempdir().unwrap();
    let output = run(folder.path(), &["new", "vers"], &[]);
    assert_eq!(
        output.status.code(),
        Some(0),
        "{}",
        told(&output, folder.path())
    );
    let campaign = folder.path().join("vers");
    // Who writes is filled in, as the file itself asks.
    let path = campaign.join("inputs/campaign.toml");
    let text = std::fs::read_to_string(&path).unwrap();
    let text = text
        .replace("Naam van uw bewonersgroep", "Buren van de Kade")
        .replace(
            "\"Straat 1\", \"1234 AB Plaats\"",
            "\"Kade 1\", \"1234 AA Verzonnendorp\"",
        )
        .replace("bewonersgroep@example.org", "kade@example.org");
    std::fs::write(&path, text).unwrap();
    let today = ["run", "--date", "2026-11-23"];
    let without = run(&campaign, &today, &[]);
    assert_eq!(
        without.status.code(),
        Some(4),
        "{}",
        told(&without, folder.path())
    );
    std::fs::copy(
        tests_folder("village/in/inputs/register.csv"),
        campaign.join("inputs/register.csv"),
    )
    .unwrap();
    let with = run(&campaign, &today, &[]);
    assert_eq!(
        with.status.code(),
        Some(0),
        "{}",
        told(&with, folder.path())
    );
    assert!(campaign.join("outputs/tables/coverage.csv").exists());
}

/// What the README shows of a run is what a run of the sample says.
#[test]
fn the_readme_shows_the_run_of_the_sample() {
    let home = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = tempfile::tempdir().unwrap();
    copy(&home.join("inputs"), &folder.path().join("inputs"));
    let output = run(folder.path(), &[], &[]);
    let said = String::from_utf8(output.stdout).unwrap();
    let summary = &said[said.find("Haarvaten van de K-buurt,").unwrap()..];
    let readme = std::fs::read_to_string(home.join("README.md")).unwrap();
    assert!(
        readme.contains(&format!("```\n{summary}```")),
        "README.md is to show this:\n{summary}"
    );
}
