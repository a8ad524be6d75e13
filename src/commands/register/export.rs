//! `haarvaten register export`: the register as a table that other programs and this one read.

use std::io::Write as _;
use std::path::Path;

use super::Work;
use crate::commands::exit::{Exit, Stop};
use papers::write::csv::guarded;
use papers::write::files;
use register::{AddressIx, Register};

impl Work<'_> {
    pub(super) fn export(&self, to: &Path, file: Option<&Path>) -> Result<Exit, Stop> {
        let register = self.open(file)?;
        let written = files::write_streamed(to, |out| {
            let mut table = csv::Writer::from_writer(out);
            table.write_record(HEADINGS)?;
            for ix in register.addresses() {
                let fields = record(&register, ix);
                table.write_record(fields.iter().map(|f| guarded(f).into_owned()))?;
            }
            table.flush()?;
            table
                .into_inner()
                .map_err(csv::IntoInnerError::into_error)?
                .flush()
        });
        written.map_err(|error| {
            let values = vec![("message", error.to_string().into())];
            Stop::sentence(Exit::CannotGoOn, "register-not-written", values)
                .said_in(self.messages.language())
        })?;
        let count = self
            .messages
            .count(u64::try_from(register.addresses().len()).unwrap_or(u64::MAX));
        let values = [
            ("count", count.into()),
            ("file", to.display().to_string().into()),
        ];
        self.terminal
            .say(&self.messages.text("register-exported", &values));
        Ok(Exit::Done)
    }
}

/// The headings of the table, which the program reads back as a register.
const HEADINGS: [&str; 15] = [
    "nummeraanduiding_id",
    "verblijfsobject_id",
    "pand_id",
    "straat",
    "huisnummer",
    "huisletter",
    "huisnummertoevoeging",
    "postcode",
    "woonplaats",
    "gebruiksdoel",
    "status",
    "bouwjaar",
    "nevenadres",
    "x",
    "y",
];

fn record(register: &Register, ix: AddressIx) -> [String; 15] {
    let address = register.address(ix);
    let unit = address.unit;
    let facts = unit.map(|u| register.unit(u));
    let point = facts.and_then(|f| f.point);
    let buildings = unit.map(|u| register.unit_buildings(u)).unwrap_or_default();
    let year = buildings
        .first()
        .and_then(|b| register.building(*b).year)
        .map(|year| year.to_string());
    let buildings: Vec<String> = buildings
        .iter()
        .map(|b| register.building_id(*b).to_string())
        .collect();
    let in_use = facts.is_some_and(|f| f.in_use);
    let home = facts.is_some_and(|f| f.residential);
    [
        register.address_id(ix).to_string(),
        unit.map(|u| register.unit_id(u).to_string())
            .unwrap_or_default(),
        buildings.join(" "),
        register.street(address.street).name.to_string(),
        address.number.to_string(),
        address
            .letter
            .map(|l| l.as_char().to_string())
            .unwrap_or_default(),
        address.addition.as_text().to_string(),
        address.postcode.map(|p| p.to_string()).unwrap_or_default(),
        register.town(address.town).name.to_string(),
        if home {
            "woonfunctie"
        } else {
            "overige gebruiksfunctie"
        }
        .to_owned(),
        if in_use {
            "in gebruik"
        } else {
            "niet in gebruik"
        }
        .to_owned(),
        year.unwrap_or_default(),
        if address.secondary { "ja" } else { "" }.to_owned(),
        point.map(|p| p.x.to_string()).unwrap_or_default(),
        point.map(|p| p.y.to_string()).unwrap_or_default(),
    ]
}
