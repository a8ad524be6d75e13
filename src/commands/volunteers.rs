//! Who walks along the doors: the list of volunteers, who had which entrance the last time, and the
//! pages that are no longer anybody's.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::path::Path;

use super::exit::Stop;
use super::memory;
use super::session::Session;
use super::walk::reader;
use domain::{Finding, Volunteers};
use lists::read;
use papers::write::files::WriteError;

/// The folder with the pages to print.
const PAGES: &str = "walks";

/// The list, when there is one with somebody on it.
pub fn read(session: &Session<'_>, findings: &mut Vec<Finding>) -> Option<Volunteers> {
    let inputs = session.inputs();
    let mut files = read::volunteers::FILES.iter();
    let file = files.find(|name| inputs.join(name).is_file())?;
    let sheets = read::read_workbook(&reader(session), &inputs.join(file)).into_value(findings);
    let all = read::volunteers::volunteers(&sheets).into_value(findings);
    (!all.is_empty()).then(|| Volunteers {
        file: (*file).to_owned(),
        all,
    })
}

/// Who had which entrance the last time, by name.
pub fn before(session: &Session<'_>) -> BTreeMap<String, String> {
    let rows = memory::table(session, "walks.csv");
    rows.iter()
        .filter_map(|row| Some((row.get(1)?.to_owned(), row.get(0)?.to_owned())))
        .collect()
}

/// The names of the pages below a folder of outputs; none behind a link.
pub fn pages_in(outputs: &Path) -> BTreeSet<OsString> {
    let folder = outputs.join(PAGES);
    let is_ours = std::fs::symlink_metadata(&folder).is_ok_and(|data| data.is_dir());
    let entries = is_ours.then(|| std::fs::read_dir(&folder));
    let names = entries.into_iter().flatten().flatten().flatten();
    names
        .map(|entry| entry.file_name())
        .filter(|name| Path::new(name).extension().is_some_and(|end| end == "pdf"))
        .collect()
}

/// Removes the pages that are not among these: who left walks nowhere.
///
/// # Errors
/// When the disk says no.
pub fn remove_pages(session: &Session<'_>, but: &BTreeSet<OsString>) -> Result<(), Stop> {
    for name in pages_in(&session.outputs()).difference(but) {
        let path = session.outputs().join(PAGES).join(name);
        std::fs::remove_file(&path).map_err(|source| WriteError { path, source })?;
    }
    Ok(())
}
