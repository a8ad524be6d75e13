//! The memory of a campaign, attacked: a ledger that is gone, empty, cut off or old; another key;
//! links; signals; a full disk; two processes; a clock that is wrong.
#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test may fail loudly"
)]

mod support;

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::Duration;

use support::{outputs, run, village};
use tempfile::TempDir;

const LATER: [&str; 3] = ["run", "--date", "2027-02-01"];

fn code(output: &Output) -> i32 {
    output.status.code().unwrap_or(-1)
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned() + &String::from_utf8_lossy(&output.stdout)
}

fn at(folder: &Path, name: &str) -> std::path::PathBuf {
    folder.join(name)
}

/// A campaign with one wave, an opt-out of a list that went, and a batch that was delivered.
fn campaign() -> TempDir {
    let folder = village();
    let list = at(folder.path(), "inputs/geen-post.csv");
    fs::write(
        &list,
        "adres,postcode,afgemeld op\nDe Toren 7,1234 AB,2026-11-01\n",
    )
    .unwrap();
    assert!(code(&run(folder.path(), &["run"], &[])) < 2);
    assert_eq!(
        code(&run(folder.path(), &["letters", "confirm", "2"], &[])),
        0
    );
    fs::remove_file(&list).unwrap();
    folder
}

#[test]
fn a_memory_that_lost_something_makes_nothing_until_it_is_repaired() {
    let whole = campaign();
    assert!(code(&run(whole.path(), &LATER, &[])) < 2);
    let expected = outputs(whole.path());
    let ledger = "outputs/ledger.sqlite";
    type Attack = fn(&Path);
    let attacks: [(&str, Attack); 8] = [
        ("deleted", |f| {
            fs::remove_file(f.join("outputs/ledger.sqlite")).unwrap();
        }),
        ("emptied", |f| {
            fs::write(f.join("outputs/ledger.sqlite"), b"").unwrap();
        }),
        ("cut off", |f| {
            let bytes = fs::read(f.join("outputs/ledger.sqlite")).unwrap();
            fs::write(f.join("outputs/ledger.sqlite"), &bytes[..bytes.len() / 2]).unwrap();
        }),
        ("no database", |f| {
            fs::write(f.join("outputs/ledger.sqlite"), b"x".repeat(9000)).unwrap();
        }),
        ("all outputs deleted", |f| {
            fs::remove_dir_all(f.join("outputs")).unwrap();
        }),
        ("a line taken out of the side log", |f| {
            let path = f.join("inputs/geheugen.log");
            let text = fs::read_to_string(&path).unwrap();
            let kept: Vec<&str> = text
                .lines()
                .filter(|line| !line.contains("opted_out"))
                .collect();
            fs::write(&path, kept.join("\n") + "\n").unwrap();
        }),
        ("an older copy", |f| {
            fs::copy(f.join("old.sqlite"), f.join("outputs/ledger.sqlite"))
                .map(|_| ())
                .unwrap();
        }),
        ("an older copy, no side log", |f| {
            fs::copy(f.join("old.sqlite"), f.join("outputs/ledger.sqlite")).unwrap();
            fs::remove_file(f.join("inputs/geheugen.log")).unwrap();
        }),
    ];
    for (name, attack) in attacks {
        let folder = village();
        let list = at(folder.path(), "inputs/geen-post.csv");
        run(folder.path(), &["optouts"], &[]);
        fs::write(
            &list,
            "adres,postcode,afgemeld op\nDe Toren 7,1234 AB,2026-11-01\n",
        )
        .unwrap();
        run(folder.path(), &["run"], &[]);
        fs::copy(folder.path().join(ledger), folder.path().join("old.sqlite")).unwrap();
        run(folder.path(), &["letters", "confirm", "2"], &[]);
        fs::remove_file(&list).unwrap();
        attack(folder.path());
        let before = outputs(folder.path());
        let stopped = run(folder.path(), &LATER, &[]);
        assert_eq!(code(&stopped), 4, "{name}: {}", said(&stopped));
        assert!(
            said(&stopped).contains("haarvaten repair"),
            "{name}: {}",
            said(&stopped)
        );
        assert!(
            outputs(folder.path()) == before,
            "{name}: something was made"
        );
        let repaired = run(folder.path(), &["repair"], &[]);
        assert!(code(&repaired) < 2, "{name}: {}", said(&repaired));
        let after = run(folder.path(), &LATER, &[]);
        assert!(code(&after) < 2, "{name}: {}", said(&after));
        let tables = |of: &std::collections::BTreeMap<String, Vec<u8>>, table: &str| {
            String::from_utf8(of[&format!("tables/{table}")].clone()).unwrap()
        };
        let made = outputs(folder.path());
        for table in ["ledger.csv", "plan.csv"] {
            assert_eq!(
                tables(&made, table),
                tables(&expected, table),
                "{name}: {table}"
            );
        }
    }
}

/// Nothing but what was made tells of the first wave: nobody is written to again as if it were new.
#[test]
fn without_ledger_and_side_log_what_was_made_is_the_witness() {
    let folder = campaign();
    fs::remove_file(at(folder.path(), "outputs/ledger.sqlite")).unwrap();
    fs::remove_file(at(folder.path(), "inputs/geheugen.log")).unwrap();
    assert_eq!(code(&run(folder.path(), &LATER, &[])), 4);
    let letters = |folder: &Path| {
        let mut kept = outputs(folder);
        kept.retain(|name, _| name.starts_with("letters/"));
        kept
    };
    let before = letters(folder.path());
    let repaired = run(folder.path(), &["repair"], &[]);
    assert_eq!(code(&repaired), 1, "{}", said(&repaired));
    assert!(code(&run(folder.path(), &LATER, &[])) < 2);
    let after = letters(folder.path());
    for (name, bytes) in &before {
        assert!(
            after.get(name) == Some(bytes) || !name.contains("batch-"),
            "{name}"
        );
    }
    let plan = fs::read_to_string(at(folder.path(), "outputs/tables/plan.csv")).unwrap();
    assert!(!plan.lines().any(|line| line.starts_with("w1-")));
}

#[test]
fn time_runs_forwards_and_not_by_years() {
    let folder = campaign();
    let before = outputs(folder.path());
    for date in [
        "2026-11-22",
        "2025-01-01",
        "2000-01-01",
        "0001-01-01",
        "1999-12-31",
        "2100-01-01",
        "2098-06-01",
    ] {
        let output = run(folder.path(), &["run", "--date", date], &[]);
        assert_eq!(code(&output), 2, "{date}: {}", said(&output));
        assert!(outputs(folder.path()) == before, "{date}");
    }
    assert!(
        said(&run(folder.path(), &["run", "--date", "2026-11-22"], &[]))
            .contains("23 november 2026")
    );
    assert!(
        code(&run(
            folder.path(),
            &["run", "--date", "2098-06-01", "--yes"],
            &[]
        )) < 2
    );
}

#[test]
fn a_strange_key_stops_the_run() {
    let folder = campaign();
    let key = at(folder.path(), "inputs/secret.key");
    let before = outputs(folder.path());
    fs::write(&key, "0123456789abcdef0123456789abcdef").unwrap();
    assert_eq!(code(&run(folder.path(), &LATER, &[])), 4);
    fs::remove_file(&key).unwrap();
    assert_eq!(code(&run(folder.path(), &LATER, &[])), 4);
    assert!(!key.exists(), "no new key is made");
    assert!(outputs(folder.path()) == before);
    let fresh = village();
    let key = at(fresh.path(), "inputs/secret.key");
    for short in [
        "a",
        "0123456789abcdef",
        "kort",
        "12345678901234567890",
        "ABCDEF0123456789ABCDEF0123456",
        "dit geheim is openbaar en hoort alleen bij de voorbeeldcampagne",
    ] {
        fs::write(&key, short).unwrap();
        let output = run(fresh.path(), &["run"], &[]);
        assert_eq!(code(&output), 2, "{short}: {}", said(&output));
        assert!(outputs(fresh.path()).is_empty(), "{short}");
    }
}

#[test]
fn nothing_is_written_through_a_link() {
    for name in [
        ".lock",
        "letters",
        "tables",
        "workbooks",
        "report",
        "emails",
        "posters",
        "ledger.sqlite",
        ".haarvaten-werk",
    ] {
        let folder = village();
        fs::create_dir(at(folder.path(), "outputs")).unwrap();
        let other = tempfile::tempdir().unwrap();
        let is_file = name.contains(".lock") || name.contains("sqlite");
        let target = if is_file {
            other.path().join("kept.txt")
        } else {
            other.path().to_owned()
        };
        if is_file {
            fs::write(&target, "keep me").unwrap();
        }
        symlink(&target, folder.path().join("outputs").join(name)).unwrap();
        let output = run(folder.path(), &["run"], &[]);
        assert_eq!(code(&output), 4, "{name}: {}", said(&output));
        let inside: Vec<_> = fs::read_dir(other.path()).unwrap().collect();
        assert_eq!(inside.len(), usize::from(is_file), "{name}");
        if is_file {
            assert_eq!(fs::read_to_string(&target).unwrap(), "keep me", "{name}");
        }
    }
    let folder = village();
    fs::create_dir(at(folder.path(), "outputs")).unwrap();
    let precious = at(folder.path(), "precious.txt");
    fs::write(&precious, "keep me").unwrap();
    fs::hard_link(&precious, at(folder.path(), "outputs/.lock")).unwrap();
    run(folder.path(), &["run"], &[]);
    assert_eq!(fs::read_to_string(&precious).unwrap(), "keep me");
}

#[test]
fn a_sealed_file_that_is_gone_or_changed_is_named_and_made_again_byte_for_byte() {
    let folder = campaign();
    assert!(code(&run(folder.path(), &LATER, &[])) < 2);
    let before = outputs(folder.path());
    for (number, change) in [(1_u32, "gone"), (3, "changed")] {
        let name = before
            .keys()
            .find(|name| name.starts_with(&format!("letters/batch-{number:03}-")))
            .unwrap();
        let path = folder.path().join("outputs").join(name);
        if change == "gone" {
            fs::remove_file(&path).unwrap();
        } else {
            fs::write(&path, "other").unwrap();
        }
        let list = run(folder.path(), &["letters"], &[]);
        assert!(said(&list).contains("G102"), "{}", said(&list));
        assert!(said(&run(folder.path(), &LATER, &[])).contains("G102"));
        let reprint = ["letters", "reprint", &number.to_string(), "--reason", "weg"];
        assert_eq!(code(&run(folder.path(), &reprint, &[])), 0);
        assert!(fs::read(&path).unwrap() == before[name]);
    }
}

#[test]
fn an_opt_out_is_taken_back_with_a_reason_only() {
    let folder = campaign();
    assert_ne!(
        code(&run(folder.path(), &["optouts", "--take-back", "1"], &[])),
        0
    );
    let list = run(folder.path(), &["optouts"], &[]);
    assert!(said(&list).contains("unit "), "{}", said(&list));
    let taken = ["optouts", "--take-back", "1", "--reason", "belde zelf"];
    assert_eq!(code(&run(folder.path(), &taken, &[])), 0);
    let log = fs::read_to_string(at(folder.path(), "inputs/geheugen.log")).unwrap();
    assert!(log.contains("opted_in") && log.contains("belde zelf"));
}

#[test]
fn a_signal_ends_with_a_sentence_and_nothing_half() {
    for (signal, wait) in [("TERM", 40), ("INT", 40), ("TERM", 150), ("INT", 300)] {
        let folder = village();
        let child = Command::new(env!("CARGO_BIN_EXE_haarvaten"))
            .current_dir(folder.path())
            .arg("run")
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_millis(wait));
        Command::new("kill")
            .args([format!("-{signal}"), child.id().to_string()])
            .status()
            .unwrap();
        let output = child.wait_with_output().unwrap();
        if code(&output) > 1 {
            assert_eq!(code(&output), 130, "{}", said(&output));
            assert!(said(&output).contains("Gestopt"), "{}", said(&output));
            let left = support::files(&folder.path().join("outputs"));
            // As before, or as after: the whole step is shown last of all.
            let shown = left.iter().any(|name| name.ends_with("tables/rows.csv"));
            let under_way = left.iter().any(|name| name.contains(".haarvaten"));
            assert!(
                left.is_empty() || shown && !under_way,
                "{signal} {wait}: {left:?}"
            );
        } else if output.status.code().is_none() {
            // On a busy machine the signal can come before the program has begun.
            let left = support::files(&folder.path().join("outputs"));
            assert!(left.is_empty(), "{signal} {wait}: {left:?}");
        }
    }
}

#[test]
fn a_full_disk_leaves_everything_as_it_was() {
    let folder = campaign();
    let before = outputs(folder.path());
    // Blocks of 1,024 bytes.
    for limit in [0, 1, 8, 40, 90, 150] {
        let script = format!("ulimit -f {limit}; exec \"$0\" run --date 2027-02-01");
        let output = Command::new("bash")
            .args(["-c", &script, env!("CARGO_BIN_EXE_haarvaten")])
            .current_dir(folder.path())
            .output()
            .unwrap();
        if code(&output) == 4 {
            assert!(
                outputs(folder.path()) == before,
                "{limit}: {}",
                said(&output)
            );
        } else {
            assert!(
                code(&output) < 2 && limit > 80,
                "{limit}: {} {}",
                code(&output),
                said(&output)
            );
            break;
        }
    }
}

#[test]
fn a_second_process_is_told_which_one_is_at_work() {
    let folder = campaign();
    // This process holds the campaign as a run does.
    let path = at(folder.path(), "outputs/.lock");
    let held = fs::File::create(&path).unwrap();
    held.try_lock().unwrap();
    let number = std::process::id().to_string();
    fs::write(&path, &number).unwrap();
    for command in [vec!["collect"], LATER.to_vec(), vec!["check"]] {
        let output = run(folder.path(), &command, &[]);
        let text = said(&output);
        assert_eq!(code(&output), 3, "{command:?}: {text}");
        assert!(text.contains(&number) && !text.contains('?'), "{text}");
    }
    drop(held);
    assert_eq!(code(&run(folder.path(), &["collect"], &[])), 0);
}

/// What a list holds never ends a run: the home gets a letter, and the row is named.
#[test]
fn no_row_ends_a_run() {
    let long = "x".repeat(900);
    let source = "inschrijflijst ".repeat(100);
    let rows = [
        ("renée@example.org", "Jan", "formulier"),
        ("ürün@example.org", "Jan", "formulier"),
        ("jan@müller.example.org", "Jan", "formulier"),
        ("jan@example.org", &long, "formulier"),
        ("jan@example.org", "Jan", &source),
        ("jan@example.org", "=1+1\u{202e}\u{7}", "formulier"),
        (
            &format!("{}@example.org", "a".repeat(64)),
            "Jan",
            "formulier",
        ),
        (
            &format!("a@{}.example.org", "b".repeat(63)),
            "Jan",
            "formulier",
        ),
        ("jan@example.org\u{200b}", "Jan, \"de\" <x>", "a\tb"),
        ("\"jan\"@example.org", "Jan", "formulier"),
        ("jan@-example.org", "Jan", "formulier"),
        ("jan@xn--.example.org", "Jan", "formulier"),
        ("jan@例え.example.org", "Jan", "formulier"),
    ];
    for (email, name, source) in rows {
        let folder = village();
        let text = format!(
            "naam,adres,postcode,e-mail,grondslag,toestemming op,bron\n\"{}\",De Toren 7,1234 AB,\"{}\",toestemming,2026-10-01,\"{source}\"\n",
            name.replace('"', "\"\""),
            email.replace('"', "\"\""),
        );
        fs::write(at(folder.path(), "inputs/mensen.csv"), text).unwrap();
        let output = run(folder.path(), &["run"], &[]);
        assert!(
            code(&output) < 2,
            "{email} {}: {}",
            name.len(),
            said(&output)
        );
        let findings =
            fs::read_to_string(at(folder.path(), "outputs/tables/findings.csv")).unwrap();
        if !email.split('@').next().unwrap().is_ascii() {
            assert!(
                findings.lines().any(|line| line.contains("mensen.csv")),
                "{findings}"
            );
        }
    }
}

#[test]
fn a_backup_is_whole_lies_outside_and_can_be_put_back() {
    let folder = campaign();
    let elsewhere = tempfile::tempdir().unwrap();
    let to = elsewhere.path().display().to_string();
    let inside = support::run(folder.path(), &["backup", "backups"], &[]);
    assert_eq!(code(&inside), 2, "{}", said(&inside));
    assert!(!folder.path().join("backups").exists());
    for name in ["2026-11-24", "2026-11-24-2"] {
        let made = support::run(folder.path(), &["--date", "2026-11-24", "backup", &to], &[]);
        assert_eq!(code(&made), 0, "{}", said(&made));
        let copy = elsewhere.path().join(name);
        for file in ["ledger.sqlite", "geheugen.log", "campaign.toml"] {
            assert!(copy.join(file).exists(), "{name}/{file}");
        }
    }
    // The ledger is lost; with the copy in its place the campaign goes on.
    let ledger = folder.path().join("outputs/ledger.sqlite");
    std::fs::remove_file(&ledger).unwrap();
    let lost = support::run(folder.path(), &["--date", "2026-11-24", "run"], &[]);
    assert_eq!(code(&lost), 4, "{}", said(&lost));
    std::fs::copy(elsewhere.path().join("2026-11-24/ledger.sqlite"), &ledger).unwrap();
    let back = support::run(folder.path(), &["--date", "2026-11-24", "run"], &[]);
    assert!(matches!(code(&back), 0 | 1), "{}", said(&back));
}
