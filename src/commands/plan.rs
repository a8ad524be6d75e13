//! `haarvaten plan`: what the coming run would make, beside the last wave. Makes and writes nothing.

use std::collections::BTreeMap;

use super::below;
use super::exit::{Exit, Stop};
use super::run::answered;
use super::session::Session;
use super::suppression;
use super::walk::walk;
use crate::cli::Global;
use crate::terminal::Terminal;
use campaign::coverage;
use campaign::ledger::{BatchRecord, Ledger, PieceRecord};
use campaign::outreach::{self, Facts, Piece, Plan};
use domain::{Channel, PieceKind};

/// How many batches are named.
const NAMED: usize = 12;

/// Reads, matches, counts and plans, and says what came of it.
///
/// # Errors
/// When the campaign, its register or its ledger cannot be read.
pub fn plan(global: &Global, terminal: &Terminal) -> Result<Exit, Stop> {
    let session = Session::open(global, terminal)?;
    let history = Ledger::history_of(&session.ledger())?;
    session.check_date(&history)?;
    let mut walked = walk(&session, &history)?;
    walked.hear(&history, &session.messages);
    let secret = session.secret_to_look(&history)?;
    suppression::recall(&mut walked, &history, &secret);
    let mut findings = std::mem::take(&mut walked.findings);
    let replied = answered(&history, &walked.register);
    let rules = &session.campaign.rules;
    let coverage = coverage::assess(
        &walked.linked,
        &walked.register,
        rules,
        session.date,
        &replied,
    )
    .into_value(&mut findings);
    let plan = outreach::plan(&Facts {
        coverage: &coverage,
        linked: &walked.linked,
        register: &walked.register,
        campaign: &session.campaign,
        history: &history,
        secret: &secret,
    })
    .into_value(&mut findings);
    let batches = if session.ledger().exists() {
        Ledger::open(&session.ledger())?.batches()?
    } else {
        Vec::new()
    };
    tell(&session, &plan, &history.pieces, &batches);
    Ok(Exit::Done)
}

/// Kinds in the order of the templates, each on paper and by mail.
type Counts = BTreeMap<(PieceKind, Channel), u64>;

fn tell(session: &Session<'_>, plan: &Plan, earlier: &[PieceRecord], batches: &[BatchRecord]) {
    let (terminal, messages) = (session.terminal, &session.messages);
    let last_wave = earlier.iter().map(|piece| piece.wave).max();
    let mut last = Counts::new();
    for piece in earlier.iter().filter(|piece| Some(piece.wave) == last_wave) {
        *last.entry((piece.kind, piece.channel)).or_default() += 1;
    }
    let is_new = |piece: &&Piece| !piece.made_before;
    let mut now = Counts::new();
    for piece in plan.pieces.iter().filter(is_new) {
        *now.entry((piece.kind, piece.channel)).or_default() += 1;
    }
    terminal.say(&messages.text(
        "planned-title",
        &[
            ("date", messages.date(plan.date).into()),
            ("wave", plan.wave.into()),
        ],
    ));
    pieces(session, &last, &now);
    held(session, plan);
    if !plan.withdrawn.is_empty() {
        let count = plan.withdrawn.len();
        terminal.say(&messages.text("planned-withdrawn", &[("n", count.into())]));
        terminal.record(&serde_json::json!({ "withdrawn": count }));
    }
    waiting(session, batches);
    let returned = below::files(&session.inputs().join("returned"), &mut Vec::new()).count();
    if returned > 0 {
        terminal.say(&messages.text("planned-returned", &[("n", returned.into())]));
    }
    if !now.is_empty() {
        let values = [("command", "haarvaten run".into())];
        terminal.say(&messages.text("planned-next", &values));
    }
}

/// What would be made, beside what the last wave made.
fn pieces(session: &Session<'_>, last: &Counts, now: &Counts) {
    let (terminal, messages) = (session.terminal, &session.messages);
    let mut keys: Vec<_> = last.keys().chain(now.keys()).copied().collect();
    keys.sort_unstable();
    keys.dedup();
    let count = |counts: &Counts, key| counts.get(key).copied().unwrap_or(0);
    let rows: Vec<Vec<String>> = keys
        .iter()
        .map(|key| {
            let (kind, channel) = key;
            let by = match channel {
                Channel::Letter => "planned-letters",
                Channel::Email => "planned-emails",
            };
            vec![
                format!(
                    "{} ({})",
                    messages.plain(&format!("letter-kind-{}", kind.word())),
                    messages.plain(by)
                ),
                messages.count(count(last, key)),
                messages.count(count(now, key)),
            ]
        })
        .collect();
    if now.is_empty() {
        terminal.say(&messages.plain("planned-none"));
    }
    if !rows.is_empty() {
        let headings = ["what", "last", "now"];
        let headings = headings.map(|key| messages.plain(&format!("planned-column-{key}")));
        terminal.table(&headings, &rows);
    }
    for key in &keys {
        terminal.record(&serde_json::json!({
            "kind": key.0.word(), "channel": key.1.word(),
            "last": count(last, key), "now": count(now, key),
        }));
    }
}

/// Who gets nothing, by reason, the most homes first.
fn held(session: &Session<'_>, plan: &Plan) {
    let (terminal, messages) = (session.terminal, &session.messages);
    let mut reasons: BTreeMap<String, u64> = BTreeMap::new();
    for unsent in &plan.unsent {
        *reasons.entry(unsent.reason.sentence(messages)).or_default() += 1;
    }
    if reasons.is_empty() {
        return;
    }
    let mut rows: Vec<(String, u64)> = reasons.into_iter().collect();
    rows.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    terminal.say(&messages.plain("planned-held"));
    let shown: Vec<(String, String)> = rows
        .iter()
        .map(|(reason, count)| (reason.clone(), messages.count(*count)))
        .collect();
    terminal.figures(&shown);
    for (reason, count) in &rows {
        terminal.record(&serde_json::json!({ "held": reason, "count": count }));
    }
}

/// The batches on which what follows waits, with the command that reports one.
fn waiting(session: &Session<'_>, batches: &[BatchRecord]) {
    let open: Vec<String> = batches
        .iter()
        .filter(|batch| batch.delivered + batch.undeliverable < batch.letters)
        .map(|batch| batch.number.to_string())
        .collect();
    let Some(first) = open.first() else {
        return;
    };
    let mut named: Vec<&str> = open.iter().take(NAMED).map(String::as_str).collect();
    if open.len() > NAMED {
        named.push("…");
    }
    session.terminal.say(&session.messages.text(
        "planned-waiting-batches",
        &[
            ("n", open.len().into()),
            ("list", named.join(", ").into()),
            (
                "command",
                format!("haarvaten letters confirm {first}").into(),
            ),
        ],
    ));
}
