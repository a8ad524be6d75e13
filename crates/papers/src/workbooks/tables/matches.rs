//! `matches.csv`: every input row with an address, and the home that was found for it.

use super::{Table, columns};
use crate::workbooks::{Checked, words};
use matching::{AddressMatch, MatchOutcome};

/// One line per input row with an address.
pub(super) fn table(context: Checked<'_>) -> Table<'_> {
    let rows = context
        .linked
        .matches
        .iter()
        .map(move |found| line(context, found));
    Table {
        file: "matches.csv",
        columns: columns(&[
            "file",
            "sheet",
            "row",
            "raw",
            "outcome",
            "unit_id",
            "address_id",
            "building_id",
            "street",
            "number",
            "letter",
            "addition",
            "postcode",
            "town",
            "reason",
            "candidates",
        ]),
        rows: Box::new(rows),
    }
}

fn line(context: Checked<'_>, found: &AddressMatch) -> Vec<String> {
    let register = context.register;
    let mut line = Vec::with_capacity(16);
    line.extend(words::origin(&context.linked.sources, found.origin));
    line.push(found.raw.to_string());
    line.push(found.outcome.word().to_owned());
    // Only what is sure: an address out of scope is not a home of this campaign.
    match found
        .address
        .filter(|_| found.outcome == MatchOutcome::Matched)
    {
        Some(address) => {
            let unit = register.address(address).unit;
            line.push(
                unit.map(|unit| register.unit_id(unit).to_string())
                    .unwrap_or_default(),
            );
            line.push(register.address_id(address).to_string());
            line.push(
                unit.map(|unit| words::building_ids(register, unit))
                    .unwrap_or_default(),
            );
            line.extend(words::address_parts(register, address));
        }
        None => line.extend(std::iter::repeat_n(String::new(), 9)),
    }
    line.push(
        context
            .messages
            .plain(&format!("match-{}", found.reason.key())),
    );
    let candidates: Vec<_> = found
        .candidates
        .iter()
        .map(|candidate| register.address_id(candidate.address))
        .collect();
    line.push(words::joined(&candidates));
    line
}
