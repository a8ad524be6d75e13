//! Small neighbourhoods and single organisations, worked out by hand.

use super::*;

/// What an organisation is today, on a register of one home.
fn status_of(change: impl FnOnce(&mut LinkedOrganisation)) -> (Status, String) {
    let register = register([home("a", "Kleiburg", 1, "1104EA")]);
    let everyone = units(&register, "Kleiburg", [1]);
    let mut one = organisation("Groep", OrganisationKind::Bewonersgroep, everyone);
    change(&mut one);
    let coverage = on(&linked(Vec::new(), vec![one]), &register, TODAY);
    let state = &coverage.organisations[0];
    (state.status, state.why.sentence(&dutch()))
}

#[test]
fn the_window_opens_and_closes_on_the_day_itself() {
    let with = |sign_on: Date, contact_on: Date| {
        status_of(|o| o.evidence = vec![life(sign_on, HOUSING), reached(contact_on)]).0
    };
    let (first, before) = (date(2025, 11, 23), date(2025, 11, 22));
    assert_eq!(with(first, first), Status::Active);
    assert_eq!(with(before, first), Status::OnPaper);
    assert_eq!(with(first, before), Status::OnPaper);
    assert_eq!(with(TODAY, TODAY), Status::Active);
    assert_eq!(
        with(date(2026, 11, 24), TODAY),
        Status::OnPaper,
        "tomorrow is no evidence"
    );
    // The last day of a month reaches back to the last day of a shorter one.
    let windows = Windows::new(
        &Rules {
            active_months: 1,
            ..Rules::default()
        },
        date(2026, 3, 31),
    );
    let register = register([home("a", "Kleiburg", 1, "1104EA")]);
    let mut one = organisation(
        "Groep",
        OrganisationKind::Bewonersgroep,
        units(&register, "Kleiburg", [1]),
    );
    one.evidence = vec![life(date(2026, 2, 28), HOUSING), reached(date(2026, 2, 28))];
    assert_eq!(status::judge(&one, &windows).status, Status::Active);
}

#[test]
fn every_status_has_its_sentence() {
    let two = status_of(|o| {
        o.evidence = vec![
            life(date(2026, 3, 1), HOUSING),
            sign(
                date(2026, 4, 1),
                "buurtactiviteit",
                EvidenceKind::SignOfLife,
                NEIGHBOURHOOD,
            ),
            reached(date(2026, 5, 1)),
        ];
    });
    assert_eq!(
        two,
        (
            Status::TwoLegs,
            "actief op twee benen: Groep is er voor het wonen (bewonersvergadering, 1 maart 2026, \
             bron: FoKusgroep) en voor de buurt (buurtactiviteit, 1 april 2026, bron: FoKusgroep), en \
             het contact is bereikt op 1 mei 2026 (bron: FoKusgroep)"
                .to_owned()
        )
    );
    let lost = status_of(|o| {
        o.evidence = vec![
            life(date(2026, 3, 1), HOUSING),
            reached(date(2026, 4, 1)),
            not_reached(date(2026, 8, 1)),
        ];
    });
    assert_eq!(
        lost,
        (
            Status::OnPaper,
            "op papier: Groep is bekend (contact niet bereikt, 1 augustus 2026, bron: FoKusgroep), \
             maar het contact was op 1 augustus 2026 niet te bereiken (bron: FoKusgroep; laatste teken \
             van leven: bewonersvergadering, 1 maart 2026, bron: FoKusgroep)"
                .to_owned()
        )
    );
    let named = status_of(|_| {});
    assert_eq!(
        named,
        (
            Status::Unknown,
            "onbekend: Groep wordt genoemd in de lijst van Rochdale, maar niemand heeft er nog \
             naar gevraagd"
                .to_owned()
        )
    );
    let kvk = status_of(|o| o.kvk = Some("12345678".into()));
    assert_eq!(
        kvk,
        (
            Status::OnPaper,
            "op papier: Groep staat bij de KvK onder nummer 12345678 (bron: de lijst van \
             Rochdale), maar er is nog nooit een teken van leven genoteerd"
                .to_owned()
        )
    );
    let ended = status_of(|o| o.ended = Some(TODAY));
    assert_eq!(
        ended,
        (
            Status::Ended,
            "opgeheven: Groep bestaat niet meer sinds 23 november 2026 (bron: de lijst van \
             Rochdale)"
                .to_owned()
        )
    );
    let later = status_of(|o| o.founded = Some(date(2027, 1, 1)));
    assert_eq!(later.0, Status::None);
    let planned = status_of(|o| {
        o.founded = Some(date(2027, 1, 1));
        o.evidence = vec![sign(
            date(2026, 12, 10),
            "eerste bijeenkomst",
            EvidenceKind::Forming,
            Legs::NONE,
        )];
    });
    assert_eq!(
        planned,
        (
            Status::Forming,
            "in oprichting: Groep wordt opgericht (gepland voor 10 december 2026: eerste \
             bijeenkomst, bron: FoKusgroep)"
                .to_owned()
        )
    );
}

#[test]
fn the_rules_for_what_is_known_and_what_contradicts() {
    // A newer word about the contact decides; reached wins on the same day.
    let contact = |second: LinkedEvidence| {
        status_of(|o| {
            o.evidence = vec![
                life(date(2026, 3, 1), HOUSING),
                reached(date(2026, 4, 1)),
                second,
            ];
        })
        .0
    };
    assert_eq!(contact(not_reached(date(2026, 4, 2))), Status::OnPaper);
    assert_eq!(contact(not_reached(date(2026, 4, 1))), Status::Active);
    assert_eq!(contact(not_reached(date(2026, 3, 31))), Status::Active);
    // An end as evidence holds until something newer; on the same day the end wins.
    let ended = |on: Date| sign(on, "opgeheven", EvidenceKind::Ended, Legs::NONE);
    let revived = |end: Date| {
        status_of(|o| {
            o.evidence = vec![
                life(date(2026, 3, 1), HOUSING),
                reached(date(2026, 3, 1)),
                ended(end),
            ];
        })
        .0
    };
    assert_eq!(revived(date(2026, 2, 1)), Status::Active);
    assert_eq!(revived(date(2026, 3, 1)), Status::Ended);
    assert_eq!(revived(date(2026, 5, 1)), Status::Ended);
    // An end date in a list holds whatever comes after.
    let listed = status_of(|o| {
        o.ended = Some(date(2026, 1, 1));
        o.evidence = vec![life(date(2026, 3, 1), HOUSING), reached(date(2026, 3, 1))];
    });
    assert_eq!(listed.0, Status::Ended);
    // Paper proves existence, not life, and is no leg.
    let paper = |legs| sign(date(2026, 6, 1), "jaarrekening", EvidenceKind::Paper, legs);
    assert_eq!(
        status_of(|o| o.evidence = vec![paper(HOUSING)]).0,
        Status::OnPaper
    );
    let one_leg = status_of(|o| {
        o.evidence = vec![
            life(date(2026, 3, 1), NEIGHBOURHOOD),
            reached(date(2026, 3, 1)),
            paper(HOUSING),
        ];
    });
    assert_eq!(one_leg.0, Status::Active);
    // Founders that will be known later are nothing yet.
    let founders = |on: Date| {
        status_of(|o| {
            o.evidence = vec![sign(
                on,
                "oprichters bekend",
                EvidenceKind::Forming,
                Legs::NONE,
            )];
        })
        .0
    };
    assert_eq!(founders(date(2026, 5, 23)), Status::Forming);
    assert_eq!(founders(date(2026, 5, 22)), Status::OnPaper);
    assert_eq!(founders(date(2026, 11, 24)), Status::Unknown);
}

/// A street with a gallery flat of three postcodes, a low row, a houseboat, and a shop.
///
/// ```text
/// Kleiburg 1–4    1104EA  pand kleiburg   Rochdale; BC op papier (1–4)
/// Kleiburg 5–8    1104EB  pand kleiburg   5, 6 VvE actief (wonen); 7 VvE én groep (buurt); 8 niets
/// Kleiburg 9–10   1104EC  pand kleiburg   groep actief (buurt), eigendom onbekend
/// Kelbergen 1–3   1104LA  een pand per huis; 1 onbekende organisatie; 2, 3 niets
/// Steiger 1       1104ZZ  geen woning in een pand: niets
/// Kleiburg 99     1104EC  winkel
/// ```
fn kleiburg() -> (Register, Linked) {
    let mut rows: Vec<RegisterRow> = Vec::new();
    for (numbers, postcode) in [(1..=4, "1104EA"), (5..=8, "1104EB"), (9..=10, "1104EC")] {
        rows.extend(numbers.map(|n| home("kleiburg", "Kleiburg", n, postcode)));
    }
    rows.extend((1..=3).map(|n| home(&format!("kelbergen-{n}"), "Kelbergen", n, "1104LA")));
    rows.push(home("steiger", "Steiger", 1, "1104ZZ"));
    rows.push(RegisterRow {
        residential: false,
        ..home("kleiburg", "Kleiburg", 99, "1104EC")
    });
    let register = register(rows);
    let flat = |numbers: std::ops::RangeInclusive<u32>| units(&register, "Kleiburg", numbers);

    let mut paper = organisation(
        "BC Kleiburg",
        OrganisationKind::Bewonerscommissie,
        flat(1..=4),
    );
    paper.formal = true;
    paper.umbrellas = vec!["Huurdersvereniging Rochdale".into(), "K-Platform".into()];
    let mut vve = alive(
        organisation("VvE Kleiburg", OrganisationKind::Vve, flat(5..=7)),
        HOUSING,
    );
    vve.origins = vec![VVE_LIST];
    let mut group = alive(
        organisation(
            "Groep Kleiburg",
            OrganisationKind::Bewonersgroep,
            flat(7..=7).union(&flat(9..=10)),
        ),
        NEIGHBOURHOOD,
    );
    group.umbrellas = vec!["k-platform".into()];
    let named = organisation(
        "Kelbergenclub",
        OrganisationKind::Other,
        units(&register, "Kelbergen", [1]),
    );
    let mut linked = linked(
        let_by("Rochdale", &flat(1..=4)),
        vec![paper, vve, group, named],
    );
    linked.areas = vec![
        own_area(AreaLevel::Flat, "Kleiburg", flat(1..=10)),
        own_area(AreaLevel::MiniBuurt, "Proef", flat(1..=6)),
        own_area(AreaLevel::MiniBuurt, "Noord", flat(5..=10)),
        own_area(
            AreaLevel::Buurt,
            "K-buurt",
            flat(1..=10).union(&units(&register, "Kelbergen", 1..=3)),
        ),
    ];
    (register, linked)
}

#[test]
fn a_neighbourhood_cell_by_cell() {
    use Status::{Active, None, OnPaper, TwoLegs, Unknown};
    let (register, linked) = kleiburg();
    let coverage = on(&linked, &register, TODAY);
    let expected = [
        ("1", OnPaper, "none"),
        ("2", OnPaper, "none"),
        ("3", OnPaper, "none"),
        ("4", OnPaper, "none"),
        ("5", Active, "housing"),
        ("6", Active, "housing"),
        ("7", TwoLegs, "both"),
        ("8", None, "none"),
        ("9", Active, "neighbourhood"),
        ("10", Active, "neighbourhood"),
        ("1", Unknown, "none"),
        ("2", None, "none"),
        ("3", None, "none"),
        ("1", None, "none"),
    ]
    .map(|(number, status, legs)| (number.to_owned(), status, legs));
    assert_eq!(statuses(&coverage, &register), expected);
    assert_eq!(
        coverage.scope(),
        Counts {
            dwellings: 14,
            active: 5,
            two_legs: 1,
            on_paper: 4,
            forming: 0,
            unknown: 1,
            none: 4,
            reach: 5,
        }
    );
    let share = |part, whole| Share::new(part, whole);
    assert_eq!(
        lines(&coverage, &register, AreaLevel::Entrance),
        [
            ("Kleiburg 1–4".to_owned(), share(0, 4)),
            ("Kleiburg 5–8".to_owned(), share(3, 4)),
            ("Kleiburg 9–10".to_owned(), share(2, 2)),
            ("Kelbergen 1".to_owned(), share(0, 1)),
            ("Kelbergen 2".to_owned(), share(0, 1)),
            ("Kelbergen 3".to_owned(), share(0, 1)),
            ("Steiger 1".to_owned(), share(0, 1)),
        ]
    );
    assert_eq!(
        lines(&coverage, &register, AreaLevel::Building)[0],
        ("Kleiburg 1–10".to_owned(), share(5, 10))
    );
    assert_eq!(
        lines(&coverage, &register, AreaLevel::Flat),
        [
            ("Kleiburg".to_owned(), share(5, 10)),
            (String::new(), share(0, 4))
        ]
    );
    assert_eq!(
        lines(&coverage, &register, AreaLevel::MiniBuurt),
        [
            ("Noord".to_owned(), share(5, 6)),
            ("Proef".to_owned(), share(2, 6)),
            (String::new(), share(0, 4)),
        ]
    );
    assert_eq!(
        lines(&coverage, &register, AreaLevel::Buurt),
        [
            ("K-buurt".to_owned(), share(5, 13)),
            (String::new(), share(0, 1))
        ]
    );
    assert_eq!(
        lines(&coverage, &register, AreaLevel::Landlord),
        [
            ("Rochdale".to_owned(), share(0, 4)),
            (String::new(), share(5, 10))
        ]
    );
    assert_eq!(
        lines(&coverage, &register, AreaLevel::Umbrella),
        [
            ("Huurdersvereniging Rochdale".to_owned(), share(0, 4)),
            ("K-Platform".to_owned(), share(3, 7)),
            (String::new(), share(2, 7)),
        ]
    );
    let matrix = umbrella_matrix(&coverage, &linked);
    assert_eq!(matrix.areas, ["K-Platform", ""]);
    assert_eq!(matrix.landlords, ["Huurdersvereniging Rochdale", ""]);
    let homes: Vec<Vec<u64>> = matrix
        .cells
        .iter()
        .map(|row| row.iter().map(|cell| cell.dwellings).collect())
        .collect();
    assert_eq!(homes, [[4, 3], [0, 7]]);
    // Home 7 stands on two legs because two organisations do one each.
    assert_eq!(
        coverage.homes[6].why(&coverage, &linked).sentence(&dutch()),
        "actief op twee benen: VvE Kleiburg is er voor het wonen (bewonersvergadering, 1 mei 2026, \
         bron: FoKusgroep) en Groep Kleiburg voor de buurt (bewonersvergadering, 1 mei 2026, bron: \
         FoKusgroep)"
    );
    // What would help most: the committee, then the home in the flat, then the two at Kelbergen.
    let steps: Vec<(StepKind, u64)> = coverage.steps.iter().map(|s| (s.kind, s.homes)).collect();
    assert_eq!(
        steps,
        [
            (StepKind::Revive, 4),
            (StepKind::Found, 2),
            (StepKind::Ask, 1),
            (StepKind::Found, 1),
            (StepKind::Found, 1),
        ]
    );
}

#[test]
fn the_scope_cuts_homes_and_lines() {
    let (register, mut linked) = kleiburg();
    linked.scope = matching::AreaScope::Units(units(&register, "Kleiburg", 4..=99));
    let coverage = on(&linked, &register, TODAY);
    assert_eq!(coverage.scope().organisatiegraad(), Share::new(5, 7));
    assert_eq!(
        lines(&coverage, &register, AreaLevel::Building),
        [("Kleiburg 4–10".to_owned(), Share::new(5, 7))]
    );
    assert_eq!(coverage.organisations[0].represents, 1);
}

#[test]
fn a_reply_or_consent_that_can_be_shown_is_reach_without_an_organisation() {
    let (register, mut linked) = kleiburg();
    let home = |number| {
        units(&register, "Kelbergen", [number])
            .iter()
            .next()
            .unwrap()
    };
    let contact = |unit: UnitIx, basis, consent_date| LinkedContact {
        origin: LIST,
        name: None,
        unit: Some(unit),
        email: Some("jan@example.org".into()),
        basis: Some(basis),
        consent_date,
        consent_source: Some("inschrijfformulier".into()),
        language: None,
        role: None,
        organisation: None,
    };
    linked.contacts = vec![
        contact(home(1), Basis::Consent, Some(date(2026, 1, 1))),
        contact(home(2), Basis::Consent, None),
        contact(home(3), Basis::Published, Some(date(2026, 1, 1))),
    ];
    let reach = |linked: &Linked, answered: &UnitSet| {
        assess(linked, &register, &Rules::default(), TODAY, answered)
            .value
            .scope()
            .reach
    };
    assert_eq!(reach(&linked, &UnitSet::default()), 6);
    assert_eq!(reach(&linked, &units(&register, "Steiger", [1])), 7);
    linked.opt_outs = vec![matching::LinkedOptOut {
        origin: LIST,
        units: smallvec::smallvec![],
        email: Some("jan@example.org".into()),
        name: None,
        channel: None,
        date: None,
    }];
    assert_eq!(reach(&linked, &UnitSet::default()), 5);
}

#[test]
fn an_umbrella_alone_organises_nobody_and_a_home_in_two_buildings_counts_once() {
    let mut rows: Vec<RegisterRow> = (1..=2)
        .map(|n| home("b", "Kleiburg", n, "1104EA"))
        .collect();
    rows[0].building_ids = vec!["c".into(), "a".into(), "b".into()];
    let register = register(rows);
    let both = units(&register, "Kleiburg", 1..=2);
    let umbrella = alive(
        organisation(
            "Huurdersvereniging",
            OrganisationKind::Huurdersvereniging,
            both.clone(),
        ),
        HOUSING,
    );
    let linked = linked(let_by("Rochdale", &both), vec![umbrella]);
    let coverage = on(&linked, &register, TODAY);
    assert_eq!(coverage.scope().none, 2);
    assert_eq!(coverage.organisations[0].represents, 2);
    assert_eq!(
        lines(&coverage, &register, AreaLevel::Building),
        [
            ("Kleiburg 1".to_owned(), Share::new(0, 1)),
            ("Kleiburg 2".to_owned(), Share::new(0, 1))
        ]
    );
    assert_eq!(
        lines(&coverage, &register, AreaLevel::Umbrella),
        [("Huurdersvereniging".to_owned(), Share::new(0, 2))]
    );
    assert!(
        coverage.homes[0]
            .why(&coverage, &linked)
            .sentence(&dutch())
            .contains("koepel")
    );
}

#[test]
fn official_areas_add_up_from_buurt_to_country() {
    let mut builder = RegisterBuilder::new(None);
    for n in 1..=6 {
        builder.add(RegisterRow {
            unit_id: Some(format!("u{n}").into()),
            ..home(&format!("b{n}"), "Kelbergen", n, "1104LA")
        });
    }
    let mut area = |level, code: &str, name: &str, part_of| {
        builder.add_area(Area {
            level,
            code: code.into(),
            name: name.into(),
            part_of,
            year: Some(2026),
        })
    };
    let gemeente = area(AreaLevel::Gemeente, "GM0363", "Amsterdam", None);
    let wijk = area(AreaLevel::Wijk, "TH", "K-buurt", Some(gemeente));
    let one = area(AreaLevel::Buurt, "TH01", "Gooise Kant", Some(wijk));
    let two = area(AreaLevel::Buurt, "TH03", "Kelbergen", Some(wijk));
    area(AreaLevel::Buurt, "TH09", "Nergens", Some(wijk));
    for (n, buurt) in [(1, one), (2, one), (3, two), (4, two), (5, two)] {
        builder.place(domain::ObjectId::given(&format!("u{n}")), buurt);
    }
    builder.place(domain::ObjectId::given("u6"), gemeente);
    let register = builder.build();
    let group = alive(
        organisation(
            "Groep",
            OrganisationKind::Bewonersgroep,
            units(&register, "Kelbergen", [1, 3, 4]),
        ),
        HOUSING,
    );
    let coverage = on(&linked(Vec::new(), vec![group]), &register, TODAY);
    let share = Share::new;
    assert_eq!(
        lines(&coverage, &register, AreaLevel::Buurt),
        [
            ("Gooise Kant".to_owned(), share(1, 2)),
            ("Kelbergen".to_owned(), share(2, 3)),
            (String::new(), share(0, 1)),
        ]
    );
    assert_eq!(
        lines(&coverage, &register, AreaLevel::Wijk),
        [
            ("K-buurt".to_owned(), share(3, 5)),
            (String::new(), share(0, 1))
        ]
    );
    assert_eq!(
        lines(&coverage, &register, AreaLevel::Gemeente),
        [("Amsterdam".to_owned(), share(3, 6))]
    );
    let buurt = coverage
        .areas(&register)
        .find(|area| area.key.code == "TH03")
        .unwrap();
    let parent = coverage.area(buurt.parents[0], &register).unwrap();
    assert_eq!((buurt.parents.len(), parent.key.code.as_str()), (1, "TH"));
}

#[test]
fn what_is_wrong_with_an_organisation_is_a_finding_with_its_homes() {
    let register = register((1..=4).map(|n| home("a", "Kleiburg", n, "1104EA")));
    let all = units(&register, "Kleiburg", 1..=4);
    let group = |name: &str, units: &UnitSet| {
        organisation(name, OrganisationKind::Bewonersgroep, units.clone())
    };
    let nothing = group("Leeg", &UnitSet::default());
    let mut backwards = group("Achterstevoren", &units(&register, "Kleiburg", [1]));
    backwards.founded = Some(date(2020, 1, 1));
    backwards.ended = Some(date(2019, 1, 1));
    let mut ahead = group("Vooruit", &units(&register, "Kleiburg", [2, 3]));
    ahead.evidence = vec![life(date(2027, 1, 1), HOUSING)];
    let mut quarrel = group("Ruzie", &units(&register, "Kleiburg", [3, 4]));
    quarrel.evidence = vec![
        sign(
            date(2026, 1, 1),
            "opgeheven",
            EvidenceKind::Ended,
            Legs::NONE,
        ),
        life(date(2026, 2, 1), HOUSING),
        reached(date(2026, 2, 1)),
    ];
    let mut committee = organisation("BC wie", OrganisationKind::Bewonerscommissie, all.clone());
    committee.represents = Represents::TenantsOf(None);
    let mut holdings = let_by("Rochdale", &units(&register, "Kleiburg", [1]));
    holdings.extend(let_by("Ymere", &units(&register, "Kleiburg", [2])));
    let linked = linked(
        holdings,
        vec![nothing, backwards, ahead, quarrel, committee],
    );
    let noted = assess(
        &linked,
        &register,
        &Rules::default(),
        TODAY,
        &UnitSet::default(),
    );
    let told: Vec<(&str, String)> = noted
        .findings
        .iter()
        .map(|finding| (finding.code, finding.message(&dutch())))
        .collect();
    let codes: Vec<&str> = told.iter().map(|(code, _)| *code).collect();
    assert_eq!(
        codes,
        ["D101", "D103", "D104", "D107", "D106", "D108"],
        "{told:#?}"
    );
    assert!(
        told.iter()
            .all(|(_, text)| !text.contains("{ $") && !text.starts_with("finding-"))
    );
    assert!(told[3].1.contains("Vooruit en Ruzie"), "{}", told[3].1);
    assert!(told[4].1.contains("2 woningen"), "{}", told[4].1);
    assert!(
        noted
            .findings
            .iter()
            .all(|finding| finding.place.file.is_some())
    );
}

#[test]
fn house_letters_and_additions_are_in_the_name_of_a_single_home() {
    let register = register([RegisterRow {
        letter: HouseLetter::parse("A"),
        addition: Addition::parse("2").unwrap(),
        ..home("a", "Kleiburg", 12, "1104EA")
    }]);
    let coverage = on(&Linked::default(), &register, TODAY);
    assert_eq!(
        lines(&coverage, &register, AreaLevel::Building)[0].0,
        "Kleiburg 12 A-2"
    );
}
