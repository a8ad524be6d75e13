//! Lists: from files to records in our words.

pub mod intake;
pub mod read;
pub mod traces;
