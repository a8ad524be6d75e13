//! Gathers cells into rows, within the limits, and passes them on.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use crate::domain::{Cell, Row};

use super::event::{Event, Failure, Note, SheetHead};
use super::limits::Limits;

/// Who takes the events; a break stops the reading.
pub(crate) type Sink<'s> = dyn FnMut(Event<'_>) -> ControlFlow<()> + 's;

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
}

/// What is known of a sheet beside its cells.
#[derive(Clone, Debug, Default)]
pub(super) struct SheetFacts {
    /// Rows (from 0) that are hidden, in order, as ranges with their ends included.
    pub hidden_rows: Vec<(u32, u32)>,
    /// Regions that were merged downwards.
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
    fills: BTreeMap<u32, (u32, Cell)>,
    next_merge: usize,
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
            fills: BTreeMap::new(),
            next_merge: 0,
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
        self.fills.clear();
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

    /// Adds a region that was merged downwards; its first row is yet to come, or under way.
    pub(super) fn merge(&mut self, merge: Merge) {
        self.facts.merges.push(merge);
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

    /// A value merged downwards counts for every row of the region that holds anything else.
    fn fill_merged(&mut self, at: u32) {
        if self.facts.merges.is_empty() {
            return;
        }
        while let Some(merge) = self.facts.merges.get(self.next_merge).copied() {
            if merge.first_row > at {
                break;
            }
            self.next_merge += 1;
            if merge.first_row == at {
                let cell = self.row.cell(merge.column as usize).clone();
                if cell != Cell::Empty {
                    self.fills.insert(merge.column, (merge.last_row, cell));
                }
            }
        }
        self.fills.retain(|_, (last, _)| *last >= at);
        if self.fills.is_empty() || self.row.is_blank() {
            return;
        }
        for (column, (_, cell)) in &self.fills {
            let column = *column as usize;
            if column >= self.limits.columns as usize {
                continue;
            }
            if self.row.cells.len() <= column {
                self.row.cells.resize(column + 1, Cell::Empty);
            }
            if let Some(slot) = self.row.cells.get_mut(column)
                && *slot == Cell::Empty
            {
                *slot = cell.clone();
            }
        }
    }

    pub(super) fn end_sheet(&mut self) -> Result<(), Stop> {
        self.flush()?;
        if self.beyond > 0 {
            let cells = std::mem::take(&mut self.beyond);
            self.note(Note::BeyondColumns { cells })?;
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
