//! One mention of a street with its numbers, and postcodes that are covered themselves.

use super::parse::{CodeSeen, Item, Segment};
use super::place::Place;
use super::reader::{CoverReader, Part};
use super::resolve::{Alternative, Resolver};
use super::streets::{Named, name_streets};
use super::words::Beside;
use crate::address::tail::{Fit, Tail, fit, roman};
use crate::linked::UnitSet;
use domain::text::fold;
use domain::{AddressText, Postcode};
use register::StreetIx;

/// What is carried from one mention of a street to the next.
pub(super) struct Walk<'w> {
    /// Where it is to be looked for.
    pub place: &'w Place,
    /// What stands beside the expression.
    pub context: &'w AddressText,
    /// The expression is the name of an organisation.
    pub from_name: bool,
    /// The streets of the mention before this one.
    pub last: Vec<StreetIx>,
    /// The parts so far.
    pub parts: Vec<Part>,
    /// Where among them the number stands after which the next words come.
    pub tail: Option<usize>,
    /// What was left out, in words.
    pub left_out: Vec<String>,
}

impl CoverReader<'_> {
    /// One mention of a street with its numbers. `after` are the words that follow them; those
    /// that belong to the last number are taken away.
    pub(super) fn segment(
        &self,
        segment: &Segment,
        mention: usize,
        after: &mut Vec<String>,
        walk: &mut Walk<'_>,
    ) {
        let code = segment.code.as_deref().and_then(Postcode::parse);
        let (streets, repaired, cut, before) =
            match self.street_of(segment, walk.place, walk.context) {
                Named::Streets {
                    streets,
                    repaired,
                    cut,
                    before,
                } => (streets, repaired, cut, before),
                Named::Nothing if self.goes_on(segment, walk) => {
                    (walk.last.clone(), false, false, segment.words.clone())
                }
                Named::Nothing | Named::NotANumber => {
                    walk.last.clear();
                    walk.tail = None;
                    walk.left_out.push(unknown_street(segment));
                    return;
                }
            };
        self.judge_remainder(&before, walk);
        walk.last.clone_from(&streets);
        let beside = Beside {
            words: &before,
            streets: &streets,
            after: false,
            from_name: walk.from_name,
        };
        self.beside(&beside, walk.place, &mut walk.parts, &mut walk.left_out);
        let mut segment = segment.clone();
        self.take_remainder(&streets, &mut segment, after, walk.place);
        let segment = &segment;
        let small = |item: &Item| matches!(item, Item::Single { number, .. } if *number <= 20);
        // `75 II` after other numbers may be a serial number of the association.
        let floor_of_all = segment.items.iter().any(|item| {
            matches!(item, Item::Shared { addition, .. } if roman(&addition.to_uppercase()).is_some())
        });
        let serial = cut && segment.items.len() == 1 && segment.items.iter().all(small);
        for (items, except) in [(&segment.items, false), (&segment.except, true)] {
            let first = walk.parts.len();
            let doubts: &[usize] = if except { &[] } else { &segment.doubts };
            let lists = self.lists(&streets, items, doubts);
            if let [(street, list)] = lists.as_slice() {
                for (alternatives, doubt) in list {
                    let asked = alternatives.len() > 1;
                    let elsewhere = code.is_some_and(|code| self.lies_outside(code, alternatives));
                    walk.parts.push(Part {
                        street: self.register.street(*street).name.to_string(),
                        street_ix: Some(*street),
                        alternatives: alternatives.clone(),
                        except,
                        mention,
                        doubtful: serial
                            || floor_of_all
                            || *doubt
                            || elsewhere
                            || (repaired && asked),
                    });
                }
            } else if !lists.is_empty() && !items.is_empty() {
                let alternatives = lists
                    .iter()
                    .map(|(street, list)| self.one_street(*street, list))
                    .collect();
                let doubts = lists.iter().flat_map(|(_, list)| list);
                walk.parts.push(Part {
                    street: String::new(),
                    street_ix: None,
                    alternatives,
                    except,
                    mention,
                    doubtful: doubts.into_iter().any(|(_, doubt)| *doubt),
                });
            }
            if walk.parts.len() > first {
                walk.tail = Some(walk.parts.len() - 1);
            }
        }
    }

    /// The items in each of the streets that may be meant, with what only a person can tell.
    fn lists(&self, streets: &[StreetIx], items: &[Item], doubts: &[usize]) -> Vec<InStreet> {
        let mut lists: Vec<InStreet> = Vec::new();
        for street in streets {
            let resolver = Resolver {
                register: self.register,
                messages: &self.messages,
                street: *street,
            };
            let (items, doubts): (Vec<Item>, Vec<bool>) = self
                .floors_in_list(*street, items, doubts)
                .into_iter()
                .unzip();
            let list = resolver.list(&items).into_iter().zip(doubts).collect();
            lists.push((*street, list));
        }
        // Several streets may be meant: those where something of it exists.
        if lists.len() > 1 {
            let exists = |(_, list): &InStreet| {
                let mut ways = list.iter().flat_map(|(ways, _)| ways);
                ways.any(|a| !a.units.is_empty())
            };
            if lists.iter().any(exists) {
                lists.retain(exists);
            }
        }
        lists
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

    /// Whether a number has such an addition.
    pub(super) fn has(&self, street: StreetIx, number: u32, addition: &str) -> bool {
        let at = self.register.on_street(street, number);
        matches!(
            fit(self.register, at, &Tail::read(addition)),
            Fit::Literal(_) | Fit::Canonical(_)
        )
    }

    /// `5 H, 1, 2 en 3`: what follows an addition may be more additions. They are when no such
    /// numbers exist; when those exist too, it must be asked (true).
    fn floors_in_list(
        &self,
        street: StreetIx,
        items: &[Item],
        doubts: &[usize],
    ) -> Vec<(Item, bool)> {
        let mut out: Vec<(Item, bool)> = Vec::new();
        for (at, item) in items.iter().enumerate() {
            let mut doubt = doubts.contains(&at);
            // `74 en 141 boven`, where 141 has no such floor: the others are certain.
            if let Item::Shared { numbers, addition } = item
                && let Some((last, firsts)) = numbers.split_last()
                && !self.has(street, *last, addition)
            {
                let single = |number: &u32, additions: Vec<String>| Item::Single {
                    number: *number,
                    additions,
                };
                out.extend(firsts.iter().map(|n| (single(n, Vec::new()), doubt)));
                out.push((single(last, vec![addition.clone()]), doubt));
                continue;
            }
            if let Item::Single { number, additions } = item
                && additions.is_empty()
                && let Some((
                    Item::Single {
                        number: house,
                        additions: before,
                    },
                    unsure,
                )) = out.last_mut()
                && !before.is_empty()
                && *number < *house
                && self.has(street, *house, &number.to_string())
            {
                if self.register.on_street(street, *number).is_empty() {
                    before.push(number.to_string());
                    *unsure |= doubt;
                    continue;
                }
                doubt = true;
            }
            out.push((item.clone(), doubt));
        }
        out
    }

    /// A whole list of one of several streets, as one alternative.
    fn one_street(&self, street: StreetIx, list: &[(Vec<Alternative>, bool)]) -> Alternative {
        let first: Vec<&Alternative> = list.iter().filter_map(|(a, _)| a.first()).collect();
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

/// The items in one street: the ways to read each, and whether only a person can tell.
type InStreet = (StreetIx, Vec<(Vec<Alternative>, bool)>);

/// The last words and the numbers of a mention whose street the register does not have.
fn unknown_street(segment: &Segment) -> String {
    let words: Vec<&str> = segment
        .words
        .iter()
        .map(String::as_str)
        .filter(|w| !w.is_empty())
        .collect();
    let last = words.get(words.len().saturating_sub(4)..).unwrap_or(&[]);
    format!("{} {}", last.join(" "), shown(&segment.items))
        .trim()
        .to_owned()
}

fn shown(items: &[Item]) -> String {
    let list: Vec<String> = items
        .iter()
        .map(|item| match item {
            Item::Single { number, .. } | Item::Additions { number, .. } => number.to_string(),
            Item::Onwards { number } => format!("{number} …"),
            Item::Pair { from, to, .. } | Item::Span { from, to, .. } => {
                format!("{}-{}", from.0, to.0)
            }
            Item::Shared { numbers, .. } => numbers
                .iter()
                .map(u32::to_string)
                .collect::<Vec<_>>()
                .join(", "),
        })
        .collect();
    list.join(", ")
}
