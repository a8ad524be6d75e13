//! Any text as a campaign's own letter, poster or privacy paragraph: a page, or findings.
#![no_main]

use std::sync::LazyLock;

use haarvaten::domain::{Campaign, Language, PieceKind, Templates};
use haarvaten::letters::template::LetterTemplates;
use haarvaten::letters::{LetterData, preview};
use haarvaten::write::pdf::PdfWriter;
use libfuzzer_sys::fuzz_target;

static CAMPAIGN: LazyLock<Campaign> = LazyLock::new(|| {
    let text = "[campaign]\nname = \"Proef\"\ndate = \"2026-11-23\"\n[sender]\nname = \"Groep\"\naddress = [\"Plein 1\", \"1104 AA Amsterdam\"]\nemail = \"groep@example.org\"\n";
    haarvaten::read::campaign::parse(text, "campaign.toml").expect("a campaign")
});

fuzz_target!(|bytes: &[u8]| {
    let Some((which, text)) = bytes.split_first() else {
        return;
    };
    let date = jiff::civil::date(2026, 11, 23);
    let dutch = Language::dutch();
    let own = |path: &str| Templates::with_own([(path.to_owned(), text.to_vec())]);
    let kind = PieceKind::WRITTEN[usize::from(*which) % PieceKind::WRITTEN.len()];
    // To set a page takes as long as a thousand texts: one in some is set whole.
    match which >> 4 {
        0xf => {
            let templates = own(&format!("letters/{}/nl.md.hbs", kind.word()));
            let noted = preview::letter(kind, &dutch, &CAMPAIGN, true, date, &templates);
            if let Some((document, stationery)) = noted.value {
                let writer = PdfWriter::new(&stationery.fonts).expect("our own fonts");
                let _ = writer.bytes(&document);
            }
        }
        0xe => {
            let size = CAMPAIGN.letters.posters;
            let made = preview::poster(&dutch, size, date, &own("posters/nl.svg.hbs"));
            if let Ok((document, fonts)) = made {
                let writer = PdfWriter::new(&fonts).expect("our own fonts");
                let _ = writer.bytes(&document);
            }
        }
        _ => {
            let templates = if which & 0x10 == 0 {
                own(&format!("letters/{}/nl.md.hbs", kind.word()))
            } else {
                own("letters/privacy/nl.md.hbs")
            };
            let wanted = [(kind, dutch.clone())];
            let checked = LetterTemplates::load(&templates, &wanted, &dutch).value;
            let sample = Templates::built_in();
            let sample = sample.text("letters/start/sample.json").expect("our own sample");
            let data: LetterData = serde_json::from_str(sample).expect("our own sample");
            let _ = checked.blocks(kind, &dutch, &data);
        }
    }
});
