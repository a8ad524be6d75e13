//! Tables as CSV: RFC 4180, UTF-8, comma, and nothing that a spreadsheet takes for a formula.

use std::borrow::Cow;
use std::io::{self, Write};

use domain::Table;
use domain::text::visible;

/// Writes a table; rows are made while they are written.
///
/// # Errors
/// When `out` fails.
pub fn write(table: Table<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(out);
    writer.write_record(&table.columns)?;
    let mut line = csv::StringRecord::new();
    for row in table.rows {
        line.clear();
        for field in &row {
            line.push_field(&guarded(field));
        }
        writer.write_record(&line)?;
    }
    writer.flush()
}

/// The door out for every field of every CSV: without characters that steer or hide, and with a
/// `'` before whatever a spreadsheet would take for a formula, also behind a mark at which some
/// suite begins a new cell although the field is quoted (`;` in Dutch settings, tab, line end).
///
/// A field without such things comes out as it went in.
pub fn guarded(field: &str) -> Cow<'_, str> {
    // Nearly every field, settled in one look.
    // Without an early end, so that many bytes are looked at at once.
    let special = field.bytes().fold(0, |found, b| {
        found | u8::from(b.wrapping_sub(b' ') > b'~' - b' ') | u8::from(b == b';')
    });
    let start = field.as_bytes().first();
    if special == 0 && !matches!(start, Some(b'=' | b'+' | b'-' | b'@')) {
        return Cow::Borrowed(field);
    }
    let visible = visible(field);
    let mut from = 0;
    let mut out = String::new();
    for at in dangers(&visible) {
        out.push_str(visible.get(from..at).unwrap_or_default());
        out.push('\'');
        from = at;
    }
    if out.is_empty() && from == 0 {
        return visible;
    }
    out.push_str(visible.get(from..).unwrap_or_default());
    Cow::Owned(out)
}

/// Where a cell that begins with a formula could begin.
fn dangers(text: &str) -> impl Iterator<Item = usize> {
    let start = is_formula(text).then_some(0);
    let inside = text
        .match_indices([';', '\t', '\n', '\r'])
        .map(|(at, mark)| at + mark.len())
        .filter(|at| {
            // Spaces and quotes before it do not make it harmless everywhere.
            let rest = text.get(*at..).unwrap_or_default();
            begins_formula(rest.trim_start_matches([' ', '"', '\u{a0}']))
        });
    start.into_iter().chain(inside)
}

/// Whether a spreadsheet would take the text for a formula (OWASP, *CSV Injection*).
pub fn is_formula(text: &str) -> bool {
    begins_formula(text) || text.starts_with(['\t', '\r', '\n'])
}

fn begins_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_stays_text_and_quotes_are_doubled() {
        let table = Table {
            file: "t.csv",
            columns: vec!["a".into(), "b".into()],
            rows: Box::new(
                [
                    vec!["=1+1".to_owned(), "x, \"y\"".to_owned()],
                    vec!["12-2".to_owned(), "@SUM(A1)".to_owned()],
                ]
                .into_iter(),
            ),
        };
        let mut out = Vec::new();
        write(table, &mut out).unwrap();
        assert_eq!(
            String::from_utf8(out).unwrap(),
            "a,b\r\n'=1+1,\"x, \"\"y\"\"\"\r\n12-2,'@SUM(A1)\r\n"
        );
    }
    /// What a suite that splits at this mark, quotes or not, would begin a cell with.
    fn cells_begin_with_formula(field: &str) -> bool {
        field.split([';', '\t', '\n', '\r']).any(begins_formula)
    }

    #[test]
    fn no_cell_begins_with_a_formula_wherever_a_suite_splits() {
        for (field, guarded_as) in [
            ("Leeft;=40+2", "Leeft;'=40+2"),
            ("a\t=1", "a\t'=1"),
            ("a\n@SUM(A1)", "a\n'@SUM(A1)"),
            ("a\r\n+1", "a\r\n'+1"),
            ("a;;-2+3", "a;;'-2+3"),
            ("a; =1", "a;' =1"),
            ("a;\"=1\"", "a;'\"=1\""),
            (";=1;=2", ";'=1;'=2"),
            ("=1;=2", "'=1;'=2"),
            ("a;＝1", "a;'＝1"),
            ("a;\u{200b}=1", "a;'=1"),
            ("\u{1b}[31mrood\u{0}", "[31mrood"),
            ("x\u{202e}y\u{e0041}z\u{85}", "xyz"),
        ] {
            assert_eq!(guarded(field), guarded_as, "{field:?}");
        }
        for field in ["", "Jan; Piet", "12-2", "a;b\tc\nd", "é;ë", "a=b;c", "1;2"] {
            assert_eq!(guarded(field), field);
        }
    }

    proptest::proptest! {
        #[test]
        fn harmless_fields_come_back_and_the_others_are_harmless(
            field in "[a=+@\\-;\t\n\r \"'0é＝\u{1b}\u{202e}]{0,12}",
        ) {
            let out = guarded(&field);
            let hidden = out.contains(['\u{1b}', '\u{202e}']);
            proptest::prop_assert!(!hidden);
            let mut after = String::from(";");
            after.push_str(&out);
            proptest::prop_assert!(!cells_begin_with_formula(&after), "{:?}", out);
            if dangers(&visible(&field)).next().is_none() {
                proptest::prop_assert_eq!(out.into_owned(), visible(&field).into_owned());
            }
        }
    }
}
