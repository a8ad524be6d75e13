//! Parse, call the command, print, exit code.

use std::alloc::System;
use std::process::ExitCode;

use cap::Cap;
use haarvaten::{cli, commands};

/// Lets the child process that reads hostile files cap its own memory.
#[global_allocator]
static MEMORY: Cap<System> = Cap::new(System, usize::MAX);

fn main() -> ExitCode {
    let exit = if commands::is_reading_child() {
        commands::read_for_parent(&|bytes| {
            // A limit below what is in use already cannot be set; the deadline still holds.
            let _ = MEMORY.set_limit(usize::try_from(bytes).unwrap_or(usize::MAX));
        })
    } else {
        let typed: Vec<_> = std::env::args_os().collect();
        match cli::parse(&typed) {
            Ok(cli) => commands::call(&cli),
            Err(exit) => exit,
        }
    };
    ExitCode::from(exit.code())
}
