//! Which columns make the address of a row: a search among the readings that the headings and the
//! cells allow, with the register as the judge.
//!
//! Every reading is tried on a sample of rows. What counts is how many of them lead to a home; a
//! heading decides only between readings that the register bears out alike, and where that is not
//! clear either, the list is asked and counts for no home meanwhile.

mod candidates;
mod further;
mod signs;
mod watch;
mod weigh;

use compact_str::{CompactString, format_compact};

use self::candidates::{Candidate, candidates};
use self::further::{Behind, behind};
use self::watch::Told;
pub(super) use self::watch::{Question, Watch};
use self::weigh::{Weighed, doubt, weigh};
use super::address::address;
use super::columns::{Columns, column_name};
use super::fields::Field;
use super::judge::{Judge, Judged};
use super::layout::Headings;
use super::notes::Notes;
use super::supplier::supplier_of;
use domain::campaign::ListKind;
use domain::text::slug;
use domain::{AddressText, Finding, Row, Ruling, SheetOrigin};

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
    if !has_homes(known.kind) || columns.has(Field::Covers) || columns.street.is_some() {
        return asked_nothing(columns);
    }
    let rows = sample(known.below);
    if rows.is_empty() {
        return asked_nothing(columns);
    }
    let all = candidates(known, &columns, &rows);
    let mut tried = finalists(all, &rows, judge, known.origin);
    let shown: Vec<Row> = rows.iter().take(SHOWN).copied().cloned().collect();
    let last = known.below.last().map_or(0, |row| row.number);
    let key = key(known);
    if let Some(Ruling::Chosen(word)) = judge.ruling(&key)
        && let Some(columns) = chosen(known, &tried, &rows, judge, word)
    {
        return Settled {
            decided: true,
            ..asked_nothing(columns)
        };
    }
    let unnamed = look_behind(known, &mut tried, &rows, judge);
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
    if let Some(rival) = &unnamed
        && let Weighed::Won(winner) = weighed
    {
        weighed = Weighed::Asked(winner, Some(rival));
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

/// The share of the rows that leads to homes, by the best of the readings that the headings allow.
pub(super) fn share_placed(known: Known<'_>, columns: &Columns, judge: &dyn Judge) -> f64 {
    let rows = sample(known.below);
    if !has_homes(known.kind) || rows.is_empty() {
        return 0.0;
    }
    let all = candidates(known, columns, &rows);
    let tried = finalists(all, &rows, judge, known.origin);
    let most = tried.iter().map(|one| one.placed).max().unwrap_or(0);
    #[expect(clippy::cast_precision_loss, reason = "at most a sample of rows")]
    let share = most as f64 / rows.len() as f64;
    share
}

/// The columns of the reading that a person chose.
fn chosen(
    known: Known<'_>,
    tried: &[Tried],
    rows: &[&Row],
    judge: &dyn Judge,
    word: &str,
) -> Option<Columns> {
    let is_it = |one: &&Tried| one.candidate.told(known.headings) == *word;
    if let Some(one) = tried.iter().find(is_it) {
        return Some(one.candidate.columns.clone());
    }
    tried.iter().find_map(|base| {
        let longer = further::every(known, base, rows, judge);
        let mut longer = longer.iter().map(|(_, one)| one);
        longer.find(is_it).map(|one| one.candidate.columns.clone())
    })
}

/// Looks for columns behind the number, a letter and an addition, beside the reading that wins.
/// Gives the reading that may be right as well.
fn look_behind(
    known: Known<'_>,
    tried: &mut Vec<Tried>,
    rows: &[&Row],
    judge: &dyn Judge,
) -> Option<Tried> {
    for _ in 0..2 {
        let Weighed::Won(winner) = weigh(tried) else {
            return None;
        };
        if winner.candidate.by_person {
            return None;
        }
        let columns = winner.candidate.columns.clone();
        match behind(known, winner, rows, judge)? {
            Behind::Perhaps(other) => return Some(other),
            Behind::Part(longer) => {
                tried.retain(|one| one.candidate.columns != columns);
                tried.push(longer);
            }
        }
    }
    None
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

/// A column as people find it: its letters, and its heading where it has one.
fn called(headings: &Headings, column: usize) -> String {
    let heading = headings.columns.iter().find(|h| h.column == column);
    match heading.filter(|h| !h.text.is_empty()) {
        Some(heading) => format!("{} “{}”", column_name(column), heading.text),
        None => column_name(column),
    }
}
