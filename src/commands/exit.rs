//! How a command ends.

use domain::messages::Value;
use domain::{Finding, Language, Severity};

/// The exit codes of the contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Done.
    Done,
    /// Done, with errors in the data that need a person.
    DataErrors,
    /// Wrong use, or a fault in the campaign file.
    Usage,
    /// Another run holds the campaign.
    Busy,
    /// Could not go on: register, disk, permission, server.
    CannotGoOn,
    /// Interrupted; can be resumed.
    Interrupted,
}

impl Exit {
    /// The number that the shell sees.
    pub fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::DataErrors => 1,
            Self::Usage => 2,
            Self::Busy => 3,
            Self::CannotGoOn => 4,
            Self::Interrupted => 130,
        }
    }

    /// Done, or done with errors in the data.
    pub fn after(findings: &[Finding]) -> Self {
        if findings
            .iter()
            .any(|finding| finding.severity == Severity::Error)
        {
            Self::DataErrors
        } else {
            Self::Done
        }
    }
}

/// Why a run cannot go on.
#[derive(Debug)]
pub struct Stop {
    /// The exit code.
    pub exit: Exit,
    /// The language to say it in, when the campaign file could be read.
    pub language: Option<Language>,
    /// Faults with a place.
    pub findings: Vec<Finding>,
    /// Sentences without one: message key and values.
    pub sentences: Vec<(&'static str, Vec<(&'static str, Value)>)>,
}

impl Stop {
    /// Because of faults with a place.
    pub fn findings(exit: Exit, findings: Vec<Finding>) -> Self {
        Self {
            exit,
            language: None,
            findings,
            sentences: Vec::new(),
        }
    }

    /// Because of something without a place.
    pub fn sentence(exit: Exit, key: &'static str, values: Vec<(&'static str, Value)>) -> Self {
        Self {
            exit,
            language: None,
            findings: Vec::new(),
            sentences: vec![(key, values)],
        }
    }

    /// The same in the language of the campaign.
    #[must_use]
    pub fn said_in(mut self, language: &Language) -> Self {
        self.language = Some(language.clone());
        self
    }
}

impl From<papers::write::files::WriteError> for Stop {
    fn from(error: papers::write::files::WriteError) -> Self {
        let values = vec![
            ("path", error.path.display().to_string().into()),
            ("message", error.source.to_string().into()),
        ];
        Self::sentence(Exit::CannotGoOn, "stop-write", values)
    }
}

impl From<campaign::ledger::LedgerError> for Stop {
    fn from(error: campaign::ledger::LedgerError) -> Self {
        Self::sentence(
            Exit::CannotGoOn,
            "stop-ledger",
            vec![("message", error.to_string().into())],
        )
    }
}
