//! Makes every kind of letter in every built-in language from its sample data, to look at:
//! `cargo run --example letter_previews -- FOLDER`.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a tool for looking, run by hand"
)]

use haarvaten::domain::campaign::PosterSize;
use haarvaten::domain::{Language, Messages, PieceKind, Templates};
use haarvaten::letters::fonts::Fonts;
use haarvaten::letters::{poster, preview};
use haarvaten::write::{files, pdf::PdfWriter};

fn main() {
    let folder = std::env::args()
        .nth(1)
        .unwrap_or_else(|| "previews".to_owned());
    let file = std::env::args().nth(2).unwrap_or_default();
    let settings = format!(
        "[campaign]\nname = \"Boost de Buurt\"\n[sender]\nname = \"FoKusgroep\"\naddress = [\"Voorbeeldplein 1\"]\nemail = \"a@example.org\"\n{file}"
    );
    let campaign = haarvaten::read::campaign::parse(&settings, "campaign.toml").unwrap();
    let templates = Templates::built_in();
    for tag in ["nl", "en"] {
        let language = Language::parse(tag).unwrap();
        let words = Messages::of(&language);
        let poster = poster::Posters::load(&templates, &language, PosterSize::A4)
            .value
            .unwrap();
        let sample = templates.text("posters/sample.json").unwrap();
        let data = serde_json::from_str(sample).unwrap();
        let date = jiff::civil::date(2026, 11, 23);
        let made = poster
            .document(
                format!("preview/poster-{tag}.pdf"),
                &data,
                &words,
                &language,
                date,
            )
            .unwrap();
        let writer = PdfWriter::new(&Fonts::built_in()).unwrap();
        files::write_whole(
            &std::path::Path::new(&folder).join(&made.value.file),
            &writer.bytes(&made.value).unwrap(),
        )
        .unwrap();
        for kind in PieceKind::WRITTEN {
            let date = jiff::civil::date(2026, 11, 23);
            let made = preview::letter(kind, &language, &campaign, false, date, &templates);
            for finding in &made.findings {
                println!(
                    "{} {} {}",
                    finding.code,
                    finding.place.cell(),
                    finding.message(&words)
                );
            }
            let Some((document, stationery)) = made.value else {
                continue;
            };
            let writer = PdfWriter::new(&stationery.fonts).unwrap();
            let bytes = writer.bytes(&document).unwrap();
            let path = std::path::Path::new(&folder).join(&document.file);
            println!(
                "{} {} pages, {} bytes",
                path.display(),
                document.pages.len(),
                bytes.len()
            );
            files::write_whole(&path, &bytes).unwrap();
        }
    }
}
