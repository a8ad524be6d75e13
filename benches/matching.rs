//! How fast addresses and covers expressions are found, clean and dirty, in an invented register.
//!
//! `cargo bench --bench matching`; `HAARVATEN_BENCH_ADDRESSES` sets the size (default 200,000).
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a bench may fail loudly"
)]

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use haarvaten::domain::{Addition, AddressText, Decisions, Postcode};
use haarvaten::matching::{CoverNames, CoverReader, Finder};
use haarvaten::register::{Register, RegisterBuilder, RegisterRow};

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

/// Towns of about 1,000 streets, streets of about 40 addresses, one postcode for twenty.
fn register(size: u32) -> Register {
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
            town: format!("Plaats{}", street / 1_000).into(),
            in_use: true,
            residential: true,
            ..RegisterRow::default()
        });
    }
    builder.build()
}

fn rows(register: &Register, make: impl Fn(usize, AddressText) -> AddressText) -> Vec<AddressText> {
    let all: Vec<_> = register.addresses().collect();
    (0..10_000)
        .map(|n| {
            let a = register.address(all[n * 7_919 % all.len()]);
            let text = AddressText {
                street: Some(register.street(a.street).name.clone()),
                number: Some(a.number.to_string().into()),
                addition: (!a.addition.is_empty()).then(|| a.addition.as_text()),
                postcode: a.postcode.map(|p| p.to_string().into()),
                town: Some(register.town(a.town).name.clone()),
                ..AddressText::default()
            };
            make(n, text)
        })
        .collect()
}

fn addresses(c: &mut Criterion) {
    let size = std::env::var("HAARVATEN_BENCH_ADDRESSES")
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(200_000);
    let register = register(size);
    let decisions = Decisions::none();
    let finder = Finder::new(&register, &decisions);
    let kinds: [(&str, Vec<AddressText>); 4] = [
        ("clean, split", rows(&register, |_, text| text)),
        (
            "clean, one cell",
            rows(&register, |_, text| AddressText {
                whole: Some(text.raw().into()),
                ..AddressText::default()
            }),
        ),
        (
            "no postcode",
            rows(&register, |_, text| AddressText {
                postcode: None,
                ..text
            }),
        ),
        (
            "street with a typing error, no postcode",
            rows(&register, |n, text| {
                let mut street: Vec<char> = text.street.as_deref().unwrap().chars().collect();
                let at = 2 + n % (street.len() - 3);
                street.swap(at, at - 1);
                AddressText {
                    street: Some(street.into_iter().collect()),
                    postcode: None,
                    ..text
                }
            }),
        ),
    ];
    let mut group = c.benchmark_group("addresses");
    group
        .throughput(Throughput::Elements(10_000))
        .sample_size(10);
    for (name, rows) in &kinds {
        group.bench_function(*name, |b| {
            b.iter(|| {
                rows.iter()
                    .filter(|text| black_box(finder.find(text)).address.is_some())
                    .count()
            });
        });
    }
    group.finish();
}

fn covers(c: &mut Criterion) {
    let register = register(40_000);
    let (decisions, names) = (Decisions::none(), CoverNames::none());
    let reader = CoverReader::new(&register, &decisions, &names);
    let context = AddressText {
        town: Some("Plaats0".into()),
        ..AddressText::default()
    };
    let mut group = c.benchmark_group("covers");
    group.throughput(Throughput::Elements(1)).sample_size(20);
    for text in [
        "Vereniging van Eigenaars Kastanjestraat 2 t/m 30 (even nummers) en Beukenbergstraat 1-15",
        "VvE Kastanjstraat 2 t/m 30",
    ] {
        group.bench_function(text, |b| {
            b.iter(|| reader.read(black_box(text), &context, true));
        });
    }
    group.finish();
}

criterion_group!(matching, addresses, covers);
criterion_main!(matching);
