//! EDGE OUT: bytes to files, whole or not at all.

pub mod csv;
pub mod files;
pub mod keep;
pub mod pdf;
pub mod step;
pub mod xlsx;
