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
use smallvec::SmallVec;

use super::{Why, reasons};
use domain::campaign::Rules;
use domain::messages::Value;
use domain::text::fold;
use domain::{EvidenceKind, Legs, Status};
use matching::{LinkedEvidence, LinkedOrganisation};

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
    if let Some(ended) = ended_by_list(organisation, &known, windows) {
        return ended;
    }
    let (since, conflict) = match ended_by_evidence(organisation, &known, windows) {
        Ok(going_on) => going_on,
        Err(ended) => return *ended,
    };
    let (status, legs, why) = living(organisation, &known, windows, since);
    Judged {
        status,
        legs,
        why,
        conflict,
    }
}

/// The end date of a list holds from that day on, whatever came after it.
fn ended_by_list(
    organisation: &LinkedOrganisation,
    known: &[&LinkedEvidence],
    windows: &Windows,
) -> Option<Judged> {
    let end = organisation.ended.filter(|end| *end <= windows.date)?;
    let source = reasons::list(organisation);
    let later = newest(known, |e| {
        e.kind == EvidenceKind::SignOfLife && e.date > end
    });
    Some(Judged {
        status: Status::Ended,
        legs: Legs::NONE,
        why: reasons::ended(organisation, end, source.clone()),
        conflict: later.map(|sign| Conflict {
            ended: (end, source),
            sign: sign.clone(),
        }),
    })
}

/// From which day on evidence counts again after an end, and the conflict about that end.
type GoingOn = (Option<Date>, Option<Conflict>);

/// `opgeheven` as evidence holds until something newer says otherwise; what happened up to that
/// end no longer counts.
fn ended_by_evidence(
    organisation: &LinkedOrganisation,
    known: &[&LinkedEvidence],
    windows: &Windows,
) -> Result<GoingOn, Box<Judged>> {
    let Some(end) = newest(known, |e| e.kind == EvidenceKind::Ended) else {
        return Ok((None, None));
    };
    let source = Value::from(end.source.clone());
    let again = newest(known, |e| {
        e.kind == EvidenceKind::SignOfLife && e.date > end.date
    })
    .or_else(|| forming(organisation, windows, Some(end.date)));
    match again {
        Some(sign) => {
            let conflict = Conflict {
                ended: (end.date, source),
                sign: sign.clone(),
            };
            Ok((Some(end.date), Some(conflict)))
        }
        None => Err(Box::new(Judged {
            status: Status::Ended,
            legs: Legs::NONE,
            why: reasons::ended(organisation, end.date, source),
            conflict: None,
        })),
    }
}

/// The status of an organisation that has not ended.
fn living(
    organisation: &LinkedOrganisation,
    known: &[&LinkedEvidence],
    windows: &Windows,
    since: Option<Date>,
) -> (Status, Legs, Why) {
    let forming = forming(organisation, windows, since);
    let founding = |sign| {
        let why = reasons::forming(organisation, sign, windows);
        (Status::Forming, Legs::NONE, why)
    };
    if let Some(founded) = organisation.founded.filter(|day| *day > windows.date) {
        let ignored = || reasons::not_founded(organisation, founded);
        return forming.map_or_else(|| (Status::None, Legs::NONE, ignored()), founding);
    }
    let alive = |e: &LinkedEvidence| {
        e.kind == EvidenceKind::SignOfLife
            && e.date >= windows.active_from
            && since.is_none_or(|end| e.date > end)
    };
    let sign = newest(known, alive);
    let contact = contact(known, since);
    let reached = contact
        .filter(|e| e.kind == EvidenceKind::ContactReached && e.date >= windows.contact_from);
    if let (Some(sign), Some(reached)) = (sign, reached) {
        let legs = known
            .iter()
            .filter(|e| alive(e))
            .fold(Legs::NONE, |legs, e| legs.union(e.legs));
        let (status, why) = reasons::active(organisation, known, sign, reached, legs, &alive);
        return (status, legs, why);
    }
    if let Some(sign) = forming {
        return founding(sign);
    }
    let (status, why) = reasons::silent(organisation, known, sign, contact);
    (status, Legs::NONE, why)
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
pub(super) fn newest<'a>(
    known: &[&'a LinkedEvidence],
    fits: impl Fn(&LinkedEvidence) -> bool,
) -> Option<&'a LinkedEvidence> {
    known
        .iter()
        .filter(|e| fits(e))
        .max_by(|a, b| (a.date, &b.what, &b.source).cmp(&(b.date, &a.what, &a.source)))
        .copied()
}
