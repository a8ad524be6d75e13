//! The pages of a PDF as pictures: what a copier put on them. Text and drawings of a program are not
//! drawn; a page that has only these holds no slip that somebody ticked.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "of the many operations and objects of PDF few are about pictures"
)]

use std::collections::BTreeSet;
use std::fs::File;
use std::io::Read as _;

use hayro_syntax::content::TypedIter;
use hayro_syntax::content::ops::TypedInstruction;
use hayro_syntax::object::stream::{ImageColorSpace, ImageDecodeParams};
use hayro_syntax::object::{Array, Dict, Name, Object, Stream};
use hayro_syntax::page::{Page, Resources};
use hayro_syntax::{DecryptionError, Filter, LoadPdfError, Pdf};

use super::Pages;
use super::gray::{Gray, float, pixel};
use super::large::Large;
use super::source::{self, Take, Wrong, sides};

/// A file of fewer bytes is kept in memory.
const SMALL_FILE: u64 = 48 << 20;
/// So many bytes of pictures of a larger one are kept at a time.
const AT_ONCE: u64 = 32 << 20;
/// How deep forms may lie in one another.
const DEEPEST: usize = 8;
/// The most pictures on a page.
const MOST_PICTURES: usize = 4_000;

pub(super) fn pages(
    mut file: File,
    bytes: u64,
    wanted: Pages,
    turn: &mut dyn FnMut(u32),
    take: Take<'_>,
) -> Result<(), Wrong> {
    if bytes > SMALL_FILE {
        return large_pages(file, wanted, turn, take);
    }
    let mut all = Vec::with_capacity(usize::try_from(bytes).unwrap_or(0));
    file.read_to_end(&mut all).map_err(|_| Wrong::Damaged)?;
    let pdf = opened(all)?;
    for (page, number) in pdf.pages().iter().zip(0..) {
        if wanted.hold(number) {
            turn(number);
            take(number, picture_of(page));
        }
    }
    Ok(())
}

/// The same of a file that is not kept in memory: some pages at a time.
fn large_pages(
    file: File,
    wanted: Pages,
    turn: &mut dyn FnMut(u32),
    take: Take<'_>,
) -> Result<(), Wrong> {
    let mut large = Large::read(file)?;
    let all: Vec<BTreeSet<usize>> = {
        let pdf = opened(large.with(&BTreeSet::new())?)?;
        let left_out = |page: &Page<'_>| {
            let mut gathered = Gathered {
                placed: Vec::new(),
                pixels: 0,
                left_out: Some(BTreeSet::new()),
            };
            gathered.gather(page.typed_operations(), page.resources(), Map::SAME, 0);
            gathered.left_out.unwrap_or_default()
        };
        pdf.pages().iter().map(left_out).collect()
    };
    let mut pages = (0..)
        .zip(&all)
        .filter(|(page, _)| wanted.hold(*page))
        .peekable();
    while pages.peek().is_some() {
        let (mut some, mut numbers, mut bytes) = (Vec::new(), BTreeSet::new(), 0);
        while let Some((page, pictures)) = pages.peek() {
            let more: u64 = pictures.iter().map(|number| large.bytes_of(*number)).sum();
            if !some.is_empty() && bytes + more > AT_ONCE {
                break;
            }
            some.push(*page);
            numbers.extend(pictures.iter().copied());
            bytes += more;
            pages.next();
        }
        let pdf = opened(large.with(&numbers)?)?;
        for number in some {
            turn(number);
            let page = usize::try_from(number)
                .ok()
                .and_then(|at| pdf.pages().get(at));
            take(number, page.map_or(Err(Wrong::Damaged), picture_of));
        }
    }
    Ok(())
}

fn opened(bytes: Vec<u8>) -> Result<Pdf, Wrong> {
    Pdf::new(bytes).map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => Wrong::Locked,
        LoadPdfError::Decryption(_) | LoadPdfError::Invalid => Wrong::Damaged,
    })
}

/// A picture on a page, and where: its unit square on the page, in points, y upwards.
struct Placed {
    picture: Result<Gray, Wrong>,
    at: Map,
}

/// An affine map as PDF writes one.
#[derive(Clone, Copy, Debug)]
struct Map([f64; 6]);

impl Map {
    const SAME: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// First `other`, then this.
    fn after(self, other: Self) -> Self {
        let ([a, b, c, d, e, f], [g, h, i, j, k, l]) = (self.0, other.0);
        Self([
            a * g + c * h,
            b * g + d * h,
            a * i + c * j,
            b * i + d * j,
            a * k + c * l + e,
            b * k + d * l + f,
        ])
    }

    fn at(self, x: f64, y: f64) -> [f64; 2] {
        let [a, b, c, d, e, f] = self.0;
        [a * x + c * y + e, b * x + d * y + f]
    }

    fn determinant(self) -> f64 {
        let [a, b, c, d, ..] = self.0;
        a * d - b * c
    }

    fn back(self, [x, y]: [f64; 2]) -> [f64; 2] {
        let [a, b, c, d, e, f] = self.0;
        let (x, y, by) = (x - e, y - f, self.determinant());
        [(d * x - c * y) / by, (a * y - b * x) / by]
    }

    /// The length of its sides.
    fn sides(self) -> [f64; 2] {
        let [a, b, c, d, ..] = self.0;
        [a.hypot(b), c.hypot(d)]
    }

    /// The smallest upright rectangle about it: left, bottom, right, top.
    fn bounds(self) -> [f64; 4] {
        let corners = [(0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (1.0, 1.0)].map(|(x, y)| self.at(x, y));
        let all = |at: usize, least: bool| {
            let values = corners
                .iter()
                .map(|corner| if at == 0 { corner[0] } else { corner[1] });
            if least {
                values.fold(f64::INFINITY, f64::min)
            } else {
                values.fold(f64::NEG_INFINITY, f64::max)
            }
        };
        [all(0, true), all(1, true), all(0, false), all(1, false)]
    }
}

/// What a copier put on a page; a page without pictures is an empty one.
fn picture_of(page: &Page<'_>) -> Result<Gray, Wrong> {
    let mut gathered = Gathered {
        placed: Vec::new(),
        pixels: 0,
        left_out: None,
    };
    let operations = page.typed_operations();
    gathered.gather(operations, page.resources(), Map::SAME, 0);
    let area = |placed: &Placed| placed.at.determinant().abs();
    let mut placed = gathered.placed;
    placed.retain(|placed| area(placed) > 1e-6 && area(placed).is_finite());
    // The one that covers nearly all that is covered is the page.
    let all: f64 = placed.iter().map(area).sum();
    let order = |a: &Placed, b: &Placed| area(a).total_cmp(&area(b));
    let largest = (0..placed.len()).max_by(|a, b| match (placed.get(*a), placed.get(*b)) {
        (Some(a), Some(b)) => order(a, b),
        _ => std::cmp::Ordering::Equal,
    });
    let Some(largest) = largest else {
        return Ok(Gray::new(100, 140, Vec::new()));
    };
    let is_page = placed.get(largest).is_some_and(|one| area(one) > 0.9 * all);
    if !is_page {
        return together(&placed);
    }
    let one = placed.swap_remove(largest);
    let picture = one.picture?;
    Ok(if one.at.determinant() < 0.0 {
        picture.mirrored()
    } else {
        picture
    })
}

/// The pictures of a page so far.
struct Gathered {
    placed: Vec<Placed>,
    /// How many pixels they have.
    pixels: u64,
    /// The numbers of those that were left out of a large file, when only these are wanted.
    left_out: Option<BTreeSet<usize>>,
}

impl Gathered {
    fn gather(
        &mut self,
        mut operations: TypedIter<'_>,
        resources: &Resources<'_>,
        start: Map,
        depth: usize,
    ) {
        let mut now = start;
        let mut kept = Vec::new();
        while let Some(operation) = operations.next() {
            if self.placed.len() >= MOST_PICTURES {
                return;
            }
            match operation {
                TypedInstruction::SaveState(_) if kept.len() < 1_000 => kept.push(now),
                TypedInstruction::RestoreState(_) => now = kept.pop().unwrap_or(start),
                TypedInstruction::Transform(by) => {
                    let by = [by.0, by.1, by.2, by.3, by.4, by.5].map(|number| number.as_f64());
                    now = now.after(Map(by));
                }
                TypedInstruction::InlineImage(image) => self.place(image.0, resources, now),
                TypedInstruction::XObject(name) => {
                    let Some(stream) = resources.get_x_object(name.0) else {
                        continue;
                    };
                    match stream.dict().get::<Name<'_>>("Subtype").as_deref() {
                        Some(b"Image") => self.place(&stream, resources, now),
                        Some(b"Form") if depth < DEEPEST => {
                            self.form(&stream, resources, now, depth);
                        }
                        _ => {}
                    }
                }
                _ => {}
            }
        }
    }

    fn form(&mut self, form: &Stream<'_>, around: &Resources<'_>, now: Map, depth: usize) {
        let Ok(content) = form.decoded_data() else {
            return;
        };
        let matrix = form.dict().get::<Array<'_>>("Matrix");
        let numbers: Vec<f64> = matrix.iter().flat_map(Array::iter::<f64>).collect();
        let by = <[f64; 6]>::try_from(numbers).map_or(Map::SAME, Map);
        // What a form does not say itself is said around it.
        let own = form.dict().get::<Dict<'_>>("Resources").map(Resources::new);
        let operations = TypedIter::new(&content);
        match &own {
            Some(own) => self.gather(operations, own, now.after(by), depth + 1),
            None => self.gather(operations, around, now.after(by), depth + 1),
        }
    }

    fn place(&mut self, stream: &Stream<'_>, resources: &Resources<'_>, at: Map) {
        if let Some(left_out) = &mut self.left_out {
            left_out.extend(Large::number(&stream.raw_data()));
            return;
        }
        let facts = Facts::of(stream, resources);
        let pixels = u64::from(facts.width) * u64::from(facts.height);
        self.pixels = self.pixels.saturating_add(pixels);
        let picture = if self.pixels > 2 * source::LARGEST {
            Err(Wrong::TooLarge)
        } else {
            decoded(stream, &facts)
        };
        self.placed.push(Placed { picture, at });
    }
}

/// What stands in the dictionary of a picture.
struct Facts {
    width: u32,
    height: u32,
    bits: u8,
    /// Colours to a pixel.
    channels: usize,
    /// The shade of each index, of a picture that has a list of colours.
    list: Option<Vec<u8>>,
    /// Whether small values are light.
    inverted: bool,
}

impl Facts {
    fn of(stream: &Stream<'_>, resources: &Resources<'_>) -> Self {
        let dict = stream.dict();
        let number = |long: &str, short: &str| {
            dict.get::<u32>(long)
                .or_else(|| dict.get::<u32>(short))
                .unwrap_or(0)
        };
        let is_mask = dict
            .get::<bool>("ImageMask")
            .or_else(|| dict.get::<bool>("IM"))
            .unwrap_or(false);
        let space = dict
            .get::<Object<'_>>("ColorSpace")
            .or_else(|| dict.get::<Object<'_>>("CS"));
        let space = space.map(|space| named(space, resources));
        let (channels, list) = space.as_ref().map_or((1, None), |space| colours(space, 0));
        let bits = if is_mask {
            1
        } else {
            number("BitsPerComponent", "BPC")
        };
        let decode = dict
            .get::<Array<'_>>("Decode")
            .or_else(|| dict.get::<Array<'_>>("D"));
        let decode: Vec<f64> = decode.iter().flat_map(Array::iter::<f64>).collect();
        Self {
            width: number("Width", "W"),
            height: number("Height", "H"),
            bits: u8::try_from(bits).unwrap_or(8),
            channels,
            list,
            inverted: matches!(decode.as_slice(), [first, second, ..] if first > second),
        }
    }
}

/// A colour space that is only named stands in the resources of the page.
fn named<'a>(space: Object<'a>, resources: &Resources<'a>) -> Object<'a> {
    if let Object::Name(name) = &space
        && let Some(found) = resources.get_color_space(name)
    {
        return found;
    }
    space
}

/// How many colours a pixel has, and for a list of colours their shades.
fn colours(space: &Object<'_>, depth: usize) -> (usize, Option<Vec<u8>>) {
    let of_name = |name: &Name<'_>| match name.as_ref() {
        b"DeviceRGB" | b"RGB" | b"CalRGB" | b"Lab" => 3,
        b"DeviceCMYK" | b"CMYK" => 4,
        _ => 1,
    };
    match space {
        Object::Name(name) => (of_name(name), None),
        Object::Array(array) => {
            let parts: Vec<Object<'_>> = array.iter::<Object<'_>>().take(5).collect();
            let Some(Object::Name(family)) = parts.first() else {
                return (1, None);
            };
            match (family.as_ref(), parts.get(1)) {
                (b"ICCBased", Some(Object::Stream(profile))) => {
                    let channels = profile.dict().get::<u32>("N").unwrap_or(3);
                    (usize::try_from(channels).unwrap_or(3).clamp(1, 4), None)
                }
                (b"Indexed" | b"I", Some(base)) if depth == 0 => {
                    let (channels, _) = colours(base, 1);
                    let bytes = match parts.get(3) {
                        Some(Object::String(text)) => text.to_vec(),
                        Some(Object::Stream(stream)) => stream
                            .decoded_data()
                            .map(|data| data.to_vec())
                            .unwrap_or_default(),
                        _ => Vec::new(),
                    };
                    let list = bytes
                        .chunks_exact(channels)
                        .map(|colour| shade(colour, channels));
                    (1, Some(list.collect()))
                }
                (b"DeviceN", Some(Object::Array(names))) => {
                    (names.iter::<Object<'_>>().count().clamp(1, 4), None)
                }
                _ => (of_name(family), None),
            }
        }
        _ => (1, None),
    }
}

fn shade(colour: &[u8], channels: usize) -> u8 {
    match (channels, colour) {
        (3, colour) => source::luma(colour),
        (4, [cyan, magenta, yellow, black]) => {
            let light = source::luma(&[255 - cyan, 255 - magenta, 255 - yellow]);
            u8::try_from(u32::from(light) * u32::from(255 - black) / 255).unwrap_or(255)
        }
        (_, colour) => colour.first().copied().unwrap_or(255),
    }
}

/// The pixels of a picture.
fn decoded(stream: &Stream<'_>, facts: &Facts) -> Result<Gray, Wrong> {
    sides(facts.width.into(), facts.height.into())?;
    if stream.filters().as_slice() == [Filter::DctDecode] && facts.channels != 4 {
        let picture = source::jpeg(&stream.raw_data())?;
        return Ok(if facts.inverted {
            picture.inverted()
        } else {
            picture
        });
    }
    let params = ImageDecodeParams {
        is_indexed: facts.list.is_some(),
        bpc: Some(facts.bits).filter(|bits| *bits > 0),
        num_components: u8::try_from(facts.channels).ok(),
        target_dimension: None,
        width: facts.width,
        height: facts.height,
    };
    let found = stream.decoded_image(&params).map_err(|_| Wrong::Damaged)?;
    let (mut width, mut height, mut bits) = (facts.width, facts.height, facts.bits);
    let mut channels = facts.channels;
    if let Some(own) = &found.image_data {
        (width, height, bits) = (own.width, own.height, own.bits_per_component);
        channels = match own.color_space {
            Some(ImageColorSpace::Gray) => 1,
            Some(ImageColorSpace::Rgb) => 3,
            Some(ImageColorSpace::Cmyk) => 4,
            Some(ImageColorSpace::Unknown(channels)) => usize::from(channels.clamp(1, 4)),
            None => channels,
        };
    }
    let (width, height) = sides(width.into(), height.into())?;
    let bytes: &[u8] = &found.data;
    let values = match bits {
        1 | 2 | 4 => {
            let plain = facts.list.is_none();
            source::unpacked(bytes, width * channels, height, bits, plain)
        }
        16 => bytes.iter().step_by(2).copied().collect(),
        _ => bytes.to_vec(),
    };
    if values.len() < width * channels {
        return Err(Wrong::Damaged);
    }
    let mut values = values;
    if facts.inverted && facts.list.is_none() {
        for value in &mut values {
            *value = 255 - *value;
        }
    }
    let pixels = match &facts.list {
        Some(list) => {
            let of = |index: &u8| list.get(usize::from(*index)).copied().unwrap_or(255);
            values.iter().map(of).collect()
        }
        None if channels == 1 => values,
        None => values
            .chunks_exact(channels)
            .map(|colour| shade(colour, channels))
            .collect(),
    };
    Ok(Gray::new(width, height, pixels))
}

/// Several pictures as the page that they make: strips, or a mask of text over a blurred ground. The
/// darkest of those that lie on one another is seen.
fn together(placed: &[Placed]) -> Result<Gray, Wrong> {
    let good: Vec<(&Gray, Map)> = placed
        .iter()
        .filter_map(|placed| Some((placed.picture.as_ref().ok()?, placed.at)))
        .collect();
    if good.is_empty() {
        return placed
            .iter()
            .find_map(|placed| placed.picture.clone().err())
            .map_or(Ok(Gray::new(100, 140, Vec::new())), Err);
    }
    let mut around = [
        f64::INFINITY,
        f64::INFINITY,
        f64::NEG_INFINITY,
        f64::NEG_INFINITY,
    ];
    let mut dots = 0.0_f64;
    for (picture, at) in &good {
        let [left, bottom, right, top] = at.bounds();
        let [a, b, c, d] = around;
        around = [a.min(left), b.min(bottom), c.max(right), d.max(top)];
        let [across, _] = at.sides();
        dots = dots.max(f64::from(float(picture.width())) / across);
    }
    let [left, bottom, right, top] = around;
    let wide = (right - left) * dots;
    let high = (top - bottom) * dots;
    let whole = |length: f64| {
        if length.is_finite() {
            whole(length.ceil())
        } else {
            u64::MAX
        }
    };
    let (width, height) = sides(whole(wide).max(1), whole(high).max(1))?;
    let mut page = Gray::new(width, height, Vec::new());
    for (picture, at) in good {
        let [from_x, from_y, to_x, to_y] = at.bounds();
        let first = (single((from_x - left) * dots), single((top - to_y) * dots));
        let last = (single((to_x - left) * dots), single((top - from_y) * dots));
        for y in pixel(first.1)..=pixel(last.1).min(height - 1) {
            for x in pixel(first.0)..=pixel(last.0).min(width - 1) {
                let there = [
                    left + (f64::from(float(x)) + 0.5) / dots,
                    top - (f64::from(float(y)) + 0.5) / dots,
                ];
                let [u, v] = at.back(there);
                if (0.0..1.0).contains(&u) && (0.0..1.0).contains(&v) {
                    let place = [
                        single(u) * float(picture.width()),
                        (1.0 - single(v)) * float(picture.height()),
                    ];
                    page.darken(x, y, picture.at(pixel(place[0]), pixel(place[1])));
                }
            }
        }
    }
    Ok(page)
}

#[expect(clippy::cast_possible_truncation, reason = "a place on a page")]
fn single(value: f64) -> f32 {
    value as f32
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "saturates, and what is too large is refused"
)]
fn whole(value: f64) -> u64 {
    value as u64
}
