//! One connection to a mail server, driven command by command, so that it is known whether the
//! final dot had left.

use std::fmt;
use std::time::Duration;

use lettre::Address;
use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{SmtpConnection, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt, Rset};
use lettre::transport::smtp::extension::ClientId;
use lettre::transport::smtp::response::Response;

use super::{Attempt, Letter, Outcome, Transport};
use domain::campaign::Tls;
use domain::text::clean;

/// Waiting for an answer to a command (RFC 5321 4.5.3.2 asks for minutes).
const ANSWER: Duration = Duration::from_mins(2);
/// Waiting for the answer to the final dot (RFC 5321 4.5.3.2.6).
const AFTER_DOT: Duration = Duration::from_mins(10);
/// Making a connection.
const CONNECT: Duration = Duration::from_secs(30);
/// A server's words that are kept, in characters.
const WORDS: usize = 200;

/// How somebody shows who they are.
#[derive(Clone)]
pub enum Login {
    /// A user and a password.
    Password(String, String),
    /// A user and a token of `OAuth2`.
    Token(String, String),
}

impl fmt::Debug for Login {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Login(…)")
    }
}

/// The server to which mails go.
#[derive(Clone, Debug)]
pub struct Server {
    /// Its name.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// Encryption.
    pub tls: Tls,
    /// Who we are, when it wants to know.
    pub login: Option<Login>,
    /// The name with which we greet it.
    pub hello: String,
    /// The time to wait for an answer, when not the usual.
    pub patience: Option<Duration>,
}

/// A connection that is made when it is needed.
pub struct Smtp {
    server: Server,
    open: Option<SmtpConnection>,
}

impl fmt::Debug for Smtp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Smtp")
            .field("server", &self.server)
            .finish_non_exhaustive()
    }
}

/// The text of a message with its final dot, as one write: in two, an answer takes forty
/// milliseconds longer on most systems.
struct WholeMessage<'a>(&'a str);

impl fmt::Display for WholeMessage<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for line in self.0.split_inclusive("\r\n") {
            if line.starts_with('.') {
                f.write_str(".")?;
            }
            f.write_str(line)?;
        }
        if !self.0.ends_with("\r\n") {
            f.write_str("\r\n")?;
        }
        f.write_str(".\r\n")
    }
}

/// A connection that could not be made.
struct NotOpen {
    said: String,
    slower: bool,
    hopeless: bool,
}

impl Smtp {
    /// A connection to a server; it is made when the first message comes.
    pub fn new(server: Server) -> Self {
        Self { server, open: None }
    }

    fn connection(&mut self) -> Result<&mut SmtpConnection, NotOpen> {
        if self.open.is_none() {
            self.open = Some(connect(&self.server)?);
        }
        self.open.as_mut().ok_or(NotOpen {
            said: String::new(),
            slower: false,
            hopeless: false,
        })
    }

    fn drop_connection(&mut self) {
        if let Some(mut connection) = self.open.take() {
            // Its last word does not matter, and it may take no time.
            let _ = connection.set_timeout(Some(Duration::from_millis(200)));
            connection.abort();
        }
    }

    /// What a failure before the final dot means; the connection is made fit for the next message.
    fn before_dot(&mut self, error: &Error) -> Attempt {
        let said = words(error);
        let mut attempt = if error.is_permanent() {
            Attempt::of(Outcome::Refused(said.clone()))
        } else if error.is_transient() {
            Attempt::of(Outcome::Later(said.clone()))
        } else {
            self.drop_connection();
            return Attempt::of(Outcome::NotTried(said));
        };
        attempt.slower = is_slower(error, &said);
        let goes_on = !says(error, "421")
            && self
                .open
                .as_mut()
                .is_some_and(|connection| connection.command(Rset).is_ok_and(|r| is(&r, 2)));
        if !goes_on {
            self.drop_connection();
        }
        attempt
    }
}

impl Drop for Smtp {
    fn drop(&mut self) {
        if let Some(mut connection) = self.open.take() {
            let _ = connection.set_timeout(Some(Duration::from_secs(5)));
            let _ = connection.quit();
        }
    }
}

impl Transport for Smtp {
    fn hand_over(&mut self, letter: &Letter<'_>) -> Attempt {
        let (Ok(from), Ok(to), Ok(text)) = (
            letter.from.parse::<Address>(),
            letter.to.parse::<Address>(),
            std::str::from_utf8(letter.bytes),
        ) else {
            return Attempt::of(Outcome::Refused("address".to_owned()));
        };
        let patience = self.server.patience;
        let connection = match self.connection() {
            Ok(connection) => connection,
            Err(not) => {
                return Attempt {
                    outcome: Outcome::NotTried(not.said),
                    slower: not.slower,
                    hopeless: not.hopeless,
                };
            }
        };
        let opened = expect(connection.command(Mail::new(Some(from), Vec::new())), 2)
            .and_then(|_| expect(connection.command(Rcpt::new(to, Vec::new())), 2))
            .and_then(|_| expect(connection.command(Data), 3));
        match opened {
            Ok(_) => {}
            Err(Unexpected::Error(error)) => return self.before_dot(&error),
            Err(Unexpected::Answer(said)) => {
                self.drop_connection();
                return Attempt::of(Outcome::NotTried(said));
            }
        }
        let _ = connection.set_timeout(Some(patience.unwrap_or(AFTER_DOT)));
        let answer = connection.command(WholeMessage(text));
        let _ = connection.set_timeout(Some(patience.unwrap_or(ANSWER)));
        match expect(answer, 2) {
            Ok(response) => Attempt::of(Outcome::Sent(shown(&response))),
            Err(Unexpected::Error(error)) if error.is_permanent() || error.is_transient() => {
                self.before_dot(&error)
            }
            Err(Unexpected::Error(error)) => {
                let said = words(&error);
                self.drop_connection();
                Attempt::of(Outcome::Uncertain(said))
            }
            Err(Unexpected::Answer(said)) => {
                self.drop_connection();
                Attempt::of(Outcome::Uncertain(said))
            }
        }
    }
}

enum Unexpected {
    Error(Error),
    /// An answer of another kind than was asked for: the two have lost each other.
    Answer(String),
}

/// The answer, when its code begins as it should.
fn expect(answer: Result<Response, Error>, first: u8) -> Result<Response, Unexpected> {
    match answer {
        Ok(response) if is(&response, first) => Ok(response),
        Ok(response) => Err(Unexpected::Answer(shown(&response))),
        Err(error) => Err(Unexpected::Error(error)),
    }
}

fn is(response: &Response, first: u8) -> bool {
    response
        .code()
        .to_string()
        .starts_with(char::from(b'0' + first))
}

fn connect(server: &Server) -> Result<SmtpConnection, NotOpen> {
    let failed = |error: &Error| NotOpen {
        said: words(error),
        slower: is_slower(error, &words(error)),
        hopeless: error.is_tls(),
    };
    let hopeless = |said: &str| NotOpen {
        said: said.to_owned(),
        slower: false,
        hopeless: true,
    };
    let hello = ClientId::Domain(server.hello.clone());
    let parameters = match server.tls {
        Tls::None => None,
        Tls::Required | Tls::Starttls => {
            Some(TlsParameters::new(server.host.clone()).map_err(|error| failed(&error))?)
        }
    };
    let wrapped = parameters.as_ref().filter(|_| server.tls == Tls::Required);
    let mut connection = SmtpConnection::connect(
        (server.host.as_str(), server.port),
        Some(server.patience.unwrap_or(CONNECT)),
        &hello,
        wrapped,
        None,
    )
    .map_err(|error| failed(&error))?;
    if server.tls == Tls::Starttls
        && let Some(parameters) = &parameters
    {
        // No mail in the open, whatever a server (or somebody before it) offers.
        if !connection.can_starttls() {
            connection.abort();
            return Err(hopeless("STARTTLS"));
        }
        connection
            .starttls(parameters, &hello)
            .map_err(|error| NotOpen {
                hopeless: error.is_tls() || error.is_permanent(),
                ..failed(&error)
            })?;
    }
    if let Some(login) = &server.login {
        let (mechanisms, credentials): (&[Mechanism], _) = match login {
            Login::Password(user, password) => (
                &[Mechanism::Plain, Mechanism::Login],
                Credentials::new(user.clone(), password.clone()),
            ),
            Login::Token(user, token) => (
                &[Mechanism::Xoauth2],
                Credentials::new(user.clone(), token.clone()),
            ),
        };
        connection
            .auth(mechanisms, &credentials)
            .map_err(|error| NotOpen {
                hopeless: error.is_permanent() || error.is_client(),
                ..failed(&error)
            })?;
    }
    let _ = connection.set_timeout(Some(server.patience.unwrap_or(ANSWER)));
    Ok(connection)
}

fn says(error: &Error, code: &str) -> bool {
    error
        .status()
        .is_some_and(|status| status.to_string() == code)
}

/// 421, and what servers say with 4.7.x: too much, too fast.
fn is_slower(error: &Error, said: &str) -> bool {
    says(error, "421") || error.is_transient() && said.contains("4.7.")
}

/// The server's words: cleaned, short.
fn words(error: &Error) -> String {
    let mut text = error.to_string();
    let mut source = std::error::Error::source(error);
    while let Some(inner) = source {
        text = format!("{text}: {inner}");
        source = inner.source();
    }
    short(&text)
}

fn shown(response: &Response) -> String {
    let text: Vec<&str> = response.message().collect();
    short(&format!("{} {}", response.code(), text.join(" ")))
}

fn short(text: &str) -> String {
    clean(text).chars().take(WORDS).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_begin_with_a_dot_get_another_and_the_end_is_one() {
        let text = WholeMessage("a\r\n.b\r\n..c\r\n").to_string();
        assert_eq!(text, "a\r\n..b\r\n...c\r\n.\r\n");
        assert_eq!(WholeMessage("a").to_string(), "a\r\n.\r\n");
    }
}
