//! One letter: head with address, body, reply slip, foot.
#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "the enums of libraries grow; what is not named here is passed over"
)]

use std::sync::Arc;

use super::codes::{self, KIX_HEIGHT};
use super::context::Stationery;
use super::data::LetterData;
use super::envelope::AddressPlace;
use super::flow::{Body, Flow, Frame, Part};
use super::look::Look;
use super::markdown::Block;
use super::page::{A4, ACCENT, Document, GREY, GROUND, INK, Item, LINE, MM, Mark, NodeIx, Role};
use super::paragraph::{Flush, Paragraph, Setter, Setting, Span, Style};
use super::pictures::Picture;
use super::slip;
use super::typeset::{Inserts, Typesetter};
use crate::domain::Language;

/// The left edge of the text.
const LEFT: f32 = 25.0 * MM;
/// The width of the text: about 80 characters.
const WIDTH: f32 = 152.0 * MM;
/// The foot of the text.
const BOTTOM: f32 = 278.0 * MM;
/// The top of the text on the second page and further.
const TOP_NEXT: f32 = 24.0 * MM;

/// The least size that PostNL asks for in an address.
const READABLE: f32 = 10.0;

/// What somebody should know about a letter that was set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Noticed {
    /// Characters that no font has.
    pub missing: Vec<char>,
    /// The address is set smaller than the post asks for, to keep it inside the window.
    pub small_address: bool,
}

/// A letter that is ready to be set.
#[derive(Debug)]
pub struct Letter<'a> {
    /// What it says about whom.
    pub data: &'a LetterData,
    /// The text.
    pub blocks: &'a [Block],
    /// Its language.
    pub language: &'a Language,
    /// Paper, pictures and words.
    pub stationery: &'a Stationery,
}

impl Letter<'_> {
    /// Adds the letter to a document, and tells what somebody should know about it.
    pub fn add(&self, document: &mut Document, setter: &mut Setter) -> Noticed {
        let normal = if self.stationery.large_print {
            Look::LARGE
        } else {
            Look::NORMAL
        };
        let mark = (
            document.pages.len(),
            document.nodes.len(),
            document.outline.len(),
        );
        let set = self.attempt(document, setter, normal);
        if set.pages > 1 && !self.stationery.large_print {
            let spare = Saved::take(document, mark);
            let compact = self.attempt(document, setter, Look::COMPACT);
            // Text that fits on one page less is worth it, also when the slip takes that page.
            if compact.pages >= set.pages && compact.body >= set.body {
                drop(Saved::take(document, mark));
                spare.put(document);
            }
        }
        let mut noticed = Noticed {
            small_address: set.small_address,
            ..Noticed::default()
        };
        for page in document.pages.iter().skip(mark.0) {
            for item in &page.items {
                if let Mark::Text { paragraph, .. } = &item.mark {
                    noticed.missing.extend(&paragraph.missing);
                }
            }
        }
        noticed
    }

    /// Sets the letter in one look.
    fn attempt(&self, document: &mut Document, setter: &mut Setter, look: Look) -> Attempt {
        let place = self.stationery.address;
        let part = document.node_in(Role::Part, None, self.language);
        let first = document.pages.len();
        let title = self.data.recipient.lines.join(", ");
        document.outline.push((title, first, 0.0));
        let frame = Frame {
            page: A4,
            left: LEFT,
            width: WIDTH,
            top_first: 0.0,
            top_next: TOP_NEXT,
            bottom: BOTTOM,
        };
        let mut flow = Flow::start(document, setter, frame);
        self.letterhead(&mut flow);
        self.sender(&mut flow, part, place);
        let small_address = self.address(&mut flow, part, place);
        flow.y = self.date_line(&mut flow, part, place) + look.size * 0.9;
        self.body(&mut flow, part, look);
        let body = flow.document.pages.len() - first;
        if self.stationery.reply_slip && !self.data.survey.is_empty() {
            slip::add(&mut flow, part, look, self);
        }
        self.feet(&mut flow, first);
        Attempt {
            pages: flow.document.pages.len() - first,
            body,
            small_address,
        }
    }

    fn letterhead(&self, flow: &mut Flow<'_>) {
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
    fn sender(&self, flow: &mut Flow<'_>, part: NodeIx, place: AddressPlace) {
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
    fn address(&self, flow: &mut Flow<'_>, part: NodeIx, place: AddressPlace) -> bool {
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
    fn date_line(&self, flow: &mut Flow<'_>, part: NodeIx, place: AddressPlace) -> f32 {
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
    fn larger(&self) -> f32 {
        if self.stationery.large_print {
            1.25
        } else {
            1.0
        }
    }

    fn body(&self, flow: &mut Flow<'_>, part: NodeIx, look: Look) {
        let mut inserts = LetterInserts { letter: self };
        let parts = Typesetter {
            document: flow.document,
            setter: flow.setter,
            look,
            frame: flow.frame,
            parent: part,
            right_to_left: self.language.is_right_to_left(),
            row_height: 0.0,
            columns: Vec::new(),
        }
        .parts(self.blocks, &mut inserts);
        flow.place(&parts);
    }

    /// Sender and page number at the foot of every page, once all pages are there.
    fn feet(&self, flow: &mut Flow<'_>, first: usize) {
        let words = self.stationery.words(self.language);
        let count = flow.document.pages.len() - first;
        if count < 2 {
            return;
        }
        for at in 0..count {
            let text = words.text(
                "letter-page",
                &[("page", (at + 1).into()), ("pages", count.into())],
            );
            let text = format!(
                "{} · {} · {text}",
                self.data.sender.name, self.data.reference
            );
            let style = Style::plain(8.0 * self.larger(), GREY);
            let paragraph = set(
                flow.setter,
                &[Span::new(text, style)],
                WIDTH,
                1.2,
                Flush::Start,
            );
            if let Some(page) = flow.document.pages.get_mut(first + at) {
                page.items.push(Item {
                    node: None,
                    mark: text_mark(&paragraph, LEFT, 283.0 * MM),
                });
            }
        }
    }
}

/// The column of the sender, date and reference: across from the window.
fn sender_left(place: AddressPlace) -> f32 {
    if place.right { LEFT } else { 123.0 * MM }
}

/// The width of that column.
const SENDER_WIDTH: f32 = 76.0 * MM;

/// How a letter came out in one look.
struct Attempt {
    /// How many pages it takes.
    pages: usize,
    /// How many of them its text takes, without the slip.
    body: usize,
    small_address: bool,
}

/// A first attempt that is put aside.
struct Saved {
    pages: Vec<super::page::Page>,
    nodes: Vec<super::page::Node>,
    outline: Vec<(String, usize, f32)>,
}

impl Saved {
    fn take(document: &mut Document, (pages, nodes, outline): (usize, usize, usize)) -> Self {
        Self {
            pages: document.pages.split_off(pages),
            nodes: document.nodes.split_off(nodes),
            outline: document.outline.split_off(outline),
        }
    }

    fn put(self, document: &mut Document) {
        document.pages.extend(self.pages);
        document.nodes.extend(self.nodes);
        document.outline.extend(self.outline);
    }
}

/// Sets text in a column, from left to right.
pub(super) fn set(
    setter: &mut Setter,
    spans: &[Span],
    width: f32,
    leading: f32,
    flush: Flush,
) -> Arc<Paragraph> {
    setter.set(
        spans,
        Setting {
            width,
            leading,
            flush,
            right_to_left: false,
        },
    )
}

/// All lines of a paragraph at a place.
pub(super) fn text_mark(paragraph: &Arc<Paragraph>, x: f32, y: f32) -> Mark {
    Mark::Text {
        paragraph: Arc::clone(paragraph),
        lines: 0..paragraph.lines.len(),
        x,
        y,
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

struct LetterInserts<'a> {
    letter: &'a Letter<'a>,
}

impl Inserts for LetterInserts<'_> {
    fn insert(&mut self, block: &Block, typesetter: &mut Typesetter<'_>) -> Vec<Part> {
        match block {
            Block::Answer => vec![self.answer(typesetter)],
            Block::Signature => self.signature(typesetter),
            _ => Vec::new(),
        }
    }

    fn picture(&mut self, file: &str) -> Option<Arc<Picture>> {
        self.letter.stationery.picture(file)
    }
}

impl LetterInserts<'_> {
    /// The box with the QR code, the link and the code in words.
    fn answer(&self, typesetter: &mut Typesetter<'_>) -> Part {
        let look = typesetter.look;
        let frame = typesetter.frame;
        let answer = &self.letter.data.answer;
        let words = self.letter.stationery.words(self.letter.language);
        let right_to_left = typesetter.right_to_left;
        let padding = 3.2 * MM;
        let width = frame.width - look.qr - 3.0 * padding;
        let text = look.text();
        let how = if answer.by_mail {
            "answer-by-mail"
        } else {
            "answer-online"
        };
        let title = Style::plain(look.heading(2), ACCENT).bold();
        let link = Span {
            text: answer.shown.clone(),
            style: Style {
                color: ACCENT,
                ..text.bold()
            },
            link: Some(Arc::from(answer.link.as_str())),
        };
        let paragraphs = [
            vec![Span::new(words.plain("answer-title"), title)],
            vec![Span::new(format!("{}\n", words.plain(how)), text), link],
            vec![
                Span::new(format!("{} ", words.plain("answer-code")), text),
                Span::new(answer.code.clone(), text.bold()),
            ],
        ];
        let mut items = Vec::new();
        let mut height = padding;
        let text_left = frame.left
            + padding
            + if right_to_left {
                look.qr + padding
            } else {
                0.0
            };
        let mut placed = Vec::new();
        for spans in paragraphs {
            let paragraph = typesetter.set(&spans, width, look.leading * 0.96, Flush::Start);
            let node = super::flow::text_node(
                typesetter.document,
                Role::Paragraph,
                typesetter.parent,
                &paragraph,
            );
            placed.push((node, height));
            let mark = text_mark(&paragraph, text_left, height);
            height += paragraph.height() + look.gap * 0.55;
            items.push(Item {
                node: Some(node),
                mark,
            });
        }
        let text_height = height + padding - look.gap * 0.55;
        let height = text_height.max(look.qr + 2.0 * padding);
        let shift = (height - text_height) / 2.0;
        for item in &mut items {
            *item = super::flow::moved(item, shift);
        }
        let qr_left = if right_to_left {
            frame.left + padding
        } else {
            frame.left + frame.width - padding - look.qr
        };
        let qr_top = (height - look.qr) / 2.0;
        let mut all = vec![
            Item {
                node: None,
                mark: Mark::Fill {
                    rect: [frame.left, 0.0, frame.width, height],
                    radius: 2.0 * MM,
                    color: GROUND,
                },
            },
            Item {
                node: None,
                mark: Mark::Fill {
                    rect: [qr_left, qr_top, look.qr, look.qr],
                    radius: 1.0 * MM,
                    color: [0xff, 0xff, 0xff],
                },
            },
        ];
        all.extend(items);
        if let Some(cells) = codes::qr(&answer.link, look.qr) {
            let alt = words.text("answer-qr", &[("link", answer.link.as_str().into())]);
            let node = typesetter
                .document
                .node(Role::Figure(alt), Some(typesetter.parent));
            all.push(Item {
                node: Some(node),
                mark: Mark::Cells {
                    cells,
                    x: qr_left,
                    y: qr_top,
                },
            });
        }
        Part {
            body: Body::Fixed(height, all),
            before: look.gap * 1.4,
            keep: false,
            bar: None,
        }
    }

    /// The signature's picture and the names.
    fn signature(&self, typesetter: &mut Typesetter<'_>) -> Vec<Part> {
        let look = typesetter.look;
        let frame = typesetter.frame;
        let sender = &self.letter.data.sender;
        let mut parts = Vec::new();
        if let Some(picture) = &self.letter.stationery.signature {
            let height = (15.0 * MM).min(picture.height);
            let width = (picture.width * height / picture.height).min(frame.width / 2.0);
            let names = sender.signed_by.join(", ");
            let node = typesetter
                .document
                .node(Role::Figure(names), Some(typesetter.parent));
            let mark = Mark::Picture {
                picture: Arc::clone(picture),
                rect: [frame.left, 0.0, width, height],
            };
            parts.push(Part {
                body: Body::Fixed(
                    height,
                    vec![Item {
                        node: Some(node),
                        mark,
                    }],
                ),
                before: 2.0,
                keep: true,
                bar: None,
            });
        }
        let style = look.text();
        let mut spans = Vec::new();
        if !sender.signed_by.is_empty() {
            spans.push(Span::new(
                format!("{}\n", sender.signed_by.join(", ")),
                style,
            ));
        }
        spans.push(Span::new(sender.name.clone(), style.bold()));
        let paragraph = typesetter.set(&spans, frame.width, look.leading, Flush::Start);
        let node = typesetter
            .document
            .node(Role::Paragraph, Some(typesetter.parent));
        let before = if parts.is_empty() {
            look.size * 1.1
        } else {
            2.0
        };
        parts.push(Part {
            body: Body::Text(
                super::flow::Cell {
                    paragraph,
                    node,
                    x: frame.left,
                },
                None,
            ),
            before,
            keep: false,
            bar: None,
        });
        parts
    }
}
