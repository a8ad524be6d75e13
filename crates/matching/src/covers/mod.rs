//! A covers expression in prose → a set of units, with the reading used.
//!
//! Flows in: the text of a covers column or a name. Flows out: [`CoverFound`]. Does not belong
//! here: who represents the homes.

mod combine;
mod everything;
mod lex;
mod names;
mod parse;
mod place;
mod reader;
mod remainder;
mod resolve;
mod segment;
mod streets;
mod words;

pub use names::CoverNames;
pub use reader::{CoverFound, CoverReader};
