//! Why an organisation has its status: the evidence that decided it, as a sentence to be.

use jiff::civil::Date;
use smallvec::{SmallVec, smallvec};

use super::Why;
use super::status::{Windows, newest};
use domain::messages::Value;
use domain::text::fold;
use domain::{EvidenceKind, Legs, Status};
use matching::{LinkedEvidence, LinkedOrganisation};

type Values = SmallVec<[(&'static str, Value); 2]>;

/// The list that named the organisation first.
pub(super) fn list(organisation: &LinkedOrganisation) -> Value {
    organisation
        .formal_source
        .clone()
        .map_or(Value::message("source-list"), Value::from)
}

fn about(organisation: &LinkedOrganisation) -> Values {
    smallvec![("organisation", organisation.name.clone().into())]
}

fn why(key: &'static str, values: Values) -> Why {
    Why { key, values }
}

/// One piece of evidence: what, when, who says so.
fn piece(
    values: &mut Values,
    [what_key, date_key, source_key]: [&'static str; 3],
    evidence: &LinkedEvidence,
) {
    values.extend([
        (what_key, what(&evidence.what)),
        (date_key, evidence.date.into()),
        (source_key, evidence.source.clone().into()),
    ]);
}

pub(super) fn ended(organisation: &LinkedOrganisation, end: Date, source: Value) -> Why {
    let mut values = about(organisation);
    values.extend([("date", end.into()), ("source", source)]);
    why("ended", values)
}

pub(super) fn not_founded(organisation: &LinkedOrganisation, founded: Date) -> Why {
    let mut values = about(organisation);
    values.extend([("date", founded.into()), ("source", list(organisation))]);
    why("not-founded", values)
}

pub(super) fn forming(
    organisation: &LinkedOrganisation,
    sign: &LinkedEvidence,
    windows: &Windows,
) -> Why {
    let mut values = about(organisation);
    piece(&mut values, ["what", "date", "source"], sign);
    let planned = sign.date > windows.date;
    why(
        if planned {
            "forming-planned"
        } else {
            "forming"
        },
        values,
    )
}

pub(super) fn active(
    organisation: &LinkedOrganisation,
    known: &[&LinkedEvidence],
    sign: &LinkedEvidence,
    reached: &LinkedEvidence,
    legs: Legs,
    alive: &impl Fn(&LinkedEvidence) -> bool,
) -> (Status, Why) {
    let mut values = about(organisation);
    values.extend([
        ("contact", reached.date.into()),
        ("contact-source", reached.source.clone().into()),
    ]);
    let housing = newest(known, |e| alive(e) && e.legs.housing);
    let neighbourhood = newest(known, |e| alive(e) && e.legs.neighbourhood);
    if let (Some(housing), Some(neighbourhood)) = (housing, neighbourhood) {
        let keys = ["housing", "housing-date", "housing-source"];
        piece(&mut values, keys, housing);
        let keys = [
            "neighbourhood",
            "neighbourhood-date",
            "neighbourhood-source",
        ];
        piece(&mut values, keys, neighbourhood);
        return (Status::TwoLegs, why("two-legs", values));
    }
    // What proves the leg says more than what happened last.
    let sign = housing.or(neighbourhood).unwrap_or(sign);
    piece(&mut values, ["what", "date", "source"], sign);
    values.push(("legs", legs.word().into()));
    (Status::Active, why("active", values))
}

/// On paper or unknown: on what ground it is known, and what is missing.
pub(super) fn silent(
    organisation: &LinkedOrganisation,
    known: &[&LinkedEvidence],
    sign: Option<&LinkedEvidence>,
    contact: Option<&LinkedEvidence>,
) -> (Status, Why) {
    let mut values = about(organisation);
    values.push(("list", list(organisation)));
    let Some(ground) = ground(organisation, known, &mut values) else {
        return (Status::Unknown, why("unknown", values));
    };
    values.push(("ground", ground.into()));
    let life = ["what", "last", "source"];
    let missing = if let Some(sign) = sign {
        piece(&mut values, life, sign);
        if let Some(contact) = contact {
            values.extend([
                ("contact", contact.date.into()),
                ("contact-source", contact.source.clone().into()),
            ]);
        }
        match contact.map(|contact| contact.kind) {
            None => "contact-never",
            Some(EvidenceKind::ContactReached) => "contact-old",
            Some(_) => "contact-lost",
        }
    } else if let Some(last) = newest(known, |e| e.kind == EvidenceKind::SignOfLife) {
        piece(&mut values, life, last);
        "old"
    } else {
        "never"
    };
    values.push(("missing", missing.into()));
    (Status::OnPaper, why("on-paper", values))
}

/// On what ground an organisation exists on paper: a formal list, else what proves existence, else
/// the trade register, its founding date, or anything else that is known of it.
fn ground(
    organisation: &LinkedOrganisation,
    known: &[&LinkedEvidence],
    values: &mut Values,
) -> Option<&'static str> {
    let mut evidence = |found: &LinkedEvidence| {
        let keys = ["evidence", "evidence-date", "evidence-source"];
        piece(values, keys, found);
    };
    if organisation.formal {
        return Some("list");
    }
    if let Some(paper) = newest(known, |e| e.kind == EvidenceKind::Paper) {
        evidence(paper);
        return Some("paper");
    }
    if let Some(kvk) = &organisation.kvk {
        values.push(("kvk", kvk.clone().into()));
        return Some("kvk");
    }
    if let Some(founded) = organisation.founded {
        values.push(("founded", founded.into()));
        return Some("founded");
    }
    evidence(newest(known, |_| true)?);
    Some("evidence")
}

/// The word for a sign in the language of the reader when it is one of ours, else as written.
pub(super) fn what(word: &str) -> Value {
    let key = match fold(word).as_str() {
        "bewonersvergadering" => "evidence-residents-meeting",
        "alv" | "algemene ledenvergadering" | "ledenvergadering" => "evidence-alv",
        "nieuwsbrief" => "evidence-newsletter",
        "buurtactiviteit" => "evidence-activity",
        "huis-aan-huis" | "huis aan huis" => "evidence-door-to-door",
        "spreekuur" => "evidence-consultation",
        "overleg corporatie" | "overleg met corporatie" | "overleg met de corporatie" => {
            "evidence-talks"
        }
        "eigen website bijgewerkt" | "website bijgewerkt" => "evidence-website",
        "contact bereikt" => "evidence-contact-reached",
        "contact niet bereikt" => "evidence-contact-not-reached",
        "jaarrekening" => "evidence-accounts",
        "bestuur bekend" => "evidence-board",
        "kvk" => "evidence-kvk",
        "verzekering" => "evidence-insurance",
        "reservefonds" => "evidence-reserve",
        "erkenning" => "evidence-recognition",
        "oprichters bekend" => "evidence-founders",
        "eerste bijeenkomst" => "evidence-first-meeting",
        "opgeheven" => "evidence-ended",
        _ => return Value::from(word),
    };
    Value::message(key)
}
