//! `umbrellas.csv`: umbrellas of an area × umbrellas of a landlord.

use super::areas::count_columns;
use super::{Table, columns};
use crate::workbooks::Context;
use campaign::coverage::umbrella_matrix;

/// One line for every two umbrellas that share homes; an empty name stands for none.
pub(super) fn table(context: Context<'_>) -> Table<'_> {
    let matrix = umbrella_matrix(context.coverage, context.checked.linked);
    let rows: Vec<Vec<String>> = matrix
        .pairs()
        .map(|(area, landlord, counts)| {
            let mut line = vec![area.to_owned(), landlord.to_owned()];
            line.extend(count_columns(&counts));
            line
        })
        .collect();
    let mut names = columns(&["area_umbrella", "landlord_umbrella"]);
    names.extend(columns(&super::areas::COUNTS));
    Table {
        file: "umbrellas.csv",
        columns: names,
        rows: Box::new(rows.into_iter()),
    }
}
