//! QR codes and KIX barcodes as rectangles.

use std::sync::Arc;

use fast_qr::qr::QRBuilder;
use fast_qr::{ECL, Mode};

use super::page::MM;

/// Modules of quiet zone around a QR code (ISO/IEC 18004).
const QUIET: f32 = 4.0;

/// A QR code of a side in points, quiet zone included; `None` when the text is too long for one.
/// Dark modules beside one another are one rectangle.
pub fn qr(text: &str, side: f32) -> Option<Arc<[[f32; 4]]>> {
    let runs = qr_runs(text)?;
    let module = side / (f32::from(runs.size) + 2.0 * QUIET);
    let cells = runs.runs.iter().map(|[row, start, length]| {
        [
            (f32::from(*start) + QUIET) * module,
            (f32::from(*row) + QUIET) * module,
            f32::from(*length) * module,
            module,
        ]
    });
    Some(cells.collect())
}

/// The dark runs of a QR code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QrRuns {
    /// Modules on a side, without quiet zone.
    pub size: u16,
    /// Row, first column and length of each run.
    pub runs: Vec<[u16; 3]>,
}

/// A QR code as dark runs.
pub fn qr_runs(text: &str) -> Option<QrRuns> {
    let mut builder = QRBuilder::new(text.as_bytes());
    let code = builder.mode(Mode::Byte).ecl(ECL::M).build().ok()?;
    let size = u16::try_from(code.size).ok()?;
    let mut runs = Vec::new();
    for row in 0..size {
        let line = code
            .data
            .get(usize::from(row) * code.size..)?
            .get(..code.size)?;
        let mut start: Option<u16> = None;
        for column in 0..=size {
            let dark = line
                .get(usize::from(column))
                .is_some_and(|module| module.value());
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

/// Width of a bar and of a gap: 0.5 and 0.55 mm, so 24 bars to the inch.
const BAR: f32 = 0.5 * MM;
const PITCH: f32 = 1.05 * MM;
/// Height of the middle piece that every bar has, and of the pieces above and below it.
const TRACKER: f32 = 1.25 * MM;
const REACH: f32 = 1.75 * MM;

/// The height of a KIX barcode.
pub const KIX_HEIGHT: f32 = TRACKER + 2.0 * REACH;

/// A KIX barcode as rectangles from its top left corner.
pub fn kix(text: &str) -> Arc<[[f32; 4]]> {
    let mut x = 0.0;
    let mut cells = Vec::new();
    for (up, down) in kix_bars(text) {
        let top = if up { 0.0 } else { REACH };
        let bottom = REACH + TRACKER + if down { REACH } else { 0.0 };
        cells.push([x, top, BAR, bottom - top]);
        x += PITCH;
    }
    cells.into()
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
        let cells = qr("https://example.org/antwoord/K7M4PX9T", side).unwrap();
        let (left, top) = (cells[0][0], cells[0][1]);
        assert!(left > 8.0 && top == left);
        let module = cells[0][3];
        assert!((cells[0][2] - 7.0 * module).abs() < 0.001);
        assert!(
            cells
                .iter()
                .all(|cell| cell[0] + cell[2] <= side - left + 0.01)
        );
        assert_eq!(qr(&"x".repeat(5_000), side), None);
    }
}
