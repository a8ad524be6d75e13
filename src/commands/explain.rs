//! `haarvaten explain ADDRESS`: the whole story of one home.

use super::exit::{Exit, Stop};
use super::session::Session;
use super::walk::{Walked, walk};
use crate::cli::Global;
use crate::coverage::{self, Coverage, Home};
use crate::domain::{AddressText, Messages};
use crate::ledger::{History, Ledger};
use crate::matching::{Finder, MatchOutcome, UnitSet};
use crate::outreach::{self, Facts, Plan, Recipient};
use crate::register::UnitIx;
use crate::terminal::Terminal;

/// Tells it; writes nothing.
///
/// # Errors
/// When the campaign, its register or its ledger cannot be read.
pub fn explain(global: &Global, terminal: &Terminal, asked: &str) -> Result<Exit, Stop> {
    let session = Session::open(global, terminal)?;
    let messages = &session.messages;
    let history = Ledger::history_of(&session.ledger())?;
    let mut walked = walk(&session, &history.decisions)?;
    walked.hear(&history, &session.messages);
    let finder = Finder::new(&walked.register, &history.decisions);
    let text = AddressText {
        whole: Some(asked.into()),
        ..AddressText::default()
    };
    let found = finder.find(&text);
    let values = [("asked", asked.into())];
    terminal.say(&messages.text("explain-asked", &values));
    for step in finder.explain(&text) {
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
        return Ok(Exit::DataErrors);
    };
    terminal.say(&messages.text(
        "explain-found",
        &[
            ("address", walked.register.address_line(address).into()),
            ("reason", reason.into()),
        ],
    ));
    let Some(unit) = walked.register.address(address).unit else {
        terminal.say(&messages.plain("explain-no-unit"));
        return Ok(Exit::Done);
    };
    tell_unit(&session, &walked, &history, unit)?;
    Ok(Exit::Done)
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
