//! A map of the buildings as coloured dots, drawn from their RD coordinates; no tiles, no network.

use std::collections::BTreeMap;

use super::ReportContext;
use super::bars::{class, most};
use super::data::{Dot, Label, MapData};
use super::small::{Buildings, buildings};
use campaign::coverage::Counts;
use domain::messages::Value;
use domain::{AreaLevel, words};
use matching::UnitSet;
use register::{BuildingIx, Point};

const WIDTH: f64 = 1000.0;
const MARGIN: f64 = 50.0;
/// The lowest and the highest that the drawing may be.
const HEIGHTS: (f64, f64) = (420.0, 760.0);

pub(super) struct Spot {
    /// Its name.
    pub name: String,
    /// Where it is (RD).
    pub point: Point,
    /// Its homes.
    pub counts: Counts,
    title: String,
}

/// The map; `None` when no building has a place.
pub(super) fn map(context: ReportContext<'_>) -> Option<MapData> {
    let (mut spots, hidden) = spots(context);
    if spots.is_empty() {
        return None;
    }
    let frame = Frame::around(spots.iter().map(|spot| spot.point));
    spots.sort_by(|a, b| {
        b.counts
            .dwellings
            .cmp(&a.counts.dwellings)
            .then_with(|| a.title.cmp(&b.title))
    });
    let dots: Vec<Dot> = spots
        .iter()
        .map(|spot| {
            let (x, y) = frame.place(spot.point);
            Dot {
                x: rounded(x),
                y: rounded(y),
                r: radius(spot.counts.dwellings, spots.len()),
                class: class(most(&spot.counts)),
                title: spot.title.clone(),
            }
        })
        .collect();
    let (metres, scale) = frame.scale_bar();
    Some(MapData {
        width: rounded(WIDTH),
        height: rounded(frame.height),
        labels: labels(context, &frame, &dots),
        dots,
        scale,
        scale_text: if metres >= 1000 {
            format!("{} km", metres / 1000)
        } else {
            format!("{metres} m")
        },
        note: if hidden == 0 {
            String::new()
        } else {
            words::counted(context.messages, "report-map-hidden", hidden)
        },
    })
}

/// One spot a group of [`buildings`]; how many homes are on none.
pub(super) fn spots(context: ReportContext<'_>) -> (Vec<Spot>, u64) {
    let Buildings { groups, rest, .. } = buildings(context);
    let mut spots = Vec::with_capacity(groups.len());
    let mut hidden = rest.1.dwellings;
    for group in groups {
        match middle(&group.points) {
            Some(point) => spots.push(Spot {
                point,
                counts: group.counts,
                title: title(context, &group.name, &group.counts),
                name: group.name,
            }),
            None => hidden += group.counts.dwellings,
        }
    }
    (spots, hidden)
}

fn title(context: ReportContext<'_>, name: &str, counts: &Counts) -> String {
    context.messages.text(
        "report-map-dot",
        &[
            ("name", Value::from(name)),
            (
                "homes",
                Value::from(context.messages.count(counts.dwellings)),
            ),
            ("active", Value::from(context.messages.count(counts.active))),
        ],
    )
}

fn middle(points: &[Point]) -> Option<Point> {
    let count = f64::from(u32::try_from(points.len()).ok()?);
    (count > 0.0).then(|| Point {
        x: points.iter().map(|point| point.x).sum::<f64>() / count,
        y: points.iter().map(|point| point.y).sum::<f64>() / count,
    })
}

/// From metres to the drawing.
struct Frame {
    west: f64,
    north: f64,
    /// Units of the drawing in a metre.
    scale: f64,
    left: f64,
    top: f64,
    height: f64,
}

impl Frame {
    fn around(points: impl Iterator<Item = Point> + Clone) -> Self {
        let least = |of: fn(Point) -> f64| points.clone().map(of).fold(f64::INFINITY, f64::min);
        let most = |of: fn(Point) -> f64| points.clone().map(of).fold(f64::NEG_INFINITY, f64::max);
        let (west, east) = (least(|p| p.x), most(|p| p.x));
        let (south, north) = (least(|p| p.y), most(|p| p.y));
        // At least a block of houses wide, so that one building is no whole map.
        let (across, up) = ((east - west).max(200.0), (north - south).max(100.0));
        let inside = WIDTH - 2.0 * MARGIN;
        let scale = (inside / across).min((HEIGHTS.1 - 2.0 * MARGIN) / up);
        let height = (up * scale + 2.0 * MARGIN).clamp(HEIGHTS.0, HEIGHTS.1);
        Self {
            west,
            north,
            scale,
            left: (WIDTH - (east - west) * scale) / 2.0,
            top: (height - (north - south) * scale) / 2.0,
            height,
        }
    }

    fn place(&self, point: Point) -> (f64, f64) {
        (
            self.left + (point.x - self.west) * self.scale,
            self.top + (self.north - point.y) * self.scale,
        )
    }

    /// A round number of metres of about a sixth of the width.
    fn scale_bar(&self) -> (u32, i64) {
        let metres = [
            20_u32, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 50_000,
        ]
        .into_iter()
        .rfind(|metres| f64::from(*metres) * self.scale <= WIDTH / 5.0)
        .unwrap_or(20);
        (metres, rounded(f64::from(metres) * self.scale))
    }
}

/// The area of a dot grows with its homes; many dots are drawn smaller.
fn radius(homes: u64, dots: usize) -> i64 {
    let homes = f64::from(u32::try_from(homes).unwrap_or(u32::MAX));
    let (least, grows) = match dots {
        0..=60 => (7.0, 1.7),
        61..=400 => (4.0, 1.1),
        _ => (2.5, 0.6),
    };
    rounded((least + grows * homes.sqrt()).min(60.0))
}

/// Half the width of a name on the map.
fn half_width(text: &str) -> i64 {
    i64::try_from(text.chars().count()).unwrap_or(0) * 11 / 2
}

/// Names of flats under their dots, as far as they do not cover one another; clear of other dots
/// where there is room.
fn labels(context: ReportContext<'_>, frame: &Frame, dots: &[Dot]) -> Vec<Label> {
    let mut labels: Vec<Label> = Vec::new();
    for area in &context.linked.areas {
        if area.level != AreaLevel::Flat {
            continue;
        }
        let Some(middle) = middle(&places(context, &area.cover.units)) else {
            continue;
        };
        let (x, y) = frame.place(middle);
        let (x, y) = (rounded(x), rounded(y));
        let half = half_width(&area.name);
        let edge = (rounded(WIDTH) - half - 8).max(half + 8);
        // The whole name stays on the map.
        let x = x.clamp((half + 8).min(edge), edge);
        let label = Label {
            x,
            y: clear(x, half, y, dots).min(rounded(frame.height) - 8),
            text: area.name.to_string(),
        };
        let is_free = labels.iter().all(|other| {
            (other.y - label.y).abs() > 18
                || (other.x - label.x).abs() > half_width(&other.text) + half
        });
        if is_free {
            labels.push(label);
        }
    }
    labels
}

/// Where the buildings of some homes are drawn.
fn places(context: ReportContext<'_>, units: &UnitSet) -> Vec<Point> {
    let register = context.register;
    let mut buildings: BTreeMap<BuildingIx, Option<Point>> = BTreeMap::new();
    let mut afloat = Vec::new();
    for unit in units.iter() {
        if !context.linked.scope.contains(unit) {
            continue;
        }
        match register.unit_buildings(unit).first().copied() {
            Some(building) => {
                buildings.entry(building).or_insert_with(|| {
                    let own = register.building(building).point;
                    let first = register.building_units(building).first();
                    own.or_else(|| first.and_then(|unit| register.unit(*unit).point))
                });
            }
            None => afloat.extend(register.unit(unit).point),
        }
    }
    buildings.into_values().flatten().chain(afloat).collect()
}

/// The baseline for a name at `x`, half as wide as `half`: under the dot in the middle, and below
/// the dots that it would cover.
fn clear(x: i64, half: i64, y: i64, dots: &[Dot]) -> i64 {
    let mut baseline = y + 6;
    for _ in 0..4 {
        let covered = dots.iter().filter(|dot| {
            (dot.x - x).abs() < half + dot.r
                && dot.y + dot.r > baseline - 15
                && dot.y - dot.r < baseline + 4
        });
        let Some(lowest) = covered.map(|dot| dot.y + dot.r).max() else {
            return baseline;
        };
        baseline = lowest + 18;
    }
    baseline
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "coordinates of a drawing of a thousand units"
)]
fn rounded(value: f64) -> i64 {
    value.round() as i64
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_dot_lies_on_the_map_and_north_is_up(
            points in proptest::collection::vec((0.0..280_000.0_f64, 300_000.0..620_000.0_f64), 1..20),
        ) {
            let points: Vec<Point> = points.into_iter().map(|(x, y)| Point { x, y }).collect();
            let frame = Frame::around(points.iter().copied());
            for point in &points {
                let (x, y) = frame.place(*point);
                prop_assert!((-0.5..=WIDTH + 0.5).contains(&x), "{x}");
                prop_assert!((-0.5..=frame.height + 0.5).contains(&y), "{y}");
            }
            let (a, b) = (points[0], points[points.len() - 1]);
            if a.y > b.y {
                prop_assert!(frame.place(a).1 <= frame.place(b).1);
            }
        }
    }
}
