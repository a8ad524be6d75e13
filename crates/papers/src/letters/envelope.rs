//! Where the address must stand to be seen through the window of an envelope.
//!
//! The windows are the usual Dutch ones of 40 × 110 mm; the sheet is A4, folded with the text
//! outside: in three for C5/6 and EA5/6, in two for C5. A sheet lies somewhere between the edges of
//! its envelope; the address must be seen wherever that is within two millimetres of the middle.

use super::page::MM;
use domain::campaign::Envelope;

/// An envelope with its window, in millimetres.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shape {
    /// Width of the envelope.
    pub width: f32,
    /// Height of the envelope.
    pub height: f32,
    /// From the left edge of the envelope to the window.
    pub window_left: f32,
    /// From the top edge of the envelope to the window.
    pub window_top: f32,
    /// Width of the window.
    pub window_width: f32,
    /// Height of the window.
    pub window_height: f32,
    /// The height of the folded sheet.
    pub fold: f32,
}

/// The shape of an envelope.
pub fn shape(envelope: Envelope) -> Shape {
    // Window: 20 mm from the lower edge, 20 mm from the left or 15 mm from the right edge.
    let (width, height, left, below, fold) = match envelope {
        Envelope::C56Left => (229.0, 114.0, 20.0, 20.0, 99.0),
        Envelope::C56Right => (229.0, 114.0, 229.0 - 15.0 - 110.0, 20.0, 99.0),
        Envelope::C5 => (229.0, 162.0, 20.0, 72.0, 148.5),
        Envelope::Ea56 => (220.0, 110.0, 20.0, 20.0, 99.0),
    };
    Shape {
        width,
        height,
        window_left: left,
        window_top: height - below - 40.0,
        window_width: 110.0,
        window_height: 40.0,
        fold,
    }
}

impl Shape {
    /// The window on the sheet (left, top, width, height in mm from the sheet's corner), when the
    /// sheet lies in the middle of the envelope.
    pub fn window_on_sheet(&self) -> [f32; 4] {
        [
            self.window_left - (self.width - 210.0) / 2.0,
            self.window_top - (self.height - self.fold) / 2.0,
            self.window_width,
            self.window_height,
        ]
    }
}

/// The place of the address on the sheet, in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AddressPlace {
    /// Left edge.
    pub left: f32,
    /// Top of the return line.
    pub top: f32,
    /// The most width.
    pub width: f32,
    /// The lowest that anything may reach.
    pub bottom: f32,
    /// Whether the window is on the right, so that the sender stands on the left.
    pub right: bool,
    /// Where the sheet is folded, from its top.
    pub folds: [f32; 2],
}

/// The margin inside the window on every side, in mm: two for the play of the sheet, one for looks.
const MARGIN: f32 = 3.0;

/// Where the address stands for an envelope.
pub fn address_place(envelope: Envelope) -> AddressPlace {
    let shape = shape(envelope);
    let [left, top, width, height] = shape.window_on_sheet();
    let right = matches!(envelope, Envelope::C56Right);
    // On the left the address lines up with the text, which starts 25 mm from the edge.
    let start = if right {
        left + MARGIN + 4.0
    } else {
        (left + MARGIN).max(25.0)
    };
    AddressPlace {
        left: start * MM,
        top: (top + MARGIN) * MM,
        width: (left + width - MARGIN - start) * MM,
        bottom: (top + height - MARGIN) * MM,
        right,
        folds: [
            shape.fold * MM,
            if shape.fold > 100.0 {
                0.0
            } else {
                shape.fold * 2.0 * MM
            },
        ],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_stand_on_the_sheet_where_a_ruler_finds_them() {
        // C5/6: 229 × 114 mm; the sheet of 210 × 99 mm has 9.5 mm and 7.5 mm of play on each side.
        assert_eq!(
            shape(Envelope::C56Left).window_on_sheet(),
            [10.5, 46.5, 110.0, 40.0]
        );
        assert_eq!(
            shape(Envelope::C56Right).window_on_sheet(),
            [94.5, 46.5, 110.0, 40.0]
        );
        assert_eq!(
            shape(Envelope::C5).window_on_sheet(),
            [10.5, 43.25, 110.0, 40.0]
        );
        assert_eq!(
            shape(Envelope::Ea56).window_on_sheet(),
            [15.0, 44.5, 110.0, 40.0]
        );
    }
}
