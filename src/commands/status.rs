//! `haarvaten status`: where the campaign stands, from its memory alone, and what comes next.

use std::collections::BTreeMap;

use super::exit::{Exit, Stop};
use super::session::Session;
use crate::cli::Global;
use crate::terminal::Terminal;
use campaign::ledger::{BatchRecord, Ledger};
use domain::{Channel, PieceState};

/// Tells letters, e-mails, answers and opt-outs; reads only.
///
/// # Errors
/// When the campaign or its ledger cannot be read.
pub fn status(global: &Global, terminal: &Terminal) -> Result<Exit, Stop> {
    let session = Session::open(global, terminal)?;
    let messages = &session.messages;
    if !session.ledger().exists() {
        terminal.say(&messages.plain("status-nothing-yet"));
        return Ok(Exit::Done);
    }
    let history = Ledger::history_of(&session.ledger())?;
    let ledger = Ledger::open(&session.ledger())?;
    let batches = ledger.batches()?;
    let mut states: BTreeMap<(bool, PieceState), u64> = BTreeMap::new();
    for piece in &history.pieces {
        let mail = piece.channel == Channel::Email;
        *states.entry((mail, piece.state)).or_default() += 1;
    }
    let count = |mail: bool, wanted: &[PieceState]| -> u64 {
        let of = |state| states.get(&(mail, state)).copied().unwrap_or(0);
        wanted.iter().map(|state| of(*state)).sum()
    };
    let answered = history.pieces.iter().filter(|piece| piece.answered).count();
    let wave = history.pieces.iter().map(|piece| piece.wave).max();
    let figures = [
        ("wave", u64::from(wave.unwrap_or(0))),
        ("letters-open", count(false, &[PieceState::Sealed])),
        ("letters-delivered", count(false, &[PieceState::Delivered])),
        (
            "letters-undeliverable",
            count(false, &[PieceState::Undeliverable]),
        ),
        (
            "mails-waiting",
            count(true, &[PieceState::Waiting, PieceState::Planned]),
        ),
        ("mails-sent", count(true, &[PieceState::Sent])),
        (
            "mails-uncertain",
            count(true, &[PieceState::Claimed, PieceState::Uncertain]),
        ),
        (
            "mails-refused",
            count(true, &[PieceState::Refused, PieceState::Bounced]),
        ),
        ("answered", u64::try_from(answered).unwrap_or(u64::MAX)),
        (
            "opt-outs",
            u64::try_from(history.opt_outs.len()).unwrap_or(u64::MAX),
        ),
        (
            "decisions",
            u64::try_from(history.decisions.iter().count()).unwrap_or(u64::MAX),
        ),
    ];
    terminal.say(&messages.text(
        "status-title",
        &[("name", session.campaign.campaign.name.as_str().into())],
    ));
    let shown: Vec<(String, String)> = figures
        .iter()
        .map(|(key, count)| {
            (
                messages.plain(&format!("status-{key}")),
                messages.count(*count),
            )
        })
        .collect();
    terminal.figures(&shown);
    let record: serde_json::Map<String, serde_json::Value> = figures
        .iter()
        .map(|(key, count)| (key.replace('-', "_"), (*count).into()))
        .collect();
    terminal.record(&serde_json::Value::Object(record));
    let open = |batch: &&BatchRecord| batch.delivered + batch.undeliverable < batch.letters;
    if let Some(batch) = batches.iter().find(open) {
        let values = [("batch", batch.number.to_string().into())];
        terminal.say(&messages.text("letters-next", &values));
    }
    if count(true, &[PieceState::Waiting]) > 0 {
        terminal.say(&messages.plain("status-next-send"));
    }
    if count(true, &[PieceState::Uncertain, PieceState::Claimed]) > 0 {
        terminal.say(&messages.plain("status-next-uncertain"));
    }
    Ok(Exit::Done)
}
