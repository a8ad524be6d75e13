//! The plain tables below `outputs/tables/`: one file per table, literal columns and values.

mod areas;
mod changes;
mod coverage;
mod covers;
mod findings;
mod ledger;
mod matches;
mod organisations;
mod participants;
mod plan;
mod replies;
mod rows;
mod steps;
mod survey;
mod umbrellas;

pub use findings::{line as finding, with_returned as findings_with};
pub use ledger::table as ledger;
pub use participants::table as participants;
pub use replies::table as replies;

use super::{Checked, Context};
use domain::Table;

/// The tables of `check`: rows, matches, covers, findings.
pub fn checked<'a>(context: &Checked<'a>) -> Vec<Table<'a>> {
    vec![
        rows::table(*context),
        matches::table(*context),
        covers::table(*context),
        findings::table(*context),
    ]
}

/// All tables of a run.
pub fn all<'a>(context: &Context<'a>) -> Vec<Table<'a>> {
    vec![
        rows::table(context.checked),
        matches::table(context.checked),
        covers::table(context.checked),
        coverage::table(*context),
        areas::table(*context),
        plan::table(*context),
        ledger::table(context.history),
        replies::table(context.history, &context.checked.campaign.survey),
        findings::table(context.checked),
        organisations::table(*context),
        steps::table(*context),
        survey::table(*context),
        umbrellas::table(*context),
        changes::table(*context),
    ]
}

/// Literal column names.
fn columns(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}
