//! Parse, call the command, print, exit code.

use std::process::ExitCode;

use clap::Parser;
use haarvaten::cli::Cli;
use haarvaten::commands;

fn main() -> ExitCode {
    ExitCode::from(commands::call(&Cli::parse()).code())
}
