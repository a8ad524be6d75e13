//! Real names of VvE's against labels made by hand: the share read exactly right, and none wrong.
//!
//! The register of Amsterdam is not at hand, so one is made of the labels: every labelled number
//! exists (with the labelled letters and floors), and so do plausible neighbours: the numbers
//! between, before and after on the same side; the other side of the street under another
//! postcode; and where names show that a quay is numbered through, nothing is assumed.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stderr,
    reason = "a test may fail loudly"
)]

use std::collections::{BTreeMap, BTreeSet};

use haarvaten::domain::{Addition, AddressText, Decisions, HouseLetter, Postcode};
use haarvaten::matching::{CoverNames, CoverReader};
use haarvaten::register::{Register, RegisterBuilder, RegisterRow};
use serde::Deserialize;

#[derive(Deserialize)]
struct Label {
    name: String,
    kind: String,
    covers: Vec<Street>,
    #[serde(default)]
    readings: Vec<Vec<Street>>,
}

#[derive(Deserialize, Clone)]
struct Street {
    street: String,
    numbers: Vec<Numbers>,
}

#[derive(Deserialize, Clone)]
struct Numbers {
    number: Option<u32>,
    #[serde(default)]
    additions: Vec<String>,
    from: Option<u32>,
    to: Option<u32>,
    #[serde(default)]
    parity: String,
    #[serde(default)]
    from_addition: String,
    #[serde(default)]
    to_addition: String,
}

type Homes = BTreeMap<(String, u32), BTreeSet<String>>;

impl Numbers {
    fn list(&self) -> Vec<u32> {
        match (self.number, self.from, self.to) {
            (Some(n), ..) => vec![n],
            (_, Some(from), Some(to)) => (from..=to)
                .filter(|n| match self.parity.as_str() {
                    "odd" => n % 2 == 1,
                    "even" => n % 2 == 0,
                    _ => true,
                })
                .collect(),
            _ => Vec::new(),
        }
    }
}

/// Every home that a label or a reading of one names, and plausible neighbours.
fn synthesise(labels: &[Label]) -> Homes {
    let mut homes: Homes = BTreeMap::new();
    let all = labels
        .iter()
        .flat_map(|l| l.covers.iter().chain(l.readings.iter().flatten()));
    // A street that only a doubtful reading names is a real one when it looks like one; else it
    // is a street whose kind was left out.
    let real: BTreeSet<&String> = labels
        .iter()
        .flat_map(|l| l.covers.iter().map(|s| &s.street))
        .collect();
    for street in all.cloned().map(|mut street| {
        let whole = format!("{}straat", street.street);
        if !real.contains(&street.street) && real.contains(&whole) {
            street.street = whole;
        }
        street
    }) {
        for numbers in &street.numbers {
            let listed = numbers.list();
            for n in &listed {
                let at = homes.entry((street.street.clone(), *n)).or_default();
                at.extend(numbers.additions.iter().cloned());
                let end = if Some(*n) == numbers.from {
                    &numbers.from_addition
                } else if Some(*n) == numbers.to {
                    &numbers.to_addition
                } else {
                    continue;
                };
                if !end.is_empty() {
                    at.extend(["A", "B", "C", "D"].map(String::from));
                }
            }
            // Neighbours on the same side.
            let (first, last) = (listed.iter().min(), listed.iter().max());
            for n in [
                first.and_then(|n| n.checked_sub(2)),
                last.map(|n| n + 2),
                last.map(|n| n + 4),
            ]
            .into_iter()
            .flatten()
            .filter(|n| *n > 0)
            {
                homes.entry((street.street.clone(), n)).or_default();
            }
            // The other side of the street.
            for n in &listed {
                homes.entry((street.street.clone(), n + 1)).or_default();
            }
        }
    }
    // Every number without known letters has what its neighbours may have: floors, or nothing.
    for ((_, number), at) in &mut homes {
        if at.is_empty() && number % 3 == 0 {
            at.extend(["H", "1", "2", "3"].map(String::from));
        } else if at.len() == 1 && at.contains("I") {
            at.extend(["H", "II", "III"].map(String::from));
        }
    }
    homes
}

fn register(homes: &Homes) -> Register {
    let mut builder = RegisterBuilder::new(None);
    let mut streets: Vec<&String> = homes.keys().map(|(street, _)| street).collect();
    streets.dedup();
    for ((street, number), additions) in homes {
        let at = streets.iter().position(|s| *s == street).unwrap();
        // One postcode a side and a hundred numbers.
        let letter = |n: u32| char::from(b'A' + u8::try_from(n % 18).unwrap());
        let code = format!(
            "{}{}{}",
            1000 + at,
            letter(number / 100),
            letter(number % 2 + 4)
        );
        let empty = BTreeSet::from([String::new()]);
        for addition in if additions.is_empty() {
            &empty
        } else {
            additions
        } {
            let is_letter =
                addition.len() == 1 && !["I", "H", "1", "2", "3", "4"].contains(&addition.as_str());
            builder.add(RegisterRow {
                street: street.as_str().into(),
                number: *number,
                letter: is_letter.then(|| HouseLetter::parse(addition)).flatten(),
                addition: if is_letter {
                    Addition::NONE
                } else {
                    Addition::parse(&addition.chars().take(4).collect::<String>()).unwrap()
                },
                postcode: Postcode::parse(&code),
                town: "Amsterdam".into(),
                in_use: true,
                residential: true,
                ..RegisterRow::default()
            });
        }
    }
    builder.build()
}

/// The homes that a label means, as `street number addition`.
fn expected(register: &Register, covers: &[Street]) -> BTreeSet<String> {
    let order = |t: &str| match t {
        "" => 0,
        "H" => 1,
        "I" | "1" => 2,
        "II" | "2" => 3,
        "III" | "3" => 4,
        other => 10 + u32::from(other.as_bytes()[0]),
    };
    let mut out = BTreeSet::new();
    for street in covers {
        for numbers in &street.numbers {
            let listed = numbers.list();
            for ix in register.addresses() {
                let a = register.address(ix);
                if register.street(a.street).name != street.street || !listed.contains(&a.number) {
                    continue;
                }
                let tail = format!(
                    "{}{}",
                    a.letter.map(|l| l.folded().to_string()).unwrap_or_default(),
                    a.addition.folded()
                );
                let additions: Vec<String> = numbers
                    .additions
                    .iter()
                    .map(|t| t.chars().take(4).collect())
                    .collect();
                let fits = (additions.is_empty() || additions.contains(&tail))
                    && (Some(a.number) != numbers.from
                        || numbers.from_addition.is_empty()
                        || order(&tail) >= order(&numbers.from_addition))
                    && (Some(a.number) != numbers.to
                        || numbers.to_addition.is_empty()
                        || order(&tail) <= order(&numbers.to_addition));
                if fits {
                    out.insert(format!("{} {}{tail}", street.street, a.number));
                }
            }
        }
    }
    out
}

#[test]
fn names_of_real_associations_are_read_exactly_or_asked() {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../shared/data/vve/labels.jsonl"
    );
    let Ok(text) = std::fs::read_to_string(path) else {
        eprintln!("skipped: no labelled names at {path}");
        return;
    };
    let labels: Vec<Label> = text
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let register = register(&synthesise(&labels));
    let (decisions, names) = (Decisions::none(), CoverNames::none());
    let reader = CoverReader::new(&register, &decisions, &names);
    let context = AddressText::default();
    let (mut right, mut asked, mut wrong) = (0, 0, 0);
    for label in &labels {
        let found = reader.read(&label.name, &context, true);
        let got: BTreeSet<String> = found
            .units
            .iter()
            .map(|unit| {
                let a = register.address(register.unit(unit).address);
                format!(
                    "{} {}{}{}",
                    register.street(a.street).name,
                    a.number,
                    a.letter.map(|l| l.folded().to_string()).unwrap_or_default(),
                    a.addition.folded()
                )
            })
            .collect();
        let wanted = expected(&register, &label.covers);
        let ok = match label.kind.as_str() {
            "ambiguous" => !found.readings.is_empty(),
            _ => found.readings.is_empty() && got == wanted,
        };
        if ok {
            right += 1;
            continue;
        }
        let is_asked = !found.readings.is_empty();
        if is_asked {
            asked += 1;
        } else {
            wrong += 1;
        }
        eprintln!(
            "{} {}: {}\n   wanted {wanted:?}\n   got {got:?}\n   reading {} left out {}\n   readings {:?}",
            if is_asked { "ASKED" } else { "WRONG" },
            label.kind,
            label.name,
            found.reading,
            found.left_out,
            found
                .readings
                .iter()
                .map(|r| (&r.key, &r.text))
                .collect::<Vec<_>>()
        );
    }
    eprintln!(
        "{} names: {right} right, {asked} asked, {wrong} wrong",
        labels.len()
    );
    assert_eq!(
        wrong, 0,
        "a set of homes was read wrongly without a question"
    );
    assert!(
        right * 100 >= labels.len() * 97,
        "{right} of {} right",
        labels.len()
    );
}
