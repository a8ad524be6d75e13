//! Names as people write them: landlords in one spelling, organisations without their kind.

use std::collections::{BTreeSet, HashMap};

use compact_str::CompactString;

use domain::OrganisationKind;
use domain::text::fold;

/// Words that say what a landlord is, not which: `Stichting Rochdale` is `Rochdale`.
const LEGAL: [&str; 12] = [
    "stichting",
    "woningstichting",
    "woonstichting",
    "woningcorporatie",
    "corporatie",
    "woningbouwvereniging",
    "woningbouwstichting",
    "wbv",
    "de",
    "het",
    "bv",
    "the",
];

/// A landlord's name without the words that only say what it is.
fn landlord_core(name: &str) -> String {
    let whole = words(name);
    let core: Vec<&str> = whole
        .split(' ')
        .filter(|word| !LEGAL.contains(word))
        .collect();
    if core.is_empty() {
        whole
    } else {
        core.join(" ")
    }
}

/// Landlords by the core of their name, in the spelling that came first.
#[derive(Debug, Default)]
pub(super) struct Landlords {
    spelled: HashMap<String, CompactString>,
    raw: HashMap<CompactString, CompactString>,
}

impl Landlords {
    /// The one spelling of a landlord's name.
    pub(super) fn name(&mut self, raw: &CompactString) -> CompactString {
        if let Some(name) = self.raw.get(raw) {
            return name.clone();
        }
        let name = self
            .spelled
            .entry(landlord_core(raw))
            .or_insert_with(|| raw.trim().into())
            .clone();
        self.raw.insert(raw.clone(), name.clone());
        name
    }

    /// The landlord of that name, if any list names it.
    pub(super) fn known(&self, raw: &str) -> Option<CompactString> {
        self.spelled.get(&landlord_core(raw)).cloned()
    }

    /// The only landlord whose whole name stands in a text.
    pub(super) fn named_in(&self, text: &str) -> Option<CompactString> {
        let text = format!(" {} ", words(text));
        let mut found: BTreeSet<&CompactString> = BTreeSet::new();
        #[expect(clippy::iter_over_hash_type, reason = "the set puts them in order")]
        for (needle, name) in &self.spelled {
            if !needle.is_empty() && text.contains(&format!(" {needle} ")) {
                found.insert(name);
            }
        }
        match found.first() {
            Some(name) if found.len() == 1 => Some((*name).clone()),
            _ => None,
        }
    }

    /// All of them, in order.
    pub(super) fn into_names(self) -> BTreeSet<CompactString> {
        self.spelled.into_values().collect()
    }
}

/// Folded, with every run of punctuation one space.
pub(super) fn words(text: &str) -> String {
    let mut out = String::new();
    for c in fold(text).chars() {
        if c.is_alphanumeric() {
            out.push(c);
        } else if c != '\'' && !out.ends_with(' ') && !out.is_empty() {
            out.push(' ');
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// The kinds by the words that a name starts with.
const STARTS: [(&str, OrganisationKind); 25] = [
    ("vereniging van eigenaars", OrganisationKind::Vve),
    ("vereniging van eigenaren", OrganisationKind::Vve),
    ("ver van eigenaars", OrganisationKind::Vve),
    ("ver van eigenaren", OrganisationKind::Vve),
    ("v v e", OrganisationKind::Vve),
    ("vve", OrganisationKind::Vve),
    ("bewonerscommissie", OrganisationKind::Bewonerscommissie),
    ("huurderscommissie", OrganisationKind::Bewonerscommissie),
    ("bew commissie", OrganisationKind::Bewonerscommissie),
    ("bewoners commissie", OrganisationKind::Bewonerscommissie),
    ("bewonerscie", OrganisationKind::Bewonerscommissie),
    ("bew cie", OrganisationKind::Bewonerscommissie),
    ("bc", OrganisationKind::Bewonerscommissie),
    ("huurdersvereniging", OrganisationKind::Huurdersvereniging),
    ("huurdersorganisatie", OrganisationKind::Huurdersvereniging),
    ("huurderskoepel", OrganisationKind::Huurdersvereniging),
    ("huurders vereniging", OrganisationKind::Huurdersvereniging),
    ("bewonersgroep", OrganisationKind::Bewonersgroep),
    ("bewoners groep", OrganisationKind::Bewonersgroep),
    ("bew groep", OrganisationKind::Bewonersgroep),
    ("bewoners vereniging", OrganisationKind::Bewonersgroep),
    ("bewonersvereniging", OrganisationKind::Bewonersgroep),
    ("bewonerskern", OrganisationKind::Bewonersgroep),
    ("flatvereniging", OrganisationKind::Bewonersgroep),
    ("portiekgroep", OrganisationKind::Bewonersgroep),
];

/// The kind that a name starts with, and the rest of the name (the whole name when nothing else
/// is left), both for comparing.
pub(super) fn split(name: &str) -> (Option<OrganisationKind>, String) {
    let words = words(name);
    for (start, kind) in STARTS {
        if let Some(rest) = words.strip_prefix(start)
            && (rest.is_empty() || rest.starts_with(' '))
        {
            let rest = rest.trim_start();
            let core = if rest.is_empty() { &words } else { rest };
            return (Some(kind), core.to_owned());
        }
    }
    (None, words)
}

/// Words in a name that say what sort of place it is about.
const PLACE_WORDS: [&str; 9] = [
    "flat", "gebouw", "complex", "toren", "blok", "straat", "de", "het", "buurt",
];

/// Whether two names may be of one organisation: the same but for what stands between brackets and
/// words such as *flat*, or nearly the same with the same figures. A person decides.
pub(super) fn may_be_one(a: &str, b: &str) -> bool {
    let (kind_a, core_a) = split(&without_brackets(a));
    let (kind_b, core_b) = split(&without_brackets(b));
    if matches!((kind_a, kind_b), (Some(a), Some(b)) if a != b) {
        return false;
    }
    let bare = |core: &str| {
        let words = core.split(' ').filter(|word| !PLACE_WORDS.contains(word));
        words.collect::<Vec<_>>().join(" ")
    };
    let (core_a, core_b) = (bare(&core_a), bare(&core_b));
    if core_a.is_empty() || core_b.is_empty() {
        return false;
    }
    if core_a == core_b {
        return true;
    }
    let figures = |core: &str| {
        core.chars()
            .filter(char::is_ascii_digit)
            .collect::<String>()
    };
    let short = core_a.chars().count().min(core_b.chars().count());
    short >= 6
        && figures(&core_a) == figures(&core_b)
        && rapidfuzz::distance::osa::distance(core_a.chars(), core_b.chars()) <= 1 + short / 12
}

/// A name without what stands between brackets.
fn without_brackets(name: &str) -> String {
    let mut depth = 0_u32;
    let kept = name.chars().filter(|c| match c {
        '(' | '[' => {
            depth += 1;
            false
        }
        ')' | ']' => {
            depth = depth.saturating_sub(1);
            false
        }
        _ => depth == 0,
    });
    kept.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_starts_with_its_kind() {
        let vve = Some(OrganisationKind::Vve);
        assert_eq!(split("VvE Élan"), (vve, "elan".into()));
        assert_eq!(split("V.v.E. Élan"), (vve, "elan".into()));
        assert_eq!(
            split("Vereniging van Eigenaars ‘Elan’"),
            (vve, "elan".into())
        );
        assert_eq!(split("VvE"), (vve, "vve".into()));
        assert_eq!(split("BC Toren A–D").1, "toren a d");
        assert_eq!(split("Bcd"), (None, "bcd".into()));
    }

    #[test]
    fn names_that_may_be_of_one_organisation() {
        for (a, b, expected) in [
            ("BC Kleiburg", "BC Kleiburg (flat)", true),
            ("Bewonerscommissie Kleiburg", "BC Kleiburg flat", true),
            ("Bew.groep Kortvoort", "Bewonersgroep Kortvoort", true),
            ("BC Kleiburg", "BC Kleibrug", true),
            ("BC Kleiburg", "VvE Kleiburg", false),
            ("BC Kleiburg 1", "BC Kleiburg 2", false),
            ("BC Kleiburg", "BC Kikkenstein", false),
            ("BC De Toren", "BC Het Blok", false),
            ("Groep Noord", "Groep Zuid", false),
        ] {
            assert_eq!(may_be_one(a, b), expected, "{a} / {b}");
            assert_eq!(may_be_one(b, a), expected, "{b} / {a}");
        }
    }

    #[test]
    fn a_landlord_is_found_in_a_name_only_as_whole_words() {
        let mut landlords = Landlords::default();
        landlords.name(&"Eigen Haard".into());
        landlords.name(&"Ymere".into());
        assert_eq!(landlords.name(&"YMERE ".into()), "Ymere");
        assert_eq!(
            landlords.named_in("BC Eigen Haard Noord"),
            Some("Eigen Haard".into())
        );
        assert_eq!(
            landlords.name(&"Woningstichting Eigen Haard".into()),
            "Eigen Haard"
        );
        assert_eq!(landlords.known("Stichting Ymere"), Some("Ymere".into()));
        assert_eq!(landlords.name(&"De Key".into()), "De Key");
        assert_eq!(landlords.named_in("BC Ymerehof"), None);
        assert_eq!(landlords.named_in("BC Ymere en Eigen Haard"), None);
    }
}
