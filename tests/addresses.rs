//! Hard addresses, in a list that a volunteer can extend: `tests/addresses.yaml`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail loudly"
)]

use std::collections::BTreeMap;
use std::sync::OnceLock;

use haarvaten::domain::{
    Addition, AddressText, Decision, Decisions, HouseLetter, Language, Messages, Postcode, Ruling,
};
use haarvaten::matching::{CoverNames, CoverReader, Finder, MatchOutcome, MatchReason};
use haarvaten::register::{AddressIx, Register, RegisterBuilder, RegisterRow};
use proptest::prelude::*;
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

/// The register of the list, and a way to look one home up in it.
fn fixture() -> Register {
    let file: File = serde_yaml_ng::from_str(include_str!("addresses.yaml")).unwrap();
    register(&file.register)
}

fn home(register: &Register, wanted: &str) -> AddressIx {
    register
        .addresses()
        .find(|ix| shown(register, *ix) == wanted)
        .unwrap()
}

fn cell(text: &str) -> AddressText {
    Spelling::Whole(text.to_owned()).text()
}

#[test]
fn a_decision_holds_for_the_same_text_however_it_is_spelled_and_can_be_taken_back() {
    let register = fixture();
    let none = Decisions::none();
    let asked = Finder::new(&register, &none).find(&cell("Karspeldreef 8, 1104SE Amsterdam"));
    assert_eq!(asked.outcome, MatchOutcome::Ambiguous);
    let chosen = home(&register, "Karspeldreef 8 B, 1104SE");
    let mut decisions = Decisions::none();
    decisions.insert(
        asked.key.clone(),
        Decision {
            ruling: Ruling::Chosen(register.address_id(chosen).to_string().into()),
            date: jiff::civil::date(2026, 11, 23),
            note: "".into(),
        },
    );
    let finder = Finder::new(&register, &decisions);
    for again in [
        "Karspeldreef 8, 1104SE Amsterdam",
        "KARSPELDREEF 8,  1104 se  A'dam",
    ] {
        let found = finder.find(&cell(again));
        assert_eq!(
            (found.address, found.reason),
            (Some(chosen), MatchReason::Decision),
            "{again}"
        );
    }
    let other = finder.find(&cell("Karspeldreef 8, 1104SE"));
    assert_eq!(
        other.outcome,
        MatchOutcome::Ambiguous,
        "another text is another question"
    );
    decisions.insert(
        asked.key.clone(),
        Decision {
            ruling: Ruling::NoneOfThese,
            date: jiff::civil::date(2026, 11, 24),
            note: "".into(),
        },
    );
    let found = Finder::new(&register, &decisions).find(&cell("Karspeldreef 8, 1104SE Amsterdam"));
    assert_eq!(
        (found.outcome, found.reason),
        (MatchOutcome::NotFound, MatchReason::Decision)
    );
}

#[test]
fn a_given_id_settles_a_question_but_never_overrules_the_text() {
    let register = fixture();
    let decisions = Decisions::none();
    let finder = Finder::new(&register, &decisions);
    let b = home(&register, "Karspeldreef 8 B, 1104SE");
    let with_id = |text: &str, id: &str| AddressText {
        address_id: Some(id.into()),
        ..cell(text)
    };
    let id = register.address_id(b).to_string();
    for settled in [
        "Karspeldreef 8, 1104SE",
        "Karspeldreef 8b, 1104SE",
        "",
        "Karspeldreef, Amsterdam",
    ] {
        let found = finder.find(&with_id(settled, &id));
        assert_eq!(
            (found.address, found.reason),
            (Some(b), MatchReason::GivenId),
            "{settled}"
        );
    }
    for against in [
        "Karspeldreef 8c, 1104SE",
        "Kleiburg 3, 1104EA",
        "Kleiburg 77, 1104EA",
    ] {
        let found = finder.find(&with_id(against, &id));
        assert_eq!(
            (found.outcome, found.reason),
            (MatchOutcome::Ambiguous, MatchReason::Contradiction),
            "{against}"
        );
        assert!(found.candidates.iter().any(|c| c.address == b));
    }
    let unknown = finder.find(&with_id("Karspeldreef 8b, 1104SE", "0363200000999999"));
    assert_eq!(
        unknown.address,
        Some(b),
        "an id that the register lacks is left aside"
    );
}

#[test]
fn the_story_of_a_row_tells_every_step_in_words() {
    let register = fixture();
    let decisions = Decisions::none();
    let finder = Finder::new(&register, &decisions);
    let messages = Messages::of(&Language::dutch());
    let told: Vec<String> = finder
        .explain(&cell("Beatrixlaan 12, 1382 AA Weesp"))
        .iter()
        .map(|step| step.sentence(&messages, &register))
        .collect();
    assert!(
        told.iter().all(|line| !line.starts_with("told-")),
        "{told:?}"
    );
    assert!(
        told[0].contains("beatrixlaan") && told[0].contains("1382AA"),
        "{told:?}"
    );
    assert!(told.last().unwrap().contains("Beatrixlaan 12"), "{told:?}");
}

/// Pieces of addresses, whole and damaged, put together in any order.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => proptest::sample::select(vec![
            "Karspeldreef", "1e Kekerstraat", "Plein 1940-45", "Laan", "straat", "Kleiburg", "22", "12",
            "2A", "-2", "hs", "III", "1104", "1104SE", "1104 SE", "Amsterdam", "te", "en", "t/m", "nr.",
            "ø", "ß", "é", "'t", "van der", "st.", "hoog", "Postbus",
        ]).prop_map(str::to_owned),
        1 => "[a-zA-Z0-9]{1,9}",
        1 => "\\PC{0,6}",
    ];
    let sign = proptest::sample::select(vec!["", " ", ", ", "-", "/"]);
    proptest::collection::vec((piece, sign), 0..8).prop_map(|all| {
        all.into_iter()
            .flat_map(|(piece, sign)| [piece, sign.to_owned()])
            .collect()
    })
}

proptest! {
    /// Whatever somebody types, it is read to the end, alike each time, and a home that is found
    /// has a number that stands in the text.
    #[test]
    fn any_text_is_read_to_its_end(text in pieces(), cover in pieces()) {
        static REGISTER: OnceLock<Register> = OnceLock::new();
        let register = REGISTER.get_or_init(|| {
            let file: File = serde_yaml_ng::from_str(include_str!("addresses.yaml")).unwrap();
            register(&file.register)
        });
        let decisions = Decisions::none();
        let finder = Finder::new(register, &decisions);
        let whole = AddressText { whole: Some(text.as_str().into()), ..AddressText::default() };
        let split = AddressText {
            street: Some(text.as_str().into()),
            number: Some("12".into()),
            town: Some("Amsterdam".into()),
            ..AddressText::default()
        };
        for (row, number) in [(&whole, None), (&split, Some(12))] {
            let found = finder.find(row);
            prop_assert_eq!(&finder.find(row), &found);
            if let Some(ix) = found.address {
                let own = register.address(ix).number;
                let said = number.is_some_and(|n: u32| n.to_string().contains(&own.to_string()))
                    || text.contains(&own.to_string());
                prop_assert!(said, "{text} became {}", shown(register, ix));
            }
        }
        let names = CoverNames::none();
        let reader = CoverReader::new(register, &decisions, &names);
        let read = reader.read(&cover, &AddressText::default(), false);
        prop_assert!(read.readings.iter().all(|r| r.units.iter().all(|u| !read.units.contains(u))));
    }
}
