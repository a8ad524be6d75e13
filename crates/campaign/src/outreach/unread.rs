//! Lists of people who want nothing more that could not be read: until they are mended, nobody gets
//! anything, for anybody may stand on them.

use super::model::{Reason, Unsent};
use super::{Draft, Facts};
use domain::campaign::ListKind;
use domain::refusal::names_opt_outs;
use domain::{Finding, PieceKind, Place};
use lists::intake::RowReason;
use matching::Linked;

/// Where they stand: file, and sheet where there is one.
pub fn unread(linked: &Linked) -> Vec<Place> {
    let mut places: Vec<Place> = Vec::new();
    for row in &linked.rows {
        let lost = matches!(
            row.reason,
            RowReason::UnreadableFile
                | RowReason::UnknownKind
                | RowReason::NoHeadings
                | RowReason::UnsureColumns
        );
        let Some(source) = linked.sources.get(usize::from(row.origin.source.0)) else {
            continue;
        };
        let says = source.kind == Some(ListKind::OptOuts)
            || names_opt_outs(&source.file)
            || names_opt_outs(&source.sheet);
        if lost && says {
            let place = Place::file(source.file.as_ref());
            if !places.contains(&place) {
                places.push(place);
            }
        }
    }
    places
}

/// Holds every new piece while a list of opt-outs cannot be read.
pub fn hold(draft: &mut Draft, facts: &Facts<'_>) {
    let unread = unread(facts.linked);
    if unread.is_empty() {
        return;
    }
    let (stand, held): (Vec<_>, Vec<_>) = std::mem::take(&mut draft.pieces)
        .into_iter()
        .partition(|piece| piece.made_before);
    draft.pieces = stand;
    let count = held.len();
    draft.unsent.extend(held.into_iter().map(|piece| Unsent {
        recipient: piece.recipient,
        kind: PieceKind::Hold,
        reason: Reason::plain("opt-outs-unread"),
    }));
    draft.unsent.sort_by_key(|unsent| match unsent.recipient {
        super::Recipient::Board(_) => (0, 0),
        super::Recipient::Home(_) => (1, 0),
    });
    for place in unread.into_iter().rev() {
        let finding = Finding::error("P110").at(place).with("count", count);
        draft.findings.insert(0, finding);
    }
}
