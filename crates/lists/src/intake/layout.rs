//! Finds the table in a sheet: on which row the headings are, and what each column holds.

use compact_str::CompactString;

use domain::campaign::ListKind;
use domain::text::clean;
use domain::{Cell, Row};

use super::fields::Field;
use super::synonyms::{Meaning, Synonyms, key};

/// A column under its heading.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Heading {
    /// The column, from 0.
    pub column: usize,
    /// The heading as written, cleaned.
    pub text: CompactString,
    /// The heading as it is compared.
    pub key: String,
    /// What it can mean, surest first; empty when it is not known.
    pub meanings: Vec<Meaning>,
    /// The campaign file says what it means.
    pub by_person: bool,
}

/// Headings that were found.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Headings {
    /// Position of the first heading row among the rows that were looked at.
    pub first: usize,
    /// Position of the last heading row: the same, or the next one.
    pub last: usize,
    /// One for every column with a heading.
    pub columns: Vec<Heading>,
}

impl Headings {
    /// How many columns have a known heading.
    pub(super) fn known(&self) -> usize {
        self.columns
            .iter()
            .filter(|heading| !heading.meanings.is_empty())
            .count()
    }

    /// All fields that the headings can mean.
    pub(super) fn fields(&self) -> impl Iterator<Item = Field> + '_ {
        self.columns
            .iter()
            .flat_map(|heading| heading.meanings.iter().map(|m| m.field))
    }
}

/// What the rows of a sheet look like.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Layout {
    /// Headings above their columns.
    Table(Headings),
    /// Headings in this column, records to the right of it.
    Transposed {
        /// The column with the headings.
        column: usize,
    },
    /// No headings at all.
    Nothing,
}

/// A heading of which it is known beforehand what it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Override {
    /// What its column holds.
    pub field: Field,
    /// The heading.
    pub heading: String,
    /// The campaign file says so; else the last delivery was read so.
    pub by_person: bool,
}

/// Headings of which it is known beforehand what they mean.
pub(super) type Overrides = [Override];

/// The layouts that the first rows of a sheet can have, the likeliest by its headings first.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Likely {
    /// What the headings say.
    pub layout: Layout,
    /// What they may say as well: a table on its side beside an upright one, or the other way.
    pub other: Option<Layout>,
}

/// Finds the layout of the first rows of a sheet.
pub(super) fn find(
    rows: &[Row],
    synonyms: &Synonyms,
    overrides: &Overrides,
    kind: Option<ListKind>,
) -> Likely {
    let scores: Vec<f64> = rows
        .iter()
        .map(|row| score(row, synonyms, overrides))
        .collect();
    let best = scores.iter().copied().fold(0.0, f64::max);
    let upright = upright(rows, &scores, best, synonyms, overrides, kind);
    let down = transposed(rows, synonyms);
    let on_its_side = down.map(|(column, _)| Layout::Transposed { column });
    match (down, on_its_side) {
        (Some((_, hits)), Some(layout)) if f64::from(hits) > best + 0.5 => Likely {
            layout,
            other: (upright != Layout::Nothing).then_some(upright),
        },
        (_, other) => Likely {
            layout: upright,
            other,
        },
    }
}

/// The headings above their columns, when there are such.
fn upright(
    rows: &[Row],
    scores: &[f64],
    best: f64,
    synonyms: &Synonyms,
    overrides: &Overrides,
    kind: Option<ListKind>,
) -> Layout {
    let enough = (best * 0.6).max(1.9);
    let mut at = scores.iter().position(|score| *score >= enough);
    if at.is_none() && best > 0.9 {
        at = lonely(rows, scores, kind);
    }
    let Some(at) = at else {
        return match unknown_headings(rows) {
            Some(at) => Layout::Table(Headings {
                first: at,
                last: at,
                columns: read_row(rows.get(at), synonyms, overrides),
            }),
            None => Layout::Nothing,
        };
    };
    Layout::Table(headings_at(rows, at, synonyms, overrides))
}

/// A row that looks like headings, by its shape: short texts, all different, above rows that fill
/// the same columns. None of them is known, but they can be named to a person.
fn unknown_headings(rows: &[Row]) -> Option<usize> {
    let filled = |row: &Row| -> Vec<usize> {
        row.cells
            .iter()
            .enumerate()
            .filter(|(_, cell)| !cell.is_blank())
            .map(|(column, _)| column)
            .collect()
    };
    (0..rows.len()).find(|at| {
        let Some(row) = rows.get(*at) else {
            return false;
        };
        let columns = filled(row);
        let texts: Vec<String> = row
            .cells
            .iter()
            .filter_map(heading_text)
            .map(|text| key(&text))
            .collect();
        let mut different = texts.clone();
        different.sort_unstable();
        different.dedup();
        let short = row
            .cells
            .iter()
            .all(|cell| cell.shown().chars().count() <= 60);
        if columns.len() < 2
            || texts.len() != columns.len()
            || different.len() != texts.len()
            || !short
        {
            return false;
        }
        let below: Vec<&Row> = rows.iter().skip(at + 1).take(8).collect();
        let like = below
            .iter()
            .filter(|row| {
                let theirs = filled(row);
                let shared = theirs
                    .iter()
                    .filter(|column| columns.contains(column))
                    .count();
                shared * 10 >= columns.len() * 6 && shared * 2 > theirs.len()
            })
            .count();
        let has_data = below.iter().any(|row| {
            row.cells
                .iter()
                .any(|cell| !cell.is_blank() && heading_text(cell).is_none())
        });
        below.len() >= 2 && like * 3 >= below.len() * 2 && has_data
    })
}

/// A list of one column: one heading with one value under it, row after row.
fn lonely(rows: &[Row], scores: &[f64], kind: Option<ListKind>) -> Option<usize> {
    let at = scores.iter().position(|score| *score > 0.9)?;
    let filled = |row: &Row| row.cells.iter().filter(|cell| !cell.is_blank()).count();
    let heading = rows.get(at)?;
    let below = rows.get(at + 1..)?;
    let narrow = filled(heading) == 1 && below.iter().all(|row| filled(row) <= 1);
    (!below.is_empty() && (narrow || kind.is_some())).then_some(at)
}

/// How much a row looks like a row of headings: its known headings, and half for each that is
/// known but not needed; nothing when it looks like data.
fn score(row: &Row, synonyms: &Synonyms, overrides: &Overrides) -> f64 {
    let (mut known, mut filled, mut data) = (0.0, 0_u32, 0_u32);
    let mut seen: Vec<Field> = Vec::new();
    for cell in &row.cells {
        if cell.is_blank() {
            continue;
        }
        filled += 1;
        let Some(text) = heading_text(cell) else {
            data += 1;
            continue;
        };
        if is_override(&text, overrides) {
            known += 1.0;
            continue;
        }
        let meanings = synonyms.meanings(&text);
        if let Some(first) = meanings.first()
            && !seen.contains(&first.field)
        {
            known += match (first.field, first.partly) {
                (field, _) if field.is_unneeded() => 0.5,
                (_, true) => 0.7,
                (_, false) => 1.0,
            };
            if !first.field.is_unneeded() {
                seen.push(first.field);
            }
        }
    }
    if filled == 0
        || f64::from(data) * 2.0 > f64::from(filled)
        || seen.is_empty() && overrides.is_empty()
    {
        return 0.0;
    }
    known
}

fn is_override(text: &str, overrides: &Overrides) -> bool {
    let wanted = key(text);
    overrides.iter().any(|over| key(&over.heading) == wanted)
}

/// The text of a cell that can be a heading: text with letters, not too long.
fn heading_text(cell: &Cell) -> Option<String> {
    let Cell::Text(raw) = cell else {
        return None;
    };
    let text = clean(raw);
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let digits = text.chars().filter(char::is_ascii_digit).count();
    (letters > digits && !text.is_empty() || text.eq_ignore_ascii_case("pc6")).then_some(text)
}

/// Reads the headings at a row, with the row above or below it when the headings take two.
pub(super) fn headings_at(
    rows: &[Row],
    at: usize,
    synonyms: &Synonyms,
    overrides: &Overrides,
) -> Headings {
    let single = read_row(rows.get(at), synonyms, overrides);
    let mut best = Headings {
        first: at,
        last: at,
        columns: single,
    };
    // The row found may be the upper or the lower one of two.
    for (upper, lower) in [(at.wrapping_sub(1), at), (at, at + 1)] {
        let (Some(above), Some(below)) = (rows.get(upper), rows.get(lower)) else {
            continue;
        };
        if !is_heading_like(above) || !is_heading_like(below) {
            continue;
        }
        let both = read_two(above, below, synonyms, overrides);
        let two = Headings {
            first: upper,
            last: lower,
            columns: both,
        };
        let gains = two.known() > best.known() || (upper != at && two.is_surer_than(&best));
        if gains {
            best = two;
        }
    }
    best
}

impl Headings {
    /// The same number of known headings, but by words that stand in the upper row.
    fn is_surer_than(&self, other: &Self) -> bool {
        let differs = self.columns.iter().any(|heading| {
            other.columns.iter().any(|o| {
                o.column == heading.column
                    && o.meanings.first().map(|m| m.field)
                        != heading.meanings.first().map(|m| m.field)
            })
        });
        self.known() >= other.known() && differs
    }
}

/// Several cells of text, hardly any data: may be half of a heading in two rows.
fn is_heading_like(row: &Row) -> bool {
    let filled = row.cells.iter().filter(|cell| !cell.is_blank()).count();
    let texts = row
        .cells
        .iter()
        .filter(|cell| heading_text(cell).is_some())
        .count();
    filled >= 2 && texts == filled
}

fn read_row(row: Option<&Row>, synonyms: &Synonyms, overrides: &Overrides) -> Vec<Heading> {
    let cells = row.map_or(&[][..], |row| &row.cells);
    cells
        .iter()
        .enumerate()
        .filter(|(_, cell)| !cell.is_blank())
        .map(|(column, cell)| {
            let text = clean(&cell.shown());
            Heading {
                column,
                meanings: meanings_of(&text, synonyms, overrides),
                by_person: is_by_person(&text, overrides),
                key: key(&text),
                text: text.into(),
            }
        })
        .collect()
}

fn read_two(above: &Row, below: &Row, synonyms: &Synonyms, overrides: &Overrides) -> Vec<Heading> {
    let width = above.cells.len().max(below.cells.len());
    let mut group = String::new();
    let mut columns = Vec::new();
    for column in 0..width {
        let upper = clean(&above.cell(column).shown());
        let lower = clean(&below.cell(column).shown());
        if !upper.is_empty() {
            group.clone_from(&upper);
        }
        if upper.is_empty() && lower.is_empty() {
            continue;
        }
        let mut text = lower.clone();
        let mut meanings = Vec::new();
        if lower.is_empty() {
            text.clone_from(&upper);
            meanings = meanings_of(&upper, synonyms, overrides);
        } else {
            let joined = format!("{group} {lower}");
            let whole = meanings_of(&joined, synonyms, overrides);
            let is_exact = whole.first().is_some_and(|m| !m.partly);
            if is_exact && key(&group) != key(&lower) {
                meanings = whole;
                text = joined;
            }
            if meanings.is_empty() {
                meanings = meanings_of(&lower, synonyms, overrides);
            }
            if meanings.is_empty() && !upper.is_empty() {
                meanings = meanings_of(&upper, synonyms, overrides);
                if !meanings.is_empty() {
                    text = format!("{upper} {lower}");
                }
            }
        }
        columns.push(Heading {
            column,
            by_person: is_by_person(&text, overrides)
                || is_by_person(&lower, overrides)
                || is_by_person(&upper, overrides),
            key: key(&text),
            text: text.into(),
            meanings,
        });
    }
    columns
}

fn is_by_person(text: &str, overrides: &Overrides) -> bool {
    let wanted = key(text);
    overrides
        .iter()
        .any(|over| over.by_person && key(&over.heading) == wanted)
}

fn meanings_of(text: &str, synonyms: &Synonyms, overrides: &Overrides) -> Vec<Meaning> {
    let wanted = key(text);
    if let Some(over) = overrides.iter().find(|over| key(&over.heading) == wanted) {
        return vec![Meaning {
            field: over.field,
            rank: 0,
            partly: false,
        }];
    }
    let named: Vec<Field> = overrides.iter().map(|over| over.field).collect();
    let mut meanings = synonyms.meanings(text);
    meanings.retain(|meaning| !named.contains(&meaning.field));
    meanings
}

/// The column that holds headings downwards, with how many are known.
fn transposed(rows: &[Row], synonyms: &Synonyms) -> Option<(usize, u32)> {
    let mut best = None;
    for column in 0..3 {
        let (mut hits, mut filled, mut beside) = (0_u32, 0_u32, 0_u32);
        let mut seen: Vec<Field> = Vec::new();
        for row in rows {
            let cell = row.cell(column);
            if cell.is_blank() {
                continue;
            }
            filled += 1;
            let Some(text) = heading_text(cell) else {
                continue;
            };
            if let Some(first) = synonyms.meanings(&text).first()
                && !seen.contains(&first.field)
            {
                hits += 1;
                if !first.field.is_unneeded() {
                    seen.push(first.field);
                }
                let right = row
                    .cells
                    .iter()
                    .skip(column + 1)
                    .filter(|cell| !cell.is_blank())
                    .count();
                beside += u32::from(right > 0);
            }
        }
        if hits >= 3
            && hits * 2 >= filled
            && beside * 2 >= hits
            && best.is_none_or(|(_, most)| hits > most)
        {
            best = Some((column, hits));
        }
    }
    best
}

/// Whether a row further down repeats headings: its cells are the headings of their columns, or a
/// row of other known headings.
pub(super) enum Again {
    /// Plain data.
    No,
    /// The same headings.
    Same,
    /// Other headings: another table starts.
    Other(Headings),
}

/// Looks whether a data row is a heading row after all.
pub(super) fn again(
    row: &Row,
    current: &Headings,
    synonyms: &Synonyms,
    overrides: &Overrides,
) -> Again {
    // Nearly every row of data has a digit or a number in it.
    let mut texts = 0;
    for cell in &row.cells {
        match cell {
            Cell::Empty => {}
            Cell::Text(text) if !text.bytes().any(|b| b.is_ascii_digit()) => texts += 1,
            Cell::Text(text) if text.trim().is_empty() || text.len() > 4 => {}
            Cell::Text(_) | Cell::Number(_) | Cell::Date(_) | Cell::Bool(_) | Cell::Error(_) => {
                return Again::No;
            }
        }
    }
    if texts < 2 && current.columns.len() >= 2 || texts == 0 {
        return Again::No;
    }
    let same = current
        .columns
        .iter()
        .filter(|heading| match row.cell(heading.column) {
            Cell::Text(text) => key(text) == heading.key,
            Cell::Empty | Cell::Number(_) | Cell::Date(_) | Cell::Bool(_) | Cell::Error(_) => false,
        })
        .count();
    let filled = row.cells.iter().filter(|cell| !cell.is_blank()).count();
    if same >= 1 && same * 2 >= filled {
        return Again::Same;
    }
    // No table has so many headings that are words only.
    if texts > 400 || score(row, synonyms, overrides) < 2.9 {
        return Again::No;
    }
    let found = headings_at(std::slice::from_ref(row), 0, synonyms, overrides);
    if found.known() * 3 >= filled * 2 {
        Again::Other(found)
    } else {
        Again::No
    }
}
