//! A part of a slip as a small picture, for a person to look at.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD as STANDARD;
use serde::{Deserialize, Serialize};

use super::gray::{Gray, float, mm, pixel, shade};
use super::plane::Plane;

/// A small picture, as a PNG file.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Picture(pub Vec<u8>);

impl From<Picture> for String {
    fn from(picture: Picture) -> Self {
        STANDARD.encode(picture.0)
    }
}

impl TryFrom<String> for Picture {
    type Error = base64::DecodeError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        STANDARD.decode(text).map(Self)
    }
}

impl std::fmt::Debug for Picture {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "a picture of {} bytes", self.0.len())
    }
}

/// Pixels in a millimetre of what is cut out.
const DOTS: f32 = 5.0;
/// The same of a whole slip.
const FEWER_DOTS: f32 = 3.0;
/// What is shown about a part, in millimetres.
const MARGIN: f32 = 2.5;
/// The most pixels on the longer side of a whole page.
const PAGE: usize = 1_000;

/// A part of a slip, straightened: left, top, width and height on the layout.
pub(super) fn part(picture: &Gray, plane: &Plane, field: [i32; 4]) -> Picture {
    straightened(picture, plane, field.map(mm), DOTS)
}

/// A whole slip, straightened.
pub(super) fn slip(picture: &Gray, plane: &Plane, size: [i32; 2]) -> Picture {
    let [width, height] = size.map(mm);
    straightened(picture, plane, [0.0, 0.0, width, height], FEWER_DOTS)
}

fn straightened(picture: &Gray, plane: &Plane, field: [f32; 4], dots: f32) -> Picture {
    let [left, top, width, height] = field;
    let (wide, high) = (width + 2.0 * MARGIN, height + 2.0 * MARGIN);
    let (columns, rows) = (pixel(wide * dots), pixel(high * dots));
    let mut shades = Vec::with_capacity(columns * rows);
    for y in 0..rows {
        for x in 0..columns {
            let place = [
                left - MARGIN + (float(x) + 0.5) / dots,
                top - MARGIN + (float(y) + 0.5) / dots,
            ];
            shades.push(shade(picture.between(plane.at(place))));
        }
    }
    png(columns, rows, &shades)
}

/// A whole page, small.
pub(super) fn page(picture: &Gray) -> Picture {
    let longer = picture.width().max(picture.height());
    let small = picture.smaller(longer.div_ceil(PAGE));
    png(small.width(), small.height(), small.pixels())
}

/// Sixteen shades are enough to read by, and take a quarter of the room.
fn png(width: usize, height: usize, shades: &[u8]) -> Picture {
    let mut packed = Vec::with_capacity(width.div_ceil(2) * height);
    for row in shades.chunks_exact(width.max(1)) {
        packed.extend(row.chunks(2).map(|pair| {
            let first = pair.first().copied().unwrap_or(255) & 0xf0;
            first | pair.get(1).copied().unwrap_or(255) >> 4
        }));
    }
    let mut bytes = Vec::new();
    let sides = (u32::try_from(width), u32::try_from(height));
    if let (Ok(width), Ok(height)) = sides {
        let mut encoder = png::Encoder::new(&mut bytes, width, height);
        encoder.set_color(png::ColorType::Grayscale);
        encoder.set_depth(png::BitDepth::Four);
        encoder.set_compression(png::Compression::Balanced);
        let written = encoder
            .write_header()
            .and_then(|mut writer| writer.write_image_data(&packed));
        if written.is_err() {
            bytes.clear();
        }
    }
    Picture(bytes)
}
