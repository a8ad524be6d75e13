//! What earlier runs mean for this one: the wave, who had what and when, who answered.

use std::collections::HashMap;

use compact_str::{CompactString, format_compact};
use jiff::Unit;
use jiff::civil::Date;

use super::Facts;
use super::model::Reason;
use crate::domain::{PieceKind, PieceState};
use crate::ledger::PieceRecord;
use crate::matching::OrgIx;
use crate::register::UnitIx;

/// The pieces of earlier runs, by recipient.
#[derive(Debug)]
pub struct Past<'a> {
    /// The wave of this run: that of an earlier run of the same day, else the next one.
    pub wave: u32,
    pieces: HashMap<&'a str, Vec<&'a PieceRecord>>,
    date: Date,
    min_days: i64,
    max_reminders: usize,
}

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
    pub fn new(facts: &Facts<'a>) -> Self {
        let date = facts.coverage.date;
        let mut pieces: HashMap<&str, Vec<&PieceRecord>> = HashMap::new();
        for piece in facts
            .history
            .pieces
            .iter()
            .filter(|piece| piece.made <= date)
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
        }
    }

    /// What a recipient is due that is now to be told `kind`.
    pub fn due(&self, recipient: &str, kind: PieceKind) -> Due<'a> {
        let pieces = self.pieces.get(recipient).map_or(&[][..], Vec::as_slice);
        if let Some(piece) = pieces.iter().find(|piece| piece.wave == self.wave) {
            return Due::Standing(piece);
        }
        let Some(last) = pieces.iter().max_by_key(|piece| (piece.wave, piece.made)) else {
            return Due::First;
        };
        if pieces
            .iter()
            .any(|piece| piece.state == PieceState::Answered || !piece.answer.is_empty())
        {
            return Due::Not(Reason::plain("answered"));
        }
        let days = (self.date - last.when.max(last.made))
            .total((Unit::Day, self.date))
            .unwrap_or(0.0);
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

    /// Whether the board of an organisation had its letter long enough ago for its residents to follow.
    pub fn board_was_told(&self, organisation_id: &str) -> bool {
        let recipient = format_compact!("organisation {organisation_id}");
        let pieces = self
            .pieces
            .get(recipient.as_str())
            .map_or(&[][..], Vec::as_slice);
        pieces.iter().any(|piece| {
            piece.wave < self.wave
                && (self.date - piece.made)
                    .total((Unit::Day, self.date))
                    .unwrap_or(0.0)
                    >= self.min_days_as_float()
        })
    }

    #[expect(clippy::cast_precision_loss, reason = "a number of days")]
    fn min_days_as_float(&self) -> f64 {
        self.min_days as f64
    }
}

fn count(days: i64) -> crate::domain::messages::Value {
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
