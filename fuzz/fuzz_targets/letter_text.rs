//! Any text as a campaign's own letter, poster or privacy paragraph: a page, or findings.
#![no_main]

use std::sync::LazyLock;

use haarvaten::domain::{Campaign, Language, PieceKind, Templates};
use haarvaten::letters::preview;
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
    let document = match which % 8 {
        0 => {
            let size = CAMPAIGN.letters.posters;
            let made = preview::poster(&dutch, size, date, &own("posters/nl.svg.hbs"));
            made.ok().map(|(document, _)| document)
        }
        1 => {
            let templates = own("letters/privacy/nl.md.hbs");
            let noted = preview::letter(PieceKind::Join, &dutch, &CAMPAIGN, true, date, &templates);
            noted.value.map(|(document, _)| document)
        }
        nth => {
            let kind = PieceKind::WRITTEN[usize::from(nth) % PieceKind::WRITTEN.len()];
            let templates = own(&format!("letters/{}/nl.md.hbs", kind.word()));
            let noted = preview::letter(kind, &dutch, &CAMPAIGN, true, date, &templates);
            noted.value.map(|(document, _)| document)
        }
    };
    // To make a PDF takes as long as many texts; one in some is made whole.
    if which & 0xf0 == 0xf0
        && let Some(document) = document
    {
        let fonts = haarvaten::letters::fonts::Fonts::built_in();
        let writer = PdfWriter::new(&fonts).expect("our own fonts");
        let _ = writer.bytes(&document);
    }
});
