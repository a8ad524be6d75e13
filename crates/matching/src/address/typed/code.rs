//! Postcodes: of a column, and the one in a line of words.

use compact_str::CompactString;

use super::line::Line;
use super::{Code, Towns, says_none};
use domain::Postcode;

/// Reads a postcode column, mending look-alikes (`138Z A8` has `Z` for 2) only as [`Code::Bad`].
pub fn read_code(text: &str) -> Code {
    if text.is_empty() || says_none(text) {
        return Code::Missing;
    }
    if let Some(postcode) = Postcode::parse(text) {
        return Code::Valid(postcode);
    }
    let bare: CompactString = text
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|c| c.to_ascii_uppercase())
        .collect();
    if let Some(rest) = bare.strip_prefix("NL")
        && let Some(postcode) = Postcode::parse(rest)
    {
        return Code::Valid(postcode);
    }
    match bare.parse::<u32>() {
        Ok(digits) if bare.len() == 4 => Code::Digits(digits),
        _ if bare.is_empty() => Code::Missing,
        _ => Code::Bad(bare),
    }
}

/// Whether two postcodes differ by one typing error, by two neighbours swapped, or only by signs
/// that look alike (`I381 BK` for 1381 BK).
pub fn one_error(typed: &str, own: &str) -> bool {
    if rapidfuzz::distance::osa::distance(typed.bytes(), own.bytes()) <= 1 {
        return true;
    }
    typed.len() == own.len()
        && typed
            .bytes()
            .zip(own.bytes())
            .all(|(typed, own)| typed == own || looks_like(typed, own))
}

/// Whether a sign that cannot stand there looks like the one that can.
fn looks_like(typed: u8, own: u8) -> bool {
    let pair = |letter: u8, digit: u8| {
        matches!(
            (letter, digit),
            (b'O' | b'D' | b'Q' | b'U', b'0')
                | (b'I' | b'L', b'1')
                | (b'Z', b'2')
                | (b'E', b'3')
                | (b'A', b'4')
                | (b'S', b'5')
                | (b'G', b'6')
                | (b'T', b'7')
                | (b'B', b'8')
        )
    };
    pair(typed, own) || pair(own, typed)
}

/// `1B8BHT`: four signs that look like figures and two letters.
fn looks_like_code(text: &str) -> bool {
    let Some((figures, letters)) = text.split_at_checked(4) else {
        return false;
    };
    let digits = figures.bytes().filter(u8::is_ascii_digit).count();
    (1..4).contains(&digits)
        && letters.len() == 2
        && letters.bytes().all(|b| b.is_ascii_alphabetic())
        && figures.bytes().all(|b| {
            b.is_ascii_digit() || matches!(b, b'o' | b'i' | b'l' | b'z' | b's' | b'b' | b'g')
        })
}

/// The last postcode in a line: its value, where it starts and where it ends.
pub fn find_code(line: &Line, count: usize) -> Option<(Postcode, usize, usize)> {
    for at in (0..count).rev() {
        let text = line.at(at).trim_end_matches('.');
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        if digits != 4 {
            continue;
        }
        if let Some(code) = Postcode::parse(text) {
            return Some((code, at, at + 1));
        }
        if text.len() != 4 || at + 1 >= count {
            continue;
        }
        let next = line.at(at + 1);
        let after_comma = line.tokens().get(at + 1).is_some_and(|t| t.after_comma);
        if after_comma || next.trim_end_matches('.').len() != 2 {
            continue;
        }
        let word = matches!(next, "te" | "en" | "in" | "de" | "aan" | "op");
        let number_elsewhere = (0..count)
            .any(|other| other != at && line.at(other).starts_with(|c: char| c.is_ascii_digit()));
        if word && !number_elsewhere {
            continue;
        }
        if let Some(code) = Postcode::parse(line.slice(at..at + 2)) {
            return Some((code, at, at + 2));
        }
    }
    None
}

/// Something after the number that was meant as a postcode.
pub fn find_bad_code(line: &Line, count: usize, towns: &dyn Towns) -> Option<(Code, usize, usize)> {
    let digit_first = |at: usize| line.at(at).starts_with(|c: char| c.is_ascii_digit());
    let first = (0..count).find(|at| digit_first(*at))?;
    // `1381 Weesp, Karveel 22`: the four digits may come first when a town follows.
    let opens = first == 0 || line.tokens().get(first).is_some_and(|t| t.after_comma);
    let could_be_code = (4..=7).contains(&line.at(first).len());
    let from = if opens && could_be_code && (first + 1..count).any(digit_first) {
        first
    } else {
        first + 1
    };
    for at in (from..count).rev() {
        let token = line.tokens().get(at)?;
        let text = line.word(*token).trim_end_matches('.');
        let next = line
            .tokens()
            .get(at + 1)
            .filter(|next| at + 1 < count && !next.after_comma)
            .map(|next| line.word(*next));
        let digits = text.bytes().filter(u8::is_ascii_digit).count();
        let (len, all_digits) = (text.len(), digits == text.len());
        if all_digits && len == 4 {
            if at > first
                && let Some(next) = next
                && (1..=3).contains(&next.len())
                && next.starts_with(|c: char| c.is_ascii_alphabetic())
                && next.bytes().all(|b| b.is_ascii_alphanumeric())
                && !towns.is_town(next)
            {
                return Some((read_code(line.slice(at..at + 2)), at, at + 2));
            }
            let rest = line.slice(at + 1..count);
            let before_town = next.is_some_and(|n| towns.is_town(n) || towns.is_town(rest));
            let after_town = at > first && rest.is_empty() && towns.is_town(line.at(at - 1));
            let alone = at > first && token.after_comma;
            if before_town || after_town || alone {
                return Some((read_code(text), at, at + 1));
            }
        }
        if at > first
            && len == 4
            && let Some(next) = next
            && next.len() == 2
            && looks_like_code(&compact_str::format_compact!("{text}{next}"))
        {
            return Some((read_code(line.slice(at..at + 2)), at, at + 2));
        }
        if at > first && looks_like_code(text) {
            return Some((read_code(text), at, at + 1));
        }
        let mixed = !all_digits
            && (5..=7).contains(&len)
            && digits >= 3
            && (at > first || text.ends_with(|c: char| c.is_ascii_alphabetic()))
            && text.bytes().all(|b| b.is_ascii_alphanumeric());
        if mixed {
            return Some((read_code(text), at, at + 1));
        }
        if at > first
            && matches!(len, 3 | 5)
            && all_digits
            && let Some(next) = next
            && next.len() == 2
            && next.bytes().all(|b| b.is_ascii_alphabetic())
            && !matches!(
                next,
                "te" | "hs" | "bg" | "hg" | "zw" | "rd" | "ii" | "iv" | "vi"
            )
        {
            return Some((read_code(line.slice(at..at + 2)), at, at + 2));
        }
    }
    None
}
