//! haarvaten: from spreadsheets and the BAG to letters, mails and workbooks, so that every home
//! in a neighbourhood can be reached by a residents' organisation that lives.
//!
//! # The walk of one row
//!
//! ```text
//! inputs/*.xlsx .xls .ods .csv ─ read ─▶ Sheet ─ intake ─▶ Intake ─ matching ─▶ Linked ─ coverage ─▶ Coverage
//! BAG (extract, GeoPackage, csv) ─ register ─▶ Register ────────────────┘                               │
//!                                                             outreach (Ledger's history, date) ◀──────┘
//!                                                                    │
//! outputs/ ◀─ write ─ Letter │ Message │ Workbook │ Page ◀─ letters │ emails │ workbooks │ report ◀─ Plan
//!    └─ comes back filled in ─ read ─▶ Sheet ─ workbooks / replies ─▶ Returned ─▶ Ledger ─▶ the next round
//! ```
//!
//! Each room is entered once, by one door; one question settles where a line lives: *which
//! hand-over type does it produce?* The modules stand in walking order.

pub use domain;
pub mod glossary;

pub use lists::{intake, read};
pub use register;

pub use matching;

pub use campaign::{coverage, ledger, outreach, survey};

pub use mail;

pub use papers::{emails, letters, replies, report, workbooks, write};

pub mod cli;
pub mod commands;
pub mod terminal;
