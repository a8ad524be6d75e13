//! The mail server of the campaign: from its settings and the environment.

use crate::commands::exit::{Exit, Stop};
use crate::commands::session::Session;
use domain::campaign::Tls;
use mail::{Login, Server, Signer};

/// The server, and how we show who we are.
///
/// # Errors
/// When the campaign file names none, or a user without a password in the environment.
pub fn server(session: &Session<'_>) -> Result<Server, Stop> {
    let settings = &session.campaign.mail;
    let usage = |key| session.stop(Stop::sentence(Exit::Usage, key, Vec::new()));
    let Some(host) = settings.host.clone() else {
        return Err(usage("send-no-host"));
    };
    let login = match &settings.user {
        None => None,
        Some(user) => match (
            given("HAARVATEN_MAIL_TOKEN"),
            given("HAARVATEN_MAIL_PASSWORD"),
        ) {
            (Some(token), _) => Some(Login::Token(user.clone(), token)),
            (None, Some(password)) => Some(Login::Password(user.clone(), password)),
            (None, None) => return Err(usage("send-no-password")),
        },
    };
    let port = settings.port.unwrap_or(match settings.tls {
        Tls::Required => 465,
        Tls::Starttls => 587,
        Tls::None => 25,
    });
    let patience = given("HAARVATEN_MAIL_PATIENCE")
        .and_then(|text| text.parse().ok())
        .map(std::time::Duration::from_secs);
    Ok(Server {
        hello: domain_of(from(session)).to_owned(),
        host,
        port,
        tls: settings.tls,
        login,
        patience,
    })
}

/// The address that mails come from.
pub fn from<'s>(session: &'s Session<'_>) -> &'s str {
    let campaign = &session.campaign;
    campaign
        .mail
        .from
        .as_deref()
        .unwrap_or(&campaign.sender.email)
}

/// The signer of the sender's domain, when there is a key.
///
/// # Errors
/// When the key cannot be read or used.
pub fn signer(session: &Session<'_>) -> Result<Option<Signer>, Stop> {
    let settings = &session.campaign.mail;
    let Some(name) = &settings.dkim_key else {
        return Ok(None);
    };
    let selector = settings.dkim_selector.as_deref().unwrap_or("haarvaten");
    let path = session.inputs().join(name);
    let signer = lists::read::file::read_text(&path, 1 << 16)
        .ok()
        .and_then(|pem| Signer::new(&pem, domain_of(from(session)), selector));
    if signer.is_none() {
        let values = vec![("file", name.as_str().into())];
        return Err(session.stop(Stop::sentence(Exit::Usage, "send-no-key", values)));
    }
    Ok(signer)
}

pub fn domain_of(address: &str) -> &str {
    address
        .rsplit_once('@')
        .map_or("localhost", |(_, domain)| domain)
}

#[expect(
    clippy::disallowed_methods,
    reason = "a password stands in the environment and nowhere else"
)]
fn given(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|text| !text.is_empty())
}
