//! Opens a table: what kind of list it is, which column holds what, whose it is.

use std::ops::Range;

use compact_str::CompactString;

use super::{Sheet, Understood, Walk};
use crate::intake::build::Builder;
use crate::intake::columns::{Columns, Sureness, column_name, resolve};
use crate::intake::fields::Field;
use crate::intake::kinds::{Signs, is_owners, is_vve_name, recognise};
use crate::intake::layout::{Heading, Headings, Override};
use crate::intake::reading::{Known, Question, Watch, settle};
use crate::intake::records::{ListQuestion, Origin, RowReason};
use crate::intake::supplier::{known_landlord, landlord_of, landlords, supplier_of, year_in};
use crate::intake::synonyms::{self, Meaning};
use domain::campaign::ListKind;
use domain::messages::Value;
use domain::text::{clean, slug};
use domain::{Cell, Finding, Row, Ruling};

/// One table under way.
pub(super) struct Table {
    /// Its headings.
    pub headings: Headings,
    /// Makes its records.
    pub builder: Builder,
    /// Position in [`super::FileIntake::tables`]; beyond the end when it was not understood.
    pub at: usize,
    /// Its columns, from 0; another table may stand beside it.
    pub columns: Range<usize>,
    /// The row where the headings start: rows above it are titles.
    pub heading_row: u32,
    /// The row where the data start.
    pub data_row: u32,
    /// No row of data was seen yet.
    pub is_fresh: bool,
    /// Its rows are set aside, all for this reason.
    pub aside: Option<RowReason>,
    /// It lacks columns without which its kind makes no sense; that was told.
    pub lacks: bool,
    /// Looks whether further rows bear out how its columns are read.
    pub watch: Option<Watch>,
}

impl Table {
    /// The same table, in these columns.
    pub(super) fn within(mut self, columns: Range<usize>) -> Self {
        self.columns = columns;
        self
    }

    /// The same table, with its headings and its data from these rows.
    pub(super) fn with_rows(mut self, heading_row: u32, data_row: u32) -> Self {
        (self.heading_row, self.data_row) = (heading_row, data_row);
        self
    }

    /// Whether no other table stands beside it.
    pub(super) fn is_whole(&self) -> bool {
        self.columns == (0..usize::MAX)
    }

    /// Its part of a row; columns keep their places.
    pub(super) fn part_of(&self, row: &Row) -> Row {
        part_of(row, &self.columns)
    }
}

/// The cells of a row in some columns; they keep their places.
pub(super) fn part_of(row: &Row, columns: &Range<usize>) -> Row {
    Row {
        number: row.number,
        hidden: row.hidden,
        cells: row
            .cells
            .iter()
            .enumerate()
            .take(columns.end)
            .map(|(at, cell)| {
                if columns.contains(&at) {
                    cell.clone()
                } else {
                    Cell::Empty
                }
            })
            .collect(),
    }
}

impl Walk<'_> {
    /// The headings of which it is known beforehand what they mean, with a finding for each that
    /// the campaign file names and that is not there; and the columns that it names by letter.
    pub(super) fn overrides(
        &mut self,
        sheet: &Sheet,
        rows: &[Row],
    ) -> (Vec<Override>, Vec<(Field, usize)>) {
        let mut overrides: Vec<Override> = Vec::new();
        let mut by_letter = Vec::new();
        let times = |wanted: &str| {
            rows.iter()
                .flat_map(|row| &row.cells)
                .filter(|cell| matches!(cell, Cell::Text(text) if synonyms::key(text) == wanted))
                .count()
        };
        let width = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
        for (word, heading) in &sheet.settings.columns {
            let Some(field) = Field::parse(word) else {
                self.out.findings.push(
                    Finding::error("L108")
                        .at(sheet.origin.place())
                        .with("field", word.as_str()),
                );
                continue;
            };
            if times(&synonyms::key(heading)) > 0 {
                overrides.push(Override {
                    field,
                    heading: heading.clone(),
                    by_person: true,
                });
            } else if let Some(column) = column_by_letter(heading).filter(|column| *column < width)
            {
                by_letter.push((field, column));
            } else {
                self.out.findings.push(
                    Finding::error("L107")
                        .at(sheet.origin.place())
                        .with("field", word.as_str())
                        .with("heading", heading.as_str()),
                );
            }
        }
        // What the recipe says counts where the campaign file says nothing, and only as far as the
        // headings are still there.
        let recipe = self
            .rules
            .recipe
            .and_then(|recipe| recipe.reading(&self.file.name, &sheet.head.name));
        for (field, heading) in recipe.map(|(_, columns)| columns).unwrap_or_default() {
            let wanted = synonyms::key(&heading);
            let known = overrides
                .iter()
                .any(|over| over.field == field || synonyms::key(&over.heading) == wanted)
                || by_letter.iter().any(|(named, _)| *named == field);
            if !known && times(&wanted) == 1 {
                overrides.push(Override {
                    field,
                    heading,
                    by_person: false,
                });
            }
        }
        (overrides, by_letter)
    }

    /// The kind of list of some headings: what the campaign file says, what the last delivery was,
    /// else what the headings tell.
    pub(super) fn kind_of(
        &self,
        sheet: &Sheet,
        headings: &Headings,
        below: &[Row],
        title: &str,
        elsewhere: bool,
    ) -> Option<ListKind> {
        let recipe = self
            .rules
            .recipe
            .and_then(|recipe| recipe.reading(&self.file.name, &sheet.head.name));
        sheet
            .settings
            .kind
            .or(recipe.map(|(kind, _)| kind))
            .or_else(|| {
                let mut fields: Vec<Field> = headings.fields().collect();
                if elsewhere {
                    fields.extend([Field::Street, Field::Number]);
                }
                let hint = format!("{} {} {title}", self.file.name, sheet.head.name);
                let told = recognise(Signs {
                    fields: &fields,
                    unknown: headings.columns.len() - headings.known(),
                    hint: &hint,
                    names: &names_below(headings, below),
                    owned: sheet.settings.owner.is_some(),
                });
                // Who lives behind which door of one street: people, of whom nothing else is known.
                told.or_else(|| (elsewhere && names_people(headings)).then_some(ListKind::Contacts))
            })
    }

    /// Opens the table under some headings; when it cannot be told what kind of list it is, its
    /// rows are set aside.
    pub(super) fn open_table(
        &mut self,
        sheet: &Sheet,
        headings: Headings,
        below: &[Row],
        title: &str,
        heading_row: u32,
    ) -> Table {
        let table = |headings, builder, at, aside| Table {
            headings,
            builder,
            at,
            columns: 0..usize::MAX,
            heading_row,
            data_row: heading_row,
            is_fresh: true,
            aside,
            lacks: false,
            watch: None,
        };
        let elsewhere = self.street_elsewhere(sheet, &headings, below, title);
        let Some(kind) = self.kind_of(sheet, &headings, below, title, elsewhere.is_some()) else {
            let known: Vec<String> = headings
                .columns
                .iter()
                .map(|h| h.text.to_string())
                .collect();
            self.out.findings.push(
                Finding::error("L103")
                    .at(sheet.origin.row(heading_row))
                    .with("headings", known.join("; ")),
            );
            let nothing = Builder::new(
                ListKind::Corporation,
                Columns::default(),
                CompactString::default(),
                None,
            );
            return table(headings, nothing, usize::MAX, Some(RowReason::UnknownKind));
        };
        if let Some(source) = self.out.intake.sources.get_mut(usize::from(sheet.source.0)) {
            source.kind.get_or_insert(kind);
        }
        let told = self.out.findings.len();
        let mut watch = None;
        let mut columns = resolve(
            &headings,
            kind,
            below,
            &sheet.origin,
            heading_row,
            &mut self.out.findings,
        );
        if let Some(found) = elsewhere {
            self.out.findings.push(
                Finding::info("L137")
                    .at(sheet.origin.row(heading_row))
                    .with("street", found.street.clone())
                    .with("place", found.place),
            );
            columns.street = Some(found.street);
        }
        let owners = kind == ListKind::Vve && self.is_of_owners(sheet, &headings, below, title);
        if owners {
            columns = columns.of_owners();
        }
        if let Some(judge) = self.rules.judge {
            let known = Known {
                headings: &headings,
                kind,
                below,
                origin: &sheet.origin,
                heading_row,
                by_recipe: self.recipe_differs(sheet),
            };
            let settled = settle(known, columns, judge);
            columns = settled.columns;
            watch = settled.watch;
            if settled.decided {
                forget_questions(&mut self.out.findings, told);
            }
            self.out.findings.extend(settled.findings);
            if let Some(question) = settled.asked {
                self.ask_reading(sheet, question);
                let nothing = Builder::new(kind, columns, CompactString::default(), None);
                let aside = Some(RowReason::UnsureColumns);
                return table(headings, nothing, usize::MAX, aside);
            }
        }
        let has = |field| columns.has(field) || columns.street.is_some() && field == Field::Street;
        let lacks = !needs_met(kind, has);
        if lacks {
            self.out.findings.push(
                Finding::error("L109")
                    .at(sheet.origin.row(heading_row))
                    .with("kind", kind.word()),
            );
        }
        let landlord = self.landlord(sheet, kind, &columns, title);
        self.tell(sheet, kind, &headings, &columns, heading_row);
        self.out.tables.push(Understood {
            sheet: sheet.head.name.clone(),
            heading_row,
            kind,
            headings: headings
                .columns
                .iter()
                .map(|h| (h.column, h.text.clone()))
                .collect(),
            holds: headings
                .columns
                .iter()
                .map(|h| (h.column, holds(below, h.column)))
                .collect(),
            columns: columns.clone(),
            rows: 0,
        });
        let year = year_in(&format!("{title} {}", self.file.name));
        let mut builder = Builder::new(kind, columns, landlord, year);
        if owners && !builder.columns.has(Field::VveName) {
            builder.vve = Some(self.vve(sheet, title));
        }
        Table {
            lacks,
            watch,
            ..table(headings, builder, self.out.tables.len() - 1, None)
        }
    }

    /// Opens a floor plan: every number on it is a home of the street.
    pub(super) fn open_as_plan(
        &mut self,
        sheet: &Sheet,
        headings: Headings,
        kind: ListKind,
        title: &str,
        street: CompactString,
    ) -> Table {
        if let Some(source) = self.out.intake.sources.get_mut(usize::from(sheet.source.0)) {
            source.kind.get_or_insert(kind);
        }
        let columns = Columns::of_plan(street);
        let landlord = self.landlord(sheet, kind, &columns, title);
        let mut builder = Builder::new(kind, columns, landlord, None);
        if kind == ListKind::Vve {
            builder.vve = Some(self.vve(sheet, title));
        }
        Table {
            headings,
            builder,
            at: usize::MAX,
            columns: 0..usize::MAX,
            heading_row: 0,
            data_row: 0,
            is_fresh: false,
            aside: None,
            lacks: false,
            watch: None,
        }
    }

    /// Whether the last delivery was read otherwise than the headings say, where they say it.
    fn recipe_differs(&self, sheet: &Sheet) -> bool {
        let recipe = self
            .rules
            .recipe
            .and_then(|recipe| recipe.reading(&self.file.name, &sheet.head.name));
        let columns = recipe.map(|(_, columns)| columns).unwrap_or_default();
        columns.iter().any(|(field, heading)| {
            let meanings = self.rules.synonyms.meanings(heading);
            let of_address = [
                Field::Address,
                Field::Street,
                Field::Number,
                Field::Postcode,
            ];
            of_address.contains(field)
                && !meanings.is_empty()
                && meanings.iter().all(|meaning| meaning.field != *field)
        })
    }

    /// Asks how a list is read.
    pub(super) fn ask_reading(&mut self, sheet: &Sheet, question: Question) {
        self.out.intake.questions.push(ListQuestion {
            key: question.key,
            ask: "reading",
            origin: Origin {
                source: sheet.source,
                row: question.row,
                part: 0,
            },
            raw: question.raw,
            choices: question.choices,
        });
        self.out.findings.push(question.finding);
    }

    /// The landlord of a list without a column for it: its owner, else a known name in its title
    /// or file name, else the file name itself, and that is told.
    fn landlord(
        &mut self,
        sheet: &Sheet,
        kind: ListKind,
        columns: &Columns,
        title: &str,
    ) -> CompactString {
        if kind != ListKind::Corporation {
            return CompactString::default();
        }
        if let Some(owner) = &sheet.settings.owner {
            return owner.into();
        }
        if let Some(name) =
            known_landlord(&format!("{} {title} {}", sheet.head.name, self.file.name))
        {
            return name;
        }
        let named = landlord_of(&self.file.name).filter(|name| !self.is_street(name));
        if columns.has(Field::Landlord) {
            return named.unwrap_or_default().into();
        }
        if let Some(name) = named {
            let finding = Finding::warning("L115").with("landlord", name.as_str());
            self.out.findings.push(finding.at(sheet.origin.place()));
            return name.into();
        }
        self.ask_landlord(sheet)
    }

    /// The landlord that a person gave a list of which nothing says whose it is; asked when nobody did.
    fn ask_landlord(&mut self, sheet: &Sheet) -> CompactString {
        let key = compact_str::format_compact!("landlord|{}", slug(&supplier_of(&self.file.name)));
        match self.rules.judge.and_then(|judge| judge.ruling(&key)) {
            Some(Ruling::Chosen(name)) => return name.clone(),
            Some(Ruling::NoneOfThese) => return CompactString::default(),
            None => {}
        }
        self.out
            .findings
            .push(Finding::warning("L136").at(sheet.origin.place()));
        if self
            .out
            .intake
            .questions
            .iter()
            .all(|asked| asked.key != key)
        {
            self.out.intake.questions.push(ListQuestion {
                key,
                origin: Origin {
                    source: sheet.source,
                    row: 1,
                    part: 0,
                },
                ask: "list-landlord",
                raw: (&*self.file.name).into(),
                choices: landlords(),
            });
        }
        CompactString::default()
    }

    /// Whether the rows of a list of VvE's are the homes of one, each with its owner: what stands there
    /// of people is theirs, not the board's.
    fn is_of_owners(&self, sheet: &Sheet, headings: &Headings, below: &[Row], title: &str) -> bool {
        let fields: Vec<Field> = headings.fields().collect();
        let names = domain::text::fold(&names_below(headings, below));
        let vves = names.lines().filter(|name| is_vve_name(name)).count();
        let hint = domain::text::fold(&format!("{} {} {title}", self.file.name, sheet.head.name));
        let says = ["eigenaren", "eigenaars", "owners"]
            .iter()
            .any(|word| hint.contains(word));
        is_owners(&fields)
            || says && !fields.contains(&Field::VveName) && vves * 2 <= names.lines().count()
    }

    /// The name of the VvE of an owners' list: what the campaign file says, else a name of a VvE in
    /// the title, the sheet's name or the file's, else the file's name, and that is told.
    fn vve(&mut self, sheet: &Sheet, title: &str) -> CompactString {
        if let Some(owner) = &sheet.settings.owner {
            return owner.into();
        }
        let file = supplier_of(&self.file.name);
        if let Some(name) = [title, &sheet.head.name, &file]
            .iter()
            .find_map(|text| vve_in(text))
        {
            return name;
        }
        let name = compact_str::format_compact!("VvE {file}");
        self.out.findings.push(
            Finding::warning("L135")
                .at(sheet.origin.place())
                .with("name", name.as_str()),
        );
        name
    }

    /// Says what was understood, and which columns were left alone.
    fn tell(
        &mut self,
        sheet: &Sheet,
        kind: ListKind,
        headings: &Headings,
        columns: &Columns,
        heading_row: u32,
    ) {
        let mut understood: Vec<Value> = Vec::new();
        let mut unsure = false;
        for slot in columns
            .slots
            .iter()
            .filter(|slot| !slot.field.is_unneeded())
        {
            let mark = match slot.sureness {
                Sureness::Heading => "",
                Sureness::Partly => " (?)",
                Sureness::Content => " (*)",
            };
            unsure |= !mark.is_empty();
            let between = if understood.is_empty() { "" } else { ", " };
            understood.push(format!("{between}{} = ", column_name(slot.column)).into());
            understood.push(Value::message(format!("field-{}", slot.field.word())));
            understood.push(mark.into());
        }
        let unknown: Vec<String> = headings
            .columns
            .iter()
            .filter(|heading| {
                !columns
                    .slots
                    .iter()
                    .any(|slot| slot.column == heading.column)
                    && !columns
                        .questions
                        .iter()
                        .any(|(column, _)| *column == heading.column)
                    && !heading.meanings.iter().any(|m| m.field.is_refused())
            })
            .map(|heading| format!("{} “{}”", column_name(heading.column), heading.text))
            .collect();
        self.out.findings.push(
            Finding::info("L101")
                .at(sheet.origin.row(heading_row))
                .with("kind", kind.word())
                .with("columns", Value::Joined(understood))
                .with("unused", some_of(&unknown))
                .with("leaves", if unknown.is_empty() { "no" } else { "yes" })
                .with("unsure", if unsure { "yes" } else { "no" }),
        );
    }
}

/// Drops the questions which of two columns is a part of the address: the register answered them.
fn forget_questions(findings: &mut Vec<Finding>, from: usize) {
    let mut at = 0;
    findings.retain(|finding| {
        at += 1;
        let of_address = finding.values.iter().any(|(name, value)| {
            let fields = Field::ALL.iter().filter(|field| field.is_address());
            *name == "field"
                && matches!(value, Value::Text(word) if fields.clone().any(|f| f.word() == word))
        });
        at <= from || finding.code != "L104" || !of_address
    });
}

/// Whether some column holds people.
fn names_people(headings: &Headings) -> bool {
    const PEOPLE: [&str; 8] = [
        "naam", "bewoner", "huurder", "telefoon", "mobiel", "name", "resident", "tenant",
    ];
    headings
        .columns
        .iter()
        .any(|heading| PEOPLE.iter().any(|word| heading.key.contains(word)))
}

/// The first of some names.
fn some_of(names: &[String]) -> String {
    const SHOWN: usize = 12;
    let mut text = names
        .iter()
        .take(SHOWN)
        .map(String::as_str)
        .collect::<Vec<_>>()
        .join(", ");
    if names.len() > SHOWN {
        text.push_str(", …");
    }
    text
}

/// Gives the columns that the campaign file names by letter their meaning.
pub(super) fn name_columns(headings: &mut Headings, by_letter: &[(Field, usize)]) {
    for (field, column) in by_letter {
        for heading in &mut headings.columns {
            if !heading.by_person {
                heading.meanings.retain(|meaning| meaning.field != *field);
            }
        }
        let meanings = vec![Meaning {
            field: *field,
            rank: 0,
            partly: false,
        }];
        match headings.columns.iter_mut().find(|h| h.column == *column) {
            Some(heading) => {
                heading.meanings = meanings;
                heading.by_person = true;
            }
            None => headings.columns.push(Heading {
                column: *column,
                text: CompactString::default(),
                key: String::new(),
                meanings,
                by_person: true,
            }),
        }
    }
    headings.columns.sort_by_key(|heading| heading.column);
}

/// The name of a VvE in a title or a file's name, without what says what kind of list it is.
fn vve_in(text: &str) -> Option<CompactString> {
    const ABOUT_LIST: [&str; 11] = [
        "eigenaren",
        "eigenaars",
        "eigenarenlijst",
        "eigenaarslijst",
        "eigenarenoverzicht",
        "ledenlijst",
        "leden",
        "lijst",
        "overzicht",
        "owners",
        "adressen",
    ];
    let words: Vec<&str> = text.split_whitespace().collect();
    let at = words.iter().position(|word| {
        let word = domain::text::fold(word);
        word == "vve" || word == "v.v.e." || word == "vereniging"
    })?;
    let name: Vec<&str> = words
        .iter()
        .skip(at)
        .take_while(|word| {
            let word = domain::text::fold(word);
            let word = word.trim_matches(|c: char| !c.is_alphanumeric());
            !ABOUT_LIST.contains(&word) && !word.starts_with("20") && word != "per"
        })
        .copied()
        .collect();
    let name = name.join(" ");
    let name = name.trim_end_matches([',', '-', '–', ':', '(']).trim();
    (name.split_whitespace().count() >= 2).then(|| name.into())
}

/// `kolom C` or `column C`: a column by its letters, from 0.
fn column_by_letter(text: &str) -> Option<usize> {
    let folded = domain::text::fold(text);
    let letters = folded
        .strip_prefix("kolom ")
        .or_else(|| folded.strip_prefix("column "))?
        .trim();
    if letters.is_empty() || letters.len() > 3 {
        return None;
    }
    let mut column = 0_usize;
    for b in letters.bytes() {
        if !b.is_ascii_lowercase() {
            return None;
        }
        column = column * 26 + usize::from(b - b'a') + 1;
    }
    column.checked_sub(1)
}

/// Whether a table has the columns without which its kind makes no sense.
pub(super) fn needs_met(kind: ListKind, has: impl Fn(Field) -> bool) -> bool {
    let address = has(Field::Address)
        || (has(Field::Street) || has(Field::Postcode)) && has(Field::Number)
        || has(Field::Street)
        || has(Field::UnitId)
        || has(Field::AddressId);
    match kind {
        ListKind::Corporation => address,
        ListKind::Vve => has(Field::VveName) || has(Field::Name) || has(Field::Covers) || address,
        ListKind::Organisations => has(Field::Name),
        ListKind::Evidence => has(Field::Organisation) && has(Field::What),
        ListKind::Contacts => has(Field::Email) || address,
        ListKind::OptOuts => has(Field::Email) || address || has(Field::Name),
        ListKind::Areas => has(Field::Name) && has(Field::Covers),
        ListKind::Support => has(Field::Organisation),
        ListKind::Issues => has(Field::Organisation) && has(Field::Subject),
        ListKind::Meetings => has(Field::Meeting) || has(Field::Organisation) && has(Field::Date),
        ListKind::Replies => has(Field::Code) || address,
    }
}

/// What stands in a column, by a sample: `text`, `number`, `date`, `mixed`, or nothing.
fn holds(sample: &[Row], column: usize) -> &'static str {
    let (mut texts, mut numbers, mut dates) = (0, 0, 0);
    for row in sample {
        match row.cell(column) {
            Cell::Empty => {}
            Cell::Number(_) => numbers += 1,
            Cell::Date(_) => dates += 1,
            Cell::Text(text) if text.trim().is_empty() => {}
            Cell::Text(text) if text.trim().parse::<f64>().is_ok() => numbers += 1,
            Cell::Text(text) if crate::intake::values::date_from_text(text).is_some() => dates += 1,
            Cell::Text(_) | Cell::Bool(_) | Cell::Error(_) => texts += 1,
        }
    }
    let all = texts + numbers + dates;
    let mostly = |count: i32| count * 10 >= all * 8;
    match all {
        0..3 => "",
        _ if mostly(texts) => "text",
        _ if mostly(numbers) => "number",
        _ if mostly(dates) => "date",
        _ => "mixed",
    }
}

/// Some values of the columns that can be names.
fn names_below(headings: &Headings, below: &[Row]) -> String {
    let column = headings.columns.iter().find(|heading| {
        heading
            .meanings
            .iter()
            .any(|m| matches!(m.field, Field::Name | Field::VveName | Field::Organisation))
    });
    let Some(heading) = column else {
        return String::new();
    };
    below
        .iter()
        .take(30)
        .map(|row| clean(&row.cell(heading.column).shown()))
        .filter(|name| !name.is_empty())
        .collect::<Vec<_>>()
        .join("\n")
}
