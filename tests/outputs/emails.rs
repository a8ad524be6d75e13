use haarvaten::domain::campaign::MeetingSettings;
use haarvaten::domain::templates::Templates;
use haarvaten::domain::{Channel, Language, PieceKind};
use haarvaten::emails::{self, EmailContext, Message};
use haarvaten::outreach::Recipient;

use crate::village::{Village, village};

fn compose(village: &Village, templates: &Templates) -> (Vec<Message>, Vec<String>) {
    let noted = emails::compose(
        &village.plan,
        &EmailContext {
            campaign: &village.campaign,
            register: &village.register,
            linked: &village.linked,
            coverage: &village.coverage,
            templates,
            secret: &village.secret,
        },
    );
    let findings = noted
        .findings
        .iter()
        .map(|finding| format!("{} {}", finding.code, finding.message(&village.messages)))
        .collect();
    (noted.value, findings)
}

/// The body of a message as a person sees it: quoted-printable undone.
fn decoded(message: &Message) -> String {
    let text = String::from_utf8(message.bytes.clone()).unwrap();
    let text = text.replace("=\r\n", "");
    let mut out = Vec::new();
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        if byte == b'=' {
            let hex: String = bytes.by_ref().take(2).map(char::from).collect();
            out.push(u8::from_str_radix(&hex, 16).unwrap_or(b'='));
        } else {
            out.push(byte);
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[test]
fn consent_is_named_and_the_message_is_whole() {
    let village = village("nl");
    let (messages, findings) = compose(&village, &Templates::built_in());
    assert_eq!(findings, Vec::<String>::new());
    assert_eq!(messages.len(), 2, "one with consent, one published address");
    for message in &messages {
        crate::keep(&format!("emails/{}", message.file_name), &message.bytes);
        let text = String::from_utf8(message.bytes.clone()).unwrap();
        assert!(text.contains("List-Unsubscribe: <mailto:"), "{text}");
        assert!(text.contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click"));
        assert!(text.contains("Date: Mon, 23 Nov 2026 11:00:00 +0000"));
    }
    let home = messages
        .iter()
        .find(|message| message.to == "fatima@example.org")
        .unwrap();
    let text = decoded(home);
    assert!(text.contains("Beste Fatima Verzinsel,"));
    assert!(text.contains("op 1 mei 2026 toestemming gaf om u te mailen (inschrijfformulier)"));
    assert!(
        !messages
            .iter()
            .any(|message| message.to == "zonder@example.org")
    );
    let board = messages
        .iter()
        .find(|message| message.to == "kikkenstein@example.org")
        .unwrap();
    let text = decoded(board);
    assert!(
        text.contains("&#x3D;Groep &quot;Kikkenstein&quot; &lt;b&gt;"),
        "escaped in HTML"
    );
    assert!(
        text.contains("Fijn dat =Groep \"Kikkenstein\" <b> zo actief"),
        "plain in text"
    );
}

#[test]
fn the_same_plan_gives_the_same_bytes() {
    let first = compose(&village("nl"), &Templates::built_in()).0;
    let again = compose(&village("nl"), &Templates::built_in()).0;
    assert_eq!(first, again);
}

#[test]
fn every_kind_in_every_language_can_be_written_to_homes_and_boards() {
    for language in ["nl", "en", "ar"] {
        for answer_url in [Some("https://a.example.org/{code}".to_owned()), None] {
            let mut village = village("nl");
            village.campaign.campaign.answer_url = answer_url;
            village.campaign.mail.unsubscribe_url = None;
            village.campaign.meeting = Some(MeetingSettings {
                name: "Buurtbijeenkomst; met soep, en brood".into(),
                date: jiff::civil::date(2026, 12, 10),
                time: "19:30".into(),
                place: "Buurthuis".into(),
                areas: Vec::new(),
            });
            let template = village
                .plan
                .pieces
                .iter()
                .find(|piece| piece.channel == Channel::Email)
                .unwrap()
                .clone();
            let board = village
                .plan
                .pieces
                .iter()
                .find_map(|piece| match piece.recipient {
                    Recipient::Board(org) => Some((piece.recipient, org)),
                    Recipient::Home(_) => None,
                })
                .unwrap();
            village.plan.pieces.clear();
            for kind in PieceKind::WRITTEN {
                for of in [None, Some(PieceKind::Start), Some(PieceKind::Meeting)] {
                    for to_board in [false, true] {
                        let mut piece = template.clone();
                        piece.kind = kind;
                        piece.reminds_of = of.filter(|_| kind == PieceKind::Reminder);
                        piece.language = Language::parse(language).unwrap();
                        piece.id = format!("w1-{:05}", village.plan.pieces.len() + 1).into();
                        piece.name = None;
                        if to_board {
                            piece.recipient = board.0;
                            piece.organisation = Some(board.1);
                            piece.deliver_to = None;
                        } else {
                            piece.organisation = None;
                        }
                        village.plan.pieces.push(piece);
                    }
                }
            }
            let count = village.plan.pieces.len();
            let (messages, findings) = compose(&village, &Templates::built_in());
            assert_eq!(findings, Vec::<String>::new(), "{language}");
            assert_eq!(messages.len(), count);
            for message in &messages {
                crate::keep(
                    &format!("emails-{language}/{}", message.file_name),
                    &message.bytes,
                );
                assert!(!decoded(message).contains("{{"), "{}", message.file_name);
            }
            let invitation = messages
                .iter()
                .find(|message| message.file_name.ends_with("meeting.eml"))
                .unwrap();
            let text = String::from_utf8_lossy(&invitation.bytes).into_owned();
            assert!(text.contains("DTSTART;TZID=Europe/Amsterdam:20261210T193000"));
            assert!(text.contains("SUMMARY:Buurtbijeenkomst\\; met soep\\, en brood"));
        }
    }
}

#[test]
fn a_template_without_the_privacy_paragraph_or_with_raw_values_is_refused() {
    for (path, text, code) in [
        ("emails/start/nl/text.hbs", "Hallo {{name}}", "E104"),
        ("emails/start/nl/html.hbs", "<p>Hallo</p>", "E104"),
        ("emails/start/nl/html.hbs", "{{{name}}} {{privacy}}", "E105"),
        ("emails/start/nl/html.hbs", "{{& name}} {{privacy}}", "E105"),
        (
            "emails/start/nl/text.hbs",
            "{{#if name}} {{privacy}}",
            "E102",
        ),
        ("emails/start/nl/text.hbs", "{{nmae}} {{privacy}}", "E102"),
        ("emails/start/nl/subject.hbs", "  ", "E103"),
    ] {
        let templates = Templates::with_own([(path.to_owned(), text.as_bytes().to_vec())]);
        let (messages, findings) = compose(&village("nl"), &templates);
        assert_eq!(messages.len(), 1, "the board's mail still goes: {path}");
        assert_eq!(findings.len(), 1, "{findings:?}");
        assert!(findings[0].starts_with(code), "{findings:?}");
    }
}
