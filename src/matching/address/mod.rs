//! One address as somebody typed it → one address of the register, or the reason why not.
//!
//! Flows in: [`AddressText`](crate::domain::AddressText). Flows out: [`Found`]. Does not belong
//! here: sets of homes (see `covers`), what is done with the home.

pub(in crate::matching) mod another;
mod finder;
mod judge;
mod nothing;
pub(in crate::matching) mod spelling;
mod steps;
mod story;
pub(in crate::matching) mod streets;
pub(in crate::matching) mod tail;
mod typed;

pub(in crate::matching) use finder::short;
pub use finder::{Finder, Found};
pub use judge::Bench;
pub use story::StepTold;
