//! How fast lists become records: a sheet and a CSV of a million rows, and two hundred small files.
//!
//! Run with `cargo bench --bench lists`. The files are made by this program, in `target/`, once.
//! Each figure is the best of three; the peak is that of this process and of its reading children.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    clippy::cast_precision_loss,
    reason = "a measurement may fail loudly, and tells its figures"
)]

use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use haarvaten::domain::Campaign;
use haarvaten::domain::campaign::ReadingSettings;
use haarvaten::intake::take_in;
use haarvaten::read::{Lists, Reader};
use rust_xlsxwriter::Workbook;

const ROWS: u32 = 1_000_000;
const HEADINGS: [&str; 12] = [
    "Complexnummer",
    "Complexnaam",
    "Straat",
    "Huisnummer",
    "Toevoeging",
    "Postcode",
    "Plaats",
    "Soort eenheid",
    "Oppervlakte",
    "Kamers",
    "Bouwjaar",
    "Huur",
];

fn cells(row: u32) -> [String; 12] {
    let complex = row / 400;
    [
        format!("K-{complex}"),
        format!("Complex {complex}"),
        format!("Straat van {}", row / 200),
        (row % 200 + 1).to_string(),
        ["", "H", "1", "2"]
            .get(row as usize % 4)
            .unwrap()
            .to_string(),
        format!(
            "{}{}{}",
            1000 + row / 2_000 % 9_000,
            char::from(b'A' + (row / 80 % 16) as u8),
            char::from(b'A' + (row / 20 % 16) as u8)
        ),
        "Amsterdam".to_owned(),
        ["Woning", "Garage", "Berging"]
            .get(row as usize % 3)
            .unwrap()
            .to_string(),
        (40 + row % 90).to_string(),
        (1 + row % 5).to_string(),
        (1950 + row % 70).to_string(),
        format!("{}.{:02}", 400 + row % 500, row % 100),
    ]
}

fn campaign() -> Campaign {
    let text = "[campaign]\nname = \"Meting\"\ndate = \"2026-11-23\"\n[sender]\nname = \"Groep\"\naddress = [\"Plein 1\", \"1104 AA Amsterdam\"]\nemail = \"groep@example.org\"\n[reading]\nseconds = 300\n";
    haarvaten::read::campaign::parse(text, "campaign.toml").unwrap()
}

fn make(folder: &Path) {
    let xlsx = folder.join("xlsx/woningbezit.xlsx");
    if !xlsx.exists() {
        std::fs::create_dir_all(xlsx.parent().unwrap()).unwrap();
        let mut workbook = Workbook::new();
        let sheet = workbook.add_worksheet();
        for (column, heading) in (0_u16..).zip(HEADINGS) {
            sheet.write_string(0, column, heading).unwrap();
        }
        for row in 1..=ROWS {
            for (column, cell) in (0_u16..).zip(cells(row)) {
                match cell.parse::<f64>() {
                    Ok(number) if column > 2 && column != 4 => {
                        sheet.write_number(row, column, number).unwrap();
                    }
                    _ => {
                        sheet.write_string(row, column, cell).unwrap();
                    }
                }
            }
        }
        workbook.save(&xlsx).unwrap();
    }
    let csv = folder.join("csv/woningbezit.csv");
    if !csv.exists() {
        std::fs::create_dir_all(csv.parent().unwrap()).unwrap();
        let mut out = BufWriter::new(std::fs::File::create(&csv).unwrap());
        writeln!(out, "{}", HEADINGS.join(";")).unwrap();
        for row in 1..=ROWS {
            writeln!(out, "{}", cells(row).join(";")).unwrap();
        }
    }
    let many = folder.join("many");
    if !many.exists() {
        std::fs::create_dir_all(&many).unwrap();
        for file in 0..200_u32 {
            let mut workbook = Workbook::new();
            let sheet = workbook.add_worksheet();
            for (column, heading) in (0_u16..).zip(HEADINGS) {
                sheet.write_string(0, column, heading).unwrap();
            }
            for row in 1..=500_u32 {
                for (column, cell) in (0_u16..).zip(cells(file * 500 + row)) {
                    sheet.write_string(row, column, cell).unwrap();
                }
            }
            workbook
                .save(many.join(format!("corporatie-{file:03}.xlsx")))
                .unwrap();
        }
    }
}

/// Watches the memory of this process's children.
struct Watch {
    stop: Arc<AtomicBool>,
    peak: Arc<AtomicU64>,
}

impl Watch {
    fn start() -> Self {
        let (stop, peak) = (
            Arc::new(AtomicBool::new(false)),
            Arc::new(AtomicU64::new(0)),
        );
        let watch = Self {
            stop: stop.clone(),
            peak: peak.clone(),
        };
        let own = std::process::id();
        std::thread::spawn(move || {
            while !stop.load(Ordering::Relaxed) {
                let mut all = 0;
                for entry in std::fs::read_dir("/proc").into_iter().flatten().flatten() {
                    let status =
                        std::fs::read_to_string(entry.path().join("status")).unwrap_or_default();
                    if number(&status, "PPid:") == Some(u64::from(own)) {
                        all += number(&status, "VmRSS:").unwrap_or(0);
                    }
                }
                peak.fetch_max(all, Ordering::Relaxed);
                std::thread::sleep(Duration::from_millis(20));
            }
        });
        watch
    }

    fn mib(&self) -> u64 {
        self.stop.store(true, Ordering::Relaxed);
        self.peak.load(Ordering::Relaxed) / 1024
    }
}

fn number(status: &str, key: &str) -> Option<u64> {
    let line = status.lines().find(|line| line.starts_with(key))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

fn own_peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    number(&status, "VmHWM:").unwrap_or(0) / 1024
}

fn best(times: u32, mut work: impl FnMut()) -> f64 {
    (0..times)
        .map(|_| {
            let started = Instant::now();
            work();
            started.elapsed().as_secs_f64()
        })
        .fold(f64::MAX, f64::min)
}

fn intake(folder: &Path) -> usize {
    let campaign = campaign();
    let lists = Lists::find(folder, &campaign).value;
    let reader = Reader::guarded(
        PathBuf::from(env!("CARGO_BIN_EXE_haarvaten")),
        &ReadingSettings {
            seconds: 300,
            ..ReadingSettings::default()
        },
    );
    let taken = take_in(&lists, &reader, &campaign, None).value;
    taken.holdings.len()
}

fn main() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/bench-lists");
    make(&folder);
    let only: Vec<String> = std::env::args()
        .skip(1)
        .filter(|a| !a.starts_with('-'))
        .collect();
    let wanted = |name: &str| only.is_empty() || only.iter().any(|o| o == name);

    if wanted("csv") {
        let watch = Watch::start();
        let mut homes = 0;
        let taken = best(3, || homes = intake(&folder.join("csv")));
        println!(
            "csv 1M rows: {homes} homes in {taken:.2} s; peak {} MiB, children {} MiB",
            own_peak(),
            watch.mib()
        );
    }
    if wanted("xlsx") {
        let file = folder.join("xlsx/woningbezit.xlsx");
        let watch = Watch::start();
        let mut homes = 0;
        let taken = best(3, || homes = intake(&folder.join("xlsx")));
        let (peak, children) = (own_peak(), watch.mib());
        let bare = best(3, || {
            let mut book: calamine::Xlsx<_> = calamine::open_workbook(&file).unwrap();
            let mut reader = book.worksheet_cells_reader("Sheet1").unwrap();
            let mut count = 0_u64;
            while let Some(cell) = reader.next_cell().unwrap() {
                count += u64::from(cell.get_position().1);
            }
            std::hint::black_box(count);
        });
        println!(
            "xlsx 1M × 12: {homes} homes in {taken:.2} s, bare calamine {bare:.2} s, ratio {:.2}; peak {peak} MiB, children {children} MiB",
            taken / bare
        );
    }
    if wanted("many") {
        let files = folder.join("many");
        let mut homes = 0;
        let taken = best(3, || homes = intake(&files));
        let empty = folder.join("one");
        std::fs::create_dir_all(&empty).unwrap();
        std::fs::write(empty.join("a.csv"), "Adres;Complex\nKleiburg 1;K\n").unwrap();
        let start = best(5, || {
            intake(&empty);
        });
        println!(
            "200 files of 500 rows: {homes} homes in {taken:.3} s; one child with one tiny file {:.1} ms ({:.1} % a child)",
            start * 1e3,
            start / taken * 100.0
        );
    }
}
