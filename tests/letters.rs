//! Letters as a reader, a screen reader and a postman find them: text and QR codes are read back
//! by other programs, and the layout of every kind is held by a snapshot.
//!
//! The snapshot is text, each line with its place in millimetres: a change can be read, and the
//! places are the same on every machine. `tests/pictures.rs` holds what is not text.
#![allow(
    clippy::wildcard_enum_match_arm,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stderr,
    clippy::disallowed_methods,
    clippy::cast_possible_truncation,
    reason = "a test may fail loudly, and makes its own files"
)]

use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use haarvaten::domain::campaign::Envelope;
use haarvaten::domain::{Campaign, Language, PieceKind, Templates};
use haarvaten::letters::envelope::{address_place, shape};
use haarvaten::letters::letter::{Letter, Noticed};
use haarvaten::letters::page::{Document, MM, Mark};
use haarvaten::letters::paragraph::Setter;
use haarvaten::letters::template::LetterTemplates;
use haarvaten::letters::{LetterData, Stationery, preview};
use haarvaten::write::pdf::PdfWriter;

const DATE: jiff::civil::Date = jiff::civil::date(2026, 11, 23);

fn campaign(more: &str) -> Campaign {
    let text = format!(
        "[campaign]\nname = \"Boost de Buurt\"\n[sender]\nname = \"FoKusgroep\"\naddress = [\"Voorbeeldplein 1\", \"1104 AA Amsterdam\"]\nemail = \"a@example.org\"\n{more}"
    );
    haarvaten::read::campaign::parse(&text, "campaign.toml").unwrap()
}

fn sample(kind: PieceKind) -> LetterData {
    let templates = Templates::built_in();
    let path = format!("letters/{}/sample.json", kind.word());
    serde_json::from_str(templates.text(&path).unwrap()).unwrap()
}

/// A letter of `start` in a language, from own templates when given.
fn letter(
    data: &LetterData,
    language: &str,
    campaign: &Campaign,
    templates: &Templates,
) -> (Document, Vec<u8>, Noticed) {
    let language = Language::parse(language).unwrap();
    let stationery = Stationery::new(campaign, templates);
    assert_eq!(stationery.findings, []);
    let stationery = stationery.value;
    let wanted = [(PieceKind::Start, language.clone())];
    let checked = LetterTemplates::load(templates, &wanted, &language);
    assert_eq!(checked.findings, []);
    let blocks = checked
        .value
        .blocks(PieceKind::Start, &language, data)
        .unwrap()
        .unwrap();
    let mut document = Document::new(
        "x.pdf".into(),
        "X".into(),
        "Y".into(),
        language.clone(),
        DATE,
    );
    let mut setter = Setter::new(Arc::clone(&stationery.fonts));
    let letter = Letter {
        data,
        blocks: &blocks,
        language: &language,
        stationery: &stationery,
    };
    let noticed = letter.add(&mut document, &mut setter);
    let bytes = PdfWriter::new(&stationery.fonts)
        .unwrap()
        .bytes(&document)
        .unwrap();
    (document, bytes, noticed)
}

/// What pdftotext reads; `None` (and a line on the screen) when it is not installed.
fn text_of(bytes: &[u8]) -> Option<String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.pdf");
    std::fs::write(&path, bytes).unwrap();
    let Ok(run) = Command::new("pdftotext")
        .args(["-enc", "UTF-8"])
        .arg(&path)
        .arg("-")
        .output()
    else {
        eprintln!("skipped: pdftotext is not installed");
        return None;
    };
    Some(String::from_utf8(run.stdout).unwrap())
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_layout_of_every_kind_and_language_is_as_it_was() {
    for kind in PieceKind::WRITTEN {
        for tag in ["nl", "en"] {
            let language = Language::parse(tag).unwrap();
            let made = preview::letter(
                kind,
                &language,
                &campaign(""),
                false,
                DATE,
                &Templates::built_in(),
            );
            assert_eq!(made.findings, [], "{kind:?} {tag}");
            let (document, stationery) = made.value.unwrap();
            // PDF/A-2a and PDF/UA-1 are validated on the way.
            PdfWriter::new(&stationery.fonts)
                .unwrap()
                .bytes(&document)
                .unwrap();
            assert!(document.pages.len() <= 2, "{kind:?} {tag}");
            insta::assert_snapshot!(format!("{}_{tag}", kind.word()), outline(&document));
        }
    }
}

/// Each line with its place in millimetres.
fn outline(document: &Document) -> String {
    let mut out = String::new();
    for (at, page) in document.pages.iter().enumerate() {
        writeln!(out, "page {}", at + 1).unwrap();
        for item in &page.items {
            let Mark::Text {
                paragraph,
                lines,
                x,
                y,
            } = &item.mark
            else {
                continue;
            };
            let top = paragraph.lines[lines.start].top;
            for line in &paragraph.lines[lines.clone()] {
                let glyphs = line.runs.iter().flat_map(|run| &run.glyphs);
                let start = glyphs.clone().map(|glyph| glyph.start).min().unwrap_or(0) as usize;
                let end = glyphs.map(|glyph| glyph.end).max().unwrap_or(0) as usize;
                let (left, baseline) = ((x + line.left) / MM, (y + line.baseline - top) / MM);
                writeln!(
                    out,
                    "{left:6.1} {baseline:6.1}  {}",
                    paragraph.text[start..end].trim_end()
                )
                .unwrap();
            }
        }
    }
    out
}

#[test]
fn nothing_reaches_outside_the_page_and_text_keeps_its_margins() {
    for kind in PieceKind::WRITTEN {
        for more in [
            "",
            "[letters]\nlarge_print = true",
            "[letters]\nenvelope = \"c56-right\"\nkix = true",
        ] {
            let made = preview::letter(
                kind,
                &Language::dutch(),
                &campaign(more),
                false,
                DATE,
                &Templates::built_in(),
            );
            let (document, _) = made.value.unwrap();
            for page in &document.pages {
                for item in &page.items {
                    if let Mark::Text {
                        paragraph,
                        lines,
                        x,
                        y,
                    } = &item.mark
                    {
                        let bottom = y + paragraph.height_of(lines.clone());
                        assert!(
                            *y >= 10.0 * MM && bottom <= 292.0 * MM,
                            "{kind:?} {more} {}",
                            paragraph.text
                        );
                        for line in &paragraph.lines[lines.clone()] {
                            let right = x + line.left + line.width;
                            assert!(right <= 203.0 * MM, "{kind:?} {more} {}", paragraph.text);
                        }
                    }
                }
            }
        }
    }
}

#[test]
fn the_address_is_seen_through_every_window_even_when_the_sheet_moves_two_millimetres() {
    let long = "Vereniging van Eigenaars ".repeat(8);
    for envelope in [
        Envelope::C56Left,
        Envelope::C56Right,
        Envelope::C5,
        Envelope::Ea56,
    ] {
        let name = serde_json::to_value(envelope).unwrap();
        for kix in [true, false] {
            let campaign = campaign(&format!("[letters]\nenvelope = {name}\nkix = {kix}"));
            for first in ["Aan de bewoner(s) van", long.as_str()] {
                let mut data = sample(PieceKind::Start);
                data.recipient.lines = vec![
                    first.to_owned(),
                    "T.a.v. het bestuur".to_owned(),
                    "Burgemeester van der Verzonnenstraat 12345 A-III".to_owned(),
                    "1104 KC  AMSTERDAM".to_owned(),
                ];
                let (document, _, _) = letter(&data, "nl", &campaign, &Templates::built_in());
                let [left, top, width, height] = shape(envelope).window_on_sheet();
                let place = address_place(envelope);
                let mut seen = 0;
                for item in &document.pages[0].items {
                    let boxes: Vec<[f32; 4]> = match &item.mark {
                        Mark::Text {
                            paragraph, x, y, ..
                        } => {
                            vec![[*x, *y, paragraph.width(), paragraph.height()]]
                        }
                        Mark::Cells { cells, x, y } => cells
                            .boxes()
                            .map(|c| [x + c[0], y + c[1], c[2], c[3]])
                            .collect(),
                        _ => continue,
                    };
                    for [x, y, w, h] in boxes {
                        if (x - place.left).abs() > 100.0 * MM
                            || y < place.top
                            || y > place.bottom
                            || x < place.left
                            || x > place.left + place.width
                        {
                            continue;
                        }
                        seen += 1;
                        assert!(
                            x / MM >= left + 2.0 && (x + w) / MM <= left + width - 2.0,
                            "{envelope:?} {x} {w}"
                        );
                        assert!(
                            y / MM >= top + 2.0 && (y + h) / MM <= top + height - 2.0,
                            "{envelope:?} {kix} {y} {h}"
                        );
                    }
                }
                assert!(seen >= 2, "{envelope:?}");
            }
        }
    }
}

#[test]
fn what_is_read_from_the_page_is_what_was_meant() {
    let mut data = sample(PieceKind::Start);
    let name = "Zoë Ñandú-Łukasiewicz <script>alert(1)</script> *bold* _x_ {{x}} \\ `code` [a](https://evil.example) # > | שלום Ξένος Иван";
    data.recipient.name = Some(name.to_owned());
    data.recipient.lines[0] = name.to_owned();
    let long = "Ö".repeat(200);
    data.building.as_mut().unwrap().name.clone_from(&long);
    let (_, bytes, noticed) = letter(&data, "nl", &campaign(""), &Templates::built_in());
    assert!(noticed.missing.is_empty(), "{noticed:?}");
    let Some(text) = text_of(&bytes) else { return };
    let text = one_line(&text);
    for part in [
        "Zoë Ñandú-Łukasiewicz <script>alert(1)</script> *bold* _x_ {{x}} \\ `code` [a](https://evil.example) # > |",
        "Ξένος Иван",
        "K7M-4PX-9T",
        "1104 EA AMSTERDAM",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
    assert!(text.matches('Ö').count() >= 400, "{text}");
    assert!(text.contains("שלום") || text.contains("םולש"), "{text}");
}

#[test]
fn a_character_that_no_font_has_is_a_box_and_is_reported() {
    let mut data = sample(PieceKind::Start);
    data.recipient.name = Some("Emma 🦩".to_owned());
    let (_, bytes, noticed) = letter(&data, "nl", &campaign(""), &Templates::built_in());
    assert_eq!(noticed.missing, ['🦩']);
    // The words around the box are as they were; the box itself says its character to screen
    // readers (ActualText), which pdftotext leaves out where nothing but lines is drawn.
    let Some(text) = text_of(&bytes) else { return };
    assert!(one_line(&text).contains("Beste Emma ,"), "{text}");
}

#[test]
fn a_language_from_right_to_left_needs_only_a_template() {
    let template = "# مرحبا بكم في {{building.name}}\n\nأعزائي السكان،\n\nنحن {{sender.name}}. نساعدكم على تأسيس لجنة للسكان في {{home.address}}. تعالوا إلينا، فالقهوة جاهزة والباب مفتوح للجميع في كل وقت.\n\n- أولا\n- ثانيا\n\n{{> answer}}\n\n{{> signature}}\n\n{{> privacy}}\n";
    let privacy = "بياناتكم: {{privacy.contact}}\n";
    let own = [
        (
            "letters/start/ar.md.hbs".to_owned(),
            template.as_bytes().to_vec(),
        ),
        (
            "letters/privacy/ar.md.hbs".to_owned(),
            privacy.as_bytes().to_vec(),
        ),
    ];
    let data = sample(PieceKind::Start);
    let (document, bytes, noticed) = letter(&data, "ar", &campaign(""), &Templates::with_own(own));
    assert!(noticed.missing.is_empty(), "{noticed:?}");
    // The lines of the body end at the right margin.
    let body = document.pages[0]
        .items
        .iter()
        .find_map(|item| match &item.mark {
            Mark::Text { paragraph, x, .. } if paragraph.text.contains("القهوة") => {
                Some((Arc::clone(paragraph), *x))
            }
            _ => None,
        });
    let (paragraph, x) = body.unwrap();
    for line in &paragraph.lines {
        let right = (x + line.left + line.width) / MM;
        assert!((right - 177.0).abs() < 1.0, "{right}");
    }
    let Some(text) = text_of(&bytes) else { return };
    assert!(text.contains("القهوة") || text.contains("ةوهقلا"), "{text}");
}

#[test]
fn qr_codes_lead_where_the_letter_says() {
    let data = sample(PieceKind::Start);
    let (_, bytes, _) = letter(&data, "nl", &campaign(""), &Templates::built_in());
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.pdf");
    std::fs::write(&path, &bytes).unwrap();
    let drawn = Command::new("pdftoppm")
        .args(["-r", "150", "-f", "1", "-l", "1", "-png"])
        .arg(&path)
        .arg(folder.path().join("p"))
        .status();
    let Some(picture) = drawn.ok().and_then(|_| png_in(folder.path())) else {
        eprintln!("skipped: pdftoppm is not installed");
        return;
    };
    let Ok(run) = Command::new("zbarimg")
        .args(["-q", "--raw"])
        .arg(picture)
        .output()
    else {
        eprintln!("skipped: zbarimg is not installed");
        return;
    };
    assert_eq!(
        String::from_utf8(run.stdout).unwrap().trim(),
        data.answer.link
    );
}

fn png_in(folder: &Path) -> Option<std::path::PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap();
    entries
        .map(|entry| entry.unwrap().path())
        .find(|path| path.extension().is_some_and(|end| end == "png"))
}

#[test]
fn the_same_letter_is_the_same_bytes() {
    let data = sample(PieceKind::Join);
    let make = || letter(&data, "nl", &campaign(""), &Templates::built_in()).1;
    let first = make();
    let others: Vec<Vec<u8>> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..3).map(|_| scope.spawn(make)).collect();
        threads
            .into_iter()
            .map(|thread| thread.join().unwrap())
            .collect()
    });
    assert!(others.iter().all(|other| *other == first));
}

#[test]
fn mistakes_of_a_volunteer_are_found_before_anything_is_made() {
    let own = |text: &str| {
        Templates::with_own([(
            "letters/start/nl.md.hbs".to_owned(),
            text.as_bytes().to_vec(),
        )])
    };
    let codes = |text: &str| -> Vec<(&str, String)> {
        let wanted = [(PieceKind::Start, Language::dutch())];
        let loaded = LetterTemplates::load(&own(text), &wanted, &Language::dutch());
        loaded
            .findings
            .iter()
            .map(|finding| (finding.code, finding.place.cell()))
            .collect()
    };
    assert_eq!(codes("Beste bewoner,\n\n{{> privacy}}"), []);
    assert_eq!(
        codes("Beste {{bewoner}},\n\n{{> privacy}}"),
        [("B102", "1".to_owned())]
    );
    assert_eq!(codes("{{> privacy}}\n\n{{{date}}}")[0].0, "B103");
    assert_eq!(codes("{{#if home}}\n\n{{> privacy}}")[0].0, "B119");
    assert_eq!(codes("Beste bewoner"), [("B109", String::new())]);
    assert_eq!(codes("<b>Dag</b>\n\n{{> privacy}}")[0].0, "B108");
    // What is not there in every letter needs a condition; what always is does not.
    assert_eq!(
        codes("Dag {{home.address}} in {{building.name}}\n\n{{> privacy}}"),
        []
    );
    assert_eq!(
        codes("Dag\n\nKom op {{meeting.date}}.\n\n{{> privacy}}"),
        [("B118", "3".to_owned())]
    );
    let with_condition = "Dag\n\n{{#if meeting}}Kom op {{meeting.date}}.{{/if}}\n\n{{> privacy}}";
    assert_eq!(codes(with_condition), []);
    // Notepad writes a mark at the start and other line ends.
    let notepad = format!("\u{feff}{}", with_condition.replace('\n', "\r\n"));
    assert_eq!(codes(&notepad), []);
    assert_eq!(
        codes("Dag\r\n\r\n{{bewoner}}\r\n\r\n{{> privacy}}\r\n")[0].0,
        "B102"
    );
}

/// A picture in a file format, made here: eight by eight points.
fn png() -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, 8, 8);
    encoder.set_color(png::ColorType::Rgba);
    let mut writer = encoder.write_header().unwrap();
    writer.write_image_data(&[200; 8 * 8 * 4]).unwrap();
    writer.finish().unwrap();
    bytes
}

#[test]
fn a_photograph_comes_into_the_letter_and_a_damaged_one_is_told() {
    let text = Templates::built_in();
    let text = text.text("letters/start/nl.md.hbs").unwrap();
    let text = text.replacen("{{> answer}}", "![ons gebouw](foto.png)\n\n{{> answer}}", 1);
    let with = |picture: &[u8]| {
        Templates::with_own([
            (
                "letters/start/nl.md.hbs".to_owned(),
                text.clone().into_bytes(),
            ),
            ("letters/foto.png".to_owned(), picture.to_vec()),
        ])
    };
    let (_, bytes, _) = letter(
        &sample(PieceKind::Start),
        "nl",
        &campaign(""),
        &with(&png()),
    );
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("x.pdf");
    std::fs::write(&file, &bytes).unwrap();
    match Command::new("pdfimages").arg("-list").arg(&file).output() {
        Ok(found) => {
            let found = String::from_utf8_lossy(&found.stdout).into_owned();
            assert!(found.contains(" image "), "{found}");
        }
        Err(_) => eprintln!("skipped: pdfimages is not installed"),
    }

    // Half a file looks like a picture until somebody draws it.
    let damaged = with(&png()[..60]);
    let stationery = Stationery::new(&campaign(""), &damaged).value;
    let writer = PdfWriter::new(&stationery.fonts).unwrap();
    let (name, picture) = &stationery.read()[0];
    assert_eq!(name, "letters/foto.png");
    writer.try_picture(name, picture).unwrap_err();

    // A JPEG in the colours of a press: start of image, start of frame with four colours.
    let press = [
        &b"\xff\xd8\xff\xc0\x00\x14\x08\x00\x08\x00\x08\x04"[..],
        &[0; 12],
    ]
    .concat();
    let found = Stationery::new(&campaign(""), &with(&press)).findings;
    assert_eq!(found.first().map(|finding| finding.code), Some("B132"));
}

#[test]
fn a_letter_without_its_privacy_paragraph_on_the_page_is_refused() {
    let built_in = Templates::built_in();
    let text = built_in.text("letters/start/nl.md.hbs").unwrap();
    let own = |path: &str, text: String| {
        let templates = Templates::with_own([(path.to_owned(), text.into_bytes())]);
        let wanted = [(PieceKind::Start, Language::dutch())];
        let found = LetterTemplates::load(&templates, &wanted, &Language::dutch()).findings;
        found.first().map(|finding| finding.code)
    };
    for hidden in ["<!-- {{> privacy}} -->", "```\n{{> privacy}}\n```"] {
        let text = text.replacen("{{> privacy}}", hidden, 1);
        assert_eq!(
            own("letters/start/nl.md.hbs", text),
            Some("B109"),
            "{hidden}"
        );
    }
    for hidden in [
        "Wij zijn lief. {{!-- {{privacy.contact}} --}}",
        "Wij zijn lief. {{#if recipient.name}}{{privacy.contact}}{{/if}}",
        "Wij zijn lief. <!-- {{privacy.contact}} -->",
    ] {
        let found = own("letters/privacy/nl.md.hbs", hidden.to_owned());
        assert_eq!(found, Some("B110"), "{hidden}");
    }
}

#[test]
fn an_address_that_must_be_set_small_is_told() {
    let mut data = sample(PieceKind::Start);
    let noticed = |data: &LetterData, more: &str| {
        letter(data, "nl", &campaign(more), &Templates::built_in()).2
    };
    assert!(!noticed(&data, "[letters]\nkix = true").small_address);
    data.recipient.lines = vec![
        "Vereniging van Eigenaars Verzonnen Hof".to_owned(),
        "T.a.v. mevrouw A. van der Voorbeeld-Verzonnen".to_owned(),
        "p/a Buurthuis De Verzonnen Kamer".to_owned(),
        "Burgemeester van der Verzonnenstraat 12345 A-III".to_owned(),
        "1104 KC  AMSTERDAM".to_owned(),
    ];
    assert!(!noticed(&data, "").small_address);
    data.recipient.lines[0] = "Vereniging van Eigenaars ".repeat(8);
    assert!(noticed(&data, "[letters]\nkix = true").small_address);
}

#[test]
fn a_template_from_notepad_makes_the_same_letter() {
    let text = Templates::built_in();
    let text = text.text("letters/start/nl.md.hbs").unwrap();
    let notepad = format!("\u{feff}{}", text.replace('\n', "\r\n"));
    let own = [("letters/start/nl.md.hbs".to_owned(), notepad.into_bytes())];
    let data = sample(PieceKind::Start);
    let made = letter(&data, "nl", &campaign(""), &Templates::with_own(own));
    let usual = letter(&data, "nl", &campaign(""), &Templates::built_in());
    assert_eq!(outline(&made.0), outline(&usual.0));
}
