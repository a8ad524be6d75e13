//! The campaign's own template files.

use std::io;
use std::path::{Path, PathBuf};

use domain::Templates;

/// The largest template, picture or font that is taken in.
const LARGEST: u64 = 32 << 20;
/// The most files: a campaign's templates are a handful.
const MOST: usize = 2_000;
/// How deep folders may stand in each other.
const DEEPEST: usize = 8;

/// Reads what stands below a campaign's `templates/`; a folder that is not there is an empty one.
/// Hidden files are left out.
///
/// # Errors
/// When a folder or file cannot be read, is larger than 32 MiB, is a link, or is no plain file: a
/// built-in text in its place would be a surprise.
pub fn load(folder: &Path) -> io::Result<Templates> {
    let mut own = Vec::new();
    let mut folders: Vec<(PathBuf, String)> = vec![(folder.to_owned(), String::new())];
    while let Some((folder, start)) = folders.pop() {
        let entries = match std::fs::read_dir(&folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            entries => entries?,
        };
        for entry in entries {
            let entry = entry?;
            let kind = entry.file_type()?;
            let Ok(name) = entry.file_name().into_string() else {
                continue;
            };
            if name.starts_with('.') {
                continue;
            }
            let path = format!("{start}{name}");
            let refused =
                |why: &str| io::Error::new(io::ErrorKind::InvalidInput, format!("{path}: {why}"));
            if own.len() >= MOST || folders.len() >= MOST {
                return Err(refused("too many files"));
            }
            if kind.is_dir() && path.matches('/').count() < DEEPEST {
                folders.push((entry.path(), format!("{path}/")));
            } else if kind.is_file() {
                let bytes = super::file::read(&entry.path(), LARGEST)
                    .map_err(|error| refused(&error.to_string()))?;
                own.push((path, bytes));
            } else {
                return Err(refused("not a plain file"));
            }
        }
    }
    Ok(Templates::with_own(own))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_campaign_folder_brings_its_own_templates() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(
            load(&folder.path().join("none")).unwrap(),
            Templates::built_in()
        );
        std::fs::create_dir_all(folder.path().join("letters/start")).unwrap();
        #[expect(clippy::disallowed_methods, reason = "a test makes its own input")]
        std::fs::write(folder.path().join("letters/start/nl.md.hbs"), "Dag").unwrap();
        assert_eq!(
            load(folder.path()).unwrap().text("letters/start/nl.md.hbs"),
            Some("Dag")
        );
    }
}
