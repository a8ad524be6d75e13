//! `controle.xlsx`: what the program was not sure of, with the candidates in a drop-down.
//!
//! [`columns`] and [`entry`] write the sheet, [`RulingReader`] reads a decision back: one list, two
//! directions.

use compact_str::CompactString;

use super::tables::finding as finding_line;
use super::{Checked, nakijken, words};
use domain::messages::Value;
use domain::text::{clean, fold};
use domain::workbook::{Column, Entry, Item, Line, WorkSheet, Workbook};
use domain::{Finding, Messages, Ruling};
use matching::{Candidate, Question, QuestionAbout, Reading};

/// The hidden sheet with the entries of the drop-downs.
pub(super) const LISTS: &str = "lijsten";
/// Ends a word that itself ends in a bracket, so that the bracket is not taken for a key.
const MARK: &str = " ·";
/// Findings on the sheet, at most: beyond it `findings.csv` has them all.
const FINDINGS: usize = 5_000;
/// The most candidates that are shown; a person who needs more has to look the address up.
const SHOWN: usize = 60;

/// The columns of the sheet with the questions.
pub fn columns(messages: &Messages) -> Vec<Column> {
    let heading = |key: &str| messages.plain(&format!("controle-column-{key}"));
    vec![
        Column::shown("file", heading("file"), 22.0).wrapped(),
        Column::shown("sheet", heading("sheet"), 12.0),
        Column::shown("row", heading("row"), 7.0),
        Column::shown("read", heading("read"), 30.0).wrapped(),
        Column::shown("question", heading("question"), 34.0).wrapped(),
        Column::shown("candidates", heading("candidates"), 50.0).wrapped(),
        Column::shown("decision", heading("decision"), 50.0)
            .wrapped()
            .filled_in(Entry::ListRow {
                sheet: LISTS.to_owned(),
                row_column: 9,
                rows: 1,
            }),
        Column::shown("note", heading("note"), 30.0)
            .wrapped()
            .filled_in(Entry::Text),
        Column::hidden("id"),
        Column::hidden("lijst"),
    ]
}

/// The name of the sheet with the questions.
pub fn sheet_name(messages: &Messages) -> String {
    messages.plain("controle-sheet")
}

/// The whole workbook.
pub fn controle(context: &Checked<'_>) -> Workbook {
    let messages = context.messages;
    let questions = &context.linked.questions;
    let lists: Vec<Vec<String>> = questions
        .iter()
        .map(|question| entries(*context, question))
        .collect();
    let columns = columns(messages);
    let vragen = WorkSheet {
        name: sheet_name(messages),
        tab: Some("#F2C14E"),
        lines: vec![
            Line::title(messages.plain("controle-title")),
            Line::text(words::counted(
                messages,
                "controle-count",
                u64::try_from(questions.len()).unwrap_or(u64::MAX),
            )),
            Line::text(messages.plain("controle-how")),
            Line::text(messages.plain("controle-return")),
        ],
        columns,
        rows: (1_u64..)
            .zip(questions.iter().zip(&lists))
            .map(|(list, (question, entries))| row(*context, question, entries, list))
            .collect(),
        landscape: true,
        ..WorkSheet::default()
    };
    let mut lists = lists;
    let nakijken = (!context.looks.is_empty()).then(|| nakijken::sheet(*context, &mut lists));
    let all = u32::try_from(lists.len()).unwrap_or(u32::MAX);
    let mut sheets: Vec<WorkSheet> = std::iter::once(vragen).chain(nakijken).collect();
    for sheet in &mut sheets {
        for column in &mut sheet.columns {
            if let Some(Entry::ListRow { rows, .. }) = &mut column.entry {
                *rows = all;
            }
        }
    }
    let hidden = WorkSheet {
        name: LISTS.to_owned(),
        hidden: true,
        rows: lists.into_iter().map(list_row).collect(),
        ..WorkSheet::default()
    };
    Workbook {
        file_name: "controle.xlsx".to_owned(),
        title: format!(
            "{} – {}",
            context.campaign.campaign.name,
            messages.plain("controle-title")
        ),
        author: context.campaign.sender.name.clone(),
        date: context.date,
        sheets: sheets.into_iter().chain([told(*context), hidden]).collect(),
    }
}

/// Everything that the screen tells, to sort and filter, with the gravest on top.
fn told(context: Checked<'_>) -> WorkSheet {
    let messages = context.messages;
    let heading = |key: &str| messages.plain(&format!("findings-column-{key}"));
    let mut findings: Vec<&Finding> = context.findings.iter().collect();
    findings.sort_by_key(|finding| finding.severity);
    let mut lines = vec![Line::title(messages.plain("findings-title"))];
    if findings.len() > FINDINGS {
        findings.truncate(FINDINGS);
        lines.push(Line::text(messages.plain("findings-more-in-table")));
    }
    let row = |finding: &&Finding| {
        let mut cells = finding_line(finding, messages);
        if let Some(severity) = cells.get_mut(1) {
            *severity = messages.plain(&format!("severity-{}", finding.severity.word()));
        }
        cells.into_iter().map(Item::text).collect()
    };
    WorkSheet {
        name: messages.plain("findings-sheet"),
        tab: Some("#C44536"),
        lines,
        columns: vec![
            Column::shown("code", heading("code"), 8.0),
            Column::shown("severity", heading("severity"), 14.0),
            Column::shown("file", heading("file"), 28.0).wrapped(),
            Column::shown("sheet", heading("sheet"), 14.0),
            Column::shown("cell", heading("cell"), 8.0),
            Column::shown("message", heading("message"), 110.0).wrapped(),
        ],
        rows: findings.iter().map(row).collect(),
        landscape: true,
        ..WorkSheet::default()
    }
}

/// A row of the hidden sheet: how many entries, then the entries.
fn list_row(entries: Vec<String>) -> Vec<Item> {
    let count = u64::try_from(entries.len()).unwrap_or(0);
    std::iter::once(Item::Count(count))
        .chain(entries.into_iter().map(Item::text))
        .collect()
}

fn row(context: Checked<'_>, question: &Question, entries: &[String], list: u64) -> Vec<Item> {
    let messages = context.messages;
    let [file, sheet, row] = words::origin(&context.linked.sources, question.origin);
    let mut ask = messages.plain(&format!("question-{}", question.ask));
    if question.repeats > 0 {
        ask.push(' ');
        ask.push_str(&words::counted(
            messages,
            "controle-repeats",
            question.repeats.into(),
        ));
    }
    let choices = entries.len().saturating_sub(2);
    let candidates: Vec<String> = entries
        .iter()
        .take(choices)
        .enumerate()
        .map(|(at, entry)| format!("{}. {entry}", at + 1))
        .collect();
    let candidates = if candidates.is_empty() {
        messages.plain("controle-no-candidates")
    } else {
        candidates.join("\n")
    };
    vec![
        Item::text(file),
        Item::text(sheet),
        row.parse().map_or_else(|_| Item::text(row), Item::Count),
        Item::text(question.raw.as_str()),
        Item::text(ask),
        Item::text(candidates),
        Item::Empty,
        Item::Empty,
        Item::text(question.key.as_str()),
        Item::Count(list),
    ]
}

/// Everything that the drop-down of a question offers: candidates in order of likelihood, then
/// "none of these" and "later".
fn entries(context: Checked<'_>, question: &Question) -> Vec<String> {
    let messages = context.messages;
    let mut entries: Vec<String> = match &question.about {
        QuestionAbout::Address(candidates) => candidates
            .iter()
            .take(SHOWN)
            .map(|candidate| address_entry(context, candidate))
            .collect(),
        QuestionAbout::Covers(readings) => readings
            .iter()
            .take(SHOWN)
            .map(|reading| reading_entry(messages, reading))
            .collect(),
        QuestionAbout::Contradiction(words) => words.iter().take(SHOWN).map(word_entry).collect(),
    };
    entries.push(messages.plain("controle-none"));
    entries.push(messages.plain("controle-later"));
    entries
}

/// `Kleiburg 12 A, 1104 EA Amsterdam (0363200000000001)`.
fn address_entry(context: Checked<'_>, candidate: &Candidate) -> String {
    let mut line = words::address_line(context.register, candidate.address);
    let unit = context.register.address(candidate.address).unit;
    if !unit.is_some_and(|unit| context.register.unit(unit).in_use) {
        line = context
            .messages
            .text("controle-not-in-use", &[("address", Value::from(line))]);
    }
    entry(
        &line,
        &context.register.address_id(candidate.address).to_string(),
    )
}

/// `oneven nummers 137 t/m 151: 8 adressen (oneven)`.
fn reading_entry(messages: &Messages, reading: &Reading) -> String {
    let homes = messages.text(
        "controle-reading",
        &[
            ("reading", Value::from(reading.text.as_str())),
            ("n", Value::from(reading.units.len())),
        ],
    );
    entry(&homes, &reading.key)
}

/// What is shown and, in brackets, the key by which a decision refers to it.
pub fn entry(shown: &str, key: &str) -> String {
    format!("{shown} ({key})")
}

/// An entry that is its own key.
fn word_entry(word: &CompactString) -> String {
    if word.ends_with(')') {
        format!("{word}{MARK}")
    } else {
        word.to_string()
    }
}

/// Reads decisions: knows "none of these" and "later" in every language.
#[derive(Clone, Debug)]
pub struct RulingReader {
    none: Vec<String>,
    later: Vec<String>,
}

impl Default for RulingReader {
    fn default() -> Self {
        let all = |key: &str| {
            Messages::all()
                .iter()
                .map(|messages| fold(&messages.plain(key)))
                .collect()
        };
        Self {
            none: all("controle-none"),
            later: all("controle-later"),
        }
    }
}

impl RulingReader {
    /// The same where what is chosen is the text itself, without a key.
    pub fn words(&self, text: &str) -> Option<Ruling> {
        match self.ruling(text)? {
            Ruling::NoneOfThese => Some(Ruling::NoneOfThese),
            Ruling::Chosen(_) => Some(Ruling::Chosen(clean(text).into())),
        }
    }

    /// What a person decided, from the text in the column *Besluit*; `None` for nothing and
    /// "later".
    pub fn ruling(&self, text: &str) -> Option<Ruling> {
        let text = clean(text);
        let folded = fold(&text);
        let folded = folded.trim_end_matches(['.', '!', ' ']).to_owned();
        if text.is_empty() || self.later.contains(&folded) {
            return None;
        }
        if self.none.contains(&folded) {
            return Some(Ruling::NoneOfThese);
        }
        if let Some(word) = text.strip_suffix(MARK) {
            return Some(Ruling::Chosen(word.into()));
        }
        let key = text
            .strip_suffix(')')
            .and_then(|rest| rest.rsplit_once(" ("))
            .map_or(text.as_str(), |(_, key)| key);
        Some(Ruling::Chosen(key.into()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_chosen_is_read_back_as_its_key() {
        let reader = RulingReader::default();
        let ruling = |text: &str| reader.ruling(text);
        let chosen = |text: &str| Some(Ruling::Chosen(text.into()));
        let home = entry("Kleiburg 12 A, 1104 EA Amsterdam", "0363200000000001");
        assert_eq!(ruling(&home), chosen("0363200000000001"));
        assert_eq!(ruling(&word_entry(&"Ymere".into())), chosen("Ymere"));
        assert_eq!(
            ruling(&word_entry(&"Ymere (zuid)".into())),
            chosen("Ymere (zuid)")
        );
        assert_eq!(ruling("Geen van deze "), Some(Ruling::NoneOfThese));
        assert_eq!(ruling("none of these"), Some(Ruling::NoneOfThese));
        assert_eq!(ruling("later"), None);
        assert_eq!(ruling(" "), None);
    }
}
