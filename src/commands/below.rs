//! What lies below `inputs/returned/`: files that can be read, in order. Links are never followed, and
//! a folder that is endless, or holds more than people send, ends.

use std::path::{Path, PathBuf};

use domain::{Finding, Place};

/// The endings of workbooks that people send back.
const WORKBOOKS: [&str; 6] = ["xlsx", "xlsm", "xls", "ods", "fods", "csv"];
/// Endings of what another part of the program takes in, or that say nothing.
const SILENT: [&str; 2] = ["tmp", "lock"];
/// The endings of mail: one message, or many.
const MAILS: [&str; 3] = ["eml", "mbox", "mbx"];
/// The endings of scans and photos of reply slips.
const SCANS: [&str; 6] = ["pdf", "tif", "tiff", "png", "jpg", "jpeg"];
/// How large a scan may be, in bytes: a thousand pages in colour.
const LARGEST_SCAN: u64 = 1 << 30;
/// How deep folders are looked into.
const DEEPEST: usize = 8;
/// How many files are taken in at once.
const MOST: usize = 20_000;
/// How large a file may be, in bytes: a workbook of all homes of a city is a tenth of it.
const LARGEST: u64 = 200 << 20;

/// What lies there, by kind, each by name.
#[derive(Debug, Default)]
pub struct Found {
    /// Workbooks and form exports.
    pub workbooks: Vec<PathBuf>,
    /// Scans and photos of reply slips.
    pub scans: Vec<PathBuf>,
    /// Mail: a message a file, mboxes, and the files of a Maildir.
    pub mails: Vec<PathBuf>,
}

impl Found {
    /// Whether nothing lies there.
    pub fn is_empty(&self) -> bool {
        self.count() == 0
    }

    /// How many files.
    pub fn count(&self) -> u64 {
        u64::try_from(self.workbooks.len() + self.mails.len() + self.scans.len())
            .unwrap_or(u64::MAX)
    }
}

/// Everything below a folder that can be taken in; what is left out is told. Files that an office
/// program keeps open are passed over.
pub fn files(folder: &Path, findings: &mut Vec<Finding>) -> Found {
    let mut out = Found::default();
    let mut folders = vec![(folder.to_owned(), 0_usize)];
    let mut left_out: Vec<(&'static str, String)> = Vec::new();
    let mut seen = 0_usize;
    while let Some((folder, depth)) = folders.pop() {
        let Ok(entries) = std::fs::read_dir(&folder) else {
            continue;
        };
        let mut names: Vec<_> = entries.flatten().map(|entry| entry.file_name()).collect();
        names.sort();
        for name in names {
            let path = folder.join(&name);
            let shown = name.to_string_lossy().into_owned();
            if shown.starts_with('.') || shown.starts_with("~$") {
                continue;
            }
            let Ok(facts) = std::fs::symlink_metadata(&path) else {
                continue;
            };
            if facts.is_dir() {
                if depth < DEEPEST {
                    folders.push((path, depth + 1));
                } else {
                    left_out.push(("W121", shown));
                }
                continue;
            }
            seen += 1;
            if seen > MOST {
                left_out.push(("W122", shown));
                folders.clear();
                break;
            }
            let ending = path
                .extension()
                .map(|ending| ending.to_string_lossy().to_ascii_lowercase())
                .unwrap_or_default();
            if !facts.is_file() {
                left_out.push(("W118", shown));
            } else if SCANS.contains(&ending.as_str()) && facts.len() <= LARGEST_SCAN {
                out.scans.push(path);
            } else if facts.len() > LARGEST {
                left_out.push(("W119", shown));
            } else if WORKBOOKS.contains(&ending.as_str()) {
                out.workbooks.push(path);
            } else if MAILS.contains(&ending.as_str())
                || name == "mbox"
                || mail::back::is_maildir_file(&path)
            {
                out.mails.push(path);
            } else if !SILENT.contains(&ending.as_str()) {
                left_out.push(("W120", shown));
            }
        }
    }
    out.workbooks.sort();
    out.mails.sort();
    out.scans.sort();
    left_out.sort();
    findings.extend(left_out.into_iter().map(|(code, name)| {
        let place = Place::file(format!("returned/{name}"));
        let finding = match code {
            "W120" => Finding::warning("W120"),
            "W118" => Finding::warning("W118"),
            "W119" => Finding::warning("W119"),
            "W121" => Finding::warning("W121"),
            _ => Finding::error("W122"),
        };
        finding.at(place)
    }));
    out
}

#[cfg(test)]
#[allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test may fail loudly, and makes its own files"
)]
mod tests {
    use super::*;

    #[test]
    fn links_and_depths_end_and_are_told() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        std::fs::create_dir_all(at("a/b/c/d/e/f/g/h/i/j")).unwrap();
        std::fs::write(at("een.xlsx"), "x").unwrap();
        std::fs::write(at("a/b/twee.csv"), "x").unwrap();
        std::fs::write(at("a/b/c/d/e/f/g/h/i/diep.csv"), "x").unwrap();
        std::fs::write(at("film.mp4"), "x").unwrap();
        std::fs::write(at("~$een.xlsx"), "x").unwrap();
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(".", at("rond")).unwrap();
            std::os::unix::fs::symlink("/", at("alles")).unwrap();
            std::os::unix::fs::symlink(at("een.xlsx"), at("wijzer.xlsx")).unwrap();
        }
        let mut findings = Vec::new();
        let found = files(folder.path(), &mut findings);
        let names: Vec<_> = found
            .workbooks
            .iter()
            .map(|path| path.strip_prefix(folder.path()).unwrap().to_owned())
            .collect();
        assert_eq!(names, [Path::new("a/b/twee.csv"), Path::new("een.xlsx")]);
        let codes: Vec<_> = findings.iter().map(|finding| finding.code).collect();
        let links: &[&str] = if cfg!(unix) {
            &["W118", "W118", "W118"]
        } else {
            &[]
        };
        assert_eq!(codes, [links, &["W120", "W121"]].concat());
    }
}
