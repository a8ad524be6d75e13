//! The sheet *Leesmij*: what this workbook is, how to fill it in, and where it goes then.

use super::deuren::Doors;
use crate::workbooks::{Context, words};
use domain::Status;
use domain::messages::Value;
use domain::workbook::{Line, WorkSheet};

/// The most steps that are told; all of them stand in `steps.csv`.
const STEPS: u64 = 10;

/// The sheet.
pub(super) fn sheet(context: Context<'_>, doors: &Doors) -> WorkSheet {
    let messages = context.checked.messages;
    let campaign = context.checked.campaign;
    let listed = u64::try_from(doors.sheet.rows.len()).unwrap_or(0);
    let mut lines = vec![
        Line::title(messages.text(
            "readme-title",
            &[("campaign", Value::from(campaign.campaign.name.as_str()))],
        )),
        Line::text(messages.text(
            "readme-made",
            &[
                ("date", Value::from(messages.date(context.checked.date))),
                ("sender", Value::from(campaign.sender.name.as_str())),
            ],
        )),
        Line::heading(messages.plain("readme-sheets")),
    ];
    for sheet in [
        "doors",
        "organisations",
        "support",
        "issues",
        "meetings",
        "slips",
    ] {
        lines.push(Line::text(format!(
            "{}: {}",
            messages.plain(&format!("{sheet}-sheet")),
            messages.plain(&format!("readme-{sheet}"))
        )));
    }
    lines.extend(steps(context));
    lines.push(Line::heading(messages.plain("readme-filling")));
    for key in [
        "readme-fill-1",
        "readme-fill-2",
        "readme-fill-3",
        "readme-fill-4",
        "readme-fill-5",
    ] {
        lines.push(Line::text(messages.plain(key)));
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
    lines.push(Line::heading(messages.plain("readme-who")));
    lines.push(Line::text(words::counted(
        messages,
        "readme-listed",
        listed,
    )));
    for (key, count) in [
        ("readme-left-active", doors.active),
        ("readme-left-answered", doors.answered),
        ("readme-left-opted-out", doors.opted_out),
    ] {
        if count > 0 {
            lines.push(Line::text(words::counted(messages, key, count)));
        }
    }
    lines.push(Line::heading(messages.plain("readme-privacy")));
    lines.push(Line::text(messages.plain("readme-privacy-text")));
    WorkSheet {
        name: messages.plain("readme-sheet"),
        tab: Some("#404040"),
        lines,
        ..WorkSheet::default()
    }
}

/// The steps that would help most, best first.
fn steps(context: Context<'_>) -> Vec<Line> {
    let messages = context.checked.messages;
    if context.coverage.steps.is_empty() {
        return Vec::new();
    }
    let mut lines = vec![
        Line::heading(messages.plain("readme-steps")),
        Line::text(messages.plain("readme-steps-how")),
    ];
    lines.extend((1..=STEPS).zip(&context.coverage.steps).map(|(nth, step)| {
        let step = step.sentence(messages);
        let values = [("nth", nth.to_string().into()), ("step", step.into())];
        Line::text(messages.text("readme-step", &values))
    }));
    lines
}
