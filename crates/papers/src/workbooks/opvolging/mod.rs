//! `opvolging.xlsx`: what volunteers follow up, and where they write down what came of it.
//!
//! One file per sheet. The sheets that are filled in have a hidden column `id` by which
//! `collect` knows the rows again; [`replies`](crate::replies) reads them with the same lists of
//! columns. [`per`] makes a small one for each building or area: its doors and its slips.

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

use std::collections::{BTreeMap, BTreeSet};

use super::{Context, words};
use campaign::coverage::Home;
use domain::AreaLevel;
use domain::text::slug;
use domain::workbook::{Line, Workbook};

/// The whole workbook.
pub fn opvolging(context: &Context<'_>) -> Workbook {
    let context = *context;
    let checked = context.checked;
    let doors = deuren::Desk::new(context).sheet(context.coverage.homes.iter());
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
    sheets.extend(antwoordstroken::sheets(
        context,
        antwoordstroken::codes(context),
    ));
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

/// A workbook for each area of a level in which there is a door to follow up: its doors, and its
/// slips to type in, with no code of other doors.
pub fn per(context: &Context<'_>, level: AreaLevel) -> Vec<Workbook> {
    let context = *context;
    let checked = context.checked;
    let areas = context.coverage.areas(checked.register);
    let names: BTreeMap<u32, String> = (0..)
        .zip(areas)
        .filter(|(_, area)| area.key.level == level)
        .map(|(at, area)| (at, words::area(context, &area)))
        .collect();
    let mut by_area: BTreeMap<u32, Vec<&Home>> = BTreeMap::new();
    for home in &context.coverage.homes {
        let mut lies_in = home.areas();
        if let Some(area) = lies_in.find(|area| names.contains_key(area)) {
            by_area.entry(area).or_default().push(home);
        }
    }
    let desk = deuren::Desk::new(context);
    let codes = antwoordstroken::codes_by_home(context);
    let mut taken = BTreeSet::new();
    let mut books = Vec::new();
    for (area, homes) in by_area {
        let mut doors = desk.sheet(homes.iter().copied()).sheet;
        if doors.rows.is_empty() {
            continue;
        }
        let name = names.get(&area).cloned().unwrap_or_default();
        if let Some(title) = doors.lines.first_mut() {
            *title = Line::title(name.clone());
        }
        let theirs: BTreeSet<&String> = homes
            .iter()
            .filter_map(|home| codes.get(&home.unit))
            .flatten()
            .collect();
        let mut sheets = vec![doors];
        sheets.extend(antwoordstroken::sheets(
            context,
            theirs.into_iter().cloned().collect(),
        ));
        let (slug, mut number) = (slug(&name), 1);
        let mut file_name = format!("opvolging-{slug}.xlsx");
        while !taken.insert(file_name.clone()) {
            number += 1;
            file_name = format!("opvolging-{slug}-{number}.xlsx");
        }
        books.push(Workbook {
            file_name,
            title: format!("{} – {name}", checked.campaign.campaign.name),
            author: checked.campaign.sender.name.clone(),
            date: checked.date,
            sheets,
        });
    }
    books
}
