//! Our own register file: one `SQLite` database that is a valid GeoPackage, so that QGIS and GDAL
//! open it: units as points, buildings as polygons, addresses, streets, towns and areas as tables.
//!
//! Source of the format: OGC 12-128r19. The file appears whole or not at all.

use std::path::Path;
use std::sync::Mutex;

use jiff::civil::Date;
use rusqlite::{Connection, params};

use super::geometry;
use crate::bag::Shape;
use crate::build::SourceAccount;
use crate::model::{AddressIx, Register, UnitIx};
use crate::progress::Progress;
use domain::ObjectId;

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

const INDEXES: [&str; 5] = [
    "CREATE INDEX addresses_postcode ON addresses (postcode, number)",
    "CREATE INDEX addresses_unit ON addresses (unit)",
    "CREATE INDEX addresses_town ON addresses (town)",
    "CREATE INDEX units_area_set ON units (area_set)",
    "CREATE INDEX area_sets_area ON area_sets (area, area_set)",
];

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

impl RegisterInfo {
    /// What became of the rows and objects of which the file was made.
    pub fn accounts(&self) -> Vec<SourceAccount> {
        let kept = self
            .facts
            .iter()
            .filter(|(key, _)| key.starts_with("account "));
        kept.filter_map(|(_, text)| serde_json::from_str(text).ok())
            .collect()
    }
}

/// A register file being made: buildings may come in while the source is read.
pub(crate) struct Making {
    base: Mutex<Connection>,
    failed: Mutex<Option<rusqlite::Error>>,
}

impl Making {
    /// Starts a file at a path that does not exist yet.
    pub(crate) fn start(path: &Path) -> rusqlite::Result<Self> {
        let base = Connection::open(path)?;
        base.pragma_update(None, "page_size", 8_192)?;
        base.pragma_update(None, "journal_mode", "OFF")?;
        base.pragma_update(None, "synchronous", "OFF")?;
        base.pragma_update(None, "cache_size", -32_768)?;
        // Sorting for the indexes is shared between cores.
        base.pragma_update(None, "threads", 2)?;
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
    pub(crate) fn take(&self, shapes: Vec<Shape>) {
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

    /// Writes everything else that the register knows. `whole`: buildings without units stay.
    /// `None` when a person stopped it.
    pub(crate) fn write(
        self,
        register: &mut Register,
        info: &RegisterInfo,
        whole: bool,
        progress: &dyn Progress,
    ) -> rusqlite::Result<Option<Written>> {
        if let Some(error) = self.failed.into_inner().ok().flatten() {
            return Err(error);
        }
        let Ok(base) = self.base.into_inner() else {
            return Err(rusqlite::Error::InvalidQuery);
        };
        let rows = register.units.len() + register.addresses.len() + register.buildings.len();
        progress.begin("write", u64::try_from(rows).unwrap_or(u64::MAX));
        let pace = Pace { progress };
        for write in [write_units, write_addresses, write_buildings] {
            if !write(&base, register, &pace)? {
                return Ok(None);
            }
            register.release();
        }
        progress.begin("sort", 0);
        if !whole {
            base.execute("DELETE FROM buildings WHERE units = 0", [])?;
        }
        write_names(&base, register)?;
        write_info(&base, register, info)?;
        Ok(Some(Written { base }))
    }
}

/// A register file with all its rows, without its indexes: the register is no longer needed, and
/// sorting for the indexes takes memory of its own.
pub(crate) struct Written {
    base: Connection,
}

impl Written {
    /// Finishes the file; `false` when a person stopped it.
    pub(crate) fn finish(self, progress: &dyn Progress) -> rusqlite::Result<bool> {
        for index in INDEXES {
            if progress.stopped() {
                return Ok(false);
            }
            self.base.execute_batch(index)?;
        }
        self.base.execute_batch("COMMIT")?;
        self.base.execute_batch("ANALYZE")?;
        self.base.close().map_err(|(_, error)| error)?;
        Ok(!progress.stopped())
    }
}

/// Tells now and then how far the writing is, and hears whether to go on.
struct Pace<'a> {
    progress: &'a dyn Progress,
}

impl Pace<'_> {
    const STEP: usize = 8_192;

    /// Called for every row; `false` when a person wants to stop.
    fn goes_on(&self, row: usize) -> bool {
        if !(row + 1).is_multiple_of(Self::STEP) {
            return true;
        }
        self.progress.advance(0, 8_192);
        !self.progress.stopped()
    }
}

fn write_units(base: &Connection, register: &Register, pace: &Pace<'_>) -> rusqlite::Result<bool> {
    let mut insert = base.prepare(
        "INSERT INTO units VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
    )?;
    let mut buildings = String::new();
    // By id, so that the table grows at its end.
    for (row, at) in register.unit_keys.order.iter().enumerate() {
        let ix = UnitIx(*at);
        let unit = register.unit(ix);
        let id = register.unit_id(ix);
        let address = register.address(unit.address);
        buildings.clear();
        for building in register.unit_buildings(ix) {
            if !buildings.is_empty() {
                buildings.push(' ');
            }
            buildings.push_str(&register.building_id(*building).to_string());
        }
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
            buildings.as_str(),
            i64::try_from(area_set).unwrap_or(0),
        ])?;
        if !pace.goes_on(row) {
            return Ok(false);
        }
    }
    Ok(true)
}

fn none_if_empty(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}

fn write_addresses(
    base: &Connection,
    register: &Register,
    pace: &Pace<'_>,
) -> rusqlite::Result<bool> {
    let mut insert =
        base.prepare("INSERT INTO addresses VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)")?;
    for (row, at) in register.address_keys.order.iter().enumerate() {
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
        if !pace.goes_on(row) {
            return Ok(false);
        }
    }
    Ok(true)
}

fn write_buildings(
    base: &Connection,
    register: &Register,
    pace: &Pace<'_>,
) -> rusqlite::Result<bool> {
    let mut insert = base.prepare(
        "INSERT INTO buildings (fid, id, year, units) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (fid) DO UPDATE SET units = ?4",
    )?;
    for (row, at) in register.building_keys.order.iter().enumerate() {
        let ix = crate::BuildingIx(*at);
        let id = register.building_id(ix);
        let year = register.building(ix).year;
        let units = register.building_units(ix).len();
        insert.execute(params![
            row_of(&id, *at),
            id.to_string(),
            year,
            i64::try_from(units).unwrap_or(i64::MAX)
        ])?;
        if !pace.goes_on(row) {
            return Ok(false);
        }
    }
    Ok(true)
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
    // The format wants a time: that of the contents, not of the clock, so that the same sources make
    // the same file.
    let date = register.date().map(|date| date.to_string());
    let date = date.unwrap_or_else(|| "2000-01-01".to_owned());
    base.execute(
        "UPDATE gpkg_contents SET last_change = ?1",
        [format!("{date}T00:00:00.000Z")],
    )?;
    // The bounds help a map to find the layer; points come from the register itself.
    let mut bounds: Option<[f64; 4]> = None;
    for point in register.units().filter_map(|u| register.unit(u).point) {
        let [west, south, east, north] = bounds.unwrap_or([point.x, point.y, point.x, point.y]);
        bounds = Some([
            west.min(point.x),
            south.min(point.y),
            east.max(point.x),
            north.max(point.y),
        ]);
    }
    for table in ["units", "buildings"] {
        let side = |at: usize| bounds.and_then(|b| b.get(at).copied());
        base.execute(
            "UPDATE gpkg_contents SET min_x = ?2, min_y = ?3, max_x = ?4, max_y = ?5 WHERE table_name = ?1",
            params![table, side(0), side(1), side(2), side(3)],
        )?;
    }
    Ok(())
}
