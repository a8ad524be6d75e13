//! The last look at the file of a mail, right before it leaves.

/// Why the bytes of a mail may not leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// It is not the message that the ledger knows: another Message-ID.
    Another,
    /// Another recipient than the ledger knows.
    OtherRecipient,
    /// A line is too long, or a header is missing, twice, or not ASCII.
    Form,
}

/// The longest line in bytes, without its end (RFC 5322 2.1.1).
const LONGEST_LINE: usize = 998;
/// Exactly one of each (RFC 5322 3.6).
const ONCE: [&str; 7] = [
    "from",
    "to",
    "subject",
    "date",
    "message-id",
    "mime-version",
    "list-unsubscribe",
];

/// Looks whether a message may leave.
///
/// # Errors
/// Why it may not.
pub fn ready(bytes: &[u8], message_id: &str, to: &str) -> Result<(), Unfit> {
    let text = std::str::from_utf8(bytes).map_err(|_| Unfit::Form)?;
    let bare = text.replace("\r\n", "");
    let is_form = text.is_ascii()
        && !bare.contains(['\r', '\n', '\0'])
        && text.split("\r\n").all(|line| line.len() <= LONGEST_LINE);
    let (head, _) = text.split_once("\r\n\r\n").ok_or(Unfit::Form)?;
    let value = |wanted: &str| {
        let mut found = fields(head).filter(|(name, _)| name.eq_ignore_ascii_case(wanted));
        let first = found.next().map(|(_, value)| value);
        (first, found.next().is_some())
    };
    if !is_form
        || ONCE
            .iter()
            .any(|name| !matches!(value(name), (Some(_), false)))
    {
        return Err(Unfit::Form);
    }
    if value("message-id").0.as_deref() != Some(message_id) {
        return Err(Unfit::Another);
    }
    let goes_to = value("to").0.unwrap_or_default();
    let address = goes_to
        .rsplit_once('<')
        .and_then(|(_, rest)| rest.strip_suffix('>'))
        .unwrap_or(&goes_to);
    if address.eq_ignore_ascii_case(to) {
        Ok(())
    } else {
        Err(Unfit::OtherRecipient)
    }
}

/// The header fields, unfolded.
fn fields(head: &str) -> impl Iterator<Item = (String, String)> {
    let mut all: Vec<(String, String)> = Vec::new();
    for line in head.split("\r\n") {
        if line.starts_with([' ', '\t']) {
            if let Some((_, value)) = all.last_mut() {
                value.push(' ');
                value.push_str(line.trim());
            }
        } else if let Some((name, value)) = line.split_once(':') {
            all.push((name.trim().to_owned(), value.trim().to_owned()));
        } else {
            all.push((String::new(), String::new()));
        }
    }
    all.into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = "Message-ID: <a@example.org>\r\nDate: x\r\nFrom: a\r\nTo: \"B\"\r\n <b@example.org>\r\nSubject: c\r\nMIME-Version: 1.0\r\nList-Unsubscribe: <mailto:a>\r\n\r\nHi\r\n";

    #[test]
    fn only_the_known_message_to_the_known_recipient_may_leave() {
        let look = |text: &str| ready(text.as_bytes(), "<a@example.org>", "b@example.org");
        assert_eq!(look(GOOD), Ok(()));
        for (from, to, why) in [
            ("<a@", "<x@", Unfit::Another),
            ("<b@", "<x@", Unfit::OtherRecipient),
            ("Subject: c\r\n", "", Unfit::Form),
            ("Subject: c", "Subject: c\r\nSubject: d", Unfit::Form),
            ("Hi", "Hi\r", Unfit::Form),
            ("Hi", "Hi\nyou", Unfit::Form),
            ("Hi", "H\u{e9}", Unfit::Form),
        ] {
            assert_eq!(look(&GOOD.replace(from, to)), Err(why), "{from} {to}");
        }
        assert_eq!(
            look(&GOOD.replace("Hi", &"x".repeat(999))),
            Err(Unfit::Form)
        );
    }
}
