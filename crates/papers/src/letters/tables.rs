//! Tables: columns as wide as what stands in them, a heading that comes back on the next page.

use super::flow::{Body, Cell, Part, text_node};
use super::markdown::{Flush as Column, Inline};
use super::page::Role;
use super::paragraph::Flush;
use super::typeset::{Inside, Typesetter, spans};

impl Typesetter<'_> {
    pub(super) fn table(
        &mut self,
        flush: &[Column],
        head: &[Vec<Inline>],
        rows: &[Vec<Vec<Inline>>],
        inside: Inside,
        parts: &mut Vec<Part>,
    ) {
        let table = self.document.node(Role::Table, Some(inside.parent));
        let has_head = head.iter().any(|cell| !cell.is_empty());
        let all: Vec<&[Vec<Inline>]> = has_head
            .then_some(head)
            .into_iter()
            .chain(rows.iter().map(Vec::as_slice))
            .collect();
        let widths = self.widths(&all, flush.len(), inside);
        for (at, row) in all.iter().enumerate() {
            let is_head = has_head && at == 0;
            let node = self.document.node(Role::TableRow, Some(table));
            let mut left = inside.left;
            let mut cells = Vec::with_capacity(widths.len());
            let order: Vec<usize> = if self.right_to_left {
                (0..widths.len()).rev().collect()
            } else {
                (0..widths.len()).collect()
            };
            for column in order {
                let width = widths.get(column).copied().unwrap_or_default();
                let text = row.get(column).map(Vec::as_slice).unwrap_or_default();
                let style = if is_head {
                    inside.style.bold()
                } else {
                    inside.style
                };
                let flush = match flush.get(column) {
                    Some(Column::Center) => Flush::Center,
                    Some(Column::End) => Flush::End,
                    Some(Column::Start) | None => Flush::Start,
                };
                let last = column + 1 == widths.len();
                let room = if last { width } else { width - COLUMN_GAP };
                let paragraph = self.set(&spans(text, style), room, 1.25, flush);
                let role = if is_head {
                    Role::TableHeading
                } else {
                    Role::TableCell
                };
                let cell = text_node(self.document, role, node, &paragraph);
                // The gap between columns lies where reading goes on.
                let gap = if self.right_to_left {
                    width - room
                } else {
                    0.0
                };
                cells.push(Cell {
                    paragraph,
                    node: cell,
                    x: left + gap,
                });
                left += width;
            }
            parts.push(Part {
                body: Body::Row {
                    cells,
                    least: if is_head { 0.0 } else { self.row_height },
                    head: is_head,
                    span: (inside.left, inside.width),
                },
                before: if at == 0 { inside.gap } else { 0.0 },
                keep: is_head || at == 0,
                bar: inside.bar,
            });
        }
    }

    /// Columns get what their widest cell asks for; what is short or over is shared in proportion.
    fn widths(&mut self, rows: &[&[Vec<Inline>]], columns: usize, inside: Inside) -> Vec<f32> {
        if self.columns.len() == columns {
            let sum: f32 = self.columns.iter().sum();
            return self
                .columns
                .iter()
                .map(|share| inside.width * share / sum)
                .collect();
        }
        let body = rows.get(1..).unwrap_or_default();
        let is_form = !body.is_empty()
            && body.iter().all(|row| {
                row.iter()
                    .all(|cell| cell.iter().all(|text| text.text.trim().is_empty()))
            });
        if is_form {
            return form(columns)
                .iter()
                .map(|share| inside.width * share)
                .collect();
        }
        let mut wanted = vec![inside.style.size * 2.0; columns];
        for row in rows.iter().take(200) {
            for (slot, cell) in wanted.iter_mut().zip(row.iter()) {
                let spans = spans(cell, inside.style.bold());
                let paragraph = self.set(&spans, inside.width, 1.25, Flush::Start);
                *slot = slot.max(paragraph.width() + COLUMN_GAP + 0.5);
            }
        }
        let sum: f32 = wanted.iter().sum();
        if sum <= inside.width {
            let spare = (inside.width - sum) / sum.max(1.0);
            return wanted.iter().map(|width| width * (1.0 + spare)).collect();
        }
        shared_out(&wanted, inside.width)
    }
}

/// Columns that ask for more than there is: what asks for less than an even share keeps it, so that
/// a short word is never broken for the sake of a long text; the others share the rest.
fn shared_out(wanted: &[f32], width: f32) -> Vec<f32> {
    let mut kept = vec![false; wanted.len()];
    let (mut rest, mut asking) = (width, wanted.len());
    loop {
        let even = rest / f32::from(u16::try_from(asking.max(1)).unwrap_or(u16::MAX));
        let modest = wanted
            .iter()
            .zip(&mut kept)
            .find(|(wanted, kept)| !**kept && **wanted <= even);
        let Some((wanted, kept)) = modest else { break };
        *kept = true;
        rest -= wanted;
        asking -= 1;
    }
    let long = wanted.iter().zip(&kept).filter(|(_, kept)| !**kept);
    let sum: f32 = long.map(|(wanted, _)| wanted).sum();
    let columns = wanted.iter().zip(&kept);
    columns
        .map(|(wanted, kept)| {
            if *kept {
                *wanted
            } else {
                wanted * rest / sum.max(1.0)
            }
        })
        .collect()
}

/// The columns of a table to fill in, as shares: there is no text to go by. The first of three is
/// what it is about, and takes the most room to write.
fn form(columns: usize) -> Vec<f32> {
    if columns == 3 {
        return vec![0.5, 0.28, 0.22];
    }
    let count = u16::try_from(columns.max(1)).unwrap_or(u16::MAX);
    vec![1.0 / f32::from(count); columns]
}

/// The space between two columns.
const COLUMN_GAP: f32 = 14.0;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_column_keeps_its_width_beside_a_long_one() {
        assert_eq!(shared_out(&[900.0, 50.0, 40.0], 400.0), [310.0, 50.0, 40.0]);
        assert_eq!(shared_out(&[600.0, 600.0], 400.0), [200.0, 200.0]);
        assert_eq!(
            shared_out(&[900.0, 300.0, 60.0], 360.0),
            [225.0, 75.0, 60.0]
        );
    }
}
