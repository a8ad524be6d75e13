//! Typing errors between names: counted within a limit, and told apart from far at a glance.

/// The longest name that is compared; longer ones are cut.
const LONGEST: usize = 63;

/// Which letters occur once, which twice, and which pairs of neighbours: what two names need not
/// be compared for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Signature {
    letters: u64,
    pairs: u64,
    length: u8,
}

impl Signature {
    /// The signature of a folded name.
    pub fn of(name: &str) -> Self {
        let mut letters = 0_u64;
        let mut pairs = 0_u64;
        let mut before = 0_u8;
        for b in name.bytes() {
            if b.is_ascii_lowercase() {
                let once = 1_u64 << (b - b'a');
                letters |= if letters & once == 0 {
                    once
                } else {
                    once << 26
                };
            }
            if before != 0 {
                let pair = u32::from(before) * 31 + u32::from(b) * 7;
                pairs |= 1 << (pair % 64);
            }
            before = b;
        }
        Self {
            letters,
            pairs,
            length: u8::try_from(name.len()).unwrap_or(u8::MAX),
        }
    }

    /// Whether the names certainly differ by more typing errors than the limit. One error changes
    /// the count of one letter on either side, and at most three pairs.
    pub fn is_farther(self, other: Self, limit: u8) -> bool {
        let limit32 = u32::from(limit);
        self.length.abs_diff(other.length) > limit
            || (self.letters & !other.letters).count_ones() > limit32
            || (other.letters & !self.letters).count_ones() > limit32
            || (self.pairs & !other.pairs).count_ones() > 3 * limit32
            || (other.pairs & !self.pairs).count_ones() > 3 * limit32
    }
}

fn digits(key: &str) -> impl Iterator<Item = u8> {
    key.bytes().filter(u8::is_ascii_digit)
}

/// Typing errors between two names; `None` above the limit or where digits differ.
pub fn errors_between(a: &str, b: &str, limit: usize) -> Option<usize> {
    if a.len().abs_diff(b.len()) > limit || !digits(a).eq(digits(b)) {
        return None;
    }
    let (a, b) = without_common(a.as_bytes(), b.as_bytes());
    bounded_osa(a, b, limit)
}

/// What remains when the same beginning and the same end are left out.
fn without_common<'n>(mut a: &'n [u8], mut b: &'n [u8]) -> (&'n [u8], &'n [u8]) {
    while let ([x, rest_a @ ..], [y, rest_b @ ..]) = (a, b)
        && x == y
    {
        (a, b) = (rest_a, rest_b);
    }
    while let ([rest_a @ .., x], [rest_b @ .., y]) = (a, b)
        && x == y
    {
        (a, b) = (rest_a, rest_b);
    }
    (a, b)
}

/// Optimal string alignment (letters wrong, missing, too many, swapped with a neighbour) up to a
/// limit, in three rows on the stack.
fn bounded_osa(a: &[u8], b: &[u8], limit: usize) -> Option<usize> {
    if a.is_empty() || b.is_empty() {
        let errors = a.len().max(b.len());
        return (errors <= limit).then_some(errors);
    }
    let (a, b) = (
        a.get(..a.len().min(LONGEST))?,
        b.get(..b.len().min(LONGEST))?,
    );
    let mut before = [u8::MAX / 2; LONGEST + 1];
    let mut last = [0_u8; LONGEST + 1];
    for (at, cell) in last.iter_mut().enumerate().take(b.len() + 1) {
        *cell = u8::try_from(at).unwrap_or(u8::MAX / 2);
    }
    let mut first_before = 0;
    for (i, &one) in a.iter().enumerate() {
        let mut row = [u8::MAX / 2; LONGEST + 1];
        let mut left = u8::try_from(i + 1).unwrap_or(u8::MAX / 2);
        if let Some(first) = row.first_mut() {
            *first = left;
        }
        let mut smallest = left;
        let mut second_before = 0;
        let columns = last.iter().zip(last.iter().skip(1));
        let swapped = std::iter::once(u8::MAX / 2).chain(before.iter().copied());
        let cells = row.iter_mut().skip(1).zip(b).zip(columns).zip(swapped);
        for (((cell, &other), (&diagonal, &up)), two_back) in cells {
            let mut value = (diagonal + u8::from(one != other))
                .min(up + 1)
                .min(left + 1);
            if i > 0 && one == second_before && first_before == other && one != other {
                value = value.min(two_back + 1);
            }
            *cell = value;
            left = value;
            smallest = smallest.min(value);
            second_before = other;
        }
        // A swap may look back two rows, so one more than the limit may still come down.
        if usize::from(smallest) > limit + 1 {
            return None;
        }
        first_before = one;
        before = last;
        last = row;
    }
    let errors = usize::from(*last.get(b.len())?);
    (errors <= limit).then_some(errors)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn typing_errors_are_counted_as_the_library_does(a in "[a-d]{0,9}", b in "[a-d]{0,9}", limit in 0_usize..5) {
            let errors = rapidfuzz::distance::osa::distance(a.bytes(), b.bytes());
            prop_assert_eq!(errors_between(&a, &b, limit), (errors <= limit).then_some(errors));
        }

        #[test]
        fn a_signature_never_hides_a_near_name(a in "[a-e]{0,12}", b in "[a-e]{0,12}", limit in 0_u8..5) {
            let near = errors_between(&a, &b, limit.into()).is_some();
            prop_assert!(!(near && Signature::of(&a).is_farther(Signature::of(&b), limit)));
        }
    }
}
