//! Forms of text that hide a CSV: every line between quotes as a whole, and characters as codes of
//! a web page, whose `;` splits.

use super::html::push_unescaped;

/// Stands for a quote that came from a code, so that it does not open a field.
pub(super) const QUOTE: char = '\u{e0f2}';

/// What is undone before a line is split.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Form {
    /// How many fields the lines have that stand between quotes as a whole, and their separator.
    pub wrapped: Option<(usize, u8)>,
}

impl Form {
    /// Recognises the form by the first lines. `dialect` and `count` say how lines are split.
    pub(super) fn of(
        head: &str,
        quote: u8,
        dialect: impl Fn(&str) -> Option<u8>,
        count: impl Fn(&str, u8) -> usize,
    ) -> Self {
        let lines: Vec<&str> = head
            .lines()
            .filter(|line| !line.trim().is_empty())
            .collect();
        let inner: Vec<Option<String>> = lines.iter().map(|line| inside(line, quote)).collect();
        let whole: Vec<&String> = inner.iter().flatten().collect();
        if whole.is_empty() {
            return Self::default();
        }
        let unwrapped: Vec<&str> = lines
            .iter()
            .zip(&inner)
            .map(|(line, inner)| inner.as_deref().unwrap_or(line))
            .collect();
        let Some(separator) = dialect(&unwrapped.join("\n")) else {
            return Self::default();
        };
        let usual = unwrapped.first().map_or(0, |line| count(line, separator));
        let fits = |line: &str| count(line, separator) == usual;
        let all = unwrapped.iter().filter(|line| fits(line)).count();
        let of_whole = whole.iter().filter(|line| fits(line)).count();
        let says = usual >= 2 && all * 5 >= lines.len() * 4 && of_whole * 5 >= whole.len() * 4;
        Self {
            wrapped: says.then_some((usual, separator)),
        }
    }

    /// Undoes what hides the fields of a line; which of the two was done.
    pub(super) fn undo(
        self,
        line: &mut String,
        quote: u8,
        count: impl Fn(&str, u8) -> usize,
    ) -> Undone {
        let mut undone = Undone::default();
        if let Some((usual, separator)) = self.wrapped
            && let Some(inner) = inside(line, quote)
            && count(&inner, separator) == usual
        {
            *line = inner;
            undone.lines = true;
        }
        if memchr::memchr(b'&', line.as_bytes()).is_some() && line.contains(';') {
            let plain = without_codes(line);
            if plain != *line {
                *line = plain;
                undone.codes = true;
            }
        }
        undone
    }
}

/// What was undone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Undone {
    pub lines: bool,
    pub codes: bool,
}

/// What stands between the quotes of a line that is one quoted field, perhaps with empty ones
/// behind it.
fn inside(line: &str, quote: u8) -> Option<String> {
    let quote = char::from(quote);
    let line = line.trim_matches(['\u{feff}', ' ', '\r']);
    let line = line.trim_end_matches([';', ',', '\t']);
    let inner = line.strip_prefix(quote)?.strip_suffix(quote)?;
    let pair: String = [quote, quote].iter().collect();
    // A single quote within would close the field.
    if inner.replace(&pair, "").contains(quote) {
        return None;
    }
    Some(inner.replace(&pair, &quote.to_string()))
}

/// The text with codes such as `&euml;` and `&#235;` as the characters that they stand for, also
/// when they were coded twice.
fn without_codes(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    push_unescaped(&mut plain, &text.replace("&quot;", &QUOTE.to_string()));
    if plain.contains('&') && plain != text {
        let mut twice = String::with_capacity(plain.len());
        push_unescaped(&mut twice, &plain.replace("&quot;", &QUOTE.to_string()));
        plain = twice;
    }
    plain
}
