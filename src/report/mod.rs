//! Coverage over time → one self-contained HTML page: charts, map, tables.
