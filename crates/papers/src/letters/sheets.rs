//! Sheets for the people who do the work: cover sheets of batches, attendance sheets, labels.

use super::context::Stationery;
use super::flow::{Flow, Frame};
use super::look::Look;
use super::markdown::{Block, Flush, Inline};
use super::page::{A4, Document, GREY, Item, MM, Mark, Role};
use super::paragraph::{Flush as Side, Setter, Span, Style};
use super::typeset::{NoInserts, Typesetter};
use domain::Language;

/// A box to tick.
pub const TICK: &str = "☐";

/// A sheet that is printed for the people who do the work.
#[derive(Clone, Debug, Default)]
pub struct SheetText {
    /// The title, also in the table of contents.
    pub title: String,
    /// What stands above the table.
    pub intro: Vec<Block>,
    /// The headings of the table, each with its side.
    pub columns: Vec<(String, Flush)>,
    /// The widths of the columns as shares; empty = by what stands in them.
    pub widths: Vec<f32>,
    /// The rows.
    pub rows: Vec<Vec<String>>,
    /// The least height of a row.
    pub row_height: f32,
    /// What stands below the table.
    pub outro: Vec<Block>,
}

/// A stretch of text.
pub fn inline(text: impl Into<String>, bold: bool) -> Inline {
    Inline {
        text: text.into(),
        bold,
        italic: false,
        link: None,
    }
}

/// A paragraph of `label: value`, the value bold.
pub fn fact(label: &str, value: &str) -> Block {
    Block::Paragraph(vec![
        inline(format!("{label}  "), false),
        inline(value, true),
    ])
}

/// Adds a sheet to a document; the number of its pages.
pub fn add(
    document: &mut Document,
    setter: &mut Setter,
    stationery: &Stationery,
    language: &Language,
    sheet: &SheetText,
) -> usize {
    let first = document.pages.len();
    let part = document.node_in(Role::Part, None, language);
    document.outline.push((sheet.title.clone(), first, 0.0));
    let frame = Frame {
        page: A4,
        left: 20.0 * MM,
        width: 170.0 * MM,
        top_first: 20.0 * MM,
        top_next: 20.0 * MM,
        bottom: 277.0 * MM,
    };
    let mut flow = Flow::start(document, setter, frame);
    let mut blocks = vec![Block::Heading(1, vec![inline(sheet.title.clone(), false)])];
    blocks.extend(sheet.intro.iter().cloned());
    if !sheet.rows.is_empty() {
        let cells = |row: &[String]| {
            row.iter()
                .map(|text| vec![inline(text.clone(), false)])
                .collect()
        };
        let head: Vec<String> = sheet.columns.iter().map(|(text, _)| text.clone()).collect();
        blocks.push(Block::Table(
            sheet.columns.iter().map(|(_, side)| *side).collect(),
            cells(&head),
            sheet.rows.iter().map(|row| cells(row)).collect(),
        ));
    }
    blocks.extend(sheet.outro.iter().cloned());
    let parts = Typesetter {
        document: flow.document,
        setter: flow.setter,
        look: Look::NORMAL,
        frame,
        parent: part,
        right_to_left: language.is_right_to_left(),
        row_height: sheet.row_height,
        columns: sheet.widths.clone(),
    }
    .parts(&blocks, &mut NoInserts);
    flow.place(&parts);
    let count = document.pages.len() - first;
    let words = stationery.words(language);
    for at in 0..count {
        let number = words.text(
            "letter-page",
            &[("page", (at + 1).into()), ("pages", count.into())],
        );
        let text = format!("{} · {number}", sheet.title);
        let style = Style::plain(8.0, GREY);
        let line = super::letter::set(
            setter,
            &[Span::new(text, style)],
            frame.width,
            1.2,
            Side::Start,
        );
        if let Some(page) = document.pages.get_mut(first + at) {
            page.items.push(Item {
                node: None,
                mark: Mark::Text {
                    lines: 0..line.lines.len(),
                    paragraph: line,
                    x: frame.left,
                    y: 284.0 * MM,
                },
            });
        }
    }
    count
}
