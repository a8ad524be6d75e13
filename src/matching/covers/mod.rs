//! A covers expression in prose → a set of units, with the reading used.
//!
//! Flows in: the text of a covers column or a name. Flows out: [`CoverFound`]. Does not belong
//! here: who represents the homes.

mod lex;
mod parse;
mod reader;
mod resolve;
mod streets;

pub use reader::{CoverFound, CoverNames, CoverReader};
