//! What stands in an address cell and is no address: telephone numbers, e-mail addresses.

use smallvec::SmallVec;

use super::line::Line;

/// The line without telephone numbers and e-mail addresses; `None` when there are none.
pub fn without_noise(line: &Line) -> Option<Line> {
    let count = line.tokens().len();
    let mut gone: SmallVec<[usize; 8]> = SmallVec::new();
    let mut at = 0;
    while at < count {
        let word = line.at(at);
        if word.contains('@') || word.starts_with("http") || word.starts_with("www.") {
            gone.push(at);
            at += 1;
            continue;
        }
        let used = telephone(line, at);
        if used > 0 {
            if at > 0 && is_label(line.at(at - 1)) {
                gone.push(at - 1);
            }
            gone.extend(at..at + used);
        }
        at += used.max(1);
    }
    (!gone.is_empty()).then(|| line.without(&gone))
}

fn is_label(word: &str) -> bool {
    let word = word.trim_end_matches('.');
    matches!(
        word,
        "tel"
            | "telefoon"
            | "telefoonnummer"
            | "telnr"
            | "mob"
            | "mobiel"
            | "t"
            | "m"
            | "bel"
            | "gsm"
    )
}

/// How many words from here are one telephone number: `06-12345678`, `0294 41 23 45`, `+31 6 …`.
/// A house number and a postcode never begin with a zero or a plus.
fn telephone(line: &Line, at: usize) -> usize {
    let first = line.at(at);
    let begins = first.starts_with("06")
        || first.starts_with('+')
        || (first.len() >= 3 && first.starts_with('0'))
        || (first.len() >= 9 && first.starts_with("316"));
    if !begins {
        return 0;
    }
    let mut digits = 0;
    let mut used = 0;
    while let Some(token) = line.tokens().get(at + used) {
        let word = line.word(*token);
        let own = word.bytes().filter(u8::is_ascii_digit).count();
        let is_part = own > 0
            && word
                .bytes()
                .all(|b| b.is_ascii_digit() || matches!(b, b'-' | b'+' | b'.' | b'/'));
        if !is_part || digits + own > 13 || digits >= 10 {
            break;
        }
        digits += own;
        used += 1;
    }
    if digits >= 9 { used } else { 0 }
}
