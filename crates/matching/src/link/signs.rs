//! Evidence: what lists say happened, members' meetings of VvE lists, meetings that were held.

use std::collections::HashMap;

use compact_str::CompactString;
use jiff::civil::Date;

use super::parties::{Called, Directory, list_name};
use crate::{LinkedEvidence, LinkedOrganisation, OrgIx};
use domain::campaign::Rules;
use domain::text::fold;
use domain::{EvidenceKind, Finding, Legs, Messages};
use lists::intake::{EvidenceRecord, Intake, MeetingRecord, Origin};

/// What is needed to link evidence.
pub(super) struct Evidence<'a> {
    pub(super) intake: &'a Intake,
    pub(super) rules: &'a Rules,
    pub(super) directory: &'a Directory,
    pub(super) messages: &'a Messages,
}

impl Evidence<'_> {
    /// Gives every organisation its evidence, by date.
    pub(super) fn link(
        &self,
        organisations: &mut [LinkedOrganisation],
        findings: &mut Vec<Finding>,
    ) {
        for record in &self.intake.evidence {
            let Some(org) = self.organisation(record.origin, &record.organisation, findings) else {
                continue;
            };
            if let Some(evidence) = self.one(record, findings)
                && let Some(organisation) = organisations.get_mut(org.at())
            {
                organisation.evidence.push(evidence);
            }
        }
        let named_at: HashMap<Origin, usize> = organisations
            .iter()
            .enumerate()
            .flat_map(|(at, organisation)| {
                organisation.origins.iter().map(move |origin| (*origin, at))
            })
            .collect();
        for record in &self.intake.organisations {
            let Some(date) = record.last_alv else {
                continue;
            };
            let found = named_at.get(&record.origin).copied();
            if let Some(organisation) = found.and_then(|at| organisations.get_mut(at)) {
                organisation.evidence.push(LinkedEvidence {
                    origin: Some(record.origin),
                    date,
                    what: CompactString::const_new("alv"),
                    kind: EvidenceKind::SignOfLife,
                    legs: self.legs("alv"),
                    source: list_name(self.intake, record.origin, self.messages),
                });
            }
        }
        for record in &self.intake.meetings {
            if let Some(evidence) = self.meeting(record)
                && let Some(name) = &record.organisation
                && let Called::One(org) = self.directory.find(name)
                && let Some(organisation) = organisations.get_mut(org.at())
            {
                organisation.evidence.push(evidence);
            }
        }
        for organisation in organisations {
            organisation
                .evidence
                .sort_by(|a, b| (a.date, a.origin, &a.what).cmp(&(b.date, b.origin, &b.what)));
        }
    }

    /// The organisation of that id or name; a finding when there is none, or more than one.
    fn organisation(
        &self,
        origin: Origin,
        name: &str,
        findings: &mut Vec<Finding>,
    ) -> Option<OrgIx> {
        match self.directory.find(name) {
            Called::One(org) => Some(org),
            Called::Nobody => {
                findings.push(
                    Finding::error("M351")
                        .at(self.intake.place(origin))
                        .with("name", name),
                );
                None
            }
            Called::Several(all) => {
                findings.push(
                    Finding::error("M352")
                        .at(self.intake.place(origin))
                        .with("name", name)
                        .with("count", all.len()),
                );
                None
            }
        }
    }

    fn one(&self, record: &EvidenceRecord, findings: &mut Vec<Finding>) -> Option<LinkedEvidence> {
        let word = fold(&record.what);
        let own = self
            .rules
            .evidence
            .iter()
            .find(|(known, _)| fold(known) == word);
        let kind = own.map(|(_, kind)| *kind).or(record.kind);
        let (Some(kind), Some(date)) = (kind, record.date) else {
            let finding = if kind.is_none() {
                Finding::error("M353")
            } else {
                Finding::error("M354")
            };
            findings.push(
                finding
                    .at(self.intake.place(record.origin))
                    .with("what", record.what.clone())
                    .with("organisation", record.organisation.clone()),
            );
            return None;
        };
        Some(LinkedEvidence {
            origin: Some(record.origin),
            date,
            what: record.what.clone(),
            kind,
            legs: record.legs.unwrap_or_else(|| self.legs(&record.what)),
            source: if record.source.trim().is_empty() {
                list_name(self.intake, record.origin, self.messages)
            } else {
                record.source.clone()
            },
        })
    }

    /// The legs that a word stands for when the list gives none: the campaign's own words first.
    /// Members' meetings and talks with the corporation are about housing, a neighbourhood
    /// activity is about the neighbourhood; other words stand for neither.
    fn legs(&self, what: &str) -> Legs {
        let word = fold(what);
        let own = self
            .rules
            .legs
            .iter()
            .find(|(known, _)| fold(known) == word);
        if let Some((_, legs)) = own {
            return Legs::parse(legs).unwrap_or(Legs::NONE);
        }
        match word.as_str() {
            "alv"
            | "algemene ledenvergadering"
            | "ledenvergadering"
            | "overleg corporatie"
            | "overleg met corporatie"
            | "overleg met de corporatie" => Legs {
                housing: true,
                neighbourhood: false,
            },
            "buurtactiviteit" => Legs {
                housing: false,
                neighbourhood: true,
            },
            _ => Legs::NONE,
        }
    }

    /// A meeting to which somebody came is a sign of life; a first meeting, planned or held, is a
    /// sign of forming.
    fn meeting(&self, record: &MeetingRecord) -> Option<LinkedEvidence> {
        let date: Date = record.date?;
        let name = fold(&record.name);
        let first = [
            "eerste bijeenkomst",
            "eerste vergadering",
            "oprichting",
            "first meeting",
        ]
        .iter()
        .any(|word| name.contains(word));
        let kind = match (first, record.came) {
            (true, _) => EvidenceKind::Forming,
            (false, Some(came)) if came > 0 => EvidenceKind::SignOfLife,
            (false, _) => return None,
        };
        Some(LinkedEvidence {
            origin: Some(record.origin),
            date,
            what: record.name.clone(),
            kind,
            legs: record.legs.unwrap_or_else(|| self.legs(&record.name)),
            source: list_name(self.intake, record.origin, self.messages),
        })
    }

    /// Records with the organisation that they are about.
    pub(super) fn with_organisation<R: Clone>(
        &self,
        records: &[R],
        about: impl Fn(&R) -> (Origin, Option<&CompactString>),
        findings: &mut Vec<Finding>,
    ) -> Vec<(R, Option<OrgIx>)> {
        records
            .iter()
            .map(|record| {
                let (origin, name) = about(record);
                let org = name
                    .filter(|name| !name.trim().is_empty())
                    .and_then(|name| self.organisation(origin, name, findings));
                (record.clone(), org)
            })
            .collect()
    }
}
