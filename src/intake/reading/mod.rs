//! Which columns make the address of a row: a search among the readings that the headings and the
//! cells allow, with the register as the judge.
//!
//! Every reading is tried on a sample of rows. What counts is how many of them lead to a home; a
//! heading decides only between readings that the register bears out alike, and where that is not
//! clear either, the list is asked and counts for no home meanwhile.

mod candidates;
mod signs;
mod watch;

use compact_str::{CompactString, format_compact};

use self::candidates::{Candidate, candidates};
use self::watch::Told;
pub(super) use self::watch::{Question, Watch};
use super::address::address;
use super::columns::{Columns, column_name};
use super::fields::Field;
use super::judge::{Judge, Judged};
use super::layout::Headings;
use super::notes::Notes;
use super::supplier::supplier_of;
use crate::domain::campaign::ListKind;
use crate::domain::text::slug;
use crate::domain::{AddressText, Finding, Row, Ruling, SheetOrigin};

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
    /// The register had its say: what the headings alone leave open is no question any more.
    pub decided: bool,
    /// Looks at further rows, spread over the list.
    pub watch: Option<Watch>,
    /// It cannot be told which reading is right: the list counts for no home.
    pub asked: Option<Question>,
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
    /// The last delivery was read otherwise than the headings say.
    pub by_recipe: bool,
}

/// A reading that was tried.
#[derive(Debug)]
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
        decided: false,
        asked: None,
        watch: None,
    };
    if !has_homes(known.kind) || columns.has(Field::Covers) {
        return asked_nothing(columns);
    }
    let rows = sample(known.below);
    if rows.is_empty() {
        return asked_nothing(columns);
    }
    let all = candidates(known, &columns, &rows);
    let tried = finalists(all, &rows, judge, known.origin);
    let shown: Vec<Row> = rows.iter().take(SHOWN).copied().cloned().collect();
    let last = known.below.last().map_or(0, |row| row.number);
    let key = key(known);
    if let Some(Ruling::Chosen(word)) = judge.ruling(&key)
        && let Some(chosen) = tried
            .iter()
            .find(|one| one.candidate.told(known.headings) == *word)
    {
        return Settled {
            decided: true,
            ..asked_nothing(chosen.candidate.columns.clone())
        };
    }
    let told = Told {
        key,
        origin: known.origin.clone(),
        heading_row: known.heading_row,
        headings: known.headings.clone(),
        rows: shown,
    };
    let mut weighed = weigh(&tried);
    // A reading of an earlier version that the register does not bear out is asked.
    if known.by_recipe
        && matches!(weighed, Weighed::Won(_) | Weighed::Own)
        && let Some(doubt) = doubt(&tried)
    {
        weighed = doubt;
    }
    let (columns, findings, decided) = match weighed {
        Weighed::Asked(winner, rival) => {
            return Settled {
                columns,
                findings: Vec::new(),
                decided: true,
                asked: Some(told.ask(winner, rival)),
                watch: None,
            };
        }
        Weighed::Unknown(weak) => {
            let place = known.origin.row(known.heading_row);
            let unchecked = weak.then(|| Finding::warning("L133").at(place));
            (columns, unchecked.into_iter().collect(), false)
        }
        Weighed::Own => (columns, Vec::new(), false),
        Weighed::Won(winner) => {
            let findings = told.won(winner, &columns).into_iter().collect();
            (winner.candidate.columns.clone(), findings, true)
        }
    };
    let watch = Watch::new(tried, told, columns.clone(), last);
    Settled {
        columns,
        findings,
        decided,
        asked: None,
        watch: Some(watch),
    }
}

/// The key of the question how a list is read: of its supplier and its headings, so that the next
/// delivery is read by the same decision.
fn key(known: Known<'_>) -> CompactString {
    let headings: Vec<&str> = known
        .headings
        .columns
        .iter()
        .map(|heading| heading.key.as_str())
        .collect();
    let supplier = slug(&supplier_of(&known.origin.file));
    let mark = blake3::hash(headings.join("|").as_bytes()).to_hex();
    let mark: String = mark.chars().take(12).collect();
    format_compact!("reading|{supplier}|{mark}")
}

/// What the readings that were tried come to.
enum Weighed<'t> {
    /// This one is clearly ahead.
    Won(&'t Tried),
    /// It must be asked: the first, and what is as likely.
    Asked(&'t Tried, Option<&'t Tried>),
    /// The register has hardly any of it; the headings say little about the number.
    Unknown(bool),
    /// Nothing is borne out well enough to change what the headings say.
    Own,
}

/// The question about a reading by recipe that leads to less than half of the homes.
fn doubt(tried: &[Tried]) -> Option<Weighed<'_>> {
    let own = tried.iter().find(|one| one.candidate.is_own)?;
    let other = tried
        .iter()
        .filter(|one| !one.candidate.is_own && one.points > 0)
        .max_by_key(|one| one.points);
    let low = own.placed * 2 < own.judged.len() && !own.candidate.by_person;
    low.then_some(Weighed::Asked(own, other))
}

/// Weighs the readings that were tried.
fn weigh(tried: &[Tried]) -> Weighed<'_> {
    let mut left: Vec<&Tried> = tried.iter().collect();
    forget_elsewhere(&mut left);
    let filled = left.iter().map(|one| one.judged.len()).max().unwrap_or(0);
    let best = left.iter().map(|one| one.placed).max().unwrap_or(0);
    let own = tried.iter().find(|one| one.candidate.is_own);
    if best * 10 < filled || best == 0 {
        let weak = own.is_some_and(|own| own.candidate.has_number && own.candidate.number_sign < 3);
        return Weighed::Unknown(weak && filled >= 5);
    }
    let most = left.iter().map(|one| one.points).max().unwrap_or(0);
    let plausible = |one: &Tried| one.points * 100 >= most * 85;
    left.retain(|one| one.candidate.is_own || plausible(one));
    left.sort_by_key(|one| std::cmp::Reverse(one.rank(most)));
    let Some(winner) = left.first().copied() else {
        return Weighed::Own;
    };
    let rival = left.iter().skip(1).copied().find(|one| {
        plausible(one) && one.candidate.sign + 2 >= winner.candidate.sign && differ(one, winner)
    });
    // Not the reading of the headings, and not borne out by most rows: nothing is changed.
    let own_placed = own.map_or(0, |own| own.placed);
    let own_reads = own.is_some_and(|own| {
        let slots = &own.candidate.columns.slots;
        slots.iter().any(|slot| slot.field.is_address())
    });
    if !winner.candidate.is_own
        && winner.placed * 2 < filled
        && (own_placed * 2 > winner.placed || !own_reads)
    {
        return Weighed::Own;
    }
    if rival.is_some() || winner.candidate.is_doubtful() {
        return Weighed::Asked(winner, rival);
    }
    Weighed::Won(winner)
}

impl Tried {
    /// Tries it on one more row.
    fn see(&mut self, row: &Row, judge: &dyn Judge, origin: &SheetOrigin) {
        let address = read(row, &self.candidate.columns, origin);
        let judged = if address.is_empty() {
            Judged::Nothing
        } else {
            judge.judge(&address)
        };
        self.placed += usize::from(judged.place().is_some());
        self.points += match judged {
            Judged::Home(_) | Judged::Place(_) => 2,
            Judged::Mended(_) => 1,
            Judged::Contradiction | Judged::Nothing => 0,
        };
        self.judged.push(judged);
    }

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
fn forget_elsewhere(tried: &mut Vec<&Tried>) {
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
    let mut tried = Tried {
        candidate,
        judged: Vec::with_capacity(rows.len()),
        points: 0,
        placed: 0,
    };
    for row in rows {
        tried.see(row, judge, origin);
    }
    tried
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

/// A column as people find it: its letters, and its heading where it has one.
fn called(headings: &Headings, column: usize) -> String {
    let heading = headings.columns.iter().find(|h| h.column == column);
    match heading.filter(|h| !h.text.is_empty()) {
        Some(heading) => format!("{} “{}”", column_name(column), heading.text),
        None => column_name(column),
    }
}
