//! `haarvaten collect`: takes in what came back in `inputs/returned/`.
//!
//! Flows in: workbooks, form exports and mail. Flows out: events in the ledger, an account of each
//! row and message, and what a person has to look at. What was taken in earlier changes nothing.

mod accounts;
mod decide;
mod mails;
mod read;
mod reported;
mod scans;

use super::below::{self, Found};
use super::exit::{Exit, Stop};
use super::outputs;
use super::session::Session;
use crate::cli::Global;
use crate::terminal::Terminal;
use accounts::Accounts;
use campaign::ledger::Ledger;
use domain::Finding;
use papers::workbooks;
use register::Register;

/// Takes in everything; what was taken in earlier changes nothing.
///
/// # Errors
/// When the campaign, its register or its ledger cannot be read or written.
pub fn collect(global: &Global, terminal: &Terminal) -> Result<Exit, Stop> {
    let session = Session::open(global, terminal)?;
    let _lock = session.lock()?;
    let (taken, findings) = take_in(&session)?;
    terminal.findings(&findings, &session.messages, usize::MAX);
    tell(&session, &taken);
    Ok(Exit::after(&findings))
}

/// What is being taken in: the memory, and what is told of it.
struct Taking<'s> {
    session: &'s Session<'s>,
    ledger: Ledger,
    taken: Taken,
    accounts: Accounts,
    findings: Vec<Finding>,
    /// The register, once something had to be looked up in it.
    register: Option<Register>,
}

/// Takes in everything that lies in `inputs/returned/`: what was new, and what a person has to
/// look at.
///
/// # Errors
/// When the register or the ledger cannot be read or written.
pub fn take_in(session: &Session<'_>) -> Result<(Taken, Vec<Finding>), Stop> {
    let mut findings = Vec::new();
    let found = below::files(&session.inputs().join("returned"), &mut findings);
    if found.is_empty() {
        return Ok((Taken::default(), findings));
    }
    let mut taking = Taking {
        session,
        ledger: Ledger::open(&session.ledger())?,
        taken: Taken {
            files: found.count(),
            ..Taken::default()
        },
        accounts: Accounts::default(),
        findings,
        register: None,
    };
    taking.ledger.begin_many()?;
    taking.workbooks(&found)?;
    taking.mails(&found.mails)?;
    taking.scans(&found.scans)?;
    taking.ledger.end_many()?;
    taking.finish()
}

impl Taking<'_> {
    fn workbooks(&mut self, found: &Found) -> Result<(), Stop> {
        let mut back = self.read_back(&found.workbooks);
        for review in &mut back.reviews {
            self.resolve_typed(&mut review.answers)?;
            self.decide(review)?;
        }
        for follow_up in &back.returned {
            self.fill_in(follow_up)?;
            self.report(&follow_up.said)?;
        }
        for form in &back.forms {
            self.form(form)?;
        }
        Ok(())
    }

    /// Writes the tables, and adds to the side log what the ledger learned.
    fn finish(mut self) -> Result<(Taken, Vec<Finding>), Stop> {
        let messages = &self.session.messages;
        let open = self.ledger.still_to_look_at()?.len();
        self.taken.to_look_at = u64::try_from(open).unwrap_or(u64::MAX);
        let history = self.ledger.history()?;
        self.accounts.explain(&self.findings, messages);
        let tables = vec![
            workbooks::tables::ledger(&history),
            workbooks::tables::replies(&history, &self.session.campaign.survey),
            self.accounts.table(messages),
            workbooks::tables::findings_with(told_before(self.session), &self.findings, messages),
        ];
        outputs::tables(self.session, tables)?;
        drop(self.ledger);
        super::memory::keep(self.session)?;
        Ok((self.taken, self.findings))
    }
}

/// What `findings.csv` says of other things than what came back.
fn told_before(session: &Session<'_>) -> Vec<Vec<String>> {
    let lines = super::memory::table(session, "findings.csv").into_iter();
    let is_returned = |file: &str| file.starts_with("returned/");
    lines
        .filter(|line| !line.get(2).is_some_and(is_returned))
        .map(|line| line.iter().map(str::to_owned).collect())
        .collect()
}

/// Says what was taken in, as a table.
pub fn tell(session: &Session<'_>, taken: &Taken) {
    let (terminal, messages) = (session.terminal, &session.messages);
    let rows = [
        ("collect-files", taken.files),
        ("collect-new", taken.new),
        ("collect-known", taken.known),
        ("collect-undone", taken.undone),
        ("collect-later", taken.later),
        ("collect-replies", taken.replies),
        ("collect-slips", taken.slips),
        ("collect-empty-pages", taken.empty_pages),
        ("collect-to-look-at", taken.to_look_at),
        ("collect-visits", taken.visits),
        ("collect-filled", taken.filled_in),
        ("collect-delivered", taken.delivered),
        ("collect-bounced", taken.bounced),
        ("collect-letters", taken.letters),
        ("collect-automatic", taken.automatic),
        ("collect-optouts", taken.opt_outs),
    ];
    let shown: Vec<(String, String)> = rows
        .iter()
        .filter(|(key, count)| *count > 0 || matches!(*key, "collect-files" | "collect-optouts"))
        .map(|(key, count)| (messages.plain(key), messages.count(*count)))
        .collect();
    terminal.say(&messages.plain("collect-title"));
    terminal.figures(&shown);
    terminal.record(&serde_json::json!({
        "files": taken.files, "decisions": taken.new, "known": taken.known,
        "undone": taken.undone, "later": taken.later, "replies": taken.replies,
        "visits": taken.visits, "filled_in": taken.filled_in, "opt_outs": taken.opt_outs,
        "slips": taken.slips, "empty_pages": taken.empty_pages, "to_look_at": taken.to_look_at,
        "delivered": taken.delivered, "bounced": taken.bounced, "letters": taken.letters, "automatic": taken.automatic,
    }));
}
/// How much of it was new.
#[derive(Debug, Default)]
pub struct Taken {
    files: u64,
    later: u64,
    new: u64,
    undone: u64,
    known: u64,
    replies: u64,
    visits: u64,
    opt_outs: u64,
    filled_in: u64,
    /// Slips on scans.
    slips: u64,
    /// Pages of scans without a slip.
    empty_pages: u64,
    /// What a person has to look at, of these and earlier scans.
    to_look_at: u64,
    /// Letters that were delivered.
    delivered: u64,
    /// Mails of ours that came back.
    bounced: u64,
    /// What people wrote by mail.
    letters: u64,
    /// Answers of programs, and reports of delays.
    automatic: u64,
}

impl Taken {
    /// Whether anything was new.
    pub fn is_news(&self) -> bool {
        self.new
            + self.undone
            + self.replies
            + self.visits
            + self.opt_outs
            + self.filled_in
            + self.bounced
            + self.delivered
            > 0
    }
}
