//! The workbook of a partner: what it fills in comes back to the organisation and the need.

use std::fs;

use crate::support::{rows_of, workbook_of};
use crate::{at, campaign, table};

type Rows = Vec<Vec<String>>;

/// Fills in cells of the first row below the headings.
fn fill(rows: &mut Rows, cells: &[(&str, &str)]) {
    let (last, _) = cells[0];
    let has = |row: &Vec<String>| row.iter().any(|cell| cell == last);
    let heading = rows.iter().position(has).unwrap();
    let names = rows[heading].clone();
    let first = &mut rows[heading + 1];
    first.resize(names.len(), String::new());
    for (name, value) in cells {
        let column = names.iter().position(|cell| cell == name).unwrap();
        (*value).clone_into(&mut first[column]);
    }
}

#[test]
fn what_a_partner_fills_in_is_kept_with_the_organisation_and_the_need() {
    let folder = campaign();
    let inputs = folder.path().join("inputs");
    let workbooks = folder.path().join("outputs/workbooks");
    fs::write(
        inputs.join("organisaties.csv"),
        "naam;soort;dekt\nBewonersgroep Dorpsstraat;bewonersgroep;Dorpsstraat 1 t/m 12\n",
    )
    .unwrap();
    fs::write(
        inputs.join("steun.csv"),
        "organisatie;steun;sinds;partner;opmerking\nBewonersgroep Dorpsstraat;subsidie voor een ruimte;2026-10-01;Stadsdeel;ruzie met de buren\n",
    )
    .unwrap();
    let path = inputs.join("campaign.toml");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text + "[[partner]]\nname = 'Stadsdeel'\n").unwrap();
    at(&folder, "2026-11-24", &["run"], &[0, 1]);

    let given = workbooks.join("partner-stadsdeel.xlsx");
    let (mut organisations, mut support) =
        (rows_of(&given, "Organisaties"), rows_of(&given, "Steun"));
    let all = format!("{organisations:?}{support:?}");
    assert!(!all.contains("ruzie"), "{all}");
    let happened = [
        ("Wat is er gebeurd?", "Gesproken met het bestuur"),
        ("Datum", "25-11-2026"),
    ];
    fill(&mut organisations, &happened);
    let help = [
        ("Wat is er gebeurd?", "Subsidie is aangevraagd"),
        ("Datum", "26-11-2026"),
        ("Stand", "mee bezig"),
    ];
    fill(&mut support, &help);
    let back = inputs.join("returned/van het stadsdeel.xlsx");
    let sheets: [(&str, &[Vec<String>]); 2] = [("Blad1", &organisations), ("Steun", &support)];
    fs::write(&back, workbook_of(&sheets)).unwrap();
    at(&folder, "2026-11-27", &["collect"], &[0, 1]);
    // Twice changes nothing.
    at(&folder, "2026-11-27", &["collect"], &[0, 1]);
    at(&folder, "2026-11-28", &["run"], &[0, 1]);

    let needs = rows_of(&workbooks.join("opvolging.xlsx"), "Steun");
    let need = needs
        .iter()
        .find(|row| row.iter().any(|cell| cell.starts_with("subsidie")))
        .unwrap();
    assert!(need.contains(&"mee bezig".to_owned()), "{need:?}");
    assert!(
        need.contains(&"26-11-2026: Subsidie is aangevraagd".to_owned()),
        "{need:?}"
    );
    let told = rows_of(&workbooks.join("opvolging.xlsx"), "Organisaties");
    let row = told
        .iter()
        .find(|row| row.contains(&"Bewonersgroep Dorpsstraat".to_owned()))
        .unwrap();
    assert!(
        row.iter()
            .any(|cell| cell.contains("Gesproken met het bestuur")),
        "{row:?}"
    );
    let used = table(&folder, "returned.csv");
    assert_eq!(
        used.iter().filter(|row| row["outcome"] == "used").count(),
        2
    );

    // A row of which somebody deleted the hidden id is told, in the table too.
    let column = support
        .iter()
        .find(|row| row.contains(&"Stand".to_owned()))
        .unwrap()
        .len()
        - 1;
    for row in &mut support {
        if let Some(cell) = row.get_mut(column)
            && cell != "id"
        {
            cell.clear();
        }
    }
    fs::write(&back, workbook_of(&[("Steun", &support)])).unwrap();
    let said = at(&folder, "2026-11-28", &["collect"], &[1]);
    assert!(said.contains("W102"), "{said}");
    // So is one of which only the state was filled in.
    let head = support
        .iter()
        .position(|row| row.contains(&"Stand".to_owned()))
        .unwrap();
    for name in ["Wat is er gebeurd?", "Datum"] {
        let at = support[head].iter().position(|cell| cell == name).unwrap();
        support[head + 1][at].clear();
    }
    fs::write(&back, workbook_of(&[("Steun", &support)])).unwrap();
    let said = at(&folder, "2026-11-28", &["collect"], &[1]);
    assert!(said.contains("W102"), "{said}");
    let findings = table(&folder, "findings.csv");
    assert!(findings.iter().any(|row| row["code"] == "W102"));
    assert!(findings.iter().any(|row| row["code"] == "L101"));
}
