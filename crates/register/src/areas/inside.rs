//! Whether a point lies in polygons with holes.
//!
//! Two areas that share an edge see the same sums for it, whichever way each of them draws it: so
//! no point falls between them, and none that is off the edge lies in both.

/// Rings of polygons, the exterior first; x and y.
#[derive(Clone, Debug, Default)]
pub(super) struct Polygons(Vec<Vec<Vec<(f64, f64)>>>);

/// Where a point is, seen from a ring.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Inside,
    OnEdge,
    Outside,
}

impl Polygons {
    /// The polygons with an exterior.
    pub(super) fn of(polygons: Vec<Vec<Vec<(f64, f64)>>>) -> Self {
        let with_exterior = polygons.into_iter().filter(|rings| !rings.is_empty());
        Self(with_exterior.collect())
    }

    /// The lowest and the highest corner; `None` without corners.
    pub(super) fn bounds(&self) -> Option<((f64, f64), (f64, f64))> {
        let exteriors = self.0.iter().filter_map(|rings| rings.first());
        exteriors.flatten().fold(None, |bounds, (x, y)| {
            let ((left, low), (right, high)) = bounds.unwrap_or(((*x, *y), (*x, *y)));
            Some(((left.min(*x), low.min(*y)), (right.max(*x), high.max(*y))))
        })
    }

    /// Whether a point lies in one of them or on its edge; the edge of a hole is an edge.
    pub(super) fn hold(&self, point: (f64, f64)) -> bool {
        self.0.iter().any(|rings| {
            let mut rings = rings.iter().map(|ring| side(ring, point));
            match rings.next() {
                Some(Side::OnEdge) => true,
                Some(Side::Inside) => !rings.any(|hole| hole == Side::Inside),
                Some(Side::Outside) | None => false,
            }
        })
    }
}

/// By the number of edges that a line from the point to the right crosses.
fn side(ring: &[(f64, f64)], (x, y): (f64, f64)) -> Side {
    let mut inside = false;
    let next = ring.iter().cycle().skip(1);
    for (a, b) in ring.iter().zip(next) {
        // Always from the lower end to the higher one.
        let ((x1, y1), (x2, y2)) = if (a.1, a.0) <= (b.1, b.0) {
            (*a, *b)
        } else {
            (*b, *a)
        };
        if y < y1 || y > y2 {
            continue;
        }
        let turn = (x2 - x1) * (y - y1) - (x - x1) * (y2 - y1);
        let between = x >= x1.min(x2) && x <= x1.max(x2);
        if turn == 0.0 && between {
            return Side::OnEdge;
        }
        // The higher end belongs to the edge above it.
        if y < y2 && turn > 0.0 {
            inside = !inside;
        }
    }
    if inside { Side::Inside } else { Side::Outside }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn square(x: f64, y: f64, size: f64) -> Vec<(f64, f64)> {
        vec![
            (x, y),
            (x + size, y),
            (x + size, y + size),
            (x, y + size),
            (x, y),
        ]
    }

    #[test]
    fn edges_belong_and_holes_do_not() {
        let area = Polygons::of(vec![
            vec![square(0.0, 0.0, 10.0), square(4.0, 4.0, 2.0)],
            Vec::new(),
        ]);
        assert_eq!(area.bounds(), Some(((0.0, 0.0), (10.0, 10.0))));
        for (point, holds) in [
            ((1.0, 1.0), true),
            ((0.0, 5.0), true),
            ((10.0, 10.0), true),
            ((5.0, 10.0), true),
            ((5.0, 5.0), false),
            ((4.0, 5.0), true),
            ((4.0, 4.0), true),
            ((10.1, 5.0), false),
            ((5.0, -0.1), false),
            ((-1.0, 10.0), false),
            ((-1.0, 0.0), false),
        ] {
            assert_eq!(area.hold(point), holds, "{point:?}");
        }
        assert!(!Polygons::default().hold((0.0, 0.0)) && Polygons::default().bounds().is_none());
    }

    proptest! {
        /// A square cut in two by any line of corners: every point off the cut lies in exactly one half.
        #[test]
        fn no_point_falls_between_two_neighbours(
            cut in prop::collection::vec(100.0..900.0_f64, 1..8),
            x in 0.0..1000.0_f64, y in 0.0..1000.0_f64, reverse in any::<bool>(),
        ) {
            let steps = f64::from(u32::try_from(cut.len()).unwrap() + 1);
            let mut line = vec![(500.0, 0.0)];
            for (at, x) in (1_u32..).zip(&cut) {
                line.push((*x, 1000.0 * f64::from(at) / steps));
            }
            line.push((500.0, 1000.0));
            let mut left = line.clone();
            left.extend([(0.0, 1000.0), (0.0, 0.0)]);
            let mut right = line.clone();
            right.extend([(1000.0, 1000.0), (1000.0, 0.0)]);
            if reverse {
                right.reverse();
            }
            let in_left = side(&left, (x, y));
            let in_right = side(&right, (x, y));
            let on_cut = in_left == Side::OnEdge || in_right == Side::OnEdge;
            prop_assert!(on_cut || (in_left == Side::Inside) != (in_right == Side::Inside));
        }
    }
}
