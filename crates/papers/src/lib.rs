//! Papers: what people get in their hands, and whole files on the disk.

pub mod emails;
pub mod form;
pub mod letters;
pub mod replies;
pub mod report;
pub mod workbooks;
pub mod write;
