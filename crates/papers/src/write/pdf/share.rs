//! What several pages draw in the same way, found in their content streams.
//!
//! A page may list several streams as its content, and the streams of one page may be those of
//! another too (PDF 1.7, 7.8.2). Krilla writes every tagged piece of a page between `BDC` and
//! `EMC`, with nothing left open around it, so a page can be cut after each. Which piece belongs to
//! which element of the reading tree stays with the page, so a shared piece is read on every page
//! as its own.

use std::collections::HashMap;
use std::ops::Range;

/// A run of pieces that is shorter than this is not worth a stream of its own.
const WORTH_SHARING: usize = 500;

/// The contents of all pages, cut so that what they share stands apart.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Shared<'a> {
    /// What more than one page draws.
    pub(super) runs: Vec<&'a [&'a [u8]]>,
    /// The parts of each page, in the order of drawing.
    pub(super) pages: Vec<Vec<Part>>,
}

/// A part of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// Position in [`Shared::runs`].
    Shared(usize),
    /// The pieces that this page alone draws.
    Own(Range<usize>),
}

/// What is known about one piece over all pages.
#[derive(Clone, Copy, Debug)]
struct Known {
    count: usize,
    next: Company,
    before: Company,
}

/// What stands beside a piece, wherever it is drawn; `None` at the edge of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Company {
    Unseen,
    Always(Option<usize>),
    Various,
}

impl Company {
    fn seen(&mut self, other: Option<usize>) {
        *self = match *self {
            Self::Unseen => Self::Always(other),
            Self::Always(known) if known == other => *self,
            Self::Always(_) | Self::Various => Self::Various,
        };
    }
}

/// Finds what pages share; a page is given as its pieces.
pub(super) fn shared<'a>(pages: &'a [Vec<&'a [u8]>]) -> Shared<'a> {
    let mut ids: HashMap<&[u8], usize> = HashMap::new();
    let mut known: Vec<Known> = Vec::new();
    let numbered: Vec<Vec<usize>> = pages
        .iter()
        .map(|page| {
            let ids = page.iter().map(|piece| {
                *ids.entry(piece).or_insert_with(|| {
                    known.push(Known {
                        count: 0,
                        next: Company::Unseen,
                        before: Company::Unseen,
                    });
                    known.len() - 1
                })
            });
            ids.collect()
        })
        .collect();
    for page in &numbered {
        for (at, id) in page.iter().enumerate() {
            let before = at.checked_sub(1).and_then(|at| page.get(at));
            if let Some(known) = known.get_mut(*id) {
                known.count += 1;
                known.next.seen(page.get(at + 1).copied());
                known.before.seen(before.copied());
            }
        }
    }
    let mut found = Shared::default();
    let mut by_first: HashMap<usize, usize> = HashMap::new();
    for (page, ids) in pages.iter().zip(&numbered) {
        let mut parts = Vec::new();
        let (mut own, mut at) = (0, 0);
        while let Some(first) = ids.get(at) {
            let end = at + run(ids.get(at..).unwrap_or_default(), &known);
            let pieces = page.get(at..end).unwrap_or_default();
            let length: usize = pieces.iter().map(|piece| piece.len()).sum();
            let is_shared = known.get(*first).is_some_and(|known| known.count > 1);
            if is_shared && length >= WORTH_SHARING {
                if own < at {
                    parts.push(Part::Own(own..at));
                }
                let ix = *by_first.entry(*first).or_insert_with(|| {
                    found.runs.push(pieces);
                    found.runs.len() - 1
                });
                parts.push(Part::Shared(ix));
                own = end;
            }
            at = end;
        }
        if own < ids.len() {
            parts.push(Part::Own(own..ids.len()));
        }
        found.pages.push(parts);
    }
    found
}

/// How many pieces, from the first of these on, stand together wherever they stand.
fn run(ids: &[usize], known: &[Known]) -> usize {
    let together = ids.windows(2).take_while(|pair| {
        let &[this, next] = *pair else { return false };
        let of = |at: usize| known.get(at);
        of(this).is_some_and(|this| this.next == Company::Always(Some(next)))
            && of(next).is_some_and(|next| next.before == Company::Always(Some(this)))
    });
    together.count() + 1
}

/// Cuts the content of a page after every tagged piece that stands by itself.
pub(super) fn pieces(content: &[u8]) -> Vec<&[u8]> {
    let mut found = Vec::new();
    let (mut depth, mut start, mut at) = (0_i32, 0, 0);
    while let Some((token, end)) = token(content, at) {
        at = end;
        match token {
            b"BDC" | b"BMC" => depth += 1,
            b"EMC" => {
                depth -= 1;
                if depth == 0 {
                    found.extend(content.get(start..end));
                    start = end;
                }
            }
            _ => {}
        }
    }
    let rest = content.get(start..).unwrap_or_default();
    if !rest.trim_ascii().is_empty() {
        found.push(rest);
    }
    found
}

/// The token at or after a place, and where it ends: an operator or number as it is, a name with
/// its slash, one byte of a string or of something between brackets for the rest.
fn token(content: &[u8], at: usize) -> Option<(&[u8], usize)> {
    let rest = content.get(at..)?;
    let start = at
        + rest
            .iter()
            .position(|byte| !byte.is_ascii_whitespace() && *byte != 0)?;
    let rest = content.get(start..)?;
    let first = *rest.first()?;
    if first == b'(' {
        let end = start + string(rest);
        return Some((rest.get(..1)?, end));
    }
    let is_part = |byte: &u8| {
        !byte.is_ascii_whitespace()
            && !matches!(byte, 0 | b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'/')
    };
    let length = 1 + if first == b'/' || is_part(&first) {
        rest.iter().skip(1).take_while(|byte| is_part(byte)).count()
    } else {
        0
    };
    Some((rest.get(..length)?, start + length))
}

/// The length of the string at the start, brackets included.
fn string(content: &[u8]) -> usize {
    let mut depth = 0_u32;
    let mut at = 0;
    while let Some(byte) = content.get(at) {
        match byte {
            b'\\' => at += 1,
            b'(' => depth += 1,
            b')' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return at + 1;
                }
            }
            _ => {}
        }
        at += 1;
    }
    content.len()
}

/// How the content of a page is written down anew.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Names<'a> {
    /// Names of resources, without the slash, that change: from, to.
    pub(super) changed: &'a [(Vec<u8>, Vec<u8>)],
}

impl Names<'_> {
    /// Adds content to `out` with other names of resources, and with strings in octal (`\000\005`)
    /// as the bytes themselves, which is half as long and compresses better.
    pub(super) fn written(self, content: &[u8], out: &mut Vec<u8>) {
        let mut depth = 0_u32;
        let mut rest = content;
        while let Some((&byte, after)) = rest.split_first() {
            rest = after;
            match byte {
                b'(' => depth += 1,
                b')' => depth = depth.saturating_sub(1),
                b'\\' => {
                    rest = escaped(rest, out);
                    continue;
                }
                b'/' if depth == 0 && !self.changed.is_empty() => {
                    let length = rest.iter().take_while(|byte| byte.is_ascii_alphanumeric());
                    let (name, after) = rest.split_at(length.count());
                    let other = self.changed.iter().find(|(from, _)| from == name);
                    out.push(b'/');
                    out.extend(other.map_or(name, |(_, to)| to.as_slice()));
                    rest = after;
                    continue;
                }
                _ => {}
            }
            out.push(byte);
        }
    }
}

/// Writes what a backslash in a string stands for; what comes after it.
fn escaped<'a>(rest: &'a [u8], out: &mut Vec<u8>) -> &'a [u8] {
    let Some((&first, after)) = rest.split_first() else {
        return rest;
    };
    let digits = match rest {
        &[a @ b'0'..=b'3', b @ b'0'..=b'7', c @ b'0'..=b'7', ..] => Some([a, b, c]),
        _ => None,
    };
    let Some(digits) = digits else {
        out.extend([b'\\', first]);
        return after;
    };
    let value = digits
        .iter()
        .fold(0_u8, |sum, digit| sum << 3 | (digit - b'0'));
    // An end of line in a string would be read as a line feed, whichever it was.
    match value {
        b'\n' => out.extend(br"\n"),
        b'\r' => out.extend(br"\r"),
        b'(' | b')' | b'\\' => out.extend([b'\\', value]),
        _ => out.push(value),
    }
    rest.get(3..).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_cut_after_every_piece_that_stands_by_itself() {
        let page = b"/Artifact<<>>BDC\nq\nQ\nEMC/P<</MCID 0>>BDC\n/Span<</ActualText(EMC\\)EMC(x)EMC)>>BDC\n[(\nEMC)]TJ\nEMC\nEMC/P<<>>BDC\nBT/ReversedChars BMC 0 Tr(a)Tj\nEMC\nET EMC";
        let cut: Vec<&str> = pieces(page)
            .into_iter()
            .map(|piece| std::str::from_utf8(piece).unwrap())
            .collect();
        assert_eq!(
            cut,
            [
                "/Artifact<<>>BDC\nq\nQ\nEMC",
                "/P<</MCID 0>>BDC\n/Span<</ActualText(EMC\\)EMC(x)EMC)>>BDC\n[(\nEMC)]TJ\nEMC\nEMC",
                "/P<<>>BDC\nBT/ReversedChars BMC 0 Tr(a)Tj\nEMC\nET EMC",
            ]
        );
    }

    #[test]
    fn what_pages_share_is_kept_once_and_every_page_stays_whole() {
        let long = |name: &str| name.repeat(WORTH_SHARING).into_bytes();
        let (a, c) = (long("a"), long("c"));
        let own: Vec<Vec<u8>> = (0..3).map(|n| n.to_string().into_bytes()).collect();
        let pages: Vec<Vec<&[u8]>> = own
            .iter()
            .map(|own| vec![&a[..], b"b", own, &c, b"d"])
            .collect();
        let found = shared(&pages);
        assert_eq!(found.runs, [&[&a[..], b"b"][..], &[&c, b"d"]]);
        for parts in &found.pages {
            assert_eq!(parts, &[Part::Shared(0), Part::Own(2..3), Part::Shared(1)]);
        }
        assert_eq!(shared(&pages[..1]).pages, [vec![Part::Own(0..5)]]);
    }

    #[test]
    fn a_run_ends_where_pages_go_different_ways() {
        let text = "x".repeat(WORTH_SHARING).into_bytes();
        let pages: Vec<Vec<&[u8]>> = vec![vec![&text, b"a"], vec![&text, b"b"], vec![b"a", &text]];
        let found = shared(&pages);
        assert_eq!(found.runs, [&[&text[..]][..]]);
        assert_eq!(found.pages[2], [Part::Own(0..1), Part::Shared(0)]);
    }

    #[test]
    fn strings_are_written_as_bytes_and_names_are_changed_outside_them() {
        let changed = [(b"f0".to_vec(), b"f3".to_vec())];
        let names = Names { changed: &changed };
        let mut out = Vec::new();
        names.written(
            br"/f0 9 Tf/f01 1 Tf[(\000A\377\012\\\(\050/f0\))]TJ",
            &mut out,
        );
        assert_eq!(out, b"/f3 9 Tf/f01 1 Tf[(\x00A\xff\\n\\\\\\(\\(/f0\\))]TJ");
    }
}
