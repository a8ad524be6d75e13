//! Forms of files: kinds that are not read are named and never taken for CSV; lines wholly in
//! quotes and codes of web pages are undone.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test may fail loudly, and makes its own files"
)]

#[path = "findings/kit.rs"]
#[allow(dead_code, reason = "shared with the gallery")]
mod kit;

use std::ops::ControlFlow;

use haarvaten::domain::campaign::ReadingSettings;
use haarvaten::domain::{Language, Messages};
use haarvaten::read::{Event, Failure, Note, Reader};

fn rows(name: &str, bytes: &[u8]) -> Result<(Vec<String>, Vec<Note>), Failure> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    let (mut rows, mut notes) = (Vec::new(), Vec::new());
    Reader::direct(&ReadingSettings::default()).read(&path, &mut |event| {
        match event {
            Event::Row(row) => {
                let cells: Vec<String> = row.cells.iter().map(|c| c.shown().into()).collect();
                rows.push(cells.join("|"));
            }
            Event::Note(note) => notes.push(note),
            Event::Sheet(_) => {}
        }
        ControlFlow::Continue(())
    })?;
    Ok((rows, notes))
}

#[test]
fn kinds_that_are_not_read_are_named_with_the_remedy() {
    let mut tar = vec![0_u8; 1_024];
    tar[257..262].copy_from_slice(b"ustar");
    let mut dbase = vec![0x03, 126, 2, 12, 6, 0, 0, 0, 0x61, 0, 0x20, 0];
    dbase.extend([0; 80]);
    let docx = kit::zip(&[("word/document.xml", b"<w/>")]);
    let numbers = kit::zip(&[("Index/Document.iwa", b"x"), ("Index/Tables/a.iwa", b"x")]);
    let odt = kit::zip(&[
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        ("content.xml", b"<o/>"),
    ]);
    let inside = kit::zip(&[("lijst.csv", b"a;b\n1;2\n")]);
    let files: Vec<(&str, Vec<u8>, &str)> = vec![
        ("a.slk", b"ID;PWXL;N;E\r\nC;Y1;X1;K\"Straat\"\r\nC;Y1;X2;K1\r\nE\r\n".to_vec(), "SYLK"),
        ("a.csv", b"ID;PSCALC3\nB;Y3;X2\nC;X1;Y1;K\"a\"\n".to_vec(), "SYLK"),
        ("a.dif", b"TABLE\r\n0,1\r\n\"EXCEL\"\r\n".to_vec(), "DIF"),
        ("a.mht", b"MIME-Version: 1.0\r\nX: y\r\nContent-Type: multipart/related; boundary=\"a\"\r\n\r\n<table><tr><td>1</td></tr></table>".to_vec(), "webarchief"),
        ("a.xls", b"From: <Saved by Blink>\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n".to_vec(), "webarchief"),
        ("a.csv", b"Received: from x\r\nFrom: a@example.org\r\nSubject: lijst\r\n\r\nbijlage".to_vec(), "e-mail"),
        ("a.pdf", b"%PDF-1.7\n%\xe2\xe3\n1 0 obj".to_vec(), "PDF"),
        ("a.csv", b"\r\n\r\n%PDF-1.4\n".to_vec(), "PDF"),
        ("a.doc", b"{\\rtf1\\ansi{\\b x}}".to_vec(), "RTF"),
        ("a.dbf", dbase, "dBase"),
        ("a.png", b"\x89PNG\r\n\x1a\n".to_vec(), "PNG"),
        ("a.jpg", b"\xff\xd8\xff\xe0".to_vec(), "JPEG"),
        ("a.heic", b"\0\0\0\x18ftypheic".to_vec(), "HEIC"),
        ("a.webp", b"RIFF\0\0\0\0WEBPVP8 ".to_vec(), "WebP"),
        ("a.rar", b"Rar!\x1a\x07\0".to_vec(), "RAR"),
        ("a.7z", b"7z\xbc\xaf\x27\x1c\0".to_vec(), "7-Zip"),
        ("a.gz", b"\x1f\x8b\x08\0".to_vec(), "gzip"),
        ("a.tar", tar, "tar"),
        ("a.wk1", b"\0\0\x02\0\x06\x04\x06\0".to_vec(), "Lotus 1-2-3"),
        ("a.mdb", b"\0\x01\0\0Standard Jet DB\0".to_vec(), "Access"),
        ("a.docx", docx, "Word"),
        ("a.numbers", numbers, "Apple Numbers"),
        ("a.odt", odt, "application/vnd.oasis.opendocument.text"),
        ("a.zip", inside, "zip"),
        ("a.csv", b"[\n {\"straat\": \"Laan\", \"nummer\": 1}\n]".to_vec(), "JSON"),
        ("a.csv", b"<?xml version=\"1.0\"?><lijst><rij/></lijst>".to_vec(), "XML"),
        ("a.sql", b"CREATE TABLE lijst (straat text);\nINSERT INTO lijst VALUES ('a;b');\n".to_vec(), "SQL"),
        ("a.html", b"<html><body><p>geen tabel</p></body></html>".to_vec(), "HTML"),
    ];
    let (dutch, english) = (
        Messages::of(&Language::dutch()),
        Messages::of(&Language::parse("en").unwrap()),
    );
    for (name, bytes, wanted) in files {
        let outcome = rows(name, &bytes);
        let Err(failure @ Failure::NotASheet { .. }) = outcome else {
            panic!("{wanted}: {outcome:?}");
        };
        assert!(
            matches!(&failure, Failure::NotASheet { looks_like } if looks_like.starts_with(wanted)),
            "{wanted}: {failure:?}"
        );
        let finding = failure.finding(name);
        for messages in [&dutch, &english] {
            let text = finding.message(messages);
            assert!(text.contains("xlsx") || text.contains("inputs"), "{text}");
            assert!(text.contains(wanted), "{text}");
        }
    }
}

#[test]
fn lines_wholly_in_quotes_are_undone() {
    let wanted = [
        "Straat|Huisnummer|Plaats",
        "Kleiburg|1|Amsterdam",
        "Kleiburg|2|Amsterdam",
        "Kleiburg|3|Amsterdam",
    ];
    let plain = "Straat;Huisnummer;Plaats\nKleiburg;1;Amsterdam\nKleiburg;2;Amsterdam\nKleiburg;3;Amsterdam\n";
    let every = |text: &str, before: &str, after: &str| -> String {
        let lines: Vec<String> = text
            .lines()
            .map(|line| format!("{before}{line}{after}"))
            .collect();
        lines.join("\n")
    };
    let inner = plain.replace("Kleiburg", "\"\"Kleiburg\"\"");
    for text in [
        every(plain, "\"", "\""),
        every(plain, "\"", "\"\r"),
        every(plain, "\"", "\";;"),
        every(plain, "'", "'"),
        every(&plain.replace(';', ","), "\"", "\""),
        every(&plain.replace(';', "\t"), "\"", "\""),
        every(&plain.replace(';', ","), "\"", "\";;;"),
        every(&inner, "\"", "\""),
        every(&inner.replace(';', ","), "\"", "\""),
        format!("\u{feff}{}", every(plain, "\"", "\"")),
        // Only the lines with quotes of their own were put between quotes.
        "Straat,Huisnummer,Plaats\n\"\"\"Kleiburg\"\",1,Amsterdam\"\n\"\"\"Kleiburg\"\",2,Amsterdam\"\nKleiburg,3,Amsterdam\n".to_owned(),
    ] {
        let (seen, notes) = rows("lijst.csv", text.as_bytes()).unwrap();
        assert_eq!(seen, wanted, "{text}");
        assert!(notes.contains(&Note::Undone { what: "lines".to_owned() }), "{text}: {notes:?}");
    }
    for (text, wanted) in [
        (plain.to_owned(), wanted.to_vec()),
        ("\"a\";\"b\"\n\"1\";\"2\"\n".to_owned(), vec!["a|b", "1|2"]),
        (
            "adres\n\"Kleiburg 1, 1104 EA Amsterdam\"\n\"Kleiburg 2, 1104 EA Amsterdam\"\n"
                .to_owned(),
            vec![
                "adres",
                "Kleiburg 1, 1104 EA Amsterdam",
                "Kleiburg 2, 1104 EA Amsterdam",
            ],
        ),
        (
            "\"Lijst; versie 2\"\na;b;c\n1;2;3\n4;5;6\n".to_owned(),
            vec!["Lijst; versie 2", "a|b|c", "1|2|3", "4|5|6"],
        ),
    ] {
        let (seen, notes) = rows("lijst.csv", text.as_bytes()).unwrap();
        assert_eq!(
            (seen, notes.len()),
            (wanted.iter().map(ToString::to_string).collect(), 0),
            "{text}"
        );
    }
}

#[test]
fn codes_of_web_pages_are_undone_before_a_line_is_split() {
    for (field, wanted) in [
        ("Ree&euml;nweide", "Reeënweide"),
        ("Caf&eacute;", "Café"),
        ("Jos&#233;", "José"),
        ("Jos&#xe9;", "José"),
        ("A &amp; B", "A & B"),
        ("A &amp;amp; B", "A & B"),
        ("Ree&amp;euml;nweide", "Reeënweide"),
        ("&Eacute;lan", "Élan"),
        ("ma&ccedil;on", "maçon"),
        ("Stra&szlig;e", "Straße"),
        ("zo&nbsp;dus", "zo dus"),
        ("&quot;De Hoek&quot;", "\"De Hoek\""),
        ("&#39;t Hof", "'t Hof"),
        ("Skj&oslash;ld", "Skjøld"),
    ] {
        let text = format!("Straat;Huisnummer;Plaats\n{field};1;Weesp\n");
        let (seen, notes) = rows("lijst.csv", text.as_bytes()).unwrap();
        assert_eq!(seen[1], format!("{wanted}|1|Weesp"), "{field}");
        assert!(
            notes.contains(&Note::Undone {
                what: "entities".to_owned()
            }),
            "{notes:?}"
        );
    }
    for field in ["R&D", "A & B", "Jan&Piet", "&x"] {
        let text = format!("Straat;Huisnummer;Plaats\n{field};1;Weesp\n");
        let (seen, notes) = rows("lijst.csv", text.as_bytes()).unwrap();
        assert_eq!(
            (seen[1].as_str(), notes.len()),
            (format!("{field}|1|Weesp").as_str(), 0)
        );
    }
}
