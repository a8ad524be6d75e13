//! Own areas, the names that expressions may use, and the scope of the campaign.

use std::collections::{BTreeMap, HashMap, HashSet};

use compact_str::{CompactString, format_compact};
use rayon::prelude::*;

use crate::{
    AreaScope, Cover, CoverFound, CoverNames, CoverReader, Finder, LinkedArea, LinkedHolding,
    Question, QuestionAbout, UnitSet,
};
use domain::text::fold;
use domain::{AddressText, Campaign, Decisions, Finding, Language, Place, Postcode};
use lists::intake::{AreaRecord, Claim, Intake, Origin};
use register::{AreaIx, Register, UnitIx};

/// What is needed to read expressions.
pub(super) struct Reading<'a> {
    pub(super) register: &'a Register,
    pub(super) decisions: &'a Decisions,
    pub(super) language: &'a Language,
    pub(super) finder: &'a Finder<'a>,
}

impl<'a> Reading<'a> {
    /// A reader that knows these names.
    pub(super) fn reader(&self, names: &'a CoverNames) -> CoverReader<'a> {
        CoverReader::new(self.register, self.decisions, names).in_language(self.language)
    }
}

/// What comes out.
pub(super) struct Areas {
    pub(super) linked: Vec<LinkedArea>,
    pub(super) names: CoverNames,
    pub(super) scope: AreaScope,
}

pub(super) fn link(
    intake: &Intake,
    campaign: &Campaign,
    reading: &Reading<'_>,
    holdings: &[LinkedHolding],
    questions: &mut Vec<Question>,
    findings: &mut Vec<Finding>,
) -> Areas {
    let register = reading.register;
    let mut names = CoverNames::none();
    add_complexes(holdings, &mut names);
    add_official(intake, register, &mut names);
    let covers = read_own(intake, reading, &mut names);
    let mut areas = Vec::with_capacity(intake.areas.len());
    for (record, found) in intake.areas.iter().zip(covers) {
        let cover = settle(
            intake,
            record.origin,
            &record.covers,
            found,
            false,
            questions,
            findings,
        );
        areas.push(LinkedArea {
            origin: record.origin,
            level: record.level,
            code: record.code.clone().unwrap_or_default(),
            name: record.name.clone(),
            part_of: record.part_of.clone(),
            cover,
        });
    }
    let scope = scope(campaign, register, &areas, findings);
    Areas {
        linked: areas,
        names,
        scope,
    }
}

/// Turns what was read into a cover, with the question or the findings that it leaves. `alone`
/// says that it is all that its organisation covers: then the coverage room tells it, with the
/// organisation's name.
pub(super) fn settle(
    intake: &Intake,
    origin: Origin,
    expression: &CompactString,
    found: CoverFound,
    alone: bool,
    questions: &mut Vec<Question>,
    findings: &mut Vec<Finding>,
) -> Cover {
    let place = intake.place(origin);
    let mut found = found;
    let homes = intake.count(origin);
    if found.by_count(homes) {
        let told = Finding::info("M326")
            .at(place.clone())
            .with("expression", expression.clone())
            .with("homes", homes.unwrap_or(0))
            .with("reading", found.reading.clone());
        findings.push(told);
    }
    if found.units.is_empty() && found.readings.is_empty() && !expression.is_empty() {
        if !alone {
            findings.push(nothing(intake, origin, expression, &found.left_out));
        }
    } else if !found.left_out.is_empty() {
        findings.push(
            Finding::warning("M322")
                .at(place.clone())
                .with("expression", expression.clone())
                .with("left-out", found.left_out.clone()),
        );
    }
    if !found.readings.is_empty() {
        let readings = found.readings.iter();
        let largest = readings
            .map(|reading| reading.units.len())
            .max()
            .unwrap_or(0);
        findings.push(
            Finding::error("M323")
                .at(place)
                .with("expression", expression.clone())
                .with("count", found.readings.len())
                .with("homes", largest)
                .with("certain", found.units.len()),
        );
        let same = questions
            .iter_mut()
            .find(|question| question.key == found.key);
        if let Some(question) = same {
            question.repeats += 1;
        } else {
            questions.push(Question {
                key: found.key,
                origin,
                raw: expression.clone(),
                ask: if found.units.is_empty() {
                    "covers"
                } else {
                    "covers-part"
                },
                about: QuestionAbout::Covers(found.readings),
                repeats: 0,
            });
        }
    }
    Cover {
        origin,
        expression: expression.clone(),
        reading: found.reading,
        units: found.units,
        left_out: found.left_out,
        lived: None,
    }
}

/// The finding that an expression covers nothing.
fn nothing(intake: &Intake, origin: Origin, expression: &str, left_out: &str) -> Finding {
    Finding::warning("M321")
        .at(intake.place(origin))
        .with("expression", expression)
        .with("left-out", left_out)
}

/// A complex goes by its name, by `complex 1234`, and by both with the landlord.
fn add_complexes(holdings: &[LinkedHolding], names: &mut CoverNames) {
    let mut units: BTreeMap<(&CompactString, &CompactString), Vec<UnitIx>> = BTreeMap::new();
    let mut numbers: HashMap<&CompactString, &CompactString> = HashMap::new();
    for holding in holdings {
        if let Some(complex) = &holding.complex {
            units
                .entry((complex, &holding.landlord))
                .or_default()
                .push(holding.unit);
            if let Some(number) = &holding.complex_number {
                numbers.insert(complex, number);
            }
        }
    }
    let mut landlords_of: HashMap<String, HashSet<&CompactString>> = HashMap::new();
    for (complex, landlord) in units.keys() {
        if let Some(number) = numbers.get(complex) {
            landlords_of
                .entry(fold(number))
                .or_default()
                .insert(landlord);
        }
    }
    for ((complex, landlord), units) in units {
        let units: UnitSet = units.into_iter().collect();
        names.add(complex, &units);
        let Some(number) = numbers.get(complex) else {
            continue;
        };
        let only = landlords_of
            .get(&fold(number))
            .is_some_and(|all| all.len() == 1);
        if only {
            names.add(&format_compact!("complex {number}"), &units);
            names.add(&format_compact!("complexnummer {number}"), &units);
        }
        names.add(&format_compact!("complex {number} {landlord}"), &units);
        names.add(&format_compact!("{landlord} complex {number}"), &units);
        let name = complex.strip_prefix(number.as_str()).unwrap_or("").trim();
        names.add(name, &units);
    }
}

/// The pieces of an expression that may be names.
fn pieces(text: &str) -> impl Iterator<Item = String> {
    let folded = fold(text);
    let all: Vec<String> = [folded.clone()]
        .into_iter()
        .chain(
            folded
                .split([',', ';', '+', '&', '/'])
                .flat_map(|piece| piece.split(" en "))
                .map(|piece| {
                    let piece = piece.trim();
                    ["heel ", "hele ", "alles in ", "de ", "buurt ", "wijk "]
                        .iter()
                        .find_map(|start| piece.strip_prefix(start))
                        .unwrap_or(piece)
                        .to_owned()
                }),
        )
        .collect();
    all.into_iter()
}

/// Official areas by name or code, only those that some expression names.
fn add_official(intake: &Intake, register: &Register, names: &mut CoverNames) {
    let claims = intake.organisations.iter().flat_map(|organisation| {
        organisation.claims.iter().filter_map(|claim| match claim {
            Claim::Expression { text, .. } => Some(text.as_str()),
            Claim::Name { .. } | Claim::Address { .. } => None,
        })
    });
    let asked: HashSet<String> = intake
        .areas
        .iter()
        .map(|area| area.covers.as_str())
        .chain(claims)
        .flat_map(pieces)
        .collect();
    let own: HashSet<String> = intake.areas.iter().map(|area| fold(&area.name)).collect();
    let wanted: HashMap<AreaIx, Vec<&CompactString>> = register
        .areas()
        .filter_map(|ix| {
            let area = register.area(ix);
            let names: Vec<&CompactString> = [&area.name, &area.code]
                .into_iter()
                .filter(|name| {
                    let folded = fold(name);
                    asked.contains(&folded) && !own.contains(&folded)
                })
                .collect();
            (!names.is_empty()).then_some((ix, names))
        })
        .collect();
    if wanted.is_empty() {
        return;
    }
    for (ix, units) in official_units(register, |ix| wanted.contains_key(&ix)) {
        for name in wanted.get(&ix).into_iter().flatten() {
            names.add(name, &units);
        }
    }
}

/// The units of official areas, those of the areas inside them included.
fn official_units(
    register: &Register,
    wanted: impl Fn(AreaIx) -> bool,
) -> BTreeMap<AreaIx, UnitSet> {
    let mut units: BTreeMap<AreaIx, Vec<UnitIx>> = register
        .areas()
        .filter(|ix| wanted(*ix))
        .map(|ix| (ix, Vec::new()))
        .collect();
    let above: Vec<Vec<AreaIx>> = register
        .areas()
        .map(|ix| {
            let mut chain = Vec::new();
            let mut next = Some(ix);
            while let Some(ix) = next.filter(|ix| !chain.contains(ix)) {
                chain.push(ix);
                next = register.area(ix).part_of;
            }
            chain.retain(|ix| units.contains_key(ix));
            chain
        })
        .collect();
    for unit in register.units() {
        for ix in register.unit_areas(unit) {
            for ix in above.get(ix.at()).into_iter().flatten() {
                if let Some(units) = units.get_mut(ix) {
                    units.push(unit);
                }
            }
        }
    }
    units
        .into_iter()
        .map(|(ix, units)| (ix, units.into_iter().collect()))
        .collect()
}

/// Reads the own areas; one that names another is read after it, one without an expression is
/// what its parts cover together.
fn read_own(intake: &Intake, reading: &Reading<'_>, names: &mut CoverNames) -> Vec<CoverFound> {
    let records = &intake.areas;
    let mut found: Vec<Option<CoverFound>> = vec![None; records.len()];
    let mut by_name: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, record) in records.iter().enumerate() {
        for name in std::iter::once(&record.name).chain(&record.code) {
            by_name.entry(fold(name)).or_default().push(at);
        }
    }
    let needs: Vec<Vec<usize>> = records
        .iter()
        .enumerate()
        .map(|(at, record)| {
            let mut needs: Vec<usize> = if record.covers.is_empty() {
                parts(records, record).collect()
            } else {
                pieces(&record.covers)
                    .filter_map(|piece| by_name.get(&piece))
                    .flatten()
                    .copied()
                    .collect()
            };
            needs.retain(|other| *other != at);
            needs
        })
        .collect();
    loop {
        let open = |at: &usize| found.get(*at).is_some_and(Option::is_none);
        let unread: Vec<usize> = (0..records.len()).filter(open).collect();
        if unread.is_empty() {
            break;
        }
        let ready: Vec<usize> = unread
            .iter()
            .copied()
            .filter(|at| {
                needs
                    .get(*at)
                    .is_none_or(|needs| needs.iter().all(|other| !open(other)))
            })
            .collect();
        // Areas that name each other in a circle are read with what is known.
        let ready = if ready.is_empty() { unread } else { ready };
        let reader = reading.reader(names);
        let read: Vec<(usize, CoverFound)> = ready
            .par_iter()
            .filter_map(|at| {
                let record = records.get(*at)?;
                let cover = if record.covers.is_empty() {
                    let units = parts(records, record)
                        .filter_map(|part| found.get(part)?.as_ref())
                        .flat_map(|part| part.units.iter())
                        .collect();
                    CoverFound {
                        units,
                        ..CoverFound::default()
                    }
                } else {
                    reader.read(&record.covers, &AddressText::default(), false)
                };
                Some((*at, cover))
            })
            .collect();
        drop(reader);
        for (at, cover) in read {
            if let (Some(record), Some(slot)) = (records.get(at), found.get_mut(at)) {
                if !cover.units.is_empty() {
                    names.add(&record.name, &cover.units);
                    if let Some(code) = &record.code {
                        names.add(code, &cover.units);
                    }
                }
                *slot = Some(cover);
            }
        }
    }
    found.into_iter().map(Option::unwrap_or_default).collect()
}

/// The areas that say that they are part of this one.
fn parts<'a>(records: &'a [AreaRecord], whole: &'a AreaRecord) -> impl Iterator<Item = usize> + 'a {
    let names: Vec<String> = std::iter::once(&whole.name)
        .chain(&whole.code)
        .map(|name| fold(name))
        .collect();
    records.iter().enumerate().filter_map(move |(at, record)| {
        let part_of = fold(record.part_of.as_deref()?);
        (names.contains(&part_of) && !std::ptr::eq(record, whole)).then_some(at)
    })
}

/// The homes that the campaign is about. A name means the own area of that name when there is
/// one, else the official area with that name or code, else the town.
fn scope(
    campaign: &Campaign,
    register: &Register,
    areas: &[LinkedArea],
    findings: &mut Vec<Finding>,
) -> AreaScope {
    let scope = &campaign.scope;
    if scope.areas.is_empty() && scope.postcodes.is_empty() {
        return AreaScope::Everything;
    }
    let mut units: Vec<UnitIx> = Vec::new();
    let place = || Place::file("campaign.toml");
    for name in &scope.areas {
        let found = area_named(name, register, areas);
        if found.is_empty() {
            findings.push(
                Finding::error("M324")
                    .at(place())
                    .with("name", name.as_str()),
            );
        }
        units.extend(found);
    }
    for text in &scope.postcodes {
        let before = units.len();
        let digits = text.trim().parse::<u32>().ok();
        if let Some(postcode) = Postcode::parse(text) {
            let addresses = register.in_postcode(postcode);
            units.extend(addresses.filter_map(|ix| register.address(ix).unit));
        } else if let Some(digits) = digits.filter(|digits| (1_000..10_000).contains(digits)) {
            units.extend(register.units().filter(|unit| {
                let address = register.address(register.unit(*unit).address);
                address
                    .postcode
                    .is_some_and(|postcode| postcode.digits() == digits)
            }));
        }
        if units.len() == before {
            findings.push(
                Finding::error("M325")
                    .at(place())
                    .with("postcode", text.as_str()),
            );
        }
    }
    AreaScope::Units(units.into_iter().collect())
}

fn area_named(name: &str, register: &Register, areas: &[LinkedArea]) -> Vec<UnitIx> {
    let folded = fold(name);
    let own = areas
        .iter()
        .filter(|area| fold(&area.name) == folded || fold(&area.code) == folded);
    // What is part of an area belongs to it, whatever its own expression says.
    let mut members: Vec<&LinkedArea> = own.collect();
    let mut at = 0;
    while let Some(whole) = members.get(at).copied() {
        at += 1;
        for part in areas {
            let inside = part.part_of.as_deref().is_some_and(|part_of| {
                let part_of = fold(part_of);
                part_of == fold(&whole.name)
                    || (!whole.code.is_empty() && part_of == fold(&whole.code))
            });
            if inside && !members.iter().any(|member| std::ptr::eq(*member, part)) {
                members.push(part);
            }
        }
    }
    if !members.is_empty() {
        return members
            .iter()
            .flat_map(|area| area.cover.units.iter())
            .collect();
    }
    let official: HashSet<AreaIx> = register
        .areas()
        .filter(|ix| {
            let area = register.area(*ix);
            fold(&area.name) == folded || (!area.code.is_empty() && fold(&area.code) == folded)
        })
        .collect();
    if !official.is_empty() {
        return official_units(register, |ix| official.contains(&ix))
            .into_values()
            .flat_map(|units| units.iter().collect::<Vec<_>>())
            .collect();
    }
    let towns = register.towns_named(name);
    if towns.is_empty() {
        return Vec::new();
    }
    register
        .units()
        .filter(|unit| {
            let address = register.address(register.unit(*unit).address);
            towns.contains(&address.town)
        })
        .collect()
}
