//! Pictures of reply slips → what is ticked on them, and how sure that is.
//!
//! Flows in: files from a copier or a telephone (PDF, TIFF, PNG, JPEG), and the layouts of the slips
//! that were printed. Flows out: [`Seen`], one for each slip, and for each page that holds none.
//! Does not belong here: whose code it is and what follows from an answer; the ledger says that.
//!
//! Files come from strangers: this room is entered in a child process with a limit on its memory.
//! Nothing is guessed: what is not sure is said to be unsure, with the part of the picture that a
//! person has to look at. Handwriting is never read.

pub mod child;
mod corners;
mod cut;
mod find;
mod gray;
mod large;
mod pdf;
mod plane;
mod read;
mod source;
mod tick;

pub use child::Scanner;
pub use cut::Picture;
pub use gray::Gray;
pub use read::{Answer, Seen, Slip, What};
pub use source::{Kind, LARGEST, Wrong, kind_of};
pub use tick::Mark;

use std::collections::BTreeMap;
use std::path::Path;

use domain::Layout;

/// The layouts of slips by their ids.
pub type Layouts = BTreeMap<String, Layout>;

/// Which pages of a file are wanted: each `every`-th from `from`, counted from 0. So that several
/// processes share a file, and one that fell over a page leaves the rest to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Pages {
    /// The first.
    pub from: u32,
    /// Then each so-manyth.
    pub every: u32,
}

impl Pages {
    /// All of them.
    pub const ALL: Self = Self { from: 0, every: 1 };

    fn hold(self, page: u32) -> bool {
        page >= self.from && (page - self.from).is_multiple_of(self.every.max(1))
    }
}

/// Reads a file page by page, and hands on what is seen on each, in order. `turn` is told each page
/// before it is read.
///
/// # Errors
/// When the file as a whole cannot be read; what is wrong with a page is seen on that page.
pub fn read(
    path: &Path,
    layouts: &Layouts,
    pages: Pages,
    turn: &mut dyn FnMut(u32),
    each: &mut dyn FnMut(Seen),
) -> Result<(), Wrong> {
    source::pages(path, pages, turn, &mut |page, picture| match picture {
        Ok(picture) => {
            for what in read::page(picture, layouts) {
                each(Seen { page, what });
            }
        }
        Err(wrong) => each(Seen {
            page,
            what: What::Wrong(wrong),
        }),
    })
}
