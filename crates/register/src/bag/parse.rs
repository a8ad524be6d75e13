//! One XML file of an extract → the objects in it that hold on a day.
//!
//! The files put many objects on a few very long lines, so nothing here works by line. Names are
//! compared without their prefix; elements that we don't know are passed over.

use std::borrow::Cow;

use super::life::{Day, Life, day};
use super::scan::{self, Damaged, Scanner, Token};
use crate::flat::{Standing, standing};
use crate::model::Point;
use crate::rd;
use domain::{Addition, BagId, HouseLetter, Postcode};

/// What an XML file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Kind {
    /// Woonplaatsen.
    Towns,
    /// Openbare ruimten.
    Streets,
    /// Which woonplaats lies in which gemeente.
    Relations,
    /// Nummeraanduidingen.
    Addresses,
    /// Verblijfsobjecten.
    Units,
    /// Ligplaatsen.
    Moorings,
    /// Standplaatsen.
    Pitches,
    /// Panden.
    Buildings,
}

/// What stops the reading of a file.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Broken {
    /// The XML is cut off or damaged; the last object that was whole.
    Xml { after: String },
    /// An id that is not one.
    Id { text: String },
    /// A status that we don't know.
    Status { text: String, id: String },
}

/// One voorkomen of any kind; what a kind does not have is empty.
#[derive(Debug, Default)]
pub(super) struct Object<'a> {
    pub(super) id: u64,
    pub(super) life: Life,
    pub(super) status: Vec<u8>,
    pub(super) number: u32,
    pub(super) letter: Option<HouseLetter>,
    pub(super) addition: Addition,
    pub(super) postcode: Option<Postcode>,
    pub(super) street: u64,
    pub(super) town: u16,
    pub(super) main: u64,
    pub(super) secondary: Vec<u64>,
    pub(super) buildings: Vec<u64>,
    pub(super) residential: bool,
    pub(super) year: u16,
    pub(super) name: String,
    pub(super) short: String,
    pub(super) municipality: u16,
    pub(super) pos: Option<Cow<'a, [u8]>>,
    /// Rings, the exterior first; coordinates as text.
    pub(super) rings: Vec<Cow<'a, [u8]>>,
    /// Ordinates a position has.
    pub(super) dimension: usize,
}

impl Object<'_> {
    fn clear(&mut self) {
        let (mut status, mut secondary, mut buildings, mut rings) = (
            std::mem::take(&mut self.status),
            std::mem::take(&mut self.secondary),
            std::mem::take(&mut self.buildings),
            std::mem::take(&mut self.rings),
        );
        status.clear();
        secondary.clear();
        buildings.clear();
        rings.clear();
        *self = Object {
            status,
            secondary,
            buildings,
            rings,
            ..Object::default()
        };
    }

    /// What the status means.
    pub(super) fn standing(&self) -> Result<Standing, Broken> {
        let known = match self.status.as_slice() {
            b"Naamgeving uitgegeven" | b"Verblijfsobject in gebruik" => Some(Standing::InUse),
            other => std::str::from_utf8(other)
                .ok()
                .filter(|t| !t.is_empty())
                .and_then(standing),
        };
        known.ok_or_else(|| Broken::Status {
            text: String::from_utf8_lossy(&self.status).into_owned(),
            id: format!("{:016}", self.id),
        })
    }

    /// The point, or the middle of the polygon; `Err` holds a place outside the Netherlands.
    pub(super) fn point(&self) -> Result<Option<Point>, (f64, f64)> {
        let pair = match (&self.pos, self.rings.first()) {
            (Some(pos), _) => {
                let mut numbers = numbers(pos);
                numbers.next().zip(numbers.next())
            }
            (None, Some(ring)) => middle(&ring_of(ring, self.dimension)),
            (None, None) => None,
        };
        match pair {
            None => Ok(None),
            Some((x, y)) => rd::read_pair(x, y).map(Some).ok_or((x, y)),
        }
    }
}

/// The numbers in a list with white space between.
pub(super) fn numbers(text: &[u8]) -> impl Iterator<Item = f64> + '_ {
    text.split(u8::is_ascii_whitespace)
        .filter(|t| !t.is_empty())
        .filter_map(decimal)
}

/// Reads `132743.9`: digits, at most one full stop, perhaps a sign. Much faster than the general
/// way, and exact for coordinates in millimetres.
fn decimal(text: &[u8]) -> Option<f64> {
    let (negative, digits) = match text {
        [b'-', rest @ ..] => (true, rest),
        all => (false, all),
    };
    let (mut value, mut scale, mut fraction) = (0_i64, 1_i64, false);
    for byte in digits {
        match byte {
            b'0'..=b'9' if scale < 1_000_000 && value < 1_000_000_000_000 => {
                value = value * 10 + i64::from(byte - b'0');
                if fraction {
                    scale *= 10;
                }
            }
            b'0'..=b'9' if fraction => {}
            b'.' if !fraction => fraction = true,
            _ => return std::str::from_utf8(text).ok()?.parse().ok(),
        }
    }
    #[expect(clippy::cast_precision_loss, reason = "at most 13 digits")]
    let number = value as f64 / scale as f64;
    Some(if negative { -number } else { number })
}

/// The positions of a ring, in metres; heights are left out.
pub(super) fn ring_of(text: &[u8], dimension: usize) -> Vec<(f64, f64)> {
    let mut ring = Vec::new();
    let mut all = numbers(text);
    while let (Some(x), Some(y)) = (all.next(), all.next()) {
        for _ in 2..dimension {
            all.next();
        }
        ring.push((x, y));
    }
    ring
}

/// The middle of a ring, when it lies in the Netherlands.
pub(super) fn middle_of(ring: Option<&Vec<(f64, f64)>>) -> Option<Point> {
    let (x, y) = middle(ring?)?;
    rd::read_pair(x, y)
}

/// The middle of a ring: its centre of gravity, or of its corners when it has no surface.
pub(crate) fn middle(ring: &[(f64, f64)]) -> Option<(f64, f64)> {
    let (x0, y0) = *ring.first()?;
    let (mut area, mut x, mut y) = (0.0, 0.0, 0.0);
    for pair in ring.windows(2) {
        if let [(ax, ay), (bx, by)] = pair {
            let (ax, ay, bx, by) = (ax - x0, ay - y0, bx - x0, by - y0);
            let cross = ax * by - bx * ay;
            area += cross;
            x += (ax + bx) * cross;
            y += (ay + by) * cross;
        }
    }
    Some(if f64::abs(area) < 1e-6 {
        (x0, y0)
    } else {
        (x0 + x / (3.0 * area), y0 + y / (3.0 * area))
    })
}

/// Which field the text under way is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Field {
    None,
    Id,
    Number,
    Letter,
    Addition,
    Postcode,
    Status,
    Occurrence,
    Begin,
    End,
    Closed,
    Void,
    Street,
    Town,
    Address,
    Building,
    Usage,
    Pos,
    Ring,
    Year,
    Name,
    Short,
}

fn field(local: &[u8]) -> Field {
    match local {
        b"identificatie" => Field::Id,
        b"huisnummer" => Field::Number,
        b"huisletter" => Field::Letter,
        b"huisnummertoevoeging" => Field::Addition,
        b"postcode" => Field::Postcode,
        b"status" => Field::Status,
        b"voorkomenidentificatie" => Field::Occurrence,
        b"beginGeldigheid" | b"begindatumTijdvakGeldigheid" => Field::Begin,
        b"eindGeldigheid" | b"einddatumTijdvakGeldigheid" => Field::End,
        b"eindRegistratie" => Field::Closed,
        b"tijdstipInactief" | b"tijdstipInactiefLV" | b"tijdstipNietBagLV" => Field::Void,
        b"OpenbareRuimteRef" => Field::Street,
        b"WoonplaatsRef" => Field::Town,
        b"NummeraanduidingRef" => Field::Address,
        b"PandRef" => Field::Building,
        b"gebruiksdoel" => Field::Usage,
        b"pos" => Field::Pos,
        b"posList" => Field::Ring,
        b"oorspronkelijkBouwjaar" => Field::Year,
        b"naam" => Field::Name,
        b"verkorteNaam" => Field::Short,
        _ => Field::None,
    }
}

/// Where in an object the reader is.
#[derive(Default)]
struct Inside {
    object: bool,
    secondary: bool,
    related_town: bool,
    related_municipality: bool,
}

fn digits(text: &[u8]) -> Option<u64> {
    (!text.is_empty() && text.len() < 19 && text.iter().all(u8::is_ascii_digit))
        .then(|| text.iter().fold(0, |sum, b| sum * 10 + u64::from(b - b'0')))
}

fn id(text: &[u8]) -> Result<u64, Broken> {
    let wrong = || Broken::Id {
        text: String::from_utf8_lossy(text).chars().take(40).collect(),
    };
    let number = digits(text)
        .filter(|_| text.len() == 16)
        .ok_or_else(wrong)?;
    BagId::from_number(number)
        .map(BagId::number)
        .ok_or_else(wrong)
}

/// A town's or municipality's code.
fn code(text: &[u8]) -> Result<u16, Broken> {
    let number = digits(text)
        .filter(|_| text.len() == 4)
        .and_then(|n| u16::try_from(n).ok());
    number.ok_or_else(|| Broken::Id {
        text: String::from_utf8_lossy(text).chars().take(40).collect(),
    })
}

/// Reads all objects of a file and gives each to `take`; returns the state that the file tells.
pub(super) fn objects<'a>(
    xml: &'a [u8],
    mut take: impl FnMut(&Object<'a>) -> Result<(), Broken>,
) -> Result<Option<Day>, Broken> {
    let mut scanner = Scanner::new(xml);
    let mut object = Object::default();
    let (mut now, mut text) = (Field::None, Cow::Borrowed(&b""[..]));
    let (mut inside, mut stand, mut in_stand) = (Inside::default(), None, false);
    let mut whole = 0;
    loop {
        let token = scanner.next().map_err(|Damaged| Broken::Xml {
            after: format!("{whole:016}"),
        })?;
        match token {
            None => return Ok(stand),
            Some(Token::Open(name, attributes)) => {
                if inside.object {
                    now = field(name);
                    text = Cow::Borrowed(b"");
                    if now == Field::None {
                        inside.enter(name, attributes, &mut object);
                    }
                } else if is_object(name) {
                    object.clear();
                    inside = Inside {
                        object: true,
                        ..Inside::default()
                    };
                } else if name == b"StandTechnischeDatum" {
                    in_stand = true;
                    text = Cow::Borrowed(b"");
                }
            }
            Some(Token::Text(part)) if now != Field::None || in_stand => {
                append(&mut text, scan::plain(part));
            }
            Some(Token::Literal(part)) if now != Field::None => {
                append(&mut text, Cow::Borrowed(part));
            }
            Some(Token::Text(_) | Token::Literal(_)) => {}
            Some(Token::Close(_)) if now != Field::None => {
                set(&mut object, now, std::mem::take(&mut text), &inside)?;
                now = Field::None;
            }
            Some(Token::Close(name)) if inside.object => {
                if is_object(name) {
                    inside.object = false;
                    whole = object.id;
                    take(&object)?;
                } else {
                    inside.leave(name);
                }
            }
            Some(Token::Close(_)) if in_stand => {
                in_stand = false;
                stand = day(text.trim_ascii()).or(stand);
            }
            Some(Token::Close(_)) => {}
        }
    }
}

/// Whether an element holds one voorkomen, or one relation.
fn is_object(name: &[u8]) -> bool {
    matches!(name, b"bagObject" | b"GemeenteWoonplaatsRelatie")
}

/// Text of one field comes in one part, but for comments and CDATA in between.
fn append<'a>(text: &mut Cow<'a, [u8]>, part: Cow<'a, [u8]>) {
    if text.is_empty() {
        *text = part;
    } else {
        text.to_mut().extend_from_slice(&part);
    }
}

impl Inside {
    /// An element opens that is no field itself.
    fn enter(&mut self, name: &[u8], attributes: &[u8], object: &mut Object<'_>) {
        match name {
            b"heeftAlsNevenadres" => self.secondary = true,
            b"gerelateerdeWoonplaats" => self.related_town = true,
            b"gerelateerdeGemeente" => self.related_municipality = true,
            b"Polygon" | b"Point" | b"Surface" | b"MultiSurface" => {
                let three = memchr::memmem::find(attributes, b"srsDimension=\"3\"").is_some();
                object.dimension = if three { 3 } else { 2 };
            }
            _ => {}
        }
    }

    fn leave(&mut self, name: &[u8]) {
        match name {
            b"heeftAlsNevenadres" => self.secondary = false,
            b"gerelateerdeWoonplaats" => self.related_town = false,
            b"gerelateerdeGemeente" => self.related_municipality = false,
            _ => {}
        }
    }
}

/// Text that should be plain; what is not reads as nothing.
fn plain(text: &[u8]) -> &str {
    std::str::from_utf8(text).unwrap_or_default()
}

fn set<'a>(
    object: &mut Object<'a>,
    field: Field,
    text: Cow<'a, [u8]>,
    inside: &Inside,
) -> Result<(), Broken> {
    let whole = text;
    let text = whole.trim_ascii();
    let as_text = || String::from_utf8_lossy(text).into_owned();
    match field {
        Field::None => {}
        Field::Pos => object.pos = Some(whole),
        Field::Ring => object.rings.push(whole),
        Field::Id if inside.related_town => object.town = code(text)?,
        Field::Id if inside.related_municipality => object.municipality = code(text)?,
        Field::Id if text.len() == 4 => object.id = u64::from(code(text)?),
        Field::Id => object.id = id(text)?,
        Field::Number => {
            object.number = digits(text)
                .and_then(|n| u32::try_from(n).ok())
                .unwrap_or(0);
        }
        Field::Letter => object.letter = HouseLetter::parse(plain(text)),
        Field::Addition => object.addition = Addition::parse(plain(text)).unwrap_or_default(),
        Field::Postcode => object.postcode = Postcode::parse(plain(text)),
        Field::Status => object.status.extend_from_slice(text),
        Field::Occurrence => {
            object.life.number = digits(text)
                .and_then(|n| u32::try_from(n).ok())
                .unwrap_or(0);
        }
        Field::Begin => object.life.begin = day(text).unwrap_or(0),
        Field::End => object.life.end = day(text).unwrap_or(0),
        Field::Closed => object.life.closed = true,
        Field::Void => object.life.void = true,
        Field::Street => object.street = id(text)?,
        Field::Town => object.town = code(text)?,
        Field::Address if inside.secondary => object.secondary.push(id(text)?),
        Field::Address => object.main = id(text)?,
        Field::Building => object.buildings.push(id(text)?),
        Field::Usage => object.residential |= text == b"woonfunctie",
        Field::Year => {
            object.year = digits(text)
                .and_then(|n| u16::try_from(n).ok())
                .unwrap_or(0);
        }
        Field::Name => object.name = as_text(),
        Field::Short => object.short = as_text(),
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn coordinates_are_read_exactly() {
        let read: Vec<f64> = numbers(b" 132743.9 481800.107\n0.0 -12.5 1e3 ").collect();
        assert_eq!(read, [132_743.9, 481_800.107, 0.0, -12.5, 1_000.0]);
        assert_eq!(ring_of(b"1 2 9 3 4 9", 3), [(1.0, 2.0), (3.0, 4.0)]);
        assert_eq!(
            middle(&[(0.0, 0.0), (2.0, 0.0), (2.0, 2.0), (0.0, 2.0), (0.0, 0.0)]),
            Some((1.0, 1.0))
        );
    }

    #[test]
    fn a_file_that_stops_halfway_names_the_last_object() {
        let whole = "<a><bagObject><x:Pand><x:identificatie>0457100000000001</x:identificatie></x:Pand></bagObject></a>";
        let mut seen = 0;
        assert_eq!(
            objects(whole.as_bytes(), |_| {
                seen += 1;
                Ok(())
            }),
            Ok(None)
        );
        assert_eq!(seen, 1);
        for cut in [whole.len() - 1, whole.len() - 4, 60, 40] {
            let result = objects(&whole.as_bytes()[..cut], |_| Ok(()));
            assert!(
                matches!(result, Err(Broken::Xml { .. })),
                "{cut}: {result:?}"
            );
        }
        let second = "<bagObject><x:Pand><x:identificatie>0457100000000002</x:identificatie>";
        let broken = whole.replace("</a>", second);
        let after = "0457100000000001".to_owned();
        assert_eq!(
            objects(broken.as_bytes(), |_| Ok(())),
            Err(Broken::Xml { after })
        );
        let short = whole.replace("0457100000000001", "045710000000001");
        assert_eq!(
            objects(short.as_bytes(), |_| Ok(())),
            Err(Broken::Id {
                text: "045710000000001".into()
            })
        );
    }
}
