//! Hostile and broken files, built here and read through the guarded child of the real program:
//! none may bring it down, hang it, or take more than its share.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    clippy::cast_possible_truncation,
    reason = "a test may fail loudly, and makes its own files"
)]

#[path = "../findings/kit.rs"]
#[allow(dead_code, reason = "shared with the gallery")]
mod kit;

mod corpus;

use std::ops::ControlFlow;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use haarvaten::domain::campaign::ReadingSettings;
use haarvaten::read::{Event, Failure, Reader};

/// What must come out of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Must {
    /// It can be read, with exactly so many rows that hold anything.
    Rows(usize),
    /// It is refused for a reason that a person can be told.
    Fail,
    /// Either: what matters is that nothing breaks.
    Either,
}

fn guarded() -> Reader {
    Reader::guarded(
        PathBuf::from(env!("CARGO_BIN_EXE_haarvaten")),
        &ReadingSettings::default(),
    )
}

fn rows_of(reader: &Reader, path: &std::path::Path) -> Result<usize, Failure> {
    let mut rows = 0;
    reader.read(path, &mut |event| {
        if let Event::Row(_) = event {
            rows += 1;
        }
        ControlFlow::Continue(())
    })?;
    Ok(rows)
}

#[test]
fn nothing_in_the_corpus_breaks_the_program() {
    let folder = tempfile::tempdir().unwrap();
    let corpus = corpus::all();
    assert!(corpus.len() >= 100, "{} files", corpus.len());
    let reader = guarded();
    let (mut slowest, mut name_of_slowest) = (Duration::ZERO, String::new());
    let mut wrong = Vec::new();
    for (at, (name, bytes, must)) in corpus.iter().enumerate() {
        let path = folder.path().join(format!("{at:03}-{name}"));
        std::fs::write(&path, bytes).unwrap();
        let started = Instant::now();
        let outcome = rows_of(&reader, &path);
        let took = started.elapsed();
        if took > slowest {
            (slowest, name_of_slowest) = (took, name.clone());
        }
        let fits = match (must, &outcome) {
            (Must::Rows(expected), Ok(rows)) => rows == expected,
            (Must::Fail, Err(failure)) => !matches!(failure, Failure::NoChild { .. }),
            (Must::Either, Ok(_)) => true,
            (Must::Either, Err(failure)) => !matches!(failure, Failure::NoChild { .. }),
            (Must::Rows(_), Err(_)) | (Must::Fail, Ok(_)) => false,
        };
        if !fits {
            wrong.push(format!("{name}: {must:?} but {outcome:?}"));
        }
        if took > Duration::from_secs(10) {
            wrong.push(format!("{name}: took {took:?}"));
        }
    }
    eprintln!(
        "{} hostile files; the slowest, {name_of_slowest}, took {slowest:?}",
        corpus.len()
    );
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    // And the reader still works.
    let path = folder.path().join("goed.csv");
    std::fs::write(&path, "Adres;Complex\nKleiburg 1;K\n").unwrap();
    assert_eq!(rows_of(&reader, &path), Ok(2));
}

#[test]
fn a_file_that_fails_gives_one_account_and_the_others_go_on() {
    let noted = kit::read(
        &[
            (
                "a.csv",
                b"Naam;Niveau;Dekt\nKleiburg;flat;1104 EA\n".to_vec(),
            ),
            ("b.xlsx", b"PK\x03\x04kapot".to_vec()),
            (
                "c.csv",
                b"Naam;Niveau;Dekt\nKikkenstein;flat;1104 SK\n".to_vec(),
            ),
        ],
        "",
    );
    assert_eq!(noted.value.areas.len(), 2);
    let failed: Vec<u32> = noted
        .value
        .rows
        .iter()
        .filter(|account| account.reason == haarvaten::intake::RowReason::UnreadableFile)
        .map(|account| account.origin.row)
        .collect();
    assert_eq!(failed, [0]);
}
