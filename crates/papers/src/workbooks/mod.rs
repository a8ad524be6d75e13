//! Coverage, Plan, Ledger ⇄ sheets: one file per sheet, both directions, one column list.
//!
//! Flows in: everything that a run knows, in one [`Context`]. Flows out:
//! [`Workbook`](domain::workbook::Workbook) (data, not yet xlsx) and
//! [`Table`](domain::Table) (rows, not yet CSV). Does not belong here: deciding anything, and bytes.

pub mod columns;
mod context;
pub mod controle;
pub mod controle_back;
mod nakijken;
pub mod opvolging;
pub mod partner;
pub mod tables;
mod voortgang;
mod walks;
mod words;

pub use context::{Checked, Context};
pub use controle::controle;
pub use domain::Table;
pub use domain::workbook::Workbook;
pub use opvolging::{opvolging, per};
pub use partner::partners;
pub use voortgang::{left_out, voortgang};
pub use walks::Walks;
