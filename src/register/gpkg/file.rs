//! Our own register file: one `SQLite` database that is a valid GeoPackage, so that QGIS and GDAL
//! open it: units as points, buildings as polygons, addresses, streets, towns and areas as tables.
//!
//! Source of the format: OGC 12-128r19. The file appears whole or not at all.

use std::path::Path;
use std::sync::Mutex;

use compact_str::CompactString;
use jiff::civil::Date;
use rusqlite::{Connection, OptionalExtension as _, params};

use super::{geometry, open_read_only};
use crate::domain::{Addition, AreaLevel, HouseLetter, ObjectId, Postcode};
use crate::register::bag::Shape;
use crate::register::build::{RegisterBuilder, RegisterRow};
use crate::register::model::{AddressIx, Area, AreaIx, Point, Register, UnitIx};
use crate::register::open::Cut;

/// `GPKG`, and version 1.3.
const APPLICATION: i64 = 0x4750_4B47;
const VERSION: i64 = 10_300;

const TABLES: &str = "
CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER PRIMARY KEY, organization TEXT NOT NULL,
    organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
    description TEXT DEFAULT '', last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
    min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL REFERENCES gpkg_contents(table_name), column_name TEXT NOT NULL,
    geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL REFERENCES gpkg_spatial_ref_sys(srs_id), z TINYINT NOT NULL, m TINYINT NOT NULL,
    CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name), CONSTRAINT uk_gc_table_name UNIQUE (table_name));
INSERT INTO gpkg_spatial_ref_sys VALUES
 ('Undefined cartesian SRS', -1, 'NONE', -1, 'undefined', NULL),
 ('Undefined geographic SRS', 0, 'NONE', 0, 'undefined', NULL),
 ('WGS 84', 4326, 'EPSG', 4326, 'GEOGCS[\"WGS 84\",DATUM[\"WGS_1984\",SPHEROID[\"WGS 84\",6378137,298.257223563]],PRIMEM[\"Greenwich\",0],UNIT[\"degree\",0.0174532925199433],AUTHORITY[\"EPSG\",\"4326\"]]', NULL),
 ('Amersfoort / RD New', 28992, 'EPSG', 28992, 'PROJCS[\"Amersfoort / RD New\",GEOGCS[\"Amersfoort\",DATUM[\"Amersfoort\",SPHEROID[\"Bessel 1841\",6377397.155,299.1528128]],PRIMEM[\"Greenwich\",0],UNIT[\"degree\",0.0174532925199433]],PROJECTION[\"Oblique_Stereographic\"],PARAMETER[\"latitude_of_origin\",52.1561605555556],PARAMETER[\"central_meridian\",5.38763888888889],PARAMETER[\"scale_factor\",0.9999079],PARAMETER[\"false_easting\",155000],PARAMETER[\"false_northing\",463000],UNIT[\"metre\",1],AUTHORITY[\"EPSG\",\"28992\"]]', NULL);
CREATE TABLE units (fid INTEGER PRIMARY KEY NOT NULL, geom POINT, id TEXT NOT NULL, in_use INTEGER NOT NULL, residential INTEGER NOT NULL,
    address_id TEXT NOT NULL, street TEXT NOT NULL, number INTEGER NOT NULL, letter TEXT, addition TEXT, postcode TEXT, town TEXT NOT NULL,
    building_ids TEXT NOT NULL, area_set INTEGER NOT NULL);
CREATE TABLE buildings (fid INTEGER PRIMARY KEY NOT NULL, geom POLYGON, id TEXT NOT NULL, year INTEGER, status TEXT, units INTEGER NOT NULL DEFAULT 0,
    rank INTEGER NOT NULL DEFAULT 0);
CREATE TABLE addresses (fid INTEGER PRIMARY KEY NOT NULL, id TEXT NOT NULL, street INTEGER NOT NULL, town INTEGER NOT NULL, number INTEGER NOT NULL,
    letter TEXT, addition TEXT, postcode TEXT, unit INTEGER, secondary INTEGER NOT NULL);
CREATE TABLE streets (fid INTEGER PRIMARY KEY NOT NULL, name TEXT NOT NULL, short_name TEXT, town INTEGER NOT NULL);
CREATE TABLE towns (fid INTEGER PRIMARY KEY NOT NULL, name TEXT NOT NULL, code INTEGER, municipality INTEGER);
CREATE TABLE areas (fid INTEGER PRIMARY KEY NOT NULL, level TEXT NOT NULL, code TEXT NOT NULL, name TEXT NOT NULL, part_of INTEGER, year INTEGER);
CREATE TABLE area_sets (fid INTEGER PRIMARY KEY NOT NULL, area_set INTEGER NOT NULL, area INTEGER NOT NULL);
CREATE TABLE register_info (fid INTEGER PRIMARY KEY NOT NULL, key TEXT NOT NULL UNIQUE, value TEXT NOT NULL);
INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id) VALUES
 ('units', 'features', 'units', 'Verblijfsobjecten, ligplaatsen, standplaatsen', 28992),
 ('buildings', 'features', 'buildings', 'Panden', 28992),
 ('addresses', 'attributes', 'addresses', 'Nummeraanduidingen', NULL),
 ('streets', 'attributes', 'streets', 'Openbare ruimten', NULL),
 ('towns', 'attributes', 'towns', 'Woonplaatsen', NULL),
 ('areas', 'attributes', 'areas', 'Buurten, wijken, gemeenten', NULL),
 ('area_sets', 'attributes', 'area_sets', 'Which areas belong to a set of areas of a unit', NULL),
 ('register_info', 'attributes', 'register_info', 'Where the register came from', NULL);
INSERT INTO gpkg_geometry_columns VALUES ('units', 'geom', 'POINT', 28992, 0, 0), ('buildings', 'geom', 'POLYGON', 28992, 0, 0);
";

const INDEXES: &str = "
CREATE INDEX addresses_postcode ON addresses (postcode, number);
CREATE INDEX addresses_unit ON addresses (unit);
CREATE INDEX addresses_town ON addresses (town);
CREATE INDEX units_area_set ON units (area_set);
CREATE INDEX area_sets_area ON area_sets (area, area_set);
";

/// A row number for an object: its BAG id, else a number beyond all BAG ids.
fn row_of(id: &ObjectId, at: u32) -> i64 {
    match id {
        ObjectId::Bag(id) => i64::try_from(id.number()).unwrap_or(i64::MAX),
        ObjectId::Other(_) => (1 << 60) + i64::from(at),
    }
}

/// Where the register came from, for `register info`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RegisterInfo {
    /// The date on which it holds.
    pub date: Option<Date>,
    /// The sources, by name.
    pub sources: Vec<String>,
    /// What else is told: key and value, in order.
    pub facts: Vec<(String, String)>,
}

/// A register file being made: buildings may come in while the source is read.
pub(in crate::register) struct Making {
    base: Mutex<Connection>,
    failed: Mutex<Option<rusqlite::Error>>,
}

impl Making {
    /// Starts a file at a path that does not exist yet.
    pub(in crate::register) fn start(path: &Path) -> rusqlite::Result<Self> {
        let base = Connection::open(path)?;
        base.pragma_update(None, "page_size", 8_192)?;
        base.pragma_update(None, "journal_mode", "OFF")?;
        base.pragma_update(None, "synchronous", "OFF")?;
        base.pragma_update(None, "cache_size", -65_536)?;
        base.pragma_update(None, "application_id", APPLICATION)?;
        base.pragma_update(None, "user_version", VERSION)?;
        base.execute_batch(TABLES)?;
        base.execute_batch("BEGIN")?;
        Ok(Self {
            base: Mutex::new(base),
            failed: Mutex::new(None),
        })
    }

    /// Takes buildings that stand, with their shapes; a fault is told at the end.
    pub(in crate::register) fn take(&self, shapes: Vec<Shape>) {
        // What takes time is done before the file is locked.
        let rows: Vec<(Shape, Option<Vec<u8>>)> = shapes
            .into_iter()
            .filter(|shape| shape.standing)
            .map(|mut shape| {
                let blob = geometry::of_polygon(&std::mem::take(&mut shape.rings));
                (shape, blob)
            })
            .collect();
        let Ok(base) = self.base.lock() else { return };
        let result = (|| {
            let mut insert = base.prepare_cached(
                "INSERT INTO buildings (fid, geom, id, year, status, rank) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
                 ON CONFLICT (fid) DO UPDATE SET geom = ?2, year = ?4, status = ?5, rank = ?6 WHERE ?6 > rank",
            )?;
            for (shape, blob) in &rows {
                let year = (shape.year > 0).then_some(shape.year);
                let fid = i64::try_from(shape.id).unwrap_or(i64::MAX);
                insert.execute(params![
                    fid,
                    blob,
                    format!("{:016}", shape.id),
                    year,
                    shape.status.as_str(),
                    shape.rank
                ])?;
            }
            Ok(())
        })();
        if let (Err(error), Ok(mut failed)) = (result, self.failed.lock()) {
            failed.get_or_insert(error);
        }
    }

    /// Writes everything else, and finishes the file. `whole`: buildings without units stay.
    pub(in crate::register) fn finish(
        self,
        register: &Register,
        info: &RegisterInfo,
        whole: bool,
    ) -> rusqlite::Result<()> {
        if let Some(error) = self.failed.into_inner().ok().flatten() {
            return Err(error);
        }
        let Ok(base) = self.base.into_inner() else {
            return Err(rusqlite::Error::InvalidQuery);
        };
        write_units(&base, register)?;
        write_addresses(&base, register)?;
        write_buildings(&base, register)?;
        if !whole {
            base.execute("DELETE FROM buildings WHERE units = 0", [])?;
        }
        write_names(&base, register)?;
        write_info(&base, register, info)?;
        base.execute_batch(INDEXES)?;
        base.execute_batch("COMMIT")?;
        base.execute_batch("ANALYZE")?;
        base.close().map_err(|(_, error)| error)
    }
}

fn write_units(base: &Connection, register: &Register) -> rusqlite::Result<()> {
    let mut insert = base.prepare(
        "INSERT INTO units VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
    )?;
    // By id, so that the table grows at its end.
    for at in register.unit_keys.order.iter() {
        let ix = UnitIx(*at);
        let unit = register.unit(ix);
        let id = register.unit_id(ix);
        let address = register.address(unit.address);
        let buildings: Vec<String> = register
            .unit_buildings(ix)
            .iter()
            .map(|b| register.building_id(*b).to_string())
            .collect();
        let area_set = register.units.get(ix.at()).map_or(0, |u| u.area_set());
        insert.execute(params![
            row_of(&id, *at),
            unit.point.map(geometry::of_point),
            id.to_string(),
            unit.in_use,
            unit.residential,
            register.address_id(unit.address).to_string(),
            register.street(address.street).name.as_str(),
            address.number,
            address.letter.map(|l| l.as_char().to_string()),
            none_if_empty(&address.addition.as_text()),
            address.postcode.map(|p| p.to_string()),
            register.town(address.town).name.as_str(),
            buildings.join(" "),
            i64::try_from(area_set).unwrap_or(0),
        ])?;
    }
    Ok(())
}

fn none_if_empty(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}

fn write_addresses(base: &Connection, register: &Register) -> rusqlite::Result<()> {
    let mut insert =
        base.prepare("INSERT INTO addresses VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)")?;
    for at in register.address_keys.order.iter() {
        let ix = AddressIx(*at);
        let address = register.address(ix);
        let id = register.address_id(ix);
        insert.execute(params![
            row_of(&id, *at),
            id.to_string(),
            address.street.0 + 1,
            address.town.0 + 1,
            address.number,
            address.letter.map(|l| l.as_char().to_string()),
            none_if_empty(&address.addition.as_text()),
            address.postcode.map(|p| p.to_string()),
            address.unit.map(|u| row_of(&register.unit_id(u), u.0)),
            address.secondary,
        ])?;
    }
    Ok(())
}

fn write_buildings(base: &Connection, register: &Register) -> rusqlite::Result<()> {
    let mut insert = base.prepare(
        "INSERT INTO buildings (fid, id, year, units) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (fid) DO UPDATE SET units = ?4",
    )?;
    for at in register.building_keys.order.iter() {
        let ix = crate::register::BuildingIx(*at);
        let id = register.building_id(ix);
        let year = register.building(ix).year;
        let units = register.building_units(ix).len();
        insert.execute(params![
            row_of(&id, *at),
            id.to_string(),
            year,
            i64::try_from(units).unwrap_or(i64::MAX)
        ])?;
    }
    Ok(())
}

fn write_names(base: &Connection, register: &Register) -> rusqlite::Result<()> {
    let mut insert = base.prepare("INSERT INTO streets VALUES (?1, ?2, ?3, ?4)")?;
    for ix in register.streets() {
        let street = register.street(ix);
        insert.execute(params![
            ix.0 + 1,
            street.name.as_str(),
            street.short_name.as_deref(),
            street.town.0 + 1
        ])?;
    }
    let mut insert = base.prepare("INSERT INTO towns VALUES (?1, ?2, ?3, ?4)")?;
    for ix in register.towns() {
        let town = register.town(ix);
        insert.execute(params![
            ix.0 + 1,
            town.name.as_str(),
            town.code,
            town.municipality
        ])?;
    }
    let mut insert = base.prepare("INSERT INTO areas VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?;
    for ix in register.areas() {
        let area = register.area(ix);
        let part_of = area.part_of.map(|a| a.0 + 1);
        insert.execute(params![
            ix.0 + 1,
            area.level.word(),
            area.code.as_str(),
            area.name.as_str(),
            part_of,
            area.year
        ])?;
    }
    let mut insert = base.prepare("INSERT INTO area_sets (area_set, area) VALUES (?1, ?2)")?;
    for (set, at) in register.area_sets.iter().zip(0_u32..) {
        for area in set {
            insert.execute(params![at, area.0 + 1])?;
        }
    }
    Ok(())
}

fn write_info(base: &Connection, register: &Register, info: &RegisterInfo) -> rusqlite::Result<()> {
    let mut insert = base.prepare("INSERT INTO register_info (key, value) VALUES (?1, ?2)")?;
    if let Some(date) = register.date() {
        insert.execute(params!["date", date.to_string()])?;
    }
    insert.execute(params!["sources", info.sources.join("; ")])?;
    for (key, value) in &info.facts {
        insert.execute(params![key, value])?;
    }
    for table in ["units", "buildings"] {
        // The bounds help a map to find the layer; points come from the register itself.
        let points: Vec<Point> = register
            .units()
            .filter_map(|u| register.unit(u).point)
            .collect();
        let side =
            |pick: fn(f64, f64) -> f64, of: fn(&Point) -> f64| points.iter().map(of).reduce(pick);
        base.execute(
            "UPDATE gpkg_contents SET min_x = ?2, min_y = ?3, max_x = ?4, max_y = ?5 WHERE table_name = ?1",
            params![table, side(f64::min, |p| p.x), side(f64::min, |p| p.y), side(f64::max, |p| p.x), side(f64::max, |p| p.y)],
        )?;
    }
    Ok(())
}

/// Whether a GeoPackage is a register file of ours.
pub(in crate::register) fn is_ours(path: &Path) -> bool {
    let find =
        "SELECT count(*) FROM sqlite_master WHERE name IN ('register_info', 'area_sets', 'units')";
    open_read_only(path)
        .and_then(|base| base.query_row(find, [], |row| row.get::<_, i64>(0)))
        .is_ok_and(|count| count == 3)
}

/// What a register file says of itself.
pub(in crate::register) fn info(path: &Path) -> rusqlite::Result<RegisterInfo> {
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
    rows.collect()
}

/// Reads a register file, or a cut of it, into the builder.
pub(in crate::register) fn load(
    path: &Path,
    cut: &Cut,
    builder: &mut RegisterBuilder,
) -> rusqlite::Result<()> {
    let base = open_read_only(path)?;
    let date: Option<String> = base
        .query_row(
            "SELECT value FROM register_info WHERE key = 'date'",
            [],
            |row| row.get(0),
        )
        .optional()?;
    builder.set_date(date.and_then(|text| text.parse().ok()));
    let areas: Vec<AreaIx> = load_areas(&base)?
        .into_iter()
        .map(|area| builder.add_area(area))
        .collect();
    let mut sets: Vec<Vec<AreaIx>> = Vec::new();
    let mut statement =
        base.prepare("SELECT area_set, area FROM area_sets ORDER BY area_set, area")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (set, area): (u32, u32) = (row.get(0)?, row.get(1)?);
        let (set, area) = (set as usize, area as usize);
        if sets.len() <= set {
            sets.resize(set + 1, Vec::new());
        }
        if let (Some(list), Some(area)) = (sets.get_mut(set), areas.get(area.wrapping_sub(1))) {
            list.push(*area);
        }
    }
    let sets: Vec<u32> = sets
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
            town: text(row, 3)?.into(),
            number: row.get(6)?,
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
        let (code, municipality) = (row.get(4)?, row.get(5)?);
        let set: Option<u32> = row.get(16)?;
        let lies_in = set
            .and_then(|set| sets.get(set as usize))
            .copied()
            .unwrap_or(0);
        builder.add_known(
            facts,
            (code, municipality),
            row.get::<_, Option<String>>(2)?.as_deref(),
            lies_in,
        );
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

/// Whether an id was made by us from the address.
fn is_made(id: &str) -> bool {
    ["adr:", "unit:", "building:"]
        .iter()
        .any(|prefix| id.starts_with(prefix))
}
