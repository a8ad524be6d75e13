//! The manual must know every setting of `campaign.toml`.
#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

use std::path::Path;

/// The words that stand in the campaign file: the fields of the structs, by their serde names.
fn settings() -> Vec<String> {
    let source = include_str!("../crates/domain/src/campaign.rs");
    let mut found = Vec::new();
    let mut renamed = None;
    for line in source.lines().map(str::trim) {
        if line.starts_with("#[serde(") {
            renamed = line
                .split_once("rename = \"")
                .and_then(|(_, rest)| rest.split_once('"'))
                .map(|(name, _)| name.to_owned());
        } else if let Some((name, _)) = line
            .strip_prefix("pub ")
            .and_then(|rest| rest.split_once(':'))
            && name.chars().all(|c| c.is_ascii_lowercase() || c == '_')
        {
            found.push(renamed.take().unwrap_or_else(|| name.to_owned()));
        }
    }
    found
}

#[test]
fn every_setting_stands_in_the_manual() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/handleiding.md");
    let manual = std::fs::read_to_string(path).unwrap();
    let settings = settings();
    assert!(
        settings.len() > 50,
        "the settings were not found: {settings:?}"
    );
    let missing: Vec<&String> = settings
        .iter()
        .filter(|name| {
            !manual.contains(&format!("`{name}`")) && !manual.contains(&format!("[{name}]"))
        })
        .collect();
    assert!(
        missing.is_empty(),
        "docs/handleiding.md does not know {missing:?}"
    );
}

/// The glossary in `docs/` is the one of the code's own pages, without the links.
#[test]
fn both_glossaries_hold_the_same_words() {
    let page = include_str!("../docs/glossary.md");
    let module = include_str!("../src/glossary.rs");
    let rows = |text: &str| -> Vec<String> {
        text.lines()
            .map(|line| line.trim_start_matches("//! "))
            .filter(|line| line.starts_with('|'))
            .map(|line| line.replace("[`", "`").replace("`]", "`"))
            .collect()
    };
    assert_eq!(rows(page), rows(module));
}
