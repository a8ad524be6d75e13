//! Coverage at four sizes: a neighbourhood, a city, a province, the country.
//!
//! `cargo bench --bench coverage` runs the first three; `-- country` adds the fourth (10 million
//! addresses; needs about 4 GB while the register is being simulated). The memory is what the
//! assessment itself holds at most, on top of the register and the lists.
#![expect(clippy::print_stdout, reason = "a bench tells its figures")]
#![allow(
    clippy::wildcard_enum_match_arm,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    missing_docs,
    reason = "a bench may fail loudly"
)]

use std::alloc::System;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use cap::Cap;
use compact_str::{CompactString, format_compact};
use haarvaten::coverage;
use haarvaten::domain::campaign::{ListKind, Rules};
use haarvaten::domain::{
    AreaLevel, EvidenceKind, Legs, ObjectId, OrganisationKind, Postcode, Represents, Tenure,
};
use haarvaten::intake::{Origin, Source, SourceIx};
use haarvaten::matching::{
    Cover, Linked, LinkedEvidence, LinkedHolding, LinkedOrganisation, UnitSet,
};
use haarvaten::register::{Area, Register, RegisterBuilder, RegisterRow, UnitIx};
use jiff::civil::{Date, date};

#[global_allocator]
static MEMORY: Cap<System> = Cap::new(System, usize::MAX);

const TODAY: Date = date(2026, 11, 23);
const LIST: Origin = Origin {
    source: SourceIx(0),
    row: 2,
    part: 0,
};

/// Dice that are the same everywhere (`SplitMix64`).
struct Dice(u64);

impl Dice {
    fn throw(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % sides
    }
}

/// `addresses` addresses of which four in five are homes, on streets of a postcode each; a third
/// of the homes in flats of twenty-four; buurten, wijken, gemeenten, provincies and the country.
fn register(addresses: u32) -> Register {
    let mut dice = Dice(7);
    let mut builder = RegisterBuilder::new(Some(TODAY));
    let mut area = |level, nth: u32, part_of| {
        builder.add_area(Area {
            level,
            code: format_compact!("{}{nth}", level_code(level)),
            name: format_compact!("{} {nth}", level.word()),
            part_of,
            year: Some(2026),
        })
    };
    let land = area(AreaLevel::Land, 1, None);
    let mut provincies = Vec::new();
    let mut gemeenten = Vec::new();
    let mut wijken = Vec::new();
    let mut buurten = Vec::new();
    for nth in 0..addresses.div_ceil(700) {
        if nth % 1_200 == 0 {
            provincies.push(area(AreaLevel::Provincie, nth, Some(land)));
        }
        if nth % 42 == 0 {
            gemeenten.push(area(AreaLevel::Gemeente, nth, provincies.last().copied()));
        }
        if nth % 4 == 0 {
            wijken.push(area(AreaLevel::Wijk, nth, gemeenten.last().copied()));
        }
        buurten.push(area(AreaLevel::Buurt, nth, wijken.last().copied()));
    }
    let (mut building, mut left, mut flat) = (0_u32, 0_u32, false);
    for nth in 0..addresses {
        if left == 0 {
            building += 1;
            flat = dice.throw(40) == 0;
            left = if flat { 24 } else { 1 };
        }
        left -= 1;
        let unit = format_compact!("0363010{nth:09}");
        builder.place(ObjectId::given(&unit), buurten[(nth / 700) as usize]);
        builder.add(RegisterRow {
            address_id: Some(format_compact!("0363200{nth:09}")),
            unit_id: Some(unit),
            building_ids: vec![format_compact!("0363100{building:09}")],
            street: format_compact!("Straat {}", nth / 700),
            number: nth % 700 + 1,
            postcode: Postcode::from_index(nth / 20),
            town: format_compact!("Plaats {}", nth / 20_000),
            in_use: true,
            residential: flat || dice.throw(4) != 0,
            ..RegisterRow::default()
        });
    }
    builder.build()
}

fn level_code(level: AreaLevel) -> &'static str {
    match level {
        AreaLevel::Buurt => "BU",
        AreaLevel::Wijk => "WK",
        AreaLevel::Gemeente => "GM",
        AreaLevel::Provincie => "PV",
        _ => "NL",
    }
}

/// An organisation for every eighty homes, ten pieces of evidence each; a quarter of the homes let.
fn linked(register: &Register, organisations: u32) -> Linked {
    let mut dice = Dice(11);
    let count = register.units().len() as u32;
    let mut linked = Linked {
        sources: vec![Source {
            file: "lijst.csv".into(),
            sheet: "".into(),
            kind: Some(ListKind::Vve),
            owner: None,
        }],
        ..Linked::default()
    };
    for unit in (0..count).map(UnitIx) {
        let street = unit.0 / 700;
        if street % 4 != 0 {
            continue;
        }
        let landlord = format_compact!("Corporatie {}", street % 280);
        linked.landlords.insert(landlord.clone());
        let number = CompactString::from((street / 4).to_string());
        linked.holdings.push(LinkedHolding {
            origin: LIST,
            unit,
            landlord,
            complex: Some(number.clone()),
            complex_number: Some(number),
            tenure: Tenure::Corporation,
        });
    }
    for nth in 0..organisations {
        let first = dice.throw(u64::from(count)) as u32;
        let units: UnitSet = (first..count.min(first + 20 + dice.throw(40) as u32))
            .map(UnitIx)
            .collect();
        let name = format_compact!("Organisatie {nth}");
        let kind = match nth % 3 {
            0 => OrganisationKind::Vve,
            1 => OrganisationKind::Bewonerscommissie,
            _ => OrganisationKind::Bewonersgroep,
        };
        let evidence = (0..10)
            .map(|_| LinkedEvidence {
                origin: Some(LIST),
                date: TODAY.saturating_sub(jiff::Span::new().days(dice.throw(900) as i64)),
                what: "bewonersvergadering".into(),
                kind: if dice.throw(2) == 0 {
                    EvidenceKind::SignOfLife
                } else {
                    EvidenceKind::ContactReached
                },
                legs: Legs {
                    housing: dice.throw(2) == 0,
                    neighbourhood: dice.throw(2) == 0,
                },
                source: "bron".into(),
            })
            .collect();
        linked.organisations.push(LinkedOrganisation {
            id: name.clone(),
            name: name.clone(),
            origins: vec![LIST],
            kind,
            represents: match kind {
                OrganisationKind::Vve => Represents::Owners,
                OrganisationKind::Bewonerscommissie => Represents::TenantsOf(None),
                _ => Represents::Everybody,
            },
            covers: vec![Cover {
                origin: LIST,
                expression: name,
                reading: "".into(),
                units: units.clone(),
                left_out: "".into(),
                lived: None,
            }],
            units,
            founded: None,
            ended: None,
            umbrellas: vec![format_compact!("Koepel {}", nth % 50)],
            kvk: None,
            contact: None,
            contact_address: None,
            contact_address_text: None,
            email: None,
            basis: None,
            language: None,
            formal: true,
            formal_source: None,
            evidence,
            asked: false,
            contact_named: false,
        });
    }
    linked
}

/// The most that is held at once while `work` runs, on top of what was held before.
fn held<T>(work: impl FnOnce() -> T) -> (T, usize) {
    static PEAK: AtomicUsize = AtomicUsize::new(0);
    static DONE: AtomicBool = AtomicBool::new(false);
    DONE.store(false, Ordering::SeqCst);
    let before = MEMORY.allocated();
    PEAK.store(before, Ordering::SeqCst);
    let watch = std::thread::spawn(|| {
        while !DONE.load(Ordering::SeqCst) {
            PEAK.fetch_max(MEMORY.allocated(), Ordering::SeqCst);
            std::thread::sleep(Duration::from_millis(1));
        }
    });
    let out = work();
    PEAK.fetch_max(MEMORY.allocated(), Ordering::SeqCst);
    DONE.store(true, Ordering::SeqCst);
    watch.join().unwrap();
    (out, PEAK.load(Ordering::SeqCst).saturating_sub(before))
}

fn main() {
    let country = std::env::args().any(|argument| argument == "country");
    let mut sizes = vec![
        ("neighbourhood", 6_000, 60, 30),
        ("city", 100_000, 1_000, 10),
        ("province", 1_000_000, 10_000, 3),
    ];
    if country {
        sizes.push(("country", 10_000_000, 100_000, 2));
    }
    for (name, addresses, organisations, times) in sizes {
        let register = register(addresses);
        let linked = linked(&register, organisations);
        let lists = MEMORY.allocated() >> 20;
        let mut best = Duration::MAX;
        let mut peak = 0;
        let mut told = String::new();
        let mut walk = Duration::MAX;
        for _ in 0..times {
            let start = Instant::now();
            let (noted, most) = held(|| {
                coverage::assess(
                    &linked,
                    &register,
                    &Rules::default(),
                    TODAY,
                    &UnitSet::default(),
                )
            });
            best = best.min(start.elapsed());
            let walked = Instant::now();
            let counted: u64 = (noted.value.areas(&register))
                .map(|area| area.counts.dwellings)
                .sum();
            walk = walk.min(walked.elapsed());
            peak = peak.max(most);
            let scope = noted.value.scope();
            told = format!(
                "{} homes, {} areas ({counted} homes in them), {} steps, organised {}",
                scope.dwellings,
                noted.value.area_count(),
                noted.value.steps.len(),
                scope.organisatiegraad()
            );
        }
        println!(
            "{name}: {addresses} addresses, {told}; {best:.3?}, {:.2} µs a home; telling every area \
             {walk:.3?}; holds at most {} MiB on top of {lists} MiB of register and lists",
            best.as_secs_f64() * 1e6 / f64::from(addresses) / 0.8,
            peak >> 20,
        );
    }
}
