//! One row of a flat table → one [`RegisterRow`], with what is wrong with it.

use compact_str::CompactString;

use super::build::RegisterRow;
use super::columns::{Column, Layout};
use super::error::Notes;
use super::model::Point;
use super::rd;
use domain::nothing::{is_no_addition, is_nothing};
use domain::text::{clean, fold};
use domain::{Addition, BagId, BagKind, Finding, HouseLetter, Postcode};

/// What a status means for the register.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// The object is in use.
    InUse,
    /// The object exists in the register and is not in use.
    NotInUse,
    /// The address itself was withdrawn.
    Withdrawn,
}

/// Reads a status as the BAG, PDOK and portals write it; `None` when we don't know the word.
pub(super) fn standing(text: &str) -> Option<Standing> {
    let folded = fold(text);
    Some(match folded.as_str() {
        ""
        | "verblijfsobject in gebruik"
        | "verblijfsobject in gebruik (niet ingemeten)"
        | "verblijfsobject buiten gebruik"
        | "verbouwing verblijfsobject"
        | "plaats aangewezen"
        | "naamgeving uitgegeven"
        | "in gebruik"
        | "in gebruik (niet ingemeten)"
        | "buiten gebruik"
        | "verbouwing"
        | "aangewezen"
        | "uitgegeven"
        | "actief"
        | "bestaand"
        | "in use"
        | "active"
        | "existing"
        | "occupied"
        | "pand in gebruik"
        | "pand in gebruik (niet ingemeten)"
        | "verbouwing pand" => Standing::InUse,
        "verblijfsobject gevormd"
        | "verblijfsobject ingetrokken"
        | "niet gerealiseerd verblijfsobject"
        | "verblijfsobject ten onrechte opgevoerd"
        | "plaats ingetrokken"
        | "plaats ten onrechte opgevoerd"
        | "gevormd"
        | "ingetrokken"
        | "niet gerealiseerd"
        | "ten onrechte opgevoerd"
        | "gesloopt"
        | "vervallen"
        | "inactief"
        | "not in use"
        | "niet in gebruik"
        | "withdrawn"
        | "demolished"
        | "inactive"
        | "planned"
        | "gepland"
        | "bouw gestart"
        | "bouwvergunning verleend"
        | "pand gesloopt" => Standing::NotInUse,
        "naamgeving ingetrokken" | "naamgeving ten onrechte opgevoerd" => Standing::Withdrawn,
        _ => return None,
    })
}

/// Splits `12A-2`, `12 A`, `12-2`, `12 hs` into number, letter and addition.
pub(super) fn split_number(text: &str) -> Option<(u32, Option<HouseLetter>, Addition)> {
    let text = text.trim();
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (number, rest) = text.split_at_checked(digits)?;
    let number: u32 = number.parse().ok().filter(|n| (1..=99_999).contains(n))?;
    // A spreadsheet saved as CSV writes whole numbers with `.0`.
    let rest = if rest == ".0" || rest == ",0" {
        ""
    } else {
        rest
    };
    let (letter, addition) = split_suffix(rest)?;
    Some((number, letter, addition))
}

/// Splits `A-2`, `A`, `-2`, `hs` into letter and addition.
pub(super) fn split_suffix(text: &str) -> Option<(Option<HouseLetter>, Addition)> {
    let parts: Vec<&str> = text
        .split([' ', '-', '/', '.', ','])
        .filter(|part| !part.is_empty())
        .collect();
    match parts.as_slice() {
        [] => Some((None, Addition::NONE)),
        [one] => match HouseLetter::parse(one) {
            Some(letter) if !text.starts_with(['-', '/']) => Some((Some(letter), Addition::NONE)),
            _ => Some((None, Addition::parse(one)?)),
        },
        [letter, addition] => Some((
            Some(HouseLetter::parse(letter)?),
            Addition::parse(addition)?,
        )),
        _ => None,
    }
}

/// Reads a coordinate with a full stop or a comma.
fn coordinate(text: &str) -> Option<f64> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    text.parse()
        .ok()
        .or_else(|| text.replace(',', ".").parse().ok())
        .filter(|n: &f64| n.is_finite())
}

/// Reads `POINT (121000 487000)`, with or without `SRID=28992;` and a height.
fn wkt_point(text: &str) -> Option<(f64, f64)> {
    let start = text.to_ascii_uppercase().find("POINT")?;
    let inside = text.get(start..)?.split_once('(')?.1.split_once(')')?.0;
    let mut numbers = inside
        .split([' ', ','])
        .filter(|t| !t.is_empty())
        .map(coordinate);
    Some((numbers.next()??, numbers.next()??))
}

/// How a table's rows become register rows.
#[derive(Debug)]
pub(super) struct FlatReader {
    layout: Layout,
    /// Statuses that we don't know, with the first row: these stop the register.
    pub(super) unknown_status: Vec<(CompactString, u32, u64)>,
    /// Rows for which an id had to be made.
    pub(super) made_ids: u64,
    /// Rows for which a building had to be made.
    pub(super) made_buildings: u64,
    /// Rows without a use although there is a column for it.
    pub(super) without_usage: u64,
    /// Rows that became an address.
    pub(super) rows: u64,
    /// Rows whose address was withdrawn.
    pub(super) withdrawn: u64,
    /// The code that says why the last row is no address.
    pub(super) left_out: &'static str,
}

impl FlatReader {
    pub(super) fn new(layout: Layout) -> Self {
        Self {
            layout,
            unknown_status: Vec::new(),
            made_ids: 0,
            made_buildings: 0,
            without_usage: 0,
            rows: 0,
            withdrawn: 0,
            left_out: "R104",
        }
    }

    /// Reads one row; `None` when it is not an address (the notes say why).
    pub(super) fn row<'a>(
        &mut self,
        at: u32,
        cell: impl Fn(usize) -> &'a str,
        notes: &mut Notes,
    ) -> Option<RegisterRow> {
        let layout = self.layout.clone();
        let raw = |column: Column| layout.position(column).map_or("", &cell).trim();
        let get = |column: Column| held(column, raw(column), &raw);
        let text = |column: Column| CompactString::from(clean(get(column)));

        let status = get(Column::Status);
        let standing = standing(status).unwrap_or_else(|| {
            let known = self.unknown_status.iter_mut().find(|(s, _, _)| s == status);
            match known {
                Some((_, _, count)) => *count += 1,
                None => self.unknown_status.push((status.into(), at, 1)),
            }
            Standing::NotInUse
        });
        if standing == Standing::Withdrawn {
            self.withdrawn += 1;
            self.left_out = "R116";
            return None;
        }
        let raw_number = get(Column::Number);
        let Some((number, letter, addition)) = Self::house_number(raw_number, &get) else {
            self.left_out = "R104";
            notes.often(
                Finding::warning("R104")
                    .at(notes.row(at))
                    .with("text", number_text(&get)),
            );
            return None;
        };
        let raw_postcode = get(Column::Postcode);
        let postcode = Postcode::parse(raw_postcode);
        if postcode.is_none() && !raw_postcode.is_empty() {
            notes.often(
                Finding::warning("R105")
                    .at(notes.row(at))
                    .with("text", clean(raw_postcode)),
            );
        }
        let (street, town) = (text(Column::Street), text(Column::Town));
        if street.is_empty() || (town.is_empty() && postcode.is_none()) {
            notes.often(Finding::warning("R106").at(notes.row(at)));
            self.left_out = "R106";
            return None;
        }
        let mut row = RegisterRow {
            street,
            short_street: Some(text(Column::ShortStreet)).filter(|short| !short.is_empty()),
            town,
            town_code: town_code(get(Column::TownCode)),
            number,
            letter,
            addition,
            postcode,
            in_use: standing == Standing::InUse,
            year: get(Column::Year).parse().ok().filter(|y| *y > 0),
            secondary: is_secondary(get(Column::Secondary)),
            ..RegisterRow::default()
        };
        Self::ids(&mut row, at, &get, notes);
        row.residential = self.residential(&row, &get);
        row.point = Self::point(at, &get, notes);
        self.rows += 1;
        self.made_ids += u64::from(row.address_id.is_none() || row.unit_id.is_none());
        self.made_buildings += u64::from(row.building_ids.is_empty());
        Some(row)
    }

    fn house_number<'a>(
        raw: &str,
        get: &impl Fn(Column) -> &'a str,
    ) -> Option<(u32, Option<HouseLetter>, Addition)> {
        let (number, mut letter, mut addition) = split_number(raw)?;
        let own = get(Column::Letter);
        if !own.is_empty() {
            letter = Some(HouseLetter::parse(own)?);
        }
        let own = get(Column::Addition);
        if !own.is_empty() {
            let own = own.trim_start_matches(['-', ' ']).replace(' ', "");
            addition = Addition::parse(own.strip_suffix(".0").unwrap_or(&own))?;
        }
        let own = get(Column::Suffix);
        if !own.is_empty() && letter.is_none() && addition.is_empty() {
            (letter, addition) = split_suffix(own)?;
        }
        Some((number, letter, addition))
    }

    fn ids<'a>(
        row: &mut RegisterRow,
        at: u32,
        get: &impl Fn(Column) -> &'a str,
        notes: &mut Notes,
    ) {
        let given =
            |text: &str| (!text.is_empty()).then(|| CompactString::from(clean(&whole(text))));
        row.address_id = given(get(Column::AddressId));
        row.unit_id = given(get(Column::UnitId));
        if let Some(id) = given(get(Column::SomeId)) {
            match BagId::parse(&id).and_then(BagId::kind) {
                Some(BagKind::Address) => row.address_id = row.address_id.take().or(Some(id)),
                Some(BagKind::Unit | BagKind::Mooring | BagKind::Pitch) => {
                    row.unit_id = row.unit_id.take().or(Some(id));
                }
                Some(BagKind::Building | BagKind::Street) => {}
                // A number of the table's own: OpenAddresses numbers its rows.
                None => {}
            }
        }
        let buildings = get(Column::BuildingIds);
        row.building_ids = if is_scientific(buildings) {
            vec![buildings.into()]
        } else {
            buildings
                .split([' ', ',', ';', '|', '[', ']', '{', '}', '"', '\''])
                .filter(|id| !id.is_empty())
                .map(CompactString::from)
                .collect()
        };
        row.building_ids.sort();
        row.building_ids.dedup();
        let ids = [&row.address_id, &row.unit_id];
        for id in ids.into_iter().flatten().chain(&row.building_ids) {
            // Only digits but not 16 of them: a BAG id that a spreadsheet or a person damaged.
            let digits = id.bytes().all(|b| b.is_ascii_digit());
            let damaged = digits && id.len() > 9 && BagId::parse(id).is_none();
            if damaged || is_scientific(id) {
                notes.often(
                    Finding::warning("R109")
                        .at(notes.row(at))
                        .with("id", id.clone())
                        .with("length", id.len()),
                );
            }
        }
        // Many rows have the same remains of an id: it tells nothing apart.
        row.address_id = row.address_id.take().filter(|id| !is_scientific(id));
        row.unit_id = row.unit_id.take().filter(|id| !is_scientific(id));
        row.building_ids.retain(|id| !is_scientific(id));
    }

    fn residential<'a>(&mut self, row: &RegisterRow, get: &impl Fn(Column) -> &'a str) -> bool {
        let kind = fold(get(Column::Kind));
        let by_id = row
            .unit_id
            .as_deref()
            .and_then(BagId::parse)
            .and_then(BagId::kind);
        if matches!(by_id, Some(BagKind::Mooring | BagKind::Pitch))
            || ["ligplaats", "standplaats", "lig", "sta"].contains(&kind.as_str())
        {
            return true;
        }
        if !self.layout.has(Column::Usage) {
            return true;
        }
        let usage = fold(get(Column::Usage));
        self.without_usage += u64::from(usage.is_empty());
        usage.contains("woon") || usage.contains("residential") || usage.contains("dwelling")
    }

    fn point<'a>(at: u32, get: &impl Fn(Column) -> &'a str, notes: &mut Notes) -> Option<Point> {
        let pair = |a, b| Some((coordinate(get(a))?, coordinate(get(b))?));
        let (x, y) = pair(Column::X, Column::Y)
            .or_else(|| pair(Column::Lon, Column::Lat))
            .or_else(|| wkt_point(get(Column::Geometry)))?;
        let point = rd::read_pair(x, y);
        if point.is_none() {
            notes.often(
                Finding::warning("R110")
                    .at(notes.row(at))
                    .with("x", x.to_string())
                    .with("y", y.to_string()),
            );
        }
        point
    }

    /// Adds the counts of this table to those of a whole, and forgets them. What needs no building
    /// (`afloat`) is not counted as lacking one.
    pub(super) fn hand_over(&mut self, whole: &mut Self, afloat: bool) {
        let take = std::mem::take::<u64>;
        whole.made_ids += take(&mut self.made_ids);
        let without = take(&mut self.made_buildings);
        whole.made_buildings += if afloat { 0 } else { without };
        let usage = take(&mut self.without_usage);
        whole.without_usage += if afloat { 0 } else { usage };
        whole.withdrawn += take(&mut self.withdrawn);
        whole.rows += self.rows;
    }

    /// Says what holds for the table as a whole; the unknown statuses come back as errors.
    pub(super) fn conclude(&self, notes: &mut Notes) -> Vec<Finding> {
        let file = notes.place();
        if self.made_ids > 0 {
            notes.once(
                Finding::info("R107")
                    .at(file.clone())
                    .with("count", self.made_ids),
            );
        }
        if self.made_buildings > 0 {
            notes.once(
                Finding::info("R108")
                    .at(file.clone())
                    .with("count", self.made_buildings),
            );
        }
        if self.without_usage > 0 {
            notes.once(
                Finding::warning("R111")
                    .at(file.clone())
                    .with("count", self.without_usage),
            );
        }
        if self.withdrawn > 0 {
            notes.once(Finding::info("R116").at(file).with("count", self.withdrawn));
        }
        self.unknown_status
            .iter()
            .map(|(status, row, count)| {
                Finding::error("R112")
                    .at(notes.row(*row))
                    .with("status", clean(status))
                    .with("count", *count)
            })
            .collect()
    }
}

/// What a cell holds: nothing, where it holds a word for nothing (`NULL`).
///
/// `0` and `NA` may be additions: they are nothing when the letter of the same row says the same.
fn held<'a>(column: Column, text: &'a str, raw: &impl Fn(Column) -> &'a str) -> &'a str {
    // What this program itself wrote before a text that a spreadsheet takes for a formula.
    let text = match text.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@']) => rest,
        _ => text,
    };
    let nothing = if column == Column::Letter {
        HouseLetter::parse(text).is_none() && is_no_addition(text)
    } else if column == Column::Addition && (text == "0" || text.eq_ignore_ascii_case("NA")) {
        text.eq_ignore_ascii_case(raw(Column::Letter))
    } else {
        is_nothing(text)
    };
    if nothing { "" } else { text }
}

/// The code of a town: four digits, perhaps without zeros in front.
fn town_code(text: &str) -> Option<u16> {
    let text = text.strip_suffix(".0").unwrap_or(text);
    let code = text.parse().ok().filter(|_| text.len() <= 4);
    code.filter(|code| *code > 0)
}

/// `363010000000001` written as `363010000000001.0` is the same id.
fn whole(text: &str) -> String {
    text.strip_suffix(".0").unwrap_or(text).to_owned()
}

/// `3,6301E+14`: what a spreadsheet made of an id.
fn is_scientific(text: &str) -> bool {
    let upper = text.to_ascii_uppercase();
    upper.split_once("E+").is_some_and(|(a, b)| {
        !a.is_empty()
            && !b.is_empty()
            && a.bytes()
                .all(|c| c.is_ascii_digit() || c == b'.' || c == b',')
            && b.bytes().all(|c| c.is_ascii_digit())
    })
}

fn is_secondary(text: &str) -> bool {
    matches!(
        fold(text).as_str(),
        "1" | "t" | "true" | "ja" | "j" | "yes" | "nevenadres"
    )
}

fn number_text<'a>(get: &impl Fn(Column) -> &'a str) -> String {
    let parts = [
        Column::Number,
        Column::Letter,
        Column::Addition,
        Column::Suffix,
    ]
    .map(get);
    clean(&parts.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_for_nothing_are_empty_cells() {
        for word in [
            "NULL", r"\N", "nan", "NA", "(leeg)", "#N/B", "-", "None", "n.v.t.", "<NA>", "?", "0",
        ] {
            let row = |_: Column| word;
            assert_eq!(held(Column::Letter, word, &row), "", "{word}");
            assert_eq!(held(Column::Addition, word, &row), "", "{word}");
            if word != "0" {
                assert_eq!(held(Column::Postcode, word, &row), "", "{word}");
            }
        }
        let no_letter = |_: Column| "";
        for own in ["0", "NA", "X", "1", "hs", "N"] {
            assert_eq!(held(Column::Addition, own, &no_letter), own);
        }
        assert_eq!(held(Column::Letter, "X", &no_letter), "X");
        assert_eq!(held(Column::Addition, "'-1", &no_letter), "-1");
    }
}
