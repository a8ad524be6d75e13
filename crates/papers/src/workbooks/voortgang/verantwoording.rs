//! The sheet *Verantwoording*: rows in = used + merged + set aside, per file and sheet, with the
//! reasons. Nothing is lost silently.

use std::collections::BTreeMap;

use crate::workbooks::{Checked, words};
use domain::workbook::{Colouring, Column, Item, Line, WorkSheet};
use lists::intake::{RowOutcome, SourceIx};
use register::SourceAccount;

#[derive(Default)]
struct Account {
    rows: u64,
    used: u64,
    merged: u64,
    set_aside: u64,
    unreadable: bool,
    reasons: BTreeMap<&'static str, u64>,
}

impl Account {
    fn items(&self, messages: &domain::Messages) -> Vec<Item> {
        let reasons: Vec<String> = self
            .reasons
            .iter()
            .map(|(key, count)| {
                format!(
                    "{} × {}",
                    messages.count(*count),
                    messages.plain(&format!("row-group-{key}"))
                )
            })
            .collect();
        let adds_up = self.rows == self.used + self.merged + self.set_aside;
        vec![
            Item::Count(self.rows),
            Item::Count(self.used),
            Item::Count(self.merged),
            Item::Count(self.set_aside),
            Item::text(messages.plain(if adds_up {
                "account-adds-up"
            } else {
                "account-does-not"
            })),
            Item::text(reasons.join("\n")),
        ]
    }
}

/// Why rows or objects of a register are left out, with how many.
pub fn left_out(one: &SourceAccount, messages: &domain::Messages) -> Vec<String> {
    one.left_out
        .iter()
        .map(|(code, count)| {
            let why = match code.as_str() {
                "not-in-force" | "no-address" | "no-home" | "cut" => {
                    messages.plain(&format!("account-{code}"))
                }
                code => code.to_owned(),
            };
            format!("{} × {why}", messages.count(*count))
        })
        .collect()
}

/// A table of the register: its rows are no rows of lists, and stand below the total.
fn of_register(one: &SourceAccount, messages: &domain::Messages) -> Vec<Item> {
    let reasons = left_out(one, messages);
    let aside: u64 = one.left_out.values().sum();
    let adds_up = one.rows == one.used + one.merged + aside;
    vec![
        Item::text(one.file.as_str()),
        Item::text(messages.plain(&format!("account-what-{}", one.what))),
        Item::text(messages.plain("account-register")),
        Item::Count(one.rows),
        Item::Count(one.used),
        Item::Count(one.merged),
        Item::Count(aside),
        Item::text(messages.plain(if adds_up {
            "account-adds-up"
        } else {
            "account-does-not"
        })),
        Item::text(reasons.join("\n")),
    ]
}

/// The sheet.
pub(super) fn sheet(context: Checked<'_>) -> WorkSheet {
    let messages = context.messages;
    let linked = context.linked;
    let mut accounts: BTreeMap<SourceIx, Account> = BTreeMap::new();
    let mut total = Account::default();
    for row in &linked.rows {
        for account in [accounts.entry(row.origin.source).or_default(), &mut total] {
            if row.origin.row == 0 {
                // One line for a file that could not be read: it is not a row.
                account.unreadable = true;
                *account.reasons.entry(row.reason.key()).or_default() += 1;
                continue;
            }
            account.rows += 1;
            match row.outcome {
                RowOutcome::Used => account.used += 1,
                RowOutcome::Merged => account.merged += 1,
                RowOutcome::SetAside => account.set_aside += 1,
            }
            if row.outcome != RowOutcome::Used {
                *account.reasons.entry(row.reason.key()).or_default() += 1;
            }
        }
    }
    let mut rows: Vec<Vec<Item>> = Vec::new();
    for (at, account) in &accounts {
        let Some(source) = linked.sources.get(usize::from(at.0)) else {
            continue;
        };
        let kind = source.kind.map_or_else(
            || "unknown".to_owned(),
            |kind| kind.word().replace('_', "-"),
        );
        let mut row = vec![
            Item::text(source.file.to_string()),
            Item::text(source.sheet.to_string()),
            Item::text(messages.plain(&format!("list-kind-{kind}"))),
        ];
        row.extend(account.items(messages));
        rows.push(row);
    }
    let total_row = u32::try_from(rows.len()).unwrap_or(0);
    let mut row = vec![
        Item::text(messages.plain("account-total")),
        Item::Empty,
        Item::Empty,
    ];
    row.extend(total.items(messages));
    rows.push(row);
    rows.extend(
        context
            .register_rows
            .iter()
            .map(|one| of_register(one, messages)),
    );
    let heading = |key: &str| messages.plain(&format!("account-column-{key}"));
    WorkSheet {
        name: messages.plain("account-sheet"),
        tab: Some("#404040"),
        lines: vec![
            Line::title(messages.plain("account-title")),
            Line::text(words::counted(messages, "account-how", total.rows)),
        ],
        columns: vec![
            Column::shown("file", heading("file"), 34.0).wrapped(),
            Column::shown("sheet", heading("sheet"), 16.0),
            Column::shown("kind", heading("kind"), 22.0),
            Column::shown("rows", heading("rows"), 10.0),
            Column::shown("used", heading("used"), 11.0),
            Column::shown("merged", heading("merged"), 14.0),
            Column::shown("set_aside", heading("set-aside"), 13.0),
            Column::shown("adds_up", heading("adds-up"), 10.0),
            Column::shown("reasons", heading("reasons"), 70.0).wrapped(),
        ],
        rows,
        total_rows: vec![total_row],
        colours: vec![
            Colouring {
                column: "adds_up",
                text: messages.plain("account-adds-up"),
                behind: "#CDEBDD",
                ink: "#000000",
            },
            Colouring {
                column: "adds_up",
                text: messages.plain("account-does-not"),
                behind: "#B8432C",
                ink: "#FFFFFF",
            },
        ],
        landscape: true,
        ..WorkSheet::default()
    }
}

#[cfg(test)]
mod tests {
    use domain::Messages;
    use lists::intake::RowReason;

    #[test]
    fn every_reason_has_its_words_for_one_row_and_for_many() {
        for language in Messages::languages() {
            let messages = Messages::of(&language);
            for reason in RowReason::ALL {
                for before in ["row-", "row-group-"] {
                    let key = format!("{before}{}", reason.key());
                    assert!(messages.has(&key), "{language:?}: {key}");
                }
            }
        }
    }
}
