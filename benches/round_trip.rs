//! The way back at size: a follow-up workbook of 100,000 homes beside the same cells written with
//! bare `rust_xlsxwriter`, read back; and 1,000,000 answers, counted by area and status.
//!
//! `cargo bench --bench round_trip`; the memory is what the work itself holds at most.
#![expect(clippy::print_stdout, reason = "a bench tells its figures")]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::disallowed_methods,
    missing_docs,
    reason = "a bench may fail loudly"
)]

use std::alloc::System;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use cap::Cap;
use compact_str::format_compact;
use haarvaten::coverage;
use haarvaten::domain::campaign::{ReadingSettings, Rules};
use haarvaten::domain::workbook::{Entry, Item, WorkSheet, Workbook};
use haarvaten::domain::{
    Channel, Code, Language, Messages, PieceKind, PieceState, Postcode, Survey,
};
use haarvaten::ledger::{History, PieceRecord, Reply, Source};
use haarvaten::matching::{Linked, UnitSet};
use haarvaten::read::{self, Reader};
use haarvaten::register::{Register, RegisterBuilder, RegisterRow};
use haarvaten::replies;
use haarvaten::workbooks::opvolging::deuren;
use haarvaten::write::xlsx;
use jiff::civil::{Date, date};
use rust_xlsxwriter as bare;

#[global_allocator]
static MEMORY: Cap<System> = Cap::new(System, usize::MAX);

const TODAY: Date = date(2026, 11, 23);
const HOMES: u32 = 100_000;
const ANSWERS: u32 = 1_000_000;

fn timed<T>(what: &str, work: impl FnOnce() -> T) -> (T, f64) {
    static PEAK: AtomicUsize = AtomicUsize::new(0);
    static DONE: AtomicBool = AtomicBool::new(false);
    DONE.store(false, Ordering::SeqCst);
    let before = MEMORY.allocated();
    PEAK.store(before, Ordering::SeqCst);
    let watch = std::thread::spawn(|| {
        while !DONE.load(Ordering::SeqCst) {
            PEAK.fetch_max(MEMORY.allocated(), Ordering::SeqCst);
            std::thread::sleep(Duration::from_millis(1));
        }
    });
    let start = Instant::now();
    let done = work();
    let seconds = start.elapsed().as_secs_f64();
    PEAK.fetch_max(MEMORY.allocated(), Ordering::SeqCst);
    DONE.store(true, Ordering::SeqCst);
    watch.join().unwrap();
    let most = PEAK.load(Ordering::SeqCst).saturating_sub(before) / (1 << 20);
    println!("{what:<44} {seconds:>8.3} s   {most:>5} MiB");
    (done, seconds)
}

/// The doors of so many homes, as a run puts them on the sheet.
fn doors(messages: &Messages) -> Workbook {
    let outcome = messages.plain("outcome-joins");
    let rows = (0..HOMES).map(|nth| {
        let said = if nth % 3 == 0 {
            Item::text(outcome.as_str())
        } else {
            Item::Empty
        };
        let day = if nth % 3 == 0 {
            Item::Date(TODAY)
        } else {
            Item::Empty
        };
        vec![
            Item::Count(u64::from(nth) + 1),
            Item::text(format!("Straat {}", nth / 200)),
            Item::text((nth % 200 + 1).to_string()),
            Item::text("1104 AA"),
            Item::text("geen organisatie"),
            said,
            day,
            Item::Empty,
            Item::Empty,
            Item::text("23 november 2026: kreeg een brief"),
            Item::text("Er is geen organisatie die deze woning vertegenwoordigt."),
            Item::text(format!("0363010{nth:09}")),
        ]
    });
    Workbook {
        file_name: "opvolging.xlsx".to_owned(),
        title: "Proef".to_owned(),
        author: "Groep".to_owned(),
        date: TODAY,
        sheets: vec![WorkSheet {
            name: messages.plain("doors-sheet"),
            columns: deuren::columns(messages),
            rows: rows.collect(),
            landscape: true,
            row_height: Some(deuren::ROW),
            ..WorkSheet::default()
        }],
    }
}

/// The same cells, drop-downs and formats, with nothing of ours around them.
fn barely(workbook: &Workbook) -> Vec<u8> {
    let mut file = bare::Workbook::new();
    let sheet = &workbook.sheets[0];
    let page = file.add_worksheet();
    let (text, wrapped) = (bare::Format::new(), bare::Format::new().set_text_wrap());
    let day = bare::Format::new().set_num_format("d-m-yyyy");
    for (at, column) in (0_u16..).zip(&sheet.columns) {
        page.write_string_with_format(0, at, &column.heading, &text)
            .unwrap();
        if let Some(Entry::OneOf(words)) = &column.entry {
            let list = bare::DataValidation::new()
                .allow_list_strings(words)
                .unwrap();
            page.add_data_validation(1, at, HOMES, at, &list).unwrap();
        }
    }
    for (row, items) in (1_u32..).zip(&sheet.rows) {
        page.set_row_height(row, deuren::ROW).unwrap();
        for (at, item) in (0_u16..).zip(items) {
            let format = if sheet.columns[usize::from(at)].wrap {
                &wrapped
            } else {
                &text
            };
            match item {
                Item::Text(said) => {
                    page.write_string_with_format(row, at, &**said, format)
                        .unwrap();
                }
                Item::Count(count) => {
                    page.write_number_with_format(row, at, *count as f64, format)
                        .unwrap();
                }
                Item::Date(when) => {
                    let when = bare::ExcelDateTime::from_ymd(
                        when.year().cast_unsigned(),
                        when.month().cast_unsigned(),
                        when.day().cast_unsigned(),
                    );
                    page.write_datetime_with_format(row, at, when.unwrap(), &day)
                        .unwrap();
                }
                Item::Empty | Item::Change(_) | Item::Share(_) | Item::Picture(_) => {
                    page.write_blank(row, at, format).unwrap();
                }
            }
        }
    }
    file.save_to_buffer().unwrap()
}

fn workbook(messages: &Messages) {
    let (made, _) = timed("100,000 homes as rows", || doors(messages));
    let (mut ours, mut theirs) = (f64::MAX, f64::MAX);
    let mut bytes = Vec::new();
    for _ in 0..3 {
        theirs = theirs.min(timed("bare rust_xlsxwriter", || barely(&made)).1);
        let (written, seconds) = timed("ours", || xlsx::bytes(&made).unwrap());
        ours = ours.min(seconds);
        bytes = written;
    }
    println!("{:.2} times bare", ours / theirs);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("opvolging.xlsx");
    std::fs::write(&path, bytes).unwrap();
    drop(made);
    let reader = Reader::direct(&ReadingSettings::default());
    let (said, _) = timed("read back", || {
        let sheets = read::read_workbook(&reader, &path).value;
        replies::read(&sheets).value
    });
    assert_eq!(said.len(), HOMES.div_ceil(3) as usize);
}

fn register() -> Register {
    let mut builder = RegisterBuilder::new(Some(TODAY));
    for nth in 0..ANSWERS {
        builder.add(RegisterRow {
            address_id: Some(format_compact!("0363200{nth:09}")),
            unit_id: Some(format_compact!("0363010{nth:09}")),
            building_ids: vec![format_compact!("0363100{:09}", nth / 20)],
            street: format_compact!("Straat {}", nth / 700),
            number: nth % 700 + 1,
            postcode: Postcode::from_index(nth / 20),
            town: "Plaats".into(),
            in_use: true,
            residential: true,
            ..RegisterRow::default()
        });
    }
    builder.build()
}

fn answers(survey: &Survey) {
    let register = register();
    let linked = Linked::default();
    let assessed = coverage::assess(
        &linked,
        &register,
        &Rules::default(),
        TODAY,
        &UnitSet::default(),
    )
    .value;
    let mut history = History::default();
    for (nth, unit) in (0_u32..).zip(register.units()) {
        let id = format_compact!("w1-{nth:07}");
        let mut hash = [0; 16];
        hash[12..].copy_from_slice(&nth.to_be_bytes());
        history.pieces.push(PieceRecord {
            id: id.clone(),
            recipient: format_compact!("unit {}", register.unit_id(unit)),
            wave: 1,
            kind: PieceKind::Start,
            reminds_of: None,
            channel: Channel::Letter,
            email: None,
            language: Language::dutch(),
            code: Code::from_hash(hash),
            batch: Some(1),
            made: TODAY,
            state: PieceState::Answered,
            when: TODAY,
            message_id: None,
            answer: "".into(),
            ready: false,
            answered: true,
        });
        let join = if nth % 3 == 0 { "ja" } else { "nee" };
        history.replies.push(Reply {
            piece: id,
            date: TODAY,
            source: Source::Form,
            answers: vec![
                ("mee".into(), join.into()),
                ("beter".into(), "lift; schoon".into()),
                ("cijfer".into(), format_compact!("{}", nth % 5 + 1)),
            ],
        });
    }
    let (tally, _) = timed("1,000,000 answers counted", || {
        haarvaten::survey::tally(survey, &history, &assessed, &register)
    });
    let all = &tally.questions[0].areas[&0];
    assert_eq!(all.replies, u64::from(ANSWERS));
    assert_eq!(all.choices[0], u64::from(ANSWERS.div_ceil(3)));
}

const SURVEY: &str = r#"
[[question]]
id = "mee"
kind = "single"
text = "Wilt u meedoen?"
choices = ["ja", "nee"]
[[question]]
id = "beter"
kind = "multiple"
text = "Wat moet beter?"
choices = ["lift", "schoon", "veilig"]
[[question]]
id = "cijfer"
kind = "scale"
text = "Welk cijfer?"
from = 1
to = 5
"#;

fn main() {
    let messages = Messages::of(&Language::dutch());
    workbook(&messages);
    answers(&read::campaign::survey(SURVEY, "survey.toml").unwrap());
}
