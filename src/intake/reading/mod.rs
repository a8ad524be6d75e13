//! Which columns make the address of a row: a search among the readings that the headings and the
//! cells allow, with the register as the judge.
//!
//! Every reading is tried on a sample of rows. What counts is how many of them lead to a home; a
//! heading decides only between readings that the register bears out alike, and where that is not
//! clear either, the list is asked and counts for no home meanwhile.

mod candidates;
mod signs;

use compact_str::CompactString;

use self::candidates::{Candidate, candidates};
use super::address::address;
use super::columns::{Columns, column_name};
use super::fields::Field;
use super::judge::{Judge, Judged};
use super::layout::Headings;
use super::notes::Notes;
use crate::domain::campaign::ListKind;
use crate::domain::{AddressText, Finding, Row, SheetOrigin};

/// Rows that settle a reading, at most.
const SAMPLE: usize = 200;
/// Readings that are tried on the whole sample.
const FINALISTS: usize = 8;
/// Rows on which all readings are tried.
const FIRST: usize = 40;
/// Rows that are shown to a person, each read both ways.
const SHOWN: usize = 3;

/// What the search came to.
#[derive(Debug)]
pub(super) struct Settled {
    /// The columns.
    pub columns: Columns,
    /// What was found on the way.
    pub findings: Vec<Finding>,
    /// It cannot be told which reading is right: the list counts for no home.
    pub asked: bool,
}

/// What is known of a table when its columns are read.
#[derive(Clone, Copy)]
pub(super) struct Known<'k> {
    /// Its headings.
    pub headings: &'k Headings,
    /// The kind of list.
    pub kind: ListKind,
    /// Rows below the headings.
    pub below: &'k [Row],
    /// Where it stands.
    pub origin: &'k SheetOrigin,
    /// The row of the headings.
    pub heading_row: u32,
}

/// A reading that was tried.
struct Tried {
    candidate: Candidate,
    /// Per row of the sample, what it leads to.
    judged: Vec<Judged>,
    /// Two for each row that leads to a place, one where that took mending.
    points: usize,
    placed: usize,
}

/// Settles which columns make the address.
pub(super) fn settle(known: Known<'_>, columns: Columns, judge: &dyn Judge) -> Settled {
    let asked_nothing = |columns| Settled {
        columns,
        findings: Vec::new(),
        asked: false,
    };
    if !has_homes(known.kind) || columns.has(Field::Covers) {
        return asked_nothing(columns);
    }
    let rows = sample(known.below);
    if rows.is_empty() {
        return asked_nothing(columns);
    }
    let all = candidates(known, &columns, &rows);
    let mut tried = finalists(all, &rows, judge, known.origin);
    forget_elsewhere(&mut tried);
    let filled = tried
        .iter()
        .map(|one| one.judged.len())
        .max()
        .unwrap_or(0)
        .max(1);
    let best = tried.iter().map(|one| one.placed).max().unwrap_or(0);
    let own = tried.iter().position(|one| one.candidate.is_own);
    if best * 10 < filled || best == 0 {
        // The register has hardly any of it: the headings are all there is.
        let weak = own
            .and_then(|at| tried.get(at))
            .is_some_and(|own| own.candidate.has_number && own.candidate.number_sign < 3);
        let mut settled = asked_nothing(columns);
        if weak && filled >= 5 {
            let finding = Finding::warning("L133").at(known.origin.row(known.heading_row));
            settled.findings.push(finding);
        }
        return settled;
    }
    let most = tried.iter().map(|one| one.points).max().unwrap_or(0);
    let plausible = |one: &Tried| one.points * 100 >= most * 85;
    tried.retain(|one| one.candidate.is_own || plausible(one));
    tried.sort_by_key(|one| std::cmp::Reverse(one.rank(most)));
    let Some(winner) = tried.first() else {
        return asked_nothing(columns);
    };
    let rival = tried.iter().skip(1).find(|one| {
        plausible(one) && one.candidate.sign + 2 >= winner.candidate.sign && differ(one, winner)
    });
    let own_placed = tried
        .iter()
        .find(|one| one.candidate.is_own)
        .map_or(0, |own| own.placed);
    // Not the reading of the headings, and not borne out by most rows: nothing is changed.
    let own_reads = columns.slots.iter().any(|slot| slot.field.is_address());
    if !winner.candidate.is_own
        && winner.placed * 2 < filled
        && (own_placed * 2 > winner.placed || !own_reads)
    {
        return asked_nothing(columns);
    }
    let doubtful = winner.candidate.is_doubtful();
    if rival.is_some() || doubtful {
        let finding = ask(known, &rows, winner, rival);
        return Settled {
            columns,
            findings: vec![finding],
            asked: true,
        };
    }
    let mut findings = Vec::new();
    if !winner.candidate.is_own && winner.candidate.columns != columns {
        findings.push(
            Finding::info("L131")
                .at(known.origin.row(known.heading_row))
                .with("reading", winner.candidate.told(known.headings))
                .with("placed", winner.placed)
                .with("rows", filled),
        );
    } else if winner.candidate.by_person && winner.placed * 2 < filled {
        findings.push(
            Finding::warning("L132")
                .at(known.origin.row(known.heading_row))
                .with("reading", winner.candidate.told(known.headings))
                .with("placed", winner.placed)
                .with("rows", filled),
        );
    }
    Settled {
        columns: winner.candidate.columns.clone(),
        findings,
        asked: false,
    }
}

impl Tried {
    /// The surest reading first: borne out, then said by the headings, then most homes.
    fn rank(&self, most: usize) -> (bool, i32, usize, bool) {
        (
            self.points * 100 >= most * 85,
            self.candidate.sign,
            self.points,
            self.candidate.is_own,
        )
    }
}

/// Where somebody gets post is mostly an existing home too: that says nothing, as long as another
/// reading leads to homes.
fn forget_elsewhere(tried: &mut Vec<Tried>) {
    let most = tried.iter().map(|one| one.points).max().unwrap_or(0);
    let other = tried
        .iter()
        .any(|one| !one.candidate.is_elsewhere() && one.points * 100 >= most * 30);
    if most > 0 && other {
        tried.retain(|one| !one.candidate.is_elsewhere());
    }
}

/// Kinds of list of which the rows are homes, or people in homes.
fn has_homes(kind: ListKind) -> bool {
    matches!(
        kind,
        ListKind::Corporation
            | ListKind::Vve
            | ListKind::Organisations
            | ListKind::Contacts
            | ListKind::OptOuts
    )
}

/// Rows with something in them, spread over what was seen.
fn sample(below: &[Row]) -> Vec<&Row> {
    let rows: Vec<&Row> = below
        .iter()
        .filter(|row| row.cells.iter().filter(|cell| !cell.is_blank()).count() >= 2)
        .collect();
    let step = rows.len().div_ceil(SAMPLE).max(1);
    rows.into_iter().step_by(step).collect()
}

/// The readings that lead to most places on the first rows, tried on all.
fn finalists(
    all: Vec<Candidate>,
    rows: &[&Row],
    judge: &dyn Judge,
    origin: &SheetOrigin,
) -> Vec<Tried> {
    let step = rows.len().div_ceil(FIRST).max(1);
    let some: Vec<&Row> = rows.iter().step_by(step).copied().collect();
    let mut first: Vec<Tried> = all
        .into_iter()
        .map(|candidate| try_out(candidate, &some, judge, origin))
        .collect();
    if some.len() == rows.len() {
        return first;
    }
    first.sort_by_key(|one| {
        (
            !one.candidate.is_own,
            std::cmp::Reverse((one.points, one.candidate.sign)),
        )
    });
    first.truncate(FINALISTS);
    first
        .into_iter()
        .map(|one| try_out(one.candidate, rows, judge, origin))
        .collect()
}

fn try_out(candidate: Candidate, rows: &[&Row], judge: &dyn Judge, origin: &SheetOrigin) -> Tried {
    let judged: Vec<Judged> = rows
        .iter()
        .map(|row| {
            let address = read(row, &candidate.columns, origin);
            if address.is_empty() {
                Judged::Nothing
            } else {
                judge.judge(&address)
            }
        })
        .collect();
    let placed = judged.iter().filter(|one| one.place().is_some()).count();
    let mended = judged
        .iter()
        .filter(|one| matches!(one, Judged::Mended(_)))
        .count();
    Tried {
        candidate,
        judged,
        points: 2 * placed - mended,
        placed,
    }
}

/// The address of a row, without what is noted on the way; a range is judged by its first number.
fn read(row: &Row, columns: &Columns, origin: &SheetOrigin) -> AddressText {
    let mut notes = Notes::new(origin.clone());
    address(row, &columns.without(Field::NumberTo), &mut notes)
}

/// Whether two readings lead to different homes.
fn differ(a: &Tried, b: &Tried) -> bool {
    a.judged
        .iter()
        .zip(&b.judged)
        .any(|(a, b)| matches!((a.place(), b.place()), (Some(a), Some(b)) if a != b))
}

/// The question which reading is right, with the first rows read both ways.
fn ask(known: Known<'_>, rows: &[&Row], winner: &Tried, rival: Option<&Tried>) -> Finding {
    let shown = |one: &Tried| -> CompactString {
        let texts: Vec<String> = rows
            .iter()
            .take(SHOWN)
            .map(|row| read(row, &one.candidate.columns, known.origin).raw())
            .collect();
        texts.join("; ").into()
    };
    let finding = Finding::error("L130")
        .at(known.origin.row(known.heading_row))
        .with("first", winner.candidate.told(known.headings))
        .with("firstRows", shown(winner))
        .with("firstLine", winner.candidate.line(known.headings));
    match rival {
        Some(rival) => finding
            .with("second", rival.candidate.told(known.headings))
            .with("secondRows", shown(rival))
            .with("secondLine", rival.candidate.line(known.headings)),
        None => finding
            .with("second", "none")
            .with("secondRows", "")
            .with("secondLine", ""),
    }
}

/// A column as people find it: its letters, and its heading where it has one.
fn called(headings: &Headings, column: usize) -> String {
    let heading = headings.columns.iter().find(|h| h.column == column);
    match heading.filter(|h| !h.text.is_empty()) {
        Some(heading) => format!("{} “{}”", column_name(column), heading.text),
        None => column_name(column),
    }
}
