//! The BAG 2.0 Extract of the Kadaster: zips in zips in zips of XML → a draft of the register.

mod archive;
mod extract;
mod life;
mod parse;
pub(super) mod window;

pub use extract::ExtractCounts;
pub(super) use extract::{Shape, TakeShapes, read};
pub(super) use life::{date_of, day_of};
pub(super) use parse::middle;
