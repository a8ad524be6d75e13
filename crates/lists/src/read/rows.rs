//! Gathers cells into rows, within the limits, and passes them on.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use domain::{Cell, Row};

use super::event::{Event, Failure, Note, SheetHead};
use super::limits::Limits;

/// Who takes the events; a break stops the reading.
pub type Sink<'s> = dyn FnMut(Event<'_>) -> ControlFlow<()> + 's;

/// Why reading stopped early.
#[derive(Debug)]
pub(super) enum Stop {
    /// The file could not be read.
    Failed(Failure),
    /// Whoever takes the events has seen enough.
    Enough,
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

/// Cells of one region of which only the top-left one holds the value; all from 0, ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Merge {
    pub first_row: u32,
    pub last_row: u32,
    pub column: u32,
    pub last_column: u32,
}

/// What is counted over a sheet and told once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// A value below a merged cell.
    Covered,
    /// Text that was struck out.
    Struck,
    /// Figures raised or lowered behind another.
    Raised,
}

/// What is known of a sheet beside its cells.
#[derive(Clone, Debug, Default)]
pub(super) struct SheetFacts {
    /// Rows (from 0) that are hidden, in order, as ranges with their ends included.
    pub hidden_rows: Vec<(u32, u32)>,
    /// Regions that were merged.
    pub merges: Vec<Merge>,
}

/// The sheet under way.
pub(super) struct Rows<'r, 's> {
    sink: &'r mut Sink<'s>,
    limits: &'r Limits,
    row: Row,
    /// The row under way, from 0.
    at: Option<u32>,
    facts: SheetFacts,
    next_hidden: usize,
    /// The regions under way, by their first column.
    regions: BTreeMap<u32, (Merge, Cell)>,
    next_merge: usize,
    marked: [Option<(u32, u32, u64)>; 3],
    cells: u64,
    dense: u64,
    beyond: u64,
    sheets: u32,
}

/// The most sheets of one workbook.
const SHEETS: u32 = 2_000;

impl<'r, 's> Rows<'r, 's> {
    pub(super) fn new(sink: &'r mut Sink<'s>, limits: &'r Limits) -> Self {
        Self {
            sink,
            limits,
            row: Row::default(),
            at: None,
            facts: SheetFacts::default(),
            next_hidden: 0,
            regions: BTreeMap::new(),
            next_merge: 0,
            marked: [None; 3],
            cells: 0,
            dense: 0,
            beyond: 0,
            sheets: 0,
        }
    }

    pub(super) fn note(&mut self, note: Note) -> Result<(), Stop> {
        send(self.sink, Event::Note(note))
    }

    pub(super) fn sheet(&mut self, head: SheetHead, mut facts: SheetFacts) -> Result<(), Stop> {
        self.end_sheet()?;
        self.sheets += 1;
        if self.sheets > SHEETS {
            return Err(Failure::TooManyCells.into());
        }
        facts
            .merges
            .sort_unstable_by_key(|m| (m.first_row, m.column));
        facts.hidden_rows.sort_unstable();
        self.facts = facts;
        (self.next_hidden, self.next_merge) = (0, 0);
        self.regions.clear();
        self.marked = [None; 3];
        send(self.sink, Event::Sheet(head))
    }

    /// Adds a cell; rows must come in order, cells of a row in any. Positions from 0.
    pub(super) fn cell(&mut self, row: u32, column: u32, cell: Cell) -> Result<(), Stop> {
        if cell == Cell::Empty {
            return Ok(());
        }
        self.cells += 1;
        if self.cells > self.limits.cells {
            return Err(Failure::TooManyCells.into());
        }
        if column >= self.limits.columns {
            self.beyond += 1;
            return Ok(());
        }
        if self.at != Some(row) {
            if self.at.is_some_and(|at| at > row) {
                return Err(Failure::damaged(format!("row {} after a later row", row + 1)).into());
            }
            self.flush()?;
            self.at = Some(row);
        }
        let column = column as usize;
        if self.row.cells.len() <= column {
            self.dense += (column + 1 - self.row.cells.len()) as u64;
            if self.dense > self.limits.cells {
                return Err(Failure::TooManyCells.into());
            }
            self.row.cells.resize(column + 1, Cell::Empty);
        }
        if let Some(slot) = self.row.cells.get_mut(column) {
            *slot = cell;
        }
        Ok(())
    }

    /// Marks a row as hidden although its cells came already or have yet to come.
    pub(super) fn hide_row(&mut self, row: u32) {
        self.facts.hidden_rows.push((row, row));
    }

    /// Adds a region that was merged; its first row is yet to come, or under way.
    pub(super) fn merge(&mut self, merge: Merge) {
        self.facts.merges.push(merge);
    }

    /// Remembers that a cell had something that a person should know, for the end of the sheet.
    pub(super) fn mark(&mut self, mark: Mark, row: u32, column: u32) {
        if let Some(slot) = self.marked.get_mut(mark as usize) {
            match slot {
                Some((_, _, count)) => *count += 1,
                None => *slot = Some((row, column, 1)),
            }
        }
    }

    fn hidden(&mut self, row: u32) -> bool {
        while let Some((_, last)) = self.facts.hidden_rows.get(self.next_hidden) {
            if *last >= row {
                break;
            }
            self.next_hidden += 1;
        }
        self.facts
            .hidden_rows
            .get(self.next_hidden)
            .is_some_and(|(first, _)| *first <= row)
    }

    fn flush(&mut self) -> Result<(), Stop> {
        let Some(at) = self.at.take() else {
            return Ok(());
        };
        self.row.number = at + 1;
        self.row.hidden = self.hidden(at);
        self.fill_merged(at);
        if !self.row.is_blank() {
            send(self.sink, Event::Row(&self.row))?;
        }
        self.row.cells.clear();
        Ok(())
    }

    /// What a merged cell covers is empty; its value counts for every row of the region that
    /// holds anything else.
    fn fill_merged(&mut self, at: u32) {
        if self.facts.merges.is_empty() {
            return;
        }
        while let Some(merge) = self.facts.merges.get(self.next_merge).copied() {
            if merge.first_row > at {
                break;
            }
            self.next_merge += 1;
            if merge.last_row >= at {
                let top = merge.first_row == at;
                let cell = top.then(|| self.row.cell(merge.column as usize).clone());
                self.regions
                    .insert(merge.column, (merge, cell.unwrap_or_default()));
            }
        }
        self.regions.retain(|_, (merge, _)| merge.last_row >= at);
        let regions = std::mem::take(&mut self.regions);
        for (merge, _) in regions.values() {
            self.cover(at, *merge);
        }
        if !self.row.is_blank() {
            for (merge, cell) in regions.values() {
                self.repeat(at, *merge, cell);
            }
        }
        self.regions = regions;
    }

    fn cover(&mut self, at: u32, merge: Merge) {
        let skip = u32::from(merge.first_row == at);
        let first = merge.column.saturating_add(skip) as usize;
        let last = (merge.last_column as usize).min(self.row.cells.len().saturating_sub(1));
        for column in first..=last {
            if let Some(slot) = self.row.cells.get_mut(column)
                && !slot.is_blank()
            {
                *slot = Cell::Empty;
                self.mark(Mark::Covered, at, u32::try_from(column).unwrap_or(u32::MAX));
            }
        }
    }

    fn repeat(&mut self, at: u32, merge: Merge, cell: &Cell) {
        let column = merge.column as usize;
        if merge.first_row == at || *cell == Cell::Empty || column >= self.limits.columns as usize {
            return;
        }
        if self.row.cells.len() <= column {
            self.row.cells.resize(column + 1, Cell::Empty);
        }
        if let Some(slot) = self.row.cells.get_mut(column) {
            *slot = cell.clone();
        }
    }

    pub(super) fn end_sheet(&mut self) -> Result<(), Stop> {
        self.flush()?;
        if self.beyond > 0 {
            let cells = std::mem::take(&mut self.beyond);
            self.note(Note::BeyondColumns { cells })?;
        }
        let [covered, struck, raised] = std::mem::take(&mut self.marked);
        let from_one = |row: u32| row.saturating_add(1);
        if let Some((row, column, cells)) = covered {
            let row = from_one(row);
            self.note(Note::Covered { row, column, cells })?;
        }
        if let Some((row, column, cells)) = struck {
            let row = from_one(row);
            self.note(Note::Struck { row, column, cells })?;
        }
        if let Some((row, column, cells)) = raised {
            let row = from_one(row);
            self.note(Note::Raised { row, column, cells })?;
        }
        Ok(())
    }
}

fn send(sink: &mut Sink<'_>, event: Event<'_>) -> Result<(), Stop> {
    match sink(event) {
        ControlFlow::Continue(()) => Ok(()),
        ControlFlow::Break(()) => Err(Stop::Enough),
    }
}
