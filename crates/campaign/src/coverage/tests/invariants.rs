//! Over random registers, lists and dates: every total reconciles at every level and cut.

use proptest::prelude::*;

use super::*;
use matching::AreaScope;

/// One home: building, postcode, residential, landlord, official buurt, own flat, complex.
type RandomHome = (u8, u8, bool, u8, u8, u8, u8);
/// One organisation: kind, first home, homes, founded, ended, evidence (days ago, kind, legs).
type RandomOrganisation = (u8, u8, u8, Option<i16>, Option<i16>, Vec<(i16, u8, u8)>);

fn homes() -> impl Strategy<Value = Vec<RandomHome>> {
    prop::collection::vec(
        (
            0..6_u8,
            0..5_u8,
            prop::bool::weighted(0.9),
            0..4_u8,
            0..4_u8,
            0..4_u8,
            0..3_u8,
        ),
        0..60,
    )
}

fn organisations() -> impl Strategy<Value = Vec<RandomOrganisation>> {
    let evidence = prop::collection::vec((-200..900_i16, 0..6_u8, 0..4_u8), 0..6);
    prop::collection::vec(
        (
            0..5_u8,
            any::<u8>(),
            0..40_u8,
            prop::option::of(-100..2_000_i16),
            prop::option::of(-100..500_i16),
            evidence,
        ),
        0..8,
    )
}

fn days_ago(days: i16) -> Date {
    TODAY.saturating_sub(jiff::Span::new().days(i64::from(days)))
}

pub(super) fn random_organisation(
    nth: usize,
    random: &RandomOrganisation,
    all: &[UnitIx],
) -> LinkedOrganisation {
    let (kind, first, count, founded, ended, evidence) = random;
    let kind = [
        OrganisationKind::Bewonerscommissie,
        OrganisationKind::Vve,
        OrganisationKind::Bewonersgroep,
        OrganisationKind::Huurdersvereniging,
        OrganisationKind::Other,
    ][usize::from(*kind)];
    let units = all
        .iter()
        .cycle()
        .skip(usize::from(*first))
        .take(usize::from(*count).min(all.len()))
        .copied()
        .collect();
    let mut organisation = organisation(&format!("Organisatie {nth}"), kind, units);
    if kind == OrganisationKind::Vve && nth.is_multiple_of(2) {
        organisation.origins = vec![VVE_LIST];
    }
    organisation.founded = founded.map(days_ago);
    organisation.ended = ended.map(days_ago);
    organisation.umbrellas = match nth % 3 {
        0 => vec!["K-Platform".into()],
        1 => vec!["K-Platform".into(), "Huurdersvereniging X".into()],
        _ => Vec::new(),
    };
    organisation.evidence = evidence
        .iter()
        .map(|(days, kind, legs)| {
            let kinds = [
                EvidenceKind::SignOfLife,
                EvidenceKind::ContactReached,
                EvidenceKind::ContactNotReached,
                EvidenceKind::Paper,
                EvidenceKind::Forming,
                EvidenceKind::Ended,
            ];
            let legs = [Legs::NONE, HOUSING, NEIGHBOURHOOD, Legs::BOTH][usize::from(*legs)];
            sign(days_ago(*days), "teken", kinds[usize::from(*kind)], legs)
        })
        .collect();
    organisation.evidence.sort_by_key(|e| e.date);
    organisation
}

pub(super) fn random_neighbourhood(
    homes: &[RandomHome],
    organisations: &[RandomOrganisation],
) -> (Register, Linked) {
    let mut builder = RegisterBuilder::new(None);
    let gemeente = builder.add_area(Area {
        level: AreaLevel::Gemeente,
        code: "GM0363".into(),
        name: "Amsterdam".into(),
        part_of: None,
        year: None,
    });
    let buurten: Vec<_> = (0..3)
        .map(|n| {
            builder.add_area(Area {
                level: AreaLevel::Buurt,
                code: format!("B{n}").into(),
                name: format!("Buurt {n}").into(),
                part_of: (n != 2).then_some(gemeente),
                year: None,
            })
        })
        .collect();
    for (nth, (building, postcode, residential, _, buurt, ..)) in homes.iter().enumerate() {
        let number = u32::try_from(nth).unwrap() + 1;
        let mut row = home(
            &format!("pand-{building}"),
            "Kleiburg",
            number,
            ["1104EA", "1104EB", "1104EC", "1104ED", "1104EE"][usize::from(*postcode)],
        );
        row.residential = *residential;
        row.unit_id = Some(format!("unit-{number}").into());
        if nth % 7 == 0 {
            row.building_ids.push("pand-0".into());
        }
        builder.add(row);
        if let Some(area) = buurten.get(usize::from(*buurt)) {
            builder.place(domain::ObjectId::given(&format!("unit-{number}")), *area);
        }
    }
    let register = builder.build();
    let unit = |nth: usize| register.find_unit(&format!("unit-{}", nth + 1)).unwrap();
    let all: Vec<UnitIx> = (0..homes.len()).map(unit).collect();
    let mut holdings = Vec::new();
    let mut flats = vec![Vec::new(); 3];
    for (nth, (.., landlord, _, flat, complex)) in homes.iter().enumerate() {
        if *landlord < 3 {
            let names = ["Rochdale", "Ymere", "Eigen Haard"];
            let mut holding = let_by(
                names[usize::from(*landlord)],
                &[unit(nth)].into_iter().collect(),
            );
            holding[0].complex = (*complex > 0).then(|| format!("{complex} Complex").into());
            holding[0].complex_number = (*complex > 0).then(|| complex.to_string().into());
            if nth % 11 == 0 {
                holding[0].tenure = Tenure::Private;
            }
            holdings.extend(holding);
        }
        if let Some(flat) = flats.get_mut(usize::from(*flat)) {
            flat.push(unit(nth));
        }
    }
    let organisations = organisations
        .iter()
        .enumerate()
        .map(|(nth, random)| random_organisation(nth, random, &all))
        .collect();
    let mut linked = linked(holdings, organisations);
    for (nth, flat) in flats.into_iter().enumerate() {
        let area: UnitSet = flat.iter().copied().collect();
        linked
            .areas
            .push(own_area(AreaLevel::Flat, &format!("Flat {nth}"), area));
    }
    // Two own areas that overlap: allowed for mini-buurten, settled for flats.
    let half: UnitSet = all.iter().step_by(2).copied().collect();
    linked
        .areas
        .push(own_area(AreaLevel::Flat, "Overlap", half.clone()));
    linked
        .areas
        .push(own_area(AreaLevel::MiniBuurt, "Proef", half));
    linked.areas.push(own_area(
        AreaLevel::MiniBuurt,
        "Alles",
        all.iter().copied().collect(),
    ));
    linked.areas.push(own_area(
        AreaLevel::Entrance,
        "Trap 1",
        all.iter().step_by(5).copied().collect(),
    ));
    (register, linked)
}

/// Recounts everything from the homes, the slow and plain way.
fn check(coverage: &Coverage, linked: &Linked, register: &Register) {
    let scope = coverage.scope();
    let areas: Vec<_> = coverage.areas(register).collect();
    assert_eq!(areas.len(), coverage.area_count() as usize);
    let mut by_hand = Counts::default();
    for home in &coverage.homes {
        by_hand.add(home.status, home.legs, home.reached);
    }
    assert_eq!(scope, by_hand);
    let dwellings = register
        .units()
        .filter(|unit| register.unit(*unit).is_dwelling() && linked.scope.contains(*unit))
        .count();
    assert_eq!(scope.dwellings, dwellings as u64);
    assert_eq!(
        areas
            .iter()
            .filter(|a| a.key.level == AreaLevel::Scope)
            .count(),
        1
    );
    assert_eq!(areas[0].key.level, AreaLevel::Scope);

    for (at, area) in areas.iter().enumerate() {
        let c = area.counts;
        assert_eq!(
            c.dwellings,
            c.active + c.on_paper + c.forming + c.unknown + c.none
        );
        assert!(c.two_legs <= c.active && c.active <= c.reach && c.reach <= c.dwellings);
        // The counts of an area are those of its homes.
        if at > 0 {
            let mut own = Counts::default();
            for home in coverage
                .homes
                .iter()
                .filter(|h| h.areas().any(|a| a as usize == at))
            {
                own.add(home.status, home.legs, home.reached);
            }
            assert_eq!(own, c, "{:?}", area.key);
            assert!(c.dwellings > 0, "{:?}", area.key);
        }
    }
    for level in coverage.levels() {
        let many = matches!(level, AreaLevel::MiniBuurt | AreaLevel::Umbrella);
        let mut sum = Counts::default();
        let level_areas: Vec<_> = areas.iter().filter(|a| a.key.level == level).collect();
        for area in &level_areas {
            sum.include(&area.counts);
        }
        if many {
            assert!(sum.dwellings >= scope.dwellings);
        } else {
            assert_eq!(sum, scope, "{level:?}");
        }
        assert!(level_areas.iter().filter(|a| a.key.name.is_empty()).count() <= 1);
        if level != AreaLevel::Scope {
            for home in &coverage.homes {
                let count = coverage.areas_of(home, level, register).count();
                assert!(
                    if many { count >= 1 } else { count == 1 },
                    "{level:?} {count}"
                );
            }
        }
    }
    // Children add up to their parents, unless a child lies on a border.
    for (parent, at) in areas.iter().zip(0_u32..) {
        let children: Vec<_> = areas
            .iter()
            .filter(|child| child.parents.contains(&at))
            .collect();
        for level in [
            AreaLevel::Entrance,
            AreaLevel::Building,
            AreaLevel::Buurt,
            AreaLevel::Flat,
        ] {
            let of_level: Vec<_> = children.iter().filter(|c| c.key.level == level).collect();
            if of_level.is_empty() || of_level.iter().any(|child| child.parents.len() > 1) {
                continue;
            }
            let mut sum = Counts::default();
            for child in &of_level {
                sum.include(&child.counts);
            }
            assert_eq!(sum, parent.counts, "{level:?} of {:?}", parent.key);
        }
    }
    // Homes and organisations tell the same.
    let mut represents = vec![0; coverage.organisations.len()];
    for home in &coverage.homes {
        let states: Vec<_> = home
            .organisations
            .iter()
            .map(|org| &coverage.organisations[org.at()])
            .collect();
        assert!(states.is_sorted_by(|a, b| a.status >= b.status));
        let best = states
            .iter()
            .map(|state| state.status)
            .max()
            .unwrap_or(Status::None);
        let legs = states
            .iter()
            .filter(|state| state.status.is_active())
            .fold(Legs::NONE, |legs, state| legs.union(state.legs));
        assert_eq!(home.legs, legs);
        let expected = if best.is_active() && legs == Legs::BOTH {
            Status::TwoLegs
        } else {
            best
        };
        assert_eq!(home.status, expected);
        for org in &home.organisations {
            represents[org.at()] += 1;
            assert!(linked.organisations[org.at()].units.contains(home.unit));
        }
        let sentence = home.why(coverage, linked).sentence(&dutch());
        assert!(
            !sentence.is_empty() && !sentence.contains("{ $") && !sentence.starts_with("why-"),
            "{sentence}"
        );
    }
    for state in &coverage.organisations {
        if linked.organisations[state.organisation.at()].kind
            != OrganisationKind::Huurdersvereniging
        {
            assert_eq!(state.represents, represents[state.organisation.at()]);
        }
        let sentence = state.why.sentence(&dutch());
        assert!(
            !sentence.contains("{ $") && !sentence.starts_with("why-"),
            "{sentence}"
        );
    }
    // Every home without an organisation is counted in exactly one place to found one in.
    let founded: u64 = coverage
        .steps
        .iter()
        .filter(|step| step.kind == StepKind::Found)
        .map(|step| step.homes)
        .sum();
    assert_eq!(founded, scope.none);
    assert!(coverage.steps.is_sorted_by(|a, b| a.homes >= b.homes));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn every_total_reconciles_at_every_level_and_cut(
        homes in homes(),
        organisations in organisations(),
        cut in prop::option::of(1..4_usize),
        day in -400..400_i16,
    ) {
        let (register, mut linked) = random_neighbourhood(&homes, &organisations);
        if let Some(step) = cut {
            linked.scope = AreaScope::Units(register.units().step_by(step).collect());
        }
        let coverage = on(&linked, &register, days_ago(day));
        check(&coverage, &linked, &register);
    }

    /// What a step promises is what a recount gives once the organisation is active.
    #[test]
    fn a_step_brings_as_many_homes_as_a_recount_says(
        homes in homes(),
        organisations in organisations(),
        day in -400..400_i16,
    ) {
        let (register, linked) = random_neighbourhood(&homes, &organisations);
        let date = days_ago(day);
        let before = on(&linked, &register, date);
        for step in &before.steps {
            let Some(organisation) = step.organisation else {
                continue;
            };
            let mut helped = linked.clone();
            let known = &mut helped.organisations[organisation.at()];
            known.founded = known.founded.filter(|founded| *founded <= date);
            known.evidence.extend([life(date, Legs::NONE), reached(date)]);
            let gained = on(&helped, &register, date).scope().active - before.scope().active;
            prop_assert_eq!(gained, step.homes, "{:?} {:?}", step.kind, organisation);
        }
        // An organisation without a step brings nothing: it is active, or nobody lacks it.
        for state in &before.organisations {
            let has_step = before
                .steps
                .iter()
                .any(|step| step.organisation == Some(state.organisation));
            let lacks = before.homes.iter().any(|home| {
                !home.status.is_active() && home.organisations.contains(&state.organisation)
            });
            prop_assert_eq!(has_step, lacks);
        }
    }

    #[test]
    fn a_change_is_the_sum_of_its_parts(
        homes in homes(),
        then in organisations(),
        now in organisations(),
        days in 0..800_i16,
        cut in 1..4_usize,
    ) {
        let (register, before) = random_neighbourhood(&homes, &then);
        let (_, mut after) = random_neighbourhood(&homes, &now);
        let mut before = before;
        before.scope = AreaScope::Units(register.units().step_by(cut).collect());
        after.scope = AreaScope::Units(register.units().skip(3).collect());
        let said = snapshot(&on(&before, &register, days_ago(days)), &before, &register);
        let now = on(&after, &register, TODAY);
        let change = since(&said, &now, &after, &register, &Rules::default()).all;
        prop_assert_eq!(change.net(), change.sum_of_parts());
        prop_assert_eq!(change.after, now.scope());
        prop_assert_eq!(
            signed(change.after.dwellings) - signed(change.before.dwellings),
            signed(change.added) - signed(change.removed)
        );
        // A pilot and the rest are the whole.
        let recomputed = snapshot(
            &on(&after, &register, said.date), &after, &register,
        );
        let (pilot, rest) = compare_pilot(
            &said, &recomputed, &snapshot(&now, &after, &register), &after,
            |unit| unit.ends_with(['1', '3', '5']),
        );
        prop_assert_eq!(pilot.net() + rest.net(), change.net());
        for ((one, other), whole) in pilot.parts.iter().zip(&rest.parts).zip(&change.parts) {
            prop_assert_eq!(one.gained + other.gained, whole.gained);
            prop_assert_eq!(one.lost + other.lost, whole.lost);
        }
    }
}

fn signed(count: u64) -> i64 {
    i64::try_from(count).unwrap()
}
