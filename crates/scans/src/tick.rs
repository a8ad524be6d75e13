//! What is in a box: a tick, nothing, ink all over, or something that is not sure.
//!
//! Lengths are millimetres; darkness is 0 for the paper about the box and 1 for what is printed
//! black. The limits lie far apart: what falls between them is for a person.

use serde::{Deserialize, Serialize};

use super::corners::Lies;
use super::gray::{Gray, float, mm, pixel};
use super::plane::Known;

/// What was done with a box.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Mark {
    /// Nothing.
    Empty,
    /// It was ticked.
    Ticked,
    /// It was made all black: what had been ticked there is taken back.
    Blackened,
    /// A person has to look.
    Unsure,
}

/// The step of the grid.
const STEP: f32 = 0.1;
/// How far a box may lie from where its slip says: paper bends.
pub(super) const ASTRAY: f32 = 1.8;
/// What is looked at outside a box.
const AROUND: f32 = 1.3;
/// From the middle of the line about a box to what lies surely within it.
const LINE: f32 = 0.42;
/// Darkness of ink; what is printed or written is darker, stains and what shines through are not.
const INK: f32 = 0.33;

/// A box with its surroundings, as darkness on a grid about its middle.
pub(super) struct Window<'p> {
    picture: &'p Gray,
    lies: &'p Lies,
    /// Its middle, on the slip.
    middle: [f32; 2],
    /// The shade of the paper.
    paper: f32,
    side: usize,
    half: f32,
    dark: Vec<f32>,
    /// How much darker than the paper black is, in shades.
    contrast: f32,
}

/// A box where it really is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Frame {
    /// Away from where its slip says.
    pub off: [f32; 2],
    /// How much darker its line is than what lies on both sides of it.
    pub clear: f32,
}

impl<'p> Window<'p> {
    pub(super) fn of(picture: &'p Gray, lies: &'p Lies, at: [i32; 3]) -> Self {
        let [left, top, box_side] = at.map(mm);
        let half = box_side / 2.0;
        let edge = half + ASTRAY + AROUND;
        let side = pixel(2.0 * edge / STEP);
        let middle = [left + half, top + half];
        let mut shades = Vec::with_capacity(side * side);
        for y in 0..side {
            for x in 0..side {
                let place = [
                    middle[0] - edge + (float(x) + 0.5) * STEP,
                    middle[1] - edge + (float(y) + 0.5) * STEP,
                ];
                shades.push(picture.between(lies.plane.at(place)));
            }
        }
        let mut sorted = shades.clone();
        sorted.sort_by(f32::total_cmp);
        let paper = sorted.get(sorted.len() * 17 / 20).copied().unwrap_or(255.0);
        let contrast = (paper * (1.0 - lies.black)).max(1.0);
        let dark = shades
            .iter()
            .map(|shade| (paper - shade) / contrast)
            .collect();
        Self {
            picture,
            lies,
            middle,
            paper,
            side,
            half,
            dark,
            contrast,
        }
    }

    /// The darkness at a place from the middle.
    fn at(&self, x: f32, y: f32) -> f32 {
        let middle = float(self.side) / 2.0;
        let (column, row) = (pixel(x / STEP + middle), pixel(y / STEP + middle));
        if column >= self.side {
            return 0.0;
        }
        self.dark
            .get(row * self.side + column)
            .copied()
            .unwrap_or(0.0)
    }

    /// The mean darkness along a square about a place.
    fn ring(&self, [x, y]: [f32; 2], half: f32) -> f32 {
        let steps = pixel(2.0 * half / (2.0 * STEP));
        let mut sum = 0.0;
        for step in 0..steps {
            let along = -half + (float(step) + 0.5) * 2.0 * STEP;
            sum += self.at(x + along, y - half)
                + self.at(x + along, y + half)
                + self.at(x - half, y + along)
                + self.at(x + half, y + along);
        }
        sum / (4.0 * float(steps.max(1)))
    }

    /// The middle of the box that lies there: on the slip as its layout says, and on the picture.
    pub(super) fn known(&self, off: [f32; 2]) -> Known {
        let [x, y] = self.middle;
        Known {
            slip: [x, y],
            picture: self.lies.plane.at([x + off[0], y + off[1]]),
            weight: 4.0,
        }
    }

    /// Where the line about the box is, near a place.
    pub(super) fn frame(&self, near: [f32; 2], within: f32) -> Frame {
        // Coarsely first, then about the best.
        let coarse = self.clearest(near, within, 3.0 * STEP);
        self.clearest(coarse.off, 3.0 * STEP, STEP)
    }

    fn clearest(&self, near: [f32; 2], within: f32, step: f32) -> Frame {
        let steps = pixel(within / step + 0.5);
        let mut best = Frame {
            off: near,
            clear: f32::NEG_INFINITY,
        };
        for down in 0..=2 * steps {
            for right in 0..=2 * steps {
                let off = [
                    (near[0] + (float(right) - float(steps)) * step).clamp(-ASTRAY, ASTRAY),
                    (near[1] + (float(down) - float(steps)) * step).clamp(-ASTRAY, ASTRAY),
                ];
                let line = self.ring(off, self.half);
                let beside = self.ring(off, self.half - 0.5) + self.ring(off, self.half + 0.5);
                let clear = line - beside / 2.0;
                if clear > best.clear {
                    best = Frame { off, clear };
                }
            }
        }
        best
    }

    /// What is in the box that lies there.
    pub(super) fn mark(&self, off: [f32; 2]) -> Mark {
        if self.contrast < 35.0 {
            return Mark::Unsure;
        }
        let ink = self.ink(off, None);
        if ink.share > 0.93 {
            return Mark::Blackened;
        }
        if ink.share < 0.006 && ink.soft < 0.035 {
            return Mark::Empty;
        }
        if !ink.is_tick() {
            return Mark::Unsure;
        }
        // What comes in from far away and goes out again, or ends here, was drawn for another box
        // or about some words. A hand ends a tick upwards, and comes to it from nowhere.
        match self.far_exits(off).as_slice() {
            [] => {}
            [up] if *up || ink.thin > STROKE => {}
            _ => return Mark::Unsure,
        }
        match self.long_line(off) {
            None => Mark::Ticked,
            // What is left without the line has to be a tick by itself.
            Some(line) if self.ink(off, Some(line)).is_tick() => Mark::Ticked,
            Some(_) => Mark::Unsure,
        }
    }

    /// What is dark within the box, but for a line through it.
    fn ink(&self, off: [f32; 2], without: Option<Line>) -> Ink {
        let inner = self.half - LINE;
        let cells = pixel(2.0 * inner / STEP);
        let place = |cell: usize| -inner + (float(cell) + 0.5) * STEP;
        // Softened over three cells, so that grain is no ink.
        let softened = |x: usize, y: usize| {
            let (x, y) = (off[0] + place(x), off[1] + place(y));
            let mut sum = 0.0;
            for down in [-STEP, 0.0, STEP] {
                for right in [-STEP, 0.0, STEP] {
                    sum += self.at(x + right, y + down);
                }
            }
            sum / 9.0
        };
        let mut dark = Vec::with_capacity(cells * cells);
        for y in 0..cells {
            for x in 0..cells {
                let on_line = without.is_some_and(|line| line.is_on(place(x), place(y)));
                dark.push(if on_line { 0.0 } else { softened(x, y) });
            }
        }
        let count = float(dark.len().max(1));
        let inks = dark.iter().filter(|dark| **dark > INK).count();
        let soft = dark.iter().map(|dark| (dark - 0.08).max(0.0)).sum::<f32>() / count;
        let largest = largest(&dark, cells);
        let (mut wide, mut high, mut depth, mut mass) = (0.0, 0.0, 0.0_f32, 0.0);
        if !largest.is_empty() {
            let columns = largest.iter().map(|at| at % cells);
            let rows = largest.iter().map(|at| at / cells);
            let extent = |values: &mut dyn Iterator<Item = usize>| {
                let all: Vec<usize> = values.collect();
                let (least, most) = (all.iter().min(), all.iter().max());
                float(most.unwrap_or(&0) - least.unwrap_or(&0) + 1) * STEP
            };
            wide = extent(&mut columns.clone());
            high = extent(&mut rows.clone());
            for (x, y) in columns.zip(rows) {
                let from_edge = x.min(cells - 1 - x).min(y.min(cells - 1 - y));
                depth = depth.max((float(from_edge) + 0.5) * STEP);
            }
            mass = float(largest.len()) / float(inks.max(1));
        }
        let thin = along(&largest, cells);
        Ink {
            share: float(inks) / count,
            soft,
            wide,
            high,
            depth,
            mass,
            thin,
        }
    }

    /// Where ink goes on from the line about the box to well outside it: each whether upwards.
    fn far_exits(&self, off: [f32; 2]) -> Vec<bool> {
        const AROUND: usize = 120;
        let is_dark = |out: f32, at: usize| {
            let angle = float(at) * std::f32::consts::TAU / float(AROUND);
            let (sin, cos) = angle.sin_cos();
            let far = (self.half + out) / sin.abs().max(cos.abs());
            let place = [
                self.middle[0] + off[0] + far * cos,
                self.middle[1] + off[1] + far * sin,
            ];
            let shade = self.picture.between(self.lies.plane.at(place));
            (self.paper - shade) / self.contrast > EXIT_INK
        };
        let mut alive: Vec<bool> = (0..AROUND).map(|at| is_dark(0.5, at)).collect();
        for ring in 1..5_u8 {
            let out = 0.5 + 0.2 * f32::from(ring);
            let next = (0..AROUND).map(|at| {
                let near = (0..7).any(|shift| {
                    let place = (at + AROUND + shift - 3) % AROUND;
                    alive.get(place).copied().unwrap_or(false)
                });
                near && is_dark(out, at)
            });
            alive = next.collect();
        }
        let starts = (0..AROUND).filter(|at| {
            let before = |back: usize| {
                let place = (at + AROUND - back) % AROUND;
                alive.get(place).copied().unwrap_or(false)
            };
            before(0) && !before(1) && !before(2) && !before(3)
        });
        // The first place is to the right, the last quarter from there on above.
        starts
            .map(|at| at > AROUND * 5 / 8 && at < AROUND * 31 / 32)
            .collect()
    }

    /// The line by which what is in the box goes on far beyond it on two sides that lie opposite
    /// each other: a fold, a hair, or the stroke of somebody who crossed out more than this box.
    fn long_line(&self, off: [f32; 2]) -> Option<Line> {
        let dark = |x: f32, y: f32| {
            let place = [self.middle[0] + off[0] + x, self.middle[1] + off[1] + y];
            (self.paper - self.picture.between(self.lies.plane.at(place))) / self.contrast
        };
        // Through the middle of the box or near it, in any direction.
        let all = (0..24).flat_map(|turn| {
            let angle = float(turn) * std::f32::consts::PI / 24.0;
            (0..9).map(move |shift| Line {
                turn: angle.sin_cos(),
                aside: (float(shift) - 4.0) * 0.35,
            })
        });
        all.into_iter().find(|line| {
            let is_on = |along: f32| {
                // A hand's line bends a little.
                [-0.3, 0.0, 0.3].iter().any(|bend| {
                    let [x, y] = line.at(along, *bend);
                    dark(x, y) > LINE_INK
                })
            };
            (0..FAR_STEPS).all(|step| {
                let along = self.half + 0.6 + float(step) * 0.35;
                is_on(along) && is_on(-along)
            })
        })
    }
}

/// A line near the middle of a box: the sine and cosine of its direction, and how far aside it lies.
#[derive(Clone, Copy, Debug)]
struct Line {
    turn: (f32, f32),
    aside: f32,
}

impl Line {
    fn at(self, along: f32, bend: f32) -> [f32; 2] {
        let ((sin, cos), aside) = (self.turn, self.aside + bend);
        [along * cos - aside * sin, along * sin + aside * cos]
    }

    fn is_on(self, x: f32, y: f32) -> bool {
        let (sin, cos) = self.turn;
        (y * cos - x * sin - self.aside).abs() < 0.7
    }
}

/// Steps of a third of a millimetre by which a line goes on beyond a box on both sides.
const FAR_STEPS: usize = 11;
/// Darkness of ink outside a box.
const EXIT_INK: f32 = 0.25;
/// Darkness of a line that may be a fold.
const LINE_INK: f32 = 0.15;

/// What is dark within a box.
#[derive(Clone, Copy, Debug)]
struct Ink {
    /// The share of it that is ink.
    share: f32,
    /// The mean darkness, ink or not.
    soft: f32,
    /// The width of the largest piece of ink.
    wide: f32,
    /// Its height.
    high: f32,
    /// How far it comes into the box.
    depth: f32,
    /// Its share of all ink.
    mass: f32,
    /// How far from that line it lies: of one straight stroke its pen's width, of a cross much more.
    thin: f32,
}

impl Ink {
    fn is_tick(self) -> bool {
        self.share > 0.035
            && self.share < 0.85
            && self.wide.max(self.high) > 1.5
            && self.wide.min(self.high) > 0.35
            && self.depth > 0.75
            && self.mass > 0.6
    }
}

/// How far cells usually lie from the line that they follow, by their moments.
fn along(cells: &[usize], side: usize) -> f32 {
    let count = float(cells.len().max(1));
    let place = |at: usize| {
        [
            float(at % side.max(1)) * STEP,
            float(at / side.max(1)) * STEP,
        ]
    };
    let (mut x, mut y) = (0.0, 0.0);
    for at in cells {
        let [right, down] = place(*at);
        (x, y) = (x + right / count, y + down / count);
    }
    let (mut across, mut down, mut both) = (0.0, 0.0, 0.0);
    for at in cells {
        let [u, v] = place(*at);
        across += (u - x) * (u - x) / count;
        down += (v - y) * (v - y) / count;
        both += (u - x) * (v - y) / count;
    }
    let (sin, cos) = (f32::atan2(2.0 * both, across - down) / 2.0).sin_cos();
    let thin = across * sin * sin + down * cos * cos - 2.0 * both * sin * cos;
    thin.max(0.0).sqrt()
}

/// Ink that lies no further from a line, in millimetres, is one straight stroke.
const STROKE: f32 = 0.34;

/// The largest connected piece of ink, as places in a square of cells.
fn largest(dark: &[f32], cells: usize) -> Vec<usize> {
    let mut known = vec![false; dark.len()];
    let mut best = Vec::new();
    for start in 0..dark.len() {
        let mut piece = Vec::new();
        let mut open = vec![start];
        while let Some(at) = open.pop() {
            let is_ink = dark.get(at).is_some_and(|dark| *dark > INK);
            let Some(known) = known.get_mut(at).filter(|known| is_ink && !**known) else {
                continue;
            };
            *known = true;
            piece.push(at);
            let (x, y) = (at % cells, at / cells);
            for row in y.saturating_sub(1)..=(y + 1).min(cells - 1) {
                for column in x.saturating_sub(1)..=(x + 1).min(cells - 1) {
                    open.push(row * cells + column);
                }
            }
        }
        if piece.len() > best.len() {
            best = piece;
        }
    }
    best
}
