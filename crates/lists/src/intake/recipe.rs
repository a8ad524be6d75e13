//! Recipes: how a supplier's file was understood, kept in a small readable file beside it, so that
//! the next delivery is read the same way and what is different is told.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use compact_str::CompactString;
use serde::{Deserialize, Serialize};

use crate::read::RECIPE_ENDING;
use domain::campaign::ListKind;
use domain::text::{clean, fold, slug};
use domain::{Finding, Place};

use super::columns::{Slot, column_name};
use super::fields::Field;
use super::records::{Claim, Intake};
use super::supplier::supplier_of;
use super::walk::{FileIntake, Understood};

/// Values of a column with codes that are remembered.
const CODES: usize = 200;
/// Rows of a delivery that are remembered, to tell what came and went.
const ROWS: usize = 200_000;

/// A file that belongs beside a list; a command writes it, the intake only says what is in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Beside {
    /// Its name, relative to `inputs/`.
    pub name: String,
    /// Its content.
    pub text: String,
}

/// A whole recipe file.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Recipe {
    #[serde(default, rename = "table")]
    tables: Vec<Table>,
}

/// How one table was understood.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Table {
    file: String,
    #[serde(default)]
    sheet: String,
    kind: ListKind,
    heading_row: u32,
    rows: u32,
    columns: Vec<Column>,
    #[serde(default)]
    codes: BTreeMap<String, Vec<String>>,
}

/// One column.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Column {
    column: String,
    heading: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    field: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    holds: String,
}

/// The name of the recipe beside a list, relative to `inputs/`.
pub(super) fn name_for(file: &str) -> String {
    let folder = file
        .rsplit_once('/')
        .map_or(String::new(), |(folder, _)| format!("{folder}/"));
    format!("{folder}{}{RECIPE_ENDING}", slug(&supplier_of(file)))
}

/// The name of the file with the rows of the last delivery.
fn rows_name(recipe: &str) -> String {
    recipe.replace(RECIPE_ENDING, ".recept.rijen")
}

impl Recipe {
    /// Reads the recipe beside a list, when there is one.
    pub(super) fn beside(inputs: &Path, file: &str, findings: &mut Vec<Finding>) -> Option<Self> {
        let name = name_for(file);
        let text = crate::read::file::read_text(&inputs.join(&name), 4 << 20).ok()?;
        match toml::from_str(&text) {
            Ok(recipe) => Some(recipe),
            Err(error) => {
                let detail = clean(error.message());
                findings.push(
                    Finding::warning("L400")
                        .at(Place::file(name))
                        .with("detail", detail),
                );
                None
            }
        }
    }

    /// The table that a sheet is the next delivery of.
    fn table(&self, file: &str, sheet: &str, kind: Option<ListKind>) -> Option<&Table> {
        let of_file = |name: &str| {
            self.tables
                .iter()
                .filter(|table| table.file == name)
                .collect::<Vec<_>>()
        };
        let mine = of_file(file);
        let mine = if mine.is_empty() {
            // Another file of the same supplier: the delivery before this one.
            let newest = self.tables.iter().map(|table| table.file.as_str()).max()?;
            of_file(newest)
        } else {
            mine
        };
        let fits = |table: &Table| kind.is_none_or(|kind| table.kind == kind);
        let mut same = mine
            .iter()
            .filter(|table| fold(&table.sheet) == fold(sheet) && fits(table));
        match (same.next(), same.next()) {
            (Some(table), None) => Some(table),
            // Several tables in one sheet: nobody can tell which is which.
            (Some(_), Some(_)) => None,
            (None, _) => mine
                .first()
                .filter(|table| mine.len() == 1 && fits(table))
                .copied(),
        }
    }

    /// The kind and the columns to read a sheet by.
    pub(super) fn reading(
        &self,
        file: &str,
        sheet: &str,
    ) -> Option<(ListKind, Vec<(Field, String)>)> {
        let table = self.table(file, sheet, None)?;
        let columns = table
            .columns
            .iter()
            .filter_map(|column| Some((Field::parse(&column.field)?, column.heading.clone())))
            .filter(|(field, heading)| !field.is_unneeded() && !heading.is_empty())
            .collect();
        Some((table.kind, columns))
    }

    /// Tells what is different from the last delivery.
    pub(super) fn drift(&self, file: &str, taken: &FileIntake) -> Vec<Finding> {
        let mut findings = Vec::new();
        let now = Self::of(file, taken);
        for table in &now.tables {
            if let Some(before) = self.table(file, &table.sheet, Some(table.kind)) {
                compare(before, table, &mut findings);
            }
        }
        findings
    }

    /// The recipe of what was understood.
    pub(super) fn of(file: &str, taken: &FileIntake) -> Self {
        let tables = taken
            .tables
            .iter()
            .map(|table| Table {
                file: file.to_owned(),
                sheet: table.sheet.clone(),
                kind: table.kind,
                heading_row: table.heading_row,
                rows: table.rows,
                columns: columns_of(table),
                codes: codes_of(table, &taken.intake),
            })
            .collect();
        Self { tables }
    }

    /// This recipe with the tables of a newer one, as the text of a file. Tables of files that are
    /// there no longer are dropped.
    pub(super) fn merged(mut self, newer: Self, present: &BTreeSet<String>) -> Self {
        let replaced: BTreeSet<String> = newer
            .tables
            .iter()
            .map(|table| table.file.clone())
            .collect();
        self.tables
            .retain(|table| !replaced.contains(&table.file) && present.contains(&table.file));
        self.tables.extend(newer.tables);
        self.tables.sort_by(|a, b| {
            (&a.file, &a.sheet, a.heading_row).cmp(&(&b.file, &b.sheet, b.heading_row))
        });
        self
    }

    /// The text of the file.
    pub(super) fn text(&self) -> String {
        let body = toml::to_string(self).unwrap_or_default();
        format!(
            "# Zo is deze lijst gelezen. De volgende levering wordt net zo gelezen, en wat dan anders is\n\
             # wordt gemeld. U mag dit bestand aanpassen (field = welk veld een kolom is) of weggooien.\n\n{body}"
        )
    }
}

fn columns_of(table: &Understood) -> Vec<Column> {
    let field = |column: usize| -> Option<&Slot> {
        table
            .columns
            .slots
            .iter()
            .find(|slot| slot.column == column)
    };
    table
        .headings
        .iter()
        .map(|(column, heading)| Column {
            column: column_name(*column),
            heading: heading.to_string(),
            field: field(*column)
                .map(|slot| slot.field.word().to_owned())
                .unwrap_or_default(),
            holds: table
                .holds
                .iter()
                .find(|(c, _)| c == column)
                .map(|(_, holds)| (*holds).to_owned())
                .unwrap_or_default(),
        })
        .collect()
}

/// The words in columns that hold a few words only.
fn codes_of(table: &Understood, intake: &Intake) -> BTreeMap<String, Vec<String>> {
    let mut words: BTreeSet<String> = BTreeSet::new();
    let field = match table.kind {
        ListKind::Corporation => {
            words.extend(
                intake
                    .holdings
                    .iter()
                    .filter_map(|h| h.usage.as_deref())
                    .map(str::to_owned)
                    .take(ROWS),
            );
            Field::Use
        }
        ListKind::Evidence => {
            words.extend(intake.evidence.iter().map(|e| e.what.to_string()));
            Field::What
        }
        ListKind::Support => {
            words.extend(intake.support.iter().map(|s| s.kind.to_string()));
            Field::Need
        }
        ListKind::Vve
        | ListKind::Organisations
        | ListKind::Contacts
        | ListKind::OptOuts
        | ListKind::Areas
        | ListKind::Issues
        | ListKind::Meetings
        | ListKind::Replies => return BTreeMap::new(),
    };
    if words.is_empty() || words.len() > CODES {
        return BTreeMap::new();
    }
    BTreeMap::from([(field.word().to_owned(), words.into_iter().collect())])
}

fn compare(before: &Table, now: &Table, findings: &mut Vec<Finding>) {
    let place = Place::sheet(now.file.as_str(), now.sheet.as_str());
    let heading_place = place.clone().at_row(now.heading_row);
    let find = |table: &Table, heading: &str| -> Option<Column> {
        table
            .columns
            .iter()
            .find(|column| fold(&column.heading) == fold(heading))
            .cloned()
    };
    let mut renamed: Vec<String> = Vec::new();
    for old in before
        .columns
        .iter()
        .filter(|column| !column.field.is_empty() && column.field != "other")
    {
        let Some(new) = find(now, &old.heading) else {
            let other = now.columns.iter().find(|column| column.field == old.field);
            match other {
                Some(other) => {
                    renamed.push(other.heading.clone());
                    findings.push(
                        Finding::warning("L403")
                            .at(heading_place.clone())
                            .with("old", old.heading.as_str())
                            .with("new", other.heading.as_str()),
                    );
                }
                None => findings.push(
                    Finding::error("L401")
                        .at(heading_place.clone())
                        .with("heading", old.heading.as_str())
                        .with("field", old.field.as_str()),
                ),
            }
            continue;
        };
        if new.column != old.column {
            findings.push(
                Finding::info("L404")
                    .at(heading_place.clone())
                    .with("heading", new.heading.as_str())
                    .with("old", old.column.as_str())
                    .with("new", new.column.as_str()),
            );
        }
        if new.holds != old.holds && !new.holds.is_empty() && !old.holds.is_empty() {
            findings.push(
                Finding::warning("L405")
                    .at(heading_place.clone())
                    .with("heading", new.heading.as_str())
                    .with("old", old.holds.as_str())
                    .with("new", new.holds.as_str()),
            );
        }
    }
    for new in &now.columns {
        if find(before, &new.heading).is_none() && !renamed.contains(&new.heading) {
            findings.push(
                Finding::info("L402")
                    .at(heading_place.clone())
                    .with("heading", new.heading.as_str()),
            );
        }
    }
    let (old, new) = (u64::from(before.rows), u64::from(now.rows));
    if old.abs_diff(new) * 5 > old {
        findings.push(
            Finding::warning("L406")
                .at(place.clone())
                .with("old", before.rows)
                .with("new", now.rows),
        );
    }
    for (field, words) in &now.codes {
        let known = before.codes.get(field);
        let fresh: Vec<&str> = words
            .iter()
            .filter(|word| known.is_some_and(|known| !known.contains(word)))
            .map(String::as_str)
            .collect();
        if !fresh.is_empty() {
            findings.push(
                Finding::warning("L407")
                    .at(place.clone())
                    .with("field", field.as_str())
                    .with("words", fresh.join(", ")),
            );
        }
    }
}

/// The rows of a delivery: what a row is about → what it says, as a short mark.
pub(super) fn rows_of(taken: &FileIntake) -> BTreeMap<String, String> {
    let mut rows = BTreeMap::new();
    let intake = &taken.intake;
    if intake.holdings.len() + intake.organisations.len() > ROWS {
        return rows;
    }
    for holding in &intake.holdings {
        let says = format!(
            "{}|{:?}|{:?}|{:?}",
            holding.landlord, holding.complex, holding.complex_name, holding.usage
        );
        rows.insert(clean(&holding.address.text().raw()), mark(&says));
    }
    for organisation in &intake.organisations {
        let claims: Vec<CompactString> = organisation
            .claims
            .iter()
            .map(|claim| match claim {
                Claim::Expression { text, .. } => text.clone(),
                Claim::Address { address, .. } => address.raw().into(),
                Claim::Name { .. } => CompactString::default(),
            })
            .collect();
        let says = format!(
            "{claims:?}|{:?}|{:?}|{:?}|{:?}|{:?}|{:?}",
            organisation.kind,
            organisation.founded,
            organisation.ended,
            organisation.kvk,
            organisation.last_alv,
            organisation.last
        );
        rows.insert(clean(&organisation.name), mark(&says));
    }
    rows
}

fn mark(says: &str) -> String {
    blake3::hash(says.as_bytes())
        .to_hex()
        .chars()
        .take(12)
        .collect()
}

/// The rows of the last delivery, as they were kept.
pub(super) fn rows_before(inputs: &Path, file: &str) -> Option<BTreeMap<String, String>> {
    let text =
        crate::read::file::read_text(&inputs.join(rows_name(&name_for(file))), 64 << 20).ok()?;
    let mut rows = BTreeMap::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        if let Some((mark, about)) = line.split_once(' ') {
            rows.insert(about.to_owned(), mark.to_owned());
        }
    }
    Some(rows)
}

/// The file that keeps the rows of this delivery.
pub(super) fn rows_file(file: &str, rows: &BTreeMap<String, String>) -> Beside {
    let mut text = String::from(
        "# De rijen van de laatste levering, om te zien wat erbij kwam en wat verdween. Weggooien mag.\n",
    );
    for (about, mark) in rows {
        text.push_str(mark);
        text.push(' ');
        text.push_str(about);
        text.push('\n');
    }
    Beside {
        name: rows_name(&name_for(file)),
        text,
    }
}

/// Whether two files of one supplier are deliveries of the same list, and not parts of one list:
/// most of what stood in the one stands in the other.
pub(super) fn is_next(before: &BTreeMap<String, String>, now: &BTreeMap<String, String>) -> bool {
    let shared = before
        .keys()
        .filter(|about| now.contains_key(*about))
        .count();
    shared * 2 >= before.len().min(now.len()).max(1)
}

/// Tells what came, went and changed since the last delivery. `older` is that delivery, when it is
/// still there.
pub(super) fn difference(
    file: &str,
    before: &BTreeMap<String, String>,
    now: &BTreeMap<String, String>,
    older: Option<&str>,
) -> Vec<Finding> {
    let added: Vec<&str> = now
        .keys()
        .filter(|about| !before.contains_key(*about))
        .map(String::as_str)
        .collect();
    let gone: Vec<&str> = before
        .keys()
        .filter(|about| !now.contains_key(*about))
        .map(String::as_str)
        .collect();
    let changed: Vec<&str> = now
        .iter()
        .filter(|(about, mark)| before.get(*about).is_some_and(|old| old != *mark))
        .map(|(about, _)| about.as_str())
        .collect();
    if added.is_empty() && gone.is_empty() && changed.is_empty() {
        return Vec::new();
    }
    let some = |all: &[&str]| -> String {
        let mut text = all.iter().take(5).copied().collect::<Vec<_>>().join("; ");
        if all.len() > 5 {
            text.push_str("; …");
        }
        text
    };
    let place = Place::file(file);
    let mut findings = Vec::new();
    for (finding, all) in [
        (Finding::info("L411"), &added),
        (Finding::info("L412"), &gone),
        (Finding::info("L413"), &changed),
    ] {
        if !all.is_empty() {
            findings.push(
                finding
                    .at(place.clone())
                    .with("count", all.len())
                    .with("some", some(all)),
            );
        }
    }
    if let Some(older) = older
        && !gone.is_empty()
    {
        findings.push(
            Finding::warning("L414")
                .at(Place::file(older))
                .with("file", file)
                .with("count", gone.len()),
        );
    }
    findings
}
