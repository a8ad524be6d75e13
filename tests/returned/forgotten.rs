//! A canary: a person whose name and address stand in every kind of file; after `forget` no byte of
//! them is left, also not inside workbooks, and the next list that names them brings nothing back.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read as _};
use std::path::Path;

use crate::support::files;
use crate::{at, campaign, campaign_of, mail, pieces, put, table};

const NAME: &str = "Kanarie van Vogelenzang";
const EMAIL: &str = "kanarie.vogelenzang@example.org";

/// The files below a folder in which one of the canaries stands, in any case, packed or not.
fn traces(root: &Path) -> Vec<String> {
    let wanted = [
        NAME.to_lowercase(),
        EMAIL.to_lowercase(),
        "vogelenzang".to_owned(),
    ];
    let stands = |bytes: &[u8]| {
        let text = String::from_utf8_lossy(bytes).to_lowercase();
        let wide: String = bytes
            .chunks_exact(2)
            .map(|pair| char::from(pair[0]))
            .collect::<String>()
            .to_lowercase();
        wanted
            .iter()
            .any(|one| text.contains(one) || wide.contains(one))
    };
    let mut found = Vec::new();
    for name in files(root) {
        let bytes = fs::read(root.join(&name)).unwrap();
        let mut all = vec![bytes.clone()];
        if let Ok(mut zip) = zip::ZipArchive::new(Cursor::new(&bytes)) {
            for nth in 0..zip.len() {
                let mut part = Vec::new();
                zip.by_index(nth).unwrap().read_to_end(&mut part).unwrap();
                all.push(part);
            }
        }
        if all.iter().any(|bytes| stands(bytes)) {
            found.push(name);
        }
    }
    found
}

fn workbook(rows: &[[&str; 4]]) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (row, cells) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(cells) {
            sheet.write(row, column, *cell).unwrap();
        }
    }
    book.save_to_buffer().unwrap()
}

#[test]
fn after_forgetting_no_byte_of_a_person_is_left() {
    let folder = campaign_of(|contacts| {
        contacts.replace(
            ",Dorpsstraat 2,1234 AB,bewoner2@example.org,",
            &format!("{NAME},Dorpsstraat 2,1234 AB,{EMAIL},"),
        )
    });
    let root = folder.path();
    let list = root.join("inputs/contacten.csv");
    let text = fs::read_to_string(&list).unwrap();
    let code = pieces(&folder)[&2].1.clone();
    let more = [
        ["naam", "adres", "postcode", "e-mail"],
        [NAME, "Dorpsstraat 2", "1234 AB", &EMAIL.to_uppercase()],
        ["An", "Dorpsstraat 7", "1234 AB", "an@example.org"],
    ];
    fs::write(root.join("inputs/meer contacten.xlsx"), workbook(&more)).unwrap();
    fs::write(
        root.join("inputs/organisaties.csv"),
        format!(
            "naam,soort,dekt,contact,e-mail\nDe Brug,bewonersgroep,Dorpsstraat 1-6,{NAME},{EMAIL}\n"
        ),
    )
    .unwrap();
    put(
        &folder,
        "antwoord.eml",
        &mail(
            &format!("{NAME} <{EMAIL}>"),
            &format!("Subject: Re: groep {code}"),
            "Dat is goed, groet, Kanarie van Vogelenzang",
        ),
    );
    put(
        &folder,
        "forms.csv",
        &format!(
            "Tijdstempel,Uw code,Wilt u meedoen?,Wat wilt u verder kwijt?\n21-12-2026 9:30:00,{code},Ja,\"Bel {NAME}, {EMAIL}\"\n22-12-2026 9:30:00,{},Nee,\n",
            pieces(&folder)[&8].1
        ),
    );
    at(&folder, "2026-12-22", &["run"], &[0, 1]);
    let before = traces(root);
    for must in [
        "inputs/contacten.csv",
        "inputs/meer contacten.xlsx",
        "inputs/geheugen.log",
        "outputs/ledger.sqlite",
        "outputs/tables/replies.csv",
        "inputs/returned/antwoord.eml",
    ] {
        assert!(
            before.contains(&must.to_owned()),
            "{must} is no canary: {before:?}"
        );
    }
    // Without a word nothing is erased; what is known is shown.
    let said = at(&folder, "2026-12-22", &["forget", EMAIL], &[0]);
    assert!(
        said.contains("inputs/contacten.csv") && said.contains(NAME),
        "{said}"
    );
    assert_eq!(traces(root), before);
    let export = at(&folder, "2026-12-22", &["export", EMAIL], &[0]);
    assert!(
        export.contains(NAME) && export.contains("Dat is goed"),
        "{export}"
    );

    at(&folder, "2026-12-22", &["forget", EMAIL, "--really"], &[0]);
    assert_eq!(traces(root), Vec::<String>::new());
    let left = fs::read_to_string(&list).unwrap();
    assert_eq!(
        left.lines().count(),
        text.lines().count() - 1,
        "the others stay"
    );
    // The memory is whole, and the campaign goes on.
    at(&folder, "2026-12-23", &["run"], &[0, 1]);
    assert_eq!(traces(root), Vec::<String>::new());
    // The same person on a new list gets nothing.
    fs::write(
        root.join("inputs/nieuw.csv"),
        format!("naam,adres,postcode,e-mail,grondslag,toestemming op,bron toestemming\n{NAME},Dorpsstraat 12,1234 AB,{EMAIL},toestemming,2026-12-24,formulier\n"),
    )
    .unwrap();
    at(&folder, "2027-02-20", &["run"], &[0, 1]);
    let plan: BTreeMap<String, String> = table(&folder, "plan.csv")
        .into_iter()
        .map(|row| {
            (
                row["unit_id"].clone(),
                row["channel"].clone() + &row["reason"],
            )
        })
        .collect();
    let home = table(&folder, "coverage.csv");
    let home = &home.iter().find(|row| row["number"] == "12").unwrap()["unit_id"];
    assert!(plan[home].contains("wil geen post meer"), "{}", plan[home]);
}

#[test]
fn what_is_kept_too_long_is_named_by_a_run_and_erased_on_request() {
    let folder = campaign();
    let code = pieces(&folder)[&8].1.clone();
    put(
        &folder,
        "forms.csv",
        &format!(
            "Tijdstempel,Uw code,Wat wilt u verder kwijt?\n24-11-2026 9:30:00,{code},Vogelenzang\n"
        ),
    );
    at(&folder, "2026-11-24", &["collect"], &[0, 1]);
    fs::remove_file(folder.path().join("inputs/returned/forms.csv")).unwrap();
    let said = at(&folder, "2028-11-01", &["purge"], &[0]);
    assert!(said.contains("niets"), "{said}");
    let said = at(&folder, "2028-12-01", &["--yes", "run"], &[0, 1]);
    assert!(said.contains("haarvaten purge --really"), "{said}");
    at(&folder, "2028-12-01", &["purge", "--really"], &[0]);
    let said = at(&folder, "2028-12-01", &["purge"], &[0]);
    assert!(said.contains("niets"), "{said}");
    at(&folder, "2028-12-01", &["--yes", "run"], &[0, 1]);
    assert_eq!(traces(folder.path()), Vec::<String>::new());
}
