//! Seeded corruptions of a register's own addresses: what people do to them, one kind at a time.
//!
//! Each kind takes a home and makes the row that a list might have. `absent` kinds make rows for
//! homes that do not exist: any match is wrong there.

use std::fmt::Write as _;

use haarvaten::domain::AddressText;
use haarvaten::matching::{Finder, MatchOutcome};
use haarvaten::register::{AddressIx, Register};
use rayon::prelude::*;

/// A small generator of pseudo-random numbers (splitmix64): the same everywhere.
#[derive(Clone, Copy)]
pub struct Seed(pub u64);

impl Seed {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }
    pub fn below(&mut self, n: usize) -> usize {
        usize::try_from(self.next() % n as u64).unwrap()
    }
    pub fn pick<'t>(&mut self, all: &[&'t str]) -> &'t str {
        all[self.below(all.len())]
    }
}

/// The parts of a home's address, as text.
#[derive(Clone)]
pub struct Home {
    pub street: String,
    pub number: String,
    pub letter: String,
    pub addition: String,
    pub postcode: String,
    pub town: String,
}

impl Home {
    pub fn of(register: &Register, ix: AddressIx) -> Self {
        let a = register.address(ix);
        Self {
            street: register.street(a.street).name.to_string(),
            number: a.number.to_string(),
            letter: a
                .letter
                .map(|l| l.as_char().to_string())
                .unwrap_or_default(),
            addition: a.addition.as_text().to_string(),
            postcode: a.postcode.map(|p| p.to_string()).unwrap_or_default(),
            town: register.town(a.town).name.to_string(),
        }
    }

    fn tail(&self) -> String {
        match (self.letter.as_str(), self.addition.as_str()) {
            ("", "") => String::new(),
            (l, "") => l.to_owned(),
            ("", a) => format!("-{a}"),
            (l, a) => format!("{l}-{a}"),
        }
    }

    fn split(&self) -> AddressText {
        let some = |t: &str| (!t.is_empty()).then(|| t.into());
        AddressText {
            street: some(&self.street),
            number: some(&self.number),
            letter: some(&self.letter),
            addition: some(&self.addition),
            postcode: some(&self.postcode),
            town: some(&self.town),
            ..AddressText::default()
        }
    }

    fn cell(&self) -> AddressText {
        let code = if self.postcode.is_empty() {
            String::new()
        } else {
            format!("{} {} ", &self.postcode[..4], &self.postcode[4..])
        };
        whole(format!(
            "{} {}{}, {code}{}",
            self.street,
            self.number,
            self.tail(),
            self.town
        ))
    }
}

fn whole(text: String) -> AddressText {
    AddressText {
        whole: Some(text.into()),
        ..AddressText::default()
    }
}

/// One typing error in a word: a letter wrong, missing, double or swapped with its neighbour.
pub fn typo(text: &str, seed: &mut Seed) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    let at: Vec<usize> = (0..chars.len())
        .filter(|i| chars[*i].is_alphabetic())
        .collect();
    if at.len() < 4 {
        return text.to_owned();
    }
    let i = at[1 + seed.below(at.len() - 2)];
    match seed.below(4) {
        0 => {
            let other = char::from(b'a' + u8::try_from(seed.below(26)).unwrap());
            chars[i] = other;
        }
        1 => {
            chars.remove(i);
        }
        2 => chars.insert(i, chars[i]),
        _ => {
            if i + 1 < chars.len() {
                chars.swap(i, i + 1);
            }
        }
    }
    chars.into_iter().collect()
}

/// One typing error in a postcode.
pub fn code_typo(code: &str, seed: &mut Seed) -> String {
    let mut chars: Vec<char> = code.chars().collect();
    if chars.len() != 6 {
        return code.to_owned();
    }
    let i = seed.below(6);
    match seed.below(4) {
        0 if i < 5 => chars.swap(i, i + 1),
        1 => {
            chars.remove(i);
        }
        _ if i < 4 => chars[i] = char::from(b'0' + u8::try_from(seed.below(10)).unwrap()),
        _ => chars[i] = char::from(b'A' + u8::try_from(seed.below(26)).unwrap()),
    }
    chars.into_iter().collect()
}

fn abbreviate(street: &str, seed: &mut Seed) -> String {
    let mut out = street.to_owned();
    let pairs: &[(&str, &[&str])] = &[
        ("straat", &["str.", "str", "STRAAT"]),
        ("laan", &["ln.", "ln", "LAAN"]),
        ("weg", &["wg", "wg."]),
        ("plein", &["pl.", "pln"]),
        ("plantsoen", &["plnts", "plants."]),
        ("kade", &["kd", "kd."]),
        ("singel", &["sngl", "sgl."]),
        ("van der ", &["v.d. ", "vd ", "v/d "]),
        ("Van der ", &["v.d. ", "V.D. "]),
        ("van ", &["v. ", "v "]),
        ("Burgemeester ", &["Burg. ", "Burg "]),
        ("Admiraal ", &["Adm. "]),
        ("Prinses ", &["Prs. "]),
        ("Sint ", &["St. ", "St "]),
        ("Eerste ", &["1e ", "1ste "]),
        ("Tweede ", &["2e ", "2de "]),
        ("ij", &["y"]),
        ("Doctor ", &["Dr. "]),
        ("Dr. ", &["Dr ", "Doctor "]),
    ];
    for (long, shorts) in pairs {
        if out.contains(long) {
            out = out.replacen(long, seed.pick(shorts), 1);
        }
    }
    match seed.below(4) {
        0 => out.to_uppercase(),
        1 => out.to_lowercase(),
        2 => out.replace(' ', "-"),
        _ => out,
    }
}

/// Another usual spelling of number, letter and addition.
fn respell(home: &Home, seed: &mut Seed) -> String {
    let (n, l, a) = (&home.number, &home.letter, &home.addition);
    let case = seed.below(2) == 0;
    let shown = |t: &str| {
        if case {
            t.to_uppercase()
        } else {
            t.to_lowercase()
        }
    };
    let (l, a) = (shown(l), shown(a));
    match (l.is_empty(), a.is_empty()) {
        (true, true) => match seed.below(3) {
            0 => format!("{n}.0"),
            1 => format!("00{n}"),
            _ => format!(" {n} "),
        },
        (false, true) => format!("{n}{}{l}", seed.pick(&["", " ", "-", "/", " - "])),
        (true, false) => format!("{n}{}{a}", seed.pick(&[" ", "-", "/", " - ", "."])),
        (false, false) => format!(
            "{n}{}{l}{}{a}",
            seed.pick(&["", " ", "-", "/"]),
            seed.pick(&["", " ", "-", "/"])
        ),
    }
}

/// Every kind of corruption: its name, whether the home still exists, and the row.
pub const KINDS: &[(&str, bool)] = &[
    ("clean, split columns", true),
    ("clean, one cell", true),
    ("clean, postcode and number only", true),
    ("addition spelled otherwise, split", true),
    ("addition spelled otherwise, one cell", true),
    ("street abbreviated", true),
    ("no postcode, split", true),
    ("no postcode, one cell", true),
    ("no postcode and no town", true),
    ("four digits of the postcode only", true),
    ("typing error in postcode", true),
    ("typing error in street", true),
    ("typing error in street, no postcode", true),
    ("typing error in street, one cell", true),
    ("typing error in town", true),
    ("abbreviated street, no postcode", true),
    ("number and addition glued", true),
    ("number became a date", true),
    ("typing errors in street and postcode", true),
    ("another home's postcode", true),
    ("absent: number that does not exist", false),
    ("absent: letter that does not exist", false),
    ("absent: street that does not exist", false),
    ("absent: another town", false),
];

/// Makes the row; `None` where the kind does not apply to the home.
pub fn corrupt(
    register: &Register,
    ix: AddressIx,
    kind: usize,
    seed: &mut Seed,
) -> Option<AddressText> {
    let mut home = Home::of(register, ix);
    let address = register.address(ix);
    let lettered = !home.letter.is_empty() || !home.addition.is_empty();
    if home.postcode.is_empty() && ![6, 7, 8, 15].contains(&kind) {
        return None;
    }
    Some(match kind {
        0 => home.split(),
        1 => home.cell(),
        2 => AddressText {
            street: None,
            town: None,
            ..home.split()
        },
        3 => AddressText {
            number: Some(respell(&home, seed).into()),
            letter: None,
            addition: None,
            ..home.split()
        },
        4 => whole(format!(
            "{} {} {} {}",
            home.street,
            respell(&home, seed).trim().replace(".0", ""),
            home.postcode,
            home.town
        )),
        5 => {
            home.street = abbreviate(&home.street, seed);
            if seed.below(2) == 0 {
                home.split()
            } else {
                home.cell()
            }
        }
        6 => AddressText {
            postcode: None,
            ..home.split()
        },
        7 => whole(format!(
            "{} {}{} {}",
            home.street,
            home.number,
            home.tail(),
            home.town
        )),
        8 => AddressText {
            postcode: None,
            town: None,
            ..home.split()
        },
        9 => AddressText {
            postcode: Some(home.postcode[..4].into()),
            ..home.split()
        },
        10 => {
            let code = code_typo(&home.postcode, seed);
            if code == home.postcode {
                return None;
            }
            home.postcode = code;
            home.split()
        }
        11..=13 => {
            let street = typo(&home.street, seed);
            if street == home.street {
                return None;
            }
            home.street = street;
            match kind {
                11 => home.split(),
                12 => AddressText {
                    postcode: None,
                    ..home.split()
                },
                _ => home.cell(),
            }
        }
        14 => {
            home.town = typo(&home.town, seed);
            home.split()
        }
        15 => {
            home.street = abbreviate(&home.street, seed);
            home.postcode.clear();
            home.split()
        }
        16 => {
            if home.addition.is_empty()
                || !home.letter.is_empty()
                || !home.addition.bytes().all(|b| b.is_ascii_digit())
            {
                return None;
            }
            AddressText {
                number: Some(format!("{}{}", home.number, home.addition).into()),
                letter: None,
                addition: None,
                ..home.split()
            }
        }
        17 => {
            let (day, month) = (address.number, home.addition.parse::<u32>().ok()?);
            if day > 31 || month > 12 || !home.letter.is_empty() {
                return None;
            }
            AddressText {
                number: Some(format!("{day}-{month}").into()),
                addition: None,
                number_was_date: true,
                ..home.split()
            }
        }
        18 => {
            home.street = typo(&home.street, seed);
            home.postcode = code_typo(&home.postcode, seed);
            home.split()
        }
        19 => {
            let other = AddressIx(u32::try_from(seed.below(register.addresses().len())).unwrap());
            home.postcode = register.address(other).postcode?.to_string();
            if register.address(other).street == address.street {
                return None;
            }
            home.split()
        }
        20 => {
            let number = address.number + 1 + u32::try_from(seed.below(300)).unwrap();
            if !register.on_street(address.street, number).is_empty() {
                return None;
            }
            home.number = number.to_string();
            home.letter.clear();
            home.addition.clear();
            home.split()
        }
        21 => {
            if !lettered && seed.below(2) == 0 {
                return None;
            }
            home.letter = "Z".into();
            home.addition.clear();
            let z = register
                .on_street(address.street, address.number)
                .iter()
                .any(|other| {
                    register
                        .address(*other)
                        .letter
                        .is_some_and(|l| l.folded() == 'Z')
                });
            if z {
                return None;
            }
            if seed.below(2) == 0 {
                home.split()
            } else {
                home.cell()
            }
        }
        22 => {
            home.street = format!("{}xqw", home.street.chars().rev().collect::<String>());
            AddressText {
                postcode: None,
                ..home.split()
            }
        }
        23 => {
            home.town = "Groningen".into();
            home.postcode = "9712AB".into();
            home.split()
        }
        _ => return None,
    })
}

/// What became of the rows of one kind.
#[derive(Clone, Copy, Default)]
pub struct Tally {
    pub rows: usize,
    pub right: usize,
    pub asked_with: usize,
    pub asked_without: usize,
    pub not_found: usize,
    pub wrong: usize,
}

/// Unoptimised, every tenth address must do; the figures are those of a release build, over all.
const EVERY: usize = if cfg!(debug_assertions) { 10 } else { 1 };

/// Runs all kinds over all homes, `rounds` times, and gives a tally per kind and the wrong rows.
pub fn measure(register: &Register, finder: &Finder<'_>, rounds: u64) -> (Vec<Tally>, Vec<String>) {
    let mut tallies = Vec::new();
    let mut wrong = Vec::new();
    for (kind, (name, exists)) in KINDS.iter().enumerate() {
        let rows: Vec<(AddressIx, AddressText)> = (0..rounds)
            .flat_map(|round| {
                register.addresses().step_by(EVERY).filter_map(move |ix| {
                    let mut seed = Seed((round << 40) ^ ((kind as u64) << 32) ^ u64::from(ix.0));
                    Some((ix, corrupt(register, ix, kind, &mut seed)?))
                })
            })
            .collect();
        let found: Vec<_> = rows.par_iter().map(|(_, text)| finder.find(text)).collect();
        let mut tally = Tally::default();
        for ((ix, text), found) in rows.iter().zip(found) {
            tally.rows += 1;
            let unit = register.address(*ix).unit;
            match (found.outcome, found.address) {
                (MatchOutcome::Matched, Some(got))
                    if *exists && (got == *ix || register.address(got).unit == unit) =>
                {
                    tally.right += 1;
                }
                (MatchOutcome::Matched, got) => {
                    tally.wrong += 1;
                    if wrong.len() < 60 {
                        let got = got.map(|g| Home::of(register, g)).map(|h| {
                            format!("{} {}{} {}", h.street, h.number, h.tail(), h.postcode)
                        });
                        let own = Home::of(register, *ix);
                        wrong.push(format!(
                            "{name}: {} ← {} {}{} {} became {got:?} ({:?})",
                            text.raw(),
                            own.street,
                            own.number,
                            own.tail(),
                            own.postcode,
                            found.reason
                        ));
                    }
                }
                (MatchOutcome::Ambiguous, _) => {
                    if found.candidates.iter().any(|c| c.address == *ix) {
                        tally.asked_with += 1;
                    } else {
                        tally.asked_without += 1;
                    }
                }
                _ => tally.not_found += 1,
            }
        }
        tallies.push(tally);
    }
    (tallies, wrong)
}

/// The tallies as a table.
pub fn table(tallies: &[Tally]) -> String {
    let mut out = format!(
        "{:<40} {:>7} {:>7} {:>8} {:>7} {:>7} {:>6}\n",
        "kind", "rows", "right%", "asked", "asked-", "none", "wrong"
    );
    for ((name, _), t) in KINDS.iter().zip(tallies) {
        let share = t.right as f64 * 100.0 / t.rows.max(1) as f64;
        let _ = writeln!(
            out,
            "{name:<40} {:>7} {share:>7.2} {:>8} {:>7} {:>7} {:>6}",
            t.rows, t.asked_with, t.asked_without, t.not_found, t.wrong
        );
    }
    out
}

/// Rows of one kind that were not found although the home exists, for looking at.
#[allow(dead_code, reason = "for looking at what is asked")]
pub fn not_right(
    register: &Register,
    finder: &Finder<'_>,
    kind: usize,
    most: usize,
) -> Vec<String> {
    let mut out = Vec::new();
    for ix in register.addresses() {
        let mut seed = Seed(((kind as u64) << 32) ^ u64::from(ix.0));
        let Some(text) = corrupt(register, ix, kind, &mut seed) else {
            continue;
        };
        let found = finder.find(&text);
        if found.address.is_none() {
            let own = Home::of(register, ix);
            let candidates: Vec<String> = found
                .candidates
                .iter()
                .map(|c| Home::of(register, c.address))
                .map(|h| format!("{} {}{} {}", h.street, h.number, h.tail(), h.postcode))
                .collect();
            out.push(format!(
                "{} ← {} {}{} {}: {:?} {:?}",
                text.raw(),
                own.street,
                own.number,
                own.tail(),
                own.postcode,
                found.reason,
                candidates
            ));
        }
    }
    let step = (out.len() / most).max(1);
    out.into_iter().step_by(step).take(most).collect()
}
