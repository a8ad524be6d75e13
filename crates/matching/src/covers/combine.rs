//! All parts of an expression together: one reading, or several to be asked.

use std::collections::BTreeMap;

use compact_str::CompactString;

use super::reader::{CoverFound, CoverReader, Part};
use super::resolve::Alternative;
use crate::linked::{Reading, UnitSet};
use domain::messages::Value;
use register::StreetIx;

/// The key of the reading in which an exception takes nothing away.
const KEPT: &str = "kept";

/// At most this many readings are put before a person.
const MOST_READINGS: usize = 8;

/// A reading in the making.
#[derive(Clone, Default)]
struct Draft {
    /// The keys of its alternatives, where there is a choice.
    keys: Vec<&'static str>,
    /// Street and words of each part.
    texts: Vec<(String, String)>,
    /// What it covers.
    units: UnitSet,
    /// What it takes away again.
    taken: UnitSet,
    /// What of it is not in the register.
    missing: Vec<String>,
}

impl Draft {
    /// What is left after what is taken away.
    fn rest(&self) -> UnitSet {
        minus(&self.units, &self.taken)
    }
}

impl Part {
    /// The ways to read it that mean homes.
    fn live(&self) -> impl Iterator<Item = &Alternative> {
        self.alternatives.iter().filter(|a| a.key != "nothing")
    }

    /// Whether it must be asked even when all ways to read it come to the same homes.
    fn is_unsure(&self) -> bool {
        self.doubtful
            || self
                .alternatives
                .iter()
                .any(|a| a.key == "nothing" && a.missing.is_empty())
    }

    /// All homes that it may mean.
    fn at_most(&self) -> UnitSet {
        self.live().flat_map(|a| a.units.iter()).collect()
    }
}

impl CoverReader<'_> {
    /// All parts together. What is certain counts; the doubtful parts alone are asked, with every
    /// way to read them, and each reading has the homes that it adds to the certain ones.
    pub(super) fn combine(&self, mut parts: Vec<Part>, left_out: &mut Vec<String>) -> CoverFound {
        self.contradicting_mentions(&mut parts);
        eaten(&mut parts);
        let (mut sure, mut asked): (Vec<&Part>, Vec<&Part>) = (Vec::new(), Vec::new());
        for part in &parts {
            match part.live().count() {
                0 => left_out.extend(part.alternatives.iter().flat_map(|a| a.missing.clone())),
                1 if !part.is_unsure() => sure.push(part),
                _ => asked.push(part),
            }
        }
        let certain = self
            .product(&sure, &Draft::default())
            .into_iter()
            .next()
            .unwrap_or_default();
        left_out.extend(certain.missing.iter().cloned());
        let excepted = asked.iter().any(|part| part.except);
        let doubted: UnitSet = asked
            .iter()
            .filter(|part| part.except)
            .flat_map(|part| part.live().flat_map(|a| a.units.iter()))
            .collect();
        let base = minus(&certain.rest(), &doubted);
        let start = Draft {
            units: certain.units.clone(),
            taken: certain.taken.clone(),
            ..Draft::default()
        };
        let mut out: Vec<Reading> = Vec::new();
        for (nth, draft) in self.product(&asked, &start).into_iter().enumerate() {
            let units = minus(&draft.rest(), &base);
            if nth == 0 {
                left_out.extend(draft.missing);
            }
            if (units.is_empty() && !excepted) || out.iter().any(|r| r.units == units) {
                continue;
            }
            out.push(Reading {
                key: own_key(&draft.keys, &out).into(),
                text: told(&draft.texts).into(),
                units,
            });
        }
        let shown: Vec<(String, String)> = sure
            .iter()
            .zip(certain.texts)
            .filter(|(part, _)| part.except || !minus(&part.at_most(), &doubted).is_empty())
            .map(|(_, text)| text)
            .collect();
        let mut found = CoverFound {
            reading: told(&shown).into(),
            units: base,
            ..CoverFound::default()
        };
        let must_ask = out.len() > 1 || asked.iter().any(|part| part.is_unsure());
        if must_ask && out.iter().any(|reading| !reading.units.is_empty()) {
            found.readings = out;
        } else if let Some(only) = out.into_iter().next() {
            found.with(&only);
        }
        if found.units.is_empty() {
            found.reading = CompactString::default();
        }
        found
    }

    /// Every way to read some parts together, upon what is known already.
    fn product(&self, parts: &[&Part], start: &Draft) -> Vec<Draft> {
        let mut drafts = vec![start.clone()];
        for part in parts {
            let choice = part.alternatives.len() > 1;
            let mut next = Vec::new();
            for draft in &drafts {
                for alternative in part.live() {
                    let mut draft = draft.clone();
                    if choice {
                        draft.keys.push(alternative.key);
                    }
                    let mut words = alternative.text.clone();
                    if alternative.key == KEPT {
                        words = self.messages.plain("cover-kept");
                    } else if part.except {
                        words = self
                            .messages
                            .text("cover-except", &[("what", Value::from(words))]);
                    }
                    draft.texts.push((part.street.clone(), words));
                    let missing = alternative.missing.iter();
                    draft
                        .missing
                        .extend(missing.map(|m| format!("{} {m}", part.street).trim().to_owned()));
                    let side = if part.except {
                        &mut draft.taken
                    } else {
                        &mut draft.units
                    };
                    *side = side.union(&alternative.units);
                    next.push(draft);
                }
            }
            next.truncate(MOST_READINGS);
            drafts = next;
        }
        drafts
    }

    /// The same street named twice with numbers that overlap but differ: the text contradicts
    /// itself, and each mention becomes a reading.
    fn contradicting_mentions(&self, parts: &mut Vec<Part>) {
        let mut mentions: Vec<(usize, StreetIx, UnitSet)> = Vec::new();
        for part in parts.iter().filter(|p| !p.except) {
            let (Some(street), [only]) = (part.street_ix, part.alternatives.as_slice()) else {
                continue;
            };
            match mentions
                .iter_mut()
                .find(|(m, s, _)| *m == part.mention && *s == street)
            {
                Some((_, _, units)) => *units = units.union(&only.units),
                None => mentions.push((part.mention, street, only.units.clone())),
            }
        }
        for (at, (first, street, units)) in mentions.iter().enumerate() {
            for (second, other_street, other) in mentions.iter().skip(at + 1) {
                let overlap = street == other_street && units.iter().any(|u| other.contains(u));
                if !overlap || units == other {
                    continue;
                }
                let of = |mention: usize| {
                    parts
                        .iter()
                        .filter(|p| p.mention == mention)
                        .filter_map(|p| p.alternatives.first())
                        .map(|a| a.text.clone())
                        .collect::<Vec<_>>()
                        .join(", ")
                };
                let make = |key, mention, units: &UnitSet| Alternative {
                    key,
                    text: of(mention),
                    units: units.clone(),
                    missing: Vec::new(),
                };
                let alternatives =
                    vec![make("first", *first, units), make("second", *second, other)];
                let part = Part {
                    street: self.register.street(*street).name.to_string(),
                    street_ix: None,
                    alternatives,
                    except: false,
                    mention: usize::MAX,
                    doubtful: false,
                };
                let (first, second) = (*first, *second);
                parts.retain(|p| p.mention != first && p.mention != second);
                parts.push(part);
                return;
            }
        }
    }
}

/// The homes of one set that are not in another.
fn minus(from: &UnitSet, taken: &UnitSet) -> UnitSet {
    if taken.is_empty() {
        return from.clone();
    }
    from.iter().filter(|u| !taken.contains(*u)).collect()
}

/// A short name that no other reading has: the keys of its choices.
fn own_key(keys: &[&'static str], others: &[Reading]) -> String {
    let whole = if keys.is_empty() {
        "this".to_owned()
    } else {
        keys.join("+")
    };
    let mut key = whole.clone();
    let mut n = 2;
    while others.iter().any(|r| r.key == key) {
        key = format!("{whole}-{n}");
        n += 1;
    }
    key
}

/// An exception that takes away all of a street that was named, by whatever reading, is hardly
/// what was meant: that nothing is taken away becomes a reading too, and it is asked.
fn eaten(parts: &mut Vec<Part>) {
    let taken: UnitSet = parts
        .iter()
        .filter(|p| p.except)
        .flat_map(|p| p.at_most().iter().collect::<Vec<_>>())
        .collect();
    if taken.is_empty() {
        return;
    }
    let mut named: BTreeMap<(Option<StreetIx>, usize), UnitSet> = BTreeMap::new();
    for (at, part) in parts.iter().enumerate().filter(|(_, p)| !p.except) {
        let least = part
            .live()
            .map(|a| &a.units)
            .filter(|units| !units.is_empty())
            .min_by_key(|units| units.len());
        let nth = if part.street_ix.is_some() { 0 } else { at };
        if let Some(least) = least {
            let all = named.entry((part.street_ix, nth)).or_default();
            *all = all.union(least);
        }
    }
    let eaten: UnitSet = named
        .values()
        .filter(|units| minus(units, &taken).is_empty())
        .flat_map(UnitSet::iter)
        .collect();
    let eats = |part: &Part| part.except && part.at_most().iter().any(|u| eaten.contains(u));
    let (eating, others): (Vec<Part>, Vec<Part>) =
        std::mem::take(parts).into_iter().partition(eats);
    *parts = others;
    let Some(first) = eating.first() else { return };
    let (street, mention) = (first.street.clone(), first.mention);
    let mut ways: Vec<(Vec<String>, UnitSet)> = vec![(Vec::new(), UnitSet::default())];
    for part in &eating {
        let with = |(texts, units): &(Vec<String>, UnitSet), way: &Alternative| {
            let mut texts = texts.clone();
            texts.push(way.text.clone());
            (texts, units.union(&way.units))
        };
        ways = ways
            .iter()
            .flat_map(|so_far| part.live().map(move |way| with(so_far, way)))
            .take(MOST_READINGS - 1)
            .collect();
    }
    let mut alternatives: Vec<Alternative> = ways
        .into_iter()
        .map(|(texts, units)| Alternative {
            key: "taken",
            text: texts.join(", "),
            units,
            missing: Vec::new(),
        })
        .collect();
    alternatives.push(Alternative {
        key: KEPT,
        text: String::new(),
        units: UnitSet::default(),
        missing: Vec::new(),
    });
    parts.push(Part {
        street,
        street_ix: None,
        alternatives,
        except: true,
        mention,
        doubtful: true,
    });
}

/// `Hoofdweg: even nummers 308 t/m 340, 358; Mercatorstraat: 87`
fn told(texts: &[(String, String)]) -> String {
    let mut out = String::new();
    let mut last: Option<&str> = None;
    for (street, text) in texts {
        if text.is_empty() {
            continue;
        }
        match last {
            Some(previous) if previous == street => out.push_str(", "),
            Some(_) => out.push_str("; "),
            None => {}
        }
        if last != Some(street) && !street.is_empty() {
            out.push_str(street);
            out.push(' ');
        }
        out.push_str(text);
        last = Some(street);
    }
    out
}
