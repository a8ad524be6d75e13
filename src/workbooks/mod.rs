//! Coverage, Plan, Ledger ⇄ sheets: one file per sheet, both directions, one column list.
//!
//! Flows in: everything that a run knows, in one [`Context`]. Flows out:
//! [`Workbook`](crate::domain::workbook::Workbook) (data, not yet xlsx) and
//! [`Table`](crate::domain::Table) (rows, not yet CSV). Does not belong here: deciding anything, and bytes.

pub mod columns;
mod context;
pub mod controle;
pub mod controle_back;
pub mod opvolging;
mod partner;
pub mod tables;
mod voortgang;
mod words;

pub use crate::domain::Table;
pub use crate::domain::workbook::Workbook;
pub use context::{Checked, Context};
pub use controle::controle;
pub use opvolging::opvolging;
pub use partner::partners;
pub use voortgang::voortgang;
