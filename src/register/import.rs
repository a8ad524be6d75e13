//! Sources → register file, whole or not at all, with what changed since the last one.

use std::collections::BTreeMap;
use std::path::Path;

use super::error::RegisterError;
use super::gpkg::file::{self, Making, RegisterInfo};
use super::index;
use super::model::{AddressIx, Register};
use super::open::{OpenOptions, Opened, open_with};
use super::progress::Progress;
use crate::domain::{Finding, Noted, ObjectId, Place};

/// What is different from the register that was there before.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Ids of units that are new.
    pub new: Vec<ObjectId>,
    /// Ids of units that are no longer there, and were not merged into another.
    pub withdrawn: Vec<ObjectId>,
    /// Ids of addresses that read differently: street, number or postcode.
    pub renumbered: Vec<ObjectId>,
    /// Ids of units that are no longer there, and whose address another unit has now.
    pub merged: Vec<(ObjectId, ObjectId)>,
    /// Ids of new units at an address that an older unit, still there, had.
    pub split: Vec<(ObjectId, ObjectId)>,
}

/// What an import made.
#[derive(Debug)]
pub struct Imported {
    /// The register as it stands in the file.
    pub opened: Opened,
    /// Compared with the file that was there before; `None` when there was none.
    pub changes: Option<Changes>,
}

fn reads(register: &Register, ix: AddressIx) -> (String, String, String, u32, String) {
    let address = register.address(ix);
    (
        address.postcode.map(|p| p.to_string()).unwrap_or_default(),
        register.town(address.town).name.to_string(),
        register.street(address.street).name.to_string(),
        address.number,
        address.house_number(),
    )
}

/// What changed between two registers, by the ids of their objects.
pub fn compare(before: &Register, after: &Register) -> Changes {
    let mut changes = Changes::default();
    let mut moved: BTreeMap<ObjectId, ObjectId> = BTreeMap::new();
    let mut origin: BTreeMap<ObjectId, ObjectId> = BTreeMap::new();
    for ix in before.addresses() {
        let id = before.address_id(ix);
        let Some(now) = after.find_address(&id.to_string()) else {
            continue;
        };
        if reads(before, ix) != reads(after, now) {
            changes.renumbered.push(id);
        }
        let then = before.address(ix).unit.map(|u| before.unit_id(u));
        let now = after.address(now).unit.map(|u| after.unit_id(u));
        if let (Some(then), Some(now)) = (then, now)
            && then != now
        {
            origin.insert(now.clone(), then.clone());
            moved.insert(then, now);
        }
    }
    for unit in before.units() {
        let id = before.unit_id(unit);
        if after.find_unit(&id.to_string()).is_some() {
            continue;
        }
        match moved.get(&id) {
            Some(now) if before.find_unit(&now.to_string()).is_some() => {
                changes.merged.push((id, now.clone()));
            }
            _ => changes.withdrawn.push(id),
        }
    }
    for unit in after.units() {
        let id = after.unit_id(unit);
        if before.find_unit(&id.to_string()).is_some() {
            continue;
        }
        match origin.get(&id) {
            Some(then) if after.find_unit(&then.to_string()).is_some() => {
                changes.split.push((id, then.clone()));
            }
            _ => changes.new.push(id),
        }
    }
    for list in [
        &mut changes.new,
        &mut changes.withdrawn,
        &mut changes.renumbered,
    ] {
        list.sort();
    }
    changes.merged.sort();
    changes.split.sort();
    changes
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
    let before = if target.exists() && file::is_ours(target) {
        Some(open_file(target, &OpenOptions::default())?)
    } else {
        None
    };
    // In the same folder, so that the last step is one rename; removed by itself when we stop.
    let temporary = tempfile::Builder::new()
        .prefix(".register-")
        .suffix(".gpkg")
        .tempfile_in(folder)
        .map_err(|_| failed())?
        .into_temp_path();
    let making = Making::start(&temporary).map_err(|_| failed())?;
    let take = |shapes| making.take(shapes);
    let noted = open_with(inputs, sources, area_files, options, Some(&take), progress)?;
    let info = info_of(sources, &noted.value);
    making
        .finish(&noted.value.register, &info, options.cut.is_everything())
        .map_err(|_| failed())?;
    if progress.stopped() {
        return Err(RegisterError::stopped());
    }
    std::fs::File::open(&temporary)
        .and_then(|f| f.sync_all())
        .map_err(|_| failed())?;
    temporary.persist(target).map_err(|_| failed())?;
    if noted.value.register.addresses().len() >= index::WORTH_IT {
        let _ = index::write(&noted.value.register, target);
    }
    let changes = before.map(|before| compare(&before, &noted.value.register));
    Ok(Noted::new(
        Imported {
            opened: noted.value,
            changes,
        },
        noted.findings,
    ))
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
    let mut builder = super::build::RegisterBuilder::new(None);
    file::load(path, &options.cut, &mut builder)
        .map_err(|_| Finding::error("R151").at(Place::file(name)))?;
    let register = builder.build();
    if large && register.addresses().len() >= index::WORTH_IT {
        // Only a convenience: on a disk that cannot be written it goes without.
        let _ = index::write(&register, path);
    }
    Ok(register)
}

/// What a register file says of itself.
///
/// # Errors
/// When it is not a register file, or damaged.
pub fn file_info(path: &Path) -> Result<RegisterInfo, RegisterError> {
    file::info(path).map_err(|_| {
        Finding::error("R151")
            .at(Place::file(path.display().to_string()))
            .into()
    })
}
