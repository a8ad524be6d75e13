//! What a letter makes itself where its template says so: the box with the answer, the signature.
#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "the enums of libraries grow; what is not named here is passed over"
)]

use std::sync::Arc;

use super::codes;
use super::flow::{Body, Part};
use super::letter::{Letter, text_mark};
use super::markdown::Block;
use super::page::{ACCENT, GROUND, Item, MM, Mark, Role};
use super::paragraph::{Flush, Span, Style};
use super::pictures::Picture;
use super::typeset::{Inserts, Typesetter};

/// The inserts of one letter.
pub(super) struct LetterInserts<'a> {
    pub(super) letter: &'a Letter<'a>,
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
            let names = if sender.signed_by.is_empty() {
                sender.name.clone()
            } else {
                sender.signed_by.join(", ")
            };
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
