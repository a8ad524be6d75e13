//! What a person says of mails: sent by hand, arrived after all, or to be sent again.

use std::collections::BTreeMap;

use compact_str::{CompactString, format_compact};

use crate::cli::SendArgs;
use crate::commands::exit::{Exit, Stop};
use crate::commands::session::Session;
use crate::commands::{memory, outputs};
use campaign::ledger::{Change, Ledger};
use domain::PieceState;
use domain::text::mask_email;
use papers::workbooks;

/// Records mails that a person sent from the files that lie ready: those that are named, else all
/// that wait.
pub(super) fn by_hand(session: &Session<'_>, named: &[String]) -> Result<Exit, Stop> {
    let mut ledger = Ledger::open(&session.ledger())?;
    let waiting = ledger.mails_in(PieceState::Waiting)?;
    let ids: Vec<CompactString> = named.iter().map(|name| piece_of(name)).collect();
    if let Some(strange) = ids
        .iter()
        .find(|id| waiting.iter().all(|(piece, ..)| piece.id != **id))
    {
        let values = [("piece", strange.as_str().into())];
        let said = session.messages.text("send-not-waiting", &values);
        session.terminal.fail(&said);
        return Ok(Exit::Usage);
    }
    let changes: Vec<Change> = waiting
        .into_iter()
        .filter(|(piece, ..)| ids.is_empty() || ids.contains(&piece.id))
        .map(|(piece, ..)| Change {
            piece: piece.id,
            state: PieceState::Sent,
            detail: "by hand".to_owned(),
        })
        .collect();
    let count = [("count", changes.len().into())];
    let say = |key| {
        let said = session.messages.text(key, &count);
        session.terminal.say(&said);
    };
    if changes.is_empty() {
        say("send-nothing");
        return Ok(Exit::Done);
    }
    say("send-by-hand-announce");
    if !session.may_go_on("send-by-hand-ask") {
        let said = session.messages.plain("send-by-hand-needs-yes");
        session.terminal.fail(&said);
        return Ok(Exit::Usage);
    }
    let told = ledger.change(&changes, session.date)?;
    let history = ledger.history()?;
    ledger.close()?;
    memory::keep(session)?;
    outputs::tables(session, vec![workbooks::tables::ledger(&history)])?;
    say("send-by-hand-done");
    session
        .terminal
        .record(&serde_json::json!({ "sent_by_hand": told.len() }));
    Ok(Exit::Done)
}

/// `w1-00012`, from the name of a mail or of its file.
fn piece_of(name: &str) -> CompactString {
    let file = name.trim().rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = file.strip_suffix(".eml").unwrap_or(file);
    // The kind stands behind the name in the name of the file: w1-00012-meeting.eml.
    let mut parts = stem.splitn(3, '-');
    match (parts.next(), parts.next(), parts.next()) {
        (Some(wave), Some(number), Some(_)) => format_compact!("{wave}-{number}"),
        _ => stem.into(),
    }
}

/// Shows the uncertain mails, and records what a person says of them.
pub(super) fn uncertain(session: &Session<'_>, asked: &SendArgs) -> Result<Exit, Stop> {
    let mut ledger = Ledger::open(&session.ledger())?;
    super::strand(session, &mut ledger)?;
    let known: BTreeMap<CompactString, _> = ledger
        .mails_in(PieceState::Uncertain)?
        .into_iter()
        .map(|(piece, date, said)| (piece.id.clone(), (piece, date, said)))
        .collect();
    let said = [
        (&asked.arrived, PieceState::Sent),
        (&asked.again, PieceState::Waiting),
    ];
    let mut changes = Vec::new();
    for (pieces, state) in said {
        for piece in pieces {
            let id = CompactString::from(piece.trim());
            if !known.contains_key(&id) {
                let values = [("piece", piece.as_str().into())];
                session
                    .terminal
                    .fail(&session.messages.text("send-not-uncertain", &values));
                return Ok(Exit::Usage);
            }
            changes.push(Change {
                piece: id,
                state,
                detail: "person".to_owned(),
            });
        }
    }
    if changes.is_empty() {
        let rows: Vec<Vec<String>> = known
            .values()
            .map(|(piece, date, said)| {
                vec![
                    piece.id.to_string(),
                    piece.email.as_deref().map(mask_email).unwrap_or_default(),
                    session.messages.date(*date),
                    said.clone(),
                ]
            })
            .collect();
        for row in &rows {
            session
                .terminal
                .record(&serde_json::json!({ "uncertain": row }));
        }
        if rows.is_empty() {
            session
                .terminal
                .say(&session.messages.plain("send-no-uncertain"));
        } else {
            let headings = ["send-mail", "send-to", "send-when", "send-said"];
            session
                .terminal
                .table(&headings.map(|key| session.messages.plain(key)), &rows);
            session
                .terminal
                .say(&session.messages.plain("send-uncertain-next"));
        }
    } else {
        ledger.change(&changes, session.date)?;
        let values = [("count", changes.len().into())];
        session
            .terminal
            .say(&session.messages.text("send-uncertain-done", &values));
    }
    let history = ledger.history()?;
    ledger.close()?;
    memory::keep(session)?;
    outputs::tables(session, vec![workbooks::tables::ledger(&history)])?;
    Ok(Exit::Done)
}
