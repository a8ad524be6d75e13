//! Hard addresses, in a list that a volunteer can extend: `tests/addresses.yaml`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail loudly"
)]

use std::collections::BTreeMap;

use haarvaten::domain::{Addition, AddressText, Decisions, HouseLetter, Postcode};
use haarvaten::matching::{Finder, MatchOutcome};
use haarvaten::register::{AddressIx, Register, RegisterBuilder, RegisterRow};
use serde::Deserialize;

#[derive(Deserialize)]
struct File {
    register: Vec<Homes>,
    found: BTreeMap<String, Vec<Spelling>>,
    asked: Vec<Asked>,
    nothing: BTreeMap<String, Vec<Spelling>>,
}

#[derive(Deserialize)]
struct Homes {
    street: String,
    postcode: String,
    town: String,
    numbers: String,
}

#[derive(Deserialize, Clone, Debug)]
#[serde(untagged)]
enum Spelling {
    Whole(String),
    Cells {
        whole: Option<String>,
        street: Option<String>,
        number: Option<String>,
        letter: Option<String>,
        addition: Option<String>,
        postcode: Option<String>,
        town: Option<String>,
        #[serde(default)]
        date: bool,
    },
}

#[derive(Deserialize)]
struct Asked {
    row: Spelling,
    candidates: Vec<String>,
}

impl Spelling {
    fn text(&self) -> AddressText {
        let some = |text: &Option<String>| text.as_deref().map(Into::into);
        match self {
            Self::Whole(text) => AddressText {
                whole: Some(text.as_str().into()),
                ..AddressText::default()
            },
            Self::Cells {
                whole,
                street,
                number,
                letter,
                addition,
                postcode,
                town,
                date,
            } => AddressText {
                whole: some(whole),
                street: some(street),
                number: some(number),
                letter: some(letter),
                addition: some(addition),
                postcode: some(postcode),
                town: some(town),
                number_was_date: *date,
                ..AddressText::default()
            },
        }
    }
}

/// `12`, `12 A`, `12-2`, `12 A-2`.
fn number(text: &str) -> (u32, Option<HouseLetter>, Addition) {
    let (rest, addition) = text.split_once('-').unwrap_or((text, ""));
    let (number, letter) = rest.split_once(' ').unwrap_or((rest, ""));
    (
        number.parse().unwrap(),
        HouseLetter::parse(letter),
        Addition::parse(addition).unwrap(),
    )
}

fn register(homes: &[Homes]) -> Register {
    let mut builder = RegisterBuilder::new(None);
    for homes in homes {
        for text in homes.numbers.split(',') {
            let (number, letter, addition) = number(text.trim());
            builder.add(RegisterRow {
                street: homes.street.as_str().into(),
                number,
                letter,
                addition,
                postcode: Postcode::parse(&homes.postcode),
                town: homes.town.as_str().into(),
                in_use: true,
                residential: true,
                ..RegisterRow::default()
            });
        }
    }
    builder.build()
}

fn shown(register: &Register, ix: AddressIx) -> String {
    let a = register.address(ix);
    format!(
        "{} {}, {}",
        register.street(a.street).name,
        a.house_number(),
        a.postcode.unwrap()
    )
}

#[test]
fn every_hard_address_ends_where_the_list_says() {
    let file: File = serde_yaml_ng::from_str(include_str!("addresses.yaml")).unwrap();
    let register = register(&file.register);
    let decisions = Decisions::none();
    let finder = Finder::new(&register, &decisions);
    let mut wrong = Vec::new();
    let mut cases = 0;
    for (home, spellings) in &file.found {
        for spelling in spellings {
            cases += 1;
            let found = finder.find(&spelling.text());
            let got = found.address.map(|ix| shown(&register, ix));
            if got.as_ref() != Some(home) {
                wrong.push(format!(
                    "{spelling:?}\n   wanted {home}\n   got {got:?} {:?} {:?} {:?}",
                    found.outcome,
                    found.reason,
                    found
                        .candidates
                        .iter()
                        .map(|c| shown(&register, c.address))
                        .collect::<Vec<_>>()
                ));
            }
        }
    }
    for asked in &file.asked {
        cases += 1;
        let found = finder.find(&asked.row.text());
        let got: Vec<String> = found
            .candidates
            .iter()
            .map(|c| shown(&register, c.address))
            .collect();
        let fits = (asked.candidates.is_empty() && found.address.is_none())
            || (found.outcome == MatchOutcome::Ambiguous
                && got.first() == asked.candidates.first()
                && asked.candidates.iter().all(|c| got.contains(c)));
        if !fits {
            wrong.push(format!(
                "{:?}\n   must be asked with {:?}\n   got {:?} {:?} {:?} {got:?}",
                asked.row,
                asked.candidates,
                found.outcome,
                found.reason,
                found.address.map(|ix| shown(&register, ix))
            ));
        }
    }
    for (reason, spellings) in &file.nothing {
        for spelling in spellings {
            cases += 1;
            let found = finder.find(&spelling.text());
            if found.address.is_some() || found.reason.key() != reason {
                wrong.push(format!(
                    "{spelling:?}\n   must find nothing: {reason}\n   got {:?} {:?} {:?}",
                    found.outcome,
                    found.reason,
                    found.address.map(|ix| shown(&register, ix))
                ));
            }
        }
    }
    assert!(cases >= 250, "{cases} cases");
    assert!(
        wrong.is_empty(),
        "{} of {cases} cases are wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}
