//! `register.csv`: the invented register, with the columns that BAG exports have.

use std::error::Error;
use std::path::Path;

use haarvaten::write::files::write_whole;

use crate::hood::Home;

const HEADINGS: [&str; 16] = [
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
    "oppervlakte",
    "bouwjaar",
    "x",
    "y",
    "nevenadres",
];

/// Writes the register.
pub fn write(inputs: &Path, homes: &[Home]) -> Result<(), Box<dyn Error>> {
    let mut out = csv::Writer::from_writer(Vec::new());
    out.write_record(HEADINGS)?;
    let or_empty = |n: u32| if n == 0 { String::new() } else { n.to_string() };
    let metres = |tenths: u32| format!("{}.{}", tenths / 10, tenths % 10);
    for home in homes {
        let second: &str = if home.secondary { "ja" } else { "" };
        out.write_record([
            &home.address_id,
            &home.unit_id,
            &home.buildings.join(" "),
            home.street,
            &home.number.to_string(),
            &home.letter,
            &home.addition,
            home.postcode,
            "Amsterdam",
            home.uses,
            home.status,
            &or_empty(home.area),
            &or_empty(home.year),
            &metres(home.x10),
            &metres(home.y10),
            second,
        ])?;
    }
    write_whole(&inputs.join("register.csv"), &out.into_inner()?)?;
    Ok(())
}
