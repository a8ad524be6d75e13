//! Covers expressions, in a list that a volunteer can extend: `tests/covers.yaml`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail loudly"
)]

use std::collections::{BTreeMap, BTreeSet};

use haarvaten::domain::{Addition, AddressText, Decisions, HouseLetter, Postcode};
use haarvaten::matching::{CoverNames, CoverReader, UnitSet};
use haarvaten::register::{Register, RegisterBuilder, RegisterRow, UnitIx};
use serde::Deserialize;

#[derive(Deserialize)]
struct File {
    register: Vec<Homes>,
    names: BTreeMap<String, Vec<String>>,
    cases: Vec<Case>,
}

#[derive(Deserialize)]
struct Homes {
    street: String,
    postcode: String,
    town: String,
    numbers: String,
    building: Option<String>,
}

#[derive(Deserialize)]
struct Case {
    text: String,
    #[serde(default)]
    name: bool,
    #[serde(default)]
    covers: BTreeMap<String, String>,
    asked: Option<usize>,
    #[serde(default)]
    nothing: bool,
    out: Option<String>,
}

/// `80..140/2, 12 A` → the house numbers, as printed.
fn expand(numbers: &str) -> Vec<String> {
    let mut out = Vec::new();
    for part in numbers.split(',').map(str::trim) {
        let Some((from, rest)) = part.split_once("..") else {
            out.push(part.to_owned());
            continue;
        };
        let (to, step) = rest.split_once('/').unwrap_or((rest, "1"));
        let (from, to): (u32, u32) = (from.parse().unwrap(), to.parse().unwrap());
        out.extend(
            (from..=to)
                .step_by(step.parse().unwrap())
                .map(|n| n.to_string()),
        );
    }
    out
}

fn register(homes: &[Homes]) -> Register {
    let mut builder = RegisterBuilder::new(None);
    for homes in homes {
        for text in expand(&homes.numbers) {
            let (rest, addition) = text.split_once('-').unwrap_or((&text, ""));
            let (number, letter) = rest.split_once(' ').unwrap_or((rest, ""));
            builder.add(RegisterRow {
                street: homes.street.as_str().into(),
                number: number.parse().unwrap(),
                letter: HouseLetter::parse(letter),
                addition: Addition::parse(addition).unwrap(),
                postcode: Postcode::parse(&homes.postcode),
                town: homes.town.as_str().into(),
                building_ids: homes.building.iter().map(Into::into).collect(),
                in_use: true,
                residential: true,
                ..RegisterRow::default()
            });
        }
    }
    builder.build()
}

fn shown(register: &Register, unit: UnitIx) -> String {
    let a = register.address(register.unit(unit).address);
    let town = &register.town(a.town).name;
    let town = if town == "Amsterdam" {
        String::new()
    } else {
        format!("/{town}")
    };
    format!(
        "{}{town} {}",
        register.street(a.street).name,
        a.house_number()
    )
}

fn all_shown(register: &Register, units: &UnitSet) -> BTreeSet<String> {
    units.iter().map(|unit| shown(register, unit)).collect()
}

#[test]
fn every_expression_covers_what_the_list_says() {
    let file: File = serde_yaml_ng::from_str(include_str!("covers.yaml")).unwrap();
    let register = register(&file.register);
    let mut names = CoverNames::none();
    for (name, homes) in &file.names {
        let units: UnitSet = register
            .units()
            .filter(|unit| homes.contains(&shown(&register, *unit)))
            .collect();
        assert_eq!(units.len(), homes.len(), "{name}");
        names.add(name, &units);
    }
    let decisions = Decisions::none();
    let reader = CoverReader::new(&register, &decisions, &names);
    let mut wrong = Vec::new();
    for case in &file.cases {
        let found = reader.read(&case.text, &AddressText::default(), case.name);
        let got = all_shown(&register, &found.units);
        let wanted: BTreeSet<String> = case
            .covers
            .iter()
            .flat_map(|(street, numbers)| {
                expand(numbers)
                    .into_iter()
                    .map(move |n| format!("{street} {n}"))
            })
            .collect();
        let fits = match case.asked {
            Some(n) => found.readings.len() == n && got == wanted,
            None => {
                found.readings.is_empty()
                    && got == wanted
                    && case.nothing == wanted.is_empty()
                    && case
                        .out
                        .as_ref()
                        .is_none_or(|out| found.left_out.contains(out.as_str()))
            }
        };
        if !fits {
            wrong.push(format!(
                "{}\n   wanted {wanted:?} asked {:?}\n   got {got:?}\n   reading {:?} left out {:?}\n   readings {:?}",
                case.text,
                case.asked,
                found.reading,
                found.left_out,
                found.readings.iter().map(|r| (&r.key, &r.text)).collect::<Vec<_>>()
            ));
        }
    }
    assert!(file.cases.len() >= 80, "{} cases", file.cases.len());
    assert!(
        wrong.is_empty(),
        "{} of {} cases are wrong:\n{}",
        wrong.len(),
        file.cases.len(),
        wrong.join("\n")
    );
}
