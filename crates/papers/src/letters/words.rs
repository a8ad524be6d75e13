//! Lines out of remembered words: what letters differ in is mostly words that were set before.
//!
//! Flows in: text of which every character is plain (Latin letters, digits, usual punctuation), in
//! one size and from left to right. Flows out: the same [`Paragraph`] that parley makes, many
//! times faster. Everything else goes to parley as a whole.
//!
//! A word is shaped by parley with the character that follows it, so that kerning is the same as
//! in the whole text; what comes out depends on the text alone and not on what is remembered.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use super::paragraph::{Flush, Glyph, Line, Paragraph, Run, Setter, Setting, Span, Style};
use super::setter::{kept_together, links_of};

/// So many words are remembered per thread before the memory is emptied.
const REMEMBERED: usize = 20_000;
/// A width that no word reaches.
const WIDE: f32 = 100_000.0;

/// Words that were set before.
#[derive(Debug, Default)]
pub(super) struct Words {
    known: HashMap<Key, Option<Arc<Word>>>,
}

#[derive(Debug, PartialEq, Eq, Hash)]
struct Key {
    text: String,
    next: Option<char>,
    looks: (u32, u32, bool, bool),
}

/// A word in one style, with the spaces after it.
#[derive(Debug)]
struct Word {
    /// Its glyphs; their texts count from the start of the word.
    run: Run,
    /// The width of the spaces after it.
    spaces: f32,
    baseline: f32,
    height: f32,
}

/// A part of a word that has one style, in its place in the text.
struct Piece {
    word: Arc<Word>,
    start: u32,
    span: usize,
}

/// A line that is being filled.
#[derive(Default)]
struct Filling {
    pieces: Vec<Piece>,
    advance: f32,
    spaces: f32,
}

impl Setter {
    /// Sets a paragraph out of words; `None` when parley must set it.
    pub(super) fn out_of_words(&mut self, spans: &[Span], setting: Setting) -> Option<Paragraph> {
        let size = spans.first()?.style.size;
        let even = spans.iter().all(|span| span.style.size == size);
        let text: String = spans.iter().map(|span| span.text.as_str()).collect();
        if setting.right_to_left || !even || !text.chars().all(is_plain) {
            return None;
        }
        let mut lines = Vec::new();
        let mut at = 0;
        for part in text.split('\n') {
            let first = lines.len();
            lines.push(Filling::default());
            for word in words(&text, at..at + part.len()) {
                let pieces = self.pieces(&text, word, spans, setting)?;
                let advance: f32 = pieces.iter().map(|piece| piece.word.run.width).sum();
                let spaces = pieces.last().map_or(0.0, |piece| piece.word.spaces);
                if advance - spaces > setting.width {
                    return None;
                }
                let mut line = lines.last_mut()?;
                if !line.pieces.is_empty() && line.advance + advance - spaces > setting.width {
                    lines.push(Filling::default());
                    line = lines.last_mut()?;
                }
                line.pieces.extend(pieces);
                line.advance += advance;
                line.spaces = spaces;
            }
            if lines.get(first).is_none_or(|line| line.pieces.is_empty()) {
                return None;
            }
            at += part.len() + 1;
        }
        let (links, of_span) = links_of(spans);
        let mut top = 0.0;
        let mut done = Vec::with_capacity(lines.len());
        for line in &lines {
            let line = line.line(spans, &of_span, setting, top);
            top += line.height;
            done.push(line);
        }
        Some(Paragraph {
            key: 0,
            text,
            lines: done,
            links,
            missing: Vec::new(),
        })
    }

    /// The parts of a word, each in one style.
    fn pieces(
        &mut self,
        text: &str,
        word: Range<usize>,
        spans: &[Span],
        setting: Setting,
    ) -> Option<Vec<Piece>> {
        let mut pieces = Vec::with_capacity(1);
        let mut start = 0;
        for (at, span) in spans.iter().enumerate() {
            let end = start + span.text.len();
            let range = word.start.max(start)..word.end.min(end);
            if range.start < range.end {
                let next = text.get(range.end..)?.chars().next();
                let same_style = range.end < end
                    || spans.get(at + 1).is_some_and(|next| {
                        next.style.bold == span.style.bold && next.style.italic == span.style.italic
                    });
                let next = next.filter(|next| same_style && *next != '\n');
                pieces.push(Piece {
                    start: u32::try_from(range.start).ok()?,
                    word: self.word(text.get(range)?, next, span.style, setting.leading)?,
                    span: at,
                });
            }
            start = end;
        }
        Some(pieces)
    }

    fn word(
        &mut self,
        text: &str,
        next: Option<char>,
        style: Style,
        leading: f32,
    ) -> Option<Arc<Word>> {
        let key = Key {
            text: text.to_owned(),
            next,
            looks: (
                style.size.to_bits(),
                leading.to_bits(),
                style.bold,
                style.italic,
            ),
        };
        if let Some(known) = self.words.known.get(&key) {
            return known.clone();
        }
        let word = self.shaped(text, next, style, leading).map(Arc::new);
        if self.words.known.len() >= REMEMBERED {
            self.words.known.clear();
        }
        self.words.known.insert(key, word.clone());
        word
    }

    /// A word, shaped; `None` when it takes more than one font or line.
    fn shaped(
        &mut self,
        text: &str,
        next: Option<char>,
        style: Style,
        leading: f32,
    ) -> Option<Word> {
        let whole: String = text.chars().chain(next).collect();
        let setting = Setting {
            width: WIDE,
            leading,
            flush: Flush::Start,
            right_to_left: false,
        };
        let set = self.set_anew(&[Span::new(whole, style)], setting);
        let ([line], true) = (set.lines.as_slice(), set.missing.is_empty()) else {
            return None;
        };
        let [run] = line.runs.as_slice() else {
            return None;
        };
        let end = u32::try_from(text.len()).ok()?;
        // A ligature with what follows cannot be cut.
        if run
            .glyphs
            .iter()
            .any(|glyph| glyph.start < end && glyph.end > end)
        {
            return None;
        }
        let mut run = run.clone();
        run.face?;
        run.glyphs.retain(|glyph| glyph.start < end);
        let width = |glyphs: &[Glyph]| glyphs.iter().map(|glyph| glyph.advance * style.size).sum();
        let visible = u32::try_from(text.trim_end_matches(' ').len()).ok()?;
        let first_space = run.glyphs.iter().position(|glyph| glyph.start >= visible);
        let spaces = first_space
            .and_then(|at| run.glyphs.get(at..))
            .map_or(0.0, width);
        run.width = width(&run.glyphs);
        Some(Word {
            run,
            spaces,
            baseline: line.baseline,
            height: line.height,
        })
    }
}

impl Filling {
    fn line(&self, spans: &[Span], links: &[Option<u16>], setting: Setting, top: f32) -> Line {
        let width = self.advance - self.spaces;
        let left = match setting.flush {
            Flush::Start => 0.0,
            Flush::Center => (setting.width - width) / 2.0,
            Flush::End => setting.width - width,
        };
        let mut runs: Vec<Run> = Vec::new();
        let mut x = left;
        let (mut baseline, mut height) = (0.0_f32, 0.0_f32);
        for piece in &self.pieces {
            let word = &piece.word;
            baseline = baseline.max(word.baseline);
            height = height.max(word.height);
            let color = spans
                .get(piece.span)
                .map_or(word.run.color, |span| span.style.color);
            let link = links.get(piece.span).copied().flatten();
            let fits = runs.last().is_some_and(|run| {
                run.face == word.run.face && run.color == color && run.link == link
            });
            if !fits {
                runs.push(Run {
                    face: word.run.face,
                    size: word.run.size,
                    color,
                    x,
                    width: 0.0,
                    glyphs: Vec::new(),
                    link,
                });
            }
            if let Some(run) = runs.last_mut() {
                run.glyphs.extend(word.run.glyphs.iter().map(|glyph| Glyph {
                    start: glyph.start + piece.start,
                    end: glyph.end + piece.start,
                    ..*glyph
                }));
                run.width += word.run.width;
            }
            x += word.run.width;
        }
        Line {
            top,
            baseline: top + baseline,
            height,
            left,
            width,
            runs,
        }
    }
}

/// A character that needs nothing but a glyph of its own and kerning.
fn is_plain(c: char) -> bool {
    matches!(c, '\n' | ' '..='~' | '\u{a1}'..='\u{ac}' | '\u{ae}'..='\u{17f}')
        || "–—‘’“”„…•€".contains(c)
}

/// The words of a line of text with the spaces after them: where a line may end.
fn words(text: &str, part: Range<usize>) -> Vec<Range<usize>> {
    let kept = kept_together(text);
    let mut found = Vec::new();
    let mut start = part.start;
    let mut before: [Option<char>; 2] = [None, None];
    for (at, c) in text.get(part.clone()).unwrap_or_default().char_indices() {
        let at = part.start + at;
        let [earlier, last] = before;
        let may_end = match last {
            Some(' ') => c != ' ',
            Some('-' | '/' | '–' | '—') => {
                earlier.is_some_and(char::is_alphabetic)
                    && c.is_alphabetic()
                    && !kept.iter().any(|kept| kept.start < at && at < kept.end)
            }
            _ => false,
        };
        if may_end {
            found.push(start..at);
            start = at;
        }
        before = [last, Some(c)];
    }
    if start < part.end {
        found.push(start..part.end);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::letters::fonts::Fonts;
    use proptest::prelude::*;

    fn near(a: f32, b: f32) -> bool {
        (a - b).abs() < 0.02
    }

    /// Both ways give the same lines, glyphs and places.
    fn same(spans: &[Span], setting: Setting) {
        let mut setter = Setter::new(Fonts::built_in());
        let slow = setter.set_anew(spans, setting);
        let Some(fast) = setter.out_of_words(spans, setting) else {
            return;
        };
        assert_eq!(fast.text, slow.text);
        assert_eq!(fast.links, slow.links);
        assert_eq!(fast.lines.len(), slow.lines.len(), "{spans:?} {setting:?}");
        for (fast, slow) in fast.lines.iter().zip(&slow.lines) {
            assert!(near(fast.top, slow.top) && near(fast.baseline, slow.baseline));
            assert!(near(fast.height, slow.height), "{fast:?}\n{slow:?}");
            assert!(
                near(fast.left, slow.left) && near(fast.width, slow.width),
                "{spans:?}"
            );
            assert_eq!(fast.runs.len(), slow.runs.len());
            for (fast, slow) in fast.runs.iter().zip(&slow.runs) {
                assert!(near(fast.x, slow.x) && near(fast.width, slow.width));
                assert_eq!(
                    (fast.face, fast.color, fast.link),
                    (slow.face, slow.color, slow.link)
                );
                let parts = |run: &Run| -> Vec<(u32, u32, u32)> {
                    let glyphs = run.glyphs.iter();
                    glyphs
                        .map(|glyph| (glyph.id, glyph.start, glyph.end))
                        .collect()
                };
                assert_eq!(parts(fast), parts(slow));
            }
        }
    }

    #[test]
    fn a_letters_paragraph_is_the_same_out_of_words() {
        let plain = Style::plain(10.8, [1, 2, 3]);
        let mut link = Span::new("example.org", plain.bold());
        link.link = Some(Arc::from("https://example.org"));
        let spans = [
            Span::new("Voor uw woning, ", plain),
            Span::new("Tweede Töpferweg 12 A-2", plain.bold()),
            Span::new(
                ", kennen wij “nog” geen groep; AV WA Te Yo. Kijk op ",
                plain,
            ),
            link,
            Span::new(
                " of kom langs:\nwij zijn er 's avonds, e-mail mag ook.",
                plain.italic(),
            ),
        ];
        for flush in [Flush::Start, Flush::Center, Flush::End] {
            for width in [90.0, 200.0, 431.0] {
                let setting = Setting {
                    width,
                    leading: 1.4,
                    flush,
                    right_to_left: false,
                };
                same(&spans, setting);
                let mut setter = Setter::new(Fonts::built_in());
                assert!(setter.out_of_words(&spans, setting).is_some());
            }
        }
    }

    #[test]
    fn what_is_not_plain_goes_to_parley() {
        let mut setter = Setter::new(Fonts::built_in());
        let setting = Setting {
            width: 100.0,
            leading: 1.4,
            flush: Flush::Start,
            right_to_left: false,
        };
        let style = Style::plain(10.0, [0, 0, 0]);
        for text in [
            "שלום",
            "Emma 🦩",
            "a\u{ad}b",
            "☐",
            "a\n\nb",
            &"x".repeat(200),
        ] {
            let spans = [Span::new(text, style)];
            assert!(setter.out_of_words(&spans, setting).is_none(), "{text}");
        }
        let rtl = Setting {
            right_to_left: true,
            ..setting
        };
        assert!(setter.out_of_words(&[Span::new("a", style)], rtl).is_none());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(60))]
        #[test]
        fn any_text_of_words_is_the_same_out_of_words(
            text in "((“|\\()?[A-Za-z0-9àéïöüçñßÅØ]{1,7}(’[a-z]{1,3})?(,|;|:|!|\\?|\\))? ){1,24}",
            bold in 0_usize..100,
            width in 60_u16..400,
        ) {
            let text = text.trim_end();
            let cut = text.char_indices().map(|(at, _)| at).nth(bold % 60).unwrap_or(0);
            let style = Style::plain(11.0, [0, 0, 0]);
            let spans = [Span::new(&text[..cut], style), Span::new(&text[cut..], style.bold())];
            let spans: Vec<Span> = spans.into_iter().filter(|span| !span.text.is_empty()).collect();
            let setting = Setting {
                width: f32::from(width),
                leading: 1.3,
                flush: Flush::Start,
                right_to_left: false,
            };
            same(&spans, setting);
        }
    }
}
