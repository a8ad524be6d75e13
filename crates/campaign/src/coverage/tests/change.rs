//! Changes of every cause, worked out by hand.

use super::*;

/// Ten homes; what `before` and `after` say about them.
fn change(before: &Linked, after: &Linked, register: &Register, from: Date) -> Change {
    let said = snapshot(&on(before, register, from), before, register);
    let now = on(after, register, TODAY);
    since(&said, &now, after, register, &Rules::default()).all
}

fn ten() -> Register {
    register((1..=10).map(|n| home("a", "Kleiburg", n, "1104EA")))
}

fn parts(change: &Change) -> Vec<(&'static str, u64, u64)> {
    change
        .parts
        .iter()
        .filter(|part| part.gained + part.lost > 0)
        .map(|part| (part.cause.word(), part.gained, part.lost))
        .collect()
}

#[test]
fn every_cause_is_told_apart() {
    let register = ten();
    let homes = |numbers: std::ops::RangeInclusive<u32>| units(&register, "Kleiburg", numbers);
    let group =
        |name: &str, numbers| organisation(name, OrganisationKind::Bewonersgroep, homes(numbers));
    let from = date(2026, 1, 1);

    // Lapsed: alive then, silent for more than a year now.
    let mut lapsed = group("Stil", 1..=2);
    lapsed.evidence = vec![life(date(2025, 6, 1), HOUSING), reached(date(2025, 6, 1))];
    // Revived: on paper since long, alive now.
    let mut revived = group("Weer", 3..=5);
    revived.formal = true;
    revived.evidence = vec![life(date(2026, 8, 1), HOUSING), reached(date(2026, 8, 1))];
    // Founded in between.
    let mut founded = group("Nieuw", 6..=9);
    founded.founded = Some(date(2026, 3, 1));
    founded.evidence = vec![life(date(2026, 8, 1), HOUSING), reached(date(2026, 8, 1))];
    let after = linked(Vec::new(), vec![lapsed.clone(), revived.clone(), founded]);
    let before = linked(Vec::new(), vec![lapsed, revived]);
    let told = change(&before, &after, &register, from);
    assert_eq!(
        parts(&told),
        [("founded", 4, 0), ("revived", 3, 0), ("lapsed", 0, 2)]
    );
    assert_eq!((told.before.active, told.after.active), (2, 7));

    // Corrected: today's lists say that the group was alive on that date already.
    let mut known = group("Groep", 1..=10);
    known.evidence = vec![life(date(2025, 9, 1), HOUSING), reached(date(2025, 12, 1))];
    known.evidence.push(life(date(2026, 9, 1), HOUSING));
    let told = change(
        &linked(Vec::new(), Vec::new()),
        &linked(Vec::new(), vec![known]),
        &register,
        from,
    );
    assert_eq!(parts(&told), [("corrected", 10, 0)]);
}

#[test]
fn homes_that_come_into_scope_are_stock() {
    let register = ten();
    let all = units(&register, "Kleiburg", 1..=10);
    let group = alive(
        organisation("Groep", OrganisationKind::Bewonersgroep, all),
        HOUSING,
    );
    let mut before = linked(Vec::new(), vec![group.clone()]);
    before.scope = matching::AreaScope::Units(units(&register, "Kleiburg", 1..=6));
    let mut after = linked(Vec::new(), vec![group]);
    after.scope = matching::AreaScope::Units(units(&register, "Kleiburg", 5..=10));
    let told = change(&before, &after, &register, date(2026, 10, 1));
    assert_eq!(parts(&told), [("stock", 4, 4)]);
    assert_eq!((told.added, told.removed), (4, 4));
}

#[test]
fn a_pilot_is_set_against_the_rest() {
    let register = ten();
    let mut before = linked(
        Vec::new(),
        vec![organisation(
            "Groep",
            OrganisationKind::Bewonersgroep,
            units(&register, "Kleiburg", 1..=6),
        )],
    );
    before.areas = vec![own_area(
        AreaLevel::MiniBuurt,
        "Proef",
        units(&register, "Kleiburg", 1..=5),
    )];
    let mut after = before.clone();
    after.organisations[0].evidence =
        vec![life(date(2026, 9, 1), HOUSING), reached(date(2026, 9, 1))];
    let from = date(2026, 3, 1);
    let said = snapshot(&on(&before, &register, from), &before, &register);
    let now = on(&after, &register, TODAY);
    let pilots = since(&said, &now, &after, &register, &Rules::default()).pilots;
    let [pilot] = pilots.as_slice() else {
        panic!("{pilots:?}")
    };
    assert_eq!(pilot.name, "Proef");
    assert_eq!(
        (
            pilot.inside.before.organisatiegraad(),
            pilot.inside.after.organisatiegraad()
        ),
        (Share::new(0, 5), Share::new(5, 5))
    );
    assert_eq!(
        (
            pilot.rest.before.organisatiegraad(),
            pilot.rest.after.organisatiegraad()
        ),
        (Share::new(0, 5), Share::new(1, 5))
    );
}
