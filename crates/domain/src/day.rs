//! Days as people type them in settings and on the command line, and the day it is here.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::{Deserialize, Deserializer};

/// The time of the Netherlands, as a rule: no table of time zones is needed on the machine.
const NETHERLANDS: &str = "CET-1CEST,M3.5.0,M10.5.0/3";

/// What goes before a text that is no date, in an error of the campaign file.
pub const NO_DATE: &str = "not a date: ";

/// The names of the months that people write, in Dutch and English, by their first three letters.
const MONTHS: [&[&str]; 12] = [
    &["jan"],
    &["feb"],
    &["maa", "mrt", "mar"],
    &["apr"],
    &["mei", "may"],
    &["jun"],
    &["jul"],
    &["aug"],
    &["sep"],
    &["okt", "oct"],
    &["nov"],
    &["dec"],
];

/// The day that it is in the Netherlands.
pub fn in_the_netherlands(now: Timestamp) -> Date {
    let zone = TimeZone::posix(NETHERLANDS).unwrap_or(TimeZone::UTC);
    zone.to_datetime(now).date()
}

/// A day with all four digits of its year: `2026-11-23`, `23-11-2026`, `23/11/2026`, `23.11.2026`,
/// `23 november 2026`. The day stands before the month, as people in the Netherlands write it.
///
/// # Errors
/// When it is none of these, or no such day exists.
pub fn typed(text: &str) -> Result<Date, String> {
    let wrong = || format!("{NO_DATE}{}", text.trim());
    let parts: Vec<&str> = text
        .trim()
        .split([' ', '-', '/', '.'])
        .filter(|part| !part.is_empty())
        .collect();
    let &[a, month, c] = parts.as_slice() else {
        return Err(wrong());
    };
    let (year, day) = if a.len() == 4 { (a, c) } else { (c, a) };
    let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    if year.len() != 4 || !digits(year) || day.len() > 2 || !digits(day) {
        return Err(wrong());
    }
    let by_name = || {
        let name = month.to_lowercase();
        let names = MONTHS.iter().position(|names| {
            let mut names = names.iter();
            names.any(|start| name.starts_with(start))
        });
        i8::try_from(names? + 1).ok()
    };
    let month = month.parse::<i8>().ok().or_else(by_name);
    let date = || Date::new(year.parse().ok()?, month?, day.parse().ok()?).ok();
    date().ok_or_else(wrong)
}

/// Reads a day of the campaign file, as text or as TOML's own date.
///
/// # Errors
/// What is written there is no day of the calendar.
pub fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Date, D::Error> {
    let text = match Typed::deserialize(from) {
        Ok(Typed::Text(text)) => text,
        Ok(Typed::Toml(date)) => date.to_string(),
        Err(_) => return Err(serde::de::Error::custom(NO_DATE)),
    };
    typed(&text).map_err(serde::de::Error::custom)
}

/// The same for a day that may be absent.
///
/// # Errors
/// What is written there is no day of the calendar.
pub fn read_some<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Date>, D::Error> {
    read(from).map(Some)
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Typed {
    Text(String),
    Toml(toml::value::Datetime),
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_day_is_read_as_people_type_it() {
        for text in [
            "2026-11-23",
            "23-11-2026",
            "23/11/2026",
            "23.11.2026",
            " 23 - 11 - 2026 ",
            "23 november 2026",
            "23 nov 2026",
            "23 nov. 2026",
            "2026/11/23",
            "23 November 2026",
        ] {
            assert_eq!(typed(text), Ok(date(2026, 11, 23)), "{text}");
        }
        assert_eq!(typed("1-3-2026"), Ok(date(2026, 3, 1)));
        assert_eq!(typed("1 maart 2026"), Ok(date(2026, 3, 1)));
        for text in [
            "",
            "morgen",
            "23-11-26",
            "31-2-2026",
            "11-23-2026",
            "2026-13-01",
            "23-11",
            "1-1-1-2026",
            "x-11-2026",
            "23 brumaire 2026",
        ] {
            assert!(typed(text).is_err(), "{text}");
        }
    }

    #[test]
    fn the_day_is_that_of_the_netherlands() {
        for (now, day) in [
            ("2026-11-22T22:59:59Z", date(2026, 11, 22)),
            ("2026-11-22T23:00:00Z", date(2026, 11, 23)),
            ("2026-07-01T21:59:59Z", date(2026, 7, 1)),
            ("2026-07-01T22:00:00Z", date(2026, 7, 2)),
            ("2026-10-25T00:30:00Z", date(2026, 10, 25)),
        ] {
            assert_eq!(in_the_netherlands(now.parse().unwrap()), day, "{now}");
        }
    }
}
