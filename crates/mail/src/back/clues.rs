//! What a message tells of the mail that it is about: the address that it came back to, the
//! Message-IDs in it, a personal code, and who should have had it.

use std::collections::BTreeSet;

use mail_parser::{HeaderValue, Message, PartType};

use domain::Code;

/// How deep messages in messages are looked into.
const DEEPEST: usize = 4;

/// Everything in a message that may tell which mail it is about, best first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Clues {
    /// Return paths of ours, as `(piece, mark)`: `bounce-<piece>-<mark>@…`.
    pub return_paths: BTreeSet<(String, String)>,
    /// Message-IDs, with their angle brackets.
    pub message_ids: BTreeSet<String>,
    /// Personal codes whose check character fits.
    pub codes: BTreeSet<Code>,
    /// Whom it did not reach, in lower case.
    pub recipients: BTreeSet<String>,
}

impl Clues {
    pub(super) fn of(message: &Message<'_>) -> Self {
        let mut clues = Self::default();
        clues.look(message, 0);
        clues
    }

    fn look(&mut self, message: &Message<'_>, depth: usize) {
        if depth > DEEPEST {
            return;
        }
        for (_, value) in message.headers_raw() {
            self.return_path(value);
        }
        let answers = [message.in_reply_to(), message.references()];
        for value in answers {
            self.ids(value);
        }
        // The message that came back knows its own id; the one that brings it has a strange one.
        if depth > 0
            && let Some(id) = message.message_id()
        {
            self.message_ids.insert(format!("<{id}>"));
        }
        self.text(message.subject().unwrap_or_default());
        if let Some(failed) = message.header_raw("X-Failed-Recipients") {
            self.recipients
                .extend(failed.split(',').map(|one| one.trim().to_lowercase()));
        }
        for part in &message.parts {
            match &part.body {
                PartType::Text(text) | PartType::Html(text) => self.text(text),
                PartType::Message(inner) => self.look(inner, depth + 1),
                PartType::Binary(bytes) | PartType::InlineBinary(bytes) => {
                    // A delivery report, or the head of the message that came back.
                    let is_ours = part.content_type_is_message();
                    if is_ours && let Ok(text) = std::str::from_utf8(bytes) {
                        self.text(text);
                    }
                }
                PartType::Multipart(_) => {}
            }
        }
    }

    fn ids(&mut self, value: &HeaderValue<'_>) {
        let ids: Vec<&str> = match value {
            HeaderValue::Text(text) => vec![text.as_ref()],
            HeaderValue::TextList(list) => list.iter().map(AsRef::as_ref).collect(),
            HeaderValue::Address(_)
            | HeaderValue::DateTime(_)
            | HeaderValue::ContentType(_)
            | HeaderValue::Received(_)
            | HeaderValue::Empty => Vec::new(),
        };
        self.message_ids.extend(
            ids.iter()
                .map(|id| format!("<{}>", id.trim_matches(['<', '>', ' ']))),
        );
    }

    fn text(&mut self, text: &str) {
        self.return_path(text);
        for line in text.lines() {
            let line = line.trim_start_matches(['>', ' ', '\t']);
            let Some((name, value)) = line.split_once(':') else {
                self.code(line);
                continue;
            };
            let value = value.trim();
            match name.to_ascii_lowercase().as_str() {
                "message-id" | "original-message-id" => {
                    if let Some(id) = bracketed(value) {
                        self.message_ids.insert(id.to_owned());
                    }
                }
                "final-recipient" | "original-recipient" => {
                    let address = value.split_once(';').map_or(value, |(_, rest)| rest);
                    let address = address.trim().trim_matches(['<', '>']);
                    if address.contains('@') {
                        self.recipients.insert(address.to_lowercase());
                    }
                }
                _ => self.code(line),
            }
        }
    }

    fn code(&mut self, line: &str) {
        let words = line.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-'));
        for word in words.filter(|word| (8..=12).contains(&word.len())) {
            self.codes.extend(Code::parse(word));
        }
    }

    fn return_path(&mut self, text: &str) {
        for (at, _) in text.match_indices("bounce-") {
            let rest = text.get(at + "bounce-".len()..).unwrap_or_default();
            let end = rest
                .find(|c: char| !(c.is_ascii_alphanumeric() || c == '-'))
                .unwrap_or(rest.len());
            let (mark, after) = rest.split_at_checked(end).unwrap_or_default();
            if after.starts_with(['@', '='])
                && let Some((piece, mark)) = mark.rsplit_once('-')
            {
                self.return_paths
                    .insert((piece.to_owned(), mark.to_owned()));
            }
        }
    }
}

fn bracketed(value: &str) -> Option<&str> {
    let start = value.find('<')?;
    let end = value.get(start..)?.find('>')?;
    value.get(start..=start + end)
}

/// Whether a part is one of mail about mail.
trait MessageKind {
    fn content_type_is_message(&self) -> bool;
}

impl MessageKind for mail_parser::MessagePart<'_> {
    fn content_type_is_message(&self) -> bool {
        use mail_parser::MimeHeaders as _;
        self.content_type().is_some_and(|kind| {
            kind.ctype().eq_ignore_ascii_case("message")
                || kind
                    .subtype()
                    .is_some_and(|sub| sub.eq_ignore_ascii_case("rfc822-headers"))
        })
    }
}
