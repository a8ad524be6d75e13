//! `plan.csv`: every piece, and every dwelling or board that gets none, with the reason.

use super::{Table, columns};
use crate::workbooks::Context;
use campaign::outreach::{Piece, Recipient, Unsent};
use matching::OrgIx;

/// One line per piece, then one per recipient without one.
pub(super) fn table(context: Context<'_>) -> Table<'_> {
    let plan = context.plan;
    let pieces = plan.pieces.iter().map(move |piece| sent(context, piece));
    let unsent = plan.unsent.iter().map(move |unsent| kept(context, unsent));
    Table {
        file: "plan.csv",
        columns: columns(&[
            "piece",
            "unit_id",
            "organisation",
            "wave",
            "kind",
            "channel",
            "language",
            "code",
            "batch",
            "reason",
        ]),
        rows: Box::new(pieces.chain(unsent)),
    }
}

fn sent(context: Context<'_>, piece: &Piece) -> Vec<String> {
    let messages = context.checked.messages;
    let mut reason = piece.reason.sentence(messages);
    let why_no_email = piece.why_no_email;
    if why_no_email != campaign::outreach::WhyNoEmail::ItIs {
        reason.push(' ');
        reason.push_str(&messages.plain(&format!("no-email-{}", why_no_email.key())));
    }
    vec![
        piece.id.to_string(),
        unit_id(context, piece.recipient),
        name(context, piece.organisation.or(board(piece.recipient))),
        piece.wave.to_string(),
        piece.kind.word().to_owned(),
        piece.channel.word().to_owned(),
        piece.language.tag().to_owned(),
        piece.code.to_string(),
        piece
            .batch
            .map(|batch| batch.to_string())
            .unwrap_or_default(),
        reason,
    ]
}

fn kept(context: Context<'_>, unsent: &Unsent) -> Vec<String> {
    let mut line = vec![
        String::new(),
        unit_id(context, unsent.recipient),
        name(context, board(unsent.recipient)),
        context.plan.wave.to_string(),
        unsent.kind.word().to_owned(),
    ];
    line.extend(std::iter::repeat_n(String::new(), 4));
    line.push(unsent.reason.sentence(context.checked.messages));
    line
}

fn unit_id(context: Context<'_>, recipient: Recipient) -> String {
    match recipient {
        Recipient::Home(unit) => context.checked.register.unit_id(unit).to_string(),
        Recipient::Board(_) => String::new(),
    }
}

fn board(recipient: Recipient) -> Option<OrgIx> {
    match recipient {
        Recipient::Home(_) => None,
        Recipient::Board(ix) => Some(ix),
    }
}

fn name(context: Context<'_>, ix: Option<OrgIx>) -> String {
    ix.and_then(|ix| context.checked.linked.organisation(ix))
        .map(|organisation| organisation.name.to_string())
        .unwrap_or_default()
}
