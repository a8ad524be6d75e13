//! `haarvaten privacy report`: the record of processing (AVG 30), filled in from the campaign itself.

use super::person::read;
use super::purge::due;
use crate::cli::Global;
use crate::commands::exit::{Exit, Stop};
use crate::commands::session::Session;
use crate::terminal::Terminal;
use domain::Channel;

/// Tells what is kept, of whom, from where, for whom, and how long, as text to put into a document.
///
/// # Errors
/// When the register or the ledger cannot be read.
pub fn report(global: &Global, terminal: &Terminal) -> Result<Exit, Stop> {
    let session = Session::open(global, terminal)?;
    let known = read(&session)?;
    let (campaign, messages) = (&session.campaign, &session.messages);
    let (linked, history) = (&known.walked.linked, &known.history);
    let contact = campaign.privacy.contact.as_ref();
    let contact = contact.unwrap_or(&campaign.sender.email);
    let mails = history
        .pieces
        .iter()
        .filter(|p| p.channel == Channel::Email);
    let letters = history
        .pieces
        .iter()
        .filter(|p| p.channel == Channel::Letter);
    let partners: Vec<&str> = campaign
        .partners
        .iter()
        .map(|one| one.name.as_str())
        .collect();
    let none = messages.plain("record-no-partners");
    let values = [
        ("campaign", campaign.campaign.name.as_str().into()),
        ("sender", campaign.sender.name.as_str().into()),
        ("address", campaign.sender.address.join(", ").into()),
        ("contact", contact.as_str().into()),
        ("date", messages.date(session.date).into()),
        (
            "months",
            u64::from(campaign.privacy.retention_months).into(),
        ),
        (
            "smallest",
            u64::from(campaign.privacy.smallest_group).into(),
        ),
        ("contacts", linked.contacts.len().into()),
        ("organisations", linked.organisations.len().into()),
        ("letters", letters.count().into()),
        ("mails", mails.count().into()),
        ("replies", history.replies.len().into()),
        ("optouts", history.suppressed.len().into()),
        (
            "partners",
            if partners.is_empty() {
                none.into()
            } else {
                partners.join(", ").into()
            },
        ),
        ("due", due(campaign, history, session.date).into()),
    ];
    for part in [
        "title", "who", "why", "whom", "what", "from", "to", "long", "safe", "rights",
    ] {
        let text = messages.text(&format!("record-{part}"), &values);
        terminal.say(&text);
        terminal.record(&serde_json::json!({ "part": part, "text": text }));
    }
    Ok(Exit::Done)
}
