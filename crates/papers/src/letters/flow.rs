//! Blocks → parts → pages: what stands where, without widows, orphans and lonely headings.

use std::ops::Range;
use std::sync::Arc;

use super::page::{ACCENT, Document, Item, LINE, Mark, NodeIx, Page, Role};
use super::paragraph::{Paragraph, Setter};

/// The fewest lines of a paragraph that may stand alone at the foot or the head of a page.
const TOGETHER: usize = 2;

/// Where text may stand.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Frame {
    /// The size of the page.
    pub page: (f32, f32),
    /// The left edge of the text.
    pub left: f32,
    /// Its width.
    pub width: f32,
    /// Its top on the first page.
    pub top_first: f32,
    /// Its top on the other pages.
    pub top_next: f32,
    /// Its bottom.
    pub bottom: f32,
}

/// A paragraph in its place on the line.
#[derive(Clone, Debug)]
pub struct Cell {
    /// The lines.
    pub paragraph: Arc<Paragraph>,
    /// What it is.
    pub node: NodeIx,
    /// Its left edge.
    pub x: f32,
}

/// Something that follows what stands above it.
#[derive(Clone, Debug)]
pub struct Part {
    /// What it is.
    pub body: Body,
    /// The distance to what stands above it.
    pub before: f32,
    /// Must be on the page of what follows.
    pub keep: bool,
    /// A bar beside it, at this x: a highlighted block.
    pub bar: Option<f32>,
}

/// What a part is.
#[derive(Clone, Debug)]
pub enum Body {
    /// Lines that may be split over pages, with a bullet or number beside the first.
    Text(Cell, Option<Cell>),
    /// A row of a table.
    Row {
        /// Its cells.
        cells: Vec<Cell>,
        /// Its least height.
        least: f32,
        /// Heads the table.
        head: bool,
        /// Left edge and width of the table.
        span: (f32, f32),
    },
    /// Something of a fixed height; items are drawn from its top.
    Fixed(f32, Vec<Item>),
}

/// The space above and below the text of a row.
const ROW_PADDING: f32 = 3.2;

impl Part {
    /// The height of the whole part.
    pub fn height(&self) -> f32 {
        match &self.body {
            Body::Text(cell, _) => cell.paragraph.height(),
            Body::Row { cells, least, .. } => {
                let tallest = cells.iter().map(|cell| cell.paragraph.height());
                tallest.fold(0.0, f32::max).max(*least - 2.0 * ROW_PADDING) + 2.0 * ROW_PADDING
            }
            Body::Fixed(height, _) => *height,
        }
    }

    /// The height of what cannot be separated at its start.
    fn least(&self) -> f32 {
        match &self.body {
            Body::Text(cell, _) => {
                let lines = cell.paragraph.lines.len();
                let first = if lines <= TOGETHER + 1 {
                    lines
                } else {
                    TOGETHER
                };
                cell.paragraph.height_of(0..first)
            }
            Body::Row { .. } | Body::Fixed(..) => self.height(),
        }
    }
}

/// Adds a paragraph's node, with a node for every link in it.
pub fn text_node(
    document: &mut Document,
    role: Role,
    parent: NodeIx,
    paragraph: &Paragraph,
) -> NodeIx {
    let node = document.node(role, Some(parent));
    for link in &paragraph.links {
        document.node(Role::Link(link.to_string()), Some(node));
    }
    node
}

/// Places parts on pages of a document.
#[derive(Debug)]
pub struct Flow<'a> {
    /// The document that grows.
    pub document: &'a mut Document,
    /// Sets paragraphs.
    pub setter: &'a mut Setter,
    /// Where text may stand.
    pub frame: Frame,
    /// The first page of this text.
    pub first_page: usize,
    /// Where the next part comes.
    pub y: f32,
    /// Whether anything stands on the page yet.
    fresh: bool,
}

impl<'a> Flow<'a> {
    /// Starts on a new page.
    pub fn start(document: &'a mut Document, setter: &'a mut Setter, frame: Frame) -> Self {
        let first_page = document.pages.len();
        document.pages.push(Page::new(frame.page));
        Self {
            document,
            setter,
            frame,
            first_page,
            y: frame.top_first,
            fresh: true,
        }
    }

    /// Goes to a new page.
    pub fn new_page(&mut self) {
        self.document.pages.push(Page::new(self.frame.page));
        self.y = self.frame.top_next;
        self.fresh = true;
    }

    /// Draws something on the page.
    pub fn draw(&mut self, item: Item) {
        if let Some(page) = self.document.pages.last_mut() {
            page.items.push(item);
        }
    }

    /// The room that is left on the page.
    pub fn room(&self) -> f32 {
        self.frame.bottom - self.y
    }

    /// Places all parts, one after another.
    pub fn place(&mut self, parts: &[Part]) {
        let mut head: Option<&Part> = None;
        for (at, part) in parts.iter().enumerate() {
            let rest = parts.get(at + 1..).unwrap_or_default();
            if let Body::Row { head: is_head, .. } = &part.body {
                if *is_head {
                    head = Some(part);
                }
            } else {
                head = None;
            }
            self.one(part, rest, head.filter(|head| !std::ptr::eq(*head, part)));
        }
    }

    fn one(&mut self, part: &Part, rest: &[Part], head: Option<&Part>) {
        let before = if self.fresh { 0.0 } else { part.before };
        let follows = follows(part, rest);
        if let Body::Text(cell, label) = &part.body
            && follows == 0.0
        {
            self.y += before;
            self.lines(part, cell, label.as_ref());
            return;
        }
        let height = part.height();
        if !self.fresh && before + height + follows > self.room() {
            self.new_page();
            if let Some(head) = head {
                self.whole(head);
            }
        } else {
            self.y += before;
        }
        if let Body::Text(cell, label) = &part.body {
            self.lines(part, cell, label.as_ref());
        } else {
            self.whole(part);
        }
    }

    /// Lines, over as many pages as needed.
    fn lines(&mut self, part: &Part, cell: &Cell, label: Option<&Cell>) {
        let all = cell.paragraph.lines.len();
        let mut from = 0;
        while from < all {
            let fits = self.fitting(&cell.paragraph, from);
            let count = split(all - from, fits, self.fresh);
            if count == 0 {
                self.new_page();
                continue;
            }
            let lines = from..from + count;
            if from == 0
                && let Some(label) = label
            {
                self.text(label, 0..label.paragraph.lines.len());
            }
            let height = cell.paragraph.height_of(lines.clone());
            self.bar(part, height);
            self.text(cell, lines);
            self.y += height;
            self.fresh = false;
            from += count;
            if from < all {
                self.new_page();
            }
        }
    }

    fn fitting(&self, paragraph: &Paragraph, from: usize) -> usize {
        let room = self.room() + 0.01;
        let mut height = 0.0;
        let lines = paragraph.lines.get(from..).unwrap_or_default();
        lines
            .iter()
            .take_while(|line| {
                height += line.height;
                height <= room
            })
            .count()
    }

    fn text(&mut self, cell: &Cell, lines: Range<usize>) {
        let item = Item {
            node: Some(cell.node),
            mark: Mark::Text {
                paragraph: Arc::clone(&cell.paragraph),
                lines,
                x: cell.x,
                y: self.y,
            },
        };
        self.draw(item);
    }

    fn bar(&mut self, part: &Part, height: f32) {
        if let Some(x) = part.bar {
            let top = if self.fresh {
                self.y
            } else {
                self.y - part.before
            };
            let rect = [x, top, 2.2, self.y + height - top];
            self.draw(Item {
                node: None,
                mark: Mark::Fill {
                    rect,
                    radius: 0.0,
                    color: ACCENT,
                },
            });
        }
    }

    /// A row or something of a fixed height.
    fn whole(&mut self, part: &Part) {
        let height = part.height();
        self.bar(part, height);
        match &part.body {
            Body::Text(cell, _) => self.text(cell, 0..cell.paragraph.lines.len()),
            Body::Row {
                cells, head, span, ..
            } => {
                let top = self.y;
                for cell in cells {
                    self.y = top + ROW_PADDING;
                    self.text(cell, 0..cell.paragraph.lines.len());
                }
                self.y = top;
                let y = top + height;
                self.draw(Item {
                    node: None,
                    mark: Mark::Rule {
                        from: [span.0, y],
                        to: [span.0 + span.1, y],
                        width: if *head { 1.0 } else { 0.5 },
                        color: if *head { ACCENT } else { LINE },
                        dash: None,
                    },
                });
            }
            Body::Fixed(_, items) => {
                for item in items {
                    let moved = moved(item, self.y);
                    self.draw(moved);
                }
            }
        }
        self.y += height;
        self.fresh = false;
    }
}

/// How much must come after a part on the same page.
fn follows(part: &Part, rest: &[Part]) -> f32 {
    let mut height = 0.0;
    let mut keep = part.keep;
    for next in rest {
        if !keep {
            break;
        }
        height += next.before;
        height += if next.keep {
            next.height()
        } else {
            next.least()
        };
        keep = next.keep;
    }
    height
}

/// How many of the lines to put on a page where so many fit.
fn split(lines: usize, fits: usize, fresh: bool) -> usize {
    if fits >= lines {
        return lines;
    }
    let mut count = fits;
    if lines - count < TOGETHER {
        count = lines.saturating_sub(TOGETHER);
    }
    if count < TOGETHER {
        count = 0;
    }
    if count == 0 && fresh {
        count = fits.max(1);
    }
    count
}

/// An item, moved down.
pub fn moved(item: &Item, by: f32) -> Item {
    let mut item = item.clone();
    match &mut item.mark {
        Mark::Text { y, .. } | Mark::Cells { y, .. } => *y += by,
        Mark::Fill { rect, .. } | Mark::Frame { rect, .. } | Mark::Picture { rect, .. } => {
            rect[1] += by;
        }
        Mark::Rule { from, to, .. } => {
            from[1] += by;
            to[1] += by;
        }
    }
    item
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn no_line_stands_alone_unless_the_page_is_too_small(lines in 1_usize..40, fits in 0_usize..40) {
            let count = split(lines, fits, false);
            prop_assert!(count <= lines && count <= fits.max(count));
            prop_assert!(count == 0 || count == lines || count >= TOGETHER);
            prop_assert!(count == 0 || count == lines || lines - count >= TOGETHER);
            prop_assert!(split(lines, fits, true) > 0);
        }
    }
}
