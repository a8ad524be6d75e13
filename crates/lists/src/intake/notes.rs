//! Findings about cells, the first few by name and the rest summed up: a list of a million rows
//! must not give a million remarks.

use std::collections::BTreeMap;

use domain::{Finding, SheetOrigin};

use super::values::Repair;

/// How many of one kind in one column are named one by one.
const NAMED: u32 = 10;

/// Counts of remarks for one sheet.
#[derive(Debug)]
pub(super) struct Notes {
    origin: SheetOrigin,
    counts: BTreeMap<(&'static str, usize), u32>,
    /// Numbers for dates count from 1904 in this sheet.
    pub from_1904: bool,
    /// The findings so far.
    pub findings: Vec<Finding>,
}

impl Notes {
    pub(super) fn new(origin: SheetOrigin) -> Self {
        Self {
            origin,
            counts: BTreeMap::new(),
            from_1904: false,
            findings: Vec::new(),
        }
    }

    /// The same for a sheet whose numbers for dates count from 1904, or not.
    #[must_use]
    pub(super) fn counting_from_1904(mut self, from_1904: bool) -> Self {
        self.from_1904 = from_1904;
        self
    }

    /// Adds a finding about a cell, unless enough of its kind were named in that column.
    pub(super) fn cell(&mut self, finding: Finding, row: u32, column: Option<usize>) {
        let key = (finding.code, column.unwrap_or(usize::MAX));
        let count = self.counts.entry(key).or_default();
        *count += 1;
        if *count <= NAMED {
            let place = match column {
                Some(column) => self.origin.cell(row, column),
                None => self.origin.row(row),
            };
            self.findings.push(finding.at(place));
        }
    }

    /// The remark that belongs to a repair of a cell.
    pub(super) fn repair(&mut self, repair: Repair, row: u32, column: Option<usize>, after: &str) {
        let finding = match repair {
            Repair::NumberWasDate => Finding::warning("L201").with("value", after),
            Repair::CoversWasDate => Finding::warning("L202").with("value", after),
            Repair::PointZero => Finding::info("L203").with("value", after),
            Repair::LeadingZeros => Finding::info("L204").with("value", after),
            Repair::Postcode => Finding::info("L205").with("value", after),
            Repair::Invisible => Finding::info("L206"),
            Repair::ErrorCell => Finding::warning("L207"),
            Repair::Scientific => Finding::warning("L209"),
            Repair::BadDate => Finding::warning("L210").with("value", after),
            Repair::ShortYear => Finding::info("L223").with("value", after),
            Repair::Rough => Finding::info("L224").with("value", after),
            Repair::SerialDate => Finding::info("L211").with("value", after),
        };
        self.cell(finding, row, column);
    }

    /// All findings, with what was not named summed up.
    pub(super) fn finish(self) -> Vec<Finding> {
        let mut findings = self.findings;
        for ((code, column), count) in self.counts {
            if count > NAMED {
                let column = if column == usize::MAX {
                    "none".to_owned()
                } else {
                    super::columns::column_name(column)
                };
                findings.push(
                    Finding::info("L219")
                        .at(self.origin.place())
                        .with("code", code)
                        .with("column", column)
                        .with("count", count - NAMED),
                );
            }
        }
        findings
    }
}
