//! The door of the intake: all lists in, records out, every row accounted for.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;
use std::path::Path;

use rayon::prelude::*;

use crate::read::{Event, Failure, ListFile, Lists, Reader};
use domain::campaign::{ListKind, ListSettings};
use domain::{Campaign, Finding, Noted, Place};

use super::judge::Judge;
use super::recipe::{self, Beside, Recipe};
use super::records::{Claim, Intake, Origin, RowAccount, RowOutcome, RowReason, Source, SourceIx};
use super::same;
use super::synonyms::Synonyms;
use super::walk::{FileIntake, Rules, Walk};

/// What the rows of a delivery are about, with a mark of what they say.
type Rows = BTreeMap<String, String>;

/// Reads every list and makes records of it.
///
/// Each row of each list that is not blank has exactly one [`RowAccount`]; a file that cannot be
/// read has one with row 0, and none of its rows count.
///
/// Where there is a `judge`, it bears out how the columns of a list are read.
pub fn take_in(
    lists: &Lists,
    reader: &Reader,
    campaign: &Campaign,
    judge: Option<&dyn Judge>,
) -> Noted<Intake> {
    let mut findings = Vec::new();
    let synonyms = synonyms(lists, campaign, &mut findings);
    let rules = Rules {
        synonyms: &synonyms,
        hidden: campaign.reading.hidden || reader.hidden,
        recipe: None,
        judge,
    };
    let mut all = Intake::default();
    let mut deliveries: BTreeMap<String, Vec<(String, Rows)>> = BTreeMap::new();
    let mut kept: BTreeMap<String, Recipe> = BTreeMap::new();
    let present: BTreeSet<String> = lists
        .files
        .iter()
        .map(|file| file.name.to_string())
        .collect();
    // A few at a time: the records of one file are moved over before the next ones grow.
    for batch in lists.files.chunks(64) {
        let read: Vec<(FileIntake, Option<(Recipe, Rows)>)> = batch
            .par_iter()
            .map(|file| take_delivery(file, &lists.inputs, reader, rules))
            .collect();
        for (file, (mut taken, recipe)) in batch.iter().zip(read) {
            findings.append(&mut taken.findings);
            if let Some((recipe, rows)) = recipe {
                let name = recipe::name_for(&file.name);
                let of_supplier = deliveries.entry(name.clone()).or_default();
                of_supplier.push((file.name.to_string(), rows));
                // Only the last two are compared.
                let spare = of_supplier.len().saturating_sub(2);
                of_supplier.drain(..spare);
                let before = kept.remove(&name).unwrap_or_else(|| {
                    Recipe::beside(&lists.inputs, &file.name, &mut Vec::new()).unwrap_or_default()
                });
                kept.insert(name, before.merged(recipe, &present));
            }
            append(&mut all, taken.intake);
        }
    }
    for of_supplier in deliveries.values() {
        compare_deliveries(&lists.inputs, of_supplier, &mut all, &mut findings);
    }
    for (name, recipe) in kept {
        let text = recipe.text();
        all.beside.push(Beside { name, text });
    }
    for missing in &lists.missing {
        findings.push(Failure::Missing.finding(missing));
        let source = add_source(&mut all, missing, None);
        all.rows.push(unreadable(source));
    }
    for (older, newest) in &lists.older {
        findings.push(
            Finding::info("L134")
                .at(Place::file(older.as_str()))
                .with("newest", newest.as_str()),
        );
        let source = add_source(&mut all, older, None);
        all.rows.push(RowAccount {
            reason: RowReason::OlderDelivery,
            ..unreadable(source)
        });
    }
    same::settle(&mut all, &mut findings);
    Noted::new(all, findings)
}

/// Reads the answers that came back in a form export.
pub fn replies_of(reader: &Reader, path: &Path) -> Noted<Intake> {
    let name = crate::read::name_below_inputs(path);
    let file = ListFile {
        name: name.as_str().into(),
        path: path.to_owned(),
        settings: vec![ListSettings {
            file: name,
            kind: Some(ListKind::Replies),
            ..ListSettings::default()
        }],
        own_area: false,
    };
    let synonyms = Synonyms::default();
    let rules = Rules {
        synonyms: &synonyms,
        hidden: reader.hidden,
        recipe: None,
        judge: None,
    };
    let read = take_file(&file, reader, rules);
    Noted::new(read.intake, read.findings)
}

fn synonyms(lists: &Lists, campaign: &Campaign, findings: &mut Vec<Finding>) -> Synonyms {
    let mut synonyms = Synonyms::default();
    let Some(path) = &lists.synonyms else {
        return synonyms;
    };
    let name = campaign.reading.synonyms.clone().unwrap_or_default();
    match crate::read::file::read_text(path, 4 << 20) {
        Ok(text) => {
            for line in synonyms.extend(&text) {
                findings.push(Finding::error("L117").at(Place::file(name.as_str()).at_row(line)));
            }
        }
        Err(error) => findings.push(
            Finding::error("L118")
                .at(Place::file(name.as_str()))
                .with("detail", error.to_string()),
        ),
    }
    synonyms
}

/// Reads one file as the next delivery of its supplier: by its recipe, telling what is different.
fn take_delivery(
    file: &ListFile,
    inputs: &Path,
    reader: &Reader,
    rules: Rules<'_>,
) -> (FileIntake, Option<(Recipe, Rows)>) {
    if file.own_area {
        return (take_file(file, reader, rules), None);
    }
    let mut findings = Vec::new();
    let before = Recipe::beside(inputs, &file.name, &mut findings);
    let rules = Rules {
        recipe: before.as_ref(),
        ..rules
    };
    let mut taken = take_file(file, reader, rules);
    if let Some(before) = &before {
        findings.extend(before.drift(&file.name, &taken));
    }
    if taken.tables.is_empty() {
        taken.findings.append(&mut findings);
        return (taken, None);
    }
    taken.findings.append(&mut findings);
    let recipe = Recipe::of(&file.name, &taken);
    let rows = recipe::rows_of(&taken);
    (taken, Some((recipe, rows)))
}

/// Tells how the last delivery of a supplier differs from the one before: from the file before it,
/// when that is still there, else from what was remembered. What the last one holds is remembered.
fn compare_deliveries(
    inputs: &Path,
    deliveries: &[(String, Rows)],
    all: &mut Intake,
    findings: &mut Vec<Finding>,
) {
    let Some(((file, now), earlier)) = deliveries.split_last() else {
        return;
    };
    // A list without such rows, or one that is too large to remember.
    if now.is_empty() {
        return;
    }
    if let Some((older, before)) = earlier.last() {
        if recipe::is_next(before, now) {
            findings.extend(recipe::difference(file, before, now, Some(older)));
        }
    } else if let Some(before) = recipe::rows_before(inputs, file) {
        findings.extend(recipe::difference(file, &before, now, None));
    }
    all.beside.push(recipe::rows_file(file, now));
}

fn take_file(file: &ListFile, reader: &Reader, rules: Rules<'_>) -> FileIntake {
    let mut walk = Walk::new(file, rules);
    let outcome = reader.read(&file.path, &mut |event: Event<'_>| {
        walk.event(event);
        ControlFlow::Continue(())
    });
    match outcome {
        Ok(()) => walk.finish(),
        Err(failure) => {
            // Half a list is worse than none: nothing of it counts.
            let mut failed = FileIntake::default();
            failed.findings.push(failure.finding(&file.name));
            let source = add_source(&mut failed.intake, &file.name, file.settings.first());
            if !file.own_area {
                failed.intake.rows.push(unreadable(source));
            }
            failed
        }
    }
}

fn unreadable(source: SourceIx) -> RowAccount {
    RowAccount {
        origin: Origin {
            source,
            row: 0,
            part: 0,
        },
        outcome: RowOutcome::SetAside,
        reason: RowReason::UnreadableFile,
    }
}

fn add_source(intake: &mut Intake, file: &str, settings: Option<&ListSettings>) -> SourceIx {
    let source = SourceIx(u16::try_from(intake.sources.len()).unwrap_or(u16::MAX));
    intake.sources.push(Source {
        file: file.into(),
        sheet: "".into(),
        kind: settings.and_then(|list| list.kind),
        owner: settings
            .and_then(|list| list.owner.as_deref())
            .map(Into::into),
    });
    source
}

/// Moves the records of one file behind the others.
fn append(all: &mut Intake, mut file: Intake) {
    let base = all.sources.len();
    let moved = |origin: &mut Origin| {
        origin.source =
            SourceIx(u16::try_from(base + usize::from(origin.source.0)).unwrap_or(u16::MAX));
    };
    file.rows.iter_mut().for_each(|r| moved(&mut r.origin));
    file.holdings.iter_mut().for_each(|r| moved(&mut r.origin));
    file.counts.iter_mut().for_each(|(origin, _)| moved(origin));
    file.evidence.iter_mut().for_each(|r| moved(&mut r.origin));
    file.contacts.iter_mut().for_each(|r| moved(&mut r.origin));
    file.opt_outs.iter_mut().for_each(|r| moved(&mut r.origin));
    file.areas.iter_mut().for_each(|r| moved(&mut r.origin));
    file.support.iter_mut().for_each(|r| moved(&mut r.origin));
    file.issues.iter_mut().for_each(|r| moved(&mut r.origin));
    file.meetings.iter_mut().for_each(|r| moved(&mut r.origin));
    file.questions.iter_mut().for_each(|r| moved(&mut r.origin));
    file.replies.iter_mut().for_each(|r| moved(&mut r.origin));
    for organisation in &mut file.organisations {
        moved(&mut organisation.origin);
        if let Some(said) = &mut organisation.said {
            moved(&mut said.origin);
        }
        for (origin, _) in &mut organisation.uses {
            moved(origin);
        }
        for claim in &mut organisation.claims {
            match claim {
                Claim::Expression { origin, .. }
                | Claim::Address { origin, .. }
                | Claim::Name { origin, .. } => moved(origin),
            }
        }
    }
    if all.holdings.is_empty() && all.rows.is_empty() {
        // The usual case of one large list: nothing is copied.
        all.holdings = file.holdings;
        all.rows = file.rows;
    } else {
        all.holdings.append(&mut file.holdings);
        all.rows.append(&mut file.rows);
    }
    all.counts.append(&mut file.counts);
    all.sources.append(&mut file.sources);
    all.organisations.append(&mut file.organisations);
    all.evidence.append(&mut file.evidence);
    all.contacts.append(&mut file.contacts);
    all.opt_outs.append(&mut file.opt_outs);
    all.areas.append(&mut file.areas);
    all.support.append(&mut file.support);
    all.issues.append(&mut file.issues);
    all.meetings.append(&mut file.meetings);
    all.questions.append(&mut file.questions);
    all.replies.append(&mut file.replies);
}
