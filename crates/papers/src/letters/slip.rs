//! The reply slip at the foot of the last page: cut line, address, code, questions with boxes.

use std::sync::Arc;

use super::flow::Flow;
use super::letter::{Letter, set, text_mark};
use super::look::Look;
use super::page::{ACCENT, GREY, INK, Item, LINE, MM, Mark, NodeIx, Role};
use super::paragraph::{Flush, Paragraph, Setting, Span, Style};

/// The side of a box to tick, and the room between boxes.
const BOX: f32 = 3.6 * MM;
const BETWEEN: f32 = 5.0 * MM;
/// The height of a line to write on.
const WRITING: f32 = 8.5 * MM;
/// The most lines to write on below a question.
const MOST_LINES: usize = 4;
/// How low a slip may reach.
const LOWEST: f32 = 287.0 * MM;

/// Adds the slip at the foot of the page; on a new page when there is no room, and then with more
/// room to write.
pub fn add(flow: &mut Flow<'_>, part: NodeIx, look: Look, letter: &Letter<'_>) {
    // The foot with page numbers stands at 283 mm when there are several pages.
    let lowest = LOWEST - 8.0 * MM;
    let gap = 5.0 * MM;
    let nodes = flow.document.nodes.len();
    let mut slip = Slip::filled(flow, part, look, letter, 1);
    if flow.y + gap + slip.y > lowest {
        flow.new_page();
        flow.document.nodes.truncate(nodes);
        let room = lowest - flow.frame.top_next;
        let most = (1..=MOST_LINES).rev().find_map(|lines| {
            flow.document.nodes.truncate(nodes);
            let slip = Slip::filled(flow, part, look, letter, lines);
            (slip.y <= room || lines == 1).then_some(slip)
        });
        slip = most.unwrap_or(slip);
    }
    let top = (lowest - slip.y).max(flow.frame.top_next);
    for item in slip.items {
        flow.draw(super::flow::moved(&item, top));
    }
    flow.y = lowest;
}

struct Slip {
    /// Lines to write on below an open question.
    lines: usize,
    y: f32,
    items: Vec<Item>,
    part: NodeIx,
    text: Style,
    right_to_left: bool,
}

impl Slip {
    fn filled(
        flow: &mut Flow<'_>,
        part: NodeIx,
        look: Look,
        letter: &Letter<'_>,
        lines: usize,
    ) -> Self {
        let mut slip = Self {
            lines,
            y: 0.0,
            items: Vec::new(),
            part,
            text: Style::plain(look.size * 0.92, INK),
            right_to_left: letter.language.is_right_to_left(),
        };
        slip.fill(flow, letter);
        slip
    }

    fn fill(&mut self, flow: &mut Flow<'_>, letter: &Letter<'_>) {
        let words = letter.stationery.words(letter.language);
        let data = letter.data;
        self.cut_line(flow);
        let title = Style::plain(self.text.size * 1.18, ACCENT).bold();
        let heading = words.plain("slip-title");
        self.line(
            flow,
            &[Span::new(heading.clone(), title)],
            Role::Heading(2, heading),
        );
        self.y += 1.5;
        let place = data
            .home
            .as_ref()
            .map(|home| home.address.clone())
            .or_else(|| {
                data.organisation
                    .as_ref()
                    .map(|organisation| organisation.name.clone())
            })
            .unwrap_or_default();
        let small = Style::plain(self.text.size * 0.92, GREY);
        let head = [
            Span::new(format!("{place}      {} ", words.plain("slip-code")), small),
            Span::new(
                data.answer.code.clone(),
                Style {
                    color: INK,
                    ..small.bold()
                },
            ),
        ];
        self.line(flow, &head, Role::Paragraph);
        self.y += 2.4 * MM;
        for question in &data.survey {
            self.line(
                flow,
                &[Span::new(question.question.clone(), self.text.bold())],
                Role::Paragraph,
            );
            self.y += 1.0 * MM;
            if question.answers.is_empty() {
                for _ in 0..self.lines {
                    self.writing_line(flow);
                }
            } else {
                self.boxes(flow, &question.answers);
            }
            self.y += 2.2 * MM;
        }
        self.line(
            flow,
            &[Span::new(words.plain("slip-contact"), self.text)],
            Role::Paragraph,
        );
        self.writing_line(flow);
        self.y += 1.6 * MM;
        self.boxes(flow, &[words.plain("slip-consent")]);
        self.y += 1.6 * MM;
        let back = words.text(
            "slip-return",
            &[
                ("address", data.sender.address_line.as_str().into()),
                ("name", data.sender.name.as_str().into()),
            ],
        );
        self.line(flow, &[Span::new(back, small)], Role::Paragraph);
    }

    fn set(&self, flow: &mut Flow<'_>, spans: &[Span], width: f32) -> Arc<Paragraph> {
        flow.setter.set(
            spans,
            Setting {
                width,
                leading: 1.28,
                flush: Flush::Start,
                right_to_left: self.right_to_left,
            },
        )
    }

    fn line(&mut self, flow: &mut Flow<'_>, spans: &[Span], role: Role) {
        let paragraph = self.set(flow, spans, flow.frame.width);
        let node = flow.document.node(role, Some(self.part));
        self.items.push(Item {
            node: Some(node),
            mark: text_mark(&paragraph, flow.frame.left, self.y),
        });
        self.y += paragraph.height();
    }

    /// A dashed line over the whole page, with a pair of scissors.
    fn cut_line(&mut self, flow: &mut Flow<'_>) {
        let middle = 2.0 * MM;
        let left = 10.0 * MM;
        let right = flow.frame.page.0 - 10.0 * MM;
        let scissors = left + 8.0 * MM;
        let mut rule = |from: [f32; 2], to: [f32; 2], width, dash| {
            self.items.push(Item {
                node: None,
                mark: Mark::Rule {
                    from,
                    to,
                    width,
                    color: GREY,
                    dash,
                },
            });
        };
        rule(
            [left, middle],
            [scissors - 1.0 * MM, middle],
            0.7,
            Some(3.0),
        );
        rule(
            [scissors + 7.5 * MM, middle],
            [right, middle],
            0.7,
            Some(3.0),
        );
        // Two blades that cross, pointing along the line.
        for side in [-1.0, 1.0] {
            let handle = [scissors + 1.1 * MM, middle + side * 1.1 * MM];
            let tip = [scissors + 6.4 * MM, middle - side * 0.9 * MM];
            rule(
                [handle[0] + 0.7 * MM, handle[1] - side * 0.3 * MM],
                tip,
                0.9,
                None,
            );
        }
        for side in [-1.0_f32, 1.0] {
            let radius = 0.85 * MM;
            self.items.push(Item {
                node: None,
                mark: Mark::Frame {
                    rect: [
                        scissors + 0.3 * MM,
                        middle + side * 1.15 * MM - radius,
                        2.0 * radius,
                        2.0 * radius,
                    ],
                    radius,
                    width: 0.8,
                    color: GREY,
                },
            });
        }
        self.y = 6.5 * MM;
    }

    fn writing_line(&mut self, flow: &Flow<'_>) {
        self.y += WRITING;
        self.items.push(Item {
            node: None,
            mark: Mark::Rule {
                from: [flow.frame.left, self.y],
                to: [flow.frame.left + flow.frame.width, self.y],
                width: 0.6,
                color: LINE,
                dash: None,
            },
        });
    }

    /// Boxes with their answers, as many on a line as fit.
    fn boxes(&mut self, flow: &mut Flow<'_>, answers: &[String]) {
        let (left, width) = (flow.frame.left, flow.frame.width);
        let label = BOX + 1.8 * MM;
        let mut x = 0.0;
        let mut lowest = self.y;
        for answer in answers {
            let style = self.text;
            let wide = set(
                flow.setter,
                &[Span::new(answer.clone(), style)],
                10_000.0,
                1.28,
                Flush::Start,
            );
            let wanted = label + wide.width();
            if x > 0.0 && x + wanted > width {
                x = 0.0;
                self.y = lowest + 1.2 * MM;
            }
            let room = wanted.min(width) - label;
            let paragraph = self.set(flow, &[Span::new(answer.clone(), style)], room + 0.5);
            let height = paragraph.lines.first().map_or(0.0, |line| line.height);
            let (box_x, text_x) = if self.right_to_left {
                let right = left + width - x;
                (right - BOX, right - label - room)
            } else {
                (left + x, left + x + label)
            };
            self.items.push(Item {
                node: None,
                mark: Mark::Frame {
                    rect: [box_x, self.y + (height - BOX) / 2.0, BOX, BOX],
                    radius: 0.6 * MM,
                    width: 0.8,
                    color: INK,
                },
            });
            let node = flow.document.node(Role::Paragraph, Some(self.part));
            self.items.push(Item {
                node: Some(node),
                mark: text_mark(&paragraph, text_x, self.y),
            });
            lowest = lowest.max(self.y + paragraph.height());
            x += wanted + BETWEEN;
        }
        self.y = lowest;
    }
}
