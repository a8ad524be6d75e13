//! The hidden command of the child process that reads sheets for its parent.

use std::io;

use super::exit::Exit;
use crate::read::child;

/// Whether this process was started to read for a parent.
pub fn is_reading_child() -> bool {
    std::env::args_os()
        .nth(1)
        .is_some_and(|word| word == child::SUBCOMMAND)
}

/// Reads until the parent has no more files.
pub fn read_for_parent(cap_memory: &dyn Fn(u64)) -> Exit {
    match child::serve(io::stdin().lock(), io::stdout().lock(), cap_memory) {
        Ok(()) => Exit::Done,
        Err(_) => Exit::CannotGoOn,
    }
}
