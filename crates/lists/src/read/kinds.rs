//! Kinds of files that are no sheets, or sheets that are not read: recognised, so that a person
//! hears what a file is and what to do with it, and so that none of them is taken for CSV.

/// A kind of file that is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Kind {
    /// What people call it.
    pub name: &'static str,
}

const fn kind(name: &'static str) -> Option<Kind> {
    Some(Kind { name })
}

/// What to do with a kind, as the messages know it: a sheet of another program is saved anew, an
/// archive is unpacked, of a document or picture the sheet behind it is asked for.
pub(super) fn remedy(name: &str) -> &'static str {
    let any = |words: &[&str]| words.iter().any(|word| name.starts_with(word));
    if any(&[
        "SYLK",
        "DIF",
        "dBase",
        "Lotus",
        "Quattro",
        "Works",
        "Apple",
        "Access",
        "SQLite",
        "SPSS",
        "Stata",
        "Parquet",
        "OpenDocument",
        "application/vnd.oasis.opendocument.text",
        "application/vnd.oasis.opendocument.database",
        "SQL",
        "Numbers",
        "SAS",
        "Arrow",
        "Avro",
    ]) {
        return "sheet";
    }
    if any(&[
        "zip", "gzip", "7-Zip", "RAR", "bzip2", "xz", "zstd", "tar", "cab", "lz4", "compress",
    ]) {
        return "archive";
    }
    if any(&["webarchief", "HTML", "e-mail", "Outlook"]) {
        return "page";
    }
    if any(&[
        "PDF",
        "PNG",
        "JPEG",
        "GIF",
        "TIFF",
        "BMP",
        "WebP",
        "HEIC",
        "SVG",
        "RTF",
        "Word",
        "PowerPoint",
        "PostScript",
        "Visio",
        "Publisher",
        "application/vnd.oasis",
        "video",
        "geluid",
        "epub",
    ]) {
        return "document";
    }
    "other"
}

/// Files that people confuse with sheets, by their first bytes.
pub(super) fn by_bytes(head: &[u8]) -> Option<Kind> {
    const STARTS: &[(&[u8], &str)] = &[
        (b"\x89PNG", "PNG"),
        (b"\xff\xd8\xff", "JPEG"),
        (b"GIF8", "GIF"),
        (b"{\\rtf", "RTF"),
        (b"SQLite format 3\0", "SQLite"),
        (b"\x1f\x8b", "gzip"),
        (b"\x1f\x9d", "compress"),
        (b"7z\xbc\xaf\x27\x1c", "7-Zip"),
        (b"Rar!", "RAR"),
        (b"\xfd7zXZ\0", "xz"),
        (b"\x28\xb5\x2f\xfd", "zstd"),
        (b"\x04\x22\x4d\x18", "lz4"),
        (b"MSCF", "cab"),
        (b"\x7fELF", "Linux-programma"),
        (b"\xcf\xfa\xed\xfe", "Mac-programma"),
        (b"II*\0", "TIFF"),
        (b"MM\0*", "TIFF"),
        (b"PAR1", "Parquet"),
        (b"ARROW1", "Arrow"),
        (b"Obj\x01", "Avro"),
        (b"BZh", "bzip2"),
        (b"%!PS", "PostScript"),
        (b"bplist00", "Apple-instellingen"),
        (b"\x00\x00\x02\x00\x06\x04", "Lotus 1-2-3"),
        (b"\x00\x00\x1a\x00", "Lotus 1-2-3"),
        (b"\x00\x00\x02\x00\x20\x51", "Quattro Pro"),
        (b"\x00\x01\x00\x00Standard ", "Access"),
        (b"!BDN", "Outlook"),
        (b"$FL2", "SPSS"),
        (b"<stata_dta>", "Stata"),
        (b"\x89HDF", "HDF5"),
        (b"OggS", "geluid"),
        (b"ID3", "geluid"),
        (b"wOFF", "lettertype"),
    ];
    if let Some((_, name)) = STARTS.iter().find(|(start, _)| head.starts_with(start)) {
        return Some(Kind { name });
    }
    let at = |from: usize, what: &[u8]| head.get(from..).is_some_and(|rest| rest.starts_with(what));
    // A reader of PDF finds the mark anywhere in the first 1,024 bytes.
    let start = head.get(..head.len().min(1_024)).unwrap_or(head);
    if start
        .windows(5)
        .position(|w| w == b"%PDF-")
        .is_some_and(|before| before == 0 || head.contains(&0) || before < 128)
    {
        return kind("PDF");
    }
    if head.starts_with(b"MZ") && head.contains(&0) {
        return kind("Windows-programma");
    }
    if head.starts_with(b"BM") && head.get(6..10) == Some(&[0; 4]) {
        return kind("BMP");
    }
    if head.starts_with(b"RIFF") {
        return kind(if at(8, b"WEBP") { "WebP" } else { "video" });
    }
    if at(4, b"ftyp") {
        let brand = head.get(8..12).unwrap_or_default();
        let picture = [b"heic".as_slice(), b"heix", b"mif1", b"avif"].contains(&brand);
        return kind(if picture { "HEIC" } else { "video" });
    }
    if at(257, b"ustar") {
        return kind("tar");
    }
    is_dbase(head).then_some(Kind { name: "dBase" })
}

/// A dBase table: its version, the day of its last change, and how long its head and rows are
/// (Xbase, *Data File Header Structure*).
fn is_dbase(head: &[u8]) -> bool {
    let &[version, _, month, day, r0, r1, r2, r3, h0, h1, w0, w1, ..] = head else {
        return false;
    };
    let known = [
        0x02, 0x03, 0x04, 0x05, 0x30, 0x31, 0x32, 0x43, 0x63, 0x7b, 0x83, 0x8b, 0x8c, 0x8e, 0xcb,
        0xe5, 0xf5, 0xfb,
    ];
    let header = u16::from_le_bytes([h0, h1]);
    let width = u16::from_le_bytes([w0, w1]);
    let rows = u32::from_le_bytes([r0, r1, r2, r3]);
    known.contains(&version)
        && (1..=12).contains(&month)
        && (1..=31).contains(&day)
        && header >= 33
        && width >= 1
        && rows < 100_000_000
}

/// Kinds that are text: by how they begin.
pub(super) fn by_text(text: &str) -> Option<Kind> {
    let text = text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    let lower = text.to_ascii_lowercase();
    let line = |at: usize| text.lines().nth(at).unwrap_or_default().trim();
    if is_sylk(text) {
        return kind("SYLK");
    }
    // DIF: its first topic, with a version (`0,1`).
    if line(0) == "TABLE" && line(1) == "0,1" {
        return kind("DIF");
    }
    if text.starts_with("{\\rtf") {
        return kind("RTF");
    }
    if is_message(&lower) {
        let archive =
            lower.contains("multipart/related") || lower.contains("snapshot-content-location");
        return kind(if archive { "webarchief" } else { "e-mail" });
    }
    for (start, name) in [
        ("begin:vcard", "vCard"),
        ("begin:vcalendar", "agenda (ics)"),
        ("[internetshortcut]", "snelkoppeling"),
        ("web\r\n1\r\n", "Excel-webquery"),
        ("web\n1\n", "Excel-webquery"),
        ("-- mysql dump", "SQL"),
        ("-- mariadb dump", "SQL"),
        ("-- postgresql database dump", "SQL"),
        ("--\n-- postgresql database dump", "SQL"),
        ("pragma foreign_keys", "SQL"),
        ("insert into ", "SQL"),
        ("create table ", "SQL"),
        ("drop table ", "SQL"),
        ("<svg", "SVG"),
        ("<kml", "KML"),
        ("<gml", "GML"),
        ("\\documentclass", "LaTeX"),
    ] {
        if lower.starts_with(start) {
            return Some(Kind { name });
        }
    }
    let xml = lower.starts_with("<?xml") || lower.starts_with("<!doctype svg");
    if xml && lower.contains("<svg") {
        return kind("SVG");
    }
    None
}

/// SYLK begins with `ID;P` and the program that wrote it; then records of one or two letters.
fn is_sylk(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim);
    let first = lines.next().unwrap_or_default();
    if first != "ID" && !first.starts_with("ID;P") && !first.starts_with("ID;N;E") {
        return false;
    }
    let known = ["B", "C", "F", "P", "O", "NN", "NE", "NU", "W", "E"];
    lines.filter(|line| !line.is_empty()).take(5).all(|line| {
        let record = line.split(';').next().unwrap_or_default();
        known.contains(&record)
    })
}

/// Whether a text begins with the headers of a message (RFC 5322), as a saved mail or web archive.
fn is_message(lower: &str) -> bool {
    let headers: Vec<&str> = lower
        .lines()
        .take(60)
        .take_while(|line| !line.trim().is_empty())
        .collect();
    let has = |name: &str| headers.iter().any(|line| line.starts_with(name));
    let header = headers.first().is_some_and(|line| {
        line.split_once(':').is_some_and(|(name, _)| {
            !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
        })
    });
    header && (has("mime-version:") || (has("from:") && has("subject:")) || has("received:"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_of_text_are_known_and_lists_are_not_taken_for_them() {
        for (text, name) in [
            (
                "ID;PWXL;N;E\r\nC;Y1;X1;K\"Straat\"\r\nC;Y1;X2;K1\r\nE\r\n",
                "SYLK",
            ),
            ("ID;PSCALC3\nP;PGeneral\nB;Y3;X2\nC;X1;Y1;K\"a\"\n", "SYLK"),
            ("TABLE\r\n0,1\r\n\"EXCEL\"\r\nVECTORS\r\n", "DIF"),
            ("{\\rtf1\\ansi", "RTF"),
            (
                "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n",
                "webarchief",
            ),
            (
                "From: <Saved by Blink>\nSnapshot-Content-Location: https://example.org\nSubject: x\nMIME-Version: 1.0\n",
                "webarchief",
            ),
            (
                "From: a@example.org\nSubject: lijst\nMIME-Version: 1.0\n\nx",
                "e-mail",
            ),
            ("Received: from x\nFrom: a\n\n", "e-mail"),
            ("BEGIN:VCARD\nVERSION:3.0\n", "vCard"),
            ("-- MySQL dump 10.13\n", "SQL"),
            ("CREATE TABLE lijst (id int);", "SQL"),
            (
                "[InternetShortcut]\nURL=https://example.org",
                "snelkoppeling",
            ),
            ("<?xml version=\"1.0\"?><svg xmlns=\"x\"/>", "SVG"),
        ] {
            assert_eq!(by_text(text).map(|k| k.name), Some(name), "{text}");
        }
        for text in [
            "ID;Plaats;Straat\n1;Weesp;Laan\n",
            "ID;PC;Straat\n1;1104;Laan\n",
            "id,name\n1,2\n",
            "Straat;Huisnummer\nLaan;1\n",
            "TABLE;x\n1;2\n",
            "From;To\n1;9\n",
            "Datum: 2026\nStraat;Nummer\n",
            "Van: Kringhuis\n\nStraat;Nummer\n",
        ] {
            assert_eq!(by_text(text), None, "{text}");
        }
    }

    #[test]
    fn every_kind_has_its_remedy() {
        for (name, group) in [
            ("SYLK", "sheet"),
            ("Apple Numbers", "sheet"),
            ("dBase", "sheet"),
            ("zip", "archive"),
            ("PDF", "document"),
            ("Word", "document"),
            ("webarchief", "page"),
            ("JSON", "other"),
            ("unknown", "other"),
        ] {
            assert_eq!(remedy(name), group, "{name}");
        }
    }
}
