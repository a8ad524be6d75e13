//! Batches: which letters go together, under which name, with which sheet on top.

use std::collections::BTreeMap;

use super::gather::Gatherer;
use super::markdown::{Block, Flush};
use super::page::MM;
use super::sheets::{SheetText, TICK, fact, inline};
use campaign::outreach::{Piece, Recipient};
use domain::Messages;
use domain::text::slug;
use register::{Address, AddressIx, Register};

/// The most letters in one PDF; a larger batch is split over files.
pub const MOST_IN_A_FILE: usize = 500;

/// A sealed batch, or a part of one that is too large for one file.
#[derive(Clone, Debug)]
pub struct Batch<'a> {
    /// Its number.
    pub number: u32,
    /// Which part of how many, when it is split.
    pub part: Option<(usize, usize)>,
    /// What it is called: the building or street.
    pub name: String,
    /// The letters, in walking order.
    pub pieces: Vec<&'a Piece>,
    /// How many letters come before these in the batch.
    pub before: usize,
}

impl Batch<'_> {
    /// The name of the file, as the ledger has it.
    pub fn file(&self) -> String {
        let part = self
            .part
            .map(|(part, _)| format!("-{part}"))
            .unwrap_or_default();
        format!("batch-{:03}-{}{part}.pdf", self.number, slug(&self.name))
    }
}

/// The batches of some pieces, by number, split where they are too large.
pub fn batches<'a>(
    pieces: &BTreeMap<u32, Vec<&'a Piece>>,
    gatherer: &Gatherer<'_>,
    words: &Messages,
) -> Vec<Batch<'a>> {
    let mut all = Vec::new();
    for (number, pieces) in pieces {
        let name = name_of(pieces, gatherer, words);
        let parts = pieces.chunks(MOST_IN_A_FILE);
        let count = parts.len();
        let mut before = 0;
        for (at, part) in parts.enumerate() {
            all.push(Batch {
                number: *number,
                part: (count > 1).then_some((at + 1, count)),
                name: name.clone(),
                pieces: part.to_vec(),
                before,
            });
            before += part.len();
        }
    }
    all
}

/// The building of the letters when they share one, else their street, else where they begin.
fn name_of(pieces: &[&Piece], gatherer: &Gatherer<'_>, words: &Messages) -> String {
    let homes: Vec<_> = pieces
        .iter()
        .filter_map(|piece| match piece.recipient {
            Recipient::Home(unit) => Some(unit),
            Recipient::Board(_) => None,
        })
        .collect();
    let Some(first) = homes.first() else {
        return words.plain("batch-boards");
    };
    let register = gatherer.register();
    let building = gatherer.building_name(*first);
    let one_building = homes.iter().all(|unit| {
        register.unit_buildings(*unit).first() == register.unit_buildings(*first).first()
    });
    if one_building {
        return building;
    }
    let street = |unit| register.address(register.unit(unit).address).street;
    if homes.iter().all(|unit| street(*unit) == street(*first)) {
        return register.street(street(*first)).name.to_string();
    }
    let last = homes.last().map(|unit| street(*unit));
    match last {
        Some(last) if last != street(*first) => format!(
            "{} – {}",
            register.street(street(*first)).name,
            register.street(last).name
        ),
        _ => format!("{building} …"),
    }
}

/// Who is told that a batch was delivered, and how.
fn reached(gatherer: &Gatherer<'_>) -> String {
    let sender = &gatherer.campaign().sender;
    let ways: Vec<&str> = sender
        .phone
        .as_deref()
        .into_iter()
        .chain([sender.email.as_str()])
        .collect();
    format!("{}, {}", sender.name, ways.join(", "))
}

/// The most letters that one tick stands for.
const AT_ONCE: usize = 20;

/// A stretch that is one walk: an entrance or gallery, by default a postcode.
struct Stretch {
    street: String,
    postcode: String,
    first: String,
    last: String,
    letters: usize,
}

/// The sheet on top of a batch: what, where, how many, who, and a line per entrance.
pub fn cover(batch: &Batch<'_>, gatherer: &Gatherer<'_>, words: &Messages) -> SheetText {
    let register = gatherer.register();
    let count = batch.pieces.len();
    let mut title = words.text(
        "batch-title",
        &[
            ("number", u64::from(batch.number).into()),
            ("name", batch.name.as_str().into()),
        ],
    );
    if let Some((part, parts)) = batch.part {
        title.push_str(&format!(" ({part}/{parts})"));
    }
    let kinds: BTreeMap<&str, usize> =
        batch.pieces.iter().fold(BTreeMap::new(), |mut all, piece| {
            *all.entry(piece.kind.word()).or_default() += 1;
            all
        });
    let kinds: Vec<String> = kinds
        .iter()
        .map(|(kind, count)| {
            format!(
                "{} ({})",
                words.plain(&format!("letter-kind-{kind}")),
                words.count(u64::try_from(*count).unwrap_or_default())
            )
        })
        .collect();
    let first = batch
        .pieces
        .first()
        .map(|piece| piece.id.to_string())
        .unwrap_or_default();
    let last = batch
        .pieces
        .last()
        .map(|piece| piece.id.to_string())
        .unwrap_or_default();
    let mut intro = vec![
        fact(&words.plain("batch-what"), &kinds.join(", ")),
        fact(
            &words.plain("batch-count"),
            &words.text("batch-letters", &[("count", count.into())]),
        ),
        fact(
            &words.plain("batch-references"),
            &format!("{first} – {last}"),
        ),
        fact(&words.plain("batch-date"), &words.date(gatherer.date())),
        fact(&words.plain("batch-report"), &reached(gatherer)),
        fact(&words.plain("batch-who"), "…………………………………………………………"),
        fact(&words.plain("batch-when"), "…………………………………"),
    ];
    let mut rows = Vec::new();
    for stretch in stretches(batch, register, words) {
        let numbers = if stretch.first == stretch.last {
            stretch.first
        } else {
            format!("{} – {}", stretch.first, stretch.last)
        };
        rows.push(vec![
            TICK.to_owned(),
            stretch.street,
            numbers,
            stretch.postcode,
            stretch.letters.to_string(),
            String::new(),
        ]);
    }
    let by_hand = rows.is_empty();
    if by_hand {
        intro.push(Block::Paragraph(vec![inline(
            words.plain("batch-by-hand"),
            false,
        )]));
        rows = batch
            .pieces
            .iter()
            .map(|piece| {
                let data = gatherer.letter(piece, words);
                let name = data.organisation.map(|organisation| organisation.name);
                let name = name.unwrap_or_default();
                let lines = data.recipient.lines.iter().filter(|line| **line != name);
                vec![
                    TICK.to_owned(),
                    name.clone(),
                    lines.cloned().collect::<Vec<_>>().join(", "),
                    String::new(),
                ]
            })
            .collect();
    }
    let outro = vec![
        Block::Heading(2, vec![inline(words.plain("batch-after"), false)]),
        Block::List(
            None,
            [
                "batch-after-confirm",
                "batch-after-undeliverable",
                "batch-after-talk",
                "batch-after-computer",
            ]
            .iter()
            .map(|key| {
                let text = words.text(key, &[("number", u64::from(batch.number).into())]);
                vec![Block::Paragraph(vec![inline(text, false)])]
            })
            .collect(),
        ),
    ];
    let heading = |key: &str, side| (words.plain(key), side);
    SheetText {
        title,
        intro,
        columns: if by_hand {
            vec![
                (String::new(), Flush::Start),
                heading("batch-organisation", Flush::Start),
                heading("batch-address", Flush::Start),
                heading("batch-note", Flush::Start),
            ]
        } else {
            vec![
                (String::new(), Flush::Start),
                heading("batch-street", Flush::Start),
                heading("batch-numbers", Flush::Start),
                heading("batch-postcode", Flush::Start),
                heading("batch-pieces", Flush::End),
                heading("batch-note", Flush::Start),
            ]
        },
        widths: if by_hand {
            vec![0.05, 0.35, 0.38, 0.22]
        } else {
            vec![0.05, 0.28, 0.20, 0.14, 0.12, 0.21]
        },
        rows,
        row_height: 8.0 * MM,
        outro,
    }
}

fn stretches(batch: &Batch<'_>, register: &Register, words: &Messages) -> Vec<Stretch> {
    let mut all: Vec<Stretch> = Vec::new();
    for piece in &batch.pieces {
        let Recipient::Home(unit) = piece.recipient else {
            continue;
        };
        let ix: AddressIx = register.unit(unit).address;
        let address: Address = register.address(ix);
        let street = register.street(address.street).name.to_string();
        let postcode = address.postcode.map_or_else(
            || words.plain("batch-no-postcode"),
            domain::Postcode::spaced,
        );
        let number = address.house_number();
        match all.last_mut() {
            Some(last)
                if last.street == street && last.postcode == postcode && last.letters < AT_ONCE =>
            {
                last.last = number;
                last.letters += 1;
            }
            _ => all.push(Stretch {
                street,
                postcode,
                first: number.clone(),
                last: number,
                letters: 1,
            }),
        }
    }
    all
}
