//! Turns a table with its fields down and its records across.

use domain::{Cell, Row};

/// The heading row, the records (one for each column to the right that holds anything, all
/// standing on the row of the first field), and which rows were used.
pub(super) fn turn(rows: &[Row], column: usize) -> (Row, Vec<Row>, Vec<bool>) {
    let used: Vec<bool> = rows
        .iter()
        .map(|row| !row.cell(column).is_blank())
        .collect();
    let fields: Vec<&Row> = rows
        .iter()
        .filter(|row| !row.cell(column).is_blank())
        .collect();
    let number = fields.first().map_or(1, |row| row.number);
    let headings = Row {
        number,
        hidden: false,
        cells: fields.iter().map(|row| row.cell(column).clone()).collect(),
    };
    let width = fields.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let mut records = Vec::new();
    for across in column + 1..width {
        let cells: Vec<Cell> = fields.iter().map(|row| row.cell(across).clone()).collect();
        let record = Row {
            number,
            hidden: false,
            cells,
        };
        if !record.is_blank() {
            records.push(record);
        }
    }
    (headings, records, used)
}
