//! Polygons of areas in RD, and which of them a point lies in.

use std::collections::HashMap;
use std::path::Path;

use compact_str::CompactString;
use jiff::civil::Date;

use super::cbs;
use super::inside::Polygons;
use crate::error::{Notes, RegisterError};
use crate::gpkg::geometry::{self, Rings};
use crate::model::{Area, Point};
use crate::rd;
use domain::text::{clean, fold};
use domain::{AreaLevel, Finding, Place};

/// The sides of the cells of the two grids, in metres. An area stands in the fine one when it
/// touches few of its cells, else in the coarse one: the country has some four hundred of those.
const CELLS: [f64; 2] = [1_000.0, 16_000.0];
/// The most cells of the fine grid for one area.
const FEW: i32 = 256;
/// The most corners in a file: the whole country in full detail has a fifth of it.
const MOST_CORNERS: usize = 10_000_000;

/// An area with its polygons.
#[derive(Debug)]
pub(super) struct Shape {
    pub(super) level: AreaLevel,
    pub(super) code: CompactString,
    pub(super) name: CompactString,
    /// The area one level up, when the code tells.
    pub(super) parent: Option<Area>,
    pub(super) polygons: Polygons,
}

/// All areas of a file.
#[derive(Debug, Default)]
pub(super) struct Shapes {
    pub(super) shapes: Vec<Shape>,
    pub(super) year: Option<u16>,
    /// How many corners were taken in.
    corners: usize,
}

/// Cell → the areas whose bounds touch it; in the first of two grids or in the second.
pub(super) type Grid = [HashMap<(i32, i32), Vec<u32>>; 2];

fn cell(at: f64, side: f64) -> i32 {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "only what lies in the Netherlands is laid in a grid"
    )]
    let cell = (at / side).floor() as i32;
    cell
}

impl Shapes {
    /// None yet, of a file whose name may tell the year.
    pub(super) fn of(file: &str) -> Self {
        Self {
            year: cbs::year_in(file),
            ..Self::default()
        }
    }

    /// Whether the file tells of no area at all, inside the country or not.
    pub(super) fn is_nothing(&self) -> bool {
        self.shapes.is_empty() && self.corners == 0
    }

    /// Makes the grid.
    pub(super) fn grid(&self) -> Grid {
        let mut grid = Grid::default();
        for (shape, at) in self.shapes.iter().zip(0..) {
            let Some((low, high)) = shape.polygons.bounds() else {
                continue;
            };
            let [fine, coarse] = CELLS.map(|side| {
                let range = |from: f64, to: f64| cell(from, side)..=cell(to, side);
                (range(low.0, high.0), range(low.1, high.1))
            });
            let touched = (fine.0.end() - fine.0.start() + 1) * (fine.1.end() - fine.1.start() + 1);
            let [fine_grid, coarse_grid] = &mut grid;
            let (grid, (across, up)) = if touched <= FEW {
                (fine_grid, fine)
            } else {
                (coarse_grid, coarse)
            };
            for x in across {
                for y in up.clone() {
                    grid.entry((x, y)).or_default().push(at);
                }
            }
        }
        grid
    }

    /// Takes an area in, when all of it lies in the country; else a finding says where it does
    /// not. Nothing that comes later has to reckon with coordinates from elsewhere.
    ///
    /// # Errors
    /// When the file has more corners than any map of the country.
    pub(super) fn take_in(
        &mut self,
        mut area: Shape,
        parts: Vec<Rings>,
        row: u32,
        notes: &mut Notes,
    ) -> Result<(), RegisterError> {
        let corners = || parts.iter().flatten().flatten();
        self.corners += corners().count();
        if self.corners > MOST_CORNERS {
            return Err(Finding::error("R128").at(notes.place()).into());
        }
        let abroad = corners().find(|(x, y)| !rd::in_the_netherlands(Point { x: *x, y: *y }));
        if let Some((x, y)) = abroad {
            let finding = Finding::error("R127").at(notes.row(row));
            let finding = finding.with("name", area.name.clone());
            notes.often(
                finding
                    .with("x", format!("{x:.0}"))
                    .with("y", format!("{y:.0}")),
            );
            return Ok(());
        }
        area.polygons = Polygons::of(parts);
        self.shapes.push(area);
        Ok(())
    }

    /// The areas that a point lies in or on the edge of; on a shared edge the first of a level.
    pub(super) fn containing<'a>(
        &'a self,
        grid: &'a Grid,
        point: Point,
    ) -> impl Iterator<Item = u32> + 'a {
        let near = grid
            .iter()
            .zip(CELLS)
            .filter_map(move |(grid, side)| grid.get(&(cell(point.x, side), cell(point.y, side))));
        let mut near: Vec<u32> = near.flatten().copied().collect();
        near.sort_unstable();
        let mut levels: Vec<AreaLevel> = Vec::new();
        near.into_iter().filter(move |at| {
            let Some(shape) = self.shapes.get(*at as usize) else {
                return false;
            };
            let own = shape.level == AreaLevel::MiniBuurt;
            let place = (point.x, point.y);
            let inside = (own || !levels.contains(&shape.level)) && shape.polygons.hold(place);
            if inside {
                levels.push(shape.level);
            }
            inside
        })
    }
}

/// A corner in degrees or RD, in RD. Beyond 180 it cannot be degrees.
pub(super) fn in_rd((x, y): (f64, f64)) -> (f64, f64) {
    if x.abs() <= 180.0 && y.abs() <= 90.0 {
        let point = rd::from_wgs84(x, y);
        (point.x, point.y)
    } else {
        (x, y)
    }
}

/// Names the area of a feature by its properties (folded key → text), and says whether it holds
/// on the date.
pub(super) fn describe(
    properties: &HashMap<String, String>,
    file: &str,
    date: Option<Date>,
) -> Option<Shape> {
    let get = |keys: &[&str]| {
        keys.iter()
            .find_map(|key| properties.get(*key).filter(|v| !v.is_empty()).cloned())
    };
    if let Some(date) = date {
        let day = |key: &str| -> Option<Date> { properties.get(key)?.get(..10)?.parse().ok() };
        let ended = day("eindgeldigheid").is_some_and(|end| end <= date);
        let begun = day("begingeldigheid").is_none_or(|begin| begin <= date);
        // A map of one state only has areas that did not begin yet on an earlier date: keep those.
        if ended
            || (!begun && properties.contains_key("volgnummer") && day("eindgeldigheid").is_some())
        {
            return None;
        }
    }
    // The finest code that is there says what the feature is; those of what it lies in come along.
    let known: [(AreaLevel, &[&str], &[&str]); 4] = [
        (
            AreaLevel::Buurt,
            &["buurtcode", "bucode"],
            &["buurtnaam", "bunaam", "buurt"],
        ),
        (
            AreaLevel::Wijk,
            &["wijkcode", "wkcode", "buurtcombinatiecode"],
            &["wijknaam", "wknaam", "wijk", "buurtcombinatie"],
        ),
        (
            AreaLevel::Stadsdeel,
            &["stadsdeelcode", "sdcode"],
            &["stadsdeelnaam", "sdnaam", "stadsdeel"],
        ),
        (
            AreaLevel::Gemeente,
            &["gemeentecode", "gmcode", "gemcode"],
            &["gemeentenaam", "gmnaam", "gemnaam", "gemeente"],
        ),
    ];
    let any_name = ["naam", "name", "omschrijving", "titel"];
    let own = known.iter().find_map(|(level, codes, names)| {
        let code = get(codes)?;
        let name = get(names).or_else(|| get(&any_name));
        Some((*level, name.unwrap_or_else(|| code.clone()), code))
    });
    let (level, code, name) = if let Some((level, name, code)) = own {
        // Municipal maps may have codes of their own: those of the CBS have at least
        // four characters from the first digit on.
        let bare = code.trim_start_matches(|c: char| c.is_ascii_alphabetic());
        let ours = level == AreaLevel::Gemeente || level != AreaLevel::Stadsdeel && bare.len() > 3;
        let official = ours.then(|| cbs::official_code(level, &code)).flatten();
        (level, official.unwrap_or_else(|| code.into()), name)
    } else {
        let code = get(&["cbscode", "statcode", "code", "gebiedcode", "identificatie"])
            .unwrap_or_default();
        let name = get(&[
            "naam",
            "name",
            "statnaam",
            "gebiednaam",
            "omschrijving",
            "titel",
        ])
        .unwrap_or_else(|| code.clone());
        if name.is_empty() {
            return None;
        }
        (
            level_of(&code, properties, file)?,
            code.as_str().into(),
            name,
        )
    };
    let parent = parent_of(level, &code);
    Some(Shape {
        level,
        code,
        name: clean(&name).into(),
        parent,
        polygons: Polygons::default(),
    })
}

/// The level: the code says it, or a property, or the name of the file.
fn level_of(code: &str, properties: &HashMap<String, String>, file: &str) -> Option<AreaLevel> {
    let by_code = match code.get(..2) {
        Some("BU") => Some(AreaLevel::Buurt),
        Some("WK") => Some(AreaLevel::Wijk),
        Some("GM") => Some(AreaLevel::Gemeente),
        Some("PV") => Some(AreaLevel::Provincie),
        Some("NL") if code.len() <= 4 => Some(AreaLevel::Land),
        _ => None,
    };
    let said = ["niveau", "level", "soort", "type"];
    let by_property = || {
        said.iter()
            .find_map(|key| AreaLevel::parse(properties.get(*key)?))
    };
    let file = fold(file.rsplit('/').next().unwrap_or(file));
    let by_file = || {
        [
            ("minibuurt", AreaLevel::MiniBuurt),
            ("mini-buurt", AreaLevel::MiniBuurt),
            ("stadsde", AreaLevel::Stadsdeel),
            ("wijk", AreaLevel::Wijk),
            ("buurt", AreaLevel::Buurt),
            ("gemeente", AreaLevel::Gemeente),
            ("provincie", AreaLevel::Provincie),
        ]
        .into_iter()
        .find_map(|(word, level)| file.contains(word).then_some(level))
    };
    let by_shape = || {
        let letters = code.bytes().take_while(u8::is_ascii_uppercase).count();
        match (letters, code.len()) {
            (1, 1) => Some(AreaLevel::Stadsdeel),
            (2, 2) => Some(AreaLevel::Wijk),
            (2, 4) => Some(AreaLevel::Buurt),
            _ => None,
        }
    };
    by_code
        .or_else(by_property)
        .or_else(by_file)
        .or_else(by_shape)
        .or(Some(AreaLevel::MiniBuurt))
}

/// `BU0363TH01` is part of `WK0363TH`, and that of `GM0363`.
pub(super) fn parent_of(level: AreaLevel, code: &str) -> Option<Area> {
    let (level, code) = match level {
        AreaLevel::Buurt => {
            let bare = code.strip_prefix("BU")?;
            (
                AreaLevel::Wijk,
                format!("WK{}", bare.get(..bare.len().checked_sub(2)?)?),
            )
        }
        AreaLevel::Wijk => {
            let bare = code.strip_prefix("WK")?;
            return Some(Area {
                level: AreaLevel::Gemeente,
                code: format!("GM{}", bare.get(..4)?).into(),
                name: format!("GM{}", bare.get(..4)?).into(),
                part_of: None,
                year: None,
            });
        }
        AreaLevel::Unit
        | AreaLevel::Entrance
        | AreaLevel::Building
        | AreaLevel::Flat
        | AreaLevel::Complex
        | AreaLevel::MiniBuurt
        | AreaLevel::Stadsdeel
        | AreaLevel::Gemeente
        | AreaLevel::Provincie
        | AreaLevel::Land
        | AreaLevel::Landlord
        | AreaLevel::Umbrella
        | AreaLevel::Scope => return None,
    };
    let code = CompactString::from(code);
    Some(Area {
        level,
        name: code.clone(),
        code,
        part_of: None,
        year: None,
    })
}

/// The year that the properties of a feature tell.
pub(super) fn year_of(properties: &HashMap<String, String>) -> Option<u16> {
    ["jaar", "jrstatcode", "begingeldigheid"]
        .iter()
        .find_map(|key| cbs::year_in(properties.get(*key)?))
}

/// Reads the polygons of a GeoPackage, in RD or in degrees.
pub(super) fn read_geopackage(
    path: &Path,
    file: &str,
    date: Option<Date>,
    notes: &mut Notes,
) -> Result<Shapes, RegisterError> {
    let broken = |_| RegisterError::from(Finding::error("R120").at(Place::file(file)));
    let mut shapes = Shapes::of(file);
    let base = crate::gpkg::open_checked(path).map_err(broken)?;
    let layers = crate::gpkg::feature_layers(&base).map_err(broken)?;
    for (table, column) in layers {
        let quoted = crate::gpkg::quoted(&table);
        let mut statement = base
            .prepare(&format!("SELECT * FROM {quoted}"))
            .map_err(broken)?;
        let headings: Vec<String> = statement.column_names().map(fold).collect();
        let mut rows = statement.query([]).map_err(broken)?;
        let mut number = 0_u32;
        while let Some(row) = rows.next().map_err(broken)? {
            number = number.saturating_add(1);
            let mut properties = HashMap::new();
            let mut shape = None;
            for (heading, at) in headings.iter().zip(0_usize..) {
                let value = row.get_ref(at).map_err(broken)?;
                if *heading == fold(&column) {
                    shape = value.as_blob().ok().and_then(geometry::polygons);
                } else if let Some(text) = crate::gpkg::text_of(value) {
                    properties.insert(heading.replace(['_', ' '], ""), text);
                }
            }
            if shapes.year.is_none() {
                shapes.year = year_of(&properties);
            }
            let (Some(area), Some(mut parts)) = (describe(&properties, &table, date), shape) else {
                continue;
            };
            for corner in parts.iter_mut().flatten().flatten() {
                *corner = in_rd(*corner);
            }
            shapes.take_in(area, parts, number, notes)?;
        }
    }
    if shapes.is_nothing() {
        return Err(Finding::error("R126").at(Place::file(file)).into());
    }
    Ok(shapes)
}
