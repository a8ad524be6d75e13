//! Official areas: CBS tables, polygons and municipalities → which areas a unit lies in.
//!
//! Levels that one source gives are linked upward (buurt → wijk → gemeente → provincie → land);
//! areas of two sources with the same code are one area.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use compact_str::CompactString;
use jiff::civil::Date;

pub(super) mod cbs;
mod geojson;
mod inside;
pub(super) mod municipalities;
mod polygons;

use super::error::{Notes, RegisterError};
use super::kind::{self, AreaKind};
use super::model::{Area, AreaIx, Register, UnitIx};
use domain::{AreaLevel, Finding, Place};
use polygons::Shapes;

/// Areas by level and code (or name), as they come in.
#[derive(Default)]
struct Atlas {
    areas: Vec<Area>,
    by_code: HashMap<(AreaLevel, CompactString), AreaIx>,
}

fn position(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

impl Atlas {
    fn of(register: &mut Register) -> Self {
        let mut atlas = Self::default();
        for area in std::mem::take(&mut register.areas) {
            atlas.add(area);
        }
        atlas
    }

    /// The area of that level and code (or name, without a code); made when it is not there.
    fn add(&mut self, area: Area) -> AreaIx {
        let key = if area.code.is_empty() {
            &area.name
        } else {
            &area.code
        };
        let key = (area.level, key.clone());
        if let Some(ix) = self.by_code.get(&key) {
            if let Some(old) = self.areas.get_mut(ix.at()) {
                if old.name == old.code && !area.name.is_empty() {
                    old.name = area.name;
                }
                old.part_of = old.part_of.or(area.part_of);
                old.year = old.year.or(area.year);
            }
            return *ix;
        }
        let ix = AreaIx(position(self.areas.len()));
        self.by_code.insert(key, ix);
        self.areas.push(area);
        ix
    }

    /// An area and everything that it is part of.
    fn with_parents(&self, area: AreaIx, into: &mut Vec<AreaIx>) {
        let mut next = Some(area);
        while let Some(ix) = next {
            if into.contains(&ix) {
                break;
            }
            into.push(ix);
            next = self.areas.get(ix.at()).and_then(|a| a.part_of);
        }
    }
}

/// Which areas every unit lies in. Units share their sets of areas: a country has few of them.
struct Lying {
    set_of: Vec<u32>,
    sets: Vec<Vec<AreaIx>>,
    /// A set and one more area → the set with that area.
    larger: HashMap<(u32, AreaIx), u32>,
}

impl Lying {
    fn of(units: usize) -> Self {
        Self {
            set_of: vec![0; units],
            sets: vec![Vec::new()],
            larger: HashMap::new(),
        }
    }

    fn areas(&self, unit: UnitIx) -> &[AreaIx] {
        let set = self.set_of.get(unit.at()).copied().unwrap_or(0);
        self.sets.get(set as usize).map_or(&[], Vec::as_slice)
    }

    fn add(&mut self, unit: UnitIx, area: AreaIx) {
        let Some(slot) = self.set_of.get_mut(unit.at()) else {
            return;
        };
        let sets = &mut self.sets;
        *slot = *self.larger.entry((*slot, area)).or_insert_with(|| {
            let mut set = sets.get(*slot as usize).cloned().unwrap_or_default();
            if !set.contains(&area) {
                set.push(area);
            }
            sets.push(set);
            position(sets.len() - 1)
        });
    }
}

/// Lets a file be read by a child process first, as what findings call it.
type Try<'a> = &'a dyn Fn(&Path, &str) -> Result<(), RegisterError>;

/// Reads the polygons of a file and lays them in their grid, and forgets them.
pub(super) fn try_polygons(path: &Path) {
    let mut notes = Notes::new("");
    let shapes = match kind::of_areas(path) {
        Ok(AreaKind::GeoJson) => geojson::read(path, "", None, &mut notes),
        Ok(AreaKind::GeoPackage) => polygons::read_geopackage(path, "", None, &mut notes),
        Ok(AreaKind::Own | AreaKind::CbsNames | AreaKind::CbsAddresses) | Err(_) => return,
    };
    if let Ok(shapes) = shapes {
        drop(shapes.grid());
    }
}

/// Lays all units of a register in the official areas that the files and the towns tell; gives
/// back the files that are a person's own tables.
pub(super) fn apply(
    register: &mut Register,
    inputs: &Path,
    files: &[String],
    date: Option<Date>,
    try_out: Try<'_>,
    findings: &mut Vec<Finding>,
) -> Result<Vec<String>, RegisterError> {
    let mut own = Vec::new();
    let mut atlas = Atlas::of(register);
    let mut names: BTreeMap<CompactString, CompactString> = BTreeMap::new();
    let mut lying = Lying::of(register.units.len());
    let mut kinds = Vec::new();
    for file in files {
        let path = inputs.join(file);
        let kind = kind::of_areas(&path)
            .map_err(|_| Finding::error("R120").at(Place::file(file.as_str())))?;
        if kind == AreaKind::CbsNames {
            names.extend(cbs::read_names(&path, file)?);
        }
        kinds.push((file, path, kind));
    }
    for (file, path, kind) in kinds {
        match kind {
            AreaKind::Own => own.push(file.clone()),
            AreaKind::CbsNames => {}
            AreaKind::CbsAddresses => {
                let table = cbs::read_addresses(&path, file)?;
                lay_by_table(
                    register, &table, &names, file, &mut atlas, &mut lying, findings,
                );
            }
            AreaKind::GeoJson | AreaKind::GeoPackage => {
                try_out(&path, file)?;
                let mut notes = Notes::new(file);
                let mut shapes = if kind == AreaKind::GeoJson {
                    geojson::read(&path, file, date, &mut notes)?
                } else {
                    polygons::read_geopackage(&path, file, date, &mut notes)?
                };
                findings.extend(notes.finish());
                for shape in &mut shapes.shapes {
                    if let Some(name) = names.get(&shape.code) {
                        shape.name = name.clone();
                    }
                }
                lay_by_shape(register, &shapes, file, &mut atlas, &mut lying, findings);
            }
        }
    }
    municipalities::lay(register, &mut atlas, &mut lying);
    for area in &mut atlas.areas {
        if area.name == area.code
            && let Some(name) = names.get(&area.code)
        {
            area.name = name.clone();
        }
    }
    let sets: Vec<Vec<AreaIx>> = lying
        .sets
        .iter()
        .map(|areas| {
            let mut with_parents = Vec::new();
            for area in areas {
                atlas.with_parents(*area, &mut with_parents);
            }
            with_parents
        })
        .collect();
    register.with_sets(&lying.set_of, &sets);
    register.areas = atlas.areas;
    Ok(own)
}

/// Says which year the file is of, and how many homes it does not know.
fn conclude(
    file: &str,
    year: Option<u16>,
    areas: usize,
    outside: u64,
    register: &Register,
    findings: &mut Vec<Finding>,
) {
    let place = || Place::file(file);
    match year {
        Some(year) => findings.push(
            Finding::info("R122")
                .at(place())
                .with("count", areas)
                .with("year", year.to_string()),
        ),
        None => findings.push(Finding::info("R123").at(place()).with("count", areas)),
    }
    if outside > 0 {
        let homes = register
            .units()
            .filter(|u| register.unit(*u).is_dwelling())
            .count();
        findings.push(
            Finding::warning("R121")
                .at(place())
                .with("count", outside)
                .with("homes", homes),
        );
    }
}

fn lay_by_table(
    register: &Register,
    table: &cbs::CbsTable,
    names: &BTreeMap<CompactString, CompactString>,
    file: &str,
    atlas: &mut Atlas,
    lying: &mut Lying,
    findings: &mut Vec<Finding>,
) {
    let mut ix_of: Vec<Option<AreaIx>> = vec![None; table.codes.len()];
    let mut used = 0;
    let mut add = |atlas: &mut Atlas, code: Option<u32>, part_of: Option<AreaIx>| {
        let at = code? as usize;
        let (level, code) = table.codes.get(at)?;
        let slot = ix_of.get_mut(at)?;
        if slot.is_none() {
            used += 1;
            *slot = Some(atlas.add(Area {
                level: *level,
                code: code.clone(),
                name: names.get(code).unwrap_or(code).clone(),
                part_of,
                year: table.year,
            }));
        }
        *slot
    };
    let mut outside = 0;
    for unit in register.units() {
        let of = |ix| {
            let address = register.address(ix);
            table.places.get(&(address.postcode?, address.number))
        };
        let Some([buurt, wijk, gemeente]) = register
            .unit_addresses(unit)
            .iter()
            .find_map(|ix| of(*ix))
            .copied()
        else {
            outside += u64::from(register.unit(unit).is_dwelling());
            continue;
        };
        let gemeente = add(atlas, gemeente, None);
        let wijk = add(atlas, wijk, gemeente);
        let buurt = add(atlas, buurt, wijk.or(gemeente));
        for area in [buurt, wijk, gemeente].into_iter().flatten() {
            lying.add(unit, area);
        }
    }
    if table.unread > 0 {
        findings.push(
            Finding::warning("R124")
                .at(Place::file(file))
                .with("count", table.unread),
        );
    }
    conclude(file, table.year, used, outside, register, findings);
}

fn lay_by_shape(
    register: &Register,
    shapes: &Shapes,
    file: &str,
    atlas: &mut Atlas,
    lying: &mut Lying,
    findings: &mut Vec<Finding>,
) {
    let grid = shapes.grid();
    let areas: Vec<AreaIx> = shapes
        .shapes
        .iter()
        .map(|shape| {
            let parent = shape.parent.clone().map(|parent| {
                let gemeente = polygons::parent_of(parent.level, &parent.code);
                let gemeente = gemeente.map(|area| atlas.add(area));
                let borough = municipalities::borough_of(&parent.code);
                let borough = borough.map(|b| {
                    atlas.add(Area {
                        part_of: gemeente,
                        ..b
                    })
                });
                atlas.add(Area {
                    part_of: borough.or(gemeente),
                    ..parent
                })
            });
            atlas.add(Area {
                level: shape.level,
                code: shape.code.clone(),
                name: shape.name.clone(),
                part_of: parent,
                year: shapes.year,
            })
        })
        .collect();
    let (mut outside, mut pointless) = (0_u64, 0_u64);
    for unit in register.units() {
        let facts = register.unit(unit);
        let Some(point) = facts.point else {
            pointless += u64::from(facts.is_dwelling());
            continue;
        };
        let found = shapes.containing(&grid, point);
        let found = found.filter_map(|at| areas.get(at as usize).copied());
        let count = found.map(|area| lying.add(unit, area)).count();
        outside += u64::from(facts.is_dwelling() && count == 0);
    }
    if pointless > 0 {
        findings.push(
            Finding::warning("R125")
                .at(Place::file(file))
                .with("count", pointless),
        );
    }
    conclude(file, shapes.year, areas.len(), outside, register, findings);
}

/// The unit positions of a register that lie in any of some areas.
pub(super) fn units_in(register: &Register, areas: &[AreaIx]) -> Vec<UnitIx> {
    let is_in = |unit: &UnitIx| register.unit_areas(*unit).iter().any(|a| areas.contains(a));
    register.units().filter(is_in).collect()
}
