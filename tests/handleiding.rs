//! The manual must know every setting of `campaign.toml`.
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::format_push_string,
    reason = "a test may fail loudly"
)]

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

/// `docs/findings.md` says of every code what `haarvaten help CODE` says.
/// Accept a change with `BLESS=1 cargo test --test handleiding`.
#[test]
fn the_page_of_findings_is_current() {
    use haarvaten::domain::{Language, Messages};
    let messages = Messages::of(&Language::dutch());
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates/messages/nl");
    let mut codes: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .flat_map(|entry| {
            let text = std::fs::read_to_string(entry.unwrap().path()).unwrap();
            let found = text.lines().filter_map(|line| {
                let (code, _) = line.strip_prefix("finding-")?.split_once(" =")?;
                Some(code.to_owned())
            });
            found.collect::<Vec<_>>()
        })
        .collect();
    codes.sort();
    let open = |text: String| {
        text.replace("{$", "‹")
            .replace('}', "›")
            .replace('|', "\\|")
    };
    let mut page = String::from(
        "# Meldingen\n\nWat het programma kan melden, met wat u kunt doen. `haarvaten help W115` laat er een zien.\n\n| code | melding | wat u kunt doen |\n|---|---|---|\n",
    );
    for code in codes {
        let key = format!("finding-{code}");
        let one_line = |text: String| open(text).split_whitespace().collect::<Vec<_>>().join(" ");
        let sentence = one_line(messages.text(&key, &[]));
        let remedy = messages.attribute(&key, "remedy", &[]).unwrap_or_default();
        page += &format!("| {code} | {sentence} | {} |\n", one_line(remedy));
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/findings.md");
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&path, &page).unwrap();
    }
    assert_eq!(std::fs::read_to_string(path).unwrap_or_default(), page);
}
