//! The line that shows how far a long import is: bytes, objects a second, time left.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use indicatif::{ProgressBar, ProgressStyle};

use crate::commands::interrupt::Interrupt;
use crate::terminal::Terminal;
use domain::Messages;
use register::Progress;

/// While a source is read: how much of it.
const READING: &str = "{prefix} [{bar:25}] {bytes}/{total_bytes} · {msg} {eta}";
/// While rows are read or written one by one: how many of them.
const WRITING: &str = "{prefix} [{bar:25}] {human_pos}/{human_len} · {msg} {eta}";
/// While nobody knows how long it takes.
const WAITING: &str = "{prefix} {spinner} {elapsed}";

/// Shows the progress of one import, and hears Ctrl-C.
pub(super) struct Shown<'a> {
    bar: ProgressBar,
    messages: &'a Messages,
    interrupt: Option<Interrupt>,
    bytes: AtomicU64,
    objects: AtomicU64,
    /// Objects that were read before the writing began; 0 while reading.
    read: AtomicU64,
    /// Objects before the step under way, and when it started, in milliseconds.
    step: [AtomicU64; 2],
    start: Instant,
}

impl<'a> Shown<'a> {
    /// For a reading that Ctrl-C may end at once, since it writes nothing.
    pub(super) fn new(terminal: &Terminal, messages: &'a Messages) -> Self {
        Self {
            bar: terminal.bar(0, READING),
            messages,
            interrupt: None,
            bytes: AtomicU64::new(0),
            objects: AtomicU64::new(0),
            read: AtomicU64::new(0),
            step: [AtomicU64::new(0), AtomicU64::new(0)],
            start: Instant::now(),
        }
    }

    /// For work that has to be left in good order.
    pub(super) fn interruptible(terminal: &Terminal, messages: &'a Messages) -> Self {
        Self {
            interrupt: Some(Interrupt::listen()),
            ..Self::new(terminal, messages)
        }
    }

    /// Takes the line away.
    pub(super) fn done(&self) {
        self.bar.finish_and_clear();
    }

    /// Bytes and objects read, and seconds that it took.
    pub(super) fn totals(&self) -> (u64, u64, u64) {
        let seconds = self.start.elapsed().as_secs();
        let objects = match self.read.load(Ordering::Relaxed) {
            0 => self.objects.load(Ordering::Relaxed),
            read => read,
        };
        (self.bytes.load(Ordering::Relaxed), objects, seconds)
    }

    fn milliseconds(&self) -> u64 {
        u64::try_from(self.start.elapsed().as_millis()).unwrap_or(u64::MAX)
    }
}

impl Progress for Shown<'_> {
    fn begin(&self, step: &'static str, amount: u64) {
        let template = match step {
            "write" | "geopackage" => WRITING,
            _ if amount == 0 => WAITING,
            _ => READING,
        };
        if let Ok(style) = ProgressStyle::with_template(template) {
            self.bar.set_style(style);
        }
        if step == "write" {
            self.read
                .store(self.objects.load(Ordering::Relaxed), Ordering::Relaxed);
        }
        let [before, since] = &self.step;
        before.store(self.objects.load(Ordering::Relaxed), Ordering::Relaxed);
        since.store(self.milliseconds(), Ordering::Relaxed);
        self.bar
            .set_prefix(self.messages.plain(&format!("progress-{step}")));
        self.bar.set_position(0);
        self.bar.set_length(amount);
        self.bar.reset_eta();
        self.bar.tick();
    }

    fn advance(&self, bytes: u64, objects: u64) {
        self.bytes.fetch_add(bytes, Ordering::Relaxed);
        let all = self.objects.fetch_add(objects, Ordering::Relaxed) + objects;
        let [before, since] = &self.step;
        let took = self
            .milliseconds()
            .saturating_sub(since.load(Ordering::Relaxed))
            .max(1);
        let done = all.saturating_sub(before.load(Ordering::Relaxed));
        let speed = self.messages.count(done.saturating_mul(1_000) / took);
        self.bar.set_message(
            self.messages
                .text("progress-speed", &[("count", speed.into())]),
        );
        self.bar.inc(if bytes > 0 { bytes } else { objects });
    }

    fn stopped(&self) -> bool {
        self.interrupt.as_ref().is_some_and(Interrupt::came)
    }
}
