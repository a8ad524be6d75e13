//! The register at any size: a synthetic BAG 2.0 Extract in the real format is generated, imported,
//! opened and looked up in.
//!
//! `cargo bench --bench register -- 10000000` does it at the size of the country (about 10 GB of
//! temporary files; the folder is `TMPDIR`); without a number it takes 200,000 addresses. A folder
//! behind the number keeps the files, and takes the extract that is there already; the word
//! `generate` stops after the extract.
#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::cast_precision_loss,
    clippy::disallowed_methods,
    missing_docs,
    reason = "a measurement prints, and may fail loudly"
)]

mod country;

use std::path::PathBuf;
use std::time::Instant;

use country::Country;

use haarvaten::domain::Postcode;
use haarvaten::register::{self, Cut, OpenOptions, Progress, Register};
fn timed<T>(what: &str, work: impl FnOnce() -> T) -> (T, f64) {
    let start = Instant::now();
    let result = work();
    let seconds = start.elapsed().as_secs_f64();
    println!("{what:<52} {seconds:>9.3} s   peak {:>6} MiB", peak());
    (result, seconds)
}

/// The most memory that this process had so far, in MiB (Linux; elsewhere 0).
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status
        .lines()
        .find_map(|l| l.strip_prefix("VmHWM:"))
        .unwrap_or_default()
        .to_owned();
    line.split_whitespace()
        .next()
        .and_then(|kb| kb.parse::<u64>().ok())
        .unwrap_or(0)
        / 1024
}

fn lookups(register: &Register, country: &Country) {
    let streets = country.streets.len();
    let wanted: Vec<(Postcode, u32)> = (0..1_000_000_usize)
        .map(|i| {
            let street = i * 7_919 % streets;
            let homes = country.homes(street);
            let home = &homes[i % homes.len()];
            let postcode = Postcode::parse(&country.postcode(street, home)).unwrap();
            (postcode, home.number)
        })
        .collect();
    let start = Instant::now();
    let found = wanted.iter().filter(|(p, n)| register.at(*p, *n).len() > 0);
    let found = found.count();
    println!(
        "exact look-ups, one core: {:.2} million a second ({found} found)",
        1.0 / start.elapsed().as_secs_f64()
    );
    assert_eq!(found, wanted.len());
}

struct Told;
impl Progress for Told {}

/// What to do: how many addresses, and where to keep the files.
struct Asked {
    addresses: u64,
    keep: Option<PathBuf>,
    only: bool,
}

fn asked() -> Asked {
    let mut asked = Asked {
        addresses: 200_000,
        keep: None,
        only: false,
    };
    for word in std::env::args().skip(1) {
        match (word.parse(), word.as_str()) {
            (Ok(number), _) => asked.addresses = number,
            (_, "generate") => asked.only = true,
            (_, flag) if flag.starts_with("--") => {}
            (_, folder) => asked.keep = Some(PathBuf::from(folder)),
        }
    }
    asked
}

fn main() {
    let asked = asked();
    let folder = tempfile::tempdir().unwrap();
    let here = asked.keep.as_deref().unwrap_or(folder.path());
    let country = Country::of(asked.addresses);
    println!(
        "{} addresses, {} streets, {} towns, {} postcodes, {} buildings with homes",
        country.addresses,
        country.streets.len(),
        country.towns.len(),
        country.postcodes,
        country.buildings
    );
    let (zip, size) = (here.join("bag.zip"), here.join("bag.bytes"));
    if !zip.exists() {
        let (bytes, _) = timed("generate the extract", || country.write(&zip));
        std::fs::write(&size, bytes.to_string()).unwrap();
    }
    if asked.only {
        return;
    }
    let bytes: u64 = std::fs::read_to_string(&size).unwrap().parse().unwrap();
    let target = here.join("register.gpkg");
    let sources = ["bag.zip".to_owned()];
    let all = OpenOptions::default();
    let (_, seconds) = timed("import: nested zips to register file and index", || {
        register::import(here, &sources, &[], &all, &target, &Told).unwrap()
    });
    let megabytes = bytes as f64 / 1e6;
    println!(
        "{megabytes:.0} MB of XML, {:.0} MB/s; register file {} MB",
        megabytes / seconds,
        target.metadata().unwrap().len() / 1_000_000
    );
    open_and_look_up(&country, &target, &all);
}

fn open_and_look_up(country: &Country, target: &std::path::Path, all: &OpenOptions) {
    let street = country.streets.len() / 2;
    let middle = country.postcode(street, &country.homes(street)[0]);
    let middle = Postcode::parse(&middle).unwrap();
    let (register, _) = timed("open everything, first answer included", || {
        let register = register::open_file(target, all).unwrap();
        assert!(register.in_postcode(middle).len() > 0);
        register
    });
    lookups(&register, country);
    lookups(&register, country);
    drop(register);
    let cut = Cut {
        postcodes: (0..3).map(|n| (middle.digits() + n).to_string()).collect(),
        ..Cut::default()
    };
    let options = OpenOptions {
        cut,
        ..OpenOptions::default()
    };
    let (part, _) = timed("open one wijk by its postcodes", || {
        register::open_file(target, &options).unwrap()
    });
    println!("{} addresses in it", part.addresses().len());
}
