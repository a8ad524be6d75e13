//! The answer page in a real browser: what a person ticks there comes back through `collect`.

use std::fs;
use std::process::Command;

use crate::{at, campaign, mail, pieces, put, table};

const BROWSERS: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "chrome"];

fn browser() -> Option<&'static str> {
    BROWSERS.into_iter().find(|name| {
        let found = Command::new(name).arg("--version").output();
        found.is_ok_and(|output| output.status.success())
    })
}

/// Opens the page inside another one that does what a person does, and tells what it saw.
fn act(browser: &str, folder: &std::path::Path, query: &str, script: &str) -> String {
    let harness = folder.join("harness.html");
    let page = format!(
        "<iframe id=f src='outputs/form/index.html?{query}' width=320 height=900></iframe><pre id=told></pre><script>\
         f.onload=function(){{var d=f.contentDocument,o=[];{script};told.textContent=o.join('\\n')+'\\nEND'}}</script>"
    );
    fs::write(&harness, page).unwrap();
    let output = Command::new(browser)
        .args([
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--allow-file-access-from-files",
            "--virtual-time-budget=4000",
            "--dump-dom",
        ])
        .arg(format!(
            "--user-data-dir={}",
            folder.join("browser").display()
        ))
        .arg(format!("file://{}", harness.display()))
        .output()
        .unwrap();
    let dom = String::from_utf8_lossy(&output.stdout).into_owned();
    let told = dom.split("<pre id=\"told\">").nth(1).unwrap_or_default();
    let told = told.split("END").next().unwrap_or_default();
    told.replace("&amp;", "&")
}

/// `%0D%0A` and the like, as a mail program reads them.
fn unescaped(text: &str) -> String {
    let bytes = text.as_bytes();
    let (mut out, mut at) = (Vec::new(), 0);
    while at < bytes.len() {
        if bytes[at] == b'%' {
            out.push(u8::from_str_radix(&text[at + 1..at + 3], 16).unwrap());
            at += 3;
        } else {
            out.push(bytes[at]);
            at += 1;
        }
    }
    String::from_utf8(out).unwrap()
}

#[test]
fn what_is_ticked_on_the_answer_page_comes_back() {
    let Some(browser) = browser() else {
        println!("skipped: no Chromium here");
        return;
    };
    let folder = campaign();
    let code = pieces(&folder)[&3].1.clone();
    let wrong = act(
        browser,
        folder.path(),
        "lang=en",
        "d.getElementById('code').value='K7M-4PX-9A';d.querySelector('button[type=submit]').click();\
         o.push(d.documentElement.lang,d.getElementById('code-wrong').textContent,d.getElementById('code').getAttribute('aria-invalid'))",
    );
    assert_eq!(
        wrong.trim(),
        "en\nThis code is not right. Check the eight characters in your letter or e-mail.\ntrue"
    );
    let told = act(
        browser,
        folder.path(),
        &format!("lang=nl&code={}", code.replace('-', "")),
        "o.push(d.getElementById('code').value);d.querySelectorAll('input[type=radio]')[0].click();\
         d.querySelectorAll('input[type=checkbox]')[1].click();d.querySelector('textarea').value='een\\ntwee : drie';\
         d.querySelector('nav button[lang=en]').click();d.querySelector('nav button[lang=nl]').click();\
         d.querySelector('button[type=submit]').click();o.push(d.querySelector('a.button').href,d.documentElement.scrollWidth<=320)",
    );
    let lines: Vec<&str> = told.trim().lines().collect();
    assert_eq!((lines[0], lines[2]), (code.as_str(), "true"), "{told}");
    let (to, rest) = lines[1].split_once("?subject=").unwrap();
    let (subject, body) = rest.split_once("&body=").unwrap();
    assert_eq!(to, "mailto:groep@example.org");
    let subject = unescaped(subject);
    let text = mail(
        "iemand@example.net",
        &format!("Subject: {subject}"),
        &unescaped(body).replace("\r\n", "\n"),
    );
    put(&folder, "antwoord.eml", &text);
    at(&folder, "2026-11-25", &["collect"], &[0, 1]);
    let replies: Vec<String> = table(&folder, "replies.csv")
        .iter()
        .map(|row| format!("{} {}={}", row["code"], row["question"], row["answer"]))
        .collect();
    let answer = |asked: &str, said: &str| format!("{code} {asked}={said}");
    assert_eq!(
        replies,
        [
            answer("Wilt u meedoen?", "Ja"),
            answer("Wat moet beter?", "Schoon, heel en veilig"),
            answer("Wat wilt u verder kwijt?", "een / twee : drie"),
        ]
    );
}
