//! The invitation to a meeting as `text/calendar` (RFC 5545), published and not requested: who
//! comes is asked by the personal code, and no calendar floods the group with answers.

use jiff::civil::{Date, Time, time};

use domain::campaign::{MeetingSettings, Sender};
use domain::text::clean;

/// How long a meeting lasts when nothing is said; we choose.
const HOURS: i8 = 2;

/// The time zone of the Netherlands with its rules, so that no reader has to know it.
const ZONE: &str = "BEGIN:VTIMEZONE
TZID:Europe/Amsterdam
BEGIN:DAYLIGHT
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
DTSTART:19700329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
DTSTART:19701025T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE";

/// The invitation; `id` names the meeting, `link` is where the recipient answers.
pub(super) fn invitation(
    meeting: &MeetingSettings,
    sender: &Sender,
    id: &str,
    link: &str,
    made: Date,
) -> String {
    let mut lines: Vec<String> = vec![
        "BEGIN:VCALENDAR".into(),
        "VERSION:2.0".into(),
        "PRODID:-//haarvaten//uitnodiging//NL".into(),
        "METHOD:PUBLISH".into(),
    ];
    lines.extend(ZONE.lines().map(str::to_owned));
    lines.push("BEGIN:VEVENT".into());
    lines.push(format!("UID:{id}"));
    lines.push(format!("DTSTAMP:{}T110000Z", compact(made)));
    lines.push(format!("SEQUENCE:{}", sequence(made)));
    match start(&meeting.time) {
        Some(start) => {
            let at = meeting.date.to_datetime(start);
            let end = at.checked_add(jiff::Span::new().hours(HOURS)).unwrap_or(at);
            for (name, at) in [("DTSTART", at), ("DTEND", end)] {
                lines.push(format!(
                    "{name};TZID=Europe/Amsterdam:{}T{:02}{:02}00",
                    compact(at.date()),
                    at.hour(),
                    at.minute()
                ));
            }
        }
        // No time that a calendar understands: the whole day.
        None => lines.push(format!("DTSTART;VALUE=DATE:{}", compact(meeting.date))),
    }
    lines.push(format!("SUMMARY:{}", escaped(&meeting.name)));
    lines.push(format!("LOCATION:{}", escaped(&meeting.place)));
    lines.push(format!("DESCRIPTION:{}", escaped(link)));
    lines.push(format!(
        "ORGANIZER;CN=\"{}\":mailto:{}",
        clean(&sender.name).replace('"', "'"),
        clean(&sender.email)
    ));
    lines.push("END:VEVENT".into());
    lines.push("END:VCALENDAR".into());
    lines.iter().fold(String::new(), |mut text, line| {
        fold_into(&mut text, line);
        text
    })
}

/// Goes up from run to run, so that a calendar takes a later invitation to a meeting that moved for
/// the newer one (RFC 5545 3.8.7.4): days since 2020.
fn sequence(made: Date) -> i32 {
    let first = jiff::civil::date(2020, 1, 1);
    first.until(made).map_or(0, |span| span.get_days().max(0))
}

fn compact(date: Date) -> String {
    format!("{:04}{:02}{:02}", date.year(), date.month(), date.day())
}

/// `19:30`, `19.30 uur`, `om 20 uur`.
fn start(text: &str) -> Option<Time> {
    let digits: Vec<i8> = text
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .map(str::parse)
        .collect::<Result<_, _>>()
        .ok()?;
    let (hour, minute) = (*digits.first()?, digits.get(1).copied().unwrap_or(0));
    ((0..24).contains(&hour) && (0..60).contains(&minute)).then(|| time(hour, minute, 0, 0))
}

/// Text in a calendar (RFC 5545 3.3.11).
fn escaped(text: &str) -> String {
    clean(text)
        .replace('\\', "\\\\")
        .replace(';', "\\;")
        .replace(',', "\\,")
}

/// A line of at most 75 bytes; the rest goes on after a line end and a space (RFC 5545 3.1).
fn fold_into(text: &mut String, line: &str) {
    let mut room = 75;
    for c in line.chars() {
        if c.len_utf8() > room {
            text.push_str("\r\n ");
            room = 74;
        }
        room -= c.len_utf8();
        text.push(c);
    }
    text.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_they_are_printed() {
        assert_eq!(start("19:30"), Some(time(19, 30, 0, 0)));
        assert_eq!(start("19.30 uur"), Some(time(19, 30, 0, 0)));
        assert_eq!(start("om 20 uur"), Some(time(20, 0, 0, 0)));
        assert_eq!(start("'s avonds"), None);
        assert_eq!(start("25:00"), None);
    }

    #[test]
    fn long_lines_are_folded_between_characters() {
        let mut text = String::new();
        fold_into(&mut text, &format!("SUMMARY:{}", "é".repeat(100)));
        assert!(text.lines().all(|line| line.len() <= 75));
        assert_eq!(
            text.replace("\r\n ", ""),
            format!("SUMMARY:{}\r\n", "é".repeat(100))
        );
    }
}
