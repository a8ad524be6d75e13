//! The register on real input: a complete BAG 2.0 Extract of one gemeente.
//!
//! The extract stays outside the repository; where it is absent these tests say so and pass.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stderr,
    reason = "a test may fail loudly"
)]

use std::path::Path;
use std::sync::OnceLock;

use haarvaten::domain::Postcode;
use haarvaten::register::{self, ExtractCounts, OpenOptions, Opened, Register, Silent};
use jiff::civil::{Date, date};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/data/bag");
const FILE: &str = "BAGGEM0457L-15102021.zip";

fn open_on(date: Option<Date>) -> Option<Opened> {
    if !Path::new(FOLDER).join(FILE).exists() {
        eprintln!("skipped: {FOLDER}/{FILE} is not here");
        return None;
    }
    let options = OpenOptions {
        date,
        ..OpenOptions::default()
    };
    let files = [FILE.to_owned()];
    let opened = register::open(Path::new(FOLDER), &files, &[], &options, &Silent);
    Some(opened.unwrap().value)
}

fn weesp() -> Option<&'static Opened> {
    static WEESP: OnceLock<Option<Opened>> = OnceLock::new();
    WEESP.get_or_init(|| open_on(None)).as_ref()
}

#[test]
fn every_object_of_weesp_is_counted() {
    let Some(weesp) = weesp() else { return };
    let expected = ExtractCounts {
        addresses: 12_694,
        units: 12_509,
        moorings: 167,
        pitches: 13,
        buildings: 12_899,
        streets: 321,
        towns: 2,
        occurrences: 16_113 + 26_085 + 23_091 + 593 + 167 + 21 + 3,
    };
    assert_eq!(weesp.extract, Some(expected));
    let register = &weesp.register;
    assert_eq!(register.date(), Some(date(2021, 10, 15)));
    let addresses: Vec<_> = register
        .addresses()
        .map(|ix| register.address(ix))
        .collect();
    assert_eq!(addresses.len(), 12_034);
    assert_eq!(
        addresses.iter().filter(|a| a.postcode.is_none()).count(),
        107
    );
    assert_eq!(addresses.iter().filter(|a| a.secondary).count(), 4);
    assert_eq!(register.units().len(), 12_030);
    let in_use = |a: &&register::Address| a.unit.is_some_and(|u| register.unit(u).in_use);
    assert_eq!(addresses.iter().filter(in_use).count(), 11_222);
    let several =
        |a: &&register::Address| a.unit.is_some_and(|u| register.unit_buildings(u).len() > 1);
    assert_eq!(addresses.iter().filter(several).count(), 168);
    let addresses_in = |building| -> usize {
        let units = register.building_units(building).iter();
        units.map(|u| register.unit_addresses(*u).len()).sum()
    };
    let sizes: Vec<usize> = register.buildings().map(addresses_in).collect();
    assert_eq!(sizes.iter().filter(|size| **size >= 10).count(), 88);
    assert_eq!(sizes.iter().max(), Some(&154));
    let largest = register.find_building("0457100000054140").unwrap();
    assert_eq!(addresses_in(largest), 154);
}

fn town_codes(register: &Register) -> Vec<u16> {
    let codes = register
        .addresses()
        .filter_map(|a| register.town(register.address(a).town).code);
    let mut codes: Vec<u16> = codes.collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}

#[test]
fn weesp_lies_in_the_town_and_municipality_that_hold_on_the_date() {
    let Some(weesp) = weesp() else { return };
    let register = &weesp.register;
    assert_eq!(town_codes(register), [3631]);
    let named = register.towns_named("WEESP");
    assert!(
        named
            .iter()
            .all(|t| register.town(*t).municipality == Some(457))
    );
    let before = open_on(Some(date(2015, 6, 1))).unwrap();
    assert_eq!(
        town_codes(&before.register),
        [1012],
        "3631 replaced 1012 on 2016-01-01"
    );
}

/// What the register says of an address: postcode, number and letter; `None` when it is not issued.
fn says(register: &Register, id: &str) -> Option<(Option<String>, u32, Option<char>)> {
    let address = register.address(register.find_address(id)?);
    let letter = address.letter.map(register_letter);
    Some((
        address.postcode.map(|p| p.to_string()),
        address.number,
        letter,
    ))
}

fn register_letter(letter: haarvaten::domain::HouseLetter) -> char {
    letter.as_char()
}

#[test]
fn objects_are_what_they_were_on_the_date() {
    // Read by eye in the XML: id, then what holds on 2012-06-01, 2015-06-01 and 2021-10-15.
    type Said = Option<(Option<&'static str>, u32, Option<char>)>;
    let cases: [(&str, [Said; 3]); 14] = [
        (
            "0424200000017336",
            [
                Some((Some("1398PN"), 8, None)),
                Some((Some("1398PL"), 1, None)),
                Some((Some("1384CA"), 1, None)),
            ],
        ),
        (
            "0457200000201036",
            [
                Some((Some("1381HR"), 3, Some('a'))),
                Some((Some("1381HR"), 3, Some('a'))),
                None,
            ],
        ),
        (
            "0457200000203004",
            [
                Some((Some("1382RA"), 41, None)),
                Some((Some("1382RA"), 41, None)),
                None,
            ],
        ),
        (
            "0457200000203676",
            [
                Some((Some("1382AZ"), 217, None)),
                Some((Some("1382AZ"), 217, None)),
                None,
            ],
        ),
        (
            "0457200000204685",
            [
                Some((Some("1381XE"), 44, Some('a'))),
                Some((Some("1381XE"), 44, Some('a'))),
                None,
            ],
        ),
        ("0457200000205913", [None, None, None]),
        (
            "0457200000351656",
            [Some((Some("1382LA"), 6, Some('b'))), None, None],
        ),
        (
            "0457200000520744",
            [
                Some((Some("1382RE"), 304, None)),
                Some((Some("1382RE"), 304, None)),
                Some((Some("1382RE"), 304, None)),
            ],
        ),
        (
            "0457200000520824",
            [None, Some((Some("1382NA"), 20, None)), None],
        ),
        (
            "0457200000521006",
            [
                None,
                Some((Some("1382BH"), 963, None)),
                Some((Some("1382BH"), 963, None)),
            ],
        ),
        (
            "0457200000521295",
            [
                None,
                Some((Some("1384AD"), 7, None)),
                Some((Some("1384AD"), 7, None)),
            ],
        ),
        ("0457200000521482", [None, None, None]),
        (
            "0457200000522206",
            [None, None, Some((Some("1384AW"), 107, None))],
        ),
        (
            "0457200000523199",
            [None, None, Some((Some("1384GT"), 18, None))],
        ),
    ];
    let dates = [date(2012, 6, 1), date(2015, 6, 1), date(2021, 10, 15)];
    for (at, date) in dates.into_iter().enumerate() {
        let Some(opened) = open_on(Some(date)) else {
            return;
        };
        for (id, said) in &cases {
            let expected = said[at].map(|(p, n, l)| (p.map(str::to_owned), n, l));
            assert_eq!(says(&opened.register, id), expected, "{id} on {date}");
        }
        assert_eq!(opened.register.date(), Some(date));
    }
    // The day on which a postcode was given is the first day on which it holds.
    let day = open_on(Some(date(2019, 12, 12))).unwrap();
    assert_eq!(
        says(&day.register, "0457200000522145"),
        Some((None, 16, None))
    );
    let day = open_on(Some(date(2019, 12, 13))).unwrap();
    assert_eq!(
        says(&day.register, "0457200000522145"),
        Some((Some("1384AV".into()), 16, None))
    );
}

#[test]
fn lookups_by_text_and_by_id_agree() {
    let Some(weesp) = weesp() else { return };
    let register = &weesp.register;
    for ix in register.addresses() {
        let address = register.address(ix);
        assert_eq!(
            register.find_address(&register.address_id(ix).to_string()),
            Some(ix)
        );
        assert!(
            register
                .on_street(address.street, address.number)
                .contains(&ix)
        );
        if let Some(postcode) = address.postcode {
            assert!(register.at(postcode, address.number).any(|a| a == ix));
        }
    }
    assert!(
        register
            .at(Postcode::parse("9999ZZ").unwrap(), 1)
            .next()
            .is_none()
    );
}
