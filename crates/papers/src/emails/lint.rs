//! The last look at a message before it exists: what servers refuse, or readers cannot use.

use super::Message;
use domain::Finding;

/// The longest line in bytes, without its end (RFC 5322 2.1.1).
const LONGEST_LINE: usize = 998;
/// Exactly one of each.
const ONCE: [&str; 8] = [
    "from",
    "to",
    "subject",
    "date",
    "message-id",
    "mime-version",
    "content-type",
    "list-unsubscribe",
];
/// At most one of each.
const AT_MOST_ONCE: [&str; 3] = ["reply-to", "list-unsubscribe-post", "cc"];
/// Never on these.
const NEVER: [&str; 3] = ["auto-submitted", "precedence", "bcc"];

/// Checks a message; what is wrong with it is named.
pub(super) fn check(message: &Message) -> Result<(), Finding> {
    problem(&message.bytes).map_or(Ok(()), |problem| {
        Err(Finding::error("E107")
            .with("piece", message.piece.as_str())
            .with("problem", problem))
    })
}

/// The first thing that is wrong.
fn problem(bytes: &[u8]) -> Option<String> {
    let mut previous = b'\n';
    let mut line = 0;
    for (at, byte) in bytes.iter().enumerate() {
        let next = bytes.get(at + 1).copied();
        match byte {
            b'\r' if next != Some(b'\n') => return Some("bare CR".to_owned()),
            b'\n' if previous != b'\r' => return Some("bare LF".to_owned()),
            b'\n' => line = 0,
            b'\r' => {}
            0 => return Some("NUL".to_owned()),
            _ => line += 1,
        }
        if line > LONGEST_LINE {
            return Some("a line of more than 998 bytes".to_owned());
        }
        previous = *byte;
    }
    let text = String::from_utf8_lossy(bytes);
    let (head, body) = text.split_once("\r\n\r\n")?;
    if !head.is_ascii() {
        return Some("a header that is not ASCII".to_owned());
    }
    let names: Vec<String> = head
        .split("\r\n")
        .filter(|line| !line.starts_with([' ', '\t']))
        .filter_map(|line| line.split_once(':'))
        .map(|(name, _)| name.to_ascii_lowercase())
        .collect();
    let count = |name: &str| names.iter().filter(|known| *known == name).count();
    ONCE.iter()
        .find(|name| count(name) != 1)
        .or_else(|| AT_MOST_ONCE.iter().find(|name| count(name) > 1))
        .or_else(|| NEVER.iter().find(|name| count(name) > 0))
        .map(|name| format!("{name}: {}", count(name)))
        .or_else(|| (!body.contains("Content-Type: text/plain")).then(|| "no text part".to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = "Message-ID: <a@example.org>\r\nDate: x\r\nFrom: a\r\nTo: b\r\nSubject: c\r\nMIME-Version: 1.0\r\nList-Unsubscribe: <mailto:a>\r\nContent-Type: multipart/alternative\r\n\r\nContent-Type: text/plain\r\n\r\nHi\r\n";

    #[test]
    fn a_good_message_passes_and_every_fault_is_named() {
        assert_eq!(problem(GOOD.as_bytes()), None);
        for (change, to, named) in [
            ("Hi\r\n", "Hi\n", "bare LF"),
            ("Hi\r\n", "Hi\r", "bare CR"),
            ("To: b", "To: b\r\nTo: c", "to: 2"),
            ("Date: x\r\n", "", "date: 0"),
            ("To: b", "Precedence: bulk\r\nTo: b", "precedence: 1"),
            ("Subject: c", "Subject: é", "a header that is not ASCII"),
            ("text/plain", "text/html", "no text part"),
        ] {
            let bad = GOOD.replace(change, to);
            assert_eq!(problem(bad.as_bytes()).as_deref(), Some(named));
        }
        let long = GOOD.replace("Hi", &"x".repeat(999));
        assert!(problem(long.as_bytes()).is_some());
        let longest = GOOD.replace("Hi", &"x".repeat(998));
        assert_eq!(problem(longest.as_bytes()), None);
    }
}
