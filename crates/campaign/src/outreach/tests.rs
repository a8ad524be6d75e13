//! A flat of twelve homes, worked out by hand.

use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::*;
use crate::coverage;
use crate::ledger::PieceRecord;
use domain::campaign::MeetingSettings;
use domain::{
    Channel, EvidenceKind, Legs, OrganisationKind, PieceKind, PieceState, Postcode, Represents,
};
use lists::intake::{Basis, Origin, SourceIx};
use matching::{LinkedContact, LinkedEvidence, LinkedOptOut, LinkedOrganisation, OrgIx, UnitSet};
use register::{RegisterBuilder, RegisterRow, UnitIx};

const ORIGIN: Origin = Origin {
    source: SourceIx(0),
    row: 2,
    part: 0,
};
const TODAY: Date = date(2026, 11, 23);

fn flat(homes: u32) -> Register {
    let mut builder = RegisterBuilder::new(None);
    for number in 1..=homes {
        builder.add(RegisterRow {
            building_ids: vec!["building:flat".into()],
            street: "Kraaiennest".into(),
            number,
            postcode: Postcode::parse("1104CD"),
            town: "Amsterdam".into(),
            in_use: true,
            residential: true,
            ..RegisterRow::default()
        });
    }
    builder.build()
}

fn campaign() -> Campaign {
    let text = "[campaign]\nname = 'Boost'\n[sender]\nname = 'Groep'\naddress = ['Plein 1']\nemail = 'g@example.org'";
    toml::from_str(text).unwrap()
}

fn contact(unit: UnitIx, email: &str, basis: Option<Basis>) -> LinkedContact {
    LinkedContact {
        origin: ORIGIN,
        name: Some("Jo".into()),
        unit: Some(unit),
        email: Some(email.into()),
        basis,
        consent_date: Some(date(2026, 1, 1)),
        consent_source: Some("formulier".into()),
        language: None,
        role: None,
        organisation: None,
    }
}

fn opt_out(unit: Option<UnitIx>, email: Option<&str>, channel: Option<Channel>) -> LinkedOptOut {
    LinkedOptOut {
        origin: ORIGIN,
        units: unit.into_iter().collect(),
        email: email.map(Into::into),
        name: None,
        channel,
        date: None,
    }
}

fn organisation(units: UnitSet, evidence: &[(EvidenceKind, Legs)]) -> LinkedOrganisation {
    let evidence = evidence.iter().map(|(kind, legs)| LinkedEvidence {
        origin: None,
        date: date(2026, 10, 1),
        what: "x".into(),
        kind: *kind,
        legs: *legs,
        source: "y".into(),
    });
    LinkedOrganisation {
        id: "groep".into(),
        name: "Bewonersgroep".into(),
        origins: vec![ORIGIN],
        kind: OrganisationKind::Bewonersgroep,
        represents: Represents::Everybody,
        covers: Vec::new(),
        units,
        founded: Some(date(2020, 1, 1)),
        ended: None,
        umbrellas: Vec::new(),
        kvk: None,
        contact: None,
        contact_address: None,
        contact_address_text: None,
        email: None,
        basis: None,
        language: None,
        formal: true,
        formal_source: None,
        evidence: evidence.collect(),
        asked: false,
        contact_named: false,
    }
}

/// A campaign from run to run.
struct World {
    register: Register,
    linked: Linked,
    campaign: Campaign,
    history: History,
}

impl World {
    fn new(homes: u32) -> Self {
        Self {
            register: flat(homes),
            linked: Linked::default(),
            campaign: campaign(),
            history: History::default(),
        }
    }

    fn plan(&self, date: Date) -> Plan {
        let rules = &self.campaign.rules;
        let coverage = coverage::assess(
            &self.linked,
            &self.register,
            rules,
            date,
            &UnitSet::default(),
        )
        .value;
        plan(&Facts {
            coverage: &coverage,
            linked: &self.linked,
            register: &self.register,
            campaign: &self.campaign,
            history: &self.history,
            secret: &Secret::from_text("test"),
        })
        .value
    }

    /// A person says that everything that lay ready has been delivered or sent.
    fn deliver(&mut self, on: Date) {
        for piece in &mut self.history.pieces {
            if matches!(piece.state, PieceState::Sealed | PieceState::Waiting) {
                let state = match piece.channel {
                    Channel::Letter => PieceState::Delivered,
                    Channel::Email => PieceState::Sent,
                };
                piece.step(state, on);
            }
        }
    }

    /// Carries the plan out, as `run` does.
    fn run(&mut self, date: Date) -> Plan {
        let plan = self.plan(date);
        for piece in plan.pieces.iter().filter(|piece| !piece.made_before) {
            let recipient = match piece.recipient {
                Recipient::Home(unit) => format!("unit {}", self.register.unit_id(unit)),
                Recipient::Board(org) => {
                    format!("organisation {}", self.linked.organisation(org).unwrap().id)
                }
            };
            let letter = piece.channel == Channel::Letter;
            self.history.pieces.push(PieceRecord {
                id: piece.id.clone(),
                recipient: recipient.into(),
                wave: piece.wave,
                kind: piece.kind,
                reminds_of: piece.reminds_of,
                channel: piece.channel,
                email: piece.email.clone(),
                language: piece.language.clone(),
                code: piece.code,
                batch: piece.batch,
                made: date,
                state: if letter {
                    PieceState::Sealed
                } else {
                    PieceState::Waiting
                },
                when: date,
                message_id: None,
                answer: compact_str::CompactString::default(),
                ready: true,
                answered: false,
            });
            self.history.last_batch = self.history.last_batch.max(piece.batch.unwrap_or(0));
        }
        plan
    }

    fn unit(&self, at: u32) -> UnitIx {
        self.register
            .units()
            .nth(usize::try_from(at).unwrap())
            .unwrap()
    }
}

#[test]
fn every_home_without_an_organisation_gets_one_letter_in_walking_order() {
    let plan = World::new(12).run(TODAY);
    assert_eq!(plan.pieces.len(), 12);
    assert!(
        plan.pieces
            .iter()
            .all(|p| p.kind == PieceKind::Start && p.batch == Some(1))
    );
    let ids: Vec<_> = plan.pieces.iter().map(|piece| piece.id.as_str()).collect();
    assert_eq!((ids[0], ids[11]), ("w1-00001", "w1-00012"));
}

#[test]
fn a_second_run_of_the_same_day_adds_only_who_is_new() {
    let mut world = World::new(12);
    world
        .linked
        .opt_outs
        .push(opt_out(Some(world.unit(3)), None, None));
    let first = world.run(TODAY);
    let again = world.run(TODAY);
    assert!(again.pieces.iter().all(|piece| piece.made_before));
    assert_eq!(first.pieces.len(), again.pieces.len());
    world.linked.opt_outs.clear();
    let third = world.run(TODAY);
    let new: Vec<_> = third
        .pieces
        .iter()
        .filter(|piece| !piece.made_before)
        .collect();
    assert_eq!(new.len(), 1);
    assert_eq!(
        (new[0].id.as_str(), new[0].batch, new[0].wave),
        ("w1-00012", Some(2), 1)
    );
}

#[test]
fn a_later_wave_reminds_the_silent_and_nobody_else() {
    let mut world = World::new(12);
    world.run(TODAY);
    let silent = world.plan(date(2026, 12, 20));
    assert!(
        silent.pieces.is_empty(),
        "nobody said that it was delivered"
    );
    world.deliver(TODAY);
    assert!(world.plan(date(2026, 12, 1)).pieces.is_empty(), "too soon");
    let when = world.history.pieces[0].when;
    world.history.pieces[0].step(PieceState::Answered, when);
    world.history.pieces[1].step(PieceState::Undeliverable, when);
    let second = world.run(date(2026, 12, 20));
    assert_eq!((second.wave, second.pieces.len()), (2, 10));
    assert!(
        second
            .pieces
            .iter()
            .all(|p| p.kind == PieceKind::Reminder && p.batch == Some(2))
    );
    world.deliver(date(2026, 12, 20));
    assert_eq!(world.run(date(2027, 1, 20)).pieces.len(), 10);
    world.deliver(date(2027, 1, 20));
    assert!(
        world.run(date(2027, 3, 1)).pieces.is_empty(),
        "two reminders are enough"
    );
}

#[test]
fn email_goes_only_to_consent_that_can_be_shown() {
    let mut world = World::new(12);
    let units: Vec<UnitIx> = (0..7).map(|at| world.unit(at)).collect();
    let mut no_date = contact(units[1], "b@example.org", Some(Basis::Consent));
    no_date.consent_date = None;
    world.linked.contacts = vec![
        contact(units[0], "a@example.org", Some(Basis::Consent)),
        no_date,
        contact(units[2], "c@example.org", None),
        contact(units[3], "a@example.org", Some(Basis::Consent)),
        contact(units[4], "e@example.org", Some(Basis::Consent)),
        contact(units[5], "f@example.org", Some(Basis::Member)),
        contact(units[6], "g@example.org", Some(Basis::Consent)),
    ];
    world.linked.opt_outs = vec![
        opt_out(None, Some("E@example.org"), None),
        opt_out(Some(units[6]), None, Some(Channel::Email)),
    ];
    let plan = world.plan(TODAY);
    let seen: Vec<_> = plan
        .pieces
        .iter()
        .take(7)
        .map(|p| (p.channel, p.why_no_email))
        .collect();
    assert_eq!(
        seen,
        [
            (Channel::Email, WhyNoEmail::ItIs),
            (Channel::Letter, WhyNoEmail::NoConsent),
            (Channel::Letter, WhyNoEmail::NoConsent),
            (Channel::Letter, WhyNoEmail::SameAddress),
            (Channel::Letter, WhyNoEmail::OptedOut),
            (Channel::Email, WhyNoEmail::ItIs),
            (Channel::Letter, WhyNoEmail::OptedOut),
        ]
    );
}

#[test]
fn a_paper_organisation_hears_first_and_its_residents_later() {
    let mut world = World::new(12);
    world.linked.organisations = vec![organisation(world.register.units().collect(), &[])];
    let first = world.run(TODAY);
    assert_eq!(first.pieces.len(), 1);
    assert_eq!(
        (first.pieces[0].kind, first.pieces[0].recipient),
        (PieceKind::Revive, Recipient::Board(OrgIx(0)))
    );
    assert!(
        first
            .unsent
            .iter()
            .all(|unsent| unsent.kind == PieceKind::Hold)
    );
    let waiting = world.plan(date(2026, 12, 20));
    assert!(
        waiting.pieces.is_empty(),
        "the board's letter still lies here"
    );
    world.deliver(TODAY);
    let second = world.run(date(2026, 12, 20));
    let kinds = |kind| {
        second
            .pieces
            .iter()
            .filter(|piece| piece.kind == kind)
            .count()
    };
    assert_eq!(
        (kinds(PieceKind::Reminder), kinds(PieceKind::Join)),
        (1, 12)
    );
}

#[test]
fn a_meeting_reaches_whoever_gets_nothing_else_and_forming_is_left_in_peace() {
    let mut world = World::new(12);
    let half: UnitSet = world.register.units().take(6).collect();
    world.linked.organisations = vec![organisation(half, &[(EvidenceKind::Forming, Legs::NONE)])];
    let plan = world.plan(TODAY);
    assert_eq!((plan.pieces.len(), plan.unsent.len()), (6, 7));
    world.campaign.meeting = Some(MeetingSettings {
        name: "Buurtbijeenkomst".into(),
        date: date(2026, 12, 10),
        time: "19:30".into(),
        place: "Buurthuis".into(),
        areas: Vec::new(),
    });
    let plan = world.plan(TODAY);
    let kinds = |kind| {
        plan.pieces
            .iter()
            .filter(|piece| piece.kind == kind)
            .count()
    };
    assert_eq!((kinds(PieceKind::Start), kinds(PieceKind::Meeting)), (6, 6));
}

proptest! {
    /// Whatever the lists say and however often it is run: one piece a home a wave, nothing to who
    /// opted out, no two pieces with one code, no home in two batches of one wave, and every home
    /// and board accounted for.
    #[test]
    fn at_most_one_piece_a_home_a_wave(
        contacts in prop::collection::vec((0_u32..30, 0_u8..5, 0_u8..3), 0..20),
        silent in prop::collection::vec((0_u32..30, 0_u8..3), 0..8),
        covered in prop::collection::vec(0_u32..30, 0..20),
        days in prop::collection::vec(0_i64..40, 1..5),
    ) {
        let mut world = World::new(30);
        for (at, who, basis) in contacts {
            let basis = [None, Some(Basis::Consent), Some(Basis::Member)][usize::from(basis)];
            let mut contact = contact(world.unit(at), &format!("p{who}@example.org"), basis);
            contact.organisation = (who == 0).then_some(OrgIx(0));
            world.linked.contacts.push(contact);
        }
        for (at, channel) in &silent {
            let channel = [None, Some(Channel::Letter), Some(Channel::Email)][usize::from(*channel)];
            world.linked.opt_outs.push(opt_out(Some(world.unit(*at)), None, channel));
        }
        let covered: UnitSet = covered.into_iter().map(|at| world.unit(at)).collect();
        world.linked.organisations = vec![organisation(covered, &[])];
        let mut date = TODAY;
        for step in days {
            date = date.checked_add(jiff::Span::new().days(step)).unwrap();
            let plan = world.run(date);
            let mut homes: Vec<UnitIx> = plan.pieces.iter().filter_map(|piece| match piece.recipient {
                Recipient::Home(unit) => Some(unit),
                Recipient::Board(_) => piece.deliver_to,
            }).collect();
            let told = plan.unsent.iter().filter(|u| matches!(u.recipient, Recipient::Home(_))).count();
            let written = plan.pieces.iter().filter(|p| matches!(p.recipient, Recipient::Home(_))).count();
            prop_assert_eq!(told + written, 30);
            homes.sort_unstable();
            let all = homes.len();
            homes.dedup();
            prop_assert_eq!(homes.len(), all);
            for (at, channel) in &silent {
                if *channel == 0 {
                    prop_assert!(!homes.contains(&world.unit(*at)));
                }
            }
        }
        let mut codes: Vec<_> = world.history.pieces.iter().map(|piece| piece.code).collect();
        codes.sort_unstable();
        codes.dedup();
        prop_assert_eq!(codes.len(), world.history.pieces.len());
    }
}
