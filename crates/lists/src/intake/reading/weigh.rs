//! Weighs the readings that were tried: which is clearly ahead, and when it must be asked.

use super::Tried;
use crate::intake::fields::Field;

/// What the readings that were tried come to.
pub(super) enum Weighed<'t> {
    /// This one is clearly ahead.
    Won(&'t Tried),
    /// It must be asked: the first, and what is as likely.
    Asked(&'t Tried, Option<&'t Tried>),
    /// The register has hardly any of it; the headings say little about the number.
    Unknown(bool),
    /// Nothing is borne out well enough to change what the headings say.
    Own,
}

/// The question about a reading by recipe that leads to less than half of the homes.
pub(super) fn doubt(tried: &[Tried]) -> Option<Weighed<'_>> {
    let own = tried.iter().find(|one| one.candidate.is_own)?;
    let other = tried
        .iter()
        .filter(|one| !one.candidate.is_own && one.points > 0)
        .max_by_key(|one| one.points);
    let low = own.placed * 2 < own.judged.len() && !own.candidate.by_person;
    low.then_some(Weighed::Asked(own, other))
}

/// Weighs the readings that were tried.
pub(super) fn weigh(tried: &[Tried]) -> Weighed<'_> {
    let mut left: Vec<&Tried> = tried.iter().collect();
    forget_doubtful(&mut left);
    let filled = left.iter().map(|one| one.judged.len()).max().unwrap_or(0);
    let best = left.iter().map(|one| one.placed).max().unwrap_or(0);
    let own = tried.iter().find(|one| one.candidate.is_own);
    // As the headings say, unless even they say that it is not so.
    let as_own = |otherwise| match own {
        Some(own) if own.placed > 0 && own.candidate.is_doubtful() => Weighed::Asked(own, None),
        _ => otherwise,
    };
    if best * 10 < filled || best == 0 {
        let weak = own.is_some_and(|own| own.candidate.has_number && own.candidate.number_sign < 3);
        return as_own(Weighed::Unknown(weak && filled >= 5));
    }
    let most = left.iter().map(|one| one.points).max().unwrap_or(0);
    left.sort_by_key(|one| std::cmp::Reverse(one.rank(most)));
    let Some(winner) = left.first().copied() else {
        return Weighed::Own;
    };
    let rival = left
        .iter()
        .skip(1)
        .copied()
        .find(|one| one.is_rival_of(winner, most));
    // Not the reading of the headings, and not borne out by most rows: nothing is changed.
    let own_placed = own.map_or(0, |own| own.placed);
    let own_reads = own.is_some_and(|own| {
        let slots = &own.candidate.columns.slots;
        slots.iter().any(|slot| slot.field.is_address())
    });
    if !winner.candidate.is_own
        && winner.placed * 2 < filled
        && (own_placed * 2 > winner.placed || !own_reads)
    {
        return as_own(Weighed::Own);
    }
    if rival.is_some() || winner.candidate.is_doubtful() {
        return Weighed::Asked(winner, rival);
    }
    Weighed::Won(winner)
}

impl Tried {
    /// Whether it may be right as well, though the winner comes before it: it leads to as many
    /// other homes and its headings say about as much, or its headings say clearly more and the
    /// register has some of its homes.
    fn is_rival_of(&self, winner: &Self, most: usize) -> bool {
        let (mine, theirs) = (&self.candidate, &winner.candidate);
        if mine.by_person && !theirs.by_person || mine.columns == theirs.columns {
            return false;
        }
        // The same street and number, with another postcode: that leads to the same home or to none.
        let same_place = [Field::Address, Field::Street, Field::Number]
            .iter()
            .all(|part| mine.columns.column(*part) == theirs.columns.column(*part));
        if same_place && !differ(self, winner) {
            return false;
        }
        let same_heading = mine.number_key.is_some() && mine.number_key == theirs.number_key;
        let alike = self.points * 100 >= most * 85
            && (mine.sign + 2 >= theirs.sign || same_heading)
            && differ(self, winner);
        // A number without a heading that says so is taken only when nothing speaks against it.
        let weak = theirs.has_number && theirs.number_sign < 2 && !theirs.by_person;
        let said = mine.has_number
            && mine.number_sign > theirs.number_sign
            && mine.sign > theirs.sign
            && (weak || mine.number_sign >= 6 && self.points * 10 >= most);
        let half = self.points * 100 >= most * 20 && mine.sign >= theirs.sign + 2;
        alike || (said || half) && !differ_nowhere(self, winner)
    }

    /// The surest reading first: borne out, then said by the headings, then most homes.
    fn rank(&self, most: usize) -> (bool, i32, usize, bool) {
        (
            self.points * 100 >= most * 85,
            self.candidate.sign,
            self.points,
            self.candidate.is_own,
        )
    }
}

/// Where somebody gets post is mostly an existing home too, and so is what a count of the rows leads
/// to: that says nothing, as long as another reading leads to homes.
fn forget_doubtful(tried: &mut Vec<&Tried>) {
    let most = tried.iter().map(|one| one.points).max().unwrap_or(0);
    let other = tried.iter().any(|one| {
        let candidate = &one.candidate;
        let said = candidate.number_sign >= 6 && candidate.place_sign >= 0 && one.points > 0;
        !candidate.is_doubtful() && (said || one.points * 100 >= most * 30)
    });
    if most > 0 && other {
        tried.retain(|one| !one.candidate.is_doubtful());
    }
}

/// Whether two readings lead to the same homes wherever both lead to one, and both mostly do.
fn differ_nowhere(a: &Tried, b: &Tried) -> bool {
    !differ(a, b) && a.placed * 10 >= b.placed * 9
}

/// Whether two readings lead to different homes.
fn differ(a: &Tried, b: &Tried) -> bool {
    a.judged
        .iter()
        .zip(&b.judged)
        .any(|(a, b)| matches!((a.place(), b.place()), (Some(a), Some(b)) if a != b))
}
