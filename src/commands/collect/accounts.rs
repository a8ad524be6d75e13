//! What became of each row, page or message that came back: `returned.csv`.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::messages::Value;
use domain::{Finding, Messages, Place, Severity, Sheet, Table};
use lists::intake::{Intake, RowOutcome as Fate};

/// A name by which the tenth comes after the ninth.
fn counted(name: &str) -> String {
    let mut out = String::new();
    let mut digits = String::new();
    for c in name.chars().chain([' ']) {
        if c.is_ascii_digit() {
            digits.push(c);
            continue;
        }
        if !digits.is_empty() {
            out.push_str(&format!("{digits:0>9}"));
            digits.clear();
        }
        out.push(c);
    }
    out
}

type Key = (Arc<str>, Arc<str>, u32);

struct Account {
    kind: &'static str,
    fate: Fate,
    /// The key of a message, or a sentence of its own.
    reason: Result<&'static str, String>,
}

/// The accounts of everything that came back, by file, sheet and row.
#[derive(Default)]
pub(super) struct Accounts(BTreeMap<Key, Account>);

fn key(place: &Place) -> Key {
    let none = || Arc::from("");
    (
        place.file.clone().unwrap_or_else(none),
        place.sheet.clone().unwrap_or_else(none),
        place.row.unwrap_or(0),
    )
}

impl Accounts {
    /// Every row that is not blank, as one from which nothing was taken yet.
    pub(super) fn open(&mut self, sheets: &[Sheet], kind: &'static str) {
        for sheet in sheets.iter().filter(|sheet| !sheet.hidden) {
            for row in sheet.rows.iter().filter(|row| !row.is_blank()) {
                let place = sheet.origin.row(row.number);
                self.put(&place, kind, Fate::SetAside, "returned-nothing");
            }
        }
    }

    /// The rows of a form export, as the intake room accounts for them.
    pub(super) fn form(&mut self, form: &Intake, messages: &Messages) {
        for row in &form.rows {
            let other: Vec<(&'static str, Value)> = row
                .reason
                .other_row()
                .map(|row| ("row", Value::Count(row.into())))
                .into_iter()
                .collect();
            let account = Account {
                kind: "replies",
                fate: row.outcome,
                reason: Err(messages.text(&format!("row-{}", row.reason.key()), &other)),
            };
            self.0.insert(key(&form.place(row.origin)), account);
        }
    }

    /// What became of one.
    pub(super) fn put(
        &mut self,
        place: &Place,
        kind: &'static str,
        fate: Fate,
        reason: &'static str,
    ) {
        let account = Account {
            kind,
            fate,
            reason: Ok(reason),
        };
        self.0.insert(key(place), account);
    }

    /// Something of it stands in the memory.
    pub(super) fn used(&mut self, place: &Place, kind: &'static str) {
        self.put(place, kind, Fate::Used, "returned-used");
    }

    /// Rows of which only a finding tells are set aside for its reason.
    pub(super) fn explain(&mut self, findings: &[Finding], messages: &Messages) {
        for finding in findings.iter().filter(|f| f.severity != Severity::Info) {
            if finding.place.file.is_none() {
                continue;
            }
            let account = self.0.entry(key(&finding.place)).or_insert(Account {
                kind: "",
                fate: Fate::SetAside,
                reason: Ok("returned-nothing"),
            });
            if account.fate == Fate::SetAside {
                account.reason = Err(finding.sentence(messages));
            }
        }
    }

    /// The table, one line per row, page or message.
    pub(super) fn table<'a>(&'a self, messages: &'a Messages) -> Table<'a> {
        let mut all: Vec<_> = self.0.iter().collect();
        all.sort_by_cached_key(|((file, sheet, row), _)| (file.clone(), counted(sheet), *row));
        let rows = all.into_iter().map(move |((file, sheet, row), account)| {
            let reason = match &account.reason {
                Ok(key) => messages.plain(key),
                Err(sentence) => sentence.clone(),
            };
            let row = if *row == 0 {
                String::new()
            } else {
                row.to_string()
            };
            vec![
                file.to_string(),
                sheet.to_string(),
                row,
                account.kind.to_owned(),
                account.fate.word().to_owned(),
                reason,
            ]
        });
        Table {
            file: "returned.csv",
            columns: ["file", "sheet", "row", "kind", "outcome", "reason"]
                .map(Into::into)
                .to_vec(),
            rows: Box::new(rows),
        }
    }
}
