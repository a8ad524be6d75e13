//! Coverage over time → one self-contained HTML page: charts, map, tables.
//!
//! Flows in: everything that a run knows, in one [`ReportContext`]. Flows out: the page, which
//! needs no network and no script. Does not belong here: deciding anything, and files.
//!
//! The page goes to the stadsdeel and partners too: groups smaller than the campaign's smallest
//! group are taken together, and nothing in it is about one person.

mod areas;
mod bars;
mod data;
mod geo;
mod map;
mod outreach;
mod over_time;
mod page;
mod small;

pub use geo::geojson;

use handlebars::Handlebars;
use jiff::civil::Date;

use campaign::coverage::Coverage;
use campaign::ledger::History;
use domain::templates::Templates;
use domain::text::clean;
use domain::{Campaign, Finding, Messages, Noted, Place};
use matching::Linked;
use register::Register;

/// What the page is made of.
#[derive(Clone, Copy, Debug)]
pub struct ReportContext<'a> {
    /// Name, sender, rules, smallest group.
    pub campaign: &'a Campaign,
    /// The texts of the campaign's language.
    pub messages: &'a Messages,
    /// Where buildings are.
    pub register: &'a Register,
    /// Organisations.
    pub linked: &'a Linked,
    /// The figures.
    pub coverage: &'a Coverage,
    /// Earlier figures.
    pub history: &'a History,
    /// The page's template, the campaign's own on top.
    pub templates: &'a Templates,
    /// The date of the run.
    pub date: Date,
}

/// The page as HTML; a template of the campaign's own that cannot be used is noted, and the
/// built-in one takes its place.
pub fn page(context: &ReportContext<'_>) -> Noted<String> {
    let data = page::data(*context);
    match render(context.templates, &data) {
        Ok(html) => Noted::clean(html),
        Err(finding) => match render(&Templates::built_in(), &data) {
            Ok(html) => Noted::new(html, vec![finding]),
            Err(_) => Noted::new(String::new(), vec![finding]),
        },
    }
}

fn render(templates: &Templates, data: &data::Page) -> Result<String, Finding> {
    const PAGE: &str = "report/page.hbs";
    const STYLE: &str = "report/style.css";
    let wrong = |path: &str, line: Option<usize>, problem: String| {
        let place = Place::file(Templates::shown(path));
        let line = line.and_then(|line| u32::try_from(line).ok());
        Finding::error("E201")
            .at(line.map_or_else(|| place.clone(), |line| place.clone().at_row(line)))
            .with("problem", clean(&problem))
    };
    let mut registry = Handlebars::new();
    registry.set_strict_mode(true);
    for (name, path) in [("page", PAGE), ("style", STYLE)] {
        let source = templates.text(path).unwrap_or_default();
        registry
            .register_template_string(name, source)
            .map_err(|error| {
                let line = error.pos().map(|(line, _)| line);
                wrong(path, line, error.reason().to_string())
            })?;
    }
    registry
        .render("page", data)
        .map_err(|error| wrong(PAGE, error.line_no, error.reason().to_string()))
}
