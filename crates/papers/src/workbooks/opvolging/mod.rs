//! `opvolging.xlsx`: what volunteers follow up, and where they write down what came of it.
//!
//! One file per sheet. The sheets that are filled in have a hidden column `id` by which
//! `collect` knows the rows again; [`replies`](crate::replies) reads them with the same lists of
//! columns.

pub mod antwoordstroken;
pub mod bijeenkomsten;
pub mod deuren;
mod earlier;
mod filled;
mod leesmij;
mod meedoen;
pub mod organisaties;
pub mod pakketten;
pub mod punten;
pub mod steun;

pub(super) use deuren::status_colours;
pub(super) use earlier::Earlier;

use super::Context;
use domain::workbook::Workbook;

/// The whole workbook.
pub fn opvolging(context: &Context<'_>) -> Workbook {
    let context = *context;
    let checked = context.checked;
    let doors = deuren::sheet(context);
    let organisations = organisaties::sheet(context);
    let support = steun::sheet(context);
    let mut sheets = vec![
        leesmij::sheet(context, &doors),
        doors.sheet,
        meedoen::sheet(context),
        organisations,
        support,
        punten::sheet(context),
        bijeenkomsten::sheet(context),
        pakketten::sheet(context),
    ];
    sheets.extend(antwoordstroken::sheets(context));
    Workbook {
        file_name: "opvolging.xlsx".to_owned(),
        title: format!(
            "{} – {}",
            checked.campaign.campaign.name,
            checked.messages.plain("opvolging-title")
        ),
        author: checked.campaign.sender.name.clone(),
        date: checked.date,
        sheets,
    }
}
