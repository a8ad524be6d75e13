//! `steps.csv`: what would help most, best first.

use super::{Table, columns};
use crate::workbooks::Context;

/// One line per step.
pub(super) fn table(context: Context<'_>) -> Table<'_> {
    let register = context.checked.register;
    let rows = (1_u64..)
        .zip(&context.coverage.steps)
        .map(move |(rank, step)| {
            let organisation = step
                .organisation
                .and_then(|ix| context.checked.linked.organisation(ix))
                .map(|organisation| organisation.name.to_string());
            let area = step.area.and_then(|at| context.coverage.area(at, register));
            let (level, code, name) = area.map_or_else(Default::default, |area| {
                let key = area.key;
                (key.level.word(), key.code, key.name)
            });
            vec![
                rank.to_string(),
                step.kind.key().to_owned(),
                organisation.unwrap_or_default(),
                level.to_owned(),
                code.to_string(),
                name.to_string(),
                step.homes.to_string(),
                step.sentence(context.checked.messages),
            ]
        });
    Table {
        file: "steps.csv",
        columns: columns(&[
            "rank",
            "step",
            "organisation",
            "level",
            "code",
            "name",
            "dwellings",
            "sentence",
        ]),
        rows: Box::new(rows),
    }
}
