//! EDGE IN: bytes to sheets, `campaign.toml` to [`Campaign`](domain::Campaign).
//!
//! Flows in: files as people really send them, looked at by content and never by extension.
//! Flows out: [`Event`]s, row by row, so that a sheet of a million rows never sits in memory
//! whole; or a whole small [`Sheet`](domain::Sheet). Does not belong here: what a cell
//! means.
//!
//! A file is hostile until read. [`Reader::guarded`] reads in a child process of the same binary
//! with a cap on memory and a deadline; whatever happens to the child, the parent gets a
//! [`Failure`] that can be told to a person.

pub mod campaign;
pub mod child;
pub mod database;
mod deliveries;
mod dos;
mod event;
pub mod file;
mod html;
mod kinds;
mod limits;
mod lists;
mod marks;
mod mend;
mod ods;
pub mod own;
mod reader;
mod rows;
mod sniff;
pub mod templates;
mod text;
pub mod trial;
pub mod volunteers;
mod wire;
mod wrapped;
mod xls;
mod xls_marks;
mod xls_rows;
mod xlsb;
mod xlsx;
mod xml2003;
mod zipwalk;

pub use event::{Event, Failure, Format, Note, SheetHead};
pub use limits::Limits;
pub use lists::RECIPE_ENDING;
pub use lists::{ListFile, Lists};
pub use reader::name_below_inputs;
pub use reader::{Reader, read_workbook};
