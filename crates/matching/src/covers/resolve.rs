//! Items against the register: which homes each may mean. One alternative is an answer, several
//! are a question, none is left out.

use std::collections::BTreeSet;

use smallvec::{SmallVec, smallvec};

use super::lex::Parity;
use super::parse::{Item, Join};
use crate::address::tail::{Fit, Tail, begun_by, canonical, fit, roman};
use crate::linked::UnitSet;
use domain::Messages;
use domain::messages::Value;
use register::{AddressIx, BuildingIx, Register, StreetIx, UnitIx};

/// One way to read an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alternative {
    /// A stable short name.
    pub key: &'static str,
    /// In words.
    pub text: String,
    /// The homes.
    pub units: UnitSet,
    /// What of it is not in the register, in words.
    pub missing: Vec<String>,
}

/// Only a person can tell whether anything is meant.
pub fn nothing() -> Alternative {
    Alternative {
        key: "nothing",
        text: String::new(),
        units: UnitSet::default(),
        missing: Vec::new(),
    }
}

/// What an addition calls.
enum Called {
    /// These homes.
    Surely(SmallVec<[AddressIx; 4]>),
    /// One of these sets of homes; with one, perhaps.
    OneOf(Vec<SmallVec<[AddressIx; 4]>>),
    /// Nothing that the register has.
    Nothing,
}

/// Resolves the items of one street.
#[derive(Clone, Copy, Debug)]
pub struct Resolver<'a> {
    /// The register.
    pub register: &'a Register,
    /// For the words of readings.
    pub messages: &'a Messages,
    /// The street.
    pub street: StreetIx,
}

impl Resolver<'_> {
    fn at(&self, number: u32) -> &[AddressIx] {
        self.register.on_street(self.street, number)
    }

    fn units(&self, at: &[AddressIx]) -> UnitSet {
        at.iter()
            .filter_map(|ix| self.register.address(*ix).unit)
            .collect()
    }

    fn words(&self, key: &str, values: &[(&'static str, Value)]) -> String {
        self.messages.text(key, values)
    }

    /// Whether the number has such an addition, literally or in another usual spelling.
    pub fn with_addition(&self, number: u32, addition: &str) -> Option<AddressIx> {
        match fit(self.register, self.at(number), &Tail::read(addition)) {
            Fit::Literal(ix) | Fit::Canonical(ix) => Some(ix),
            Fit::Several(_) | Fit::Perhaps(_) | Fit::None => None,
        }
    }

    /// All ways to read a list of items, item by item.
    pub fn list(&self, items: &[Item]) -> Vec<Vec<Alternative>> {
        let mut out = Vec::new();
        // The number that was read with an addition, and the letter before that addition.
        let mut last_split: Option<(u32, &str)> = None;
        for item in items {
            // `317-2 en 4`: after a number with an addition, a lower number that exists as an
            // addition of it goes on with the additions.
            if let (
                Some((number, letter)),
                Item::Single {
                    number: next,
                    additions,
                },
            ) = (last_split, item)
                && additions.is_empty()
                && *next < number
                && let addition = format!("{letter} {next}")
                && let Some(ix) = self.with_addition(number, &addition)
            {
                let mut ways = vec![self.one("addition", number, addition.trim(), ix)];
                if !self.at(*next).is_empty() {
                    ways.push(self.whole(*next));
                }
                out.push(distinct(ways));
                continue;
            }
            let alternatives = self.item(item);
            last_split = match (item, alternatives.as_slice()) {
                (Item::Pair { from, .. }, [only]) if only.key == "addition" => {
                    Some((from.0, from.1.as_str()))
                }
                _ => None,
            };
            out.push(alternatives);
        }
        out
    }

    fn one(&self, key: &'static str, number: u32, addition: &str, ix: AddressIx) -> Alternative {
        Alternative {
            key,
            text: self.words(
                "cover-addition",
                &[
                    ("number", number.to_string().into()),
                    ("addition", addition.to_uppercase().into()),
                ],
            ),
            units: self.units(&[ix]),
            missing: Vec::new(),
        }
    }

    /// All ways to read one item.
    fn item(&self, item: &Item) -> Vec<Alternative> {
        match item {
            Item::Single { number, additions } if additions.is_empty() => vec![self.whole(*number)],
            Item::Single { number, additions } => self.additions(*number, additions),
            Item::Additions { number, from, to } => self.additions_between(*number, from, to),
            Item::Span { from, to, side } => self.span(from, to, *side),
            Item::Shared { numbers, addition } => self.shared(numbers, addition),
            Item::Onwards { number } => self.onwards(*number),
            Item::Pair {
                from,
                to,
                join,
                side,
            } => self.pair(from, to, *join, *side),
        }
    }

    /// A bare number covers every home at it.
    fn whole(&self, number: u32) -> Alternative {
        let at = self.at(number);
        Alternative {
            key: "number",
            text: number.to_string(),
            units: self.units(at),
            missing: if at.is_empty() {
                vec![number.to_string()]
            } else {
                Vec::new()
            },
        }
    }

    fn additions(&self, number: u32, additions: &[String]) -> Vec<Alternative> {
        let mut units = UnitSet::default();
        let mut missing = Vec::new();
        for addition in additions {
            match self.called(number, addition) {
                Called::Surely(at) => units = units.union(&self.units(&at)),
                Called::OneOf(ways) if additions.len() == 1 => {
                    return self.each_way(number, addition, &ways);
                }
                Called::OneOf(_) | Called::Nothing => {
                    missing.push(format!("{number} {}", addition.to_uppercase()));
                }
            }
        }
        let shown: Vec<String> = additions.iter().map(|a| a.to_uppercase()).collect();
        let text = self.words(
            "cover-addition",
            &[
                ("number", number.to_string().into()),
                ("addition", shown.join(", ").into()),
            ],
        );
        let said = Alternative {
            key: "addition",
            text,
            units,
            missing,
        };
        // `141 boven` where the floors have other names, `4 hs` where there is only 4: the
        // number exists, but which of its homes only a person knows.
        if said.units.is_empty() && !self.at(number).is_empty() {
            let place = additions.iter().any(|a| {
                matches!(
                    a.as_str(),
                    "boven" | "bov" | "beneden" | "ben" | "hs" | "h" | "huis" | "bg"
                )
            });
            if place {
                let mut all = self.whole(number);
                all.text = self.words("cover-whole", &[("number", number.to_string().into())]);
                let upper = self.upper_floors(number);
                let mut out = Vec::new();
                if !upper.units.is_empty() && upper.units != all.units {
                    out.push(upper);
                }
                out.push(all);
                // Never taken for granted, even when there is one way only.
                out.push(nothing());
                return out;
            }
        }
        vec![said]
    }

    /// Each way in which an addition may be meant, none of which is taken for granted.
    fn each_way(
        &self,
        number: u32,
        addition: &str,
        ways: &[SmallVec<[AddressIx; 4]>],
    ) -> Vec<Alternative> {
        let shown = |at: &[AddressIx]| {
            let own: Vec<String> = at
                .iter()
                .map(|ix| self.register.address(*ix).house_number().clone())
                .collect();
            if own.is_empty() {
                format!("{number} {}", addition.to_uppercase())
            } else {
                own.join(", ")
            }
        };
        let mut out: Vec<Alternative> = ways
            .iter()
            .map(|at| Alternative {
                key: "addition",
                text: shown(at),
                units: self.units(at),
                missing: Vec::new(),
            })
            .collect();
        out.push(nothing());
        out
    }

    /// Which homes of a number go by an addition: as the whole of it, or by its words.
    fn called(&self, number: u32, addition: &str) -> Called {
        let at = self.at(number);
        let whole = match fit(self.register, at, &Tail::read(addition)) {
            Fit::Literal(ix) | Fit::Canonical(ix) => Some(smallvec![ix]),
            // Several homes of one address are all named; of several addresses only one is.
            Fit::Several(all) => {
                let name = |ix: &AddressIx| canonical(&self.register.address(*ix));
                let one = all.windows(2).all(|w| match w {
                    [a, b] => {
                        self.register.address(*a).letter == self.register.address(*b).letter
                            && name(a) == name(b)
                    }
                    _ => true,
                });
                if !one {
                    return Called::OneOf(all.into_iter().map(|ix| smallvec![ix]).collect());
                }
                Some(all)
            }
            Fit::Perhaps(_) | Fit::None => None,
        };
        let words: SmallVec<[&str; 4]> = addition.split_whitespace().collect();
        let each: Option<SmallVec<[AddressIx; 4]>> = words
            .iter()
            .map(|word| self.with_addition(number, word))
            .collect();
        let each = each.filter(|_| words.len() > 1);
        match (whole, each) {
            (Some(whole), Some(each)) => Called::OneOf(vec![whole, each]),
            (Some(whole), None) => Called::Surely(whole),
            (None, Some(each)) => Called::Surely(each),
            (None, None) => {
                // `22A` where there are 22A-1 to 22A-3.
                let inside = begun_by(self.register, at, &Tail::read(addition));
                if inside.is_empty() {
                    Called::Nothing
                } else {
                    Called::OneOf(vec![inside])
                }
            }
        }
    }

    /// The homes above the ground floor, when the additions tell.
    fn upper_floors(&self, number: u32) -> Alternative {
        let floors: SmallVec<[AddressIx; 8]> = self
            .at(number)
            .iter()
            .copied()
            .filter(|ix| {
                let own = canonical(&self.register.address(*ix));
                roman(&own).is_some() || own.parse::<u32>().is_ok_and(|n| n > 0)
            })
            .collect();
        Alternative {
            key: "upper",
            text: self.words("cover-upper", &[("number", number.to_string().into())]),
            units: self.units(&floors),
            missing: Vec::new(),
        }
    }

    /// `12 A-H`: from … to …, or letter and addition of one home.
    fn additions_between(&self, number: u32, from: &str, to: &str) -> Vec<Alternative> {
        let mut out = vec![self.between(number, from, to)];
        let whole = format!("{from} {to}");
        if let Some(ix) = self.with_addition(number, &whole) {
            out.push(self.one("addition", number, &whole, ix));
        }
        distinct(out)
    }

    /// `12-1 t/m 14-3`: all that lies between the two homes, the same floors at each number, or
    /// (`12-1 t/m 3`) additions of the first number.
    fn span(
        &self,
        from: &(u32, String),
        to: &(u32, String),
        side: Option<Parity>,
    ) -> Vec<Alternative> {
        let mut out = Vec::new();
        let last = to.0.to_string();
        let exists = |end: &(u32, String)| self.with_addition(end.0, &end.1).is_some();
        if to.1.is_empty() && exists(from) && self.with_addition(from.0, &last).is_some() {
            out.push(self.between(from.0, &from.1, &last));
        }
        if to.0 > from.0 && !self.at(to.0).is_empty() {
            let ranges = self.range(from, to, side);
            if !to.1.is_empty() {
                out.extend(ranges.iter().map(|range| self.floors_of(range, from, to)));
            }
            out.extend(ranges);
        }
        if out.iter().all(|a| a.units.is_empty()) {
            let shown = format!("{} {} t/m {} {}", from.0, from.1, to.0, to.1);
            return vec![Alternative {
                missing: vec![shown.trim().to_uppercase().replace("T/M", "t/m")],
                ..nothing()
            }];
        }
        let sure = exists(from) && exists(to) && !to.1.is_empty();
        out = distinct(out);
        if !sure {
            out.push(nothing());
        }
        out
    }

    /// Of a range, only the floors from … to … at each number.
    fn floors_of(
        &self,
        range: &Alternative,
        from: &(u32, String),
        to: &(u32, String),
    ) -> Alternative {
        let letters = is_letter(&from.1) || is_letter(&to.1);
        let (low, high) = (rank(&from.1, letters), rank(&to.1, letters));
        let units = range.units.iter().filter(|unit| {
            let address = self.register.address(self.register.unit(*unit).address);
            let own = rank(&canonical(&address), letters);
            own >= low && own <= high
        });
        Alternative {
            key: "floors",
            text: self.words(
                "cover-floors",
                &[
                    ("range", range.text.as_str().into()),
                    ("from", from.1.to_uppercase().into()),
                    ("to", to.1.to_uppercase().into()),
                ],
            ),
            units: units.collect(),
            missing: range.missing.clone(),
        }
    }

    /// Letters or floors from … to … at one number.
    fn between(&self, number: u32, from: &str, to: &str) -> Alternative {
        let letters = is_letter(from) || is_letter(to);
        let (low, high) = (rank(from, letters), rank(to, letters));
        let inside: SmallVec<[AddressIx; 8]> = self
            .at(number)
            .iter()
            .copied()
            .filter(|ix| {
                let own = rank(&canonical(&self.register.address(*ix)), letters);
                own >= low && own <= high
            })
            .collect();
        let units = self.units(&inside);
        let text = self.words(
            "cover-additions",
            &[
                ("number", number.to_string().into()),
                ("from", from.to_uppercase().into()),
                ("to", to.to_uppercase().into()),
            ],
        );
        let mut missing = Vec::new();
        for end in [from, to] {
            if self.with_addition(number, end).is_none() {
                missing.push(format!("{number} {}", end.to_uppercase()));
            }
        }
        Alternative {
            key: "additions",
            text,
            units,
            missing,
        }
    }

    /// `73 en 75 II`.
    fn shared(&self, numbers: &[u32], addition: &str) -> Vec<Alternative> {
        let upper = addition.to_uppercase();
        let Some((last, firsts)) = numbers.split_last() else {
            return Vec::new();
        };
        let whole = |n: &[u32]| {
            n.iter().map(|n| self.whole(*n)).fold(
                (UnitSet::default(), Vec::new()),
                |(units, mut missing), a| {
                    missing.extend(a.missing);
                    (units.union(&a.units), missing)
                },
            )
        };
        let numbered = |n: &[u32]| n.iter().map(u32::to_string).collect::<Vec<_>>().join(", ");
        let own: UnitSet = self
            .with_addition(*last, addition)
            .map(|ix| self.units(&[ix]))
            .unwrap_or_default();
        let (first_units, mut missing) = whole(firsts);
        if own.is_empty() {
            missing.push(format!("{last} {upper}"));
        }
        let mut out = vec![Alternative {
            key: "last",
            text: format!("{}, {last} {upper}", numbered(firsts)),
            units: first_units.union(&own),
            missing,
        }];
        let each: Vec<AddressIx> = numbers
            .iter()
            .filter_map(|n| self.with_addition(*n, addition))
            .collect();
        if each.len() == numbers.len() {
            let shown: Vec<String> = numbers.iter().map(|n| format!("{n} {upper}")).collect();
            out.push(Alternative {
                key: "each",
                text: shown.join(", "),
                units: self.units(&each),
                missing: Vec::new(),
            });
        }
        if roman(&upper).is_some() {
            let (units, missing) = whole(numbers);
            out.push(Alternative {
                key: "serial",
                text: numbered(numbers),
                units,
                missing,
            });
        }
        distinct(out)
    }

    /// `vanaf 34`: to the end of the street, or that number only. Never taken for granted.
    fn onwards(&self, number: u32) -> Vec<Alternative> {
        let all = self.register.street_addresses(self.street);
        let last = all
            .last()
            .map_or(number, |ix| self.register.address(*ix).number);
        let mut out = Vec::new();
        if last > number {
            let last = last - (last - number) % 2;
            out = self.range(&(number, String::new()), &(last, String::new()), None);
            for range in &mut out {
                range.missing.clear();
            }
        }
        out.push(self.whole(number));
        out.push(nothing());
        out
    }

    /// Two numbers and what stands between them.
    fn pair(
        &self,
        from: &(u32, String),
        to: &(u32, String),
        join: Join,
        side: Option<Parity>,
    ) -> Vec<Alternative> {
        let mut out = Vec::new();
        let addition = self.as_addition(from, to, join, side);
        // `23 B 07`, `12/99`, `12-99`: a number that the street does not have may be an addition
        // that the register does not know either.
        let unread = addition.is_none()
            && self.at(to.0).is_empty()
            && !self.at(from.0).is_empty()
            && matches!(join, Join::Space | Join::Slash | Join::Dash)
            && side.is_none();
        if to.0 <= from.0 {
            return match addition {
                Some(addition) => vec![addition],
                None if matches!(join, Join::Space | Join::Slash) => {
                    let mut ways = vec![self.two(from, to)];
                    if unread || join == Join::Space {
                        ways.push(nothing());
                    }
                    ways
                }
                None => vec![Alternative {
                    key: "nothing",
                    text: String::new(),
                    units: UnitSet::default(),
                    missing: vec![format!("{}-{}", from.0, to.0)],
                }],
            };
        }
        match join {
            Join::Through | Join::Dash => out.extend(self.range(from, to, side)),
            Join::Slash => {
                let two = self.two(from, to);
                let ranges = self.range(from, to, side);
                out.push(two);
                out.extend(ranges);
            }
            Join::Space => out.push(self.two(from, to)),
        }
        let fits = out.iter().any(|a| !a.units.is_empty());
        let both_ends = !self.at(from.0).is_empty() && !self.at(to.0).is_empty();
        match addition {
            // The second number does not exist by itself: it can only be an addition.
            Some(addition) if !fits || !both_ends => vec![addition],
            Some(addition) => {
                out.push(addition);
                distinct(out)
            }
            None => {
                out = distinct(out);
                if unread {
                    out.push(nothing());
                }
                out
            }
        }
    }

    /// `12-2` as number and addition, where the register has that.
    fn as_addition(
        &self,
        from: &(u32, String),
        to: &(u32, String),
        join: Join,
        side: Option<Parity>,
    ) -> Option<Alternative> {
        if side.is_some() || join == Join::Through {
            return None;
        }
        let tail = format!("{} {} {}", from.1, to.0, to.1);
        let ix = self.with_addition(from.0, &tail)?;
        let shown = tail.split_whitespace().collect::<Vec<_>>().join(" ");
        Some(self.one("addition", from.0, &shown, ix))
    }

    fn two(&self, from: &(u32, String), to: &(u32, String)) -> Alternative {
        let mut units = UnitSet::default();
        let mut missing = Vec::new();
        let mut shown = Vec::new();
        for (number, addition) in [from, to] {
            let part = if addition.is_empty() {
                vec![self.whole(*number)]
            } else {
                self.additions(*number, std::slice::from_ref(addition))
            };
            for alternative in part.into_iter().take(1) {
                units = units.union(&alternative.units);
                missing.extend(alternative.missing);
                shown.push(alternative.text);
            }
        }
        Alternative {
            key: "two",
            text: shown.join(", "),
            units,
            missing,
        }
    }

    /// The addresses with numbers from … to …, the letters at the ends taken into account.
    fn stretch(&self, from: &(u32, String), to: &(u32, String)) -> Vec<AddressIx> {
        let all = self.register.street_addresses(self.street);
        let start = all.partition_point(|ix| self.register.address(*ix).number < from.0);
        all.iter()
            .skip(start)
            .copied()
            .take_while(|ix| self.register.address(*ix).number <= to.0)
            .filter(|ix| {
                let address = self.register.address(*ix);
                let own = |letters| rank(&canonical(&address), letters);
                let (first, last) = (is_letter(&from.1), is_letter(&to.1));
                (address.number != from.0
                    || from.1.is_empty()
                    || own(first) >= rank(&from.1, first))
                    && (address.number != to.0 || to.1.is_empty() || own(last) <= rank(&to.1, last))
            })
            .collect()
    }

    /// A range, by the side that was said, that both ends share, or that the buildings tell.
    fn range(
        &self,
        from: &(u32, String),
        to: &(u32, String),
        side: Option<Parity>,
    ) -> Vec<Alternative> {
        let inside = self.stretch(from, to);
        let make = |key: &'static str, keep: Option<u32>| {
            let chosen: Vec<AddressIx> = inside
                .iter()
                .copied()
                .filter(|ix| keep.is_none_or(|k| self.register.address(*ix).number % 2 == k))
                .collect();
            let word = match keep {
                Some(0) => "cover-range-even",
                Some(_) => "cover-range-odd",
                None => "cover-range-all",
            };
            let text = self.words(
                word,
                &[
                    (
                        "from",
                        format!("{} {}", from.0, from.1.to_uppercase())
                            .trim()
                            .into(),
                    ),
                    (
                        "to",
                        format!("{} {}", to.0, to.1.to_uppercase()).trim().into(),
                    ),
                ],
            );
            let mut missing = Vec::new();
            for (number, _) in [from, to] {
                let fits = keep.is_none_or(|k| number % 2 == k);
                if fits && self.at(*number).is_empty() {
                    missing.push(number.to_string());
                }
            }
            Alternative {
                key,
                text,
                units: self.units(&chosen),
                missing,
            }
        };
        let shared = (from.0 % 2 == to.0 % 2).then_some(from.0 % 2);
        match (side, shared) {
            (Some(Parity::Even), _) => vec![make("even", Some(0))],
            (Some(Parity::Odd), _) => vec![make("odd", Some(1))],
            (Some(Parity::Both), _) | (None, None) => vec![make("all", None)],
            (None, Some(parity)) => {
                let key = if parity == 0 { "even" } else { "odd" };
                let one_side = make(key, Some(parity));
                if self.numbered_through(&inside, parity) {
                    vec![one_side, make("all", None)]
                } else {
                    vec![one_side]
                }
            }
        }
    }

    /// Whether homes of the other parity stand in the same buildings or share the postcodes.
    fn numbered_through(&self, inside: &[AddressIx], parity: u32) -> bool {
        let mut codes = BTreeSet::new();
        let mut buildings: BTreeSet<BuildingIx> = BTreeSet::new();
        let mut others = Vec::new();
        for ix in inside {
            let address = self.register.address(*ix);
            let Some(unit) = address.unit else { continue };
            if address.number % 2 == parity {
                codes.extend(address.postcode);
                buildings.extend(self.register.unit_buildings(unit));
            } else if self.register.unit(unit).residential {
                others.push((address.postcode, unit));
            }
        }
        others.iter().any(|(code, unit): &(_, UnitIx)| {
            code.is_some_and(|code| codes.contains(&code))
                || self
                    .register
                    .unit_buildings(*unit)
                    .iter()
                    .any(|b| buildings.contains(b))
        })
    }
}

/// A letter that can be no floor: with it, `I` in between is a letter too.
fn is_letter(addition: &str) -> bool {
    addition.len() == 1
        && addition.bytes().all(|b| b.is_ascii_alphabetic())
        && !matches!(addition, "h" | "i" | "v" | "x" | "H" | "I" | "V" | "X")
}

/// The order in which additions are walked: ground floor, floors by value, letters, and numbers
/// after a letter by value (`A 9` before `A 10`).
fn rank(addition: &str, letters: bool) -> (u8, u32, String, u32) {
    let upper = Tail::read(addition).canonical.to_string();
    let figures = upper.chars().take_while(char::is_ascii_digit).count();
    let lettered = |upper: &str| {
        let head = upper.trim_end_matches(|c: char| c.is_ascii_digit());
        let number = upper.get(head.len()..).unwrap_or("");
        (3, 0, head.to_owned(), number.parse().unwrap_or(0))
    };
    if letters && upper.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return lettered(&upper);
    }
    match upper.as_str() {
        "" => (0, 0, String::new(), 0),
        "HS" | "HUIS" | "BG" => (1, 0, String::new(), 0),
        "H" => (1, 0, "H".to_owned(), 0),
        _ => match (upper.get(..figures).unwrap_or("").parse(), roman(&upper)) {
            (Ok(floor), _) => (2, floor, upper.get(figures..).unwrap_or("").to_owned(), 0),
            (_, Some(floor)) => (2, floor, String::new(), 0),
            _ => lettered(&upper),
        },
    }
}

/// Alternatives that mean the same homes are one.
pub fn distinct(alternatives: Vec<Alternative>) -> Vec<Alternative> {
    let mut out: Vec<Alternative> = Vec::new();
    for alternative in alternatives {
        if !out.iter().any(|a| a.units == alternative.units) {
            out.push(alternative);
        }
    }
    if out.iter().any(|a| !a.units.is_empty()) {
        out.retain(|a| !a.units.is_empty() || a.key == "nothing");
    }
    out
}
