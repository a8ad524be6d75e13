//! What copiers, telephones, cups, hands and folds do to a slip.

use domain::Layout;

use super::dice::Dice;
use super::paper::{DOTS, Page};

/// By which way it comes back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Through a copier.
    Copier,
    /// Through a copier, a little crooked and dirty.
    Crooked,
    /// Through a copier that knows only black and white.
    Bilevel,
    /// A photo by hand.
    Photo,
    /// With a ring of coffee.
    Coffee,
    /// It was folded.
    Folded,
    /// A corner or a code is covered.
    Covered,
    /// At a low resolution.
    Coarse,
}

impl Way {
    pub const ALL: [Self; 8] = [
        Self::Copier,
        Self::Crooked,
        Self::Bilevel,
        Self::Photo,
        Self::Coffee,
        Self::Folded,
        Self::Covered,
        Self::Coarse,
    ];
}

/// One picture as it comes back.
pub struct Damage {
    way: Way,
    /// Dots to the inch of what comes back.
    dpi: f32,
    /// A turn, in radians.
    turn: f32,
    /// Perspective: how much smaller the far edges are.
    tilt: [f32; 2],
    blur: f32,
    noise: f32,
    paper: f32,
    contrast: f32,
    /// Light falls off towards one side by so much.
    shadow: [f32; 2],
    table: f32,
    jpeg: Option<u8>,
    /// A cover: left, top, width and height in millimetres, and its shade.
    cover: Option<([f32; 4], f32)>,
    /// A ring: middle, radius, width in millimetres, and how dark.
    ring: Option<([f32; 2], f32, f32, f32)>,
    /// Folds: an angle, a distance from the first mark, and how dark.
    folds: Vec<(f32, f32, f32)>,
}

impl Damage {
    pub fn any(way: Way, layout: &Layout, dice: &mut Dice) -> Self {
        let [width, height] = layout.size.map(|length| length as f32 / 100.0);
        let quarter = dice.below(4) as f32 * std::f32::consts::FRAC_PI_2;
        let skew = |most: f32, dice: &mut Dice| dice.between(-most, most).to_radians();
        let mut damage = Self {
            way,
            dpi: [150.0, 200.0, 300.0, 300.0, 400.0][dice.below(5)],
            turn: quarter + skew(2.0, dice),
            tilt: [0.0, 0.0],
            blur: dice.between(0.0, 0.09),
            noise: dice.between(0.0, 0.035),
            paper: dice.between(0.86, 1.0),
            contrast: dice.between(0.75, 1.0),
            shadow: [0.0, 0.0],
            table: if dice.chance(0.5) {
                1.0
            } else {
                dice.between(0.2, 0.95)
            },
            jpeg: dice.chance(0.6).then(|| dice.between(45.0, 90.0) as u8),
            cover: None,
            ring: None,
            folds: Vec::new(),
        };
        match way {
            Way::Copier => {}
            Way::Crooked => {
                damage.turn = quarter + skew(15.0, dice);
                damage.noise = dice.between(0.02, 0.06);
            }
            Way::Bilevel => {
                damage.dpi = [200.0, 300.0, 400.0][dice.below(3)];
                damage.jpeg = None;
                damage.noise = dice.between(0.0, 0.02);
            }
            Way::Photo => {
                damage.dpi = dice.between(200.0, 330.0);
                damage.turn = quarter + skew(12.0, dice);
                damage.tilt = [dice.about() * 0.10, dice.about() * 0.10];
                damage.shadow = [dice.about() * 0.22, dice.about() * 0.22];
                damage.contrast = dice.between(0.6, 0.95);
                damage.table = dice.between(0.1, 0.6);
                damage.blur = dice.between(0.03, 0.13);
                damage.jpeg = Some(dice.between(50.0, 90.0) as u8);
            }
            Way::Coffee => {
                let middle = [dice.between(0.0, width), dice.between(0.0, height)];
                damage.ring = Some((
                    middle,
                    dice.between(25.0, 42.0),
                    dice.between(2.0, 5.0),
                    dice.between(0.10, 0.3),
                ));
            }
            Way::Folded => {
                for _ in 0..=dice.below(2) {
                    let lying = dice.chance(0.6);
                    let (angle, at) = if lying {
                        (skew(4.0, dice), dice.between(0.1, 0.9) * height)
                    } else {
                        (
                            std::f32::consts::FRAC_PI_2 + skew(4.0, dice),
                            -dice.between(0.1, 0.9) * width,
                        )
                    };
                    damage.folds.push((angle, at, dice.between(0.08, 0.3)));
                }
            }
            Way::Covered => {
                let right = width - 8.0;
                let (left, top) = [
                    (-4.0, -4.0),
                    (-4.0, height - 5.0),
                    (right + 4.0, -4.0),
                    (right + 4.0, height - 5.0),
                    (width - 21.0, -3.0),
                    (width - 21.0, height - 14.0),
                ][dice.below(6)];
                let size = if left > right - 20.0 && left < right {
                    16.0
                } else {
                    9.0
                };
                damage.cover = Some(([left, top, size, size], dice.between(0.3, 0.9)));
            }
            Way::Coarse => {
                damage.dpi = dice.between(145.0, 160.0);
                damage.noise = dice.between(0.0, 0.05);
                damage.jpeg = Some(dice.between(40.0, 70.0) as u8);
            }
        }
        damage
    }

    /// The slip after all that.
    pub fn done(&self, page: &Page, dice: &mut Dice) -> Page {
        let mut dirty = page.clone();
        self.dirt(&mut dirty, dice);
        let scale = self.dpi / 300.0;
        let (sin, cos) = self.turn.sin_cos();
        let (wide, high) = (page.width as f32 * scale, page.height as f32 * scale);
        let room = 1.08;
        let width = ((wide * cos.abs() + high * sin.abs()) * room) as usize + 20;
        let height = ((wide * sin.abs() + high * cos.abs()) * room) as usize + 20;
        let mut done = Page::new(width, height, self.table);
        let half = [width as f32 / 2.0, height as f32 / 2.0];
        let blur = self.blur * DOTS;
        for y in 0..height {
            for x in 0..width {
                let (u, v) = (x as f32 + 0.5 - half[0], y as f32 + 0.5 - half[1]);
                let depth = 1.0 + self.tilt[0] * u / half[0] + self.tilt[1] * v / half[1];
                let (u, v) = (u / depth / scale, v / depth / scale);
                let there = [
                    page.width as f32 / 2.0 + u * cos + v * sin,
                    page.height as f32 / 2.0 - u * sin + v * cos,
                ];
                let inside = there[0] > 0.0
                    && there[1] > 0.0
                    && there[0] < page.width as f32
                    && there[1] < page.height as f32;
                // A pixel takes in an area; blur a larger one.
                let reach = (0.5 / scale).max(0.4) + blur;
                let mut sum = 0.0;
                for [right, down] in [
                    [-1.0, -1.0],
                    [1.0, -1.0],
                    [-1.0, 1.0],
                    [1.0, 1.0],
                    [0.0, 0.0],
                ] {
                    sum += dirty.between(
                        there[0] + right * reach * 0.6,
                        there[1] + down * reach * 0.6,
                        if inside { self.paper } else { self.table },
                    );
                }
                let mut shade = sum / 5.0;
                if inside {
                    shade = 1.0 - (1.0 - shade) * self.contrast;
                    shade *= self.paper;
                }
                let light = 1.0
                    - (self.shadow[0] * (x as f32 / width as f32 - 0.5)
                        + self.shadow[1] * (y as f32 / height as f32 - 0.5))
                        .abs();
                done.shades[y * width + x] = shade * light;
            }
        }
        for shade in &mut done.shades {
            *shade += dice.about() * self.noise * 1.7;
            if self.way == Way::Bilevel {
                *shade = if *shade > 0.62 { 1.0 } else { 0.0 };
            }
        }
        done
    }

    /// Rings, folds and covers.
    fn dirt(&self, page: &mut Page, dice: &mut Dice) {
        let origin = page.origin;
        let uneven = dice.between(0.0, 6.0);
        for y in 0..page.height {
            for x in 0..page.width {
                let place = [(x as f32 - origin[0]) / DOTS, (y as f32 - origin[1]) / DOTS];
                let at = &mut page.shades[y * page.width + x];
                if let Some((middle, radius, wide, dark)) = self.ring {
                    let far = (place[0] - middle[0]).hypot(place[1] - middle[1]);
                    let off = ((far - radius) / wide * 2.0).abs();
                    let angle = (place[1] - middle[1]).atan2(place[0] - middle[0]);
                    let patchy = 0.6 + 0.4 * (angle * 3.0 + uneven).sin();
                    if off < 1.0 {
                        // Darkest at its edge, as coffee dries.
                        *at *= 1.0 - dark * patchy * (0.55 + 0.45 * off);
                    }
                }
                for (angle, distance, dark) in &self.folds {
                    let (sin, cos) = angle.sin_cos();
                    let off = (-place[0] * sin + place[1] * cos - distance).abs();
                    if off < 0.35 {
                        *at *= 1.0 - dark * (1.0 - off / 0.35);
                    }
                }
                if let Some(([left, top, width, height], shade)) = self.cover
                    && place[0] > left
                    && place[1] > top
                    && place[0] < left + width
                    && place[1] < top + height
                {
                    *at = shade;
                }
            }
        }
    }

    pub fn ending(&self) -> &'static str {
        if self.jpeg.is_some() { "jpg" } else { "png" }
    }

    /// The bytes of the file.
    pub fn file(&self, page: &Page) -> Vec<u8> {
        let pixels: Vec<u8> = page
            .shades
            .iter()
            .map(|shade| (shade.clamp(0.0, 1.0) * 255.0) as u8)
            .collect();
        let (width, height) = (page.width as u16, page.height as u16);
        let mut bytes = Vec::new();
        if let Some(quality) = self.jpeg {
            jpeg_encoder::Encoder::new(&mut bytes, quality)
                .encode(&pixels, width, height, jpeg_encoder::ColorType::Luma)
                .unwrap();
        } else {
            let mut encoder = png::Encoder::new(&mut bytes, width.into(), height.into());
            encoder.set_color(png::ColorType::Grayscale);
            encoder.set_compression(png::Compression::Fast);
            encoder
                .write_header()
                .unwrap()
                .write_image_data(&pixels)
                .unwrap();
        }
        bytes
    }
}
