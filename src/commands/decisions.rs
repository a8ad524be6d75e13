//! `haarvaten decisions`: shows what people decided, and takes a decision back.

use super::exit::{Exit, Stop};
use super::session::Session;
use crate::cli::Global;
use crate::terminal::Terminal;
use campaign::ledger::Ledger;
use domain::Ruling;

/// Shows all decisions that hold, or takes one back.
///
/// # Errors
/// When the campaign or its ledger cannot be read or written.
pub fn decisions(global: &Global, terminal: &Terminal, undo: Option<usize>) -> Result<Exit, Stop> {
    let session = Session::open(global, terminal)?;
    let messages = &session.messages;
    let history = Ledger::history_of(&session.ledger())?;
    let list: Vec<(String, String)> = history
        .decisions
        .iter()
        .map(|(key, decision)| {
            let ruling = match &decision.ruling {
                Ruling::Chosen(text) => text.to_string(),
                Ruling::NoneOfThese => messages.plain("controle-none"),
            };
            let line = format!("{key} → {ruling} ({})", messages.date(decision.date));
            (key.to_owned(), line)
        })
        .collect();
    let Some(number) = undo else {
        for (at, (_, line)) in list.iter().enumerate() {
            terminal.say(&format!("{}. {line}", at + 1));
            terminal.record(&serde_json::json!({ "decision": at + 1, "about": line }));
        }
        terminal.say(&messages.text("decisions-count", &[("n", list.len().into())]));
        if !list.is_empty() {
            let last = list.len().to_string();
            terminal.say(&messages.text("decisions-undo", &[("last", last.into())]));
        }
        return Ok(Exit::Done);
    };
    let Some((key, line)) = number.checked_sub(1).and_then(|at| list.get(at)) else {
        terminal.fail(&messages.text("decisions-no-such", &[("n", number.into())]));
        return Ok(Exit::Usage);
    };
    let _lock = session.lock()?;
    Ledger::open(&session.ledger())?.undecide(key, session.date)?;
    super::memory::keep(&session)?;
    terminal.say(&messages.text("decisions-undone", &[("what", line.as_str().into())]));
    Ok(Exit::Done)
}
