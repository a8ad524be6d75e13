//! The manual knows every setting of `campaign.toml`, and what it says of settings, words, commands,
//! examples and outputs is so.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    clippy::format_push_string,
    reason = "a test may fail loudly"
)]

use std::path::Path;

#[path = "support/mod.rs"]
mod support;

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

/// The manual, line by line.
fn manual() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/handleiding.md");
    std::fs::read_to_string(path).unwrap()
}

/// The words between backticks.
fn literals(text: &str) -> Vec<String> {
    text.split('`')
        .skip(1)
        .step_by(2)
        .map(str::to_owned)
        .collect()
}

/// The settings of the manual: section, setting, what it says of it, what holds without it.
fn told() -> Vec<(String, String, String, String)> {
    let mut section = String::new();
    let mut all = Vec::new();
    for line in manual().lines() {
        if let Some(heading) = line.strip_prefix("### `[") {
            let name = heading.split('`').next().unwrap();
            name.trim_end_matches(']').clone_into(&mut section);
        } else if line.starts_with("## ") || line.starts_with("### ") {
            section.clear();
        } else if line.starts_with("| `") && !section.is_empty() {
            let cells: Vec<&str> = line.trim_matches('|').split(" | ").map(str::trim).collect();
            if let [names, what, otherwise] = cells.as_slice() {
                for name in literals(names) {
                    all.push((
                        section.clone(),
                        name,
                        (*what).to_owned(),
                        (*otherwise).to_owned(),
                    ));
                }
            }
        }
    }
    all
}

/// A campaign with one setting more.
fn with(
    section: &str,
    name: &str,
    value: toml::Value,
) -> Result<haarvaten::domain::Campaign, String> {
    let base = "[campaign]\nname = 'Proef'\n[sender]\nname = 'G'\naddress = ['Plein 1', '1234 AA Dorp']\nemail = 'g@example.org'\n[register]\nsources = ['register.csv']\n";
    let mut table: toml::Table = base.parse().unwrap();
    if !section.is_empty() {
        if let Some(list) = section.strip_prefix('[') {
            let mut one = toml::Table::new();
            if list == "list" {
                one.insert("file".into(), "a.csv".into());
            }
            one.insert(name.into(), value);
            table.insert(list.into(), toml::Value::Array(vec![one.into()]));
        } else {
            let part = table
                .entry(section)
                .or_insert_with(|| toml::Table::new().into());
            part.as_table_mut().unwrap().insert(name.into(), value);
        }
    }
    let text = toml::to_string(&table).unwrap();
    haarvaten::read::campaign::parse(&text, "campaign.toml").map_err(|wrong| format!("{wrong:?}"))
}

fn value(literal: &str) -> toml::Value {
    let plain = literal.trim_matches('"');
    plain
        .parse::<i64>()
        .map(toml::Value::from)
        .or_else(|_| plain.parse::<bool>().map(toml::Value::from))
        .unwrap_or_else(|_| plain.into())
}

#[test]
fn what_the_manual_says_holds_without_a_setting_is_what_holds() {
    let plain = with("", "", 0.into()).unwrap();
    let mut compared = 0;
    for (section, name, what, otherwise) in told() {
        let words = literals(&otherwise);
        let [word] = words.as_slice() else { continue };
        // These two are filled in where they are used, and not in the file.
        let is_later = matches!(name.as_str(), "ledger" | "dkim_selector");
        if otherwise != format!("`{word}`") || section.starts_with('[') || is_later {
            continue;
        }
        let same = with(&section, &name, value(word));
        assert_eq!(
            same,
            Ok(plain.clone()),
            "[{section}] {name} = {word}: {what}"
        );
        // Another value is another campaign: the setting is really read.
        let other = match value(word) {
            toml::Value::Boolean(is) => Some((!is).into()),
            toml::Value::Integer(is) => Some((is + 1).into()),
            toml::Value::String(_)
            | toml::Value::Float(_)
            | toml::Value::Datetime(_)
            | toml::Value::Array(_)
            | toml::Value::Table(_) => None,
        };
        if let Some(other) = other {
            let changed = with(&section, &name, other);
            assert!(
                changed.is_ok_and(|changed| changed != plain),
                "[{section}] {name}"
            );
        }
        compared += 1;
    }
    assert!(compared > 25, "{compared} settings with a value were found");
}

#[test]
fn every_word_that_the_manual_lets_one_choose_is_known_and_no_other() {
    let mut tried = 0;
    for (section, name, what, _) in told() {
        let chooses = [
            ("campaign", "language"),
            ("letters", "envelope"),
            ("letters", "bundle"),
            ("letters", "labels"),
            ("letters", "posters"),
            ("mail", "tls"),
        ];
        if chooses.contains(&(section.as_str(), name.as_str())) {
            for word in literals(&what) {
                let made = with(&section, &name, value(&word));
                assert!(made.is_ok(), "[{section}] {name} = {word}: {made:?}");
                tried += 1;
            }
            let made = with(&section, &name, "zomaar".into());
            assert!(made.is_err(), "[{section}] {name} = zomaar");
        }
        if section == "rules" && matches!(name.as_str(), "evidence" | "legs") {
            let (_, choices) = what.split_once("Kies uit").unwrap();
            for word in literals(choices) {
                let own = |word: &str| {
                    let mut own = toml::Table::new();
                    own.insert("liftvitrine bijgehouden".into(), word.into());
                    with("rules", &name, own.into())
                };
                assert!(own(&word).is_ok(), "[rules] {name} = {word}");
                assert!(own("zomaar").is_err());
                tried += 1;
            }
        }
    }
    let text = manual();
    // The words for columns.
    let (_, words) = text.split_once("De woorden voor `columns`: `").unwrap();
    let (words, _) = words.split_once('`').unwrap();
    for word in words.split(',').map(str::trim) {
        let mut columns = toml::Table::new();
        columns.insert(word.into(), "Kop".into());
        let made = with("[list", "columns", columns.into());
        assert!(made.is_ok(), "columns {word}: {made:?}");
        tried += 1;
    }
    // The kinds of lists.
    let kinds = text
        .lines()
        .skip_while(|line| !line.starts_with("| soort lijst"));
    for line in kinds.skip(2).take_while(|line| line.starts_with('|')) {
        let kind = literals(line).remove(0);
        assert!(
            with("[list", "kind", kind.as_str().into()).is_ok(),
            "kind {kind}"
        );
        tried += 1;
    }
    assert!(with("[list", "kind", "zomaar".into()).is_err());
    assert!(tried > 60, "{tried}");
}

#[test]
fn every_command_and_option_of_the_manual_is_there() {
    let mut tried = 0;
    let mut helps: std::collections::BTreeMap<String, String> = std::collections::BTreeMap::new();
    let help_of = |command: &str| {
        let mut run = std::process::Command::new(env!("CARGO_BIN_EXE_haarvaten"));
        let output = run
            .args(command.split(' ').filter(|word| !word.is_empty()))
            .arg("--help");
        let output = output.output().unwrap();
        assert!(output.status.success(), "haarvaten {command} --help");
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    for typed in literals(&manual()) {
        let Some(rest) = typed.strip_prefix("haarvaten") else {
            continue;
        };
        if !rest.is_empty() && !rest.starts_with(' ') {
            continue;
        }
        let words: Vec<&str> = rest.split_whitespace().collect();
        let is_word = |word: &&&str| word.chars().all(|c| c.is_ascii_lowercase() || c == '-');
        let mut command = words
            .first()
            .filter(is_word)
            .map_or("", |word| *word)
            .to_owned();
        if command.starts_with('-') {
            command.clear();
        }
        if matches!(
            command.as_str(),
            "letters" | "privacy" | "register" | "send"
        ) && let Some(second) = words.get(1).filter(is_word)
            && !second.starts_with('-')
        {
            command = format!("{command} {second}");
        }
        let help = helps
            .entry(command.clone())
            .or_insert_with(|| help_of(&command));
        for option in words.iter().filter(|word| word.starts_with("--")) {
            let option = option.split('=').next().unwrap();
            assert!(help.contains(option), "{typed}: {option}");
        }
        tried += 1;
    }
    assert!(tried > 30 && helps.len() > 15, "{tried} {}", helps.len());
}

#[test]
fn every_finding_that_the_manual_names_is_one_and_every_example_is_read() {
    let text = manual();
    let findings = include_str!("../docs/findings.md");
    let mut named = 0;
    for word in text.split(|c: char| !c.is_ascii_alphanumeric()) {
        let is_code = word.len() == 4
            && word.starts_with(|c: char| c.is_ascii_uppercase())
            && word.chars().skip(1).all(|c| c.is_ascii_digit());
        if is_code {
            assert!(findings.contains(word), "{word}");
            named += 1;
        }
    }
    assert!(named > 8, "{named}");
    let mut parsed = 0;
    for part in text.split("```toml\n").skip(1) {
        let example = part.split("```").next().unwrap();
        let table: Result<toml::Table, _> = example.parse();
        let table = table.unwrap_or_else(|wrong| panic!("{wrong}: {example}"));
        if table.contains_key("question") {
            let survey: Result<haarvaten::domain::Survey, _> = toml::from_str(example);
            assert!(
                survey.is_ok_and(|survey| survey.wrong().is_empty()),
                "{example}"
            );
        }
        parsed += 1;
    }
    assert!(parsed > 0);
}

#[test]
fn every_output_that_the_manual_names_is_made() {
    let folder = tempfile::tempdir().unwrap();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    support::copy(&root.join("inputs"), &folder.path().join("inputs"));
    let volunteers = "naam;dagen;gebied;hoogstens\nAn;ma;;20\nBo;di;;\n";
    std::fs::write(folder.path().join("inputs/volunteers.csv"), volunteers).unwrap();
    let output = support::run(
        folder.path(),
        &["--date", "2026-11-23", "run", "--per", "gebouw"],
        &[],
    );
    assert!(output.status.code().is_some_and(|code| code < 2));
    let made = support::files(&folder.path().join("outputs"));
    let text = manual();
    let rows = text
        .lines()
        .skip_while(|line| !line.starts_with("| in `outputs/`"));
    let mut named = 0;
    for line in rows.skip(2).take_while(|line| line.starts_with('|')) {
        let cell = line.trim_matches('|').split(" | ").next().unwrap();
        for name in literals(cell) {
            let parts: Vec<&str> = name.split(['…', '*']).collect();
            let fits = |file: &String| {
                file.starts_with(parts.first().unwrap_or(&""))
                    && file.ends_with(parts.last().unwrap_or(&""))
            };
            assert!(
                made.iter().any(fits),
                "{name} is in the manual, and not in {made:?}"
            );
            named += 1;
        }
    }
    assert!(named > 12, "{named}");
}

/// The rows of a table of the manual: the first cell, and the words in the second.
fn words_of(table: &str) -> Vec<(String, Vec<String>)> {
    let text = manual();
    let rows = text
        .lines()
        .skip_while(|line| !line.starts_with(&format!("| {table}")));
    let rows = rows.skip(2).take_while(|line| line.starts_with('|'));
    let rows: Vec<(String, Vec<String>)> = rows
        .map(|line| {
            let (first, words) = line.trim_matches('|').split_once(" | ").unwrap();
            let words = words.split(',').map(|word| word.trim().to_owned());
            (first.trim().to_owned(), words.collect())
        })
        .collect();
    assert!(rows.len() > 1, "{table}");
    rows
}

#[test]
fn the_known_words_of_the_manual_are_those_that_are_known() {
    use haarvaten::domain::{Channel, OrganisationKind};
    // Evidence: the words of the file that the program reads, no more and no fewer.
    let file = include_str!("../templates/words/evidence.txt");
    let known = file.lines().filter(|line| !line.starts_with('#'));
    let known: Vec<(String, Vec<String>)> = known
        .filter_map(|line| line.split_once('='))
        .map(|(kind, words)| {
            let words = words.split(',').map(|word| word.trim().to_owned());
            (kind.trim().to_owned(), words.collect())
        })
        .collect();
    let told: Vec<(String, Vec<String>)> = words_of("bewijs: wat er gebeurde")
        .into_iter()
        .map(|(first, words)| (literals(&first).remove(0), words))
        .collect();
    assert_eq!(told, known);
    // Kinds and channels: each word is read as what stands before it.
    for (first, words) in words_of("soort organisatie") {
        let kind = OrganisationKind::parse(&first);
        assert!(kind.is_some(), "{first}");
        for word in words {
            assert_eq!(OrganisationKind::parse(&word), kind, "{word}");
        }
    }
    for (first, words) in words_of("kanaal van een afmelding") {
        let channel = Channel::parse(&first);
        assert!(channel.is_some(), "{first}");
        for word in words {
            assert_eq!(Channel::parse(&word), channel, "{word}");
        }
    }
    // Grounds: a list with each of them; only the made-up one is named.
    let folder = tempfile::tempdir().unwrap();
    let inputs = folder.path().join("inputs");
    std::fs::create_dir_all(&inputs).unwrap();
    let mut contacts =
        String::from("naam;e-mail;organisatie;grondslag;toestemming op;bron toestemming\n");
    let grounds = words_of("grondslag voor e-mail")
        .into_iter()
        .flat_map(|(_, words)| words);
    for (nth, ground) in grounds.chain(["zomaar".to_owned()]).enumerate() {
        contacts.push_str(&format!(
            "N{nth};n{nth}@example.org;Groep;{ground};2026-09-01;formulier\n"
        ));
    }
    let count = contacts.lines().count();
    std::fs::write(inputs.join("contacten.csv"), contacts).unwrap();
    let register = "straat,huisnummer,postcode,woonplaats,gebruiksdoel,status\nDorpsstraat,1,1234AB,Proefstad,woonfunctie,Verblijfsobject in gebruik\n";
    std::fs::write(inputs.join("register.csv"), register).unwrap();
    std::fs::write(
        inputs.join("groep.csv"),
        "naam;soort;dekt\nGroep;bewonersgroep;Dorpsstraat 1\n",
    )
    .unwrap();
    let settings = "[campaign]\nname = 'Proef'\nlanguage = 'nl'\n[sender]\nname = 'G'\naddress = ['Plein 1', '1234 AA Proefstad']\nemail = 'g@example.org'\n[register]\nsources = ['register.csv']\n";
    std::fs::write(inputs.join("campaign.toml"), settings).unwrap();
    support::run(folder.path(), &["--date", "2026-11-23", "check"], &[]);
    let findings =
        std::fs::read_to_string(folder.path().join("outputs/tables/findings.csv")).unwrap();
    let about: Vec<&str> = findings
        .lines()
        .filter(|line| line.starts_with("L213"))
        .collect();
    assert!(
        count > 15 && about.len() == 1 && about[0].contains("zomaar"),
        "{about:#?}"
    );
}
