//! Whether a message says that ours did not arrive: by its delivery report (RFC 3464), else by the
//! words of the mail servers that write none.

use mail_parser::{Message, MimeHeaders as _, PartType};

use super::What;

/// What a report says.
pub(super) struct Report {
    pub what: What,
    pub said: String,
}

/// `delivery-status`, `disposition-notification`, `feedback-report`; `None` for other messages.
pub(super) fn report_type(message: &Message<'_>) -> Option<String> {
    let kind = message.content_type()?;
    let is_report = kind.ctype().eq_ignore_ascii_case("multipart")
        && kind
            .subtype()
            .is_some_and(|sub| sub.eq_ignore_ascii_case("report"));
    let by_parts = || {
        message.parts.iter().find_map(|part| {
            let kind = part.content_type()?;
            let sub = kind.subtype()?.to_ascii_lowercase();
            let is_one = kind.ctype().eq_ignore_ascii_case("message")
                && matches!(
                    sub.as_str(),
                    "delivery-status"
                        | "global-delivery-status"
                        | "disposition-notification"
                        | "feedback-report"
                );
            is_one.then(|| sub.trim_start_matches("global-").to_owned())
        })
    };
    let named = is_report
        .then(|| kind.attribute("report-type"))
        .flatten()
        .map(str::to_ascii_lowercase);
    by_parts().or(named)
}

/// Whether a provider passes on that somebody calls our mail unwanted (RFC 5965).
pub(super) fn is_complaint(message: &Message<'_>) -> bool {
    report_type(message).as_deref() == Some("feedback-report")
}

/// What the delivery report in a message says; the worst, when it tells of several recipients.
pub(super) fn report(message: &Message<'_>) -> Option<Report> {
    if report_type(message).as_deref() != Some("delivery-status") {
        return None;
    }
    let mut worst: Option<Report> = None;
    for text in message.parts.iter().filter_map(status_text) {
        for block in text.replace("\r\n", "\n").split("\n\n") {
            let value = |name: &str| field(block, name);
            let status = value("status").unwrap_or_default();
            let what = match value("action").unwrap_or_default().to_lowercase().as_str() {
                "failed" => What::Bounced,
                "delayed" => What::Delayed,
                "delivered" | "relayed" | "expanded" => What::Automatic,
                _ if status.starts_with('5') => What::Bounced,
                _ if status.starts_with('4') => What::Delayed,
                _ => continue,
            };
            let words = value("diagnostic-code").unwrap_or_default();
            let said = format!("{status} {words}").trim().to_owned();
            let is_worse = worst
                .as_ref()
                .is_none_or(|old| weight(what) > weight(old.what));
            if is_worse {
                worst = Some(Report { what, said });
            }
        }
    }
    worst
}

fn weight(what: What) -> u8 {
    match what {
        What::Bounced => 2,
        What::Delayed => 1,
        What::Automatic | What::Stop | What::Reply | What::Unclear => 0,
    }
}

fn status_text(part: &mail_parser::MessagePart<'_>) -> Option<String> {
    let sub = part.content_type()?.subtype()?;
    if !sub.to_ascii_lowercase().ends_with("delivery-status") {
        return None;
    }
    match &part.body {
        PartType::Text(text) | PartType::Html(text) => Some(text.to_string()),
        PartType::Binary(bytes) | PartType::InlineBinary(bytes) => {
            Some(String::from_utf8_lossy(bytes).into_owned())
        }
        PartType::Message(_) | PartType::Multipart(_) => None,
    }
}

/// A field of a block, unfolded; the kind of a diagnostic code (`smtp;`) is left out.
fn field(block: &str, name: &str) -> Option<String> {
    let mut found: Option<String> = None;
    for line in block.lines() {
        if line.starts_with([' ', '\t']) {
            if let Some(value) = &mut found {
                value.push(' ');
                value.push_str(line.trim());
            }
            continue;
        }
        if found.is_some() {
            break;
        }
        if let Some((key, value)) = line.split_once(':')
            && key.trim().eq_ignore_ascii_case(name)
        {
            let value = value.trim();
            let value = value
                .split_once(';')
                .filter(|(kind, _)| kind.len() <= 12 && !kind.contains(' '))
                .map_or(value, |(_, rest)| rest.trim());
            found = Some(value.to_owned());
        }
    }
    found
}

/// Whether a mail server wrote it.
pub(super) fn is_server(message: &Message<'_>, from: &str) -> bool {
    let name = from.split('@').next().unwrap_or_default();
    let is_daemon = matches!(
        name,
        "mailer-daemon" | "postmaster" | "mail-daemon" | "microsoftexchange" | "double-bounce"
    ) || name.starts_with("microsoftexchange");
    let path = message.header_raw("Return-Path").unwrap_or_default();
    is_daemon || path.trim() == "<>" || message.header_raw("X-Failed-Recipients").is_some()
}

/// Words of servers that will not try again.
const FAILED: [&str; 26] = [
    "permanent error",
    "permanent fatal error",
    "could not be delivered",
    "couldn't be delivered",
    "wasn't able to deliver",
    "wasn't delivered",
    "was not delivered",
    "i wasn't able to deliver your message",
    "undeliverable",
    "undelivered mail returned to sender",
    "delivery has failed",
    "delivery failed",
    "failure notice",
    "returned mail",
    "address not found",
    "user unknown",
    "unknown user",
    "no such user",
    "mailbox unavailable",
    "did not reach the following recipient",
    "kon niet worden bezorgd",
    "kan niet worden bezorgd",
    "kon niet worden afgeleverd",
    "niet bezorgd",
    "onbestelbaar",
    "adres niet gevonden",
];

/// Words of servers that go on trying.
const TRYING: [&str; 9] = [
    "warning: message delayed",
    "delivery is delayed",
    "delivery status notification (delay)",
    "has been delayed",
    "not yet been delivered",
    "will continue to try",
    "will keep trying",
    "temporarily deferred",
    "vertraagd",
];

/// What a server without a report says in words; `None` when no server wrote it, or it is unclear.
pub(super) fn in_words(message: &Message<'_>, from: &str) -> Option<Report> {
    if !is_server(message, from) {
        return None;
    }
    let body = message.body_text(0).unwrap_or_default();
    let body: String = body.chars().take(8_000).collect();
    let subject = message.subject().unwrap_or_default();
    let all = format!("{subject}\n{body}").to_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| all.contains(word));
    let code = body.lines().find(|line| has_code(line, '5'));
    let what = if says(&TRYING) {
        What::Delayed
    } else if says(&FAILED) || code.is_some() {
        What::Bounced
    } else if body.lines().any(|line| has_code(line, '4')) {
        What::Delayed
    } else {
        return None;
    };
    let said = code.map_or_else(|| subject.to_owned(), |line| line.trim().to_owned());
    Some(Report { what, said })
}

/// A reply code (`550`) or an enhanced one (`5.1.1`) of a class in a line.
fn has_code(line: &str, class: char) -> bool {
    line.split(|c: char| !(c.is_ascii_digit() || c == '.'))
        .map(|word| word.trim_matches('.'))
        .any(|word| {
            let mut parts = word.split('.');
            let first = parts.next().unwrap_or_default();
            let is_enhanced = first.len() == 1 && parts.clone().count() == 2;
            let is_plain = first.len() == 3 && word.len() == 3 && first.get(1..2) < Some("6");
            first.starts_with(class) && (is_enhanced || is_plain)
        })
}
