//! EDGE OUT: bytes to files, whole or not at all.

pub mod files;

pub mod pdf;
