//! Pictures from the templates folder: SVG, PNG and JPEG.

use std::sync::{Arc, LazyLock};

use usvg::fontdb;

use super::fonts::Fonts;

/// Why a picture cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unusable {
    /// It is damaged, or none of SVG, PNG and JPEG; the reason in the reader's words.
    Damaged(String),
    /// In the colours of a printing press, which need a profile that we do not have.
    Cmyk,
    /// So large that every batch would be slow to make and to print: millions of points, or MiB.
    TooLarge,
    /// There is text in it with characters that no font has.
    Lacking(Vec<char>),
}

/// The most points of a picture: what the camera of a telephone makes.
const MOST_POINTS: f32 = 16_000_000.0;
/// The most bytes of a picture.
const MOST_BYTES: usize = 10 * 1024 * 1024;

/// A picture with the size it wants to have, in points.
pub struct Picture {
    /// What it is.
    pub kind: PictureKind,
    /// Its own width in points.
    pub width: f32,
    /// Its own height in points.
    pub height: f32,
}

/// How a picture is stored.
pub enum PictureKind {
    /// Vectors; text in it stays text.
    Svg(Box<usvg::Tree>),
    /// A PNG file.
    Png(Vec<u8>),
    /// A JPEG file.
    Jpeg(Vec<u8>),
}

impl std::fmt::Debug for Picture {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Picture")
            .field("width", &self.width)
            .field("height", &self.height)
            .finish_non_exhaustive()
    }
}

/// SVG counts 96 to the inch, and so do we for pixels.
const POINTS_A_PIXEL: f32 = 72.0 / 96.0;

static DATABASE: LazyLock<Arc<fontdb::Database>> = LazyLock::new(|| {
    let mut database = fontdb::Database::new();
    for file in Fonts::built_in().files() {
        database.load_font_source(fontdb::Source::Binary(Arc::new(Arc::clone(file))));
    }
    for set in [
        fontdb::Database::set_sans_serif_family,
        fontdb::Database::set_serif_family,
        fontdb::Database::set_monospace_family,
        fontdb::Database::set_cursive_family,
        fontdb::Database::set_fantasy_family,
    ] {
        set(&mut database, super::fonts::FAMILY);
    }
    Arc::new(database)
});

/// Reads a picture.
///
/// # Errors
/// When the bytes are none of SVG, PNG and JPEG, damaged, or of a kind that no letter can have.
pub fn read(bytes: &[u8]) -> Result<Picture, Unusable> {
    let damaged = |kind: &str| Unusable::Damaged(kind.to_owned());
    if bytes.len() > MOST_BYTES {
        return Err(Unusable::TooLarge);
    }
    let (kind, (width, height)) = if bytes.starts_with(b"\x89PNG") {
        let size = png_size(bytes).ok_or_else(|| damaged("PNG"))?;
        (PictureKind::Png(bytes.to_vec()), size)
    } else if bytes.starts_with(b"\xff\xd8") {
        let (size, parts) = jpeg_size(bytes).ok_or_else(|| damaged("JPEG"))?;
        if parts == 4 {
            return Err(Unusable::Cmyk);
        }
        (PictureKind::Jpeg(bytes.to_vec()), size)
    } else {
        let text = std::str::from_utf8(bytes).map_err(|_| damaged("?"))?;
        let picture = svg(text).map_err(Unusable::Damaged)?;
        if picture.holds_too_much() {
            return Err(Unusable::TooLarge);
        }
        let lacking = picture.lacking();
        return if lacking.is_empty() {
            Ok(picture)
        } else {
            Err(Unusable::Lacking(lacking))
        };
    };
    if (width / POINTS_A_PIXEL) * (height / POINTS_A_PIXEL) > MOST_POINTS {
        return Err(Unusable::TooLarge);
    }
    Ok(Picture {
        kind,
        width,
        height,
    })
}

/// Whether a picture of that kind is small enough to be drawn.
fn is_small(width: f32, height: f32) -> bool {
    (width / POINTS_A_PIXEL) * (height / POINTS_A_PIXEL) <= MOST_POINTS
}

/// Whether the pictures in a drawing are too large to be drawn, all together.
fn points_in(group: &usvg::Group) -> Option<f32> {
    let mut sum = 0.0;
    for node in group.children() {
        sum += match node {
            usvg::Node::Group(inner) => points_in(inner)?,
            usvg::Node::Image(image) => {
                let (width, height) = match image.kind() {
                    usvg::ImageKind::PNG(bytes) => png_size(bytes)?,
                    usvg::ImageKind::JPEG(bytes) => jpeg_size(bytes)?.0,
                    usvg::ImageKind::GIF(_)
                    | usvg::ImageKind::WEBP(_)
                    | usvg::ImageKind::SVG(_) => return None,
                };
                (width / POINTS_A_PIXEL) * (height / POINTS_A_PIXEL)
            }
            usvg::Node::Path(_) | usvg::Node::Text(_) => 0.0,
        };
    }
    Some(sum)
}

impl Picture {
    /// Whether the pictures in a drawing are too large, or of a kind that is not drawn.
    fn holds_too_much(&self) -> bool {
        match &self.kind {
            PictureKind::Svg(tree) => {
                points_in(tree.root()).is_none_or(|points| points > MOST_POINTS)
            }
            PictureKind::Png(_) | PictureKind::Jpeg(_) => !is_small(self.width, self.height),
        }
    }

    /// Characters in the text of a drawing that no font has.
    pub fn lacking(&self) -> Vec<char> {
        let mut all = Vec::new();
        if let PictureKind::Svg(tree) = &self.kind {
            lacking(tree.root(), &mut all);
        }
        all.sort_unstable();
        all.dedup();
        all
    }
}

fn lacking(group: &usvg::Group, all: &mut Vec<char>) {
    for node in group.children() {
        match node {
            usvg::Node::Group(inner) => lacking(inner, all),
            usvg::Node::Text(text) => {
                let spans = text.layouted().iter();
                let glyphs = spans.flat_map(|span| &span.positioned_glyphs);
                let boxes = glyphs.filter(|glyph| glyph.id.0 == 0);
                all.extend(boxes.flat_map(|glyph| glyph.text.chars()));
            }
            usvg::Node::Path(_) | usvg::Node::Image(_) => {}
        }
    }
}

/// Reads an SVG drawing. Files that it names are not opened: only what it holds itself is drawn.
///
/// # Errors
/// When it is no SVG.
pub fn svg(text: &str) -> Result<Picture, String> {
    let options = usvg::Options {
        fontdb: Arc::clone(&DATABASE),
        font_family: super::fonts::FAMILY.to_owned(),
        image_href_resolver: usvg::ImageHrefResolver {
            resolve_string: Box::new(|_, _| None),
            ..usvg::ImageHrefResolver::default()
        },
        ..usvg::Options::default()
    };
    let tree = usvg::Tree::from_str(text, &options).map_err(|error| error.to_string())?;
    let size = tree.size();
    Ok(Picture {
        width: size.width() * POINTS_A_PIXEL,
        height: size.height() * POINTS_A_PIXEL,
        kind: PictureKind::Svg(Box::new(tree)),
    })
}

fn number(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0, |sum, b| (sum << 8) | u32::from(*b))
}

#[expect(
    clippy::cast_precision_loss,
    reason = "a picture is less than 16 million pixels wide"
)]
fn points(width: u32, height: u32) -> Option<(f32, f32)> {
    let fits = (1..=30_000).contains(&width) && (1..=30_000).contains(&height);
    fits.then_some({
        (
            width as f32 * POINTS_A_PIXEL,
            height as f32 * POINTS_A_PIXEL,
        )
    })
}

fn png_size(bytes: &[u8]) -> Option<(f32, f32)> {
    points(number(bytes.get(16..20)?), number(bytes.get(20..24)?))
}

/// The size in the first start-of-frame segment, and how many colours a point is made of.
fn jpeg_size(bytes: &[u8]) -> Option<((f32, f32), u8)> {
    let mut at = 2;
    loop {
        let &[0xff, marker, ..] = bytes.get(at..)? else {
            return None;
        };
        let length = usize::try_from(number(bytes.get(at + 2..at + 4)?)).ok()?;
        if matches!(marker, 0xc0..=0xcf) && !matches!(marker, 0xc4 | 0xc8 | 0xcc) {
            let (height, width) = (bytes.get(at + 5..at + 7)?, bytes.get(at + 7..at + 9)?);
            let size = points(number(width), number(height))?;
            return Some((size, *bytes.get(at + 9)?));
        }
        at += 2 + length.max(2);
    }
}
