//! From words to the bytes of an e-mail: the same bytes for the same piece.

use std::time::{Duration, SystemTime};

use compact_str::CompactString;
use jiff::civil::Date;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart, SinglePart};
use lettre::{Address, Message as Mail};

use super::EmailContext;
use super::calendar::invitation;
use super::texts::Written;
use campaign::outreach::Piece;
use domain::text::{clean, mask_email, slug};
use domain::{Campaign, Finding, PieceKind, Secret, link};

/// One e-mail, ready to be kept as a file and to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// The piece that it is.
    pub piece: CompactString,
    /// Its file below `outputs/emails/`.
    pub file_name: String,
    /// From whom: the envelope's sender when there is no bounce domain.
    pub from: String,
    /// To whom.
    pub to: String,
    /// The Message-ID, with its angle brackets.
    pub message_id: String,
    /// The whole message.
    pub bytes: Vec<u8>,
}

/// The Message-ID of a piece, with its angle brackets: a keyed hash, the same at every resend.
pub fn message_id(secret: &Secret, campaign: &Campaign, piece: &str) -> String {
    let hash = secret.hex(&["message-id", &campaign.campaign.name, piece]);
    let from = sender(campaign);
    let domain = from
        .rsplit_once('@')
        .map_or("localhost", |(_, domain)| domain);
    format!("<{hash}@{domain}>")
}

fn sender(campaign: &Campaign) -> &str {
    campaign
        .mail
        .from
        .as_deref()
        .unwrap_or(&campaign.sender.email)
}

pub(super) fn build(
    context: &EmailContext<'_>,
    piece: &Piece,
    written: &Written,
    date: Date,
) -> Result<Message, Finding> {
    let campaign = context.campaign;
    let to = piece.email.as_deref().unwrap_or_default();
    let refused = |address: &str| {
        Finding::error("E106")
            .with("piece", piece.id.as_str())
            .with("address", mask_email(address))
    };
    let from = mailbox(Some(&campaign.sender.name), sender(campaign))
        .ok_or_else(|| refused(sender(campaign)))?;
    let recipient = mailbox(piece.name.as_deref(), to).ok_or_else(|| refused(to))?;
    let id = message_id(context.secret, campaign, &piece.id);
    let mut builder = Mail::builder()
        .message_id(Some(id.clone()))
        .date(noon(date))
        .from(from.clone())
        .to(recipient)
        .subject(written.subject.clone());
    if let Some(address) = &campaign.mail.reply_to {
        builder = builder.reply_to(mailbox(None, address).ok_or_else(|| refused(address))?);
    }
    builder = builder.raw_header(header("List-Id", list_id(campaign)));
    let by_mail = link::unsubscribe_mail(campaign, piece.code);
    builder = match link::unsubscribe_url(campaign, piece.code) {
        Some(url) if url.starts_with("https://") => builder
            .raw_header(header(
                "List-Unsubscribe",
                format!("<{by_mail}>, <{}>", clean(&url)),
            ))
            .raw_header(header(
                "List-Unsubscribe-Post",
                "List-Unsubscribe=One-Click".to_owned(),
            )),
        _ => builder.raw_header(header("List-Unsubscribe", format!("<{by_mail}>"))),
    };
    let mail = builder
        .multipart(body(context, piece, written, date))
        .map_err(|error| {
            Finding::error("E107")
                .with("piece", piece.id.as_str())
                .with("problem", error.to_string())
        })?;
    Ok(Message {
        piece: piece.id.clone(),
        file_name: format!("{}-{}.eml", piece.id, piece.kind.word()),
        from: from.email.to_string(),
        to: to.to_owned(),
        message_id: id,
        bytes: mail.formatted(),
    })
}

/// Text, HTML and, for a meeting, the invitation: three forms of one message.
fn body(context: &EmailContext<'_>, piece: &Piece, written: &Written, date: Date) -> MultiPart {
    // Made of the piece and not of the content; `=_` never stands in quoted-printable or base64.
    let boundary = format!("=_{}", context.secret.hex(&["boundary", &piece.id]));
    let mut parts = MultiPart::builder()
        .kind(lettre::message::MultiPartKind::Alternative)
        .boundary(boundary)
        .singlepart(SinglePart::plain(written.text.clone()))
        .singlepart(SinglePart::html(written.html.clone()));
    let about_meeting =
        piece.kind == PieceKind::Meeting || piece.reminds_of == Some(PieceKind::Meeting);
    if let Some(meeting) = context.campaign.meeting.as_ref().filter(|_| about_meeting) {
        let sender = &context.campaign.sender;
        // Not of the day: a meeting that moves is the same one.
        let name = context.secret.hex(&["meeting", &meeting.name]);
        let id = message_id(context.secret, context.campaign, &name);
        let text = invitation(
            meeting,
            sender,
            id.trim_matches(['<', '>']),
            &link::answer(context.campaign, piece.code),
            date,
        );
        if let Ok(kind) = ContentType::parse("text/calendar; charset=utf-8; method=PUBLISH") {
            parts = parts.singlepart(SinglePart::builder().content_type(kind).body(text));
        }
    }
    parts
}

/// The name of the campaign as a list (RFC 2919): `<mijn-buurt.example.org>`.
fn list_id(campaign: &Campaign) -> String {
    let domain = sender(campaign).rsplit_once('@');
    let domain = domain.map_or("localhost", |(_, domain)| domain);
    let name = slug(&campaign.campaign.name);
    let name = if name.is_empty() { "campagne" } else { &name };
    format!("<{name}.{}>", clean(domain))
}

/// A header with plain text in it.
fn header(name: &'static str, value: String) -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str(name), value)
}

/// Name and address; `None` when the address cannot be used. Stricter than the library: ASCII
/// only (a look-alike script is a question, not an address), a dot in the domain, no address
/// literal, no routing. The name is cleaned: a line end in it would break the library.
fn mailbox(name: Option<&str>, address: &str) -> Option<Mailbox> {
    let (local, domain) = address.rsplit_once('@')?;
    let is_plain = address.is_ascii()
        && address.len() <= 254
        && !address.bytes().any(|b| b.is_ascii_control() || b == b' ')
        && !local.contains(['%', '!', '@', '"', '<', '>', ',', ';', '(', ')'])
        && domain.contains('.')
        && !domain.contains(['[', ']', '_']);
    if !is_plain {
        return None;
    }
    let address: Address = address.parse().ok()?;
    let name = name
        .map(clean)
        .map(|name| name.chars().take(100).collect::<String>())
        .filter(|name| !name.is_empty());
    Some(Mailbox::new(name, address))
}

/// Eleven o'clock UTC on a day: noon in winter where the letters are written.
fn noon(date: Date) -> SystemTime {
    let days = jiff::civil::date(1970, 1, 1)
        .until(date)
        .map_or(0, |span| span.get_days());
    let seconds = u64::try_from(days).unwrap_or(0) * 86_400 + 11 * 3_600;
    SystemTime::UNIX_EPOCH + Duration::from_secs(seconds)
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::email;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]
        /// One rule: what a list may hold is what a mail can carry.
        #[test]
        fn every_address_that_a_row_may_hold_can_be_written_to(
            local in "[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~éü\"-]{1,66}",
            domain in "[a-zA-Z0-9.äö例-]{1,70}\\.(org|nl|рф|example\\.org)",
        ) {
            if let Ok(address) = email::check(&format!("{local}@{domain}")) {
                prop_assert!(mailbox(Some("Jan"), &address).is_some(), "{}", address);
            }
        }
    }
}
