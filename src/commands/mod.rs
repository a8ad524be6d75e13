//! One file per subcommand: the only rooms that see all the others.
//!
//! Flows in: what the person typed. Flows out: files, text on the terminal, an exit code. Each
//! command reads as the pipeline; what a stage does stands in its room.

mod backup;
mod below;
mod check;
mod child;
mod collect;
mod decisions;
mod exit;
mod explain;
mod help;
mod interrupt;
mod letters;
mod lock;
mod memory;
mod new;
mod opt_outs;
mod outputs;
mod paper;
mod plan;
mod preview;
mod privacy;
mod register;
mod run;
mod send;
mod session;
mod shares;
mod status;
mod summary;
mod suppression;
mod volunteers;
mod walk;
mod withdrawn;

use crate::cli::{Cli, Command, LettersAction, PrivacyAction, RunArgs};
use crate::terminal::Terminal;
use domain::{Language, Messages};

pub use child::{is_reading_child, read_for_parent};
pub use exit::{Exit, Stop};
pub use register::RegisterArgs;

/// Does what was asked, tells how it went, and gives the exit code.
pub fn call(cli: &Cli) -> Exit {
    interrupt::watch();
    let terminal = Terminal::new(cli.global.json).of_campaign(&cli.global.campaign);
    let result = match &cli.command {
        None => run::run(&cli.global, RunArgs::default(), &terminal),
        Some(Command::Run(args)) => run::run(&cli.global, *args, &terminal),
        Some(Command::Check) => check::check(&cli.global, &terminal),
        Some(Command::Collect) => collect::collect(&cli.global, &terminal),
        Some(Command::Decisions { undo }) => decisions::decisions(&cli.global, &terminal, *undo),
        Some(Command::Plan) => plan::plan(&cli.global, &terminal),
        Some(Command::Forget { person, really }) => {
            privacy::forget(&cli.global, &terminal, &person.join(" "), *really)
        }
        Some(Command::Export { person }) => {
            privacy::export(&cli.global, &terminal, &person.join(" "))
        }
        Some(Command::Purge { really }) => privacy::purge(&cli.global, &terminal, *really),
        Some(Command::Privacy { action }) => match action {
            PrivacyAction::Basis => privacy::basis(&cli.global, &terminal),
            PrivacyAction::Report => privacy::report(&cli.global, &terminal),
        },
        Some(Command::Status) => status::status(&cli.global, &terminal),
        Some(Command::Backup { dir }) => backup::backup(&cli.global, &terminal, dir),
        Some(Command::Repair) => memory::repair(&cli.global, &terminal),
        Some(Command::Optouts { take_back, reason }) => opt_outs::opt_outs(
            &cli.global,
            &terminal,
            take_back.map(|number| (number, reason.as_str())),
        ),
        Some(Command::Register(args)) => register::register(&cli.global, &terminal, args),
        Some(Command::Letters { action }) => letters(cli, &terminal, action.as_ref()),
        Some(Command::Preview {
            kind,
            language,
            open,
        }) => preview::preview(&cli.global, &terminal, kind, language.as_deref(), *open),
        Some(Command::Explain { address }) => {
            explain::explain(&cli.global, &terminal, &address.join(" "))
        }
        Some(Command::Send(asked)) => send::send(&cli.global, &terminal, asked),
        Some(Command::Help { what }) => help::help(&cli.global, &terminal, what),
        Some(Command::Completions { shell }) => help::completions(&cli.global, *shell),
        Some(Command::Man { dir }) => help::man(&cli.global, &terminal, dir),
        Some(Command::New {
            dir,
            name,
            language,
        }) => new::new(
            &terminal,
            dir,
            name.as_deref(),
            Language::parse(language).as_ref(),
        ),
    };
    result.unwrap_or_else(|stop| tell(&stop, &terminal))
}

fn letters(cli: &Cli, terminal: &Terminal, action: Option<&LettersAction>) -> Result<Exit, Stop> {
    let global = &cli.global;
    match action {
        None => letters::list(global, terminal),
        Some(LettersAction::Confirm { batch, through }) => {
            letters::confirm(global, terminal, *batch, through.as_deref())
        }
        Some(LettersAction::Undeliverable { letters, reason }) => {
            letters::undeliverable(global, terminal, letters, reason)
        }
        Some(LettersAction::Reprint { batch, reason }) => {
            letters::reprint(global, terminal, *batch, reason)
        }
    }
}

/// Says why the run could not go on.
fn tell(stop: &Stop, terminal: &Terminal) -> Exit {
    let messages = Messages::of(&stop.language.clone().unwrap_or_else(Language::dutch));
    terminal.findings(&stop.findings, &messages, usize::MAX);
    for (key, values) in &stop.sentences {
        terminal.fail(&messages.text(key, values));
    }
    stop.exit
}
