//! clap types; their doc comments are the help.

mod speech;

use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand};
use domain::AreaLevel;
use jiff::civil::Date;

pub use speech::{command, parse, spoken, worded};

/// Reach every home: from spreadsheets and the BAG to letters, mails and progress workbooks
///
/// Without a command the whole job is run in the current folder. Nothing leaves the machine.
#[derive(Debug, Parser)]
#[command(name = "haarvaten", version, max_term_width = 100)]
pub struct Cli {
    /// What to do; without it: run
    #[command(subcommand)]
    pub command: Option<Command>,

    /// Where and how
    #[command(flatten)]
    pub global: Global,
}

/// Flags that every command knows.
#[derive(Clone, Debug, Args)]
pub struct Global {
    /// The campaign folder: the one that holds inputs/ and outputs/
    #[arg(
        long,
        short = 'C',
        global = true,
        value_name = "DIR",
        default_value = "."
    )]
    pub campaign: PathBuf,

    /// The date of the run, as in 23-11-2026 or 2026-11-23 [default: that of the campaign file, else today]
    #[arg(long, global = true, value_name = "DATE", value_parser = domain::day::typed)]
    pub date: Option<Date>,

    /// Answer yes where the program would ask
    #[arg(long, global = true)]
    pub yes: bool,

    /// Print nothing but JSON lines on standard output
    #[arg(long, global = true)]
    pub json: bool,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// The whole job: match, coverage, plan, letters, mails, workbooks, report
    Run(RunArgs),
    /// Read and match everything and show what was found; make nothing else
    Check,
    /// Take in what came back in inputs/returned/: decisions in review workbooks
    Collect,
    /// Send the e-mails that wait; without --really it only says what it would do
    Send(SendArgs),
    /// Show what people decided about questions, or take a decision back
    Decisions {
        /// The number of the decision to take back, as the list shows it
        #[arg(long, value_name = "NUMBER")]
        undo: Option<usize>,
    },
    /// Show what the coming run would make, beside the last wave; makes nothing
    Plan,
    /// Erase a person: from the memory, from what was made, and from the lists
    Forget {
        /// An e-mail address, a personal code, an address, or a name
        #[arg(required = true, num_args = 1.., value_name = "PERSON")]
        person: Vec<String>,
        /// Really erase; without it everything that is known is only shown
        #[arg(long)]
        really: bool,
    },
    /// Show everything that is known of a person; with --json for other programs
    Export {
        /// An e-mail address, a personal code, an address, or a name
        #[arg(required = true, num_args = 1.., value_name = "PERSON")]
        person: Vec<String>,
    },
    /// Erase what is kept longer than the campaign promises
    Purge {
        /// Really erase; without it the count is only shown
        #[arg(long)]
        really: bool,
    },
    /// Show on what ground mails go out, or the record of processing
    Privacy {
        /// What to show
        #[command(subcommand)]
        action: PrivacyAction,
    },
    /// Tell where the campaign stands: letters, e-mails, answers, opt-outs, and what comes next
    Status,
    /// Copy what cannot be made again (memory, key, settings) into a new folder below DIR
    Backup {
        /// Where the copies are kept: outside the campaign folder
        dir: PathBuf,
    },
    /// Build the memory of the campaign anew from everything that is left of it
    Repair,
    /// Show who opted out, or take an opt-out back
    Optouts {
        /// The number of the opt-out to take back, as the list shows it
        #[arg(long, value_name = "NUMBER", requires = "reason")]
        take_back: Option<usize>,
        /// Why: it is recorded
        #[arg(long, default_value = "")]
        reason: String,
    },
    /// Import the BAG and areas, show what the register holds, look an address up
    Register(crate::commands::RegisterArgs),
    /// Show the batches of letters, confirm that they were delivered, or print one again
    Letters {
        /// What to do; without it: show all batches
        #[command(subcommand)]
        action: Option<LettersAction>,
    },
    /// Make one page of a template with sample data, to look at while writing
    Preview {
        /// start, revive, join, `other_leg`, thanks, inventory, meeting, reminder, poster or pack (for who leads the meeting)
        kind: String,
        /// The language: nl, en, … [default: that of the campaign]
        #[arg(long)]
        language: Option<String>,
        /// Open the page when it is there
        #[arg(long)]
        open: bool,
    },
    /// Tell the whole story of one home, or of one row of a list
    Explain {
        /// The address, as you would write it: "Kleiburg 12 A, 1104 EA Amsterdam"; or a row:
        /// lijst.xlsx:14, with its sheet lijst.xlsx/Blad1:14
        #[arg(required = true, num_args = 1.., value_name = "ADDRESS")]
        address: Vec<String>,
    },
    /// Explain the code of a finding (W115), or a command
    Help {
        /// The code, or the command
        what: Vec<String>,
    },
    /// Write what a shell needs to complete commands
    Completions {
        /// bash, zsh, fish, powershell or elvish
        shell: clap_complete::Shell,
    },
    /// Write the man pages into a folder
    Man {
        /// The folder
        dir: PathBuf,
    },
    /// Make a campaign folder to start from
    New {
        /// The folder; it must not exist yet, or be empty
        dir: PathBuf,
        /// The name of the campaign
        #[arg(long)]
        name: Option<String>,
        /// The language of the campaign: nl or en
        #[arg(long, default_value = "nl")]
        language: String,
    },
}

/// What a run makes more than always.
#[derive(Clone, Copy, Debug, Default, Args)]
pub struct RunArgs {
    /// Also a follow-up workbook for each area of this level: building, entrance, flat, buurt, …
    #[arg(long, value_name = "LEVEL", value_parser = levels(), hide_possible_values = true, ignore_case = true)]
    pub per: Option<AreaLevel>,
}

/// Reads a level of areas, as people write it in Dutch or English.
fn levels() -> impl TypedValueParser<Value = AreaLevel> {
    let value = |level: AreaLevel, others: &'static [&'static str]| {
        PossibleValue::new(level.word()).aliases(others)
    };
    let all = [
        value(AreaLevel::Entrance, &["ingang", "portiek"]),
        value(AreaLevel::Building, &["gebouw", "pand"]),
        value(AreaLevel::Flat, &[]),
        value(AreaLevel::Complex, &[]),
        value(AreaLevel::MiniBuurt, &["mini-buurt", "minibuurt"]),
        value(AreaLevel::Buurt, &["neighbourhood"]),
        value(AreaLevel::Wijk, &["district"]),
    ];
    PossibleValuesParser::new(all).try_map(|text| AreaLevel::parse(&text).ok_or("level"))
}

/// How mails are sent.
#[derive(Clone, Debug, Default, Args)]
pub struct SendArgs {
    /// Really send
    #[arg(long)]
    pub really: bool,
    /// Send at most so many
    #[arg(long, value_name = "NUMBER")]
    pub limit: Option<u64>,
    /// Send the first three (or --limit) to this address, as a trial; nothing is recorded
    #[arg(long, value_name = "ADDRESS", conflicts_with = "really")]
    pub test_to: Option<String>,
    /// Record mails as sent by hand, from a mail program: these, or with none named all that wait
    #[arg(long, value_name = "MAIL", num_args = 0.., conflicts_with_all = ["really", "test_to", "limit", "uncertain"])]
    pub by_hand: Option<Vec<String>>,
    /// Show the mails of which nobody knows whether they arrived
    #[arg(long, conflicts_with_all = ["really", "test_to", "limit"])]
    pub uncertain: bool,
    /// These uncertain mails did arrive
    #[arg(long, value_name = "MAIL", num_args = 1.., requires = "uncertain")]
    pub arrived: Vec<String>,
    /// Send these uncertain mails again
    #[arg(long, value_name = "MAIL", num_args = 1.., requires = "uncertain")]
    pub again: Vec<String>,
}

/// What can be shown about privacy.
#[derive(Clone, Copy, Debug, Subcommand)]
pub enum PrivacyAction {
    /// Every address with its ground, the day and the source of the consent
    Basis,
    /// What is kept, of whom, from where, for whom, and how long (AVG 30)
    Report,
}

/// What can be done with letters.
#[derive(Debug, Subcommand)]
pub enum LettersAction {
    /// A batch was delivered
    Confirm {
        /// The number of the batch
        batch: u32,
        /// The last letter that was delivered: its reference (w1-00042), or its place in the batch
        #[arg(long, value_name = "LETTER")]
        through: Option<String>,
    },
    /// Letters that could not be delivered
    Undeliverable {
        /// References (w1-00042) or personal codes
        #[arg(required = true, num_args = 1.., value_name = "LETTER")]
        letters: Vec<String>,
        /// Why: no letterbox, empty, demolished
        #[arg(long, default_value = "")]
        reason: String,
    },
    /// Make the file of a batch again
    Reprint {
        /// The number of the batch
        batch: u32,
        /// Why: it is recorded
        #[arg(long)]
        reason: String,
    },
}
