//! `inputs/campaign.toml` → [`Campaign`], with every fault at once and the line it stands on.

use std::borrow::Cow;
use std::ops::Range;

use serde::Deserialize;
use toml::Spanned;
use toml::de::{DeTable, DeValue, Deserializer};

use domain::campaign::Tls;
use domain::day::NO_DATE;
use domain::messages::Value;
use domain::text::visible;
use domain::{Campaign, Finding, Language, Messages, Place, Survey};

/// What `new` writes where the sender is to fill in who they are.
const PLACEHOLDERS: [&str; 8] = [
    "Naam van uw bewonersgroep",
    "Straat 1",
    "1234 AB Plaats",
    "Name of your residents' group",
    "Street 1",
    "1234 AB Town",
    "bewonersgroep@example.org",
    "residents@example.org",
];
/// The keys that must never stand in a campaign file.
const SECRETS: [&str; 5] = ["password", "wachtwoord", "secret", "passwd", "geheim"];

/// Reads a campaign file.
///
/// # Errors
/// Every fault that was found: each unknown key with its line and the nearest known key, a
/// password, a value of the wrong kind, a link without `{code}`. The program cannot go on.
pub fn parse(text: &str, file: &str) -> Result<Campaign, Vec<Finding>> {
    let mut campaign: Campaign = settings(text, file)?;
    let findings = faults(&campaign, file);
    if !findings.is_empty() {
        return Err(findings);
    }
    campaign.survey = Survey::short(&campaign.short_survey);
    Ok(campaign)
}

/// Reads `survey.toml`.
///
/// # Errors
/// As [`parse`]; and every question that cannot be asked, by its number.
pub fn survey(text: &str, file: &str) -> Result<Survey, Vec<Finding>> {
    let survey: Survey = settings(text, file)?;
    let wrong = survey.wrong().into_iter().map(|(number, wrong)| {
        Finding::error("C118")
            .at(Place::file(file))
            .with("number", u64::try_from(number).unwrap_or(u64::MAX))
            .with("why", Value::message(wrong.key()))
    });
    let wrong: Vec<Finding> = wrong.collect();
    if wrong.is_empty() {
        Ok(survey)
    } else {
        Err(wrong)
    }
}

/// The door in for every text of a settings file: without what steers or hides.
fn show(value: &mut DeValue<'_>) {
    match value {
        DeValue::String(text) => {
            if let Cow::Owned(shown) = visible(text) {
                *text = Cow::Owned(shown);
            }
        }
        DeValue::Array(all) => all.iter_mut().for_each(|value| show(value.get_mut())),
        DeValue::Table(table) => table
            .iter_mut()
            .for_each(|(_, value)| show(value.get_mut())),
        DeValue::Integer(_) | DeValue::Float(_) | DeValue::Boolean(_) | DeValue::Datetime(_) => {}
    }
}

/// A settings file as what it says, or every fault in its keys.
fn settings<T: for<'de> Deserialize<'de>>(text: &str, file: &str) -> Result<T, Vec<Finding>> {
    let at = |span: Option<Range<usize>>| place(text, file, span);
    let mut table = match DeTable::parse(text) {
        Ok(table) => table,
        Err(error) => {
            return Err(vec![
                Finding::error("C101")
                    .at(at(error.span()))
                    .with("message", error.message()),
            ]);
        }
    };
    let all = table.get_mut().iter_mut();
    all.for_each(|(_, value)| show(value.get_mut()));
    let mut findings = Vec::new();
    let settings = loop {
        let error = match T::deserialize(Deserializer::from(table.clone())) {
            Ok(settings) => break settings,
            Err(error) => error,
        };
        let unknown = unknown_key(error.message());
        if let Some(finding) = unknown_value(error.message()) {
            let key = error.span().and_then(|span| key_of(text, &span));
            findings.push(finding.with("key", key.unwrap_or("–")).at(at(error.span())));
            return Err(findings);
        }
        let removed = error
            .span()
            .filter(|_| unknown.is_some())
            .is_some_and(|span| remove(table.get_mut(), &span));
        findings.push(match unknown {
            Some((key, known)) => unknown_finding(key, &known).at(at(error.span())),
            None => missing_or_wrong(error.message()).at(at(error.span())),
        });
        if !removed {
            return Err(findings);
        }
    };
    if findings.is_empty() {
        Ok(settings)
    } else {
        Err(findings)
    }
}

/// What serde says of a key that no struct has: the key and the keys that there are.
fn unknown_key(message: &str) -> Option<(&str, Vec<&str>)> {
    let rest = message.strip_prefix("unknown field `")?;
    let (key, rest) = rest.split_once('`')?;
    let known = rest.split('`').skip(1).step_by(2).collect();
    Some((key, known))
}

/// A word that a key does not know, with the nearest one that it does know.
fn unknown_value(message: &str) -> Option<Finding> {
    let rest = message.strip_prefix("unknown variant `")?;
    let (value, rest) = rest.split_once('`')?;
    let known: Vec<&str> = rest.split('`').skip(1).step_by(2).collect();
    Some(
        Finding::error("C112")
            .with("value", value)
            .with("nearest", nearest(value, &known))
            .with("known", known.join(", ")),
    )
}

/// The key on the line of a value.
fn key_of<'a>(text: &'a str, value: &Range<usize>) -> Option<&'a str> {
    let before = text.get(..value.start)?;
    let line = before.rsplit('\n').next()?;
    let key = line.rsplit_once('=')?.0.trim();
    Some(key.rsplit(['{', ',']).next()?.trim())
}

fn nearest<'a>(word: &str, known: &[&'a str]) -> &'a str {
    let word = word.to_lowercase();
    let distance = |other: &&&str| rapidfuzz::distance::osa::distance(word.chars(), other.chars());
    known.iter().min_by_key(distance).copied().unwrap_or("–")
}

fn unknown_finding(key: &str, known: &[&str]) -> Finding {
    if SECRETS
        .iter()
        .any(|secret| key.to_lowercase().contains(secret))
    {
        return Finding::error("C103").with("key", key);
    }
    Finding::error("C102")
        .with("key", key)
        .with("nearest", nearest(key, known))
}

fn missing_or_wrong(message: &str) -> Finding {
    let missing = message
        .strip_prefix("missing field `")
        .and_then(|rest| rest.split('`').next());
    if let Some(key) = missing {
        return Finding::error("C104").with("key", key);
    }
    if let Some(date) = message.strip_prefix(NO_DATE) {
        return Finding::error("C109").with("date", date);
    }
    let found = message
        .strip_prefix("invalid type: ")
        .or_else(|| message.strip_prefix("invalid value: "));
    match found.and_then(|rest| rest.rsplit_once(", expected ")) {
        Some((found, wanted)) => Finding::error("C113")
            .with("found", Value::message(kind_of(found)))
            .with("wanted", Value::message(kind_of(wanted))),
        None => Finding::error("C105"),
    }
}

/// The message that names what serde calls `string "x"`, `u32`, `a sequence`, `struct Rules`.
fn kind_of(what: &str) -> &'static str {
    let first = what.trim_start_matches("a ").trim_start_matches("an ");
    let word = first.split([' ', '`']).next().unwrap_or_default();
    match word {
        "string" | "str" | "enum" | "character" => "value-text",
        "boolean" | "bool" => "value-yes-no",
        "sequence" | "array" | "Vec" => "value-list",
        "map" | "table" | "struct" => "value-table",
        "datetime" | "date" => "value-date",
        "floating" | "float" => "value-fraction",
        _ => "value-number",
    }
}

/// Faults that the types do not catch.
fn faults(campaign: &Campaign, file: &str) -> Vec<Finding> {
    let place = || Place::file(file);
    let mut findings = Vec::new();
    let links = [
        ("answer_url", &campaign.campaign.answer_url),
        ("unsubscribe_url", &campaign.mail.unsubscribe_url),
    ];
    for (key, link) in links {
        if link.as_ref().is_some_and(|link| !link.contains("{code}")) {
            findings.push(Finding::error("C106").at(place()).with("key", key));
        }
    }
    for (key, link) in links
        .into_iter()
        .chain([("endpoint", &campaign.form.endpoint)])
    {
        let link = link.as_deref().unwrap_or("https://");
        let is_right = link.starts_with("https://")
            || key == "answer_url" && link.starts_with("http://localhost");
        if !is_right {
            findings.push(
                Finding::error("C114")
                    .at(place())
                    .with("key", key)
                    .with("link", link),
            );
        }
    }
    findings.extend(
        wrong_words(campaign)
            .into_iter()
            .map(|finding| finding.at(place())),
    );
    let loopback = ["localhost", "127.0.0.1", "::1"];
    let host = campaign.mail.host.as_deref().unwrap_or("localhost");
    if campaign.mail.tls == Tls::None && !loopback.contains(&host) {
        findings.push(Finding::error("C107").at(place()).with("host", host));
    }
    if campaign.sender.name.trim().is_empty() || campaign.sender.address.is_empty() {
        findings.push(
            Finding::error("C104")
                .at(place())
                .with("key", "sender.name, sender.address"),
        );
    }
    if campaign.letters.bundle_size == 0 {
        findings.push(
            Finding::error("C108")
                .at(place())
                .with("key", "letters.bundle_size"),
        );
    }
    findings
}

/// Words that can be no language, no address of a person, or no place of the memory.
fn wrong_words(campaign: &Campaign) -> Vec<Finding> {
    let mut findings = Vec::new();
    let language = &campaign.campaign.language;
    let known = Messages::languages();
    if !known.contains(language) {
        let words: Vec<&str> = known.iter().map(Language::tag).collect();
        findings.push(
            Finding::error("C112")
                .with("key", "language")
                .with("value", language.tag())
                .with("nearest", nearest(language.tag(), &words))
                .with("known", words.join(", ")),
        );
    }
    let emails = [
        ("sender.email", Some(&campaign.sender.email)),
        ("mail.from", campaign.mail.from.as_ref()),
        ("mail.reply_to", campaign.mail.reply_to.as_ref()),
    ];
    for (key, email) in emails {
        let fault = email.and_then(|email| Some((email, domain::email::check(email).err()?)));
        if let Some((email, fault)) = fault {
            findings.push(
                Finding::error("C115")
                    .with("key", key)
                    .with("email", email.as_str())
                    .with("why", Value::message(format!("email-{}", fault.key()))),
            );
        }
    }
    let ledger = campaign.campaign.ledger.as_deref().unwrap_or_default();
    if ledger.contains("://") {
        findings.push(Finding::error("C116").with("ledger", ledger));
    }
    findings
}

/// What of the sender is still as `new` made it. Such a campaign can be read and checked, but
/// nothing of it may go to people.
pub fn placeholders(campaign: &Campaign, file: &str) -> Vec<Finding> {
    let sender = &campaign.sender;
    let mut all = vec![
        ("sender.name", &sender.name),
        ("sender.email", &sender.email),
    ];
    all.extend(sender.address.iter().map(|line| ("sender.address", line)));
    all.into_iter()
        .filter(|(_, value)| PLACEHOLDERS.contains(&value.trim()))
        .map(|(key, value)| {
            Finding::error("C117")
                .at(Place::file(file))
                .with("key", key)
                .with("value", value.as_str())
        })
        .collect()
}

/// Takes the key at that place out of the tree; whether it was found.
fn remove(table: &mut DeTable<'_>, span: &Range<usize>) -> bool {
    let found = table.keys().find(|key| key.span() == *span).cloned();
    if let Some(key) = found {
        return table.remove(&key).is_some();
    }
    table.iter_mut().any(|(_, value)| remove_below(value, span))
}

fn remove_below(value: &mut Spanned<DeValue<'_>>, span: &Range<usize>) -> bool {
    match value.get_mut() {
        DeValue::Table(table) => remove(table, span),
        DeValue::Array(values) => values.iter_mut().any(|value| remove_below(value, span)),
        DeValue::String(_)
        | DeValue::Integer(_)
        | DeValue::Float(_)
        | DeValue::Boolean(_)
        | DeValue::Datetime(_) => false,
    }
}

fn place(text: &str, file: &str, span: Option<Range<usize>>) -> Place {
    let place = Place::file(file);
    match span.and_then(|span| text.get(..span.start)) {
        None => place,
        Some(before) => {
            let line = before.bytes().filter(|b| *b == b'\n').count() + 1;
            place.at_row(u32::try_from(line).unwrap_or(u32::MAX))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SMALLEST: &str = "[campaign]\nname = 'Boost'\n[sender]\nname = 'Groep'\n\
        address = ['Plein 1', '1104 AA Amsterdam']\nemail = 'groep@example.org'\n";

    #[test]
    fn the_smallest_campaign_has_the_documented_defaults() {
        let campaign = parse(SMALLEST, "campaign.toml").unwrap();
        assert_eq!(campaign.campaign.language.tag(), "nl");
        assert_eq!(
            (campaign.rules.active_months, campaign.rules.forming_months),
            (12, 6)
        );
        assert_eq!((campaign.mail.per_minute, campaign.mail.per_day), (20, 400));
        assert!(campaign.scope.areas.is_empty());
    }

    #[test]
    fn every_unknown_key_is_named_with_its_line_and_its_neighbour() {
        let text =
            format!("{SMALLEST}adres = 'x'\n[rules]\nactive_month = 3\n[mail]\npassword = 'x'\n");
        let findings = parse(&text, "campaign.toml").unwrap_err();
        let seen: Vec<_> = findings
            .iter()
            .map(|f| (f.code, f.place.row.unwrap(), f.values.clone()))
            .collect();
        assert_eq!(seen.len(), 3, "{seen:?}");
        assert!(seen.iter().any(|(code, row, values)| *code == "C102"
            && *row == 9
            && values.contains(&("nearest", "active_months".into()))));
        assert!(seen.iter().any(|(code, row, values)| *code == "C102"
            && *row == 7
            && values.contains(&("nearest", "address".into()))));
        assert!(
            seen.iter()
                .any(|(code, row, _)| *code == "C103" && *row == 11)
        );
    }

    #[test]
    fn a_word_that_a_key_does_not_know_is_named_with_its_neighbour() {
        for (line, key, nearest) in [
            ("labels = 'avery-7160'", "labels", "avery-l7160"),
            ("labels = 'Avery L7163'", "labels", "avery-l7163"),
            ("envelope = 'c56-links'", "envelope", "c56-left"),
            ("posters = 'A5'", "posters", "a4"),
        ] {
            let text = format!("{SMALLEST}[letters]\n{line}\n");
            let findings = parse(&text, "campaign.toml").unwrap_err();
            let found = &findings[0];
            assert_eq!((found.code, found.place.row), ("C112", Some(8)), "{line}");
            assert!(found.values.contains(&("key", key.into())), "{findings:?}");
            assert!(
                found.values.contains(&("nearest", nearest.into())),
                "{findings:?}"
            );
        }
        let text = format!("{SMALLEST}[letters]\nlabels = 'avery-l7160'\n");
        assert!(parse(&text, "campaign.toml").is_ok());
    }

    #[test]
    fn what_cannot_work_is_said_before_the_run() {
        let text = SMALLEST.replace(
            "name = 'Boost'",
            "name = 'Boost'\nanswer_url = 'https://example.org'",
        );
        assert_eq!(parse(&text, "campaign.toml").unwrap_err()[0].code, "C106");
        assert_eq!(
            parse("[campaign\n", "campaign.toml").unwrap_err()[0].code,
            "C101"
        );
        assert_eq!(
            parse("[campaign]\n", "campaign.toml").unwrap_err()[0].code,
            "C104"
        );
        let text = format!("{SMALLEST}[mail]\nhost = 'mail.example.org'\ntls = 'none'\n");
        assert_eq!(parse(&text, "campaign.toml").unwrap_err()[0].code, "C107");
    }

    #[test]
    fn settings_that_cannot_be_are_refused_in_the_words_of_the_language() {
        let dutch = Messages::of(&Language::dutch());
        for (from, to, code) in [
            ("name = 'Boost'", "name = 'Boost'\nlanguage = 'fy'", "C112"),
            ("groep@example.org", "groep", "C115"),
            ("groep@example.org", "groep@localhost", "C115"),
            (
                "groep@example.org",
                "groep@example.org'\n[mail]\nfrom = 'a b",
                "C115",
            ),
            (
                "groep@example.org",
                "groep@example.org'\n[mail]\nreply_to = '@",
                "C115",
            ),
            (
                "groep@example.org",
                "groep@example.org'\n[mail]\nunsubscribe_url = 'http://example.org/{code}",
                "C114",
            ),
            (
                "name = 'Boost'",
                "name = 'Boost'\nanswer_url = 'example.org/{code}'",
                "C114",
            ),
            (
                "name = 'Boost'",
                "name = 'Boost'\nledger = 'postgres://x'",
                "C116",
            ),
            (
                "name = 'Boost'",
                "name = 'Boost'\ndate = '31-2-2026'",
                "C109",
            ),
            ("name = 'Boost'", "name = 'Boost'\ndate = 7", "C109"),
            ("name = 'Boost'", "name = 7", "C113"),
            (
                "groep@example.org'",
                "groep@example.org'\n[[list]]\nfile = 'a.csv'\ncolumns = 'kolom Z'",
                "C113",
            ),
            (
                "groep@example.org'",
                "groep@example.org'\n[rules]\nactive_months = 'twaalf'",
                "C113",
            ),
            (
                "groep@example.org'",
                "groep@example.org'\n[rules]\nactive_months = -1",
                "C113",
            ),
            (
                "groep@example.org'",
                "groep@example.org'\n[letters]\nkix = 'ja'",
                "C113",
            ),
            (
                "address = ['Plein 1', '1104 AA Amsterdam']",
                "address = 'Plein 1'",
                "C113",
            ),
        ] {
            let text = SMALLEST.replace(from, to);
            assert_ne!(text, SMALLEST, "{to}");
            let findings = parse(&text, "campaign.toml").unwrap_err();
            assert_eq!(findings[0].code, code, "{to}: {findings:?}");
            let said = findings[0].sentence(&dutch);
            for english in [
                "expected", "invalid", "string", "integer", "u16", "sequence",
            ] {
                assert!(!said.contains(english), "{said}");
            }
            assert!(!findings[0].remedy(&dutch).is_empty());
        }
    }

    #[test]
    fn the_day_of_a_campaign_is_read_as_people_type_it() {
        for day in [
            "'23-11-2026'",
            "'2026-11-23'",
            "2026-11-23",
            "'23 november 2026'",
        ] {
            let text = SMALLEST.replace("name = 'Boost'", &format!("name = 'Boost'\ndate = {day}"));
            let campaign = parse(&text, "campaign.toml").unwrap();
            assert_eq!(
                campaign.campaign.date,
                Some(jiff::civil::date(2026, 11, 23)),
                "{day}"
            );
        }
    }

    #[test]
    fn a_sender_as_new_wrote_it_is_a_placeholder() {
        for tag in ["nl", "en"] {
            let templates = domain::Templates::built_in();
            let text = templates.text(&format!("new/{tag}/campaign.toml")).unwrap();
            let campaign = parse(text, "campaign.toml").unwrap();
            assert_eq!(placeholders(&campaign, "campaign.toml").len(), 4, "{tag}");
        }
        let campaign = parse(SMALLEST, "campaign.toml").unwrap();
        assert!(placeholders(&campaign, "campaign.toml").is_empty());
    }
}
