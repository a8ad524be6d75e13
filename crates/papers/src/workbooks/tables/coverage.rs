//! `coverage.csv`: every dwelling in scope with its status, why, and the areas it lies in.

use super::{Table, columns};
use crate::workbooks::{Context, words};
use campaign::coverage::Home;
use domain::AreaLevel;

/// One line per dwelling in scope; after the fixed columns one per area level that has areas.
pub(super) fn table(context: Context<'_>) -> Table<'_> {
    let levels = levels(context);
    let mut names = columns(&[
        "unit_id",
        "address_id",
        "building_id",
        "street",
        "number",
        "letter",
        "addition",
        "postcode",
        "town",
        "tenure",
        "landlord",
        "organisations",
        "status",
        "legs",
        "why",
    ]);
    names.extend(levels.iter().map(|level| level.word().to_owned()));
    let rows = context
        .coverage
        .homes
        .iter()
        .map(move |home| line(context, home, &levels));
    Table {
        file: "coverage.csv",
        columns: names,
        rows: Box::new(rows),
    }
}

/// The levels above the home that have areas, from small to large. The landlord has a column of
/// its own already, and everything is in the scope.
fn levels(context: Context<'_>) -> Vec<AreaLevel> {
    let mut levels = context.coverage.levels();
    levels.retain(|level| {
        !matches!(
            level,
            AreaLevel::Unit | AreaLevel::Landlord | AreaLevel::Scope
        )
    });
    levels
}

fn line(context: Context<'_>, home: &Home, levels: &[AreaLevel]) -> Vec<String> {
    let Context {
        checked, coverage, ..
    } = context;
    let register = checked.register;
    let address = register.unit(home.unit).address;
    let mut line = Vec::with_capacity(15 + levels.len());
    line.push(register.unit_id(home.unit).to_string());
    line.push(register.address_id(address).to_string());
    line.push(words::building_ids(register, home.unit));
    line.extend(words::address_parts(register, address));
    line.push(home.tenure.word().to_owned());
    line.push(
        home.landlord
            .and_then(|at| coverage.landlords.get(usize::from(at)))
            .map(ToString::to_string)
            .unwrap_or_default(),
    );
    let organisations: Vec<&str> = home
        .organisations
        .iter()
        .filter_map(|ix| checked.linked.organisation(*ix))
        .map(|organisation| organisation.name.as_str())
        .collect();
    line.push(organisations.join("; "));
    line.push(home.status.word().to_owned());
    line.push(home.legs.word().to_owned());
    line.push(words::why(context, home));
    for level in levels {
        let names: Vec<_> = coverage
            .areas_of(home, *level, register)
            .map(|area| {
                if area.key.name.is_empty() {
                    area.key.code
                } else {
                    area.key.name
                }
            })
            .filter(|name| !name.is_empty())
            .collect();
        line.push(names.join("; "));
    }
    line
}
