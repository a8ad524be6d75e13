//! The story of one row of a list: what was read in it, what was tried, what became of it.

use crate::commands::exit::Exit;
use crate::commands::session::Session;
use crate::commands::walk::Walked;
use domain::messages::Value;
use domain::{AddressText, Finding};
use lists::intake::{Claim, Intake, Origin, RowReason, Source};
use matching::{Finder, Question, QuestionAbout};
use register::UnitIx;

/// A row that somebody asks about: `rochdale.xlsx:14`, or with its sheet `rochdale.xlsx/Blad1:14`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    file: String,
    row: u32,
}

impl Asked {
    /// Reads the reference; `None` for anything that is no file name with a row behind it.
    pub fn read(text: &str) -> Option<Self> {
        let (file, row) = text.trim().rsplit_once(':')?;
        let row = row.trim().parse().ok()?;
        let file = file.trim().to_lowercase();
        let is_file = file.contains('.') && !file.contains(", ");
        is_file.then_some(Self { file, row })
    }

    fn means(&self, source: &Source) -> bool {
        let file = source.file.to_lowercase();
        let name = file.rsplit('/').next().unwrap_or(&file);
        let with_sheet = |file: &str| {
            self.file
                .strip_prefix(file)
                .and_then(|rest| rest.strip_prefix('/'))
                .is_some_and(|sheet| sheet == source.sheet.to_lowercase())
        };
        self.file == file || self.file == name || with_sheet(&file) || with_sheet(name)
    }
}

/// What a row said about where.
#[derive(Clone, Debug)]
pub enum Said {
    /// An address.
    Address(Box<AddressText>),
    /// A covers expression, or a name that stands for one.
    Expression(String),
}

/// The rows that a reference may mean, and what stood there.
pub fn said(intake: &Intake, asked: &Asked) -> Vec<(Origin, Vec<Said>)> {
    let mut origins: Vec<Origin> = intake
        .rows
        .iter()
        .filter(|row| row.origin.row == asked.row)
        .filter(|row| {
            intake
                .source(row.origin.source)
                .is_some_and(|s| asked.means(s))
        })
        .map(|row| row.origin)
        .collect();
    origins.dedup();
    origins
        .into_iter()
        .map(|origin| (origin, at(intake, first(intake, origin))))
        .collect()
}

/// A row that repeats another one was read there.
fn first(intake: &Intake, origin: Origin) -> Origin {
    let row = intake.rows.iter().find(|row| row.origin == origin);
    if let Some(RowReason::Duplicate(first)) = row.map(|row| row.reason) {
        return first;
    }
    origin
}

fn at(intake: &Intake, origin: Origin) -> Vec<Said> {
    let mut out: Vec<Said> = Vec::new();
    let holdings = intake
        .holdings
        .iter()
        .filter(|h| h.origin.whole_row() == origin.whole_row());
    out.extend(holdings.map(|h| Said::Address(Box::new(h.address.text()))));
    let contacts = intake
        .contacts
        .iter()
        .filter(|c| c.origin.whole_row() == origin.whole_row());
    out.extend(contacts.map(|c| Said::Address(Box::new(c.address.clone()))));
    let opt_outs = intake
        .opt_outs
        .iter()
        .filter(|o| o.origin.whole_row() == origin.whole_row());
    out.extend(opt_outs.map(|o| Said::Address(Box::new(o.address.clone()))));
    for organisation in &intake.organisations {
        for claim in &organisation.claims {
            match claim {
                Claim::Address {
                    origin: own,
                    address,
                } if own.whole_row() == origin.whole_row() => {
                    out.push(Said::Address(Box::new(address.clone())));
                }
                Claim::Expression {
                    origin: own, text, ..
                } if own.whole_row() == origin.whole_row() => {
                    out.push(Said::Expression(text.to_string()));
                }
                Claim::Name { origin: own, .. } if own.whole_row() == origin.whole_row() => {
                    out.push(Said::Expression(organisation.name.to_string()));
                }
                Claim::Address { .. } | Claim::Expression { .. } | Claim::Name { .. } => {}
            }
        }
    }
    let areas = intake
        .areas
        .iter()
        .filter(|a| a.origin.whole_row() == origin.whole_row());
    out.extend(areas.map(|a| Said::Expression(a.covers.to_string())));
    out.retain(|said| !matches!(said, Said::Address(address) if address.is_empty()));
    out
}

/// Tells one row; gives the homes that were found, for the story of each.
pub fn tell(
    session: &Session<'_>,
    walked: &Walked,
    finder: &Finder<'_>,
    origin: Origin,
    said: &[Said],
) -> (Exit, Vec<UnitIx>) {
    let (terminal, messages) = (session.terminal, &session.messages);
    let place = lists::intake::place(&walked.linked.sources, origin);
    let text = |part: Option<&std::sync::Arc<str>>| Value::from(part.map_or("", |p| p).to_owned());
    terminal.say(&messages.text(
        "explain-row",
        &[
            ("row", Value::Count(origin.row.into())),
            ("file", text(place.file.as_ref())),
            ("sheet", text(place.sheet.as_ref())),
        ],
    ));
    if let Some(account) = walked
        .linked
        .rows
        .iter()
        .find(|row| row.origin.whole_row() == origin.whole_row())
    {
        let other = account.reason.other_row().unwrap_or_default();
        let reason = messages.text(
            &format!("row-{}", account.reason.key()),
            &[("row", Value::Count(other.into()))],
        );
        terminal.say(&messages.text("explain-row-outcome", &[("reason", reason.into())]));
    }
    let mut homes = Vec::new();
    for one in said {
        match one {
            Said::Address(address) => homes.extend(tell_address(session, walked, finder, address)),
            Said::Expression(expression) => tell_expression(session, walked, origin, expression),
        }
    }
    if said.is_empty() {
        terminal.say(&messages.plain("explain-row-no-place"));
    }
    let here = |finding: &&Finding| {
        finding.place.file == place.file
            && finding.place.sheet == place.sheet
            && finding.place.row == place.row
    };
    let findings: Vec<Finding> = walked.findings.iter().filter(here).cloned().collect();
    if !findings.is_empty() {
        terminal.findings(&findings, messages, usize::MAX);
    }
    homes.sort_unstable();
    homes.dedup();
    (Exit::after(&findings), homes)
}

fn tell_address(
    session: &Session<'_>,
    walked: &Walked,
    finder: &Finder<'_>,
    address: &AddressText,
) -> Option<UnitIx> {
    let (terminal, messages) = (session.terminal, &session.messages);
    let columns = [
        ("whole", &address.whole),
        ("street", &address.street),
        ("number", &address.number),
        ("letter", &address.letter),
        ("addition", &address.addition),
        ("postcode", &address.postcode),
        ("town", &address.town),
        ("unit-id", &address.unit_id),
        ("address-id", &address.address_id),
        ("building-id", &address.building_id),
    ];
    let shown: Vec<String> = columns
        .iter()
        .filter_map(|(key, value)| {
            let value = value.as_deref()?;
            Some(format!(
                "{} „{value}”",
                messages.plain(&format!("explain-field-{key}"))
            ))
        })
        .collect();
    terminal.say(&messages.text("explain-row-read", &[("fields", shown.join(", ").into())]));
    super::tell_search(session, walked, finder, address)
}

fn tell_expression(session: &Session<'_>, walked: &Walked, origin: Origin, expression: &str) {
    let (terminal, messages) = (session.terminal, &session.messages);
    terminal.say(&messages.text("explain-row-expression", &[("text", expression.into())]));
    let covers = walked.linked.organisations.iter().flat_map(|o| &o.covers);
    for cover in covers.filter(|cover| cover.origin.whole_row() == origin.whole_row()) {
        if !cover.reading.is_empty() {
            terminal.say(&messages.text(
                "explain-row-reading",
                &[
                    ("reading", cover.reading.as_str().into()),
                    ("n", Value::from(cover.units.len())),
                ],
            ));
        }
        if !cover.left_out.is_empty() {
            terminal.say(&messages.text(
                "explain-row-left-out",
                &[("text", cover.left_out.as_str().into())],
            ));
        }
    }
    let asked = walked
        .linked
        .questions
        .iter()
        .filter(|q| q.origin.whole_row() == origin.whole_row());
    for Question { about, .. } in asked {
        if let QuestionAbout::Covers(readings) = about {
            terminal.say(&messages.plain("explain-row-asked"));
            for reading in readings {
                let n = Value::from(reading.units.len());
                let line = messages.text(
                    "controle-reading",
                    &[("reading", Value::from(reading.text.as_str())), ("n", n)],
                );
                terminal.say(&format!("    – {line}"));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_told_apart_from_an_address() {
        let asked = |text: &str| Asked::read(text).map(|a| (a.file, a.row));
        assert_eq!(
            asked("Rochdale.xlsx:14"),
            Some(("rochdale.xlsx".into(), 14))
        );
        assert_eq!(
            asked("lijsten/rochdale.xlsx/Blad1: 14"),
            Some(("lijsten/rochdale.xlsx/blad1".into(), 14))
        );
        for address in [
            "Kleiburg 12, 1104 EA",
            "adres: Kade 4",
            "P.C. Hooftstraat, nr: 5",
        ] {
            assert_eq!(asked(address), None, "{address}");
        }
    }
}
