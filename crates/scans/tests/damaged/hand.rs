//! Hands with pens: how people tick boxes.

use super::dice::Dice;
use super::paper::{DOTS, Page};

/// Whose ways of ticking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Those on which the reader's limits were set.
    Known,
    /// Others.
    Other,
}

/// A pen or pencil.
pub struct Pen {
    /// Millimetres.
    wide: f32,
    /// The shade of its ink.
    shade: f32,
    /// How unsteady the hand is, in millimetres.
    shaky: f32,
}

impl Pen {
    pub fn any(style: Style, dice: &mut Dice) -> Self {
        let (wide, shade) = match style {
            Style::Known => (dice.between(0.35, 0.8), dice.between(0.05, 0.45)),
            // Felt pens and pencils too.
            Style::Other => (dice.between(0.3, 0.9), dice.between(0.02, 0.52)),
        };
        Self {
            wide,
            shade,
            shaky: dice.between(0.05, 0.22),
        }
    }
}

/// Ink along a line, in millimetres from the slip's first mark.
fn line(page: &mut Page, points: &[[f32; 2]], pen: &Pen, dice: &mut Dice) {
    let radius = pen.wide / 2.0 * DOTS;
    for pair in points.windows(2) {
        let [from, to] = [pair[0], pair[1]];
        let length = (to[0] - from[0]).hypot(to[1] - from[1]);
        let steps = (length * DOTS / 1.5).ceil().max(1.0) as usize;
        for step in 0..=steps {
            let along = step as f32 / steps as f32;
            let x = page.origin[0] + (from[0] + (to[0] - from[0]) * along) * DOTS;
            let y = page.origin[1] + (from[1] + (to[1] - from[1]) * along) * DOTS;
            let press = 1.0 + dice.about() * 0.08;
            dot(page, x, y, radius * press, pen.shade);
        }
    }
}

fn dot(page: &mut Page, x: f32, y: f32, radius: f32, shade: f32) {
    let (left, right) = ((x - radius - 1.0).max(0.0), x + radius + 1.0);
    let (top, down) = ((y - radius - 1.0).max(0.0), y + radius + 1.0);
    for row in top as usize..=(down as usize).min(page.height - 1) {
        for column in left as usize..=(right as usize).min(page.width - 1) {
            let far = (column as f32 + 0.5 - x).hypot(row as f32 + 0.5 - y);
            let cover = (radius + 0.5 - far).clamp(0.0, 1.0);
            let at = &mut page.shades[row * page.width + column];
            *at = at.min(*at * (1.0 - cover) + shade * cover);
        }
    }
}

/// A line through some points, with a hand's bends between them.
fn drawn(page: &mut Page, points: &[[f32; 2]], pen: &Pen, dice: &mut Dice) {
    let mut all = Vec::new();
    for pair in points.windows(2) {
        let [from, to] = [pair[0], pair[1]];
        let bend = [dice.about() * pen.shaky, dice.about() * pen.shaky];
        for step in 0..8 {
            let along = step as f32 / 8.0;
            let bulge = 4.0 * along * (1.0 - along);
            all.push([
                from[0] + (to[0] - from[0]) * along + bend[0] * bulge,
                from[1] + (to[1] - from[1]) * along + bend[1] * bulge,
            ]);
        }
    }
    all.extend(points.last());
    line(page, &all, pen, dice);
}

/// Ticks a box.
pub fn tick(page: &mut Page, at: [i32; 3], pen: &Pen, style: Style, dice: &mut Dice) {
    let [left, top, side] = at.map(|length| length as f32 / 100.0);
    let middle = [
        left + side / 2.0 + dice.about() * 0.25,
        top + side / 2.0 + dice.about() * 0.25,
    ];
    let size = side * dice.between(0.7, 1.35);
    let mut strokes = |parts: &[&[[f32; 2]]], dice: &mut Dice| {
        for part in parts {
            let points: Vec<[f32; 2]> = part
                .iter()
                .map(|[x, y]| {
                    [
                        middle[0] + x * size + dice.about() * pen.shaky,
                        middle[1] + y * size + dice.about() * pen.shaky,
                    ]
                })
                .collect();
            drawn(page, &points, pen, dice);
        }
    };
    let circle = |turns: f32, inner: f32| -> Vec<[f32; 2]> {
        (0..=(turns * 12.0) as usize)
            .map(|step| {
                let angle = step as f32 / 12.0 * std::f32::consts::TAU;
                let far = inner + (0.4 - inner) * (step as f32 / (turns * 12.0));
                [far * angle.cos(), far * angle.sin()]
            })
            .collect()
    };
    match style {
        Style::Known => match dice.below(6) {
            // Crosses, most of all.
            0..=2 => strokes(
                &[&[[-0.4, -0.4], [0.4, 0.4]], &[[0.4, -0.4], [-0.4, 0.4]]],
                dice,
            ),
            3 => strokes(&[&[[-0.35, 0.0], [-0.1, 0.35], [0.5, -0.6]]], dice),
            4 => strokes(&[&[[0.45, -0.45], [-0.45, 0.45]]], dice),
            _ => strokes(
                &[&[[-0.35, -0.3], [0.3, -0.1], [-0.3, 0.1], [0.35, 0.3]]],
                dice,
            ),
        },
        Style::Other => match dice.below(7) {
            0 => strokes(
                &[&[[0.0, -0.45], [0.0, 0.45]], &[[-0.45, 0.0], [0.45, 0.0]]],
                dice,
            ),
            1 => strokes(
                &[
                    &[[-0.4, -0.4], [0.4, 0.4]],
                    &[[0.4, -0.4], [-0.4, 0.4]],
                    &[[0.0, -0.5], [0.0, 0.5]],
                ],
                dice,
            ),
            2 => strokes(&[&circle(1.4, 0.12)], dice),
            3 => strokes(
                &[&[[-0.4, 0.35], [-0.25, -0.35], [0.2, 0.35], [0.4, -0.35]]],
                dice,
            ),
            4 => strokes(
                &[&[[-0.45, -0.1], [-0.05, 0.4], [0.3, -0.3], [0.9, -0.8]]],
                dice,
            ),
            // So far out that it may reach another box.
            5 => strokes(
                &[&[[-0.35, 0.0], [0.0, 0.4], [0.7, -0.5], [1.7, -1.5]]],
                dice,
            ),
            _ => strokes(&[&[[-0.45, -0.45], [0.45, 0.45]]], dice),
        },
    }
}

/// Draws a circle about a box and its word, and ticks nothing.
pub fn circle(page: &mut Page, at: [i32; 3], pen: &Pen, dice: &mut Dice) {
    let [left, top, side] = at.map(|length| length as f32 / 100.0);
    let middle = [left + side * 1.6, top + side / 2.0];
    let points: Vec<[f32; 2]> = (0..=14)
        .map(|step| {
            let angle = step as f32 / 13.0 * std::f32::consts::TAU;
            [
                middle[0] + angle.cos() * side * 2.1 + dice.about() * pen.shaky,
                middle[1] + angle.sin() * side * 0.8 + dice.about() * pen.shaky,
            ]
        })
        .collect();
    drawn(page, &points, pen, dice);
}

/// Makes a box all black.
pub fn blacken(page: &mut Page, at: [i32; 3], pen: &Pen, dice: &mut Dice) {
    let [left, top, side] = at.map(|length| length as f32 / 100.0);
    let step = pen.wide * 0.62;
    let mut y = top - 0.1;
    let mut points = Vec::new();
    while y < top + side + 0.1 {
        points.push([left - 0.1 + dice.about() * 0.1, y]);
        points.push([left + side + 0.1 + dice.about() * 0.1, y + step / 2.0]);
        y += step;
    }
    line(page, &points, pen, dice);
}

/// Writes something on lines.
pub fn write(page: &mut Page, area: [i32; 4], pen: &Pen, dice: &mut Dice) {
    let [left, top, width, height] = area.map(|length| length as f32 / 100.0);
    let base = top + height.min(8.5) - 1.0;
    let mut x = left + 3.0;
    let end = left + width * dice.between(0.2, 0.6);
    let mut points = Vec::new();
    while x < end {
        points.push([x, base - dice.between(0.0, 3.0)]);
        x += dice.between(0.6, 1.6);
    }
    drawn(page, &points, pen, dice);
}
