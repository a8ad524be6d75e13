//! The index beside a register file: the register's columns as they stand in memory, so that the
//! whole country opens at once and a column is read only when it is asked for.
//!
//! Derived from the register file and made anew when that is another one; it may be thrown away.

use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};
use std::time::UNIX_EPOCH;

use compact_str::CompactString;

use super::checked::Seen;
use super::column::{Column, Fixed, Lists};
use super::key::Keys;
use super::model::{Area, AreaIx, Register, Street, Town, TownIx};
use super::shelf::Shelf;
use domain::AreaLevel;

/// The first bytes; the last is the version of the format.
const MAGIC: &[u8; 8] = b"HAARVIX3";
/// How many columns there are.
const COLUMNS: usize = 21;
/// Bytes of the head: the register file's size and time, the date, the names, the columns; the sum.
const HEAD: usize = 8 * (5 + 2 * COLUMNS) + SUM;
/// Bytes of the sum over all that stands in the file.
const SUM: usize = 32;
/// Up to this size all of the file counts in the sum and every pointer is checked; beyond it the
/// head and the names do, so that the whole country still opens at once.
const CHECKED: u64 = 512 << 20;
/// Below so many addresses the register file itself opens fast enough.
pub(super) const WORTH_IT: usize = 5_000;

/// Where the index of a register file stands.
fn beside(register_file: &Path) -> PathBuf {
    let mut name = register_file.as_os_str().to_owned();
    name.push("-index");
    PathBuf::from(name)
}

/// What tells one register file from another: size and time.
fn stamp(register_file: &Path) -> io::Result<[u64; 2]> {
    let facts = std::fs::metadata(register_file)?;
    let time = facts
        .modified()?
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    Ok([
        facts.len(),
        u64::try_from(time.as_nanos()).unwrap_or(u64::MAX),
    ])
}

/// A shelf for the columns of a register whose file will stand in a folder.
pub(super) fn shelf(folder: &Path) -> io::Result<Shelf> {
    Shelf::in_folder(folder, MAGIC.len() + HEAD)
}

/// An index that is whole but for what tells its register file from another; it goes away unless
/// it is stamped.
pub(super) struct Unstamped {
    file: tempfile::NamedTempFile,
    head: Vec<u8>,
}

impl Unstamped {
    /// Writes what is not yet on the shelf of a register whose file may still be under way.
    pub(super) fn write(r: &Register, mut shelf: Shelf) -> io::Result<Self> {
        let mut places = vec![
            shelf.place(&r.addresses)?,
            shelf.place(&r.postcode_starts)?,
            shelf.place(&r.numbers)?,
            shelf.place(&r.units)?,
            shelf.place(&r.unit_addresses.starts)?,
            shelf.place(&r.unit_addresses.items)?,
            shelf.place(&r.unit_buildings.starts)?,
            shelf.place(&r.unit_buildings.items)?,
            shelf.place(&r.buildings)?,
            shelf.place(&r.building_units.starts)?,
            shelf.place(&r.building_units.items)?,
            shelf.place(&r.street_addresses.starts)?,
            shelf.place(&r.street_addresses.items)?,
            shelf.place(&r.town_streets.starts)?,
            shelf.place(&r.town_streets.items)?,
        ];
        for keys in [&r.address_keys, &r.unit_keys, &r.building_keys] {
            places.extend([shelf.place(&keys.keys)?, shelf.place(&keys.order)?]);
        }
        let names = names_of(r);
        let (names_at, file) = shelf.end(&names)?;
        let date = r.date.map_or(0, |d| u64::from(super::bag::day_of(d)));
        let numbers = [date, names_at, u64::try_from(names.len()).unwrap_or(0)];
        let all = numbers.iter().chain(places.iter().flatten());
        let head = all.flat_map(|number| number.to_le_bytes()).collect();
        Ok(Self { file, head })
    }

    /// Says which register file it is of, and puts it beside that.
    pub(super) fn stamp(mut self, register_file: &Path) -> io::Result<()> {
        let mut head = MAGIC.to_vec();
        for number in stamp(register_file)? {
            head.extend_from_slice(&number.to_le_bytes());
        }
        head.append(&mut self.head);
        let names_at = head.get(8 * 4..).and_then(|rest| rest.first_chunk());
        let names_at = u64::from_le_bytes(*names_at.ok_or(io::ErrorKind::InvalidData)?);
        let out = self.file.as_file_mut();
        let sum = sum_of(&head, out, names_at)?;
        out.seek(SeekFrom::Start(0))?;
        out.write_all(&head)?;
        out.write_all(&sum)?;
        let kept = self.file.persist(beside(register_file));
        kept.map_err(|error| error.error)?;
        Ok(())
    }
}

/// The sum over a head and what stands behind it.
fn sum_of(head: &[u8], file: &mut File, names_at: u64) -> io::Result<[u8; SUM]> {
    let from = if file.metadata()?.len() <= CHECKED {
        u64::try_from(MAGIC.len() + HEAD).unwrap_or(0)
    } else {
        names_at
    };
    let mut hasher = blake3::Hasher::new();
    hasher.update(head);
    file.seek(SeekFrom::Start(from))?;
    let mut chunk = vec![0; 1 << 20];
    loop {
        match file.read(&mut chunk)? {
            0 => return Ok(*hasher.finalize().as_bytes()),
            read => hasher.update(chunk.get(..read).unwrap_or_default()),
        };
    }
}

fn text(out: &mut Vec<u8>, text: &str) {
    out.extend_from_slice(&u32::try_from(text.len()).unwrap_or(0).to_le_bytes());
    out.extend_from_slice(text.as_bytes());
}

fn word(out: &mut Vec<u8>, word: u32) {
    out.extend_from_slice(&word.to_le_bytes());
}

/// Stands for "none".
const NONE: u32 = u32::MAX;

/// Towns, streets, areas, sets of areas and other ids.
fn names_of(register: &Register) -> Vec<u8> {
    let mut out = Vec::new();
    let count = |len: usize| u32::try_from(len).unwrap_or(0);
    word(&mut out, count(register.towns.len()));
    for town in &register.towns {
        text(&mut out, &town.name);
        word(&mut out, town.code.map_or(NONE, u32::from));
        word(&mut out, town.municipality.map_or(NONE, u32::from));
    }
    word(&mut out, count(register.streets.len()));
    for street in &register.streets {
        text(&mut out, &street.name);
        text(&mut out, street.short_name.as_deref().unwrap_or_default());
        word(&mut out, street.town.0);
    }
    word(&mut out, count(register.areas.len()));
    for area in &register.areas {
        text(&mut out, area.level.word());
        text(&mut out, &area.code);
        text(&mut out, &area.name);
        word(&mut out, area.part_of.map_or(NONE, |a| a.0));
        word(&mut out, area.year.map_or(NONE, u32::from));
    }
    word(&mut out, count(register.area_sets.len()));
    for set in &register.area_sets {
        word(&mut out, count(set.len()));
        for area in set {
            word(&mut out, area.0);
        }
    }
    word(&mut out, count(register.others.len()));
    for other in &register.others {
        text(&mut out, other);
    }
    out
}

/// A small number that may be absent.
type Small = Option<u16>;

/// Reads names back; `None` when they are not whole.
struct Names<'a>(&'a [u8]);

impl Names<'_> {
    fn word(&mut self) -> Option<u32> {
        let (four, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(u32::from_le_bytes(*four))
    }
    /// A small number, or a word that stands for none.
    fn number(&mut self) -> Option<Small> {
        self.word().map(|word| u16::try_from(word).ok())
    }
    fn text(&mut self) -> Option<CompactString> {
        let len = self.word()? as usize;
        let (bytes, rest) = self.0.split_at_checked(len)?;
        self.0 = rest;
        CompactString::from_utf8(bytes).ok()
    }

    fn into_register(mut self, register: &mut Register) -> Option<()> {
        for _ in 0..self.word()? {
            let (name, code, municipality) = (self.text()?, self.number()?, self.number()?);
            register.towns.push(Town {
                name,
                code,
                municipality,
            });
        }
        for _ in 0..self.word()? {
            let (name, short, town) = (self.text()?, self.text()?, TownIx(self.word()?));
            let short_name = (!short.is_empty()).then_some(short);
            register.streets.push(Street {
                name,
                short_name,
                town,
            });
        }
        for _ in 0..self.word()? {
            let (level, code, name) = (self.text()?, self.text()?, self.text()?);
            let part_of = Some(self.word()?).filter(|at| *at != NONE).map(AreaIx);
            let (level, year) = (AreaLevel::parse(&level)?, self.number()?);
            register.areas.push(Area {
                level,
                code,
                name,
                part_of,
                year,
            });
        }
        for _ in 0..self.word()? {
            let count = self.word()?;
            let set = (0..count)
                .map(|_| self.word().map(AreaIx))
                .collect::<Option<Vec<_>>>()?;
            register.area_sets.push(set);
        }
        for _ in 0..self.word()? {
            register.others.push(self.text()?);
        }
        Some(())
    }
}

/// Whether a register file has an index that fits.
pub(super) fn is_there(register_file: &Path) -> bool {
    open(register_file).is_some()
}

/// Opens the index of a register file; `None` when there is none, or it is of another file.
pub(super) fn open(register_file: &Path) -> Option<Register> {
    let path = beside(register_file);
    let seen = Seen::now(&path);
    let is_known = seen.as_ref().is_some_and(Seen::is_known);
    let mut file = lists::read::file::open(&path).ok()?;
    let mut head = vec![0; MAGIC.len() + HEAD];
    file.read_exact(&mut head).ok()?;
    let (head, sum) = head.split_at_checked(MAGIC.len() + HEAD - SUM)?;
    let (magic, rest) = head.split_at_checked(MAGIC.len())?;
    let mut numbers = Vec::new();
    u64::take(rest, &mut numbers);
    let [size, time, date, names_at, names_len, places @ ..] = numbers.as_slice() else {
        return None;
    };
    if magic != MAGIC || stamp(register_file).ok()? != [*size, *time] {
        return None;
    }
    let length = file.metadata().ok()?.len();
    if !is_known && sum_of(head, &mut file, *names_at).ok()? != sum {
        return None;
    }
    let mut names = vec![
        0;
        usize::try_from(*names_len)
            .ok()
            .filter(|_| *names_len < length)?
    ];
    file.seek(SeekFrom::Start(*names_at)).ok()?;
    file.read_exact(&mut names).ok()?;
    let mut columns = Columns {
        file: Arc::new(file),
        length,
        places: places.iter(),
    };
    let mut register = Register {
        date: u32::try_from(*date).ok().and_then(super::bag::date_of),
        addresses: columns.next()?,
        postcode_starts: columns.next()?,
        numbers: columns.next()?,
        units: columns.next()?,
        unit_addresses: columns.lists()?,
        unit_buildings: columns.lists()?,
        buildings: columns.next()?,
        building_units: columns.lists()?,
        street_addresses: columns.lists()?,
        town_streets: columns.lists()?,
        address_keys: columns.keys()?,
        unit_keys: columns.keys()?,
        building_keys: columns.keys()?,
        ..Register::default()
    };
    Names(&names).into_register(&mut register)?;
    if !is_known && length <= CHECKED && !register.is_sound() {
        return None;
    }
    seen.inspect(Seen::keep);
    register.index_towns();
    register.others_by_text = register.others.iter().cloned().zip(0..).collect();
    Some(register)
}

/// Takes the columns one by one.
struct Columns<'a> {
    file: Arc<File>,
    length: u64,
    places: std::slice::Iter<'a, u64>,
}

impl Columns<'_> {
    fn next<T: Fixed>(&mut self) -> Option<Column<T>> {
        let (at, len) = (*self.places.next()?, *self.places.next()?);
        let size = u64::try_from(T::SIZE).ok()?;
        let end = at.checked_add(len.checked_mul(size)?)?;
        (end <= self.length).then_some(())?;
        Some(Column::Stored {
            file: self.file.clone(),
            at,
            len: usize::try_from(len).ok()?,
            read: OnceLock::new(),
        })
    }
    fn lists<T: Fixed>(&mut self) -> Option<Lists<T>> {
        Some(Lists {
            starts: self.next()?,
            items: self.next()?,
        })
    }
    fn keys(&mut self) -> Option<Keys> {
        Some(Keys {
            keys: self.next()?,
            order: self.next()?,
        })
    }
}
