//! The sheet *Nakijken* of `controle.xlsx`: what a person has to look at on scanned slips, with the
//! part of the scan beside it. It has the columns of *Vragen*, and is read back as that sheet is.

use std::sync::Arc;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD as STANDARD;
use campaign::ledger::{Look, ToLookAt};
use domain::slip::{CONSENT, CONTACT};
use domain::workbook::{Column, Entry, Item, Line, Shown, WorkSheet};

use super::controle::LISTS;
use super::{Checked, words};

/// The column with the number of the row that holds the entries of a drop-down.
const LIST_COLUMN: u16 = 9;

/// The sheet; the entries of its drop-downs go behind those that are there.
pub(super) fn sheet(context: Checked<'_>, lists: &mut Vec<Vec<String>>) -> WorkSheet {
    let messages = context.messages;
    let heading = |key: &str| messages.plain(&format!("controle-column-{key}"));
    let columns = vec![
        Column::shown("file", heading("file"), 22.0).wrapped(),
        Column::shown("page", messages.plain("nakijken-column-page"), 11.0),
        Column::shown("code", messages.plain("nakijken-column-code"), 13.0),
        Column::shown("picture", messages.plain("nakijken-column-picture"), 75.0),
        Column::shown("question", heading("question"), 34.0).wrapped(),
        Column::shown("candidates", heading("candidates"), 30.0).wrapped(),
        Column::shown("decision", heading("decision"), 34.0)
            .wrapped()
            .filled_in(Entry::ListRow {
                sheet: LISTS.to_owned(),
                row_column: LIST_COLUMN,
                rows: 1,
            }),
        Column::shown("note", heading("note"), 24.0)
            .wrapped()
            .filled_in(Entry::Text),
        Column::hidden("id"),
        Column::hidden("lijst"),
    ];
    let rows = context.looks.iter().map(|look| {
        let entries = entries(context, look);
        let row = row(context, look, &entries, lists.len() + 1);
        lists.push(entries);
        row
    });
    let rows: Vec<Vec<Item>> = rows.collect();
    WorkSheet {
        name: messages.plain("nakijken-sheet"),
        tab: Some("#2A6F97"),
        lines: vec![
            Line::title(messages.plain("nakijken-title")),
            Line::text(words::counted(
                messages,
                "nakijken-count",
                u64::try_from(rows.len()).unwrap_or(u64::MAX),
            )),
            Line::text(messages.plain("nakijken-how")),
            Line::text(messages.plain("controle-return")),
        ],
        columns,
        rows,
        landscape: true,
        ..WorkSheet::default()
    }
}

fn row(context: Checked<'_>, look: &ToLookAt, entries: &[String], list: usize) -> Vec<Item> {
    let messages = context.messages;
    let asked = asked(context, look);
    let why = match look.look {
        Look::Ticks if look.several => "nakijken-several",
        Look::Ticks => "nakijken-ticks",
        Look::Writing => "nakijken-writing",
        Look::Again => "nakijken-again",
        Look::Page => "nakijken-page",
    };
    let why = messages.plain(why);
    let question = if asked.is_empty() {
        why
    } else {
        format!("{asked}\n{why}")
    };
    let candidates = match look.look {
        Look::Again => look
            .answers
            .iter()
            .map(|(question, said)| format!("{question}: {said}"))
            .collect::<Vec<_>>()
            .join("\n"),
        Look::Ticks | Look::Writing | Look::Page => {
            let choices = entries.len().saturating_sub(2);
            entries.get(..choices).unwrap_or_default().join("\n")
        }
    };
    let shown = Shown {
        bytes: STANDARD.decode(&look.picture).unwrap_or_default(),
        says: question.clone(),
    };
    vec![
        Item::text(look.file.as_str()),
        Item::Count(look.page.into()),
        Item::text(look.code.as_str()),
        if shown.bytes.is_empty() {
            Item::Empty
        } else {
            Item::Picture(Arc::new(shown))
        },
        Item::text(question),
        Item::text(candidates),
        Item::Empty,
        Item::Empty,
        Item::text(look.key.as_str()),
        Item::Count(u64::try_from(list).unwrap_or(u64::MAX)),
    ]
}

/// The words of the question on the slip.
fn asked(context: Checked<'_>, look: &ToLookAt) -> String {
    let messages = context.messages;
    match look.question.as_str() {
        CONTACT => messages.plain("slip-contact"),
        CONSENT => messages.plain("slip-consent"),
        id => {
            let mut questions = context.campaign.survey.questions.iter();
            let known = questions.find(|question| question.id == id);
            known.map_or_else(
                || id.to_owned(),
                |question| question.text.of(messages.language()).to_owned(),
            )
        }
    }
}

/// What the drop-down offers; "none of these" and "later" at its end.
fn entries(context: Checked<'_>, look: &ToLookAt) -> Vec<String> {
    let messages = context.messages;
    let survey = &context.campaign.survey;
    let mut questions = survey.questions.iter();
    let known = questions.find(|question| question.id == look.question.as_str());
    let shown = |choice: &str| {
        let place = known.and_then(|question| question.choice(choice));
        let options = known.map(|question| question.options(messages.language()));
        let text = options
            .zip(place)
            .and_then(|(all, at)| all.get(at).cloned());
        text.unwrap_or_else(|| choice.to_owned())
    };
    let mut all: Vec<String> = match look.look {
        Look::Ticks => look.choices.iter().map(|choice| shown(choice)).collect(),
        Look::Again => vec![messages.plain("nakijken-holds")],
        Look::Page => vec![messages.plain("nakijken-typed")],
        Look::Writing => Vec::new(),
    };
    all.push(messages.plain("controle-none"));
    all.push(messages.plain("controle-later"));
    all
}
