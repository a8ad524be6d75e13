//! Mails that lie ready → sent, each exactly once, politely.
//!
//! Flows in: the bytes of a message, its sender and recipient, the settings of the server. Flows
//! out: what became of it, in words that the ledger keeps. Does not belong here: what a message
//! says, who may have one, and what is written down.

pub mod back;
mod dkim;
mod pace;
mod post;
mod ready;
mod wire;

pub use dkim::Signer;
pub use pace::Pace;
pub use post::{Ended, Job, Post, Records, Told, WhyEnded};
pub use ready::{Unfit, ready};
pub use wire::{Login, Server, Smtp};

/// What became of one attempt to hand over a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The server took it (250 after the final dot).
    Sent(String),
    /// The server said no for good (5xx).
    Refused(String),
    /// The server said later (4xx). The message was not taken.
    Later(String),
    /// No connection, or it broke before the final dot: nothing of it was taken.
    NotTried(String),
    /// The final dot may have arrived, and no answer came.
    Uncertain(String),
}

/// Hands over messages one by one on one connection.
pub trait Transport {
    /// Hands over one message.
    fn hand_over(&mut self, letter: &Letter<'_>) -> Attempt;
}

/// What is handed over.
#[derive(Clone, Copy, Debug)]
pub struct Letter<'a> {
    /// The envelope's sender.
    pub from: &'a str,
    /// The one recipient.
    pub to: &'a str,
    /// The message: ASCII, CRLF.
    pub bytes: &'a [u8],
}

/// An attempt, and what it tells of the server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attempt {
    /// What became of the message.
    pub outcome: Outcome,
    /// The server is too busy for us (421, 4.7.x): go slower.
    pub slower: bool,
    /// It cannot be that another message fares better: wrong certificate, wrong password.
    pub hopeless: bool,
}

impl Attempt {
    fn of(outcome: Outcome) -> Self {
        Self {
            outcome,
            slower: false,
            hopeless: false,
        }
    }
}
