//! What the program tells people to do can be done: every command that it prints is run as it
//! stands, in a real shell, in a folder whose name has a space and a quote.
#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test may fail loudly"
)]

mod support;

use std::path::Path;
use std::process::{Command, Output};

use support::{copy, run, tests_folder, told, village};

/// Where a name means more to a shell than to a person.
const FOLDER: &str = "mijn 'eigen' $BUURT";

/// Runs a line as a person pastes it.
fn paste(folder: &Path, line: &str) -> Output {
    let program = Path::new(env!("CARGO_BIN_EXE_haarvaten"));
    let path = std::env::var("PATH").unwrap();
    let here = program.parent().unwrap().display();
    Command::new("sh")
        .args(["-c", line])
        .env("PATH", format!("{here}:{path}"))
        .current_dir(folder)
        .output()
        .unwrap()
}

/// The commands in what was said: from the program's name to the end of the sentence or the quote.
fn commands(said: &str) -> Vec<String> {
    let known = [
        "run",
        "check",
        "collect",
        "letters",
        "decisions",
        "register",
        "explain",
        "preview",
        "new",
        "-C",
    ];
    said.lines()
        .flat_map(|line| line.split("haarvaten ").skip(1))
        .map(|rest| rest.split(['”', '(']).next().unwrap())
        .map(|rest| {
            rest.split(". ")
                .next()
                .unwrap()
                .trim_end_matches(['.', ' '])
        })
        .filter(|rest| known.contains(&rest.split(' ').next().unwrap()))
        .map(|rest| format!("haarvaten {rest}"))
        .collect()
}

/// Pastes each command that was printed; the exit codes of done are 0 and 1.
fn all_work(folder: &Path, output: &Output) -> usize {
    let said = String::from_utf8_lossy(&output.stdout).into_owned()
        + &String::from_utf8_lossy(&output.stderr);
    let commands = commands(&said);
    for command in &commands {
        let output = paste(folder, command);
        let code = output.status.code();
        assert!(
            matches!(code, Some(0 | 1)),
            "{command}\n{}",
            told(&output, folder)
        );
    }
    commands.len()
}

#[test]
fn the_commands_that_are_printed_work_from_another_folder() {
    let above = tempfile::tempdir().unwrap();
    let folder = above.path().join(FOLDER);
    copy(village().path(), &folder);
    let mut pasted = 0;
    for arguments in [
        &["check"][..],
        &["run"],
        &["letters"],
        &["letters", "confirm", "1"],
        &["letters", "confirm", "99"],
        &["collect"],
        &["decisions"],
    ] {
        let whole = [&["-C", FOLDER][..], arguments].concat();
        let output = run(above.path(), &whole, &[]);
        pasted += all_work(above.path(), &output);
    }
    assert!(pasted >= 3, "only {pasted} commands were found");
}

#[test]
fn a_new_campaign_tells_where_the_register_comes_from_and_its_command_works() {
    let above = tempfile::tempdir().unwrap();
    let output = run(above.path(), &["new", FOLDER], &[]);
    let said = String::from_utf8(output.stdout.clone()).unwrap();
    for word in ["gemeente", "Kadaster", "PDOK", "register.csv"] {
        assert!(said.contains(word), "{word} in {said}");
    }
    let folder = above.path().join(FOLDER);
    let register = tests_folder("village/in/inputs/register.csv");
    // Without a register the command is right and says where one comes from.
    let next = commands(&said).pop().unwrap();
    let without = paste(above.path(), &next);
    assert_eq!(without.status.code(), Some(4), "{next}");
    assert!(told(&without, above.path()).contains("Kadaster"));
    std::fs::copy(register, folder.join("inputs/register.csv")).unwrap();
    assert_eq!(all_work(above.path(), &output), 1);
    // The sender is still that of the example: that can be looked at, not sent out.
    let out = run(
        above.path(),
        &["-C", FOLDER, "run", "--date", "23-11-2026"],
        &[],
    );
    assert_eq!(out.status.code(), Some(2), "{}", told(&out, above.path()));
    assert!(told(&out, above.path()).contains("C117"));
}

/// A register that was imported is no list, its command is printed, and what a narrower import
/// leaves out is not called withdrawn.
#[test]
fn an_imported_register_leaves_nothing_that_is_called_an_error() {
    let folder = village();
    let source = "inputs/register.csv";
    let first = run(folder.path(), &["register", "import", source], &[]);
    let said = String::from_utf8(first.stdout).unwrap();
    assert!(said.contains("sources = [\"register.gpkg\"]"), "{said}");
    std::fs::write(folder.path().join("inputs/register.gpkg-index"), "x").unwrap();
    let checked = run(folder.path(), &["check"], &[]);
    let told = told(&checked, folder.path());
    assert!(!told.contains("gpkg-index"), "{told}");
    std::fs::remove_file(folder.path().join("inputs/register.gpkg-index")).unwrap();
    let narrow = [
        "register",
        "import",
        source,
        "--postcode",
        "1234AA",
        "--json",
    ];
    let narrower = String::from_utf8(run(folder.path(), &narrow, &[]).stdout).unwrap();
    let changes: serde_json::Value = narrower
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .find(|line: &serde_json::Value| line.get("changes").is_some())
        .unwrap();
    assert_eq!(changes["changes"]["withdrawn"], serde_json::json!([]));
}

/// The pictures of the stationery as the manual says: below `templates/`, used, and not called
/// unused; a signature without names under it too.
#[test]
fn a_signature_and_a_letterhead_of_the_campaign_are_used() {
    let picture = "<svg xmlns='http://www.w3.org/2000/svg' width='80' height='30'><path d='M0 0L80 30' stroke='#000'/></svg>";
    for names in ["", "signed_by = [\"Aïsha\"]\n"] {
        let folder = village();
        let templates = folder.path().join("templates");
        std::fs::create_dir_all(&templates).unwrap();
        for file in ["krabbel.svg", "briefpapier.svg"] {
            std::fs::write(templates.join(file), picture).unwrap();
        }
        let path = folder.path().join("inputs/campaign.toml");
        let text = std::fs::read_to_string(&path).unwrap();
        let without: String = text
            .lines()
            .filter(|line| !line.starts_with("signed_by"))
            .flat_map(|line| [line, "\n"])
            .collect();
        let text = without.replacen("[sender]\n", &format!("[sender]\n{names}"), 1);
        let pictures = "letterhead = \"briefpapier.svg\"\nsignature = \"krabbel.svg\"\n";
        let text = if text.contains("[letters]\n") {
            text.replacen("[letters]\n", &format!("[letters]\n{pictures}"), 1)
        } else {
            format!("{text}\n[letters]\n{pictures}")
        };
        std::fs::write(&path, text).unwrap();
        let output = run(folder.path(), &["run"], &[]);
        let told = told(&output, folder.path());
        assert!(matches!(output.status.code(), Some(0 | 1)), "{told}");
        for code in ["B111", "B112", "B113", "B115", "B124"] {
            assert!(!told.contains(code), "{code} with {names:?}: {told}");
        }
        assert!(folder.path().join("outputs/letters").exists(), "{told}");
    }
}
