//! Counts as pieces of a bar: whole thousandths without gaps.

use super::data::Segment;
use campaign::coverage::Counts;
use domain::{Messages, Status, words};

/// The statuses in the order of a bar, best first, each with the class of its colour.
pub(super) const ORDER: [(Status, &str); 6] = [
    (Status::TwoLegs, "two-legs"),
    (Status::Active, "active"),
    (Status::Forming, "forming"),
    (Status::OnPaper, "on-paper"),
    (Status::Unknown, "unknown"),
    (Status::None, "none"),
];

/// The class of a status's colour.
pub(super) fn class(status: Status) -> &'static str {
    ORDER
        .iter()
        .find(|(known, _)| *known == status)
        .map_or("none", |(_, class)| class)
}

/// The homes of a status; those on two legs are not counted as active again.
pub(super) fn count(counts: &Counts, status: Status) -> u64 {
    match status {
        Status::TwoLegs => counts.two_legs,
        Status::Active => counts.active - counts.two_legs,
        Status::Forming => counts.forming,
        Status::OnPaper => counts.on_paper,
        Status::Unknown => counts.unknown,
        Status::None => counts.none,
        Status::Ended => 0,
    }
}

/// The status of most homes; of two equals the less organised one, so that nothing looks better
/// than it is.
pub(super) fn most(counts: &Counts) -> Status {
    ORDER
        .iter()
        .map(|(status, _)| *status)
        .max_by_key(|status| count(counts, *status))
        .unwrap_or(Status::None)
}

/// The pieces of a bar; empty ones are left out.
pub(super) fn segments(counts: &Counts, messages: &Messages) -> Vec<Segment> {
    let whole = counts.dwellings.max(1);
    let mut before = 0;
    let mut segments = Vec::new();
    for (status, class) in ORDER {
        let homes = count(counts, status);
        let start = before * 1000 / whole;
        before += homes;
        let end = before * 1000 / whole;
        if homes > 0 {
            segments.push(Segment {
                class,
                start,
                length: end - start,
                title: format!(
                    "{}: {}",
                    words::status(messages, status),
                    messages.count(homes)
                ),
            });
        }
    }
    segments
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::Language;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_bar_has_no_gaps_and_is_always_full(parts in proptest::array::uniform6(0_u64..5_000)) {
            let [two_legs, one_leg, forming, on_paper, unknown, none] = parts;
            let counts = Counts {
                dwellings: parts.iter().sum(),
                active: two_legs + one_leg,
                two_legs,
                forming,
                on_paper,
                unknown,
                none,
                reach: 0,
            };
            prop_assume!(counts.dwellings > 0);
            let bar = segments(&counts, &Messages::of(&Language::dutch()));
            prop_assert_eq!(bar.first().unwrap().start, 0);
            for pair in bar.windows(2) {
                prop_assert_eq!(pair[0].start + pair[0].length, pair[1].start);
            }
            let last = bar.last().unwrap();
            prop_assert_eq!(last.start + last.length, 1000);
        }
    }
}
