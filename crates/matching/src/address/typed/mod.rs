//! The grammar: what somebody typed, taken apart into street, number, tail, postcode and town.
//!
//! Nothing is looked up here but names of towns. Where a text can be taken apart in several ways
//! (`Plein 1940-45 3 b`), all ways are kept and the register decides.

use std::borrow::Cow;

use compact_str::CompactString;
use smallvec::{SmallVec, smallvec};

use self::cell::read_cell;
use self::code::find_code;
use self::kinds::{foreign, is_postbus};
use self::noise::without_noise;
use super::tail::Tail;
use domain::text::fold;
use domain::{AddressText, Postcode};

mod cell;
mod code;
mod kinds;
mod line;
mod noise;

pub use self::cell::Towns;
pub use self::code::{one_error, read_code};
pub use self::line::Line;

/// The postcode as typed.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub enum Code {
    /// None.
    #[default]
    Missing,
    /// A postcode that can exist.
    Valid(Postcode),
    /// Only the four digits.
    Digits(u32),
    /// Something that is no postcode, in capitals without spaces.
    Bad(CompactString),
}

/// One way to take an address apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Split<'t> {
    /// The street; empty when none was given.
    pub street: Cow<'t, str>,
    /// The house number.
    pub number: u32,
    /// What comes after it.
    pub tail: Tail,
    /// Words stand right after the number that are no addition that we know, and no town.
    pub unread: bool,
}

/// What kind of thing it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// It can be an address.
    Address,
    /// A post office box.
    Postbus,
    /// Abroad.
    Foreign,
    /// A street or postcode, but no house number.
    NoNumber,
    /// Nothing that looks like an address.
    Nothing,
}

/// An address taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Typed<'t> {
    /// What kind of thing it is.
    pub kind: Kind,
    /// The ways to read street and number, most likely first.
    pub splits: SmallVec<[Split<'t>; 1]>,
    /// The postcode.
    pub code: Code,
    /// The town.
    pub town: Option<Cow<'t, str>>,
    /// The text names more than one address.
    pub several: bool,
    /// The cell with the address has another number than the column with numbers.
    pub contradicts: bool,
}

/// The text without surrounding space; folded when it is not plain ASCII.
fn plain(text: Option<&str>) -> Cow<'_, str> {
    let text = text.unwrap_or("").trim();
    if text.is_ascii() {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(fold(text))
    }
}

/// Words with which people say that there is none.
fn says_none(text: &str) -> bool {
    [
        "-", "--", ".", "/", "nvt", "n.v.t.", "geen", "null", "none", "n/a", "#n/a", "onbekend",
    ]
    .iter()
    .any(|none| text.eq_ignore_ascii_case(none))
}

/// `12`, `12-2a`, `0012`, `12,0`, `nr. 12`: the number and the rest.
pub fn read_number(text: &str) -> Option<(u32, &str)> {
    let mut text = text.trim_start();
    for word in [
        "huisnummer",
        "huisnr.",
        "huisnr",
        "nr.",
        "nr",
        "no.",
        "no",
        "#",
    ] {
        if let Some(head) = text.get(..word.len())
            && head.eq_ignore_ascii_case(word)
        {
            text = text.get(word.len()..)?.trim_start();
            break;
        }
    }
    let end = text.bytes().take_while(u8::is_ascii_digit).count();
    let (digits, rest) = text.split_at_checked(end)?;
    let number: u32 = digits.trim_start_matches('0').parse().ok()?;
    if number > 99_999 {
        return None;
    }
    Some((number, without_decimals(rest)))
}

/// `,0` and `.00` after a number are a spreadsheet's doing.
fn without_decimals(rest: &str) -> &str {
    let zeros = rest
        .strip_prefix(['.', ','])
        .is_some_and(|r| !r.is_empty() && r.len() <= 2 && r.bytes().all(|b| b == b'0'));
    if zeros { "" } else { rest.trim_end() }
}

fn read_addition(text: &str) -> &str {
    if says_none(text) {
        return "";
    }
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    match text.split_at_checked(digits) {
        Some((number, rest)) if digits > 0 && without_decimals(rest).is_empty() => number,
        _ => text,
    }
}

/// The words of what must be read in one line: the whole address, or a street and a number
/// without figures of its own. Empty for rows with a column for the number.
pub fn line_of(text: &AddressText) -> Line {
    let part = |text: &Option<CompactString>| text.as_deref().unwrap_or("").trim().to_owned();
    let whole = text.whole.as_deref().unwrap_or("");
    if has_number(text) {
        return if whole.is_empty() {
            Line::default()
        } else {
            Line::of(&[whole])
        };
    }
    let line = if text.street.is_none() && text.number.is_none() {
        Line::of(&[whole])
    } else {
        Line::of(&[whole, &part(&text.street), &part(&text.number)])
    };
    without_noise(&line).unwrap_or(line)
}

/// Whether the column of the number begins with one.
fn has_number(text: &AddressText) -> bool {
    text.number
        .as_deref()
        .is_some_and(|number| read_number(&plain(Some(number))).is_some())
}

/// Takes an address text apart; `line` is [`line_of`] it.
pub fn read<'t>(text: &'t AddressText, line: &'t Line, towns: &dyn Towns) -> Typed<'t> {
    let mut code = read_code(&plain(text.postcode.as_deref()));
    let mut town = Some(plain(text.town.as_deref())).filter(|t| !t.is_empty() && !says_none(t));
    if foreign(town.as_deref(), &code) {
        return empty(Kind::Foreign, code, town);
    }
    if let (Code::Missing, Some(text)) = (&code, &town)
        && let Some((found, rest)) = code_before_town(text)
    {
        code = found;
        town = (!rest.is_empty()).then_some(Cow::Owned(rest));
    }
    let number = plain(text.number.as_deref());
    if let Some((value, rest)) = read_number(&number) {
        if text.whole.is_some() {
            return beside_number(text, line, (code, town), (value, rest), towns);
        }
        let street = plain(text.street.as_deref());
        if is_postbus(&street) {
            return empty(Kind::Postbus, code, town);
        }
        let letter = plain(text.letter.as_deref());
        let addition = plain(text.addition.as_deref());
        let tail = tail_of(rest, read_addition(&letter), read_addition(&addition));
        return Typed {
            kind: Kind::Address,
            splits: smallvec![Split {
                street: without_number(street, value),
                number: value,
                tail,
                unread: false,
            }],
            code,
            town,
            several: false,
            contradicts: false,
        };
    }
    let extra = [&text.letter, &text.addition].map(|part| plain(part.as_deref()));
    let mut typed = read_cell(line, code, town, towns);
    for split in &mut typed.splits {
        if split.tail.is_empty() {
            split.tail = tail_of("", read_addition(&extra[0]), read_addition(&extra[1]));
        }
    }
    typed
}

/// A whole address in one cell, and a house number in a column of its own. Where they agree, the
/// column says it once more; where they do not, both are kept, and it is a contradiction.
fn beside_number<'t>(
    text: &'t AddressText,
    line: &'t Line,
    (code, town): (Code, Option<Cow<'t, str>>),
    (value, rest): (u32, &str),
    towns: &dyn Towns,
) -> Typed<'t> {
    let street = plain(text.street.as_deref());
    let whole = plain(text.whole.as_deref());
    let letter = plain(text.letter.as_deref());
    let addition = plain(text.addition.as_deref());
    let tail = tail_of(rest, read_addition(&letter), read_addition(&addition));
    let mut typed = read_cell(line, code, town, towns);
    let agrees = typed.splits.iter().any(|split| split.number == value);
    if agrees {
        typed.splits.retain(|split| split.number == value);
        for split in &mut typed.splits {
            if split.tail.is_empty() {
                split.tail = tail.clone();
            } else if !tail.is_empty() && !split.tail.is_same_place(&tail) {
                typed.contradicts = true;
            }
        }
        return typed;
    }
    typed.contradicts = !typed.splits.is_empty();
    if !matches!(typed.kind, Kind::Postbus | Kind::Foreign) {
        typed.kind = Kind::Address;
        typed.splits.push(Split {
            street: if street.is_empty() { whole } else { street },
            number: value,
            tail,
            unread: false,
        });
    }
    typed
}

fn empty(kind: Kind, code: Code, town: Option<Cow<'_, str>>) -> Typed<'_> {
    Typed {
        kind,
        splits: SmallVec::new(),
        code,
        town,
        several: false,
        contradicts: false,
    }
}

/// `1104 KC Amsterdam` in the column of towns.
fn code_before_town(text: &str) -> Option<(Code, String)> {
    if !text.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    let line = Line::of(&[text]);
    let count = line.tokens().len();
    let (code, at, used) = find_code(&line, count)?;
    (at == 0).then(|| (Code::Valid(code), line.slice(used..count).to_owned()))
}

/// The tail out of the rest of the number and two columns, which may say the same twice.
fn tail_of(rest: &str, letter: &str, addition: &str) -> Tail {
    match (rest.is_empty(), letter.is_empty(), addition.is_empty()) {
        (true, true, true) => return Tail::default(),
        (false, true, true) => return Tail::read(rest),
        (true, false, true) => return Tail::read(letter),
        (true, true, false) => return Tail::read(addition),
        _ => {}
    }
    let columns = Tail::read(&compact_str::format_compact!("{letter} {addition}"));
    let own = Tail::read(rest);
    if own.is_empty() || own.is_same_place(&columns) {
        return columns;
    }
    Tail::read(&compact_str::format_compact!("{rest} {letter} {addition}"))
}

/// A street column that ends in the number that has a column of its own too.
fn without_number(street: Cow<'_, str>, number: u32) -> Cow<'_, str> {
    let Some((head, last)) = street.rsplit_once(' ') else {
        return street;
    };
    if last.parse() == Ok(number) && head.chars().any(char::is_alphabetic) {
        return Cow::Owned(head.trim_end_matches([',', ' ']).to_owned());
    }
    street
}
