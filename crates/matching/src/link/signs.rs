//! Evidence: what lists say happened, members' meetings of VvE lists, meetings that were held.

use std::collections::HashMap;

use compact_str::CompactString;
use jiff::civil::Date;

use super::parties::{Called, Directory, list_name};
use crate::{LinkedEvidence, LinkedOrganisation, OrgIx, Question, QuestionAbout};
use domain::campaign::Rules;
use domain::text::fold;
use domain::{Decisions, EvidenceKind, Finding, Legs, Messages, Ruling};
use lists::intake::{
    EvidenceRecord, Intake, Last, MeetingRecord, OrganisationRecord, Origin, Said,
};

/// What is needed to link evidence.
pub(super) struct Evidence<'a> {
    pub(super) intake: &'a Intake,
    pub(super) rules: &'a Rules,
    pub(super) directory: &'a Directory,
    pub(super) messages: &'a Messages,
    pub(super) decisions: &'a Decisions,
    /// The day of the run.
    pub(super) today: Option<Date>,
}

impl Evidence<'_> {
    /// Gives every organisation its evidence, by date.
    pub(super) fn link(
        &self,
        organisations: &mut [LinkedOrganisation],
        questions: &mut Vec<Question>,
        findings: &mut Vec<Finding>,
    ) {
        let mut asked = Vec::new();
        for record in &self.intake.evidence {
            let name = &record.organisation;
            let Some(org) = self.organisation(record.origin, name, &mut asked, questions, findings)
            else {
                continue;
            };
            let before = questions.len();
            if let Some(evidence) = self.one(record, questions, findings)
                && let Some(organisation) = organisations.get_mut(org.at())
            {
                organisation.evidence.push(evidence);
            }
            if questions.len() > before {
                asked.push(org);
            }
        }
        for org in asked {
            if let Some(organisation) = organisations.get_mut(org.at()) {
                organisation.asked = true;
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
            let found = named_at.get(&record.origin).copied();
            if let Some(organisation) = found.and_then(|at| organisations.get_mut(at)) {
                organisation.evidence.extend(self.dated(record));
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
        for record in &self.intake.organisations {
            let found = named_at.get(&record.origin).copied();
            if let (Some(said), Some(organisation)) =
                (&record.said, found.and_then(|at| organisations.get_mut(at)))
            {
                self.said(said, organisation, findings);
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
        asked: &mut Vec<OrgIx>,
        questions: &mut Vec<Question>,
        findings: &mut Vec<Finding>,
    ) -> Option<OrgIx> {
        match self.directory.find(name) {
            Called::One(org) => Some(org),
            Called::Nobody => {
                let key =
                    compact_str::format_compact!("organisation|{}", super::names::words(name));
                match self.decisions.get(&key).map(|decision| &decision.ruling) {
                    Some(Ruling::NoneOfThese) => return None,
                    Some(Ruling::Chosen(chosen)) => {
                        if let Called::One(org) = self.directory.find(chosen) {
                            return Some(org);
                        }
                    }
                    None => {}
                }
                let alike = self.directory.alike(name);
                asked.extend(
                    alike
                        .iter()
                        .filter_map(|name| match self.directory.find(name) {
                            Called::One(org) => Some(org),
                            Called::Nobody | Called::Several(_) => None,
                        }),
                );
                if !alike.is_empty() {
                    ask(key, origin, name, "organisation", alike, questions);
                }
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

    /// What a list of organisations dates: the last members' meeting, meeting, newsletter, contact.
    fn dated(&self, record: &OrganisationRecord) -> Vec<LinkedEvidence> {
        let alv = record.last_alv.map(|date| ("alv", date));
        let last = record.last.iter().map(|(last, date)| {
            let what = match last {
                Last::Meeting => "bewonersvergadering",
                Last::Newsletter => "nieuwsbrief",
                Last::Contact => "contact bereikt",
            };
            (what, *date)
        });
        alv.into_iter()
            .chain(last)
            .map(|(what, date)| LinkedEvidence {
                origin: Some(record.origin),
                date,
                what: what.into(),
                kind: if what == "contact bereikt" {
                    EvidenceKind::ContactReached
                } else {
                    EvidenceKind::SignOfLife
                },
                legs: self.legs(what),
                source: list_name(self.intake, record.origin, self.messages),
            })
            .collect()
    }

    /// `slapend` is a claim that it does not live: on paper from the day of the run, and a
    /// contradiction where something happened not long ago. `ja` without a date proves nothing.
    fn said(
        &self,
        said: &Said,
        organisation: &mut LinkedOrganisation,
        findings: &mut Vec<Finding>,
    ) {
        let Some(today) = self.today else { return };
        let months = jiff::Span::new().months(self.rules.active_months);
        let from = today.saturating_sub(months);
        let alive = organisation
            .evidence
            .iter()
            .filter(|e| e.kind == EvidenceKind::SignOfLife && (from..=today).contains(&e.date))
            .map(|e| e.date)
            .max();
        let finding = match (said.lives, alive) {
            (Some(false), Some(date)) => Finding::error("M355").with("date", date),
            (Some(true), None) => Finding::info("M356"),
            (Some(false), None) => {
                organisation.evidence.push(LinkedEvidence {
                    origin: Some(said.origin),
                    date: today,
                    what: said.text.clone(),
                    kind: EvidenceKind::Paper,
                    legs: Legs::NONE,
                    source: list_name(self.intake, said.origin, self.messages),
                });
                return;
            }
            (Some(true), Some(_)) | (None, _) => return,
        };
        findings.push(
            finding
                .at(self.intake.place(said.origin))
                .with("name", organisation.name.clone())
                .with("said", said.text.clone()),
        );
    }

    /// What a person said that a word proves, if anything.
    fn decided(&self, key: &str) -> Option<EvidenceKind> {
        match &self.decisions.get(key)?.ruling {
            Ruling::NoneOfThese => None,
            Ruling::Chosen(word) => EvidenceKind::ALL.into_iter().find(|kind| {
                let label = format!("evidence-kind-{}", kind.word());
                word == kind.word()
                    || Messages::languages()
                        .iter()
                        .any(|language| Messages::of(language).plain(&label) == *word)
            }),
        }
    }

    fn one(
        &self,
        record: &EvidenceRecord,
        questions: &mut Vec<Question>,
        findings: &mut Vec<Finding>,
    ) -> Option<LinkedEvidence> {
        let word = fold(&record.what);
        let own = self
            .rules
            .evidence
            .iter()
            .find(|(known, _)| fold(known) == word);
        let key = compact_str::format_compact!("evidence|{word}");
        let is_decided = self.decisions.get(&key).is_some();
        let kind = own
            .map(|(_, kind)| *kind)
            .or(record.kind)
            .or_else(|| self.decided(&key));
        if kind.is_none() {
            if is_decided {
                return None;
            }
            let choices = EvidenceKind::ALL.map(|kind| {
                let label = format!("evidence-kind-{}", kind.word());
                self.messages.plain(&label).into()
            });
            let choices = choices.to_vec();
            ask(
                key,
                record.origin,
                &record.what,
                "evidence",
                choices,
                questions,
            );
        }
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
        questions: &mut Vec<Question>,
        findings: &mut Vec<Finding>,
    ) -> Vec<(R, Option<OrgIx>)> {
        records
            .iter()
            .map(|record| {
                let (origin, name) = about(record);
                let org = name
                    .filter(|name| !name.trim().is_empty())
                    .and_then(|name| {
                        self.organisation(origin, name, &mut Vec::new(), questions, findings)
                    });
                (record.clone(), org)
            })
            .collect()
    }
}

/// Asks something once, however many rows raise it.
fn ask(
    key: CompactString,
    origin: Origin,
    raw: &str,
    ask: &'static str,
    choices: Vec<CompactString>,
    questions: &mut Vec<Question>,
) {
    if let Some(asked) = questions.iter_mut().find(|asked| asked.key == key) {
        asked.repeats += 1;
        return;
    }
    questions.push(Question {
        key,
        origin,
        raw: raw.into(),
        ask,
        about: QuestionAbout::Contradiction(choices),
        repeats: 0,
    });
}
