//! The hand-over to the writing room: pages with everything in its place, nothing left to decide.
//!
//! Lengths are points (1/72 inch) from the top left corner of the page, y downwards.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use super::paragraph::Paragraph;
use super::pictures::Picture;
use domain::{Language, Layout};

/// Points in a millimetre.
pub const MM: f32 = 72.0 / 25.4;

/// A4, upright.
pub const A4: (f32, f32) = (210.0 * MM, 297.0 * MM);
/// A3, upright.
pub const A3: (f32, f32) = (297.0 * MM, 420.0 * MM);

/// A colour as red, green, blue.
pub type Color = [u8; 3];
/// The colour of text.
pub const INK: Color = [0x1c, 0x1c, 0x1c];
/// The colour of small print, dark enough to be read (contrast 7:1).
pub const GREY: Color = [0x55, 0x55, 0x55];
/// The colour of lines in tables and forms.
pub const LINE: Color = [0x9a, 0x9a, 0x9a];
/// The warm colour of headings and ornaments (contrast 7:1).
pub const ACCENT: Color = [0x8a, 0x2b, 0x0e];
/// A light ground behind a highlighted block.
pub const GROUND: Color = [0xfb, 0xf3, 0xea];

/// What a piece of content is, for screen readers (PDF/UA).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Role {
    /// A part of the document: one letter, one cover sheet.
    Part,
    /// A heading: its level from 1, and its text.
    Heading(u16, String),
    /// A paragraph.
    Paragraph,
    /// A list; whether it is numbered.
    List {
        /// Numbered or with bullets.
        numbered: bool,
    },
    /// One item of a list.
    ListItem,
    /// Its number or bullet.
    Label,
    /// Its text.
    ItemBody,
    /// A table.
    Table,
    /// A row of it.
    TableRow,
    /// A cell that heads its column.
    TableHeading,
    /// Another cell.
    TableCell,
    /// A picture with what it shows.
    Figure(String),
    /// A link with its target.
    Link(String),
    /// A quotation or highlighted block.
    Quote,
}

/// Position of a node in [`Document::nodes`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NodeIx(pub u32);

/// One node of the tree that says in which order the document is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// What it is.
    pub role: Role,
    /// What it is part of; `None` for a part of the document.
    pub parent: Option<NodeIx>,
    /// Its language, when it differs from the document's.
    pub language: Option<Language>,
}

/// Something drawn.
#[derive(Clone, Debug)]
pub struct Item {
    /// What it belongs to; `None` for ornaments, page numbers and the like.
    pub node: Option<NodeIx>,
    /// What is drawn.
    pub mark: Mark,
}

/// Rectangles on a grid.
#[derive(Clone, Debug, PartialEq)]
pub struct Cells {
    /// Left, top, width and height of each, in steps of the grid.
    pub rects: Arc<[[u16; 4]]>,
    /// A step across and a step down, in points.
    pub unit: [f32; 2],
}

impl Cells {
    /// Left, top, width and height of each, in points.
    pub fn boxes(&self) -> impl Iterator<Item = [f32; 4]> + '_ {
        let [across, down] = self.unit;
        self.rects.iter().map(move |rect| {
            let [left, top, width, height] = rect.map(f32::from);
            [left * across, top * down, width * across, height * down]
        })
    }
}

/// How something is drawn.
#[derive(Clone, Debug)]
pub enum Mark {
    /// Lines of a paragraph.
    Text {
        /// The paragraph.
        paragraph: Arc<Paragraph>,
        /// Which of its lines.
        lines: Range<usize>,
        /// Its left edge.
        x: f32,
        /// The top of the first of these lines.
        y: f32,
    },
    /// A filled rectangle.
    Fill {
        /// Left, top, width, height.
        rect: [f32; 4],
        /// The radius of its corners.
        radius: f32,
        /// The colour.
        color: Color,
    },
    /// An outlined rectangle.
    Frame {
        /// Left, top, width, height.
        rect: [f32; 4],
        /// The radius of its corners.
        radius: f32,
        /// The width of the line.
        width: f32,
        /// The colour.
        color: Color,
    },
    /// A straight line.
    Rule {
        /// From x, y.
        from: [f32; 2],
        /// To x, y.
        to: [f32; 2],
        /// Its width.
        width: f32,
        /// The colour.
        color: Color,
        /// Length of dashes and gaps; none = a full line.
        dash: Option<f32>,
    },
    /// Black rectangles that belong together: a QR code, a barcode.
    Cells {
        /// The rectangles.
        cells: Cells,
        /// Added to every left.
        x: f32,
        /// Added to every top.
        y: f32,
    },
    /// A picture.
    Picture {
        /// Which.
        picture: Arc<Picture>,
        /// Left, top, width, height.
        rect: [f32; 4],
    },
}

/// A page.
#[derive(Clone, Debug)]
pub struct Page {
    /// Width and height.
    pub size: (f32, f32),
    /// What is on it, in the order of drawing, which is the order of reading.
    pub items: Vec<Item>,
}

impl Page {
    /// An empty page.
    pub fn new(size: (f32, f32)) -> Self {
        Self {
            size,
            items: Vec::new(),
        }
    }
}

/// A document that becomes one PDF file.
#[derive(Clone, Debug)]
pub struct Document {
    /// The file below `outputs/`, with `/`: `letters/batch-001-kleiburg.pdf`.
    pub file: String,
    /// Its title.
    pub title: String,
    /// Who made it: the sender.
    pub author: String,
    /// Its language.
    pub language: Language,
    /// What makes it different from every other document, and the same on every run.
    pub identity: String,
    /// The date on it, in place of a clock: year, month, day.
    pub date: (i16, i8, i8),
    /// The pages.
    pub pages: Vec<Page>,
    /// The tree of reading; a parent stands before its children.
    pub nodes: Vec<Node>,
    /// The table of contents of the PDF: a title, the page (from 0) and the y on it.
    pub outline: Vec<(String, usize, f32)>,
    /// The layouts of the reply slips in it, by their ids.
    pub slips: BTreeMap<String, Layout>,
}

impl Document {
    /// A document without pages.
    pub fn new(
        file: String,
        title: String,
        author: String,
        language: Language,
        date: jiff::civil::Date,
    ) -> Self {
        Self {
            identity: format!("{author} {file} {date}"),
            file,
            title,
            author,
            language,
            date: (date.year(), date.month(), date.day()),
            pages: Vec::new(),
            nodes: Vec::new(),
            outline: Vec::new(),
            slips: BTreeMap::new(),
        }
    }

    /// Adds a node to the tree of reading.
    pub fn node(&mut self, role: Role, parent: Option<NodeIx>) -> NodeIx {
        let ix = NodeIx(u32::try_from(self.nodes.len()).unwrap_or(u32::MAX));
        self.nodes.push(Node {
            role,
            parent,
            language: None,
        });
        ix
    }

    /// Adds a node in a language of its own.
    pub fn node_in(&mut self, role: Role, parent: Option<NodeIx>, language: &Language) -> NodeIx {
        let ix = self.node(role, parent);
        if *language != self.language
            && let Some(node) = self.nodes.last_mut()
        {
            node.language = Some(language.clone());
        }
        ix
    }
}
