//! The first half of every job: register, lists, and the homes that they mean.

use std::io::{self, IsTerminal};

use indicatif::ProgressBar;

use super::exit::{Exit, Stop};
use super::session::Session;
use campaign::ledger::{History, Outcome};
use domain::{EvidenceKind, Finding, Messages};
use lists::intake;
use lists::read;
use matching::Linked;
use register::{self, Cut, OpenOptions, Progress, Register, SourceAccount};

/// Lists and homes, brought together.
#[derive(Debug)]
pub struct Walked {
    /// The homes.
    pub register: Register,
    /// The lists, linked to them.
    pub linked: Linked,
    /// What was found on the way.
    pub findings: Vec<Finding>,
    /// What belongs beside the lists: how each was read.
    pub beside: Vec<intake::Beside>,
    /// What became of the rows of the register's tables.
    pub register_rows: Vec<SourceAccount>,
}

/// Puts beside the lists how they were read, for the next delivery. Nothing is lost when that
/// cannot be done, so it is only told.
pub fn keep_recipes(session: &Session<'_>, walked: &Walked) -> Vec<Finding> {
    let inputs = session.inputs();
    let mut findings = Vec::new();
    for beside in &walked.beside {
        let path = inputs.join(&beside.name);
        let same =
            lists::read::file::read(&path, 64 << 20).is_ok_and(|old| old == beside.text.as_bytes());
        if !same
            && let Err(error) = papers::write::files::write_whole(&path, beside.text.as_bytes())
        {
            let place = domain::Place::file(beside.name.as_str());
            let detail = error.source.to_string();
            findings.push(Finding::warning("F114").at(place).with("detail", detail));
        }
    }
    findings
}

impl Walked {
    /// Boards that answered have been reached: their answers count as evidence, and so does what
    /// volunteers wrote in the follow-up workbook.
    pub fn hear(&mut self, history: &History, messages: &Messages) {
        let source = messages.plain("source-reply");
        let answers = history.pieces.iter().filter(|piece| piece.answered);
        for piece in answers {
            if let Some(id) = piece.recipient.strip_prefix("organisation ") {
                let kind = EvidenceKind::ContactReached;
                self.linked.hear(id, piece.when, kind, &source);
            }
        }
        let source = messages.plain("source-volunteer");
        for heard in &history.heard {
            let kind = match heard.outcome {
                Outcome::Answered => EvidenceKind::ContactReached,
                Outcome::NotReached => EvidenceKind::ContactNotReached,
                Outcome::Gone => EvidenceKind::Ended,
                Outcome::NotHome | Outcome::Empty => continue,
            };
            if let Some(id) = heard.about.strip_prefix("organisation ") {
                self.linked.hear(id, heard.date, kind, &source);
            }
        }
    }
}

/// Opens the register, reads the lists, and matches them.
///
/// # Errors
/// When the register cannot be read: half a register is worse than none.
pub fn walk(session: &Session<'_>, history: &History) -> Result<Walked, Stop> {
    walk_with(session, history, &mut |_| {})
}

/// The same, with a look at what the lists said before it is linked.
///
/// # Errors
/// When the register cannot be read.
pub fn walk_with(
    session: &Session<'_>,
    history: &History,
    look: &mut dyn FnMut(&intake::Intake),
) -> Result<Walked, Stop> {
    let mut findings = Vec::new();
    let opened = open_register(session)?.into_value(&mut findings);
    let reader = reader(session);
    let lists = read::Lists::find(&session.inputs(), &session.campaign)
        .into_value(&mut findings)
        .with_areas(&opened.own_area_files);
    let none = domain::Decisions::none();
    let bench = matching::Bench::new(&opened.register, &none, &history.decisions);
    let judge: Option<&dyn intake::Judge> =
        (opened.register.addresses().len() > 0).then_some(&bench as _);
    let mut intake =
        intake::take_in(&lists, &reader, &session.campaign, judge).into_value(&mut findings);
    drop(bench);
    let beside = std::mem::take(&mut intake.beside);
    let filled_in = intake::FilledIn {
        edits: &history.filled_in,
        decisions: &history.decisions,
        own: session.campaign.meeting.as_ref(),
        messages: &session.messages,
    };
    findings.extend(intake::fill_in(&mut intake, filled_in));
    let register = opened.register;
    look(&intake);
    let linked = matching::link(intake, &register, &session.campaign, &history.decisions)
        .into_value(&mut findings);
    Ok(Walked {
        register,
        linked,
        findings,
        beside,
        register_rows: opened.accounts,
    })
}

/// Opens the register that the campaign file names.
///
/// # Errors
/// When it cannot be read, or a person stopped it.
pub fn open_register(session: &Session<'_>) -> Result<domain::Noted<register::Opened>, Stop> {
    let sources = &session.campaign.register;
    let options = OpenOptions {
        date: Some(session.date),
        cut: Cut::default(),
        cache: None,
        reader: Some(std::sync::Arc::new(reader(session))),
    };
    let progress = Shown::new(session);
    let opened = register::open(
        &session.inputs(),
        &sources.sources,
        &sources.areas,
        &options,
        &progress,
    );
    opened.map_err(|error| {
        let exit = if error.stopped {
            Exit::Interrupted
        } else {
            Exit::CannotGoOn
        };
        session.stop(Stop::findings(exit, error.findings))
    })
}

/// How lists are read: in a guarded child process of this very program.
pub fn reader(session: &Session<'_>) -> read::Reader {
    match std::env::current_exe() {
        Ok(program) => read::Reader::guarded(program, &session.campaign.reading),
        Err(_) => read::Reader::direct(&session.campaign.reading),
    }
}

/// A progress bar for a long reading.
struct Shown {
    bar: ProgressBar,
}

impl Shown {
    fn new(session: &Session<'_>) -> Self {
        let quiet = session.terminal.is_json() || !io::stderr().is_terminal();
        let template = "{msg} [{bar:30}] {bytes}/{total_bytes} {bytes_per_sec} {eta}";
        Self {
            bar: if quiet {
                ProgressBar::hidden()
            } else {
                session.terminal.bar(0, template)
            },
        }
    }
}

impl Progress for Shown {
    fn begin(&self, _step: &'static str, bytes: u64) {
        self.bar.inc_length(bytes);
    }

    fn advance(&self, bytes: u64, _objects: u64) {
        self.bar.inc(bytes);
    }
}
