//! Plan → Message: text, HTML and headers of every e-mail. Does not belong here: sending.
//!
//! Flows in: [`Plan`] and what templates may say, in one [`EmailContext`]. Flows out:
//! [`Message`], checked byte by byte before anybody sees it. A piece that cannot be made is a
//! finding and never stops the others.

mod build;
mod calendar;
mod data;
mod lint;
mod texts;

use rayon::prelude::*;

pub use build::{Message, message_id};
pub use data::EmailData;

use campaign::coverage::Coverage;
use campaign::outreach::{Piece, Plan};
use domain::templates::Templates;
use domain::{Campaign, Channel, Finding, Noted, Secret};
use matching::Linked;
use register::Register;

/// What messages are made of, beside the plan.
#[derive(Clone, Copy, Debug)]
pub struct EmailContext<'a> {
    /// Sender, links, meeting.
    pub campaign: &'a Campaign,
    /// Homes.
    pub register: &'a Register,
    /// Organisations and contacts.
    pub linked: &'a Linked,
    /// On which legs an organisation stands.
    pub coverage: &'a Coverage,
    /// The texts, the campaign's own on top.
    pub templates: &'a Templates,
    /// The key of Message-IDs.
    pub secret: &'a Secret,
}

/// Makes every e-mail of the plan, in the order of the plan.
pub fn compose(plan: &Plan, context: &EmailContext<'_>) -> Noted<Vec<Message>> {
    let mut findings = Vec::new();
    let composer = Composer::new(context, plan).into_value(&mut findings);
    let pieces: Vec<&Piece> = plan
        .pieces
        .iter()
        .filter(|piece| piece.channel == Channel::Email)
        .collect();
    let made: Vec<Result<Message, Finding>> = pieces
        .par_iter()
        .map(|piece| composer.message(piece))
        .collect();
    let mut messages = Vec::with_capacity(made.len());
    for result in made {
        match result {
            Ok(message) => messages.push(message),
            // One sentence about a template is enough, however many pieces it would have made.
            Err(finding) if findings.contains(&finding) => {}
            Err(finding) => findings.push(finding),
        }
    }
    Noted::new(messages, findings)
}

/// Makes messages one by one.
#[derive(Debug)]
pub struct Composer<'a> {
    context: EmailContext<'a>,
    texts: texts::Texts,
    date: jiff::civil::Date,
}

impl<'a> Composer<'a> {
    /// Reads the templates that the plan needs; what is wrong with them is noted.
    pub fn new(context: &EmailContext<'a>, plan: &Plan) -> Noted<Self> {
        let Noted { value, findings } = texts::Texts::read(context, plan);
        Noted::new(
            Self {
                context: *context,
                texts: value,
                date: plan.date,
            },
            findings,
        )
    }

    /// One message.
    ///
    /// # Errors
    /// A finding that says why this piece cannot be made.
    pub fn message(&self, piece: &Piece) -> Result<Message, Finding> {
        let texts = self.texts.of(piece)?;
        let data = data::data(&self.context, piece, texts.language());
        let written = texts.write(&data)?;
        let message = build::build(&self.context, piece, &written, self.date)?;
        lint::check(&message)?;
        Ok(message)
    }
}
