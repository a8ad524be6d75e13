//! The three shapes in which lists come: CSV in two encodings, xlsx and ods.

use std::error::Error;
use std::path::Path;

use encoding_rs::WINDOWS_1252;
use haarvaten::write::files::write_whole;

/// What stands at the top of every invented sheet.
pub const INVENTED: &str =
    "VERZONNEN VOORBEELDGEGEVENS: alleen straatnamen en postcodes bestaan echt";

/// In which bytes a CSV is written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8.
    Utf8,
    /// Windows-1252, as older programs export it.
    Windows1252,
}

/// Writes a semicolon CSV with the title row, headings and rows.
pub fn csv(
    path: &Path,
    encoding: Encoding,
    title: &str,
    rows: &[Vec<String>],
) -> Result<(), Box<dyn Error>> {
    let mut out = csv::WriterBuilder::new()
        .delimiter(b';')
        .flexible(true)
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    out.write_record([title])?;
    for row in rows {
        out.write_record(row)?;
    }
    let bytes = out.into_inner()?;
    let bytes = match encoding {
        Encoding::Utf8 => bytes,
        Encoding::Windows1252 => WINDOWS_1252
            .encode(&String::from_utf8(bytes)?)
            .0
            .into_owned(),
    };
    write_whole(path, &bytes)?;
    Ok(())
}

/// One row out of texts.
pub fn row(cells: &[&str]) -> Vec<String> {
    cells.iter().map(|cell| (*cell).to_owned()).collect()
}
