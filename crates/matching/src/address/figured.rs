//! Streets with figures in their name (`Plein 1813`, `16 april 1944 Pad`): in running text their
//! figures are covered up, so that the grammar sees a word where the register has one.

use std::collections::HashMap;
use std::ops::Range;

use domain::text::fold;

/// The first of the letters that stand for figures and signs: letters without case or accents that
/// no Dutch text holds (the syllables of Yi).
const COVER: u32 = 0xA000;
/// What is covered up, by position after [`COVER`].
const COVERED: &str = "0123456789-'.,/’–";

/// The streets with figures in their name, by their first word.
#[derive(Debug, Default)]
pub struct Figured(HashMap<String, Vec<Vec<String>>>);

/// The words of a text with where they stand.
fn words(text: &str) -> Vec<(Range<usize>, String)> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (c.is_alphanumeric(), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                words.push((from..at, fold(text.get(from..at).unwrap_or_default())));
                start = None;
            }
            (true, Some(_)) | (false, None) => {}
        }
    }
    words
}

impl Figured {
    /// Of all names of streets, those with figures that could be taken for a house number.
    pub fn of<'n>(names: impl Iterator<Item = &'n str>) -> Self {
        let mut known: HashMap<String, Vec<Vec<String>>> = HashMap::new();
        for name in names.filter(|name| name.bytes().any(|b| b.is_ascii_digit())) {
            let words: Vec<String> = words(name).into_iter().map(|(_, word)| word).collect();
            // `1e Dwarsstraat` needs no cover: an ordinal is no house number.
            let bare = words
                .iter()
                .any(|word| word.bytes().all(|b| b.is_ascii_digit()));
            if bare && let Some(first) = words.first() {
                let all = known.entry(first.clone()).or_default();
                if !all.contains(&words) {
                    all.push(words);
                }
            }
        }
        #[expect(clippy::iter_over_hash_type, reason = "each is put in order by itself")]
        for all in known.values_mut() {
            all.sort_by_key(|words| std::cmp::Reverse(words.len()));
        }
        Self(known)
    }

    /// The text with the figures of such streets covered up, where a number follows or nothing;
    /// `None` when there is none.
    pub fn cover(&self, text: &str) -> Option<String> {
        if self.0.is_empty() || !text.bytes().any(|b| b.is_ascii_digit()) {
            return None;
        }
        let all = words(text);
        let mut covered: Vec<Range<usize>> = Vec::new();
        let mut at = 0;
        while let Some((range, first)) = all.get(at) {
            let here = self.0.get(first).and_then(|names| {
                names.iter().find(|name| {
                    let same = all.get(at..at + name.len());
                    let same =
                        same.is_some_and(|own| own.iter().zip(*name).all(|((_, w), n)| w == n));
                    let next = all.get(at + name.len());
                    same && next
                        .is_none_or(|(_, word)| word.starts_with(|c: char| c.is_ascii_digit()))
                })
            });
            match here {
                Some(name) => {
                    let last = all.get(at + name.len() - 1);
                    let end = last.map_or(range.end, |(range, _)| range.end);
                    covered.push(range.start..end);
                    at += name.len();
                }
                None => at += 1,
            }
        }
        if covered.is_empty() {
            return None;
        }
        let hide = |c: char| {
            let place = COVERED.chars().position(|known| known == c);
            place
                .and_then(|place| char::from_u32(COVER + u32::try_from(place).ok()?))
                .unwrap_or(c)
        };
        let chars = text.char_indices();
        let out: String = chars
            .map(|(at, c)| {
                let inside = covered.iter().any(|range| range.contains(&at));
                let right_after = covered.iter().any(|range| range.end == at);
                match c {
                    // `Plein 1813-4`: the sign parts the number from its street.
                    '-' | '–' | '/' if right_after => ' ',
                    _ if inside => hide(c),
                    _ => c,
                }
            })
            .collect();
        Some(out)
    }
}

/// The text as it was.
pub fn uncover(text: &str) -> String {
    text.chars()
        .map(|c| {
            let place = u32::from(c).checked_sub(COVER);
            let place = place.and_then(|place| usize::try_from(place).ok());
            place
                .and_then(|place| COVERED.chars().nth(place))
                .unwrap_or(c)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_figures_of_a_street_are_covered_and_those_of_a_house_are_not() {
        let streets = [
            "Plein 1813",
            "16 april 1944 Pad",
            "Laan 1940-'45",
            "1e Dwarsstraat",
            "Kade",
        ];
        let figured = Figured::of(streets.into_iter());
        for (text, rest) in [
            ("Plein 1813 4", " 4"),
            ("Plein 1813-4", " 4"),
            ("PLEIN 1813, 4", ", 4"),
            ("16 april 1944 Pad 1", " 1"),
            ("Laan 1940-'45 66", " 66"),
            ("Laan 1940–45 66, 1104 EC", " 66, 1104 EC"),
            ("Plein 1813 1 t/m 12", " 1 t/m 12"),
            ("Plein 1813", ""),
        ] {
            let covered = figured.cover(text).expect(text);
            assert!(covered.ends_with(rest), "{text}: {covered}");
            let name = covered.trim_end_matches(rest);
            assert!(
                !name.chars().any(|c| c.is_ascii_digit()),
                "{text}: {covered}"
            );
            assert_eq!(uncover(name), text.get(..text.len() - rest.len()).unwrap());
        }
        for text in [
            "Kade 12",
            "Plein 4",
            "1e Dwarsstraat 3",
            "Plein 1813a",
            "Pad 1944",
        ] {
            assert_eq!(figured.cover(text), None, "{text}");
        }
    }
}
