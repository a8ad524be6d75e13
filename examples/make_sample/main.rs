//! Writes the sample campaign's lists into `inputs/`: `cargo run --example make_sample`.
//!
//! Street names and postcodes are those of the K-buurt (Amsterdam Zuidoost). Everything else is
//! invented: which homes there are, who lets them, every organisation, person and status. The
//! same program always writes the same bytes: its dice are seeded and it reads no clock.

mod areas;
mod blocks;
mod dice;
mod hood;
mod kringhuis;
mod oddities;
mod organisations;
mod people;
mod register;
mod replies;
mod sleutelbos;
mod tables;
mod vve;
mod workbook;

use std::error::Error;
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
    let inputs = Path::new(env!("CARGO_MANIFEST_DIR")).join("inputs");
    let homes = hood::neighbourhood();
    register::write(&inputs, &homes)?;
    areas::write(&inputs, &homes)?;
    kringhuis::write(&inputs, &homes)?;
    sleutelbos::write(&inputs, &homes)?;
    vve::write(&inputs, &homes)?;
    organisations::write(&inputs)?;
    people::write(&inputs, &homes)?;
    replies::write(&inputs, &homes)?;
    Ok(())
}
