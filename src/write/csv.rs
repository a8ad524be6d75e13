//! Tables as CSV: RFC 4180, UTF-8, comma, and nothing that a spreadsheet takes for a formula.

use std::io::{self, Write};

use crate::domain::Table;

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
            if is_formula(field) {
                line.push_field(&format!("'{field}"));
            } else {
                line.push_field(field);
            }
        }
        writer.write_record(&line)?;
    }
    writer.flush()
}

/// Whether a spreadsheet would take the text for a formula (OWASP, *CSV Injection*).
pub fn is_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'])
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
}
