//! Mail that came back → what it says of which of our mails.
//!
//! Bounces by their delivery report (RFC 3464) first, then by the well-known forms in plain text;
//! automatic answers (RFC 3834), complaints (RFC 5965), requests to stop, and what people wrote.
//! A message is never answered, moved or thrown away here.

mod bounce;
mod boxes;
mod clues;
mod own_words;

pub use boxes::{each, is_maildir_file};
pub use clues::Clues;

use jiff::civil::Date;
use mail_parser::{Message, MessageParser};

use domain::refusal::{names_opt_outs, says_no};
use domain::text::clean;

/// How many characters of what was said are kept.
const KEPT: usize = 300;

/// What a message that came back is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// It did not arrive, and never will.
    Bounced,
    /// A server keeps trying: nothing is certain yet.
    Delayed,
    /// A server or program answered: an absence, a receipt. Never a bounce, never an answer.
    Automatic,
    /// Nothing more, please; a complaint to the provider says the same.
    Stop,
    /// Somebody wrote back.
    Reply,
    /// It comes from a mail server, and does not say what it means.
    Unclear,
}

/// One message that came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Back {
    /// What it is.
    pub what: What,
    /// What it tells of the mail that it is about.
    pub clues: Clues,
    /// The address that wrote it, in lower case; empty for a mail server.
    pub from: String,
    /// The day that stands in it.
    pub date: Option<Date>,
    /// In one line: the server's words, or the writer's own first words.
    pub said: String,
    /// What the writer wrote, line by line, without what they quote.
    pub own: String,
}

/// Reads one message; `None` when it is no message at all.
pub fn read(bytes: &[u8]) -> Option<Back> {
    let message = MessageParser::default().parse(bytes)?;
    if message.headers().is_empty() || message.from().is_none() && message.subject().is_none() {
        return None;
    }
    let from = address_of(&message);
    let subject = message.subject().unwrap_or_default();
    let own = own_words::of(&message);
    let report = bounce::report(&message).or_else(|| bounce::in_words(&message, &from));
    let (what, said) = match report {
        Some(report) => (report.what, report.said),
        None if bounce::is_complaint(&message) => (What::Stop, subject.to_owned()),
        None if is_automatic(&message) => (What::Automatic, subject.to_owned()),
        None if wants_no_more(subject, &own) => (What::Stop, first(&own, subject)),
        None if bounce::is_server(&message, &from) => (What::Unclear, first(&own, subject)),
        None => (What::Reply, first(&own, subject)),
    };
    let is_person = matches!(what, What::Stop | What::Reply | What::Automatic)
        && !bounce::is_server(&message, &from)
        && !bounce::is_complaint(&message);
    Some(Back {
        what,
        clues: Clues::of(&message),
        from: if is_person { from } else { String::new() },
        date: date_of(&message),
        said: clean(&said).chars().take(KEPT).collect(),
        own,
    })
}

/// Whether the subject, or what the writer added, asks for nothing more.
fn wants_no_more(subject: &str, own: &str) -> bool {
    let answers = ["re:", "antw:", "aw:", "fw:", "fwd:", "doorst:"];
    let start = subject.trim().to_lowercase();
    let is_new = !answers.iter().any(|word| start.starts_with(word));
    let short = own.split_whitespace().count() <= 3;
    is_new && (says_no(subject) || names_opt_outs(subject))
        || own.lines().any(says_no)
        || says_no(own)
        || short && names_opt_outs(own)
}

fn first(own: &str, subject: &str) -> String {
    let line = own.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.is_empty() {
        subject.to_owned()
    } else {
        line
    }
}

fn address_of(message: &Message<'_>) -> String {
    let first = message.from().and_then(|from| from.first());
    first
        .and_then(|address| address.address())
        .unwrap_or_default()
        .to_lowercase()
}

fn date_of(message: &Message<'_>) -> Option<Date> {
    let day = message.date()?;
    let (year, month) = (i16::try_from(day.year).ok()?, i8::try_from(day.month).ok()?);
    Date::new(year, month, i8::try_from(day.day).ok()?).ok()
}

/// An answer by a program (RFC 3834), or a receipt (RFC 8098).
fn is_automatic(message: &Message<'_>) -> bool {
    let value = |name: &'static str| {
        let raw = message.header_raw(name).unwrap_or_default();
        raw.trim().to_lowercase()
    };
    let submitted = value("Auto-Submitted");
    let by_header = !submitted.is_empty() && !submitted.starts_with("no")
        || ["X-Autoreply", "X-Autorespond", "X-Autoresponder"]
            .iter()
            .any(|name| message.header_raw(*name).is_some())
        || matches!(value("Precedence").as_str(), "auto_reply" | "auto-reply");
    let subject = message.subject().unwrap_or_default().to_lowercase();
    let words = [
        "automatisch antwoord",
        "automatische beantwoording",
        "automatic reply",
        "automatische antwort",
        "auto reply",
        "autoreply",
        "auto-reply",
        "out of office",
        "out of the office",
        "buiten kantoor",
        "niet aanwezig",
        "afwezig",
        "ik ben met vakantie",
        "on vacation",
        "réponse automatique",
        "respuesta automática",
    ];
    let by_words = words.iter().any(|word| subject.starts_with(word));
    let is_receipt = bounce::report_type(message).as_deref() == Some("disposition-notification");
    by_header || by_words || is_receipt
}

#[cfg(test)]
mod tests;
