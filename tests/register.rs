//! The register on real input: a complete BAG 2.0 Extract of one gemeente.
//!
//! The extract stays outside the repository; where it is absent these tests say so and pass.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stderr,
    clippy::disallowed_methods,
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
            "0457200000521234",
            [
                None,
                Some((Some("1384AC"), 11, None)),
                Some((Some("1384AC"), 11, None)),
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

/// A register of two addresses in the K-buurt and one outside Amsterdam.
fn small_csv() -> String {
    [
        "straat;huisnummer;huisletter;huisnummertoevoeging;postcode;woonplaats;x;y",
        "Kleiburg;1;;;1104EA;Amsterdam;126270;481060",
        "Gooise Kant;12;A;2;1104MM;Amsterdam;127000;481700",
        "Dam;1;;;9999ZZ;Elders;;",
    ]
    .join("\n")
}

fn open_small(folder: &Path, areas: &[&str]) -> (Opened, Vec<haarvaten::domain::Finding>) {
    std::fs::write(folder.join("register.csv"), small_csv()).unwrap();
    let areas: Vec<String> = areas.iter().map(|a| (*a).to_owned()).collect();
    let sources = ["register.csv".to_owned()];
    let noted = register::open(folder, &sources, &areas, &OpenOptions::default(), &Silent).unwrap();
    (noted.value, noted.findings)
}

fn areas_of(register: &Register, address: &str) -> Vec<String> {
    let address = register.address(register.find_address(address).unwrap());
    let mut names: Vec<String> = register
        .unit_areas(address.unit.unwrap())
        .iter()
        .map(|a| {
            format!(
                "{} {}",
                register.area(*a).level.word(),
                register.area(*a).name
            )
        })
        .collect();
    names.sort();
    names
}

#[test]
fn a_cbs_table_with_names_places_homes_up_to_the_country() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    let table = "PC6;Huisnummer;Buurt2021;Wijk2021;Gemeente2021\n1104EA;1;3639700;36397;363\n1104MM;12;3639701;36397;363\n";
    std::fs::write(path.join("pc6hnr20210801_gwb.csv"), table).unwrap();
    std::fs::write(
        path.join("buurt2021.csv"),
        "buurtcode2021;buurtnaam2021\n3639700;Bijlmermuseum-Zuid\n3639701;Gooise Kant\n",
    )
    .unwrap();
    std::fs::write(
        path.join("eigen.csv"),
        "naam;niveau;dekt\nKleiburg;flat;Kleiburg 1-500\n",
    )
    .unwrap();
    let (opened, findings) = open_small(
        path,
        &["pc6hnr20210801_gwb.csv", "buurt2021.csv", "eigen.csv"],
    );
    assert_eq!(opened.own_area_files, ["eigen.csv"]);
    let expected = [
        "buurt Bijlmermuseum-Zuid",
        "gemeente Amsterdam",
        "land Nederland",
        "provincie Noord-Holland",
        "wijk WK036397",
    ];
    assert_eq!(areas_of(&opened.register, "adr:1104EA-1"), expected);
    assert_eq!(
        areas_of(&opened.register, "adr:9999ZZ-1"),
        Vec::<String>::new()
    );
    let codes: Vec<&str> = findings.iter().map(|f| f.code).collect();
    assert!(codes.contains(&"R121"), "one home lies outside: {codes:?}");
    assert!(
        codes.contains(&"R107") && codes.contains(&"R108"),
        "ids were made: {codes:?}"
    );
}

#[test]
fn real_polygons_of_amsterdam_place_homes_in_their_buurt() {
    let map = Path::new(FOLDER).join("../areas/amsterdam-buurten.geojson");
    if !map.exists() {
        eprintln!("skipped: {} is not here", map.display());
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    std::fs::copy(&map, folder.path().join("amsterdam-buurten.geojson")).unwrap();
    let (opened, _) = open_small(folder.path(), &["amsterdam-buurten.geojson"]);
    let register = &opened.register;
    assert_eq!(register.areas_named("TH01").len(), 1);
    let kant = areas_of(register, "adr:1104MM-12-A-2");
    assert!(kant.contains(&"stadsdeel Zuidoost".to_owned()), "{kant:?}");
    assert!(kant.iter().any(|a| a.starts_with("buurt ")), "{kant:?}");
    assert!(
        kant.contains(&"gemeente Amsterdam".to_owned())
            && kant.contains(&"land Nederland".to_owned()),
        "{kant:?}"
    );
}

fn open_fails(folder: &Path, file: &str) -> Vec<(String, String)> {
    let sources = [file.to_owned()];
    let error = register::open(folder, &sources, &[], &OpenOptions::default(), &Silent);
    let findings = error.expect_err("it must not open").findings;
    let place = |f: &haarvaten::domain::Finding| {
        format!(
            "{} {}",
            f.place.sheet.as_deref().unwrap_or_default(),
            f.place.cell()
        )
    };
    let errors = findings
        .iter()
        .filter(|f| f.severity == haarvaten::domain::Severity::Error);
    errors
        .map(|f| (f.code.to_owned(), place(f).trim().to_owned()))
        .collect()
}

#[test]
fn damaged_sources_stop_with_the_place() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    let bad_status = "straat;huisnummer;postcode;woonplaats;status\nDam;1;1012JS;Amsterdam;in gebruik\nDam;2;1012JS;Amsterdam;kapot\n";
    std::fs::write(path.join("status.csv"), bad_status).unwrap();
    assert_eq!(
        open_fails(path, "status.csv"),
        [("R112".into(), "3".into())]
    );
    std::fs::write(
        path.join("kolom.csv"),
        "straat;huisnummer;postcode\nDam;1;1012JS\n",
    )
    .unwrap();
    assert_eq!(open_fails(path, "kolom.csv"), [("R103".into(), "1".into())]);
    std::fs::write(
        path.join("leeg.csv"),
        "straat;huisnummer;postcode;woonplaats\n",
    )
    .unwrap();
    assert_eq!(
        open_fails(path, "leeg.csv"),
        [("R113".into(), String::new())]
    );
    assert_eq!(
        open_fails(path, "weg.csv"),
        [("R101".into(), String::new())]
    );
    std::fs::write(path.join("half.zip"), b"PK\x03\x04 and then nothing").unwrap();
    assert_eq!(
        open_fails(path, "half.zip"),
        [("R130".into(), String::new())]
    );
    std::fs::write(
        path.join("half.gpkg"),
        b"SQLite format 3\0 and then nothing",
    )
    .unwrap();
    assert_eq!(
        open_fails(path, "half.gpkg"),
        [("R151".into(), String::new())]
    );
    let real = Path::new(FOLDER).join(FILE);
    if real.exists() {
        let bytes = std::fs::read(real).unwrap();
        std::fs::write(path.join("cut.zip"), &bytes[..bytes.len() / 2]).unwrap();
        assert_eq!(
            open_fails(path, "cut.zip"),
            [("R130".into(), String::new())]
        );
    }
}

/// Everything that other rooms may ask of a register, as text.
fn dump(register: &Register) -> Vec<String> {
    let line = |ix| {
        let address = register.address(ix);
        let unit = address.unit.unwrap();
        let facts = register.unit(unit);
        let buildings: Vec<String> = register
            .unit_buildings(unit)
            .iter()
            .map(|b| {
                format!(
                    "{} {:?}",
                    register.building_id(*b),
                    register.building(*b).year
                )
            })
            .collect();
        let areas: Vec<&str> = register
            .unit_areas(unit)
            .iter()
            .map(|a| register.area(*a).name.as_str())
            .collect();
        format!(
            "{} {:?} {} {:?} {} {} | {} {} {} {:?} | {buildings:?} | {areas:?} | {:?}",
            register.address_id(ix),
            address.postcode,
            register.street(address.street).name,
            register.street(address.street).short_name,
            address.house_number(),
            register.town(address.town).name,
            register.unit_id(unit),
            facts.in_use,
            facts.residential,
            facts.point,
            address.secondary,
        )
    };
    register.addresses().map(line).collect()
}

#[test]
fn the_register_file_holds_the_same_and_opens_in_gdal() {
    let Some(weesp) = weesp() else { return };
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("weesp.gpkg");
    let sources = [FILE.to_owned()];
    let options = OpenOptions::default();
    let made =
        register::import(Path::new(FOLDER), &sources, &[], &options, &target, &Silent).unwrap();
    assert_eq!(made.value.changes, None);
    let again = register::open_file(&target, &options).unwrap();
    assert_eq!(dump(&again), dump(&weesp.register), "through the index");
    let index = folder.path().join("weesp.gpkg-index");
    assert!(index.exists());
    std::fs::remove_file(&index).unwrap();
    let without = register::open_file(&target, &options).unwrap();
    assert_eq!(dump(&without), dump(&weesp.register), "from the tables");
    assert!(index.exists(), "made anew");
    // An index that is damaged, or of another file, is not believed.
    std::fs::write(&index, b"HAARVIX2 and nothing more").unwrap();
    let anew = register::open_file(&target, &options).unwrap();
    assert_eq!(anew.addresses().len(), 12_034);
    assert_eq!(again.date(), weesp.register.date());
    // As a source of a campaign it opens like any other.
    let opened = register::open(
        folder.path(),
        &["weesp.gpkg".to_owned()],
        &[],
        &options,
        &Silent,
    )
    .unwrap();
    assert_eq!(opened.value.register.addresses().len(), 12_034);
    // Once more, of an earlier date: what changed is told, and the file is replaced whole.
    let earlier = OpenOptions {
        date: Some(date(2021, 1, 1)),
        ..OpenOptions::default()
    };
    let made =
        register::import(Path::new(FOLDER), &sources, &[], &earlier, &target, &Silent).unwrap();
    let changes = made.value.changes.unwrap();
    assert!(
        changes.withdrawn.len() > 50 && !changes.new.is_empty(),
        "{changes:?}"
    );
    // A cut opens by its own index.
    let cut = register::Cut {
        postcodes: vec!["1384".into()],
        ..register::Cut::default()
    };
    let part = register::open_file(
        &target,
        &OpenOptions {
            cut,
            ..OpenOptions::default()
        },
    )
    .unwrap();
    assert!(part.addresses().len() > 100);
    assert!(
        part.addresses()
            .all(|a| part.address(a).postcode.is_some_and(|p| p.digits() == 1384))
    );
    let Ok(told) = std::process::Command::new("ogrinfo")
        .args(["-so", "-al"])
        .arg(&target)
        .output()
    else {
        eprintln!("skipped: ogrinfo (GDAL) is not installed");
        return;
    };
    let told = String::from_utf8_lossy(&told.stdout).into_owned();
    for layer in [
        "Layer name: units",
        "Layer name: buildings",
        "Geometry: Point",
        "Geometry: Polygon",
        "Amersfoort / RD New",
    ] {
        assert!(told.contains(layer), "{layer} in {told}");
    }
}

#[test]
fn a_workbook_is_a_register_too() {
    let folder = tempfile::tempdir().unwrap();
    let mut book = rust_xlsxwriter::Workbook::new();
    book.add_worksheet().write(0, 0, "Toelichting").unwrap();
    let sheet = book.add_worksheet();
    for (row, line) in small_csv().lines().enumerate() {
        for (column, text) in line.split(';').enumerate() {
            let (row, column) = (
                u32::try_from(row).unwrap() + 2,
                u16::try_from(column).unwrap(),
            );
            match text.parse::<f64>() {
                Ok(number) => sheet.write(row, column, number).unwrap(),
                Err(_) => sheet.write(row, column, text).unwrap(),
            };
        }
    }
    book.save(folder.path().join("register.xlsx")).unwrap();
    let options = OpenOptions::default();
    let sources = ["register.xlsx".to_owned()];
    let from_book = register::open(folder.path(), &sources, &[], &options, &Silent).unwrap();
    let (from_csv, _) = open_small(folder.path(), &[]);
    assert_eq!(dump(&from_book.value.register), dump(&from_csv.register));
}

#[test]
fn pdok_layers_are_read_and_a_missing_one_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("bag-light.gpkg");
    let base = rusqlite::Connection::open(&path).unwrap();
    base.execute_batch(
        "CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT);
         INSERT INTO gpkg_geometry_columns VALUES ('pand', 'geom');
         CREATE TABLE pand (feature_id INTEGER PRIMARY KEY, identificatie TEXT, bouwjaar INTEGER, status TEXT, geom BLOB);
         INSERT INTO pand VALUES (1, '0363100000000001', 1971, 'Pand in gebruik', NULL);",
    )
    .unwrap();
    assert_eq!(
        open_fails(folder.path(), "bag-light.gpkg"),
        [("R150".into(), String::new())]
    );
    base.execute_batch(
        "INSERT INTO gpkg_geometry_columns VALUES ('verblijfsobject', 'geom');
         CREATE TABLE verblijfsobject (feature_id INTEGER PRIMARY KEY, identificatie TEXT, status TEXT, gebruiksdoel TEXT, openbare_ruimte_naam TEXT,
            huisnummer INTEGER, huisletter TEXT, toevoeging TEXT, postcode TEXT, woonplaats_naam TEXT, pand_identificatie TEXT, geom BLOB);
         INSERT INTO verblijfsobject VALUES
          (1, '0363010000000001', 'Verblijfsobject in gebruik', 'woonfunctie', 'Kleiburg', 1, 'a', '2', '1104EA', 'Amsterdam', '0363100000000001', X'47500001407100000101000000000000000086FE4000000000805C1D41'),
          (2, '0363010000000002', 'Verblijfsobject gevormd', 'winkelfunctie', 'Kleiburg', 3, NULL, NULL, '1104EA', 'Amsterdam', '0363100000000001', NULL);",
    )
    .unwrap();
    drop(base);
    let sources = ["bag-light.gpkg".to_owned()];
    let noted = register::open(
        folder.path(),
        &sources,
        &[],
        &OpenOptions::default(),
        &Silent,
    )
    .unwrap();
    let register = &noted.value.register;
    assert_eq!(register.addresses().len(), 2);
    let home = register.find_unit("0363010000000001").unwrap();
    assert!(register.unit(home).is_dwelling());
    assert_eq!(
        register.unit(home).point,
        Some(register::Point {
            x: 125_024.0,
            y: 481_056.0
        })
    );
    assert!(
        !register
            .unit(register.find_unit("0363010000000002").unwrap())
            .in_use
    );
    let building = register.find_building("0363100000000001").unwrap();
    assert_eq!(
        (
            register.building(building).year,
            register.building_units(building).len()
        ),
        (Some(1971), 2)
    );
}

/// A GeoPackage with a table of units in the form of PDOK, made by hand.
fn pdok(path: &Path, layer: &str, columns: [&str; 4], rows: &[&str]) {
    let _ = std::fs::remove_file(path);
    let base = rusqlite::Connection::open(path).unwrap();
    let [street, addition, town, geometry] = columns;
    base.execute_batch(&format!(
        "CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT);
         INSERT INTO gpkg_geometry_columns VALUES ('{layer}', '{geometry}');
         CREATE TABLE \"{layer}\" (fid INTEGER PRIMARY KEY, identificatie TEXT, status TEXT, gebruiksdoel TEXT, {street} TEXT, huisnummer INTEGER,
            huisletter TEXT, {addition} TEXT, postcode TEXT, {town} TEXT, pand_identificatie TEXT, {geometry} BLOB);"
    ))
    .unwrap();
    for row in rows {
        base.execute_batch(&format!("INSERT INTO \"{layer}\" VALUES ({row})"))
            .unwrap();
    }
}

#[test]
fn editions_of_the_geopackage_are_one_register() {
    let folder = tempfile::tempdir().unwrap();
    // Little and big endian, with an envelope, empty, and none.
    let little = "X'47500001407100000101000000000000000086FE4000000000805C1D41'";
    let big = "X'475000000000714000000000 0140FE860000000000411D5C8000000000'".replace(' ', "");
    let envelope = "X'47500003407100000000000000000000000000000000000000000000000000000000000000000000 0101000000000000000086FE4000000000805C1D41'".replace(' ', "");
    let empty = "X'475000114071000001010000000000000000 00F87F000000000000F87F'".replace(' ', "");
    let row = |n: u32, letter: &str, status: &str, buildings: &str, shape: &str| {
        format!(
            "{n}, '036301000000000{n}', '{status}', 'woonfunctie', 'Kleiburg', {n}, {letter}, NULL, '1104EA', 'Amsterdam', '{buildings}', {shape}"
        )
    };
    let rows = [
        row(
            1,
            "NULL",
            "Verblijfsobject in gebruik",
            "0363100000000001",
            little,
        ),
        row(
            2,
            "''",
            "Verblijfsobject in gebruik (niet ingemeten)",
            "0363100000000001,0363100000000002",
            &big,
        ),
        row(
            3,
            "'a'",
            "Verblijfsobject buiten gebruik",
            "0363100000000002, 0363100000000003",
            &envelope,
        ),
        row(
            4,
            "NULL",
            "Verbouwing verblijfsobject",
            "0363100000000003",
            &empty,
        ),
        row(
            5,
            "NULL",
            "Verblijfsobject gevormd",
            "0363100000000003",
            "NULL",
        ),
    ];
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let editions = [
        (
            "verblijfsobject",
            [
                "openbare_ruimte_naam",
                "toevoeging",
                "woonplaats_naam",
                "geom",
            ],
        ),
        (
            "Verblijfsobject",
            [
                "openbareruimtenaam",
                "huisnummertoevoeging",
                "woonplaatsnaam",
                "geometry",
            ],
        ),
        (
            "bag:verblijfsobject",
            ["openbare_ruimte", "toevoeging", "woonplaats", "GEOM"],
        ),
    ];
    let mut told = Vec::new();
    for (layer, columns) in editions {
        pdok(&folder.path().join("bag.gpkg"), layer, columns, &rows);
        let sources = ["bag.gpkg".to_owned()];
        let options = OpenOptions::default();
        let noted = register::open(folder.path(), &sources, &[], &options, &Silent).unwrap();
        let codes: Vec<&str> = noted.findings.iter().map(|f| f.code).collect();
        assert_eq!(codes, ["R107"], "only ids of addresses had to be made");
        told.push(dump(&noted.value.register));
        let register = noted.value.register;
        let here = Some(register::Point {
            x: 125_024.0,
            y: 481_056.0,
        });
        let facts: Vec<_> = register
            .units()
            .map(|u| {
                (
                    register.unit(u).in_use,
                    register.unit(u).point,
                    register.unit_buildings(u).len(),
                )
            })
            .collect();
        let expected = [
            (true, here, 1),
            (true, here, 2),
            (true, here, 2),
            (true, None, 1),
            (false, None, 1),
        ];
        assert_eq!(facts, expected, "{layer}");
        let town = register.town(register.towns().next().unwrap());
        assert_eq!(town.municipality, Some(363), "the ids tell the gemeente");
    }
    assert!(told.windows(2).all(|pair| pair[0] == pair[1]));
}

#[test]
fn towns_of_one_name_stay_apart_by_their_codes_and_buildings_keep_their_shape() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("bag-light.gpkg");
    let base = rusqlite::Connection::open(&path).unwrap();
    // One unit of a hundred metres square, and a building that was never built.
    let square = "X'4750000140710000 01 03000000 01000000 05000000
        000000000000F940 0000000000805C41 0000000000 19F940 0000000000805C41 000000000019F940 0000000000835C41
        000000000000F940 0000000000835C41 000000000000F940 0000000000805C41'".split_whitespace().collect::<String>();
    base.execute_batch(&format!(
        "CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT);
         INSERT INTO gpkg_geometry_columns VALUES ('pand', 'geom'), ('verblijfsobject', 'geom');
         CREATE TABLE pand (fid INTEGER PRIMARY KEY, identificatie TEXT, bouwjaar INTEGER, status TEXT, geom BLOB);
         INSERT INTO pand VALUES (1, '0363100000000001', 1971, 'Pand in gebruik', {square}), (2, '0363100000000009', 2030, 'Bouwvergunning verleend', {square});
         CREATE TABLE verblijfsobject (fid INTEGER PRIMARY KEY, identificatie TEXT, status TEXT, gebruiksdoel TEXT, openbare_ruimte_naam TEXT,
            openbare_ruimte_naam_kort TEXT, huisnummer INTEGER, huisletter TEXT, toevoeging TEXT, postcode TEXT, woonplaats_naam TEXT, bouwjaar INTEGER,
            pand_identificatie TEXT, pandstatus TEXT, nummeraanduiding_hoofdadres_identificatie TEXT, woonplaats_identificatie TEXT, geom BLOB);
         INSERT INTO verblijfsobject VALUES
          (1, '0363010000000001', 'Verblijfsobject in gebruik', 'winkelfunctie,woonfunctie', 'Burgemeester van der Heijdenlaan', 'Burg vd Heijdenln', 1, NULL, NULL,
           '1104EA', 'Beek', 1971, '0363100000000001', 'Pand in gebruik', '0363200000000001', '1024', NULL),
          (2, '0938010000000002', 'Verblijfsobject in gebruik', 'woonfunctie', 'Burgemeester van der Heijdenlaan', 'Burg vd Heijdenln', 1, NULL, NULL,
           '6191AA', 'Beek', 1971, '0363100000000001', 'Pand in gebruik', '0938200000000002', '0777', NULL);",
    ))
    .unwrap();
    drop(base);
    let target = folder.path().join("register.gpkg");
    let sources = ["bag-light.gpkg".to_owned()];
    let options = OpenOptions::default();
    let import = |from: &[String], to: &Path| {
        register::import(folder.path(), from, &[], &options, to, &Silent).unwrap()
    };
    let made = import(&sources, &target).value.opened.register;
    assert_eq!(town_codes(&made), [777, 1024]);
    assert_eq!(made.streets().len(), 2);
    let street = made.street(made.streets().next().unwrap());
    assert_eq!(street.short_name.as_deref(), Some("Burg vd Heijdenln"));
    let home = made.find_address("0363200000000001").unwrap();
    let unit = made.address(home).unit.unwrap();
    assert!(made.unit(unit).is_dwelling(), "one of its uses is living");
    // A part of it, opened by postcode, knows the town by its code too.
    let cut = register::Cut {
        postcodes: vec!["1104".into()],
        ..register::Cut::default()
    };
    let part = OpenOptions {
        cut,
        ..OpenOptions::default()
    };
    assert_eq!(
        town_codes(&register::open_file(&target, &part).unwrap()),
        [1024]
    );
    // The same sources make the same file.
    let twin = folder.path().join("twin.gpkg");
    import(&sources, &twin);
    assert!(std::fs::read(&target).unwrap() == std::fs::read(&twin).unwrap());
    // The shape goes along into the register file, and from there into the next one.
    let again = folder.path().join("again.gpkg");
    import(&["register.gpkg".to_owned()], &again);
    for file in [&target, &again] {
        let base = rusqlite::Connection::open(file).unwrap();
        let shapes: Vec<(String, bool)> = base
            .prepare("SELECT id, geom IS NOT NULL FROM buildings ORDER BY id")
            .unwrap()
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
            .unwrap()
            .map(Result::unwrap)
            .collect();
        assert_eq!(shapes, [("0363100000000001".to_owned(), true)]);
    }
}

#[test]
fn exports_of_portals_are_read_and_remains_of_ids_drop_no_home() {
    let folder = tempfile::tempdir().unwrap();
    let read = |text: &str| {
        std::fs::write(folder.path().join("export.csv"), text).unwrap();
        let sources = ["export.csv".to_owned()];
        let options = OpenOptions::default();
        register::open(folder.path(), &sources, &[], &options, &Silent).unwrap()
    };
    let noted = read(
        "\u{feff}\"Openbare ruimte\";\"Huisnummer\";\"Huisletter\";\"Huisnummertoevoeging\";\"Postcode\";\"Woonplaats\";\"Verblijfsobjectidentificatie\";\"heeftHoofdadres\";\"Pandidentificatie\";\"Gebruiksdoelen\";\"Verblijfsobject status\";\"X-coördinaat (RD)\";\"Y-coördinaat (RD)\"\n\
         \"Kleiburg\";\"12\";\"A\";\"2\";\"1104 EA\";\"Amsterdam\";\"0363010000000001\";\"0363200000000001\";\"0363100000000001|0363100000000002\";\"winkelfunctie|woonfunctie\";\"Verblijfsobject in gebruik\";\"125123,4\";\"481234,5\"\n",
    );
    assert_eq!(noted.findings, []);
    let register = &noted.value.register;
    let unit = register.find_unit("0363010000000001").unwrap();
    let here = register::Point {
        x: 125_123.4,
        y: 481_234.5,
    };
    assert_eq!(register.unit(unit).point, Some(here));
    assert!(register.unit(unit).is_dwelling());
    assert_eq!(register.unit_buildings(unit).len(), 2);
    assert!(register.find_address("0363200000000001").is_some());

    // A spreadsheet made one and the same number of the ids of three homes.
    let noted = read(
        "nummeraanduiding_id;vbo_id;pand_id;straat;huisnummer;postcode;woonplaats\n\
         3,632E+14;3,6301E+14;3,631E+14;Kade;1;1104EA;Amsterdam\n\
         3,632E+14;3,6301E+14;3,631E+14;Kade;3;1104EA;Amsterdam\n\
         3,632E+14;3,6301E+14;3,631E+14;Kade;5;1104EA;Amsterdam\n",
    );
    let register = &noted.value.register;
    assert_eq!((register.units().len(), register.buildings().len()), (3, 3));
    assert!(noted.findings.iter().any(|f| f.code == "R109"));
}

/// Stops after so many objects.
struct StopsAfter(std::sync::atomic::AtomicU64);

impl register::Progress for StopsAfter {
    fn advance(&self, _bytes: u64, objects: u64) {
        let left = &self.0;
        let now = left.load(std::sync::atomic::Ordering::Relaxed);
        left.store(
            now.saturating_sub(objects),
            std::sync::atomic::Ordering::Relaxed,
        );
    }
    fn stopped(&self) -> bool {
        self.0.load(std::sync::atomic::Ordering::Relaxed) == 0
    }
}

#[test]
fn an_import_that_is_stopped_leaves_the_old_register_and_nothing_else() {
    if !Path::new(FOLDER).join(FILE).exists() {
        eprintln!("skipped: {FOLDER}/{FILE} is not here");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("register.gpkg");
    let options = OpenOptions::default();
    std::fs::write(folder.path().join("klein.csv"), small_csv()).unwrap();
    let small = ["klein.csv".to_owned()];
    register::import(folder.path(), &small, &[], &options, &target, &Silent).unwrap();
    let before = std::fs::read(&target).unwrap();
    // While reading, and while writing: the extract has 66,073 voorkomens.
    for objects in [1, 70_000] {
        let stops = StopsAfter(objects.into());
        let sources = [FILE.to_owned()];
        let error = register::import(Path::new(FOLDER), &sources, &[], &options, &target, &stops);
        assert!(error.unwrap_err().stopped, "{objects}");
        assert_eq!(std::fs::read(&target).unwrap(), before, "{objects}");
        let mut left: Vec<_> = std::fs::read_dir(folder.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name())
            .collect();
        left.sort();
        assert_eq!(left, ["klein.csv", "register.gpkg"], "{objects}");
    }
}

/// A small extract, all zips stored, with one file changed by `change`.
fn extract_with(path: &Path, kind: &str, change: impl Fn(String) -> String) {
    use std::io::Write as _;
    let life = "<voorkomen><beginGeldigheid>2010-01-01</beginGeldigheid></voorkomen>";
    let file = |objects: &str| {
        format!(
            "<x:bagStand xmlns:x=\"x\"><x:StandTechnischeDatum>2021-10-15</x:StandTechnischeDatum>{objects}</x:bagStand>"
        )
    };
    let object = |id: &str, rest: &str| {
        format!("<bagObject><o><identificatie>{id}</identificatie>{rest}{life}</o></bagObject>")
    };
    let parts = [
        (
            "WPL",
            object(
                "3594",
                "<naam>Amsterdam</naam><status>Woonplaats aangewezen</status>",
            ),
        ),
        (
            "OPR",
            object(
                "0363300000000001",
                "<naam>Kleiburg</naam><ligtIn><WoonplaatsRef>3594</WoonplaatsRef></ligtIn>",
            ),
        ),
        (
            "NUM",
            object(
                "0363200000000001",
                "<huisnummer>1</huisnummer><postcode>1104EA</postcode><status>Naamgeving uitgegeven</status><ligtAan><OpenbareRuimteRef>0363300000000001</OpenbareRuimteRef></ligtAan>",
            ),
        ),
        (
            "VBO",
            object(
                "0363010000000001",
                "<heeftAlsHoofdadres><NummeraanduidingRef>0363200000000001</NummeraanduidingRef></heeftAlsHoofdadres><pos>126270.0 481060.0 0.0</pos><gebruiksdoel>woonfunctie</gebruiksdoel><status>Verblijfsobject in gebruik</status><maaktDeelUitVan><PandRef>0363100000000001</PandRef></maaktDeelUitVan>",
            ),
        ),
        (
            "PND",
            object(
                "0363100000000001",
                "<oorspronkelijkBouwjaar>1971</oorspronkelijkBouwjaar><status>Pand in gebruik</status>",
            ),
        ),
    ];
    let mut outer = zip::ZipWriter::new(std::fs::File::create(path).unwrap());
    let stored =
        zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (part, objects) in parts {
        let xml = file(&objects);
        let xml = if part == kind { change(xml) } else { xml };
        let mut inner = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        inner
            .start_file(
                format!("9999{part}15102021-000001.xml"),
                zip::write::SimpleFileOptions::default(),
            )
            .unwrap();
        inner.write_all(xml.as_bytes()).unwrap();
        outer
            .start_file(format!("9999{part}15102021.zip"), stored)
            .unwrap();
        outer
            .write_all(&inner.finish().unwrap().into_inner())
            .unwrap();
    }
    outer.finish().unwrap();
}

#[test]
fn faults_in_an_extract_stop_it_or_are_told_with_their_place() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("bag.zip");
    let place = |kind: &str| format!("9999{kind}15102021.zip/9999{kind}15102021-000001.xml");
    let stops = |kind: &str, code: &str, change: &dyn Fn(String) -> String| {
        extract_with(&path, kind, change);
        let sources = ["bag.zip".to_owned()];
        let target = folder.path().join("register.gpkg");
        let options = OpenOptions::default();
        let made = register::import(folder.path(), &sources, &[], &options, &target, &Silent);
        let findings = made.expect_err(code).findings;
        let found: Vec<_> = findings
            .iter()
            .map(|f| (f.code, f.place.sheet.as_deref()))
            .collect();
        assert_eq!(found, [(code, Some(place(kind).as_str()))]);
        assert!(!target.exists(), "{code}: no half register");
    };
    stops("NUM", "R132", &|xml| xml[..xml.len() / 2].to_owned());
    stops("PND", "R132", &|xml| xml[..xml.len() - 3].to_owned());
    stops("NUM", "R133", &|xml| {
        xml.replace("0363200000000001", "036320000000001")
    });
    stops("VBO", "R133", &|xml| {
        xml.replace("0363010000000001", "03630100000000011")
    });
    stops("VBO", "R133", &|xml| {
        xml.replace(">0363100000000001<", ">3100000000001<")
    });
    stops("VBO", "R134", &|xml| xml.replace("in gebruik", "verdampt"));
    stops("NUM", "R134", &|xml| xml.replace("uitgegeven", "verdampt"));
    let told = |kind: &str, change: &dyn Fn(String) -> String| {
        extract_with(&path, kind, change);
        let sources = ["bag.zip".to_owned()];
        let options = OpenOptions::default();
        let noted = register::open(folder.path(), &sources, &[], &options, &Silent).unwrap();
        assert_eq!(noted.value.register.addresses().len(), 1);
        let codes = noted.findings.iter().map(|f| f.code);
        codes.collect::<Vec<_>>()
    };
    assert!(told("", &|xml| xml).is_empty());
    assert_eq!(
        told("VBO", &|xml| xml.replace("126270", "926270")),
        ["R137"]
    );
    // Five are named one by one; the others are counted.
    let seven = |xml: String| {
        let xml = xml.replace("126270", "926270");
        let (at, end) = (xml.find("<bagObject>").unwrap(), xml.rfind("</x:").unwrap());
        let units = |n: u8| xml[at..end].replace("0000000001<", &format!("000000000{n}<"));
        let more: String = (2..=7)
            .map(|n| {
                let unit = units(n);
                unit.replace(&format!("03632000000000{n:02}<"), "0363200000000001<")
                    .replace(&format!("03631000000000{n:02}<"), "0363100000000001<")
            })
            .collect();
        format!("{}{more}{}", &xml[..end], &xml[end..])
    };
    let codes = told("VBO", &seven);
    assert_eq!(codes.iter().filter(|code| **code == "R137").count(), 5);
    assert_eq!(codes.iter().filter(|code| **code == "R100").count(), 1);
    let twice = |xml: String| {
        let at = xml.find("<bagObject>").unwrap();
        let end = xml.find("</bagObject>").unwrap() + "</bagObject>".len();
        format!("{}{}{}", &xml[..end], &xml[at..end], &xml[end..])
    };
    assert_eq!(told("NUM", &twice), ["R135"]);
    // A zip that lost its end holds zips that are whole: it is damaged all the same.
    extract_with(&path, "", |xml| xml);
    let bytes = std::fs::read(&path).unwrap();
    std::fs::write(&path, &bytes[..bytes.len() - 10]).unwrap();
    assert_eq!(
        open_fails(folder.path(), "bag.zip"),
        [("R130".into(), String::new())]
    );
}

#[test]
fn every_object_of_an_extract_is_accounted_for_also_once_it_is_imported() {
    let folder = tempfile::tempdir().unwrap();
    let inputs = folder.path();
    let target = inputs.join("register.gpkg");
    let life = "<voorkomen><beginGeldigheid>2010-01-01</beginGeldigheid></voorkomen>";
    let more = |xml: String, objects: &str| {
        xml.replace("</x:bagStand>", &format!("{objects}</x:bagStand>"))
    };
    let import = |name: &str, kind: &str, objects: &str| {
        extract_with(&inputs.join(name), kind, |xml| more(xml, objects));
        let sources = [name.to_owned()];
        let options = OpenOptions::default();
        let made = register::import(inputs, &sources, &[], &options, &target, &Silent).unwrap();
        let opened = made.value.opened;
        let kept = register::file_info(&target).unwrap().accounts();
        assert_eq!(kept, opened.accounts);
        let told = |what: &str| {
            let one = kept.iter().find(|one| one.what == what).unwrap();
            let aside: u64 = one.left_out.values().sum();
            assert_eq!(one.rows, one.used + one.merged + aside, "{one:?}");
            let reasons: Vec<String> = one
                .left_out
                .iter()
                .map(|(why, count)| format!("{count} {why}"))
                .collect();
            format!("{} of {}: {}", one.used, one.rows, reasons.join(", "))
        };
        let all = ["addresses", "units", "buildings"].map(told);
        assert_eq!(
            opened.register.addresses().len() as u64,
            kept.iter()
                .find(|one| one.what == "addresses")
                .unwrap()
                .used
        );
        // The register file says the same of itself when a campaign opens it.
        let sources = ["register.gpkg".to_owned()];
        let again =
            register::open(inputs, &sources, &[], &OpenOptions::default(), &Silent).unwrap();
        assert_eq!(again.value.accounts.len(), 3);
        assert!(again.value.accounts[0].file.starts_with("register.gpkg"));
        all
    };
    let withdrawn = format!(
        "<bagObject><o><identificatie>0363200000000002</identificatie><huisnummer>2</huisnummer><status>Naamgeving ingetrokken</status><ligtAan><OpenbareRuimteRef>0363300000000001</OpenbareRuimteRef></ligtAan>{life}</o></bagObject>"
    );
    assert_eq!(
        import("nummers.zip", "NUM", &withdrawn),
        ["1 of 2: 1 not-in-force", "1 of 1: ", "1 of 1: "]
    );
    let nowhere = format!(
        "<bagObject><o><identificatie>0363200000000003</identificatie><huisnummer>3</huisnummer><status>Naamgeving uitgegeven</status><ligtAan><OpenbareRuimteRef>0363300000000007</OpenbareRuimteRef></ligtAan>{life}</o></bagObject>"
    );
    assert_eq!(import("straat.zip", "NUM", &nowhere)[0], "1 of 2: 1 R139");
    let unit = |id: &str, address: &str| {
        format!(
            "<bagObject><o><identificatie>{id}</identificatie><heeftAlsHoofdadres><NummeraanduidingRef>{address}</NummeraanduidingRef></heeftAlsHoofdadres><pos>126270.0 481060.0 0.0</pos><gebruiksdoel>woonfunctie</gebruiksdoel><status>Verblijfsobject in gebruik</status><maaktDeelUitVan><PandRef>0363100000000001</PandRef></maaktDeelUitVan>{life}</o></bagObject>"
        )
    };
    let units = unit("0363010000000002", "0363200000000001")
        + &unit("0363010000000003", "0363200000000009");
    assert_eq!(
        import("objecten.zip", "VBO", &units)[1],
        "1 of 3: 1 R145, 1 no-address"
    );
    let empty = format!(
        "<bagObject><o><identificatie>0363100000000002</identificatie><oorspronkelijkBouwjaar>1971</oorspronkelijkBouwjaar><status>Pand in gebruik</status>{life}</o></bagObject>"
    );
    assert_eq!(import("panden.zip", "PND", &empty)[2], "1 of 2: 1 no-home");
}
