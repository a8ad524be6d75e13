//! Databases in the form of a GeoPackage: PDOK's BAG, polygons of areas, and our own register file.

pub(super) mod file;
pub(super) mod geometry;
pub(super) mod load;
pub(super) mod pdok;

use std::path::Path;

use rusqlite::Connection;
use rusqlite::types::ValueRef;

use crate::checked::Seen;
use lists::read::database;
pub(super) use lists::read::database::open_read_only;

/// The same, page by page found whole, now or earlier.
pub(super) fn open_checked(path: &Path) -> rusqlite::Result<Connection> {
    let base = open_read_only(path)?;
    if !Seen::now(path).is_some_and(|seen| seen.is_known()) {
        let bytes = std::fs::metadata(path).map_or(0, |facts| facts.len());
        database::check(&base, bytes)?;
    }
    Ok(base)
}

/// The layers with geometry: table and column.
pub(super) fn feature_layers(base: &Connection) -> rusqlite::Result<Vec<(String, String)>> {
    let mut statement = base
        .prepare("SELECT table_name, column_name FROM gpkg_geometry_columns ORDER BY table_name")?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    rows.collect()
}

/// A name as SQL wants it.
pub(super) fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// A value as text; `None` for nothing and for bytes.
pub(super) fn text_of(value: ValueRef<'_>) -> Option<String> {
    match value {
        ValueRef::Null | ValueRef::Blob(_) => None,
        ValueRef::Integer(number) => Some(number.to_string()),
        ValueRef::Real(number) => Some(number.to_string()),
        ValueRef::Text(text) => Some(String::from_utf8_lossy(text).into_owned()),
    }
}
