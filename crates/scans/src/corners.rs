//! Where a slip lies on a picture: from its QR codes to the marks in its corners.

use domain::Layout;
use domain::slip::MARK;

use super::find::Found;
use super::gray::{Gray, float, mm, pixel};
use super::plane::{Known, Plane, distance};

/// A slip on a picture.
#[derive(Clone, Debug)]
pub(super) struct Lies {
    /// From its millimetres to the picture's pixels.
    pub plane: Plane,
    /// What is printed black on it has so much of the shade of the paper about it.
    pub black: f32,
    /// The places that say so.
    known: Vec<Known>,
}

impl Lies {
    /// The same by more places.
    pub(super) fn with(&self, more: impl IntoIterator<Item = Known>) -> Option<Self> {
        let mut known = self.known.clone();
        known.extend(more);
        Some(Self {
            plane: Plane::through(&known, false)?,
            black: self.black,
            known,
        })
    }
}

/// How much a corner mark weighs beside a corner of a QR code, which is only known to a pixel.
const WEIGHT: f32 = 6.0;
/// The step in which a mark is looked for, in millimetres.
const STEP: f32 = 0.25;
/// How far from where it should be a mark is looked for, in millimetres: first near, so that no box
/// full of ink is taken for one.
const REACH: [f32; 3] = [3.0, 6.0, 10.0];

/// Where a slip may lie of which some codes were found, each with its number on the layout: by all
/// marks that were found, and then each time without one of them, which may be something else.
pub(super) fn lies(picture: &Gray, layout: &Layout, codes: &[(&Found, usize)]) -> Vec<Lies> {
    let mut known = Vec::new();
    let mut from = [0.0, 0.0];
    for (found, nth) in codes {
        let Some(place) = layout.codes.get(*nth) else {
            continue;
        };
        let [left, top, side] = place.map(mm);
        known.extend(found.known([left, top, side]));
        from = [left + side / 2.0, top + side / 2.0];
    }
    let black = black(picture, layout, codes, &known);
    let marks = marks(picture, layout, &known, from, black);
    let all = through(&known, &marks, black);
    let without = (0..marks.len()).filter_map(|at| {
        let mut others = marks.clone();
        others.remove(at);
        through(&known, &others, black)
    });
    let without: Vec<Lies> = without.collect();
    all.into_iter().chain(without).collect()
}

/// Finds the marks, those near the codes first: each that is found helps to find the next.
fn marks(
    picture: &Gray,
    layout: &Layout,
    codes: &[Known],
    from: [f32; 2],
    black: f32,
) -> Vec<Known> {
    let [width, height] = layout.size.map(mm);
    let mut places = [[0.0, 0.0], [width, 0.0], [0.0, height], [width, height]];
    places.sort_by(|a, b| distance(*a, from).total_cmp(&distance(*b, from)));
    let mut known = codes.to_vec();
    let mut found = Vec::new();
    for place in places {
        // Without perspective is exact for a copier, with it for a photo; what is known from few
        // places near one another says little of it.
        let planes = [Plane::through(&known, true), Plane::through(&known, false)];
        let square = REACH.iter().find_map(|reach| {
            let mut planes = planes.iter().flatten();
            planes.find_map(|plane| square(picture, plane, place, *reach, black))
        });
        if let Some(there) = square {
            let mark = Known {
                slip: place,
                picture: there,
                weight: WEIGHT,
            };
            known.push(mark);
            found.push(mark);
        }
    }
    found
}

fn through(codes: &[Known], marks: &[Known], black: f32) -> Option<Lies> {
    let known: Vec<Known> = codes.iter().chain(marks).copied().collect();
    let flat = marks.len() < 3 && (codes.len() < 8 || marks.len() < 2);
    Some(Lies {
        plane: Plane::through(&known, flat)?,
        black,
        known,
    })
}

/// What part of the shade of the paper about it the black of the codes has.
fn black(picture: &Gray, layout: &Layout, codes: &[(&Found, usize)], known: &[Known]) -> f32 {
    let Some(plane) = Plane::through(known, true) else {
        return 0.3;
    };
    let mut least = 1.0_f32;
    for place in codes.iter().filter_map(|(_, nth)| layout.codes.get(*nth)) {
        let [left, top, side] = place.map(mm);
        let mut shades = Vec::new();
        for y in 0..40 {
            for x in 0..40 {
                let part = |at: u8| side * (f32::from(at) + 0.5) / 40.0;
                shades.push(picture.between(plane.at([left + part(x), top + part(y)])));
            }
        }
        shades.sort_by(f32::total_cmp);
        let part = |hundredth: usize| shades.get(shades.len() * hundredth / 100).copied();
        let (dark, light) = (part(15).unwrap_or(0.0), part(90).unwrap_or(255.0));
        least = least.min(dark / light.max(1.0));
    }
    least.min(0.9)
}

/// A part of a slip as a grid of shades, with sums over rectangles.
struct Patch {
    side: usize,
    sums: Vec<f32>,
    shades: Vec<f32>,
}

impl Patch {
    fn sum(&self, [left, top]: [usize; 2], [right, down]: [usize; 2]) -> f32 {
        let at = |x: usize, y: usize| {
            self.sums
                .get(y * (self.side + 1) + x)
                .copied()
                .unwrap_or(0.0)
        };
        at(right, down) + at(left, top) - at(left, down) - at(right, top)
    }

    fn mean(&self, from: [usize; 2], to: [usize; 2]) -> f32 {
        self.sum(from, to) / float(((to[0] - from[0]) * (to[1] - from[1])).max(1))
    }
}

/// Finds a black square with white about it within so many millimetres of a place: where its middle
/// is on the picture.
fn square(
    picture: &Gray,
    plane: &Plane,
    about: [f32; 2],
    reach: f32,
    black: f32,
) -> Option<[f32; 2]> {
    let half = mm(MARK) / 2.0;
    let outer = half + 1.1;
    let edge = reach + outer;
    let side = pixel(2.0 * edge / STEP);
    let place = |x: f32, y: f32| {
        [
            about[0] - edge + (x + 0.5) * STEP,
            about[1] - edge + (y + 0.5) * STEP,
        ]
    };
    let mut patch = Patch {
        side,
        sums: vec![0.0; (side + 1) * (side + 1)],
        shades: Vec::with_capacity(side * side),
    };
    for y in 0..side {
        let mut line = 0.0;
        for x in 0..side {
            let there = plane.at(place(float(x), float(y)));
            // What lies beyond the edge of the picture is no white paper.
            let shade = if picture.holds(there) {
                picture.between(there)
            } else {
                128.0
            };
            patch.shades.push(shade);
            line += shade;
            let above = patch
                .sums
                .get(y * (side + 1) + x + 1)
                .copied()
                .unwrap_or(0.0);
            if let Some(sum) = patch.sums.get_mut((y + 1) * (side + 1) + x + 1) {
                *sum = above + line;
            }
        }
    }
    // The black square, the white about it, and between them what may be either.
    let [core, white, all] =
        [half - 0.35, half + 0.3, outer].map(|length| pixel(length / STEP + 0.5));
    let mut best: Option<(f32, [usize; 2], f32, f32)> = None;
    for y in all..side.saturating_sub(all) {
        for x in all..side.saturating_sub(all) {
            let inner = patch.mean([x - core, y - core], [x + core, y + core]);
            let sides = [
                patch.mean([x - all, y - all], [x + all, y - white]),
                patch.mean([x - all, y + white], [x + all, y + all]),
                patch.mean([x - all, y - all], [x - white, y + all]),
                patch.mean([x + white, y - all], [x + all, y + all]),
            ];
            let darkest = sides.into_iter().fold(f32::INFINITY, f32::min);
            let score = darkest - inner;
            if best.is_none_or(|(known, ..)| score > known) {
                best = Some((score, [x, y], inner, darkest));
            }
        }
    }
    let (score, [x, y], inner, white) = best?;
    if score < 25.0 || inner > white * (black + (1.0 - black) * 0.3) {
        return None;
    }
    // The middle of what is dark there.
    let (mut weight, mut middle) = (0.0, [0.0, 0.0]);
    let near = pixel((half + 0.7) / STEP);
    for row in y.saturating_sub(near)..(y + near).min(side) {
        for column in x.saturating_sub(near)..(x + near).min(side) {
            let shade = patch
                .shades
                .get(row * side + column)
                .copied()
                .unwrap_or(white);
            let dark = ((white - shade) / (white - inner)).clamp(0.0, 1.0);
            let dark = if dark < 0.35 { 0.0 } else { dark };
            weight += dark;
            middle = [
                middle[0] + dark * float(column),
                middle[1] + dark * float(row),
            ];
        }
    }
    let [column, row] = middle.map(|sum| sum / f32::max(weight, 1e-3));
    Some(plane.at(place(column, row)))
}
