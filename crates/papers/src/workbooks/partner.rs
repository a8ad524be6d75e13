//! `partner-<name>.xlsx`: what one partner needs to help, and room to report back. The fewest
//! fields that do the job: no personal data, no notes, nothing about conflicts, and no figures
//! about groups so small that they point at people.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::opvolging::{status_colours, steun};
use super::{Context, words};
use campaign::coverage::{AreaCount, OrganisationState};
use domain::campaign::Partner;
use domain::messages::Value;
use domain::text::{fold, slug, without_contacts};
use domain::workbook::{Column, Entry, Item, Line, WorkSheet, Workbook};
use domain::{AreaLevel, Messages, Status};
use lists::intake::mark;
use matching::OrgIx;
use register::UnitIx;

/// Words by which a kind of support is about a conflict: partners see only that help is asked.
const CONFLICT: [&str; 9] = [
    "bemiddel", "mediat", "mot", "conflict", "ruzie", "geschil", "klacht", "pest", "dreig",
];

/// Kinds of support that a partner may read, by the starts of the words that tell them; whatever
/// else a list says stays inside.
const KINDS: [(&str, &[&str]); 9] = [
    (
        "partner-kind-room",
        &["ruimte", "zaal", "vergaderplek", "room"],
    ),
    (
        "partner-kind-law",
        &["jurid", "jurist", "recht", "advoca", "notar", "legal"],
    ),
    (
        "partner-kind-money",
        &[
            "geld", "subsid", "fonds", "finan", "budget", "money", "grant",
        ],
    ),
    (
        "partner-kind-books",
        &["boekhoud", "administrat", "jaarreken", "kas", "accounts"],
    ),
    (
        "partner-kind-words",
        &["tolk", "vertal", "taal", "transl", "language"],
    ),
    (
        "partner-kind-training",
        &["train", "cursus", "opleid", "scholing", "course"],
    ),
    (
        "partner-kind-print",
        &["druk", "print", "flyer", "poster", "website", "site"],
    ),
    (
        "partner-kind-board",
        &["bestuur", "oprich", "statut", "board", "found"],
    ),
    (
        "partner-kind-building",
        &["onderhoud", "schilder", "lift", "isol", "energ", "mainten"],
    ),
];

/// One workbook for every partner in the campaign file.
pub fn partners(context: &Context<'_>) -> Vec<Workbook> {
    let mut taken = BTreeSet::new();
    context
        .checked
        .campaign
        .partners
        .iter()
        .map(|partner| {
            let mut name = slug(&partner.name);
            while !taken.insert(name.clone()) {
                name.push_str("-2");
            }
            workbook(*context, partner, &name)
        })
        .collect()
}

fn workbook(context: Context<'_>, partner: &Partner, slug: &str) -> Workbook {
    let checked = context.checked;
    let messages = checked.messages;
    let view = View::of(context, partner);
    let title = messages.text(
        "partner-title",
        &[("partner", Value::from(partner.name.as_str()))],
    );
    Workbook {
        file_name: format!("partner-{slug}.xlsx"),
        title: format!("{} – {title}", checked.campaign.campaign.name),
        author: checked.campaign.sender.name.clone(),
        date: checked.date,
        sheets: vec![
            readme(context, partner, &title),
            organisations(context, &view),
            support(context, partner, &view),
            areas(context, &view),
        ],
    }
}

/// The part of the scope that a partner works in.
struct View {
    areas: BTreeSet<u32>,
    organisations: BTreeSet<OrgIx>,
}

impl View {
    fn of(context: Context<'_>, partner: &Partner) -> Self {
        let names: BTreeSet<String> = partner.areas.iter().map(|name| fold(name)).collect();
        let coverage = context.coverage;
        let chosen: BTreeSet<u32> = (0..)
            .zip(coverage.areas(context.checked.register))
            .filter(|(_, area)| {
                names.contains(&fold(&area.key.name)) || names.contains(&fold(&area.key.code))
            })
            .map(|(at, _)| at)
            .collect();
        let everything = names.is_empty();
        let mut areas = BTreeSet::new();
        let mut organisations = BTreeSet::new();
        let mut units: BTreeSet<UnitIx> = BTreeSet::new();
        for home in &coverage.homes {
            if everything || home.areas().any(|area| chosen.contains(&area)) {
                units.insert(home.unit);
                organisations.extend(home.organisations.iter().copied());
                // Areas that lie wholly or partly inside; only those asked for and the flats and
                // buildings in them are shown.
                areas.extend(home.areas());
            }
        }
        if everything {
            organisations.extend(
                coverage
                    .organisations
                    .iter()
                    .map(|state| state.organisation),
            );
        } else {
            areas.retain(|at| {
                let level = coverage.level_of(*at);
                chosen.contains(at) || matches!(level, Some(AreaLevel::Flat | AreaLevel::Complex))
            });
        }
        Self {
            areas,
            organisations,
        }
    }
}

fn readme(context: Context<'_>, partner: &Partner, title: &str) -> WorkSheet {
    let messages = context.checked.messages;
    let values = [
        ("partner", Value::from(partner.name.as_str())),
        (
            "sender",
            Value::from(context.checked.campaign.sender.name.as_str()),
        ),
        (
            "email",
            Value::from(context.checked.campaign.sender.email.as_str()),
        ),
        ("date", Value::from(messages.date(context.checked.date))),
        (
            "smallest",
            Value::from(context.checked.campaign.privacy.smallest_group),
        ),
    ];
    let mut lines = vec![Line::title(title)];
    for key in [
        "partner-made",
        "partner-what",
        "partner-back",
        "partner-privacy",
        "partner-small",
    ] {
        lines.push(Line::text(messages.text(key, &values)));
    }
    lines.push(Line::heading(messages.plain("readme-words")));
    for status in Status::ALL {
        lines.push(Line::text(format!(
            "{}: {}",
            words::status(messages, status),
            messages.plain(&format!(
                "readme-status-{}",
                status.word().replace('_', "-")
            ))
        )));
    }
    WorkSheet {
        name: messages.plain("readme-sheet"),
        tab: Some("#404040"),
        lines,
        ..WorkSheet::default()
    }
}

fn feedback(messages: &Messages) -> [Column; 3] {
    let heading = |key: &str| messages.plain(&format!("partner-column-{key}"));
    [
        Column::shown("outcome", heading("outcome"), 34.0)
            .wrapped()
            .filled_in(Entry::Text),
        Column::shown("date", heading("date"), 13.0).filled_in(Entry::Date),
        Column::hidden("id"),
    ]
}

/// The columns of the sheet with the organisations.
pub fn organisation_columns(messages: &Messages) -> Vec<Column> {
    let heading = |key: &str| messages.plain(&format!("organisations-column-{key}"));
    let mut columns = vec![
        Column::shown("name", heading("name"), 40.0).wrapped(),
        Column::shown("kind", heading("kind"), 22.0),
        Column::shown("status", heading("status"), 24.0),
        Column::shown("homes", heading("homes"), 12.0),
    ];
    columns.extend(feedback(messages));
    columns
}

fn organisations(context: Context<'_>, view: &View) -> WorkSheet {
    let messages = context.checked.messages;
    let row = |state: &OrganisationState| {
        let organisation = context.checked.linked.organisation(state.organisation)?;
        Some(vec![
            Item::text(without_contacts(&organisation.name)),
            Item::text(words::kind(messages, organisation.kind)),
            Item::text(words::status(messages, state.status)),
            protected(context, state.represents),
            Item::Empty,
            Item::Empty,
            Item::text(organisation.id.as_str()),
        ])
    };
    WorkSheet {
        name: messages.plain("organisations-sheet"),
        tab: Some("#0B5D56"),
        lines: vec![Line::title(messages.plain("organisations-title"))],
        columns: organisation_columns(messages),
        rows: context
            .coverage
            .organisations
            .iter()
            .filter(|state| view.organisations.contains(&state.organisation))
            .filter_map(row)
            .collect(),
        colours: status_colours(messages, "status"),
        landscape: true,
        ..WorkSheet::default()
    }
}

/// The columns of the sheet with the support that a partner was asked for.
pub fn support_columns(messages: &Messages) -> Vec<Column> {
    let heading = |key: &str| messages.plain(&format!("support-column-{key}"));
    let mut columns = vec![
        Column::shown("organisation", heading("organisation"), 40.0).wrapped(),
        Column::shown("kind", heading("kind"), 30.0),
        Column::shown("since", heading("since"), 13.0),
        Column::shown("state", heading("state"), 20.0).filled_in(Entry::OneOf(
            steun::STATES
                .iter()
                .map(|key| messages.plain(&format!("support-state-{key}")))
                .collect(),
        )),
    ];
    columns.extend(feedback(messages));
    columns
}

/// Only the needs that this partner was asked for: which organisation, what kind, since when.
fn support(context: Context<'_>, partner: &Partner, view: &View) -> WorkSheet {
    let messages = context.checked.messages;
    let linked = context.checked.linked;
    let rows = linked
        .support
        .iter()
        .filter(|(need, _)| {
            need.partner
                .as_deref()
                .is_some_and(|name| fold(name) == fold(&partner.name))
        })
        .filter_map(|(need, organisation)| {
            let ix = organisation.filter(|ix| view.organisations.contains(ix))?;
            let organisation = linked.organisation(ix)?;
            let folded = fold(&need.kind);
            let says = |start: &&str| {
                let mut words = folded.split(|c: char| !c.is_alphanumeric());
                words.any(|word| word.starts_with(*start))
            };
            let known = KINDS.iter().find(|(_, starts)| starts.iter().any(&says));
            let kind = match known {
                Some((key, _)) if !CONFLICT.iter().any(&says) => key,
                _ => "partner-help",
            };
            let kind = messages.plain(kind);
            Some(vec![
                Item::text(without_contacts(&organisation.name)),
                Item::text(kind),
                Item::date(need.date),
                Item::Empty,
                Item::Empty,
                Item::Empty,
                Item::text(mark(&need.key).as_str()),
            ])
        })
        .collect();
    WorkSheet {
        name: messages.plain("support-sheet"),
        tab: Some("#F2C14E"),
        lines: vec![
            Line::title(messages.plain("support-title")),
            Line::text(messages.plain("partner-support-how")),
        ],
        columns: support_columns(messages),
        rows,
        landscape: true,
        ..WorkSheet::default()
    }
}

fn areas(context: Context<'_>, view: &View) -> WorkSheet {
    let messages = context.checked.messages;
    let heading = |key: &str| messages.plain(&format!("levels-column-{key}"));
    let count = |key: &str| messages.plain(&format!("counts-column-{key}"));
    let smallest = u64::from(context.checked.campaign.privacy.smallest_group);
    let mut shown: Vec<AreaCount> = (0..)
        .zip(context.coverage.areas(context.checked.register))
        .filter(|(at, area)| {
            let too_small =
                area.key.level == AreaLevel::Building && area.counts.dwellings < smallest;
            view.areas.contains(at)
                && !too_small
                && !matches!(area.key.level, AreaLevel::Entrance | AreaLevel::Unit)
        })
        .map(|(_, area)| area)
        .collect();
    shown.sort_by_key(|area| Reverse(area.key.level));
    let rows = shown.iter().map(|area| area_row(context, area)).collect();
    WorkSheet {
        name: messages.plain("partner-areas-sheet"),
        tab: Some("#3AA68F"),
        lines: vec![Line::title(messages.plain("levels-title"))],
        columns: vec![
            Column::shown("level", heading("level"), 18.0),
            Column::shown("name", heading("name"), 40.0),
            Column::shown("dwellings", count("dwellings"), 13.0),
            Column::shown("active", count("active"), 13.0),
            Column::shown("share", count("share"), 18.0),
        ],
        rows,
        landscape: true,
        ..WorkSheet::default()
    }
}

/// An area's figures; a group that is too small is hidden, and so is what would give it away.
fn area_row(context: Context<'_>, area: &AreaCount) -> Vec<Item> {
    let messages = context.checked.messages;
    let counts = area.counts;
    let smallest = u64::from(context.checked.campaign.privacy.smallest_group);
    let gives_away = |count: u64| count > 0 && count < smallest;
    let hide = counts.dwellings < smallest
        || gives_away(counts.active)
        || gives_away(counts.dwellings - counts.active);
    let mut row = vec![
        Item::text(words::level(messages, area.key.level)),
        Item::text(words::area(context, area)),
        protected(context, counts.dwellings),
    ];
    if hide {
        let hidden = messages.plain("partner-hidden");
        row.extend([Item::text(hidden.as_str()), Item::text(hidden.as_str())]);
    } else {
        row.extend([
            Item::Count(counts.active),
            Item::Share(counts.organisatiegraad()),
        ]);
    }
    row
}

/// A count, or `< 5` when the group is too small.
fn protected(context: Context<'_>, count: u64) -> Item {
    let smallest = u64::from(context.checked.campaign.privacy.smallest_group);
    if count > 0 && count < smallest {
        Item::text(format!("< {smallest}"))
    } else {
        Item::Count(count)
    }
}
