//! The head of a letter: letterhead, sender, address in the window, date and reference.

use std::sync::Arc;

use super::codes::{self, KIX_HEIGHT};
use super::envelope::AddressPlace;
use super::flow::Flow;
use super::letter::{LEFT, Letter, set, text_mark};
use super::page::{A4, ACCENT, GREY, INK, Item, LINE, MM, Mark, NodeIx, Role};
use super::paragraph::{Flush, Paragraph, Setter, Span, Style};

/// The least size that PostNL asks for in an address.
const READABLE: f32 = 10.0;

/// The column of the sender, date and reference: across from the window.
fn sender_left(place: AddressPlace) -> f32 {
    if place.right { LEFT } else { 123.0 * MM }
}

/// The width of that column.
const SENDER_WIDTH: f32 = 76.0 * MM;

impl Letter<'_> {
    pub(super) fn letterhead(&self, flow: &mut Flow<'_>) {
        if let Some(picture) = &self.stationery.letterhead {
            flow.draw(Item {
                node: None,
                mark: Mark::Picture {
                    picture: Arc::clone(picture),
                    rect: [0.0, 0.0, A4.0, A4.1],
                },
            });
        }
        let [first, second] = self.stationery.address.folds;
        for y in [first, second] {
            if y > 0.0 {
                flow.draw(Item {
                    node: None,
                    mark: Mark::Rule {
                        from: [4.0 * MM, y],
                        to: [8.0 * MM, y],
                        width: 0.4,
                        color: LINE,
                        dash: None,
                    },
                });
            }
        }
    }

    /// The sender, across from the window.
    pub(super) fn sender(&self, flow: &mut Flow<'_>, part: NodeIx, place: AddressPlace) {
        let sender = &self.data.sender;
        let (width, x) = (SENDER_WIDTH, sender_left(place));
        let larger = self.larger();
        let name = Style::plain(12.0 * larger, ACCENT).bold();
        let rest = Style::plain(8.8 * larger, GREY);
        let mut spans = vec![Span::new(sender.name.clone(), name)];
        let mut lines: Vec<String> = sender.address.clone();
        lines.push(sender.email.clone());
        lines.extend(sender.phone.clone());
        let flush = Flush::Start;
        let heading = set(flow.setter, &spans, width, 1.25, flush);
        spans.clear();
        spans.push(Span::new(lines.join("\n"), rest));
        let details = set(flow.setter, &spans, width, 1.42, flush);
        let mut y = if place.right { 34.0 * MM } else { 15.0 * MM };
        for paragraph in [heading, details] {
            let node = flow.document.node(Role::Paragraph, Some(part));
            let height = paragraph.height();
            draw(flow, node, &paragraph, x, y);
            y += height + 1.0;
        }
    }

    /// Return line, address and barcode: all inside the window. Whether that took small type.
    pub(super) fn address(&self, flow: &mut Flow<'_>, part: NodeIx, place: AddressPlace) -> bool {
        let sender = &self.data.sender;
        let line = format!("{} · {}", sender.name, sender.address_line);
        let line = fitting(flow.setter, &line, Style::plain(6.8, GREY), place.width);
        let node = flow.document.node(Role::Paragraph, Some(part));
        let mut y = place.top;
        let height = line.height();
        draw(flow, node, &line, place.left, y);
        y += height + 3.2;
        let kix = self.stationery.kix && !self.data.recipient.kix.is_empty();
        let room = place.bottom - y - if kix { KIX_HEIGHT + 8.0 } else { 0.0 };
        let paragraph = address_lines(flow.setter, &self.data.recipient.lines, place.width, room);
        let node = flow.document.node(Role::Paragraph, Some(part));
        let height = paragraph.height();
        draw(flow, node, &paragraph, place.left, y);
        if kix {
            // A blank line above the bars, as far as the window allows.
            let lowest = place.bottom - KIX_HEIGHT;
            flow.draw(Item {
                node: None,
                mark: Mark::Cells {
                    cells: codes::kix(&self.data.recipient.kix),
                    x: place.left,
                    y: (y + height + 8.0).min(lowest),
                },
            });
        }
        let mut runs = paragraph.lines.iter().flat_map(|line| &line.runs);
        runs.any(|run| run.size < READABLE)
    }

    /// Date and reference, beside the address; the y where the text may start.
    pub(super) fn date_line(&self, flow: &mut Flow<'_>, part: NodeIx, place: AddressPlace) -> f32 {
        let words = self.stationery.words(self.language);
        let label = Style::plain(8.8 * self.larger(), GREY);
        let value = Style::plain(9.6 * self.larger(), INK);
        // The reference stands apart, because it alone differs from letter to letter.
        let shared = [
            Span::new(format!("{}\n", words.plain("letter-date")), label),
            Span::new(format!("{}\n", self.data.date), value),
            Span::new(words.plain("letter-reference"), label),
        ];
        let own = [Span::new(self.data.reference.clone(), value)];
        let node = flow.document.node(Role::Paragraph, Some(part));
        let mut y = place.top + 3.0 * MM + if place.right { 14.0 * MM } else { 0.0 };
        for spans in [&shared[..], &own] {
            let paragraph = set(flow.setter, spans, SENDER_WIDTH, 1.3, Flush::Start);
            draw(flow, node, &paragraph, sender_left(place), y);
            y += paragraph.height();
        }
        place.bottom.max(y) + 2.0 * MM
    }

    /// How much larger what stands around the text is than usual.
    pub(super) fn larger(&self) -> f32 {
        if self.stationery.large_print {
            1.25
        } else {
            1.0
        }
    }
}

fn draw(flow: &mut Flow<'_>, node: NodeIx, paragraph: &Arc<Paragraph>, x: f32, y: f32) {
    flow.draw(Item {
        node: Some(node),
        mark: text_mark(paragraph, x, y),
    });
}

/// One line, made smaller until it fits.
fn fitting(setter: &mut Setter, text: &str, style: Style, width: f32) -> Arc<Paragraph> {
    let mut style = style;
    loop {
        let paragraph = set(setter, &[Span::new(text, style)], width, 1.25, Flush::Start);
        if paragraph.lines.len() <= 1 || style.size < 4.6 {
            return paragraph;
        }
        style.size -= 0.4;
    }
}

/// The address: 11 points where it fits, smaller where it does not, never outside the window.
pub(super) fn address_lines(
    setter: &mut Setter,
    lines: &[String],
    width: f32,
    room: f32,
) -> Arc<Paragraph> {
    let mut size = 11.0;
    loop {
        let style = Style::plain(size, INK);
        let leading = if size > 10.4 { 1.28 } else { 1.2 };
        let text = lines.join("\n");
        let paragraph = set(
            setter,
            &[Span::new(text, style)],
            width,
            leading,
            Flush::Start,
        );
        if paragraph.height() <= room || size <= 6.5 {
            return paragraph;
        }
        size -= 0.5;
    }
}
