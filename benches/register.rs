//! The register at any size: a synthetic BAG 2.0 Extract in the real format is generated, imported,
//! opened and looked up in.
//!
//! `cargo bench --bench register -- 10000000` does it at the size of the country (about 5 GB of
//! temporary files; the folder is `TMPDIR`); without a number it takes 200,000 addresses.
#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::cast_precision_loss,
    clippy::disallowed_methods,
    missing_docs,
    reason = "a measurement prints, and may fail loudly"
)]

use std::fmt::Write as _;
use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use haarvaten::domain::Postcode;
use haarvaten::register::{self, Cut, OpenOptions, Progress, Register, Silent};
use rayon::prelude::*;
use zip::CompressionMethod;
use zip::write::{SimpleFileOptions, ZipWriter};

/// Objects in one XML file, as the Kadaster has it.
const PER_FILE: u64 = 10_000;
/// Addresses in a building, in a street, in a town.
const IN_BUILDING: u64 = 2;
const IN_STREET: u64 = 40;
const IN_TOWN: u64 = 20_000;

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<sl-bag-extract:bagStand xmlns:Objecten="www.kadaster.nl/schemas/lvbag/imbag/objecten/v20200601" xmlns:gml="http://www.opengis.net/gml/3.2" xmlns:Historie="www.kadaster.nl/schemas/lvbag/imbag/historie/v20200601" xmlns:Objecten-ref="www.kadaster.nl/schemas/lvbag/imbag/objecten-ref/v20200601" xmlns:selecties-extract="http://www.kadaster.nl/schemas/lvbag/extract-selecties/v20200601" xmlns:sl-bag-extract="http://www.kadaster.nl/schemas/lvbag/extract-deelbestand-lvc/v20200601" xmlns:sl="http://www.kadaster.nl/schemas/standlevering-generiek/1.0">
  <sl-bag-extract:bagInfo><selecties-extract:LVC-Extract><selecties-extract:StandTechnischeDatum>2026-11-08</selecties-extract:StandTechnischeDatum></selecties-extract:LVC-Extract></sl-bag-extract:bagInfo>
  <sl:standBestand><sl:dataset>LVBAG</sl:dataset>"#;
const TAIL: &str = "\n  </sl:standBestand>\n</sl-bag-extract:bagStand>\n";
const LIFE: &str = "<Objecten:geconstateerd>N</Objecten:geconstateerd><Objecten:documentdatum>2010-08-31</Objecten:documentdatum><Objecten:documentnummer>B&amp;W-1887</Objecten:documentnummer><Objecten:voorkomen><Historie:Voorkomen><Historie:voorkomenidentificatie>1</Historie:voorkomenidentificatie><Historie:beginGeldigheid>2010-08-31</Historie:beginGeldigheid><Historie:tijdstipRegistratie>2010-11-15T13:22:03.000</Historie:tijdstipRegistratie><Historie:BeschikbaarLV><Historie:tijdstipRegistratieLV>2010-11-15T13:31:10.557</Historie:tijdstipRegistratieLV></Historie:BeschikbaarLV></Historie:Voorkomen></Objecten:voorkomen>";

fn id(n: u64, kind: u64) -> String {
    format!("{:04}{kind:02}{n:010}", 14 + n / IN_TOWN % 500)
}

fn postcode(n: u64) -> String {
    // About 20 addresses a postcode, none with the letters that no postcode has.
    let at = n / 20;
    let letter = |i: u64| char::from(b"ABCDEFGHJKLMNPRTVWXZ"[usize::try_from(i).unwrap()]);
    format!(
        "{}{}{}",
        1_000 + at / 342 % 9_000,
        letter(at / 18 % 19),
        letter(at % 18 + 2)
    )
}

fn place(n: u64) -> (u64, u64) {
    (20_000 + n % 250_000, 310_000 + n / 37 % 300_000)
}

/// One object of a kind.
fn object(kind: &str, n: u64, xml: &mut String) {
    let (x, y) = place(n);
    xml.push_str("<sl:stand><sl-bag-extract:bagObject>");
    match kind {
        "NUM" => write!(xml, "<Objecten:Nummeraanduiding><Objecten:identificatie domein=\"NL.IMBAG.Nummeraanduiding\">{}</Objecten:identificatie><Objecten:huisnummer>{}</Objecten:huisnummer><Objecten:postcode>{}</Objecten:postcode><Objecten:typeAdresseerbaarObject>Verblijfsobject</Objecten:typeAdresseerbaarObject><Objecten:status>Naamgeving uitgegeven</Objecten:status>{LIFE}<Objecten:ligtAan><Objecten-ref:OpenbareRuimteRef domein=\"NL.IMBAG.Openbareruimte\">{}</Objecten-ref:OpenbareRuimteRef></Objecten:ligtAan></Objecten:Nummeraanduiding>", id(n, 20), n % IN_STREET + 1, postcode(n), id(n / IN_STREET, 30)),
        "VBO" => write!(xml, "<Objecten:Verblijfsobject><Objecten:heeftAlsHoofdadres><Objecten-ref:NummeraanduidingRef domein=\"NL.IMBAG.Nummeraanduiding\">{}</Objecten-ref:NummeraanduidingRef></Objecten:heeftAlsHoofdadres>{LIFE}<Objecten:identificatie domein=\"NL.IMBAG.Verblijfsobject\">{}</Objecten:identificatie><Objecten:geometrie><Objecten:punt><gml:Point srsName=\"urn:ogc:def:crs:EPSG::28992\" srsDimension=\"3\">\n  <gml:pos>{x}.0 {y}.0 0.0</gml:pos>\n</gml:Point></Objecten:punt></Objecten:geometrie><Objecten:gebruiksdoel>woonfunctie</Objecten:gebruiksdoel><Objecten:oppervlakte>{}</Objecten:oppervlakte><Objecten:status>Verblijfsobject in gebruik</Objecten:status><Objecten:maaktDeelUitVan><Objecten-ref:PandRef domein=\"NL.IMBAG.Pand\">{}</Objecten-ref:PandRef></Objecten:maaktDeelUitVan></Objecten:Verblijfsobject>", id(n, 20), id(n, 1), 40 + n % 160, id(n / IN_BUILDING, 10)),
        "PND" => {
            write!(xml, "<Objecten:Pand><Objecten:identificatie domein=\"NL.IMBAG.Pand\">{}</Objecten:identificatie><Objecten:geometrie><gml:Polygon srsName=\"urn:ogc:def:crs:EPSG::28992\" srsDimension=\"3\">\n  <gml:exterior>\n    <gml:LinearRing>\n      <gml:posList count=\"7\">", id(n, 10)).unwrap();
            for (dx, dy) in [(0, 0), (9, 1), (10, 6), (8, 11), (3, 12), (1, 7), (0, 0)] {
                write!(xml, "{}.9{} {}.10{} 0.0 ", x + dx, n % 9, y + dy, n % 7).unwrap();
            }
            write!(xml, "</gml:posList>\n    </gml:LinearRing>\n  </gml:exterior>\n</gml:Polygon></Objecten:geometrie><Objecten:oorspronkelijkBouwjaar>{}</Objecten:oorspronkelijkBouwjaar><Objecten:status>Pand in gebruik</Objecten:status>{LIFE}</Objecten:Pand>", 1900 + n % 120)
        }
        "OPR" => write!(xml, "<Objecten:OpenbareRuimte><Objecten:identificatie domein=\"NL.IMBAG.Openbareruimte\">{}</Objecten:identificatie><Objecten:naam>Straat {n}</Objecten:naam><Objecten:type>Weg</Objecten:type><Objecten:status>Naamgeving uitgegeven</Objecten:status><Objecten:ligtIn><Objecten-ref:WoonplaatsRef domein=\"NL.IMBAG.Woonplaats\">{:04}</Objecten-ref:WoonplaatsRef></Objecten:ligtIn>{LIFE}</Objecten:OpenbareRuimte>", id(n, 30), 1_000 + n * IN_STREET / IN_TOWN),
        _ => write!(xml, "<Objecten:Woonplaats><Objecten:identificatie domein=\"NL.IMBAG.Woonplaats\">{:04}</Objecten:identificatie><Objecten:naam>Plaats {n}</Objecten:naam><Objecten:status>Woonplaats aangewezen</Objecten:status>{LIFE}</Objecten:Woonplaats>", 1_000 + n),
    }
    .unwrap();
    xml.push_str("</sl-bag-extract:bagObject></sl:stand>");
}

/// Writes an extract of so many addresses; gives the bytes of XML in it.
fn generate(folder: &Path, addresses: u64) -> u64 {
    let bytes = AtomicU64::new(0);
    let kinds = [
        ("WPL", addresses.div_ceil(IN_TOWN)),
        ("OPR", addresses.div_ceil(IN_STREET)),
        ("NUM", addresses),
        ("VBO", addresses),
        ("PND", addresses.div_ceil(IN_BUILDING)),
    ];
    let whole = File::create(folder.join("bag.zip")).unwrap();
    let mut outer = ZipWriter::new(BufWriter::new(whole));
    for (kind, count) in kinds {
        let path = folder.join("inner.zip");
        let mut inner = ZipWriter::new(BufWriter::new(File::create(&path).unwrap()));
        let packed = SimpleFileOptions::default()
            .compression_level(Some(1))
            .large_file(true);
        let files: Vec<u64> = (0..count.div_ceil(PER_FILE)).collect();
        for some in files.chunks(16) {
            let texts: Vec<String> = some
                .par_iter()
                .map(|file| {
                    let mut xml = String::from(HEAD);
                    for n in file * PER_FILE..((file + 1) * PER_FILE).min(count) {
                        object(kind, n, &mut xml);
                    }
                    xml.push_str(TAIL);
                    xml
                })
                .collect();
            for (file, xml) in some.iter().zip(texts) {
                inner
                    .start_file(format!("9999{kind}08112026-{:06}.xml", file + 1), packed)
                    .unwrap();
                inner.write_all(xml.as_bytes()).unwrap();
                bytes.fetch_add(xml.len() as u64, Ordering::Relaxed);
            }
        }
        inner.finish().unwrap().flush().unwrap();
        let stored = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Stored)
            .large_file(true);
        outer
            .start_file(format!("9999{kind}08112026.zip"), stored)
            .unwrap();
        std::io::copy(&mut File::open(&path).unwrap(), &mut outer).unwrap();
        std::fs::remove_file(path).unwrap();
    }
    outer.finish().unwrap().flush().unwrap();
    bytes.into_inner()
}

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

fn lookups(register: &Register, addresses: u64) -> u64 {
    let wanted: Vec<(Postcode, u32)> = (0..1_000_000_u64)
        .map(|i| i * 7_919 % addresses)
        .map(|n| {
            (
                Postcode::parse(&postcode(n)).unwrap(),
                u32::try_from(n % IN_STREET + 1).unwrap(),
            )
        })
        .collect();
    let start = Instant::now();
    let found: usize = wanted.iter().map(|(p, n)| register.at(*p, *n).len()).sum();
    let seconds = start.elapsed().as_secs_f64();
    println!(
        "exact look-ups, one core: {:.2} million a second ({found} found)",
        1.0 / seconds
    );
    found as u64
}

struct Told;
impl Progress for Told {}

fn main() {
    let asked = std::env::args().skip(1).find_map(|a| a.parse::<u64>().ok());
    let addresses = asked.unwrap_or(200_000);
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    let (bytes, _) = timed(&format!("generate {addresses} addresses"), || {
        generate(here, addresses)
    });
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
    let (_, seconds) = timed("the same without the file: parse and link only", || {
        register::open(here, &sources, &[], &all, &Silent).unwrap()
    });
    println!("{:.0} MB/s", megabytes / seconds);
    let (register, _) = timed("open everything, first answer included", || {
        let register = register::open_file(&target, &all).unwrap();
        let first = Postcode::parse(&postcode(addresses / 2)).unwrap();
        assert!(register.in_postcode(first).len() > 0);
        register
    });
    lookups(&register, addresses);
    lookups(&register, addresses);
    drop(register);
    let digits = Postcode::parse(&postcode(addresses / 2))
        .unwrap()
        .digits()
        .to_string();
    let cut = Cut {
        postcodes: vec![digits],
        ..Cut::default()
    };
    let options = OpenOptions {
        cut,
        ..OpenOptions::default()
    };
    let (part, _) = timed("open one wijk by its postcodes", || {
        register::open_file(&target, &options).unwrap()
    });
    println!("{} addresses in it", part.addresses().len());
}
