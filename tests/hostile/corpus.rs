//! The hostile files: built by code, so that nobody has to keep them.

use std::io::{Cursor, Write as _};

use super::Must;
use super::kit::{D, N, T, X, book, book_with, ods, raw_xlsx, raw_xlsx_parts, sheet_xml, zip};

type File = (String, Vec<u8>, Must);

/// Every file, with what must come of it.
pub fn all() -> Vec<File> {
    let mut files = Vec::new();
    references(&mut files);
    shared_strings(&mut files);
    bombs(&mut files);
    broken_xml(&mut files);
    containers(&mut files);
    opendocument(&mut files);
    texts(&mut files);
    markup(&mut files);
    damaged(&mut files);
    files
}

fn add(files: &mut Vec<File>, name: impl Into<String>, bytes: impl Into<Vec<u8>>, must: Must) {
    files.push((name.into(), bytes.into(), must));
}

fn cell(reference: &str) -> String {
    format!(r#"<row r="1"><c r="{reference}"><v>1</v></c></row>"#)
}

/// Cells at the edge of the sheet and beyond, and dimensions that lie.
fn references(files: &mut Vec<File>) {
    for (reference, must) in [
        ("XFD1048576", Must::Either),
        ("XFD1", Must::Rows(0)),
        ("A1048576", Must::Rows(1)),
        ("XFE1", Must::Either),
        ("A1048577", Must::Either),
        ("A0", Must::Either),
        ("A", Must::Either),
        ("1", Must::Either),
        ("ZZZZZZZZZZ1", Must::Either),
        ("A99999999999999999999", Must::Either),
        ("AAAAAAA4294967296", Must::Either),
        ("a1", Must::Rows(1)),
        ("$A$1", Must::Either),
        ("Ä1", Must::Either),
        ("", Must::Either),
        ("FXSHRXW1", Must::Either),
        ("A4294967295", Must::Either),
    ] {
        add(
            files,
            format!("reference-{}.xlsx", files.len()),
            raw_xlsx(&sheet_xml(&cell(reference)), "<sst/>"),
            must,
        );
    }
    for dimension in [
        "A1:XFD1048576",
        "XFD1048576:A1",
        "A1",
        "",
        "A1:A99999999999",
        "nonsense",
        "A0:A0",
    ] {
        let xml = sheet_xml(&cell("A1")).replace(
            "<sheetData>",
            &format!("<dimension ref=\"{dimension}\"/><sheetData>"),
        );
        add(
            files,
            format!("dimension-{}.xlsx", files.len()),
            raw_xlsx(&xml, "<sst/>"),
            if dimension.len() > 2 && dimension.starts_with("A1:XFD") {
                Must::Rows(1)
            } else {
                Must::Either
            },
        );
    }
    for row in [
        "0",
        "-1",
        "99999999999999999999",
        "1048577",
        "abc",
        "4294967295",
    ] {
        let xml = sheet_xml(&format!(
            r#"<row r="{row}"><c><v>1</v></c></row><row><c><v>2</v></c></row>"#
        ));
        add(
            files,
            format!("row-{}.xlsx", files.len()),
            raw_xlsx(&xml, "<sst/>"),
            Must::Either,
        );
    }
    let corners = r#"<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>"#;
    add(
        files,
        "corners.xlsx",
        raw_xlsx(&sheet_xml(corners), "<sst/>"),
        Must::Rows(1),
    );
    let backwards =
        r#"<row r="9"><c r="A9"><v>1</v></c></row><row r="2"><c r="A2"><v>1</v></c></row>"#;
    add(
        files,
        "rows-backwards.xlsx",
        raw_xlsx(&sheet_xml(backwards), "<sst/>"),
        Must::Fail,
    );
    let twice = r#"<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>"#;
    add(
        files,
        "cell-twice.xlsx",
        raw_xlsx(&sheet_xml(twice), "<sst/>"),
        Must::Rows(1),
    );
    let mut wide = String::new();
    for row in 1..=200 {
        wide.push_str(&format!(
            r#"<row r="{row}"><c r="XFD{row}"><v>1</v></c><c r="A{row}"><v>1</v></c></row>"#
        ));
    }
    add(
        files,
        "wide-rows.xlsx",
        raw_xlsx(&sheet_xml(&wide), "<sst/>"),
        Must::Rows(200),
    );
    for (name, xml) in [
        (
            "merge-all",
            r#"<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>"#,
        ),
        (
            "merge-many",
            &*format!(
                "<mergeCells>{}</mergeCells>",
                r#"<mergeCell ref="A1:A1048576"/>"#.repeat(60_000)
            ),
        ),
        (
            "cols-all",
            r#"<cols><col min="1" max="4294967295" hidden="1"/></cols>"#,
        ),
    ] {
        let sheet = sheet_xml(&cell("A1")).replace("</sheetData>", &format!("</sheetData>{xml}"));
        add(
            files,
            format!("{name}.xlsx"),
            raw_xlsx(&sheet, "<sst/>"),
            Must::Rows(1),
        );
    }
}

/// Shared strings that lie about how many there are.
fn shared_strings(files: &mut Vec<File>) {
    let sheet = sheet_xml(r#"<row r="1"><c r="A1" t="s"><v>0</v></c></row>"#);
    for (count, must) in [
        ("4294967295", Must::Either),
        ("18446744073709551615", Must::Either),
        ("999999999999", Must::Either),
        ("-1", Must::Rows(1)),
        ("x", Must::Rows(1)),
        ("100000000", Must::Either),
    ] {
        let strings =
            format!(r#"<sst count="{count}" uniqueCount="{count}"><si><t>hoi</t></si></sst>"#);
        add(
            files,
            format!("unique-count-{}.xlsx", files.len()),
            raw_xlsx(&sheet, &strings),
            must,
        );
    }
    for index in [
        "1",
        "4294967295",
        "-1",
        "1e9",
        "99999999999999999999",
        "",
        "NaN",
    ] {
        let sheet = sheet_xml(&format!(
            r#"<row r="1"><c r="A1" t="s"><v>{index}</v></c><c r="B1"><v>1</v></c></row>"#
        ));
        add(
            files,
            format!("string-index-{}.xlsx", files.len()),
            raw_xlsx(&sheet, "<sst><si><t>hoi</t></si></sst>"),
            Must::Either,
        );
    }
    let long = format!("<sst><si><t>{}</t></si></sst>", "x".repeat(8 << 20));
    add(
        files,
        "long-string.xlsx",
        raw_xlsx(&sheet, &long),
        Must::Either,
    );
    for kind in ["q", "", "inlineStr", "d", "e", "b", "str"] {
        let sheet = sheet_xml(&format!(
            r#"<row r="1"><c r="A1" t="{kind}"><v>zeven</v></c><c r="B1"><v>1</v></c></row>"#
        ));
        add(
            files,
            format!("cell-type-{}.xlsx", files.len()),
            raw_xlsx(&sheet, "<sst/>"),
            Must::Either,
        );
    }
    for number in [
        "1e999",
        "NaN",
        "inf",
        "-1e308",
        "0x10",
        "1,5",
        "9".repeat(5_000).as_str(),
    ] {
        let sheet = sheet_xml(&format!(
            r#"<row r="1"><c r="A1"><v>{number}</v></c></row>"#
        ));
        add(
            files,
            format!("number-{}.xlsx", files.len()),
            raw_xlsx(&sheet, "<sst/>"),
            Must::Either,
        );
    }
}

/// Small files that become large.
fn bombs(files: &mut Vec<File>) {
    let zeros = vec![b' '; 300 << 20];
    add(
        files,
        "bomb-sheet.xlsx",
        raw_xlsx_parts(&[("xl/worksheets/sheet1.xml", &zeros)]),
        Must::Fail,
    );
    add(
        files,
        "bomb-strings.xlsx",
        raw_xlsx_parts(&[
            (
                "xl/worksheets/sheet1.xml",
                sheet_xml(&cell("A1")).as_bytes(),
            ),
            ("xl/sharedStrings.xml", &zeros),
        ]),
        Must::Fail,
    );
    add(
        files,
        "bomb-styles.xlsx",
        raw_xlsx_parts(&[
            (
                "xl/worksheets/sheet1.xml",
                sheet_xml(&cell("A1")).as_bytes(),
            ),
            ("xl/styles.xml", &zeros),
        ]),
        Must::Fail,
    );
    add(
        files,
        "bomb-content.ods",
        zip(&[
            (
                "mimetype",
                b"application/vnd.oasis.opendocument.spreadsheet",
            ),
            ("content.xml", &zeros),
        ]),
        Must::Fail,
    );
    let rows = "<row><c><v>1</v></c></row>".repeat(9_000_000);
    add(
        files,
        "bomb-rows.xlsx",
        raw_xlsx(&sheet_xml(&rows), "<sst/>"),
        Must::Fail,
    );
    let strings = format!("<sst>{}</sst>", "<si><t>a</t></si>".repeat(6_000_000));
    add(
        files,
        "many-strings.xlsx",
        raw_xlsx(&sheet_xml(&cell("A1")), &strings),
        Must::Either,
    );
    let nested = zip(&[("binnen.zip", &zip(&[("nog.txt", b"hoi")]))]);
    add(files, "zip-in-zip.xlsx", nested, Must::Fail);
    let names: Vec<String> = (0..30_000).map(|n| format!("xl/media/{n}.xml")).collect();
    let parts: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b""[..])).collect();
    add(
        files,
        "many-members.xlsx",
        raw_xlsx_parts(&parts),
        Must::Fail,
    );
}

/// XML that is deep, endless, cut off or full of entities.
fn broken_xml(files: &mut Vec<File>) {
    let laughs = "<!DOCTYPE a [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\">]>";
    let sheet = sheet_xml(r#"<row r="1"><c r="A1" t="inlineStr"><is><t>&c;</t></is></c></row>"#);
    add(
        files,
        "entities.xlsx",
        raw_xlsx(
            &sheet.replacen("<worksheet", &format!("{laughs}<worksheet"), 1),
            "<sst/>",
        ),
        Must::Either,
    );
    let outside = "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>";
    let sheet = sheet_xml(r#"<row r="1"><c r="A1" t="inlineStr"><is><t>&x;</t></is></c></row>"#);
    add(
        files,
        "outside-entity.xlsx",
        raw_xlsx(
            &sheet.replacen("<worksheet", &format!("{outside}<worksheet"), 1),
            "<sst/>",
        ),
        Must::Either,
    );
    let deep = format!("{}{}", "<a>".repeat(400_000), "</a>".repeat(400_000));
    add(
        files,
        "deep.xlsx",
        raw_xlsx(&sheet_xml(&deep), "<sst/>"),
        Must::Either,
    );
    add(
        files,
        "deep-strings.xlsx",
        raw_xlsx(&sheet_xml(&cell("A1")), &format!("<sst>{deep}</sst>")),
        Must::Either,
    );
    add(files, "deep.ods", ods(&deep), Must::Either);
    for (name, xml) in [
        ("no-sheet-data", "<worksheet></worksheet>"),
        (
            "cut-off",
            "<worksheet><sheetData><row r=\"1\"><c r=\"A1\"><v>1",
        ),
        ("empty-part", ""),
        ("no-xml", "hallo"),
        (
            "wrong-end",
            "<worksheet><sheetData><row></c></row></sheetData></worksheet>",
        ),
        (
            "open-attribute",
            "<worksheet><sheetData><row r=\"1><c/></row></sheetData></worksheet>",
        ),
        (
            "double-attribute",
            "<worksheet><sheetData><row r=\"1\" r=\"2\"><c r=\"A1\" r=\"B1\"><v>1</v></c></row></sheetData></worksheet>",
        ),
        ("chart-sheet", "<chartsheet></chartsheet>"),
        (
            "strange-child",
            "<worksheet><sheetData><row r=\"1\"><c r=\"A1\"><q>1</q></c><c r=\"B1\"><v>2</v></c></row></sheetData></worksheet>",
        ),
        ("bad-utf8", "<worksheet>\u{fffd}</worksheet>"),
        ("nul", "<worksheet><sheetData>\0</sheetData></worksheet>"),
    ] {
        add(
            files,
            format!("{name}.xlsx"),
            raw_xlsx(xml, "<sst/>"),
            Must::Either,
        );
    }
    add(
        files,
        "raw-bytes.xlsx",
        raw_xlsx_parts(&[("xl/worksheets/sheet1.xml", &[0xff; 3_000])]),
        Must::Either,
    );
    add(
        files,
        "no-workbook.xlsx",
        zip(&[("xl/worksheets/sheet1.xml", b"<worksheet/>")]),
        Must::Fail,
    );
    add(
        files,
        "no-sheet-part.xlsx",
        raw_xlsx_parts(&[]),
        Must::Either,
    );
    add(files, "styles-nonsense.xlsx", raw_xlsx_parts(&[("xl/worksheets/sheet1.xml", sheet_xml(&cell("A1")).as_bytes()), ("xl/styles.xml", b"<styleSheet><cellXfs count=\"4294967295\"><xf numFmtId=\"99999999999\"/></cellXfs></styleSheet>")]), Must::Either);
}

/// Old Office containers.
fn containers(files: &mut Vec<File>) {
    let signature = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
    add(files, "only-signature.xls", signature.to_vec(), Must::Fail);
    for filler in [0x00, 0xff, 0x41, 0xfe] {
        let mut bytes = vec![filler; 4_096];
        bytes[..8].copy_from_slice(&signature);
        add(files, format!("filled-{filler:02x}.xls"), bytes, Must::Fail);
    }
    for size in [512, 513, 1_024, 70_000] {
        let mut bytes: Vec<u8> = (0..size)
            .map(|n: usize| (n.wrapping_mul(2_654_435_761) >> 7) as u8)
            .collect();
        bytes[..8].copy_from_slice(&signature);
        bytes[30] = 9;
        bytes[31] = 0;
        add(files, format!("noise-{size}.xls"), bytes, Must::Fail);
    }
    for stream in ["EncryptedPackage", "WordDocument", "Workbook"] {
        add(
            files,
            format!("ole-{stream}.xls"),
            ole(stream, &[0; 600]),
            if stream == "Workbook" {
                Must::Either
            } else {
                Must::Fail
            },
        );
    }
    // A record that claims to be longer than the stream, a string table that lies, a far cell.
    let bof: &[u8] = &[
        0x09, 0x08, 0x10, 0x00, 0x00, 0x06, 0x05, 0x00, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    ];
    for (name, record) in [
        ("long-record", &[0xfc, 0x00, 0xff, 0xff, 1, 2, 3][..]),
        (
            "sst-lies",
            &[
                0xfc, 0x00, 0x08, 0x00, 0xff, 0xff, 0xff, 0x7f, 0xff, 0xff, 0xff, 0x7f,
            ][..],
        ),
        (
            "no-end",
            &[
                0x85, 0x00, 0x08, 0x00, 0xff, 0xff, 0xff, 0xff, 0, 0, 0xff, 0xff,
            ][..],
        ),
        ("filepass", &[0x2f, 0x00, 0x06, 0x00, 1, 0, 1, 0, 1, 0][..]),
    ] {
        let mut stream = bof.to_vec();
        stream.extend_from_slice(record);
        stream.resize(4_200, 0);
        add(
            files,
            format!("biff-{name}.xls"),
            ole("Workbook", &stream),
            Must::Either,
        );
    }
    // A chain of sectors that goes round.
    let mut round = ole("Workbook", &[0; 5_000]);
    round[512..516].copy_from_slice(&0_u32.to_le_bytes());
    add(files, "round-chain.xls", round, Must::Either);
}

/// A small compound file with one stream.
fn ole(name: &str, content: &[u8]) -> Vec<u8> {
    let sectors = content.len().div_ceil(512).max(8);
    let mut bytes = vec![0_u8; 512];
    bytes[..8].copy_from_slice(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
    let mut put16 = |at: usize, v: u16| bytes[at..at + 2].copy_from_slice(&v.to_le_bytes());
    for (at, v) in [(24, 0x3e), (26, 3), (28, 0xfffe), (30, 9), (32, 6)] {
        put16(at, v);
    }
    let mut put32 = |at: usize, v: u32| bytes[at..at + 4].copy_from_slice(&v.to_le_bytes());
    put32(44, 1);
    put32(48, 1);
    put32(56, 4_096);
    put32(60, 0xffff_fffe);
    put32(68, 0xffff_fffe);
    put32(76, 0);
    for n in 1..109 {
        put32(76 + n * 4, 0xffff_ffff);
    }
    let mut fat = vec![0xffff_fffd_u32, 0xffff_fffe];
    for n in 0..sectors {
        fat.push(if n + 1 == sectors {
            0xffff_fffe
        } else {
            (n + 3) as u32
        });
    }
    fat.resize(128, 0xffff_ffff);
    bytes.extend(fat.iter().flat_map(|v| v.to_le_bytes()));
    let mut directory = vec![0_u8; 512];
    for (slot, (entry, kind, start, size)) in [
        ("Root Entry", 5_u8, 0xffff_fffe_u32, 0_u32),
        (name, 2, 2, (sectors * 512) as u32),
    ]
    .into_iter()
    .enumerate()
    {
        let base = slot * 128;
        for (n, unit) in entry.encode_utf16().enumerate() {
            directory[base + n * 2..base + n * 2 + 2].copy_from_slice(&unit.to_le_bytes());
        }
        directory[base + 64..base + 66]
            .copy_from_slice(&((entry.len() as u16 + 1) * 2).to_le_bytes());
        directory[base + 66] = kind;
        for at in [68, 72, 76] {
            directory[base + at..base + at + 4].copy_from_slice(&0xffff_ffff_u32.to_le_bytes());
        }
        if slot == 0 {
            directory[base + 76..base + 80].copy_from_slice(&1_u32.to_le_bytes());
        }
        directory[base + 116..base + 120].copy_from_slice(&start.to_le_bytes());
        directory[base + 120..base + 124].copy_from_slice(&size.to_le_bytes());
    }
    bytes.extend(directory);
    let mut data = content.to_vec();
    data.resize(sectors * 512, 0);
    bytes.extend(data);
    bytes
}

/// `OpenDocument` with absurd repetitions.
fn opendocument(files: &mut Vec<File>) {
    let full = |rows: &str, columns: &str| {
        ods(&format!(
            r#"<table:table table:name="A"><table:table-row table:number-rows-repeated="{rows}"><table:table-cell table:number-columns-repeated="{columns}" office:value-type="float" office:value="1"/></table:table-row></table:table>"#
        ))
    };
    for (rows, columns, must) in [
        ("1048576", "16384", Must::Fail),
        ("4294967295", "1", Must::Fail),
        ("1", "4294967295", Must::Fail),
        ("99999999999999", "1", Must::Rows(1)),
        ("-5", "x", Must::Rows(1)),
        ("2000", "3", Must::Rows(2_000)),
    ] {
        add(
            files,
            format!("repeat-{}.ods", files.len()),
            full(rows, columns),
            must,
        );
    }
    let blank = r#"<table:table table:name="A"><table:table-column table:number-columns-repeated="4294967295" table:visibility="collapse"/><table:table-row table:number-rows-repeated="4294967295"><table:table-cell table:number-columns-repeated="4294967295"/></table:table-row></table:table>"#;
    add(files, "blank-repeat.ods", ods(blank), Must::Rows(0));
    let nested = format!(
        "<table:table table:name=\"A\"><table:table-row><table:table-cell>{}{}</table:table-cell></table:table-row></table:table>",
        "<table:table>".repeat(5_000),
        "</table:table>".repeat(5_000)
    );
    add(files, "nested-tables.ods", ods(&nested), Must::Either);
    let spaces = r#"<table:table table:name="A"><table:table-row><table:table-cell><text:p><text:s text:c="4294967295"/>x</text:p></table:table-cell></table:table-row></table:table>"#;
    add(files, "endless-spaces.ods", ods(spaces), Must::Rows(1));
    add(files, "no-tables.ods", ods(""), Must::Fail);
    add(
        files,
        "text-document.ods",
        zip(&[
            ("mimetype", b"application/vnd.oasis.opendocument.text"),
            ("content.xml", b"<a/>"),
        ]),
        Must::Fail,
    );
    add(
        files,
        "locked.ods",
        zip(&[
            (
                "mimetype",
                b"application/vnd.oasis.opendocument.spreadsheet",
            ),
            ("META-INF/manifest.xml", b"<m><encryption-data/></m>"),
            ("content.xml", b"\x01\x02"),
        ]),
        Must::Fail,
    );
    add(files, "flat.fods", b"<?xml version=\"1.0\"?><office:document><table:table table:name=\"A\"><table:table-row><table:table-cell><text:p>x</text:p></table:table-cell></table:table-row></table:table></office:document>".to_vec(), Must::Rows(1));
}

/// Separated text that is none, or too much of it.
fn texts(files: &mut Vec<File>) {
    add(files, "one-line.csv", "a;".repeat(3_000_000), Must::Fail);
    add(
        files,
        "many-separators.csv",
        format!("{}\n", ";".repeat(100_000)).repeat(20),
        Must::Rows(0),
    );
    add(
        files,
        "only-quotes.csv",
        "\"".repeat(2_000_000),
        Must::Either,
    );
    add(
        files,
        "quote-lines.csv",
        "\"a;b\n".repeat(50_000),
        Must::Either,
    );
    add(files, "nuls.csv", [0_u8; 10_000].to_vec(), Must::Fail);
    add(files, "some-nuls.csv", b"Naam;Dekt\nKlei\0burg;1104 EA\nKikkenstein;1104 SK en nog veel meer tekst om het gewone tekst te laten zijn\n".to_vec(), Must::Rows(3));
    add(
        files,
        "noise.csv",
        (0..50_000_u32)
            .map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8)
            .collect::<Vec<u8>>(),
        Must::Either,
    );
    add(
        files,
        "half-utf16.csv",
        vec![0xff, 0xfe, b'a', 0, b';', 0, b'b'],
        Must::Either,
    );
    add(
        files,
        "lone-surrogates.csv",
        vec![0xff, 0xfe, 0x00, 0xd8, 0x00, 0xd8, b'\n', 0],
        Must::Either,
    );
    add(files, "only-bom.csv", vec![0xef, 0xbb, 0xbf], Must::Rows(0));
    add(
        files,
        "only-newlines.csv",
        "\r\n".repeat(500_000),
        Must::Rows(0),
    );
    add(
        files,
        "long-cell.csv",
        format!("Naam;Dekt\n\"{}\";x\n", "y".repeat(3_000_000)),
        Must::Either,
    );
    add(
        files,
        "bidi.csv",
        "Naam;Dekt\n\u{202e}gruubielK\u{202c};1104 EA\n",
        Must::Rows(2),
    );
    add(files, "spaces.csv", " ".repeat(1_000_000), Must::Rows(0));
    // A build for testing is ten times slower; the deadline is meant for the real one.
    let lines = if cfg!(debug_assertions) {
        100_000
    } else {
        1_000_000
    };
    add(
        files,
        "very-many-lines.csv",
        "a;b\n".repeat(lines),
        Must::Rows(lines),
    );
}

/// Web pages and XML under other names.
fn markup(files: &mut Vec<File>) {
    add(
        files,
        "open-tags.xls",
        format!("<html>{}", "<table><tr><td>".repeat(100_000)),
        Must::Either,
    );
    add(
        files,
        "colspan.xls",
        "<html><table><tr><td colspan=\"4294967295\">a<td>b</table>",
        Must::Rows(1),
    );
    add(
        files,
        "no-table.xls",
        "<html><body>niets</body></html>",
        Must::Fail,
    );
    add(
        files,
        "script.xls",
        "<html><script>while(1){}</script><table><tr><td>a</td></tr></table>",
        Must::Rows(1),
    );
    add(
        files,
        "open-comment.xls",
        "<html><table><tr><td>a</td></tr><!-- en verder niets",
        Must::Rows(1),
    );
    let start = "<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"><Worksheet><Table>";
    for (name, inner) in [
        (
            "index-huge",
            "<Row Index=\"4294967295\"><Cell Index=\"4294967295\"><Data Type=\"Number\">1</Data></Cell></Row>",
        ),
        (
            "index-zero",
            "<Row Index=\"0\"><Cell Index=\"0\"><Data Type=\"Number\">x</Data></Cell></Row>",
        ),
        (
            "span-huge",
            "<Row Span=\"4294967295\"/><Row Span=\"4294967295\"/><Row><Cell MergeAcross=\"4294967295\"/><Cell><Data Type=\"String\">a</Data></Cell></Row>",
        ),
        (
            "backwards",
            "<Row Index=\"5\"><Cell><Data>a</Data></Cell></Row><Row Index=\"2\"><Cell><Data>a</Data></Cell></Row>",
        ),
    ] {
        add(
            files,
            format!("{name}.xls"),
            format!("{start}{inner}</Table></Worksheet></Workbook>"),
            Must::Either,
        );
    }
    add(
        files,
        "cut-off.xml",
        format!("{start}<Row><Cell><Data>a"),
        Must::Either,
    );
}

/// Good files with something taken away or turned round.
fn damaged(files: &mut Vec<File>) {
    let good = book(&[
        &[T("Straat"), T("Huisnr")],
        &[T("Kleiburg"), N(1.0)],
        &[T("Kleiburg"), D(2026, 2, 12)],
        &[X, N(2.0)],
    ]);
    add(files, "good.xlsx", good.clone(), Must::Rows(4));
    for share in [1, 3, 5, 7, 9] {
        add(
            files,
            format!("cut-at-{share}0-percent.xlsx"),
            good[..good.len() * share / 10].to_vec(),
            Must::Fail,
        );
    }
    for step in [97, 211, 509, 1_021] {
        let mut bytes = good.clone();
        for at in (30..bytes.len()).step_by(step) {
            bytes[at] ^= 0x55;
        }
        add(files, format!("flipped-{step}.xlsx"), bytes, Must::Either);
    }
    for (name, bytes) in [
        ("pdf.xlsx", &b"%PDF-1.7"[..]),
        ("png.xlsx", b"\x89PNG\r\n"),
        ("gzip.csv", b"\x1f\x8b\x08"),
        ("sqlite.csv", b"SQLite format 3\0"),
        ("exe.xls", b"MZ\0\0"),
        ("empty.xlsx", b""),
        ("pk.xlsx", b"PK\x03\x04"),
        (
            "end-only.xlsx",
            b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0",
        ),
    ] {
        add(files, name, bytes.to_vec(), Must::Fail);
    }
    let protected = book_with(&[&[T("Straat"), T("Huisnr")]], |sheet| {
        sheet.protect();
    });
    add(files, "sheet-protected.xlsx", protected, Must::Rows(1));
    let mut locked = zip::ZipWriter::new(Cursor::new(Vec::new()));
    locked
        .start_file("xl/workbook.xml", zip::write::SimpleFileOptions::default())
        .unwrap();
    locked.write_all(b"<workbook/>").unwrap();
    let mut bytes = locked.finish().unwrap().into_inner();
    // The bit that says "encrypted", in both headers.
    bytes[6] |= 1;
    let central = bytes
        .windows(4)
        .position(|four| four == b"PK\x01\x02")
        .unwrap();
    bytes[central + 8] |= 1;
    add(files, "locked-zip.xlsx", bytes, Must::Fail);
}
