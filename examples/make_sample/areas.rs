//! `gebieden.csv`: the group's own flats, complexes, mini-buurten, buurten, its wijk and what that lies in.

use std::collections::BTreeSet;
use std::error::Error;
use std::path::Path;

use crate::hood::Home;
use crate::tables::{Encoding, INVENTED, csv, row};

/// Name, level, part of, covers; the wijk's own expression is filled in from the register.
const AREAS: &[[&str; 4]] = &[
    ["Kleiburg", "flat", "K-buurt", "1104 EA, 1104 EB en 1104 EC"],
    [
        "Kikkenstein",
        "flat",
        "K-buurt",
        "Kikkenstein 3001 t/m 3240",
    ],
    ["Kruitberghof", "flat", "K-buurt", "1104 BC"],
    ["Kruitberg", "flat", "K-buurt", "1104 CA"],
    ["Kraaiennest", "flat", "K-buurt", "1104 CD en 1104 CH"],
    ["Kralenbeek", "flat", "K-buurt", "1104 KJ"],
    [
        "Klieverink (toren)",
        "flat",
        "K-buurt",
        "Klieverink 201 t/m 288",
    ],
    [
        "Klieverink (jongeren)",
        "flat",
        "K-buurt",
        "Klieverink 2 t/m 30 (even)",
    ],
    ["Koornhorst", "flat", "K-buurt", "1104 JA"],
    ["Klateringpad", "flat", "K-buurt", "1104 KW"],
    ["Krimpertplein", "flat", "K-buurt", "1104 PH"],
    [
        "1e Kekerstraat",
        "flat",
        "K-buurt",
        "1e Kekerstraat 1 t/m 39 (oneven)",
    ],
    [
        "3e Kekerstraat",
        "flat",
        "K-buurt",
        "3e Kekerstraat 2 t/m 40 (even)",
    ],
    ["Kortvoort", "flat", "K-buurt", "1104 NA en 1104 NB"],
    ["Kloekhorst", "flat", "K-buurt", "1104 MN en 1104 MP"],
    [
        "Kolfschoten",
        "flat",
        "K-buurt",
        "Kolfschotenstraat 1 t/m 70",
    ],
    [
        "Gooise Kant",
        "flat",
        "K-buurt",
        "Gooise Kant 2 t/m 24 (even)",
    ],
    ["Kelbergen", "flat", "K-buurt", "Kelbergen 1 t/m 200"],
    [
        "De vier torens",
        "complex",
        "K-buurt",
        "1104 KJ, 1104 KC, 1104 JA en 1104 KW",
    ],
    [
        "Pilot Keker",
        "mini-buurt",
        "K-buurt",
        "1104 VA, 1104 VC en Krimpertplein 1 t/m 48",
    ],
    [
        "Torenpark",
        "mini-buurt",
        "K-buurt",
        "De vier torens en Klieverink (jongeren)",
    ],
    ["Bijlmermuseum-Zuid", "buurt", "", "Kleiburg en Kikkenstein"],
    ["Kortvoort", "buurt", "K-buurt", "1104 NA, 1104 NB"],
];

/// What the wijk lies in: of each the whole register, that knows no more of it.
const WIDER: &[[&str; 4]] = &[
    ["Zuidoost", "stadsdeel", "Amsterdam", "alles"],
    ["Amsterdam", "gemeente", "Noord-Holland", "alles"],
    ["Noord-Holland", "provincie", "Nederland", "alles"],
    ["Nederland", "land", "", "alles"],
];

/// Writes the table.
pub fn write(inputs: &Path, homes: &[Home]) -> Result<(), Box<dyn Error>> {
    let mut rows = vec![row(&["Naam", "Niveau", "Onderdeel van", "Dekt"])];
    rows.extend(AREAS.iter().map(|area| row(area)));
    let own: BTreeSet<String> = homes
        .iter()
        .filter(|home| home.block != "Kantershof")
        .map(Home::spaced_postcode)
        .collect();
    let own: Vec<String> = own.into_iter().collect();
    rows.push(row(&["K-buurt", "wijk", "Zuidoost", &own.join(", ")]));
    rows.extend(WIDER.iter().map(|area| row(area)));
    csv(
        &inputs.join("gebieden.csv"),
        Encoding::Utf8,
        INVENTED,
        &rows,
    )
}
