//! Numbers kept for every unit of a register: which organisations cover it, in which own areas it
//! lies.

use register::UnitIx;

/// A list of small numbers for every unit, without a vector for each.
#[derive(Debug, Default)]
pub(super) struct PerUnit {
    starts: Vec<u32>,
    values: Vec<u32>,
}

impl PerUnit {
    /// From pairs of unit and value; the values of a unit keep the order of the pairs.
    pub(super) fn new<I>(units: usize, pairs: impl Fn() -> I) -> Self
    where
        I: Iterator<Item = (UnitIx, u32)>,
    {
        let mut starts = vec![0_u32; units + 1];
        let mut any = false;
        for (unit, _) in pairs() {
            if let Some(count) = starts.get_mut(unit.at() + 1) {
                *count += 1;
                any = true;
            }
        }
        if !any {
            return Self::default();
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        let mut next = starts.clone();
        let mut values = vec![0; sum as usize];
        for (unit, value) in pairs() {
            if let Some(at) = next.get_mut(unit.at()) {
                if let Some(slot) = values.get_mut(*at as usize) {
                    *slot = value;
                }
                *at += 1;
            }
        }
        Self { starts, values }
    }

    /// Whether no unit has any.
    pub(super) fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// The values of a unit.
    pub(super) fn of(&self, unit: UnitIx) -> &[u32] {
        let at = unit.at();
        match (self.starts.get(at), self.starts.get(at + 1)) {
            (Some(start), Some(end)) => self
                .values
                .get(*start as usize..*end as usize)
                .unwrap_or(&[]),
            _ => &[],
        }
    }
}
