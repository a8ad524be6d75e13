//! From the plane of a slip to that of a picture, and what a few known places say of it.

/// A projective map: a place on the slip in millimetres → a place on the picture in pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Plane([f64; 9]);

/// A place that is known on both: on the slip in millimetres, on the picture in pixels, and how much
/// it weighs.
#[derive(Clone, Copy, Debug)]
pub struct Known {
    /// On the slip.
    pub slip: [f32; 2],
    /// On the picture.
    pub picture: [f32; 2],
    /// How sure it is beside the others.
    pub weight: f32,
}

impl Plane {
    /// The map that is nearest to all known places; without perspective when `flat`, which fewer
    /// places suffice for. `None` when they say too little.
    pub fn through(known: &[Known], flat: bool) -> Option<Self> {
        let unknowns = if flat { 6 } else { 8 };
        if known.len() * 2 < unknowns {
            return None;
        }
        // Both planes about their middles and in their own measure, so that the sums stay tame.
        let slip = Frame::of(known.iter().map(|known| known.slip));
        let picture = Frame::of(known.iter().map(|known| known.picture));
        let mut sums = vec![vec![0.0; unknowns + 1]; unknowns];
        for known in known {
            let [x, y] = slip.framed(known.slip);
            let [u, v] = picture.framed(known.picture);
            let weight = f64::from(known.weight);
            let rows = [
                ([x, y, 1.0, 0.0, 0.0, 0.0, -u * x, -u * y], u),
                ([0.0, 0.0, 0.0, x, y, 1.0, -v * x, -v * y], v),
            ];
            for (row, is) in rows {
                for (line, a) in sums.iter_mut().zip(row) {
                    let right = row.iter().take(unknowns).chain([&is]);
                    for (sum, b) in line.iter_mut().zip(right) {
                        *sum += weight * a * b;
                    }
                }
            }
        }
        let mut found = solved(sums)?;
        found.resize(8, 0.0);
        found.push(1.0);
        let inner = Self(found.try_into().ok()?);
        Some(picture.map_out().after(inner).after(slip.map_in()))
    }

    /// Where a place on the slip is on the picture.
    pub fn at(&self, [x, y]: [f32; 2]) -> [f32; 2] {
        let [a, b, c, d, e, f, g, h, i] = self.0;
        let (x, y) = (f64::from(x), f64::from(y));
        let depth = g * x + h * y + i;
        let depth = if depth.abs() < 1e-12 { 1e-12 } else { depth };
        [
            small((a * x + b * y + c) / depth),
            small((d * x + e * y + f) / depth),
        ]
    }

    /// First `other`, then this.
    fn after(self, other: Self) -> Self {
        let [a, b, c, d, e, f, g, h, i] = self.0;
        let [j, k, l, m, n, o, p, q, r] = other.0;
        Self([
            a * j + b * m + c * p,
            a * k + b * n + c * q,
            a * l + b * o + c * r,
            d * j + e * m + f * p,
            d * k + e * n + f * q,
            d * l + e * o + f * r,
            g * j + h * m + i * p,
            g * k + h * n + i * q,
            g * l + h * o + i * r,
        ])
    }
}

/// How far two places are apart.
pub fn distance([a, b]: [f32; 2], [c, d]: [f32; 2]) -> f32 {
    (a - c).hypot(b - d)
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "places on a picture need no more digits"
)]
fn small(value: f64) -> f32 {
    value as f32
}

/// The middle and the measure of some places.
struct Frame {
    middle: [f64; 2],
    measure: f64,
}

impl Frame {
    fn of(places: impl Iterator<Item = [f32; 2]> + Clone) -> Self {
        let mut count = 0.0;
        let mut sum = [0.0; 2];
        for [x, y] in places.clone() {
            sum = [sum[0] + f64::from(x), sum[1] + f64::from(y)];
            count += 1.0;
        }
        let middle = sum.map(|sum| sum / f64::max(count, 1.0));
        let far = places.map(|[x, y]| {
            (f64::from(x) - middle[0])
                .abs()
                .max((f64::from(y) - middle[1]).abs())
        });
        Self {
            middle,
            measure: far.fold(1e-6, f64::max),
        }
    }

    fn framed(&self, [x, y]: [f32; 2]) -> [f64; 2] {
        let [a, b] = self.middle;
        [
            (f64::from(x) - a) / self.measure,
            (f64::from(y) - b) / self.measure,
        ]
    }

    fn map_in(&self) -> Plane {
        let [x, y] = self.middle.map(|middle| -middle / self.measure);
        let by = 1.0 / self.measure;
        Plane([by, 0.0, x, 0.0, by, y, 0.0, 0.0, 1.0])
    }

    fn map_out(&self) -> Plane {
        let ([x, y], by) = (self.middle, self.measure);
        Plane([by, 0.0, x, 0.0, by, y, 0.0, 0.0, 1.0])
    }
}

/// The solution of linear equations, each a row with its right side at the end; by elimination, the
/// largest element first.
fn solved(mut rows: Vec<Vec<f64>>) -> Option<Vec<f64>> {
    let count = rows.len();
    for column in 0..count {
        let size = |row: &Vec<f64>| row.get(column).map_or(0.0, |value| value.abs());
        let largest = (column..count).max_by(|a, b| {
            let (a, b) = (
                rows.get(*a).map_or(0.0, size),
                rows.get(*b).map_or(0.0, size),
            );
            a.total_cmp(&b)
        })?;
        rows.swap(column, largest);
        let pivot = rows.get(column)?.clone();
        let head = *pivot.get(column)?;
        if head.abs() < 1e-12 {
            return None;
        }
        for (at, row) in rows.iter_mut().enumerate() {
            let factor = row.get(column)? / head;
            if at != column && factor != 0.0 {
                for (value, above) in row.iter_mut().zip(&pivot) {
                    *value -= factor * above;
                }
            }
        }
    }
    let value = |(at, row): (usize, &Vec<f64>)| Some(row.last()? / row.get(at)?);
    rows.iter().enumerate().map(value).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_places_and_more_give_the_map_back() {
        let true_map = Plane([9.0, 1.5, 120.0, -1.2, 10.0, 80.0, 0.0004, -0.0002, 1.0]);
        let places = [
            [0.0, 0.0],
            [187.0, 0.0],
            [187.0, 62.0],
            [0.0, 62.0],
            [90.0, 30.0],
        ];
        let known: Vec<Known> = places
            .iter()
            .map(|slip| Known {
                slip: *slip,
                picture: true_map.at(*slip),
                weight: 1.0,
            })
            .collect();
        let found = Plane::through(&known, false).unwrap();
        for place in [[10.0, 50.0], [150.0, 3.0], [-20.0, 70.0]] {
            assert!(distance(found.at(place), true_map.at(place)) < 0.01);
        }
        assert!(Plane::through(&known[..2], true).is_none());
    }
}
