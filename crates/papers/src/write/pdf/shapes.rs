//! Lines, rectangles and codes.

use krilla::color::rgb;
use krilla::geom::{PathBuilder, Rect, Transform};
use krilla::num::NormalizedF32;
use krilla::paint::{Fill, FillRule, Stroke, StrokeDash};
use krilla::surface::Surface;

use crate::letters::page::{Cells, Color};

pub(super) fn fill(color: Color) -> Fill {
    let [red, green, blue] = color;
    Fill {
        paint: rgb::Color::new(red, green, blue).into(),
        opacity: NormalizedF32::ONE,
        rule: FillRule::NonZero,
    }
}

fn stroke(width: f32, color: Color, dash: Option<f32>) -> Stroke {
    let [red, green, blue] = color;
    Stroke {
        paint: rgb::Color::new(red, green, blue).into(),
        width,
        dash: dash.map(|length| StrokeDash {
            array: vec![length, length],
            offset: 0.0,
        }),
        ..Stroke::default()
    }
}

pub(super) fn frame(
    surface: &mut Surface<'_>,
    rect: [f32; 4],
    radius: f32,
    width: f32,
    color: Color,
) {
    surface.set_fill(None);
    surface.set_stroke(Some(stroke(width, color, None)));
    draw_rect(surface, rect, radius);
    surface.set_stroke(None);
}

pub(super) fn rule(
    surface: &mut Surface<'_>,
    from: [f32; 2],
    to: [f32; 2],
    width: f32,
    color: Color,
    dash: Option<f32>,
) {
    let mut path = PathBuilder::new();
    path.move_to(from[0], from[1]);
    path.line_to(to[0], to[1]);
    surface.set_fill(None);
    surface.set_stroke(Some(stroke(width, color, dash)));
    if let Some(path) = path.finish() {
        surface.draw_path(&path);
    }
    surface.set_stroke(None);
}

/// How far a curve's handles lie, for a quarter of a circle.
const HANDLE: f32 = 0.552_285;

pub(super) fn draw_rect(surface: &mut Surface<'_>, [x, y, w, h]: [f32; 4], radius: f32) {
    let mut path = PathBuilder::new();
    let r = radius.min(w / 2.0).min(h / 2.0);
    if r <= 0.0 {
        if let Some(rect) = Rect::from_xywh(x, y, w, h) {
            path.push_rect(rect);
        }
    } else {
        let k = r * (1.0 - HANDLE);
        let (right, bottom) = (x + w, y + h);
        path.move_to(x + r, y);
        path.line_to(right - r, y);
        path.cubic_to(right - k, y, right, y + k, right, y + r);
        path.line_to(right, bottom - r);
        path.cubic_to(right, bottom - k, right - k, bottom, right - r, bottom);
        path.line_to(x + r, bottom);
        path.cubic_to(x + k, bottom, x, bottom - k, x, bottom - r);
        path.line_to(x, y + r);
        path.cubic_to(x, y + k, x + k, y, x + r, y);
        path.close();
    }
    if let Some(path) = path.finish() {
        surface.draw_path(&path);
    }
}

/// Black squares on a grid: a QR code, a barcode. Drawn on the grid itself, so that every number is
/// a small whole one.
pub(super) fn cells(surface: &mut Surface<'_>, cells: &Cells, x: f32, y: f32) {
    let mut path = PathBuilder::new();
    for [left, top, width, height] in cells.rects.iter().map(|rect| rect.map(f32::from)) {
        if let Some(rect) = Rect::from_xywh(left, top, width, height) {
            path.push_rect(rect);
        }
    }
    surface.set_stroke(None);
    surface.set_fill(Some(fill([0, 0, 0])));
    let [across, down] = cells.unit;
    surface.push_transform(&Transform::from_row(across, 0.0, 0.0, down, x, y));
    if let Some(path) = path.finish() {
        surface.draw_path(&path);
    }
    surface.pop();
}
