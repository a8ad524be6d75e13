//! Organisations: one for all the records that name it, with its covers and whom it represents.
//!
//! One organisation has one id on all lists; without ids it has one name (compared without case,
//! diacritics, punctuation and a leading `VvE`, `BC` …) and one kind. Two records of one name
//! stay two organisations when they contradict each other: other ids on one list, another KvK
//! number, another town, or another founding date on one list.

use std::collections::{BTreeMap, HashMap};

use compact_str::{CompactString, format_compact};
use rayon::prelude::*;

use super::addresses::Addresses;
use super::areas::{Reading, settle};
use super::names::{Landlords, may_be_one, split, words};
use super::usage;
use crate::{
    Cover, CoverFound, CoverNames, LinkedOrganisation, OrgIx, Question, QuestionAbout, UnitSet,
};
use domain::campaign::ListKind;
use domain::email;
use domain::messages::Value;
use domain::text::{fold, slug};
use domain::{AddressText, Decisions, Finding, Messages, OrganisationKind, Represents, Ruling};
use lists::intake::{Claim, Intake, OrganisationRecord, Origin};

/// What comes out.
pub(super) struct Parties {
    pub(super) organisations: Vec<LinkedOrganisation>,
    pub(super) directory: Directory,
}

/// Names that begin alike, at most, that are compared with each other.
const MOST_ALIKE: usize = 60;

/// Finds an organisation by what a list calls it.
#[derive(Debug, Default)]
pub(super) struct Directory {
    ids: HashMap<String, Vec<OrgIx>>,
    names: HashMap<String, Vec<OrgIx>>,
    cores: HashMap<String, Vec<(OrganisationKind, OrgIx)>>,
    /// The names as written, in the order of the organisations.
    spelled: Vec<CompactString>,
}

/// What a name leads to.
pub(super) enum Called {
    One(OrgIx),
    Nobody,
    Several(Vec<OrgIx>),
}

impl Directory {
    /// By id, else by the whole name, else by the name without its kind; never by likeness.
    pub(super) fn find(&self, text: &str) -> Called {
        let folded = fold(text);
        if let Some(found) = self.ids.get(&folded) {
            return called(found.iter().copied());
        }
        if let Some(found) = self.names.get(&super::names::words(text)) {
            return called(found.iter().copied());
        }
        let (kind, core) = split(text);
        let Some(found) = self.cores.get(&core) else {
            return Called::Nobody;
        };
        let fits = |(is, _): &&(OrganisationKind, OrgIx)| kind.is_none_or(|kind| kind == *is);
        called(found.iter().filter(fits).map(|(_, org)| *org))
    }

    /// Names that may be meant by one that is not known.
    pub(super) fn alike(&self, text: &str) -> Vec<CompactString> {
        let mut names: Vec<CompactString> = Vec::new();
        for name in &self.spelled {
            if may_be_one(text, name) && !names.contains(name) {
                names.push(name.clone());
            }
        }
        names
    }

    fn add(&mut self, org: OrgIx, kind: OrganisationKind, id: Option<&str>, name: &str) {
        fn once<T: PartialEq>(all: &mut Vec<T>, one: T) {
            if !all.contains(&one) {
                all.push(one);
            }
        }
        if let Some(id) = id {
            once(self.ids.entry(fold(id)).or_default(), org);
        }
        once(
            self.names.entry(super::names::words(name)).or_default(),
            org,
        );
        once(self.cores.entry(split(name).1).or_default(), (kind, org));
    }
}

fn called(found: impl Iterator<Item = OrgIx>) -> Called {
    let found: Vec<OrgIx> = found.collect();
    match found.as_slice() {
        [] => Called::Nobody,
        [one] => Called::One(*one),
        _ => Called::Several(found),
    }
}

/// The kind of a record: what it says, else what its list or its name implies.
fn kind_of(intake: &Intake, record: &OrganisationRecord) -> Option<OrganisationKind> {
    let list = intake
        .source(record.origin.source)
        .and_then(|source| source.kind);
    record
        .kind
        .or_else(|| (list == Some(ListKind::Vve)).then_some(OrganisationKind::Vve))
        .or_else(|| split(&record.name).0)
}

#[expect(
    clippy::too_many_arguments,
    reason = "the assembly hands over all that it has"
)]
pub(super) fn link(
    intake: &Intake,
    addresses: &Addresses,
    reading: &Reading<'_>,
    names: &CoverNames,
    messages: &Messages,
    landlords: &mut Landlords,
    questions: &mut Vec<Question>,
    findings: &mut Vec<Finding>,
) -> Parties {
    let (groups, mut twins) = group(intake, findings);
    let (groups, unsure) = one_of_two(
        intake,
        groups,
        &mut twins,
        reading.decisions,
        messages,
        questions,
    );
    let read = read_expressions(intake, reading, names);
    let mut used_ids: HashMap<String, u32> = HashMap::new();
    let mut directory = Directory::default();
    let mut organisations: Vec<LinkedOrganisation> = Vec::with_capacity(groups.len());
    for group in &groups {
        let records: Vec<(usize, &OrganisationRecord)> = group
            .records
            .iter()
            .filter_map(|at| Some((*at, intake.organisations.get(*at)?)))
            .collect();
        let kind = group.kind.unwrap_or(OrganisationKind::Other);
        let mut covers = Vec::new();
        for (at, record) in &records {
            for (nth, claim) in record.claims.iter().enumerate() {
                let mut cover = cover(
                    intake,
                    reading,
                    addresses,
                    names,
                    record,
                    claim,
                    read.get(&(*at, nth)),
                    questions,
                    findings,
                );
                let said = record.uses.iter().find(|(row, _)| *row == cover.origin);
                cover.lived = said.and_then(|(_, text)| usage::among_owners(text));
                covers.push(cover);
            }
        }
        let mut organisation = merge(
            intake, &records, kind, covers, landlords, messages, findings,
        );
        let base = match organisation.id.as_str() {
            "" => slug(&organisation.name),
            given => given.to_owned(),
        };
        let count = used_ids.entry(fold(&base)).or_default();
        *count += 1;
        organisation.id = if *count == 1 {
            base.into()
        } else {
            format_compact!("{base}-{count}")
        };
        let ix = OrgIx(u32::try_from(organisations.len()).unwrap_or(u32::MAX));
        directory.add(ix, kind, Some(&organisation.id), &organisation.name);
        directory.spelled.push(organisation.name.clone());
        for (_, record) in &records {
            directory.add(ix, kind, record.id.as_deref(), &record.name);
        }
        organisations.push(organisation);
    }
    for at in unsure {
        if let Some(organisation) = organisations.get_mut(at) {
            organisation.asked = true;
        }
    }
    findings.extend(organisations.iter().filter_map(|one| twice(intake, one)));
    for twin in twins {
        let (Some(first), Some(second), Some(record)) = (
            organisations.get(twin.first),
            organisations.get(twin.second),
            intake.organisations.get(twin.record),
        ) else {
            continue;
        };
        let first_row = first.origins.first().copied().unwrap_or(record.origin);
        findings.push(
            Finding::warning("M331")
                .at(intake.place(record.origin))
                .with("name", record.name.clone())
                .with("file", file_of(intake, first_row))
                .with("row", first_row.row)
                .with("homes", first.units.union(&second.units).len()),
        );
    }
    organisations
        .par_iter_mut()
        .for_each(|organisation| find_contact(organisation, reading));
    Parties {
        organisations,
        directory,
    }
}

/// The home or office of the board, when its postal address is one in the register.
fn find_contact(organisation: &mut LinkedOrganisation, reading: &Reading<'_>) {
    organisation.contact_address = organisation
        .contact_address_text
        .clone()
        .map(|whole| AddressText {
            whole: Some(whole),
            ..AddressText::default()
        })
        .and_then(|text| reading.finder.find(&text).address);
}

/// Records that are one organisation.
struct Group {
    kind: Option<OrganisationKind>,
    records: Vec<usize>,
}

/// Two organisations of one name and kind.
struct Twin {
    first: usize,
    second: usize,
    /// The record that could not be the first one.
    record: usize,
}

/// Puts the records together, in the order in which the organisations are first named.
fn group(intake: &Intake, findings: &mut Vec<Finding>) -> (Vec<Group>, Vec<Twin>) {
    let mut groups: Vec<Group> = Vec::new();
    let mut twins = Vec::new();
    let mut by_id: HashMap<String, usize> = HashMap::new();
    let mut by_name: HashMap<String, Vec<usize>> = HashMap::new();
    let mut order: Vec<usize> = (0..intake.organisations.len()).collect();
    order.sort_by_key(|at| intake.organisations.get(*at).map(|record| record.origin));
    for at in order {
        let Some(record) = intake.organisations.get(at) else {
            continue;
        };
        let kind = kind_of(intake, record);
        let core = split(&record.name).1;
        let id = record.id.as_deref().map(fold).filter(|id| !id.is_empty());
        let same_id = id.as_ref().and_then(|id| by_id.get(id)).copied();
        let home = same_id.or_else(|| {
            let candidates = by_name.get(&core).map_or(&[][..], Vec::as_slice);
            let fits: Vec<usize> = candidates
                .iter()
                .copied()
                .filter(|group| {
                    groups
                        .get(*group)
                        .is_some_and(|group| same(intake, group, record, kind))
                })
                .collect();
            match fits.as_slice() {
                [one] => Some(*one),
                [] => {
                    // Two of one name and kind that contradict each other.
                    let twin = candidates.iter().copied().find(|other| {
                        groups.get(*other).is_some_and(|other| {
                            other.kind.is_none() || kind.is_none() || other.kind == kind
                        })
                    });
                    twins.extend(twin.map(|first| Twin {
                        first,
                        second: groups.len(),
                        record: at,
                    }));
                    None
                }
                _ => {
                    findings.push(
                        Finding::warning("M332")
                            .at(intake.place(record.origin))
                            .with("name", record.name.clone())
                            .with("count", fits.len()),
                    );
                    None
                }
            }
        });
        let home = home.unwrap_or_else(|| {
            groups.push(Group {
                kind,
                records: Vec::new(),
            });
            groups.len() - 1
        });
        if let Some(group) = groups.get_mut(home) {
            group.records.push(at);
            group.kind = group.kind.or(kind);
        }
        if let Some(id) = id {
            by_id.entry(id).or_insert(home);
        }
        let named = by_name.entry(core).or_default();
        if !named.contains(&home) {
            named.push(home);
        }
    }
    (groups, twins)
}

/// Asks of two organisations whose names are nearly the same whether they are one, and puts
/// together what a person said is one.
fn one_of_two(
    intake: &Intake,
    groups: Vec<Group>,
    twins: &mut Vec<Twin>,
    decisions: &Decisions,
    messages: &Messages,
    questions: &mut Vec<Question>,
) -> (Vec<Group>, Vec<usize>) {
    let mut unsure = Vec::new();
    let name = |group: &Group| {
        let first = group
            .records
            .first()
            .and_then(|at| intake.organisations.get(*at));
        first.map(|record| (record.name.clone(), record.origin))
    };
    // Only names that begin alike are compared: with thousands of organisations the rest is noise.
    let mut near: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, group) in groups.iter().enumerate() {
        if let Some((name, _)) = name(group) {
            let start: String = split(&name).1.chars().take(4).collect();
            near.entry(start).or_default().push(at);
        }
    }
    let mut into: BTreeMap<usize, usize> = BTreeMap::new();
    for alike in near.values().filter(|alike| alike.len() <= MOST_ALIKE) {
        for (nth, first) in alike.iter().enumerate() {
            for second in alike.iter().skip(nth + 1) {
                let (Some(a), Some(b)) = (groups.get(*first), groups.get(*second)) else {
                    continue;
                };
                let (Some((name_a, _)), Some((name_b, origin))) = (name(a), name(b)) else {
                    continue;
                };
                let kinds_differ = differ(a.kind, b.kind);
                if kinds_differ || words(&name_a) == words(&name_b) || !may_be_one(&name_a, &name_b)
                {
                    continue;
                }
                let key = format_compact!("same|{}|{}", words(&name_a), words(&name_b));
                match decisions.get(&key).map(|decision| &decision.ruling) {
                    Some(Ruling::Chosen(chosen)) if *chosen == name_a => {
                        into.entry(*second).or_insert(*first);
                    }
                    Some(Ruling::Chosen(_) | Ruling::NoneOfThese) => {}
                    None => {
                        unsure.extend([*first, *second]);
                        questions.push(Question {
                            key,
                            origin,
                            raw: format_compact!("{name_b} = {name_a}?"),
                            ask: "same",
                            about: QuestionAbout::Contradiction(vec![
                                name_a,
                                messages.plain("same-two").into(),
                            ]),
                            repeats: 0,
                        });
                    }
                }
            }
        }
    }
    if into.is_empty() {
        return (groups, unsure);
    }
    // Positions move up as groups go into others.
    let now = |at: usize| at - into.range(..at).count();
    twins.retain(|twin| !into.contains_key(&twin.first) && !into.contains_key(&twin.second));
    for twin in &mut *twins {
        twin.first = now(twin.first);
        twin.second = now(twin.second);
    }
    let unsure = unsure.into_iter().map(now).collect();
    let mut slots: Vec<Option<Group>> = groups.into_iter().map(Some).collect();
    for (second, first) in into {
        if let Some(moved) = slots.get_mut(second).and_then(Option::take)
            && let Some(Some(home)) = slots.get_mut(first)
        {
            home.records.extend(moved.records);
            home.kind = home.kind.or(moved.kind);
        }
    }
    (slots.into_iter().flatten().collect(), unsure)
}

/// The file in which a record stands.
fn file_of(intake: &Intake, origin: Origin) -> String {
    let source = intake.source(origin.source);
    source
        .map(|source| source.file.to_string())
        .unwrap_or_default()
}

/// A list of organisations that says in two rows what one name covers: one organisation, or two of
/// one name? They are read as one, and told.
fn twice(intake: &Intake, organisation: &LinkedOrganisation) -> Option<Finding> {
    let mut rows = organisation.covers.iter().map(|cover| cover.origin);
    let first = rows.next()?;
    let listed = intake
        .source(first.source)
        .is_some_and(|source| source.kind == Some(ListKind::Organisations));
    let second = rows.find(|row| row.source == first.source && row.row != first.row)?;
    listed.then(|| {
        Finding::info("M333")
            .at(intake.place(second))
            .with("name", organisation.name.clone())
            .with("row", first.row)
            .with("homes", organisation.units.len())
    })
}

/// Whether a record of the same name is the organisation of a group.
fn same(
    intake: &Intake,
    group: &Group,
    record: &OrganisationRecord,
    kind: Option<OrganisationKind>,
) -> bool {
    let alike = match (group.kind, kind) {
        (Some(a), Some(b)) => a == b,
        _ => true,
    };
    alike
        && group
            .records
            .iter()
            .filter_map(|at| intake.organisations.get(*at))
            .all(|other| {
                let one_list = other.origin.source == record.origin.source;
                let kvk = |record: &OrganisationRecord| record.kvk.as_deref().map(fold);
                let id = |record: &OrganisationRecord| record.id.as_deref().map(fold);
                let apart = differ(kvk(other), kvk(record))
                    || differ(town(other), town(record))
                    || (one_list && differ(id(other), id(record)))
                    || (one_list && differ(other.founded, record.founded));
                !apart
            })
}

/// Whether both are known, and not the same.
fn differ<T: PartialEq>(a: Option<T>, b: Option<T>) -> bool {
    matches!((a, b), (Some(a), Some(b)) if a != b)
}

/// The town that a record gives beside what it covers.
fn town(record: &OrganisationRecord) -> Option<String> {
    record.claims.iter().find_map(|claim| {
        let context = match claim {
            Claim::Expression { context, .. } | Claim::Name { context, .. } => context,
            Claim::Address { address, .. } => address,
        };
        context
            .town
            .as_deref()
            .map(fold)
            .filter(|town| !town.is_empty())
    })
}

/// Reads all expressions side by side; keyed by record and claim.
fn read_expressions(
    intake: &Intake,
    reading: &Reading<'_>,
    names: &CoverNames,
) -> BTreeMap<(usize, usize), CoverFound> {
    let reader = reading.reader(names);
    let texts: Vec<_> = intake
        .organisations
        .iter()
        .enumerate()
        .flat_map(|(at, record)| {
            record
                .claims
                .iter()
                .enumerate()
                .filter_map(move |(nth, claim)| match claim {
                    Claim::Expression { text, context, .. } => {
                        Some((at, nth, text, context, false))
                    }
                    Claim::Name { context, .. } => Some((at, nth, &record.name, context, true)),
                    Claim::Address { .. } => None,
                })
        })
        .collect();
    texts
        .par_iter()
        .map(|(at, nth, text, context, from_name)| {
            ((*at, *nth), reader.read(text, context, *from_name))
        })
        .collect::<Vec<_>>()
        .into_iter()
        .collect()
}

#[expect(
    clippy::too_many_arguments,
    reason = "the assembly hands over all that it has"
)]
fn cover(
    intake: &Intake,
    reading: &Reading<'_>,
    addresses: &Addresses,
    names: &CoverNames,
    record: &OrganisationRecord,
    claim: &Claim,
    found: Option<&CoverFound>,
    questions: &mut Vec<Question>,
    findings: &mut Vec<Finding>,
) -> Cover {
    let found = found.cloned().unwrap_or_default();
    let alone = record.claims.len() == 1;
    match claim {
        Claim::Expression { origin, text, .. } => {
            settle(intake, *origin, text, found, alone, questions, findings)
        }
        Claim::Name { origin, .. } => settle(
            intake,
            *origin,
            &record.name,
            found,
            alone,
            questions,
            findings,
        ),
        Claim::Address { origin, .. } => {
            if let Some(several) = addresses.several(*origin) {
                let reader = reading.reader(names);
                let found = reader.read(&several.expression, &several.context, false);
                let text = &several.expression;
                return settle(intake, *origin, text, found, alone, questions, findings);
            }
            let raw = addresses.raw(*origin);
            let units: UnitSet = addresses
                .at(*origin)
                .and_then(|found| found.address)
                .and_then(|address| reading.register.address(address).unit)
                .into_iter()
                .collect();
            Cover {
                origin: *origin,
                reading: if units.is_empty() {
                    CompactString::default()
                } else {
                    raw.clone()
                },
                expression: raw,
                units,
                left_out: CompactString::default(),
                lived: None,
            }
        }
    }
}

/// One organisation of its records: what the first one says goes before the later ones.
fn merge(
    intake: &Intake,
    records: &[(usize, &OrganisationRecord)],
    kind: OrganisationKind,
    covers: Vec<Cover>,
    landlords: &mut Landlords,
    messages: &Messages,
    findings: &mut Vec<Finding>,
) -> LinkedOrganisation {
    let all = || records.iter().map(|(_, record)| *record);
    let name = all()
        .map(|record| &record.name)
        .reduce(|best, name| if name.len() > best.len() { name } else { best })
        .cloned()
        .unwrap_or_default();
    let mut origins: Vec<Origin> = all()
        .flat_map(|record| {
            std::iter::once(record.origin).chain(record.claims.iter().map(|claim| match claim {
                Claim::Expression { origin, .. }
                | Claim::Address { origin, .. }
                | Claim::Name { origin, .. } => *origin,
            }))
        })
        .collect();
    origins.sort_unstable();
    origins.dedup();
    // What a corporation's own list of organisations names stands on a formal list.
    let formal = |record: &&OrganisationRecord| {
        let source = intake.source(record.origin.source);
        let owner = source.and_then(|source| source.owner.as_deref());
        record.formal || owner.is_some_and(|owner| landlords.known(owner).is_some())
    };
    let is_formal = all().any(|record| formal(&record));
    let named_by = all()
        .find(formal)
        .or_else(|| all().next())
        .map(|record| list_name(intake, record.origin, messages));
    let mut umbrellas: Vec<CompactString> = Vec::new();
    for umbrella in all().flat_map(|record| &record.umbrellas) {
        if !umbrellas.iter().any(|known| fold(known) == fold(umbrella)) {
            umbrellas.push(umbrella.clone());
        }
    }
    let units = covers.iter().flat_map(|cover| cover.units.iter()).collect();
    let email = all().find_map(|record| {
        let text = record.email.as_deref()?;
        match email::check(text) {
            Ok(email) => Some((CompactString::from(email), record.basis)),
            Err(fault) => {
                findings.push(bad_email(intake, record.origin, text, fault));
                None
            }
        }
    });
    LinkedOrganisation {
        id: first(all().map(|record| record.id.as_ref())).unwrap_or_default(),
        represents: represents(intake, records, kind, &name, landlords),
        name,
        origins,
        kind,
        covers,
        units,
        founded: all().filter_map(|record| record.founded).min(),
        ended: all().filter_map(|record| record.ended).max(),
        umbrellas,
        kvk: first(all().map(|record| record.kvk.as_ref())),
        contact_named: all()
            .find(|record| record.contact.is_some())
            .is_some_and(|record| record.contact_named),
        contact: first(all().map(|record| record.contact.as_ref())),
        contact_address: None,
        contact_address_text: first(all().map(|record| record.contact_address.as_ref())),
        basis: email.as_ref().and_then(|(_, basis)| *basis),
        email: email.map(|(email, _)| email),
        language: first(all().map(|record| record.language.as_ref())),
        formal: is_formal,
        formal_source: named_by,
        evidence: Vec::new(),
        asked: false,
    }
}

/// The first that is known.
fn first<'a, T: Clone + 'a>(mut of: impl Iterator<Item = Option<&'a T>>) -> Option<T> {
    of.find_map(Option::<&T>::cloned)
}

/// The finding about an address that cannot be used.
pub(super) fn bad_email(
    intake: &Intake,
    origin: Origin,
    text: &str,
    fault: email::EmailFault,
) -> Finding {
    Finding::warning("M341")
        .at(intake.place(origin))
        .with("email", domain::text::mask_email(text))
        .with("reason", Value::message(format!("email-{}", fault.key())))
}

/// `de lijst van Rochdale`, `de lijst vve.xlsx`.
pub(super) fn list_name(intake: &Intake, origin: Origin, messages: &Messages) -> CompactString {
    let Some(source) = intake.source(origin.source) else {
        return messages.plain("source-list").into();
    };
    match &source.owner {
        Some(owner) => messages.text("list-of", &[("owner", owner.clone().into())]),
        None => messages.text("list-file", &[("file", Value::from(&*source.file))]),
    }
    .into()
}

/// Whom it represents: what a list says, else what its kind implies. Whose tenants a
/// bewonerscommissie speaks for stands in a column, is the owner of the list, or is the only
/// landlord in its name; else the homes that it covers tell (in the coverage room).
fn represents(
    intake: &Intake,
    records: &[(usize, &OrganisationRecord)],
    kind: OrganisationKind,
    name: &str,
    landlords: &mut Landlords,
) -> Represents {
    let said = records
        .iter()
        .find_map(|(_, record)| record.represents.clone());
    let column = records
        .iter()
        .find_map(|(_, record)| record.landlord.clone());
    let implied = match kind {
        OrganisationKind::Vve => Represents::Owners,
        OrganisationKind::Bewonerscommissie | OrganisationKind::Huurdersvereniging => {
            Represents::TenantsOf(None)
        }
        OrganisationKind::Bewonersgroep | OrganisationKind::Other => Represents::Everybody,
    };
    match (said.unwrap_or(implied), column) {
        (Represents::TenantsOf(Some(whose)), _) => {
            Represents::TenantsOf(Some(landlords.name(&whose)))
        }
        (Represents::TenantsOf(None), Some(whose)) => {
            Represents::TenantsOf(Some(landlords.name(&whose)))
        }
        (Represents::Everybody, Some(whose)) if kind == OrganisationKind::Bewonerscommissie => {
            Represents::TenantsOf(Some(landlords.name(&whose)))
        }
        (Represents::TenantsOf(None), None) => Represents::TenantsOf(
            records
                .iter()
                .find_map(|(_, record)| {
                    let owner = intake.source(record.origin.source)?.owner.as_deref()?;
                    landlords.known(owner)
                })
                .or_else(|| landlords.named_in(name)),
        ),
        (other @ (Represents::Owners | Represents::Everybody), _) => other,
    }
}
