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

pub mod domain;
pub mod glossary;

pub mod read;
pub mod register;

pub mod intake;
pub mod matching;

pub mod coverage;

pub mod outreach;

pub mod emails;
pub mod letters;
pub mod report;
pub mod workbooks;

pub mod replies;

pub mod ledger;
pub mod mail;
pub mod write;

pub mod cli;
pub mod commands;
pub mod terminal;
