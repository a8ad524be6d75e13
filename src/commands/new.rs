//! `haarvaten new DIR`: a campaign folder to start from.

use std::path::Path;

use super::exit::{Exit, Stop};
use super::session::make_secret;
use crate::terminal::{Terminal, quoted};
use domain::{Language, Messages};
use papers::write::files::{WriteError, write_whole};

/// The files of a new campaign, per language, and where they go.
const FILES: [(&str, &str); 3] = [
    ("campaign.toml", "inputs/campaign.toml"),
    ("README.md", "inputs/README.md"),
    ("outputs.md", "outputs/README.md"),
];

/// Makes the folder; asks nothing, overwrites nothing.
///
/// # Errors
/// When the folder is not empty, the language has no templates, or the disk says no.
pub fn new(
    terminal: &Terminal,
    dir: &Path,
    name: Option<&str>,
    language: Option<&Language>,
) -> Result<Exit, Stop> {
    let templates = domain::templates::Templates::built_in();
    let known =
        language.filter(|language| templates.has(&format!("new/{}/campaign.toml", language.tag())));
    let Some(language) = known else {
        return Err(Stop::sentence(Exit::Usage, "stop-language", vec![]));
    };
    let messages = Messages::of(language);
    let shown = || ("dir", dir.display().to_string().into());
    let occupied = std::fs::read_dir(dir).is_ok_and(|mut entries| entries.next().is_some());
    if occupied || dir.is_file() {
        return Err(Stop::sentence(Exit::Usage, "stop-not-empty", vec![shown()]).said_in(language));
    }
    let folder_name = dir.file_name().map_or_else(
        || "campagne".to_owned(),
        |n| n.to_string_lossy().into_owned(),
    );
    let name = name.unwrap_or(&folder_name).replace(['"', '\\', '\n'], " ");
    for (template, path) in FILES {
        let text = templates
            .text(&format!("new/{}/{template}", language.tag()))
            .unwrap_or_default();
        write_whole(
            &dir.join(path),
            text.replace("{name}", name.trim()).as_bytes(),
        )?;
    }
    let key = dir.join("inputs/secret.key");
    make_secret(&key).map_err(|source| WriteError {
        path: key.clone(),
        source,
    })?;
    let folder = ("folder", quoted(&dir.display().to_string()).into());
    terminal.say(&messages.text("new-done", &[shown()]));
    terminal.say(&messages.text("new-register", &[shown()]));
    terminal.say(&messages.text("new-next", &[shown(), folder]));
    terminal.record(&serde_json::json!({ "new": dir.display().to_string() }));
    Ok(Exit::Done)
}
