//! Letters a second, bytes a letter and memory, from the plan to sealed files on disk.
//!
//! `cargo bench --bench letters` makes 10,000 letters in batches of 200 and in batches of 20;
//! `-- 100000` makes so many in batches of 200. The letter is one page with an address block, five
//! paragraphs, a table and a QR code; tagged, PDF/A-2a and PDF/UA-1. Beside it stands the built-in
//! letter. `-- keep FOLDER` leaves the files there. The memory is what the whole program holds at
//! most, and what it held before the first letter.
#![expect(clippy::print_stdout, reason = "a bench tells its figures")]
#![allow(
    clippy::unwrap_used,
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    missing_docs,
    reason = "a bench may fail loudly"
)]

use std::alloc::System;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use cap::Cap;
use compact_str::format_compact;
use haarvaten::coverage;
use haarvaten::domain::{Postcode, Secret, Templates};
use haarvaten::ledger::History;
use haarvaten::letters::page::Document;
use haarvaten::letters::{LetterContext, Maker};
use haarvaten::matching::{Linked, UnitSet};
use haarvaten::outreach::{self, Facts};
use haarvaten::register::{Register, RegisterBuilder, RegisterRow};
use haarvaten::write::files;
use haarvaten::write::pdf::PdfWriter;
use jiff::civil::{Date, date};

#[global_allocator]
static MEMORY: Cap<System> = Cap::new(System, usize::MAX);

const TODAY: Date = date(2026, 11, 23);

const LETTER: &str = "\
# Samen sta je sterker in {{building.name}}

Beste bewoner,

Een lift die te vaak stilstaat. Servicekosten die niemand uitlegt. Of gewoon: weten wie er naast u woont. Wie alleen belt, wacht lang. Wie samen belt, wordt gehoord. Daarom schrijven wij u.

Voor uw woning, **{{home.address}}**, kennen wij nog geen bewonersorganisatie die echt werkt. In {{building.name}} staan {{building.homes}}. Dat kan anders, en daar zijn maar een paar mensen voor nodig.

**Wij willen met u beginnen.** Wij zijn {{sender.name}}: bewoners, net als u. Ons doel is dat elke woning een bewonersorganisatie heeft die leeft. Wij helpen met de eerste stappen, en wij blijven erbij zolang u dat wilt.

| Wat | Wanneer | Waar |
|---|---|---|
| Kennismaken in het gebouw | dinsdag 1 december, 19:30 uur | in de hal, begane grond |
| Eerste bijeenkomst | donderdag 10 december, 19:30 uur | Buurthuis, Voorbeeldplein 1 |
| Spreekuur over servicekosten | elke woensdag, 10:00 uur | Buurthuis, Voorbeeldplein 1 |

U hoeft geen bestuurslid te worden. Meedoen kan klein zijn: vertel wat er beter kan in het gebouw, kom een keer kijken bij een vergadering, of help een uurtje mee.

Wilt u meedoen, meedenken of alleen op de hoogte blijven? Dan horen we dat graag. U kunt ook bellen of langskomen; de koffie staat klaar.

{{> answer}}

Met vriendelijke groet,

{{> signature}}

{{> privacy}}
";

/// Flats of eighty homes on streets of their own.
fn register(homes: u32) -> Register {
    let mut builder = RegisterBuilder::new(Some(TODAY));
    for nth in 0..homes {
        let building = nth / 80;
        builder.add(RegisterRow {
            address_id: Some(format_compact!("0363200{nth:09}")),
            unit_id: Some(format_compact!("0363010{nth:09}")),
            building_ids: vec![format_compact!("0363100{building:09}")],
            street: format_compact!("Straat {building}"),
            number: nth % 80 + 1,
            postcode: Postcode::from_index(nth / 20),
            town: "Amsterdam".into(),
            in_use: true,
            residential: true,
            ..RegisterRow::default()
        });
    }
    builder.build()
}

struct Made {
    letters: usize,
    batches: usize,
    bytes: u64,
    time: Duration,
    before: usize,
    most: usize,
}

fn letters(homes: u32, bundle: u32, template: Option<&str>, folder: &Path) -> Made {
    let text = format!(
        "[campaign]\nname = \"Boost de Buurt\"\nanswer_url = \"https://antwoord.example.org/k/{{code}}\"\n\
         [sender]\nname = \"FoKusgroep K-buurt\"\naddress = [\"Voorbeeldplein 1\", \"1104 AA Amsterdam\"]\n\
         email = \"fokusgroep@example.org\"\nphone = \"020 555 01 23\"\nsigned_by = [\"Amina Voorbeeld\"]\n\
         [letters]\nkix = true\nreply_slip = false\nbundle = \"size\"\nbundle_size = {bundle}\n"
    );
    let campaign = haarvaten::read::campaign::parse(&text, "campaign.toml").unwrap();
    let templates = Templates::with_own(template.map(|text| {
        (
            "letters/start/nl.md.hbs".to_owned(),
            text.as_bytes().to_vec(),
        )
    }));
    let register = register(homes);
    let linked = Linked::default();
    let coverage = coverage::assess(
        &linked,
        &register,
        &campaign.rules,
        TODAY,
        &UnitSet::default(),
    )
    .value;
    let history = History::default();
    let secret = Secret::from_text("openbaar");
    let plan = outreach::plan(&Facts {
        coverage: &coverage,
        linked: &linked,
        register: &register,
        campaign: &campaign,
        history: &history,
        secret: &secret,
    })
    .value;
    let context = LetterContext {
        register: &register,
        linked: &linked,
        coverage: &coverage,
        campaign: &campaign,
        templates: &templates,
    };
    let before = MEMORY.allocated();
    let start = Instant::now();
    let bytes = AtomicU64::new(0);
    let (batches, most) = watched(|| {
        let maker = Maker::new(&plan, context);
        assert_eq!(maker.findings, []);
        let maker = maker.value;
        let writer = PdfWriter::new(&maker.stationery().fonts).unwrap();
        let batches = maker.batches(&plan.new_batches());
        let save = |document: Document| {
            let made = writer.bytes(&document).unwrap();
            bytes.fetch_add(made.len() as u64, Ordering::Relaxed);
            files::write_whole(&folder.join(&document.file), &made)
        };
        assert_eq!(maker.render(&batches, save).unwrap(), []);
        batches.len()
    });
    Made {
        letters: plan.pieces.len(),
        batches,
        bytes: bytes.into_inner(),
        time: start.elapsed(),
        before,
        most,
    }
}

/// The most that is held at once while `work` runs.
fn watched<T>(work: impl FnOnce() -> T) -> (T, usize) {
    static PEAK: AtomicUsize = AtomicUsize::new(0);
    static DONE: AtomicBool = AtomicBool::new(false);
    DONE.store(false, Ordering::SeqCst);
    PEAK.store(MEMORY.allocated(), Ordering::SeqCst);
    let watch = std::thread::spawn(|| {
        while !DONE.load(Ordering::SeqCst) {
            PEAK.fetch_max(MEMORY.allocated(), Ordering::SeqCst);
            std::thread::sleep(Duration::from_millis(1));
        }
    });
    let out = work();
    DONE.store(true, Ordering::SeqCst);
    watch.join().unwrap();
    (out, PEAK.load(Ordering::SeqCst))
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let count = arguments.iter().find_map(|text| text.parse::<u32>().ok());
    let keep = arguments.iter().position(|text| text == "keep");
    let keep = keep.and_then(|at| arguments.get(at + 1)).map(PathBuf::from);
    let table = ("with a table", Some(LETTER));
    let built_in = ("built in", None);
    let rounds = match count {
        Some(count) => vec![(count, 200, table)],
        None => vec![
            (10_000, 200, table),
            (10_000, 20, table),
            (10_000, 200, built_in),
            (10_000, 20, built_in),
        ],
    };
    for (homes, bundle, (name, template)) in rounds {
        let scratch = tempfile::tempdir().unwrap();
        let folder = keep.clone().unwrap_or_else(|| scratch.path().to_owned());
        let made = letters(homes, bundle, template, &folder);
        println!(
            "{name}: {} letters in {} batches of {bundle}: {:.0} a second, {:.2} kB a letter; \
             {} MiB at most, {} before the first",
            made.letters,
            made.batches,
            made.letters as f64 / made.time.as_secs_f64(),
            made.bytes as f64 / made.letters as f64 / 1000.0,
            made.most >> 20,
            made.before >> 20,
        );
    }
}
