//! Official areas: CBS tables and polygons → which areas a unit lies in.

pub(super) mod cbs;
