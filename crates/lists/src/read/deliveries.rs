//! Several deliveries of one list: a pattern in the campaign file names them all, the newest counts.

/// Whether a name in the campaign file is a pattern.
pub(super) fn is_pattern(file: &str) -> bool {
    file.contains(['*', '?'])
}

/// Whether a name fits a pattern: `*` stands for any text within a folder, `?` for one character;
/// capitals do not matter.
pub(super) fn fits(pattern: &str, name: &str) -> bool {
    let pattern: Vec<char> = pattern.to_lowercase().chars().collect();
    let name: Vec<char> = name.to_lowercase().chars().collect();
    // Where the last `*` stands, and how much of the name it has taken.
    let mut star: Option<(usize, usize)> = None;
    let (mut p, mut n) = (0, 0);
    while let Some(c) = name.get(n) {
        match pattern.get(p) {
            Some('*') => {
                star = Some((p, n));
                p += 1;
            }
            Some('?') if *c != '/' => (p, n) = (p + 1, n + 1),
            Some(wanted) if wanted == c => (p, n) = (p + 1, n + 1),
            _ => {
                let Some((at, taken)) = star else {
                    return false;
                };
                if name.get(taken) == Some(&'/') {
                    return false;
                }
                star = Some((at, taken + 1));
                (p, n) = (at + 1, taken + 1);
            }
        }
    }
    pattern.iter().skip(p).all(|c| *c == '*')
}

/// What orders deliveries by their names: the day that a name holds, then its numbers by value.
/// The clock of the disk says nothing: copying a folder changes it.
pub(super) fn age(name: &str) -> (Option<(u32, u32, u32)>, Vec<(u64, String)>) {
    let parts = parts(name);
    (day(&parts), natural(&parts))
}

/// Runs of digits and runs of letters.
fn parts(name: &str) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    let mut last = ' ';
    for c in name.to_lowercase().chars() {
        let same = c.is_ascii_digit() == last.is_ascii_digit() && c.is_alphanumeric();
        match parts.last_mut() {
            Some(part) if same && last.is_alphanumeric() => part.push(c),
            _ if c.is_alphanumeric() => parts.push(c.to_string()),
            _ => {}
        }
        last = c;
    }
    parts
}

fn natural(parts: &[String]) -> Vec<(u64, String)> {
    parts
        .iter()
        .map(|part| (part.parse().unwrap_or(0), part.clone()))
        .collect()
}

fn month(part: &str) -> Option<u32> {
    const MONTHS: [[&str; 2]; 12] = [
        ["jan", "jan"],
        ["feb", "feb"],
        ["mrt", "maa"],
        ["apr", "apr"],
        ["mei", "may"],
        ["jun", "jun"],
        ["jul", "jul"],
        ["aug", "aug"],
        ["sep", "sep"],
        ["okt", "oct"],
        ["nov", "nov"],
        ["dec", "dec"],
    ];
    if let Ok(number) = part.parse::<u32>() {
        return (part.len() <= 2 && (1..=12).contains(&number)).then_some(number);
    }
    let known = |names: &[&str; 2]| names.iter().any(|name| part.starts_with(name));
    let at = MONTHS.iter().position(known)?;
    u32::try_from(at + 1).ok()
}

/// Year, month and day in a name; what is not said is 0.
fn day(parts: &[String]) -> Option<(u32, u32, u32)> {
    for (at, part) in parts.iter().enumerate() {
        // 20261104, 202611
        if matches!(part.len(), 6 | 8) && part.starts_with("20") {
            let piece =
                |range: std::ops::Range<usize>| -> Option<u32> { part.get(range)?.parse().ok() };
            if let (Some(year), Some(month)) = (piece(0..4), piece(4..6))
                && (1..=12).contains(&month)
            {
                return Some((year, month, piece(6..8).unwrap_or(0)));
            }
        }
        let year = part
            .parse::<u32>()
            .ok()
            .filter(|y| (1990..2100).contains(y));
        let Some(year) = year else { continue };
        let near = |back: usize| at.checked_sub(back).and_then(|at| parts.get(at));
        let number = |part: Option<&String>| {
            let number = part.and_then(|part| part.parse::<u32>().ok());
            number.filter(|day| (1..=31).contains(day)).unwrap_or(0)
        };
        let (after, before) = (parts.get(at + 1), near(1));
        return Some(
            match (after.and_then(|p| month(p)), before.and_then(|p| month(p))) {
                (_, Some(month)) => (year, month, number(near(2))),
                (Some(month), None) => (year, month, number(parts.get(at + 2))),
                (None, None) => (year, 0, 0),
            },
        );
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_names_the_deliveries_and_nothing_else() {
        for (pattern, name, wanted) in [
            ("kringhuis*.csv", "kringhuis.csv", true),
            ("kringhuis*.csv", "Kringhuis-2026-11.CSV", true),
            ("kringhuis*.csv", "kringhuis.xlsx", false),
            ("kringhuis*.csv", "oud/kringhuis.csv", false),
            ("oud/*.csv", "oud/kringhuis.csv", true),
            ("*/k*", "oud/kringhuis.csv", true),
            ("k*", "kringhuis/lijst.csv", false),
            ("lijst ?.csv", "lijst 2.csv", true),
            ("lijst ?.csv", "lijst 22.csv", false),
            ("*a*b*", "xxaxxb", true),
            ("*a*b*", "xxbxxa", false),
        ] {
            assert_eq!(fits(pattern, name), wanted, "{pattern} {name}");
        }
    }

    #[test]
    fn the_newest_is_the_one_with_the_last_day_in_its_name() {
        for (older, newer) in [
            ("k-2026-10.csv", "k-2026-11.csv"),
            ("k-2025-12.csv", "k-2026-01.csv"),
            ("k 30-10-2026.csv", "k 01-11-2026.csv"),
            ("k okt 2026.csv", "k nov 2026.csv"),
            ("k december 2025.csv", "k januari 2026.csv"),
            ("k_20261031.csv", "k_20261101.csv"),
            ("k 9.csv", "k 10.csv"),
            ("k (2).csv", "k (10).csv"),
            ("k.csv", "k 2026.csv"),
            ("k 2026.csv", "k 2026-03.csv"),
            ("k 2 nov 2026.csv", "k 12 nov 2026.csv"),
        ] {
            assert!(age(older) < age(newer), "{older} before {newer}");
        }
    }
}
