//! The column *Eerder*: what was sent to a home or an organisation, and what was heard of it.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::workbooks::Context;
use domain::PieceState;

/// What came before, by `unit …` and `organisation …`.
pub(in crate::workbooks) struct Earlier(BTreeMap<String, Vec<(Date, String)>>);

impl Earlier {
    /// Everything that the memory of the campaign has.
    pub(in crate::workbooks) fn of(context: Context<'_>) -> Self {
        let messages = context.checked.messages;
        let mut all: BTreeMap<String, Vec<(Date, String)>> = BTreeMap::new();
        let mut put = |about: &str, date: Date, what: String| {
            all.entry(about.to_owned()).or_default().push((date, what));
        };
        for piece in &context.history.pieces {
            if matches!(piece.state, PieceState::Delivered | PieceState::Sent) {
                let what = messages.plain("doors-earlier-piece");
                put(&piece.recipient, piece.when, what);
            }
            if !piece.answer.is_empty() {
                put(&piece.recipient, piece.when, piece.answer.to_string());
            }
        }
        for heard in &context.history.heard {
            let outcome = messages.plain(&format!("heard-{}", heard.outcome.word()));
            let said = if heard.said.is_empty() {
                outcome
            } else {
                format!("{outcome} ({})", heard.said)
            };
            put(&heard.about, heard.date, said);
        }
        for theirs in all.values_mut() {
            theirs.sort();
        }
        Self(all)
    }

    /// The last three, a line each.
    pub(in crate::workbooks) fn last(&self, about: &str) -> String {
        let all = self.0.get(about).map_or(&[][..], Vec::as_slice);
        let from = all.len().saturating_sub(3);
        let last = all.iter().skip(from);
        last.map(|(date, what)| format!("{date}: {what}"))
            .collect::<Vec<_>>()
            .join("\n")
    }
}
