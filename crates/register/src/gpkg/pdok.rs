//! PDOK's `bag-light.gpkg`: flat layers with the current state. Column names have drifted between
//! editions, so they are recognised like those of any table.

use std::collections::BTreeMap;
use std::path::Path;

use rusqlite::Connection;

use super::{feature_layers, geometry, open_read_only, quoted, text_of};
use crate::bag::{Shape, TakeShapes, is_standing};
use crate::build::RegisterBuilder;
use crate::columns::{Column, Layout};
use crate::error::{Notes, RegisterError};
use crate::flat::FlatReader;
use crate::progress::Progress;
use crate::rd;
use domain::text::fold;
use domain::{BagId, Finding, Noted, Place};

/// Reads PDOK's layers into the builder.
pub(crate) fn read(
    path: &Path,
    file: &str,
    builder: &mut RegisterBuilder,
    shapes: Option<TakeShapes<'_>>,
    progress: &dyn Progress,
) -> Result<Noted<()>, RegisterError> {
    let damaged =
        |_: rusqlite::Error| RegisterError::from(Finding::error("R151").at(Place::file(file)));
    let base = open_read_only(path).map_err(damaged)?;
    let layers: BTreeMap<String, (String, String)> = feature_layers(&base)
        .map_err(damaged)?
        .into_iter()
        .map(|(table, column)| (layer_of(&table), (table, column)))
        .collect();
    if !layers.contains_key("verblijfsobject") {
        let found = layers
            .values()
            .map(|(table, _)| table.as_str())
            .collect::<Vec<_>>()
            .join(", ");
        return Err(Finding::error("R150")
            .at(Place::file(file))
            .with("found", found)
            .into());
    }
    let units = ["verblijfsobject", "ligplaats", "standplaats"];
    // The last row number is known at once; how many rows there are is not.
    let rows = |layer: &&str| {
        let (table, _) = layers.get(*layer)?;
        let last = format!("SELECT max(rowid) FROM {}", quoted(table));
        let rows = base.query_row(&last, [], |row| {
            row.get::<_, Option<u32>>(0).map(|n| n.map(u64::from))
        });
        rows.ok().flatten()
    };
    progress.begin("geopackage", units.iter().filter_map(rows).sum());
    let mut findings = Vec::new();
    let mut total = FlatReader::new(Layout::default());
    for layer in units {
        if let Some((table, column)) = layers.get(layer) {
            let source = Layer {
                base: &base,
                file,
                table,
                column,
            };
            let home = layer != "verblijfsobject";
            findings.extend(source.units(home, builder, &mut total, progress)?);
        }
    }
    let mut notes = Notes::new(file);
    total.conclude(&mut notes);
    findings.extend(notes.finish());
    if let Some((table, column)) = layers.get("pand") {
        let source = Layer {
            base: &base,
            file,
            table,
            column,
        };
        source.buildings(builder, shapes).map_err(damaged)?;
    }
    Ok(Noted::new((), findings))
}

/// The layer that a table is: without case, and without what stands before it (`bag:pand`).
fn layer_of(table: &str) -> String {
    let name = fold(table);
    let name = name.rsplit([':', '.']).next().unwrap_or(&name);
    name.strip_prefix("bag_").unwrap_or(name).to_owned()
}

/// One layer of a GeoPackage.
struct Layer<'a> {
    base: &'a Connection,
    file: &'a str,
    table: &'a str,
    column: &'a str,
}

impl Layer<'_> {
    fn units(
        &self,
        always_home: bool,
        builder: &mut RegisterBuilder,
        total: &mut FlatReader,
        progress: &dyn Progress,
    ) -> Result<Vec<Finding>, RegisterError> {
        let place = || Place::sheet(self.file, self.table);
        let damaged = |_: rusqlite::Error| RegisterError::from(Finding::error("R151").at(place()));
        let query = format!("SELECT * FROM {}", quoted(self.table));
        let mut statement = self.base.prepare(&query).map_err(damaged)?;
        let headings: Vec<String> = statement.column_names().map(str::to_owned).collect();
        let shape = headings.iter().position(|name| name == self.column);
        let layout = Layout::of(headings.iter().map(|name| {
            if name == self.column {
                ""
            } else {
                name.as_str()
            }
        }));
        let mut missing = layout.missing();
        if !layout.has(Column::SomeId) && !layout.has(Column::UnitId) {
            missing.push("identificatie");
        }
        if !missing.is_empty() {
            let names = missing.join(", ");
            return Err(Finding::error("R103")
                .at(place())
                .with("columns", names)
                .into());
        }
        let mut notes = Notes::new(self.file);
        let mut reader = FlatReader::new(layout);
        let mut rows = statement.query([]).map_err(damaged)?;
        let mut at = 0_u32;
        let mut cells: Vec<String> = Vec::new();
        while let Some(row) = rows.next().map_err(damaged)? {
            at += 1;
            cells.clear();
            let mut point = None;
            for column in 0..headings.len() {
                let value = row.get_ref(column).map_err(damaged)?;
                if Some(column) == shape {
                    point = value.as_blob().ok().and_then(geometry::point);
                }
                cells.push(text_of(value).unwrap_or_default());
            }
            let cell = |column: usize| cells.get(column).map_or("", String::as_str);
            if let Some(mut row) = reader.row(at, cell, &mut notes) {
                row.residential |= always_home;
                if let Some((x, y)) = point {
                    row.point = rd::read_pair(x, y);
                    if row.point.is_none() {
                        let finding = Finding::warning("R110").at(place().at_row(at));
                        notes.often(finding.with("x", x.to_string()).with("y", y.to_string()));
                    }
                }
                let id = row.address_id.clone().or_else(|| row.unit_id.clone());
                let unit = row.unit_id.clone().unwrap_or_default();
                let added = builder.add(row);
                builder.count(Ok(added));
                if let Some(code) = added.left_out() {
                    let finding = Finding::warning(code)
                        .at(place().at_row(at))
                        .with("unit", unit);
                    notes.often(finding.with("id", id.unwrap_or_default()));
                }
            } else {
                builder.count(Err(reader.left_out));
            }
            if at.is_multiple_of(10_000) {
                progress.advance(0, 10_000);
                if progress.stopped() {
                    return Err(RegisterError::stopped());
                }
            }
        }
        progress.advance(0, u64::from(at % 10_000));
        reader.hand_over(total, always_home);
        let errors = reader.conclude(&mut notes);
        let mut findings = notes.finish();
        if errors.is_empty() {
            return Ok(findings);
        }
        findings.extend(errors);
        Err(RegisterError {
            findings,
            stopped: false,
        })
    }

    /// Tells the year and place of each building that has units, and the shapes of all that stand.
    fn buildings(
        &self,
        builder: &mut RegisterBuilder,
        shapes: Option<TakeShapes<'_>>,
    ) -> rusqlite::Result<()> {
        let mut statement = self
            .base
            .prepare(&format!("SELECT * FROM {}", quoted(self.table)))?;
        let layout = Layout::of(statement.column_names());
        let shape = statement
            .column_names()
            .position(|name| name == self.column);
        let (Some(id), year) = (
            layout
                .position(Column::SomeId)
                .or(layout.position(Column::BuildingIds)),
            layout.position(Column::Year),
        ) else {
            return Ok(());
        };
        let status = layout.position(Column::Status);
        let mut batch = Vec::new();
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let Some(id) = text_of(row.get_ref(id)?) else {
                continue;
            };
            let cell = |at: Option<usize>| -> rusqlite::Result<Option<String>> {
                at.map_or(Ok(None), |at| Ok(text_of(row.get_ref(at)?)))
            };
            let year: Option<u16> = cell(year)?.and_then(|year| year.parse().ok());
            let blob = shape.map(|at| row.get_ref(at)).transpose()?;
            let blob = blob.and_then(|blob| blob.as_blob().ok());
            let middle = blob.and_then(geometry::point);
            builder.describe_building(&id, year, middle.and_then(|(x, y)| rd::read_pair(x, y)));
            let Some((take, id)) = shapes.zip(BagId::parse(&id)) else {
                continue;
            };
            // The part with most corners: buildings of several parts are rare, and our layer holds
            // polygons.
            let parts = blob.and_then(geometry::polygons).unwrap_or_default();
            let status = cell(status)?.unwrap_or_default();
            batch.push(Shape {
                id: id.number(),
                rank: 0,
                year: year.unwrap_or(0),
                standing: is_standing(status.as_bytes()),
                status: status.into(),
                rings: parts
                    .into_iter()
                    .max_by_key(|rings| rings.first().map_or(0, Vec::len))
                    .unwrap_or_default(),
            });
            if batch.len() >= 5_000 {
                take(std::mem::take(&mut batch));
            }
        }
        if let Some(take) = shapes {
            take(batch);
        }
        Ok(())
    }
}

/// Gives the shapes of the buildings in a register file of ours.
pub(crate) fn shapes_of_ours(path: &Path, take: TakeShapes<'_>) -> rusqlite::Result<()> {
    let base = open_read_only(path)?;
    let source = Layer {
        base: &base,
        file: "",
        table: "buildings",
        column: "geom",
    };
    source.buildings(&mut RegisterBuilder::new(None), Some(take))
}
