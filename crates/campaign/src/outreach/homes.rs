//! What the homes get: at most one piece each.

use std::collections::HashSet;

use compact_str::CompactString;

use super::channel::{Gate, Way};
use super::model::{Piece, Reason, Recipient, Unsent, WhyNoEmail};
use super::past::{Due, Past, home_key};
use super::{Draft, Facts};
use crate::coverage::{AreaKey, Coverage, Home};
use domain::text::fold;
use domain::{Campaign, Channel, Code, PieceKind, Status};
use register::{Register, UnitIx};

/// Adds a piece, or the reason for none, for every home in scope, in walking order.
pub fn add(
    draft: &mut Draft,
    facts: &Facts<'_>,
    past: &Past<'_>,
    gate: &Gate<'_>,
    asked: &HashSet<UnitIx>,
) {
    let taken: HashSet<UnitIx> = draft
        .pieces
        .iter()
        .filter_map(|piece| piece.deliver_to)
        .collect();
    let mut mailed: HashSet<CompactString> = draft
        .pieces
        .iter()
        .filter_map(|piece| piece.email.clone())
        .collect();
    for home in &facts.coverage.homes {
        let round = Round {
            taken: &taken,
            mailed: &mailed,
            asked,
        };
        match piece(facts, past, gate, home, round) {
            Ok(piece) => {
                mailed.extend(piece.email.clone());
                draft.pieces.push(piece);
            }
            Err((kind, reason)) => {
                draft.unsent.push(Unsent {
                    recipient: Recipient::Home(home.unit),
                    kind,
                    reason,
                });
            }
        }
    }
}

type Refusal = (PieceKind, Reason);

/// What earlier pieces of the round and open questions leave for a home.
#[derive(Clone, Copy)]
struct Round<'a> {
    taken: &'a HashSet<UnitIx>,
    mailed: &'a HashSet<CompactString>,
    asked: &'a HashSet<UnitIx>,
}

fn piece(
    facts: &Facts<'_>,
    past: &Past<'_>,
    gate: &Gate<'_>,
    home: &Home,
    round: Round<'_>,
) -> Result<Piece, Refusal> {
    let Round {
        taken,
        mailed,
        asked,
    } = round;
    let key = home_key(facts, home.unit);
    let wanted = kind_for(facts, past, home, asked);
    // A piece that this wave made already stands, whatever changed since.
    if let Due::Standing(record) = past.due(&key, PieceKind::Start) {
        let reason = wanted.map_or_else(|refusal| refusal.1, |wanted| wanted.1);
        let mut piece = draft_piece(past, gate, home, record.kind, reason);
        travels(&mut piece, gate.home(home.unit), mailed);
        piece.stands_as(record);
        return Ok(piece);
    }
    let way = gate.home(home.unit);
    if way == Way::Suppressed {
        return Err((PieceKind::Nothing, Reason::plain("suppressed")));
    }
    if past.is_empty_home(&key) {
        return Err((PieceKind::Hold, Reason::plain("home-empty")));
    }
    let (kind, reason) = wanted?;
    if taken.contains(&home.unit) {
        return Err((PieceKind::Nothing, Reason::plain("gets-the-boards-letter")));
    }
    let mut piece = draft_piece(past, gate, home, kind, reason);
    travels(&mut piece, way, mailed);
    match past.due(&key, kind) {
        Due::First | Due::Standing(_) => Ok(piece),
        // Whoever was told about the meeting only by a letter of before it is invited now.
        Due::Not(_) | Due::Reminder(_) if invited_first(facts, past, &key, home) => {
            piece.kind = PieceKind::Meeting;
            piece.reason = Reason::plain("meeting");
            Ok(piece)
        }
        Due::Reminder(of) => {
            piece.remind(of);
            Ok(piece)
        }
        Due::Not(reason) => Err((PieceKind::Nothing, reason)),
    }
}

/// Whether a home is to be invited to a meeting that none of its pieces named: every piece was made
/// before the meeting was known, which only the day of the last run can tell.
fn invited_first(facts: &Facts<'_>, past: &Past<'_>, key: &str, home: &Home) -> bool {
    is_invited(facts.campaign, facts.coverage, facts.register, home)
        && !past.knows_of_meeting(key)
        && matches!(past.due(key, PieceKind::Meeting), Due::First)
}

/// Says how a piece travels: one e-mail an address, however many homes it is tied to.
fn travels(piece: &mut Piece, way: Way, mailed: &HashSet<CompactString>) {
    match way {
        Way::Email { email, name } if !mailed.contains(&email) => {
            piece.channel = Channel::Email;
            piece.why_no_email = WhyNoEmail::ItIs;
            piece.email = Some(email);
            piece.name = name;
        }
        Way::Email { .. } => piece.why_no_email = WhyNoEmail::SameAddress,
        Way::Letter(why) => piece.why_no_email = why,
        Way::Suppressed => {}
    }
}

fn draft_piece(
    past: &Past<'_>,
    gate: &Gate<'_>,
    home: &Home,
    kind: PieceKind,
    reason: Reason,
) -> Piece {
    Piece {
        id: CompactString::default(),
        recipient: Recipient::Home(home.unit),
        wave: past.wave,
        kind,
        reminds_of: None,
        channel: Channel::Letter,
        why_no_email: WhyNoEmail::NoAddress,
        email: None,
        name: None,
        language: gate.language(home.unit),
        code: Code::from_hash([0; 16]),
        batch: None,
        organisation: home.organisations.first().copied(),
        deliver_to: Some(home.unit),
        reason,
        made_before: false,
    }
}

/// Who gets what follows status; a meeting invitation goes to whoever would get nothing else.
fn kind_for(
    facts: &Facts<'_>,
    past: &Past<'_>,
    home: &Home,
    asked: &HashSet<UnitIx>,
) -> Result<(PieceKind, Reason), Refusal> {
    let invited = is_invited(facts.campaign, facts.coverage, facts.register, home)
        .then(|| (PieceKind::Meeting, Reason::plain("meeting")));
    let otherwise = |kind, key| invited.clone().ok_or((kind, Reason::plain(key)));
    match home.status {
        Status::None | Status::Ended | Status::OnPaper if asked.contains(&home.unit) => {
            otherwise(PieceKind::Hold, "home-question")
        }
        Status::None | Status::Ended => Ok((PieceKind::Start, Reason::plain("home-none"))),
        Status::OnPaper => {
            let from = facts.campaign.waves.paper_residents_from;
            let organisation = home
                .organisations
                .first()
                .and_then(|ix| facts.linked.organisation(*ix));
            let told =
                organisation.is_some_and(|organisation| past.board_was_told(&organisation.id));
            if from > 0 && past.wave >= from && told {
                Ok((PieceKind::Join, Reason::plain("home-on-paper-later")))
            } else if let Some(batch) =
                organisation.and_then(|organisation| past.board_waits(&organisation.id))
            {
                invited.clone().ok_or((
                    PieceKind::Hold,
                    Reason {
                        key: "home-board-letter-waits",
                        values: vec![("batch", batch.into())],
                    },
                ))
            } else {
                otherwise(PieceKind::Hold, "home-on-paper")
            }
        }
        Status::Forming => otherwise(PieceKind::Hold, "home-forming"),
        Status::Unknown => otherwise(PieceKind::Hold, "home-unknown"),
        Status::Active | Status::TwoLegs => otherwise(PieceKind::Nothing, "home-active"),
    }
}

/// Whether the campaign's meeting is still to come and the home is invited to it.
pub fn is_invited(
    campaign: &Campaign,
    coverage: &Coverage,
    register: &Register,
    home: &Home,
) -> bool {
    let Some(meeting) = &campaign.meeting else {
        return false;
    };
    if meeting.date < coverage.date {
        return false;
    }
    let named = |key: &AreaKey| {
        meeting
            .areas
            .iter()
            .any(|name| fold(name) == fold(&key.name) || name.eq_ignore_ascii_case(&key.code))
    };
    let mut areas = home.areas().filter_map(|at| coverage.area(at, register));
    meeting.areas.is_empty() || areas.any(|area| named(&area.key))
}
