//! The words of a cell, in one folded line with single spaces, so that any run of words is a
//! slice of it.

use std::ops::Range;

use smallvec::SmallVec;

use domain::Postcode;
use domain::text::fold;

/// A word of the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    start: u16,
    end: u16,
    /// A comma, a bracket, a line break or a dash of its own stands before it.
    pub after_comma: bool,
}

/// A cell in words. Empty for rows that need no reading in one line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    text: String,
    tokens: SmallVec<[Token; 12]>,
}

/// The longest cell that is read; what comes after it is no address.
const LONGEST: usize = 1_000;

impl Line {
    /// Reads the parts as one line.
    pub fn of(parts: &[&str]) -> Self {
        let mut line = Self::default();
        line.text
            .reserve(parts.iter().map(|p| p.len() + 2).sum::<usize>());
        for part in parts {
            if part.is_ascii() {
                line.read(part);
            } else {
                line.read(&fold(&part.replace(['\n', '\r'], ", ")));
            }
        }
        line
    }

    fn read(&mut self, part: &str) {
        let mut comma = false;
        let mut rest = part;
        for piece in part.split_inclusive(is_gap) {
            rest = rest.get(piece.len()..).unwrap_or("");
            let mut word = piece;
            let mut ends = false;
            if let Some(last) = piece.chars().next_back()
                && is_gap(last)
            {
                ends = is_comma(last);
                word = piece.trim_end_matches(last);
            }
            if self.text.len() + word.len() + 4 > LONGEST {
                return;
            }
            if is_dash(word) {
                comma |= !self.dash_joins(rest);
            } else if !word.is_empty() {
                self.push_word(word, comma);
                comma = false;
            }
            comma |= ends;
        }
    }

    /// Whether a dash of its own stands between a number and what belongs to it (`22 - 2a`).
    fn dash_joins(&self, rest: &str) -> bool {
        let mut words = rest.trim_start().split(is_gap);
        let next = words.next().unwrap_or("");
        let letters = words.next().unwrap_or("");
        let digits = next.bytes().take_while(u8::is_ascii_digit).count();
        let is_code = digits == 4
            && (next.len() == 6
                || (next.len() == 4
                    && letters.len() == 2
                    && letters.bytes().all(|b| b.is_ascii_alphabetic())));
        let before_number = self
            .tokens
            .last()
            .is_some_and(|t| self.word(*t).starts_with(|c: char| c.is_ascii_digit()));
        before_number && !is_code && (digits > 0 || (1..=3).contains(&next.len()))
    }

    /// One word, taken apart where a postcode is glued to a town or a number.
    fn push_word(&mut self, word: &str, comma: bool) {
        let word = word
            .strip_prefix("NL-")
            .or_else(|| word.strip_prefix("nl-"))
            .filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
            .unwrap_or(word);
        if let Some((code, rest)) = word.split_at_checked(6)
            && !rest.is_empty()
            && word.starts_with(|c: char| c.is_ascii_digit())
            && Postcode::parse(code).is_some()
        {
            let signs = rest.trim_start_matches(['/', '-', '.']);
            let town = rest.len() >= 3 && rest.bytes().all(|b| b.is_ascii_alphabetic());
            let number = signs.starts_with(|c: char| c.is_ascii_digit());
            if town || number {
                self.push(code, comma);
                self.push(signs, false);
                return;
            }
        }
        // `1382 CR/701`
        if let Some((letters, rest)) = word.split_at_checked(2)
            && rest.starts_with(['/', '-'])
            && letters.bytes().all(|b| b.is_ascii_alphabetic())
            && self.tokens.last().is_some_and(|last| {
                let last = self.word(*last);
                last.len() == 4 && last.bytes().all(|b| b.is_ascii_digit())
            })
        {
            self.push(letters, comma);
            self.push(rest.trim_start_matches(['/', '-']), false);
            return;
        }
        self.push(word, comma);
    }

    fn push(&mut self, word: &str, after_comma: bool) {
        if !self.text.is_empty() {
            self.text.push(' ');
        }
        let at = |n: usize| u16::try_from(n).unwrap_or(u16::MAX);
        let start = at(self.text.len());
        self.text.push_str(word);
        if let Some(own) = self.text.get_mut(usize::from(start)..) {
            own.make_ascii_lowercase();
        }
        self.tokens.push(Token {
            start,
            end: at(self.text.len()),
            after_comma,
        });
    }

    /// All words.
    pub fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// One word.
    pub fn word(&self, token: Token) -> &str {
        self.text
            .get(usize::from(token.start)..usize::from(token.end))
            .unwrap_or("")
    }

    /// The word at a place; empty past the end.
    pub fn at(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| self.word(*token))
    }

    /// A run of words with single spaces between.
    pub fn slice(&self, range: Range<usize>) -> &str {
        let (Some(first), Some(last)) = (
            self.tokens.get(range.start),
            range.end.checked_sub(1).and_then(|at| self.tokens.get(at)),
        ) else {
            return "";
        };
        self.text
            .get(usize::from(first.start)..usize::from(last.end))
            .unwrap_or("")
    }

    /// Words from one to the first part of another (`karveel` of `karveel22`).
    pub fn slice_into(&self, from: usize, token: usize, letters: usize) -> &str {
        let (Some(first), Some(last)) = (self.tokens.get(from), self.tokens.get(token)) else {
            return "";
        };
        self.text
            .get(usize::from(first.start)..usize::from(last.start) + letters)
            .unwrap_or("")
            .trim_end()
    }

    /// The line without some of its words.
    pub fn without(&self, gone: &[usize]) -> Self {
        let mut out = Self::default();
        for (at, token) in self.tokens.iter().enumerate() {
            if !gone.contains(&at) {
                out.push(self.word(*token), token.after_comma);
            }
        }
        out
    }
}

fn is_gap(c: char) -> bool {
    c.is_whitespace() || is_comma(c) || c.is_ascii_control()
}

fn is_comma(c: char) -> bool {
    matches!(
        c,
        ',' | ';' | '(' | ')' | '"' | '|' | '[' | ']' | ':' | '\n' | '\r' | '\t'
    )
}

fn is_dash(word: &str) -> bool {
    !word.is_empty()
        && word
            .bytes()
            .all(|b| matches!(b, b'-' | b'/' | b'*' | b'_' | b'='))
}
