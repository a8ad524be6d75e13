//! Puts what is printed into the campaign's `outputs/`: letters, labels, posters, attendance sheets.

use std::collections::BTreeMap;
use std::sync::Mutex;

use compact_str::CompactString;
use rayon::prelude::*;

use super::exit::{Exit, Stop};
use super::session::Session;
use campaign::outreach::{Piece, Plan};
use domain::{Finding, Layout, Noted, Place, Templates, WalkPages};
use papers::letters::page::Document;
use papers::letters::pictures::Unusable;
use papers::letters::{LetterContext, Maker, Stationery, context, labels, must_not_make};
use papers::write::files;
use papers::write::pdf::{PdfError, PdfWriter};

/// What the ledger has to know of letters that were made.
#[derive(Debug, Default)]
pub struct Printed {
    /// The file of each batch.
    pub files: Vec<(u32, CompactString)>,
    /// The layouts of their reply slips, by id.
    pub slips: BTreeMap<String, Layout>,
}

/// Makes the new batches of a plan with their labels.
/// A fault in a template stops everything before anything is made.
///
/// # Errors
/// When a template is wrong, a PDF cannot be made, or the disk says no.
pub fn letters(
    session: &Session<'_>,
    plan: &Plan,
    context: LetterContext<'_>,
    findings: &mut Vec<Finding>,
) -> Result<Printed, Stop> {
    batches(session, plan, &plan.new_batches(), context, findings)
}

/// Makes some batches.
///
/// # Errors
/// When a template is wrong, a PDF cannot be made, or the disk says no.
pub fn batches(
    session: &Session<'_>,
    plan: &Plan,
    pieces: &BTreeMap<u32, Vec<&Piece>>,
    context: LetterContext<'_>,
    findings: &mut Vec<Finding>,
) -> Result<Printed, Stop> {
    let maker = checked(session, Maker::new(plan, context), findings)?;
    let writer = writer(session, &maker)?;
    let batches = maker.batches(pieces);
    let save = |document: Document| save(session, &writer, &document);
    let slips = Mutex::new(BTreeMap::new());
    let keep = |mut document: Document| {
        if let Ok(mut slips) = slips.lock() {
            slips.append(&mut document.slips);
        }
        save(document)
    };
    findings.extend(maker.render(&batches, keep)?);
    let settings = &session.campaign.letters;
    if let Some(sheet) = labels::sheet(settings.labels) {
        for batch in &batches {
            save(maker.labels(batch, sheet))?;
        }
    }
    if settings.merged && !batches.is_empty() {
        for document in maker.merged(&batches) {
            save(document)?;
        }
    }
    let mut all = BTreeMap::new();
    for batch in &batches {
        all.entry(batch.number)
            .or_insert_with(|| CompactString::from(batch.file()));
    }
    Ok(Printed {
        files: all.into_iter().collect(),
        slips: slips.into_inner().unwrap_or_default(),
    })
}

/// Makes the posters, and the attendance sheets when there is a meeting.
///
/// # Errors
/// When a template is wrong, a PDF cannot be made, or the disk says no.
pub fn notices(
    session: &Session<'_>,
    plan: &Plan,
    context: LetterContext<'_>,
    findings: &mut Vec<Finding>,
) -> Result<(), Stop> {
    let maker = checked(session, Maker::new(plan, context), &mut Vec::new())?;
    let writer = writer(session, &maker)?;
    let noted = maker.posters();
    if must_not_make(&noted.findings) {
        return Err(session.stop(Stop::findings(Exit::Usage, noted.findings)));
    }
    findings.extend(noted.findings);
    let jobs = noted.value;
    match maker.meeting_pack(&jobs) {
        Ok(Some(document)) => save(session, &writer, &document)?,
        Ok(None) => {}
        Err(wrong) => return Err(session.stop(Stop::findings(Exit::Usage, wrong))),
    }
    let made = jobs.par_iter().with_max_len(1).map(|job| {
        let poster = maker
            .poster(job)
            .map_err(|finding| session.stop(Stop::findings(Exit::Usage, vec![finding])))?;
        save(session, &writer, &poster.value)?;
        if let Some(document) = maker.attendance(job) {
            save(session, &writer, &document)?;
        }
        Ok(poster.findings)
    });
    let found: Vec<Vec<Finding>> = made.collect::<Result<_, Stop>>()?;
    findings.extend(found.into_iter().flatten());
    Ok(())
}

/// Makes the pages of everybody who walks along the doors.
///
/// # Errors
/// When a PDF cannot be made, or the disk says no.
pub fn walks(
    session: &Session<'_>,
    plan: &Plan,
    context: LetterContext<'_>,
    all: &[WalkPages],
) -> Result<(), Stop> {
    let maker = checked(session, Maker::new(plan, context), &mut Vec::new())?;
    let writer = writer(session, &maker)?;
    all.par_iter()
        .enumerate()
        .try_for_each(|(nth, pages)| save(session, &writer, &maker.walk(pages, nth)))
}

fn checked<'a>(
    session: &Session<'_>,
    noted: Noted<Maker<'a>>,
    findings: &mut Vec<Finding>,
) -> Result<Maker<'a>, Stop> {
    if must_not_make(&noted.findings) {
        return Err(session.stop(Stop::findings(Exit::Usage, noted.findings)));
    }
    Ok(noted.into_value(findings))
}

fn writer(session: &Session<'_>, maker: &Maker<'_>) -> Result<PdfWriter, Stop> {
    let writer =
        PdfWriter::new(&maker.stationery().fonts).map_err(|error| failed(session, &error))?;
    let unusable = tried(&writer, maker.stationery());
    if unusable.is_empty() {
        Ok(writer)
    } else {
        Err(session.stop(Stop::findings(Exit::Usage, unusable)))
    }
}

/// Pictures that look right until they are drawn.
pub fn tried(writer: &PdfWriter, stationery: &Stationery) -> Vec<Finding> {
    let wrong = stationery.read().iter().filter_map(|(file, picture)| {
        let error = writer.try_picture(file, picture).err()?;
        let place = Place::file(Templates::shown(file));
        let damaged = Unusable::Damaged(error.reason);
        Some(context::finding(damaged, place))
    });
    wrong.collect()
}

/// Checks everything on the wall and the table as far as it can be without making it: a fault must
/// stop a run before its letters are there.
///
/// # Errors
/// When a template is wrong.
pub fn check_notices(
    session: &Session<'_>,
    plan: &Plan,
    context: LetterContext<'_>,
) -> Result<(), Stop> {
    let maker = checked(session, Maker::new(plan, context), &mut Vec::new())?;
    let noted = maker.posters();
    let mut wrong = noted.findings;
    if let Err(faults) = maker.meeting_pack(&noted.value) {
        wrong.extend(faults);
    }
    if must_not_make(&wrong) {
        return Err(session.stop(Stop::findings(Exit::Usage, wrong)));
    }
    Ok(())
}

fn save(session: &Session<'_>, writer: &PdfWriter, document: &Document) -> Result<(), Stop> {
    let bytes = writer
        .bytes(document)
        .map_err(|error| failed(session, &error))?;
    let path = session.making().join(&document.file);
    if lists::read::file::holds(&path, &bytes) {
        return Ok(());
    }
    Ok(files::write_whole(&path, &bytes)?)
}

/// A PDF that cannot be made.
pub fn failed(session: &Session<'_>, error: &PdfError) -> Stop {
    let finding = Finding::error("B115")
        .with("file", error.file.clone())
        .with("reason", error.reason.clone());
    session.stop(Stop::findings(Exit::CannotGoOn, vec![finding]))
}
