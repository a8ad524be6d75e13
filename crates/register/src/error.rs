//! When a register cannot be made, and how findings on the way are counted.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::{Finding, Place, Severity};

/// The register cannot be made: half a register is worse than none.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the register cannot be read")]
pub struct RegisterError {
    /// Why, and everything else that was found on the way.
    pub findings: Vec<Finding>,
    /// Whether a person stopped it.
    pub stopped: bool,
}

impl RegisterError {
    /// A person stopped it.
    pub fn stopped() -> Self {
        Self {
            findings: Vec::new(),
            stopped: true,
        }
    }
}

impl From<Finding> for RegisterError {
    fn from(finding: Finding) -> Self {
        Self {
            findings: vec![finding],
            stopped: false,
        }
    }
}

/// How often the same fault is shown with its place; the rest is counted.
const SHOWN: u64 = 5;

/// Findings of one source: the first few of a kind with their place, the others as a count.
#[derive(Debug)]
pub(super) struct Notes {
    pub(super) file: Arc<str>,
    findings: Vec<Finding>,
    seen: BTreeMap<&'static str, u64>,
}

impl Notes {
    /// None yet.
    pub(super) fn new(file: &str) -> Self {
        Self {
            file: Arc::from(file),
            findings: Vec::new(),
            seen: BTreeMap::new(),
        }
    }

    /// The source as a whole.
    pub(super) fn place(&self) -> Place {
        Place::file(self.file.clone())
    }

    /// A row of the source.
    pub(super) fn row(&self, row: u32) -> Place {
        self.place().at_row(row)
    }

    /// Notes a fault that many rows may have.
    pub(super) fn often(&mut self, finding: Finding) {
        let count = self.seen.entry(finding.code).or_insert(0);
        *count += 1;
        if *count <= SHOWN {
            self.findings.push(finding);
        }
    }

    /// Notes something that is said once.
    pub(super) fn once(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    /// Everything, with the counts of what was not shown.
    pub(super) fn finish(mut self) -> Vec<Finding> {
        for (code, count) in &self.seen {
            if *count > SHOWN {
                let severity = self
                    .findings
                    .iter()
                    .find(|f| f.code == *code)
                    .map_or(Severity::Warning, |f| f.severity);
                let mut more = Finding::info("R100").at(Place::file(self.file.clone()));
                more.severity = severity;
                self.findings
                    .push(more.with("count", *count - SHOWN).with("code", *code));
            }
        }
        self.findings
    }
}
