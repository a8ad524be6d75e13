//! Which lists there are below `inputs/`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::deliveries;
use domain::campaign::ListSettings;
use domain::{Campaign, Finding, Noted, Place};

/// Endings of files that are no lists, whatever is in them.
const NO_LISTS: [&str; 41] = [
    "md",
    "toml",
    "key",
    "yaml",
    "yml",
    "json",
    "geojson",
    "gpkg",
    "gpkg-index",
    "gpkg-checked",
    "gpkg-index-checked",
    "gpkg-journal",
    "gpkg-shm",
    "gpkg-wal",
    "png",
    "jpg",
    "jpeg",
    "gif",
    "svg",
    "webp",
    "ics",
    "eml",
    "mbox",
    "sqlite",
    "sqlite-wal",
    "sqlite-shm",
    "sqlite3",
    "db",
    "ini",
    "log",
    "tmp",
    "bak",
    "lnk",
    "url",
    "part",
    "crdownload",
    "py",
    "sh",
    "rs",
    "prj",
    "rijen",
];

/// The ending of the small files beside a list that say how it was read.
pub const RECIPE_ENDING: &str = ".recept.toml";

/// One list below `inputs/`.
#[derive(Clone, Debug, PartialEq)]
pub struct ListFile {
    /// Relative to `inputs/`, with `/`.
    pub name: Arc<str>,
    /// Where it is.
    pub path: PathBuf,
    /// What the campaign file says of it; one for each sheet that it names.
    pub settings: Vec<ListSettings>,
    /// A table of own areas from `[register] areas`: it gives areas, but its rows need no account.
    pub own_area: bool,
}

/// All lists of a campaign, by name.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lists {
    /// The folder.
    pub inputs: PathBuf,
    /// The lists.
    pub files: Vec<ListFile>,
    /// Lists that the campaign file names and that are not there.
    pub missing: Vec<String>,
    /// Older deliveries of a list that the campaign file names by a pattern, each with the newest.
    pub older: Vec<(String, String)>,
    /// More synonyms for headings.
    pub synonyms: Option<PathBuf>,
}

impl Lists {
    /// Finds every list anywhere below `inputs`. Left out are the campaign file, the secret,
    /// READMEs, register sources and area files, recipes, `returned/`, and files that are hidden
    /// or kept by an office program while it is open.
    pub fn find(inputs: &Path, campaign: &Campaign) -> Noted<Self> {
        let mut findings = Vec::new();
        let mut settings: BTreeMap<String, Vec<ListSettings>> = BTreeMap::new();
        for list in &campaign.lists {
            settings
                .entry(normal(&list.file))
                .or_default()
                .push(list.clone());
        }
        let register: Vec<String> = campaign
            .register
            .sources
            .iter()
            .chain(&campaign.register.areas)
            .map(|file| normal(file))
            .collect();
        let synonyms = campaign.reading.synonyms.as_ref().map(|file| {
            let below_campaign = inputs.parent().unwrap_or(inputs).join(file);
            if below_campaign.exists() {
                below_campaign
            } else {
                inputs.join(file)
            }
        });
        let mut names = Vec::new();
        walk(inputs, "", 0, &mut names, &mut findings);
        names.sort();
        let older = expand(&names, &register, &mut settings);
        let mut files = Vec::new();
        for name in names {
            if older.iter().any(|(old, _)| *old == name) {
                continue;
            }
            let named = settings.remove(&name);
            let path = inputs.join(&name);
            let is_list = named.is_some() || (!register.contains(&name) && may_be_list(&name));
            if is_list && synonyms.as_ref() != Some(&path) {
                files.push(ListFile {
                    path,
                    settings: named.unwrap_or_default(),
                    own_area: false,
                    name: name.into(),
                });
            }
        }
        // A list that the campaign file names counts wherever it stands.
        let elsewhere: Vec<String> = settings
            .keys()
            .filter(|name| inputs.join(name).is_file())
            .cloned()
            .collect();
        for name in elsewhere {
            files.push(ListFile {
                path: inputs.join(&name),
                settings: settings.remove(&name).unwrap_or_default(),
                own_area: false,
                name: name.into(),
            });
        }
        files.sort_by(|a, b| a.name.cmp(&b.name));
        let lists = Self {
            inputs: inputs.to_owned(),
            files,
            missing: settings.into_keys().collect(),
            older,
            synonyms,
        };
        Noted::new(lists, findings)
    }

    /// Adds the tables of own areas among the files of `[register] areas`.
    #[must_use]
    pub fn with_areas(mut self, own_area_files: &[String]) -> Self {
        for file in own_area_files {
            let name = normal(file);
            if self.files.iter().any(|list| *list.name == *name) {
                continue;
            }
            self.files.push(ListFile {
                path: self.inputs.join(&name),
                settings: Vec::new(),
                own_area: true,
                name: name.into(),
            });
        }
        self.files.sort_by(|a, b| a.name.cmp(&b.name));
        self
    }
}

/// Gives the settings of a pattern to the newest file that fits it; gives the older ones, each with
/// the newest. A file that is named by itself is no delivery of a pattern.
fn expand(
    names: &[String],
    register: &[String],
    settings: &mut BTreeMap<String, Vec<ListSettings>>,
) -> Vec<(String, String)> {
    let patterns: Vec<String> = settings
        .keys()
        .filter(|file| deliveries::is_pattern(file))
        .cloned()
        .collect();
    let mut older = Vec::new();
    for pattern in patterns {
        let mut found: Vec<&String> = names
            .iter()
            .filter(|name| deliveries::fits(&pattern, name))
            .filter(|name| may_be_list(name) && !register.contains(name))
            .filter(|name| !settings.contains_key(*name))
            .collect();
        found.sort_by_cached_key(|name| deliveries::age(name));
        let Some(newest) = found.pop().cloned() else {
            continue;
        };
        older.extend(found.into_iter().map(|name| (name.clone(), newest.clone())));
        if let Some(mut theirs) = settings.remove(&pattern) {
            for list in &mut theirs {
                list.file.clone_from(&newest);
            }
            settings.insert(newest, theirs);
        }
    }
    older.sort();
    older
}

/// A name as in the campaign file, made comparable: `/`, no `./`, no empty parts.
fn normal(file: &str) -> String {
    let file = file.replace('\\', "/");
    let file = file.strip_prefix("inputs/").unwrap_or(&file);
    file.split('/')
        .filter(|part| !part.is_empty() && *part != ".")
        .collect::<Vec<_>>()
        .join("/")
}

fn walk(
    folder: &Path,
    prefix: &str,
    depth: u32,
    names: &mut Vec<String>,
    findings: &mut Vec<Finding>,
) {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) => {
            findings.push(
                Finding::error("F113")
                    .at(Place::file(prefix.trim_end_matches('/')))
                    .with("detail", error.to_string()),
            );
            return;
        }
    };
    for entry in entries.flatten() {
        let file_name = entry.file_name().to_string_lossy().into_owned();
        let Ok(kind) = entry.file_type() else {
            continue;
        };
        let name = format!("{prefix}{file_name}");
        if file_name.starts_with('.') {
            continue;
        }
        if kind.is_dir() {
            if name != "returned" && depth < 12 {
                walk(
                    &entry.path(),
                    &format!("{name}/"),
                    depth + 1,
                    names,
                    findings,
                );
            }
        } else {
            names.push(name);
        }
    }
}

fn may_be_list(name: &str) -> bool {
    let file = name.rsplit('/').next().unwrap_or(name).to_lowercase();
    let ending = file.rsplit_once('.').map_or("", |(_, ending)| ending);
    !(file.starts_with("~$")
        || file.starts_with(".~lock")
        || file.ends_with('~')
        || file.starts_with("readme")
        || file.starts_with("leesmij")
        || file == "thumbs.db"
        || super::volunteers::FILES.contains(&name)
        || NO_LISTS.contains(&ending))
}
