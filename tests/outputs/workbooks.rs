use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use haarvaten::domain::workbook::Workbook;
use haarvaten::write::xlsx;

use crate::village::village;

fn open(workbook: &Workbook) -> Xlsx<Cursor<Vec<u8>>> {
    Xlsx::new(Cursor::new(xlsx::bytes(workbook).unwrap())).unwrap()
}

/// The headings of a sheet: the first row that holds all that are asked for.
fn headings(book: &mut Xlsx<Cursor<Vec<u8>>>, sheet: &str, first: &str) -> Vec<String> {
    let range = book.worksheet_range(sheet).unwrap();
    range
        .rows()
        .find(|row| row[0] == Data::String(first.to_owned()))
        .unwrap_or_else(|| panic!("{sheet} has no {first}"))
        .iter()
        .map(ToString::to_string)
        .collect()
}

#[test]
fn the_sheets_and_headings_are_those_of_the_contract() {
    let village = village("nl");
    let books: BTreeMap<String, Workbook> = village
        .workbooks()
        .into_iter()
        .map(|book| (book.file_name.clone(), book))
        .collect();
    for (name, book) in &books {
        crate::keep(&format!("nl/{name}"), &xlsx::bytes(book).unwrap());
    }
    let names: Vec<&str> = books.keys().map(String::as_str).collect();
    assert_eq!(
        names,
        [
            "controle.xlsx",
            "opvolging.xlsx",
            "partner-wijksteunpunt.xlsx",
            "voortgang.xlsx"
        ]
    );
    let visible = |name: &str| -> Vec<String> {
        books[name]
            .sheets
            .iter()
            .filter(|sheet| !sheet.hidden)
            .map(|sheet| sheet.name.clone())
            .collect()
    };
    assert_eq!(visible("controle.xlsx"), ["Vragen", "Meldingen"]);
    assert_eq!(
        visible("opvolging.xlsx"),
        [
            "Leesmij",
            "Deuren",
            "Wil meedoen",
            "Organisaties",
            "Steun",
            "Punten",
            "Bijeenkomsten",
            "Pakketten",
            "Antwoordstroken"
        ]
    );
    assert_eq!(
        visible("voortgang.xlsx"),
        [
            "Overzicht",
            "Niveaus",
            "Verhuurders",
            "Verloop",
            "Verklaring",
            "Verantwoording"
        ]
    );
    let mut doors = open(&books["opvolging.xlsx"]);
    assert_eq!(
        headings(&mut doors, "Deuren", "Nr")[..9],
        [
            "Nr", "Straat", "Nummer", "Postcode", "Status", "Uitkomst", "Datum", "Wie", "Notitie"
        ]
    );
    assert!(headings(&mut doors, "Deuren", "Nr").contains(&"id".to_owned()));
    let mut questions = open(&books["controle.xlsx"]);
    assert_eq!(
        headings(&mut questions, "Vragen", "Bestand")[..9],
        [
            "Bestand",
            "Blad",
            "Rij",
            "Gelezen",
            "Vraag",
            "Kandidaten",
            "Besluit",
            "Notitie",
            "id"
        ]
    );
}

#[test]
fn an_english_campaign_has_other_words_and_the_same_ids() {
    let (dutch, english) = (village("nl"), village("en"));
    let ids = |books: Vec<Workbook>| -> Vec<Vec<String>> {
        books
            .iter()
            .flat_map(|book| &book.sheets)
            .filter_map(|sheet| {
                let at = sheet.columns.iter().position(|column| column.key == "id")?;
                Some(
                    sheet
                        .rows
                        .iter()
                        .map(|row| format!("{:?}", row[at]))
                        .collect(),
                )
            })
            .collect()
    };
    for book in english.workbooks() {
        crate::keep(
            &format!("en/{}", book.file_name),
            &xlsx::bytes(&book).unwrap(),
        );
    }
    let english_words = english.workbooks();
    assert_eq!(english_words[0].sheets[0].name, "Questions");
    assert_eq!(ids(dutch.workbooks()), ids(english_words));
}

#[test]
fn the_same_village_gives_the_same_bytes() {
    let first: Vec<Vec<u8>> = village("nl")
        .workbooks()
        .iter()
        .map(|book| xlsx::bytes(book).unwrap())
        .collect();
    for _ in 0..3 {
        let again: Vec<Vec<u8>> = village("nl")
            .workbooks()
            .iter()
            .map(|book| xlsx::bytes(book).unwrap())
            .collect();
        assert!(first == again);
    }
}

#[test]
fn a_partner_sees_no_person_no_note_and_no_small_group() {
    let village = village("nl");
    let partner = village.workbooks().pop().unwrap();
    assert!(partner.file_name.starts_with("partner-"));
    let text: String = {
        let mut book = open(&partner);
        let names = book.sheet_names();
        names
            .iter()
            .flat_map(|name| {
                let range = book.worksheet_range(name).unwrap();
                range
                    .rows()
                    .flatten()
                    .map(|cell| format!("{cell}\n"))
                    .collect::<Vec<_>>()
            })
            .collect()
    };
    for secret in [
        "GEHEIM",
        "ruzie",
        "bemiddeling",
        "Anna\n",
        "Karel",
        "Fatima",
        "kikkenstein@",
        "fatima@",
    ] {
        assert!(!text.contains(secret), "{secret}");
    }
    assert!(text.contains("BC Kleiburg"));
    assert!(text.contains("steun gevraagd"));
    assert!(text.contains("< 5"), "Kralenbeek has three homes only");
}

#[test]
fn text_that_looks_like_a_formula_stays_text() {
    let village = village("nl");
    for workbook in village.workbooks() {
        let mut book = open(&workbook);
        for name in book.sheet_names() {
            let formulas = book.worksheet_formula(&name).unwrap();
            assert!(formulas.rows().flatten().all(String::is_empty), "{name}");
        }
    }
}

#[test]
fn every_input_row_is_accounted_for() {
    let village = village("nl");
    let books = village.workbooks();
    let account = books[2].sheets.last().unwrap();
    let total = account.rows.last().unwrap();
    let count = |at: usize| match total[at] {
        haarvaten::domain::workbook::Item::Count(count) => count,
        _ => panic!("no count"),
    };
    assert_eq!(count(3), village.linked.rows.len() as u64);
    assert_eq!(count(3), count(4) + count(5) + count(6));
}
