//! All parts of an expression together: one reading, or several to be asked.

use super::reader::{CoverFound, CoverReader, Part};
use super::resolve::Alternative;
use crate::domain::messages::Value;
use crate::matching::linked::{Reading, UnitSet};
use crate::register::StreetIx;

/// At most this many readings are put before a person.
const MOST_READINGS: usize = 8;

/// A reading in the making: the keys and words of its alternatives, its units, what is taken away
/// from them, and what is missing.
type Draft = (
    Vec<&'static str>,
    Vec<(String, String)>,
    UnitSet,
    UnitSet,
    Vec<String>,
);

impl CoverReader<'_> {
    /// All parts together: one reading, or several to be asked.
    pub(super) fn combine(&self, mut parts: Vec<Part>, left_out: &mut Vec<String>) -> CoverFound {
        self.contradicting_mentions(&mut parts);
        let many = parts.iter().any(|p| p.alternatives.len() > 1);
        let doubtful = parts.iter().any(|p| p.doubtful);
        let mut readings: Vec<Draft> = vec![Draft::default()];
        for part in &parts {
            let mut next = Vec::new();
            for (keys, texts, units, taken, missing) in &readings {
                for alternative in part.alternatives.iter().filter(|a| a.key != "nothing") {
                    let mut keys = keys.clone();
                    if part.alternatives.len() > 1 {
                        keys.push(alternative.key);
                    }
                    let mut texts = texts.clone();
                    let mut words = alternative.text.clone();
                    if part.except {
                        words = self
                            .messages
                            .text("cover-except", &[("what", Value::from(words))]);
                    }
                    texts.push((part.street.clone(), words));
                    let mut missing = missing.clone();
                    missing.extend(
                        alternative
                            .missing
                            .iter()
                            .map(|m| format!("{} {m}", part.street).trim().to_owned()),
                    );
                    let (units, taken) = if part.except {
                        (units.clone(), taken.union(&alternative.units))
                    } else {
                        (units.union(&alternative.units), taken.clone())
                    };
                    next.push((keys, texts, units, taken, missing));
                }
            }
            if next.is_empty() {
                left_out.extend(
                    part.alternatives
                        .iter()
                        .flat_map(|a| a.missing.iter().cloned()),
                );
                continue;
            }
            next.truncate(MOST_READINGS);
            readings = next;
        }
        let mut out: Vec<Reading> = Vec::new();
        let mut first_missing = None;
        for (keys, texts, units, taken, missing) in readings {
            let units: UnitSet = units.iter().filter(|u| !taken.contains(*u)).collect();
            first_missing.get_or_insert(missing);
            if units.is_empty() || out.iter().any(|r| r.units == units) {
                continue;
            }
            let mut key = if keys.is_empty() {
                "this".to_owned()
            } else {
                keys.join("+")
            };
            let mut n = 2;
            while out.iter().any(|r| r.key == key) {
                key = format!("{}-{n}", key.split('-').next().unwrap_or_default());
                n += 1;
            }
            out.push(Reading {
                key: key.into(),
                text: told(&texts).into(),
                units,
            });
        }
        left_out.extend(first_missing.into_iter().flatten());
        let must_ask = (many && out.len() > 1)
            || doubtful
            || parts.iter().any(|p| {
                p.alternatives
                    .iter()
                    .any(|a| a.key == "nothing" && a.missing.is_empty())
            });
        let mut found = CoverFound::default();
        if out.is_empty() {
            return found;
        }
        if must_ask {
            found.readings = out;
        } else if let Some(only) = out.into_iter().next() {
            found.units = only.units;
            found.reading = only.text;
        }
        found
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
