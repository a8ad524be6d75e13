//! A picture in shades of grey, and the little that is done with one.

#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "positions and shades; casts from floats saturate, and no side is longer than 2²⁴"
)]

/// A picture: 0 is black, 255 is white.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gray {
    width: usize,
    height: usize,
    pixels: Vec<u8>,
}

impl Gray {
    /// A picture of rows of pixels; what is missing at the end is white.
    pub fn new(width: usize, height: usize, mut pixels: Vec<u8>) -> Self {
        pixels.resize(width * height, 255);
        Self {
            width,
            height,
            pixels,
        }
    }

    /// Pixels in a row.
    pub fn width(&self) -> usize {
        self.width
    }

    /// Rows.
    pub fn height(&self) -> usize {
        self.height
    }

    /// The pixels, row by row.
    pub fn pixels(&self) -> &[u8] {
        &self.pixels
    }

    /// A row of pixels.
    pub fn row(&self, y: usize) -> &[u8] {
        let from = y * self.width;
        self.pixels.get(from..from + self.width).unwrap_or_default()
    }

    /// A pixel; white beyond the edges.
    pub fn at(&self, x: usize, y: usize) -> u8 {
        if x < self.width {
            self.pixels.get(y * self.width + x).copied().unwrap_or(255)
        } else {
            255
        }
    }

    /// Whether a place is on the picture.
    pub fn holds(&self, [x, y]: [f32; 2]) -> bool {
        x >= 0.0 && y >= 0.0 && x < self.width as f32 && y < self.height as f32
    }

    /// The shade at a place between pixels, whose middles lie at halves; white beyond the edges.
    pub fn between(&self, [x, y]: [f32; 2]) -> f32 {
        let (x, y) = (x - 0.5, y - 0.5);
        if x <= -1.0 || y <= -1.0 {
            return 255.0;
        }
        // Cut off, and not rounded down: that is a call for each.
        let (left, top) = (x.max(0.0) as usize, y.max(0.0) as usize);
        let (right, down) = ((x - left as f32).max(0.0), (y - top as f32).max(0.0));
        let at = |x, y| f32::from(self.at(x, y));
        let upper = at(left, top) * (1.0 - right) + at(left + 1, top) * right;
        let lower = at(left, top + 1) * (1.0 - right) + at(left + 1, top + 1) * right;
        upper * (1.0 - down) + lower * down
    }

    /// The picture made smaller by a whole factor: each pixel is the mean of a square.
    #[must_use]
    pub fn smaller(&self, factor: usize) -> Self {
        if factor < 2 {
            return self.clone();
        }
        let (width, height) = (self.width / factor, self.height / factor);
        let mut pixels = Vec::with_capacity(width * height);
        if factor == 2 {
            for y in 0..height {
                let (upper, lower) = (self.row(2 * y), self.row(2 * y + 1));
                let pairs = upper.chunks_exact(2).zip(lower.chunks_exact(2));
                pixels.extend(pairs.map(|(upper, lower)| {
                    let [a, b, c, d] = match (upper, lower) {
                        ([a, b], [c, d]) => [*a, *b, *c, *d].map(u16::from),
                        _ => [255; 4],
                    };
                    ((a + b + c + d) / 4) as u8
                }));
            }
            return Self::new(width, height, pixels);
        }
        let mut sums = vec![0_u32; width];
        let square = u32::try_from(factor * factor).unwrap_or(u32::MAX);
        for y in 0..height {
            sums.fill(0);
            for row in y * factor..(y + 1) * factor {
                for (sum, part) in sums.iter_mut().zip(self.row(row).chunks_exact(factor)) {
                    *sum += part.iter().copied().map(u32::from).sum::<u32>();
                }
            }
            pixels.extend(sums.iter().map(|sum| (sum / square) as u8));
        }
        Self::new(width, height, pixels)
    }

    /// The picture so small that it has about so many pixels at most, and by how much smaller.
    pub fn fitting(self, most: usize) -> (Self, usize) {
        let factor = (self.pixels.len() as f32 / most as f32).sqrt();
        // A little more than wanted is still read faster than half of it is read well.
        let factor = (factor + 0.3).floor() as usize;
        if factor < 2 {
            (self, 1)
        } else {
            (self.smaller(factor), factor)
        }
    }

    /// The picture as in a mirror.
    #[must_use]
    pub fn mirrored(mut self) -> Self {
        for row in self.pixels.chunks_exact_mut(self.width.max(1)) {
            row.reverse();
        }
        self
    }

    /// Light for dark.
    #[must_use]
    pub fn inverted(mut self) -> Self {
        for shade in &mut self.pixels {
            *shade = 255 - *shade;
        }
        self
    }

    /// Makes a pixel as dark as that, if it is lighter.
    pub fn darken(&mut self, x: usize, y: usize, shade: u8) {
        if x < self.width
            && let Some(pixel) = self.pixels.get_mut(y * self.width + x)
        {
            *pixel = (*pixel).min(shade);
        }
    }

    /// The share of dark pixels: of a page that nobody printed or wrote on next to none.
    pub fn ink(&self) -> f32 {
        // One dot in so many: a page of white stays white.
        let step = (self.width / 400).max(1);
        // Edges of a scan are often dark.
        let (side, top) = (self.width / 25, self.height / 25);
        let mut seen = Vec::new();
        for y in (top..self.height.saturating_sub(top)).step_by(step) {
            let row = self.row(y);
            let inner = row.get(side..row.len().saturating_sub(side));
            seen.extend(inner.unwrap_or_default().iter().step_by(step).copied());
        }
        if seen.is_empty() {
            return 0.0;
        }
        let mut sorted = seen.clone();
        sorted.sort_unstable();
        let paper = sorted.get(sorted.len() * 3 / 4).copied().unwrap_or(255);
        let dark = seen
            .iter()
            .filter(|shade| f32::from(**shade) < f32::from(paper) * 0.72);
        dark.count() as f32 / seen.len() as f32
    }
}

/// A whole number of pixels as a float.
pub fn float(pixels: usize) -> f32 {
    pixels as f32
}

/// The pixel that a place lies in.
pub fn pixel(place: f32) -> usize {
    place.max(0.0) as usize
}

/// A shade as a byte.
pub fn shade(value: f32) -> u8 {
    value.round() as u8
}

/// A length in hundredths of a millimetre as millimetres.
pub fn mm(hundredths: i32) -> f32 {
    hundredths as f32 / 100.0
}
