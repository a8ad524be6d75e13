//! The words of an expression that name no number: whole streets, names, places, and noise.

use super::place::Place;
use super::reader::{CoverReader, Part};
use super::streets::exact;
use crate::linked::UnitSet;
use domain::messages::Value;
use register::StreetIx;

/// What the words before and after the numbers belong to.
pub(super) struct Beside<'s> {
    /// The words; an empty one is a sign.
    pub words: &'s [String],
    /// The streets whose numbers stand beside them.
    pub streets: &'s [StreetIx],
    /// They stand after the last number.
    pub after: bool,
    /// The expression is the name of an organisation.
    pub from_name: bool,
}

/// Words that say nothing about which homes.
pub(super) fn is_noise(word: &str) -> bool {
    word.len() < 3
        || word.bytes().any(|b| b.is_ascii_digit())
        || matches!(
            word,
            "vereniging"
                | "ver"
                | "eigenaars"
                | "eigenaren"
                | "eig"
                | "vve"
                | "van"
                | "het"
                | "aan"
                | "den"
                | "der"
                | "een"
                | "gebouw"
                | "gebouwen"
                | "flat"
                | "flats"
                | "flatgebouw"
                | "flatgebouwen"
                | "complex"
                | "blok"
                | "block"
                | "bouwblok"
                | "huize"
                | "pand"
                | "panden"
                | "perceel"
                | "percelen"
                | "portiek"
                | "portieken"
                | "galerij"
                | "entree"
                | "ingang"
                | "woning"
                | "woningen"
                | "huis"
                | "huizen"
                | "appartement"
                | "appartementen"
                | "appartementencomplex"
                | "adres"
                | "adressen"
                | "bewoners"
                | "huurders"
                | "gelegen"
                | "gevestigd"
                | "staande"
                | "omvattende"
                | "bestaande"
                | "uit"
                | "met"
                | "straat"
                | "bij"
                | "alle"
                | "alles"
                | "heel"
                | "hele"
                | "geheel"
                | "gehele"
                | "volledig"
                | "alleen"
                | "ook"
                | "plus"
                | "incl"
                | "inclusief"
                | "bergingen"
                | "berging"
                | "garages"
                | "parkeerplaatsen"
                | "totaal"
                | "samen"
                | "circa"
                | "stuks"
                | "zie"
                | "bijlage"
                | "zijde"
                | "kant"
                | "nummers"
                | "postcode"
                | "postcodes"
                | "bouwjaar"
                | "appartementsrecht"
                | "index"
                | "kadastraal"
        )
}

/// Words between signs and `en`.
#[derive(Default)]
struct Group<'w> {
    /// Without the noise at their beginning.
    words: Vec<&'w str>,
    /// All of them.
    all: Vec<&'w str>,
    /// A sign stands before them.
    after_sign: bool,
}

fn groups(words: &[String]) -> Vec<Group<'_>> {
    let mut out: Vec<Group<'_>> = vec![Group::default()];
    for word in words {
        if word.is_empty() || word == "en" {
            out.push(Group {
                after_sign: word.is_empty(),
                ..Group::default()
            });
        } else if let Some(group) = out.last_mut() {
            let article = matches!(word.as_str(), "de" | "het" | "'t" | "t");
            group.all.push(word);
            if !group.words.is_empty() || article || !is_noise(word) {
                group.words.push(word);
            }
        }
    }
    out.retain(|group| group.words.iter().any(|w| !is_noise(w)));
    out
}

impl CoverReader<'_> {
    /// What stands beside the numbers: a street as a whole or a known name is a part of what is
    /// covered, a town says where, and the rest is told as left out.
    pub(super) fn beside(
        &self,
        beside: &Beside<'_>,
        place: &Place,
        parts: &mut Vec<Part>,
        left_out: &mut Vec<String>,
    ) {
        for Group {
            words: group,
            all,
            after_sign,
        } in groups(beside.words)
        {
            let text = group.join(" ");
            if group.contains(&"hoek") || !self.streets.towns(&text).is_empty() {
                continue;
            }
            let plain = ["mini buurt ", "minibuurt ", "buurt ", "wijk "]
                .iter()
                .find_map(|level| text.strip_prefix(level));
            let named = self
                .by_name(&text)
                .or_else(|| self.by_name(&all.join(" ")))
                .or_else(|| self.by_name(plain?));
            if let Some(units) = named {
                parts.push(Self::named(text, units.clone()));
                continue;
            }
            let streets = exact(&self.streets, &place.towns, &text);
            if !streets.is_empty() {
                for street in streets {
                    if !beside.streets.contains(&street) {
                        let mut part = self.whole_street(street, None);
                        part.doubtful = true;
                        parts.push(part);
                    }
                }
                continue;
            }
            if beside.from_name {
                continue;
            }
            // `Kerkstraat 1, Hilversum`: perhaps another town.
            if beside.after && after_sign && group.len() <= 3 {
                for part in parts.iter_mut() {
                    part.doubtful = true;
                }
            }
            left_out.push(text);
        }
    }

    /// All homes of a street, or those of one side.
    pub(super) fn whole_street(&self, street: StreetIx, parity: Option<u32>) -> Part {
        let units: UnitSet = self
            .register
            .street_addresses(street)
            .iter()
            .map(|ix| self.register.address(*ix))
            .filter(|address| parity.is_none_or(|parity| address.number % 2 == parity))
            .filter_map(|address| address.unit)
            .collect();
        let name = self.register.street(street).name.to_string();
        let key = match parity {
            None => "cover-street",
            Some(0) => "cover-street-even",
            Some(_) => "cover-street-odd",
        };
        Self::named(
            self.messages.text(key, &[("street", Value::from(name))]),
            units,
        )
    }
}
