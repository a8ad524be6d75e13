//! `haarvaten purge`: erases what is kept longer than the campaign promises.

use jiff::civil::Date;
use jiff::{Span, ToSpan as _};

use crate::cli::Global;
use crate::commands::exit::{Exit, Stop};
use crate::commands::memory;
use crate::commands::session::Session;
use crate::terminal::Terminal;
use campaign::ledger::{Erasure, History, Ledger};
use domain::Campaign;

/// The first day that is still kept.
fn keeps_from(campaign: &Campaign, today: Date) -> Date {
    let months: Span = i64::from(campaign.privacy.retention_months).months();
    today.checked_sub(months).unwrap_or(Date::MIN)
}

/// How many pieces and answers are older than the campaign keeps them, and hold something personal.
pub fn due(campaign: &Campaign, history: &History, today: Date) -> usize {
    let from = keeps_from(campaign, today);
    let pieces = history
        .pieces
        .iter()
        .filter(|piece| piece.when < from && (piece.email.is_some() || !piece.answer.is_empty()));
    let replies = history.replies.iter().filter(|reply| reply.date < from);
    let heard = history
        .heard
        .iter()
        .filter(|heard| heard.date < from && !heard.said.is_empty());
    pieces.count() + replies.count() + heard.count()
}

/// Says what is due; with `really` erases it.
///
/// # Errors
/// When the ledger cannot be read or written.
pub fn purge(global: &Global, terminal: &Terminal, really: bool) -> Result<Exit, Stop> {
    let session = Session::open(global, terminal)?;
    let _held = session.lock()?;
    let messages = &session.messages;
    let history = Ledger::history_of(&session.ledger())?;
    let from = keeps_from(&session.campaign, session.date);
    let count = due(&session.campaign, &history, session.date);
    let months = u64::from(session.campaign.privacy.retention_months);
    terminal.say(&messages.text(
        "purge-due",
        &[
            ("n", count.into()),
            ("date", messages.date(from).into()),
            ("months", months.into()),
        ],
    ));
    terminal.record(&serde_json::json!({ "due": count, "before": from.to_string() }));
    if count == 0 {
        return Ok(Exit::Done);
    }
    if !really {
        terminal.say(&messages.plain("purge-dry"));
        return Ok(Exit::Done);
    }
    let secret = session.secret_of(&history)?;
    let mut ledger = Ledger::open(&session.ledger())?;
    let erasure = Erasure {
        before: Some(from),
        ..Erasure::default()
    };
    ledger.erase(&erasure, &|subject| secret.hex(&["opt-out", subject]))?;
    let events = ledger.events()?;
    ledger.close()?;
    memory::write_anew(&session, &events)?;
    terminal.say(&messages.text("purge-done", &[("n", count.into())]));
    Ok(Exit::Done)
}
