//! Decides which column holds which field: by heading, by what the campaign file says, and by
//! what stands in the column.

use compact_str::CompactString;

use crate::domain::campaign::ListKind;
use crate::domain::{BagId, BagKind, Cell, Code, Finding, Postcode, Row, SheetOrigin};

use super::fields::{Field, meaning};
use super::layout::Headings;
use super::values::is_bsn;

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
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Columns {
    /// Columns that are used, in order.
    pub slots: Vec<Slot>,
    /// The first column of each field, by [`Field::at`].
    by_field: Vec<Option<usize>>,
    /// Questions of a form: column and heading.
    pub questions: Vec<(usize, CompactString)>,
}

impl Columns {
    /// Whether a field has a column.
    pub(super) fn has(&self, field: Field) -> bool {
        matches!(self.by_field.get(field.at()), Some(Some(_)))
    }

    /// The column of a field.
    pub(super) fn column(&self, field: Field) -> Option<usize> {
        self.by_field.get(field.at()).copied().flatten()
    }
}

/// Headings of form exports that are no questions.
const TECHNICAL: [&str; 24] = [
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
        let by_heading = meaning(kind, &candidates);
        let content = Content::of(sample, column);
        let text = heading.map(|h| h.text.clone()).unwrap_or_default();
        let (rank, partly) = heading
            .and_then(|h| h.meanings.first())
            .map_or((u16::MAX, true), |m| (m.rank, m.partly));
        let field = by_content(kind, by_heading, &content, &text);
        if let (Some(said), Some(is)) = (by_heading, field)
            && said != is
            && !is.is_refused()
            && said != Field::Other
            && !(is_id(said) && is_id(is))
        {
            findings.push(
                Finding::warning("L105")
                    .at(origin.cell(heading_row, column))
                    .with("heading", text.clone())
                    .with("said", said.word())
                    .with("is", is.word()),
            );
        }
        if let Some(field) = field {
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
                fits: content.fits(field),
            });
        }
    }
    refuse(&mut picks, origin, heading_row, findings);
    let mut slots = settle(picks, origin, heading_row, findings);
    join_letters(&mut slots, kind, headings, sample);
    let mut by_field = vec![None; Field::ALL.len()];
    for slot in &slots {
        if let Some(first) = by_field.get_mut(slot.field.at())
            && first.is_none()
        {
            *first = Some(slot.column);
        }
    }
    let questions = if kind == ListKind::Replies {
        questions(headings, &slots)
    } else {
        Vec::new()
    };
    Columns {
        slots,
        by_field,
        questions,
    }
}

struct Pick {
    slot: Slot,
    rank: u16,
    fits: bool,
}

fn is_id(field: Field) -> bool {
    matches!(field, Field::UnitId | Field::AddressId | Field::BuildingId)
}

/// Columns that may never be kept are named and dropped.
fn refuse(picks: &mut Vec<Pick>, origin: &SheetOrigin, row: u32, findings: &mut Vec<Finding>) {
    picks.retain(|pick| {
        let at = origin.cell(row, pick.slot.column);
        let heading = pick.slot.heading.clone();
        if !pick.slot.field.is_refused() {
            return true;
        }
        let finding = if pick.slot.field == Field::Bsn {
            Finding::warning("L120")
        } else {
            Finding::warning("L121")
        };
        findings.push(finding.at(at).with("heading", heading));
        false
    });
}

/// One column a field; where two may be it, the surest wins, and a tie is told.
fn settle(
    picks: Vec<Pick>,
    origin: &SheetOrigin,
    row: u32,
    findings: &mut Vec<Finding>,
) -> Vec<Slot> {
    let mut slots: Vec<(Slot, u16, bool)> = Vec::new();
    for pick in picks {
        let rival = slots
            .iter_mut()
            .find(|(slot, _, _)| slot.field == pick.slot.field && !pick.slot.field.is_many());
        let Some(rival) = rival else {
            slots.push((pick.slot, pick.rank, pick.fits));
            continue;
        };
        let strength =
            |sureness: Sureness, rank: u16, fits: bool| (fits, sureness, std::cmp::Reverse(rank));
        let mine = strength(pick.slot.sureness, pick.rank, pick.fits);
        let theirs = strength(rival.0.sureness, rival.1, rival.2);
        if mine == theirs {
            findings.push(
                Finding::warning("L104")
                    .at(origin.cell(row, pick.slot.column))
                    .with("field", pick.slot.field.word())
                    .with("first", rival.0.heading.clone())
                    .with("firstColumn", column_name(rival.0.column))
                    .with("second", pick.slot.heading.clone())
                    .with("secondColumn", column_name(pick.slot.column)),
            );
        } else if mine > theirs {
            *rival = (pick.slot, pick.rank, pick.fits);
        }
    }
    let mut slots: Vec<Slot> = slots.into_iter().map(|(slot, _, _)| slot).collect();
    slots.sort_by_key(|slot| slot.column);
    slots
}

/// The letters of a column, from 0.
pub(super) fn column_name(column: usize) -> String {
    crate::domain::finding::column_name(u32::try_from(column).unwrap_or(0) + 1)
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

fn questions(headings: &Headings, slots: &[Slot]) -> Vec<(usize, CompactString)> {
    headings
        .columns
        .iter()
        .filter(|heading| !slots.iter().any(|slot| slot.column == heading.column))
        .filter(|heading| !heading.meanings.iter().any(|m| m.field.is_refused()))
        .filter(|heading| !TECHNICAL.contains(&super::synonyms::key(&heading.text).as_str()))
        .map(|heading| (heading.column, heading.text.clone()))
        .collect()
}

/// What stands in a column, by a sample: counts of values that look like something.
#[derive(Clone, Copy, Debug, Default)]
struct Content {
    filled: usize,
    postcodes: usize,
    emails: usize,
    bsns: usize,
    units: usize,
    addresses: usize,
    buildings: usize,
    numbers: usize,
    whole_addresses: usize,
    codes: usize,
}

impl Content {
    fn of(sample: &[Row], column: usize) -> Self {
        let mut content = Self::default();
        for row in sample {
            let cell = row.cell(column);
            if cell.is_blank() {
                continue;
            }
            content.filled += 1;
            let shown = cell.shown();
            let text = shown.trim();
            content.postcodes += usize::from(text.len() <= 8 && Postcode::parse(text).is_some());
            content.emails += usize::from(is_email_like(text));
            content.bsns +=
                usize::from(text.chars().filter(char::is_ascii_digit).count() == 9 && is_bsn(text));
            content.numbers += usize::from(
                text.len() <= 8 && text.bytes().next().is_some_and(|b| b.is_ascii_digit())
                    || matches!(cell, Cell::Date(_)),
            );
            content.whole_addresses += usize::from(is_address_like(text));
            content.codes += usize::from(Code::parse(text).is_some());
            match BagId::parse(text).and_then(BagId::kind) {
                Some(BagKind::Unit | BagKind::Mooring | BagKind::Pitch) => content.units += 1,
                Some(BagKind::Address) => content.addresses += 1,
                Some(BagKind::Building) => content.buildings += 1,
                Some(BagKind::Street) | None => {}
            }
        }
        content
    }

    fn mostly(&self, count: usize) -> bool {
        self.filled >= 2 && count * 5 >= self.filled * 4
    }

    /// Whether the content does not speak against a field.
    fn fits(&self, field: Field) -> bool {
        if self.filled == 0 {
            return false;
        }
        let share = |count: usize| count * 2 >= self.filled;
        if field == Field::Postcode {
            share(self.postcodes) || share(self.numbers)
        } else if field == Field::Number {
            share(self.numbers)
        } else if field == Field::Email {
            share(self.emails)
        } else {
            true
        }
    }
}

fn is_email_like(text: &str) -> bool {
    text.split_once('@').is_some_and(|(local, domain)| {
        !local.is_empty() && domain.contains('.') && !text.contains(' ')
    })
}

/// A word with letters, then a house number, perhaps more.
fn is_address_like(text: &str) -> bool {
    let mut words = text.split_whitespace();
    words
        .next()
        .is_some_and(|word| word.chars().any(char::is_alphabetic) && word.len() > 2)
        && words.any(|word| word.bytes().next().is_some_and(|b| b.is_ascii_digit()))
        && !text.contains('@')
}

/// The field by what stands in the column, else by its heading.
fn by_content(
    kind: ListKind,
    said: Option<Field>,
    content: &Content,
    heading: &str,
) -> Option<Field> {
    let allowed = |field: Field| meaning(kind, &[field]) == Some(field);
    if content.mostly(content.bsns)
        && content.filled >= 4
        && !matches!(said, Some(Field::Kvk | Field::Id))
    {
        return Some(Field::Bsn);
    }
    for (count, field) in [
        (content.postcodes, Field::Postcode),
        (content.emails, Field::Email),
        (content.units, Field::UnitId),
        (content.addresses, Field::AddressId),
        (content.buildings, Field::BuildingId),
        (content.codes, Field::Code),
    ] {
        let prose = matches!(
            said,
            Some(
                Field::Covers
                    | Field::PartOf
                    | Field::Name
                    | Field::Organisation
                    | Field::ContactAddress
            )
        );
        if content.mostly(count) && allowed(field) && !prose {
            return Some(field);
        }
    }
    if said.is_some() {
        return said;
    }
    if kind == ListKind::Replies && heading.to_lowercase().contains("code") {
        return Some(Field::Code);
    }
    let unnamed = heading.is_empty() || content.filled >= 5;
    (unnamed && kind == ListKind::Corporation && content.mostly(content.whole_addresses))
        .then_some(Field::Address)
}
