//! Polygons in GeoJSON: degrees, or RD where the file says so or the numbers show it.

use std::collections::HashMap;
use std::path::Path;

use geojson::{GeoJson, GeometryValue, Position};
use jiff::civil::Date;

use super::polygons::{Shapes, describe, in_rd, year_of};
use crate::error::{Notes, RegisterError};
use domain::text::fold;
use domain::{Finding, Place};

/// The largest file, in bytes: all buurten of the country in full detail are a quarter of it.
const LARGEST: u64 = 1 << 30;

/// Reads a collection of features.
pub(super) fn read(
    path: &Path,
    file: &str,
    date: Option<Date>,
    notes: &mut Notes,
) -> Result<Shapes, RegisterError> {
    let broken = || RegisterError::from(Finding::error("R120").at(Place::file(file)));
    let text = lists::read::file::read(path, LARGEST).map_err(|_| broken())?;
    let text = crate::table::decode(&text);
    let parsed: GeoJson = text
        .trim_start_matches('\u{feff}')
        .parse()
        .map_err(|_| broken())?;
    let GeoJson::FeatureCollection(collection) = parsed else {
        return Err(broken());
    };
    let mut shapes = Shapes::of(file);
    for (feature, number) in collection.features.into_iter().zip(1..) {
        let mut properties = HashMap::new();
        for (key, value) in feature.properties.into_iter().flatten() {
            let text = match value {
                serde_json::Value::String(text) => text,
                serde_json::Value::Number(number) => number.to_string(),
                serde_json::Value::Null
                | serde_json::Value::Bool(_)
                | serde_json::Value::Array(_)
                | serde_json::Value::Object(_) => continue,
            };
            properties.insert(fold(&key).replace(['_', ' '], ""), text);
        }
        if shapes.year.is_none() {
            shapes.year = year_of(&properties);
        }
        let Some(area) = describe(&properties, file, date) else {
            continue;
        };
        let polygons = match feature.geometry.map(|g| g.value) {
            Some(GeometryValue::Polygon { coordinates }) => vec![coordinates],
            Some(GeometryValue::MultiPolygon { coordinates }) => coordinates,
            _ => continue,
        };
        let rings = |rings: &Vec<Vec<Position>>| {
            let ring = |ring: &Vec<Position>| ring.iter().filter_map(point).collect();
            rings.iter().map(ring).collect()
        };
        let parts = polygons.iter().map(rings).collect();
        shapes.take_in(area, parts, number, notes)?;
    }
    if shapes.is_nothing() {
        return Err(Finding::error("R126").at(Place::file(file)).into());
    }
    Ok(shapes)
}

fn point(position: &Position) -> Option<(f64, f64)> {
    let mut numbers = position.as_slice().iter().copied();
    Some(in_rd((numbers.next()?, numbers.next()?)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::AreaLevel;

    #[test]
    #[expect(
        clippy::disallowed_methods,
        reason = "the test makes the file that is read"
    )]
    fn maps_of_several_publishers_name_their_areas() {
        let folder = tempfile::tempdir().unwrap();
        let named = |properties: &str| {
            let path = folder.path().join("kaart.geojson");
            let text = format!(
                r#"{{"type":"FeatureCollection","features":[{{"type":"Feature","properties":{properties},
                "geometry":{{"type":"Polygon","coordinates":[[[4.9,52.3],[5.0,52.3],[5.0,52.4],[4.9,52.3]]]}}}}]}}"#
            );
            std::fs::write(&path, text).unwrap();
            let mut notes = Notes::new("kaart.geojson");
            let shapes = read(&path, "kaart.geojson", None, &mut notes)
                .unwrap()
                .shapes;
            let shape = shapes.first().unwrap();
            (shape.level, shape.code.to_string(), shape.name.to_string())
        };
        let told = |level, code: &str, name: &str| (level, code.to_owned(), name.to_owned());
        let (buurt, wijk, district) = (AreaLevel::Buurt, AreaLevel::Wijk, AreaLevel::Stadsdeel);
        for (properties, expected) in [
            (
                r#"{"buurtcode":"BU03639700","buurtnaam":"Kade","wijkcode":"WK036397","gemeentecode":"GM0363"}"#,
                told(buurt, "BU03639700", "Kade"),
            ),
            (
                r#"{"Buurtcode":"BU0363TH01","Buurt":"Gooise Kant"}"#,
                told(buurt, "BU0363TH01", "Gooise Kant"),
            ),
            (
                r#"{"Buurt_code":"T93a","Buurt":"Kade-Noord","Buurtcombinatie_code":"T93"}"#,
                told(buurt, "T93a", "Kade-Noord"),
            ),
            (
                r#"{"wijkcode":"WK036397","naam":"K-buurt"}"#,
                told(wijk, "WK036397", "K-buurt"),
            ),
            (
                r#"{"Stadsdeel_code":"T","Stadsdeel":"Zuidoost"}"#,
                told(district, "T", "Zuidoost"),
            ),
            (
                r#"{"gemeentecode":"363","gemeente":"Amsterdam"}"#,
                told(AreaLevel::Gemeente, "GM0363", "Amsterdam"),
            ),
        ] {
            assert_eq!(named(properties), expected, "{properties}");
        }
    }
}
