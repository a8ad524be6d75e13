//! What a volunteer reads at the end: the figures, where the results are, and the next step.

use serde_json::json;

use super::session::Session;
use super::walk::Walked;
use crate::terminal;
use campaign::coverage::Coverage;
use campaign::outreach::Plan;
use domain::messages::Value;
use domain::{Channel, Finding, Severity};
use lists::intake::RowOutcome;
use matching::MatchOutcome;

/// The most findings that are shown in full.
const MOST: usize = 12;

/// The end of `check`.
pub fn checked(session: &Session<'_>, walked: &Walked) {
    let (terminal, messages) = (session.terminal, &session.messages);
    let number = |count: usize| messages.count(u64::try_from(count).unwrap_or(u64::MAX));
    let rows = |outcome| {
        walked
            .linked
            .rows
            .iter()
            .filter(|row| row.outcome == outcome)
            .count()
    };
    let found = |outcome| {
        walked
            .linked
            .matches
            .iter()
            .filter(|found| found.outcome == outcome)
            .count()
    };
    let shares = super::shares::shares(walked);
    for share in shares.iter().filter(|share| share.is_low()) {
        terminal.say(&share.line(messages));
    }
    terminal.findings(&walked.findings, messages, MOST);
    terminal.say("");
    for share in shares.iter().filter(|share| !share.is_low()) {
        terminal.say(&share.line(messages));
    }
    terminal.say("");
    terminal.say(&messages.text(
        "summary-title",
        &[("name", session.campaign.campaign.name.clone().into())],
    ));
    terminal.figures(&[
        (
            messages.plain("summary-rows"),
            number(walked.linked.rows.len()),
        ),
        (
            messages.plain("summary-used"),
            number(rows(RowOutcome::Used)),
        ),
        (
            messages.plain("summary-merged"),
            number(rows(RowOutcome::Merged)),
        ),
        (
            messages.plain("summary-set-aside"),
            number(rows(RowOutcome::SetAside)),
        ),
        (
            messages.plain("summary-addresses"),
            number(walked.linked.matches.len()),
        ),
        (
            messages.plain("summary-matched"),
            number(found(MatchOutcome::Matched)),
        ),
        (
            messages.plain("summary-out-of-scope"),
            number(found(MatchOutcome::OutOfScope)),
        ),
        (
            messages.plain("summary-ambiguous"),
            number(found(MatchOutcome::Ambiguous)),
        ),
        (
            messages.plain("summary-not-found"),
            number(found(MatchOutcome::NotFound)),
        ),
        (
            messages.plain("summary-questions"),
            number(walked.linked.questions.len()),
        ),
    ]);
    next_step(
        session,
        &walked.findings,
        walked.linked.questions.len(),
        messages.plain("summary-next-run"),
    );
    terminal.record(&json!({
        "rows": walked.linked.rows.len(),
        "used": rows(RowOutcome::Used),
        "merged": rows(RowOutcome::Merged),
        "set_aside": rows(RowOutcome::SetAside),
        "matched": found(MatchOutcome::Matched),
        "ambiguous": found(MatchOutcome::Ambiguous),
        "not_found": found(MatchOutcome::NotFound),
        "questions": walked.linked.questions.len(),
        "lists": shares.iter().map(super::shares::Share::json).collect::<Vec<_>>(),
    }));
}

/// The end of `run`.
pub fn finished(
    session: &Session<'_>,
    walked: &Walked,
    coverage: &Coverage,
    plan: &Plan,
    findings: &[Finding],
) {
    let (terminal, messages) = (session.terminal, &session.messages);
    let counts = coverage.scope();
    let new = |channel| {
        plan.pieces
            .iter()
            .filter(|piece| piece.channel == channel && !piece.made_before)
            .count()
    };
    let before = plan.pieces.iter().filter(|piece| piece.made_before).count();
    let (letters, emails) = (new(Channel::Letter), new(Channel::Email));
    let graad = counts.organisatiegraad();
    terminal.findings(findings, messages, MOST);
    terminal.say("");
    terminal.say(&messages.text(
        "summary-run-title",
        &[
            ("name", session.campaign.campaign.name.clone().into()),
            ("date", messages.date(session.date).into()),
            ("wave", plan.wave.into()),
        ],
    ));
    let number = |count: u64| messages.count(count);
    let size = |count: usize| messages.count(u64::try_from(count).unwrap_or(u64::MAX));
    let mut figures = vec![
        (messages.plain("summary-homes"), number(counts.dwellings)),
        (messages.plain("summary-active"), number(counts.active)),
        (messages.plain("summary-two-legs"), number(counts.two_legs)),
        (messages.plain("summary-forming"), number(counts.forming)),
        (messages.plain("summary-on-paper"), number(counts.on_paper)),
        (messages.plain("summary-unknown"), number(counts.unknown)),
        (messages.plain("summary-none"), number(counts.none)),
        (
            messages.plain("summary-organisatiegraad"),
            format!("{} ({graad})", graad.percent(messages.decimal_mark())),
        ),
        (messages.plain("summary-reach"), number(counts.reach)),
        (
            messages.plain("summary-letters"),
            format!("{} ({})", size(letters), batches(session, plan)),
        ),
        (messages.plain("summary-emails"), size(emails)),
    ];
    if before > 0 {
        figures.push((messages.plain("summary-made-before"), size(before)));
    }
    figures.push((
        messages.plain("summary-questions"),
        size(walked.linked.questions.len()),
    ));
    terminal.figures(&figures);
    terminal.say("");
    terminal.say(&messages.plain("summary-results"));
    for (folder, key) in [
        ("outputs/letters/", "summary-where-letters"),
        ("outputs/emails/", "summary-where-emails"),
        ("outputs/posters/", "summary-where-posters"),
        ("outputs/meetings/", "summary-where-meetings"),
        ("outputs/workbooks/", "summary-where-workbooks"),
        ("outputs/walks/", "summary-where-walks"),
        ("outputs/report/index.html", "summary-where-report"),
        ("outputs/form/index.html", "summary-where-form"),
        ("outputs/tables/", "summary-where-tables"),
    ] {
        let path = session.root.join(folder);
        if !path.exists() {
            continue;
        }
        let path = path
            .strip_prefix(".")
            .unwrap_or(&path)
            .display()
            .to_string();
        terminal.say(&format!("  {path:<28} {}", messages.plain(key)));
    }
    let new = plan.new_batches();
    let next = match (new.keys().next(), new.keys().next_back()) {
        (Some(first), Some(last)) => messages.text(
            "summary-next-letters",
            &[
                ("n", new.len().into()),
                ("first", first.to_string().into()),
                ("last", last.to_string().into()),
            ],
        ),
        _ => messages.plain("summary-next-nothing"),
    };
    next_step(session, findings, walked.linked.questions.len(), next);
    terminal.record(&json!({
        "date": session.date.to_string(),
        "wave": plan.wave,
        "dwellings": counts.dwellings,
        "active": counts.active,
        "organisatiegraad": graad.to_string(),
        "reach": counts.reach,
        "letters": letters,
        "emails": emails,
        "made_before": before,
        "questions": walked.linked.questions.len(),
    }));
}

fn batches(session: &Session<'_>, plan: &Plan) -> String {
    session.messages.text(
        "summary-batches",
        &[("count", plan.new_batches().len().into())],
    )
}

fn next_step(session: &Session<'_>, findings: &[Finding], questions: usize, otherwise: String) {
    let (terminal, messages) = (session.terminal, &session.messages);
    let errors = terminal::count(findings, Severity::Error);
    let mut sentences = Vec::new();
    if errors > 0 {
        sentences.push(messages.text("summary-next-errors", &[("count", Value::from(errors))]));
    }
    if questions > 0 {
        sentences.push(messages.text(
            "summary-next-questions",
            &[("count", Value::from(questions))],
        ));
    }
    sentences.push(otherwise);
    terminal.say("");
    let title = messages.text("summary-next", &[("count", Value::from(sentences.len()))]);
    if let [sentence] = sentences.as_slice() {
        terminal.say(&format!("{title} {sentence}"));
    } else {
        terminal.say(&title);
        for (number, sentence) in (1..).zip(&sentences) {
            terminal.say(&format!("  {number}. {sentence}"));
        }
    }
}
