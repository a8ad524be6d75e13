//! Geometry as a GeoPackage keeps it: a small header, then well-known binary.
//!
//! Source: OGC 12-128r19, clause 2.1.3 (`GeoPackageBinary`).

use crate::model::Point;

/// The rings of a polygon, the exterior first.
pub(crate) type Rings = Vec<Vec<(f64, f64)>>;

/// A reader of bytes in one of two orders.
struct Bytes<'a> {
    rest: &'a [u8],
    little: bool,
}

impl Bytes<'_> {
    fn word(&mut self) -> Option<u32> {
        let (four, rest) = self.rest.split_first_chunk()?;
        self.rest = rest;
        Some(if self.little {
            u32::from_le_bytes(*four)
        } else {
            u32::from_be_bytes(*four)
        })
    }
    fn number(&mut self) -> Option<f64> {
        let (eight, rest) = self.rest.split_first_chunk()?;
        self.rest = rest;
        Some(if self.little {
            f64::from_le_bytes(*eight)
        } else {
            f64::from_be_bytes(*eight)
        })
    }
    /// Byte order and kind of a geometry; gives the kind and how many ordinates a position has.
    fn head(&mut self) -> Option<(u32, usize)> {
        let (order, rest) = self.rest.split_first()?;
        self.rest = rest;
        self.little = *order == 1;
        let code = self.word()?;
        let (plain, iso) = (code & 0xFFFF, code & 0xC000_0000);
        let extra = match plain / 1_000 {
            1 | 2 => 1,
            3 => 2,
            _ => usize::from(iso & 0x8000_0000 != 0) + usize::from(iso & 0x4000_0000 != 0),
        };
        Some((plain % 1_000, 2 + extra))
    }
    fn position(&mut self, ordinates: usize) -> Option<(f64, f64)> {
        let pair = (self.number()?, self.number()?);
        for _ in 2..ordinates {
            self.number()?;
        }
        Some(pair)
    }
    fn rings(&mut self, ordinates: usize) -> Option<Rings> {
        let mut rings = Vec::new();
        for _ in 0..self.word()? {
            let mut ring = Vec::new();
            for _ in 0..self.word()? {
                ring.push(self.position(ordinates)?);
            }
            rings.push(ring);
        }
        Some(rings)
    }
}

/// What comes after the header; `None` for something else or for an empty geometry.
fn body(blob: &[u8]) -> Option<Bytes<'_>> {
    let [b'G', b'P', _, flags, _, _, _, _, rest @ ..] = blob else {
        return None;
    };
    let envelope = match flags >> 1 & 7 {
        0 => 0,
        1 => 32,
        2 | 3 => 48,
        4 => 64,
        _ => return None,
    };
    let rest = rest.get(envelope..)?;
    (flags & 16 == 0).then_some(Bytes { rest, little: true })
}

/// A point, or the middle of a polygon.
pub(crate) fn point(blob: &[u8]) -> Option<(f64, f64)> {
    let mut bytes = body(blob)?;
    let (kind, ordinates) = bytes.head()?;
    let (x, y) = match kind {
        1 => bytes.position(ordinates)?,
        3 => crate::bag::middle(bytes.rings(ordinates)?.first()?)?,
        // A collection of points: the first.
        4 if bytes.word()? > 0 => {
            let (_, ordinates) = bytes.head()?;
            bytes.position(ordinates)?
        }
        _ => crate::bag::middle(polygons(blob)?.first()?.first()?)?,
    };
    // An empty point is written as not-a-number.
    (x.is_finite() && y.is_finite()).then_some((x, y))
}

/// The polygons, each with its exterior ring first.
pub(crate) fn polygons(blob: &[u8]) -> Option<Vec<Rings>> {
    let mut bytes = body(blob)?;
    let (kind, ordinates) = bytes.head()?;
    match kind {
        3 => Some(vec![bytes.rings(ordinates)?]),
        6 => {
            let mut all = Vec::new();
            for _ in 0..bytes.word()? {
                let (_, ordinates) = bytes.head()?;
                all.push(bytes.rings(ordinates)?);
            }
            Some(all)
        }
        _ => None,
    }
}

/// EPSG:28992.
const SRS: i32 = 28_992;

/// A point in RD.
pub(crate) fn of_point(point: Point) -> Vec<u8> {
    let mut blob = Vec::with_capacity(29);
    blob.extend_from_slice(b"GP\0\x01");
    blob.extend_from_slice(&SRS.to_le_bytes());
    blob.push(1);
    blob.extend_from_slice(&1_u32.to_le_bytes());
    blob.extend_from_slice(&point.x.to_le_bytes());
    blob.extend_from_slice(&point.y.to_le_bytes());
    blob
}

/// A polygon in RD, with its bounds in the header; `None` without a ring.
pub(crate) fn of_polygon(rings: &[Vec<(f64, f64)>]) -> Option<Vec<u8>> {
    let [west, east, south, north] = bounds(rings)?;
    let mut blob = Vec::with_capacity(64 + 16 * rings.iter().map(Vec::len).sum::<usize>());
    blob.extend_from_slice(b"GP\0\x03");
    blob.extend_from_slice(&SRS.to_le_bytes());
    for side in [west, east, south, north] {
        blob.extend_from_slice(&side.to_le_bytes());
    }
    blob.push(1);
    blob.extend_from_slice(&3_u32.to_le_bytes());
    blob.extend_from_slice(&count(rings.len()));
    for ring in rings {
        blob.extend_from_slice(&count(ring.len()));
        for (x, y) in ring {
            blob.extend_from_slice(&x.to_le_bytes());
            blob.extend_from_slice(&y.to_le_bytes());
        }
    }
    Some(blob)
}

fn count(len: usize) -> [u8; 4] {
    u32::try_from(len).unwrap_or(u32::MAX).to_le_bytes()
}

/// West, east, south and north of the exterior ring.
fn bounds(rings: &[Vec<(f64, f64)>]) -> Option<[f64; 4]> {
    let exterior = rings.first().filter(|ring| !ring.is_empty())?;
    let mut bounds = [f64::MAX, f64::MIN, f64::MAX, f64::MIN];
    for (x, y) in exterior {
        let [west, east, south, north] = bounds;
        bounds = [west.min(*x), east.max(*x), south.min(*y), north.max(*y)];
    }
    Some(bounds)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_reads_back() {
        let here = Point {
            x: 121_000.125,
            y: 487_000.5,
        };
        assert_eq!(point(&of_point(here)), Some((here.x, here.y)));
        let ring = vec![(0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 4.0), (0.0, 0.0)];
        let hole = vec![(1.0, 1.0), (2.0, 1.0), (2.0, 2.0), (1.0, 1.0)];
        let blob = of_polygon(&[ring.clone(), hole.clone()]).unwrap();
        assert_eq!(polygons(&blob), Some(vec![vec![ring, hole]]));
        assert_eq!(point(&blob), Some((2.0, 2.0)));
        for cut in 0..blob.len() {
            assert_eq!(polygons(&blob[..cut]), None, "{cut}");
        }
    }
}
