//! Formatting that carries meaning, as characters within the text until the cell is known.
//!
//! A reader puts [`RAISED`] before a run that is raised or lowered, and [`STRUCK`] in the place of
//! a run that was struck out; [`resolve`] makes a cell of it. Both are characters for private use,
//! which no text from outside keeps.

use std::borrow::Cow;

use compact_str::CompactString;

use domain::Cell;

use super::rows::{Mark, Rows};

/// Before a run that is raised or lowered.
pub(super) const RAISED: char = '\u{e0f0}';
/// In the place of a run that was struck out.
pub(super) const STRUCK: char = '\u{e0f1}';

/// A cell with its marks read: figures that were raised behind another figure stand apart from it
/// (`12` with a raised 2 is `12-2`, and never 122); what was struck out is gone.
pub(super) fn resolve(text: &str, row: u32, column: u32, rows: &mut Rows<'_, '_>) -> Cell {
    if !text.contains([RAISED, STRUCK]) {
        return Cell::text(text);
    }
    let struck = text.contains(STRUCK);
    let kept: String = text.chars().filter(|c| *c != STRUCK).collect();
    let (apart, raised) = apart(&kept);
    if struck {
        rows.mark(Mark::Struck, row, column);
    }
    if raised {
        rows.mark(Mark::Raised, row, column);
    }
    if struck && apart.trim().is_empty() {
        return self::struck();
    }
    Cell::text(&apart)
}

/// What a cell is that was struck out whole.
pub(super) fn struck() -> Cell {
    Cell::Error(CompactString::const_new(Cell::STRUCK))
}

/// Puts a hyphen where a raised run follows a house number; whether there was one.
fn apart(text: &str) -> (Cow<'_, str>, bool) {
    let mut out = String::with_capacity(text.len());
    let mut any = false;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if c != RAISED {
            out.push(c);
            continue;
        }
        let follows = chars.peek().is_some_and(|next| next.is_alphanumeric());
        if follows && ends_in_number(&out) {
            out.push('-');
            any = true;
        }
    }
    (out.into(), any)
}

/// Whether a text ends in a figure, or a figure with one letter.
fn ends_in_number(text: &str) -> bool {
    let mut last = text.chars().rev();
    match last.next() {
        Some(c) if c.is_ascii_digit() => true,
        Some(c) if c.is_alphabetic() => last.next().is_some_and(|c| c.is_ascii_digit()),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_raised_figure_is_never_glued_to_a_number() {
        for (text, wanted) in [
            ("1^1", "1-1"),
            ("12^hs", "12-hs"),
            ("12A^2", "12A-2"),
            ("Kleiburg 1^1", "Kleiburg 1-1"),
            ("12-^2", "12-2"),
            ("12 ^2", "12 2"),
            ("m^2", "m2"),
            ("^1", "1"),
            ("12^", "12"),
            ("12^ 3", "12 3"),
            ("1^1 en 2^1", "1-1 en 2-1"),
        ] {
            let marked = text.replace('^', &RAISED.to_string());
            assert_eq!(apart(&marked).0, wanted, "{text}");
        }
    }
}
