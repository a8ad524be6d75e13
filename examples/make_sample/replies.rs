//! `returned/antwoorden-formulier.csv`: what a form on the web exports, filled in by residents.
//!
//! The codes are those on the sample's own letters of the first wave: they follow from the
//! sample's public secret and from the homes.

use std::error::Error;
use std::path::Path;

use haarvaten::domain::Secret;
use haarvaten::write::files::write_whole;

use crate::dice::Dice;
use crate::hood::Home;

const REMARKS: [&str; 6] = [
    "De lift is elke week stuk.",
    "Ik wil wel helpen, maar alleen 's avonds",
    "Geen tijd; wel benieuwd. \"Houd me op de hoogte\"",
    "",
    "=HYPERLINK(\"http://example.org\";\"klik\")",
    "Schimmel in de badkamer,\nal twee winters",
];

/// Writes the export.
pub fn write(inputs: &Path, homes: &[Home]) -> Result<(), Box<dyn Error>> {
    let secret = Secret::from_text(&std::fs::read_to_string(inputs.join("secret.key"))?);
    let mut dice = Dice::new(5);
    let mut out = csv::WriterBuilder::new()
        .quote_style(csv::QuoteStyle::Always)
        .from_writer(Vec::new());
    out.write_record([
        "Antwoord-ID",
        "Datum ingediend",
        "Code op de brief",
        "Kent u de bewonersorganisatie van uw gebouw?",
        "Wilt u meedoen?",
        "Wat moet er als eerste beter in uw gebouw?",
    ])?;
    // Homes without any organisation: they were all written to in the first wave.
    let asked = homes.iter().filter(|home| {
        home.is_plain() && home.block == "Kelbergen" && home.number > 100
            || home.block == "Kloekhorststraat" && home.is_plain()
    });
    let mut last = Vec::new();
    for (at, home) in (1_u32..).zip(asked.filter(|home| home.number % 9 == 4)) {
        let code = secret.code(&format!("unit {}", home.unit_id), 1, 0);
        let code = match dice.below(4) {
            0 => code.plain(),
            1 => code.to_string().to_lowercase(),
            2 => format!(" {code} "),
            _ => code.to_string(),
        };
        let know = dice.pick(&["Ja", "Nee", "Die is er niet"]).copied();
        let join = dice.pick(&["Ja", "Misschien", "Nee"]).copied();
        let remark = dice.pick(&REMARKS).copied();
        last = vec![
            at.to_string(),
            format!(
                "2026-12-{:02} {:02}:{:02}:00",
                1 + at % 9,
                9 + at % 12,
                dice.below(60)
            ),
            code,
            know.unwrap_or_default().to_owned(),
            join.unwrap_or_default().to_owned(),
            remark.unwrap_or_default().to_owned(),
        ];
        out.write_record(&last)?;
    }
    // Sent twice, a code with a wrong character, and one that nobody has.
    out.write_record(&last)?;
    for (id, code) in [("901", "K7M-4PX-9A"), ("902", "geen idee"), ("903", "")] {
        out.write_record([
            id,
            "2026-12-11 20:00:00",
            code,
            "Nee",
            "Ja",
            "Verkeerde code",
        ])?;
    }
    let path = inputs.join("returned/antwoorden-formulier.csv");
    write_whole(&path, &out.into_inner()?)?;
    Ok(())
}
