//! Extracts of any number of gemeenten → one draft, in an order that keeps memory low: names first,
//! then addresses, then the units at them, then the buildings they lie in.

use std::path::Path;
use std::sync::Mutex;

use compact_str::CompactString;
use rayon::iter::{IntoParallelRefIterator as _, ParallelIterator as _};
use rayon::slice::ParallelSliceMut as _;

use super::archive::{self, Leaf};
use super::life::{Day, date_of, day_of};
use super::parse::{self, Broken, Kind, Object};
use crate::build::SourceAccount;
use crate::draft::Draft;
use crate::error::RegisterError;
use crate::progress::Progress;
use domain::text::clean;
use domain::{Finding, Place};

/// How many different ids of each kind an extract holds, whatever their state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ExtractCounts {
    /// Nummeraanduidingen.
    pub addresses: u64,
    /// Verblijfsobjecten.
    pub units: u64,
    /// Ligplaatsen.
    pub moorings: u64,
    /// Standplaatsen.
    pub pitches: u64,
    /// Panden.
    pub buildings: u64,
    /// Openbare ruimten.
    pub streets: u64,
    /// Woonplaatsen.
    pub towns: u64,
    /// Voorkomens of all of them.
    pub occurrences: u64,
}

/// What an extract gave.
#[derive(Debug, Default)]
pub(crate) struct Extracted {
    pub(crate) draft: Draft,
    pub(crate) counts: ExtractCounts,
    pub(crate) findings: Vec<Finding>,
    /// What became of its objects, by kind.
    pub(crate) accounts: Vec<SourceAccount>,
}

/// A building with its shape, for whoever keeps shapes.
#[derive(Debug)]
pub(crate) struct Shape {
    pub(crate) id: u64,
    pub(crate) rank: u32,
    pub(crate) year: u16,
    pub(crate) standing: bool,
    pub(crate) status: CompactString,
    pub(crate) rings: Vec<Vec<(f64, f64)>>,
}

/// Takes buildings with their shapes, from several threads, in batches.
pub(crate) type TakeShapes<'a> = &'a (dyn Fn(Vec<Shape>) + Sync);

/// An object with its rank among those of the same id.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ranked<T> {
    pub(super) id: u64,
    pub(super) rank: u32,
    pub(super) value: T,
}

/// Sorts by id, keeps the one that counts of each, and says how many ids held more than once. What
/// counts the same is told apart by itself, so that it does not matter which file came first.
pub(super) fn settle<T: Copy + Send + Ord>(all: &mut Vec<Ranked<T>>) -> (u64, Option<u64>) {
    all.par_sort_unstable_by(|a, b| {
        let by_rank = a.id.cmp(&b.id).then(b.rank.cmp(&a.rank));
        by_rank.then_with(|| b.value.cmp(&a.value))
    });
    let (before, mut first) = (all.len(), None);
    all.dedup_by(|later, kept| {
        let same = later.id == kept.id;
        if same && first.is_none() {
            first = Some(kept.id);
        }
        same
    });
    let doubles = before - all.len();
    (u64::try_from(doubles).unwrap_or(u64::MAX), first)
}

/// What is collected from all files of a kind.
#[derive(Debug, Default)]
pub(super) struct Ids {
    seen: Vec<u64>,
    occurrences: u64,
}

/// Reads extracts into one draft.
pub(super) struct Importer<'a> {
    day: Option<Day>,
    progress: &'a dyn Progress,
    pub(super) shapes: Option<TakeShapes<'a>>,
    /// Buffers for XML that nobody is reading.
    buffers: Mutex<Vec<Vec<u8>>>,
    /// What the findings about all extracts together call them.
    pub(super) files: String,
    pub(super) out: Extracted,
}

/// Reads extracts: `(path, name in findings)`.
pub(crate) fn read(
    sources: &[(&Path, &str)],
    date: Option<jiff::civil::Date>,
    shapes: Option<TakeShapes<'_>>,
    progress: &dyn Progress,
) -> Result<Extracted, RegisterError> {
    let mut leaves: Vec<(Leaf, &str)> = Vec::new();
    let mut stand = None;
    for (path, file) in sources {
        let contents = archive::list(path, file)?;
        let note = contents
            .note
            .as_deref()
            .map(|xml| parse::objects(xml, |_| Ok(())));
        let own = note.and_then(Result::ok).flatten();
        stand = stand.max(own);
        let has = |kind| contents.leaves.iter().any(|leaf| leaf.kind == kind);
        if !has(Kind::Addresses) || !has(Kind::Streets) {
            return Err(Finding::error("R131").at(Place::file(*file)).into());
        }
        leaves.extend(contents.leaves.into_iter().map(|leaf| (leaf, *file)));
    }
    if stand.is_none() {
        let mut start = Vec::new();
        let mut first = leaves.iter();
        stand = first
            .find_map(|(leaf, _)| leaf.read_into(&mut start, 8_192).ok())
            .and_then(|()| stand_in(&start));
    }
    let bytes = leaves.iter().map(|(leaf, _)| leaf.size).sum();
    progress.begin("extract", bytes);
    let day = date.map(day_of).or(stand);
    let mut importer = Importer {
        day,
        progress,
        shapes,
        buffers: Mutex::default(),
        files: sources
            .iter()
            .map(|(_, file)| *file)
            .collect::<Vec<_>>()
            .join(", "),
        out: Extracted::default(),
    };
    importer.out.draft.date = day.and_then(date_of);
    if let (Some(stand), Some(day)) = (stand, day)
        && stand != day
        && let (Some(stand_date), Some(date)) = (date_of(stand), date_of(day))
    {
        let file = sources.first().map_or("", |(_, file)| *file);
        let finding = if day > stand {
            Finding::info("R140")
        } else {
            Finding::info("R141")
        };
        importer.out.findings.push(
            finding
                .at(Place::file(file))
                .with("stand", stand_date)
                .with("date", date),
        );
    }
    importer.run(&leaves)?;
    Ok(importer.out)
}

/// The state that the head of a file tells.
fn stand_in(start: &[u8]) -> Option<Day> {
    let at = memchr::memmem::find(start, b"StandTechnischeDatum>")?;
    super::life::day(start.get(at + b"StandTechnischeDatum>".len()..)?)
}

impl Importer<'_> {
    fn run(&mut self, leaves: &[(Leaf, &str)]) -> Result<(), RegisterError> {
        let of = |kinds: &[Kind]| -> Vec<&(Leaf, &str)> {
            leaves
                .iter()
                .filter(|(leaf, _)| kinds.contains(&leaf.kind))
                .collect()
        };
        let towns = self.towns(&of(&[Kind::Towns]), &of(&[Kind::Relations]))?;
        let streets = self.streets(&of(&[Kind::Streets]), &towns)?;
        self.addresses(&of(&[Kind::Addresses]), &streets, &towns)?;
        self.units(&of(&[Kind::Units, Kind::Moorings, Kind::Pitches]))?;
        self.buildings(&of(&[Kind::Buildings]))
    }

    /// Reads files side by side. `read` makes something of each object that is whole; `merge`
    /// takes what one file gave. What holds on no day is only counted.
    pub(super) fn each<T: Send>(
        &self,
        leaves: &[&(Leaf, &str)],
        make: impl Fn(&Object<'_>, Day, &mut Vec<T>) -> Result<(), Broken> + Sync,
        merge: impl Fn(Vec<T>) + Sync,
    ) -> Result<Ids, RegisterError> {
        let ids = Mutex::new(Ids::default());
        let day = self.day.unwrap_or(99_999_999);
        let result = leaves.par_iter().try_for_each(|(leaf, file)| {
            if self.progress.stopped() {
                return Err(RegisterError::stopped());
            }
            let place = || Place::sheet(*file, leaf.name.as_str());
            // The buffers go round: files are tens of megabytes, and one after the other.
            let mut xml = self
                .buffers
                .lock()
                .ok()
                .and_then(|mut all| all.pop())
                .unwrap_or_default();
            leaf.read_into(&mut xml, u64::MAX)
                .map_err(|code| Finding::error(code).at(place()))?;
            let (mut kept, mut seen, mut occurrences) = (Vec::new(), Vec::new(), 0_u64);
            parse::objects(&xml, |object| {
                occurrences += 1;
                if seen.last() != Some(&object.id) {
                    seen.push(object.id);
                }
                make(object, day, &mut kept)
            })
            .map_err(|broken| match broken {
                Broken::Xml { after } => Finding::error("R132").at(place()).with("after", after),
                Broken::Id { text } => Finding::error("R133").at(place()).with("id", text),
                Broken::Status { text, id } => Finding::error("R134")
                    .at(place())
                    .with("status", clean(&text))
                    .with("id", id),
            })?;
            merge(kept);
            if let Ok(mut all) = ids.lock() {
                all.seen.append(&mut seen);
                all.occurrences += occurrences;
            }
            self.progress
                .advance(u64::try_from(xml.len()).unwrap_or(0), occurrences);
            if let Ok(mut all) = self.buffers.lock() {
                all.push(xml);
            }
            Ok(())
        });
        result?;
        let mut ids = ids.into_inner().unwrap_or_default();
        ids.seen.par_sort_unstable();
        ids.seen.dedup();
        Ok(ids)
    }

    /// Counts different ids; what it counted goes away before anything else is made.
    #[expect(clippy::needless_pass_by_value, reason = "the ids are used up")]
    pub(super) fn count(&mut self, ids: Ids) -> u64 {
        self.out.counts.occurrences += ids.occurrences;
        u64::try_from(ids.seen.len()).unwrap_or(u64::MAX)
    }

    pub(super) fn doubles(&mut self, (count, first): (u64, Option<u64>)) {
        if let Some(first) = first {
            let finding = Finding::warning("R135").at(self.place());
            let finding = finding.with("count", count);
            self.out
                .findings
                .push(finding.with("id", format!("{first:016}")));
        }
    }

    /// All extracts together.
    pub(super) fn place(&self) -> Place {
        Place::file(self.files.as_str())
    }
}

pub(super) fn position(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
