//! The homes that corporations let: landlord, complex, and what to do when two claim one home.

use std::collections::{BTreeMap, HashMap};

use compact_str::{CompactString, format_compact};
use smallvec::SmallVec;

use super::addresses::Addresses;
use super::areas::{Reading, settle};
use super::names::Landlords;
use super::usage;
use crate::{CoverNames, LinkedHolding, Question, QuestionAbout, UnitSet};
use domain::text::fold;
use domain::{Decisions, Finding, Ruling, Tenure};
use lists::intake::{Holding, Intake, place};
use register::{Register, UnitIx};

/// Links the holdings whose home was found. Of two landlords that claim one home the first list
/// stands until a person decides.
pub(super) fn link(
    intake: &Intake,
    reading: &Reading<'_>,
    addresses: &Addresses,
    landlords: &mut Landlords,
    questions: &mut Vec<Question>,
    findings: &mut Vec<Finding>,
) -> Vec<LinkedHolding> {
    let register = reading.register;
    let no_names = CoverNames::none();
    let reader = reading.reader(&no_names);
    let complexes = complex_texts(intake, landlords);
    let mut linked = Vec::new();
    for holding in &intake.holdings {
        let landlord = landlords.name(&holding.landlord);
        let complex = complex_key(holding, &landlord)
            .and_then(|key| complexes.get(&key))
            .cloned();
        let units: UnitSet = match addresses.several(holding.origin) {
            Some(several) => {
                let found = reader.read(&several.expression, &several.context, false);
                let (origin, text) = (holding.origin, &several.expression);
                settle(intake, origin, text, found, false, questions, findings).units
            }
            None => addresses
                .at(holding.origin)
                .and_then(|found| found.address)
                .and_then(|address| register.address(address).unit)
                .into_iter()
                .collect(),
        };
        for unit in units.iter() {
            linked.push(LinkedHolding {
                origin: holding.origin,
                unit,
                landlord: landlord.clone(),
                complex: complex.clone(),
                complex_number: holding
                    .complex
                    .as_deref()
                    .map(|number| number.trim().into()),
                tenure: holding
                    .usage
                    .as_deref()
                    .map_or(Tenure::Corporation, usage::of_a_corporation),
            });
        }
    }
    settle_claims(
        intake,
        register,
        reading.decisions,
        &mut linked,
        questions,
        findings,
    );
    linked
}

/// What names a complex: the landlord and the folded number, else the folded name.
type ComplexKey = (CompactString, String);

fn complex_key(holding: &Holding, landlord: &CompactString) -> Option<ComplexKey> {
    let given =
        |text: &Option<CompactString>| text.as_deref().map(fold).filter(|text| !text.is_empty());
    let key = given(&holding.complex).or_else(|| given(&holding.complex_name))?;
    Some((landlord.clone(), key))
}

/// `number name` for every complex, with the first name that any of its rows gives.
fn complex_texts(intake: &Intake, landlords: &mut Landlords) -> HashMap<ComplexKey, CompactString> {
    let mut named: HashMap<ComplexKey, (Option<CompactString>, Option<CompactString>)> =
        HashMap::new();
    for holding in &intake.holdings {
        let landlord = landlords.name(&holding.landlord);
        if let Some(key) = complex_key(holding, &landlord) {
            let (number, name) = named.entry(key).or_default();
            *number = number.take().or_else(|| holding.complex.clone());
            *name = name.take().or_else(|| holding.complex_name.clone());
        }
    }
    named
        .into_iter()
        .map(|(key, names)| {
            let text = match names {
                (Some(number), Some(name)) => format_compact!("{} {}", number.trim(), name.trim()),
                (Some(text), None) | (None, Some(text)) => text.trim().into(),
                (None, None) => CompactString::default(),
            };
            (key, text)
        })
        .collect()
}

/// Homes on the lists of more than one landlord: a question, and until it is answered the first.
fn settle_claims(
    intake: &Intake,
    register: &Register,
    decisions: &Decisions,
    linked: &mut Vec<LinkedHolding>,
    questions: &mut Vec<Question>,
    findings: &mut Vec<Finding>,
) {
    let mut first: HashMap<UnitIx, CompactString> = HashMap::new();
    let mut several: BTreeMap<UnitIx, SmallVec<[usize; 2]>> = BTreeMap::new();
    for (at, holding) in linked.iter().enumerate() {
        if holding.tenure != Tenure::Corporation || holding.landlord.is_empty() {
            continue;
        }
        let landlord = first
            .entry(holding.unit)
            .or_insert_with(|| holding.landlord.clone());
        if *landlord != holding.landlord {
            several.entry(holding.unit).or_default().push(at);
        }
    }
    let mut dropped: HashMap<UnitIx, Option<CompactString>> = HashMap::new();
    for (unit, rows) in several {
        let mut names: Vec<CompactString> = first.get(&unit).cloned().into_iter().collect();
        for row in rows.iter().filter_map(|at| linked.get(*at)) {
            if !names.contains(&row.landlord) {
                names.push(row.landlord.clone());
            }
        }
        let key = format_compact!("landlord|{}", register.unit_id(unit));
        match decisions.get(&key).map(|decision| &decision.ruling) {
            Some(Ruling::Chosen(name)) => {
                dropped.insert(unit, Some(name.clone()));
            }
            Some(Ruling::NoneOfThese) => {
                dropped.insert(unit, None);
            }
            None => {
                let Some(row) = rows.first().and_then(|at| linked.get(*at)) else {
                    continue;
                };
                let address = register.address(register.unit(unit).address);
                let raw = format_compact!(
                    "{} {}",
                    register.street(address.street).name,
                    address.house_number()
                );
                findings.push(
                    Finding::error("M311")
                        .at(place(&intake.sources, row.origin))
                        .with("home", raw.clone())
                        .with("landlords", names.join("; "))
                        .with("first", names.first().cloned().unwrap_or_default()),
                );
                questions.push(Question {
                    key,
                    origin: row.origin,
                    raw,
                    ask: "landlord",
                    about: QuestionAbout::Contradiction(names),
                    repeats: 0,
                });
            }
        }
    }
    // A list that does not say whose homes these are gives way to one that does.
    linked.retain(|holding| !holding.landlord.is_empty() || !first.contains_key(&holding.unit));
    if !dropped.is_empty() {
        linked.retain(|holding| match dropped.get(&holding.unit) {
            None => true,
            Some(None) => false,
            Some(Some(name)) => fold(name) == fold(&holding.landlord),
        });
    }
}
