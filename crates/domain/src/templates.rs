//! The texts and pictures that outputs are made of: built in, with the campaign's own on top.
//!
//! A path is relative to `templates/`, with `/`: `letters/start/nl.md.hbs`. What a campaign folder
//! has there wins; what it lacks comes from the program itself.

use std::collections::{BTreeMap, BTreeSet};

use include_dir::{Dir, File, include_dir};

static BUILT_IN: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../templates");

/// Template files by path, the campaign's own before the built-in ones.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Templates {
    own: BTreeMap<String, Vec<u8>>,
}

impl Templates {
    /// Only what the program brings.
    pub fn built_in() -> Self {
        Self::default()
    }

    /// The campaign's own files on top: path relative to `templates/` and content.
    pub fn with_own(own: impl IntoIterator<Item = (String, Vec<u8>)>) -> Self {
        Self {
            own: own.into_iter().collect(),
        }
    }

    /// The content of a file.
    pub fn bytes(&self, path: &str) -> Option<&[u8]> {
        let built_in = || BUILT_IN.get_file(path).map(File::contents);
        self.own.get(path).map(Vec::as_slice).or_else(built_in)
    }

    /// The content of a text file; `None` when there is none or it is not UTF-8.
    pub fn text(&self, path: &str) -> Option<&str> {
        let text = std::str::from_utf8(self.bytes(path)?).ok()?;
        Some(text.strip_prefix('\u{feff}').unwrap_or(text))
    }

    /// Whether there is such a file.
    pub fn has(&self, path: &str) -> bool {
        self.bytes(path).is_some()
    }

    /// Whether the campaign brings this file itself.
    pub fn is_own(&self, path: &str) -> bool {
        self.own.contains_key(path)
    }

    /// The files that the campaign brings itself, in order.
    pub fn own_paths(&self) -> impl Iterator<Item = &str> {
        self.own.keys().map(String::as_str)
    }

    /// How a person finds the file: `templates/letters/start/nl.md.hbs`.
    pub fn shown(path: &str) -> String {
        format!("templates/{path}")
    }

    /// All paths that start with a text, in order.
    pub fn paths(&self, start: &str) -> Vec<String> {
        let mut all = BTreeSet::new();
        let mut folders = vec![&BUILT_IN];
        while let Some(folder) = folders.pop() {
            folders.extend(folder.dirs());
            all.extend(
                folder
                    .files()
                    .filter_map(|file| Some(file.path().to_str()?.replace('\\', "/"))),
            );
        }
        all.extend(self.own.keys().cloned());
        all.retain(|path| path.starts_with(start));
        all.into_iter().collect()
    }
}

/// The content of a built-in file for as long as the program runs: fonts.
pub fn built_in_bytes(path: &str) -> Option<&'static [u8]> {
    BUILT_IN.get_file(path).map(File::contents)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_campaign_brings_wins_over_what_is_built_in() {
        let path = "messages/nl/general.ftl";
        let templates = Templates::with_own([
            (path.to_owned(), b"\xef\xbb\xbfown".to_vec()),
            ("letters/extra.txt".to_owned(), vec![0xff]),
        ]);
        assert_eq!(templates.text(path), Some("own"));
        assert!(templates.is_own(path));
        assert_eq!(templates.text("letters/extra.txt"), None);
        assert!(
            templates
                .paths("letters/")
                .contains(&"letters/extra.txt".to_owned())
        );
        assert!(
            Templates::built_in()
                .text(path)
                .is_some_and(|text| text.contains("month-1"))
        );
    }
}
