//! Sources → register file, whole or not at all, with what changed since the last one.

use std::path::Path;
use std::time::Duration;

use tempfile::TempPath;

use super::changes::{Changes, compare};
use super::checked::Seen;
use super::error::RegisterError;
use super::gpkg::file::{Making, RegisterInfo};
use super::gpkg::load;
use super::index;
use super::model::Register;
use super::open::{Keeping, OpenOptions, Opened, open_with};
use super::progress::Progress;
use super::shelf::Shelf;
use domain::{Finding, Noted, Place};

/// What an import made.
#[derive(Debug)]
pub struct Imported {
    /// The register as it stands in the file.
    pub opened: Opened,
    /// Compared with the file that was there before; `None` when there was none.
    pub changes: Option<Changes>,
}

/// Imports sources into a register file. The old file stays until the new one is whole; a person
/// who stops it leaves the old one as it was.
///
/// # Errors
/// When a source cannot be read, the file cannot be written, or a person stopped it.
pub fn import(
    inputs: &Path,
    sources: &[String],
    area_files: &[String],
    options: &OpenOptions,
    target: &Path,
    progress: &dyn Progress,
) -> Result<Noted<Imported>, RegisterError> {
    let failed = || {
        RegisterError::from(Finding::error("R160").at(Place::file(target.display().to_string())))
    };
    let folder = target
        .parent()
        .filter(|p| !p.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder).map_err(|_| failed())?;
    // An old register that cannot be read is no reason to keep it: then nothing is compared.
    // What the cut leaves out is not withdrawn, so the old register is cut in the same way.
    let cut_alike = OpenOptions {
        cut: options.cut.clone(),
        ..OpenOptions::default()
    };
    let before = load::is_ours(target)
        .then(|| open_file(target, &cut_alike).ok())
        .flatten();
    let temporary = temporary_in(folder).map_err(|_| failed())?;
    let making = Making::start(&temporary).map_err(|_| failed())?;
    let take = |shapes| making.take(shapes);
    let mut shelf = index::shelf(folder).map_err(|_| failed())?;
    let keeping = Keeping {
        shapes: Some(&take),
        shelf: &mut shelf,
    };
    let noted = open_with(inputs, sources, area_files, options, keeping, progress)?;
    let (mut opened, findings) = (noted.value, noted.findings);
    let info = info_of(sources, &opened);
    let whole = options.cut.is_everything();
    let written = making.write(&mut opened.register, &info, whole, progress);
    let Some(written) = written.map_err(|_| failed())? else {
        return Err(RegisterError::stopped());
    };
    let mut index = None;
    if opened.register.addresses().len() >= index::WORTH_IT {
        if !whole {
            // The shelf has the columns of everything that was read.
            shelf = index::shelf(folder).map_err(|_| failed())?;
        }
        index = index::Unstamped::write(&opened.register, shelf).ok();
    }
    if index.is_some() {
        // Column by column from the index from now on: a country does not stand in memory twice.
        opened.register = Register::default();
    }
    if !written.finish(progress).map_err(|_| failed())? {
        return Err(RegisterError::stopped());
    }
    std::fs::File::open(&temporary)
        .and_then(|f| f.sync_all())
        .map_err(|_| failed())?;
    temporary.persist(target).map_err(|_| failed())?;
    if let Some(index) = index {
        let _ = index.stamp(target);
        opened.register = open_file(target, &OpenOptions::default())?;
    }
    // What was written just now needs no looking through.
    Seen::now(target).inspect(Seen::keep);
    let changes = before.map(|before| compare(&before, &opened.register));
    Ok(Noted::new(Imported { opened, changes }, findings))
}

/// How a file on its way to become the register is called, before and behind what makes it unique.
const TEMPORARY: [&str; 2] = [".register-", ".gpkg"];
/// A temporary that was not written to for so long is of an import that was killed.
const FORGOTTEN: Duration = Duration::from_hours(1);

/// A temporary in the folder of the register, so that the last step is one rename; it goes away by
/// itself when the import stops. Those of imports that were killed are cleared away.
pub(super) fn temporary_in(folder: &Path) -> std::io::Result<TempPath> {
    let mut builder = tempfile::Builder::new();
    let [before, behind] = TEMPORARY;
    builder.prefix(before).suffix(behind);
    // The register is public and is shared between accounts like any other file.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let temporary = builder.tempfile_in(folder)?.into_temp_path();
    let now = std::fs::metadata(&temporary)?.modified()?;
    for entry in std::fs::read_dir(folder)?.flatten() {
        let name = entry.file_name();
        let ours = name.to_str().is_some_and(|name| {
            name.starts_with(before) && name.ends_with(behind) && name.len() > 16
        });
        let age = entry.metadata().and_then(|facts| facts.modified());
        let age = age.ok().and_then(|then| now.duration_since(then).ok());
        if ours && age.is_some_and(|age| age > FORGOTTEN) {
            let _ = std::fs::remove_file(entry.path());
        }
    }
    Ok(temporary)
}

fn info_of(sources: &[String], opened: &Opened) -> RegisterInfo {
    let mut facts = Vec::new();
    if let Some(counts) = opened.extract {
        let all = [
            ("extract_addresses", counts.addresses),
            ("extract_units", counts.units),
            ("extract_moorings", counts.moorings),
            ("extract_pitches", counts.pitches),
            ("extract_buildings", counts.buildings),
            ("extract_streets", counts.streets),
            ("extract_towns", counts.towns),
        ];
        facts.extend(all.map(|(key, count)| (key.to_owned(), count.to_string())));
    }
    // What came of each file goes along, so that it can be told of the register file too.
    let stand = opened.register.addresses().len() as u64;
    let accounts = opened.accounts.iter().map(|account| {
        let mut account = account.clone();
        if account.what == "addresses" && stand < account.used {
            account.left_out.insert("cut".into(), account.used - stand);
            account.used = stand;
        }
        account
    });
    facts.extend((1..).zip(accounts).filter_map(|(number, account)| {
        let text = serde_json::to_string(&account).ok()?;
        Some((format!("account {number}"), text))
    }));
    RegisterInfo {
        date: opened.register.date(),
        sources: sources.to_vec(),
        facts,
    }
}

/// Opens a register file, or a part of it.
///
/// # Errors
/// When it is not a register file, or damaged.
pub fn open_file(path: &Path, options: &OpenOptions) -> Result<Register, RegisterError> {
    open_named(path, &path.display().to_string(), options)
}

/// The same, with the name that findings call it.
pub(super) fn open_named(
    path: &Path,
    name: &str,
    options: &OpenOptions,
) -> Result<Register, RegisterError> {
    let large = options.cut.is_everything();
    if large && let Some(register) = index::open(path) {
        return Ok(register);
    }
    let damaged = |_| Finding::error("R151").at(Place::file(name));
    let seen = Seen::now(path);
    if !large {
        let mut builder = super::build::RegisterBuilder::new(None);
        load::load(path, &options.cut, &mut builder).map_err(damaged)?;
        seen.inspect(Seen::keep);
        return Ok(builder.build());
    }
    // Column by column from now on, as everybody after us has it. On a disk that cannot be written
    // it goes without.
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty());
    let shelf = index::shelf(folder.unwrap_or(Path::new(".")));
    let mut shelf = shelf.unwrap_or_else(|_| Shelf::memory());
    let register = load::load_all(path, &mut shelf).map_err(damaged)?;
    seen.inspect(Seen::keep);
    let made = register.addresses().len() >= index::WORTH_IT
        && index::Unstamped::write(&register, shelf).is_ok_and(|made| made.stamp(path).is_ok());
    Ok(made
        .then(|| index::open(path))
        .flatten()
        .unwrap_or(register))
}

/// What a register file says of itself.
///
/// # Errors
/// When it is not a register file, or damaged.
pub fn file_info(path: &Path) -> Result<RegisterInfo, RegisterError> {
    load::info(path).map_err(|_| {
        Finding::error("R151")
            .at(Place::file(path.display().to_string()))
            .into()
    })
}
