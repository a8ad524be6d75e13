//! A row's address: the columns of an address as one [`AddressText`], repaired.

use compact_str::{CompactString, format_compact};

use domain::{AddressText, Cell, Postcode, Row, nothing};

use super::columns::Columns;
use super::fields::Field;
use super::notes::Notes;
use super::values::{Repair, fixed_digits, house_number, split_postcode, text};
use super::walk::numbers_of;

/// Reads the cell of a field with a reader of [`super::values`], noting each repair beside what
/// came out.
pub(super) fn read_field(
    row: &Row,
    columns: &Columns,
    field: Field,
    notes: &mut Notes,
    read: impl FnOnce(&Cell, &mut dyn FnMut(Repair)) -> Option<CompactString>,
) -> Option<CompactString> {
    let column = columns.column(field)?;
    let mut repairs = smallvec::SmallVec::<[Repair; 2]>::new();
    let value = read(row.cell(column), &mut |repair| repairs.push(repair));
    for repair in repairs {
        notes.repair(
            repair,
            row.number,
            Some(column),
            value.as_deref().unwrap_or(""),
        );
    }
    value
}

/// Reads one field as text, noting repairs.
pub(super) fn field(
    row: &Row,
    columns: &Columns,
    field: Field,
    notes: &mut Notes,
) -> Option<CompactString> {
    read_field(row, columns, field, notes, text)
}

/// Reads the address of a row.
pub(super) fn address(row: &Row, columns: &Columns, notes: &mut Notes) -> AddressText {
    let mut address = AddressText {
        whole: lines(row, columns, notes),
        street: field(row, columns, Field::Street, notes),
        letter: field(row, columns, Field::Letter, notes)
            .or_else(|| word_for_nothing(row, columns, Field::Letter)),
        town: field(row, columns, Field::Town, notes),
        ..AddressText::default()
    };
    let (number, was_date) = number_field(row, columns, Field::Number, notes);
    address.number = number;
    even_and_odd(&mut address, row, columns, notes);
    if columns.is_plan {
        let numbers = numbers_of(row);
        address.number = (!numbers.is_empty()).then(|| numbers.join(", ").into());
    }
    if address.street.is_none() && address.whole.is_none() && address.number.is_some() {
        address.street.clone_from(&columns.street);
    }
    up_to(&mut address, row, columns, notes);
    address.number_was_date = was_date;
    address.addition = number_field(row, columns, Field::Addition, notes)
        .0
        .or_else(|| word_for_nothing(row, columns, Field::Addition));
    address.postcode = field(row, columns, Field::Postcode, notes);
    if let Some(letters) = field(row, columns, Field::PostcodeLetters, notes) {
        address.postcode = address
            .postcode
            .map(|digits| format_compact!("{digits}{letters}"));
    }
    for (id_field, slot) in [
        (Field::UnitId, &mut address.unit_id),
        (Field::AddressId, &mut address.address_id),
        (Field::BuildingId, &mut address.building_id),
    ] {
        *slot = id(row, columns, id_field, notes);
    }
    split_off_postcode(&mut address, row, columns, notes);
    without_nothing(&mut address);
    // A column `adres` beside a column with numbers holds the street only.
    if let Some(whole) = &address.whole
        && address.number.is_some()
        && address.street.is_none()
        && !whole.bytes().any(|b| b.is_ascii_digit())
    {
        address.street = address.whole.take();
    }
    address
}

/// `1` beside `9` in a column *tot en met* is `1 t/m 9`: never home 1 alone.
fn up_to(address: &mut AddressText, row: &Row, columns: &Columns, notes: &mut Notes) {
    if let Some(last) = number_field(row, columns, Field::NumberTo, notes).0
        && let Some(first) = &address.number
        && *first != last
    {
        address.number = Some(format_compact!("{first} t/m {last}"));
    }
}

/// `2 t/m 8` under *even* beside `1-7` under *oneven*: both sides of one street.
fn even_and_odd(address: &mut AddressText, row: &Row, columns: &Columns, notes: &mut Notes) {
    let mut sides = Vec::new();
    for (side, word) in [(Field::Even, "even"), (Field::Odd, "oneven")] {
        let Some(numbers) = number_field(row, columns, side, notes).0 else {
            continue;
        };
        let numbers = numbers.replace(['-', '–'], " t/m ");
        let is_range = numbers.contains("t/m") || numbers.contains("tot");
        sides.push(if is_range {
            format!("{numbers} ({word})")
        } else {
            numbers
        });
    }
    if !sides.is_empty() && address.number.is_none() {
        address.number = Some(sides.join(", ").into());
    }
}

/// Takes several house numbers out of an address, as an expression with their street.
pub(super) fn several_numbers(address: &mut AddressText) -> Option<CompactString> {
    if !address.number.as_deref().is_some_and(is_several) {
        return None;
    }
    let street = address.street.as_deref()?;
    let numbers = address.number.as_deref()?;
    let expression = format_compact!("{street} {numbers}");
    address.number = None;
    Some(expression)
}

/// Whether a house number is really several: `1 t/m 9`, `2, 4 en 6`.
fn is_several(number: &str) -> bool {
    let lower = number.to_lowercase();
    let marked = ["t/m", "tot en met", "tot", "tm", " en ", ",", ";", "even"]
        .iter()
        .any(|mark| lower.contains(mark));
    let numbers = lower
        .split(|c: char| !c.is_ascii_digit())
        .filter(|digits| !digits.is_empty())
        .count();
    marked && numbers >= 2
}

/// The whole address in a cell; its lines are parts.
fn lines(row: &Row, columns: &Columns, notes: &mut Notes) -> Option<CompactString> {
    if let Some(column) = columns.column(Field::Address)
        && let Cell::Text(raw) = row.cell(column)
        && raw.trim().contains('\n')
    {
        let parts: Vec<&str> = raw
            .lines()
            .map(str::trim)
            .filter(|part| !part.is_empty())
            .collect();
        return text(&Cell::text(&parts.join(", ")), &mut |_| {});
    }
    field(row, columns, Field::Address, notes)
}

/// A word for nothing that could be an addition (`NA`, `nan`): whether one of that name stands at
/// the number, only the register knows.
fn word_for_nothing(row: &Row, columns: &Columns, field: Field) -> Option<CompactString> {
    let shown = row.cell(columns.column(field)?).shown();
    let shown = shown.trim();
    let could_be = (1..=4).contains(&shown.len())
        && shown.bytes().all(|b| b.is_ascii_alphanumeric())
        && nothing::is_no_addition(shown);
    could_be.then(|| shown.into())
}

/// Takes a word for nothing off the end of the parts that may hold a whole address.
fn without_nothing(address: &mut AddressText) {
    for part in [&mut address.whole, &mut address.street, &mut address.number] {
        let split = part.as_deref().and_then(nothing::split_off);
        if let Some((before, word)) = split {
            let (before, word) = (CompactString::from(before), CompactString::from(word));
            let could_be = word.len() <= 4 && word.bytes().all(|b| b.is_ascii_alphanumeric());
            if could_be && address.addition.is_none() {
                address.addition = Some(word);
            }
            *part = Some(before);
        }
    }
}

fn number_field(
    row: &Row,
    columns: &Columns,
    field: Field,
    notes: &mut Notes,
) -> (Option<CompactString>, bool) {
    let mut was_date = false;
    let value = read_field(row, columns, field, notes, |cell, note| {
        let (value, date) = house_number(cell, note);
        was_date = date;
        value
    });
    (value, was_date)
}

fn id(row: &Row, columns: &Columns, field: Field, notes: &mut Notes) -> Option<CompactString> {
    read_field(row, columns, field, notes, |cell, note| {
        fixed_digits(cell, 16, note)
    })
}

/// Postcode and town in one cell, in whichever of the two columns.
fn split_off_postcode(address: &mut AddressText, row: &Row, columns: &Columns, notes: &mut Notes) {
    // `NL-1104 KC`, as on foreign mail.
    if let Some(postcode) = &address.postcode
        && let Some(rest) = postcode
            .strip_prefix("NL")
            .map(|rest| rest.trim_start_matches(['-', ' ']))
        && let Some(found) = Postcode::parse(rest)
    {
        address.postcode = Some(format_compact!("{found}"));
    }
    if let Some(postcode) = &address.postcode
        && postcode.len() > 7
        && let Some((found, rest)) = split_postcode(postcode)
        && !rest.is_empty()
    {
        notes.repair(
            Repair::Postcode,
            row.number,
            columns.column(Field::Postcode),
            &found.to_string(),
        );
        address.postcode = Some(format_compact!("{found}"));
        if address.town.is_none() {
            address.town = Some(rest);
        }
    }
    if address.postcode.is_none()
        && let Some(town) = &address.town
        && town.len() >= 6
        && let Some((found, rest)) = split_postcode(town)
    {
        notes.repair(
            Repair::Postcode,
            row.number,
            columns.column(Field::Town),
            &found.to_string(),
        );
        address.postcode = Some(format_compact!("{found}"));
        address.town = (!rest.is_empty()).then_some(rest);
    }
    // `1104` beside `KC Amsterdam`.
    if let (Some(postcode), Some(town)) = (&address.postcode, &address.town)
        && postcode.len() == 4
        && let Some((letters, rest)) = town.split_once(' ')
        && letters.len() == 2
        && letters.bytes().all(|b| b.is_ascii_uppercase())
        && let Some(found) = Postcode::parse(&format_compact!("{postcode}{letters}"))
    {
        let rest = CompactString::from(rest.trim());
        notes.repair(
            Repair::Postcode,
            row.number,
            columns.column(Field::Postcode),
            &found.to_string(),
        );
        address.postcode = Some(format_compact!("{found}"));
        address.town = (!rest.is_empty()).then_some(rest);
    }
}

/// Whether an address says enough to be looked up.
pub(super) fn is_enough(address: &AddressText) -> bool {
    let has_digit = |part: &Option<CompactString>| {
        part.as_deref()
            .is_some_and(|text| text.bytes().any(|b| b.is_ascii_digit()))
    };
    address.unit_id.is_some()
        || address.address_id.is_some()
        || address.whole.is_some()
        || has_digit(&address.street)
        || address.number.is_some() && (address.street.is_some() || address.postcode.is_some())
}
