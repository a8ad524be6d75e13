//! What somebody wrote themselves: without what they quote, and without their signature.

use mail_parser::Message;

/// How many characters of a message are looked at.
const MOST: usize = 20_000;

/// Beginnings of the line above a quotation.
const ABOVE: [&str; 12] = [
    "-----oorspronkelijk",
    "-----original",
    "-------- oorspronkelijk",
    "-------- original",
    "________________________________",
    "van: ",
    "from: ",
    "begin doorgestuurd bericht",
    "begin forwarded message",
    "verstuurd vanaf mijn",
    "verzonden met",
    "sent from my",
];

/// The words of the writer.
pub(super) fn of(message: &Message<'_>) -> String {
    let text = message.body_text(0).unwrap_or_default();
    let text: String = text.chars().take(MOST).collect();
    let mut out = String::new();
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        let line = line.trim();
        let next = lines.peek().map_or("", |next| next.trim());
        if line == "--" || begins_quotation(line, next) {
            break;
        }
        if line.starts_with('>') || line.is_empty() {
            continue;
        }
        if !out.is_empty() {
            out.push('\n');
        }
        out.push_str(line);
    }
    out
}

/// `Op 3 november 2026 schreef …:`, `On … wrote:`, also when the line is folded, and the like.
fn begins_quotation(line: &str, next: &str) -> bool {
    let lower = line.to_lowercase();
    let ends = |text: &str| {
        let text = text.to_lowercase();
        let words = [
            "schreef",
            "wrote",
            "het volgende geschreven",
            "schrieb",
            "a écrit",
        ];
        text.ends_with(':') && words.iter().any(|word| text.contains(word))
    };
    let starts = ["op ", "on ", "am ", "le "]
        .iter()
        .any(|word| lower.starts_with(word));
    ABOVE.iter().any(|word| lower.starts_with(word))
        || ends(&lower)
        || starts && lower.chars().any(|c| c.is_ascii_digit()) && ends(next)
}
