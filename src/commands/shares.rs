//! What share of each list was found: one line a list, those that need a look first.

use std::collections::BTreeMap;

use serde_json::json;

use super::walk::Walked;
use domain::Messages;
use domain::messages::Value;
use lists::intake::{RowOutcome, RowReason, SourceIx};
use matching::{MatchOutcome, MatchReason};

/// A list with less than this many of its homes found, in tenths, needs a look.
const ENOUGH: usize = 9;

/// Why rows are set aside of which nobody knows yet where the address is.
const UNREAD: [(RowReason, &str); 3] = [
    (RowReason::UnsureColumns, "asked"),
    (RowReason::UnknownKind, "kind"),
    (RowReason::NoHeadings, "headings"),
];
/// The likely cause behind what an address lacks.
const CAUSES: [(MatchReason, &str); 7] = [
    (MatchReason::Contradiction, "columns"),
    (MatchReason::OutsideRegister, "register"),
    (MatchReason::NoSuchStreet, "register"),
    (MatchReason::NoSuchAddition, "addition"),
    (MatchReason::Several, "addition"),
    (MatchReason::NoNumber, "number"),
    (MatchReason::NoAddress, "number"),
];

/// What became of the addresses of one list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// The file, and the sheet where it has a name.
    pub list: String,
    /// The file alone, as in the campaign file.
    pub file: String,
    /// Addresses that were found, outside the scope too.
    pub found: usize,
    /// All addresses, and rows of which nobody knows yet where the address is.
    pub rows: usize,
    /// Why most of the others were not.
    pub cause: Option<&'static str>,
}

impl Share {
    /// Whether a person should look at it.
    pub fn is_low(&self) -> bool {
        self.found * 10 < self.rows * ENOUGH
    }

    /// The line for a person.
    pub fn line(&self, messages: &Messages) -> String {
        let number = |count: usize| messages.count(u64::try_from(count).unwrap_or(u64::MAX));
        let mut line = messages.text(
            "check-share",
            &[
                ("list", Value::from(self.list.as_str())),
                ("found", Value::from(number(self.found))),
                ("rows", Value::from(number(self.rows))),
                (
                    "percent",
                    Value::from(number(self.found * 100 / self.rows.max(1))),
                ),
            ],
        );
        if let Some(cause) = self.cause.filter(|_| self.is_low()) {
            line.push(' ');
            let key = format!("check-cause-{cause}");
            line.push_str(&messages.text(&key, &[("file", Value::from(self.file.as_str()))]));
        }
        line
    }

    /// The same for a program.
    pub fn json(&self) -> serde_json::Value {
        json!({ "list": self.list, "found": self.found, "rows": self.rows, "low": self.is_low() })
    }
}

/// The lists with addresses: those with less than nine in ten first, worst first; then the others
/// in the order of their names.
pub fn shares(walked: &Walked) -> Vec<Share> {
    let linked = &walked.linked;
    let mut all: BTreeMap<SourceIx, (Share, BTreeMap<&'static str, usize>)> = BTreeMap::new();
    for found in &linked.matches {
        let (share, causes) = all.entry(found.origin.source).or_default();
        share.rows += 1;
        match found.outcome {
            MatchOutcome::Matched | MatchOutcome::OutOfScope => share.found += 1,
            MatchOutcome::Ambiguous | MatchOutcome::NotFound | MatchOutcome::NotAnAddress => {
                *causes.entry(cause(found.reason)).or_default() += 1;
            }
        }
    }
    for row in &linked.rows {
        let cause = UNREAD.iter().find(|(reason, _)| *reason == row.reason);
        if let Some((_, cause)) = cause
            && row.outcome == RowOutcome::SetAside
        {
            let (share, causes) = all.entry(row.origin.source).or_default();
            share.rows += 1;
            *causes.entry(*cause).or_default() += 1;
        }
    }
    let mut shares: Vec<Share> = all
        .into_iter()
        .filter_map(|(ix, (share, causes))| {
            let source = linked.sources.get(usize::from(ix.0))?;
            let most = causes.iter().max_by_key(|(_, count)| **count);
            let list = match &*source.sheet {
                "" => source.file.to_string(),
                sheet => format!("{} ({sheet})", source.file),
            };
            Some(Share {
                list,
                file: source.file.to_string(),
                cause: most.map(|(cause, _)| *cause),
                ..share
            })
        })
        .collect();
    // The sort keeps the order of the lists where the share is the same.
    shares.sort_by_key(|share| {
        let low = share.is_low();
        (!low, low.then_some(share.found * 1000 / share.rows.max(1)))
    });
    shares
}

/// The likely cause behind a reason.
fn cause(reason: MatchReason) -> &'static str {
    CAUSES
        .iter()
        .find(|(known, _)| *known == reason)
        .map_or("rows", |(_, cause)| *cause)
}
