//! What comes back: mail, exports of forms, slips. Every row and message has its account, an answer
//! is counted once, and whoever said no gets nothing more.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    clippy::panic,
    clippy::print_stdout,
    clippy::string_slice,
    reason = "a test may fail loudly"
)]

mod batches;
mod forgotten;
mod office;
mod page;
mod partner;
mod rounds;
mod scans;
#[path = "../support/mod.rs"]
mod support;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;

use support::run;
use tempfile::TempDir;

const SURVEY: &str = r#"
[[question]]
id = "mee"
kind = "single"
means = "join"
text = { nl = "Wilt u meedoen?", en = "Do you want to join?" }
choices = [{ id = "ja", nl = "Ja", en = "Yes" }, { id = "nee", nl = "Nee", en = "No" }]

[[question]]
id = "beter"
kind = "multiple"
text = { nl = "Wat moet beter?", en = "What must improve?" }
choices = [{ id = "lift", nl = "De lift", en = "The lift" }, { id = "schoon", nl = "Schoon, heel en veilig", en = "Clean and safe" }]

[[question]]
id = "cijfer"
kind = "scale"
text = { nl = "Welk cijfer geeft u?", en = "Which mark?" }
from = 1
to = 5

[[question]]
id = "taal"
kind = "single"
means = "language"
text = { nl = "In welke taal schrijven we u?", en = "In which language?" }
choices = [{ id = "nl", nl = "Nederlands", en = "Dutch" }, { id = "en", nl = "Engels", en = "English" }]

[[question]]
id = "verder"
kind = "open"
text = { nl = "Wat wilt u verder kwijt?", en = "Anything else?" }
"#;

/// Twelve homes; the first six have an e-mail address with consent. One run was made.
fn campaign() -> TempDir {
    campaign_of(|contacts| contacts)
}

/// The same, with other contacts.
fn campaign_of(change: impl Fn(String) -> String) -> TempDir {
    campaign_asking(SURVEY, change)
}

/// The same, with another survey.
fn campaign_asking(survey: &str, change: impl Fn(String) -> String) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let inputs = folder.path().join("inputs");
    fs::create_dir_all(inputs.join("returned")).unwrap();
    let mut register = String::from("straat,huisnummer,postcode,woonplaats,gebruiksdoel,status\n");
    let mut contacts =
        String::from("naam,adres,postcode,e-mail,grondslag,toestemming op,bron toestemming\n");
    for number in 1..=12 {
        writeln!(
            register,
            "Dorpsstraat,{number},1234AB,Proefstad,woonfunctie,Verblijfsobject in gebruik"
        )
        .unwrap();
        if number <= 6 {
            writeln!(
                contacts,
                ",Dorpsstraat {number},1234 AB,bewoner{number}@example.org,toestemming,2026-09-01,formulier"
            )
            .unwrap();
        }
    }
    fs::write(inputs.join("register.csv"), register).unwrap();
    fs::write(inputs.join("contacten.csv"), change(contacts)).unwrap();
    fs::write(inputs.join("survey.toml"), survey).unwrap();
    let text = "[campaign]\nname = 'Proef'\nlanguage = 'nl'\n[sender]\nname = 'De groep'\naddress = ['Plein 1', '1234 AA Proefstad']\nemail = 'groep@example.org'\n[register]\nsources = ['register.csv']\n[waves]\nmin_days = 7\n";
    fs::write(inputs.join("campaign.toml"), text).unwrap();
    at(&folder, "2026-11-23", &["run"], &[0, 1]);
    folder
}

fn at(folder: &TempDir, date: &str, arguments: &[&str], exits: &[i32]) -> String {
    let mut all = vec!["--date", date];
    all.extend(arguments);
    let output = run(folder.path(), &all, &[]);
    let said = String::from_utf8_lossy(&output.stdout).into_owned()
        + &String::from_utf8_lossy(&output.stderr);
    assert!(exits.contains(&output.status.code().unwrap()), "{said}");
    said
}

fn table(folder: &TempDir, name: &str) -> Vec<BTreeMap<String, String>> {
    let path = folder.path().join("outputs/tables").join(name);
    let mut reader = csv::Reader::from_path(path).unwrap();
    let names = reader.headers().unwrap().clone();
    reader
        .records()
        .map(|row| {
            let row = row.unwrap();
            names
                .iter()
                .zip(row.iter())
                .map(|(n, v)| (n.to_owned(), v.to_owned()))
                .collect()
        })
        .collect()
}

/// The pieces by house number: `(piece, code, message id)`.
fn pieces(folder: &TempDir) -> BTreeMap<u32, (String, String, String)> {
    let ledger: BTreeMap<String, String> = table(folder, "ledger.csv")
        .into_iter()
        .map(|row| (row["piece"].clone(), row["message_id"].clone()))
        .collect();
    let numbers: BTreeMap<String, u32> = table(folder, "coverage.csv")
        .into_iter()
        .map(|row| (row["unit_id"].clone(), row["number"].parse().unwrap()))
        .collect();
    table(folder, "plan.csv")
        .into_iter()
        .filter(|row| !row["piece"].is_empty() && numbers.contains_key(&row["unit_id"]))
        .map(|row| {
            let piece = row["piece"].clone();
            let id = ledger.get(&piece).cloned().unwrap_or_default();
            (numbers[&row["unit_id"]], (piece, row["code"].clone(), id))
        })
        .collect()
}

fn state(folder: &TempDir, piece: &str) -> String {
    let rows = table(folder, "ledger.csv");
    rows.iter().find(|row| row["piece"] == piece).unwrap()["state"].clone()
}

fn put(folder: &TempDir, name: &str, text: &str) {
    let path = folder.path().join("inputs/returned").join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn bounce(message_id: &str, to: &str, action: &str, status: &str) -> String {
    format!(
        "From: MAILER-DAEMON@mx.example.org\nTo: groep@example.org\nSubject: Undelivered Mail\nDate: Tue, 24 Nov 2026 09:00:00 +0100\nMIME-Version: 1.0\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\nContent-Type: text/plain\n\nSorry.\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.org\n\nFinal-Recipient: rfc822; {to}\nAction: {action}\nStatus: {status}\n\n--b\nContent-Type: message/rfc822\n\nMessage-ID: {message_id}\nSubject: x\n\ny\n--b--\n"
    )
}

fn mail(from: &str, head: &str, body: &str) -> String {
    format!(
        "From: {from}\nTo: groep@example.org\nDate: Tue, 24 Nov 2026 09:00:00 +0100\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n{head}\n\n{body}\n"
    )
}

#[test]
fn mail_that_came_back_is_taken_in_once_and_followed() {
    let folder = campaign();
    let pieces = pieces(&folder);
    let of = |number: u32| pieces[&number].clone();
    let box_of = |mails: &[String]| -> String {
        mails.iter().fold(String::new(), |mut all, mail| {
            write!(all, "From x Tue Nov 24 09:00:00 2026\n{mail}\n").unwrap();
            all
        })
    };
    put(
        &folder,
        "terug.mbox",
        &box_of(&[
            bounce(&of(1).2, "bewoner1@example.org", "failed", "5.1.1"),
            bounce(&of(2).2, "bewoner2@example.org", "delayed", "4.4.1"),
            mail(
                "bewoner3@example.org",
                "Subject: Automatisch antwoord: groep",
                "Ik ben er niet.",
            ),
        ]),
    );
    put(
        &folder,
        "afmelding.eml",
        &mail(
            "iemand@example.net",
            &format!("Subject: Afmelden {}", of(4).1),
            "",
        ),
    );
    put(
        &folder,
        "Maildir/cur/1:2,S",
        &mail(
            "Bewoner <bewoner5@example.org>",
            "Subject: Re: groep",
            "Leuk, ik help graag!\n\nOp 23 november 2026 schreef De groep:\n> Wilt u geen mail meer?",
        ),
    );
    fs::create_dir_all(folder.path().join("inputs/returned/Maildir/new")).unwrap();
    put(
        &folder,
        "vreemd.eml",
        &mail("winkel@example.net", "Subject: Aanbieding", "Koop nu."),
    );
    let said = at(&folder, "2026-11-25", &["collect"], &[0, 1]);
    for word in [
        "E-mails die niet zijn aangekomen",
        "Leuk, ik help graag!",
        "Koop nu.",
    ] {
        assert!(said.contains(word), "{word}: {said}");
    }
    assert!(!said.contains("bewoner5@"), "an address is told: {said}");
    let states: Vec<String> = (1..=5)
        .map(|number| state(&folder, &of(number).0))
        .collect();
    assert_eq!(
        states,
        ["bounced", "waiting", "waiting", "waiting", "answered"]
    );
    let told: Vec<(String, String, String)> = table(&folder, "returned.csv")
        .iter()
        .map(|row| {
            (
                format!("{}:{}", row["file"], row["row"]),
                row["kind"].clone(),
                row["outcome"].clone(),
            )
        })
        .collect();
    let row = |file: &str, kind: &str, outcome: &str| {
        (
            format!("returned/{file}"),
            kind.to_owned(),
            outcome.to_owned(),
        )
    };
    assert_eq!(
        told,
        [
            row("Maildir/cur/1:2,S:1", "mail", "used"),
            row("afmelding.eml:1", "opt_out", "used"),
            row("terug.mbox:1", "bounce", "used"),
            row("terug.mbox:2", "delay", "used"),
            row("terug.mbox:3", "automatic", "used"),
            row("vreemd.eml:1", "mail", "set_aside"),
        ]
    );
    // Again: no news, and nothing moved.
    at(&folder, "2026-11-25", &["collect"], &[0, 1]);
    assert!(folder.path().join("inputs/returned/terug.mbox").exists());
    let states: Vec<String> = (1..=5)
        .map(|number| state(&folder, &of(number).0))
        .collect();
    assert_eq!(
        states,
        ["bounced", "waiting", "waiting", "waiting", "answered"]
    );
    // The next wave: a letter where the mail bounced, nothing where somebody said no or answered.
    at(&folder, "2026-12-20", &["run"], &[0, 1]);
    let plan: BTreeMap<String, String> = table(&folder, "plan.csv")
        .into_iter()
        .filter(|row| row["wave"] == "2" && !row["piece"].is_empty())
        .map(|row| (row["unit_id"].clone(), row["channel"].clone()))
        .collect();
    let unit = |number: u32| {
        let rows = table(&folder, "coverage.csv");
        rows.iter()
            .find(|row| row["number"] == number.to_string())
            .unwrap()["unit_id"]
            .clone()
    };
    assert_eq!(plan.get(&unit(1)).map(String::as_str), Some("letter"));
    for number in [4, 5] {
        assert_eq!(plan.get(&unit(number)), None, "number {number}");
    }
    assert_eq!(state(&folder, &of(4).0), "withdrawn");
}

#[test]
fn exports_of_forms_are_known_as_they_are_and_counted() {
    let folder = campaign();
    let pieces = pieces(&folder);
    let code = |number: u32| pieces[&number].1.clone();
    for batch in 1..=table(&folder, "plan.csv")
        .iter()
        .filter_map(|row| row["batch"].parse::<u32>().ok())
        .max()
        .unwrap()
    {
        at(
            &folder,
            "2026-11-24",
            &["letters", "confirm", &batch.to_string()],
            &[0],
        );
    }
    let mistyped: String = code(9).replacen(|c: char| c.is_ascii_alphabetic(), "O", 1);
    assert_ne!(mistyped, code(9));
    // Codes of questions and choices, as LimeSurvey exports them.
    put(
        &folder,
        "limesurvey.csv",
        &format!(
            "id,submitdate,lastpage,startlanguage,seed,token,mee,beter[lift],beter[schoon],cijfer,taal,verder\n1,2026-11-30 10:00:00,1,nl,12345,{},ja,Y,N,4,en,\"Meer licht, graag\"\n2,2026-11-30 11:00:00,1,nl,12345,{},nee,N,N,2,nl,\n",
            code(7).replace('-', ""),
            code(8)
        ),
    );
    // Whole texts, several answers in one cell with a comma, a mistyped code.
    put(
        &folder,
        "google.csv",
        &format!(
            "Tijdstempel,Uw code,Wilt u meedoen?,Wat moet beter?,Welk cijfer geeft u?\n1-12-2026 9:30:00,{mistyped},Ja,\"De lift, Schoon, heel en veilig\",5\n1-12-2026 9:31:00,XXXX,Ja,De lift,5\n"
        ),
    );
    // No code at all, but an address; choices with semicolons; English.
    put(
        &folder,
        "forms.csv",
        "ID;Begintijd;Tijd van voltooien;E-mail;Naam;Adres;Postcode;Do you want to join?;What must improve?\n1;2-12-2026 10:00;2-12-2026 10:05;anonymous;;Dorpsstraat 10;1234 AB;Yes;The lift;\n",
    );
    // What the answer page puts in a mail, folded by a mail program as it likes.
    put(
        &folder,
        "pagina.eml",
        &mail(
            "iemand@example.net",
            &format!("Subject: Antwoord {}", code(11)),
            &format!(
                "Code : {}\nWilt u meedoen? : Ja\nWat moet beter? : De lift; Schoon, heel en veilig\nWat wilt u verder kwijt? : Fietsen : overal / en meer",
                code(11)
            ),
        ),
    );
    // The same home again: the last one counts.
    put(
        &folder,
        "later.csv",
        &format!("Datum;Code;Wilt u meedoen?\n5-12-2026;{};nee\n", code(7)),
    );
    at(&folder, "2026-12-06", &["run"], &[0, 1]);
    let counted: Vec<String> = table(&folder, "replies.csv")
        .iter()
        .filter(|row| row["code"] == code(7))
        .map(|row| format!("{}={} {}", row["question"], row["answer"], row["counts"]))
        .collect();
    assert!(
        counted.contains(&"mee=ja yes".to_owned()) || counted.contains(&"mee=ja no".to_owned()),
        "{counted:?}"
    );
    let survey: BTreeMap<(String, String), (String, String)> = table(&folder, "survey.csv")
        .into_iter()
        .filter(|row| row["level"] == "scope")
        .map(|row| {
            (
                (row["question"].clone(), row["choice"].clone()),
                (row["answers"].clone(), row["share"].clone()),
            )
        })
        .collect();
    let of = |question: &str, choice: &str| {
        let (answers, share) = survey[&(question.to_owned(), choice.to_owned())].clone();
        format!("{answers} of {share}")
    };
    // 7 (nee, later), 8 nee, 9, 10 and 11 ja; asked: the six on paper.
    assert_eq!(of("mee", ""), "5 of 5/6");
    assert_eq!(of("mee", "ja"), "3 of 3/5");
    assert_eq!(of("mee", "nee"), "2 of 2/5");
    assert_eq!(of("beter", "lift"), "4 of 4/5");
    assert_eq!(of("beter", "schoon"), "2 of 2/5");
    let words = table(&folder, "replies.csv");
    assert!(
        words
            .iter()
            .any(|row| row["answer"] == "Fietsen : overal / en meer")
    );
    assert_eq!(of("cijfer", "5"), "1 of 1/3");
    let outcomes: Vec<(String, String)> = table(&folder, "returned.csv")
        .iter()
        .filter(|row| row["file"] == "returned/google.csv")
        .map(|row| (row["row"].clone(), row["outcome"].clone()))
        .collect();
    assert_eq!(
        outcomes,
        [("1", "set_aside"), ("2", "used"), ("3", "set_aside")]
            .map(|(a, b)| (a.to_owned(), b.to_owned()))
    );
}

#[test]
fn a_survey_that_cannot_be_asked_is_refused_with_its_place() {
    let folder = campaign();
    let survey = folder.path().join("inputs/survey.toml");
    for (from, to, word) in [
        ("kind = \"single\"", "kind = \"enkel\"", "enkel"),
        ("means = \"join\"", "betekent = \"join\"", "betekent"),
        ("id = \"beter\"", "id = \"mee\"", "Vraag 2"),
        ("to = 5", "to = 1", "Vraag 3"),
    ] {
        fs::write(&survey, SURVEY.replacen(from, to, 1)).unwrap();
        let said = at(&folder, "2026-11-25", &["check"], &[2]);
        assert!(
            said.contains(word) && said.contains("survey.toml"),
            "{said}"
        );
    }
}

#[test]
fn mails_that_a_person_sent_are_recorded_by_name_or_all() {
    let folder = campaign();
    let pieces = pieces(&folder);
    let states = || -> Vec<String> {
        (1..=6)
            .map(|number| state(&folder, &pieces[&number].0))
            .collect()
    };
    // Nobody said yes: nothing is recorded, and the count is named.
    let said = at(&folder, "2026-11-25", &["send", "--by-hand"], &[2]);
    assert!(said.contains("6 e-mails"), "{said}");
    assert_eq!(states(), ["waiting"; 6]);
    let said = at(
        &folder,
        "2026-11-25",
        &["send", "--by-hand", "w9-00001", "--yes"],
        &[2],
    );
    assert!(said.contains("w9-00001"), "{said}");
    // By the name of its file.
    let first = fs::read_dir(folder.path().join("outputs/emails"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .find(|name| name.starts_with(&pieces[&1].0))
        .unwrap();
    at(
        &folder,
        "2026-11-25",
        &["send", "--by-hand", &first, "--yes"],
        &[0],
    );
    assert_eq!(states()[0], "sent");
    assert_eq!(states()[1..], ["waiting"; 5]);
    at(&folder, "2026-11-26", &["send", "--by-hand", "--yes"], &[0]);
    assert_eq!(states(), ["sent"; 6]);
    // The next wave rests on it.
    at(&folder, "2026-12-20", &["run"], &[0, 1]);
    let reminded = table(&folder, "plan.csv")
        .iter()
        .filter(|row| row["wave"] == "2" && row["kind"] == "reminder")
        .count();
    assert_eq!(reminded, 6);
}
