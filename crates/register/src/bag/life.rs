//! When a voorkomen of an object holds.
//!
//! Rule (BAG catalogue 2018, *tijdlijnen*): validity decides. A voorkomen holds on a date from its
//! `beginGeldigheid` up to, not including, its `eindGeldigheid`. Whatever the register has marked
//! inactive or "niet BAG" never holds. `eindRegistratie` says since when the register has known a
//! later voorkomen; the extract fills it in for *every* voorkomen that has an `eindGeldigheid`, so
//! it cannot exclude by itself what was true on an earlier date. Without an `eindGeldigheid` it does:
//! then the voorkomen was withdrawn by a correction. Where two hold, the one without it wins.

/// A date as one number, `20211015`; 0 = none.
pub(crate) type Day = u32;

/// The begin, end and rank of a voorkomen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Life {
    pub(super) begin: Day,
    pub(super) end: Day,
    /// Has an `eindRegistratie`.
    pub(super) closed: bool,
    /// Inactive, or not an object of the BAG.
    pub(super) void: bool,
    /// `voorkomenidentificatie`.
    pub(super) number: u32,
}

impl Life {
    /// Whether it holds on a day.
    pub(super) fn holds_on(self, day: Day) -> bool {
        let ended = if self.end == 0 {
            self.closed
        } else {
            self.end <= day
        };
        !self.void && self.begin <= day && !ended
    }

    /// Which of several that hold counts: the larger.
    pub(super) fn rank(self) -> u32 {
        u32::from(!self.closed) << 31 | (self.number & 0x7FFF_FFFF)
    }

    /// The same, for what must be had even when nothing holds on the day: a street's name. The
    /// one that holds, else the first one after the day, else the last one before it.
    pub(super) fn nearest(self, day: Day) -> (u8, u32, u32) {
        if self.holds_on(day) {
            (3, 0, self.rank())
        } else if self.void {
            (0, 0, self.rank())
        } else if self.begin > day {
            (2, u32::MAX - self.begin, self.rank())
        } else {
            (1, self.begin, self.rank())
        }
    }
}

/// Reads the date at the start of `2021-10-15` or `2021-10-15T12:00:00.000`.
pub(super) fn day(text: &[u8]) -> Option<Day> {
    let &[a, b, c, d, b'-', e, f, b'-', g, h, ..] = text else {
        return None;
    };
    let mut number = 0;
    for digit in [a, b, c, d, e, f, g, h] {
        if !digit.is_ascii_digit() {
            return None;
        }
        number = number * 10 + u32::from(digit - b'0');
    }
    Some(number)
}

/// A calendar date as one number.
pub(crate) fn day_of(date: jiff::civil::Date) -> Day {
    let text = format!(
        "{:04}{:02}{:02}",
        date.year().max(0),
        date.month(),
        date.day()
    );
    text.parse().unwrap_or(0)
}

/// One number as a calendar date.
pub(crate) fn date_of(day: Day) -> Option<jiff::civil::Date> {
    let year = i16::try_from(day / 10_000).ok()?;
    let month = i8::try_from(day / 100 % 100).ok()?;
    let day = i8::try_from(day % 100).ok()?;
    jiff::civil::Date::new(year, month, day).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn life(begin: Day, end: Day, closed: bool) -> Life {
        Life {
            begin,
            end,
            closed,
            ..Life::default()
        }
    }

    #[test]
    fn validity_decides_and_its_end_is_not_included() {
        let old = life(20_100_623, 20_140_110, true);
        assert!(!old.holds_on(20_100_622));
        assert!(old.holds_on(20_100_623) && old.holds_on(20_140_109));
        assert!(!old.holds_on(20_140_110));
        assert!(life(20_140_110, 0, false).holds_on(20_140_110));
        assert!(
            !life(20_140_110, 0, true).holds_on(20_150_101),
            "withdrawn by a correction"
        );
        assert!(
            !Life {
                void: true,
                ..life(20_140_110, 0, false)
            }
            .holds_on(20_150_101)
        );
    }

    #[test]
    fn a_date_is_read_with_or_without_a_time() {
        assert_eq!(day(b"2021-10-15"), Some(20_211_015));
        assert_eq!(day(b"2014-01-13T09:10:11.000"), Some(20_140_113));
        assert_eq!(day(b"15-10-2021"), None);
        assert_eq!(date_of(20_211_015), Some(jiff::civil::date(2021, 10, 15)));
        assert_eq!(day_of(jiff::civil::date(2021, 10, 15)), 20_211_015);
    }
}
