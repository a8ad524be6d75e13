//! One key for all usual spellings of a street or a town.
//!
//! Two texts with the same key are the same name written in another usual way: abbreviated as
//! NEN 5825 and people do (`Adm.`, `str.`, `v.d.`, `1e`), with `ij` or `y`, with or without
//! spaces, hyphens and diacritics. Typing errors are not the business of a key.

use compact_str::CompactString;
use smallvec::SmallVec;

use domain::text::fold;

/// Words that stand for the same title or particle, and the short form that the key uses.
const WORDS: &[(&str, &str)] = &[
    ("admiraal", "adm"),
    ("adml", "adm"),
    ("aalmoezenier", "aalm"),
    ("bisschop", "biss"),
    ("burgemeester", "burg"),
    ("burgem", "burg"),
    ("bgm", "burg"),
    ("bgmr", "burg"),
    ("burgm", "burg"),
    ("commandant", "cmdt"),
    ("commissaris", "comm"),
    ("deken", "dek"),
    ("directeur", "dir"),
    ("doctor", "dr"),
    ("dokter", "dr"),
    ("dominee", "ds"),
    ("gebroeders", "gebr"),
    ("generaal", "gen"),
    ("ingenieur", "ir"),
    ("jonkheer", "jhr"),
    ("kapelaan", "kap"),
    ("kapitein", "kapt"),
    ("kardinaal", "kard"),
    ("kolonel", "kol"),
    ("luitenant", "luit"),
    ("lt", "luit"),
    ("maarschalk", "maarsch"),
    ("majoor", "maj"),
    ("meester", "mr"),
    ("mevrouw", "mevr"),
    ("minister", "min"),
    ("monseigneur", "mgr"),
    ("notaris", "not"),
    ("pastoor", "past"),
    ("president", "pres"),
    ("pres", "pres"),
    ("prins", "pr"),
    ("prinses", "prs"),
    ("professor", "prof"),
    ("rector", "rect"),
    ("ritmeester", "ritm"),
    ("schoolmeester", "schoolmr"),
    ("secretaris", "secr"),
    ("sergeant", "serg"),
    ("sint", "st"),
    ("snt", "st"),
    ("verlengde", "verl"),
    ("fort", "ft"),
    ("willem", "wm"),
    ("wethouder", "weth"),
    ("wethr", "weth"),
    ("zuster", "zr"),
    ("und", "en"),
];

/// Endings that name a kind of street; the key uses the short form.
const ENDINGS: &[(&str, &str)] = &[
    ("straat", "str"),
    ("straet", "str"),
    ("laan", "ln"),
    ("plein", "pl"),
    ("pln", "pl"),
    ("weg", "wg"),
    ("gracht", "gr"),
    ("kade", "kd"),
    ("singel", "sngl"),
    ("sgl", "sngl"),
    ("dyk", "dk"),
    ("dreef", "drf"),
    ("plantsoen", "plnts"),
    ("plants", "plnts"),
    ("park", "prk"),
    ("hof", "hf"),
    ("steeg", "stg"),
    ("markt", "mkt"),
    ("mrkt", "mkt"),
    ("boulevard", "blvd"),
    ("boul", "blvd"),
    ("haven", "hvn"),
    ("polder", "pldr"),
    ("poort", "prt"),
];

const ORDINALS: &[&str] = &[
    "eerste",
    "tweede",
    "derde",
    "vierde",
    "vijfde",
    "zesde",
    "zevende",
    "achtste",
    "negende",
    "tiende",
    "elfde",
    "twaalfde",
    "dertiende",
    "veertiende",
    "vijftiende",
    "zestiende",
];

/// The words of folded text: runs of letters and digits. An apostrophe ends a word.
pub(super) fn words(folded: &str) -> impl Iterator<Item = &str> {
    folded
        .split(|c: char| !(c.is_alphanumeric() || c == '&'))
        .filter(|w| !w.is_empty())
}

/// `ij`, `uij` and `uy` as the key writes them.
fn vowels(word: &str) -> CompactString {
    if !word.contains('y') && !word.contains("ij") {
        return CompactString::from(word);
    }
    let word = word.replace("ij", "y").replace("uy", "ui");
    CompactString::from(word)
}

/// `1e`, `2de`, `3ste`, `vierde` → `1e`, `2e`, `3e`, `4e`.
pub(super) fn ordinal(word: &str) -> Option<CompactString> {
    if let Some(at) = ORDINALS.iter().position(|o| *o == word) {
        return Some(compact_str::format_compact!("{}e", at + 1));
    }
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = word.split_at_checked(digits)?;
    (digits > 0 && matches!(rest, "e" | "de" | "ste"))
        .then(|| compact_str::format_compact!("{number}e"))
}

/// The key of one word of a street's name.
fn word_key(word: &str) -> CompactString {
    if let Some(ordinal) = ordinal(word) {
        return ordinal;
    }
    if word == "&" {
        return CompactString::const_new("en");
    }
    if let Some((_, short)) = WORDS.iter().find(|(long, _)| *long == word) {
        return CompactString::const_new(short);
    }
    let word = vowels(word);
    for (long, short) in ENDINGS {
        if let Some(stem) = word.strip_suffix(long) {
            return compact_str::format_compact!("{stem}{short}");
        }
    }
    word
}

/// The long form of one word: abbreviations written out, so that typing errors can be counted
/// against the whole name.
pub(super) fn word_long(word: &str) -> CompactString {
    if let Some(ordinal) = ordinal(word) {
        return ordinal;
    }
    if let Some(read) = without_look_alikes(word) {
        return word_long(&read);
    }
    if word == "&" {
        return CompactString::const_new("en");
    }
    if let Some((_, short)) = WORDS
        .iter()
        .find(|(long, short)| *long == word || *short == word)
    {
        let long = WORDS.iter().find(|(_, s)| s == short);
        return CompactString::const_new(long.map_or(short, |(long, _)| long));
    }
    let word = word.replace('y', "ij");
    let ending = ENDINGS
        .iter()
        .find_map(|(long, short)| Some((word.strip_suffix(long)?, short)))
        .or_else(|| {
            ENDINGS.iter().find_map(|(_, short)| {
                let stem = word.strip_suffix(short)?;
                (stem.is_empty() || stem.len() >= 3).then_some((stem, short))
            })
        });
    match ending {
        Some((stem, short)) => {
            let long = ENDINGS.iter().find(|(_, s)| s == short);
            let long = long.map_or(*short, |(long, _)| long);
            let long = if long == "dyk" { "dijk" } else { long };
            compact_str::format_compact!("{stem}{long}")
        }
        None => word.into(),
    }
}

/// `Nieuwst.` is short for Nieuwstraat; `St. Jansstraat` begins with a saint.
fn with_street_written(folded: &str) -> String {
    let mut out = String::with_capacity(folded.len() + 4);
    for word in folded.split_inclusive(' ') {
        match word.trim_end().strip_suffix("st.") {
            Some(stem) if stem.len() >= 3 && stem.ends_with(|c: char| c.is_alphabetic()) => {
                out.push_str(stem);
                out.push_str("straat ");
            }
            _ => out.push_str(word),
        }
    }
    out
}

/// `5ingel`, `singe1`: figures that look like letters inside a word.
fn without_look_alikes(word: &str) -> Option<CompactString> {
    let letters = word.bytes().filter(u8::is_ascii_alphabetic).count();
    let figures = word.bytes().filter(u8::is_ascii_digit).count();
    if letters < 3
        || !(1..=2).contains(&figures)
        || letters + figures < word.len()
        || ordinal(word).is_some()
    {
        return None;
    }
    // One figure that looks like no letter, and the word is no misread name.
    word.chars()
        .map(|c| match c {
            '0' => Some('o'),
            '1' => Some('l'),
            '3' => Some('e'),
            '5' => Some('s'),
            '6' => Some('g'),
            '8' => Some('b'),
            c => (!c.is_ascii_digit()).then_some(c),
        })
        .collect()
}

/// The words of a name, each by `one`, with particles (`van der`, `v.d.`) in one form.
fn by_word(text: &str, one: fn(&str) -> CompactString) -> SmallVec<[CompactString; 6]> {
    let mut folded = fold(text);
    if folded.contains("st.") {
        folded = with_street_written(&folded);
    }
    let mut out: SmallVec<[CompactString; 6]> = SmallVec::new();
    let mut rest = words(&folded).peekable();
    while let Some(word) = rest.next() {
        match word {
            "van" | "v" => {
                let next = rest.peek().copied();
                match next {
                    Some("de" | "d" | "der" | "den") => {
                        rest.next();
                        out.push(CompactString::const_new("vd"));
                    }
                    Some("het" | "t" | "h") => {
                        rest.next();
                        out.push(CompactString::const_new("vt"));
                    }
                    _ => out.push(CompactString::const_new("v")),
                }
            }
            "vd" | "vdr" | "vander" | "vande" | "vanden" => {
                out.push(CompactString::const_new("vd"));
            }
            "vh" | "vt" => out.push(CompactString::const_new("vt")),
            "de" | "d" => out.push(CompactString::const_new("d")),
            "het" | "t" => out.push(CompactString::const_new("t")),
            word => out.push(one(word)),
        }
    }
    out
}

/// The keys of the words of a street's name.
pub fn street_words(text: &str) -> SmallVec<[CompactString; 6]> {
    by_word(text, word_key)
}

/// The key of a street's name; equal for all its usual spellings.
pub fn street_key(text: &str) -> CompactString {
    street_words(text).concat().into()
}

/// The key of a name of several words when it is written as one (`prinsesbeatrixlaan`).
pub fn joined_key(text: &str) -> Option<CompactString> {
    let folded = fold(text);
    let mut all = words(&folded);
    all.next()?;
    all.next()?;
    Some(word_key(&words(&folded).collect::<String>()))
}

/// Whether a key is nothing but a kind of street (`Singel`, `Kade`).
pub fn is_only_ending(key: &str) -> bool {
    ENDINGS.iter().any(|(_, short)| *short == key)
}

/// How a Dutch name sounds, roughly: `ch` and `g`, `ei` and `ij`, `z` and `s` are one.
pub(super) fn sound(long: &str) -> CompactString {
    let letters = long.as_bytes();
    let mut out = CompactString::default();
    let mut at = 0;
    while let Some(one) = letters.get(at).copied() {
        let next = letters.get(at + 1).copied().unwrap_or(0);
        let (sign, used) = match (one, next) {
            (b'c', b'h') => ('g', 2),
            (b'p', b'h') => ('f', 2),
            (b't', b'h') | (b'd', b't') => ('t', 2),
            (b'i', b'j') | (b'e', b'i' | b'y') => ('y', 2),
            (b'a' | b'o', b'u') => ('w', 2),
            (b'u', b'y' | b'i') => ('q', 2),
            (b'k', b's') => ('x', 2),
            (b'a', b'e') => ('a', 2),
            (b'i', b'e') => ('i', 2),
            (b'y', _) => ('y', 1),
            (b'c' | b'q', _) => ('k', 1),
            (b'z', _) => ('s', 1),
            (b'v', _) => ('f', 1),
            (b'd', _) => ('t', 1),
            (one, _) => (char::from(one), 1),
        };
        if !out.ends_with(sign) {
            out.push(sign);
        }
        at += used;
    }
    out
}

/// A name in the forms in which typing errors are counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spelled {
    /// Abbreviations written out, in one word.
    pub long: CompactString,
    /// As it stands, in one word.
    pub plain: CompactString,
    /// As it sounds: names that are spoken alike are one typing error apart.
    pub sound: CompactString,
}

impl Spelled {
    /// The forms of a street's name.
    pub fn of(text: &str) -> Self {
        let long: CompactString = by_word(text, word_long).concat().into();
        Self {
            sound: sound(&long),
            long,
            plain: words(&fold(text)).collect::<String>().into(),
        }
    }
}

/// The key of a town's name, and of the town without its district.
///
/// `'s-Gravenhage` = `Den Haag`, `A'dam Zuidoost` = `Amsterdam-Zuidoost`, `Capelle a/d IJssel`.
pub fn town_key(text: &str) -> CompactString {
    let folded = fold(text);
    let mut parts: SmallVec<[&str; 6]> = words(&folded).collect();
    if let [first, ..] = parts.as_slice()
        && matches!(*first, "gemeente" | "gem" | "te")
        && parts.len() > 1
    {
        parts.remove(0);
    }
    let mut out = String::new();
    let mut at = 0;
    while let Some(word) = parts.get(at).copied() {
        let next = parts.get(at + 1).copied();
        let (text, used) = match (word, next) {
            ("a", Some("dam")) | ("adam" | "asd" | "amsterdm", _) => {
                ("amsterdam", if word == "a" { 2 } else { 1 })
            }
            ("r", Some("dam")) => ("rotterdam", 2),
            ("rdam", _) => ("rotterdam", 1),
            ("den", Some("haag")) | ("the", Some("hague")) | ("s", Some("gravenhage")) => {
                ("sgravenhage", 2)
            }
            ("gravenhage" | "denhaag", _) => ("sgravenhage", 1),
            ("den", Some("bosch")) => ("shertogenbosch", 2),
            ("z" | "zuid", Some("o" | "oost")) => ("zuidoost", 2),
            ("zo", _) if at > 0 => ("zuidoost", 1),
            ("aan", Some("de" | "den" | "der" | "d")) | ("a", Some("d" | "de" | "den")) => {
                ("ad", 2)
            }
            (
                "nh" | "zh" | "nb" | "ov" | "gld" | "gd" | "fr" | "lb" | "ut" | "dr" | "fl" | "zld"
                | "l" | "gn",
                None,
            ) if at > 0 => ("", 1),
            (word, _) => (word, 1),
        };
        out.push_str(text);
        at += used;
    }
    vowels(&out)
}

/// The key of the town that a district belongs to: `amsterdamzuidoost` → `amsterdam`.
pub fn town_without_district(key: &str) -> Option<&str> {
    [
        "zuidoost",
        "centrum",
        "noord",
        "oost",
        "zuid",
        "west",
        "duivendrecht",
        "nieuwwest",
        "bylmer",
        "bylmermeer",
    ]
    .iter()
    .find_map(|district| {
        key.strip_suffix(district).filter(|rest| {
            rest.len() >= 4
                && matches!(*rest, "amsterdam" | "rotterdam" | "sgravenhage" | "utrecht")
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usual_spellings_of_a_street_have_one_key() {
        for same in [
            &["Kinkerstraat", "Kinkerstr.", "KINKER STRAAT", "Kinkerstr"][..],
            &[
                "Admiraal de Ruijterweg",
                "Adm. de Ruyterweg",
                "ADM DE RUIJTERWG",
                "Adm.de Ruyterweg",
            ],
            &["1e Kekerstraat", "Eerste Kekerstraat", "1ste Kekerstr"],
            &[
                "Van der Duijnstraat",
                "v.d. Duijnstraat",
                "vd Duynstr.",
                "Van de Duynstraat",
            ],
            &["Burgemeester Vening Meineszlaan", "Burg. Vening Meineszln"],
            &["Bos en Lommerweg", "Bos & Lommerweg", "Bos-en-Lommerweg"],
            &["Sint Jacobslaan", "St. Jacobslaan"],
            &["Zuyderdijk", "Zuiderdijk", "Zuijderdijk"],
            &["'t Hoogt", "Het Hoogt"],
            &["Élanstraat", "Elanstraat"],
        ] {
            let keys: Vec<_> = same.iter().map(|s| street_key(s)).collect();
            assert!(keys.iter().all(|k| *k == keys[0]), "{keys:?}");
        }
    }

    #[test]
    fn figures_in_a_word_are_read_as_letters_only_when_all_of_them_look_like_one() {
        assert_eq!(Spelled::of("5ingel").long, "singel");
        assert_eq!(Spelled::of("Kerkstraat2").long, "kerkstraat2");
        assert_eq!(Spelled::of("Kerkstraat12").long, "kerkstraat12");
        assert_eq!(Spelled::of("Blok47a").long, "blok47a");
        assert_eq!(Spelled::of("Kaféstraat7").long, "kafestraat7");
        assert_eq!(Spelled::of("Bos&Weg").long, "bos&weg");
        assert_eq!(Spelled::of("Jørgenkade").long, Spelled::of("jørgenkd").long);
        assert_eq!(Spelled::of("straßé4").long, Spelled::of("strasse4").long);
    }

    #[test]
    fn different_streets_keep_different_keys() {
        for (a, b) in [
            ("Beatrixstraat", "Beatrixlaan"),
            ("1e Kekerstraat", "3e Kekerstraat"),
            ("Prins Hendrikkade", "Prinses Hendrikkade"),
            ("Koningstraat", "Koninginstraat"),
        ] {
            assert_ne!(street_key(a), street_key(b));
        }
    }

    #[test]
    fn usual_spellings_of_a_town_have_one_key() {
        for same in [
            &["'s-Gravenhage", "Den Haag", "S GRAVENHAGE", "'s Gravenhage"][..],
            &["'s-Hertogenbosch", "Den Bosch"],
            &["Amsterdam", "A'dam", "Adam", "AMSTERDAM"],
            &[
                "Amsterdam-Zuidoost",
                "Adam Zuidoost",
                "A'dam Z.O.",
                "Amsterdam ZO",
            ],
            &[
                "Capelle aan den IJssel",
                "Capelle a/d IJssel",
                "Capelle ad Yssel",
            ],
        ] {
            let keys: Vec<_> = same.iter().map(|s| town_key(s)).collect();
            assert!(keys.iter().all(|k| *k == keys[0]), "{keys:?}");
        }
        assert_eq!(
            town_without_district("amsterdamzuidoost"),
            Some("amsterdam")
        );
    }
}
