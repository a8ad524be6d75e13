//! Reading our own register file: a part of it through its indexes, or all of it table by table.

use std::collections::HashMap;
use std::path::Path;

use compact_str::CompactString;
use jiff::civil::Date;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OptionalExtension as _, Row};

use super::file::RegisterInfo;
use super::{geometry, open_checked, open_read_only};
use crate::build::{RegisterBuilder, RegisterRow, SourceAccount};
use crate::draft::{Draft, DraftAddress, DraftBuilding, DraftUnit};
use crate::key::{Key, key_of};
use crate::model::{
    Address, AddressIx, Area, AreaIx, Building, Point, Register, Street, StreetIx, Town, TownIx,
    Unit, UnitIx,
};
use crate::open::Cut;
use crate::packed::{NONE, PackedAddress, PackedBuilding, PackedUnit};
use crate::shelf::Shelf;
use crate::sound::areas_are_sound;
use domain::{Addition, AreaLevel, HouseLetter, ObjectId, Postcode};
use lists::read::database::damaged;

/// Whether a GeoPackage is a register file of ours.
pub(crate) fn is_ours(path: &Path) -> bool {
    let find =
        "SELECT count(*) FROM sqlite_master WHERE name IN ('register_info', 'area_sets', 'units')";
    open_read_only(path)
        .and_then(|base| base.query_row(find, [], |row| row.get::<_, i64>(0)))
        .is_ok_and(|count| count == 3)
}

/// What a register file says of itself.
pub(crate) fn info(path: &Path) -> rusqlite::Result<RegisterInfo> {
    let base = open_read_only(path)?;
    let mut info = RegisterInfo::default();
    let mut statement = base.prepare("SELECT key, value FROM register_info ORDER BY fid")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (key, value): (String, String) = (row.get(0)?, row.get(1)?);
        match key.as_str() {
            "date" => info.date = value.parse().ok(),
            "sources" => info.sources = value.split("; ").map(str::to_owned).collect(),
            _ => info.facts.push((key, value)),
        }
    }
    Ok(info)
}

/// What became of the rows and objects of which a register file was made, when it was made; its
/// name stands for them.
pub(crate) fn accounts(path: &Path, name: &str) -> Vec<SourceAccount> {
    let accounts = info(path).map(|info| info.accounts()).unwrap_or_default();
    let named = |account: SourceAccount| SourceAccount {
        file: format!("{name}: {}", account.file),
        ..account
    };
    accounts.into_iter().map(named).collect()
}

/// The condition that a cut puts on addresses, in SQL.
fn condition(base: &Connection, cut: &Cut) -> rusqlite::Result<String> {
    let mut all = Vec::new();
    if !cut.postcodes.is_empty() {
        let mut any = Vec::new();
        for text in &cut.postcodes {
            if let Some(postcode) = Postcode::parse(text) {
                any.push(format!("a.postcode = '{postcode}'"));
            } else if text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit()) {
                any.push(format!(
                    "(a.postcode >= '{text}AA' AND a.postcode <= '{text}ZZ')"
                ));
            }
        }
        all.push(format!(
            "({})",
            if any.is_empty() {
                "0".to_owned()
            } else {
                any.join(" OR ")
            }
        ));
    }
    if !cut.municipalities.is_empty() {
        let codes: Vec<String> = cut.municipalities.iter().map(ToString::to_string).collect();
        all.push(format!(
            "a.town IN (SELECT fid FROM towns WHERE municipality IN ({}))",
            codes.join(", ")
        ));
    }
    if !cut.areas.is_empty() {
        let areas = load_areas(base)?;
        let register = Register {
            areas,
            ..Register::default()
        };
        let wanted: Vec<String> = cut
            .areas
            .iter()
            .flat_map(|name| register.areas_named(name))
            .map(|ix| (ix.0 + 1).to_string())
            .collect();
        all.push(format!(
            "a.unit IN (SELECT fid FROM units WHERE area_set IN (SELECT area_set FROM area_sets WHERE area IN ({})))",
            wanted.join(", ")
        ));
    }
    Ok(if all.is_empty() {
        "1".to_owned()
    } else {
        all.join(" AND ")
    })
}

fn load_areas(base: &Connection) -> rusqlite::Result<Vec<Area>> {
    let mut statement =
        base.prepare("SELECT level, code, name, part_of, year FROM areas ORDER BY fid")?;
    let rows = statement.query_map([], |row| {
        let (level, code, name): (String, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let part_of: Option<u32> = row.get(3)?;
        Ok(Area {
            level: AreaLevel::parse(&level).unwrap_or(AreaLevel::MiniBuurt),
            code: code.into(),
            name: name.into(),
            part_of: part_of.map(|fid| AreaIx(fid.saturating_sub(1))),
            year: row.get(4)?,
        })
    })?;
    let areas: Vec<Area> = rows.collect::<rusqlite::Result<_>>()?;
    if areas_are_sound(&areas) {
        Ok(areas)
    } else {
        Err(damaged())
    }
}

/// Whether the rows of a table are numbered from one without a gap: others point at them so.
fn is_numbered(base: &Connection, table: &str) -> rusqlite::Result<()> {
    let facts =
        format!("SELECT count(*), coalesce(min(fid), 1), coalesce(max(fid), 0) FROM {table}");
    let [count, first, last] = base.query_row(&facts, [], |row| {
        Ok([row.get::<_, i64>(0)?, row.get(1)?, row.get(2)?])
    })?;
    if first == 1 && last == count {
        Ok(())
    } else {
        Err(damaged())
    }
}

/// What another row is pointed at by: its number less one, when there is such a row.
fn row_at(fid: u32, count: usize) -> rusqlite::Result<u32> {
    let at = fid.checked_sub(1).filter(|at| (*at as usize) < count);
    at.ok_or_else(damaged)
}

fn load_date(base: &Connection) -> rusqlite::Result<Option<Date>> {
    let find = "SELECT value FROM register_info WHERE key = 'date'";
    let date: Option<String> = base.query_row(find, [], |row| row.get(0)).optional()?;
    Ok(date.and_then(|text| text.parse().ok()))
}

/// The sets of areas that units lie in, by their number.
fn load_area_sets(base: &Connection, areas: &[AreaIx]) -> rusqlite::Result<Vec<Vec<AreaIx>>> {
    let mut sets: Vec<Vec<AreaIx>> = vec![Vec::new()];
    let mut statement =
        base.prepare("SELECT area_set, area FROM area_sets ORDER BY area_set, area")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (set, area): (u32, u32) = (row.get(0)?, row.get(1)?);
        let (set, area) = (set as usize, area as usize);
        // Sets are numbered one after the other, as they come: a number far ahead is damage, and
        // no reason to make room for it.
        if set == sets.len() {
            sets.push(Vec::new());
        }
        match (sets.get_mut(set), areas.get(area.wrapping_sub(1))) {
            (Some(list), Some(area)) => list.push(*area),
            _ => return Err(damaged()),
        }
    }
    Ok(sets)
}

/// Reads a register file, or a cut of it, into the builder.
pub(crate) fn load(path: &Path, cut: &Cut, builder: &mut RegisterBuilder) -> rusqlite::Result<()> {
    let base = open_checked(path)?;
    for table in ["areas", "streets", "towns"] {
        is_numbered(&base, table)?;
    }
    builder.set_date(load_date(&base)?);
    let areas: Vec<AreaIx> = load_areas(&base)?
        .into_iter()
        .map(|area| builder.add_area(area))
        .collect();
    let sets: Vec<u32> = load_area_sets(&base, &areas)?
        .into_iter()
        .map(|set| builder.add_area_set(set))
        .collect();
    let query = format!(
        "SELECT a.id, s.name, s.short_name, t.name, t.code, t.municipality, a.number, a.letter, a.addition, a.postcode, a.secondary,
                u.id, u.in_use, u.residential, u.geom, u.building_ids, u.area_set
         FROM addresses a JOIN streets s ON s.fid = a.street JOIN towns t ON t.fid = a.town LEFT JOIN units u ON u.fid = a.unit
         WHERE {}",
        condition(&base, cut)?
    );
    let mut statement = base.prepare(&query)?;
    let mut rows = statement.query([])?;
    let text = |row: &rusqlite::Row<'_>, at: usize| -> rusqlite::Result<String> {
        Ok(row.get::<_, Option<String>>(at)?.unwrap_or_default())
    };
    while let Some(row) = rows.next()? {
        let given = |id: String| (!is_made(&id)).then(|| CompactString::from(id));
        let buildings = text(row, 15)?;
        let blob: Option<Vec<u8>> = row.get(14)?;
        let unit_id = text(row, 11)?;
        let facts = RegisterRow {
            address_id: given(text(row, 0)?),
            unit_id: given(unit_id),
            building_ids: buildings
                .split(' ')
                .filter(|id| !id.is_empty() && !is_made(id))
                .map(CompactString::from)
                .collect(),
            street: text(row, 1)?.into(),
            short_street: row.get::<_, Option<String>>(2)?.map(CompactString::from),
            town: text(row, 3)?.into(),
            town_code: row.get(4)?,
            number: house_number(row.get(6)?)?,
            letter: HouseLetter::parse(&text(row, 7)?),
            addition: Addition::parse(&text(row, 8)?).unwrap_or_default(),
            postcode: Postcode::parse(&text(row, 9)?),
            secondary: row.get(10)?,
            in_use: row.get::<_, Option<bool>>(12)?.unwrap_or_default(),
            residential: row.get::<_, Option<bool>>(13)?.unwrap_or_default(),
            year: None,
            point: blob
                .and_then(|b| geometry::point(&b))
                .map(|(x, y)| Point { x, y }),
        };
        let set: Option<u32> = row.get(16)?;
        let lies_in = set
            .and_then(|set| sets.get(set as usize))
            .copied()
            .unwrap_or(0);
        builder.add_known(facts, row.get(5)?, lies_in);
    }
    drop(rows);
    drop(statement);
    let mut statement = base.prepare("SELECT id, year, geom FROM buildings WHERE fid = ?1")?;
    for (id, number) in builder.bag_buildings() {
        let fid = i64::try_from(number).unwrap_or(i64::MAX);
        let found = statement
            .query_row([fid], |row| {
                Ok((
                    row.get::<_, Option<u16>>(1)?,
                    row.get::<_, Option<Vec<u8>>>(2)?,
                ))
            })
            .optional()?;
        if let Some((year, blob)) = found {
            let middle = blob
                .and_then(|b| geometry::point(&b))
                .map(|(x, y)| Point { x, y });
            builder.describe_building(&id, year, middle);
        }
    }
    Ok(())
}

/// A house number as it is kept; larger ones would read as others.
fn house_number(number: u32) -> rusqlite::Result<u32> {
    if number < 1 << 24 {
        Ok(number)
    } else {
        Err(damaged())
    }
}

/// Whether an id was made by us from the address.
fn is_made(id: &str) -> bool {
    ["adr:", "unit:", "building:"]
        .iter()
        .any(|prefix| id.starts_with(prefix))
}

fn position(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// Text in a row, borrowed; nothing reads as empty.
fn text_at<'a>(row: &'a Row<'_>, at: usize) -> rusqlite::Result<&'a str> {
    Ok(match row.get_ref(at)? {
        ValueRef::Text(text) => std::str::from_utf8(text).unwrap_or_default(),
        ValueRef::Null | ValueRef::Integer(_) | ValueRef::Real(_) | ValueRef::Blob(_) => "",
    })
}

fn point_at(row: &Row<'_>, at: usize) -> rusqlite::Result<Option<Point>> {
    let blob = row.get_ref(at)?.as_blob_or_null()?;
    let middle = blob.and_then(geometry::point);
    Ok(middle.map(|(x, y)| Point { x, y }))
}

/// A whole register file on its way to a draft: how its tables point at each other.
#[derive(Default)]
struct Whole {
    draft: Draft,
    others: HashMap<CompactString, u32>,
    unit_rows: Vec<i64>,
    bag_buildings: Vec<u64>,
    other_buildings: HashMap<CompactString, u32>,
    /// How many sets of areas there are.
    sets: usize,
}

/// Reads a whole register file.
pub(crate) fn load_all(path: &Path, shelf: &mut Shelf) -> rusqlite::Result<Register> {
    let base = open_checked(path)?;
    for table in ["areas", "streets", "towns"] {
        is_numbered(&base, table)?;
    }
    let mut whole = Whole::default();
    whole.draft.date = load_date(&base)?;
    whole.draft.areas = load_areas(&base)?;
    let areas: Vec<AreaIx> = (0..position(whole.draft.areas.len())).map(AreaIx).collect();
    let sets = load_area_sets(&base, &areas)?;
    whole.sets = sets.len();
    whole.names(&base)?;
    whole.buildings(&base)?;
    whole.units(&base)?;
    whole.addresses(&base)?;
    drop((
        std::mem::take(&mut whole.unit_rows),
        std::mem::take(&mut whole.bag_buildings),
    ));
    let mut memory = Shelf::memory();
    let large = whole.draft.addresses.len() >= crate::index::WORTH_IT;
    let shelf = if large { shelf } else { &mut memory };
    let mut register = whole.draft.settle(shelf);
    register.area_sets = sets;
    Ok(register)
}

impl Whole {
    fn key(&mut self, id: &str) -> Key {
        if is_made(id) {
            return Key::MADE;
        }
        let (others, pool) = (&mut self.others, &mut self.draft.others);
        key_of(&ObjectId::given(id), |text| {
            *others.entry(text.into()).or_insert_with(|| {
                pool.push(text.into());
                position(pool.len() - 1)
            })
        })
    }

    fn names(&mut self, base: &Connection) -> rusqlite::Result<()> {
        let mut statement =
            base.prepare("SELECT name, code, municipality FROM towns ORDER BY fid")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            self.draft.towns.push(Town {
                name: text_at(row, 0)?.into(),
                code: row.get(1)?,
                municipality: row.get(2)?,
            });
        }
        let mut statement =
            base.prepare("SELECT name, short_name, town FROM streets ORDER BY fid")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let short = text_at(row, 1)?;
            let town: u32 = row.get(2)?;
            self.draft.streets.push(Street {
                name: text_at(row, 0)?.into(),
                short_name: (!short.is_empty()).then(|| short.into()),
                town: TownIx(row_at(town, self.draft.towns.len())?),
            });
        }
        Ok(())
    }

    fn buildings(&mut self, base: &Connection) -> rusqlite::Result<()> {
        let mut statement =
            base.prepare("SELECT id, year, geom FROM buildings WHERE units > 0 ORDER BY fid")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let id = text_at(row, 0)?;
            let at = position(self.draft.buildings.len());
            let key = self.key(id);
            match key.bag() {
                Some(bag) => self.bag_buildings.push(bag.number()),
                None => {
                    self.other_buildings.entry(id.into()).or_insert(at);
                }
            }
            let packed = PackedBuilding::pack(&Building {
                year: row.get(1)?,
                point: point_at(row, 2)?,
            });
            self.draft.buildings.push(DraftBuilding { key, packed });
        }
        Ok(())
    }

    /// Buildings with a BAG id come first in their table, in the order of their ids.
    fn building(&self, id: &str) -> Option<u32> {
        match ObjectId::given(id) {
            ObjectId::Bag(bag) => {
                let found = self.bag_buildings.binary_search(&bag.number());
                found.ok().map(position)
            }
            ObjectId::Other(text) => self.other_buildings.get(&text).copied(),
        }
    }

    fn units(&mut self, base: &Connection) -> rusqlite::Result<()> {
        let mut statement = base.prepare(
            "SELECT fid, id, in_use, residential, geom, building_ids, area_set FROM units ORDER BY fid",
        )?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let at = position(self.draft.units.len());
            let key = self.key(text_at(row, 1)?);
            let unit = Unit {
                address: AddressIx(NONE),
                in_use: row.get(2)?,
                residential: row.get(3)?,
                point: point_at(row, 4)?,
            };
            let set: u32 = row.get(6)?;
            if set as usize >= self.sets {
                return Err(damaged());
            }
            let packed = PackedUnit::pack(&unit, set);
            self.unit_rows.push(row.get(0)?);
            self.draft.units.push(DraftUnit { key, packed });
            for id in text_at(row, 5)?.split(' ') {
                let building = self.building(id);
                self.draft
                    .unit_buildings
                    .extend(building.map(|building| (at, building)));
            }
        }
        Ok(())
    }

    fn addresses(&mut self, base: &Connection) -> rusqlite::Result<()> {
        let mut statement = base.prepare(
            "SELECT id, street, town, number, letter, addition, postcode, unit, secondary FROM addresses ORDER BY fid",
        )?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let key = self.key(text_at(row, 0)?);
            let (street, town): (u32, u32) = (row.get(1)?, row.get(2)?);
            let unit: Option<i64> = row.get(7)?;
            let unit = unit.and_then(|fid| self.unit_rows.binary_search(&fid).ok());
            let packed = PackedAddress::pack(&Address {
                street: StreetIx(row_at(street, self.draft.streets.len())?),
                town: TownIx(row_at(town, self.draft.towns.len())?),
                number: house_number(row.get(3)?)?,
                letter: HouseLetter::parse(text_at(row, 4)?),
                addition: Addition::parse(text_at(row, 5)?).unwrap_or_default(),
                postcode: Postcode::parse(text_at(row, 6)?),
                unit: unit.map(|at| UnitIx(position(at))),
                secondary: row.get(8)?,
            });
            self.draft.addresses.push(DraftAddress { key, packed });
        }
        Ok(())
    }
}
