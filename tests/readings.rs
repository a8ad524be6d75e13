//! Which columns are the address: lists by a small grammar, against a register in which the wrong
//! column leads to an existing home.
//!
//! `cargo test --test readings -- --nocapture` prints what became of them; with `LISTS=2500` all
//! lists of the grammar are made and 2,500 in any order, with `LISTS_SHOWN=1` those that are asked
//! are shown.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stderr,
    clippy::disallowed_methods,
    missing_docs,
    reason = "a test may fail loudly"
)]

#[path = "readings/kit.rs"]
mod kit;

use kit::{
    Field, Outcome, decided, field, landlords_of, outcome, outcome_decided, outcome_with, trial,
};

/// Lists that a person would read at a glance, each with how it must come out.
#[test]
fn ordinary_exports_go_to_their_own_homes() {
    let rows: &[(&str, &str, &[&str], &str, &str)] = &[
        (
            "corporation",
            "VHE nr;Adres;Postcode;Complex",
            &[
                "1;Kleiburg 20;1104 EA;C1",
                "2;Kleiburg 21;1104 EA;C1",
                "3;Kleiburg 22;1104 EA;C1",
                "4;Kleiburg 23;1104 EA;C1",
            ],
            "Kleiburg 20,21,22,23",
            "right",
        ),
        (
            "corporation",
            "Nummer;Adresregel;PC",
            &[
                "1;Kleiburg 20;1104 EA",
                "2;Kleiburg 21;1104 EA",
                "3;Kleiburg 22;1104 EA",
            ],
            "Kleiburg 20,21,22",
            "right",
        ),
        (
            "opt_outs",
            "nr;naam;adres;postcode;datum",
            &[
                "1;A;Kleiburg 5;1104 EA;2026-10-01",
                "2;B;Kleiburg 9;1104 EA;2026-10-02",
            ],
            "Kleiburg 5,9",
            "right",
        ),
        (
            "opt_outs",
            "nr;naam;adres;postcode;datum",
            &["1;A;Kleiburg 5;1104 EA;2026-10-01"],
            "Kleiburg 5",
            "right",
        ),
        (
            "vve",
            "Eigenaar;Correspondentieadres;Postcode corr;Plaats corr;Objectadres;Postcode object;Index",
            &[
                "X1;Kortvoort 11;1104 NA;Amsterdam;Kleiburg 20;1104 EA;A1",
                "X2;Kortvoort 13;1104 NA;Amsterdam;Kleiburg 21;1104 EA;A2",
                "X3;Kortvoort 15;1104 NA;Amsterdam;Kleiburg 22;1104 EA;A3",
            ],
            "Kleiburg 20,21,22",
            "right",
        ),
        (
            "vve",
            "Naam;Adres;Postcode;Woonplaats;Adres appartement;App.index",
            &[
                "X1;Kortvoort 11;1104 NA;Amsterdam;Kleiburg 20;1",
                "X2;Kortvoort 13;1104 NA;Amsterdam;Kleiburg 21;2",
                "X3;Kortvoort 15;1104 NA;Amsterdam;Kleiburg 22;3",
            ],
            "Kleiburg 20,21,22",
            "right",
        ),
        (
            "vve",
            "Appartementsindex;Eigenaar;Straat;Huisnr;Postcode;VvE",
            &[
                "1;X;Kleiburg;20;1104EA;VvE K",
                "2;Y;Kleiburg;21;1104EA;VvE K",
                "3;Z;Kleiburg;22;1104EA;VvE K",
            ],
            "Kleiburg 20,21,22",
            "right",
        ),
        (
            "corporation",
            "straat;nr;postcode",
            &[
                "Kleiburg;20;1104EA",
                "Kleiburg;21;1104EA",
                "Kleiburg;22;1104EA",
            ],
            "Kleiburg 20,21,22",
            "right",
        ),
        (
            "corporation",
            "straat;nr;postcode",
            &[
                "Kleiburg;1;1104EA",
                "Kleiburg;2;1104EA",
                "Kleiburg;3;1104EA",
            ],
            "Kleiburg 1,2,3",
            "right",
        ),
        (
            "corporation",
            "straat;nr;nr;postcode",
            &[
                "Kleiburg;1;20;1104EA",
                "Kleiburg;2;21;1104EA",
                "Kleiburg;3;22;1104EA",
            ],
            "Kleiburg 20,21,22",
            "asked",
        ),
        (
            "corporation",
            "straat;nr;nr;postcode",
            &[
                "Kortvoort;1;21;1104NA",
                "Kortvoort;2;23;1104NA",
                "Kortvoort;4;25;1104NA",
                "Kortvoort;6;27;1104NA",
            ],
            "Kortvoort 21,23,25,27",
            "any",
        ),
        (
            "corporation",
            "Locatie;Gebouw;Unit;Postcode;Verhuurder",
            &[
                "Kleiburg;A;20;1104EA;Ons Dorp",
                "Kleiburg;A;21;1104EA;Ons Dorp",
                "Kleiburg;A;22;1104EA;Ons Dorp",
            ],
            "Kleiburg 20,21,22",
            "any",
        ),
        (
            "corporation",
            "Eenheidnr;Straatnaam;Deur;PC;Plaatsnaam",
            &[
                "5;Kleiburg;20;1104EA;Amsterdam",
                "6;Kleiburg;21;1104EA;Amsterdam",
                "7;Kleiburg;22;1104EA;Amsterdam",
            ],
            "Kleiburg 20,21,22",
            "any",
        ),
        (
            "corporation",
            "OGE-nr;Straat;HSNR;HSTOEV;PC",
            &[
                "11;Kleiburg;20;;1104EA",
                "12;Kleiburg;21;;1104EA",
                "13;Kleiburg;22;;1104EA",
            ],
            "Kleiburg 20,21,22",
            "right",
        ),
        (
            "corporation",
            "Straat;OGE-nr;HSNR;PC",
            &[
                "Kleiburg;11;20;1104EA",
                "Kleiburg;12;21;1104EA",
                "Kleiburg;13;22;1104EA",
            ],
            "Kleiburg 20,21,22",
            "right",
        ),
        (
            "corporation",
            "Unit no.;Street;House no.;Postal code",
            &[
                "11;Kleiburg;20;1104EA",
                "12;Kleiburg;21;1104EA",
                "13;Kleiburg;22;1104EA",
            ],
            "Kleiburg 20,21,22",
            "right",
        ),
    ];
    let mut wrong = Vec::new();
    for (kind, headings, lines, truth, wanted) in rows {
        let (street, numbers) = truth.split_once(' ').unwrap();
        let truth: Vec<String> = numbers
            .split(',')
            .map(|n| format!("{street} {n}"))
            .collect();
        let text = format!("{headings}\n{}\n", lines.join("\n"));
        let got = outcome(kind, &text, &truth);
        let fits = match *wanted {
            "right" => got == Outcome::Right,
            "asked" => got == Outcome::Asked,
            _ => got != Outcome::Wrong,
        };
        if !fits {
            wrong.push(format!("{got:?} instead of {wanted}: {text}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Counters and own numbers × headings × orders × one or split cells × second addresses.
#[test]
fn no_list_of_the_grammar_goes_to_wrong_homes() {
    let counters = [
        "",
        "VHE nr",
        "Nr",
        "No.",
        "Nummer",
        "Num",
        "Volgnr",
        "Eenheid",
        "Ref",
        "Lfd",
        "Sleutelnr",
        "nr. contract",
        "Rec",
        "Woning",
    ];
    let addresses: [&[&str]; 12] = [
        &["Adres"],
        &["Adresregel 1"],
        &["straat + huisnummer"],
        &["Objectadres"],
        &["Waar"],
        &["Straat"],
        &["Straat", "Huisnr"],
        &["Straatnaam", "Nr"],
        &["Weg", "Deur"],
        &["Straat", "nummer"],
        &["Street", "House no."],
        &["Locatie", "Hsnr"],
    ];
    let seconds: [&[&str]; 5] = [
        &[],
        &["Correspondentieadres", "Postcode corr"],
        &["Postadres"],
        &["Adres eigenaar", "PC eigenaar"],
        &["Vorig adres"],
    ];
    let mut tally = [0_usize; 4];
    let mut bad = Vec::new();
    let mut seed = 7_u32;
    for counter in counters {
        for address in addresses {
            for second in seconds {
                for order in 0..2 {
                    seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                    if std::env::var_os("LISTS").is_none() && !(seed >> 9).is_multiple_of(4) {
                        continue;
                    }
                    let mut fields: Vec<Field> = Vec::new();
                    if !counter.is_empty() {
                        fields.push(field(counter, "counter"));
                    }
                    match address {
                        [whole] => fields.push(field(whole, "whole")),
                        [street, number] => {
                            fields.extend([field(street, "street"), field(number, "number")]);
                        }
                        _ => {}
                    }
                    fields.push(field("Postcode", "postcode"));
                    let mut after: Vec<Field> = second
                        .iter()
                        .map(|heading| {
                            field(
                                heading,
                                if heading.contains("adres") || heading.contains("Adres") {
                                    "other"
                                } else {
                                    "other postcode"
                                },
                            )
                        })
                        .collect();
                    if order == 1 {
                        fields.rotate_left(1);
                        after.append(&mut fields);
                        fields = after;
                    } else {
                        fields.append(&mut after);
                    }
                    let (text, truth) = trial(&fields, seed);
                    let got = outcome("corporation", &text, &truth);
                    tally[got as usize] += 1;
                    if got == Outcome::Wrong
                        || std::env::var_os("LISTS_SHOWN").is_some() && got != Outcome::Right
                    {
                        bad.push(format!(
                            "{got:?}: {}",
                            text.lines().take(4).collect::<Vec<_>>().join(" / ")
                        ));
                    }
                }
            }
        }
    }
    eprintln!(
        "right {}, asked {}, partly {}, wrong {}",
        tally[0], tally[1], tally[2], tally[3]
    );
    for line in &bad {
        eprintln!("{line}");
    }
    assert_eq!(
        tally[Outcome::Wrong as usize],
        0,
        "rows went to another home"
    );
    // Partly: some of the homes do not stand in the register at all.
    let lists: usize = tally.iter().sum();
    assert!((tally[0] + tally[2]) * 100 >= lists * 98, "{tally:?}");
}

/// What the first rows leave open, later rows may settle: then the whole list is asked.
#[test]
fn rows_beyond_the_first_count_too() {
    let list = |second: &dyn Fn(u32) -> u32| {
        let mut text = String::from("straat;nr;nr;postcode\n");
        let mut truth = Vec::new();
        for row in 1..=500 {
            let own = second(row);
            text.push_str(&format!("Langeweg;{row};{own};1104LA\n"));
            truth.push(format!("Langeweg {own}"));
        }
        (text, truth)
    };
    let (text, truth) = list(&|row| if row <= 170 { row } else { 1000 - row });
    assert_eq!(outcome("corporation", &text, &truth), Outcome::Asked);
    let (text, truth) = list(&|row| row);
    assert_eq!(outcome("corporation", &text, &truth), Outcome::Right);
}

/// What a person says holds, whatever the register makes of it.
#[test]
fn what_the_campaign_file_says_holds() {
    let text =
        "straat;nr;nr;postcode\nKleiburg;1;20;1104EA\nKleiburg;2;21;1104EA\nKleiburg;3;22;1104EA\n";
    for (line, numbers) in [
        ("columns = { number = \"kolom C\" }", [20, 21, 22]),
        ("columns = { number = \"kolom B\" }", [1, 2, 3]),
        (
            "columns = { street = \"straat\", number = \"kolom C\", postcode = \"postcode\" }",
            [20, 21, 22],
        ),
    ] {
        let truth: Vec<String> = numbers.iter().map(|n| format!("Kleiburg {n}")).collect();
        assert_eq!(
            outcome_with("corporation", line, text, &truth),
            Outcome::Right,
            "{line}"
        );
    }
    let text = "Nr;Adres;Tweede adres;Postcode\n1;Kleiburg 20;Kleiburg 3;1104EA\n2;Kleiburg 21;Kleiburg 4;1104EA\n3;Kleiburg 22;Kleiburg 5;1104EA\n";
    let truth: Vec<String> = [3, 4, 5].iter().map(|n| format!("Kleiburg {n}")).collect();
    let line = "columns = { address = \"Tweede adres\" }";
    assert_eq!(
        outcome_with("corporation", line, text, &truth),
        Outcome::Right
    );
}

/// A person chooses in the review workbook, and the list is read so.
#[test]
fn the_question_how_a_list_is_read_is_answered_by_choosing() {
    let text =
        "straat;nr;nr;postcode\nKleiburg;1;20;1104EA\nKleiburg;2;21;1104EA\nKleiburg;3;22;1104EA\n";
    for (column, numbers) in [("C “nr”", [20, 21, 22]), ("B “nr”", [1, 2, 3])] {
        let truth: Vec<String> = numbers.iter().map(|n| format!("Kleiburg {n}")).collect();
        let got = outcome_decided("corporation", "", text, &truth, &mut |question| {
            assert!(
                question.raw.contains("Kleiburg 20") && question.raw.contains("Kleiburg 1 "),
                "{question:?}"
            );
            question
                .choices
                .iter()
                .find(|choice| choice.contains(column))
                .cloned()
        });
        assert_eq!(got, Outcome::Right, "{column}");
    }
}

/// A recipe that an earlier version made of a wrong reading does not bring the wrong homes back.
#[test]
fn a_recipe_of_a_wrong_reading_is_noticed() {
    let text =
        "VHE nr;Adres;Postcode\n1;Kleiburg 20;1104EA\n2;Kleiburg 21;1104EA\n3;Kleiburg 22;1104EA\n";
    let truth: Vec<String> = [20, 21, 22]
        .iter()
        .map(|n| format!("Kleiburg {n}"))
        .collect();
    let column = |letter: &str, heading: &str, field: &str| {
        format!(
            "[[table.columns]]\ncolumn = \"{letter}\"\nheading = \"{heading}\"\nfield = \"{field}\"\n"
        )
    };
    for fields in [
        ["number", "other", "postcode"],
        ["number", "address", "postcode"],
        ["number", "street", "postcode"],
    ] {
        let recipe = format!(
            "# recipe\n[[table]]\nfile = \"lijst.csv\"\nsheet = \"\"\nkind = \"corporation\"\nheading_row = 1\nrows = 3\n{}{}{}",
            column("A", "VHE nr", fields[0]),
            column("B", "Adres", fields[1]),
            column("C", "Postcode", fields[2]),
        );
        let got = outcome_with("corporation", &recipe, text, &truth);
        assert!(
            matches!(got, Outcome::Right | Outcome::Asked),
            "{fields:?}: {got:?}"
        );
    }
}

/// The campaign file names all deliveries of a list by a pattern: only the newest counts.
#[test]
fn the_newest_delivery_of_a_pattern_counts() {
    let folder = tempfile::tempdir().unwrap();
    let list = "straat;huisnr;postcode\nKleiburg;1;1104EA\n";
    for name in [
        "kringhuis okt 2026.csv",
        "kringhuis nov 2026.csv",
        "kringhuis 2025.csv",
        "anders.csv",
    ] {
        std::fs::write(folder.path().join(name), list).unwrap();
    }
    let campaign = kit::campaign(
        "[[list]]\nfile = \"kringhuis*.csv\"\nkind = \"corporation\"\nowner = \"Kringhuis\"\n",
    );
    let lists = haarvaten::read::Lists::find(folder.path(), &campaign).value;
    let read: Vec<&str> = lists.files.iter().map(|file| &*file.name).collect();
    assert_eq!(read, ["anders.csv", "kringhuis nov 2026.csv"]);
    assert_eq!(
        lists.files[1].settings[0].owner.as_deref(),
        Some("Kringhuis")
    );
    assert!(lists.missing.is_empty());
    let reader =
        haarvaten::read::Reader::direct(&haarvaten::domain::campaign::ReadingSettings::default());
    let taken = haarvaten::intake::take_in(&lists, &reader, &campaign, None);
    assert_eq!(taken.value.holdings.len(), 1);
    let aside = taken
        .value
        .rows
        .iter()
        .filter(|row| row.reason.key() == "older-delivery");
    assert_eq!(aside.count(), 2);
    assert_eq!(
        taken.findings.iter().filter(|f| f.code == "L134").count(),
        2
    );
}

/// Headings that no table knows, in any order, beside columns of numbers that all lead to homes.
#[test]
fn no_list_in_any_order_goes_to_wrong_homes() {
    let others: [(&[&str], &'static str); 10] = [
        (
            &["Obj.", "Kenm.", "Seq", "Kolom1", "#", "Zaak", "Nr", "No"],
            "counter",
        ),
        (
            &["Sleutel", "Ref.", "Kad.nr", "Nummer", "Dossier", "Woningnr"],
            "any home",
        ),
        (&["Etage", "Vd.", "Laag", "Floor", "Bouwlaag"], "floor"),
        (&["Kamers", "Aant.", "K", "Rooms"], "rooms"),
        (&["Complex", "Cplx", "Blok", "VvE-nr"], "complex"),
        (&["Bouwjaar", "Jr", "Built"], "year"),
        (&["Opp.", "m²", "Area"], "area"),
        (&["Volgende", "Vanaf nr", "Vorige"], "next"),
        (
            &[
                "Adres 2",
                "Oud adres",
                "Verzendadres",
                "Postadres",
                "Adres bestuur",
            ],
            "other",
        ),
        (&["Huurder", "Eigenaar", "Naam"], "person"),
    ];
    let wholes = [
        "Adres",
        "Pand",
        "Ligging",
        "Omschr.",
        "Straat/nr",
        "Property",
        "Woonadres",
    ];
    let streets = ["Straat", "Str.", "Straatnm", "Weg/plein", "Laan", "Street"];
    let numbers = [
        "Huisnr",
        "Nr",
        "H.nr.",
        "Deurnr.",
        "HN",
        "Nr.",
        "House number",
        "huisnummer",
        "Hsnr.",
    ];
    let codes = ["Postcode", "PC", "P.C.", "Zip", "Postc."];
    let mut tally = [0_usize; 4];
    let mut bad = Vec::new();
    let mut seed = 11_u32;
    let mut next = |below: usize| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (seed >> 12) as usize % below
    };
    let many = std::env::var("LISTS")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(300);
    for _ in 0..many {
        let mut groups: Vec<Vec<Field>> = Vec::new();
        if next(2) == 0 {
            groups.push(vec![field(wholes[next(wholes.len())], "whole")]);
        } else {
            groups.push(vec![
                field(streets[next(streets.len())], "street"),
                field(numbers[next(numbers.len())], "number"),
            ]);
        }
        if next(5) > 0 {
            groups.push(vec![field(codes[next(codes.len())], "postcode")]);
        }
        for (headings, holds) in others {
            if next(4) == 0 {
                groups.push(vec![field(headings[next(headings.len())], holds)]);
            }
        }
        for at in (1..groups.len()).rev() {
            groups.swap(at, next(at + 1));
        }
        let fields: Vec<Field> = groups.into_iter().flatten().collect();
        let kind = ["corporation", "opt_outs", "contacts", "vve"][next(4)];
        let (text, truth) = trial(&fields, u32::try_from(next(1 << 20)).unwrap() << 12 | 5);
        let got = outcome(kind, &text, &truth);
        tally[got as usize] += 1;
        if got == Outcome::Wrong
            || std::env::var_os("LISTS_SHOWN").is_some() && got == Outcome::Asked
        {
            bad.push(format!(
                "{got:?} {kind}: {}",
                text.lines().take(4).collect::<Vec<_>>().join(" / ")
            ));
        }
    }
    eprintln!(
        "right {}, asked {}, partly {}, wrong {}",
        tally[0], tally[1], tally[2], tally[3]
    );
    for line in &bad {
        eprintln!("{line}");
    }
    assert_eq!(
        tally[Outcome::Wrong as usize],
        0,
        "rows went to another home"
    );
}

/// A list that does not say whose homes it holds is asked once, and the next delivery is read by
/// the answer, also when the name was typed.
#[test]
fn whose_homes_they_are_is_asked_once_for_the_list() {
    let list = "Adres;Postcode\nKleiburg 20;1104 EA\nKleiburg 21;1104 EA\n";
    let (landlords, asked) = landlords_of(list, &haarvaten::domain::Decisions::none());
    assert_eq!(landlords, ["", ""]);
    let [question] = asked.as_slice() else {
        panic!("one question: {asked:?}");
    };
    assert_eq!(
        (question.ask, question.raw.as_str()),
        ("list-landlord", "lijst.csv")
    );
    assert!(question.choices.iter().any(|name| name == "Ymere"));
    let longer = format!("{list}Kleiburg 22;1104 EA\n");
    for name in ["Ymere", "Woonstichting Zonnig"] {
        let (landlords, asked) = landlords_of(&longer, &decided(&question.key, name));
        assert_eq!(landlords, [name, name, name]);
        assert!(asked.is_empty());
    }
}
