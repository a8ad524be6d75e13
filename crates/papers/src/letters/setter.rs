//! Text → lines: shaping, line breaking and bidi by parley, remembered per thread.
//!
//! Most paragraphs of a bundle are the same in every letter, so a paragraph that was set before is
//! taken from memory. What comes out never depends on what is remembered.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;
use std::sync::Arc;

use parley::{
    Alignment, AlignmentOptions, BaseDirection, FontContext, FontFamily, FontFamilyName, FontStyle,
    FontWeight, Layout, LayoutContext, LineHeight, OverflowWrap, StyleProperty, TextWrapMode,
};

use super::fonts::Fonts;
use super::page::Color;
use super::paragraph::{Flush, Glyph, Line, Paragraph, Run, Setting, Span, Style};
use super::words::Words;

/// So many paragraphs are remembered per thread before the memory is emptied.
const REMEMBERED: usize = 4_000;
/// A box to tick is drawn as the box that stands for a character that no font has.
const TICK: char = '☐';
/// A longer text is not remembered.
const LONGEST_REMEMBERED: usize = 4_000;

/// A longer word may be broken anywhere, or it would not fit on a line.
const LONGEST_KEPT: usize = 24;

/// The style of parley's runs: its colour and its link.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Brush {
    color: Color,
    link: Option<u16>,
}

/// Sets paragraphs; one a thread.
pub struct Setter {
    fonts: Arc<Fonts>,
    context: FontContext,
    scratch: LayoutContext<Brush>,
    layout: Layout<Brush>,
    remembered: HashMap<u64, Vec<(Key, Arc<Paragraph>)>>,
    count: usize,
    pub(super) words: Words,
}

impl std::fmt::Debug for Setter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Setter")
            .field("remembered", &self.count)
            .finish_non_exhaustive()
    }
}

#[derive(PartialEq)]
struct Key {
    spans: Vec<Span>,
    setting: Setting,
}

impl Setter {
    /// A setter in those fonts.
    pub fn new(fonts: Arc<Fonts>) -> Self {
        Self {
            context: fonts.context(),
            fonts,
            scratch: LayoutContext::new(),
            layout: Layout::new(),
            remembered: HashMap::new(),
            count: 0,
            words: Words::default(),
        }
    }

    /// Sets a paragraph.
    pub fn set(&mut self, spans: &[Span], setting: Setting) -> Arc<Paragraph> {
        let length: usize = spans.iter().map(|span| span.text.len()).sum();
        let hash = hash(spans, setting);
        if length > LONGEST_REMEMBERED {
            let mut paragraph = self.set_anew(spans, setting);
            paragraph.key = hash;
            return Arc::new(paragraph);
        }
        let known = self.remembered.get(&hash).and_then(|all| {
            all.iter()
                .find(|(key, _)| key.setting == setting && key.spans == spans)
        });
        if let Some((_, paragraph)) = known {
            return Arc::clone(paragraph);
        }
        let of_words = self.out_of_words(spans, setting);
        let mut paragraph = of_words.unwrap_or_else(|| self.set_anew(spans, setting));
        paragraph.key = hash;
        let paragraph = Arc::new(paragraph);
        if self.count >= REMEMBERED {
            self.remembered.clear();
            self.count = 0;
        }
        self.count += 1;
        let key = Key {
            spans: spans.to_vec(),
            setting,
        };
        self.remembered
            .entry(hash)
            .or_default()
            .push((key, Arc::clone(&paragraph)));
        paragraph
    }

    /// Sets text in one style.
    pub fn plain(&mut self, text: &str, style: Style, setting: Setting) -> Arc<Paragraph> {
        self.set(&[Span::new(text, style)], setting)
    }

    /// Sets a paragraph by parley.
    pub(super) fn set_anew(&mut self, spans: &[Span], setting: Setting) -> Paragraph {
        let text: String = spans.iter().map(|span| span.text.as_str()).collect();
        let (links, of_span) = links_of(spans);
        let Some(first) = spans.first() else {
            return Paragraph::default();
        };
        let families: Vec<FontFamilyName<'_>> = self
            .fonts
            .families()
            .iter()
            .map(|name| FontFamilyName::named(name))
            .collect();
        let mut builder = self
            .scratch
            .ranged_builder(&mut self.context, &text, 1.0, false);
        // Words of another language keep their own order: `Wilt u meedoen?` and not `?Wilt u …`.
        builder.set_base_direction(if setting.right_to_left && text.chars().any(is_rtl) {
            BaseDirection::Rtl
        } else {
            BaseDirection::Ltr
        });
        builder.push_default(StyleProperty::FontFamily(FontFamily::List(families.into())));
        builder.push_default(StyleProperty::FontSize(first.style.size));
        builder.push_default(StyleProperty::LineHeight(LineHeight::FontSizeRelative(
            setting.leading,
        )));
        builder.push_default(StyleProperty::OverflowWrap(OverflowWrap::Anywhere));
        let mut at = 0;
        for (span, link) in spans.iter().zip(of_span) {
            let range = at..at + span.text.len();
            at = range.end;
            let brush = Brush {
                color: span.style.color,
                link,
            };
            builder.push(StyleProperty::Brush(brush), range.clone());
            if span.style.size != first.style.size {
                builder.push(StyleProperty::FontSize(span.style.size), range.clone());
            }
            if span.style.bold {
                builder.push(StyleProperty::FontWeight(FontWeight::BOLD), range.clone());
            }
            if span.style.italic {
                builder.push(StyleProperty::FontStyle(FontStyle::Italic), range);
            }
        }
        for range in kept_together(&text) {
            builder.push(StyleProperty::TextWrapMode(TextWrapMode::NoWrap), range);
        }
        builder.build_into(&mut self.layout, &text);
        self.layout.break_all_lines(Some(setting.width));
        let alignment = match (setting.flush, setting.right_to_left) {
            (Flush::Start, false) | (Flush::End, true) => Alignment::Left,
            (Flush::Center, _) => Alignment::Center,
            (Flush::Start, true) | (Flush::End, false) => Alignment::Right,
        };
        self.layout.align(alignment, AlignmentOptions::default());
        collect(&self.layout, &self.fonts, text, links)
    }
}

/// A letter of a script that is written from right to left (Hebrew, Arabic and their neighbours).
fn is_rtl(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}')
}

/// Where the links of a paragraph lead, and which of them each span has.
pub(super) fn links_of(spans: &[Span]) -> (Vec<Arc<str>>, Vec<Option<u16>>) {
    let mut links: Vec<Arc<str>> = Vec::new();
    let of_span = spans.iter().map(|span| {
        let link = span.link.as_ref()?;
        let known = links.iter().position(|other| other == link);
        let at = known.unwrap_or_else(|| {
            links.push(Arc::clone(link));
            links.len() - 1
        });
        u16::try_from(at).ok()
    });
    let of_span = of_span.collect();
    (links, of_span)
}

/// Words with a hyphen that a line may not end at: with no more than two letters before or after
/// it (`K-buurt`, `e-mail`, `12 A-2`), or with a digit (`K7M-4PX-9T`, `020-5550123`).
pub(super) fn kept_together(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (hyphen, _) in text.match_indices('-') {
        let before = text.get(..hyphen).unwrap_or_default();
        let after = text.get(hyphen + 1..).unwrap_or_default();
        let word = |c: &char| !c.is_whitespace();
        let whole =
            before.chars().rev().take_while(word).count() + after.chars().take_while(word).count();
        if whole > LONGEST_KEPT {
            continue;
        }
        let is_part = |c: &char| c.is_alphanumeric();
        let left: Vec<char> = before.chars().rev().take_while(is_part).collect();
        let right: Vec<char> = after.chars().take_while(is_part).collect();
        let has_digit = left.iter().chain(&right).any(|c| c.is_numeric());
        if !left.is_empty() && !right.is_empty() && (has_digit || left.len().min(right.len()) <= 2)
        {
            let length = |all: &[char]| all.iter().map(|c| c.len_utf8()).sum::<usize>();
            found.push(hyphen - length(&left)..hyphen + 1 + length(&right));
        }
    }
    found
}

/// Takes from parley what a page needs.
fn collect(layout: &Layout<Brush>, fonts: &Fonts, text: String, links: Vec<Arc<str>>) -> Paragraph {
    let mut missing = Vec::new();
    let mut lines = Vec::with_capacity(layout.len());
    let mut top = 0.0;
    for line in layout.lines() {
        let metrics = line.metrics();
        let mut x = metrics.offset;
        let mut runs: Vec<Run> = Vec::new();
        for run in line.runs() {
            let face = fonts.face(&run.font().data);
            let size = run.font_size();
            for cluster in run.visual_clusters() {
                let range = cluster.text_range();
                let (start, end) = (offset(range.start), offset(range.end));
                if cluster.is_ligature_continuation() {
                    widen(&mut runs, start, end);
                    continue;
                }
                let brush = cluster.style().brush;
                for glyph in cluster.glyphs() {
                    let lacks = glyph.id == 0;
                    if lacks {
                        let lacking = text.get(range.clone()).unwrap_or_default().chars();
                        missing.extend(lacking.filter(|c| *c != TICK));
                    }
                    let face = if lacks { None } else { face };
                    let fits = runs.last().is_some_and(|run: &Run| {
                        run.face == face
                            && run.size == size
                            && run.color == brush.color
                            && run.link == brush.link
                            && !lacks
                    });
                    if !fits {
                        runs.push(Run {
                            face,
                            size,
                            color: brush.color,
                            x,
                            width: 0.0,
                            glyphs: Vec::new(),
                            link: brush.link,
                        });
                    }
                    if let Some(run) = runs.last_mut() {
                        run.width += glyph.advance;
                        run.glyphs.push(Glyph {
                            id: glyph.id,
                            advance: fonts.advance(run.face, glyph.id, glyph.advance / size),
                            x: glyph.x / size,
                            y: -glyph.y / size,
                            start,
                            end,
                        });
                    }
                    x += glyph.advance;
                }
            }
        }
        let hanging_left = if layout.is_rtl() {
            metrics.hanging_advance
        } else {
            0.0
        };
        lines.push(Line {
            top,
            baseline: metrics.baseline,
            height: metrics.line_height,
            left: metrics.offset + hanging_left,
            width: metrics.advance - metrics.hanging_advance,
            runs,
        });
        top += metrics.line_height;
    }
    Paragraph {
        key: 0,
        text,
        lines,
        links,
        missing,
    }
}

/// A ligature covers the text of its continuation.
fn widen(runs: &mut [Run], start: u32, end: u32) {
    if let Some(glyph) = runs.last_mut().and_then(|run| run.glyphs.last_mut()) {
        glyph.start = glyph.start.min(start);
        glyph.end = glyph.end.max(end);
    }
}

fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

fn hash(spans: &[Span], setting: Setting) -> u64 {
    let mut hasher = DefaultHasher::new();
    for span in spans {
        span.text.hash(&mut hasher);
        span.style.size.to_bits().hash(&mut hasher);
        (span.style.bold, span.style.italic, span.style.color).hash(&mut hasher);
        span.link.hash(&mut hasher);
    }
    setting.width.to_bits().hash(&mut hasher);
    setting.leading.to_bits().hash(&mut hasher);
    (setting.flush, setting.right_to_left).hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_does_not_end_inside_a_name_or_number_with_a_hyphen() {
        let text = "Kom naar de K-buurt, Kraanhof 12 A-2, per e-mail of met een Wmo-voorziening, code K7M-4PX-9T.";
        let kept: Vec<&str> = kept_together(text)
            .into_iter()
            .map(|range| &text[range])
            .collect();
        assert_eq!(kept, ["K-buurt", "A-2", "e-mail", "K7M-4PX", "4PX-9T"]);
        let mut setter = Setter::new(Fonts::built_in());
        let style = Style::plain(10.0, [0, 0, 0]);
        for width in 40_u16..200 {
            let setting = Setting {
                width: f32::from(width),
                leading: 1.2,
                flush: Flush::Start,
                right_to_left: false,
            };
            let paragraph = setter.plain("aan K-buurt toe", style, setting);
            let first = paragraph.lines.first().unwrap();
            let end = first.runs.last().unwrap().glyphs.last().unwrap().end as usize;
            assert!(!paragraph.text[..end].ends_with("K-"), "{width}");
        }
    }
}
