//! Markdown → blocks. Data that is put into Markdown is escaped first, so that it stays text.
#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "the enums of libraries grow; what is not named here is passed over"
)]

use std::sync::Arc;

use pulldown_cmark::{Alignment, CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

/// What starts a paragraph that stands for something else than text. Private-use characters never
/// survive the cleaning of data, so only a template can say this.
pub const MARKER: char = '\u{e000}';

/// A stretch of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inline {
    /// The text; a line feed is a line break.
    pub text: String,
    /// `**bold**`.
    pub bold: bool,
    /// `*italic*`.
    pub italic: bool,
    /// `[text](target)`.
    pub link: Option<Arc<str>>,
}

/// A block of a letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// `#` to `######`.
    Heading(u8, Vec<Inline>),
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A list: its first number, or bullets; what stands in each item.
    List(Option<u64>, Vec<Vec<Block>>),
    /// `>`: a highlighted block.
    Quote(Vec<Block>),
    /// A table: how columns are flush, the headings, the rows.
    Table(Vec<Flush>, Vec<Vec<Inline>>, Vec<Vec<Vec<Inline>>>),
    /// `![what it shows](file)`: file and what it shows.
    Picture(String, String),
    /// `---`.
    Rule,
    /// QR code, code and link.
    Answer,
    /// Signature and names.
    Signature,
    /// Small print.
    Small(Vec<Block>),
}

/// On which side a column is flush.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flush {
    /// Where reading starts.
    Start,
    /// In the middle.
    Center,
    /// Where reading ends.
    End,
}

/// Makes data safe inside Markdown: every ASCII punctuation mark is escaped; white space is one
/// space, so that data cannot start a line; markers are dropped.
pub fn escape(data: &str) -> String {
    let mut out = String::with_capacity(data.len() + 8);
    for word in data.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        for c in word.chars() {
            if c.is_ascii_punctuation() {
                out.push('\\');
            }
            if !('\u{e000}'..='\u{f8ff}').contains(&c) && !c.is_control() {
                out.push(c);
            }
        }
    }
    out
}

/// Reads Markdown; `html` is called for raw HTML, which is left out.
pub fn blocks(text: &str, mut html: impl FnMut(&str)) -> Vec<Block> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_SMART_PUNCTUATION;
    let mut events = Parser::new_ext(text, options);
    let found = several(&mut events, &mut html, None);
    group_small(found)
}

/// Reads blocks up to the end of the tag that they stand in.
fn several(events: &mut Parser<'_>, html: &mut dyn FnMut(&str), end: Option<TagEnd>) -> Vec<Block> {
    let mut out = Vec::new();
    let mut loose: Vec<Inline> = Vec::new();
    while let Some(event) = events.next() {
        match event {
            Event::End(tag) if Some(tag) == end => break,
            Event::Start(tag) => {
                if matches!(
                    tag,
                    Tag::Emphasis | Tag::Strong | Tag::Link { .. } | Tag::Image { .. }
                ) {
                    // The text of a tight list item stands in it without a paragraph.
                    let mut style = Looks::default();
                    inline_start(&tag, &mut style);
                    let picture = match &tag {
                        Tag::Image { dest_url, .. } => {
                            let alt = line(events, html, TagEnd::Image);
                            Some((dest_url.to_string(), plain(&alt)))
                        }
                        _ => inlines(events, html, tag.to_end(), &style, &mut loose),
                    };
                    if let Some((file, alt)) = picture {
                        flush(&mut loose, &mut out);
                        out.push(Block::Picture(file, alt));
                    }
                    continue;
                }
                flush(&mut loose, &mut out);
                let mut beside = None;
                out.extend(block(events, html, tag, &mut beside));
                out.extend(beside);
            }
            Event::Rule => {
                flush(&mut loose, &mut out);
                out.push(Block::Rule);
            }
            Event::Html(text) | Event::InlineHtml(text) => raw(&text, html),
            event => text_of(event, &Looks::default(), &mut loose),
        }
    }
    flush(&mut loose, &mut out);
    out
}

fn flush(loose: &mut Vec<Inline>, out: &mut Vec<Block>) {
    if !loose.is_empty() {
        out.push(Block::Paragraph(std::mem::take(loose)));
    }
}

/// Comments are left out; other HTML is told by its first line.
fn raw(text: &str, html: &mut dyn FnMut(&str)) {
    let mut text = text.trim();
    while let Some(comment) = text.strip_prefix("<!--") {
        let after = comment.split_once("-->").map_or("", |(_, after)| after);
        text = after.trim();
    }
    if let Some(first) = text.lines().next() {
        html(first.trim());
    }
}

/// One block. A picture in the middle of a paragraph is put below it: `beside`.
fn block(
    events: &mut Parser<'_>,
    html: &mut dyn FnMut(&str),
    tag: Tag<'_>,
    beside: &mut Option<Block>,
) -> Option<Block> {
    let end = tag.to_end();
    Some(match tag {
        Tag::Heading { level, .. } => Block::Heading(level_of(level), line(events, html, end)),
        Tag::Paragraph => {
            let mut text = Vec::new();
            let picture = inlines(events, html, end, &Looks::default(), &mut text);
            let blank = text.iter().all(|inline| inline.text.trim().is_empty());
            if let Some((file, alt)) = picture {
                if blank {
                    return Some(Block::Picture(file, alt));
                }
                *beside = Some(Block::Picture(file, alt));
            }
            match text.first().map(|first| first.text.as_str()) {
                Some(first) if first.starts_with(MARKER) => {
                    match first.trim_start_matches(MARKER) {
                        "answer" => Block::Answer,
                        "signature" => Block::Signature,
                        _ => Block::Paragraph(text),
                    }
                }
                _ => Block::Paragraph(text),
            }
        }
        Tag::List(first) => {
            let mut items = Vec::new();
            while let Some(event) = events.next() {
                match event {
                    Event::Start(Tag::Item) => {
                        items.push(several(events, html, Some(TagEnd::Item)));
                    }
                    Event::End(TagEnd::List(_)) => break,
                    _ => {}
                }
            }
            Block::List(first, items)
        }
        Tag::BlockQuote(_) => Block::Quote(several(events, html, Some(end))),
        Tag::Table(columns) => table(events, html, &columns),
        Tag::HtmlBlock => {
            // It comes in lines; what it is, the first of them says.
            let mut all = String::new();
            for event in events.by_ref() {
                match event {
                    Event::Html(text) => all.push_str(&text),
                    Event::End(TagEnd::HtmlBlock) => break,
                    _ => {}
                }
            }
            raw(&all, html);
            return None;
        }
        _ => {
            let inner = several(events, html, Some(end));
            return inner.into_iter().next();
        }
    })
}

fn table(events: &mut Parser<'_>, html: &mut dyn FnMut(&str), columns: &[Alignment]) -> Block {
    let columns = columns.iter().map(|alignment| match alignment {
        Alignment::None | Alignment::Left => Flush::Start,
        Alignment::Center => Flush::Center,
        Alignment::Right => Flush::End,
    });
    let (mut head, mut rows, mut row) = (Vec::new(), Vec::new(), Vec::new());
    let columns = columns.collect();
    while let Some(event) = events.next() {
        match event {
            Event::Start(Tag::TableCell) => row.push(line(events, html, TagEnd::TableCell)),
            Event::End(TagEnd::TableHead) => head = std::mem::take(&mut row),
            Event::End(TagEnd::TableRow) => rows.push(std::mem::take(&mut row)),
            Event::End(TagEnd::Table) => break,
            _ => {}
        }
    }
    Block::Table(columns, head, rows)
}

#[derive(Clone, Default)]
struct Looks {
    bold: bool,
    italic: bool,
    link: Option<Arc<str>>,
}

fn inline_start(tag: &Tag<'_>, looks: &mut Looks) {
    match tag {
        Tag::Strong => looks.bold = true,
        Tag::Emphasis => looks.italic = true,
        Tag::Link { dest_url, .. } => {
            let safe = ["https://", "http://", "mailto:", "tel:"];
            if safe.iter().any(|start| dest_url.starts_with(start)) {
                looks.link = Some(Arc::from(&**dest_url));
            }
        }
        _ => {}
    }
}

fn line(events: &mut Parser<'_>, html: &mut dyn FnMut(&str), end: TagEnd) -> Vec<Inline> {
    let mut out = Vec::new();
    inlines(events, html, end, &Looks::default(), &mut out);
    out
}

/// Reads text up to an end tag; gives the picture that stands in it.
fn inlines(
    events: &mut Parser<'_>,
    html: &mut dyn FnMut(&str),
    end: TagEnd,
    looks: &Looks,
    out: &mut Vec<Inline>,
) -> Option<(String, String)> {
    let mut picture = None;
    while let Some(event) = events.next() {
        match event {
            Event::End(tag) if tag == end => break,
            Event::Start(Tag::Image { dest_url, .. }) => {
                let alt = line(events, html, TagEnd::Image);
                picture = Some((dest_url.to_string(), plain(&alt)));
            }
            Event::Start(tag) => {
                let mut looks = looks.clone();
                inline_start(&tag, &mut looks);
                let inner = inlines(events, html, tag.to_end(), &looks, out);
                picture = picture.or(inner);
            }
            Event::Html(text) | Event::InlineHtml(text) => raw(&text, html),
            event => text_of(event, looks, out),
        }
    }
    picture
}

fn plain(text: &[Inline]) -> String {
    text.iter().map(|inline| inline.text.as_str()).collect()
}

/// The words of blocks, for who asks what a page says.
pub fn plain_text(blocks: &[Block]) -> String {
    let texts = blocks.iter().map(|block| match block {
        Block::Heading(_, text) | Block::Paragraph(text) => plain(text),
        Block::List(_, items) => items.iter().map(|item| plain_text(item)).collect(),
        Block::Quote(inner) | Block::Small(inner) => plain_text(inner),
        Block::Table(_, head, rows) => {
            let cells = rows.iter().flatten().chain(head);
            cells.map(|cell| plain(cell)).collect()
        }
        Block::Picture(..) | Block::Rule | Block::Answer | Block::Signature => String::new(),
    });
    texts.collect::<Vec<_>>().join("\n")
}

fn text_of(event: Event<'_>, looks: &Looks, out: &mut Vec<Inline>) {
    let text = match event {
        Event::Text(text) | Event::Code(text) => text,
        Event::SoftBreak => CowStr::Borrowed(" "),
        Event::HardBreak => CowStr::Borrowed("\n"),
        _ => return,
    };
    if let Some(last) = out.last_mut()
        && last.bold == looks.bold
        && last.italic == looks.italic
        && last.link == looks.link
    {
        join(&mut last.text, &text);
        return;
    }
    out.push(Inline {
        text: text.into_string(),
        bold: looks.bold,
        italic: looks.italic,
        link: looks.link.clone(),
    });
}

/// `'s avonds` and `'t` start with an apostrophe, not with an opening quote.
fn join(text: &mut String, more: &str) {
    let mut rest = more.chars();
    let is_elided = matches!(rest.next(), Some('s' | 't' | 'n' | 'k' | 'm'))
        && rest.next().is_some_and(|c| c == ' ' || c == '-');
    if is_elided && text.ends_with('‘') {
        text.pop();
        text.push('’');
    }
    text.push_str(more);
}

fn level_of(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

/// Puts what stands between the markers for small print together.
fn group_small(blocks: Vec<Block>) -> Vec<Block> {
    let marks = |block: &Block, name: &str| {
        matches!(block, Block::Paragraph(text) if text.first().is_some_and(|first| {
            first.text.strip_prefix(MARKER) == Some(name)
        }))
    };
    let mut out = Vec::new();
    let mut small: Option<Vec<Block>> = None;
    for block in blocks {
        if marks(&block, "small") {
            small = Some(Vec::new());
        } else if marks(&block, "end") {
            out.extend(small.take().map(Block::Small));
        } else if let Some(small) = &mut small {
            small.push(block);
        } else {
            out.push(block);
        }
    }
    out.extend(small.map(Block::Small));
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn words(text: &str) -> Inline {
        Inline {
            text: text.to_owned(),
            bold: false,
            italic: false,
            link: None,
        }
    }

    fn read(text: &str) -> Vec<Block> {
        blocks(text, |_| {})
    }

    #[test]
    fn a_volunteers_markdown_becomes_blocks() {
        let found = read(
            "# Dag\n\nEen *mooie*\ndag,\\\n**echt** \"waar\" 's avonds.\n\n- een\n- twee\n  regels\n\n\
             1. a\n\n| Wat | Hoeveel |\n|---|--:|\n| Kop | 3 |\n\n> let op\n\n---\n\n![een huis](huis.svg)\n",
        );
        assert_eq!(found[0], Block::Heading(1, vec![words("Dag")]));
        let Block::Paragraph(text) = &found[1] else {
            panic!("{found:?}")
        };
        let all: String = text.iter().map(|inline| inline.text.as_str()).collect();
        assert_eq!(all, "Een mooie dag,\necht “waar” ’s avonds.");
        assert!(text[1].italic && text[3].bold);
        assert_eq!(
            found[2],
            Block::List(
                None,
                vec![
                    vec![Block::Paragraph(vec![words("een")])],
                    vec![Block::Paragraph(vec![words("twee regels")])]
                ]
            )
        );
        assert!(matches!(found[3], Block::List(Some(1), _)));
        assert_eq!(
            found[4],
            Block::Table(
                vec![Flush::Start, Flush::End],
                vec![vec![words("Wat")], vec![words("Hoeveel")]],
                vec![vec![vec![words("Kop")], vec![words("3")]]]
            )
        );
        assert!(matches!(&found[5], Block::Quote(inner) if inner.len() == 1));
        assert_eq!(found[6], Block::Rule);
        assert_eq!(
            found[7],
            Block::Picture("huis.svg".to_owned(), "een huis".to_owned())
        );
    }

    #[test]
    fn a_picture_beside_text_is_not_lost() {
        let found = read("Kijk ![een huis](huis.svg) hier.\n\n- ![x](y.png)\n- twee");
        let picture = Block::Picture("huis.svg".to_owned(), "een huis".to_owned());
        assert_eq!(found[1], picture);
        let Block::List(_, items) = &found[2] else {
            panic!("{found:?}")
        };
        assert_eq!(
            items[0],
            [Block::Picture("y.png".to_owned(), "x".to_owned())]
        );
    }

    #[test]
    fn a_link_leads_to_the_web_a_mailbox_or_a_telephone_only() {
        let found = read("[x](javascript:alert) [y](https://example.org)");
        let Block::Paragraph(text) = &found[0] else {
            panic!("{found:?}")
        };
        let links: Vec<_> = text
            .iter()
            .filter_map(|inline| inline.link.as_deref())
            .collect();
        assert_eq!(links, ["https://example.org"]);
    }

    proptest! {
        #[test]
        fn data_is_never_markup(data in "[ -~\u{a0}-\u{17f}\n\t]{1,60}") {
            let wanted = data.split_whitespace().collect::<Vec<_>>().join(" ");
            prop_assume!(!wanted.is_empty());
            let mut html = false;
            for (before, after) in [("", ""), ("Beste ", ","), ("# ", ""), ("- ", ""), ("> ", "")] {
                let found = blocks(&format!("{before}{}{after}", escape(&data)), |_| html = true);
                let inner = match &found[0] {
                    Block::Paragraph(text) | Block::Heading(_, text) => text.clone(),
                    Block::List(_, items) => match &items[0][0] {
                        Block::Paragraph(text) => text.clone(),
                        other => panic!("{other:?}"),
                    },
                    Block::Quote(inner) => match &inner[0] {
                        Block::Paragraph(text) => text.clone(),
                        other => panic!("{other:?}"),
                    },
                    other => panic!("{other:?}"),
                };
                let text: String = inner.iter().map(|inline| inline.text.as_str()).collect();
                let shown = if before == "Beste " { format!("Beste {wanted},") } else { wanted.clone() };
                prop_assert_eq!(text, shown);
                prop_assert!(inner.iter().all(|inline| !inline.bold && !inline.italic && inline.link.is_none()));
            }
            prop_assert!(!html);
        }
    }
}
