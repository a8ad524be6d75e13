//! How fast addresses and covers expressions are found, clean and dirty, on one core.
//!
//! `cargo bench --bench matching` makes an invented register of 200,000 addresses;
//! `cargo bench --bench matching -- REGISTER.gpkg` opens one. Each kind of row is run twice: the
//! first time makes the tables of the towns that it meets. A second word chooses one kind.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::cast_precision_loss,
    clippy::disallowed_methods,
    reason = "a bench may fail loudly"
)]

use std::hint::black_box;
use std::path::Path;
use std::time::Instant;

use haarvaten::domain::{Addition, AddressText, Decisions, Postcode};
use haarvaten::matching::{CoverNames, CoverReader, Finder};
use haarvaten::register::{OpenOptions, Register, RegisterBuilder, RegisterRow, open_file};

const STEMS: [&str; 20] = [
    "Kastanje",
    "Beuken",
    "Linden",
    "Admiraal van ",
    "Burgemeester ",
    "Wilhelmina",
    "Juliana",
    "Kerk",
    "Molen",
    "Sering",
    "Tulpen",
    "Merel",
    "Leeuwerik",
    "Dokter ",
    "Prins ",
    "Hertog ",
    "Zonne",
    "Haven",
    "Wilgen",
    "Rozen",
];
const MIDDLES: [&str; 10] = [
    "", "berg", "dal", "veld", "hoek", "wijk", "donk", "rode", "horst", "brink",
];
const ENDS: [&str; 6] = ["straat", "laan", "weg", "plein", "hof", "dreef"];
const TOWNS: [&str; 5] = ["Weesp", "Den Ham", "Oud-Alblas", "Muiden", "Nigtevecht"];
const ROWS: usize = 50_000;

/// Towns of about 1,000 streets, streets of about 40 addresses, one postcode for twenty.
fn invented(size: u32) -> Register {
    let mut builder = RegisterBuilder::new(None);
    for n in 0..size {
        let street = n / 40;
        let at = usize::try_from(street).unwrap();
        let name = format!(
            "{}{}{}",
            STEMS[at % 20],
            MIDDLES[at / 20 % 10],
            ENDS[at / 200 % 6]
        );
        let code = n / 20;
        builder.add(RegisterRow {
            street: name.into(),
            number: n % 40 + 1,
            addition: Addition::parse(["", "", "", "A", "2"][usize::try_from(n % 5).unwrap()])
                .unwrap(),
            postcode: Postcode::from_index(code * 3 % Postcode::COUNT),
            town: TOWNS[at / 1_000 % TOWNS.len()].into(),
            in_use: true,
            residential: true,
            ..RegisterRow::default()
        });
    }
    builder.build()
}

/// Addresses from all over the register.
fn rows(register: &Register, make: impl Fn(usize, AddressText) -> AddressText) -> Vec<AddressText> {
    let all: Vec<_> = register.addresses().collect();
    (0..ROWS)
        .map(|n| {
            let a = register.address(all[n * 7_919 % all.len()]);
            let text = AddressText {
                street: Some(register.street(a.street).name.clone()),
                number: Some(a.number.to_string().into()),
                letter: a.letter.map(|l| l.as_char().to_string().into()),
                addition: (!a.addition.is_empty()).then(|| a.addition.as_text()),
                postcode: a.postcode.map(|p| p.to_string().into()),
                town: Some(register.town(a.town).name.clone()),
                ..AddressText::default()
            };
            make(n, text)
        })
        .collect()
}

fn whole(text: &AddressText) -> AddressText {
    AddressText {
        whole: Some(text.raw().into()),
        ..AddressText::default()
    }
}

/// Two letters swapped, somewhere inside.
fn misspelled(n: usize, text: AddressText) -> AddressText {
    let mut street: Vec<char> = text.street.as_deref().unwrap().chars().collect();
    if street.len() > 4 {
        let at = 2 + n % (street.len() - 3);
        street.swap(at, at - 1);
    }
    AddressText {
        street: Some(street.into_iter().collect()),
        ..text
    }
}

fn without_code(text: AddressText) -> AddressText {
    AddressText {
        postcode: None,
        ..text
    }
}

/// One figure or letter of the postcode wrong.
fn wrong_code(n: usize, text: AddressText) -> AddressText {
    let mut code: Vec<char> = text
        .postcode
        .as_deref()
        .unwrap_or("1000AA")
        .chars()
        .collect();
    let at = n % 6;
    code[at] = if at < 4 { '7' } else { 'X' };
    AddressText {
        postcode: Some(code.into_iter().collect()),
        ..text
    }
}

type Make = fn(usize, AddressText) -> AddressText;

fn addresses(register: &Register, only: Option<&str>) {
    let kinds: [(&str, Make); 9] = [
        ("clean, split", |_, t| t),
        ("clean, one cell", |_, t| whole(&t)),
        ("clean, one cell, upper case", |_, t| AddressText {
            whole: Some(t.raw().to_uppercase().into()),
            ..AddressText::default()
        }),
        ("no postcode", |_, t| without_code(t)),
        ("no postcode, one cell", |_, t| whole(&without_code(t))),
        ("postcode with an error", wrong_code),
        ("street with an error", misspelled),
        ("street with an error, one cell", |n, t| {
            whole(&misspelled(n, t))
        }),
        ("street with an error, no postcode", |n, t| {
            without_code(misspelled(n, t))
        }),
    ];
    let decisions = Decisions::none();
    println!(
        "{:<38} {:>8} {:>12} {:>12}",
        "rows on one core", "found", "first, /s", "again, /s"
    );
    for (name, make) in kinds
        .into_iter()
        .filter(|(name, _)| only.is_none_or(|only| *name == only))
    {
        let finder = Finder::new(register, &decisions);
        let rows = rows(register, make);
        let run = || {
            let start = Instant::now();
            let found = rows
                .iter()
                .filter(|text| black_box(finder.find(text)).address.is_some())
                .count();
            (found, rows.len() as f64 / start.elapsed().as_secs_f64())
        };
        let (_, first) = run();
        let (found, again) = run();
        println!("{name:<38} {found:>8} {first:>12.0} {again:>12.0}");
    }
}

fn covers() {
    let register = invented(40_000);
    let (decisions, names) = (Decisions::none(), CoverNames::none());
    let reader = CoverReader::new(&register, &decisions, &names);
    let context = AddressText {
        town: Some("Weesp".into()),
        ..AddressText::default()
    };
    for text in [
        "Vereniging van Eigenaars Kastanjestraat 2 t/m 30 (even nummers) en Beukenbergstraat 1-15",
        "VvE Kastanjstraat 2 t/m 30",
    ] {
        let start = Instant::now();
        for _ in 0..2_000 {
            black_box(reader.read(black_box(text), &context, true));
        }
        let each = start.elapsed().as_secs_f64() / 2_000.0;
        println!("{:>12.0} expressions/s  {text}", 1.0 / each);
    }
}

fn main() {
    let mut words = std::env::args().skip(1).filter(|arg| !arg.starts_with('-'));
    let (file, only) = (words.next(), words.next());
    let start = Instant::now();
    let register = match &file {
        Some(path) => open_file(Path::new(path), &OpenOptions::default()).unwrap(),
        None => invented(200_000),
    };
    println!(
        "{} addresses, ready in {:.2} s",
        register.addresses().len(),
        start.elapsed().as_secs_f64()
    );
    addresses(&register, only.as_deref());
    covers();
}
