//! The sheet *Wil meedoen*: who said so, where, when, in what words, and what comes next. It is only
//! read; what is agreed goes to the sheets that are filled in.

use std::collections::HashMap;

use crate::workbooks::Context;
use campaign::outreach::Recipient;
use campaign::survey::wishes;
use domain::refusal::wants_to_join;
use domain::workbook::{Column, Item, Line, WorkSheet};
use domain::{Messages, PieceKind};

fn columns(messages: &Messages) -> Vec<Column> {
    let heading = |key: &str| messages.plain(&format!("joiners-column-{key}"));
    vec![
        Column::shown("street", heading("street"), 26.0),
        Column::shown("number", heading("number"), 11.0),
        Column::shown("postcode", heading("postcode"), 11.0),
        Column::shown("date", heading("date"), 16.0),
        Column::shown("said", heading("said"), 60.0).wrapped(),
        Column::shown("next", heading("next"), 44.0).wrapped(),
    ]
}

/// The sheet; empty while nobody said so.
pub(super) fn sheet(context: Context<'_>) -> WorkSheet {
    let messages = context.checked.messages;
    let register = context.checked.register;
    let mut said: HashMap<&str, Vec<(jiff::civil::Date, &str)>> = HashMap::new();
    let wishes = wishes(&context.checked.campaign.survey, context.history);
    for piece in &context.history.pieces {
        let wants = wishes.joins.get(&piece.recipient).copied();
        if wants.unwrap_or_else(|| wants_to_join(&piece.answer)) && !piece.answer.is_empty() {
            let all = said.entry(piece.recipient.as_str()).or_default();
            all.push((piece.when, piece.answer.as_str()));
        }
    }
    for heard in &context.history.heard {
        if wants_to_join(&heard.said) {
            let all = said.entry(heard.about.as_str()).or_default();
            all.push((heard.date, heard.said.as_str()));
        }
    }
    let mut rows = Vec::new();
    for home in &context.coverage.homes {
        let key = format!("unit {}", register.unit_id(home.unit));
        let Some(all) = said.get(key.as_str()) else {
            continue;
        };
        if context.history.opt_outs.contains(key.as_str()) {
            continue;
        }
        let address = register.address(register.unit(home.unit).address);
        let date = all.iter().map(|(date, _)| *date).max();
        let words: Vec<&str> = all.iter().map(|(_, said)| *said).collect();
        let invited = context.plan.pieces.iter().any(|piece| {
            piece.kind == PieceKind::Meeting && piece.recipient == Recipient::Home(home.unit)
        });
        let next = if invited {
            "joiners-next-invited"
        } else {
            "joiners-next-call"
        };
        rows.push(vec![
            Item::text(register.street(address.street).name.as_str()),
            Item::text(address.house_number()),
            Item::text(
                address
                    .postcode
                    .map(domain::address::Postcode::spaced)
                    .unwrap_or_default(),
            ),
            Item::date(date),
            Item::text(words.join("; ")),
            Item::text(messages.plain(next)),
        ]);
    }
    WorkSheet {
        name: messages.plain("joiners-sheet"),
        tab: Some("#3AA68F"),
        lines: vec![
            Line::title(messages.plain("joiners-title")),
            Line::text(messages.plain("joiners-how")),
        ],
        columns: columns(messages),
        rows,
        landscape: true,
        ..WorkSheet::default()
    }
}
