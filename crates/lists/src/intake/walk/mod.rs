//! Walks through the sheets of one file, row by row: finds the headings, tells the kind, gives
//! each row to its builder, and keeps the account of every row.

mod across;
mod bare;
mod beside;
mod data;
mod elsewhere;
mod headless;
mod open;

use compact_str::CompactString;

use self::beside::{Beside, split};
pub(super) use self::elsewhere::numbers_of;
use self::open::{Table, name_columns};
use super::build::Verdict;
use super::columns::Columns;
use super::fields::Field;
use super::judge::Judge;
use super::layout::{Headings, Layout, Override, find};
use super::notes::Notes;
use super::recipe::Recipe;
use super::records::{Intake, Origin, RowAccount, RowOutcome, RowReason, Source, SourceIx};
use super::synonyms::Synonyms;
use crate::read::{Event, ListFile, SheetHead};
use domain::campaign::{ListKind, ListSettings};
use domain::text::clean;
use domain::{Cell, Finding, Row, SheetOrigin};

/// Rows that are looked at before it is decided where the headings are.
const LOOKED_AT: usize = 150;
/// Hidden rows that may hold the headings.
const HIDDEN_LOOKED_AT: usize = 10;
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
    /// What bears out how columns are read; none without a register.
    pub judge: Option<&'c dyn Judge>,
}

/// The walk through one file.
pub(super) struct Walk<'c> {
    rules: Rules<'c>,
    file: &'c ListFile,
    out: FileIntake,
    sheet: Option<Sheet>,
    asked: Vec<String>,
    /// The headings that were found last, with the sheet and what its columns hold.
    last: Option<(Headings, String, Vec<(usize, Field)>)>,
}

/// What the rows of a sheet are taken for.
enum Phase {
    /// Not decided yet: rows that wait.
    Waiting(Vec<Row>),
    /// Under headings; several tables may stand beside each other.
    Tables(Vec<Table>),
    /// Fields down, records across.
    Across(usize, Vec<Override>, Vec<Row>),
    /// Set aside, all for the same reason.
    Aside(RowReason),
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
    /// Hidden rows at the top: the headings may be among them.
    hidden_above: Vec<Row>,
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
            last: None,
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
        let any_table = !self.out.tables.is_empty();
        let any_rows = self.out.tables.iter().any(|table| table.rows > 0);
        for finding in &mut self.out.findings {
            // Explanatory sheets beside a table are no fault.
            let soft = match finding.code {
                "L102" if any_table => "L106",
                "L109" if any_rows => "L125",
                _ => continue,
            };
            finding.code = soft;
            finding.severity = domain::Severity::Info;
        }
        if self.out.intake.rows.is_empty() && self.out.findings.is_empty() && !self.file.own_area {
            let place = domain::Place::file(self.file.name.clone());
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
                    .at(domain::Place::file(self.file.name.clone()))
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
            notes: Notes::new(origin.clone()).counting_from_1904(head.from_1904),
            head,
            origin,
            source,
            settings,
            phase,
            hidden: wants_hidden,
            hidden_rows: 0,
            hidden_above: Vec::new(),
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
            if matches!(sheet.phase, Phase::Waiting(_))
                && sheet.hidden_above.len() < HIDDEN_LOOKED_AT
            {
                sheet.hidden_above.push(row.clone());
            }
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
            Phase::Tables(_) => self.data(sheet, row),
            Phase::Across(_, _, rows) => {
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
        let (overrides, by_letter) = self.overrides(sheet, &rows);
        let likely = find(&rows, self.rules.synonyms, &overrides, sheet.settings.kind);
        match self.layout_of(sheet, likely, &rows, &overrides) {
            Layout::Table(headings) => self.under_headings(sheet, headings, rows, &by_letter),
            Layout::Transposed { column } => {
                sheet.cells = rows.iter().map(|row| row.cells.len()).sum();
                sheet.phase = Phase::Across(column, overrides, rows);
            }
            Layout::Nothing => self.without_headings(sheet, rows, &overrides, &by_letter),
        }
    }

    /// Opens the tables under the headings that were found.
    fn under_headings(
        &mut self,
        sheet: &mut Sheet,
        mut headings: Headings,
        rows: Vec<Row>,
        by_letter: &[(Field, usize)],
    ) {
        let title = title_of(&rows, headings.first);
        name_columns(&mut headings, by_letter);
        let parts = split(headings, &rows, sheet.settings.kind, self.rules.synonyms);
        let several = parts.len() > 1;
        let mut tables = Vec::new();
        for Beside { columns, headings } in parts {
            let number = |at: usize| rows.get(at).map_or(1, |row| row.number);
            let (first, last) = (number(headings.first), number(headings.last));
            let below: Vec<Row>;
            let under = rows.get(headings.last + 1..).unwrap_or_default();
            let sample = if several {
                below = under
                    .iter()
                    .map(|row| open::part_of(row, &columns))
                    .filter(|row| !row.is_blank())
                    .collect();
                &below
            } else {
                under
            };
            let table = self
                .open_table(sheet, headings, sample, &title, last)
                .within(columns)
                .with_rows(first, last + 1);
            tables.push(table);
        }
        if several {
            self.out.findings.push(
                Finding::info("L122")
                    .at(sheet.origin.place())
                    .with("count", tables.len()),
            );
        }
        self.go_on_with(sheet, tables, rows);
    }

    /// Gives the rows that waited to their tables.
    fn go_on_with(&mut self, sheet: &mut Sheet, tables: Vec<Table>, rows: Vec<Row>) {
        if let [table] = tables.as_slice()
            && table.aside.is_none()
        {
            let used = table
                .builder
                .columns
                .slots
                .iter()
                .map(|slot| (slot.column, slot.field))
                .collect();
            self.last = Some((table.headings.clone(), sheet.head.name.clone(), used));
        }
        sheet.phase = Phase::Tables(tables);
        for row in rows {
            self.data(sheet, &row);
        }
    }

    fn account(&mut self, sheet: &Sheet, row: u32, (outcome, reason): Verdict) {
        if self.file.own_area {
            return;
        }
        self.out.intake.rows.push(RowAccount {
            origin: Origin {
                source: sheet.source,
                row,
                part: 0,
            },
            outcome,
            reason,
        });
    }

    fn end_sheet(&mut self) {
        let Some(mut sheet) = self.sheet.take() else {
            return;
        };
        if let Phase::Tables(tables) = &sheet.phase {
            for table in tables {
                self.close(&sheet, table, u32::MAX);
            }
        }
        self.decide(&mut sheet);
        if let Phase::Across(column, overrides, rows) =
            std::mem::replace(&mut sheet.phase, Phase::Aside(RowReason::NoHeadings))
        {
            self.across(&mut sheet, column, &overrides, &rows);
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
        let source = self.out.intake.sources.get(usize::from(sheet.source.0));
        let kind = source.and_then(|source| source.kind);
        if let Some(first) = sheet.useless.first() {
            self.out.findings.push(
                Finding::warning("L301")
                    .at(sheet.origin.row(*first))
                    .with("kind", kind.map_or("", ListKind::word))
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
}

/// Everything above the headings, as one text.
fn title_of(rows: &[Row], headings: usize) -> String {
    let title: Vec<String> = rows
        .iter()
        .take(headings)
        .flat_map(|row| row.cells.iter().map(|cell| clean(&cell.shown())))
        .collect();
    title.join(" ")
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
    domain::text::fold(a) == domain::text::fold(b)
}
