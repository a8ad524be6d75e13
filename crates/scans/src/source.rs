//! The door: a file → its pages as pictures in grey, one at a time.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "kinds of colour that no scan has, and may be added to"
)]

use std::fs::File;
use std::io::{BufReader, Read as _, Seek as _};
use std::path::Path;

use serde::{Deserialize, Serialize};
use tiff::ColorType;
use tiff::decoder::{Decoder as Tiff, DecodingResult, Limits as TiffLimits};
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use super::Pages;
use super::gray::Gray;
use super::pdf;

/// The most pixels of a page: an A3 sheet at 600 dots to the inch has 70 million.
pub const LARGEST: u64 = 80_000_000;
/// The most bytes of a file that is one picture.
const LARGEST_FILE: u64 = 256 << 20;
/// The most pixels on a side.
pub(super) const LONGEST: u32 = 60_000;

/// What kind of file it is, by its first bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Kind {
    /// Pages of a copier.
    Pdf,
    /// One picture or several.
    Tiff,
    /// A picture.
    Png,
    /// A photo.
    Jpeg,
}

/// Why a file or a page of it gives no picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Wrong {
    /// It is none of the kinds that are read, whatever its name says.
    Kind,
    /// It is cut off or damaged.
    Damaged,
    /// It has more pixels or bytes than a page can have.
    TooLarge,
    /// It asks for a password.
    Locked,
    /// Reading it took too much memory or time.
    Fell,
}

/// What kind of file begins with these bytes.
pub fn kind_of(head: &[u8]) -> Option<Kind> {
    // A PDF may have up to a kilobyte of something else before it.
    let is_pdf = head
        .get(..head.len().min(1024))
        .is_some_and(|start| start.windows(5).any(|five| five == b"%PDF-"));
    match head {
        [0x89, b'P', b'N', b'G', ..] => Some(Kind::Png),
        [0xff, 0xd8, 0xff, ..] => Some(Kind::Jpeg),
        [b'I', b'I', 42 | 43, 0, ..] | [b'M', b'M', 0, 42 | 43, ..] => Some(Kind::Tiff),
        _ => is_pdf.then_some(Kind::Pdf),
    }
}

/// Takes the number of a page and its picture.
pub(super) type Take<'t> = &'t mut dyn FnMut(u32, Result<Gray, Wrong>);

/// Hands on the wanted pages of a file.
pub(super) fn pages(
    path: &Path,
    wanted: Pages,
    turn: &mut dyn FnMut(u32),
    take: Take<'_>,
) -> Result<(), Wrong> {
    let mut file = File::open(path).map_err(|_| Wrong::Damaged)?;
    let mut head = Vec::with_capacity(1024);
    let taken = file.by_ref().take(1024).read_to_end(&mut head);
    taken
        .and_then(|_| file.rewind())
        .map_err(|_| Wrong::Damaged)?;
    let bytes = file.metadata().map_err(|_| Wrong::Damaged)?.len();
    match kind_of(&head).ok_or(Wrong::Kind)? {
        Kind::Pdf => pdf::pages(file, bytes, wanted, turn, take),
        Kind::Tiff => tiff_pages(file, wanted, turn, take),
        kind @ (Kind::Png | Kind::Jpeg) => {
            if wanted.hold(0) {
                turn(0);
                let picture = if bytes > LARGEST_FILE {
                    Err(Wrong::TooLarge)
                } else if kind == Kind::Png {
                    png(BufReader::new(file))
                } else {
                    let mut all = Vec::new();
                    let read = file.read_to_end(&mut all);
                    read.map_err(|_| Wrong::Damaged).and_then(|_| jpeg(&all))
                };
                take(0, picture);
            }
            Ok(())
        }
    }
}

/// Width and height of a picture, when they are those of a page.
pub(super) fn sides(width: u64, height: u64) -> Result<(usize, usize), Wrong> {
    if width == 0 || height == 0 {
        return Err(Wrong::Damaged);
    }
    let longest = u64::from(LONGEST);
    if width > longest || height > longest || width * height > LARGEST {
        return Err(Wrong::TooLarge);
    }
    let sides = (usize::try_from(width), usize::try_from(height));
    sides
        .0
        .and_then(|width| Ok((width, sides.1?)))
        .map_err(|_| Wrong::TooLarge)
}

/// A photo; its colours are never made.
pub(super) fn jpeg(bytes: &[u8]) -> Result<Gray, Wrong> {
    let options = DecoderOptions::default()
        .set_max_width(65_535)
        .set_max_height(65_535)
        .jpeg_set_out_colorspace(ColorSpace::Luma);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    decoder.decode_headers().map_err(|_| Wrong::Damaged)?;
    let info = decoder.info().ok_or(Wrong::Damaged)?;
    let (width, height) = sides(info.width.into(), info.height.into())?;
    let four = info.components == 4;
    if four {
        // Ink instead of light: as it stands, and by the darkest of its inks.
        decoder.set_options(options.jpeg_set_out_colorspace(ColorSpace::CMYK));
    }
    let pixels = decoder.decode().map_err(|_| Wrong::Damaged)?;
    let pixels = if four {
        pixels.chunks_exact(4).map(of_inks).collect()
    } else {
        pixels
    };
    Ok(Gray::new(width, height, pixels))
}

/// The shade of four inks, as a photo keeps them: 255 is none.
fn of_inks(inks: &[u8]) -> u8 {
    let [cyan, magenta, yellow, black] =
        [0, 1, 2, 3].map(|at| u32::from(inks.get(at).copied().unwrap_or(255)));
    let light = (cyan * 77 + magenta * 150 + yellow * 29) / 256;
    u8::try_from(light * black / 255).unwrap_or(255)
}

/// The shade of a colour.
pub(super) fn luma(colour: &[u8]) -> u8 {
    let [red, green, blue] = [0, 1, 2].map(|at| u32::from(colour.get(at).copied().unwrap_or(255)));
    u8::try_from((red * 77 + green * 150 + blue * 29) / 256).unwrap_or(255)
}

/// A shade over white paper by how much of it covers.
fn over_white(shade: u8, alpha: u8) -> u8 {
    let (shade, alpha) = (u32::from(shade), u32::from(alpha));
    u8::try_from((shade * alpha + 255 * (255 - alpha)) / 255).unwrap_or(255)
}

fn png(file: BufReader<File>) -> Result<Gray, Wrong> {
    let mut decoder = png::Decoder::new_with_limits(file, png::Limits { bytes: 64 << 20 });
    decoder.set_transformations(png::Transformations::EXPAND | png::Transformations::STRIP_16);
    let head = decoder.read_header_info().map_err(|_| Wrong::Damaged)?;
    let (width, height) = sides(head.width.into(), head.height.into())?;
    let interlaced = head.interlaced;
    let mut reader = decoder.read_info().map_err(|_| Wrong::Damaged)?;
    let channels = reader.output_color_type().0.samples();
    let line = |row: &[u8], pixels: &mut Vec<u8>| {
        pixels.extend(
            row.chunks_exact(channels)
                .take(width)
                .map(|pixel| match pixel {
                    [shade] => *shade,
                    [shade, alpha] => over_white(*shade, *alpha),
                    [colour @ .., alpha] if channels == 4 => over_white(luma(colour), *alpha),
                    colour => luma(colour),
                }),
        );
    };
    let mut pixels = Vec::with_capacity(width * height);
    if interlaced {
        let size = reader.output_buffer_size().ok_or(Wrong::TooLarge)?;
        let mut all = vec![0; size];
        reader.next_frame(&mut all).map_err(|_| Wrong::Damaged)?;
        for row in all.chunks_exact(width * channels) {
            line(row, &mut pixels);
        }
    } else {
        while let Some(row) = reader.next_row().map_err(|_| Wrong::Damaged)? {
            line(row.data(), &mut pixels);
        }
    }
    if pixels.len() < width * height {
        return Err(Wrong::Damaged);
    }
    Ok(Gray::new(width, height, pixels))
}

fn tiff_pages(
    file: File,
    wanted: Pages,
    turn: &mut dyn FnMut(u32),
    take: Take<'_>,
) -> Result<(), Wrong> {
    let mut limits = TiffLimits::default();
    limits.decoding_buffer_size = 256 << 20;
    limits.intermediate_buffer_size = 64 << 20;
    let tiff = Tiff::new(BufReader::new(file)).map_err(|_| Wrong::Damaged)?;
    let mut tiff = tiff.with_limits(limits);
    for page in 0.. {
        if wanted.hold(page) {
            turn(page);
            take(page, tiff_page(&mut tiff));
        }
        if !tiff.more_images() {
            break;
        }
        if tiff.next_image().is_err() {
            take(page + 1, Err(Wrong::Damaged));
            break;
        }
    }
    Ok(())
}

fn tiff_page(tiff: &mut Tiff<BufReader<File>>) -> Result<Gray, Wrong> {
    let (width, height) = tiff.dimensions().map_err(|_| Wrong::Damaged)?;
    let (width, height) = sides(width.into(), height.into())?;
    let colours = tiff.colortype().map_err(|_| Wrong::Damaged)?;
    let read = tiff.read_image().map_err(|error| match error {
        tiff::TiffError::LimitsExceeded => Wrong::TooLarge,
        _ => Wrong::Damaged,
    })?;
    let bytes = match read {
        DecodingResult::U8(bytes) => bytes,
        DecodingResult::U16(words) => words
            .into_iter()
            .map(|word| word.to_be_bytes()[0])
            .collect(),
        _ => return Err(Wrong::Damaged),
    };
    let pixels = match colours {
        ColorType::Gray(bits @ (1 | 2 | 4)) => unpacked(&bytes, width, height, bits, true),
        ColorType::Gray(_) => bytes,
        ColorType::GrayA(_) => pairs(&bytes),
        ColorType::RGB(_) => bytes.chunks_exact(3).map(luma).collect(),
        ColorType::RGBA(_) => bytes.chunks_exact(4).map(luma).collect(),
        ColorType::CMYK(_) => {
            let inks = |inks: &[u8]| {
                let light: Vec<u8> = inks.iter().map(|ink| 255 - ink).collect();
                of_inks(&light)
            };
            bytes.chunks_exact(4).map(inks).collect()
        }
        _ => return Err(Wrong::Damaged),
    };
    if pixels.len() < width * height {
        return Err(Wrong::Damaged);
    }
    Ok(Gray::new(width, height, pixels))
}

fn pairs(bytes: &[u8]) -> Vec<u8> {
    let shade = |pair: &[u8]| match pair {
        [shade, alpha] => over_white(*shade, *alpha),
        _ => 255,
    };
    bytes.chunks_exact(2).map(shade).collect()
}

/// Values of a few bits each, rows beginning on a byte → a byte each; spread up to 255 when they are
/// `shades`.
pub(super) fn unpacked(
    bytes: &[u8],
    width: usize,
    height: usize,
    bits: u8,
    shades: bool,
) -> Vec<u8> {
    let bits = usize::from(bits);
    let most = (1_u32 << bits) - 1;
    let stride = (width * bits).div_ceil(8);
    let mut pixels = Vec::with_capacity(width * height);
    for row in bytes.chunks(stride).take(height) {
        let shade = |at: usize| {
            let bit = at * bits;
            let byte = row.get(bit / 8).copied().unwrap_or(255);
            let value = u32::from(byte >> (8 - bits - bit % 8)) & most;
            let value = if shades { value * 255 / most } else { value };
            u8::try_from(value).unwrap_or(255)
        };
        pixels.extend((0..width).map(shade));
    }
    pixels
}
