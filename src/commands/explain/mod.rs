//! `haarvaten explain`: the whole story of one home, or of one row of a list.

mod row;

use super::exit::{Exit, Stop};
use super::session::Session;
use super::walk::{Walked, walk_with};
use crate::cli::Global;
use crate::terminal::Terminal;
use campaign::coverage::{self, Coverage, Home};
use campaign::ledger::{History, Ledger};
use campaign::outreach::{self, Facts, Plan, Recipient};
use domain::{AddressText, Messages};
use matching::{Finder, MatchOutcome, UnitSet};
use register::UnitIx;

/// Tells it; writes nothing. What is asked is an address, or a row of a list (`lijst.xlsx:14`).
///
/// # Errors
/// When the campaign, its register or its ledger cannot be read.
pub fn explain(global: &Global, terminal: &Terminal, asked: &str) -> Result<Exit, Stop> {
    let session = Session::open(global, terminal)?;
    let history = Ledger::history_of(&session.ledger())?;
    let asked_row = row::Asked::read(asked);
    let mut rows = Vec::new();
    let mut walked = walk_with(&session, &history, &mut |intake| {
        if let Some(asked_row) = &asked_row {
            rows = row::said(intake, asked_row);
        }
    })?;
    walked.hear(&history, &session.messages);
    let finder = Finder::new(&walked.register, &history.decisions);
    let values = [("asked", asked.into())];
    terminal.say(&session.messages.text("explain-asked", &values));
    if !rows.is_empty() {
        let mut exit = Exit::Done;
        for (origin, said) in &rows {
            let (after, homes) = row::tell(&session, &walked, &finder, *origin, said);
            if after != Exit::Done {
                exit = after;
            }
            for home in homes {
                tell_unit(&session, &walked, &history, home)?;
            }
        }
        return Ok(exit);
    }
    if asked_row.is_some() {
        terminal.say(&session.messages.plain("explain-row-none"));
        return Ok(Exit::DataErrors);
    }
    let text = AddressText {
        whole: Some(asked.into()),
        ..AddressText::default()
    };
    let found = finder.find(&text);
    let home = tell_search(&session, &walked, &finder, &text);
    match home {
        Some(unit) => tell_unit(&session, &walked, &history, unit)?,
        None if found.address.is_none() => return Ok(Exit::DataErrors),
        None => {}
    }
    Ok(Exit::Done)
}

/// Each step of the search for an address, and what came of it; gives the home.
fn tell_search(
    session: &Session<'_>,
    walked: &Walked,
    finder: &Finder<'_>,
    text: &AddressText,
) -> Option<UnitIx> {
    let (terminal, messages) = (session.terminal, &session.messages);
    let found = finder.find(text);
    for step in finder.explain(text) {
        terminal.say(&format!(
            "  {}",
            messages.text(&format!("told-{}", step.step), &step.values)
        ));
        for candidate in &step.candidates {
            terminal.say(&format!(
                "    – {}",
                walked.register.address_line(*candidate)
            ));
        }
    }
    let reason = messages.plain(&format!("match-{}", found.reason.key()));
    let Some(address) = found
        .address
        .filter(|_| found.outcome == MatchOutcome::Matched)
    else {
        terminal.say(&messages.text("explain-not-found", &[("reason", reason.into())]));
        for candidate in &found.candidates {
            terminal.say(&format!(
                "  – {}",
                walked.register.address_line(candidate.address)
            ));
        }
        return None;
    };
    terminal.say(&messages.text(
        "explain-found",
        &[
            ("address", walked.register.address_line(address).into()),
            ("reason", reason.into()),
        ],
    ));
    let unit = walked.register.address(address).unit;
    if unit.is_none() {
        terminal.say(&messages.plain("explain-no-unit"));
    }
    unit
}

fn tell_unit(
    session: &Session<'_>,
    walked: &Walked,
    history: &History,
    unit: UnitIx,
) -> Result<(), Stop> {
    let (terminal, messages, register) = (session.terminal, &session.messages, &walked.register);
    let buildings: Vec<String> = register
        .unit_buildings(unit)
        .iter()
        .map(|ix| register.building_id(*ix).to_string())
        .collect();
    terminal.say(&messages.text(
        "explain-unit",
        &[
            ("unit", register.unit_id(unit).to_string().into()),
            ("buildings", buildings.join(", ").into()),
        ],
    ));
    let answered = UnitSet::default();
    let coverage = coverage::assess(
        &walked.linked,
        register,
        &session.campaign.rules,
        session.date,
        &answered,
    )
    .value;
    let Some(home) = coverage.homes.iter().find(|home| home.unit == unit) else {
        let key = if register.unit(unit).is_dwelling() {
            "explain-out-of-scope"
        } else {
            "explain-no-dwelling"
        };
        terminal.say(&messages.plain(key));
        return Ok(());
    };
    tell_home(session, walked, &coverage, home);
    let secret = session.secret()?;
    let facts = Facts {
        coverage: &coverage,
        linked: &walked.linked,
        register,
        campaign: &session.campaign,
        history,
        secret: &secret,
    };
    tell_plan(terminal, messages, &outreach::plan(&facts).value, unit);
    for piece in history
        .pieces
        .iter()
        .filter(|piece| piece.recipient == outreach::recipient_key(&facts, Recipient::Home(unit)))
    {
        terminal.say(
            &messages.text(
                "explain-piece",
                &[
                    ("piece", piece.id.clone().into()),
                    (
                        "kind",
                        messages
                            .plain(&format!(
                                "piece-kind-{}",
                                piece.kind.word().replace('_', "-")
                            ))
                            .into(),
                    ),
                    (
                        "state",
                        messages
                            .plain(&format!("piece-state-{}", piece.state.word()))
                            .into(),
                    ),
                    ("date", messages.date(piece.when).into()),
                ],
            ),
        );
    }
    Ok(())
}

fn tell_home(session: &Session<'_>, walked: &Walked, coverage: &Coverage, home: &Home) {
    let (terminal, messages) = (session.terminal, &session.messages);
    let areas: Vec<String> = home
        .areas()
        .filter_map(|at| coverage.area(at, &walked.register))
        .filter(|area| !area.key.name.is_empty())
        .map(|area| {
            let level = messages.plain(&format!(
                "level-{}",
                area.key.level.word().replace('_', "-")
            ));
            format!("{level} {}", area.key.name)
        })
        .collect();
    terminal.say(&messages.text("explain-areas", &[("areas", areas.join("; ").into())]));
    let landlord = home
        .landlord
        .and_then(|at| coverage.landlords.get(usize::from(at)))
        .cloned();
    let tenure = messages.plain(&format!("tenure-{}", home.tenure.word()));
    terminal.say(&messages.text(
        "explain-tenure",
        &[
            ("tenure", tenure.into()),
            ("landlord", landlord.unwrap_or_default().into()),
        ],
    ));
    let why = home.why(coverage, &walked.linked).sentence(messages);
    terminal.say(&messages.text("explain-status", &[("why", why.into())]));
    for state in &coverage.organisations {
        let Some(organisation) = walked.linked.organisation(state.organisation) else {
            continue;
        };
        if !organisation.units.contains(home.unit) {
            continue;
        }
        let key = if home.organisations.contains(&state.organisation) {
            "explain-organisation"
        } else {
            "explain-organisation-not"
        };
        let why = state.why.sentence(messages);
        terminal.say(&messages.text(
            key,
            &[
                ("name", organisation.name.clone().into()),
                ("why", why.into()),
            ],
        ));
        for evidence in &organisation.evidence {
            terminal.say(&messages.text(
                "explain-evidence",
                &[
                    ("date", messages.date(evidence.date).into()),
                    ("what", evidence.what.clone().into()),
                    ("source", evidence.source.clone().into()),
                ],
            ));
        }
    }
}

fn tell_plan(terminal: &Terminal, messages: &Messages, plan: &Plan, unit: UnitIx) {
    let recipient = Recipient::Home(unit);
    if let Some(piece) = plan
        .pieces
        .iter()
        .find(|piece| piece.recipient == recipient)
    {
        let kind = messages.plain(&format!(
            "piece-kind-{}",
            piece.kind.word().replace('_', "-")
        ));
        let channel = messages.plain(&format!("piece-channel-{}", piece.channel.word()));
        let no_email = messages.plain(&format!("no-email-{}", piece.why_no_email.key()));
        terminal.say(&messages.text(
            "explain-gets",
            &[
                ("kind", kind.into()),
                ("channel", channel.into()),
                ("reason", piece.reason.sentence(messages).into()),
                ("noemail", no_email.into()),
            ],
        ));
    }
    if let Some(unsent) = plan
        .unsent
        .iter()
        .find(|unsent| unsent.recipient == recipient)
    {
        let reason = unsent.reason.sentence(messages);
        terminal.say(&messages.text("explain-gets-nothing", &[("reason", reason.into())]));
    }
}
