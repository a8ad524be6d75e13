//! The zips of an extract, up to four deep, read where they are: nothing is unpacked to disk.
//!
//! A zip that is stored in another is a window on the same file. One that is compressed once more
//! (as in deliveries of a gemeente) is unpacked in memory.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use zip::{CompressionMethod, ZipArchive};

use super::parse::Kind;
use super::window::Window;
use crate::domain::{Finding, Place};

/// The largest compressed zip inside a zip, and the largest XML file, in bytes.
const LARGEST: u64 = 2 << 30;

/// An XML file in an extract.
#[derive(Clone)]
pub(super) struct Leaf {
    /// What it holds.
    pub(super) kind: Kind,
    /// Its name, with the zips around it.
    pub(super) name: String,
    /// Its size, unpacked.
    pub(super) size: u64,
    archive: ZipArchive<Window>,
    index: usize,
}

impl Leaf {
    /// Unpacks it, or its first bytes, into `bytes`; `None` for a damaged one.
    pub(super) fn read_into(&self, bytes: &mut Vec<u8>, most: u64) -> Option<()> {
        let mut archive = self.archive.clone();
        let file = archive.by_index(self.index).ok()?;
        bytes.clear();
        bytes.reserve(usize::try_from(self.size.min(most).min(1 << 26)).ok()?);
        file.take(most.min(LARGEST)).read_to_end(bytes).ok()?;
        Some(())
    }
}

/// What an extract holds.
#[derive(Default)]
pub(super) struct Contents {
    pub(super) leaves: Vec<Leaf>,
    /// The delivery note, when there is one.
    pub(super) note: Option<Vec<u8>>,
}

/// What a file holds by its name, as in `0457NUM15102021-000001.xml`; `None` for parts that are
/// left out (`IA`, `IO`, `NB`) and for names that we don't know.
fn kind_of(name: &str) -> Option<Kind> {
    let stem = name.rsplit('/').next()?.to_ascii_uppercase();
    if stem.starts_with("GEM-WPL") {
        return Some(Kind::Relations);
    }
    match stem
        .trim_start_matches(|c: char| c.is_ascii_digit())
        .get(..3)?
    {
        "WPL" => Some(Kind::Towns),
        "OPR" => Some(Kind::Streets),
        "NUM" => Some(Kind::Addresses),
        "VBO" => Some(Kind::Units),
        "LIG" => Some(Kind::Moorings),
        "STA" => Some(Kind::Pitches),
        "PND" => Some(Kind::Buildings),
        _ => None,
    }
}

/// Whether a zip holds what an extract delivers beside the objects that hold.
fn is_left_out(name: &str) -> bool {
    let stem = name.rsplit('/').next().unwrap_or(name).to_ascii_lowercase();
    ["inactief", "inonderzoek", "nietbag"]
        .iter()
        .any(|part| stem.contains(part))
}

/// Lists everything in an extract.
pub(super) fn list(path: &Path, file: &str) -> Result<Contents, Finding> {
    let damaged = |member: &str| Finding::error("R130").at(Place::sheet(file, member));
    let outer = File::open(path)
        .and_then(Window::file)
        .map_err(|_| Finding::error("R101").at(Place::file(file)))?;
    let mut contents = Contents::default();
    walk(&outer, "", 0, &mut contents).map_err(|member| damaged(&member))?;
    contents
        .leaves
        .sort_by(|a, b| (a.kind, &a.name).cmp(&(b.kind, &b.name)));
    Ok(contents)
}

fn walk(window: &Window, within: &str, depth: u8, contents: &mut Contents) -> Result<(), String> {
    let archive = ZipArchive::new(window.clone()).map_err(|_| within.to_owned())?;
    if archive.offset() > 0 {
        // Its own list of contents is gone: this one is of a zip inside it.
        return Err(within.to_owned());
    }
    for index in 0..archive.len() {
        let mut reading = archive.clone();
        let mut member = reading.by_index(index).map_err(|_| within.to_owned())?;
        let own = member.name().map_err(|_| within.to_owned())?.into_owned();
        let name = if within.is_empty() {
            own.clone()
        } else {
            format!("{within}/{own}")
        };
        let ends = |ending: &str| {
            let extension = Path::new(&own).extension();
            extension.is_some_and(|e| e.eq_ignore_ascii_case(ending))
        };
        if ends("zip") {
            if is_left_out(&own) || depth > 3 {
                continue;
            }
            let inner = if member.compression() == CompressionMethod::Stored {
                let start = member.data_start().ok_or_else(|| name.clone())?;
                window.part(start, member.size())
            } else {
                let mut bytes = Vec::new();
                (&mut member)
                    .take(LARGEST)
                    .read_to_end(&mut bytes)
                    .map_err(|_| name.clone())?;
                Window::memory(bytes)
            };
            drop(member);
            walk(&inner, &name, depth + 1, contents)?;
        } else if ends("xml") {
            if let Some(kind) = kind_of(&own) {
                let size = member.size();
                drop(member);
                contents.leaves.push(Leaf {
                    kind,
                    name,
                    size,
                    archive: archive.clone(),
                    index,
                });
            } else if own.to_ascii_lowercase().contains("leveringsdocument") {
                let mut bytes = Vec::new();
                member
                    .take(1 << 20)
                    .read_to_end(&mut bytes)
                    .map_err(|_| name)?;
                contents.note = Some(bytes);
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_that_do_not_hold_are_left_out_by_name() {
        assert_eq!(kind_of("0457NUM15102021-000001.xml"), Some(Kind::Addresses));
        assert_eq!(kind_of("9999PND08112021-000123.xml"), Some(Kind::Buildings));
        assert_eq!(
            kind_of("GEM-WPL-RELATIE-15102021-000001.xml"),
            Some(Kind::Relations)
        );
        for name in [
            "0457IANUM15102021-000001.xml",
            "0457IOVBO15102021-000001.xml",
            "0457NBPND15102021-000001.xml",
        ] {
            assert_eq!(kind_of(name), None, "{name}");
        }
        assert!(
            is_left_out("0457Inactief15102021.zip") && is_left_out("a/9999NietBag08112021.zip")
        );
    }
}
