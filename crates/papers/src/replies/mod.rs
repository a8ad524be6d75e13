//! Form exports, bounce mail and filled-in workbooks → [`Returned`].
//!
//! Flows in: sheets of workbooks that the workbooks room made and people filled in: sorted,
//! filtered, coloured, with columns added or moved, in either language. Flows out: what they
//! wrote, row by row, with its place. Does not belong here: what follows from it; the ledger
//! decides that.
//!
//! Decisions from the review workbook are read in the workbooks room; a form export is an ordinary list of replies, and comes in through the intake room.

mod filled;
mod opvolging;
mod partner;
mod returned;

pub use returned::{
    BatchReport, DoorOutcome, DoorReport, OrganisationReport, Returned, SlipReport,
};

use domain::{Noted, Sheet};

/// Reads every sheet that is one of ours; other sheets are left alone.
pub fn read(sheets: &[Sheet]) -> Noted<Vec<Returned>> {
    let mut findings = Vec::new();
    let mut returned = Vec::new();
    let reader = opvolging::SheetReader::default();
    for sheet in sheets.iter().filter(|sheet| !sheet.hidden) {
        for read in [
            reader.doors(sheet),
            reader.organisations(sheet),
            reader.slips(sheet),
            reader.batches(sheet),
            filled::read(sheet),
            partner::read(sheet),
        ] {
            returned.extend(read.into_value(&mut findings));
        }
    }
    Noted::new(returned, findings)
}
