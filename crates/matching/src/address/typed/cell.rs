//! Takes a one-cell address apart: where the postcode is, what the town is, and all ways to read
//! street, number and tail.

use std::borrow::Cow;
use std::ops::Range;

use compact_str::CompactString;
use smallvec::SmallVec;

use super::code::{find_bad_code, find_code};
use super::kinds::{foreign, has_postbus};
use super::line::Line;
use super::{Code, Kind, Split, Typed, empty, read_number};
use crate::address::tail::{Tail, is_tail_word, roman};

/// What the register knows of towns.
pub trait Towns {
    /// Whether there is a town of that name, in any usual spelling.
    fn is_town(&self, name: &str) -> bool;
    /// Whether there is a street of that name, as written.
    fn is_street(&self, name: &str) -> bool;
    /// Whether a town's name is one typing error away.
    fn is_nearly_town(&self, name: &str) -> bool;
}

/// Takes a one-cell address apart.
pub fn read_cell<'t>(
    line: &'t Line,
    mut code: Code,
    mut town: Option<Cow<'t, str>>,
    towns: &dyn Towns,
) -> Typed<'t> {
    let count = without_country(line);
    if has_postbus(line, count) {
        return empty(Kind::Postbus, code, town);
    }
    let found = find_code(line, count).map(|(code, at, end)| (Code::Valid(code), at, end));
    let found = match found {
        None if code == Code::Missing => find_bad_code(line, count, towns),
        found => found,
    };
    let mut sides: SmallVec<[Range<usize>; 2]> = SmallVec::new();
    match found {
        Some((seen, at, end)) if code == Code::Missing || code == seen => {
            code = seen;
            let (before, after) = (0..at, end..count);
            let number = |side: &Range<usize>| {
                side.clone()
                    .any(|at| line.at(at).bytes().any(|b| b.is_ascii_digit()))
            };
            match (number(&before), number(&after)) {
                (true, true) => {
                    let named = place_name(line, after.clone(), towns);
                    if town.is_none() && towns.is_town(named) {
                        town = Some(Cow::Borrowed(named));
                    }
                    sides.push(before);
                    sides.push(after);
                }
                (false, true) => {
                    // `Weesp 1382 KC, Karveel 22`: what stands before it may be the town.
                    let named = place_name(line, before, towns);
                    if town.is_none() && towns.is_town(named) {
                        town = Some(Cow::Borrowed(named));
                    }
                    sides.push(after);
                }
                _ => {
                    let named = place_name(line, after, towns);
                    if town.is_none() && !named.is_empty() {
                        town = Some(Cow::Borrowed(named));
                    }
                    sides.push(before);
                }
            }
        }
        _ => sides.push(0..count),
    }
    let last = sides.last().map_or("", |side| line.slice(last_word(side)));
    if foreign(town.as_deref(), &code) || (town.is_none() && foreign(Some(last), &code)) {
        return empty(Kind::Foreign, code, town);
    }
    let mut reader = Splits {
        line,
        code: &code,
        towns,
        out: SmallVec::new(),
        town: None,
        several: false,
    };
    for side in &sides {
        reader.side(side.clone(), false);
    }
    if reader.out.is_empty() {
        // `Beatrixlaan 3e`: what looks like an ordinal is the number after all.
        for side in &sides {
            reader.side(side.clone(), true);
        }
    }
    let (splits, several) = (reader.out, reader.several);
    // `Weesp, Karveel 22, 1383 GV` and `1383 GV Weesp, Karveel 22`: a part of its own before it.
    let named = sides
        .iter()
        .flat_map(|side| segments(line, side.clone()))
        .map(|part| place_name(line, part, towns))
        .find(|name| towns.is_town(name));
    match (reader.town, named) {
        _ if town.is_some() => {}
        (Some(range), named) => {
            let after = place_name(line, range, towns);
            let name = named.filter(|_| !towns.is_town(after)).unwrap_or(after);
            town = Some(Cow::Borrowed(name));
        }
        (None, Some(name)) => town = Some(Cow::Borrowed(name)),
        (None, None) => {}
    }
    let letters = sides
        .iter()
        .cloned()
        .flatten()
        .any(|at| line.at(at).bytes().any(|b| b.is_ascii_alphabetic()));
    let kind = match (splits.is_empty(), letters, &code) {
        (false, ..) => Kind::Address,
        (true, true, _) | (true, _, Code::Valid(_)) => Kind::NoNumber,
        (true, false, _) => Kind::Nothing,
    };
    Typed {
        kind,
        splits,
        code,
        town,
        several,
        contradicts: false,
    }
}

fn last_word(side: &Range<usize>) -> Range<usize> {
    side.end.saturating_sub(1).max(side.start)..side.end
}

/// How many words there are when the country at the end is left out.
fn without_country(line: &Line) -> usize {
    let mut count = line.tokens().len();
    while count > 1
        && matches!(
            line.at(count - 1).trim_end_matches('.'),
            "nederland" | "netherlands" | "nl" | "holland" | "the" | "pays-bas" | "niederlande"
        )
    {
        count -= 1;
    }
    count
}

/// The parts between commas that hold no figures.
fn segments(line: &Line, side: Range<usize>) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut from = side.start;
    std::iter::from_fn(move || {
        while from < side.end {
            let start = from;
            from += 1;
            while from < side.end && !line.tokens().get(from).is_some_and(|t| t.after_comma) {
                from += 1;
            }
            let figures = line.slice(start..from).bytes().any(|b| b.is_ascii_digit());
            if !figures {
                return Some(start..from);
            }
        }
        None
    })
}

/// Where the name of a town stands that these words begin with: without `te` and `gem.` before
/// it, and without what was added after it.
fn town_at(line: &Line, range: Range<usize>, towns: &dyn Towns) -> Option<Range<usize>> {
    if range.is_empty() {
        return None;
    }
    if towns.is_town(line.slice(range.clone())) {
        return Some(range);
    }
    let mut start = range.start;
    while start + 1 < range.end
        && matches!(
            line.at(start).trim_end_matches('.'),
            "te" | "in" | "gem" | "gemeente" | "nl" | "plaats" | "woonplaats" | "stad"
        )
    {
        start += 1;
    }
    (start + 1..=range.end)
        .rev()
        .map(|end| start..end)
        .find(|name| towns.is_town(line.slice(name.clone())))
}

/// The town in these words: at their beginning, after a comma, or at their end; else all of them.
fn place_name<'t>(line: &'t Line, range: Range<usize>, towns: &dyn Towns) -> &'t str {
    let opens =
        |at: &usize| *at == range.start || line.tokens().get(*at).is_some_and(|t| t.after_comma);
    let found = range
        .clone()
        .filter(opens)
        .find_map(|start| town_at(line, start..range.end, towns))
        .or_else(|| {
            (range.start..range.end)
                .map(|start| start..range.end)
                .find(|name| towns.is_town(line.slice(name.clone())))
        });
    line.slice(found.unwrap_or(range))
}

struct Splits<'t, 'f> {
    line: &'t Line,
    code: &'f Code,
    towns: &'f dyn Towns,
    out: SmallVec<[Split<'t>; 1]>,
    /// Where the town stands that came after the first number.
    town: Option<Range<usize>>,
    several: bool,
}

/// Whether a word is an ordinal that belongs to a street (`1e`, `3de`).
fn is_ordinal(text: &str) -> bool {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    digits > 0 && matches!(text.get(digits..), Some("e" | "de" | "ste"))
}

/// Words that join a second address to the first.
fn joins(word: &str) -> bool {
    matches!(
        word,
        "en" | "&"
            | "+"
            | "t/m"
            | "tm"
            | "tot"
            | "alsmede"
            | "of"
            | "and"
            | "und"
            | "resp"
            | "resp."
    )
}

/// Words that say that the address is near the number and not at it.
fn beside(word: &str) -> Option<&'static str> {
    Some(match word {
        "t.o." | "t.o" | "t/o" | "to" | "tegenover" | "tegenov." => "TO",
        "nabij" => "BY",
        "naast" => "NAAST",
        "achter" => "ACHTER",
        _ => return None,
    })
}

/// The same in front of a street: more words, for there the register tells whether they belong to
/// its name.
fn beside_street(word: &str) -> Option<&'static str> {
    beside(word).or(match word {
        "bij" | "b/d" => Some("BY"),
        "hoek" | "hk" | "hk." | "h/v" => Some("HOEK"),
        "voor" => Some("VOOR"),
        "boven" => Some("BOVEN"),
        _ => None,
    })
}

/// `5ingel`, `singe1straat`: a look-alike in a word is no house number.
fn is_misread_word(text: &str) -> bool {
    let digits = text.bytes().take_while(|b| !b.is_ascii_digit()).count();
    let after = text.get(digits..).unwrap_or("");
    let figures = after.bytes().take_while(u8::is_ascii_digit).count();
    let rest = after.get(figures..).unwrap_or("");
    let least = if digits == 0 { 4 } else { 3 };
    figures == 1
        && rest.len() >= least
        && rest.bytes().all(|b| b.is_ascii_alphabetic())
        && !is_tail_word(&rest.to_ascii_uppercase())
}

impl Splits<'_, '_> {
    /// All ways to read the words of one side of the postcode.
    fn side(&mut self, side: Range<usize>, ordinals: bool) {
        let line = self.line;
        let before = self.out.len();
        for at in side.clone() {
            let text = line.at(at);
            let letters = text.bytes().take_while(|b| !b.is_ascii_digit()).count();
            if letters == text.len() {
                continue;
            }
            let glued = letters >= 3
                && text
                    .bytes()
                    .take(letters)
                    .all(|b| b.is_ascii_alphabetic() || matches!(b, b'.' | b'\'' | b'-'));
            if (letters > 0 && !glued)
                || (!ordinals && is_ordinal(text) && at + 1 < side.end)
                || is_misread_word(text)
            {
                continue;
            }
            let figure = text.get(letters..).unwrap_or(text);
            let Some((number, rest)) = read_number(figure) else {
                continue;
            };
            self.number(&side, at, letters, number, rest);
        }
        if self.out.len() == before {
            self.number_first(&side);
        }
    }

    /// One number: the street before it and the tail after it.
    fn number(&mut self, side: &Range<usize>, at: usize, letters: usize, number: u32, rest: &str) {
        let line = self.line;
        let (mut from, joined) = self.segment(side, at, letters);
        let mut end = at;
        let mut near = None;
        // `tegenover Kleiburg 12`: a place near the home is not the home.
        if from + 1 < at
            && let Some(word) = beside_street(line.at(from))
            && !self.towns.is_street(line.slice(from..at))
            && self.towns.is_street(line.slice(from + 1..at))
        {
            near = Some(word);
            from += 1;
        }
        if letters == 0 {
            while end > from && is_label(line.at(end - 1)) {
                end -= 1;
            }
            let said = |at: usize| {
                let more = || {
                    beside_street(line.at(at)).filter(|_| {
                        !self.towns.is_street(line.slice(from..at + 1))
                            && self.towns.is_street(line.slice(from..at))
                    })
                };
                beside(line.at(at)).or_else(more)
            };
            if end > from + 1
                && let Some(word) = said(end - 1)
            {
                near = Some(word);
                end -= 1;
            }
        }
        let street = if letters > 0 {
            line.slice_into(from, at, letters)
        } else {
            line.slice(from..end)
        };
        let mut street = Cow::Borrowed(street.trim_end_matches('-').trim_end());
        if street.is_empty()
            && joined
            && let Some(first) = self.out.last()
        {
            // `Karveel 22 en 24`
            street.clone_from(&first.street);
        }
        self.several |= joined;
        if street.is_empty() {
            if at == side.start && at + 1 < side.end && self.first_of(side, at) {
                return;
            }
            if from > side.start {
                return;
            }
        }
        let (tail, left) = self.tail_after(side, at, rest);
        // A number without a street says something only beside a postcode, and when nothing else
        // stands there but the town.
        if street.is_empty() {
            let alone = left.is_empty()
                || self.towns.is_town(line.slice(left.clone()))
                || town_at(line, left.clone(), self.towns).is_some();
            let bare = side.end - side.start == 1;
            if !alone || !(bare || matches!(self.code, Code::Valid(_))) {
                return;
            }
        }
        let unread = self.is_unread(&left);
        // `Johanne5 Vermeerstraat 29`: a look-alike in a word, and no number glued to a street.
        if letters > 0 && unread {
            return;
        }
        let tail = match near {
            Some(word) if tail.is_empty() => Tail::read(word),
            Some(word) => Tail::read(&format!("{word} {}", tail.canonical)),
            None => tail,
        };
        self.keep_town(left);
        self.out.push(Split {
            street,
            number,
            tail,
            unread,
        });
    }

    /// Where the words of the street before a number begin: after a comma, or after a word that
    /// joins a second address to a first.
    fn segment(&self, side: &Range<usize>, at: usize, letters: usize) -> (usize, bool) {
        let line = self.line;
        let mut from = at;
        while from > side.start {
            let comma = line.tokens().get(from).is_some_and(|t| t.after_comma);
            if comma && (from < at || letters > 0) {
                // `Karveel 22, en Karveel 24`
                let joined = !self.out.is_empty() && joins(line.at(from));
                return (if joined { from + 1 } else { from }, joined);
            }
            if from < at || letters > 0 {
                // The word before this one joins, and a number came before that.
                let word = line.at(from - 1);
                if joins(word)
                    && from >= side.start + 2
                    && (side.start..from - 1).any(|t| is_figure(line.at(t)))
                    && !self.out.is_empty()
                {
                    return (from, true);
                }
            } else if joins(line.at(from - 1)) && !self.out.is_empty() && from >= side.start + 2 {
                return (from, true);
            }
            from -= 1;
        }
        (from, false)
    }

    /// `22 Karveel`, as abroad: the number stands before the street.
    fn number_first(&mut self, side: &Range<usize>) {
        for at in side.clone() {
            let opens =
                at == side.start || self.line.tokens().get(at).is_some_and(|t| t.after_comma);
            if opens && self.first_of(side, at) {
                return;
            }
        }
    }

    /// Reads the number here as one before its street; false when no street follows.
    fn first_of(&mut self, side: &Range<usize>, at: usize) -> bool {
        let line = self.line;
        let Some((number, rest)) = read_number(line.at(at)) else {
            return false;
        };
        let mut end = at + 1;
        while end < side.end && !line.tokens().get(end).is_some_and(|t| t.after_comma) {
            end += 1;
        }
        // The town may follow without a comma.
        let mut street_end = end;
        for from in at + 2..end {
            if self.towns.is_town(line.slice(from..end)) {
                street_end = from;
                break;
            }
        }
        let left = street_end..side.end;
        let left = if left.is_empty() { end..side.end } else { left };
        let mut found = false;
        for skip in 0..3 {
            let from = at + 1 + skip;
            if from >= street_end {
                break;
            }
            if skip > 0 && !could_be_tail(line.at(from - 1)) {
                break;
            }
            let words = line.slice(from..street_end);
            let letters = words.bytes().filter(u8::is_ascii_alphabetic).count();
            let numbers = words.bytes().any(|b| b.is_ascii_digit()) && skip == 0;
            if letters < 3 || numbers || (from + 1 == street_end && could_be_tail(words)) {
                continue;
            }
            if self.towns.is_town(words) && street_end == side.end {
                continue;
            }
            let tail = if skip == 0 {
                Tail::read(rest)
            } else {
                Tail::read(&format!("{rest} {}", line.slice(at + 1..from)))
            };
            self.out.push(Split {
                street: Cow::Borrowed(words),
                number,
                tail,
                unread: false,
            });
            found = true;
        }
        if found {
            self.keep_town(left);
        }
        found
    }

    /// Whether what follows the number without a comma is neither a town nor a second address.
    fn is_unread(&self, left: &Range<usize>) -> bool {
        let line = self.line;
        let Some(first) = line.tokens().get(left.start).filter(|_| !left.is_empty()) else {
            return false;
        };
        let word = line.word(*first);
        !first.after_comma
            && !joins(word)
            && !matches!(word, "te" | "in")
            && town_at(line, left.clone(), self.towns).is_none()
            && !self.towns.is_nearly_town(line.slice(left.clone()))
    }

    /// Keeps where the town may stand: words without figures, and rather a town than any words.
    fn keep_town(&mut self, left: Range<usize>) {
        let line = self.line;
        let figures = line.slice(left.clone()).bytes().any(|b| b.is_ascii_digit());
        if left.is_empty() || figures || joins(line.at(left.start)) {
            return;
        }
        let is_town = |range: &Range<usize>| {
            self.towns
                .is_town(place_name(line, range.clone(), self.towns))
        };
        if self
            .town
            .as_ref()
            .is_none_or(|known| !is_town(known) && is_town(&left))
        {
            self.town = Some(left);
        }
    }

    /// The tail after the number, and where what is left after it stands (a town, perhaps).
    fn tail_after(&self, side: &Range<usize>, at: usize, rest: &str) -> (Tail, Range<usize>) {
        let line = self.line;
        let mut end = at + 1;
        while end < side.end {
            let word = line.at(end);
            let last = end + 1 == side.end;
            if matches!(word, "te" | "in")
                || joins(word)
                || (word.trim_end_matches('.') == "nl" && !last)
            {
                break;
            }
            if !is_surely_tail(word, last) {
                let left = line.slice(end..side.end);
                let named = left.strip_prefix("te ").unwrap_or(left);
                if !could_be_tail(word)
                    || self.towns.is_town(named)
                    || (word.len() > 2 && town_at(line, end..side.end, self.towns).is_some())
                {
                    break;
                }
            }
            end += 1;
        }
        let mut tail_end = end;
        // An addition of three or four letters that no list of ours knows.
        let word = line.at(end);
        if end + 1 == side.end
            && word.len() <= 4
            && !self.towns.is_town(word)
            && !self.towns.is_nearly_town(word)
        {
            tail_end = side.end;
        }
        let more = line.slice(at + 1..tail_end);
        let tail = match (rest.is_empty(), more.is_empty()) {
            (_, true) => Tail::read(rest),
            (true, false) => Tail::read(more),
            (false, false) => Tail::read(&format!("{rest} {more}")),
        };
        let mut left = tail_end..side.end;
        if line.at(left.start) == "te" {
            left.start += 1;
        }
        (tail, left.start.min(side.end)..side.end)
    }
}

fn is_figure(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit()) || word.ends_with(|c: char| c.is_ascii_digit())
}

/// Words before a number that say that it is one.
fn is_label(word: &str) -> bool {
    matches!(
        word,
        "nr" | "nr."
            | "no"
            | "no."
            | "nummer"
            | "huisnummer"
            | "huisnr"
            | "huisnr."
            | "nrs"
            | "-"
            | "num"
    )
}

/// Whether a word after a number can be nothing but a letter, a floor or a number: a town need not
/// be looked for. A letter may also begin a town (`s Gravenhage`).
fn is_surely_tail(word: &str, last: bool) -> bool {
    match word.as_bytes() {
        [one] => one.is_ascii_digit() || last || !matches!(one, b's' | b't' | b'a' | b'r' | b'd'),
        [first, ..] if first.is_ascii_digit() => word.len() <= 4,
        _ => {
            let mut upper = CompactString::from(word);
            upper.make_ascii_uppercase();
            is_tail_word(&upper)
        }
    }
}

/// Whether a word can be a part of what comes after a house number.
fn could_be_tail(word: &str) -> bool {
    let mut upper = CompactString::from(word);
    upper.make_ascii_uppercase();
    upper
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|p| !p.is_empty())
        .all(|part| {
            let bare = part.trim_start_matches(|c: char| c.is_ascii_digit());
            part.len() <= 4 && (part.len() <= 2 || part.bytes().any(|b| b.is_ascii_digit()))
                || roman(part).is_some()
                || is_tail_word(bare)
        })
}
