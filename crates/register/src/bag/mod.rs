//! The BAG 2.0 Extract of the Kadaster: zips in zips in zips of XML → a draft of the register.

mod archive;
mod buildings;
mod extract;
mod life;
mod names;
mod parse;
mod scan;
mod units;
pub(super) mod window;

pub(super) use buildings::is_standing;
pub use extract::ExtractCounts;
pub(super) use extract::{Shape, TakeShapes, read};
pub(super) use life::{date_of, day_of};
pub(super) use parse::middle;
