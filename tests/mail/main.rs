//! Mail that is sent once: the whole program against a real server that does everything wrong.
#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    clippy::print_stderr,
    clippy::panic,
    reason = "a test may fail loudly"
)]

mod server;
#[path = "../support/mod.rs"]
mod support;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::Duration;

use server::Server;
use support::run;
use tempfile::TempDir;

const SEND: [&str; 3] = ["send", "--really", "--yes"];

/// A campaign in which every home has a contact with consent; mails lie ready.
fn campaign(locals: &[String], port: u16, more: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let inputs = folder.path().join("inputs");
    fs::create_dir_all(&inputs).unwrap();
    let mut register = String::from("straat,huisnummer,postcode,woonplaats,gebruiksdoel,status\n");
    let mut contacts =
        String::from("naam,adres,postcode,e-mail,grondslag,toestemming op,bron toestemming\n");
    for (number, local) in (1..).zip(locals) {
        writeln!(
            register,
            "Dorpsstraat,{number},1234AB,Proefstad,woonfunctie,Verblijfsobject in gebruik"
        )
        .unwrap();
        writeln!(
            contacts,
            ",Dorpsstraat {number},1234 AB,{local}@example.org,toestemming,2026-09-01,formulier"
        )
        .unwrap();
    }
    fs::write(inputs.join("register.csv"), register).unwrap();
    fs::write(inputs.join("contacten.csv"), contacts).unwrap();
    let text = format!(
        "[campaign]\nname = 'Proef'\nlanguage = 'nl'\ndate = '2026-11-23'\n[sender]\nname = 'De groep'\naddress = ['Plein 1', '1234 AA Proefstad']\nemail = 'groep@example.org'\n[register]\nsources = ['register.csv']\n[mail]\nhost = '127.0.0.1'\nport = {port}\ntls = 'none'\nper_minute = 0\nper_day = 0\n{more}"
    );
    fs::write(inputs.join("campaign.toml"), text).unwrap();
    let output = run(folder.path(), &["run"], &[]);
    assert!(output.status.code().unwrap() < 2, "{}", said(&output));
    let made = fs::read_dir(folder.path().join("outputs/emails"))
        .unwrap()
        .count();
    assert_eq!(made, locals.len(), "{}", said(&output));
    folder
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned() + &String::from_utf8_lossy(&output.stdout)
}

/// The state of each mail by its recipient's local part.
fn states(folder: &Path) -> BTreeMap<String, String> {
    let read = |name: &str| {
        let text = fs::read(folder.join("outputs/tables").join(name)).unwrap();
        let mut reader = csv::Reader::from_reader(&text[..]);
        let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        rows
    };
    let mut contacts = BTreeMap::new();
    let text = fs::read(folder.join("inputs/contacten.csv")).unwrap();
    for row in csv::Reader::from_reader(&text[..]).records() {
        let row = row.unwrap();
        let number = row[1].trim_start_matches("Dorpsstraat ").to_owned();
        contacts.insert(
            format!("unit unit:1234AB-{number}"),
            row[3].trim_end_matches("@example.org").to_owned(),
        );
    }
    read("ledger.csv")
        .iter()
        .map(|row| (contacts[&row[1]].clone(), row[3].to_owned()))
        .collect()
}

#[test]
fn nothing_is_sent_without_the_word_for_it() {
    let server = Server::start();
    let folder = campaign(&["jan".into(), "an".into()], server.port, "");
    let dry = run(folder.path(), &["send"], &[]);
    assert_eq!(dry.status.code(), Some(0), "{}", said(&dry));
    assert!(said(&dry).contains("2 e-mails") && !said(&dry).contains("jan@"));
    let alone = run(folder.path(), &["send", "--really"], &[]);
    assert_eq!(alone.status.code(), Some(2), "{}", said(&alone));
    assert!(server.count().is_empty());
    let trial = run(folder.path(), &["send", "--test-to", "ik@example.org"], &[]);
    assert_eq!(trial.status.code(), Some(0), "{}", said(&trial));
    assert_eq!(
        server.count(),
        BTreeMap::from([("ik@example.org".into(), 2)])
    );
    assert!(
        states(folder.path())
            .values()
            .all(|state| state == "waiting")
    );
}

#[test]
fn every_mail_ends_in_the_state_that_the_server_gave_it() {
    let server = Server::start();
    // Each fault among good ones, so that refusals stay few.
    let faults = [
        ("rcpt450-a", "waiting"),
        ("rcpt550-a", "refused"),
        ("rcpt421-a", "waiting"),
        ("rcptclose-a", "sent"),
        ("rcptgarbage-a", "sent"),
        ("data451-a", "waiting"),
        ("data554-a", "refused"),
        ("dot452-a", "waiting"),
        ("dot554-a", "refused"),
        ("dotclose-a", "uncertain"),
        ("dotlost-a", "uncertain"),
        ("dotgarbage-a", "uncertain"),
        ("dothang-a", "uncertain"),
    ];
    let mut locals: Vec<String> = (0..100).map(|n| format!("goed{n}")).collect();
    for (at, (fault, _)) in faults.iter().enumerate() {
        locals.insert(at * 7 + 3, (*fault).to_owned());
    }
    for connections in [1, 3] {
        let folder = campaign(
            &locals,
            server.port,
            &format!("connections = {connections}\n"),
        );
        let before = server.count();
        let output = run(folder.path(), &SEND, &[("HAARVATEN_MAIL_PATIENCE", "2")]);
        assert_eq!(output.status.code(), Some(1), "{}", said(&output));
        let states = states(folder.path());
        for (fault, state) in faults {
            if fault.starts_with("rcpt421")
                || fault.starts_with("rcptclose")
                || fault.starts_with("rcptgarbage")
            {
                // The second time round the server has forgotten its mood.
                assert!(
                    ["waiting", "sent"].contains(&states[fault].as_str()),
                    "{fault}"
                );
                continue;
            }
            assert_eq!(states[fault], state, "{fault} {}", said(&output));
        }
        for (local, state) in &states {
            let to = format!("{local}@example.org");
            let new = server.count().get(&to).unwrap_or(&0) - before.get(&to).unwrap_or(&0);
            assert!(new <= 1, "{local}: {new}");
            assert_eq!(
                state == "sent",
                new == 1 && !local.contains("dot"),
                "{local} {state}"
            );
            assert!(state != "sent" || new == 1, "{local} is not there");
        }
        // Sending again sends nothing twice, and nothing that must wait.
        let after = server.count();
        let again = run(folder.path(), &SEND, &[]);
        assert!(again.status.code().unwrap() < 2, "{}", said(&again));
        assert_eq!(server.count(), after);
    }
}

#[test]
fn uncertain_mails_wait_for_a_person() {
    let server = Server::start();
    let folder = campaign(&["dotlost-a".into(), "dotclose-b".into()], server.port, "");
    let output = run(folder.path(), &SEND, &[]);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    let list = run(folder.path(), &["send", "--uncertain"], &[]);
    assert!(said(&list).contains("w1-00001") && said(&list).contains("w1-00002"));
    assert!(!said(&list).contains("dotlost"), "{}", said(&list));
    for said_of in [["--arrived", "w1-00001"], ["--again", "w1-00002"]] {
        let told = run(
            folder.path(),
            &[&["send", "--uncertain"], &said_of[..]].concat(),
            &[],
        );
        assert_eq!(told.status.code(), Some(0), "{}", said(&told));
    }
    let states = states(folder.path());
    assert_eq!(states["dotlost-a"], "sent");
    assert_eq!(states["dotclose-b"], "waiting");
    let wrong = run(
        folder.path(),
        &["send", "--uncertain", "--again", "w1-00001"],
        &[],
    );
    assert_eq!(wrong.status.code(), Some(2));
}

#[test]
fn who_opted_out_after_the_mails_were_made_gets_none() {
    let server = Server::start();
    let locals: Vec<String> = (0..10).map(|n| format!("b{n}")).collect();
    let folder = campaign(&locals, server.port, "");
    fs::write(
        folder.path().join("inputs/afmeldingen.csv"),
        "adres,postcode,e-mail,datum\nDorpsstraat 3,1234 AB,,2026-11-24\n,,B5@example.org,2026-11-24\n",
    )
    .unwrap();
    let output = run(folder.path(), &SEND, &[]);
    assert!(output.status.code().unwrap() < 2, "{}", said(&output));
    let states = states(folder.path());
    assert_eq!(
        (states["b2"].as_str(), states["b5"].as_str()),
        ("withdrawn", "withdrawn")
    );
    assert_eq!(server.count().len(), 8);
    assert!(!server.count().contains_key("b2@example.org"));
}

#[test]
fn a_file_that_was_changed_does_not_leave() {
    let server = Server::start();
    let folder = campaign(&["a".into(), "b".into(), "c".into()], server.port, "");
    let emails = folder.path().join("outputs/emails");
    let file = |n: u32| emails.join(format!("w1-{n:05}-start.eml"));
    let text = fs::read_to_string(file(1)).unwrap();
    fs::write(file(1), text.replace("To: a@", "To: x@")).unwrap();
    fs::remove_file(file(2)).unwrap();
    let output = run(folder.path(), &SEND, &[]);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert_eq!(
        server.count(),
        BTreeMap::from([("c@example.org".into(), 1)])
    );
}

#[test]
fn a_server_that_is_not_there_or_speaks_in_the_open_gets_nothing() {
    let folder = campaign(&["a".into()], 1, "");
    let output = run(folder.path(), &SEND, &[]);
    assert_eq!(output.status.code(), Some(4), "{}", said(&output));
    assert_eq!(states(folder.path())["a"], "waiting");
    let server = Server::start();
    let folder = campaign(&["a".into()], server.port, "");
    let path = folder.path().join("inputs/campaign.toml");
    let text = fs::read_to_string(&path).unwrap();
    for tls in ["starttls", "required"] {
        fs::write(&path, text.replace("'none'", &format!("'{tls}'"))).unwrap();
        let output = run(folder.path(), &SEND, &[("HAARVATEN_MAIL_PATIENCE", "1")]);
        assert_eq!(output.status.code(), Some(4), "{}", said(&output));
    }
    assert!(server.taken.lock().unwrap().senders.is_empty());
    assert_eq!(states(folder.path())["a"], "waiting");
}

/// Another implementation finds the signatures good, and one that was touched bad.
#[test]
fn signatures_are_good_by_another_program() {
    let python = "/usr/bin/python3";
    let has = Command::new(python)
        .args(["-c", "import dkim, nacl"])
        .output();
    if !has.is_ok_and(|output| output.status.success()) {
        eprintln!("skipped: no python3-dkim here");
        return;
    }
    for kind in [
        &["ED25519"][..],
        &["RSA", "-pkeyopt", "rsa_keygen_bits:2048"],
    ] {
        let server = Server::start();
        let more = "dkim_key = 'mail.pem'\ndkim_selector = 'k1'\nbounce_domain = 'terug.example.org'\nunsubscribe_url = 'https://example.org/uit/{code}'\n";
        let folder = campaign(&["jan".into(), "an".into()], server.port, more);
        let key = folder.path().join("inputs/mail.pem");
        let unsigned = run(folder.path(), &SEND, &[]);
        assert_eq!(
            unsigned.status.code(),
            Some(2),
            "no key yet: {}",
            said(&unsigned)
        );
        let made = Command::new("openssl")
            .args([&["genpkey", "-algorithm"], kind].concat())
            .args(["-out", key.to_str().unwrap()])
            .output()
            .unwrap();
        assert!(made.status.success());
        let public = Command::new("openssl")
            .args([
                "pkey",
                "-pubout",
                "-outform",
                "DER",
                "-in",
                key.to_str().unwrap(),
            ])
            .output()
            .unwrap()
            .stdout;
        let output = run(folder.path(), &SEND, &[]);
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        let taken = server.taken.lock().unwrap();
        assert_eq!(taken.messages.len(), 2);
        assert!(
            taken
                .senders
                .iter()
                .all(|from| from.contains("bounce-w1-") && from.contains("@terug.example.org"))
        );
        for (at, (_, text)) in taken.messages.iter().enumerate() {
            let message = folder.path().join(format!("m{at}.eml"));
            fs::write(&message, text).unwrap();
            let der = folder.path().join("public.der");
            fs::write(&der, &public).unwrap();
            let script = "import sys, base64, dkim\nm = open(sys.argv[1], 'rb').read()\nder = open(sys.argv[2], 'rb').read()\nrsa = len(der) > 60\np = base64.b64encode(der if rsa else der[-32:])\nrecord = b'v=DKIM1; k=' + (b'rsa' if rsa else b'ed25519') + b'; p=' + p\nask = lambda name, timeout=5: record\ngood = dkim.verify(m, dnsfunc=ask)\nbad = dkim.verify(m.replace(b'Subject: ', b'Subject: x'), dnsfunc=ask)\nprint(good, bad)\n";
            let verified = Command::new(python)
                .args([
                    "-c",
                    script,
                    message.to_str().unwrap(),
                    der.to_str().unwrap(),
                ])
                .output()
                .unwrap();
            assert_eq!(
                String::from_utf8_lossy(&verified.stdout).trim(),
                "True False",
                "{}",
                String::from_utf8_lossy(&verified.stderr)
            );
        }
    }
}

/// The promise: killed at any moment, nobody is lost, nobody gets two without a word about it, and
/// *sent* is true.
#[test]
fn killed_at_any_moment_nothing_is_lost_and_nothing_is_sent_twice() {
    let kills: u64 = std::env::var("MAIL_KILLS")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(8);
    let server = Server::slow(Duration::from_micros(300));
    let locals: Vec<String> = (0..1_500).map(|n| format!("p{n}")).collect();
    let connections = 4;
    let folder = campaign(
        &locals,
        server.port,
        &format!("connections = {connections}\n"),
    );
    let mut stopped = 0;
    for kill in 0..kills {
        let mut child = Command::new(env!("CARGO_BIN_EXE_haarvaten"))
            .current_dir(folder.path())
            .args(SEND)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_millis(120 + kill * 37 % 200));
        if child.try_wait().unwrap().is_none() {
            child.kill().unwrap();
            stopped += 1;
        }
        child.wait().unwrap();
    }
    let mut last = run(folder.path(), &SEND, &[]);
    // The server goes on with what it had when its sender died.
    std::thread::sleep(Duration::from_millis(300));
    if last.status.code() == Some(4) {
        last = run(folder.path(), &SEND, &[]);
    }
    assert!(last.status.code().unwrap() < 2, "{}", said(&last));
    let states = states(folder.path());
    assert_eq!(states.len(), locals.len());
    let count = server.count();
    let mut uncertain = 0;
    for (local, state) in &states {
        let got = count
            .get(&format!("{local}@example.org"))
            .copied()
            .unwrap_or(0);
        assert!(got <= 1, "{local} got {got}");
        match state.as_str() {
            "sent" => assert_eq!(got, 1, "{local} is said to be sent"),
            "uncertain" => uncertain += 1,
            other => panic!("{local}: {other}"),
        }
    }
    assert!(
        uncertain <= stopped * connections,
        "{uncertain} of {stopped} kills"
    );
    eprintln!("{stopped} kills, {uncertain} uncertain of {}", locals.len());
    assert!(stopped > 0);
}
