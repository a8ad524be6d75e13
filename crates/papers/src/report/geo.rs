//! `report/areas.geojson` (RFC 7946): every spot of the map with its counts, for QGIS and web maps.
//! Groups below the smallest are taken together or left out, as on the map.

use serde_json::{Value, json};

use super::ReportContext;
use super::map::spots;
use campaign::coverage::Counts;
use register::to_wgs84;

/// The collection as text: points in longitude and latitude (WGS 84), seven decimals.
pub fn geojson(context: &ReportContext<'_>) -> String {
    let (mut spots, hidden) = spots(*context);
    spots.sort_by(|a, b| a.name.cmp(&b.name));
    let features: Vec<Value> = spots
        .iter()
        .map(|spot| {
            let (lon, lat) = to_wgs84(spot.point);
            json!({
                "type": "Feature",
                "geometry": { "type": "Point", "coordinates": [rounded(lon), rounded(lat)] },
                "properties": properties(&spot.name, &spot.counts),
            })
        })
        .collect();
    let scope = context.coverage.scope();
    let collection = json!({
        "type": "FeatureCollection",
        "name": context.campaign.campaign.name,
        "date": context.coverage.date.to_string(),
        "scope": properties(&context.campaign.campaign.name, &scope),
        "not_shown": hidden,
        "features": features,
    });
    format!("{collection:#}\n")
}

fn properties(name: &str, counts: &Counts) -> Value {
    json!({
        "name": name,
        "dwellings": counts.dwellings,
        "active": counts.active,
        "two_legs": counts.two_legs,
        "forming": counts.forming,
        "on_paper": counts.on_paper,
        "unknown": counts.unknown,
        "none": counts.none,
        "organisatiegraad": counts.organisatiegraad().to_string(),
    })
}

fn rounded(degrees: f64) -> f64 {
    (degrees * 1e7).round() / 1e7
}
