//! The look of a document: sizes and distances in one place.

use super::page::{GREY, INK, MM};
use super::paragraph::Style;

/// Sizes and distances in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Look {
    /// Size of text.
    pub size: f32,
    /// Line height as a multiple of the size.
    pub leading: f32,
    /// Distance between paragraphs.
    pub gap: f32,
    /// Size of small print.
    pub small: f32,
    /// Sizes of headings 1, 2, and 3 and deeper.
    pub headings: [f32; 3],
    /// Size of a QR code, quiet zone included.
    pub qr: f32,
}

impl Look {
    /// For most readers.
    pub const NORMAL: Self = Self {
        size: 10.8,
        leading: 1.40,
        gap: 7.0,
        small: 8.2,
        headings: [17.0, 12.5, 11.0],
        qr: 27.0 * MM,
    };
    /// The same with less air, where that saves a page.
    pub const COMPACT: Self = Self {
        size: 10.2,
        leading: 1.32,
        gap: 5.2,
        small: 7.8,
        headings: [15.5, 11.8, 10.4],
        qr: 25.0 * MM,
    };
    /// For readers who see less well.
    pub const LARGE: Self = Self {
        size: 16.0,
        leading: 1.45,
        gap: 11.0,
        small: 13.0,
        headings: [23.0, 18.0, 16.5],
        qr: 32.0 * MM,
    };

    /// The style of text.
    pub fn text(&self) -> Style {
        Style::plain(self.size, INK)
    }

    /// The style of small print.
    pub fn small(&self) -> Style {
        Style::plain(self.small, GREY)
    }

    /// The size of a heading of a level from 1.
    pub fn heading(&self, level: u8) -> f32 {
        let [first, second, third] = self.headings;
        match level {
            0 | 1 => first,
            2 => second,
            _ => third,
        }
    }
}
