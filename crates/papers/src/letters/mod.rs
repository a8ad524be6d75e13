//! Plan → letters: cover sheets, letters, posters, attendance sheets and labels as pages.
//!
//! Flows in: [`Plan`](campaign::outreach::Plan) with the facts of [`LetterContext`]. Flows out:
//! [`Document`](page::Document)s, one after another, which the writing room makes into PDF. Does
//! not belong here: who gets a letter, and writing files.
//!
//! The way of one letter: `gather` finds its words and figures, `template` fills them in,
//! `markdown` reads the blocks, `typeset` gives every block its style, `flow` puts them on pages,
//! `letter` adds what a letter has around its text.

pub mod batch;
pub mod codes;
pub mod context;
pub mod data;
pub mod envelope;
pub mod fields;
pub mod flow;
pub mod fonts;
pub mod gather;
mod head;
mod inserts;
pub mod labels;
pub mod letter;
pub mod look;
pub mod make;
pub mod markdown;
pub mod meeting;
pub mod mistakes;
pub mod notices;
pub mod page;
pub mod paragraph;
pub mod pictures;
pub mod poster;
pub mod preview;
pub mod setter;
pub mod sheets;
pub mod slip;
mod tables;
pub mod template;
pub mod typeset;
mod walk;
mod words;

pub use context::{LetterContext, Stationery};
pub use data::LetterData;
pub use make::{Maker, must_not_make};
