//! Polygons of areas in RD, and which of them a point lies in.

use std::collections::HashMap;
use std::path::Path;

use compact_str::CompactString;
use geo::{BoundingRect as _, Intersects as _, LineString, MultiPolygon, Polygon};
use jiff::civil::Date;

use super::cbs;
use crate::domain::text::{clean, fold};
use crate::domain::{AreaLevel, Finding, Place};
use crate::register::error::RegisterError;
use crate::register::gpkg::geometry;
use crate::register::model::{Area, Point};

/// The side of a cell of the grid, in metres.
const CELL: f64 = 1_000.0;

/// An area with its polygons.
#[derive(Debug)]
pub(super) struct Shape {
    pub(super) level: AreaLevel,
    pub(super) code: CompactString,
    pub(super) name: CompactString,
    /// The area one level up, when the code tells.
    pub(super) parent: Option<Area>,
    pub(super) polygons: MultiPolygon<f64>,
}

/// All areas of a file.
#[derive(Debug, Default)]
pub(super) struct Shapes {
    pub(super) shapes: Vec<Shape>,
    pub(super) year: Option<u16>,
}

/// Cell → the areas whose bounds touch it.
pub(super) type Grid = HashMap<(i32, i32), Vec<u32>>;

fn cell(at: f64) -> i32 {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "metres in the Netherlands fit"
    )]
    let cell = (at / CELL).floor() as i32;
    cell
}

impl Shapes {
    /// Makes the grid.
    pub(super) fn grid(&self) -> Grid {
        let mut grid = Grid::new();
        for (shape, at) in self.shapes.iter().zip(0..) {
            let Some(bounds) = shape.polygons.bounding_rect() else {
                continue;
            };
            for x in cell(bounds.min().x)..=cell(bounds.max().x) {
                for y in cell(bounds.min().y)..=cell(bounds.max().y) {
                    grid.entry((x, y)).or_default().push(at);
                }
            }
        }
        grid
    }

    /// The areas that a point lies in or on the edge of; on a shared edge the first of a level.
    pub(super) fn containing<'a>(
        &'a self,
        grid: &'a Grid,
        point: Point,
    ) -> impl Iterator<Item = u32> + 'a {
        let near = grid.get(&(cell(point.x), cell(point.y)));
        let mut levels: Vec<AreaLevel> = Vec::new();
        near.into_iter().flatten().copied().filter(move |at| {
            let Some(shape) = self.shapes.get(*at as usize) else {
                return false;
            };
            let own = shape.level == AreaLevel::MiniBuurt;
            let place = geo::Point::new(point.x, point.y);
            let inside =
                (own || !levels.contains(&shape.level)) && shape.polygons.intersects(&place);
            if inside {
                levels.push(shape.level);
            }
            inside
        })
    }
}

/// Rings of one polygon, the exterior first, as the library wants it.
pub(super) fn polygon(rings: Vec<Vec<(f64, f64)>>) -> Option<Polygon<f64>> {
    let mut rings = rings.into_iter().map(LineString::from);
    Some(Polygon::new(rings.next()?, rings.collect()))
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
        polygons: MultiPolygon::new(Vec::new()),
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
) -> Result<Shapes, RegisterError> {
    let broken = |_| RegisterError::from(Finding::error("R120").at(Place::file(file)));
    let mut shapes = Shapes {
        shapes: Vec::new(),
        year: cbs::year_in(file),
    };
    let base = crate::register::gpkg::open_read_only(path).map_err(broken)?;
    let layers = crate::register::gpkg::feature_layers(&base).map_err(broken)?;
    for (table, column) in layers {
        let quoted = crate::register::gpkg::quoted(&table);
        let mut statement = base
            .prepare(&format!("SELECT * FROM {quoted}"))
            .map_err(broken)?;
        let headings: Vec<String> = statement.column_names().map(fold).collect();
        let mut rows = statement.query([]).map_err(broken)?;
        while let Some(row) = rows.next().map_err(broken)? {
            let mut properties = HashMap::new();
            let mut shape = None;
            for (heading, at) in headings.iter().zip(0_usize..) {
                let value = row.get_ref(at).map_err(broken)?;
                if *heading == fold(&column) {
                    shape = value.as_blob().ok().and_then(geometry::polygons);
                } else if let Some(text) = crate::register::gpkg::text_of(value) {
                    properties.insert(heading.replace(['_', ' '], ""), text);
                }
            }
            if shapes.year.is_none() {
                shapes.year = year_of(&properties);
            }
            let (Some(mut area), Some(rings)) = (describe(&properties, &table, date), shape) else {
                continue;
            };
            area.polygons = MultiPolygon::new(rings.into_iter().filter_map(polygon).collect());
            shapes.shapes.push(area);
        }
    }
    if shapes.shapes.is_empty() {
        return Err(Finding::error("R126").at(Place::file(file)).into());
    }
    Ok(shapes)
}
