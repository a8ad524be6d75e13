//! One address as somebody typed it → one address of the register, or the reason why not.
//!
//! Flows in: [`AddressText`](crate::domain::AddressText). Flows out: [`Found`]. Does not belong
//! here: sets of homes (see `covers`), what is done with the home.

mod finder;

pub use finder::{Finder, Found, StepTold};
