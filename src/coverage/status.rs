//! The status of one organisation on a date, from its dated evidence.
//!
//! The rules, all by the calendar and both ends included: with `active_months = 12` and the date
//! 23 November 2026, a sign of life counts from 23 November 2025 up to and including the date
//! itself; a month that lacks the day starts at its last day.
//!
//! 1. **Ended**: from the end date of a list on, for good. `opgeheven` as evidence holds until a
//!    newer sign of life or of forming says otherwise: what is newer wins, on the same day the
//!    end wins, and what happened up to that end no longer counts.
//! 2. **Before its founding date** an organisation is ignored, unless it is forming.
//! 3. **Active**: a sign of life inside the window, and a contact that was reached inside the
//!    window. The newest word about the contact decides: not reached after reached means that
//!    it cannot be reached now; both on one day means reached.
//! 4. **Legs** come from signs of life inside the window only; what proves existence on paper is
//!    no leg.
//! 5. **Forming**: founders known in the last `forming_months`, or a first meeting held in them
//!    or planned in the coming ones.
//! 6. **On paper** when it stands on a formal list, has a KvK number or a founding date, or when
//!    there is any evidence up to the date: somebody asked.
//! 7. **Unknown** otherwise.

use jiff::Span;
use jiff::civil::Date;
use smallvec::{SmallVec, smallvec};

use super::Why;
use crate::domain::campaign::Rules;
use crate::domain::messages::Value;
use crate::domain::text::fold;
use crate::domain::{EvidenceKind, Legs, Status};
use crate::matching::{LinkedEvidence, LinkedOrganisation};

/// The date and the days on which its windows open and close.
#[derive(Clone, Copy, Debug)]
pub(super) struct Windows {
    pub(super) date: Date,
    active_from: Date,
    contact_from: Date,
    forming_from: Date,
    forming_until: Date,
}

impl Windows {
    pub(super) fn new(rules: &Rules, date: Date) -> Self {
        let months = |months: u16| Span::new().months(months);
        let back = |count: u16| date.saturating_sub(months(count));
        Self {
            date,
            active_from: back(rules.active_months),
            contact_from: back(rules.contact_months.unwrap_or(rules.active_months)),
            forming_from: back(rules.forming_months),
            forming_until: date.saturating_add(months(rules.forming_months)),
        }
    }
}

/// What an organisation is on the date.
#[derive(Clone, Debug)]
pub(super) struct Judged {
    pub(super) status: Status,
    pub(super) legs: Legs,
    pub(super) why: Why,
    /// The newest sign of life that contradicts the end, or the end that it contradicts.
    pub(super) conflict: Option<Conflict>,
}

/// Two sources that contradict each other about the end of an organisation.
#[derive(Clone, Debug)]
pub(super) struct Conflict {
    /// When it ended, and who says so.
    pub(super) ended: (Date, Value),
    /// The sign of life after that, or just before it.
    pub(super) sign: LinkedEvidence,
}

/// Judges one organisation.
pub(super) fn judge(organisation: &LinkedOrganisation, windows: &Windows) -> Judged {
    let known: SmallVec<[&LinkedEvidence; 8]> = organisation
        .evidence
        .iter()
        .filter(|e| e.date <= windows.date)
        .collect();
    let name = || Value::from(organisation.name.clone());

    if let Some(end) = organisation.ended.filter(|end| *end <= windows.date) {
        let source = ended_source(organisation);
        let conflict = newest(&known, |e| {
            e.kind == EvidenceKind::SignOfLife && e.date > end
        })
        .map(|sign| Conflict {
            ended: (end, source.clone()),
            sign: sign.clone(),
        });
        return Judged {
            status: Status::Ended,
            legs: Legs::NONE,
            why: why(
                "ended",
                smallvec![
                    ("organisation", name()),
                    ("date", end.into()),
                    ("source", source)
                ],
            ),
            conflict,
        };
    }

    let mut conflict = None;
    let mut since = None;
    if let Some(end) = newest(&known, |e| e.kind == EvidenceKind::Ended) {
        let after = |e: &LinkedEvidence| e.date > end.date;
        let again = newest(&known, |e| e.kind == EvidenceKind::SignOfLife && after(e))
            .or_else(|| forming(organisation, windows, Some(end.date)));
        let Some(again) = again else {
            return Judged {
                status: Status::Ended,
                legs: Legs::NONE,
                why: why(
                    "ended",
                    smallvec![
                        ("organisation", name()),
                        ("date", end.date.into()),
                        ("source", end.source.clone().into())
                    ],
                ),
                conflict: None,
            };
        };
        conflict = Some(Conflict {
            ended: (end.date, end.source.clone().into()),
            sign: again.clone(),
        });
        since = Some(end.date);
    }
    let counts = |e: &LinkedEvidence| since.is_none_or(|end| e.date > end);

    let forming = forming(organisation, windows, since);
    if let Some(founded) = organisation.founded.filter(|day| *day > windows.date) {
        let (status, why) = match forming {
            Some(sign) => (Status::Forming, why_forming(organisation, sign, windows)),
            None => (
                Status::None,
                why(
                    "not-founded",
                    smallvec![("organisation", name()), ("date", founded.into())],
                ),
            ),
        };
        return Judged {
            status,
            legs: Legs::NONE,
            why,
            conflict,
        };
    }

    let alive = |e: &LinkedEvidence| {
        e.kind == EvidenceKind::SignOfLife && e.date >= windows.active_from && counts(e)
    };
    let sign = newest(&known, alive);
    let contact = contact(&known, since);
    let reached = contact
        .filter(|e| e.kind == EvidenceKind::ContactReached && e.date >= windows.contact_from);
    if let (Some(sign), Some(reached)) = (sign, reached) {
        let legs = known
            .iter()
            .filter(|e| alive(e))
            .fold(Legs::NONE, |legs, e| legs.union(e.legs));
        let (status, why) = why_active(organisation, &known, sign, reached, legs, &alive);
        return Judged {
            status,
            legs,
            why,
            conflict,
        };
    }
    if let Some(sign) = forming {
        return Judged {
            status: Status::Forming,
            legs: Legs::NONE,
            why: why_forming(organisation, sign, windows),
            conflict,
        };
    }
    let (status, why) = why_silent(organisation, &known, sign, contact);
    Judged {
        status,
        legs: Legs::NONE,
        why,
        conflict,
    }
}

/// The newest word about the contact; reached wins on the same day.
fn contact<'a>(known: &[&'a LinkedEvidence], since: Option<Date>) -> Option<&'a LinkedEvidence> {
    known
        .iter()
        .filter(|e| {
            matches!(
                e.kind,
                EvidenceKind::ContactReached | EvidenceKind::ContactNotReached
            ) && since.is_none_or(|end| e.date > end)
        })
        .max_by_key(|e| (e.date, e.kind == EvidenceKind::ContactReached))
        .copied()
}

/// The sign that an organisation is being founded: planned ones first, then the newest.
fn forming<'a>(
    organisation: &'a LinkedOrganisation,
    windows: &Windows,
    since: Option<Date>,
) -> Option<&'a LinkedEvidence> {
    organisation
        .evidence
        .iter()
        .filter(|e| {
            e.kind == EvidenceKind::Forming
                && e.date >= windows.forming_from
                && e.date <= windows.forming_until
                && (e.date <= windows.date || can_be_planned(e))
                && since.is_none_or(|end| e.date > end)
        })
        .max_by(|a, b| (a.date, &b.what, &b.source).cmp(&(b.date, &a.what, &a.source)))
}

/// Whether a sign of forming may lie ahead: a meeting can be planned, knowing founders cannot.
pub(super) fn can_be_planned(evidence: &LinkedEvidence) -> bool {
    let what = fold(&evidence.what);
    evidence.kind == EvidenceKind::Forming
        && !["bekend", "known", "oprichters"]
            .iter()
            .any(|word| what.contains(word))
}

/// The newest piece that fits; of two on one day the one whose words come first.
fn newest<'a>(
    known: &[&'a LinkedEvidence],
    fits: impl Fn(&LinkedEvidence) -> bool,
) -> Option<&'a LinkedEvidence> {
    known
        .iter()
        .filter(|e| fits(e))
        .max_by(|a, b| (a.date, &b.what, &b.source).cmp(&(b.date, &a.what, &a.source)))
        .copied()
}

fn ended_source(organisation: &LinkedOrganisation) -> Value {
    organisation
        .formal_source
        .clone()
        .map_or(Value::message("source-list"), Value::from)
}

fn why(key: &'static str, values: SmallVec<[(&'static str, Value); 2]>) -> Why {
    Why { key, values }
}

fn why_forming(organisation: &LinkedOrganisation, sign: &LinkedEvidence, windows: &Windows) -> Why {
    let key = if sign.date > windows.date {
        "forming-planned"
    } else {
        "forming"
    };
    why(
        key,
        smallvec![
            ("organisation", organisation.name.clone().into()),
            ("what", what(&sign.what)),
            ("date", sign.date.into()),
            ("source", sign.source.clone().into()),
        ],
    )
}

fn why_active(
    organisation: &LinkedOrganisation,
    known: &[&LinkedEvidence],
    sign: &LinkedEvidence,
    reached: &LinkedEvidence,
    legs: Legs,
    alive: &impl Fn(&LinkedEvidence) -> bool,
) -> (Status, Why) {
    let mut values: SmallVec<[(&'static str, Value); 2]> = smallvec![
        ("organisation", organisation.name.clone().into()),
        ("contact", reached.date.into()),
        ("contact-source", reached.source.clone().into()),
    ];
    if legs == Legs::BOTH {
        let housing = newest(known, |e| alive(e) && e.legs.housing);
        let neighbourhood = newest(known, |e| alive(e) && e.legs.neighbourhood);
        if let (Some(housing), Some(neighbourhood)) = (housing, neighbourhood) {
            values.extend([
                ("housing", what(&housing.what)),
                ("housing-date", housing.date.into()),
                ("housing-source", housing.source.clone().into()),
                ("neighbourhood", what(&neighbourhood.what)),
                ("neighbourhood-date", neighbourhood.date.into()),
                ("neighbourhood-source", neighbourhood.source.clone().into()),
            ]);
        }
        return (Status::TwoLegs, why("two-legs", values));
    }
    values.extend([
        ("what", what(&sign.what)),
        ("date", sign.date.into()),
        ("source", sign.source.clone().into()),
        ("legs", legs.word().into()),
    ]);
    (Status::Active, why("active", values))
}

/// On paper or unknown: on what ground it is known, and what is missing.
fn why_silent(
    organisation: &LinkedOrganisation,
    known: &[&LinkedEvidence],
    sign: Option<&LinkedEvidence>,
    contact: Option<&LinkedEvidence>,
) -> (Status, Why) {
    let mut values: SmallVec<[(&'static str, Value); 2]> =
        smallvec![("organisation", organisation.name.clone().into())];
    let list = || {
        organisation
            .formal_source
            .clone()
            .map_or(Value::message("source-list"), Value::from)
    };
    if organisation.formal {
        values.extend([("ground", "list".into()), ("list", list())]);
    } else if let Some(kvk) = &organisation.kvk {
        values.extend([("ground", "kvk".into()), ("kvk", kvk.clone().into())]);
    } else if let Some(founded) = organisation.founded {
        values.extend([("ground", "founded".into()), ("founded", founded.into())]);
    } else if let Some(last) = newest(known, |_| true) {
        values.extend([
            ("ground", "evidence".into()),
            ("evidence", what(&last.what)),
            ("evidence-date", last.date.into()),
            ("evidence-source", last.source.clone().into()),
        ]);
    } else {
        values.push(("list", list()));
        return (Status::Unknown, why("unknown", values));
    }
    if let Some(sign) = sign {
        values.extend([
            ("what", what(&sign.what)),
            ("last", sign.date.into()),
            ("source", sign.source.clone().into()),
        ]);
        match contact {
            None => values.push(("missing", "contact-never".into())),
            Some(contact) => {
                let missing = if contact.kind == EvidenceKind::ContactReached {
                    "contact-old"
                } else {
                    "contact-lost"
                };
                values.extend([
                    ("missing", missing.into()),
                    ("contact", contact.date.into()),
                    ("contact-source", contact.source.clone().into()),
                ]);
            }
        }
    } else if let Some(last) = newest(known, |e| e.kind == EvidenceKind::SignOfLife) {
        values.extend([
            ("missing", "old".into()),
            ("what", what(&last.what)),
            ("last", last.date.into()),
            ("source", last.source.clone().into()),
        ]);
    } else {
        values.push(("missing", "never".into()));
    }
    (Status::OnPaper, why("on-paper", values))
}

/// The word for a sign in the language of the reader when it is one of ours, else as written.
pub(super) fn what(word: &str) -> Value {
    let key = match fold(word).as_str() {
        "bewonersvergadering" => "evidence-residents-meeting",
        "alv" => "evidence-alv",
        "nieuwsbrief" => "evidence-newsletter",
        "buurtactiviteit" => "evidence-activity",
        "huis-aan-huis" | "huis aan huis" => "evidence-door-to-door",
        "spreekuur" => "evidence-consultation",
        "overleg corporatie" => "evidence-talks",
        "eigen website bijgewerkt" => "evidence-website",
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
