//! Sheets of labels with the addresses of a batch, for envelopes without a window.

use super::batch::Batch;
use super::context::Stationery;
use super::gather::Gatherer;
use super::head::address_lines;
use super::letter::text_mark;
use super::page::{A4, Document, Item, MM, Page, Role};
use super::paragraph::Setter;
use domain::campaign::Labels;

/// A sheet of labels, in millimetres.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LabelSheet {
    /// Which one.
    pub labels: Labels,
    /// Columns and rows.
    pub grid: (usize, usize),
    /// Width and height of a label.
    pub label: (f32, f32),
    /// Left and top of the first label.
    pub corner: (f32, f32),
    /// From one label to the next.
    pub step: (f32, f32),
}

/// The common sheets on A4.
pub const SHEETS: [LabelSheet; 5] = [
    LabelSheet {
        labels: Labels::AveryL7160,
        grid: (3, 7),
        label: (63.5, 38.1),
        corner: (7.25, 15.15),
        step: (66.0, 38.1),
    },
    LabelSheet {
        labels: Labels::AveryL7159,
        grid: (3, 8),
        label: (63.5, 33.9),
        corner: (7.25, 12.9),
        step: (66.0, 33.9),
    },
    LabelSheet {
        labels: Labels::AveryL7163,
        grid: (2, 7),
        label: (99.1, 38.1),
        corner: (4.65, 15.15),
        step: (101.6, 38.1),
    },
    LabelSheet {
        labels: Labels::AveryL7162,
        grid: (2, 8),
        label: (99.1, 33.9),
        corner: (4.65, 12.9),
        step: (101.6, 33.9),
    },
    LabelSheet {
        labels: Labels::AveryL7173,
        grid: (2, 5),
        label: (99.1, 57.0),
        corner: (4.65, 6.0),
        step: (101.6, 57.0),
    },
];

/// The sheet that a campaign asks for.
pub fn sheet(labels: Labels) -> Option<LabelSheet> {
    SHEETS.into_iter().find(|sheet| sheet.labels == labels)
}

/// What is left free inside a label, in mm: sheets shift in a printer.
const MARGIN: f32 = 4.0;

/// The labels of a batch, in the order of its letters.
pub fn add(
    document: &mut Document,
    setter: &mut Setter,
    sheet: LabelSheet,
    batch: &Batch<'_>,
    gatherer: &Gatherer<'_>,
    stationery: &Stationery,
) {
    let (columns, rows) = sheet.grid;
    let part = document.node(Role::Part, None);
    document
        .outline
        .push((document.title.clone(), document.pages.len(), 0.0));
    for (at, piece) in batch.pieces.iter().enumerate() {
        let place = at % (columns * rows);
        if place == 0 {
            document.pages.push(Page::new(A4));
        }
        let recipient = gatherer.recipient_of(piece, stationery.words(&piece.language));
        let (width, height) = (sheet.label.0 - 2.0 * MARGIN, sheet.label.1 - 2.0 * MARGIN);
        let paragraph = address_lines(setter, &recipient.lines, width * MM, height * MM);
        let (column, row) = (place % columns, place / columns);
        let x = (sheet.corner.0 + step(column, sheet.step.0) + MARGIN) * MM;
        let top = sheet.corner.1 + step(row, sheet.step.1) + MARGIN;
        let y = top * MM + (height * MM - paragraph.height()).max(0.0) / 2.0;
        let node = document.node(Role::Paragraph, Some(part));
        if let Some(page) = document.pages.last_mut() {
            page.items.push(Item {
                node: Some(node),
                mark: text_mark(&paragraph, x, y),
            });
        }
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "a sheet has fewer than ten rows"
)]
fn step(count: usize, size: f32) -> f32 {
    count as f32 * size
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sheet_fits_on_a4() {
        for sheet in SHEETS {
            let last = |count, corner, by, size| corner + step(count - 1, by) + size;
            assert!(
                last(sheet.grid.0, sheet.corner.0, sheet.step.0, sheet.label.0) <= 210.0,
                "{:?}",
                sheet.labels
            );
            assert!(
                last(sheet.grid.1, sheet.corner.1, sheet.step.1, sheet.label.1) <= 297.0,
                "{:?}",
                sheet.labels
            );
        }
        assert_eq!(super::sheet(Labels::AveryL7160).unwrap().grid, (3, 7));
        assert_eq!(super::sheet(Labels::None), None);
    }
}
