//! A page → what is seen on it: slips with their answers, or why there are none.

use domain::slip::Asked;
use domain::survey::QuestionKind;
use domain::{Layout, SlipCode};
use serde::{Deserialize, Serialize};

use super::corners::{Lies, lies};
use super::find::{Found, codes};
use super::gray::{Gray, float, mm, pixel};
use super::plane::{Plane, distance};
use super::source::Wrong;
use super::tick::{Frame, Mark, Window};
use super::{Layouts, Picture, cut, tick};

/// One thing that was seen on a page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    /// The page, from 0.
    pub page: u32,
    /// What.
    pub what: What,
}

/// What was seen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum What {
    /// A slip.
    Slip(Slip),
    /// A slip of a layout that is not known here.
    Strange {
        /// The personal code.
        code: String,
    },
    /// A slip whose code cannot be read.
    Unreadable {
        /// The page as a picture (PNG).
        picture: Picture,
    },
    /// A page with something else on it.
    Foreign,
    /// A page with nothing on it.
    Blank,
    /// A page that cannot be read.
    Wrong(Wrong),
}

/// A slip with what is on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slip {
    /// The personal code.
    pub code: String,
    /// The id of its layout.
    pub layout: String,
    /// An answer for each question of the layout, in its order.
    pub answers: Vec<Answer>,
    /// The whole of it, small.
    pub picture: Picture,
}

/// What was answered to a question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// The id of the question.
    pub question: String,
    /// How it is answered.
    pub kind: QuestionKind,
    /// The ids of what can be ticked, each with what was done.
    pub boxes: Vec<(String, Mark)>,
    /// What is surely answered: the ids of what was ticked, perhaps none; nothing when a person has
    /// to look.
    pub said: Option<Vec<String>>,
    /// The question with its answer as a picture (PNG), when a person has to look.
    pub picture: Option<Picture>,
}

/// A page is looked at with about so many pixels: an A4 sheet at 300 dots to the inch.
const ENOUGH: usize = 9_000_000;
/// A page with less ink than this share is a blank one.
const BLANK: f32 = 0.0015;

/// Everything that is seen on a page.
pub(super) fn page(picture: Gray, layouts: &Layouts) -> Vec<What> {
    let (picture, _) = picture.fitting(ENOUGH);
    if picture.ink() < BLANK {
        return vec![What::Blank];
    }
    let found = codes(&picture);
    if found.slips.is_empty() {
        return vec![if found.unread > 0 {
            What::Unreadable {
                picture: cut::page(&picture),
            }
        } else {
            What::Foreign
        }];
    }
    let mut left: Vec<&Found> = found.slips.iter().collect();
    let mut all = Vec::new();
    while let Some(first) = left.pop() {
        let Some(layout) = layouts.get(&first.says.layout) else {
            left.retain(|other| other.says != first.says);
            all.push(What::Strange {
                code: first.says.code.plain(),
            });
            continue;
        };
        let mut ways = Vec::new();
        if let Some((at, mine, its)) = partner(layout, first, &left) {
            let other = left.remove(at);
            ways.extend(lies(&picture, layout, &[(first, mine), (other, its)]));
        } else {
            // One code of two: what is found from there says which.
            for nth in 0..layout.codes.len() {
                ways.extend(lies(&picture, layout, &[(first, nth)]));
            }
        }
        all.push(slip(&picture, layout, &first.says, &ways));
    }
    all.reverse();
    all
}

/// The other code of the same slip: its place in the list, and which each of the two is.
fn partner(layout: &Layout, one: &Found, others: &[&Found]) -> Option<(usize, usize, usize)> {
    let [first, second] = layout.codes.as_slice() else {
        return None;
    };
    for (mine, its, from, to) in [(0, 1, first, second), (1, 0, second, first)] {
        let known = one.known(from.map(mm));
        let plane = Plane::through(&known, true)?;
        let [left, top, side] = to.map(mm);
        let there = plane.at([left + side / 2.0, top + side / 2.0]);
        let reach = distance(there, one.middle());
        let found = others.iter().position(|other| {
            other.says == one.says
                && distance(other.middle(), there) < 0.3 * reach
                && distance(other.corners[0], other.corners[1]) > 0.0
        });
        if let Some(at) = found {
            return Some((at, mine, its));
        }
    }
    None
}

/// How much darker than its surroundings the line of a box has to be to be one.
const CLEAR: f32 = 0.16;
/// So many millimetres from where its slip says a box lies astray.
const ASTRAY: f32 = 0.45;

fn slip(picture: &Gray, layout: &Layout, says: &SlipCode, ways: &[Lies]) -> What {
    let ticks: Vec<[i32; 3]> = layout
        .asked
        .iter()
        .flat_map(|asked| asked.boxes.iter().map(|tick| tick.at))
        .collect();
    let all = ticks.len();
    let mut best: Option<(usize, &Lies)> = None;
    for lies in ways {
        let (_, frames) = framed(picture, lies, &ticks);
        let found = frames.iter().filter(|frame| frame.clear > CLEAR).count();
        if best.is_none_or(|(known, _)| found > known) {
            best = Some((found, lies));
        }
        if found == all {
            break;
        }
    }
    let Some((found, first)) = best else {
        return What::Unreadable {
            picture: cut::page(picture),
        };
    };
    let refined = refined(picture, first, &ticks, found);
    let lies = refined.as_ref().unwrap_or(first);
    let (windows, frames) = framed(picture, lies, &ticks);
    let found = frames.iter().filter(|frame| frame.clear > CLEAR).count();
    // Where most boxes are not where they should be, nothing is: the slip lies otherwise.
    let is_there = found * 10 >= all * 7;
    let mut boxes = windows.iter().zip(&frames);
    let answers = layout.asked.iter().map(|asked| {
        let marks: Vec<(String, Mark)> = asked
            .boxes
            .iter()
            .map(|tick| {
                let mark = boxes.next().map_or(Mark::Unsure, |(window, frame)| {
                    if is_there && frame.clear > CLEAR {
                        window.mark(frame.off)
                    } else {
                        Mark::Unsure
                    }
                });
                (tick.choice.clone(), mark)
            })
            .collect();
        answer(picture, lies, asked, marks, is_there)
    });
    What::Slip(Slip {
        code: says.code.plain(),
        layout: says.layout.clone(),
        answers: answers.collect(),
        picture: cut::slip(picture, &lies.plane, layout.size),
    })
}

/// Where some boxes are missing or lie astray, those that were found say better where all are.
fn refined(picture: &Gray, first: &Lies, ticks: &[[i32; 3]], found: usize) -> Option<Lies> {
    let mut best = None;
    if found * 2 < ticks.len() {
        return None;
    }
    for _ in 0..2 {
        let lies = best.as_ref().unwrap_or(first);
        let (windows, frames) = framed(picture, lies, ticks);
        let astray = |frame: &Frame| frame.clear <= CLEAR || distance(frame.off, [0.0; 2]) > ASTRAY;
        if !frames.iter().any(astray) {
            break;
        }
        let clear = windows.iter().zip(&frames);
        let clear = clear.filter(|(_, frame)| frame.clear > CLEAR);
        let known: Vec<_> = clear
            .map(|(window, frame)| window.known(frame.off))
            .collect();
        best = Some(first.with(known)?);
    }
    best
}

/// The boxes with their surroundings, and where they really are.
fn framed<'p>(
    picture: &'p Gray,
    lies: &'p Lies,
    ticks: &[[i32; 3]],
) -> (Vec<Window<'p>>, Vec<Frame>) {
    let windows: Vec<Window<'_>> = ticks
        .iter()
        .map(|at| Window::of(picture, lies, *at))
        .collect();
    let frames = frames(&windows);
    (windows, frames)
}

/// The frames of all boxes; one that is not found near the others is looked for there again.
fn frames(windows: &[Window<'_>]) -> Vec<Frame> {
    let mut frames: Vec<Frame> = windows
        .iter()
        .map(|window| window.frame([0.0, 0.0], tick::ASTRAY))
        .collect();
    let middle = |at: usize| {
        let mut all: Vec<f32> = frames
            .iter()
            .filter(|frame| frame.clear > CLEAR)
            .map(|frame| frame.off.get(at).copied().unwrap_or(0.0))
            .collect();
        all.sort_by(f32::total_cmp);
        all.get(all.len() / 2).copied().unwrap_or(0.0)
    };
    let usual = [middle(0), middle(1)];
    for (frame, window) in frames.iter_mut().zip(windows) {
        if distance(frame.off, usual) > 0.6 {
            // Ink may look like the line of a box; one that is nearly as clear where the others
            // lie is the box.
            let other = window.frame(usual, 0.6);
            if other.clear > frame.clear * 0.75 {
                *frame = other;
            }
        }
    }
    frames
}

fn answer(
    picture: &Gray,
    lies: &Lies,
    asked: &Asked,
    boxes: Vec<(String, Mark)>,
    is_there: bool,
) -> Answer {
    let ticked = || {
        boxes
            .iter()
            .filter(|(_, mark)| *mark == Mark::Ticked)
            .map(|(choice, _)| choice.clone())
            .collect::<Vec<_>>()
    };
    let any = |wanted: Mark| boxes.iter().any(|(_, mark)| *mark == wanted);
    let said = if !is_there || any(Mark::Unsure) {
        None
    } else if let Some(writing) = asked.writing {
        (!is_written_in(picture, lies, writing, &asked.lines)).then(Vec::new)
    } else {
        let ticked = ticked();
        match asked.kind {
            // What was taken back is clear only beside what was ticked instead.
            _ if ticked.is_empty() && is_elsewhere(picture, lies, &asked.clear) => None,
            QuestionKind::Single | QuestionKind::Scale => {
                let clear = ticked.len() == 1 || ticked.is_empty() && !any(Mark::Blackened);
                clear.then_some(ticked)
            }
            QuestionKind::Multiple | QuestionKind::Number | QuestionKind::Open => {
                (!any(Mark::Blackened)).then_some(ticked)
            }
        }
    };
    let picture = said
        .is_none()
        .then(|| cut::part(picture, &lies.plane, asked.field));
    Answer {
        question: asked.question.clone(),
        kind: asked.kind,
        boxes,
        said,
        picture,
    }
}

/// The step in which lines to write on are looked at, in millimetres.
const STEP: f32 = 0.2;
/// So near a printed line nothing is looked at.
const PRINTED: f32 = 0.6;
/// How far a printed line may lie from where it should be.
const BENT: f32 = 1.8;
/// So many square millimetres of ink are somebody's writing.
const WRITTEN: f32 = 0.9;

/// Whether somebody wrote on lines; the printed lines themselves are pale.
fn is_written_in(picture: &Gray, lies: &Lies, area: [i32; 4], printed: &[i32]) -> bool {
    let [left, top, width, height] = area.map(mm);
    let columns = pixel(width / STEP);
    let rows = pixel(height / STEP);
    let mut shades = Vec::with_capacity(columns * rows);
    for y in 0..rows {
        for x in 0..columns {
            let place = [
                left + (float(x) + 0.5) * STEP,
                top + (float(y) + 0.5) * STEP,
            ];
            shades.push(picture.between(lies.plane.at(place)));
        }
    }
    let mut ink = 0;
    let wide = pixel(20.0 / STEP);
    // In parts of two centimetres: light falls unevenly on a photo.
    for from in (0..columns).step_by(wide) {
        let part: Vec<f32> = (0..rows)
            .flat_map(|y| (from..(from + wide).min(columns)).map(move |x| y * columns + x))
            .filter_map(|at| shades.get(at).copied())
            .collect();
        let mut sorted = part.clone();
        sorted.sort_by(f32::total_cmp);
        let paper = sorted.get(sorted.len() * 3 / 4).copied().unwrap_or(255.0);
        let contrast = (paper * (1.0 - lies.black)).max(1.0);
        let dark = |at: usize| part.get(at).map_or(0.0, |shade| (paper - shade) / contrast);
        let across = (from + wide).min(columns) - from;
        let rows_of = |y: usize| {
            let mut all: Vec<f32> = (0..across).map(|x| dark(y * across + x)).collect();
            all.sort_by(f32::total_cmp);
            all
        };
        // How dark a row is nearly all along: a line is, writing is not.
        let along: Vec<f32> = (0..rows)
            .map(|y| rows_of(y).get(across / 4).copied().unwrap_or(0.0))
            .collect();
        let mut lines: Vec<usize> = (0..rows)
            .filter(|y| along.get(*y).is_some_and(|dark| *dark > 0.1))
            .collect();
        // A printed line is where its row is darkest, near where it should be: paper bends.
        for line in printed {
            let there = pixel((mm(*line) - top) / STEP);
            let bent = pixel(BENT / STEP);
            let near = there.saturating_sub(bent)..=there + bent;
            let sum = |y: &usize| rows_of(*y).iter().sum::<f32>();
            let darkest = near.max_by(|a, b| sum(a).total_cmp(&sum(b)));
            lines.extend(darkest);
        }
        let beside = pixel(PRINTED / STEP);
        for y in 0..rows {
            if lines.iter().any(|line| line.abs_diff(y) <= beside) {
                continue;
            }
            for x in 0..across {
                let is_ink =
                    |x: usize, y: usize| x < across && y < rows && dark(y * across + x) > 0.36;
                // Dust is alone; ink has ink beside it.
                let beside = || {
                    let near = (0..3).flat_map(|down| (0..3).map(move |right| (right, down)));
                    near.filter(|(right, down)| {
                        let place = (x + right).checked_sub(1).zip((y + down).checked_sub(1));
                        place.is_some_and(|(x, y)| is_ink(x, y))
                    })
                    .count()
                };
                ink += usize::from(is_ink(x, y) && beside() > 3);
            }
        }
    }
    float(ink) * STEP * STEP > WRITTEN
}

/// Square millimetres of ink where nothing is printed that are somebody's.
const ELSEWHERE: f32 = 0.35;

/// Whether somebody put ink beside the boxes: a circle about the words, a line through them.
fn is_elsewhere(picture: &Gray, lies: &Lies, clear: &[[i32; 4]]) -> bool {
    clear.iter().any(|area| {
        let [left, top, width, height] = area.map(mm);
        let (columns, rows) = (pixel(width / STEP), pixel(height / STEP));
        let mut shades = Vec::with_capacity(columns * rows);
        for y in 0..rows {
            for x in 0..columns {
                let place = [
                    left + (float(x) + 0.5) * STEP,
                    top + (float(y) + 0.5) * STEP,
                ];
                shades.push(picture.between(lies.plane.at(place)));
            }
        }
        let mut sorted = shades.clone();
        sorted.sort_by(f32::total_cmp);
        let paper = sorted.get(sorted.len() * 3 / 4).copied().unwrap_or(255.0);
        let contrast = (paper * (1.0 - lies.black)).max(1.0);
        let dark = shades
            .iter()
            .filter(|shade| (paper - **shade) / contrast > 0.36);
        float(dark.count()) * STEP * STEP > ELSEWHERE
    })
}
