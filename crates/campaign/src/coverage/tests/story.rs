//! The story that the plan starts with: one bewonerscommissie on paper for four tower flats, of
//! which the residents of one found an organisation of their own.

use super::*;

/// Four towers of Rochdale with ten homes each.
fn towers() -> Register {
    register((0..4_u32).flat_map(|tower| {
        let postcode = format!("1104A{}", ['A', 'B', 'C', 'D'][tower as usize]);
        (1..=10).map(move |n| {
            home(
                &format!("toren-{tower}"),
                "Torenplein",
                tower * 10 + n,
                &postcode,
            )
        })
    }))
}

fn paper(register: &Register) -> LinkedOrganisation {
    let mut paper = organisation(
        "BC Toren A–D",
        OrganisationKind::Bewonerscommissie,
        units(register, "Torenplein", 1..=40),
    );
    paper.formal = true;
    paper.evidence = vec![life(date(2024, 5, 14), HOUSING)];
    paper
}

#[test]
fn four_towers_on_paper_and_one_that_comes_to_life() {
    let register = towers();
    let all = units(&register, "Torenplein", 1..=40);
    let mut linked = linked(let_by("Rochdale", &all), vec![paper(&register)]);

    let before = on(&linked, &register, date(2026, 3, 3));
    assert_eq!(before.scope().organisatiegraad(), Share::new(0, 40));
    assert_eq!(before.scope().on_paper, 40);
    assert_eq!(before.scope().reach, 0);
    assert_eq!(before.steps[0].kind, StepKind::Revive);
    assert_eq!(before.steps[0].homes, 40);
    assert_eq!(
        before.steps[0].sentence(&dutch()),
        "Help BC Toren A–D weer op gang: +40 woningen"
    );
    assert_eq!(
        before.organisations[0].why.sentence(&dutch()),
        "op papier: BC Toren A–D staat op de lijst van Rochdale, maar er is sinds 14 mei 2024 \
         geen teken van leven meer (toen: bewonersvergadering, bron: FoKusgroep)"
    );

    // In the third tower the residents found a group of their own.
    let mut group = organisation(
        "Bewonersgroep Toren C",
        OrganisationKind::Bewonersgroep,
        units(&register, "Torenplein", 21..=30),
    );
    group.founded = Some(date(2026, 4, 10));
    group.evidence = vec![
        life(date(2026, 9, 1), NEIGHBOURHOOD),
        life(date(2026, 10, 1), HOUSING),
        reached(date(2026, 10, 5)),
    ];
    let said_before = snapshot(&before, &linked, &register);
    linked.organisations.push(group);

    let after = on(&linked, &register, TODAY);
    assert_eq!(after.scope().organisatiegraad(), Share::new(10, 40));
    assert_eq!(after.scope().two_legs, 10);
    assert_eq!(after.scope().on_paper, 30);
    assert_eq!(after.scope().reach, 10);
    assert_eq!(
        lines(&after, &register, AreaLevel::Building),
        [
            ("Torenplein 1–10".to_owned(), Share::new(0, 10)),
            ("Torenplein 11–20".to_owned(), Share::new(0, 10)),
            ("Torenplein 21–30".to_owned(), Share::new(10, 10)),
            ("Torenplein 31–40".to_owned(), Share::new(0, 10)),
        ]
    );
    // Reviving the bewonerscommissie brings only the homes that are not organised yet.
    assert_eq!(
        (after.steps[0].kind, after.steps[0].homes),
        (StepKind::Revive, 30)
    );
    // The paper one still represents all forty.
    assert_eq!(after.organisations[0].represents, 40);

    let change = since(&said_before, &after, &linked, &register, &Rules::default()).all;
    let part = |cause: Cause| {
        let part = change
            .parts
            .iter()
            .find(|part| part.cause == cause)
            .unwrap();
        (part.gained, part.lost)
    };
    assert_eq!(part(Cause::Founded), (10, 0));
    assert_eq!(part(Cause::Revived), (0, 0));
    assert_eq!((change.net(), change.sum_of_parts()), (10, 10));
    assert_eq!(
        change.by,
        [ChangeBy {
            organisation: OrgIx(1),
            cause: Cause::Founded,
            homes: 10
        }]
    );
}

#[test]
fn a_committee_of_one_landlord_never_covers_the_tenants_of_another_nor_owners() {
    use Tenure::{Corporation, Owner, Unknown};
    let register = towers();
    let rochdale = units(&register, "Torenplein", 1..=4);
    let ymere = units(&register, "Torenplein", 5..=7);
    let mut holdings = let_by("Rochdale", &rochdale);
    holdings.extend(let_by("Ymere", &ymere));
    let committee = alive(
        organisation(
            "BC Rochdale",
            OrganisationKind::Bewonerscommissie,
            units(&register, "Torenplein", 1..=10),
        ),
        HOUSING,
    );
    let mut vve = alive(
        organisation(
            "VvE Toren A",
            OrganisationKind::Vve,
            units(&register, "Torenplein", 1..=9),
        ),
        NEIGHBOURHOOD,
    );
    vve.origins = vec![VVE_LIST];
    let coverage = on(&linked(holdings, vec![committee, vve]), &register, TODAY);
    let homes = &coverage.homes[..10];
    let tenures: Vec<Tenure> = homes.iter().map(|home| home.tenure).collect();
    assert_eq!(tenures[..4], [Corporation; 4]);
    assert_eq!(tenures[4..7], [Corporation; 3]);
    assert_eq!(tenures[7..9], [Owner; 2]);
    assert_eq!(tenures[9], Unknown);
    let by: Vec<Vec<u32>> = homes
        .iter()
        .map(|home| home.organisations.iter().map(|org| org.0).collect())
        .collect();
    assert_eq!(by[..4], [vec![0], vec![0], vec![0], vec![0]], "Rochdale");
    assert!(by[4..7].iter().all(Vec::is_empty), "Ymere");
    assert_eq!(by[7..9], [vec![1], vec![1]], "owners");
    assert_eq!(by[9], [0], "unknown, covered by the committee only");
    assert_eq!(coverage.scope().active, 7);
    // Only Ymere's tenants say why nobody counts.
    let linked_again = linked(
        let_by("Ymere", &ymere),
        vec![alive(
            organisation(
                "BC Rochdale",
                OrganisationKind::Bewonerscommissie,
                ymere.clone(),
            ),
            HOUSING,
        )],
    );
    let coverage = on(&linked_again, &register, TODAY);
    let home = coverage
        .homes
        .iter()
        .find(|home| ymere.contains(home.unit))
        .unwrap();
    assert_eq!(
        home.why(&coverage, &linked_again).sentence(&dutch()),
        "geen: BC Rochdale noemt deze woning, maar komt niet op voor huurders van Ymere"
    );
}
