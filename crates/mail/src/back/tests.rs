#![allow(clippy::disallowed_methods, reason = "a test makes its own files")]

use super::*;
use domain::{Code, Secret};

fn code() -> Code {
    Secret::from_text("test").code("unit 1", 1, 0)
}

fn told(text: &str) -> Back {
    read(text.replace('\n', "\r\n").as_bytes()).unwrap()
}

const REPORT: &str = "From: MAILER-DAEMON@mx.example.net
To: bounce-w1-00012-0123456789ab@bounce.example.org
Subject: Undelivered Mail Returned to Sender
Date: Tue, 1 Dec 2026 09:00:00 +0100
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary=\"b\"

--b
Content-Type: text/plain

This is the mail system at host mx.example.net.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.net

Final-Recipient: rfc822; An.De.Vries@example.net
Action: ACTION
Status: STATUS
Diagnostic-Code: smtp; 550 5.1.1 <an.de.vries@example.net>:
    User unknown

--b
Content-Type: message/rfc822

From: fokusgroep@example.org
To: an.de.vries@example.net
Subject: Hoort u bij een groep?
Message-ID: <abc123@example.org>

Dag buur

--b--
";

#[test]
fn a_delivery_report_says_what_became_of_which_mail() {
    for (action, status, what) in [
        ("failed", "5.1.1", What::Bounced),
        ("Failed", "4.4.7", What::Bounced),
        ("delayed", "4.4.1", What::Delayed),
        ("delivered", "2.0.0", What::Automatic),
        ("relayed", "2.0.0", What::Automatic),
    ] {
        let back = told(&REPORT.replace("ACTION", action).replace("STATUS", status));
        assert_eq!(back.what, what, "{action}");
        assert_eq!(back.date, Some(jiff::civil::date(2026, 12, 1)));
        assert_eq!(back.from, "", "a mail server is no person");
        let clues = &back.clues;
        assert!(clues.message_ids.contains("<abc123@example.org>"));
        assert!(clues.recipients.contains("an.de.vries@example.net"));
        let path = ("w1-00012".to_owned(), "0123456789ab".to_owned());
        assert!(clues.return_paths.contains(&path));
        if what == What::Bounced {
            assert_eq!(
                back.said,
                format!("{status} 550 5.1.1 <an.de.vries@example.net>: User unknown")
            );
        }
    }
}

fn plain(head: &str, body: &str) -> Back {
    told(&format!(
        "{head}\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n{body}\n"
    ))
}

#[test]
fn servers_that_write_no_report_are_understood_by_their_words() {
    for (subject, body, what) in [
        (
            "failure notice",
            "Hi. This is the qmail-send program at example.net.\nI'm afraid I wasn't able to deliver your message to the following addresses.\nThis is a permanent error; I've given up. Sorry it didn't work out.\n\n<an@example.net>:\n550 no mailbox",
            What::Bounced,
        ),
        (
            "Mail delivery failed: returning message to sender",
            "A message that you sent could not be delivered to one or more of its\nrecipients. This is a permanent error.",
            What::Bounced,
        ),
        (
            "Onbestelbaar: Hoort u bij een groep?",
            "De bezorging aan de volgende geadresseerden is mislukt.",
            What::Bounced,
        ),
        (
            "Delivery Status Notification (Delay)",
            "This is an automatically generated message.\nYour message has not yet been delivered: 550 never mind",
            What::Delayed,
        ),
        (
            "Warning: message delayed 24 hours",
            "A message that you sent has not yet been delivered.",
            What::Delayed,
        ),
        ("Uw bericht", "452 4.2.2 mailbox full", What::Delayed),
        ("Uw bericht", "Dank u wel.", What::Unclear),
    ] {
        let head = format!(
            "From: Mail Delivery <MAILER-DAEMON@example.net>\nTo: x@example.org\nSubject: {subject}"
        );
        assert_eq!(plain(&head, body).what, what, "{subject}: {body}");
    }
}

#[test]
fn what_a_program_answers_is_neither_a_bounce_nor_an_answer() {
    for head in [
        "From: an@example.net\nSubject: Automatisch antwoord: Hoort u bij een groep?",
        "From: an@example.net\nSubject: Afwezig t/m 3 januari",
        "From: an@example.net\nSubject: Re: groep\nAuto-Submitted: auto-replied",
        "From: an@example.net\nSubject: Re: groep\nX-Autoreply: yes",
        "From: an@example.net\nSubject: Out of office",
    ] {
        let back = plain(
            head,
            "Ik ben er niet. Voor post: niet meer mailen naar dit adres.",
        );
        assert_eq!(back.what, What::Automatic, "{head}");
    }
    let by_hand = plain(
        "From: an@example.net\nSubject: Re: groep\nAuto-Submitted: no",
        "Ja!",
    );
    assert_eq!(by_hand.what, What::Reply);
}

#[test]
fn a_request_to_stop_is_one_and_a_quoted_one_is_not() {
    let unsubscribe = format!("From: an@example.net\nSubject: Afmelden {}", code());
    let back = plain(&unsubscribe, "");
    assert_eq!(
        (back.what, back.from.as_str()),
        (What::Stop, "an@example.net")
    );
    assert!(back.clues.codes.contains(&code()));
    for body in [
        "Graag geen mail meer.",
        "Haal mij van de lijst a.u.b.",
        "stop contacting me",
        "Afmelden",
    ] {
        assert_eq!(
            plain("From: an@example.net\nSubject: Re: groep", body).what,
            What::Stop,
            "{body}"
        );
    }
    for body in [
        "Leuk, ik kom!\n\nOp 1 december 2026 schreef FoKusgroep:\n> Wilt u geen mail meer? Meld u af.",
        "Leuk, ik kom!\n\nOn Tue, 1 Dec 2026 at 10:00, FoKusgroep <fokusgroep@example.org>\nwrote:\n> geen mail meer",
        "Leuk, ik kom!\n-----Oorspronkelijk bericht-----\nVan: FoKusgroep\nWilt u geen mail meer?",
        "Leuk, ik kom!\n--\nAn\nStuur mij geen reclame",
    ] {
        let back = plain(
            "From: An <An@Example.net>\nSubject: Re: afmelden kan altijd",
            body,
        );
        assert_eq!(
            (back.what, back.said.as_str()),
            (What::Reply, "Leuk, ik kom!"),
            "{body}"
        );
        assert_eq!(back.from, "an@example.net");
    }
}

#[test]
fn a_complaint_to_the_provider_is_a_request_to_stop() {
    let text = "From: abuse@provider.example
Subject: complaint
MIME-Version: 1.0
Content-Type: multipart/report; report-type=feedback-report; boundary=b

--b
Content-Type: message/feedback-report

Feedback-Type: abuse
User-Agent: x

--b
Content-Type: message/rfc822

Message-ID: <abc123@example.org>
Subject: x

y
--b--
";
    let back = told(text);
    assert_eq!(back.what, What::Stop);
    assert!(back.clues.message_ids.contains("<abc123@example.org>"));
}

#[test]
fn boxes_hold_many_messages_and_anything_else_ends() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, text).unwrap();
        path
    };
    let one = "From: a@example.net\nSubject: een\n\n>From hier\nja\n";
    let path = write(
        "box.mbox",
        &format!(
            "From a@example.net Tue Dec  1 09:00:00 2026\n{one}\nFrom b@example.net Tue Dec  1 09:00:00 2026\n{one}\n"
        ),
    );
    let mut seen = Vec::new();
    each(&path, &mut |number, bytes| {
        seen.push((number, read(bytes).unwrap().said));
    })
    .unwrap();
    assert_eq!(seen.iter().map(|(n, _)| *n).collect::<Vec<_>>(), [1, 2]);
    assert!(
        seen.iter()
            .all(|(_, said)| said == "From hier ja" || said == "ja"),
        "{seen:?}"
    );
    let mail = write("Maildir/cur/1.host:2,S", one);
    std::fs::create_dir_all(folder.path().join("Maildir/new")).unwrap();
    assert!(is_maildir_file(&mail) && !is_maildir_file(&path));
    for bytes in [
        &b""[..],
        b"\0\0\0",
        b"PK\x03\x04",
        b"\r\n\r\n",
        b"lorem ipsum",
    ] {
        assert_eq!(read(bytes), None);
    }
}

use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]
    /// Any bytes, and any cut of a real report, end.
    #[test]
    fn nothing_makes_it_fall(bytes in prop::collection::vec(any::<u8>(), 0..400), cut in 0..REPORT.len()) {
        let _ = read(&bytes);
        let _ = read(REPORT.as_bytes().get(..cut).unwrap_or_default());
        let _ = read(&[REPORT.as_bytes().get(..cut).unwrap_or_default(), &bytes].concat());
    }
}
