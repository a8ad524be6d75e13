//! CBS tables: `pc6hnrYYYYMMDD_gwb.csv` (postcode and number → buurt, wijk, gemeente) and the
//! tables of names beside it. Headings and years differ from edition to edition.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use compact_str::CompactString;

use crate::error::RegisterError;
use crate::table::{decode, open_csv};
use domain::text::{clean, fold};
use domain::{AreaLevel, Finding, Place, Postcode};

/// The level that a heading with a code names, as in `Buurt2021`, `buurtcode`, `GWBcode_gem`.
pub(crate) fn level_of_heading(heading: &str) -> Option<AreaLevel> {
    if let Some(digits) = heading.strip_prefix("gwbcode") {
        // The oldest editions say how long the code is.
        return match digits {
            "8" => Some(AreaLevel::Buurt),
            "6" => Some(AreaLevel::Wijk),
            "3" | "4" => Some(AreaLevel::Gemeente),
            _ => None,
        };
    }
    let word: String = heading.chars().filter(char::is_ascii_alphabetic).collect();
    match word.as_str() {
        "buurt" | "buurtcode" | "brt" | "brtcode" | "bucode" | "bu" => Some(AreaLevel::Buurt),
        "wijk" | "wijkcode" | "wk" | "wkcode" => Some(AreaLevel::Wijk),
        "gemeente" | "gemeentecode" | "gem" | "gemcode" | "gm" | "gmcode" => {
            Some(AreaLevel::Gemeente)
        }
        _ => None,
    }
}

/// What stands before "naam" in a heading, as `buurt` in `buurtnaam2021`; `None` when it holds no name.
fn name_of_what(heading: &str) -> Option<&str> {
    let at = ["naam", "name", "label"]
        .iter()
        .find_map(|word| heading.find(word))?;
    heading.get(..at)
}

/// The columns with a code and the name that goes with it.
pub(crate) fn named_levels(headings: &[String]) -> Vec<(AreaLevel, usize, usize)> {
    let codes: Vec<(AreaLevel, usize)> = headings
        .iter()
        .enumerate()
        .filter_map(|(at, h)| Some((level_of_heading(h)?, at)))
        .collect();
    let name_of = |wanted: Option<AreaLevel>| {
        headings
            .iter()
            .position(|h| name_of_what(h).is_some_and(|what| level_of_heading(what) == wanted))
    };
    let alone = codes.len() == 1;
    codes
        .into_iter()
        .filter_map(|(level, code)| {
            let plain = || alone.then(|| name_of(None)).flatten();
            Some((level, code, name_of(Some(level)).or_else(plain)?))
        })
        .collect()
}

/// The year in a heading or a file name, as in `Buurt2021` or `pc6hnr20210801_gwb.csv`.
pub(crate) fn year_in(text: &str) -> Option<u16> {
    let bytes = text.as_bytes();
    bytes.windows(4).find_map(|four| {
        let year: u16 = std::str::from_utf8(four).ok()?.parse().ok()?;
        (1_990..=2_100).contains(&year).then_some(year)
    })
}

/// The official code: `BU03639700`, `WK036397`, `GM0363`, whatever the edition left out of it.
pub(crate) fn official_code(level: AreaLevel, text: &str) -> Option<CompactString> {
    let text = text.trim().to_ascii_uppercase();
    let text = text.strip_suffix(".0").unwrap_or(&text);
    if text.is_empty() || !text.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return None;
    }
    let (prefix, width) = match level {
        AreaLevel::Buurt => ("BU", 8),
        AreaLevel::Wijk => ("WK", 6),
        AreaLevel::Unit
        | AreaLevel::Entrance
        | AreaLevel::Building
        | AreaLevel::Flat
        | AreaLevel::Complex
        | AreaLevel::MiniBuurt
        | AreaLevel::Stadsdeel
        | AreaLevel::Gemeente
        | AreaLevel::Provincie
        | AreaLevel::Land
        | AreaLevel::Landlord
        | AreaLevel::Umbrella
        | AreaLevel::Scope => ("GM", 4),
    };
    let bare = text.strip_prefix(prefix).unwrap_or(text);
    Some(CompactString::from(format!("{prefix}{bare:0>width$}")))
}

/// One CBS table of addresses.
#[derive(Debug, Default)]
pub(crate) struct CbsTable {
    /// Postcode and number → buurt, wijk, gemeente, as positions in `codes`.
    pub(crate) places: HashMap<(Postcode, u32), [Option<u32>; 3]>,
    /// (level, code), in order of appearance.
    pub(crate) codes: Vec<(AreaLevel, CompactString)>,
    /// The year.
    pub(crate) year: Option<u16>,
    /// Lines that could not be read.
    pub(crate) unread: u64,
}

const LEVELS: [AreaLevel; 3] = [AreaLevel::Buurt, AreaLevel::Wijk, AreaLevel::Gemeente];

fn key(heading: &str) -> String {
    fold(heading)
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .collect()
}

fn broken(file: &str) -> RegisterError {
    Finding::error("R120").at(Place::file(file)).into()
}

/// Reads a table of addresses.
pub(crate) fn read_addresses(path: &Path, file: &str) -> Result<CbsTable, RegisterError> {
    let (mut input, _) = open_csv(path).map_err(|_| broken(file))?;
    let mut record = csv::ByteRecord::new();
    let mut table = CbsTable::default();
    let mut known: HashMap<(AreaLevel, CompactString), u32> = HashMap::new();
    let mut columns: Option<(usize, usize, [Option<usize>; 3])> = None;
    while input
        .read_byte_record(&mut record)
        .map_err(|_| broken(file))?
    {
        let cell = |at: usize| record.get(at).map(decode).unwrap_or_default();
        let Some((postcode, number, levels)) = columns else {
            let headings: Vec<String> = record.iter().map(|f| key(&decode(f))).collect();
            let find = |words: &[&str]| headings.iter().position(|h| words.contains(&h.as_str()));
            let level = |level| {
                headings
                    .iter()
                    .position(|h| level_of_heading(h) == Some(level))
            };
            let postcode = find(&["pc6", "postcode", "postcode6"]).ok_or_else(|| broken(file))?;
            let number = find(&["huisnummer", "huisnr"]).ok_or_else(|| broken(file))?;
            table.year = headings
                .iter()
                .find_map(|h| year_in(h))
                .or_else(|| year_in(file));
            columns = Some((postcode, number, LEVELS.map(level)));
            continue;
        };
        let read = Postcode::parse(&cell(postcode)).zip(cell(number).trim().parse::<u32>().ok());
        let Some(at) = read else {
            table.unread += 1;
            continue;
        };
        let mut place = [None; 3];
        for ((slot, column), level) in place.iter_mut().zip(levels).zip(LEVELS) {
            let Some(code) = column.and_then(|c| official_code(level, &cell(c))) else {
                continue;
            };
            let next = u32::try_from(table.codes.len()).unwrap_or(u32::MAX);
            let ix = *known.entry((level, code.clone())).or_insert_with(|| {
                table.codes.push((level, code));
                next
            });
            *slot = Some(ix);
        }
        table.places.insert(at, place);
    }
    Ok(table)
}

/// Reads a table of names: code → name.
pub(crate) fn read_names(
    path: &Path,
    file: &str,
) -> Result<BTreeMap<CompactString, CompactString>, RegisterError> {
    let (mut input, _) = open_csv(path).map_err(|_| broken(file))?;
    let mut record = csv::ByteRecord::new();
    let mut names = BTreeMap::new();
    let mut columns: Vec<(AreaLevel, usize, usize)> = Vec::new();
    while input
        .read_byte_record(&mut record)
        .map_err(|_| broken(file))?
    {
        let cell = |at: usize| record.get(at).map(decode).unwrap_or_default();
        if columns.is_empty() {
            let headings: Vec<String> = record.iter().map(|f| key(&decode(f))).collect();
            columns = named_levels(&headings);
            if columns.is_empty() {
                return Err(broken(file));
            }
            continue;
        }
        for (level, code, name) in &columns {
            if let Some(code) = official_code(*level, &cell(*code)) {
                names.insert(code, CompactString::from(clean(&cell(*name))));
            }
        }
    }
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_under_the_headings_of_every_edition() {
        let find = |headings: &str| {
            let headings: Vec<String> = headings.split(';').map(key).collect();
            named_levels(&headings)
        };
        let buurt = vec![(AreaLevel::Buurt, 0, 1)];
        for headings in [
            "buurtcode2021;buurtnaam2021",
            "Buurt2018;Buurtnaam_2018K",
            "brt2020;brtnaam2020",
            "GWBcode8;GWBlabel",
            "BU_CODE;BU_NAAM",
            "buurt2022;naam",
        ] {
            assert_eq!(find(headings), buurt, "{headings}");
        }
        assert_eq!(
            find("buurtcode;buurtnaam;wijkcode;wijknaam;gemeentecode;gemeentenaam"),
            [
                (AreaLevel::Buurt, 0, 1),
                (AreaLevel::Wijk, 2, 3),
                (AreaLevel::Gemeente, 4, 5)
            ]
        );
        assert_eq!(find("naam;niveau;dekt"), []);
    }

    #[test]
    fn codes_of_every_edition_become_official() {
        assert_eq!(
            official_code(AreaLevel::Buurt, "3639700").unwrap(),
            "BU03639700"
        );
        assert_eq!(
            official_code(AreaLevel::Buurt, "BU0363TH01").unwrap(),
            "BU0363TH01"
        );
        assert_eq!(official_code(AreaLevel::Wijk, "36397").unwrap(), "WK036397");
        assert_eq!(official_code(AreaLevel::Gemeente, "363").unwrap(), "GM0363");
        assert_eq!(official_code(AreaLevel::Gemeente, ""), None);
        assert_eq!(year_in("pc6hnr20210801_gwb.csv"), Some(2021));
        assert_eq!(level_of_heading("buurt2021"), Some(AreaLevel::Buurt));
    }
}
