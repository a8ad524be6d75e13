//! Looks at further rows of a list whose reading was settled by its first ones: they may say
//! otherwise, and a list of which the rows disagree must be asked as well.

use compact_str::CompactString;

use super::weigh::{Weighed, weigh};
use super::{Tried, read};
use crate::intake::columns::Columns;
use crate::intake::judge::Judge;
use crate::intake::layout::Headings;
use domain::{Finding, Row, SheetOrigin};

/// Rows between two that are looked at, at first; it doubles as the list goes on.
const STEP: u32 = 16;
/// Rows that are looked at before the step doubles.
const LOOKS: u32 = 32;

/// A question how a list is read, on its way to a person.
#[derive(Clone, Debug)]
pub(in crate::intake) struct Question {
    /// What is told at once.
    pub finding: Finding,
    /// By which a decision refers to it.
    pub key: CompactString,
    /// The row of the headings.
    pub row: u32,
    /// The first rows, read in each way.
    pub raw: CompactString,
    /// The readings, by the columns of the address.
    pub choices: Vec<CompactString>,
}

/// What it takes to tell a person about a reading.
#[derive(Debug)]
pub(super) struct Told {
    pub origin: SheetOrigin,
    pub heading_row: u32,
    /// The key of the question.
    pub key: CompactString,
    pub headings: Headings,
    /// The first rows, to show how they are read.
    pub rows: Vec<Row>,
}

impl Told {
    /// The question which reading is right, with the first rows read both ways.
    pub(super) fn ask(&self, winner: &Tried, rival: Option<&Tried>) -> Question {
        let shown = |one: &Tried| -> CompactString {
            let texts: Vec<String> = self
                .rows
                .iter()
                .map(|row| read(row, &one.candidate.columns, &self.origin).raw())
                .collect();
            texts.join("; ").into()
        };
        let told = |one: &Tried| CompactString::from(one.candidate.told(&self.headings));
        let both: Vec<&Tried> = std::iter::once(winner).chain(rival).collect();
        let raw: Vec<String> = both
            .iter()
            .map(|one| format!("{}: {}", told(one), shown(one)))
            .collect();
        let finding = Finding::error("L130")
            .at(self.origin.row(self.heading_row))
            .with("first", told(winner))
            .with("firstRows", shown(winner))
            .with("firstLine", winner.candidate.line(&self.headings));
        let finding = match rival {
            Some(rival) => finding
                .with("second", told(rival))
                .with("secondRows", shown(rival))
                .with("secondLine", rival.candidate.line(&self.headings)),
            None => finding
                .with("second", "none")
                .with("secondRows", "")
                .with("secondLine", ""),
        };
        Question {
            finding,
            key: self.key.clone(),
            row: self.heading_row,
            raw: raw.join(" | ").into(),
            choices: both.iter().map(|one| told(one)).collect(),
        }
    }

    /// What is told of a reading that won, when it is not simply that of the headings.
    pub(super) fn won(&self, winner: &Tried, own: &Columns) -> Option<Finding> {
        let candidate = &winner.candidate;
        let rows = winner.judged.len();
        let finding =
            if candidate.columns != *own && (!candidate.is_own || !candidate.behind.is_empty()) {
                Finding::info("L131")
            } else if candidate.by_person && winner.placed * 2 < rows {
                Finding::warning("L132")
            } else {
                return None;
            };
        Some(
            finding
                .at(self.origin.row(self.heading_row))
                .with("reading", candidate.told(&self.headings))
                .with("placed", winner.placed)
                .with("rows", rows),
        )
    }
}

/// The look at further rows.
#[derive(Debug)]
pub(in crate::intake) struct Watch {
    tried: Vec<Tried>,
    told: Told,
    columns: Columns,
    /// The last row that the reading was settled by.
    last: u32,
    seen: u32,
    looks: u32,
    step: u32,
}

impl Watch {
    pub(super) fn new(tried: Vec<Tried>, told: Told, columns: Columns, last: u32) -> Self {
        Self {
            tried,
            told,
            columns,
            last,
            seen: 0,
            looks: 0,
            step: STEP,
        }
    }

    /// Looks at a row, when it is its turn: a list of a million rows is looked at a few hundred
    /// times.
    pub(in crate::intake) fn see(&mut self, row: &Row, judge: &dyn Judge) {
        if row.number <= self.last {
            return;
        }
        self.seen += 1;
        if !self.seen.is_multiple_of(self.step) {
            return;
        }
        for one in &mut self.tried {
            one.see(row, judge, &self.told.origin);
        }
        self.looks += 1;
        if self.looks.is_multiple_of(LOOKS) {
            self.step = self.step.saturating_mul(2);
        }
    }

    /// The question, when the list as a whole does not bear out how it was read.
    pub(in crate::intake) fn verdict(&self) -> Option<Question> {
        if self.looks == 0 {
            return None;
        }
        match weigh(&self.tried) {
            Weighed::Asked(winner, rival) => Some(self.told.ask(winner, rival)),
            Weighed::Won(winner) if winner.candidate.columns != self.columns => {
                let read = self
                    .tried
                    .iter()
                    .find(|one| one.candidate.columns == self.columns);
                Some(self.told.ask(winner, read))
            }
            Weighed::Won(_) | Weighed::Unknown(_) | Weighed::Own => None,
        }
    }
}
