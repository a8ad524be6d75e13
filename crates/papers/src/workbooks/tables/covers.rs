//! `covers.csv`: which units every organisation and own area covers, expression by expression.

use super::{Table, columns};
use crate::workbooks::{Checked, words};
use matching::Cover;

/// One line per organisation (or area), expression and unit.
pub(super) fn table(context: Checked<'_>) -> Table<'_> {
    let linked = context.linked;
    let organisations = linked.organisations.iter().flat_map(move |organisation| {
        organisation
            .covers
            .iter()
            .map(move |cover| (organisation.name.as_str(), cover))
    });
    let areas = linked
        .areas
        .iter()
        .map(|area| (area.name.as_str(), &area.cover));
    let rows = organisations
        .chain(areas)
        .flat_map(move |(name, cover)| lines(context, name, cover));
    Table {
        file: "covers.csv",
        columns: columns(&[
            "file",
            "sheet",
            "row",
            "organisation",
            "expression",
            "unit_id",
            "reading",
        ]),
        rows: Box::new(rows),
    }
}

fn lines<'a>(
    context: Checked<'a>,
    name: &'a str,
    cover: &'a Cover,
) -> impl Iterator<Item = Vec<String>> + 'a {
    let [file, sheet, row] = words::origin(&context.linked.sources, cover.origin);
    cover.units.iter().map(move |unit| {
        vec![
            file.clone(),
            sheet.clone(),
            row.clone(),
            name.to_owned(),
            cover.expression.to_string(),
            context.register.unit_id(unit).to_string(),
            cover.reading.to_string(),
        ]
    })
}
