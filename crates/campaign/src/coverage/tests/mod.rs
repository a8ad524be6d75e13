//! Neighbourhoods worked out by hand, and invariants over random ones.

mod by_hand;
mod change;
mod invariants;
mod story;

use jiff::civil::{Date, date};

use super::*;
use domain::campaign::ListKind;
use domain::{
    Addition, AreaLevel, EvidenceKind, HouseLetter, Language, Legs, Messages, Postcode, Represents,
    Share, Status, Tenure,
};
use lists::intake::{Basis, Origin, Source, SourceIx};
use matching::{Cover, LinkedArea, LinkedContact, LinkedEvidence, LinkedHolding, OrgIx};
use register::{Area, RegisterBuilder, RegisterRow, UnitIx};

/// The day of most tests.
const TODAY: Date = date(2026, 11, 23);

const HOUSING: Legs = Legs {
    housing: true,
    neighbourhood: false,
};
const NEIGHBOURHOOD: Legs = Legs {
    housing: false,
    neighbourhood: true,
};

/// A register row: a home in a building.
fn home(building: &str, street: &str, number: u32, postcode: &str) -> RegisterRow {
    RegisterRow {
        building_ids: vec![building.into()],
        street: street.into(),
        number,
        postcode: Postcode::parse(postcode),
        town: "Amsterdam".into(),
        in_use: true,
        residential: true,
        ..RegisterRow::default()
    }
}

fn register(rows: impl IntoIterator<Item = RegisterRow>) -> Register {
    let mut builder = RegisterBuilder::new(None);
    for row in rows {
        builder.add(row);
    }
    builder.build()
}

/// The units at these numbers of a street.
fn units(register: &Register, street: &str, numbers: impl IntoIterator<Item = u32>) -> UnitSet {
    let numbers: Vec<u32> = numbers.into_iter().collect();
    register
        .units()
        .filter(|unit| {
            let address = register.address(register.unit(*unit).address);
            register.street(address.street).name == street && numbers.contains(&address.number)
        })
        .collect()
}

const LIST: Origin = Origin {
    source: SourceIx(0),
    row: 2,
    part: 0,
};
const VVE_LIST: Origin = Origin {
    source: SourceIx(1),
    row: 2,
    part: 0,
};

/// Lists: organisations, VvE's, a corporation's.
fn lists() -> Vec<Source> {
    let source = |file: &str, kind| Source {
        file: file.into(),
        sheet: "".into(),
        kind: Some(kind),
        owner: None,
    };
    vec![
        source("organisaties.csv", ListKind::Organisations),
        source("vve.csv", ListKind::Vve),
        source("rochdale.csv", ListKind::Corporation),
    ]
}

fn organisation(name: &str, kind: OrganisationKind, units: UnitSet) -> LinkedOrganisation {
    let represents = match kind {
        OrganisationKind::Vve => Represents::Owners,
        OrganisationKind::Bewonerscommissie | OrganisationKind::Huurdersvereniging => {
            Represents::TenantsOf(Some("Rochdale".into()))
        }
        OrganisationKind::Bewonersgroep | OrganisationKind::Other => Represents::Everybody,
    };
    LinkedOrganisation {
        id: domain::text::slug(name).into(),
        name: name.into(),
        origins: vec![LIST],
        kind,
        represents,
        covers: vec![Cover {
            origin: LIST,
            expression: "…".into(),
            reading: "…".into(),
            units: units.clone(),
            left_out: CompactString::default(),
            lived: None,
        }],
        units,
        founded: None,
        ended: None,
        umbrellas: Vec::new(),
        kvk: None,
        contact: None,
        contact_address: None,
        contact_address_text: None,
        email: None,
        basis: None,
        language: None,
        formal: false,
        formal_source: Some("de lijst van Rochdale".into()),
        evidence: Vec::new(),
        asked: false,
        contact_named: false,
    }
}

fn sign(date: Date, what: &str, kind: EvidenceKind, legs: Legs) -> LinkedEvidence {
    LinkedEvidence {
        origin: Some(Origin {
            source: SourceIx(0),
            row: 9,
            part: 0,
        }),
        date,
        what: what.into(),
        kind,
        legs,
        source: "FoKusgroep".into(),
    }
}

fn life(date: Date, legs: Legs) -> LinkedEvidence {
    sign(date, "bewonersvergadering", EvidenceKind::SignOfLife, legs)
}

fn reached(date: Date) -> LinkedEvidence {
    sign(
        date,
        "contact bereikt",
        EvidenceKind::ContactReached,
        Legs::NONE,
    )
}

fn not_reached(date: Date) -> LinkedEvidence {
    sign(
        date,
        "contact niet bereikt",
        EvidenceKind::ContactNotReached,
        Legs::NONE,
    )
}

/// An organisation that lives on these legs.
fn alive(mut organisation: LinkedOrganisation, legs: Legs) -> LinkedOrganisation {
    organisation.evidence = vec![life(date(2026, 5, 1), legs), reached(date(2026, 6, 1))];
    organisation
}

fn let_by(landlord: &str, units: &UnitSet) -> Vec<LinkedHolding> {
    units
        .iter()
        .map(|unit| LinkedHolding {
            origin: Origin {
                source: SourceIx(2),
                row: 2,
                part: 0,
            },
            unit,
            landlord: landlord.into(),
            complex: None,
            complex_number: None,
            tenure: Tenure::Corporation,
        })
        .collect()
}

fn linked(holdings: Vec<LinkedHolding>, organisations: Vec<LinkedOrganisation>) -> Linked {
    Linked {
        sources: lists(),
        landlords: holdings
            .iter()
            .map(|holding| holding.landlord.clone())
            .chain([CompactString::from("Rochdale")])
            .collect(),
        holdings,
        organisations,
        ..Linked::default()
    }
}

fn own_area(level: AreaLevel, name: &str, units: UnitSet) -> LinkedArea {
    LinkedArea {
        origin: LIST,
        level,
        code: CompactString::default(),
        name: name.into(),
        part_of: None,
        cover: Cover {
            origin: LIST,
            expression: name.into(),
            reading: name.into(),
            units,
            left_out: CompactString::default(),
            lived: None,
        },
    }
}

fn on(linked: &Linked, register: &Register, date: Date) -> Coverage {
    assess(
        linked,
        register,
        &Rules::default(),
        date,
        &UnitSet::default(),
    )
    .value
}

/// Status and legs of every home, by street and number.
fn statuses(coverage: &Coverage, register: &Register) -> Vec<(String, Status, &'static str)> {
    coverage
        .homes
        .iter()
        .map(|home| {
            let address = register.address(register.unit(home.unit).address);
            (address.house_number(), home.status, home.legs.word())
        })
        .collect()
}

/// The lines of one level: name, organisatiegraad.
fn lines(coverage: &Coverage, register: &Register, level: AreaLevel) -> Vec<(String, Share)> {
    coverage
        .areas_at(level, register)
        .map(|area| (area.key.name.to_string(), area.counts.organisatiegraad()))
        .collect()
}

fn dutch() -> Messages {
    Messages::of(&Language::dutch())
}
