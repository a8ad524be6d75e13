//! The files of the extract: zips in a zip, with XML on few very long lines.

use std::fmt::Write as _;
use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

use rayon::prelude::*;
use zip::CompressionMethod;
use zip::write::{SimpleFileOptions, ZipWriter};

use super::names::short;
use super::{Country, Home, dice};

/// Objects in one XML file, as the Kadaster has it.
const PER_FILE: u64 = 10_000;
/// A thousandth of the buildings that are sheds, beside those with homes.
const SHEDS: u64 = 250;

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<sl-bag-extract:bagStand xmlns:DatatypenNEN3610="www.kadaster.nl/schemas/lvbag/imbag/datatypennen3610/v20200601" xmlns:Objecten="www.kadaster.nl/schemas/lvbag/imbag/objecten/v20200601" xmlns:gml="http://www.opengis.net/gml/3.2" xmlns:Historie="www.kadaster.nl/schemas/lvbag/imbag/historie/v20200601" xmlns:Objecten-ref="www.kadaster.nl/schemas/lvbag/imbag/objecten-ref/v20200601" xmlns:nen5825="www.kadaster.nl/schemas/lvbag/imbag/nen5825/v20200601" xmlns:selecties-extract="http://www.kadaster.nl/schemas/lvbag/extract-selecties/v20200601" xmlns:sl-bag-extract="http://www.kadaster.nl/schemas/lvbag/extract-deelbestand-lvc/v20200601" xmlns:sl="http://www.kadaster.nl/schemas/standlevering-generiek/1.0">
  <sl-bag-extract:bagInfo>
    <selecties-extract:LVC-Extract>
      <selecties-extract:StandTechnischeDatum>2026-11-08</selecties-extract:StandTechnischeDatum>
    </selecties-extract:LVC-Extract>
  </sl-bag-extract:bagInfo>
  <sl:standBestand>
    <sl:dataset>LVBAG</sl:dataset>"#;
const TAIL: &str = "\n  </sl:standBestand>\n</sl-bag-extract:bagStand>\n";
const RELATIONS: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<gwr-bestand:BAG-GWR-Deelbestand-LVC xmlns:gwr-bestand=\"www.kadaster.nl/schemas/lvbag/gem-wpl-rel/gwr-deelbestand-lvc/v20200601\" xmlns:bagtypes=\"www.kadaster.nl/schemas/lvbag/gem-wpl-rel/bag-types/v20200601\" xmlns:gwr-product=\"www.kadaster.nl/schemas/lvbag/gem-wpl-rel/gwr-producten-lvc/v20200601\">\n  <gwr-bestand:Product>\n    <gwr-product:GemeenteWoonplaatsRelatieProduct>";

/// The voorkomen: the older ones ended when the newest began.
fn life(n: u64, nth: u64, last: bool, xml: &mut String) {
    let d = dice(n ^ 0x51FE);
    let day = |nth: u64| {
        let (year, month, day) = (2_010 + nth * 5 + d % 5, 1 + d / 5 % 12, 1 + d / 60 % 28);
        format!("{year}-{month:02}-{day:02}")
    };
    let begin = day(nth);
    write!(xml, "<Objecten:geconstateerd>N</Objecten:geconstateerd><Objecten:documentdatum>{begin}</Objecten:documentdatum><Objecten:documentnummer>B&amp;W-{}</Objecten:documentnummer><Objecten:voorkomen><Historie:Voorkomen><Historie:voorkomenidentificatie>{}</Historie:voorkomenidentificatie><Historie:beginGeldigheid>{begin}</Historie:beginGeldigheid>", d % 9_999, nth + 1).unwrap();
    if last {
        write!(xml, "<Historie:tijdstipRegistratie>{begin}T13:{:02}:{:02}.000</Historie:tijdstipRegistratie><Historie:BeschikbaarLV><Historie:tijdstipRegistratieLV>{begin}T14:31:10.{:03}</Historie:tijdstipRegistratieLV></Historie:BeschikbaarLV></Historie:Voorkomen></Objecten:voorkomen>", d / 7 % 60, d / 11 % 60, d % 1_000).unwrap();
    } else {
        let end = day(nth + 1);
        write!(xml, "<Historie:eindGeldigheid>{end}</Historie:eindGeldigheid><Historie:tijdstipRegistratie>{begin}T13:{:02}:{:02}.000</Historie:tijdstipRegistratie><Historie:eindRegistratie>{end}T09:10:{:02}.000</Historie:eindRegistratie><Historie:BeschikbaarLV><Historie:tijdstipRegistratieLV>{begin}T14:31:10.{:03}</Historie:tijdstipRegistratieLV><Historie:tijdstipEindRegistratieLV>{end}T11:02:54.455</Historie:tijdstipEindRegistratieLV></Historie:BeschikbaarLV></Historie:Voorkomen></Objecten:voorkomen>", d / 7 % 60, d / 11 % 60, d / 13 % 60, d % 1_000).unwrap();
    }
}

impl Country {
    fn municipality(&self, street: usize) -> u32 {
        self.towns[self.streets[street].town].municipality
    }
    fn id(&self, street: usize, kind: u64, n: u64) -> String {
        format!("{:04}{kind:02}{n:010}", self.municipality(street))
    }
    fn place(&self, street: usize, building: u64) -> (u64, u64) {
        let town = &self.towns[self.streets[street].town];
        let s = dice(street as u64);
        (
            town.x + s % 4_000 + building % 97 * 7,
            town.y + s / 4_000 % 4_000 + building % 89 * 9,
        )
    }

    fn number(&self, street: usize, home: &Home, n: u64, nth: u64, last: bool, xml: &mut String) {
        write!(xml, "<Objecten:Nummeraanduiding><Objecten:identificatie domein=\"NL.IMBAG.Nummeraanduiding\">{}</Objecten:identificatie><Objecten:huisnummer>{}</Objecten:huisnummer>", self.id(street, 20, n), home.number + if last { 0 } else { 200 }).unwrap();
        if let Some(letter) = home.letter {
            write!(xml, "<Objecten:huisletter>{letter}</Objecten:huisletter>").unwrap();
        }
        if !home.addition.is_empty() {
            write!(
                xml,
                "<Objecten:huisnummertoevoeging>{}</Objecten:huisnummertoevoeging>",
                home.addition
            )
            .unwrap();
        }
        write!(xml, "<Objecten:postcode>{}</Objecten:postcode><Objecten:typeAdresseerbaarObject>Verblijfsobject</Objecten:typeAdresseerbaarObject><Objecten:status>Naamgeving uitgegeven</Objecten:status>", self.postcode(street, home)).unwrap();
        life(n, nth, last, xml);
        write!(xml, "<Objecten:ligtAan><Objecten-ref:OpenbareRuimteRef domein=\"NL.IMBAG.Openbareruimte\">{}</Objecten-ref:OpenbareRuimteRef></Objecten:ligtAan></Objecten:Nummeraanduiding>", self.id(street, 30, street as u64)).unwrap();
    }

    fn unit(&self, street: usize, home: &Home, n: u64, nth: u64, last: bool, xml: &mut String) {
        let d = dice(n ^ 0x0B0E);
        let building = self.streets[street].first_building + u64::from(home.building);
        let (x, y) = self.place(street, building);
        let status = if !last {
            "Verblijfsobject gevormd"
        } else if d.is_multiple_of(16) {
            "Verblijfsobject in gebruik (niet ingemeten)"
        } else {
            "Verblijfsobject in gebruik"
        };
        write!(xml, "<Objecten:Verblijfsobject><Objecten:heeftAlsHoofdadres><Objecten-ref:NummeraanduidingRef domein=\"NL.IMBAG.Nummeraanduiding\">{}</Objecten-ref:NummeraanduidingRef></Objecten:heeftAlsHoofdadres>", self.id(street, 20, n)).unwrap();
        life(n, nth, last, xml);
        write!(xml, "<Objecten:identificatie domein=\"NL.IMBAG.Verblijfsobject\">{}</Objecten:identificatie><Objecten:geometrie><Objecten:punt><gml:Point srsName=\"urn:ogc:def:crs:EPSG::28992\" srsDimension=\"3\">\n  <gml:pos>{x}.{:03} {y}.{:03} 0.0</gml:pos>\n</gml:Point></Objecten:punt></Objecten:geometrie><Objecten:gebruiksdoel>{}</Objecten:gebruiksdoel><Objecten:oppervlakte>{}</Objecten:oppervlakte><Objecten:status>{status}</Objecten:status>", self.id(street, 1, n), d % 1_000, d / 1_000 % 1_000, if d.is_multiple_of(9) { "winkelfunctie" } else { "woonfunctie" }, 40 + d % 160).unwrap();
        for more in 0..=u64::from(d.is_multiple_of(70)) {
            write!(xml, "<Objecten:maaktDeelUitVan><Objecten-ref:PandRef domein=\"NL.IMBAG.Pand\">{}</Objecten-ref:PandRef></Objecten:maaktDeelUitVan>", self.id(street, 10, building + more)).unwrap();
        }
        xml.push_str("</Objecten:Verblijfsobject>");
    }

    fn building(&self, street: usize, n: u64, nth: u64, last: bool, xml: &mut String) {
        let d = dice(n ^ 0xBEE);
        let (x, y) = self.place(street, n);
        write!(xml, "<Objecten:Pand><Objecten:identificatie domein=\"NL.IMBAG.Pand\">{}</Objecten:identificatie><Objecten:geometrie><gml:Polygon srsName=\"urn:ogc:def:crs:EPSG::28992\" srsDimension=\"3\">\n  <gml:exterior>\n    <gml:LinearRing>\n      <gml:posList count=\"9\">", self.id(street, 10, n)).unwrap();
        for (at, (dx, dy)) in [
            (0, 0),
            (6, 1),
            (9, 2),
            (10, 6),
            (8, 11),
            (3, 12),
            (1, 9),
            (1, 5),
            (0, 0),
        ]
        .into_iter()
        .enumerate()
        {
            let e = if at == 8 { d } else { d >> at };
            write!(
                xml,
                "{}.{:03} {}.{:03} 0.0 ",
                x + dx,
                e % 1_000,
                y + dy,
                e / 1_000 % 1_000
            )
            .unwrap();
        }
        let status = if last {
            "Pand in gebruik"
        } else {
            "Bouw gestart"
        };
        write!(xml, "</gml:posList>\n    </gml:LinearRing>\n  </gml:exterior>\n</gml:Polygon></Objecten:geometrie><Objecten:oorspronkelijkBouwjaar>{}</Objecten:oorspronkelijkBouwjaar><Objecten:status>{status}</Objecten:status>", 1900 + d % 120).unwrap();
        life(n, nth, last, xml);
        xml.push_str("</Objecten:Pand>");
    }

    fn street(&self, street: usize, xml: &mut String) {
        let facts = &self.streets[street];
        write!(xml, "<Objecten:OpenbareRuimte><Objecten:identificatie domein=\"NL.IMBAG.Openbareruimte\">{}</Objecten:identificatie><Objecten:naam>{}</Objecten:naam><Objecten:type>Weg</Objecten:type><Objecten:status>Naamgeving uitgegeven</Objecten:status>", self.id(street, 30, street as u64), facts.name).unwrap();
        if let Some(short) = short(&facts.name) {
            write!(xml, "<Objecten:verkorteNaam><nen5825:VerkorteNaamOpenbareRuimte><nen5825:verkorteNaam>{short}</nen5825:verkorteNaam></nen5825:VerkorteNaamOpenbareRuimte></Objecten:verkorteNaam>").unwrap();
        }
        write!(xml, "<Objecten:ligtIn><Objecten-ref:WoonplaatsRef domein=\"NL.IMBAG.Woonplaats\">{:04}</Objecten-ref:WoonplaatsRef></Objecten:ligtIn>", self.towns[facts.town].code).unwrap();
        life(street as u64, 0, true, xml);
        xml.push_str("</Objecten:OpenbareRuimte>");
    }

    fn town(&self, n: usize, xml: &mut String) {
        let town = &self.towns[n];
        write!(xml, "<Objecten:Woonplaats><Objecten:identificatie domein=\"NL.IMBAG.Woonplaats\">{:04}</Objecten:identificatie><Objecten:naam>{}</Objecten:naam><Objecten:status>Woonplaats aangewezen</Objecten:status>", town.code, town.name).unwrap();
        life(n as u64, 0, true, xml);
        xml.push_str("</Objecten:Woonplaats>");
    }

    /// The objects of a kind from one number to another.
    fn objects(&self, kind: &str, from: u64, to: u64) -> String {
        let mut xml = String::with_capacity(24 << 20);
        xml.push_str(HEAD);
        let open = |xml: &mut String| xml.push_str("<sl:stand><sl-bag-extract:bagObject>");
        let close = |xml: &mut String| xml.push_str("</sl-bag-extract:bagObject></sl:stand>");
        let times = |n: u64| {
            if dice(n ^ 0x7E).is_multiple_of(6) {
                2
            } else {
                1
            }
        };
        match kind {
            "NUM" | "VBO" => {
                let mut street = self.street_of(from);
                let mut homes = self.homes(street);
                for n in from..to {
                    if n >= self.streets[street].first_home + u64::from(self.streets[street].homes)
                    {
                        street += 1;
                        homes = self.homes(street);
                    }
                    let home =
                        &homes[usize::try_from(n - self.streets[street].first_home).unwrap()];
                    let times = times(n);
                    for nth in 0..times {
                        open(&mut xml);
                        if kind == "NUM" {
                            self.number(street, home, n, nth, nth + 1 == times, &mut xml);
                        } else {
                            self.unit(street, home, n, nth, nth + 1 == times, &mut xml);
                        }
                        close(&mut xml);
                    }
                }
            }
            "PND" => {
                for n in from..to {
                    let street = if n < self.buildings {
                        self.streets.partition_point(|s| s.first_building <= n) - 1
                    } else {
                        usize::try_from(n % self.streets.len() as u64).unwrap()
                    };
                    let times = times(n);
                    for nth in 0..times {
                        open(&mut xml);
                        self.building(street, n, nth, nth + 1 == times, &mut xml);
                        close(&mut xml);
                    }
                }
            }
            _ => {
                for n in from..to {
                    open(&mut xml);
                    let n = usize::try_from(n).unwrap();
                    if kind == "OPR" {
                        self.street(n, &mut xml);
                    } else {
                        self.town(n, &mut xml);
                    }
                    close(&mut xml);
                }
            }
        }
        xml.push_str(TAIL);
        xml
    }

    fn relations(&self) -> String {
        let mut xml = RELATIONS.to_owned();
        for town in &self.towns {
            write!(xml, "<gwr-product:GemeenteWoonplaatsRelatie><gwr-product:tijdvakgeldigheid><bagtypes:begindatumTijdvakGeldigheid>2010-01-01</bagtypes:begindatumTijdvakGeldigheid></gwr-product:tijdvakgeldigheid><gwr-product:gerelateerdeWoonplaats><gwr-product:identificatie>{:04}</gwr-product:identificatie></gwr-product:gerelateerdeWoonplaats><gwr-product:gerelateerdeGemeente><gwr-product:identificatie>{:04}</gwr-product:identificatie></gwr-product:gerelateerdeGemeente><gwr-product:status>definitief</gwr-product:status></gwr-product:GemeenteWoonplaatsRelatie>", town.code, town.municipality).unwrap();
        }
        xml.push_str("</gwr-product:GemeenteWoonplaatsRelatieProduct>\n  </gwr-bestand:Product>\n</gwr-bestand:BAG-GWR-Deelbestand-LVC>\n");
        xml
    }

    /// Writes the extract to a file; gives the bytes of XML in it.
    pub fn write(&self, path: &Path) -> u64 {
        let bytes = AtomicU64::new(0);
        let kinds = [
            ("WPL", self.towns.len() as u64),
            ("OPR", self.streets.len() as u64),
            ("NUM", self.addresses),
            ("VBO", self.addresses),
            ("PND", self.buildings + 1 + self.addresses * SHEDS / 1_000),
        ];
        let packed = SimpleFileOptions::default()
            .compression_level(Some(3))
            .large_file(true);
        let stored = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Stored)
            .large_file(true);
        let mut outer = ZipWriter::new(BufWriter::new(File::create(path).unwrap()));
        let inner_path = path.with_extension("part");
        let mut add = |name: &str, fill: &mut dyn FnMut(&mut ZipWriter<BufWriter<File>>)| {
            let mut inner = ZipWriter::new(BufWriter::new(File::create(&inner_path).unwrap()));
            fill(&mut inner);
            inner.finish().unwrap().flush().unwrap();
            outer.start_file(format!("{name}.zip"), stored).unwrap();
            std::io::copy(&mut File::open(&inner_path).unwrap(), &mut outer).unwrap();
            std::fs::remove_file(&inner_path).unwrap();
        };
        for (kind, count) in kinds {
            add(&format!("9999{kind}08112026"), &mut |inner| {
                let files: Vec<u64> = (0..count.div_ceil(PER_FILE)).collect();
                for some in files.chunks(16) {
                    // Each file is compressed by itself, side by side, and copied in as it is.
                    let parts: Vec<Vec<u8>> = some
                        .par_iter()
                        .map(|file| {
                            let xml = self.objects(
                                kind,
                                file * PER_FILE,
                                ((file + 1) * PER_FILE).min(count),
                            );
                            bytes.fetch_add(xml.len() as u64, Ordering::Relaxed);
                            let mut one = ZipWriter::new(std::io::Cursor::new(Vec::new()));
                            one.start_file(
                                format!("9999{kind}08112026-{:06}.xml", file + 1),
                                packed,
                            )
                            .unwrap();
                            one.write_all(xml.as_bytes()).unwrap();
                            one.finish().unwrap().into_inner()
                        })
                        .collect();
                    for part in parts {
                        let mut one = zip::ZipArchive::new(std::io::Cursor::new(part)).unwrap();
                        inner.raw_copy_file(one.by_index_raw(0).unwrap()).unwrap();
                    }
                }
            });
        }
        add("GEM-WPL-RELATIE-08112026", &mut |inner| {
            inner
                .start_file("GEM-WPL-RELATIE-08112026-000001.xml", packed)
                .unwrap();
            inner.write_all(self.relations().as_bytes()).unwrap();
        });
        outer.finish().unwrap().flush().unwrap();
        bytes.into_inner()
    }
}
