//! Coverage, Plan, Ledger ⇄ sheets: one file per sheet, both directions, one column list.
