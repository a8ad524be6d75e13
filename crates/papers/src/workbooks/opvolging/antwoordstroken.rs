//! The sheet *Antwoordstroken*: paper reply slips, typed in. A code turns green when it is one of
//! ours and red when it is not.

use std::collections::{BTreeMap, BTreeSet};

use crate::workbooks::Context;
use campaign::outreach::Recipient;
use domain::survey::QuestionKind;
use domain::workbook::{Column, Entry, Item, Line, WorkSheet};
use domain::{Campaign, Messages};
use register::UnitIx;

/// The hidden sheet with the codes.
const CODES: &str = "codes";
/// The hidden sheet with what can be answered: one row a question.
const ANSWERS: &str = "antwoorden";
/// Rows to type in.
const ROWS: u32 = 300;

/// The columns that do not depend on the campaign's questions.
pub fn columns(messages: &Messages) -> Vec<Column> {
    let heading = |key: &str| messages.plain(&format!("slips-column-{key}"));
    vec![
        Column::shown("code", heading("code"), 16.0).filled_in(Entry::Code {
            sheet: CODES.to_owned(),
            rows: 1,
        }),
        Column::shown("date", heading("date"), 13.0).filled_in(Entry::Date),
        Column::shown("remark", heading("remark"), 44.0)
            .wrapped()
            .filled_in(Entry::Text),
    ]
}

/// All columns: one for every question of the campaign before the remark.
fn all_columns(messages: &Messages, campaign: &Campaign, codes: u32) -> Vec<Column> {
    let mut columns = columns(messages);
    for column in &mut columns {
        if let Some(Entry::Code { rows, .. }) = &mut column.entry {
            *rows = codes;
        }
    }
    let remark = columns.pop();
    let language = &campaign.campaign.language;
    for (row, question) in (1..).zip(&campaign.survey.questions) {
        let options = question.options(language).len();
        // A drop-down holds one answer: several are typed, with `;` between them.
        let entry = if options == 0 || question.kind == QuestionKind::Multiple {
            Entry::Text
        } else {
            Entry::Row {
                sheet: ANSWERS.to_owned(),
                row,
                entries: u16::try_from(options).unwrap_or(u16::MAX),
            }
        };
        columns.push(
            Column::shown("answer", question.text.of(language), 28.0)
                .wrapped()
                .filled_in(entry),
        );
    }
    columns.extend(remark);
    columns
}

/// The codes of every piece so far.
pub(super) fn codes(context: Context<'_>) -> Vec<String> {
    let before = context
        .history
        .pieces
        .iter()
        .map(|piece| piece.code.plain());
    let new = context.plan.pieces.iter().map(|piece| piece.code.plain());
    let mut codes: Vec<String> = before.chain(new).collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}

/// The codes of every piece so far to a home.
pub(super) fn codes_by_home(context: Context<'_>) -> BTreeMap<UnitIx, BTreeSet<String>> {
    let register = context.checked.register;
    let mut codes: BTreeMap<UnitIx, BTreeSet<String>> = BTreeMap::new();
    let before = context.history.pieces.iter().filter_map(|piece| {
        let id = piece.recipient.strip_prefix("unit ")?;
        Some((register.find_unit(id)?, piece.code))
    });
    let new = context
        .plan
        .pieces
        .iter()
        .filter_map(|piece| match piece.recipient {
            Recipient::Home(unit) => Some((unit, piece.code)),
            Recipient::Board(_) => None,
        });
    for (unit, code) in before.chain(new) {
        codes.entry(unit).or_default().insert(code.plain());
    }
    codes
}

/// The sheet and, hidden, the codes that can be typed there and the answers to choose from.
pub(super) fn sheets(context: Context<'_>, codes: Vec<String>) -> Vec<WorkSheet> {
    let messages = context.checked.messages;
    let count = u32::try_from(codes.len()).unwrap_or(u32::MAX);
    vec![
        WorkSheet {
            name: messages.plain("slips-sheet"),
            tab: Some("#F2C14E"),
            lines: vec![
                Line::title(messages.plain("slips-title")),
                Line::text(messages.plain("slips-how")),
            ],
            columns: all_columns(messages, context.checked.campaign, count),
            blank_rows: ROWS,
            landscape: true,
            ..WorkSheet::default()
        },
        WorkSheet {
            name: CODES.to_owned(),
            hidden: true,
            rows: codes
                .into_iter()
                .map(|code| vec![Item::text(code)])
                .collect(),
            ..WorkSheet::default()
        },
        WorkSheet {
            name: ANSWERS.to_owned(),
            hidden: true,
            rows: context
                .checked
                .campaign
                .survey
                .questions
                .iter()
                .map(|question| {
                    let options = question.options(&context.checked.campaign.campaign.language);
                    options.into_iter().map(Item::text).collect()
                })
                .collect(),
            ..WorkSheet::default()
        },
    ]
}
