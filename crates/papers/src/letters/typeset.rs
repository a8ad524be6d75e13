//! Blocks → parts: every block in its style, with its node in the tree of reading.

use std::sync::Arc;

use super::flow::{Body, Cell, Frame, Part, text_node};
use super::look::Look;
use super::markdown::{Block, Inline};
use super::page::{ACCENT, Document, Item, LINE, Mark, NodeIx, Role};
use super::paragraph::{Flush, Paragraph, Setter, Setting, Span, Style};
use super::pictures::Picture;

/// What a letter makes itself where a template says so.
pub trait Inserts {
    /// The parts of `{{> answer}}` and `{{> signature}}`.
    fn insert(&mut self, block: &Block, typesetter: &mut Typesetter<'_>) -> Vec<Part>;
    /// A picture of the templates folder.
    fn picture(&mut self, file: &str) -> Option<Arc<Picture>>;
}

/// No inserts: lists and cover sheets.
#[derive(Debug)]
pub struct NoInserts;

impl Inserts for NoInserts {
    fn insert(&mut self, _: &Block, _: &mut Typesetter<'_>) -> Vec<Part> {
        Vec::new()
    }
    fn picture(&mut self, _: &str) -> Option<Arc<Picture>> {
        None
    }
}

/// Makes parts of blocks.
#[derive(Debug)]
pub struct Typesetter<'a> {
    /// The document that gets the nodes.
    pub document: &'a mut Document,
    /// Sets paragraphs.
    pub setter: &'a mut Setter,
    /// Sizes.
    pub look: Look,
    /// Where text may stand.
    pub frame: Frame,
    /// What the text is part of.
    pub parent: NodeIx,
    /// Written from right to left.
    pub right_to_left: bool,
    /// The least height of the rows of tables: room to write.
    pub row_height: f32,
    /// The widths of the columns of tables, as shares; empty = by what stands in them.
    pub columns: Vec<f32>,
}

/// Where the text of a block stands inside the frame, and in what style.
#[derive(Clone, Copy)]
pub(super) struct Inside {
    pub(super) left: f32,
    pub(super) width: f32,
    pub(super) style: Style,
    leading: f32,
    pub(super) gap: f32,
    pub(super) parent: NodeIx,
    pub(super) bar: Option<f32>,
}

impl Typesetter<'_> {
    /// Makes parts of blocks.
    pub fn parts(&mut self, blocks: &[Block], inserts: &mut dyn Inserts) -> Vec<Part> {
        let inside = Inside {
            left: self.frame.left,
            width: self.frame.width,
            style: self.look.text(),
            leading: self.look.leading,
            gap: self.look.gap,
            parent: self.parent,
            bar: None,
        };
        let mut parts = Vec::new();
        self.blocks(blocks, inside, inserts, &mut parts);
        parts
    }

    /// Sets text in a column of the frame.
    pub fn set(
        &mut self,
        spans: &[Span],
        width: f32,
        leading: f32,
        flush: Flush,
    ) -> Arc<Paragraph> {
        let setting = Setting {
            width,
            leading,
            flush,
            right_to_left: self.right_to_left,
        };
        self.setter.set(spans, setting)
    }

    fn blocks(
        &mut self,
        blocks: &[Block],
        inside: Inside,
        inserts: &mut dyn Inserts,
        parts: &mut Vec<Part>,
    ) {
        for (at, block) in blocks.iter().enumerate() {
            let start = parts.len();
            self.block(block, inside, inserts, parts);
            let next = blocks.get(at + 1);
            let announces = matches!(next, Some(Block::List(..) | Block::Table(..)))
                && matches!(block, Block::Paragraph(text) if text.last().is_some_and(|last| last.text.ends_with(':')));
            if (announces || matches!(next, Some(Block::Signature)))
                && let Some(part) = parts.get_mut(start..).and_then(<[Part]>::last_mut)
            {
                part.keep = true;
            }
        }
    }

    fn block(
        &mut self,
        block: &Block,
        inside: Inside,
        inserts: &mut dyn Inserts,
        parts: &mut Vec<Part>,
    ) {
        match block {
            Block::Heading(level, text) => parts.push(self.heading(*level, text, inside)),
            Block::Paragraph(text) => {
                let part = self.paragraph(text, inside);
                parts.push(part);
            }
            Block::List(first, items) => self.list(*first, items, inside, inserts, parts),
            Block::Quote(inner) => self.quote(inner, inside, inserts, parts),
            Block::Table(columns, head, rows) => self.table(columns, head, rows, inside, parts),
            Block::Picture(file, alt) => {
                if let Some(picture) = inserts.picture(file) {
                    parts.push(self.picture(&picture, alt, inside));
                }
            }
            Block::Rule => parts.push(rule(inside)),
            Block::Small(inner) => {
                let style = self.look.small();
                let small = Inside {
                    style,
                    leading: 1.32,
                    gap: inside.gap * 0.6,
                    ..inside
                };
                let start = parts.len();
                self.blocks(inner, small, inserts, parts);
                if let Some(first) = parts.get_mut(start) {
                    first.before = self.look.gap * 1.6;
                }
            }
            Block::Answer | Block::Signature => parts.extend(inserts.insert(block, self)),
        }
    }

    fn heading(&mut self, level: u8, text: &[Inline], inside: Inside) -> Part {
        let size = self.look.heading(level) * (inside.style.size / self.look.size);
        let color = if level <= 1 {
            ACCENT
        } else {
            inside.style.color
        };
        let style = Style::plain(size, color).bold();
        let paragraph = self.balanced(&spans(text, style), inside.width);
        let role = Role::Heading(u16::from(level.max(1)), paragraph.text.clone());
        let node = text_node(self.document, role, inside.parent, &paragraph);
        Part {
            before: if level <= 1 {
                inside.gap * 1.6
            } else {
                inside.gap * 1.5
            },
            keep: true,
            bar: inside.bar,
            body: Body::Text(
                Cell {
                    paragraph,
                    node,
                    x: inside.left,
                },
                None,
            ),
        }
    }

    /// A heading in lines of about the same length, so that no word is left alone.
    fn balanced(&mut self, spans: &[Span], width: f32) -> Arc<Paragraph> {
        let wide = self.set(spans, width, 1.2, Flush::Start);
        let count = wide.lines.len();
        if !(2..=4).contains(&count) {
            return wide;
        }
        (10_u8..20)
            .map(|twentieth| {
                self.set(
                    spans,
                    width * f32::from(twentieth) / 20.0,
                    1.2,
                    Flush::Start,
                )
            })
            .find(|narrow| narrow.lines.len() == count)
            .filter(|_| !self.right_to_left)
            .unwrap_or(wide)
    }

    fn paragraph(&mut self, text: &[Inline], inside: Inside) -> Part {
        let spans = spans(text, inside.style);
        let paragraph = self.set(&spans, inside.width, inside.leading, Flush::Start);
        let node = text_node(self.document, Role::Paragraph, inside.parent, &paragraph);
        Part {
            before: inside.gap,
            keep: false,
            bar: inside.bar,
            body: Body::Text(
                Cell {
                    paragraph,
                    node,
                    x: inside.left,
                },
                None,
            ),
        }
    }

    fn list(
        &mut self,
        first: Option<u64>,
        items: &[Vec<Block>],
        inside: Inside,
        inserts: &mut dyn Inserts,
        parts: &mut Vec<Part>,
    ) {
        let indent = inside.style.size * if first.is_some() { 1.7 } else { 1.3 };
        let numbered = first.is_some();
        let list = self
            .document
            .node(Role::List { numbered }, Some(inside.parent));
        let mut ends = Vec::new();
        for (at, item) in items.iter().enumerate() {
            let number = first.map(|first| first + u64::try_from(at).unwrap_or_default());
            let entry = self.document.node(Role::ListItem, Some(list));
            let label_text = number.map_or_else(|| "•".to_owned(), |number| format!("{number}."));
            let style = if numbered {
                inside.style
            } else {
                Style {
                    color: ACCENT,
                    ..inside.style
                }
            };
            let label = self.set(
                &[Span::new(label_text, style)],
                indent,
                inside.leading,
                Flush::Start,
            );
            let label_node = self.document.node(Role::Label, Some(entry));
            let body = self.document.node(Role::ItemBody, Some(entry));
            let inner = Inside {
                left: inside.left + if self.right_to_left { 0.0 } else { indent },
                width: inside.width - indent,
                parent: body,
                ..inside
            };
            let start = parts.len();
            self.blocks(item, inner, inserts, parts);
            ends.push(parts.len());
            let Some(first) = parts.get_mut(start) else {
                continue;
            };
            if at > 0 {
                first.before = inside.gap * 0.35;
            }
            if let Body::Text(_, slot) = &mut first.body {
                *slot = Some(Cell {
                    paragraph: label,
                    node: label_node,
                    x: if self.right_to_left {
                        inside.left + inside.width - indent
                    } else {
                        inside.left
                    },
                });
            }
        }
        // No item stands alone at the foot or the top of a page.
        for end in [ends.first(), ends.iter().nth_back(1)]
            .into_iter()
            .flatten()
        {
            if items.len() > 2
                && let Some(part) = end.checked_sub(1).and_then(|at| parts.get_mut(at))
            {
                part.keep = true;
            }
        }
    }

    fn quote(
        &mut self,
        inner: &[Block],
        inside: Inside,
        inserts: &mut dyn Inserts,
        parts: &mut Vec<Part>,
    ) {
        let indent = inside.style.size * 1.1;
        let node = self.document.node(Role::Quote, Some(inside.parent));
        let edge = if self.right_to_left {
            inside.left + inside.width - 2.2
        } else {
            inside.left
        };
        let quoted = Inside {
            left: inside.left + if self.right_to_left { 0.0 } else { indent },
            width: inside.width - indent,
            parent: node,
            bar: Some(edge),
            ..inside
        };
        let start = parts.len();
        self.blocks(inner, quoted, inserts, parts);
        if let Some(first) = parts.get_mut(start) {
            // The bar starts at the first line and not in the space above it.
            let space = first.before;
            first.before = 0.0;
            parts.insert(
                start,
                Part {
                    body: Body::Fixed(0.0, Vec::new()),
                    before: space,
                    keep: true,
                    bar: None,
                },
            );
        }
    }

    fn picture(&mut self, picture: &Arc<Picture>, alt: &str, inside: Inside) -> Part {
        let most = (
            inside.width,
            (self.frame.bottom - self.frame.top_next) * 0.5,
        );
        let scale = (most.0 / picture.width)
            .min(most.1 / picture.height)
            .min(1.0);
        let (width, height) = (picture.width * scale, picture.height * scale);
        let node = self
            .document
            .node(Role::Figure(alt.to_owned()), Some(inside.parent));
        let x = inside.left
            + if self.right_to_left {
                inside.width - width
            } else {
                0.0
            };
        let item = Item {
            node: Some(node),
            mark: Mark::Picture {
                picture: Arc::clone(picture),
                rect: [x, 0.0, width, height],
            },
        };
        Part {
            body: Body::Fixed(height, vec![item]),
            before: inside.gap * 1.3,
            keep: false,
            bar: inside.bar,
        }
    }
}

fn rule(inside: Inside) -> Part {
    let mark = Mark::Rule {
        from: [inside.left, 0.0],
        to: [inside.left + inside.width, 0.0],
        width: 0.5,
        color: LINE,
        dash: None,
    };
    Part {
        body: Body::Fixed(0.5, vec![Item { node: None, mark }]),
        before: inside.gap * 1.2,
        keep: false,
        bar: inside.bar,
    }
}

/// Stretches of text in their styles.
pub fn spans(text: &[Inline], style: Style) -> Vec<Span> {
    let link_color = ACCENT;
    text.iter()
        .map(|inline| Span {
            text: inline.text.clone(),
            style: Style {
                bold: style.bold || inline.bold,
                italic: style.italic || inline.italic,
                color: if inline.link.is_some() {
                    link_color
                } else {
                    style.color
                },
                ..style
            },
            link: inline.link.clone(),
        })
        .collect()
}
