//! The readings that the headings and the cells of a table allow.

use super::{Known, called, signs};
use crate::intake::columns::{Columns, column_name};
use crate::intake::fields::Field;
use crate::intake::layout::{Heading, Headings};
use domain::Row;

/// Columns of one sort that are tried.
const EACH: usize = 6;
/// The parts of an address that a reading says anew.
const PARTS: [Field; 5] = [
    Field::Address,
    Field::Street,
    Field::Number,
    Field::Postcode,
    Field::Town,
];

/// One reading of the columns.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    /// All columns, so read.
    pub columns: Columns,
    /// How much headings and places of columns say for it.
    pub sign: i32,
    /// How much they say for its house number.
    pub number_sign: i32,
    /// How much they say for its street or whole address.
    pub place_sign: i32,
    /// It has a column for the house number.
    pub has_number: bool,
    /// The heading of that column.
    pub number_key: Option<String>,
    /// The reading of the headings alone.
    pub is_own: bool,
    /// A person named one of its columns.
    pub by_person: bool,
    /// Columns behind the number that no heading names.
    pub behind: Vec<(Field, usize)>,
}

impl Candidate {
    fn parts<'h>(&self, headings: &'h Headings) -> Vec<(Field, usize, &'h Headings)> {
        PARTS
            .iter()
            .filter_map(|part| Some((*part, self.columns.column(*part)?, headings)))
            .filter(|(part, ..)| *part != Field::Town)
            .chain(self.behind.iter().map(|(part, at)| (*part, *at, headings)))
            .collect()
    }

    /// By its heading it is where somebody else gets post.
    pub(super) fn is_elsewhere(&self) -> bool {
        !self.by_person && self.place_sign < -1
    }

    /// The headings speak against it: a count of rows, or where somebody else gets post.
    pub(super) fn is_doubtful(&self) -> bool {
        self.is_elsewhere() || !self.by_person && self.has_number && self.number_sign < 0
    }

    /// The columns of the address as people find them.
    pub(super) fn told(&self, headings: &Headings) -> String {
        let parts = self.parts(headings);
        let parts: Vec<String> = parts
            .iter()
            .map(|(_, column, headings)| called(headings, *column))
            .collect();
        parts.join(" + ")
    }

    /// The line for the campaign file that says this reading.
    pub(super) fn line(&self, headings: &Headings) -> String {
        let parts = self.parts(headings);
        let parts: Vec<String> = parts
            .iter()
            .map(|(part, column, headings)| {
                let named = headings.columns.iter().find(|h| h.column == *column);
                let alone = named.filter(|heading| {
                    !heading.text.is_empty()
                        && !heading.text.contains(['"', '\\'])
                        && headings
                            .columns
                            .iter()
                            .filter(|other| other.key == heading.key)
                            .count()
                            == 1
                });
                let name = alone.map_or_else(
                    || format!("kolom {}", column_name(*column)),
                    |heading| heading.text.to_string(),
                );
                format!("{} = \"{name}\"", part.word())
            })
            .collect();
        format!("columns = {{ {} }}", parts.join(", "))
    }
}

/// A column that may be a part of the address.
#[derive(Clone, Copy)]
struct Part {
    column: usize,
    sign: i32,
}

struct Search<'s> {
    known: Known<'s>,
    own: &'s Columns,
    rows: &'s [&'s Row],
    texts: Vec<Vec<String>>,
}

/// All readings; the one of the headings among them.
pub(super) fn candidates(known: Known<'_>, own: &Columns, rows: &[&Row]) -> Vec<Candidate> {
    let width = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let search = Search {
        known,
        own,
        rows,
        texts: (0..width.min(200))
            .map(|column| signs::texts(rows, column))
            .collect(),
    };
    let wholes = search.wholes();
    let mut own_reading = search.own_reading();
    if own_reading.place_sign == 0 && !wholes.is_empty() {
        // A whole address in the row that is not read is no small thing.
        own_reading.sign -= 4;
    }
    let mut all = vec![own_reading];
    let streets = search.streets(&wholes);
    let numbers = search.numbers();
    let mut postcodes = search.postcodes();
    if wholes.len() + streets.len() > 1 && postcodes.iter().any(Option::is_some) {
        // With several addresses in a row the postcode may be that of another one.
        postcodes.push(None);
    }
    for postcode in &postcodes {
        for whole in &wholes {
            all.push(search.reading(Some((Field::Address, *whole)), None, *postcode));
        }
        for number in &numbers {
            for street in &streets {
                all.push(search.reading(Some((Field::Street, *street)), Some(*number), *postcode));
            }
            if wholes.is_empty() && streets.is_empty() && postcode.is_some() {
                all.push(search.reading(None, Some(*number), *postcode));
            }
        }
    }
    all
}

/// A postcode bears an address out; only the heading of somebody else's speaks against it.
fn postcode_sign(sign: i32) -> i32 {
    if sign < -1 { sign } else { 1 }
}

impl Search<'_> {
    fn heading(&self, column: usize) -> Option<&Heading> {
        self.known
            .headings
            .columns
            .iter()
            .find(|heading| heading.column == column)
    }

    fn key_of(&self, column: usize) -> Option<String> {
        self.heading(column).map(|heading| heading.key.clone())
    }

    fn named(&self, field: Field) -> bool {
        self.own
            .column(field)
            .and_then(|column| self.heading(column))
            .is_some_and(|heading| heading.by_person)
    }

    fn pick(&self, fits: impl Fn(&[String]) -> bool, sign: impl Fn(usize) -> i32) -> Vec<Part> {
        let mut parts: Vec<Part> = self
            .texts
            .iter()
            .enumerate()
            .filter(|(column, texts)| !self.is_refused(*column) && fits(texts))
            .map(|(column, _)| Part {
                column,
                sign: sign(column),
            })
            .filter(|part| part.sign > -50)
            .collect();
        if parts.iter().any(|part| part.sign >= 50) {
            parts.retain(|part| part.sign >= 50);
        }
        parts.sort_by_key(|part| (std::cmp::Reverse(part.sign), part.column));
        parts.truncate(EACH);
        parts
    }

    /// Columns that are no part of an address, whatever stands in them. An id of the BAG is told by
    /// its digits, so `Pand` above addresses is no id.
    fn is_refused(&self, column: usize) -> bool {
        self.heading(column)
            .is_some_and(|h| h.meanings.iter().any(|m| m.field.is_refused()))
            || self.own.slots.iter().any(|slot| {
                slot.column == column
                    && (matches!(
                        slot.field,
                        Field::Email
                            | Field::Name
                            | Field::VveName
                            | Field::Organisation
                            | Field::Contact
                            | Field::Landlord
                            | Field::Umbrella
                            | Field::Kvk
                            | Field::NumberTo
                    ))
            })
    }

    fn wholes(&self) -> Vec<Part> {
        if self.named(Field::Street) || self.named(Field::Number) {
            return Vec::new();
        }
        self.pick(signs::are_addresses, |column| {
            signs::place(self.heading(column), &[Field::Address, Field::Street])
        })
    }

    fn streets(&self, wholes: &[Part]) -> Vec<Part> {
        if self.named(Field::Address) {
            return Vec::new();
        }
        let mut streets = self.pick(
            |texts| signs::are_names(texts) && !signs::are_addresses(texts),
            |column| signs::place(self.heading(column), &[Field::Street, Field::Address]),
        );
        streets.retain(|part| !wholes.iter().any(|whole| whole.column == part.column));
        streets
    }

    fn numbers(&self) -> Vec<Part> {
        self.pick(signs::are_numbers, |column| self.number_sign(column, None))
    }

    /// What the heading, the place and the run of a column say for it as the house number.
    fn number_sign(&self, column: usize, street: Option<usize>) -> i32 {
        let said = signs::number(self.heading(column));
        if said.abs() >= 50 {
            return said;
        }
        let Some(texts) = self.texts.get(column) else {
            return said;
        };
        let street = street.or_else(|| {
            self.own
                .column(Field::Street)
                .or_else(|| self.own.column(Field::Address))
        });
        let beside = street.and_then(|street| self.texts.get(street));
        let next_to_street = street.is_some_and(|street| column == street + 1);
        let counts = if signs::is_one_value(texts) || signs::are_years(texts) {
            -4
        } else if signs::counts_rows(texts, beside.map(Vec::as_slice)) {
            -5
        } else if signs::counts_from_one(texts)
            && !next_to_street
            && said < 6
            && !self.twice(column)
        {
            -3
        } else {
            0
        };
        said + 3 * i32::from(next_to_street) + counts
    }

    /// Whether another column says the same: then its run tells nothing about either.
    fn twice(&self, column: usize) -> bool {
        let mut same = self.texts.iter().enumerate();
        same.any(|(at, texts)| at != column && Some(texts) == self.texts.get(column))
    }

    fn postcodes(&self) -> Vec<Option<Part>> {
        let found = self.pick(signs::are_postcodes, |column| {
            signs::place(self.heading(column), &[Field::Postcode])
        });
        if found.is_empty() {
            // Four digits, or nothing: as the headings say.
            let own = self.own.column(Field::Postcode);
            return vec![own.map(|column| Part { column, sign: 3 })];
        }
        found.into_iter().map(Some).collect()
    }

    /// The reading of the headings alone.
    fn own_reading(&self) -> Candidate {
        let sign_of = |field: Field, wanted: &[Field]| {
            self.own
                .column(field)
                .map_or(0, |column| signs::place(self.heading(column), wanted))
        };
        let number = self.own.column(Field::Number);
        let number_sign = number.map_or(0, |column| self.number_sign(column, None));
        let street = sign_of(Field::Street, &[Field::Street, Field::Address])
            + sign_of(Field::Address, &[Field::Address, Field::Street]);
        Candidate {
            columns: self.own.clone(),
            sign: street
                + number_sign
                + self.own.column(Field::Postcode).map_or(0, |column| {
                    postcode_sign(signs::place(self.heading(column), &[Field::Postcode]))
                }),
            number_sign,
            place_sign: street,
            has_number: number.is_some(),
            number_key: number.and_then(|column| self.key_of(column)),
            is_own: true,
            by_person: PARTS.iter().any(|part| self.named(*part)),
            behind: Vec::new(),
        }
    }

    fn reading(
        &self,
        place: Option<(Field, Part)>,
        number: Option<Part>,
        postcode: Option<Part>,
    ) -> Candidate {
        let at = |field: Field| {
            place
                .filter(|(named, _)| *named == field)
                .map(|(_, part)| part.column)
        };
        let town = match postcode {
            None if self.own.has(Field::Postcode) => None,
            _ => self.town(postcode.map(|part| part.column)),
        };
        let parts = [
            (Field::Address, at(Field::Address)),
            (Field::Street, at(Field::Street)),
            (Field::Number, number.map(|part| part.column)),
            (Field::Postcode, postcode.map(|part| part.column)),
            (Field::Town, town),
        ];
        let street = place.map(|(_, part)| part.column);
        let number_sign = number.map_or(0, |part| self.number_sign(part.column, street));
        let mut sign = number_sign + place.map_or(0, |(_, part)| part.sign);
        sign += postcode.map_or(-1, |part| postcode_sign(part.sign));
        let mut columns = self.own.reread(&parts, |column| {
            self.heading(column)
                .map(|heading| heading.text.clone())
                .unwrap_or_default()
        });
        if number.is_none() {
            columns = columns.without(Field::NumberTo);
        }
        Candidate {
            columns,
            sign,
            number_sign,
            place_sign: place.map_or(0, |(_, part)| part.sign),
            has_number: number.is_some(),
            number_key: number.and_then(|part| self.key_of(part.column)),
            is_own: false,
            by_person: PARTS.iter().any(|part| self.named(*part)),
            behind: Vec::new(),
        }
    }

    /// The column with the town: the only one, else the first after the postcode.
    fn town(&self, postcode: Option<usize>) -> Option<usize> {
        let mut towns = self.known.headings.columns.iter().filter(|heading| {
            heading
                .meanings
                .first()
                .is_some_and(|meaning| meaning.field == Field::Town)
        });
        let own = self.own.column(Field::Town);
        let after = towns
            .by_ref()
            .map(|heading| heading.column)
            .filter(|column| self.rows.iter().any(|row| !row.cell(*column).is_blank()))
            .find(|column| postcode.is_some_and(|postcode| *column > postcode));
        after.or(own)
    }
}
