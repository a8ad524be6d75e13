//! RD New (EPSG:28992) ↔ WGS84 (EPSG:4326), by the official approximation.
//!
//! Source: F.H. Schreutelkamp and G.L. Strang van Hees, *Benaderingsformules voor de transformatie
//! tussen RD- en WGS84-kaartcoördinaten* (Geodesia 2001): exact to about a quarter of a metre.

use super::model::Point;

/// The origin of RD, in RD and in degrees: the Onze Lieve Vrouwetoren in Amersfoort.
const X0: f64 = 155_000.0;
const Y0: f64 = 463_000.0;
const LAT0: f64 = 52.155_174_4;
const LON0: f64 = 5.387_206_21;

/// (power of Δφ, power of Δλ, coefficient) for x and for y.
const TO_X: [(i32, i32, f64); 9] = [
    (0, 1, 190_094.945),
    (1, 1, -11_832.228),
    (2, 1, -114.221),
    (0, 3, -32.391),
    (1, 0, -0.705),
    (3, 1, -2.340),
    (1, 3, -0.608),
    (0, 2, -0.008),
    (2, 3, 0.148),
];
const TO_Y: [(i32, i32, f64); 10] = [
    (1, 0, 309_056.544),
    (0, 2, 3_638.893),
    (2, 0, 73.077),
    (1, 2, -157.984),
    (3, 0, 59.788),
    (0, 1, 0.433),
    (2, 2, -6.439),
    (1, 1, -0.032),
    (0, 4, 0.092),
    (1, 4, -0.054),
];
/// (power of Δx, power of Δy, coefficient) for latitude and for longitude, in seconds of arc.
const TO_LAT: [(i32, i32, f64); 11] = [
    (0, 1, 3_235.653_89),
    (2, 0, -32.582_97),
    (0, 2, -0.247_50),
    (2, 1, -0.849_78),
    (0, 3, -0.065_50),
    (2, 2, -0.017_09),
    (1, 0, -0.007_38),
    (4, 0, 0.005_30),
    (2, 3, -0.000_39),
    (4, 1, 0.000_33),
    (1, 1, -0.000_12),
];
const TO_LON: [(i32, i32, f64); 12] = [
    (1, 0, 5_260.529_16),
    (1, 1, 105.946_84),
    (1, 2, 2.456_56),
    (3, 0, -0.818_85),
    (1, 3, 0.055_94),
    (3, 1, -0.056_07),
    (0, 1, 0.011_99),
    (3, 2, -0.002_56),
    (1, 4, 0.001_28),
    (0, 2, 0.000_22),
    (2, 0, -0.000_22),
    (5, 0, 0.000_26),
];

fn sum(terms: &[(i32, i32, f64)], a: f64, b: f64) -> f64 {
    terms
        .iter()
        .map(|(p, q, k)| k * a.powi(*p) * b.powi(*q))
        .sum()
}

/// Degrees east and north → RD.
pub fn from_wgs84(lon: f64, lat: f64) -> Point {
    let (dlat, dlon) = (0.36 * (lat - LAT0), 0.36 * (lon - LON0));
    Point {
        x: X0 + sum(&TO_X, dlat, dlon),
        y: Y0 + sum(&TO_Y, dlat, dlon),
    }
}

/// RD → degrees (east, north).
pub fn to_wgs84(point: Point) -> (f64, f64) {
    let (dx, dy) = ((point.x - X0) * 1e-5, (point.y - Y0) * 1e-5);
    let lat = LAT0 + sum(&TO_LAT, dx, dy) / 3_600.0;
    let lon = LON0 + sum(&TO_LON, dx, dy) / 3_600.0;
    (lon, lat)
}

/// Whether a point lies inside the bounds in which RD is defined for the European Netherlands.
pub fn in_the_netherlands(point: Point) -> bool {
    (-7_000.0..=300_000.0).contains(&point.x) && (289_000.0..=629_000.0).contains(&point.y)
}

/// Reads a pair that may be RD or degrees, in either order of magnitude; `None` outside the
/// Netherlands.
pub fn read_pair(x: f64, y: f64) -> Option<Point> {
    let point = if (2.5..=8.0).contains(&x) && (50.0..=54.5).contains(&y) {
        from_wgs84(x, y)
    } else {
        Point { x, y }
    };
    in_the_netherlands(point).then_some(point)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_towers_are_where_the_kadaster_has_them() {
        // Amersfoort (the origin) and the Westertoren in Amsterdam, as the paper gives them.
        let amersfoort = from_wgs84(LON0, LAT0);
        assert!((amersfoort.x - X0).abs() < 0.01 && (amersfoort.y - Y0).abs() < 0.01);
        let wester = from_wgs84(4.883_526, 52.374_532);
        assert!((wester.x - 120_700.7).abs() < 0.8, "{wester:?}");
        assert!((wester.y - 487_525.5).abs() < 0.8, "{wester:?}");
    }

    proptest::proptest! {
        #[test]
        fn there_and_back_is_the_same_place(x in 20_000.0..270_000.0f64, y in 310_000.0..610_000.0f64) {
            let (lon, lat) = to_wgs84(Point { x, y });
            let back = from_wgs84(lon, lat);
            proptest::prop_assert!((back.x - x).abs() < 0.6 && (back.y - y).abs() < 0.6);
        }
    }
}
