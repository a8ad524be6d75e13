//! What the boards of organisations get.

use super::channel::{Gate, Way};
use super::model::{Piece, Reason, Recipient, Unsent, WhyNoEmail};
use super::past::{Due, Past, board_key};
use super::{Draft, Facts};
use crate::coverage::OrganisationState;
use domain::{Channel, Code, Finding, Legs, OrganisationKind, PieceKind, Status};

/// Adds a piece, or the reason for none, for every organisation with homes in scope.
pub fn add(draft: &mut Draft, facts: &Facts<'_>, past: &Past<'_>, gate: &Gate<'_>) {
    for state in &facts.coverage.organisations {
        let Some(record) = facts.linked.organisation(state.organisation) else {
            continue;
        };
        let recipient = Recipient::Board(state.organisation);
        let outcome = if record.kind == OrganisationKind::Huurdersvereniging {
            Err((PieceKind::Nothing, Reason::plain("umbrella")))
        } else if record.asked {
            Err((PieceKind::Hold, Reason::plain("board-question")))
        } else if state.represents == 0 {
            Err((PieceKind::Nothing, Reason::plain("no-homes")))
        } else {
            kind_for(state).and_then(|(kind, reason)| piece(facts, past, gate, state, kind, reason))
        };
        match outcome {
            Ok(piece) => {
                let nowhere = piece.channel == Channel::Letter
                    && piece.deliver_to.is_none()
                    && record.contact_address_text.is_none();
                if nowhere {
                    let place = record
                        .origins
                        .first()
                        .map(|o| lists::intake::place(&facts.linked.sources, *o));
                    let finding = Finding::warning("P101").with("name", record.name.clone());
                    draft.findings.push(finding.at(place.unwrap_or_default()));
                }
                draft.pieces.push(piece);
            }
            Err((kind, reason)) => draft.unsent.push(Unsent {
                recipient,
                kind,
                reason,
            }),
        }
    }
}

type Refusal = (PieceKind, Reason);

/// Who gets what follows status.
fn kind_for(state: &OrganisationState) -> Result<(PieceKind, Reason), Refusal> {
    match state.status {
        Status::OnPaper => Ok((PieceKind::Revive, Reason::plain("board-on-paper"))),
        Status::Active if state.legs == Legs::BOTH => {
            Ok((PieceKind::Thanks, Reason::plain("board-two-legs")))
        }
        Status::Active => Ok((PieceKind::OtherLeg, Reason::plain("board-one-leg"))),
        Status::TwoLegs => Ok((PieceKind::Thanks, Reason::plain("board-two-legs"))),
        Status::Unknown => Ok((PieceKind::Inventory, Reason::plain("board-unknown"))),
        Status::Forming => Err((PieceKind::Hold, Reason::plain("board-forming"))),
        Status::Ended | Status::None => Err((PieceKind::Nothing, Reason::plain("board-ended"))),
    }
}

fn piece(
    facts: &Facts<'_>,
    past: &Past<'_>,
    gate: &Gate<'_>,
    state: &OrganisationState,
    kind: PieceKind,
    reason: Reason,
) -> Result<Piece, Refusal> {
    let organisation = state.organisation;
    let (way, home) = gate.board(organisation);
    let key = board_key(facts, organisation);
    let standing = past.due(&key, kind);
    if way == Way::Suppressed && !matches!(standing, Due::Standing(_)) {
        return Err((PieceKind::Nothing, Reason::plain("suppressed")));
    }
    let (channel, email, name, why_no_email) = match way {
        Way::Email { email, name } => (Channel::Email, Some(email), name, WhyNoEmail::ItIs),
        Way::Letter(why) => (Channel::Letter, None, None, why),
        Way::Suppressed => (Channel::Letter, None, None, WhyNoEmail::OptedOut),
    };
    let mut piece = Piece {
        id: compact_str::CompactString::default(),
        recipient: Recipient::Board(organisation),
        wave: past.wave,
        kind,
        reminds_of: None,
        channel,
        why_no_email,
        email,
        name,
        language: gate.board_language(organisation),
        code: Code::from_hash([0; 16]),
        batch: None,
        organisation: Some(organisation),
        deliver_to: home.filter(|_| channel == Channel::Letter),
        reason,
        made_before: false,
    };
    match standing {
        Due::First => {}
        Due::Standing(record) => piece.stands_as(record),
        Due::Reminder(of) => piece.remind(of),
        Due::Not(reason) => return Err((PieceKind::Nothing, reason)),
    }
    Ok(piece)
}
