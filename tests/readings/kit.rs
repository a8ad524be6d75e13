//! A register of consecutive and odd–even streets, and lists that are made against it.

use compact_str::CompactString;
use haarvaten::domain::campaign::ReadingSettings;
use haarvaten::domain::{Campaign, Decision, Decisions, Ruling};
use haarvaten::intake::{ListQuestion, take_in};
use haarvaten::matching::{Bench, MatchOutcome, link};
use haarvaten::read::{Lists, Reader};
use haarvaten::register::{OpenOptions, Register, Silent, open};
use std::fmt::Write;
use std::sync::OnceLock;

/// What became of a list.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Outcome {
    Right,
    Asked,
    Partly,
    Wrong,
}

/// A column of a trial list: its heading and what stands in it.
pub type Field = (String, &'static str);

pub fn field(heading: &str, holds: &'static str) -> Field {
    (heading.to_owned(), holds)
}

/// A street so long that a list of it does not fit in what is looked at first.
const LONG: (&str, &str, u32, u32, usize) = ("Langeweg", "1104LA", 1, 900, 1);
const STREETS: [(&str, &str, u32, u32, usize); 5] = [
    ("Kleiburg", "1104EA", 1, 80, 1),
    ("Kortvoort", "1104NA", 1, 79, 2),
    ("Kortvoort", "1104NB", 2, 80, 2),
    ("Kempering", "1104KA", 1, 60, 1),
    ("Grubbehoeve", "1103GH", 101, 180, 1),
];

fn register() -> &'static Register {
    static REGISTER: OnceLock<Register> = OnceLock::new();
    REGISTER.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let mut text = String::from("straat,huisnummer,huisletter,huisnummertoevoeging,postcode,woonplaats,gebruiksdoel,status\n");
        for (street, postcode, from, to, step) in STREETS.into_iter().chain([LONG]) {
            for number in (from..=to).step_by(step) {
                writeln!(text, "{street},{number},,,{postcode},Amsterdam,woonfunctie,Verblijfsobject in gebruik").unwrap();
            }
        }
        std::fs::write(folder.path().join("register.csv"), text).unwrap();
        let sources = ["register.csv".to_owned()];
        let opened = open(folder.path(), &sources, &[], &OpenOptions::default(), &Silent);
        opened.unwrap().value.register
    })
}

/// A list with these columns: its text, and the home of each row.
pub fn trial(fields: &[Field], seed: u32) -> (String, Vec<String>) {
    let street = |at: u32| STREETS[at as usize % STREETS.len()];
    let (first, start) = (seed >> 8, (seed >> 16) % 30);
    let rows = 6 + (seed >> 24) % 20;
    let mixed = seed & 0x40 != 0;
    let home = |row: u32| {
        let at = if mixed { first + row / 7 } else { first };
        let (name, code, from, _, step) = street(at);
        // Some homes stand beyond the end of the register's street.
        let number = from + (start + row % 20) * u32::try_from(step).unwrap();
        (name, code, number)
    };
    let mut text: String = fields
        .iter()
        .map(|(h, _)| h.as_str())
        .collect::<Vec<_>>()
        .join(";");
    text.push('\n');
    let mut truth = Vec::new();
    for row in 0..rows {
        let (name, code, number) = home(row);
        let own_step = STREETS.iter().find(|s| s.1 == code).unwrap().4;
        let (other, other_code, _, _, step) = street(first + 1);
        let other_number =
            STREETS[(first + 1) as usize % STREETS.len()].2 + row * u32::try_from(step).unwrap();
        let cells: Vec<String> = fields
            .iter()
            .map(|(_, holds)| match *holds {
                "counter" => (row + 1).to_string(),
                "whole" => format!("{name} {number}"),
                "street" => name.to_owned(),
                "number" => number.to_string(),
                "postcode" => code.to_owned(),
                "other" => format!("{other} {other_number}"),
                "any home" => ((row * 37 + 11) % 60 + 1).to_string(),
                "floor" => (row % 10 + 1).to_string(),
                "rooms" => (row % 4 + 2).to_string(),
                "complex" => "12".to_owned(),
                "year" => "1968".to_owned(),
                "area" => (50 + row % 30).to_string(),
                "next" => (number + u32::try_from(own_step).unwrap()).to_string(),
                "person" => format!(
                    "Bewoner {}",
                    char::from(b'A' + u8::try_from(row % 26).unwrap())
                ),
                "other postcode" => other_code.to_owned(),
                _ => String::new(),
            })
            .collect();
        writeln!(text, "{}", cells.join(";")).unwrap();
        truth.push(format!("{name} {number}"));
    }
    (text, truth)
}

/// A campaign file with nothing special in it, and what `more` adds.
pub fn campaign(more: &str) -> Campaign {
    let text = format!(
        "[campaign]\nname = \"Proef\"\n[sender]\nname = \"P\"\naddress = [\"A 1\", \"1104 AA Amsterdam\"]\nemail = \"p@example.org\"\n{more}"
    );
    toml::from_str(&text).unwrap()
}

/// Reads a list against the register: right when every row is its own home.
pub fn outcome(kind: &str, text: &str, truth: &[String]) -> Outcome {
    outcome_with(kind, "", text, truth)
}

/// The same, with more lines for the list in the campaign file.
pub fn outcome_with(kind: &str, more: &str, text: &str, truth: &[String]) -> Outcome {
    outcome_decided(kind, more, text, truth, &mut |_| None)
}

/// The same, read once more by what a person chooses of each question how the list is read.
pub fn outcome_decided(
    kind: &str,
    more: &str,
    text: &str,
    truth: &[String],
    choose: &mut dyn FnMut(&ListQuestion) -> Option<CompactString>,
) -> Outcome {
    let mut decisions = Decisions::none();
    let (first, questions) = outcome_once(kind, more, text, truth, &decisions);
    for question in questions {
        if let Some(choice) = choose(&question) {
            let decision = Decision {
                ruling: Ruling::Chosen(choice),
                date: jiff::civil::date(2026, 11, 23),
                note: CompactString::default(),
            };
            decisions.insert(question.key, decision);
        }
    }
    if decisions.iter().next().is_none() {
        return first;
    }
    outcome_once(kind, more, text, truth, &decisions).0
}

/// Whose the homes of a list are that says nothing of it, and what is asked about the list.
pub fn landlords_of(text: &str, decisions: &Decisions) -> (Vec<String>, Vec<ListQuestion>) {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("lijst.csv"), text).unwrap();
    let campaign = campaign("[[list]]\nfile = \"lijst.csv\"\nkind = \"corporation\"\n");
    let none = Decisions::none();
    let bench = Bench::new(register(), &none, decisions);
    let lists = Lists::find(folder.path(), &campaign).value;
    let reader = Reader::direct(&ReadingSettings::default());
    let intake = take_in(&lists, &reader, &campaign, Some(&bench)).value;
    let holdings = intake.holdings.iter();
    let landlords = holdings.map(|holding| holding.landlord.to_string());
    (landlords.collect(), intake.questions)
}

/// One decision: what a person chose, or typed.
pub fn decided(key: &str, choice: &str) -> Decisions {
    let mut decisions = Decisions::none();
    let decision = Decision {
        ruling: Ruling::Chosen(choice.into()),
        date: jiff::civil::date(2026, 11, 23),
        note: CompactString::default(),
    };
    decisions.insert(key.into(), decision);
    decisions
}

fn outcome_once(
    kind: &str,
    more: &str,
    text: &str,
    truth: &[String],
    decisions: &Decisions,
) -> (Outcome, Vec<ListQuestion>) {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("lijst.csv"), text).unwrap();
    if let Some((_, recipe)) = more.split_once("# recipe\n") {
        std::fs::write(folder.path().join("lijst.recept.toml"), recipe).unwrap();
    }
    let more = more.split_once("# recipe\n").map_or(more, |(more, _)| more);
    let campaign = campaign(&format!(
        "[[list]]\nfile = \"lijst.csv\"\nkind = \"{kind}\"\n{more}\n"
    ));
    let register = register();
    let none = Decisions::none();
    let bench = Bench::new(register, &none, decisions);
    let lists = Lists::find(folder.path(), &campaign).value;
    let reader = Reader::direct(&ReadingSettings::default());
    let taken = take_in(&lists, &reader, &campaign, Some(&bench));
    if std::env::var_os("LISTS_TOLD").is_some() {
        for finding in taken.findings.iter().filter(|f| f.code.starts_with("L1")) {
            eprintln!("{finding:?}");
        }
    }
    let intake = taken.value;
    let questions = intake.questions.clone();
    let linked = link(intake, register, &campaign, decisions).value;
    let mut right = 0;
    for found in &linked.matches {
        let Some(address) = found
            .address
            .filter(|_| found.outcome == MatchOutcome::Matched)
        else {
            continue;
        };
        let row = found.origin.row as usize;
        let line = register.address_line(address);
        let wanted = row.checked_sub(2).and_then(|at| truth.get(at));
        if wanted.is_some_and(|wanted| line == *wanted || line.starts_with(&format!("{wanted},"))) {
            right += 1;
        } else {
            return (Outcome::Wrong, questions);
        }
    }
    let outcome = match right {
        all if all == truth.len() => Outcome::Right,
        0 => Outcome::Asked,
        _ => Outcome::Partly,
    };
    (outcome, questions)
}
