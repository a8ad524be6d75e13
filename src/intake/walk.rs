//! Walks through the sheets of one file, row by row: finds the headings, tells the kind, gives
//! each row to its builder, and keeps the account of every row.

use compact_str::CompactString;

use crate::domain::campaign::{ListKind, ListSettings};
use crate::domain::text::clean;
use crate::domain::{Cell, Finding, Row, SheetOrigin};
use crate::read::{Event, ListFile, SheetHead};

use super::build::{Builder, Verdict};
use super::columns::{Columns, resolve};
use super::fields::Field;
use super::kinds::{CORPORATIONS, Signs, recognise};
use super::layout::{Again, Headings, Layout, again, find};
use super::notes::Notes;
use super::recipe::Recipe;
use super::records::{Intake, Origin, RowAccount, RowOutcome, RowReason, Source, SourceIx};
use super::synonyms::Synonyms;
use super::transpose::turn;
use super::words;

/// Rows that are looked at before it is decided where the headings are.
const LOOKED_AT: usize = 60;
/// Cells of a table with its records across, at most: such tables are filled in by hand.
const ACROSS: usize = 400_000;

/// What one file gave.
#[derive(Debug, Default)]
pub(super) struct FileIntake {
    /// Its records; sources are counted from 0 within the file.
    pub intake: Intake,
    /// Findings, in the order of the file.
    pub findings: Vec<Finding>,
    /// What was understood, table by table.
    pub tables: Vec<Understood>,
}

/// What was understood of one table.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Understood {
    /// The sheet's name.
    pub sheet: String,
    /// The row with the headings.
    pub heading_row: u32,
    /// The kind of list.
    pub kind: ListKind,
    /// All headings, by column.
    pub headings: Vec<(usize, CompactString)>,
    /// The columns that are used.
    pub columns: Columns,
    /// What stands in each column: text, numbers, dates.
    pub holds: Vec<(usize, &'static str)>,
    /// How many rows became records or were added to one.
    pub rows: u32,
}

/// What stays the same for all files.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rules<'c> {
    /// The heading table.
    pub synonyms: &'c Synonyms,
    /// Read hidden rows, columns and sheets too.
    pub hidden: bool,
    /// How the last delivery of this supplier was read.
    pub recipe: Option<&'c Recipe>,
}

/// The walk through one file.
pub(super) struct Walk<'c> {
    rules: Rules<'c>,
    file: &'c ListFile,
    out: FileIntake,
    sheet: Option<Sheet>,
    asked: Vec<String>,
}

/// What the rows of a sheet are taken for.
enum Phase {
    /// Not decided yet: rows that wait.
    Waiting(Vec<Row>),
    /// Under headings.
    Table(Box<Table>),
    /// Fields down, records across.
    Across(usize, Vec<Row>),
    /// Set aside, all for the same reason.
    Aside(RowReason),
}

struct Table {
    headings: Headings,
    builder: Builder,
    at: usize,
}

struct Sheet {
    head: SheetHead,
    origin: SheetOrigin,
    source: SourceIx,
    settings: ListSettings,
    phase: Phase,
    notes: Notes,
    hidden: bool,
    hidden_rows: u32,
    cells: usize,
    useless: Vec<u32>,
}

impl<'c> Walk<'c> {
    pub(super) fn new(file: &'c ListFile, rules: Rules<'c>) -> Self {
        Self {
            rules,
            file,
            out: FileIntake::default(),
            sheet: None,
            asked: file
                .settings
                .iter()
                .filter_map(|list| list.sheet.clone())
                .collect(),
        }
    }

    /// Takes one event of the reader.
    pub(super) fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Sheet(head) => {
                self.end_sheet();
                self.start_sheet(head);
            }
            Event::Row(row) => self.row(row),
            Event::Note(note) => {
                let origin = match &self.sheet {
                    Some(sheet) => sheet.origin.clone(),
                    None => SheetOrigin {
                        file: self.file.name.clone(),
                        sheet: "".into(),
                    },
                };
                let finding = note.finding(&origin);
                match &mut self.sheet {
                    Some(sheet) if finding.place.row.is_some() => {
                        let row = finding.place.row.unwrap_or(0);
                        let column = finding.place.column.map(|c| c as usize - 1);
                        sheet.notes.cell(finding, row, column);
                    }
                    Some(_) | None => self.out.findings.push(finding),
                }
            }
        }
    }

    /// Ends the file.
    pub(super) fn finish(mut self) -> FileIntake {
        self.end_sheet();
        let any_table =
            self.out.tables.iter().any(|table| table.rows > 0) || !self.out.tables.is_empty();
        for finding in &mut self.out.findings {
            // Explanatory sheets beside a table are no fault.
            if finding.code == "L102" && any_table {
                finding.code = "L106";
                finding.severity = crate::domain::Severity::Info;
            }
        }
        if self.out.intake.rows.is_empty() && self.out.findings.is_empty() && !self.file.own_area {
            let place = crate::domain::Place::file(self.file.name.clone());
            self.out.findings.push(Finding::warning("L119").at(place));
        }
        let seen: Vec<&str> = self
            .out
            .intake
            .sources
            .iter()
            .map(|source| &*source.sheet)
            .collect();
        for asked in &self.asked {
            if !seen.iter().any(|sheet| same_name(sheet, asked)) {
                let finding = Finding::error("L114")
                    .at(crate::domain::Place::file(self.file.name.clone()))
                    .with("sheet", asked.as_str())
                    .with("sheets", seen.join(", "));
                self.out.findings.push(finding);
            }
        }
        self.out
    }

    fn settings_for(&self, sheet: &str) -> Option<ListSettings> {
        let settings = &self.file.settings;
        if settings.is_empty() {
            return Some(ListSettings {
                file: self.file.name.to_string(),
                kind: self.file.own_area.then_some(ListKind::Areas),
                ..ListSettings::default()
            });
        }
        settings
            .iter()
            .find(|list| {
                list.sheet
                    .as_deref()
                    .is_some_and(|wanted| same_name(wanted, sheet))
            })
            .or_else(|| settings.iter().find(|list| list.sheet.is_none()))
            .cloned()
    }

    fn start_sheet(&mut self, head: SheetHead) {
        let settings = self.settings_for(&head.name);
        let named = settings.as_ref().is_some_and(|list| list.sheet.is_some());
        let wants_hidden = settings
            .as_ref()
            .and_then(|list| list.hidden)
            .unwrap_or(self.rules.hidden);
        let origin = SheetOrigin {
            file: self.file.name.clone(),
            sheet: head.name.as_str().into(),
        };
        let phase = if settings.is_none() {
            Phase::Aside(RowReason::NotAsked)
        } else if head.hidden && !wants_hidden && !named {
            self.out
                .findings
                .push(Finding::warning("L110").at(origin.place()));
            Phase::Aside(RowReason::HiddenSheet)
        } else {
            Phase::Waiting(Vec::new())
        };
        let settings = settings.unwrap_or_default();
        let source = SourceIx(u16::try_from(self.out.intake.sources.len()).unwrap_or(u16::MAX));
        self.out.intake.sources.push(Source {
            file: origin.file.clone(),
            sheet: origin.sheet.clone(),
            kind: settings.kind,
            owner: settings.owner.as_deref().map(CompactString::from),
        });
        self.sheet = Some(Sheet {
            notes: Notes::new(origin.clone()),
            head,
            origin,
            source,
            settings,
            phase,
            hidden: wants_hidden,
            hidden_rows: 0,
            cells: 0,
            useless: Vec::new(),
        });
    }

    fn row(&mut self, row: &Row) {
        let Some(mut sheet) = self.sheet.take() else {
            return;
        };
        self.row_of(&mut sheet, row);
        self.sheet = Some(sheet);
    }

    fn row_of(&mut self, sheet: &mut Sheet, row: &Row) {
        if let Phase::Aside(reason) = sheet.phase {
            self.account(sheet, row.number, (RowOutcome::SetAside, reason));
            return;
        }
        if row.hidden && !sheet.hidden {
            sheet.hidden_rows += 1;
            self.account(sheet, row.number, (RowOutcome::SetAside, RowReason::Hidden));
            return;
        }
        let shown;
        let row = if sheet.hidden || sheet.head.hidden_columns.is_empty() {
            row
        } else {
            let mut bare = row.clone();
            for column in &sheet.head.hidden_columns {
                if let Some(cell) = bare.cells.get_mut(*column) {
                    *cell = Cell::Empty;
                }
            }
            if bare.is_blank() {
                self.account(sheet, row.number, (RowOutcome::SetAside, RowReason::Hidden));
                return;
            }
            shown = bare;
            &shown
        };
        match &mut sheet.phase {
            Phase::Waiting(rows) => {
                rows.push(row.clone());
                if rows.len() >= LOOKED_AT {
                    self.decide(sheet);
                }
            }
            Phase::Table(_) => self.data(sheet, row),
            Phase::Across(_, rows) => {
                sheet.cells += row.cells.len();
                if sheet.cells <= ACROSS {
                    rows.push(row.clone());
                } else {
                    self.account(
                        sheet,
                        row.number,
                        (RowOutcome::SetAside, RowReason::NoHeadings),
                    );
                }
            }
            Phase::Aside(_) => {}
        }
    }

    /// Decides where the headings are, and gives the rows that waited their turn.
    fn decide(&mut self, sheet: &mut Sheet) {
        let Phase::Waiting(rows) =
            std::mem::replace(&mut sheet.phase, Phase::Aside(RowReason::NoHeadings))
        else {
            return;
        };
        if rows.is_empty() {
            return;
        }
        let overrides = self.overrides(sheet, &rows);
        match find(&rows, self.rules.synonyms, &overrides, sheet.settings.kind) {
            Layout::Nothing => {
                if !self.file.own_area || sheet.settings.kind.is_some() {
                    self.out
                        .findings
                        .push(Finding::error("L102").at(sheet.origin.place()));
                }
                for row in &rows {
                    self.account(
                        sheet,
                        row.number,
                        (RowOutcome::SetAside, RowReason::NoHeadings),
                    );
                }
            }
            Layout::Transposed { column } => {
                sheet.cells = rows.iter().map(|row| row.cells.len()).sum();
                sheet.phase = Phase::Across(column, rows);
            }
            Layout::Table(headings) => {
                let title: Vec<String> = rows
                    .iter()
                    .take(headings.first)
                    .flat_map(|row| row.cells.iter().map(|cell| clean(&cell.shown())))
                    .collect();
                for (at, row) in rows.iter().enumerate().take(headings.last + 1) {
                    let reason = if at < headings.first {
                        RowReason::Title
                    } else {
                        RowReason::Heading
                    };
                    self.account(sheet, row.number, (RowOutcome::SetAside, reason));
                }
                let below = rows.get(headings.last + 1..).unwrap_or_default();
                let heading_row = rows.get(headings.last).map_or(1, |row| row.number);
                self.open_table(sheet, headings, below, &title.join(" "), heading_row);
                for row in below {
                    self.data(sheet, row);
                }
            }
        }
    }

    /// The headings that the campaign file names, with a finding for each that is not there.
    fn overrides(&mut self, sheet: &Sheet, rows: &[Row]) -> Vec<(Field, String)> {
        let mut overrides = Vec::new();
        for (word, heading) in &sheet.settings.columns {
            let wanted = super::synonyms::key(heading);
            let there = rows.iter().flat_map(|row| &row.cells).any(
                |cell| matches!(cell, Cell::Text(text) if super::synonyms::key(text) == wanted),
            );
            match Field::parse(word) {
                Some(field) if there => overrides.push((field, heading.clone())),
                Some(_) => self.out.findings.push(
                    Finding::error("L107")
                        .at(sheet.origin.place())
                        .with("field", word.as_str())
                        .with("heading", heading.as_str()),
                ),
                None => self.out.findings.push(
                    Finding::error("L108")
                        .at(sheet.origin.place())
                        .with("field", word.as_str()),
                ),
            }
        }
        // What the recipe says counts where the campaign file says nothing, and only as far as the
        // headings are still there.
        let recipe = self
            .rules
            .recipe
            .and_then(|recipe| recipe.reading(&self.file.name, &sheet.head.name));
        for (field, heading) in recipe.map(|(_, columns)| columns).unwrap_or_default() {
            let wanted = super::synonyms::key(&heading);
            let known = overrides
                .iter()
                .any(|(f, h)| *f == field || super::synonyms::key(h) == wanted);
            let count = rows
                .iter()
                .flat_map(|row| &row.cells)
                .filter(
                    |cell| matches!(cell, Cell::Text(text) if super::synonyms::key(text) == wanted),
                )
                .count();
            if !known && count == 1 {
                overrides.push((field, heading));
            }
        }
        overrides
    }

    fn open_table(
        &mut self,
        sheet: &mut Sheet,
        headings: Headings,
        below: &[Row],
        title: &str,
        heading_row: u32,
    ) {
        let fields: Vec<Field> = headings.fields().collect();
        let hint = format!("{} {} {title}", self.file.name, sheet.head.name);
        let names = names_below(&headings, below);
        let recipe = self
            .rules
            .recipe
            .and_then(|recipe| recipe.reading(&self.file.name, &sheet.head.name));
        let kind = sheet
            .settings
            .kind
            .or(recipe.map(|(kind, _)| kind))
            .or_else(|| {
                recognise(Signs {
                    fields: &fields,
                    unknown: headings.columns.len() - headings.known(),
                    hint: &hint,
                    names: &names,
                    owned: sheet.settings.owner.is_some(),
                })
            });
        let Some(kind) = kind else {
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
            sheet.phase = Phase::Aside(RowReason::UnknownKind);
            return;
        };
        if let Some(source) = self.out.intake.sources.get_mut(usize::from(sheet.source.0)) {
            source.kind.get_or_insert(kind);
        }
        let columns = resolve(
            &headings,
            kind,
            below,
            &sheet.origin,
            heading_row,
            &mut self.out.findings,
        );
        if !needs_met(kind, &columns) {
            self.out.findings.push(
                Finding::error("L109")
                    .at(sheet.origin.row(heading_row))
                    .with("kind", kind.word()),
            );
        }
        let landlord = self.landlord(sheet, kind, &columns, title);
        self.tell(sheet, kind, &columns, heading_row);
        let all = headings
            .columns
            .iter()
            .map(|h| (h.column, h.text.clone()))
            .collect();
        self.out.tables.push(Understood {
            sheet: sheet.head.name.clone(),
            heading_row,
            kind,
            headings: all,
            holds: headings
                .columns
                .iter()
                .map(|h| (h.column, holds(below, h.column)))
                .collect(),
            columns: columns.clone(),
            rows: 0,
        });
        let year = year_in(&format!("{title} {}", self.file.name));
        sheet.phase = Phase::Table(Box::new(Table {
            headings,
            builder: Builder::new(kind, columns, landlord, year),
            at: self.out.tables.len() - 1,
        }));
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
        let supplier = supplier_of(&self.file.name);
        if !columns.has(Field::Landlord) {
            self.out.findings.push(
                Finding::warning("L115")
                    .at(sheet.origin.place())
                    .with("landlord", supplier.as_str()),
            );
        }
        supplier.into()
    }

    /// Says what was understood.
    fn tell(&mut self, sheet: &Sheet, kind: ListKind, columns: &Columns, heading_row: u32) {
        let understood: Vec<String> = columns
            .slots
            .iter()
            .filter(|slot| slot.field != Field::Other)
            .map(|slot| {
                let mark = match slot.sureness {
                    super::columns::Sureness::Heading => "",
                    super::columns::Sureness::Partly => " (?)",
                    super::columns::Sureness::Content => " (*)",
                };
                format!(
                    "{} = {}{mark}",
                    super::columns::column_name(slot.column),
                    slot.field.word()
                )
            })
            .collect();
        self.out.findings.push(
            Finding::info("L101")
                .at(sheet.origin.row(heading_row))
                .with("kind", kind.word())
                .with("columns", understood.join(", "))
                .with(
                    "unsure",
                    if understood.iter().any(|column| column.ends_with(')')) {
                        "yes"
                    } else {
                        "no"
                    },
                ),
        );
    }

    fn data(&mut self, sheet: &mut Sheet, row: &Row) {
        let Phase::Table(table) = &mut sheet.phase else {
            // The table broke off: its rows are set aside for the same reason.
            if let Phase::Aside(reason) = sheet.phase {
                self.account(sheet, row.number, (RowOutcome::SetAside, reason));
            }
            return;
        };
        match again(row, &table.headings, self.rules.synonyms, &[]) {
            Again::No => {}
            Again::Same => {
                self.account(
                    sheet,
                    row.number,
                    (RowOutcome::SetAside, RowReason::Heading),
                );
                return;
            }
            Again::Other(headings) => {
                self.account(
                    sheet,
                    row.number,
                    (RowOutcome::SetAside, RowReason::Heading),
                );
                self.out
                    .findings
                    .push(Finding::info("L111").at(sheet.origin.row(row.number)));
                self.open_table(sheet, headings, &[], "", row.number);
                return;
            }
        }
        let origin = Origin {
            source: sheet.source,
            row: row.number,
        };
        let verdict = match beside_the_data(row) {
            Some(reason) => (RowOutcome::SetAside, reason),
            None => table
                .builder
                .row(row, origin, &mut self.out.intake, &mut sheet.notes),
        };
        let at = table.at;
        let verdict = self.soften(sheet, row, verdict);
        if verdict.0 != RowOutcome::SetAside
            && let Some(table) = self.out.tables.get_mut(at)
        {
            table.rows += 1;
        }
        self.account(sheet, row.number, verdict);
    }

    /// A row with one lonely text is a heading between or a note, not a record that lacks something.
    fn soften(&mut self, sheet: &mut Sheet, row: &Row, verdict: Verdict) -> Verdict {
        if verdict.1 == RowReason::NothingNeeded {
            if is_lonely(row, &sheet.phase) {
                return (RowOutcome::SetAside, RowReason::Footnote);
            }
            sheet.useless.push(row.number);
        } else if verdict.1 == RowReason::Unreadable {
            sheet.notes.cell(Finding::warning("L302"), row.number, None);
        }
        verdict
    }

    fn account(&mut self, sheet: &Sheet, row: u32, (outcome, reason): Verdict) {
        if self.file.own_area {
            return;
        }
        self.out.intake.rows.push(RowAccount {
            origin: Origin {
                source: sheet.source,
                row,
            },
            outcome,
            reason,
        });
    }

    fn end_sheet(&mut self) {
        let Some(mut sheet) = self.sheet.take() else {
            return;
        };
        self.decide(&mut sheet);
        if let Phase::Across(column, rows) =
            std::mem::replace(&mut sheet.phase, Phase::Aside(RowReason::NoHeadings))
        {
            self.across(&mut sheet, column, rows);
        }
        if sheet.hidden_rows > 0 {
            self.out.findings.push(
                Finding::info("L112")
                    .at(sheet.origin.place())
                    .with("count", sheet.hidden_rows),
            );
        }
        if !sheet.hidden && !sheet.head.hidden_columns.is_empty() {
            let names: Vec<String> = sheet
                .head
                .hidden_columns
                .iter()
                .take(20)
                .map(|column| super::columns::column_name(*column))
                .collect();
            self.out.findings.push(
                Finding::info("L113")
                    .at(sheet.origin.place())
                    .with("columns", names.join(", ")),
            );
        }
        if let Some(first) = sheet.useless.first() {
            self.out.findings.push(
                Finding::warning("L301")
                    .at(sheet.origin.row(*first))
                    .with("count", sheet.useless.len())
                    .with("rows", some_rows(&sheet.useless)),
            );
        }
        self.out.findings.extend(sheet.notes.finish());
        // Rows that waited or were turned come after those that were set aside at once.
        let from = self
            .out
            .intake
            .rows
            .iter()
            .rposition(|account| account.origin.source != sheet.source)
            .map_or(0, |at| at + 1);
        if let Some(rows) = self.out.intake.rows.get_mut(from..)
            && !rows.is_sorted_by_key(|account| account.origin.row)
        {
            rows.sort_by_key(|account| account.origin.row);
        }
    }

    /// A table with its fields down and its records across.
    fn across(&mut self, sheet: &mut Sheet, column: usize, rows: Vec<Row>) {
        self.out
            .findings
            .push(Finding::info("L116").at(sheet.origin.place()));
        let (headings_row, records, used) = turn(&rows, column);
        let overrides: Vec<(Field, String)> = Vec::new();
        let headings = super::layout::headings_at(
            std::slice::from_ref(&headings_row),
            0,
            self.rules.synonyms,
            &overrides,
        );
        let first = rows.first().map_or(1, |row| row.number);
        self.open_table(sheet, headings, &records, "", first);
        let mut any = false;
        if let Phase::Table(table) = &mut sheet.phase {
            for record in &records {
                let origin = Origin {
                    source: sheet.source,
                    row: record.number,
                };
                let (outcome, _) =
                    table
                        .builder
                        .row(record, origin, &mut self.out.intake, &mut sheet.notes);
                any |= outcome != RowOutcome::SetAside;
                if outcome != RowOutcome::SetAside
                    && let Some(understood) = self.out.tables.get_mut(table.at)
                {
                    understood.rows += 1;
                }
            }
        }
        for (at, row) in rows.iter().enumerate() {
            let verdict = match (any, used.get(at)) {
                (true, Some(true)) => (RowOutcome::Used, RowReason::Transposed),
                (true, _) => (RowOutcome::SetAside, RowReason::Title),
                (false, _) => match sheet.phase {
                    Phase::Aside(reason) => (RowOutcome::SetAside, reason),
                    Phase::Waiting(_) | Phase::Table(_) | Phase::Across(..) => {
                        (RowOutcome::SetAside, RowReason::NothingNeeded)
                    }
                },
            };
            self.account(sheet, row.number, verdict);
        }
    }
}

/// Whether a row has one text only, where the table starts or outside its columns.
fn is_lonely(row: &Row, phase: &Phase) -> bool {
    let mut filled = row
        .cells
        .iter()
        .enumerate()
        .filter(|(_, cell)| !cell.is_blank());
    let (Some((column, Cell::Text(_))), None) = (filled.next(), filled.next()) else {
        return false;
    };
    let Phase::Table(table) = phase else {
        return true;
    };
    let slots = &table.builder.columns.slots;
    slots.iter().all(|slot| slot.column >= column)
        || !slots.iter().any(|slot| slot.column == column)
}

/// A total or a note among the data.
fn beside_the_data(row: &Row) -> Option<RowReason> {
    let mut filled = 0_u32;
    let mut total = false;
    let mut note = false;
    for cell in row.cells.iter().filter(|cell| !cell.is_blank()) {
        filled += 1;
        if let Cell::Text(text) = cell {
            if filled <= 3 {
                total |= words::is_total(text);
            }
            note |= filled == 1 && words::is_footnote(text);
        }
    }
    if total {
        Some(RowReason::Total)
    } else if note && filled <= 2 {
        Some(RowReason::Footnote)
    } else {
        None
    }
}

/// Whether a table has the columns without which its kind makes no sense.
fn needs_met(kind: ListKind, columns: &Columns) -> bool {
    let has = |field: Field| columns.has(field);
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
        ListKind::Replies => has(Field::Code),
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
            Cell::Text(text) if super::values::date_from_text(text).is_some() => dates += 1,
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

/// A corporation's name inside a title or file name, as it is usually written.
fn known_landlord(text: &str) -> Option<CompactString> {
    let folded = crate::domain::text::fold(text);
    let names = [
        ("eigen haard", "Eigen Haard"),
        ("eigenhaard", "Eigen Haard"),
        ("rochdale", "Rochdale"),
        ("ymere", "Ymere"),
        ("stadgenoot", "Stadgenoot"),
        ("alliantie", "de Alliantie"),
        ("de key", "De Key"),
        ("dekey", "De Key"),
        ("woonzorg", "Woonzorg Nederland"),
        ("duwo", "DUWO"),
        ("habion", "Habion"),
    ];
    names
        .iter()
        .find(|(part, _)| folded.contains(part))
        .map(|(_, name)| CompactString::const_new(name))
}

/// The supplier of a file: its name without folder, ending, dates and version marks.
pub(super) fn supplier_of(file: &str) -> String {
    let name = file.rsplit('/').next().unwrap_or(file);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let words: Vec<&str> = stem
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| word.chars().count() > 1)
        .filter(|word| {
            let lower = word.to_lowercase();
            ![
                "versie",
                "def",
                "definitief",
                "kopie",
                "copy",
                "final",
                "nieuw",
                "lijst",
                "export",
                "concept",
                "van",
            ]
            .contains(&lower.as_str())
                && !CORPORATIONS.contains(&lower.as_str()) | known_landlord(&lower).is_some()
        })
        .collect();
    let joined = words.join(" ");
    if joined.is_empty() {
        stem.to_owned()
    } else {
        joined
    }
}

fn year_in(text: &str) -> Option<u16> {
    text.split(|c: char| !c.is_ascii_digit())
        .filter(|part| part.len() == 4)
        .filter_map(|part| part.parse().ok())
        .find(|year| (1990..2100).contains(year))
}

/// `3, 7, 9 …`
pub(super) fn some_rows(rows: &[u32]) -> String {
    let mut text = rows
        .iter()
        .take(8)
        .map(u32::to_string)
        .collect::<Vec<_>>()
        .join(", ");
    if rows.len() > 8 {
        text.push_str(" …");
    }
    text
}

fn same_name(a: &str, b: &str) -> bool {
    crate::domain::text::fold(a) == crate::domain::text::fold(b)
}
