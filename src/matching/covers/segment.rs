//! One mention of a street with its numbers, and postcodes that are covered themselves.

use super::parse::{CodeSeen, Item, Segment};
use super::place::Place;
use super::reader::{CoverReader, Part};
use super::resolve::{Alternative, Resolver};
use super::streets::{Named, name_streets};
use super::words::Beside;
use crate::domain::text::fold;
use crate::domain::{AddressText, Postcode};
use crate::matching::address::tail::{Fit, Tail, fit, roman};
use crate::matching::linked::UnitSet;
use crate::register::StreetIx;

impl CoverReader<'_> {
    /// One mention of a street with its numbers.
    #[expect(
        clippy::too_many_arguments,
        reason = "one step of a walk that carries its state"
    )]
    pub(super) fn segment(
        &self,
        segment: &Segment,
        mention: usize,
        place: &Place,
        context: &AddressText,
        from_name: bool,
        last: &mut Vec<StreetIx>,
        parts: &mut Vec<Part>,
        left_out: &mut Vec<String>,
    ) {
        let named = self.street_of(segment, place, context);
        let code = segment.code.as_deref().and_then(Postcode::parse);
        let (streets, repaired, cut, before) = match named {
            Named::Streets {
                streets,
                repaired,
                cut,
                before,
            } => (streets, repaired, cut, before),
            Named::Nothing if segment.words.iter().all(String::is_empty) && !last.is_empty() => {
                (last.clone(), false, false, Vec::new())
            }
            Named::Nothing | Named::NotANumber => {
                last.clear();
                let words: Vec<&str> = segment
                    .words
                    .iter()
                    .map(String::as_str)
                    .filter(|w| !w.is_empty())
                    .collect();
                let tail = words
                    .iter()
                    .rev()
                    .take(4)
                    .rev()
                    .copied()
                    .collect::<Vec<_>>();
                left_out.push(
                    format!("{} {}", tail.join(" "), shown(&segment.items))
                        .trim()
                        .to_owned(),
                );
                return;
            }
        };
        last.clone_from(&streets);
        let beside = Beside {
            words: &before,
            streets: &streets,
            after: false,
            from_name,
        };
        self.beside(&beside, place, parts, left_out);
        let small = |item: &Item| matches!(item, Item::Single { number, .. } if *number <= 20);
        // `75 II` after other numbers may be a serial number of the association.
        let floor_of_all = segment.items.iter().any(|item| {
            matches!(item, Item::Shared { addition, .. } if roman(&addition.to_uppercase()).is_some())
        });
        let serial = cut && segment.items.len() == 1 && segment.items.iter().all(small);
        for (items, except) in [(&segment.items, false), (&segment.except, true)] {
            let mut lists: Vec<(StreetIx, Vec<Vec<Alternative>>)> = Vec::new();
            let mut perhaps = false;
            for street in &streets {
                let resolver = Resolver {
                    register: self.register,
                    messages: &self.messages,
                    street: *street,
                };
                let (items, floors_perhaps) = self.floors_in_list(*street, items);
                perhaps |= floors_perhaps;
                lists.push((*street, resolver.list(&items)));
            }
            // Several streets may be meant: those where something of it exists.
            if lists.len() > 1 {
                let exists = |list: &Vec<Vec<Alternative>>| {
                    list.iter().flatten().any(|a| !a.units.is_empty())
                };
                if lists.iter().any(|(_, list)| exists(list)) {
                    lists.retain(|(_, list)| exists(list));
                }
            }
            if let [(street, list)] = lists.as_slice() {
                for alternatives in list {
                    let asked = alternatives.len() > 1;
                    let elsewhere = code.is_some_and(|code| self.lies_outside(code, alternatives));
                    parts.push(Part {
                        street: self.register.street(*street).name.to_string(),
                        street_ix: Some(*street),
                        alternatives: alternatives.clone(),
                        except,
                        mention,
                        doubtful: serial
                            || floor_of_all
                            || perhaps
                            || elsewhere
                            || (repaired && asked),
                    });
                }
            } else if !lists.is_empty() {
                let alternatives = lists
                    .iter()
                    .map(|(street, list)| self.one_street(*street, list))
                    .collect();
                parts.push(Part {
                    street: String::new(),
                    street_ix: None,
                    alternatives,
                    except,
                    mention,
                    doubtful: false,
                });
            }
        }
    }

    /// Whether any home that is meant has another postcode than the one that its number stood
    /// behind.
    fn lies_outside(&self, code: Postcode, alternatives: &[Alternative]) -> bool {
        alternatives
            .iter()
            .flat_map(|a| a.units.iter())
            .any(|unit| {
                let address = self.register.unit(unit).address;
                self.register.address(address).postcode != Some(code)
            })
    }

    /// `5 H, 1, 2 en 3`: what follows an addition may be more additions. They are when no such
    /// numbers exist; when those exist too, it must be asked (true).
    fn floors_in_list(&self, street: StreetIx, items: &[Item]) -> (Vec<Item>, bool) {
        let mut out: Vec<Item> = Vec::new();
        let mut perhaps = false;
        for item in items {
            if let Item::Single { number, additions } = item
                && additions.is_empty()
                && let Some(Item::Single {
                    number: house,
                    additions: before,
                }) = out.last_mut()
                && !before.is_empty()
                && *number < *house
            {
                let at = self.register.on_street(street, *house);
                let tail = Tail::read(&number.to_string());
                if matches!(
                    fit(self.register, at, &tail),
                    Fit::Literal(_) | Fit::Canonical(_)
                ) {
                    if self.register.on_street(street, *number).is_empty() {
                        before.push(number.to_string());
                        continue;
                    }
                    perhaps = true;
                }
            }
            out.push(item.clone());
        }
        (out, perhaps)
    }

    /// A whole list of one of several streets, as one alternative.
    fn one_street(&self, street: StreetIx, list: &[Vec<Alternative>]) -> Alternative {
        let first: Vec<&Alternative> = list.iter().filter_map(|a| a.first()).collect();
        let shown: Vec<&str> = first.iter().map(|a| a.text.as_str()).collect();
        let street = self.register.street(street);
        let town = &self.register.town(street.town).name;
        Alternative {
            key: "street",
            text: format!("{} {} ({town})", street.name, shown.join(", ")),
            units: first
                .iter()
                .fold(UnitSet::default(), |all, a| all.union(&a.units)),
            missing: first.iter().flat_map(|a| a.missing.clone()).collect(),
        }
    }

    fn street_of(&self, segment: &Segment, place: &Place, context: &AddressText) -> Named {
        let found = name_streets(
            self.register,
            &self.streets,
            &place.towns,
            &segment.words,
            segment.items.iter().chain(&segment.except),
        );
        if !matches!(found, Named::Nothing) {
            return found;
        }
        // No street in the text: the one beside it, the one of the postcode, the only one.
        let beside = context.street.as_deref().filter(|s| !s.trim().is_empty());
        if let Some(street) = beside {
            let words: Vec<String> = fold(street).split_whitespace().map(str::to_owned).collect();
            return name_streets(
                self.register,
                &self.streets,
                &place.towns,
                &words,
                segment.items.iter(),
            );
        }
        let empty = segment.words.iter().all(|w| {
            w.is_empty() || matches!(w.as_str(), "de" | "van" | "en" | "alle" | "woningen")
        });
        if !empty {
            return found;
        }
        let code = segment.code.as_deref().and_then(Postcode::parse);
        let mut streets: Vec<StreetIx> = match code.or(place.code) {
            Some(code) => self
                .register
                .in_postcode(code)
                .map(|ix| self.register.address(ix).street)
                .collect(),
            None if self.register.streets().len() == 1 => self.register.streets().collect(),
            None => Vec::new(),
        };
        streets.sort_unstable();
        streets.dedup();
        if streets.is_empty() {
            found
        } else {
            Named::Streets {
                streets,
                repaired: false,
                cut: false,
                before: Vec::new(),
            }
        }
    }

    /// Whether any home that was meant lies at this postcode.
    pub(super) fn holds_a_part(&self, code: &CodeSeen, parts: &[Part]) -> bool {
        let code = Postcode::parse(&code.text);
        parts
            .iter()
            .filter(|part| part.street_ix.is_some() && !part.except)
            .flat_map(|part| &part.alternatives)
            .flat_map(|alternative| alternative.units.iter())
            .any(|unit| {
                let address = self.register.unit(unit).address;
                self.register.address(address).postcode == code
            })
    }

    /// Postcodes that are covered themselves.
    pub(super) fn codes(&self, codes: &[CodeSeen], parts: &mut Vec<Part>) {
        for code in codes.iter().filter(|code| !code.is_place) {
            let Some(first) = Postcode::parse(&code.text) else {
                continue;
            };
            let last = code
                .through
                .as_deref()
                .and_then(Postcode::parse)
                .unwrap_or(first);
            let units: UnitSet = (first.index()..=last.index())
                .filter_map(Postcode::from_index)
                .flat_map(|code| self.register.in_postcode(code))
                .filter_map(|ix| self.register.address(ix).unit)
                .collect();
            let text = if first == last {
                first.spaced()
            } else {
                format!("{} – {}", first.spaced(), last.spaced())
            };
            parts.push(Self::named(text, units));
        }
    }
}

/// Words that say that the whole street is meant.
pub(super) fn says_all(word: &str) -> bool {
    matches!(
        word,
        "heel" | "hele" | "geheel" | "gehele" | "alle" | "alles" | "volledig" | "volledige"
    )
}

fn shown(items: &[Item]) -> String {
    let list: Vec<String> = items
        .iter()
        .map(|item| match item {
            Item::Single { number, .. } | Item::Additions { number, .. } => number.to_string(),
            Item::Onwards { number } => format!("{number} …"),
            Item::Pair { from, to, .. } => format!("{}-{}", from.0, to.0),
            Item::Shared { numbers, .. } => numbers
                .iter()
                .map(u32::to_string)
                .collect::<Vec<_>>()
                .join(", "),
        })
        .collect();
    list.join(", ")
}
