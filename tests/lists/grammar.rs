//! Makes lists as colleagues make them: kinds, headings, orders, counters, second addresses,
//! titles and totals, formats, typing errors. The same seed makes the same list.

use std::collections::BTreeSet;

use super::field::STREETS;

/// A row to write, with the home that it means; none for titles, totals and notes.
pub struct Line {
    pub cells: Vec<String>,
    pub home: Option<String>,
}

/// A list to read.
pub struct Made {
    pub name: String,
    pub lines: Vec<Line>,
    pub bytes: Vec<u8>,
}

/// A small generator of its own, so that a seed means the same list for ever.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0x5DEE_CE66)
    }
    pub fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((z ^ (z >> 31)) % most as u64).unwrap()
    }
    pub fn one<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.below(of.len())]
    }
    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }
}

struct Home {
    street: &'static str,
    number: u32,
    letter: &'static str,
    postcode: &'static str,
}

fn homes(dice: &mut Dice) -> Vec<Home> {
    let count = 8 + dice.below(20);
    let mut seen = BTreeSet::new();
    let mut all = Vec::new();
    let several = dice.chance(50);
    let only = dice.below(STREETS.len());
    while all.len() < count {
        let at = if several {
            dice.below(STREETS.len())
        } else {
            only
        };
        let (street, postcode, first, last, step) = STREETS[at];
        let steps = (last - first) / step + 1;
        let number = first + step * u32::try_from(dice.below(steps as usize)).unwrap();
        let lettered = street == "Krimpertplein" && number % 5 == 0;
        let letter = if lettered {
            ["A", "B", "C"][dice.below(3)]
        } else {
            ""
        };
        if seen.insert((street, number, letter)) {
            all.push(Home {
                street,
                number,
                letter,
                postcode,
            });
        }
    }
    if dice.chance(60) {
        all.sort_by_key(|home| (home.street, home.number, home.letter));
    }
    all
}

const OWN: &[&str] = &[
    "VHE nr",
    "VHE",
    "Nr",
    "nr.",
    "No",
    "No.",
    "Num",
    "Volgnr",
    "Volgnummer",
    "#",
    "OGE-nr",
    "OGE",
    "Eenheidnr",
    "Objectnummer",
    "Rij",
    "ID",
    "Regel",
    "Index",
    "VHE-nummer",
];
const ADDRESS: &[&str] = &[
    "Adres",
    "Objectadres",
    "Straat en huisnummer",
    "straat + huisnummer",
    "Adresregel",
    "Adres object",
    "Woonadres",
];
const STREET: &[&str] = &[
    "Straat",
    "Straatnaam",
    "straat",
    "STRAAT",
    "Straatnaam object",
];
const NUMBER: &[&str] = &[
    "Huisnr",
    "Huisnummer",
    "HSNR",
    "Huisnr.",
    "huisnummer",
    "Hnr",
];
const LETTER: &[&str] = &["Toev.", "Huisletter", "HSLTR", "Toevoeging", "Huisnr toev."];
const POSTCODE: &[&str] = &["Postcode", "PC", "postcode", "Postcode object", "PC6"];
const TOWN: &[&str] = &["Plaats", "Plaatsnaam", "Woonplaats", "Stad"];
const COMPLEX: &[&str] = &["Complex", "Complexnr", "Cluster", "FTV", "Complexnummer"];

/// Makes the list of a seed.
pub fn make(seed: u64) -> Made {
    let dice = &mut Dice::new(seed);
    let homes = homes(dice);
    let kind = dice.below(4);
    let mut columns: Vec<(String, Vec<String>)> = Vec::new();
    let mut add = |heading: &str, cell: &dyn Fn(usize, &Home) -> String| {
        columns.push((
            heading.to_owned(),
            homes
                .iter()
                .enumerate()
                .map(|(at, home)| cell(at, home))
                .collect(),
        ));
    };
    // The home's own address, in one cell or split.
    let whole = dice.chance(50);
    let short = dice.chance(30);
    if whole {
        let heading = dice.one(ADDRESS);
        let with_town = dice.chance(15);
        let comma = if with_town { ", Amsterdam" } else { "" };
        add(heading, &|_, home| {
            format!("{} {}{}{comma}", home.street, home.number, home.letter)
        });
    } else {
        add(dice.one(STREET), &|_, home| home.street.to_owned());
        let apart = dice.chance(50);
        add(dice.one(NUMBER), &|_, home| {
            if apart {
                home.number.to_string()
            } else {
                format!("{}{}", home.number, home.letter)
            }
        });
        if apart {
            add(dice.one(LETTER), &|_, home| home.letter.to_owned());
        }
    }
    if !short || kind == 3 {
        let space = dice.chance(60);
        add(dice.one(POSTCODE), &|_, home| {
            if space {
                format!("{} {}", &home.postcode[..4], &home.postcode[4..])
            } else {
                home.postcode.to_owned()
            }
        });
    }
    if dice.chance(50) {
        add(dice.one(TOWN), &|_, _| "Amsterdam".to_owned());
    }
    // A number of the list's own: counts up, from anywhere, or an inventory number.
    let counter = dice.chance(65);
    if counter {
        let heading = dice.one(OWN);
        let from = [1, 1, 1, 11, 100][dice.below(5)];
        let prefix = dice.one(&["", "", "", "A-", "00"]);
        add(heading, &|at, _| format!("{prefix}{}", from + at));
    }
    match kind {
        0 => {
            let complex = dice.one(COMPLEX);
            let number = 1 + dice.below(30);
            add(complex, &|at, _| format!("{}", number + at / 9));
            if dice.chance(50) {
                add(
                    dice.one(&["Soort VHE", "Type", "Soort eenheid", "Kamers"]),
                    &|at, _| dice_type(at).to_owned(),
                );
            }
        }
        1 => {
            let vve = dice.one(&["VvE", "VvE-naam", "Vereniging", "Splitsing"]);
            add(
                dice.one(&[
                    "Appartementsindex",
                    "App.index",
                    "Index",
                    "Appartementsrecht",
                ]),
                &|at, _| format!("A{}", at + 1),
            );
            if dice.chance(50) {
                add(dice.one(&["Breukdeel", "Aandeel"]), &|at, _| {
                    format!("{}/960", 10 + at % 4)
                });
            }
            add(vve, &|_, _| "VvE De Kade".to_owned());
        }
        2 => {
            add(
                dice.one(&["Verhuurder", "Eigenaar object", "Corporatie"]),
                &|_, _| "Goede Huisvester".to_owned(),
            );
        }
        _ => {
            add("Afgemeld op", &|at, _| {
                format!("{}-{}-2026", 1 + at % 28, 1 + at % 10)
            });
        }
    }
    // Where the owner wants the post: another home that exists.
    if kind == 1 && dice.chance(70) {
        add(
            dice.one(&["Eigenaar", "Naam", "Naam eigenaar"]),
            &|at, _| {
                format!(
                    "Bewoner {}",
                    (b'A' + u8::try_from(at % 26).unwrap()) as char
                )
            },
        );
        add(
            dice.one(&["Correspondentieadres", "Postadres", "Correspondentie adres"]),
            &|at, _| format!("Karspeldreef {}", 1 + at),
        );
        if dice.chance(50) {
            add(
                dice.one(&["Postcode correspondentie", "Postcode postadres"]),
                &|_, _| "1104 SE".to_owned(),
            );
        }
    }
    if dice.chance(40) {
        add(
            dice.one(&[
                "Opmerking",
                "Bijzonderheden",
                "m2",
                "Huur",
                "Bouwjaar",
                "Verdieping",
            ]),
            &|at, _| (50 + at % 7).to_string(),
        );
    }
    shuffle(dice, &mut columns);
    let typos = dice.chance(25);
    let lines = lines(dice, &homes, &columns, typos);
    let owner = ["Goede Huisvester", "", "", "Kringhuis"][dice.below(4)];
    let stem = match kind {
        0 => format!("{owner} corporatie bezit {seed}"),
        1 => format!("vve eigenaren {seed}"),
        2 => format!("eenheden {seed}"),
        _ => format!("afmeldingen {seed}"),
    };
    let (ending, bytes) = write(dice, &lines);
    Made {
        name: format!("{}.{ending}", stem.trim()),
        lines,
        bytes,
    }
}

fn dice_type(at: usize) -> &'static str {
    ["Woning", "Appartement", "Woning"][at % 3]
}

fn shuffle(dice: &mut Dice, columns: &mut [(String, Vec<String>)]) {
    for at in (1..columns.len()).rev() {
        columns.swap(at, dice.below(at + 1));
    }
}

fn lines(
    dice: &mut Dice,
    homes: &[Home],
    columns: &[(String, Vec<String>)],
    typos: bool,
) -> Vec<Line> {
    let width = columns.len();
    let note = |text: &str| {
        let mut cells = vec![String::new(); width];
        text.clone_into(&mut cells[0]);
        Line { cells, home: None }
    };
    let mut lines = Vec::new();
    if dice.chance(25) {
        lines.push(note("Overzicht per 1 november 2026"));
    }
    lines.push(Line {
        cells: columns.iter().map(|(heading, _)| heading.clone()).collect(),
        home: None,
    });
    for (at, home) in homes.iter().enumerate() {
        let mut cells: Vec<String> = columns.iter().map(|(_, cells)| cells[at].clone()).collect();
        if typos && dice.chance(8) {
            for cell in &mut cells {
                if cell.contains("burg") {
                    *cell = cell.replace("burg", "brug");
                } else if dice.chance(20) {
                    cell.push(' ');
                }
            }
        }
        lines.push(Line {
            cells,
            home: Some(format!("{} {}{}", home.street, home.number, home.letter)),
        });
    }
    if dice.chance(25) {
        lines.push(note(&format!("Totaal: {}", homes.len())));
    }
    lines
}

fn write(dice: &mut Dice, lines: &[Line]) -> (&'static str, Vec<u8>) {
    let form = dice.below(5);
    if form == 4 {
        let mut book = rust_xlsxwriter::Workbook::new();
        let sheet = book.add_worksheet();
        for (r, line) in (0_u32..).zip(lines) {
            for (c, cell) in (0_u16..).zip(&line.cells) {
                match cell.parse::<f64>() {
                    Ok(number) if !cell.starts_with('0') => sheet.write(r, c, number).unwrap(),
                    _ if cell.is_empty() => sheet,
                    _ => sheet.write(r, c, cell.as_str()).unwrap(),
                };
            }
        }
        return ("xlsx", book.save_to_buffer().unwrap());
    }
    let separator = [";", ",", "\t", ";"][form];
    let rows: Vec<String> = lines
        .iter()
        .map(|line| {
            let cells = line.cells.iter().map(|cell| {
                if cell.contains(separator) {
                    format!("\"{cell}\"")
                } else {
                    cell.clone()
                }
            });
            cells.collect::<Vec<_>>().join(separator)
        })
        .collect();
    let text = rows.join(if form == 3 { "\n" } else { "\r\n" });
    // Nothing outside Latin-1 is in it: the code page is one byte a character.
    let bytes = if form == 3 {
        text.chars()
            .map(|c| u8::try_from(u32::from(c)).unwrap())
            .collect()
    } else {
        text.into_bytes()
    };
    ("csv", bytes)
}
