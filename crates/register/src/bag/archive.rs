//! The zips of an extract, up to four deep, read where they are: nothing is unpacked to disk.
//!
//! A zip that is stored in another is a window on the same file. One that is compressed once more
//! (as in deliveries of a gemeente) is unpacked in memory.

use std::io::Read as _;
use std::path::Path;

use zip::{CompressionMethod, ZipArchive};

use super::parse::Kind;
use super::window::Window;
use domain::{Finding, Place};

/// The largest XML file, in bytes, unpacked; those of the Kadaster are a tenth of it.
const LARGEST: u64 = 512 << 20;
/// XML unpacks to some twenty times its size: beyond 64 MiB an XML file that unpacks to so many
/// times its own size is no extract.
const XML_RATIO: u64 = 200;
/// A zip inside a zip is compressed already: beyond 64 MiB one that unpacks to so many times its
/// own size is no extract.
const ZIP_RATIO: u64 = 20;
/// What unpacks to less is never refused for its ratio, in bytes.
const SMALL: u64 = 64 << 20;
/// The most bytes of zips that are unpacked in memory, for one source.
const MOST_IN_MEMORY: u64 = 1 << 30;
/// The most XML files: an extract of the country has some thousands.
const MOST_LEAVES: usize = 100_000;

/// How many bytes something may unpack to.
fn allowed(compressed: u64, ratio: u64) -> u64 {
    SMALL.max(compressed.saturating_mul(ratio))
}

/// Why a zip is not read, and where in it.
struct Refused {
    code: &'static str,
    member: String,
}

impl Refused {
    fn damaged(member: &str) -> Self {
        Self {
            code: "R130",
            member: member.to_owned(),
        }
    }
    /// It unpacks to more than any extract.
    fn grows(member: &str) -> Self {
        Self {
            code: "R152",
            member: member.to_owned(),
        }
    }
}

/// An XML file in an extract.
#[derive(Clone)]
pub(super) struct Leaf {
    /// What it holds.
    pub(super) kind: Kind,
    /// Its name, with the zips around it.
    pub(super) name: String,
    /// Its size, unpacked.
    pub(super) size: u64,
    /// Its size as it lies in the zip.
    compressed: u64,
    archive: ZipArchive<Window>,
    index: usize,
}

impl Leaf {
    /// Unpacks it, or its first bytes, into `bytes`.
    ///
    /// # Errors
    /// The code of the finding: it is damaged, or larger than what an extract holds.
    pub(super) fn read_into(&self, bytes: &mut Vec<u8>, most: u64) -> Result<(), &'static str> {
        let damaged = || "R130";
        let mut archive = self.archive.clone();
        let file = archive.by_index(self.index).map_err(|_| damaged())?;
        bytes.clear();
        let room = usize::try_from(self.size.min(most).min(1 << 26));
        bytes.reserve(room.unwrap_or(0));
        let largest = LARGEST.min(allowed(self.compressed, XML_RATIO));
        let read = file.take(most.min(largest + 1)).read_to_end(bytes);
        let read = read.map_err(|_| damaged())?;
        if u64::try_from(read).unwrap_or(u64::MAX) > largest {
            bytes.clear();
            bytes.shrink_to(0);
            return Err("R152");
        }
        Ok(())
    }
}

/// What an extract holds.
#[derive(Default)]
pub(super) struct Contents {
    pub(super) leaves: Vec<Leaf>,
    /// The delivery note, when there is one.
    pub(super) note: Option<Vec<u8>>,
    /// Bytes of zips that were unpacked in memory.
    in_memory: u64,
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
    let outer = lists::read::file::open(path)
        .and_then(Window::file)
        .map_err(|_| Finding::error("R101").at(Place::file(file)))?;
    let mut contents = Contents::default();
    walk(&outer, "", 0, &mut contents).map_err(|refused| {
        Finding::error(refused.code).at(Place::sheet(file, refused.member.as_str()))
    })?;
    contents
        .leaves
        .sort_by(|a, b| (a.kind, &a.name).cmp(&(b.kind, &b.name)));
    Ok(contents)
}

fn walk(window: &Window, within: &str, depth: u8, contents: &mut Contents) -> Result<(), Refused> {
    let damaged = || Refused::damaged(within);
    let archive = ZipArchive::new(window.clone()).map_err(|_| damaged())?;
    if archive.offset() > 0 {
        // Its own list of contents is gone: this one is of a zip inside it.
        return Err(damaged());
    }
    for index in 0..archive.len() {
        let mut reading = archive.clone();
        let mut member = reading.by_index(index).map_err(|_| damaged())?;
        let own = member.name().map_err(|_| damaged())?.into_owned();
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
                let start = member.data_start().ok_or_else(|| Refused::damaged(&name))?;
                window.part(start, member.size())
            } else {
                let mut bytes = Vec::new();
                let most = allowed(member.compressed_size(), ZIP_RATIO)
                    .min(MOST_IN_MEMORY.saturating_sub(contents.in_memory));
                let read = (&mut member)
                    .take(most.saturating_add(1))
                    .read_to_end(&mut bytes)
                    .map_err(|_| Refused::damaged(&name))?;
                let read = u64::try_from(read).unwrap_or(u64::MAX);
                if read > most {
                    return Err(Refused::grows(&name));
                }
                contents.in_memory += read;
                Window::memory(bytes)
            };
            drop(member);
            walk(&inner, &name, depth + 1, contents)?;
        } else if ends("xml") {
            if let Some(kind) = kind_of(&own) {
                let (size, compressed) = (member.size(), member.compressed_size());
                drop(member);
                if contents.leaves.len() >= MOST_LEAVES {
                    return Err(Refused::grows(&name));
                }
                contents.leaves.push(Leaf {
                    kind,
                    name,
                    size,
                    compressed,
                    archive: archive.clone(),
                    index,
                });
            } else if own.to_ascii_lowercase().contains("leveringsdocument") {
                let mut bytes = Vec::new();
                member
                    .take(1 << 20)
                    .read_to_end(&mut bytes)
                    .map_err(|_| Refused::damaged(&name))?;
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
