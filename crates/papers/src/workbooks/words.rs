//! Ids, addresses and names as outputs write them.

use crate::workbooks::Context;
use campaign::coverage::{AreaCount, Home, Step};
pub use domain::words::{counted, kind, legs, len, level, status};
use domain::{AreaLevel, ObjectId};
use lists::intake::{Origin, Source};
use register::{AddressIx, Register, UnitIx};

/// `street, number, letter, addition, postcode, town`, each as the register writes it.
pub fn address_parts(register: &Register, ix: AddressIx) -> [String; 6] {
    let address = register.address(ix);
    [
        register.street(address.street).name.to_string(),
        address.number.to_string(),
        address
            .letter
            .map(|letter| letter.as_char().to_string())
            .unwrap_or_default(),
        address.addition.as_text().to_string(),
        address
            .postcode
            .map(|postcode| postcode.to_string())
            .unwrap_or_default(),
        register.town(address.town).name.to_string(),
    ]
}

/// `Kleiburg 12 A, 1104 EA Amsterdam`.
pub fn address_line(register: &Register, ix: AddressIx) -> String {
    register.address_line(ix)
}

/// The ids of a unit's buildings in order, separated by a space.
pub fn building_ids(register: &Register, unit: UnitIx) -> String {
    let ids: Vec<ObjectId> = register
        .unit_buildings(unit)
        .iter()
        .map(|building| register.building_id(*building))
        .collect();
    joined(&ids)
}

/// Ids in one cell, separated by a space.
pub fn joined(ids: &[ObjectId]) -> String {
    let ids: Vec<String> = ids.iter().map(ToString::to_string).collect();
    ids.join(" ")
}

/// File, sheet and row of a record, as the tables have them; row 0 (a whole file) is empty.
pub fn origin(sources: &[Source], at: Origin) -> [String; 3] {
    let (file, sheet) = sources
        .get(usize::from(at.source.0))
        .map_or((String::new(), String::new()), |source| {
            (source.file.to_string(), source.sheet.to_string())
        });
    let row = if at.row == 0 {
        String::new()
    } else {
        at.row.to_string()
    };
    [file, sheet, row]
}

/// Why a home has its status, in one sentence.
pub fn why(context: Context<'_>, home: &Home) -> String {
    home.why(context.coverage, context.checked.linked)
        .sentence(context.checked.messages)
}

/// The name of an area as people see it; the homes outside every area of a level have one too.
pub fn area(context: Context<'_>, area: &AreaCount) -> String {
    if area.key.level == AreaLevel::Scope {
        return context.checked.campaign.campaign.name.clone();
    }
    domain::words::area(
        context.checked.messages,
        area.key.level,
        &area.key.name,
        &area.key.code,
    )
}

/// What a step is about: the organisation, else the area.
pub fn step_subject(context: Context<'_>, step: &Step) -> String {
    let organisation = step
        .organisation
        .and_then(|ix| context.checked.linked.organisation(ix))
        .map(|organisation| organisation.name.to_string());
    let found = || {
        let found = context
            .coverage
            .area(step.area?, context.checked.register)?;
        Some(area(context, &found))
    };
    organisation.or_else(found).unwrap_or_default()
}
