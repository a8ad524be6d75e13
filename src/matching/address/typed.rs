//! The grammar: what somebody typed, taken apart into street, number, tail, postcode and town.
//!
//! Nothing is looked up here but names of towns. Where a text can be taken apart in several ways
//! (`Plein 1940-45 3 b`), all ways are kept and the register decides.

use std::borrow::Cow;

use compact_str::CompactString;
use smallvec::{SmallVec, smallvec};

use super::tail::{Tail, is_tail_word, roman};
use crate::domain::text::fold;
use crate::domain::{AddressText, Postcode};

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
    match bare.parse::<u32>() {
        Ok(digits) if bare.len() == 4 => Code::Digits(digits),
        _ if bare.is_empty() => Code::Missing,
        _ => Code::Bad(bare),
    }
}

const COUNTRIES: &[&str] = &[
    "belgie",
    "belgium",
    "belgique",
    "duitsland",
    "deutschland",
    "germany",
    "frankrijk",
    "france",
    "engeland",
    "england",
    "uk",
    "spanje",
    "spain",
    "espana",
    "italie",
    "italy",
    "turkije",
    "turkey",
    "turkiye",
    "marokko",
    "morocco",
    "suriname",
    "curacao",
    "aruba",
    "polen",
    "poland",
    "portugal",
    "oostenrijk",
    "austria",
    "zwitserland",
    "switzerland",
    "luxemburg",
    "luxembourg",
    "usa",
    "canada",
    "ghana",
    "ierland",
    "ireland",
    "denemarken",
    "zweden",
    "noorwegen",
];

/// Takes an address text apart. `is_town` tells whether the register knows a town of that name.
pub fn read<'t>(text: &'t AddressText, is_town: &dyn Fn(&str) -> bool) -> Typed<'t> {
    let street = plain(text.street.as_deref());
    let number = plain(text.number.as_deref());
    let mut code = read_code(&plain(text.postcode.as_deref()));
    let mut town = Some(plain(text.town.as_deref())).filter(|t| !t.is_empty() && !says_none(t));
    if let Some(country) = foreign(town.as_deref(), &code) {
        return empty(country, code, town);
    }
    if let (Code::Missing, Some(text)) = (&code, &town)
        && let Some((found, rest)) = code_before_town(text)
    {
        code = found;
        town = (!rest.is_empty()).then_some(Cow::Owned(rest));
    }
    if let Some((value, rest)) = read_number(&number) {
        if is_postbus(&street) {
            return empty(Kind::Postbus, code, town);
        }
        let letter = plain(text.letter.as_deref());
        let addition = plain(text.addition.as_deref());
        let tail = tail_of(rest, read_addition(&letter), read_addition(&addition));
        let street = without_number(street, value);
        return Typed {
            kind: Kind::Address,
            splits: smallvec![Split {
                street,
                number: value,
                tail
            }],
            code,
            town,
        };
    }
    let whole = plain(text.whole.as_deref());
    let joined = [whole.as_ref(), street.as_ref(), number.as_ref()]
        .iter()
        .filter(|part| !part.is_empty())
        .copied()
        .collect::<Vec<_>>()
        .join(" ");
    let extra = [&text.letter, &text.addition].map(|part| plain(part.as_deref()));
    let mut typed = read_whole(&joined, code, town, is_town);
    for split in &mut typed.splits {
        if split.tail.is_empty() {
            split.tail = tail_of("", read_addition(&extra[0]), read_addition(&extra[1]));
        }
    }
    typed
}

fn empty(kind: Kind, code: Code, town: Option<Cow<'_, str>>) -> Typed<'_> {
    Typed {
        kind,
        splits: SmallVec::new(),
        code,
        town,
    }
}

fn foreign(town: Option<&str>, code: &Code) -> Option<Kind> {
    let last = town.and_then(|t| t.rsplit([' ', ',']).next());
    let country = last.is_some_and(|t| COUNTRIES.contains(&t.to_lowercase().as_str()));
    let code_abroad = match code {
        Code::Bad(bare) => {
            let digits = bare.bytes().filter(u8::is_ascii_digit).count();
            let letters = bare.len() - digits;
            digits == 5 && letters <= 1
                || (letters == 1
                    && digits == 4
                    && bare.starts_with(|c: char| c.is_ascii_alphabetic()))
        }
        Code::Missing | Code::Valid(_) | Code::Digits(_) => false,
    };
    let valid = matches!(code, Code::Valid(_));
    ((country && !valid) || code_abroad).then_some(Kind::Foreign)
}

/// `1104 KC Amsterdam` in the column of towns.
fn code_before_town(text: &str) -> Option<(Code, String)> {
    let folded = fold(text);
    let tokens = tokens(&folded);
    let (code, at, used) = find_code(&tokens)?;
    (at == 0).then(|| (Code::Valid(code), join(tokens.get(used..).unwrap_or(&[]))))
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
    if own.is_empty() || own.canonical == columns.canonical {
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

fn is_postbus(text: &str) -> bool {
    let text = text.trim().to_ascii_lowercase();
    [
        "postbus",
        "antwoordnummer",
        "p.o. box",
        "po box",
        "p.o.box",
        "pobox",
        "post bus",
    ]
    .iter()
    .any(|word| {
        text.strip_prefix(word).is_some_and(|rest| {
            let rest = rest.trim_start_matches([' ', '.', ':']);
            rest.is_empty() || rest.starts_with(|c: char| c.is_ascii_digit())
        })
    })
}

/// A word of a one-cell address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Token<'a> {
    text: &'a str,
    after_comma: bool,
}

fn tokens(folded: &str) -> SmallVec<[Token<'_>; 12]> {
    let mut out: SmallVec<[Token<'_>; 12]> = SmallVec::new();
    let mut after_comma = false;
    for piece in folded.split_inclusive(|c: char| c.is_whitespace() || is_comma(c)) {
        let text = piece.trim_matches(|c: char| c.is_whitespace() || is_comma(c));
        if !text.is_empty() {
            out.push(Token { text, after_comma });
            after_comma = false;
        }
        if piece.ends_with(is_comma) {
            after_comma = true;
        }
    }
    out
}

fn is_comma(c: char) -> bool {
    matches!(c, ',' | ';' | '(' | ')' | '"' | '|' | '[' | ']' | ':')
}

fn join(tokens: &[Token<'_>]) -> String {
    let mut out = String::new();
    for token in tokens {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(token.text);
    }
    out
}

/// The last postcode in a text: its value, where it starts and where it ends.
fn find_code(tokens: &[Token<'_>]) -> Option<(Postcode, usize, usize)> {
    for at in (0..tokens.len()).rev() {
        let text = tokens.get(at)?.text.trim_end_matches('.');
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        if digits != 4 {
            continue;
        }
        if let Some(code) = Postcode::parse(text) {
            return Some((code, at, at + 1));
        }
        let Some(next) = tokens.get(at + 1).filter(|_| text.len() == 4) else {
            continue;
        };
        if next.after_comma || next.text.len() != 2 {
            continue;
        }
        let word = matches!(next.text, "te" | "en" | "in" | "de" | "aan" | "op");
        let number_elsewhere = tokens.iter().enumerate().any(|(other, token)| {
            other != at && token.text.starts_with(|c: char| c.is_ascii_digit())
        });
        if word && !number_elsewhere {
            continue;
        }
        if let Some(code) = Postcode::parse(&format!("{text}{}", next.text)) {
            return Some((code, at, at + 2));
        }
    }
    None
}

/// Something after the number that was meant as a postcode.
fn find_bad_code(
    tokens: &[Token<'_>],
    is_town: &dyn Fn(&str) -> bool,
) -> Option<(Code, usize, usize)> {
    let first = tokens
        .iter()
        .position(|t| t.text.starts_with(|c: char| c.is_ascii_digit()))?;
    for at in (first + 1..tokens.len()).rev() {
        let token = tokens.get(at)?;
        let text = token.text.trim_end_matches('.');
        let next = tokens.get(at + 1);
        let digits = text.bytes().filter(u8::is_ascii_digit).count();
        let (len, all_digits) = (text.len(), digits == text.len());
        if all_digits && len == 4 {
            if let Some(next) = next.filter(|n| !n.after_comma)
                && (1..=3).contains(&next.text.len())
                && next.text.bytes().all(|b| b.is_ascii_alphanumeric())
                && !is_town(next.text)
            {
                return Some((read_code(&format!("{text}{}", next.text)), at, at + 2));
            }
            let rest = join(tokens.get(at + 1..).unwrap_or(&[]));
            if token.after_comma || (!rest.is_empty() && is_town(&rest)) {
                return Some((read_code(text), at, at + 1));
            }
        }
        let mixed = !all_digits
            && (5..=7).contains(&len)
            && digits >= 3
            && text.bytes().all(|b| b.is_ascii_alphanumeric());
        if mixed {
            return Some((read_code(text), at, at + 1));
        }
        if matches!(len, 3 | 5)
            && all_digits
            && let Some(next) = next.filter(|n| !n.after_comma)
            && next.text.len() == 2
            && next.text.bytes().all(|b| b.is_ascii_alphabetic())
            && !matches!(
                next.text,
                "te" | "hs" | "bg" | "hg" | "zw" | "rd" | "ii" | "iv" | "vi"
            )
        {
            return Some((read_code(&format!("{text}{}", next.text)), at, at + 2));
        }
    }
    None
}

/// Takes a one-cell address apart.
fn read_whole<'t>(
    text: &str,
    mut code: Code,
    mut town: Option<Cow<'t, str>>,
    is_town: &dyn Fn(&str) -> bool,
) -> Typed<'t> {
    let folded = fold(text);
    let all = tokens(&folded);
    let mut tokens: &[Token<'_>] = &all;
    while let [rest @ .., last] = tokens
        && matches!(
            last.text,
            "nederland" | "netherlands" | "nl" | "holland" | "the"
        )
        && !rest.is_empty()
    {
        tokens = rest;
    }
    if (0..tokens.len()).any(|at| is_postbus(&join(tokens.get(at..).unwrap_or(&[])))) {
        return empty(Kind::Postbus, code, town);
    }
    let found = find_code(tokens).map(|(code, at, end)| (Code::Valid(code), at, end));
    let found = match found {
        None if code == Code::Missing => find_bad_code(tokens, is_town),
        found => found,
    };
    let mut address: SmallVec<[Token<'_>; 12]> = SmallVec::from_slice(tokens);
    if let Some((seen, at, end)) = found
        && (code == Code::Missing || code == seen)
    {
        code = seen;
        let before = tokens.get(..at).unwrap_or(&[]);
        let after = tokens.get(end..).unwrap_or(&[]);
        let number = |side: &[Token<'_>]| {
            side.iter()
                .any(|t| t.text.bytes().any(|b| b.is_ascii_digit()))
        };
        if number(before) || !number(after) {
            address = SmallVec::from_slice(before);
            let named = join(after);
            if town.is_none() && !named.is_empty() {
                town = Some(Cow::Owned(named));
            }
        } else {
            address = SmallVec::from_slice(after);
            // `Weesp 1382 KC, Karveel 22`: what stands before it may be the town.
            let named = join(before);
            if town.is_none() && is_town(&named) {
                town = Some(Cow::Owned(named));
            }
        }
    }
    let named = town.as_deref().map(fold);
    if let Some(kind) =
        foreign(named.as_deref(), &code).or_else(|| foreign(address.last().map(|t| t.text), &code))
    {
        return empty(kind, code, town);
    }
    let mut splits = splits(&address, &code, &mut town, is_town, false);
    if splits.is_empty() {
        // `Beatrixlaan 3e`: what looks like an ordinal is the number after all.
        splits = self::splits(&address, &code, &mut town, is_town, true);
    }
    let letters = address
        .iter()
        .any(|t| t.text.chars().any(char::is_alphabetic));
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
    }
}

/// Whether a word is an ordinal that belongs to a street (`1e`, `3de`).
fn is_ordinal(text: &str) -> bool {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    digits > 0 && matches!(text.get(digits..), Some("e" | "de" | "ste"))
}

/// All ways to read street, number and tail.
fn splits<'t>(
    address: &[Token<'_>],
    code: &Code,
    town: &mut Option<Cow<'t, str>>,
    is_town: &dyn Fn(&str) -> bool,
    ordinals: bool,
) -> SmallVec<[Split<'t>; 1]> {
    let mut out: SmallVec<[Split<'t>; 1]> = SmallVec::new();
    for at in 0..address.len() {
        let Some(token) = address.get(at) else { break };
        let letters = token
            .text
            .bytes()
            .take_while(|b| !b.is_ascii_digit())
            .count();
        let glued = letters >= 3
            && letters < token.text.len()
            && token
                .text
                .bytes()
                .take(letters)
                .all(|b| b.is_ascii_alphabetic() || b == b'.');
        if (letters > 0 && !glued)
            || (!ordinals && is_ordinal(token.text) && at + 1 < address.len())
        {
            continue;
        }
        let (head, figure) = token
            .text
            .split_at_checked(letters)
            .unwrap_or(("", token.text));
        let Some((number, rest)) = read_number(figure) else {
            continue;
        };
        let street = street_before(address, at, head);
        if street.is_empty() && (at > 0 || (address.len() > 1 && !matches!(code, Code::Valid(_)))) {
            continue;
        }
        let (tail, left) = tail_after(address, at, rest, is_town);
        if out.is_empty() && town.is_none() && !left.is_empty() {
            *town = Some(Cow::Owned(left));
        }
        out.push(Split {
            street: Cow::Owned(street),
            number,
            tail,
        });
    }
    if out.is_empty()
        && let [first, rest @ ..] = address
        && !rest.is_empty()
        && let Some((number, tail)) = read_number(first.text)
    {
        // `22 Karveel`, as abroad.
        out.push(Split {
            street: Cow::Owned(join(rest)),
            number,
            tail: Tail::read(tail),
        });
    }
    out
}

/// The words before the number: of its own part between commas, else of the part before.
fn street_before(address: &[Token<'_>], at: usize, head: &str) -> String {
    let mut start = at;
    while start > 0 {
        let comma = address.get(start).is_some_and(|t| t.after_comma);
        if comma && (start < at || !head.is_empty()) {
            break;
        }
        start -= 1;
    }
    let mut words: SmallVec<[&str; 8]> = address
        .get(start..at)
        .unwrap_or(&[])
        .iter()
        .map(|t| t.text)
        .collect();
    if !head.is_empty() {
        words.push(head);
    }
    while words.len() > 1
        && words.last().is_some_and(|w| {
            matches!(
                *w,
                "nr" | "nr." | "no" | "no." | "nummer" | "huisnummer" | "huisnr" | "-"
            )
        })
    {
        words.pop();
    }
    words.join(" ")
}

/// The tail after the number, and what is left after that (a town, perhaps).
fn tail_after(
    address: &[Token<'_>],
    at: usize,
    rest: &str,
    is_town: &dyn Fn(&str) -> bool,
) -> (Tail, String) {
    let mut tail = rest.to_owned();
    let mut end = at + 1;
    while let Some(token) = address.get(end) {
        let left = join(address.get(end..).unwrap_or(&[]));
        let shown = left.strip_prefix("te ").unwrap_or(&left);
        if is_town(shown) {
            return (Tail::read(&tail), shown.to_owned());
        }
        let upper = token.text.to_ascii_uppercase();
        let fits = upper
            .split(|c: char| !c.is_ascii_alphanumeric())
            .filter(|p| !p.is_empty())
            .all(|part| {
                let word = part.trim_start_matches(|c: char| c.is_ascii_digit());
                part.len() <= 4 && (part.len() <= 2 || part.bytes().any(|b| b.is_ascii_digit()))
                    || roman(part).is_some()
                    || is_tail_word(word)
            });
        if !fits || matches!(token.text, "te" | "in" | "en") {
            break;
        }
        tail.push(' ');
        tail.push_str(token.text);
        end += 1;
    }
    let mut left = join(address.get(end..).unwrap_or(&[]));
    // An addition of three or four letters that no list of ours knows.
    if let Some(token) = address.get(end)
        && address.len() == end + 1
        && token.text.len() <= 4
        && !left.is_empty()
    {
        tail.push(' ');
        tail.push_str(token.text);
        left.clear();
    }
    if let Some(rest) = left.strip_prefix("te ") {
        left = rest.to_owned();
    }
    (Tail::read(&tail), left)
}
