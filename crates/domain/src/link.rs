//! The links on a piece: where to answer, and where to say "nothing more, please".

use std::fmt::Write as _;

use super::campaign::Campaign;
use super::code::Code;

/// Where the recipient answers: `answer_url` with the personal code in it, else a `mailto:` to
/// the sender whose subject holds the code.
pub fn answer(campaign: &Campaign, code: Code) -> String {
    match &campaign.campaign.answer_url {
        Some(url) => url.replace("{code}", &code.plain()),
        None => mailto(&campaign.sender.email, &format!("Code {code}")),
    }
}

/// The HTTPS address for unsubscribing with one click (RFC 8058), when the campaign has one.
pub fn unsubscribe_url(campaign: &Campaign, code: Code) -> Option<String> {
    let url = campaign.mail.unsubscribe_url.as_ref()?;
    Some(url.replace("{code}", &code.plain()))
}

/// A `mailto:` that unsubscribes: always there, because everybody can send a mail.
pub fn unsubscribe_mail(campaign: &Campaign, code: Code) -> String {
    let to = campaign
        .mail
        .reply_to
        .as_ref()
        .unwrap_or(&campaign.sender.email);
    mailto(to, &format!("Afmelden {code}"))
}

/// A `mailto:` with a subject (RFC 6068): everything but unreserved characters is escaped.
pub fn mailto(address: &str, subject: &str) -> String {
    format!("mailto:{address}?subject={}", escape(subject))
}

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subject_survives_a_mailto() {
        assert_eq!(
            mailto("a@example.org", "Code K7M-4PX: é"),
            "mailto:a@example.org?subject=Code%20K7M-4PX%3A%20%C3%A9"
        );
    }
}
