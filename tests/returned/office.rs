//! A real office suite edits the follow-up workbook: LibreOffice fills cells in, sorts, and saves as
//! xlsx and as ods; both are read alike.

use std::fs;
use std::process::Command;

use serde_json::json;
use tempfile::TempDir;

use crate::support::rows_of;
use crate::{at, campaign, table};

/// A Python that can talk to LibreOffice.
fn python() -> Option<&'static str> {
    let can = |python: &&str| {
        let asked = Command::new(python).args(["-c", "import uno"]).output();
        asked.is_ok_and(|output| output.status.success())
    };
    let office = Command::new("soffice").arg("--version").output().ok()?;
    office.status.success().then_some(())?;
    ["python3", "/usr/bin/python3"].into_iter().find(can)
}

/// What the memory holds of a workbook, whatever the file is called.
fn events(folder: &TempDir) -> Vec<[String; 4]> {
    let base = rusqlite::Connection::open(folder.path().join("outputs/ledger.sqlite")).unwrap();
    let mut asked = base
        .prepare(
            "select date, what, about, detail from event where what <> 'taken' and date > '2026-11-23' order by number",
        )
        .unwrap();
    asked
        .query_map([], |row| {
            let detail: String = row.get(3)?;
            let detail = detail.replace("bewerkt.ods", "bewerkt.xlsx");
            Ok([row.get(0)?, row.get(1)?, row.get(2)?, detail])
        })
        .unwrap()
        .map(Result::unwrap)
        .collect()
}

/// A campaign with an organisation that needs something, and a point; one run was made.
fn kept() -> TempDir {
    let folder = campaign();
    let inputs = folder.path().join("inputs");
    fs::write(
        inputs.join("organisaties.csv"),
        "naam;soort;dekt\nBewonersgroep Dorpsstraat;bewonersgroep;Dorpsstraat 1 t/m 3\n",
    )
    .unwrap();
    fs::write(
        inputs.join("steun.csv"),
        "organisatie;steun;sinds\nBewonersgroep Dorpsstraat;een ruimte;2026-10-01\nBewonersgroep Dorpsstraat;een cursus;2026-10-02\n",
    )
    .unwrap();
    at(&folder, "2026-11-23", &["run"], &[0, 1]);
    folder
}

#[test]
fn what_is_filled_in_and_sorted_in_libreoffice_comes_back_from_xlsx_and_ods_alike() {
    let Some(python) = python() else {
        println!("skipped: LibreOffice or python3-uno is not installed");
        return;
    };
    let folders = [kept(), kept()];
    let given = folders[0].path().join("outputs/workbooks/opvolging.xlsx");
    let edits = json!([
        {"sheet": "Deuren", "row": "7", "heading": "Uitkomst", "text": "doet mee"},
        {"sheet": "Deuren", "row": "7", "heading": "Datum", "date": "2026-11-25"},
        {"sheet": "Deuren", "row": "7", "heading": "Notitie", "text": "=1+1 of +31 6, @thuis"},
        {"sheet": "Deuren", "row": "9", "heading": "Uitkomst", "text": "wil geen post meer"},
        {"sheet": "Deuren", "row": "9", "heading": "Datum", "text": "26-11-2026"},
        {"sheet": "Steun", "row": "een cursus", "heading": "Wie pakt het op", "text": "-Fatima"},
        {"sheet": "Steun", "row": "een cursus", "heading": "Stand", "text": "mee bezig"},
    ]);
    let desk = tempfile::tempdir().unwrap();
    let (list, [xlsx, ods]) = (
        desk.path().join("edits.json"),
        ["bewerkt.xlsx", "bewerkt.ods"].map(|name| desk.path().join(name)),
    );
    fs::write(&list, edits.to_string()).unwrap();
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/returned/office.py");
    let done = Command::new(python)
        .arg(script)
        .args([&given, &list, &xlsx, &ods])
        .output()
        .unwrap();
    assert!(
        done.status.success(),
        "{}",
        String::from_utf8_lossy(&done.stderr)
    );

    // What stood first stands last, and drop-downs, tables and what is printed are still there.
    let numbers: Vec<u32> = rows_of(&xlsx, "Deuren")
        .iter()
        .filter_map(|row| row.first()?.parse().ok())
        .collect();
    assert!(
        numbers.len() > 5 && numbers.is_sorted_by(|a, b| a > b),
        "{numbers:?}"
    );
    let (before, after) = (parts(&given), parts(&xlsx));
    assert!(before.iter().all(|count| *count > 0), "{before:?}");
    assert_eq!(before, after, "drop-downs, print areas, repeated headings");

    for (folder, file) in folders.iter().zip([&xlsx, &ods]) {
        let name = file.file_name().unwrap();
        fs::copy(file, folder.path().join("inputs/returned").join(name)).unwrap();
        at(folder, "2026-11-27", &["collect"], &[0, 1]);
    }
    let [first, second] = folders.each_ref().map(events);
    assert_eq!(first, second);
    let what = |kind: &str| first.iter().filter(|event| event[1] == kind).count();
    assert_eq!(what("opted_out"), 1, "{first:#?}");
    assert_eq!(what("filled_in"), 2);
    assert!(
        first
            .iter()
            .any(|event| event[3].contains("=1+1 of +31 6, @thuis"))
    );
    let used = table(&folders[0], "returned.csv");
    let used = used.iter().filter(|row| row["outcome"] == "used");
    assert_eq!(used.count(), 3, "two doors and a need");
}

/// How many drop-downs, print areas and repeated headings there are.
fn parts(workbook: &std::path::Path) -> [usize; 3] {
    let mut zip = zip::ZipArchive::new(fs::File::open(workbook).unwrap()).unwrap();
    let names: Vec<String> = zip
        .file_names()
        .map(|name| name.unwrap().into_owned())
        .collect();
    let mut all = String::new();
    for name in names.iter().filter(|name| name.ends_with(".xml")) {
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut zip.by_name(name).unwrap(), &mut bytes).unwrap();
        all += &String::from_utf8_lossy(&bytes);
    }
    ["<dataValidation ", "_xlnm.Print_Area", "_xlnm.Print_Titles"]
        .map(|part| all.matches(part).count())
}
