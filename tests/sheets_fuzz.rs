//! Fuzz-like properties of the sheet readers and the heading finder: random and damaged files never
//! panic through, and every row that is not blank has exactly one account.
//!
//! `PROPTEST_CASES=100000 HAARVATEN_FUZZ_RUNS=100000 cargo test --release --test sheets_fuzz --
//! --nocapture` runs them for longer, and says how many executions there were. `fuzz/` has the same
//! as targets for a fuzzer that looks at coverage.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test may fail loudly, and makes its own files"
)]

#[path = "findings/kit.rs"]
#[allow(dead_code, reason = "shared with the gallery")]
mod kit;

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use haarvaten::domain::campaign::ReadingSettings;
use haarvaten::intake::RowOutcome;
use haarvaten::read::{Event, Reader};
use proptest::prelude::*;

/// Texts that lists are made of, so that random sheets come near real ones.
fn word() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => Just(String::new()),
        6 => prop::sample::select(vec![
            "Straat", "Huisnummer", "Postcode", "Plaats", "Complex", "Adres", "Naam", "Niveau", "Dekt", "Soort", "E-mail",
            "Datum", "Organisatie", "Wat", "Code", "KvK", "Kanaal", "Totaal", "Subtotaal", "* bron", "BSN", "Toelichting",
        ]).prop_map(str::to_owned),
        6 => prop::sample::select(vec![
            "Kleiburg", "12", "12-2", "1104 EA", "1104", "EA", "Amsterdam", "flat", "a@example.org", "1-2-2026", "#N/A",
            "12,0", "bewonerscommissie", "VvE De Hoven", "2 t/m 50", "ja", "12-feb", "111222333", "0363010012345678",
        ]).prop_map(str::to_owned),
        2 => "[ -~éß€\u{a0}\u{200b}]{0,12}",
    ]
}

fn grid() -> impl Strategy<Value = Vec<Vec<String>>> {
    prop::collection::vec(prop::collection::vec(word(), 0..7), 0..80)
}

fn as_csv(grid: &[Vec<String>]) -> Vec<u8> {
    let quoted = |cell: &String| format!("\"{}\"", cell.replace('"', "\"\""));
    let line = |row: &Vec<String>| row.iter().map(quoted).collect::<Vec<_>>().join(";") + "\n";
    grid.iter()
        .map(line)
        .collect::<Vec<_>>()
        .concat()
        .into_bytes()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(400), ..ProptestConfig::default() })]

    /// Whatever the headings are taken for, no row is lost and none is counted twice.
    #[test]
    fn every_row_has_exactly_one_account(grid in grid()) {
        let noted = kit::read(&[("lijst.csv", as_csv(&grid))], "");
        let expected: BTreeSet<u32> = grid
            .iter()
            .zip(1_u32..)
            .filter(|(row, _)| row.iter().any(|cell| !cell.trim().is_empty()))
            .map(|(_, number)| number)
            .collect();
        let got: Vec<u32> = noted.value.rows.iter().map(|account| account.origin.row).filter(|row| *row > 0).collect();
        let set: BTreeSet<u32> = got.iter().copied().collect();
        prop_assert_eq!(got.len(), set.len(), "a row twice");
        if !noted.value.rows.iter().any(|account| account.origin.row == 0) {
            prop_assert_eq!(set, expected);
        }
        let records = noted.value.holdings.len() + noted.value.organisations.len() + noted.value.evidence.len()
            + noted.value.contacts.len() + noted.value.opt_outs.len() + noted.value.areas.len()
            + noted.value.support.len() + noted.value.issues.len() + noted.value.meetings.len() + noted.value.replies.len();
        let used = noted.value.rows.iter().filter(|a| a.outcome == RowOutcome::Used).count();
        let across = noted.value.rows.iter().any(|a| a.reason == haarvaten::intake::RowReason::Transposed);
        // Tables beside each other give more records than rows.
        let beside = noted.findings.iter().any(|finding| finding.code == "L122");
        prop_assert!(across || records == used || beside && records > used, "{} records of {} rows", records, used);
    }

    /// A good file with some bytes changed gives rows or a reason, nothing else.
    #[test]
    fn a_damaged_workbook_gives_rows_or_a_reason(
        kind in 0..4_usize,
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
        cut in prop::option::of(any::<prop::sample::Index>()),
    ) {
        let mut bytes = GOOD.with(|good| good[kind].clone());
        for (at, value) in changes {
            let at = at.index(bytes.len());
            bytes[at] = value;
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        reads(&bytes);
    }

    /// The XML of a sheet, with anything in it.
    #[test]
    fn any_xml_in_a_sheet_gives_rows_or_a_reason(
        parts in prop::collection::vec(prop::sample::select(vec![
            "<row>", "</row>", "<row r=\"7\" hidden=\"1\">", "<c>", "</c>", "<c r=\"B2\" t=\"s\">", "<c r=\"A1\" t=\"inlineStr\">", "<v>",
            "</v>", "<v/>", "3", "1e5", "<is><t>", "</t></is>", "Straat", "<f>A1</f>", "&amp;", "&x;", "<!--", "-->", "<![CDATA[", "]]>",
            "<mergeCell ref=\"A1:B9\"/>", "<col min=\"1\" max=\"3\" hidden=\"1\"/>", "</sheetData>", "<sheetData>", "\0", "\u{feff}", "<", ">",
        ]), 0..60),
    ) {
        let xml = parts.concat();
        reads(&kit::raw_xlsx(&kit::sheet_xml(&xml), "<sst><si><t>a</t></si></sst>"));
        reads(&kit::ods(&xml));
        reads(xml.as_bytes());
    }

    /// Any bytes at all.
    #[test]
    fn any_bytes_give_rows_or_a_reason(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        reads(&bytes);
    }
}

/// Good files of every form, and real ones where they are at hand, with damage that a fuzzer would
/// do: bytes changed, taken out, doubled, taken from another file.
#[test]
fn damaged_good_files_give_rows_or_a_reason() {
    let mut seeds: Vec<Vec<u8>> = GOOD.with(Clone::clone);
    let real = std::path::Path::new(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../shared/data/spreadsheets"
    ));
    let mut paths: Vec<_> = std::fs::read_dir(real)
        .map(|entries| entries.flatten().map(|entry| entry.path()).collect())
        .unwrap_or_default();
    paths.sort();
    seeds.extend(paths.iter().map(|path| std::fs::read(path).unwrap()));
    let runs: u64 = std::env::var("HAARVATEN_FUZZ_RUNS")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(200);
    let mut dice = Dice(runs);
    let mut bytes = 0;
    for run in 0..runs {
        let seed = &seeds[dice.below(seeds.len())];
        let other = &seeds[dice.below(seeds.len())];
        let damaged = damage(seed, other, &mut dice);
        bytes += damaged.len();
        if run % 2 == 0 {
            reads(&damaged);
        } else {
            let _ = kit::read(&[("lijst.csv", damaged)], "");
        }
    }
    eprintln!(
        "{runs} executions over {} files, {bytes} bytes",
        seeds.len()
    );
}

/// Numbers that look like chance, the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % end.max(1) as u64).unwrap()
    }
}

fn damage(seed: &[u8], other: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut bytes = seed.to_vec();
    for _ in 0..=dice.below(8) {
        if bytes.is_empty() {
            break;
        }
        let at = dice.below(bytes.len());
        let end = (at + 1 + dice.below(64)).min(bytes.len());
        match dice.below(5) {
            0 => bytes[at] = u8::try_from(dice.below(256)).unwrap(),
            1 => bytes[at..end].fill(0xff),
            2 => drop(bytes.drain(at..end)),
            3 => {
                let copy = bytes[at..end].to_vec();
                let to = dice.below(bytes.len());
                bytes.splice(to..to, copy);
            }
            _ => {
                let from = dice.below(other.len());
                let piece = other[from..(from + 32).min(other.len())].to_vec();
                bytes.splice(at..end, piece);
            }
        }
    }
    bytes
}

thread_local! {
    static GOOD: Vec<Vec<u8>> = {
        use kit::{D, N, T, X};
        let rows: &[&[kit::C]] = &[&[T("Straat"), T("Huisnr")], &[T("Kleiburg"), N(1.0)], &[X, D(2026, 2, 12)]];
        vec![
            kit::book(rows),
            kit::raw_xlsx(&kit::sheet_xml("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>"), "<sst><si><t>a</t></si></sst>"),
            kit::ods("<table:table table:name=\"A\"><table:table-row><table:table-cell><text:p>x</text:p></table:table-cell></table:table-row></table:table>"),
            "Naam;Niveau;Dekt\n\"Klei;burg\";flat;1104 EA\n".as_bytes().to_vec(),
        ]
    };
}

fn cases(usual: u32) -> u32 {
    std::env::var("PROPTEST_CASES")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(usual)
}

fn reads(bytes: &[u8]) {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    std::io::Write::write_all(&mut file, bytes).unwrap();
    let reader = Reader::direct(&ReadingSettings::default());
    let mut last = 0;
    let _ = reader.read(file.path(), &mut |event| {
        match event {
            Event::Sheet(_) => last = 0,
            Event::Row(row) => {
                assert!(row.number > last, "rows come in order");
                assert!(!row.is_blank());
                last = row.number;
            }
            Event::Note(_) => {}
        }
        ControlFlow::Continue(())
    });
}
