//! The hidden column `was`: what stood on the row when the sheet was made, so that what a person
//! changed is told from what they left.

use domain::workbook::Item;
use lists::intake::Kept;

/// The fields of a record in the order of its sheet, and last the name of the organisation as the
/// sheet shows it, which may differ from what the list wrote.
pub(super) fn was<R: Kept>(record: &R, organisation: &str) -> Item {
    let fields = R::FIELDS
        .iter()
        .map(|(field, _)| record.get(field).to_string());
    let all: Vec<String> = fields.chain([organisation.to_owned()]).collect();
    Item::text(serde_json::to_string(&all).unwrap_or_default())
}
