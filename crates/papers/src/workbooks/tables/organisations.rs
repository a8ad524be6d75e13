//! `organisations.csv`: every organisation with its status, and why.

use super::{Table, columns};
use crate::workbooks::Context;

/// One line per organisation, in the order of the lists.
pub(super) fn table(context: Context<'_>) -> Table<'_> {
    let rows = context
        .coverage
        .organisations
        .iter()
        .filter_map(move |state| {
            let organisation = context.checked.linked.organisation(state.organisation)?;
            Some(vec![
                organisation.id.to_string(),
                organisation.name.to_string(),
                organisation.kind.word().to_owned(),
                state.status.word().to_owned(),
                state.legs.word().to_owned(),
                state.represents.to_string(),
                organisation.umbrellas.join("; "),
                state.why.sentence(context.checked.messages),
            ])
        });
    Table {
        file: "organisations.csv",
        columns: columns(&[
            "organisation_id",
            "name",
            "kind",
            "status",
            "legs",
            "dwellings",
            "umbrellas",
            "why",
        ]),
        rows: Box::new(rows),
    }
}
