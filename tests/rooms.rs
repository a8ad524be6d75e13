//! Inside a crate that holds several rooms, imports run one way too. What stands between crates is
//! held by the compiler: a crate names only those that its manifest gives it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test may fail loudly"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Each room that shares a crate with others, the crate, and the rooms there that it may name.
const ROOMS: [(&str, &str, &[&str]); 14] = [
    ("crates/lists", "read", &[]),
    ("crates/lists", "intake", &["read"]),
    ("crates/campaign", "ledger", &[]),
    ("crates/campaign", "coverage", &["ledger"]),
    ("crates/campaign", "outreach", &["coverage", "ledger"]),
    ("crates/papers", "letters", &[]),
    ("crates/papers", "emails", &[]),
    ("crates/papers", "workbooks", &[]),
    ("crates/papers", "report", &[]),
    ("crates/papers", "replies", &["workbooks"]),
    (
        "crates/papers",
        "write",
        &["letters", "emails", "workbooks", "report"],
    ),
    (".", "terminal", &[]),
    (".", "cli", &["commands"]),
    (".", "commands", &["cli", "terminal"]),
];

fn source(home: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(home).join("src")
}

fn files(home: &str, room: &str) -> Vec<PathBuf> {
    let source = source(home);
    let mut files = vec![source.join(format!("{room}.rs"))];
    files.retain(|file| file.exists());
    let mut folders = vec![source.join(room)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                files.push(path);
            }
        }
    }
    files
}

/// The code of a file without its tests and comments.
fn code(path: &Path) -> String {
    let text = fs::read_to_string(path).unwrap();
    let text = text.split("#[cfg(test)]").next().unwrap();
    let lines = text
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

/// The rooms that paths with `crate::` name, groups included.
fn named(code: &str) -> BTreeSet<String> {
    let mut rooms = BTreeSet::new();
    for rest in code.split("crate::").skip(1) {
        let Some(group) = rest.strip_prefix('{') else {
            rooms.insert(
                rest.chars()
                    .take_while(|c| c.is_alphanumeric() || *c == '_')
                    .collect(),
            );
            continue;
        };
        let mut depth = 1;
        let mut top = String::new();
        for c in group.chars() {
            match c {
                '{' => depth += 1,
                '}' => depth -= 1,
                c if depth == 1 => top.push(c),
                _ => {}
            }
            if depth == 0 {
                break;
            }
        }
        rooms.extend(
            top.split(',')
                .map(|part| part.trim().split("::").next().unwrap().to_owned()),
        );
    }
    rooms
}

#[test]
fn a_room_names_only_the_rooms_before_it() {
    let mut wrong = Vec::new();
    for (home, room, may) in ROOMS {
        let files = files(home, room);
        assert!(!files.is_empty(), "there is no room `{room}`");
        for file in files {
            for name in named(&code(&file)) {
                let beside = ROOMS
                    .iter()
                    .any(|(h, other, _)| *h == home && *other == name);
                if beside && name != room && !may.contains(&name.as_str()) {
                    wrong.push(format!("{} names `{name}`", file.display()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_shared_room_is_in_the_list() {
    for home in ["crates/lists", "crates/campaign", "crates/papers", "."] {
        let folders = fs::read_dir(source(home)).unwrap();
        let unknown: Vec<_> = folders
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.is_dir())
            .map(|path| path.file_name().unwrap().to_string_lossy().into_owned())
            .filter(|room| {
                ROOMS
                    .iter()
                    .all(|(h, known, _)| *h != home || known != room)
            })
            .collect();
        assert!(unknown.is_empty(), "{home}: {unknown:?}");
    }
}
