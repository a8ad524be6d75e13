//! Files that somebody made or damaged to bring the program down: it ends in time, with a sentence
//! that names the file.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    clippy::cast_possible_truncation,
    clippy::print_stderr,
    reason = "a test may fail loudly, and makes the files that are read"
)]

mod attacks {
    pub mod areas;
    pub mod bench;
    pub mod canary;
    pub mod matrix;
    pub mod published;
    pub mod registers;
    pub mod templates;
    pub mod zips;
}
