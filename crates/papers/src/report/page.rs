//! Puts the page together.

use std::collections::BTreeMap;

use super::ReportContext;
use super::bars::{ORDER, count};
use super::data::{Figure, OrganisationData, Page, StatusData, StepData};
use super::{areas, map, outreach, over_time};
use campaign::coverage::{Counts, Going};
use domain::messages::Value;
use domain::text::{clean, without_contacts};
use domain::{Share, words};

/// The fixed texts: the name that the template uses is the key with `_` for `-`.
const TEXTS: [&str; 52] = [
    "funnel-title",
    "funnel-how",
    "wave-column",
    "made",
    "arrived",
    "answered",
    "joined",
    "answers-title",
    "answers-how",
    "accounts-title",
    "accounts-how",
    "title",
    "skip",
    "made-by",
    "headline",
    "ring",
    "statuses",
    "meaning",
    "homes",
    "share",
    "change-title",
    "pilots-title",
    "pilots-how",
    "cause",
    "gained",
    "lost",
    "who",
    "history-title",
    "history-how",
    "steps-title",
    "steps-how",
    "map-title",
    "map-how",
    "north",
    "going-title",
    "levels-title",
    "levels-how",
    "matrix-title",
    "matrix-how",
    "buildings-title",
    "buildings-how",
    "building",
    "active",
    "forming",
    "on-paper",
    "unknown",
    "none",
    "organisations-title",
    "organisations-how",
    "organisation",
    "status",
    "why",
];
/// The most steps that are shown.
const STEPS: usize = 8;

/// Everything that the template needs.
pub(super) fn data(context: ReportContext<'_>) -> Page {
    let messages = context.messages;
    let counts = context.coverage.scope();
    let (buildings, buildings_note) = areas::buildings(context);
    Page {
        language: messages.language().tag().to_owned(),
        campaign: clean(&context.campaign.campaign.name),
        sender: clean(&context.campaign.sender.name),
        date: messages.date(context.coverage.date),
        t: texts(context),
        share: areas::share(context, &counts),
        sentence: messages.text(
            "report-sentence",
            &[
                ("active", Value::from(messages.count(counts.active))),
                ("dwellings", Value::from(messages.count(counts.dwellings))),
            ],
        ),
        fraction: counts.organisatiegraad().to_string(),
        statuses: statuses(context, &counts),
        figures: figures(context, &counts),
        change: over_time::change(context),
        history: over_time::history(context),
        steps: steps(context),
        going: going(context),
        map: map::map(context),
        levels: areas::levels(context),
        matrix: areas::matrix(context),
        buildings,
        buildings_note,
        organisations: organisations(context),
        funnel: outreach::funnel(context),
        answers: outreach::answers(context),
        accounts: outreach::accounts(context),
        privacy: messages.text(
            "report-privacy",
            &[(
                "smallest",
                Value::from(context.campaign.privacy.smallest_group),
            )],
        ),
    }
}

fn texts(context: ReportContext<'_>) -> BTreeMap<String, String> {
    TEXTS
        .into_iter()
        .map(|key| {
            let text = context.messages.plain(&format!("report-{key}"));
            (key.replace('-', "_"), text)
        })
        .collect()
}

fn statuses(context: ReportContext<'_>, counts: &Counts) -> Vec<StatusData> {
    let messages = context.messages;
    let whole = counts.dwellings.max(1);
    let mut before = 0;
    ORDER
        .into_iter()
        .map(|(status, class)| {
            let homes = count(counts, status);
            let start = before * 1000 / whole;
            before += homes;
            StatusData {
                class,
                label: messages.plain(&format!("overview-status-{class}")),
                meaning: messages.plain(&format!("readme-status-{class}")),
                count: messages.count(homes),
                share: Share::new(homes, counts.dwellings).percent(messages.decimal_mark()),
                offset: -i64::try_from(start).unwrap_or(0),
                length: before * 1000 / whole - start,
            }
        })
        .collect()
}

fn figures(context: ReportContext<'_>, counts: &Counts) -> Vec<Figure> {
    let messages = context.messages;
    let of_all = |count: u64| {
        messages.text(
            "report-of-all",
            &[
                ("n", Value::from(messages.count(count))),
                ("all", Value::from(messages.count(counts.dwellings))),
            ],
        )
    };
    let percent = |count: u64| Share::new(count, counts.dwellings).percent(messages.decimal_mark());
    let active = context
        .coverage
        .organisations
        .iter()
        .filter(|state| state.status.is_active())
        .count();
    vec![
        Figure {
            value: percent(counts.two_legs),
            label: messages.plain("report-two-legs"),
            detail: of_all(counts.two_legs),
        },
        Figure {
            value: percent(counts.reach),
            label: messages.plain("report-reach"),
            detail: of_all(counts.reach),
        },
        Figure {
            value: messages.count(words::len(active)),
            label: messages.plain("report-living-organisations"),
            detail: words::counted(
                messages,
                "report-of-organisations",
                words::len(context.coverage.organisations.len()),
            ),
        },
    ]
}

fn steps(context: ReportContext<'_>) -> Vec<StepData> {
    let most = context
        .coverage
        .steps
        .first()
        .map_or(1, |step| step.homes.max(1));
    context
        .coverage
        .steps
        .iter()
        .take(STEPS)
        .map(|step| StepData {
            sentence: without_contacts(&step.sentence(context.messages)),
            homes: format!("+{}", context.messages.count(step.homes)),
            length: (step.homes * 1000 / most).clamp(1, 1000),
        })
        .collect()
}

/// Support, issues and meetings, as figures.
fn going(context: ReportContext<'_>) -> Vec<Figure> {
    let messages = context.messages;
    Going::of(context.linked)
        .figures()
        .into_iter()
        .map(|(key, count)| Figure {
            value: messages.count(count),
            label: messages.plain(&format!("going-{key}")),
            detail: messages.plain(&format!("going-{key}-why")),
        })
        .collect()
}

fn organisations(context: ReportContext<'_>) -> Vec<OrganisationData> {
    let messages = context.messages;
    let smallest = u64::from(context.campaign.privacy.smallest_group);
    context
        .coverage
        .organisations
        .iter()
        .filter_map(|state| {
            let organisation = context.linked.organisation(state.organisation)?;
            let homes = match state.represents {
                homes if homes > 0 && homes < smallest => format!("< {smallest}"),
                homes => messages.count(homes),
            };
            Some(OrganisationData {
                name: without_contacts(&organisation.name),
                kind: words::kind(messages, organisation.kind),
                class: areas::class(state.status),
                status: words::status(messages, state.status),
                homes,
                why: state.why.published(messages),
            })
        })
        .collect()
}
