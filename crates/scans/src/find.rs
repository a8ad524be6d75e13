//! The QR codes of slips on a page.

use domain::SlipCode;
use rqrr::PreparedImage;

use super::gray::{Gray, float};
use super::plane::{Known, distance};

/// A slip's own QR code on a picture.
#[derive(Clone, Debug)]
pub(super) struct Found {
    /// What it says.
    pub says: SlipCode,
    /// Its corners: as one reads, and the lower ones from the right.
    pub corners: [[f32; 2]; 4],
    /// How far the corners to the right and below lie, as a multiple of its side: the library names
    /// places one dot beyond the code.
    pub beyond: f32,
}

impl Found {
    /// The places that its corners are on the layout, of a code that stands there.
    pub(super) fn known(&self, [left, top, side]: [f32; 3]) -> [Known; 4] {
        let (right, down) = (left + side * self.beyond, top + side * self.beyond);
        let [a, b, c, d] = self.corners;
        [
            ([left, top], a),
            ([right, top], b),
            ([right, down], c),
            ([left, down], d),
        ]
        .map(|(slip, picture)| Known {
            slip,
            picture,
            weight: 1.0,
        })
    }

    pub(super) fn middle(&self) -> [f32; 2] {
        let sum = self
            .corners
            .iter()
            .fold([0.0, 0.0], |[a, b], [x, y]| [a + x, b + y]);
        sum.map(|sum| sum / 4.0)
    }

    pub(super) fn side(&self) -> f32 {
        let [a, b, c, _] = self.corners;
        distance(a, b).max(distance(b, c))
    }
}

/// The QR codes on a page.
#[derive(Debug, Default)]
pub(super) struct Codes {
    /// Those of slips.
    pub slips: Vec<Found>,
    /// How many say something else.
    pub others: usize,
    /// How many could not be read.
    pub unread: usize,
}

impl Codes {
    /// Whether both codes of each slip were found, and nothing else looks like a code.
    fn is_whole(&self) -> bool {
        let has_two = |one: &Found| {
            let same = self.slips.iter().filter(|other| other.says == one.says);
            same.count() > 1
        };
        !self.slips.is_empty() && self.unread == 0 && self.slips.iter().all(has_two)
    }
}

/// A picture of more pixels is looked at from further away first: it takes a quarter of the time.
const FAR: usize = 3_000_000;
/// The widths of the neighbourhood, in parts of the picture, whose mean tells dark from light.
const NEIGHBOURHOODS: [usize; 3] = [60, 20, SHARP];
/// A neighbourhood about as wide as a dot of a code, which makes a blurred one sharp.
const SHARP: usize = 210;

/// Finds them: from further away, then from nearby, then with other ideas of what is dark; until
/// nothing that looks like a code is left unread.
pub(super) fn codes(picture: &Gray) -> Codes {
    let mut all = Codes::default();
    if picture.pixels().len() > FAR {
        look(&picture.smaller(2), 2.0, None, &mut all);
        if all.is_whole() {
            return all;
        }
    }
    look(picture, 1.0, None, &mut all);
    if all.slips.is_empty() && all.unread == 0 && picture.pixels().len() > FAR {
        // Nothing looks like a code: one more idea of what is dark, from further away.
        let small = picture.smaller(2);
        look(&small, 2.0, Some(20), &mut all);
        look(&small, 2.0, Some(SHARP), &mut all);
        if all.slips.is_empty() && all.unread == 0 {
            return all;
        }
    }
    for parts in NEIGHBOURHOODS {
        if all.is_whole() {
            break;
        }
        look(picture, 1.0, Some(parts), &mut all);
    }
    all
}

/// What is dark on a picture.
struct Means {
    stride: usize,
    width: usize,
    height: usize,
    /// Sums over rectangles from the top left corner.
    sums: Vec<u64>,
}

impl Means {
    fn of(picture: &Gray) -> Self {
        let (width, height) = (picture.width(), picture.height());
        let stride = width + 1;
        let mut sums = vec![0_u64; stride * (height + 1)];
        for y in 0..height {
            let mut line = 0;
            for (x, shade) in picture.row(y).iter().enumerate() {
                line += u64::from(*shade);
                let above = sums.get(y * stride + x + 1).copied().unwrap_or(0);
                if let Some(sum) = sums.get_mut((y + 1) * stride + x + 1) {
                    *sum = above + line;
                }
            }
        }
        Self {
            stride,
            width,
            height,
            sums,
        }
    }

    /// The mean of a square about a pixel.
    fn about(&self, x: usize, y: usize, reach: usize) -> f32 {
        let sum = |x: usize, y: usize| self.sums.get(y * self.stride + x).copied().unwrap_or(0);
        let (left, top) = (x.saturating_sub(reach), y.saturating_sub(reach));
        let (right, down) = (
            (x + reach + 1).min(self.width),
            (y + reach + 1).min(self.height),
        );
        let all = sum(right, down) + sum(left, top) - sum(left, down) - sum(right, top);
        float(usize::try_from(all).unwrap_or(0)) / float((right - left) * (down - top))
    }
}

/// Looks for codes; dark is what the library takes for dark, or with `parts` what is darker than a
/// neighbourhood, the picture softened.
fn look(picture: &Gray, scale: f32, parts: Option<usize>, all: &mut Codes) {
    let (width, height) = (picture.width(), picture.height());
    let mut prepared = if let Some(parts) = parts {
        let reach = (width.max(height) / parts / 2).max(4);
        let means = Means::of(picture);
        let is_dark = |x: usize, y: usize| {
            let around = means.about(x, y, reach);
            means.about(x, y, 1) < around * if parts == SHARP { 0.97 } else { 0.92 }
        };
        PreparedImage::prepare_from_bitmap(width, height, is_dark)
    } else {
        PreparedImage::prepare_from_greyscale(width, height, |x, y| picture.at(x, y))
    };
    let (mut others, mut unread) = (0, 0);
    for grid in prepared.detect_grids() {
        let Ok((_, text)) = grid.decode() else {
            unread += 1;
            continue;
        };
        let Some(says) = SlipCode::parse(&text) else {
            others += 1;
            continue;
        };
        let corners = grid.bounds.map(|point| {
            #[expect(clippy::cast_precision_loss, reason = "a place on a picture")]
            let place = [point.x as f32, point.y as f32];
            place.map(|side| side * scale)
        });
        let beyond = 1.0 + 1.0 / float(rqrr::BitGrid::size(&grid.grid));
        let found = Found {
            says,
            corners,
            beyond,
        };
        let same = |other: &&mut Found| {
            let apart = distance(other.middle(), found.middle());
            other.says == found.says && apart < found.side() / 2.0
        };
        match all.slips.iter_mut().find(same) {
            // What was seen from nearby is more exact.
            Some(known) if scale < 2.0 => *known = found,
            Some(_) => {}
            None => all.slips.push(found),
        }
    }
    all.others = all.others.max(others);
    all.unread = unread;
}
