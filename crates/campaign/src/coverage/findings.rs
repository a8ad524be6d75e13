//! What is wrong with organisations and areas, and how many homes hang on it.

use std::collections::{BTreeMap, HashSet};

use super::Home;
use super::homes::Known;
use super::represent::Voice;
use super::status::{Judged, Windows, can_be_planned};
use domain::{Finding, Place, Status};
use lists::intake::{Origin, place};
use matching::{Linked, LinkedOrganisation, OrgIx, QuestionAbout};

/// All findings, in the order of the organisations.
pub(super) fn find(known: &Known<'_>, homes: &[Home], windows: &Windows) -> Vec<Finding> {
    let linked = known.linked;
    let shared = shared_homes(known, homes);
    let asked: HashSet<&str> = linked
        .questions
        .iter()
        .filter(|question| matches!(question.about, QuestionAbout::Covers(_)))
        .map(|question| question.raw.as_str())
        .collect();
    let covered = covered_homes(known, homes);
    let mut findings = Vec::new();
    for (at, (organisation, judged)) in linked.organisations.iter().zip(known.judged).enumerate() {
        let ix = OrgIx(u32::try_from(at).unwrap_or(u32::MAX));
        let homes = covered.get(at).copied().unwrap_or(0);
        // What an organisation covers may be a question still; that has a finding of its own.
        let is_asked = organisation
            .covers
            .iter()
            .any(|cover| asked.contains(cover.expression.as_str()));
        if organisation.units.is_empty() && judged.status != Status::Ended && !is_asked {
            let code = if organisation.covers.is_empty() {
                "D102"
            } else {
                "D101"
            };
            findings.push(about(code, organisation, linked).with("homes", 0_u64));
        }
        one(
            known,
            ix,
            organisation,
            judged,
            homes,
            windows,
            &mut findings,
        );
        for ((_, other), homes) in shared.range((ix, OrgIx(0))..=(ix, OrgIx(u32::MAX))) {
            let Some(other) = linked.organisation(*other) else {
                continue;
            };
            findings.push(
                about("D107", organisation, linked)
                    .with("other", other.name.clone())
                    .with("homes", *homes),
            );
        }
    }
    findings.extend(overlaps(known, homes));
    for area in &linked.areas {
        if !super::wide::can_be_drawn(area.level) {
            findings.push(
                Finding::warning("D111")
                    .at(place(&linked.sources, area.origin))
                    .with("area", area.name.clone())
                    .with("level", area.level.word()),
            );
        }
    }
    findings
}

fn about(code: &'static str, organisation: &LinkedOrganisation, linked: &Linked) -> Finding {
    Finding::warning(code)
        .at(first_place(organisation, linked))
        .with("organisation", organisation.name.clone())
}

fn first_place(organisation: &LinkedOrganisation, linked: &Linked) -> Place {
    organisation
        .origins
        .first()
        .map_or(Place::NOWHERE, |origin| place(&linked.sources, *origin))
}

fn at(origin: Option<Origin>, organisation: &LinkedOrganisation, linked: &Linked) -> Place {
    origin.map_or_else(
        || first_place(organisation, linked),
        |origin| place(&linked.sources, origin),
    )
}

fn one(
    known: &Known<'_>,
    ix: OrgIx,
    organisation: &LinkedOrganisation,
    judged: &Judged,
    homes: u64,
    windows: &Windows,
    findings: &mut Vec<Finding>,
) {
    let linked = known.linked;
    if let (Some(founded), Some(ended)) = (organisation.founded, organisation.ended)
        && ended < founded
    {
        findings.push(
            Finding {
                severity: domain::Severity::Error,
                ..about("D103", organisation, linked)
            }
            .with("founded", founded)
            .with("ended", ended)
            .with("homes", homes),
        );
    }
    for evidence in &organisation.evidence {
        let planned = can_be_planned(evidence);
        if evidence.date > windows.date && !planned {
            findings.push(
                about("D104", organisation, linked)
                    .at(at(evidence.origin, organisation, linked))
                    .with("what", super::reasons::what(&evidence.what))
                    .with("date", evidence.date)
                    .with("homes", homes),
            );
        }
    }
    if let Some(conflict) = &judged.conflict {
        let code = if judged.status == Status::Ended {
            about("D105", organisation, linked)
        } else {
            about("D106", organisation, linked)
        };
        findings.push(
            code.at(at(conflict.sign.origin, organisation, linked))
                .with("ended", conflict.ended.0)
                .with("ended-source", conflict.ended.1.clone())
                .with("what", super::reasons::what(&conflict.sign.what))
                .with("date", conflict.sign.date)
                .with("source", conflict.sign.source.clone())
                .with("homes", homes),
        );
    }
    let lives = !matches!(judged.status, Status::Ended | Status::None);
    if lives && known.voices.get(ix.at()) == Some(&Voice::TenantsOfWhom) {
        findings.push(
            Finding {
                severity: domain::Severity::Error,
                ..about("D108", organisation, linked)
            }
            .with("homes", homes),
        );
    }
    if lives && homes > 0 && !homes_of(known, ix) {
        findings.push(about("D109", organisation, linked).with("homes", homes));
    }
}

/// Whether it may organise homes at all: umbrellas are never asked.
fn homes_of(known: &Known<'_>, ix: OrgIx) -> bool {
    known.voices.get(ix.at()) == Some(&Voice::Umbrella)
        || known.linked.organisation(ix).is_none_or(|organisation| {
            organisation.units.iter().any(|unit| {
                known.voices.get(ix.at()).is_some_and(|voice| {
                    voice.speaks_for(known.lived.tenure(unit), known.lived.landlord(unit))
                })
            })
        })
}

/// How many dwellings in scope every organisation covers, whoever lives in them.
fn covered_homes(known: &Known<'_>, homes: &[Home]) -> Vec<u64> {
    let mut covered = vec![0; known.judged.len()];
    for at in homes.iter().flat_map(|home| known.covering.of(home.unit)) {
        if let Some(count) = covered.get_mut(*at as usize) {
            *count += 1;
        }
    }
    covered
}

/// For every two living organisations of one kind the homes that both represent.
fn shared_homes(known: &Known<'_>, homes: &[Home]) -> BTreeMap<(OrgIx, OrgIx), u64> {
    let mut shared = BTreeMap::new();
    let kind = |org: OrgIx| known.linked.organisation(org).map(|org| org.kind);
    for home in homes.iter().filter(|home| home.organisations.len() > 1) {
        for (nth, first) in home.organisations.iter().enumerate() {
            for second in home.organisations.iter().skip(nth + 1) {
                if kind(*first) == kind(*second) {
                    let pair = (*first.min(second), *first.max(second));
                    *shared.entry(pair).or_default() += 1;
                }
            }
        }
    }
    shared
}

/// Own areas of one level that share homes, with the number of homes.
fn overlaps(known: &Known<'_>, homes: &[Home]) -> Vec<Finding> {
    let linked = known.linked;
    let mut findings = Vec::new();
    for overlap in &known.wide.overlaps {
        let (Some(first), Some(later)) = (
            linked.areas.get(overlap.first),
            linked.areas.get(overlap.later),
        ) else {
            continue;
        };
        let count = homes
            .iter()
            .filter(|home| {
                first.cover.units.contains(home.unit) && later.cover.units.contains(home.unit)
            })
            .count();
        if count > 0 {
            findings.push(
                Finding::warning("D110")
                    .at(place(&linked.sources, later.origin))
                    .with("area", later.name.clone())
                    .with("other", first.name.clone())
                    .with("homes", count),
            );
        }
    }
    findings
}
