//! What a file is, told by its content and not by its name.

use std::io::Read;
use std::path::Path;

use super::table::{decode, delimiter};
use domain::text::fold;

/// What a register source is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SourceKind {
    /// A zip with a BAG 2.0 Extract.
    BagExtract,
    /// An SQLite database: PDOK's GeoPackage or our own register file.
    GeoPackage,
    /// A workbook.
    Workbook,
    /// A text table.
    Csv,
    /// None of these.
    Unknown,
}

/// What an area file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum AreaKind {
    /// The CBS table of postcodes and numbers.
    CbsAddresses,
    /// A CBS table of names.
    CbsNames,
    /// Polygons in GeoJSON.
    GeoJson,
    /// Polygons in a GeoPackage.
    GeoPackage,
    /// A person's own table.
    Own,
}

fn start_of(path: &Path, len: u64) -> std::io::Result<Vec<u8>> {
    let mut start = Vec::new();
    lists::read::file::open(path)?
        .take(len)
        .read_to_end(&mut start)?;
    Ok(start)
}

/// Tells what a register source is.
pub(super) fn of_source(path: &Path) -> std::io::Result<SourceKind> {
    let start = start_of(path, 4_096)?;
    Ok(match start.as_slice() {
        [b'P', b'K', 3 | 5, 4 | 6, ..] => {
            if zip_names(path).iter().any(|name| is_sheet_member(name)) {
                SourceKind::Workbook
            } else {
                SourceKind::BagExtract
            }
        }
        start if start.starts_with(b"SQLite format 3\0") => SourceKind::GeoPackage,
        // An old .xls, or an encrypted workbook.
        [0xD0, 0xCF, 0x11, 0xE0, ..] => SourceKind::Workbook,
        [] => SourceKind::Unknown,
        start
            if start.contains(&0)
                && !start.starts_with(&[0xFF, 0xFE])
                && !start.starts_with(&[0xFE, 0xFF]) =>
        {
            SourceKind::Unknown
        }
        _ => SourceKind::Csv,
    })
}

/// Members that only workbooks have: `xl/workbook.xml`, ODF's `content.xml`.
fn is_sheet_member(name: &str) -> bool {
    name.starts_with("xl/") || name == "content.xml" || name == "[Content_Types].xml"
}

fn zip_names(path: &Path) -> Vec<String> {
    let Ok(file) = lists::read::file::open(path) else {
        return Vec::new();
    };
    zip::ZipArchive::new(std::io::BufReader::new(file))
        .map(|archive| {
            archive
                .file_names()
                .filter_map(|n| Some(n.ok()?.into_owned()))
                .collect()
        })
        .unwrap_or_default()
}

/// Tells what an area file is.
pub(super) fn of_areas(path: &Path) -> std::io::Result<AreaKind> {
    let start = start_of(path, 8_192)?;
    if start.starts_with(b"SQLite format 3\0") {
        return Ok(AreaKind::GeoPackage);
    }
    if start.starts_with(b"PK") || start.starts_with(&[0xD0, 0xCF]) {
        return Ok(AreaKind::Own);
    }
    let text = decode(&start);
    let text = text.trim_start_matches('\u{feff}').trim_start();
    if text.starts_with('{') {
        return Ok(AreaKind::GeoJson);
    }
    let mark = char::from(delimiter(text.as_bytes()));
    let headings: Vec<String> = text
        .lines()
        .next()
        .unwrap_or_default()
        .split(mark)
        .map(|h| {
            fold(h.trim_matches('"'))
                .chars()
                .filter(char::is_ascii_alphanumeric)
                .collect()
        })
        .collect();
    let starts = |words: &[&str]| {
        headings
            .iter()
            .any(|h| words.iter().any(|w| h.starts_with(w)))
    };
    let is = |words: &[&str]| headings.iter().any(|h| words.contains(&h.as_str()));
    if is(&["pc6", "postcode", "postcode6"])
        && is(&["huisnummer", "huisnr"])
        && starts(&["buurt", "wijk", "brt", "gemeente", "gem"])
    {
        return Ok(AreaKind::CbsAddresses);
    }
    let own = is(&["niveau", "level", "dekt", "covers", "omvat", "adressen"]);
    if headings.len() <= 8 && !own && !super::areas::cbs::named_levels(&headings).is_empty() {
        return Ok(AreaKind::CbsNames);
    }
    Ok(AreaKind::Own)
}
