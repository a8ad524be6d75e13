//! `haarvaten export`: everything that is known of a person, for whoever asks for it (AVG 15 and 20).

use super::person;
use crate::cli::Global;
use crate::commands::exit::{Exit, Stop};
use crate::commands::session::Session;
use crate::terminal::Terminal;
use domain::words;

/// Tells everything that is known of a person; changes nothing.
///
/// # Errors
/// When the register or the ledger cannot be read.
pub fn export(global: &Global, terminal: &Terminal, who: &str) -> Result<Exit, Stop> {
    let session = Session::open(global, terminal)?;
    let known = person::read(&session)?;
    let person = known.find(who);
    let messages = &session.messages;
    if person.is_nobody() {
        terminal.say(&messages.text("forget-nobody", &[("who", who.into())]));
        return Ok(Exit::DataErrors);
    }
    let title = messages.text("export-title", &[("who", who.into())]);
    terminal.say(&title);
    for text in person.texts() {
        terminal.say(&format!("  {text}"));
    }
    for (place, said) in &person.listed {
        let file = place.file.as_deref().unwrap_or_default();
        terminal.say(&format!("  {file} {}: {said}", place.cell()));
        terminal.record(&serde_json::json!({ "file": file, "cell": place.cell(), "said": said }));
    }
    for piece in &person.pieces {
        let line = messages.text(
            "export-piece",
            &[
                ("date", messages.date(piece.made).into()),
                (
                    "kind",
                    messages
                        .plain(&format!("letter-kind-{}", piece.kind.word()))
                        .into(),
                ),
                ("piece", piece.id.as_str().into()),
                ("state", piece.state.word().into()),
                ("when", messages.date(piece.when).into()),
            ],
        );
        terminal.say(&format!("  {line}"));
        if !piece.answer.is_empty() {
            terminal.say(&format!("      {}", piece.answer));
        }
        terminal.record(&serde_json::to_value(piece).unwrap_or_default());
    }
    let ids: Vec<&str> = person
        .pieces
        .iter()
        .map(|piece| piece.id.as_str())
        .collect();
    let history = &known.history;
    for reply in history
        .replies
        .iter()
        .filter(|reply| ids.contains(&reply.piece.as_str()))
    {
        for (asked, said) in &reply.answers {
            terminal.say(&format!("  {} {asked}: {said}", messages.date(reply.date)));
            terminal.record(&serde_json::json!({
                "date": reply.date.to_string(), "source": reply.source.word(),
                "question": asked, "answer": said,
            }));
        }
    }
    for (file, page) in person::scans(&session, &person)? {
        let values = [("file", file.as_str().into()), ("page", page.into())];
        terminal.say(&format!("  {}", messages.text("export-scan", &values)));
        terminal.record(&serde_json::json!({ "scan": file, "page": page }));
    }
    for heard in history
        .heard
        .iter()
        .filter(|heard| person.recipients.contains(&heard.about))
    {
        terminal.say(&format!(
            "  {} {}: {}",
            messages.date(heard.date),
            heard.outcome.word(),
            heard.said
        ));
        terminal.record(&serde_json::json!({
            "date": heard.date.to_string(), "outcome": heard.outcome.word(), "said": heard.said.as_str(),
        }));
    }
    let emails = person.emails.iter().map(|email| format!("email {email}"));
    let subjects: Vec<String> = person
        .recipients
        .iter()
        .map(ToString::to_string)
        .chain(emails)
        .collect();
    for out in history
        .suppressed
        .iter()
        .filter(|out| subjects.iter().any(|s| *s == out.subject.as_str()))
    {
        let line = messages.text(
            "export-opt-out",
            &[
                ("date", messages.date(out.date).into()),
                ("source", out.source.as_str().into()),
            ],
        );
        terminal.say(&format!("  {line}"));
        terminal.record(&serde_json::json!({ "opted_out": out.date.to_string(), "source": out.source.as_str() }));
    }
    terminal.say(&words::counted(
        messages,
        "export-count",
        words::len(person.pieces.len()),
    ));
    Ok(Exit::Done)
}
