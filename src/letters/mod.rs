//! Plan → Letter; page layout of letters, cover sheets, posters, labels. Does not belong here:
//! who gets a letter, and writing files.
