//! Each field of each list holds something dangerous, of every kind in turn; no output holds it.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::bench::{Campaign, run_in};

/// What is dangerous, and how it is known in an output.
const KINDS: [(&str, &str); 8] = [
    ("escape", "a\u{1b}[31mrood\u{7}"),
    ("bidi", "a\u{202e}gnor\u{2066}x\u{feff}"),
    ("null", "a\u{0}b\u{8}c\u{7f}"),
    ("formula", "=HYPERLINK(\"https://evil.example\",\"klik\")"),
    ("formula after a mark", "Leeft;=2+5\t=1+1"),
    (
        "script",
        "<script>alert(1)</script><img src=x onerror=alert(1)>",
    ),
    (
        "template",
        "{{privacy.text}}{{#each homes}}[x](javascript:alert(1))",
    ),
    (
        "header",
        "x%0d%0aBcc: evil@example.net\\r\\nBcc: evil@example.net",
    ),
];

/// A CSV in which every field of one line is the canary; what must be real stays.
fn lists(canary: &str) -> Vec<(&'static str, String)> {
    let cell = format!("\"{}\"", canary.replace('"', "\"\""));
    let row = |real: &[&str], count: usize| {
        let rest = std::iter::repeat_n(cell.clone(), count);
        let all: Vec<String> = real
            .iter()
            .map(|text| (*text).to_owned())
            .chain(rest)
            .collect();
        all.join(",")
    };
    vec![
        (
            "organisaties.csv",
            format!(
                "dekt,naam,soort,contactpersoon,koepel,kvk,bron,opmerking\n{}\n{}\n",
                row(&["Kortvoort 5 t/m 6"], 7),
                row(&["Kortvoort 7", "Groep Zeven", "bewonersgroep"], 5)
            ),
        ),
        (
            "bewijs.csv",
            format!(
                "organisatie,datum,wat,bron,been\n{}\nGroep Zeven,2026-10-01,vergadering,{cell},wonen\n",
                row(&[], 5)
            ),
        ),
        (
            "contacten.csv",
            format!(
                "adres,postcode,e-mail,grondslag,toestemming op,bron toestemming,naam,taal,rol\nKortvoort 3,1104NA,a@example.org,toestemming,2026-09-01,{}\n",
                row(&[], 4)
            ),
        ),
        (
            "steun.csv",
            format!(
                "organisatie,steun,sinds,wie,partner,stand,uitkomst,opmerking\n{}\nGroep Zeven,{}\n",
                row(&[], 8),
                row(&[], 7)
            ),
        ),
        (
            "punten.csv",
            format!(
                "organisatie,onderwerp,sinds,stand,partner,uitkomst\n{}\nGroep Zeven,{}\n",
                row(&[], 6),
                row(&[], 5)
            ),
        ),
        (
            "bijeenkomsten.csv",
            format!(
                "bijeenkomst,organisatie,datum,locatie,uitgenodigd,aangemeld,gekomen,been\n{}\n",
                row(&[], 8)
            ),
        ),
        (
            "afmeldingen.csv",
            format!(
                "adres,naam,postcode,datum,reden\nKortvoort 8,{cell},1104NB,2026-10-01,{cell}\n"
            ),
        ),
        (
            "volunteers.csv",
            format!("gebied,naam,dagen,hoogstens\n,{}\n", row(&[], 3)),
        ),
        (
            "vve.csv",
            format!("naam vve,adres,beheerder,kvk,opmerking\n{}\n", row(&[], 5)),
        ),
    ]
}

fn below(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            below(&path, found);
        } else {
            found.push(path);
        }
    }
}

/// Characters that steer or hide.
fn steers(text: &str) -> Option<char> {
    text.chars().find(|c| {
        (c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
            || matches!(*c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200b}'..='\u{200f}')
    })
}

/// What is wrong with an output; nothing for pictures and the like.
fn look(path: &Path, kind: &str) -> Vec<String> {
    let name = path.to_string_lossy().into_owned();
    let bytes = fs::read(path).unwrap();
    let mut wrong = Vec::new();
    let extension = path
        .extension()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    let text = || String::from_utf8_lossy(&bytes).into_owned();
    match extension.as_str() {
        "csv" => {
            if let Some(c) = steers(&text()) {
                wrong.push(format!("{kind}: {name} holds {c:?}"));
            }
            let mut reader = csv::ReaderBuilder::new()
                .has_headers(false)
                .flexible(true)
                .from_reader(bytes.as_slice());
            for record in reader.records().flatten() {
                for field in &record {
                    let begins = field
                        .split([';', '\t', '\n', '\r'])
                        .any(|cell| cell.trim_start().starts_with(['=', '+', '@']));
                    if begins {
                        wrong.push(format!("{kind}: {name} has the cell {field:?}"));
                    }
                }
            }
        }
        "html" | "eml" | "txt" | "geojson" | "log" => {
            let text = text();
            if let Some(c) = steers(&text) {
                wrong.push(format!("{kind}: {name} holds {c:?}"));
            }
            let page = matches!(extension.as_str(), "html" | "eml");
            if page && (text.contains("<script>alert") || text.contains("<img src=x")) {
                wrong.push(format!("{kind}: {name} holds the script"));
            }
            if extension == "eml" && text.lines().any(|line| line.starts_with("Bcc:")) {
                wrong.push(format!("{kind}: {name} has a header more"));
            }
        }
        "xlsx" => {
            let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
            for at in 0..zip.len() {
                let mut part = zip.by_index(at).unwrap();
                let part_name = part.name().unwrap().into_owned();
                let mut xml = String::new();
                if !part_name.ends_with(".xml") || part.read_to_string(&mut xml).is_err() {
                    continue;
                }
                let lower = xml.to_lowercase();
                if let Some(c) = steers(&xml) {
                    wrong.push(format!("{kind}: {name} {part_name} holds {c:?}"));
                }
                if ["_x001b_", "_x0000_", "_x0007_", "_x202e_"]
                    .iter()
                    .any(|mark| lower.contains(mark))
                {
                    wrong.push(format!("{kind}: {name} {part_name} holds what steers"));
                }
                if xml.contains("<f>HYPERLINK") || xml.contains("<f>2+5") || xml.contains("<f>1+1")
                {
                    wrong.push(format!("{kind}: {name} {part_name} has a formula"));
                }
            }
        }
        _ => {}
    }
    wrong
}

#[test]
fn nothing_dangerous_in_a_field_comes_out_anywhere() {
    let wrong: Vec<String> = KINDS
        .par_iter()
        .flat_map(|(kind, canary)| {
            let campaign = Campaign::new();
            let quoted = canary.replace('\\', "\\\\").replace('"', "\\\"");
            let safe: String = quoted.chars().filter(|c| !c.is_control()).collect();
            campaign.settings(
                "register.csv",
                &format!("[letters]\n[[partner]]\nname = \"{safe}\"\n"),
            );
            for (name, text) in lists(canary) {
                campaign.put(&format!("inputs/{name}"), text);
            }
            // The name of a file, and a street of the register, as far as the system allows.
            let name: String = canary
                .chars()
                .filter(|c| !matches!(c, '/' | '\0'))
                .collect();
            campaign.put(&format!("inputs/{name}.csv"), lists(canary)[2].1.clone());
            let cell = format!("\"{}\"", canary.replace('"', "\"\""));
            let register = super::bench::REGISTER.to_owned()
                + &format!(
                    "{cell};{cell};{cell};{cell};9;1104NB;{cell};woonfunctie;126070;480000\n"
                );
            // A table with zeros in it is no register, and the campaign ends there.
            if !canary.contains('\0') {
                campaign.put("inputs/register.csv", register);
            }
            let mut wrong = Vec::new();
            let mut said = String::new();
            for words in [
                &["run"][..],
                &["check"],
                &["explain", canary.trim_end_matches('\0')],
            ] {
                if words.iter().any(|word| word.contains('\0')) {
                    continue;
                }
                let ended = run_in(&campaign.at(""), words, std::time::Duration::from_mins(1));
                if !matches!(ended.code, Some(0 | 1 | 2 | 4)) {
                    wrong.push(format!("{kind}: {words:?} ended with {:?}", ended.code));
                }
                if let Some(c) = steers(&ended.said) {
                    wrong.push(format!("{kind}: {words:?} prints {c:?}"));
                }
                said.push_str(&ended.said);
            }
            let mut files = Vec::new();
            below(&campaign.at("outputs"), &mut files);
            assert!(
                files.iter().any(|file| file.ends_with("opvolging.xlsx")),
                "{kind}: nothing was made\n{said}"
            );
            files.push(campaign.at("inputs/geheugen.log"));
            wrong.extend(files.iter().flat_map(|file| look(file, kind)));
            wrong
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
