//! `inputs/volunteers.csv` (or `.xlsx`, `.ods`): who walks along the doors, where, and how far.

use domain::text::{clean, fold};
use domain::{Finding, Noted, Row, Sheet, Volunteer};

/// The names of the file, in the order in which they are looked for.
pub const FILES: [&str; 4] = [
    "volunteers.csv",
    "volunteers.xlsx",
    "volunteers.ods",
    "volunteers.xls",
];

const NAME: &[&str] = &["naam", "name", "vrijwilliger", "volunteer", "loper", "wie"];
const DAYS: &[&str] = &[
    "dagen",
    "dag",
    "days",
    "day",
    "wanneer",
    "when",
    "beschikbaar",
];
const AREAS: &[&str] = &[
    "gebied",
    "gebieden",
    "area",
    "areas",
    "ingang",
    "ingangen",
    "entrance",
    "entrances",
    "waar",
    "where",
    "straat",
    "straten",
    "street",
    "streets",
    "gebouw",
    "gebouwen",
    "flat",
    "buurt",
];
const MOST: &[&str] = &[
    "hoogstens",
    "maximum",
    "max",
    "aantal",
    "deuren",
    "aantal deuren",
    "hoogstens deuren",
    "max deuren",
    "at most",
    "doors",
    "most",
];

/// The volunteers of the sheets; a line that cannot be used is told.
pub fn volunteers(sheets: &[Sheet]) -> Noted<Vec<Volunteer>> {
    let mut found = Vec::new();
    let mut findings = Vec::new();
    for sheet in sheets.iter().filter(|sheet| !sheet.hidden) {
        let Some((at, name)) = heading(sheet) else {
            let filled = sheet.rows.iter().any(|row| !row.is_blank());
            if filled {
                findings.push(Finding::error("L141").at(sheet.origin.place()));
            }
            continue;
        };
        let headings = sheet.rows.get(at);
        let column = |words: &[&str]| headings.and_then(|row| position(row, words));
        let (days, areas, most) = (column(DAYS), column(AREAS), column(MOST));
        for row in sheet.rows.iter().skip(at + 1).filter(|row| !row.hidden) {
            let text = |column: Option<usize>| {
                column.map_or_else(String::new, |at| clean(&row.cell(at).shown()))
            };
            let who = text(Some(name));
            if who.is_empty() {
                continue;
            }
            let wanted = text(most);
            let number = wanted.split_whitespace().next().unwrap_or_default();
            let number: Option<u32> = number.trim_end_matches(['.', ',']).parse().ok();
            if number.is_none() && !wanted.is_empty() {
                let place = sheet.origin.cell(row.number, most.unwrap_or(0));
                findings.push(Finding::warning("L142").at(place).with("text", wanted));
            }
            found.push(Volunteer {
                name: who,
                days: text(days),
                areas: text(areas)
                    .split([';', ',', '/', '\n'])
                    .map(|area| area.trim().to_owned())
                    .filter(|area| !area.is_empty())
                    .collect(),
                most: number,
            });
        }
    }
    Noted::new(found, findings)
}

/// The row with the headings, and the column with the names.
fn heading(sheet: &Sheet) -> Option<(usize, usize)> {
    let rows = sheet.rows.iter().enumerate().take(20);
    rows.filter(|(_, row)| !row.hidden)
        .find_map(|(at, row)| Some((at, position(row, NAME)?)))
}

fn position(row: &Row, words: &[&str]) -> Option<usize> {
    row.cells.iter().position(|cell| {
        let heading = fold(&clean(&cell.shown()));
        words.contains(&heading.trim_end_matches([':', '.', '?', ' ']))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{Cell, SheetOrigin};

    fn sheet(rows: &[&[&str]]) -> Sheet {
        let row = |(at, cells): (u32, &&[&str])| Row {
            number: at,
            hidden: false,
            cells: cells.iter().map(|text| Cell::text(text)).collect(),
        };
        Sheet {
            origin: SheetOrigin {
                file: "volunteers.csv".into(),
                sheet: "".into(),
            },
            hidden: false,
            hidden_columns: Vec::new(),
            rows: (1..).zip(rows).map(row).collect(),
        }
    }

    #[test]
    fn who_where_and_how_far_is_read_whatever_the_order() {
        let noted = volunteers(&[sheet(&[
            &["Onze lopers"],
            &["Hoogstens", "Naam", "Dagen", "Gebied"],
            &["40", "Fatima", "di, do", "Kleiburg; Kortvoort"],
            &["", "Bram", "", ""],
            &["veel", "Sjaan", "za", "Kempering"],
        ])]);
        let read: Vec<String> = noted
            .value
            .iter()
            .map(|one| format!("{} {} {:?} {:?}", one.name, one.days, one.areas, one.most))
            .collect();
        assert_eq!(
            read,
            [
                "Fatima di, do [\"Kleiburg\", \"Kortvoort\"] Some(40)",
                "Bram  [] None",
                "Sjaan za [\"Kempering\"] None"
            ]
        );
        assert_eq!(noted.findings.len(), 1);
        assert_eq!(noted.findings[0].code, "L142");
        let nobody = volunteers(&[sheet(&[&["Straat", "Nummer"], &["a", "b"]])]);
        assert_eq!(nobody.findings[0].code, "L141");
    }
}
