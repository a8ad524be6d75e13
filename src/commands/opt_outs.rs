//! `haarvaten optouts`: who opted out, and an opt-out taken back because a person says why.

use super::exit::{Exit, Stop};
use super::memory::keep;
use super::session::Session;
use crate::cli::Global;
use crate::terminal::Terminal;
use campaign::ledger::Ledger;
use domain::Channel;

/// Shows who opted out, or takes an opt-out back because a person says why.
///
/// # Errors
/// When the campaign or its memory cannot be read or written.
pub fn opt_outs(
    global: &Global,
    terminal: &Terminal,
    take_back: Option<(usize, &str)>,
) -> Result<Exit, Stop> {
    let session = Session::open(global, terminal)?;
    let _held = session.lock()?;
    let messages = &session.messages;
    let history = Ledger::history_of(&session.ledger())?;
    let Some((number, reason)) = take_back else {
        for (at, out) in (1_u32..).zip(&history.suppressed) {
            let channel = messages.plain(match out.channel {
                None => "optout-all",
                Some(Channel::Letter) => "optout-letter",
                Some(Channel::Email) => "optout-email",
            });
            let date = messages.date(out.said.unwrap_or(out.date));
            terminal.say(&format!("{at}. {}, {channel}, {date}", out.subject));
            terminal.record(&serde_json::json!({
                "optout": at,
                "subject": out.subject.as_str(),
                "channel": out.channel.map_or("all", Channel::word),
                "date": out.said.unwrap_or(out.date).to_string(),
            }));
        }
        let values = [("n", history.suppressed.len().into())];
        terminal.say(&messages.text("optouts-count", &values));
        return Ok(Exit::Done);
    };
    if reason.trim().is_empty() {
        terminal.fail(&messages.plain("optouts-reason"));
        return Ok(Exit::Usage);
    }
    let found = number
        .checked_sub(1)
        .and_then(|at| history.suppressed.get(at));
    let Some(out) = found else {
        terminal.fail(&messages.text("optouts-no-such", &[("n", number.into())]));
        return Ok(Exit::Usage);
    };
    let mut ledger = Ledger::open(&session.ledger())?;
    ledger.take_back(&out.subject, session.date, reason)?;
    drop(ledger);
    keep(&session)?;
    let values = [("who", out.subject.as_str().into())];
    terminal.say(&messages.text("optouts-taken-back", &values));
    Ok(Exit::Done)
}
