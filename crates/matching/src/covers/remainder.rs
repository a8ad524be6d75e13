//! Words right after a number: an addition that only the register knows, the town, noise; or a
//! remainder that nothing explains, and then only a person can tell what the number means.

use super::parse::{Item, Segment};
use super::place::Place;
use super::reader::CoverReader;
use super::segment::Walk;
use super::streets::exact;
use super::words::is_noise;
use crate::address::tail::{Fit, Tail, fit};
use register::StreetIx;

/// At most so many words are one addition.
const MOST_WORDS: usize = 3;

/// Words that connect, and are neither an addition nor a street.
fn connects(word: &str) -> bool {
    matches!(
        word,
        "te" | "in"
            | "de"
            | "het"
            | "aan"
            | "van"
            | "op"
            | "bij"
            | "of"
            | "met"
            | "en"
            | "vve"
            | "bc"
            | "hoek"
            | "gevestigd"
            | "gelegen"
            | "zyn"
            | "zijn"
            | "ook"
    )
}

/// How many words stand before a sign or `en`.
fn run(words: &[String]) -> usize {
    words
        .iter()
        .take_while(|w| !w.is_empty() && *w != "en")
        .count()
}

/// A word that can be nothing but an addition: short, or with a figure.
fn looks_like_addition(word: &str) -> bool {
    let short = (2..=4).contains(&word.len()) && !is_noise(word) && !connects(word);
    let figure = word.len() <= 6 && word.bytes().any(|b| b.is_ascii_digit());
    let letter = word.len() == 1;
    short || figure || letter || (word.len() == 2 && !connects(word))
}

impl CoverReader<'_> {
    /// Whether words before numbers name no street of their own but are a remainder of the number
    /// before: `Kade 12 ZZZZ, 14`.
    pub(super) fn goes_on(&self, segment: &Segment, walk: &Walk<'_>) -> bool {
        let words = &segment.words;
        let own = words.get(..run(words)).unwrap_or(&[]);
        !walk.last.is_empty()
            && own.len() <= 2
            && own.iter().all(|w| looks_like_addition(w))
            && words
                .get(own.len()..)
                .unwrap_or(&[])
                .iter()
                .all(|w| w.is_empty() || w == "en")
            && (own.is_empty() || words.len() > own.len())
    }

    /// Takes the words after the last number that the register knows as its addition.
    pub(super) fn take_remainder(
        &self,
        streets: &[StreetIx],
        segment: &mut Segment,
        after: &mut Vec<String>,
        place: &Place,
    ) {
        // `Kade 12, ZWRT`
        let comma = usize::from(after.first().is_some_and(String::is_empty));
        let words = after.get(comma..).unwrap_or(&[]).to_vec();
        let length = run(&words);
        let excepted = !segment.except.is_empty();
        let items = if excepted {
            &mut segment.except
        } else {
            &mut segment.items
        };
        let Some(Item::Single { number, additions }) = items.last_mut() else {
            return;
        };
        if additions.len() > 1 {
            return;
        }
        for count in (1..=length.min(MOST_WORDS)).rev() {
            let own = words.get(..count).unwrap_or(&[]).join(" ");
            let rest = words.get(count..length).unwrap_or(&[]);
            let whole = comma == 0 || (count == 1 && rest.is_empty() && own.len() <= 4);
            if !whole
                || !self.explains(rest, place)
                || self.explains(words.get(..count).unwrap_or(&[]), place)
            {
                continue;
            }
            let text = format!("{} {own}", additions.join(" "));
            let tail = Tail::read(&text);
            let known = streets.iter().any(|street| {
                let at = self.register.on_street(*street, *number);
                matches!(
                    fit(self.register, at, &tail),
                    Fit::Literal(_) | Fit::Canonical(_) | Fit::Several(_)
                )
            });
            if known {
                *additions = vec![text.trim().to_owned()];
                after.drain(..comma + count);
                if !excepted {
                    segment.share_last_floor();
                }
                return;
            }
        }
    }

    /// Whether words after a number are none, a town, a street, a known name, or noise.
    fn explains(&self, words: &[String], place: &Place) -> bool {
        let mut words = words;
        while let Some((first, rest)) = words.split_first()
            && (connects(first) || (first.len() > 2 && is_noise_word(first)))
        {
            words = rest;
        }
        if words.is_empty() {
            return true;
        }
        (0..words.len()).any(|from| {
            let (before, name) = words.split_at(from);
            let text = name.join(" ");
            before.iter().all(|w| connects(w) || is_noise_word(w))
                && (!self.streets.towns(&text).is_empty()
                    || self.by_name(&text).is_some()
                    || !exact(&self.streets, &place.towns, &text).is_empty())
        })
    }

    /// Words that follow the last number and that nothing explains make that part a question.
    pub(super) fn judge_remainder(&self, words: &[String], walk: &mut Walk<'_>) {
        let Some(at) = walk.tail.take() else { return };
        let own = words.get(..run(words)).unwrap_or(&[]);
        if own.is_empty() || self.explains(own, walk.place) {
            return;
        }
        // The name of an association says a good deal after its numbers.
        let unread = if walk.from_name {
            own.first().is_some_and(|w| looks_like_addition(w))
        } else {
            true
        };
        if unread && let Some(part) = walk.parts.get_mut(at) {
            part.doubtful = true;
        }
    }
}

/// Noise that no addition can be.
fn is_noise_word(word: &str) -> bool {
    word.len() > 2 && !word.bytes().any(|b| b.is_ascii_digit()) && is_noise(word)
}
