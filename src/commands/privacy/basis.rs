//! `haarvaten privacy basis`: on what ground each address gets mail (Telecommunicatiewet 11.7).

use super::person::{read, word};
use crate::cli::Global;
use crate::commands::exit::{Exit, Stop};
use crate::commands::session::Session;
use crate::terminal::Terminal;
use domain::text::mask_email;
use lists::intake::place;

/// Shows every address with its ground, the day and the source of the consent; masked.
///
/// # Errors
/// When the register or the lists cannot be read.
pub fn basis(global: &Global, terminal: &Terminal) -> Result<Exit, Stop> {
    let session = Session::open(global, terminal)?;
    let known = read(&session)?;
    let messages = &session.messages;
    let linked = &known.walked.linked;
    let mut rows = Vec::new();
    let mut add =
        |email: &str, basis, date: Option<jiff::civil::Date>, source: Option<&str>, at| {
            let place = place(&linked.sources, at);
            let file = place.file.as_deref().unwrap_or_default();
            let ground = match basis {
                Some(basis) => word(basis).to_owned(),
                None => messages.plain("basis-none"),
            };
            rows.push(vec![
                mask_email(email),
                ground,
                date.map(|date| messages.date(date)).unwrap_or_default(),
                source.unwrap_or_default().to_owned(),
                format!("{file} {}", place.cell()),
            ]);
        };
    for contact in &linked.contacts {
        if let Some(email) = &contact.email {
            let source = contact.consent_source.as_deref();
            add(
                email,
                contact.basis,
                contact.consent_date,
                source,
                contact.origin,
            );
        }
    }
    for organisation in &linked.organisations {
        if let (Some(email), Some(origin)) = (&organisation.email, organisation.origins.first()) {
            add(email, organisation.basis, None, None, *origin);
        }
    }
    for row in &rows {
        terminal.record(&serde_json::json!({
            "email": row.first(), "basis": row.get(1), "date": row.get(2), "source": row.get(3), "row": row.get(4),
        }));
    }
    let headings = ["email", "ground", "date", "source", "row"];
    let headings = headings.map(|key| messages.plain(&format!("basis-column-{key}")));
    terminal.table(&headings, &rows);
    terminal.say(&messages.text("basis-count", &[("n", rows.len().into())]));
    Ok(Exit::Done)
}
