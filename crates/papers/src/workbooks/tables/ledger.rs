//! `ledger.csv`: where every piece stands, written anew by every command that changes the ledger.

use super::{Table, columns};
use campaign::ledger::History;

/// One line per piece.
pub fn table(history: &History) -> Table<'_> {
    let rows = history.pieces.iter().map(|piece| {
        vec![
            piece.id.to_string(),
            piece.recipient.to_string(),
            piece.channel.word().to_owned(),
            piece.state.word().to_owned(),
            piece.when.to_string(),
            piece
                .message_id
                .as_ref()
                .map(ToString::to_string)
                .unwrap_or_default(),
            piece.answer.to_string(),
        ]
    });
    Table {
        file: "ledger.csv",
        columns: columns(&[
            "piece",
            "recipient",
            "channel",
            "state",
            "when",
            "message_id",
            "answer",
        ]),
        rows: Box::new(rows),
    }
}
