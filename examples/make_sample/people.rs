//! `contacten.csv` and `afmeldingen.csv`: invented people, with and without consent.

use std::error::Error;
use std::path::Path;

use crate::dice::Dice;
use crate::hood::Home;
use crate::tables::{Encoding, INVENTED, csv, row};

const FIRST: [&str; 16] = [
    "Anouk", "Winston", "Fatima", "Kwame", "Jolanda", "Yusuf", "Maria", "Ricardo", "Chantal",
    "Émile", "Lakshmi", "Björn", "Samira", "Kofi", "Truus", "Zoë",
];
const LAST: [&str; 12] = [
    "de Voorbeelder",
    "Verzinsel",
    "van Nergens",
    "Fictie",
    "Testman",
    "Proefstra",
    "Denkbeeld",
    "Schijnhuis",
    "Modelmaker",
    "Bedacht",
    "Sprookje",
    "Niemandsma",
];

/// Writes both lists.
pub fn write(inputs: &Path, homes: &[Home]) -> Result<(), Box<dyn Error>> {
    let mut dice = Dice::new(23);
    let mut rows = vec![row(&[
        "Naam",
        "Adres",
        "Postcode",
        "Plaats",
        "E-mail",
        "Grondslag",
        "Toestemming op",
        "Bron toestemming",
        "Taal",
        "Rol",
        "Organisatie",
    ])];
    let mut known = Vec::new();
    for home in homes.iter().filter(|h| h.is_plain()) {
        if dice.below(24) != 0 {
            continue;
        }
        let at = known.len() + 1;
        let name = format!(
            "{} {}",
            dice.pick(&FIRST).copied().unwrap_or_default(),
            dice.pick(&LAST).copied().unwrap_or_default()
        );
        let email = format!("bewoner{at:03}@example.org");
        let language = match dice.below(14) {
            0 => "Engels",
            1 => "ar",
            2 => "Turks",
            3 => "Papiamento",
            _ => "",
        };
        let (basis, on, source) = match dice.below(10) {
            // An address that somebody happened to have: no consent that can be shown.
            0 | 1 => ("", "", ""),
            2 => ("lid", "", "ledenlijst FoKusgroep"),
            // Consent without a date cannot be shown either.
            3 => ("toestemming", "", "aan de deur"),
            4 => ("toestemming", "14-3-2026", "buurtbijeenkomst maart"),
            5 => ("toestemming", "2026-06-20", "aanmeldformulier website"),
            _ => ("toestemming", "3 oktober 2026", "inschrijflijst buurtdag"),
        };
        rows.push(row(&[
            &name,
            &home.line(),
            &home.spaced_postcode(),
            "Amsterdam",
            &email,
            basis,
            on,
            source,
            language,
            "",
            "",
        ]));
        known.push((home.clone(), email));
    }
    for fixed in [
        [
            "W. Toren",
            "Kralenbeek 101",
            "1104 KJ",
            "voorzitter@example.org",
            "",
            "",
            "",
            "",
            "voorzitter",
            "BC De vier torens",
        ],
        [
            "I. Tweebeen",
            "Kortvoort 15",
            "1104 NA",
            "bc.kortvoort@example.org",
            "gepubliceerd",
            "",
            "prikbord in de hal",
            "",
            "secretaris",
            "BC Kortvoort",
        ],
        [
            "Geen Adres",
            "",
            "",
            "los@example.org",
            "toestemming",
            "1-9-2026",
            "spreekuur",
            "",
            "",
            "",
        ],
        [
            "Fout Adresje",
            "Kelbergen 12",
            "1104 LA",
            "geen-apenstaart.example.org",
            "toestemming",
            "1-9-2026",
            "spreekuur",
            "",
            "",
            "",
        ],
    ] {
        let [
            name,
            address,
            postcode,
            email,
            basis,
            on,
            source,
            language,
            role,
            organisation,
        ] = fixed;
        rows.push(row(&[
            name,
            address,
            postcode,
            "Amsterdam",
            email,
            basis,
            on,
            source,
            language,
            role,
            organisation,
        ]));
    }
    csv(
        &inputs.join("contacten.csv"),
        Encoding::Utf8,
        INVENTED,
        &rows,
    )?;

    let mut rows = vec![row(&[
        "Adres",
        "Postcode",
        "E-mail",
        "Datum",
        "Kanaal",
        "Reden (niet verplicht)",
    ])];
    for (at, (home, email)) in known.iter().enumerate().filter(|(at, _)| at % 11 == 3) {
        match at % 3 {
            0 => rows.push(row(&[
                &home.line(),
                &home.spaced_postcode(),
                "",
                "2026-10-01",
                "",
                "wil niets ontvangen",
            ])),
            1 => rows.push(row(&["", "", email, "1-11-2026", "", "afgemeld per mail"])),
            _ => rows.push(row(&[
                "",
                "",
                email,
                "9 november 2026",
                "e-mail",
                "wel post",
            ])),
        }
    }
    for fixed in [
        [
            "Kelbergen 33",
            "1104 LB",
            "",
            "2-2-2026",
            "brief",
            "liever per e-mail",
        ],
        ["Kruitberghof 5-H", "1104 BC", "", "2-2-2026", "", ""],
        [
            "Kikkenstein 3077",
            "1104 SK",
            "",
            "17-8-2025",
            "alles",
            "bel niet, schrijf niet",
        ],
        [
            "",
            "",
            "onbekend@example.org",
            "17-8-2025",
            "",
            "staat op geen enkele lijst",
        ],
    ] {
        rows.push(row(&fixed));
    }
    csv(
        &inputs.join("afmeldingen.csv"),
        Encoding::Utf8,
        INVENTED,
        &rows,
    )
}
