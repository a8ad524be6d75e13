//! A PDF file as krilla writes it → the same file, packed: what pages share is stored once, small
//! objects are put together and compressed (PDF 1.7, 7.5.7 object streams, 7.5.8 cross-reference
//! streams; PDF/A-2 allows both).
//!
//! Krilla stores every element of the reading tree in the open and every page as a stream of its
//! own. The letters of a batch differ in a few lines, so nearly all of it is said again on each
//! page. Objects keep their numbers here, so nothing in the document has to be renamed.

use std::collections::HashMap;

use flate2::{Compress, Compression, FlushCompress, Status};

use super::resources::Resources;
use super::share::{self, Names, Part};

/// So many small objects stand in one object stream: enough to compress well, few enough for a
/// reader that looks for one of them.
const TOGETHER: usize = 200;
/// How hard bytes are compressed.
const LEVEL: u32 = 5;
/// The bytes of an entry in the cross-reference stream: kind, place, index.
const ENTRY: usize = 7;

/// A piece of a page that was left empty, because another page has drawn the same already: the
/// page and the piece on it.
pub(super) type Stamp = Option<(usize, usize)>;

/// An object of the plain file, without `obj` and `endobj`.
#[derive(Clone, Copy)]
struct Object<'a> {
    number: usize,
    body: &'a [u8],
}

/// The parts of the plain file.
struct Plain<'a> {
    head: &'a [u8],
    objects: Vec<Object<'a>>,
    /// The entries of the trailer, without the brackets and the size.
    trailer: &'a [u8],
}

/// A page of the plain file.
struct Page<'a> {
    object: Object<'a>,
    /// The object with its content.
    content: usize,
    /// The object with its table of resources.
    resources: usize,
    /// What it draws, with the names of the table of all pages.
    drawn: Vec<u8>,
}

/// Packs a file, with what stands in the place of the empty pieces of each page; `None` when the
/// file does not look like one that krilla wrote.
pub(super) fn pack(plain: &[u8], stamps: &[Vec<Stamp>]) -> Option<Vec<u8>> {
    let plain = read(plain)?;
    let mut table = Resources::default();
    let pages = pages(&plain.objects, &mut table)?;
    let cut: Vec<Vec<&[u8]>> = pages
        .iter()
        .map(|page| share::pieces(&page.drawn))
        .collect();
    let mut filled_in = Vec::new();
    let cut = stamped(&cut, stamps, &mut filled_in)?;
    let shared = share::shared(&cut);
    let mut out = Packed::new(plain.head, plain.objects.len());
    let runs: Vec<usize> = shared
        .runs
        .iter()
        .map(|pieces| out.content(None, pieces))
        .collect::<Option<_>>()?;
    let mut left_out: Vec<usize> = Vec::new();
    let mut small: HashMap<usize, Vec<u8>> = HashMap::new();
    for ((page, pieces), parts) in pages.iter().zip(&cut).zip(&shared.pages) {
        let mut streams = Vec::new();
        let mut own = Some(page.content);
        for part in parts {
            streams.push(match part {
                Part::Shared(at) => *runs.get(*at)?,
                Part::Own(range) => out.content(own.take(), pieces.get(range.clone())?)?,
            });
        }
        left_out.extend([page.content, page.resources]);
        let first = pages.first()?.resources;
        small.insert(page.object.number, page.object_with(&streams, first)?);
        small.insert(first, table.object());
    }
    left_out.sort_unstable();
    let mut all = Vec::new();
    for object in &plain.objects {
        if let Some(own) = small.remove(&object.number) {
            all.push((object.number, own));
        } else if left_out.binary_search(&object.number).is_err() {
            match stream(object.body) {
                Some((dict, data)) => out.stream(object.number, dict, data)?,
                None => all.push((object.number, object.body.to_vec())),
            }
        }
    }
    for group in all.chunks(TOGETHER) {
        out.small(group)?;
    }
    out.finish(plain.trailer)
}

/// The pages in their order.
fn pages<'a>(objects: &[Object<'a>], table: &mut Resources) -> Option<Vec<Page<'a>>> {
    let object = |number: usize| {
        let at = objects.binary_search_by_key(&number, |object| object.number);
        at.ok().and_then(|at| objects.get(at)).copied()
    };
    let tree = objects
        .iter()
        .find(|object| object.body.starts_with(b"<</Type/Pages/"))?;
    let kids = tree.body.get(find(tree.body, b"/Kids[")? + 6..)?;
    let kids = kids.get(..find(kids, b"]")?)?;
    let mut pages = Vec::new();
    let kids = kids.split(|byte| *byte == b'R').map(<[u8]>::trim_ascii);
    for kid in kids.filter(|kid| !kid.is_empty()) {
        let page = object(number(kid)?)?;
        page.body.starts_with(b"<</Type/Page/").then_some(())?;
        let content = reference(page.body, b"/Contents ")?;
        let resources = reference(page.body, b"/Resources ")?;
        let changed = table.add(object(resources)?.body)?;
        let names = Names { changed: &changed };
        let (_, data) = stream(object(content)?.body)?;
        let mut drawn = Vec::with_capacity(data.len());
        names.written(data, &mut drawn);
        pages.push(Page {
            object: page,
            content,
            resources,
            drawn,
        });
    }
    Some(pages)
}

/// Puts what others drew into the empty pieces. What has to be put together for that stands in
/// `filled_in`.
fn stamped<'a>(
    cut: &[Vec<&'a [u8]>],
    stamps: &[Vec<Stamp>],
    filled_in: &'a mut Vec<Vec<u8>>,
) -> Option<Vec<Vec<&'a [u8]>>> {
    const OPEN: &[u8] = b"BDC\n";
    let body = |piece: &'a [u8]| Some(find(piece, OPEN)? + OPEN.len());
    let mut places = Vec::new();
    // As many pieces as were opened, or a piece would be put in the place of another.
    let counted = |(pieces, stamps): (&Vec<&[u8]>, &Vec<Stamp>)| pieces.len() == stamps.len();
    if cut.len() != stamps.len() || !cut.iter().zip(stamps).all(counted) {
        return None;
    }
    let mut out: Vec<Vec<&'a [u8]>> = cut.to_vec();
    for (page, stamps) in stamps.iter().enumerate() {
        for (at, stamp) in stamps.iter().enumerate() {
            let Some((from_page, from)) = stamp else {
                continue;
            };
            let model: &'a [u8] = cut.get(*from_page)?.get(*from)?;
            let slot = out.get_mut(page)?.get_mut(at)?;
            let (start, own) = (body(model)?, body(slot)?);
            if slot.get(..own) == model.get(..start) {
                *slot = model;
            } else {
                let mut whole = slot.get(..own)?.to_vec();
                whole.extend(model.get(start..)?);
                places.push((page, at));
                filled_in.push(whole);
            }
        }
    }
    for ((page, at), whole) in places.into_iter().zip(filled_in.iter()) {
        *out.get_mut(page)?.get_mut(at)? = whole;
    }
    Some(out)
}

/// Takes a file apart by its cross-reference table.
fn read(plain: &[u8]) -> Option<Plain<'_>> {
    let end = plain.len().saturating_sub(64);
    let tail = plain.get(end..)?;
    let start = find(tail, b"startxref\n")? + 10;
    let table_at = number(tail.get(start..)?)?;
    let table = plain.get(table_at..)?.strip_prefix(b"xref\n0 ")?;
    let count = number(table)?;
    let lines = find(table, b"\n")? + 1;
    let entries = table.get(lines..)?;
    let mut places = Vec::with_capacity(count);
    for at in 1..count {
        let entry = entries.get(at * 20..at * 20 + 20)?;
        if entry.get(17) == Some(&b'n') {
            places.push((at, number(entry)?));
        }
    }
    let mut objects = Vec::with_capacity(places.len());
    for (at, (own, place)) in places.iter().enumerate() {
        let end = places.get(at + 1).map_or(table_at, |(_, next)| *next);
        let text = plain.get(*place..end)?;
        let body = text.get(find(text, b" obj\n")? + 5..)?;
        objects.push(Object {
            number: *own,
            body: body.strip_suffix(b"\nendobj\n")?,
        });
    }
    let trailer = entries.get(count * 20..)?;
    let trailer = trailer.strip_prefix(b"trailer\n<</Size ")?;
    let trailer = trailer.get(find(trailer, b"/")?..find(trailer, b">>\nstartxref")?)?;
    Some(Plain {
        head: plain.get(..places.first()?.1)?,
        objects,
        trailer,
    })
}

/// The entries and the data of a stream; `None` for another object.
fn stream(body: &[u8]) -> Option<(&[u8], &[u8])> {
    let rest = body.strip_prefix(b"<</Length ")?;
    let length = number(rest)?;
    let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let rest = rest.get(digits..)?.strip_suffix(b"\nendstream")?;
    let dict = rest.get(..rest.len().checked_sub(length)?)?;
    Some((dict.strip_suffix(b">>\nstream\n")?, rest.get(dict.len()..)?))
}

impl Page<'_> {
    /// The page with the list of its streams and the table of resources of all pages.
    fn object_with(&self, streams: &[usize], resources: usize) -> Option<Vec<u8>> {
        let list: Vec<String> = streams.iter().map(|to| format!("{to} 0 R")).collect();
        let list = match list.as_slice() {
            [] => String::new(),
            [one] => format!("/Contents {one}"),
            several => format!("/Contents[{}]", several.join(" ")),
        };
        let content = format!("/Contents {} 0 R", self.content);
        let with_list = replaced(self.object.body, content.as_bytes(), list.as_bytes())?;
        let own = format!("/Resources {} 0 R", self.resources);
        let common = format!("/Resources {resources} 0 R");
        replaced(&with_list, own.as_bytes(), common.as_bytes())
    }
}

fn replaced(text: &[u8], what: &[u8], with: &[u8]) -> Option<Vec<u8>> {
    let at = find(text, what)?;
    let mut out = text.get(..at)?.to_vec();
    out.extend(with);
    out.extend(text.get(at + what.len()..)?);
    Some(out)
}

/// The number of the object that a key refers to.
fn reference(body: &[u8], key: &[u8]) -> Option<usize> {
    number(body.get(find(body, key)? + key.len()..)?)
}

/// The decimal number at the start of a text.
fn number(text: &[u8]) -> Option<usize> {
    let digits = text.iter().take_while(|byte| byte.is_ascii_digit());
    let mut any = false;
    let value = digits.fold(0_usize, |sum, digit| {
        any = true;
        sum.saturating_mul(10)
            .saturating_add(usize::from(digit - b'0'))
    });
    any.then_some(value)
}

fn find(text: &[u8], what: &[u8]) -> Option<usize> {
    memchr::memmem::find(text, what)
}

/// Where an object stands in the packed file.
#[derive(Clone, Copy)]
enum Entry {
    Free,
    At(usize),
    Inside { stream: usize, index: usize },
}

/// The packed file, growing.
struct Packed {
    bytes: Vec<u8>,
    entries: Vec<Entry>,
    compress: Compress,
    small: Vec<u8>,
}

impl Packed {
    fn new(head: &[u8], objects: usize) -> Self {
        Self {
            bytes: head.to_vec(),
            entries: vec![Entry::Free; objects + 1],
            compress: Compress::new(Compression::new(LEVEL), true),
            small: Vec::new(),
        }
    }

    /// Starts an object: one that krilla numbered, or a new one; its number.
    fn start(&mut self, number: Option<usize>) -> Option<usize> {
        let place = Entry::At(self.bytes.len());
        let number = if let Some(number) = number {
            *self.entries.get_mut(number)? = place;
            number
        } else {
            self.entries.push(place);
            self.entries.len() - 1
        };
        self.text(&format!("{number} 0 obj\n"));
        Some(number)
    }

    fn text(&mut self, text: &str) {
        self.bytes.extend(text.as_bytes());
    }

    /// A stream of which the dictionary says more than its length.
    fn with_dict(&mut self, dict: &[u8], data: &[u8]) {
        self.text(&format!("<</Length {}", data.len()));
        self.bytes.extend(dict);
        self.text(">>\nstream\n");
        self.bytes.extend(data);
        self.text("\nendstream\nendobj\n");
    }

    /// What pages draw; the number of the object.
    fn content(&mut self, number: Option<usize>, pieces: &[&[u8]]) -> Option<usize> {
        let whole: Vec<u8> = pieces.concat();
        let packed = self.deflated(&whole)?;
        let number = self.start(number)?;
        self.with_dict(b"/Filter/FlateDecode", &packed);
        Some(number)
    }

    /// Another stream: compressed, unless it is already or holds the metadata that programs look
    /// for in the open.
    fn stream(&mut self, number: usize, dict: &[u8], data: &[u8]) -> Option<()> {
        self.start(Some(number))?;
        if find(dict, b"/Filter").is_some() || find(dict, b"/Type/Metadata").is_some() {
            self.with_dict(dict, data);
            return Some(());
        }
        let packed = self.deflated(data)?;
        let mut dict = dict.to_vec();
        dict.extend(b"/Filter/FlateDecode");
        self.with_dict(&dict, &packed);
        Some(())
    }

    /// Small objects as one object stream.
    fn small(&mut self, objects: &[(usize, Vec<u8>)]) -> Option<()> {
        let stream = self.start(None)?;
        let mut index = String::new();
        let mut bodies = std::mem::take(&mut self.small);
        bodies.clear();
        for (at, (number, body)) in objects.iter().enumerate() {
            index.push_str(&format!("{number} {} ", bodies.len()));
            bodies.extend(body);
            bodies.push(b'\n');
            *self.entries.get_mut(*number)? = Entry::Inside { stream, index: at };
        }
        let first = index.len();
        let mut all = index.into_bytes();
        all.extend(&bodies);
        self.small = bodies;
        let packed = self.deflated(&all)?;
        let count = objects.len();
        let dict = format!("/Type/ObjStm/N {count}/First {first}/Filter/FlateDecode");
        self.with_dict(dict.as_bytes(), &packed);
        Some(())
    }

    /// The cross-reference stream, which is also the trailer.
    fn finish(mut self, trailer: &[u8]) -> Option<Vec<u8>> {
        let place = self.bytes.len();
        self.start(None)?;
        let mut table = Vec::with_capacity(self.entries.len() * (ENTRY + 1));
        let mut above = [0_u8; ENTRY];
        for entry in &self.entries {
            let (kind, place, index) = match *entry {
                Entry::Free => (0_u8, 0, usize::from(u16::MAX)),
                Entry::At(place) => (1, place, 0),
                Entry::Inside { stream, index } => (2, stream, index),
            };
            let place = u32::try_from(place).ok()?.to_be_bytes();
            let index = u16::try_from(index).ok()?.to_be_bytes();
            let row = [
                kind, place[0], place[1], place[2], place[3], index[0], index[1],
            ];
            // PNG's predictor "up": what changes from row to row, which is next to nothing.
            table.push(2);
            table.extend(
                row.iter()
                    .zip(above)
                    .map(|(byte, above)| byte.wrapping_sub(above)),
            );
            above = row;
        }
        let packed = self.deflated(&table)?;
        let size = self.entries.len();
        let mut dict = format!(
            "/Type/XRef/Size {size}/W[1 4 2]/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns {ENTRY}>>"
        )
        .into_bytes();
        dict.extend(trailer);
        self.with_dict(&dict, &packed);
        self.text(&format!("startxref\n{place}\n%%EOF"));
        Some(self.bytes)
    }

    fn deflated(&mut self, data: &[u8]) -> Option<Vec<u8>> {
        self.compress.reset();
        let mut out = Vec::with_capacity(data.len() / 2 + 64);
        let mut taken = 0;
        loop {
            let status = self
                .compress
                .compress_vec(data.get(taken..)?, &mut out, FlushCompress::Finish)
                .ok()?;
            if status == Status::StreamEnd {
                return Some(out);
            }
            taken = usize::try_from(self.compress.total_in()).ok()?;
            out.reserve(data.len() / 2 + 64);
        }
    }
}
