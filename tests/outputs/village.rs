//! A small invented village, built in code: every situation that the outputs must show.

use std::sync::Arc;

use haarvaten::coverage::{self, Coverage};
use haarvaten::domain::Survey;
use haarvaten::domain::campaign::ListKind;
use haarvaten::domain::evidence::EvidenceKind;
use haarvaten::domain::{
    Addition, AreaLevel, Campaign, Finding, HouseLetter, Language, Legs, Messages,
    OrganisationKind, Place, Postcode, Represents, Secret,
};
use haarvaten::intake::{
    Basis, IssueRecord, IssueState, MeetingRecord, Origin, RowAccount, RowOutcome, RowReason,
    Source, SourceIx, SupportRecord,
};
use haarvaten::ledger::{History, PieceRecord, Snapshot, SnapshotHome};
use haarvaten::matching::{
    AddressMatch, Candidate, Cover, Linked, LinkedArea, LinkedContact, LinkedEvidence,
    LinkedHolding, LinkedOptOut, LinkedOrganisation, MatchOutcome, MatchReason, OrgIx, Question,
    QuestionAbout, Reading, UnitSet,
};
use haarvaten::outreach::{self, Facts, Plan};
use haarvaten::register::{AddressIx, Point, Register, RegisterBuilder, RegisterRow, UnitIx};
use jiff::civil::{Date, date};

/// Everything that outputs are made of.
pub struct Village {
    pub campaign: Campaign,
    pub messages: Messages,
    pub register: Register,
    pub linked: Linked,
    pub coverage: Coverage,
    pub plan: Plan,
    pub history: History,
    pub findings: Vec<Finding>,
    pub secret: Secret,
}

pub const TODAY: Date = date(2026, 11, 23);

fn campaign(language: &str) -> Campaign {
    let mut campaign: Campaign = toml::from_str(&format!(
        r#"
        [campaign]
        name = "Boost de Buurt"
        language = "{language}"
        answer_url = "https://antwoord.example.org/{{code}}"
        [sender]
        name = "FoKusgroep K-buurt"
        address = ["Buurthuis, Voorbeeldplein 1", "1104 AA Amsterdam"]
        email = "fokusgroep@example.org"
        phone = "020 – 000 00 00"
        signed_by = ["Anna Voorbeeld"]
        [mail]
        published_addresses = true
        unsubscribe_url = "https://antwoord.example.org/weg/{{code}}"
        [[partner]]
        name = "Wijksteunpunt"
        [[survey]]
        question = "Wilt u meedoen?"
        answers = ["Ja", "Misschien", "Nee"]
        [[survey]]
        question = "Wat moet er beter?"
        "#
    ))
    .unwrap();
    campaign.survey = Survey::short(&campaign.short_survey);
    campaign
}

fn home(street: &str, postcode: &str, number: u32, building: &str, at: (f64, f64)) -> RegisterRow {
    RegisterRow {
        building_ids: vec![building.into()],
        street: street.into(),
        number,
        postcode: Postcode::parse(postcode),
        town: "Amsterdam".into(),
        in_use: true,
        residential: true,
        point: Some(Point {
            x: 126_000.0 + at.0,
            y: 480_000.0 + at.1,
        }),
        ..RegisterRow::default()
    }
}

fn register() -> Register {
    let mut builder = RegisterBuilder::new(Some(TODAY));
    for number in 1..=40 {
        builder.add(home(
            "Kleiburg",
            "1104EA",
            number,
            "0363100000000001",
            (0.0, 0.0),
        ));
    }
    for number in 1..=30 {
        builder.add(home(
            "Kikkenstein",
            "1104SK",
            number,
            "0363100000000002",
            (300.0, 120.0),
        ));
    }
    for number in 1..=12 {
        let (at, building) = (
            f64::from(number) * 9.0,
            format!("03631000000001{number:02}"),
        );
        builder.add(home("Kelbergen", "1104LA", number, &building, (at, 400.0)));
    }
    for letter in ["A", "B", "C"] {
        let mut row = home(
            "Kralenbeek",
            "1104KJ",
            7,
            "0363100000000003",
            (520.0, 310.0),
        );
        row.letter = HouseLetter::parse(letter);
        row.addition = Addition::parse("2").unwrap();
        builder.add(row);
    }
    let mut shop = home(
        "Kraaiennest",
        "1104CD",
        1,
        "0363100000000004",
        (200.0, 260.0),
    );
    shop.residential = false;
    builder.add(shop);
    builder.build()
}

fn on(register: &Register, street: &str) -> UnitSet {
    register
        .units()
        .filter(|unit| {
            let address = register.address(register.unit(*unit).address);
            register.street(address.street).name == street
        })
        .collect()
}

fn at(register: &Register, postcode: &str, number: u32) -> (AddressIx, UnitIx) {
    let address = register
        .at(Postcode::parse(postcode).unwrap(), number)
        .next()
        .unwrap();
    (address, register.address(address).unit.unwrap())
}

const fn origin(source: u16, row: u32) -> Origin {
    Origin {
        source: SourceIx(source),
        row,
        part: 0,
    }
}

fn organisation(
    id: &str,
    name: &str,
    kind: OrganisationKind,
    represents: Represents,
    units: UnitSet,
    row: u32,
) -> LinkedOrganisation {
    LinkedOrganisation {
        id: id.into(),
        name: name.into(),
        origins: vec![origin(1, row)],
        kind,
        represents,
        covers: vec![Cover {
            origin: origin(1, row),
            expression: "1-40".into(),
            reading: "alle nummers 1 t/m 40".into(),
            units: units.clone(),
            left_out: "".into(),
            lived: None,
        }],
        units,
        founded: None,
        ended: None,
        umbrellas: vec!["K-Platform".into()],
        kvk: None,
        contact: Some("Karel Verzinsel".into()),
        contact_address: None,
        contact_address_text: None,
        email: None,
        basis: None,
        language: None,
        formal: true,
        formal_source: Some("organisaties.csv".into()),
        evidence: Vec::new(),
        asked: false,
        contact_named: false,
    }
}

fn evidence(date: Date, what: &str, kind: EvidenceKind, legs: Legs) -> LinkedEvidence {
    LinkedEvidence {
        origin: Some(origin(1, 9)),
        date,
        what: what.into(),
        kind,
        legs,
        source: "buurtkrant".into(),
    }
}

fn organisations(register: &Register) -> Vec<LinkedOrganisation> {
    let housing = Legs::parse("wonen").unwrap();
    let everybody = Represents::Everybody;
    let group = OrganisationKind::Bewonersgroep;
    let paper = organisation(
        "bc-kleiburg",
        "BC Kleiburg",
        OrganisationKind::Bewonerscommissie,
        Represents::TenantsOf(Some("Rochdale".into())),
        on(register, "Kleiburg"),
        2,
    );
    let mut one_leg = organisation(
        "groep-kikkenstein",
        "=Groep \"Kikkenstein\" <b>",
        group,
        everybody.clone(),
        on(register, "Kikkenstein"),
        3,
    );
    one_leg.email = Some("kikkenstein@example.org".into());
    one_leg.basis = Some(Basis::Published);
    let mut two_legs = organisation(
        "groep-kelbergen",
        "Bewonersgroep Kelbergen",
        group,
        everybody,
        on(register, "Kelbergen"),
        4,
    );
    for (organisation, legs) in [(&mut one_leg, housing), (&mut two_legs, Legs::BOTH)] {
        organisation.evidence = vec![
            evidence(
                date(2026, 3, 3),
                "bewonersvergadering",
                EvidenceKind::SignOfLife,
                legs,
            ),
            evidence(
                date(2026, 3, 4),
                "contact bereikt",
                EvidenceKind::ContactReached,
                Legs::NONE,
            ),
        ];
    }
    vec![paper, one_leg, two_legs]
}

fn sources() -> Vec<Source> {
    let source = |file: &str, sheet: &str, kind| Source {
        file: Arc::from(file),
        sheet: Arc::from(sheet),
        kind: Some(kind),
        owner: None,
    };
    vec![
        source("rochdale.xlsx", "Blad1", ListKind::Corporation),
        source("organisaties.csv", "", ListKind::Organisations),
        source("contacten.csv", "", ListKind::Contacts),
        source("steun.xlsx", "Steun", ListKind::Support),
    ]
}

fn rows() -> Vec<RowAccount> {
    let row = |source, row, outcome, reason| RowAccount {
        origin: origin(source, row),
        outcome,
        reason,
    };
    let mut rows = vec![
        row(0, 1, RowOutcome::SetAside, RowReason::Title),
        row(0, 2, RowOutcome::SetAside, RowReason::Heading),
    ];
    rows.extend((3..43).map(|at| row(0, at, RowOutcome::Used, RowReason::Record)));
    rows.push(row(
        0,
        43,
        RowOutcome::Merged,
        RowReason::Duplicate(origin(0, 3)),
    ));
    rows.push(row(1, 1, RowOutcome::SetAside, RowReason::Heading));
    rows.extend((2..5).map(|at| row(1, at, RowOutcome::Used, RowReason::Record)));
    rows.push(row(2, 1, RowOutcome::SetAside, RowReason::Heading));
    rows.push(row(2, 2, RowOutcome::Used, RowReason::Record));
    rows
}

fn matches(register: &Register) -> Vec<AddressMatch> {
    let found = |row, number| {
        let address = at(register, "1104EA", number).0;
        AddressMatch {
            origin: origin(0, row),
            raw: format!("Kleiburg {number} 1104 EA").into(),
            outcome: MatchOutcome::Matched,
            address: Some(address),
            reason: MatchReason::Exact,
            candidates: std::iter::empty().collect(),
        }
    };
    let mut matches: Vec<AddressMatch> = (1..=40).map(|number| found(number + 2, number)).collect();
    matches.push(AddressMatch {
        outcome: MatchOutcome::Ambiguous,
        address: None,
        raw: "Kralenbeek 7-2".into(),
        reason: MatchReason::Several,
        candidates: candidates(register),
        ..found(43, 1)
    });
    matches
}

fn candidates(register: &Register) -> smallvec::SmallVec<[Candidate; 1]> {
    register
        .at(Postcode::parse("1104KJ").unwrap(), 7)
        .map(|address| Candidate {
            address,
            reason: MatchReason::Several,
        })
        .collect()
}

fn questions(register: &Register) -> Vec<Question> {
    let question = |key: &str, raw: &str, ask, about, repeats| Question {
        key: key.into(),
        origin: origin(0, 43),
        raw: raw.into(),
        ask,
        about,
        repeats,
    };
    let readings = vec![
        Reading {
            key: "even".into(),
            text: "even nummers 2 t/m 40".into(),
            units: on(register, "Kleiburg"),
        },
        Reading {
            key: "alle".into(),
            text: "alle nummers 2 t/m 40".into(),
            units: on(register, "Kleiburg"),
        },
    ];
    vec![
        question(
            "adr|kralenbeek 7-2",
            "Kralenbeek 7-2",
            "address",
            QuestionAbout::Address(candidates(register)),
            2,
        ),
        question(
            "cov|2-40",
            "Kleiburg 2-40",
            "covers",
            QuestionAbout::Covers(readings),
            0,
        ),
        question(
            "con|kleiburg 3",
            "@Kleiburg 3",
            "contradiction",
            QuestionAbout::Contradiction(vec!["Rochdale".into(), "Ymere (zuid)".into()]),
            0,
        ),
        question(
            "adr|niets",
            "Nergensstraat 1",
            "address",
            QuestionAbout::Address(std::iter::empty().collect()),
            0,
        ),
    ]
}

fn linked(register: &Register) -> Linked {
    let support = SupportRecord {
        origin: origin(3, 2),
        key: "bc kleiburg|bemiddeling|2026-10-01".into(),
        organisation: "BC Kleiburg".into(),
        kind: "bemiddeling".into(),
        date: Some(date(2026, 10, 1)),
        owner: Some("Anna".into()),
        partner: Some("wijksteunpunt".into()),
        state: Some("bezig".into()),
        outcome: None,
        note: Some("GEHEIM: ruzie tussen de penningmeester en de voorzitter".into()),
    };
    let issue = IssueRecord {
        origin: origin(3, 3),
        key: "bc kleiburg|+de lift staat stil".into(),
        organisation: "BC Kleiburg".into(),
        subject: "+De lift staat stil".into(),
        date: Some(date(2026, 9, 1)),
        state: Some(IssueState::Heard),
        partner: Some("Rochdale".into()),
        outcome: None,
    };
    let meeting = MeetingRecord {
        origin: origin(3, 4),
        key: "koffieochtend|2026-11-01".into(),
        name: "Koffieochtend".into(),
        organisation: Some("Bewonersgroep Kelbergen".into()),
        date: Some(date(2026, 11, 1)),
        location: Some("Hal".into()),
        invited: Some(12),
        coming: Some(8),
        came: Some(6),
        legs: None,
    };
    let flat = |name: &str, street: &str| LinkedArea {
        origin: origin(1, 20),
        level: AreaLevel::Flat,
        code: "".into(),
        name: name.into(),
        part_of: None,
        cover: Cover {
            origin: origin(1, 20),
            expression: street.into(),
            reading: street.into(),
            units: on(register, street),
            left_out: "".into(),
            lived: None,
        },
    };
    let contact = |row, street: &str, postcode: &str, number, email: &str, consent| {
        let _ = street;
        LinkedContact {
            origin: origin(2, row),
            name: Some("Fatima Verzinsel".into()),
            unit: Some(at(register, postcode, number).1),
            email: Some(email.into()),
            basis: consent,
            consent_date: Some(date(2026, 5, 1)),
            consent_source: Some("inschrijfformulier".into()),
            language: None,
            role: None,
            organisation: None,
        }
    };
    Linked {
        sources: sources(),
        rows: rows(),
        matches: matches(register),
        holdings: on(register, "Kleiburg")
            .iter()
            .map(|unit| LinkedHolding {
                origin: origin(0, 3),
                unit,
                landlord: "Rochdale".into(),
                complex: Some("1201 Kleiburg".into()),
                complex_number: Some("1201".into()),
                tenure: Default::default(),
            })
            .collect(),
        organisations: organisations(register),
        contacts: vec![
            contact(
                2,
                "Kralenbeek",
                "1104KJ",
                7,
                "fatima@example.org",
                Some(Basis::Consent),
            ),
            contact(3, "Kelbergen", "1104LA", 2, "zonder@example.org", None),
        ],
        opt_outs: vec![LinkedOptOut {
            origin: origin(2, 4),
            units: std::iter::once(at(register, "1104EA", 5).1).collect(),
            email: None,
            name: None,
            date: None,
            channel: None,
        }],
        areas: vec![
            flat("Flat Kleiburg", "Kleiburg"),
            flat("Flat Kikkenstein", "Kikkenstein"),
        ],
        support: vec![(support, Some(OrgIx(0)))],
        issues: vec![(issue, Some(OrgIx(0)))],
        meetings: vec![(meeting, Some(OrgIx(2)))],
        questions: questions(register),
        landlords: std::iter::once("Rochdale".into()).collect(),
        ..Linked::default()
    }
}

fn earlier(coverage: &Coverage, register: &Register) -> Snapshot {
    let homes = coverage
        .homes
        .iter()
        .map(|home| SnapshotHome {
            unit: register.unit_id(home.unit).to_string().into(),
            status: if home.status.is_active() {
                haarvaten::domain::Status::Unknown
            } else {
                home.status
            },
            legs: Legs::NONE,
            organisations: Vec::new(),
            reached: false,
        })
        .collect();
    Snapshot {
        date: date(2026, 6, 1),
        homes,
    }
}

/// Builds the village in a language.
pub fn village(language: &str) -> Village {
    let campaign = campaign(language);
    let messages = Messages::of(&Language::parse(language).unwrap());
    let register = register();
    let linked = linked(&register);
    let coverage = coverage::assess(
        &linked,
        &register,
        &campaign.rules,
        TODAY,
        &UnitSet::default(),
    )
    .value;
    let secret = Secret::from_text("openbaar");
    let mut history = History {
        snapshots: vec![earlier(&coverage, &register)],
        ..History::default()
    };
    let before = history.clone();
    let facts = Facts {
        coverage: &coverage,
        linked: &linked,
        register: &register,
        campaign: &campaign,
        history: &before,
        secret: &secret,
    };
    let plan = outreach::plan(&facts).value;
    history.pieces = plan
        .pieces
        .iter()
        .map(|piece| PieceRecord {
            id: piece.id.clone(),
            recipient: outreach::recipient_key(&facts, piece.recipient),
            wave: piece.wave,
            kind: piece.kind,
            reminds_of: piece.reminds_of,
            channel: piece.channel,
            email: piece.email.clone(),
            language: piece.language.clone(),
            code: piece.code,
            batch: piece.batch,
            made: TODAY,
            state: haarvaten::domain::PieceState::Sealed,
            when: TODAY,
            message_id: None,
            answer: "".into(),
            ready: false,
            answered: false,
        })
        .collect();
    let findings = vec![
        Finding::warning("W001")
            .at(Place::sheet("rochdale.xlsx", "Blad1")
                .at_row(43)
                .at_column(2))
            .with("file", "opvolging.xlsx")
            .with("new", "opvolging-2.xlsx"),
    ];
    Village {
        campaign,
        messages,
        register,
        linked,
        coverage,
        plan,
        history,
        findings,
        secret,
    }
}
