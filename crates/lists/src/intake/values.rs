//! Cells to values, with the repairs of what Excel did; each repair is noted.

use compact_str::{CompactString, format_compact};
use jiff::civil::{Date, DateTime};

use domain::text::{LONGEST, clean, fold};
use domain::{Cell, Postcode, nothing};

/// What was repaired, or could not be.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(super) enum Repair {
    /// A house number had become a date.
    NumberWasDate,
    /// A covers expression had become a date.
    CoversWasDate,
    /// `12.0` or `12,0` for 12.
    PointZero,
    /// Zeros at the start had gone.
    LeadingZeros,
    /// A postcode was split from, or joined with, what stood beside it.
    Postcode,
    /// Non-breaking spaces or invisible characters.
    Invisible,
    /// A spreadsheet error.
    ErrorCell,
    /// A long number in scientific notation: digits are lost.
    Scientific,
    /// A date that cannot be read.
    BadDate,
    /// A date that had become a number.
    SerialDate,
    /// A year of two digits.
    ShortYear,
    /// A month, season, quarter or year: read as its first day.
    Rough,
}

/// Text of a cell, cleaned; empty is none.
pub(super) fn text(cell: &Cell, note: &mut dyn FnMut(Repair)) -> Option<CompactString> {
    match cell {
        Cell::Empty => None,
        Cell::Text(raw) => tidy(raw, note),
        Cell::Number(n) => Some(number(*n)),
        Cell::Date(_) | Cell::Bool(_) => Some(cell.shown()),
        // The reader told already what was struck out.
        Cell::Error(error) if error == Cell::STRUCK => None,
        Cell::Error(_) => {
            note(Repair::ErrorCell);
            None
        }
    }
}

/// A number as people write it: whole ones without `.0`, never in scientific notation.
fn number(n: f64) -> CompactString {
    format_compact!("{n}")
}

fn tidy(raw: &str, note: &mut dyn FnMut(Repair)) -> Option<CompactString> {
    let plain = raw.len() <= LONGEST && raw.bytes().all(|b| b.is_ascii_graphic() || b == b' ');
    if plain && !raw.contains("  ") {
        let trimmed = raw.trim_matches(' ');
        let trimmed = trimmed.strip_prefix('\'').unwrap_or(trimmed);
        if nothing::is_error_word(trimmed) {
            note(Repair::ErrorCell);
            return None;
        }
        return some_text(trimmed);
    }
    let cleaned = clean(raw);
    if raw.contains(|c: char| matches!(c, '\u{a0}' | '\u{202f}' | '\u{2007}' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}')) {
        note(Repair::Invisible);
    }
    let cleaned = cleaned.strip_prefix('\'').unwrap_or(&cleaned);
    if nothing::is_error_word(cleaned) {
        note(Repair::ErrorCell);
        return None;
    }
    some_text(cleaned)
}

fn some_text(text: &str) -> Option<CompactString> {
    (!text.is_empty() && !nothing::is_nothing(text)).then(|| CompactString::from(text))
}

/// A house number (or addition): like text, but a date is `day-month`, as in `12-2`. The second
/// value says that it was a date.
pub(super) fn house_number(
    cell: &Cell,
    note: &mut dyn FnMut(Repair),
) -> (Option<CompactString>, bool) {
    if let Cell::Date(when) = cell {
        note(Repair::NumberWasDate);
        return (Some(day_month(*when)), true);
    }
    let text = text(cell, note);
    let Some(text) = text else {
        return (None, false);
    };
    if let Some(when) = excel_date_text(&text) {
        note(Repair::NumberWasDate);
        return (Some(when), true);
    }
    if let Some(whole) = without_point_zero(&text) {
        note(Repair::PointZero);
        return (Some(whole), false);
    }
    (Some(text), false)
}

/// A covers expression: like text, but a date is `day-month`.
pub(super) fn covers(cell: &Cell, note: &mut dyn FnMut(Repair)) -> Option<CompactString> {
    if let Cell::Date(when) = cell {
        note(Repair::CoversWasDate);
        return Some(day_month(*when));
    }
    let text = text(cell, note)?;
    if let Some(when) = excel_date_text(&text) {
        note(Repair::CoversWasDate);
        return Some(when);
    }
    Some(text)
}

/// `12-2` from 12 February. What cannot be day and month, Excel takes for month and year: `12-40`
/// becomes 1 December 1940.
fn day_month(when: DateTime) -> CompactString {
    if when.day() == 1 && (1930..2000).contains(&when.year()) {
        return format_compact!("{}-{:02}", when.month(), when.year() % 100);
    }
    if when.day() == 1 && !(2000..2100).contains(&when.year()) {
        return format_compact!("{}-{}", when.month(), when.year());
    }
    format_compact!("{}-{}", when.day(), when.month())
}

/// `12-feb`, `12-2-2026`, `2026-02-12 00:00:00`: what Excel writes into a CSV for `12-2`.
fn excel_date_text(text: &str) -> Option<CompactString> {
    if text.len() < 5 || !text.bytes().any(|b| matches!(b, b'-' | b'/' | b'.')) {
        return None;
    }
    let (first, second) = text.split_once(['-', '/', '.'])?;
    let small = |part: &str, most: u32| part.parse::<u32>().ok().filter(|n| (1..=most).contains(n));
    if let (Some(day), Some(month)) = (small(first, 31), month_by_name(second)) {
        return Some(format_compact!("{day}-{month}"));
    }
    if let (Some(month), Some(day)) = (month_by_name(first), small(second, 31)) {
        return Some(format_compact!("{day}-{month}"));
    }
    let bare = text.split([' ', 'T']).next()?;
    let has_year = bare.split(['-', '/', '.']).any(|part| part.len() == 4);
    let date = has_year.then(|| date_from_text(bare)).flatten()?;
    Some(format_compact!("{}-{}", date.day(), date.month()))
}

fn month_by_name(text: &str) -> Option<u32> {
    let folded = fold(text);
    let start = folded.trim_end_matches('.').get(..3)?;
    if !folded.chars().all(|c| c.is_ascii_alphabetic() || c == '.') {
        return None;
    }
    let known = [
        "jan", "feb", "maa", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec",
    ];
    let english = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    let at = known
        .iter()
        .position(|month| *month == start)
        .or_else(|| english.iter().position(|month| *month == start))
        .or_else(|| (start == "mrt").then_some(2))?;
    u32::try_from(at + 1).ok()
}

fn without_point_zero(text: &str) -> Option<CompactString> {
    let (whole, zeros) = text.split_once(['.', ','])?;
    let fits = !whole.is_empty()
        && whole.bytes().all(|b| b.is_ascii_digit())
        && !zeros.is_empty()
        && zeros.bytes().all(|b| b == b'0');
    fits.then(|| CompactString::from(whole))
}

/// A number with a fixed length of which Excel dropped the zeros at the start.
pub(super) fn fixed_digits(
    cell: &Cell,
    length: usize,
    note: &mut dyn FnMut(Repair),
) -> Option<CompactString> {
    let text = text(cell, note)?;
    let squeezed: CompactString = text
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '.')
        .collect();
    let folded = squeezed.to_ascii_lowercase();
    if folded.contains("e+")
        && folded
            .bytes()
            .all(|b| b.is_ascii_digit() || matches!(b, b'e' | b'+' | b',' | b'.'))
    {
        note(Repair::Scientific);
        return None;
    }
    let digits = squeezed.bytes().all(|b| b.is_ascii_digit());
    if digits && squeezed.len() < length && squeezed.len() + 2 >= length {
        note(Repair::LeadingZeros);
        return Some(format_compact!("{squeezed:0>length$}"));
    }
    Some(if digits { squeezed } else { text })
}

/// A date; a text that is none is noted.
///
/// `from_1904` says that the sheet's own numbers for dates count from 1904.
pub(super) fn date(cell: &Cell, from_1904: bool, note: &mut dyn FnMut(Repair)) -> Option<Date> {
    match cell {
        Cell::Date(when) => Some(when.date()),
        Cell::Number(n) if (1950.0..2100.0).contains(n) && n.fract() == 0.0 => {
            note(Repair::Rough);
            rough_date(&number(*n))
        }
        Cell::Number(n) => {
            let date = serial_date(*n, from_1904);
            note(if date.is_some() {
                Repair::SerialDate
            } else {
                Repair::BadDate
            });
            date
        }
        Cell::Text(_) | Cell::Error(_) | Cell::Bool(_) | Cell::Empty => {
            let text = text(cell, note)?;
            if let Some(date) = digits_date(&text, from_1904) {
                note(Repair::SerialDate);
                return Some(date);
            }
            let date = date_from_text(&text);
            if date.is_none()
                && let Some(rough) = rough_date(&text)
            {
                note(Repair::Rough);
                return Some(rough);
            }
            match date {
                None => note(Repair::BadDate),
                Some(_) if has_short_year(&text) => note(Repair::ShortYear),
                Some(_) => {}
            }
            date
        }
    }
}

/// The first day of a month, season, quarter or year: `okt 2026`, `najaar 2025`, `Q3 2025`, `2024`,
/// `10-2026`. Something that happened then did not happen before that day.
fn rough_date(text: &str) -> Option<Date> {
    const SEASONS: [(&str, i8); 12] = [
        ("voorjaar", 3),
        ("lente", 3),
        ("zomer", 6),
        ("najaar", 9),
        ("herfst", 9),
        ("winter", 1),
        ("begin", 1),
        ("spring", 3),
        ("summer", 6),
        ("autumn", 9),
        ("fall", 9),
        ("early", 1),
    ];
    let folded = fold(text);
    let words: Vec<&str> = folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .filter(|word| {
            !["in", "eind", "half", "midden", "ca", "circa", "rond", "het"].contains(word)
        })
        .collect();
    let year = |word: &str| {
        let year: i16 = word.parse().ok()?;
        match word.len() {
            4 => (1950..2100).contains(&year).then_some(year),
            2 => Some(2000 + year),
            _ => None,
        }
    };
    let quarter = |word: &str| {
        let digits = word.strip_prefix('q').or_else(|| word.strip_prefix("kw"))?;
        let quarter: i8 = digits.parse().ok()?;
        (1..=4).contains(&quarter).then(|| quarter * 3 - 2)
    };
    let (month, year) = match words.as_slice() {
        [only] if only.len() == 4 => (1, year(only)?),
        [first, second] | [first, second, "jaar"] => {
            let season = SEASONS.iter().find(|(name, _)| name == first);
            let month = season
                .map(|(_, month)| *month)
                .or_else(|| quarter(first))
                .or_else(|| i8::try_from(month_by_name(first)?).ok())
                .or_else(|| {
                    let month: i8 = first.parse().ok()?;
                    let whole = second.len() == 4;
                    (whole && (1..=12).contains(&month)).then_some(month)
                });
            (month?, year(second)?)
        }
        [nth, "kwartaal", of] | ["kwartaal", nth, of] => {
            let nth = nth.trim_end_matches(|c: char| c.is_alphabetic());
            let quarter: i8 = nth.parse().ok()?;
            (
                (1..=4).contains(&quarter).then(|| quarter * 3 - 2)?,
                year(of)?,
            )
        }
        _ => return None,
    };
    Date::new(year, month, 1).ok()
}

/// A date as nothing but digits: a spreadsheet's own number (`44804`, `44804,5`), or `20260212`.
fn digits_date(text: &str, from_1904: bool) -> Option<Date> {
    let (whole, rest) = text.split_once(['.', ',']).unwrap_or((text, ""));
    let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    if !digits(whole) || !digits(rest) {
        return None;
    }
    match whole.len() {
        5 => serial_date(whole.parse().ok()?, from_1904),
        8 if rest.is_empty() => {
            let part = |from: usize, to: usize| whole.get(from..to)?.parse::<i16>().ok();
            let year = part(0, 4).filter(|year| (1900..2100).contains(year))?;
            let (month, day) = (part(4, 6)?, part(6, 8)?);
            Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
        }
        _ => None,
    }
}

/// Whether no part of a date has the four digits of a year.
fn has_short_year(text: &str) -> bool {
    !text
        .split(|c: char| !c.is_ascii_digit())
        .any(|part| part.len() == 4)
}

/// Days since 1899-12-30, for dates that lost their format: 1954 to 2064. In a sheet that counts
/// from 1904, the same days have numbers that are 1,462 lower.
fn serial_date(n: f64, from_1904: bool) -> Option<Date> {
    let n = if from_1904 { n + 1_462.0 } else { n };
    if !(20_000.0..60_000.0).contains(&n) {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, reason = "between 20,000 and 60,000")]
    let days = n.floor() as i32;
    jiff::civil::date(1899, 12, 30)
        .checked_add(jiff::Span::new().days(days))
        .ok()
}

/// The first year of two digits that is of the century before: what lists tell is past, or near.
const LAST_CENTURY: i16 = 50;

/// Dates as Dutch people write them: day first; years of two digits up to 49 are of this century.
pub fn date_from_text(text: &str) -> Option<Date> {
    let text = text.trim();
    let head = text.split(['T']).next().unwrap_or(text);
    let parts: Vec<&str> = head
        .split([' ', '-', '/', '.', ',', '\'', '’'])
        .filter(|part| !part.is_empty())
        .collect();
    let number = |part: &str| part.parse::<i16>().ok();
    let year = |part: &str| -> Option<i16> {
        let n = number(part)?;
        match part.len() {
            4 => Some(n),
            2 if n >= LAST_CENTURY => Some(1900 + n),
            2 => Some(2000 + n),
            _ => None,
        }
    };
    let make = |year: i16, month: i16, day: i16| {
        Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
    };
    let parts = match parts.as_slice() {
        // A weekday in front.
        [day, rest @ ..]
            if rest.len() >= 3
                && day.chars().all(char::is_alphabetic)
                && month_by_name(day).is_none() =>
        {
            rest
        }
        all => all,
    };
    let &[a, b, c, ..] = parts else {
        return None;
    };
    if a.len() == 4 {
        return make(number(a)?, number(b)?, number(c)?);
    }
    if let Some(month) = month_by_name(b) {
        return make(year(c)?, i16::try_from(month).ok()?, number(a)?);
    }
    if let Some(month) = month_by_name(a) {
        return make(year(c)?, i16::try_from(month).ok()?, number(b)?);
    }
    let (day, month, year) = (number(a)?, number(b)?, year(c)?);
    make(year, month, day).or_else(|| make(year, day, month))
}

/// A count such as "hoe veel kwamen er".
pub(super) fn count(cell: &Cell, note: &mut dyn FnMut(Repair)) -> Option<u32> {
    let text = text(cell, note)?;
    let text = without_point_zero(&text).unwrap_or(text);
    text.trim_start_matches(['±', '~', '>', '<', ' '])
        .parse()
        .ok()
}

/// A postcode at the start or the end of a text, and the rest.
pub(super) fn split_postcode(text: &str) -> Option<(Postcode, CompactString)> {
    let words: Vec<&str> = text.split(' ').filter(|w| !w.is_empty()).collect();
    let rest_of = |from: usize, to: usize| -> CompactString {
        words
            .get(from..to)
            .unwrap_or_default()
            .join(" ")
            .trim_matches([',', ' ', ';'])
            .into()
    };
    let n = words.len();
    for (from, to) in [
        (0, 1),
        (0, 2),
        (n.saturating_sub(1), n),
        (n.saturating_sub(2), n),
    ] {
        if to > n || from >= to {
            continue;
        }
        let joined = words.get(from..to)?.concat();
        let joined = joined.trim_matches([',', ';']);
        if joined.len() == 6
            && let Some(postcode) = Postcode::parse(joined)
        {
            let rest = if from == 0 {
                rest_of(to, n)
            } else {
                rest_of(0, from)
            };
            return Some((postcode, rest));
        }
    }
    None
}

/// Whether nine digits pass the eleven-test of national identity numbers.
pub(super) fn is_bsn(text: &str) -> bool {
    let digits: Vec<i32> = text
        .chars()
        .filter(|c| !matches!(c, '.' | ' ' | '-'))
        .map(|c| c.to_digit(10).and_then(|d| i32::try_from(d).ok()))
        .collect::<Option<_>>()
        .unwrap_or_default();
    if !(8..=9).contains(&digits.len()) || digits.iter().all(|d| *d == 0) {
        return false;
    }
    let weights = [9, 8, 7, 6, 5, 4, 3, 2, -1];
    let from = 9 - digits.len();
    let sum: i32 = digits
        .iter()
        .zip(weights.iter().skip(from))
        .map(|(d, w)| d * w)
        .sum();
    sum % 11 == 0
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date as day;
    use proptest::prelude::*;

    fn repaired(cell: &Cell) -> (Option<CompactString>, Vec<Repair>) {
        let mut repairs = Vec::new();
        let (text, _) = house_number(cell, &mut |r| repairs.push(r));
        (text, repairs)
    }

    #[test]
    fn a_month_season_quarter_or_year_is_its_first_day() {
        for (text, expected) in [
            ("okt 2026", Some((2026, 10))),
            ("oktober 2026", Some((2026, 10))),
            ("Najaar 2025", Some((2025, 9))),
            ("voorjaar '24", Some((2024, 3))),
            ("Q3 2025", Some((2025, 7))),
            ("3e kwartaal 2025", Some((2025, 7))),
            ("10-2026", Some((2026, 10))),
            ("10/2026", Some((2026, 10))),
            ("2024", Some((2024, 1))),
            ("in de zomer", None),
            ("13-2026", None),
            ("1104 KC", None),
            ("onbekend", None),
        ] {
            let expected = expected.map(|(year, month)| jiff::civil::date(year, month, 1));
            assert_eq!(rough_date(text), expected, "{text}");
        }
        let mut noted = Vec::new();
        let year = date(&Cell::Number(2024.0), false, &mut |repair| {
            noted.push(repair);
        });
        assert_eq!(
            (year, noted),
            (Some(jiff::civil::date(2024, 1, 1)), vec![Repair::Rough])
        );
    }

    #[test]
    fn a_house_number_that_became_a_date_comes_back() {
        for cell in [
            Cell::Date(day(2026, 2, 12).at(0, 0, 0, 0)),
            Cell::text("12-feb"),
            Cell::text("12-feb."),
            Cell::text("2026-02-12"),
            Cell::text("12-2-2026"),
            Cell::text("Feb-12"),
        ] {
            assert_eq!(
                repaired(&cell),
                (Some("12-2".into()), vec![Repair::NumberWasDate]),
                "{cell:?}"
            );
        }
        for text in ["12-2", "12-H", "1-3", "103A-H", "12 hs", "1940"] {
            assert_eq!(
                repaired(&Cell::text(text)),
                (Some(text.into()), vec![]),
                "{text}"
            );
        }
        assert_eq!(
            repaired(&Cell::text("12,0")),
            (Some("12".into()), vec![Repair::PointZero])
        );
        assert_eq!(repaired(&Cell::Number(12.0)), (Some("12".into()), vec![]));
    }

    #[test]
    fn every_letter_of_the_alphabet_is_a_letter() {
        for letter in 'A'..='Z' {
            for cell in [
                Cell::text(&letter.to_string()),
                Cell::text(&letter.to_lowercase().to_string()),
            ] {
                let read = text(&cell, &mut |_| {});
                assert_eq!(
                    read.map(|t| t.to_uppercase()),
                    Some(letter.to_string().into())
                );
            }
        }
        assert_eq!(text(&Cell::text("-"), &mut |_| {}), None);
    }

    #[test]
    fn short_years_and_numbers_as_text_are_told() {
        let read = |text: &str| {
            let mut repairs = Vec::new();
            (
                date(&Cell::text(text), false, &mut |r| repairs.push(r)),
                repairs,
            )
        };
        for (text, wanted, repair) in [
            ("12-2-26", day(2026, 2, 12), Repair::ShortYear),
            ("12/02/26", day(2026, 2, 12), Repair::ShortYear),
            ("12.2.26", day(2026, 2, 12), Repair::ShortYear),
            ("12 feb 26", day(2026, 2, 12), Repair::ShortYear),
            ("1-5-98", day(1998, 5, 1), Repair::ShortYear),
            ("1 mei '07", day(2007, 5, 1), Repair::ShortYear),
            ("46065", day(2026, 2, 12), Repair::SerialDate),
            ("46065,5", day(2026, 2, 12), Repair::SerialDate),
            ("46065.0", day(2026, 2, 12), Repair::SerialDate),
            ("20260212", day(2026, 2, 12), Repair::SerialDate),
        ] {
            assert_eq!(read(text), (Some(wanted), vec![repair]), "{text}");
        }
        assert_eq!(read("12-2-2026"), (Some(day(2026, 2, 12)), vec![]));
        for text in ["99999", "1", "20261399", "123456"] {
            assert_eq!(read(text), (None, vec![Repair::BadDate]), "{text}");
        }
        let in_1904 = date(&Cell::text("44603"), true, &mut |_| ());
        assert_eq!(in_1904, Some(day(2026, 2, 12)));
    }

    #[test]
    fn dates_are_read_day_first() {
        for text in [
            "12-2-2026",
            "12/02/2026",
            "12.2.26",
            "12 februari 2026",
            "2026-02-12",
            "donderdag 12 feb 2026",
            "2026-02-12T10:00:00Z",
            "02/12/2026 14:00",
        ] {
            let expected = if text.starts_with("02/12") {
                day(2026, 12, 2)
            } else {
                day(2026, 2, 12)
            };
            assert_eq!(date_from_text(text), Some(expected), "{text}");
        }
        for text in ["", "morgen", "31-2-2026", "12", "12-2"] {
            assert_eq!(date_from_text(text), None, "{text}");
        }
        assert_eq!(serial_date(46_065.0, false), Some(day(2026, 2, 12)));
        assert_eq!(serial_date(44_603.0, true), Some(day(2026, 2, 12)));
    }

    #[test]
    fn a_postcode_is_split_from_the_town_beside_it() {
        let split = |text| split_postcode(text).map(|(p, rest)| (p.to_string(), rest.to_string()));
        assert_eq!(
            split("1104 KC Amsterdam"),
            Some(("1104KC".into(), "Amsterdam".into()))
        );
        assert_eq!(
            split("Amsterdam 1104KC"),
            Some(("1104KC".into(), "Amsterdam".into()))
        );
        assert_eq!(split("Amsterdam"), None);
    }

    #[test]
    fn the_eleven_test_knows_a_national_identity_number() {
        assert!(is_bsn("111222333"));
        assert!(is_bsn("1112.22.333"));
        assert!(!is_bsn("111222334"));
        assert!(!is_bsn("000000000"));
        assert!(!is_bsn("0612345678"));
    }

    proptest! {
        #[test]
        fn nothing_in_a_cell_brings_the_repairs_down(text in "\\PC{0,40}", n: f64) {
            for cell in [Cell::text(&text), Cell::Number(n)] {
                let _ = house_number(&cell, &mut |_| ());
                let _ = covers(&cell, &mut |_| ());
                let _ = date(&cell, false, &mut |_| ());
                let _ = fixed_digits(&cell, 16, &mut |_| ());
                let _ = count(&cell, &mut |_| ());
            }
            let _ = split_postcode(&text);
            let _ = is_bsn(&text);
        }
    }
}
