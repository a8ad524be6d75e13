//! What every command on a campaign starts from: the folder, the campaign file, the date, the
//! secret, and the lock that keeps a second run out.

use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::exit::{Exit, Stop};
use super::lock::Lock;
use crate::cli::Global;
use crate::terminal::Terminal;
use campaign::ledger::{History, Ledger};
use domain::{Campaign, Finding, Messages, Place, Secret, Templates};
use lists::read;
use papers::write::step::{self, Step};

/// The years in which a campaign can be.
const YEARS: std::ops::RangeInclusive<i16> = 2000..=2099;
/// So many days ahead of the clock is more likely a slip than a plan.
const FAR_AHEAD: i32 = 366;
/// The key that ships with the sample, and the campaign that may use it.
const SAMPLE_KEY: &str = "dit geheim is openbaar en hoort alleen bij de voorbeeldcampagne";

/// The ledger below `outputs/`.
const LEDGER: &str = "ledger.sqlite";

/// One command on one campaign.
#[derive(Debug)]
pub struct Session<'a> {
    /// The campaign folder.
    pub root: PathBuf,
    /// What `campaign.toml` says.
    pub campaign: Campaign,
    /// The texts of the campaign's language.
    pub messages: Messages,
    /// The date of the run.
    pub date: Date,
    /// Where to print.
    pub terminal: &'a Terminal,
    yes: bool,
    step: std::sync::OnceLock<Step>,
}

impl<'a> Session<'a> {
    /// Reads the campaign file and settles the date.
    ///
    /// # Errors
    /// When there is no campaign file, or it has faults.
    pub fn open(global: &Global, terminal: &'a Terminal) -> Result<Self, Stop> {
        let root = global.campaign.clone();
        let path = root.join("inputs/campaign.toml");
        let text = read::file::read_text(&path, 4 << 20).map_err(|_| {
            let shown = path
                .strip_prefix(".")
                .unwrap_or(&path)
                .display()
                .to_string();
            let finding = Finding::error("C100")
                .at(Place::file("campaign.toml"))
                .with("path", shown);
            Stop::findings(Exit::Usage, vec![finding])
        })?;
        let mut campaign = read::campaign::parse(&text, "campaign.toml")
            .map_err(|findings| Stop::findings(Exit::Usage, findings))?;
        let survey = root.join("inputs/survey.toml");
        if survey.exists() {
            let faults = |findings| Stop::findings(Exit::Usage, findings);
            let text = read::file::read_text(&survey, 1 << 20).map_err(|error| {
                let finding = Finding::error("C120").at(Place::file("survey.toml"));
                faults(vec![finding.with("message", error.to_string())])
            })?;
            if !campaign.short_survey.is_empty() {
                let finding = Finding::error("C119").at(Place::file("campaign.toml"));
                return Err(faults(vec![finding]));
            }
            campaign.survey = read::campaign::survey(&text, "survey.toml").map_err(faults)?;
        }
        let messages = Messages::of(&campaign.campaign.language);
        let date = global.date.or(campaign.campaign.date).unwrap_or_else(today);
        campaign.campaign.date = Some(date);
        super::interrupt::speak(&campaign.campaign.language);
        if !YEARS.contains(&date.year()) {
            let stop = Stop::sentence(
                Exit::Usage,
                "stop-no-such-year",
                vec![("date", date.to_string().into())],
            );
            return Err(stop.said_in(&campaign.campaign.language));
        }
        Ok(Self {
            root,
            campaign,
            messages,
            date,
            terminal,
            yes: global.yes,
            step: std::sync::OnceLock::new(),
        })
    }

    /// The folder of the lists.
    pub fn inputs(&self) -> PathBuf {
        self.root.join("inputs")
    }

    /// The folder of what a run makes.
    pub fn outputs(&self) -> PathBuf {
        self.root.join("outputs")
    }

    /// Where things are made: a folder of its own while a step is under way, else `outputs/`.
    pub fn making(&self) -> PathBuf {
        self.step.get().map_or_else(|| self.outputs(), Step::folder)
    }

    /// From now on what is made is shown by [`Session::show`], or not at all.
    ///
    /// # Errors
    /// When the disk says no.
    pub fn begin_step(&self) -> Result<(), Stop> {
        let step = Step::begin(&self.outputs()).map_err(|error| self.stop(error.into()))?;
        // One command takes one step.
        let _ = self.step.set(step);
        Ok(())
    }

    /// The ledger as the step will leave it: a copy, on which the changes are made.
    ///
    /// # Errors
    /// When it cannot be read or copied.
    pub fn changed_ledger(&self) -> Result<Ledger, Stop> {
        let copy = self.making().join(LEDGER);
        Ledger::copy(&self.ledger(), &copy).map_err(|error| self.stop(error.into()))
    }

    /// Shows everything that was made in the step, after moving other files out of the way.
    ///
    /// # Errors
    /// When the disk says no.
    pub fn show(&self, aside: Vec<(PathBuf, PathBuf)>) -> Result<(), Stop> {
        let Some(step) = self.step.get() else {
            return Ok(());
        };
        let target = self.ledger();
        let elsewhere = if target == self.outputs().join(LEDGER) {
            Vec::new()
        } else {
            vec![(PathBuf::from(LEDGER), target)]
        };
        step.show(aside, elsewhere)
            .map_err(|error| self.stop(error.into()))
    }

    /// A name in the folder for what was moved out of the way that is not taken yet, below `outputs/`.
    pub fn free_aside(&self, name: &str) -> PathBuf {
        let mut number = 1_u32;
        loop {
            let to = PathBuf::from("opzij").join(format!("{number}-{name}"));
            if std::fs::symlink_metadata(self.outputs().join(&to)).is_err() {
                return to;
            }
            number += 1;
        }
    }

    /// The campaign's secret, when it is the one that the ledger knows.
    ///
    /// # Errors
    /// When the key is gone, is another one, is too short, or is that of the sample.
    pub fn secret_of(&self, history: &History) -> Result<Secret, Stop> {
        let refused = |key| Err(self.stop(Stop::sentence(Exit::CannotGoOn, key, Vec::new())));
        if history.key.is_some() && !self.has_secret() {
            return refused("stop-key-gone");
        }
        let secret = self.secret()?;
        let check = secret.hex(&["key check"]);
        match &history.key {
            Some(known) if *known != check => refused("stop-key-other"),
            _ => Ok(secret),
        }
    }

    /// As [`Session::secret_of`], for a command that makes nothing: where no key is yet, none is
    /// made.
    ///
    /// # Errors
    /// As [`Session::secret_of`].
    pub fn secret_to_look(&self, history: &History) -> Result<Secret, Stop> {
        if history.key.is_none() && !self.has_secret() {
            return Ok(Secret::from_text("no code leaves this run"));
        }
        self.secret_of(history)
    }

    fn has_secret(&self) -> bool {
        #[expect(
            clippy::disallowed_methods,
            reason = "the one place where the environment is read"
        )]
        let given = std::env::var("HAARVATEN_SECRET").is_ok_and(|text| !text.trim().is_empty());
        given || self.inputs().join("secret.key").exists()
    }

    /// Looks whether the day of this run can be: time runs forwards, and not by years at once.
    ///
    /// # Errors
    /// When it lies before the last run, or far ahead and nobody says that it is right.
    pub fn check_date(&self, history: &History) -> Result<(), Stop> {
        let refused = |key, values| Err(self.stop(Stop::sentence(Exit::Usage, key, values)));
        let date = ("date", self.messages.date(self.date).into());
        if let Some(last) = history.last_run.filter(|last| *last > self.date) {
            let last = ("last", self.messages.date(last).into());
            return refused("stop-backwards", vec![date, last]);
        }
        let now = today();
        let is_far = (self.date - now).get_days() > FAR_AHEAD;
        if !is_far || self.yes {
            return Ok(());
        }
        let now = ("today", self.messages.date(now).into());
        let question = self
            .messages
            .text("ask-far-ahead", &[date.clone(), now.clone()]);
        if self.terminal.can_ask() && self.terminal.ask(&question) {
            return Ok(());
        }
        refused("stop-far-ahead", vec![date, now])
    }

    /// Whether a deed may be done: somebody said so beforehand, or says so now.
    pub fn may_go_on(&self, question: &str) -> bool {
        self.yes || self.terminal.can_ask() && self.terminal.ask(&self.messages.plain(question))
    }

    /// The ledger's file.
    pub fn ledger(&self) -> PathBuf {
        match &self.campaign.campaign.ledger {
            Some(path) => self.root.join(path),
            None => self.outputs().join(LEDGER),
        }
    }

    /// A finding or sentence in the language of the campaign.
    pub fn stop(&self, stop: Stop) -> Stop {
        stop.said_in(&self.campaign.campaign.language)
    }

    /// Keeps a second run out for as long as the result is held.
    ///
    /// # Errors
    /// When another run holds the campaign, or the outputs folder cannot be written.
    pub fn lock(&self) -> Result<Lock, Stop> {
        let lock = Lock::take(&self.outputs()).map_err(|stop| self.stop(stop))?;
        let remains = step::recover(&self.outputs()).map_err(|error| self.stop(error.into()))?;
        if remains.finished {
            self.terminal.say(&self.messages.plain("step-finished"));
        }
        if remains.removed > 0 {
            let values = [("count", remains.removed.into())];
            self.terminal
                .say(&self.messages.text("step-cleared", &values));
        }
        super::memory::check(self)?;
        Ok(lock)
    }

    /// The built-in templates with the campaign's own on top.
    ///
    /// # Errors
    /// When one of the campaign's own cannot be read, or is larger, deeper or slower than any
    /// letter needs: each is made once in a guarded child before anything is made here.
    pub fn templates(&self) -> Result<Templates, Stop> {
        let templates = read::templates::load(&self.root.join("templates")).map_err(|error| {
            let values = vec![("message", error.to_string().into())];
            self.stop(Stop::sentence(Exit::CannotGoOn, "stop-templates", values))
        })?;
        if templates.own_paths().next().is_none() {
            return Ok(templates);
        }
        let mut faults = read::own::faults(&templates);
        if faults.is_empty()
            && let Ok(program) = std::env::current_exe()
            && let Err(fell) =
                read::trial::try_out(&program, &read::trial::Job::of_templates(&self.root))
        {
            let finding = match fell.seconds {
                Some(seconds) => Finding::error("B142").with("seconds", seconds),
                None => Finding::error("B143"),
            };
            let file = if fell.at.is_empty() {
                "templates".to_owned()
            } else {
                Templates::shown(&fell.at)
            };
            faults.push(finding.at(Place::file(file).at_row(1)));
        }
        if faults.is_empty() {
            Ok(templates)
        } else {
            Err(self.stop(Stop::findings(Exit::Usage, faults)))
        }
    }

    /// The campaign's secret: the environment, else `inputs/secret.key`, made on the first run.
    ///
    /// # Errors
    /// When the file is empty, or cannot be read or made.
    pub fn secret(&self) -> Result<Secret, Stop> {
        #[expect(
            clippy::disallowed_methods,
            reason = "the one place where the environment is read"
        )]
        let given = std::env::var("HAARVATEN_SECRET").ok();
        if let Some(text) = given.filter(|text| !text.trim().is_empty()) {
            return self.long_enough(&text);
        }
        let path = self.inputs().join("secret.key");
        let unreadable = || {
            let finding = Finding::error("C111").at(Place::file("secret.key"));
            self.stop(Stop::findings(Exit::Usage, vec![finding]))
        };
        if !path.exists() {
            make_secret(&path).map_err(|error| {
                let values = vec![
                    ("path", path.display().to_string().into()),
                    ("message", error.to_string().into()),
                ];
                self.stop(Stop::sentence(Exit::CannotGoOn, "stop-write", values))
            })?;
        }
        let text = read::file::read_text(&path, 4_096).map_err(|_| unreadable())?;
        if text.trim().is_empty() {
            Err(unreadable())
        } else {
            self.long_enough(&text)
        }
    }

    fn long_enough(&self, text: &str) -> Result<Secret, Stop> {
        let refused = |key| Err(self.stop(Stop::sentence(Exit::Usage, key, Vec::new())));
        let text = text.trim();
        let sample = include_str!("../../inputs/campaign.toml");
        let name = format!("name = \"{}\"", self.campaign.campaign.name);
        if text == SAMPLE_KEY && !sample.contains(&name) {
            return refused("stop-key-sample");
        }
        let bits = if text.bytes().all(|b| b.is_ascii_digit()) {
            text.len() * 3
        } else if text.bytes().all(|b| b.is_ascii_hexdigit()) {
            text.len() * 4
        } else {
            text.len() * 8
        };
        if bits < 128 {
            return refused("stop-key-short");
        }
        Ok(Secret::from_text(text))
    }
}

/// Makes a secret of the system's randomness, readable by its owner only.
pub fn make_secret(path: &Path) -> std::io::Result<()> {
    let mut bytes = [0_u8; 32];
    getrandom::fill(&mut bytes).map_err(|error| std::io::Error::other(error.to_string()))?;
    let text: String = blake3::Hash::from_bytes(bytes).to_hex().to_string();
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    writeln!(file, "{text}")?;
    file.sync_all()
}

#[expect(
    clippy::disallowed_methods,
    reason = "the one place where the clock is asked, once a command"
)]
fn today() -> Date {
    domain::day::in_the_netherlands(jiff::Timestamp::now())
}
