//! Imports run one way: a room names only the rooms that stand before it in the walk.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test may fail loudly"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Each room with the rooms that it may name.
const ROOMS: [(&str, &[&str]); 17] = [
    ("domain", &[]),
    ("read", &["domain"]),
    ("register", &["domain", "read"]),
    ("intake", &["domain", "read"]),
    ("matching", &["domain", "register", "intake"]),
    ("ledger", &["domain", "read"]),
    ("mail", &["domain"]),
    (
        "coverage",
        &["domain", "register", "intake", "matching", "ledger"],
    ),
    (
        "outreach",
        &[
            "domain", "register", "intake", "matching", "coverage", "ledger",
        ],
    ),
    (
        "letters",
        &[
            "domain", "register", "intake", "matching", "coverage", "outreach", "ledger",
        ],
    ),
    (
        "emails",
        &[
            "domain", "register", "intake", "matching", "coverage", "outreach", "ledger",
        ],
    ),
    (
        "workbooks",
        &[
            "domain", "register", "intake", "matching", "coverage", "outreach", "ledger",
        ],
    ),
    (
        "report",
        &[
            "domain", "register", "intake", "matching", "coverage", "outreach", "ledger",
        ],
    ),
    (
        "write",
        &["domain", "letters", "emails", "workbooks", "report"],
    ),
    ("replies", &["domain", "read", "intake", "workbooks"]),
    ("terminal", &["domain"]),
    ("cli", &["commands", "domain"]),
];

fn files(room: &str) -> Vec<PathBuf> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = vec![src.join(format!("{room}.rs"))];
    files.retain(|file| file.exists());
    let mut folders = vec![src.join(room)];
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
    for (room, may) in ROOMS {
        let files = files(room);
        assert!(!files.is_empty(), "there is no room `{room}`");
        for file in files {
            for name in named(&code(&file)) {
                let is_room = name == "commands" || ROOMS.iter().any(|(other, _)| *other == name);
                if is_room && name != room && !may.contains(&name.as_str()) {
                    wrong.push(format!("{} names `{name}`", file.display()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_room_is_in_the_list() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let folders = fs::read_dir(src)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|p| p.is_dir());
    let rooms = folders.map(|path| path.file_name().unwrap().to_string_lossy().into_owned());
    let unknown: Vec<_> = rooms
        .filter(|room| room != "commands" && ROOMS.iter().all(|(known, _)| known != room))
        .collect();
    assert!(unknown.is_empty(), "{unknown:?}");
}
