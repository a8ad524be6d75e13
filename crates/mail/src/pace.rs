//! How fast mails go: at most so many a minute, half of it after a server asks for patience, and
//! slowly back again.

use std::time::{Duration, Instant};

/// The longest time between two mails.
const SLOWEST: Duration = Duration::from_mins(10);
/// After so many mails without a complaint it goes a tenth faster again.
const QUIET: u32 = 50;

/// Hands out moments at which a mail may leave.
#[derive(Clone, Debug)]
pub struct Pace {
    /// What was asked for.
    usual: Duration,
    between: Duration,
    first: Option<Instant>,
    next: Option<Instant>,
    taken: u32,
    quiet: u32,
}

impl Pace {
    /// At most `per_minute` a minute; 0 = no limit.
    pub fn new(per_minute: u32) -> Self {
        let usual = if per_minute == 0 {
            Duration::ZERO
        } else {
            Duration::from_mins(1) / per_minute
        };
        Self {
            usual,
            between: usual,
            first: None,
            next: None,
            taken: 0,
            quiet: 0,
        }
    }

    /// How long to wait from `now` before the next mail leaves; the moment is taken.
    pub fn take(&mut self, now: Instant) -> Duration {
        self.quiet += 1;
        if self.quiet >= QUIET && self.between > self.usual {
            self.quiet = 0;
            self.between = (self.between * 9 / 10).max(self.usual);
        }
        self.first.get_or_insert(now);
        self.taken += 1;
        let at = self.next.map_or(now, |next| next.max(now));
        self.next = Some(at + self.between);
        at.duration_since(now)
    }

    /// Half as fast from now on; without a limit, half as fast as it went so far.
    pub fn slower(&mut self, now: Instant) {
        let so_far = self
            .first
            .map_or(Duration::ZERO, |first| now.duration_since(first))
            / self.taken.max(1);
        self.between = (self.between.max(so_far) * 2).clamp(Duration::from_millis(1), SLOWEST);
        self.quiet = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_spread_and_halve() {
        let now = Instant::now();
        let mut pace = Pace::new(60);
        let waits: Vec<u64> = (0..3).map(|_| pace.take(now).as_secs()).collect();
        assert_eq!(waits, [0, 1, 2]);
        pace.slower(now);
        assert_eq!(pace.take(now).as_secs(), 3);
        assert_eq!(pace.take(now).as_secs(), 5);
        let mut free = Pace::new(0);
        assert!(free.take(now).is_zero() && free.take(now).is_zero());
    }

    #[test]
    fn without_complaints_it_comes_back_to_what_was_asked_for() {
        let now = Instant::now();
        let mut pace = Pace::new(60);
        pace.slower(now);
        for _ in 0..QUIET * 20 {
            pace.take(now);
        }
        let (one, other) = (pace.take(now), pace.take(now));
        assert_eq!(other.checked_sub(one), Some(Duration::from_secs(1)));
    }
}
