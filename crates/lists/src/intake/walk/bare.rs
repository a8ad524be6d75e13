//! Sheets without headings: by what stands in their columns, or as the next part of a list that
//! started on an earlier sheet.

use crate::intake::content::Content;
use crate::intake::fields::Field;
use crate::intake::layout::Headings;
use domain::Row;

/// What the columns of a sheet without headings plainly hold.
pub(super) struct Bare {
    /// Position of the first row of data.
    pub first: usize,
    /// The fields that are plain.
    pub fields: Vec<Field>,
}

/// Looks whether the rows are a list of homes without headings: nearly every row has a postcode
/// with a number or an address, an address with its postcode, or an id of the BAG.
pub(super) fn bare(rows: &[Row]) -> Option<Bare> {
    let width = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let contents: Vec<Content> = (0..width.min(200))
        .map(|column| Content::of(rows, column))
        .collect();
    let enough = |count: usize| count >= 3 && count * 5 >= rows.len() * 4;
    let place = |count: fn(&Content) -> usize| {
        contents
            .iter()
            .position(|content| enough(count(content)) && content.mostly(count(content)))
    };
    let postcode = place(|c| c.postcodes);
    let whole = place(|c| c.whole_addresses);
    let with_postcode = place(|c| c.with_postcode);
    let id = place(|c| c.units).or(place(|c| c.addresses));
    let number = contents
        .iter()
        .position(|content| enough(content.numbers) && content.is_numbers());
    let mut fields = Vec::new();
    let at = if let Some(id) = id {
        fields.push(Field::AddressId);
        id
    } else if let (Some(postcode), Some(_)) = (postcode, number.or(whole)) {
        fields.push(Field::Postcode);
        fields.push(if whole.is_some() {
            Field::Address
        } else {
            Field::Number
        });
        postcode
    } else {
        fields.push(Field::Address);
        with_postcode?
    };
    let first = rows.iter().position(|row| {
        let content = Content::of(std::slice::from_ref(row), at);
        let ids = content.units + content.addresses;
        if fields.contains(&Field::AddressId) {
            ids > 0
        } else if fields.contains(&Field::Postcode) {
            content.postcodes > 0
        } else {
            content.with_postcode > 0
        }
    })?;
    Some(Bare { first, fields })
}

/// Where the rows go on that an earlier sheet of the same file began, when their columns hold the
/// same: the columns by which addresses are known do.
pub(super) fn goes_on(rows: &[Row], before: &Headings, used: &[(usize, Field)]) -> Option<usize> {
    let width = before.columns.last().map_or(0, |h| h.column + 1);
    if rows.iter().any(|row| row.cells.len() > width + 1) {
        return None;
    }
    let plain: Vec<(usize, Field)> = used
        .iter()
        .filter(|(_, field)| PLAIN.iter().any(|(plain, _)| plain == field))
        .copied()
        .collect();
    let fits = |column: usize, field: Field, rows: &[Row]| {
        let content = Content::of(rows, column);
        let count = plain_count(&content, field);
        count > 0 && count * 5 >= content.filled * 4
    };
    if plain.is_empty()
        || !plain
            .iter()
            .all(|(column, field)| fits(*column, *field, rows))
    {
        return None;
    }
    let (column, field) = *plain.first()?;
    (0..rows.len()).find(|at| {
        rows.get(*at)
            .is_some_and(|row| fits(column, field, std::slice::from_ref(row)))
    })
}

/// The fields whose content is plain, with the count that says so.
const PLAIN: [(Field, fn(&Content) -> usize); 5] = [
    (Field::Postcode, |content| content.postcodes),
    (Field::Number, |content| content.numbers),
    (Field::UnitId, |content| content.units),
    (Field::AddressId, |content| content.addresses),
    (Field::Email, |content| content.emails),
];

fn plain_count(content: &Content, field: Field) -> usize {
    PLAIN
        .iter()
        .find(|(plain, _)| *plain == field)
        .map_or(0, |(_, count)| count(content))
}
