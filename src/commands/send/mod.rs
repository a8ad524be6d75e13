//! `haarvaten send`: the mails that wait, each once. Says before the deed how many go, at what pace
//! and to whom; goes on where an earlier one stopped.

mod book;
mod said;
mod server;

use std::sync::atomic::{AtomicU64, Ordering};

use jiff::{SignedDuration, Timestamp};

use self::book::Book;
use super::exit::{Exit, Stop};
use super::interrupt::Interrupt;
use super::session::Session;
use super::{memory, outputs};
use crate::cli::{Global, SendArgs};
use crate::terminal::Terminal;
use campaign::ledger::{Change, Ledger, Queued};
use domain::messages::Value;
use domain::text::mask_email;
use domain::{PieceState, email};
use mail::{Ended, Letter, Outcome, Pace, Post, Smtp, Told, Transport as _, WhyEnded};
use papers::workbooks;

/// Recipients that are shown before the deed.
const SHOWN: usize = 3;
/// Mails of a trial, unless somebody says otherwise.
const TRIAL: u64 = 3;

/// Sends, or says what would be sent.
///
/// # Errors
/// When the campaign, its memory or its mail server cannot be used.
pub fn send(global: &Global, terminal: &Terminal, asked: &SendArgs) -> Result<Exit, Stop> {
    let session = Session::open(global, terminal)?;
    let held = session.lock()?;
    if !session.ledger().exists() {
        terminal.say(&session.messages.plain("send-none"));
        return Ok(Exit::Done);
    }
    let exit = if asked.uncertain {
        said::uncertain(&session, asked)
    } else if let Some(named) = &asked.by_hand {
        said::by_hand(&session, named)
    } else if let Some(to) = &asked.test_to {
        trial(&session, to, asked.limit.unwrap_or(TRIAL))
    } else {
        campaign(&session, asked)
    };
    drop(held);
    exit
}

fn campaign(session: &Session<'_>, asked: &SendArgs) -> Result<Exit, Stop> {
    let server = server::server(session)?;
    let mut ledger = Ledger::open(&session.ledger())?;
    let counts = ledger.mail_counts()?;
    let of = |state| counts.get(&state).copied().unwrap_or(0);
    let (first, _) = ledger.waiting_mails("", now(), u32::try_from(SHOWN).unwrap_or(3))?;
    let settings = &session.campaign.mail;
    let today = ledger.sent_on(session.date)?;
    let most_today = match settings.per_day {
        0 => u64::MAX,
        most => u64::from(most).saturating_sub(today),
    };
    let most = asked.limit.unwrap_or(u64::MAX).min(most_today);
    let waiting = of(PieceState::Waiting);
    announce(session, waiting, most.min(waiting), &first);
    if waiting == 0 {
        if of(PieceState::Uncertain) + of(PieceState::Claimed) > 0 {
            session
                .terminal
                .say(&session.messages.plain("send-look-uncertain"));
        }
        if !asked.really || of(PieceState::Claimed) == 0 {
            return Ok(Exit::Done);
        }
    }
    if !asked.really {
        session.terminal.say(&session.messages.plain("send-dry"));
        return Ok(Exit::Done);
    }
    if waiting > 0 && !session.may_go_on("send-ask") {
        session
            .terminal
            .fail(&session.messages.plain("send-needs-yes"));
        return Ok(Exit::Usage);
    }
    let interrupt = Interrupt::listen();
    strand(session, &mut ledger)?;
    let book = Book::open(session, ledger)?;
    let total = most.min(waiting);
    let bar = session
        .terminal
        .bar(total, "{bar:30} {pos}/{len} {msg} {eta}");
    let told: [AtomicU64; 4] = Default::default();
    let post = Post::new(book, Pace::new(settings.per_minute), most);
    let connections = settings.connections.clamp(1, 16);
    let transports = (0..connections)
        .map(|_| Smtp::new(server.clone()))
        .collect();
    let (ended, book) = post.run(transports, &|| interrupt.came(), &|what| {
        let at = match what {
            Told::Sent => 0,
            Told::Later => 1,
            Told::Refused => 2,
            Told::Uncertain => 3,
        };
        let [sent, later, refused, uncertain] = &told;
        [sent, later, refused, uncertain]
            .get(at)
            .map(|count| count.fetch_add(1, Ordering::Relaxed));
        bar.inc(1);
        let values = [
            ("sent", sent.load(Ordering::Relaxed).into()),
            ("later", later.load(Ordering::Relaxed).into()),
            ("refused", refused.load(Ordering::Relaxed).into()),
            ("uncertain", uncertain.load(Ordering::Relaxed).into()),
        ];
        bar.set_message(session.messages.text("send-progress", &values));
    });
    bar.finish_and_clear();
    finish(session, book, &ended, most_today)
}

/// How many, to whom, at what pace, until when.
fn announce(session: &Session<'_>, waiting: u64, going: u64, first: &[Queued]) {
    let settings = &session.campaign.mail;
    let shown: Vec<String> = first
        .iter()
        .filter_map(|queued| queued.piece.email.as_deref())
        .map(mask_email)
        .collect();
    let seconds = match settings.per_minute {
        0 => 0,
        pace => i64::try_from(going * 60 / u64::from(pace)).unwrap_or(0),
    };
    let until = now()
        .checked_add(SignedDuration::from_secs(seconds))
        .map(local_time)
        .unwrap_or_default();
    let values: Vec<(&'static str, Value)> = vec![
        ("waiting", waiting.into()),
        ("going", going.into()),
        ("to", shown.join(", ").into()),
        ("pace", settings.per_minute.into()),
        ("host", settings.host.clone().unwrap_or_default().into()),
        ("until", until.into()),
    ];
    let key = if waiting == 0 {
        "send-nothing"
    } else {
        "send-announce"
    };
    session.terminal.say(&session.messages.text(key, &values));
    session.terminal.record(&serde_json::json!({
        "waiting": waiting, "going": going, "per_minute": settings.per_minute,
    }));
}

/// A mail that was claimed while nobody sends is one of which nobody knows what became of it.
fn strand(session: &Session<'_>, ledger: &mut Ledger) -> Result<(), Stop> {
    let claimed = ledger.mails_in(PieceState::Claimed)?;
    let changes: Vec<Change> = claimed
        .iter()
        .map(|(piece, ..)| Change {
            piece: piece.id.clone(),
            state: PieceState::Uncertain,
            detail: "stopped".to_owned(),
        })
        .collect();
    if !changes.is_empty() {
        ledger.change(&changes, session.date)?;
        let values = [("count", changes.len().into())];
        session
            .terminal
            .say(&session.messages.text("send-stranded", &values));
    }
    Ok(())
}

/// Closes the books and says how it went.
fn finish(
    session: &Session<'_>,
    book: Book<'_>,
    ended: &Ended,
    most_today: u64,
) -> Result<Exit, Stop> {
    let (ledger, unfit, withdrawn) = book.close();
    let next = ledger.next_try()?;
    let left = ledger
        .mail_counts()?
        .get(&PieceState::Waiting)
        .copied()
        .unwrap_or(0);
    let history = ledger.history()?;
    ledger.close()?;
    memory::keep(session)?;
    outputs::tables(session, vec![workbooks::tables::ledger(&history)])?;
    let terminal = session.terminal;
    let messages = &session.messages;
    for (piece, why) in &unfit {
        let values = [
            ("piece", piece.as_str().into()),
            ("why", Value::message(*why)),
        ];
        terminal.fail(&messages.text("send-unfit", &values));
    }
    let rows = [
        ("send-sent", ended.sent),
        ("send-later", ended.later),
        ("send-refused", ended.refused),
        ("send-uncertain", ended.uncertain),
        ("send-withdrawn", withdrawn),
        ("send-left", left),
    ];
    let rows: Vec<(String, String)> = rows
        .iter()
        .map(|(key, count)| (messages.plain(key), count.to_string()))
        .collect();
    terminal.figures(&rows);
    terminal.record(&serde_json::json!({
        "sent": ended.sent, "later": ended.later, "refused": ended.refused,
        "uncertain": ended.uncertain, "withdrawn": withdrawn, "waiting": left,
    }));
    if ended.uncertain > 0 {
        terminal.say(&messages.plain("send-look-uncertain"));
    }
    if let Some(next) = next.filter(|_| left > 0) {
        terminal.say(&messages.text("send-next-try", &[("when", local_time(next).into())]));
    }
    let exit = match &ended.why {
        WhyEnded::Done if ended.refused + ended.uncertain > 0 || !unfit.is_empty() => {
            Exit::DataErrors
        }
        WhyEnded::Done => Exit::Done,
        WhyEnded::Limit => {
            if ended.sent >= most_today && left > 0 {
                terminal.say(&messages.plain("send-day-full"));
            }
            Exit::Done
        }
        WhyEnded::Stopped => {
            terminal.fail(&messages.plain("send-stopped"));
            Exit::Interrupted
        }
        WhyEnded::Unreachable(said) => {
            terminal.fail(&messages.text("send-unreachable", &[("said", said.as_str().into())]));
            Exit::CannotGoOn
        }
        WhyEnded::Refusals => {
            terminal.fail(&messages.plain("send-refusals"));
            Exit::CannotGoOn
        }
        WhyEnded::Records(said) => {
            terminal.fail(&messages.text("stop-ledger", &[("message", said.as_str().into())]));
            Exit::CannotGoOn
        }
    };
    Ok(exit)
}

/// Sends a few to one address, as a trial.
fn trial(session: &Session<'_>, to: &str, most: u64) -> Result<Exit, Stop> {
    let Ok(to) = email::check(to) else {
        session
            .terminal
            .fail(&session.messages.plain("send-no-address"));
        return Ok(Exit::Usage);
    };
    let server = server::server(session)?;
    let ledger = Ledger::open(&session.ledger())?;
    let mut book = Book::open(session, ledger)?;
    let mut transport = Smtp::new(server);
    let mut sent = 0_u64;
    while sent < most {
        let next = mail::Records::next(&mut book);
        let Ok(Some(job)) = next else { break };
        let attempt = transport.hand_over(&Letter {
            from: &job.from,
            to: &to,
            bytes: &job.bytes,
        });
        if let Outcome::Sent(_) = attempt.outcome {
            sent += 1;
            continue;
        }
        let said = match attempt.outcome {
            Outcome::Refused(said)
            | Outcome::Later(said)
            | Outcome::NotTried(said)
            | Outcome::Uncertain(said)
            | Outcome::Sent(said) => said,
        };
        session.terminal.fail(
            &session
                .messages
                .text("send-unreachable", &[("said", said.into())]),
        );
        return Ok(Exit::CannotGoOn);
    }
    let values = [("count", sent.into()), ("to", mask_email(&to).into())];
    session
        .terminal
        .say(&session.messages.text("send-trial", &values));
    Ok(Exit::Done)
}

#[expect(
    clippy::disallowed_methods,
    reason = "a mail server says when to come back, and that is a moment"
)]
pub(super) fn now() -> Timestamp {
    jiff::Timestamp::now()
}

/// `14:05` where the program runs.
fn local_time(moment: Timestamp) -> String {
    moment
        .to_zoned_datetime(jiff::tz::TimeZone::system())
        .strftime("%H:%M")
        .to_string()
}
