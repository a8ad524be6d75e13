//! Tables as people lay them out: beside each other, without headings, with headings elsewhere.

use super::kit::{C, D, N, T, X, book, book_with, fill};
use super::{CORPORATION, HEAD, case, text};
use rust_xlsxwriter::Workbook;

#[test]
fn the_same_table_twice_beside_each_other() {
    case(
        "beside_same",
        &[(
            "lijst.xlsx",
            book(&[
                &[T("Adres"), T("Complex"), X, T("Adres"), T("Complex")],
                &[T("Kleiburg 1"), T("K-1"), X, T("Kleiburg 2"), T("K-1")],
                &[T("Kleiburg 3"), T("K-1"), X, T("Kleiburg 4"), T("K-1")],
                &[T("Kleiburg 5"), T("K-1")],
                &[X, X, X, T("Kleiburg 6"), T("K-1")],
            ]),
        )],
        CORPORATION,
    );
}

#[test]
fn tables_of_two_kinds_beside_each_other() {
    case(
        "beside_other",
        &[(
            "alles.xlsx",
            book(&[
                &[
                    T("Naam"),
                    T("Niveau"),
                    T("Dekt"),
                    X,
                    T("Organisatie"),
                    T("Datum"),
                    T("Wat"),
                ],
                &[
                    T("Kleiburg"),
                    T("flat"),
                    T("1104 EA"),
                    X,
                    T("BC Kleiburg"),
                    D(2026, 5, 1),
                    T("nieuwsbrief"),
                ],
                &[T("Gooise Kant"), T("flat"), T("1104 MM")],
            ]),
        )],
        "",
    );
}

#[test]
fn a_table_that_starts_lower_beside_another() {
    case(
        "beside_lower",
        &[(
            "lijst.xlsx",
            book(&[
                &[T("Adres"), T("Complex")],
                &[T("Kleiburg 1"), T("K-1")],
                &[T("Kleiburg 3"), T("K-1"), X, T("Nieuw dit jaar")],
                &[T("Kleiburg 5"), T("K-1"), X, T("Adres"), T("Complex")],
                &[T("Kleiburg 7"), T("K-1"), X, T("Kleiburg 2"), T("K-2")],
                &[X, X, X, T("Kleiburg 4"), T("K-2")],
            ]),
        )],
        CORPORATION,
    );
}

#[test]
fn a_list_of_codes_beside_the_table() {
    let mut rows: Vec<Vec<C>> = vec![vec![
        T("Adres"),
        T("Complex"),
        X,
        T("Soort"),
        T("Omschrijving"),
    ]];
    for address in ["Kleiburg 1", "Kleiburg 3", "Kleiburg 5", "Kleiburg 7"] {
        rows.push(vec![T(address), T("K-1")]);
    }
    rows[1].extend([X, T("W"), T("Woning")]);
    rows[2].extend([X, T("G"), T("Garage")]);
    let rows: Vec<&[C]> = rows.iter().map(Vec::as_slice).collect();
    case("beside_codes", &[("lijst.xlsx", book(&rows))], CORPORATION);
}

#[test]
fn the_address_of_the_owner_beside_that_of_the_home() {
    case(
        "whose_address",
        &[(
            "lijst.xlsx",
            book(&[
                &[T("Woning"), X, X, T("Eigenaar")],
                &[
                    T("Straat"),
                    T("Huisnummer"),
                    T("Postcode"),
                    T("Straat"),
                    T("Huisnummer"),
                    T("Postcode"),
                ],
                &[
                    T("Kleiburg"),
                    N(1.0),
                    T("1104EA"),
                    T("Dorpsweg"),
                    N(9.0),
                    T("1011AB"),
                ],
                &[
                    T("Kleiburg"),
                    N(3.0),
                    T("1104EA"),
                    T("Laan"),
                    N(7.0),
                    T("1011AC"),
                ],
            ]),
        )],
        CORPORATION,
    );
}

#[test]
fn no_headings_but_clear_content() {
    let rows = text(
        "lijst.csv",
        "Bezit per 1 november\nKleiburg;1;1104 EA;K-1\nKleiburg;3;1104 EA;K-1\nKleiburg;5;1104 EA;K-1\nKleiburg;7;1104 EA;K-2\n",
    );
    case(
        "no_headings_clear",
        &rows,
        "[[list]]\nfile = \"lijst.csv\"\nkind = \"corporation\"\nowner = \"Kringhuis\"\n",
    );
    // Of a file of which nothing is known it is not guessed what the addresses are for.
    case("no_headings_unknown", &rows, "");
}

#[test]
fn columns_that_say_nothing_above_clear_content() {
    case(
        "meaningless_headings",
        &text(
            "lijst.csv",
            "Kolom1;Kolom2;Kolom3;Kolom4\nKleiburg;1;1104 EA;Amsterdam\nKleiburg;3;1104 EA;Amsterdam\nKleiburg;5;1104 EA;Amsterdam\n",
        ),
        "[[list]]\nfile = \"lijst.csv\"\nkind = \"corporation\"\nowner = \"Kringhuis\"\n",
    );
}

#[test]
fn a_number_without_a_heading_beside_the_street() {
    case(
        "number_without_heading",
        &[(
            "lijst.xlsx",
            book(&[
                &[T("Adres"), X, T("Postcode"), T("Complex")],
                &[T("Kleiburg"), N(12.0), T("1104EA"), T("K-1")],
                &[T("Kleiburg"), N(14.0), T("1104EA"), T("K-1")],
            ]),
        )],
        CORPORATION,
    );
}

#[test]
fn columns_named_by_letter() {
    case(
        "columns_by_letter",
        &text(
            "lijst.csv",
            "Nummer;Nummer;Straat\n1001;1;Kleiburg\n1002;3;Kleiburg\n",
        ),
        "[[list]]\nfile = \"lijst.csv\"\nkind = \"corporation\"\nowner = \"Kringhuis\"\ncolumns = { number = \"kolom B\" }\n",
    );
    case(
        "columns_by_letter_beyond",
        &text(
            "lijst.csv",
            "Nummer;Nummer;Straat\n1001;1;Kleiburg\n1002;3;Kleiburg\n",
        ),
        "[[list]]\nfile = \"lijst.csv\"\nkind = \"corporation\"\nowner = \"Kringhuis\"\ncolumns = { number = \"kolom Z\" }\n",
    );
    case(
        "columns_by_letter_asked",
        &text(
            "lijst.csv",
            "Nummer;Nummer;Straat\n1001;1;Kleiburg\n1002;3;Kleiburg\n",
        ),
        "[[list]]\nfile = \"lijst.csv\"\nkind = \"corporation\"\nowner = \"Kringhuis\"\n",
    );
}

#[test]
fn a_second_sheet_without_headings() {
    let mut workbook = Workbook::new();
    fill(
        workbook.add_worksheet().set_name("Deel 1").unwrap(),
        &[
            HEAD,
            &[T("Kleiburg"), N(12.0), X, T("1104EA"), T("K-1")],
            &[T("Kleiburg"), N(14.0), X, T("1104EA"), T("K-1")],
        ],
    );
    fill(
        workbook.add_worksheet().set_name("Deel 2").unwrap(),
        &[
            &[T("Kleiburg"), N(16.0), X, T("1104EA"), T("K-1")],
            &[T("Kleiburg"), N(18.0), X, T("1104EA"), T("K-1")],
        ],
    );
    case(
        "goes_on",
        &[("lijst.xlsx", workbook.save_to_buffer().unwrap())],
        CORPORATION,
    );
}

#[test]
fn a_sheet_of_codes_beside_the_list() {
    let mut workbook = Workbook::new();
    fill(
        workbook.add_worksheet().set_name("Codes").unwrap(),
        &[
            &[T("Soort"), T("Complex")],
            &[T("W"), T("woning")],
            &[T("G"), T("garage")],
        ],
    );
    fill(
        workbook.add_worksheet().set_name("Lijst").unwrap(),
        &[HEAD, &[T("Kleiburg"), N(12.0), X, T("1104EA"), T("K-1")]],
    );
    case(
        "sheet_of_codes",
        &[("lijst.xlsx", workbook.save_to_buffer().unwrap())],
        CORPORATION,
    );
}

#[test]
fn headings_in_a_hidden_row() {
    case(
        "hidden_headings",
        &[(
            "lijst.xlsx",
            book_with(
                &[
                    HEAD,
                    &[T("Kleiburg"), N(12.0), X, T("1104EA"), T("K-1")],
                    &[T("Kleiburg"), N(14.0), X, T("1104EA"), T("K-1")],
                ],
                |sheet| {
                    sheet.set_row_hidden(0).unwrap();
                },
            ),
        )],
        CORPORATION,
    );
}

#[test]
fn rows_below_the_headings_that_explain_the_columns() {
    case(
        "explained_columns",
        &[(
            "lijst.xlsx",
            book(&[
                HEAD,
                &[N(1.0), N(2.0), N(3.0), N(4.0), N(5.0)],
                &[
                    T("(tekst)"),
                    T("(getal)"),
                    T("(tekst)"),
                    T("(tekst)"),
                    T("(tekst)"),
                ],
                &[T("Kleiburg"), N(12.0), X, T("1104EA"), T("K-1")],
            ]),
        )],
        CORPORATION,
    );
}

#[test]
fn what_may_not_be_kept_is_no_answer_either() {
    case(
        "refused_answers",
        &text(
            "antwoorden.csv",
            "Datum;Code;Komt u?;Klantnummer;Wat is uw geboortedatum?\n\
             1-11-2026;K7M2-XQ4P;ja;111222333;1-2-1960\n\
             1-11-2026;K7M2-XQ4Q;ja;123456782;1-2-1961\n\
             1-11-2026;K7M2-XQ4R;ja;111222333;1-2-1962\n\
             1-11-2026;K7M2-XQ4S;nee;123456782;1-2-1963\n",
        ),
        "[[list]]\nfile = \"antwoorden.csv\"\nkind = \"replies\"\n",
    );
}

#[test]
fn texts_from_old_programs() {
    case(
        "text_formulas",
        &text(
            "lijst.csv",
            "Straat;Huisnr;Postcode;Complex\n=\"Kleiburg\";=\"0012\";=\"1104EA\";\"=\"\"K-1\"\"\"\n",
        ),
        "[[list]]\nfile = \"lijst.csv\"\nkind = \"corporation\"\nowner = \"Kringhuis\"\n",
    );
    // Café Één, as an old Mac wrote it.
    let mut mac = b"Naam;Niveau;Dekt\n".to_vec();
    for name in [&b"Caf\x8e"[..], b"Bo\x95tie en caf\x8e", b"D\x8ept\x9fr"] {
        mac.extend_from_slice(name);
        mac.extend_from_slice(b";flat;1104 EA\n");
    }
    case("old_mac", &[("gebieden.csv", mac)], "");
    case(
        "zero_bytes",
        &text(
            "gebieden.csv",
            "Naam;Niveau;Dekt\0\nKleiburg\0;flat;1104 EA\0\n",
        ),
        "",
    );
}

#[test]
fn a_postcode_with_its_country() {
    case(
        "postcode_with_country",
        &text(
            "lijst.csv",
            "Straat;Huisnr;Postcode;Complex\nKleiburg;12;NL-1104EA;K-1\nKleiburg;14;NL 1104 EA;K-1\n",
        ),
        "[[list]]\nfile = \"lijst.csv\"\nkind = \"corporation\"\nowner = \"Kringhuis\"\n",
    );
}

#[test]
fn a_range_of_numbers_in_two_columns() {
    case(
        "numbers_from_to",
        &[(
            "vve.xlsx",
            book(&[
                &[
                    T("Naam VvE"),
                    T("Straat"),
                    T("Van"),
                    T("Tot en met"),
                    T("Plaats"),
                ],
                &[T("VvE Een"), T("Kleiburg"), N(1.0), N(9.0), T("Amsterdam")],
                &[
                    T("VvE Twee"),
                    T("Kleiburg"),
                    N(10.0),
                    N(16.0),
                    T("Amsterdam"),
                ],
                &[T("VvE Drie"), T("Kleiburg"), N(18.0), X, T("Amsterdam")],
                &[
                    T("VvE Vier"),
                    T("Kleiburg"),
                    N(20.0),
                    N(20.0),
                    T("Amsterdam"),
                ],
            ]),
        )],
        "",
    );
}

#[test]
fn several_numbers_in_the_column_of_house_numbers() {
    case(
        "numbers_several",
        &[(
            "vve.xlsx",
            book(&[
                &[T("Naam VvE"), T("Straat"), T("Huisnummer"), T("Plaats")],
                &[T("VvE Een"), T("Kleiburg"), T("2, 4 en 6"), T("Amsterdam")],
                &[
                    T("VvE Twee"),
                    T("Kleiburg"),
                    T("8 t/m 12 (even)"),
                    T("Amsterdam"),
                ],
                &[T("VvE Drie"), T("Kleiburg"), T("14-2"), T("Amsterdam")],
            ]),
        )],
        "",
    );
}

#[test]
fn the_street_in_the_first_row_of_each_group_only() {
    case(
        "street_of_the_group",
        &[(
            "lijst.xlsx",
            book(&[
                &[T("Straat"), T("Huisnummer"), T("Plaats"), T("Complex")],
                &[T("Kleiburg"), N(1.0), T("Amsterdam"), T("K-1")],
                &[X, N(2.0)],
                &[X, N(3.0)],
                &[X, X],
                &[X, N(4.0)],
                &[T("Kortvoort"), N(1.0), T("Amsterdam"), T("K-2")],
                &[X, N(2.0), X, T("K-3")],
                &[T("Totaal"), N(6.0)],
                &[X, N(3.0)],
            ]),
        )],
        CORPORATION,
    );
}

#[test]
fn text_of_a_dos_program() {
    case(
        "dos_text",
        &[(
            "oud.csv",
            b"Organisatie;Soort;Dekt;Contact\r\nCaf\x82 Co\x94peratie;bewonersgroep;Kleiburg 1;Andr\x82 M\x81ller\r\n\x90\x82n Huis;bewonersgroep;Kleiburg 2;Jos\x82 L\x94w\x89\r\n"
                .to_vec(),
        )],
        "",
    );
}
