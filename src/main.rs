//! Parse, call the command, print, exit code.

fn main() {}
