//! A gallery of bad and odd sheets: each case is a small file built here, and everything that a
//! person would see of it is written down whole in `gallery/<name>.txt`.
//!
//! After a change on purpose: `INSTA_UPDATE=always cargo test --test findings`, and read the
//! difference.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test may fail loudly, and makes its own files"
)]

mod deliveries;
mod kit;
mod layouts;

use kit::{D, N, T, X, book, book_with, fill, ods, raw_xlsx, read, sheet_xml, shown};
use rust_xlsxwriter::{Format, Workbook};

fn case(name: &str, files: &[(&str, Vec<u8>)], more: &str) {
    compare(name, &shown(&read(files, more)));
}

/// Compares with what was written down.
fn compare(name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("gallery");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}

fn text(name: &'static str, text: &str) -> Vec<(&'static str, Vec<u8>)> {
    vec![(name, text.as_bytes().to_vec())]
}

const CORPORATION: &str =
    "[[list]]\nfile = \"lijst.xlsx\"\nkind = \"corporation\"\nowner = \"Kringhuis\"\n";
const HEAD: &[kit::C] = &[
    T("Straat"),
    T("Huisnr"),
    T("Toev"),
    T("Postcode"),
    T("Complex"),
];

#[test]
fn plain_corporation_list() {
    case(
        "plain",
        &[(
            "lijst.xlsx",
            book(&[
                HEAD,
                &[T("Kleiburg"), N(12.0), T("H"), T("1104 EA"), T("K-1")],
            ]),
        )],
        CORPORATION,
    );
}

#[test]
fn title_rows_above_the_headings() {
    case(
        "title_rows",
        &[(
            "lijst.xlsx",
            book(&[
                &[T("Bezitslijst Kringhuis")],
                &[T("Peildatum"), D(2026, 11, 1)],
                &[],
                HEAD,
                &[T("Kleiburg"), N(12.0), X, T("1104EA"), T("K-1")],
            ]),
        )],
        CORPORATION,
    );
}

#[test]
fn headings_with_line_breaks_and_units() {
    case(
        "broken_headings",
        &[(
            "lijst.xlsx",
            book(&[
                &[
                    T("Straat\nnaam"),
                    T("Huis-\nnummer"),
                    T("Post code (object)"),
                    T("Complex nr."),
                ],
                &[T("Kleiburg"), N(12.0), T("1104EA"), N(7.0)],
            ]),
        )],
        CORPORATION,
    );
}

#[test]
fn headings_in_two_rows() {
    case(
        "two_rows",
        &[(
            "lijst.xlsx",
            book(&[
                &[T("Adres"), X, X, T("Complex"), X],
                &[
                    T("Straat"),
                    T("Nummer"),
                    T("Postcode"),
                    T("Nummer"),
                    T("Naam"),
                ],
                &[T("Kleiburg"), N(12.0), T("1104EA"), N(7.0), T("De Hoven")],
            ]),
        )],
        CORPORATION,
    );
}

#[test]
fn headings_repeated_half_way() {
    case(
        "repeated_headings",
        &[(
            "lijst.xlsx",
            book(&[
                HEAD,
                &[T("Kleiburg"), N(12.0), X, T("1104EA"), T("K-1")],
                HEAD,
                &[T("Kleiburg"), N(14.0), X, T("1104EA"), T("K-1")],
            ]),
        )],
        CORPORATION,
    );
}

#[test]
fn two_tables_in_one_sheet() {
    case(
        "two_tables",
        &[(
            "gemengd.xlsx",
            book(&[
                &[T("Naam"), T("Niveau"), T("Dekt")],
                &[T("Kleiburg"), T("flat"), T("1104 EA")],
                &[],
                &[T("Organisatie"), T("Datum"), T("Wat"), T("Been")],
                &[
                    T("BC Kleiburg"),
                    D(2026, 5, 1),
                    T("nieuwsbrief"),
                    T("beide"),
                ],
            ]),
        )],
        "",
    );
}

#[test]
fn transposed_table() {
    case(
        "transposed",
        &[(
            "lijst.xlsx",
            book(&[
                &[T("Straat"), T("Kleiburg"), T("Kleiburg")],
                &[T("Huisnummer"), N(1.0), N(3.0)],
                &[T("Postcode"), T("1104EA"), T("1104EA")],
                &[T("Complex"), T("K-1"), T("K-1")],
            ]),
        )],
        CORPORATION,
    );
}

#[test]
fn totals_and_footnotes() {
    case(
        "totals",
        &[(
            "lijst.xlsx",
            book(&[
                HEAD,
                &[T("Kleiburg"), N(12.0), X, T("1104EA"), T("K-1")],
                &[T("Subtotaal K-1"), N(1.0)],
                &[T("Kleiburg"), N(14.0), X, T("1104EA"), T("K-2")],
                &[T("Totaal"), N(2.0)],
                &[],
                &[T("* bron: eigen administratie")],
            ]),
        )],
        CORPORATION,
    );
}

#[test]
fn hidden_and_filtered_rows_and_columns() {
    case(
        "hidden",
        &[(
            "lijst.xlsx",
            book_with(
                &[
                    HEAD,
                    &[T("Kleiburg"), N(12.0), X, T("1104EA"), T("K-1")],
                    &[T("Kleiburg"), N(14.0), X, T("1104EA"), T("K-1")],
                    &[T("Kleiburg"), N(16.0), X, T("1104EA"), T("K-1")],
                ],
                |sheet| {
                    sheet.set_row_hidden(2).unwrap();
                    sheet.set_column_hidden(4).unwrap();
                },
            ),
        )],
        CORPORATION,
    );
}

#[test]
fn hidden_rows_on_request() {
    case(
        "hidden_on_request",
        &[(
            "lijst.xlsx",
            book_with(
                &[HEAD, &[T("Kleiburg"), N(12.0), X, T("1104EA"), T("K-1")]],
                |sheet| {
                    sheet.set_row_hidden(1).unwrap();
                },
            ),
        )],
        &format!("{CORPORATION}hidden = true\n"),
    );
}

#[test]
fn hidden_and_explanatory_sheets() {
    let mut workbook = Workbook::new();
    fill(
        workbook.add_worksheet().set_name("Toelichting").unwrap(),
        &[
            &[T("Zo leest u deze lijst")],
            &[T("Elke rij is een woning")],
        ],
    );
    fill(
        workbook.add_worksheet().set_name("Lijst").unwrap(),
        &[HEAD, &[T("Kleiburg"), N(12.0), X, T("1104EA"), T("K-1")]],
    );
    let old = workbook.add_worksheet().set_name("Oud").unwrap();
    fill(
        old,
        &[HEAD, &[T("Kleiburg"), N(99.0), X, T("1104EA"), T("K-1")]],
    );
    old.set_hidden(true);
    case(
        "sheets",
        &[("lijst.xlsx", workbook.save_to_buffer().unwrap())],
        CORPORATION,
    );
}

#[test]
fn only_the_sheet_that_is_asked() {
    let mut workbook = Workbook::new();
    for name in ["2025", "2026"] {
        fill(
            workbook.add_worksheet().set_name(name).unwrap(),
            &[HEAD, &[T("Kleiburg"), N(12.0), X, T("1104EA"), T(name)]],
        );
    }
    let bytes = workbook.save_to_buffer().unwrap();
    case(
        "asked_sheet",
        &[("lijst.xlsx", bytes.clone())],
        &format!("{CORPORATION}sheet = \"2026\"\n"),
    );
    case(
        "asked_sheet_missing",
        &[("lijst.xlsx", bytes)],
        &format!("{CORPORATION}sheet = \"2027\"\n"),
    );
}

#[test]
fn several_sheets_of_the_same_shape() {
    let mut workbook = Workbook::new();
    for (name, number) in [("Noord", 1.0), ("Zuid", 2.0)] {
        fill(
            workbook.add_worksheet().set_name(name).unwrap(),
            &[HEAD, &[T("Kleiburg"), N(number), X, T("1104EA"), T("K-1")]],
        );
    }
    case(
        "same_shape",
        &[("lijst.xlsx", workbook.save_to_buffer().unwrap())],
        CORPORATION,
    );
}

#[test]
fn house_numbers_that_became_dates() {
    case(
        "dates",
        &[(
            "lijst.xlsx",
            book(&[
                HEAD,
                &[T("Kleiburg"), D(2026, 2, 12), X, T("1104EA"), T("K-1")],
                &[T("Kleiburg"), D(1940, 12, 1), X, T("1104EA"), T("K-1")],
                &[T("Kleiburg"), T("12-feb"), X, T("1104EA"), T("K-1")],
            ]),
        )],
        CORPORATION,
    );
}

#[test]
fn covers_that_became_a_date() {
    case(
        "covers_date",
        &[(
            "organisaties.xlsx",
            book(&[
                &[T("Naam"), T("Soort"), T("Dekt")],
                &[T("BC Kleiburg"), T("bewonerscommissie"), D(2026, 12, 2)],
            ]),
        )],
        "",
    );
}

#[test]
fn what_excel_did_to_numbers_and_spaces() {
    case(
        "repairs",
        &[(
            "lijst.xlsx",
            book(&[
                &[
                    T("Straat"),
                    T("Huisnr"),
                    T("Postcode"),
                    T("Plaats"),
                    T("Complex"),
                ],
                &[
                    T("Gooise\u{a0}Kant"),
                    T("12,0"),
                    T("1104 MM Amsterdam"),
                    X,
                    N(12.0),
                ],
                &[
                    T("Gooise Kant"),
                    T("'14"),
                    X,
                    T("1104 MM  Amsterdam"),
                    N(12.5),
                ],
                &[
                    T("Gooise\u{200b} Kant"),
                    N(16.0),
                    T("1104"),
                    T("MM Amsterdam"),
                    N(0.0),
                ],
            ]),
        )],
        CORPORATION,
    );
}

#[test]
fn postcode_in_two_columns() {
    case(
        "split_postcode",
        &[(
            "lijst.xlsx",
            book(&[
                &[T("Straat"), T("Huisnr"), T("Postcode"), X, T("Complex")],
                &[T("Kleiburg"), N(1.0), N(1104.0), T("EA"), T("K")],
                &[T("Kleiburg"), N(3.0), N(1104.0), T("EA"), T("K")],
            ]),
        )],
        CORPORATION,
    );
}

#[test]
fn error_cells() {
    let rows = r#"<row r="1"><c r="A1" t="inlineStr"><is><t>Straat</t></is></c><c r="B1" t="inlineStr"><is><t>Huisnr</t></is></c><c r="C1" t="inlineStr"><is><t>Postcode</t></is></c><c r="D1" t="inlineStr"><is><t>Complex</t></is></c></row>
        <row r="2"><c r="A2" t="inlineStr"><is><t>Kleiburg</t></is></c><c r="B2"><v>1</v></c><c r="C2" t="e"><v>#N/A</v></c><c r="D2" t="e"><v>#REF!</v></c></row>
        <row r="3"><c r="A3" t="e"><v>#REF!</v></c><c r="B3" t="e"><v>#REF!</v></c><c r="C3" t="e"><v>#REF!</v></c></row>"#;
    case(
        "error_cells",
        &[("lijst.xlsx", raw_xlsx(&sheet_xml(rows), "<sst/>"))],
        CORPORATION,
    );
}

#[test]
fn formulas_without_an_outcome() {
    let rows = r#"<row r="1"><c r="A1" t="inlineStr"><is><t>Adres</t></is></c><c r="B1" t="inlineStr"><is><t>Complex</t></is></c></row>
        <row r="2"><c r="A2"><f>B2&amp;" 1"</f></c><c r="B2" t="inlineStr"><is><t>K-1</t></is></c></row>
        <row r="3"><c r="A3" t="str"><f>"x"</f><v>Kleiburg 3</v></c><c r="B3"><f>A1</f><v></v></c></row>"#;
    case(
        "formulas",
        &[("lijst.xlsx", raw_xlsx(&sheet_xml(rows), "<sst/>"))],
        CORPORATION,
    );
}

#[test]
fn a_wrong_string_number() {
    let rows = r#"<row r="1"><c r="A1" t="inlineStr"><is><t>Adres</t></is></c><c r="B1" t="inlineStr"><is><t>Complex</t></is></c></row>
        <row r="2"><c r="A2" t="inlineStr"><is><t>Kleiburg 1</t></is></c><c r="B2" t="s"><v>999</v></c></row>
        <row r="3"><c r="A3" t="inlineStr"><is><t>Kleiburg 3</t></is></c><c r="B3"><v>1</v></c></row>"#;
    case(
        "wrong_string",
        &[(
            "lijst.xlsx",
            raw_xlsx(
                &sheet_xml(rows),
                "<sst count=\"0\" uniqueCount=\"0\"></sst>",
            ),
        )],
        CORPORATION,
    );
}

#[test]
fn merged_cells_down_a_column() {
    let format = Format::new();
    case(
        "merged",
        &[(
            "lijst.xlsx",
            book_with(
                &[
                    HEAD,
                    &[T("Kleiburg"), N(1.0), X, T("1104EA"), X],
                    &[T("Kleiburg"), N(3.0), X, T("1104EA"), X],
                ],
                |sheet| {
                    sheet.merge_range(1, 4, 2, 4, "K-1", &format).unwrap();
                },
            ),
        )],
        CORPORATION,
    );
}

#[test]
fn national_identity_numbers_and_birth_dates_are_refused() {
    case(
        "refused",
        &[(
            "leden.xlsx",
            book(&[
                &[
                    T("Naam"),
                    T("Adres"),
                    T("E-mail"),
                    T("Toestemming op"),
                    T("Klantnr"),
                    T("Geboortedatum"),
                ],
                &[
                    T("A. Verzinsel"),
                    T("Kleiburg 1"),
                    T("a@example.org"),
                    D(2026, 1, 2),
                    N(111_222_333.0),
                    D(1950, 1, 1),
                ],
                &[
                    T("B. Verzinsel"),
                    T("Kleiburg 3"),
                    T("b@example.org"),
                    D(2026, 1, 2),
                    N(123_456_782.0),
                    D(1951, 1, 1),
                ],
                &[
                    T("C. Verzinsel"),
                    T("Kleiburg 5"),
                    T("c@example.org"),
                    D(2026, 1, 2),
                    N(111_222_333.0),
                    D(1952, 1, 1),
                ],
                &[
                    T("D. Verzinsel"),
                    T("Kleiburg 7"),
                    T("d@example.org"),
                    D(2026, 1, 2),
                    N(123_456_782.0),
                    D(1953, 1, 1),
                ],
            ]),
        )],
        "",
    );
}

#[test]
fn email_addresses_that_cannot_be_used() {
    case(
        "emails",
        &text(
            "contacten.csv",
            "Naam;Adres;E-mail;Grondslag;Toestemming op\nA;Kleiburg 1;jan@[127.0.0.1];toestemming;1-2-2026\nB;Kleiburg 3;jаn@example.org;toestemming;1-2-2026\nC;Kleiburg 5;jan@localhost;lid;\nD;Kleiburg 7;jan%x@example.org;misschien;gisteren\n",
        ),
        "",
    );
}

#[test]
fn a_column_with_postcodes_under_a_wrong_heading() {
    case(
        "wrong_heading",
        &[(
            "lijst.xlsx",
            book(&[
                &[T("Straat"), T("Nr"), T("Plaats"), T("Complex")],
                &[T("Kleiburg"), N(1.0), T("1104 EA"), T("K")],
                &[T("Kleiburg"), N(3.0), T("1104 EA"), T("K")],
                &[T("Kleiburg"), N(5.0), T("1104 EA"), T("K")],
            ]),
        )],
        CORPORATION,
    );
}

#[test]
fn two_columns_that_can_both_be_it() {
    case(
        "two_candidates",
        &[(
            "lijst.xlsx",
            book(&[
                &[T("Adres"), T("Complex"), T("Adres")],
                &[T("Kleiburg 1"), T("K"), T("Postbus 3")],
                &[T("Kleiburg 3"), T("K"), T("Postbus 3")],
            ]),
        )],
        CORPORATION,
    );
}

#[test]
fn columns_named_in_the_campaign_file() {
    let list = format!(
        "{CORPORATION}columns = {{ street = \"Laan\", number = \"Deur\", complex = \"Cpl\" }}\n"
    );
    case(
        "columns_named",
        &[(
            "lijst.xlsx",
            book(&[
                &[T("Laan"), T("Deur"), T("Cpl")],
                &[T("Kleiburg"), N(1.0), T("K")],
            ]),
        )],
        &list,
    );
    case(
        "columns_gone",
        &[(
            "lijst.xlsx",
            book(&[
                &[T("Straat"), T("Deur"), T("Cpl")],
                &[T("Kleiburg"), N(1.0), T("K")],
            ]),
        )],
        &list,
    );
}

#[test]
fn a_list_of_unknown_kind() {
    case(
        "unknown_kind",
        &text(
            "iets.csv",
            "Straat;Huisnummer;Kleur deur\nKleiburg;1;rood\n",
        ),
        "",
    );
}

#[test]
fn no_headings_at_all() {
    case(
        "no_headings",
        &text("iets.csv", "Kleiburg;1;1104EA\nKleiburg;3;1104EA\n"),
        "",
    );
}

#[test]
fn rows_that_lack_what_is_needed() {
    case(
        "lacking",
        &[(
            "lijst.xlsx",
            book(&[
                HEAD,
                &[T("Kleiburg"), X, X, X, T("K-1")],
                &[X, N(3.0), X, X, T("K-1")],
                &[T("Complex K-2")],
                &[T("Kleiburg"), N(5.0), X, X, T("K-2")],
            ]),
        )],
        CORPORATION,
    );
}

#[test]
fn the_same_row_twice() {
    case(
        "twice",
        &[(
            "lijst.xlsx",
            book(&[
                HEAD,
                &[T("Kleiburg"), N(1.0), X, T("1104EA"), T("K-1")],
                &[T("Kleiburg"), N(1.0), X, T("1104EA"), T("K-1")],
                &[T("Kleiburg"), N(1.0), X, T("1104EA"), T("K-9")],
            ]),
        )],
        CORPORATION,
    );
}

#[test]
fn two_landlords_and_two_files() {
    let rows: &[&[kit::C]] = &[HEAD, &[T("Kleiburg"), N(1.0), X, T("1104EA"), T("K-1")]];
    let lists = "[[list]]\nfile = \"a.xlsx\"\nkind = \"corporation\"\nowner = \"Kringhuis\"\n[[list]]\nfile = \"b.xlsx\"\nkind = \"corporation\"\nowner = \"Torenwoon\"\n[[list]]\nfile = \"c.xlsx\"\nkind = \"corporation\"\nowner = \"Kringhuis\"\n";
    case(
        "landlords",
        &[
            ("a.xlsx", book(rows)),
            ("b.xlsx", book(rows)),
            ("c.xlsx", book(rows)),
        ],
        lists,
    );
}

#[test]
fn vve_list_with_names_only() {
    case(
        "vve_names",
        &text(
            "vve-lijst.csv",
            "Naam VvE\nVvE Borgerstraat 2 t/m 50 (even)\nVvE Nova Zembla II\n* bron: handelsregister\n",
        ),
        "",
    );
}

#[test]
fn vve_list_with_address_rows() {
    case(
        "vve_addresses",
        &text(
            "vve.csv",
            "VvE;Straat;Huisnummer;KvK;Laatste ALV\nVvE De Hoven;Kleiburg;1;1234567;12-3-2026\nVvE De Hoven;Kleiburg;3;;\nVvE Anders;Kleiburg;5;12345678;nooit\n",
        ),
        "",
    );
}

#[test]
fn organisations_in_full() {
    case(
        "organisations",
        &text(
            "organisaties.csv",
            "Naam,Soort,Dekt,Vertegenwoordigt,Opgericht,Koepel,E-mail,Grondslag e-mail\nBC Kleiburg,bewonerscommissie,Kleiburg 1-99,huurders van Kringhuis,2019-04-01,Huurdersbelang; K-Platform,bc@example.org,gepubliceerd\nGroep Zuid,clubje,1104 SK,iedereen,,,,\n",
        ),
        "",
    );
}

#[test]
fn opt_outs_contacts_replies_meetings_support_issues() {
    case(
        "opt_outs",
        &text(
            "afmeldingen.csv",
            "Adres;E-mail;Datum;Kanaal\nKleiburg 1;;1-10-2026;brief\n;a@example.org;2-10-2026;\nKleiburg 3;;;postduif\n",
        ),
        "",
    );
    case(
        "replies",
        &text(
            "antwoorden.csv",
            "\"Tijdstempel\",\"Uw code\",\"Komt u?\",\"Wat wilt u zeggen?\"\n\"2026-11-20 10:00:00\",\"K7M-4PX-9T\",\"ja\",\"Graag\nmeer licht\"\n\"2026-11-21 11:00:00\",\"\",\"nee\",\"\"\n",
        ),
        "[[list]]\nfile = \"antwoorden.csv\"\nkind = \"replies\"\n",
    );
    case(
        "meetings",
        &text(
            "bijeenkomsten.csv",
            "Bijeenkomst;Organisatie;Datum;Locatie;Uitgenodigd;Aangemeld;Gekomen\nALV;VvE De Hoven;3-3-2026;Buurthuis;40;12;veel\n",
        ),
        "",
    );
    case(
        "support",
        &text(
            "steun.csv",
            "Organisatie;Soort steun;Datum;Eigenaar;Partner;Uitkomst\nBC Kleiburg;bemiddeling;1-1-2026;Anna;!WOON;loopt\n",
        ),
        "",
    );
    case(
        "issues",
        &text(
            "punten.csv",
            "Organisatie;Onderwerp;Datum;Stand;Partner\nBC Kleiburg;lift;1-1-2026;gehoord;Kringhuis\nBC Kleiburg;licht;1-1-2026;vergeten;Kringhuis\n",
        ),
        "",
    );
}

#[test]
fn csv_in_every_encoding() {
    let wide: Vec<u8> = [0xff, 0xfe]
        .into_iter()
        .chain(
            "Naam;Niveau;Dekt\nCafé;flat;1104 EA\n"
                .encode_utf16()
                .flat_map(u16::to_le_bytes),
        )
        .collect();
    case("utf16", &[("gebieden.csv", wide)], "");
    case(
        "windows_1252",
        &[(
            "gebieden.csv",
            b"Naam;Niveau;Dekt\r\nCaf\xe9 \x80;flat;1104 EA\r\n".to_vec(),
        )],
        "",
    );
    case(
        "iso_8859_15",
        &[(
            "gebieden.csv",
            b"Naam;Niveau;Dekt\nCaf\xe9 \xa4;flat;1104 EA\n".to_vec(),
        )],
        "",
    );
    case(
        "bom",
        &text(
            "gebieden.csv",
            "\u{feff}Naam\tNiveau\tDekt\nCafé\tflat\t1104 EA\n",
        ),
        "",
    );
    case(
        "old_mac_line_ends",
        &text("gebieden.csv", "Naam;Niveau;Dekt\rKleiburg;flat;1104 EA\r"),
        "",
    );
    case(
        "bad_bytes",
        &[(
            "gebieden.csv",
            b"Naam;Niveau;Dekt\n\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9 \xff;flat;1104 EA\n"
                .to_vec(),
        )],
        "",
    );
}

#[test]
fn csv_with_quotes_and_a_forgotten_one() {
    case(
        "quotes",
        &text(
            "gebieden.csv",
            "Naam;Niveau;Dekt\n\"Klei;burg \"\"oud\"\"\";flat;\"1104 EA\n1104 EB\"\nNa;flat;1104 EC\n",
        ),
        "",
    );
    case(
        "forgotten_quote",
        &text(
            "gebieden.csv",
            "Naam;Niveau;Dekt\n\"Kleiburg;flat;1104 EA\nNa;flat;1104 EC\n",
        ),
        "",
    );
    case(
        "sep_line",
        &text(
            "gebieden.csv",
            "sep=|\nNaam|Niveau|Dekt\nKleiburg|flat|1104 EA\n",
        ),
        "",
    );
}

#[test]
fn html_and_xml_named_xls() {
    case(
        "html_as_xls",
        &text(
            "gebieden.xls",
            "<html><table><tr><th>Naam</th><th>Niveau</th><th>Dekt</th></tr><tr><td>Caf&eacute;</td><td>flat</td><td>1104&nbsp;EA</td></tr></table></html>",
        ),
        "",
    );
    case(
        "xml2003_as_xls",
        &text(
            "gebieden.xls",
            r#"<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="A"><Table><Row><Cell><Data ss:Type="String">Naam</Data></Cell><Cell><Data ss:Type="String">Niveau</Data></Cell><Cell><Data ss:Type="String">Dekt</Data></Cell></Row><Row ss:Index="4" ss:Hidden="1"><Cell><Data ss:Type="String">Weg</Data></Cell></Row><Row><Cell><Data ss:Type="String">Kleiburg</Data></Cell><Cell><Data ss:Type="String">flat</Data></Cell><Cell><Data ss:Type="String">1104 EA</Data></Cell></Row></Table></Worksheet></Workbook>"#,
        ),
        "",
    );
    case(
        "csv_as_xlsx",
        &text("gebieden.xlsx", "Naam;Niveau;Dekt\nKleiburg;flat;1104 EA\n"),
        "",
    );
}

#[test]
fn ods_with_repeats_errors_and_hidden_rows() {
    case(
        "ods",
        &[(
            "gebieden.ods",
            ods(
                r#"<table:table table:name="Blad1"><table:table-row><table:table-cell office:value-type="string"><text:p>Naam</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>Niveau</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>Dekt</text:p></table:table-cell></table:table-row><table:table-row table:number-rows-repeated="3"><table:table-cell table:number-columns-repeated="1024"/></table:table-row><table:table-row table:visibility="filter"><table:table-cell office:value-type="string"><text:p>Weg</text:p></table:table-cell></table:table-row><table:table-row><table:table-cell office:value-type="string"><text:p>Klei<text:s/>burg</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>flat</text:p></table:table-cell><table:table-cell office:value-type="date" office:date-value="2026-12-02"><text:p>2-12</text:p></table:table-cell></table:table-row><table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>"#,
            ),
        )],
        "",
    );
}

#[test]
fn files_that_are_no_lists() {
    case("pdf", &text("lijst.pdf", "%PDF-1.7 nee"), "");
    case("empty", &text("lijst.csv", ""), "");
    case("blank_lines", &text("lijst.csv", "\n\n;;;\n"), "");
    case(
        "damaged",
        &[("lijst.xlsx", b"PK\x03\x04 dit is geen zip".to_vec())],
        "",
    );
    case("missing", &[], CORPORATION);
    case(
        "zip_of_something",
        &[("lijst.zip", kit::zip(&[("foto.txt", b"hoi")]))],
        "",
    );
    case("json", &text("lijst.txt", "{\"naam\": 1}"), "");
}

#[test]
fn a_list_of_one_column() {
    case(
        "one_column",
        &text(
            "lijst.csv",
            "Adres\nKleiburg 1, 1104 EA Amsterdam\nKleiburg 3, 1104 EA Amsterdam\n",
        ),
        "[[list]]\nfile = \"lijst.csv\"\nkind = \"corporation\"\nowner = \"Kringhuis\"\n",
    );
}

#[test]
fn own_headings_of_a_volunteer() {
    let files = [
        (
            "kopjes.txt",
            b"street = laantje\nnumber = deurnr\nonzin\n".to_vec(),
        ),
        (
            "lijst.csv",
            b"Laantje;Deurnr;Complex\nKleiburg;1;K\n".to_vec(),
        ),
    ];
    case(
        "own_headings",
        &files,
        "[reading]\nsynonyms = \"inputs/kopjes.txt\"\n",
    );
}
