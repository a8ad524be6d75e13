//! A run that is stopped at any moment: the next command finds everything or nothing, and the next
//! run comes to the same bytes as one that was never stopped.
//!
//! More moments with `HAARVATEN_KILLS=300 cargo test --test stopped`.
#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test may fail loudly, and reads its environment itself"
)]

mod support;

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use support::{outputs, run, village};

const LATER: [&str; 3] = ["run", "--date", "2027-02-01"];

#[test]
fn a_run_that_is_killed_at_any_moment_leaves_all_or_nothing() {
    let kills: u32 = std::env::var("HAARVATEN_KILLS")
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(30);
    let before = village();
    run(before.path(), &["run"], &[]);
    let first = outputs(before.path());
    let whole = village();
    run(whole.path(), &["run"], &[]);
    let began = Instant::now();
    run(whole.path(), &LATER, &[]);
    let length = began.elapsed();
    let second = outputs(whole.path());
    assert_ne!(first, second);
    let mut stopped = 0;
    for at in 0..kills {
        let folder = village();
        run(folder.path(), &["run"], &[]);
        let mut child = Command::new(env!("CARGO_BIN_EXE_haarvaten"))
            .current_dir(folder.path())
            .args(LATER)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_micros(
            u64::try_from(length.as_micros()).unwrap() * u64::from(at + 1) / u64::from(kills),
        ));
        child.kill().unwrap();
        stopped += u32::from(child.wait().unwrap().code().is_none());
        // The next command, whichever it is, finishes or undoes.
        run(folder.path(), &["letters", "confirm", "99"], &[]);
        let found = outputs(folder.path());
        assert!(
            found == first || found == second,
            "stopped after {at} of {kills} parts: neither as before nor as after"
        );
        run(folder.path(), &LATER, &[]);
        assert!(
            outputs(folder.path()) == second,
            "stopped after {at}: other bytes"
        );
    }
    assert!(stopped > 0);
}

#[test]
fn a_run_that_fails_leaves_no_letter() {
    let folder = village();
    let text = folder.path().join("templates/emails/start/nl/text.hbs");
    std::fs::create_dir_all(text.parent().unwrap()).unwrap();
    std::fs::write(&text, "{{nonsense").unwrap();
    let poster = folder.path().join("templates/posters/nl.svg");
    std::fs::create_dir_all(poster.parent().unwrap()).unwrap();
    std::fs::write(&poster, "<svg").unwrap();
    let output = run(folder.path(), &["run"], &[]);
    if !matches!(output.status.code(), Some(0 | 1)) {
        assert!(outputs(folder.path()).is_empty());
    }
}

#[test]
fn a_letter_that_the_memory_does_not_know_is_moved_out_of_the_pile() {
    let folder = village();
    run(folder.path(), &["run"], &[]);
    let strange = folder.path().join("outputs/letters/batch-900-strange.pdf");
    std::fs::write(&strange, b"of another run").unwrap();
    run(folder.path(), &["run"], &[]);
    assert!(!strange.exists());
    assert!(
        folder
            .path()
            .join("outputs/opzij/1-batch-900-strange.pdf")
            .exists()
    );
}

#[test]
fn an_opt_out_outlives_its_list() {
    let folder = village();
    let inputs = folder.path().join("inputs");
    let list = inputs.join("geen-post.csv");
    std::fs::write(
        &list,
        "adres,postcode,afgemeld op\nHofje 3 2,1234 AC,2026-11-01\n",
    )
    .unwrap();
    run(folder.path(), &["run"], &[]);
    let plan = |folder: &std::path::Path| {
        std::fs::read_to_string(folder.join("outputs/tables/plan.csv")).unwrap()
    };
    let with_list = plan(folder.path());
    assert!(
        with_list.contains("9998010000000028,,1,nothing,"),
        "{with_list}"
    );
    std::fs::remove_file(&list).unwrap();
    run(folder.path(), &["run"], &[]);
    assert_eq!(plan(folder.path()), with_list);
}
