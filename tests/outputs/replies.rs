//! What we write we read back: filled in, shuffled, with columns added, in either language.

use std::io::Cursor;
use std::sync::Arc;

use calamine::{Data, Reader, Xlsx};
use compact_str::CompactString;
use haarvaten::domain::campaign::MeetingSettings;
use haarvaten::domain::workbook::{Item, WorkSheet, Workbook};
use haarvaten::domain::{Cell, Code, Row, Ruling, Sheet, SheetOrigin};
use haarvaten::replies::{self, DoorOutcome, Returned};
use haarvaten::workbooks::controle_back::controle_back;
use haarvaten::write::xlsx;
use jiff::civil::date;

use crate::village::village;

/// Through the file and back, as the reading room would give it.
fn sheets(workbook: &Workbook) -> Vec<Sheet> {
    let mut book = Xlsx::new(Cursor::new(xlsx::bytes(workbook).unwrap())).unwrap();
    workbook
        .sheets
        .iter()
        .map(|sheet| {
            let range = book.worksheet_range(&sheet.name).unwrap();
            let (top, left) = range.start().unwrap_or_default();
            let rows = (top + 1..)
                .zip(range.rows())
                .map(|(number, cells)| Row {
                    number,
                    hidden: false,
                    cells: std::iter::repeat_n(Cell::Empty, left as usize)
                        .chain(cells.iter().map(cell))
                        .collect(),
                })
                .collect();
            Sheet {
                origin: SheetOrigin {
                    file: Arc::from(workbook.file_name.as_str()),
                    sheet: Arc::from(sheet.name.as_str()),
                },
                hidden: sheet.hidden,
                hidden_columns: Vec::new(),
                rows,
            }
        })
        .collect()
}

fn cell(data: &Data) -> Cell {
    match data {
        Data::String(text) => Cell::text(text),
        Data::Float(number) => Cell::Number(*number),
        Data::Int(number) => Cell::Number(*number as f64),
        Data::DateTime(when) => {
            let (year, month, day, ..) = when.to_ymd_hms_milli();
            Cell::Date(
                date(year as i16, month as i8, day as i8)
                    .to_datetime(jiff::civil::Time::midnight()),
            )
        }
        _ => Cell::Empty,
    }
}

fn sheet<'a>(workbook: &'a mut Workbook, column: &str) -> &'a mut WorkSheet {
    workbook
        .sheets
        .iter_mut()
        .find(|sheet| sheet.columns.iter().any(|known| known.key == column))
        .unwrap()
}

fn put(sheet: &mut WorkSheet, row: usize, column: &str, item: Item) {
    let at = sheet
        .columns
        .iter()
        .position(|known| known.key == column)
        .unwrap();
    sheet.rows[row][at] = item;
}

#[test]
fn doors_and_slips_come_back_whatever_people_did_to_the_sheet() {
    for language in ["nl", "en"] {
        let village = village(language);
        let mut workbook = haarvaten::workbooks::opvolging(&village.context());
        let word = |key: &str| Item::text(village.messages.plain(key));
        let doors = sheet(&mut workbook, "street");
        let ids: Vec<String> = doors
            .rows
            .iter()
            .map(|row| match row.last().unwrap() {
                Item::Text(id) => id.to_string(),
                _ => panic!("no id"),
            })
            .collect();
        put(doors, 3, "outcome", word("outcome-joins"));
        put(doors, 3, "date", Item::Date(date(2026, 12, 1)));
        put(doors, 3, "who", Item::text("Anna"));
        put(doors, 4, "outcome", word("outcome-no-more"));
        put(doors, 5, "note", Item::text("=bel nog eens"));
        put(doors, 6, "outcome", Item::text("was op vakantie"));
        put(doors, 6, "date", Item::text("2-12-2026"));
        // Sorted the other way round, a column added in front, one moved.
        doors.rows.reverse();
        let last = doors.columns.len() - 1;
        doors.columns.swap(0, last);
        for row in &mut doors.rows {
            row.swap(0, last);
        }
        let slips = sheet(&mut workbook, "code");
        let code = village.plan.pieces[0].code;
        slips.rows.push(vec![
            Item::text(code.to_string().to_lowercase().replace('-', " ")),
            Item::Date(date(2026, 12, 3)),
            Item::text("Ja"),
            Item::Empty,
            Item::text("graag bellen"),
        ]);
        slips.rows.push(vec![Item::text("KKK-K")]);
        let noted = replies::read(&sheets(&workbook));
        assert_eq!(noted.findings.len(), 1);
        assert_eq!(noted.findings[0].code, "W101");
        let mut found: Vec<(CompactString, Option<DoorOutcome>, String)> = Vec::new();
        let mut answers = Vec::new();
        for returned in noted.value {
            match returned {
                Returned::Door(door) => found.push((
                    door.unit.clone(),
                    door.outcome,
                    format!(
                        "{}|{}|{}",
                        door.date.map(|date| date.to_string()).unwrap_or_default(),
                        door.who,
                        door.note
                    ),
                )),
                Returned::Slip(slip) => {
                    assert_eq!(Code::parse(&slip.code), Some(code));
                    assert_eq!(slip.date, Some(date(2026, 12, 3)));
                    answers = slip.answers;
                }
                Returned::Organisation(_) | Returned::Filled(_) | Returned::Batch(_) => {
                    panic!("nothing else")
                }
            }
        }
        found.reverse();
        let expected = [
            (3, Some(DoorOutcome::Joins), "2026-12-01|Anna|"),
            (4, Some(DoorOutcome::NoMore), "||"),
            (5, None, "||=bel nog eens"),
            (6, Some(DoorOutcome::Other), "2026-12-02||"),
        ]
        .map(|(at, outcome, rest)| {
            (
                CompactString::from(ids[at].as_str()),
                outcome,
                rest.to_owned(),
            )
        });
        assert_eq!(found, expected);
        assert_eq!(answers[0], ("Wilt u meedoen?".into(), "Ja".into()));
        assert_eq!(answers[1].1, "graag bellen");
    }
}

#[test]
fn decisions_come_back_as_the_keys_of_what_was_chosen() {
    for language in ["nl", "en"] {
        let village = village(language);
        let mut workbook = haarvaten::workbooks::controle(&village.checked());
        let lists = workbook.sheets.iter().find(|sheet| sheet.hidden).unwrap();
        let entries: Vec<Vec<Item>> = lists.rows.clone();
        let questions = sheet(&mut workbook, "decision");
        // The second candidate, the first reading, the second word, "none of these".
        for (row, choice) in [(0, 2), (1, 1), (2, 2), (3, 1)] {
            put(questions, row, "decision", entries[row][choice].clone());
        }
        put(questions, 0, "note", Item::text("gebeld"));
        questions.rows.swap(0, 2);
        let noted = controle_back(&sheets(&workbook), date(2026, 12, 1)).unwrap();
        assert!(noted.findings.is_empty());
        let second = match &village.linked.questions[0].about {
            haarvaten::matching::QuestionAbout::Address(candidates) => village
                .register
                .address_id(candidates[1].address)
                .to_string(),
            _ => panic!("an address"),
        };
        let decided: Vec<(String, Ruling)> = noted
            .value
            .answers
            .into_iter()
            .map(|answer| (answer.key.to_string(), answer.decision.unwrap().ruling))
            .collect();
        assert_eq!(
            decided,
            [
                (
                    "con|kleiburg 3".to_owned(),
                    Ruling::Chosen("Ymere (zuid)".into())
                ),
                ("cov|2-40".to_owned(), Ruling::Chosen("even".into())),
                (
                    "adr|kralenbeek 7-2".to_owned(),
                    Ruling::Chosen(second.as_str().into())
                ),
                ("adr|niets".to_owned(), Ruling::NoneOfThese),
            ]
        );
    }
}

/// The cells that came back as changed: key, field, what was, what is, whether the row is new.
fn filled(workbook: &Workbook) -> Vec<(String, String, Option<String>, String, bool)> {
    let noted = replies::read(&sheets(workbook));
    assert!(noted.findings.is_empty(), "{:?}", noted.findings);
    let mut out = Vec::new();
    for returned in noted.value {
        let Returned::Filled(edit) = returned else {
            panic!("nothing else was filled in");
        };
        out.push((
            edit.key.to_string(),
            edit.field.to_string(),
            edit.was.map(|was| was.to_string()),
            edit.is.to_string(),
            edit.new,
        ));
    }
    out
}

#[test]
fn of_support_issues_and_meetings_only_what_a_person_changed_comes_back() {
    for language in ["nl", "en"] {
        let mut village = village(language);
        // The campaign's own meeting stands on the sheet with a number that the program counted.
        village.campaign.meeting = Some(MeetingSettings {
            name: "Informatieavond".to_owned(),
            date: date(2026, 12, 10),
            time: "19:30".to_owned(),
            place: "Buurthuis".to_owned(),
            areas: Vec::new(),
        });
        let context = village.context();
        let made = haarvaten::workbooks::opvolging(&context);
        assert_eq!(filled(&made), [], "{language}: nobody touched it");

        let mut workbook = made.clone();
        let scored = village.messages.plain("issue-state-scored");
        put(sheet(&mut workbook, "owner"), 0, "owner", Item::text("Bea"));
        put(
            sheet(&mut workbook, "subject"),
            0,
            "state",
            Item::text(scored),
        );
        put(sheet(&mut workbook, "came"), 1, "came", Item::text("41"));
        let support = sheet(&mut workbook, "owner");
        let mut new = vec![Item::Empty; support.columns.len()];
        new[0] = Item::text("BC Nieuw");
        new[1] = Item::text("Ruimte");
        new[2] = Item::text("28-11-2026");
        support.rows.insert(0, new);
        let cell = |key: &str, field: &str, was: &str, is: &str, new: bool| {
            let was = Some(was.to_owned());
            (key.to_owned(), field.to_owned(), was, is.to_owned(), new)
        };
        let key = "bc nieuw|ruimte|2026-11-28";
        let back = filled(&workbook);
        let new: Vec<_> = back.iter().filter(|edit| edit.4).cloned().collect();
        assert_eq!(
            new,
            [
                cell(key, "organisation", "", "BC Nieuw", true),
                cell(key, "kind", "", "Ruimte", true),
                cell(key, "since", "", "2026-11-28", true),
            ],
            "{language}"
        );
        let rest: Vec<_> = back.into_iter().filter(|edit| !edit.4).collect();
        assert_eq!(rest.len(), 3, "{language}: {rest:?}");
        assert!(
            rest.iter().any(|edit| edit.1 == "owner" && edit.3 == "Bea"),
            "{rest:?}"
        );
        let issue = "bc kleiburg|+de lift staat stil";
        assert!(
            rest.contains(&cell(issue, "state", "heard", "scored", false)),
            "{rest:?}"
        );
        assert!(
            rest.iter().any(|edit| edit.1 == "came" && edit.3 == "41"),
            "{rest:?}"
        );
    }
}

#[test]
fn a_number_that_is_none_changes_nothing_and_is_told() {
    let village = village("nl");
    let mut workbook = haarvaten::workbooks::opvolging(&village.context());
    put(
        sheet(&mut workbook, "came"),
        0,
        "came",
        Item::text("heel veel"),
    );
    let noted = replies::read(&sheets(&workbook));
    assert_eq!(noted.value, []);
    assert_eq!(noted.findings.len(), 1);
    assert_eq!(noted.findings[0].code, "W104");
}
