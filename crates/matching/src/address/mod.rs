//! One address as somebody typed it → one address of the register, or the reason why not.
//!
//! Flows in: [`AddressText`](domain::AddressText). Flows out: [`Found`]. Does not belong
//! here: sets of homes (see `covers`), what is done with the home.

pub(crate) mod another;
pub(crate) mod figured;
mod finder;
mod judge;
mod nothing;
pub(crate) mod spelling;
mod steps;
mod story;
pub(crate) mod streets;
pub(crate) mod tail;
mod typed;

pub(crate) use finder::short;
pub use finder::{Finder, Found};
pub use judge::Bench;
pub use story::StepTold;
