//! Change between two dates, explained so that the parts add up to the whole.
//!
//! What the earlier run said about its date is compared with what today's lists say about that
//! same date: the difference is a **correction** of data. What changed between the two dates by
//! today's lists really happened: an organisation was **founded** or **revived**, or it
//! **lapsed**. Homes that stood in only one of the two are a change of the **stock**.

use std::collections::{BTreeMap, HashMap};

use compact_str::ToCompactString;
use jiff::civil::Date;
use rayon::prelude::*;

use super::{Counts, Coverage};
use crate::ledger::{Snapshot, SnapshotHome};
use domain::EvidenceKind;
use matching::{Linked, LinkedOrganisation, OrgIx};
use register::Register;

/// Why homes became active, or stopped being so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cause {
    /// A new organisation.
    Founded,
    /// An organisation that was there came to life.
    Revived,
    /// No sign of life or no contact inside the window any more, or the end of it.
    Lapsed,
    /// The lists say something else about the earlier date than they did then.
    Corrected,
    /// The home was not in scope then, or no longer is.
    Stock,
}

impl Cause {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 5] = [
        Self::Founded,
        Self::Revived,
        Self::Lapsed,
        Self::Corrected,
        Self::Stock,
    ];

    /// The literal word; its sentence is the message `change-<word>`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Founded => "founded",
            Self::Revived => "revived",
            Self::Lapsed => "lapsed",
            Self::Corrected => "corrected",
            Self::Stock => "stock",
        }
    }
}

/// What one cause did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChangePart {
    /// The cause.
    pub cause: Cause,
    /// Homes that became active by it.
    pub gained: u64,
    /// Homes that stopped being active by it.
    pub lost: u64,
}

/// What one organisation did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChangeBy {
    /// The organisation.
    pub organisation: OrgIx,
    /// The cause.
    pub cause: Cause,
    /// For how many homes.
    pub homes: u64,
}

/// The change between two dates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The earlier date.
    pub from: Date,
    /// The later date.
    pub to: Date,
    /// The counts that the earlier run gave.
    pub before: Counts,
    /// The counts now.
    pub after: Counts,
    /// The homes that came into scope.
    pub added: u64,
    /// The homes that left it.
    pub removed: u64,
    /// One line for every cause, in the order of [`Cause::ALL`]; gained minus lost of all of them
    /// is the change in active homes.
    pub parts: Vec<ChangePart>,
    /// Which organisations it was, most homes first; homes of several count with the first.
    pub by: Vec<ChangeBy>,
}

impl Change {
    /// The change in active homes; equal to gained minus lost over all parts.
    pub fn net(&self) -> i64 {
        signed(self.after.active) - signed(self.before.active)
    }

    /// Gained minus lost over all parts.
    pub fn sum_of_parts(&self) -> i64 {
        self.parts
            .iter()
            .map(|part| signed(part.gained) - signed(part.lost))
            .sum()
    }
}

fn signed(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// What is remembered of a date: every dwelling in scope, by unit id.
pub fn snapshot(coverage: &Coverage, linked: &Linked, register: &Register) -> Snapshot {
    let mut homes: Vec<SnapshotHome> = coverage
        .homes
        .par_iter()
        .map(|home| SnapshotHome {
            unit: register.unit_id(home.unit).to_compact_string(),
            status: home.status,
            legs: home.legs,
            organisations: home
                .organisations
                .iter()
                .filter_map(|org| linked.organisation(*org))
                .map(|organisation| organisation.id.clone())
                .collect(),
            reached: home.reached,
        })
        .collect();
    homes.par_sort_by(|a, b| a.unit.cmp(&b.unit));
    Snapshot {
        date: coverage.date,
        homes,
    }
}

/// The change from `before` (what was said then) to `after`, given `then`: what today's lists say
/// about the date of `before`. Only the homes that `within` lets through count.
pub fn compare(
    before: &Snapshot,
    then: &Snapshot,
    after: &Snapshot,
    linked: &Linked,
    within: impl Fn(&str) -> bool,
) -> Change {
    let organisations: HashMap<&str, (OrgIx, &LinkedOrganisation)> = linked
        .organisations
        .iter()
        .zip(0_u32..)
        .map(|(organisation, at)| (organisation.id.as_str(), (OrgIx(at), organisation)))
        .collect();
    let mut tally = Tally {
        from: before.date,
        organisations,
        parts: BTreeMap::new(),
        by: BTreeMap::new(),
    };
    let (mut was, mut is) = (Counts::default(), Counts::default());
    let (mut added, mut removed) = (0, 0);
    let mut walk = [before, then, after].map(|snapshot| in_order(snapshot).into_iter().peekable());
    loop {
        let next = walk
            .iter_mut()
            .filter_map(|homes| homes.peek().map(|home| &home.unit))
            .min();
        let Some(unit) = next.cloned() else {
            break;
        };
        let [before, then, after] = walk
            .each_mut()
            .map(|homes| homes.next_if(|home| home.unit == unit));
        if !within(&unit) {
            continue;
        }
        let count = |counts: &mut Counts, home: Option<&SnapshotHome>| {
            if let Some(home) = home {
                counts.add(home.status, home.legs, home.reached);
            }
        };
        count(&mut was, before);
        count(&mut is, after);
        match (before, after) {
            (Some(before), Some(after)) => tally.home(before, then, after),
            (None, Some(after)) => {
                added += 1;
                tally.stock(after, true);
            }
            (Some(before), None) => {
                removed += 1;
                tally.stock(before, false);
            }
            (None, None) => {}
        }
    }
    let mut by: Vec<ChangeBy> = tally
        .by
        .into_iter()
        .map(|((organisation, cause), homes)| ChangeBy {
            organisation,
            cause,
            homes,
        })
        .collect();
    by.sort_by(|a, b| (b.homes, a.organisation, a.cause).cmp(&(a.homes, b.organisation, b.cause)));
    Change {
        from: before.date,
        to: after.date,
        before: was,
        after: is,
        added,
        removed,
        parts: Cause::ALL
            .into_iter()
            .map(|cause| {
                let (gained, lost) = tally.parts.get(&cause).copied().unwrap_or_default();
                ChangePart {
                    cause,
                    gained,
                    lost,
                }
            })
            .collect(),
        by,
    }
}

/// The homes of a snapshot by unit id.
fn in_order(snapshot: &Snapshot) -> Vec<&SnapshotHome> {
    let mut homes: Vec<&SnapshotHome> = snapshot.homes.iter().collect();
    if !homes.is_sorted_by(|a, b| a.unit < b.unit) {
        homes.sort_by(|a, b| a.unit.cmp(&b.unit));
        homes.dedup_by(|a, b| a.unit == b.unit);
    }
    homes
}

struct Tally<'a> {
    from: Date,
    organisations: HashMap<&'a str, (OrgIx, &'a LinkedOrganisation)>,
    parts: BTreeMap<Cause, (u64, u64)>,
    by: BTreeMap<(OrgIx, Cause), u64>,
}

impl Tally<'_> {
    /// A home that was in scope on both dates: first the correction, then what happened.
    fn home(&mut self, before: &SnapshotHome, then: Option<&SnapshotHome>, after: &SnapshotHome) {
        let said = before.status.is_active();
        let was = then.map_or(said, |then| then.status.is_active());
        let is = after.status.is_active();
        if said != was {
            self.note(Cause::Corrected, was);
            let home = if was { then } else { Some(before) };
            self.attribute(Cause::Corrected, home);
        }
        if was != is {
            let cause = match is {
                false => Cause::Lapsed,
                true if self.is_new(after) => Cause::Founded,
                true => Cause::Revived,
            };
            self.note(cause, is);
            self.attribute(
                cause,
                if is {
                    Some(after)
                } else {
                    then.or(Some(before))
                },
            );
        }
    }

    fn stock(&mut self, home: &SnapshotHome, came: bool) {
        if home.status.is_active() {
            self.note(Cause::Stock, came);
        }
    }

    fn note(&mut self, cause: Cause, gained: bool) {
        let (more, less) = self.parts.entry(cause).or_default();
        *(if gained { more } else { less }) += 1;
    }

    /// The organisation that decided the status stands first.
    fn attribute(&mut self, cause: Cause, home: Option<&SnapshotHome>) {
        let first = home.and_then(|home| home.organisations.first());
        if let Some((org, _)) = first.and_then(|id| self.organisations.get(id.as_str())) {
            *self.by.entry((*org, cause)).or_default() += 1;
        }
    }

    /// Whether the organisation that made the home active was founded after the earlier date: by
    /// its founding date, else because nothing at all was known of it then.
    fn is_new(&self, home: &SnapshotHome) -> bool {
        let Some((_, organisation)) = home
            .organisations
            .first()
            .and_then(|id| self.organisations.get(id.as_str()))
        else {
            return false;
        };
        match organisation.founded {
            Some(founded) => founded > self.from,
            None => {
                !organisation.formal
                    && organisation.kvk.is_none()
                    && organisation
                        .evidence
                        .iter()
                        .all(|e| e.date > self.from || e.kind == EvidenceKind::Forming)
            }
        }
    }
}
