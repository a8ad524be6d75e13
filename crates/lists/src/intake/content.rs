//! What stands in a column, whatever its heading: postcodes, e-mail addresses, ids, house numbers.

use domain::campaign::ListKind;
use domain::{BagId, BagKind, Cell, Code, Postcode, Row};

use super::fields::{Field, meaning};
use super::values::is_bsn;

/// What stands in a column, by a sample: counts of values that look like something.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Content {
    pub filled: usize,
    pub postcodes: usize,
    pub emails: usize,
    pub bsns: usize,
    pub units: usize,
    pub addresses: usize,
    pub buildings: usize,
    pub numbers: usize,
    pub whole_addresses: usize,
    /// Whole addresses with their postcode in the same cell.
    pub with_postcode: usize,
    /// Texts of letters, as names of streets are.
    pub names: usize,
    pub codes: usize,
}

impl Content {
    pub(super) fn of(sample: &[Row], column: usize) -> Self {
        let mut content = Self::default();
        for row in sample {
            let cell = row.cell(column);
            if cell.is_blank() {
                continue;
            }
            content.filled += 1;
            let shown = cell.shown();
            let text = shown.trim();
            content.postcodes += usize::from(text.len() <= 8 && Postcode::parse(text).is_some());
            content.emails += usize::from(is_email_like(text));
            content.bsns +=
                usize::from(text.chars().filter(char::is_ascii_digit).count() == 9 && is_bsn(text));
            content.numbers += usize::from(
                text.len() <= 8 && text.bytes().next().is_some_and(|b| b.is_ascii_digit())
                    || matches!(cell, Cell::Date(_)),
            );
            if is_address_like(text) {
                content.whole_addresses += 1;
                content.with_postcode += usize::from(holds_postcode(text));
            }
            content.names += usize::from(is_name_like(text));
            content.codes += usize::from(Code::parse(text).is_some());
            match BagId::parse(text).and_then(BagId::kind) {
                Some(BagKind::Unit | BagKind::Mooring | BagKind::Pitch) => content.units += 1,
                Some(BagKind::Address) => content.addresses += 1,
                Some(BagKind::Building) => content.buildings += 1,
                Some(BagKind::Street) | None => {}
            }
        }
        content
    }

    /// Whether nearly all of it is so.
    pub(super) fn mostly(&self, count: usize) -> bool {
        self.filled >= 2 && count * 5 >= self.filled * 4
    }

    /// Whether the content does not speak against a field.
    pub(super) fn fits(&self, field: Field) -> bool {
        if self.filled == 0 {
            return false;
        }
        let share = |count: usize| count * 2 >= self.filled;
        if field == Field::Postcode {
            share(self.postcodes) || share(self.numbers)
        } else if matches!(field, Field::Number | Field::NumberTo) {
            share(self.numbers)
        } else if field == Field::Email {
            share(self.emails)
        } else {
            true
        }
    }

    /// Whether these are house numbers: whole numbers that are not all the same.
    pub(super) fn is_numbers(&self) -> bool {
        self.mostly(self.numbers) && !self.mostly(self.postcodes)
    }

    /// Whether these are names without a number, as of streets.
    pub(super) fn is_names(&self) -> bool {
        self.mostly(self.names)
    }
}

fn is_email_like(text: &str) -> bool {
    text.split_once('@').is_some_and(|(local, domain)| {
        !local.is_empty() && domain.contains('.') && !text.contains(' ')
    })
}

/// A word with letters, then a house number, perhaps more.
fn is_address_like(text: &str) -> bool {
    let mut words = text.split_whitespace();
    words
        .next()
        .is_some_and(|word| word.chars().any(char::is_alphabetic) && word.len() > 2)
        && words.any(|word| word.bytes().next().is_some_and(|b| b.is_ascii_digit()))
        && !text.contains(['@', ':', ';'])
        && text.chars().count() <= 80
}

/// A postcode among the words, in one word or in two.
fn holds_postcode(text: &str) -> bool {
    let words: Vec<&str> = text
        .split([' ', ',', ';'])
        .filter(|word| !word.is_empty())
        .collect();
    words
        .iter()
        .any(|word| word.len() == 6 && Postcode::parse(word).is_some())
        || words.windows(2).any(|pair| {
            let joined = pair.concat();
            joined.len() == 6 && Postcode::parse(&joined).is_some()
        })
}

/// Letters, perhaps with a number as in `1e Kekerstraat`; no house number at the end.
fn is_name_like(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let digits = text.chars().filter(char::is_ascii_digit).count();
    (3..=60).contains(&text.chars().count())
        && letters > 2 * digits
        && text.chars().next_back().is_some_and(char::is_alphabetic)
        && !text.contains('@')
}

/// The field by what stands in the column, else by its heading.
pub(super) fn by_content(
    kind: ListKind,
    said: Option<Field>,
    content: &Content,
    heading: &str,
) -> Option<Field> {
    let allowed = |field: Field| meaning(kind, &[field]) == Some(field);
    if content.mostly(content.bsns)
        && content.filled >= 4
        && !matches!(said, Some(Field::Kvk | Field::Id))
    {
        return Some(Field::Bsn);
    }
    for (count, field) in [
        (content.postcodes, Field::Postcode),
        (content.emails, Field::Email),
        (content.units, Field::UnitId),
        (content.addresses, Field::AddressId),
        (content.buildings, Field::BuildingId),
        (content.codes, Field::Code),
    ] {
        let prose = matches!(
            said,
            Some(
                Field::Covers
                    | Field::PartOf
                    | Field::Name
                    | Field::Organisation
                    | Field::ContactAddress
            )
        );
        if content.mostly(count) && allowed(field) && !prose {
            return Some(field);
        }
    }
    if said.is_some() {
        return said;
    }
    (kind == ListKind::Replies && heading.to_lowercase().contains("code")).then_some(Field::Code)
}

/// A column whose heading is not known, with what stands in it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Free<'h> {
    /// The column, from 0.
    pub column: usize,
    /// Its heading; empty when it has none.
    pub heading: &'h str,
    /// What stands in it.
    pub content: Content,
}

/// The columns that complete an address by what stands in them, where the headings do not give one:
/// a number right beside the street or before the postcode, a street before the number, a whole
/// address in one cell. `has` tells where a field is known already.
pub(super) fn complete_address(
    kind: ListKind,
    free: &[Free<'_>],
    known: &[(usize, Field, Content)],
) -> Vec<(usize, Field)> {
    let allowed = |field: Field| meaning(kind, &[field]) == Some(field);
    let place = |field: Field| known.iter().find(|(_, f, _)| *f == field);
    let mut found: Vec<(usize, Field)> = Vec::new();
    if !allowed(Field::Number) || place(Field::UnitId).or(place(Field::AddressId)).is_some() {
        return found;
    }
    let elsewhere = |heading: &str| {
        let key = super::synonyms::key(heading);
        [
            "eigena",
            "correspond",
            "post",
            "contact",
            "beheer",
            "bestuur",
            "factu",
            "owner",
        ]
        .iter()
        .any(|word| key.contains(word))
    };
    let may_be_a_home = matches!(
        kind,
        ListKind::Corporation | ListKind::Contacts | ListKind::OptOuts
    );
    let whole = place(Field::Address);
    let street = place(Field::Street);
    let mut number = place(Field::Number).map(|(column, _, _)| *column);
    let holds_numbers = |at: Option<&(usize, Field, Content)>| {
        at.is_some_and(|(_, _, c)| c.mostly(c.whole_addresses))
    };
    if may_be_a_home && whole.is_none() && street.is_none() && number.is_none() {
        let one = free.iter().find(|f| {
            (f.heading.is_empty() || f.content.filled >= 5)
                && f.content.mostly(f.content.whole_addresses)
                && !elsewhere(f.heading)
        });
        if let Some(one) = one {
            return vec![(one.column, Field::Address)];
        }
    }
    if holds_numbers(whole) || holds_numbers(street) {
        return found;
    }
    let free_at = |column: usize| free.iter().find(|f| f.column == column);
    if number.is_none() {
        let beside = whole.or(street).map(|(column, _, _)| column + 1);
        let before_postcode = place(Field::Postcode)
            .and_then(|(column, _, _)| column.checked_sub(1))
            .filter(|_| beside.is_none());
        number = [beside, before_postcode]
            .into_iter()
            .flatten()
            .find(|column| free_at(*column).is_some_and(|f| f.content.is_numbers()));
        found.extend(number.map(|column| (column, Field::Number)));
    }
    if let Some(before) = number.and_then(|column| column.checked_sub(1))
        && whole.is_none()
        && street.is_none()
        && may_be_a_home
        && free_at(before).is_some_and(|f| f.content.is_names())
    {
        found.push((before, Field::Street));
    }
    found
}
