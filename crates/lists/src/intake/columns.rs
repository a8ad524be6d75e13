//! Decides which column holds which field: by heading, by what the campaign file says, and by
//! what stands in the column.

use compact_str::CompactString;

use domain::campaign::ListKind;
use domain::messages::Value;
use domain::text::clean;
use domain::{Finding, Row, SheetOrigin};

use super::content::{Content, Free, by_content, complete_address};
use super::fields::{Field, meaning};
use super::layout::Headings;

/// How sure it is what a column holds.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Sureness {
    /// By its content alone.
    Content,
    /// By part of its heading.
    Partly,
    /// By its heading, or the campaign file says so.
    Heading,
}

/// One column that is used.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Slot {
    /// The column, from 0.
    pub column: usize,
    /// What it holds.
    pub field: Field,
    /// The heading.
    pub heading: CompactString,
    /// How sure that is.
    pub sureness: Sureness,
}

/// The columns of a table.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Columns {
    /// Columns that are used, in order.
    pub slots: Vec<Slot>,
    /// The first column of each field, by [`Field::at`].
    by_field: Vec<Option<usize>>,
    /// Questions of a form: column and heading.
    pub questions: Vec<(usize, CompactString)>,
    /// The street of all rows, where it stands outside the columns.
    pub street: Option<CompactString>,
    /// Every cell with a number is a home of that street: a floor plan.
    pub is_plan: bool,
}

impl Columns {
    /// Whether a field has a column.
    pub(super) fn has(&self, field: Field) -> bool {
        matches!(self.by_field.get(field.at()), Some(Some(_)))
    }

    /// Those of a floor plan: every cell with a number is a home of this street.
    pub(super) fn of_plan(street: CompactString) -> Self {
        Self {
            street: Some(street),
            is_plan: true,
            ..Self::default()
        }
    }

    /// The same columns, with a field left out.
    pub(super) fn without(&self, field: Field) -> Self {
        let mut columns = self.clone();
        if self.has(field) {
            columns.slots.retain(|slot| slot.field != field);
            columns.index();
        }
        columns
    }

    /// The columns of an owners' list: names, post and mail are those of the owners, and kept for
    /// nobody.
    pub(super) fn of_owners(&self) -> Self {
        [
            Field::Name,
            Field::Contact,
            Field::ContactAddress,
            Field::Email,
            Field::Basis,
            Field::Language,
        ]
        .iter()
        .fold(self.clone(), |columns, field| columns.without(*field))
    }

    /// The same columns, with these fields in these columns and nowhere else.
    pub(super) fn reread(
        &self,
        parts: &[(Field, Option<usize>)],
        heading: impl Fn(usize) -> CompactString,
    ) -> Self {
        let mut columns = self.clone();
        columns.slots.retain(|slot| {
            !parts
                .iter()
                .any(|(field, column)| slot.field == *field || *column == Some(slot.column))
        });
        for (field, column) in parts {
            let Some(column) = *column else { continue };
            let same = |slot: &&Slot| slot.column == column && slot.field == *field;
            let slot = self.slots.iter().find(same).cloned();
            columns.slots.push(slot.unwrap_or_else(|| Slot {
                column,
                field: *field,
                heading: heading(column),
                sureness: Sureness::Content,
            }));
        }
        columns.slots.sort_by_key(|slot| slot.column);
        columns.index();
        columns
    }

    /// Looks up anew which column is the first of each field.
    fn index(&mut self) {
        self.by_field = first_of_each(&self.slots);
    }

    /// The column of a field.
    pub(super) fn column(&self, field: Field) -> Option<usize> {
        self.by_field.get(field.at()).copied().flatten()
    }
}

/// Headings of form exports that are no questions.
const TECHNICAL: [&str; 30] = [
    "ipaddress",
    "ipadres",
    "starttime",
    "starttijd",
    "begintijd",
    "startlanguage",
    "starttaal",
    "lastpage",
    "laatstepagina",
    "seed",
    "refurl",
    "id",
    "responseid",
    "responsid",
    "antwoordid",
    "startdate",
    "begindatum",
    "datestamp",
    "email",
    "emailadres",
    "name",
    "naam",
    "lastmodifiedtime",
    "tijdlaatstewijziging",
    "datumlaatsteactie",
    "datumgestart",
    "datestarted",
    "datelastaction",
    "ipaddr",
    "laatstewijziging",
];

/// Resolves the columns under some headings.
pub(super) fn resolve(
    headings: &Headings,
    kind: ListKind,
    sample: &[Row],
    origin: &SheetOrigin,
    heading_row: u32,
    findings: &mut Vec<Finding>,
) -> Columns {
    let mut picks: Vec<Pick> = Vec::new();
    let mut free: Vec<Free<'_>> = Vec::new();
    let width = sample
        .iter()
        .map(|row| row.cells.len())
        .chain(headings.columns.iter().map(|h| h.column + 1))
        .max()
        .unwrap_or(0);
    for column in 0..width {
        let heading = headings
            .columns
            .iter()
            .find(|heading| heading.column == column);
        let candidates: Vec<Field> = heading
            .map(|h| h.meanings.iter().map(|m| m.field).collect())
            .unwrap_or_default();
        let by_person = heading.is_some_and(|h| h.by_person);
        let by_heading = meaning(kind, &candidates);
        let content = Content::of(sample, column);
        let text = heading.map(|h| h.text.clone()).unwrap_or_default();
        let (rank, partly) = heading
            .and_then(|h| h.meanings.first())
            .map_or((u16::MAX, true), |m| (m.rank, m.partly));
        let field = match by_content(kind, by_heading, &content, &text) {
            Some(is) if by_person && !is.is_refused() => by_heading,
            other => other,
        };
        if let (Some(said), Some(is)) = (by_heading, field)
            && said != is
            && !is.is_refused()
            && !said.is_unneeded()
            && !(is_id(said) && is_id(is))
        {
            findings.push(
                Finding::warning("L105")
                    .at(origin.cell(heading_row, column))
                    .with("heading", text.clone())
                    .with("said", Value::message(format!("field-{}", said.word())))
                    .with("is", Value::message(format!("field-{}", is.word()))),
            );
        }
        let Some(field) = field else {
            free.push(Free {
                column,
                heading: heading.map_or("", |h| h.text.as_str()),
                content,
            });
            continue;
        };
        let sureness = match (by_heading == Some(field), partly) {
            (true, false) => Sureness::Heading,
            (true, true) => Sureness::Partly,
            (false, _) => Sureness::Content,
        };
        picks.push(Pick {
            slot: Slot {
                column,
                field,
                heading: text,
                sureness,
            },
            rank,
            content,
            by_person,
        });
    }
    complete(&mut picks, kind, &free);
    let refused = refuse(&mut picks, origin, heading_row, findings);
    let mut slots = settle(picks, sample, origin, heading_row, findings);
    join_letters(&mut slots, kind, headings, sample);
    let by_field = first_of_each(&slots);
    let questions = if kind == ListKind::Replies {
        questions(headings, &slots, &refused)
    } else {
        Vec::new()
    };
    Columns {
        slots,
        by_field,
        questions,
        street: None,
        is_plan: false,
    }
}

/// The first column of each field.
fn first_of_each(slots: &[Slot]) -> Vec<Option<usize>> {
    let mut by_field = vec![None; Field::ALL.len()];
    for slot in slots {
        if let Some(first) = by_field.get_mut(slot.field.at())
            && first.is_none()
        {
            *first = Some(slot.column);
        }
    }
    by_field
}

/// Adds the columns that complete an address by what stands in them.
fn complete(picks: &mut Vec<Pick>, kind: ListKind, free: &[Free<'_>]) {
    let known: Vec<(usize, Field, Content)> = picks
        .iter()
        .map(|pick| (pick.slot.column, pick.slot.field, pick.content))
        .collect();
    for (column, field) in complete_address(kind, free, &known) {
        let Some(free) = free.iter().find(|free| free.column == column) else {
            continue;
        };
        picks.push(Pick {
            slot: Slot {
                column,
                field,
                heading: free.heading.into(),
                sureness: Sureness::Content,
            },
            rank: u16::MAX,
            content: free.content,
            by_person: false,
        });
    }
    picks.sort_by_key(|pick| pick.slot.column);
}

struct Pick {
    slot: Slot,
    rank: u16,
    content: Content,
    /// The campaign file says so.
    by_person: bool,
}

impl Pick {
    /// What decides between two columns for one field: more is surer.
    fn strength(&self) -> (bool, bool, Sureness, std::cmp::Reverse<u16>) {
        (
            self.by_person,
            self.content.fits(self.slot.field),
            self.slot.sureness,
            std::cmp::Reverse(self.rank),
        )
    }
}

fn is_id(field: Field) -> bool {
    matches!(field, Field::UnitId | Field::AddressId | Field::BuildingId)
}

/// Columns that may never be kept are named and dropped; gives which they were.
fn refuse(
    picks: &mut Vec<Pick>,
    origin: &SheetOrigin,
    row: u32,
    findings: &mut Vec<Finding>,
) -> Vec<usize> {
    let mut refused = Vec::new();
    picks.retain(|pick| {
        if !pick.slot.field.is_refused() {
            return true;
        }
        let finding = if pick.slot.field == Field::Bsn {
            Finding::warning("L120")
        } else {
            Finding::warning("L121")
        };
        findings.push(
            finding
                .at(origin.cell(row, pick.slot.column))
                .with("heading", called(&pick.slot)),
        );
        refused.push(pick.slot.column);
        false
    });
    refused
}

/// A column as people call it: by its heading, else by its letters.
fn called(slot: &Slot) -> CompactString {
    if slot.heading.is_empty() {
        column_name(slot.column).into()
    } else {
        slot.heading.clone()
    }
}

/// One column a field. Where two may be it, the surest wins; when neither is surer and they do not
/// say the same, it is a question, with both readings.
fn settle(
    picks: Vec<Pick>,
    sample: &[Row],
    origin: &SheetOrigin,
    row: u32,
    findings: &mut Vec<Finding>,
) -> Vec<Slot> {
    let mut kept: Vec<Pick> = Vec::new();
    for pick in picks {
        let rival = kept
            .iter_mut()
            .find(|known| known.slot.field == pick.slot.field && !pick.slot.field.is_many());
        let Some(rival) = rival else {
            kept.push(pick);
            continue;
        };
        let (mine, theirs) = (pick.strength(), rival.strength());
        if mine == theirs {
            if let Some(examples) = differ(sample, rival.slot.column, pick.slot.column) {
                findings.push(
                    ask(&rival.slot, &pick.slot, examples).at(origin.cell(row, pick.slot.column)),
                );
            }
        } else if mine > theirs {
            *rival = pick;
        }
    }
    let mut slots: Vec<Slot> = kept.into_iter().map(|pick| pick.slot).collect();
    slots.sort_by_key(|slot| slot.column);
    slots
}

/// What two columns hold where they first say different things.
fn differ(sample: &[Row], first: usize, second: usize) -> Option<(CompactString, CompactString)> {
    let pair = |row: &Row| {
        let shown = |column: usize| CompactString::from(clean(&row.cell(column).shown()));
        (shown(first), shown(second))
    };
    if sample.is_empty() {
        return Some(Default::default());
    }
    let different = || sample.iter().map(pair).filter(|(a, b)| a != b);
    different()
        .find(|(a, b)| !a.is_empty() && !b.is_empty())
        .or_else(|| different().next())
}

/// The question which of two columns is meant: both, with what stands in them, and how to answer.
fn ask(first: &Slot, second: &Slot, (one, other): (CompactString, CompactString)) -> Finding {
    let example = |text: CompactString| {
        if text.is_empty() {
            CompactString::const_new("none")
        } else {
            text.chars().take(40).collect()
        }
    };
    Finding::error("L104")
        .with("field", first.field.word())
        .with(
            "what",
            Value::message(format!("field-{}", first.field.word())),
        )
        .with("first", called(first))
        .with("firstColumn", column_name(first.column))
        .with("firstExample", example(one))
        .with("second", called(second))
        .with("secondColumn", column_name(second.column))
        .with("secondExample", example(other))
}

/// The letters of a column, from 0.
pub(super) fn column_name(column: usize) -> String {
    domain::finding::column_name(u32::try_from(column).unwrap_or(0) + 1)
}

/// `1104` in one column and `KC` in the next, under one heading or two.
fn join_letters(slots: &mut Vec<Slot>, kind: ListKind, headings: &Headings, sample: &[Row]) {
    let Some(postcode) = slots.iter().find(|slot| slot.field == Field::Postcode) else {
        return;
    };
    let next = postcode.column + 1;
    let heading = headings.columns.iter().find(|h| h.column == next);
    let is_free = heading.is_none_or(|h| h.meanings.is_empty())
        && !slots.iter().any(|slot| slot.column == next);
    let shaped = |column: usize, fits: &dyn Fn(&str) -> bool| {
        let texts: Vec<CompactString> = sample
            .iter()
            .map(|row| row.cell(column).shown())
            .filter(|text| !text.is_empty())
            .collect();
        !texts.is_empty()
            && texts.iter().filter(|text| fits(text.trim())).count() * 10 >= texts.len() * 9
    };
    let digits = shaped(postcode.column, &|t| {
        t.len() == 4 && t.bytes().all(|b| b.is_ascii_digit())
    });
    let letters = shaped(next, &|t| {
        t.len() == 2 && t.bytes().all(|b| b.is_ascii_alphabetic())
    });
    if is_free && digits && letters && meaning(kind, &[Field::PostcodeLetters]).is_some() {
        slots.push(Slot {
            column: next,
            field: Field::PostcodeLetters,
            heading: heading.map(|h| h.text.clone()).unwrap_or_default(),
            sureness: Sureness::Content,
        });
        slots.sort_by_key(|slot| slot.column);
    }
}

fn questions(
    headings: &Headings,
    slots: &[Slot],
    refused: &[usize],
) -> Vec<(usize, CompactString)> {
    headings
        .columns
        .iter()
        .filter(|heading| !slots.iter().any(|slot| slot.column == heading.column))
        .filter(|heading| !refused.contains(&heading.column))
        .filter(|heading| !heading.meanings.iter().any(|m| m.field.is_refused()))
        .filter(|heading| !TECHNICAL.contains(&super::synonyms::key(&heading.text).as_str()))
        .map(|heading| (heading.column, heading.text.clone()))
        .collect()
}
