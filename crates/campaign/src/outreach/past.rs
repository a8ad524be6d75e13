//! What earlier runs mean for this one: the wave, who had what and when, who answered.

use std::collections::{BTreeMap, HashMap, HashSet};

use compact_str::{CompactString, format_compact};
use jiff::Unit;
use jiff::civil::Date;

use super::model::{Reason, Withdrawn};
use super::{Draft, Facts};
use crate::ledger::{Outcome, PieceRecord};
use domain::{Channel, Finding, PieceKind, PieceState};
use matching::OrgIx;
use register::UnitIx;

/// The pieces of earlier runs, by recipient.
#[derive(Debug)]
pub struct Past<'a> {
    /// The wave of this run: that of an earlier run of the same day, else the next one.
    pub wave: u32,
    pieces: HashMap<&'a str, Vec<&'a PieceRecord>>,
    date: Date,
    min_days: i64,
    max_reminders: usize,
    spoken: HashMap<&'a str, Date>,
    /// Who answered a piece, also one that was taken out after.
    answered: HashSet<&'a str>,
    empty: HashMap<&'a str, Date>,
    open: BTreeMap<u32, usize>,
    inviting: HashSet<u32>,
}

/// How long nobody writes to a home that a volunteer found empty, and after how long a piece that
/// nobody confirmed is taken for one that never went out.
pub const HALF_A_YEAR: i64 = 183;

/// What an earlier piece leaves to be done.
#[derive(Debug, PartialEq, Eq)]
pub enum Due<'a> {
    /// Never written to about this.
    First,
    /// Written to in this very wave already: that piece stands.
    Standing(&'a PieceRecord),
    /// Silent for long enough: a reminder of what this piece said.
    Reminder(PieceKind),
    /// Nothing, and why.
    Not(Reason),
}

impl<'a> Past<'a> {
    /// Sorts the history by recipient.
    pub fn new(facts: &Facts<'a>, withdrawn: &[Withdrawn]) -> Self {
        let date = facts.coverage.date;
        let gone: HashSet<&str> = withdrawn.iter().map(|piece| piece.id.as_str()).collect();
        let stands = |piece: &&PieceRecord| {
            piece.state != PieceState::Withdrawn && !gone.contains(piece.id.as_str())
        };
        let mut pieces: HashMap<&str, Vec<&PieceRecord>> = HashMap::new();
        for piece in facts
            .history
            .pieces
            .iter()
            .filter(|piece| piece.made <= date)
            .filter(stands)
        {
            pieces
                .entry(piece.recipient.as_str())
                .or_default()
                .push(piece);
        }
        let today = facts
            .history
            .pieces
            .iter()
            .filter(|p| p.made == date)
            .map(|p| p.wave)
            .max();
        let last = facts
            .history
            .pieces
            .iter()
            .map(|piece| piece.wave)
            .max()
            .unwrap_or(0);
        Self {
            wave: today.unwrap_or(last + 1),
            pieces,
            date,
            min_days: i64::from(facts.campaign.waves.min_days),
            max_reminders: usize::try_from(facts.campaign.waves.max_reminders)
                .unwrap_or(usize::MAX),
            spoken: heard(facts, &[Outcome::Answered]),
            answered: facts
                .history
                .pieces
                .iter()
                .filter(|piece| piece.made <= date && piece.answered)
                .map(|piece| piece.recipient.as_str())
                .collect(),
            empty: heard(facts, &[Outcome::Empty, Outcome::Answered])
                .into_iter()
                .filter(|(about, on)| {
                    let last = facts.history.heard.iter().rfind(|h| {
                        h.about == *about && h.date == *on && h.outcome != Outcome::NotHome
                    });
                    last.is_some_and(|heard| heard.outcome == Outcome::Empty)
                })
                .collect(),
            open: open_batches(facts, &gone),
            inviting: facts
                .history
                .pieces
                .iter()
                .filter(|piece| piece.kind == PieceKind::Meeting)
                .map(|piece| piece.wave)
                .collect(),
        }
    }

    /// Tells how many letters wait until somebody says that they were delivered.
    pub fn tell(&self, draft: &mut Draft) {
        let letters: usize = self.open.values().sum();
        let held = draft.unsent.iter().filter(|unsent| {
            matches!(
                unsent.reason.key,
                "waits-for-batch" | "home-board-letter-waits"
            )
        });
        let held = held.count();
        if let (Some(first), true) = (self.open.keys().next(), held > 0) {
            let finding = Finding::warning("P102")
                .with("letters", letters)
                .with("batches", self.open.len())
                .with("held", held)
                .with("first", *first);
            draft.findings.push(finding);
        }
    }

    fn days_since(&self, day: Date) -> f64 {
        (self.date - day)
            .total((Unit::Day, self.date))
            .unwrap_or(0.0)
    }

    /// Whether a recipient was told of the meeting: by an invitation, or by a first letter that was
    /// made in the round in which others were invited already.
    pub fn knows_of_meeting(&self, recipient: &str) -> bool {
        let pieces = self.pieces.get(recipient).map_or(&[][..], Vec::as_slice);
        pieces
            .iter()
            .any(|piece| piece.wave == self.wave || self.inviting.contains(&piece.wave))
    }

    /// Whether a home was found empty not long ago.
    pub fn is_empty_home(&self, recipient: &str) -> bool {
        let since = self.empty.get(recipient);
        since.is_some_and(|on| *on <= self.date && self.days_since(*on) < days(HALF_A_YEAR))
    }

    /// What a recipient is due that is now to be told `kind`.
    pub fn due(&self, recipient: &str, kind: PieceKind) -> Due<'a> {
        let pieces = self.pieces.get(recipient).map_or(&[][..], Vec::as_slice);
        if let Some(piece) = pieces.iter().find(|piece| piece.wave == self.wave) {
            return Due::Standing(piece);
        }
        // An invitation is no reminder: who spoke with us or had a letter days ago is invited.
        if kind == PieceKind::Meeting {
            let before = pieces.iter().rfind(|piece| piece.kind == kind);
            return before.map_or(Due::First, |piece| {
                let values = vec![("date", piece.made.into())];
                Due::Not(Reason {
                    key: "told-before",
                    values,
                })
            });
        }
        if self.answered.contains(recipient)
            || recipient.starts_with("unit ") && self.spoken.contains_key(recipient)
        {
            return Due::Not(Reason::plain("answered"));
        }
        let Some(last) = pieces.iter().max_by_key(|piece| (piece.wave, piece.made)) else {
            return Due::First;
        };
        if last.state == PieceState::Sealed {
            let values = vec![
                ("batch", last.batch.unwrap_or(0).into()),
                ("date", last.made.into()),
            ];
            return Due::Not(Reason {
                key: "waits-for-batch",
                values,
            });
        }
        if matches!(last.state, PieceState::Bounced | PieceState::Refused) {
            return Due::First;
        }
        let days = self.days_since(last.when.max(last.made));
        if days < self.min_days_as_float() {
            let values = vec![("date", last.made.into()), ("days", count(self.min_days))];
            return Due::Not(Reason {
                key: "too-soon",
                values,
            });
        }
        match last.state {
            PieceState::Undeliverable => return Due::Not(Reason::plain("undeliverable")),
            PieceState::Waiting | PieceState::Claimed | PieceState::Planned => {
                return Due::Not(Reason::plain("not-sent-yet"));
            }
            PieceState::Uncertain => return Due::Not(Reason::plain("uncertain")),
            PieceState::Sealed
            | PieceState::Delivered
            | PieceState::Sent
            | PieceState::Refused
            | PieceState::Bounced
            | PieceState::Answered
            | PieceState::Withdrawn => {}
        }
        let told = |piece: &PieceRecord| piece.reminds_of.unwrap_or(piece.kind);
        if told(last) != kind {
            return Due::First;
        }
        if !matches!(
            kind,
            PieceKind::Start | PieceKind::Revive | PieceKind::OtherLeg | PieceKind::Inventory
        ) {
            return Due::Not(Reason {
                key: "told-before",
                values: vec![("date", last.made.into())],
            });
        }
        let reminders = pieces
            .iter()
            .filter(|piece| piece.reminds_of == Some(kind))
            .count();
        if reminders >= self.max_reminders {
            return Due::Not(Reason {
                key: "reminded-enough",
                values: vec![("count", reminders.into())],
            });
        }
        Due::Reminder(kind)
    }

    /// Whether the board of an organisation had its letter long enough ago for its residents to
    /// follow: only what was delivered or sent counts.
    pub fn board_was_told(&self, organisation_id: &str) -> bool {
        self.of_board(organisation_id).iter().any(|piece| {
            let arrived = matches!(
                piece.state,
                PieceState::Delivered | PieceState::Sent | PieceState::Answered
            );
            arrived
                && piece.wave < self.wave
                && self.days_since(piece.when.max(piece.made)) >= self.min_days_as_float()
        })
    }

    /// The batch in which the letter to a board still lies.
    pub fn board_waits(&self, organisation_id: &str) -> Option<u32> {
        let mut pieces = self.of_board(organisation_id).iter().rev();
        let last = pieces.find(|piece| piece.wave < self.wave)?;
        (last.state == PieceState::Sealed)
            .then_some(last.batch)
            .flatten()
    }

    fn of_board(&self, organisation_id: &str) -> &[&'a PieceRecord] {
        let recipient = format_compact!("organisation {organisation_id}");
        self.pieces
            .get(recipient.as_str())
            .map_or(&[][..], Vec::as_slice)
    }

    #[expect(clippy::cast_precision_loss, reason = "a number of days")]
    fn min_days_as_float(&self) -> f64 {
        self.min_days as f64
    }
}

#[expect(clippy::cast_precision_loss, reason = "a number of days")]
fn days(count: i64) -> f64 {
    count as f64
}

/// The last day on which one of these outcomes was heard of somebody.
fn heard<'a>(facts: &Facts<'a>, which: &[Outcome]) -> HashMap<&'a str, Date> {
    let mut last = HashMap::new();
    for heard in &facts.history.heard {
        if which.contains(&heard.outcome) && heard.date <= facts.coverage.date {
            let on = last.entry(heard.about.as_str()).or_insert(heard.date);
            *on = heard.date.max(*on);
        }
    }
    last
}

/// Letters of earlier days of which nobody said that they were delivered, by batch.
fn open_batches(facts: &Facts<'_>, gone: &HashSet<&str>) -> BTreeMap<u32, usize> {
    let mut open = BTreeMap::new();
    for piece in &facts.history.pieces {
        let waits = piece.state == PieceState::Sealed
            && piece.channel == Channel::Letter
            && piece.made < facts.coverage.date
            && !gone.contains(piece.id.as_str());
        if let (true, Some(batch)) = (waits, piece.batch) {
            *open.entry(batch).or_insert(0) += 1;
        }
    }
    open
}

fn count(days: i64) -> domain::messages::Value {
    u64::try_from(days).unwrap_or(0).into()
}

/// The ledger's word for a home.
pub fn home_key(facts: &Facts<'_>, unit: UnitIx) -> CompactString {
    format_compact!("unit {}", facts.register.unit_id(unit))
}

/// The ledger's word for a board.
pub fn board_key(facts: &Facts<'_>, organisation: OrgIx) -> CompactString {
    let id = facts
        .linked
        .organisation(organisation)
        .map_or("", |organisation| organisation.id.as_str());
    format_compact!("organisation {id}")
}
