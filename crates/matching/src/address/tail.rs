//! What comes after the house number: letter and addition, compared as canonical forms against
//! what exists at that number. Never fuzzy: `14A` is not `14C`, `1-3` is not `13`.

use compact_str::CompactString;
use smallvec::SmallVec;

use domain::text::fold;
use register::{Address, AddressIx, Register};

/// The text after the number as somebody typed it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tail {
    /// Upper case letters and digits, with `|` where a border between two numbers or two floors
    /// matters (`1-1` is not `11`).
    pub canonical: CompactString,
    /// The parts as they were separated, for reading the first letter as huisletter.
    parts: SmallVec<[CompactString; 3]>,
}

impl Tail {
    /// Reads `-2A`, `A-H`, `2 hoog`, ` hs`, `III`.
    pub fn read(text: &str) -> Self {
        if text.is_empty() {
            return Self::default();
        }
        let folded;
        let text = if text.is_ascii() {
            text
        } else {
            folded = fold(text);
            &folded
        };
        let mut parts: SmallVec<[CompactString; 3]> = SmallVec::new();
        for part in text.split(|c: char| !c.is_ascii_alphanumeric()) {
            if part.is_empty() {
                continue;
            }
            let mut upper = CompactString::from(part);
            upper.make_ascii_uppercase();
            if parts.last().is_some_and(|before| is_label(before)) {
                parts.pop();
            }
            parts.push(upper);
        }
        Self {
            canonical: join(&parts),
            parts,
        }
    }

    /// Whether there is nothing.
    pub fn is_empty(&self) -> bool {
        self.canonical.is_empty()
    }

    /// Whether two tails say the same place, in whatever spelling.
    pub fn is_same_place(&self, other: &Self) -> bool {
        self.canonical == other.canonical
            || typed_classes(self)
                .iter()
                .any(|own| typed_classes(other).contains(own))
    }
}

/// Words that only say that a letter or addition follows.
fn is_label(part: &str) -> bool {
    matches!(
        part,
        "TOEV" | "TOEVOEGING" | "HUISLETTER" | "LETTER" | "NR" | "NO" | "NUMMER"
    )
}

fn join(parts: &[CompactString]) -> CompactString {
    let mut out = CompactString::default();
    for part in parts {
        let border = match (out.chars().next_back(), part.chars().next()) {
            (Some(a), Some(b)) => {
                (a.is_ascii_digit() && b.is_ascii_digit())
                    || (roman(part).is_some() && is_roman_char(a))
            }
            _ => false,
        };
        if border {
            out.push('|');
        }
        out.push_str(part);
    }
    out
}

fn is_roman_char(c: char) -> bool {
    matches!(c, 'I' | 'V' | 'X')
}

/// The canonical form of what the register has.
pub fn canonical(address: &Address) -> CompactString {
    let addition = address.addition.folded();
    let plain = addition.bytes().all(|b| b.is_ascii_alphanumeric());
    match address.letter {
        None if plain => addition,
        None => Tail::read(&addition).canonical,
        Some(letter) if addition.is_empty() => {
            let mut out = CompactString::default();
            out.push(letter.folded());
            out
        }
        Some(letter) => {
            let mut parts: SmallVec<[CompactString; 3]> = SmallVec::new();
            let mut first = CompactString::default();
            first.push(letter.folded());
            parts.push(first);
            parts.extend(Tail::read(&addition).parts);
            join(&parts)
        }
    }
}

/// The value of a roman number I–XX.
pub fn roman(text: &str) -> Option<u32> {
    const ROMAN: [&str; 20] = [
        "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV",
        "XV", "XVI", "XVII", "XVIII", "XIX", "XX",
    ];
    let at = ROMAN.iter().position(|r| *r == text)?;
    u32::try_from(at + 1).ok()
}

/// Words for places in a building, and the one form that stands for them.
fn word(text: &str) -> Option<&'static str> {
    Some(match text {
        "H" | "HS" | "HUIS" | "BG" | "BGG" | "BEG" | "BEGANE" | "BEGANEGROND" | "PART"
        | "PARTERRE" | "BGNGR" => "@0",
        "BEL" | "BE" | "BELE" | "BELET" | "BELETAGE" | "BELTAGE" => "@BEL",
        "BOV" | "BOVE" | "BOVN" | "BOVEN" | "BVN" | "BO" | "BOVENWONING" | "BOVENHUIS" => "@BOV",
        "BEN" | "BENE" | "BENEDEN" | "BENEDENWONING" | "BENEDENHUIS" => "@BEN",
        "ZW" | "ZWART" => "@ZW",
        "RD" | "ROOD" => "@RD",
        "BIS" | "BS" => "@BIS",
        "SOU" | "SOUS" | "SOUT" | "SOUTERRAIN" | "KELDER" | "KLDR" => "@SOU",
        _ => return None,
    })
}

/// Words that say nothing about which home it is.
fn is_filler(text: &str) -> bool {
    matches!(
        text,
        "APP"
            | "APT"
            | "APPT"
            | "APPARTEMENT"
            | "KAMER"
            | "KMR"
            | "UNIT"
            | "GROND"
            | "WONING"
            | "ETAGE"
            | "ET"
            | "VERDIEPING"
            | "VERD"
            | "HOOG"
            | "HG"
    )
}

/// Whether a word can only belong to an addition: `HOOG`, `HUIS`, `BOVEN`, `LINKS`.
pub fn is_tail_word(text: &str) -> bool {
    word(text).is_some()
        || is_filler(text)
        || is_label(text)
        || matches!(text, "VOOR" | "ACHTER" | "LINKS" | "RECHTS" | "MIDDEN")
}

/// Words that name a floor.
fn is_floor_word(text: &str) -> bool {
    matches!(
        text,
        "HOOG" | "HG" | "VERDIEPING" | "VERD" | "ETAGE" | "ET" | "EVERDIEPING" | "EETAGE"
    )
}

/// Splits into runs of letters and runs of digits.
fn runs(text: &str) -> SmallVec<[&str; 4]> {
    let mut out: SmallVec<[&str; 4]> = SmallVec::new();
    let mut start = 0;
    let mut last: Option<bool> = None;
    for (at, c) in text.char_indices() {
        let digit = c.is_ascii_digit();
        if last.is_some_and(|l| l != digit)
            && let Some(run) = text.get(start..at)
        {
            out.push(run);
            start = at;
        }
        last = Some(digit);
    }
    if let Some(run) = text.get(start..)
        && !run.is_empty()
    {
        out.push(run);
    }
    out
}

/// The class of an addition: `2 hoog`, `2hg`, `II` and `2` are one, `hs` and `huis` are one.
fn class<'t>(parts: impl Iterator<Item = &'t str>) -> CompactString {
    let mut out = CompactString::default();
    let mut after_floor = false;
    let mut floors = 0;
    for part in parts {
        for run in runs(part) {
            let floor = if run.bytes().all(|b| b.is_ascii_digit()) {
                run.parse::<u32>().ok()
            } else if after_floor {
                None
            } else {
                roman(run)
            };
            if let Some(floor) = floor {
                if floors > 0 {
                    out.push('|');
                }
                floors += 1;
                after_floor = true;
                out.push_str(&compact_str::format_compact!("{floor}"));
                continue;
            }
            if is_filler(run) || (after_floor && matches!(run, "E" | "DE" | "STE")) {
                continue;
            }
            let known = word(run).unwrap_or(match run {
                "VOOR" | "VR" if after_floor => "V",
                "ACHTER" | "ACHT" | "AR" if after_floor => "A",
                "LINKS" | "LI" if after_floor => "L",
                "RECHTS" | "RE" if after_floor => "R",
                run => run,
            });
            out.push_str(known);
        }
    }
    out
}

/// How a tail fits what exists at a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fit {
    /// Exactly one, literally.
    Literal(AddressIx),
    /// Exactly one, in another usual spelling.
    Canonical(AddressIx),
    /// Several fit equally well.
    Several(SmallVec<[AddressIx; 4]>),
    /// Nothing fits surely, but these might be meant: a bare number where only lettered homes
    /// are, or `12 H` where only `12` is.
    Perhaps(SmallVec<[AddressIx; 4]>),
    /// Nothing fits.
    None,
}

/// Tries a tail against all addresses at one number.
pub fn fit(register: &Register, at: &[AddressIx], tail: &Tail) -> Fit {
    let mut literal: SmallVec<[AddressIx; 4]> = SmallVec::new();
    for ix in at {
        let address = register.address(*ix);
        let same = if tail.is_empty() {
            address.letter.is_none() && address.addition.is_empty()
        } else {
            canonical(&address) == tail.canonical
        };
        if same {
            literal.push(*ix);
        }
    }
    match one_home(register, &literal) {
        One::Yes(ix) => return Fit::Literal(ix),
        One::Several => {
            // `AH` may be letter A with addition H, or addition AH: the borders decide.
            let parted: SmallVec<[AddressIx; 4]> = literal
                .iter()
                .copied()
                .filter(|ix| parts_of(&register.address(*ix)).as_slice() == tail.parts.as_slice())
                .collect();
            return match one_home(register, &parted) {
                One::Yes(ix) => Fit::Literal(ix),
                One::No | One::Several => Fit::Several(in_use_first(register, literal)),
            };
        }
        One::No => {}
    }
    if tail.is_empty() {
        let all: SmallVec<[AddressIx; 4]> = at.iter().copied().take(20).collect();
        return if all.is_empty() {
            Fit::None
        } else {
            Fit::Perhaps(all)
        };
    }
    let alike = alike(register, at, tail);
    match one_home(register, &alike) {
        One::Yes(ix) => Fit::Canonical(ix),
        One::Several => Fit::Several(alike),
        One::No => perhaps(register, at, tail),
    }
}

/// The same address twice, of which one is not in use: rather the other, but a person decides.
fn in_use_first(
    register: &Register,
    mut all: SmallVec<[AddressIx; 4]>,
) -> SmallVec<[AddressIx; 4]> {
    all.sort_by_key(|ix| {
        let unit = register.address(*ix).unit;
        !unit.is_some_and(|unit| register.unit(unit).in_use)
    });
    all
}

/// Nothing fits; is there one that is all but said?
fn perhaps(register: &Register, at: &[AddressIx], tail: &Tail) -> Fit {
    let bare: SmallVec<[AddressIx; 4]> = at
        .iter()
        .copied()
        .filter(|ix| canonical(&register.address(*ix)).is_empty())
        .collect();
    // `12 hs` and `12, 2e verdieping` where there is only 12: a place inside that house.
    let says_floor = tail
        .parts
        .iter()
        .any(|part| is_floor_word(part.trim_start_matches(|c: char| c.is_ascii_digit())));
    let ground = class(tail.parts.iter().map(CompactString::as_str)) == "@0";
    // `28 hs` where H is one of a row of letters: it may be that home after all.
    let mut inside = bare;
    inside.extend(
        at.iter()
            .copied()
            .filter(|ix| ground && canonical(&register.address(*ix)) == "H"),
    );
    if (ground || says_floor) && !inside.is_empty() {
        return Fit::Perhaps(inside);
    }
    // `22A` where there are 22A-1 to 22A-3.
    let begun = begun_by(register, at, tail);
    if !begun.is_empty() {
        return Fit::Perhaps(begun);
    }
    // `12 I-II`: two homes in one, of which each exists.
    if tail.parts.len() > 1 {
        let each: SmallVec<[AddressIx; 4]> = tail
            .parts
            .iter()
            .filter_map(|part| match fit(register, at, &Tail::read(part)) {
                Fit::Literal(ix) | Fit::Canonical(ix) => Some(ix),
                Fit::Several(_) | Fit::Perhaps(_) | Fit::None => None,
            })
            .collect();
        if each.len() == tail.parts.len() {
            return Fit::Perhaps(each);
        }
    }
    Fit::None
}

/// The addresses whose letter and addition begin with a tail and go on: `22A-1` for `22A`.
pub fn begun_by(register: &Register, at: &[AddressIx], tail: &Tail) -> SmallVec<[AddressIx; 4]> {
    let typed: SmallVec<[&str; 4]> = tail.parts.iter().flat_map(|p| runs(p)).collect();
    if typed.is_empty() {
        return SmallVec::new();
    }
    at.iter()
        .copied()
        .filter(|ix| {
            let parts = parts_of(&register.address(*ix));
            let own: SmallVec<[&str; 4]> = parts.iter().flat_map(|p| runs(p)).collect();
            own.len() > typed.len() && own.starts_with(&typed)
        })
        .take(20)
        .collect()
}

fn parts_of(address: &Address) -> SmallVec<[CompactString; 3]> {
    let mut parts: SmallVec<[CompactString; 3]> = SmallVec::new();
    if let Some(letter) = address.letter {
        let mut first = CompactString::default();
        first.push(letter.folded());
        parts.push(first);
    }
    parts.extend(Tail::read(&address.addition.folded()).parts);
    parts
}

/// The addresses whose letter and addition are another usual spelling of the tail.
fn alike(register: &Register, at: &[AddressIx], tail: &Tail) -> SmallVec<[AddressIx; 4]> {
    let typed = typed_classes(tail);
    let here: SmallVec<[(AddressIx, Address); 8]> =
        at.iter().map(|ix| (*ix, register.address(*ix))).collect();
    let tails: SmallVec<[CompactString; 8]> = here.iter().map(|(_, a)| canonical(a)).collect();
    let has = |text: &str| tails.iter().any(|t| t == text);
    // In a row of letters (…, G, H) an H is a letter and no ground floor; likewise I, V, X.
    let is_series = |t: &str| match t {
        "H" => is_letter_in_row(&tails),
        "I" => !(has("II") || has("2") || tails.iter().all(|t| t == "I" || word(t) == Some("@0"))),
        "V" => !(has("IV") || has("VI")),
        "X" => !(has("IX") || has("XI")),
        _ => false,
    };
    let mut out: SmallVec<[AddressIx; 4]> = SmallVec::new();
    for ((ix, address), own) in here.iter().zip(&tails) {
        if own.is_empty() || is_series(own) {
            continue;
        }
        let parts = parts_of(address);
        let mut class_here = CompactString::default();
        let mut rest = parts.iter().map(CompactString::as_str);
        if let Some(letter) = address.letter
            && !address.addition.is_empty()
        {
            class_here.push(letter.folded());
            class_here.push('·');
            rest.next();
        }
        class_here.push_str(&class(rest));
        if typed.contains(&class_here) {
            out.push(*ix);
        }
    }
    if out.is_empty() {
        out = swapped(&here, tail);
    }
    out
}

/// Whether an H at this number is a letter in a row (…, E, F, H) and no ground floor.
fn is_letter_in_row(tails: &[CompactString]) -> bool {
    let letters = tails
        .iter()
        .filter(|tail| tail.len() == 1 && !matches!(tail.as_str(), "H" | "I" | "V" | "X"))
        .filter(|tail| tail.bytes().all(|b| b.is_ascii_uppercase()));
    tails.iter().any(|tail| tail == "G") || letters.count() >= 3
}

/// `2 A` where the register has letter A and addition 2: the same parts in another order.
fn swapped(here: &[(AddressIx, Address)], tail: &Tail) -> SmallVec<[AddressIx; 4]> {
    let typed: SmallVec<[&str; 4]> = tail.parts.iter().flat_map(|p| runs(p)).collect();
    let [first, second] = typed.as_slice() else {
        return SmallVec::new();
    };
    let digits = |t: &str| t.bytes().all(|b| b.is_ascii_digit());
    if digits(first) == digits(second) {
        return SmallVec::new();
    }
    here.iter()
        .filter(|(_, address)| {
            let addition = address.addition.folded();
            let own: SmallVec<[CompactString; 3]> = parts_of(address);
            let own: SmallVec<[&str; 4]> = own.iter().flat_map(|p| runs(p)).collect();
            !addition.is_empty() && own.as_slice() == [*second, *first]
        })
        .map(|(ix, _)| *ix)
        .collect()
}

/// The classes that a typed tail may have: as one addition, or as letter and addition.
fn typed_classes(tail: &Tail) -> SmallVec<[CompactString; 3]> {
    let parts = || tail.parts.iter().map(CompactString::as_str);
    let mut out: SmallVec<[CompactString; 3]> = SmallVec::new();
    out.push(class(parts()));
    let Some(first) = tail.parts.first() else {
        return out;
    };
    let mut chars = first.chars();
    if let Some(letter) = chars.next().filter(char::is_ascii_alphabetic) {
        let rest = chars.as_str();
        let more = std::iter::once(rest)
            .filter(|r| !r.is_empty())
            .chain(parts().skip(1));
        let addition = class(more);
        if !addition.is_empty() {
            let mut with_letter = CompactString::default();
            with_letter.push(letter);
            with_letter.push('·');
            with_letter.push_str(&addition);
            out.push(with_letter);
        }
    }
    out
}

enum One {
    Yes(AddressIx),
    No,
    Several,
}

/// Whether all these are one home: one address, or several of one unit.
fn one_home(register: &Register, found: &[AddressIx]) -> One {
    match found {
        [] => One::No,
        [ix] => One::Yes(*ix),
        [first, rest @ ..] => {
            let unit = register.address(*first).unit;
            let same = unit.is_some() && rest.iter().all(|ix| register.address(*ix).unit == unit);
            if same { One::Yes(*first) } else { One::Several }
        }
    }
}
