//! A batch as one file: what its pages share stands once, and yet every page is the whole letter.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stderr,
    clippy::disallowed_methods,
    reason = "a test may fail loudly, and makes its own files"
)]

use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use haarvaten::domain::{Campaign, Language, PieceKind, Templates};
use haarvaten::letters::letter::Letter;
use haarvaten::letters::page::Document;
use haarvaten::letters::paragraph::Setter;
use haarvaten::letters::template::LetterTemplates;
use haarvaten::letters::{LetterData, Stationery};
use haarvaten::write::pdf::PdfWriter;

const DATE: jiff::civil::Date = jiff::civil::date(2026, 11, 23);

fn campaign() -> Campaign {
    let text = "[campaign]\nname = \"Boost de Buurt\"\n[sender]\nname = \"FoKusgroep\"\n\
         address = [\"Voorbeeldplein 1\", \"1104 AA Amsterdam\"]\nemail = \"a@example.org\"\n\
         [letters]\nkix = true\n";
    haarvaten::read::campaign::parse(text, "campaign.toml").unwrap()
}

/// Letters that differ in name, address and code; some in another script, some of two pages.
fn letters() -> Vec<LetterData> {
    let sample = Templates::built_in();
    let sample = sample.text("letters/start/sample.json").unwrap();
    let names = [
        None,
        Some("Zoë Ñandú"),
        Some("שלום"),
        Some("*x* {{y}} \\"),
        Some("Иван"),
    ];
    (0..40_usize)
        .map(|nth| {
            let mut data: LetterData = serde_json::from_str(sample).unwrap();
            let home = data.home.as_mut().unwrap();
            home.address = format!("Kraanhof {nth} A-2");
            data.recipient.lines[1].clone_from(&home.address);
            data.recipient.name = names[nth % names.len()].map(str::to_owned);
            data.recipient.kix = format!("1104EA{nth}XA2");
            data.reference = format!("w1-{nth:05}");
            data.answer.link = format!("https://example.org/antwoord/K7M4P{nth:03}");
            data.answer.shown = format!("example.org/antwoord/K7M4P{nth:03}");
            if nth % 7 == 3 {
                data.building.as_mut().unwrap().name = "Een heel lange naam ".repeat(8);
            }
            data
        })
        .collect()
}

fn file(letters: &[LetterData], setter: &mut Setter, stationery: &Stationery) -> Vec<u8> {
    let language = Language::dutch();
    let wanted = [(PieceKind::Start, language.clone())];
    let templates = LetterTemplates::load(&Templates::built_in(), &wanted, &language).value;
    let mut document = Document::new(
        "x.pdf".into(),
        "X".into(),
        "Y".into(),
        language.clone(),
        DATE,
    );
    for data in letters {
        let blocks = templates.blocks(PieceKind::Start, &language, data);
        let letter = Letter {
            data,
            blocks: &blocks.unwrap().unwrap(),
            language: &language,
            stationery,
        };
        letter.add(&mut document, setter);
    }
    let writer = PdfWriter::new(&stationery.fonts).unwrap();
    writer.bytes(&document).unwrap()
}

/// What a program reads from each page; none where the program is not installed.
fn pages(bytes: &[u8], folder: &Path) -> Option<Vec<String>> {
    let path = folder.join("x.pdf");
    std::fs::write(&path, bytes).unwrap();
    let run = Command::new("pdftotext")
        .arg(&path)
        .arg("-")
        .output()
        .ok()?;
    let text = String::from_utf8(run.stdout).unwrap();
    let mut pages: Vec<String> = text.split('\u{c}').map(str::to_owned).collect();
    pages.pop();
    Some(pages)
}

#[test]
fn every_page_of_a_batch_reads_as_the_letter_alone() {
    let stationery = Stationery::new(&campaign(), &Templates::built_in()).value;
    let mut setter = Setter::new(Arc::clone(&stationery.fonts));
    let letters = letters();
    let folder = tempfile::tempdir().unwrap();
    let batch = file(&letters, &mut setter, &stationery);
    let Some(batch) = pages(&batch, folder.path()) else {
        eprintln!("skipped: pdftotext is not installed");
        return;
    };
    let alone: Vec<String> = letters
        .iter()
        .flat_map(|one| {
            let one = file(std::slice::from_ref(one), &mut setter, &stationery);
            pages(&one, folder.path()).unwrap()
        })
        .collect();
    assert!(batch.len() > letters.len());
    assert_eq!(batch, alone);
}

#[test]
fn the_bytes_do_not_depend_on_what_was_set_before() {
    let stationery = Stationery::new(&campaign(), &Templates::built_in()).value;
    let letters = letters();
    let mut fresh = Setter::new(Arc::clone(&stationery.fonts));
    let first = file(&letters, &mut fresh, &stationery);
    let mut used = Setter::new(Arc::clone(&stationery.fonts));
    file(&letters[20..], &mut used, &stationery);
    assert!(file(&letters, &mut used, &stationery) == first);
    // Packed: krilla alone takes twice as much.
    assert!(first.len() < 8_000 * letters.len(), "{}", first.len());
}

#[test]
fn another_program_finds_no_fault_in_the_file() {
    let stationery = Stationery::new(&campaign(), &Templates::built_in()).value;
    let mut setter = Setter::new(Arc::clone(&stationery.fonts));
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.pdf");
    std::fs::write(&path, file(&letters(), &mut setter, &stationery)).unwrap();
    let Ok(run) = Command::new("qpdf").arg("--check").arg(&path).output() else {
        eprintln!("skipped: qpdf is not installed");
        return;
    };
    let said = String::from_utf8(run.stdout).unwrap();
    assert!(run.status.success(), "{said}{:?}", run.stderr);
}
