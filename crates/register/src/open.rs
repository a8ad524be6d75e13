//! The door: register and area files → [`Register`].

use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::Date;

use super::areas;
use super::bag::{self, ExtractCounts};
use super::build::{RegisterBuilder, SourceAccount};
use super::checked::Seen;
use super::cut;
use super::error::RegisterError;
use super::gpkg::{load, pdok};
use super::kind::{self, SourceKind};
use super::model::Register;
use super::progress::Progress;
use super::shelf::Shelf;
use super::{sheets, table};
use domain::campaign::ReadingSettings;
use domain::{Finding, Noted, Place};
use lists::read::Reader;
use lists::read::trial::{Job, What};

/// Which part of the register is wanted; all empty = everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cut {
    /// 4-digit codes of municipalities.
    pub municipalities: Vec<u16>,
    /// Postcodes: whole (`1104KC`) or four digits (`1104`).
    pub postcodes: Vec<String>,
    /// Names or codes of official areas.
    pub areas: Vec<String>,
}

impl Cut {
    /// Whether everything is wanted.
    pub fn is_everything(&self) -> bool {
        self.municipalities.is_empty() && self.postcodes.is_empty() && self.areas.is_empty()
    }
}

/// How to open a register.
#[derive(Clone, Debug, Default)]
pub struct OpenOptions {
    /// The date on which it must hold; none = the state of the source.
    pub date: Option<Date>,
    /// Which part is wanted.
    pub cut: Cut,
    /// A folder for what is derived from large sources and may be thrown away; none = nothing is kept.
    pub cache: Option<PathBuf>,
    /// How workbooks are read; none = in this process.
    pub reader: Option<Arc<Reader>>,
}

/// A register with the area files that are not ours to read.
#[derive(Debug)]
pub struct Opened {
    /// The register.
    pub register: Register,
    /// Area files that are lists of a person's own: these go through intake and matching.
    pub own_area_files: Vec<String>,
    /// What the extracts among the sources held, whatever its state.
    pub extract: Option<ExtractCounts>,
    /// What became of the rows of each table among the sources.
    pub accounts: Vec<SourceAccount>,
}

/// Opens the register that a campaign names: `sources` and `area_files` below `inputs`, in any mix.
///
/// # Errors
/// When a source cannot be read, or is not a register: half a register is worse than none.
pub fn open(
    inputs: &Path,
    sources: &[String],
    area_files: &[String],
    options: &OpenOptions,
    progress: &dyn Progress,
) -> Result<Noted<Opened>, RegisterError> {
    let keeping = Keeping {
        shapes: None,
        shelf: &mut Shelf::memory(),
    };
    open_with(inputs, sources, area_files, options, keeping, progress)
}

/// Up to this size a database is read in a child process first; beyond it reading it twice takes
/// minutes, and the limits on a database hold.
const TRIED: u64 = 512 << 20;

/// Lets a child process read a file first.
fn tried(
    options: &OpenOptions,
    path: &Path,
    name: &str,
    what: impl Fn(PathBuf) -> What,
) -> Result<(), RegisterError> {
    let bytes = std::fs::metadata(path).map_or(0, |facts| facts.len());
    let Some(reader) = options.reader.as_ref().filter(|_| bytes <= TRIED) else {
        return Ok(());
    };
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    reader
        .try_out(&Job::of_file(what(absolute), bytes))
        .map_err(|_| Finding::error("R129").at(Place::file(name)).into())
}

/// Reads a register in the form of a database, to see whether that comes to an end.
pub fn try_register(path: &Path) {
    let options = OpenOptions::default();
    let name = path.display().to_string();
    let _ = if load::is_ours(path) {
        load::load_all(path, &mut Shelf::memory()).is_ok()
    } else {
        let mut builder = RegisterBuilder::new(options.date);
        pdok::read(path, &name, &mut builder, None, &super::progress::Silent).is_ok()
    };
}

/// Reads the polygons of an area file, to see whether that comes to an end.
pub fn try_areas(path: &Path) {
    areas::try_polygons(path);
}

/// What becomes of what is read, beside the register itself.
pub(super) struct Keeping<'a> {
    /// Who takes the buildings with their shapes.
    pub(super) shapes: Option<bag::TakeShapes<'a>>,
    /// Where finished columns go.
    pub(super) shelf: &'a mut Shelf,
}

/// The same, for whoever keeps more than the register.
pub(super) fn open_with(
    inputs: &Path,
    sources: &[String],
    area_files: &[String],
    options: &OpenOptions,
    keeping: Keeping<'_>,
    progress: &dyn Progress,
) -> Result<Noted<Opened>, RegisterError> {
    let mut findings = Vec::new();
    if sources.is_empty() {
        return Err(Finding::error("R115").into());
    }
    let mut builder = RegisterBuilder::new(options.date);
    let (mut kinds, mut counts) = (Vec::new(), None);
    for file in sources {
        let path = inputs.join(file);
        let kind = kind::of_source(&path)
            .map_err(|_| Finding::error("R101").at(Place::file(file.as_str())))?;
        kinds.push((file.as_str(), path, kind));
    }
    let extracts: Vec<(&Path, &str)> = kinds
        .iter()
        .filter(|(.., kind)| *kind == SourceKind::BagExtract)
        .map(|(file, path, _)| (path.as_path(), *file))
        .collect();
    if !extracts.is_empty() {
        let extracted = bag::read(&extracts, options.date, keeping.shapes, progress)?;
        findings.extend(extracted.findings);
        counts = Some(extracted.counts);
        builder.accounts.extend(extracted.accounts);
        builder.take_over(extracted.draft);
    }
    for (name, path, kind) in &kinds {
        let seen = Seen::now(path).filter(|_| *kind == SourceKind::GeoPackage);
        if *kind == SourceKind::GeoPackage
            && !seen.as_ref().is_some_and(Seen::is_known)
            && !super::index::is_there(path)
        {
            tried(options, path, name, What::Register)?;
        }
        if let Some(take) = keeping.shapes.filter(|_| load::is_ours(path)) {
            pdok::shapes_of_ours(path, take)
                .map_err(|_| Finding::error("R151").at(Place::file(*name)))?;
        }
        match kind {
            SourceKind::Csv => {
                table::read(path, name, &mut builder, progress)?.into_value(&mut findings);
            }
            SourceKind::BagExtract => {}
            // Opened below, through its index.
            SourceKind::GeoPackage if load::is_ours(path) && kinds.len() == 1 => {}
            SourceKind::GeoPackage if load::is_ours(path) => {
                load::load(path, &options.cut, &mut builder)
                    .map_err(|_| Finding::error("R151").at(Place::file(*name)))?;
                seen.inspect(Seen::keep);
            }
            SourceKind::GeoPackage => {
                pdok::read(path, name, &mut builder, keeping.shapes, progress)?
                    .into_value(&mut findings);
                seen.inspect(Seen::keep);
            }
            SourceKind::Workbook => {
                let own = || Arc::new(Reader::direct(&ReadingSettings::default()));
                let reader = options.reader.clone().unwrap_or_else(own);
                sheets::read(&reader, path, name, &mut builder, progress)?
                    .into_value(&mut findings);
            }
            SourceKind::Unknown => {
                return Err(Finding::error("R117").at(Place::file(*name)).into());
            }
        }
    }
    let mut accounts = std::mem::take(&mut builder.accounts);
    for (name, path, kind) in &kinds {
        if *kind == SourceKind::GeoPackage && load::is_ours(path) {
            accounts.extend(load::accounts(path, name));
        }
    }
    let mut register = match kinds.as_slice() {
        // A register file by itself opens through its index.
        [(name, path, SourceKind::GeoPackage)] if load::is_ours(path) => {
            super::import::open_named(path, name, options)?
        }
        _ => builder.build_on(keeping.shelf),
    };
    if register.addresses().len() == 0 {
        return Err(Finding::error("R113").into());
    }
    let own_area_files = areas::apply(
        &mut register,
        inputs,
        area_files,
        options.date,
        &|path, name| tried(options, path, name, What::Areas),
        &mut findings,
    )?;
    let register = cut::cut(register, &options.cut);
    if register.addresses().len() == 0 {
        return Err(Finding::error("R161").into());
    }
    Ok(Noted::new(
        Opened {
            register,
            own_area_files,
            extract: counts,
            accounts,
        },
        findings,
    ))
}
