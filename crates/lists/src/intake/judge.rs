//! Who can say whether a reading of the columns leads to homes: the register, seen from here.
//!
//! The intake stands before the matching in the walk, so it knows the judge by what it answers
//! only; a command hands it in.

use std::fmt::Debug;

use domain::{AddressText, Ruling};

/// What an address leads to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Judged {
    /// Exactly one home: the same mark for the same home.
    Home(u32),
    /// A place where homes are, but not which of them: the mark of the first.
    Place(u32),
    /// One home, when a typing error is mended.
    Mended(u32),
    /// Street and postcode, or the parts of the text, contradict each other.
    Contradiction,
    /// Nothing that the register has.
    Nothing,
}

impl Judged {
    /// The mark of the place, when there is one.
    pub fn place(self) -> Option<u32> {
        match self {
            Self::Home(mark) | Self::Place(mark) | Self::Mended(mark) => Some(mark),
            Self::Contradiction | Self::Nothing => None,
        }
    }
}

/// Answers what an address leads to.
pub trait Judge: Sync + Debug {
    /// What the address leads to, without any decision of a person.
    fn judge(&self, address: &AddressText) -> Judged;

    /// What a person decided about how a list is read, by the key of the question.
    fn ruling(&self, key: &str) -> Option<&Ruling>;
}
