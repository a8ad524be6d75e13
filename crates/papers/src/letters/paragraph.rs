//! A paragraph in lines of glyphs, and what is asked for when it is set.

use std::ops::Range;
use std::sync::Arc;

use super::fonts::FaceIx;
use super::page::Color;
pub use super::setter::Setter;

/// How a stretch of text looks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Style {
    /// Size in points.
    pub size: f32,
    /// Heavier.
    pub bold: bool,
    /// Slanted.
    pub italic: bool,
    /// Colour.
    pub color: Color,
}

impl Style {
    /// Upright text of a size and colour.
    pub fn plain(size: f32, color: Color) -> Self {
        Self {
            size,
            bold: false,
            italic: false,
            color,
        }
    }

    /// The same, heavier.
    #[must_use]
    pub fn bold(self) -> Self {
        Self { bold: true, ..self }
    }

    /// The same, slanted.
    #[must_use]
    pub fn italic(self) -> Self {
        Self {
            italic: true,
            ..self
        }
    }
}

/// A stretch of text in one style.
#[derive(Clone, Debug, PartialEq)]
pub struct Span {
    /// The text.
    pub text: String,
    /// How it looks.
    pub style: Style,
    /// Where it leads.
    pub link: Option<Arc<str>>,
}

impl Span {
    /// Text without a link.
    pub fn new(text: impl Into<String>, style: Style) -> Self {
        Self {
            text: text.into(),
            style,
            link: None,
        }
    }
}

/// On which side lines are flush.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Flush {
    /// Where reading starts.
    #[default]
    Start,
    /// In the middle.
    Center,
    /// Where reading ends.
    End,
}

/// How a paragraph is set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Setting {
    /// The width of the column.
    pub width: f32,
    /// Line height as a multiple of the size.
    pub leading: f32,
    /// On which side lines are flush.
    pub flush: Flush,
    /// Written from right to left.
    pub right_to_left: bool,
}

/// A glyph; lengths are shares of the font size, y upwards.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Glyph {
    /// Its number in the font.
    pub id: u32,
    /// How far the pen moves.
    pub advance: f32,
    /// Shift to the right.
    pub x: f32,
    /// Shift upwards.
    pub y: f32,
    /// First byte of its text.
    pub start: u32,
    /// First byte after its text.
    pub end: u32,
}

/// Glyphs of one line in one font and style.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// The font; `None` for characters that no font has: a box is drawn.
    pub face: Option<FaceIx>,
    /// Size in points.
    pub size: f32,
    /// Colour.
    pub color: Color,
    /// From the left edge of the paragraph.
    pub x: f32,
    /// Its width.
    pub width: f32,
    /// The glyphs, from left to right.
    pub glyphs: Vec<Glyph>,
    /// Position of its link in [`Paragraph::links`].
    pub link: Option<u16>,
}

/// A line.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// From the top of the paragraph to the top of the line.
    pub top: f32,
    /// From the top of the paragraph to the baseline.
    pub baseline: f32,
    /// Its height.
    pub height: f32,
    /// The left edge of what is visible.
    pub left: f32,
    /// The width of what is visible.
    pub width: f32,
    /// What is on it, from left to right.
    pub runs: Vec<Run>,
}

/// A paragraph in lines.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Paragraph {
    /// The same for paragraphs that were asked for in the same way, and hardly ever for others.
    pub key: u64,
    /// Its text.
    pub text: String,
    /// Its lines.
    pub lines: Vec<Line>,
    /// Where its links lead.
    pub links: Vec<Arc<str>>,
    /// Characters that no font has.
    pub missing: Vec<char>,
}

impl Paragraph {
    /// The height of all lines.
    pub fn height(&self) -> f32 {
        self.height_of(0..self.lines.len())
    }

    /// The height of some lines.
    pub fn height_of(&self, lines: Range<usize>) -> f32 {
        let lines = self.lines.get(lines).unwrap_or_default();
        match (lines.first(), lines.last()) {
            (Some(first), Some(last)) => last.top + last.height - first.top,
            _ => 0.0,
        }
    }

    /// The width of the widest line.
    pub fn width(&self) -> f32 {
        self.lines.iter().map(|line| line.width).fold(0.0, f32::max)
    }
}
