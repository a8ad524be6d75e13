//! Lists of a few rows, linked to a street of a few homes.

use jiff::civil::date;

use super::*;
use crate::{LinkedOrganisation, QuestionAbout};
use domain::address::PackedAddress;
use domain::campaign::ListKind;
use domain::{
    AddressText, AreaLevel, Decision, EvidenceKind, Language, Legs, OrganisationKind, Postcode,
    Represents, Ruling, Tenure,
};
use lists::intake::{
    AreaRecord, Basis, Claim, ContactRecord, EvidenceRecord, Holding, MeetingRecord, OptOutRecord,
    OrganisationRecord, Origin, RowAccount, RowOutcome, RowReason, Source, SourceIx,
};
use register::{RegisterBuilder, RegisterRow, UnitIx};

/// Kleiburg 1–10 and Kelbergen 1–4.
fn register() -> Register {
    let mut builder = RegisterBuilder::new(None);
    for (street, postcode, last) in [("Kleiburg", "1104EA", 10), ("Kelbergen", "1104LA", 4)] {
        for number in 1..=last {
            builder.add(RegisterRow {
                building_ids: vec![street.into()],
                street: street.into(),
                number,
                postcode: Postcode::parse(postcode),
                town: "Amsterdam".into(),
                in_use: true,
                residential: true,
                ..RegisterRow::default()
            });
        }
    }
    builder.build()
}

fn campaign(more: &str) -> Campaign {
    toml::from_str(&format!(
        "[campaign]\nname = 'Proef'\n[sender]\nname = 'FoKusgroep'\naddress = ['1104 AA Amsterdam']\nemail = 'f@example.org'\n{more}"
    ))
    .unwrap()
}

fn origin(source: u16, row: u32) -> Origin {
    Origin {
        source: SourceIx(source),
        row,
        part: 0,
    }
}

fn kleiburg(number: &str) -> AddressText {
    AddressText {
        street: Some("Kleiburg".into()),
        number: Some(number.into()),
        postcode: Some("1104EA".into()),
        ..AddressText::default()
    }
}

fn holding(row: u32, number: &str, landlord: &str) -> Holding {
    Holding {
        origin: origin(0, row),
        address: PackedAddress::from(&kleiburg(number)),
        landlord: landlord.into(),
        complex: Some("101".into()),
        complex_name: None,
        usage: None,
    }
}

fn record(source: u16, row: u32, name: &str) -> OrganisationRecord {
    OrganisationRecord {
        origin: origin(source, row),
        id: None,
        name: name.into(),
        kind: None,
        claims: Vec::new(),
        represents: None,
        landlord: None,
        founded: None,
        ended: None,
        umbrellas: Vec::new(),
        kvk: None,
        contact: None,
        contact_named: false,
        contact_address: None,
        email: None,
        basis: None,
        uses: Vec::new(),
        last_alv: None,
        last: Vec::new(),
        said: None,
        formal: false,
        language: None,
    }
}

fn rows(source: u16, numbers: &[&str]) -> Vec<Claim> {
    numbers
        .iter()
        .zip(50..)
        .map(|(number, row)| Claim::Address {
            origin: origin(source, row),
            address: kleiburg(number),
        })
        .collect()
}

fn evidence(organisation: &str, what: &str, kind: Option<EvidenceKind>) -> EvidenceRecord {
    EvidenceRecord {
        origin: origin(3, 2),
        organisation: organisation.into(),
        date: Some(date(2026, 5, 1)),
        what: what.into(),
        kind,
        legs: None,
        source: "FoKusgroep".into(),
    }
}

fn intake() -> Intake {
    let source = |file: &str, kind, owner: Option<&str>| Source {
        file: file.into(),
        sheet: "".into(),
        kind: Some(kind),
        owner: owner.map(Into::into),
    };
    Intake {
        sources: vec![
            source("rochdale.csv", ListKind::Corporation, Some("Rochdale")),
            source("vve.csv", ListKind::Vve, None),
            source("organisaties.csv", ListKind::Organisations, None),
            source("bewijs.csv", ListKind::Evidence, None),
        ],
        ..Intake::default()
    }
}

fn linked(
    intake: Intake,
    campaign: &Campaign,
    decisions: &Decisions,
) -> (Linked, Vec<&'static str>) {
    let noted = link(intake, &register(), campaign, decisions);
    let dutch = Messages::of(&Language::dutch());
    for finding in &noted.findings {
        let text = finding.message(&dutch);
        assert!(
            !text.contains("{ $") && !text.starts_with("finding-"),
            "{text}"
        );
    }
    let codes = noted.findings.iter().map(|finding| finding.code).collect();
    (noted.value, codes)
}

fn plain(intake: Intake) -> (Linked, Vec<&'static str>) {
    linked(intake, &campaign(""), &Decisions::none())
}

fn names(linked: &Linked) -> Vec<(&str, OrganisationKind, usize)> {
    linked
        .organisations
        .iter()
        .map(|o: &LinkedOrganisation| (o.name.as_str(), o.kind, o.units.len()))
        .collect()
}

#[test]
fn landlords_are_one_in_any_spelling_and_complexes_by_number() {
    let mut intake = intake();
    intake.holdings = vec![
        holding(2, "1", "Rochdale"),
        holding(3, "2", "ROCHDALE "),
        Holding {
            complex_name: Some("De Burcht".into()),
            usage: Some("Verkocht".into()),
            ..holding(4, "3", "Rochdale")
        },
        Holding {
            usage: Some("particuliere verhuur".into()),
            ..holding(5, "4", "Rochdale")
        },
        holding(6, "99", "Rochdale"),
    ];
    let (linked, codes) = plain(intake);
    assert_eq!(linked.landlords.iter().collect::<Vec<_>>(), ["Rochdale"]);
    assert_eq!(codes, ["M302"]);
    let told: Vec<(&str, Tenure)> = linked
        .holdings
        .iter()
        .map(|h| (h.complex.as_deref().unwrap(), h.tenure))
        .collect();
    assert_eq!(
        told,
        [
            ("101 De Burcht", Tenure::Corporation),
            ("101 De Burcht", Tenure::Corporation),
            ("101 De Burcht", Tenure::Owner),
            ("101 De Burcht", Tenure::Private),
        ]
    );
}

#[test]
fn two_landlords_of_one_home_are_a_question_until_it_is_decided() {
    let lists = || {
        let mut intake = intake();
        intake.holdings = vec![holding(2, "1", "Rochdale"), holding(3, "1", "Ymere")];
        intake
    };
    let (open, codes) = plain(lists());
    assert_eq!(codes, ["M311"]);
    assert_eq!(open.questions.len(), 1);
    let question = &open.questions[0];
    assert_eq!(
        question.about,
        QuestionAbout::Contradiction(vec!["Rochdale".into(), "Ymere".into()])
    );
    let mut decisions = Decisions::none();
    decisions.insert(
        question.key.clone(),
        Decision {
            ruling: Ruling::Chosen("Ymere".into()),
            date: date(2026, 11, 1),
            note: "".into(),
        },
    );
    let (settled, codes) = linked(lists(), &campaign(""), &decisions);
    assert!(codes.is_empty() && settled.questions.is_empty());
    assert_eq!(settled.holdings.len(), 1);
    assert_eq!(settled.holdings[0].landlord, "Ymere");
}

#[test]
fn one_organisation_on_two_lists_is_one_and_evidence_finds_it_by_any_of_its_names() {
    let mut intake = intake();
    intake.organisations = vec![
        OrganisationRecord {
            claims: rows(1, &["1", "2"]),
            last_alv: Some(date(2026, 3, 1)),
            formal: true,
            ..record(1, 2, "Élan")
        },
        OrganisationRecord {
            id: Some("O7".into()),
            claims: rows(2, &["2", "3"]),
            email: Some("Bestuur <elan@Example.org>".into()),
            basis: Some(Basis::Published),
            ..record(2, 2, "VvE Elan")
        },
        OrganisationRecord {
            claims: rows(2, &["4"]),
            ..record(2, 3, "BC Elan")
        },
    ];
    let sign = Some(EvidenceKind::SignOfLife);
    intake.evidence = vec![
        evidence("o7", "nieuwsbrief", sign),
        evidence("v.v.e. elan", "buurtactiviteit", sign),
        evidence("vve ELAN", "liftvitrine", None),
        evidence("Elan", "alv", sign),
        evidence("Elam", "alv", sign),
        evidence("BC Elan", "overleg corporatie", sign),
        EvidenceRecord {
            date: None,
            ..evidence("BC Elan", "alv", sign)
        },
    ];
    let rules =
        "[rules]\nevidence = { Liftvitrine = 'sign_of_life' }\nlegs = { Liftvitrine = 'beide' }";
    let (linked, codes) = linked(intake, &campaign(rules), &Decisions::none());
    assert_eq!(
        names(&linked),
        [
            ("VvE Elan", OrganisationKind::Vve, 3),
            ("BC Elan", OrganisationKind::Bewonerscommissie, 1),
        ]
    );
    let vve = &linked.organisations[0];
    assert_eq!(
        (vve.id.as_str(), vve.email.as_deref()),
        ("O7", Some("elan@example.org"))
    );
    assert!(vve.formal);
    let told: Vec<(&str, &str)> = vve
        .evidence
        .iter()
        .map(|e| (e.what.as_str(), e.legs.word()))
        .collect();
    assert_eq!(
        told,
        [
            ("alv", "housing"),
            ("alv", "housing"),
            ("buurtactiviteit", "neighbourhood"),
            ("liftvitrine", "both"),
            ("nieuwsbrief", "none"),
        ]
    );
    assert_eq!(linked.organisations[1].evidence.len(), 1);
    // `Elam` is nobody; one row has no date.
    assert_eq!(codes, ["M351", "M354"]);
}

#[test]
fn a_name_that_fits_several_is_never_guessed() {
    let mut intake = intake();
    intake.organisations = vec![
        OrganisationRecord {
            kind: Some(OrganisationKind::Bewonersgroep),
            ..record(2, 2, "Kleiburg bewoners")
        },
        record(2, 3, "VvE Kleiburg"),
        record(2, 4, "BC Kleiburg"),
    ];
    intake.evidence = vec![evidence("Kleiburg", "alv", Some(EvidenceKind::SignOfLife))];
    let (linked, codes) = plain(intake);
    assert_eq!(codes, ["M352"]);
    assert!(linked.organisations.iter().all(|o| o.evidence.is_empty()));
}

#[test]
fn two_of_one_name_that_contradict_each_other_stay_two() {
    let mut intake = intake();
    let with_id = |row, id: &str| OrganisationRecord {
        id: Some(id.into()),
        ..record(2, row, "Flatvereniging Zuid")
    };
    intake.organisations = vec![with_id(2, "a"), with_id(3, "b"), with_id(4, "a")];
    let (linked, codes) = plain(intake);
    assert_eq!(linked.organisations.len(), 2);
    assert_eq!(codes, ["M331"]);
}

#[test]
fn whose_tenants_a_committee_speaks_for() {
    let mut intake = intake();
    intake.holdings = vec![holding(2, "1", "Rochdale"), holding(3, "2", "Eigen Haard")];
    let said = |row, name: &str, represents: Option<Represents>| OrganisationRecord {
        represents,
        ..record(2, row, name)
    };
    intake.organisations = vec![
        said(
            2,
            "BC Zuid",
            Some(Represents::TenantsOf(Some("rochdale".into()))),
        ),
        said(3, "BC Eigen Haard Noord", None),
        said(4, "BC Midden", None),
        said(5, "Bewonersgroep West", None),
        record(0, 6, "BC van de lijst"),
        OrganisationRecord {
            landlord: Some("Ymere".into()),
            ..record(2, 7, "BC Oost")
        },
    ];
    let (linked, _) = plain(intake);
    let told: Vec<&Represents> = linked.organisations.iter().map(|o| &o.represents).collect();
    let tenants = |name: &str| Represents::TenantsOf(Some(name.into()));
    let expected = [
        ("BC Zuid", tenants("Rochdale")),
        ("BC Eigen Haard Noord", tenants("Eigen Haard")),
        ("BC Midden", Represents::TenantsOf(None)),
        ("Bewonersgroep West", Represents::Everybody),
        ("BC van de lijst", tenants("Rochdale")),
        ("BC Oost", tenants("Ymere")),
    ];
    for (organisation, represents) in linked.organisations.iter().zip(told) {
        let (_, wanted) = expected
            .iter()
            .find(|(name, _)| *name == organisation.name)
            .unwrap();
        assert_eq!(represents, wanted, "{}", organisation.name);
    }
    assert!(linked.landlords.contains("Ymere"));
}

#[test]
fn the_scope_is_an_own_area_with_its_parts_else_a_town_or_a_postcode() {
    let area = |row, name: &str, part_of: Option<&str>, covers: &str| AreaRecord {
        origin: origin(2, row),
        name: name.into(),
        level: AreaLevel::Wijk,
        code: None,
        part_of: part_of.map(Into::into),
        covers: covers.into(),
        year: None,
    };
    let scoped = |scope: &str| {
        let mut intake = intake();
        intake.areas = vec![
            area(2, "K-buurt", None, ""),
            area(3, "Noord", Some("k-buurt"), "1104 LA"),
            area(4, "Zuid", None, "nergens te vinden"),
        ];
        intake.holdings = vec![holding(2, "1", "Rochdale")];
        linked(intake, &campaign(scope), &Decisions::none())
    };
    let (all, codes) = scoped("");
    assert_eq!(all.scope, crate::AreaScope::Everything);
    assert_eq!(codes, ["M321"]);
    assert_eq!(all.areas[0].cover.units.len(), 4);
    let count = |linked: &Linked| {
        register()
            .units()
            .filter(|u: &UnitIx| linked.scope.contains(*u))
            .count()
    };
    let (buurt, _) = scoped("[scope]\nareas = ['K-Buurt']");
    assert_eq!(count(&buurt), 4);
    assert!(buurt.holdings.is_empty());
    assert_eq!(buurt.matches[0].outcome, MatchOutcome::OutOfScope);
    let (town, _) = scoped("[scope]\nareas = ['amsterdam']");
    assert_eq!(count(&town), 14);
    let (postcode, codes) =
        scoped("[scope]\nareas = ['Onbekend']\npostcodes = ['1104 EA', '9999']");
    assert_eq!(count(&postcode), 10);
    assert_eq!(
        codes
            .iter()
            .filter(|code| **code == "M324" || **code == "M325")
            .count(),
        2
    );
}

#[test]
fn an_opt_out_reaches_the_home_that_a_contact_list_ties_to_the_address() {
    let contact = |row, number: &str, email: &str| ContactRecord {
        origin: origin(2, row),
        name: None,
        address: kleiburg(number),
        email: Some(email.into()),
        basis: Some(Basis::Member),
        consent_date: None,
        consent_source: None,
        language: None,
        role: None,
        organisation: None,
    };
    let out = |row, address: AddressText, email: Option<&str>| OptOutRecord {
        origin: origin(3, row),
        name: None,
        address,
        email: email.map(Into::into),
        date: None,
        channel: None,
    };
    let mut intake = intake();
    intake.contacts = vec![
        contact(2, "1", "Jan@example.org"),
        contact(3, "2", "geen adres"),
    ];
    let none = AddressText::default;
    intake.opt_outs = vec![
        out(2, none(), Some("jan@EXAMPLE.org")),
        out(3, none(), Some("onbekend@example.org")),
        out(4, kleiburg("3"), None),
        out(5, kleiburg("99"), None),
        out(6, none(), None),
    ];
    let (linked, codes) = plain(intake);
    let homes: Vec<usize> = linked.opt_outs.iter().map(|out| out.units.len()).collect();
    assert_eq!(homes, [1, 0, 1, 0, 0]);
    assert_eq!(codes, ["M363", "M302", "M361", "M364", "M341"]);
}

#[test]
fn every_row_with_an_address_has_a_line_repeats_included() {
    use MatchOutcome::{Matched, NotFound};
    let mut intake = intake();
    intake.holdings = vec![
        holding(2, "1", "Rochdale"),
        holding(3, "77", "Rochdale"),
        Holding {
            origin: origin(1, 3),
            ..holding(3, "5", "Rochdale")
        },
    ];
    intake.rows = vec![
        RowAccount {
            origin: origin(0, 2),
            outcome: RowOutcome::Used,
            reason: RowReason::Record,
        },
        RowAccount {
            origin: origin(0, 3),
            outcome: RowOutcome::Used,
            reason: RowReason::Record,
        },
        RowAccount {
            origin: origin(0, 4),
            outcome: RowOutcome::Merged,
            reason: RowReason::Duplicate(origin(0, 2)),
        },
        RowAccount {
            origin: origin(0, 5),
            outcome: RowOutcome::Merged,
            reason: RowReason::Duplicate(origin(0, 3)),
        },
        // The same home again in another file, where row 3 is another home.
        RowAccount {
            origin: origin(1, 3),
            outcome: RowOutcome::Used,
            reason: RowReason::Record,
        },
        RowAccount {
            origin: origin(1, 7),
            outcome: RowOutcome::Merged,
            reason: RowReason::Duplicate(origin(0, 3)),
        },
    ];
    let (linked, _) = plain(intake);
    let told: Vec<(u32, MatchOutcome)> = linked
        .matches
        .iter()
        .map(|m| (m.origin.row, m.outcome))
        .collect();
    assert_eq!(
        told,
        [
            (2, Matched),
            (3, NotFound),
            (4, Matched),
            (5, NotFound),
            (3, Matched),
            (7, NotFound)
        ]
    );
}

#[test]
fn a_meeting_that_was_held_is_a_sign_of_life_and_an_answer_is_contact() {
    let meeting = |name: &str, came: Option<u32>| MeetingRecord {
        origin: origin(3, 7),
        key: "".into(),
        name: name.into(),
        organisation: Some("groep".into()),
        date: Some(date(2026, 9, 1)),
        location: None,
        invited: Some(40),
        coming: Some(9),
        came,
        legs: Legs::parse("buurt"),
    };
    let mut intake = intake();
    intake.organisations = vec![record(2, 2, "Groep")];
    intake.meetings = vec![
        meeting("Zomeravond", Some(12)),
        meeting("Wie kwam?", None),
        meeting("Niemand", Some(0)),
        meeting("Eerste bijeenkomst", None),
    ];
    let (mut linked, codes) = plain(intake);
    assert!(codes.is_empty());
    linked.hear(
        "groep",
        date(2026, 9, 15),
        EvidenceKind::ContactReached,
        "antwoord",
    );
    let told: Vec<(&str, EvidenceKind)> = linked.organisations[0]
        .evidence
        .iter()
        .map(|e| (e.what.as_str(), e.kind))
        .collect();
    assert_eq!(
        told,
        [
            ("Eerste bijeenkomst", EvidenceKind::Forming),
            ("Zomeravond", EvidenceKind::SignOfLife),
            ("contact bereikt", EvidenceKind::ContactReached),
        ]
    );
    assert_eq!(linked.meetings.len(), 4);
}

#[test]
fn homes_beside_each_other_on_one_row_are_each_found() {
    let mut intake = intake();
    intake.holdings = vec![
        holding(2, "1", "Rochdale"),
        Holding {
            origin: Origin {
                part: 1,
                ..origin(0, 2)
            },
            ..holding(2, "2", "Rochdale")
        },
    ];
    let (linked, _) = plain(intake);
    let raws: Vec<(u32, &str)> = linked
        .matches
        .iter()
        .map(|found| (found.origin.row, found.raw.as_str()))
        .collect();
    assert_eq!(raws.len(), 2, "{raws:?}");
    assert!(
        linked
            .matches
            .iter()
            .all(|found| found.outcome == MatchOutcome::Matched)
    );
    let mut addresses: Vec<_> = linked.matches.iter().map(|found| found.address).collect();
    addresses.dedup();
    assert_eq!(addresses.len(), 2);
    assert_eq!(linked.holdings.len(), 2);
    assert_ne!(linked.holdings[0].unit, linked.holdings[1].unit);
}
