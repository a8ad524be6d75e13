//! The reply slip at the foot of the last page: cut line, address, code, questions with boxes; and
//! for the machine that reads it back marks in its corners and two QR codes of its own, of which one
//! may be lost.

use std::sync::Arc;

use super::codes;
use super::data::QuestionData;
use super::flow::Flow;
use super::letter::{Letter, set, text_mark};
use super::look::Look;
use super::page::{ACCENT, GREY, INK, Item, LINE, MM, Mark, NodeIx, Role};
use super::paragraph::{Flush, Paragraph, Setting, Span, Style};
use domain::Code;
use domain::slip::{self, Asked, Layout, SlipCode, Tick};
use domain::survey::QuestionKind;

/// The side of a box to tick, and the room between boxes.
const BOX: f32 = 4.0 * MM;
const BETWEEN: f32 = 5.0 * MM;
/// The height of a line to write on.
const WRITING: f32 = 8.5 * MM;
/// The most lines to write on below a question.
const MOST_LINES: usize = 4;
/// How low a slip may reach.
const LOWEST: f32 = 287.0 * MM;
/// The middles of the marks in the corners, from the left edge of the page; the upper ones below the
/// cut line.
const MARKS: [f32; 2] = [12.0 * MM, 199.0 * MM];
const MARKS_TOP: f32 = 8.5 * MM;
/// The left edge and the side of the slip's own QR codes, in the margin beside the text.
const CODES: f32 = 179.5 * MM;
const CODE: f32 = 14.0 * MM;

/// Adds the slip at the foot of the page; on a new page when there is no room, and then with more
/// room to write. Where everything came to stand on it.
pub fn add(flow: &mut Flow<'_>, part: NodeIx, look: Look, letter: &Letter<'_>) -> Layout {
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
    let layout = slip.layout();
    let codes = Code::parse(&letter.data.answer.code)
        .map(|code| slip.codes(&layout, code))
        .unwrap_or_default();
    for item in slip.items.iter().chain(&codes) {
        flow.draw(super::flow::moved(item, top));
    }
    flow.y = lowest;
    layout
}

struct Slip {
    /// Lines to write on below an open question.
    lines: usize,
    y: f32,
    items: Vec<Item>,
    part: NodeIx,
    text: Style,
    right_to_left: bool,
    version: u32,
    asked: Vec<Asked>,
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
            version: letter
                .data
                .survey
                .first()
                .map_or(1, |question| question.known.version),
            asked: Vec::new(),
        };
        slip.fill(flow, letter);
        slip.marks();
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
        let how = words.plain("slip-how");
        self.line(flow, &[Span::new(how, small)], Role::Paragraph);
        self.y += 1.6 * MM;
        for question in &data.survey {
            self.question(flow, question);
            self.y += 2.2 * MM;
        }
        let top = self.y;
        self.line(
            flow,
            &[Span::new(words.plain("slip-contact"), self.text)],
            Role::Paragraph,
        );
        let writing = self.y;
        self.writing_line(flow);
        self.ask(
            flow,
            slip::CONTACT,
            QuestionKind::Open,
            top,
            Boxes::default(),
            Some(writing),
        );
        self.y += 1.6 * MM;
        let top = self.y;
        let ticks = self.boxes(flow, &[words.plain("slip-consent")], &["ja".to_owned()]);
        self.ask(
            flow,
            slip::CONSENT,
            QuestionKind::Multiple,
            top,
            ticks,
            None,
        );
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

    fn question(&mut self, flow: &mut Flow<'_>, question: &QuestionData) {
        let top = self.y;
        self.line(
            flow,
            &[Span::new(question.question.clone(), self.text.bold())],
            Role::Paragraph,
        );
        self.y += 1.0 * MM;
        let known = &question.known;
        if question.answers.is_empty() {
            let writing = self.y;
            for _ in 0..self.lines {
                self.writing_line(flow);
            }
            self.ask(
                flow,
                &known.id,
                known.kind,
                top,
                Boxes::default(),
                Some(writing),
            );
        } else {
            let ticks = self.boxes(flow, &question.answers, &known.choices);
            self.ask(flow, &known.id, known.kind, top, ticks, None);
        }
    }

    /// Keeps where a question stands, from its top down to here, and where its answer.
    fn ask(
        &mut self,
        flow: &Flow<'_>,
        question: &str,
        kind: QuestionKind,
        top: f32,
        boxes: Boxes,
        writing: Option<f32>,
    ) {
        let rows = writing
            .map_or(0.0, |from| (self.y - from) / WRITING)
            .round();
        let lines = (1..=MOST_LINES)
            .take_while(|line| written(*line) <= rows)
            .filter_map(|line| writing.map(|from| place([0.0, from + written(line) * WRITING])[1]));
        let area = |top: f32, height: f32| {
            let [left, top] = place([flow.frame.left, top]);
            [left, top, hundredths(flow.frame.width), hundredths(height)]
        };
        self.asked.push(Asked {
            question: question.to_owned(),
            kind,
            boxes: boxes.boxes,
            clear: boxes.clear,
            field: area(top, self.y - top),
            writing: writing.map(|from| area(from, self.y - from)),
            lines: lines.collect(),
        });
    }

    /// Where everything stands, once it is filled.
    fn layout(&self) -> Layout {
        let bottom = self.y - points(slip::MARK) / 2.0;
        let [left, right] = MARKS;
        let size = [hundredths(right - left), hundredths(bottom - MARKS_TOP)];
        let [x, side] = [hundredths(CODES - left), hundredths(CODE)];
        let upper = -slip::MARK / 2;
        let lower = size[1] + slip::MARK / 2 - side;
        let mut codes = vec![[x, upper, side]];
        // Two, where their quiet zones do not meet.
        if lower - upper > side + side / 3 {
            codes.push([x, lower, side]);
        }
        Layout {
            version: self.version,
            size,
            codes,
            asked: self.asked.clone(),
        }
    }

    /// Marks in the four corners.
    fn marks(&mut self) {
        let [_, height] = self.layout().size;
        let [left, right] = MARKS;
        let side = points(slip::MARK);
        for (x, y) in [(left, 0), (right, 0), (left, height), (right, height)] {
            let top = MARKS_TOP + points(y) - side / 2.0;
            self.items.push(Item {
                node: None,
                mark: Mark::Fill {
                    rect: [x - side / 2.0, top, side, side],
                    radius: 0.0,
                    color: INK,
                },
            });
        }
    }

    /// The slip's own QR codes.
    fn codes(&self, layout: &Layout, code: Code) -> Vec<Item> {
        let slip = SlipCode {
            code,
            layout: layout.id(),
        };
        let text = slip.text();
        let mut items = Vec::new();
        for [x, y, side] in &layout.codes {
            items.extend(codes::qr_of_slip(&text, points(*side)).map(|cells| Item {
                node: None,
                mark: Mark::Cells {
                    cells,
                    x: MARKS[0] + points(*x),
                    y: MARKS_TOP + points(*y),
                },
            }));
        }
        items
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

    /// Boxes with their answers, as many on a line as fit; where the boxes stand.
    fn boxes(&mut self, flow: &mut Flow<'_>, answers: &[String], ids: &[String]) -> Boxes {
        let mut ticks = Boxes::default();
        let (left, width) = (flow.frame.left, flow.frame.width);
        let label = BOX + 1.8 * MM;
        let mut x = 0.0;
        let mut lowest = self.y;
        for (nth, answer) in answers.iter().enumerate() {
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
            let box_y = self.y + (height - BOX) / 2.0;
            let [x_there, y_there] = place([box_x, box_y]);
            ticks.boxes.push(Tick {
                choice: ids.get(nth).cloned().unwrap_or_default(),
                at: [x_there, y_there, hundredths(BOX)],
            });
            self.items.push(Item {
                node: None,
                mark: Mark::Frame {
                    rect: [box_x, box_y, BOX, BOX],
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
            if paragraph.lines.len() == 1 {
                // To the left of the box, and behind the words.
                let (before, behind) = if self.right_to_left {
                    (box_x + BOX, text_x)
                } else {
                    (box_x, text_x + paragraph.width())
                };
                for from in [before - BETWEEN + 0.8 * MM, behind + 0.8 * MM] {
                    let [left, top] = place([from, box_y]);
                    let wide = hundredths(BETWEEN - 1.9 * MM);
                    ticks.clear.push([left, top, wide, hundredths(BOX)]);
                }
            }
            lowest = lowest.max(self.y + paragraph.height());
            x += wanted + BETWEEN;
        }
        self.y = lowest;
        ticks
    }
}

/// The boxes of a question, and what is clear about them.
#[derive(Default)]
struct Boxes {
    boxes: Vec<Tick>,
    clear: Vec<[i32; 4]>,
}

/// A number of lines as a length in lines.
fn written(lines: usize) -> f32 {
    f32::from(u8::try_from(lines).unwrap_or(u8::MAX))
}

/// Points → hundredths of a millimetre.
#[expect(clippy::cast_possible_truncation, reason = "no page is that large")]
fn hundredths(points: f32) -> i32 {
    (points / MM * 100.0).round() as i32
}

/// Hundredths of a millimetre → points.
fn points(hundredths: i32) -> f32 {
    f32::from(i16::try_from(hundredths).unwrap_or(i16::MAX)) / 100.0 * MM
}

/// A place on the page, its height from the top of the slip, → one on the layout.
fn place([x, y]: [f32; 2]) -> [i32; 2] {
    [hundredths(x - MARKS[0]), hundredths(y - MARKS_TOP)]
}
