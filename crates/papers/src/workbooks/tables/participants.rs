//! `form/participants.csv`: whoever was asked, as LimeSurvey imports participants: the token is the
//! personal code. Without names and addresses: the form needs neither.

use super::{Table, columns};
use campaign::ledger::History;
use domain::{Campaign, PieceState, link};

/// One line per piece that was not withdrawn, with the link that fills in the code.
pub fn table<'a>(history: &'a History, campaign: &'a Campaign) -> Table<'a> {
    let pieces = history.pieces.iter();
    let rows = pieces
        .filter(|piece| piece.state != PieceState::Withdrawn)
        .map(|piece| {
            vec![
                String::new(),
                String::new(),
                String::new(),
                piece.code.plain(),
                piece.language.tag().to_owned(),
                link::answer(campaign, piece.code),
            ]
        });
    Table {
        file: "participants.csv",
        columns: columns(&[
            "firstname",
            "lastname",
            "email",
            "token",
            "language",
            "attribute_1",
        ]),
        rows: Box::new(rows),
    }
}
