//! One letter: head with address, body, reply slip, foot.

use std::sync::Arc;

use super::context::Stationery;
use super::data::LetterData;
use super::flow::{Flow, Frame};
use super::inserts::LetterInserts;
use super::look::Look;
use super::markdown::Block;
use super::page::{A4, Document, GREY, Item, MM, Mark, NodeIx, Role};
use super::paragraph::{Flush, Paragraph, Setter, Setting, Span, Style};
use super::slip;
use super::typeset::Typesetter;
use domain::{Language, Layout};

/// The left edge of the text.
pub(super) const LEFT: f32 = 25.0 * MM;
/// The width of the text: about 80 characters.
const WIDTH: f32 = 152.0 * MM;
/// The foot of the text.
const BOTTOM: f32 = 278.0 * MM;
/// The top of the text on the second page and further.
const TOP_NEXT: f32 = 24.0 * MM;

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
        let mut set = self.attempt(document, setter, normal);
        if set.pages > 1 && !self.stationery.large_print {
            let spare = Saved::take(document, mark);
            let compact = self.attempt(document, setter, Look::COMPACT);
            // Text that fits on one page less is worth it, also when the slip takes that page.
            if compact.pages >= set.pages && compact.body >= set.body {
                drop(Saved::take(document, mark));
                spare.put(document);
            } else {
                set = compact;
            }
        }
        document
            .slips
            .extend(set.slip.map(|slip| (slip.id(), slip)));
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
        let asks = self.stationery.reply_slip && !self.data.survey.is_empty();
        let slip = asks.then(|| slip::add(&mut flow, part, look, self));
        self.feet(&mut flow, first);
        Attempt {
            pages: flow.document.pages.len() - first,
            body,
            small_address,
            slip,
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

/// How a letter came out in one look.
struct Attempt {
    /// How many pages it takes.
    pages: usize,
    /// How many of them its text takes, without the slip.
    body: usize,
    small_address: bool,
    /// Where everything stands on its slip.
    slip: Option<Layout>,
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
