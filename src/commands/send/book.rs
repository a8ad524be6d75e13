//! The books of one sending: the queue in the ledger, the files that lie ready, who wants nothing
//! more, and the side log.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::path::PathBuf;

use compact_str::{CompactString, format_compact};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};

use super::{now, server};
use crate::commands::exit::Stop;
use crate::commands::memory::Appender;
use crate::commands::session::Session;
use crate::commands::suppression;
use crate::commands::walk::walk;
use campaign::ledger::{Change, Ledger, Queued, Retry};
use domain::{Channel, PieceState, Secret};
use mail::{Job, Outcome, Records, Signer, Unfit, ready};

/// Mails that are looked up at once.
const PAGE: u32 = 256;
/// Attempts at a mail in one sending when connections break before it was taken.
const ATTEMPTS: u32 = 3;
/// Minutes until a mail that was put off is tried again: first greylisting, then ever longer.
const WAITS: [i64; 6] = [10, 30, 60, 120, 240, 480];
/// After so long a mail that is put off again is refused.
const GIVE_UP: SignedDuration = SignedDuration::from_hours(4 * 24);

/// The books, open.
#[derive(Debug)]
pub struct Book<'s> {
    ledger: Ledger,
    side: Appender,
    date: Date,
    emails: PathBuf,
    from: String,
    bounce_domain: Option<&'s str>,
    secret: Secret,
    signer: Option<Signer>,
    page: VecDeque<Queued>,
    cursor: Option<CompactString>,
    again: VecDeque<Job>,
    broke: BTreeMap<CompactString, u32>,
    retries: BTreeMap<CompactString, Retry>,
    suppressed: BTreeSet<CompactString>,
    unfit: Vec<(CompactString, &'static str)>,
    withdrawn: u64,
}

impl<'s> Book<'s> {
    /// Opens the books. Lists are read once more: who opted out since the mails were made gets none.
    pub fn open(session: &'s Session<'_>, ledger: Ledger) -> Result<Self, Stop> {
        let history = ledger.history()?;
        let secret = session.secret_of(&history)?;
        let mut walked = walk(session, &history)?;
        suppression::recall(&mut walked, &history, &secret);
        let mut suppressed: BTreeSet<CompactString> = history
            .suppressed
            .iter()
            .filter(|out| out.channel != Some(Channel::Letter))
            .map(|out| out.subject.clone())
            .collect();
        for out in &walked.linked.opt_outs {
            if out.channel == Some(Channel::Letter) {
                continue;
            }
            let units = out.units.iter();
            suppressed.extend(
                units.map(|unit| format_compact!("unit {}", walked.register.unit_id(*unit))),
            );
            suppressed.extend(
                out.email
                    .iter()
                    .map(|email| format_compact!("email {}", email.to_lowercase())),
            );
        }
        drop(walked);
        let side = Appender::open(session)?;
        ledger.begin_sending()?;
        Ok(Self {
            side,
            ledger,
            date: session.date,
            emails: session.outputs().join("emails"),
            from: server::from(session).to_owned(),
            bounce_domain: session.campaign.mail.bounce_domain.as_deref(),
            secret,
            signer: server::signer(session)?,
            page: VecDeque::new(),
            cursor: Some(CompactString::default()),
            again: VecDeque::new(),
            broke: BTreeMap::new(),
            retries: BTreeMap::new(),
            suppressed,
            unfit: Vec::new(),
            withdrawn: 0,
        })
    }

    /// The ledger, the mails that could not leave with the reason, and how many were withdrawn.
    pub fn close(self) -> (Ledger, Vec<(CompactString, &'static str)>, u64) {
        (self.ledger, self.unfit, self.withdrawn)
    }

    /// Whether the recipient of a mail opted out.
    fn is_suppressed(&self, queued: &Queued) -> bool {
        let email = queued
            .piece
            .email
            .as_deref()
            .unwrap_or_default()
            .to_lowercase();
        let subjects = [
            queued.piece.recipient.clone(),
            format_compact!("email {email}"),
        ];
        subjects.iter().any(|subject| {
            let hash = format_compact!("hash {}", self.secret.hex(&["opt-out", subject]));
            self.suppressed.contains(subject) || self.suppressed.contains(&hash)
        })
    }

    fn write(&mut self, changes: &[Change]) -> Result<(), String> {
        let told = self
            .ledger
            .change(changes, self.date)
            .map_err(|error| error.to_string())?;
        self.side.add(&told).map_err(|error| error.to_string())
    }

    /// The message of a mail, looked at and signed; why it may not leave.
    fn job(&self, queued: &Queued) -> Result<Job, &'static str> {
        let piece = &queued.piece;
        let to = piece.email.as_deref().unwrap_or_default();
        let file = self
            .emails
            .join(format!("{}-{}.eml", piece.id, piece.kind.word()));
        let bytes = lists::read::file::read(&file, 16 << 20).map_err(|_| "send-file-gone")?;
        ready(&bytes, piece.message_id.as_deref().unwrap_or_default(), to).map_err(|unfit| {
            match unfit {
                Unfit::Another | Unfit::OtherRecipient => "send-file-changed",
                Unfit::Form => "send-file-form",
            }
        })?;
        let bytes = match &self.signer {
            Some(signer) => signer.sign(&bytes).ok_or("send-file-form")?,
            None => bytes,
        };
        let from = match self.bounce_domain {
            Some(domain) => {
                let mark = self.secret.hex(&["bounce", &piece.id]);
                format!(
                    "bounce-{}-{}@{domain}",
                    piece.id,
                    mark.get(..12).unwrap_or_default()
                )
            }
            None => self.from.clone(),
        };
        Ok(Job {
            piece: piece.id.clone(),
            from,
            to: to.to_owned(),
            bytes,
            tries: queued.retry.map_or(0, |retry| retry.tries),
        })
    }

    /// A mail that was put off: when it may be tried again, or that this was the last time.
    fn put_off(&self, job: &Job, said: &str, now: Timestamp) -> Change {
        let before = self.retries.get(&job.piece);
        let first = before.map_or(now, |retry| retry.first);
        let tries = before.map_or(0, |retry| retry.tries) + 1;
        let at = usize::try_from(tries - 1)
            .unwrap_or(usize::MAX)
            .min(WAITS.len() - 1);
        let minutes = WAITS.get(at).copied().unwrap_or(480);
        let after = now
            .checked_add(SignedDuration::from_mins(minutes))
            .unwrap_or(now);
        if after.duration_since(first) > GIVE_UP {
            return change(&job.piece, PieceState::Refused, said);
        }
        let retry = Retry {
            after,
            tries,
            first,
        };
        change(&job.piece, PieceState::Waiting, &retry.detail(said))
    }
}

fn change(piece: &CompactString, state: PieceState, detail: &str) -> Change {
    Change {
        piece: piece.clone(),
        state,
        detail: detail.to_owned(),
    }
}

impl Records for Book<'_> {
    fn next(&mut self) -> Result<Option<Job>, String> {
        if let Some(job) = self.again.pop_front() {
            return Ok(Some(job));
        }
        loop {
            let Some(queued) = self.page.pop_front() else {
                let Some(after) = self.cursor.take() else {
                    return Ok(None);
                };
                let (page, last) = self
                    .ledger
                    .waiting_mails(&after, now(), PAGE)
                    .map_err(|error| error.to_string())?;
                self.page.extend(page);
                self.cursor = last;
                continue;
            };
            if self.is_suppressed(&queued) {
                self.write(&[change(&queued.piece.id, PieceState::Withdrawn, "opted out")])?;
                let kind = queued.piece.kind.word();
                let file = self.emails.join(format!("{}-{kind}.eml", queued.piece.id));
                // It is never sent again either way; a file that stays is only untidy.
                let _ = std::fs::remove_file(file);
                self.withdrawn += 1;
                continue;
            }
            match self.job(&queued) {
                Ok(job) => {
                    if let Some(retry) = queued.retry {
                        self.retries.insert(job.piece.clone(), retry);
                    }
                    return Ok(Some(job));
                }
                Err(why) => self.unfit.push((queued.piece.id, why)),
            }
        }
    }

    fn commit(
        &mut self,
        settled: Option<(&Job, &Outcome)>,
        claimed: Option<&Job>,
    ) -> Result<(), String> {
        let mut changes = Vec::new();
        if let Some((job, outcome)) = settled {
            changes.push(match outcome {
                Outcome::Sent(said) => change(&job.piece, PieceState::Sent, said),
                Outcome::Refused(said) => change(&job.piece, PieceState::Refused, said),
                Outcome::Uncertain(said) => change(&job.piece, PieceState::Uncertain, said),
                Outcome::Later(said) => self.put_off(job, said, now()),
                Outcome::NotTried(said) => {
                    let broke = self.broke.entry(job.piece.clone()).or_default();
                    *broke += 1;
                    if *broke < ATTEMPTS {
                        self.again.push_back(job.clone());
                    }
                    change(&job.piece, PieceState::Waiting, said)
                }
            });
            self.retries.remove(&job.piece);
        }
        changes.extend(claimed.map(|job| change(&job.piece, PieceState::Claimed, "")));
        self.write(&changes)
    }
}
