//! Plan → Letter; page layout of letters, cover sheets, posters, labels. Does not belong here:
//! who gets a letter, and writing files.

pub mod fonts;
pub mod page;
pub mod paragraph;
pub mod pictures;
