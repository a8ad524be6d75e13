//! Gemeente, provincie and land of a unit, by the woonplaats that it lies in.

use std::collections::HashMap;

use super::{Atlas, Lying};
use crate::model::{Area, AreaIx, Register};
use domain::AreaLevel;

/// `code;name;province`, with the year in the first line; a gemeente that merged has the code of the
/// one that it is now behind it.
const TABLE: &str = include_str!("../data/gemeenten.csv");
/// `letter;name`, with the year in the first line.
const BOROUGHS: &str = include_str!("../data/stadsdelen-amsterdam.csv");

/// The year of the built-in table.
fn year() -> Option<u16> {
    super::cbs::year_in(TABLE.lines().next()?)
}

/// The name and province of a gemeente.
fn find(code: u16) -> Option<(&'static str, &'static str)> {
    TABLE.lines().skip(2).find_map(|line| {
        let mut fields = line.split(';');
        (fields.next()?.parse::<u16>().ok()? == code).then_some(())?;
        Some((fields.next()?, fields.next()?))
    })
}

/// The stadsdeel of Amsterdam that a wijk lies in: the first letter of its code.
pub(super) fn borough_of(wijk: &str) -> Option<Area> {
    let letter = wijk.strip_prefix("WK0363")?.get(..1)?;
    let name = BOROUGHS.lines().skip(2).find_map(|line| {
        let (code, name) = line.split_once(';')?;
        (code == letter).then_some(name)
    })?;
    Some(Area {
        level: AreaLevel::Stadsdeel,
        code: letter.into(),
        name: name.into(),
        part_of: None,
        year: super::cbs::year_in(BOROUGHS.lines().next()?),
    })
}

/// The gemeente that a code stands for today; `None` for a code that the table lacks.
pub(crate) fn today(code: u16) -> Option<u16> {
    let line = TABLE.lines().skip(2).find(|line| {
        let first = line.split(';').next().unwrap_or_default();
        first.parse() == Ok(code)
    })?;
    let now = line.split(';').nth(3).and_then(|now| now.parse().ok());
    Some(now.unwrap_or(code))
}

/// Lays every unit whose town names its gemeente in that gemeente, its provincie and the land.
pub(super) fn lay(register: &Register, atlas: &mut Atlas, lying: &mut Lying) {
    let mut known: HashMap<u16, AreaIx> = HashMap::new();
    let mut by_town: Vec<Option<AreaIx>> = Vec::new();
    for town in register.towns() {
        let code = register.town(town).municipality;
        by_town.push(code.map(|code| *known.entry(code).or_insert_with(|| area_of(code, atlas))));
    }
    // A gemeente that a table or a map named has a province too.
    for at in 0..atlas.areas.len() {
        let code = atlas
            .areas
            .get(at)
            .filter(|a| a.level == AreaLevel::Gemeente);
        let code = code.and_then(|a| a.code.strip_prefix("GM")?.parse::<u16>().ok());
        if let Some(code) = code {
            area_of(code, atlas);
        }
    }
    for unit in register.units() {
        let has = lying.areas(unit).iter().any(|a| {
            atlas
                .areas
                .get(a.at())
                .is_some_and(|area| area.level == AreaLevel::Gemeente)
        });
        let address = register.address(register.unit(unit).address);
        if let (false, Some(area)) = (has, by_town.get(address.town.at()).copied().flatten()) {
            lying.add(unit, area);
        }
    }
}

fn area_of(code: u16, atlas: &mut Atlas) -> AreaIx {
    // A name that a table gave stays; a bare code gets its name here.
    let official = format!("GM{code:04}");
    let part_of = find(code).map(|(_, province)| {
        let land = atlas.add(Area {
            level: AreaLevel::Land,
            code: "NL".into(),
            name: "Nederland".into(),
            part_of: None,
            year: year(),
        });
        atlas.add(Area {
            level: AreaLevel::Provincie,
            code: compact_str::CompactString::default(),
            name: province.into(),
            part_of: Some(land),
            year: year(),
        })
    });
    let name = find(code).map_or(official.as_str(), |(name, _)| name);
    atlas.add(Area {
        level: AreaLevel::Gemeente,
        code: official.as_str().into(),
        name: name.into(),
        part_of,
        year: year(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_gemeente_has_one_code_and_a_province_that_exists() {
        let mut codes: Vec<&str> = TABLE
            .lines()
            .skip(2)
            .filter_map(|l| l.split(';').next())
            .collect();
        let mut provinces: Vec<&str> = TABLE
            .lines()
            .skip(2)
            .filter_map(|l| l.split(';').nth(2))
            .collect();
        assert!(codes.len() > 340, "{}", codes.len());
        let count = codes.len();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), count);
        provinces.sort_unstable();
        provinces.dedup();
        assert_eq!(provinces.len(), 12);
        assert_eq!(find(363), Some(("Amsterdam", "Noord-Holland")));
        assert_eq!(find(457), Some(("Weesp", "Noord-Holland")));
        assert_eq!(
            (today(457), today(363), today(9_999)),
            (Some(363), Some(363), None)
        );
        assert_eq!(borough_of("WK0363TH").unwrap().name, "Zuidoost");
    }
}
