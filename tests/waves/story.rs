//! One campaign over three waves, as the manual tells it, against a table that was written by hand
//! before the first run: after every step, for every home, what it may get and what it may not.

use std::collections::BTreeMap;

use jiff::civil::date;

use crate::world::World;

/// `Dorpsstraat 1 t/m 4`: a committee that lives, on one leg. `5 t/m 8`: an association on paper.
/// What `25-29` of a third one means only a person can tell. The rest has nothing; 1 to 10 have an e-mail address with consent, 11 and further none.
const ORGANISATIONS: &str = "naam;soort;dekt;actief;adres contactpersoon\nBC Noord;bewonerscommissie;Dorpsstraat 1 t/m 4;;Dorpsstraat 1, 1234 AB Proefstad\nBewonersgroep Zuid;bewonersgroep;Dorpsstraat 5 t/m 8;op papier;Dorpsstraat 5, 1234 AB Proefstad\nGroep Oost;bewonersgroep;Dorpsstraat 25-29;;\n";

/// What shows that the committee lives: a sign of life on one leg, and somebody who was reached.
const EVIDENCE: &str = "organisatie;datum;wat;been\nBC Noord;2026-06-01;vergadering;wonen\nBC Noord;2026-08-15;telefonisch gesproken;\n";

/// What the homes got that were new in a run, by the number of the home; `-` for nothing.
fn expect(world: &World, step: &str, expected: &[(u32, u32, &str)]) {
    let mut wanted: BTreeMap<u32, String> = BTreeMap::new();
    for (from, to, what) in expected {
        for home in *from..=*to {
            wanted.insert(home, (*what).to_owned());
        }
    }
    let mut got: BTreeMap<u32, String> =
        (1..=crate::HOMES).map(|home| (home, "-".into())).collect();
    for made in world.made.values().filter(|made| made.date == world.today) {
        got.insert(made.home, format!("{} {}", made.kind, made.channel));
    }
    let differ: Vec<String> = wanted
        .iter()
        .filter(|(home, what)| got[*home] != **what)
        .map(|(home, what)| format!("{home}: wanted {what}, got {}", got[home]))
        .collect();
    assert!(differ.is_empty(), "{step}: {differ:#?}\n{}", world.story());
}

#[test]
fn three_waves_go_as_the_table_says() {
    let mut world = World::with(&[
        ("organisaties.csv", ORGANISATIONS),
        ("bewijs.csv", EVIDENCE),
    ]);
    // Before the first wave, number 12 said no.
    world.opts_out_by_list(12);
    world.run();
    expect(
        &world,
        "first wave",
        &[
            (1, 4, "-"),
            // First their board is asked.
            (5, 8, "-"),
            (9, 10, "start email"),
            (11, 11, "start letter"),
            (12, 12, "-"),
            (13, 24, "start letter"),
            // It is asked whether somebody organises them.
            (25, 29, "-"),
            (30, 30, "start letter"),
        ],
    );
    assert_eq!(
        world.boards(),
        ["BC Noord other_leg", "Bewonersgroep Zuid revive"]
    );

    // Five weeks later nobody said that anything was delivered or sent: nothing follows.
    world.later(35);
    world.run();
    expect(&world, "nothing confirmed", &[(1, 30, "-")]);
    assert_eq!(world.boards(), Vec::<String>::new());

    // Part is confirmed: the batches with 11 and with the boards, and the mails. The same day is
    // too soon for anything.
    world.delivers_home(11);
    world.delivers_board("Bewonersgroep Zuid");
    world.sends();
    world.run();
    expect(&world, "the same day", &[(1, 30, "-")]);

    // Answers: 9 joins, 11 wants nothing more; the list of opt-outs is lost.
    world.later(7);
    world.answers(9, false);
    world.answers(11, true);
    // At the doors: 14 is empty, 15 joins, at 16 nobody is at home. And the question is answered.
    world.visits(&[
        (14, "woning is leeg"),
        (15, "wil meedoen"),
        (16, "niet thuis"),
    ]);
    world.decides("Dorpsstraat 25-29", "geen van deze");
    world.list_of_opt_outs_is_replaced();
    world.later(14);
    world.run();
    expect(
        &world,
        "second wave",
        &[
            (1, 4, "-"),
            // Their board was written to long enough ago; at 5 its own letter came.
            (5, 5, "-"),
            (6, 8, "join email"),
            (9, 9, "-"),
            (10, 10, "reminder email"),
            (11, 12, "-"),
            // In one batch with 11, and delivered.
            (13, 13, "reminder letter"),
            (14, 15, "-"),
            (16, 16, "reminder letter"),
            // Nobody organises them: now that is known.
            (25, 29, "start letter"),
            // Still lying somewhere.
            (30, 30, "-"),
        ],
    );

    // The partner spoke with a board: that is for the volunteers to read, and changes no letter.
    world.partner_says("Bewonersgroep Zuid", "Gesproken, wil verder");

    // A meeting: an invitation is no reminder, and goes to everybody without a living organisation
    // who did not say no; who joins is the first to be invited.
    world.later(20);
    world.meeting(date(2027, 1, 20));
    world.run();
    expect(
        &world,
        "third wave",
        &[
            // A first letter tells of the meeting too.
            (5, 5, "join email"),
            (6, 8, "meeting email"),
            (9, 10, "meeting email"),
            (11, 12, "-"),
            (13, 13, "meeting letter"),
            (14, 14, "-"),
            (15, 30, "meeting letter"),
        ],
    );

    assert!(
        world
            .told_of("Bewonersgroep Zuid")
            .contains("Gesproken, wil verder")
    );

    // The meeting is over: what was not delivered is taken out, and nobody is invited any more.
    world.later(60);
    world.no_meeting();
    world.run();
    let invited: Vec<u32> = world
        .made
        .values()
        .filter(|made| made.kind == "meeting" && made.date == world.today)
        .map(|made| made.home)
        .collect();
    assert!(invited.is_empty(), "{invited:?}");
    let sealed = world.states_of("meeting");
    assert!(
        sealed.iter().all(|state| state == "withdrawn"),
        "{sealed:?}"
    );
}
