//! Pieces that lie ready and that nobody may get any more: what came later made them wrong.

use std::collections::HashMap;

use jiff::Unit;

use super::Facts;
use super::channel::{Gate, Way};
use super::model::Withdrawn;
use super::past::{HALF_A_YEAR, board_key, home_key};
use crate::coverage::{Home, OrganisationState};
use crate::ledger::PieceRecord;
use domain::{Channel, Legs, PieceKind, Status};

/// Every sealed letter and waiting mail that may not go out, by id.
pub fn find(facts: &Facts<'_>, gate: &Gate<'_>) -> Vec<Withdrawn> {
    let open: Vec<&PieceRecord> = facts
        .history
        .pieces
        .iter()
        .filter(|p| p.ready && p.made <= facts.coverage.date)
        .collect();
    if open.is_empty() {
        return Vec::new();
    }
    let homes: HashMap<_, &Home> = facts
        .coverage
        .homes
        .iter()
        .map(|home| (home_key(facts, home.unit), home))
        .collect();
    let boards: HashMap<_, &OrganisationState> = facts
        .coverage
        .organisations
        .iter()
        .map(|state| (board_key(facts, state.organisation), state))
        .collect();
    open.into_iter()
        .filter_map(|piece| {
            let why = if let Some(home) = homes.get(&piece.recipient) {
                home_refuses(facts, gate, home, piece)
            } else if let Some(state) = boards.get(&piece.recipient) {
                board_refuses(gate, state, piece)
            } else {
                Some("gone")
            };
            let why = why
                .or_else(|| is_answered(piece).then_some("answered"))
                .or_else(|| is_stale(facts, piece).then_some("stale"))?;
            Some(Withdrawn {
                id: piece.id.clone(),
                batch: piece.batch,
                channel: piece.channel,
                why,
            })
        })
        .collect()
}

/// Whether it asks for what was answered before it left; an invitation still invites.
fn is_answered(piece: &PieceRecord) -> bool {
    piece.answered && !matches!(piece.kind, PieceKind::Meeting | PieceKind::Thanks)
}

fn is_stale(facts: &Facts<'_>, piece: &PieceRecord) -> bool {
    let today = facts.coverage.date;
    let limit = u32::try_from(HALF_A_YEAR).map_or(0.0, f64::from);
    (today - piece.made)
        .total((Unit::Day, today))
        .is_ok_and(|days| days >= limit)
}

/// A mail goes only where it still may go; a letter only where a letter may.
fn may_not_travel(way: &Way, piece: &PieceRecord) -> bool {
    match (way, piece.channel) {
        (Way::Suppressed, _) => true,
        (Way::Letter(_), Channel::Email) => true,
        (Way::Email { email, .. }, Channel::Email) => {
            // Another address of the same people is no reason; one that is silenced is.
            piece.email.is_none() && email.is_empty()
        }
        (_, Channel::Letter) => false,
    }
}

fn told(piece: &PieceRecord) -> PieceKind {
    piece.reminds_of.unwrap_or(piece.kind)
}

fn home_refuses(
    facts: &Facts<'_>,
    gate: &Gate<'_>,
    home: &Home,
    piece: &PieceRecord,
) -> Option<&'static str> {
    let way = gate.home(home.unit);
    let silenced = piece
        .email
        .as_deref()
        .is_some_and(|email| gate.silences(email));
    if silenced || may_not_travel(&way, piece) {
        return Some("opted-out");
    }
    let fits = match told(piece) {
        PieceKind::Start => matches!(home.status, Status::None | Status::Ended),
        PieceKind::Join => home.status == Status::OnPaper,
        PieceKind::Meeting => {
            let meeting = facts.campaign.meeting.as_ref();
            return meeting
                .is_none_or(|meeting| meeting.date < facts.coverage.date)
                .then_some("meeting-over");
        }
        PieceKind::Revive
        | PieceKind::OtherLeg
        | PieceKind::Thanks
        | PieceKind::Inventory
        | PieceKind::Reminder
        | PieceKind::Hold
        | PieceKind::Nothing => true,
    };
    (!fits).then_some("changed")
}

fn board_refuses(
    gate: &Gate<'_>,
    state: &OrganisationState,
    piece: &PieceRecord,
) -> Option<&'static str> {
    let (way, _) = gate.board(state.organisation);
    let silenced = piece
        .email
        .as_deref()
        .is_some_and(|email| gate.silences(email));
    if silenced || may_not_travel(&way, piece) {
        return Some("opted-out");
    }
    let fits = match told(piece) {
        PieceKind::Revive => state.status == Status::OnPaper,
        PieceKind::OtherLeg => state.status == Status::Active && state.legs != Legs::BOTH,
        PieceKind::Thanks => {
            state.status == Status::TwoLegs
                || state.status == Status::Active && state.legs == Legs::BOTH
        }
        PieceKind::Inventory => state.status == Status::Unknown,
        PieceKind::Start
        | PieceKind::Join
        | PieceKind::Meeting
        | PieceKind::Reminder
        | PieceKind::Hold
        | PieceKind::Nothing => true,
    };
    (!fits).then_some("changed")
}
