//! What a sheet shows is what is read: merged cells, raised and struck-out text, dates from 1904,
//! parts in another encoding, hints that are wrong; the same in every form of sheet.

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
use haarvaten::read::{Event, Failure, Note, Reader};
use kit::{ods, raw_xlsx, raw_xlsx_parts, sheet_xml};

/// The rows as a person sees them, cells joined with `|`; and the remarks.
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

fn inline(place: &str, text: &str) -> String {
    format!(r#"<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>"#)
}

/// Three rows of a street that shows in one merged cell, with older values below it.
fn merged_xlsx(merges: &str) -> Vec<u8> {
    let mut xml = String::new();
    for (at, street) in (1..).zip(["Kleiburg", "Kortvoort", "Kortvoort"]) {
        xml.push_str(&format!(
            r#"<row r="{at}">{}{}<c r="C{at}"><v>{at}</v></c></row>"#,
            inline(&format!("A{at}"), street),
            inline(&format!("B{at}"), "oud"),
        ));
    }
    let sheet = sheet_xml(&xml).replace(
        "</sheetData>",
        &format!("</sheetData><mergeCells>{merges}</mergeCells>"),
    );
    raw_xlsx(&sheet, "<sst/>")
}

#[test]
fn nothing_is_read_below_a_merged_cell() {
    for (merges, wanted) in [
        (
            r#"<mergeCell ref="A1:A3"/>"#,
            ["Kleiburg|oud|1", "Kleiburg|oud|2", "Kleiburg|oud|3"],
        ),
        (
            r#"<mergeCell ref="A1:B3"/>"#,
            ["Kleiburg||1", "Kleiburg||2", "Kleiburg||3"],
        ),
        (
            r#"<mergeCell ref="A1:B1"/>"#,
            ["Kleiburg||1", "Kortvoort|oud|2", "Kortvoort|oud|3"],
        ),
        (
            r#"<mergeCell ref="A2:A3"/><mergeCell ref="A1:B1"/>"#,
            ["Kleiburg||1", "Kortvoort|oud|2", "Kortvoort|oud|3"],
        ),
        (
            r#"<mergeCell ref="B1:C1"/>"#,
            ["Kleiburg|oud|", "Kortvoort|oud|2", "Kortvoort|oud|3"],
        ),
        (
            r#"<mergeCell ref="B2:C3"/>"#,
            ["Kleiburg|oud|1", "Kortvoort|oud|", "Kortvoort|oud|"],
        ),
        (
            r#"<mergeCell ref="A3:XFD1048576"/>"#,
            ["Kleiburg|oud|1", "Kortvoort|oud|2", "Kortvoort||"],
        ),
    ] {
        let (rows, notes) = rows("lijst.xlsx", &merged_xlsx(merges)).unwrap();
        assert_eq!(rows, wanted, "{merges}");
        let told = notes
            .iter()
            .any(|note| matches!(note, Note::Covered { .. }));
        assert!(told, "{merges}: {notes:?}");
    }
}

#[test]
fn nothing_is_read_below_a_merged_cell_of_other_forms() {
    let open = |value: &str| {
        format!("<table:table-cell office:value-type=\"string\">{value}</table:table-cell>")
    };
    let p = |text: &str| format!("<text:p>{text}</text:p>");
    let table = format!(
        "<table:table table:name=\"Blad1\">\
        <table:table-row><table:table-cell table:number-rows-spanned=\"3\" office:value-type=\"string\">{k}</table:table-cell>{one}</table:table-row>\
        <table:table-row><table:covered-table-cell office:value-type=\"string\">{old}</table:covered-table-cell>{two}</table:table-row>\
        <table:table-row><table:covered-table-cell office:value-type=\"string\">{old}</table:covered-table-cell>{three}</table:table-row>\
        </table:table>",
        k = p("Kleiburg"),
        old = p("Kortvoort"),
        one = open(&p("1")),
        two = open(&p("2")),
        three = open(&p("3")),
    );
    let wanted = ["Kleiburg|1", "Kleiburg|2", "Kleiburg|3"];
    let (seen, notes) = rows("lijst.ods", &ods(&table)).unwrap();
    assert_eq!(seen, wanted);
    assert!(
        matches!(notes.as_slice(), [Note::Covered { cells: 2, .. }]),
        "{notes:?}"
    );
    let xml = r#"<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="Blad1"><Table>
        <Row><Cell ss:MergeDown="2"><Data ss:Type="String">Kleiburg</Data></Cell><Cell><Data ss:Type="Number">1</Data></Cell></Row>
        <Row><Cell ss:Index="2"><Data ss:Type="Number">2</Data></Cell></Row>
        <Row><Cell ss:Index="2"><Data ss:Type="Number">3</Data></Cell></Row></Table></Worksheet></Workbook>"#;
    assert_eq!(rows("lijst.xml", xml.as_bytes()).unwrap().0, wanted);
    let html = "<html><table><tr><td rowspan=3>Kleiburg</td><td>1</td></tr><tr><td>2</td></tr>\
        <tr><td>3</td></tr><tr><td>Kortvoort</td><td>4</td></tr></table></html>";
    let with_last = [wanted.as_slice(), &["Kortvoort|4"]].concat();
    assert_eq!(rows("lijst.html", html.as_bytes()).unwrap().0, with_last);
}

/// A cell of runs: the text of each, with what its format says.
fn runs(all: &[(&str, &str)]) -> String {
    let runs: Vec<String> = all
        .iter()
        .map(|(text, format)| format!("<r><rPr>{format}</rPr><t>{text}</t></r>"))
        .collect();
    runs.concat()
}

#[test]
fn raised_lowered_and_struck_out_text_is_not_glued() {
    let sup = r#"<vertAlign val="superscript"/>"#;
    let sub = r#"<vertAlign val="subscript"/>"#;
    for (cell, wanted) in [
        (runs(&[("1", ""), ("1", sup)]), "1-1"),
        (runs(&[("1", ""), ("1", sub)]), "1-1"),
        (runs(&[("12", ""), ("hs", sup)]), "12-hs"),
        (runs(&[("Kleiburg 12", ""), ("2", sup)]), "Kleiburg 12-2"),
        (runs(&[("12A", ""), ("2", sup)]), "12A-2"),
        (runs(&[("1", ""), ("1", "<strike/>")]), "1"),
        (runs(&[("1", "<strike val=\"1\"/>"), ("2", "")]), "2"),
        (runs(&[("1", ""), ("1", "<strike val=\"0\"/>")]), "11"),
        (runs(&[("1", ""), ("1", "<b/>")]), "11"),
        (runs(&[("m", ""), ("2", sup)]), "m2"),
        (runs(&[("12", "<strike/>")]), "doorgehaald"),
    ] {
        let row = r#"<row r="1"><c r="A1" t="s"><v>0</v></c></row>"#;
        let shared = raw_xlsx(
            &sheet_xml(row),
            &format!(
                r#"<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="1" uniqueCount="1"><si>{cell}</si></sst>"#
            ),
        );
        assert_eq!(rows("a.xlsx", &shared).unwrap().0, [wanted], "{cell}");
        let row = format!(r#"<row r="1"><c r="A1" t="inlineStr"><is>{cell}</is></c></row>"#);
        let within = raw_xlsx(&sheet_xml(&row), "<sst/>");
        assert_eq!(rows("a.xlsx", &within).unwrap().0, [wanted], "{cell}");
    }
}

#[test]
fn spans_and_styles_of_an_ods_carry_meaning_too() {
    let styles = "<office:automatic-styles>\
        <style:style style:name=\"T1\" style:family=\"text\"><style:text-properties style:text-position=\"super 58%\"/></style:style>\
        <style:style style:name=\"T2\" style:family=\"text\"><style:text-properties style:text-line-through-style=\"solid\"/></style:style>\
        <style:style style:name=\"T3\" style:family=\"text\"><style:text-properties style:text-position=\"0% 100%\" style:text-line-through-style=\"none\"/></style:style>\
        <style:style style:name=\"ce1\" style:family=\"table-cell\"><style:text-properties style:text-line-through-style=\"solid\"/></style:style>\
        </office:automatic-styles>";
    for (cell, wanted) in [
        (
            "<text:p>1<text:span text:style-name=\"T1\">1</text:span></text:p>",
            "1-1",
        ),
        (
            "<text:p>12<text:span text:style-name=\"T1\">hs</text:span></text:p>",
            "12-hs",
        ),
        (
            "<text:p>1<text:span text:style-name=\"T2\">1</text:span></text:p>",
            "1",
        ),
        (
            "<text:p>1<text:span text:style-name=\"T3\">1</text:span></text:p>",
            "11",
        ),
        (
            "<text:p><text:span text:style-name=\"T2\">12</text:span></text:p>",
            "doorgehaald",
        ),
    ] {
        let content = format!(
            "<?xml version=\"1.0\"?><office:document-content xmlns:office=\"o\" xmlns:table=\"t\" xmlns:text=\"x\" xmlns:style=\"s\">{styles}<office:body><office:spreadsheet><table:table table:name=\"B\"><table:table-row><table:table-cell office:value-type=\"string\">{cell}</table:table-cell><table:table-cell table:style-name=\"ce1\" office:value-type=\"float\" office:value=\"3\"><text:p>3</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"
        );
        let bytes = kit::zip(&[
            (
                "mimetype",
                b"application/vnd.oasis.opendocument.spreadsheet",
            ),
            ("content.xml", content.as_bytes()),
        ]);
        let (seen, notes) = rows("a.ods", &bytes).unwrap();
        assert_eq!(seen, [format!("{wanted}|doorgehaald")], "{cell}");
        assert!(
            notes.iter().any(|n| matches!(n, Note::Struck { .. })),
            "{notes:?}"
        );
    }
}

#[test]
fn a_cell_that_is_struck_out_by_its_style_does_not_count() {
    let styles = r#"<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="2"><font/><font><strike/></font></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellXfs count="3"><xf fontId="0"/><xf fontId="1"/><xf fontId="0"/></cellXfs></styleSheet>"#;
    let sheet = sheet_xml(&format!(
        r#"<row r="1">{}<c r="B1" s="2"><v>1</v></c></row><row r="2"><c r="A2" s="1" t="inlineStr"><is><t>Kleiburg</t></is></c><c r="B2" s="1"><v>2</v></c></row><row r="3">{}<c r="B3"><v>3</v></c></row>"#,
        inline("A1", "Kleiburg"),
        inline("A3", "Kleiburg"),
    ));
    let rels = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>"#;
    let bytes = kit::zip(&[
        ("[Content_Types].xml", br#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#),
        ("_rels/.rels", br#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#),
        ("xl/workbook.xml", br#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Blad1" sheetId="1" r:id="rId1"/></sheets></workbook>"#),
        ("xl/_rels/workbook.xml.rels", rels.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
        ("xl/styles.xml", styles.as_bytes()),
    ]);
    let (seen, notes) = rows("a.xlsx", &bytes).unwrap();
    assert_eq!(
        seen,
        ["Kleiburg|1", "doorgehaald|doorgehaald", "Kleiburg|3"]
    );
    assert!(
        notes
            .iter()
            .any(|n| matches!(n, Note::Struck { cells: 2, .. })),
        "{notes:?}"
    );
}

fn utf16(text: &str, little: bool, mark: bool) -> Vec<u8> {
    let text = text.replacen(
        "<?xml version=\"1.0\"?>",
        "<?xml version=\"1.0\" encoding=\"UTF-16\"?>",
        1,
    );
    let mark = if mark { "\u{feff}" } else { "" };
    let bytes = |unit: u16| {
        if little {
            unit.to_le_bytes()
        } else {
            unit.to_be_bytes()
        }
    };
    format!("{mark}{text}")
        .encode_utf16()
        .flat_map(bytes)
        .collect()
}

#[test]
fn a_part_in_another_encoding_is_read() {
    let sheet = sheet_xml(&format!(
        r#"<row r="1" hidden="1">{}</row><row r="2">{}</row>"#,
        inline("A1", "Zonneweg 1"),
        inline("A2", "Reeënweide 2")
    ));
    let latin = encoding_rs::WINDOWS_1252
        .encode(&sheet.replacen(
            "<?xml version=\"1.0\"?>",
            "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>",
            1,
        ))
        .0
        .into_owned();
    for bytes in [
        utf16(&sheet, true, true),
        utf16(&sheet, false, true),
        utf16(&sheet, true, false),
        utf16(&sheet, false, false),
        latin,
        format!("\u{feff}{sheet}").into_bytes(),
    ] {
        let book = raw_xlsx_parts(&[("xl/worksheets/sheet1.xml", &bytes)]);
        let (seen, notes) = rows("a.xlsx", &book).unwrap();
        assert_eq!(seen, ["Zonneweg 1", "Reeënweide 2"]);
        assert_eq!(notes, []);
    }
}

#[test]
fn a_part_that_cannot_be_read_is_an_error_with_its_name_and_no_chart() {
    for sheet in [
        "",
        "niets",
        "<html><body>nee</body></html>",
        "<worksheet><rare/></worksheet>",
    ] {
        let book = raw_xlsx_parts(&[("xl/worksheets/sheet1.xml", sheet.as_bytes())]);
        let outcome = rows("a.xlsx", &book);
        assert!(
            matches!(&outcome, Err(Failure::Part { sheet, part }) if sheet == "Blad1" && part.ends_with("sheet1.xml")),
            "{sheet}: {outcome:?}"
        );
    }
    let chart = raw_xlsx_parts(&[(
        "xl/worksheets/sheet1.xml",
        br#"<chartsheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews/></chartsheet>"#,
    )]);
    assert_eq!(rows("a.xlsx", &chart).unwrap().1, [Note::NoGrid]);
}

#[test]
fn hints_never_refuse_a_file() {
    let row = format!(
        r#"<row r="1" spans="0:99999999">{}</row>"#,
        inline("A1", "Zonneweg 1")
    );
    for hint in [
        r#"<dimension ref="1:49"/>"#,
        r#"<dimension ref="A:E"/>"#,
        r#"<dimension ref=""/>"#,
        "<dimension/>",
        r#"<dimension ref="A1:A1:A1"/>"#,
        r#"<dimension ref="$A$1:$E$49"/>"#,
        r##"<dimension ref="#REF!"/>"##,
        r#"<dimension ref="A1:ZZZZZ99999999"></dimension>"#,
        r#"<dimension ref="E49:A1"/>"#,
        r#"<dimension ref="A1"/>"#,
    ] {
        let sheet = sheet_xml(&row).replace("<sheetData>", &format!("{hint}<sheetData>"));
        let (seen, _) =
            rows("a.xlsx", &raw_xlsx(&sheet, "<sst/>")).unwrap_or_else(|e| panic!("{hint}: {e:?}"));
        assert_eq!(seen, ["Zonneweg 1"], "{hint}");
    }
    for count in ["99999999", "4294967295", "0"] {
        let strings = format!(
            r#"<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="{count}" uniqueCount="{count}"><si><t>Zonneweg 1</t></si></sst>"#
        );
        let sheet = sheet_xml(r#"<row r="1"><c r="A1" t="s"><v>0</v></c></row>"#);
        assert_eq!(
            rows("a.xlsx", &raw_xlsx(&sheet, &strings)).unwrap().0,
            ["Zonneweg 1"],
            "{count}"
        );
    }
}

/// An .xls as LibreOffice writes it: merged cells with old values below them, `1` with a raised 1,
/// `2` with a struck-out 9, cells that are struck out, dates from 1904.
const OLD_WORKBOOK: &[u8] = include_bytes!("shown/opmaak.xls");

#[test]
fn an_old_workbook_shows_the_same() {
    let wanted = [
        "Kleiburg|1-1|44804",
        "Kleiburg|2|5",
        "Kleiburg|doorgehaald|doorgehaald",
        "breed||5",
    ];
    let (seen, notes) = rows("opmaak.xls", OLD_WORKBOOK).unwrap();
    assert_eq!(seen, wanted);
    assert_eq!(notes.len(), 3, "{notes:?}");
    // The names of streams are compared without regard to case.
    for name in ["WORKBOOK", "workbook", "WorkBook"] {
        let wide =
            |text: &str| -> Vec<u8> { text.encode_utf16().flat_map(u16::to_le_bytes).collect() };
        let (usual, other) = (wide("Workbook"), wide(name));
        let at = OLD_WORKBOOK
            .windows(usual.len())
            .position(|w| w == usual)
            .unwrap();
        let mut bytes = OLD_WORKBOOK.to_vec();
        bytes[at..at + other.len()].copy_from_slice(&other);
        assert_eq!(rows("opmaak.xls", &bytes).unwrap().0, wanted, "{name}");
    }
}
