//! QR codes and KIX barcodes as rectangles.

use qrcodegen::{Mask, QrCode, QrCodeEcc, QrSegment, Version};

use super::page::{Cells, MM};

/// Modules of quiet zone around a QR code (ISO/IEC 18004).
const QUIET: u16 = 4;

/// A QR code of a side in points, quiet zone included; `None` when the text is too long for one.
/// Dark modules beside and below one another are one rectangle.
pub fn qr(text: &str, side: f32) -> Option<Cells> {
    let runs = qr_runs(text)?;
    let module = side / f32::from(runs.size + 2 * QUIET);
    let mut rects: Vec<[u16; 4]> = Vec::with_capacity(runs.runs.len());
    // Positions of the rectangles that reach down to the row above, and to this row.
    let (mut above, mut here, mut row_now): (Vec<usize>, Vec<usize>, u16) = Default::default();
    for [row, start, length] in runs.runs {
        if row != row_now {
            let is_next = row == row_now + 1;
            above = std::mem::take(&mut here);
            above.retain(|_| is_next);
            row_now = row;
        }
        let (left, top) = (start + QUIET, row + QUIET);
        let grown = above.iter().copied().find(|at| {
            rects
                .get(*at)
                .is_some_and(|[other, _, width, _]| *other == left && *width == length)
        });
        if let Some(rect) = grown.and_then(|at| rects.get_mut(at)) {
            rect[3] += 1;
        } else {
            rects.push([left, top, length, 1]);
        }
        here.push(grown.unwrap_or(rects.len() - 1));
    }
    Some(Cells {
        rects: rects.into(),
        unit: [module, module],
    })
}

/// The QR code of a slip of a side in points, without quiet zone, as strong as it can be: a quarter
/// may be damaged.
pub fn qr_of_slip(text: &str, side: f32) -> Option<Cells> {
    let segments = QrSegment::make_segments(text);
    let code = QrCode::encode_segments_advanced(
        &segments,
        QrCodeEcc::Quartile,
        Version::MIN,
        Version::MAX,
        Some(Mask::new(3)),
        true,
    )
    .ok()?;
    let runs = runs_of(&code)?;
    let module = side / f32::from(runs.size);
    let rects: Vec<[u16; 4]> = runs
        .runs
        .iter()
        .map(|[row, start, length]| [*start, *row, *length, 1])
        .collect();
    Some(Cells {
        rects: rects.into(),
        unit: [module, module],
    })
}

/// The dark runs of a QR code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QrRuns {
    /// Modules on a side, without quiet zone.
    pub size: u16,
    /// Row, first column and length of each run.
    pub runs: Vec<[u16; 3]>,
}

/// A QR code as dark runs, with error correction M: a sixth may be damaged.
///
/// The standard lets a program choose the best of eight masks by a score; a reader takes any of
/// them. The score costs ten times as much as the code itself, so the mask is fixed: diagonal
/// stripes, which break up large areas of one colour.
pub fn qr_runs(text: &str) -> Option<QrRuns> {
    let segments = [QrSegment::make_bytes(text.as_bytes())];
    let code = QrCode::encode_segments_advanced(
        &segments,
        QrCodeEcc::Medium,
        Version::MIN,
        Version::MAX,
        Some(Mask::new(3)),
        false,
    )
    .ok()?;
    runs_of(&code)
}

fn runs_of(code: &QrCode) -> Option<QrRuns> {
    let size = u16::try_from(code.size()).ok()?;
    let mut runs = Vec::new();
    for row in 0..size {
        let mut start: Option<u16> = None;
        for column in 0..=size {
            // Outside the code every module is light.
            let dark = code.get_module(i32::from(column), i32::from(row));
            match (dark, start) {
                (true, None) => start = Some(column),
                (false, Some(first)) => {
                    runs.push([row, first, column - first]);
                    start = None;
                }
                _ => {}
            }
        }
    }
    Some(QrRuns { size, runs })
}

/// Which bars of the four of a character are long, for a row or column of the code table.
const PATTERNS: [u8; 6] = [0b0011, 0b0101, 0b0110, 0b1001, 0b1010, 0b1100];

/// The bars of a KIX barcode: whether each reaches up and whether it reaches down.
/// Characters that the code does not know are left out.
pub fn kix_bars(text: &str) -> Vec<(bool, bool)> {
    let mut bars = Vec::new();
    for c in text.chars() {
        let Some(value) = c.to_digit(36).and_then(|value| usize::try_from(value).ok()) else {
            continue;
        };
        let (Some(up), Some(down)) = (PATTERNS.get(value / 6), PATTERNS.get(value % 6)) else {
            continue;
        };
        for bit in (0..4).rev() {
            bars.push((up >> bit & 1 == 1, down >> bit & 1 == 1));
        }
    }
    bars
}

/// The grid of a KIX barcode: steps of 0.05 mm across and 0.25 mm down.
const GRID: [f32; 2] = [0.05 * MM, 0.25 * MM];
/// Width of a bar (0.5 mm) and from bar to bar (1.05 mm), so 24 bars to the inch.
const BAR: u16 = 10;
const PITCH: u16 = 21;
/// Height of the middle piece that every bar has (1.25 mm), and of the pieces above and below it
/// (1.75 mm).
const TRACKER: u16 = 5;
const REACH: u16 = 7;

/// The height of a KIX barcode.
pub const KIX_HEIGHT: f32 = 4.75 * MM;

/// A KIX barcode as rectangles from its top left corner.
pub fn kix(text: &str) -> Cells {
    let mut x = 0;
    let mut rects = Vec::new();
    for (up, down) in kix_bars(text) {
        let top = if up { 0 } else { REACH };
        let bottom = REACH + TRACKER + if down { REACH } else { 0 };
        rects.push([x, top, BAR, bottom - top]);
        x += PITCH;
    }
    Cells {
        rects: rects.into(),
        unit: GRID,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::process::Command;

    fn letters(text: &str) -> String {
        kix_bars(text)
            .into_iter()
            .map(|bar| match bar {
                (true, true) => 'F',
                (true, false) => 'A',
                (false, true) => 'D',
                (false, false) => 'T',
            })
            .collect()
    }

    #[test]
    fn kix_bars_are_those_of_the_royal_mail_table() {
        assert_eq!(letters("0"), "TTFF");
        assert_eq!(letters("1"), "TDAF");
        assert_eq!(letters("Z"), "FFTT");
        assert_eq!(letters("a"), letters("A"));
    }

    #[test]
    fn kix_bars_are_those_that_zint_draws() {
        let text = "1104KC12XA2";
        let run = Command::new("zint")
            .args(["--barcode=90", "--dump", "-d", text])
            .output();
        let Ok(run) = run else {
            eprintln!("skipped: zint is not installed");
            return;
        };
        // zint dumps rows of modules in hexadecimal: ascenders, trackers, descenders.
        let dump = String::from_utf8(run.stdout).unwrap();
        let rows: Vec<Vec<bool>> = dump
            .lines()
            .map(|line| {
                line.chars()
                    .filter_map(|c| c.to_digit(16))
                    .flat_map(|digit| (0..4).rev().map(move |bit| digit >> bit & 1 == 1))
                    .step_by(2)
                    .collect()
            })
            .collect();
        let bars = kix_bars(text);
        assert_eq!(rows.len(), 3, "{dump}");
        for (at, (up, down)) in bars.into_iter().enumerate() {
            assert_eq!(
                (rows[0][at], rows[1][at], rows[2][at]),
                (up, true, down),
                "bar {at} of\n{dump}"
            );
        }
    }

    #[test]
    fn a_qr_code_has_its_three_corners_and_a_quiet_zone() {
        let side = 100.0;
        let code = qr("https://example.org/antwoord/K7M4PX9T", side).unwrap();
        assert_eq!(code.rects[0], [4, 4, 7, 1]);
        let [module, same] = code.unit;
        assert!(module == same);
        for [left, top, width, height] in code.boxes() {
            assert!(left >= 4.0 * module - 0.01 && top >= 4.0 * module - 0.01);
            assert!(left + width <= side - 4.0 * module + 0.01);
            assert!(top + height <= side - 4.0 * module + 0.01);
        }
        assert_eq!(qr(&"x".repeat(5_000), side), None);
    }

    #[test]
    fn rectangles_of_a_qr_code_are_its_dark_modules_each_once() {
        let text = "https://example.org/antwoord/K7M4PX9T";
        let mut dark = std::collections::BTreeSet::new();
        for [row, start, length] in qr_runs(text).unwrap().runs {
            dark.extend((start..start + length).map(|column| (row + 4, column + 4)));
        }
        let mut drawn = Vec::new();
        for [left, top, width, height] in qr(text, 100.0).unwrap().rects.iter() {
            for row in *top..top + height {
                drawn.extend((*left..left + width).map(|column| (row, column)));
            }
        }
        assert_eq!(drawn.len(), dark.len());
        assert_eq!(
            drawn.into_iter().collect::<std::collections::BTreeSet<_>>(),
            dark
        );
    }
}
