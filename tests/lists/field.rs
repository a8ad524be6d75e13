//! A register in which a wrong column hits a home that exists, and the walk of one list through
//! the library, as `haarvaten check` does it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use haarvaten::domain::campaign::ReadingSettings;
use haarvaten::domain::{
    Addition, Campaign, Decisions, Finding, HouseLetter, Language, Messages, Postcode,
};
use haarvaten::intake::take_in;
use haarvaten::matching::{Bench, MatchOutcome, link};
use haarvaten::read::{Lists, Reader};
use haarvaten::register::{Register, RegisterBuilder, RegisterRow, UnitIx};

/// Street, postcode, first number, last number, step. Numbers run on from 1, or along one side;
/// two streets are named alike.
pub const STREETS: &[(&str, &str, u32, u32, u32)] = &[
    ("Kleiburg", "1104EA", 1, 120, 1),
    ("Kortvoort", "1104NA", 1, 140, 1),
    ("Kruitberg", "1104CA", 1, 90, 1),
    ("Kralenbeek", "1104KJ", 1, 99, 2),
    ("Kralenbeek", "1104KH", 2, 100, 2),
    ("Gooise Kant", "1104MM", 2, 120, 2),
    ("Gooise Kant", "1104ML", 1, 119, 2),
    ("1e Kekerstraat", "1104VA", 1, 70, 1),
    ("Krimpertplein", "1104PH", 1, 60, 1),
    ("Kloekhorststraat", "1104MN", 1, 110, 1),
    ("Karspeldreef", "1104SE", 1, 90, 1),
];

/// Of this street some numbers are a home by themselves and with letters: 5, 5A, 5B.
const MIXED: (&str, &str, u32, u32, u32) = ("Kempering", "1104KA", 1, 60, 1);

/// The register: every number has one home; some in Krimpertplein have letters.
pub fn register() -> Register {
    let mut builder = RegisterBuilder::new(None);
    for (street, postcode, first, last, step) in STREETS.iter().chain([&MIXED]) {
        let mut number = *first;
        while number <= *last {
            let lettered = *street == "Krimpertplein" && number % 5 == 0;
            let mixed = *street == MIXED.0 && number % 5 == 0;
            let letters: &[&str] = match (lettered, mixed) {
                (true, _) => &["A", "B", "C"],
                (false, true) => &["", "A", "B"],
                (false, false) => &[""],
            };
            for letter in letters {
                builder.add(RegisterRow {
                    street: (*street).into(),
                    number,
                    letter: HouseLetter::parse(letter),
                    addition: Addition::parse("").unwrap(),
                    postcode: Postcode::parse(postcode),
                    town: "Amsterdam".into(),
                    in_use: true,
                    residential: true,
                    ..RegisterRow::default()
                });
            }
            number += step;
        }
    }
    builder.build()
}

/// A home as the lists of expectations write it: `Kleiburg 20`, `Krimpertplein 5A`.
pub fn home(register: &Register, unit: UnitIx) -> String {
    let address = register.address(register.unit_addresses(unit)[0]);
    let name = &register.street(address.street).name;
    format!("{name} {}", address.house_number().replace(' ', ""))
}

/// A campaign with nothing special in it.
pub fn campaign(more: &str) -> Campaign {
    let text = format!(
        "[campaign]\nname = \"Proef\"\ndate = \"2026-11-23\"\n[sender]\nname = \"Groep\"\naddress = [\"Plein 1\", \"1104 AA Amsterdam\"]\nemail = \"groep@example.org\"\n{more}"
    );
    haarvaten::read::campaign::parse(&text, "campaign.toml").unwrap()
}

/// What came of a file.
#[derive(Default)]
pub struct Came {
    /// The homes that each row counts for, by sheet and row.
    pub homes: BTreeMap<(String, u32), BTreeSet<String>>,
    /// What was found.
    pub findings: Vec<Finding>,
    /// Kinds of the lists.
    pub kinds: Vec<String>,
}

impl Came {
    /// Every finding as a person reads it.
    pub fn told(&self) -> String {
        let messages = Messages::of(&Language::dutch());
        let lines = self.findings.iter().map(|finding| {
            format!(
                "{} {} {}: {}\n",
                finding.severity.word(),
                finding.code,
                finding.place.cell(),
                finding.message(&messages)
            )
        });
        lines.collect()
    }
}

/// Reads some files and matches them, without any decision of a person.
pub fn walk(register: &Register, files: &[(String, Vec<u8>)], more: &str) -> Came {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
    walk_folder(register, folder.path(), more)
}

fn walk_folder(register: &Register, inputs: &Path, more: &str) -> Came {
    let campaign = campaign(more);
    let mut findings = Vec::new();
    let lists = Lists::find(inputs, &campaign).into_value(&mut findings);
    let reader = Reader::direct(&ReadingSettings::default());
    let none = Decisions::none();
    let bench = Bench::new(register, &none, &none);
    let intake = take_in(&lists, &reader, &campaign, Some(&bench)).into_value(&mut findings);
    let linked = link(intake, register, &campaign, &none).into_value(&mut findings);
    let mut came = Came {
        findings,
        kinds: linked
            .sources
            .iter()
            .map(|source| {
                source
                    .kind
                    .map_or("?", haarvaten::domain::campaign::ListKind::word)
                    .to_owned()
            })
            .collect(),
        ..Came::default()
    };
    let mut count = |origin: haarvaten::intake::Origin, home: String| {
        let source = &linked.sources[usize::from(origin.source.0)];
        let row = (source.sheet.to_string(), origin.row);
        came.homes.entry(row).or_default().insert(home);
    };
    for found in &linked.matches {
        if found.outcome == MatchOutcome::Matched
            && let Some(address) = found.address
        {
            let address = register.address(address);
            let name = &register.street(address.street).name;
            let number = address.house_number().replace(' ', "");
            count(found.origin, format!("{name} {number}"));
        }
    }
    for holding in &linked.holdings {
        count(holding.origin, home(register, holding.unit));
    }
    for organisation in &linked.organisations {
        for cover in &organisation.covers {
            for unit in cover.units.iter() {
                count(cover.origin, home(register, unit));
            }
        }
    }
    came
}
