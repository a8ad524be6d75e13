//! A supplier's next delivery: read by the recipe, with everything that is different told.

use std::path::Path;

use super::compare;
use super::kit::{C, D, N, T, X, book, read_folder, shown};

const LIST: &str =
    "[[list]]\nfile = \"kringhuis-2026-11.xlsx\"\nkind = \"corporation\"\nowner = \"Kringhuis\"\n";

fn put(inputs: &Path, name: &str, rows: &[&[C]]) {
    std::fs::create_dir_all(inputs).unwrap();
    std::fs::write(inputs.join(name), book(rows)).unwrap();
}

/// Reads, and puts beside the lists what belongs there, as a run does.
fn run(inputs: &Path, more: &str) -> String {
    let noted = read_folder(inputs, more);
    for beside in &noted.value.beside {
        std::fs::write(inputs.join(&beside.name), &beside.text).unwrap();
    }
    shown(&noted)
}

const FIRST: &[&[C]] = &[
    &[
        T("Straat"),
        T("Huisnr"),
        T("Postcode"),
        T("Complex"),
        T("Soort eenheid"),
    ],
    &[T("Kleiburg"), N(1.0), T("1104EA"), T("K-1"), T("Woning")],
    &[T("Kleiburg"), N(3.0), T("1104EA"), T("K-1"), T("Woning")],
    &[T("Kleiburg"), N(5.0), T("1104EA"), T("K-1"), T("Garage")],
    &[T("Kleiburg"), N(7.0), T("1104EA"), T("K-1"), T("Woning")],
];

#[test]
fn the_same_delivery_again_says_nothing_new() {
    let folder = tempfile::tempdir().unwrap();
    let inputs = folder.path().join("inputs");
    put(&inputs, "kringhuis-2026-11.xlsx", FIRST);
    let first = run(&inputs, LIST);
    let files = |inputs: &Path| {
        let mut all: Vec<(String, Vec<u8>)> = std::fs::read_dir(inputs)
            .unwrap()
            .map(|e| e.unwrap().path())
            .map(|p| {
                (
                    p.file_name().unwrap().to_string_lossy().into_owned(),
                    std::fs::read(&p).unwrap(),
                )
            })
            .collect();
        all.sort();
        all
    };
    let before = files(&inputs);
    assert_eq!(before.len(), 3, "the list, its recipe and its rows");
    assert_eq!(run(&inputs, LIST), first);
    assert_eq!(files(&inputs), before);
    compare("recipe", &String::from_utf8(before[2].1.clone()).unwrap());
}

#[test]
fn a_next_delivery_under_another_name_is_compared() {
    let folder = tempfile::tempdir().unwrap();
    let inputs = folder.path().join("inputs");
    put(&inputs, "kringhuis-2026-11.xlsx", FIRST);
    run(&inputs, LIST);
    std::fs::remove_file(inputs.join("kringhuis-2026-11.xlsx")).unwrap();
    put(
        &inputs,
        "kringhuis-2026-12.xlsx",
        &[
            &[
                T("Huisnr"),
                T("Straatnaam"),
                T("Postcode"),
                T("Soort eenheid"),
                T("Energielabel"),
            ],
            &[N(1.0), T("Kleiburg"), T("1104EA"), T("Woning"), T("A")],
            &[N(3.0), T("Kleiburg"), T("1104EA"), T("Atelier"), T("B")],
            &[N(9.0), T("Kleiburg"), T("1104EA"), T("Woning"), T("A")],
        ],
    );
    compare(
        "next_delivery",
        &run(&inputs, &LIST.replace("2026-11", "2026-12")),
    );
}

#[test]
fn a_column_that_changed_its_type_and_a_recipe_that_is_broken() {
    let folder = tempfile::tempdir().unwrap();
    let inputs = folder.path().join("inputs");
    put(&inputs, "kringhuis-2026-11.xlsx", FIRST);
    run(&inputs, LIST);
    let dates: &[&[C]] = &[
        FIRST[0],
        &[
            T("Kleiburg"),
            D(2026, 2, 1),
            T("1104EA"),
            T("K-1"),
            T("Woning"),
        ],
        &[
            T("Kleiburg"),
            D(2026, 2, 3),
            T("1104EA"),
            T("K-1"),
            T("Woning"),
        ],
        &[
            T("Kleiburg"),
            D(2026, 2, 5),
            T("1104EA"),
            T("K-1"),
            T("Garage"),
        ],
        &[X, X, X, X, X],
        &[
            T("Kleiburg"),
            D(2026, 2, 7),
            T("1104EA"),
            T("K-1"),
            T("Woning"),
        ],
    ];
    put(&inputs, "kringhuis-2026-11.xlsx", dates);
    compare("changed_type", &run(&inputs, LIST));
    std::fs::write(inputs.join("kringhuis.recept.toml"), "dit is geen recept").unwrap();
    compare("broken_recipe", &run(&inputs, LIST));
}

#[test]
fn a_person_may_correct_the_recipe() {
    let folder = tempfile::tempdir().unwrap();
    let inputs = folder.path().join("inputs");
    put(
        &inputs,
        "kringhuis-2026-11.xlsx",
        &[
            &[T("Straat"), T("Huisnr"), T("Blok"), T("Complex")],
            &[T("Kleiburg"), N(1.0), T("H"), T("K-1")],
        ],
    );
    run(&inputs, LIST);
    let path = inputs.join("kringhuis.recept.toml");
    let text = std::fs::read_to_string(&path).unwrap();
    let block = text.find("heading = \"Blok\"").unwrap();
    let (before, after) = text.split_at(block);
    std::fs::write(
        &path,
        format!(
            "{before}{}",
            after.replacen(
                "heading = \"Blok\"",
                "heading = \"Blok\"\nfield = \"addition\"",
                1
            )
        ),
    )
    .unwrap();
    let text = run(&inputs, LIST);
    assert!(text.contains("woning 2: Kleiburg 1 H "), "{text}");
}

#[test]
fn a_new_delivery_beside_the_old_one_is_compared_with_it() {
    let folder = tempfile::tempdir().unwrap();
    let inputs = folder.path().join("inputs");
    let list = |numbers: &'static [f64]| -> Vec<Vec<C>> {
        let mut rows = vec![vec![
            T("Straat"),
            T("Huisnr"),
            T("Complex"),
            T("Verhuurder"),
        ]];
        for number in numbers {
            rows.push(vec![T("Kleiburg"), N(*number), T("K-1"), T("Kringhuis")]);
        }
        rows
    };
    for (name, numbers) in [
        ("kringhuis-2026-11.xlsx", &[1.0, 3.0, 5.0, 7.0][..]),
        ("kringhuis-2026-12.xlsx", &[3.0, 5.0, 7.0, 9.0]),
    ] {
        let rows = list(numbers);
        let rows: Vec<&[C]> = rows.iter().map(Vec::as_slice).collect();
        put(&inputs, name, &rows);
    }
    compare("delivery_beside", &run(&inputs, ""));
}

#[test]
fn homes_that_two_landlords_claim_come_in_the_order_of_the_list() {
    let folder = tempfile::tempdir().unwrap();
    let inputs = folder.path().join("inputs");
    for owner in ["Eerste", "Tweede"] {
        let mut text = "Adres;Complex;Verhuurder\n".to_owned();
        for number in 1..=60 {
            text.push_str(&format!("Kleiburg {number};K;{owner}\n"));
        }
        std::fs::create_dir_all(&inputs).unwrap();
        std::fs::write(inputs.join(format!("{owner}.csv")), text).unwrap();
    }
    let rows: Vec<u32> = super::kit::read_folder(&inputs, "")
        .findings
        .iter()
        .filter(|finding| finding.code == "L305")
        .filter_map(|finding| finding.place.row)
        .collect();
    assert_eq!(rows, (2..=51).collect::<Vec<u32>>());
}
