//! XML of an extract in its smallest parts: tags and text, without copying.
//!
//! Less than a whole XML reader does, and faster: extracts are UTF-8, have no documents of their
//! own kinds of entity, and hold tens of gigabytes. What counts for us is checked: every tag that
//! opens is closed by its own name, and the file ends outside of all tags.

use std::borrow::Cow;

/// One part of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// A tag opens: its name without prefix, and everything behind the name.
    Open(&'a [u8], &'a [u8]),
    /// A tag closes: its name without prefix.
    Close(&'a [u8]),
    /// Text as it stands in the file, with its entities.
    Text(&'a [u8]),
    /// Text that holds no entities (CDATA).
    Literal(&'a [u8]),
}

/// The file is cut off or damaged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Damaged;

/// Reads tokens one by one.
pub(super) struct Scanner<'a> {
    rest: &'a [u8],
    /// The names of the tags that are open, as they stand in the file.
    open: Vec<&'a [u8]>,
    /// A tag that closed itself: its end comes next.
    closing: bool,
    whole: bool,
}

/// The name without its prefix.
fn local(name: &[u8]) -> &[u8] {
    match memchr::memchr(b':', name) {
        Some(at) => name.get(at + 1..).unwrap_or(name),
        None => name,
    }
}

impl<'a> Scanner<'a> {
    pub(super) fn new(xml: &'a [u8]) -> Self {
        Self {
            rest: xml,
            open: Vec::new(),
            closing: false,
            whole: false,
        }
    }

    /// The next part; `None` at the end of a file that is whole.
    pub(super) fn next(&mut self) -> Result<Option<Token<'a>>, Damaged> {
        if std::mem::take(&mut self.closing) {
            return self.close().map(Some);
        }
        loop {
            match self.rest {
                [] if self.open.is_empty() && self.whole => return Ok(None),
                [] => return Err(Damaged),
                [b'<', b'/', rest @ ..] => {
                    let end = memchr::memchr(b'>', rest).ok_or(Damaged)?;
                    let (name, rest) = rest.split_at_checked(end).ok_or(Damaged)?;
                    self.rest = rest.get(1..).unwrap_or_default();
                    if self.open.last() != Some(&name.trim_ascii_end()) {
                        return Err(Damaged);
                    }
                    return self.close().map(Some);
                }
                [b'<', b'!', b'-', b'-', rest @ ..] => self.rest = behind(rest, b"-->")?,
                [
                    b'<',
                    b'!',
                    b'[',
                    b'C',
                    b'D',
                    b'A',
                    b'T',
                    b'A',
                    b'[',
                    rest @ ..,
                ] => {
                    let end = memchr::memmem::find(rest, b"]]>").ok_or(Damaged)?;
                    self.rest = rest.get(end + 3..).unwrap_or_default();
                    return Ok(Some(Token::Literal(rest.get(..end).unwrap_or_default())));
                }
                [b'<', b'?', rest @ ..] => self.rest = behind(rest, b"?>")?,
                [b'<', b'!', rest @ ..] => self.rest = behind(rest, b">")?,
                [b'<', rest @ ..] => return self.open(rest).map(Some),
                text => {
                    let end = memchr::memchr(b'<', text).unwrap_or(text.len());
                    let (text, rest) = text.split_at_checked(end).ok_or(Damaged)?;
                    self.rest = rest;
                    if self.open.is_empty() {
                        // A mark of the encoding, or white space around the whole.
                        continue;
                    }
                    return Ok(Some(Token::Text(text)));
                }
            }
        }
    }

    fn open(&mut self, rest: &'a [u8]) -> Result<Token<'a>, Damaged> {
        let mut end = memchr::memchr(b'>', rest).ok_or(Damaged)?;
        let inside = rest.get(..end).unwrap_or_default();
        if memchr::memchr2(b'"', b'\'', inside).is_some() {
            end = end_of_tag(rest)?;
        }
        let (tag, rest) = rest.split_at_checked(end).ok_or(Damaged)?;
        self.rest = rest.get(1..).unwrap_or_default();
        let (tag, closed) = match tag {
            [tag @ .., b'/'] => (tag, true),
            tag => (tag, false),
        };
        let len = tag.iter().position(u8::is_ascii_whitespace);
        let (name, attributes) = tag
            .split_at_checked(len.unwrap_or(tag.len()))
            .unwrap_or_default();
        if name.is_empty() || (self.open.is_empty() && self.whole) {
            return Err(Damaged);
        }
        self.open.push(name);
        self.closing = closed;
        Ok(Token::Open(local(name), attributes))
    }

    fn close(&mut self) -> Result<Token<'a>, Damaged> {
        let name = self.open.pop().ok_or(Damaged)?;
        self.whole = self.open.is_empty();
        Ok(Token::Close(local(name)))
    }
}

/// Where a tag ends; a value between quotes of either kind may hold the mark itself.
fn end_of_tag(tag: &[u8]) -> Result<usize, Damaged> {
    let mut at = 0;
    loop {
        let rest = tag.get(at..).ok_or(Damaged)?;
        at += memchr::memchr3(b'>', b'"', b'\'', rest).ok_or(Damaged)?;
        let quote = match tag.get(at) {
            Some(b'>') => return Ok(at),
            Some(quote) => *quote,
            None => return Err(Damaged),
        };
        let value = tag.get(at + 1..).ok_or(Damaged)?;
        at += memchr::memchr(quote, value).ok_or(Damaged)? + 2;
    }
}

fn behind<'a>(rest: &'a [u8], mark: &[u8]) -> Result<&'a [u8], Damaged> {
    let at = memchr::memmem::find(rest, mark).ok_or(Damaged)?;
    Ok(rest.get(at + mark.len()..).unwrap_or_default())
}

/// Text with its entities read.
pub(super) fn plain(text: &[u8]) -> Cow<'_, [u8]> {
    if memchr::memchr(b'&', text).is_none() {
        return Cow::Borrowed(text);
    }
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = memchr::memchr(b'&', rest) {
        let (before, reference) = rest.split_at(at);
        out.extend_from_slice(before);
        let end = memchr::memchr(b';', reference);
        let Some((name, after)) = end.and_then(|end| reference.split_at_checked(end + 1)) else {
            out.extend_from_slice(reference);
            return Cow::Owned(out);
        };
        match entity(name) {
            Some(c) => out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
            None => out.extend_from_slice(name),
        }
        rest = after;
    }
    out.extend_from_slice(rest);
    Cow::Owned(out)
}

/// The character that `&amp;`, `&#233;` or `&#xE9;` stands for.
fn entity(name: &[u8]) -> Option<char> {
    Some(match name {
        b"&amp;" => '&',
        b"&lt;" => '<',
        b"&gt;" => '>',
        b"&apos;" => '\'',
        b"&quot;" => '"',
        [b'&', b'#', b'x' | b'X', digits @ .., b';'] => {
            let digits = std::str::from_utf8(digits).ok()?;
            char::from_u32(u32::from_str_radix(digits, 16).ok()?)?
        }
        [b'&', b'#', digits @ .., b';'] => {
            char::from_u32(std::str::from_utf8(digits).ok()?.parse().ok()?)?
        }
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(xml: &str) -> Result<Vec<String>, Damaged> {
        let mut scanner = Scanner::new(xml.as_bytes());
        let mut told = Vec::new();
        while let Some(token) = scanner.next()? {
            let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
            told.push(match token {
                Token::Open(name, rest) => format!("<{}|{}", text(name), text(rest.trim_ascii())),
                Token::Close(name) => format!(">{}", text(name)),
                Token::Text(t) => text(&plain(t)),
                Token::Literal(t) => text(t),
            });
        }
        Ok(told)
    }

    #[test]
    fn tags_text_and_what_is_passed_over() {
        let xml = "\u{feff}<?xml version=\"1.0\"?>\n<!-- a > b --><x:a  k=\"1 > 0\" >B&amp;W &#233;&#xe9;<b/><![CDATA[<&amp;>]]></x:a >\n";
        let single = "<a k='2 > 1' l=\"it's\" m='\"'>x</a>";
        assert_eq!(all(single).unwrap()[1..], ["x", ">a"]);
        let expected = ["<a|k=\"1 > 0\"", "B&W éé", "<b|", ">b", "<&amp;>", ">a"];
        assert_eq!(all(xml).unwrap(), expected);
    }

    #[test]
    fn what_is_not_whole_is_damaged() {
        for xml in [
            "",
            "text",
            "<a>",
            "<a><b></a></b>",
            "<a></a",
            "<a",
            "</a>",
            "<a></a><b></b>",
            "<a k=\"></a>",
            "<a k='></a>",
            "<!-- <a></a>",
            "<a><![CDATA[</a>",
            "< ></ >",
        ] {
            assert_eq!(all(xml), Err(Damaged), "{xml}");
        }
        let whole = "<a><b>1</b><c/></a>";
        for cut in 0..whole.len() {
            assert_eq!(all(&whole[..cut]), Err(Damaged), "{cut}");
        }
    }
}
