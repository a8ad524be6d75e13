//! Builds odd sheets, reads them, and writes down what a person would see.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use std::path::Path;

use haarvaten::domain::campaign::ReadingSettings;
use haarvaten::domain::{Language, Messages, Noted};
use haarvaten::intake::{Intake, take_in};
use haarvaten::read::{Lists, Reader};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet};

/// One cell of a sheet to build.
#[derive(Clone, Copy)]
pub enum C {
    /// Nothing.
    X,
    /// Text.
    T(&'static str),
    /// A number.
    N(f64),
    /// A date.
    D(u16, u8, u8),
}
pub use C::{D, N, T, X};

/// A campaign file with nothing special in it, and what `more` adds.
pub fn campaign(more: &str) -> haarvaten::domain::Campaign {
    let text = format!(
        "[campaign]\nname = \"Proef\"\ndate = \"2026-11-23\"\n[sender]\nname = \"Groep\"\naddress = [\"Plein 1\", \"1104 AA Amsterdam\"]\nemail = \"groep@example.org\"\n{more}"
    );
    haarvaten::read::campaign::parse(&text, "campaign.toml").unwrap()
}

/// Fills a sheet.
pub fn fill(sheet: &mut Worksheet, rows: &[&[C]]) {
    let date = Format::new().set_num_format("dd-mm-yyyy");
    for (r, row) in (0_u32..).zip(rows) {
        for (c, cell) in (0_u16..).zip(row.iter()) {
            match cell {
                X => {}
                T(text) => drop(sheet.write_string(r, c, *text).unwrap()),
                N(n) => drop(sheet.write_number(r, c, *n).unwrap()),
                D(y, m, d) => {
                    let when = ExcelDateTime::from_ymd(*y, *m, *d).unwrap();
                    sheet
                        .write_datetime_with_format(r, c, &when, &date)
                        .unwrap();
                }
            }
        }
    }
}

/// A workbook of one sheet, `Blad1`.
pub fn book(rows: &[&[C]]) -> Vec<u8> {
    book_with(rows, |_| ())
}

/// The same, with something done to the sheet.
pub fn book_with(rows: &[&[C]], change: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet().set_name("Blad1").unwrap();
    fill(sheet, rows);
    change(sheet);
    workbook.save_to_buffer().unwrap()
}

/// A zip of named parts.
pub fn zip(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, zip::write::SimpleFileOptions::default())
            .unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// The least that makes an xlsx, around the XML of one sheet and of its shared strings.
pub fn raw_xlsx(sheet: &str, strings: &str) -> Vec<u8> {
    raw_xlsx_parts(&[
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
        ("xl/sharedStrings.xml", strings.as_bytes()),
    ])
}

/// The same with the parts as given.
pub fn raw_xlsx_parts(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let types = r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>"#;
    let rels = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
    let workbook = r#"<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Blad1" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
    let book_rels = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;
    let mut all: Vec<(&str, &[u8])> = vec![
        ("[Content_Types].xml", types.as_bytes()),
        ("_rels/.rels", rels.as_bytes()),
        ("xl/workbook.xml", workbook.as_bytes()),
        ("xl/_rels/workbook.xml.rels", book_rels.as_bytes()),
    ];
    all.extend_from_slice(parts);
    zip(&all)
}

/// The XML of a sheet around its rows.
pub fn sheet_xml(rows: &str) -> String {
    format!(
        r#"<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData></worksheet>"#
    )
}

/// An `OpenDocument` workbook around the XML of its tables.
pub fn ods(tables: &str) -> Vec<u8> {
    let content = format!(
        r#"<?xml version="1.0"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"#
    );
    zip(&[
        (
            "mimetype",
            b"application/vnd.oasis.opendocument.spreadsheet",
        ),
        ("content.xml", content.as_bytes()),
    ])
}

/// Reads the files as the inputs of a campaign.
pub fn read(files: &[(&str, Vec<u8>)], more: &str) -> Noted<Intake> {
    let folder = tempfile::tempdir().unwrap();
    let inputs = folder.path().join("inputs");
    for (name, bytes) in files {
        let path = inputs.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
    read_folder(&inputs, more)
}

/// Reads a folder of inputs.
pub fn read_folder(inputs: &Path, more: &str) -> Noted<Intake> {
    let campaign = campaign(more);
    let mut findings = Vec::new();
    let lists = Lists::find(inputs, &campaign).into_value(&mut findings);
    let reader = Reader::direct(&ReadingSettings::default());
    let mut noted = take_in(&lists, &reader, &campaign, None);
    findings.append(&mut noted.findings);
    Noted::new(noted.value, findings)
}

/// What a person would see: the account of the rows, what was made of them, the findings.
pub fn shown(noted: &Noted<Intake>) -> String {
    let messages = Messages::of(&Language::dutch());
    let intake = &noted.value;
    let mut out = String::new();
    let mut last = (usize::MAX, "", "");
    let mut from = 0;
    for (at, account) in intake.rows.iter().enumerate() {
        let source = usize::from(account.origin.source.0);
        let key = (source, account.outcome.word(), account.reason.key());
        let next = intake.rows.get(at + 1).map(|a| {
            (
                usize::from(a.origin.source.0),
                a.outcome.word(),
                a.reason.key(),
            )
        });
        if key != last {
            from = account.origin.row;
            last = key;
        }
        if next != Some(key) {
            let s = &intake.sources[source];
            let rows = if from == account.origin.row {
                from.to_string()
            } else {
                format!("{from}-{}", account.origin.row)
            };
            let other = account
                .reason
                .other_row()
                .map(|row| {
                    if let haarvaten::intake::RowReason::Duplicate(first) = account.reason
                        && first.source != account.origin.source
                    {
                        let file = &intake.sources[usize::from(first.source.0)].file;
                        format!(" {row} van {file}")
                    } else {
                        format!(" {row}")
                    }
                })
                .unwrap_or_default();
            let kind = s
                .kind
                .map_or("?", haarvaten::domain::campaign::ListKind::word);
            writeln!(
                out,
                "{} [{}] {kind} rij {rows}: {} {}{other}",
                s.file, s.sheet, key.1, key.2
            )
            .unwrap();
        }
    }
    for h in &intake.holdings {
        let t = h.address.text();
        writeln!(
            out,
            "woning {}: {}{} | {} {} {}",
            h.origin.row,
            t.raw(),
            if t.number_was_date {
                " (was datum)"
            } else {
                ""
            },
            h.landlord,
            h.complex.as_deref().unwrap_or("-"),
            h.usage.as_deref().unwrap_or("-")
        )
        .unwrap();
    }
    for o in &intake.organisations {
        let claims: Vec<String> = o
            .claims
            .iter()
            .map(|c| match c {
                haarvaten::intake::Claim::Expression { text, context, .. } => {
                    format!("dekt {text} {}", context.raw()).trim().to_owned()
                }
                haarvaten::intake::Claim::Address { address, .. } => {
                    format!("adres {}", address.raw())
                }
                haarvaten::intake::Claim::Name { context, .. } => {
                    format!("naam {}", context.raw()).trim().to_owned()
                }
            })
            .collect();
        writeln!(
            out,
            "organisatie {}: {} | {:?} | {}",
            o.origin.row,
            o.name,
            o.kind,
            claims.join(" + ")
        )
        .unwrap();
    }
    for a in &intake.areas {
        writeln!(
            out,
            "gebied {}: {} {} dekt {} in {}",
            a.origin.row,
            a.level.word(),
            a.name,
            a.covers,
            a.part_of.as_deref().unwrap_or("-")
        )
        .unwrap();
    }
    for e in &intake.evidence {
        writeln!(
            out,
            "bewijs {}: {} {} {:?} {:?}",
            e.origin.row,
            e.organisation,
            e.what,
            e.date.map(|d| d.to_string()),
            e.kind
        )
        .unwrap();
    }
    for c in &intake.contacts {
        writeln!(
            out,
            "contact {}: {:?} {} {:?} {:?} {:?}",
            c.origin.row,
            c.name,
            c.address.raw(),
            c.email,
            c.basis,
            c.consent_date.map(|d| d.to_string())
        )
        .unwrap();
    }
    for o in &intake.opt_outs {
        writeln!(
            out,
            "afmelding {}: {} {:?} {:?} {:?}",
            o.origin.row,
            o.address.raw(),
            o.email,
            o.channel,
            o.date.map(|d| d.to_string())
        )
        .unwrap();
    }
    for r in &intake.replies {
        writeln!(
            out,
            "antwoord {}: {} {:?} {:?}",
            r.origin.row,
            r.code,
            r.date.map(|d| d.to_string()),
            r.answers
        )
        .unwrap();
    }
    for m in &intake.meetings {
        writeln!(
            out,
            "bijeenkomst {}: {} {:?} {:?}/{:?}/{:?}",
            m.origin.row,
            m.name,
            m.date.map(|d| d.to_string()),
            m.invited,
            m.coming,
            m.came
        )
        .unwrap();
    }
    for s in &intake.support {
        writeln!(
            out,
            "steun {}: {} {} {:?} {:?}",
            s.origin.row, s.organisation, s.kind, s.partner, s.outcome
        )
        .unwrap();
    }
    for i in &intake.issues {
        writeln!(
            out,
            "punt {}: {} {} {:?}",
            i.origin.row, i.organisation, i.subject, i.state
        )
        .unwrap();
    }
    for f in &noted.findings {
        let sheet = f
            .place
            .sheet
            .as_deref()
            .map(|s| format!(" [{s}]"))
            .unwrap_or_default();
        let cell = f.place.cell();
        writeln!(
            out,
            "{} {} {}{sheet} {cell}: {}",
            f.severity.word(),
            f.code,
            f.place.file.as_deref().unwrap_or(""),
            f.message(&messages)
        )
        .unwrap();
    }
    out
}
