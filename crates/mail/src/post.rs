//! Sending, with one record before and one after each message. What has to last is behind
//! [`Records`], what goes over the wire behind [`Transport`]: so that every order of failures can be
//! tried.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use compact_str::CompactString;

use super::{Attempt, Letter, Outcome, Pace, Transport};

/// Failures to connect, one after another, after which it makes no sense to go on.
const UNREACHABLE: u32 = 3;
/// Refusals are looked at from this many answers on.
const ENOUGH: u64 = 100;
/// More than one refusal in so many answers stops everything: the list is wrong, or we are.
const ONE_IN: u64 = 20;

/// One message that may be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    /// Its piece.
    pub piece: CompactString,
    /// The envelope's sender.
    pub from: String,
    /// The recipient.
    pub to: String,
    /// The message, signed.
    pub bytes: Vec<u8>,
    /// How often it was put off before, and since when: for whoever keeps the records.
    pub tries: u32,
}

/// What has to last.
pub trait Records {
    /// The next message that may be sent; `None` when there is none now.
    ///
    /// # Errors
    /// In words: why nothing may be sent any more.
    fn next(&mut self) -> Result<Option<Job>, String>;

    /// Writes what became of one message and that another is about to leave, in one commit.
    ///
    /// # Errors
    /// In words: nothing of it was written, and nothing may be sent.
    fn commit(
        &mut self,
        settled: Option<(&Job, &Outcome)>,
        claimed: Option<&Job>,
    ) -> Result<(), String>;
}

/// Something that a watcher may like to know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// Sent.
    Sent,
    /// Refused for good.
    Refused,
    /// Put off.
    Later,
    /// Nobody knows.
    Uncertain,
}

/// Why sending ended.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum WhyEnded {
    /// Nothing is left that may be sent now.
    #[default]
    Done,
    /// As many were sent as was asked for.
    Limit,
    /// A person or the system asked.
    Stopped,
    /// The server cannot be reached, or will have none of it.
    Unreachable(String),
    /// Too many recipients were refused.
    Refusals,
    /// The records cannot be written.
    Records(String),
}

/// How it went.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ended {
    /// Sent.
    pub sent: u64,
    /// Refused for good.
    pub refused: u64,
    /// Put off.
    pub later: u64,
    /// Nobody knows.
    pub uncertain: u64,
    /// Why it ended.
    pub why: WhyEnded,
}

/// One sending.
#[derive(Debug)]
pub struct Post<R> {
    records: Mutex<R>,
    pace: Mutex<Pace>,
    begun: AtomicU64,
    most: u64,
    over: AtomicBool,
    ended: Mutex<Ended>,
}

fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl<R: Records + Send> Post<R> {
    /// Sends at most `most` messages at a pace.
    pub fn new(records: R, pace: Pace, most: u64) -> Self {
        Self {
            records: Mutex::new(records),
            pace: Mutex::new(pace),
            begun: AtomicU64::new(0),
            most,
            over: AtomicBool::new(false),
            ended: Mutex::new(Ended::default()),
        }
    }

    /// Sends over several connections side by side until it ends; gives the records back.
    pub fn run<T: Transport + Send>(
        self,
        transports: Vec<T>,
        stop: &(dyn Fn() -> bool + Sync),
        tell: &(dyn Fn(Told) + Sync),
    ) -> (Ended, R) {
        std::thread::scope(|scope| {
            for transport in transports {
                scope.spawn(|| self.connection(transport, stop, tell));
            }
        });
        let records = self.records.into_inner();
        let ended = self.ended.into_inner();
        (
            ended.unwrap_or_else(PoisonError::into_inner),
            records.unwrap_or_else(PoisonError::into_inner),
        )
    }

    fn end(&self, why: WhyEnded) {
        let mut ended = held(&self.ended);
        if ended.why == WhyEnded::Done {
            ended.why = why;
        }
        self.over.store(true, Ordering::SeqCst);
    }

    fn connection<T: Transport>(
        &self,
        mut transport: T,
        stop: &(dyn Fn() -> bool + Sync),
        tell: &(dyn Fn(Told) + Sync),
    ) {
        let mut settled: Option<(Job, Outcome)> = None;
        let mut unreachable = 0;
        loop {
            if stop() {
                self.end(WhyEnded::Stopped);
            }
            if self.over.load(Ordering::SeqCst) {
                break;
            }
            let next = held(&self.records).next();
            let job = match next {
                Ok(Some(job)) => job,
                Ok(None) => {
                    // What this one just did may put another message in the queue again.
                    if settled.is_none() {
                        break;
                    }
                    if !self.commit(settled.take(), None) {
                        return;
                    }
                    continue;
                }
                Err(said) => {
                    self.end(WhyEnded::Records(said));
                    break;
                }
            };
            if self.begun.fetch_add(1, Ordering::SeqCst) >= self.most {
                self.end(WhyEnded::Limit);
                break;
            }
            let wait = held(&self.pace).take(Instant::now());
            if !wait.is_zero() {
                if !self.commit(settled.take(), None) {
                    return;
                }
                if !self.pause(wait, stop) {
                    self.end(WhyEnded::Stopped);
                    break;
                }
            }
            if !self.commit(settled.take(), Some(&job)) {
                return;
            }
            let attempt = transport.hand_over(&Letter {
                from: &job.from,
                to: &job.to,
                bytes: &job.bytes,
            });
            self.learn(&attempt, &mut unreachable, tell);
            settled = Some((job, attempt.outcome));
        }
        self.commit(settled, None);
    }

    /// Writes to the records; whether that went well.
    fn commit(&self, settled: Option<(Job, Outcome)>, claimed: Option<&Job>) -> bool {
        if settled.is_none() && claimed.is_none() {
            return true;
        }
        let settled = settled.as_ref().map(|(job, outcome)| (job, outcome));
        match held(&self.records).commit(settled, claimed) {
            Ok(()) => true,
            Err(said) => {
                self.end(WhyEnded::Records(said));
                false
            }
        }
    }

    /// Waits, unless it is over; whether to go on.
    fn pause(&self, wait: Duration, stop: &(dyn Fn() -> bool + Sync)) -> bool {
        let until = Instant::now() + wait;
        loop {
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return true;
            }
            if stop() || self.over.load(Ordering::SeqCst) {
                return false;
            }
            std::thread::sleep(left.min(Duration::from_millis(50)));
        }
    }

    fn learn(&self, attempt: &Attempt, unreachable: &mut u32, tell: &(dyn Fn(Told) + Sync)) {
        if attempt.slower {
            held(&self.pace).slower(Instant::now());
        }
        let mut ended = held(&self.ended);
        let told = match &attempt.outcome {
            Outcome::Sent(_) => {
                ended.sent += 1;
                Some(Told::Sent)
            }
            Outcome::Refused(_) => {
                ended.refused += 1;
                Some(Told::Refused)
            }
            Outcome::Later(_) => {
                ended.later += 1;
                Some(Told::Later)
            }
            Outcome::Uncertain(_) => {
                ended.uncertain += 1;
                Some(Told::Uncertain)
            }
            Outcome::NotTried(_) => None,
        };
        let answers = ended.sent + ended.refused;
        let too_many = answers >= ENOUGH && ended.refused * ONE_IN > answers;
        drop(ended);
        if let Some(told) = told {
            *unreachable = 0;
            tell(told);
        }
        if let Outcome::NotTried(said) = &attempt.outcome {
            *unreachable += 1;
            if attempt.hopeless || *unreachable >= UNREACHABLE {
                self.end(WhyEnded::Unreachable(said.clone()));
            }
        }
        if too_many {
            self.end(WhyEnded::Refusals);
        }
    }
}
